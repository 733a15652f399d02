"""Correcting in words: the value, the indicator or the day of what was said."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from domain.checks import Oddity
from domain.periods import span_of
from handlers import odd, recording, say, submit
from handlers.assent import assent
from handlers.dialogue import plain
from handlers.draft import Draft, from_reading
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from storage import entries
from storage.entries import Entry, Value
from vietnamese import words
from vietnamese.reading import Reading
from vietnamese.result import Correction

RECENT = timedelta(days=7)


def _recognise(turn: Turn) -> Reading | str | None:
    if not turn.own_units and not turn.may("see_below"):
        return None
    if plain(turn.text) in ("sua", "/sua", "sua so", "sua lai"):
        return "menu"
    return turn.reading if turn.reading.intent == "correct" else None


def _answer(turn: Turn, match: Reading | str) -> Reply:
    if match == "menu":
        mine, theirs = pool(turn)
        newest = mine or theirs
        if not newest:
            return Reply("Anh/chị chưa gửi số nào trong 7 ngày qua để sửa ạ.")
        return _what(turn, newest[0])
    return _correct(turn, turn.reading)


def pool(turn: Turn) -> tuple[list[Entry], list[Entry]]:
    """The entries a correction may mean, newest first, of the last 7 days or on the day or week that is named: the
    person's own, and those of colleagues that they may correct."""
    named = [place.key for place in turn.reading.places]
    units = [u for u in turn.commune.units if u.key in named] if named else list(turn.own_units)
    when = turn.reading.when
    since = turn.now - RECENT
    if when is not None and not any(c.to_when for c in turn.reading.corrections):
        found = [e for u in units for e in entries.around(turn.tx, u.id, when.first, when.last)]
        found = [e for e in found if when.first <= e.last <= when.last]
    else:
        found = [e for u in units for e in entries.of_unit(turn.tx, u.id, since)]
        if not units:
            found = entries.of_person(turn.tx, turn.person.id, since)
    mine = [entry for entry in found if entry.person_id == turn.person.id]
    theirs = [
        e for e in found if e.person_id != turn.person.id and turn.may("correct_others", turn.commune.unit(e.unit_id))
    ]
    return sorted(mine, key=_newest, reverse=True), sorted(theirs, key=_newest, reverse=True)


def _newest(entry: Entry) -> tuple[Any, int]:
    return (entry.stored_at, entry.id)


def _correct(turn: Turn, reading: Reading) -> Reply:
    mine, theirs = pool(turn)
    changes = list(reading.corrections) or [Correction(f.indicator, None, f.value) for f in reading.figures]
    if not changes:
        found = mine or theirs
        return _what(turn, found[0]) if found else _nothing(turn, None, None)
    if len(changes) > 1 and not reading.doubts:
        return _several(turn, changes)
    found = mine if matching(changes[0], mine) or not matching(changes[0], theirs) else theirs
    return _one(turn, changes[0], found or theirs)


def _one(turn: Turn, change: Correction, found: Sequence[Entry]) -> Reply:
    if change.to_when is not None:
        return _move(turn, change, found)
    if change.delta is not None:
        return _add(turn, change, found)
    fits = matching(change, found)
    if change.new is None:
        if fits and change.indicator:
            return Reply(ask=_number(turn, fits[0][0], fits[0][1]))
        return _what(turn, found[0]) if found else _nothing(turn, change.indicator, None)
    if not fits and change.old is None and change.indicator is None and found:
        return _which(turn, found[0], change.new)
    if not fits:
        return _nothing(turn, change.to_indicator or change.indicator, change.new)
    if len(fits) > 1:
        return _candidates(turn, fits, change.new)
    entry, key = fits[0]
    return apply(turn, entry, key, change.new, change.to_indicator)


def matching(change: Correction, found: Sequence[Entry]) -> list[tuple[Entry, str]]:
    """(entry, indicator) pairs a change can mean. With the old number named: the newest entry that holds it. Else the
    newest day with that indicator; two entries of that day are two candidates."""
    if change.old is not None:
        for entry in found:
            keys = [
                key
                for key, value in entry.values.items()
                if value.value == change.old and change.indicator in (None, key)
            ]
            if keys:
                return [(entry, key) for key in keys]
        # "vneid 7, không phải 5" where 5 was never said: the indicator alone still tells which
    if change.indicator is None:
        return []
    having = [entry for entry in found if change.indicator in entry.values]
    if not having:
        return []
    newest = max(entry.last for entry in having)
    return [(entry, change.indicator) for entry in having if entry.last == newest]


