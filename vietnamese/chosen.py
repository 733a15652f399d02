"""One number taken and another dropped: "lấy 15 đừng lấy 12", "bỏ số 12 đi, 15 mới đúng"."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_DROPPED = word_set("bo dung khoi rut thu gach huy xoa khong ko k hong")
_TAKING = word_set("lay ghi giu chot nhan")
_LEADING = word_set("so con cai lai muc bot di giup gium dum")
_KEPT = word_set("lay giu chot con moi la duoc chi thanh dung")


def dropped(draft: Draft) -> Item | None:
    """The number that is not to hold, where another one is told that is."""
    if not draft.folds & _DROPPED or "?" in draft.text:
        return None
    numbers = [i for i in draft.items if i.tag in "NX" and (i.tag == "N" or _called_so(draft, i)) and not i.doubt]
    if len(numbers) != 2 or numbers[0].value == numbers[1].value:
        return None
    for old, new in (numbers, numbers[::-1]):
        if _is_dropped(draft, old) and _is_kept(draft, new):
            new.tag, new.note = "N", ""
            return old
    return None


def _called_so(draft: Draft, item: Item) -> bool:
    """ "số 12" that was taken for a number in a row."""
    return item.tag == "X" and item.note in ("ordinal", "old") and draft.fold(item.i - 1) == "so"


def _is_dropped(draft: Draft, number: Item) -> bool:
    at = number.i - 1
    spoken = draft.fold(at) in ("so", "cai") or draft.fold(at) in _TAKING
    while draft.fold(at) in _LEADING:
        at -= 1
    word = draft.fold(at)
    if word in _TAKING:
        return draft.fold(at - 1) in _DROPPED
    return spoken and word in ("bo", "rut", "gach", "xoa", "huy") and draft.fold(at - 1) not in ("di", "kiem", "thai")


def _is_kept(draft: Draft, number: Item) -> bool:
    at = number.i - 1
    while draft.fold(at) in ("so", "con", "la", "co"):
        at -= 1
    before = {draft.fold(at), draft.fold(number.i - 1)}
    after = {draft.fold(n) for n in range(number.j, number.j + 4)}
    return bool(before & _KEPT) or bool(after & {"moi", "thoi"})


_STRIKING = word_set("bo xoa rut huy go gach")
_ABOUT = word_set("so muc phan cai chi tieu cot dong lai di giup gium dum em e bot cho het")
_REPORTS = word_set("bao bc tin lieu ban")


def struck(draft: Draft) -> Item | None:
    """The one indicator taken back in "rút lại số ví giùm, chưa mở được": not the whole report."""
    wish = draft.wishes.get("cancel")
    if wish is None or draft.fold(wish.i) not in _STRIKING or any(i.tag == "N" for i in draft.items):
        return None
    nouns = [i for i in draft.items if i.tag == "I"]
    if len(nouns) != 1 or nouns[0].i < wish.j or draft.fold(wish.i - 1) in ("phai", "bi", "lop", "gap"):
        return None
    between = set(draft.words[wish.i + 1 : nouns[0].i])
    called = between & {"so", "muc", "phan"} or draft.folds & {"chua"}
    return nouns[0] if between <= _ABOUT and called and not draft.folds & _REPORTS and "?" not in draft.text else None
