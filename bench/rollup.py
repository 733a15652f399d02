"""Totals at national volume: 3,321 communes, 93,000 teams, 52 weeks, 3 to 5 indicators, in the product's own schema.

Beside the product's reads, on the same data in the same run: the plain GROUP BY over the entries, and duckdb where it
is installed. `--scale 0.1` makes a tenth of the communes; the country's table has its full size from 34 communes on.
SQLite and duckdb work inside this process and are measured by processor time, PostgreSQL by the clock. What the upkeep
costs is measured on turns of the product itself.
"""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from sqlalchemy import Date, bindparam, case, func, insert, literal, select

from bench.seed import seed
from bot.composition import make_context
from bot.logs import set_up
from bot.turns import Turns
from domain.frozen import frozen
from domain.messages import Address, Inbound
from domain.periods import parse_key, week_of
from handlers import make_dialogue
from handlers.turn import Context
from reports import rollup
from storage import folds, recount, rollups, schema
from storage.communes import load
from storage.engine import Store
from storage.folds import Change, daily, province_daily
from storage.tables import addresses, communes, entries, entry_values, units
from storage.tx import Tx
from storage.types import UtcDateTime

PROVINCES, COMMUNES, TEAMS, WEEKS = 34, 3321, 28, 52
FIRST = date(2024, 12, 30)  # the Monday of 2025-W01
NOW = datetime(2025, 12, 29, 3, 0, tzinfo=UTC)
SHOWN = 200  # random communes and weeks measured


@frozen
class Line:
    """One measured read, in milliseconds."""

    name: str
    median: float
    worst: float  # the 99th of a hundred, or the slowest of few
    limit: str = ""

    def __str__(self) -> str:
        return f"| {self.name} | {self.median:.3f} | {self.worst:.3f} | {self.limit} |"


# ── the data ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def fill(store: Store, scale: float = 1.0) -> tuple[int, int]:
    """Make the country; returns how many entries and values there are."""
    schema.upgrade(store)
    many = max(PROVINCES, round(COMMUNES * scale))
    with store.write() as connection:
        if store.sqlite:
            connection.exec_driver_sql("PRAGMA cache_size=-400000")
        _places(Tx(connection, NOW), many)
        for week in range(WEEKS):
            for day in range(7):
                _week(connection, week, day)
        for place, (indicator, share) in enumerate(
            (("learners", 1), ("vneid", 1), ("sessions", 1), ("people_helped", 2), ("public_services", 2))
        ):
            amount = (entries.c.id * (7 + 4 * place)) % (31 if place < 2 else 3)
            found = select(entries.c.id, literal(indicator), amount, literal(False), literal(False)).where(
                entries.c.nil.is_(False), entries.c.id % share == place % share
            )
            connection.execute(insert(entry_values).from_select([c.name for c in entry_values.columns], found))
        recount.fill(Tx(connection, NOW))
    with store.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if not store.sqlite:
            connection.exec_driver_sql(
                "VACUUM (ANALYZE) entries, entry_values, daily, province_daily, province_monthly"
            )
        numbers = [connection.scalar(select(func.count()).select_from(table)) for table in (entries, entry_values)]
    return int(numbers[0] or 0), int(numbers[1] or 0)


def _places(tx: Tx, many: int) -> None:
    def row(number: int, kind: str, parent: int | None, commune: int | None) -> dict[str, Any]:
        names = {"key": f"{kind[:1]}-{number}", "name": f"{kind} {number}", "names": []}
        return {"id": number, "kind": kind, "parent_id": parent, "commune_id": commune, **names}

    rows = [row(1, "country", None, None)]
    rows += [row(2 + n, "province", 1, None) for n in range(PROVINCES)]
    first = 2 + PROVINCES
    for n in range(many):
        rows.append(row(first + n, "commune", 2 + n % PROVINCES, first + n))
    for n in range(many * TEAMS):
        home = first + n // TEAMS
        rows.append(row(first + many + n, "village", home, home))
    tx.insert_many(units, rows)
    settings = {"week_due": "monday 10:00", "indicators": ["learners", "vneid", "sessions"]}
    began = datetime(2024, 12, 1, tzinfo=UTC)
    tx.insert_many(communes, [{"id": first + n, "created_at": began, **settings} for n in range(many)])


def _week(connection: Any, week: int, day: int) -> None:
    """One weekday's entries of a week: nine teams in ten say something, one in ten of those that there was nothing."""
    at = FIRST + timedelta(days=7 * week + day)
    kind = (units.c.id * 31 + week * 17) % 10
    end = FIRST + timedelta(days=7 * week + 6)
    columns = {
        "commune_id": units.c.commune_id,
        "unit_id": units.c.id,
        "first": case((kind == 1, literal(end - timedelta(days=6), Date)), else_=literal(at, Date)),
        "last": case((kind == 1, literal(end, Date)), else_=literal(at, Date)),
        "nil": kind == 1,
        "state": literal("live"),
        "channel": literal("bench"),
        "source": literal("bench"),
        "said_at": literal(datetime(at.year, at.month, at.day, 12, tzinfo=UTC), UtcDateTime),
        "stored_at": literal(datetime(at.year, at.month, at.day, 12, tzinfo=UTC), UtcDateTime),
        "words": literal("12 hv, 5 vneid"),
    }
    chosen = select(*columns.values()).where(units.c.kind == "village", kind != 0, units.c.id % 7 == day)
    connection.execute(insert(entries).from_select(list(columns), chosen))


