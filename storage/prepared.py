"""Statements that run again and again: compiled once, then handed straight to the driver.

SQLAlchemy writes the SQL, knows how values go in and come out, and opens and ends the transaction. What is left out is
what it works out anew for each execution (look-ups, contexts, results), which costs more than most statements do.
A statement object seen a second time is prepared; one built for the occasion runs the ordinary way.
"""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, Connection, Dialect, Executable, exc
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

Values = Mapping[str, Any]


class _Unfit(Exception):
    """Only SQLAlchemy itself can execute this statement."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """The SQL for lists of certain lengths, and what goes into each of its places: the name there, the key in the row,
    which one of the list (None: the value itself), what stands there without one, and how it is converted."""

    sql: str
    fill: tuple[tuple[str, str, int | None, Any, Any], ...]
    named: bool

    def values(self, row: Values) -> Any:
        """A row as the driver takes it."""
        given: list[Any] = []
        for _, key, place, other, convert in self.fill:
            value = row.get(key, other)
            if place is not None:
                value = value[min(place, len(value) - 1)]
            given.append(value if convert is None else convert(value))
        return dict(zip((name for name, *_ in self.fill), given, strict=True)) if self.named else given


class _Prepared:
    """A statement for one database and for rows of certain keys."""

    __slots__ = ("_compiled", "_lists", "_make", "_outward", "_shapes", "_types", "returns")

    def __init__(self, compiled: SQLCompiler) -> None:
        """Raises _Unfit."""
        if compiled.literal_execute_params or compiled.escaped_bind_names:
            raise _Unfit("its SQL depends on its values")
        if compiled.insert_prefetch or compiled.update_prefetch:
            raise _Unfit("some of its values are made for each execution")
        self._compiled = compiled
        self._lists = {bind.key: bind.effective_value for bind in compiled.bind_names if bind.expanding}
        self._shapes: dict[tuple[int, ...], _Shape] = {}
        columns = compiled._result_columns
        self.returns = bool(columns)
        self._types: list[TypeEngine[Any]] = [column.type for column in columns]
        row: Any = namedtuple("Row", [column.keyname for column in columns], rename=True)  # type: ignore[misc]
        self._make: Callable[[Sequence[Any]], Any] = row._make
        self._outward: list[tuple[int, Callable[[Any], Any]]] | None = None

    def shape(self, row: Values) -> _Shape:
        """The SQL for this row. Lists are drawn out to the next power of two, so that there are few of them."""
        sizes = tuple(_size(len(row.get(key, always))) for key, always in self._lists.items())
        shape = self._shapes.get(sizes)
        if shape is None:
            shape = self._shapes[sizes] = self._shaped(dict(zip(self._lists, sizes, strict=True)))
        return shape

    def _shaped(self, sizes: Mapping[str, int]) -> _Shape:
        compiled = self._compiled
        blank = {bind.key: [None] * sizes.get(bind.key, 0) if bind.expanding else None for bind in compiled.bind_names}
        state = compiled.construct_expanded_state(blank)
        binds: dict[str, tuple[BindParameter[Any], int | None]] = {
            name: (bind, None) for bind, name in compiled.bind_names.items()
        }
        for name, parts in state.parameter_expansion.items():
            bind, _ = binds.pop(name)
            binds |= {part: (bind, place) for place, part in enumerate(parts)}
        names = state.positiontup if compiled.positional else list(binds)
        converts = {**compiled._bind_processors, **state.processors}
        fill = tuple(
            (name, bind.key, place, bind.effective_value, converts.get(name))
            for name in names or ()
            for bind, place in (binds[name],)
        )
        return _Shape(state.statement, fill, not compiled.positional)

    def rows(self, cursor: Any, dialect: Dialect) -> list[Any]:
        """Everything the driver found, its values as Python knows them, its columns by name."""
        if self._outward is None:
            made = (
                (place, type_._cached_result_processor(dialect, cursor.description[place][1]))
                for place, type_ in enumerate(self._types)
            )
            self._outward = [(place, convert) for place, convert in made if convert is not None]
        found = cursor.fetchall()
        if not self._outward:
            return list(map(self._make, found))
        rows = []
        for one in found:
            row = list(one)
            for place, convert in self._outward:
                row[place] = convert(row[place])
            rows.append(self._make(row))
        return rows


_Kinds = dict[tuple[str, bool, tuple[str, ...]], _Prepared | None]
_KNOWN: WeakKeyDictionary[Executable, _Kinds] = WeakKeyDictionary()


def _prepare(connection: Connection, statement: Executable, values: Values, many: bool = False) -> _Prepared | None:
    """The statement prepared; None where SQLAlchemy is to execute it: the first time, and where only it can."""
    kinds = _KNOWN.get(statement)
    if kinds is None:
        _KNOWN[statement] = {}
        return None
    kind = (connection.dialect.name, many, tuple(values))
    if kind not in kinds:
        try:
            compiled = statement.compile(  # type: ignore[attr-defined]
                dialect=connection.dialect, column_keys=list(values), for_executemany=many
            )
            kinds[kind] = _Prepared(compiled)
        except _Unfit:
            kinds[kind] = None
    return kinds[kind]


def _cursor(connection: Connection) -> Any:
    """One cursor a connection: whatever is executed is fetched whole before the next."""
    if not connection.in_transaction():
        connection.begin()
    info = connection.info
    cursor = info.get("cursor")
    if cursor is None:
        cursor = info["cursor"] = connection.connection.cursor()
    return cursor


def _size(count: int) -> int:
    return 1 << (count - 1).bit_length() if count else 0


def _execute(connection: Connection, prepared: _Prepared, values: Values) -> Any:
    cursor, shape = _cursor(connection), prepared.shape(values)
    try:
        cursor.execute(shape.sql, shape.values(values))
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(connection, error) from error
    return cursor


def _told(connection: Connection, error: Exception) -> Exception:
    """A driver's error as SQLAlchemy would raise it, without the values."""
    dialect = connection.dialect
    return exc.DBAPIError.instance(None, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect)


def fetch(connection: Connection, statement: Executable, values: Values) -> Sequence[Any]:
    """Execute and return every row."""
    prepared = _prepare(connection, statement, values)
    if prepared is None:
        return connection.execute(statement, dict(values)).all()
    return prepared.rows(_execute(connection, prepared, values), connection.dialect)


def change(connection: Connection, statement: Executable, values: Values) -> int:
    """Execute and return how many rows it touched."""
    prepared = _prepare(connection, statement, values)
    if prepared is None:
        return connection.execute(statement, dict(values)).rowcount
    return int(_execute(connection, prepared, values).rowcount)


def change_many(connection: Connection, statement: Executable, rows: Sequence[Values]) -> None:
    """Execute for every row; all have the keys of the first."""
    prepared = _prepare(connection, statement, rows[0], many=True)
    if prepared is None:
        connection.execute(statement, [dict(row) for row in rows])
        return
    shape = prepared.shape(rows[0])
    try:
        _cursor(connection).executemany(shape.sql, list(map(shape.values, rows)))
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(connection, error) from error


def insert(connection: Connection, statement: Executable, values: Values) -> int:
    """Insert a row and return the id it was given."""
    prepared = _prepare(connection, statement, values)
    if prepared is None:
        key = connection.execute(statement, dict(values)).inserted_primary_key
        assert key is not None
        return int(key[0])
    cursor = _execute(connection, prepared, values)
    return int(cursor.fetchone()[0] if prepared.returns else cursor.lastrowid)
