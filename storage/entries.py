"""Entries: written once, superseded by corrections, taken back and given back; never overwritten."""

from collections.abc import Mapping, Sequence
from dataclasses import field, fields
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import Select, bindparam, select, update

from domain.frozen import frozen
from storage import folds
from storage.folds import Change
from storage.tables import entries, entry_values
from storage.tx import Tx

# live: counts · superseded: a correction took its place · replaced: a total over a longer span took its figures, but
# it still shows that the week was reported · void: taken back by a person
LIVE, SUPERSEDED, REPLACED, VOID = "live", "superseded", "replaced", "void"


@frozen
class Value:
    """One figure of an entry; `held` keeps it out of the totals until a possible double count is settled."""

    value: int
    estimate: bool = False
    held: bool = False


@frozen
class Entry:
    """One statement about one unit over a span of days."""

    id: int
    commune_id: int
    unit_id: int
    first: date
    last: date
    nil: bool
    state: str
    person_id: int | None
    typed_by: int | None
    source: str
    said_at: datetime
    stored_at: datetime
    words: str
    supersedes: int | None
    ended_why: str = ""
    values: dict[str, Value] = field(default_factory=dict)

    @property
    def counted(self) -> dict[str, int]:
        """What it adds to the totals."""
        return {key: value.value for key, value in self.values.items() if not value.held}


@frozen
class Statement:
    """What is to be stored: everything of an entry but its number."""

    commune_id: int
    unit_id: int
    first: date
    last: date
    person_id: int | None
    channel: str
    source: str
    said_at: datetime
    words: str
    message: str = ""
    nil: bool = False
    typed_by: int | None = None
    cumulative: bool = False
    sample: bool = False
    supersedes: int | None = None


_SAID = tuple(one.name for one in fields(Statement))
_PARTS = attrgetter(*_SAID)


def add(tx: Tx, said: Statement, values: Mapping[str, Value]) -> int:
    """Store a statement; returns the entry's id."""
    tx.touch(said.commune_id, said.unit_id, said.first, said.last)
    row = dict(zip(_SAID, _PARTS(said), strict=True))
    row |= {"state": LIVE, "stored_at": tx.now, "estimate": any(value.estimate for value in values.values())}
    entry_id = tx.insert(entries, row)
    if values:
        tx.insert_many(entry_values, [_value_row(entry_id, key, value) for key, value in values.items()])
        if not said.nil:
            folds.put(
                tx,
                [
                    Change(said.commune_id, said.last, key, value.value, value.estimate)
                    for key, value in values.items()
                    if not value.held
                ],
            )
    return entry_id


def _value_row(entry_id: int, key: str, value: Value) -> dict[str, Any]:
    return {
        "entry_id": entry_id,
        "indicator": key,
        "value": value.value,
        "estimate": value.estimate,
        "held": value.held,
    }


_COLUMNS = tuple(column for column in entries.c if column.name not in ("message",))
_END = (
    update(entries)
    .where(entries.c.id == bindparam("entry"), entries.c.state == bindparam("was"))
    .values(state=bindparam("to"), ended_at=bindparam("when"), ended_why=bindparam("why"))
)
_WHOLE = select(entries).where(entries.c.id == bindparam("entry"))


def change(
    tx: Tx,
    entry: Entry,
    *,
    values: Mapping[str, Value] | None = None,
    first: date | None = None,
    last: date | None = None,
    words: str = "",
    typed_by: int | None = None,
    why: str = "corrected",
) -> int | None:
    """Supersede an entry by one with other values or another span; returns the new id, or None where no value is left
    (the entry is then only ended)."""
    if tx.guard is not None:  # asked for both days before anything is written
        tx.guard(entry.unit_id, last or entry.last)
    kept = dict(entry.values if values is None else values)
    old = tx.one(_WHOLE, {"entry": entry.id})
    assert old is not None
    if not end(tx, entry.id, SUPERSEDED, why):
        return None
    if not kept and not entry.nil:
        return None
    said = Statement(
        commune_id=entry.commune_id,
        unit_id=entry.unit_id,
        first=first or entry.first,
        last=last or entry.last,
        person_id=entry.person_id,
        channel=old.channel,
        source=entry.source,
        said_at=entry.said_at,
        words=f"{entry.words} → {words}" if words else entry.words,
        message=old.message,
        nil=entry.nil and not kept,
        typed_by=typed_by or entry.typed_by,
        sample=old.sample,
        supersedes=entry.id,
    )
    return add(tx, said, kept)


_COUNTED = (
    select(
        entries.c.commune_id,
        entries.c.unit_id,
        entries.c.first,
        entries.c.last,
        entries.c.nil,
        entry_values.c.indicator,
        entry_values.c.value,
        entry_values.c.estimate,
        entry_values.c.held,
    )
    .outerjoin_from(entries, entry_values, entry_values.c.entry_id == entries.c.id)
    .where(entries.c.id == bindparam("entry"), entries.c.state == bindparam("was"))
)


def _turn(tx: Tx, entry_id: int, was: str, to: str, why: str, sign: int) -> bool:
    """Move an entry from one state to another, and what it adds up to with it."""
    rows = tx.look(_COUNTED, {"entry": entry_id, "was": was})
    if not rows:
        return False
    tx.touch(rows[0].commune_id, rows[0].unit_id, rows[0].first, rows[0].last)
    when = tx.now if sign < 0 else None
    if tx.run(_END, {"entry": entry_id, "was": was, "to": to, "when": when, "why": why}) != 1:
        return False
    folds.put(
        tx,
        [
            Change(row.commune_id, row.last, row.indicator, row.value, row.estimate, sign)
            for row in rows
            if row.indicator is not None and not row.held and not row.nil
        ],
    )
    return True


