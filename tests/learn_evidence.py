"""Learn vietnamese/evidence.txt from the labelled corpus and the phrases: `python -m tests.learn_evidence`.

A multinomial logistic regression, every intent weighing the same however often it occurs, its weights drawn towards
nought; plain Python and a fixed order, so that the same corpus gives the same file (half a minute). Files that are
only scored are never learnt from.
"""

import json
import math
import random
from collections import Counter
from datetime import datetime
from pathlib import Path

from tests.vietnamese.composed.families import FAMILIES
from tests.vietnamese.table import NOW, phrases, said
from tests.vietnamese.test_corpus import UNSEEN
from vietnamese.draft import Draft
from vietnamese.evidence import INTENTS, SCALE, neighbours, senses, signs
from vietnamese.lexicon import default
from vietnamese.questions import is_question
from vietnamese.reading import gather

HERE = Path(__file__).resolve().parent
TARGET = HERE.parent / "vietnamese" / "evidence.txt"
ROUNDS = 24
PULL = 2.0  # how strongly a weight is drawn towards nought
LEAST = 2  # a word or pair seen in fewer messages is left out

Example = tuple[list[str], int]


def features(text: str, now: datetime) -> list[str]:
    """All that is weighed of one message, in a fixed order."""
    draft = Draft(text, now, default())
    gather(draft)
    words = senses(draft)
    pairs = [f"{a} {b}" for a, b in neighbours(words)]
    return sorted([*{*words, *signs(draft, is_question(draft), len(words)), "*"}, *pairs])


def examples(paths: list[Path]) -> list[Example]:
    """(what is weighed, the number of its intent) for every labelled line."""
    lines = [json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    return [(features(o["text"], datetime.fromisoformat(o["now"])), INTENTS.index(o["intent"])) for o in lines]


def told() -> list[Example]:
    """The same for the tables of phrases."""
    found = [(text, str(expected["intent"])) for _, text, expected in phrases()]
    return [(features(text, NOW), INTENTS.index(intent)) for text, intent in [*found, *said()]]


def composed(each: int = 150) -> list[Example]:
    """The same for composed messages, which are what they were made to be."""
    rng = random.Random(2)
    lines = [compose(rng) for _, compose, *_ in FAMILIES for _ in range(each)]
    return [(features(line.text, line.now), INTENTS.index(line.intent)) for line in lines]


def learn(found: list[Example]) -> dict[str, list[float]]:
    """Weights of every word, pair and sign that was seen often enough."""
    seen = Counter(name for names, _ in found for name in names)
    share = Counter(intent for _, intent in found)
    costs = [len(found) / len(INTENTS) / max(1, share[n]) for n in range(len(INTENTS))]
    weights = {name: [0.0] * len(INTENTS) for name, count in seen.items() if count >= LEAST}
    pull = {name: PULL / seen[name] for name in weights}
    kept = [([n for n in names if n in weights], intent) for names, intent in found]
    order = random.Random(1)
    for turn in range(ROUNDS):
        order.shuffle(kept)
        step = 0.05 / (1 + turn / 3)
        for names, intent in kept:
            rows = [weights[name] for name in names]
            sums = [sum(column) for column in zip(*rows, strict=True)]
            top = max(sums)
            powers = [math.exp(s - top) for s in sums]
            whole = sum(powers)
            push = [step * costs[intent] * (float(n == intent) - p / whole) for n, p in enumerate(powers)]
            for name, row in zip(names, rows, strict=True):
                back = 1 - min(0.5, step * pull[name])
                row[:] = [w * back + g for w, g in zip(row, push, strict=True)]
    return weights


def written(weights: dict[str, list[float]]) -> str:
    """The table: a word, a pair or a sign a line, a tab, its weights in sixteenths; what weighs nothing is left out."""
    lines = []
    for name, row in sorted(weights.items()):
        numbers = [round(w * SCALE) for w in row]
        if any(abs(n) > 1 for n in numbers):
            lines.append(f"{name}\t{' '.join(map(str, numbers))}\n")
    return "".join(lines)


def corpus() -> list[Path]:
    return [path for path in sorted((HERE / "corpus").glob("*.jsonl")) if path.stem not in UNSEEN]


if __name__ == "__main__":
    TARGET.write_text(written(learn([*examples(corpus()), *told(), *composed()])), encoding="utf-8")
