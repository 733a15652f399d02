"""Numbers that are names in a row: where the row ends, the rest of a code, and whether a number is one of a row."""

from vietnamese.draft import Draft, Item


def one_of_a_row(draft: Draft, item: Item, before: Item) -> bool:
    """ "bữa nay buổi 2, 14 học viên", "đợt 2: 15 hv, 9 cn": a number behind its noun is a name where all figures stand
    before theirs, but a figure where others stand behind as well ("hv 14, buổi 2")."""
    if draft.fold(before.i - 1) in _TOTALLED or item.words:
        return False
    ahead = False
    for k, other in enumerate(draft.items):
        if other.tag != "N" or other is item:
            continue
        noun = draft.items[k + 1] if k + 1 < len(draft.items) else None
        own = noun is not None and noun.i == other.j and noun.tag in "IU"
        left = draft.items[k - 1] if k else None
        unit = own and noun is not None and noun.tag == "U"  # "hộ lên sàn 3 hộ"
        own = own and not (unit and left is not None and left.tag == "I" and left.j == other.i)
        if not own and left is not None and left.tag == "I" and other.i - left.j <= 1:
            return False
        ahead = ahead or (own and other.start > item.end)
    return ahead


_TOTALLED = ("so", "tong", "duoc", "dc", "may")


def other_age(draft: Draft, item: Item) -> None:
    """ "tuổi từ 18 đến 75": the upper end as well."""
    at = draft.items.index(item)
    link, upper = [*draft.items[at + 1 : at + 3], item, item][:2]
    if link.entry.cue == "to" and upper.tag == "N":
        upper.tag, upper.note = "X", "label"


_IDS = ("id", "pass", "pin", "otp", "sdt", "stk", "ma", "khau")


def last_of_row(draft: Draft, item: Item) -> None:
    """ "từ số nhà 12 đến 96", "bài 3 đến 5": where a row of names ends, nothing counted after it; and the rest of a
    code, "biển số 81B1-123.45"."""
    at = draft.items.index(item)
    if draft.fold(item.i - 1) in _IDS:
        for other in draft.items[at + 1 : at + 4]:
            if other.tag != "N" or other.i != draft.items[draft.items.index(other) - 1].j:
                break
            other.tag, other.note = "X", "code"  # "zoom, id 987 654 3210"
    if item.j < len(draft.tokens) and draft.starts[item.j] == item.end and draft.tokens[item.j].kind == 0:
        end = draft.text.find(" ", item.end) % (len(draft.text) + 1)
        for other in draft.items[at + 1 : at + 5]:
            if other.tag == "N" and other.start < end:
                other.tag, other.note = "X", "code"
    link, last, noun = [*draft.items[at + 1 : at + 4], item, item, item][:3]
    joined = link.entry.cue == "to" and link.i == item.j and last.i == link.j and draft.text[link.start].isalpha()
    if joined and last.tag == "N" and last.value > item.value and not (noun.tag in "IU" and noun.i == last.j):
        last.tag, last.note = "X", "label"
