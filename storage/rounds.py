"""Rounds: the periods and collections that the villages of a commune owe about now, each with its due time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.frozen import frozen
from domain.periods import Period, at, local
from storage.communes import Collection, Commune

BACK = {
    "week": 3,
    "month": 1,
    "decree09": 1,
}  # periods back whose due time may still matter: Tết moves one by two weeks
RECENT = {"week": 4, "month": 4, "decree09": 4}  # who reported in so many periods is who reports for the village
OPEN = timedelta(days=14)  # how long after its due time a collection is still spoken of


@frozen
class Round:
    """What is owed: a period of the commune's cycle or a collection. Equal rounds of many communes are one.

    `excused_by` are the days on one of which an excuse must lie; whoever reported on `since` or later usually reports.
    `only` names the units it is for where they have a due time of their own, `without` those that do.
    """

    key: str
    first: date
    last: date
    due: datetime
    excused_by: tuple[date, date]
    since: date
    collection: int = 0
    made_at: datetime | None = None  # of a collection
    only: tuple[int, ...] = ()
    without: tuple[int, ...] = ()
    decree: bool = False

    @property
    def mark(self) -> str:
        """What its waves are kept by: its key; with the due time where units have one of their own."""
        return f"{self.key}@{int(self.due.timestamp())}" if self.only else self.key

    @property
    def long(self) -> bool:
        """Whether it is longer than a week: three nudges at most, else two."""
        return bool(self.collection) or (self.last - self.first).days > 6

    @property
    def said_from(self) -> datetime:
        """Since when somebody may have been told of it."""
        return self.made_at or at(self.first, 0)

    @property
    def cap(self) -> int:
        """How many nudges a person may get about it from the clock."""
        return 3 if self.long else 2

    @property
    def period(self) -> Period:
        """The days it is about, as a period with its kind."""
        if self.collection:
            return Period("range", self.key, self.first, self.last)
        kind = "month" if self.long else "week"
        return Period(kind, self.key, self.first, self.last, self.decree)


def rounds(commune: Commune, now: datetime) -> list[Round]:
    """Every round of a commune about now, the oldest first, then the collections: arithmetic alone."""
    period = commune.cycle.period_of(local(now).date())
    periods = [period]
    for _ in range(BACK[commune.cycle.kind]):
        period = commune.cycle.before(period)
        periods.insert(0, period)
    found = [one for period in periods for one in of_period(commune, period)]
    return found + [of_collection(one) for one in commune.collections if now <= one.due + OPEN]


def of_period(commune: Commune, period: Period) -> list[Round]:
    """The round of one period; units that were given more time have one of their own."""
    since = period
    for _ in range(RECENT[commune.cycle.kind]):
        since = commune.cycle.before(since)
    own = sorted({unit for unit, key in commune.moved if unit is not None and key == period.key})
    common = Round(
        period.key,
        period.first,
        period.last,
        commune.due(period),
        commune.touched(period),
        since.first,
        without=tuple(own),
        decree=period.decree,
    )
    return [common, *(replace(common, due=commune.due(period, unit), only=(unit,), without=()) for unit in own)]


def of_collection(one: Collection) -> Round:
    """A collection as a round: about no days of its own, owed from when it was made until it is due."""
    made, due = local(one.made_at).date(), local(one.due).date()
    since = made - timedelta(days=28)
    return Round(one.key, made, max(made, due), one.due, (due, due), since, one.id, one.made_at)


def find(commune: Commune, key: str, now: datetime) -> list[Round]:
    """The rounds with a key, where they are about now."""
    return [one for one in rounds(commune, now) if one.key == key]


def ended(commune: Commune, now: datetime) -> Iterator[Round]:
    """The common rounds of the cycle whose days are over, newest first."""
    today = local(now).date()
    for one in reversed(rounds(commune, now)):
        if not one.collection and not one.only and one.last < today:
            yield one
