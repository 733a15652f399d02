"""Zalo Bot against its stand-in: both readings of polling, the webhook's door, errors, the month's counter, files."""

import asyncio
import base64
import io
import logging
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import msgspec
import pytest
from sqlalchemy import func, select

from bot.channels import zalo_bot, zalo_bot_poll, zalo_oa
from bot.channels.base import Doors, SendError
from bot.channels.zalo_bot import WEBHOOK_PATH, ZaloBotChannel, build
from bot.channels.zalo_bot_read import read
from bot.channels.zalo_file import NO_LINK
from bot.channels.zalo_hook import NotAnEvent
from bot.channels.zalo_text import parts, with_choices
from bot.settings import SettingsError
from bot.webhooks import WebhookError, manage
from domain.messages import Address, Choice, File, Inbound, Outbound
from storage import zalo
from storage.engine import Store
from storage.tables import inbox
from storage.tx import Tx
from tests.channels.rigging import SECRET, doors_of, ledger
from tests.channels.taker import Taker, until
from tests.channels.zalo_rigs import bot_settings, oa_settings
from tests.conftest import missing
from tests.standins import zalo_bot_api as platform
from tests.standins.proxy import Proxy
from tests.standins.server import serving
from tests.standins.zalo_bot_api import BAD_GATEWAY, SECRET_HEADER, TOKEN, ZaloBotApi, chat_of, message, wrapped
from tests.standins.zalo_oa_api import APP_ID, ZaloOaApi, user_of

NOW = datetime(2025, 11, 20, 12, 0, tzinfo=UTC)
ACCOUNT = TOKEN.split(":")[0]
SEN = Address("zalo_bot", ACCOUNT, chat_of(42))


@pytest.fixture
def store():
    with ledger() as store:
        yield store


@pytest.fixture
async def api() -> AsyncIterator[ZaloBotApi]:
    async with ZaloBotApi() as api:
        yield api
    assert api.violations == []


def made(
    api: ZaloBotApi, store: Store, taker: Taker | None = None, now: datetime = NOW, **changes: Any
) -> ZaloBotChannel:
    doors = doors_of(taker or Taker(), store)
    doors = Doors(doors.take, doors.write, doors.store, doors.key, lambda: now)
    return build(bot_settings(api, **changes), doors)


def usage(store: Store, now: datetime = NOW) -> zalo.Usage:
    with store.read() as connection:
        return zalo.usage(Tx(connection, now), ACCOUNT)


# ── polling ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("replays", [False, True])
async def test_each_update_is_taken_once_whether_or_not_it_comes_again(store, monkeypatch, replays):
    monkeypatch.setattr(zalo_bot_poll, "FLOOR", 0.01)
    taker = Taker()
    async with ZaloBotApi(replays=replays) as api:
        channel = made(api, store, taker)
        running = asyncio.create_task(channel.run())
        api.push(*(message(n, 42, text=f"{n} hv") for n in range(5)))
        await taker.wait(5)
        await until(lambda: api.polls > 12)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running
        await channel.close()
    assert taker.texts == [f"{n} hv" for n in range(5)]


async def test_polls_keep_a_second_apart_and_idle_ones_are_no_error(store, api, logs, monkeypatch):
    assert zalo_bot_poll.FLOOR == 1.0
    monkeypatch.setattr(zalo_bot_poll, "FLOOR", 0.2)
    channel = made(api, store)
    running = asyncio.create_task(channel.run())
    await asyncio.sleep(0.7)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await channel.close()
    assert 3 <= api.polls <= 4
    assert logs == []


