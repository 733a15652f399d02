"""What the contract tests need of a channel: a rig that plays its platform. A new channel is one entry in RIGS."""

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import aiohttp
import pytest

from bot.channels import telegram_poll
from bot.channels.base import Channel
from bot.channels.telegram import WEBHOOK_PATH, build
from bot.settings import Settings
from domain.messages import Address
from tests.channels import zalo_rigs
from tests.channels.rigging import SECRET, Played, hooked, polled
from tests.channels.taker import Taker, until
from tests.standins import telegram_api, telegram_user
from tests.standins.telegram_api import TOKEN, TelegramApi


class Rig(Protocol):
    """A channel between a recording `take` and a platform that the rig plays."""

    channel: Channel
    taker: Taker
    limit: int  # the most UTF-16 units the platform shows in one text
    buttons: bool

    def event(self, number: int, person: int, text: str) -> Any:
        """The platform's own form of a person's message; `number` tells events apart and orders them."""

    async def deliver(self, *events: Any) -> None:
        """Let events happen; returns at once, or when the platform has been told that they arrived."""

    async def confirmed(self) -> None:
        """Wait until the platform holds nothing back for us any more."""

    def shown(self, person: int) -> list[str]:
        """The texts this person has been shown, in order."""

    def offered(self, person: int) -> list[tuple[str, str]]:
        """The buttons under the last message: (key, label)."""

    def fail(self, kind: str) -> bool:
        """Make the next send go wrong so that SendError must be of this kind; False where the platform cannot."""

    def address(self, person: int) -> Address:
        """Where a person is reached."""


@dataclass
class TelegramRig(Played):
    """Telegram, by long polling or by webhook."""

    limit: int = 4096
    buttons: bool = True

    def event(self, number: int, person: int, text: str) -> dict[str, Any]:
        return telegram_user.message(number, person, text)

    async def confirmed(self) -> None:
        await until(lambda: not self.api.updates)

    def shown(self, person: int) -> list[str]:
        return self.api.said(person)

    def offered(self, person: int) -> list[tuple[str, str]]:
        [*_, last] = (call for call in self.api.calls if call.method == "sendMessage")  # polls go on meanwhile
        rows = last.params["reply_markup"]["inline_keyboard"]
        return [(button["callback_data"], button["text"]) for row in rows for button in row]

    def fail(self, kind: str) -> bool:
        self.api.fail(
            {
                "retry": telegram_api.flood(7),
                "ambiguous": telegram_api.DROPPED,
                "gone": telegram_api.BLOCKED,
                "refused": telegram_api.refused(400, "Bad Request: message is too long"),
                "park": telegram_api.UNAUTHORIZED,
            }[kind]
        )
        return True

    def address(self, person: int) -> Address:
        return Address("telegram", TOKEN.split(":")[0], str(person))


def _settings(api: TelegramApi, mode: str) -> Settings:
    plain: dict[str, Any] = {"telegram_bot_token": TOKEN, "telegram_api_base": api.base, "telegram_mode": mode}
    return Settings(_env_file=None, telegram_webhook_secret=SECRET, **plain)


@asynccontextmanager
async def telegram_polling(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Rig]:
    monkeypatch.setattr(telegram_poll, "FIRST_WAIT", 0.01)
    taker = Taker()
    async with TelegramApi() as api:
        channel = build(_settings(api, "polling"), taker.doors())
        async with polled(channel, api):
            yield TelegramRig(channel, taker, api)


async def _knock(http: aiohttp.ClientSession, url: str, update: dict[str, Any]) -> list[int]:
    return await telegram_user.push_update(http, url, SECRET, update)


@asynccontextmanager
async def telegram_webhook(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Rig]:
    taker = Taker()
    async with TelegramApi() as api:
        channel = build(_settings(api, "webhook"), taker.doors())
        async with hooked(channel, api, WEBHOOK_PATH, _knock) as push:
            await channel.run()
            yield TelegramRig(channel, taker, api, push)


Make = Callable[[pytest.MonkeyPatch], AbstractAsyncContextManager[Rig]]
RIGS: tuple[tuple[str, Make], ...] = (
    ("telegram-polling", telegram_polling),
    ("telegram-webhook", telegram_webhook),
    ("zalo-bot-polling", zalo_rigs.zalo_bot_polling),
    ("zalo-bot-webhook", zalo_rigs.zalo_bot_webhook),
    ("zalo-oa", zalo_rigs.zalo_oa_webhook),
)
