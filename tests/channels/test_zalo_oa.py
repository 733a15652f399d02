"""The Official Account against its stand-in: signatures, events, tokens that rotate, errors, the window, files."""

import asyncio
import io
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import msgspec
import pytest
from sqlalchemy import func, select, update

from bot.channels import zalo_oa_tokens
from bot.channels.base import Doors, SendError
from bot.channels.zalo_oa import WEBHOOK_PATH, ZaloOaChannel, build
from bot.channels.zalo_oa_errors import CODES, OaError
from bot.channels.zalo_oa_read import is_press, payload, read
from bot.channels.zalo_oa_tokens import RENEW_AT
from bot.delivery import Delivery
from bot.settings import SettingsError
from domain.messages import Address, Choice, File, Outbound
from storage import messages, people, phones, setup, zalo
from storage.engine import Store
from storage.tables import addresses, consents, inbox, outbox
from storage.tables import people as people_table
from storage.tx import Tx
from tests.channels.rigging import doors_of, ledger
from tests.channels.taker import Taker
from tests.channels.zalo_rigs import oa_settings
from tests.standins import zalo_oa_api as platform
from tests.standins.server import serving
from tests.standins.zalo_oa_api import (
    APP_ID,
    APP_SECRET,
    OA_ID,
    SECRET_KEY,
    SENT,
    ZaloOaApi,
    event,
    signed,
    user_of,
)
from vietnamese.fold import fold

NOW = datetime(2025, 11, 20, 12, 0, tzinfo=UTC)
SEN = Address("zalo_oa", APP_ID, user_of(42))


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def store():
    with ledger() as store:
        yield store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def api() -> AsyncIterator[ZaloOaApi]:
    async with ZaloOaApi() as api:
        yield api
    assert api.violations == []


@pytest.fixture
async def make(api, store, clock):
    made: list[ZaloOaChannel] = []

    def one(taker: Taker | None = None, **changes: Any) -> ZaloOaChannel:
        doors = doors_of(taker or Taker(), store)
        doors = Doors(doors.take, doors.write, doors.store, doors.key, clock)
        made.append(build(oa_settings(api, **changes), doors))
        return made[-1]

    yield one
    for channel in made:
        await channel.close()


@pytest.fixture
async def door(make):
    taker = Taker()
    channel = make(taker)
    async with serving(channel.routes()) as url, aiohttp.ClientSession() as http:

        async def knock(body: Any, headers: dict[str, str] | None = None, **how: Any) -> int:
            data = body if isinstance(body, bytes) else msgspec.json.encode(body)
            sent = signed(data, **how) if headers is None else headers
            async with http.post(url + WEBHOOK_PATH, data=io.BytesIO(data), headers=sent) as response:
                return response.status

        yield knock, taker


def kept(store: Store) -> int:
    with store.read() as connection:
        return int(connection.scalar(select(func.count()).select_from(inbox)) or 0)


# ── the signature ─────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "how",
    [{}, {"header": "1763640000999"}, {"key": APP_SECRET}, {"first": OA_ID}, {"first": OA_ID, "key": APP_SECRET}],
    ids=["as documented", "timestamp in a header", "the app's key", "the account's id", "both others"],
)
async def test_both_readings_of_the_signature_are_good(door, how, logs):
    knock, taker = door
    assert await knock(event(1, 42, text="12 hv"), **how) == 200
    assert taker.texts == ["12 hv"]
    assert [line["reading"] for line in logs if line["action"] == "zalo_oa.signature"]


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-ZEvent-Signature": ""},
        {"X-ZEvent-Signature": "mac=" + "0" * 64},
        {"X-ZEvent-Signature": "mac=xyz"},
        {"X-ZEvent-Signature": "ố"},
    ],
    ids=str,
)
async def test_forged_or_unsigned_is_refused_and_logged_without_contents(door, store, logs, headers):
    knock, taker = door
    shown = {name: value.encode().decode("latin-1") for name, value in headers.items()}
    assert await knock(event(1, 42, text="bí mật 12 hv"), shown) == 401
    assert (taker.tried, kept(store)) == ([], 0)
    assert "bí mật" not in repr(logs)
    assert SECRET_KEY not in repr(logs)


