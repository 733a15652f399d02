"""The one writer survives whatever its callers and its jobs do."""

import asyncio
import time
from datetime import UTC, datetime

import pytest

from domain.messages import Inbound
from tests.talking import make_world

NOW = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)


@pytest.fixture
def world(sqlite_store):
    world = make_world(sqlite_store, NOW)
    yield world
    world.close()


async def test_a_caller_that_leaves_does_not_stop_the_writer(world):
    slow = asyncio.create_task(world.turns.write(lambda _: time.sleep(0.2)))
    await asyncio.sleep(0.05)
    slow.cancel()
    with pytest.raises(asyncio.CancelledError):
        await slow
    gone = asyncio.create_task(world.turns.take(Inbound("g", world.address("sen"), "hnay 3 buổi", NOW)))
    await asyncio.sleep(0)
    gone.cancel()
    assert await world.turns.write(lambda _: "still here") == "still here"
    await world.turns.take(Inbound("a", world.address("sen"), "hnay 12 hv", NOW))
    said = [one.message.text for one in world.ready]
    assert len(said) == 2, "the turn of the caller that left was taken as well"


async def test_a_job_that_raises_fails_alone(world):
    broken = world.turns.put_write(lambda _: 1 / 0)
    fine = world.turns.put_write(lambda _: 7)
    assert await asyncio.wrap_future(fine) == 7
    with pytest.raises(ZeroDivisionError):
        await asyncio.wrap_future(broken)


def test_a_delivery_that_raises_does_not_stop_the_writer(world):
    def refuse(_ready):
        raise BrokenPipeError

    keep, world.turns._deliver = world.turns._deliver, refuse
    with pytest.raises(BrokenPipeError):
        world.turns.put(Inbound("b", world.address("sen"), "chào", NOW)).result(10)
    world.turns._deliver = keep
    world.turns.put(Inbound("c", world.address("sen"), "chào", NOW)).result(10)
    assert len(world.ready) == 1
