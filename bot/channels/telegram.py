"""The Telegram channel: updates by webhook or long polling in, messages with buttons and files out."""

import asyncio
import re
from collections.abc import Coroutine, Mapping, Sequence
from typing import Any, cast

import msgspec
from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramMigrateToChat
from aiogram.methods import SendDocument, SendPhoto, TelegramMethod
from aiogram.types import BotCommand, BufferedInputFile, InlineKeyboardMarkup
from starlette.routing import BaseRoute, Route

from bot.channels.base import Doors, Pace, SendError
from bot.channels.telegram_client import Say, Sent, client, send_error
from bot.channels.telegram_hook import Hook
from bot.channels.telegram_poll import Poller
from bot.channels.telegram_read import Reading, reading
from bot.channels.telegram_update import NotAnUpdate
from bot.channels.telegram_write import CAPTION_LIMIT, keyboard, parts, units
from bot.logs import log
from bot.settings import Settings
from domain.messages import Address, File, Outbound
from storage.tx import Tx

WEBHOOK_PATH = "/hooks/telegram"
# core.telegram.org/bots/faq: 30 messages a second over all chats, about one a second a chat with short bursts, 20 a
# minute in a group. Bulk keeps below, so that replies always have room.
PACE = Pace(bulk_per_second=25, chat_per_second=1, chat_burst=5, group_per_minute=20)
PHOTO_BYTES, FILE_BYTES = 10 << 20, 50 << 20  # Bot API: upload limits of sendPhoto and sendDocument
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")  # Bot API: BotCommand; at most 100, descriptions of 1–256 characters
_NO_PREVIEW = {"is_disabled": True}


def build(settings: Settings, doors: Doors) -> "TelegramChannel":
    """The channel by the settings. Raises SettingsError where token, base address or proxy cannot be used."""
    return TelegramChannel(client(settings), settings, doors)


