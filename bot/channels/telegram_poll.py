"""Long polling that loses nothing: an update is confirmed only after it has been taken durably."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import cast

import msgspec
from aiogram import Bot
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)

from bot.channels.telegram_read import ALLOWED_UPDATES, Reading
from bot.channels.telegram_update import NotAnUpdate
from bot.logs import log

LONG_POLL = 30  # seconds Telegram holds the request open; at most 50
BATCH = 100  # updates a request, the most there is
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # seconds after trouble, doubling
# An update that fails this often while others of its batch are taken is broken by itself; it must not hold up everyone.
TRIES = 10


class Poller:
    """Fetches updates and hands them to `accept`: chats side by side (they share a commit), one chat in order.

    Asking with an offset is what confirms; a crash before that makes Telegram send the batch again, and those already
    taken are recognised by their ids.
    """

    def __init__(
        self,
        bot: Bot,
        read: Callable[[msgspec.Raw], Reading],
        accept: Callable[[Reading], Awaitable[None]],
        greet: Callable[[], Awaitable[None]],
    ) -> None:
        self._bot = bot
        self._read = read
        self._accept = accept
        self._greet = greet
        self._offset: int | None = None
        self._failures: dict[int, int] = {}

    async def run(self) -> None:
        """Poll until cancelled, through every kind of trouble; returns only where the token is refused."""
        wait = FIRST_WAIT
        greeted = False
        while True:
            try:
                if not greeted:
                    await self._greet()
                    greeted = True
                if await self.once():
                    wait = FIRST_WAIT
                    continue
            except (TelegramUnauthorizedError, TelegramNotFound):
                log.critical("Telegram không nhận mã bot nên đã thôi nhận tin. Xin lấy lại mã ở @BotFather, "
                             "sửa TELEGRAM_BOT_TOKEN rồi chạy lại.", action="telegram.token")  # fmt: skip
                return
            except TelegramConflictError:
                log.error("một nơi khác đang nhận tin của bot Telegram này (một bản sothon khác đang chạy, hoặc "
                          "webhook còn đặt: gỡ bằng “sothon webhook drop telegram”); sẽ thử lại",
                          action="telegram.conflict")  # fmt: skip
                wait = max(wait, 5 * FIRST_WAIT)
            except TelegramRetryAfter as error:
                wait = max(wait, float(error.retry_after))
            except Exception as error:
                log.warning("không lấy được tin từ Telegram, sẽ thử lại", action="telegram.poll",
                            error=type(error).__name__, after=wait)  # fmt: skip
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def once(self) -> bool:
        """Fetch one batch, take it, move the offset past what was taken; False where something must be tried again."""
        batch = cast(
            list[msgspec.Raw],  # what the lean session makes of getUpdates
            await self._bot.get_updates(
                offset=self._offset,
                limit=BATCH,
                timeout=LONG_POLL,
                allowed_updates=list(ALLOWED_UPDATES),
                request_timeout=LONG_POLL + 10,
            ),
        )
        chats: dict[int, list[Reading]] = {}
        last = -1
        for raw in batch:
            try:
                update = self._read(raw)
            except NotAnUpdate as error:
                log.error("an update of an unknown shape was passed over", action="telegram.strange",
                          update=error.update_id)  # fmt: skip
                last = max(last, -1 if error.update_id is None else error.update_id)
                continue
            last = max(last, update.id)
            chats.setdefault(update.chat, []).append(update)
        held = [n for n in await asyncio.gather(*map(self._chat, chats.values())) if n is not None]
        if last >= 0:
            self._offset = min(held, default=last + 1)
        elif not batch:
            # All is confirmed. After a week without updates their numbers start anywhere, even below our offset.
            self._offset = None
        if not held:
            self._failures.clear()
        elif len(held) < len(chats):  # the store works, so it is these updates
            for number in held:
                self._failures[number] = self._failures.get(number, 0) + 1
        return not held

    async def _chat(self, updates: list[Reading]) -> int | None:
        """Take the updates of one chat in order; the number of the first that failed, the rest left for later."""
        for update in sorted(updates, key=lambda u: u.id):
            if self._failures.get(update.id, 0) >= TRIES:
                log.error("an update was given up", action="telegram.given-up", update=update.id, tries=TRIES)
                continue
            try:
                await self._accept(update)
            except Exception as error:
                # Only the kind: the message of a database error may quote what the person wrote.
                log.error("an update was not taken, trying again", action="telegram.poll.failed", update=update.id,
                          error=type(error).__name__)  # fmt: skip
                return update.id
        return None
