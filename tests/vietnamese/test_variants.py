"""Labelled messages said in other words: what is read rightly once has to be read rightly under all its variants."""

from collections import Counter
from collections.abc import Callable
from random import Random

from tests.vietnamese.table import NOW
from tests.vietnamese.test_corpus import OWN, UNSEEN, load
from tests.vietnamese.variants import variants
from tests.vietnamese.variants_built import built
from tests.vietnamese.variants_line import load as labelled
from tests.vietnamese.variants_line import silent, wrong
from vietnamese.reading import read

BUILT = 2000  # composed messages
EVERY = 12  # one line of so many: the whole takes a minute
HOLDS = 0.98  # the share of variants read as labelled, at least
READ_BACK = 0.975  # the share of composed messages read as they were meant, at least
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


def test_composed_messages_read_back(record_property: Callable[[str, object], None]) -> None:
    rng = Random(20251120)
    lost, unnoticed = [], 0
    for _ in range(BUILT):
        text, values = built(rng)
        reading = read(text, NOW)
        if (reading.intent, reading.values, reading.ask) != ("report", values, False):
            unnoticed += silent(reading)
            lost.append(f"{text!r}: {values}, read {reading.json()}")
    holding = 1 - len(lost) / BUILT
    record_property("score", f"composed: {BUILT} messages, {holding:.1%} read back, silently wrong {unnoticed}")
    assert holding >= READ_BACK, "\n".join(lost)
    assert unnoticed / BUILT <= SILENT, "\n".join(lost)
