"""A labelled message, and how a reading of it is judged."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from random import Random

from domain.frozen import frozen
from vietnamese.reading import Reading

STORING = ("report", "correct", "nil", "cancel")


@frozen
class Line:
    """A message and what it means: the fields of tests/corpus."""

    text: str
    now: datetime
    intent: str
    values: dict[str, int]
    when: dict[str, str] | None
    ask: bool


Change = Callable[[Line, Reading, Random], Line | None]


def load(row: dict[str, object]) -> Line:
    """A line of the corpus as a Line."""
    now = datetime.fromisoformat(str(row["now"]))
    values, when = row["values"], row["when"]
    assert isinstance(values, dict)
    return Line(
        str(row["text"]), now, str(row["intent"]), values, when if isinstance(when, dict) else None, bool(row["ask"])
    )


def wrong(line: Line, reading: Reading) -> str:
    """Which field is read otherwise than labelled: intent, values, when, ask; "" where all hold."""
    got = reading.json()
    fields = ("intent", "values", "ask") if line.intent in ("other", "help") else ("intent", "values", "ask", "when")
    return next((f for f in fields if got[f] != getattr(line, f)), "")


def silent(reading: Reading) -> bool:
    """Whether this reading would be stored without a question."""
    return not reading.ask and reading.intent in STORING


def said(line: Line, text: str) -> Line | None:
    """The line with another text, None where the text is the same."""
    return replace(line, text=text) if text != line.text else None
