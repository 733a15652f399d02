"""People whom a report names though nothing was done for them: guests, helpers, a group's share, a village's news."""

from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.questioned import begins, ends

_SIGNS = frozenset([",", ".", ";", "\n", "!", "?", "(", ")", "•", ":", "nên"])
_PEOPLE = ("person", "gender", "short_person")
# Whose number it is, in front of it: "khách mời 10 người", "nấu cơm 3 chị", "hội trường sức chứa 100 người".
_ROLES = word_set("khach doan suc trach hau com nuoc don dep xe phim anh kiem tra chuc hinh luong quan bep gac hop")
_NOT_ROLES = word_set("vien thanh hoc lop day cai giup ho huong nop mo lam")
_GROUPS = word_set("tat ngheo tuoi")
_LIFE = (
    ("dau", "dai"),
    ("do", "dai"),
    ("dau", "truong"),
    ("do", "truong"),
    ("di", "bo"),
    ("di", "nghia"),
    ("di", "linh"),
    ("nhap", "ngu"),
    ("moi", "cuoi"),
    ("lay", "chong"),
    ("lay", "vo"),
    ("moi", "sinh"),
    ("vao", "dai"),
    ("len", "duong"),
)


_ALSO = word_set("day theo nho giao thay giang")


def stood_by(draft: Draft, numbers: list[Item]) -> None:
    """Set aside the numbers of people whom the clause gives another part; only beside other figures."""
    folds = draft.folds
    life = not folds.isdisjoint(("dau", "do", "ngu", "cuoi", "bo", "nghia", "sinh", "dai", "duong", "lay", "linh"))
    if folds.isdisjoint(_ROLES) and folds.isdisjoint(_GROUPS) and not life and folds.isdisjoint(_ALSO):
        return
    for item in numbers:
        if item.tag != "N" or item.doubt:
            continue
        noun = _beside(draft, item)
        if noun is not None and draft.fold(noun.j) == "nho" and _then_done(draft, item, noun, numbers):
            item.tag, item.note = "X", "subject"
            continue
        if _thanks_to(draft, item, noun) or _taught_them(draft, item):
            item.tag, item.note = "X", "subject"
            continue
        person = noun is not None and noun.entry.unit in _PEOPLE
        if person and noun is not None and (_in_a_role(draft, item, noun) or _otherwise(draft, item, noun, life)):
            item.tag, item.note = "X", "subject"
        elif _share(draft, item, noun) and any(
            n is not item and n.value >= item.value for n in numbers if n.tag == "N"
        ):
            if "tuoi" in folds and _by_age(draft, [n for n in numbers if n.tag == "N" and draft.fold(n.j) != "tuoi"]):
                item.doubt = "two_readings"  # "60 tuổi trở lên 5 người, dưới 60 tuổi 7 người": no whole was told
                continue
            item.tag, item.note = "X", "part"


def _by_age(draft: Draft, people: list[Item]) -> bool:
    """Whether each of the numbers is told of an age, in a clause of its own."""
    return all("tuoi" in draft.words[_start(draft, n.i) : n.i] for n in people)


def _then_done(draft: Draft, item: Item, noun: Item, numbers: list[Item]) -> bool:
    """ "có 4 chị nhờ nộp hồ sơ, nộp được 3": how many asked, then for how many it was done."""
    later = next((n for n in numbers if n.start > item.end), None)
    if later is None or noun.entry.unit != "person" or later.value > item.value or later.doubt:
        return False
    done = draft.fold(later.i - 1) in ("duoc", "dc", "xong", "moi") and _beside(draft, later) is None
    return done and later.i - item.j < 12


_STAFF = (("giao", "vien"), ("giang", "vien"), ("thay", "co"), ("co", "giao"), ("thay", "giao"), ("huong", "dan"))


def _taught_them(draft: Draft, item: Item) -> bool:
    """ "học viên 22 người, giáo viên 2 người", "2 thầy cô với 22 học viên": the learners are counted by that name."""
    named = {(draft.fold(item.j), draft.fold(item.j + 1)), (draft.fold(item.i - 2), draft.fold(item.i - 1))}
    if draft.fold(item.j) != "huong":
        named -= {("huong", "dan")}  # "hướng dẫn 6 người, 22 học viên": done to them
    if item.value > 9 or named.isdisjoint(_STAFF) or draft.folds.isdisjoint(("vien", "hv")):
        return False
    first, last = begins(draft, item.i), ends(draft, item.j)
    if any(i.tag == "I" and i.key != "learners" and first - 6 < i.i < last for i in draft.items):
        return False  # "hv 22, ký số cá nhân: 3 giáo viên"
    beside = [pair for a, b in pairwise(draft.items) if a.j == b.i for pair in ((a, b), (b, a))]
    all_told = {i.value + item.value for i in draft.items if i.tag == "N" and i is not item}
    return any(
        a.tag == "N" and a.value > item.value and b.key == "learners" and a.value not in all_told for a, b in beside
    )


