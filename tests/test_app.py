"""The program as a process: starts, answers, refuses kindly, stops cleanly; and everything in it together."""

import asyncio
import http.client
import json
import re
import secrets
import signal
import socket
import subprocess
import sys
import time
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import insert, select

from bench.seed import far_due
from bot.composition import make_context
from bot.keys import secret_key
from bot.settings import Settings
from domain.messages import Address, Outbound
from storage import invites, leases, retention, schema, setup
from storage.engine import Store
from storage.entries import Statement, Value, add
from storage.messages import heard, say_later
from storage.people import add_address, best_address
from storage.tables import entries, inbox, outbox, people, units, web_lines
from storage.tx import Tx
from tests.programs import Sothon, running
from tests.standins import telegram_api, telegram_user
from tests.standins.telegram_api import TOKEN, TelegramApi
from tests.talking import TALKS, make_world
from vietnamese.fold import fold

NOW = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)
SECRET = "a-secret-of-the-webhook-0123456789"


@pytest.fixture(scope="module")
def program(tmp_path_factory):
    with running(tmp_path_factory.mktemp("run"), "run") as sothon:
        yield sothon


def prepare(folder, url: str = "", role: str = "leader") -> str:
    """A commune in the folder's ledger; returns a code for Tân Long."""
    settings = Settings(_env_file=None, data_dir=folder, database_url=url)
    store = Store(settings.url)
    schema.upgrade(store)
    with store.write() as connection:
        tx = Tx(connection, datetime.now(UTC))
        plan = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
        plan["cycle"]["week_due"] = far_due(tx.now)
        setup.apply(tx, plan, fold)
        unit = tx.scalar(select(units.c.id).where(units.c.key == "tan-long"))
        code = invites.make(tx, make_context(secret_key(settings, store)).code_hash, unit, role)
        tx.flush()
    store.close()
    return code


def test_health_readiness_metrics_and_pages(program):
    assert program.get("/healthz")[:2] == (200, "ok\n")
    status, text, headers = program.get("/readyz")
    assert (status, json.loads(text)) == (200, {"ready": True, "reasons": []})
    assert headers["x-content-type-options"] == "nosniff"
    assert "server" not in headers
    status, text, _ = program.get("/metrics")
    assert status == 200
    for name in ("sothon_turns", "sothon_turn_seconds", "sothon_outbox_waiting", "sothon_outbox_oldest_seconds",
                 "sothon_unread_sentences", "sothon_sent", "sothon_send_seconds"):  # fmt: skip
        assert f"# HELP {name}" in text
    assert program.get("/chat")[0] == 200


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux shows what a process has loaded")
def test_without_telegram_it_is_small_and_aiogram_is_not_loaded(program):
    program.get("/chat")
    place = Path(f"/proc/{program.process.pid}")
    kilobytes = int(re.search(r"^VmRSS:\s+(\d+) kB", (place / "status").read_text(), re.MULTILINE)[1])
    assert kilobytes < 120 * 1024
    loaded = (place / "maps").read_text()
    assert "msgspec" in loaded, "a library with compiled parts shows"
    assert "aiohttp" not in loaded, "aiogram cannot be there without it"


def test_the_words_are_built_when_the_server_is_up_not_before():
    asked = "import bot.app, vietnamese.lexicon as one; print(one._built.cache_info().currsize)"
    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "0"


def test_errors_are_sentences(program):
    assert program.get("/khong-co")[:2] == (404, "Không có trang này ạ. Trang trò chuyện ở địa chỉ /chat.\n")
    assert program.ask("DELETE", "/healthz")[:2] == (405, "Trang này không nhận cách gọi đó ạ.\n")
    status, text, headers = program.ask("POST", "/hooks/telegram", {})
    assert (status, headers["retry-after"]) == (503, "5")
    assert "khởi động" in text


