"""Whether the program can do its work: what /readyz answers, one Vietnamese sentence a trouble."""

import asyncio
from collections.abc import Callable

from sqlalchemy import text

from bot.delivery import Delivery
from bot.turns import Turns
from storage.engine import Store

PATIENCE = 2.0  # seconds
OLDEST = 300.0  # seconds a message may wait that is allowed to go
ANSWERS = text("SELECT 1")


class Readiness:
    """Asks the database, the writer and the outbox."""

    def __init__(self, store: Store, turns: Turns, delivery: Delivery, troubles: Callable[[], list[str]]) -> None:
        """`troubles` has a sentence for each channel that is not open."""
        self._store = store
        self._turns = turns
        self._delivery = delivery
        self._troubles = troubles

    async def reasons(self) -> list[str]:
        """What is wrong just now; empty where all is well."""
        found = self._troubles()
        try:
            await asyncio.wait_for(asyncio.to_thread(self._look), PATIENCE)
        except Exception:
            return [*found, "Cơ sở dữ liệu không trả lời."]
        if self._delivery.oldest > OLDEST:
            minutes = self._delivery.oldest / 60
            found.append(f"Có {self._delivery.waiting} tin chờ gửi, tin lâu nhất đã chờ {minutes:.0f} phút.")
        try:
            await asyncio.wait_for(self._turns.write(lambda connection: connection.scalar(ANSWERS)), PATIENCE)
        except Exception:
            found.append("Luồng ghi sổ không trả lời.")
        return found

    def _look(self) -> None:
        with self._store.read() as connection:
            connection.scalar(ANSWERS)
