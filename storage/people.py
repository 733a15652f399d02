"""People: who speaks from which address, in which places, and what was last said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, bindparam, exists, insert, select, update

from domain.frozen import frozen
from domain.messages import Address
from domain.roles import Membership, Role
from storage.tables import addresses, communes, consents, memberships, people, talks, units
from storage.tx import Tx


@frozen
class Person:
    """Someone enrolled: they have a place and agreed to the privacy notice."""

    id: int
    name: str
    silent: bool  # said "dừng": nothing is sent first


@dataclass(slots=True)
class Caller:
    """An address with whoever is behind it, their places, and the state of the talk; lives for one group of turns.

    `person` is None for strangers, and for those whom we know but who have not agreed yet, or have no place any more:
    they are `known`, and nobody but the enrolment and the data rights may treat them as anything but strangers.
    """

    address_id: int
    address: Address
    name: str  # as the platform shows it
    person: Person | None = None
    known: Person | None = None
    memberships: tuple[Membership, ...] = ()
    versions: dict[int, int] = field(default_factory=dict)  # commune id → its version, just read
    talk: dict[str, Any] = field(default_factory=dict)
    unreachable: bool = False


CONSENTED = exists().where(consents.c.person_id == people.c.id, consents.c.withdrawn_at.is_(None))
HEARD_EVERY = timedelta(minutes=1)  # how closely it is kept when an address was last heard from


def best_first(which: FromClause = addresses) -> tuple[ColumnElement[Any], ...]:
    """The order of somebody's addresses, as their index has it: the one they chose, else the one last heard from."""
    return which.c.chosen_at.desc().nulls_last(), which.c.last_at.desc()


_CALLERS = (
    select(
        addresses.c.id,
        addresses.c.chat,
        addresses.c.name.label("shown"),
        addresses.c.last_at,
        addresses.c.unreachable_at,
        addresses.c.person_id,
        people.c.name,
        people.c.silent_at,
        people.c.left_at,
        CONSENTED.label("consented"),
        talks.c.state,
    )
    .outerjoin_from(addresses, people, people.c.id == addresses.c.person_id)
    .outerjoin(talks, talks.c.address_id == addresses.c.id)
    .where(
        addresses.c.channel == bindparam("channel"),
        addresses.c.account == bindparam("account"),
        addresses.c.chat.in_(bindparam("chats", expanding=True)),
    )
)
_PLACES = (
    select(
        memberships.c.person_id,
        memberships.c.unit_id,
        memberships.c.role,
        units.c.key,
        units.c.name,
        units.c.kind,
        units.c.commune_id,
        communes.c.version,
    )
    .join_from(memberships, units, units.c.id == memberships.c.unit_id)
    .outerjoin(communes, communes.c.id == units.c.commune_id)
    .where(memberships.c.person_id.in_(bindparam("people", expanding=True)), memberships.c.ended_at.is_(None))
    .order_by(memberships.c.id)
)
_HEARD = (
    update(addresses)
    .where(addresses.c.id == bindparam("address"))
    .values(last_at=bindparam("now"), unreachable_at=None)
)


def callers(tx: Tx, channel: str, account: str, names: dict[str, str]) -> dict[str, Caller]:
    """Who is behind each chat id of one account; `names` gives the display name by chat id.

    Chats never heard of get an address at once, without the name: of strangers nothing is kept but where to answer.
    Everybody's `last_at` moves to now, but for those heard of in the last minute.
    """
    found = {row.chat: row for row in tx.all(_CALLERS, {"channel": channel, "account": account, "chats": list(names)})}
    ids = [row.person_id for row in found.values() if row.consented and row.left_at is None]
    places = _memberships(tx, ids) if ids else {}
    result = {}
    for chat, name in names.items():
        address = Address(channel, account, chat)
        row = found.get(chat)
        if row is None:
            address_id = add_address(tx, address)
            result[chat] = Caller(address_id, address, name)
            continue
        if row.unreachable_at is not None or tx.now - row.last_at >= HEARD_EVERY:
            tx.later(_HEARD, {"address": row.id, "now": tx.now})
        caller = Caller(row.id, address, name or row.shown, talk=row.state or {})
        _who(caller, row, places)
        result[chat] = caller
    return result


