"""The nouns that one none holds for: "vneid, ví đều không có", "không có vneid với ví", "hv với dvc 0 hết"."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_AND = word_set("va voi vs hay lan + cung ca")


def row_before(draft: Draft, noun: Item, marked: bool) -> list[Item]:
    """ "vneid, ví đều không có", "ví với qr thì chưa có": the nouns of the row that ends with this one."""
    found: list[Item] = []
    at = noun.i
    while True:
        if draft.fold(at - 1) in _AND or (marked and draft.fold(at - 1) == ","):
            at -= 1
        elif not marked:
            return found
        other = next((i for i in draft.items if i.j == at and i.tag in "IU" and ours(i)), None)
        if other is None or any(i.tag in "NX" and i.value and i.j == other.i for i in draft.items):
            return found
        if draft.fold(other.i - 1) in _AT_WORK:
            return found  # "hướng dẫn cài vneid, ví thì chưa có ai"
        found.append(other)
        at = other.i


def row_behind(draft: Draft, noun: Item) -> list[Item]:
    """ "không có vneid với ví, 5 hv": the nouns that are denied with this one."""
    found: list[Item] = []
    at = noun.j
    while draft.fold(at) in _AND:
        other = next((i for i in draft.items if i.i == at + 1 and i.tag in "IU" and ours(i)), None)
        if other is None or any(i.tag == "N" and i.i == other.j for i in draft.items):
            break
        found.append(other)
        at = other.j
    return found


_AT_WORK = word_set("cai lam mo ve qua day dan dung xai bang cho cua tren truyen nghe hoi tap tro hoc kich hoat vao")


def none_too(draft: Draft, noun: Item) -> None:
    noun.used = True
    draft.zeros[noun.key or "public_services"] = noun


def ours(noun: Item) -> bool:
    """Whether a noun is an indicator, or papers."""
    return noun.tag == "I" or noun.entry.unit == "dossier"


def numbered(draft: Draft, noun: Item) -> bool:
    """Whether the number before a noun is its own: not that of "hv 12 vneid không", where nouns come first."""
    number = next((i for i in draft.items if i.tag in "NX" and (i.value or i.tag == "N") and i.j == noun.i), None)
    if number is None:
        return False
    if noun.key == "sessions" and any(i.key == "outreach" and i.j == number.i for i in draft.items):
        return True  # "tuyên truyền 16 buổi"
    at, first = number.i, number
    while True:
        before = next((i for i in draft.items if i.j == at and i.tag in "NIU" and i is not first), None)
        if before is None or before.tag == first.tag:
            return first.tag == "N" or first.tag == "X"
        at, first = before.i, before
