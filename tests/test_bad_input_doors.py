"""Bad input through both doors of a running program, the Telegram webhook and the web chat: one clear answer or a clean
refusal to each, nothing in the ledger that was not said, no traceback."""

import asyncio
import json
import re
import time
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from bench.seed import far_due
from bot.keys import secret_key
from bot.settings import Settings
from bot.turns import APOLOGY
from bot.web import cookie
from domain.messages import Address
from reports.rollup import summary
from storage import schema, setup
from storage.engine import Store
from storage.people import add_address
from storage.tables import consents, people
from storage.tx import Tx
from tests.programs import PATIENCE, Sothon
from tests.standins.telegram_api import TOKEN, TelegramApi
from tests.standins.telegram_user import SECRET_HEADER, message
from tests.talking import TALKS
from tests.test_bad_input import NOTHING_TO_STORE
from vietnamese.fold import fold

SECRET = "a-secret-of-the-webhook-0123456789"
FULL = ("trời mưa quá bà con ngại đi " * 150)[:3990] + " chưa ạ"
TEXTS = (*NOTHING_TO_STORE.values(), FULL, "x" * 4000)
QUIET = len(TEXTS)  # somebody who has said nothing yet
STRANGER = 5000
OURS = {"X-Requested-With": "sothon"}


def prepare(folder: Path) -> dict[int, str]:
    """A commune with a person of Tân Long for every text and one more, each with a Telegram chat (1000 + n) and a web
    chat; returns the cookies of the web chats.
    """
    settings = Settings(_env_file=None, data_dir=folder)
    plan = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
    plan["cycle"]["week_due"] = far_due(datetime.now(UTC))
    plan["person"] += [{"name": f"Đinh Văn Mẫu {chr(65 + n)}", "unit": "tan-long"} for n in range(QUIET + 1)]
    store = Store(settings.url)
    schema.upgrade(store)
    with store.write() as connection:
        tx = Tx(connection, datetime.now(UTC))
        setup.apply(tx, plan, fold)
        rows = tx.all(select(people.c.id).where(people.c.name.startswith("Đinh Văn Mẫu")).order_by(people.c.id))
        for n, row in enumerate(rows):
            add_address(tx, Address("telegram", TOKEN.split(":")[0], str(1000 + n)), "Mẫu", row.id)
            add_address(tx, Address("web", "", f"web-chat-{n:08}"), "Mẫu", row.id)
            tx.later(consents, {"person_id": row.id, "version": "test", "channel": "web", "given_at": tx.now})
        tx.flush()
    key = secret_key(settings, store)
    store.close()
    return {n: cookie.make(key, f"web-chat-{n:08}", datetime.now(UTC)) for n in range(QUIET + 1)}


@pytest.fixture
async def program(tmp_path: Path):
    """`sothon run` with the Telegram webhook open, its stand-in Bot API server, and the cookies."""
    cookies = prepare(tmp_path)
    async with TelegramApi() as api:
        settings = {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": api.base,
            "TELEGRAM_MODE": "webhook",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }
        sothon = Sothon(tmp_path, "run", **settings)
        try:
            await asyncio.to_thread(sothon.wait_ready)
            async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{sothon.port}", timeout=20, headers=OURS) as http:
                end = time.monotonic() + 3 * PATIENCE  # aiogram is read after the first answer
                while (await http.get("/readyz")).status_code != 200:
                    assert time.monotonic() < end, "It did not become ready."
                    await asyncio.sleep(0.05)
                yield sothon, api, http, cookies
        finally:
            if sothon.process.poll() is None:
                sothon.process.kill()
                sothon.process.communicate()


async def deliver(http: httpx.AsyncClient, update: Any, secret: str = SECRET) -> int:
    """One POST to the webhook, as bytes or as JSON in which every letter is escaped; the status."""
    body = update if isinstance(update, bytes) else json.dumps(update).encode()
    return (await http.post("/hooks/telegram", content=body, headers={SECRET_HEADER: secret})).status_code


async def type_(http: httpx.AsyncClient, cookie_: str, n: int, text: str) -> httpx.Response:
    """One message typed on the page."""
    body = json.dumps({"id": f"message-{n:04}", "text": text}).encode()
    headers = {"Content-Type": "application/json", "Cookie": f"{cookie.NAME}={cookie_}"}
    return await http.post("/api/messages", content=body, headers=headers)


async def heard(http: httpx.AsyncClient, cookie_: str) -> list[str]:
    """What the page was told."""
    answer = await http.get("/api/lines", headers={"Cookie": f"{cookie.NAME}={cookie_}"})
    return [line["text"] for line in answer.json()["lines"] if not line["mine"]]


