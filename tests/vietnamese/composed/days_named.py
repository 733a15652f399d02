"""Days, weeks and months as people name them: the words, and what they mean on a given day."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from domain.frozen import frozen
from tests.vietnamese.variants_words import in_words


@frozen
class Day:
    """A day, week or month named: its words, what they mean (None for nothing), and whether to ask."""

    words: str
    when: dict[str, str] | None
    kind: str  # "day", "week" or "month"
    ask: bool = False


def pick(rng: Random, phrases: str, side: str) -> str:
    """One of the phrases; left of "||" are those of side A, right of it those of side B."""
    a, _, b = phrases.partition(" || ")
    return rng.choice((a if side == "A" or not b else b if side == "B" else f"{a} | {b}").split(" | "))


def on(words: str, day: date) -> Day:
    return Day(words, {"date": day.isoformat()}, "day")


def week_of(words: str, day: date) -> Day:
    year, week, _ = day.isocalendar()
    return Day(words, {"week": f"{year}-W{week:02d}"}, "week")


def _month(words: str, day: date) -> Day:
    return Day(words, {"month": f"{day:%Y-%m}"}, "month")


_TODAY = (
    "hôm nay | hnay | bữa nay | bữa ni | nay | hom nay | hum nay | ngày hôm nay || hôm ni | h.nay | trong ngày "
    "hôm nay | hum ni | bửa nay | trong hôm nay"
)
_TODAY_TWICE = (
    "hôm nay {w} ngày {d}/{m} | hôm nay {d}/{m} | hôm nay ngày {d}/{m}/{y} || hôm nay, {w} {d}/{m} | hnay "
    "{d}/{m} | bữa nay {w}"
)
_PARTS = {  # from which hour on
    9: (
        "sáng nay | 8h sáng nay | sáng ni | hồi sáng | buổi sáng nay || ban sáng | lúc 8h sáng nay | sáng hôm "
        "nay | hồi sáng nay | trong sáng nay"
    ),
    13: "trưa nay | trưa ni || hồi trưa nay | trưa hôm nay",
    16: "chiều nay | chiều ni | hồi chiều nay || chiều hôm nay | xế chiều nay | buổi chiều nay",
    20: "tối nay | tối ni | hồi tối nay || buổi tối nay | tối hôm nay | chập tối nay",
}
_YESTERDAY = (
    "hôm qua | hqua | bữa qua | hum qua | tối qua | tối hôm qua | chiều qua | hum wa | hồi hôm | ngày hôm qua | "
    "sáng qua | tối qua lúc 19h30 || hôm wa | đêm qua | chiều hôm qua | sáng hôm qua | hqa | khi hôm | buổi tối "
    "hôm qua | tối bữa qua | chiều tối qua | trưa hôm qua | lúc 7h tối qua | từ 7h tới 9h tối qua"
)
_YESTERDAY_TWICE = (
    "hôm qua {w} | hôm qua {d}/{m} | tối qua {w} ngày {d}/{m} || hôm qua ({d}/{m}) | hqua {w} | hôm qua ngày {d}/{m}"
)
_BEFORE = "hôm kia | bữa kia | hum kia | tối hôm kia || ngày hôm kia | chiều hôm kia | sáng bữa kia | hôm kia á"
_AGO = "cách đây {w} hôm | {n} ngày trước | {w} bữa trước || cách đây {n} ngày | {n} hôm trước | cách nay {w} bữa"
NAMES = (
    "thứ hai | thứ 2 | t2 || T2 | thu 2 | thứ Hai",
    "thứ ba | thứ 3 | t3 || T3 | thứ Ba",
    "thứ tư | thứ 4 | t4 || T4 | thứ Tư",
    "thứ năm | thứ 5 | t5 || T5 | thứ Năm",
    "thứ sáu | thứ 6 | t6 || T6 | thứ Sáu",
    "thứ bảy | thứ 7 | t7 || T7 | thứ Bảy | thứ bẩy",
    "chủ nhật | cn | chủ nhựt || CN | Chủ nhật | chúa nhật",
)
_RECENT = "{w} | hôm {w} | tối {w} | {w} vừa rồi | chiều {w} || bữa {w} | sáng {w} | {w} vừa qua | tối hôm {w}"
_THIS = "{w} tuần này | tối {w} tuần này || {w} tuần ni | hôm {w} tuần này"
_LAST = (
    "{w} tuần trước | {w} tuần rồi | tối {w} tuần trước || hôm {w} tuần rồi | {w} của tuần trước | chiều {w} "
    "tuần vừa rồi"
)
_WRITTEN = (
    "{d}/{m} | ngày {d}/{m} | ngày {d}/{m}/{y} | {d:02}/{m:02}/{y} | ngày {d} tháng {m} | hôm {d}/{m} | {d}-{m}-{y} | "
    "tối {d}/{m} || bữa {d}/{m} | {d:02}/{m:02} | ngày {d:02} tháng {m:02} năm {y} | {d}.{m}.{y} | sáng ngày {d}/{m} | "
    "{d}/{m}/{s} | chiều {d}/{m} | {y}-{m:02}-{d:02} | hôm {d} tháng {m} | ngày {d}-{m} | {d} tháng {m}"
)
_BOTH = (
    "{w} ngày {d}/{m} | tối {w} {d}/{m} | {w} {d}/{m} | {w}, ngày {d}/{m}/{y} || {w} ({d}/{m}) | ngày {d}/{m} "
    "{w} | hôm {w} ngày {d} tháng {m} | {w}, {d}/{m} | chiều {w} ngày {d:02}/{m:02}/{y}"
)
_NUMBERED = "ngày {d} | hôm {d} | ngày {d} vừa rồi || bữa {d} | hôm {d} tây | ngày {d} tháng này"
_SAID = "ngày {D} tháng {M} | hôm {D} tháng {M} || {w} ngày {D} tháng {M} | bữa {D} tháng {M}"
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


def _today(rng: Random, now: datetime, side: str) -> Day:
    if rng.random() < 0.15:
        return on(_filled(rng, _TODAY_TWICE, now.date(), side), now.date())
    parts = [words for hour, words in _PARTS.items() if now.hour >= hour]
    return on(pick(rng, rng.choice([_TODAY, _TODAY, *parts]), side), now.date())


def _filled(rng: Random, phrases: str, day: date, side: str) -> str:
    name = pick(rng, NAMES[day.weekday()], side)
    return pick(rng, phrases, side).format(w=name, d=day.day, m=day.month, y=day.year)


def _yesterday(rng: Random, now: datetime, side: str) -> Day:
    day = now.date() - timedelta(days=1)
    return on(_filled(rng, _YESTERDAY if rng.random() < 0.85 else _YESTERDAY_TWICE, day, side), day)


def _ago(rng: Random, now: datetime, side: str) -> Day:
    if rng.random() < 0.6:
        return on(pick(rng, _BEFORE, side), now.date() - timedelta(days=2))
    back = rng.randint(2, 6)
    return on(pick(rng, _AGO, side).format(n=back, w=in_words(back)), now.date() - timedelta(days=back))


def _weekday(rng: Random, now: datetime, side: str) -> Day:
    today = now.date()
    monday = today - timedelta(days=today.weekday())
    frame, back = rng.choice(((_RECENT, 0), (_RECENT, 0), (_LAST, 7), (_THIS, 0)))
    if frame is _RECENT:
        day = today - timedelta(days=rng.randint(1, 6))
    elif back:
        day = monday - timedelta(days=rng.randint(1, 7))
    else:
        day = monday + timedelta(days=rng.randint(0, today.weekday()))
        if day == today:
            return _today(rng, now, side)
    words = pick(rng, frame, side)
    name = pick(rng, NAMES[day.weekday()], side)
    if name.lower() == "cn" and words == "{w}":
        words = "{w} vừa rồi"
    return on(words.format(w=name), day)


def _written(rng: Random, now: datetime, side: str) -> Day:
    back = rng.choice((0, 0, 1, 1, 2, 3, rng.randint(4, 30), rng.randint(4, 90)))
    day = now.date() - timedelta(days=back)
    frame = rng.choice((_WRITTEN, _WRITTEN, _WRITTEN, _BOTH, _SAID, _NUMBERED))
    if frame is _NUMBERED and (back > 20 or day.month != now.month):
        frame = _WRITTEN
    if frame is _NUMBERED and day.day <= 10:
        frame = "ngày {d} | ngày {d} vừa rồi || ngày {d} tháng này"
    said = "mùng " + in_words(day.day) if day.day <= 10 else in_words(day.day)
    words = pick(rng, frame, side)
    name = pick(rng, NAMES[day.weekday()], side)
    if words.startswith("{w}") and name.lower() == "cn":  # chứng nhận is as short
        name = "chủ nhật"
    words = words.format(
        d=day.day,
        m=day.month,
        y=day.year,
        s=day.year % 100,
        w=name,
        D=said,
        M=month_words(day.month),
    )
    if not back and now.hour < 20 and words.startswith(("tối", "chiều", "sáng")):
        words = words.split(" ", 1)[1]
    return on(words, day)


def month_words(month: int) -> str:
    """A month as it is said: tháng tư, tháng mười hai."""
    return "tư" if month == 4 else in_words(month)


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
        return _written(rng, now, side)
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
    (_today, 5),
    (_yesterday, 4),
    (_ago, 2),
    (_weekday, 5),
    (_written, 5),
    (_some_week, 6),
    (_some_month, 3),
    (_lunar, 1),
)
SPOKEN: tuple[Naming, ...] = (_today, _yesterday, _weekday)  # days of a part of the day, for more than one of them


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
