"""Who has said something for which days: what coverage is judged by, whatever the figures are."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Index, String, and_, bindparam, case, func, select, text
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from domain.frozen import frozen
from domain.periods import Period
from storage.entries import LIVE, REPLACED
from storage.tables import entries
from storage.tx import Tx

LONGEST = timedelta(days=366)  # the longest span a nil covers: how far behind a period its last day can lie


@frozen
class Span:
    """A unit said about more than one day, or said that there was nothing, first at `said_at`."""

    unit_id: int
    first: date
    last: date
    nil: bool
    said_at: datetime


def meets(span: Span, period: Period) -> bool:
    """Whether a statement meets a period: a figure by its last day, a nil only by spanning all of it."""
    if span.nil:
        return span.first <= period.first and span.last >= period.last
    return period.first <= span.last <= period.last


@frozen
class Told:
    """What a unit said between two days: the days with a figure of their own (2025-11-20), when the first of them that
    counts in the period was said, and everything wider or nil that touches those days."""

    days: tuple[str, ...] = ()
    first_at: datetime | None = None
    spans: tuple[Span, ...] = ()

    def nils(self, period: Period) -> Iterator[bool]:
        """Of each statement that meets a period, whether it is a nil."""
        first, last = period.first.isoformat(), period.last.isoformat()
        yield from (False for day in self.days if first <= day <= last)
        yield from (span.nil for span in self.spans if meets(span, period))


NOTHING = Told()


class _Written(FunctionElement[str]):
    """A day as text, 2025-11-20, on every database."""

    type = String()
    inherit_cache = True


@compiles(_Written)
def _written(element: Any, compiler: Any, **more: Any) -> str:
    return str(compiler.process(element.clauses, **more))  # SQLite keeps days as this text


@compiles(_Written, "postgresql")
def _written_there(element: Any, compiler: Any, **more: Any) -> str:
    return f"to_char({compiler.process(element.clauses, **more)}, 'YYYY-MM-DD')"


# A figure speaks for the period of its last day, a nil for all it spans, a total over several days also for the weeks
# inside it. So two reads: the figures of single days, a row a unit with its days in one text (a year of a commune has
# thousands), by the index on (commune_id, last); and what is wide or nil and may end after them, by a partial index
# that holds nothing else. In one read, an old week would scan all that was said since. The predicate of the second is
# written as the index has it: SQLite compares them as they stand.
WIDE = "nil OR first < last"
_OF_COMMUNE = entries.c.commune_id == bindparam("commune")
_SPEAKS = entries.c.state.in_((LIVE, REPLACED))  # a replaced figure counts nowhere, yet the week was reported
_DAYS = (
    select(
        entries.c.unit_id,
        func.min(case((entries.c.last >= bindparam("begin"), entries.c.said_at))).label("at"),
        func.aggregate_strings(_Written(entries.c.last), ",").label("days"),
    )
    .where(
        _OF_COMMUNE,
        entries.c.last.between(bindparam("first_day"), bindparam("last_day")),
        and_(entries.c.nil.is_(False), entries.c.first == entries.c.last),
        _SPEAKS,
    )
    .group_by(entries.c.unit_id)
)
_WHO = (entries.c.unit_id, entries.c.first, entries.c.last, entries.c.nil)
_LONG = (
    select(*_WHO, func.min(entries.c.said_at).label("at"))
    .where(
        _OF_COMMUNE,
        text(f"({WIDE})"),
        entries.c.last.between(bindparam("first_day"), bindparam("horizon")),
        entries.c.first <= bindparam("last_day"),
        _SPEAKS,
    )
    .group_by(*_WHO)
)
Index("ix_entries_wide", entries.c.commune_id, entries.c.last, sqlite_where=text(WIDE), postgresql_where=text(WIDE))


def told(tx: Tx, commune_id: int, first: date, period: Period) -> dict[int, Told]:
    """By unit, what was said from `first` (of the period, or of a week that began before it) to the period's end; a
    unit that said nothing is absent. Two queries, a row a unit and one for each wide statement."""
    key = {"commune": commune_id, "first_day": first, "last_day": period.last}
    days: Sequence[Any] = tx.all(_DAYS, key | {"begin": period.first})
    wide: Sequence[Any] = tx.look(_LONG, key | {"horizon": period.last + LONGEST})
    spans: dict[int, list[Span]] = {}
    for row in wide:
        spans.setdefault(row.unit_id, []).append(Span(*row))
    found = {row.unit_id: Told(tuple(row.days.split(",")), row.at, tuple(spans.pop(row.unit_id, ()))) for row in days}
    return found | {unit_id: Told(spans=tuple(own)) for unit_id, own in spans.items()}
