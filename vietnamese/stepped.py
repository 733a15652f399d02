"""How much a figure grew or shrank, told beside what it has become: "thiếu mất 2 người, tổng là 14", "bớt 1 còn 11"."""

import re

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_STEPS = word_set("lech thieu sot bot du tru thua cong quen trung")
_FILLERS = word_set("mat them di ra vao cho em e giup gium dum so co bot")
_BECOME = word_set("thanh la con len tong du")
_LEADING = _BECOME | {"thoi", "moi"}


def stepped(draft: Draft) -> Item | None:
    """The 2 of "nãy thiếu mất 2 người, tổng là 14 hv": a step, beside the number it leads to."""
    if not draft.folds & _STEPS or draft.folds.isdisjoint(_LEADING) or "?" in draft.text:
        return None
    numbers = [i for i in draft.items if i.tag == "N"]
    if len(numbers) != 2 or any(i.doubt for i in numbers):
        return None
    step, total = numbers
    at = step.i - 1
    filled = False
    while draft.fold(at) in _FILLERS:
        filled = filled or draft.fold(at) in ("them", "bot", "mat")
        at -= 1
    word = draft.fold(at)
    if word not in _STEPS or (word == "cong" and not filled) or draft.fold(step.i - 1) == "so":
        return None
    if word in ("du", "tong") and draft.tokens[at].text.lower() in ("đủ", "dụ"):
        return None
    if word == "thieu" and draft.fold(at - 1) in ("lop", "con", "van", "nhom", "to", "si"):
        return None  # "lớp thiếu 2 người, còn 14 hv"
    thus = draft.fold(total.j) == "thoi" or (draft.fold(total.j), draft.fold(total.j + 1)) in _HOLDS
    left = thus or (draft.fold(total.i - 1) == "lai" and draft.fold(total.i - 2) == "con")
    if (draft.fold(total.i - 1) not in _BECOME and not left) or total.i - step.j > 7:
        return None
    if draft.fold(total.i - 1) == "du" or (total.value <= step.value and word in ("thieu", "sot", "cong", "quen")):
        return None
    if any(i.i == step.j and (i.tag == "M" or i.entry.unit == "machine") for i in draft.items):
        return None  # "lớp dư 2 ghế, 12 hv thôi"
    keys = {i.key for i in draft.items if i.tag == "I"}
    return step if len(keys) <= 1 else None


_HOLDS = (("moi", "du"), ("moi", "dung"), ("la", "du"), ("moi", "phai"))
_TAKEN_OUT = re.compile(r" (bo|loai|gach|rut|xoa|tru|bot) ((giup|gium|dum|em|e|bot) )*(ra|bot|di) ")
_OUT_OF = re.compile(r" (bo|loai|gach|rut|xoa) ((giup|gium|dum|em|e|bot|ra|di) )*$")
_FAULT = word_set("trung loi hu sai lon nham khac")


def taken_out(draft: Draft) -> Item | None:
    """The only number of "hai hồ sơ bị trùng, chị bỏ ra giùm", "bỏ 2 người trong số hv hôm qua": less by so many."""
    if not draft.folds & {"bo", "loai", "gach", "rut", "xoa", "tru", "bot"} or "?" in draft.text:
        return None
    numbers = [i for i in draft.items if i.tag == "N" and i.value]
    if len(numbers) != 1 or numbers[0].doubt:
        return None
    number = numbers[0]
    before = f" {' '.join(draft.words[max(0, number.i - 6) : number.i])} "
    after = f" {' '.join(draft.words[number.j : number.j + 14])} "
    if _TAKEN_OUT.search(after) and draft.folds & _FAULT:
        return number
    counted = draft.items[draft.items.index(number) + 1 :][:1]
    noun = bool(counted) and counted[0].tag in "IU" and counted[0].i == number.j and counted[0].entry.unit != "times"
    out = " trong so " in after or " khoi " in after or re.search(r" (ra|di) ", after) is not None
    return number if noun and out and _OUT_OF.search(before) and "di bo" not in before else None
