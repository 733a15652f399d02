"""Numbers that only tell how a slip came about: "đếm trùng 1 quán", "số 7 là của thôn khác"."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_COUNTING = word_set("dem tinh cong kiem")
_SAYING = word_set("ghi bao go nhap")
_TOO_MANY = word_set("nham trung du thua lon lo")
_TOO_FEW = word_set("sot thieu")
_SLIPS = _TOO_MANY | _TOO_FEW | {"tru"}
_VERBS = _COUNTING | _SAYING | {"tru"}
_BETWEEN = word_set("mat them ca luon vo toi den het")
_EARLIER = word_set("nay hoi luc khi truoc qua")
_HOLDS = word_set("con la chi thoi dung thanh moi")


def miscounted(draft: Draft) -> Item | None:
    """The 1 of "QR còn 8 hộ thôi, hồi nãy chị đếm trùng 1 quán": how much was counted wrong, beside the number that
    holds. Where nothing says which holds ("hv 12, đếm trùng 1": 12 or 11), there is none.
    """
    if not draft.folds & _SLIPS or not draft.folds & _VERBS:
        return None
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    for k, item in enumerate(numbers):
        at = item.i - 1
        while draft.fold(at) in _BETWEEN:
            at -= 1
        slip, verb = draft.fold(at), draft.fold(at - 1)
        if len(numbers) < 2:
            return None
        if _taken_off(draft, item, numbers[k + 1 : k + 2]):
            return item
        said_so = verb in _SAYING and slip in _SAID_SO and draft.fold(item.i - 1) != "so"
        if slip not in _TOO_MANY | _TOO_FEW or not (verb in _COUNTING or said_so):
            continue
        said = {draft.fold(n) for n in range(max(0, at - 6), at - 1)}
        other = numbers[k - 1] if k else numbers[k + 1]
        near = {draft.fold(n) for n in (*range(other.i - 3, other.i), *range(other.j, other.j + 3))}
        if said & _EARLIER or (near & _HOLDS and slip in _TOO_MANY):
            return item
    return None


_SLIPPED = word_set("du nham lon sai nguoc dao thua trung gop luon lun sot dinh ca")
_SLIPPING = word_set("du thua nham lon sai doc ghi go bam tinh cong gop dem trung danh nhap chep")
_TELLER = word_set("em e tui toi minh chi anh do tai vi")


def explained_away(draft: Draft) -> Item | None:
    """The 16 of "cn 6 mới đúng, 16 là dư số 1", the 9 of "9 là em cộng luôn máy của em"."""
    if "la" not in draft.folds or not draft.folds & _SLIPPED or "?" in draft.text:
        return None
    numbers = [i for i in draft.items if i.tag == "N" and i.value]
    if len(numbers) < 2:
        return None
    for number in numbers:
        at = number.j
        if draft.fold(at) != "la":
            continue
        at += 1
        while draft.fold(at) in _TELLER:
            at += 1
        called = draft.fold(at) in _SLIPPING and draft.tokens[at].text.lower() != "đủ"
        if not called or (draft.fold(at) == "cong" and at == number.j + 1):
            continue
        for n in range(at, min(at + 6, len(draft.words))):
            if draft.words[n] in (",", ".", ";"):
                break
            if draft.words[n] in _SLIPPED:
                return number
    return None


_SAID_SO = word_set("du thua trung sot thieu")


def _taken_off(draft: Draft, item: Item, following: list[Item]) -> bool:
    """ "trừ ra 2 người trùng thì vneid còn 8": what is left is told."""
    before = {draft.fold(n) for n in range(item.i - 2, item.i)}
    return "tru" in before and any(draft.fold(n.i - 1) in ("con", "la") for n in following)


def others_number(draft: Draft) -> Item | None:
    """The 7 of "ví điện tử 4 nha, số 7 là của thôn khác": told before, and somebody else's."""
    if not {"la", "cua", "khac"} <= draft.folds:
        return None
    held = [i for i in draft.items if i.tag == "N" and not i.doubt]
    for item in draft.items:
        if item.tag not in "NX" or not item.value or not any(i is not item for i in held):
            continue
        after = [draft.fold(n) for n in range(item.j, item.j + 7)]
        if after[0] == "la" and "cua" in after[1:3] and "khac" in after and not {",", "."} & set(after):
            return item
    return None
