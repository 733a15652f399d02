"""What is left over: numbers of those still to come, still to be done or undone, behind a 'còn'."""

from vietnamese.clauses import Clause
from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.fold import word_set


def still_to_come(draft: Draft, clause: Clause) -> None:
    """ "còn 3 hv thi lại ngày 28/11", "còn 2 hồ sơ mai nộp": left over for a day to come, which ends the clause."""
    items = clause.items
    for item in items:
        if item.tag == "N" and not item.doubt and draft.fold(item.i - 1) == "con" and "nua" in draft.folds:
            _left_to_do(draft, item)
        if item.tag == "N" and draft.fold(item.i - 1) == "con" and "chua" in draft.folds and _undone(draft, item):
            item.tag, item.note = "X", "failed"
    if clause.opened != "and" or not items or items[0].tag != "N" or draft.fold(items[0].i - 1) != "con":
        return
    days = [i for i in items if i.tag == "D"]
    if days and all(i.note in ("future", "later", "plan") for i in days) and sum(i.tag == "N" for i in items) == 1:
        items[0].tag, items[0].note = "X", "plan"
        if len(items) > 1 and items[1].tag == "I" and items[1].i == items[0].j:
            items[1].used = True


def _undone(draft: Draft, item: Item) -> bool:
    """ "dán được 6 quầy, còn 4 quầy người ta chưa chịu": where others were counted and nothing else stands between."""
    at = item.j
    while at < item.j + 6 and at < len(draft.tokens) and draft.tokens[at].kind == 0 and draft.fold(at) != "chua":
        at += 1
    noun = next((i for i in draft.items if i.i == item.j), None)
    counted = noun is not None and noun.entry.unit in ("person", "gender", "household", "dossier", "thing", "account")
    others = any(i.tag == "N" and i.end < item.start for i in draft.items)
    told = draft.fold(at + 1) in ("bao", "ghi", "ke", "tinh", "biet", "gui", "nho", "dem", "ro", "chac", "chot")
    return draft.fold(at) == "chua" and counted and others and not told


_ENOUGH = word_set("du xong het dat la moi chua hen mai se thi")


_OPENS_REST = frozenset(["", ",", ".", ";", "\n", "ma", "thi", "van", "chi", "gio", "(", "-"])


def _left_to_do(draft: Draft, item: Item) -> None:
    """ "vneid 24, còn 16 nữa là đủ": still to be done; "vneid 24, còn 16 người nữa" may be that, or more of them."""
    at = next((n for n in range(item.j, item.j + 3) if draft.fold(n) == "nua"), 0)
    others = any(i.tag == "N" and i is not item for i in draft.items)
    if not at or not others or draft.fold(item.i - 2) not in _OPENS_REST:
        return
    if draft.fold(at + 1) in _ENOUGH:
        item.tag, item.note = "X", "plan"
        for other in draft.items:
            if other.i == item.j and other.tag == "I":
                other.used = True
            elif other.i == at:
                other.tag, other.entry = "W", NOTHING  # this "nữa" adds nothing
    else:
        item.doubt = "two_readings"
