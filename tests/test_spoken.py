"""Periods as an officer types them, with and without marks, and what is none."""

from datetime import date

import pytest

from domain.calendar import Cycle
from domain.periods import at, local
from handlers.months import counted
from handlers.spoken import BY_DECREE, WEEKS, of_when, take_period
from vietnamese.fold import fold
from vietnamese.reading import read

TODAY = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("tuần", "2025-W47"), ("tuần này", "2025-W47"), ("tuan ni", "2025-W47"), ("tuần trước", "2025-W46"),
        ("tuần rồi", "2025-W46"), ("tuần 46", "2025-W46"), ("tuần 52", "2024-W52"), ("tuần 3 năm 2025", "2025-W03"),
        ("tháng", "2025-11"), ("tháng này", "2025-11"), ("tháng trước", "2025-10"), ("tháng 10", "2025-10"),
        ("thang 12", "2024-12"), ("tháng mười một", "2025-11"), ("tháng chạp", "2024-12"), ("tháng 3/2024", "2024-03"),
        ("tháng 10 năm ngoái", "2024-10"), ("quý 4", "2025-Q4"), ("quý iv", "2025-Q4"), ("quý này", "2025-Q4"),
        ("quý trước", "2025-Q3"), ("quý 4 năm 2024", "2024-Q4"), ("9 tháng", "2025-9M"),
        ("9 tháng đầu năm", "2025-9M"), ("chín tháng", "2025-9M"), ("6 tháng đầu năm", "2025-H1"),
        ("6 tháng", "2025-H1"), ("6 tháng cuối năm", "2025-H2"), ("năm 2024", "2024"), ("năm nay", "2025"),
        ("năm", "2025"), ("năm ngoái", "2024"), ("cả năm", "2025"), ("hôm nay", "2025-11-20"),
        ("hôm qua", "2025-11-19"), ("ngày 5/11", "2025-11-05"), ("5/12", "2024-12-05"),
        ("từ 1/7 đến nay", "2025-07-01..2025-11-20"), ("kể từ 1/7", "2025-07-01..2025-11-20"),
        ("từ 01/07/2025 đến 15/8/2025", "2025-07-01..2025-08-15"),
        ("từ ngày 1/7 tới hết ngày 15/8", "2025-07-01..2025-08-15"),
        ("từ 1/11 đến 30/11/2025", "2025-11"), ("từ 1/11 đến 30/11", "2025-11"), ("tháng 11 dương lịch", "2025-11"),
    ],
)  # fmt: skip
def test_a_period_is_all_that_was_said(said: str, key: str) -> None:
    period, rest = take_period(fold(said), TODAY)
    assert (period.key if period else None, rest) == (key, "")


@pytest.mark.parametrize("said", ["tháng 11 nđ09", "tháng 11 theo Nghị định 09/2019", "tháng 11 nd 09"])
def test_the_decree_is_asked_for_by_name(said: str) -> None:
    period, rest = take_period(fold(said), TODAY)
    assert period is not None
    assert (period.first, period.last, period.decree, rest) == (date(2025, 10, 15), date(2025, 11, 14), True, "")


# Where months run from the 15th, 20 November lies in December: (said, today, first day, last day).
MONTHS = [
    ("tháng này", "2025-11-20", "2025-11-15", "2025-12-14"),
    ("tháng này", "2025-11-14", "2025-10-15", "2025-11-14"),
    ("tháng trước", "2025-11-20", "2025-10-15", "2025-11-14"),
    ("tháng trước", "2025-12-20", "2025-11-15", "2025-12-14"),
    ("tháng 12", "2025-11-20", "2025-11-15", "2025-12-14"),
    ("tháng 12", "2025-11-14", "2024-11-15", "2024-12-14"),
    ("tháng 11", "2025-11-20", "2025-10-15", "2025-11-14"),
    ("tháng mười một", "2025-11-20", "2025-10-15", "2025-11-14"),
    ("tháng 1", "2025-12-20", "2025-12-15", "2026-01-14"),
    ("tháng 1", "2026-01-03", "2025-12-15", "2026-01-14"),
    ("tháng 12", "2026-01-03", "2025-11-15", "2025-12-14"),
    ("tháng 12/2024", "2025-11-20", "2024-11-15", "2024-12-14"),
    ("tháng 2", "2026-02-15", "2026-01-15", "2026-02-14"),
]


