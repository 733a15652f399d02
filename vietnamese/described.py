"""What people were like or waiting for, said behind their number in words that elsewhere say that something failed."""

from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_STATE = word_set("ranh biet quen thao tung ro hieu dam doc dung xai su tiep cham gioi")
_HAVING = word_set("dien dt smartphone may wifi mang chu tai")


def describes(draft: Draft, items: list[Item], k: int, failed: Item) -> bool:
    """ "giúp 7 bà chưa rành máy", "5 bác chưa biết chữ tới học": what they were like, not what went wrong."""
    if draft.fold(failed.i) not in ("chua", "khong", "ko", "k", "hong", "kg"):
        return False
    last = draft.fold(failed.j - 1)
    state = draft.fold(failed.j) if failed.j == failed.i + 1 else last
    having = last == "co" and draft.fold(failed.j) in _HAVING
    if not having and state not in _STATE:
        return False
    after = items[items.index(failed) + 1 :]
    doing = next((i for i in after if i.tag == "C" or i.tag == "I" or i.tag == "N"), None)
    first = not any(
        a.tag in "NX" and a.value >= items[k].value and a.i < items[k].i and b.i == a.j and _of_people(b)
        for a, b in pairwise(draft.items)
    )
    least = 0 if having or failed.j > failed.i + 1 else 1
    if first and doing is not None and doing.tag != "N" and doing.i - failed.j > least:
        return True
    governed = any(i.tag == "I" or i.entry.context in _DONE_TO or i.entry.unit == "class" for i in items[:k])
    return governed and (doing is None or doing.tag == "N")


def _of_people(noun: Item) -> bool:
    return noun.entry.unit in ("person", "gender") or noun.key == "learners"


_DONE_TO = frozenset({"teach", "install", "help", "open", "give", "submit"})


def awaiting(draft: Draft, items: list[Item], failed: Item) -> bool:
    """ "có 8 chị ngồi đợi học": they were there for the class."""
    if draft.fold(failed.j - 1) not in ("doi", "cho"):
        return False
    after = items[items.index(failed) + 1 : items.index(failed) + 2]
    return bool(after) and after[0].entry.context == "teach" and after[0].i == failed.j


def done_after_all(draft: Draft, items: list[Item], failed: Item) -> bool:
    """ "4 người chưa có vneid nên cài luôn", "3 hộ chưa có QR, giờ có rồi": what was missing was then done."""
    waited = {draft.fold(n) for n in range(failed.i, failed.j)} & {"doi", "cho"}
    if waited and draft.fold(failed.j) == "hoc" and _taught_later(draft, failed.j + 1):
        return True  # "có 8 chị ngồi đợi học, dạy tới 21h mới về"
    doing = next((i for i in items[items.index(failed) :] if i.entry.context in ("install", "open")), None)
    if doing is None:
        return False
    after = {draft.fold(n) for n in range(doing.j, doing.j + 3)}
    return draft.fold(doing.i - 1) in ("nen", "em", "da", "moi", "duoc") and bool(
        after & {"luon", "roi", "xong", "cho"}
    )


def _taught_later(draft: Draft, at: int) -> bool:
    return any(i.entry.context == "teach" and i.i >= at for i in draft.items)
