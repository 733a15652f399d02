"""Statements that run again and again: compiled once, then handed straight to the driver.

SQLAlchemy writes the SQL, knows how values go in and come out, and opens and ends the transaction. What is left out is
what it works out anew for each execution (look-ups, contexts, results), which costs more than most statements do.
A statement object seen a second time is prepared; one built for the occasion runs the ordinary way.
"""

from collections import namedtuple
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import nullcontext
from functools import partial
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import BindParameter, Connection, Dialect, Executable, exc
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.types import TypeEngine

from domain.frozen import frozen

Values = Mapping[str, Any]
LONG = 1024  # lists up to here share their SQL


class _Unfit(Exception):
    """Only SQLAlchemy itself can execute this statement."""


@frozen
class _Place:
    """One place of a statement: its name there, the key in the row, which of a list (None: the value itself), what
    stands there where the row has no such key, and how it is converted."""

    name: str
    key: str
    index: int | None
    other: Any
    convert: Any


class _Shape:
    """The SQL for lists of certain lengths, and how a row becomes what the driver takes."""

    __slots__ = ("_converts", "_get", "_names", "sql")

    def __init__(self, sql: str, fill: Sequence[_Place], keys: Collection[str], *, named: bool) -> None:
        self.sql = sql
        self._names = [place.name for place in fill] if named else None
        self._converts = [(at, place.convert) for at, place in enumerate(fill) if place.convert is not None]
        self._get: Callable[[Values], Sequence[Any]]
        if len(fill) > 1 and all(place.index is None and place.key in keys for place in fill):
            self._get = itemgetter(*(place.key for place in fill))  # everything is in the row as it stands
        else:
            self._get = partial(_laid_out, _runs(fill))

    def values(self, rows: Sequence[Values]) -> list[Any]:
        """Rows as the driver takes them, converted column by column."""
        given = _converted(list(map(self._get, rows)), self._converts)
        return given if self._names is None else [dict(zip(self._names, one, strict=True)) for one in given]


def _converted(rows: list[Any], converts: Sequence[tuple[int, Callable[[Any], Any]]]) -> list[Any]:
    """The rows with some of their columns converted: by whole columns, so that the loops are the interpreter's own."""
    if not rows or not converts:
        return rows
    if len(rows) == 1:
        row = list(rows[0])
        for place, convert in converts:
            row[place] = convert(row[place])
        return [row]
    columns: list[Any] = list(zip(*rows, strict=True))
    for place, convert in converts:
        columns[place] = map(convert, columns[place])
    return list(zip(*columns, strict=True))


def _runs(fill: Sequence[_Place]) -> list[tuple[str, Any, int]]:
    """The places as runs of one key: its name, what stands for it where a row has none, its places (0: no list)."""
    runs: list[tuple[str, Any, int]] = []
    for place in fill:
        if not place.index:
            runs.append((place.key, place.other, 0 if place.index is None else 1))
        else:  # the places of a list follow one another
            key, other, size = runs[-1]
            runs[-1] = (key, other, size + 1)
    return runs


def _laid_out(runs: Sequence[tuple[str, Any, int]], row: Values) -> list[Any]:
    """What a row puts into each place. Lists shorter than the places made for them end in their last."""
    laid: list[Any] = []
    for key, other, size in runs:
        value = row.get(key, other)
        if size:
            laid += value
            laid += [value[-1]] * (size - len(value))
        else:
            laid.append(value)
    return laid


class _Prepared:
    """A statement for one database and for rows of certain keys."""

    __slots__ = ("_compiled", "_keys", "_lists", "_make", "_outward", "_shapes", "_types", "returns")

    def __init__(self, compiled: SQLCompiler, keys: Sequence[str]) -> None:
        """Raises _Unfit."""
        if compiled.literal_execute_params or compiled.escaped_bind_names:
            raise _Unfit("its SQL depends on its values")
        if compiled.insert_prefetch or compiled.update_prefetch:
            raise _Unfit("some of its values are made for each execution")
        self._compiled = compiled
        self._keys = frozenset(keys)
        self._lists = {bind.key: bind.effective_value for bind in compiled.bind_names if bind.expanding}
        self._shapes: dict[tuple[int, ...], _Shape] = {}
        columns = compiled._result_columns
        self.returns = bool(columns)
        self._types: list[TypeEngine[Any]] = [column.type for column in columns]
        row: Any = namedtuple("Row", [column.keyname for column in columns], rename=True)  # type: ignore[misc]
        self._make: Callable[[Sequence[Any]], Any] = partial(tuple.__new__, row)
        self._outward: list[tuple[int, Callable[[Any], Any]]] | None = None

    def shape(self, row: Values) -> _Shape:
        """The SQL for this row. Lists are drawn out to the next power of two, so that there are few of them; long ones
        are not, for databases limit how many values a statement takes."""
        sizes = tuple([_size(len(row.get(key, always))) for key, always in self._lists.items()]) if self._lists else ()
        shape = self._shapes.get(sizes)
        if shape is None:
            shape = self._shaped(dict(zip(self._lists, sizes, strict=True)))
            if all(size <= LONG for size in sizes):
                self._shapes[sizes] = shape
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
        fill = [
            _Place(name, bind.key, index, bind.effective_value, converts.get(name))
            for name in names or ()
            for bind, index in (binds[name],)
        ]
        return _Shape(state.statement, fill, self._keys, named=not compiled.positional)

    def rows(self, cursor: Any, dialect: Dialect) -> list[Any]:
        """Everything the driver found, its values as Python knows them, its columns by name."""
        if self._outward is None:
            made = (
                (at, type_._cached_result_processor(dialect, cursor.description[at][1]))
                for at, type_ in enumerate(self._types)
            )
            self._outward = [(place, convert) for place, convert in made if convert is not None]
        return list(map(self._make, _converted(cursor.fetchall(), self._outward)))


