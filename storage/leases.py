"""Leases: which process may do what only one may do, such as polling a bot's token."""

from datetime import timedelta

from sqlalchemy import bindparam, delete, or_
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.tables import leases
from storage.tx import Tx

_DROP = delete(leases).where(leases.c.name == bindparam("of"), leases.c.holder == bindparam("by"))
_OLD = delete(leases).where(leases.c.until < bindparam("before"))


def take(tx: Tx, name: str, holder: str, length: timedelta, *, force: bool = False) -> bool:
    """Take or renew a lease; False while somebody else holds it. `force` takes it from a holder known to be dead."""
    insert = (sqlite_insert if tx.connection.dialect.name == "sqlite" else pg_insert)(leases)
    free = None if force else or_(leases.c.holder == holder, leases.c.until < tx.now)
    statement = insert.on_conflict_do_update(
        index_elements=["name"],
        set_={"holder": insert.excluded.holder, "until": insert.excluded.until},
        where=free,
    ).returning(leases.c.name)
    return tx.scalar(statement, {"name": name, "holder": holder, "until": tx.now + length}) is not None


def drop(tx: Tx, name: str, holder: str) -> None:
    """Give a lease back, if it is still held by `holder`."""
    tx.run(_DROP, {"of": name, "by": holder})


def sweep(tx: Tx) -> int:
    """Remove leases that ran out a day ago or more; returns how many."""
    return tx.run(_OLD, {"before": tx.now - timedelta(days=1)})
