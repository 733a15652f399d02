"""Figures of a file put into the ledger: nothing twice, nothing beside what people already said of the same days."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import bindparam, select

from domain import checks
from domain.checks import Figure, Oddity, Past
from domain.frozen import frozen
from domain.periods import at
from storage import entries, notes
from storage import oddities as odd_figures
from storage.communes import Commune
from storage.entries import LIVE, Statement, Value
from storage.tables import entries as entry_table
from storage.tables import entry_values
from storage.tx import Tx

CHANNEL = "import"
_CHUNK = 500  # values bound to one statement


@frozen
class Figures:
    """One row of a file: what a unit did in a span of days. `source` is the same whenever the same row comes again."""

    line: int
    commune_id: int
    unit_id: int
    first: date
    last: date
    values: dict[str, int]
    nil: bool
    note: str
    words: str
    source: str


@frozen
class Clash:
    """A row that would count something twice: what the ledger has already, from where."""

    line: int
    indicator: str
    value: int
    first: date
    last: date
    imported: bool


_KNOWN = select(entry_table.c.source).where(entry_table.c.source.in_(bindparam("sources", expanding=True)))


def known(tx: Tx, sources: Sequence[str]) -> set[str]:
    """Which rows were taken before, whatever has become of them since (corrected, taken back)."""
    found: set[str] = set()
    for start in range(0, len(sources), _CHUNK):
        found |= {row.source for row in tx.all(_KNOWN, {"sources": list(sources[start : start + _CHUNK])})}
    return found


_NEAR = (
    select(
        entry_table.c.unit_id,
        entry_table.c.first,
        entry_table.c.last,
        entry_table.c.channel,
        entry_table.c.source,
        entry_values.c.indicator,
        entry_values.c.value,
    )
    .join(entry_values, entry_values.c.entry_id == entry_table.c.id)
    .where(
        entry_table.c.unit_id.in_(bindparam("units", expanding=True)),
        entry_table.c.last >= bindparam("first_day"),
        entry_table.c.first <= bindparam("last_day"),
        entry_table.c.state == LIVE,
    )
)


def clashes(tx: Tx, rows: Sequence[Figures]) -> list[Clash]:
    """Rows beside figures of the same unit, days and indicator that did not come with this file.

    They would be counted twice: a person reported them, or an earlier file had other numbers. Rows known by their
    source are left alone.
    """
    own = {row.source for row in rows}
    taken = known(tx, [row.source for row in rows])
    fresh = [row for row in rows if row.source not in taken]
    if not fresh:
        return []
    span = {"first_day": min(row.first for row in fresh), "last_day": max(row.last for row in fresh)}
    there: dict[tuple[int, str], list[tuple[date, date, int, bool]]] = {}
    for one in tx.all(_NEAR, {"units": sorted({row.unit_id for row in fresh}), **span}):
        if one.source not in own:
            place = there.setdefault((one.unit_id, one.indicator), [])
            place.append((one.first, one.last, one.value, one.channel == CHANNEL))
    found = []
    for row in fresh:
        for key in row.values:
            for first, last, value, imported in there.get((row.unit_id, key), ()):
                if first <= row.last and last >= row.first:
                    found.append(Clash(row.line, key, value, first, last, imported))
                    break
    return found


def store(tx: Tx, rows: Sequence[Figures]) -> tuple[int, int]:
    """Store rows; returns how many were added and how many were there already.

    An imported statement counts as said at noon of its last day: when it was said is not known, and that it came in
    time or late is not claimed by the day of the import.
    """
    taken = known(tx, [row.source for row in rows])
    added = 0
    for row in rows:
        if row.source in taken:
            continue
        said_at = min(at(row.last, 12), tx.now)
        said = Statement(
            commune_id=row.commune_id,
            unit_id=row.unit_id,
            first=row.first,
            last=row.last,
            person_id=None,
            channel=CHANNEL,
            source=row.source,
            said_at=said_at,
            words=row.words,
            nil=row.nil,
        )
        entries.add(tx, said, {key: Value(value) for key, value in row.values.items()})
        if row.note:
            kind = "difficulty" if row.note.lower().startswith(("khó khăn", "kho khan")) else "note"
            notes.add(
                tx,
                {
                    "commune_id": row.commune_id,
                    "unit_id": row.unit_id,
                    "kind": kind,
                    "date": row.last,
                    "text": row.note,
                    "said_at": said_at,
                },
            )
        added += 1
    return added, len(rows) - added


def oddities(tx: Tx, row: Figures, commune: Commune) -> Iterator[tuple[str, Oddity]]:
    """What is odd about the figures of a row that was just stored, each kept for the commune's officers to see; the
    history it is held against includes the file's own other rows."""
    adults = commune.adults.get(row.unit_id)
    for key in commune.in_order(row.values):
        indicator = commune.indicator(key)
        figure = Figure(
            key,
            indicator.short,
            row.values[key],
            (row.last - row.first).days + 1,
            people=indicator.unit == "người",
            per_person=indicator.per_person,
        )
        found = checks.at_entry(figure, lambda key=key: _past(tx, row, key, adults))  # type: ignore[misc]
        if found is not None:
            odd_figures.note(
                tx,
                {
                    "commune_id": row.commune_id,
                    "unit_id": row.unit_id,
                    "source": row.source,
                    "indicator": key,
                    "value": row.values[key],
                    "rule": found.rule,
                    "why": found.why,
                    "person_id": None,
                },
            )
            yield key, found


def _past(tx: Tx, row: Figures, key: str, adults: int | None) -> Past:
    own = entries.by_source(tx, row.source)
    return odd_figures.past(tx, row.unit_id, [key, "learners"], row.last, adults, own[0].id if own else 0)