async def test_a_changed_body_or_a_foreign_app_is_refused(door):
    knock, taker = door
    body = msgspec.json.encode(event(1, 42, text="12 hv"))
    assert await knock(body.replace(b"12 hv", b"99 hv"), signed(body)) == 401
    foreign = event(1, 42, text="12 hv") | {"app_id": "999"}
    assert await knock(foreign) == 401
    assert taker.tried == []


async def test_the_consoles_check_and_nothing_else_unsigned(door):
    knock, taker = door
    assert await knock(b"{}", {"Content-Type": "application/json"}) == 200
    for body in (b"", b"[]", b"{ }", b'{"a":1}', b"{}\n"):
        assert await knock(body, {}) == 401, body
    assert taker.tried == []


async def test_bad_input_is_refused(door, store):
    knock, taker = door
    huge = event(1, 42, text="1" * (1 << 20))
    assert await knock(huge) == 413
    wrong = [
        event(1, 42, text=12),
        event(1, 42, text=""),
        event(1, 42, text="x") | {"event_name": 7},
        event(1, 42, text="x") | {"sender": "x"},
        event(1, 42, text="x") | {"recipient": {"id": 12}},
        event(1, 42, text="x") | {"message": {"msg_id": 5, "text": "x"}},
        event(1, 42, text="x") | {"message": "x"},
    ]
    for one in wrong:
        assert await knock(one) == 400, one
    for raw in (b"[]", b"null", b"{", b"\xff"):
        assert await knock(raw) == 401  # a signature over what holds no app id is none
    assert (taker.tried, kept(store)) == ([], 0)


# ── events ────────────────────────────────────────────────────────────────────────────────────────────────────────────


async def test_what_people_do_arrives(door):
    knock, taker = door
    place = {"type": "location", "payload": {"coordinates": {"latitude": "15.1", "longitude": "108.8"}}}
    file = {"type": "file", "payload": {"url": "https://x.zdn.vn/a", "name": "a.xlsx", "size": "9", "type": "xlsx"}}
    events = [
        event(1, 42, text="12 hv"),
        event(2, 42, "user_send_image", text="13 hv", attachments=[{"type": "image", "payload": {"url": "x"}}]),
        event(3, 42, "user_send_location", attachments=[place]),
        event(4, 42, "user_send_file", attachments=[file]),
        event(5, 42, "follow"),
        event(6, 42, "unfollow"),
        event(7, 42, text=payload("q12:yes", "có, xoá hết")),
    ]
    for one in events:
        assert await knock(one) == 200
    got = [(i.text, i.file, i.pressed, i.left) for i in taker.got]
    assert got == [
        ("12 hv", "", "", False), ("13 hv", "photo", "", False), ("", "location", "", False), ("", "file", "", False),
        ("/start", "", "", False), ("", "", "", True), ("có, xoá hết", "", "q12:yes", False),
    ]  # fmt: skip
    assert {inbound.sender for inbound in taker.got} == {SEN}
    assert taker.got[0].sent_at == datetime(2025, 11, 20, 12, 0, tzinfo=UTC)


async def test_echoes_receipts_and_strangers_to_us_say_nothing(door, store):
    knock, taker = door
    for name in (
        "oa_send_text",
        "user_seen_message",
        "user_received_message",
        "anonymous_send_text",
        "change_oa_daily_quota",
    ):
        assert await knock(event(1, 42, name, message={"msg_id": "x", "text": "chào"})) == 200
    assert (taker.tried, kept(store)) == ([], 0)
    for _ in range(2):
        assert await knock(event(1, 42, "a_new_kind_of_event")) == 200
    assert (taker.tried, kept(store)) == ([], 1)


