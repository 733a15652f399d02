"""Figures that a correction names only to say that they hold: "sửa hv thành 17, cn 12 giữ nguyên"."""

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.questioned import ends
from vietnamese.triggers import Wording

_HOLDS = Wording(
    r" (giu nguyen|de nguyen|khong doi|ko doi|khong sua|khoi sua|nhu cu|nhu da (bao|gui|ghi)|la dung|thi dung|dung roi|"
    r"dung nhu cu|khong sai|ko sai) "
)
_NEW = word_set("moi chu")


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
