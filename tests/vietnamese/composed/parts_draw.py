"""Pieces drawn by chance, of all or of every other one of each table, with a note of what was drawn."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

Row = TypeVar("Row")


class Draw:
    """Chance with a memory: half 0 or 1 draws only the pieces at even or odd places, so that one half stays unseen."""

    def __init__(self, rng: Random, half: int | None = None) -> None:
        """No half: every piece may be drawn."""
        self.rng, self.half, self.used = rng, half, list[str]()

    def of(self, table: str | Sequence[str], name: str = "") -> str:
        """One phrase of a table, noted under its name."""
        phrases = table.split(" | ") if isinstance(table, str) else table
        if self.half is not None and len(phrases) > 1:
            phrases = phrases[self.half :: 2]
        chosen = self.rng.choice(phrases)
        if name:
            self.used.append(f"{name}: {chosen!r}")
        return chosen

    def row(self, table: Sequence[Row], name: str) -> Row:
        """One row of a table of rows, noted under its name."""
        rows = table if self.half is None or len(table) < 2 else table[self.half :: 2]
        chosen = self.rng.choice(rows)
        self.used.append(f"{name}: {chosen!r}")
        return chosen

    def often(self, share: float) -> bool:
        """Whether something happens that happens in this share of messages."""
        return self.rng.random() < share
