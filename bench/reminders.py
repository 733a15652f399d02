"""`python -m bench.reminders [people]`: due nudges built by set-based statements and claimed, beside an ORM loop and
one APScheduler job a person, in the same run."""

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import DeclarativeBase, Session

from domain.periods import VIETNAM
from reminders import due
from reminders.due import Agenda
from storage import communes, messages, nudges, schema, setup
from storage.engine import Store
from storage.tables import addresses, consents, memberships, metadata, outbox, people, units
from storage.tables import communes as communes_table
from storage.tx import Tx
from vietnamese.fold import fold

VILLAGES, EACH = 28, 5  # a commune after the merger, a team
NOW = datetime(2025, 11, 23, 19, tzinfo=VIETNAM).astimezone(UTC)
SINCE = datetime(2025, 7, 1, tzinfo=UTC)
ORM_ROWS, JOBS = 10_000, 2_000  # enough to know their rate


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


def build(store: Store) -> tuple[int, float, float]:
    """Put the wave in as the clock does, a transaction a chunk: how many, seconds, the longest transaction."""
    with store.read() as connection:
        tx = Tx(connection, NOW)
        started = time.perf_counter()
        known = [communes.load(tx, id_) for id_ in communes.all_ids(tx)]
        print(f"  communes read once at the start: {time.perf_counter() - started:.1f} s")
        started = time.perf_counter()
        groups = [group for group in Agenda().open(known, NOW) if group.rule.name == "before"]
        sizes = nudges.sizes(tx)
        chunks = [(group, ids) for group in groups for ids in due.chunks(group, due.said(tx, group), sizes)]
    print(f"  the day's agenda and chunks ({len(chunks)}): {time.perf_counter() - started:.1f} s")
    count, longest, started = 0, 0.0, time.perf_counter()
    for group, ids in chunks:
        begun = time.perf_counter()
        with store.write() as connection:
            count += due.put(Tx(connection, NOW), group, ids)
        longest = max(longest, time.perf_counter() - begun)
    return count, time.perf_counter() - started, longest


def claim(store: Store, rows: int) -> float:
    """Rows a second claimed and marked as sent, 1,000 at a time."""
    done, started = 0, time.perf_counter()
    while done < rows:
        with store.write() as connection:
            tx = Tx(connection, NOW)
            found = messages.claim(tx, ["telegram"], 1000)
            if not found:
                break
            connection.execute(update(outbox).where(outbox.c.id.in_([row.id for row in found])).values(state="sent"))
            done += len(found)
    return done / (time.perf_counter() - started)


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
            known = session.scalar(select(func.count()).where(outbox.c.key == f"orm/{person_id}"))
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


def main() -> None:
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 460_000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        store = Store(f"sqlite:///{folder / 'sothon.db'}")
        schema.upgrade(store)
        who = seed(store, wanted)
        print(f"{who} people who owe, SQLite, synchronous=FULL")
        count, seconds, longest = build(store)
        assert count == who, (count, who)
        rate = count / seconds
        print(
            f"built set-based: {count} in {seconds:.1f} s ({rate:,.0f} rows/s), "
            f"longest transaction {longest * 1000:.0f} ms"
        )
        print(f"claimed and marked: {claim(store, min(count, 50_000)):,.0f} rows/s")
        ours = orm(store, min(ORM_ROWS, count))
        print(f"ORM loop: {ours:,.0f} rows/s ({count / ours:.0f} s for all; {rate / ours:.0f} times slower)")
        each = jobs(folder, JOBS)
        print(f"one APScheduler job a person: {each:,.0f} jobs/s ({count / each:.0f} s for all)")
        store.close()


if __name__ == "__main__":
    main()
