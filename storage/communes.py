"""Communes: their units, words, indicators and days off, read whole because a commune is small."""

from collections.abc import Hashable, Iterable
from dataclasses import field
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, bindparam, or_, select, update

from domain import holidays
from domain.calendar import Cycle, due_time
from domain.frozen import frozen
from domain.indicators import BY_KEY, INDICATORS, Indicator
from domain.periods import Period, local
from storage.tables import (
    aliases,
    collections,
    communes,
    days_off,
    denominators,
    due_times,
    excuses,
    indicators,
    units,
)
from storage.tx import Tx


@frozen
class Unit:
    """A place in the tree, with the days on which it exists (None: always)."""

    id: int
    key: str
    kind: str
    parent_id: int | None
    commune_id: int | None
    name: str
    names: tuple[str, ...]
    valid_from: date | None
    valid_to: date | None

    def owes(self, period: Period) -> bool:
        """Whether it existed through the whole period: a unit that begins or ends inside one does not owe it."""
        return (self.valid_from is None or self.valid_from <= period.first) and (
            self.valid_to is None or self.valid_to >= period.last
        )


@frozen
class Excuse:
    """Days on which a unit need not report."""

    unit_id: int
    first: date
    last: date
    why: str


@frozen
class Collection:
    """An ad-hoc request of the commune's officer, with its own indicators; its key as a period is C12."""

    id: int
    name: str
    indicators: tuple[str, ...]
    due: datetime
    made_at: datetime

    @property
    def key(self) -> str:
        return f"C{self.id}"


@lru_cache(maxsize=256)
def _order(own: tuple[Indicator, ...]) -> dict[str, int]:
    """Where each indicator stands: the catalogue's first, then a commune's own."""
    return {indicator.key: place for place, indicator in enumerate((*INDICATORS, *own))}


