"""Dates said together: one day named twice, a span from one to another."""

from datetime import timedelta
from itertools import pairwise

from vietnamese.days import name_days, name_span, week_of
from vietnamese.draft import Draft
from vietnamese.numberspans import span_from_number
from vietnamese.result import When

_UPTO = frozenset(("den", "toi"))
_NAMED = ("hom", "bua", "ngay")


def join_dates(draft: Draft) -> None:
    """Dates said together: "hôm nay thứ Năm 20/11" is one day, "từ 10/11 đến 16/11" one span, "từ 1/7 đến
    nay" since.
    """
    items = draft.items
    k = 0
    while k < len(items):
        item = items[k]
        if item.tag != "D" or item.when is None or item.note in ("later", "plan", "vague"):
            k += 1
            continue
        after = items[k + 1] if k + 1 < len(items) else None
        if after is not None and _up_to(draft, k):
            last = after.when
            assert last is not None
            if "tuan" in draft.words[after.i : after.j]:
                name_days(draft, k, "week", *week_of(last.first), upto=k + 1)
            else:
                name_span(draft, k, item.when.first, last.last, k + 1)  # "tu thu 3 toi nay", without marks
            continue
        if _of_that_week(draft, k):
            last = items[k + 2].when
            assert last is not None
            name_days(draft, k, "week", *week_of(last.first), upto=k + 2)  # "từ t2 đến t6 tuần rồi"
            continue
        if (
            after is not None
            and (after.entry.cue == "to" or (after.entry.cue == "cumulative" and draft.fold(after.j - 1) == "het"))
            and k + 2 < len(items)
            and items[k + 2].tag == "D"
            and (end := items[k + 2].when) is not None
            and after.i - item.j <= 1
            and items[k + 2].i - after.j <= 1
            and items[k + 2].note not in ("later", "plan", "vague")
        ) and (
            end.last >= item.when.first and end.kind in ("day", "month", "week") and items[k + 2].note != "impossible"
        ):
            name_span(draft, k, item.when.first, end.last, k + 2)
            continue
        if after is not None and after.entry.cue == "to" and k + 2 < len(items) and _weekdays(draft, k):
            name_days(draft, k, "week", *week_of(draft.today), upto=k + 2)  # "từ thứ 2 đến thứ 6", said on Thursday
            continue
        if (
            after is not None
            and after.entry.cue == "cumulative"
            and after.i - item.j <= 1
            and "tu" in (draft.fold(item.i - 1), draft.fold(item.i - 2) if draft.fold(item.i - 1) in _NAMED else "")
        ):
            if item.when.first >= week_of(draft.today)[0]:
                name_days(draft, k, "week", *week_of(draft.today), upto=k + 1)  # "từ thứ hai đến giờ"
            else:
                name_days(draft, k, "since", item.when.first, draft.today, upto=k + 1, note="joined")
            continue
        if (
            after is not None
            and after.tag == "D"
            and after.when is not None
            and after.note not in ("later", "plan", "vague")
        ):
            between = draft.text[item.end : after.start].strip(" ,(:-–.")
            if between in ("", "tức", "tức là", "ngày", "của", "cua", "trong", "nhằm", "là"):
                if item.when == after.when or (
                    item.when.kind == after.when.kind
                    and item.when.first == after.when.first
                    and item.when.last == after.when.last
                ):
                    _merge(draft, k, k)
                    continue
                if (
                    item.when.kind == "day"
                    and after.when.kind == "day"
                    and (item.entry.date[:2] == "wd" or after.entry.date[:2] == "wd" or item.entry.date == "cn")
                ):
                    weekday, day = (item, after) if item.entry.date[:2] in ("wd", "cn") else (after, item)
                    if (
                        weekday.when is not None
                        and day.when is not None
                        and weekday.when.first.weekday() == day.when.first.weekday()
                    ):
                        _merge(draft, k, k + 1 if day is after else k)
                        continue
                if (
                    item.note == "joined"
                    and after.when.kind == "day"
                    and between == ""
                    and _within(item.when, after.when)
                ):
                    _merge(draft, k, k)  # "từ thứ hai 3/11 đến chủ nhật 9/11"
                    continue
                if after.entry.date == "weekno" and item.entry.date[:2] in ("wd", "cn"):
                    told = after.when.first + timedelta(days=item.when.first.weekday())
                    name_days(draft, k, "day", told, upto=k + 1)  # "thứ 5 tuần 46"
                    continue
                if item.when.kind == "day" and after.when.kind == "week" and _within(item.when, after.when):
                    since = draft.fold(item.i - 1) == "tu" and not _UPTO.isdisjoint(draft.words[after.i : after.j])
                    _merge(draft, k, k + 1 if since else k)  # "từ thứ 2 đầu tuần đến nay"
                    continue
                if item.entry.date[:7] == "holiday" and between == "":
                    _merge(draft, k, k + 1)
                    continue  # "Noel 24/12"
                if {item.when.kind, after.when.kind} in (
                    {"week", "span"},
                    {"week", "month"},
                ) and item.when.kind == "week":
                    _merge(draft, k, k)
                    continue
        if after is not None and after.note in (",", "(") and _dated_weekday(draft, k):
            del items[k + 1]
            _merge(draft, k, k + 1)  # "t7, ngày 30/5/2026"
            continue
        if item.when.kind == "month" and after is not None and after.note == "(" and k + 2 < len(items):
            inner = items[k + 2]
            named = inner.when is not None and inner.when.kind != "day"
            if (
                inner.tag == "D"
                and named
                and inner.when is not None
                and inner.i == after.j
                and _within(item.when, inner.when)
            ):
                del items[k + 1]
                _merge(draft, k, k + 1)  # "tuần cuối tháng 12 (22-28/12)"
                continue
        k += 1
    _of_the_week_above(draft)
    span_from_number(draft)


