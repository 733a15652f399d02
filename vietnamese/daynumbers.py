"""Days told by their numbers alone: "ngày 15, 16, 17", "3 ngày 17 18 19", "tối 18 vừa rồi"."""

from datetime import date

from vietnamese.days import name_days, name_span, take_words
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.tokens import real_date

_JOINS = (",", "/", "&")
_PAST = word_set("vua roi qua tay dl duong")


def read_days(draft: Draft, k: int) -> bool:
    """Item k is "ngày" (hôm, bữa): several days of one month in a row after it, rising, none with a noun of its own."""
    items = draft.items
    numbers: list[int] = []
    last = month = 0
    while not month and (n := _next(draft, last or k)) and (not numbers or items[n].value > numbers[-1]):
        numeral = items[n].numeral
        if _has_noun(items, n) or numeral is None:
            break
        month = numeral.parts[1] if numeral.shape == "slash" else 0
        numbers.append(items[n].value)
        last = n
    if len(numbers) < 2 or month > 12:
        return False
    month, upto = (month, last) if month else _month(draft, last)
    days = [_day(draft.today, n, month) for n in numbers]
    if None in days:
        return False
    told = k - 1 if k and items[k - 1].tag == "N" and items[k - 1].value == len(numbers) else k
    found = [d for d in days if d is not None]
    name_span(draft, told, found[0], found[-1], upto)
    return True


def _next(draft: Draft, k: int) -> int:
    """The place of the next day's number after item k, 0 if none."""
    items = draft.items
    n = k + 1
    if n < len(items) and items[n].i == items[k].j and (items[n].note in _JOINS or items[n].entry.cue == "and"):
        n += 1
    if n >= len(items) or items[n].tag != "N" or items[n].i != items[n - 1].j or items[n].upto:
        return 0
    numeral = items[n].numeral
    return n if numeral is not None and numeral.shape in ("int", "slash") and 1 <= items[n].value <= 31 else 0


def _has_noun(items: list[Item], n: int) -> bool:
    noun = items[n + 1] if n + 1 < len(items) else None
    return noun is not None and noun.i == items[n].j and noun.tag in "IU"


def _month(draft: Draft, k: int) -> tuple[int, int]:
    """(month, item where it ends) said after the last day's number, (0, k) where none is."""
    items = draft.items
    if k + 2 < len(items) and items[k + 1].entry.date == "monthno" and items[k + 2].tag == "N":
        return (items[k + 2].value, k + 2) if items[k + 2].value <= 12 else (0, k)
    if k + 1 < len(items) and items[k + 1].entry.date in ("month:0", "month:-1") and items[k + 1].i == items[k].j:
        return (draft.today.month - 1 + int(items[k + 1].entry.date[6:])) % 12 + 1, k + 1
    return 0, k


def _day(today: date, number: int, month: int) -> date | None:
    """The most recent such day up to today."""
    for back in range(12 if month else 3):
        months = today.year * 12 + today.month - 1 - back
        if month and months % 12 + 1 != month:
            continue
        found = real_date(months // 12, months % 12 + 1, number)
        if found is not None and found <= today:
            return found
    return None


_GONE_WRONG = word_set("rot hu mat chap mua nghi bi chua khong ko lien suot toan cup yeu om sot di")
_DAYS_GONE = ("ngay", "dem", "toi")
_SO_LONG = ("week:0", "week:-1", "month:0", "month:-1", "year:0", "year:-1", "vague")


def so_long(draft: Draft, k: int) -> bool:
    """ "lớp này 2 tháng rồi", "hai tuần nay mưa suốt": the time gone by, where a number stands right before."""
    item, number = draft.items[k], draft.items[k - 1] if k else draft.items[k]
    if item.entry.date == "day:0" and draft.fold(item.i) in ("hom", "bua"):
        these = number.tag == "N" and number.j == item.i and item.j == item.i + 2 and 2 <= number.value <= 12
        named = (
            k > 1
            and draft.items[k - 2].j == number.i
            and (draft.items[k - 2].entry.label or draft.items[k - 2].tag in "IU")
        )
        if not these or (named and not number.words) or (number.i > 1 and draft.fold(item.j) not in _GONE_WRONG):
            return False
        item.tag, number.tag, number.note = "W", "X", "measure"  # "hai hôm nay mạng chập chờn"
        return True
    if item.entry.date == "day:-1" and draft.fold(item.i) in _DAYS_GONE:
        counted = number.tag == "N" and number.j == item.i and item.j == item.i + 2 and 2 <= number.value <= 31
        before = draft.items[k - 2] if k > 1 and draft.items[k - 2].j == number.i else None
        if not counted or (before is not None and (before.tag in "IUL" or before.entry.cue == "ordinal")):
            return False
        item.tag, number.tag, number.note = "W", "X", "measure"  # "trong 3 ngày qua"; but "hv 5 đêm qua"
        return True
    if item.entry.date not in _SO_LONG or number.tag != "N" or number.j != item.i or item.j != item.i + 2:
        return False
    if k > 1 and draft.items[k - 2].tag == "I" and draft.items[k - 2].j == number.i and not number.words:
        return False  # "số buổi 5 tuần rồi"
    last = draft.tokens[item.j - 1]
    if last.text.lower() not in ("nay", "rồi", "qua", "roi") or not 2 <= number.value <= 12:
        return False
    if not last.marked and draft.plains[item.j - 1]:  # without marks: not "vneid 5 tuan nay", "5 hv tuan nay"
        return False
    item.tag, number.tag, number.note = "W", "X", "measure"
    return True


def read_evening(draft: Draft, k: int) -> None:
    """ "đêm 18 vừa rồi", "tối 15 qua": a time of day, the day's number, a word of what is past."""
    items = draft.items
    number = items[k + 1] if k + 1 < len(items) else None
    if number is None or number.tag != "N" or number.i != items[k].j or number.words or not 1 <= number.value <= 31:
        return
    if draft.fold(number.j) not in _PAST:
        return
    found = _day(draft.today, number.value, 0)
    if found is not None:
        name_days(draft, k, "day", found, upto=k + 1)
        take_words(draft, k, 2 if draft.fold(items[k].j) == "vua" else 1)
