"""A number told of the wrong thing: "số 15 là hồ sơ chứ không phải vneid", "7 đó là buổi, em ghi lộn qua lượt"."""

import re

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.triggers import trigger

MISCALLED = trigger(("phai", "fai", "phia", "lon", "nham"))
_PASSED = word_set("so cua ben muc cai phan cot o con la")
_INTO = word_set("qua sang la thanh vo vao")
_SLIP = re.compile(r" (ghi|bao|go|nhap|bam|dien|viet|lon|nham|de|xep) (\w+ )?(lon|nham|sai|qua|sang) ")
_COUNTED = ("dossier",)
_MOST = 24  # items


def denied_noun(draft: Draft) -> Item | None:
    """The noun that so many were not: right behind "không phải", or where a slip put them; with its number, if it has
    one, the same as the other. None where there is more than one number, or more than that noun and another one.
    """
    if not draft.bits & MISCALLED or len(draft.items) > _MOST or "?" in draft.text:
        return None
    nouns = [i for i in draft.items if _noun(i)]
    numbers = _numbers(draft)
    wish = draft.wishes.get("notbut")
    if wish is not None and len(nouns) == len(numbers) == 1:
        at = nouns[0].i - (draft.fold(nouns[0].i - 1) in ("so", "nguoi", "la"))
        counted = any(i.tag in "UC" and i.i == numbers[0].j for i in draft.items)
        return nouns[0] if wish.j == at and counted and numbers[0].i < wish.i and not numbers[0].doubt else None
    if len(nouns) != 2 or nouns[0].key == nouns[1].key or len({n.value for n in numbers}) != 1 or len(numbers) > 2:
        return None
    if any(n.doubt or not n.value for n in numbers):
        return None
    wish = draft.wishes.get("notbut")
    for noun in nouns:
        at = noun.i
        if len(numbers) == 2:
            own = _of(draft, noun, numbers)
            if own is None:
                continue
            at = min(own.i, noun.i)
        while at and draft.fold(at - 1) in _PASSED:
            at -= 1
        if wish is not None and wish.j == at and (len(numbers) == 2 or numbers[0].i < wish.i):
            return noun
        before = f" {' '.join(draft.words[max(0, at - 4) : at])} "
        if len(numbers) == 1 and draft.fold(at - 1) in _INTO and _SLIP.search(before):
            return noun
    return None


def tell_of_other(draft: Draft) -> None:
    """Let the number stand for the other noun alone."""
    noun = denied_noun(draft)
    if noun is None:
        return
    numbers = _numbers(draft)
    if len(numbers) == 2:
        wrong = _of(draft, noun, numbers) or numbers[1]
        wrong.tag, wrong.note = "X", "denied"
        numbers.remove(wrong)
    numbers[0].tag, numbers[0].note, numbers[0].soft = "N", "", False
    noun.tag, noun.used = "W", True


def _numbers(draft: Draft) -> list[Item]:
    """All of them, and the 15 of "số 15", the 18 of "cái 18"."""
    return [
        i
        for i in draft.items
        if i.tag == "N"
        or (i.tag == "X" and i.note in ("ordinal", "label", "measure") and draft.fold(i.i - 1) in ("so", "cai"))
    ]


def _of(draft: Draft, noun: Item, numbers: list[Item]) -> Item | None:
    """The number before the noun, with no more than "người cài" or "cái" between them."""
    k = draft.items.index(noun)
    while k and draft.items[k - 1].tag in "UC" and draft.items[k - 1].j == draft.items[k].i:
        k -= 1
    before = next((n for n in numbers if n.j == draft.items[k].i), None)
    return before or next((n for n in numbers if n.i == noun.j), None)  # "hv 17 chứ không phải vneid 17"


def _noun(item: Item) -> bool:
    return item.tag == "I" or (item.tag == "U" and item.entry.unit in _COUNTED)
