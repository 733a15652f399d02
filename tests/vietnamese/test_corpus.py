"""How well messages are understood, held by floors: the shared corpus where it lies beside the checkout, and
our own.
"""

import json
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from vietnamese.reading import read

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpus" / "visible.jsonl"
OWN = ROOT / "tests" / "corpus"
STORING = ("report", "correct", "nil", "cancel")


def score(lines: list[dict[str, object]]) -> dict[str, float]:
    """exact, silent and needless as shares, by the rules of the corpus' scorer."""
    count: Counter[str] = Counter()
    for gold in lines:
        got = read(str(gold["text"]), datetime.fromisoformat(str(gold["now"]))).json()
        free = gold["intent"] in ("other", "help")
        fields = ("intent", "values", "ask") if free else ("intent", "values", "when", "ask")
        wrong = any(got[f] != gold[f] for f in fields)
        count["exact"] += not wrong
        count["silent"] += wrong and not got["ask"] and got["intent"] in STORING
        count["needless"] += bool(got["ask"]) and not gold["ask"]
        count["asked"] += bool(gold["ask"])
    n = len(lines)
    needless = count["needless"] / (n - count["asked"])
    return {"lines": n, "exact": count["exact"] / n, "silent": count["silent"] / n, "needless": needless}


def load(*paths: Path) -> list[dict[str, object]]:
    lines = [line for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [json.loads(line) for line in lines if line.strip()]


def told(name: str, got: dict[str, float]) -> str:
    """One line for the end of the run; tests/conftest.py prints it."""
    figures = f"exact {got['exact']:.1%}, silent wrong {got['silent']:.1%}, needless ask {got['needless']:.1%}"
    return f"{name}: {got['lines']:.0f} lines, {figures}"


def test_shared_corpus(record_property: Callable[[str, object], None]) -> None:
    if not SHARED.exists():
        pytest.skip("the shared corpus does not lie beside this checkout")
    got = score(load(SHARED))
    record_property("score", told("the shared corpus", got))
    assert got["exact"] >= 0.97
    assert got["silent"] <= 0.003
    assert got["needless"] <= 0.03


# exact at least, silent wrong at most, needless ask at most. dev, held and fresh were learnt from; exam lines are by a
# hand of their own and only their score is ever looked at.
FLOORS = {
    "dev": (0.94, 0.012, 0.025),
    "held": (0.915, 0.02, 0.035),
    "fresh": (0.935, 0.022, 0.03),
    "exam": (0.845, 0.06, 0.065),
}


@pytest.mark.parametrize("part", FLOORS)
def test_own_corpus(part: str, record_property: Callable[[str, object], None]) -> None:
    exact, silent, needless = FLOORS[part]
    got = score(load(*sorted(OWN.glob(f"{part}-*.jsonl"))))
    record_property("score", told(part, got))
    assert got["exact"] >= exact
    assert got["silent"] <= silent
    assert got["needless"] <= needless
