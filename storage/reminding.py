"""Who may be spoken to first, who usually reports for a village, and what it last sent."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import bindparam, exists, select

from storage.entries import LIVE, REPLACED
from storage.people import Member, members
from storage.tables import consents, entries, entry_values, outbox
from storage.tx import Tx

_AGREED = select(consents.c.person_id).where(
    consents.c.person_id.in_(bindparam("people", expanding=True)), consents.c.withdrawn_at.is_(None)
)
_FIGURES = entries.c.state.in_((LIVE, REPLACED))
_REPORTERS = (
    select(entries.c.unit_id, entries.c.person_id)
    .distinct()
    .where(
        entries.c.unit_id.in_(bindparam("units", expanding=True)),
        entries.c.last >= bindparam("since"),
        entries.c.person_id.is_not(None),
        _FIGURES,
    )
)
_LAST = (
    select(entry_values.c.indicator, entry_values.c.value)
    .join(entries, entries.c.id == entry_values.c.entry_id)
    .where(
        entries.c.id
        == select(entries.c.id)
        .where(entries.c.unit_id == bindparam("unit"), entries.c.nil.is_(False), entries.c.state == LIVE)
        .where(exists().where(entry_values.c.entry_id == entries.c.id))
        .order_by(entries.c.last.desc(), entries.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
)
_SAID = select(outbox.c.key).where(outbox.c.key.in_(bindparam("keys", expanding=True)))


def willing(tx: Tx, unit_ids: Sequence[int]) -> list[Member]:
    """The people of units who agreed to the privacy notice, can be reached and have not said “dừng”."""
    found = [
        member
        for member in members(tx, unit_ids)
        if member.address_id is not None and not member.unreachable and not member.silent
    ]
    if not found:
        return []
    agreed = {row.person_id for row in tx.all(_AGREED, {"people": sorted({m.person_id for m in found})})}
    return [member for member in found if member.person_id in agreed]


def reporters(tx: Tx, unit_ids: Sequence[int], since: date) -> set[tuple[int, int]]:
    """Who said something about days since then: (unit id, person id)."""
    rows = tx.all(_REPORTERS, {"units": list(unit_ids), "since": since})
    return {(row.unit_id, row.person_id) for row in rows}


def last_values(tx: Tx, unit_id: int) -> dict[str, int]:
    """The values of a village's newest entry with figures; empty if it has none."""
    return {row.indicator: row.value for row in tx.all(_LAST, {"unit": unit_id})}


def said(tx: Tx, keys: Sequence[str]) -> set[str]:
    """Which of these keys are in the outbox already."""
    return {row.key for row in tx.all(_SAID, {"keys": list(keys)})} if keys else set()
