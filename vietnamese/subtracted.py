"""What is left after some are taken off, where the message tells it: "10 người trừ 2 người lỗi còn 8"."""

from itertools import pairwise

from vietnamese.draft import Draft
from vietnamese.fold import word_set

_SO = word_set("nen vay thi coi nhu chi")
_VERDICT = word_set("tinh ghi lay chot")


def counted_as(draft: Draft) -> None:
    """ "14 hv, trong đó 2 hv học lại nên tính 12 mới": the number it is said to count as."""
    items = draft.items
    keys = {i.key for i in items if i.tag == "I"}
    for k, last in enumerate(items):
        if last.tag != "N" or last.doubt or draft.fold(last.i - 1) not in _VERDICT or len(keys) != 1:
            continue
        if draft.fold(last.i - 2) not in _SO or (k + 1 < len(items) and items[k + 1].tag == "I"):
            continue
        before = [i for i in items[:k] if i.tag == "N" and not i.doubt]
        noun = next((i for i in items if i.tag == "I"), None)
        if len(before) < 2 or noun is None or not any(a.value - b.value == last.value for a, b in pairwise(before)):
            continue
        before[0].value = last.value
        for item in (*before[1:], last):
            item.tag, item.note = "X", "mended"
        for other in items[items.index(before[0]) + 2 : k]:
            other.used = other.used or other.tag == "I"


def worked_out(draft: Draft) -> None:
    """ "10 người cài vneid trừ 2 người lỗi còn 8": what is left of the first number is told."""
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    for first, less, left in zip(numbers, numbers[1:], numbers[2:], strict=False):
        said = draft.fold(left.i - 1) in ("con", "duoc", "dc", "la", "thanh") or draft.fold(left.i - 2) == "con"
        near = {"tru", "bot", "loi", "du"} & set(draft.words[less.i - 2 : left.i])
        if said and near and first.value - less.value == left.value and left.i - first.j < 16 and less.value:
            first.value = left.value
            less.tag, less.note, left.tag, left.note = "X", "failed", "X", "mended"


def left_after(draft: Draft) -> None:
    """ "bớt cho em 2 hv còn 13": by how much, and then how many are left of the same."""
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    if len(numbers) != 2:
        return
    by, left = numbers
    cue = next((i for i in draft.items if i.entry.cue == "less" and i.tag == "K" and 0 <= by.i - i.j <= 3), None)
    noun = next((i for i in draft.items if i.i == by.j and i.tag == "I"), None)
    if cue is None or noun is None or draft.fold(left.i - 1) not in ("con", "thanh") or left.value <= by.value:
        return
    if left.i - noun.j < 4 and not any(i.i == left.j and i.tag in "IU" for i in draft.items):
        by.value = left.value
        cue.tag, left.tag, left.note = "W", "X", "mended"


def all_but_the_absent(draft: Draft) -> None:
    """ "lớp 20 người, vắng 3 còn 17": those who were there, where the three numbers come out."""
    numbers = [i for i in draft.items if i.value and i.tag in "NXW"]
    for whole, away, left in zip(numbers, numbers[1:], numbers[2:], strict=False):
        gone = "vang" in draft.words[whole.j : away.i] or draft.fold(away.j) == "vang"
        remain = gone and draft.fold(left.i - 1) == "con" and left.i - away.j < 4
        remain = remain and not any(i.i == left.j and i.tag in "IU" for i in draft.items)
        if remain and whole.value - away.value == left.value and whole.tag == left.tag == "N" and not whole.doubt:
            whole.value = left.value
            away.tag, away.note, left.tag, left.note = "X", "absent", "X", "mended"
            for cue in draft.items:
                cue.tag = "W" if cue.entry.cue == "absent" and whole.j <= cue.i < left.i else cue.tag
            return
