"""Numbers of another time or list: told before, of last month, or only of those who were expected."""

import itertools

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

MORE = word_set("tang giam hon kem nhieu it")
EARLIER = word_set("truoc qua kia roi ngoai")
TOLD = word_set("bao bc gui goi nop")
SLIPS = word_set("nham lon sai thieu sot du thua sua quen ma thuc chu")
BUT = word_set("ma nhung")
_ONLY = word_set("moi chi thuc co toi den")
_ENDS = frozenset(
    ["", ",", ".", "\n", "!", ";", "thoi", "nha", "nhe", "a", "ha", "cho", "roi", "ne", "do", "chi", "em"]
)
_OTHER_WORK = ("install", "open", "submit", "give", "loud")


def neighbour(draft: Draft, item: Item, step: int) -> Item:
    k = draft.items.index(item) + step
    return draft.items[k] if 0 <= k < len(draft.items) else item


def set_against(draft: Draft, item: Item) -> bool:
    """ "12 buổi, 150 lượt, so với tháng 9 tăng 20 lượt": how much more than at another time, said in a clause of its
    own."""
    if draft.fold(item.i - 1) not in MORE and draft.fold(item.i - 2) not in MORE:
        return False
    if draft.words[item.i - 1] == ":":
        return False  # "so với hôm qua thì hôm nay đông hơn: 29 lượt"
    first = item.i
    while first and draft.fold(first - 1) not in (",", ".", ";", "\n", "("):
        first -= 1
    words = [draft.fold(n) for n in range(first, item.i)]
    against = any(pair == ("so", "voi") for pair in itertools.pairwise(words))
    return against and any(i.tag == "D" and first <= i.i < item.i for i in draft.items)


def as_before(draft: Draft, item: Item) -> bool:
    """ "hv 10 (bữa trước 12)", "hv 10, lần trước 12": a bare number of an earlier time, behind this one's."""
    after, before = neighbour(draft, item, 1), neighbour(draft, item, -1)
    if (after.tag in "IUM" and after.i == item.j) or not any(i.tag == "N" and i.end < item.start for i in draft.items):
        return False
    at = item.i - 1
    while draft.fold(at) in ("la", "co", "duoc", "dc", "chi", "moi", "den", "toi"):
        at -= 1
    dated = before.tag == "D" and before.j == at + 1
    first = before.i if dated else at - 1
    earlier = draft.fold(at) in ("truoc", "kia") and draft.fold(at - 1) in ("lan", "dot", "khoa", "ki", "buoi", "tuan")
    if not (earlier or (dated and draft.fold(before.j - 1) in EARLIER)):
        return False
    opened = draft.fold(first - 1)
    vague = earlier or before.note == "vague"
    return opened == "(" or (opened == "," and vague and draft.fold(item.j) in ("", ",", ".", "\n", "thoi", "nguoi"))


def by_how_much(draft: Draft, item: Item, numbers: list[Item]) -> None:
    """ "lớp 16 hv, hôm trước 19, giảm 3": the difference, said right behind."""
    after = numbers[numbers.index(item) + 1 :][:1]
    if after and after[0].i - item.j <= 3 and draft.fold(after[0].i - 1) in ("giam", "tang", "hon", "kem", "it", "hut"):
        after[0].tag, after[0].note = "X", "compared"


def reported_before(draft: Draft, item: Item, numbers: list[Item]) -> bool:
    """ "hôm 10/11 em có báo 9 hv, hôm nay thêm lớp mới 11 hv": what was sent before this message, nothing changed."""
    first, said = item.i, draft.words
    while first and said[first - 1] not in (",", ".", ";", "\n"):
        first -= 1
    words = said[first : item.i]
    told = next((n for n, w in enumerate(words) if w in TOLD), None)
    day = next((i for i in draft.items if i.tag == "D" and first <= i.i < item.i), None)
    if told is None or day is None:
        return False
    earlier = day.i <= first + told and day.when is not None and day.when.first < draft.today
    if not earlier and day.note != "vague":
        return False
    done = words[told - 1] in ("co", "da") or "roi" in [draft.fold(n) for n in range(item.j, item.j + 4)]
    today = any(i.tag == "D" and i.entry.date in ("day:0", "nay") and i.i > item.j for i in draft.items)
    return done and today and any(n.start > item.start for n in numbers)


