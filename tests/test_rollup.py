"""The roll-up held against a slow recount in plain Python, and rule by rule against the product's own words."""

import random
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, update

from domain.periods import Period, parse_key, span_of, week_of
from reports import rollup
from storage import coverage, entries, ledger, schema, setup
from storage.communes import Commune, load
from storage.engine import Store
from storage.places import PlaceError, find_unit
from storage.tables import entries as entry_table
from storage.tables import entry_values
from storage.tables import units as unit_table
from storage.tx import Tx
from tests.talking import TALKS
from vietnamese.fold import fold

NOW = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)
W47 = parse_key("2025-W47")
SET_UP = datetime(2025, 9, 1, tzinfo=UTC)


@dataclass
class Book:
    """A commune on a database, with a hand to write entries."""

    tx: Tx
    commune: Commune

    def say(self, unit: str, first: date | str, last: date | str | None = None, **values: Any) -> int:
        """Store an entry; `nil`, `state`, `said_at` and `held` (indicators) beside the figures."""
        first = date.fromisoformat(first) if isinstance(first, str) else first
        last = first if last is None else date.fromisoformat(last) if isinstance(last, str) else last
        nil, state = values.pop("nil", False), values.pop("state", entries.LIVE)
        held, said_at = values.pop("held", ()), values.pop("said_at", NOW)
        place = self.commune.by_key(unit)
        unit_id = place.id if place else self.commune.id
        said = entries.Statement(
            self.commune.id, unit_id, first, last, None, "test", "test", said_at, "lời báo", nil=nil
        )
        entry_id = entries.add(self.tx, said, {key: entries.Value(v, held=key in held) for key, v in values.items()})
        if state != entries.LIVE:
            entries.end(self.tx, entry_id, state, "test")
        return entry_id

    def json(self, period: Period | str, unit: str = "ba-dong") -> dict[str, Any]:
        return rollup.summary(self.tx, unit, period)


@contextmanager
def book(store: Store, now: datetime = NOW) -> Iterator[Book]:
    """A commune of three villages and a team; what is written is rolled back."""
    schema.upgrade(store)
    plan = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
    with store.engine.connect() as connection:
        tx = Tx(connection, SET_UP)
        setup.apply(tx, plan, fold)
        tx.now = now
        yield Book(tx, load(tx, find_unit(tx, "ba-dong").id))
        connection.rollback()


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('rollup') / 'sothon.db'}")
    yield store
    store.close()


@pytest.fixture
def page(shelf: Store) -> Iterator[Book]:
    with book(shelf) as found:
        yield found


def test_the_form_of_the_outside_contract(page: Book) -> None:
    page.say("tan-long", "2025-11-18", learners=12, vneid=0)
    page.say("tan-long", "2025-11-20", learners=15)
    page.say("bac-lan", "2025-11-17", "2025-11-23", nil=True)
    assert page.json("2025-W47") == {
        "unit": "ba-dong",
        "period": {"key": "2025-W47", "from": "2025-11-17", "to": "2025-11-23"},
        "coverage": {"expected": 3, "reported": 1, "nil": 1, "missing": ["thon-3"], "gaps": []},
        "totals": {"learners": 27, "vneid": 0},
        "units": {
            "tan-long": {"status": "reported", "values": {"learners": 27, "vneid": 0}},
            "bac-lan": {"status": "nil", "values": {}},
            "thon-3": {"status": "missing", "values": {}},
        },
    }


def test_a_village_alone(page: Book) -> None:
    page.say("tan-long", "2025-11-18", learners=12)
    page.say("bac-lan", "2025-11-18", learners=5)
    got = page.json("2025-W47", "tan-long")
    assert (got["unit"], got["totals"], list(got["units"])) == ("tan-long", {"learners": 12}, ["tan-long"])
    assert got["coverage"] == {"expected": 1, "reported": 1, "nil": 0, "missing": [], "gaps": []}


def test_a_province_names_its_villages_by_commune(page: Book) -> None:
    page.say("tan-long", "2025-11-18", learners=12)
    for unit in ("quang-ngai", "vn"):
        got = page.json("2025-W47", unit)
        assert got["coverage"]["expected"] == 3
        assert got["coverage"]["missing"] == ["ba-dong/bac-lan", "ba-dong/thon-3"]
        assert got["units"]["ba-dong/tan-long"]["values"] == got["totals"] == {"learners": 12}


