"""The kept roll-ups held against the entries: where they differ, and how they are made anew."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Table, and_, bindparam, case, delete, func, insert, select

from storage.folds import daily, province_daily, province_monthly, settle
from storage.tables import entries, entry_values, units
from storage.tx import Tx

_COUNTS = and_(entries.c.state == "live", entries.c.nil.is_(False), entry_values.c.held.is_(False))
_SUMS = (
    func.sum(entry_values.c.value).label("value"),
    func.count().label("times"),
    func.sum(case((entry_values.c.estimate, 1), else_=0)).label("estimates"),
)
_JOINED = entries.join(entry_values, entry_values.c.entry_id == entries.c.id)
_RECOUNT = (
    select(entries.c.commune_id, entries.c.last.label("day"), entry_values.c.indicator, *_SUMS)
    .select_from(_JOINED)
    .where(_COUNTS, entries.c.commune_id == bindparam("commune"))
    .group_by(entries.c.commune_id, entries.c.last, entry_values.c.indicator)
)
_KEPT = select(daily).where(daily.c.commune_id == bindparam("commune"), daily.c.times != 0)
_COMMUNES = select(units.c.id, units.c.name).where(units.c.kind == "commune").order_by(units.c.id)
COLUMNS = ("value", "times", "estimates")
_PROVINCE_SUMS = (
    select(
        daily.c.indicator,
        daily.c.day,
        units.c.parent_id.label("province_id"),
        *(func.sum(daily.c[name]).label(name) for name in COLUMNS),
    )
    .join(units, units.c.id == daily.c.commune_id)
    .where(units.c.parent_id.is_not(None))
    .group_by(daily.c.day, units.c.parent_id, daily.c.indicator)
    .having(func.sum(daily.c.times) != 0)
)


def differences(tx: Tx) -> list[str]:
    """Where the kept roll-ups differ from a recount of the entries, a sentence each; empty where they are right."""
    settle(tx.connection)
    wrong = [f"{name}: {count} ngày lệch" for _, name, count in _commune_differences(tx)]
    right = {tuple(row[:3]): tuple(map(int, row[3:])) for row in tx.all(_PROVINCE_SUMS)}
    lines = len(_kept(tx, province_daily).items() ^ right.items())
    wrong += [f"bảng của tỉnh: {lines} dòng lệch so với bảng của các xã"] if lines else []
    months = _months(_kept(tx, province_daily))
    lines = len(_kept(tx, province_monthly).items() ^ months.items())
    return wrong + ([f"bảng tháng của tỉnh: {lines} dòng lệch so với bảng ngày"] if lines else [])


_Key = tuple[Any, ...]
_Counts = tuple[int, ...]


def _kept(tx: Tx, table: Table) -> dict[_Key, _Counts]:
    """A province's table, what nobody gives any more left out: by indicator, day or month, province."""
    rows = tx.all(select(table).where(table.c.times != 0))
    return {tuple(row[:3]): tuple(map(int, row[3:])) for row in rows}


def _months(days: dict[_Key, _Counts]) -> dict[_Key, _Counts]:
    found: dict[_Key, _Counts] = {}
    for (indicator, day, province), sums in days.items():
        key = (indicator, day.replace(day=1), province)
        found[key] = tuple(map(sum, zip(found.get(key, (0, 0, 0)), sums, strict=True)))
    return found


def _commune_differences(tx: Tx) -> Iterator[tuple[int, str, int]]:
    for commune in tx.all(_COMMUNES):
        days = differs(tx, commune.id)
        if days:
            yield commune.id, commune.name, len(days)


def differs(tx: Tx, commune_id: int) -> set[date]:
    """The days on which a commune's roll-up differs from a recount of its entries."""
    settle(tx.connection)
    key = {"commune": commune_id}
    kept = {(row.day, row.indicator): tuple(map(int, row[3:])) for row in tx.all(_KEPT, key)}
    right = {(row.day, row.indicator): tuple(map(int, row[3:])) for row in tx.all(_RECOUNT, key)}
    return {day for day, _ in dict(kept.items() ^ right.items())}


def rebuild(tx: Tx) -> list[str]:
    """Make the roll-ups anew from the entries; returns what differed before (empty: they were right)."""
    wrong = differences(tx)
    for table in (province_monthly, province_daily, daily):
        tx.run(delete(table))
    fill(tx)
    return wrong


def fill(tx: Tx) -> None:
    """Make the roll-ups, empty so far, from the entries."""
    everything = (
        select(entries.c.commune_id, entries.c.last, entry_values.c.indicator, *_SUMS)
        .select_from(_JOINED)
        .where(_COUNTS)
        .group_by(entries.c.commune_id, entries.c.last, entry_values.c.indicator)
    )
    tx.run(insert(daily).from_select([column.name for column in daily.columns], everything))
    tx.run(insert(province_daily).from_select([column.name for column in province_daily.columns], _PROVINCE_SUMS))
    months = _months(_kept(tx, province_daily))
    names = [column.name for column in province_monthly.columns]
    rows = [dict(zip(names, (*key, *sums), strict=True)) for key, sums in sorted(months.items())]
    if rows:
        tx.run_many(insert(province_monthly), rows)
