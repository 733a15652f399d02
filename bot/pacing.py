"""How fast a channel may be spoken to: the platform's limits as clocks in memory."""

import time
from collections import deque
from collections.abc import Callable

from bot.channels.base import Pace


class Gate:
    """The limits of one account of one channel. Asks no lock: it lives in the event loop."""

    def __init__(self, pace: Pace, now: Callable[[], float] = time.monotonic) -> None:
        """`now` counts seconds, never backwards."""
        self._pace = pace
        self._now = now
        self._open = not (pace.chat_per_second or pace.group_per_minute or pace.account_per_second)
        self._account = (float(max(pace.account_burst, 1)), now())  # tokens left, when that was
        self._buckets: dict[str, tuple[float, float]] = {}  # chat → tokens left, when that was
        self._groups: dict[str, deque[float]] = {}  # chat → when the last messages of a minute went
        self._stopped: dict[str, float] = {}  # chat → until when it must not be spoken to
        self._all_stopped = 0.0
        self._next_bulk = 0.0

    def wait(self, chat: str, group: bool) -> float:
        """Seconds until a message to `chat` may go; 0 means now, and counts it."""
        if self._open and not self._stopped and not self._all_stopped:
            return 0.0
        now = self._now()
        until = max(self._all_stopped, self._stopped.get(chat, 0.0))
        if until > now:
            return until - now
        if len(self._stopped) > 1000:
            self._stopped = {name: end for name, end in self._stopped.items() if end > now}
        if (wait := self._whole(now)) > 0:
            return wait
        if group and self._pace.group_per_minute:
            wait = self._group(chat, now)
        elif self._pace.chat_per_second:
            wait = self._private(chat, now)
        if wait == 0 and self._pace.account_per_second:
            self._account = (self._account[0] - 1, now)
        return max(wait, 0.0)

    def wait_bulk(self) -> float:
        """Seconds until the next nudge or bulk message may go; 0 means now, and counts it.

        Spaced evenly, so that no second holds more than the rate.
        """
        now = self._now()
        until = max(self._all_stopped, self._next_bulk)
        if until > now:
            return until - now
        if self._pace.bulk_per_second:
            self._next_bulk = max(now, self._next_bulk) + 1 / self._pace.bulk_per_second
        return 0.0

    def stop(self, chat: str, seconds: float, *, bulk: bool) -> None:
        """The platform said to wait.

        It does not say whether the chat or the whole account is meant: the chat is stopped, bulk waits with it, and
        when a second chat is told so meanwhile, everything stops. One flooding chat thus cannot silence the others.
        """
        now = self._now()
        if any(end > now for name, end in self._stopped.items() if name != chat):
            self._all_stopped = max(self._all_stopped, now + seconds)
        self._stopped[chat] = max(self._stopped.get(chat, 0.0), now + seconds)
        if bulk:
            self._next_bulk = max(self._next_bulk, now + seconds)

    def _whole(self, now: float) -> float:
        """Seconds until the account may say anything to anybody; the token is taken by whoever then goes."""
        rate = self._pace.account_per_second
        if not rate:
            return 0.0
        tokens, since = self._account
        tokens = min(float(max(self._pace.account_burst, 1)), tokens + (now - since) * rate)
        self._account = (tokens, now)
        return 0.0 if tokens >= 1 - 1e-9 else (1 - tokens) / rate

    def _private(self, chat: str, now: float) -> float:
        rate, burst = self._pace.chat_per_second, float(max(self._pace.chat_burst, 1))
        tokens, since = self._buckets.get(chat, (burst, now))
        tokens = min(burst, tokens + (now - since) * rate)
        if tokens < 1 - 1e-9:
            return (1 - tokens) / rate
        if len(self._buckets) > 10_000:
            self._buckets = {name: held for name, held in self._buckets.items() if now - held[1] < burst / rate}
        self._buckets[chat] = (tokens - 1, now)
        return 0.0

    def _group(self, chat: str, now: float) -> float:
        times = self._groups.setdefault(chat, deque())
        while times and now - times[0] >= 60:
            times.popleft()
        if len(times) >= self._pace.group_per_minute:
            return times[0] + 60 - now
        if len(self._groups) > 1000:
            self._groups = {name: held for name, held in self._groups.items() if held and now - held[-1] < 60}
            self._groups[chat] = times
        times.append(now)
        return 0.0
