"""What was counted, or the day, mended as it is told: "31 đại biểu à quên học viên", "hôm nay à lộn hôm qua 12 hv"."""

import re
from itertools import pairwise

from vietnamese.breath import EARLIER, cried
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.triggers import trigger

_WRONG = frozenset({"nham", "lon", "quen", "khong", "ko", "k"})
_CRIED = frozenset({",", "a", "o", "ua", "i", "y", "ay", "e", "chet"})
_BIT = trigger(_WRONG)
# A cry or a comma, then a word of error: nothing else stands between the two.
_ERROR = re.compile(
    r"(, )?((a|o|ua|i|y|ay|e|chet) (, )?)?(nham|lon|quen|(khong|ko|k)( phai)?)( (roi|r|la|em|e|,))*"
    r"( (nguoi|ng|ba con|cai|bo|lam|duoc|so))*"
)
_ADDED = re.compile(r"(, )?((a|o|ua|i|y|ay|e|chet) (, )?)?quen( ,)?")  # "12 hv, à quên 5 vneid" tells more
_ENDS = word_set("nha nhe a nghen nka") | {"", ",", ".", ";", "!", "(", "\n"}
_MOST = 40  # items


def rename(draft: Draft) -> None:
    """Let the noun or the day that is told last stand for the one told just before; "inbreath" is then an entry."""
    if len(draft.whens) > 1:
        _redate(draft)
    if not draft.bits & _BIT or len(draft.items) > _MOST:
        return
    before = ""
    for word in draft.words:
        if word in _WRONG and before in _CRIED:
            break
        before = word
    else:
        return
    for k, noun in enumerate(draft.items):
        if noun.used or not (noun.tag == "I" or noun.entry.unit == "dossier"):
            continue
        number = _number(draft, k)
        if number is not None:
            _of_another(draft, k, number)


def _redate(draft: Draft) -> None:
    """ "hôm nay à quên hôm qua 12 hv", "thứ 2 à thứ 3": the day told last."""
    for first, last in pairwise(draft.whens):
        if first.when is None or last.when is None or first.when.kind != last.when.kind:
            continue
        between = draft.tokens[first.j : last.i]
        cried = len(between) == 1 and between[0].lower in ("à", "ủa", "í")
        if cried or _mended(draft, first.j, last.i):
            draft.whens.remove(first)
            first.note = "vague"
            _settled(draft, first)
            return


def _number(draft: Draft, k: int) -> Item | None:
    """The plain number that touches the noun: before it with at most "người" between, else behind it."""
    items, noun = draft.items, draft.items[k]
    for n in (k - 1, k - 2):
        if n >= 0 and items[n].tag == "N":
            touching = items[n].j == noun.i or (n == k - 2 and items[k - 1].tag == "U" and items[k - 1].j == noun.i)
            return items[n] if touching and items[n].value and not items[n].doubt else None
    return None


def _of_another(draft: Draft, k: int, number: Item) -> None:
    """ "9 hồ sơ à quên ví", "9 hồ sơ à nhầm 9 ví": it is the second that so many of were told."""
    noun, items = draft.items[k], draft.items
    following = [i for i in items[k + 1 :] if i.tag in "NI" or i.entry.unit == "dossier"][:2]
    again = following.pop(0) if following and following[0].tag == "N" else None
    other = following[0] if following else None
    if other is None or other.tag == "N" or (other.key or "public_services") == noun.key:
        return
    start = other.i
    if again is not None:
        units = [i for i in items if again.j <= i.i < other.i]
        if again.value != number.value or again.doubt or any(i.tag not in "UC" for i in units):
            return
        start = again.i
    elif draft.fold(other.j) not in _ENDS:
        return  # "12 hv à quên vneid 5"
    else:
        person = items[items.index(other) - 1]
        start = person.i if person.tag == "U" and person.j == other.i else other.i
    if not _mended(draft, noun.j, start, again is not None):
        return
    if again is not None:
        again.tag, again.note = "X", "mended"
    noun.tag, noun.key, noun.entry = "I", other.key or "public_services", other.entry
    other.tag, other.used = "W", True
    for unit in items[items.index(number) + 1 : k] if number.i < noun.i else []:
        unit.tag = "W"  # the quán of "6 quán dán mã, à không, lượt"
    _settled(draft, number)


def _mended(draft: Draft, start: int, end: int, more: bool = False) -> bool:
    """Whether only a cry or a comma and a word of error stand between; `more`: where "quên" may tell something more."""
    said = draft.words[start:end]
    if not 0 < len(said) <= 6:
        return False
    words = " ".join(said)
    if _ERROR.fullmatch(words) is None or (more and _ADDED.fullmatch(words) is not None):
        return False
    return said[0] == "," or cried(draft, start)


def _settled(draft: Draft, told: Item) -> None:
    """Nothing that was sent before is changed, unless the message says so before the slip."""
    wish = draft.wishes.get("correct")
    before = f" {' '.join(draft.words[: told.i])} "
    if (wish is None or wish.i >= told.i) and EARLIER.search(before) is None:
        draft.entries.add("inbreath")
        for name in ("correct", "mistake", "notbut"):
            draft.wishes.pop(name, None)
