"""What an administrator asks of a ledger's health: who can be reached, what waits, what does not add up."""

from datetime import datetime, timedelta

from sqlalchemy import and_, case, func, or_, select

from domain.frozen import frozen
from storage.people import CONSENTED
from storage.tables import (
    IS_UNREAD,
    addresses,
    communes,
    entries,
    entry_values,
    inbox,
    invites,
    memberships,
    outbox,
    people,
    units,
)
from storage.tx import Tx

RECENT = timedelta(days=7)


@frozen
class Overview:
    """A commune in numbers. `accountless` counts people with a place who have joined by no account
    (or not agreed yet); `empty` names villages in which nobody has joined."""

    name: str
    villages: int
    people: int
    accountless: int
    unreachable: int
    officers: int  # who have joined
    empty: tuple[str, ...]
    codes: int  # that can still be used
    expired: int  # made in the last 90 days, run out without having been used up


def overview(tx: Tx) -> list[Overview]:
    """Every commune."""
    reach = (
        select(
            memberships.c.unit_id,
            memberships.c.person_id,
            func.max(case((memberships.c.role == "officer", 1), else_=0)).label("officer"),
            func.count(case((CONSENTED, addresses.c.id))).label("accounts"),
            func.count(case((and_(CONSENTED, addresses.c.unreachable_at.is_(None)), addresses.c.id))).label(
                "reachable"
            ),
        )
        .join_from(memberships, people, people.c.id == memberships.c.person_id)
        .outerjoin(addresses, addresses.c.person_id == people.c.id)
        .where(memberships.c.ended_at.is_(None), people.c.left_at.is_(None))
        .group_by(memberships.c.unit_id, memberships.c.person_id)
    )
    by_unit: dict[int, list[tuple[int, int, int, int]]] = {}
    for row in tx.all(reach):
        by_unit.setdefault(row.unit_id, []).append((row.person_id, row.officer, row.accounts, row.reachable))
    found = []
    for commune in tx.all(select(units).join(communes, communes.c.id == units.c.id).order_by(units.c.id)):
        below = tx.all(select(units).where(units.c.commune_id == commune.id).order_by(units.c.position, units.c.id))
        everybody = {place[0]: place for unit in below for place in by_unit.get(unit.id, ())}
        codes = [
            row
            for row in tx.all(select(invites).where(invites.c.unit_id.in_([unit.id for unit in below])))
            if row.uses_left > 0
        ]
        villages = [unit for unit in below if unit.kind == "village"]
        found.append(
            Overview(
                name=commune.name,
                villages=len(villages),
                people=len(everybody),
                accountless=sum(accounts == 0 for _, _, accounts, _ in everybody.values()),
                unreachable=sum(accounts > 0 and not live for _, _, accounts, live in everybody.values()),
                officers=sum(
                    officer and accounts > 0 for unit in below for _, officer, accounts, _ in by_unit.get(unit.id, ())
                ),
                empty=tuple(u.name for u in villages if not any(p[2] for p in by_unit.get(u.id, ()))),
                codes=sum(row.ends_at > tx.now for row in codes),
                expired=sum(tx.now - timedelta(days=90) < row.ends_at <= tx.now for row in codes),
            )
        )
    return found


def newest(tx: Tx) -> datetime | None:
    """The latest moment the ledger has a record of: a clock behind it is wrong."""
    moments = (tx.scalar(select(func.max(inbox.c.taken_at))), tx.scalar(select(func.max(entries.c.stored_at))))
    return max((moment for moment in moments if moment is not None), default=None)


@frozen
class Post:
    """The outbox: what waits though it may go, since when, and what was given up lately."""

    waiting: int
    since: datetime | None
    failed: int


def post(tx: Tx) -> Post:
    """The state of the outbox; the terminal's own messages wait for their reader and are left out."""
    open_ = and_(
        or_(outbox.c.state == "due", outbox.c.state == "sending"),
        outbox.c.not_before <= tx.now,
        addresses.c.channel != "console",
    )
    joined = outbox.join(addresses, addresses.c.id == outbox.c.address_id)
    row = tx.one(
        select(func.count().label("waiting"), func.min(outbox.c.not_before).label("since"))
        .select_from(joined)
        .where(open_)
    )
    failed = tx.scalar(select(func.count()).where(outbox.c.state == "failed", outbox.c.made_at > tx.now - RECENT))
    assert row is not None
    return Post(row.waiting, row.since, failed)


def unread(tx: Tx) -> tuple[int, int]:
    """Sentences of the last 7 days that were not understood, and turns that failed."""
    rows = tx.all(
        select(inbox.c.outcome, func.count().label("times"))
        .where(IS_UNREAD, inbox.c.taken_at > tx.now - RECENT)
        .group_by(inbox.c.outcome)
    )
    found = {row.outcome: int(row.times) for row in rows}
    return found.get("unread", 0), found.get("failed", 0)


def strays(tx: Tx) -> list[str]:
    """Entries that cannot be right, in words: of another commune's unit, corrected twice, with figures under a nil."""
    faults = []
    other = tx.scalar(
        select(func.count())
        .select_from(entries.join(units, units.c.id == entries.c.unit_id))
        .where(entries.c.commune_id != units.c.commune_id)
    )
    if other:
        faults.append(f"{other} số liệu ghi nhầm xã")
    nils = tx.scalar(
        select(func.count())
        .select_from(entries.join(entry_values, entry_values.c.entry_id == entries.c.id))
        .where(entries.c.nil, entries.c.state == "live")
    )
    if nils:
        faults.append(f"{nils} số nằm trong báo cáo “không có hoạt động”")
    twice = tx.all(
        select(entries.c.supersedes)
        .where(entries.c.supersedes.is_not(None), entries.c.state == "live")
        .group_by(entries.c.supersedes)
        .having(func.count() > 1)
    )
    if twice:
        faults.append(f"{len(twice)} số liệu có hai bản sửa cùng tính")
    return faults


def day_totals(tx: Tx, commune_id: int, first: object, last: object) -> dict[str, int]:
    """A recount from the entries alone, for holding the roll-up against it."""
    rows = tx.all(
        select(entry_values.c.indicator, func.sum(entry_values.c.value).label("total"))
        .select_from(entries.join(entry_values, entry_values.c.entry_id == entries.c.id))
        .where(
            entries.c.commune_id == commune_id,
            entries.c.last.between(first, last),
            entries.c.state == "live",
            entries.c.nil.is_(False),
            entry_values.c.held.is_(False),
        )
        .group_by(entry_values.c.indicator)
    )
    return {row.indicator: int(row.total) for row in rows}
