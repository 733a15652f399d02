"""Targets: how far a commune's figures have come, what share that is, and when they will be met at this pace."""

from datetime import date, timedelta

from domain.frozen import frozen
from domain.periods import Period, PeriodError, day_of, parse_key
from reports import naming, rollup
from reports.room import ROOM, column, size
from storage import ledger
from storage.communes import Commune
from storage.tx import Tx
from vietnamese import words

ENOUGH = 28  # days of a target's period before a pace means anything


@frozen
class Aim:
    """How far a commune has come with a target: what its villages' figures add up to, from the first day of the
    target's period to the last of the one shown."""

    indicator: str
    over: Period
    done: int
    value: int

    @property
    def name(self) -> str:
        """năm 2025, quý 4: the target's period in a sentence."""
        return (
            f"năm {self.over.last.year}" if self.over.kind == "year" else naming.heading(self.over).partition(" (")[0]
        )


def of_commune(tx: Tx, commune: Commune, period: Period) -> list[Aim]:
    """Targets whose period holds the shown one's last day and is not shorter, in the catalogue's order, the shortest
    first; sums of visits and events, never a rate over persons. One whose indicator nobody gave is left out."""
    found: list[Aim] = []
    sums: dict[str, dict[str, int]] = {}
    for row in ledger.targets_of(tx, commune.id):
        try:
            over = parse_key(row.period)
        except PeriodError:  # a period the set-up no longer knows
            continue
        if over.first <= period.last <= over.last and over.days >= period.days:
            if over.key not in sums:
                sums[over.key] = rollup.totals(tx, commune, over.first, period.last)
            if row.indicator in sums[over.key]:
                found.append(Aim(row.indicator, over, sums[over.key][row.indicator], row.value))
    order = commune.in_order({aim.indicator for aim in found})
    return sorted(found, key=lambda aim: (order.index(aim.indicator), aim.over.days))


def text(tx: Tx, commune: Commune, period: Period, today: date) -> str:
    """Every target that holds a period's last day, with how far the commune has come; also those nobody worked on."""
    until = min(period.last, today)
    met = {(aim.indicator, aim.over.key): aim for aim in of_commune(tx, commune, day_of(until))}
    lines = []
    for row in sorted(ledger.targets_of(tx, commune.id), key=lambda row: row.period):
        try:
            over = parse_key(row.period)
        except PeriodError:
            continue
        if until in over:
            aim = met.get((row.indicator, over.key)) or Aim(row.indicator, over, 0, row.value)
            so_far = said(aim, until).removeprefix("năm " if over.kind == "year" else f"{aim.name} ")
            lines.append(f"• {words.sentence(commune.indicator(row.indicator).short)}, {aim.name}: {so_far}")
    head = f"🎯 Chỉ tiêu, {words.village(commune.name)}, tính đến {words.day(until, today)}"
    if not lines:
        return f"{head}: chưa ghi chỉ tiêu nào. Anh/chị nhắn ví dụ “chỉ tiêu chứng nhận 1045 năm {until.year}” ạ."
    return "\n".join([f"{head}:", *column(lines, ROOM - size(head) - 2, "chỉ tiêu")])


def said(aim: Aim, until: date) -> str:
    """năm 779/1.045 (74,5% chỉ tiêu), với tốc độ này đạt ngày 20/12; `until`: the last day with figures."""
    share = f"{words.number(aim.done)}/{words.number(aim.value)} ({words.percent(aim.done, aim.value)} chỉ tiêu)"
    return f"{'năm' if aim.over.kind == 'year' else aim.name} {share}{pace(aim, until)}"


def pace(aim: Aim, until: date) -> str:
    """When the target will be met if it goes on as from its period's first day until now; said from a month in."""
    if aim.done >= aim.value:
        return ", đã đạt"
    over, gone = aim.over, (until - aim.over.first).days + 1
    if aim.done <= 0 or gone < ENOUGH or until >= over.last:
        return ""
    met = over.first + timedelta(days=-(-aim.value * gone // aim.done) - 1)
    if met > over.last:
        return f", với tốc độ này đến hết kỳ được {words.number(aim.done * over.days // gone)}"
    return f", với tốc độ này đạt ngày {words.short_day(met)}"
