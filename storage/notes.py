"""Notes: difficulties and remarks that villages write beside their figures."""

from datetime import date
from typing import Any

from sqlalchemy import Row, bindparam, select

from storage.tables import notes
from storage.tx import Tx


def add(tx: Tx, row: dict[str, Any]) -> int:
    """Keep a note; returns its id."""
    return tx.insert(notes, row)


_BETWEEN = (
    select(notes.c.unit_id, notes.c.kind, notes.c.date, notes.c.text)
    .where(
        notes.c.commune_id == bindparam("commune"),
        notes.c.date.between(bindparam("first_day"), bindparam("last_day")),
        notes.c.ended_at.is_(None),
    )
    .order_by(notes.c.unit_id, notes.c.id)
)


def between(tx: Tx, commune_id: int, first: date, last: date) -> list[Row[Any]]:
    """A commune's notes of a span of days."""
    return list(tx.all(_BETWEEN, {"commune": commune_id, "first_day": first, "last_day": last}))
