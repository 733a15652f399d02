"""Odd figures that a person confirmed, until an officer has seen them; and what a place usually says, to know odd."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, Index, String, Table, bindparam, func, select, update

from domain.checks import Past
from domain.frozen import frozen
from domain.periods import week_of
from storage import entries
from storage.entries import LIVE, Entry
from storage.tables import Id, entry_values, is_told, metadata, outbox
from storage.tables import entries as entry_table
from storage.tx import Tx
from storage.types import UtcDateTime

# open: an officer has not seen it · asked: back with its person · kept: confirmed twice · accepted: with a reason ·
# fixed: replaced by another number · gone: corrected or taken back by itself
OPEN, ASKED, KEPT, ACCEPTED, FIXED, GONE = "open", "asked", "kept", "accepted", "fixed", "gone"
USUAL = timedelta(weeks=26)  # how far back “usual” looks

table = Table(
    "oddities",
    metadata,
    Column("id", Id, primary_key=True, autoincrement=True),
    Column("commune_id", Id, ForeignKey("units.id"), nullable=False),
    Column("unit_id", Id, ForeignKey("units.id"), nullable=False),
    Column("source", String(160), nullable=False),  # of the entry: its corrections keep it, their ids change
    Column("indicator", String(64), nullable=False),
    Column("value", BigInteger, nullable=False),
    Column("rule", String(16), nullable=False),
    Column("why", String(300), nullable=False),
    Column("person_id", Id, ForeignKey("people.id")),  # who confirmed it
    Column("at", UtcDateTime, nullable=False),
    Column("state", String(16), nullable=False),
    Column("settled_by", Id, ForeignKey("people.id")),  # the officer who asked, accepted or changed it
    Column("settled_at", UtcDateTime),
    Column("reason", String(300), nullable=False, server_default=""),
    Index(None, "commune_id", "state"),
    Index(None, "person_id", "state"),
)


@frozen
class Odd:
    """One odd figure."""

    id: int
    commune_id: int
    unit_id: int
    source: str
    indicator: str
    value: int
    rule: str
    why: str
    person_id: int | None
    at: datetime
    state: str
    settled_by: int | None
    settled_at: datetime | None
    reason: str


def note(tx: Tx, row: dict[str, Any]) -> int:
    """Keep that a figure is odd; `row` holds commune_id, unit_id, source, indicator, value, rule, why, person_id."""
    return tx.insert(table, {**row, "at": tx.now, "state": OPEN})


_BY_ID = select(table).where(table.c.id == bindparam("odd"))
_PENDING = (
    select(table)
    .where(table.c.commune_id == bindparam("commune"), table.c.state.in_((OPEN, ASKED)))
    .order_by(table.c.state != OPEN, table.c.id)
    .limit(100)
)
_ASKED = (
    select(table)
    .where(table.c.person_id == bindparam("person"), table.c.state == ASKED)
    .order_by(table.c.settled_at.desc(), table.c.id.desc())
    .limit(10)
)
_SETTLE = (
    update(table)
    .where(table.c.id == bindparam("odd"))
    .values(
        state=bindparam("to"), settled_by=bindparam("by"), settled_at=bindparam("when"), reason=bindparam("because")
    )
)


def get(tx: Tx, odd_id: int) -> Odd | None:
    """An odd figure by its id."""
    row = tx.one(_BY_ID, {"odd": odd_id})
    return Odd(*tuple(row)) if row is not None else None


def pending(tx: Tx, commune_id: int) -> list[tuple[Odd, Entry]]:
    """What an officer has not settled, with the entries that hold it: unseen ones first, then those asked back."""
    return _standing(tx, [Odd(*tuple(row)) for row in tx.all(_PENDING, {"commune": commune_id})])


def asked(tx: Tx, person_id: int) -> list[tuple[Odd, Entry]]:
    """What an officer asked a person back about, the newest first."""
    return _standing(tx, [Odd(*tuple(row)) for row in tx.all(_ASKED, {"person": person_id})])


def _standing(tx: Tx, found: Sequence[Odd]) -> list[tuple[Odd, Entry]]:
    return [(odd, entry) for odd in found if (entry := standing(tx, odd)) is not None]


def standing(tx: Tx, odd: Odd) -> Entry | None:
    """The live entry that still says the odd number; None once it was corrected or taken back."""
    for entry in entries.by_source(tx, odd.source):
        value = entry.values.get(odd.indicator)
        if entry.state == LIVE and entry.unit_id == odd.unit_id and value is not None and value.value == odd.value:
            return entry
    return None


def settle(tx: Tx, odd_id: int, state: str, person_id: int | None, reason: str = "") -> None:
    """Say what became of an odd figure."""
    tx.run(_SETTLE, {"odd": odd_id, "to": state, "by": person_id, "when": tx.now, "because": reason[:300]})


_LAST_TOLD = (
    select(outbox.c.id, outbox.c.key)
    .where(outbox.c.person_id == bindparam("person"), is_told())
    .order_by(outbox.c.id.desc())
    .limit(1)
)
_LATER = select(outbox.c.id).where(outbox.c.id > bindparam("than"), outbox.c.person_id == bindparam("person")).limit(1)


def is_asked_last(tx: Tx, person_id: int) -> bool:
    """Whether the last message for a person is an officer's question about a figure: nothing has been said since."""
    told = tx.one(_LAST_TOLD, {"person": person_id})
    if told is None or not told.key.startswith("hoi/"):
        return False
    return tx.one(_LATER, {"than": told.id, "person": person_id}) is None


_SAID = (
    select(entry_values.c.indicator, entry_table.c.last, func.sum(entry_values.c.value).label("total"))
    .join_from(entry_table, entry_values, entry_values.c.entry_id == entry_table.c.id)
    .where(
        entry_table.c.unit_id == bindparam("unit"),
        entry_table.c.last.between(bindparam("first_day"), bindparam("last_day")),
        entry_table.c.state == LIVE,
        entry_table.c.id != bindparam("without"),
        entry_values.c.held.is_(False),
        entry_values.c.indicator.in_(bindparam("indicators", expanding=True)),
    )
    .group_by(entry_values.c.indicator, entry_table.c.last)
    .order_by(entry_table.c.last)
)


def past(tx: Tx, unit_id: int, indicators: Sequence[str], day: date, adults: int | None, without: int = 0) -> Past:
    """What a place said before the week of a day, week by week, and since the year began until that day."""
    this_week, year = week_of(day).first, date(day.year, 1, 1)
    first = min(year, this_week - USUAL)
    key = {"unit": unit_id, "first_day": first, "last_day": day, "without": without, "indicators": list(indicators)}
    weeks: dict[str, dict[date, int]] = {}
    totals: dict[str, int] = {}
    for row in tx.look(_SAID, key):
        total = int(row.total)
        if row.last >= year:
            totals[row.indicator] = totals.get(row.indicator, 0) + total
        monday = week_of(row.last).first
        if this_week - USUAL <= monday < this_week:
            known = weeks.setdefault(row.indicator, {})
            known[monday] = known.get(monday, 0) + total
    return Past(adults, {name: tuple(sums.values()) for name, sums in weeks.items()}, totals)
