"""Months in a reading as the commune counts them: where they run from the 15th, “tháng 12” has begun on 15/11."""

import re
from dataclasses import replace
from datetime import date

from domain.calendar import Cycle
from vietnamese.fold import fold
from vietnamese.reading import Reading
from vietnamese.result import When

_YEAR = re.compile(r"\d{4}|\bnam (?:nay|ngoai|truoc)\b")
# A month named by its number; “cả tháng”, “tháng trước nữa” name one by how far it is from the running one.
_NUMBERED = re.compile(r"\d|\bth\w* (?:thu )?(?:gieng|chap|mot|hai|ba|tu|bon|nam|sau|bay|tam|chin|muoi)\b")


def counted(reading: Reading, cycle: Cycle, today: date) -> Reading:
    """A reading with the commune's months in place of the calendar's, where these differ; one that has begun there is
    no day to come."""
    if cycle.kind != "decree09" or not (reading.when or reading.corrections):
        return reading
    begun: set[int] = set()

    def own(when: When | None) -> When | None:
        if when is None or when.kind != "month":
            return when
        days = _month(reading.text[when.start : when.end], when, cycle, today)
        if days.first <= today:
            begun.add(when.start)
        return days

    return replace(
        reading,
        when=own(reading.when),
        corrections=tuple(replace(one, to_when=own(one.to_when)) for one in reading.corrections),
        doubts=tuple(one for one in reading.doubts if one.kind != "future" or one.start not in begun),
    )


def _month(text: str, when: When, cycle: Cycle, today: date) -> When:
    said = fold(text).strip()
    if _NUMBERED.search(said):
        month = cycle.month_named(when.first.month, when.first.year, today)
        if not _YEAR.search(said):  # the newest of that number that has begun, or the one to come that the reader saw
            month = max(month, cycle.month_named(when.first.month, None, today), key=lambda one: one.first)
    else:
        month = cycle.month_at(today)
        for _ in range((today.year - when.first.year) * 12 + today.month - when.first.month):
            month = cycle.before(month)
    return replace(when, first=month.first, last=month.last)
