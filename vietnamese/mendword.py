"""What a word of mending alone is about: something reported, or another thing: "sửa vneid", "đổi lại hôm nay"."""

from vietnamese.draft import Draft, Item
from vietnamese.slips import SAYING
from vietnamese.unchanged import LEFT_OUT, meant_so, mended_inside, no_amendment


def mends(draft: Draft, wish: Item, numbers: list[Item]) -> bool:
    """Whether the word of mending `wish`, beside these numbers, changes something reported; where it is about something
    else it is no wish any more.
    """
    if "y" in draft.folds and meant_so(draft, wish):
        return False
    w = draft.wishes
    word = " ".join(t.fold for t in draft.tokens[wish.i : wish.j])
    if no_amendment(draft, wish, word):
        w["elsewhere"] = w.pop("correct")  # so that the word is not weighed as one of mending either
        return False
    if word in ("doi lai", "doi") and any(i.tag == "D" and i.i == wish.j for i in draft.items) and numbers:
        w["elsewhere"] = w.pop("correct")
        return False  # "cup dien nen doi lai hom nay, 17 hv": put off till today
    if (
        word == "moi dung"
        and not draft.tokens[wish.j - 1].marked
        and any(i.tag == "I" and i.i == wish.j for i in draft.items)
    ):
        w["elsewhere"] = w.pop("correct")
        return False  # "co 6 ho moi dung ma qr": new users
    if word in ("nham", "lon", "dinh chinh", "ghi nham", "go nham", "noi nham", "ghi lon") and mended_inside(
        draft, wish
    ):
        return False
    if word.split()[-1] in LEFT_OUT and any(
        i.entry.cue == "selffix" and numbers and numbers[0].end <= i.start and i.end <= numbers[-1].start
        for i in draft.items
    ):
        return False  # "14 hv, ủa đếm sót ông Tư, 15 hv nha"
    if (
        word in ("sua", "chinh", "chinh sua", "dieu chinh", "fix")
        and not numbers
        and not any(i.tag in "I" for i in draft.items)
        and not draft.whens
    ):
        return len(draft.tokens) <= 6
    if word == "thuc te":
        return len(numbers) > 1 and any(draft.fold(n.i - 1) in SAYING for n in numbers)
    if word in (
        "moi dung",
        "ms dung",
        "moi chinh xac",
        "doi bao cao",
        "chuyen ngay",
        "dung la",
        "chinh xac la",
        "phai la",
        "dem lai",
        "coi lai",
        "kiem tra lai",
        "ra lai",
        "thuc ra",
        "that ra",
        "thiet ra",
        "thiet ra la",
        "thuc ra la",
        "that ra la",
        "tang len",
        "giam xuong",
        "bao lai",
        "bao cao lai",
        "la",
        "cap nhat lai",
        "xem lai so",
        "y la",
    ):
        return bool(numbers) or (
            bool(draft.whens) and word.startswith(("thuc ra", "that ra", "thiet ra", "doi bao cao", "chuyen ngay"))
        )
    if word in ("sua", "nham", "lon") and not numbers:
        return bool(draft.whens or any(i.tag == "I" for i in draft.items) or len(draft.tokens) <= 8)
    return True
