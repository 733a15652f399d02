"""How much a reading does, counted and not timed: calls of functions are as many on every machine, in every hour."""

import json
import sys
from datetime import datetime
from pathlib import Path
from types import FrameType

import pytest

from tests.vietnamese.test_corpus import OWN, SHARED
from vietnamese.reading import read


def calls(lines: list[tuple[str, datetime]]) -> int:
    """How many functions, Python's and built-in ones, reading the messages calls once their words are known."""
    for text, now in lines:
        read(text, now)  # words are worked out once and kept: what is counted is every later time
    found = 0

    def counted(frame: FrameType, event: str, of: object) -> None:
        nonlocal found
        found += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        for text, now in lines:
            read(text, now)
    finally:
        sys.setprofile(before)
    return found


# A ceiling is a tenth above what was counted when it was set.
@pytest.mark.parametrize(("corpus", "ceiling"), [(SHARED, 1020), (OWN / "dev-01.jsonl", 885)])
def test_a_reading_calls_no_more_functions_than_it_may(corpus: Path, ceiling: int) -> None:
    if not corpus.exists():
        pytest.skip("the shared corpus does not lie beside this checkout")
    rows = [json.loads(line) for line in corpus.read_text(encoding="utf-8").splitlines() if line.strip()]
    share = calls([(row["text"], datetime.fromisoformat(row["now"])) for row in rows]) / len(rows)
    assert share <= ceiling, (
        f"A reading takes {share:.0f} calls a message of {corpus.name}, {ceiling} are allowed. A new rule that looks "
        "at every message should first ask for a word of its own: draft.bits & trigger(…) of the rule's table, a "
        "Wording instead of a regular expression, a name in draft.entries before items are looked over. Only if all "
        "of that is done, and the rule is worth it, raise the ceiling."
    )
