"""One account of one channel: its messages in order per chat, at the platform's pace, so many in flight and no more."""

import asyncio
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from bot.channels.base import Channel, SendError
from bot.channels.telegram_write import units
from bot.logs import log
from bot.metrics import SEND_SECONDS
from bot.pacing import Gate
from domain.messages import Outbound
from storage.messages import Ready

AT_ONCE = 32  # messages in flight on one channel
PATIENCE = 45.0  # seconds a channel may take over one message; below the lease, so that nobody else sends it too
MARGIN = 8.0  # a message goes back to the table when its lease has fewer seconds left
AHEAD = 20.0  # seconds of nudges that are claimed ahead: well below the lease
BUSY = 2.0  # seconds until a nudge that another process has the say over is looked at again
HOLD = 20.0  # the longest wait asked for by a platform that is sat out in memory
BULK = ("nudge", "bulk")
PARKED, LONGEST = (
    600.0,
    21_600.0,
)  # seconds a stopped channel is left alone: doubled each time it still is, to six hours
AGAIN = "(Em gửi lại tin này; anh/chị nhận rồi thì bỏ qua giúp em ạ.)\n"


@dataclass(slots=True, eq=False)
class Item:
    """A claimed message on its way."""

    ready: Ready
    until: float  # the lease's end on the monotonic clock
    again: bool = False  # an earlier try may have arrived
    flying: bool = False  # handed to the channel
    overdue: bool = False  # and not heard of since
    over: bool = False  # sent, given up or put back: no longer ours


class Outcomes(Protocol):
    """Where a lane says what became of its messages."""

    def sent(self, lane: "Lane", item: Item, sent_id: str) -> None:
        """It arrived."""

    def failed(self, lane: "Lane", item: Item, error: SendError) -> None:
        """It did not, or nobody knows."""

    def put_back(self, item: Item, why: str, wait: float = 0.0) -> None:
        """It was not tried: whoever looks next, after `wait` seconds, may claim it."""

    async def handing(self, lane: "Lane", keys: Sequence[str]) -> set[str]:
        """These nudges are about to leave; returns those that may. Must not raise."""


