"""One row of a list told place by place: the name of a place or time, its number and its noun."""

from domain.frozen import frozen
from vietnamese.draft import Draft, Item
from vietnamese.named import BEFORE_PART, BEGINNINGS, LINK, SIGNS, name_end
from vietnamese.tokens import NUMBER, WORD

KEYS = {"dossier": "public_services", "visit": "people_helped"}


_COUNTED = ("person", "thing", "household", "account", "dossier")


@frozen
class Row:
    """One place or time with its number: tokens [i, j), and the noun of the indicator or unit if it has one."""

    i: int
    j: int
    number: Item
    noun: Item | None
    name: str


def beside(draft: Draft, number: Item) -> Item | None:
    """The noun or unit right after a number."""
    after = number.j
    for item in draft.items:
        if item.i == after and item.tag in "IU":
            return item
    return None


def name_first(draft: Draft, number: Item) -> Row | None:
    """ "xóm trên 4", "chợ được 7 cái", "sáng: 5 hv": the name, a word or sign, the number, its noun."""
    at = number.i
    while at > 0 and (draft.fold(at - 1) in LINK or draft.tokens[at - 1].text in (":", "=", "-")):
        at -= 1
    if draft.fold(at - 1) in SEXES and draft.folds >= set(SEXES):
        inside = any(i.i < at - 1 < i.j for i in draft.items)  # "hv nam" is one name of the indicator
        return Row(at if inside else at - 1, number.j, number, None, draft.fold(at - 1))
    first = -1
    for start in range(at - 1, max(-1, at - 6), -1):
        if draft.tokens[start].kind not in (WORD, NUMBER):
            break
        if draft.words[start] in BEGINNINGS and name_end(draft, start, number.i) == at:
            first = start
    if first < 0:
        return None
    noun = beside(draft, number)
    if noun is not None and noun.entry.unit == "class" and name_end(draft, noun.i) is not None:
        noun = None  # "lớp sáng 11 lớp tối 15"
    if noun is not None and noun.tag == "U" and noun.entry.unit not in _COUNTED:
        return None
    after = noun.j if noun is not None else number.j
    ended = _ends(draft, after) or (after > number.j and draft.fold(after) == "cai")
    return Row(first, after, number, noun, _called(draft, first, at)) if ended else None


SEXES = ("nam", "nam", "nu")


def name_last(draft: Draft, number: Item) -> Row | None:
    """ "8 hv sáng", "5 điểm 2": the number, perhaps its noun, the name."""
    noun = beside(draft, number)
    if noun is not None and noun.tag in "IU" and name_end(draft, number.j) is not None:
        noun = None  # "15 lớp B", "32 buổi chiều"
    at = noun.j if noun is not None else number.j
    at += draft.fold(at) == "cua" and at + 1 < len(draft.tokens)  # "6 vneid của nhóm chị Xuân, 5 của nhóm anh Rê"
    stop = name_end(draft, at)
    if stop is None or not _ends(draft, stop) or (noun is not None and noun.tag != "I" and noun.entry.unit not in KEYS):
        return None
    return Row(number.i, stop, number, noun, _called(draft, at, stop))


def _called(draft: Draft, i: int, j: int) -> str:
    return " ".join(draft.fold(n) for n in range(i, j) if draft.fold(n) not in BEFORE_PART)


def _ends(draft: Draft, at: int) -> bool:
    """Whether a row can end before this token."""
    if at >= len(draft.tokens):
        return True
    text = draft.tokens[at].text.lower()
    return not text.isalnum() or text in SIGNS or name_end(draft, at) is not None or draft.tokens[at].kind == NUMBER
