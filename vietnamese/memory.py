"""Figures told from memory, and things forgotten: "em nhớ là 14 hv", "3 gì nữa quên rồi", "hồ sơ thì không nhớ"."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.triggers import trigger

# What may stand between "nhớ" and the number it brings to mind; another verb ("nhớ ghi giùm em 14") is a request.
_BETWEEN = word_set(
    "la dau nhu co thi hinh mang duoc dc dang lop hom do ay bua nay qua sang chieu toi chi khong ko k ro chac"
    " lam lon nham dung cung khoang tam chung so buoi nguoi ng em minh"
)
_UNSURE = word_set("dau mang khong ko k hinh nhu chac ro cung")
_TOLD_TO = word_set("anh chi bac chu ban moi nguoi ba con ong cac")
_BIT = trigger(("nho",))
_MOST = 12  # words between them


def from_memory(draft: Draft, numbers: list[Item]) -> None:
    """Doubt the number that "nhớ" barely brings to mind: "nhớ mang máng 14", "theo em nhớ thì 14"; but what somebody
    does remember ("em nhớ có 7 người", "quên hồ sơ, vneid nhớ là 4") holds.
    """
    if not draft.bits & _BIT or "notbut" in draft.wishes:
        return
    for at, word in enumerate(draft.words):
        if word != "nho" or draft.tokens[at].text.lower() not in ("nhớ", "nho") or _asks_to(draft, at):
            continue
        number = next((n for n in numbers if n.i > at), None)
        if number is None:
            return
        first = at + 1
        between = [w for n, w in enumerate(draft.words[first : number.i], first) if not _named(draft, n)]
        unsure = not _UNSURE.isdisjoint(between) or "theo" in draft.words[max(0, at - 3) : at]
        if unsure and len(between) <= _MOST and set(between) <= _BETWEEN and number.value:
            number.doubt = number.doubt or "uncertain"


def said_so(draft: Draft, number: Item) -> bool:
    """ "đâu 12 hv à", "vneid đâu có 5 người": "đâu" right before the number, no question for a place."""
    at = number.i - 1 - (draft.fold(number.i - 1) in ("co", "duoc", "dc", "cung"))
    if draft.fold(at) != "dau" or draft.tokens[at].text.lower() not in ("đâu", "dau") or "?" in draft.text:
        return False
    return draft.fold(at - 1) not in _PLACE and not (draft.plains[at] and draft.fold(at + 1) == "co")


_PLACE = word_set("o bao tan di den toi tu may chu cho cu dau khong ko k")


def _asks_to(draft: Draft, at: int) -> bool:
    """ "anh nhớ là 14 nha", "giờ mới nhớ": somebody is told to remember, or it came to mind at last."""
    before = draft.fold(at - 1)
    if draft.fold(at + 1) == "mang":
        return False  # "thưa anh nhớ mang máng 13 người"
    if before == "con" and draft.fold(at - 2) != "ba":
        return False  # "còn nhớ không lầm thì 12 hv"
    return before in _TOLD_TO or before in ("moi", "khong", "ko", "k", "chua", "cho", "de", "ghi")


def _named(draft: Draft, at: int) -> bool:
    return any(i.i <= at < i.j and i.tag in "IUC" for i in draft.items)


# "3 gì nữa", "2 cái gì đó", "còn cái nữa mà em quên": something more was done, and what it was is not said.
_SOMETHING = frozenset(["gì", "gi", "chi", "j"])
_ONES = word_set("cai thu mon khoan muc viec")
_ENDING = word_set("nua do day a ay ma em e quen khong ko k") | {"", ",", "."}


def something_more(draft: Draft, numbers: list[Item]) -> None:
    """Ask about a number of "something": "3 gì nữa quên rồi" is none of the figures before it."""
    if draft.folds.isdisjoint(("gi", "chi", "j")) or draft.folds.isdisjoint(("nua", "quen", "nho")):
        return
    for number in numbers:
        at = number.j + (draft.fold(number.j) in _ONES)
        said = at < len(draft.tokens) and draft.tokens[at].text.lower() in _SOMETHING
        if said and draft.fold(at + 1) in _ENDING:
            draft.doubt("bare", number, (), (number.value,))
            number.tag, number.note = "X", "asked"
