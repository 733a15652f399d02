"""The doubt that the way a figure was told brings with it: so many each, running totals, some taken off."""

from vietnamese.clauses import Claim
from vietnamese.draft import Draft

_DOUBT_NOTES = {"each": "multiply", "running": "running_total", "less": "addition", "compared": "uncertain"}


def note_doubts(draft: Draft, whole: list[Claim]) -> None:
    """The doubt that a claim's note brings with it: running totals, "each", "bớt"."""
    if "since_year" in draft.entries:  # "từ đầu năm tới giờ 200 vneid"
        for claim in whole:
            claim.note = claim.note or "running"
    for claim in whole:
        if (
            claim.note == "each"
            and claim.key == "sessions"
            and claim.value == 1
            and (days := _days_joined(draft, claim))
        ):
            claim.value, claim.note = days, ""
        if (
            claim.note in _DOUBT_NOTES
            and not claim.item.doubt
            and not (claim.note == "running" and _month_named(draft))
        ):
            claim.item.doubt = _DOUBT_NOTES[claim.note]


_EVENINGS = {"bua", "toi", "ngay", "hom", "buoi", "sang", "chieu", "dem"}


def _days_joined(draft: Draft, claim: Claim) -> int:
    """ "thứ 2 với thứ 4 mỗi bữa 1 buổi": how many days were named together before, 0 for less than two."""
    days = [i for i in draft.whens if i.end <= claim.item.start and i.when is not None and i.entry.date[:2] == "wd"]
    each = {draft.fold(n) for n in range(claim.item.i - 3, claim.item.i)}
    return len(days) if len(days) > 1 and "moi" in each and each & _EVENINGS else 0


def _month_named(draft: Draft) -> bool:
    """ "tháng 11 tới giờ 60 hv": a running total within a named month or week is that period's figure."""
    return any(
        i.when is not None
        and i.when.kind in ("month", "week")
        and i.note == ""
        and not any(c.entry.cue == "cumulative" and 0 <= i.i - c.j <= 2 for c in draft.items)
        for i in draft.whens
    )
