"""Figures that a correction names only to say that they hold: "sửa hv thành 17, cn 12 giữ nguyên"."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.questioned import ends
from vietnamese.triggers import Wording

_HOLDS = Wording(
    r" (giu nguyen|de nguyen|khong doi|ko doi|khong sua|khoi sua|nhu cu|nhu da (bao|gui|ghi)|la dung|thi dung|dung roi|"
    r"dung nhu cu|khong sai|ko sai) "
)
_NEW = word_set("moi chu")
_KEPT = Wording(
    r" (giu nguyen|giu y|de nguyen|y nguyen|khong doi|ko doi|khong sua|khong can sua|khoi sua|khoi doi|la dung|"
    r"thi dung|dung roi|dung r|dung het|van dung|y vay|chuan roi|khong sai|ko sai) "
)
_SET = word_set("thanh xuong len sang")
_BETWEEN = word_set("thi la van so cung con da minh deu , giu")


def set_aside_held(draft: Draft) -> list[tuple[Item, str]]:
    """Set a figure and its noun aside where the words behind or between say that they hold: "còn cn 12 đúng rồi", "cn
    giữ nguyên 12", "cn để nguyên". Each with its tag as it was, so that it can be given back.
    """
    words = f" {' '.join(draft.words)} "
    if (match := _KEPT.search(draft.bits, words)) is None:
        return []
    first = words.count(" ", 0, match.start() + 1) - 1
    stop = words.count(" ", 0, match.end() - 1) - 1 + 1
    said: list[Item] = []
    at = first
    before = [i for i in draft.items if i.j <= first]
    while before and before[-1].tag in "NIU" and len(said) < 3 and not any(i.tag == before[-1].tag for i in said):
        if before[-1].tag == "N" and draft.fold(before[-1].i - 1) in _SET:
            break  # "sửa thành 6 vneid để nguyên"
        between = draft.words[before[-1].j : at]
        if len(between) > 2 or not _BETWEEN.issuperset(between) or ("," in between and said):
            break
        said.append(before.pop())
        at = said[-1].i
    behind = next((i for i in draft.items if i.i >= stop), None)
    number = next((i for i in said if i.tag == "N"), None)
    if number is None and behind is not None and behind.tag == "N" and behind.i == stop:
        return []  # "vneid giữ nguyên 5": told once more
    noun = any(i.tag in "IU" for i in said)
    left = [i for i in draft.items if i.tag == "N" and i is not number and i.value]
    if not noun or not left or not _NEW.isdisjoint(draft.words[first : stop + 1]):
        return []
    held = [(i, i.tag) for i in said]
    for item in said:
        item.tag, item.used = "X" if item.tag == "N" else "W", True
    return held


def give_back(held: list[tuple[Item, str]]) -> None:
    """Undo what was set aside: nothing else would be left to hold."""
    for item, tag in held:
        item.tag, item.used = tag, False


def drop_held(draft: Draft) -> None:
    """Take the figures away that are told to hold, where others are told as new."""
    if len(draft.figures) < 2 or not draft.bits & _HOLDS.bit:
        return
    held = [f for f in draft.figures if _held(draft, f.start)]
    if len(held) == len(draft.figures):
        return
    for figure in held:
        draft.figures.remove(figure)
        draft.values.pop(figure.indicator, None)


def _held(draft: Draft, start: int) -> bool:
    item = next((i for i in draft.items if i.start == start and i.tag == "N"), None)
    if item is None:
        return False
    last = ends(draft, item.j)
    behind = f" {' '.join(draft.words[item.j : last])} "
    return _HOLDS.search(draft.bits, behind) is not None and not _NEW & set(draft.words[item.j : last])
