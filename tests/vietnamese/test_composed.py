"""Messages composed of pieces are read as they were meant."""

from collections.abc import Callable
from random import Random

import pytest

from tests.vietnamese.composed.families import FAMILIES, Compose
from tests.vietnamese.variants_line import silent, wrong
from vietnamese.reading import read

MESSAGES = 1000  # a family


@pytest.mark.parametrize(("family", "compose", "floor", "ceiling"), FAMILIES, ids=[name for name, *_ in FAMILIES])
def test_a_composed_message_is_read_as_meant(
    family: str, compose: Compose, floor: float, ceiling: float, record_property: Callable[[str, object], None]
) -> None:
    rng = Random(20251120)
    lost, unnoticed = [], 0
    for _ in range(MESSAGES):
        line = compose(rng)
        reading = read(line.text, line.now)
        if field := wrong(line, reading):
            unnoticed += silent(reading)
            lost.append(f"{field} of {line.text!r} at {line.now}: {line}, read {reading.json()}")
    held = 1 - len(lost) / MESSAGES
    record_property("score", f"composed, {family}: {held:.1%} of {MESSAGES} as meant, silently wrong {unnoticed}")
    assert held >= floor, "\n".join(lost)
    assert unnoticed / MESSAGES <= ceiling, "\n".join(lost)