async def test_trouble_backs_off_and_what_was_fetched_is_not_lost(store, api, logs, monkeypatch):
    monkeypatch.setattr(zalo_bot_poll, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(zalo_bot_poll, "FLOOR", 0.01)
    taker = Taker()
    taker.broken = lambda _: len(taker.tried) < 4
    api.fail(BAD_GATEWAY, 2, method="getUpdates")
    api.fail(platform.DROPPED, method="getUpdates")
    channel = made(api, store, taker)
    running = asyncio.create_task(channel.run())
    api.push(message(1, 42, text="12 hv"), message(2, 42, text="5 vneid"))
    await until(lambda: "5 vneid" in taker.texts)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await channel.close()
    assert [line["after"] for line in logs if line["action"] == "zalo_bot.poll"][:3] == [0.01, 0.02, 0.04]
    assert zalo_bot_poll.LONGEST_WAIT == 60.0
    assert TOKEN.split(":")[1] not in repr(logs)


async def test_a_webhook_still_set_is_said_and_a_refused_token_ends_it(store, api, logs, monkeypatch):
    monkeypatch.setattr(zalo_bot_poll, "FIRST_WAIT", 0.01)
    api.webhook = {"url": "https://x.vn/hooks/zalo-bot"}
    channel = made(api, store)
    running = asyncio.create_task(channel.run())
    await until(lambda: any(line["action"] == "zalo_bot.conflict" for line in logs))
    api.fail(platform.UNAUTHORIZED, method="getUpdates")
    await asyncio.wait_for(running, 5)
    await channel.close()
    assert logs[-1]["action"] == "zalo_bot.token"


# ── the webhook ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
async def door(store, api):
    taker = Taker()
    channel = made(api, store, taker, zalo_bot_mode="webhook", public_url="https://so.badong.vn")
    async with serving(channel.routes()) as url, aiohttp.ClientSession() as http:

        async def knock(body: Any, secret: str | None = SECRET) -> int:
            headers = {SECRET_HEADER: secret} if secret is not None else {}
            data = io.BytesIO(body if isinstance(body, bytes) else msgspec.json.encode(body))
            async with http.post(url + WEBHOOK_PATH, data=data, headers=headers) as response:
                return response.status

        yield knock, taker, channel, http, url
    await channel.close()


@pytest.mark.parametrize("secret", [None, "", SECRET[:-1], SECRET + "x"])
async def test_no_secret_no_entry(door, store, logs, secret):
    knock, taker, *_ = door
    assert await knock(message(1, 42, text="12 hv"), secret) == 401
    assert await knock(b"{", secret) == 401
    assert taker.tried == []
    assert "12 hv" not in repr(logs)
    assert SECRET not in repr(logs)


@pytest.mark.parametrize("secret", [SECRET, None])
async def test_the_empty_probe_is_answered(door, secret):
    knock, taker, *_ = door
    assert await knock(b"", secret) == 200
    assert taker.tried == []


async def test_flat_and_wrapped_photo_and_photo_url(door):
    knock, taker, *_ = door
    events = [
        message(1, 42, text="12 hv"),
        wrapped(message(2, 42, text="13 hv")),
        message(3, 42, photo_url="https://p.zdn.vn/x.jpg", caption="14 hv", message_type="CHAT_PHOTO"),
        wrapped(message(4, 42, photo="https://p.zdn.vn/x.jpg", caption="")),
        message(5, 42, voice_url="https://p.zdn.vn/x.aac"),
        message(6, 42, sticker="abc", url="https://x"),
        message(7, 42),
    ]
    for event in events:
        assert await knock(event) == 200
    got = [(inbound.text, inbound.file) for inbound in taker.got]
    assert got == [
        ("12 hv", ""), ("13 hv", ""), ("14 hv", "photo"), ("", "photo"), ("", "voice"), ("", "sticker"),
        ("", "unsupported"),
    ]  # fmt: skip
    assert {inbound.sender for inbound in taker.got} == {SEN}
    assert taker.got[0].sent_at == datetime(2025, 11, 20, 12, 0, tzinfo=UTC)
    assert taker.got[0].name == "Đinh Thị Sen"


async def test_duplicates_and_disorder_keep_their_ids(door):
    knock, taker, *_ = door
    for number in (9, 3, 9, 3):
        assert await knock(message(number, 42, text=str(number))) == 200
    ids = [inbound.id for inbound in taker.got]
    assert ids[0] == ids[2] != ids[1] == ids[3]


STRANGE = [
    {"event_name": "message.text.received"},
    {"event_name": "message.text.received", "message": []},
    {"event_name": "message.text", "message": {"message_id": 12, "chat": {"id": "a"}, "from": {}, "text": "x"}},
    {"event_name": "message.text.received", "message": {"message_id": "a", "chat": {"id": 7}, "from": {}, "text": "x"}},
    {"event_name": "message.text.received", "message": {"message_id": "a", "chat": "a", "from": {}, "text": "x"}},
    {"event_name": "x", "message": {"message_id": "a", "chat": {"id": "a"}, "from": {"id": "a"}, "text": {"a": 1}}},
    {"event_name": "x", "message": {"message_id": "a" * 200, "chat": {"id": "a"}, "from": {"id": "a"}, "text": "a"}},
    {}, [], None, 12, "x",
]  # fmt: skip


@pytest.mark.parametrize("body", [*STRANGE, b"{", b"\xff\xfe", b"[" * 9999], ids=str)
async def test_wrong_types_are_refused_and_nothing_is_stored(door, store, body):
    knock, taker, *_ = door
    assert await knock(body) == 400
    assert taker.tried == []
    with store.read() as connection:
        assert connection.scalar(select(func.count()).select_from(inbox)) == 0


async def test_a_body_over_a_mebibyte_is_refused(door, logs):
    knock, taker, *_ = door
    assert await knock(message(1, 42, text="1" * (1 << 20))) == 413
    assert taker.tried == []


async def test_unknown_events_are_kept_by_their_id_and_ignored(door, store):
    knock, taker, *_ = door
    unknown = message(1, 42) | {"event_name": "user.follow"}
    group = message(2, 42, text="12 hv")
    group["message"]["chat"]["chat_type"] = "GROUP"
    ours = message(3, 42, text="12 hv")
    ours["message"]["from"]["is_bot"] = True
    for event in (unknown, unknown, group, ours):
        assert await knock(event) == 200
    assert taker.tried == []
    with store.read() as connection:
        rows = connection.execute(select(inbox)).all()
    assert (rows[0].outcome, rows[0].handler, rows[0].text) == ("ignored", "user.follow", "")
    assert len(rows) == 3


async def test_not_durable_is_not_confirmed(door):
    knock, taker, *_ = door
    taker.broken = lambda _: len(taker.tried) < 2
    assert await knock(message(1, 42, text="12 hv")) == 500
    assert await knock(message(1, 42, text="12 hv")) == 200


async def test_without_a_secret_there_is_no_webhook(store, api):
    channel = made(api, store, zalo_bot_mode="webhook", zalo_bot_webhook_secret="")
    assert channel.routes() == ()
    await channel.close()


def test_a_date_that_is_none_is_now():
    for date in ("x", None, True, 1e30, 10**30):
        event = message(1, 42, text="a")
        event["message"]["date"] = date
        inbound = read(event, ACCOUNT, lambda: NOW).inbound
        assert isinstance(inbound, Inbound)
        assert inbound.sent_at == NOW
    with pytest.raises(NotAnEvent):
        read({"event_name": "x", "message": "y"}, ACCOUNT, lambda: NOW)


# ── sending ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (platform.refused(400, "Bad request"), "refused"),
        (platform.refused(400, "Bad request", status=200), "refused"),
        (platform.UNAUTHORIZED, "park"),
        (platform.refused(403, "Internal server error"), "retry"),
        (platform.refused(404, "Not Found"), "refused"),
        (platform.refused(408, "Request timeout"), "ambiguous"),
        (platform.QUOTA, "park"),
        (platform.refused(500, "x"), "retry"),
        (BAD_GATEWAY, "retry"),
        (platform.Fault(504, b"<html>"), "ambiguous"),
        (platform.Fault(200, b"<html>", done=True), "ambiguous"),
        (platform.Fault(200, b'{"result":{}}', done=True), "ambiguous"),
        (platform.DROPPED, "ambiguous"),
    ],
)
async def test_every_error_says_what_next_and_only_what_may_have_left_is_counted(store, api, fault, kind):
    channel = made(api, store)
    api.fail(fault)
    with pytest.raises(SendError) as caught:
        await channel.send(SEN, Outbound("chào chị Sen"))
    assert caught.value.kind == kind
    assert usage(store).sent == (1 if kind == "ambiguous" else 0)
    shown = f"{caught.value!r} {caught.value.__context__!r} {caught.value.__cause__!r}"
    assert TOKEN.split(":")[1] not in shown
    assert "chào" not in shown
    await channel.close()


