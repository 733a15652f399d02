"""Reference figures of units: dated counts of persons, denominators, and who belongs to a team."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Table, bindparam, func, insert, or_, select, update

from domain.frozen import frozen
from domain.roles import Role
from storage.tables import counts, denominators, memberships, people, targets
from storage.tx import Tx

_UNITS: BindParameter[Any] = bindparam("units", expanding=True)


@frozen
class Dated:
    """A figure of a unit and the day it is of (None: given without a day)."""

    value: int
    date: date | None


_COUNTS = (
    select(counts.c.unit_id, counts.c.indicator, counts.c.date, counts.c.value)
    .where(counts.c.unit_id.in_(_UNITS), counts.c.date <= bindparam("until"))
    .order_by(counts.c.date)
)


def counts_of(tx: Tx, unit_ids: Sequence[int], until: date) -> dict[tuple[int, str], Dated]:
    """The newest count of persons not later than a day, by unit id and indicator."""
    rows = tx.all(_COUNTS, {"units": list(unit_ids), "until": until})
    return {(row.unit_id, row.indicator): Dated(row.value, row.date) for row in rows}


_HISTORY = (
    select(counts.c.date, counts.c.value)
    .where(
        counts.c.unit_id == bindparam("unit"),
        counts.c.indicator == bindparam("indicator"),
        counts.c.date <= bindparam("until"),
    )
    .order_by(counts.c.date)
)


def history(tx: Tx, unit_id: int, indicator: str, until: date) -> list[Dated]:
    """Every count of a unit for an indicator not later than a day, oldest first."""
    rows = tx.all(_HISTORY, {"unit": unit_id, "indicator": indicator, "until": until})
    return [Dated(row.value, row.date) for row in rows]


_DENOMINATORS = (
    select(denominators.c.unit_id, denominators.c.name, denominators.c.date, denominators.c.value)
    .where(
        denominators.c.unit_id.in_(_UNITS),
        denominators.c.value > 0,
        or_(denominators.c.date.is_(None), denominators.c.date <= bindparam("until")),
    )
    .order_by(denominators.c.date.is_not(None), denominators.c.date)
)


def denominators_of(tx: Tx, unit_ids: Sequence[int], until: date) -> dict[tuple[int, str], Dated]:
    """The denominator in force on a day, by unit id and name: the newest dated one, else the one without a day."""
    rows = tx.all(_DENOMINATORS, {"units": list(unit_ids), "until": until})
    return {(row.unit_id, row.name): Dated(row.value, row.date) for row in rows}


_MEMBERS = (
    select(memberships.c.unit_id, func.count(memberships.c.person_id.distinct()).label("members"))
    .join(people, people.c.id == memberships.c.person_id)
    .where(
        memberships.c.unit_id.in_(_UNITS),
        memberships.c.ended_at.is_(None),
        memberships.c.role.in_((Role.MEMBER.value, Role.LEADER.value)),
        people.c.left_at.is_(None),
    )
    .group_by(memberships.c.unit_id)
)


def members_of(tx: Tx, unit_ids: Sequence[int]) -> dict[int, int]:
    """How many people belong to each team now; units with nobody are absent."""
    return {row.unit_id: row.members for row in tx.all(_MEMBERS, {"units": list(unit_ids)})}


# ── as an officer gives them in a chat ────────────────────────────────────────────────────────────────────────────────


def put_count(tx: Tx, unit_id: int, indicator: str, day: date, value: int, person_id: int) -> None:
    """Keep a unit's cumulative number of persons as of a day; the one of that day before gives way."""
    key = {"unit_id": unit_id, "indicator": indicator, "date": day}
    _put(tx, counts, key, {"value": value, "person_id": person_id, "at": tx.now})


def put_denominator(tx: Tx, unit_id: int, name: str, day: date, value: int) -> None:
    """Keep a unit's denominator as of a day; the one of that day before gives way."""
    _put(tx, denominators, {"unit_id": unit_id, "name": name, "date": day}, {"value": value})


def put_target(tx: Tx, unit_id: int, indicator: str, period: str, value: int) -> None:
    """Keep a unit's target for a period (its key); 0 takes it off."""
    _put(tx, targets, {"unit_id": unit_id, "indicator": indicator, "period": period}, {"value": value})


def _put(tx: Tx, table: Table, key: dict[str, Any], row: dict[str, Any]) -> None:
    same = [table.c[name] == value for name, value in key.items()]
    if tx.run(update(table).where(*same).values(row)) == 0:
        tx.run(insert(table), key | row)


_TARGET = select(targets.c.value).where(
    targets.c.unit_id == bindparam("unit"),
    targets.c.indicator == bindparam("indicator"),
    targets.c.period == bindparam("period"),
)


def target(tx: Tx, unit_id: int, indicator: str, period: str) -> int:
    """A unit's target for a period; 0 where there is none."""
    return int(tx.scalar(_TARGET, {"unit": unit_id, "indicator": indicator, "period": period}) or 0)
