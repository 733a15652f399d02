"""Whatever is typed: exactly one reply in Vietnamese, nothing stored that was not said, no apology for a crash."""

import re
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.turns import APOLOGY
from domain.messages import Address, Inbound
from reports.rollup import summary
from storage.engine import Store
from storage.tx import Tx
from tests.talking import World, make_world

NOW = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)


@pytest.fixture
def world(sqlite_store):
    world = make_world(sqlite_store, NOW)
    yield world
    world.close()


def totals(world: World, period: str = "2025") -> dict[str, int]:
    """What the commune has in a period."""
    with world.store.read() as connection:
        return dict(summary(Tx(connection, world.now), "ba-dong", period)["totals"])


NOTHING_TO_STORE = {
    "blank": " \n ",
    "binary": "\x00\x01\x02\x7f\x80PNG\r\n\x1a\n\x00",
    "emoji": "🎉🎉🎉 😂😂",
    "right to left": "\u202eمرحبا بكم\u202c",
    "zero width": "\u200b\u200c\u200d\ufeff",
    "html": "<b>xin</b> &amp; <script>alert('x')</script>",
    "markdown": "*_`[a](http://b)`_* ||x|| ~~y~~",
    "40 digits": "1234567890" * 4 + " hv",
    "40 digits alone": "9" * 40,
    "negative": "-4 hv",
    "decimal": "12.5 hv",
    "future day": "ngày 25/11/2026 12 hv",
    "impossible day": "31/11 12 hv",
    "unknown command": "/xyz 12",
    "command of another bot": "/settings",
    "sql": "'; DROP TABLE entries; --",
    "braces": "{0} {turn} %s %(x)d ${a}",
    "identity number": "cccd 051203004567",
    "phone": "sđt em 0905123456",
    "lone surrogate": "abc \ud800 def",
    "nothing but marks": "\u0301\u0300\u0309",
}


@pytest.mark.parametrize("text", NOTHING_TO_STORE.values(), ids=NOTHING_TO_STORE)
def test_one_reply_and_nothing_stored(world, text):
    [(who, reply)] = world.hear("sen", text)
    assert who == "sen"
    assert reply.text.strip()
    assert reply.text != APOLOGY
    assert totals(world) == {}
    with world.store.read() as connection:
        assert "051203004567" not in str(connection.exec_driver_sql("SELECT text FROM inbox").all())


def test_four_thousand_characters_keep_their_one_figure(world):
    text = ("trời mưa quá bà con ngại đi " * 150)[:3900] + " hôm nay 12 hv"
    [(_, reply)] = world.hear("sen", text)
    assert reply.text != APOLOGY
    assert totals(world) in ({}, {"learners": 12})  # read, or asked; never another number


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_every_unicode_form_is_the_same_sentence(world, form):
    world.hear("sen", unicodedata.normalize(form, "hôm nay mười hai học viên, 5 vneid"))
    assert totals(world) == {"learners": 12, "vneid": 5}


def test_the_same_update_twice_counts_once_and_says_nothing_more(world):
    said = Inbound("u1", world.address("sen"), "hnay 12 hv", NOW, name="sen", message="m")
    assert len(world.take(said)) == 1
    assert world.take(said) == []
    assert totals(world) == {"learners": 12}


def test_updates_out_of_order_keep_their_own_days(world):
    late = Inbound("u2", world.address("sen"), "5 vneid", datetime(2025, 11, 20, 12, tzinfo=UTC), name="sen")
    early = Inbound("u1", world.address("sen"), "12 hv", datetime(2025, 11, 19, 12, tzinfo=UTC), name="sen")
    world.take(late)
    world.take(early)
    assert totals(world, "2025-11-20") == {"vneid": 5}
    assert totals(world, "2025-11-19") == {"learners": 12}


def test_an_edit_of_a_message_never_seen_is_read_as_a_message(world):
    edited = Inbound("u9", world.address("sen"), "hnay 12 hv", NOW, name="sen", message="never", edits=True)
    [(_, reply)] = world.take(edited)
    assert "12" in reply.text
    assert totals(world) == {"learners": 12}


def test_a_message_dated_in_the_future_is_taken_as_now(world):
    world.take(Inbound("u1", world.address("sen"), "12 hv", datetime(2027, 1, 1, tzinfo=UTC), name="sen"))
    assert totals(world, "2025-11-20") == {"learners": 12}


def test_a_press_of_a_button_nobody_made(world):
    for key in ("q999:yes", "sua:abc", "xoa:99999999", "lai:-1", "nonsense", "q1", ":", "go:1-1", "tuan:xx"):
        [(_, reply)] = world.hear("sen", "", pressed=key)
        assert reply.text
        assert reply.text != APOLOGY
    assert totals(world) == {}


def test_a_stranger_leaves_nothing_in_the_ledger(world):
    [(_, reply)] = world.take(Inbound("s1", Address("console", "", "nobody"), "hnay 12 hv, 5 vneid", NOW))
    assert reply.text != APOLOGY
    assert totals(world) == {}
    with world.store.read() as connection:
        assert connection.exec_driver_sql("SELECT text FROM inbox").scalars().all() == [""]


def test_a_code_typed_in_a_group_enrols_nobody(world):
    group = Address("telegram", "42", "-100500")
    world.hear("hoa", "mời thôn Tân Long")
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", world.last["hoa"].text)
    world.turns.put(Inbound("g1", group, f"/start {code[0]}", NOW, name="Nhóm")).result(10)
    assert "nhắn riêng" in world.ready.pop().message.text
    with world.store.read() as connection:
        assert connection.exec_driver_sql("SELECT person_id FROM addresses WHERE chat = '-100500'").scalar() is None


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_gets_one_reply(text, world):
    replies = world.hear("rom", text)
    assert [who for who, _ in replies] == ["rom"]
    assert replies[0][1].text != APOLOGY
    assert len(replies[0][1].text.encode("utf-16-le")) // 2 <= 4096


def test_a_turn_that_fails_is_kept_and_spoils_no_other(sqlite_store: Store, monkeypatch):
    from handlers import look

    world = make_world(sqlite_store, NOW)
    monkeypatch.setattr(look.entries, "around", lambda *_: 1 / 0)
    try:
        broken = world.turns.put(Inbound("b", world.address("sen"), "xem", NOW, name="sen"))
        fine = world.turns.put(Inbound("f", world.address("lan"), "chào", NOW, name="lan"))
        broken.result(10), fine.result(10)
        said = dict(world.spoken())
    finally:
        world.close()
    assert said["sen"].text == APOLOGY
    assert "chào" in said["lan"].text
    with sqlite_store.read() as connection:
        rows = connection.exec_driver_sql("SELECT message, outcome, text FROM inbox ORDER BY message").all()
    assert [tuple(row) for row in rows] == [("b", "failed", "xem"), ("f", "done", "")]
