"""The ledger's lines for a file: every live statement of a period with whoever gave it, and how many there must be."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import and_, bindparam, func, or_, select

from domain.frozen import frozen
from storage.entries import LIVE
from storage.tables import entries, entry_values, notes, people
from storage.tx import Tx

_typist = people.alias("typist")
_earlier = entry_values.alias("earlier")
_VALUES = entries.outerjoin(entry_values, entry_values.c.entry_id == entries.c.id)
# A figure belongs to the period of its last day, a nil to every period it touches.
_WITHIN = and_(
    entries.c.unit_id.in_(bindparam("units", expanding=True)),
    entries.c.state == LIVE,
    entries.c.last >= bindparam("first_day"),
    entries.c.first <= bindparam("last_day"),
    or_(entries.c.nil, entries.c.last <= bindparam("last_day")),
)
_LINES = (
    select(
        entries.c.id,
        entries.c.unit_id,
        entries.c.first,
        entries.c.last,
        entries.c.nil,
        entries.c.said_at,
        entries.c.stored_at,
        entries.c.channel,
        entries.c.words,
        entries.c.person_id,
        people.c.name,
        _typist.c.name.label("typist"),
        entry_values.c.indicator,
        entry_values.c.value,
        entry_values.c.estimate,
        entry_values.c.held,
        _earlier.c.value.label("was"),
    )
    .select_from(
        _VALUES.outerjoin(people, people.c.id == entries.c.person_id)
        .outerjoin(_typist, _typist.c.id == entries.c.typed_by)
        .outerjoin(
            _earlier,
            and_(_earlier.c.entry_id == entries.c.supersedes, _earlier.c.indicator == entry_values.c.indicator),
        )
    )
    .where(_WITHIN)
    .order_by(entries.c.last, entries.c.said_at, entries.c.id, entry_values.c.indicator)
)
_COUNT = select(func.count()).select_from(_VALUES).where(_WITHIN)


@frozen
class Line:
    """One value of one statement, or a statement that there was nothing (`nil`, no indicator).

    `name` is empty where a file was imported or the person's data was deleted; `typist` names who typed it for
    another; `was` is the value it corrected (None: it stands as it was said).
    """

    entry_id: int
    unit_id: int
    first: date
    last: date
    nil: bool
    said_at: datetime
    stored_at: datetime
    channel: str
    words: str
    person_id: int | None
    name: str
    typist: str
    indicator: str
    value: int
    estimate: bool
    held: bool
    was: int | None


def lines(tx: Tx, unit_ids: Sequence[int], first: date, last: date) -> list[Line]:
    """Every line of some units' ledger in a period, oldest day first."""
    return [
        Line(
            row.id,
            row.unit_id,
            row.first,
            row.last,
            row.nil,
            row.said_at,
            row.stored_at,
            row.channel,
            row.words,
            row.person_id,
            row.name or "",
            row.typist or "",
            row.indicator or "",
            row.value or 0,
            bool(row.estimate),
            bool(row.held),
            None if row.was == row.value else row.was,
        )
        for row in tx.all(_LINES, {"units": list(unit_ids), "first_day": first, "last_day": last})
    ]


def count(tx: Tx, unit_ids: Sequence[int], first: date, last: date) -> int:
    """How many lines the ledger holds in a period, counted by the database: what a file is held against."""
    return int(tx.scalar(_COUNT, {"units": list(unit_ids), "first_day": first, "last_day": last}))


_NOTES = (
    select(notes.c.unit_id, notes.c.kind, notes.c.date, notes.c.text)
    .where(
        notes.c.commune_id == bindparam("commune"),
        notes.c.date.between(bindparam("first_day"), bindparam("last_day")),
        notes.c.ended_at.is_(None),
    )
    .order_by(notes.c.date, notes.c.id)
)


@frozen
class Said:
    """A difficulty or remark a village wrote."""

    unit_id: int
    kind: str
    date: date
    text: str


def notes_of(tx: Tx, commune_id: int, first: date, last: date) -> list[Said]:
    """The notes of a commune in a period, oldest first."""
    key = {"commune": commune_id, "first_day": first, "last_day": last}
    return [Said(row.unit_id, row.kind, row.date, row.text) for row in tx.all(_NOTES, key)]
