"""Who has reported and until when: “thôn em nộp chưa”, “ai chưa báo”, “hạn nộp”."""

import re
from collections.abc import Sequence

from domain.periods import Period, PeriodError
from domain.roles import Role
from handlers import spoken
from handlers.dialogue import plain
from handlers.turn import Example, Handler, Reply, Turn
from reports import figures, naming, rollup
from reports.rollup import MISSING, NIL, Line, Rollup
from reports.room import ROOM, column, row, size
from storage import entries, people
from storage.communes import Unit
from storage.people import Member
from vietnamese import words

# The short forms, without marks and politeness; longer sentences are the reader's (its intent "status").
ASKED = re.compile(
    r"(?:(?:em|thon (?:em|minh|toi)) )?(?:da )?(?:nop|bao|gui)(?: bao cao| so lieu| so)?(?: roi)? chua|nop"
    r"|(?:(?:con )?(?:ai|thon nao|thon mo) )?chua (?:nop|gui|bao(?: cao)?)"
    r"|han(?: nop)?(?: bao cao| bao| chot)?(?: la)?(?: khi nao| bao gio)?|(?:khi nao|bao gio) (?:nop|het han|den han)"
)
WHO = ("ai chua", "ai con", "thon nao", "con thon", "con ai", "may thon", "bao nhieu thon", "thon mo", "thieu", "ca xa")


def _short(turn: Turn) -> str | None:
    """The short forms: they answer no question, and are taken before the reader's idea of what wants help."""
    if turn.reading.figures:
        return None
    said = plain(turn.text).removeprefix("/")
    _, bare = spoken.named_period(turn, said, whole_words=False)
    return said if ASKED.fullmatch(bare) else None


def _read(turn: Turn) -> str | None:
    """Whatever else the reader takes for the question who has reported."""
    return plain(turn.text) if turn.reading.intent == "status" else None


def _looks_down(turn: Turn) -> bool | None:
    return turn.may("see_below") if turn.memberships else None


def _short_member(turn: Turn) -> str | None:
    return _short(turn) if _looks_down(turn) is False else None


def _short_officer(turn: Turn) -> str | None:
    return _short(turn) if _looks_down(turn) else None


def _read_member(turn: Turn) -> str | None:
    return _read(turn) if _looks_down(turn) is False else None


def _read_officer(turn: Turn) -> str | None:
    return _read(turn) if _looks_down(turn) else None


def _officer(turn: Turn, said: str) -> Reply:
    period = spoken.named_period(turn, said, whole_words=False)[0]
    units = [turn.commune.by_key(place.key) for place in turn.reading.places]
    named = [unit for unit in units if unit is not None]
    if named:
        return Reply("\n".join(_own(turn, unit, period) for unit in named[:5]))
    return everyone(turn, period)


def _member(turn: Turn, said: str) -> Reply:
    period = spoken.named_period(turn, said, whole_words=False)[0]
    if not turn.own_units:
        return Reply("Ai đã báo, ai chưa do cán bộ xã xem ạ.", outcome="refused")
    personal = bool(re.search(r"(?<!\S)(?:em|toi|minh) (?:da )?(?:nop|bao|gui)", said))
    lines = [_own(turn, unit, period, personal=personal) for unit in turn.own_units]
    asks_others = any(word in said for word in WHO) and not any(word in said for word in ("thon em", "thon minh"))
    other = [place for place in turn.reading.places if place.key not in {unit.key for unit in turn.own_units}]
    if other or asks_others:
        lines.append("Các thôn khác thì cán bộ xã xem được ạ.")
    return Reply("\n".join(lines))


def beside(turn: Turn) -> Reply:
    """The answer to a question that came in one message with a report."""
    said = plain(turn.text)
    return _officer(turn, said) if turn.may("see_below") else _member(turn, said)


