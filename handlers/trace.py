"""Where a figure comes from: “vì sao 145” goes down to the entries, the people, the times and the words."""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from domain.frozen import frozen
from domain.periods import Period, PeriodError, parse_key
from handlers import say, spoken
from handlers.dialogue import plain
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from reports import naming, rollup, statements
from reports.room import ROOM, size
from storage import ledger
from storage.communes import Unit
from storage.ledger import Statement
from vietnamese import words

_CUE = re.compile(r"(?<!\S)(?:vi sao|tai sao|sao lai|o dau ra|tu dau|dau ra|giai thich|nguon|gom nhung gi)(?!\S)")
_NUMBER = re.compile(r"(?<!\S)(?P<n>\d[\d.]*)(?!\S)")
_EACH = re.compile(r"(?:xem |chi tiet )?tung lan(?: bao| nhap)?")
SHOWN_FOR = timedelta(hours=24)  # how long after a summary its figures are meant before other periods are searched


@frozen
class Asked:
    """A number asked about, with whatever else was named; `every` asks for all statements of a village instead."""

    number: int = 0
    indicator: str = ""
    unit: Unit | None = None
    period: Period | None = None
    every: bool = False


@frozen
class Found:
    """A total that equals the number: of which indicator, summed over which units, in which period."""

    indicator: str
    units: tuple[Unit, ...]
    whole: bool  # the commune's total, not one village's
    period: Period


def _recognise(turn: Turn) -> Asked | None:
    if not turn.memberships:
        return None
    said = plain(turn.text).removeprefix("/")
    if "tung lan" not in said and _CUE.search(said) is None:
        return None
    unit, bare = spoken.take_unit(turn, said)
    period, bare = spoken.named_period(turn, bare)
    if _EACH.fullmatch(bare):
        return Asked(unit=unit, period=period, every=True)
    cue = _CUE.search(bare)
    if cue is None:
        return None
    rest = f"{bare[: cue.start()]} {bare[cue.end() :]}"
    match = _NUMBER.search(rest)
    if match is None:
        return None
    rest = f"{rest[: match.start()]} {rest[match.end() :]}"
    digits = match["n"].replace(".", "")
    return Asked(int(digits), spoken.take_indicator(turn, rest)[0], unit, period) if len(digits) < 10 else None


def _answer(turn: Turn, asked: Asked) -> Reply:
    if asked.unit is not None and not turn.may("see", asked.unit):
        name = words.village(asked.unit.name)
        return Reply(f"Số của {name} chỉ người của thôn đó và cán bộ xã xem được ạ.", outcome="refused")
    last_period, last_unit = spoken.last_shown(turn, SHOWN_FOR)
    if asked.every:
        running = turn.commune.cycle.period_of(turn.today)
        return _every(turn, asked.unit or last_unit, asked.period or last_period or running)
    periods = [asked.period] if asked.period else _likely(turn, last_period)
    for period in periods:
        found = _totals(turn, asked, period)
        if len(found) > 1:
            return Reply(ask=_which(turn, asked.number, found))
        if found:
            return Reply(explain(turn, found[0], asked.number))
    where = naming.heading(periods[0]).partition(" (")[0] if asked.period or last_period else "các kỳ gần đây"
    said = f"Em không thấy tổng nào bằng {words.number(asked.number)} trong {where}."
    return Reply(f"{said} Anh/chị nhắn kèm kỳ, ví dụ “vì sao {words.number(asked.number)} tháng 10” ạ.")


def _likely(turn: Turn, last: Period | None) -> list[Period]:
    """The period shown last, then those a figure most often stands in."""
    today, cycle = turn.today, turn.commune.cycle
    this, month = cycle.period_of(today), cycle.month_at(today)
    tried = [last, this, cycle.before(this), month, naming.before(month)]
    longer = (parse_key(f"{today.year}-Q{(today.month + 2) // 3}"), parse_key(str(today.year)))
    tried += [spoken.cut(cycle, period) for period in longer]
    return list(dict.fromkeys(period for period in tried if period is not None))


def _totals(turn: Turn, asked: Asked, period: Period) -> list[Found]:
    """Where the number stands in a period: the commune's totals first, then those of single villages."""
    lines = [
        line
        for line in rollup.of_commune(turn.tx, turn.commune, period).lines
        if turn.may("see", line.unit) and (asked.unit is None or line.unit.id == asked.unit.id)
    ]
    found = []
    if turn.may("see_below") and asked.unit is None:
        keys = {key for line in lines for key in line.values}
        for key in turn.commune.in_order(keys):
            units = tuple(line.unit for line in lines if key in line.values)
            if sum(line.values.get(key, 0) for line in lines) == asked.number:
                found.append(Found(key, units, True, period))
    if not found:
        found = [
            Found(key, (line.unit,), False, period)
            for line in lines
            for key, value in line.values.items()
            if value == asked.number
        ]
    return [one for one in found if asked.indicator in ("", one.indicator)]