def _of_the_week_above(draft: Draft) -> None:
    """ "tuần rồi: T3 2 buổi, T7 3 buổi": weekdays listed under a week are days of that week."""
    week: When | None = None
    if ":" not in draft.folds and "\n" not in draft.text:
        return
    for item, after in pairwise(draft.items):
        if item.tag == "D" and item.when is not None and item.when.kind == "week":
            week = item.when if after.note in (":", "\n") and after.i == item.j else None
            continue
        plain = item.tag == "D" and item.entry.date[:2] in ("wd", "cn") and "tuan" not in draft.words[item.i : item.j]
        if week is not None and plain and item.when is not None and item.when.kind == "day":
            day = week.first + timedelta(days=item.when.first.weekday())
            item.when = When("day", day, day, item.when.start, item.when.end)


def _weekdays(draft: Draft, k: int) -> bool:
    """Whether a weekday of this week is followed by a later one, which was taken for last week's."""
    first, to, last = draft.items[k : k + 3]
    if first.when is None or last.when is None or last.tag != "D" or last.i - to.j > 1 or to.i - first.j > 1:
        return False
    named = first.entry.date[:2] == "wd" and last.entry.date[:2] in ("wd", "cn")
    return named and first.when.first >= week_of(draft.today)[0] and last.when.first < first.when.first


def _up_to(draft: Draft, k: int) -> bool:
    """Whether a day and one of this evening stand for a span: "tu thu 3 toi nay", "tu t2 toi chu nhat tuan truoc"."""
    first, last = draft.items[k], draft.items[k + 1]
    to = last.i if last.i == first.j else first.j  # "toi nay" is one item, "toi bua nay" two words
    if last.tag != "D" or last.when is None or draft.fold(to) != "toi" or last.i - first.j > 1:
        return False
    if first.when is None or first.when.kind != "day" or last.when.kind != "day" or draft.tokens[to].marked:
        return False
    if draft.fold(first.i - 1) != "tu" or draft.tokens[first.i - 1].marked:
        return False
    return "tuan" in draft.words[last.i : last.j] or first.when.first <= last.when.first


def _dated_weekday(draft: Draft, k: int) -> bool:
    """Whether a weekday, a comma or bracket and a written date of that weekday stand together."""
    if k + 2 >= len(draft.items):
        return False
    weekday, sign, day = draft.items[k : k + 3]
    if weekday.when is None or day.when is None or day.tag != "D" or weekday.entry.date[:2] not in ("wd", "cn"):
        return False
    written = day.entry.date in ("", "dayno") and day.when.kind == "day"
    close = sign.i == weekday.j and day.i == sign.j
    return written and close and weekday.when.first.weekday() == day.when.first.weekday()


def _of_that_week(draft: Draft, k: int) -> bool:
    """Whether a weekday is joined to a later one that names its week: "t2 đến t6 tuần rồi"."""
    if k + 2 >= len(draft.items):
        return False
    first, sign, last = draft.items[k : k + 3]
    if last.tag != "D" or first.when is None or last.when is None:
        return False
    if sign.entry.cue != "to" and sign.note != "-":
        return False
    close = sign.i == first.j and last.i == sign.j and first.j - first.i <= 2
    named = first.entry.date[:2] in ("wd", "cn") and last.entry.date[:2] in ("wd", "cn")
    if not close or not named or "tuan" not in draft.words[last.i : last.j]:
        return False
    return first.when.first.weekday() < last.when.first.weekday()


def _within(one: When, other: When) -> bool:
    small, big = (one, other) if one.last - one.first < other.last - other.first else (other, one)
    return big.first <= small.first and small.last <= big.last


def _merge(draft: Draft, k: int, keep: int) -> None:
    items = draft.items
    when = items[keep].when
    assert when is not None
    first, last = items[k], items[k + 1]
    note = items[keep].note or items[k].note
    first.when = When(when.kind, when.first, when.last, first.start, last.end)
    first.end, first.j, first.note = last.end, last.j, note
    first.entry = items[keep].entry
    del items[k + 1]