def until(turn: Turn) -> Reply:
    """By when, asked beside a report: the running round's standing, whatever day the report names."""
    if turn.may("see_below"):
        return everyone(turn, None)
    return Reply("\n".join(_own(turn, unit, None) for unit in turn.own_units))


def _own(turn: Turn, unit: Unit, period: Period | None, *, personal: bool = False) -> str:
    """One village: the week that has ended and is still owed comes first."""
    if period is not None:
        return _standing(turn, unit, period, personal)
    lines = []
    for open_unit, week, _due in rollup.owed(turn.tx, turn.commune, turn.now):
        if open_unit.id == unit.id and week.last < turn.today:
            lines.append(_standing(turn, unit, week, personal))
    return "\n".join([*lines, _standing(turn, unit, _running(turn), personal)])


def _running(turn: Turn) -> Period:
    """The period of the commune's cycle that today lies in."""
    return turn.commune.cycle.period_of(turn.today)


def _standing(turn: Turn, unit: Unit, period: Period, personal: bool) -> str:
    """Thôn Tân Long tuần này (17–23/11) đã báo: 27 học viên; hạn 10 giờ sáng thứ Hai 24/11."""
    found = rollup.of_commune(turn.tx, turn.commune, period).only([unit])
    line = next(iter(found.lines), None)
    when = words.period(period, turn.today)
    due = ""
    if turn.commune.cycle.owns(period) and unit.kind == "village":
        due = f"hạn {words.due(turn.commune.due(period, unit.id), turn.today)}"
    if line is None or line.status == MISSING:
        late = "; đã quá hạn" if due and turn.now > turn.commune.due(period, unit.id) else ""
        return f"{unit.name} {when} chưa có số liệu{f' ({due}{late})' if due else ''}."
    if line.status == NIL:
        return f"{unit.name} {when} đã báo không có hoạt động."
    said = " · ".join(figures.inline(turn.commune, line.values)) or "đang chờ rõ có trùng không"
    said += _mine(turn, unit, period) if personal else ""
    gaps = f"; còn {line.lack} chưa báo" if line.lack else ""
    return f"{unit.name} {when} đã báo: {said}{gaps}{f'; {due}' if due else ''}."


def _mine(turn: Turn, unit: Unit, period: Period) -> str:
    """How often the person reported, for whoever asks “em nộp chưa”."""
    if unit not in turn.own_units:
        return ""
    own = [
        entry
        for entry in entries.around(turn.tx, unit.id, period.first, period.last)
        if entry.person_id == turn.person.id and period.first <= entry.last <= period.last
    ]
    return f" (anh/chị báo {len(own)} lần)" if own else " (anh/chị chưa báo lần nào)"


# ── the officer ───────────────────────────────────────────────────────────────────────────────────────────────────────


def everyone(turn: Turn, period: Period | None) -> Reply:
    """Who has reported and who has not, with whom to call; without a period the week just shown, or the open ones."""
    period = period or spoken.last_shown(turn)[0]
    this = _running(turn)
    if period is not None:
        periods = [period]
    else:
        before = turn.commune.cycle.before(this)
        open_weeks = {week.key for _, week, _ in rollup.owed(turn.tx, turn.commune, turn.now)}
        periods = [week for week in (before, this) if week.key == this.key or week.key in open_weeks]
    if len(periods) == 1:
        return Reply(_block(turn, periods[0], ROOM))
    # The week that is still owed is what has to be done; the running one has only begun.
    head, _ = _head(turn, rollup.of_commune(turn.tx, turn.commune, this))
    return Reply(f"{_block(turn, periods[0], ROOM - size(head) - 1)}\n{head}")


