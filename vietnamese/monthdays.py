"""One day by its number in the month or told from today, as one word begins both: "ngày 18", "ngày hôm qua"."""

from collections.abc import Callable
from datetime import timedelta

from vietnamese.daynumbers import read_days
from vietnamese.days import drop_date, name_day, name_days, named_year, next_number
from vietnamese.draft import Draft
from vietnamese.lunar import read_moon, read_mung, read_ram
from vietnamese.result import When
from vietnamese.tokens import real_date
from vietnamese.weekdays import read_weekday
from vietnamese.written import read_written


def read_day(draft: Draft, k: int, rest: str) -> None:
    """hôm nay, hôm qua: so many days from today, unless a written date follows its "ngày"."""
    after = draft.items[k + 1] if k + 1 < len(draft.items) else None
    numeral = after.numeral if after is not None and after.i == draft.items[k].j else None
    dated = numeral is not None and numeral.shape in ("slash", "date", "dash", "dot")
    if dated and draft.fold(draft.items[k].j - 1) == "ngay":
        read_dayno(draft, k, rest)  # "trong ngày 6/4/2026"
        return
    name_days(draft, k, "day", draft.today + timedelta(days=int(rest)))


def read_dayno(draft: Draft, k: int, rest: str) -> None:
    """ngày 18, hôm 27 tết, bữa thứ 5: what follows the word names the day; the last one of that number, if no month."""
    items = draft.items
    if read_days(draft, k):
        return
    following = items[k + 1] if k + 1 < len(items) else None
    if following is not None and following.entry.date[:2] == "wd" and following.i == items[k].j:
        of = draft.words[following.j : following.j + 2]
        if of[:1] in (["cua"], ["trong"]) and of[1:] in (["lop"], ["khoa"], ["dot"], ["ky"], ["chien"]):
            items[k].tag, following.tag, following.note = "W", "X", "ordinal"
            return  # "ngày thứ 3 của lớp"
    if (
        following is not None
        and following.tag == "D"
        and (following.entry.date in ("mung", "ram", "day:0", "day:-1", "day:-2") or following.entry.date[:2] == "wd")
        and following.i == items[k].j
    ):
        _BEHIND[following.entry.date.partition(":")[0]](draft, k + 1, following.entry.date.partition(":")[2])
        if draft.items[k + 1].when:
            items[k].tag = "W"
            if k and items[k - 1].tag == "N" and items[k - 1].j == items[k].i and items[k - 1].value == 2:
                items[k - 1].tag, items[k - 1].note = "X", "measure"  # "hai bữa thứ 5 với thứ 7"
            return
    if (
        following is not None
        and following.tag == "N"
        and following.i - items[k].j <= (1 if following.start - items[k].end <= 2 else 0)
        and following.numeral
        and following.numeral.shape in ("slash", "dot", "dash", "date", "days", "dates")
    ):
        items[k].note = ""
        if read_written(draft, k + 1, named=True):
            first = items[k]
            items[k + 1].start, items[k + 1].i = first.start, first.i
            when = items[k + 1].when
            if when is not None:
                items[k + 1].when = When(when.kind, when.first, when.last, first.start, when.end)
            del items[k]
        return
    number = next_number(draft, k, 31)
    counted = k > 0 and items[k - 1].tag == "N" and items[k].i == items[k - 1].j
    if counted and k > 1 and (items[k - 2].note in (":", "=") or items[k - 2].tag == "I"):
        after = items[k + 2] if number and k + 2 < len(items) else None
        named = after is None or after.entry.date == "monthno" or after.tag == "S"
        counted = not (number and named)  # "hv: 32 ngày 6 tháng 3", "hv: 8 ngày 25"
    if not number or counted:
        drop_date(draft, k)
        return
    upto = k + 1
    if k + 2 < len(items) and items[k + 2].entry.date == "monthno" and (month := next_number(draft, k + 2, 12)):
        year, more = named_year(draft, k + 3)
        name_day(draft, k, number, month, year, k + 3 + more)
        return
    if k + 2 < len(items) and items[k + 2].entry.date == "later" and draft.fold(items[k + 2].i) == "thang":
        name_days(draft, k, "day", draft.today + timedelta(days=number), upto=k + 2, note="later")
        return  # "ngày 9 tháng sau"
    if k + 2 < len(items) and items[k + 2].entry.date in ("month:0", "month:-1") and items[k + 2].i == items[k + 1].j:
        months = draft.today.year * 12 + draft.today.month - 1 + int(items[k + 2].entry.date[6:])
        name_day(draft, k, number, months % 12 + 1, months // 12, k + 2)
        return
    noun = items[k + 2] if k + 2 < len(items) else None
    if noun is not None and noun.entry.date == "tet" and noun.i == items[k + 1].j and number <= 30:
        read_moon(draft, k, number, k + 2)  # "hôm 27 tết", "ngày 20 tháng chạp"
        return
    rounds = noun is not None and noun.i == items[k + 1].j and noun.entry.unit in ("times", "visit")
    if rounds and number <= 4 and draft.fold(items[k].i) == "ngay":
        items[k + 1].doubt = "multiply"  # "phát loa ngày 2 lần": on how many days
        drop_date(draft, k)
        return
    if noun is not None and noun.tag in "IU" and noun.i == items[k + 1].j and items[k].entry.date != "dayno":
        drop_date(draft, k)
        return
    today = draft.today
    if draft.fold(items[k + 1].j) in ("nay", "toi") and number > today.day:
        ahead = real_date(today.year, today.month, number)
        if ahead is not None:
            name_days(draft, k, "day", ahead, upto=upto, note="later")  # "ngày 28 này em đi viện"
            return
    for back in range(3):
        months = today.year * 12 + today.month - 1 - back
        day = real_date(months // 12, months % 12 + 1, number)
        if day is not None and day <= today:
            name_days(draft, k, "day", day, upto=upto)
            return


_BEHIND: dict[str, Callable[[Draft, int, str], None]] = {
    "day": read_day,
    "wd": read_weekday,
    "mung": read_mung,
    "ram": read_ram,
}  # what may stand right behind the word: "ngày hôm qua", "bữa thứ 5", "hôm mùng 3"
