"""The ledger read: what entries add up to, and the statements behind a figure."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, bindparam, case, exists, func, or_, select

from domain.frozen import frozen
from domain.periods import Period
from storage.communes import Commune
from storage.entries import LIVE, REPLACED
from storage.tables import entries, entry_values, notes, people, targets, units
from storage.tx import Tx

_COUNTS = and_(entries.c.state == LIVE, entries.c.nil.is_(False), entry_values.c.held.is_(False))
_FALLS_IN = entries.c.last.between(bindparam("first_day"), bindparam("last_day"))
_OF_COMMUNE = entries.c.commune_id == bindparam("commune")
_SPEAKS = entries.c.state.in_((LIVE, REPLACED))  # a replaced figure counts nowhere, yet the week was reported
_JOINED = entries.join(entry_values, entry_values.c.entry_id == entries.c.id)


@frozen
class Sum:
    """What a unit's entries of a period add up to for one indicator; how many of them are estimates."""

    unit_id: int
    indicator: str
    value: int
    estimates: int


_SUMS = (
    select(
        entries.c.unit_id,
        entry_values.c.indicator,
        func.sum(entry_values.c.value).label("total"),
        func.sum(case((entry_values.c.estimate, 1), else_=0)).label("estimates"),
    )
    .select_from(_JOINED)
    .where(_OF_COMMUNE, _FALLS_IN, _COUNTS)
    .group_by(entries.c.unit_id, entry_values.c.indicator)
)


def sums(tx: Tx, commune_id: int, first: date, last: date) -> list[Sum]:
    """Totals by unit and indicator of the entries whose last day falls in first…last (both included)."""
    rows: Sequence[Any] = tx.all(_SUMS, {"commune": commune_id, "first_day": first, "last_day": last})
    return [Sum(unit_id, indicator, int(value), int(estimates)) for unit_id, indicator, value, estimates in rows]


_BY_DAY = (
    select(
        entries.c.unit_id,
        entries.c.first,
        entries.c.last,
        entry_values.c.indicator,
        func.sum(entry_values.c.value).label("total"),
    )
    .select_from(_JOINED)
    .where(entries.c.unit_id.in_(bindparam("units", expanding=True)), _FALLS_IN, _COUNTS)
    .group_by(entries.c.unit_id, entries.c.first, entries.c.last, entry_values.c.indicator)
)


def by_day(tx: Tx, unit_ids: Sequence[int], first: date, last: date) -> Sequence[Row[Any]]:
    """What units said for each day or span that ends in first…last: unit_id, first, last, indicator, total."""
    return tx.all(_BY_DAY, {"units": list(unit_ids), "first_day": first, "last_day": last})


_MET = select(
    exists().where(
        entries.c.unit_id == bindparam("unit"),
        entries.c.last >= bindparam("first_day"),
        _SPEAKS,
        or_(
            and_(entries.c.nil.is_(False), entries.c.last <= bindparam("last_day")),
            and_(entries.c.nil, entries.c.first <= bindparam("first_day"), entries.c.last >= bindparam("last_day")),
        ),
    )
)


def owes(tx: Tx, commune: Commune, unit_id: int, period: Period) -> bool:
    """Whether a unit owes a week and has said nothing for it; a commune's own team owes nothing."""
    if all(unit.id != unit_id for unit in commune.expected(period)):
        return False
    return not tx.scalar(_MET, {"unit": unit_id, "first_day": period.first, "last_day": period.last})


_EARLIER = entry_values.alias("earlier")
_LINES = (
    select(
        entries.c.id,
        entries.c.unit_id,
        entries.c.first,
        entries.c.last,
        entries.c.said_at,
        entries.c.words,
        entry_values.c.indicator,
        entry_values.c.value,
        entry_values.c.estimate,
        entry_values.c.held,
        people.c.name,
        _EARLIER.c.value.label("was"),
        entries.c.channel,
    )
    .select_from(
        _JOINED.outerjoin(people, people.c.id == entries.c.person_id).outerjoin(
            _EARLIER,
            and_(
                _EARLIER.c.entry_id == entries.c.supersedes,
                _EARLIER.c.indicator == entry_values.c.indicator,
                _EARLIER.c.value != entry_values.c.value,
            ),
        )
    )
    .where(
        entries.c.unit_id.in_(bindparam("units", expanding=True)),
        _FALLS_IN,
        entries.c.state == LIVE,
        entries.c.nil.is_(False),
        entry_values.c.indicator.in_(bindparam("indicators", expanding=True)),
    )
    .order_by(entries.c.last, entries.c.said_at, entries.c.id)
)


