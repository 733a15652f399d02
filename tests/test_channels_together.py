"""The same conversation through every channel leaves the same ledger; and `sothon run` with both Zalo channels."""

import asyncio
import itertools
import time
from datetime import UTC, datetime, timedelta
from typing import Any

import aiohttp
import pytest
from sqlalchemy import func, select, update

from domain.periods import VIETNAM
from storage.engine import Store
from storage.tables import addresses, entries, entry_values, inbox
from tests.channels.line import START, Line, line
from tests.programs import COMMUNE, Sothon, do, environment
from tests.standins import zalo_bot_api, zalo_oa_api
from tests.standins.zalo_bot_api import ZaloBotApi, chat_of
from tests.standins.zalo_oa_api import ZaloOaApi, user_of
from tests.talking import TALKS, _act, _lines, make_world

TALKED = ("nil", "officer-enters", "spans", "twins", "places", "guided", "owed", "report", "correcting")


def _moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM).astimezone(UTC)


def book(store: Store) -> list[Any]:
    """The ledger: every entry with its values, whatever channel it came by."""
    with store.read() as connection:
        values: dict[int, list[Any]] = {}
        for row in connection.execute(select(entry_values).order_by(entry_values.c.entry_id, entry_values.c.indicator)):
            values.setdefault(row.entry_id, []).append((row.indicator, row.value, row.estimate, row.held))
        columns = (entries.c.unit_id, entries.c.first, entries.c.last, entries.c.nil, entries.c.state,
                   entries.c.person_id, entries.c.words)  # fmt: skip
        found = connection.execute(select(entries.c.id, *columns).order_by(entries.c.id)).all()
    return [(*row[1:], values.get(row.id)) for row in found]


@pytest.mark.parametrize("kind", ["telegram", "zalo_bot", "zalo_oa"])
@pytest.mark.parametrize("talk", TALKED)
async def test_one_talk_one_ledger_whatever_the_channel(sqlite_store, talk, kind):
    script = [
        one for one in _lines((TALKS / f"{talk}.talk").read_text(encoding="utf-8")) if one.who not in ("bot", "#", "=")
    ]
    world = make_world(sqlite_store, START)
    try:
        for spoken in script:  # what is said back is test_talks' business
            if spoken.who == "@":
                world.now = _moment(spoken.text)
            else:
                _act(world, spoken.who, spoken.text)
        expected = book(sqlite_store)
    finally:
        world.turns.stop()
    assert expected
    async with line(kind) as one:
        count = 0
        for spoken in script:
            if spoken.who == "@":
                one.now = _moment(spoken.text)
            else:
                await _spoken(one, spoken.who, spoken.text)
                count += spoken.text != "(gửi lại)"
        assert book(one.store) == expected
        assert len(one.api.said()) >= count, "every message was answered"


async def _spoken(one: Line, who: str, text: str) -> None:
    if text == "(gửi lại)":
        await one.again(who)
    elif text.startswith("[") and text.endswith("]"):
        await one.press(who, text[1:-1])
    else:
        await one.say(who, text)


@pytest.mark.parametrize("answer", ["2", "VNeID", "vneid", "2.", "  VNEID "])
async def test_where_there_are_no_buttons_a_number_a_label_or_a_key_answers(answer):
    async with line("zalo_bot") as one:
        await one.say("sen", "hôm nay được 5")
        assert "  2. VNeID" in one.said("sen")[-1]
        await one.say("sen", answer)
        assert "VNeID: 5" in one.said("sen")[-1]


async def test_what_zalo_hides_is_asked_for_again_as_a_new_message():
    async with line("zalo_bot") as one:
        hidden = zalo_bot_api.message(7, one.number("sen"))  # a quoted answer, a file, a place …
        assert hidden["event_name"] == "message.unsupported.received"
        await one.push(hidden)
        await one.delivery.drain()
        assert "anh/chị gõ lại thành một tin nhắn mới giúp em ạ" in one.said("sen")[-1]
        assert book(one.store) == []


async def test_fifty_at_once_are_durable_and_answered_within_two_seconds():
    async with line("zalo_oa") as one:
        await one.say("sen", "xem")
        events = [one.event("sen", f"hnay {n} hv") for n in range(50)]
        started = time.monotonic()
        await asyncio.gather(*(one.push(event) for event in events))
        assert time.monotonic() - started < 5
        with one.store.read() as connection:
            assert connection.scalar(select(func.count()).select_from(inbox)) == 51
        await one.delivery.drain()
        for event in reversed(events):  # Zalo repeats them all, in another order
            await one.push(event)
        await one.delivery.drain()
        assert len(one.said("sen")) == 51