async def test_duplicates_and_disorder_keep_their_ids_and_failures_come_again(door):
    knock, taker = door
    taker.broken = lambda _: len(taker.tried) == 1
    assert await knock(event(9, 42, text="9")) == 500
    for one in (event(9, 42, text="9"), event(3, 42, text="3"), event(9, 42, text="9"), event(1, 42, "follow")):
        assert await knock(one) == 200
    ids = [inbound.id for inbound in taker.got]
    assert ids[0] == ids[2] != ids[1]
    again = event(5, 42, "follow")
    assert await knock(again) == 200
    assert taker.got[-1].id == taker.got[-2].id


async def test_what_is_not_durable_in_time_is_answered_all_the_same_and_taken_once(door, monkeypatch, logs):
    knock, taker = door
    taker.gate = asyncio.Event()
    started = asyncio.get_running_loop().time()
    assert await knock(event(1, 42, text="12 hv")) == 503
    assert 1.5 < asyncio.get_running_loop().time() - started < 2.5
    assert taker.got == []
    taker.gate.set()
    await taker.wait(1)
    assert await knock(event(1, 42, text="12 hv")) == 200
    assert taker.got[0].id == taker.got[1].id, "the turns know it by its id"
    taker.gate.clear()
    taker.broken = lambda _: True
    assert await knock(event(2, 42, text="bí mật")) == 503
    taker.gate.set()
    async with asyncio.timeout(5):
        while logs[-1]["action"] != "zalo_oa.hook.failed":
            await asyncio.sleep(0.01)
    assert "bí mật" not in repr(logs)


def _person(store: Store, last_at: datetime = NOW) -> int:
    with store.write() as connection:
        tx = Tx(connection, last_at)
        plan = {
            "commune": {"key": "x", "name": "Xã X"},
            "village": [{"key": "a", "name": "Thôn A"}],
            "person": [
                {"name": "Sen", "unit": "a", "role": "member"},
                {"name": "Hoa", "unit": "x", "role": "officer"},
            ],
        }
        setup.apply(tx, plan, fold)
        ids = {row.name: row.id for row in tx.all(select(people_table.c.id, people_table.c.name))}
        for person in ids.values():
            tx.later(consents, {"person_id": person, "version": "t", "channel": "web", "given_at": tx.now})
        tx.flush()
        people.add_address(tx, Address("telegram", "1", "9"), "Hoa", ids["Hoa"])
        return people.add_address(tx, SEN, "Sen", ids["Sen"])


FORM = event(1, 42, "user_submit_info", info={"name": "Sen", "phone": 84987654321})


def chats(store: Store) -> set[str]:
    with store.read() as connection:
        return set(connection.execute(select(addresses.c.chat).where(addresses.c.channel == "zalo_oa")).scalars())


def notices(store: Store) -> list[str]:
    with store.read() as connection:
        return list(connection.execute(select(outbox.c.text).where(outbox.c.kind == "notice")).scalars())


async def test_a_submitted_phone_is_kept_where_a_template_may_use_it_and_said(make, store):
    channel = make(zalo_oa_reminder_template="777")
    address = _person(store, NOW - timedelta(days=30))
    for what in (FORM, FORM, FORM | {"timestamp": str(SENT + 1)}):
        await channel.accept(read(msgspec.json.encode(what), lambda: NOW))
    assert chats(store) == {SEN.id, "tel:84987654321"}
    assert [text[:34] for text in notices(store)] == ["Em giữ số điện thoại anh/chị vừa g"]
    with store.read() as connection:
        row = connection.execute(select(addresses).where(addresses.c.id == address)).one()
        assert row.last_at == NOW, "it opened the window"
        assert "84987654321" not in repr(connection.execute(select(inbox)).all())
    other = FORM | {"info": {"phone": "0912345678"}, "timestamp": str(SENT + 2)}
    await channel.accept(read(msgspec.json.encode(other), lambda: NOW))
    assert "tel:84912345678" in chats(store)
    assert "tel:84987654321" not in chats(store), "the new one replaces it"