def test_an_unknown_unit_or_period_is_a_sentence(page: Book) -> None:
    with pytest.raises(PlaceError, match="Không có đơn vị"):
        page.json("2025-W47", "tan-lang")
    with pytest.raises(ValueError, match="Không hiểu kỳ"):
        page.json("tuần 47")


@pytest.mark.parametrize("state", [entries.SUPERSEDED, entries.VOID])
def test_what_was_superseded_or_taken_back_counts_nowhere(page: Book, state: str) -> None:
    page.say("tan-long", "2025-11-18", learners=12, state=state)
    got = page.json("2025-W47")
    assert (got["totals"], got["units"]["tan-long"]["status"]) == ({}, "missing")


def test_a_replaced_figure_counts_nowhere_and_its_week_was_still_reported(page: Book) -> None:
    page.say("tan-long", "2025-11-05", learners=52, state=entries.REPLACED)
    page.say("tan-long", "2025-11-01", "2025-11-30", learners=64)
    assert page.json("2025-W45")["units"]["tan-long"] == {"status": "reported", "values": {}}
    assert page.json("2025-11")["totals"] == {"learners": 64}


def test_a_held_figure_is_not_counted(page: Book) -> None:
    page.say("tan-long", "2025-11-18", learners=12)
    page.say("tan-long", "2025-11-18", learners=12, vneid=3, held=("learners",))
    assert page.json("2025-W47")["totals"] == {"learners": 12, "vneid": 3}


def test_a_span_counts_where_its_last_day_falls(page: Book) -> None:
    page.say("tan-long", "2025-10-27", "2025-11-02", learners=30)
    assert page.json("2025-10")["totals"] == {}
    assert page.json("2025-11")["totals"] == {"learners": 30}
    [line] = rollup.of_commune(page.tx, page.commune, parse_key("2025-11")).of("reported")
    assert [(span.first, span.last) for span in line.straddles] == [(date(2025, 10, 27), date(2025, 11, 2))]


def test_a_nil_of_one_day_meets_no_week(page: Book) -> None:
    page.say("tan-long", "2025-11-19", nil=True)
    assert page.json("2025-W47")["units"]["tan-long"]["status"] == "missing"
    assert page.json("2025-11-19")["units"]["tan-long"]["status"] == "nil"
    assert ledger.owes(page.tx, page.commune, page.commune.units[0].id, W47)


def test_a_nil_of_a_month_meets_the_weeks_it_spans(page: Book) -> None:
    page.say("tan-long", "2025-11-01", "2025-11-30", nil=True)
    assert page.json("2025-W47")["units"]["tan-long"]["status"] == "nil"
    assert page.json("2025-11")["units"]["tan-long"]["status"] == "nil"
    assert page.json("2025-W44")["units"]["tan-long"]["status"] == "missing"  # 27/10–2/11 is not all November
    assert page.json("2025-Q4")["units"]["tan-long"]["status"] == "missing"


def test_a_month_is_nil_when_every_week_of_it_was(page: Book) -> None:
    for key in ("2025-W40", "2025-W41", "2025-W42", "2025-W43"):
        week = parse_key(key)
        page.say("tan-long", week.first, week.last, nil=True)
        expected = "nil" if key == "2025-W43" else "missing"
        assert page.json("2025-10")["units"]["tan-long"]["status"] == expected


def test_gaps_are_ended_weeks_without_a_word(page: Book) -> None:
    page.say("tan-long", "2025-11-04", learners=1)  # W45, nothing in W44 and W46; W47 and W48 have not ended
    page.say("bac-lan", "2025-10-30", learners=1)  # in October, yet it meets W44, which November counts
    for key in ("2025-W45", "2025-W46"):
        page.say("bac-lan", parse_key(key).first, parse_key(key).last, nil=True)
    page.say("bac-lan", "2025-11-19", learners=1)
    page.say("thon-3", "2025-11-01", "2025-11-30", learners=9)  # the month's total leaves no gap in the month but W44
    found = rollup.of_commune(page.tx, page.commune, parse_key("2025-11"))
    assert {line.unit.key: [week.key for week in line.gaps] for line in found.lines} == {
        "tan-long": ["2025-W44", "2025-W46"],
        "bac-lan": [],
        "thon-3": ["2025-W44"],
    }
    assert page.json("2025-11")["coverage"]["gaps"] == ["tan-long", "thon-3"]
    assert page.json("2025-W45")["coverage"]["gaps"] == []


