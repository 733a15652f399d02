"""Whether the program can do its work: what /readyz answers, one Vietnamese sentence a trouble."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from sqlalchemy import text

from bot.turns import Turns
from storage import outbox
from storage.engine import Store
from storage.tx import Tx

PATIENCE = 2.0  # seconds
OLDEST = 300.0  # seconds a message may wait that is allowed to go
ANSWERS = text("SELECT 1")


class Readiness:
    """Asks the database, the writer and the outbox."""

    def __init__(
        self, store: Store, turns: Turns, opening: Callable[[], list[str]], now: Callable[[], datetime]
    ) -> None:
        """`opening` names the channels that are still being loaded."""
        self._store = store
        self._turns = turns
        self._opening = opening
        self._now = now

    async def reasons(self) -> list[str]:
        """What is wrong just now; empty where all is well."""
        found = [f"Kênh {title} đang khởi động." for title in self._opening()]
        try:
            waiting, oldest = await asyncio.wait_for(asyncio.to_thread(self._outbox), PATIENCE)
        except Exception:
            return [*found, "Cơ sở dữ liệu không trả lời."]
        if waiting and oldest is not None and (age := (self._now() - oldest).total_seconds()) > OLDEST:
            found.append(f"Có {waiting} tin chờ gửi, tin lâu nhất đã chờ {age / 60:.0f} phút.")
        try:
            await asyncio.wait_for(self._turns.write(lambda connection: connection.scalar(ANSWERS)), PATIENCE)
        except Exception:
            found.append("Luồng ghi sổ không trả lời.")
        return found

    def _outbox(self) -> tuple[int, datetime | None]:
        with self._store.read() as connection:
            return outbox.depth(Tx(connection, self._now()))