def test_stops_cleanly_with_open_streams_and_starts_again(tmp_path):
    code, cookie = prepare(tmp_path), ""
    for how in (signal.SIGTERM, signal.SIGINT):
        with running(tmp_path, "run") as sothon:
            cookie = cookie or sign_in(sothon, code)
            assert [line["mine"] for line in lines(sothon, cookie)] == [True, False], "the conversation is still there"
            stream = http.client.HTTPConnection("127.0.0.1", sothon.port, timeout=20)
            stream.request("GET", "/api/events?after=0", headers={"Cookie": cookie})
            answer = stream.getresponse()
            assert answer.readline() == b"retry: 2000\n"
            started = time.monotonic()
            status, out, err = sothon.stop(how)
            assert status == 0, err
            assert time.monotonic() - started < 5
            assert "TELEGRAM_BOT_TOKEN" in out, "it says what could be set"
            assert f"http://127.0.0.1:{sothon.port}/chat" in out
            assert out.endswith("Đã dừng.\n")
            assert "Traceback" not in err
            stream.close()
    with running(tmp_path, "run") as sothon:  # after either
        assert [line["mine"] for line in lines(sothon, cookie)] == [True, False]


def sign_in(sothon: Sothon, code: str) -> str:
    status, text, headers = sothon.ask("POST", "/api/sign-in", {"code": code, "id": secrets.token_hex(8)})
    assert status == 200, text
    cookie = headers["set-cookie"].split(";")[0]
    until(lambda: len(lines(sothon, cookie)) == 2)
    return cookie


def lines(sothon: Sothon, cookie: str):
    return json.loads(sothon.get("/api/lines", Cookie=cookie)[1])["lines"]


