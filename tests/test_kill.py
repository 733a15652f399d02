"""The program killed in the middle of the rush, again and again: nothing acknowledged is lost, nothing counts twice."""

import asyncio
import random
from pathlib import Path

import pytest

from bench import ledger, processes, scripts
from bench.botapi import BotApi
from bench.driver import NAMES, Crowd
from bench.seed import seed

KILLS = (30, 100)  # after so many answers, more or less
TALKS = 45  # guided reports of four messages each


@pytest.fixture
def seeded(tmp_path: Path) -> Path:
    seed(f"sqlite:///{tmp_path / 'sothon.db'}", communes=1, each=5)
    return tmp_path


async def test_killed_in_the_rush_every_report_counts_once(seeded: Path) -> None:
    crowd = Crowd(len(NAMES), 5, patient=True)
    async with BotApi(crowd.heard) as api:
        bot = processes.product("", seeded, api.base)
        try:
            await asyncio.to_thread(bot.wait, "/readyz")
            crowd.face([bot.port], "/hooks/telegram")
            rush = asyncio.ensure_future(crowd.run(scripts.product_guided, 8, 300.0, most=TALKS))
            for turns in KILLS:
                while crowd.turns < turns and not rush.done():
                    await asyncio.sleep(0.005)
                await asyncio.sleep(random.uniform(0.0, 0.05))
                bot.kill()
                bot = processes.product("", seeded, api.base, port=bot.port)
            async with asyncio.timeout(120):
                await rush
            assert crowd.turns == TALKS * 4
            assert crowd.refused, "nobody knocked while the program was dead: the test killed nothing"
            calls = api.calls
            assert set(await crowd.repeat()) == {200}
            await asyncio.sleep(0.2)
            assert api.calls == calls, "a message delivered again was answered again"
        finally:
            await asyncio.to_thread(bot.stop)
    assert crowd.wrong == []
    assert ledger.compare_product(f"sqlite:///{seeded / 'sothon.db'}", crowd) == []
