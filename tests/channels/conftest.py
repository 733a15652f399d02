"""What the channel tests stand on: a stand-in Bot API server, settings that point at it, and our own web server."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any

import pytest
import structlog

from bot.settings import Settings
from tests.channels.rigging import SECRET
from tests.standins.telegram_api import TOKEN, TelegramApi


@pytest.fixture
async def api() -> AsyncIterator[TelegramApi]:
    """A stand-in Bot API server that holds every call against python-telegram-bot's reading of the rules."""
    async with TelegramApi() as api:
        yield api
    assert api.violations == []


@pytest.fixture
def logs() -> Iterator[list[Any]]:
    """What the program logs, at every level."""
    with structlog.testing.capture_logs() as logs:
        yield logs


@pytest.fixture
def settings(api: TelegramApi) -> Callable[..., Settings]:
    """Settings for the stand-in, with changes by keyword."""

    def make(**changes: Any) -> Settings:
        plain: dict[str, Any] = {"telegram_bot_token": TOKEN, "telegram_api_base": api.base}
        return Settings(_env_file=None, **plain | {"telegram_webhook_secret": SECRET} | changes)

    return make
