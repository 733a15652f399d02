"""Accounts: which address of a channel belongs to whom. A person's newest address wins."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select, update

from domain.frozen import frozen
from storage.phones import PHONE
from storage.tables import addresses, outbox, talks
from storage.tx import Tx

MOVED = "moved"

_OTHERS = select(addresses.c.id).where(
    addresses.c.person_id == bindparam("person"), addresses.c.id != bindparam("address")
)
_DETACH = (
    update(addresses)
    .where(addresses.c.id.in_(bindparam("ids", expanding=True)))
    .values(person_id=None, name="", reason=MOVED, unreachable_at=None)
)
_ATTACH = (
    update(addresses)
    .where(addresses.c.id == bindparam("address"))
    .values(person_id=bindparam("person"), name=bindparam("shown"), reason="", unreachable_at=None)
)
_FORWARD = (
    update(outbox)
    .where(outbox.c.address_id.in_(bindparam("ids", expanding=True)), outbox.c.state == "due")
    .values(address_id=bindparam("address"))
)
_FORGET = delete(talks).where(talks.c.address_id.in_(bindparam("ids", expanding=True)))
_IDS = select(addresses.c.id).where(addresses.c.person_id == bindparam("person"))
_REASON = select(addresses.c.reason).where(addresses.c.id == bindparam("address"), addresses.c.person_id.is_(None))
_OF = (
    select(addresses.c.channel, addresses.c.last_at)
    .where(addresses.c.person_id == bindparam("person"), ~addresses.c.chat.startswith(PHONE, autoescape=True))
    .order_by(addresses.c.id)
)


def attach(tx: Tx, address_id: int, person_id: int, shown: str) -> None:
    """Give an address to a person (`shown`: their name on the platform); every other address of theirs is let go.

    What still waited to be said there is said here.
    """
    others = [row.id for row in tx.all(_OTHERS, {"person": person_id, "address": address_id})]
    if others:
        tx.run(_DETACH, {"ids": others})
        tx.run(_FORGET, {"ids": others})
        tx.run(_FORWARD, {"ids": others, "address": address_id})
    tx.run(_ATTACH, {"address": address_id, "person": person_id, "shown": shown[:200]})


def moved_away(tx: Tx, address_id: int) -> bool:
    """Whether an address belonged to somebody who has moved to another."""
    return bool(tx.scalar(_REASON, {"address": address_id}) == MOVED)


def forget_talks(tx: Tx, person_id: int) -> None:
    """Drop the open questions of a person who no longer has the place they were about."""
    ids = [row.id for row in tx.all(_IDS, {"person": person_id})]
    if ids:
        tx.run(_FORGET, {"ids": ids})


@frozen
class Account:
    """One way to reach a person."""

    channel: str
    last_at: datetime


def accounts(tx: Tx, person_id: int) -> list[Account]:
    """A person's accounts, without their ids: those are for nobody to see. A phone number is none."""
    return [Account(row.channel, row.last_at) for row in tx.all(_OF, {"person": person_id})]
