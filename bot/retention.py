"""Every day: what the communes keep no longer is erased."""

from collections.abc import Callable
from datetime import datetime

from bot import metrics
from bot.channels.base import Write
from bot.logs import log
from storage import leases, outbox, retention, rights
from storage.tx import Tx


class Upkeep:
    """The day's work, and the figures about the program that need a look into the database."""

    def __init__(self, write: Write, now: Callable[[], datetime]) -> None:
        self._write = write
        self._now = now

    async def day(self) -> int:
        """Erase whole messages older than their commune keeps them, and what the turn of an erasure left behind;
        returns how many old rows were touched."""
        count = await self._write(lambda connection: retention.erase(Tx(connection, self._now())))
        await self._write(lambda connection: rights.sweep(Tx(connection, self._now())))
        await self._write(lambda connection: leases.sweep(Tx(connection, self._now())))
        log.info("old messages erased", action="retention", rows=count)
        return count

    async def minute(self) -> None:
        """Count the sentences nobody understood."""
        metrics.UNREAD.set(await self._write(lambda connection: outbox.unread_count(Tx(connection, self._now()))))