async def test_a_success_beside_an_error_code_of_zero_is_one(store, api):
    channel = made(api, store)
    api.fail(platform.Fault(200, b'{"ok":true,"error_code":0,"result":{"message_id":"ab","date":1}}', done=True))
    assert await channel.send(SEN, Outbound("chào")) == "ab"
    await channel.close()


async def test_a_slow_answer_is_ambiguous_and_no_connection_is_not(store, api, monkeypatch):
    channel = made(api, store)
    monkeypatch.setattr(zalo_bot, "PHOTO_SECONDS", 0.1)
    api.fail(platform.HANG, method="sendPhoto")
    with pytest.raises(SendError) as caught:
        await channel._call("sendPhoto", {"chat_id": SEN.id, "photo": "https://x.vn/a.png"})
    assert caught.value.kind == "ambiguous"
    await channel.close()
    away = made(api, store, zalo_bot_api_base="http://127.0.0.1:9")
    with pytest.raises(SendError) as caught:
        await away.send(SEN, Outbound("chào"))
    assert (caught.value.kind, caught.value.after) == ("retry", None)
    await away.close()


async def test_the_token_is_in_no_log(store, api, logs, caplog):
    caplog.set_level(logging.WARNING)
    channel = made(api, store)
    for fault in (BAD_GATEWAY, platform.DROPPED, platform.refused(400, f"no bot {TOKEN}")):
        api.fail(fault)
        with pytest.raises(SendError) as caught:
            await channel.send(SEN, Outbound("chào"))
        assert TOKEN.split(":")[1] not in repr(caught.value)
    await channel.close()
    assert TOKEN.split(":")[1] not in caplog.text + repr(logs)


