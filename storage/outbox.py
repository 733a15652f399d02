"""The outbox from the sender's side: what is claimed, in which order, whose leases may be taken over, what arrived."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, null, or_, select, text, update

from domain.roles import Role
from storage.messages import LEASE
from storage.people import best_address
from storage.tables import IS_UNREAD, addresses, inbox, memberships, outbox, people, units
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
    IS_UNREAD,
    inbox.c.taken_at >= bindparam("since"),
)


# ── claimed ───────────────────────────────────────────────────────────────────────────────────────────────────────────

URGENT = ("reply", "notice")  # sent by whichever process finds them
BULK = ("nudge", "bulk")  # sent by the one process that holds the token's lease, at the channel's pace
MANY = 2_000  # more than so many waiting are not counted: the writer would be held up to say it
WRONG_HOUR = "chờ giờ phù hợp"  # why a message waits that nothing is wrong with
# As it stands in the index, so that both databases see that the index serves.
_IS_OPEN = text("outbox.state IN ('due', 'sending')")

_WITH_ADDRESS = select(
    outbox, addresses.c.channel, addresses.c.account, addresses.c.chat, addresses.c.unreachable_at
).join_from(outbox, addresses, addresses.c.id == outbox.c.address_id)
_FOR_US = addresses.c.channel.in_(bindparam("channels", expanding=True))
_DEAD = and_(outbox.c.state == "sending", outbox.c.lease_until < bindparam("now"))
# Answers and notices are few: both what is due and what a dead process held, answers first, then the oldest.
_URGENT = (
    _WITH_ADDRESS.where(
        _IS_OPEN,
        outbox.c.kind.in_(URGENT),
        or_(and_(outbox.c.state == "due", outbox.c.not_before <= bindparam("now")), _DEAD),
        _FOR_US,
    )
    .order_by(outbox.c.kind != "reply", outbox.c.not_before, outbox.c.id)
    .limit(bindparam("limit"))
    .with_for_update(of=outbox, skip_locked=True)
)
# Nudges may be half a million: each statement walks the index in its order and stops at the limit.
_BULK = (
    _WITH_ADDRESS.where(
        _IS_OPEN,
        outbox.c.kind == bindparam("kind"),
        outbox.c.state == "due",
        outbox.c.not_before <= bindparam("now"),
        _FOR_US,
    )
    .order_by(outbox.c.not_before)
    .limit(bindparam("limit"))
    .with_for_update(of=outbox, skip_locked=True)
)
_LEFT_BEHIND = (
    _WITH_ADDRESS.where(_IS_OPEN, outbox.c.kind == bindparam("kind"), _DEAD, _FOR_US)
    .limit(bindparam("limit"))
    .with_for_update(of=outbox, skip_locked=True)
)
_CLAIM = (
    update(outbox)
    .where(outbox.c.id.in_(bindparam("ids", expanding=True)))
    .values(state="sending", lease_until=bindparam("until"), attempts=outbox.c.attempts + 1, sent_at=None)
)


def claim(tx: Tx, channels: Sequence[str], limit: int, room: Mapping[str, int] | None = None) -> list[Row[Any]]:
    """Claim at most `limit` messages of some channels that are due, or whose sender died: rows of the outbox with
    their address, answers before notices before nudges before bulk. `room` says how many nudges and bulk of which
    channel may be among them (None: as many as there are). A row's `state` and `sent_at` are those before the claim."""
    waiting = {"now": tx.now, "channels": list(channels), "limit": limit}
    rows = list(tx.all(_URGENT, waiting))
    for name, most in (dict.fromkeys(channels, limit) if room is None else room).items():
        end = min(limit, len(rows) + most)
        for kind in BULK:
            for statement in (_LEFT_BEHIND, _BULK):
                if len(rows) < end:
                    rows += tx.all(statement, waiting | {"channels": [name], "kind": kind, "limit": end - len(rows)})
    if rows:
        tx.run(_CLAIM, {"ids": [row.id for row in rows], "until": tx.now + LEASE})
    return rows


_HANDED = (
    update(outbox)
    .where(outbox.c.key.in_(bindparam("keys", expanding=True)), outbox.c.state == "sending")
    .values(sent_at=bindparam("now"))
    .returning(outbox.c.key)
)


def handed(tx: Tx, keys: Sequence[str]) -> set[str]:
    """Mark claimed nudges as about to leave: from now on nobody knows whether they arrived until somebody says so. If
    their sender dies before, they are sent again; after, never. Returns those that are still claimed."""
    return {row.key for row in tx.all(_HANDED, {"keys": list(keys), "now": tx.now})}


_OPEN_NOW = (
    _WITH_ADDRESS.with_only_columns(outbox.c.id)
    .where(_IS_OPEN, outbox.c.kind == bindparam("kind"), outbox.c.state == bindparam("state"))
    .where(outbox.c.not_before <= bindparam("now"), _FOR_US)
    .limit(MANY)
    .subquery("open")
)
_COUNT = select(func.count()).select_from(_OPEN_NOW)
_OLDEST = (
    _WITH_ADDRESS.with_only_columns(outbox.c.not_before)
    .where(_IS_OPEN, outbox.c.kind == bindparam("kind"), outbox.c.state == bindparam("state"))
    .where(outbox.c.not_before <= bindparam("now"), _FOR_US)
    .order_by(outbox.c.not_before)
    .limit(1)
)
# Tried or claimed, and put off to a later try: it has waited since it was made. Few, but in an outage.
_PUT_OFF = (
    _WITH_ADDRESS.with_only_columns(outbox.c.made_at)
    .where(_IS_OPEN, outbox.c.kind == bindparam("kind"), outbox.c.state == "due", outbox.c.attempts > 0)
    .where(outbox.c.not_before > bindparam("now"), outbox.c.reason != WRONG_HOUR, _FOR_US)
    .limit(MANY)
    .subquery("put_off")
)
_OLDEST_PUT_OFF = select(func.min(_PUT_OFF.c.made_at))
_ARRIVED = (
    update(outbox)
    .where(outbox.c.key == bindparam("of"))
    .values(state=text("'sent'"), sent_at=bindparam("when"), sent_id=bindparam("as_id"), lease_until=null())
)


def arrived(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Mark messages as sent; each row: of (key), when, as_id (the platform's id). Lean: one for every reply."""
    tx.run_many(_ARRIVED, rows)


def depth(tx: Tx, channels: Sequence[str]) -> tuple[int, datetime | None]:
    """How many messages of these channels may go and have not gone (of each kind counted up to MANY), and since when
    the oldest waits: since it was allowed to go, or, if it was tried and put off, since it was made."""
    count, since = 0, []
    for kind in (*URGENT, *BULK):
        for state in ("due", "sending"):
            asked = {"kind": kind, "state": state, "now": tx.now, "channels": list(channels)}
            oldest = tx.scalar(_OLDEST, asked)
            if oldest is not None:
                since.append(oldest)
                count += int(tx.scalar(_COUNT, asked))
        if (
            put_off := tx.scalar(_OLDEST_PUT_OFF, {"kind": kind, "now": tx.now, "channels": list(channels)})
        ) is not None:
            since.append(put_off)
    return count, min(since, default=None)


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