def test_the_team_counts_when_it_reported_and_owes_nothing(page: Book) -> None:
    assert "to-xa" not in page.json("2025-W47")["units"]
    page.say("to-xa", "2025-11-18", learners=40)
    got = page.json("2025-W47")
    assert got["units"]["to-xa"] == {"status": "reported", "values": {"learners": 40}}
    assert (got["totals"], got["coverage"]["expected"]) == ({"learners": 40}, 4)
    assert all(unit.key != "to-xa" for unit, _, _ in rollup.owed(page.tx, page.commune, NOW))


def test_a_figure_of_the_whole_commune_is_never_added(page: Book) -> None:
    page.say("ba-dong", "2025-11-18", learners=500)
    page.say("tan-long", "2025-11-18", learners=12)
    assert page.json("2025-W47")["totals"] == {"learners": 12}


def test_a_village_that_begins_inside_a_period_does_not_owe_it(page: Book) -> None:
    page.tx.run(update(unit_table).where(unit_table.c.key == "thon-3").values(valid_from=date(2025, 11, 19)))
    page.commune = load(page.tx, page.commune.id)
    assert "thon-3" not in page.json("2025-W47")["units"]
    assert all(unit.key != "thon-3" for unit, _, _ in rollup.owed(page.tx, page.commune, NOW))
    page.say("thon-3", "2025-11-20", learners=4)  # whoever reported anyway counts as expected
    assert page.json("2025-W47")["coverage"]["expected"] == 3
    assert page.json("2025-11")["coverage"]["gaps"] == []


def test_before_the_set_up_nothing_is_owed_and_coverage_is_shown(page: Book) -> None:
    assert page.json("2025-W30")["coverage"]["missing"] == ["tan-long", "bac-lan", "thon-3"]
    page.say("tan-long", "2025-11-18", learners=5)
    [line] = rollup.of_commune(page.tx, page.commune, parse_key("2025")).of("reported")
    assert line.gaps[0].key == "2025-W01"
    assert line.owing[0].key == "2025-W36", "the week in which the commune was set up"
    assert line.lack == f"{len(line.owing)} tuần"
    assert not ledger.owes(page.tx, page.commune, page.commune.units[0].id, parse_key("2025-W30"))


@pytest.mark.parametrize(
    ("now", "weeks"),
    [
        ("2025-11-20 12:00", ["2025-W47"]),  # W46 was due on the 17th; its two days are over
        ("2025-11-19 09:59", ["2025-W46", "2025-W47"]),
        ("2025-11-19 10:01", ["2025-W47"]),
        ("2025-11-24 00:01", ["2025-W47", "2025-W48"]),
    ],
)
def test_weeks_stay_open_until_two_days_after_they_are_due(page: Book, now: str, weeks: list[str]) -> None:
    moment = datetime.fromisoformat(now + "+07:00").astimezone(UTC)
    found = rollup.owed(page.tx, page.commune, moment)
    assert list(dict.fromkeys(week.key for _, week, _ in found)) == weeks
    assert all(due == page.commune.due(week) for _, week, due in found)
    page.say("tan-long", "2025-11-12", learners=1)
    page.say("tan-long", "2025-11-17", learners=1)
    page.say("tan-long", "2025-11-26", learners=1)
    assert all(unit.key != "tan-long" for unit, _, _ in rollup.owed(page.tx, page.commune, moment))


def test_late_is_when_it_was_said_not_when_it_was_about(page: Book) -> None:
    due = page.commune.due(W47)
    page.say("tan-long", "2025-11-18", learners=1, said_at=due)
    page.say("tan-long", "2025-11-19", learners=1, said_at=due + timedelta(days=3))
    page.say("bac-lan", "2025-11-18", learners=1, said_at=due + timedelta(seconds=1))
    found = rollup.of_commune(page.tx, page.commune, W47)
    assert {line.unit.key: line.late for line in found.lines} == {"tan-long": False, "bac-lan": True, "thon-3": False}


