"""From the outbox to the channels: claim, still wanted? not too late? hand to its lane, mark what became of it."""

import asyncio
import random
import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, Row

from bot import metrics, telling
from bot.channels import CHANNELS
from bot.channels.base import Channel, SendError, Write
from bot.lane import BULK, Item, Lane
from bot.lane import PARKED as PARKED
from bot.logs import log
from bot.routing import ELSEWHERE, GONE, PAUSED, Routing
from domain.messages import Outbound
from storage import leases, messages, outbox, people, reaching
from storage.messages import Ready
from storage.reaching import Way
from storage.tx import Tx

BATCH = 200  # claimed at a time: eight seconds of bulk at Telegram's pace
GATHER = 0.02  # seconds in which marks are gathered, so that they cost the writer no commit each
TRIES = 8
CLAIMS = 30  # a message put back this often (its chat never had room) is given up too
SAY = timedelta(seconds=15)  # how long one process alone sends a token's nudges without saying so again
MOVES = 3  # tries after which something said first is not taken to yet another channel
UNKNOWN = "không rõ đã tới chưa"
MOVED = "chuyển sang kênh khác"
TITLES = {kind.name: kind.title for kind in CHANNELS}

# Looks at claimed nudges again: by key, what to say now, when to look again because the hour is wrong, or None because
# nobody needs it any more.
Verdicts = Mapping[str, Outbound | datetime | None]
Recheck = Callable[[Tx, Sequence[Row[Any]]], Verdicts]


def _as_stored(_tx: Tx, rows: Sequence[Row[Any]]) -> Verdicts:
    return {row.key: messages.as_ready(row).message for row in rows}


