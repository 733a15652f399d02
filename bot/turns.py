"""One message in is one turn; turns that wait together share one commit, and answers leave only after it."""

import asyncio
import logging
import secrets
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Boolean, Connection, Integer, column, text

from bot import logs, metrics
from bot.logs import log
from domain.messages import Inbound, Outbound
from handlers.dialogue import Dialogue
from handlers.turn import Context, Turn
from storage import messages, people
from storage.engine import Store
from storage.people import Caller
from storage.tx import Tx
from vietnamese.redact import redact

T = TypeVar("T")
GROUP = 32  # turns in one commit: more saves nothing, and lets who is in a slow group wait longer
PATIENCE = 0.1  # seconds that a note waits for turns to be committed with
# The commune's number within 7391, ours; trying never waits, so the order of the communes does not matter.
_TRY_LOCKS = text(
    "SELECT key, pg_try_advisory_xact_lock(7391, key) AS held FROM unnest(CAST(:keys AS integer[])) AS key"
).columns(column("key", Integer), column("held", Boolean))
_LOCK = text("SELECT pg_advisory_xact_lock(7391, :key)")
APOLOGY = (
    "Em xin lỗi, em gặp trục trặc nên chưa xử lý được tin này. Tin vẫn được giữ lại và cán bộ xã xem được; "
    "anh/chị nhắn lại sau ít phút giúp em ạ."
)


@dataclass(slots=True, eq=False)
class _Turn:
    inbound: Inbound
    done: "Future[None] | asyncio.Future[None]"
    since: float = field(default_factory=time.perf_counter)
    ready: list[messages.Ready] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class _Write:
    job: Callable[[Connection], Any]
    done: Future[Any] = field(default_factory=Future)
    result: Any = None


_Job = _Turn | _Write