@frozen
class Statement:
    """One value behind a total: who said it about which days, when and in which words; `name` is empty once the
    person's data was deleted, `was` is the value it corrected (None: it stands as it was said)."""

    entry_id: int
    unit_id: int
    first: date
    last: date
    said_at: datetime
    words: str
    indicator: str
    value: int
    estimate: bool
    held: bool
    name: str
    was: int | None
    channel: str


def statements(tx: Tx, unit_ids: Sequence[int], indicators: Sequence[str], first: date, last: date) -> list[Statement]:
    """Every live value of some indicators in a period, oldest day first; held ones (not counted) among them."""
    key = {"units": list(unit_ids), "indicators": list(indicators), "first_day": first, "last_day": last}
    return [
        Statement(
            row.id,
            row.unit_id,
            row.first,
            row.last,
            row.said_at,
            row.words,
            row.indicator,
            row.value,
            row.estimate,
            row.held,
            row.name or "",
            row.was,
            row.channel,
        )
        for row in tx.all(_LINES, key)
    ]


_HELD = (
    select(entries.c.unit_id, entry_values.c.indicator, entry_values.c.value, entries.c.last)
    .select_from(_JOINED)
    .where(_OF_COMMUNE, _FALLS_IN, entries.c.state == LIVE, entry_values.c.held)
    .order_by(entries.c.unit_id, entries.c.id)
)


def held(tx: Tx, commune_id: int, first: date, last: date) -> Sequence[Row[Any]]:
    """Figures kept out of the totals until a possible double count is settled: unit_id, indicator, value, last."""
    return tx.all(_HELD, {"commune": commune_id, "first_day": first, "last_day": last})


_REMARKS = (
    select(notes.c.unit_id, notes.c.kind, notes.c.text)
    .where(
        notes.c.commune_id == bindparam("commune"),
        notes.c.date.between(bindparam("first_day"), bindparam("last_day")),
        notes.c.kind.in_(("difficulty", "proposal")),
        notes.c.ended_at.is_(None),
    )
    .order_by(notes.c.id)
)


def remarks(tx: Tx, commune_id: int, first: date, last: date) -> Sequence[Row[Any]]:
    """What villages said is difficult or asked for in a period: unit_id, kind (difficulty, proposal), text; oldest
    first."""
    return tx.all(_REMARKS, {"commune": commune_id, "first_day": first, "last_day": last})


_TARGETS = select(targets.c.indicator, targets.c.period, targets.c.value).where(
    targets.c.unit_id == bindparam("unit"), targets.c.value > 0
)


def targets_of(tx: Tx, unit_id: int) -> Sequence[Row[Any]]:
    """A unit's targets above nought: indicator, period (a key), value."""
    return tx.all(_TARGETS, {"unit": unit_id})


_PROVINCES = select(units.c.id).where(units.c.parent_id == bindparam("unit"), units.c.kind != "commune")
_COMMUNES_BELOW = (
    select(units.c.id)
    .where(
        units.c.kind == "commune",
        or_(
            units.c.id == bindparam("unit"),
            units.c.parent_id == bindparam("unit"),
            units.c.parent_id.in_(_PROVINCES.scalar_subquery()),
        ),
    )
    .order_by(units.c.position, units.c.id)
)


def communes_below(tx: Tx, unit_id: int) -> list[int]:
    """The communes of a province or of the country; a commune is its own only one."""
    return [row.id for row in tx.all(_COMMUNES_BELOW, {"unit": unit_id})]
