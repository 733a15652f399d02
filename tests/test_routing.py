"""Several channels of one person: where something is said first, where it goes when that fails, what officers hear."""

import asyncio
from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot import lane
from bot.channels.base import Pace, SendError
from bot.delivery import Delivery
from bot.pacing import Gate
from domain.messages import Address, Choice, Outbound
from storage import messages, people, reaching, schema, setup
from storage.engine import Store
from storage.tables import addresses, consents, outbox
from storage.tables import people as people_table
from storage.tx import Tx
from tests.test_delivery import Scripted
from vietnamese.fold import fold

NOW = datetime(2025, 11, 23, 12, 0, tzinfo=UTC)
COMMUNE = {
    "commune": {"key": "ba-dong", "name": "Xã Ba Động"},
    "village": [{"key": "tan-long", "name": "Thôn Tân Long"}],
    "person": [
        {"name": "Sen", "unit": "tan-long", "role": "member"},
        {"name": "Rôm", "unit": "tan-long", "role": "member"},
        {"name": "Hoa", "unit": "ba-dong", "role": "officer"},
    ],
}


class Post:
    """Two channels, a real database, a clock."""

    def __init__(self, store: Store, **zalo) -> None:
        schema.upgrade(store)
        self.store, self.now, self.mono = store, NOW, 0.0
        self.zalo, self.telegram = Scripted("zalo_bot", "9", **zalo), Scripted("telegram", "7")
        self.delivery = Delivery((self.zalo, self.telegram), self.write, lambda: self.now, monotonic=lambda: self.mono)
        self.delivery.bind()
        with store.write() as connection:
            tx = Tx(connection, NOW - timedelta(days=30))
            setup.apply(tx, COMMUNE, fold)
            self.people = {row.name: row.id for row in tx.all(select(people_table.c.id, people_table.c.name))}
            for person in self.people.values():
                tx.later(consents, {"person_id": person, "version": "t", "channel": "web", "given_at": tx.now})
            tx.flush()

    async def write(self, job, /):
        def run():
            with self.store.write() as connection:
                return job(connection)

        return await asyncio.to_thread(run)

    def at(self, who: str, channel: str, days: float = 1) -> int:
        """An address of somebody, last heard from so many days ago."""
        account = {"zalo_bot": "9", "telegram": "7"}[channel]
        with self.store.write() as connection:
            tx = Tx(connection, self.now - timedelta(days=days))
            return people.add_address(tx, Address(channel, account, f"{who}@{channel}"), who, self.people[who])

    def nudge(self, who: str, key: str = "", kind: str = "nudge", text: str = "") -> None:
        with self.store.write() as connection:
            tx = Tx(connection, self.now)
            best = people.best_address(tx, self.people[who])
            assert best is not None
            key = key or f"{kind}/{who}"
            assert messages.say_later(tx, key, kind, best, self.people[who], Outbound(text or key))

    def states(self) -> dict[str, str]:
        with self.store.read() as connection:
            return {row.key: row.state for row in connection.execute(select(outbox))}

    def choose(self, who: str, address_id: int | None) -> None:
        with self.store.write() as connection:
            reaching.choose(Tx(connection, self.now), self.people[who], address_id)


@pytest.fixture
async def post(store):
    return Post(store)


async def test_said_first_where_they_wrote_last_or_where_they_chose(post):
    post.at("Sen", "zalo_bot", days=3)
    at = post.at("Sen", "telegram", days=1)
    zalo = post.at("Rôm", "zalo_bot", days=9)
    post.at("Rôm", "telegram", days=1)
    post.choose("Rôm", zalo)
    post.nudge("Sen")
    post.nudge("Rôm")
    await post.delivery.drain()
    assert post.telegram.sent == [("Sen@telegram", "nudge/Sen")]
    assert post.zalo.sent == [("Rôm@zalo_bot", "nudge/Rôm")]
    assert at
    post.choose("Rôm", None)
    with post.store.read() as connection:
        [best, _] = reaching.ways(Tx(connection, NOW), [post.people["Rôm"]])[post.people["Rôm"]]
    assert (best.channel, best.chosen) == ("telegram", False)