class Lane:
    """Lives in one event loop. Whatever enters is reported to `outcomes` exactly once."""

    def __init__(self, channel: Channel, outcomes: Outcomes, monotonic: Callable[[], float]) -> None:
        self.channel = channel
        self.gate = Gate(channel.pace, monotonic)
        self._outcomes = outcomes
        self._monotonic = monotonic
        self._seconds = SEND_SECONDS.of(channel.name)
        self._active = 0
        self._waiting: deque[Item] = deque()  # allowed to go, short of a free place
        self._bulk: deque[Item] = deque()  # nudges and bulk before their turn
        self._handing: deque[Item] = deque()  # those of them whose turn is next
        self._pump_task: asyncio.Task[None] | None = None
        self._chats: dict[str, deque[Item]] = {}  # busy chats, and what waits behind in order
        self._paused: set[Item] = set()  # first in their chat's line, waiting for its pace
        self._tasks: set[asyncio.Task[None]] = set()
        self._flights: dict[asyncio.Task[None], tuple[float, Item]] = {}  # until when a task may take over which item
        self._alarm: asyncio.TimerHandle | None = None  # one for all of them: most are over long before
        self._closed_until = 0.0
        self._why = ""
        self._parks = 0  # in a row, with nothing sent in between

    @property
    def open(self) -> bool:
        """Whether anything may be sent."""
        return self._closed_until <= self._monotonic()

    def room(self, batch: int) -> int:
        """How many more nudges to claim for it: none while it still has plenty, and never more than it can say before
        their leases run out."""
        rate = self.channel.pace.bulk_per_second
        most = min(batch, max(1, int(rate * AHEAD))) if rate else batch
        waiting = len(self._bulk) + len(self._handing)
        return most - waiting if waiting <= most / 2 else 0

    def enter(self, item: Item) -> None:
        """Send a message as soon as its turn comes."""
        if item.ready.kind in BULK:
            self._bulk.append(item)
            if self._pump_task is None:
                self._pump_task = asyncio.get_running_loop().create_task(self._pump())
        else:
            self._queue(item)

    def shut(self, seconds: float, why: str) -> None:
        """Send nothing for so long; what waits here goes back to the table."""
        self._closed_until, self._why = self._monotonic() + seconds, why
        for line in (self._bulk, self._handing):
            while line:
                self._put_back(line.popleft())
        while self._waiting:
            item = self._waiting.popleft()
            self._put_back(item)
            self._next(item.ready.to.id)

    def park(self, why: str) -> None:
        """The platform takes nothing until somebody acts: look again from time to time, less and less often."""
        if self.open:
            self._parks += 1
            self.shut(min(PARKED * 2 ** (self._parks - 1), LONGEST), why)

    async def stop(self, seconds: float) -> None:
        """Let what is in flight arrive, for so long; the rest goes back to the table."""
        self.shut(float("inf"), "dừng máy")
        if self._pump_task is not None:
            self._pump_task.cancel()
            await asyncio.gather(self._pump_task, return_exceptions=True)
        for item in (*self._paused, *(item for behind in self._chats.values() for item in behind)):
            self._put_back(item)
        self._chats = {chat: deque() for chat in self._chats}
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:  # whether these arrived is not known: their leases run out
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._alarm is not None:
            self._alarm.cancel()

    # ── whose turn it is ──────────────────────────────────────────────────────────────────────────────────────────────

    async def _pump(self) -> None:
        """Let nudges and bulk go one after the other at the account's rate; replies never wait behind them.

        Some at a time are marked as handed over before the first of them leaves: if this process is killed, only of
        these nobody knows whether they arrived.
        """
        try:
            while self._bulk:
                self._handing.extend(self._bulk.popleft() for _ in range(min(self._stride, len(self._bulk))))
                may = await self._outcomes.handing(self, [item.ready.key for item in self._handing])
                while self._handing:
                    if self._handing[0].ready.key not in may:
                        self._put_back(self._handing.popleft(), BUSY)
                    elif (wait := self.gate.wait_bulk()) > 0:
                        await asyncio.sleep(wait)
                    else:
                        self._queue(self._handing.popleft())
        finally:
            self._pump_task = None

    @property
    def _stride(self) -> int:
        """How many are marked together: what goes out in about half a second."""
        rate = self.channel.pace.bulk_per_second
        return max(1, min(AT_ONCE, int(rate / 2))) if rate else AT_ONCE

    def _queue(self, item: Item) -> None:
        """One message at a time to one chat, in order."""
        behind = self._chats.get(item.ready.to.id)
        if behind is not None:
            behind.append(item)
            return
        self._chats[item.ready.to.id] = deque()
        self._resume(item)

    def _resume(self, item: Item) -> None:
        """Go on with a chat whose turn has come, or with those behind if this one may not wait that long."""
        self._paused.discard(item)
        if item.over or not self._go(item):
            self._next(item.ready.to.id)

    def _next(self, chat: str) -> None:
        behind = self._chats[chat]
        while behind:
            if self._go(behind.popleft()):
                return
        del self._chats[chat]

    def _go(self, item: Item) -> bool:
        """Send as soon as the chat's pace and a free place allow; False if it went back instead."""
        to, clock = item.ready.to, self._monotonic()
        wait = self.gate.wait(to.id, to.is_group)
        if self._closed_until > clock or clock + wait > item.until - MARGIN:
            self._put_back(item, wait)
            return False
        loop = asyncio.get_running_loop()
        if wait > 0:
            self._paused.add(item)
            loop.call_later(wait, self._resume, item)
            return True
        self._waiting.append(item)
        if self._active < AT_ONCE:
            self._active += 1
            task = loop.create_task(self._work(loop))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return True

    def _put_back(self, item: Item, wait: float = 0.0) -> None:
        item.over = True
        self._outcomes.put_back(item, self._why if not self.open else "chờ tới lượt", wait)

    # ── the channel ───────────────────────────────────────────────────────────────────────────────────────────────────

    async def _work(self, loop: asyncio.AbstractEventLoop) -> None:
        """Send what waits until nothing does: a busy channel needs no task a message."""
        task = asyncio.current_task()
        assert task is not None
        try:
            while self._waiting:
                item = self._waiting.popleft()
                group = self._together(item)
                self._flights[task] = (loop.time() + PATIENCE, item)
                if self._alarm is None:
                    self._alarm = loop.call_later(PATIENCE, self._look, loop)
                error = await self._send(group, task)
                del self._flights[task]
                if error is not None and self._wait_for(group, error):
                    continue
                for one in group:
                    one.over = True
                    if error is not None:
                        self._outcomes.failed(self, one, error)
                self._next(item.ready.to.id)
        finally:
            self._active -= 1
            self._flights.pop(task, None)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        """End what has taken too long; come back for what is still on its way."""
        now = loop.time()
        for task, (until, item) in self._flights.items():
            if until <= now and not item.overdue:
                item.overdue = True
                task.cancel()
        ends = [until for until, item in self._flights.values() if not item.overdue]
        self._alarm = loop.call_later(min(ends) - now, self._look, loop) if ends else None

    def _together(self, item: Item) -> list[Item]:
        """The message with those behind it in its chat that may go out as one with it (a plan counts messages).

        Nothing follows a question: what a person reads last is what their next short answer answers.
        """
        group, longest = [item], self.channel.pace.merge
        if not longest:
            return group
        behind, length = self._chats[item.ready.to.id], units(item.ready.message.text)
        while behind and not (item.again or behind[0].again or behind[0].over):
            last, other = group[-1].ready.message, behind[0].ready.message
            length += 2 + units(other.text)
            if length > longest or "?" in last.text or last.file is not None or other.file is not None:
                break
            group.append(behind.popleft())
        return group

    async def _send(self, group: list[Item], task: "asyncio.Task[None]") -> SendError | None:
        """Say one message (or several as one), and what went wrong."""
        item = group[0]
        item.flying = True
        started = time.perf_counter()
        try:
            sent_id = await self.channel.send(item.ready.to, _words(group))
        except SendError as error:
            return error
        except asyncio.CancelledError:
            if not item.overdue:
                raise
            task.uncancel()
            return SendError("ambiguous", f"kênh không trả lời trong {PATIENCE:.0f} giây")
        except Exception as error:
            log.error("a channel broke its contract", action="delivery.broken", error=type(error).__name__)
            return SendError("ambiguous", f"lỗi trong kênh: {type(error).__name__}")
        self._seconds.add(time.perf_counter() - started)
        self._parks = 0
        for one in group:
            self._outcomes.sent(self, one, sent_id)
        return None

    def _wait_for(self, group: list[Item], error: SendError) -> bool:
        """A platform that says how long to wait is obeyed; whether the message stays first in its chat's line."""
        item = group[0]
        if error.kind != "retry" or error.after is None:
            return False
        self.gate.stop(item.ready.to.id, error.after, bulk=item.ready.kind in BULK)
        if error.after > HOLD or not self.open:
            return False
        item.flying = False
        self._chats[item.ready.to.id].extendleft(reversed(group[1:]))
        self._resume(item)
        return True


def _words(group: list[Item]) -> Outbound:
    """What is said: a repetition says that it is one, so that a duplicate does no harm."""
    message = group[0].ready.message
    if group[0].again:
        return replace(message, text=AGAIN + message.text)
    if len(group) == 1:
        return message
    messages = [one.ready.message for one in group]
    choices = tuple(choice for one in messages for choice in one.choices)
    return Outbound("\n\n".join(one.text for one in messages), choices, numbered=messages[-1].numbered)
