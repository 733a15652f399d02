"""The database: how it is opened, on SQLite and on PostgreSQL, for writing and for reading."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, exc, make_url
from sqlalchemy.pool import ConnectionPoolEntry, QueuePool

from storage import folds
from storage.prepared import Driver
from storage.types import decode_json, encode_json

_JSON: dict[str, Any] = {"json_serializer": encode_json, "json_deserializer": decode_json}
UNUSED = 5.0  # seconds after which a connection is asked whether it still lives


class Store:
    """An open database. One writer at a time takes `write()`; readers take `read()` and see the last commit."""

    def __init__(self, url: str) -> None:
        """`url`: sqlite:///path or postgresql://…; the folder of a SQLite file is made if missing."""
        address = make_url(url)
        self.sqlite = address.get_backend_name() == "sqlite"
        if self.sqlite:
            if address.database:
                # The ledger is nobody else's on this machine; folders above it keep their own rights.
                Path(address.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            self.engine = self._sqlite(url, begin="BEGIN IMMEDIATE", size=1)
            self.readers = self._sqlite(url, begin="BEGIN", size=4)
        else:
            address = address.set(drivername="postgresql+psycopg")
            self.engine = self._postgresql(address, size=3)
            self.readers = self._postgresql(address, size=4)
        self._spare: list[Connection] = []  # for writing, not in use
        event.listen(self.engine, "commit", folds.settle)

    @staticmethod
    def _sqlite(url: str, *, begin: str, size: int) -> Engine:
        engine = create_engine(
            url,
            poolclass=QueuePool,
            pool_size=size,
            max_overflow=8,
            **_JSON,
            hide_parameters=True,  # or somebody's words would stand in an error's text
            connect_args={"check_same_thread": False, "timeout": 30},
        )

        @event.listens_for(engine, "connect")
        def _connect(connection: Any, _record: Any) -> None:
            # The driver would begin a transaction only at the first write: a read before it runs outside, and the
            # upgrade fails with "database is locked" (921 of 1,000 concurrent turns). So we begin ourselves.
            connection.isolation_level = None
            cursor = connection.cursor()
            for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=30000"):
                cursor.execute("PRAGMA " + pragma)
            cursor.execute("PRAGMA cache_size=-65536")
            cursor.close()

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            Driver(connection).plainly(begin)

        return engine

    @staticmethod
    def _postgresql(address: URL, *, size: int) -> Engine:
        engine = create_engine(address, pool_size=size, max_overflow=size, hide_parameters=True, **_JSON)

        @event.listens_for(engine, "checkin")
        def _back(_connection: Any, record: ConnectionPoolEntry) -> None:
            record.info["used"] = time.monotonic()

        @event.listens_for(engine, "checkout")
        def _out(connection: Any, record: ConnectionPoolEntry, _fairy: Any) -> None:
            # A connection that served a moment ago is not asked whether it lives: that would be one more way there and
            # back for every group of turns.
            if time.monotonic() - record.info.get("used", 0.0) > UNUSED and "used" in record.info:
                try:
                    engine.dialect.do_ping(connection)
                except engine.dialect.loaded_dbapi.Error as error:
                    raise exc.DisconnectionError from error  # the pool makes a new one

        return engine

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that may write; commits when the block ends, rolls back when it raises."""
        try:
            connection = self._spare.pop()
        except IndexError:
            connection = self.engine.connect()
        try:
            with connection.begin():
                yield connection
        finally:
            # A file's connection does not go stale; opening one anew for each group costs as much as a turn.
            if self.sqlite and not connection.invalidated:
                self._spare.append(connection)
            else:
                connection.close()

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with self.readers.connect() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        while self._spare:
            self._spare.pop().close()
        self.engine.dispose()
        self.readers.dispose()