@pytest.mark.parametrize("kind", ["gone", "closed", "refused"])
async def test_what_fails_is_said_once_in_the_other_channel(post, kind):
    post.at("Sen", "zalo_bot", days=1)
    post.at("Sen", "telegram", days=5)
    post.zalo.script["Sen@zalo_bot"] = [SendError(kind, "không được")]
    post.nudge("Sen")
    await post.delivery.drain()
    assert post.telegram.sent == [("Sen@telegram", "nudge/Sen")]
    assert post.zalo.sent == []
    assert post.states() == {"nudge/Sen": "sent"}


async def test_both_fail_and_nothing_goes_round_in_circles(post):
    post.at("Sen", "zalo_bot", days=1)
    post.at("Sen", "telegram", days=5)
    for channel in (post.zalo, post.telegram):
        channel.script[f"Sen@{channel.name}"] = [SendError("refused", "không")] * 99
    post.nudge("Sen")
    await post.delivery.drain()
    assert post.states() == {"nudge/Sen": "failed"}
    assert post.zalo.calls + post.telegram.calls <= 4


async def test_an_ambiguous_nudge_is_not_said_again_anywhere(post):
    post.at("Sen", "zalo_bot", days=1)
    post.at("Sen", "telegram", days=5)
    post.zalo.script["Sen@zalo_bot"] = [SendError("ambiguous", "quá giờ")]
    post.nudge("Sen")
    await post.delivery.drain()
    assert post.telegram.calls == 0
    assert post.states() == {"nudge/Sen": "failed"}


async def test_barred_people_hear_it_elsewhere_and_officers_of_those_who_hear_nothing(post):
    post.at("Sen", "zalo_bot", days=1)
    post.at("Sen", "telegram", days=5)
    post.at("Rôm", "zalo_bot", days=1)
    post.at("Hoa", "telegram")
    post.nudge("Sen")
    post.nudge("Rôm")
    post.zalo.bars = dict.fromkeys(("Sen@zalo_bot", "Rôm@zalo_bot"), "quá 7 ngày chưa nhắn")
    ids = [post.people["Sen"], post.people["Rôm"], post.people["Hoa"]]
    with post.store.read() as connection:
        tx = Tx(connection, NOW)
        assert post.delivery.unreached(tx, ids) == {post.people["Rôm"]: "quá 7 ngày chưa nhắn"}
    await post.delivery.drain()
    assert post.zalo.calls == 0
    assert ("Sen@telegram", "nudge/Sen") in post.telegram.sent
    told = [text for to, text in post.telegram.sent if to == "Hoa@telegram"]
    assert told == ["Em không nhắc được Rôm (quá 7 ngày chưa nhắn). Anh/chị gọi giúp ạ."]
    assert post.states()["nudge/Rôm"] == "failed"


async def test_a_parked_channel_hands_over_what_waits_and_officers_are_told_once(post):
    post.at("Sen", "zalo_bot", days=1)
    post.at("Sen", "telegram", days=5)
    post.at("Rôm", "zalo_bot", days=1)
    post.at("Hoa", "zalo_bot", days=1)
    post.at("Hoa", "telegram", days=5)
    post.zalo.script["Rôm@zalo_bot"] = [SendError("park", "hết hạn mức tháng")] * 3
    post.nudge("Rôm", kind="notice")
    await post.delivery.drain()
    post.nudge("Sen")
    await post.delivery.drain()
    told = [text for to, text in post.telegram.sent if to == "Hoa@telegram"]
    assert len(told) == 1
    assert told[0].startswith("Kênh Zalo Bot đang tạm dừng gửi: hết hạn mức tháng.")
    assert post.states()["notice/Rôm"] == "due"
    with post.store.read() as connection:
        assert post.delivery.unreached(Tx(connection, NOW), list(post.people.values())) == {
            post.people["Rôm"]: "kênh này đang tạm dừng"
        }
    # Looked at again ever more rarely: after 10, 20, 40 … minutes.
    calls = []
    for _ in range(9):
        post.mono += 601
        post.now += timedelta(seconds=601)
        await post.delivery.drain()
        calls.append(post.zalo.calls)
    assert calls == [2, 2, 3, 3, 3, 3, 4, 4, 4]
    assert post.states()["notice/Rôm"] == "sent"