def test_the_decree_cuts_the_month_at_the_fifteenth(page: Book) -> None:
    page.say("tan-long", "2025-11-14", learners=1)
    page.say("tan-long", "2025-11-15", learners=10)
    assert page.json("2025-11")["totals"] == {"learners": 11}
    got = rollup.summary(page.tx, "ba-dong", "2025-11", decree=True)
    assert (got["totals"], got["period"]["from"], got["period"]["to"]) == ({"learners": 1}, "2025-10-15", "2025-11-14")


# ── a slow recount ────────────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Said:
    unit: str
    first: date
    last: date
    nil: bool
    state: str
    values: tuple[tuple[str, int], ...]
    held: tuple[str, ...]


DAYS = st.dates(date(2025, 10, 20), date(2025, 12, 7))


@st.composite
def statements(draw: st.DrawFn) -> Said:
    first = draw(DAYS)
    kind = draw(st.sampled_from(["day", "day", "week", "month", "span"]))
    if kind == "week":
        first, last = week_of(first).first, week_of(first).last
    elif kind == "month":
        first = first.replace(day=1)
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    else:
        last = first + timedelta(days=draw(st.integers(1, 20)) if kind == "span" else 0)
    nil = draw(st.integers(0, 3)) == 0
    values = {} if nil else draw(
        st.dictionaries(st.sampled_from(["learners", "vneid", "sessions"]), st.integers(0, 300), min_size=1)
    )  # fmt: skip
    held = tuple(key for key in values if draw(st.integers(0, 5)) == 0)
    state = draw(st.sampled_from(["live", "live", "live", "replaced", "superseded", "void"]))
    unit = draw(st.sampled_from(["tan-long", "bac-lan", "thon-3", "to-xa"]))
    return Said(unit, first, last, nil, state, tuple(values.items()), held)


@st.composite
def asked_periods(draw: st.DrawFn) -> Period:
    key = draw(
        st.sampled_from(["2025-W43", "2025-W44", "2025-W47", "2025-W48", "2025-11", "2025-10", "2025-Q4", "2025", ""])
    )
    if key:
        return parse_key(key, decree=draw(st.booleans()))
    first = draw(DAYS)
    return span_of(first, first + timedelta(days=draw(st.integers(0, 40))))


def recount(said: list[Said], period: Period, today: date) -> dict[str, Any]:
    """The same answer, day by day and week by week, without a database."""
    sundays = [period.first + timedelta(days=n) for n in range(period.days)]
    weeks = [week_of(day) for day in sundays if day.weekday() == 6] if period.days > 7 else []
    spoke = [one for one in said if one.state in ("live", "replaced")]
    units: dict[str, Any] = {}
    gaps = []
    for key in ("tan-long", "bac-lan", "thon-3", "to-xa"):
        own = [one for one in spoke if one.unit == key]

        def met(week: Period, own: list[Said] = own) -> list[str]:
            inside = ["figure" for one in own if not one.nil and week.first <= one.last <= week.last]
            return inside + ["nil" for one in own if one.nil and one.first <= week.first and one.last >= week.last]

        here = met(period)
        every = [met(week) for week in weeks]
        if "figure" in here:
            status = "reported"
        elif here or (every and all(every) and any("nil" in kinds for kinds in every)):
            status = "nil"
        else:
            status = "missing"
        if status == "missing" and key == "to-xa":
            continue
        values: dict[str, int] = {}
        for one in own:
            if one.state == "live" and not one.nil and period.first <= one.last <= period.last:
                for indicator, value in one.values:
                    if indicator not in one.held:
                        values[indicator] = values.get(indicator, 0) + value
        units[key] = {"status": status, "values": values}
        if status == "reported" and any(
            week.last < today
            and not met(week)
            and not any(one.first <= week.first and one.last >= week.last for one in own)
            for week in weeks
        ):
            gaps.append(key)
    totals: dict[str, int] = {}
    for unit in units.values():
        for indicator, value in unit["values"].items():
            totals[indicator] = totals.get(indicator, 0) + value
    return {
        "coverage": {
            "expected": len(units),
            "reported": sum(unit["status"] == "reported" for unit in units.values()),
            "nil": sum(unit["status"] == "nil" for unit in units.values()),
            "missing": [key for key, unit in units.items() if unit["status"] == "missing"],
            "gaps": gaps,
        },
        "totals": totals,
        "units": units,
    }


