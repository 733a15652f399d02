"""A report on its way into the ledger: what one message said, kept as plain JSON while questions about it are open."""

from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec

from domain.periods import Period, span_of
from handlers.turn import Turn
from storage.entries import Statement, Value
from vietnamese.reading import Reading
from vietnamese.redact import redact
from vietnamese.result import Doubt

# Doubts about the day concern everything the message says; the others concern one figure each.
ABOUT_THE_DAY = ("future", "impossible_date", "date_unclear")


class Draft(msgspec.Struct, omit_defaults=True):
    """What one message says about one unit. `values` holds what is certain and not stored yet: key → [value, estimate].

    `entry` is the entry that already holds the certain part; `day_doubt` says why the day must be asked (empty: known).
    `settled` remembers which questions were answered, so that none is asked twice.
    """

    commune: int
    unit: int | None
    first: str
    last: str
    words: str
    message: str
    source: str
    channel: str
    said_at: str
    person: int
    typed_by: int | None = None
    values: dict[str, list[Any]] = {}
    doubts: list[dict[str, Any]] = []
    nil: bool = False
    entry: int | None = None
    day_doubt: str = ""
    settled: list[str] = []

    @classmethod
    def load(cls, data: Mapping[str, Any]) -> "Draft":
        """From a question's data, which stays as it was asked."""
        return msgspec.convert(data["draft"], cls)

    def data(self, **more: Any) -> dict[str, Any]:
        """As a question's data: what differs from an empty draft."""
        return {"draft": msgspec.to_builtins(self), **more}

    @property
    def period(self) -> Period:
        """The days it is about."""
        return _span(self.first, self.last)

    def set_period(self, period: Period) -> None:
        """Settle the days it is about."""
        self.first, self.last, self.day_doubt = period.first.isoformat(), period.last.isoformat(), ""

    def statement(self) -> Statement:
        """What goes into the ledger."""
        assert self.unit is not None
        period = self.period
        return Statement(
            commune_id=self.commune,
            unit_id=self.unit,
            first=period.first,
            last=period.last,
            person_id=self.person,
            channel=self.channel,
            source=self.source,
            said_at=datetime.fromisoformat(self.said_at),
            words=self.words,
            message=self.message,
            nil=self.nil,
            typed_by=self.typed_by,
        )

    def certain(self) -> dict[str, Value]:
        """The certain figures."""
        return {key: Value(value, estimate) for key, (value, estimate) in self.values.items()}


@lru_cache(maxsize=1024)  # a draft is asked for its days some five times a turn
def _span(first: str, last: str) -> Period:
    return span_of(date.fromisoformat(first), date.fromisoformat(last))


def from_reading(turn: Turn, reading: Reading, unit_id: int | None) -> Draft:
    """A draft of what a message says; the day is the one it names, else the day it was sent."""
    text = redact(reading.text)
    draft = Draft(
        commune=turn.commune.id,
        unit=unit_id,
        first=turn.today.isoformat(),
        last=turn.today.isoformat(),
        words=text[:500],
        message=text,
        source=turn.source,
        channel=turn.inbound.sender.channel,
        said_at=turn.said_at.isoformat(),
        person=turn.person.id,
        nil=reading.intent == "nil",
    )
    take(draft, reading)
    return draft


def take(draft: Draft, reading: Reading) -> None:
    """Put a reading's figures, doubts and days into a draft."""
    for one in reading.figures:
        draft.values[one.indicator] = [one.value, one.estimate]
    for doubt in reading.doubts:
        if doubt.kind in ABOUT_THE_DAY:
            draft.day_doubt = doubt.kind
        else:
            draft.doubts.append(as_data(reading, doubt))
    if reading.when is not None and not draft.day_doubt:
        draft.set_period(span_of(reading.when.first, reading.when.last))


def as_data(reading: Reading, doubt: Doubt) -> dict[str, Any]:
    """A doubt as plain JSON, with the words it is about."""
    return {
        "kind": doubt.kind,
        "indicators": list(doubt.indicators),
        "numbers": list(doubt.numbers),
        "words": redact(reading.text[doubt.start : doubt.end].strip()),
    }
