"""A period village by village, and one village's period: what stands behind the commune's totals."""

from datetime import datetime

from domain.periods import Period, local
from reports import difficulties, figures, naming, rollup
from reports.rollup import MISSING, NIL, REPORTED, Line, Rollup
from reports.room import ROOM, clip, column, size
from storage import ledger
from storage.communes import Commune, Unit
from storage.tx import Tx
from vietnamese import words
from vietnamese.redact import redact


def by_village(tx: Tx, commune: Commune, period: Period, _now: datetime) -> str:
    """Every village in a line, then the commune's total; fits one message however many villages there are."""
    found = rollup.of_commune(tx, commune, period)
    head = f"📊 {commune.name} theo thôn, {naming.heading(period)}"
    whole = " · ".join(figures.inline(commune, found.totals)) or "chưa có số"
    end = [f"Cộng: {clip(whole, 400)}", f"Nhắn: {_example(found)} · ai chưa báo"]
    room = ROOM - size("\n".join([head, *end])) - 1
    lines: list[str] = []
    for most in (99, 3, 2, 1):  # fewer figures a village until all villages fit
        lines = [_line(commune, line, most) for line in found.lines]
        if size("\n".join(lines)) <= room:
            break
    return "\n".join([head, *column(lines, room, "thôn"), *end])


def by_indicator(tx: Tx, commune: Commune, period: Period, now: datetime, key: str) -> str:
    """One indicator: the commune's total beside the period before and the target, then every village's figure."""
    today = local(now).date()
    found = rollup.of_commune(tx, commune, period)
    indicator = commune.indicator(key)
    label = words.sentence(indicator.short)
    before, aims = figures.previous(tx, commune, period), figures.aims(tx, commune, period, today)
    whole = [one for one in figures.lines(commune, found, today, before, aims) if one.startswith(f"• {label}: ")]
    head = f"📊 {indicator.label}, {words.village(commune.name)}, {naming.heading(period)}"
    said = {MISSING: "chưa báo", NIL: "không có hoạt động"}
    lines = []
    for line in found.lines:
        value = line.values.get(key)
        shown = said.get(line.status, "không nêu") if value is None else words.number(value)
        estimate = " (có số ước)" if key in line.estimates else ""
        lines.append(f"{line.unit.name}: {shown}{estimate}")
    top = [head, *(whole or [f"• {label}: chưa có số"])]
    return "\n".join([*top, *column(lines, ROOM - size("\n".join(top)) - 1, "thôn")])


def _line(commune: Commune, line: Line, most: int) -> str:
    if line.status == MISSING:
        return f"{line.unit.name}: chưa báo"
    if line.status == NIL:
        return f"{line.unit.name}: không có hoạt động"
    said = figures.inline(commune, line.values)
    shown = " · ".join(said[:most]) + (" …" if len(said) > most else "")
    late = " (sau hạn)" if line.late else ""
    gaps = f" (thiếu {line.lack})" if line.lack else ""
    return f"{line.unit.name}: {shown or 'chờ làm rõ'}{late}{gaps}"


def _example(found: Rollup) -> str:
    reported = found.of(REPORTED) or found.lines
    return words.village(reported[0].unit.name) if reported else "tuần trước"


def one_village(tx: Tx, commune: Commune, unit: Unit, period: Period, now: datetime) -> str:
    """One village's (or team's) period: what it said, beside the period before."""
    today = local(now).date()
    found = rollup.of_commune(tx, commune, period).only([unit])
    lines = [
        f"📊 {unit.name}, {naming.heading(period)}",
        standing(commune, unit, found, naming.is_running(period, today)),
    ]
    if found.totals:
        earlier = naming.before(period)
        before = rollup.of_commune(tx, commune, earlier).only([unit]).totals if earlier else {}
        lines += [line for line in figures.lines(commune, found, today, before) if not line.endswith(": chưa có số")]
    notes = [
        f"{difficulties.NAMES[row.kind]}: {clip(redact(row.text), 300)}"
        for row in ledger.remarks(tx, commune.id, period.first, period.last)
        if row.unit_id == unit.id
    ]
    room = ROOM - size("\n".join(lines)) - 1
    return "\n".join([*lines, *(column(notes, room, "ý") if notes else [])])


def standing(commune: Commune, unit: Unit, found: Rollup, running: bool) -> str:
    """Whether a village has reported, in a sentence; when it is due where it still owes a week."""
    line = next(iter(found.lines), None)
    if line is None or line.status == MISSING:
        if line is None or unit.kind != "village":
            return "Chưa có số liệu."
        due = ""
        if found.period.kind == "week":
            moment = commune.due(found.period)
            due = f" (hạn {words.due(moment, local(moment).date())})"
        return f"Chưa có số liệu{due}." if running else f"Chưa báo{due}."
    if line.status == NIL:
        return "Đã báo: không có hoạt động."
    assert line.first_at is not None
    first = local(line.first_at)
    said = f"Đã báo, lần đầu lúc {words.clock(line.first_at)} {words.day(first.date(), first.date())}"
    said += ", sau hạn" if line.late else ""
    owing = ", ".join(words.span(part.first, part.last) for part in line.owing[-4:])
    part = "tuần" if commune.cycle.kind == "week" else "tháng"
    gaps = f" Còn {part} chưa báo: {owing}." if owing else ""
    return f"{said}.{gaps}"