# ── the reads ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def measure(store: Store) -> Iterator[Line]:
    """The product's reads, warm, on a reading connection."""
    limit = 1 if store.sqlite else 3
    line = partial(_line, clock=_CLOCKS[store.sqlite])
    with store.read() as connection:
        tx = Tx(connection, NOW)
        homes = [row.id for row in tx.all(select(communes.c.id))]
        provinces = [row.id for row in tx.all(select(units.c.id).where(units.c.kind == "province"))]
        chance = random.Random(47)
        known = {number: load(tx, number) for number in chance.sample(homes, min(40, len(homes)))}

        def week(number: int) -> tuple[date, date]:
            first = FIRST + timedelta(days=7 * (number - 1))
            return first, first + timedelta(days=6)

        def one(number: int = 0) -> None:
            rollups.of_commune(tx, chance.choice(homes), *week(number or chance.randint(1, WEEKS)))

        yield line("commune week, roll-up", one, SHOWN, f"≤ {limit} p99")
        fourth = line("commune week 4, roll-up", lambda: one(4), SHOWN)
        last = line(f"commune week {WEEKS}, roll-up", lambda: one(WEEKS), SHOWN)
        yield fourth
        yield Line(last.name, last.median, last.worst, f"ratio {last.median / fourth.median:.2f}, ≤ 1.3")

        def whole(number: int) -> None:
            rollup.of_commune(tx, chance.choice(list(known.values())), week_of(week(number)[0]))

        for number in (4, WEEKS):
            yield line(f"commune week {number}, by village with coverage", partial(whole, number), SHOWN)
        year = (FIRST, FIRST + timedelta(days=7 * WEEKS))
        some = next(iter(known.values()))
        yield line("commune year, by village with coverage", lambda: rollup.of_commune(tx, some, parse_key("2025")), 5)
        yield line("commune year, roll-up", lambda: rollups.of_commune(tx, chance.choice(homes), *year), 50)
        yield line("province week, by commune", lambda: rollups.by_commune(tx, provinces[0], *week(47)), 30, "≤ 5")
        yield line("nation week", lambda: rollups.of_country(tx, *week(47)), 30, "≤ 10")
        yield line("nation week, by province", lambda: rollups.by_province(tx, *week(47)), 30, "≤ 10")
        yield line("nation year", lambda: rollups.of_country(tx, *year), 20, "≤ 50")
        decree = parse_key("2025", decree=True)
        yield line("nation year, the decree's", lambda: rollups.of_country(tx, decree.first, decree.last), 20, "≤ 50")

        def raw(first: date, last: date) -> None:
            connection.execute(_RAW, {"first": first, "last": last}).all()

        yield line("nation week, GROUP BY over the entries", lambda: raw(*week(47)), 1)
        yield line("nation year, GROUP BY over the entries", lambda: raw(*year), 1)


_RAW = (
    select(entry_values.c.indicator, func.sum(entry_values.c.value))
    .join_from(entries, entry_values, entry_values.c.entry_id == entries.c.id)
    .where(entries.c.last.between(bindparam("first"), bindparam("last")), entries.c.state == "live")
    .group_by(entry_values.c.indicator)
)


_CLOCKS: dict[bool, Callable[[], float]] = {True: time.process_time, False: time.perf_counter}


def _line(
    name: str, act: Callable[[], Any], times: int, limit: str = "", *, clock: Callable[[], float] = time.process_time
) -> Line:
    if times > 1:
        for _ in range(3):
            act()
    took = []
    for _ in range(times):
        began = clock()
        act()
        took.append((clock() - began) * 1000)
    took.sort()
    return Line(name, statistics.median(took), took[min(len(took) - 1, int(len(took) * 0.99))], limit)


def right(store: Store) -> list[str]:
    """What the kept roll-ups of twenty communes, and the country's, differ in from the entries; empty where nothing."""
    wrong = []
    with store.read() as connection:
        tx = Tx(connection, NOW)
        homes = [row.id for row in tx.all(select(communes.c.id))]
        for number in random.Random(1).sample(homes, 20):
            if recount.differs(tx, number):
                wrong.append(f"commune {number}")
        sums = [
            tx.all(select(table.c.indicator, func.sum(table.c.value)).group_by(table.c.indicator))
            for table in (daily, province_daily)
        ]
        if sorted(map(tuple, sums[0])) != sorted(map(tuple, sums[1])):
            wrong.append("country")
    return wrong


