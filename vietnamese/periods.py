"""Weeks and months: tuần 47, tuần này, tháng 10, T11, tuần cuối tháng 11."""

from datetime import date, timedelta
from itertools import pairwise

from vietnamese.days import (
    drop_date,
    is_figure,
    month_of,
    name_day,
    name_days,
    named_year,
    next_number,
    take_words,
    week_of,
    with_year,
)
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.weekdays import THIS_WORDS


def read_week(draft: Draft, k: int, rest: str) -> None:
    first, last = week_of(draft.today, int(rest))
    name_days(draft, k, "week", first, last)


def read_weekend(draft: Draft, k: int, rest: str) -> None:
    weeks = 0 if draft.today.weekday() >= 5 and not rest else -1
    name_days(draft, k, "week", *week_of(draft.today, weeks))


def read_weekno(draft: Draft, k: int, rest: str) -> None:
    number, items = next_number(draft, k, 60), draft.items
    year, upto = 0, k + 1
    ordinal = draft.fold(items[k].j - 1) in ("thu", "w")
    if number and draft.fold(items[k + 1].j) in ("cua", "trong") and draft.fold(items[k + 1].j + 1) in _COURSES:
        items[k].tag, items[k + 1].tag, items[k + 1].note = "W", "X", "ordinal"
        return  # "tuần thứ 3 của khoá học"
    if number and is_figure(draft, k + 1) and not ordinal and not _at_work(draft, items, k + 2):
        number = 0
    if not number and k + 2 < len(items) and _row_of_week(draft, k):
        number, upto = items[k + 2].value, k + 2
    if not number:
        number, year = with_year(draft, k, 60)
    if not number:
        drop_date(draft, k)
        if draft.text[items[k].start : items[k].end].lower().startswith("tr"):  # "trong tuần" alone is the running week
            read_week(draft, k, "0")
        elif items[k].entry.measure:
            items[k].tag = "M"
        return
    this_year, this_week, _ = draft.today.isocalendar()
    named, more = named_year(draft, upto)
    year, upto = (named, upto + more) if named else (year, upto)
    if not year:
        year = this_year if number <= this_week + 8 else this_year - 1
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        name_days(draft, k, "week", draft.today, upto=upto, note="impossible")
        return
    name_days(draft, k, "week", monday, monday + timedelta(days=6), upto=upto)


_COURSES = word_set("khoa lop dot chien chuong ky ki dot du ke")


def _row_of_week(draft: Draft, k: int) -> bool:
    """Whether item k is a row of its own, "Tuần: 47", in a form whose figures stand below."""
    items = draft.items
    number = items[k + 2]
    alone = k == 0 or items[k - 1].note == "\n"
    ended = k + 3 < len(items) and items[k + 3].note == "\n" and items[k + 3].i == number.j
    if not alone or not ended or draft.words[items[k].i : items[k].j] != ["tuan"] or items[k + 1].note != ":":
        return False
    plain = number.tag == "N" and number.numeral is not None and number.numeral.shape == "int"
    return plain and 1 <= number.value <= 53 and any(i.tag == "I" for i in items[k + 4 :])


