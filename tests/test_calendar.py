"""Days off with their sources, and due times and decent hours held to minute-by-minute references."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lunar_vn import convert_lunar_to_solar

from domain import holidays
from domain.calendar import DECENT, MONTHS, OFFICE, Cycle, decent, due_time, is_decent
from domain.periods import at, local, parse_key
from storage.communes import public_holiday

# ── the file of days off ──────────────────────────────────────────────────────────────────────────────────────────────


def test_every_day_off_has_its_source_and_stands_once() -> None:
    found = holidays.holidays()
    assert all(one.source.strip() and one.name.strip() for one in found)
    assert {one.kind for one in found} == {"off", "work"}
    assert max(Counter(one.day for one in found).values()) == 1
    assert all(one.day.weekday() == 5 for one in found if one.kind == "work"), "Saturdays worked in exchange"
    assert not any(holidays.name_of(one.day) for one in found if one.kind == "work")


@pytest.mark.parametrize("year", sorted(holidays.years()))
def test_every_year_has_its_public_holidays(year: int) -> None:
    """Labour Code, article 112: 1/1, five days of Tết, 10/3 lunar, 30/4, 1/5, 2/9 and a day beside it; from 2026
    on also 24/11 (Resolution 28/2026/QH16)."""
    for month, day in ((1, 1), (4, 30), (5, 1), (9, 2), *([(11, 24)] if year >= 2026 else [])):
        assert holidays.name_of(date(year, month, day)), (month, day)
    days = {one.day for one in holidays.holidays() if one.kind == "off" and one.day.year == year}
    tet = sorted(day for day in days if "Tết Nguyên đán" in holidays.name_of(day))
    assert len(tet) >= 5
    assert tet[-1] - tet[0] == timedelta(days=len(tet) - 1), "in a row"
    first = convert_lunar_to_solar(1, 1, year)
    assert {first - timedelta(days=1), first, first + timedelta(days=2)} <= set(tet), "mùng 1 within it"
    assert "Giỗ Tổ" in holidays.name_of(convert_lunar_to_solar(10, 3, year))
    assert len([day for day in days if day.month == 9 and day.day <= 4] + [d for d in days if d.month == 8]) >= 2


def test_years_that_the_file_does_not_speak_for_are_computed() -> None:
    last = max(holidays.years())
    assert last >= 2028
    assert public_holiday(date(last + 2, 1, 1))
    around = [date(last + 2, 1, 20) + timedelta(days=n) for n in range(40)]
    assert sum(bool(public_holiday(day)) for day in around) >= 5, "Tết moves with the moon"
    assert public_holiday(date(last + 2, 9, 2))


# ── due times ─────────────────────────────────────────────────────────────────────────────────────────────────────────

cycles_ = st.one_of(
    st.builds(Cycle, st.integers(0, 6), st.integers(0, 23), st.sampled_from([0, 30])),
    st.builds(Cycle, st.integers(1, 28), st.integers(0, 23), st.sampled_from([0, 30]), st.sampled_from(MONTHS)),
)
DAYS = [date(2025, 12, 1) + timedelta(days=n) for n in range(120)]


@settings(deadline=None)
@given(cycles_, st.sampled_from(DAYS[:60]), st.frozensets(st.sampled_from(DAYS), max_size=25))
def test_a_due_time_moves_before_a_day_off_unless_that_lies_inside_the_period(cycle, day, off):
    period = cycle.period_of(day)
    wanted = next(
        one
        for one in (period.last + timedelta(days=n) for n in range(1, 60))
        if (one.weekday() if cycle.kind == "week" else one.day) == cycle.day
    )
    clock = (cycle.hour, cycle.minute)
    if wanted in off:
        working = [one for one in DAYS if one.weekday() < 5 and one not in off]
        before = [one for one in working if period.last < one < wanted]
        wanted, clock = (before[-1], clock) if before else (min(one for one in working if one > wanted), (10, 0))
    assert due_time(period, cycle, off.__contains__) == at(wanted, *clock)


def test_tet_and_a_new_holiday_move_what_falls_due_on_them() -> None:
    monday = Cycle()
    assert due_time(parse_key("2026-W07"), monday, public_holiday) == at(date(2026, 2, 23), 10), "after Tết"
    assert due_time(parse_key("2026-W17"), monday, public_holiday) == at(date(2026, 4, 28), 10), "Giỗ Tổ, made up for"
    tuesday = Cycle(day=1, hour=15)
    assert due_time(parse_key("2026-W47"), tuesday, public_holiday) == at(date(2026, 11, 23), 15), (
        "24/11: the day before"
    )


# ── decent hours ──────────────────────────────────────────────────────────────────────────────────────────────────────


@settings(deadline=None, max_examples=60)
@given(
    st.integers(0, 8 * 1440),
    st.frozensets(st.integers(0, 8), max_size=4),
    st.sampled_from([DECENT, OFFICE]),
)
def test_the_first_decent_moment_is_that_of_a_walk_through_the_minutes(minutes, off, hours):
    start = datetime(2025, 11, 17, 17, tzinfo=UTC)  # Tuesday 0:00 in Vietnam
    days_off = {date(2025, 11, 18) + timedelta(days=n) for n in off}
    moment = start + timedelta(minutes=minutes)

    def fine(one: datetime) -> bool:
        here = local(one)
        minute = here.hour * 60 + here.minute
        lunch = 11 * 60 + 30 <= minute < 13 * 60 + 30
        first, last = (6 * 60 + 30, 21 * 60) if hours is DECENT else (7 * 60, 17 * 60)
        rests = here.date() in days_off or (hours is OFFICE and here.weekday() > 4)
        return not rests and not lunch and first <= minute < last

    expected = moment
    while not fine(expected):
        expected += timedelta(minutes=1)
    assert is_decent(moment, days_off.__contains__, hours) == (expected == moment)
    assert decent(moment, days_off.__contains__, hours) == expected
