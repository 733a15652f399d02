"""Rows of one indicator told alike: "vneid sáng 2 chiều 6", "8 của tổ 1, 7 của tổ 2", "sáng 5 chiều 7, tổng 12 hv"."""

import re

from vietnamese.atoms import Atom, without_verbs
from vietnamese.clauses import Claim
from vietnamese.draft import Draft

_ROWS_BEHIND = re.compile(r"(?:NK?L){2,}")


def rows_before(draft: Draft, atoms: list[Atom]) -> list[Claim] | None:
    """The claims of rows "name number" whose noun is said once, before or behind them; None where there are none."""
    line = without_verbs(atoms)
    letters = "".join(a.letter for a in line)
    claims: list[Claim] = []
    found = False
    at = letters.find("L")
    while 0 <= at < len(line):
        rows, end = _run(line, letters, at)
        if len(rows) < 2:
            if not found and "N" in letters[at:]:
                return None  # "chị Hoa mở được 3 ví. chị Tư thêm 1 nữa. chị Út thêm 2 nữa"
            at = letters.find("L", at + 1)
            continue
        got = _noun(line, letters, at, end, rows)
        if got is None:
            return None
        key, whole, used = got
        found = True
        claims += _told(draft, key, rows, whole, used)
        at = letters.find("L", end)
    return claims if found else None


def _run(line: list[Atom], letters: str, at: int) -> tuple[list[Atom], int]:
    """The numbers of rows "name number" from an atom on, each of another name, and the atom after them."""
    rows: list[Atom] = []
    names: set[str] = set()
    key = ""
    while letters[at : at + 2] == "LN":
        party = line[at].party
        if party is None or party.name in names:
            break
        names.add(party.name)
        rows.append(line[at + 1])
        at += 2
        if len(rows) == 1 and letters[at : at + 3] == "KLN" and letters[at + 3 : at + 4] not in ("K",):
            nxt = line[at + 1].party
            if nxt is not None and nxt.name not in names and not line[at].sign:
                key = line[at].key
                at += 1
    if key and rows:
        rows[0].key = key  # "sáng 5 hv, chiều thêm 3"
    return rows, at


def _noun(
    line: list[Atom], letters: str, at: int, end: int, rows: list[Atom]
) -> tuple[str, list[Atom], list[Atom]] | None:
    """The indicator of such rows, the numbers that say how many they are together, and the nouns spent on them."""
    total = sum(r.item.value for r in rows if r.item is not None)
    before, behind = letters[:at], letters[end:]
    whole: list[Atom] = []
    used: list[Atom] = []
    key = rows[0].key
    if behind[:2] == "TN":
        whole.append(line[end + 1])
        if (
            behind[2:3] == "K"
            and not line[end + 2].sign
            and not (behind[3:4] == "N" and not line[end + 3].sign and key)
        ):
            key = key or line[end + 2].key
            used.append(line[end + 2])
    elif behind[:3] == "TKN":
        key = key or line[end + 1].key
        used.append(line[end + 1])
        whole.append(line[end + 2])
    if key:
        head = None
    elif before[-2:] == "NK" and _whole_first(line, letters, at, total):
        key, head = line[at - 1].key, line[at - 1]
        whole.append(line[at - 2])
    elif before[-1:] == "K" and not (
        before[-2:] == "NK" and not line[at - 1].sign and (before[-3:-2] != "K" or bool(line[at - 2].sign))
    ):
        key, head = line[at - 1].key, line[at - 1]
    elif before[-2:] == "KN" and (_value(line[at - 1]) == total or line[at].sign in ("(", ":", "\n")):
        key, head = line[at - 2].key, line[at - 2]
        whole.append(line[at - 1])
    elif behind[:4] == "KLNK" and _another(line[end + 1], line[at:end]):
        return None  # "sáng chỉ 2 bà con. chiều thêm 17 lượt. tối thêm 20 lượt"
    elif behind[:1] == "K" and not line[end].sign and not (behind[1:2] == "N" and not line[end + 1].sign):
        key, head = line[end].key, line[end]
    elif before[-2:] == "NK" and not line[at - 1].sign and line[at].sign == "," and not behind.strip("x"):
        key, head = line[at - 1].key, line[at - 1]  # "28 người theo học, anh Tuấn 11, anh Beo 16" is no sum of theirs
        whole.append(line[at - 2])
    else:
        return None
    if head is not None:
        used.append(head)
    if not key or any(a.key and a.key != key for a in used):
        return None
    return key, whole, used


