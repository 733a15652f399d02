"""The kept roll-ups read: totals of a commune, a province, the country, between any two days, by the map of then.

Days of a province come from its days, whole months from its months. Totals by the map of now come from the entries.
"""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Table, bindparam, func, select

from domain.indicators import BY_KEY
from storage.folds import daily, province_daily, province_monthly, settle, settle_communes
from storage.tables import indicators, units
from storage.tx import Tx


def _totals(table: Table, *where: Any, by: str = "") -> Any:
    columns = [table.c[by]] if by else []
    when = table.c.month if "month" in table.c else table.c.day
    return (
        select(*columns, table.c.indicator, func.sum(table.c.value), func.sum(table.c.estimates))
        .where(*where, when.between(bindparam("first_day"), bindparam("last_day")), table.c.times > 0)
        .group_by(*columns, table.c.indicator)
    )


_OF_COMMUNE = _totals(daily, daily.c.commune_id == bindparam("place"))
_BY_COMMUNE = _totals(
    daily,
    daily.c.commune_id.in_(
        select(units.c.id).where(units.c.parent_id == bindparam("place"), units.c.kind == "commune")
    ),
    by="commune_id",
)


def _above(*, one: bool = False, by: str = "") -> dict[str, Any]:
    """The same sum over a province's (or all provinces') days and months. Every indicator is named, so that the key
    is used."""
    statements = {}
    for when, table in (("day", province_daily), ("month", province_monthly)):
        where: list[Any] = [table.c.indicator.in_(bindparam("among", expanding=True))]
        where += [table.c.province_id == bindparam("place")] if one else []
        statements[when] = _totals(table, *where, by=by)
    return statements


_OF_PROVINCE, _OF_COUNTRY, _BY_PROVINCE = _above(one=True), _above(), _above(by="province_id")
_OWN = select(indicators.c.key).distinct()


def of_commune(tx: Tx, commune_id: int, first: date, last: date) -> dict[str, int]:
    """A commune's totals by indicator between two days, both included."""
    settle_communes(tx.connection)
    key = {"place": commune_id, "first_day": first, "last_day": last}
    rows: Sequence[Any] = tx.look(_OF_COMMUNE, key)
    return {indicator: int(value) for indicator, value, _ in rows}


def by_commune(tx: Tx, province_id: int, first: date, last: date) -> dict[int, dict[str, int]]:
    """Every commune of a province that has figures: its totals by indicator."""
    settle_communes(tx.connection)
    rows: Sequence[Any] = tx.look(_BY_COMMUNE, {"place": province_id, "first_day": first, "last_day": last})
    result: dict[int, dict[str, int]] = {}
    for where, indicator, value, _ in rows:
        result.setdefault(where, {})[indicator] = int(value)
    return result


def of_province(tx: Tx, province_id: int, first: date, last: date) -> dict[str, int]:
    """A province's totals by indicator."""
    return _sum(_rows(tx, _OF_PROVINCE, first, last, province_id))


def of_country(tx: Tx, first: date, last: date) -> dict[str, int]:
    """The totals of all provinces by indicator."""
    return _sum(_rows(tx, _OF_COUNTRY, first, last))


def by_province(tx: Tx, first: date, last: date) -> dict[int, dict[str, int]]:
    """Every province that has figures: its totals by indicator."""
    result: dict[int, dict[str, int]] = {}
    for where, indicator, value, _ in _rows(tx, _BY_PROVINCE, first, last):
        sums = result.setdefault(where, {})
        sums[indicator] = sums.get(indicator, 0) + int(value)
    return result


def _sum(rows: Sequence[Any]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for indicator, value, _ in rows:
        sums[indicator] = sums.get(indicator, 0) + int(value)
    return sums


def _rows(tx: Tx, statements: dict[str, Any], first: date, last: date, place: int | None = None) -> list[Any]:
    settle(tx.connection)
    key: dict[str, Any] = {} if place is None else {"place": place}
    key["among"] = sorted(BY_KEY.keys() | {row.key for row in tx.look(_OWN)})
    rows: list[Any] = []
    for when, since, until in pieces(first, last):
        rows += tx.look(statements[when], key | {"first_day": since, "last_day": until})
    return rows


def pieces(first: date, last: date) -> Iterator[tuple[str, date, date]]:
    """A span as whole calendar months and the days around them: ("day" or "month", from, to), both ends included; a
    month is its first day."""
    begin = first if first.day == 1 else _next_month(first)
    end = (last + timedelta(days=1)).replace(day=1)  # the month that is not whole any more
    if begin >= end:
        yield "day", first, last
        return
    if first < begin:
        yield "day", first, begin - timedelta(days=1)
    yield "month", begin, (end - timedelta(days=1)).replace(day=1)
    if end <= last:
        yield "day", end, last


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
