"""Whatever happens: roll-up = recount, villages = commune, on time ≤ reported ≤ expected, copies stay as they were."""

import random
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, update

from domain.periods import Period, parse_key, week_of
from reports import closed, mapped, rollup
from storage import closing, entries, mergers, recount, rollups, schema, setup
from storage.communes import Commune, load
from storage.engine import Store
from storage.entries import LIVE, VOID, Value
from storage.people import add_person
from storage.places import find_unit
from storage.tables import entries as entry_table
from storage.tables import entry_values, units
from storage.tx import Tx
from tests.talking import TALKS
from vietnamese.fold import fold

SET_UP = datetime(2025, 9, 1, tzinfo=UTC)
NOW = datetime(2025, 12, 20, 3, 0, tzinfo=UTC)
FIRST = date(2025, 11, 10)
DAYS = 28  # of entries: four weeks, over a month's end
PERIODS = [
    *(week_of(FIRST + timedelta(days=7 * n)) for n in range(4)),
    *(parse_key(key) for key in ("2025-11", "2025-12", "2025-Q4", "2025-11-12..2025-12-03")),
    parse_key("2025-11", decree=True),
]
WAYS = (
    *("say", "say", "say", "span", "nil", "change", "move", "void", "revive", "release", "replace"),
    *("freeze", "merge"),
)
_numbers = count()


@dataclass
class Land:
    """Two communes of three villages and a team each, what was said in them, and what was kept as reported."""

    store: Store
    chance: random.Random
    keys: list[str] = field(default_factory=list)
    said: list[int] = field(default_factory=list)
    kept: list[tuple[str, int, str, dict[str, Any]]] = field(default_factory=list)
    person: int = 0

    def within(self, job: Callable[[Tx], Any]) -> Any:
        with self.store.write() as connection:
            tx = Tx(connection, NOW)
            done = job(tx)
            tx.flush()
        return done

    def make(self) -> None:
        schema.upgrade(self.store)
        plan = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
        plan["person"] = []
        number = next(_numbers)
        with self.store.write() as connection:
            tx = Tx(connection, SET_UP)
            for letter in "ab":
                key = f"{letter}-{number}"
                plan["commune"] |= {"key": key, "name": f"Xã {key}"}
                setup.apply(tx, plan, fold)
                self.keys.append(key)
            self.person = add_person(tx, "Hoa", "hoa")

    def commune(self, tx: Tx, key: str) -> Commune:
        return load(tx, find_unit(tx, key).id)

    def act(self, tx: Tx) -> None:
        """One thing that happens."""
        chance = self.chance
        what = chance.choice(
            (
                "say",
                "say",
                "say",
                "span",
                "nil",
                "change",
                "move",
                "void",
                "revive",
                "release",
                "replace",
                "freeze",
                "merge",
            )
        )
        key = chance.choice(self.keys)
        commune = self.commune(tx, key)
        entry = entries.get(tx, chance.choice(self.said)) if self.said else None
        day = FIRST + timedelta(days=chance.randrange(DAYS))
        if what == "freeze":
            period = chance.choice(PERIODS)
            figures = closed.as_figures(rollup.of_commune(tx, commune, period))
            code = f"{period.key}~d" if period.decree else period.key
            self.kept.append((key, closing.keep(tx, commune.id, code, period, figures, self.person), code, figures))
        elif what == "merge":
            self.merge(tx, commune, day)
        elif what in ("say", "span", "nil") or entry is None:
            self.say(tx, commune, day, what)
        elif what == "void":
            entries.end(tx, entry.id, VOID, "")
        elif what == "replace":
            entries.end(tx, entry.id, entries.REPLACED, "total")
        elif what == "revive":
            entries.revive(tx, entry.id)
        elif what == "release":
            entries.release(tx, entry.id)
        elif entry.state == LIVE and not entry.nil:
            values = {"learners": Value(chance.randrange(30), chance.random() < 0.5)}
            first, last = (day, day) if what == "move" else (None, None)
            new = entries.change(tx, entry, values=values, first=first, last=last)
            self.said.extend([new] if new else [])

    def say(self, tx: Tx, commune: Commune, day: date, what: str) -> None:
        chance = self.chance
        unit = chance.choice(commune.units)
        first, last = day, day
        if what == "nil" or (what == "span" and chance.random() < 0.5):
            week = week_of(day)
            first, last = week.first, week.last
        elif what == "span":
            last = day + timedelta(days=chance.randrange(1, 20))
        values = {
            name: Value(chance.randrange(30), chance.random() < 0.2, chance.random() < 0.2)
            for name in chance.sample(("learners", "vneid", "sessions"), chance.randint(1, 3))
        }
        said_at = datetime.combine(last, datetime.min.time(), UTC) + timedelta(hours=chance.randrange(24 * 12))
        said = entries.Statement(
            commune.id, unit.id, first, last, None, "test", "test", said_at, "lời", nil=what == "nil"
        )
        self.said.append(entries.add(tx, said, {} if what == "nil" else values))

    def merge(self, tx: Tx, commune: Commune, day: date) -> None:
        """A village ends and goes into another, of its own commune or of the other one."""
        old = self.chance.choice([unit for unit in commune.units if unit.kind == "village"])
        other = self.commune(tx, self.chance.choice(self.keys))
        heir = self.chance.choice([unit for unit in other.units if unit.id != old.id])
        tx.run(update(units).where(units.c.id == old.id).values(valid_to=day))
        mergers.put(tx, old.id, heir.id)


