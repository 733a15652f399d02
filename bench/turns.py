"""Durable turns a second of `sothon run` and of a plain aiogram bot, over HTTP, in interleaved rounds."""

import asyncio
import math
import os
import platform
import random
import shutil
import statistics
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import uvloop
from sqlalchemy import create_engine

from bench import baseline, ledger, processes, scripts
from bench.botapi import BotApi
from bench.driver import NAMES, Crowd, Level, Script
from bench.seed import seed
from domain.frozen import frozen

FLIGHTS = (1, 16, 64)


@frozen
class Plan:
    """How much is measured."""

    rounds: int = 3
    turns_each: int = 4  # how often a round comes to each of them, with each number in flight
    flights: tuple[int, ...] = FLIGHTS
    seconds: float = 1.5  # each time
    communes: int = 100
    each: int = 5  # people a village
    most: int = 1 << 30  # conversations a level
    pools: tuple[int, ...] = (5,)  # of the plain bot


QUICK = Plan(rounds=1, turns_each=1, flights=(4,), seconds=30.0, communes=1, each=3, most=6)


@dataclass(slots=True)
class Series:
    """One line of the table, over the rounds: by number in flight."""

    name: str
    levels: dict[int, list[Level]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    locked: int = 0

    def rate(self, flight: int) -> float:
        return statistics.median(level.rate for level in self.levels[flight])

    def cpu(self, flight: int) -> float:
        """Milliseconds of the bot's processor time a turn."""
        return statistics.median(level.cpu for level in self.levels[flight]) * 1000

    def percentile(self, flight: int, share: float) -> float:
        return statistics.median(level.percentile(share) for level in self.levels[flight])

    def times(self, base: "Series", flight: int, what: Callable[[Level], float]) -> float:
        """How many times the base's: the median over levels measured one right after the other, for a machine that is
        half as quick a minute later is so for both."""
        pairs = list(zip(self.levels[flight], base.levels.get(flight, ()), strict=False))  # fewer where one failed
        return statistics.median(what(ours) / what(theirs) for ours, theirs in pairs) if pairs else math.nan


@frozen
class Contestant:
    """A bot as one line of the table."""

    series: Series
    script: Script
    path: str
    start: Callable[[Path, str], list[processes.Bot]]  # (folder, Bot API) → running bots
    check: Callable[[Path, Crowd], list[str]]
    ready: str
    choose: Callable[[int], int] = lambda _chat: 0  # which of its processes gets a chat's message


def main(plan: Plan) -> list[Series]:
    """Run on SQLite and return the lines."""
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        folder = Path(name)
        seed(f"sqlite:///{folder / 'product.db'}", plan.communes, plan.each)
        baseline.seed(f"sqlite:///{folder / 'baseline.db'}", plan.communes, plan.each)
        return run(plan, sqlite_contestants(plan, folder), folder)


def main_postgres(plan: Plan) -> list[Series]:
    """Run on a PostgreSQL started for it, its commits durable; the product as one process and as two."""
    from tests import postgres

    if postgres.programs() is None:
        raise SystemExit("PostgreSQL (initdb, postgres) is not on this machine.")
    with postgres.server(durable=True) as url, tempfile.TemporaryDirectory(prefix="bench") as name:
        _sql(url, "CREATE DATABASE product", "CREATE DATABASE plain")
        seed(_of(url, "product"), plan.communes, plan.each)
        baseline.seed(_of(url, "plain", "postgresql+psycopg"), plan.communes, plan.each)
        return run(plan, postgres_contestants(plan, url), Path(name))


def postgres_contestants(plan: Plan, url: str) -> list[Contestant]:
    """As on SQLite. Nothing is pinned: the server's processes are many."""

    def fresh(template: str, folder: Path) -> str:
        _sql(url, f'CREATE DATABASE "{_named(folder)}" TEMPLATE {template}')
        return _named(folder)

    def plain(pool: int) -> Contestant:
        def start(folder: Path, api: str) -> list[processes.Bot]:
            address = _of(url, fresh("plain", folder), "postgresql+asyncpg")
            return [processes.baseline(address, folder, api, pool=pool)]

        def check(folder: Path, crowd: Crowd) -> list[str]:
            return ledger.compare_baseline(_of(url, _named(folder), "postgresql+psycopg"), crowd)

        title = f"plain aiogram bot, pool of {pool}"
        return Contestant(Series(title), scripts.baseline_guided, baseline.PATH, start, check, "")

    def product(count: int, how: str, choose: Callable[[int], int]) -> Contestant:
        def start(folder: Path, api: str) -> list[processes.Bot]:
            address = _of(url, fresh("product", folder))
            return [processes.product(address, folder, api) for _ in range(count)]

        def check(folder: Path, crowd: Crowd) -> list[str]:
            return ledger.compare_product(_of(url, _named(folder)), crowd)

        series = Series(f"Sổ Thôn, guided, {how}")
        return Contestant(series, scripts.product_guided, "/hooks/telegram", start, check, "/readyz", choose)

    return [
        *(plain(pool) for pool in plan.pools),
        product(1, "one process", lambda _chat: 0),
        product(2, "two processes, by chat", lambda chat: chat % 2),
        product(2, "two processes, at random", lambda _chat: random.randrange(2)),
    ]


def _named(folder: Path) -> str:
    return f"r{folder.name}".lower().replace("-", "_")


def _of(url: str, database: str, driver: str = "postgresql") -> str:
    """The address of another database of the same server, for a driver."""
    return url.replace("/postgres?", f"/{database}?").replace("postgresql:", f"{driver}:", 1)


def _sql(url: str, *statements: str) -> None:
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:", 1), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()


def sqlite_contestants(plan: Plan, seeded: Path) -> list[Contestant]:
    """The plain bot and the product, each on a fresh copy of its seeded database."""
    server, _ = cores()

    def plain(pool: int) -> Contestant:
        def start(folder: Path, api: str) -> list[processes.Bot]:
            shutil.copy(seeded / "baseline.db", folder / "bot.db")
            return [
                processes.baseline(f"sqlite+aiosqlite:///{folder / 'bot.db'}", folder, api, pool=pool, cores=server)
            ]

        def check(folder: Path, crowd: Crowd) -> list[str]:
            return ledger.compare_baseline(f"sqlite:///{folder / 'bot.db'}", crowd)

        name = f"plain aiogram bot, pool of {pool}"
        return Contestant(Series(name), scripts.baseline_guided, baseline.PATH, start, check, "")

    def start(folder: Path, api: str) -> list[processes.Bot]:
        shutil.copy(seeded / "product.db", folder / "sothon.db")
        return [processes.product("", folder, api, cores=server)]

    def check(folder: Path, crowd: Crowd) -> list[str]:
        return ledger.compare_product(f"sqlite:///{folder / 'sothon.db'}", crowd)

    hook = "/hooks/telegram"
    return [
        *(plain(pool) for pool in plan.pools),
        Contestant(Series("Sổ Thôn, guided"), scripts.product_guided, hook, start, check, "/readyz"),
        Contestant(Series("Sổ Thôn, one message"), scripts.product_message, hook, start, check, "/readyz"),
    ]


def run(plan: Plan, contestants: list[Contestant], folder: Path) -> list[Series]:
    """All rounds. In a round all bots run, and the load goes to one after the other, some seconds each, again and
    again."""
    _, driver = cores()
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, driver)
    try:
        for number in range(plan.rounds):
            with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
                runner.run(_round(plan, contestants, folder, number))
    finally:
        os.sched_setaffinity(0, before)
    return [contestant.series for contestant in contestants]


