"""From a draft to the ledger: one question at a time, the certain part stored at once, one true answer."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.messages import Choice
from domain.periods import Period, day_of
from handlers import asking, odd, say
from handlers.draft import Draft
from handlers.turn import Question, Reply, Turn
from storage import entries, ledger, people
from storage.communes import Unit
from storage.entries import Entry, Value
from vietnamese import words
from vietnamese.fold import fold

OWED_FOR = timedelta(days=2)  # how long after its due time an owed week is still asked about
FIX = "Sai chỗ nào nhắn “sửa”, bỏ hẳn nhắn “xoá”."


def record(turn: Turn, draft: Draft) -> Reply:
    """Take a draft as far as it goes: ask what must be known first, store what is certain, then ask the next doubt."""
    if draft.unit is None:
        return Reply(ask=asking.unit(turn, draft))
    if draft.period.last < turn.today - asking.LONG_AGO and "long ago" not in draft.settled:
        draft.day_doubt = "long_ago"
    if draft.day_doubt:
        return Reply(ask=asking.day(turn, draft))
    unit = turn.commune.unit(draft.unit)
    if "day" not in draft.settled and not _named_a_day(turn, draft):
        owed = owed_week(turn, unit)
        if owed is not None and draft.nil and not draft.values:
            draft.set_period(owed)
        elif owed is not None and (draft.values or draft.doubts):
            return Reply(ask=asking.owed(turn, draft, owed))
        elif draft.nil:
            draft.set_period(turn.commune.cycle.period_of(turn.today))
        draft.settled.append("day")
    period = draft.period
    if turn.tx.guard is not None:  # a closed period is said before anything is asked about it
        turn.tx.guard(unit.id, period.last)
    near = around(turn, unit.id, period)
    if draft.nil and not draft.values and not draft.doubts:
        return _nil(turn, draft, unit, near)
    if draft.nil and not draft.values:
        return Reply(ask=asking.doubt(turn, draft))
    return _figures(turn, draft, unit, near)


def around(turn: Turn, unit_id: int, period: Period) -> list[Entry]:
    """The live entries of a unit in the commune's rounds that a period touches, newest first."""
    cycle = turn.commune.cycle
    return entries.around(turn.tx, unit_id, cycle.period_of(period.first).first, cycle.period_of(period.last).last)


def _named_a_day(turn: Turn, draft: Draft) -> bool:
    today = day_of(turn.today)
    return (draft.first, draft.last) != (today.first.isoformat(), today.last.isoformat()) or "named" in draft.settled


def owed_week(turn: Turn, unit: Unit) -> Period | None:
    """The week (or month, where months are owed) that has ended and that a village still owes, until two days after
    its due time there."""
    cycle = turn.commune.cycle
    week = cycle.before(cycle.period_of(turn.today))
    if unit.kind != "village" or turn.said_at > turn.commune.due(week, unit.id) + OWED_FOR:
        return None
    if unit not in turn.commune.expected(week):
        return None
    return week if ledger.owes(turn.tx, turn.commune, unit.id, week) else None


def _nil(turn: Turn, draft: Draft, unit: Unit, near: Sequence[Entry]) -> Reply:
    period = draft.period
    inside = [entry for entry in near if period.first <= entry.last <= period.last and entry.state == entries.LIVE]
    figures = [entry for entry in inside if entry.values]
    name = words.village(unit.name)
    if figures and "nil" not in draft.settled:
        return Reply(ask=asking.nil_over_figures(turn, draft, entries.totals(figures, period.first, period.last)))
    if any(entry.nil and (entry.first, entry.last) == (period.first, period.last) for entry in inside):
        return Reply(f"{words.sentence(say.when(turn, period))} {name} đã báo không có hoạt động rồi ạ.")
    for entry in figures:
        entries.end(turn.tx, entry.id, entries.VOID, "nil")
    draft.entry = entries.add(turn.tx, draft.statement(), {})
    part = "tuần" if turn.commune.cycle.kind == "week" else "tháng"
    note = "" if period.kind != "day" else f"\nCả {part} không có gì thì nhắn “{part} này không có gì” ạ."
    return Reply(
        f"✅ Đã ghi: {say.when(turn, period)} {name} không có hoạt động.{_behalf(turn, draft)}{note}",
        choices=(Choice(f"xoa:{draft.entry}", "Xoá"),),
    )


