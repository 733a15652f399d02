"""Numbers that stand in a clause that asks: "thôn em đủ 20 vneid chưa anh" reports nothing."""

from vietnamese.denied import NONE
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.questions import is_question
from vietnamese.spelling import tone_key
from vietnamese.triggers import Phrases, Wording

CUTS = frozenset([",", ".", ";", "\n", "!", "?", "…", "•", ":"])
ASKING = word_set("nhieu chua khong ko k hong hok nhi")
_CALLS = word_set("a em anh chi e c ad oi bot nha nhe voi can bo bac chu ? da")
_MARKED = frozenset(tone_key(w) for w in ("chưa", "không", "hông", "hổng", "nhỉ"))
_HOW_MANY = Phrases(
    "bao nhieu nguoi|bao nhieu hv|bao nhieu luot|bao nhieu hoc vien|bao nhieu vneid|bao nhieu roi|duoc bao nhieu"
)
_RIGHT = word_set("phai dung duoc dc nghe nhe thi")  # "còn hồ sơ thì chưa" tells


def asked_from(draft: Draft) -> int:
    """Where the last clause begins, if it asks: "thôn em đủ 20 vneid chưa anh"; else the end of the message."""
    if (
        draft.bits & _HOW_MANY.bit
        and _HOW_MANY.said(draft.bits, f" {' '.join(draft.words[:60])} ")
        and not draft.folds & {",", ".", "\n", ";", ":"}
    ):
        return 0  # "cộng giúp em tuần này 3 buổi được bao nhiêu người"
    last = len(draft.tokens)
    while last and (draft.words[last - 1] in _CALLS or draft.tokens[last - 1].text[0] in CUTS):
        last -= 1
    if not last or draft.fold(last - 1) not in ASKING - {"nhieu"} or draft.fold(last - 2) in _RIGHT:
        return len(draft.tokens)
    if any(i.note in NONE and i.j == last for i in draft.items):
        return len(draft.tokens)  # "12 hv, vneid không"
    bare = draft.fold(last - 1) != "chua" and any(i.tag in "IN" and i.j == last - 1 for i in draft.items)
    if bare or not is_question(draft):
        return len(draft.tokens)  # "ví 0 qr không"
    end = draft.tokens[last - 1]
    if end.marked and end.key not in _MARKED:
        return len(draft.tokens)  # "ở chùa"
    return begins(draft, last)


def asks(draft: Draft, item: Item) -> bool:
    """ "30 học viên khóa trước có ai xài ví không anh, …": the clause of the number asks, whatever follows."""
    end = ends(draft, item.j)
    inside = f" {' '.join(draft.words[begins(draft, item.i) : end])} "
    if " bao nhieu " in inside and not draft.folds & {"biet", "nho", "ro", "dem"}:
        return True  # "cho em hỏi lớp 20 người thì được hỗ trợ bao nhiêu tiền nước"
    while end > item.j and draft.words[end - 1] in _CALLS:
        end -= 1
    if end - item.j < 4 or not draft.tokens[end - 1].marked or draft.tokens[end - 1].key not in _MARKED:
        return False
    return draft.fold(end - 2) not in _RIGHT and bool({"ai", "co"} & set(draft.words[item.j : end - 1]))


_THEN_HOW = Wording(
    r" thi( \w+){0,3} (sao|ntn)( \w+)?( \w+)? $| thi( \w+){0,3} (the|nhu|cach|kieu|lam) (nao|gi|mo|rang)( \w+)? $|"
    r" thi( \w+){0,3} (may|bao nhieu) (cho|muc|o|nguoi|luot|cai|dong|phan|lan)( \w+)?( \w+)? $"
)
SUPPOSING = _THEN_HOW.bit


def supposes(draft: Draft, item: Item) -> bool:
    """ "lớp có 30 người mà chỉ 5 máy thì dạy sao anh": the clause of the number supposes a case and asks what then."""
    if not draft.bits & SUPPOSING or not is_question(draft):
        return False
    rest = f" {' '.join(draft.words[item.j : ends(draft, item.j)])} "
    return _THEN_HOW.search(draft.bits, rest) is not None


_CLASS_OR_NOT = Wording(r" co (lop|day|hoc|buoi|tap huan) (\w+ )?(khong|ko|k|hong|hok) ")
ASKED_FIRST = _CLASS_OR_NOT.bit


def asks_first(draft: Draft, item: Item) -> bool:
    """ "tối nay có lớp không em, chị dẫn 3 người qua học": those who would come, if there is a class."""
    if not draft.bits & ASKED_FIRST:
        return False
    first = begins(draft, item.i)
    if draft.fold(first - 1) != ",":
        return False
    before = " ".join(draft.words[:first])
    done = {"duoc", "dc", "roi", "xong", "dang"} & set(draft.words[first : ends(draft, item.j)])
    return not done and _CLASS_OR_NOT.search(draft.bits, f" {before} ") is not None


def begins(draft: Draft, at: int) -> int:
    """The token that begins the clause of the token at `at`."""
    while at and draft.tokens[at - 1].text[0] not in CUTS and at - 1 not in draft.links:
        at -= 1
    return at


def ends(draft: Draft, at: int) -> int:
    """The token behind the clause of the token at `at`."""
    while at < len(draft.tokens) and draft.tokens[at].text[0] not in CUTS and at not in draft.links:
        at += 1
    return at
