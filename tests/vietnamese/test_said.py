"""Messages of which only the intent is told, one file an intent: nearly all must be taken for what they are."""

from collections import Counter
from pathlib import Path

from tests.vietnamese.table import NOW, said
from vietnamese.reading import read


def test_nearly_every_message_is_taken_for_what_it_is() -> None:
    lines = said()
    wrong = [(intent, read(text, NOW).intent, text) for text, intent in lines]
    wrong = [w for w in wrong if w[0] != w[1]]
    assert len(lines) > 500
    assert len(wrong) <= 0.04 * len(lines), wrong


def test_no_message_is_told_twice_and_every_intent_has_its_file() -> None:
    lines = said()
    assert [text for text, count in Counter(text for text, _ in lines).items() if count > 1] == []
    here = {path.stem for path in (Path(__file__).parent / "said").glob("*.txt")}
    assert here == {"report", "nil", "cancel", "summary", "status", "help", "other"}