def apply(
    turn: Turn, entry: Entry, key: str, new: int, to_key: str | None = None, sure: Mapping[str, Any] | None = None
) -> Reply:
    """Change one figure and say from what to what. An odd one is asked about first; `sure` is the question that was
    answered."""
    old = entry.values[key]
    target = to_key or key
    if target == key and old.value == new:
        return Reply(
            f"{words.sentence(say.label(turn.commune, key))} đang ghi đúng {words.number(new)} rồi ạ: "
            f"{say.of_entry(turn, entry)}."
        )
    found = odd.of_change(turn, entry, target, new) if sure is None else None
    if found is not None:
        return Reply(ask=_sure(turn, entry, key, new, target, found))
    values = {k: v for k, v in entry.values.items() if k != key}
    values[target] = Value(new)
    number = entries.change(turn.tx, entry, values=values, words=turn.text[:200], typed_by=_other(turn, entry))
    if number is None:
        return Reply("Số đó vừa được sửa hoặc bỏ rồi ạ; anh/chị nhắn “xem” để xem số đang có.")
    if sure is not None:
        doubt = {"indicators": [target], "numbers": [new], "rule": sure["rule"], "why": sure["why"]}
        unit = turn.commune.unit(entry.unit_id)
        odd.confirmed(turn, unit, entry.source, span_of(entry.first, entry.last), doubt)
    place = f"({say.place(turn, entry.unit_id)}, {say.days(turn, entry)})"
    if target != key:
        after = f"{say.label(turn.commune, target)} {words.number(new)}"
    else:
        after = words.number(new)
    change = f"{say.label(turn.commune, key)} {words.number(old.value)} → {after}"
    return Reply(f"✅ Đã sửa: {change} {place}.", choices=say.entry_buttons(number))


def _sure(turn: Turn, entry: Entry, key: str, new: int, target: str, found: Oddity) -> Question:
    """An odd number back to whoever corrects, before anything changes."""
    answers = odd.answers(turn, found.rule, span_of(entry.first, entry.last))
    text = f"{say.figure(turn.commune, target, new)} ạ? {found.why} {answers}"
    data = {"entry": entry.id, "key": key, "new": new, "to": target, "rule": found.rule, "why": found.why}
    return Question("amend.sure", text, data, (("yes", "đúng"),), numbered=False)


def _other(turn: Turn, entry: Entry) -> int | None:
    return turn.person.id if entry.person_id != turn.person.id else entry.typed_by


def _several(turn: Turn, changes: Sequence[Correction]) -> Reply:
    """Several figures in one correction: each is applied; one that finds nothing is said."""
    lines: list[str] = []
    ask: Question | None = None
    for change in changes:
        mine, theirs = pool(turn)
        fits = matching(change, mine) or matching(change, theirs)
        if change.new is None or not fits:
            name = say.label(turn.commune, change.indicator) if change.indicator else "số đó"
            lines.append(f"Em chưa thấy {name} đã ghi để sửa.")
            continue
        entry, key = fits[0]
        done = apply(turn, entry, key, change.new, change.to_indicator)
        if done.ask is not None and ask is not None:  # one question at a time
            lines.append(f"Em chưa sửa {say.label(turn.commune, key)}: anh/chị nhắn lại riêng số này giúp em.")
        ask = ask or done.ask
        lines += [done.text] if done.text else []
    return Reply("\n".join(lines), ask=ask)


def _nothing(turn: Turn, key: str | None, new: int | None) -> Reply:
    """Nothing there to correct: offer to store it as a new figure."""
    if key is None or new is None or not turn.own_units:
        return Reply("Em chưa thấy số nào đã ghi trong 7 ngày qua để sửa ạ; anh/chị nhắn “xem” để xem số đang có.")
    draft = from_reading(turn, turn.reading, turn.own_units[0].id if len(turn.own_units) == 1 else None)
    draft.values, draft.doubts = {key: [new, False]}, []
    draft.settled.append("day")
    name = say.label(turn.commune, key)
    text = (
        f"Em chưa thấy số {name} nào của anh/chị đã ghi để sửa. "
        f"Ghi mới {name} {words.number(new)} cho {say.when(turn, draft.period)} không ạ?"
    )
    return Reply(ask=Question("amend.new", text, draft.data(), (("yes", "ghi mới"), ("no", "thôi"))))