async def _round(plan: Plan, contestants: list[Contestant], folder: Path, number: int) -> None:
    """Every bot: start and warm up; every level; stop, compare the ledgers with what was said."""
    async with AsyncExitStack() as stack:
        runs: list[_Run] = []
        for contestant in contestants:
            try:
                runs.append(await stack.enter_async_context(_running(plan, contestant, folder, number)))
            except Exception as error:  # stands in its own line; the others go on
                contestant.series.wrong.append(f"round {number + 1}: {type(error).__name__}: {error}")
        for flight in plan.flights:
            for _ in range(plan.turns_each):
                for one in list(runs):
                    try:
                        await one.level(plan, flight)
                    except Exception as error:
                        told = f"{type(error).__name__}: {error}\n{one.bots[0].tail()}"
                        one.contestant.series.wrong.append(f"round {number + 1}: {told}")
                        runs.remove(one)


@frozen
class _Run:
    """One bot under load."""

    contestant: Contestant
    crowd: Crowd
    bots: list[processes.Bot]

    async def level(self, plan: Plan, flight: int) -> None:
        spent, turns = self._cpu(), self.crowd.turns
        level = await self.crowd.run(self.contestant.script, flight, plan.seconds, plan.most)
        level.cpu = (self._cpu() - spent) / (self.crowd.turns - turns)
        self.contestant.series.levels.setdefault(flight, []).append(level)

    def _cpu(self) -> float:
        return sum(bot.cpu() for bot in self.bots)


