"""One transaction of the writer: reads see what was written before, writes wait and go out many at a time."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Connection, Executable, Insert, Row, Table, insert

from storage.prepared import Driver


@cache
def _into(table: Table) -> Insert:
    """One statement a table: SQLAlchemy computes what it needs to know of a statement once for each object."""
    return insert(table)


class Tx:
    """A transaction and its time.

    `later()` keeps an insert until somebody reads or the transaction ends, so that the inbox, the outbox and the talks
    of thirty turns become three statements and not ninety. Any read through `all`, `one`, `scalar` writes
    what waits first; `look` does not, and is for tables that nothing ever waits for.
    """

    def __init__(self, connection: Connection, now: datetime) -> None:
        self.connection = connection
        self._driver = Driver(connection)
        self.now = now
        self._waiting: dict[Any, list[dict[str, Any]]] = {}
        self.guard: Callable[[int, date], None] | None = None  # asked before a unit's figures of a day change
        self.touched: list[tuple[int, int, date, date]] = []  # commune, unit, first, last of every entry changed

    def touch(self, commune_id: int, unit_id: int, first: date, last: date) -> None:
        """An entry is about to change: asks the guard, which may raise, and takes note."""
        if self.guard is not None:
            self.guard(unit_id, last)
        self.touched.append((commune_id, unit_id, first, last))

    def later(self, statement: Table | Executable, row: dict[str, Any]) -> None:
        """Insert a row (or run a prepared statement with it) before the next read; order among statements kept."""
        self._waiting.setdefault(statement, []).append(row)

    def flush(self) -> None:
        """Write what waits."""
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, {}
        self._driver.change_all({_into(key) if isinstance(key, Table) else key: rows for key, rows in waiting.items()})

    def run(self, statement: Executable, values: dict[str, Any] | None = None) -> int:
        """Execute now; returns how many rows it touched."""
        self.flush()
        return self._driver.change(statement, values or {})

    def run_many(self, statement: Executable, rows: Sequence[dict[str, Any]]) -> None:
        """Execute now for every row, in one round trip."""
        self.flush()
        self._driver.change_many(statement, rows)

    def insert_many(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Insert rows now, in one round trip; what waits goes on waiting."""
        self._driver.change_many(_into(table), rows)

    def insert(self, table: Table, row: dict[str, Any]) -> int:
        """Insert one row now and return its id; what waits refers to rows that exist, and goes on waiting."""
        return self._driver.insert(_into(table), row)

    def all(self, statement: Executable, values: dict[str, Any] | None = None) -> Sequence[Row[Any]]:
        """Every row."""
        self.flush()
        return self._driver.fetch(statement, values or {})

    def look(self, statement: Executable, values: dict[str, Any] | None = None) -> Sequence[Row[Any]]:
        """Every row, of tables that `later` is never used for (ledger, people, places): nothing is written first."""
        return self._driver.fetch(statement, values or {})

    def one(self, statement: Executable, values: dict[str, Any] | None = None) -> Row[Any] | None:
        """The first row, or None."""
        rows = self.all(statement, values)
        return rows[0] if rows else None

    def scalar(self, statement: Executable, values: dict[str, Any] | None = None) -> Any:
        """The first column of the first row, or None."""
        row = self.one(statement, values)
        return row[0] if row is not None else None
