"""Figures told of several places, people, times in one form: "vneid sáng 2 chiều 6, dvc sáng 1 chiều 1", "chị Hai 1 ví
1 qr, chị Tư 1 ví 1 qr". What is told alike is added, and a total has to come out.
"""

from vietnamese.atoms import Atom, atoms_of, without_verbs
from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.parties import BITS, Party, parties
from vietnamese.partwise import Read, partwise
from vietnamese.runs import rows_before, rows_behind

_MENDING = frozenset(["correct", "notbut", "cancel"])
_STILL = word_set("van cung noi dem ghi bao bieu")


def told_alike(draft: Draft) -> list[Party]:
    """Those that the message tells its figures of one after the other; none where there are no two."""
    if (
        not draft.bits & BITS
        or len([i for i in draft.items if i.tag == "N"]) < 2
        or not draft.wishes.keys().isdisjoint(_MENDING)
    ):
        return []
    told = parties(draft)
    if told and told[0].kind == "day" and not _week_named(draft, told):
        return []
    if not told or [p for p in told if draft.around[p.j] in _STILL or draft.around[p.start - 1] == "rieng"]:
        return []  # "chiều vẫn 8 bà đó", "40 lượt, riêng xóm 2 thì 16"
    numbers = [i.i for i in draft.items if i.tag == "N"]
    if not [n for n in numbers if n >= told[-1].j or 0 <= told[0].start - n < 6]:
        return []  # nothing is told of the last, nor of the first
    near = [p for p in told if [n for n in numbers if 0 <= n - p.j < 10 or 0 <= p.start - n < 5]]
    return told if len(near) > 1 else []


def _week_named(draft: Draft, told: list[Party]) -> bool:
    """Whether a week is named beside its days, not as a part of one ("thứ hai tuần này 11, thứ năm 14")."""
    weeks = [i for i in draft.whens if i.when is not None and i.when.kind == "week"]
    return any(all(i.i != p.j and not p.i <= i.i < p.j for p in told) for i in weeks)


def in_rows(draft: Draft, told: list[Party]) -> list[Item]:
    """The plain numbers right behind such names: before a place or a time nothing else is counted by them ("chợ 3 xóm
    2"), and "xóm dưới 4" is no "under 4".
    """
    near = [i.i for i in draft.items if i.tag == "N"]
    if len([p for p in told if [n for n in near if 0 <= n - p.j < 3]]) < 2:
        return []
    line = [*without_verbs(atoms_of(draft, told)), _END]
    rows = [
        number.item
        for name, number, after in zip(line, line[1:], line[2:], strict=False)
        if name.letter == "L" and number.letter == "N" and number.item is not None
        if after.sign or after.letter in "LKT"
    ]
    return rows if len(rows) > 1 else []


def keep(rows: list[Item]) -> None:
    """Undo what was taken for measures, labels and bounds in such rows."""
    for item in rows:
        noted = item.note in ("label", "subject")
        if (item.tag in "XW" and not noted) or item.doubt in ("vague", "negative"):
            item.value = abs(item.value)  # "tổ 1 - 7"
            item.tag, item.note, item.doubt = "N", "", ""


_END = Atom("x", 0, 0, "^")


def parallel(draft: Draft, told: list[Party], read: Read) -> list[Claim]:
    """Claims for the numbers so told; they are taken out of the later rules."""
    numbers = [i.i for i in draft.items if i.tag == "N"]
    if len([n for n in numbers if n >= told[0].start - 6]) < 2:
        return []
    atoms = atoms_of(draft, told)
    claims = rows_behind(draft, atoms) or rows_before(draft, atoms)
    if claims is None:
        claims = partwise(draft, atoms, told, read)
    if claims:
        _no_days(draft, told)
        for item in draft.items:
            if item.tag == "I" and any(p.i <= item.i < p.j for p in told):
                item.tag, item.key = "W", ""  # "sáng 1 chiều 1": no session
    return claims


def _no_days(draft: Draft, told: list[Party]) -> None:
    """ "lớp thứ hai", "t2 5 hv, t4 6 hv tuần này": what a group is called by names no day of the report."""
    inside = [i for i in draft.whens if any(p.i <= i.i < p.j for p in told)]
    named = told[0].kind != "day" or any(i.when is not None and i.when.kind == "week" for i in draft.whens)
    if named and told[0].kind != "time":
        draft.whens = [i for i in draft.whens if i not in inside]
