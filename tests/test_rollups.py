"""The kept roll-ups: whatever happens to entries, in whatever transaction, they equal a recount."""

import random
import tomllib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from storage import entries, recount, rollups, schema, setup
from storage.communes import Commune, load
from storage.engine import Store
from storage.entries import LIVE, VOID, Value
from storage.folds import daily, province_daily, province_monthly
from storage.places import find_unit
from storage.tables import entries as entry_table
from storage.tables import entry_values
from storage.tx import Tx
from tests.talking import TALKS
from vietnamese.fold import fold

NOW = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)
DAY = date(2025, 11, 17)


def make(store: Store, *keys: str) -> list[Commune]:
    """Communes of three villages in one province."""
    schema.upgrade(store)
    plan = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
    plan["person"] = []
    found = []
    with store.write() as connection:
        tx = Tx(connection, NOW)
        for key in keys:
            plan["commune"] |= {"key": key, "name": f"Xã {key}"}
            setup.apply(tx, plan, fold)
            found.append(load(tx, find_unit(tx, key).id))
    return found


def say(tx: Tx, commune: Commune, place: int, day: date, values: dict[str, Value], *, nil: bool = False) -> int:
    unit = commune.units[place % len(commune.units)]
    said = entries.Statement(commune.id, unit.id, day, day, None, "test", "test", NOW, "lời", nil=nil)
    return entries.add(tx, said, values)


def within(store: Store, job: Callable[[Tx], Any]) -> Any:
    with store.write() as connection:
        tx = Tx(connection, NOW)
        done = job(tx)
        tx.flush()
    return done


def test_every_way_an_entry_changes(store: Store) -> None:
    [commune] = make(store, "a")
    province = commune.above[1]
    W = (DAY, DAY + timedelta(days=6))

    def first(tx: Tx) -> int:
        number = say(tx, commune, 0, DAY, {"learners": Value(12), "vneid": Value(0), "sessions": Value(9, held=True)})
        say(tx, commune, 1, DAY + timedelta(days=3), {"learners": Value(8, estimate=True)})
        say(tx, commune, 2, DAY, {}, nil=True)
        assert rollups.of_commune(tx, commune.id, *W) == {"learners": 20, "vneid": 0}, "seen inside the transaction"
        return number

    number = within(store, first)
    with store.read() as connection:
        tx = Tx(connection, NOW)
        assert rollups.of_commune(tx, commune.id, *W) == {"learners": 20, "vneid": 0}
        assert rollups.of_commune(tx, commune.id, DAY, DAY) == {"learners": 12, "vneid": 0}
        assert rollups.of_province(tx, province, *W) == rollups.of_country(tx, *W) == {"learners": 20, "vneid": 0}
        assert rollups.by_commune(tx, province, *W) == {commune.id: {"learners": 20, "vneid": 0}}
        assert rollups.by_province(tx, *W) == {province: {"learners": 20, "vneid": 0}}
    within(store, lambda tx: entries.release(tx, number))

    def correct(tx: Tx) -> int | None:
        entry = entries.get(tx, number)
        assert entry is not None
        return entries.change(tx, entry, values={"learners": Value(21), "sessions": Value(9)}, last=DAY)

    second = within(store, correct)
    with store.read() as connection:
        tx = Tx(connection, NOW)
        assert rollups.of_commune(tx, commune.id, *W) == {"learners": 29, "sessions": 9}, "nobody gives VNeID any more"
    assert within(store, lambda tx: entries.end(tx, second, VOID, "taken back"))
    assert not within(store, lambda tx: entries.end(tx, second, VOID, "taken back"))
    with store.read() as connection:
        assert rollups.of_commune(Tx(connection, NOW), commune.id, *W) == {"learners": 8}
    assert within(store, lambda tx: entries.revive(tx, second))
    with store.read() as connection:
        assert rollups.of_country(Tx(connection, NOW), *W) == {"learners": 29, "sessions": 9}
        assert recount.differences(Tx(connection, NOW)) == []


