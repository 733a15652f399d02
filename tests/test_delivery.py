"""Delivery: each kind of failure, order and pace, crashes, and what the officer is told; on real databases."""

import asyncio
import subprocess
import sys
import textwrap
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, select, update

from bot import delivery as module
from bot import lane, metrics
from bot.channels.base import Pace, SendError
from bot.delivery import Delivery
from bot.pacing import Gate
from domain.messages import Address, Choice, Outbound
from storage import messages, schema
from storage.engine import Store
from storage.people import add_address, add_person, join
from storage.tables import addresses, outbox
from storage.tx import Tx
from tests.talking import make_world

START = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)


@dataclass
class Scripted:
    """A channel in the process: answers each chat with what the script says, then with success."""

    name: str = "telegram"
    account: str = "7"
    pace: Pace = field(default_factory=Pace)
    script: dict[str, list[SendError | Exception | float]] = field(default_factory=lambda: defaultdict(list))
    bars: dict[str, str] = field(default_factory=dict)
    sent: list[tuple[str, str]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    calls: int = 0
    flying: int = 0
    most: int = 0

    def routes(self):
        return ()

    async def run(self) -> None:
        return

    def barred(self, tx, chats, kind):
        return {chat: self.bars[chat] for chat in chats if chat in self.bars}

    async def close(self) -> None:
        return

    async def send(self, to: Address, message: Outbound) -> str:
        self.calls += 1
        self.flying += 1
        self.most = max(self.most, self.flying)
        try:
            if self.script[to.id]:
                step = self.script[to.id].pop(0)
                if isinstance(step, Exception):
                    raise step
                await asyncio.sleep(step)
            self.sent.append((to.id, message.text))
            self.times.append(asyncio.get_running_loop().time())
            return f"s{len(self.sent)}"
        finally:
            self.flying -= 1

    @property
    def texts(self) -> list[str]:
        return [text for _, text in self.sent]


class Post:
    """A delivery over a real database whose writer is a transaction in a thread, and a clock that the test moves."""

    def __init__(self, store: Store, channel: Scripted, **more) -> None:
        self.store, self.channel, self.now = store, channel, START
        self.delivery = Delivery((channel,), self.write, lambda: self.now, **more)
        self.delivery.bind()

    async def write(self, job: Callable[[Connection], object], /):
        def run():
            with self.store.write() as connection:
                return job(connection)

        return await asyncio.to_thread(run)

    def later(self, key: str, chat: str = "1", kind: str = "reply", text: str = "", **more) -> None:
        with self.store.write() as connection:
            tx = Tx(connection, self.now)
            address_id = self.address(tx, chat)
            messages.say_later(tx, key, kind, address_id, None, Outbound(text or key, (Choice("a", "A"),)), **more)

    def reply(self, key: str, chat: str = "1") -> messages.Ready:
        """A reply as the writer leaves it: committed, claimed, about to be delivered."""
        with self.store.write() as connection:
            tx = Tx(connection, self.now)
            to = Address(self.channel.name, self.channel.account, chat)
            ready = messages.say_now(tx, key, self.address(tx, chat), to, Outbound(key), None)
            tx.flush()
        return ready

    def address(self, tx: Tx, chat: str) -> int:
        found = tx.scalar(select(addresses.c.id).where(addresses.c.chat == chat))
        return found or add_address(tx, Address(self.channel.name, self.channel.account, chat), chat)

    def states(self) -> dict[str, str]:
        return {key: row.state for key, row in self.rows().items()}

    def rows(self):
        with self.store.read() as connection:
            return {row.key: row for row in connection.execute(select(outbox))}

    async def pass_time(self, **delta: float) -> None:
        self.now += timedelta(**delta)
        await self.delivery.drain()


@pytest.fixture
def ready_store(store: Store) -> Store:
    schema.upgrade(store)
    return store


@pytest.fixture
def lite(sqlite_store: Store) -> Store:
    schema.upgrade(sqlite_store)
    return sqlite_store


async def test_a_reply_leaves_at_once_and_is_marked(ready_store):
    post = Post(ready_store, Scripted())
    post.delivery.deliver([post.reply("r/1"), post.reply("r/2", "2")])
    await asyncio.sleep(0.01)
    assert sorted(post.channel.texts) == ["r/1", "r/2"]
    await post.delivery.drain()
    row = post.rows()["r/1"]
    assert (row.state, row.sent_at, row.lease_until, row.reason) == ("sent", START, None, "")
    assert row.sent_id in ("s1", "s2")
    await post.pass_time(minutes=5)
    assert post.channel.calls == 2, "nothing is said twice"


async def test_one_chat_in_order_and_many_chats_at_once(lite):
    channel = Scripted()
    for chat in range(40):
        channel.script[str(chat)] = [0.02, 0.0, 0.01]
    post = Post(lite, channel)
    post.delivery.deliver([post.reply(f"{chat}/{n}", str(chat)) for n in range(3) for chat in range(40)])
    await post.delivery.drain()
    for chat in range(40):
        assert [text for to, text in channel.sent if to == str(chat)] == [f"{chat}/{n}" for n in range(3)]
    assert channel.most == lane.AT_ONCE
    assert set(post.states().values()) == {"sent"}


async def test_a_message_that_did_not_leave_is_tried_again_later_and_given_up_in_the_end(lite):
    channel = Scripted()
    channel.script["1"] = [SendError("retry", "máy chủ bận")] * 3
    channel.script["2"] = [SendError("retry", "máy chủ bận")] * 99
    post = Post(lite, channel)
    post.delivery.deliver([post.reply("a", "1"), post.reply("b", "2")])
    await post.delivery.drain()
    assert post.states() == {"a": "due", "b": "due"}
    wait = (post.rows()["a"].not_before - START).total_seconds()
    assert 1.5 <= wait <= 2.5
    await post.delivery.drain()
    assert channel.calls == 2, "not before its time"
    for _ in range(module.TRIES + 2):
        await post.pass_time(minutes=13)
    assert post.states() == {"a": "sent", "b": "failed"}
    assert post.rows()["b"].reason == "máy chủ bận"
    assert post.rows()["b"].attempts == module.TRIES
    assert [module.back_off(n) <= 720 for n in range(20)] == [True] * 20


async def test_told_to_wait_only_that_chat_waits(lite):
    channel = Scripted()
    channel.script["1"] = [SendError("retry", "429", 0.2)]
    post = Post(lite, channel)
    group = [post.reply("a", "1"), post.reply("b", "1"), post.reply("c", "2")]
    post.delivery.deliver(group)
    await asyncio.sleep(0.05)
    assert channel.texts == ["c"]
    await post.delivery.drain()
    assert channel.texts == ["c", "a", "b"]
    assert channel.times[1] - channel.times[0] >= 0.19
    assert set(post.states().values()) == {"sent"}


async def test_told_to_wait_for_long_it_goes_back_to_the_table(lite):
    channel = Scripted()
    channel.script["1"] = [SendError("retry", "429", 300)]
    post = Post(lite, channel)
    post.delivery.deliver([post.reply("a"), post.reply("b")])
    await post.delivery.drain()
    assert post.states() == {"a": "due", "b": "due"}
    assert post.rows()["a"].not_before >= START + timedelta(seconds=299)
    assert channel.calls == 1


async def test_an_unknown_outcome_repeats_a_reply_once_and_a_nudge_never(ready_store):
    channel = Scripted()
    for chat, count in (("1", 1), ("2", 9), ("3", 1), ("4", 1)):
        channel.script[chat] = [SendError("ambiguous", "hết giờ chờ")] * count
    channel.script["5"] = [RuntimeError("a bug in the channel")]
    post = Post(ready_store, channel)
    post.delivery.deliver([post.reply("once", "1"), post.reply("twice", "2"), post.reply("bug", "5")])
    post.later("nudge", "3", "nudge")
    post.later("notice", "4", "notice")
    await post.delivery.drain()
    await post.pass_time(minutes=1)
    await post.pass_time(minutes=30)
    states = post.states()
    assert states == {"once": "sent", "twice": "failed", "nudge": "failed", "notice": "failed", "bug": "sent"}
    assert post.rows()["once"].reason == "gửi lại vì lần trước không rõ đã tới chưa"
    assert post.rows()["nudge"].reason.startswith("không rõ đã tới chưa")
    assert sorted(to for to, _ in channel.sent) == ["1", "5"]
    assert channel.calls == 8, "twice each for the replies"


async def test_refused_is_final(lite):
    channel = Scripted()
    channel.script["1"] = [SendError("refused", "tin dài quá")]
    post = Post(lite, channel)
    post.delivery.deliver([post.reply("a"), post.reply("b")])
    await post.delivery.drain()
    assert post.states() == {"a": "failed", "b": "sent"}


async def test_parked_nothing_is_said_until_it_is_over(lite):
    channel = Scripted()
    channel.script["1"] = [0.4, SendError("park", "hết hạn mức")]
    clock = [0.0]
    post = Post(lite, channel, monotonic=lambda: clock[0])
    post.later("nudge", "3", "nudge")
    post.delivery.deliver([post.reply("a"), post.reply("b"), post.reply("c")])
    await post.delivery.drain()
    await post.pass_time(minutes=1)
    assert post.states() == {"a": "sent", "b": "due", "c": "due", "nudge": "sent"}
    calls = channel.calls
    post.later("later", "4")
    await post.pass_time(minutes=1)
    assert channel.calls == calls
    assert measured(metrics.OUTBOX_AGE) == 120, "alarms look at it, so it is measured while nothing can be said"
    assert measured(metrics.OUTBOX_DEPTH) == 3
    clock[0] += module.PARKED + 1
    await post.pass_time(minutes=10)
    assert set(post.states().values()) == {"sent"}


def measured(gauge) -> float:
    return gauge.collect()[0].samples[0].value


async def test_what_is_tried_again_and_again_is_as_old_as_when_it_was_made(ready_store):
    channel = Scripted()
    channel.script["1"] = [SendError("retry", "máy chủ bận")] * 99
    post = Post(ready_store, channel)
    post.later("answer", "1")
    post.later("tomorrow", "2", "notice", not_before=START + timedelta(hours=9))
    await post.delivery.drain()
    for _ in range(4):
        await post.pass_time(minutes=3)
    assert post.states()["answer"] == "due", "put off, longer each time"
    assert measured(metrics.OUTBOX_AGE) == 12 * 60, "not since it was last put off"
    channel.script["1"].clear()
    await post.pass_time(minutes=15)
    await post.pass_time(minutes=1)
    assert post.states() == {"answer": "sent", "tomorrow": "due"}
    assert measured(metrics.OUTBOX_AGE) == 0, "what waits for its hour does not count"


async def test_too_late_or_no_longer_wanted_is_not_said(ready_store):
    post = Post(ready_store, Scripted(), recheck=lambda _tx, rows: {row.key: wanted.get(row.key) for row in rows})
    wanted = {"kept": Outbound("kept, with today's words")}
    post.later("late", kind="nudge", not_after=START + timedelta(hours=1))
    post.later("moot", kind="nudge", not_before=START + timedelta(hours=2))
    post.later("kept", kind="nudge", not_before=START + timedelta(hours=2), not_after=START + timedelta(hours=3))
    await post.pass_time(minutes=119)
    assert post.states() == {"late": "expired", "moot": "due", "kept": "due"}
    await post.pass_time(minutes=1)
    assert post.states() == {"late": "expired", "moot": "moot", "kept": "sent"}
    assert post.channel.texts == ["kept, with today's words"]


async def test_another_bots_message_is_left_for_it(lite):
    post = Post(lite, Scripted())
    post.later("ours", "1")
    with lite.write() as connection:
        tx = Tx(connection, START)
        foreign = add_address(tx, Address("telegram", "8", "1"))
        messages.say_later(tx, "theirs", "nudge", foreign, None, Outbound("theirs"))
    await post.delivery.drain()
    assert post.states() == {"ours": "sent", "theirs": "due"}
    assert post.channel.calls == 1


async def test_who_blocks_the_bot_is_not_written_to_and_the_officer_hears_it_once(ready_store):
    world = make_world(ready_store, START)
    world.close()
    channel = Scripted("console", "")
    post = Post(Store(str(ready_store.engine.url.render_as_string(hide_password=False))), channel)
    try:
        channel.script["sen"] = [SendError("gone", "đã chặn bot")]
        post.later("one", "sen")
        post.later("two", "sen", "nudge", not_before=START + timedelta(minutes=1))
        await post.delivery.drain()
        await post.pass_time(minutes=2)
        assert post.states()["one"] == "failed"
        assert post.states()["two"] == "failed"
        told = [text for to, text in channel.sent if to == "hoa"]
        assert len(told) == 1
        assert told[0].startswith("Đinh Thị Sen đã chặn")
        assert "?" not in told[0]
        with post.store.read() as connection:
            row = connection.execute(select(addresses).where(addresses.c.chat == "sen")).one()
        assert row.unreachable_at is not None
        assert row.reason == "đã chặn bot"
    finally:
        post.store.close()


async def test_stopping_puts_back_what_has_not_left(lite):
    channel = Scripted(pace=Pace(chat_per_second=1, chat_burst=1, bulk_per_second=1))
    channel.script["9"] = [30.0]
    post = Post(lite, channel)
    for n in range(3):
        post.later(f"nudge{n}", str(20 + n), "nudge")
    await post.delivery.claim()
    post.delivery.deliver([post.reply("slow", "9"), post.reply("first"), post.reply("behind")])
    await asyncio.sleep(0.05)
    await post.delivery.stop(0.1)
    assert post.states() == {
        "slow": "sending", "first": "sent", "behind": "due", "nudge0": "sent", "nudge1": "due", "nudge2": "due"
    }  # fmt: skip
    again = Post(lite, Scripted())
    await again.delivery.recover(["telegram"])
    again.now = START + timedelta(seconds=2)
    await again.delivery.drain()
    assert set(again.states().values()) == {"sent"}
    assert again.rows()["slow"].reason == "gửi lại vì lần trước không rõ đã tới chưa"


async def test_the_clock_jumping_says_nothing_twice(lite):
    channel = Scripted()
    channel.script["1"] = [0.2]
    post = Post(lite, channel)
    post.delivery.deliver([post.reply("a"), post.reply("b", "2")])
    await asyncio.sleep(0.01)
    await post.pass_time(days=7)
    assert sorted(channel.texts) == ["a", "b"]


async def test_marks_survive_a_database_that_is_away(lite):
    post = Post(lite, Scripted())
    broken = True
    whole = post.write

    async def flaky(job, /):
        if broken:
            raise RuntimeError("away")
        return await whole(job)

    post.delivery._write = flaky
    post.delivery.deliver([post.reply("a")])
    await asyncio.sleep(0.2)
    assert post.channel.texts == ["a"]
    broken = False
    await post.delivery.drain()
    assert post.states() == {"a": "sent"}
    assert post.channel.calls == 1


CRASH = """
    import os, sys
    from datetime import UTC, datetime
    from bot.composition import make_context
    from bot.turns import Turns
    from domain.messages import Address, Inbound
    from handlers import make_dialogue
    from storage.engine import Store

    def die(ready):
        os._exit(9)  # as with kill -9: the turn is committed, nothing is sent

    now = lambda: datetime(2025, 11, 20, 12, 30, tzinfo=UTC)
    turns = Turns(Store(sys.argv[1]), make_dialogue(), make_context(b"k" * 32), now, die)
    turns.start()
    turns.put(Inbound("m1", Address("telegram", "7", "1"), "xin chào", now())).result(20)
"""


async def test_killed_between_commit_and_send_the_reply_still_goes_out_once(lite, tmp_path):
    url = str(lite.engine.url)
    child = subprocess.run([sys.executable, "-c", textwrap.dedent(CRASH), url], cwd=Path(__file__).parents[1])
    assert child.returncode == 9
    post = Post(lite, Scripted())
    assert post.states() == {"r/telegram/7/m1": "sending"}
    await post.delivery.drain()
    assert post.channel.calls == 0, "the lease may be another's"
    await post.pass_time(seconds=61)
    assert post.channel.calls == 1
    await post.pass_time(minutes=10)
    assert post.channel.calls == 1
    assert post.states() == {"r/telegram/7/m1": "sent"}


async def test_of_a_dead_senders_nudges_only_those_handed_over_are_not_said_again(ready_store):
    post = Post(ready_store, Scripted())
    for n, kind in enumerate(("nudge", "nudge", "notice")):
        post.later(f"{kind}{n}", str(n), kind)
    died = {"state": "sending", "attempts": 1, "lease_until": START}
    with ready_store.write() as connection:
        connection.execute(update(outbox).values(died))
        connection.execute(update(outbox).where(outbox.c.key == "nudge1").values(sent_at=START))
    await post.pass_time(seconds=1)
    assert post.states() == {"nudge0": "sent", "nudge1": "failed", "notice2": "sent"}
    assert post.rows()["nudge1"].reason == "không rõ đã tới chưa"
    assert [text for text in post.channel.texts if text.startswith(lane.AGAIN)] == [lane.AGAIN + "notice2"]


async def test_the_officer_hears_of_nudges_nobody_knows_of(lite):
    make_world(lite, START).close()
    channel = Scripted("console", "")
    post = Post(Store(str(lite.engine.url)), channel)
    try:
        with post.store.write() as connection:
            tx = Tx(connection, START)
            for chat in ("sen", "lan"):
                row = connection.execute(select(addresses).where(addresses.c.chat == chat)).one()
                messages.say_later(tx, f"n/{chat}", "nudge", row.id, row.person_id, Outbound("nhắc"))
            connection.execute(update(outbox).values(state="sending", attempts=1, lease_until=START, sent_at=START))
        await post.pass_time(seconds=1)
        [(to, told)] = channel.sent
        assert to == "hoa"
        assert told.startswith("Máy chủ dừng đúng lúc em đang gửi nên không rõ tin nhắc đã tới Hồ Thị Lan và Đinh Thị")
        assert "“gửi lại”" in told
        assert "?" not in told
    finally:
        post.store.close()


async def test_a_nudge_is_marked_before_it_leaves_and_goes_back_unmarked_if_it_does_not(lite):
    channel = Scripted(pace=Pace(bulk_per_second=4))
    channel.script["0"] = [0.3]
    post = Post(lite, channel)
    for n in range(5):
        post.later(f"n{n}", str(n), "nudge")
    await post.delivery.claim()
    await asyncio.sleep(0.15)
    rows = post.rows()
    assert [(row.state, row.sent_at is not None) for row in rows.values()] == [("sending", n < 2) for n in range(5)]
    await post.delivery.stop(1)
    assert [row.state for row in post.rows().values()] == ["sent", "due", "due", "due", "due"]
    assert [row.sent_at for row in post.rows().values()][1:] == [None] * 4


async def test_one_process_at_a_time_sends_a_tokens_nudges(ready_store):
    """Two that did would break the platform's limit, each keeping it."""
    clock = [0.0]
    one = Post(ready_store, Scripted(pace=Pace(bulk_per_second=500)), monotonic=lambda: clock[0] + time.monotonic())
    two = Post(ready_store, Scripted(pace=Pace(bulk_per_second=500)), monotonic=lambda: clock[0] + time.monotonic())
    for n in range(3):
        one.later(f"a{n}", str(n), "nudge")
    await one.delivery.drain()
    for n in range(3):
        one.later(f"b{n}", str(n), "nudge")
    one.later("notice", "9", "notice")
    await two.delivery.drain()
    assert (len(one.channel.sent), two.channel.texts) == (3, ["notice"]), "answers and notices go from anywhere"
    two.now += module.SAY + timedelta(seconds=1)
    await two.delivery.drain()
    assert sorted(two.channel.texts) == ["b0", "b1", "b2", "notice"], "the other has not said so for too long"
    clock[0] += module.SAY.total_seconds() + 1
    one.now = two.now
    one.later("c", "1", "nudge")
    await one.delivery.drain()
    assert one.states()["c"] == "due"
    await two.delivery.stop()
    await one.delivery.drain()
    assert one.states()["c"] == "sent", "who stops lets go at once"


async def test_bulk_keeps_its_rate_and_replies_do_not_wait_behind_it(lite):
    channel = Scripted(pace=Pace(bulk_per_second=100))
    post = Post(lite, channel)
    for n in range(60):
        post.later(f"n{n:02}", str(n), "nudge")
    await post.delivery.claim()
    post.delivery.deliver([post.reply("reply", "999")])
    await post.delivery.drain()
    assert "reply" in channel.texts[:8]
    times = [when for when, text in zip(channel.times, channel.texts, strict=True) if text != "reply"]
    assert times[-1] - times[0] >= 0.58
    assert set(post.states().values()) == {"sent"}


def test_gate_chats_burst_then_one_a_second():
    clock = [100.0]
    gate = Gate(Pace(chat_per_second=1, chat_burst=3), lambda: clock[0])
    assert [gate.wait("1", False) for _ in range(3)] == [0, 0, 0]
    assert gate.wait("1", False) == pytest.approx(1)
    assert gate.wait("2", False) == 0
    clock[0] += 1
    assert gate.wait("1", False) == 0
    assert gate.wait("1", False) == pytest.approx(1)
    clock[0] += 60
    assert [gate.wait("1", False) == 0 for _ in range(4)] == [True, True, True, False]


def test_gate_groups_have_their_own_limit():
    clock = [0.0]
    gate = Gate(Pace(chat_per_second=1, group_per_minute=20), lambda: clock[0])
    assert [gate.wait("-1", True) for _ in range(20)] == [0] * 20
    assert gate.wait("-1", True) == 60
    clock[0] = 60
    assert gate.wait("-1", True) == 0


def test_gate_two_chats_told_to_wait_stop_everything():
    clock = [0.0]
    gate = Gate(Pace(bulk_per_second=25), lambda: clock[0])
    gate.stop("1", 30, bulk=False)
    assert gate.wait("1", False) == 30
    assert gate.wait("2", False) == 0
    assert gate.wait_bulk() == 0
    gate.stop("2", 10, bulk=True)
    assert gate.wait("3", False) == 10
    assert gate.wait_bulk() == 10
    clock[0] = 10
    assert gate.wait("3", False) == 0
    assert gate.wait_bulk() == 0
    assert gate.wait_bulk() == pytest.approx(0.04)


def test_gate_no_second_holds_more_than_the_rate():
    clock = [0.0]
    gate = Gate(Pace(bulk_per_second=25), lambda: clock[0])
    times = []
    while clock[0] < 5:
        wait = gate.wait_bulk()
        if wait:
            clock[0] += wait
        else:
            times.append(clock[0])
    assert max(sum(1 for other in times if at <= other < at + 1 - 1e-9) for at in times) <= 26
    assert len(times) >= 120


def test_officers_are_named_only_in_their_commune(lite):
    from storage.outbox import officers_of

    world = make_world(lite, START)
    world.close()
    store = Store(str(lite.engine.url))
    with store.write() as connection:
        tx = Tx(connection, START)
        person = add_person(tx, "Người Khác", "nguoi khac")
        assert officers_of(tx, person) == []
        from storage.tables import units

        join(tx, person, tx.scalar(select(units.c.id).where(units.c.key == "thon-3")), "member")
        assert len(officers_of(tx, person)) == 1
    store.close()
