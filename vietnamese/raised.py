"""A figure set to another: "tăng ví điện tử lên 8", "thay 17 bằng 11", "để vneid là 0"."""

from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.slips import SETTING, WRONG, sets

_CHANGES = {"phai", "thanh", "xuong", "len", "con", "sang", "ve"}


def raised(draft: Draft) -> Item | None:
    """The new number of "tăng ví điện tử lên 8", "giảm hv xuống 12", "đổi vneid thành 9"."""
    if not draft.folds & _CHANGES:
        return None
    for item in draft.items:
        if item.tag != "N":
            continue
        if (
            item.tag == "N"
            and draft.fold(item.i - 1) == "phai"
            and not item.doubt
            and draft.fold(item.i - 2)
            not in ("khong", "ko", "k", "hong", "kg", "hok", "chang", "kh", "dau", "hk", "hem", "chu")
            and any(n.tag == "N" and n.end < item.start for n in draft.items)
        ):
            return item
        if draft.fold(item.i - 1) == "lai" and not draft.folds.isdisjoint(SETTING) and _from_another(draft, item):
            return item  # "sửa 9 hv hồi sáng lại 8 giùm em"
        if draft.fold(item.i - 1) not in _CHANGES:
            continue
        if draft.fold(item.i - 1) == "con" and draft.fold(item.i - 2) in (",", ".", ";", "\n"):
            continue  # "giúp 21 người sửa máy, còn 5 người được cấp giấy"
        done = draft.fold(item.i - 1) == "thanh" and draft.fold(item.i - 2) == "hoan"  # "hoàn thành 26 lượt"
        if done or draft.tokens[item.i - 1].lower == "sáng" or _goes_on(draft, item):
            continue  # "rồi sáng 11 lượt", "22 vneid còn 16 người học"
        if any(i.tag == "I" and i.i < item.i - 1 < i.j for i in draft.items) or (
            draft.fold(item.i - 2),
            draft.fold(item.i - 1),
        ) == ("truyen", "thanh"):
            continue  # "3 lần phát thanh 4 hv"
        before = [n for n in draft.items if n.tag == "N" and 0 <= item.i - n.j <= 3 and n is not item]
        named = any(i.tag == "I" and i.j == item.i - 1 for i in draft.items)  # "chứng nhận thành 9" is no nhấn
        if draft.fold(item.i - 1) == "thanh" and draft.fold(item.i - 2) in WRONG and not named:
            continue
        if item.tag == "N" and draft.fold(item.i - 1) in ("thanh", "xuong", "len") and before:
            return item
        if (
            item.tag == "N"
            and draft.fold(item.i - 1) in ("len", "xuong", "thanh", "con", "sang", "ve")
            and "tong" not in {draft.fold(n) for n in range(item.i - 7, item.i)}  # "nâng tổng từ đầu năm lên 120"
            and any(
                sets(draft, n)
                or (n == 0 and draft.fold(n) == "cho" and draft.items[0].tag == "I")
                or (draft.fold(n) in ("cho", "dua", "tra") and draft.fold(item.i - 1) == "ve" and n < item.i - 2)
                for n in range(max(0, item.i - 11), item.i - 1)
            )
        ):
            return item
    return None


def _goes_on(draft: Draft, item: Item) -> bool:
    """Whether a "còn" only leads from one figure with its noun to the next with another one."""
    if draft.fold(item.i - 1) != "con":
        return False
    k = draft.items.index(item)
    own = draft.items[k + 1] if k + 1 < len(draft.items) else item
    if own.i != item.j or not (own.tag == "I" or own.entry.unit in ("household", "dossier")):
        return False
    told = [b for a, b in pairwise(draft.items[:k]) if a.tag == "N" and b.tag in "IU" and b.i == a.j]
    return bool(told) and all(i.key != own.key for i in draft.items[:k] if i.tag == "I")


def _from_another(draft: Draft, item: Item) -> bool:
    """Whether a verb of changing and then another number stand before it."""
    before = next((n for n in draft.items if n.tag == "N" and 0 < item.i - n.j <= 6), None)
    return before is not None and any(draft.fold(n) in SETTING for n in range(max(0, before.i - 4), before.i))


def swapped(draft: Draft) -> Item | None:
    """The old number of "thay 17 bằng 11 học viên"."""
    numbers = [i for i in draft.items if i.tag == "N"]
    for old, new in pairwise(numbers):
        before = {draft.fold(n) for n in range(old.i - 3, old.i)}
        if "thay" in before and draft.fold(new.i - 1) == "bang" and new.i - old.j <= 7:
            return old
    return None


def set_to_none(draft: Draft, number: Item) -> bool:
    """ "ghi 0", "để vneid là 0 giùm em"."""
    if number.value or draft.fold(number.i - 1) not in ("ghi", "la", "de", "bang", "ve", "thanh"):
        return False
    said = {draft.fold(n) for n in range(number.i - 6, number.i)}
    return draft.fold(number.i - 1) == "ghi" or bool(said & {"de", "sua", "tra", "dua", "ghi", "cho"})


def grown_by(draft: Draft, number: Item) -> bool:
    """ "hv tăng 2": by how much, not to how many."""
    if draft.fold(number.i - 1) not in ("tang", "giam") or not draft.folds.isdisjoint({"so", "hon", "%", "moi"}):
        return False
    before = draft.items[draft.items.index(number) - 1] if draft.items[0] is not number else number
    return (before.tag == "I" and number.i - before.j <= 2) or before.entry.cue == "less"
