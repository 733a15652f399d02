"""One value and the words that gave it: the line that every figure can be traced to."""

from collections.abc import Iterable, Sequence
from datetime import date

from domain.periods import local
from reports.room import ROOM, clip, column, size
from storage.ledger import Statement
from vietnamese import words
from vietnamese.redact import redact


def fit(lines: Sequence[str], what: str, last: str = "") -> str:
    """The lines that fit one message, always with the last one; what is left out is counted."""
    return "\n".join([*column(lines, ROOM - size(last) - 1, what), *([last] if last else [])])


def line(one: Statement, today: date) -> str:
    """12, thứ Năm 20/11: Đinh Thị Sen, 19:30, “hnay 12 hv, 5 vneid, 2 buổi”."""
    return f"{words.number(one.value)}{marks(one)}, {said(one, today)}"


def marks(one: Statement) -> str:
    """What is to be known about the value itself: an estimate, not counted yet, corrected."""
    estimate = " (ước)" if one.estimate else ""
    held = " (chưa tính, chờ rõ có trùng không)" if one.held else ""
    return estimate + held + (f" (sửa từ {words.number(one.was)})" if one.was is not None else "")


def said(one: Statement, today: date) -> str:
    """Of which days, by whom, when and in which words."""
    days = words.span(one.first, one.last, today) if one.first != one.last else words.day(one.last, today)
    at = local(one.said_at)
    said_day = "" if at.date() == one.last else f" {words.short_day(at.date())}"
    by = one.name or ("nhập từ tệp" if one.channel == "import" else "người đã rời tổ")
    return f"{days}: {by}, {words.clock(one.said_at)}{said_day}, “{clip(redact(one.words), 90)}”"


def people(of: Iterable[Statement]) -> str:
    """Who gave counted values, each with how often: Sen 2 lần, Rôm 1 lần."""
    names: dict[str, int] = {}
    for one in of:
        if not one.held:
            name = one.name or ("tệp" if one.channel == "import" else "người đã rời tổ")
            bare = name.split("(")[0].split() if one.name else []
            name = bare[-1] if bare else name
            names[name] = names.get(name, 0) + 1
    return ", ".join(f"{name} {times} lần" for name, times in names.items())
