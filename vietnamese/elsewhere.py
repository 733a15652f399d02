"""Days that are told of something else than the figures: what began, was promised or is due then."""

import re
from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.triggers import trigger

_BEGUN = word_set(
    "khai be bat ket hen han sinh mua sua dong cap het theo dan ky van moi nhan lap muon danh giay ke tien luong phu "
    "hoa cuoc phi"
)
_FREE = ("nghi", "le", "qua", "an", "tet", "bao", "mua")
_DOING = word_set("truc ra to lam day ho huong di phat hoat chien tu lien")
_RECORD = word_set("nhat luc nhi")
_PARTICLES = word_set("nha nhe a em anh chi e nghen nhen hen do roi luon nua thoi")
OWN_WORDS = word_set(
    "bc bao cao so lieu thon to lop em e ngay hom bua toi sang chieu dem trua gui ket qua tu tuan thang do la cua day"
)
# What people get ready for: the day behind it is not the one that is told of.
_AWAITED = re.compile(
    r"(^| )(chuan bi|sap|sap toi|lo|dam (cuoi|gio|hoi|ma|tang|do))( cho| den| toi| ngay| le| tet| dip| vao| hom)*$"
)
_AWAITING = trigger(["chuan", "sap", "lo", "dam"])
_PROMISED = re.compile(
    r"^((em|e|tui|toi|minh|to|lop|tui em|to em|chung toi) )?(se )?(gui|goi|nop|bo sung|di tiep|hoc tiep|day tiep|"
    r"mo lai|lam tiep|hop|bao cao) (?!so|bao|bc)"
)
_IDLE = word_set("nghi hoan huy dinh")
_NOT = word_set("khong ko k chang chua cha")
_DONE = word_set("hoc day mo ai to lam co di duoc hop")
_SIGNS = frozenset([",", ".", ";", "\n", "!", "?", "•", ":", "(", ")"])
_DASHES = frozenset(["-", "–", "—"])
_UPTO = word_set("toi den nay -")
_JOINTS = _SIGNS | {"nên", "nen", "còn", "nhưng", "nhung", "mà"}


def of_another_thing(draft: Draft, item: Item) -> bool:
    """ "nộp 4 hồ sơ, hẹn trả kết quả ngày 28/11", "mưa từ thứ hai tới giờ, hôm nay 10 hv", "hv 14, lớp khai giảng từ
    3/11": the day of a clause without a figure, to come or told of what began, ended or was promised then."""
    if draft.fold(item.j) == "moi" and draft.fold(item.j + 1) in _WRITING:
        return True  # "bận quá nay mới nhắn": when it was written down
    first, last = clause_of(draft, item)
    if item.i and not draft.folds.isdisjoint(_DASHES):
        dash = next((n for n in range(item.i - 1, first, -1) if draft.tokens[n].text in _DASHES), None)
        if dash is not None and draft.text[draft.starts[dash] - 1] == " ":
            first = dash + 1  # "11 hv - theo công văn ngày 5/10"
    if "later" in draft.entries and any(i.note == "later" and i.j == item.i for i in draft.items):
        return True  # "mai rằm nên các bà về sớm"
    evening = draft.words[item.i : item.j] == ["toi", "nay"] and not draft.tokens[item.i].marked
    if evening and "tu" in draft.words[max(first, item.i - 4) : item.i]:
        return True  # "song yeu tu hom bao toi nay", without marks
    start, end = draft.starts[first], draft.ends[last - 1]
    limit = None
    if "han" in draft.folds and "han" in draft.words[max(first, item.i - 4) : last]:
        limit = draft.words.index("han", max(first, item.i - 4), last)
    if limit is not None and limit == item.i - 1 and draft.fold(limit - 1) not in ("gioi", "thoi"):
        return True  # "hạn thứ 6 nên em gửi sớm: 17 dvc"
    if limit is not None and draft.fold(limit + 1) in ("chot", "cuoi", "nop", "gui", "bao", "la"):
        return True  # "8 giờ tối nay hạn chót hả anh, em gửi kịp: hv 7"
    if draft.fold(item.j) == "xong" and draft.fold(item.i - 1) in _FREE:
        return True  # "nghỉ 2/9 xong lớp còn 10 hv"
    if draft.bits & _AWAITING and _awaited(draft, first, item.i):
        return True  # "chuẩn bị 20/11 nên ít người", "bà con lo đám cưới mùng 10"
    figured = any(start <= f.start < end or f.start <= start < f.end for f in draft.figures)
    if not figured and draft.fold(item.i - 1) in _RECORD:
        return True  # "12 hv, đông nhất từ đầu tháng tới giờ"
    if figured or draft.fold(last) == ":" or item.when is None:
        return False
    before = draft.words[first : item.i]
    others = [
        w
        for n, w in enumerate(before, first)
        if w not in OWN_WORDS and not _just(draft, n, item) and not _name(draft, n)
    ]
    if others[:1] in (["sau"], ["theo"], ["nho"]):
        return True  # "sau đợt tập huấn 25/11 ở xã, tổ về dạy 1 buổi"
    if item.when.first == draft.today and item.when.kind == "day":
        return False
    if item.when.last >= draft.today and item.i == first and _PROMISED.search(" ".join(draft.words[item.j : last])):
        return True  # "cuối tuần này em gửi hình"
    began = before[-1:] == ["tu"] or draft.fold(item.i) == "tu" or before[-2:] in (["tu", "ngay"], ["tu", "hom"])
    closed = item.when.last < draft.today and not _UPTO.isdisjoint(draft.words[item.i + 1 : item.j])  # "từ 5 tới 7/11"
    since = began and bool(others) and others[0] not in _DOING and (not closed or not _BEGUN.isdisjoint(others))
    if item.note == "future" and not since:
        after = [w for n in range(item.j, last) if (w := draft.fold(n)) not in _PARTICLES]
        return len(others) > 1 or len(after) > 1
    if item.when.last >= draft.today:
        return since
    return since or (bool(others) and before[-1] != "tu" and bool(set(before[-4:]) & _BEGUN and others[0] in _BEGUN))


