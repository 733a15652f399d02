"""Two numbers around one noun: 15 đến 20 · 15 – 20 · 12 hay 13 · mười lăm hai mươi · hv mười, mười một gì đó."""

from vietnamese.draft import Draft, Item


def ranged(draft: Draft, k: int) -> None:
    """15 đến 20 · 15 – 20 · 12 hay 13 · mười lăm hai mươi: two numbers around one noun."""
    items = draft.items
    item = items[k]
    middle = items[k + 1] if k + 1 < len(items) else None
    if middle is None:
        return
    if middle.tag == "N" and middle.i == item.j and item.words and middle.words and item.value < middle.value:
        _close(items, k, k + 1)
        return
    second = items[k + 2] if k + 2 < len(items) else None
    if (
        middle.tag == "N"
        and middle.i == item.j
        and second is not None
        and second.tag in "IU"
        and second.i == middle.j
        and item.numeral is not None
        and middle.numeral is not None
        and item.numeral.shape == middle.numeral.shape == "int"
        and item.value < middle.value <= item.value + 5
        and (
            not (k and items[k - 1].tag == "I" and items[k - 1].j == item.i)
            or (second.entry.unit in _ONES and item.value + 1 == middle.value)  # "vneid 3 4 người"
        )
    ):
        _close(items, k, k + 1)  # "cỡ 12 13 hv"
        return
    noun_between = (
        middle.tag in "IU"
        and middle.i == item.j
        and second is not None
        and second.entry.cue == "or"
        and k + 3 < len(items)
        and items[k + 3].tag == "N"
        and second.i - middle.j <= 1
    )
    if noun_between:
        item.doubt, item.upto = "range", items[k + 3].value
        items[k + 3].tag = "X"
        return
    third = items[k + 3] if k + 3 < len(items) else None
    if (
        middle.note == ","
        and middle.i == item.j
        and second is not None
        and second.tag == "N"
        and second.i == middle.j
        and item.value + 1 == second.value
        and third is not None
        and third.tag in "IU"
        and third.i == second.j
        and not (k and items[k - 1].j == item.i and (items[k - 1].tag in "IUKLDN" or items[k - 1].note in (":", "=")))
        and not any(i.tag in "IU" and i.i == third.j for i in items[k + 4 : k + 5])
        and not (k > 1 and items[k - 2].tag == "N")  # "3 buổi: 12, 14, 15 hv"
        and item.value > 2
    ):
        _close(items, k, k + 2)  # "15, 16 người học"
        return
    if (
        middle.note == ","
        and second is not None
        and second.tag == "N"
        and second.value == item.value + 1
        and middle.i == item.j
        and second.i == middle.j
        and third is not None
        and third.entry.cue == "approx_after"
        and third.i == second.j
    ):
        _close(items, k, k + 2)  # "hv mười, mười một gì đó"
        return
    if (
        middle.tag == "S"
        and middle.note in (",", "(")
        and second is not None
        and second.entry.cue == "or"
        and k + 3 < len(items)
        and items[k + 3].tag == "N"
        and items[k + 3].i - second.j <= 1
    ):
        _close(items, k, k + 3)
        return
    if (
        second is None
        or second.tag != "N"
        or second.i - middle.j > 1
        or middle.i - item.j > 1
        or middle.tag not in "KS"
    ):
        return
    if (
        middle.entry.cue == "over"
        and draft.fold(middle.i) == "tren"
        and second.value >= item.value
        and middle.i == item.j
        and second.i == middle.j
    ):
        _close(items, k, k + 2)  # "15 trên 20 người"
        item.doubt, item.note = "", "of"
        return
    if middle.entry.cue == "or" or (
        middle.entry.cue == "to"
        and _one_noun(items, k)
        and item.value < second.value
        and not second.words == 0 == second.value
    ):
        if second.numeral is not None and second.numeral.shape != "int":
            return
        _close(items, k, k + 2)


def _one_noun(items: list[Item], k: int) -> bool:
    """Whether both numbers of "a - b" belong to the same noun: not "hv 12 - 5 vneid"."""
    left = items[k - 1] if k else None
    right = items[k + 3] if k + 3 < len(items) else None
    words = items[k + 1].end - items[k + 1].start > 1
    if words and right is not None and right.tag == "U" and left is not None and left.tag == "I":
        return True  # "vneid 5 đến 7 người"
    if left is not None and left.key in ("outreach", "sessions") and right is not None and right.entry.unit in _ONES:
        return True  # "phát loa 22 đến 25 lần"
    dated = k > 1 and items[k - 2].tag == "D"  # "tuần ni: 17 - 22 hv"
    spoken_to = left is not None and left.tag == "U" and left.entry.unit == "person"  # "thưa anh 5 tới 6 buổi"
    has_left = left is not None and (left.tag in "IU" or (left.note in (":", "=") and not dated)) and not spoken_to
    has_left = has_left and left is not None and items[k].i - left.j < 1
    has_right = right is not None and right.tag in "IU" and right.i - items[k + 2].j <= 1
    return not (has_left and has_right)


_ONES = frozenset(["person", "times", "batch"])


def _close(items: list[Item], k: int, last: int) -> None:
    item, other = items[k], items[last]
    item.doubt, item.upto = "range", other.value
    item.j, item.end = other.j, other.end
    item.soft = False
    del items[k + 1 : last + 1]
