"""The outbox from the sender's side: what waits, whose leases may be taken over, who is told of the unreachable."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, update

from domain.roles import Role
from storage.people import best_address
from storage.tables import addresses, inbox, memberships, outbox, people, units
from storage.tx import Tx

_OURS = select(addresses.c.id).where(addresses.c.channel.in_(bindparam("channels", expanding=True)))
_RECOVER = (
    update(outbox)
    .where(outbox.c.state == "sending", outbox.c.address_id.in_(_OURS))
    .values(lease_until=bindparam("past"))
)
_OWNER = (
    select(people.c.id, people.c.name)
    .join_from(addresses, people, people.c.id == addresses.c.person_id)
    .where(addresses.c.id == bindparam("address"), people.c.left_at.is_(None))
)
_own = memberships.alias("own")
_theirs = memberships.alias("theirs")
_OFFICERS = (
    select(_theirs.c.person_id)
    .distinct()
    .join_from(_own, units, units.c.id == _own.c.unit_id)
    .join(_theirs, _theirs.c.unit_id == units.c.commune_id)
    .join(people, people.c.id == _theirs.c.person_id)
    .where(
        _own.c.person_id == bindparam("person"),
        _own.c.ended_at.is_(None),
        _theirs.c.ended_at.is_(None),
        _theirs.c.role == Role.OFFICER.value,
        _theirs.c.person_id != bindparam("person"),
        people.c.left_at.is_(None),
    )
)
_UNREAD = select(func.count()).where(
    inbox.c.commune_id.in_(select(units.c.id).where(units.c.kind == "commune")),  # so that the index serves
    inbox.c.outcome.in_(("unread", "failed")),
    inbox.c.taken_at >= bindparam("since"),
)


_DEPTH = (
    select(func.count().label("waiting"), func.min(outbox.c.not_before).label("oldest"))
    .join_from(outbox, addresses, addresses.c.id == outbox.c.address_id)
    .where(
        outbox.c.state.in_(("due", "sending")),
        outbox.c.not_before <= bindparam("now"),
        addresses.c.channel.in_(bindparam("channels", expanding=True)),
    )
)
_ARRIVED = (
    update(outbox)
    .where(outbox.c.key == bindparam("of"))
    .values(state="sent", sent_at=bindparam("when"), sent_id=bindparam("as_id"), lease_until=None)
)


def arrived(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Mark messages as sent; each row: of (key), when, as_id (the platform's id). Lean: one for every reply."""
    tx.flush()
    tx.connection.execute(_ARRIVED, list(rows))


def depth(tx: Tx, channels: Sequence[str]) -> tuple[int, datetime | None]:
    """How many messages of these channels may go and have not gone, and since when the oldest was allowed to."""
    row = tx.one(_DEPTH, {"now": tx.now, "channels": list(channels)})
    assert row is not None
    return int(row.waiting), row.oldest


def recover(tx: Tx, channels: Sequence[str]) -> int:
    """Let every lease on messages of these channels run out now: only for a process that knows it is alone.
    Returns how many."""
    return tx.run(_RECOVER, {"channels": list(channels), "past": tx.now - timedelta(seconds=1)})


def owner(tx: Tx, address_id: int) -> tuple[int, str] | None:
    """Who is behind an address, as (person id, name); None for a stranger."""
    row = tx.one(_OWNER, {"address": address_id})
    return None if row is None else (row.id, row.name)


def officers_of(tx: Tx, person_id: int) -> list[tuple[int, int]]:
    """The other officers of a person's communes that can be reached, as (person id, address id)."""
    found = [(row.person_id, best_address(tx, row.person_id)) for row in tx.all(_OFFICERS, {"person": person_id})]
    return [(person, address) for person, address in found if address is not None]


def unread_count(tx: Tx, days: int = 7) -> int:
    """How many sentences of the last days nobody understood."""
    return int(tx.scalar(_UNREAD, {"since": tx.now - timedelta(days=days)}))
