"""Sentences that several handlers say: figures by their labels, what was stored, whose a unit is."""

from collections.abc import Iterable, Mapping

from domain.messages import Choice
from domain.periods import Period, span_of
from handlers.turn import Turn
from storage.communes import Commune, Unit
from storage.entries import Entry, Value
from vietnamese import words


def label(commune: Commune, key: str) -> str:
    """An indicator's short label, as inside a sentence: học viên, VNeID, buổi hỗ trợ."""
    return commune.indicator(key).short


def figure(commune: Commune, key: str, value: int) -> str:
    """27 học viên."""
    return f"{words.number(value)} {label(commune, key)}"


def figures(commune: Commune, values: Mapping[str, int], joint: str = " · ") -> str:
    """27 học viên · 11 VNeID · 3 buổi hỗ trợ, in the catalogue's order."""
    return joint.join(figure(commune, key, values[key]) for key in commune.in_order(values))


def bullets(commune: Commune, values: Mapping[str, Value]) -> str:
    """One figure a line under its label, estimates and held figures marked."""
    lines = []
    for key in commune.in_order(values):
        value = values[key]
        mark = " (ước)" if value.estimate else ""
        lines.append(f"• {words.sentence(label(commune, key))}: {words.number(value.value)}{mark}")
    return "\n".join(lines)


def inline(commune: Commune, values: Mapping[str, Value]) -> str:
    """Học viên: 12, VNeID: 5."""
    parts = [
        f"{label(commune, key)}: {words.number(values[key].value)}{' (ước)' if values[key].estimate else ''}"
        for key in commune.in_order(values)
    ]
    return ", ".join(parts)


def of_entry(turn: Turn, entry: Entry) -> str:
    """An entry in one line: học viên 12, VNeID 5 (thôn Tân Long, thứ Năm 20/11)."""
    what = (
        "không có hoạt động"
        if entry.nil
        else ", ".join(
            f"{label(turn.commune, key)} {words.number(entry.values[key].value)}"
            for key in turn.commune.in_order(entry.values)
        )
    )
    return f"{what} ({place(turn, entry.unit_id)}, {days(turn, entry)})"


def place(turn: Turn, unit_id: int) -> str:
    """A unit's name inside a sentence: thôn Tân Long."""
    return words.village(turn.commune.unit(unit_id).name)


def days(turn: Turn, entry: Entry) -> str:
    """The day or period of an entry, as said today."""
    return when(turn, span_of(entry.first, entry.last))


def when(turn: Turn, period: Period) -> str:
    """A day or period, as said today; days that are the commune's own month by that name."""
    cycle = turn.commune.cycle if period.kind == "range" and turn.memberships else None
    return words.period(cycle.period_of(period.last) if cycle and cycle.owns(period) else period, turn.today)


def when_asked(turn: Turn, period: Period) -> str:
    """A day or period inside a question: hôm nay, hôm qua, thứ Ba 18/11, tuần này (17–23/11)."""
    return words.near_day(period.first, turn.today) if period.kind == "day" else when(turn, period)


def people_of(turn: Turn, unit: Unit) -> str:
    """How a village is addressed as a whole: cả thôn, cả tổ."""
    return "cả thôn" if unit.kind == "village" else "cả tổ"


def entry_buttons(entry_id: int) -> tuple[Choice, ...]:
    """The two buttons under every figure that was stored; each knows the entry it is about."""
    return (Choice(f"sua:{entry_id}", "Sửa"), Choice(f"xoa:{entry_id}", "Xoá"))


def names(items: Iterable[str], most: int = 12) -> str:
    """Names in a row, the rest counted: Thôn 3, Thôn 8 và 5 thôn nữa."""
    everything = list(items)
    if len(everything) <= most:
        return ", ".join(everything)
    return ", ".join(everything[:most]) + f" và {len(everything) - most} thôn nữa"


def inline_example(turn: Turn) -> str:
    """An example in the indicators that this commune asks for: “12 học viên, 5 VNeID, 2 buổi”."""
    numbers = (12, 5, 2, 8)
    keys = turn.commune.on[:3]
    return ", ".join(figure(turn.commune, key, number) for key, number in zip(keys, numbers, strict=False))
