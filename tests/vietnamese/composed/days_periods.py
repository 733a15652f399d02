"""Weeks, months, lunar days and days that are none, as people name them; and any of all these."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from tests.vietnamese.composed.days_named import (
    NAMES,
    Day,
    ago,
    month_words,
    on,
    pick,
    this_day,
    week_of,
    weekday,
    written,
    yesterday,
)

_THIS_WEEK = (
    "tuần này | tuần ni | trong tuần này | tuan nay | cả tuần này || tuần nay | trong tuần ni | tuần này thôi | "
    "nguyên tuần này | từ đầu tuần tới giờ"
)
_LAST_WEEK = (
    "tuần trước | tuần rồi | tuần vừa rồi | cả tuần trước | tuần trc || tuần vừa qua | trong tuần trước | tuần vừa r | "
    "nguyên tuần rồi | hồi tuần trước"
)
_WEEK = "tuần {n} | tuần thứ {n} | W{n} | tuần {n}/{y} || tuần {n} năm {y} | w{n} | tuần số {n} | trong tuần {n}"
_WEEK_DATED = "tuần {n} ({a} - {b}) | tuần {n} từ {a} đến {b} || tuần {n} ({a}-{b}) | tuần {n} từ ngày {a} tới {b}"
_ENDS = "cuối tuần trước | cuối tuần rồi || 2 ngày cuối tuần trước | hai ngày cuối tuần rồi | cuối tuần vừa rồi"
_SPANS = (
    "từ {a} đến {b} | {a} - {b} | từ ngày {a} tới {b} || từ {a} tới ngày {b} | từ ngày {a} đến hết ngày {b} "
    "| tuần từ {a} đến {b}"
)
_DAYSPANS = (
    "từ {v} tới {w} tuần trước | từ {v} đến {w} tuần rồi || tuần trước từ {v} tới {w} | {v} đến {w} tuần vừa rồi"
)
_SINCE = "từ {v} tới nay | từ {v} đến hôm nay || từ {v} tới bữa nay | từ {v} đầu tuần đến nay"
_TWO = (
    "tối {v} với tối {w} tuần này | hai bữa {v} và {w} tuần trước || 2 bữa {v} với {w} tuần rồi | sáng {v} "
    "và sáng {w} tuần này"
)
_MONTHS = (
    "tháng {m} | tháng {m}/{y} | trong tháng {m} | T{m} | cả tháng {m} || tháng {m:02} | tháng {m} năm {y} | thg {m} | "
    "tháng {m} vừa rồi | nguyên tháng {m} | tháng {m}-{y}"
)
_SAID_MONTHS = "tháng {M} || trong tháng {M}"
_THIS_MONTH = "tháng này | tháng ni | trong tháng này || thang nay | cả tháng này | từ đầu tháng tới giờ"
_LAST_MONTH = (
    "tháng trước | tháng rồi | tháng vừa rồi || trong tháng trước | tháng vừa qua | tháng trc | nguyên tháng rồi"
)
_LUNAR = (  # the first days of the moons, of the year before the next New Year
    (date(2025, 8, 23), 7),
    (date(2025, 9, 22), 8),
    (date(2025, 10, 21), 9),
    (date(2025, 11, 20), 10),
    (date(2025, 12, 20), 11),
    (date(2026, 1, 19), 12),
    (date(2026, 2, 17), 1),
    (date(2026, 3, 19), 2),
    (date(2026, 4, 17), 3),
    (date(2026, 5, 17), 4),
    (date(2026, 6, 15), 5),
    (date(2026, 7, 14), 6),
    (date(2026, 8, 13), 7),
    (date(2026, 9, 11), 8),
    (date(2026, 10, 10), 9),
    (date(2026, 11, 9), 10),
)
_MOON = {1: "giêng", 12: "chạp"}
_FULL = "rằm tháng {m} | hôm rằm tháng {m} || rằm tháng {m} vừa rồi | đúng rằm tháng {m}"
_MOONDAY = (
    "{d} tháng {m} âm lịch | ngày {d} tháng {m} âm || {d}/{n} âm lịch | hôm {d} tháng {m} âm | {d} tháng {m} (âm lịch)"
)
_NEWYEAR = "mùng {d} tết | mồng {d} Tết || hôm mùng {d} tết | mùng {d} Tết vừa rồi"
_FAULTY = (  # days that no calendar has
    "31/11 | ngày 31/9 | 30/2 | ngày 32/10 | ngày 31 tháng 6 | ngày 31/4/{y} || 31/6 | ngày 30/02/{y} | ngày 31 "
    "tháng 11 | ngày 35/10 | ngày 31/09/{y} | tuần 54 | hôm 31/4 | tuần 60 | tháng 13"
)


def _month(words: str, day: date) -> Day:
    return Day(words, {"month": f"{day:%Y-%m}"}, "month")


def _some_week(rng: Random, now: datetime, side: str) -> Day:
    today = now.date()
    monday = today - timedelta(days=today.weekday())
    kind = rng.randrange(9)
    if kind < 2:
        words = pick(rng, _THIS_WEEK, side)
        return week_of("tuần này" if "đầu tuần" in words and today.weekday() < 2 else words, today)
    if kind < 4:
        return week_of(pick(rng, _LAST_WEEK, side), monday - timedelta(days=7))
    if kind < 6:
        day = today - timedelta(weeks=rng.choice((0, 0, 1, 1, 2, 3, 5)))
        year, week, _ = day.isocalendar()
        words = pick(rng, _WEEK, side).replace("thứ {n}", "thứ {n}" if week > 12 else "{n}")
        if day < monday and rng.random() < 0.25:
            words = pick(rng, _WEEK_DATED, side)
        start = day - timedelta(days=day.weekday())
        a, b = (f"{d.day}/{d.month}" for d in (start, start + timedelta(days=6)))
        return week_of(words.format(n=week, y=year, a=a, b=b), day)
    if kind == 6 and today.weekday() < 4:
        return week_of(pick(rng, _ENDS, side), monday - timedelta(days=7))
    start = monday - timedelta(weeks=rng.choice((1, 1, 2)))
    first, last = sorted(rng.sample(range(7), 2))
    if kind == 7:
        written = rng.choice(("{0.day}/{0.month}", "{0:%d/%m}", "{0:%d/%m/%Y}"))
        a, b = (written.format(start + timedelta(days=d)) for d in (first, last))
        return week_of(pick(rng, _SPANS, side).format(a=a, b=b), start)
    v, w = (pick(rng, NAMES[d], side) for d in (first, last))
    if rng.random() < 0.3 and today.weekday() > 1:
        return week_of(pick(rng, _SINCE, side).format(v=pick(rng, NAMES[rng.randrange(today.weekday())], side)), today)
    words = pick(rng, rng.choice((_DAYSPANS, _TWO)), side)
    if "tuần này" in words:
        if last >= today.weekday():
            return week_of(pick(rng, _THIS_WEEK.replace("từ đầu tuần tới giờ", "tuần này"), side), today)
        return week_of(words.format(v=v, w=w), today)
    return week_of(words.format(v=v, w=w), monday - timedelta(days=7))


def _some_month(rng: Random, now: datetime, side: str) -> Day:
    today = now.date()
    back = rng.choice((0, 0, 1, 1, 1, 2, 4))
    months = today.year * 12 + today.month - 1 - back
    day = date(months // 12, months % 12 + 1, 1)
    if back < 2 and rng.random() < 0.5:
        words = pick(rng, _LAST_MONTH if back else _THIS_MONTH, side)
        return _month("tháng này" if "đầu tháng" in words and today.day < 6 else words, day)
    words = pick(rng, _SAID_MONTHS if rng.random() < 0.2 else _MONTHS, side)
    if day.month < 8:  # T2 … T7 are days of the week
        words = words.replace("T{m}", "tháng {m}")
    return _month(words.format(m=day.month, y=day.year, M=month_words(day.month)), day)


def _lunar(rng: Random, now: datetime, side: str) -> Day:
    today = now.date()
    moons = [(first, moon) for first, moon in _LUNAR if timedelta() <= today - first <= timedelta(days=45)]
    if not moons:
        return written(rng, now, side)
    first, moon = rng.choice(moons)
    name = _MOON.get(moon, rng.choice((str(moon), month_words(moon))))
    full = first + timedelta(days=14)
    if full <= today and rng.random() < 0.5:
        return on(pick(rng, _FULL, side).format(m=name), full)
    day = rng.randint(1, min(29, (today - first).days + 1))
    when = first + timedelta(days=day - 1)
    if moon == 1 and day <= 10:
        return on(pick(rng, _NEWYEAR, side).format(d=day), when)
    said = rng.choice(("mùng", "mồng")) + f" {day}" if day <= 10 else str(day)
    return on(pick(rng, _MOONDAY, side).format(d=said, n=moon, m=name), when)


def _faulty(rng: Random, now: datetime, side: str) -> Day:
    if rng.random() < 0.6:
        words = pick(rng, _FAULTY, side)
        return Day(words.format(y=now.year), None, "week" if "t" in words[:1] else "day", True)
    day = now.date() + timedelta(days=rng.randint(2, 40))
    words = pick(rng, "ngày {d}/{m}/{y} | {d:02}/{m:02}/{y} || ngày {d} tháng {m} năm {y} | {d}-{m}-{y}", side)
    return Day(words.format(d=day.day, m=day.month, y=day.year), {"date": day.isoformat()}, "day", True)


Naming = Callable[[Random, datetime, str], Day]
NAMINGS: tuple[tuple[Naming, int], ...] = (
    (this_day, 5),
    (yesterday, 4),
    (ago, 2),
    (weekday, 5),
    (written, 5),
    (_some_week, 6),
    (_some_month, 3),
    (_lunar, 1),
)
SPOKEN: tuple[Naming, ...] = (this_day, yesterday, weekday)  # days of a part of the day, for more than one of them


def named(rng: Random, now: datetime, side: str) -> Day:
    """Any day, week or month up to now."""
    return rng.choices([n for n, _ in NAMINGS], [weight for _, weight in NAMINGS])[0](rng, now, side)


def with_days(rng: Random, now: datetime, side: str) -> tuple[Day, str, str]:
    """This week or the last, and two of its days up to now."""
    back = now.weekday() < 2 or rng.random() < 0.4
    first, last = sorted(rng.sample(range(7 if back else now.weekday() + 1), 2))
    day = now.date() - timedelta(days=7 if back else 0)
    words = pick(rng, _LAST_WEEK if back else "tuần này | tuần ni || trong tuần này | tuần nay", side)
    return week_of(words, day), pick(rng, NAMES[first], side), pick(rng, NAMES[last], side)


def faulty(rng: Random, now: datetime, side: str) -> Day:
    """A day that no calendar has, or that is yet to come."""
    return _faulty(rng, now, side)