def _block(turn: Turn, period: Period, room: int) -> str:
    found = rollup.of_commune(turn.tx, turn.commune, period)
    first, missing = _head(turn, found)
    head = [first]
    villages = [line for line in found.lines if line.unit.kind == "village"]
    done = [f"{line.unit.name}{_how(line)}" for line in villages if line.status != MISSING]
    if done:
        head.append(f"Đã báo: {row(done, room // 4)}.")
    head += _gaps(found, room // 4)
    if not missing:
        return "\n".join(head)
    head.append("Chưa báo:")
    members = people.members(turn.tx, [line.unit.id for line in missing])
    lines = [f"• {line.unit.name}: {contact([m for m in members if m.unit_id == line.unit.id])}" for line in missing]
    return "\n".join([*head, *column(lines, room - size("\n".join(head)) - 1, "thôn")])


def _head(turn: Turn, found: Rollup) -> tuple[str, list[Line]]:
    """Tuần này (17–23/11): 7/10 thôn đã báo, hạn 10 giờ sáng thứ Hai 24/11. And the lines that are missing."""
    period = found.period
    villages = [line for line in found.lines if line.unit.kind == "village"]
    missing = [line for line in villages if line.status == MISSING]
    when = words.period(period, turn.today) + (naming.DECREE if period.decree else "")
    due = f", hạn {words.due(turn.commune.due(period), turn.today)}" if turn.commune.cycle.owns(period) else ""
    return f"{words.sentence(when)}: {len(villages) - len(missing)}/{len(villages)} thôn đã báo{due}.", missing


def _how(line: Line) -> str:
    if line.status == NIL:
        return " (không có hoạt động)"
    return " (sau hạn)" if line.late else ""


def _gaps(found: Rollup, room: int) -> list[str]:
    part = "tháng" if any(line.lack.endswith("tháng") for line in found.lines) else "tuần"
    short = [f"{line.unit.name} ({line.lack})" for line in found.lines if line.lack]
    return [f"Đã báo nhưng còn {part} thiếu: {row(short, room)}."] if short else []


def contact(members: Sequence[Member]) -> str:
    """Whom to call in a village: its leaders, else how many members there are; and whom the bot cannot reach."""
    known: dict[int, list[Member]] = {}
    for member in members:
        known.setdefault(member.person_id, []).append(member)
    leaders = [mine for mine in known.values() if any(m.role == Role.LEADER for m in mine)]
    if leaders:
        return ", ".join(f"tổ trưởng {mine[0].name}{_reach(mine)}" for mine in leaders)
    if not known:
        return "chưa có ai vào tổ"
    within = sum(not _reach(mine) for mine in known.values())
    first = next(iter(known.values()))
    if len(known) == 1:
        return f"{first[0].name}{_reach(first)}"
    return f"chưa có tổ trưởng; {len(known)} người, em nhắn được {within}"


def _reach(mine: Sequence[Member]) -> str:
    """Empty where the bot can write to the person at any address."""
    joined = [m for m in mine if m.address_id is not None and m.consented]
    if any(not m.unreachable and not m.silent for m in joined):
        return ""
    if not joined:
        return " (chưa vào sổ)"
    return " (đã dừng nhận tin)" if any(m.silent for m in mine) else " (em không nhắn tới được)"


def _pressed(turn: Turn, key: str) -> Reply:
    if not turn.memberships or not turn.may("see_below"):
        return Reply("Ai đã báo, ai chưa do cán bộ xã xem ạ.", outcome="refused")
    try:
        return everyone(turn, naming.decode(key))
    except PeriodError:
        return Reply("Nút này không còn dùng được; anh/chị nhắn “ai chưa báo” ạ.")


_MEMBER = (Example("thôn em nộp chưa", "tuần này đã có số chưa, hạn khi nào"),)
_OFFICER = (Example("ai chưa báo", "thôn nào chưa báo, gọi ai"),)

# Tried before an open question, and before help.
SHORT = (
    Handler("status", _MEMBER, _short_member, _member, interrupts=True),
    Handler(
        "missing", _OFFICER, _short_officer, _officer, actions={"thieu": _pressed}, interrupts=True, audience="officer"
    ),
)
HANDLERS = (
    Handler("status.read", (), _read_member, _member),
    Handler("missing.read", (), _read_officer, _officer, audience="officer"),
)
