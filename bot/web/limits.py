"""How often something may be tried: moving windows, kept in memory."""

from collections import deque
from collections.abc import Callable
from time import monotonic


class Window:
    """At most `limit` tries in any `seconds`, for each name apart."""

    def __init__(self, limit: int, seconds: float, clock: Callable[[], float] = monotonic) -> None:
        self.limit = limit
        self.seconds = seconds
        self._clock = clock
        self._tries: dict[str, deque[float]] = {}
        self._swept = clock()

    def wait(self, name: str) -> float:
        """Seconds until `name` may try again; 0 where it may now. Counts nothing."""
        now = self._clock()
        tries = self._tries.get(name, deque())
        while tries and now - tries[0] >= self.seconds:
            tries.popleft()
        return 0 if len(tries) < self.limit else tries[0] + self.seconds - now

    def count(self, name: str) -> None:
        """A try was made."""
        now = self._clock()
        if now - self._swept > self.seconds:
            self._sweep(now)
        self._tries.setdefault(name, deque()).append(now)

    def _sweep(self, now: float) -> None:
        # Names that have been quiet for a whole window are forgotten: the memory is bounded by the traffic of two.
        self._tries = {n: tries for n, tries in self._tries.items() if tries and now - tries[-1] < self.seconds}
        self._swept = now
