"""The schema's version: brought up to date by Alembic, checked cheaply at every start."""

import logging
from pathlib import Path

from sqlalchemy import inspect
from sqlalchemy.engine import Connection

from storage.engine import Store

HERE = Path(__file__).parent / "migrations"


class SchemaError(RuntimeError):
    """The database's schema is not the program's; the message says in Vietnamese what to do."""


def newest() -> str:
    """The newest revision this program knows, from the file names (importing Alembic costs 0.2 s)."""
    return max(path.name.split("_", 1)[0] for path in (HERE / "versions").glob("[0-9]*.py"))


def current(connection: Connection) -> str | None:
    """The revision a database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()


def upgrade(store: Store) -> bool:
    """Bring the schema up to date; True if anything was done. Raises SchemaError on a database newer than this
    program."""
    with store.read() as connection:
        now = current(connection)
    if now == newest():
        return False
    if now is not None and now > newest():
        raise SchemaError(f"Sổ này do phiên bản mới hơn tạo ra (lược đồ {now}); xin cập nhật phần mềm rồi chạy lại.")
    from alembic import command
    from alembic.config import Config

    logging.getLogger("alembic").setLevel(logging.WARNING)
    config = Config()
    config.set_main_option("script_location", str(HERE))
    with store.write() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
    return True


def ensure(store: Store) -> None:
    """Upgrade SQLite by itself; on PostgreSQL only check (several processes share it: `sothon migrate` is explicit).

    Raises SchemaError.
    """
    if store.sqlite:
        upgrade(store)
        return
    with store.read() as connection:
        if current(connection) != newest():
            raise SchemaError("Cơ sở dữ liệu chưa đúng phiên bản: xin chạy “sothon migrate” một lần rồi chạy lại.")