def _awaited(draft: Draft, first: int, last: int) -> bool:
    units = {n for i in draft.items if i.tag in "IU" for n in range(i.i, i.j)}  # "cho 28 sạp hôm 1/9": no sắp
    units |= {i.j for i in draft.items if i.tag == "N"}
    return _AWAITED.search(" ".join("" if n in units else draft.words[n] for n in range(first, last))) is not None


def _name(draft: Draft, n: int) -> bool:
    """The Đông Yên of "số của thôn Đông Yên hôm chủ nhật": no winter, nothing that closed."""
    token = draft.tokens[n]
    return n > 0 and token.capital and token.text[1:].islower() and draft.tokens[n - 1].text not in _SIGNS


def _just(draft: Draft, n: int, item: Item) -> bool:
    """mới, which folded is mời: marked, or right before the day."""
    return draft.tokens[n].text.lower() == "mới" or (draft.words[n] == "moi" and n == item.i - 1)


def idle(draft: Draft, item: Item, days: list[Item]) -> bool:
    """ "hôm qua lớp nghỉ nên hôm nay mới dạy 6 buổi": the day on which nothing was done, beside one with figures."""
    if len(days) < 2 or not _told_idle(draft, item, days):
        return False
    return any(other.when != item.when and not _told_idle(draft, other, days) for other in days)


def _told_idle(draft: Draft, item: Item, days: list[Item]) -> bool:
    first, last = _part_of(draft, item, days)
    if _figured(draft, first, last):
        return False
    said = draft.words[first:last]
    return bool(_IDLE & set(said)) or any(a in _NOT and b in _DONE for a, b in pairwise(said))


def _part_of(draft: Draft, item: Item, days: list[Item]) -> tuple[int, int]:
    """The tokens around a day up to a sign, a joint ("nên", "còn") or another of the days."""
    first, last = between(draft, item.i, item.j, _JOINTS)
    for other in days:
        if item.j <= other.i < last:
            last = other.i
        elif first < other.j <= item.i:
            first = other.j
    return first, last


def _figured(draft: Draft, first: int, last: int) -> bool:
    start, end = draft.starts[first], draft.ends[last - 1]
    return any(start <= f.start < end for f in draft.figures)


_WRITING = frozenset(["nhan", "bao", "gui", "ranh", "ngoi", "nho", "viet", "bc", "goi"])


def clause_of(draft: Draft, item: Item) -> tuple[int, int]:
    """The tokens between the signs around an item: (first, after the last)."""
    return between(draft, item.i, item.j, _SIGNS)


def between(draft: Draft, first: int, last: int, signs: frozenset[str]) -> tuple[int, int]:
    """The same for tokens [first, last) and whatever is to cut."""
    tokens, count = draft.tokens, len(draft.tokens)
    while first > 0 and tokens[first - 1].text not in signs:
        first -= 1
    while last < count and tokens[last].text not in signs:
        last += 1
    return first, last
