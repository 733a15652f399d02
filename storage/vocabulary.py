"""The words of a commune: aliases an officer taught, and words near figures that nobody could explain."""

from typing import Any

from sqlalchemy import Row, bindparam, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from storage.communes import touch
from storage.tables import aliases, unknown_words
from storage.tx import Tx

_TAUGHT = (
    select(aliases)
    .where(aliases.c.commune_id == bindparam("commune"), aliases.c.ended_at.is_(None))
    .order_by(aliases.c.folded)
)
_END = (
    update(aliases)
    .where(
        aliases.c.commune_id == bindparam("commune"),
        aliases.c.folded == bindparam("word"),
        aliases.c.ended_at.is_(None),
    )
    .values(ended_at=bindparam("when"))
)
_SETTLE = (
    update(unknown_words)
    .where(unknown_words.c.commune_id == bindparam("commune"), unknown_words.c.folded == bindparam("word"))
    .values(settled_at=bindparam("when"))
)
_UNKNOWN = (
    select(unknown_words.c.words, unknown_words.c.times, unknown_words.c.last_at)
    .where(unknown_words.c.commune_id == bindparam("commune"), unknown_words.c.settled_at.is_(None))
    .order_by(unknown_words.c.times.desc(), unknown_words.c.last_at.desc())
    .limit(bindparam("limit"))
)


def taught(tx: Tx, commune_id: int) -> list[Row[Any]]:
    """The aliases in force, in order of their words."""
    return list(tx.all(_TAUGHT, {"commune": commune_id}))


def teach(tx: Tx, commune_id: int, words: str, folded: str, indicator: str, person_id: int) -> None:
    """From now on `words` mean `indicator` in this commune; an older meaning ends."""
    forget(tx, commune_id, folded)
    tx.insert(
        aliases,
        {
            "commune_id": commune_id,
            "words": words[:100],
            "folded": folded[:100],
            "indicator": indicator,
            "person_id": person_id,
            "at": tx.now,
        },
    )
    tx.run(_SETTLE, {"commune": commune_id, "word": folded, "when": tx.now})
    touch(tx, commune_id)


def forget(tx: Tx, commune_id: int, folded: str) -> bool:
    """Take an alias back; False if there was none."""
    ended = tx.run(_END, {"commune": commune_id, "word": folded, "when": tx.now}) > 0
    if ended:
        touch(tx, commune_id)
    return ended


def met(tx: Tx, commune_id: int, words: str, folded: str) -> None:
    """Count a word that stood near a figure and that nobody could explain."""
    make = sqlite_insert if tx.connection.dialect.name == "sqlite" else pg_insert
    statement = make(unknown_words)
    tx.run(
        statement.on_conflict_do_update(
            index_elements=["commune_id", "folded"],
            set_={"times": unknown_words.c.times + 1, "last_at": statement.excluded.last_at},
        ),
        {"commune_id": commune_id, "words": words[:100], "folded": folded[:100], "times": 1, "last_at": tx.now},
    )


def unknown(tx: Tx, commune_id: int, limit: int = 20) -> list[Row[Any]]:
    """Words nobody explained yet, the most frequent first."""
    return list(tx.all(_UNKNOWN, {"commune": commune_id, "limit": limit}))
