"""Messages that did not arrive: listed for the officer with the reason, and sent once more when asked."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from domain.frozen import frozen
from storage.people import best_address
from storage.tables import IS_DEAD, memberships, outbox, people, units
from storage.tx import Tx

DAYS = timedelta(days=7)

_IN_COMMUNE = select(memberships.c.person_id).where(
    memberships.c.ended_at.is_(None),
    memberships.c.unit_id.in_(select(units.c.id).where(units.c.commune_id == bindparam("commune"))),
)
_DEAD = (
    select(
        outbox.c.id,
        outbox.c.kind,
        outbox.c.rule,
        outbox.c.period,
        outbox.c.state,
        outbox.c.reason,
        outbox.c.made_at,
        outbox.c.person_id,
        people.c.name,
    )
    .join_from(outbox, people, people.c.id == outbox.c.person_id)
    .where(
        outbox.c.person_id.in_(_IN_COMMUNE),
        IS_DEAD,
        outbox.c.kind != "bulk",
        outbox.c.made_at >= bindparam("since"),
    )
    .order_by(outbox.c.id.desc())
    .limit(bindparam("limit"))
)
_AGAIN = (
    update(outbox)
    .where(outbox.c.id == bindparam("message"), outbox.c.state.in_(("failed", "expired")))
    .values(
        state="due",
        attempts=0,
        not_before=bindparam("now"),
        not_after=bindparam("until"),
        address_id=bindparam("address"),
        reason="gửi lại theo yêu cầu của cán bộ",
        lease_until=None,
    )
)


@frozen
class Dead:
    """A message that was given up: to whom, what it was, why."""

    id: int
    person_id: int
    name: str
    kind: str
    rule: str
    period: str
    state: str
    reason: str
    made_at: datetime


def listed(tx: Tx, commune_id: int, limit: int = 30) -> list[Dead]:
    """What did not reach people of a commune in the last days, newest first."""
    rows = tx.all(_DEAD, {"commune": commune_id, "since": tx.now - DAYS, "limit": limit})
    return [
        Dead(row.id, row.person_id, row.name, row.kind, row.rule, row.period, row.state, row.reason, row.made_at)
        for row in rows
    ]


def again(tx: Tx, dead: Sequence[Dead]) -> tuple[int, list[str]]:
    """Send these once more where the people can be reached now: how many, and the names of those who cannot. Nudges
    are looked at again when they are sent: whoever has reported meanwhile gets none."""
    count, unreached = 0, []
    for one in dead:
        address = best_address(tx, one.person_id)
        if address is None:
            unreached.append(one.name)
            continue
        values = {"message": one.id, "now": tx.now, "until": tx.now + timedelta(hours=12), "address": address}
        count += tx.run(_AGAIN, values)
    return count, unreached