@pytest.mark.parametrize("kind", ["zalo_bot", "zalo_oa"])
async def test_a_table_comes_as_a_link_that_opens_until_it_expires(kind):
    async with line(kind) as one:
        await one.say("hoa", "xuất excel tuần")
        [link] = [word for word in one.said("hoa")[-1].split() if word.startswith("https://so.badong.vn/files/")]
        assert link.endswith(".xlsx")
        there = link.replace("https://so.badong.vn", one.url)
        async with one.http.get(there) as response:
            assert (response.status, (await response.read())[:2]) == (200, b"PK")
        one.now += timedelta(days=3)
        async with one.http.get(there) as response:
            assert response.status == 410


async def test_one_person_two_channels_one_ledger_one_reminder():
    async with line("telegram") as first, line("zalo_oa", first.store) as second:
        await first.say("lan", "thêm kênh")
        code = "".join(sign for sign in first.said("lan")[-1].split(" mã ")[1][:8] if sign.isdigit())
        second.now = first.now = first.now + timedelta(minutes=1)
        await second.say("lan", code)
        assert "Đã nối Zalo OA với Hồ Thị Lan" in second.said("lan")[-1]
        await second.say("lan", "hnay 7 hv")
        before = len(second.said("lan"))
        await first.say("lan", "xem")
        assert any("học viên: 7" in text for text in first.said("lan")), "one ledger"
        assert len(second.said("lan")) == before, "the answer goes where the question came from"
        await second.say("lan", "xoá")
        second.now = first.now = datetime(2025, 11, 21, 3, 0, tzinfo=UTC)
        await second.say("lan", "kênh")

        async def hears(now: datetime) -> tuple[int, int]:
            counts = len(first.said("lan")), len(second.said("lan"))
            await first.knock(now)
            await second.knock(now)
            return len(first.said("lan")) - counts[0], len(second.said("lan")) - counts[1]

        assert await hears(datetime(2025, 11, 23, 12, 0, tzinfo=UTC)) == (0, 1), "where she wrote last"
        await second.say("lan", "nhắc em qua telegram")
        assert await hears(datetime(2025, 11, 23, 23, 30, tzinfo=UTC)) == (1, 0), "where she chose"


async def test_a_button_an_officer_presses_on_an_official_account_is_a_press():
    async with line("zalo_oa") as one:
        await one.say("sen", "hnay 12 hv")
        buttons = one.api.calls[-1].body["message"]["attachment"]["payload"]["buttons"]
        take_back = next(button for button in buttons if button["title"] == "Xoá")
        await one.say("sen", take_back["payload"])
        assert [row[4] for row in book(one.store)] == ["void"]


async def test_the_officer_sees_who_will_not_be_reached_before_the_nudge_is_confirmed():
    async with line("zalo_oa") as one:
        one.now = datetime(2025, 11, 23, 7, 0, tzinfo=UTC)
        with one.store.write() as connection:
            connection.execute(update(addresses).values(last_at=one.now - timedelta(days=2)))
            sen = addresses.c.chat == one.chat("sen")
            connection.execute(update(addresses).where(sen).values(last_at=one.now - timedelta(days=8)))
        await one.say("hoa", "nhắc")
        preview = one.said("hoa")[-1]
        assert "Không nhắc được: Đinh Thị Sen" in preview
        assert "quá 7 ngày" in preview
        assert "nhé?" in preview, "nothing is sent before the yes"
        assert one.said("sen") == []


async def test_whose_window_closes_before_the_reminder_hears_it_before_and_the_officer_of_who_hears_no_more():
    async with line("zalo_oa") as one:
        with one.store.write() as connection:
            connection.execute(update(addresses).values(last_at=datetime(2025, 11, 17, 8, 0, tzinfo=UTC)))
            sen = addresses.c.chat == one.chat("sen")
            connection.execute(update(addresses).where(sen).values(last_at=datetime(2025, 11, 14, 3, 0, tzinfo=UTC)))
        for hour in (1, 1.5, 6, 12):  # Friday 21/11: the window closes at 9:00
            await one.knock(datetime(2025, 11, 21, tzinfo=UTC) + timedelta(hours=hour))
        [early] = one.said("sen")
        assert early.startswith("Em nhắc sớm vì quá 7 ngày")
        assert "Thôn Tân Long chưa có số liệu tuần 17–23/11" in early
        await one.knock(datetime(2025, 11, 23, 12, 0, tzinfo=UTC))  # the wave that was brought forward
        assert one.said("sen") == [early]
        await one.knock(datetime(2025, 11, 23, 23, 30, tzinfo=UTC))
        await one.knock(datetime(2025, 11, 24, 0, 30, tzinfo=UTC))
        assert one.said("sen") == [early]
        assert any("Em không nhắc được Đinh Thị Sen" in told for told in one.said("hoa"))
        assert one.said("lan")[0].startswith("Thôn Bắc Lân chưa có số liệu")


