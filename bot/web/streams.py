"""The open pages: each is told of new lines of its chat, read from the table after a wake so that nothing is lost."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress

import msgspec

from storage import web_lines
from storage.engine import Store
from storage.web_lines import WebLine

BATCH = 200  # lines read at once
# On PostgreSQL a line can be committed after one with a higher seq (another process was slower): a stream looks that
# many seconds back. SQLite has one writer at a time, so the order of seq is the order of commits.
SETTLE = 10.0
# A proxy is kept awake by any byte; the page can hear only an event, and knows a dead line by its absence.
BEAT = b": .\nevent: beat\ndata: 0\n\n"
LOOK = 2.0  # seconds between looks at what another process has written


def line_json(line: WebLine) -> dict[str, object]:
    """A line as the page reads it; `at` is an instant in ISO 8601."""
    return {
        "seq": line.seq,
        "mine": line.mine,
        "text": line.text,
        "choices": line.choices,
        "at": line.at.isoformat(),
        "key": line.key,
    }


class Streams:
    """Follows chats for their open pages. Lives in one event loop; reads the table in threads."""

    def __init__(self, store: Store, heartbeat: float) -> None:
        self._store = store
        self._heartbeat = heartbeat
        self._settle = 0.0 if store.sqlite else SETTLE
        self._bells: dict[str, set[asyncio.Event]] = {}
        self._stopped = asyncio.Event()

    @property
    def stopped(self) -> bool:
        return self._stopped.is_set()

    def count(self, chat: str) -> int:
        """How many pages follow a chat."""
        return len(self._bells.get(chat, ()))

    def wake(self, chat: str) -> None:
        """A chat may have new lines."""
        for bell in self._bells.get(chat, ()):
            bell.set()

    def stop(self) -> None:
        """End every stream at once (the server waits for open answers before it stops)."""
        self._stopped.set()
        for bells in self._bells.values():
            for bell in bells:
                bell.set()

    async def watch(self) -> None:
        """Until stopped: wake the chats to which another process has written. With one process there is none."""
        seen = -1
        while not self.stopped:
            if not self._store.sqlite:
                if seen >= 0:
                    for chat in await asyncio.to_thread(self._stirred, seen):
                        self.wake(chat)
                seen = await asyncio.to_thread(self._last)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopped.wait(), LOOK if not self._store.sqlite else None)

    async def follow(self, chat: str, seq: int) -> AsyncIterator[bytes]:
        """Server-sent events: every line of a chat after `seq`, now and as they come, and a heartbeat.

        A page that reads slowly holds up only its own stream: nothing is queued for it, the table keeps the lines.
        """
        bell = asyncio.Event()
        self._bells.setdefault(chat, set()).add(bell)
        told: dict[int, float] = {}  # seq → when, for as long as an earlier line might still appear
        clock = asyncio.get_running_loop().time
        try:
            yield b"retry: 2000\n\n"
            while not self.stopped:
                bell.clear()
                lines = await asyncio.to_thread(self._after, chat, seq)
                for line in lines:
                    if line.seq not in told:
                        yield _event(line)
                        told[line.seq] = clock()
                ripe = [s for s, when in told.items() if clock() - when >= self._settle]
                seq = lines[-1].seq if len(lines) == BATCH else max(ripe, default=seq)
                told = {s: when for s, when in told.items() if s > seq}
                if len(lines) == BATCH or self.stopped:
                    continue
                try:
                    await asyncio.wait_for(bell.wait(), self._heartbeat)
                except TimeoutError:
                    yield BEAT
        finally:
            self._bells[chat].discard(bell)
            if not self._bells[chat]:
                del self._bells[chat]

    def _after(self, chat: str, seq: int) -> list[WebLine]:
        with self._store.read() as connection:
            return web_lines.after(connection, chat, seq, BATCH)

    def _stirred(self, seq: int) -> set[str]:
        with self._store.read() as connection:
            return web_lines.stirred(connection, seq, tuple(self._bells))

    def _last(self) -> int:
        with self._store.read() as connection:
            return web_lines.last(connection)


def _event(line: WebLine) -> bytes:
    # msgspec writes no raw line break inside JSON, so one data line holds it all.
    return b"id: %d\nevent: line\ndata: %b\n\n" % (line.seq, msgspec.json.encode(line_json(line)))