def until(true, seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


def say(sothon: Sothon, cookie: str, text: str) -> str:
    before = len(lines(sothon, cookie))
    status, answer, _ = sothon.ask(
        "POST", "/api/messages", {"id": secrets.token_hex(8), "text": text}, {"Cookie": cookie}
    )
    assert status == 200, answer
    until(lambda: len(lines(sothon, cookie)) == before + 2)
    return lines(sothon, cookie)[-1]["text"]


def test_joining_and_reporting_by_the_web_and_the_total_is_there(tmp_path):
    code = prepare(tmp_path)
    with running(tmp_path, "run") as sothon:
        cookie = sign_in(sothon, code)
        assert lines(sothon, cookie)[-1]["text"].count("?") == 1
        assert "thôn Tân Long" in say(sothon, cookie, "1")
        assert "Học viên: 12" in say(sothon, cookie, "hnay 12 hv, 5 vneid, 2 buổi")
        metrics = sothon.get("/metrics")[1]
        assert 'sothon_turns_total{outcome="done"}' in metrics
        assert 'sothon_sent_total{channel="web",kind="reply",state="sent"}' in metrics
        status, _, err = sothon.stop()
        assert status == 0
        assert "12 hv" not in err, "no words of anybody in the log"
    store = Store(f"sqlite:///{tmp_path / 'sothon.db'}")
    with store.read() as connection:
        assert [row.words for row in connection.execute(select(entries))] == ["hnay 12 hv, 5 vneid, 2 buổi"]
        assert {row.state for row in connection.execute(select(outbox))} == {"sent"}
    store.close()


@pytest.mark.postgres
def test_two_processes_on_one_postgresql_are_one_bot(tmp_path, fresh_postgres):
    code = prepare(tmp_path, fresh_postgres)
    with (
        running(tmp_path / "a", "run", DATABASE_URL=fresh_postgres) as one,
        running(tmp_path / "b", "run", DATABASE_URL=fresh_postgres) as two,
    ):
        cookie = sign_in(one, code)
        assert "Tân Long" in say(two, cookie, "1"), "the same key signs the cookie in both"
        assert "Học viên: 12" in say(one, cookie, "hnay 12 hv")
        assert [line["text"] for line in lines(one, cookie)] == [line["text"] for line in lines(two, cookie)]
        assert json.loads(two.get("/readyz")[1])["ready"]
        assert one.stop()[0] == 0
        assert "học viên 12 → 14" in say(two, cookie, "sửa học viên 14"), "one is enough"
        assert two.stop()[0] == 0


@pytest.mark.postgres
def test_a_database_without_the_schema_says_what_to_run(tmp_path, fresh_postgres):
    status, _, err = Sothon(tmp_path, "run", DATABASE_URL=fresh_postgres).ended()
    assert (status, "sothon migrate" in err) == (1, True)


def test_a_taken_port_and_a_taken_ledger_are_said_kindly(tmp_path):
    with running(tmp_path, "run") as sothon:
        status, _, err = Sothon(tmp_path / "other", "run", port=sothon.port).ended()
        assert status == 1
        assert err.startswith(f"Cổng {sothon.port} ở 127.0.0.1 đang có chương trình khác dùng")
        assert "PORT=" in err
        assert "Traceback" not in err
        status, _, err = Sothon(tmp_path, "run").ended()
        assert status == 1
        assert "đang được một Sổ Thôn khác mở" in err


def test_a_second_ctrl_c_ends_it_at_once(tmp_path):
    with running(tmp_path, "run") as sothon, socket.create_connection(("127.0.0.1", sothon.port)) as half:
        # A request whose body never comes keeps the server from ending for a while.
        half.sendall(
            b"POST /api/sign-in HTTP/1.1\r\nHost: x\r\nX-Requested-With: sothon\r\n"
            b"Content-Type: application/json\r\nContent-Length: 9\r\n\r\n"
        )
        time.sleep(0.5)
        sothon.process.send_signal(signal.SIGINT)
        time.sleep(1)
        assert sothon.process.poll() is None
        status, out, _ = sothon.stop(signal.SIGINT)
        assert (status, out.endswith("Dừng ngay.\n")) == (1, True)


def test_killed_it_starts_again_at_once_and_answers_what_was_left(tmp_path):
    with running(tmp_path, "run") as sothon:
        sothon.process.kill()
        sothon.ended()
    store = Store(f"sqlite:///{tmp_path / 'sothon.db'}")
    with store.write() as connection:
        tx = Tx(connection, datetime.now(UTC))
        address = add_address(tx, Address("web", "", "somebody-somebody"))
        row = {"state": "sending", "lease_until": tx.now + timedelta(minutes=1)}
        say_later(tx, "r/left", "reply", address, None, Outbound("Đã ghi"), about=row)
    with running(tmp_path, "run"):
        until(lambda: state(store, "r/left") == "sent", 10)
    store.close()


def state(store: Store, key: str) -> str:
    with store.read() as connection:
        return connection.scalar(select(outbox.c.state).where(outbox.c.key == key))


@pytest.mark.parametrize("mode", ["polling", "webhook"])
async def test_telegram_end_to_end(tmp_path, mode):
    code = prepare(tmp_path)
    async with TelegramApi() as api, aiohttp.ClientSession() as http_client:
        env = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": api.base,
            "TELEGRAM_MODE": mode,
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }
        sothon = Sothon(tmp_path, "run", **env)
        try:
            await asyncio.to_thread(sothon.wait_ready)
            await asyncio.to_thread(until, lambda: sothon.get("/readyz")[0] == 200, 60)
            number = 1

            async def tell(text: str, answers: int) -> str:
                nonlocal number
                number += 1
                update = telegram_user.message(number, 77, text, at=int(time.time()))
                if mode == "polling":
                    api.push(update)
                else:
                    url = f"http://127.0.0.1:{sothon.port}/hooks/telegram"
                    statuses = await telegram_user.push_update(http_client, url, SECRET, update)
                    assert statuses[-1] == 200
                for _ in range(1500):
                    if len(api.said(77)) >= answers:
                        return api.said(77)[-1]
                    await asyncio.sleep(0.02)
                raise AssertionError(f"No answer to {text}.")

            assert "đồng ý" in await tell(f"/start {code.replace('-', '')}", 1)
            assert "Tân Long" in await tell("1", 2)
            assert "Học viên: 12" in await tell("hnay 12 hv, 5 vneid", 3)
            api.fail(telegram_api.flood(1))
            assert "VNeID 5 → 7" in await tell("sửa vneid 7", 5), "once refused, then again"
            assert api.violations == []
            status, out, err = await asyncio.to_thread(sothon.stop)
            assert status == 0, err
            assert "Telegram" in out
            assert TOKEN not in out + err
            assert "Traceback" not in err
        finally:
            if sothon.process.poll() is None:
                sothon.process.kill()
                sothon.process.communicate()
    store = Store(f"sqlite:///{tmp_path / 'sothon.db'}")
    with store.read() as connection:
        assert {row.state for row in connection.execute(select(outbox))} == {"sent"}
    store.close()


