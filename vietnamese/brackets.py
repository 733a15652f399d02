"""Numbers in brackets that only say how the number before them came about: "8 vneid (5+3)", "6 (4 đất, 2 hộ tịch)"."""

from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set


def bracketed(draft: Draft) -> None:
    """Set the numbers of a bracket aside where there are several and they add up to the number before it."""
    items = draft.items
    if "(" not in draft.text:
        return
    for k, item in enumerate(items):
        if item.note != "(" or item.tag != "S":
            continue
        last = next((n for n in range(k + 1, len(items)) if items[n].note == ")"), len(items))
        _set_aside(items, k, last)


def listed_parts(draft: Draft) -> None:
    """ "tổng 50 hv: kinh 22, xơ đăng 19, hrê 9": after a colon, no noun of ours, and they add up."""
    items = draft.items
    if ":" not in draft.text and "part" not in draft.entries:
        return
    for k, item in enumerate(items):
        if not k or ((item.note != ":" or item.tag != "S") and item.entry.cue != "part"):
            continue
        last = next((n for n in range(k + 1, len(items)) if items[n].note in (".", "\n", ";")), len(items))
        if item.entry.cue == "part":
            _said_parts(items, k, last)
            continue
        if any(not _counted_alike(i, items[k - 1]) for i in items[k + 1 : last]):
            continue
        _set_aside(items, k, last)


def _said_parts(items: list[Item], k: int, last: int) -> None:
    """ "hỗ trợ 15 lượt, gồm 9 lượt nộp hồ sơ và 6 lượt quét mã": the noun right after each part is the whole's."""
    at = k - 1 if items[k - 1].note == "," else k
    nouns = [b for a, b in pairwise(items[k + 1 : last]) if a.tag == "N" and b.i == a.j]
    named = bool(nouns) and all(i.tag == "I" for i in nouns)
    besides = not named and any(i.tag == "I" for i in items[k + 1 : last])
    if at and not besides and all(_counted_alike(i, items[at - 1]) for i in nouns):
        _set_aside(items, at, last)


_UNITS = {"public_services": ("dossier", "hs"), "qr_households": ("household",), "ecommerce_households": ("household",)}
_OWN = ("dossier", "account", "household", "hs")


def _counted_alike(item: Item, whole: Item) -> bool:
    """Whether an item after the colon may say what a part of the whole was: "14 hồ sơ dvc: 8 khai sinh, 6 kết hôn"."""
    if item.tag == "I":
        return whole.tag == "I" and item.key == whole.key
    if item.entry.unit not in _OWN:
        return True
    return item.entry.unit == whole.entry.unit or item.entry.unit in _UNITS.get(whole.key, ())


def added_up(draft: Draft) -> None:
    """ "29 tk dvc, 15 phụ nữ 14 thanh niên": people told right after a number, nothing else said, who make it up."""
    items = draft.items
    numbers = [k for k, i in enumerate(items) if i.tag == "N" and not i.doubt and i.value]
    if len(numbers) < 3 or len(numbers) > 40:
        return
    for n, k in enumerate(numbers[:-2]):
        total, parts = 0, []
        for last in numbers[n + 1 : n + 6]:
            if not _only_people(draft, last, numbers) or _another_noun(items, k, last):
                break
            total += items[last].value
            parts.append(items[last])
            if total == items[k].value and len(parts) > 1 and not _others(draft, items[k], parts):
                for part in parts:
                    part.tag, part.note = "X", "part"
                return


def _another_noun(items: list[Item], k: int, last: int) -> bool:
    """Whether a noun of ours is named between a whole with its own words and its parts: "6 người đứng ngoài, chữ ký số:
    cô giáo 4, cán bộ 2".
    """
    return any(i.tag == "I" and i.i > items[k].j + 1 for i in items[k + 1 : last])


_WOMEN, _MEN = word_set("chi co ba di me thim nu"), word_set("anh ong chu cau nam")


_TRADES = word_set("sinh bo chuc vien nhan thuong dan an doi")


def _others(draft: Draft, whole: Item, parts: list[Item]) -> bool:
    """ "6 chị phụ nữ, 4 anh thanh niên và 2 bác": women told first, men after them, are no part of them."""
    first, rest = draft.fold(whole.j), {draft.fold(p.j) for p in parts}
    trade = draft.fold(whole.j + 1)
    if trade in _TRADES and all(draft.fold(p.j + 1) in _TRADES - {trade} for p in parts[:1]):
        return True  # "chữ ký số 3 công chức, 2 giáo viên, 1 y tá"
    return draft.fold(whole.j + 1) != "em" and bool(
        (first in _WOMEN and rest & _MEN) or (first in _MEN and rest & _WOMEN)
    )


def _only_people(draft: Draft, k: int, numbers: list[int]) -> bool:
    """Whether the number at k counts people of whom its part of the sentence says nothing more."""
    items = draft.items
    first, last = k, k
    while first and items[first - 1].tag not in "NXS":
        first -= 1
    while last + 1 < len(items) and items[last + 1].tag not in "NXS":
        last += 1
    if first and items[first - 1].tag in "NX":
        first = k  # what stands between two numbers belongs to the first
    here = [i for i in items[first : last + 1] if i is not items[k]]
    units = [i for i in here if i.tag == "U" and i.entry.unit in ("person", "gender")]
    return bool(units) and all(i in units or i.entry.cue in ("and", "part") or i.tag == "W" for i in here)


def _set_aside(items: list[Item], k: int, last: int) -> None:
    """Take the numbers between the sign at k and `last` for parts, where they add up to the number before the sign."""
    inside = [i for i in items[k + 1 : last] if i.tag == "N"]
    whole = _before(items, k)
    if whole is None or len(inside) < 2 or any(i.doubt for i in (*inside, whole)):
        return
    if sum(i.value for i in inside) == whole.value:
        for number in inside:
            number.tag, number.note = "X", "part"


def _before(items: list[Item], k: int) -> Item | None:
    """The number that the bracket at k stands behind, with its noun between them or not."""
    for item in reversed(items[max(0, k - 5) : k]):
        if item.tag == "N":
            return item
        if item.tag == "S":
            return None
    return None
