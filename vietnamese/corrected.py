"""Corrections as the dialogue is told of them: what changes from which number to which, and what is asked first."""

from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.moved import moved_day
from vietnamese.result import Correction

_MISTAKEN = word_set("nham lon sai khac cua")
_A_WHILE_AGO = word_set("nay som hom sang trua chieu toi dem")  # hồi nãy, no hỏi


def describe(draft: Draft, old: list[Item]) -> None:
    """The corrections for the dialogue, and the doubts of a correction that cannot be carried out as it stands."""
    values = [o.value for o in old]
    for figure in list(draft.figures):
        previous = values[0] if len(values) == 1 and len(draft.figures) == 1 else _paired(draft, figure.start, old)
        source = _noun_of(draft, old[0]) if len(old) == 1 else ""
        if previous is not None and previous == figure.value and source and source != figure.indicator:
            draft.corrections.append(Correction(source, previous, figure.value, figure.indicator))
            continue  # "đổi 7 vneid thành 7 học viên"
        if previous is not None and previous == figure.value:
            draft.values.pop(figure.indicator, None)
            draft.figures.remove(figure)
            draft.doubt("two_readings", old[0], (figure.indicator,), (figure.value,))
            continue
        draft.corrections.append(Correction(figure.indicator, previous, figure.value, _moved(draft, figure.indicator)))
    fresh = [i for i in draft.items if i.tag == "N" and not i.doubt]
    if not draft.corrections and len(old) == 1 and len(fresh) == 1 and old[0].value != fresh[0].value:
        draft.corrections.append(
            Correction(None, old[0].value, fresh[0].value)
        )  # "ko phải 7 mà là 8": of what, is asked
    elif not draft.corrections and not old and len(fresh) == 1 and not any(d.kind == "addition" for d in draft.doubts):
        draft.corrections.append(Correction(new=fresh[0].value))  # "sửa lại thành 7"
    for doubt in draft.doubts:
        if doubt.kind == "addition" and not draft.corrections and len(doubt.indicators) <= 1 and doubt.numbers:
            indicator = doubt.indicators[0] if doubt.indicators else None
            delta = -doubt.numbers[0] if "less" in draft.entries else doubt.numbers[0]
            draft.corrections.append(Correction(indicator, delta=delta))
            break
    if draft.corrections and not draft.doubts and not draft.values and draft.when is None:
        draft.doubt("bare", fresh[0] if fresh else old[0] if old else Item("X", 0, 1, 0, len(draft.text)))
    if draft.corrections or draft.doubts:
        return
    unsaid = draft.folds & {"sai", "coi", "kiem", "chua"} or any(
        (word == "hoi" and behind not in _A_WHILE_AGO) or (behind == "thon" and word in _MISTAKEN)
        for word, behind in pairwise(draft.around)
    )
    unsaid = unsaid and moved_day(draft) is None
    nothing_else = "moved" in draft.entries or not any(i.tag == "I" for i in draft.items)
    if draft.when is not None and nothing_else and not unsaid:
        draft.corrections.append(Correction(to_when=draft.when))
        return
    whole = Item("X", 0, len(draft.tokens), 0, len(draft.text))
    named = tuple(dict.fromkeys(i.key for i in draft.items if i.tag == "I"))
    draft.doubt("uncertain", whole, named, tuple(values))


def _noun_of(draft: Draft, number: Item) -> str:
    k = draft.items.index(number)
    after = draft.items[k + 1] if k + 1 < len(draft.items) else None
    return after.key if after is not None and after.tag == "I" and after.i == number.j else ""


def _paired(draft: Draft, start: int, old: list[Item]) -> int | None:
    near = [o for o in old if o.start > start]
    return near[0].value if near and len(old) > 1 else None


def _moved(draft: Draft, key: str) -> str | None:
    """ "15 là học viên chứ ko phải vneid": the figure moves from VNeID; the result names where it goes."""
    wish = draft.wishes.get("notbut")
    if wish is None:
        return None
    after = next((i for i in draft.items if i.i >= wish.j and i.entry.cue != "ordinal"), None)
    noun = after is not None and after.tag in "IW" and bool(after.key)
    return key if after is not None and noun and after.key != key and after.i - wish.j <= 2 else None
