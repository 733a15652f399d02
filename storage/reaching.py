"""Where people can be reached: every address of theirs, the wished one first; and the officers behind a channel."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, func, insert, select, update

from domain.frozen import frozen
from domain.roles import Role
from storage.people import CONSENTED, best_first
from storage.tables import addresses, inbox, memberships, outbox, people, units
from storage.tx import Tx


@frozen
class Way:
    """One address of a person."""

    address_id: int
    person_id: int
    channel: str
    account: str
    chat: str
    chosen: bool
    last_at: datetime
    unreachable: bool


_WAYS = (
    select(
        addresses.c.id,
        addresses.c.person_id,
        addresses.c.channel,
        addresses.c.account,
        addresses.c.chat,
        addresses.c.chosen_at,
        addresses.c.last_at,
        addresses.c.unreachable_at,
    )
    .join_from(addresses, people, people.c.id == addresses.c.person_id)
    .where(
        people.c.id.in_(bindparam("people", expanding=True)),
        people.c.left_at.is_(None),
        people.c.silent_at.is_(None),
        CONSENTED,
    )
    .order_by(
        addresses.c.person_id,
        addresses.c.unreachable_at.is_not(None),
        *best_first(),
    )
)
_MOVE = (
    update(outbox)
    .where(outbox.c.key == bindparam("of"))
    .values(
        address_id=bindparam("to"),
        state="due",
        not_before=bindparam("now"),
        lease_until=None,
        reason=bindparam("why"),
    )
)
_MEANT_FOR = select(outbox.c.person_id, outbox.c.address_id).where(outbox.c.key == bindparam("of"))
_WAITING = select(outbox.c.key, outbox.c.person_id, outbox.c.kind, outbox.c.address_id).where(
    outbox.c.state == "due",
    outbox.c.kind != "reply",
    outbox.c.person_id.is_not(None),
    outbox.c.address_id.in_(
        select(addresses.c.id).where(
            addresses.c.channel == bindparam("channel"), addresses.c.account == bindparam("account")
        )
    ),
)
_PEOPLE_ON = select(addresses.c.person_id).where(
    addresses.c.channel == bindparam("channel"),
    addresses.c.account == bindparam("account"),
    addresses.c.person_id.is_not(None),
)
_theirs, _places = memberships.alias("theirs"), units.alias("places")
_OFFICERS_ON = (
    select(memberships.c.person_id)
    .distinct()
    .join_from(memberships, units, units.c.id == memberships.c.unit_id)
    .where(
        memberships.c.role == Role.OFFICER.value,
        memberships.c.ended_at.is_(None),
        units.c.id.in_(
            select(_places.c.commune_id)
            .join_from(_theirs, _places, _places.c.id == _theirs.c.unit_id)
            .where(_theirs.c.ended_at.is_(None), _theirs.c.person_id.in_(_PEOPLE_ON))
        ),
    )
    .order_by(memberships.c.person_id)
)
_CHOSEN_OFF = update(addresses).where(addresses.c.person_id == bindparam("person")).values(chosen_at=None)
_CHOSEN = (
    update(addresses)
    .where(addresses.c.id == bindparam("address"), addresses.c.person_id == bindparam("person"))
    .values(chosen_at=bindparam("now"))
)
_KEPT = select(func.count()).where(
    inbox.c.channel == bindparam("channel"),
    inbox.c.account == bindparam("account"),
    inbox.c.message == bindparam("message"),
)


def ways(tx: Tx, person_ids: Sequence[int]) -> dict[int, list[Way]]:
    """The addresses of people who may be spoken to first (agreed, not silent, not gone), the best first."""
    found: dict[int, list[Way]] = {}
    for row in tx.all(_WAYS, {"people": sorted(set(person_ids))}) if person_ids else ():
        way = Way(
            row.id,
            row.person_id,
            row.channel,
            row.account,
            row.chat,
            row.chosen_at is not None,
            row.last_at,
            row.unreachable_at is not None,
        )
        found.setdefault(row.person_id, []).append(way)
    return found


def choose(tx: Tx, person_id: int, address_id: int | None) -> None:
    """The person wants to be spoken to first at this address; None: wherever they wrote last."""
    tx.run(_CHOSEN_OFF, {"person": person_id})
    if address_id is not None:
        tx.run(_CHOSEN, {"person": person_id, "address": address_id, "now": tx.now})


def move(tx: Tx, key: str, address_id: int, why: str) -> None:
    """Say a waiting message at another address of the same person."""
    tx.run(_MOVE, {"of": key, "to": address_id, "now": tx.now, "why": why[:300]})


def meant_for(tx: Tx, key: str) -> tuple[int, int] | None:
    """Whom a message was meant for, as (person id, address id); None where nobody we know."""
    row = tx.one(_MEANT_FOR, {"of": key})
    return None if row is None or row.person_id is None else (row.person_id, row.address_id)


def waiting(tx: Tx, channel: str, account: str) -> list[tuple[str, int, str, int]]:
    """What waits to be said first in one account: (key, person id, kind, address id)."""
    rows = tx.all(_WAITING, {"channel": channel, "account": account})
    return [(row.key, row.person_id, row.kind, row.address_id) for row in rows]


def officers_on(tx: Tx, channel: str, account: str) -> list[int]:
    """The officers of every commune that somebody with an address in this account belongs to."""
    return [row.person_id for row in tx.all(_OFFICERS_ON, {"channel": channel, "account": account})]


def known(tx: Tx, channel: str, account: str, message: str) -> bool:
    """Whether an event was kept before."""
    return bool(tx.scalar(_KEPT, {"channel": channel, "account": account, "message": message}))


def keep_ignored(tx: Tx, channel: str, account: str, message: str, event: str) -> None:
    """Keep that an event came which says nothing to us: its id and name, never its contents."""
    if not known(tx, channel, account, message):
        row = {"channel": channel, "account": account, "message": message, "text": "", "sent_at": tx.now}
        tx.run(insert(inbox), row | {"taken_at": tx.now, "outcome": "ignored", "handler": event[:32]})


def without_address(tx: Tx, person_ids: Sequence[int]) -> dict[int, str]:
    """Who has no address that takes messages: what the database alone knows about whom a nudge would not reach."""
    found = ways(tx, person_ids)
    reachable = {person for person, own in found.items() if any(not way.unreachable for way in own)}
    return {
        person: "đã chặn hoặc rời khỏi cuộc trò chuyện" if person in found else "chưa vào sổ hoặc đã dừng nhận tin"
        for person in person_ids
        if person not in reachable
    }