@frozen
class Commune:
    """A commune as the dialogue needs it. `version` moves whenever anything here that words depend on changes."""

    id: int
    key: str
    name: str
    version: int
    units: tuple[Unit, ...]  # villages first, in the set-up's order, then the commune's own teams
    above: tuple[int, ...]  # the commune itself and what lies above it
    on: tuple[str, ...]  # indicators asked for by default
    own: tuple[Indicator, ...]
    aliases: tuple[tuple[str, str], ...]  # taught words → indicator key
    cycle: Cycle
    created_at: datetime
    contact: str
    keep_days: int
    off: dict[date, str] = field(hash=False)  # the commune's own days off, by date
    adults: dict[int, int] = field(hash=False)  # unit id → adults, the newest figure
    excuses: tuple[Excuse, ...] = ()
    moved: dict[tuple[int | None, str], datetime] = field(default_factory=dict, hash=False)  # (unit, period) → due
    collections: tuple[Collection, ...] = ()  # open ones, oldest first
    upward: str = ""  # when its officer reports upward, in the cycle's form; empty: not said
    noted: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)  # what was looked up of this version

    def unit(self, unit_id: int) -> Unit:
        """The unit with an id; raises KeyError."""
        for unit in self.units:
            if unit.id == unit_id:
                return unit
        raise KeyError(unit_id)

    def by_key(self, key: str) -> Unit | None:
        """The unit with a key, or None."""
        return next((unit for unit in self.units if unit.key == key), None)

    def villages(self, period: Period | None = None) -> tuple[Unit, ...]:
        """The villages, or those that owe a period."""
        return tuple(u for u in self.units if u.kind == "village" and (period is None or u.owes(period)))

    def indicator(self, key: str) -> Indicator:
        """An indicator of the catalogue or of the commune's own; an unknown key names itself."""
        found = BY_KEY.get(key) or next((i for i in self.own if i.key == key), None)
        return found or Indicator(key, key, key, "", "")

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The catalogue and the commune's own."""
        return (*INDICATORS, *self.own)

    def in_order(self, keys: Iterable[str]) -> list[str]:
        """Indicator keys in the catalogue's order."""
        order = _order(self.own)
        return sorted(keys, key=lambda key: (order.get(key, len(order)), key))

    def day_off(self, day: date) -> str:
        """The name of the holiday or commune's day off on a date, or nothing."""
        return self.off.get(day) or public_holiday(day)

    def due(self, period: Period, unit_id: int | None = None) -> datetime:
        """When a period of the commune's cycle is due, in UTC; for a unit that was given more time, when it is due
        there. What the officer set for this one period holds before the calendar."""
        if unit_id is not None and (unit_id, period.key) in self.moved:
            return self.moved[unit_id, period.key]
        set_by_hand = self.moved.get((None, period.key))
        return set_by_hand or due_time(period, self.cycle, lambda day: bool(self.day_off(day)))

    @property
    def rhythm(self) -> Hashable:
        """All that decides when something is due, and when a day off: communes with equal ones have equal rounds and
        waves."""
        return self.cycle, self.upward, self.collections, frozenset(self.off), frozenset(self.moved.items())

    def expected(self, period: Period) -> tuple[Unit, ...]:
        """Villages that owe a period: not excused in it; none if it ended before the commune was set up."""
        if period.last < self.created_at.date():
            return ()
        first, last = self.touched(period)
        return tuple(unit for unit in self.villages(period) if not self.excused(unit.id, first, last))

    def owes(self, unit: Unit, period: Period) -> bool:
        """Whether a village has to be heard of for a period: it exists through it, and is not excused. Of periods that
        are only summed up (a month where weeks are owed, a quarter) nothing is excused: their parts are."""
        if not unit.owes(period):
            return False
        first, last = self.touched(period)
        summed_up = period.days > 7 and not self.cycle.owns(period)
        return summed_up or not self.excused(unit.id, first, last)

    def touched(self, period: Period) -> tuple[date, date]:
        """The days on one of which an excuse must lie to excuse a unit from a period: any day of a week; of a longer
        period the day it is due (a storm does not make a month's work undone)."""
        if period.days <= 7:
            return period.first, period.last
        day = local(self.due(period)).date()
        return day, day

    def excused(self, unit_id: int, first: date, last: date) -> bool:
        """Whether a unit is excused on any day between two."""
        return any(one.unit_id == unit_id and one.first <= last and one.last >= first for one in self.excuses)


_COMPUTED: dict[int, dict[date, str]] = {}


def public_holiday(day: date) -> str:
    """The name of Vietnam's public holiday on a date, or nothing: from the versioned file, and for years it does not
    speak for yet, as the calendar computes them (once a year and process)."""
    if day.year in holidays.years():
        return holidays.name_of(day)
    if day.year not in _COMPUTED:
        from holidays import country_holidays

        _COMPUTED[day.year] = dict(country_holidays("VN", years=day.year, language="vi"))
    return _COMPUTED[day.year].get(day, "")


_COMMUNE = (
    select(communes, units.c.key, units.c.name, units.c.parent_id)
    .join_from(communes, units)
    .where(communes.c.id == bindparam("id"))
)
_UNITS = (
    select(units)
    .where(units.c.commune_id == bindparam("id"), units.c.id != bindparam("id"))
    .order_by((units.c.kind != "village"), units.c.position, units.c.id)
)
_PARENT = select(units.c.parent_id).where(units.c.id == bindparam("id"))
_OWN = select(indicators).where(indicators.c.commune_id == bindparam("id")).order_by(indicators.c.id)
_ALIASES = (
    select(aliases.c.folded, aliases.c.indicator)
    .where(aliases.c.commune_id == bindparam("id"), aliases.c.ended_at.is_(None))
    .order_by(aliases.c.id)
)
_OFF = select(days_off.c.date, days_off.c.name).where(
    or_(days_off.c.commune_id == bindparam("id"), days_off.c.commune_id.is_(None))
)
_ADULTS = (
    select(denominators.c.unit_id, denominators.c.value)
    .join(units, units.c.id == denominators.c.unit_id)
    .where(units.c.commune_id == bindparam("id"), denominators.c.name == "adults")
    .order_by(denominators.c.date.nulls_first())
)
_EXCUSES = (
    select(excuses.c.unit_id, excuses.c.first, excuses.c.last, excuses.c.why)
    .where(excuses.c.commune_id == bindparam("id"), excuses.c.ended_at.is_(None))
    .order_by(excuses.c.id)
)
_MOVED = (
    select(due_times.c.unit_id, due_times.c.period, due_times.c.due_at)
    .where(due_times.c.commune_id == bindparam("id"))
    .order_by(due_times.c.id)
)
_COLLECTIONS = (
    select(collections)
    .where(collections.c.commune_id == bindparam("id"), collections.c.ended_at.is_(None))
    .order_by(collections.c.id)
)
_TOUCH = update(communes).where(communes.c.id == bindparam("commune")).values(version=communes.c.version + 1)


