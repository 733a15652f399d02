"""What the rigs of all channels share: a channel between a recording `take`, a stand-in platform, and a real database
where it counts or remembers."""

import asyncio
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import aiohttp

from bot.channels.base import Channel, Doors
from storage import schema
from storage.engine import Store
from tests.channels.taker import Taker
from tests.standins.server import serving
from tests.standins.standin import StandIn

SECRET = "mot-chuoi-bi-mat-du-dai-cho-webhook_1"
# Delivers an event to an address as the platform does, again until it is taken; the statuses.
Knock = Callable[[aiohttp.ClientSession, str, Any], Awaitable[list[int]]]
Push = Callable[[Any], Awaitable[None]]


@dataclass
class Played:
    """A channel whose platform the rig plays, by webhook (`push`) or by polling."""

    channel: Channel
    taker: Taker
    api: Any
    push: Push | None = None

    async def deliver(self, *events: Any) -> None:
        if self.push is None:
            self.api.push(*events)
            return
        for event in events:
            await self.push(event)


@asynccontextmanager
async def polled(channel: Channel, api: StandIn) -> AsyncIterator[None]:
    """A channel that fetches what there is."""
    running = asyncio.create_task(channel.run())
    yield
    running.cancel()
    with suppress(asyncio.CancelledError):
        await running
    await channel.close()
    assert api.violations == []


@asynccontextmanager
async def hooked(channel: Channel, api: StandIn, path: str, knock: Knock) -> AsyncIterator[Push]:
    """A channel whose platform knocks; yields what delivers one event."""
    async with aiohttp.ClientSession() as http, serving(channel.routes()) as url:

        async def push(event: Any) -> None:
            statuses = await knock(http, url + path, event)
            assert statuses[-1] == 200, statuses

        yield push
    await channel.close()
    assert api.violations == []


@contextmanager
def ledger() -> Iterator[Store]:
    """An empty database on SQLite."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sothon.db"
        path.write_bytes(_empty())
        store = Store(f"sqlite:///{path}")
        yield store
        store.close()


@cache
def _empty() -> bytes:
    """The file of an empty database: bringing one up to date takes a second, and these tests are many."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sothon.db"
        store = Store(f"sqlite:///{path}")
        schema.upgrade(store)
        store.close()
        assert not path.with_name("sothon.db-wal").exists(), "all of it is in the one file"
        return path.read_bytes()


def doors_of(taker: Taker, store: Store) -> Doors:
    """What a channel gets: a taker that remembers, a database that is real."""

    async def write(job: Any, /) -> Any:
        with store.write() as connection:
            return job(connection)

    plain = taker.doors()
    return Doors(taker, write, store, plain.key, plain.now)
