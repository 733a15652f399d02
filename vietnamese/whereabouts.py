"""Villages and spots whose name a number may be part of, or before which people are counted."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_COUNTED_SO = word_set("nha nhe a roi thoi lan buoi dot cuoc hen nghen va con nua luon moi cho duoc")


def at_that_village(draft: Draft, item: Item, before: Item) -> bool:
    """ "loa thôn 3 phát 2 lần": the name of the indicator ends in a word that wants a number, and a word follows it."""
    if draft.fold(before.j - 1) not in ("thon", "xom", "lang") or item.value > 30 or item.words:
        return False
    after = draft.tokens[item.j] if item.j < len(draft.tokens) else None
    return after is not None and after.kind == 0 and after.fold not in _COUNTED_SO


def village_name(draft: Draft, item: Item, before: Item) -> bool:
    """ "em ở thôn Thạch By 2, lớp …", "tổ dân phố Tân Phú 3: 12 hv": a name that ends in a number."""
    if not before.entry.label or not 1 <= item.i - before.j <= 3 or item.value > 9 or item.words:
        return False
    if not all(draft.tokens[n].capital for n in range(before.j, item.i)):
        return False
    if before.i == 0 and item.j < len(draft.tokens) and draft.tokens[item.j].text in ("\n", "-", "–", "|", ":"):
        return True  # "TDP Liên Hiệp 1", a line of its own
    return draft.fold(item.j) == ":" or (draft.fold(before.i - 1) in ("o", "tai", "ben") and draft.fold(item.j) in ",.")


_SPOTS = word_set("dinh hoa rong truong san nha chua hop dau cuoi giua chi hoi dan trong khap ca trang quanh tram")


def a_spot(draft: Draft, item: Item, before: Item, after: Item) -> bool:
    """Whether the village is only said of a place in it, and what is counted follows at once."""
    place = draft.fold(before.i) in ("lang", "thon", "xom", "ban", "ap") and draft.fold(before.i - 1) in _SPOTS
    if not place or not last_number(draft, item, after):
        return False
    return (after.tag == "I" and item.value > 12) or draft.fold(before.i - 1) in ("dau", "cuoi", "giua")


def of_the_quarter(draft: Draft, item: Item, before: Item, unit: Item) -> bool:
    """Whether people of a quarter named without its number are counted: a class before them, nothing after them."""
    place = draft.fold(before.i) + draft.fold(before.j - 1) in ("topho", "tdptdp", "khucu", "kdckdc")
    taught = any(i.entry.unit == "class" or i.entry.context == "teach" for i in draft.items if i.end <= before.start)
    ends = draft.fold(unit.j) in ("", ",", ".", ";", "\n", "va", "con", "a", "nha", "nhe")
    return place and taught and ends and unit.entry.unit in ("person", "gender")


def last_number(draft: Draft, item: Item, noun: Item) -> bool:
    following = next((i for i in draft.items if i.i >= noun.j and i.tag in "NS"), None)
    return following is None or not (following.tag == "N" or following.note in (":", "=")) or following.i - noun.j > 1