@asynccontextmanager
async def _running(plan: Plan, contestant: Contestant, parent: Path, number: int) -> AsyncIterator[_Run]:
    """A contestant's bots, warm; afterwards its ledger is compared with what was said."""
    series = contestant.series
    crowd = Crowd(plan.communes * len(NAMES), plan.each, seed=number + 1)
    with tempfile.TemporaryDirectory(dir=parent) as name:
        folder = Path(name)
        async with BotApi(crowd.heard) as api:
            bots = contestant.start(folder, api.base)
            try:
                for bot in bots:
                    await asyncio.to_thread(bot.wait, contestant.ready)
                crowd.face([bot.port for bot in bots], contestant.path, contestant.choose)
                await crowd.run(contestant.script, 16, 60.0, most=plan.communes * 2)
                yield _Run(contestant, crowd, bots)
            finally:
                for bot in bots:
                    await asyncio.to_thread(bot.stop)
        series.wrong += [f"round {number + 1}: {what}" for what in contestant.check(folder, crowd)]
        if crowd.extra:
            series.wrong.append(f"round {number + 1}: {len(crowd.extra)} answers came twice")
        series.locked += sum(bot.log.read_text(errors="replace").count("database is locked") for bot in bots)


def cores() -> tuple[set[int], set[int]]:
    """The bot's core and the load's."""
    have = sorted(os.sched_getaffinity(0)) if _cores is None else _cores
    return ({have[0]}, {have[-1]})


_cores: list[int] | None = sorted(os.sched_getaffinity(0))


def table(lines: list[Series], base: Series | None = None) -> str:
    """The lines as a Markdown table; `base` is what the ratios are to (default: the first line)."""
    base = base or lines[0]
    out = [
        "| bot | in flight | turns/s (least–most) | p50 | p99 ms | CPU ms a turn | × plain | by CPU | wrong | locks |"
    ]
    out.append("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for series in lines:
        for flight, levels in series.levels.items():
            rates = [level.rate for level in levels]
            ratio = series.times(base, flight, lambda level: level.rate)
            effort = 1 / series.times(base, flight, lambda level: level.cpu)
            out.append(
                f"| {series.name} | {flight} | {series.rate(flight):,.0f} ({min(rates):,.0f}–{max(rates):,.0f}) "
                f"| {series.percentile(flight, 0.5):.1f} | {series.percentile(flight, 0.99):.1f} "
                f"| {series.cpu(flight):.2f} | {ratio:.1f} | {effort:.1f} "
                f"| {len(series.wrong)} | {series.locked} |"
            )
    return "\n".join(out)


def machine() -> str:
    """What it ran on."""
    return f"{platform.machine()}, {len(os.sched_getaffinity(0))} cores, Python {platform.python_version()}"
