"""The audit: what officers did to people and to the figures of others. It holds ids, never names or words."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, select

from storage.tables import audit
from storage.tx import Tx

_SINCE = (
    select(audit)
    .where(audit.c.commune_id == bindparam("commune"), audit.c.at >= bindparam("since"))
    .order_by(audit.c.id.desc())
    .limit(bindparam("limit"))
)


def note(tx: Tx, person_id: int | None, commune_id: int | None, action: str, about: dict[str, Any]) -> None:
    """Keep that a person did something. `about` is plain JSON of ids and figures: names would outlive their erasure."""
    tx.later(
        audit,
        {"at": tx.now, "person_id": person_id, "commune_id": commune_id, "action": action, "about": about},
    )


def since(tx: Tx, commune_id: int, moment: datetime, limit: int = 100) -> list[Row[Any]]:
    """What was done in a commune since a moment, newest first."""
    return list(tx.all(_SINCE, {"commune": commune_id, "since": moment, "limit": limit}))
