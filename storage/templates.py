"""A commune's own report template, kept in the ledger so that every process has it and a backup holds it."""

import base64
import binascii

from sqlalchemy import bindparam, delete, insert, select

from storage.tables import facts
from storage.tx import Tx

_GET = select(facts.c.value).where(facts.c.name == bindparam("of"))
_DROP = delete(facts).where(facts.c.name == bindparam("of"))


def get(tx: Tx, commune_id: int) -> bytes | None:
    """The template's bytes, or None where the commune uses the program's own."""
    value = tx.scalar(_GET, {"of": _name(commune_id)})
    if value is None:
        return None
    try:
        return base64.b64decode(value, validate=True)
    except binascii.Error:
        return None


def put(tx: Tx, commune_id: int, data: bytes) -> None:
    """Keep a template in place of the one before."""
    drop(tx, commune_id)
    tx.run(insert(facts), {"name": _name(commune_id), "value": base64.b64encode(data).decode()})


def drop(tx: Tx, commune_id: int) -> bool:
    """Go back to the program's own; False where it was used already."""
    return tx.run(_DROP, {"of": _name(commune_id)}) > 0


def _name(commune_id: int) -> str:
    return f"template/{commune_id}"
