"""The same conversation through every channel leaves the same ledger; and `sothon run` with both Zalo channels."""

import asyncio
import itertools
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import aiohttp
import pytest
from sqlalchemy import select, update

from bot.channels import telegram, zalo_bot, zalo_oa
from bot.channels.base import Channel, Doors
from bot.composition import make_context
from bot.delivery import Delivery
from bot.settings import Settings
from bot.turns import Turns
from domain.messages import Address
from domain.periods import VIETNAM
from handlers import make_dialogue
from reminders.clock import knock
from reminders.recheck import recheck
from storage import schema, setup, zalo
from storage.communes import load
from storage.engine import Store
from storage.people import add_address
from storage.tables import addresses, consents, entries, entry_values, people
from storage.tx import Tx
from tests.channels.rigging import SECRET, ledger
from tests.channels.zalo_rigs import bot_settings, oa_settings, push_event
from tests.programs import COMMUNE, Sothon, do, environment
from tests.standins import telegram_api, telegram_user, zalo_bot_api, zalo_oa_api
from tests.standins.server import serving
from tests.standins.telegram_api import TelegramApi
from tests.standins.zalo_bot_api import ZaloBotApi, chat_of
from tests.standins.zalo_oa_api import ZaloOaApi, user_of
from tests.talking import TALKS, _lines, make_world, short
from vietnamese.fold import fold

START = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)
TALKED = ("nil", "officer-enters", "spans", "twins", "places")


class Line:
    """One channel between the real turns and its stand-in; `say` is a person's message as the platform delivers it."""

    def __init__(self, store: Store, kind: str, api: Any, http: aiohttp.ClientSession, **more: str) -> None:
        self.store, self.kind, self.api, self.http, self.now, self.url = store, kind, api, http, START, ""
        self._numbers = itertools.count(1)
        self._people: dict[str, int] = {}
        context = make_context(b"k" * 32, unreached=lambda tx, ids: self.delivery.unreached(tx, ids))
        self.turns = Turns(store, make_dialogue(), context, lambda: self.now, self._deliver)
        doors = Doors(self.turns.take, self.turns.write, store, b"k" * 32, lambda: self.now)
        self.channel: Channel
        if kind == "telegram":
            plain: dict[str, Any] = {"telegram_bot_token": telegram_api.TOKEN, "telegram_api_base": api.base}
            settings = Settings(_env_file=None, telegram_mode="webhook", telegram_webhook_secret=SECRET, **plain)
            self.channel = telegram.build(settings, doors)
        elif kind == "zalo_bot":
            self.channel = zalo_bot.build(bot_settings(api, zalo_bot_mode="webhook"), doors)
        else:
            self.channel = zalo_oa.build(oa_settings(api, **more), doors)
        again = partial(recheck, load=load)
        self.delivery = Delivery((self.channel,), self.turns.write, lambda: self.now, recheck=again)
        self.delivery.bind()

    def _deliver(self, ready: Any) -> None:
        self.delivery.deliver(ready)

    def settle(self) -> None:
        """The transcripts' commune; everybody has an address here."""
        schema.upgrade(self.store)
        plan = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
        with self.store.write() as connection:
            tx = Tx(connection, datetime(2025, 7, 1, tzinfo=UTC))
            setup.apply(tx, plan, fold)
            for row in tx.all(select(people.c.id, people.c.name)):
                add_address(tx, Address(self.kind, self.channel.account, self.chat(short(row.name))), "", row.id)
                tx.later(consents, {"person_id": row.id, "version": "test", "channel": "x", "given_at": tx.now})
            tx.flush()
        self.turns.start()

    def number(self, who: str) -> int:
        return self._people.setdefault(who, 100 + len(self._people))

    def chat(self, who: str) -> str:
        number = self.number(who)
        return {"telegram": str(number), "zalo_bot": chat_of(number), "zalo_oa": user_of(number)}[self.kind]

    async def say(self, who: str, text: str) -> None:
        number, person = next(self._numbers), self.number(who)
        at = int(self.now.timestamp())
        if self.kind == "telegram":
            update = telegram_user.message(number, person, text, at)
            statuses = await telegram_user.push_update(self.http, self.url + telegram.WEBHOOK_PATH, SECRET, update)
        elif self.kind == "zalo_bot":
            event = zalo_bot_api.message(number, person, at * 1000, text=text)
            statuses = await push_event(self.http, self.url + zalo_bot.WEBHOOK_PATH, event)
        else:
            event = zalo_oa_api.event(number, person, at=at * 1000, text=text)
            statuses = await zalo_oa_api.push(self.http, self.url + zalo_oa.WEBHOOK_PATH, event)
        assert statuses[-1] == 200
        await asyncio.sleep(0)
        await self.delivery.drain()

    async def knock(self, now: datetime) -> None:
        """The clock knocks, and what may be sent is sent."""
        self.now = now
        await self.turns.write(lambda connection: knock(Tx(connection, now), load, closing=zalo.closing))
        await self.delivery.drain()

    def replies(self) -> int:
        return len(self.api.said())


