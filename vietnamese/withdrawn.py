"""Is what was sent to be taken back?"""

from vietnamese.draft import Draft
from vietnamese.questions import is_question
from vietnamese.tokens import WORD
from vietnamese.triggers import Wording

_LAST = Wording(
    r"^ ((bot|ad|em|e|anh|chi|a|c|oi|lam on|nho|please|pls|da) ){0,3}"
    r"(xoa|huy|go|rut|del|delete|erase|remove|cancel|undo) "
    r"((giup|gium|ho|dum|dum|zum|em|e|tui|cho|sach|het|luon|lai|di) ){0,3}"
    r"(the last|last|cai (cuoi|vua|hoi|luc|nay|tren|em|moi)|(bai|tin|so|ban|entry|dong|so lieu)"
    r" (cuoi|vua|hoi|luc|moi|tren|hom|tuan|cua)) "
)
_THEM = Wording(
    r" (nguoi ta|ho|ong ay|ba ay|dan|ba con) (xin )?(rut|huy|xoa|bo) |"
    r" (lop|buoi|hop|hoc) (\w+ )?(phai|bi|danh|tam|da|nen|se) (huy|hoan|bo|xoa) "
)


def not_ours(draft: Draft) -> bool:
    """ "người ta rút lại rồi", "lớp phải huỷ": not the report is taken back."""
    return _THEM.search(draft.bits, f" {' '.join(draft.words[:60])} ") is not None


def wants_cancel(draft: Draft) -> bool:
    """Take back what was sent: a word for it, about a report, without a new figure in its place."""
    words = f" {' '.join(draft.words[:40])} "
    if _LAST.search(draft.bits, words) and not draft.values and not is_question(draft):
        return True
    wish = draft.wishes.get("cancel")
    if wish is None or "struck" in draft.entries or (is_question(draft) and ("help" in draft.wishes)):
        return False
    if draft.values and not any(
        draft.fold(n) in ("bao", "bc", "cai", "tin", "so", "nhe", "luon") for n in range(wish.i, wish.j + 2)
    ):
        return False
    if not_ours(draft) and not draft.folds & {"bao", "bc", "tin", "nham"}:
        return False
    before = draft.fold(wish.i - 1)
    word = draft.text[wish.start : wish.end].lower()
    called = draft.tokens[wish.i]
    if called.capital and not called.marked and wish.i and not draft.plain and not draft.text.isupper():
        return False  # thôn Huy Ba
    if before in ("lop", "buoi", "bi", "khong", "ko", "dung", "chua", "cuoc", "phai", "hen") and word.split()[0] in (
        "huỷ",
        "hủy",
        "huy",
        "hũy",
        "xóa",
        "xoá",
        "xoa",
        "bỏ",
        "bo",
    ):
        return False
    if before == "de" and "help" in draft.wishes:
        return False
    folds = {t.fold for t in draft.tokens}
    count = sum(1 for t in draft.tokens if t.kind == WORD)
    if "mu" in folds and "xoa" in folds:  # xoá mù: to teach those who cannot read
        return False
    if draft.fold(wish.j) in (
        "app",
        "zalo",
        "ung",
        "mu",
        "tai",
        "so",
        "ngheo",
        "lop",
        "hop",
        "facebook",
        "virus",
        "doi",
        "goi",
        "chuyen",
        "hen",
        "lich",
        "ve",
    ):
        return draft.fold(wish.j) == "so"
    return count <= 7 or bool(
        folds
        & {"bao", "bc", "tin", "lieu", "gui", "goi", "nhap", "nay", "vua", "nhom", "ban", "so", "nhan", "lon", "nham"}
    )
