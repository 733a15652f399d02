"""The clock only knocks; what is due is worked out from now: knocking twice, late or in two processes is harmless."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

from sqlalchemy import Connection

from domain.periods import VIETNAM
from reminders import due, window
from reminders.due import Agenda, Group, Load
from reminders.window import Closing, Early
from storage import communes, leave, nudges, substitutes
from storage.communes import Commune, Communes
from storage.engine import Store
from storage.tx import Tx

T = TypeVar("T")
Job = Callable[[], Coroutine[Any, Any, None]]


class Write(Protocol):
    """Runs a function in the one writer's transaction and returns its result after the commit."""

    def __call__(self, job: Callable[[Connection], T], /) -> Awaitable[T]: ...


def knock(tx: Tx, load: Load, agenda: Agenda | None = None, closing: Closing | None = None) -> int:
    """Put everything that is due at `tx.now` into the outbox, within one transaction; returns how many messages.
    `closing` finds those who must be told early; without it nobody is."""
    known = [load(tx, id_) for id_ in communes.all_ids(tx)]
    groups = (agenda or Agenda()).open(known, tx.now)
    sizes = nudges.sizes(tx)
    substitutes.end(tx)
    count = due.put_again(tx, load)
    count += sum(window.put(tx, one) for one in (window.early(tx, known, closing) if closing is not None else ()))
    return count + sum(due.put(tx, group, ids) for group in groups for ids in due.chunks(group, set(), sizes))


class Clock:
    """Knocks every minute."""

    def __init__(
        self,
        store: Store,
        write: Write,
        now: Callable[[], datetime],
        said: Callable[[], None],
        closing: Closing | None = None,
    ) -> None:
        """`now` is the program's clock, in UTC; `said` is called when something was put into the outbox; `closing`
        finds those who must be told early, without it nobody is."""
        self._closing = closing
        self._store = store
        self._write = write
        self._now = now
        self._said = said
        self._communes = Communes()
        self._agenda = Agenda()

    async def knock(self) -> int:
        """See what is due on a reading connection, so that the writer is not held up, and have the database put it
        into the outbox, some communes at a time; returns how many messages."""
        groups, early, some, awake = await asyncio.to_thread(self._due)
        count = await self._write(self._again) if some or awake else 0
        if early:
            count += await self._write(lambda connection: self._put_early(connection, early))
        for group, chunks in groups:
            for ids in chunks:
                count += await self._write(self._putting(group, ids))
        if count:
            self._said()
        return count

    def _due(self) -> tuple[list[tuple[Group, list[list[int]]]], list[Early], bool, bool]:
        with self._store.read() as connection:
            tx = Tx(connection, self._now())
            versions = communes.versions(tx)
            known = [self._communes.get(tx, id_, version) for id_, version in versions.items()]
            groups = self._agenda.open(known, tx.now)
            sizes = nudges.sizes(tx) if groups else {}
            found = [(group, list(due.chunks(group, due.said(tx, group), sizes))) for group in groups]
            early = window.early(tx, known, self._closing) if self._closing is not None else []
            return found, early, leave.waking(tx), substitutes.any_over(tx)

    def _put_early(self, connection: Connection, early: Sequence[Early]) -> int:
        tx = Tx(connection, self._now())
        return sum(window.put(tx, one) for one in early)

    def _putting(self, group: Group, ids: Sequence[int]) -> Callable[[Connection], int]:
        return lambda connection: due.put(Tx(connection, self._now()), group, ids)

    def _again(self, connection: Connection) -> int:
        tx = Tx(connection, self._now())
        substitutes.end(tx)
        return due.put_again(tx, self._load)

    def _load(self, tx: Tx, commune_id: int) -> Commune:
        return communes.load(tx, commune_id)


def schedule(every_minute: Job, every_day: Job) -> Callable[[], Awaitable[None]]:
    """Call these from now on, in the running event loop; returns what stops it, which waits for those still at work.

    A knock that is late is still made (the default grace of one second would drop it), once for all that were missed,
    and never two at a time. The day counts from the start: a computer that is off at night would never see three
    o'clock.
    """
    from apscheduler.schedulers.asyncio import AsyncIOScheduler

    loop, working = asyncio.get_running_loop(), set[asyncio.Task[None]]()

    async def knocked(job: Job) -> None:
        # In a task of our own: the scheduler cancels the jobs it runs when it is shut down.
        if not any(task.get_name() == job.__name__ for task in working):
            task = loop.create_task(job(), name=job.__name__)
            working.add(task)
            task.add_done_callback(working.discard)

    scheduler = AsyncIOScheduler(timezone=VIETNAM)
    always = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    now = datetime.now(VIETNAM)
    scheduler.add_job(knocked, "interval", [every_minute], minutes=1, next_run_time=now, **always)
    scheduler.add_job(knocked, "interval", [every_day], days=1, next_run_time=now + timedelta(minutes=2), **always)
    scheduler.start()

    async def stop() -> None:
        scheduler.shutdown(wait=False)
        await asyncio.gather(*working, return_exceptions=True)

    return stop
