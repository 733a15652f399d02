"""More than eight hundred phrases of our own, by dimension, each with what it must be read as."""

import pytest

from tests.vietnamese.table import HERE, NOW, phrases
from vietnamese.reading import read

TABLES = sorted(path.stem for path in HERE.glob("*.txt"))


def test_there_are_enough() -> None:
    assert len({text for _, text, _ in phrases()}) >= 600


@pytest.mark.parametrize("table", TABLES)
def test_phrases(table: str) -> None:
    wrong = []
    for name, text, expected in phrases():
        if name != table:
            continue
        got = read(text, NOW).json()
        if expected["intent"] in ("other", "help"):
            got["when"] = expected["when"] = None
        if got != expected:
            wrong.append(f"{text!r}: expected {expected}, read {got}")
    assert not wrong, "\n".join(wrong)
