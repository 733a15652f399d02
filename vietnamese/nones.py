"""None said in so many words: "không có một bác nào cài vneid", "ví không hồ sơ năm", "vneid, ví đều không có"."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set


def nobody(draft: Draft) -> None:
    """ "không có một bác nào cài vneid", "không có một mống nào tới": not one of them."""
    if "ai" in draft.folds:
        _nobody_did(draft)
    if "nao" not in draft.folds:
        return
    for k, item in enumerate(draft.items[:-1]):
        noun = draft.items[k + 1]
        at = item.i - 1 - (draft.fold(item.i - 1) == "co")
        if item.tag != "N" or item.value != 1 or draft.fold(at) not in NONE_WORDS:
            continue
        if noun.tag not in "IU" or noun.i != item.j or draft.fold(noun.j) != "nao" or draft.fold(noun.j + 1) == "do":
            continue
        item.tag, item.note = "X", "none"
        end = next((i.i for i in draft.items[k + 1 :] if i.tag == "S"), len(draft.tokens))
        about = next((i for i in draft.items[k + 1 :] if i.tag == "I" and i.i < end), None)
        if about is not None:
            about.used = True
            draft.zeros[about.key] = about
        elif not any(i.tag == "N" for i in draft.items):
            draft.wishes["nil"] = Item("W", at, noun.j + 1, draft.starts[at], draft.ends[noun.j])


def _nobody_did(draft: Draft) -> None:
    """ "lớp 14 người không có ai làm chữ ký số": the noun is none's, not theirs who stand before."""
    for noun in draft.items:
        if noun.tag != "I" or noun.key not in OF_A_CLASS:
            continue
        at = noun.i - 1
        while draft.fold(at) in DOING and draft.fold(at) != "ai" and noun.i - at < 5:
            at -= 1
        if draft.fold(at) != "ai":
            continue
        at -= 1 + (draft.fold(at - 1) == "co")
        numbered = any(i.tag == "N" and (i.i == noun.j or i.j == noun.i) for i in draft.items)
        if draft.fold(at) in NONE_WORDS and draft.fold(at) != "0" and not numbered:
            noun.tag, noun.used = "X", True
            draft.zeros[noun.key] = noun


_SPOKEN = frozenset(["không", "khong"])


def spoken(draft: Draft) -> None:
    """ "học viên mười ba ví điện tử không hồ sơ năm": dictated, the không between two nouns that are followed by their
    numbers is a number itself.
    """
    items = draft.items
    if "khong" not in draft.folds:
        return
    last = items[-1] if items else None
    if last is not None and last.tag == "I" and last.j + 1 == len(draft.tokens):
        last.note = "none" if draft.tokens[last.j].text.lower() in _SPOKEN else last.note
    k = len(items) - 1
    while k > 0:
        noun, following = items[k - 1], items[k]
        at = noun.j
        said = following.i == at + 1 and draft.tokens[at].text.lower() in _SPOKEN
        if said and noun.tag == "I" and _own_number(items, k) and _numbered_before(draft, items, k - 1):
            zero = Item("N", at, at + 1, draft.starts[at], draft.ends[at])
            zero.words, zero.note = 1, "spoken"
            items.insert(k, zero)
        k -= 1


def written_none(draft: Draft) -> None:
    """ "chứng nhận chưa có cái nào nên ghi 0": a 0 that stands alone belongs to the one noun of its clause."""
    items = draft.items
    if draft.folds.isdisjoint(_WRITTEN) or len(items) > 80:
        return
    if not any(i.tag == "N" and i.value == 0 for i in items):
        return
    for k, item in enumerate(items):
        if item.tag != "N" or item.value or item.doubt or draft.fold(item.i - 1) not in _WRITTEN:
            continue
        if k + 1 < len(items) and items[k + 1].tag in "IU" and items[k + 1].i == item.j:
            continue
        first = next((n for n in range(k - 1, -1, -1) if items[n].tag == "S"), -1)
        here = items[first + 1 : k]
        if first > 0 and items[first].note == "," and not any(i.tag == "I" for i in here):
            second = next((n for n in range(first - 1, -1, -1) if items[n].tag == "S"), -1)
            here = items[second + 1 : k]  # "vneid chưa ai cài, để 0 nha"
        nouns = [i for i in here if i.tag == "I"]
        if any(i.tag == "N" and not i.value for i in here) or any(i in draft.zeros.values() for i in here):
            item.tag, item.note = "X", "none"  # "không có ví với qr nên em ghi 0"
        elif len(nouns) == 1 and not any(i.tag == "N" for i in here) and item.i - nouns[0].j > 1:
            item.tag, item.note = "X", "none"
            nouns[0].used = True
            draft.zeros[nouns[0].key] = nouns[0]


_WRITTEN = frozenset({"ghi", "la", "de", "bang", "coi", "tinh", "dien", "so"})


def _own_number(items: list[Item], k: int) -> bool:
    """Whether the item at k is a noun followed by a number."""
    noun, number = items[k], items[k + 1] if k + 1 < len(items) else None
    return (noun.tag == "I" or noun.entry.unit == "dossier") and number is not None and number.tag == "N"


def _numbered_before(draft: Draft, items: list[Item], k: int) -> bool:
    """Whether the noun at k begins the message, or a noun with its number stands right before it."""
    if k and items[k - 1].tag == "I" and items[k].i == items[k - 1].j + 1:
        return draft.tokens[items[k].i - 1].text.lower() in _SPOKEN  # "chứng nhận không ví không"
    return k == 0 or (items[k - 1].tag == "N" and k > 1 and items[k - 2].tag in "IU")


DOING = word_set("co mo cai lam cap nop dang ki ky kich hoat tao duoc dc phat day ban dua len ai nguoi cho them")


OF_A_CLASS = frozenset({"vneid", "certificates", "digital_signatures", "e_wallets", "dvc_accounts"})


NONE_WORDS = frozenset({"ko", "k", "khong", "kg", "hok", "hong", "kh", "chua", "chang", "hem", "hk", "0"})