async def test_a_repeated_reply_says_that_it_is_one(post):
    address = post.at("Sen", "zalo_bot")
    post.zalo.script["Sen@zalo_bot"] = [SendError("ambiguous", "quá giờ")] * 2
    with post.store.write() as connection:
        tx = Tx(connection, NOW)
        to = Address("zalo_bot", "9", "Sen@zalo_bot")
        ready = messages.say_now(tx, "r/1", address, to, Outbound("✅ Đã ghi"), post.people["Sen"])
        other = messages.say_now(tx, "r/2", address, to, Outbound("✅ Đã sửa"), post.people["Sen"])
        tx.flush()
    post.delivery.deliver([ready])
    await post.delivery.drain()
    post.zalo.script["Sen@zalo_bot"] = []
    for _ in range(3):
        post.now += timedelta(seconds=5)
        await post.delivery.drain()
    assert post.zalo.texts == [lane.AGAIN + "✅ Đã ghi"]
    assert "?" not in lane.AGAIN
    assert other.key


async def test_waiting_messages_of_one_chat_go_as_one_where_a_plan_counts_them(store):
    post = Post(store, pace=Pace(merge=60))
    sen = post.at("Sen", "zalo_bot")
    post.at("Rôm", "zalo_bot")
    texts = ["một", "hai", "ba?", "bốn", "năm" * 19, "sáu"]
    with store.write() as connection:
        tx = Tx(connection, NOW)
        to = Address("zalo_bot", "9", "Sen@zalo_bot")
        group = [
            messages.say_now(tx, text, sen, to, Outbound(text, (Choice(f"q{n}:a", "a"),)), post.people["Sen"])
            for n, text in enumerate(texts)
        ]
        tx.flush()
    post.delivery.deliver(group)
    await post.delivery.drain()
    # Nothing follows a question; the limit is kept.
    assert post.zalo.texts == ["một\n\nhai\n\nba?", "bốn", "năm" * 19, "sáu"]
    assert set(post.states().values()) == {"sent"}
    with store.read() as connection:
        ids = {row.key: row.sent_id for row in connection.execute(select(outbox))}
    assert ids["hai"] == ids["ba?"] != ids["bốn"]


async def test_a_merger_that_is_told_to_wait_goes_later_as_one(store):
    post = Post(store, pace=Pace(merge=500))
    sen = post.at("Sen", "zalo_bot")
    post.zalo.script["Sen@zalo_bot"] = [SendError("retry", "bận", 0.01)]
    with store.write() as connection:
        tx = Tx(connection, NOW)
        to = Address("zalo_bot", "9", "Sen@zalo_bot")
        group = [messages.say_now(tx, key, sen, to, Outbound(key), None) for key in "abc"]
        tx.flush()
    post.delivery.deliver(group)
    await asyncio.sleep(0.05)
    post.mono += 1
    await post.delivery.drain()
    assert post.zalo.texts == ["a\n\nb\n\nc"]
    assert set(post.states().values()) == {"sent"}


def test_the_accounts_own_rate_holds_for_everybody_together():
    clock = [0.0]
    gate = Gate(Pace(account_per_second=1, account_burst=3), lambda: clock[0])
    waits: dict[str, float] = defaultdict(float)
    for chat in "abcd":
        waits[chat] = gate.wait(chat, False)
    assert waits == {"a": 0, "b": 0, "c": 0, "d": pytest.approx(1)}
    clock[0] = 1.0
    assert gate.wait("d", False) == 0
    assert gate.wait("a", False) == pytest.approx(1)


async def test_what_a_stopped_account_of_another_bot_was_to_say_is_said_by_ours(post):
    post.at("Sen", "zalo_bot", days=1)
    with post.store.write() as connection:
        connection.execute(update(addresses).values(account="an-old-bot"))
    post.at("Sen", "telegram", days=5)
    post.nudge("Sen")
    await post.delivery.drain()
    assert post.telegram.texts == ["nudge/Sen"]