def test_answers_without_buttons_are_named_unless_the_text_names_them():
    yes = (Choice("q3:yes", "có"), Choice("q3:no", "không"))
    assert with_choices(Outbound("Xoá ạ?", yes)) == "Xoá ạ? (gõ có hoặc không)"
    assert with_choices(Outbound("Xoá ạ?  1. có  2. không", yes, numbered=True)) == "Xoá ạ?  1. có  2. không"
    assert with_choices(Outbound("Xoá ạ?  1. có  2. không", yes)) == "Xoá ạ?  1. có  2. không"
    numbers = (Choice("q3:15", "15"), Choice("q3:20", "20"))
    assert with_choices(Outbound("15 hay 20, hay số khác ạ? (gõ số)", numbers)) == "15 hay 20, hay số khác ạ? (gõ số)"
    assert with_choices(Outbound("Bao nhiêu ạ?", numbers)) == "Bao nhiêu ạ? (gõ 15 hoặc 20)"
    assert with_choices(Outbound("115 hay 120 ạ?", numbers)).endswith("(gõ 15 hoặc 20)")
    assert with_choices(Outbound("✅ Đã ghi. Sai thì nhắn “sửa”.", (Choice("sua:1", "Sửa"),))).endswith("“sửa”.")


def test_parts_keep_every_sign_and_say_where_a_line_goes_on():
    text = "12 hv " * 666
    first, second = parts(text)
    assert first.endswith(" …")
    assert first.removesuffix(" …") + " " + second == text
    assert all(len(part.encode("utf-16-le")) // 2 <= 2000 for part in parts("👍" * 5000))
    assert parts(" \n ") == []


# ── the month ─────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_every_send_is_counted_by_bot_and_month(store, api):
    channel = made(api, store)
    await channel.send(SEN, Outbound("một"))
    await channel.send(SEN, Outbound("dòng dài hơn nhiều\n" * 200))
    assert usage(store).sent == 3
    await channel.close()
    end = datetime(2025, 11, 30, 17, 0, tzinfo=UTC)  # midnight in Vietnam: December
    later = made(api, store, now=end)
    await later.send(SEN, Outbound("một"))
    await later.close()
    assert usage(store, end).sent == 1
    assert usage(store, end - timedelta(seconds=1)).sent == 3


def _sent(store: Store, count: int) -> None:
    with store.write() as connection:
        zalo.count(Tx(connection, NOW), ACCOUNT, count)


async def test_nudges_stop_before_answers_when_the_month_runs_low(store, api):
    channel = made(api, store)
    with store.read() as connection:
        assert channel.barred(Tx(connection, NOW), ["a"], "nudge") == {}
    _sent(store, 2780)  # the 20th: eleven days at twenty answers are kept
    with store.read() as connection:
        tx = Tx(connection, NOW)
        assert channel.barred(tx, ["a", "b"], "nudge").keys() == {"a", "b"}
        assert channel.barred(tx, ["a"], "notice") == {}
    assert await channel.send(SEN, Outbound("trả lời vẫn đi"))
    await channel.close()


def test_forecasts_of_both_readings():
    usage = zalo.Usage("1", sent=2000, received=1500, people=40, day=15, days=30)
    assert (usage.forecast(usage.sent), usage.forecast(usage.used)) == (4000, 7000)
    assert usage.runs_out == 22
    assert usage.low
    assert zalo.Usage("1", 100, 100, 4, 15, 30).runs_out is None


# ── files ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


LINK = "https://so.badong.vn/files/abc.def/"


async def test_a_file_goes_as_its_link_and_a_picture_as_a_photo(store, api):
    channel = made(api, store)
    await channel.send(SEN, Outbound("Tuần 47", file=File("t.xlsx", b"PK-figures", link=LINK + "t.xlsx")))
    assert api.said(SEN.id) == [f"Tuần 47\n📎 t.xlsx (mở được trong 3 ngày): {LINK}t.xlsx"]
    await channel.send(SEN, Outbound("Biểu đồ", file=File("b.png", b"\x89PNG", link=LINK + "b.png")))
    assert (api.calls[-1].method, api.calls[-1].params["photo"]) == ("sendPhoto", LINK + "b.png")
    assert api.calls[-1].params["caption"] == "Biểu đồ"
    await channel.close()


async def test_without_a_public_address_the_figures_are_said(store, api):
    channel = made(api, store)
    await channel.send(SEN, Outbound("Tuần 47", file=File("t.csv", "thôn,học viên\nTân Long,12\n".encode())))
    said = api.said(SEN.id)[-1]
    assert said == "Tuần 47\nthôn · học viên\nTân Long · 12\n" + NO_LINK.format(
        name="t.csv", why="Zalo Bot không gửi được tệp"
    )
    await channel.close()


async def test_both_go_through_the_proxy_they_are_given(store, api):
    async with Proxy("http") as proxy, ZaloOaApi() as oa:
        through = f"http://ten:mat-khau@127.0.0.1:{proxy.port}"
        one = made(api, store, zalo_bot_proxy=through)
        for text in ("một", "hai"):
            await one.send(SEN, Outbound(text))
        assert (api.said(SEN.id), proxy.asked) == (["một", "hai"], [_place(api.base)] * 2)
        two = zalo_oa.build(oa_settings(oa, zalo_oa_proxy=through), doors_of(Taker(), store))
        await two.send(Address("zalo_oa", APP_ID, user_of(42)), Outbound("ba"))
        assert (oa.said(), proxy.asked[2:]) == (["ba"], [_place(oa.base)] * 2), "the token's renewal too"
        assert base64.b64decode(proxy.login.removeprefix("Basic ")) == b"ten:mat-khau"
        await one.close()
        await two.close()
    late = made(api, store, zalo_bot_proxy=through)
    with pytest.raises(SendError) as caught:
        await late.send(SEN, Outbound("bốn"))
    assert caught.value.kind == "retry"
    assert "mat-khau" not in repr(caught.value)
    await late.close()


def _place(base: str) -> tuple[str, int]:
    return "127.0.0.1", int(base.rpartition(":")[2])


# ── settings, webhook command, a second reading ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"zalo_bot_token": "khong dung"}, "ZALO_BOT_TOKEN"),
        ({"zalo_bot_api_base": "zalo.vn"}, "ZALO_BOT_API_BASE"),
        ({"zalo_bot_proxy": "ftp://người:mật@máy:1"}, "ZALO_BOT_PROXY"),
    ],
)
async def test_settings_that_cannot_work_are_named(store, api, changes, says):
    with pytest.raises(SettingsError, match=says) as caught:
        made(api, store, **changes)
    assert "mật" not in str(caught.value).replace("mật-khẩu", "")


