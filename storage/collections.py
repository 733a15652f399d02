"""Collections: ad-hoc requests of an officer, whom they went to, and what the units answered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update

from domain.frozen import frozen
from storage.communes import Collection, touch
from storage.tables import answers, collection_units, collections
from storage.tx import Tx


def open_(
    tx: Tx,
    commune_id: int,
    name: str,
    indicators: Sequence[str],
    due_at: datetime,
    unit_ids: Sequence[int],
    person_id: int | None,
) -> Collection:
    """Make a collection for some units."""
    row = {
        "commune_id": commune_id,
        "name": name[:200],
        "indicators": list(indicators),
        "due_at": due_at,
        "made_by": person_id,
        "made_at": tx.now,
    }
    number = tx.insert(collections, row)
    tx.insert_many(collection_units, [{"collection_id": number, "unit_id": unit_id} for unit_id in unit_ids])
    touch(tx, commune_id)
    return Collection(number, name[:200], tuple(indicators), due_at, tx.now)


def close(tx: Tx, commune_id: int, collection_id: int) -> None:
    """Nobody is asked about it any more; its answers stay."""
    tx.run(update(collections).where(collections.c.id == collection_id).values(ended_at=tx.now))
    touch(tx, commune_id)


def move(tx: Tx, commune_id: int, collection_id: int, due_at: datetime) -> None:
    """It is due at another moment."""
    tx.run(update(collections).where(collections.c.id == collection_id).values(due_at=due_at))
    touch(tx, commune_id)


_UNITS = select(collection_units.c.unit_id).where(collection_units.c.collection_id == bindparam("collection"))


def units_of(tx: Tx, collection_id: int) -> list[int]:
    """The units a collection went to."""
    return [row.unit_id for row in tx.all(_UNITS, {"collection": collection_id})]


@frozen
class Given:
    """What a unit answered: figures by indicator (none: there was nothing), who said it and when."""

    unit_id: int
    figures: Mapping[str, int]
    person_id: int | None
    said_at: datetime
    words: str


_GIVEN = (
    select(answers)
    .where(answers.c.collection_id == bindparam("collection"), answers.c.ended_at.is_(None))
    .order_by(answers.c.id)
)
_REPLACED = (
    update(answers)
    .where(
        answers.c.collection_id == bindparam("collection"),
        answers.c.unit_id == bindparam("unit"),
        answers.c.ended_at.is_(None),
    )
    .values(ended_at=bindparam("now"))
)


def given(tx: Tx, collection_id: int) -> dict[int, Given]:
    """The standing answers of a collection, by unit."""
    rows = tx.all(_GIVEN, {"collection": collection_id})
    return {row.unit_id: Given(row.unit_id, row.figures, row.person_id, row.said_at, row.words) for row in rows}


def answer(
    tx: Tx,
    collection_id: int,
    unit_id: int,
    figures: Mapping[str, int],
    words: str,
    said_at: datetime,
    person_id: int,
    typed_by: int | None = None,
) -> None:
    """Keep a unit's answer; the one before it is ended, not overwritten."""
    tx.run(_REPLACED, {"collection": collection_id, "unit": unit_id, "now": tx.now})
    row: dict[str, Any] = {
        "collection_id": collection_id,
        "unit_id": unit_id,
        "figures": dict(figures),
        "words": words,
        "person_id": person_id,
        "typed_by": typed_by,
        "said_at": said_at,
        "stored_at": tx.now,
    }
    tx.insert(answers, row)