@pytest.mark.parametrize(("said", "today", "first", "last"), MONTHS)
def test_a_named_month_is_the_one_the_commune_counts(said: str, today: str, first: str, last: str) -> None:
    period, rest = take_period(fold(said), date.fromisoformat(today), BY_DECREE)
    assert period is not None
    assert (str(period.first), str(period.last), period.decree, rest) == (first, last, True, "")


@pytest.mark.parametrize(
    ("said", "today", "first", "last"), [row for row in MONTHS if row[:2] != ("tháng 12", "2025-11-14")]
)
@pytest.mark.parametrize("frame", ["{}: 12 hv", "12 hv, 5 vneid {}", "{} không có gì", "sửa vneid {} thành 7"])
def test_reports_and_corrections_mean_the_same_months(frame: str, said: str, today: str, first: str, last: str) -> None:
    day = date.fromisoformat(today)
    reading = counted(read(frame.format(said), local(at(day, 9))), BY_DECREE, day)
    assert reading.when is not None
    assert (str(reading.when.first), str(reading.when.last)) == (first, last)
    assert not [doubt for doubt in reading.doubts if doubt.kind == "future"]


@pytest.mark.parametrize(
    ("said", "first"),
    [("tháng vừa qua 30 hv", "2025-10-15"), ("cả tháng 30 hv", "2025-11-15"), ("T12 5 vneid", "2025-11-15"),
     ("từ đầu tháng tới giờ 9 hv", "2025-11-15"), ("tháng trước nữa 5 vneid", "2025-09-15")],
)  # fmt: skip
def test_months_named_by_how_far_they_are(said: str, first: str) -> None:
    when = counted(read(said, local(at(TODAY, 9))), BY_DECREE, TODAY).when
    assert when is not None
    assert str(when.first) == first


def test_a_month_that_has_not_begun_is_asked_about() -> None:
    day = date(2025, 11, 10)
    reading = counted(read("tháng 12 12 hv", local(at(day, 9))), BY_DECREE, day)
    assert [doubt.kind for doubt in reading.doubts] == ["future"]


@pytest.mark.parametrize("cycle", [WEEKS, Cycle(day=5, kind="month")])
def test_elsewhere_months_are_the_calendar_s(cycle: Cycle) -> None:
    reading = read("tháng 12 12 hv", local(at(TODAY, 9)))
    assert counted(reading, cycle, TODAY) == reading
    period, _ = take_period("thang 11", TODAY, cycle)
    assert period is not None
    assert (period.first, period.last) == (date(2025, 11, 1), date(2025, 11, 30))


@pytest.mark.parametrize(
    ("said", "first", "last"),
    [
        ("quý này", "2025-09-15", "2025-12-14"), ("quý 3", "2025-06-15", "2025-09-14"),
        ("9 tháng", "2024-12-15", "2025-09-14"), ("năm nay", "2024-12-15", "2025-12-14"),
        ("tuần này", "2025-11-17", "2025-11-23"), ("từ 1/11 đến 30/11", "2025-11-01", "2025-11-30"),
        ("tháng 11 dương lịch", "2025-11-01", "2025-11-30"), ("tháng 11 theo dương lịch", "2025-11-01", "2025-11-30"),
    ],
)  # fmt: skip
def test_longer_periods_and_days_that_are_said(said: str, first: str, last: str) -> None:
    period, rest = take_period(fold(said), TODAY, BY_DECREE)
    assert period is not None
    assert (str(period.first), str(period.last), rest) == (first, last, "")


def test_the_days_of_a_reading_carry_the_month_s_name() -> None:
    when = counted(read("tháng 12 12 hv", local(at(TODAY, 9))), BY_DECREE, TODAY).when
    assert when is not None
    assert (of_when(when, TODAY, BY_DECREE).key, of_when(when, TODAY, BY_DECREE).decree) == ("2025-12", True)


def test_a_number_before_a_month_is_no_half_year() -> None:
    period, rest = take_period("vi sao 6 thang 10", TODAY)
    assert period is not None
    assert (period.key, rest) == ("2025-10", "vi sao 6")


@pytest.mark.parametrize("said", ["12 hv", "thôn Tân Long", "30/2", "từ 15/8/2025 đến 1/7/2025", "từ 15/8 đến 1/7", ""])
def test_no_period(said: str) -> None:
    assert take_period(fold(said), TODAY)[1].split() == fold(said).split()


def test_what_stands_around_a_period_is_left_over() -> None:
    period, rest = take_period("thon tan long thang 10 nhe", TODAY)
    assert period is not None
    assert (period.key, rest) == ("2025-10", "thon tan long nhe")
    assert take_period("nam", TODAY, whole_words=False) == (None, "nam")
