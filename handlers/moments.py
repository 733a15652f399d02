"""Moments and days as people type them ahead: “16h thứ Sáu”, “hạn 9h30 20/9”, “sau 2 giờ”, “mai”, “đến 30/11”."""

import re
from datetime import date, datetime, timedelta

from domain.periods import at, local
from handlers.request import without

_DAYS = {"hai": 0, "2": 0, "ba": 1, "3": 1, "tu": 2, "4": 2, "nam": 3, "5": 3, "sau": 4, "6": 4, "bay": 5, "7": 5}
_CLOCK = re.compile(r"(?<!\S)(?:luc )?(\d{1,2})\s*(?:h|g|:|gio)\s*(\d{2})?(?: phut)?(?: (sang|trua|chieu|toi))?(?!\S)")
_DATE = re.compile(r"(?<!\S)(?:ngay )?(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?(?!\S)")
_WEEKDAY = re.compile(
    r"(?<!\S)(?:sang |chieu |toi )?(?:thu (hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat|cn))(?: (nay|toi|sau))?(?!\S)"
)
_NEAR = re.compile(r"(?<!\S)(?:ngay |sang |chieu |toi )?(hom nay|mai|mot)(?!\S)")
_LATER = re.compile(r"(?<!\S)(?:sau )?(\d{1,3}|mot|hai|ba|nua) (gio|tieng|phut|ngay)(?: nua)?(?!\S)")
_NUMBERS = {"mot": 1, "hai": 2, "ba": 3}


def take_clock(said: str) -> tuple[tuple[int, int] | None, str]:
    """The hour and minute in folded words, and the words without them."""
    match = _CLOCK.search(said)
    if match is None:
        return None, said
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3] in ("chieu", "toi") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        return None, said
    return (hour, minute), without(said, match)


def take_day(said: str, today: date) -> tuple[date | None, str]:
    """The day ahead (or today) in folded words, and the words without it; a date without a year is the next such."""
    match = _DATE.search(said)
    if match is not None:
        try:
            found = date(int(match[3] or today.year), int(match[2]), int(match[1]))
        except ValueError:
            return None, said
        if match[3] is None and found < today - timedelta(days=60):
            found = found.replace(year=found.year + 1)
        return found, without(said, match)
    match = _WEEKDAY.search(said)
    if match is not None:
        return next_weekday(today, _weekday(match)), without(said, match)
    match = _NEAR.search(said)
    if match is not None:
        return today + timedelta(days={"hom nay": 0, "mai": 1, "mot": 2}[match[1]]), without(said, match)
    return None, said


def take_weekday(said: str) -> tuple[int | None, str]:
    """The weekday (0 = Monday) in folded words, and the words without it."""
    match = _WEEKDAY.search(said)
    return (None, said) if match is None else (_weekday(match), without(said, match))


def _weekday(match: re.Match[str]) -> int:
    return 6 if match[2] else _DAYS[match[1]]


def next_weekday(today: date, weekday: int) -> date:
    """The next such day after today."""
    return today + timedelta(days=(weekday - today.weekday() - 1) % 7 + 1)


def take_later(said: str, now: datetime) -> datetime | None:
    """A moment later than now: “sau 2 giờ”, “30 phút nữa”, “mai”, “tối nay”, “sáng mai 7h”, “thứ Sáu”."""
    today = local(now).date()
    match = _LATER.search(said)
    if match is not None and match[1] != "nua":
        count = _NUMBERS.get(match[1]) or int(match[1])
        unit = {"phut": timedelta(minutes=1), "ngay": timedelta(days=1)}.get(match[2], timedelta(hours=1))
        return now + count * unit
    clock, rest = take_clock(said)
    day, _ = take_day(rest, today)
    if re.fullmatch(r"(?:dau )?(?:tuan sau|tuan toi)", said):
        return at(next_weekday(today, 0), 6, 30)
    if "toi nay" in said:
        day, clock = today, clock or (19, 0)
    elif re.match(r"(?:dau |cuoi )?chieu\b", said) and clock is None:
        clock = (14, 0)
    elif "toi mai" in said:
        day, clock = today + timedelta(days=1), clock or (19, 0)
    if clock is None and day is None:
        return None
    hour, minute = clock or (6, 30)
    found = at(day or today, hour, minute)
    return found if found > now else at((day or today) + timedelta(days=1), hour, minute)
