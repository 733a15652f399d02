"""`sothon migrate`: the database brought to this program's schema, which on PostgreSQL nothing else does."""

from argparse import Namespace

from bot.commands.ledger import load_settings
from storage import schema
from storage.engine import Store


def run(_args: Namespace) -> int:
    """Says which schema the database is at. Raises SettingsError, SchemaError."""
    store = Store(load_settings().url)
    try:
        done = schema.upgrade(store)
    finally:
        store.close()
    version = schema.newest()
    print(
        f"Đã đưa cơ sở dữ liệu lên lược đồ {version}." if done else f"Cơ sở dữ liệu đã ở lược đồ mới nhất ({version})."
    )
    return 0
