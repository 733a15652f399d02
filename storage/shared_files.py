"""Files behind links that expire; only the hash of a link's token is kept."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from storage.tables import shared_files
from storage.tx import Tx

_GET = select(shared_files.c.name, shared_files.c.data).where(
    shared_files.c.token_hash == bindparam("hash"), shared_files.c.ends_at > bindparam("now")
)
_OLD = delete(shared_files).where(shared_files.c.ends_at <= bindparam("now"))


def put(tx: Tx, token_hash: str, name: str, data: bytes, ends_at: datetime) -> None:
    """Keep a file until a moment; those whose time is over go."""
    tx.run(_OLD, {"now": tx.now})
    tx.run(insert(shared_files), {"token_hash": token_hash, "name": name[:200], "data": data, "ends_at": ends_at})


def get(tx: Tx, token_hash: str) -> tuple[str, bytes] | None:
    """A file's name and bytes, while its link is good."""
    row = tx.one(_GET, {"hash": token_hash, "now": tx.now})
    return None if row is None else (row.name, row.data)