def _thanks_to(draft: Draft, item: Item, noun: Item | None) -> bool:
    """ "nhờ 3 anh đoàn viên nên cài được 15 vneid": those who helped."""
    at = item.i - 1 - (draft.fold(item.i - 1) == "co")
    said = draft.tokens[at].text.lower() if at >= 0 else ""
    return noun is not None and noun.entry.unit == "person" and item.value < 10 and said in ("nhờ", "nho")


def _beside(draft: Draft, item: Item) -> Item | None:
    k = draft.items.index(item)
    after = draft.items[k + 1] if k + 1 < len(draft.items) else None
    return after if after is not None and after.i == item.j and after.tag in "IU" else None


def _start(draft: Draft, at: int) -> int:
    while at and draft.tokens[at - 1].text not in _SIGNS:
        at -= 1
    return at


def _ended(draft: Draft, at: int) -> bool:
    return (
        at >= len(draft.tokens)
        or draft.tokens[at].text in _SIGNS
        or draft.fold(at) in ("va", "con", "nua", "thoi", "a")
    )


def _in_a_role(draft: Draft, item: Item, noun: Item) -> bool:
    """ "đoàn kiểm tra 6 người", "nấu cơm 3 chị": a clause of its own that names no work of the team."""
    first = _start(draft, item.i)
    words = [draft.fold(n) for n in range(first, item.i)]
    if len(words) < 2 or not _ended(draft, noun.j) or not _ROLES & set(words) or _NOT_ROLES & set(words):
        return False
    if _ROLES & set(words) == {"chua"} and not {"suc", "chay", "benh"} & set(words):
        return False  # "nhóm chưa biết chữ 5 người", but "sức chứa 100 người"
    return not any(first <= i.i < noun.i and i is not item and (i.tag == "I" or i.entry.context) for i in draft.items)


def _otherwise(draft: Draft, item: Item, noun: Item, life: bool) -> bool:
    """ "1 cô dạy phụ em", "2 thầy dạy thay": they taught as well; or news of the village."""
    words = draft.words[noun.j : noun.j + 4]
    if "theo" in words[:3] and words[words.index("theo") + 1 : words.index("theo") + 2] and item.value < 10:
        with_whom = words[words.index("theo") + 1]
        if with_whom in _KIN and not {"hoc", "lop"} & set(words):
            return True  # "thêm 2 cháu nhỏ theo mẹ"
    taught = draft.fold(noun.j) == "day" and draft.fold(noun.j + 1) in ("phu", "thay", "cung", "kem")
    met = draft.fold(noun.j) == "hop" and _ended(draft, noun.j + 1)  # "nhà văn hoá có 40 người họp, …"
    return met or (taught and item.value < 4) or (life and _in_life(draft, noun))


_KIN = word_set("me ma ba bo cha chi anh noi ngoai ong co gia")


def _in_life(draft: Draft, noun: Item) -> bool:
    """ "thôn có 5 cháu đậu đại học", "2 em đi bộ đội": news of the village."""
    after = (draft.fold(noun.j), draft.fold(noun.j + 1))
    return after in _LIFE or (after == ("thi", "dau") and draft.fold(noun.i) == "chau")


def _share(draft: Draft, item: Item, noun: Item | None) -> bool:
    """ "người khuyết tật 3", "hộ cận nghèo 8", "dưới 35 tuổi 4 người": how many of those counted were such."""
    at = item.i - 1
    while draft.fold(at) in ("la", "co", ":"):
        at -= 1
    word = draft.fold(at)
    if word not in _GROUPS or (noun is not None and noun.tag == "I") or not _ended(draft, noun.j if noun else item.j):
        return False
    first = _start(draft, at)
    words = {draft.fold(n) for n in range(first, at)}
    if word == "tuoi" and not words & {"tren", "duoi", "tu", "ngoai", "do", "hon"}:
        return False
    return not any(
        first <= i.i < item.i and (i.tag == "I" or i.entry.context or i.entry.unit == "class") for i in draft.items
    )