def _what(turn: Turn, entry: Entry) -> Reply:
    """“sửa” alone: which figure of the newest entry?"""
    if entry.nil:
        return Reply(f"Gần nhất anh/chị báo: {say.of_entry(turn, entry)}. Có hoạt động thì anh/chị nhắn thẳng số ạ.")
    keys = turn.commune.in_order(entry.values)
    if len(keys) == 1:
        return Reply(ask=_number(turn, entry, keys[0]))
    choices = tuple((key, f"{say.label(turn.commune, key)} {words.number(entry.values[key].value)}") for key in keys)
    return Reply(
        ask=Question(
            "amend.figure",
            f"Sửa số nào của {say.days(turn, entry)} ạ?",
            {"entry": entry.id},
            (*choices, ("day", "sửa ngày")),
        )
    )


def _which(turn: Turn, entry: Entry, new: int) -> Reply:
    """A new number without a name: which figure of the newest entry does it replace?"""
    keys = turn.commune.in_order(entry.values)
    if len(keys) == 1:
        return apply(turn, entry, keys[0], new)
    choices = tuple(
        (key, f"{say.label(turn.commune, key)} (đang {words.number(entry.values[key].value)})") for key in keys
    )
    return Reply(
        ask=Question("amend.which", f"{words.number(new)} là số nào ạ?", {"entry": entry.id, "new": new}, choices)
    )


def _candidates(turn: Turn, fits: Sequence[tuple[Entry, str]], new: int) -> Reply:
    choices = tuple(
        (
            f"{entry.id}-{key}",
            f"{say.of_entry(turn, entry)}, nhắn lúc {words.clock(entry.said_at)}",
        )
        for entry, key in fits[:5]
    )
    return Reply(ask=Question("amend.candidate", f"Sửa số nào thành {words.number(new)} ạ?", {"new": new}, choices))


def _number(turn: Turn, entry: Entry, key: str) -> Question:
    name = words.sentence(say.label(turn.commune, key))
    text = (
        f"{name} {say.days(turn, entry)} đang ghi {words.number(entry.values[key].value)}; đúng là bao nhiêu ạ? (gõ số)"
    )
    return Question("amend.number", text, {"entry": entry.id, "key": key}, numbered=False)


def _move(turn: Turn, change: Correction, found: Sequence[Entry]) -> Reply:
    assert change.to_when is not None
    period = span_of(change.to_when.first, change.to_when.last)
    if period.first > turn.today:
        return Reply("Ngày đó chưa tới nên em chưa chuyển ạ; anh/chị nhắn lại ngày đúng giúp em.")
    having = [entry for entry in found if change.indicator is None or change.indicator in entry.values]
    if not having:
        return _nothing(turn, None, None)
    return move(turn, having[0], change)


def move(turn: Turn, entry: Entry, change: Correction) -> Reply:
    """Put an entry on another day."""
    assert change.to_when is not None
    period = span_of(change.to_when.first, change.to_when.last)
    number = entries.change(
        turn.tx, entry, first=period.first, last=period.last, words=turn.text[:200], typed_by=_other(turn, entry)
    )
    if number is None:
        return Reply("Số đó vừa được sửa hoặc bỏ rồi ạ; anh/chị nhắn “xem” để xem số đang có.")
    fresh = entries.get(turn.tx, number)
    assert fresh is not None
    return Reply(
        f"✅ Đã chuyển từ {say.days(turn, entry)} sang {say.when(turn, period)}: {say.of_entry(turn, fresh)}.",
        choices=say.entry_buttons(number),
    )


def _add(turn: Turn, change: Correction, found: Sequence[Entry]) -> Reply:
    """“thêm 3 nữa”: the talk knows what the sentence does not, so it offers the sum."""
    assert change.delta is not None
    having = [e for e in found if e.values and (change.indicator is None or change.indicator in e.values)]
    if not having or (change.indicator is None and len(having[0].values) > 1):
        if change.indicator is not None and change.delta > 0:
            return _nothing(turn, change.indicator, change.delta)
        if having:
            keys = turn.commune.in_order(having[0].values)
            choices = tuple((key, say.label(turn.commune, key)) for key in keys)
            data = {"entry": having[0].id, "delta": change.delta}
            verb = "Thêm" if change.delta > 0 else "Bớt"
            return Reply(ask=Question("amend.add_to", f"{verb} {abs(change.delta)} vào số nào ạ?", data, choices))
        return _nothing(turn, None, None)
    entry = having[0]
    key = change.indicator or next(iter(entry.values))
    return _sum(turn, entry, key, change.delta)


def _sum(turn: Turn, entry: Entry, key: str, delta: int) -> Reply:
    total = entry.values[key].value + delta
    if total < 0:
        return Reply(ask=_number(turn, entry, key))
    verb = "cộng thêm" if delta > 0 else "bớt"
    text = (
        f"Em {verb} {words.number(abs(delta))}, tổng {say.label(turn.commune, key)} {say.days(turn, entry)} là "
        f"{words.number(total)}, đúng không ạ?"
    )
    data = {"entry": entry.id, "key": key, "new": total}
    return Reply(ask=Question("amend.sum", text, data, (("yes", "đúng"), ("no", "không phải"))))


