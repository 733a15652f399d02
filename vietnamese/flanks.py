"""What stands right before and right behind a number in its clause, and whether it is the number's own."""

from vietnamese.clauses import FITS, PEOPLE
from vietnamese.draft import Draft, Item

MARKS_OFF = (":", "=", "\t")


def heads_its_own(draft: Draft, items: list[Item], k: int) -> bool:
    """Whether the noun behind a number that a sign marks off from its own noun has such a sign and number itself."""
    row = items[k + 2 : k + 4]
    if len(row) > 0 and row[0].tag == "N" and draft.fold(items[k].i - 1) == draft.fold(row[0].i - 1) == "la":
        return row[0].i == items[k + 1].j + 1  # "học viên là 39 định danh là 30"
    signed = bool(k) and len(row) > 1 and items[k - 1].note in MARKS_OFF and row[0].note in MARKS_OFF
    hyphen = signed and "-" in (draft.text[items[k - 1].start], draft.text[row[0].start])  # "14hv-6vneid-1buoi"
    return signed and not hyphen and row[1].tag == "N"


def a_class_of_it(draft: Draft, items: list[Item], k: int, left: Item, right: Item) -> bool:
    """Whether the class behind a number that touches its noun is only which one they were in: "hv 13 lớp 2", "chứng
    nhận 9 khoá 1", "hv 12 lớp tối"; not "hv 2 lớp 30".
    """
    if left.key not in PEOPLE or left.j != items[k].i or right.entry.unit not in ("class", "batch"):
        return False
    following = next((i for i in draft.items if i.i >= right.j), None)
    if following is None or following.i > right.j:
        return draft.fold(right.j) not in ("", ",", ".", ":", "la", "duoc", "co", "tong")
    named = following.tag in "NX" and following.value < 10 and following.note in ("label", "ordinal", "")
    own = next((i for i in draft.items if i.i >= following.j), None)
    return (
        (named and not (own is not None and own.i == following.j and own.tag in "IU"))
        or following.tag == "D"
        or (following.entry.cue == "daypart")
    )


def done_for(items: list[Item], k: int) -> bool:
    """ "hướng dẫn người dân được 14": the verb, whom it was done for, how many."""
    return k == 2 and items[0].entry.context == "help" and items[0].j == items[1].i


_HANDLED = ("submit", "help", "open")


def handed_in(items: list[Item], k: int) -> Item | None:
    """The papers of "hồ sơ đất đai nộp trực tuyến 2": named, how they were handed in, how many."""
    at = k - 1
    at -= items[at].note in (":", "=", "\t")
    while (
        at > 0 and (items[at].entry.context in _HANDLED or items[at].tag == "D") and items[at + 1].i - items[at].j < 2
    ):
        at -= 1  # "hồ sơ nộp hôm qua: 4"
    paper = items[at]
    near = 0 <= at < k - 1 and paper.tag == "U" and paper.entry.unit == "dossier" and items[at + 1].i - paper.j < 2
    return paper if near and not (at and items[at - 1].tag == "N") else None


def noun_before(items: list[Item], k: int) -> Item | None:
    """The indicator before a number that the number may complete: not one that an earlier number already took."""
    j = k - 1
    words = 0
    if k >= 2 and items[k - 1].note in (":", "=", "\t") and items[k - 2].tag == "I":
        return items[k - 2]
    while j >= 0:
        item = items[j]
        if item.tag == "I":
            if item.used:
                return None
            return item if items[k].i - item.j - words <= 4 else None
        if item.tag == "N" or (item.tag == "X" and item.note not in ("label", "code", "ordinal")):
            return None
        if item.tag == "U" and item.entry.unit not in ("class", "person", "account", "dossier", "household", "hs"):
            return None
        words += item.j - item.i
        j -= 1
    return None


def unit_of(unit: Item, key: str) -> bool:
    """Whether "7 người", "3 hồ sơ", "2 lần" can be how an indicator named before it was counted."""
    kind = unit.entry.unit
    if kind in ("person", "gender"):
        return key not in ("sessions", "outreach")  # "lớp học ở nhà chị Bé: 11 chị em"
    if kind in ("thing", "visit"):
        return True
    if kind in ("times", "batch"):
        return key in ("outreach", "sessions")
    fits = FITS.get(kind)
    return key in fits if fits else kind not in ("leaflet", "post", "class")
