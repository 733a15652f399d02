"""The officer enters for villages: typed or pasted, shown before it is stored, marked as entered by the officer."""

import re
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from domain.checks import Oddity
from domain.periods import day_of, span_of
from handlers import asking, note, odd, recording, say
from handlers.draft import Draft, from_reading
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from storage import entries
from storage.communes import Unit
from vietnamese.reading import Reading
from vietnamese.redact import redact

_CUT = re.compile(r"[;\n]+")
MOST = 60  # pieces of one pasted message


def _recognise(turn: Turn) -> Reading | None:
    """Figures from someone who looks after the commune, about villages that are not their own."""
    reading = turn.reading
    if reading.intent not in ("report", "nil") or turn.inbound.edits:
        return None
    if not turn.may("submit") or not turn.may("see_below"):
        return None
    own = {unit.key for unit in turn.own_units}
    named = {place.key for place in reading.places}
    return reading if not own or named - own else None


def pieces(turn: Turn, reading: Reading) -> list[Reading]:
    """A pasted message cut where a village's figures end: at “;”, at line ends, and before each further village."""
    cuts = {0, len(reading.text)}
    for match in _CUT.finditer(reading.text):
        cuts.add(match.end())
    villages = [place for place in reading.places if turn.commune.by_key(place.key)]
    cuts.update(place.start for place in villages[1:])
    edges = sorted(cuts)
    found = []
    for start, end in pairwise(edges):
        text = reading.text[start:end].strip(" ;,\n\t•-–*")
        if text:
            found.append(turn.read(text))
    return found[:MOST]


def _answer(turn: Turn, reading: Reading) -> Reply:
    drafts, unclear = _drafts(turn, reading)
    if reading.whole_commune and all(draft.unit is None for draft in drafts):
        return Reply(
            ask=Question(
                "enter.commune",
                "Số của cả xã em không cộng vào số các thôn. Số này là",
                {},
                (("village", "của một thôn"), ("drop", "không ghi")),
            )
        )
    homeless = [draft for draft in drafts if draft.unit is None]
    if len(drafts) == 1 and homeless:
        return Reply(ask=asking.unit(turn, drafts[0]))
    unclear += [draft.words for draft in homeless]
    ready = [draft for draft in drafts if draft.unit is not None]
    if not ready:
        return Reply(_unclear(unclear) or "Em chưa thấy số liệu nào trong tin này ạ.", outcome="unread")
    return _preview(turn, ready, unclear)


def _drafts(turn: Turn, reading: Reading) -> tuple[list[Draft], list[str]]:
    """One draft a piece; a piece without a village belongs to the one before; a day said at the top holds for all."""
    parts = pieces(turn, reading)
    drafts: list[Draft] = []
    unclear: list[str] = []
    unit: Unit | None = None
    head = parts[0] if parts and not parts[0].figures else reading if len(parts) == 1 else None
    for part in parts:
        named = next((u for place in part.places if (u := turn.commune.by_key(place.key))), None)
        if part.unknown_place and named is None:
            unclear.append(part.text)
            continue
        unit = named or unit
        if note.is_one(part.text):  # belongs to the line before
            if drafts and drafts[-1].unit == (unit.id if unit else None):
                drafts[-1].message += f"\n{redact(part.text)}"
            else:
                unclear.append(part.text)
            continue
        if part.intent not in ("report", "nil") or (part.intent == "report" and not part.figures and not part.doubts):
            continue
        draft = from_reading(turn, part, unit.id if unit else None)
        draft.typed_by = turn.person.id
        draft.source = f"{turn.source}#{len(drafts)}"
        if part.when is None and head is not None and head.when is not None:
            draft.set_period(span_of(head.when.first, head.when.last))
        if part.doubts:
            unclear.append(part.text)
        if draft.values or draft.nil or not part.doubts:
            draft.doubts, draft.day_doubt = [], draft.day_doubt
            if not draft.day_doubt:
                drafts.append(draft)
    return drafts, unclear


def _unclear(pieces_: list[str]) -> str:
    if not pieces_:
        return ""
    return (
        "Chưa rõ, em chưa ghi: "
        + "; ".join(f"“{piece[:60]}”" for piece in pieces_[:5])
        + " — anh/chị nhắn lại giúp em."
    )


