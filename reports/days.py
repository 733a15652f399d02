"""A period day by day: what each day's statements add up to, of how many villages."""

from collections.abc import Sequence
from datetime import date, datetime

from domain.periods import Period, local
from reports import figures, naming
from reports.room import ROOM, column, size
from storage import ledger
from storage.communes import Commune, Unit
from storage.tx import Tx
from vietnamese import words


def text(tx: Tx, commune: Commune, period: Period, now: datetime, units: Sequence[Unit]) -> str:
    """A line for every day with figures, oldest first, and the sum: thứ Ba 18/11: 20 học viên · 1 buổi hỗ trợ (2 nơi).

    A figure that was given for several days stands once, with those days.
    """
    today = local(now).date()
    place = units[0].name if len(units) == 1 else commune.name
    head = f"📊 {place} theo ngày, {naming.heading(period)}"
    found: dict[tuple[date, date], dict[str, int]] = {}
    villages: dict[tuple[date, date], set[int]] = {}
    totals: dict[str, int] = {}
    for row in ledger.by_day(tx, [unit.id for unit in units], period.first, period.last):
        span = (row.last, row.first)
        values = found.setdefault(span, {})
        values[row.indicator] = values.get(row.indicator, 0) + int(row.total)
        villages.setdefault(span, set()).add(row.unit_id)
        totals[row.indicator] = totals.get(row.indicator, 0) + int(row.total)
    if not found:
        return f"{head}\nKỳ này chưa có số nào."
    lines = []
    for (last, first), values in sorted(found.items()):
        days = words.day(last, today) if first == last else f"ghi cho cả {words.span(first, last, today)}"
        count = f" ({len(villages[last, first])} nơi)" if len(units) > 1 else ""
        lines.append(f"{words.sentence(days)}: {' · '.join(figures.inline(commune, values))}{count}")
    end = f"Cộng: {' · '.join(figures.inline(commune, totals))}"
    return "\n".join([head, *column(lines, ROOM - size(f"{head}\n{end}") - 1, "ngày"), end])
