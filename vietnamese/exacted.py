"""A rough number made exact in the same breath: "hv khoảng 20, đếm lại là 19", "gần 20 hv (chính xác là 18)"."""

from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_EXACT = word_set("dung chinh xac dem chot cu the ra thuc soat")
_ROUGH = ("vague", "range")


def exacted(draft: Draft) -> None:
    """Give a rough number the exact one that follows, where words say that it was counted."""
    if "khong" in draft.folds or "thoi" in draft.folds:
        _taken_back(draft)
    if not draft.folds & _EXACT:
        return
    items = draft.items
    for k, rough in enumerate(items):
        if rough.tag != "N" or rough.doubt not in _ROUGH or not (rough.value or rough.note == "crowd"):
            continue
        exact = next((i for i in items[k + 1 :] if i.tag == "N"), None)
        if exact is None or exact.doubt or exact.i - rough.j > 10:
            continue
        if not _one_noun(items, k, exact) or not _counted(draft, rough, exact):
            continue
        rough.value, rough.upto, rough.doubt, rough.soft, rough.note = exact.value, 0, "", False, ""
        exact.tag, exact.note = "X", "mended"
        draft.wishes.pop("correct", None)


def _taken_back(draft: Draft) -> None:
    """ "mười hai, không, mười một học viên"; "8 vneid, à trừ bà Sáu làm lại, 7 thôi": the last one holds."""
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    for first, last in pairwise(numbers):
        between = draft.words[first.j : last.i]
        nouns = [i for i in draft.items if i.tag == "I" and (first.j <= i.i < last.i or i.i == last.j)]
        if len({i.key for i in nouns}) > 1 or first.value == last.value:
            continue
        if between[-3:] == [",", "khong", ","] and len(between) <= 6:
            first.tag, first.note = "X", "mended"
            for noun in nouns[:-1]:
                noun.used = True
        elif (
            draft.fold(last.j) == "thoi"
            and between[-1:] == [","]
            and any(between[n : n + 2] == [",", "a"] for n in range(len(between)))
            and nouns
            and nouns[0].i == first.j
        ):
            first.value = last.value
            last.tag, last.note = "X", "mended"


def _one_noun(items: list[Item], k: int, exact: Item) -> bool:
    """Whether no other noun stands between the two or with the second."""
    at = items.index(exact)
    nouns = [i for i in items[k + 1 : at + 2] if i.tag == "I" and (i.i < exact.i or i.i == exact.j)]
    before = [i for i in items[:k] if i.tag == "I" and i.j >= items[k].i - 3][-1:]
    between = [i for i in items[k + 1 : at] if items[k].j < i.i < exact.i and i.entry.unit not in ("person", "gender")]
    if any(i.tag == "U" or (i.tag == "I" and not before) for i in between):
        return False  # "khoảng hai mươi người tới học còn chứng nhận thì cấp đúng 18"
    return len({i.key for i in (*nouns, *before)}) <= 1 and not any(i.tag == "D" for i in items[k + 1 : at])


def _counted(draft: Draft, rough: Item, exact: Item) -> bool:
    before = {draft.fold(n) for n in range(max(rough.j, exact.i - 4), exact.i)}
    after = [draft.fold(n) for n in range(exact.j, exact.j + 3)]
    return bool(before & _EXACT) and "?" not in after and not {"chua", "khong", "ko"} & before