def _who(caller: Caller, row: Row[Any], places: Mapping[int, tuple[tuple[Membership, ...], dict[int, int]]]) -> None:
    """Put whoever is behind an address into its caller."""
    if row.person_id is None:
        return
    caller.known = Person(row.person_id, row.name, row.silent_at is not None)
    if row.person_id in places:
        caller.person = caller.known
        caller.memberships, caller.versions = places[row.person_id]


def _memberships(tx: Tx, ids: Sequence[int]) -> dict[int, tuple[tuple[Membership, ...], dict[int, int]]]:
    gathered: dict[int, tuple[list[Membership], dict[int, int]]] = {}
    for row in tx.all(_PLACES, {"people": list(ids)}):
        own, versions = gathered.setdefault(row.person_id, ([], {}))
        own.append(Membership(row.unit_id, row.key, row.name, row.kind, row.commune_id, Role(row.role)))
        if row.version is not None:
            versions[row.commune_id] = row.version
    return {person: (tuple(own), versions) for person, (own, versions) in gathered.items()}


def memberships_of(tx: Tx, person_id: int) -> tuple[Membership, ...]:
    """The places a person has now; none for who left."""
    found = _memberships(tx, [person_id])
    return found[person_id][0] if person_id in found else ()


def reload(tx: Tx, caller: Caller) -> None:
    """Read a caller's person and places again, after they changed in this turn."""
    row = tx.one(
        _CALLERS, {"channel": caller.address.channel, "account": caller.address.account, "chats": [caller.address.id]}
    )
    caller.person, caller.known, caller.memberships, caller.versions = None, None, (), {}
    if row is not None:
        enrolled = row.consented and row.left_at is None
        _who(caller, row, _memberships(tx, [row.person_id]) if enrolled else {})


def add_address(tx: Tx, address: Address, name: str = "", person_id: int | None = None) -> int:
    """Remember an address; returns its id."""
    return tx.insert(
        addresses,
        {
            "channel": address.channel,
            "account": address.account,
            "chat": address.id,
            "name": name[:200],
            "person_id": person_id,
            "first_at": tx.now,
            "last_at": tx.now,
        },
    )


def add_person(tx: Tx, name: str, folded: str, *, sample: bool = False) -> int:
    """Remember a person; `folded` is the name without marks, for look-ups. Returns the id."""
    return tx.insert(people, {"name": name[:200], "folded": folded[:200], "created_at": tx.now, "sample": sample})


def join(tx: Tx, person_id: int, unit_id: int, role: str) -> None:
    """Give a person a role in a unit; doing it twice is harmless. Whoever had left is back."""
    has = tx.scalar(
        select(memberships.c.id).where(
            memberships.c.person_id == person_id,
            memberships.c.unit_id == unit_id,
            memberships.c.role == role,
            memberships.c.ended_at.is_(None),
        )
    )
    if has is None:
        tx.run(insert(memberships), {"person_id": person_id, "unit_id": unit_id, "role": role, "since": tx.now})
        tx.run(_BACK, {"person": person_id})


def leave(tx: Tx, person_id: int, unit_id: int | None = None, role: str | None = None) -> None:
    """End a person's roles: all, those in one unit, or one of these. Who has no place left has left."""
    ended = update(memberships).where(memberships.c.person_id == person_id, memberships.c.ended_at.is_(None))
    if unit_id is not None:
        ended = ended.where(memberships.c.unit_id == unit_id)
    if role is not None:
        ended = ended.where(memberships.c.role == role)
    tx.run(ended.values(ended_at=tx.now))
    tx.run(_GONE, {"person": person_id, "now": tx.now})


_BACK = update(people).where(people.c.id == bindparam("person"), people.c.left_at.is_not(None)).values(left_at=None)
_GONE = (
    update(people)
    .where(
        people.c.id == bindparam("person"),
        people.c.left_at.is_(None),
        ~exists().where(memberships.c.person_id == people.c.id, memberships.c.ended_at.is_(None)),
    )
    .values(left_at=bindparam("now"))
)


def consent(tx: Tx, person_id: int, version: str, channel: str) -> None:
    """Keep the proof that a person agreed to a version of the privacy notice."""
    tx.run(insert(consents), {"person_id": person_id, "version": version, "channel": channel, "given_at": tx.now})


