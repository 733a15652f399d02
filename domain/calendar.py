"""Due times: when a week's or a month's report is owed, moved off days off; and at which hours people are spoken to."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from domain.frozen import frozen
from domain.periods import Period, at, local, month_of, parse_key, week_of, weeks_in

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("month", "decree09")  # calendar months; 15→14 by Decree 09/2019, article 12.1
AGAIN = 10  # the hour of a due time that moved to a later day

# Decent hours in Vietnam, as (from, to) in minutes of the day: nobody is spoken to first at lunch or at night. People
# in villages also on weekends and evenings; officers while offices are open (facts of 2025, several provinces).
DECENT = ((6 * 60 + 30, 11 * 60 + 30), (13 * 60 + 30, 21 * 60))
OFFICE = ((7 * 60, 11 * 60 + 30), (13 * 60 + 30, 17 * 60))

DayOff = Callable[[date], object]


class CycleError(ValueError):
    """A due time that cannot be read; the message says in Vietnamese how to write it."""


@frozen
class Cycle:
    """What a commune's villages report by: weeks, due the first such weekday and hour after their end (day 0 =
    Monday); or months, due the first such day of a month after their end (day 1 to 28)."""

    day: int = 0
    hour: int = 10
    minute: int = 0
    kind: str = "week"  # week, month, decree09

    @classmethod
    def parse(cls, text: str) -> "Cycle":
        """Read "monday 10:00", "month 5 10:00" or "decree09 16 10:00". Raises CycleError."""
        try:
            *kind, day, clock = text.lower().split()
            hour, minute = clock.split(":")
            if kind:
                cycle = cls(int(day), int(hour), int(minute), kind[0])
                if len(kind) > 1 or cycle.kind not in MONTHS or not 1 <= cycle.day <= 28:
                    raise ValueError(text)
            else:
                cycle = cls(WEEKDAYS.index(day), int(hour), int(minute))
        except ValueError:
            raise CycleError(
                f"Hạn “{text}” phải viết như “monday 10:00” (thứ tiếng Anh, rồi giờ:phút), hoặc theo tháng như "
                "“decree09 16 10:00” (ngày 1–28)."
            ) from None
        if not (0 <= cycle.hour <= 23 and 0 <= cycle.minute <= 59):
            raise CycleError(f"Hạn “{text}” có giờ không có thật.")
        return cycle

    def __str__(self) -> str:
        clock = f"{self.hour:02}:{self.minute:02}"
        return f"{WEEKDAYS[self.day]} {clock}" if self.kind == "week" else f"{self.kind} {self.day} {clock}"

    def period_of(self, day: date) -> Period:
        """The period of this cycle that holds a day."""
        if self.kind == "week":
            return week_of(day)
        if self.kind == "month":
            return month_of(day)
        month = day.replace(day=1) + timedelta(days=40 if day.day >= 15 else 0)
        return parse_key(f"{month.year}-{month.month:02}", decree=True)

    def before(self, period: Period) -> Period:
        """The period before one of this cycle."""
        return self.period_of(period.first - timedelta(days=1))

    def month_at(self, day: date) -> Period:
        """The month that holds a day, as this cycle counts months: 15→14 where it is owed so, else the calendar's."""
        return self.period_of(day) if self.kind == "decree09" else month_of(day)

    def month_named(self, number: int, year: int | None, today: date) -> Period:
        """The month of a number (1 to 12), as this cycle counts months; without a year the latest that has begun."""
        this = self.month_at(today)
        found = parse_key(f"{year or this.key[:4]}-{number:02}", decree=this.decree)
        if year is not None or found.first <= today:
            return found
        return parse_key(f"{int(this.key[:4]) - 1}-{number:02}", decree=this.decree)

    def owns(self, period: Period) -> bool:
        """Whether a period is one of this cycle: one that is owed."""
        own = self.period_of(period.last)
        return (own.first, own.last) == (period.first, period.last)

    def parts(self, period: Period) -> tuple[Period, ...]:
        """The periods of this cycle that a longer one is summed up from: those whose last day falls in it; none of a
        period no longer than its own."""
        if self.kind == "week":
            return weeks_in(period) if period.days > 7 else ()
        if period.days <= 31:
            return ()
        found: list[Period] = []
        own = self.period_of(period.last)
        own = own if own.last <= period.last else self.before(own)
        while own.last >= period.first:
            found.insert(0, own)
            own = self.before(own)
        return tuple(found)


def is_working_day(day: date, is_day_off: DayOff) -> bool:
    """Monday to Friday and not a day off."""
    return day.weekday() < 5 and not is_day_off(day)


def due_time(period: Period, cycle: Cycle, is_day_off: DayOff) -> datetime:
    """When a week or month is due, in UTC.

    The first such day after the period's end. On a day off (a public holiday, Tết, the commune's own; a due day set on
    a weekend is the commune's wish and stays) it moves to the working day before; if that lies inside the period, to
    the next working day at 10:00.
    """
    day = period.last + timedelta(days=1)
    while (day.weekday() if cycle.kind == "week" else day.day) != cycle.day:
        day += timedelta(days=1)
    if not is_day_off(day):
        return at(day, cycle.hour, cycle.minute)
    before = day - timedelta(days=1)
    while not is_working_day(before, is_day_off):
        before -= timedelta(days=1)
    if before > period.last:
        return at(before, cycle.hour, cycle.minute)
    return at(next_working_day(day, is_day_off), AGAIN)


def next_working_day(day: date, is_day_off: DayOff) -> date:
    """The first working day after a day."""
    day += timedelta(days=1)
    while not is_working_day(day, is_day_off):
        day += timedelta(days=1)
    return day


def decent(moment: datetime, is_day_off: DayOff, hours: tuple[tuple[int, int], ...] = DECENT) -> datetime:
    """The first moment from this one on at which somebody may be spoken to first, in UTC; with OFFICE hours only on
    working days, else on any that is no day off."""
    here = local(moment)
    day, minute = here.date(), here.hour * 60 + here.minute
    if here.second or here.microsecond:
        minute += 1
    while True:
        if is_working_day(day, is_day_off) if hours is OFFICE else not is_day_off(day):
            for start, end in hours:
                if minute < end:
                    found = max(start, minute)
                    return moment if found == minute and day == here.date() else at(day, found // 60, found % 60)
        day, minute = day + timedelta(days=1), 0


def is_decent(moment: datetime, is_day_off: DayOff, hours: tuple[tuple[int, int], ...] = DECENT) -> bool:
    """Whether somebody may be spoken to first at a moment."""
    here = local(moment)
    minute = here.hour * 60 + here.minute
    off = not is_working_day(here.date(), is_day_off) if hours is OFFICE else is_day_off(here.date())
    return not off and any(start <= minute < end for start, end in hours)


def closing(moment: datetime, hours: tuple[tuple[int, int], ...] = DECENT) -> datetime:
    """When the decent hours that hold a moment end, in UTC."""
    here = local(moment)
    minute = here.hour * 60 + here.minute
    end = next((end for start, end in hours if start <= minute < end), minute)
    return at(here.date(), end // 60, end % 60)
