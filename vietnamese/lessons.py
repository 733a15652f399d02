"""Sessions and evenings that were not held: how often, how long a course is, how many are left."""

from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_HELD = ("mo", "day", "lam", "truc", "duoc", "dc", "dang", "hoc", "quan", "to", "huan", "dan", "tro")


_PER = ("mot", "1", "moi", "hang", "/")
_SPANS = ("tuan", "thang")
_TIMES_OF_DAY = ("toi", "sang", "chieu")
_LEARNING = word_set("hoc day mo em tui minh lop")
_ONE_OF_THEM = word_set("1 mot moi hang hoc day lop mo lich") | {"", ","}  # not "tuần này", not "cả tuần"
_EVERY = (("moi", "tuan"), ("moi", "thang"), ("hang", "tuan"), ("hang", "thang"))


def rate(draft: Draft, k: int, item: Item) -> bool:
    """ "lớp học 1 tuần 2 buổi", "2 buổi một tuần": how often, not how many."""
    noun = draft.items[k + 1]
    at = noun.j + (draft.fold(noun.j) in _TIMES_OF_DAY)
    if draft.fold(at) in _PER and draft.fold(at + 1) in _SPANS:
        noun.used = True
        return True
    if any((draft.fold(n), draft.fold(n + 1)) in _EVERY for n in range(item.i - 4, item.i - 1)):
        noun.used = True
        return True  # "mỗi tuần học 2 buổi"
    at = item.i - 1
    while draft.fold(at) in _LEARNING:
        at -= 1
    if draft.fold(at) in _SPANS and draft.fold(at - 1) in _ONE_OF_THEM:
        noun.used = True
        return True  # "lớp em học tuần 2 buổi"
    return False


_COURSE = word_set("lop khoa khoá trinh huan")


_STAGES = (("buoi", "thu"), ("toi", "buoi"), ("den", "buoi"), ("la", "buoi"), ("sang", "buoi"), ("qua", "buoi"))


_COURSES = word_set("khoa khoá trinh")


_UNDER_WAY = word_set("khai dau nay hien dang thu sap")  # "khai giảng khoá 5 buổi", "khoá 6 buổi, nay buổi 4"
_OVER = word_set("xong het be ket hoan tron")  # "xong khoá 5 buổi, 20 hv"
_WHOSE = word_set("nay do em minh hoc co gom keo dai ban con moi toan")


def an_hour_each(draft: Draft, item: Item, before: Item | None, after: Item) -> bool:
    """ "30 phút được 1 hồ sơ, cả buổi sáng nay 6 hồ sơ": how long each took, where more were done."""
    timed = before is not None and before.tag in "MC" and after.i == item.j
    words = [draft.fold(n) for n in range(item.i - 4, item.i)]
    more = any(i.tag == "N" and i.start > item.end and i.value > 1 for i in draft.items)
    if timed and more and bool({"phut", "tieng"} & set(words)) and words[-1] in ("duoc", "dc", "xong", "moi"):
        return True
    took = draft.fold(after.j) in ("mat", "het", "ton", "gan") and after.i == item.j  # "1 hồ sơ mất 40 phút"
    counted = any(
        i.tag == "N" and i.start > item.end and i.value > 1 and not (n.tag == "M" and n.i == i.j)
        for i, n in pairwise([*draft.items, item])
    )
    return took and counted and bool({"phut", "tieng", "p"} & {draft.fold(n) for n in range(after.j, after.j + 4)})


