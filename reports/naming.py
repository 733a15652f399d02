"""How a report names its period, and which period it is compared with."""

from datetime import date, timedelta

from domain.periods import Period, parse_key, week_of
from vietnamese import words

# What the period to compare with is called.
BEFORE = {
    "week": "tuần trước",
    "month": "tháng trước",
    "quarter": "quý trước",
    "half": "6 tháng trước",
    "nine_months": "cùng kỳ năm trước",
    "year": "năm trước",
}
DECREE = " theo Nghị định 09/2019"
CUT_OFFS = ("month", "quarter", "half", "nine_months", "year")  # kinds for which the decree sets days of its own


def heading(period: Period) -> str:
    """A period in the head of a report, with its days and year: tuần 47 (17–23/11/2025)."""
    days = f"{words.span(period.first, period.last)}/{period.last.year}"
    if period.first.year != period.last.year:
        days = f"{words.short_day(period.first)}/{period.first.year}–{words.short_day(period.last)}/{period.last.year}"
    match period.kind:
        case "day":
            return words.day(period.first)
        case "range":
            return f"từ {days.replace('–', ' đến ')}" if period.days > 31 else days
        case "week":
            name = f"tuần {int(period.key[-2:])}"
        case "month":
            name = f"tháng {period.last.month}"
        case "quarter":
            name = f"quý {period.key[-1]}"
        case "half":
            name = f"6 tháng {'đầu' if period.key.endswith('H1') else 'cuối'} năm"
        case "nine_months":
            name = "9 tháng"
        case _:
            name = f"năm {period.last.year}"
    return f"{name}{DECREE if period.decree else ''} ({days})"


def before(period: Period) -> Period | None:
    """The period of the same kind to compare with: the one before; for nine months and years, last year's."""
    if period.kind == "week":
        return week_of(period.first - timedelta(days=1))
    if period.kind not in BEFORE:
        return None
    year = int(period.key[:4])
    part = period.key[5:]
    if part.isdigit():
        key = f"{year}-{int(part) - 1:02}" if int(part) > 1 else f"{year - 1}-12"
    elif part[:1] in ("Q", "H"):
        most = {"Q": 4, "H": 2}[part[0]]
        key = f"{year}-{part[0]}{int(part[1]) - 1}" if part[1] != "1" else f"{year - 1}-{part[0]}{most}"
    else:
        key = f"{year - 1}-{part}" if part else str(year - 1)
    return parse_key(key, decree=period.decree)


def code(period: Period) -> str:
    """A period as buttons carry it: its key, marked where it has the decree's cut-offs."""
    return f"{period.key}~d" if period.decree else period.key


def decode(text: str) -> Period:
    """The period of a button. Raises PeriodError."""
    key, _, mark = text.partition("~")
    return parse_key(key, decree=mark == "d")


def is_running(period: Period, today: date) -> bool:
    """Whether a period has not ended yet."""
    return period.last >= today
