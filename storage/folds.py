"""Roll-ups kept beside the entries, by the map of then: commune × day, province × day and province × month.

Every change of an entry leaves its difference with the transaction; the differences of all turns of a group are folded
and written once, in key order, right before the commit. So the tables hold at every commit what the entries add up to,
a province's row is touched once a group however many of its communes report, and two processes on PostgreSQL take the
rows in one order. The country is the sum of its provinces; months make its year a sum of 2,000 rows, not of 60,000.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    String,
    Table,
    bindparam,
    select,
)
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from domain.frozen import frozen
from storage.prepared import Driver
from storage.tables import Id, metadata, units
from storage.tx import Tx
from storage.types import Day

INFO = "rollup"  # where a connection keeps the differences of its transaction


def _table(name: str, place: str, order: tuple[str, ...]) -> Table:
    """A roll-up; its key is in the order in which it is read."""
    when = "month" if "month" in order else "day"
    columns: dict[str, Column[Any]] = {
        place: Column(place, Id, ForeignKey("units.id"), primary_key=True, autoincrement=False),
        when: Column(when, Day, primary_key=True),
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
# By indicator first: a span of the country is summed as it stands, without sorting its rows into groups.
province_daily = _table("province_daily", "province_id", ("indicator", "day", "province_id"))
province_monthly = _table("province_monthly", "province_id", ("indicator", "month", "province_id"))  # by its first day


@frozen
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
        _add(sums, (one.commune_id, one.day, one.indicator), sign * one.value, sign, sign * one.estimate)


_Key = tuple[int, date, str]  # commune or province, day, indicator
_Sums = list[int]  # value, times, estimates


@dataclass(slots=True)
class _Waiting:
    """The differences of one transaction that are not written yet."""

    transaction: object
    communes: dict[_Key, _Sums] = field(default_factory=dict)
    provinces: dict[_Key, _Sums] = field(default_factory=dict)


def _waiting(connection: Connection) -> _Waiting:
    """What waits in the running transaction; what one that was rolled back left behind is not its."""
    transaction = connection.get_transaction()
    found = connection.info.get(INFO)
    if found is None or found.transaction is not transaction:
        found = connection.info[INFO] = _Waiting(transaction)
    return found


def _add(sums: dict[Any, _Sums], key: Any, value: int, times: int, estimates: int) -> None:
    parts = sums.get(key)
    if parts is None:
        sums[key] = [value, times, estimates]
    else:
        parts[0] += value
        parts[1] += times
        parts[2] += estimates


def _add_up(make: Any, table: Table) -> Any:
    """Add to a row or make it, as each of the two databases says it."""
    statement = make(table)
    columns = ("value", "times", "estimates")
    return statement.on_conflict_do_update(
        index_elements=[column.name for column in table.primary_key.columns],
        set_={name: table.c[name] + statement.excluded[name] for name in columns},
    )


_ADD_UP = {
    name: {table: _add_up(make, table) for table in (daily, province_daily, province_monthly)}
    for name, make in (("sqlite", sqlite_insert), ("postgresql", pg_insert))
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
            rows.append(_row("commune_id", "day", key, parts))
            if key[0] in provinces:
                _add(waiting.provinces, (provinces[key[0]], key[1], key[2]), *parts)
    if rows:
        Driver(connection).change_many(_ADD_UP[connection.dialect.name][daily], rows)


def settle(connection: Connection) -> None:
    """Write everything that waits, folded and in key order: called right before every commit."""
    settle_communes(connection)
    waiting = _waiting(connection)
    if not waiting.provinces:
        return
    sums, waiting.provinces = waiting.provinces, {}
    months: dict[_Key, _Sums] = {}
    for (province, day, indicator), parts in sums.items():
        _add(months, (province, day.replace(day=1), indicator), *parts)
    driver, add_up = Driver(connection), _ADD_UP[connection.dialect.name]
    for table, when, folded in ((province_daily, "day", sums), (province_monthly, "month", months)):
        rows = [_row("province_id", when, key, parts) for key, parts in sorted(folded.items()) if any(parts)]
        if rows:
            driver.change_many(add_up[table], rows)


def _row(place: str, when: str, key: _Key, parts: _Sums) -> dict[str, Any]:
    return {
        place: key[0],
        when: key[1],
        "indicator": key[2],
        "value": parts[0],
        "times": parts[1],
        "estimates": parts[2],
    }


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