async def test_webhook_set_show_drop(api):
    ready = bot_settings(api, public_url="https://so.badong.vn", zalo_bot_mode="webhook")
    assert "chưa đặt" in await manage("show", "zalo-bot", ready)
    assert "https://so.badong.vn/hooks/zalo-bot" in await manage("set", "zalo_bot", ready)
    assert api.webhook == {"url": "https://so.badong.vn/hooks/zalo-bot", "secret_token": SECRET}
    assert "https://so.badong.vn/hooks/zalo-bot" in await manage("show", "zalo-bot", ready)
    await manage("drop", "zalo-bot", ready)
    assert "chưa đặt" in await manage("show", "zalo-bot", ready)
    await manage("drop", "zalo-bot", ready)  # none is set: fine
    body = b'{"ok":true,"result":{"url":"x","verification":{"ok":false,"outcome":"webhook.http.403","hint":"blocked"}}}'
    api.fail(platform.Fault(200, body), method="setWebhook")
    assert "webhook.http.403 blocked" in await manage("set", "zalo-bot", ready)
    for changes, says in (
        ({"public_url": ""}, "PUBLIC_URL"),
        ({"zalo_bot_webhook_secret": "ngan"}, "ZALO_BOT_WEBHOOK_SECRET"),
        ({"zalo_bot_token": ""}, "ZALO_BOT_TOKEN"),
    ):
        with pytest.raises(WebhookError, match=says):
            await manage("set", "zalo-bot", bot_settings(api, **({"public_url": "https://so.badong.vn"} | changes)))


