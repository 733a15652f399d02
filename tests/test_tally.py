"""What is counted here is shown as the metrics library's own counters and histograms show it."""

import threading
from collections.abc import Iterable
from typing import Any

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Histogram

from bot.tally import Durations, Happenings

BOUNDS = (0.001, 0.01, 0.1, 1)
SECONDS = (0.0, 0.0005, 0.001, 0.0011, 0.05, 0.1, 0.7, 1.0, 3.0, 60.0)


def shown(families: Iterable[Any]) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    """Every sample by its name and labels; when a series began is not shown by ours."""
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
        if not sample.name.endswith("_created")
    }


def test_durations_fall_into_the_librarys_buckets() -> None:
    theirs = Histogram("waits", "…", ["channel"], buckets=BOUNDS, registry=CollectorRegistry())
    ours = Durations("waits", "…", BOUNDS, "channel")
    for channel, seconds in (("web", SECONDS), ("telegram", SECONDS[3:7])):
        for one in seconds:
            theirs.labels(channel).observe(one)
            ours.of(channel).add(one)
    REGISTRY.unregister(ours)
    assert shown(ours.collect()) == shown(theirs.collect())


def test_what_happened_is_counted_by_its_labels_from_every_thread() -> None:
    theirs = Counter("sent", "…", ["kind", "state"], registry=CollectorRegistry())
    ours = Happenings("sent", "…", ["kind", "state"])

    def send() -> None:
        for _ in range(2000):
            ours.add("reply", "sent")
        ours.add("nudge", "failed", times=3)

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    theirs.labels("reply", "sent").inc(8000)
    theirs.labels("nudge", "failed").inc(12)
    REGISTRY.unregister(ours)
    assert shown(ours.collect()) == shown(theirs.collect())
