"""Odd figures: confirmed by who said them; asked back, accepted with a reason or changed by an officer."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from domain.messages import Choice
from domain.periods import local
from handlers import odd, recording, say
from handlers.assent import assent
from handlers.dialogue import plain
from handlers.draft import Draft
from handlers.officers import only_officers
from handlers.submit import number
from handlers.turn import Action, Answer, Example, Handler, Notice, Question, Reply, Turn
from reports import quality
from storage import audit, entries, oddities, people
from storage.entries import Entry, Value
from storage.oddities import ACCEPTED, ASKED, FIXED, GONE, KEPT, OPEN, Odd
from vietnamese import words
from vietnamese.fold import fold
from vietnamese.lonecount import read_count
from vietnamese.redact import redact

SKIPS = ("bo qua", "khong", "khong co", "thoi", "ko", "khong can")
SETTLED = Reply("Số đó đã được xử lý hoặc đã sửa rồi ạ; anh/chị nhắn “số lạ” để xem các số còn lại.")
_LIST = re.compile(
    r"/?(?:xem )?(?:cac )?(?:so|so lieu) (?:la|bat thuong|can xem|nghi ngo)(?: a)?|/?kiem tra(?: so(?: lieu)?)?"
)
_ASK_BACK = re.compile(r"/?hoi lai(?: (?P<rest>.+))?")


# ── the person confirms ───────────────────────────────────────────────────────────────────────────────────────────────


def _take_sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    """“đúng”, another number, or “không”: only then is an odd figure stored, or not."""
    draft = Draft.load(data)
    doubt = draft.doubts[0]
    key = doubt["indicators"][0]
    said = assent(answer)
    if said is False:
        draft.doubts[0] = doubt | {"kind": "bare", "numbers": []}
        name = words.sentence(say.label(turn.commune, key))
        text = f"{name} đúng là bao nhiêu ạ? (gõ số; không có thì nhắn “bỏ qua”)"
        return Reply(ask=Question("submit.number", text, draft.data(indicator=key), numbered=False))
    if said:
        draft.values[key] = [doubt["numbers"][0], doubt["estimate"]]
        draft.settled.append(odd.sure(key))
        assert draft.unit is not None
        odd.confirmed(turn, turn.commune.unit(draft.unit), draft.source, draft.period, doubt)
    else:
        typed = number(answer)
        if typed is None:
            values = turn.reading.values
            if set(values) != {key} or turn.reading.doubts:
                return None
            typed = (values[key], False)
        draft.values[key] = list(typed)
        if typed[0] == doubt["numbers"][0]:  # the same number once more is a yes
            draft.settled.append(odd.sure(key))
            assert draft.unit is not None
            odd.confirmed(turn, turn.commune.unit(draft.unit), draft.source, draft.period, doubt)
    draft.doubts = draft.doubts[1:]
    return recording.record(turn, draft)


# ── the officer looks ─────────────────────────────────────────────────────────────────────────────────────────────────


def _recognise(turn: Turn) -> bool | None:
    if not turn.memberships or len(turn.text) > 40:
        return None
    # Not by `plain`: “số” in front of a number is politeness there, here it is the word itself.
    return True if _LIST.fullmatch(fold(turn.text).strip(" .!?")) else None


def _answer(turn: Turn, _match: object, after: int = 0) -> Reply:
    if not (turn.may("see_below") and turn.may("correct_others")):
        return only_officers(turn)
    found = [(one, entry) for one, entry in oddities.pending(turn.tx, turn.commune.id) if one.id != after]
    if not found:
        cycle = turn.commune.cycle
        totals = quality.text(turn.tx, turn.commune, cycle.before(cycle.period_of(turn.today)), turn.today)
        if after:
            return Reply("\n".join(part for part in ("Đó là số cuối cùng cần xem ạ.", totals) if part))
        return Reply(totals or "Không có số nào cần xem ạ.")
    one, entry = found[0]
    count = f"Còn {len(found)} số cần xem. " if len(found) > 1 else ""
    waits = ""
    if one.state == ASKED and one.settled_at is not None:
        waits = f" (đã hỏi lại {words.short_day(local(one.settled_at).date())}, chưa trả lời)"
    return Reply(
        ask=Question(
            "check.officer",
            f"{count}{_story(turn, one, entry)}{waits} Anh/chị muốn",
            {"odd": one.id},
            (
                ("ask", "hỏi lại người báo"),
                ("accept", "chấp nhận, ghi lý do"),
                ("fix", "sửa thay"),
                *((("next", "xem số sau"),) if len(found) > 1 else ()),
            ),
        )
    )


def _story(turn: Turn, one: Odd, entry: Entry) -> str:
    """Thôn Tân Long, thứ Năm 20/11: 120 học viên (Sen báo). Thôn có 480 người lớn, tuần cao nhất là 31."""
    who = recording.short_name(people.names(turn.tx, [entry.person_id or 0]).get(entry.person_id or 0, ""))
    said = f" ({who} báo)" if who else ""
    place = words.sentence(say.place(turn, entry.unit_id))
    return f"{place}, {say.days(turn, entry)}: {say.figure(turn.commune, one.indicator, one.value)}{said}. {one.why}"


def _found(turn: Turn, odd_id: int) -> tuple[Odd, Entry] | None:
    """An odd figure that still waits for an officer, for somebody who may settle it."""
    one = oddities.get(turn.tx, odd_id)
    if one is None or one.state not in (OPEN, ASKED) or not turn.memberships or one.commune_id != turn.commune.id:
        return None
    if not turn.may("correct_others", turn.commune.unit(one.unit_id)) or not turn.may("see_below"):
        return None
    entry = oddities.standing(turn.tx, one)
    if entry is None:
        oddities.settle(turn.tx, one.id, GONE, one.settled_by)
        return None
    return one, entry


def _take_officer(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if not answer.key:
        return None
    if answer.key == "next":
        return _answer(turn, None, data["odd"])
    return {"ask": _ask_back, "accept": _ask_reason, "fix": _ask_number}[answer.key](turn, data["odd"])


def _ask_back(turn: Turn, odd_id: int) -> Reply:
    """The question goes into the chat of who said the figure, tied to that value; their answer closes it."""
    found = _found(turn, odd_id)
    if found is None:
        return SETTLED
    one, entry = found
    if entry.person_id is None or entry.person_id == turn.person.id:
        return Reply("Số này do anh/chị nhập hoặc người báo không còn trong sổ; anh/chị “sửa thay” hoặc “chấp nhận” ạ.")
    oddities.settle(turn.tx, one.id, ASKED, turn.person.id)
    audit.note(turn.tx, turn.person.id, turn.commune.id, "figure.ask", {"entry": entry.id, "indicator": one.indicator})
    who = recording.short_name(turn.person.name)
    text = (
        f"{who} (cán bộ xã) hỏi lại: {say.place(turn, entry.unit_id)}, {say.days(turn, entry)}, "
        f"{say.figure(turn.commune, one.indicator, one.value)} có đúng không ạ? {one.why}{' ' * bool(one.why)}"
        "Nhắn “đúng” hoặc gõ lại số."
    )
    key = f"hoi/{one.id}/{turn.now.timestamp():.0f}"
    turn.tell(Notice(entry.person_id, key, text, (Choice(f"dungso:{one.id}", "Đúng"),)))
    name = people.names(turn.tx, [entry.person_id]).get(entry.person_id, "người báo")
    return Reply(f"✅ Em đã hỏi lại {name}; có trả lời em báo anh/chị ngay ạ.")


def _ask_reason(turn: Turn, odd_id: int) -> Reply:
    found = _found(turn, odd_id)
    if found is None:
        return SETTLED
    what = say.figure(turn.commune, found[0].indicator, found[0].value)
    text = f"Chấp nhận {what}: lý do là gì ạ? (nhắn một câu ngắn, hoặc “bỏ qua”)"
    return Reply(ask=Question("check.reason", text, {"odd": odd_id}, numbered=False))


def _take_reason(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    found = _found(turn, data["odd"])
    if found is None:
        return SETTLED
    one, entry = found
    reason = "" if plain(answer.text) in SKIPS else redact(answer.text.strip())
    oddities.settle(turn.tx, one.id, ACCEPTED, turn.person.id, reason)
    about = {"entry": entry.id, "indicator": one.indicator, "reason": reason}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "figure.accept", about)
    why = f" Lý do: {reason}." if reason else ""
    what = say.figure(turn.commune, one.indicator, one.value)
    return Reply(f"✅ Đã chấp nhận {what} ({say.place(turn, entry.unit_id)}, {say.days(turn, entry)}).{why}")


def _ask_number(turn: Turn, odd_id: int) -> Reply:
    found = _found(turn, odd_id)
    if found is None:
        return SETTLED
    name = words.sentence(say.label(turn.commune, found[0].indicator))
    text = f"{name} ({say.place(turn, found[1].unit_id)}, {say.days(turn, found[1])}) đúng là bao nhiêu ạ? (gõ số)"
    return Reply(ask=Question("check.fix", text, {"odd": odd_id}, numbered=False))


def _take_fix(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    typed = number(answer)
    if typed is None:
        return None
    found = _found(turn, data["odd"])
    if found is None:
        return SETTLED
    one, entry = found
    if not _change(turn, one, entry, typed, typed_by=turn.person.id):
        return SETTLED
    oddities.settle(turn.tx, one.id, FIXED, turn.person.id)
    about = {"entry": entry.id, "indicator": one.indicator, "from": one.value, "to": typed[0]}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "figure.change", about)
    done = _done(turn, one, entry, typed[0])
    if entry.person_id is not None and entry.person_id != turn.person.id:
        who = recording.short_name(turn.person.name)
        turn.tell(Notice(entry.person_id, f"sua/{one.id}", f"{who} (cán bộ xã) đã sửa thay: {done}"))
    return Reply(f"✅ Đã sửa thay: {done}")


def _change(turn: Turn, one: Odd, entry: Entry, typed: tuple[int, bool], typed_by: int | None) -> bool:
    values = {**entry.values, one.indicator: Value(*typed)}
    said = turn.text[:200]
    return entries.change(turn.tx, entry, values=values, words=said, typed_by=typed_by, why="checked") is not None


def _done(turn: Turn, one: Odd, entry: Entry, new: int) -> str:
    what = f"{say.label(turn.commune, one.indicator)} {words.number(one.value)} → {words.number(new)}"
    return f"{what} ({say.place(turn, entry.unit_id)}, {say.days(turn, entry)})."


def _pressed(answer: Callable[[Turn, int], Reply]) -> Action:
    """A button of the officer's under an odd figure, however old."""

    def act(turn: Turn, key: str) -> Reply:
        return answer(turn, int(key)) if key.isdecimal() and turn.memberships else SETTLED

    return act


