"""Counting what happens to every message: as the metrics library does, but without its walk through the buckets,
each with a lock of its own, which would be a thirtieth of a turn's work.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from threading import Lock

from prometheus_client import REGISTRY
from prometheus_client.core import CounterMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector


class Times:
    """Durations of one kind, by the bucket they fall into; added to from one thread alone."""

    __slots__ = ("_bounds", "counts", "total")

    def __init__(self, bounds: Sequence[float]) -> None:
        self._bounds = bounds
        self.counts = [0] * (len(bounds) + 1)  # the last: longer than any bound
        self.total = 0.0

    def add(self, seconds: float) -> None:
        """Count one more."""
        self.counts[bisect_left(self._bounds, seconds)] += 1
        self.total += seconds

    def buckets(self) -> list[tuple[str, float]]:
        """(upper bound, how many took no longer), as Prometheus wants them."""
        names = [*map(str, map(float, self._bounds)), "+Inf"]
        counts = list(self.counts)
        return [(name, float(sum(counts[: place + 1]))) for place, name in enumerate(names)]


class Durations(Collector):
    """A histogram: by the values of one label, or, where it has none, under the value ""."""

    def __init__(self, name: str, about: str, bounds: Sequence[float], label: str = "") -> None:
        self._name, self._about, self._bounds, self._label = name, about, bounds, label
        self._times: dict[str, Times] = {}
        REGISTRY.register(self)

    def of(self, value: str = "") -> Times:
        """Where the durations of one value are counted."""
        return self._times.setdefault(value, Times(self._bounds))

    def collect(self) -> Iterable[HistogramMetricFamily]:
        """What /metrics shows."""
        labels = [self._label] if self._label else []
        family = HistogramMetricFamily(self._name, self._about, labels=labels)
        for value, times in list(self._times.items()):
            family.add_metric([value] if labels else [], times.buckets(), times.total)
        yield family


class Happenings(Collector):
    """A counter by the values of its labels."""

    def __init__(self, name: str, about: str, labels: Sequence[str]) -> None:
        self._name, self._about, self._labels = name, about, labels
        self._counts: dict[tuple[str, ...], int] = {}
        self._lock = Lock()
        REGISTRY.register(self)

    def add(self, *values: str, times: int = 1) -> None:
        """It happened once more, or so many times."""
        with self._lock:
            self._counts[values] = self._counts.get(values, 0) + times

    def collect(self) -> Iterable[CounterMetricFamily]:
        """What /metrics shows."""
        family = CounterMetricFamily(self._name, self._about, labels=self._labels)
        for values, count in list(self._counts.items()):
            family.add_metric(values, count)
        yield family