def _figures(turn: Turn, draft: Draft, unit: Unit, near: Sequence[Entry]) -> Reply:
    others = [entry for entry in near if entry.id != draft.entry]
    if draft.values and draft.entry is None:
        again = _same_message(draft, others)
        if again is not None:
            return Reply(
                f"Tin này em đã ghi rồi ạ: {say.of_entry(turn, again)}. "
                "Em không ghi thêm; là lớp khác thì anh/chị nhắn thêm “lớp khác” ạ."
            )
    if draft.values:
        question = _span_question(turn, draft, others)
        if question is not None:
            return Reply(ask=question)
        odd.screen(turn, draft, unit)
    values = draft.certain()
    same = twins(draft, values, others)
    values |= {key: replace(values[key], held=True) for key in same}
    nils = [entry for entry in others if entry.nil and _touches(entry, draft.period)] if values else []
    for entry in nils:
        entries.end(turn.tx, entry.id, entries.SUPERSEDED, "figure")
    shown = _store(turn, draft, values) if values else {}
    draft.values = {}
    if same:
        key, twin = next(iter(same.items()))
        ask = asking.twin(turn, draft, key, twin, values[key].value, sorted(same))
    elif draft.doubts:
        ask = asking.doubt(turn, draft)
    else:
        ask = None
    if ask is not None:
        counted = {key: value for key, value in values.items() if not value.held}
        stored = (
            f"✅ Đã ghi {say.inline(turn.commune, counted)} ({_where(turn, unit)}{say.when(turn, draft.period)})."
            if counted
            else ""
        )
        return Reply(stored, ask=ask)
    if not shown and draft.entry is not None and (kept := entries.get(turn.tx, draft.entry)) is not None:
        shown = kept.values
    return read_back(turn, draft, unit, shown, others, replaced_nil=bool(nils))


def _store(turn: Turn, draft: Draft, values: Mapping[str, Value]) -> Mapping[str, Value]:
    """One message is one entry: what is settled later joins what was stored first. Returns all its figures."""
    before = entries.get(turn.tx, draft.entry) if draft.entry is not None else None
    if before is not None and before.state == entries.LIVE:
        values = {**before.values, **values}
        draft.entry = entries.change(turn.tx, before, values=values, why="completed")
    else:
        draft.entry = entries.add(turn.tx, draft.statement(), values)
    return values


def read_back(
    turn: Turn,
    draft: Draft,
    unit: Unit,
    values: Mapping[str, Value],
    others: Sequence[Entry],
    *,
    replaced_nil: bool = False,
) -> Reply:
    """What was stored (`values`: all of the entry's), each figure under its label, the village's round, and how to
    undo it."""
    period = draft.period
    lines = [f"✅ Đã ghi cho {words.village(unit.name)}, {say.when(turn, period)}:", say.bullets(turn.commune, values)]
    if draft.typed_by is not None:
        lines.append(_behalf(turn, draft).strip())
    if replaced_nil:
        lines.append("(thay cho báo “không có hoạt động” trước đó)")
    lines += _sums(turn, draft, values, others)
    lines.append(_total(turn, unit, draft, others, values))
    lines.append(FIX)
    buttons = say.entry_buttons(draft.entry) if draft.entry is not None else ()
    return Reply("\n".join(lines), choices=buttons)


def _total(turn: Turn, unit: Unit, draft: Draft, others: Sequence[Entry], values: Mapping[str, Value]) -> str:
    round_ = turn.commune.cycle.period_of(draft.period.last)
    period = round_ if draft.period.days <= round_.days else draft.period
    total = entries.totals(others, period.first, period.last)
    for key, value in values.items():
        if not value.held:
            total[key] = total.get(key, 0) + value.value
    shown = words.sentence(say.when(turn, period))
    return f"{shown} {say.people_of(turn, unit)}: {say.figures(turn.commune, total)}."