def test_a_wrong_token_leaves_the_web_chat_running(tmp_path):
    with running(tmp_path, "run", TELEGRAM_BOT_TOKEN="nonsense") as sothon:
        until(lambda: "Kênh Telegram chưa mở được" in sothon.get("/readyz")[1], 40)
        assert sothon.get("/chat")[0] == 200
        status, _, err = sothon.stop()
        assert status == 0
        assert "TELEGRAM_BOT_TOKEN" in err
        assert "nonsense" not in err


def test_one_lease_one_holder(store):
    schema.upgrade(store)

    def take(now: datetime, holder: str, **more: bool) -> bool:
        with store.write() as connection:
            return leases.take(Tx(connection, now), "poll/telegram/7", holder, timedelta(seconds=60), **more)

    assert take(NOW, "a")
    assert not take(NOW, "b")
    assert take(NOW + timedelta(seconds=30), "a"), "renewed"
    assert not take(NOW + timedelta(seconds=80), "b")
    assert take(NOW + timedelta(seconds=91), "b"), "run out"
    assert not take(NOW + timedelta(seconds=92), "a")
    assert take(NOW + timedelta(seconds=93), "a", force=True)
    with store.write() as connection:
        leases.drop(Tx(connection, NOW), "poll/telegram/7", "b")
    assert not take(NOW + timedelta(seconds=94), "b"), "only its holder can give it back"
    with store.write() as connection:
        leases.drop(Tx(connection, NOW), "poll/telegram/7", "a")
    assert take(NOW + timedelta(seconds=94), "b")


def test_whole_messages_are_erased_in_time_and_figures_stay(store):
    make_world(store, NOW).close()
    store = Store(store.engine.url.render_as_string(hide_password=False))
    old, fresh = NOW - timedelta(days=91), NOW - timedelta(days=89)
    with store.write() as connection:
        tx = Tx(connection, NOW)
        sen = tx.scalar(select(people.c.id).where(people.c.folded == "dinh thi sen"))
        address = best_address(tx, sen)
        web = add_address(tx, Address("web", "", "chat-of-sen"), "", sen)
        tan_long = tx.one(select(units).where(units.c.key == "tan-long"))
        for name, when in (("old", old), ("fresh", fresh)):
            tx.now = when
            said = Statement(
                tan_long.commune_id,
                tan_long.id,
                when.date(),
                when.date(),
                sen,
                "web",
                name,
                when,
                "12 hv",
                "whole 12 hv",
            )
            add(tx, said, {"learners": Value(12)})
            for commune in (tan_long.commune_id, None):
                heard(tx, {"channel": "web", "account": "", "message": f"{name}{commune}", "address_id": web,
                           "person_id": sen, "commune_id": commune, "text": "words", "sent_at": when,
                           "taken_at": when, "outcome": "unread", "handler": "unread"})  # fmt: skip
            say_later(tx, name, "reply", address, sen, Outbound(name), about={"state": "sent"})
            say_later(tx, f"{name}-open", "reply", address, sen, Outbound(name))
            tx.run(insert(web_lines), {"chat": "chat-of-sen", "mine": True, "key": name, "text": name,
                                       "choices": [], "at": when})  # fmt: skip
            tx.run(insert(web_lines), {"chat": "a-stranger", "mine": True, "key": name, "text": name,
                                       "choices": [], "at": when})  # fmt: skip
        tx.now = NOW
        assert retention.erase(tx) == 6
        assert retention.erase(tx) == 0
        kept = {row.source: (row.message, row.words) for row in tx.all(select(entries))}
        assert kept == {"old": ("", "12 hv"), "fresh": ("whole 12 hv", "12 hv")}
        assert sorted((row.message[:3], row.text) for row in tx.all(select(inbox))) == [
            ("fre", "words"), ("fre", "words"), ("old", ""), ("old", "")
        ]  # fmt: skip
        assert {row.key for row in tx.all(select(outbox))} == {"fresh", "fresh-open", "old-open"}
        assert [row.key for row in tx.all(select(web_lines))] == ["fresh", "fresh"]
    store.close()


def test_the_schema_of_a_newer_program_is_refused_with_a_sentence(tmp_path):
    store = Store(f"sqlite:///{tmp_path / 'sothon.db'}")
    schema.upgrade(store)
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    store.close()
    status, _, err = Sothon(tmp_path, "run").ended()
    assert status == 1
    assert "phiên bản mới hơn" in err