def _preview(turn: Turn, drafts: list[Draft], unclear: list[str]) -> Reply:
    lines, twins = [], 0
    today = day_of(turn.today)
    for draft in drafts:
        assert draft.unit is not None
        unit = turn.commune.unit(draft.unit)
        what = "không có hoạt động" if draft.nil and not draft.values else say.inline(turn.commune, draft.certain())
        when = "" if draft.period == today else f" ({say.when(turn, draft.period)})"
        near = entries.around(turn.tx, unit.id, draft.period.first, draft.period.last)
        same = recording.twins(draft, draft.certain(), near)
        twins += bool(same)
        mark = " — đã có số này cùng ngày" if same else ""
        mark += "".join(f" — {say.label(turn.commune, key)}: {one.why}" for key, one in _odd(turn, draft))
        mark += "".join(f" — {note.shown(kind, said)}" for kind, said in note.within(draft.message))
        lines.append(f"• {unit.name}: {what}{when}{mark}")
    rest = _unclear(unclear)
    choices = [("yes", "ghi" if not twins else "ghi hết")]
    if twins and twins < len(drafts):
        choices.append(("fresh", "ghi, trừ dòng đã có"))
    choices.append(("no", "thôi"))
    head = f"Em sẽ ghi (do {recording.short_name(turn.person.name)} báo thay), {say.when(turn, today)}:"
    text = "\n".join([head, *lines])
    if rest:
        text += f"\n{rest}"
    data = {"drafts": [draft.data() for draft in drafts]}
    return Reply(text, ask=Question("enter.sure", "Đúng không ạ?", data, tuple(choices)))


def _take_sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if answer.key == "no":
        return Reply("Vâng, em không ghi ạ.")
    if answer.key not in ("yes", "fresh"):
        return None
    done = []
    for one in data["drafts"]:
        draft = Draft.load(one)
        assert draft.unit is not None
        unit = turn.commune.unit(draft.unit)
        if not turn.may("submit", unit):
            continue
        if answer.key == "fresh":
            near = entries.around(turn.tx, unit.id, draft.period.first, draft.period.last)
            if recording.twins(draft, draft.certain(), near):
                continue
        done.append(f"• {unit.name}: {_store(turn, draft)}")
    who = recording.short_name(turn.person.name)
    return Reply(
        f"✅ Đã ghi (do {who} báo thay):\n"
        + "\n".join(done)
        + "\nBỏ dòng cuối nhắn “xoá”, sửa nhắn “sửa” kèm tên thôn."
    )


def _odd(turn: Turn, draft: Draft) -> list[tuple[str, Oddity]]:
    """What is odd about a line's figures: shown before it is stored, kept once it is."""
    assert draft.unit is not None
    unit, found = turn.commune.unit(draft.unit), []
    for key in turn.commune.in_order(draft.values):
        one = odd.look(turn, unit, key, draft.values[key][0], draft.period, draft.words, beside=draft.values)
        if one is not None:
            found.append((key, one))
    return found


def _store(turn: Turn, draft: Draft) -> str:
    """Store one confirmed line; what the officer confirmed is not asked again."""
    assert draft.unit is not None
    unit = turn.commune.unit(draft.unit)
    for key, one in _odd(turn, draft):
        doubt = {"indicators": [key], "numbers": [draft.values[key][0]], "rule": one.rule, "why": one.why}
        odd.confirmed(turn, unit, draft.source, draft.period, doubt)
    draft.settled += ["day", "span", "twin", "nil"]
    for entry in entries.around(turn.tx, draft.unit or 0, draft.period.first, draft.period.last):
        if entry.nil and draft.values:
            entries.end(turn.tx, entry.id, entries.SUPERSEDED, "figure")
    draft.entry = entries.add(turn.tx, draft.statement(), draft.certain())
    what = f"không có hoạt động {say.when(turn, draft.period)}"
    if draft.values:
        what = say.inline(turn.commune, draft.certain())
    return " — ".join([what, *note.keep(turn, draft)])


def _take_commune(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if answer.key == "village":
        return Reply("Anh/chị nhắn lại kèm tên thôn giúp em, ví dụ “Tân Long 12 hv; Bắc Lân 5 vneid” ạ.")
    return Reply("Vâng, em không ghi ạ.") if answer.key == "drop" else None


HANDLER = Handler(
    "enter",
    (Example("Tân Long 12 hv; Bắc Lân 5 vneid", "nhập thay các thôn (em cho xem lại trước khi ghi)"),),
    _recognise,
    _answer,
    steps={"enter.sure": _take_sure, "enter.commune": _take_commune},
    audience="officer",
)
