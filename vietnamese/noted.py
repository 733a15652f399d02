"""The doubt that the way a figure was told brings with it: so many each, running totals, some taken off."""

from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item

_DOUBT_NOTES = {"each": "multiply", "running": "running_total", "less": "addition", "compared": "uncertain"}


def note_doubts(draft: Draft, whole: list[Claim]) -> None:
    """The doubt that a claim's note brings with it: running totals, "each", "bớt"."""
    if "since_year" in draft.entries:
        for claim in whole:
            if _since_then(draft, claim):
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
            and not (claim.note == "running" and _month_named(draft, claim))
        ):
            claim.item.doubt = _DOUBT_NOTES[claim.note]


_EVENINGS = {"bua", "toi", "ngay", "hom", "buoi", "sang", "chieu", "dem"}


def _days_joined(draft: Draft, claim: Claim) -> int:
    """ "thứ 2 với thứ 4 mỗi bữa 1 buổi": how many days were named together before, 0 for less than two."""
    days = [i for i in draft.whens if i.end <= claim.item.start and i.when is not None and i.entry.date[:2] == "wd"]
    each = {draft.fold(n) for n in range(claim.item.i - 3, claim.item.i)}
    return len(days) if len(days) > 1 and "moi" in each and each & _EVENINGS else 0


def _month_named(draft: Draft, claim: Claim) -> bool:
    """ "tháng 11 tới giờ 60 hv": a running total within a named month or week is that period's figure; but beside the
    figures of a week ("tuần này 4 ví, lũy kế 143 hv") it is what it says.
    """
    cues = [i for i in draft.items if i.entry.cue == "cumulative" or i.entry.date == "since_year"]
    cue = next((i for i in reversed(cues) if i.i < claim.item.i), cues[0] if cues else None)
    return any(
        i.when is not None
        and i.when.kind in ("month", "week")
        and i.note == ""
        and not any(0 <= i.i - c.j <= 2 for c in cues)
        and (cue is None or not _figured_between(draft, i, cue))
        for i in draft.whens
    )


def _figured_between(draft: Draft, period: Item, cue: Item) -> bool:
    """Whether the period is that of other figures: one stands between it and the cue, or before in another clause."""
    if period.start > cue.start:
        return False
    between = draft.text[period.end : cue.start]
    before = any(i.tag == "N" and i.value and i.end <= period.start for i in draft.items)
    within = any(i.tag == "N" and i.value and period.end <= i.start < cue.start for i in draft.items)
    return within or (before and not _SIGNS.isdisjoint(between))


def _since_then(draft: Draft, claim: Claim) -> bool:
    """ "từ đầu năm tới giờ 200 vneid": not what a clause before it told, nor what is told of another day."""
    for since in draft.items:
        if since.entry.date != "since_year" or draft.fold(since.i - 1) in ("nhat", "nhi"):
            continue  # "đông nhất từ đầu năm tới giờ"
        between = draft.text[claim.item.end : since.start]
        leads = any(i.tag == "N" and i.value for i in draft.items if since.end <= i.start < _clause_end(draft, since))
        parted = not _SIGNS.isdisjoint(between) or not _APART.isdisjoint(between.split())
        if claim.item.end <= since.start and leads and parted:
            continue  # "qr 45, từ đầu năm tới giờ được 145 học viên"
        if any(since.end <= i.start <= claim.item.start and i.when is not None for i in draft.whens):
            continue  # "từ đầu năm tới giờ được 120 ví, hôm nay 2 buổi"
        return True
    return False


def _clause_end(draft: Draft, item: Item) -> int:
    found = [n for sign in _SIGNS if (n := draft.text.find(sign, item.end)) >= 0]
    return min(found, default=len(draft.text))


_SIGNS = frozenset(",.;\n")
_APART = frozenset(["còn", "với", "con", "voi"])