def test_a_group_touches_a_row_of_the_province_once(sqlite_store: Store) -> None:
    communes = make(sqlite_store, "a", "b", "c")
    touched: Counter[str] = Counter()

    def note(statement: str) -> None:
        if statement.startswith("INSERT INTO") and (table := statement.split()[2]).endswith("daily"):
            touched[table] += 1

    def group(tx: Tx) -> None:
        driver = tx.connection.connection.driver_connection
        assert driver is not None
        driver.set_trace_callback(note)
        for n in range(30):
            say(tx, communes[n % 3], n, DAY, {"learners": Value(n)})

    within(sqlite_store, group)
    assert touched == {"daily": 3, "province_daily": 1}


def test_what_is_rolled_back_is_nowhere(store: Store) -> None:
    [commune] = make(store, "a")

    def poison(tx: Tx) -> None:
        say(tx, commune, 0, DAY, {"learners": Value(12)})
        rollups.of_commune(tx, commune.id, DAY, DAY)
        say(tx, commune, 0, DAY, {"learners": Value(5)})
        raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            within(store, poison)
    within(store, lambda tx: say(tx, commune, 0, DAY, {"vneid": Value(1)}))
    with store.read() as connection:
        tx = Tx(connection, NOW)
        assert rollups.of_commune(tx, commune.id, DAY, DAY) == {"vneid": 1}
        assert recount.differences(tx) == []


def test_a_roll_up_gone_wrong_is_found_and_mended(store: Store) -> None:
    communes = make(store, "a", "b")
    for commune in communes:
        both = {"learners": Value(12), "vneid": Value(3)}
        within(store, partial(say, commune=commune, place=0, day=DAY, values=both))
    with store.write() as connection:
        connection.execute(update(daily).where(daily.c.commune_id == communes[0].id).values(value=99))
    with store.read() as connection:
        found = recount.differences(Tx(connection, NOW))
    assert found == ["Xã a: 1 ngày lệch", "bảng của tỉnh: 4 dòng lệch so với bảng của các xã"]
    assert within(store, recount.rebuild) == found
    assert within(store, recount.rebuild) == []
    with store.read() as connection:
        for table in (province_daily, province_monthly):
            rows = connection.execute(select(table.c.indicator, table.c.value, table.c.times))
            assert sorted(map(tuple, rows)) == [("learners", 24, 2), ("vneid", 6, 2)]
    with store.write() as connection:
        connection.execute(update(province_monthly).values(value=7))
    assert within(store, recount.rebuild) == ["bảng tháng của tỉnh: 4 dòng lệch so với bảng ngày"]
    assert within(store, recount.rebuild) == []


D = date


@pytest.mark.parametrize(
    ("first", "last", "wanted"),
    [
        (D(2025, 11, 17), D(2025, 11, 23), [("day", D(2025, 11, 17), D(2025, 11, 23))]),
        (D(2025, 10, 2), D(2025, 11, 29), [("day", D(2025, 10, 2), D(2025, 11, 29))]),
        (D(2025, 1, 1), D(2025, 12, 31), [("month", D(2025, 1, 1), D(2025, 12, 1))]),
        (D(2024, 2, 1), D(2024, 2, 29), [("month", D(2024, 2, 1), D(2024, 2, 1))]),
        (D(2024, 12, 15), D(2025, 12, 14), [
            ("day", D(2024, 12, 15), D(2024, 12, 31)),
            ("month", D(2025, 1, 1), D(2025, 11, 1)),
            ("day", D(2025, 12, 1), D(2025, 12, 14)),
        ]),
        (D(2025, 7, 1), D(2025, 11, 22), [("month", D(2025, 7, 1), D(2025, 10, 1)),
                                          ("day", D(2025, 11, 1), D(2025, 11, 22))]),
    ],
)  # fmt: skip
def test_a_span_is_read_by_whole_months_and_the_days_around_them(
    first: date, last: date, wanted: list[tuple[str, date, date]]
) -> None:
    assert list(rollups.pieces(first, last)) == wanted


