"""Days of the lunar calendar: mùng 6 tết, rằm tháng giêng, 27 Tết."""

from datetime import timedelta

from lunar_vn import convert_lunar_to_solar, convert_solar_to_lunar

from vietnamese.days import AHEAD, drop_date, name_day, name_days, next_number
from vietnamese.draft import Draft
from vietnamese.tokens import real_date

_LUNAR_NAMED = frozenset(("gieng", "chap", "tet", "ram"))


def read_mung(draft: Draft, k: int, rest: str) -> None:
    """mùng 5 · mùng 6 tết · mùng 1 tháng 11 (âm)."""
    items, number = draft.items, next_number(draft, k, 31)
    if not number or draft.fold(items[k].i - 1) == "chuc":  # "chúc mừng 31 bà con được cấp chứng nhận"
        drop_date(draft, k)
        return
    after = items[k + 2] if k + 2 < len(items) else None
    if after is not None and after.entry.date == "later" and draft.fold(after.i) == "thang":
        name_days(draft, k, "day", draft.today + timedelta(days=number), upto=k + 2, note="later")
        return  # "lớp mở lại mùng 9 tháng sau"
    if after is not None and after.entry.date == "tet":
        _lunar(draft, k, number, 12 if "chạp" in draft.text[after.start : after.end] else 1, k + 2)
        return
    if after is not None and after.entry.date == "lunar":
        _lunar(draft, k, number, 0, k + 2)
        return
    if after is not None and after.entry.date == "monthno" and (month := next_number(draft, k + 2, 12)):
        if k + 4 < len(items) and items[k + 4].entry.date == "lunar":
            _lunar(draft, k, number, month, k + 4)
        else:
            name_day(draft, k, number, month, 0, k + 3)
        return
    lunar = convert_solar_to_lunar(draft.today.day, draft.today.month, draft.today.year)
    if lunar.month == 1 and lunar.day < 16 and number <= 15:
        _lunar(draft, k, number, 1, k + 1)
        return
    draft.items[k].entry.date  # noqa: B018  (a plain day of the month from here on)
    today = draft.today
    for back in range(3):
        months = today.year * 12 + today.month - 1 - back
        day = real_date(months // 12, months % 12 + 1, number)
        if day is not None and day <= today:
            name_days(draft, k, "day", day, upto=k + 1)
            return


def read_tet(draft: Draft, k: int, rest: str) -> None:
    """27 Tết is a day of the last lunar month; Tết alone names no day."""
    items = draft.items
    before = items[k - 1] if k else None
    if before is not None and before.tag == "N" and before.j == items[k].i and 15 <= before.value <= 30:
        read_moon(draft, k - 1, before.value, k)
    else:
        items[k].tag = "W"


def read_moon(draft: Draft, k: int, number: int, upto: int) -> None:
    """27 Tết and 20 tháng chạp lie in the last lunar month, 4 Tết and 20 tháng giêng in the first; `upto` is the item
    that names it.
    """
    named = draft.text[draft.items[upto].start : draft.items[upto].end].lower()
    first = "giêng" in named or "gieng" in named or (number < 15 and "ch" not in named)
    _lunar(draft, k, number, 1 if first else 12, upto)


def read_ram(draft: Draft, k: int, rest: str) -> None:
    """rằm · rằm tháng 10 · rằm tháng giêng: the fifteenth of a lunar month."""
    items = draft.items
    after = items[k + 1] if k + 1 < len(items) else None
    if after is not None and after.entry.date == "monthno" and (month := next_number(draft, k + 1, 12)):
        _lunar(draft, k, 15, month, k + 2)
    elif after is not None and after.entry.date == "tet":
        _lunar(draft, k, 15, 12 if "chạp" in draft.text[after.start : after.end].lower() else 1, k + 1)
    else:
        _lunar(draft, k, 15, 0, k)


def read_lunar(draft: Draft, k: int, rest: str) -> None:
    """âm lịch behind a day and month, which were read as the sun's: "ngày 24 tháng 7 âm", "24/7 âm lịch"."""
    if k > 1 and draft.items[k - 1].note == "(" and draft.items[k - 1].j == draft.items[k].i:
        del draft.items[k - 1]  # "mùng 1 tháng 8 (âm lịch)"
        k -= 1
        draft.items[k].i -= 1
    day = draft.items[k - 1] if k else None
    if day is None or day.tag != "D" or day.when is None or day.when.kind != "day" or day.j != draft.items[k].i:
        drop_date(draft, k)
        return
    if _LUNAR_NAMED & set(draft.words[day.i : day.j]):
        name_days(draft, k - 1, "day", day.when.first, upto=k)  # "mùng 5 tháng chạp âm"
    elif day.entry.date in ("", "dayno", "mung"):
        first = day.when.first
        _lunar(draft, k - 1, first.day, first.month, k)


def unmarked_moons(draft: Draft) -> None:
    """ "hom 15 thang 7 am: 6 tk": âm without its marks, behind a day and month."""
    for k, item in enumerate(draft.items):
        if item.tag != "D" or item.when is None or item.when.kind != "day" or draft.fold(item.j) != "am":
            continue
        if draft.tokens[item.j].marked or item.entry.date not in ("", "dayno", "mung") or item.j - item.i < 3:
            continue
        last = next((n for n, i in enumerate(draft.items) if i.i == item.j), k)
        _lunar(draft, k, item.when.first.day, item.when.first.month, last)
        return


def _lunar(draft: Draft, k: int, day: int, month: int, upto: int) -> None:
    """The most recent such lunar day, or the one to come within a month; month 0 is any month."""
    today = draft.today
    if month:
        for year in range(today.year, today.year - 3, -1):
            try:
                found = convert_lunar_to_solar(day, month, year)
            except ValueError:
                continue
            if found and found <= today + AHEAD:  # a day so near ahead is asked about, as one of the sun's calendar
                name_days(draft, k, "day", found, upto=upto)
                return
        return
    for back in range(62):
        past = today - timedelta(days=back)
        if convert_solar_to_lunar(past.day, past.month, past.year).day == day:
            name_days(draft, k, "day", past, upto=upto)
            return