def end(tx: Tx, entry_id: int, state: str, why: str) -> bool:
    """End a live entry; False if it was not live any more."""
    return _turn(tx, entry_id, LIVE, state, why, -1)


def revive(tx: Tx, entry_id: int) -> bool:
    """Give a taken-back entry back; False if it was not taken back."""
    return _turn(tx, entry_id, VOID, LIVE, "", 1)


_RELEASE = update(entry_values).where(entry_values.c.entry_id == bindparam("entry")).values(held=False)


def release(tx: Tx, entry_id: int) -> None:
    """Count the figures that were held back: it was another class."""
    rows = tx.look(_COUNTED, {"entry": entry_id, "was": LIVE})
    if rows:
        tx.touch(rows[0].commune_id, rows[0].unit_id, rows[0].first, rows[0].last)
    tx.run(_RELEASE, {"entry": entry_id})
    folds.put(
        tx,
        [Change(row.commune_id, row.last, row.indicator, row.value, row.estimate) for row in rows if row.held],
    )


def _joined() -> Select[Any]:
    return select(
        *_COLUMNS,
        entry_values.c.indicator,
        entry_values.c.value,
        entry_values.c.estimate.label("value_estimate"),
        entry_values.c.held,
    ).outerjoin_from(entries, entry_values, entry_values.c.entry_id == entries.c.id)


_BY_ID = _joined().where(entries.c.id == bindparam("entry"))
_AROUND = (
    _joined()
    .where(
        entries.c.unit_id == bindparam("unit"),
        entries.c.last >= bindparam("first_day"),
        entries.c.first <= bindparam("last_day"),
        entries.c.state == LIVE,
    )
    .order_by(entries.c.stored_at.desc(), entries.c.id.desc())
)
_BY_SOURCE = (
    _joined()
    .where(entries.c.source == bindparam("source"), entries.c.state.in_((LIVE, SUPERSEDED, VOID)))
    .order_by(entries.c.id.desc())
)
_OF_PERSON = (
    _joined()
    .where(
        entries.c.person_id == bindparam("person"),
        entries.c.state == bindparam("state"),
        entries.c.stored_at >= bindparam("since"),
    )
    .order_by(entries.c.stored_at.desc(), entries.c.id.desc())
)
_OF_UNIT = (
    _joined()
    .where(
        entries.c.unit_id == bindparam("unit"),
        entries.c.state == LIVE,
        entries.c.stored_at >= bindparam("since"),
    )
    .order_by(entries.c.stored_at.desc(), entries.c.id.desc())
)


def _gather(tx: Tx, statement: Select[Any], key: Mapping[str, Any]) -> list[Entry]:
    found: dict[int, Entry] = {}
    for row in tx.look(statement, dict(key)):
        entry = found.get(row.id)
        if entry is None:
            entry = found[row.id] = Entry(
                row.id,
                row.commune_id,
                row.unit_id,
                row.first,
                row.last,
                row.nil,
                row.state,
                row.person_id,
                row.typed_by,
                row.source,
                row.said_at,
                row.stored_at,
                row.words,
                row.supersedes,
                row.ended_why,
            )
        if row.indicator is not None:
            entry.values[row.indicator] = Value(row.value, row.value_estimate, row.held)
    return list(found.values())


_TAKEN_BACK = (
    _joined()
    .where(entries.c.person_id == bindparam("person"), entries.c.state == VOID)
    .order_by(entries.c.ended_at.desc(), entries.c.id.desc())
    .limit(20)
)


def taken_back(tx: Tx, person_id: int) -> Entry | None:
    """The entry a person took back last, or None."""
    found = _gather(tx, _TAKEN_BACK, {"person": person_id})
    return found[0] if found else None


def get(tx: Tx, entry_id: int) -> Entry | None:
    """An entry by its id, in whatever state."""
    found = _gather(tx, _BY_ID, {"entry": entry_id})
    return found[0] if found else None


def around(tx: Tx, unit_id: int, first: date, last: date) -> list[Entry]:
    """Live entries of a unit that touch a span of days, newest first."""
    return _gather(tx, _AROUND, {"unit": unit_id, "first_day": first, "last_day": last})


def by_source(tx: Tx, source: str) -> list[Entry]:
    """Every version of what one chat message said, newest first."""
    return _gather(tx, _BY_SOURCE, {"source": source})


def of_person(tx: Tx, person_id: int, since: datetime, state: str = LIVE) -> list[Entry]:
    """A person's entries stored since a time, newest first."""
    return _gather(tx, _OF_PERSON, {"person": person_id, "since": since, "state": state})


def of_unit(tx: Tx, unit_id: int, since: datetime) -> list[Entry]:
    """A unit's live entries stored since a time, newest first."""
    return _gather(tx, _OF_UNIT, {"unit": unit_id, "since": since})


def totals(found: Sequence[Entry], first: date, last: date) -> dict[str, int]:
    """What entries add up to in a period: an entry counts where its last day falls."""
    result: dict[str, int] = {}
    for entry in found:
        if first <= entry.last <= last:
            for key, value in entry.counted.items():
                result[key] = result.get(key, 0) + value
    return result