def _which(turn: Turn, number: int, found: Sequence[Found]) -> Question:
    """Several totals are this number: which one is meant?"""
    choices = []
    for one in found[:6]:
        name = turn.commune.indicator(one.indicator).short
        place = "" if one.whole else f" {words.village(one.units[0].name)}"
        choices.append((f"{one.indicator}/{'' if one.whole else one.units[0].id}", f"{name}{place}"))
    data = {"number": number, "period": naming.code(found[0].period)}
    return Question("trace.which", f"{words.number(number)} nào ạ?", data, tuple(choices))


def _take_which(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    indicator, _, unit_id = answer.key.partition("/")
    if not indicator:
        return None
    period = naming.decode(data["period"])
    unit = next((unit for unit in turn.commune.units if str(unit.id) == unit_id), None)
    if unit_id and (unit is None or not turn.may("see", unit)):
        return Reply("Số đó anh/chị không còn xem được ạ.", outcome="refused")
    found = _totals(turn, Asked(data["number"], indicator, unit), period)
    if not found:  # corrected since the question was asked
        return Reply(f"Số {words.number(data['number'])} vừa được sửa, không còn tổng nào như vậy ạ.")
    return Reply(explain(turn, found[0], data["number"]))


# ── what is shown ─────────────────────────────────────────────────────────────────────────────────────────────────────


def explain(turn: Turn, found: Found, number: int) -> str:
    """A total down to the words; where all statements do not fit one message, each village's share and who gave it."""
    commune, period = turn.commune, found.period
    said = ledger.statements(turn.tx, [u.id for u in found.units], [found.indicator], period.first, period.last)
    counted = [one for one in said if not one.held]
    place = commune.name if found.whole else found.units[0].name
    name = commune.indicator(found.indicator).short
    head = f"{words.number(number)} {name}, {words.village(place)}, {naming.heading(period)}: {len(counted)} lần báo."
    full, short = [head], [head]
    for unit in found.units:
        own = [one for one in said if one.unit_id == unit.id]
        share = sum(one.value for one in own if not one.held)
        if found.whole:
            full.append(f"{unit.name}: {words.number(share)}")
            short.append(f"• {unit.name}: {words.number(share)} ({statements.people(own)})")
        full += [f"• {statements.line(one, turn.today)}" for one in own]
    if size("\n".join(full)) <= ROOM:
        return "\n".join(full)
    if not found.whole:
        return statements.fit(full, "lần")
    hint = f"Từng lần báo: nhắn “vì sao … {words.village(found.units[0].name)}”."
    return statements.fit(short, "thôn", hint)


def _every(turn: Turn, unit: Unit | None, period: Period) -> Reply:
    """Every statement of one village in a period, and what they add up to."""
    unit = unit or next(iter(turn.own_units), None)
    if unit is None:
        return Reply("Anh/chị nhắn kèm tên thôn, ví dụ “từng lần báo thôn Tân Long” ạ.")
    if not turn.may("see", unit):
        text = f"Số của {words.village(unit.name)} chỉ người của thôn đó và cán bộ xã xem được ạ."
        return Reply(text, outcome="refused")
    commune = turn.commune
    values = rollup.of_commune(turn.tx, commune, period).only([unit]).totals
    keys = [indicator.key for indicator in commune.indicators]
    each: dict[int, list[Statement]] = {}
    for one in ledger.statements(turn.tx, [unit.id], keys, period.first, period.last):
        each.setdefault(one.entry_id, []).append(one)
    head = f"{unit.name}, {naming.heading(period)}"
    if not each:
        return Reply(f"{head}: chưa có lần báo nào.")
    lines = [f"{head}: {len(each)} lần báo."]
    for said in each.values():
        by_key = {one.indicator: one for one in said}
        order = [by_key[key] for key in commune.in_order(by_key)]
        figures = " · ".join(
            f"{words.number(one.value)} {commune.indicator(one.indicator).short}{statements.marks(one)}"
            for one in order
        )
        lines.append(f"• {figures}, {statements.said(said[0], turn.today)}")
    total = f"Cộng: {say.figures(commune, values)}." if values else "Chưa có số nào được tính."
    return Reply(statements.fit(lines, "lần", total))


def _pressed(turn: Turn, key: str) -> Reply:
    code, _, unit_id = key.partition(":")
    unit = next((unit for unit in turn.commune.units if str(unit.id) == unit_id), None) if turn.memberships else None
    try:
        period = naming.decode(code)
    except PeriodError:
        unit = None
    if unit is None:
        return Reply("Nút này không còn dùng được; anh/chị nhắn “tuần” để xem số ạ.")
    return _every(turn, unit, period)


HANDLER = Handler(
    "trace",
    (Example("vì sao 145", "một con số do ai báo, lúc nào, bằng lời nào"),),
    _recognise,
    _answer,
    steps={"trace.which": _take_which},
    actions={"lan": _pressed},
    audience="all",
)
