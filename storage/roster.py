"""The roster of a commune: everybody who has or had a place in it, for the officer who looks for a person by name."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, or_, select

from domain.frozen import frozen
from domain.roles import Role
from storage.people import CONSENTED
from storage.tables import memberships, people, units
from storage.tx import Tx


@frozen
class Place:
    """One role of one person in one unit."""

    person_id: int
    name: str
    folded: str
    unit_id: int
    unit_name: str
    kind: str
    commune_id: int | None
    role: Role
    since: datetime
    ended_at: datetime | None


_PLACES = (
    select(
        people.c.id,
        people.c.name,
        people.c.folded,
        memberships.c.unit_id,
        units.c.name.label("unit_name"),
        units.c.kind,
        units.c.commune_id,
        memberships.c.role,
        memberships.c.since,
        memberships.c.ended_at,
    )
    .join_from(memberships, people, people.c.id == memberships.c.person_id)
    .join(units, units.c.id == memberships.c.unit_id)
    .where(people.c.folded != "")  # whose data was erased cannot be found any more
    .order_by(memberships.c.id)
)
_IN_COMMUNE = _PLACES.where(or_(units.c.commune_id == bindparam("commune"), units.c.id == bindparam("commune")))
_OF_PERSON = _PLACES.where(people.c.id == bindparam("person"), memberships.c.ended_at.is_(None))
_AGREED = select(CONSENTED).select_from(people).where(people.c.id == bindparam("person"))


def everyone(tx: Tx, commune_id: int) -> list[Place]:
    """Every place somebody has or had in a commune, the oldest first."""
    return [_place(row) for row in tx.all(_IN_COMMUNE, {"commune": commune_id})]


def places(tx: Tx, person_id: int) -> list[Place]:
    """The places a person has now, whether or not they have agreed to anything yet."""
    return [_place(row) for row in tx.all(_OF_PERSON, {"person": person_id})]


def agreed(tx: Tx, person_id: int) -> bool:
    """Whether a person has agreed to the privacy notice and not taken it back."""
    return bool(tx.scalar(_AGREED, {"person": person_id}))


def _place(row: Row[Any]) -> Place:
    return Place(
        row.id,
        row.name,
        row.folded,
        row.unit_id,
        row.unit_name,
        row.kind,
        row.commune_id,
        Role(row.role),
        row.since,
        row.ended_at,
    )
