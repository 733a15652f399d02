"""Five thousand nudges from two processes through a Bot API that fails, one of them killed: nobody is told twice."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bench.driver import SECRET
from bench.processes import ROOT, free_port
from bench.reminders import NOW, seed
from bot import lane
from bot.delivery import UNKNOWN
from domain.messages import Address
from storage import people, schema
from storage.engine import Store
from storage.tables import leases, outbox, units
from storage.tx import Tx
from tests.standins.telegram_api import BAD_GATEWAY, BLOCKED, DROPPED, TOKEN, Fault, TelegramApi, flood, refused

PEOPLE = 5000
KILL_AT = 1500  # messages carried out
ACCOUNT = TOKEN.partition(":")[0]
OFFICER = 777  # her chat
TROUBLE = refused(500, "Internal Server Error")
UNHEARD = Fault(drop=True)  # the line breaks before the request is carried out
SLOW = Fault(wait=0.4, done=True)
STUCK = Fault(wait=60.0, done=True)  # carried out, but the answer never comes
# What goes wrong, each at so many messages.
FAULTS = (
    (1499, flood(1)),
    (701, STUCK),
    (331, BLOCKED),
    (211, TROUBLE),
    (61, DROPPED),
    (59, UNHEARD),
    (53, BAD_GATEWAY),
    (13, SLOW),
)


class Shaky(TelegramApi):
    """The stand-in, with one of the faults every few messages; `carried` counts who got how many."""

    def __init__(self, carried: Counter[int]) -> None:
        super().__init__(lean=True)
        self.carried = carried
        self.asked = 0
        self.struck: Counter[str] = Counter()

    def _result(self, call):
        if call.method == "sendMessage" and call.params["chat_id"] != OFFICER:
            self.carried[call.params["chat_id"]] += 1
        return super()._result(call)

    def _struck(self, method: str) -> Fault | None:
        if method != "sendMessage":
            return None
        self.asked += 1
        for every, fault in FAULTS:
            if self.asked % every == 0:
                self.struck[str(every)] += 1
                return fault
        return None


def start(url: str, folder: Path, apis: list[str]) -> tuple[subprocess.Popen[str], list[int]]:
    """`sothon run` on Sunday evening, in a hurry, one process for each Bot API; the parent and the ids."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "ZALO_", "LOG_"))}
    settings = [
        {
            "DATA_DIR": str(folder),
            "DATABASE_URL": url,
            "PORT": str(free_port()),
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": api,
            "TELEGRAM_MODE": "webhook",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
            "LOG": str(folder / f"{number}.log"),
        }
        for number, api in enumerate(apis)
    ]
    offset = (NOW - datetime.now(UTC)).total_seconds() + 60
    words = [sys.executable, "-m", "tests.hurried", str(offset), json.dumps(settings)]
    more = {"PYTHONPATH": str(ROOT)}
    parent = subprocess.Popen(words, env=clean | more, cwd=folder, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    return parent, [int(number) for number in parent.stdout.readline().split()]


def counts(store: Store) -> Counter[str]:
    """How many nudges are in which state."""
    with store.read() as connection:
        rows = connection.execute(
            select(outbox.c.state, func.count()).where(outbox.c.kind == "nudge").group_by(outbox.c.state)
        )
        return Counter(dict(rows.all()))


async def until(what, seconds: float) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not await asyncio.to_thread(what):
        assert time.monotonic() < end, "it took too long"
        await asyncio.sleep(0.1)


@pytest.mark.postgres
async def test_two_processes_one_killed_while_sending_nobody_is_told_twice(fresh_postgres, tmp_path):
    store = Store(fresh_postgres)
    schema.upgrade(store)
    total = await asyncio.to_thread(seed, store, PEOPLE, ACCOUNT)
    officer = with_officer(store)
    carried: Counter[int] = Counter()
    alive: list[int] = []
    parent = None
    try:
        async with Shaky(carried) as one, Shaky(carried) as two:
            parent, alive = await asyncio.to_thread(start, fresh_postgres, tmp_path, [one.base, two.base])
            apis = dict(zip((one, two), alive, strict=True))
            await until(lambda: sum(carried.values()) >= KILL_AT, 120)
            sender = max(apis, key=lambda api: api.asked)
            assert min(one.asked, two.asked) <= lane.AT_ONCE, "one process at a time sends the nudges of a token"
            os.kill(apis[sender], signal.SIGKILL)
            alive.remove(apis[sender])
            before = sum(carried.values())
            await until(lambda: counts(store)["due"] + counts(store)["sending"] == 0, 120)
            other = two if sender is one else one
            assert other.asked > (total - before) * 0.8, "the other process went on"
            await until(lambda: other.said(OFFICER), 30)
            struck = one.struck + two.struck
            assert len(struck) == len(FAULTS), "every kind of fault came up"
            told = one.said(OFFICER) + two.said(OFFICER)
    finally:
        for process in alive:
            os.kill(process, signal.SIGTERM)
        if parent is not None:
            await asyncio.to_thread(parent.communicate, timeout=30)
    logs = [(tmp_path / f"{number}.log").read_text() for number in range(2)]
    assert not any("Traceback" in log for log in logs), logs
    with store.read() as connection:
        rows = connection.execute(select(outbox).where(outbox.c.kind == "nudge")).all()
        chats = {person: 1_000_000 + n for n, person in enumerate(range(1_000_000, 1_000_000 + total))}
        held = connection.execute(select(leases).where(leases.c.name.startswith("say/"))).all()
    store.close()
    assert len(rows) == len({row.person_id for row in rows}) == total
    assert max(carried.values()) == 1, "somebody was told twice"
    sent = [row for row in rows if row.state == "sent"]
    unknown = [row for row in rows if row.state == "failed" and row.reason.startswith(UNKNOWN)]
    blocked = [row for row in rows if row.state == "failed" and not row.reason.startswith(UNKNOWN)]
    assert len(sent) + len(unknown) + len(blocked) == total, Counter((row.state, row.reason) for row in rows)
    assert all(carried[chats[row.person_id]] == 1 for row in sent), "marked as sent, and not there"
    assert all(carried[chats[row.person_id]] == 0 for row in blocked)
    assert len(blocked) == struck["331"]
    # What nobody knows of: a line that broke or an answer that never came, and what the killed process had handed over.
    lost = struck["61"] + struck["59"] + struck["53"] + struck["701"]
    dead = [row for row in unknown if row.reason == UNKNOWN]
    assert len(unknown) - len(dead) <= lost
    assert len(dead) <= 2 * lane.AT_ONCE, "of what it had claimed, only this was on its way"
    assert any("Máy chủ dừng đúng lúc" in text for text in told)
    assert officer
    assert held == [], "who stopped let go"


def with_officer(store: Store) -> int:
    """An officer of the last commune, where the kill strikes as likely as anywhere."""
    with store.write() as connection:
        tx = Tx(connection, NOW)
        person = people.add_person(tx, "Nguyễn Thị Hoa", "nguyen thi hoa")
        people.add_address(tx, Address("telegram", ACCOUNT, str(OFFICER)), "Hoa", person)
        people.consent(tx, person, "test", "telegram")
        for row in tx.all(select(units.c.id).where(units.c.kind == "commune", units.c.id >= 100_000)):
            people.join(tx, person, row.id, "officer")
        tx.flush()
    return person
