"""The rigs of the Zalo channels for the contract tests, and settings for their stand-ins."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import aiohttp
import pytest

from bot.channels import zalo_bot_poll, zalo_oa
from bot.channels.zalo_bot import WEBHOOK_PATH, build
from bot.channels.zalo_text import MORE
from bot.settings import Settings
from domain.messages import Address
from tests.channels.rigging import SECRET, Played, doors_of, hooked, ledger, polled
from tests.channels.taker import Taker
from tests.standins import zalo_bot_api, zalo_oa_api
from tests.standins.zalo_bot_api import SECRET_HEADER, ZaloBotApi, chat_of
from tests.standins.zalo_oa_api import APP_ID, APP_SECRET, FIRST_REFRESH, SECRET_KEY, ZaloOaApi, user_of


def rejoined(texts: list[str]) -> list[str]:
    """Texts as they were before a part was cut inside a line."""
    whole: list[str] = []
    for text in texts:
        if whole and whole[-1].endswith(MORE):
            whole[-1] = whole[-1].removesuffix(MORE) + " " + text
        else:
            whole.append(text)
    return whole


@dataclass
class ZaloBotRig(Played):
    """A Zalo Bot, by polling or by webhook."""

    limit: int = 2000
    buttons: bool = False

    def event(self, number: int, person: int, text: str) -> dict[str, Any]:
        return zalo_bot_api.message(number, person, text=text)

    async def confirmed(self) -> None:
        polls = self.api.polls
        async with asyncio.timeout(10):
            while self.push is None and (self.api.waiting or self.api.polls < polls + 2):
                await asyncio.sleep(0.005)

    def shown(self, person: int) -> list[str]:
        return rejoined(self.api.said(chat_of(person)))

    def offered(self, person: int) -> list[tuple[str, str]]:
        raise AssertionError("Zalo Bot has no buttons")

    def fail(self, kind: str) -> bool:
        fault = {
            "ambiguous": zalo_bot_api.DROPPED,
            "refused": zalo_bot_api.refused(400, "Bad request"),
            "park": zalo_bot_api.QUOTA,
        }.get(kind)
        if fault is not None:  # nothing says how long to wait, nothing tells of a block
            self.api.fail(fault)
        return fault is not None

    def address(self, person: int) -> Address:
        return Address("zalo_bot", zalo_bot_api.TOKEN.split(":")[0], chat_of(person))


def bot_settings(api: ZaloBotApi, **changes: Any) -> Settings:
    """Settings for the stand-in."""
    plain: dict[str, Any] = {"zalo_bot_token": api.token, "zalo_bot_api_base": api.base}
    return Settings(_env_file=None, **plain | {"zalo_bot_webhook_secret": SECRET} | changes)


async def push_event(http: aiohttp.ClientSession, url: str, event: dict[str, Any], tries: int = 5) -> list[int]:
    """Deliver an event to a webhook, again until 2xx; the statuses in order."""
    statuses: list[int] = []
    for _ in range(tries):
        async with http.post(url, json=event, headers={SECRET_HEADER: SECRET}) as response:
            statuses.append(response.status)
        if 200 <= statuses[-1] < 300:
            break
    return statuses


@asynccontextmanager
async def zalo_bot_polling(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ZaloBotRig]:
    monkeypatch.setattr(zalo_bot_poll, "FIRST_WAIT", 0.01)
    monkeypatch.setattr(zalo_bot_poll, "FLOOR", 0.01)
    # A redelivery must arrive here: what the poller itself remembers is tested on its own.
    monkeypatch.setattr(zalo_bot_poll, "REMEMBERED", 0)
    taker = Taker()
    with ledger() as store:
        async with ZaloBotApi() as api:
            channel = build(bot_settings(api), doors_of(taker, store))
            async with polled(channel, api):
                yield ZaloBotRig(channel, taker, api)


@asynccontextmanager
async def zalo_bot_webhook(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ZaloBotRig]:
    taker = Taker()
    with ledger() as store:
        async with ZaloBotApi() as api:
            channel = build(bot_settings(api, zalo_bot_mode="webhook"), doors_of(taker, store))
            async with hooked(channel, api, WEBHOOK_PATH, push_event) as push:
                yield ZaloBotRig(channel, taker, api, push)


@dataclass
class ZaloOaRig(Played):
    """An Official Account: webhook in, API out."""

    limit: int = 2000
    buttons: bool = True

    def event(self, number: int, person: int, text: str) -> dict[str, Any]:
        return zalo_oa_api.event(number, person, text=text)

    async def confirmed(self) -> None:
        return

    def shown(self, person: int) -> list[str]:
        return rejoined(self.api.said(user_of(person)))

    def offered(self, person: int) -> list[tuple[str, str]]:
        """The buttons, as pressing them would read back."""
        buttons = self.api.calls[-1].body["message"]["attachment"]["payload"]["buttons"]
        return [(button["payload"].removeprefix("#").split(" ")[0], button["title"]) for button in buttons]

    def fail(self, kind: str) -> bool:
        fault = {
            "ambiguous": zalo_oa_api.DROPPED,
            "gone": zalo_oa_api.refused(-217),
            "refused": zalo_oa_api.refused(-210),
            "park": zalo_oa_api.refused(-211),
        }.get(kind)
        if fault is not None:  # nothing says how long to wait
            self.api.fail(fault)
        return fault is not None

    def address(self, person: int) -> Address:
        return Address("zalo_oa", APP_ID, user_of(person))


def oa_settings(api: ZaloOaApi, **changes: Any) -> Settings:
    """Settings for the stand-in."""
    plain: dict[str, Any] = {
        "zalo_oa_app_id": APP_ID,
        "zalo_oa_app_secret": APP_SECRET,
        "zalo_oa_secret_key": SECRET_KEY,
        "zalo_oa_refresh_token": FIRST_REFRESH,
    }
    bases = dict.fromkeys(("zalo_oa_api_base", "zalo_oa_oauth_base", "zalo_oa_template_base"), api.base)
    return Settings(_env_file=None, **plain | bases | changes)


@asynccontextmanager
async def zalo_oa_webhook(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[ZaloOaRig]:
    taker = Taker()
    with ledger() as store:
        async with ZaloOaApi() as api:
            channel = zalo_oa.build(oa_settings(api), doors_of(taker, store))
            async with hooked(channel, api, zalo_oa.WEBHOOK_PATH, zalo_oa_api.push) as push:
                yield ZaloOaRig(channel, taker, api, push)
