"""How values go into the databases and come out: instants, dates, yes and no, small documents.

SQLAlchemy's own ways do the same; for SQLite they cost more than the database takes for the row, which is why each of
these hands the driver what it wants at once.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

import msgspec
from sqlalchemy import JSON, Boolean, Date, DateTime, Dialect
from sqlalchemy.types import TypeDecorator


def encode_json(value: Any) -> str:
    """Compact, letters as they are."""
    return msgspec.json.encode(value).decode()


def decode_json(text: str | bytes | None) -> Any:
    """What was stored; None where a join found no row."""
    return None if text is None else msgspec.json.decode(text)


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: refuses naive values, stores UTC, returns aware UTC on every database.

    `DateTime(timezone=True)` alone drops the offset on SQLite, which would move a deadline by seven hours. The text is
    the same: 2026-11-22 06:00:00.000000.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[datetime | None], Any]:
        """How a value goes in."""
        if dialect.name == "sqlite":
            return _written
        return lambda value: None if value is None else _utc(value)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None]:
        """How a value comes out."""
        if dialect.name == "sqlite":
            return _instant
        return lambda value: None if value is None else value.astimezone(UTC)

    def process_literal_param(self, value: datetime | None, dialect: Dialect) -> str:
        """How a value is written into SQL itself."""
        return "NULL" if value is None else f"'{_written(value)}{'' if dialect.name == 'sqlite' else '+00'}'"


class Day(TypeDecorator[date]):
    """A date, on SQLite as 2026-11-22."""

    impl = Date
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[date | None], Any] | None:
        """How a value goes in."""
        return _day if dialect.name == "sqlite" else super().bind_processor(dialect)


class Flag(Boolean):
    """Yes or no, on SQLite 1 or 0: its driver would take a bool too, but looks far and wide for how."""

    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[bool | None], Any] | None:
        """How a value goes in."""
        if dialect.name == "sqlite":
            return _NUMBERS.__getitem__
        return super().bind_processor(dialect)  # type: ignore[no-untyped-call, no-any-return]


class Document(TypeDecorator[Any]):
    """Lists and dictionaries as JSON, in columns that are never NULL."""

    impl = JSON
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """How a value goes in."""
        return encode_json if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """How a value comes out."""
        return decode_json if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


_NUMBERS = {None: None, False: 0, True: 1}


def _utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError(f"A time without a zone must not be stored: {value!r}.")
    return value if value.tzinfo is UTC else value.astimezone(UTC)


@lru_cache(maxsize=64)  # the rows of one transaction bear the same few times
def _written(value: datetime | None) -> str | None:
    return None if value is None else _utc(value).isoformat(" ", "microseconds")[:26]


@lru_cache(maxsize=512)
def _instant(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text + "+00:00")


@lru_cache(maxsize=512)
def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