async def until(true: Any, seconds: float = PATIENCE) -> None:
    """Wait for something; what stays wrong is for the assertion that follows."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        await asyncio.sleep(0.05)


def clear(text: str) -> bool:
    """A whole answer in Vietnamese, and not the one for our own faults."""
    return bool(re.search("[ạảãáàấầậ]", text)) and text != APOLOGY and "Traceback" not in text


async def test_bad_input_by_both_doors(program, tmp_path: Path) -> None:
    sothon, api, http, cookies = program
    await texts_nobody_should_send(api, http, cookies)
    assert ledger(tmp_path) == {}
    await what_is_no_message_and_what_comes_twice(api, http, cookies)
    assert ledger(tmp_path) == {"learners": 12, "sessions": 3, "vneid": 5}
    assert api.violations == []
    assert 'sothon_turns_total{outcome="failed"}' not in sothon.get("/metrics")[1]
    status, out, err = await asyncio.to_thread(sothon.stop)
    assert status == 0, err
    assert "Traceback" not in out + err
    assert "051203004567" not in out + err
    assert "DROP TABLE" not in out + err, "nobody's words are in the logs"


async def texts_nobody_should_send(api: TelegramApi, http: httpx.AsyncClient, cookies: dict[int, str]) -> None:
    now = int(time.time())
    statuses = [await deliver(http, message(n, 1000 + n, text, at=now)) for n, text in enumerate(TEXTS)]
    taken = [n for n, status in enumerate(statuses) if status == 200]
    assert [TEXTS[n] for n in range(len(TEXTS)) if n not in taken] == ["abc \ud800 def"], (
        "Telegram writes whole letters"
    )
    await until(lambda: all(api.said(1000 + n) for n in taken))
    for n in taken:
        [reply] = api.said(1000 + n)
        assert clear(reply), TEXTS[n]

    for n, text in enumerate(TEXTS):
        answer = await type_(http, cookies[n], n, text)
        if answer.status_code != 200:
            assert answer.status_code in (400, 422)
            assert clear(answer.json()["error"])
            assert not text.strip() or "\ud800" in text, "only what is empty or no text is refused"
            assert await heard(http, cookies[n]) == []
            continue
        told: list[str] = []
        end = time.monotonic() + PATIENCE
        while not told and time.monotonic() < end:
            told = await heard(http, cookies[n])
        [reply] = told
        assert clear(reply), text


async def what_is_no_message_and_what_comes_twice(
    api: TelegramApi, http: httpx.AsyncClient, cookies: dict[int, str]
) -> None:
    chat = 1000 + QUIET
    before = len(api.said())
    now = int(time.time())
    report = message(150, chat, "hnay 12 hv", at=now)
    assert await deliver(http, report, secret="") == 401
    assert await deliver(http, report, secret="x" * 40) == 401
    for body in (
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff\xfe",
        b'{"update_id": "x"}',
        json.dumps(report).encode()[:-1],
    ):
        assert await deliver(http, body) == 400
    assert await deliver(http, {"update_id": 149}) == 200
    assert len(api.said()) == before
    for body in (b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"id": 1, "text": "hnay 12 hv"}'):
        headers = {"Content-Type": "application/json", "Cookie": f"{cookie.NAME}={cookies[QUIET]}"}
        answer = await http.post("/api/messages", content=body, headers=headers)
        assert answer.status_code == 400
        assert clear(answer.json()["error"])

    # The newer one first, then the older one, then both again: each counts once, on its own day.
    older = message(148, chat, "hqua 5 vneid", at=now - 60)
    for update in (report, older, older, report):
        assert await deliver(http, update) == 200
    stranger = message(151, STRANGER, "hnay 40 hv", at=now)
    assert await deliver(http, stranger) == 200
    await until(lambda: len(api.said(chat)) == 2 and api.said(STRANGER))
    await asyncio.sleep(0.5)
    assert len(api.said(chat)) == 2
    assert "mã mời" in api.said(STRANGER)[0]

    # The same person at the page, on another phone: one ledger, and the page's own resend counts once.
    for _ in range(2):
        assert (await type_(http, cookies[QUIET], QUIET, "hnay 3 buổi")).status_code == 200
    told: list[str] = []
    end = time.monotonic() + PATIENCE
    while not told and time.monotonic() < end:
        told = await heard(http, cookies[QUIET])
    assert len(told) == 1
    assert "Buổi hỗ trợ: 3" in told[0]


def ledger(folder: Path) -> dict[str, int]:
    """All that counts in the commune, whenever it was."""
    store = Store(f"sqlite:///{folder / 'sothon.db'}")
    with store.read() as connection:
        found = dict(summary(Tx(connection, datetime.now(UTC)), "ba-dong", "2000-01-01..2099-12-31")["totals"])
    store.close()
    return found
