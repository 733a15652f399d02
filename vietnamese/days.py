"""What the readers of dates share: the calendar, and how an item of the message comes to name its days."""

from datetime import date, timedelta
from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.result import When
from vietnamese.tokens import real_date


def week_of(day: date, weeks: int = 0) -> tuple[date, date]:
    """Monday and Sunday of the ISO week of a day, or of one so many weeks later."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return monday, monday + timedelta(days=6)


def month_of(year: int, month: int) -> tuple[date, date]:
    """First and last day of a calendar month."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)


def name_days(
    draft: Draft, k: int, kind: str, first: date, last: date | None = None, upto: int = 0, note: str = ""
) -> None:
    """Item k names these days, together with the items after it up to `upto`, which are read with it."""
    item = draft.items[k]
    for other in draft.items[k + 1 : upto + 1]:
        item.j, item.end = other.j, other.end
    del draft.items[k + 1 : upto + 1]
    item.tag, item.note, item.value = "D", note, 0
    if note in ("later", "plan"):
        draft.entries.add(note)
    item.when = When(kind, first, last or first, item.start, item.end)
    if first > draft.today and not note:
        item.note = "future"


def drop_date(draft: Draft, k: int) -> None:
    """A date word that names no day: what else it is, or a gap."""
    item = draft.items[k]
    entry = item.entry
    item.tag = (
        "U"
        if entry.unit
        else "K"
        if entry.cue
        else "M"
        if entry.measure
        else "L"
        if entry.label
        else "C"
        if entry.context
        else "W"
    )


# A day and month so near ahead are a slip or a plan, not last year's: it is asked about as a day to come.
AHEAD = timedelta(days=31)


def next_number(draft: Draft, k: int, high: int) -> int:
    """The value of a whole number right after item k, 1…high, else 0."""
    items = draft.items
    if k + 1 < len(items):
        n = items[k + 1]
        gap = n.i - items[k].j
        if (
            n.tag == "N"
            and gap == 0
            and 1 <= n.value <= high
            and not n.upto
            and (n.numeral is None or n.numeral.shape == "int")
        ):
            return n.value
    return 0


def word_after(draft: Draft, k: int) -> str:
    """The folded word right after item k, when it is no item of its own or a cue."""
    return draft.fold(draft.items[k].j)


def take_words(draft: Draft, k: int, words: int) -> None:
    """Let item k swallow so many tokens after it."""
    item = draft.items[k]
    j = item.j + words
    while k + 1 < len(draft.items) and draft.items[k + 1].i < j:
        del draft.items[k + 1]
    item.j = min(j, len(draft.tokens))
    item.end = draft.ends[item.j - 1]


_PARTS = frozenset(("sang", "trua", "chieu", "toi", "dem"))


def half_days(draft: Draft) -> None:
    """ "phát loa 5 lần buổi sáng nay": the buổi of a part of the day is no session, where no number counts it."""
    if draft.folds.isdisjoint(_PARTS):
        return
    for k, (buoi, day) in enumerate(pairwise(draft.items)):
        if day.tag != "D" or buoi.key != "sessions" or buoi.tag != "I" or buoi.j != day.i or buoi.j - buoi.i > 1:
            continue
        before = draft.items[k - 1] if k else None
        counted = before is not None and before.tag == "N" and before.j == buoi.i
        if draft.fold(day.i) in _PARTS and not counted:
            buoi.tag, buoi.key = "W", ""


def parts_of_days(draft: Draft) -> None:
    """ "sáng 4/1 18 hv, chiều 4/1 16 hv": the part of the day belongs to its day, as in "sáng hôm qua"."""
    items = draft.items
    k = len(items)
    while k > 1:
        k -= 1
        day = items[k]
        if day.tag != "D" or day.when is None or day.when.kind != "day" or draft.fold(day.i) in _PARTS:
            continue
        at = k - 2 if k > 1 and items[k - 1].entry.date == "dayno" and items[k - 1].j == day.i else k - 1
        part = items[at]  # "hôm" stands between them in "sáng hôm thứ 4"
        if part.entry.cue == "daypart" and part.tag == "K" and part.j == items[at + 1].i:
            day.i, day.start = part.i, part.start
            del items[at:k]
            k = at


# Verbs that begin what was done: the number before them is not theirs ("tháng 6 dán mã qr cho 20 quán").
_VERBS = frozenset(
    ("dan", "cai", "kich", "quet", "treo", "phat", "dang", "cap", "trao", "mo", "nop", "lam", "tao", "dua", "lap")
)
_AWAY = frozenset(("nghi", "ban", "lo", "ve", "chua", "duoc", "dc", "hoan"))


