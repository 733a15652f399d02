"""Is what was sent to be taken back?"""

from vietnamese.draft import Draft
from vietnamese.questions import is_question
from vietnamese.tokens import WORD


def wants_cancel(draft: Draft) -> bool:
    """Take back what was sent: a word for it, about a report, without a new figure in its place."""
    wish = draft.wishes.get("cancel")
    if wish is None or "struck" in draft.entries or (is_question(draft) and ("help" in draft.wishes)):
        return False
    if draft.values and not any(
        draft.fold(n) in ("bao", "bc", "cai", "tin", "so", "nhe", "luon") for n in range(wish.i, wish.j + 2)
    ):
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