@pytest.fixture(scope="module")
def one_page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Book]:
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('rollup') / 'sothon.db'}")
    with book(store) as found:
        yield found
    store.close()


def check(page: Book, said: list[Said], period: Period) -> None:
    """Write the statements, and hold the summary against the recount and against itself."""
    page.tx.run(delete(entry_values))
    page.tx.run(delete(entry_table))
    for one in said:
        page.say(one.unit, one.first, one.last, nil=one.nil, state=one.state, held=one.held, **dict(one.values))
    got = page.json(period)
    wanted = recount(said, period, (page.tx.now + timedelta(hours=7)).date())
    assert {key: got[key] for key in wanted} == wanted
    cover = got["coverage"]
    assert 0 <= cover["nil"] + cover["reported"] <= cover["expected"] == len(got["units"])
    assert cover["nil"] + cover["reported"] + len(cover["missing"]) == cover["expected"]
    for indicator, total in got["totals"].items():
        assert total == sum(unit["values"].get(indicator, 0) for unit in got["units"].values())


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(statements(), max_size=25), asked_periods(), st.integers(-5, 40))
def test_summary_equals_a_slow_recount(one_page: Book, said: list[Said], period: Period, days: int) -> None:
    one_page.tx.now = NOW + timedelta(days=days)
    check(one_page, said, period)


def test_every_database_gives_the_same(store: Store) -> None:
    dice = random.Random(47)
    said = []
    for _ in range(60):
        first = date(2025, 10, 20) + timedelta(days=dice.randrange(40))
        nil = dice.random() < 0.3
        week = week_of(first)
        span = (week.first, week.last) if nil else (first, first + timedelta(days=dice.choice([0, 0, 0, 6, 30])))
        values = () if nil else tuple((key, dice.randrange(50)) for key in ("learners", "vneid") if dice.random() < 0.8)
        state = dice.choice(["live", "live", "live", "replaced", "superseded", "void"])
        said.append(Said(dice.choice(["tan-long", "bac-lan", "to-xa"]), *span, nil, state, values, ()))
    with book(store) as page:
        for key in ("2025-W44", "2025-W47", "2025-11", "2025-Q4", "2025"):
            check(page, said, parse_key(key))


def test_a_year_of_a_village_is_read_as_one_row(store: Store) -> None:
    """What is judged by are a village's days in one text, whatever their number, and each wider statement."""
    with book(store) as page:
        days = [date(2025, 1, 6) + timedelta(days=7 * n) for n in range(46)]
        for n, day in enumerate(reversed(days)):
            page.say("tan-long", day, learners=n, said_at=NOW - timedelta(hours=n))
        page.say("tan-long", "2024-12-30", learners=1, said_at=SET_UP)  # of the week in which the year began
        page.say("tan-long", "2025-10-01", "2025-10-31", learners=3)
        page.say("tan-long", "2025-11-17", "2025-11-23", nil=True)
        page.say("bac-lan", "2025-12-29", "2026-01-04", nil=True)
        found = coverage.told(page.tx, page.commune.id, date(2024, 12, 30), parse_key("2025"))
        units = {unit.key: unit.id for unit in page.commune.units}
        assert set(found) == {units["tan-long"], units["bac-lan"]}
        own = found[units["tan-long"]]
        assert sorted(own.days) == ["2024-12-30", *(day.isoformat() for day in days)]
        assert own.first_at == NOW - timedelta(hours=45), "what fell before the year is not its first word"
        assert [(span.first.isoformat(), span.nil) for span in own.spans] == [
            ("2025-10-01", False),
            ("2025-11-17", True),
        ]
        assert found[units["bac-lan"]] == coverage.Told(spans=found[units["bac-lan"]].spans)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(statements(), max_size=15))
def test_a_week_is_owed_exactly_while_it_is_missing(one_page: Book, said: list[Said]) -> None:
    page = one_page
    page.tx.now = NOW
    check(page, said, W47)
    missing = set(page.json(W47)["coverage"]["missing"])
    owed = {unit.key for unit, week, _ in rollup.owed(page.tx, page.commune, NOW) if week.key == W47.key}
    one_by_one = {unit.key for unit in page.commune.units if ledger.owes(page.tx, page.commune, unit.id, W47)}
    assert missing == owed == one_by_one
