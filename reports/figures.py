"""Lines of figures: a total under its label, beside the period before it and the target it works towards."""

from collections.abc import Mapping
from datetime import date

from domain.periods import Period
from reports import aims as targets
from reports import naming, rollup
from reports.rollup import Rollup
from storage.communes import Commune
from storage.tx import Tx
from vietnamese import words


def number(commune: Commune, key: str, value: int) -> str:
    """145 lượt người; without the unit where the label says it already (buổi hỗ trợ: 18)."""
    indicator = commune.indicator(key)
    unit = "" if indicator.unit.lower() in indicator.short.lower() else f" {indicator.unit}"
    return f"{words.number(value)}{unit}"


def inline(commune: Commune, values: Mapping[str, int]) -> list[str]:
    """["27 học viên", "11 VNeID"] in the catalogue's order."""
    return [f"{words.number(values[key])} {commune.indicator(key).short}" for key in commune.in_order(values)]


def lines(
    commune: Commune,
    found: Rollup,
    today: date,
    before: Mapping[str, int] | None = None,
    aims: Mapping[str, str] | None = None,
) -> list[str]:
    """One line an indicator that is asked for or was given; none at all where nothing was.

    • Học viên: 145 lượt người (tuần trước 120, +20,8%)
    """
    totals, estimates = found.totals, found.estimates
    if not totals:  # nobody gave anything: who is missing says enough
        return []
    result = []
    for key in commune.in_order({*commune.on, *totals}):
        label = words.sentence(commune.indicator(key).short)
        if key not in totals:
            said = "chưa có số"
        else:
            said = number(commune, key, totals[key]) + (" (có số ước)" if key in estimates else "")
            said += _change(found.period, totals[key], (before or {}).get(key), today)
        if aims and key in aims:
            said += f"; {aims[key]}"
        result.append(f"• {label}: {said}")
    return result


def _change(period: Period, value: int, before: int | None, today: date) -> str:
    """Beside the period before; without a percentage while the period runs, as half a week says nothing yet."""
    if before is None:
        return ""
    name = naming.BEFORE[period.kind]
    if naming.is_running(period, today):
        return f" (cả {name} {words.number(before)})"
    if before == 0 or before == value:
        return f" ({name} {words.number(before)})"
    sign = "+" if value > before else "-"
    return f" ({name} {words.number(before)}, {sign}{words.percent(abs(value - before), before)})"


def previous(tx: Tx, commune: Commune, period: Period) -> dict[str, int]:
    """The totals of the period to compare with; empty where there is none."""
    earlier = naming.before(period)
    return rollup.totals(tx, commune, earlier.first, earlier.last) if earlier else {}


def aims(tx: Tx, commune: Commune, period: Period, today: date) -> dict[str, str]:
    """By indicator, how far the commune has come with its target (the longest one that holds the period): năm
    779/1.045 (74,5% chỉ tiêu), với tốc độ này đạt ngày 20/12."""
    until = min(period.last, today)
    return {aim.indicator: targets.said(aim, until) for aim in targets.of_commune(tx, commune, period)}