def as_unit(row: Row[Any]) -> Unit:
    """A row of `units` as a Unit."""
    return Unit(
        id=row.id,
        key=row.key,
        kind=row.kind,
        parent_id=row.parent_id,
        commune_id=row.commune_id,
        name=row.name,
        names=tuple(row.names),
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def load(tx: Tx, commune_id: int) -> Commune:
    """Read a commune; raises KeyError if there is none with this id."""
    key = {"id": commune_id}
    row = tx.one(_COMMUNE, key)
    if row is None:
        raise KeyError(commune_id)
    above, parent = [commune_id], row.parent_id
    while parent is not None:
        above.append(parent)
        parent = tx.scalar(_PARENT, {"id": parent})
    return Commune(
        id=commune_id,
        key=row.key,
        name=row.name,
        version=row.version,
        units=tuple(as_unit(unit) for unit in tx.all(_UNITS, key)),
        above=tuple(above),
        on=tuple(row.indicators),
        own=tuple(
            Indicator(own.key, own.label, own.label.lower(), own.unit, own.pillar, tuple(own.aliases))
            for own in tx.all(_OWN, key)
        ),
        aliases=tuple((alias.folded, alias.indicator) for alias in tx.all(_ALIASES, key)),
        cycle=Cycle.parse(row.week_due),
        created_at=row.created_at,
        contact=row.contact,
        keep_days=row.keep_days,
        off={off.date: off.name for off in tx.all(_OFF, key)},
        adults={adults.unit_id: adults.value for adults in tx.all(_ADULTS, key)},
        excuses=tuple(Excuse(one.unit_id, one.first, one.last, one.why) for one in tx.all(_EXCUSES, key)),
        moved={(one.unit_id, one.period): one.due_at for one in tx.all(_MOVED, key)},
        collections=tuple(
            Collection(one.id, one.name, tuple(one.indicators), one.due_at, one.made_at)
            for one in tx.all(_COLLECTIONS, key)
        ),
        upward=row.upward_due,
    )


class Communes:
    """Communes already read, by version: one look at `version` tells whether the copy is still true."""

    def __init__(self) -> None:
        self._known: dict[int, Commune] = {}

    def get(self, tx: Tx, commune_id: int, version: int | None = None) -> Commune:
        """The commune as of now; `version` spares the look where the caller has just read it."""
        if version is None:
            version = tx.scalar(select(communes.c.version).where(communes.c.id == commune_id))
        known = self._known.get(commune_id)
        if known is None or known.version != version:
            known = self._known[commune_id] = load(tx, commune_id)
        return known


def touch(tx: Tx, commune_id: int) -> None:
    """Say that a commune's words, units or settings changed."""
    tx.run(_TOUCH, {"commune": commune_id})


def all_ids(tx: Tx) -> list[int]:
    """Every commune."""
    return [row.id for row in tx.all(select(communes.c.id).order_by(communes.c.id))]


def versions(tx: Tx) -> dict[int, int]:
    """Every commune with its version."""
    return {row.id: row.version for row in tx.all(select(communes.c.id, communes.c.version).order_by(communes.c.id))}