def is_figure(draft: Draft, k: int) -> bool:
    """Whether number k has its own noun ("trong tuần 12 hv") and is no number of a week: not "tuần 46 hv 12",
    "tuần 46: 12 hv".
    """
    items = draft.items
    noun = items[k + 1] if k + 1 < len(items) else None
    if (
        noun is None
        or noun.tag not in "IU"
        or noun.i != items[k].j
        or (noun.tag == "I" and draft.fold(noun.i) in _VERBS)
        or (noun.tag == "U" and _gone(draft, noun.j))
        or (noun.tag == "I" and draft.fold(noun.j) in ("xong", "duoc", "dc"))
        or (draft.fold(noun.i) == "vua" and draft.fold(noun.j) in ("roi", "qua"))
        or (noun.entry.unit == "class" and draft.fold(noun.j) == "co")
        or (noun.key == "outreach" and k + 2 < len(items) and items[k + 2].tag == "N" and items[k + 2].i == noun.j)
        or (noun.entry.unit == "person" and noun.end - noun.start <= 3)
    ):
        return False
    following = items[k + 2] if k + 2 < len(items) else None
    if _each_before_its_noun(items, k + 2):
        return True  # "trong tuần 3 buổi 21 hv"; but "tuần 46 hv 12 vneid 5"
    return not (
        following is not None and (following.tag == "N" or following.note in (":", "=")) and following.i - noun.j <= 1
    )


def _gone(draft: Draft, at: int) -> bool:
    """ "tháng 12 bà con đi rẫy hết", "tháng 4 lớp nghỉ": what they did, of whom no number is told."""
    return draft.fold(at) in _AWAY or (draft.fold(at) == "di" and draft.fold(at + 1) not in ("hoc", "hc", "du", "tap"))


def _each_before_its_noun(items: list[Item], k: int) -> bool:
    """Whether item k is a number whose noun follows it and has no other number behind it."""
    number, noun, last = [*items[k : k + 3], None, None, None][:3]
    if number is None or noun is None or number.tag != "N" or noun.tag not in "IU" or noun.i != number.j:
        return False
    return last is None or not (last.tag == "N" or last.note in (":", "=")) or last.i - noun.j > 1


def named_year(draft: Draft, k: int) -> tuple[int, int]:
    """A year said after item k ("năm 2025", "năm ngoái"): the year and how many items it takes; (0, 0) if none."""
    items = draft.items
    if k + 1 < len(items) and items[k + 1].entry.date in ("year:0", "year:-1") and items[k + 1].i - items[k].j <= 1:
        return draft.today.year + int(items[k + 1].entry.date[5:]), 1
    if (
        k + 2 < len(items)
        and items[k + 1].entry.date == "yearno"
        and items[k + 2].tag == "N"
        and 2000 <= items[k + 2].value <= 2100
    ):
        return items[k + 2].value, 2
    return 0, 0


def with_year(draft: Draft, k: int, high: int) -> tuple[int, int]:
    """A number right behind item k that is written with its year: "quý 3/2025", "tuần 47-2025"; (0, 0) if none."""
    items = draft.items
    following = items[k + 1] if k + 1 < len(items) else None
    if following is None or following.tag != "N" or following.i != items[k].j or following.numeral is None:
        return 0, 0
    numeral = following.numeral
    if numeral.shape not in ("slash", "dash") or numeral.parts[0] > high or not 2000 < numeral.parts[1] <= 2100:
        return 0, 0
    return numeral.parts[0], numeral.parts[1]


def name_day(draft: Draft, k: int, day: int, month: int, year: int, upto: int) -> None:
    """A day and month, perhaps a year: without one the most recent such day; a day no calendar has is marked."""
    today = draft.today
    if year:
        found = real_date(year, month, day)
    else:
        found = real_date(today.year, month, day)
        if found is not None and found - today > AHEAD:
            found = real_date(today.year - 1, month, day) or found
        if found is None and (month, day) == (2, 29):
            found = next(
                (d for y in range(today.year, today.year - 8, -1) if (d := real_date(y, 2, 29)) and d <= today), None
            )
    if found is None:
        name_days(draft, k, "day", today, upto=upto, note="impossible")
    else:
        name_days(draft, k, "day", found, upto=upto)


def name_span(draft: Draft, k: int, first: date, last: date, upto: int) -> None:
    """From one day to another: a week where it lies inside one, a month where it is one, else a span."""
    kind = "span"
    if first == last:
        kind = "day"
    elif week_of(first) == week_of(last):
        kind, (first, last) = "week", week_of(first)
    elif month_of(first.year, first.month) == (first, last):
        kind = "month"
    future = first > draft.today
    name_days(draft, k, kind, first, last, upto=upto, note="future" if future else "joined")