async def test_without_a_template_or_a_person_no_phone_is_kept(door, store):
    knock, taker = door
    assert await knock(FORM) == 200
    assert (chats(store), notices(store)) == (set(), []), "of a stranger nothing is kept"
    _person(store)
    assert await knock(FORM | {"timestamp": str(SENT + 1)}, at=str(SENT + 1)) == 200
    assert chats(store) == {SEN.id}
    assert notices(store) == ["Số điện thoại anh/chị vừa gửi em không cần nên không giữ lại ạ."]
    assert taker.tried == []


async def test_phones_nobody_needs_any_more_are_forgotten(make, store):
    _person(store)
    templated = make(zalo_oa_reminder_template="777")
    await templated.accept(read(msgspec.json.encode(FORM), lambda: NOW))

    async def runs(channel: ZaloOaChannel) -> None:
        running = asyncio.create_task(channel.run())
        await asyncio.sleep(0.2)
        running.cancel()
        with suppress(asyncio.CancelledError):
            await running

    await runs(templated)
    assert "tel:84987654321" in chats(store)
    await runs(make())
    assert "tel:84987654321" not in chats(store), "no template is set any more"
    await templated.accept(read(msgspec.json.encode(FORM | {"timestamp": str(SENT + 1)}), lambda: NOW))
    with store.write() as connection:
        connection.execute(update(people_table).where(people_table.c.name == "Sen").values(left_at=NOW))
    await runs(templated)
    assert "tel:84987654321" not in chats(store), "its owner has left"


async def test_a_template_goes_by_phone_where_it_cannot_go_by_user_id_and_never_to_who_left(make, api, store, clock):
    address = _person(store, NOW - timedelta(days=8))
    channel = make(zalo_oa_reminder_template="777")
    with store.write() as connection:
        tx = Tx(connection, NOW)
        sen = phones.owner(tx, APP_ID, SEN.id)
        assert sen is not None
        phones.put(tx, APP_ID, sen, "84987654321")

    async def write(job: Any, /) -> Any:
        with store.write() as connection:
            return job(connection)

    delivery = Delivery((channel,), write, clock)
    delivery.bind()

    async def nudge(key: str) -> str:
        with store.write() as connection:
            messages.say_later(
                Tx(connection, NOW), key, "nudge", address, sen.person_id, Outbound("Thôn A chưa có số.")
            )
        await delivery.drain()
        with store.read() as connection:
            return str(connection.scalar(select(outbox.c.state).where(outbox.c.key == key)))

    api.closed.add(SEN.id)
    for code in (-249, -230):
        api.fail(platform.refused(code), method="/v3.0/oa/message/template")
        assert await nudge(f"a{code}") == "sent"
        assert (api.calls[-1].path, api.calls[-1].body["phone"]) == ("/message/template", "84987654321")
        assert api.calls[-1].body["template_data"] == {"noi_dung": "Thôn A chưa có số."}
    sent = len(api.calls)
    api.fail(platform.refused(-217))  # blocked: that holds for the phone number too
    assert await nudge("b") == "failed"
    assert await nudge("c") == "failed"
    assert len(api.calls) == sent


# ── tokens ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def pair(store: Store) -> zalo.Tokens:
    with store.read() as connection:
        found = zalo.tokens(Tx(connection, NOW), APP_ID)
    assert found is not None
    return found


async def test_the_pair_is_got_once_kept_and_renewed_at_twenty_hours(make, api, store, clock):
    channel = make()
    for _ in range(3):
        await channel.send(SEN, Outbound("chào"))
    assert api.refreshes == 1
    assert (pair(store).access, pair(store).refresh) == ("access-1", "refresh-1")
    assert pair(store).expires_at == NOW + timedelta(hours=25)
    await make().send(SEN, Outbound("một tiến trình khác"))
    assert api.refreshes == 1, "the database's pair beats the setting"
    clock.now += RENEW_AT
    await channel.send(SEN, Outbound("hôm sau"))
    assert api.refreshes == 2
    await channel.send(SEN, Outbound("nữa"))
    assert api.refreshes == 2


