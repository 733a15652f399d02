"""The channels there are. Adding one is a file here and its line in CHANNELS."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from bot.channels.base import Channel, Doors
from bot.settings import Settings
from domain.frozen import frozen


@frozen
class Kind:
    """A kind of channel. Its module is imported only when its settings are there: it has
    `build(settings, doors) -> Channel`."""

    name: str
    title: str
    module: str
    configured: Callable[[Settings], bool]
    needs: str  # the settings that switch it on; empty where it always is
    files: str = "link"  # how a file travels: it is sent, stands behind a button of the page, or behind a signed link

    def load(self) -> None:
        """Import the channel's module; that alone may take seconds (aiogram), so it is done in a thread."""
        import_module(self.module)

    def build(self, settings: Settings, doors: Doors) -> Channel:
        """Make the channel. Raises SettingsError where a setting cannot be used."""
        return cast(Channel, import_module(self.module).build(settings, doors))


CHANNELS: tuple[Kind, ...] = (
    Kind("web", "Trò chuyện trên web", "bot.channels.web", lambda _: True, "", files="button"),
    Kind(
        "telegram",
        "Telegram",
        "bot.channels.telegram",
        lambda s: bool(s.telegram_bot_token.get_secret_value()),
        "TELEGRAM_BOT_TOKEN",
        files="send",
    ),
    # Both Zalo channels are handed whole files: what they cannot send they link to themselves, or say as figures.
    Kind(
        "zalo_bot",
        "Zalo Bot",
        "bot.channels.zalo_bot",
        lambda s: bool(s.zalo_bot_token.get_secret_value()),
        "ZALO_BOT_TOKEN",
        files="send",
    ),
    Kind(
        "zalo_oa",
        "Zalo OA",
        "bot.channels.zalo_oa",
        lambda s: bool(s.zalo_oa_app_id),
        "ZALO_OA_APP_ID, ZALO_OA_APP_SECRET, ZALO_OA_REFRESH_TOKEN",
        files="send",
    ),
)