# ── steps ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def still(turn: Turn, entry_id: int) -> Entry | None:
    """An entry that is still as it was and that this person may change."""
    entry = entries.get(turn.tx, entry_id)
    if entry is None or entry.state != entries.LIVE:
        return None
    if entry.person_id == turn.person.id:
        return entry
    return entry if turn.may("correct_others", turn.commune.unit(entry.unit_id)) else None


GONE = Reply("Số đó đã được sửa hoặc bỏ rồi ạ; anh/chị nhắn “xem” để xem số đang có.")


def _take_number(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    said = submit.number(answer)
    if said is None:
        values = turn.reading.values
        if set(values) != {data["key"]} or turn.reading.doubts:
            return None
        said = (values[data["key"]], False)
    entry = still(turn, data["entry"])
    return apply(turn, entry, data["key"], said[0]) if entry and data["key"] in entry.values else GONE


def _take_sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    """“đúng”, another number, or “không”: only then is an odd correction made, or not."""
    said = assent(answer)  # before any number: “không” is a no here, and no nought
    typed = submit.number(answer) if said is None else None
    if typed is None and said is None:
        values = turn.reading.values
        if set(values) != {data["to"]} or turn.reading.doubts:
            return None
        typed = (values[data["to"]], False)
    entry = still(turn, data["entry"])
    if entry is None or data["key"] not in entry.values:
        return GONE
    if typed is not None and typed[0] != data["new"]:
        return apply(turn, entry, data["key"], typed[0], data["to"])
    if said is False:
        return Reply(ask=_number(turn, entry, data["key"]))
    return apply(turn, entry, data["key"], data["new"], data["to"], sure=data)


def _take_figure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    entry = still(turn, data["entry"])
    if answer.key and entry is None:
        return GONE
    if answer.key == "day":
        text = "Đúng là ngày nào ạ? (gõ ngày, ví dụ hôm qua)"
        return Reply(ask=Question("amend.day", text, {"entry": data["entry"]}, numbered=False))
    if entry is not None and answer.key in entry.values:
        return Reply(ask=_number(turn, entry, answer.key))
    return None


def _take_day(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    when = turn.reading.when
    if when is None or turn.reading.figures or when.first > turn.today:
        return None
    entry = still(turn, data["entry"])
    return move(turn, entry, Correction(to_when=when)) if entry else GONE


def _take_which(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if not answer.key:
        return None
    entry = still(turn, data["entry"])
    return apply(turn, entry, answer.key, data["new"]) if entry and answer.key in entry.values else GONE


def _take_candidate(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if not answer.key:
        return None
    number, _, key = answer.key.partition("-")
    entry = still(turn, int(number))
    return apply(turn, entry, key, data["new"]) if entry and key in entry.values else GONE


def _take_sum(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    entry = still(turn, data["entry"])
    if answer.key and (entry is None or data["key"] not in entry.values):
        return GONE
    if answer.key == "yes" and entry is not None:
        return apply(turn, entry, data["key"], data["new"])
    if answer.key == "no" and entry is not None:
        return Reply(ask=_number(turn, entry, data["key"]))
    return None


def _take_add_to(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    entry = still(turn, data["entry"])
    if not answer.key:
        return None
    return _sum(turn, entry, answer.key, data["delta"]) if entry and answer.key in entry.values else GONE


def _take_new(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if answer.key == "yes":
        return recording.record(turn, Draft.load(data))
    return Reply("Vâng, em không ghi ạ.") if answer.key == "no" else None


def _press(turn: Turn, key: str) -> Reply:
    """The button [Sửa] under an entry, however old."""
    entry = still(turn, int(key)) if key.isdecimal() else None
    return _what(turn, entry) if entry else GONE


HANDLER = Handler(
    "amend",
    (
        Example("sửa vneid 7", "sửa một số vừa gửi"),
        Example("nhầm, 21 hv chứ ko phải 12", "sửa số nhầm"),
        Example("cái em báo hôm qua là của hôm kia", "sửa ngày"),
    ),
    _recognise,
    _answer,
    steps={
        "amend.number": _take_number,
        "amend.sure": _take_sure,
        "amend.figure": _take_figure,
        "amend.day": _take_day,
        "amend.which": _take_which,
        "amend.candidate": _take_candidate,
        "amend.sum": _take_sum,
        "amend.add_to": _take_add_to,
        "amend.new": _take_new,
    },
    actions={"sua": _press},
)