_DUCK = "SELECT indicator, sum(value) FROM fact WHERE day BETWEEN ? AND ? GROUP BY 1"


def duck(store: Store) -> Iterator[Line]:
    """The same sums by duckdb over the same values; nothing where it is not installed."""
    if find_spec("duckdb") is None:
        return
    duckdb = import_module("duckdb")
    base = duckdb.connect()
    base.execute("SET threads = 2")
    base.execute("CREATE TABLE fact (day DATE, indicator VARCHAR, value BIGINT)")
    with tempfile.NamedTemporaryFile("w", suffix=".csv") as file, store.read() as connection:
        facts = select(entries.c.last, entry_values.c.indicator, entry_values.c.value).join_from(
            entries, entry_values, entry_values.c.entry_id == entries.c.id
        )
        for part in connection.execution_options(yield_per=50_000).execute(facts).partitions():
            file.write("".join(f"{day},{indicator},{value}\n" for day, indicator, value in part))
        file.flush()
        base.execute(f"COPY fact FROM '{file.name}' (HEADER false)")
    for name, first, last in (("week", date(2025, 11, 17), date(2025, 11, 23)), ("year", FIRST, date(2025, 12, 28))):
        ask = partial(base.execute, _DUCK, [first, last])
        yield _line(f"nation {name}, duckdb over the values, 2 threads", ask, 10, clock=time.process_time)


# ── the upkeep ────────────────────────────────────────────────────────────────────────────────────────────────────────


def upkeep(folder: Path, turns: int = 600, rounds: int = 5) -> Line:
    """What keeping the roll-ups takes of a turn, in percent: the differences of fifty reports left and written as in
    one group, against the whole turns of the same people. Whole turns with and without differ by less than turns do
    from each other."""
    seed(url := f"sqlite:///{folder / 'upkeep.db'}", 20, 1)
    store = Store(url)
    set_up("WARNING", "text")  # a line a turn would drown the table
    with store.read() as connection:
        people = list(connection.execute(select(addresses.c.account, addresses.c.chat)))
        homes = [row.id for row in connection.execute(select(communes.c.id))]
    context = make_context(b"k" * 32)
    whole = sorted(_turns(store, context, people, turns, number) for number in range(1, rounds + 2))
    kept = sorted(_kept(store, homes, number) for number in range(1, 4 * rounds))
    store.close()
    turn = statistics.median(whole)
    return Line(
        f"upkeep, % of a turn of {turn:.3f} ms processor time",
        100 * statistics.median(kept) / turn,
        100 * kept[-1] / turn,
        "≤ 15",
    )


def _kept(store: Store, homes: list[int], number: int) -> float:
    """Milliseconds of processor time a report that its roll-ups take, in a group of fifty."""
    day = date(2026, 11, 22) - timedelta(days=number)
    with store.write() as connection:
        tx = Tx(connection, NOW)
        began = time.process_time()
        for n in range(50):
            home = homes[n % len(homes)]
            folds.put(tx, [Change(home, day, "learners", 12, False), Change(home, day, "vneid", 5, False)])
        folds.settle(connection)
        return (time.process_time() - began) * 1000 / 50


def _turns(store: Store, context: Context, people: list[Any], count: int, number: int) -> float:
    """Reports in words, many waiting at once, each day its own; returns milliseconds of processor time a turn."""
    now = datetime(2026, 11, 22, 12, 0, tzinfo=UTC) - timedelta(weeks=number)
    turns = Turns(store, make_dialogue(), context, lambda: now, lambda _ready: None)
    turns.start()
    began = time.process_time()
    waiting = []
    for n in range(count):
        account, chat = people[n % len(people)]
        text = f"hnay {3 + n % 25} hv, {1 + n // len(people)} vneid"
        waiting.append(turns.put(Inbound(f"{number}-{n}", Address("telegram", account, chat), text, now)))
    for one in waiting:
        one.result(120)
    took = time.process_time() - began
    turns.stop()
    return 1000 * took / count


def main(scale: float, url: str = "") -> list[str]:
    """Fill a database (SQLite in a temporary folder, or the empty PostgreSQL of `url`), measure, and say all of it."""
    lines = []
    with tempfile.TemporaryDirectory() as folder:
        store = Store(url or f"sqlite:///{Path(folder) / 'nation.db'}")
        began = time.perf_counter()
        said, values = fill(store, scale)
        lines.append(f"{said:,} entries, {values:,} values; made in {time.perf_counter() - began:.0f} s")
        lines += ["", "| read | ms, median | ms, p99 | limit |", "|---|---|---|---|"]
        lines += [str(line) for line in measure(store)]
        lines += [str(line) for line in duck(store)]
        if not url:
            lines.append(str(upkeep(Path(folder))))
        lines += [f"WRONG: {what}" for what in right(store)]
        store.close()
    return lines
