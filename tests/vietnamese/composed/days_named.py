"""Days as people name them: the words, and what they mean when they are sent."""

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


def this_day(rng: Random, now: datetime, side: str) -> Day:
    """Today, or a part of it that is past."""
    if rng.random() < 0.15:
        return on(_filled(rng, _TODAY_TWICE, now.date(), side), now.date())
    parts = [words for hour, words in _PARTS.items() if now.hour >= hour]
    return on(pick(rng, rng.choice([_TODAY, _TODAY, *parts]), side), now.date())


def _filled(rng: Random, phrases: str, day: date, side: str) -> str:
    name = pick(rng, NAMES[day.weekday()], side)
    return pick(rng, phrases, side).format(w=name, d=day.day, m=day.month, y=day.year)


def yesterday(rng: Random, now: datetime, side: str) -> Day:
    """The day before, or a part of it."""
    day = now.date() - timedelta(days=1)
    return on(_filled(rng, _YESTERDAY if rng.random() < 0.85 else _YESTERDAY_TWICE, day, side), day)


def ago(rng: Random, now: datetime, side: str) -> Day:
    """A day so many days back."""
    if rng.random() < 0.6:
        return on(pick(rng, _BEFORE, side), now.date() - timedelta(days=2))
    back = rng.randint(2, 6)
    return on(pick(rng, _AGO, side).format(n=back, w=in_words(back)), now.date() - timedelta(days=back))


def weekday(rng: Random, now: datetime, side: str) -> Day:
    """A weekday: the last one, one of this week or of the last."""
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
            return this_day(rng, now, side)
    words = pick(rng, frame, side)
    name = pick(rng, NAMES[day.weekday()], side)
    if name.lower() == "cn" and words == "{w}":
        words = "{w} vừa rồi"
    return on(words.format(w=name), day)


def written(rng: Random, now: datetime, side: str) -> Day:
    """A day of a month, in digits or words."""
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
