"""Due times: when a week's report is owed, moved off days off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from domain.periods import Period, at

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class CycleError(ValueError):
    """A due time that cannot be read; the message says in Vietnamese how to write it."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """When a commune's week is due: the first such weekday and hour after the week's end (weekday 0 = Monday)."""

    weekday: int = 0
    hour: int = 10
    minute: int = 0

    @classmethod
    def parse(cls, text: str) -> "Cycle":
        """Read "monday 10:00". Raises CycleError."""
        try:
            day, clock = text.lower().split()
            hour, minute = clock.split(":")
            cycle = cls(WEEKDAYS.index(day), int(hour), int(minute))
        except ValueError:
            raise CycleError(f"week_due “{text}” phải viết như “monday 10:00” (thứ tiếng Anh, rồi giờ:phút).") from None
        if not (0 <= cycle.hour <= 23 and 0 <= cycle.minute <= 59):
            raise CycleError(f"week_due “{text}” có giờ không có thật.")
        return cycle

    def __str__(self) -> str:
        return f"{WEEKDAYS[self.weekday]} {self.hour:02}:{self.minute:02}"


def is_working_day(day: date, is_day_off: Callable[[date], bool]) -> bool:
    """Monday to Friday and not a day off."""
    return day.weekday() < 5 and not is_day_off(day)


def due_time(period: Period, cycle: Cycle, is_day_off: Callable[[date], bool]) -> datetime:
    """When a week is due, in UTC.

    The first such weekday after the week's end. On a day off (a public holiday, Tết, the commune's own; a due day
    set on a weekend is the commune's wish and stays) it moves to the working day before; if that lies inside the
    period, to the next working day at 10:00.
    """
    day = period.last + timedelta(days=1)
    while day.weekday() != cycle.weekday:
        day += timedelta(days=1)
    if not is_day_off(day):
        return at(day, cycle.hour, cycle.minute)
    before = day - timedelta(days=1)
    while not is_working_day(before, is_day_off):
        before -= timedelta(days=1)
    if before > period.last:
        return at(before, cycle.hour, cycle.minute)
    after = day + timedelta(days=1)
    while not is_working_day(after, is_day_off):
        after += timedelta(days=1)
    return at(after, 10)
