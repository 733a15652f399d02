"""Copies as reported (chốt) and closed periods (khoá): what was passed on, what members may no longer change.

A copy locks nothing; later changes are shown beside it. A week closes to members by an officer's word or 30 days after
it was due, unless the commune was set up after it; an opening lets one unit change one period for a day.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    bindparam,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from domain.frozen import frozen
from domain.periods import Period
from storage.communes import Commune, touch
from storage.tables import Id, metadata, outbox
from storage.tx import Tx
from storage.types import Day, Document, UtcDateTime

COPY, LOCK, OPEN = "copy", "lock", "open"
BY_ITSELF = timedelta(days=30)  # after its due time a week closes to members
OPENED_FOR = timedelta(hours=24)

closings = Table(
    "closings",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("commune_id", Id, ForeignKey("units.id"), nullable=False),
    Column("kind", String(16), nullable=False),  # copy, lock, open
    Column("unit_id", Id, ForeignKey("units.id")),  # of an opening; null: the whole commune
    Column("period", String(32), nullable=False),  # as buttons carry it, the decree's cut-offs marked
    Column("first", Day, nullable=False),
    Column("last", Day, nullable=False),
    Column("figures", Document, nullable=False),  # of a copy: what was reported, by unit
    Column("person_id", Id, ForeignKey("people.id")),
    Column("at", UtcDateTime, nullable=False),
    Column("ends_at", UtcDateTime),  # of an opening; of a lock that was taken off
    Index(None, "commune_id", "last"),
)
receipts = Table(  # who was shown a copied period: told when it changes
    "receipts",
    metadata,
    Column("closing_id", Id, ForeignKey("closings.id"), primary_key=True),
    Column("person_id", Id, ForeignKey("people.id"), primary_key=True),
)


@frozen
class Copy:
    """A period's figures as they were reported: `figures` is {"totals": …, "units": {id: {"status", "values"}}}."""

    id: int
    period: str
    first: date
    last: date
    figures: Mapping[str, Any]
    person_id: int | None
    at: datetime


def _row(commune_id: int, kind: str, code: str, period: Period, person_id: int) -> dict[str, Any]:
    return {
        "commune_id": commune_id,
        "kind": kind,
        "period": code,
        "first": period.first,
        "last": period.last,
        "figures": {},
        "person_id": person_id,
    }


def keep(tx: Tx, commune_id: int, code: str, period: Period, figures: Mapping[str, Any], person_id: int) -> int:
    """Keep a copy of a period as reported; the newest is the one that counts."""
    row = _row(commune_id, COPY, code, period, person_id) | {"figures": dict(figures), "at": tx.now}
    touch(tx, commune_id)
    return tx.insert(closings, row)


def lock(tx: Tx, commune_id: int, code: str, period: Period, person_id: int) -> None:
    """Close a period to members."""
    tx.insert(closings, _row(commune_id, LOCK, code, period, person_id) | {"at": tx.now})
    touch(tx, commune_id)


def open_for(tx: Tx, commune_id: int, unit_id: int, code: str, period: Period, person_id: int) -> datetime:
    """Let one unit change one period for a day; returns until when."""
    until = tx.now + OPENED_FOR
    row = _row(commune_id, OPEN, code, period, person_id) | {"unit_id": unit_id, "at": tx.now, "ends_at": until}
    tx.insert(closings, row)
    return until


_UNLOCK = (
    update(closings)
    .where(
        closings.c.commune_id == bindparam("commune"),
        closings.c.kind == LOCK,
        closings.c.first <= bindparam("until"),
        closings.c.last >= bindparam("since"),
        closings.c.ends_at.is_(None),
    )
    .values(ends_at=bindparam("now"))
)


def unlock(tx: Tx, commune_id: int, period: Period) -> int:
    """Take off the officer's locks that touch a period; returns how many there were."""
    key = {"commune": commune_id, "since": period.first, "until": period.last, "now": tx.now}
    touch(tx, commune_id)
    return tx.run(_UNLOCK, key)


# ── may a day still be changed? ───────────────────────────────────────────────────────────────────────────────────────

_HORIZON = select(func.max(closings.c.last)).where(
    closings.c.commune_id == bindparam("commune"), closings.c.kind.in_((COPY, LOCK))
)


