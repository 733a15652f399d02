"""What villages said is difficult, by what it is about, with who said it and in which words."""

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

FEW = 3  # so many are quoted one by one
BESIDE = 480  # of a summary's room


def beside(tx: Tx, commune: Commune, period: Period) -> list[str]:
    """For a summary: each with its village; many of a longer period grouped. Nothing where nobody said any."""
    names, said = _said(tx, commune, period)
    if period.days > 7 and len(said) > FEW:
        lines = _grouped(names, said)
    else:
        lines = [f"- {names[one.unit_id]}: {clip(redact(one.text), 140)}" for one in said]
    return ["Khó khăn:\n" + "\n".join(column(lines, BESIDE, "ý"))] if lines else []


def text(tx: Tx, commune: Commune, period: Period) -> str:
    """All of a period: the groups with their villages, then every village's words, as far as a message holds them."""
    names, said = _said(tx, commune, period)
    head = f"📋 Khó khăn các thôn nêu, {words.village(commune.name)}, {naming.heading(period)}"
    if not said:
        return f"{head}: chưa thôn nào nêu."
    lines = [f"{head}: {len(said)} ý."]
    if len(said) > 1:
        lines += _grouped(names, said, quoted=False)
    quoted = [f"• {names[one.unit_id]}: “{clip(redact(one.text), 200)}”" for one in said]
    return "\n".join([*lines, *column(quoted, ROOM - size("\n".join(lines)) - 1, "ý")])


def _said(tx: Tx, commune: Commune, period: Period) -> tuple[dict[int, str], list[Any]]:
    names = {unit.id: unit.name for unit in commune.units}
    rows = ledger.difficulties(tx, commune.id, period.first, period.last)
    return names, [one for one in rows if one.unit_id in names]


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