async def test_many_at_once_and_two_processes_renew_once(make, api):
    one, two = make(), make()
    await asyncio.gather(*(channel.send(SEN, Outbound(f"{n}")) for n in range(10) for channel in (one,)))
    assert api.refreshes == 1
    results = await asyncio.gather(*(two.send(SEN, Outbound(f"{n}")) for n in range(3)))
    assert len(results) == 3
    assert api.refreshes == 1


async def test_a_changed_setting_begins_a_new_chain(make, api, store):
    await make().send(SEN, Outbound("a"))
    api.refresh, api.access = "refresh-of-the-console", ""
    channel = make(zalo_oa_refresh_token="refresh-of-the-console")
    await channel.send(SEN, Outbound("b"))
    assert api.refreshes == 2
    assert pair(store).refresh == "refresh-2"


@pytest.mark.parametrize("code", [-216, -220])
async def test_a_refused_token_is_renewed_once_and_the_message_sent_once(make, api, code):
    channel = make()
    await channel.send(SEN, Outbound("a"))
    api.fail(platform.refused(code))
    await channel.send(SEN, Outbound("b"))
    assert (api.refreshes, api.said()) == (2, ["a", "b"])
    api.fail(platform.refused(code), 2)
    with pytest.raises(SendError) as caught:
        await channel.send(SEN, Outbound("c"))
    assert caught.value.kind == "park"
    assert api.refreshes == 3, "once, not in a loop"


@pytest.mark.parametrize("fault", [*platform.OAUTH_SHAPES, platform.Fault(drop=True)], ids=repr)
async def test_a_failed_renewal_never_replaces_a_working_pair_and_is_told(make, api, store, clock, fault, logs):
    _person(store)
    channel = make()
    await channel.send(SEN, Outbound("a"))
    clock.now += RENEW_AT
    api.fail(fault, 9, method="/v4/oa/access_token")
    for text in "bcd":
        await channel.send(SEN, Outbound(text))  # the old token still lives
    assert api.said() == ["a", "b", "c", "d"]
    assert (pair(store).access, pair(store).refresh) == ("access-1", "refresh-1")
    assert pair(store).failed_at == clock.now
    assert len(api._faults) == 8, "asked once, not with every message"
    with store.read() as connection:
        told = connection.execute(select(outbox.c.text).where(outbox.c.kind == "notice")).scalars().all()
    assert len(told) == 1
    assert "không gia hạn được token" in told[0]
    assert "còn gửi được đến 20:00 21/11" in told[0]
    assert "ZALO_OA_REFRESH_TOKEN" in told[0]
    clock.now += timedelta(hours=6)
    api.access = ""
    with pytest.raises(SendError) as caught:
        await channel.send(SEN, Outbound("e"))
    assert caught.value.kind == "park"
    assert "refresh-1" not in repr(logs)
    assert "access-1" not in repr(logs)


async def test_the_new_pair_is_committed_before_it_is_used(make, api, store, monkeypatch):
    channel = make()
    seen: list[str] = []
    answer = api.answer

    async def watched(target: str, headers: dict[str, str], raw: bytes):
        if "message/cs" in target:
            seen.append(pair(store).access)
            assert headers["access_token"] == pair(store).access
        return await answer(target, headers, raw)

    monkeypatch.setattr(api, "answer", watched)
    await channel.send(SEN, Outbound("a"))
    assert seen == ["access-1"]
    assert zalo_oa_tokens.LOCK.total_seconds() > zalo_oa_tokens.HTTP_SECONDS


async def test_without_a_refresh_token_it_says_so(make, api):
    with pytest.raises(SendError, match="ZALO_OA_REFRESH_TOKEN") as caught:
        await make(zalo_oa_refresh_token="").send(SEN, Outbound("a"))
    assert caught.value.kind == "park"


