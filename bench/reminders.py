"""`python -m bench reminders`: due nudges built by set-based statements and claimed, beside an ORM loop and one
APScheduler job a person, in the same run."""

import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import DeclarativeBase, Session

from bot.delivery import BATCH
from domain.frozen import frozen
from domain.periods import VIETNAM
from reminders import due
from reminders.due import Agenda
from storage import communes, nudges, outbox, schema, setup
from storage.engine import Store
from storage.tables import addresses, consents, memberships, metadata, people, units
from storage.tables import communes as communes_table
from storage.tables import outbox as outbox_table
from storage.tx import Tx
from vietnamese.fold import fold

VILLAGES, EACH = 28, 5  # a commune after the merger, a team
ORM_ROWS, JOBS = 10_000, 2_000  # enough to know their rate
NOW = datetime(2025, 11, 23, 19, tzinfo=VIETNAM).astimezone(UTC)
SINCE = datetime(2025, 7, 1, tzinfo=UTC)


def seed(store: Store, wanted: int, account: str = "b") -> int:
    """Communes with villages of five members each, none of whom has reported, all in one bot's account; returns how
    many people."""
    count = -(-wanted // (VILLAGES * EACH))
    with store.write() as connection:
        tx = Tx(connection, SINCE)
        setup.apply(tx, {"commune": {"key": "mau", "name": "Xã Mẫu", "province": "Tỉnh Mẫu"}}, fold)
        tx.flush()
        first = tx.one(select(units).where(units.c.kind == "commune"))
        settings = tx.one(select(communes_table))
        assert first is not None
        assert settings is not None
        base = {"names": [], "position": 0}
        for n in range(count):
            commune = 100_000 + n
            row = {"id": commune, "key": f"c{n}", "kind": "commune", "parent_id": first.parent_id, "name": f"Xã {n}"}
            connection.execute(units.insert(), row | base | {"commune_id": commune})
            connection.execute(communes_table.insert(), dict(settings._mapping) | {"id": commune})
            start = 1_000_000 + n * VILLAGES * EACH
            ids = [2_000_000 + n * VILLAGES + v for v in range(VILLAGES)]
            places = [
                {
                    "id": one,
                    "key": f"v{v}",
                    "kind": "village",
                    "parent_id": commune,
                    "name": f"Thôn {v}",
                    "commune_id": commune,
                }
                for v, one in enumerate(ids)
            ]
            connection.execute(units.insert(), [place | base for place in places])
            who = [start + k for k in range(VILLAGES * EACH)]
            connection.execute(
                people.insert(), [{"id": p, "name": f"N{p}", "folded": f"n{p}", "created_at": SINCE} for p in who]
            )
            rows = [
                {"person_id": p, "unit_id": ids[k // EACH], "role": "member", "since": SINCE} for k, p in enumerate(who)
            ]
            connection.execute(memberships.insert(), rows)
            chats = [
                {
                    "channel": "telegram",
                    "account": account,
                    "chat": str(p),
                    "person_id": p,
                    "name": "",
                    "first_at": SINCE,
                    "last_at": SINCE,
                }
                for p in who
            ]
            connection.execute(addresses.insert(), chats)
            agreed = [{"person_id": p, "version": "1", "channel": "telegram", "given_at": SINCE} for p in who]
            connection.execute(consents.insert(), agreed)
    with store.engine.connect() as connection:
        connection.execute(text("ANALYZE"))
        connection.commit()
    return count * VILLAGES * EACH


@frozen
class Took:
    """How many rows, the seconds and the processor seconds they took, the longest transaction in seconds."""

    rows: int
    seconds: float
    cpu: float
    longest: float

    @property
    def rate(self) -> float:
        """Rows a second."""
        return self.rows / self.seconds

    def and_(self, other: "Took") -> "Took":
        """Both one after the other."""
        longest = max(self.longest, other.longest)
        return Took(self.rows + other.rows, self.seconds + other.seconds, self.cpu + other.cpu, longest)


def build(store: Store) -> tuple[Took, float]:
    """Put the wave in as the clock does, a transaction a chunk; and the seconds it took to see what is due."""
    with store.read() as connection:
        tx = Tx(connection, NOW)
        known = [
            communes.load(tx, id_) for id_ in communes.all_ids(tx)
        ]  # kept by the program from one knock to the next
        begun = time.perf_counter()
        groups = [group for group in Agenda().open(known, NOW) if group.rule.name == "before"]
        sizes = nudges.sizes(tx)
        chunks = [(group, ids) for group in groups for ids in due.chunks(group, due.said(tx, group), sizes)]
        seeing = time.perf_counter() - begun

    def put(connection: Connection, group: due.Group, ids: list[int]) -> int:
        return due.put(Tx(connection, NOW), group, ids)

    return _measured(store, [partial(put, group=group, ids=ids) for group, ids in chunks]), seeing


def claim(store: Store, rows: int) -> tuple[Took, Took]:
    """Claim some as the sender does, while all the others wait, and mark these as sent: in turn, so many at a time."""
    keys: list[str] = []

    def claim_some(connection: Connection) -> int:
        keys[:] = [row.key for row in outbox.claim(Tx(connection, NOW), ["telegram"], BATCH)]
        return len(keys)

    def mark(connection: Connection) -> int:
        outbox.arrived(Tx(connection, NOW), [{"of": key, "when": NOW, "as_id": "1"} for key in keys])
        return len(keys)

    claimed, marked = Took(0, 0.0, 0.0, 0.0), Took(0, 0.0, 0.0, 0.0)
    while claimed.rows < rows:
        claimed = claimed.and_(_measured(store, [claim_some]))
        marked = marked.and_(_measured(store, [mark]))
    return claimed, marked


def _measured(store: Store, jobs: Sequence[Callable[[Connection], int]]) -> Took:
    count, longest, begun, spent = 0, 0.0, time.perf_counter(), time.process_time()
    for job in jobs:
        since = time.perf_counter()
        with store.write() as connection:
            count += job(connection)
        longest = max(longest, time.perf_counter() - since)
    return Took(count, time.perf_counter() - begun, time.process_time() - spent, longest)


def orm(store: Store, rows: int) -> float:
    """Rows a second of the usual way: ask for each person, add an object, one commit at the end."""

    class Base(DeclarativeBase):
        pass

    class Message(Base):
        __table__ = metadata.tables["outbox"]

    with Session(store.engine) as session:
        found = session.execute(select(addresses.c.id, addresses.c.person_id).limit(rows)).all()
        started = time.perf_counter()
        for address_id, person_id in found:
            known = session.scalar(select(func.count()).where(outbox_table.c.key == f"orm/{person_id}"))
            if not known:
                message = {"key": f"orm/{person_id}", "kind": "nudge", "address_id": address_id, "person_id": person_id}
                session.add(Message(**message, text="", choices=[], made_at=NOW, not_before=NOW, state="sent"))
        session.commit()
        return len(found) / (time.perf_counter() - started)


def jobs(folder: Path, count: int) -> float:
    """Jobs a second of one APScheduler job a person, kept in SQLite."""
    from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
    from apscheduler.schedulers.background import BackgroundScheduler

    scheduler = BackgroundScheduler(jobstores={"default": SQLAlchemyJobStore(f"sqlite:///{folder / 'jobs.db'}")})
    scheduler.start(paused=True)
    started = time.perf_counter()
    when = datetime.now(UTC) + timedelta(days=1)
    for n in range(count):
        scheduler.add_job(time.time, "date", run_date=when, id=str(n))
    rate = count / (time.perf_counter() - started)
    scheduler.shutdown(wait=False)
    return rate


def main(wanted: int = 460_000, url: str = "") -> list[str]:
    """The lines of the table; `url` names an empty PostgreSQL database instead of SQLite."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(url or f"sqlite:///{folder / 'sothon.db'}")
        schema.upgrade(store)
        who = seed(store, wanted)
        built, seeing = build(store)
        claimed, marked = claim(store, min(who, 50_000))
        ours, each = orm(store, min(ORM_ROWS, who)), jobs(folder, min(JOBS, who))
        store.close()
    where = "PostgreSQL" if url else "SQLite, synchronous=FULL"
    wrong = [] if built.rows == who else [f"WRONG: {built.rows} nudges for {who} people who owe"]
    return [
        f"{who:,} people who owe, {where}; what is due seen in {seeing:.1f} s",
        "",
        "| | rows | rows/s | all of them, s | processor µs a row | longest transaction, ms |",
        "|---|---:|---:|---:|---:|---:|",
        _line("built, set-based", built, who),
        f"| a loop through the ORM | {ORM_ROWS:,} | {ours:,.0f} | {who / ours:.0f} | | all in one |",
        f"| one APScheduler job a person | {JOBS:,} | {each:,.0f} | {who / each:.0f} | | |",
        _line(f"claimed, {BATCH} at a time", claimed, who),
        _line("marked as sent", marked, who),
        *wrong,
    ]


def _line(name: str, took: Took, who: int) -> str:
    spent, longest = took.cpu / took.rows * 1e6, took.longest * 1000
    return f"| {name} | {took.rows:,} | {took.rate:,.0f} | {who / took.rate:.0f} | {spent:.0f} | {longest:.0f} |"
