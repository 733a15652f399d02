"""What is erased when its time is over: whole messages, sent texts, old tries. Figures and their words stay."""

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update

from storage.tables import (
    IS_UNREAD,
    addresses,
    communes,
    entries,
    inbox,
    knocks,
    memberships,
    outbox,
    tries,
    units,
    web_lines,
)
from storage.tx import Tx

KEEP_DAYS = 90  # for what belongs to no commune: strangers' words
TRIES_DAYS = 2

_CHATS = (
    select(addresses.c.chat)
    .join(memberships, memberships.c.person_id == addresses.c.person_id)
    .join(units, units.c.id == memberships.c.unit_id)
    .where(addresses.c.channel == "web", units.c.commune_id == bindparam("commune"))
)
_ADDRESSES = (
    select(addresses.c.id)
    .join(memberships, memberships.c.person_id == addresses.c.person_id)
    .join(units, units.c.id == memberships.c.unit_id)
    .where(units.c.commune_id == bindparam("commune"))
)
_DONE = outbox.c.state.in_(("sent", "moot", "expired", "failed"))
_OF_COMMUNE = (
    update(entries)
    .where(entries.c.commune_id == bindparam("commune"), entries.c.stored_at < bindparam("before"))
    .where(entries.c.message != "")
    .values(message=""),
    update(inbox)
    .where(inbox.c.commune_id == bindparam("commune"), IS_UNREAD, inbox.c.taken_at < bindparam("before"))
    .where(inbox.c.text != "")
    .values(text=""),
    delete(web_lines).where(web_lines.c.chat.in_(_CHATS), web_lines.c.at < bindparam("before")),
    delete(outbox).where(outbox.c.address_id.in_(_ADDRESSES), outbox.c.made_at < bindparam("before"), _DONE),
)
_OF_NOBODY = (
    update(inbox)
    .where(inbox.c.commune_id.is_(None), IS_UNREAD, inbox.c.taken_at < bindparam("before"))
    .where(inbox.c.text != "")
    .values(text=""),
    delete(web_lines).where(
        web_lines.c.at < bindparam("before"),
        web_lines.c.chat.not_in(
            select(addresses.c.chat)
            .join(memberships, memberships.c.person_id == addresses.c.person_id)
            .where(addresses.c.channel == "web")
        ),
    ),
    delete(outbox).where(
        outbox.c.made_at < bindparam("before"),
        _DONE,
        outbox.c.address_id.not_in(
            select(addresses.c.id).join(memberships, memberships.c.person_id == addresses.c.person_id)
        ),
    ),
)


def erase(tx: Tx) -> int:
    """Erase what each commune keeps no longer (its `keep_days`); returns how many rows were touched."""
    count = 0
    for row in tx.all(select(communes.c.id, communes.c.keep_days)):
        values = {"commune": row.id, "before": _ago(tx, row.keep_days)}
        count += sum(tx.run(statement, values) for statement in _OF_COMMUNE)
    count += sum(tx.run(statement, {"before": _ago(tx, KEEP_DAYS)}) for statement in _OF_NOBODY)
    tx.run(delete(knocks).where(knocks.c.at < _ago(tx, KEEP_DAYS)))
    tx.run(delete(tries).where(tries.c.at < _ago(tx, TRIES_DAYS)))
    return count


def _ago(tx: Tx, days: int) -> datetime:
    return tx.now - timedelta(days=days)