# ── hỏi lại, about any figure ─────────────────────────────────────────────────────────────────────────────────────────


def _recognise_ask(turn: Turn) -> str | None:
    if not turn.memberships or turn.inbound.edits or not turn.may("see_below"):
        return None
    match = _ASK_BACK.fullmatch(plain(turn.text))
    return (match["rest"] or "") if match else None


def _answer_ask(turn: Turn, rest: str) -> Reply:
    """“hỏi lại 145”, “hỏi lại Tân Long 120”: about a figure of this round or the last; alone: about the odd ones."""
    if not turn.may("correct_others"):
        return only_officers(turn)
    if not rest:
        return _answer(turn, None)
    numbers = {int(part.replace(".", "")) for part in re.findall(r"\d[\d.]*", rest)}
    named = {place.key for place in turn.reading.places}
    cycle = turn.commune.cycle
    since = cycle.before(cycle.period_of(turn.today)).first
    fits = []
    for unit in turn.commune.units:
        if named and unit.key not in named:
            continue
        for entry in entries.around(turn.tx, unit.id, since, turn.today):
            fits += [(entry, key) for key, value in entry.values.items() if value.value in numbers]
    if not fits:
        part = "tuần" if cycle.kind == "week" else "tháng"
        return Reply(
            f"Em không thấy số đó trong hai {part} này ạ; anh/chị nhắn kèm tên thôn, ví dụ “hỏi lại Tân Long 120”."
        )
    if len(fits) == 1:
        return _ask_about(turn, *fits[0])
    choices = tuple((f"{entry.id}-{key}", say.of_entry(turn, entry)) for entry, key in fits[:6])
    return Reply(ask=Question("check.which", "Hỏi lại số nào ạ?", {}, choices))