def not_held(draft: Draft, k: int, item: Item, after: Item) -> bool:
    """How often, how long or how much is left: "2 buổi một tuần", "khoá kéo dài 10 buổi", "còn 2 buổi nữa là xong"."""
    if rate(draft, k, item) or _course(draft, item, after):
        _which_of_them(draft, k)
        return True
    if _attended_by_each(draft, item, after):
        return True
    if after.i != item.j:
        return False
    at = item.i - 1
    left = (draft.fold(item.i - 1) == "con" and draft.fold(item.i - 2) != "ba") and (
        draft.fold(after.j) == "nua" or {draft.fold(after.j), draft.fold(after.j + 1)} & {"xong", "het", "be"}
    )
    while draft.fold(at) in _WHOSE:
        at -= 1
    ahead = draft.fold(item.i - 1) == "con" and draft.fold(item.i - 2) not in ("nen", "ma", "chi", "thi")
    if ahead and {"tet", "cuoi"} & set(draft.words[max(0, item.i - 4) : item.i]) and "moi" not in draft.folds:
        after.used = True
        return True  # "từ nay tới tết còn 2 buổi"
    course = draft.fold(at) in _COURSES and draft.folds.isdisjoint(_OVER)
    if left or (course and (draft.fold(item.i - 1) == "dai" or not draft.folds.isdisjoint(_UNDER_WAY))):
        after.used = True
        _which_of_them(draft, k)
        return True
    if course:
        item.doubt = "two_readings"  # "khoá 5 buổi, 20 hv": held, or still to be held
    return False


def _which_of_them(draft: Draft, k: int) -> None:
    """ "3 buổi/tuần, bữa nay buổi 2", "khoá 6 buổi, nay buổi 4": two, or the second? Nothing else counts them."""
    items = draft.items
    for n in range(k + 3, len(items)):
        noun, number = items[n - 1], items[n]
        if number.tag == "N" and noun.key == "sessions" and noun.j == number.i and draft.fold(number.j) != "buoi":
            number.doubt = number.doubt or "two_readings"


def _course(draft: Draft, item: Item, after: Item) -> bool:
    """ "lớp 10 buổi, nay dạy tới buổi 6", "khoá 5 buổi học được 3": how long the course is."""
    if after.i != item.j or draft.fold(item.i - 1) not in _COURSE:
        return False
    rest = range(after.j, min(len(draft.words), after.j + 12))
    stage = any((draft.fold(n), draft.fold(n + 1)) in _STAGES for n in rest)
    if stage:
        after.used = True
    return stage


def _attended_by_each(draft: Draft, item: Item, after: Item) -> bool:
    """ "14 người học đủ 5 buổi", "học đủ 8/10 buổi mới được cấp": how many lessons each of them came to."""
    words = (draft.fold(item.i - 2), draft.fold(item.i - 1))
    if after.i != item.j or words[1] != "du" or words[0] not in ("hoc", "du", "gia", "di"):
        return False
    given = any(i.key == "certificates" for i in draft.items)
    counted = any(i.tag == "U" and i.j in (item.i - 2, item.i - 3) for i in draft.items)
    if given or counted:
        after.used = True
    else:
        item.doubt = "two_readings"  # "học đủ 5 buổi, 20 hv": those of the class, or of each
    return given or counted


def evenings(draft: Draft, k: int, item: Item, after: Item) -> bool:
    """ "lớp mở được 3 tối rồi": evenings are sessions where something was held, else only time gone by."""
    tail = draft.fold(after.j)
    if after.i != item.j or tail in ("nay", "qua", "ni", "hom", "kia") or (k and draft.items[k - 1].tag in "IK"):
        return False
    following = draft.items[k + 2] if k + 2 < len(draft.items) else None
    if following is not None and following.tag in "NI" and following.i == after.j:
        return False  # "hv 8 chiều 10"
    if k > 1 and draft.items[k - 1].note in (":", "=") and draft.items[k - 2].tag == "I":
        return False  # "số buổi: 2 tối 24/10"
    weekly = any((draft.fold(n), draft.fold(n + 1)) in _EVERY for n in range(item.i - 4, item.i - 1))
    if draft.fold(item.i - 1) in _HELD and not weekly and not any(i.key == "sessions" for i in draft.items):
        after.tag, after.key = "I", "sessions"
        return True
    if any((draft.fold(n), draft.fold(n + 1)) in _EVERY for n in range(item.i - 4, item.i - 1)):
        after.tag = "W"
    item.tag, item.note = "X", "measure"
    return True
