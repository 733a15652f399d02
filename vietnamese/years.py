"""Years and their parts: năm 2025, quý 3, 6 tháng đầu năm, từ đầu năm."""

from datetime import date

from vietnamese.days import drop_date, month_of, name_days, named_year, next_number, take_words, word_after
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
    items = draft.items
    number, upto = next_number(draft, k, 4), k + 1
    year = 0
    if (
        not number
        and k + 1 < len(items)
        and items[k + 1].tag == "N"
        and items[k + 1].i == items[k].j
        and (numeral := items[k + 1].numeral)
        and numeral.shape in ("slash", "dash")
        and numeral.parts[0] <= 4
        and 2000 < numeral.parts[1] <= 2100
    ):
        number, year = numeral.parts
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
    del items
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
    year, more = named_year(draft, k)
    name_days(
        draft,
        k,
        "half",
        date(year or draft.today.year, 1, 1),
        date(year or draft.today.year, 6, 30),
        upto=k + more,
        note="joined",
    )


def read_nine(draft: Draft, k: int, rest: str) -> None:
    year, more = named_year(draft, k)
    name_days(
        draft,
        k,
        "nine_months",
        date(year or draft.today.year, 1, 1),
        date(year or draft.today.year, 9, 30),
        upto=k + more,
        note="joined",
    )


def read_since_year(draft: Draft, k: int, rest: str) -> None:
    name_days(draft, k, "since", date(draft.today.year, 1, 1), draft.today, note="joined")


def read_since_merge(draft: Draft, k: int, rest: str) -> None:
    name_days(draft, k, "since", MERGER, draft.today, note="joined")