async def test_a_submitted_phone_is_shown_to_its_owner_and_erased_with_them():
    async with line("zalo_oa", zalo_oa_reminder_template="777") as one:
        form = zalo_oa_api.event(900, one.number("sen"), "user_submit_info", info={"phone": "0987654321"})
        await one.push(form)
        await one.delivery.drain()
        assert "chỉ để nhắc hạn bằng mẫu tin" in one.said("sen")[-1]
        await one.say("sen", "dữ liệu của tôi")
        mine = one.said("sen")[-1]
        assert "• Số điện thoại anh/chị gửi qua Zalo OA: 0987654321 (bỏ thì nhắn “xoá số điện thoại”)" in mine
        assert "• Tài khoản nhắn tin: 1 (Zalo OA)" in mine
        await one.say("sen", "xoá số điện thoại")
        assert one.said("sen")[-1] == "✅ Em đã xoá số điện thoại của anh/chị ạ."
        await one.say("sen", "dữ liệu của tôi")
        assert "Số điện thoại" not in one.said("sen")[-1]
        await one.push(form | {"timestamp": "1763640000999"})
        await one.say("sen", "xoá dữ liệu của tôi")
        with one.store.read() as connection:
            assert "tel:84987654321" in connection.execute(select(addresses.c.chat)).scalars().all()
        await one.say("sen", "có, xoá hết")
        with one.store.read() as connection:
            assert not [chat for chat in connection.execute(select(addresses.c.chat)).scalars() if "987654321" in chat]


# ── the whole program ─────────────────────────────────────────────────────────────────────────────────────────────────


async def _until(true: Any) -> None:
    async with asyncio.timeout(30):
        while not true():
            await asyncio.sleep(0.05)


async def test_sothon_run_with_both_a_village_in_each_the_officer_reads_one_total(tmp_path):
    (tmp_path / "xa.toml").write_text(COMMUNE, "utf-8")
    settings = environment(DATA_DIR=str(tmp_path))
    await asyncio.to_thread(do, tmp_path, settings, "setup", "xa.toml")

    async def code(unit: str, role: str) -> str:
        printed = await asyncio.to_thread(do, tmp_path, settings, "invite", "--unit", unit, "--role", role)
        return printed.split()[-1]

    codes = [await code("tan-long", "member"), await code("bac-lan", "member"), await code("ba-dong", "officer")]
    async with ZaloBotApi() as bot, ZaloOaApi() as oa, aiohttp.ClientSession() as http:
        env = {
            "ZALO_BOT_TOKEN": bot.token, "ZALO_BOT_API_BASE": bot.base, "ZALO_OA_APP_ID": zalo_oa_api.APP_ID,
            "ZALO_OA_APP_SECRET": zalo_oa_api.APP_SECRET, "ZALO_OA_SECRET_KEY": zalo_oa_api.SECRET_KEY,
            "ZALO_OA_REFRESH_TOKEN": zalo_oa_api.FIRST_REFRESH, "ZALO_OA_API_BASE": oa.base,
            "ZALO_OA_OAUTH_BASE": oa.base, "ZALO_OA_TEMPLATE_BASE": oa.base,
        }  # fmt: skip
        program = Sothon(tmp_path, "run", **env)
        try:
            await asyncio.to_thread(program.wait_ready)
            await _until(lambda: bot.polls and oa.refreshes)
            numbers, now = itertools.count(1), int(datetime.now(UTC).timestamp() * 1000)

            async def by_bot(person: int, text: str) -> str:
                before = len(bot.said(chat_of(person)))
                bot.push(zalo_bot_api.message(next(numbers), person, now, name="Sen", text=text))
                await _until(lambda: len(bot.said(chat_of(person))) > before)
                return bot.said(chat_of(person))[-1]

            async def by_oa(person: int, text: str) -> str:
                before = len(oa.said(user_of(person)))
                event = zalo_oa_api.event(next(numbers), person, at=now, text=text)
                statuses = await zalo_oa_api.push(http, f"http://127.0.0.1:{program.port}/hooks/zalo-oa", event)
                assert statuses[-1] == 200
                await _until(lambda: len(oa.said(user_of(person))) > before)
                return oa.said(user_of(person))[-1]

            for say, person, key in ((by_bot, 1, codes[0]), (by_oa, 2, codes[1]), (by_oa, 3, codes[2])):
                assert "đồng ý" in await say(person, key)
                assert "Anh/chị đã vào" in await say(person, "đồng ý")
            assert "Học viên: 12" in await by_bot(1, "hnay 12 hv, 5 vneid")
            assert "Học viên: 30" in await by_oa(2, "hnay 30 hv")
            total = await by_oa(3, "tuần")
            assert "Học viên: 42" in total
            assert "2/2 thôn" in total
            assert "đã gửi 3/3.000 tin" in await by_oa(3, "zalo")
        finally:
            program.process.terminate()
            out, err = await asyncio.to_thread(program.process.communicate, None, 20)
        assert program.process.returncode == 0, err
        for secret in (bot.token.split(":")[1], zalo_oa_api.APP_SECRET, "refresh-1", "access-1", "12 hv"):
            assert secret not in out + err
        assert "Zalo Bot, Zalo OA" in out
        assert bot.violations == oa.violations == []
