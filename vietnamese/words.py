"""From values to words: numbers, days, periods and names as a neighbour would write them in a chat."""

from collections.abc import Iterable
from datetime import date, datetime

from domain.periods import Period, local, week_of

WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def number(value: int) -> str:
    """1045 → 1.045: a point groups thousands in Vietnamese."""
    return f"{value:,}".replace(",", ".")


def percent(part: int, whole: int, decimals: int = 1) -> str:
    """A rate from its stored parts, rounded half up: percent(779, 1045) → 74,5%. `whole` must be positive."""
    scale = 10**decimals
    tenths = (part * 100 * scale * 2 + whole) // (whole * 2)
    units, rest = divmod(tenths, scale)
    return f"{number(units)},{rest:0{decimals}}%" if decimals else f"{number(units)}%"


def day(value: date, today: date | None = None) -> str:
    """thứ Năm 20/11; with the year where it is not this year's."""
    year = f"/{value.year}" if today is None or value.year != today.year else ""
    return f"{WEEKDAYS[value.weekday()]} {value.day}/{value.month}{year}"


def near_day(value: date, today: date) -> str:
    """hôm nay, hôm qua, or thứ Năm 20/11."""
    if value == today:
        return "hôm nay"
    return "hôm qua" if value.toordinal() + 1 == today.toordinal() else day(value, today)


def short_day(value: date) -> str:
    """20/11."""
    return f"{value.day}/{value.month}"


def full_day(value: date) -> str:
    """20/11/2025, the form of documents."""
    return f"{value.day:02}/{value.month:02}/{value.year}"


def span(first: date, last: date, today: date | None = None) -> str:
    """17–23/11, 29/12–4/1, 1/7–22/11; with the year where the last day is not in this year."""
    year = "" if today is None or last.year == today.year else f"/{last.year}"
    if first == last:
        return f"{short_day(first)}{year}"
    start = str(first.day) if (first.year, first.month) == (last.year, last.month) else short_day(first)
    return f"{start}–{short_day(last)}{year}"


def period(value: Period, today: date) -> str:
    """How a period is said in a chat: villagers do not count ISO weeks."""
    days = span(value.first, value.last, today)
    match value.kind:
        case "day":
            return day(value.first, today)
        case "week":
            this = week_of(today)
            if value.first == this.first:
                return f"tuần này ({days})"
            if value.last.toordinal() + 1 == this.first.toordinal():
                return f"tuần trước ({days})"
            return f"tuần {days}"
        case "month":
            name = f"tháng {value.last.month}" + ("" if value.last.year == today.year else f"/{value.last.year}")
        case "quarter":
            name = f"quý {(value.last.month + 2) // 3}/{value.last.year}"
        case "half":
            name = f"6 tháng {'đầu' if value.last.month <= 6 else 'cuối'} năm {value.last.year}"
        case "nine_months":
            name = f"9 tháng năm {value.last.year}"
        case "year":
            name = f"năm {value.last.year}"
        case _:
            return f"từ {span(value.first, value.first, today)} đến {span(value.last, value.last, today)}"
    return f"{name} ({days})"


def clock(moment: datetime) -> str:
    """19:30 on a clock in Vietnam."""
    here = local(moment)
    return f"{here.hour}:{here.minute:02}"


def due(moment: datetime, today: date | None = None) -> str:
    """10 giờ sáng thứ Hai 24/11."""
    here = local(moment)
    part = "sáng" if here.hour < 11 else "trưa" if here.hour < 13 else "chiều" if here.hour < 18 else "tối"
    hour = here.hour if here.hour <= 12 else here.hour - 12
    minutes = f" {here.minute:02}" if here.minute else ""
    return f"{hour} giờ{minutes} {part} {day(here.date(), today or here.date())}"


def listing(items: Iterable[str]) -> str:
    """a, b và c."""
    words = list(items)
    if len(words) < 2:
        return "".join(words)
    return ", ".join(words[:-1]) + " và " + words[-1]


def village(name: str) -> str:
    """A unit's name inside a sentence: “Thôn Tân Long” → “thôn Tân Long”."""
    for head in ("Thôn", "Tổ", "Xã", "Phường", "Tỉnh", "Làng", "Bản", "Khu", "Đặc khu"):
        if name.startswith(head + " "):
            return head.lower() + name[len(head) :]
    return name


def sentence(text: str) -> str:
    """The first letter made a capital, the rest left alone."""
    return text[:1].upper() + text[1:]