def read_month(draft: Draft, k: int, rest: str) -> None:
    after = draft.items[k + 1] if k + 1 < len(draft.items) else None
    year = after is not None and after.numeral is not None and after.numeral.shape in ("slash", "dash", "dot")
    numbered = year or (next_number(draft, k, 12) and not is_figure(draft, k + 1))
    if draft.fold(draft.items[k].j - 1) == "thang" and numbered:
        read_monthno(draft, k, rest)  # "cả tháng mười"
        return
    months = draft.today.year * 12 + draft.today.month - 1 + int(rest)
    name_days(draft, k, "month", *month_of(months // 12, months % 12 + 1))


def read_monthno(draft: Draft, k: int, rest: str) -> None:
    items = draft.items
    number, year, upto = next_number(draft, k, 12), 0, k + 1
    if (
        k + 1 < len(items)
        and items[k + 1].tag == "N"
        and items[k + 1].i == items[k].j
        and (numeral := items[k + 1].numeral)
        and numeral.shape in ("slash", "dash", "dot")
        and 1 <= numeral.parts[0] <= 12
        and 2000 < numeral.parts[1] <= 2100
    ):
        number, year = numeral.parts
    elif number and k + 2 < len(items) and items[k + 2].i == items[k + 1].j and draft.fold(items[k + 2].j) == "nao":
        pass  # "tháng 9 đơn vị nào chưa nộp"
    elif (number and is_figure(draft, k + 1) and not items[k + 1].words and not _at_work(draft, items, k + 2)) or (
        number
        and not _at_work(draft, items, k + 2)
        and (after := items[k + 2] if k + 2 < len(items) else None) is not None
        and after.tag in "UI"
        and after.i == items[k + 1].j
        and draft.fold(after.i) != "vua"
        and (items[k].entry.label or items[k].entry.unit)
    ):
        number = 0
    if (
        not number
        and next_number(draft, k, 99) > 12
        and not _has_noun(items, k + 1)
        and not (k and items[k - 1].tag == "N")
    ):
        name_days(draft, k, "month", draft.today, upto=k + 1, note="impossible")  # "tháng 13 có 5 vneid"
        return
    if not number:
        drop_date(draft, k)
        if draft.fold(items[k].i) in ("trong", "tu"):
            read_month(draft, k, "0")  # "trong tháng", "từ đầu tháng" alone
        return
    named, more = named_year(draft, upto)
    if named:
        year, upto = named, upto + more
    if (
        k
        and items[k - 1].tag == "N"
        and (items[k - 1].j == items[k].i or draft.words[items[k - 1].j : items[k].i] == ["tay"])
        and 1 <= items[k - 1].value <= 31
        and not items[k - 1].upto
        and not (items[k - 1].soft and draft.tokens[items[k - 1].i].capital)
        and (not _counted_before(items, k, upto) or (upto + 1 < len(items) and items[upto + 1].entry.date == "lunar"))
    ):  # "15 tháng 11"
        day = items[k - 1].value
        name_day(draft, k - 1, day, number, year, upto)
        return
    _set_month(draft, k, number, year, upto)


_COMING = frozenset({"toi", "den", "dong", "ban", "vui", "phan", "hao"})


def _at_work(draft: Draft, items: list[Item], k: int) -> bool:
    """ "tháng 9 bà con bận rẫy mà vẫn tới", "tuần 46 lớp em dạy …": nobody counts those who were busy all month, nor
    classes with a teacher."""
    noun, next_one = [*items[k : k + 2], *items[-1:], *items[-1:]][:2]
    if noun.entry.unit == "person" and draft.fold(noun.j) in _COMING and any(i.tag == "N" for i in items[k + 1 :]):
        return True  # "tháng 7 bà con tới đông, 12 hv"
    if next_one.i != noun.j:
        return False
    busy = noun.entry.unit == "person" and next_one.entry.cue == "failed"
    return busy or (noun.entry.unit == "class" and next_one.entry.unit == "person")


def _counted_before(items: list[Item], k: int, upto: int) -> bool:
    """ "hv 12 tháng 11": the number before the month has its noun before it, and no other follows for that noun."""
    at = k - 3 if k > 2 and items[k - 2].note in (":", "=") else k - 2
    if at < 0 or items[at].tag != "I" or items[k - 1].i - items[at].j > 1:
        return False
    after = items[upto + 1] if upto + 1 < len(items) else None
    taken = at > 0 and items[at - 1].tag == "N" and items[at - 1].j == items[at].i  # "12 hv 15 tháng 11"
    taken = taken and not (
        at > 1 and items[at - 2].tag == "I" and items[at - 2].j == items[at - 1].i
    )  # "hv 12 vneid …"
    return not taken and (after is None or (after.tag != "N" and after.note not in (":", "=")))


def _has_noun(items: list[Item], k: int) -> bool:
    """Whether number k has a noun right after it: "tháng 20 buổi" counts sessions."""
    noun = items[k + 1] if k + 1 < len(items) else None
    return noun is not None and noun.tag in "IUM" and noun.i - items[k].j <= 1


def read_month_n(draft: Draft, k: int, rest: str) -> None:
    """T11, th11: the number is part of the item."""
    year, more = named_year(draft, k)
    _set_month(draft, k, int(rest), year, k + more)


def _set_month(draft: Draft, k: int, number: int, year: int, upto: int) -> None:
    """The month named: the running or last one of that number, but one or two months ahead is meant as the
    future.
    """
    today = draft.today
    if not year:
        year = today.year if number <= today.month + 1 else today.year - 1
    if draft.fold(draft.items[upto].j if upto < len(draft.items) else -1) in THIS_WORDS:
        take_words(draft, upto, 1)
        upto = min(upto, len(draft.items) - 1)
        year = today.year
    name_days(draft, k, "month", *month_of(year, number), upto=upto)


def weeks_of_months(draft: Draft) -> None:
    """ "tuần cuối tháng 11", "tuần đầu tháng này": the week of the month's last or first day, if most of it lies there,
    else the one next to it."""
    for k, item in enumerate(draft.items):
        if item.when is None or item.when.kind != "month":
            continue
        words = draft.words[max(0, item.i - 2) : item.i + 1]
        for n, (week, end) in enumerate(pairwise(words)):
            if week == "tuan" and end in ("dau", "cuoi"):
                first, last = item.when.first, item.when.last
                day = first + timedelta(days=3) if end == "dau" else last - timedelta(days=3)
                item.i = max(0, item.i - 2) + n
                item.start = draft.starts[item.i]
                name_days(draft, k, "week", *week_of(day))
