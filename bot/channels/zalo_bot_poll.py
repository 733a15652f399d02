"""Polling a Zalo Bot, for development: no cursor, nothing to confirm, and updates that may come again or never.

An update may be gone once it was returned: it is taken durably before the next poll, however often that has to be
tried. Or it may come back with every poll, at once: what was taken is remembered, and polls keep a second apart.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from bot.channels.zalo_bot_client import Client, ZaloBotError
from bot.channels.zalo_bot_read import Event, events, read
from bot.channels.zalo_hook import NotAnEvent
from bot.logs import log

LONG_POLL = 30  # seconds Zalo holds the request open; it then ends as 408, which is no error
FLOOR = 1.0  # seconds between two polls
FIRST_WAIT, LONGEST_WAIT = 1.0, 60.0  # after trouble, doubling
REMEMBERED = 5000  # ids known in memory to be taken; the inbox knows them all


class Poller:
    """One poller a token: two would split the messages between them (the program's lease sees to it)."""

    def __init__(self, client: Client, now: Callable[[], datetime], accept: Callable[[Event], Awaitable[None]]) -> None:
        self._client, self._now, self._accept = client, now, accept
        self._taken: OrderedDict[str, None] = OrderedDict()
        self._left: list[dict[str, Any]] = []  # fetched and not taken yet: nobody may send these again

    async def run(self) -> None:
        """Poll until cancelled, through every kind of trouble; returns only where the token is refused."""
        loop, wait = asyncio.get_running_loop(), FIRST_WAIT
        while True:
            started = loop.time()
            try:
                await self.once()
                wait = FIRST_WAIT
                await asyncio.sleep(max(FLOOR - (loop.time() - started), 0))
                continue
            except ZaloBotError as error:
                if error.code == 401:
                    log.critical("Zalo không nhận mã bot nên đã thôi nhận tin. Xin lấy lại mã ở Zalo Bot Creator, "
                                 "sửa ZALO_BOT_TOKEN rồi chạy lại.", action="zalo_bot.token")  # fmt: skip
                    return
                if error.code == 400 and "webhook" in error.said.lower():
                    log.error("bot Zalo này đang đặt webhook nên không lấy tin được: gỡ bằng “sothon webhook drop "
                              "zalo-bot”, hoặc đặt ZALO_BOT_MODE=webhook; sẽ thử lại", action="zalo_bot.conflict",
                              after=wait)  # fmt: skip
                else:
                    log.warning("không lấy được tin từ Zalo, sẽ thử lại", action="zalo_bot.poll", code=error.code,
                                after=wait)  # fmt: skip
            except Exception as error:
                log.warning("không lấy được tin từ Zalo, sẽ thử lại", action="zalo_bot.poll",
                            error=type(error).__name__, after=wait)  # fmt: skip
            await asyncio.sleep(wait)
            wait = min(wait * 2, LONGEST_WAIT)

    async def once(self) -> None:
        """Take what is left from before, then fetch and take one update. Raises whatever goes wrong."""
        if not self._left:
            try:
                result = await self._client.call("getUpdates", {"timeout": LONG_POLL}, seconds=LONG_POLL + 10)
            except ZaloBotError as error:
                if error.code == 408:  # nothing came
                    return
                raise
            self._left = list(events(result))
        while self._left:
            await self._take(self._left[0])
            del self._left[0]

    async def _take(self, found: dict[str, Any]) -> None:
        try:
            event = read(found, self._client.account, self._now)
        except NotAnEvent:
            log.error("an update of an unknown shape was passed over", action="zalo_bot.strange")
            return
        if event.id in self._taken:
            return
        await self._accept(event)
        self._taken[event.id] = None
        if len(self._taken) > REMEMBERED:
            self._taken.popitem(last=False)
