"""What a commune has turned on; everything here is off until an officer says otherwise."""

from sqlalchemy import Column, ForeignKey, String, Table, bindparam, delete, exists, insert, select

from storage.tables import Id, metadata
from storage.tx import Tx

RANKING = "ranking"  # villages beside each other by their figures

table = Table(
    "switches",
    metadata,
    Column("commune_id", Id, ForeignKey("units.id"), primary_key=True, autoincrement=False),
    Column("name", String(32), primary_key=True),
)
_THIS = (table.c.commune_id == bindparam("commune"), table.c.name == bindparam("name"))
_ON = select(exists().where(*_THIS))
_OFF = delete(table).where(*_THIS)


def is_on(tx: Tx, commune_id: int, name: str) -> bool:
    """Whether a commune has turned something on."""
    return bool(tx.look(_ON, {"commune": commune_id, "name": name})[0][0])


def turn(tx: Tx, commune_id: int, name: str, *, on: bool) -> bool:
    """Turn something on or off; False if it was so already."""
    if is_on(tx, commune_id, name) == on:
        return False
    key = {"commune": commune_id, "name": name}
    if on:
        tx.run(insert(table), {"commune_id": commune_id, "name": name})
    else:
        tx.run(_OFF, key)
    return True