def only_listed(draft: Draft, first: Item, second: Item) -> bool:
    """ "danh sách lớp 22 người mà tối nay thực học 19 thôi", "in 30 cái mà mới phát được 22 cái": the second holds."""
    if attended(draft, first, second):
        return True
    but = next((n for n in range(first.j, min(second.i, first.j + 4)) if draft.fold(n) in BUT), 0)
    if not but or second.value >= first.value or second.i - but > 7 or first.doubt or second.doubt:
        return False
    if any(i.entry.cue == "failed" and 0 <= i.i - second.j <= 3 for i in draft.items):
        return False  # "lớp 15 người mà có 4 người chỉ ngồi coi"
    between = [draft.fold(n) for n in range(but + 1, second.i)]
    if between[:1] == ["con"] and draft.fold(but) == "ma":
        return False  # "không chỉ cài cho 14 người mà còn dạy 3 người"
    if not set(between) & _ONLY or set(between) & {",", ".", ";", "\n"}:
        return False
    after, before = neighbour(draft, second, 1), neighbour(draft, first, 1)
    noun = after if after.i == second.j and after.tag in "IU" else None
    named = before if before.i == first.j and before.tag in "IU" else None
    if "thuc" in between or (between[:1] in (["toi"], ["den"]) and not noun):
        return noun is None or noun.tag == "U"
    if noun is None:
        listed = "sach" in draft.words[max(0, first.i - 3) : first.i]
        return draft.fold(second.j) in _ENDS and (listed or not _works_between(draft, first, second))
    same = named is not None and draft.fold(named.i) == draft.fold(noun.i) and noun.entry.unit != "gender"
    return same and draft.fold(noun.j) in _ENDS and not _works_between(draft, first, second)


_LISTED = word_set("sach si ky dang")


def attended(draft: Draft, first: Item, second: Item) -> bool:
    """ "danh sách 20 hv, có mặt 17": those on the list, then how many were there."""
    if second.value >= first.value or first.doubt or second.doubt or second.i - first.j > 8:
        return False
    there = draft.words[max(0, second.i - 4) : second.i]
    there = there[:-1] if there[-1:] in (["duoc"], ["dc"], ["la"], [":"]) else there
    if there[-2:] not in (["co", "mat"], ["thuc", "hoc"], ["thuc", "du"], ["di", "hoc"], ["diem", "danh"]):
        return False
    apart = not {".", ";", "\n"}.isdisjoint(draft.words[first.j : second.i])
    if (apart or _deed_before(draft, first)) and not draft.folds & _LISTED:
        return False
    if there[-3:-2] in (["va"], ["voi"], ["+"]) and not draft.folds & _LISTED:
        return False  # "giúp được 52 chị em và điểm danh được 37 học viên"
    after, before = neighbour(draft, second, 1), neighbour(draft, first, 1)
    noun = after if after.i == second.j and after.tag in "IU" else None
    named = before if before.i == first.j and before.tag in "IU" else None
    if named is None or (named.entry.unit not in ("person", "gender") and named.key != "learners"):
        return False
    return noun is None or noun.entry.unit in ("person", "gender") or noun.key == "learners"


def _deed_before(draft: Draft, number: Item) -> bool:
    """Whether the number before has a work of its own, "mở tk dvc cho 22 chị em, rồi lớp có mặt 21"."""
    before = [i for i in draft.items if number.i - 6 < i.i < number.i]
    return any(i.entry.context in ("open", "help", "install", "give", "submit") or i.tag == "I" for i in before)


def _works_between(draft: Draft, first: Item, second: Item) -> bool:
    """Whether something else was done with the second: "lớp 18 người mà mới cài được 7"."""
    named = {i.key for i in draft.items if i.tag == "I" and first.j <= i.i < second.i}
    done = {i.entry.context for i in draft.items if first.j <= i.i < second.i and i.entry.context in _OTHER_WORK}
    own = {i.entry.context for i in draft.items if i.i < first.i and i.entry.context}
    taught = any(i.entry.unit == "class" or i.entry.context == "teach" for i in draft.items if i.i < first.i)
    return bool(named) or (bool(done - own) and taught)
