"""Labelled messages said in other words: what is read rightly once has to be read rightly under all its variants."""

from collections import Counter
from collections.abc import Callable
from random import Random

from tests.vietnamese.test_corpus import OWN, UNSEEN, load
from tests.vietnamese.variants import variants
from tests.vietnamese.variants_line import load as labelled
from tests.vietnamese.variants_line import silent, wrong
from vietnamese.reading import read

EVERY = 12  # one line of so many: the whole takes a minute
HOLDS = 0.98  # the share of variants read as labelled, at least
SILENT = 0.008  # the share read otherwise and stored without a question, at most


def test_variants_hold(record_property: Callable[[str, object], None]) -> None:
    rows = load(*(p for p in sorted(OWN.glob("*.jsonl")) if p.stem not in UNSEEN))
    rng = Random(20251120)
    count: Counter[str] = Counter()
    lost: Counter[str] = Counter()
    unnoticed, shown = 0, []
    for row in rows[::EVERY]:
        line = labelled(row)
        if wrong(line, read(line.text, line.now)):
            continue
        for kind, variant in variants(line, rng):
            reading = read(variant.text, variant.now)
            count[kind] += 1
            if field := wrong(variant, reading):
                lost[kind] += 1
                unnoticed += silent(reading)
                shown.append(f"{kind} ({field}): {line.text!r} as {variant.text!r}: {reading.json()}")
    total = sum(count.values())
    assert total > 1000
    holding = 1 - lost.total() / total
    record_property("score", f"variants: {total} of {len(rows[::EVERY])} lines, {holding:.1%} hold, silent {unnoticed}")
    assert holding >= HOLDS, "\n".join(shown)
    assert unnoticed / total <= SILENT, "\n".join(shown)