@frozen
class Member:
    """A person in a unit, with the address they were last heard from (None: not joined in any channel yet)."""

    person_id: int
    name: str
    role: Role
    unit_id: int
    address_id: int | None
    channel: str
    unreachable: bool
    silent: bool
    last_at: datetime | None
    consented: bool  # to whoever has not, nothing is ever sent first
    since: datetime


_MEMBERS = (
    select(
        people.c.id,
        people.c.name,
        people.c.silent_at,
        memberships.c.role,
        memberships.c.unit_id,
        memberships.c.since,
        CONSENTED.label("consented"),
        addresses.c.id.label("address_id"),
        addresses.c.channel,
        addresses.c.unreachable_at,
        addresses.c.last_at,
    )
    .join_from(memberships, people, people.c.id == memberships.c.person_id)
    .outerjoin(addresses, addresses.c.person_id == people.c.id)
    .where(
        memberships.c.unit_id.in_(bindparam("units", expanding=True)),
        memberships.c.ended_at.is_(None),
        people.c.left_at.is_(None),
    )
    # The best address last, so that it wins below: reachable before unreachable, then the one they chose, then the
    # most recently heard.
    .order_by(
        memberships.c.id, addresses.c.unreachable_at.is_(None), addresses.c.chosen_at.is_not(None), addresses.c.last_at
    )
)


def members(tx: Tx, unit_ids: Sequence[int]) -> list[Member]:
    """The people of units, each once for every role, with the best address they have."""
    best: dict[tuple[int, int, str], Member] = {}
    for row in tx.all(_MEMBERS, {"units": list(unit_ids)}):
        best[row.unit_id, row.id, row.role] = Member(
            row.id,
            row.name,
            Role(row.role),
            row.unit_id,
            row.address_id,
            row.channel or "",
            row.unreachable_at is not None,
            row.silent_at is not None,
            row.last_at,
            row.consented,
            row.since,
        )
    return list(best.values())


_COMMUNES_OF = (
    select(addresses.c.chat, units.c.commune_id)
    .join_from(addresses, memberships, memberships.c.person_id == addresses.c.person_id)
    .join(units, units.c.id == memberships.c.unit_id)
    .where(
        addresses.c.channel == bindparam("channel"),
        addresses.c.account == bindparam("account"),
        addresses.c.chat.in_(bindparam("chats", expanding=True)),
        memberships.c.ended_at.is_(None),
        units.c.commune_id.is_not(None),
    )
    .order_by(memberships.c.id.desc())
)


def communes_of(tx: Tx, channel: str, account: str, chats: Iterable[str]) -> dict[str, int]:
    """The commune each chat speaks for (its first place); chats without one are left out."""
    rows = tx.all(_COMMUNES_OF, {"channel": channel, "account": account, "chats": list(chats)})
    return {row.chat: row.commune_id for row in rows}


_BEST = (
    select(addresses.c.id)
    .join_from(addresses, people, people.c.id == addresses.c.person_id)
    .where(
        people.c.id == bindparam("person"),
        people.c.silent_at.is_(None),
        people.c.left_at.is_(None),
        CONSENTED,
        addresses.c.unreachable_at.is_(None),
    )
    .order_by(*best_first())
    .limit(1)
)


def best_address(tx: Tx, person_id: int) -> int | None:
    """Where to say something to a person first: the reachable address they chose, else were last heard from.

    None where they have none, have not agreed to the privacy notice, or said “dừng”.
    """
    found: int | None = tx.scalar(_BEST, {"person": person_id})
    return found


_NAMES = select(people.c.id, people.c.name).where(people.c.id.in_(bindparam("people", expanding=True)))


def names(tx: Tx, ids: Sequence[int]) -> dict[int, str]:
    """Names by person id."""
    if not ids:
        return {}
    return {row.id: row.name for row in tx.look(_NAMES, {"people": list(set(ids))})}


def unreachable(tx: Tx, address_id: int, reason: str) -> None:
    """Mark an address that no longer takes messages (blocked, left)."""
    tx.run(update(addresses).where(addresses.c.id == address_id).values(unreachable_at=tx.now, reason=reason[:200]))