async def test_python_zalo_bot_reads_the_stand_in_as_we_do(api):
    """The third party's client: a second reading of what we took from the facts."""
    try:
        from zalo_bot import Bot
        from zalo_bot.error import BadRequest, InvalidToken, NetworkError
    except ImportError:
        missing("python-zalo-bot")
    bot = Bot(TOKEN, base_url=api.base)
    await bot.initialize()
    try:
        me = await bot.get_me()
        assert me.id == ACCOUNT
        api.push(message(1, 42, text="báo cáo"), message(2, 42, photo_url="https://p.zdn.vn/x.jpg", caption="cầu"))
        update = await bot.get_update(timeout=1)
        assert (update.message.text, update.message.chat.id) == ("báo cáo", chat_of(42))
        assert update.message.date.astimezone(UTC) == datetime(2025, 11, 20, 12, 0, tzinfo=UTC)
        update = await bot.get_update(timeout=1)
        assert update.message.photo_url == "https://p.zdn.vn/x.jpg"
        with pytest.raises(NetworkError):  # how that client reads the idle poll's 408
            await bot.get_update(timeout=1)
        sent = await bot.send_message(chat_of(42), "chào")
        assert sent is None or sent
        assert api.said(chat_of(42)) == ["chào"]
        with pytest.raises(BadRequest):
            await bot.send_message(chat_of(42), "x" * 2001)
        api.violations.clear()
        with pytest.raises(InvalidToken):  # and the 404 of a bot without a webhook
            await bot._get_webhook_info_async()
        await bot._set_webhook_async("https://so.badong.vn/hooks/zalo-bot", SECRET)
        assert (await bot._get_webhook_info_async()).url == "https://so.badong.vn/hooks/zalo-bot"
        with pytest.raises(BadRequest):
            await bot.get_update(timeout=1)
        assert await bot._delete_webhook_async()
    finally:
        await bot.shutdown()