class TelegramChannel:
    """One bot of Telegram's, as `base.Channel` wants it."""

    name = "telegram"
    pace = PACE

    def __init__(self, bot: Bot, settings: Settings, doors: Doors) -> None:
        self.account = str(bot.id)
        self._bot = bot
        self._take = doors.take
        self._menu = doors.menu
        self._now = doors.now
        self._by_webhook = settings.telegram_mode == "webhook"
        self._secret = settings.telegram_webhook_secret.get_secret_value()
        self._username = ""  # known after getMe; until then groups can address the bot only by replying to it
        self._tasks: set[asyncio.Task[None]] = set()

    def routes(self) -> Sequence[BaseRoute]:
        """The webhook, in webhook mode and only where it has a secret: without one anybody could speak for anybody."""
        if not self._by_webhook:
            return ()
        if not self._secret:
            log.error("chưa có TELEGRAM_WEBHOOK_SECRET nên không mở webhook Telegram, bot sẽ không nhận được tin. "
                      "Xin đặt một chuỗi 32–64 ký tự A-Z a-z 0-9 _ - rồi chạy “sothon webhook set telegram”.",
                      action="telegram.no-secret")  # fmt: skip
            return ()
        return (Route(WEBHOOK_PATH, Hook(self._secret, self.receive), methods=["POST"]),)

    async def receive(self, body: bytes) -> None:
        """Take one update as JSON; returns when it is durable. Raises NotAnUpdate where the bytes are no update."""
        try:
            update = self._read(body)
        except NotAnUpdate as error:
            if error.update_id is None:
                raise
            # Refused, it would come again for a day and hold up its whole chat.
            log.error("an update of an unknown shape was passed over", action="telegram.strange",
                      update=error.update_id)  # fmt: skip
            return
        await self._accept(update)

    async def run(self) -> None:
        """Poll until cancelled; in webhook mode only introduce the bot, in the background."""
        if self._by_webhook:
            self._spawn(self._greet_patiently())
            return
        await Poller(self._bot, self._read, self._accept, self._greet).run()

    async def send(self, to: Address, message: Outbound) -> str:
        """Say something; returns the id of the last Telegram message it took. Raises SendError."""
        try:
            chat = int(to.id)
        except ValueError:
            raise SendError("refused", "địa chỉ này không phải của Telegram") from None
        try:
            return await self._say(chat, message)
        except TelegramMigrateToChat as moved:
            log.warning("a group has become a supergroup, sent there", action="telegram.moved")
            chat = moved.migrate_to_chat_id
        try:
            return await self._say(chat, message)
        except TelegramMigrateToChat as again:
            raise send_error(again, self._bot.token) from None

    def barred(self, tx: Tx, chats: Sequence[str], kind: str) -> Mapping[str, str]:
        """Nobody: whoever has written can be written to."""
        return {}

    async def close(self) -> None:
        """Stop what runs in the background and let go of the connections."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._bot.session.close()

    def _read(self, body: bytes | msgspec.Raw) -> Reading:
        return reading(body, self.account, self._username, self._now)

    async def _accept(self, update: Reading) -> None:
        if update.inbound is not None:
            await self._take(update.inbound)
        if update.press:
            self._spawn(self._acknowledge(update.press))

    async def _say(self, chat: int, message: Outbound) -> str:
        sent, last = 0, Sent(0)
        for call in self._calls(chat, message):
            try:
                last = await self._bot.session.make_request(self._bot, call)  # aiogram's wrapping adds nothing we use
            except TelegramMigrateToChat:
                raise
            except AiogramError as error:
                failure = send_error(error, self._bot.token)
                if sent and failure.kind == "retry":  # "retry" promises that nothing was sent
                    failure = SendError("ambiguous", f"mới gửi được {sent} phần: {failure.reason}", failure.after)
                raise failure from None
            sent += 1
        if not sent:
            raise SendError("refused", "tin không có chữ nào")
        return str(last.message_id)

    def _calls(self, chat: int, message: Outbound) -> list[TelegramMethod[Any]]:
        """The requests one message takes: its text in parts, the file last; the buttons on the last of them."""
        buttons = keyboard(message.choices) if message.choices else None
        if message.file is not None and units(message.text) <= CAPTION_LIMIT:
            return [_file(chat, message.file, message.text.strip(), buttons)]
        said = [Say(chat, text, _NO_PREVIEW) for text in parts(message.text)]
        if said and message.file is None:
            said[-1].reply_markup = buttons
        last = [] if message.file is None else [_file(chat, message.file, "", buttons)]
        return [*cast("list[TelegramMethod[Any]]", said), *last]

    async def _acknowledge(self, press: str) -> None:
        """Stop the pressed button's spinning. Too late or unreachable is no harm."""
        try:
            await self._bot.answer_callback_query(press)
        except Exception as error:
            log.debug("a press was not acknowledged", action="telegram.press", error=type(error).__name__)

    async def _greet(self) -> None:
        """Learn the bot's name, set its menu. Raises aiogram's errors where Telegram cannot be reached."""
        me = await self._bot.get_me()
        self._username = me.username or ""
        if self._menu:
            self._spawn(self._set_menu())

    async def _greet_patiently(self) -> None:
        wait = 1.0
        while True:
            try:
                return await self._greet()
            except Exception as error:
                log.warning("chưa hỏi được Telegram về bot này, sẽ thử lại", action="telegram.greet",
                            error=type(error).__name__, after=wait)  # fmt: skip
            await asyncio.sleep(wait)
            wait = min(wait * 2, 600.0)

    async def _set_menu(self) -> None:
        good = [(c, d) for c, d in self._menu if _COMMAND.fullmatch(c) and 0 < len(d) <= 256][:100]
        if len(good) < len(self._menu):
            log.warning("commands do not fit the menu", action="telegram.menu", left_out=len(self._menu) - len(good))
        try:
            await self._bot.set_my_commands([BotCommand(command=c, description=d) for c, d in good])
        except Exception as error:
            log.warning("the menu was not set", action="telegram.menu", error=type(error).__name__)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        """Run in the background, held until done: the loop alone keeps no task alive."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _file(chat: int, file: File, caption: str, buttons: dict[str, Any] | None) -> TelegramMethod[Any]:
    """A picture as a photo, anything else as a document; raises SendError where Telegram takes none of that size."""
    if len(file.data) > FILE_BYTES:
        raise SendError("refused", "tệp lớn hơn 50 MB, Telegram không nhận")
    data = BufferedInputFile(file.data, file.name)
    markup = InlineKeyboardMarkup.model_validate(buttons) if buttons else None
    if file.name.lower().endswith(".png") and len(file.data) <= PHOTO_BYTES:
        return SendPhoto(chat_id=chat, photo=data, caption=caption or None, reply_markup=markup)
    return SendDocument(chat_id=chat, document=data, caption=caption or None, reply_markup=markup)
