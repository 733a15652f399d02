"""How many were put down for something and how many of them came or got it: "danh sách 22, thực học 19", "đề nghị 27
chứng nhận, được cấp 25": the latter is the figure.
"""

from itertools import pairwise

from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.triggers import trigger

_LISTED = word_set("sach ds ky dk nghi hoach tieu moi giao phat")
_SAID = frozenset(
    [
        ("danh", "sach"),
        ("dang", "ky"),
        ("de", "nghi"),
        ("ke", "hoach"),
        ("chi", "tieu"),
        ("giay", "moi"),
        ("xa", "giao"),
    ]
)
_ALONE = word_set("ds dk moi")
_CAME = word_set("hoc mat cap xong duoc dat den toi du lam cai mo")
_SEEN = (
    "plan",
    "target",
    "registered",
    "absent",
    "measure",
    "other",
    "label",
    "mended",
)  # what may have been said of those put down
_BITS = trigger(word_set("sach ds si ky dk nghi hoach tieu moi giao vang"))
_FAR = 9  # words between the two numbers


def turnout(draft: Draft) -> list[Claim]:
    """The claim of the number that came, where it has no noun of its own; those put down and those missing are none."""
    if not draft.bits & _BITS or "cumulative" in draft.entries:
        return []
    claims = _told_first(draft)
    numbers = [i for i in draft.items if (i.tag == "N" and not i.doubt) or (i.tag == "X" and i.note in _SEEN)]
    for at, listed in enumerate(numbers[:-1]):
        came = next(
            (n for n in numbers[at + 1 :] if draft.fold(n.i - 1) != "vang" and (n.tag == "N" or n.note == "mended")),
            None,
        )
        if came is None or not 0 < came.value < listed.value or came.i - listed.j > _FAR:
            continue
        between = draft.words[listed.j : came.i]
        if not _put_down(draft, listed, between) or not {*between, *draft.words[came.j : came.j + 2]} & _CAME:
            continue
        if any(
            i.tag == "S" and ("\n" in i.note or i.note in (".", ";")) for i in draft.items if listed.j <= i.i < came.i
        ):
            continue
        key = _key(draft, listed, came)
        if not key:
            continue
        for missing in numbers[at + 1 : numbers.index(came)]:
            missing.tag, missing.note = "X", "absent"
        listed.tag, listed.note = "X", "plan"
        came.tag, came.note = "X", "listed"
        claim = Claim(key, came, 0)
        claim.note = "listed"
        claims.append(claim)
        for item in draft.items:
            if item.tag == "I" and item.key == key and listed.i - 4 <= item.i <= came.j:
                item.used = True
    return claims


def _told_first(draft: Draft) -> list[Claim]:
    """ "thực học 16, danh sách 20", "có mặt 15 học viên, sĩ số 18": those put down told behind."""
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    seen = [i for i in draft.items if (i.tag == "N" and not i.doubt) or (i.tag == "X" and i.note in _SEEN)]
    for came in numbers:
        listed = next((i for i in seen if i.i >= came.j), None)
        if listed is None or listed.value <= came.value or listed.i - came.j > _FAR:
            continue
        before = draft.words[came.j : listed.i]
        named = ("danh", "sach") in {*pairwise(before)} or ("si", "so") in {*pairwise(before)} or before[-1:] == ["ds"]
        key = _key(draft, came, listed) if named and not {";", ".", "\n"} & {*before} else ""
        if not key or not {*draft.words[max(0, came.i - 3) : came.j + 2]} & _CAME:
            continue
        listed.tag, listed.note, came.tag, came.note = "X", "plan", "X", "listed"
        claim = Claim(key, came, 0)
        claim.note = "listed"
        for item in draft.items:
            if item.tag == "I" and item.key == key and came.i - 3 <= item.i < listed.i:
                item.used = True
        return [claim]
    return []


def _put_down(draft: Draft, listed: Item, between: list[str]) -> bool:
    """Whether a number is of those who were to come: a word of lists before it or right behind it, or "vắng"."""
    before = draft.words[max(0, listed.i - 4) : listed.i]
    pairs = {*pairwise(before)}
    if pairs & _SAID or _ALONE & {*before[-1:]} or ("si", "so") in pairs or "vang" in between[:3]:
        return True
    return ("dang", "ky") in {*pairwise(between[:4])} or between[1:2] == ["dk"]


def _key(draft: Draft, listed: Item, came: Item) -> str:
    """What came: the indicator named at one of the numbers, learners where they learnt or were there."""
    first = max([listed.i - 4, *(i.j for i in draft.items if i.tag == "S" and i.j <= listed.i)])
    near = [i for i in draft.items if i.tag == "I" and first <= i.i <= came.j]
    keys = {i.key for i in near}
    if len(keys) > 1:
        return ""
    words = {*draft.words[max(0, listed.i - 4) : came.j + 3]}
    return keys.pop() if keys else "learners" if words & {"hoc", "lop", "mat"} else ""
