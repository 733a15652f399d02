"""Reporting in one message: figures, or that there were none, from whoever belongs to the village."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from domain.periods import day_of, span_of
from handlers import asking, help, note, recording, say, status, summary
from handlers.dialogue import plain
from handlers.draft import Draft, from_reading, take
from handlers.turn import Answer, Example, Handler, Reply, Turn
from reports import naming
from storage import entries, vocabulary
from storage.communes import Unit
from storage.entries import Value
from vietnamese import words
from vietnamese.fold import fold
from vietnamese.lonecount import read_count
from vietnamese.reading import Reading
from vietnamese.redact import redact


def _recognise(turn: Turn) -> Reading | None:
    reading = turn.reading
    return reading if reading.intent in ("report", "nil") else None


def _answer(turn: Turn, reading: Reading) -> Reply:
    mine = turn.own_units
    if not mine:
        return Reply(
            "Vai trò của anh/chị chỉ xem, không báo số liệu ạ; anh/chị nhắn “tuần” để xem số của xã.", outcome="refused"
        )
    foreign = _foreign(turn, mine)
    if foreign is not None:
        return foreign
    if reading.whole_commune and not any(place.key for place in reading.places):
        return Reply("Số của cả xã em không cộng vào số của thôn; anh/chị nhắn số của riêng thôn mình giúp em ạ.")
    learn(turn, reading)
    draft = from_reading(turn, reading, _unit(turn, mine))
    if reading.when is not None:
        draft.settled.append("day")
    _overtake(turn, draft)
    reply = note.beside(turn, draft, recording.record(turn, draft))
    return reply if reply.ask is not None else _also(turn, reading, reply)


def _overtake(turn: Turn, draft: Draft) -> None:
    """A number asked about and now said again with its name: the old question would only count it twice."""
    said = {value for value, _ in draft.values.values()}
    for question in list(turn.caller.talk["open"]):
        if question["step"] not in ("submit.which", "submit.again", "submit.number"):
            continue
        older = Draft.load(question["data"])
        numbers = {number for doubt in older.doubts for number in doubt["numbers"]}
        if older.entry is None and older.period == draft.period and numbers and numbers <= said:
            turn.caller.talk["open"].remove(question)


def _also(turn: Turn, reading: Reading, reply: Reply) -> Reply:
    """A report that also asks something (“12 hv, thôn nào chưa nộp?”): both are answered, in one message."""
    for intent, handler in (("status", status.beside), ("summary", summary.beside), ("help", help.beside)):
        if intent in reading.intents[1:]:
            more = handler(turn)
            return replace(reply, text=f"{reply.text}\n{more.text}", choices=reply.choices + more.choices)
    return reply


def learn(turn: Turn, reading: Reading) -> None:
    """Collect words near figures that nobody could explain, for the officer to teach."""
    for word in reading.unknown_words[:3]:
        if redact(word) == word:
            vocabulary.met(turn.tx, turn.commune.id, word, fold(word))


def _unit(turn: Turn, mine: tuple[Unit, ...]) -> int | None:
    """The place that is named, else the only one there is; None: to be asked."""
    keys = [place.key for place in turn.reading.places]
    named = [unit.id for unit in mine if unit.key in keys]
    if len(named) == 1:
        return named[0]
    return mine[0].id if len(mine) == 1 else None


def _foreign(turn: Turn, mine: tuple[Unit, ...]) -> Reply | None:
    """A village that is not theirs: said so, and nothing is stored."""
    own = {unit.key for unit in mine}
    for place in turn.reading.places:
        other = turn.commune.by_key(place.key)
        if other is not None and place.key not in own and not own & set(place.also):
            home = words.listing(words.village(unit.name) for unit in mine)
            return Reply(
                f"Anh/chị thuộc {home} nên em chưa ghi số của {words.village(other.name)} ạ. "
                f"Nếu là số của {home}, anh/chị nhắn lại giúp em không kèm tên thôn khác; "
                "nếu báo giúp thôn kia, xin cán bộ xã thêm anh/chị vào thôn đó.",
                outcome="refused",
            )
    unknown = turn.reading.unknown_place
    if unknown and not own & {place.key for place in turn.reading.places}:
        listed = say.names([unit.name for unit in turn.commune.units if unit.kind == "village"])
        return Reply(f"Em không thấy “{unknown}” trong xã mình ({listed}) nên chưa ghi ạ; anh/chị nhắn lại giúp em.")
    return None


# ── steps ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _take_unit(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft = Draft.load(data)
    key = answer.key or next((place.key for place in turn.reading.places), "")
    unit = turn.commune.by_key(key)
    if unit is None:  # "3" where the village is called Thôn 3
        said = plain(answer.text)
        fits = [u for u in (turn.own_units or turn.commune.units) if said and said == fold(u.name).split()[-1]]
        unit = fits[0] if len(fits) == 1 else None
    if unit is None or (unit not in turn.own_units and not turn.may("see_below", unit)):
        return None
    draft.unit = unit.id
    return note.beside(turn, draft, recording.record(turn, draft))


def _take_day(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft = Draft.load(data)
    if answer.key == "named":
        draft.day_doubt = ""
    elif answer.key:
        draft.set_period(day_of(turn.today - timedelta(days=answer.key == "yesterday")))
    else:
        reading = turn.reading
        if (
            reading.when is None
            or reading.when.first > turn.today
            or any(doubt.kind in ("future", "impossible_date", "date_unclear") for doubt in reading.doubts)
        ):
            return None
        draft.set_period(span_of(reading.when.first, reading.when.last))
    draft.settled += ["day", "long ago"]
    return recording.record(turn, draft)


def _take_owed(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft = Draft.load(data)
    reading = turn.reading
    if answer.key == "week":
        draft.set_period(naming.decode(data["week"]))
    elif answer.key != "today":
        if reading.when is None or reading.figures or reading.doubts or reading.when.first > turn.today:
            return None
        draft.set_period(span_of(reading.when.first, reading.when.last))
    draft.settled.append("day")
    return recording.record(turn, draft)


def _take_nil(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft = Draft.load(data)
    if answer.key == "keep":
        return Reply("Vâng, em giữ nguyên số đã ghi ạ.")
    if answer.key != "nil":
        return None
    draft.settled.append("nil")
    return recording.record(turn, draft)


def _take_span(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft = Draft.load(data)
    if answer.key == "inside":
        draft.values = {}
        if draft.doubts:
            return Reply("Vâng, em không cộng thêm ạ.", ask=asking.doubt(turn, draft))
        return Reply("Vâng, số đó đã nằm trong tổng, em không cộng thêm ạ.")
    if answer.key not in ("whole", "extra"):
        return None
    draft.settled.append("span")
    if answer.key == "whole":
        recording.replace_inner(turn, draft)
    return recording.record(turn, draft)


def _take_twin(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft = Draft.load(data)
    if answer.key not in ("same", "other"):
        return None
    draft.settled.append("twin")
    entry = entries.get(turn.tx, draft.entry or 0)
    if entry is None or entry.state != entries.LIVE:
        return Reply("Số đó đã được bỏ hoặc sửa rồi ạ; anh/chị nhắn “xem” để xem số đang có.")
    keys = set(data["keys"])
    unit = turn.commune.unit(entry.unit_id)
    if answer.key == "other":
        entries.release(turn.tx, entry.id)
        if draft.doubts:
            return Reply("✅ Đã ghi thêm.", ask=asking.doubt(turn, draft))
        near = _others(turn, draft)
        shown = {key: Value(value.value, value.estimate) for key, value in entry.values.items()}
        return recording.read_back(turn, draft, unit, shown, near)
    rest = {key: value for key, value in entry.values.items() if key not in keys}
    draft.entry = entries.change(turn.tx, entry, values=rest, why="same class")
    if draft.doubts:
        return Reply("Vâng, em không ghi thêm số đó.", ask=asking.doubt(turn, draft))
    if draft.entry is None:
        return Reply("Vâng, cùng một lớp nên em không ghi thêm ạ.")
    return Reply(
        f"Vâng, cùng một lớp nên em không ghi thêm số đó; còn lại đã ghi {say.inline(turn.commune, rest)} ạ.",
        choices=say.entry_buttons(draft.entry),
    )


def _others(turn: Turn, draft: Draft) -> list[entries.Entry]:
    assert draft.unit is not None
    near = recording.around(turn, draft.unit, draft.period)
    return [entry for entry in near if entry.id != draft.entry]


def _take_number(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft = Draft.load(data)
    key = data["indicator"]
    said = number(answer)
    if said is None:
        reading = turn.reading
        if reading.doubts or reading.intent not in ("report", "correct") or set(reading.values) != {key}:
            return None
        said = (reading.values[key], any(figure.estimate for figure in reading.figures))
    draft.values[key] = list(said)
    draft.doubts = draft.doubts[1:]
    draft.words = f"{draft.words} | {turn.text[:100]}"
    return recording.record(turn, draft)


def number(answer: Answer) -> tuple[int, bool] | None:
    """A count typed (or pressed) as the answer to a question, and whether it is an estimate (“ước 17”)."""
    for bare in (answer.key, answer.text):
        if bare.isascii() and bare.isdecimal() and len(bare) <= 5:
            return int(bare), False
    said = plain(answer.text)
    estimate = said.startswith(("uoc ", "ước "))
    exact = read_count(said.removeprefix("uoc ") if estimate else answer.text)
    return None if exact is None else (exact, estimate)


def _take_which(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft = Draft.load(data)
    value = data["number"]
    if answer.key == "more":
        return Reply(ask=asking.any_indicator(turn, draft, value, turn.commune.on[:3]))
    draft_doubts = draft.doubts[1:]
    if answer.key == "none":
        draft.doubts = draft_doubts
        if draft.doubts:
            return Reply("Vâng, em không ghi số đó.", ask=asking.doubt(turn, draft))
        return recording.dropped(data)
    key = answer.key or _named_indicator(turn)
    if not key:
        return None
    draft.values[key] = [value, False]
    draft.doubts = draft_doubts
    return recording.record(turn, draft)


def _named_indicator(turn: Turn) -> str:
    """An indicator named in words (“học viên”) as an answer to “5 là số nào?”."""
    said = fold(turn.text).strip()
    for indicator in turn.commune.indicators:
        if said in {fold(name) for name in (indicator.short, indicator.label, *indicator.aliases)}:
            return indicator.key
    return ""


def _take_total(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft = Draft.load(data)
    doubt = draft.doubts[0]
    if answer.key in ("flow", "total") and draft.period.days == 1:
        draft.set_period(turn.commune.cycle.period_of(draft.period.last))
        draft.settled.append("day")
    if answer.key == "flow":
        draft.values[doubt["indicators"][0]] = [doubt["numbers"][0], False]
        draft.doubts = draft.doubts[1:]
        return recording.record(turn, draft)
    if answer.key == "total":
        draft.doubts[0] = doubt | {"kind": "bare", "numbers": []}
        reply = asking.doubt(turn, draft)
        period = say.when_asked(turn, draft.period)
        name = say.label(turn.commune, doubt["indicators"][0])
        return Reply(
            "Em chỉ ghi số phát sinh; số luỹ kế em tự cộng được ạ.",
            ask=replace(reply, text=f"Riêng {period} thêm bao nhiêu {name} ạ? (gõ số)"),
        )
    return None


def _take_sum(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft, key = Draft.load(data), data["key"]
    doubt = draft.doubts[0]
    if answer.key == "no":
        draft.doubts[0] = doubt | {"kind": "bare", "numbers": []}
        return Reply(ask=asking.doubt(turn, draft))
    if answer.key != "yes":
        return None
    entry = entries.get(turn.tx, data["base"])
    if entry is None or entry.state != entries.LIVE or key not in entry.values:
        return Reply("Số đó đã được sửa hoặc bỏ rồi ạ; anh/chị nhắn “xem” để xem số đang có.")
    values = {**entry.values, key: Value(data["total"], entry.values[key].estimate)}
    number_ = entries.change(turn.tx, entry, values=values, words=draft.words)
    draft.doubts = draft.doubts[1:]
    done = (
        f"✅ Đã sửa: {say.label(turn.commune, key)} {words.number(entry.values[key].value)} → "
        f"{words.number(data['total'])} ({say.place(turn, entry.unit_id)}, {say.days(turn, entry)})."
    )
    if draft.doubts:
        return Reply(done, ask=asking.doubt(turn, draft))
    return Reply(done, choices=say.entry_buttons(number_) if number_ else ())


def _take_sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    draft = Draft.load(data)
    if answer.key == "sure":
        draft.doubts = draft.doubts[1:]
        return recording.record(turn, draft)
    if answer.key == "unsure":
        return Reply("Vâng, khi nào chắc anh/chị nhắn lại giúp em ạ.")
    return None


def _take_again(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    """Clearer words for what was not understood: they take the doubt's place, the day stays."""
    reading = turn.reading
    if reading.intent != "report" or not (reading.figures or reading.doubts) or reading.places:
        return None
    draft = Draft.load(data)
    draft.doubts = draft.doubts[1:]
    take(draft, reading)
    draft.words = f"{draft.words} | {reading.text[:100]}"
    return recording.record(turn, draft)


HANDLER = Handler(
    "submit",
    (
        Example("hnay 12 hv, 5 vneid, 2 buổi", "ghi số của hôm nay"),
        Example("hôm qua 15 học viên", "ghi số của ngày khác"),
        Example("tuần này 30 lượt hỗ trợ", "ghi một số cho cả tuần"),
        Example("tuần này không có gì", "báo không có hoạt động (nhắn 0 cũng được)"),
    ),
    _recognise,
    _answer,
    steps={
        "submit.unit": _take_unit,
        "submit.day": _take_day,
        "submit.owed": _take_owed,
        "submit.nil": _take_nil,
        "submit.span": _take_span,
        "submit.twin": _take_twin,
        "submit.number": _take_number,
        "submit.which": _take_which,
        "submit.total": _take_total,
        "submit.sum": _take_sum,
        "submit.sure": _take_sure,
        "submit.again": _take_again,
    },
)
