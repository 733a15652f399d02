"""The far side of a channel in tests: remembers what arrived, and fails when told to."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, cast

from bot.channels.base import Doors
from domain.messages import Inbound


class Taker:
    """A `take`: `got` is what arrived durably; `tried` everything that was handed over."""

    def __init__(self) -> None:
        self.got: list[Inbound] = []
        self.tried: list[Inbound] = []
        self.broken: Callable[[Inbound], bool] = lambda _: False
        self.gate: asyncio.Event | None = None
        self._news = asyncio.Event()

    async def __call__(self, inbound: Inbound) -> None:
        self.tried.append(inbound)
        if self.gate is not None:
            await self.gate.wait()
        if self.broken(inbound):
            raise OSError(f"the store is gone while holding {inbound.text!r}")
        self.got.append(inbound)
        self._news.set()

    def doors(self, menu: tuple[tuple[str, str], ...] = ()) -> Doors:
        """What a channel is given that needs no store."""
        nothing = cast(Any, None)
        return Doors(self, nothing, nothing, bytes(32), lambda: datetime.now(UTC), menu)

    @property
    def texts(self) -> list[str]:
        return [inbound.text for inbound in self.got]

    async def wait(self, count: int) -> list[Inbound]:
        """Wait until so many have arrived."""
        async with asyncio.timeout(10):
            while len(self.got) < count:
                self._news.clear()
                await self._news.wait()
        return self.got


async def until(true: Callable[[], object]) -> None:
    """Wait for something to become true."""
    async with asyncio.timeout(10):
        while not true():
            await asyncio.sleep(0.005)
