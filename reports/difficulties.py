"""What villages said is difficult and asked for, by what it is about, with who said it and in which words."""

from collections.abc import Sequence
from typing import Any

from domain.periods import Period
from reports import naming, prose
from reports.room import ROOM, clip, column, row, size
from storage import ledger
from storage.communes import Commune
from storage.tx import Tx
from vietnamese import words
from vietnamese.fold import fold
from vietnamese.redact import redact

NAMES = {"difficulty": "Khó khăn", "proposal": "Kiến nghị", "note": "Ghi chú"}  # kinds of what villages write
FEW = 3  # so many are quoted one by one
BESIDE = 480  # of a summary's room


def beside(tx: Tx, commune: Commune, period: Period) -> list[str]:
    """For a summary: each with its village; many of a longer period grouped. Nothing where nobody said any."""
    names, remarks = _said(tx, commune, period)
    blocks = []
    for kind, said in remarks.items():
        if kind == "difficulty" and period.days > 7 and len(said) > FEW:
            lines = _grouped(names, said)
        else:
            lines = [f"- {names[one.unit_id]}: {clip(redact(one.text), 140)}" for one in said]
        blocks.append(f"{NAMES[kind]}:\n" + "\n".join(column(lines, BESIDE, "ý")))
    return blocks


def text(tx: Tx, commune: Commune, period: Period) -> str:
    """All of a period: the groups with their villages, then every village's words, as far as a message holds them."""
    names, remarks = _said(tx, commune, period)
    what = ", ".join(NAMES[kind] for kind in remarks or ("difficulty",)).capitalize()
    head = f"📋 {what} các thôn nêu, {words.village(commune.name)}, {naming.heading(period)}"
    if not remarks:
        return f"{head}: chưa thôn nào nêu."
    lines = [f"{head}: {sum(map(len, remarks.values()))} ý."]
    quoted = []
    for kind, said in remarks.items():
        if kind == "difficulty" and len(said) > 1:
            lines += _grouped(names, said, quoted=False)
        mark = "kiến nghị " if kind == "proposal" else ""
        quoted += [f"• {names[one.unit_id]}: {mark}“{clip(redact(one.text), 200)}”" for one in said]
    return "\n".join([*lines, *column(quoted, ROOM - size("\n".join(lines)) - 1, "ý")])


def _said(tx: Tx, commune: Commune, period: Period) -> tuple[dict[int, str], dict[str, list[Any]]]:
    """The villages' names, and what they said by kind: difficulties first, no kind that nobody said any of."""
    names = {unit.id: unit.name for unit in commune.units}
    rows = [one for one in ledger.remarks(tx, commune.id, period.first, period.last) if one.unit_id in names]
    return names, {kind: said for kind in NAMES if (said := [one for one in rows if one.kind == kind])}


def _grouped(names: dict[int, str], said: Sequence[Any], *, quoted: bool = True) -> list[str]:
    """By what they are about, with the villages, the commonest first; what fits no group is quoted, or left out."""
    groups: dict[str, list[str]] = {}
    for one in said:
        folded = f" {fold(one.text)} ".replace(",", " ").replace(".", " ")
        kinds = [name for name, cues in prose.KINDS if any(f" {cue} " in folded for cue in cues)]
        for name in kinds or ([f"“{clip(redact(one.text), 60)}”"] if quoted else []):
            places = groups.setdefault(name, [])
            if names[one.unit_id] not in places:
                places.append(names[one.unit_id])
    return [f"- {name}: {row(places, 80)}" for name, places in sorted(groups.items(), key=lambda one: -len(one[1]))]
