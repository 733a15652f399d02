"""Days that are told of something else than the figures: what began, was promised or is due then."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_BEGUN = word_set(
    "khai be bat ket hen han sinh mua sua dong cap het theo dan ky van moi nhan lap muon danh giay ke tien luong phu "
    "hoa cuoc phi"
)
_FREE = ("nghi", "le", "qua", "an", "tet", "bao", "mua")
_DOING = word_set("truc ra to lam day ho huong di phat hoat chien tu lien")
_RECORD = word_set("nhat luc nhi")
_PARTICLES = word_set("nha nhe a em anh chi e nghen nhen hen do roi luon nua thoi")
OWN_WORDS = word_set(
    "bc bao cao so lieu thon to lop em e ngay hom bua toi sang chieu dem trua gui ket qua tu tuan thang"
)
_SIGNS = frozenset([",", ".", ";", "\n", "!", "?", "•", ":", "(", ")"])


def of_another_thing(draft: Draft, item: Item) -> bool:
    """ "nộp 4 hồ sơ, hẹn trả kết quả ngày 28/11", "mưa từ thứ hai tới giờ, hôm nay 10 hv", "hv 14, lớp khai giảng từ
    3/11": the day of a clause without a figure, to come or told of what began, ended or was promised then."""
    first, last = clause_of(draft, item)
    start, end = draft.starts[first], draft.ends[last - 1]
    limit = (
        draft.words.index("han", max(first, item.i - 4), last)
        if "han" in draft.words[max(first, item.i - 4) : last]
        else None
    )
    if limit is not None and draft.fold(limit + 1) in ("chot", "cuoi", "nop", "gui", "bao", "la"):
        return True  # "8 giờ tối nay hạn chót hả anh, em gửi kịp: hv 7"
    if draft.fold(item.j) == "xong" and draft.fold(item.i - 1) in _FREE:
        return True  # "nghỉ 2/9 xong lớp còn 10 hv"
    figured = any(start <= f.start < end or f.start <= start < f.end for f in draft.figures)
    if not figured and draft.fold(item.i - 1) in _RECORD:
        return True  # "12 hv, đông nhất từ đầu tháng tới giờ"
    if figured or draft.fold(last) == ":" or item.when is None or item.when.first == draft.today:
        return False
    before = draft.words[first : item.i]
    others = [w for w in before if w not in OWN_WORDS]
    if item.note == "future":
        after = [w for n in range(item.j, last) if (w := draft.fold(n)) not in _PARTICLES]
        return len(others) > 1 or len(after) > 1
    began = before[-1:] == ["tu"] or before[-2:] in (["tu", "ngay"], ["tu", "hom"])
    since = began and bool(others) and others[0] not in _DOING
    if others and others[0] in ("sau", "theo", "nho"):
        return True  # "sau đợt tập huấn 25/11 ở xã, tổ về dạy 1 buổi"
    if item.when.last >= draft.today:
        return since
    return since or (bool(others) and before[-1] != "tu" and bool(set(before[-4:]) & _BEGUN and others[0] in _BEGUN))


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
