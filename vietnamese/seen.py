"""People who only saw, heard or liked something, and rides: counted, but for nothing of ours."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_LIKED = word_set("thich like share follow")


_SHOWN = word_set("livestream video clip trang fanpage kenh bai zalo facebook")


def trips(draft: Draft, item: Item, after: Item) -> bool:
    """ "chạy 3 chuyến", "chở 2 chuyến xe": how often somebody drove."""
    drove = draft.fold(item.i - 1) in ("chay", "di", "cho", "ve", "xuong", "len", "dap", "xe")
    return after.i == item.j and draft.fold(after.i) == "chuyen" and (drove or "xe" in draft.folds)


def online(draft: Draft, item: Item, after: Item) -> bool:
    """ "bài đăng được 35 lượt thích", "livestream 120 người xem"."""
    if after.i != item.j or draft.fold(after.i) not in ("nguoi", "luot", "ng"):
        return False
    if after.j - after.i > 1 and draft.fold(after.j - 1) not in ("nguoi", "ng"):
        return False  # "43 lượt hỗ trợ đủ 4 quán"
    verb = draft.fold(after.j)
    seen = verb == "xem" or (verb, draft.fold(after.j + 1)) in (("theo", "doi"), ("tuong", "tac"), ("truy", "cap"))
    heard = verb in ("nghe", "du") and draft.fold(item.i - 1) != "lop" and _spoken_of(draft, item)
    return heard or verb in _LIKED or (seen and bool(draft.folds & _SHOWN))


def _spoken_of(draft: Draft, item: Item) -> bool:
    """ "tt 2 buổi 85 lượt nghe"; not "dạy 19 người nghe cán bộ; đọc loa hai lần": they were taught."""
    taught = any((i.entry.context == "teach" and 0 <= item.i - i.j <= 2) or _learning(i, item) for i in draft.items)
    return not taught and any(i.key == "outreach" or i.entry.context in ("loud", "loud_tt") for i in draft.items)


def _learning(noun: Item, item: Item) -> bool:
    return noun.key == "learners" and noun.i == item.j
