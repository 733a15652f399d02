"""Several days or periods named in one message: a week of them, a choice between them, or figures of each."""

import itertools

from vietnamese.clauses import Claim
from vietnamese.days import week_of
from vietnamese.draft import Draft, Item
from vietnamese.elsewhere import OWN_WORDS, clause_of
from vietnamese.result import When


def days_as_week(draft: Draft, real: list[Item], best: Item) -> When | None:
    """ "tối thứ 3 và thứ 5": days of one week said together are that week."""
    for a, b in itertools.pairwise(real):
        if (
            best not in (a, b)
            or a.when is None
            or b.when is None
            or a.when.kind != "day"
            or b.when.kind != "day"
            or a.when.first == b.when.first
        ):
            continue
        between = draft.text[a.end : b.start].lower().strip()
        first = clause_of(draft, a)[0]
        if between == "," and {draft.fold(n) for n in range(first, a.i)} - OWN_WORDS:
            continue  # "em mới nhận máy hôm thứ 2, hôm nay cài được 7 vneid"
        weekdays = a.entry.date[:2] == "wd" and b.entry.date[:2] in ("wd", "cn")
        named = weekdays and a.j - a.i <= 2 and "tuan" in draft.words[b.i : b.j]  # "t2 và cn tuần trước"
        same = a.when.first.isocalendar()[:2] == b.when.first.isocalendar()[:2]
        if (
            (between == "" and weekdays)
            or between
            in (
                ",",
                "và",
                "va",
                "lẫn",
                "với",
                "voi",
                "vs",
                "&",
                "+",
                "và tối",
                "với tối",
                ", tối",
                "và sáng",
                "và chiều",
                "-",
            )
        ) and (same or (named and a.when.first.weekday() < b.when.first.weekday())):
            monday, sunday = week_of(b.when.first)
            return When("week", monday, sunday, a.start, b.end)
    return None


def either(draft: Draft, real: list[Item]) -> bool:
    """ "hôm qua hay hôm kia": two days with an or between them."""
    for a, b in itertools.pairwise(real):
        between = draft.text[a.end : b.start].lower().split()
        if not _same(a, b) and any(w in ("hay", "hoặc", "hoac") for w in between) and len(between) <= 3:
            return True
        both = (
            a.when is not None
            and b.when is not None
            and a.when.kind == b.when.kind
            and a.when.kind in ("week", "month")
        )
        if both and not _same(a, b) and between in (["và"], ["va"], ["với"], ["voi"], ["vs"], ["+"], [","]):
            return True  # "tháng 9 và tháng 10 được 60 vneid": one figure for two of them
    return False


def _same(a: Item, b: Item) -> bool:
    """Whether two words name the same days: "tuần vừa rồi, tuần 46"."""
    if a.when is None or b.when is None:
        return a.when is b.when
    return (a.when.first, a.when.last) == (b.when.first, b.when.last)


def two_days(draft: Draft, real: list[Item], claims: list[Claim], best: Item) -> bool:
    """Two different days, each with figures of its own in its clause: one entry cannot hold them."""
    if best.when is None or best.when.kind != "day" or len(claims) < 2:
        return False
    days: dict[str, set[str]] = {}
    for claim in claims:
        if claim.label.endswith("D") and claim.item.note != "crowd":  # "chuẩn bị 20/11 nên ít người"
            days.setdefault(claim.label[-11:], set()).add(claim.key)
    return len(days) > 1


def two_periods(real: list[Item], claims: list[Claim]) -> bool:
    """ "tuần trước 8 vneid, tuần này 9 hv": figures of two weeks or months in one message."""
    periods = [(i.start, i.when) for i in real if i.when is not None and i.when.kind in ("week", "month")]
    if len(periods) < 2 or len(claims) < 2 or periods[0][0] >= min(c.item.start for c in claims):
        return False
    told = set()
    for claim in claims:
        when = [w for start, w in periods if start < claim.item.start][-1]
        told.add((when.first, when.last))
    spans = sorted(told)
    return any(a[1] < b[0] for a, b in itertools.pairwise(spans))