async def test_the_token_is_kept_fresh_and_age_alarms(make, api, store, clock):
    _person(store)
    channel = make()
    running = asyncio.create_task(channel.run())
    async with asyncio.timeout(5):
        while api.refreshes < 1:
            await asyncio.sleep(0.01)
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    clock.now += timedelta(days=80)
    api.fail(platform.OAUTH_SHAPES[0], method="/v4/oa/access_token")
    await channel._keeper.keep_fresh()
    with store.read() as connection:
        told = "\n".join(connection.execute(select(outbox.c.text)).scalars())
    assert "Mã gia hạn của Zalo OA sẽ hết hạn ngày" in told


# ── sending ───────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("code", sorted(CODES))
async def test_every_code_of_the_table_says_what_next(make, api, code):
    channel = make()
    await channel.send(SEN, Outbound("a"))
    api.fail(platform.refused(code), 2)
    with pytest.raises(SendError) as caught:
        await channel.send(SEN, Outbound("b"))
    expected = {"refresh": "park", "upload": "refused"}.get(CODES[code][0], CODES[code][0])
    assert caught.value.kind == expected
    assert str(code) in caught.value.reason or expected == "park"


def test_unknown_codes_are_not_repeated_for_ever():
    assert OaError(-99999, "x").as_send_error().kind == "refused"
    assert OaError(500).as_send_error().kind == "retry"


async def test_templates_that_have_run_out_stop_no_answers_and_the_officer_hears(make, api, store):
    _person(store)
    api.closed.add(SEN.id)
    channel = make(zalo_oa_reminder_template="777")
    for code in (-144, -115):
        api.fail(platform.refused(code), method="/v3.0/oa/message/template")
        with pytest.raises(SendError) as caught:
            await channel.send(SEN, Outbound("Thôn A chưa có số."))
        assert caught.value.kind == "refused", "not the whole channel"
    [told] = notices(store)
    assert told.startswith("Mẫu tin nhắc qua Zalo OA đang không gửi được (Zalo OA: OA vượt hạn mức")


async def test_outages(make, api):
    channel = make()
    for fault, kind in (
        (platform.BAD_GATEWAY, "retry"),
        (platform.Fault(504, b"<html>"), "ambiguous"),
        (platform.DROPPED, "ambiguous"),
        (platform.Fault(200, b"<html>", done=True), "ambiguous"),
    ):
        api.fail(fault)
        with pytest.raises(SendError) as caught:
            await channel.send(SEN, Outbound("a"))
        assert caught.value.kind == kind


async def test_up_to_five_buttons_more_stand_in_the_text(make, api):
    channel = make()
    choices = tuple(Choice(f"q7:{n}", f"thôn {n}") for n in range(5))
    await channel.send(SEN, Outbound("Thôn nào ạ?", choices))
    buttons = api.calls[-1].body["message"]["attachment"]["payload"]["buttons"]
    assert [button["payload"] for button in buttons] == [f"#q7:{n} thôn {n}" for n in range(5)]
    assert {button["type"] for button in buttons} == {"oa.query.hide"}
    assert all(is_press(button["payload"]) for button in buttons)
    await channel.send(SEN, Outbound("Thôn nào ạ?", (*choices, Choice("q7:9", "thôn 9"))))
    said = api.calls[-1].body["message"]
    assert "attachment" not in said
    assert said["text"] == "Thôn nào ạ? (gõ thôn 0, thôn 1, thôn 2, thôn 3, thôn 4 hoặc thôn 9)"


async def test_pictures_and_documents_go_and_sheets_do_not(make, api):
    channel = make()
    await channel.send(SEN, Outbound("Biểu đồ", file=File("b.png", b"\x89PNG")))
    assert [call.path for call in api.calls] == ["/v2.0/oa/upload/image", *["/v3.0/oa/message/cs"] * 2]
    await channel.send(SEN, Outbound("Báo cáo", file=File("b.docx", b"PK")))
    assert api.calls[-1].body["message"]["attachment"]["type"] == "file"
    await channel.send(SEN, Outbound("Bảng", file=File("b.csv", "thôn,hv\nA,12\n".encode())))
    assert api.said()[-1].startswith("Bảng\nthôn · hv\nA · 12\n📎 b.csv: Zalo OA không nhận loại tệp này")
    assert "Telegram" in api.said()[-1]
    link = "https://so.badong.vn/files/abc.def/b.xlsx"
    await channel.send(SEN, Outbound("Bảng", file=File("b.xlsx", b"PK", link=link)))
    assert api.said()[-1] == f"Bảng\n📎 b.xlsx (mở được trong 3 ngày): {link}"
    big = File("b.png", b"x" * ((1 << 20) + 1))
    await channel.send(SEN, Outbound("Ảnh to", file=big))
    assert "b.png" in api.said()[-1]