def _sums(turn: Turn, draft: Draft, values: Mapping[str, Value], others: Sequence[Entry]) -> list[str]:
    """“Sen 12 + Rôm 15 = 27; nếu trùng …”: said where colleagues gave other numbers for the same day."""
    day = [e for e in others if (e.first, e.last) == (draft.period.first, draft.period.last) and e.person_id]
    if all(e.person_id == draft.person for e in day):
        return []
    named = people.names(turn.tx, [e.person_id for e in day if e.person_id] + [draft.person])
    lines = []
    for key in turn.commune.in_order(values):
        theirs = [e for e in day if key in e.counted and e.person_id != draft.person]
        if not theirs or values[key].held:
            continue
        mine = sum(e.counted[key] for e in day if key in e.counted and e.person_id == draft.person)
        parts = [(named.get(e.person_id or 0, ""), e.counted[key]) for e in reversed(theirs)]
        parts.append((named.get(draft.person, ""), mine + values[key].value))
        total = sum(number for _, number in parts)
        terms = " + ".join(f"{short_name(name)} {words.number(number)}" for name, number in parts)
        lines.append(f"{words.sentence(say.label(turn.commune, key))}: {terms} = {words.number(total)}.")
    if lines:
        lines[-1] = lines[-1][:-1] + "; nếu trùng anh/chị nhắn “trùng” ạ."
    return lines


def short_name(name: str) -> str:
    """The name one is called by: the last word, without what stands in brackets."""
    bare = name.split("(")[0].split()
    return bare[-1] if bare else name


def _behalf(turn: Turn, draft: Draft) -> str:
    return f" (do {short_name(turn.person.name)} báo thay)" if draft.typed_by is not None else ""


def _where(turn: Turn, unit: Unit) -> str:
    """The place, only for those who speak for more than one."""
    return "" if [own.id for own in turn.own_units] == [unit.id] else f"{words.village(unit.name)}, "


def _touches(entry: Entry, period: Period) -> bool:
    return entry.first <= period.last and entry.last >= period.first


def _same_message(draft: Draft, near: Sequence[Entry]) -> Entry | None:
    """An entry of the same person that came from the same words about the same days: a resend, not a second class."""
    for entry in near:
        mine = entry.person_id == draft.person and entry.source != draft.source
        same_days = (entry.first, entry.last) == (draft.period.first, draft.period.last)
        if mine and same_days and fold(entry.words.split(" → ")[0]) == fold(draft.words):
            return entry
    return None


def twins(draft: Draft, values: Mapping[str, Value], near: Sequence[Entry]) -> dict[str, Entry]:
    """Figures that somebody already gave for the same village and day, number for number."""
    if "twin" in draft.settled:
        return {}
    found: dict[str, Entry] = {}
    for entry in near:
        if (entry.first, entry.last) != (draft.period.first, draft.period.last):
            continue
        for key, value in values.items():
            if value.value and entry.counted.get(key) == value.value:
                found.setdefault(key, entry)
    return found


def _span_question(turn: Turn, draft: Draft, near: Sequence[Entry]) -> Question | None:
    """A total over days that hold entries already, or a day inside a total: ask whether they overlap."""
    if "span" in draft.settled:
        return None
    period = draft.period
    inner = [
        e for e in near if period.first <= e.first and e.last <= period.last and set(e.counted) & set(draft.values)
    ]
    if period.days > 1 and inner:
        return asking.whole_or_extra(turn, draft, inner)
    outer = [
        e
        for e in near
        if e.last > e.first
        and e.first <= period.first
        and period.last <= e.last
        and (e.first, e.last) != (period.first, period.last)
        and set(e.counted) & set(draft.values)
    ]
    return asking.inside_or_extra(turn, draft, outer[0]) if outer else None


def replace_inner(turn: Turn, draft: Draft) -> None:
    """A total over a span takes the figures of the entries inside it: they no longer count, their weeks stay met."""
    assert draft.unit is not None
    period = draft.period
    found = entries.around(turn.tx, draft.unit, period.first, period.last)
    if (guard := turn.tx.guard) is not None:  # all before any: a closed week inside the total stays as it is
        for day in sorted({entry.last for entry in found}):
            guard(draft.unit, day)
    for entry in found:
        inside = period.first <= entry.first and entry.last <= period.last
        taken = set(entry.counted) & set(draft.values)
        if not inside or not taken or entry.id == draft.entry:
            continue
        rest = {key: value for key, value in entry.values.items() if key not in taken}
        if rest:
            entries.change(turn.tx, entry, values=rest, why="total")
        else:
            entries.end(turn.tx, entry.id, entries.REPLACED, "total")


def dropped(data: Mapping[str, Any]) -> Reply:
    """The person leaves a question: what was certain stays, the rest is not written."""
    draft = Draft.load(data)
    stays = " Phần đã ghi vẫn giữ nguyên." if draft.entry is not None else " Em không ghi gì thêm."
    return Reply(f"Vâng, em bỏ qua câu đó ạ.{stays}")