def _take_which(turn: Turn, _data: Mapping[str, Any], answer: Answer) -> Reply | None:
    entry_id, _, key = answer.key.partition("-")
    entry = entries.get(turn.tx, int(entry_id)) if entry_id.isdecimal() else None
    if not answer.key:
        return None
    return _ask_about(turn, entry, key) if entry is not None and key in entry.values else SETTLED


def _ask_about(turn: Turn, entry: Entry, key: str) -> Reply:
    row = {"commune_id": entry.commune_id, "unit_id": entry.unit_id, "source": entry.source, "indicator": key}
    row |= {"value": entry.values[key].value, "rule": "DQ-ASK", "why": "", "person_id": entry.person_id}
    return _ask_back(turn, oddities.note(turn.tx, row))


# ── the person answers what was asked back ────────────────────────────────────────────────────────────────────────────


def _recognise_reply(turn: Turn) -> tuple[Odd, Entry] | None:
    """“đúng” or a bare number, where the last thing this person was told is an officer's question."""
    if not turn.memberships or len(turn.text) > 40 or turn.inbound.edits or turn.inbound.file:
        return None
    if assent(Answer("", turn.text)) is None and read_count(turn.text) is None:
        return None
    if not oddities.is_asked_last(turn.tx, turn.person.id):
        return None
    waiting = oddities.asked(turn.tx, turn.person.id)
    return waiting[0] if waiting else None


