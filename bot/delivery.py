"""From the outbox to the channels: claim, still wanted? not too late? send at the platform's pace, mark what came."""

import asyncio
import random
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row

from bot import metrics
from bot.channels.base import Channel, SendError, Write, is_group
from bot.logs import log
from bot.pacing import Gate
from domain.messages import Outbound
from storage import messages, outbox, people
from storage.messages import Ready
from storage.tx import Tx

AT_ONCE = 32  # messages in flight on one channel
BATCH = 200  # claimed at a time: eight seconds of bulk at Telegram's pace
GATHER = 0.02  # seconds in which marks are gathered, so that they cost the writer no commit each
PATIENCE = 45.0  # seconds a channel may take over one message; below the lease, so that nobody else sends it too
MARGIN = 8.0  # a message is put back when its lease has fewer seconds left
HOLD = 20.0  # the longest wait asked for by a platform that is sat out in memory
TRIES = 8
CLAIMS = 30  # a message put back this often (its chat never had room) is given up too
PARKED = 600.0
UNKNOWN = "không rõ đã tới chưa"
BULK = ("nudge", "bulk")

# Looks at claimed nudges again: by key, what to say now, or None because nobody needs it any more.
Recheck = Callable[[Tx, Sequence[Row[Any]]], Mapping[str, Outbound | None]]


def _as_stored(_tx: Tx, rows: Sequence[Row[Any]]) -> dict[str, Outbound | None]:
    return {row.key: messages.as_ready(row).message for row in rows}


@dataclass(slots=True, eq=False)
class _Item:
    ready: Ready
    until: float  # the lease's end on the monotonic clock
    again: bool = False  # an earlier try may have arrived
    flying: bool = False  # handed to the channel


@dataclass(slots=True, eq=False)
class _Lane:
    """One account of one channel."""

    channel: Channel
    gate: Gate
    active: int = 0
    waiting: deque[_Item] = field(default_factory=deque)  # allowed to go, short of a free place
    bulk: deque[_Item] = field(default_factory=deque)  # nudges and bulk before their turn
    pumping: bool = False
    chats: dict[str, deque[_Item]] = field(default_factory=dict)  # busy chats, and what waits behind in order
    parked_until: float = 0.0
    sent: dict[str, Any] = field(default_factory=dict)  # kind → its counter
    seconds: Any = None


