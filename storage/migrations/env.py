"""How Alembic reaches the database: on the connection that `storage.schema` hands it."""

from typing import Literal

from alembic import context

from storage.tables import metadata
from storage.types import UtcDateTime


def _render(kind: str, item: object, _context: object) -> str | Literal[False]:
    return "UtcDateTime()" if kind == "type" and isinstance(item, UtcDateTime) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter a column in place
    render_item=_render,
    compare_server_default=False,
)
with context.begin_transaction():
    context.run_migrations()
