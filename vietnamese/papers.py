"""Papers that were counted at another station than the one reported: forms filled in, answers given out."""

from vietnamese.draft import Draft, Item
from vietnamese.elsewhere import between
from vietnamese.fold import word_set

_FORMS = word_set("het dien in phat ky photo scan xai")
_ENDS = frozenset(["", ",", ".", ";", "\n", "!", "("])


def at_another_station(draft: Draft, item: Item, paper: Item) -> bool:
    """ "8 hồ sơ đã có kết quả, nay nộp 5", "hết 25 tờ khai, 25 vneid": answered or filled in, not handed in. Alone
    such a number is asked about."""
    if paper.i != item.j:
        return False
    others = any(i.tag == "N" and i is not item for i in draft.items)
    if "ket" in draft.folds and _answered(draft, item, paper):
        if not others:
            item.doubt = "two_readings"
            return False
    elif not _taken_in(draft, item) and not (
        others and draft.fold(paper.i) == "to" and draft.fold(paper.j) != "dien" and _filled_in(draft, item)
    ):
        return False
    item.tag, item.note, paper.used = "X", "other", True
    return True


def _answered(draft: Draft, item: Item, paper: Item) -> bool:
    """Whether the clause says "trả kết quả" or "có kết quả" of the papers."""
    first, last = between(draft, item.i, paper.j, _ENDS)
    words = [draft.fold(n) for n in range(first, last)]
    at = next((n for n in range(len(words) - 1) if words[n : n + 2] == ["ket", "qua"]), 0)
    said = at > 0 and words[at - 1] in ("tra", "co", "nhan")
    handed_in = "nop" in words and words.index("nop") < item.i - first  # "nộp 5 hồ sơ, hẹn trả kết quả …"
    return said and not handed_in and "hen" not in words


def _taken_in(draft: Draft, item: Item) -> bool:
    """ "nhận 25 hồ sơ, nộp trực tuyến 10": how many were brought, where fewer were then handed in."""
    if draft.fold(item.i - 1) not in ("nhan", "thu", "gom") or "nop" not in draft.folds:
        return False
    later = next((i for i in draft.items if i.tag == "N" and i.start > item.end), None)
    between = draft.words[item.j : later.i] if later is not None else []
    return later is not None and later.value <= item.value and "nop" in between


def _filled_in(draft: Draft, item: Item) -> bool:
    return draft.fold(item.i - 1) in _FORMS