class Turns:
    """The one writer: a thread that takes whatever waits, at most GROUP at a time, and commits it once.

    Measured against a transaction a turn through async sessions, this is what makes thousands of durable turns a
    second out of hundreds (docs/performance.md).
    """

    def __init__(
        self,
        store: Store,
        dialogue: Dialogue,
        context: Context,
        now: Callable[[], datetime],
        deliver: Callable[[list[messages.Ready]], None],
    ) -> None:
        """`deliver` is called from the writer's thread with the replies of a group, after its commit."""
        self._store = store
        self._dialogue = dialogue
        self._context = context
        self._now = now
        self._deliver = deliver
        self._waiting: deque[_Job] = deque()
        self._notes: list[_Write] = []
        self._notes_due = 0.0  # on the monotonic clock, where there are any
        self._wake = threading.Condition()
        self._stopping = False
        self._seconds = metrics.TURN_SECONDS.of()
        self._prefix = secrets.token_hex(3)
        self._count = 0
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)

    def start(self) -> None:
        """Begin to take turns."""
        self._thread.start()

    def stop(self) -> None:
        """Finish what waits, then end the thread."""
        with self._wake:
            self._stopping = True
            self._wake.notify()
        self._thread.join()

    async def take(self, inbound: Inbound) -> None:
        """Answer a message; returns after the commit. A message already taken changes nothing and says nothing."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._put(_Turn(_storable(inbound), done))
        await done

    async def write(self, job: Callable[[Connection], T], /) -> T:
        """Run a function in the writer's transaction; returns its result after the commit."""
        return await asyncio.wrap_future(self.put_write(job))

    async def note(self, job: Callable[[Connection], T], /) -> T:
        """Like `write`, in no hurry: committed together with the next turns, or alone where none come for a moment."""
        write = _Write(job)
        with self._wake:
            self._check()
            if not self._notes:
                self._notes_due = time.monotonic() + PATIENCE
                self._wake.notify()
            self._notes.append(write)
        return await asyncio.wrap_future(write.done)

    def put(self, inbound: Inbound) -> Future[None]:
        """Like `take`, for callers outside the event loop."""
        done: Future[None] = Future()
        self._put(_Turn(_storable(inbound), done))
        return done

    def put_write(self, job: Callable[[Connection], T]) -> Future[T]:
        """Like `write`, for callers outside the event loop."""
        write = _Write(job)
        self._put(write)
        return write.done

    def _put(self, job: _Job) -> None:
        with self._wake:
            self._check()
            self._waiting.append(job)
            self._wake.notify()

    def _check(self) -> None:
        if self._stopping:
            raise RuntimeError("The program is stopping; nothing more is taken.")

    def _next(self) -> list[_Job]:
        """The next group, waited for; empty when the program stops and nothing is left."""
        with self._wake:
            while not self._waiting and not self._stopping:
                patience = self._notes_due - time.monotonic() if self._notes else None
                if patience is not None and patience <= 0:
                    break
                self._wake.wait(patience)
            jobs: list[_Job] = [self._waiting.popleft() for _ in range(min(GROUP, len(self._waiting)))]
            jobs += self._notes
            self._notes = []
            return jobs

    def _work(self) -> None:
        while jobs := self._next():
            try:
                self._together(jobs)
            except Exception as error:  # nothing may end this thread: without it the program takes no message
                with suppress(Exception):
                    log.error("writer", action="turns.writer", error=f"{type(error).__name__}: {_where(error)}")
                for job in jobs:
                    if isinstance(job, _Turn):
                        _tell_callers([job], error)
                    elif not job.done.done():
                        job.done.set_exception(error)

    def _together(self, jobs: list[_Job]) -> None:
        """One transaction for all; if it fails, each alone, so that one poison turn spoils no other."""
        try:
            left = self._transact(jobs)
        except Exception as error:
            if len(jobs) > 1:
                log.warning("group failed, replaying one by one", action="turns.replay", error=type(error).__name__)
                for job in jobs:
                    self._together([job])
                return
            self._failed(jobs[0], error)
            return
        if left:
            with self._wake:
                self._waiting.extendleft(reversed(left))
        self._finish([job for job in jobs if job not in left] if left else jobs)

    def _finish(self, jobs: Sequence[_Job]) -> None:
        """After the commit: replies leave, callers are told."""
        ready = [one for job in jobs if isinstance(job, _Turn) for one in job.ready]
        if ready:
            self._deliver(ready)
        _tell_callers([job for job in jobs if isinstance(job, _Turn)], None)
        notes: list[dict[str, Any]] = []
        for job in jobs:
            if isinstance(job, _Turn):
                notes += job.notes
                self._seconds.add(time.perf_counter() - job.since)
            elif not job.done.done():  # else its caller has left, and the job is done all the same
                job.done.set_result(job.result)
        logs.each("turn", notes)
        for outcome, count in Counter(note["outcome"] for note in notes).items():
            metrics.TURNS.add(outcome, times=count)

    def _transact(self, jobs: list[_Job]) -> list[_Job]:
        """Run the jobs in one transaction; returns those whose commune another process holds just now."""
        with self._store.write() as connection:
            tx = Tx(connection, self._now())
            turns = [job for job in jobs if isinstance(job, _Turn)]
            left = self._lock(tx, turns) if turns and not self._store.sqlite else []
            callers = self._prepare(tx, [turn for turn in turns if turn not in left])
            before = {id(caller): caller.talk for caller in callers.values()}
            for job in jobs:
                if isinstance(job, _Write):
                    tx.flush()
                    job.result = job.job(connection)
                elif job not in left:
                    job.ready, job.notes = [], []
                    caller = callers.get(_chat(job.inbound))
                    if caller is not None:
                        self._answer(tx, job, caller)
            for caller in callers.values():
                if caller.talk is not before[id(caller)] and caller.talk != before[id(caller)]:
                    messages.save_talk(tx, caller.address_id, caller.talk)
            tx.flush()
        return list(left)

    def _prepare(self, tx: Tx, turns: list[_Turn]) -> dict[tuple[str, str, str], Caller]:
        """One look for everybody who speaks in this group; turns seen before are emptied."""
        by_account: dict[tuple[str, str], list[_Turn]] = {}
        for turn in turns:
            sender = turn.inbound.sender
            by_account.setdefault((sender.channel, sender.account), []).append(turn)
        callers: dict[tuple[str, str, str], Caller] = {}
        for (channel, account), group in by_account.items():
            seen = messages.seen(tx, channel, account, [turn.inbound.id for turn in group])
            fresh: dict[str, str] = {}
            for turn in group:
                if turn.inbound.id in seen:
                    turn.inbound = _nothing(turn.inbound)
                    continue
                seen.add(turn.inbound.id)
                fresh[turn.inbound.sender.id] = turn.inbound.name
            if fresh:
                for chat, caller in people.callers(tx, channel, account, fresh).items():
                    callers[channel, account, chat] = caller
        return callers

    def _answer(self, tx: Tx, job: _Turn, caller: Caller) -> None:
        inbound = job.inbound
        if not inbound.id:  # seen before
            return
        turn = Turn(tx, self._context, caller, inbound)
        if inbound.left:
            people.unreachable(tx, caller.address_id, "đã chặn bot hoặc rời cuộc trò chuyện")
            said, outcome, name = None, "left", "left"
        else:
            said, outcome, name = self._dialogue.answer(turn)
        key = f"{inbound.sender.channel}/{inbound.sender.account}/{inbound.id}"
        self._keep(tx, caller, inbound, outcome, name)
        person_id = caller.person.id if caller.person else None
        if said is not None:
            job.ready.append(messages.say_now(tx, f"r/{key}", caller.address_id, inbound.sender, said, person_id))
        if turn.notices:
            self._tell(tx, turn)
        self._count += 1
        job.notes.append(
            {
                "action": "turn",
                "turn": f"{self._prefix}-{self._count}",
                "channel": inbound.sender.channel,
                "handler": name,
                "outcome": outcome,
                "person": person_id,
            }
        )

    @staticmethod
    def _keep(tx: Tx, caller: Caller, inbound: Inbound, outcome: str, name: str) -> None:
        messages.heard(
            tx,
            {
                "channel": inbound.sender.channel,
                "account": inbound.sender.account,
                "message": inbound.id,
                "address_id": caller.address_id,
                "person_id": caller.person.id if caller.person else None,
                "commune_id": caller.memberships[0].commune_id if caller.memberships else None,
                "text": redact(inbound.text[:4000]) if outcome in ("unread", "failed") else "",
                "sent_at": inbound.sent_at,
                "taken_at": tx.now,
                "outcome": outcome,
                "handler": name,
            },
        )

    @staticmethod
    def _tell(tx: Tx, turn: Turn) -> None:
        for notice in turn.notices:
            address_id = people.best_address(tx, notice.person_id)
            if address_id is not None:
                message = Outbound(notice.text, notice.choices)
                messages.say_later(tx, notice.key, "notice", address_id, notice.person_id, message)

    def _lock(self, tx: Tx, turns: list[_Turn]) -> list[_Job]:
        """On PostgreSQL: take the communes of these turns for the length of the transaction.

        A lock a person cannot guard what belongs to a village: two members in two processes reporting one class.
        Turns of a commune that another process holds wait for the next group; if all do, the first is waited for.
        """
        keys: dict[int, int] = {}
        by_account: dict[tuple[str, str], set[str]] = {}
        for turn in turns:
            sender = turn.inbound.sender
            by_account.setdefault((sender.channel, sender.account), set()).add(sender.id)
        found = {
            (channel, account, chat): commune
            for (channel, account), chats in by_account.items()
            for chat, commune in people.communes_of(tx, channel, account, chats).items()
        }
        for place, turn in enumerate(turns):
            keys[place] = found.get(_chat(turn.inbound), 0)
        held = {row.key for row in tx.all(_TRY_LOCKS, {"keys": sorted(set(keys.values()))}) if row.held}
        if not held:
            first = keys[0]
            tx.scalar(_LOCK, {"key": first})
            held.add(first)
        return [turn for place, turn in enumerate(turns) if keys[place] not in held]

    def _failed(self, job: _Job, error: Exception) -> None:
        """A turn that raised: keep its words, apologise once, leave the talk where it was."""
        if isinstance(job, _Write):
            if not job.done.done():
                job.done.set_exception(error)
            return
        self._count += 1
        log.error(
            "turn failed",
            action="turn.failed",
            turn=f"{self._prefix}-{self._count}",
            exc_info=error if logging.getLogger().isEnabledFor(logging.DEBUG) else None,
            error=f"{type(error).__name__}: {_where(error)}",
        )
        inbound = job.inbound
        try:
            with self._store.write() as connection:
                tx = Tx(connection, self._now())
                sender = inbound.sender
                if not messages.seen(tx, sender.channel, sender.account, [inbound.id]):
                    caller = people.callers(tx, sender.channel, sender.account, {sender.id: inbound.name})[sender.id]
                    self._keep(tx, caller, inbound, "failed", "")
                    key = f"r/{sender.channel}/{sender.account}/{inbound.id}"
                    person_id = caller.person.id if caller.person else None
                    apology = Outbound(APOLOGY)
                    job.ready = [messages.say_now(tx, key, caller.address_id, sender, apology, person_id)]
                tx.flush()
            metrics.TURNS.add("failed")
            job.notes = []
            self._finish([job])
        except Exception as second:  # the database itself is gone: the platform will send the message again
            log.error("turn could not be kept", action="turn.lost", error=type(second).__name__)
            _tell_callers([job], second)