@pytest.mark.parametrize("name", ["b.png", "b.docx"])
async def test_an_upload_that_has_expired_is_uploaded_once_more(make, api, monkeypatch, name):
    channel = make()
    bodies = channel._bodies

    async def late(message: Outbound) -> list[dict[str, Any]]:
        found = await bodies(message)
        api.uploads.clear()  # seven days pass between the upload and the message
        return found

    monkeypatch.setattr(channel, "_bodies", late)
    assert await channel.send(SEN, Outbound("Tệp", file=File(name, b"PK")))
    paths = [call.path.rpartition("/")[2] for call in api.calls]
    kind = "image" if name == "b.png" else "file"
    assert paths == [kind, "cs", kind, "cs"]
    assert api.calls[-1].body["message"]["attachment"]
    api.fail(platform.refused(-100), 2)
    with pytest.raises(SendError) as caught:
        await channel.send(SEN, Outbound("", file=File(name, b"PK")))
    assert caught.value.kind == "refused", "once, not in a loop"


# ── the window ────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("days", "template", "kind", "barred"),
    [
        (1, "", "nudge", False), (6.9, "", "nudge", False), (7.1, "", "nudge", True), (7.1, "", "notice", True),
        (7.1, "777", "nudge", False), (7.1, "777", "notice", True), (1, "777", "notice", False),
    ],
)  # fmt: skip
async def test_who_may_be_spoken_to_first(make, store, days, template, kind, barred):
    address = _person(store)
    with store.write() as connection:
        connection.execute(
            update(addresses).where(addresses.c.id == address).values(last_at=NOW - timedelta(days=days))
        )
        found = make(zalo_oa_reminder_template=template).barred(Tx(connection, NOW), [SEN.id], kind)
    assert (SEN.id in found) == barred


async def test_beyond_the_window_the_template_or_nothing(make, api):
    api.closed.add(SEN.id)
    with pytest.raises(SendError) as caught:
        await make().send(SEN, Outbound("Thôn A chưa có số liệu."))
    assert caught.value.kind == "closed"
    channel = make(zalo_oa_reminder_template="777")
    long = "Thôn A chưa có số liệu tuần 17–23/11 (hạn 10 giờ sáng thứ Hai 24/11). " + "Anh/chị nhắn ví dụ: 12 hv. " * 20
    assert await channel.send(SEN, Outbound(long))
    call = api.calls[-1]
    assert (call.path, call.body["user_id"]) == ("/v3.0/oa/message/template", SEN.id)
    assert len(call.body["template_data"]["noi_dung"]) <= 200
    assert call.body["template_data"]["noi_dung"].endswith(".")


async def test_pressing_the_chat_button_opens_the_window(door, store):
    knock, _ = door
    address = _person(store, NOW - timedelta(days=9))
    assert await knock(event(1, 42, "user_click_chatnow", at=SENT)) == 200
    with store.read() as connection:
        row = connection.execute(select(addresses).where(addresses.c.id == address)).one()
    assert row.last_at == NOW


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"zalo_oa_app_id": "abc"}, "ZALO_OA_APP_ID"),
        ({"zalo_oa_app_secret": ""}, "ZALO_OA_APP_SECRET"),
        ({"zalo_oa_api_base": "x"}, "ZALO_OA_API_BASE"),
        ({"zalo_oa_proxy": "ftp://x"}, "ZALO_OA_PROXY"),
    ],
)
async def test_settings_that_cannot_work_are_named(make, changes, says):
    with pytest.raises(SettingsError, match=says):
        make(**changes)
