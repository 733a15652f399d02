"""Nouns before their numbers: "hv 18 cn 10 vneid 7", and the papers among them, "hồ sơ 3 ví 2"."""

from vietnamese.clauses import Clause
from vietnamese.draft import Item


def key_first(clause: Clause) -> bool:
    """hv 18 cn 10 vneid 7: nouns and numbers alternate, beginning with a noun and ending with a number."""
    items = clause.items
    if len(items) < 4:
        return False
    shape = "".join(
        [
            "I" if i.tag == "U" else i.tag
            for k, i in enumerate(items)
            if (i.tag in "NI" or dossier_first(items, k))
            and not (k > 1 and i.key in ("sessions", "people_helped") and counts(items, k))
        ]
    )
    while shape.startswith("II"):
        shape = shape[1:]
    if shape.endswith("NI") and items[-1].entry.cue == "failed" and items[-2].tag == "I":
        shape = shape[:-1]  # "… chứng nhận mười chín ví chưa xong"
    return len(shape) >= 4 and shape.startswith("IN") and shape.endswith("N") and "NN" not in shape


def dossier_first(items: list[Item], k: int) -> bool:
    """The hồ sơ of "hồ sơ 5" after another number, or that of "hồ sơ 3 vneid 7": a noun before its number."""
    if items[k].entry.unit != "dossier" or items[k].tag != "U" or k + 1 >= len(items):
        return False
    if not any(i.tag in "NIU" for i in items[:k]):
        tags = [i.tag for i in items if i.tag in "NIU"]
        return len(tags) > 3 and tags[1:4] == ["N", "I", "N"] and tags[-1] == "N" and items[k + 1].i == items[k].j
    return items[k + 1].tag == "N" and items[k + 1].i - items[k].j <= 1 and items[k - 1].tag == "N"


def counts(items: list[Item], k: int) -> bool:
    """ "tuyên truyền 1 buổi 60 người dự": the buổi says how the thing before the number was counted."""
    number, before, after = items[k - 1], items[k - 2], items[k + 1] if k + 1 < len(items) else None
    if number.note == "none behind":
        return False
    counted = number.tag == "N" and number.j == items[k].i and before.tag == "I" and before.key == "outreach"
    return counted and not (after is not None and after.note in (":", "="))