def test_months_and_days_give_what_days_give(store: Store) -> None:
    """Any span of a province and the country, with figures on every edge."""
    [commune] = make(store, "a")
    chance = random.Random(8)
    said = {day: chance.randint(0, 9) for n in range(120) if (day := D(2025, 1, 1) + timedelta(days=3 * n))}

    def everything(tx: Tx) -> None:
        for place, (day, value) in enumerate(said.items()):
            say(tx, commune, place, day, {"learners": Value(value)})

    within(store, everything)
    with store.read() as connection:
        tx = Tx(connection, NOW)
        for _ in range(40):
            first, last = sorted(D(2025, 1, 1) + timedelta(days=chance.randint(0, 365)) for _ in range(2))
            total = [value for day, value in said.items() if first <= day <= last]
            wanted = {"learners": sum(total)} if total else {}
            assert rollups.of_country(tx, first, last) == rollups.of_commune(tx, commune.id, first, last) == wanted
            assert rollups.by_province(tx, first, last).get(commune.above[1], {}) == wanted


def in_plain_python(tx: Tx, commune: Commune) -> dict[tuple[date, str], int]:
    """In plain Python."""
    sums: dict[tuple[date, str], int] = {}
    rows = tx.all(
        select(entry_table.c.last, entry_table.c.nil, entry_table.c.state, entry_values)
        .join(entry_values, entry_values.c.entry_id == entry_table.c.id)
        .where(entry_table.c.commune_id == commune.id)
    )
    for row in rows:
        if row.state == LIVE and not row.nil and not row.held:
            sums[row.last, row.indicator] = sums.get((row.last, row.indicator), 0) + row.value
    return sums


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_roll_up_equals_recount_whatever_happens(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Sequences of entries, nils, corrections, moves, withdrawals, releases and failed groups, in groups of turns."""
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('rollups') / 'sothon.db'}")
    communes = make(store, "a", "b")
    chance = random.Random(data.draw(st.integers(0, 2**32)))
    known: list[int] = []

    def act(tx: Tx) -> None:
        what = chance.choice(("say", "say", "say", "nil", "change", "move", "void", "revive", "release", "empty"))
        commune, day = chance.choice(communes), DAY + timedelta(days=chance.randint(0, 9))
        entry = entries.get(tx, chance.choice(known)) if known else None
        if what in ("say", "nil") or entry is None:
            keys = chance.sample(("learners", "vneid", "sessions"), chance.randint(1, 3))
            values = {
                key: Value(chance.randint(0, 30), chance.random() < 0.2, chance.random() < 0.2) for key in keys
            } if what != "nil" else {}  # fmt: skip
            known.append(say(tx, commune, chance.randint(0, 3), day, values, nil=what == "nil"))
        elif what == "void":
            entries.end(tx, entry.id, VOID, "")
        elif what == "revive":
            entries.revive(tx, entry.id)
        elif what == "release":
            entries.release(tx, entry.id)
        elif entry.state == LIVE and not entry.nil:
            values = {} if what == "empty" else {"learners": Value(chance.randint(0, 30), chance.random() < 0.5)}
            moved = (day, day) if what == "move" else (None, None)
            number = entries.change(tx, entry, values=values, first=moved[0], last=moved[1])
            known.extend([number] if number else [])
        if chance.random() < 0.2:
            rollups.of_country(tx, DAY, day)

    class Poison(Exception):
        """A turn that fails."""

    for _ in range(data.draw(st.integers(1, 12))):
        fails, before = chance.random() < 0.25, list(known)

        def group(tx: Tx, fails: bool = fails) -> None:
            for _ in range(chance.randint(1, 5)):
                act(tx)
            if fails:
                raise Poison

        try:
            within(store, group)
        except Poison:
            known[:] = before
    with store.read() as connection:
        tx = Tx(connection, NOW)
        assert recount.differences(tx) == []
        for commune in communes:
            days = {(row.day, row.indicator): row.value for row in tx.all(
                select(daily).where(daily.c.commune_id == commune.id, daily.c.times > 0))}  # fmt: skip
            assert days == in_plain_python(tx, commune)
    store.close()
