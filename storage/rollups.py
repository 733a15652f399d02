"""Roll-ups kept beside the entries: commune × day × indicator and province × day × indicator, by the map of then.

Every change of an entry leaves its difference with the transaction; the differences of all turns of a group are folded
and written once, in key order, right before the commit. So the tables hold at every commit what the entries add up to,
a province's row is touched once a group however many of its communes report, and two processes on PostgreSQL take the
rows in one order. The country is the sum of its provinces. Totals by the map of now come from the entries.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Date,
    Engine,
    ForeignKey,
    Integer,
    String,
    Table,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    select,
)
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from domain.indicators import BY_KEY
from storage.tables import Id, entries, entry_values, indicators, metadata, units
from storage.tx import Tx

INFO = "rollup"  # where a connection keeps the differences of its transaction


def _table(name: str, place: str, order: tuple[str, ...]) -> Table:
    """A roll-up; its key is in the order in which it is read."""
    columns: dict[str, Column[Any]] = {
        place: Column(place, Id, ForeignKey("units.id"), primary_key=True, autoincrement=False),
        "day": Column("day", Date, primary_key=True),
        "indicator": Column("indicator", String(64), primary_key=True),
    }
    return Table(
        name,
        metadata,
        *(columns[part] for part in order),
        Column("value", BigInteger, nullable=False),
        Column("times", Integer, nullable=False),  # how many counted values; 0: nobody gave any (any more)
        Column("estimates", Integer, nullable=False),  # how many of them are estimates
        sqlite_with_rowid=False,
    )


daily = _table("daily", "commune_id", ("commune_id", "day", "indicator"))
# By indicator first: a year of the country is summed as it stands, without sorting 60,000 rows into groups.
province_daily = _table("province_daily", "province_id", ("indicator", "day", "province_id"))


@dataclass(frozen=True, slots=True)
class Change:
    """What one value of an entry adds to a day (or, with `sign` -1, takes away)."""

    commune_id: int
    day: date
    indicator: str
    value: int
    estimate: bool
    sign: int = 1


def put(tx: Tx, changes: Sequence[Change]) -> None:
    """Leave differences with the transaction; they are written before its commit, or before somebody reads totals."""
    sums = _waiting(tx.connection).communes
    for one in changes:
        sign = one.sign
        _add(sums, (one.commune_id, one.day, one.indicator), (sign * one.value, sign, sign * one.estimate))


_Sums = tuple[int, int, int]  # value, times, estimates


@dataclass(slots=True)
class _Waiting:
    """The differences of one transaction that are not written yet."""

    transaction: object
    communes: dict[tuple[int, date, str], _Sums] = field(default_factory=dict)
    provinces: dict[tuple[date, int, str], _Sums] = field(default_factory=dict)


def _waiting(connection: Connection) -> _Waiting:
    """What waits in the running transaction; what one that was rolled back left behind is not its."""
    transaction = connection.get_transaction()
    found = connection.info.get(INFO)
    if found is None or found.transaction is not transaction:
        found = connection.info[INFO] = _Waiting(transaction)
    return found


def _add(sums: dict[Any, _Sums], key: Any, parts: _Sums) -> None:
    value, times, estimates = sums.get(key, (0, 0, 0))
    sums[key] = (value + parts[0], times + parts[1], estimates + parts[2])


def _add_up(make: Any, table: Table) -> Any:
    """Add to a row or make it, as each of the two databases says it."""
    statement = make(table)
    columns = ("value", "times", "estimates")
    return statement.on_conflict_do_update(
        index_elements=[column.name for column in table.primary_key.columns],
        set_={name: table.c[name] + statement.excluded[name] for name in columns},
    )


_ADD_UP = {
    "sqlite": (_add_up(sqlite_insert, daily), _add_up(sqlite_insert, province_daily)),
    "postgresql": (_add_up(pg_insert, daily), _add_up(pg_insert, province_daily)),
}


def settle_communes(connection: Connection) -> None:
    """Write what waits of the communes (in a turn the commune is this process's own); the provinces' goes on waiting,
    as rows that all processes share are only touched at the very end."""
    waiting = _waiting(connection)
    if not waiting.communes:
        return
    sums, waiting.communes = waiting.communes, {}
    provinces = _provinces(connection, {commune_id for commune_id, _, _ in sums})
    rows = []
    for key, parts in sorted(sums.items()):
        if any(parts):
            rows.append({"commune_id": key[0], "day": key[1], "indicator": key[2], **_parts(parts)})
            if key[0] in provinces:
                _add(waiting.provinces, (key[1], provinces[key[0]], key[2]), parts)
    if rows:
        connection.execute(_ADD_UP[connection.dialect.name][0], rows)


def settle(connection: Connection) -> None:
    """Write everything that waits, folded and in key order: called right before every commit."""
    settle_communes(connection)
    waiting = _waiting(connection)
    if not waiting.provinces:
        return
    sums, waiting.provinces = waiting.provinces, {}
    rows = [
        {"day": key[0], "province_id": key[1], "indicator": key[2], **_parts(parts)}
        for key, parts in sorted(sums.items())
        if any(parts)
    ]
    if rows:
        connection.execute(_ADD_UP[connection.dialect.name][1], rows)


def _parts(parts: _Sums) -> dict[str, int]:
    return {"value": parts[0], "times": parts[1], "estimates": parts[2]}


_PROVINCES = select(units.c.id, units.c.parent_id).where(
    units.c.id.in_(bindparam("communes", expanding=True)), units.c.parent_id.is_not(None)
)
# A commune never changes its province (a new one is set up instead), so what was looked up once stays true.
_KNOWN: WeakKeyDictionary[Engine, dict[int, int]] = WeakKeyDictionary()


def _provinces(connection: Connection, communes: set[int]) -> Mapping[int, int]:
    known = _KNOWN.setdefault(connection.engine, {})
    unknown = communes - known.keys()
    if unknown:
        found = connection.execute(_PROVINCES, {"communes": sorted(unknown)})
        known.update({row.id: row.parent_id for row in found})
    return known


# ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _totals(table: Table, *where: Any, by: str = "") -> Any:
    columns = [table.c[by]] if by else []
    return (
        select(*columns, table.c.indicator, func.sum(table.c.value), func.sum(table.c.estimates))
        .where(*where, table.c.day.between(bindparam("first_day"), bindparam("last_day")), table.c.times > 0)
        .group_by(*columns, table.c.indicator)
    )


_OF_COMMUNE = _totals(daily, daily.c.commune_id == bindparam("place"))
_AMONG = province_daily.c.indicator.in_(bindparam("among", expanding=True))  # all there are: so the key is used
_OF_PROVINCE = _totals(province_daily, _AMONG, province_daily.c.province_id == bindparam("place"))
_BY_COMMUNE = _totals(
    daily,
    daily.c.commune_id.in_(
        select(units.c.id).where(units.c.parent_id == bindparam("place"), units.c.kind == "commune")
    ),
    by="commune_id",
)
_OF_COUNTRY = _totals(province_daily, _AMONG)
_BY_PROVINCE = _totals(province_daily, _AMONG, by="province_id")
_OWN = select(indicators.c.key).distinct()


def of_commune(tx: Tx, commune_id: int, first: date, last: date) -> dict[str, int]:
    """A commune's totals by indicator between two days, both included."""
    return _read(tx, _OF_COMMUNE, first, last, commune_id)


def of_province(tx: Tx, province_id: int, first: date, last: date) -> dict[str, int]:
    """A province's totals by indicator."""
    return _read(tx, _OF_PROVINCE, first, last, province_id)


def of_country(tx: Tx, first: date, last: date) -> dict[str, int]:
    """The totals of all provinces by indicator."""
    return _read(tx, _OF_COUNTRY, first, last)


def by_commune(tx: Tx, province_id: int, first: date, last: date) -> dict[int, dict[str, int]]:
    """Every commune of a province that has figures: its totals by indicator."""
    return _read_by(tx, _BY_COMMUNE, first, last, province_id)


def by_province(tx: Tx, first: date, last: date) -> dict[int, dict[str, int]]:
    """Every province that has figures: its totals by indicator."""
    return _read_by(tx, _BY_PROVINCE, first, last)


def _rows(tx: Tx, statement: Any, first: date, last: date, place: int | None) -> Sequence[Any]:
    key: dict[str, Any] = {"first_day": first, "last_day": last} | ({} if place is None else {"place": place})
    if statement in (_OF_COMMUNE, _BY_COMMUNE):
        settle_communes(tx.connection)
    else:
        settle(tx.connection)
        key["among"] = sorted(BY_KEY.keys() | {row.key for row in tx.look(_OWN)})
    return tx.look(statement, key)


def _read(tx: Tx, statement: Any, first: date, last: date, place: int | None = None) -> dict[str, int]:
    return {indicator: int(value) for indicator, value, _ in _rows(tx, statement, first, last, place)}


def _read_by(tx: Tx, statement: Any, first: date, last: date, place: int | None = None) -> dict[int, dict[str, int]]:
    result: dict[int, dict[str, int]] = {}
    for where, indicator, value, _ in _rows(tx, statement, first, last, place):
        result.setdefault(where, {})[indicator] = int(value)
    return result


# ── held against the entries ──────────────────────────────────────────────────────────────────────────────────────────

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
_BELOW = units.c.id == daily.c.commune_id
_PROVINCE_SUMS = (
    select(
        daily.c.indicator,
        daily.c.day,
        units.c.parent_id.label("province_id"),
        func.sum(daily.c.value).label("value"),
        func.sum(daily.c.times).label("times"),
        func.sum(daily.c.estimates).label("estimates"),
    )
    .join(units, _BELOW)
    .where(units.c.parent_id.is_not(None))
    .group_by(daily.c.day, units.c.parent_id, daily.c.indicator)
    .having(func.sum(daily.c.times) != 0)
)
_COMMUNES = select(units.c.id, units.c.name).where(units.c.kind == "commune").order_by(units.c.id)
COLUMNS = ("value", "times", "estimates")


def differences(tx: Tx) -> list[str]:
    """Where the kept roll-ups differ from a recount of the entries, a sentence each; empty where they are right."""
    settle(tx.connection)
    wrong = [f"{name}: {count} ngày lệch" for _, name, count in _commune_differences(tx)]
    where = (province_daily.c.indicator, province_daily.c.day, province_daily.c.province_id)
    counted = select(*where, *(province_daily.c[name] for name in COLUMNS)).where(province_daily.c.times != 0)
    kept = {tuple(row[:3]): tuple(map(int, row[3:])) for row in tx.all(counted)}
    right = {tuple(row[:3]): tuple(map(int, row[3:])) for row in tx.all(_PROVINCE_SUMS)}
    lines = len(kept.items() ^ right.items())
    return wrong + ([f"bảng của tỉnh: {lines} dòng lệch so với bảng của các xã"] if lines else [])


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
    tx.run(delete(province_daily))
    tx.run(delete(daily))
    fill(tx)
    return wrong


def fill(tx: Tx) -> None:
    """Make the roll-ups, empty so far, from the entries."""
    where = tuple(column.name for column in daily.columns)
    everything = (
        select(entries.c.commune_id, entries.c.last, entry_values.c.indicator, *_SUMS)
        .select_from(_JOINED)
        .where(_COUNTS)
        .group_by(entries.c.commune_id, entries.c.last, entry_values.c.indicator)
    )
    tx.run(insert(daily).from_select(where, everything))
    tx.run(insert(province_daily).from_select([c.name for c in province_daily.columns], _PROVINCE_SUMS))
