"""Periods: days, ISO weeks, months, quarters … each with a key, and the day a report belongs to."""

import re
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from domain.frozen import frozen

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


@frozen
class Period:
    """A span of days, both ends included, with its kind and the key it is stored and asked for by.

    kind: day week month quarter half nine_months year range; `decree` marks the 15→14 cut-offs of Decree 09/2019,
    article 12.
    """

    kind: str
    key: str
    first: date
    last: date
    decree: bool = False

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.first <= day <= self.last

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


class PeriodError(ValueError):
    """A period key that names no period; the message says in Vietnamese which forms are read."""


def local(moment: datetime) -> datetime:
    """The same instant on a clock in Vietnam (UTC+7, no summer time)."""
    return moment.astimezone(VIETNAM)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """An hour of a day in Vietnam, as an instant in UTC."""
    return datetime.combine(day, time(hour, minute), VIETNAM).astimezone(UTC)


@lru_cache(maxsize=1024)
def week_of(day: date) -> Period:
    """The ISO week (Monday to Sunday) that holds a day. ISO weeks cross years: 2027-01-01 lies in 2026-W53."""
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    return Period("week", f"{year}-W{week:02}", monday, monday + timedelta(days=6))


def month_of(day: date) -> Period:
    """The calendar month that holds a day."""
    return _months(day.year, day.month, 1, "month", f"{day.year}-{day.month:02}", decree=False)


@lru_cache(maxsize=1024)
def day_of(day: date) -> Period:
    """A day as a period."""
    return Period("day", day.isoformat(), day, day)


@lru_cache(maxsize=1024)
def span_of(first: date, last: date) -> Period:
    """The period from one day to another, recognised as a day, week or month where it is exactly one."""
    if first == last:
        return day_of(first)
    for whole in (week_of(first), month_of(first)):
        if (whole.first, whole.last) == (first, last):
            return whole
    return Period("range", f"{first.isoformat()}..{last.isoformat()}", first, last)


def _months(year: int, month: int, count: int, kind: str, key: str, *, decree: bool) -> Period:
    """`count` months from the first of a month; under the decree each runs from the 15th before to the 14th."""
    end_index = year * 12 + month - 1 + count
    first = date(year, month, 1)
    last = date(end_index // 12, end_index % 12 + 1, 1) - timedelta(days=1)
    if decree:
        first = (first - timedelta(days=1)).replace(day=15)
        last = last.replace(day=14)
    return Period(kind, key, first, last, decree)


_KEY = re.compile(
    r"(?P<year>\d{4})(?:-(?:W(?P<week>\d{2})|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<nine>9M)|(?P<month>\d{2})(?:-(?P<day>\d{2}))?))?"
)


def parse_key(key: str, *, decree: bool = False) -> Period:
    """Read a period's key: 2025-W47, 2025-11, 2025-Q4, 2025-H1, 2025-9M, 2025, 2025-11-20, or A..B (dates).

    `decree` asks for the cut-offs of Decree 09/2019 art. 12 where the kind has them (months, quarters, halves, nine
    months by practice, years). Raises PeriodError.
    """
    try:
        if ".." in key:
            first, last = (date.fromisoformat(part.strip()) for part in key.split("..", 1))
            if last < first:
                raise PeriodError(f"Kỳ “{key}” có ngày cuối trước ngày đầu.")
            return span_of(first, last)
        match = _KEY.fullmatch(key.strip())
        if match is None:
            raise ValueError(key)
        year = int(match["year"])
        if match["week"]:
            monday = date.fromisocalendar(year, int(match["week"]), 1)
            return week_of(monday)
        if match["day"]:
            return day_of(date.fromisoformat(key.strip()))
        start, count, kind = 1, 12, "year"
        if match["month"]:
            start, count, kind = int(match["month"]), 1, "month"
        elif match["quarter"]:
            start, count, kind = 3 * int(match["quarter"]) - 2, 3, "quarter"
        elif match["half"]:
            start, count, kind = 6 * int(match["half"]) - 5, 6, "half"
        elif match["nine"]:
            start, count, kind = 1, 9, "nine_months"
        return _months(year, start, count, kind, key.strip(), decree=decree)
    except PeriodError:
        raise
    except ValueError:
        raise PeriodError(
            f"Không hiểu kỳ “{key}”. Các dạng đọc được: 2025-W47, 2025-11, 2025-Q4, 2025-H1, 2025-9M, 2025, "
            "2025-07-01..2025-11-22."
        ) from None


def weeks_in(period: Period) -> tuple[Period, ...]:
    """The ISO weeks whose last day falls in a period, in order: a week counts where its Sunday falls."""
    weeks = []
    week = week_of(period.first)
    while week.last <= period.last:
        weeks.append(week)
        week = week_of(week.last + timedelta(days=1))
    return tuple(weeks)