def _whole_first(line: list[Atom], letters: str, at: int, total: int) -> bool:
    """Whether "12 hv" before the rows counts them all: they make it up, or a sign says that they should."""
    number, noun, first = line[at - 2], line[at - 1], line[at]
    if noun.sign or (letters[at - 3 : at - 2] == "K" and not number.sign):
        return False  # "dvc 3 vneid sáng 2 chiều 1"
    return _value(number) == total or first.sign in ("(", ":", "\n")


def _another(name: Atom, run: list[Atom]) -> bool:
    """Whether a name is none of those of the rows."""
    told = [a.party.name for a in run if a.party is not None]
    return name.party is not None and name.party.name not in told


def _value(atom: Atom) -> int:
    return atom.item.value if atom.item is not None else -1


_CASES = ("truong", "hop")


def _told(draft: Draft, key: str, rows: list[Atom], whole: list[Atom], used: list[Atom]) -> list[Claim]:
    numbers = [r.item for r in rows if r.item is not None]
    if key in ("sessions", "outreach") and any((draft.fold(n.j), draft.fold(n.j + 1)) == _CASES for n in numbers):
        return []  # "6 buổi hỗ trợ tại nhà văn hoá, có 6 trường hợp được cấp chữ ký số"
    if key in ("sessions", "outreach") and any(r.unit in ("person", "gender") for r in rows):
        taught = key == "sessions" and any(n.item is not None and draft.fold(n.item.i) == "lop" for n in used)
        if not taught:
            return []  # "dạy 2 buổi: sáng 9 người, tối 8 người"
        key = "learners"  # "lớp học sáng 7 bác, chiều 6 bác"
    for noun in used:
        if noun.item is not None:
            noun.item.used = True
    for atom in whole:
        if atom.item is not None:
            atom.item.tag, atom.item.note = "X", "part"
    total = sum(n.value for n in numbers)
    claims: list[Claim] = []
    for number in numbers:
        number.tag, number.note = "X", "listed"
        claim = Claim(key, number, 0)
        claim.note = "listed"
        claims.append(claim)
    off = next((a.item for a in whole if _value(a) != total), None)
    if off is not None:
        draft.doubt("sum_mismatch", off, (key,), (total, off.value))
        return []
    return claims


def rows_behind(draft: Draft, atoms: list[Atom]) -> list[Claim]:
    """The claims of rows "number name", the noun in each of them, before the first or behind the last."""
    line = without_verbs(atoms)
    letters = "".join(a.letter for a in line)
    for found in _ROWS_BEHIND.finditer(letters):
        at, end = found.span()
        parts = line[at:end]
        names = [a.party.name for a in parts if a.party is not None]
        nouns = [a for a in parts if a.letter == "K"]
        close = all(a.sign in ("", "(") for a in parts if a.letter == "L") and not any(a.sign for a in nouns)
        on = letters[end : end + 1] == "N" and not line[end].sign
        if not close or on or len(set(names)) < len(names):
            continue
        before, used, whole = letters[:at], list(nouns), list[Atom]()
        if letters[end : end + 2] == "TN":
            noun = next((a for a in line[end + 2 : end + 3] if a.letter == "K" and not a.sign), None)
            if noun is None or not nouns or noun.key == nouns[0].key:  # but "1 buổi sáng 1 buổi tối, tổng 32 lượt"
                whole.append(line[end + 1])
                used += [noun] if noun is not None else []
        if not nouns and before[-2:] == "KN" and line[at].sign in ("(", ":", "\n"):
            whole.append(line[at - 1])
            used.append(line[at - 2])
        elif not nouns and before[-1:] == "K":
            used.append(line[at - 1])
        elif not nouns and not used and letters[end : end + 1] == "K" and not line[end].sign:
            used.append(line[end])
        keys = {a.key for a in used}
        if len(keys) == 1 and "" not in keys:
            return _told(draft, keys.pop(), [a for a in parts if a.letter == "N"], whole, used)
    return []
