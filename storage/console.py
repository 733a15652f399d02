"""The terminal as a channel: whose address it is, and what waits there to be read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Row, and_, bindparam, or_, select, update

from domain.frozen import frozen
from domain.messages import Address, Outbound
from storage.messages import LEASE, Ready, as_ready
from storage.people import add_address
from storage.tables import addresses, memberships, outbox, people, units
from storage.tx import Tx

CHANNEL = "console"


@frozen
class Speaker:
    """Someone who may be spoken as: their name, folded name, and places by key."""

    person_id: int
    name: str
    folded: str
    places: tuple[str, ...]


def speakers(tx: Tx) -> list[Speaker]:
    """Everybody enrolled who has not left, in the order in which they came."""
    places: dict[int, list[str]] = {}
    for row in tx.all(
        select(memberships.c.person_id, units.c.key)
        .join(units, units.c.id == memberships.c.unit_id)
        .where(memberships.c.ended_at.is_(None))
        .order_by(memberships.c.id)
    ):
        places.setdefault(row.person_id, []).append(row.key)
    rows = tx.all(select(people).where(people.c.left_at.is_(None)).order_by(people.c.id))
    return [Speaker(row.id, row.name, row.folded, tuple(dict.fromkeys(places.get(row.id, ())))) for row in rows]


_OWN = (
    select(addresses)
    .where(addresses.c.channel == CHANNEL, addresses.c.person_id == bindparam("person"))
    .order_by(addresses.c.last_at.desc())
)
_TAKEN = select(addresses).where(
    addresses.c.channel == CHANNEL, addresses.c.account == "", addresses.c.chat == bindparam("chat")
)


def address_of(tx: Tx, person_id: int, short: str) -> tuple[int, Address]:
    """The terminal address of a person, made if they have none: `short`, or `short-2` where that is another's."""
    own = tx.one(_OWN, {"person": person_id})
    if own is not None:
        return own.id, Address(CHANNEL, "", own.chat)
    chat, number = short, 1
    while tx.one(_TAKEN, {"chat": chat}) is not None:
        number += 1
        chat = f"{short}-{number}"
    address = Address(CHANNEL, "", chat)
    return add_address(tx, address, short, person_id), address


def stranger(tx: Tx, short: str, name: str) -> tuple[int, Address]:
    """The terminal address of somebody not enrolled under this name; whoever joined from it is who speaks."""
    address = Address(CHANNEL, "", short)
    known = tx.one(_TAKEN, {"chat": short})
    return (known.id if known is not None else add_address(tx, address, name)), address


_WAITING = (
    select(outbox, addresses.c.channel, addresses.c.account, addresses.c.chat)
    .join(addresses, addresses.c.id == outbox.c.address_id)
    .where(
        outbox.c.address_id == bindparam("address"),
        or_(
            and_(outbox.c.state == "due", outbox.c.not_before <= bindparam("now")),
            and_(outbox.c.state == "sending", outbox.c.lease_until < bindparam("now")),
        ),
    )
    .order_by(outbox.c.id)
)
_SHOWN = (
    update(outbox)
    .where(outbox.c.key.in_(bindparam("keys", expanding=True)))
    .values(state="sent", sent_at=bindparam("at"), lease_until=None)
)
_LATE = (
    update(outbox).where(outbox.c.key.in_(bindparam("keys", expanding=True))).values(state="expired", lease_until=None)
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.key.in_(bindparam("keys", expanding=True)))
    .values(state="sending", lease_until=bindparam("until"), attempts=outbox.c.attempts + 1)
)


def waiting(tx: Tx, address_id: int, again: Callable[[Tx, Sequence[Row[Any]]], Mapping[str, Any]]) -> list[Ready]:
    """Claim what waits for an address; what has come too late is marked so and not returned. `again` looks at nudges
    once more: by key, the message, None where nobody needs it, anything else where the hour is wrong."""
    rows: Sequence[Row[Any]] = tx.all(_WAITING, {"address": address_id, "now": tx.now})
    verdicts = again(tx, [row for row in rows if row.kind in ("nudge", "bulk")])
    late = [row.key for row in rows if row.not_after is not None and row.not_after < tx.now]
    late += [key for key, said in verdicts.items() if said is None and key not in late]
    claimed = []
    for row in rows:
        said = verdicts.get(row.key, as_ready(row).message)
        if row.key not in late and isinstance(said, Outbound):
            claimed.append(replace(as_ready(row), message=said))
    if late:
        tx.run(_LATE, {"keys": late})
    if claimed:
        tx.run(_CLAIM, {"keys": [one.key for one in claimed], "until": tx.now + LEASE})
    return claimed


def shown(tx: Tx, keys: Sequence[str]) -> None:
    """Mark messages as read out."""
    if keys:
        tx.run(_SHOWN, {"keys": list(keys), "at": tx.now})


def leave(tx: Tx, address_id: int) -> None:
    """The terminal closes: whoever can be reached elsewhere is told things there again, not here."""
    person_id = tx.scalar(select(addresses.c.person_id).where(addresses.c.id == address_id))
    elsewhere = person_id is not None and tx.scalar(
        select(addresses.c.id).where(
            addresses.c.person_id == person_id, addresses.c.channel != CHANNEL, addresses.c.unreachable_at.is_(None)
        )
    )
    if elsewhere:
        tx.run(
            update(addresses)
            .where(addresses.c.id == address_id)
            .values(unreachable_at=tx.now, reason="đã đóng cửa sổ dòng lệnh")
        )