def horizon(tx: Tx, commune: Commune) -> date:
    """The last day that any copy or lock of a commune covers: most entries are later than anything closed, and ask
    nothing more. Every copy and lock moves the commune's version."""
    found: date | None = commune.noted.get("horizon")
    if found is None:
        found = commune.noted["horizon"] = tx.scalar(_HORIZON, {"commune": commune.id}) or date.min
    return found


def closed_by_itself(commune: Commune, day: date, now: datetime) -> bool:
    """Whether the week (or the month, where those are owed) of a day closed by time alone."""
    period = commune.cycle.period_of(day)
    if now < commune.created_at + BY_ITSELF or period.last < commune.created_at.date():
        return False
    return now > commune.due(period) + BY_ITSELF


_COVERING = (
    select(closings.c.kind)
    .distinct()
    .where(
        closings.c.commune_id == bindparam("commune"),
        closings.c.first <= bindparam("day"),
        closings.c.last >= bindparam("day"),
        closings.c.kind.in_((LOCK, OPEN)),
        or_(closings.c.unit_id.is_(None), closings.c.unit_id == bindparam("unit")),
        or_(closings.c.ends_at.is_(None), closings.c.ends_at > bindparam("now")),
    )
)


def why_closed(tx: Tx, commune: Commune, unit_id: int, day: date) -> str:
    """Why members of a unit may not change a day: "lock" (an officer), "time", or "" where they may."""
    if (tx.now.date() - day).days < BY_ITSELF.days:
        by_time = False
    else:
        by_time = closed_by_itself(commune, day, tx.now)
    if not by_time and day > horizon(tx, commune):
        return ""
    kinds = {row.kind for row in tx.all(_COVERING, {"commune": commune.id, "day": day, "unit": unit_id, "now": tx.now})}
    if OPEN in kinds:
        return ""
    return LOCK if LOCK in kinds else "time" if by_time else ""


# ── copies ────────────────────────────────────────────────────────────────────────────────────────────────────────────

_COPIES = (
    select(
        closings.c.id,
        closings.c.period,
        closings.c.first,
        closings.c.last,
        closings.c.figures,
        closings.c.person_id,
        closings.c.at,
    )
    .where(
        closings.c.commune_id == bindparam("commune"),
        closings.c.kind == COPY,
        closings.c.first <= bindparam("until"),
        closings.c.last >= bindparam("since"),
    )
    .order_by(closings.c.id)
)


def copy_of(tx: Tx, commune: Commune, code: str, period: Period) -> Copy | None:
    """The newest copy of exactly this period, or None."""
    if period.first > horizon(tx, commune):
        return None
    return next((one for one in _copies(tx, commune.id, period.first, period.last) if one.period == code), None)


def copies_over(tx: Tx, commune: Commune, day: date) -> list[Copy]:
    """The newest copy of every period that holds a day."""
    return _copies(tx, commune.id, day, day) if day <= horizon(tx, commune) else []


def _copies(tx: Tx, commune_id: int, since: date, until: date) -> list[Copy]:
    rows = tx.all(_COPIES, {"commune": commune_id, "since": since, "until": until})
    return list({row.period: Copy(*tuple(row)) for row in rows}.values())


def received(tx: Tx, copy_id: int, person_id: int) -> None:
    """A person was shown a copied period."""
    make = sqlite_insert if tx.connection.dialect.name == "sqlite" else pg_insert
    tx.run(make(receipts).on_conflict_do_nothing(), {"closing_id": copy_id, "person_id": person_id})


_SHOWN = select(receipts.c.person_id).where(receipts.c.closing_id == bindparam("copy"))
_DIGEST = (
    select(outbox.c.person_id)
    .distinct()
    .where(outbox.c.rule == "digest", outbox.c.period == bindparam("period"), outbox.c.state == "sent")
)


def receivers(tx: Tx, copy: Copy) -> set[int]:
    """Who kept a copy, was shown it, or was sent its period's digest."""
    found = {row.person_id for row in tx.all(_SHOWN, {"copy": copy.id})}
    found |= {row.person_id for row in tx.all(_DIGEST, {"period": copy.period}) if row.person_id is not None}
    return found | ({copy.person_id} if copy.person_id is not None else set())
