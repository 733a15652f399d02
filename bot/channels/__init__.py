"""The channels there are. Adding one is a file here and its line in CHANNELS."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from bot.channels.base import Channel, Take
from bot.settings import Settings


@dataclass(frozen=True, slots=True)
class Kind:
    """A channel that can be switched on by settings. Its module is imported only then: it has
    `build(settings, take) -> Channel`."""

    name: str
    title: str
    module: str
    configured: Callable[[Settings], bool]
    needs: str  # the settings that switch it on

    def build(self, settings: Settings, take: Take) -> Channel:
        """Import the channel and make it; importing alone may take seconds (aiogram)."""
        return cast(Channel, import_module(self.module).build(settings, take))


CHANNELS: tuple[Kind, ...] = (
    Kind(
        "telegram",
        "Telegram",
        "bot.channels.telegram",
        lambda s: bool(s.telegram_bot_token.get_secret_value()),
        "TELEGRAM_BOT_TOKEN",
    ),
)
