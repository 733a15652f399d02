"""Whether the clause of a figure speaks for a report by itself, whatever chatter stands around it."""

from collections.abc import Callable
from copy import copy

from vietnamese.draft import Draft
from vietnamese.notours import around
from vietnamese.questions import is_question

Weigh = Callable[[Draft, bool], dict[str, float]]  # evidence.py: how much speaks for each intent
_LEAD = 2.5  # how much more must speak for a report in the clause than for chatter


def reports_alone(draft: Draft, weigh: Weigh) -> bool:
    """Whether the clause of a figure, read without the chatter around it, speaks for a report: "…, app hay văng, mất
    1tr3 sửa máy chiếu, 8 hộ qr".
    """
    if "?" in draft.text or not draft.figures or is_question(draft):
        return False
    for figure in draft.figures:
        number = next((i for i in draft.items if i.tag == "N" and figure.start <= i.start < figure.end), None)
        if number is None:
            continue
        first, last = around(draft, number)
        if last - first == len(draft.tokens):
            return False
        part = copy(draft)
        part.tokens, part.items = draft.tokens[first:last], []
        for item in draft.items:
            if first <= item.i < last:
                moved = copy(item)
                moved.i, moved.j = item.i - first, item.j - first
                part.items.append(moved)
        weights = weigh(part, False)
        if weights["report"] > max(weights["other"], weights["help"]) + _LEAD:
            return True
    return False
