"""What commands share: the settings, the ledger opened and brought up to date, and a way to refuse."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from sqlalchemy import Connection

from bot import settings as settings_module
from bot.logs import set_up
from bot.settings import Settings
from storage import schema
from storage.engine import Store
from storage.tx import Tx


class CommandError(ValueError):
    """A command that cannot be carried out; the message says in Vietnamese why and what to do."""


def load_settings() -> Settings:
    """The settings, with the logs quiet: a command's own words are what its user reads. Raises SettingsError."""
    settings = settings_module.load()
    set_up("DEBUG" if settings.log_level == "DEBUG" else "WARNING", settings.log_format)
    return settings


@contextmanager
def ledger() -> Iterator[tuple[Settings, Store]]:
    """The settings and the open ledger. Raises SettingsError, SchemaError."""
    settings = load_settings()
    store = Store(settings.url)
    try:
        schema.ensure(store)
        yield settings, store
    finally:
        store.close()


def transaction(connection: Connection) -> Tx:
    """A transaction as of now."""
    return Tx(connection, datetime.now(UTC))
