"""Difficulties and remarks: “khó khăn: mạng yếu”, alone or after a report's figures, kept for the commune's report."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import takewhile
from typing import Any

from handlers import recording, say
from handlers.dialogue import plain
from handlers.draft import Draft
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from reports import difficulties
from storage import notes
from storage.communes import Unit
from vietnamese.fold import fold, nfc
from vietnamese.redact import redact

_KIND = r"(kho khan|vuong mac|kien nghi|de nghi|de xuat|ghi chu|luu y)"
_MORE = r"(?:(?:,| va)? (?:vuong mac|kien nghi|de nghi|de xuat))*"  # “khó khăn, vướng mắc:”
_HEAD = re.compile(rf"^\s*{_KIND}{_MORE}\s*[:\-–—,]\s*")
_PLAIN = re.compile(r"^\s*(kho khan|vuong mac|kien nghi)\s+(?:la\s+)?(?=\S+\s+\S)")  # “khó khăn mạng yếu”
_ALONE = re.compile(rf"{_KIND}{_MORE}")
# After figures: as a part of its own, with a colon; a difficulty also without one.
_BESIDE = re.compile(rf"(?:[\n.;,!•+*]|\s[\-–—])\s*(?:{_KIND}{_MORE}\s*[:–—\-]\s*|(kho khan|vuong mac)\s+(?=\S+\s+\S))")
_SENTENCE = re.compile(r"(?<=[.;!])\s+|\n")
_NONE = ("khong", "ko", "k", "khong co", "ko co", "khong co gi", "ko co gi", "chua co", "khong phat sinh", "0")
KINDS = {"kho khan": "difficulty", "vuong mac": "difficulty", "kien nghi": "proposal", "de nghi": "proposal",
         "de xuat": "proposal"}  # fmt: skip
LONGEST = 1_000


def _recognise(turn: Turn) -> tuple[str, str] | None:
    """(kind, text) of a note; the text is empty where only “khó khăn” was said."""
    text = nfc(turn.text)
    folded = fold(text)
    if not turn.own_units or len(folded) != len(text):
        return None
    if alone := _ALONE.fullmatch(plain(turn.text)):
        return (alone[1], "")
    match = _HEAD.match(folded)
    if match is None and turn.reading.intent == "other":
        match = _PLAIN.match(folded)
    said = text[match.end() :].strip() if match else ""
    return (match[1], said) if match and said else None


def is_one(text: str) -> bool:
    """Whether a line is a note and nothing else."""
    return _HEAD.match(fold(nfc(text))) is not None


def within(text: str) -> list[tuple[str, str]]:
    """(kind, text) of the notes that follow the figures of a report; what has figures again is no part of them."""
    text = nfc(text)
    folded = fold(text)
    heads = list(_BESIDE.finditer(folded)) if len(folded) == len(text) else []
    found = []
    for place, head in enumerate(heads):
        end = heads[place + 1].start() if place + 1 < len(heads) else len(text)
        first, *more = _SENTENCE.split(text[head.end() : end].strip())
        said = [first, *takewhile(lambda part: not any(letter.isdecimal() for letter in part), more)]
        whole = " ".join(part.strip(" -–—•+*\t") for part in said).strip(" .,;")
        if whole and plain(whole) not in _NONE:
            found.append((head[1] or head[2], whole))
    return found


def beside(turn: Turn, draft: Draft, reply: Reply) -> Reply:
    """A report's own notes, kept for its village and its days and said in the reply."""
    lines = [f"Đã ghi {line}." for line in keep(turn, draft)]
    if not lines:
        return reply
    text, before, fix = reply.text.rpartition(f"\n{recording.FIX}")
    text = "\n".join([text if before else reply.text, *lines]).strip()
    return replace(reply, text=f"{text}{before}{fix}" if before else text)


def keep(turn: Turn, draft: Draft) -> list[str]:
    """Keep the notes of a report, each once; returns each as it is shown."""
    found = within(draft.message)
    if draft.unit is None or not found:
        return []
    day = min(draft.period.last, turn.today)
    there = {one.text for one in notes.between(turn.tx, turn.commune.id, day, day) if one.unit_id == draft.unit}
    for kind, said in found:
        kept = redact(said)[:LONGEST]
        if kept not in there:
            _keep(turn, draft.unit, kind, kept, day)
    return [shown(kind, said) for kind, said in found]


def shown(kind: str, said: str) -> str:
    """A note in a reply: what it is and how it begins."""
    text = redact(said).replace("?", "").strip(" .")
    return f"{_name(kind)}: {text[:100]}{'…' if len(text) > 100 else ''}"


def _name(kind: str) -> str:
    return difficulties.NAMES[KINDS.get(kind, "note")].lower()


def _answer(turn: Turn, match: tuple[str, str]) -> Reply:
    kind, text = match
    if not text:
        return Reply(ask=Question("note.text", f"{_name(kind).capitalize()} gì ạ? (gõ một câu)", {"kind": kind}))
    if len(turn.own_units) > 1:
        choices = tuple((unit.key, unit.name) for unit in turn.own_units)
        data = {"kind": kind, "text": redact(text)[:LONGEST]}
        return Reply(ask=Question("note.unit", "Ghi cho thôn nào ạ?", data, choices))
    return _kept(turn, turn.own_units[0], kind, text)


def _kept(turn: Turn, unit: Unit, kind: str, text: str) -> Reply:
    _keep(turn, unit.id, kind, redact(text)[:LONGEST], turn.today)
    return Reply(f"✅ Đã ghi {_name(kind)} của {say.place(turn, unit.id)}.")


def _keep(turn: Turn, unit_id: int, kind: str, text: str, day: date) -> None:
    notes.add(
        turn.tx,
        {
            "commune_id": turn.commune.id,
            "unit_id": unit_id,
            "kind": KINDS.get(kind, "note"),
            "date": day,
            "text": text,
            "person_id": turn.person.id,
            "said_at": turn.said_at,
        },
    )


def _take_text(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if plain(answer.text) in _NONE:
        return Reply("Vâng, em không ghi gì ạ.")
    if turn.reading.intent != "other" or turn.inbound.file or len(answer.text.split()) < 2:
        return None
    return _answer(turn, (data["kind"], answer.text.strip()))


def _take_unit(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    unit = turn.commune.by_key(answer.key) if answer.key else None
    if unit is None or unit not in turn.own_units:
        return None
    return _kept(turn, unit, data["kind"], data["text"])


HANDLER = Handler(
    "note",
    (Example("khó khăn: mạng yếu, nhiều cụ không có điện thoại", "ghi khó khăn của thôn"),),
    _recognise,
    _answer,
    steps={"note.unit": _take_unit, "note.text": _take_text},
)
