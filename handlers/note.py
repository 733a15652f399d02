"""Difficulties and remarks: “khó khăn: mạng yếu”, kept for the commune's report."""

import re
from collections.abc import Mapping
from typing import Any

from handlers import say
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from storage import notes
from storage.communes import Unit
from vietnamese.fold import fold, nfc
from vietnamese.redact import redact

_HEAD = re.compile(r"^\s*(kho khan|vuong mac|kien nghi|de nghi|ghi chu|luu y)\s*[:\-–—,]\s*", re.IGNORECASE)
NAMES = {"kho khan": "khó khăn", "vuong mac": "khó khăn", "kien nghi": "kiến nghị", "de nghi": "kiến nghị"}
LONGEST = 1_000


def _recognise(turn: Turn) -> tuple[str, str] | None:
    """(kind, text) of a note."""
    text = nfc(turn.text)
    match = _HEAD.match(fold(text))
    if match is None or not turn.own_units or len(fold(text)) != len(text):
        return None
    said = text[match.end() :].strip()
    return (match[1], said) if said else None


def _answer(turn: Turn, match: tuple[str, str]) -> Reply:
    kind, text = match
    if len(turn.own_units) > 1:
        choices = tuple((unit.key, unit.name) for unit in turn.own_units)
        data = {"kind": kind, "text": redact(text)[:LONGEST]}
        return Reply(ask=Question("note.unit", "Ghi cho thôn nào ạ?", data, choices))
    return _keep(turn, turn.own_units[0], kind, text)


def _keep(turn: Turn, unit: Unit, kind: str, text: str) -> Reply:
    name = NAMES.get(kind, "ghi chú")
    notes.add(
        turn.tx,
        {
            "commune_id": turn.commune.id,
            "unit_id": unit.id,
            "kind": "difficulty" if name == "khó khăn" else "note",
            "date": turn.today,
            "text": redact(text)[:LONGEST],
            "person_id": turn.person.id,
            "said_at": turn.said_at,
        },
    )
    return Reply(f"✅ Đã ghi {name} của {say.place(turn, unit.id)}.")


def _take_unit(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    unit = turn.commune.by_key(answer.key) if answer.key else None
    if unit is None or unit not in turn.own_units:
        return None
    return _keep(turn, unit, data["kind"], data["text"])


HANDLER = Handler(
    "note",
    (Example("khó khăn: mạng yếu, nhiều cụ không có điện thoại", "ghi khó khăn của thôn"),),
    _recognise,
    _answer,
    steps={"note.unit": _take_unit},
)
