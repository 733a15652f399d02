"""A number called wrong beside the right one, and several changes in one message: "hv 17 sai, 15 đúng", "vneid 5 → 7,
hv 12 → 14". Where only the wrong number stands beside its noun, the right one takes its place there."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.told import behind_noun

_WRONG = word_set("sai nham lon trat")
_AFTER_WRONG = frozenset([",", ".", "roi", "r", "nha", "nhe", "a", "het", "bet", ";", "-"])
_INTO = word_set("thanh len xuong sang con")
_ARROWS = ("→", "➔", "->", "=>")


def called_wrong(draft: Draft) -> tuple[Item, Item] | None:
    """(wrong, right) of "hv 17 sai, 15 đúng" and "vneid 5 sai, 7": the word right behind the wrong number."""
    if draft.folds.isdisjoint(_WRONG) or "?" in draft.text:
        return None
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    if len(numbers) != 2 or numbers[0].value == numbers[1].value:
        return None
    for wrong, right in (numbers, numbers[::-1]):
        at = behind_noun(draft, wrong)
        at += draft.fold(at) in ("la", "bi", "moi")
        if draft.fold(at) == "lon" and (draft.tokens[at].text.lower() != "lộn" and draft.tokens[at].marked):
            continue  # "22 đoàn viên lớn tuổi, 11 hộ lên sàn"
        if draft.fold(at + 1) == "tuoi":
            continue  # "22 nguoi lon tuoi, 11 ho len san"
        if draft.fold(at) in _WRONG and (draft.fold(at + 1) in _AFTER_WRONG or right.i > wrong.i):
            near = right.i > wrong.i and right.i - at <= 3
            if (near or right.i < wrong.i) and _one_thing(draft, wrong, right):
                return wrong, right
    return None


def _one_thing(draft: Draft, wrong: Item, right: Item) -> bool:
    keys = {i.key for i in draft.items if i.tag == "I"}
    return len(keys) <= 1 and wrong.value != 0 and right.tag == "N"


def put_right(draft: Draft) -> Item | None:
    """Give the right number the place of the wrong one; the item that now holds the wrong number is returned."""
    found = called_wrong(draft)
    if found is None:
        return None
    wrong, right = found
    if not named(draft, right) and named(draft, wrong):
        wrong.value, right.value = right.value, wrong.value
        return right
    return wrong


def named(draft: Draft, number: Item) -> bool:
    """Whether a noun stands right beside the number."""
    k = draft.items.index(number)
    at = k - 1 - (k > 1 and draft.items[k - 1].note in (":", "="))  # "hv: 15 -> 16"
    if at < k - 1 and draft.items[at].tag in "IU":
        return True
    near = (draft.items[k - 1] if k else None, draft.items[k + 1] if k + 1 < len(draft.items) else None)
    return any(i is not None and i.tag in "IU" and (i.j == number.i or i.i == number.j) for i in near)


def changed_pairs(draft: Draft) -> list[Item]:
    """The old numbers of "vneid 5 → 7, hv 12 → 14", each new one put beside its noun; else []."""
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    if len(numbers) < 4 or len(numbers) % 2:
        return []
    pairs = list(zip(numbers[::2], numbers[1::2], strict=True))
    for first, second in pairs:
        said = draft.text[first.end : second.start]
        changed = not _INTO.isdisjoint(draft.words[first.j : second.i]) or any(a in said for a in _ARROWS)
        if (
            not changed
            or second.i - behind_noun(draft, first) > 3
            or any(first.j < i.i < second.i for i in draft.items if i.tag == "I")
        ):
            return []
        noun = next((i for i in draft.items if i.entry.unit == "dossier" and i.tag == "U" and i.j == first.i - 1), None)
        if noun is not None and draft.fold(first.i - 1) == "tu":
            noun.tag, noun.key = "I", "public_services"  # "hồ sơ từ 8 thành 18"
        own = next((i for i in draft.items if i.entry.unit == "dossier" and i.tag == "U" and i.i == first.j), None)
        if own is not None:
            own.tag, own.key = "I", "public_services"  # "23 bộ hồ sơ sửa thành 22"
        if not named(draft, first) and draft.fold(first.i - 1) != "tu":
            return []
    for first, second in pairs:
        first.value, second.value = second.value, first.value
        second.tag, second.note = "X", "old"
    return [second for _, second in pairs]
