"""Variants of a labelled message: the same thing under other words, with the label that follows from the change."""

from random import Random

from tests.vietnamese import variants_days as days
from tests.vietnamese import variants_figures as figures
from tests.vietnamese import variants_writing as writing
from tests.vietnamese.variants_line import Change, Line
from vietnamese.reading import read

CHANGES: tuple[tuple[str, Change], ...] = (
    ("unmarked", writing.unmarked),
    ("shouted", writing.shouted),
    ("spaced", writing.spaced),
    ("decomposed", writing.decomposed),
    ("glued", writing.glued),
    ("retyped", writing.retyped),
    ("framed", writing.framed),
    ("reported", writing.reported),
    ("distracted", writing.distracted),
    ("renumbered", figures.renumbered),
    ("spelt", figures.spelt),
    ("renamed", figures.renamed),
    ("exchanged", figures.exchanged),
    ("listed", figures.listed),
    ("keyed", figures.keyed),
    ("redated", days.redated),
)


def variants(line: Line, rng: Random, each: int = 1) -> list[tuple[str, Line]]:
    """Up to `each` variants of every kind that a line allows, as (kind, variant); the line must be read right."""
    reading = read(line.text, line.now)
    found: dict[tuple[str, str], tuple[str, Line]] = {}
    for kind, change in CHANGES:
        for _ in range(each):
            variant = change(line, reading, rng)
            if variant is not None:
                found[(kind, variant.text)] = (kind, variant)
    return list(found.values())