class Delivery:
    """Sends what was committed. `deliver` may be called from any thread; everything else lives in one event loop."""

    def __init__(
        self,
        channels: Sequence[Channel],
        write: Write,
        now: Callable[[], datetime],
        *,
        recheck: Recheck = _as_stored,
        monotonic: Callable[[], float] = time.monotonic,
        tick: float = 1.0,
    ) -> None:
        """`write` runs a function in the one writer's transaction; `now` is the program's clock, in UTC."""
        self._write = write
        self._now = now
        self._recheck = recheck
        self._monotonic = monotonic
        self._tick = tick
        self._lanes: dict[tuple[str, str], _Lane] = {}
        self._held: dict[str, _Item] = {}  # in memory: not to be claimed again, whatever the clock says
        self._marking: set[str] = set()  # keys whose marks are on their way
        self._marks: list[dict[str, Any]] = []
        self._gone: list[tuple[int, str]] = []  # address id, why
        self._flushing: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._idle = asyncio.Event()
        self._idle.set()
        self._poked = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = False
        for channel in channels:
            self.add(channel)

    # ── in ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def add(self, channel: Channel) -> None:
        """Serve one more channel (Telegram's library takes seconds to load)."""
        lane = _Lane(channel, Gate(channel.pace, self._monotonic))
        lane.seconds = metrics.SEND_SECONDS.labels(channel.name)
        self._lanes[channel.name, channel.account] = lane

    def bind(self) -> None:
        """Remember the running event loop; call it before anything is delivered."""
        self._loop = asyncio.get_running_loop()

    def deliver(self, group: list[Ready]) -> None:
        """Send these now; called from the writer's thread right after their commit."""
        if self._loop is None or self._loop.is_closed():
            return  # their leases run out, and they are found at the next start
        self._loop.call_soon_threadsafe(self._hot, group)

    def poke(self) -> None:
        """Look into the outbox now rather than at the next tick."""
        self._poked.set()

    async def run(self) -> None:
        """Look into the outbox every second, and at once when poked; until cancelled."""
        while True:
            self._poked.clear()
            try:
                while await self.claim() >= BATCH and len(self._held) < BATCH:
                    pass
            except Exception as error:
                log.error("the outbox could not be read", action="delivery.claim", error=type(error).__name__)
            try:
                await asyncio.wait_for(self._poked.wait(), self._tick)
            except TimeoutError:
                continue

    async def drain(self) -> None:
        """Send everything that may go now, and return when it is marked."""
        while await self.claim() or not self._idle.is_set():
            await self._idle.wait()

    async def stop(self, seconds: float = 5.0) -> None:
        """Let what is being sent finish, put back the rest, write the marks."""
        self._stopping = True
        for item in [item for item in self._held.values() if not item.flying]:
            self._put_back(item, "dừng máy")
        for lane in self._lanes.values():
            lane.bulk.clear()
            lane.waiting.clear()
            lane.chats = {chat: deque() for chat in lane.chats}
        if self._tasks:
            _, late = await asyncio.wait(self._tasks, timeout=seconds)
            for task in late:  # whether these arrived is not known: their leases run out
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._flushing is not None:
            await self._flushing

    async def recover(self) -> None:
        """Take over the messages of a process that died; only where this process knows it is alone."""
        names = [name for name, _ in self._lanes]
        found = await self._write(lambda connection: outbox.recover(Tx(connection, self._now()), names))
        if found:
            log.info("messages of a stopped process taken over", action="delivery.recover", count=found)

    # ── the cold path: claim from the table ───────────────────────────────────────────────────────────────────────────

    async def claim(self) -> int:
        """Claim what is due and start sending it; returns how many rows were looked at and dealt with."""
        if self._stopping:
            return 0
        clock = self._monotonic()
        names = sorted({lane.channel.name for lane in self._lanes.values() if lane.parked_until <= clock})
        if not names:
            return 0
        items, seen = await self._write(lambda connection: self._claimed(Tx(connection, self._now()), names))
        for item in items:
            self._enter(item)
        return seen

    def _claimed(self, tx: Tx, names: list[str]) -> tuple[list[_Item], int]:
        """In the writer: claim, and settle at once what is not to be sent any more."""
        items: list[_Item] = []
        marks: list[dict[str, Any]] = []
        count, oldest = outbox.depth(tx)
        metrics.OUTBOX_DEPTH.set(count)
        metrics.OUTBOX_AGE.set(max((tx.now - oldest).total_seconds(), 0.0) if oldest else 0.0)
        rows = messages.claim(tx, names, BATCH) if count else []
        rows = [row for row in rows if row.key not in self._held and row.key not in self._marking]
        until = self._monotonic() + messages.LEASE.total_seconds()
        wanted = self._recheck(tx, [row for row in rows if row.kind in BULK])
        for row in rows:
            ready, verdict = messages.as_ready(row), self._verdict(tx, row, wanted)
            if isinstance(verdict, Outbound):
                if verdict != ready.message:
                    ready = replace(ready, message=verdict)
                items.append(_Item(ready, until, again=row.reason.startswith(UNKNOWN) or row.state == "sending"))
            else:
                marks.append(self._row(row.key, *verdict))
        if marks:
            messages.settle(tx, marks)
        return items, len(rows)

    def _verdict(
        self, tx: Tx, row: Row[Any], wanted: Mapping[str, Outbound | None]
    ) -> Outbound | tuple[str, str, datetime | None]:
        """What to say, or (state, why, when again) for a claimed row."""
        if (row.channel, row.account) not in self._lanes:
            return "due", "tài khoản bot này chưa chạy", tx.now + timedelta(minutes=1)
        if row.attempts >= CLAIMS:
            return "failed", f"đã chờ quá lâu ({row.reason})", None
        if row.not_after is not None and row.not_after <= tx.now:
            return "expired", "quá giờ cần nói", None
        if row.unreachable_at is not None:
            return "failed", "người nhận không còn nhận tin ở tài khoản này", None
        if row.state == "sending" and row.kind in BULK:
            # Its sender died with it in hand. Better one reminder too few than two.
            return "failed", UNKNOWN, None
        if row.kind in BULK:
            return wanted.get(row.key) or ("moot", "không còn cần nữa", None)
        return messages.as_ready(row).message

    # ── the way to the channel ────────────────────────────────────────────────────────────────────────────────────────

    def _hot(self, group: list[Ready]) -> None:
        until = self._monotonic() + messages.LEASE.total_seconds()
        for ready in group:
            self._enter(_Item(ready, until))

    def _enter(self, item: _Item) -> None:
        self._held[item.ready.key] = item
        self._idle.clear()
        lane = self._lanes.get((item.ready.to.channel, item.ready.to.account))
        if lane is None or self._stopping:
            self._put_back(item, "tài khoản bot này chưa chạy", 0.0 if self._stopping else 60.0)
        elif item.ready.kind in BULK:
            lane.bulk.append(item)
            if not lane.pumping:
                self._pump(lane)
        else:
            self._queue(lane, item)

    def _pump(self, lane: _Lane) -> None:
        """Let nudges and bulk go one after the other at the account's rate; replies never wait behind them."""
        lane.pumping = True
        while lane.bulk:
            wait = lane.gate.wait_bulk()
            if wait > 0:
                asyncio.get_running_loop().call_later(wait, self._pump, lane)
                return
            self._queue(lane, lane.bulk.popleft())
        lane.pumping = False

    def _queue(self, lane: _Lane, item: _Item) -> None:
        """One message at a time to one chat, in order."""
        behind = lane.chats.get(item.ready.to.id)
        if behind is not None:
            behind.append(item)
            return
        lane.chats[item.ready.to.id] = deque()
        self._resume(lane, item)

    def _resume(self, lane: _Lane, item: _Item) -> None:
        """Go on with a chat whose turn has come, or with those behind if it may not wait that long."""
        if not self._go(lane, item):
            self._next(lane, item.ready.to.id)

    def _next(self, lane: _Lane, chat: str) -> None:
        behind = lane.chats[chat]
        while behind:
            if self._go(lane, behind.popleft()):
                return
        del lane.chats[chat]

    def _go(self, lane: _Lane, item: _Item) -> bool:
        """Send as soon as the chat's pace and a free place allow; False if it was put back instead."""
        to, clock = item.ready.to, self._monotonic()
        if item.ready.key not in self._held:  # put back while it waited
            return False
        wait = lane.gate.wait(to.id, is_group(to))
        if lane.parked_until > clock or self._stopping or clock + wait > item.until - MARGIN:
            self._put_back(item, "chờ tới lượt", wait)
            return False
        loop = asyncio.get_running_loop()
        if wait > 0:
            loop.call_later(wait, self._resume, lane, item)
            return True
        lane.waiting.append(item)
        if lane.active < AT_ONCE:
            lane.active += 1
            task = loop.create_task(self._work(lane))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        return True

    async def _work(self, lane: _Lane) -> None:
        """Send what waits until nothing does: a busy channel needs no task a message."""
        try:
            while lane.waiting:
                item = lane.waiting.popleft()
                if await self._send(lane, item):
                    self._next(lane, item.ready.to.id)
        finally:
            lane.active -= 1

    async def _send(self, lane: _Lane, item: _Item) -> bool:
        """Say one message; returns False where it stays first in its chat's line."""
        ready, item.flying = item.ready, True
        started = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                sent_id = await lane.channel.send(ready.to, ready.message)
        except SendError as error:
            return self._failed(lane, item, error)
        except TimeoutError:
            return self._failed(lane, item, SendError("ambiguous", f"kênh không trả lời trong {PATIENCE:.0f} giây"))
        except Exception as error:
            log.error("a channel broke its contract", action="delivery.broken", error=type(error).__name__)
            return self._failed(lane, item, SendError("ambiguous", f"lỗi trong kênh: {type(error).__name__}"))
        lane.seconds.observe(time.perf_counter() - started)
        counter = lane.sent.get(ready.kind)
        if counter is None:
            counter = lane.sent[ready.kind] = metrics.SENT.labels(lane.channel.name, ready.kind, "sent")
        counter.inc()
        why = "gửi lại vì lần trước " + UNKNOWN if item.again else ""
        self._mark(self._row(ready.key, "sent", why, None, sent_id=sent_id))
        return True

    # ── what became of it ─────────────────────────────────────────────────────────────────────────────────────────────

    def _failed(self, lane: _Lane, item: _Item, error: SendError) -> bool:
        ready, kind, why = item.ready, error.kind, error.reason
        if kind == "retry" and error.after is not None:
            lane.gate.stop(ready.to.id, error.after, bulk=ready.kind in BULK)
            if error.after <= HOLD and not self._stopping:
                item.flying = False
                asyncio.get_running_loop().call_soon(self._resume, lane, item)
                return False
        state, wait = "failed", 0.0
        if kind == "park":
            lane.parked_until = self._monotonic() + PARKED
            log.error("channel parked", action="delivery.park", channel=lane.channel.name, why=why)
            self._put_back(item, why)
            self._empty(lane, why)
            return True
        if kind == "retry" and ready.attempts < TRIES:
            state, wait = "due", error.after if error.after is not None else back_off(ready.attempts)
        elif kind == "ambiguous":
            if ready.kind == "reply" and not item.again:
                state, wait = "due", back_off(0)
            why = f"{UNKNOWN} ({why})"
        elif kind == "gone":
            self._gone.append((ready.address_id, why))
        metrics.SENT.labels(lane.channel.name, ready.kind, "again" if state == "due" else kind).inc()
        log.warning("not sent", action="delivery.failed", channel=lane.channel.name, kind=kind, state=state, why=why)
        self._mark(self._row(ready.key, state, why, self._now() + timedelta(seconds=wait) if wait else None))
        return True

    def _put_back(self, item: _Item, why: str, wait: float = 0.0) -> None:
        """Not sent: whoever looks next (after `wait` seconds) may claim it."""
        why = f"{UNKNOWN} ({why})" if item.again else why
        self._mark(self._row(item.ready.key, "due", why, self._now() + timedelta(seconds=wait)))

    def _empty(self, lane: _Lane, why: str) -> None:
        """Put back whatever a parked channel was about to say."""
        while lane.bulk:
            self._put_back(lane.bulk.popleft(), why)
        while lane.waiting:
            item = lane.waiting.popleft()
            self._put_back(item, why)
            self._next(lane, item.ready.to.id)

    def _row(self, key: str, state: str, why: str, again: datetime | None, *, sent_id: str = "") -> dict[str, Any]:
        now = self._now()
        return {
            "of": key,
            "to": state,
            "why": why[:300],
            "when": now if state == "sent" else None,
            "as_id": sent_id[:128],
            "again": again or now,
        }

    def _mark(self, row: dict[str, Any]) -> None:
        self._held.pop(row["of"], None)
        self._marking.add(row["of"])
        self._marks.append(row)
        if self._flushing is None:
            self._flushing = asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        """Write the marks, those that come meanwhile with the next round; one round in flight."""
        if not self._stopping:
            await asyncio.sleep(GATHER)
        while self._marks or self._gone:
            marks, self._marks = self._marks, []
            gone, self._gone = self._gone, []
            try:
                await self._write(partial(self._settle, marks, gone))
            except Exception as error:
                log.error("marks could not be written", action="delivery.mark", error=type(error).__name__)
                if self._stopping:
                    break  # the leases run out, and the messages are found again
                self._marks, self._gone = marks + self._marks, gone + self._gone
                await asyncio.sleep(1.0)
                continue
            self._marking.difference_update(mark["of"] for mark in marks)
        self._flushing = None
        if not self._held:
            self._idle.set()

    def _settle(self, marks: list[dict[str, Any]], gone: list[tuple[int, str]], connection: Connection) -> None:
        tx = Tx(connection, self._now())
        if marks:
            messages.settle(tx, marks)
        for address_id, why in gone:
            people.unreachable(tx, address_id, why)
            tell_officers(tx, address_id)


def back_off(attempts: int) -> float:
    """Seconds until the next try: from 2 seconds to 10 minutes, with jitter so that a crowd does not return at once."""
    return float(min(2 * 3**attempts, 600) * random.uniform(0.8, 1.2))


def tell_officers(tx: Tx, address_id: int) -> None:
    """Say to the officers of a person's communes, once a day at most, that the bot cannot reach the person."""
    person = outbox.owner(tx, address_id)
    if person is None or people.best_address(tx, person[0]) is not None:
        return
    text = (
        f"{person[1]} đã chặn hoặc rời khỏi cuộc trò chuyện nên em không nhắn được nữa. "
        "Anh/chị gọi giúp; khi người ấy nhắn lại cho em là lại nhận được tin ạ."
    )
    for officer_id, officer_address in outbox.officers_of(tx, person[0]):
        key = f"gone/{address_id}/{tx.now:%Y-%m-%d}/{officer_id}"
        messages.say_later(tx, key, "notice", officer_address, officer_id, Outbound(text))
