"""Reporting for a colleague: a one-time code that gives somebody a place in a village for some days."""

import hmac
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, update

from domain.frozen import frozen
from domain.roles import Role
from storage import people
from storage.tables import memberships, substitutes, units
from storage.tx import Tx

CODE_LASTS = timedelta(days=3)  # how long the code may be typed
LASTS = timedelta(days=7)  # how long somebody then reports there

_NEWEST = select(func.max(substitutes.c.id))
_OPEN = (
    select(substitutes.c.id, substitutes.c.code_hash, substitutes.c.unit_id, substitutes.c.made_by, units.c.commune_id)
    .join_from(substitutes, units, units.c.id == substitutes.c.unit_id)
    .where(
        substitutes.c.code_hash == bindparam("hash"),
        substitutes.c.taken_at.is_(None),
        substitutes.c.ended_at.is_(None),
        substitutes.c.ends_at > bindparam("now"),
    )
)
_VOID = (
    update(substitutes)
    .where(
        substitutes.c.made_by == bindparam("person"),
        substitutes.c.unit_id == bindparam("unit"),
        substitutes.c.taken_at.is_(None),
        substitutes.c.ended_at.is_(None),
    )
    .values(ended_at=bindparam("now"))
)


@frozen
class Offer:
    """A code that is good now: for which village, made by whom."""

    id: int
    unit_id: int
    commune_id: int
    made_by: int


def make(tx: Tx, code_hash: Callable[[str], str], unit_id: int, person_id: int) -> str:
    """Make a one-time code of six digits and return it; only its hash is kept. It voids the person's earlier one."""
    tx.run(_VOID, {"person": person_id, "unit": unit_id, "now": tx.now})
    code = f"{int(code_hash(f'substitute/{tx.scalar(_NEWEST)}/{tx.now.isoformat()}'), 16) % 1_000_000:06}"
    tx.insert(
        substitutes,
        {
            "code_hash": code_hash(f"substitute/{code}"),
            "unit_id": unit_id,
            "made_by": person_id,
            "made_at": tx.now,
            "ends_at": tx.now + CODE_LASTS,
        },
    )
    return code


def find(tx: Tx, code_hash: Callable[[str], str], code: str) -> Offer | None:
    """The good code with these digits."""
    hashed = code_hash(f"substitute/{code}")
    row = tx.one(_OPEN, {"hash": hashed, "now": tx.now})
    if row is None or not hmac.compare_digest(row.code_hash, hashed):
        return None
    return Offer(row.id, row.unit_id, row.commune_id, row.made_by)


_TAKE = (
    update(substitutes)
    .where(substitutes.c.id == bindparam("offer"), substitutes.c.taken_at.is_(None))
    .values(taken_at=bindparam("now"), person_id=bindparam("person"), ends_at=bindparam("until"))
)


def take(tx: Tx, offer: Offer, person_id: int) -> datetime | None:
    """Give somebody the place; returns until when, or None where another was faster."""
    until = tx.now + LASTS
    if tx.run(_TAKE, {"offer": offer.id, "now": tx.now, "person": person_id, "until": until}) != 1:
        return None
    people.join(tx, person_id, offer.unit_id, Role.MEMBER.value)
    return until


_OVER = select(substitutes.c.id, substitutes.c.person_id, substitutes.c.unit_id, substitutes.c.taken_at).where(
    substitutes.c.taken_at.is_not(None), substitutes.c.ended_at.is_(None), substitutes.c.ends_at <= bindparam("now")
)


def any_over(tx: Tx) -> bool:
    """Whether somebody's time as a substitute is over."""
    return tx.one(_OVER.limit(1), {"now": tx.now}) is not None


def end(tx: Tx) -> int:
    """End the places of those whose time as a substitute is over; returns how many. A place given otherwise stays."""
    rows: list[Any] = list(tx.all(_OVER, {"now": tx.now}))
    for row in rows:
        tx.run(
            update(memberships)
            .where(
                memberships.c.person_id == row.person_id,
                memberships.c.unit_id == row.unit_id,
                memberships.c.role == Role.MEMBER.value,
                memberships.c.since == row.taken_at,
                memberships.c.ended_at.is_(None),
            )
            .values(ended_at=tx.now)
        )
        tx.run(update(substitutes).where(substitutes.c.id == row.id).values(ended_at=tx.now))
    return len(rows)