@asynccontextmanager
async def line(kind: str, **settings: str) -> AsyncIterator[Line]:
    api_of = {"telegram": TelegramApi, "zalo_bot": ZaloBotApi, "zalo_oa": ZaloOaApi}[kind]
    with ledger() as store:
        async with api_of() as api, aiohttp.ClientSession() as http:
            one = Line(store, kind, api, http, **settings)
            one.settle()
            async with serving(one.channel.routes()) as url:
                one.url = url
                yield one
                await one.delivery.stop(1.0)
            await asyncio.to_thread(one.turns.stop)
            await one.channel.close()
            assert api.violations == []


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
    path = TALKS / f"{talk}.talk"
    world = make_world(sqlite_store, START)
    try:
        for spoken in _lines(path.read_text(encoding="utf-8")):  # what is said back is test_talks' business
            if spoken.who == "@":
                world.now = _moment(spoken.text)
            elif spoken.who not in ("bot", "#", "="):
                world.hear(spoken.who, spoken.text)
        expected = book(sqlite_store)
    finally:
        world.turns.stop()
    assert expected
    async with line(kind) as one:
        said = 0
        for spoken in _lines(path.read_text(encoding="utf-8")):
            if spoken.who == "@":
                one.now = _moment(spoken.text)
            elif spoken.who not in ("bot", "#", "="):
                await one.say(spoken.who, spoken.text)
                said += 1
        assert book(one.store) == expected
        assert one.replies() >= said, "every message was answered"


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
        preview = one.api.said(one.chat("hoa"))[-1]
        assert "Không nhắc được: Đinh Thị Sen" in preview
        assert "quá 7 ngày" in preview
        assert "nhé?" in preview, "nothing is sent before the yes"
        assert one.api.said(one.chat("sen")) == []


async def test_whose_window_closes_before_the_reminder_hears_it_before_and_the_officer_of_who_hears_no_more():
    async with line("zalo_oa") as one:
        with one.store.write() as connection:
            connection.execute(update(addresses).values(last_at=datetime(2025, 11, 17, 8, 0, tzinfo=UTC)))
            sen = addresses.c.chat == one.chat("sen")
            connection.execute(update(addresses).where(sen).values(last_at=datetime(2025, 11, 14, 3, 0, tzinfo=UTC)))
        for hour in (1, 1.5, 6, 12):  # Friday 21/11: the window closes at 9:00
            await one.knock(datetime(2025, 11, 21, tzinfo=UTC) + timedelta(hours=hour))
        [early] = one.api.said(one.chat("sen"))
        assert early.startswith("Em nhắc sớm vì quá 7 ngày")
        assert "Thôn Tân Long chưa có số liệu tuần 17–23/11" in early
        await one.knock(datetime(2025, 11, 23, 12, 0, tzinfo=UTC))  # the wave that was brought forward
        assert one.api.said(one.chat("sen")) == [early]
        await one.knock(datetime(2025, 11, 23, 23, 30, tzinfo=UTC))
        await one.knock(datetime(2025, 11, 24, 0, 30, tzinfo=UTC))
        assert one.api.said(one.chat("sen")) == [early]
        assert any("Em không nhắc được Đinh Thị Sen" in told for told in one.api.said(one.chat("hoa")))
        assert one.api.said(one.chat("lan"))[0].startswith("Thôn Bắc Lân chưa có số liệu")


async def test_a_submitted_phone_is_shown_to_its_owner_and_erased_with_them():
    async with line("zalo_oa", zalo_oa_reminder_template="777") as one:
        form = zalo_oa_api.event(900, one.number("sen"), "user_submit_info", info={"phone": "0987654321"})
        statuses = await zalo_oa_api.push(one.http, one.url + zalo_oa.WEBHOOK_PATH, form)
        assert statuses == [200]
        await one.delivery.drain()
        assert "chỉ để nhắc hạn bằng mẫu tin" in one.api.said(one.chat("sen"))[-1]
        await one.say("sen", "dữ liệu của tôi")
        mine = one.api.said(one.chat("sen"))[-1]
        assert "• Số điện thoại anh/chị gửi qua Zalo OA: 0987654321 (bỏ thì nhắn “xoá số điện thoại”)" in mine
        assert "• Tài khoản nhắn tin: 1 (Zalo OA)" in mine
        await one.say("sen", "xoá số điện thoại")
        assert one.api.said(one.chat("sen"))[-1] == "✅ Em đã xoá số điện thoại của anh/chị ạ."
        await one.say("sen", "dữ liệu của tôi")
        assert "Số điện thoại" not in one.api.said(one.chat("sen"))[-1]
        await zalo_oa_api.push(one.http, one.url + zalo_oa.WEBHOOK_PATH, form | {"timestamp": "1763640000999"})
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