def in_plain_python(tx: Tx, commune: Commune, period: Period) -> dict[int, dict[str, int]]:
    """By unit, in plain Python from every row there is."""
    rows = tx.all(
        select(entry_table.c.unit_id, entry_table.c.last, entry_table.c.nil, entry_table.c.state, entry_values)
        .join(entry_values, entry_values.c.entry_id == entry_table.c.id)
        .where(entry_table.c.commune_id == commune.id)
    )
    sums: dict[int, dict[str, int]] = {}
    for row in rows:
        if row.state == LIVE and not row.nil and not row.held and period.first <= row.last <= period.last:
            own = sums.setdefault(row.unit_id, {})
            own[row.indicator] = own.get(row.indicator, 0) + row.value
    return sums


def add_up(parts: Any) -> dict[str, int]:
    totals: dict[str, int] = {}
    for part in parts:
        for key, value in part.items():
            totals[key] = totals.get(key, 0) + value
    return totals


def look(land: Land, tx: Tx) -> None:
    """Everything that must hold."""
    assert recount.differences(tx) == []
    communes = [land.commune(tx, key) for key in land.keys]
    for period in PERIODS:
        thens, nows = [], []
        for commune in communes:
            found = rollup.of_commune(tx, commune, period)
            right = in_plain_python(tx, commune, period)
            assert {line.unit.id: line.values for line in found.lines if line.values} == right
            kept = rollups.of_commune(tx, commune.id, period.first, period.last)
            assert add_up(right.values()) == found.totals == kept, "the villages are the commune"
            expected = len(found.lines)
            said = [line for line in found.lines if line.status != rollup.MISSING]
            on_time = [line for line in said if not line.late]
            assert 0 <= len(on_time) <= len(said) <= expected
            assert len(said) + len(found.of(rollup.MISSING)) == expected
            assert all(line.status == rollup.REPORTED for line in found.lines if line.values)
            by_now = mapped.of_commune(tx, commune, period, NOW.date())
            for place in by_now.places:
                assert place.line.values == add_up(part.values for part in place.parts)
                assert place.unit.id not in mergers.heirs(tx, NOW.date())
            thens.append(found.totals)
            nows.append(by_now.totals)
        assert add_up(thens) == add_up(nows), "both maps add up to the same"
        province = communes[0].above[1]
        theirs = rollups.by_commune(tx, province, period.first, period.last)
        assert {key: value for key, value in zip([c.id for c in communes], thens, strict=True) if value} == {
            commune.id: theirs[commune.id] for commune in communes if commune.id in theirs
        }
        of_province = rollups.of_province(tx, province, period.first, period.last)
        assert (
            of_province
            == add_up(theirs.values())
            == rollups.by_province(tx, period.first, period.last).get(province, {})
        )
    for key, number, code, figures in land.kept:
        commune = land.commune(tx, key)
        row = tx.one(select(closing.closings).where(closing.closings.c.id == number))
        assert row is not None
        assert dict(row.figures) == figures, "a copy stays as it was reported"
        now = rollup.of_commune(tx, commune, parse_key(code.removesuffix("~d"), decree=code.endswith("~d")))
        told = closed.changes(commune, figures, now)
        assert bool(told) == (now.totals != figures["totals"])


def live(land: Land, groups: int, fails: random.Random) -> None:
    """Groups of turns in one transaction each; some fail and leave nothing."""

    class Poison(Exception):
        """A turn that fails."""

    land.make()
    for _ in range(groups):
        broken, said, kept = fails.random() < 0.2, list(land.said), list(land.kept)

        def group(tx: Tx, broken: bool = broken) -> None:
            for _ in range(land.chance.randint(1, 5)):
                land.act(tx)
            if broken:
                raise Poison

        try:
            land.within(group)
        except Poison:
            land.said[:], land.kept[:] = said, kept
    with land.store.read() as connection:
        look(land, Tx(connection, NOW))


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 2**32), groups=st.integers(1, 14))
def test_whatever_happens_on_sqlite(tmp_path_factory: pytest.TempPathFactory, seed: int, groups: int) -> None:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('land') / 'sothon.db'}")
    try:
        live(Land(store, random.Random(seed)), groups, random.Random(seed + 1))
    finally:
        store.close()


@pytest.mark.postgres
@pytest.mark.parametrize("seed", [47, 48, 49])
def test_whatever_happens_on_postgresql(fresh_postgres: str, seed: int) -> None:
    store = Store(fresh_postgres)
    try:
        live(Land(store, random.Random(seed)), 12, random.Random(seed + 1))
    finally:
        store.close()