def _answer_reply(turn: Turn, match: tuple[Odd, Entry]) -> Reply:
    one, entry = match
    typed = number(Answer("", turn.text))
    if typed is not None and typed[0] != one.value:
        turn.tx.guard = None  # an officer asked for it: a closed period is open for this one value
        if not _change(turn, one, entry, typed, None):
            return SETTLED
        done = _done(turn, one, entry, typed[0])
        return _close(turn, one, FIXED, f"✅ Đã sửa: {done}", done)
    if typed is None and assent(Answer("", turn.text)) is False:
        name = words.sentence(say.label(turn.commune, one.indicator))
        return Reply(
            ask=Question("check.again", f"{name} đúng là bao nhiêu ạ? (gõ số)", {"odd": one.id}, numbered=False)
        )
    return _keep(turn, one, entry)


def _keep(turn: Turn, one: Odd, entry: Entry) -> Reply:
    what = say.figure(turn.commune, one.indicator, one.value)
    place = f"({say.place(turn, entry.unit_id)}, {say.days(turn, entry)})"
    return _close(turn, one, KEPT, f"Vâng, em giữ {what} {place} và báo lại cán bộ xã ạ.", f"{what} {place} là đúng.")


def _close(turn: Turn, one: Odd, state: str, text: str, told: str) -> Reply:
    """The answer closes the question, and the officer who asked hears it."""
    oddities.settle(turn.tx, one.id, state, one.settled_by, f"{recording.short_name(turn.person.name)} trả lời")
    if one.settled_by is not None:
        turn.tell(Notice(one.settled_by, f"traloi/{one.id}/{turn.inbound.id}", f"{turn.person.name} trả lời: {told}"))
    return Reply(text)


def _mine(turn: Turn, odd_id: int) -> tuple[Odd, Entry] | None:
    return next(((one, entry) for one, entry in oddities.asked(turn.tx, turn.person.id) if one.id == odd_id), None)


def _take_again(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if number(answer) is None:
        return None
    found = _mine(turn, data["odd"])
    return _answer_reply(turn, found) if found else SETTLED


def _press_right(turn: Turn, key: str) -> Reply:
    found = _mine(turn, int(key)) if key.isdecimal() else None
    return _keep(turn, *found) if found else Reply("Câu hỏi này đã được trả lời rồi ạ.")


LIST = Handler(
    "check",
    (Example("số lạ", "các số bất thường: hỏi lại, chấp nhận, sửa thay"),),
    _recognise,
    _answer,
    steps={
        "check.sure": _take_sure,
        "check.officer": _take_officer,
        "check.reason": _take_reason,
        "check.fix": _take_fix,
        "check.which": _take_which,
        "check.again": _take_again,
    },
    actions={
        "hoilai": _pressed(_ask_back),
        "chapnhan": _pressed(_ask_reason),
        "suathay": _pressed(_ask_number),
        "dungso": _press_right,
    },
    audience="officer",
)
ASK = Handler(
    "check.ask",
    (Example("hỏi lại Tân Long 120", "hỏi lại người đã báo một số trong hai tuần này"),),
    _recognise_ask,
    _answer_ask,
    audience="officer",
)
REPLY = Handler("check.reply", (), _recognise_reply, _answer_reply, audience="none", interrupts=True)