class Delivery:
    """Sends what was committed. `deliver` may be called from any thread; everything else lives in one event loop."""

    def __init__(
        self,
        channels: Sequence[Channel],
        write: Write,
        now: Callable[[], datetime],
        *,
        note: Write | None = None,
        recheck: Recheck = _as_stored,
        monotonic: Callable[[], float] = time.monotonic,
        tick: float = 1.0,
    ) -> None:
        """`write` runs a function in the one writer's transaction, `note` too but in no hurry (what became of messages
        that are gone anyway); `now` is the program's clock, in UTC."""
        self.waiting, self.oldest = 0, 0.0  # as of the last look: messages that may go, and seconds the oldest waited
        self._write = write
        self._note = note or write
        self._now = now
        self._recheck = recheck
        self._monotonic = monotonic
        self._tick = tick
        self._lanes: dict[tuple[str, str], Lane] = {}
        self._holder = secrets.token_hex(8)
        self._ours: dict[tuple[str, str], float] = {}  # tokens whose nudges are ours to send, until when
        self._alone = False
        self._routing = Routing(self._lanes)
        self._held: dict[str, Item] = {}  # in memory: not to be claimed again, whatever the clock says
        self._marking: set[str] = set()  # keys whose marks are on their way
        self._arrived: list[dict[str, Any]] = []
        self._nudged = False  # whether nudges or bulk are among them
        self._marks: list[dict[str, Any]] = []  # of all others
        self._gone: list[tuple[int, str, str]] = []  # address id, why, what the officers are told
        self._failed: list[tuple[str, str]] = []  # key and kind of what was said first and may be said elsewhere
        self._parked: list[tuple[Lane, str]] = []
        self._flushing: asyncio.Task[None] | None = None
        self._idle = asyncio.Event()
        self._idle.set()
        self._poked = asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stopping = False
        for channel in channels:
            self.add(channel)

    def add(self, channel: Channel) -> None:
        """Serve one more channel (Telegram's library takes seconds to load)."""
        self._lanes[channel.name, channel.account] = Lane(channel, self, self._monotonic)

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
        await asyncio.gather(*(lane.stop(seconds) for lane in self._lanes.values()))
        while self._flushing is not None:
            await self._flushing
        try:
            await self._write(self._let_go)
        except Exception as error:
            log.error("leases run out by themselves", action="delivery.lease", error=type(error).__name__)

    async def recover(self, channels: Sequence[str]) -> None:
        """Take over the messages of a process that died; only where this process knows it is alone."""
        self._alone = True
        found = await self._write(lambda connection: outbox.recover(Tx(connection, self._now()), channels))
        if found:
            log.info("messages of a stopped process taken over", action="delivery.recover", count=found)

    # ── the cold path: claim from the table ───────────────────────────────────────────────────────────────────────────

    async def claim(self) -> int:
        """Claim what is due and start sending it; returns how many rows were looked at and dealt with."""
        if self._stopping:
            return 0
        names = sorted({lane.channel.name for lane in self._lanes.values() if lane.open})
        items, seen = await self._write(lambda connection: self._claimed(Tx(connection, self._now()), names))
        for item in items:
            self._enter(item)
        return seen

    def _claimed(self, tx: Tx, names: list[str]) -> tuple[list[Item], int]:
        """In the writer: claim, and settle at once what is not to be sent any more."""
        self._measure(tx, sorted({lane.channel.name for lane in self._lanes.values()}))
        rows = outbox.claim(tx, names, BATCH, self._room(tx)) if self.waiting and names else []
        rows = [row for row in rows if row.key not in self._held and row.key not in self._marking]
        wanted = self._recheck(tx, [row for row in rows if row.kind in BULK])
        hindered = self._routing.hindered(tx, [row for row in rows if row.kind != "reply"])
        unreached: list[tuple[int, str]] = []
        unsure: list[int] = []
        until = self._monotonic() + messages.LEASE.total_seconds()
        items: list[Item] = []
        marks: list[dict[str, Any]] = []
        for row in rows:
            verdict = self._verdict(tx, row, wanted, hindered.get(row.key))
            if isinstance(verdict, Way):
                reaching.move(tx, row.key, verdict.address_id, MOVED)
            elif isinstance(verdict, Outbound):
                ready = replace(messages.as_ready(row), message=verdict)
                left = row.state == "sending" and row.kind not in BULK
                items.append(Item(ready, until, again=left or row.reason.startswith(UNKNOWN)))
            else:
                marks.append(self._row(row.key, *verdict))
                if verdict[0] != "due":
                    metrics.SENT.add(row.channel, row.kind, verdict[0])
                if row.kind in BULK and verdict[0] == "failed" and row.person_id and hindered.get(row.key):
                    unreached.append((row.person_id, verdict[1]))
                if verdict[:2] == ("failed", UNKNOWN) and row.person_id:
                    unsure.append(row.person_id)
        if marks:
            messages.settle(tx, marks)
        if unreached:
            telling.unreached(tx, unreached)
        if unsure:
            telling.unsure(tx, unsure)
        return items, len(rows)

    def _room(self, tx: Tx) -> dict[str, int]:
        """How many nudges of which channel this process may claim: of those whose token it holds, what they can say
        soon."""
        found: dict[str, int] = {}
        for lane in self._lanes.values():
            if lane.open and (room := lane.room(BATCH)) and self._holds(tx, lane):
                found[lane.channel.name] = found.get(lane.channel.name, 0) + room
        return found

    def _holds(self, tx: Tx, lane: Lane) -> bool:
        """Whether a token's nudges are ours to send; one process at a time, so that the platform's limit holds for all
        of them together. Renewed while there is something to send; whoever dies loses it by itself."""
        if self._alone or not lane.channel.pace.bulk_per_second:
            return True
        token, clock = (lane.channel.name, lane.channel.account), self._monotonic()
        if self._ours.get(token, 0.0) - clock > SAY.total_seconds() / 2:
            return True
        if leases.take(tx, _lease(token), self._holder, SAY):
            self._ours[token] = clock + SAY.total_seconds()
            return True
        self._ours.pop(token, None)
        return False

    def _let_go(self, connection: Connection) -> None:
        for token in self._ours:
            leases.drop(Tx(connection, self._now()), _lease(token), self._holder)

    async def handing(self, lane: Lane, keys: Sequence[str]) -> set[str]:
        """Keep that these nudges are about to leave; returns those that may."""

        def hand(connection: Connection) -> set[str]:
            tx = Tx(connection, self._now())
            return outbox.handed(tx, keys) if self._holds(tx, lane) else set()

        try:
            return await self._write(hand)
        except Exception as error:
            log.error("nudges could not be handed over", action="delivery.hand", error=type(error).__name__)
            return set()

    def _measure(self, tx: Tx, names: list[str]) -> None:
        self.waiting, oldest = outbox.depth(tx, names)
        self.oldest = max((tx.now - oldest).total_seconds(), 0.0) if oldest else 0.0
        metrics.OUTBOX_DEPTH.set(self.waiting)
        metrics.OUTBOX_AGE.set(self.oldest)

    def _verdict(
        self, tx: Tx, row: Row[Any], wanted: Verdicts, hindered: Way | str | None
    ) -> Outbound | Way | tuple[str, str, datetime | None]:
        """What to say, where else to say it, or (state, why, when again), for a claimed row."""
        if hindered in (ELSEWHERE, PAUSED) or ((row.channel, row.account) not in self._lanes and not hindered):
            return "due", str(hindered or ELSEWHERE), tx.now + timedelta(minutes=1)
        if row.not_after is not None and row.not_after <= tx.now:
            return "expired", "quá giờ cần nói", None
        if row.attempts >= CLAIMS:
            return "failed", f"đã chờ quá lâu ({row.reason})", None
        if row.kind == "reply" and row.unreachable_at is not None:
            return "failed", GONE, None
        if row.state == "sending" and row.kind in BULK and row.sent_at is not None:
            # Its sender died after handing it over. Better one reminder too few than two.
            return "failed", UNKNOWN, None
        message = wanted.get(row.key) if row.kind in BULK else messages.as_ready(row).message
        if message is None:
            return "moot", "không còn cần nữa", None
        if isinstance(message, datetime):
            return "due", outbox.WRONG_HOUR, message
        if isinstance(hindered, str):
            return "failed", hindered, None
        return hindered or message

    # ── to the lanes, and what they say ───────────────────────────────────────────────────────────────────────────────

    def _hot(self, group: list[Ready]) -> None:
        until = self._monotonic() + messages.LEASE.total_seconds()
        for ready in group:
            self._enter(Item(ready, until))

    def _enter(self, item: Item) -> None:
        self._held[item.ready.key] = item
        self._idle.clear()
        lane = self._lanes.get((item.ready.to.channel, item.ready.to.account))
        if lane is None:
            self.put_back(item, ELSEWHERE, 60.0)
        else:
            lane.enter(item)

    def sent(self, lane: Lane, item: Item, sent_id: str) -> None:
        """It arrived."""
        key = item.ready.key
        self._count(lane, item, "sent")
        if item.again:
            self._mark(self._row(key, "sent", "gửi lại vì lần trước " + UNKNOWN, None, sent_id=sent_id))
            return
        self._nudged = self._nudged or item.ready.kind in BULK
        self._arrived.append({"of": key, "when": self._now(), "as_id": sent_id[:128]})
        self._done(key)

    def failed(self, lane: Lane, item: Item, error: SendError) -> None:
        """It did not arrive, or nobody knows: try again later, or give up and say so."""
        ready, kind, why = item.ready, error.kind, error.reason
        state, wait = "failed", 0.0
        if kind == "retry" and ready.attempts < TRIES:
            state, wait = "due", error.after if error.after is not None else back_off(ready.attempts)
        elif kind == "ambiguous":
            if ready.kind == "reply" and not item.again:
                state, wait = "due", back_off(0)
            why = f"{UNKNOWN} ({why})"
        elif kind in ("gone", "closed"):
            self._gone.append((ready.address_id, why, telling.LEFT if kind == "gone" else telling.SILENT))
        elif kind == "park":
            state = "due"
            if lane.open:
                self._parked.append((lane, why))
                log.error("channel parked", action="delivery.park", channel=lane.channel.name, why=why)
            lane.park(why)
        if ready.kind != "reply" and kind != "ambiguous" and ready.attempts <= MOVES and state == "failed":
            self._failed.append((ready.key, ready.kind))
        self._count(lane, item, "again" if state == "due" else kind)
        log.warning("not sent", action="delivery.failed", channel=lane.channel.name, kind=kind, state=state, why=why)
        self._mark(self._row(ready.key, state, why, self._now() + timedelta(seconds=wait) if wait else None))

    def put_back(self, item: Item, why: str, wait: float = 0.0) -> None:
        """It was not tried: whoever looks next, after `wait` seconds, may claim it."""
        why = f"{UNKNOWN} ({why})" if item.again else why
        self._mark(self._row(item.ready.key, "due", why, self._now() + timedelta(seconds=wait)))

    def _count(self, lane: Lane, item: Item, state: str) -> None:
        metrics.SENT.add(lane.channel.name, item.ready.kind, state)

    # ── the marks ─────────────────────────────────────────────────────────────────────────────────────────────────────

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
        self._marks.append(row)
        self._done(row["of"])

    def _done(self, key: str) -> None:
        self._held.pop(key, None)
        self._marking.add(key)
        if self._flushing is None:
            self._flushing = asyncio.get_running_loop().create_task(self._flush())

    async def _flush(self) -> None:
        """Write the marks, those that come meanwhile with the next round; one round in flight."""
        if not self._stopping:
            await asyncio.sleep(GATHER)
        while self._arrived or self._marks or self._gone:
            arrived, marks, gone = self._arrived, self._marks, self._gone
            failed, parked, nudges = self._failed, self._parked, self._nudged
            self._nudged = False
            self._arrived, self._marks, self._gone, self._failed, self._parked = [], [], [], [], []
            try:
                # A reply may be said twice, so its mark is in no hurry; of a nudge nobody must be left in doubt.
                write = self._write if self._stopping or nudges or marks or gone or parked else self._note
                await write(partial(self._settle, arrived, marks, gone, failed, parked))
            except Exception as error:
                log.error("marks could not be written", action="delivery.mark", error=type(error).__name__)
                if self._stopping:
                    break  # the leases run out, and the messages are found again
                self._arrived, self._marks, self._gone = arrived + self._arrived, marks + self._marks, gone + self._gone
                self._failed, self._parked = failed + self._failed, parked + self._parked
                await asyncio.sleep(1.0)
                continue
            if failed or parked:
                self.poke()
            self._marking.difference_update(mark["of"] for mark in arrived)
            self._marking.difference_update(mark["of"] for mark in marks)
        self._flushing = None
        if not self._held:
            self._idle.set()

    def _settle(
        self,
        arrived: list[dict[str, Any]],
        marks: list[dict[str, Any]],
        gone: list[tuple[int, str, str]],
        failed: list[tuple[str, str]],
        parked: list[tuple[Lane, str]],
        connection: Connection,
    ) -> None:
        tx = Tx(connection, self._now())
        if arrived:
            outbox.arrived(tx, arrived)
        if marks:
            messages.settle(tx, marks)
        for address_id, why, told in gone:
            people.unreachable(tx, address_id, why)
            telling.gone(tx, address_id, told)
        for key, kind in failed:
            self._elsewhere(tx, key, kind)
        for lane, why in parked:
            name, account = lane.channel.name, lane.channel.account
            for key, _, kind, _ in reaching.waiting(tx, name, account):
                self._elsewhere(tx, key, kind)
            telling.parked(tx, name, account, TITLES.get(name, name), why)

    def _elsewhere(self, tx: Tx, key: str, kind: str) -> None:
        """Take what was to be said first to another channel of the same person, if they have one."""
        row = reaching.meant_for(tx, key)
        way = self._routing.another(tx, row[0], kind, row[1]) if row is not None else None
        if way is not None:
            reaching.move(tx, key, way.address_id, MOVED)

    def unreached(self, tx: Tx, person_ids: Sequence[int]) -> Mapping[int, str]:
        """Which of these people a nudge would not reach as of now, and why: for whoever is about to send one."""
        return self._routing.unreached(tx, person_ids)


def _lease(token: tuple[str, str]) -> str:
    return f"say/{token[0]}/{token[1]}"


def back_off(attempts: int) -> float:
    """Seconds until the next try: from 2 seconds to 10 minutes, with jitter so that a crowd does not return at once."""
    return float(min(2 * 3**attempts, 600) * random.uniform(0.8, 1.2))
