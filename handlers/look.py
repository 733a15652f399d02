"""Looking: what I sent and what my village has, in this round and in the one before it while that is still owed."""

from domain.periods import Period
from handlers import recording, say
from handlers.dialogue import plain
from handlers.turn import Example, Handler, Reply, Turn
from storage import entries, people
from storage.communes import Unit
from storage.entries import Entry
from vietnamese import words

MOST = 8  # entries shown: one screen of a phone


def _recognise(turn: Turn) -> bool | None:
    if not turn.own_units:
        return None
    said = plain(turn.text)
    return True if said in ("xem", "/xem", "xem lai", "xem so", "xem so lieu", "xem cua toi", "em da gui gi") else None


def _answer(turn: Turn, _match: object) -> Reply:
    return Reply("\n".join(line for unit in turn.own_units for line in _village(turn, unit)))


def _village(turn: Turn, unit: Unit) -> list[str]:
    cycle = turn.commune.cycle
    this = cycle.period_of(turn.today)
    lines = _round(turn, unit, this)
    if not entries.around(turn.tx, unit.id, this.first, this.last) or recording.owed_week(turn, unit):
        lines += _round(turn, unit, cycle.before(this))
    return lines


def _round(turn: Turn, unit: Unit, one: Period) -> list[str]:
    found = [e for e in entries.around(turn.tx, unit.id, one.first, one.last) if one.first <= e.last <= one.last]
    head = f"{unit.name}, {say.when(turn, one)}:"
    if not found:
        return [f"{head} chưa có số liệu."]
    named = people.names(turn.tx, [e.person_id for e in found if e.person_id])
    shown = sorted(found, key=lambda e: (e.last, e.stored_at))[-MOST:]
    lines = [head] + [f"• {_line(turn, entry, named)}" for entry in shown]
    if len(found) > MOST:
        lines.append(f"(và {len(found) - MOST} lần báo trước đó)")
    total = entries.totals(found, one.first, one.last)
    if total:
        lines.append(f"Cộng: {say.figures(turn.commune, total)}.")
    return lines


def _line(turn: Turn, entry: Entry, named: dict[int, str]) -> str:
    who = "anh/chị" if entry.person_id == turn.person.id else recording.short_name(named.get(entry.person_id or 0, ""))
    held = [key for key, value in entry.values.items() if value.held]
    what = "không có hoạt động" if entry.nil else say.inline(turn.commune, entry.values)
    mark = " (chưa cộng: chờ trả lời có trùng không)" if held else ""
    when = words.short_day(entry.last) if entry.first == entry.last else words.span(entry.first, entry.last)
    return f"{when} {what}{mark}{f' ({who})' if who else ''}"


HANDLER = Handler("look", (Example("xem", "xem số anh/chị và thôn đã gửi"),), _recognise, _answer, interrupts=True)