_Kinds = dict[tuple[str, bool, tuple[str, ...]], _Prepared | None]
_KNOWN: WeakKeyDictionary[Executable, _Kinds] = WeakKeyDictionary()


def _size(count: int) -> int:
    return 1 << (count - 1).bit_length() if 0 < count <= LONG else count


class Driver:
    """What stands behind a connection of SQLAlchemy, for one of its transactions; whatever is executed is fetched
    whole before the next, so one cursor serves for all."""

    __slots__ = ("_connection", "_dialect", "_opened")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._dialect = connection.dialect
        self._opened: Any = None

    def fetch(self, statement: Executable, values: Values) -> Sequence[Any]:
        """Execute and return every row."""
        prepared = self._prepare(statement, values)
        if prepared is None:
            return self._connection.execute(statement, dict(values)).all()
        return prepared.rows(self._execute(prepared, values), self._dialect)

    def change(self, statement: Executable, values: Values) -> int:
        """Execute and return how many rows it touched."""
        prepared = self._prepare(statement, values)
        if prepared is None:
            return self._connection.execute(statement, dict(values)).rowcount
        return int(self._execute(prepared, values).rowcount)

    def change_many(self, statement: Executable, rows: Sequence[Values]) -> None:
        """Execute for every row; all have the keys of the first."""
        self.change_all({statement: rows})

    def change_all(self, work: Mapping[Executable, Sequence[Values]]) -> None:
        """`change_many` for several statements in order. PostgreSQL is sent all of them before its first answer is
        read."""
        ready = [(self._prepare(statement, rows[0], many=True), statement, rows) for statement, rows in work.items()]
        driver: Any = self._connection.connection.driver_connection if len(ready) > 1 else None
        together = hasattr(driver, "pipeline") and all(prepared for prepared, _, _ in ready)
        try:
            with driver.pipeline() if together else nullcontext():
                for prepared, statement, rows in ready:
                    if prepared is None:
                        self._connection.execute(statement, [dict(row) for row in rows])
                    else:
                        shape = prepared.shape(rows[0])
                        self._cursor().executemany(shape.sql, shape.values(rows))
        except self._dialect.loaded_dbapi.Error as error:
            raise self._told(error) from error

    def insert(self, statement: Executable, values: Values) -> int:
        """Insert a row and return the id it was given."""
        prepared = self._prepare(statement, values)
        if prepared is None:
            key = self._connection.execute(statement, dict(values)).inserted_primary_key
            assert key is not None
            return int(key[0])
        cursor = self._execute(prepared, values)
        return int(cursor.fetchone()[0] if prepared.returns else cursor.lastrowid)

    def plainly(self, sql: str) -> None:
        """Execute SQL as it stands, outside of what SQLAlchemy knows as the transaction."""
        try:
            self._connection.connection.cursor().execute(sql)
        except self._dialect.loaded_dbapi.Error as error:
            raise self._told(error) from error

    def _prepare(self, statement: Executable, values: Values, many: bool = False) -> _Prepared | None:
        """The statement prepared; None where SQLAlchemy is to execute it: the first time, and where only it can."""
        kinds = _KNOWN.get(statement)
        if kinds is None:
            _KNOWN[statement] = {}
            return None
        kind = (self._dialect.name, many, tuple(values))
        if kind not in kinds:
            try:
                compiled = statement.compile(  # type: ignore[attr-defined]
                    dialect=self._dialect, column_keys=list(values), for_executemany=many
                )
                kinds[kind] = _Prepared(compiled, tuple(values))
            except _Unfit:
                kinds[kind] = None
        return kinds[kind]

    def _execute(self, prepared: _Prepared, values: Values) -> Any:
        cursor, shape = self._cursor(), prepared.shape(values)
        try:
            cursor.execute(shape.sql, shape.values((values,))[0])
        except self._dialect.loaded_dbapi.Error as error:
            raise self._told(error) from error
        return cursor

    def _cursor(self) -> Any:
        if self._opened is None:
            if not self._connection.in_transaction():
                self._connection.begin()
            self._opened = self._connection.connection.cursor()
        return self._opened

    def _told(self, error: Exception) -> Exception:
        """A driver's error as SQLAlchemy would raise it, without the values."""
        dialect = self._dialect
        return exc.DBAPIError.instance(
            None, None, error, dialect.loaded_dbapi.Error, hide_parameters=True, dialect=dialect
        )