def _tell_callers(turns: list[_Turn], error: Exception | None) -> None:
    """The turns are over: wake an event loop once for all that wait in it, not once for each."""
    loops: dict[asyncio.AbstractEventLoop, list[asyncio.Future[None]]] = {}
    for turn in turns:
        if isinstance(turn.done, asyncio.Future):
            loops.setdefault(turn.done.get_loop(), []).append(turn.done)
        else:
            _end(turn.done, error)
    for loop, waiting in loops.items():
        with suppress(RuntimeError):  # the loop is closed: nobody waits any more
            loop.call_soon_threadsafe(_end_all, waiting, error)


def _end_all(waiting: "list[asyncio.Future[None]]", error: Exception | None) -> None:
    for done in waiting:
        _end(done, error)


def _end(done: "Future[None] | asyncio.Future[None]", error: Exception | None) -> None:
    if done.done():  # cancelled: the caller has left
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)


def _chat(inbound: Inbound) -> tuple[str, str, str]:
    return (inbound.sender.channel, inbound.sender.account, inbound.sender.id)


def _storable(inbound: Inbound) -> Inbound:
    """Without what a database refuses: NUL (PostgreSQL) and halves of surrogate pairs."""
    said = inbound.text + inbound.name
    with suppress(UnicodeEncodeError):
        said.encode()
        if "\0" not in said:
            return inbound
    text, name = (part.replace("\0", "").encode("utf-8", "replace").decode() for part in (inbound.text, inbound.name))
    return replace(inbound, text=text, name=name)


def _nothing(inbound: Inbound) -> Inbound:
    """An inbound already taken, emptied so that its turn does nothing."""
    return Inbound("", inbound.sender, "", inbound.sent_at)


def _where(error: BaseException) -> str:
    """Where an error was raised, without its text: the text may hold somebody's words."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename.rsplit('/', 2)[-1]}:{trace.tb_lineno}" if trace else "?"
