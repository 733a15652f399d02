"""Every rule's examples are read as the rule says."""

import pytest

from tests.vietnamese.table import NOW, parse
from vietnamese.reading import read
from vietnamese.rules import RULES

EXAMPLES = [(rule.name, text, expected) for rule in RULES for text, expected in rule.examples]


@pytest.mark.parametrize(("name", "text", "expected"), EXAMPLES)
def test_examples(name: str, text: str, expected: str) -> None:
    _, wanted = parse(f"x | {expected}")
    got = read(text, NOW).json()
    if wanted["intent"] == "other":
        got["when"] = None
    assert got == wanted, name


def test_names_are_distinct() -> None:
    assert len({rule.name for rule in RULES}) == len(RULES)
