"""What a nudge has to know beside who owes: what a village last sent, and who is in the middle of a report."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, exists, select

from domain.frozen import frozen
from storage.entries import LIVE
from storage.tables import addresses, entries, entry_values, outbox, talks
from storage.tx import Tx

_LAST = (
    select(entry_values.c.indicator, entry_values.c.value)
    .join(entries, entries.c.id == entry_values.c.entry_id)
    .where(
        entries.c.id
        == select(entries.c.id)
        .where(entries.c.unit_id == bindparam("unit"), entries.c.nil.is_(False), entries.c.state == LIVE)
        .where(exists().where(entry_values.c.entry_id == entries.c.id))
        .order_by(entries.c.last.desc(), entries.c.id.desc())
        .limit(1)
        .scalar_subquery()
    )
)
_SAID = select(outbox.c.key).where(outbox.c.key.in_(bindparam("keys", expanding=True)))


def last_values(tx: Tx, unit_id: int) -> dict[str, int]:
    """The values of a village's newest entry with figures; empty if it has none."""
    return {row.indicator: row.value for row in tx.all(_LAST, {"unit": unit_id})}


def said(tx: Tx, keys: Sequence[str]) -> set[str]:
    """Which of these keys are in the outbox already."""
    return {row.key for row in tx.all(_SAID, {"keys": list(keys)})} if keys else set()


@frozen
class OpenReport:
    """A report somebody has begun: the question they were asked last, and when they were last heard."""

    text: str
    choices: tuple[tuple[str, str], ...]
    place: int | None  # which indicator of a guided report is asked
    asked_at: datetime
    heard_at: datetime

    def left(self, indicators: int) -> int | None:
        """How many of so many indicators are still to be asked."""
        return None if self.place is None else max(indicators - self.place, 1)


_TALKS = (
    select(addresses.c.person_id, addresses.c.last_at, talks.c.state)
    .join_from(addresses, talks, talks.c.address_id == addresses.c.id)
    .where(addresses.c.person_id.in_(bindparam("persons", expanding=True)))
    .order_by(addresses.c.last_at)
)


def open_reports(tx: Tx, person_ids: Sequence[int]) -> dict[int, OpenReport]:
    """Who of these people has begun a report and not finished it, by person."""
    found: dict[int, OpenReport] = {}
    for row in tx.all(_TALKS, {"persons": sorted(set(person_ids))}) if person_ids else ():
        question = next((one for one in reversed(row.state.get("open", ())) if one["lasting"]), None)
        if question is not None:
            place = question["data"].get("place") if question["step"].startswith("guided.") else None
            choices = tuple((f"q{question['id']}:{key}", label) for key, label in question["choices"])
            asked = datetime.fromisoformat(question["at"])
            found[row.person_id] = OpenReport(question["text"], choices, place, asked, row.last_at)
    return found
