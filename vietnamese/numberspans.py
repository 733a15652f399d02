"""Spans and pairs of days of which one is only a number: "từ 17 đến 23/11", "từ ngày 20 đến 25", "tối 17 và 18/11"."""

from vietnamese.days import name_span
from vietnamese.draft import Draft
from vietnamese.tokens import real_date

_PARTS = ("ngay", "toi", "sang", "chieu", "trua", "dem")


def span_from_number(draft: Draft) -> None:
    """ "từ 17 đến 23/11", "từ ngày 20 đến 25": the first day or the last is only a number."""
    items = draft.items
    if draft.entries.isdisjoint(("to", "and")) and "," not in draft.folds:
        return
    for k in range(len(items) - 2):
        to = items[k + 1]
        if to.entry.cue not in ("to", "and") and to.note != ",":
            continue
        number, day = items[k], items[k + 2]
        if to.entry.cue == "to" and number.entry.date == "dayno" and number.when is not None and day.tag == "N":
            noun = items[k + 3] if k + 3 < len(items) else None
            first, close = number.when.first, to.i == number.j and day.i == to.j
            counts = (
                noun is not None
                and noun.i == day.j
                and (noun.tag in "IU" or (noun.tag == "M" and not noun.entry.label))
            )
            if close and first.day < day.value <= 31 and not counts:
                last = real_date(first.year, first.month, day.value)
                if last is not None:
                    name_span(draft, k, first, last, k + 2)
                    return
        if (
            number.tag == "N"
            and (to.entry.cue == "to" or (to.entry.cue == "and" or to.note == ","))
            and (to.entry.cue == "to" or draft.fold(number.i - 1) in _PARTS)
            and day.tag == "D"
            and day.when is not None
            and day.when.kind == "day"
            and (day.entry.date in ("", "dayno") or (to.entry.cue != "to" and day.entry.date != "day:0"))
            and number.value < day.when.first.day
            and draft.fold(number.i - 1) in ("tu", *_PARTS)
            and to.i == number.j
            and day.i - to.j <= 1
        ):
            name_span(draft, k, day.when.first.replace(day=number.value), day.when.first, k + 2)
            return
