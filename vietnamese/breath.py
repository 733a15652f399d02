"""A number mended as it is told: "hv 16, à 17 mới đúng", "4 hồ sơ ủa 5 hồ sơ dvc", "12 hv, 5 vneid, à hv 13"."""

import re

from vietnamese.draft import Draft, Item
from vietnamese.triggers import trigger

_OH = frozenset(["à", "á", "ơ", "ờ", "ớ", "ủa", "í", "ý", "ấy", "ê", "ua", "chết", "a", "i", "y", "o"])
_BIT = trigger(("a", "o", "ua", "i", "y", "ay", "chet", "nham", "lon", "khoan", "dem", "sorry", "loi", "quen"))
# What is said between the two: a cry and then little more, or a word of error that a sign sets off.
_CRY = re.compile(
    r"(a|o|ua|i|y|ay|e|chet)( (ma|thi|quen|nham|lon|khong|ko|k|thoi|khoan|da|chet|sorry|sr|xin loi|em|e|la|de|phai|"
    r"(dem|tinh|coi|xem|ghi) (lai|sot|thieu|nham|lon)|lai|co|chi|moi|do|a|o|i|y|ua|,))*"
)
_ERROR = re.compile(
    r", ((a|i|y|ua) )?(nham|lon|quen|khoan( da)?|chet( nham)?|sorry|sr|xin loi|(dem|tinh|coi) lai)"
    r"( (em|e|la|thi))*( [,.])?|quen ,"
)
_GO_ON = frozenset(["nua", "them", "hay", "hoac", "khac"])
EARLIER = re.compile(
    r" ((hoi|luc|khi|ban|vua|moi) nay|vua roi|nay (em|e|tui|toi|minh)|da bao|(em|e|tui|toi|minh|con|chau) bao|"
    r"(em|e|tui|toi|minh|con|chau|co|chi|chu|bac|anh) (ghi|go|nhap|nhan|viet)( (la|thanh))?(?= $)) "
)
_SIGNS = frozenset([",", ".", "…", "...", "-", "!", ";"])
_MOST = 40  # numbers: a table, or a hostile text


def mend_in_breath(draft: Draft) -> None:
    """Let the second number stand where it replaces one told just before; "inbreath" is then among the entries."""
    if not draft.bits & _BIT:
        return
    numbers = [i for i in draft.items if i.tag == "N"]
    if not 1 < len(numbers) <= _MOST:
        return
    for k in range(1, len(numbers)):
        last = numbers[k]
        if last.doubt or not last.value or draft.fold(last.i - 1) in _GO_ON:
            continue
        before, behind = _before(draft, last), _behind(draft, last)
        if draft.fold(behind[-1].j if behind else last.j) in _GO_ON:
            continue
        start = before[0].i if before else last.i
        for first in reversed(numbers[max(0, k - 4) : k]):
            if first.tag != "N" or first.doubt or first.note.startswith("none"):
                continue
            near = first is numbers[k - 1]
            if near and not _replaced(draft, numbers[k - 1], start):
                break
            if _alike(draft, first, (*before, *behind), near):
                _put(draft, first, last, (*before, *behind))
                break


def _replaced(draft: Draft, first: Item, start: int) -> bool:
    """Whether only a cry or a word of error stands between the first number with its noun and the second's."""
    behind = _behind(draft, first)
    at = behind[-1].j if behind else first.j
    said = draft.words[at:start]
    if len(said) > 8:
        return False
    while said and said[0] in _SIGNS and not _ERROR.fullmatch(" ".join(said)):
        said, at = said[1:], at + 1
    if not said:
        return False
    words = " ".join(said)
    while said[-1] in _SIGNS:
        said = said[:-1]
    if cried(draft, at) and _CRY.fullmatch(" ".join(said)) is not None:
        return True
    return _ERROR.fullmatch(words) is not None


def cried(draft: Draft, at: int) -> bool:
    """Whether the token is a cry: a bare letter only in a message without marks, and never the A of "lớp A"."""
    said = draft.tokens[at].text
    return said.lower() in _OH and (draft.tokens[at].marked or len(said) > 1 or (said.islower() and draft.plains[at]))


def _behind(draft: Draft, number: Item) -> list[Item]:
    """The nouns and verbs that stand right behind the number."""
    found: list[Item] = []
    at = number.j
    for item in draft.items[draft.items.index(number) + 1 :]:
        if item.i != at or item.tag not in "IUC":
            break
        found.append(item)
        at = item.j
    return found


def _before(draft: Draft, number: Item) -> list[Item]:
    """The noun right before the number."""
    k = draft.items.index(number)
    item = draft.items[k - 1] if k else number
    return [item] if item.tag in "IU" and item.j == number.i else []


def _nouns(draft: Draft, number: Item) -> list[Item]:
    """Those behind it, where an indicator is among them; else that before it too."""
    behind = _behind(draft, number)
    return behind if any(i.tag == "I" for i in behind) else [*_before(draft, number), *behind]


def _alike(draft: Draft, first: Item, theirs: tuple[Item, ...], near: bool) -> bool:
    """Whether both numbers count one thing: by their nouns, or because the second has none."""
    ours = _nouns(draft, first)
    one, other = (next((i.key for i in nouns if i.tag == "I"), "") for nouns in (ours, theirs))
    if one and other:
        return one == other
    mine = {w for i in ours for w in draft.words[i.i : i.j] if i.tag in "IU"}
    yours = {w for i in theirs for w in draft.words[i.i : i.j] if i.tag in "IU"}
    return near and (not yours or not mine or bool(mine & yours))


def _put(draft: Draft, first: Item, last: Item, theirs: tuple[Item, ...]) -> None:
    ours = tuple(_nouns(draft, first))
    keep, drop, nouns = (first, last, theirs) if any(i.tag == "I" for i in ours) else (last, first, ours)
    if not theirs:
        keep, drop, nouns = first, last, ()
    _step(draft, last, last.value - first.value)
    keep.value = last.value
    drop.tag, drop.note = "X", "mended"
    for noun in nouns:
        noun.tag, noun.used = "W", True
    before = f" {' '.join(draft.words[: first.i])} "
    wish = draft.wishes.get("correct")
    if (wish is None or wish.i >= first.j) and EARLIER.search(before) is None:
        draft.entries.add("inbreath")
        draft.wishes.pop("correct", None)
        draft.wishes.pop("mistake", None)


def _step(draft: Draft, last: Item, by: int) -> None:
    """Set the 1 of "hv 16, à 17, mới tới thêm 1 chị" aside: it is counted already."""
    for item in draft.items[draft.items.index(last) + 1 :]:
        if item.tag == "N" and item.value == by and {"them", "moi", "sot"} & set(draft.words[item.i - 4 : item.i]):
            item.tag, item.note = "X", "step"
            return
