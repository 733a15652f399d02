"""A whole line: a stand-in platform, a channel as the program composes it, the real turns, delivery and reminders."""

import asyncio
import itertools
import tomllib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from functools import partial
from typing import Any

import aiohttp
from sqlalchemy import select

from bot.channels import telegram, zalo_bot, zalo_oa
from bot.channels.base import Channel, Doors
from bot.composition import make_context
from bot.delivery import Delivery
from bot.files import Files
from bot.settings import Settings
from bot.turns import Turns
from domain.messages import Address
from handlers import make_dialogue
from reminders.clock import knock
from reminders.recheck import recheck
from storage import schema, setup, zalo
from storage.communes import load
from storage.engine import Store
from storage.people import add_address
from storage.tables import consents, people
from storage.tx import Tx
from tests.channels.rigging import SECRET, ledger
from tests.channels.zalo_rigs import bot_settings, oa_settings, push_event
from tests.standins import telegram_api, telegram_user, zalo_bot_api, zalo_oa_api
from tests.standins.server import serving
from tests.standins.telegram_api import TelegramApi
from tests.standins.zalo_bot_api import ZaloBotApi, chat_of
from tests.standins.zalo_oa_api import ZaloOaApi, user_of
from tests.talking import TALKS, short
from vietnamese.fold import fold

START = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)
PUBLIC = "https://so.badong.vn"
KEY = b"k" * 32
APIS = {"telegram": TelegramApi, "zalo_bot": ZaloBotApi, "zalo_oa": ZaloOaApi}
PATHS = {"telegram": telegram.WEBHOOK_PATH, "zalo_bot": zalo_bot.WEBHOOK_PATH, "zalo_oa": zalo_oa.WEBHOOK_PATH}


class Line:
    """People by short name; `say` is a person's message as the platform delivers it, to the end of its answer."""

    def __init__(self, store: Store, kind: str, api: Any, http: aiohttp.ClientSession, **more: str) -> None:
        self.store, self.kind, self.api, self.http, self.now, self.url = store, kind, api, http, START, ""
        self._numbers = itertools.count(1)
        self._people: dict[str, int] = {}
        self._last: dict[str, Any] = {}  # what each person sent last, as the platform wrote it
        context = make_context(KEY, unreached=lambda tx, ids: self.delivery.unreached(tx, ids))
        self.turns = Turns(
            store, make_dialogue(), context, lambda: self.now, lambda ready: self.delivery.deliver(ready)
        )
        self.channel = self._channel(Doors(self.turns.take, self.turns.write, store, KEY, lambda: self.now), more)
        self.files = Files(store, KEY, lambda: self.now, PUBLIC)
        outward = self.files.over(self.channel, "send")
        again = partial(recheck, load=load)
        self.delivery = Delivery((outward,), self.turns.write, lambda: self.now, recheck=again)
        self.delivery.bind()
        self.turns.start()

    def _channel(self, doors: Doors, more: dict[str, str]) -> Channel:
        if self.kind == "telegram":
            plain: dict[str, Any] = {"telegram_bot_token": telegram_api.TOKEN, "telegram_api_base": self.api.base}
            settings = Settings(_env_file=None, telegram_mode="webhook", telegram_webhook_secret=SECRET, **plain)
            return telegram.build(settings, doors)
        if self.kind == "zalo_bot":
            return zalo_bot.build(bot_settings(self.api, zalo_bot_mode="webhook", **more), doors)
        return zalo_oa.build(oa_settings(self.api, **more), doors)

    def settle(self) -> None:
        """The transcripts' commune; everybody has an address here."""
        plan = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
        with self.store.write() as connection:
            tx = Tx(connection, datetime(2025, 7, 1, tzinfo=UTC))
            setup.apply(tx, plan, fold)
            for row in tx.all(select(people.c.id, people.c.name)):
                add_address(tx, Address(self.kind, self.channel.account, self.chat(short(row.name))), "", row.id)
                tx.later(consents, {"person_id": row.id, "version": "test", "channel": "x", "given_at": tx.now})
            tx.flush()

    def number(self, who: str) -> int:
        return self._people.setdefault(who, 100 + len(self._people))

    def chat(self, who: str) -> str:
        number = self.number(who)
        return {"telegram": str(number), "zalo_bot": chat_of(number), "zalo_oa": user_of(number)}[self.kind]

    def said(self, who: str) -> list[str]:
        """What somebody was told."""
        return list(self.api.said(self.number(who) if self.kind == "telegram" else self.chat(who)))

    def event(self, who: str, text: str) -> Any:
        """A person's message as the platform writes it."""
        number, person, at = next(self._numbers), self.number(who), int(self.now.timestamp())
        if self.kind == "telegram":
            return telegram_user.message(number, person, text, at)
        if self.kind == "zalo_bot":
            return zalo_bot_api.message(number, person, at * 1000, text=text)
        return zalo_oa_api.event(number, person, at=at * 1000, text=text)

    async def push(self, event: Any) -> None:
        """Zalo or Telegram knocks until it is heard."""
        where = self.url + PATHS[self.kind]
        if self.kind == "telegram":
            statuses = await telegram_user.push_update(self.http, where, SECRET, event)
        elif self.kind == "zalo_bot":
            statuses = await push_event(self.http, where, event)
        else:
            statuses = await zalo_oa_api.push(self.http, where, event)
        assert statuses == [200]

    async def say(self, who: str, text: str) -> None:
        self._last[who] = self.event(who, text)
        await self.again(who)

    async def again(self, who: str) -> None:
        """The platform delivers somebody's last message (once more)."""
        await self.push(self._last[who])
        await asyncio.sleep(0)
        await self.delivery.drain()

    async def press(self, who: str, label: str) -> None:
        """Press the button with a label; where there are none, type it."""
        if self.kind == "telegram":
            found = [
                button
                for call in self.api.calls
                if call.params.get("chat_id") == self.number(who) and call.params.get("reply_markup")
                for row in call.params["reply_markup"]["inline_keyboard"]
                for button in row
                if button["text"] == label
            ]
            at, key = int(self.now.timestamp()), found[-1]["callback_data"]
            self._last[who] = telegram_user.press(next(self._numbers), self.number(who), key, label, at)
            await self.again(who)
            return
        if self.kind == "zalo_oa":
            found = [
                button
                for call in self.api.calls
                if call.body.get("recipient", {}).get("user_id") == self.chat(who)
                for button in call.body["message"].get("attachment", {}).get("payload", {}).get("buttons", ())
                if button["title"] == label
            ]
            label = found[-1]["payload"]
        await self.say(who, label)

    async def knock(self, now: datetime) -> None:
        """The clock knocks, and what may be sent is sent."""
        self.now = now
        await self.turns.write(lambda connection: knock(Tx(connection, now), load, closing=zalo.closing))
        await self.delivery.drain()


@asynccontextmanager
async def line(kind: str, store: Store | None = None, **settings: str) -> AsyncIterator[Line]:
    """A line over a commune of its own, or a further one over `store`, at which nobody has an address yet."""
    if store is None:
        with ledger() as store:
            async with line(kind, store, **settings) as one:
                one.settle()
                yield one
        return
    schema.upgrade(store)
    async with APIS[kind]() as api, aiohttp.ClientSession() as http:
        one = Line(store, kind, api, http, **settings)
        async with serving((*one.channel.routes(), *one.files.routes())) as url:
            one.url = url
            yield one
            await one.delivery.stop(1.0)
        await asyncio.to_thread(one.turns.stop)
        await one.channel.close()
        assert api.violations == []
