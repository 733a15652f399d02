"""Years and their parts: năm 2025, quý 3, 6 tháng đầu năm, từ đầu năm."""

from datetime import date

from vietnamese.days import drop_date, month_of, name_days, named_year, next_number, take_words, with_year, word_after
from vietnamese.draft import Draft

_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
MERGER = date(2025, 7, 1)  # communes were merged on this day


def read_year(draft: Draft, k: int, rest: str) -> None:
    year = draft.today.year + int(rest)
    name_days(draft, k, "year", date(year, 1, 1), date(year, 12, 31), note="joined")


def read_yearno(draft: Draft, k: int, rest: str) -> None:
    items = draft.items
    number = (
        items[k + 1].value if k + 1 < len(items) and items[k + 1].tag == "N" and items[k + 1].i == items[k].j else 0
    )
    if 2000 <= number <= 2100:
        name_days(draft, k, "year", date(number, 1, 1), date(number, 12, 31), upto=k + 1, note="joined")
    else:
        drop_date(draft, k)


def read_quarter(draft: Draft, k: int, rest: str) -> None:
    number, upto = next_number(draft, k, 4), k + 1
    year = 0
    if not number:
        number, year = with_year(draft, k, 4)
    if not number:
        number, upto = _ROMAN.get(word_after(draft, k), 0), k
        if number:
            take_words(draft, k, 1)
    if not number:
        drop_date(draft, k)
        return
    said, more = named_year(draft, upto)
    year = said or year
    if not year:
        year = draft.today.year if number * 3 - 2 <= draft.today.month else draft.today.year - 1
    name_days(
        draft,
        k,
        "quarter",
        date(year, number * 3 - 2, 1),
        month_of(year, number * 3)[1],
        upto=upto + more,
        note="joined",
    )


def read_half(draft: Draft, k: int, rest: str) -> None:
    _first_months(draft, k, "half", 6)


def read_nine(draft: Draft, k: int, rest: str) -> None:
    _first_months(draft, k, "nine_months", 9)


def _first_months(draft: Draft, k: int, kind: str, months: int) -> None:
    """So many months of this year or of the one named behind."""
    named, more = named_year(draft, k)
    year = named or draft.today.year
    name_days(draft, k, kind, date(year, 1, 1), month_of(year, months)[1], upto=k + more, note="joined")


def read_since_year(draft: Draft, k: int, rest: str) -> None:
    name_days(draft, k, "since", date(draft.today.year, 1, 1), draft.today, note="joined")


def read_since_merge(draft: Draft, k: int, rest: str) -> None:
    name_days(draft, k, "since", MERGER, draft.today, note="joined")
