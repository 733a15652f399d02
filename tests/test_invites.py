"""Invite codes: their shape, what a text that holds one looks like, and that nothing is used twice."""

import threading
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.composition import make_context
from handlers.code import Typed, typed
from storage import invites, schema, setup
from storage.invites import DIGITS, LETTERS
from storage.tables import invites as codes
from storage.tables import tries, units
from storage.tx import Tx
from vietnamese.fold import fold

NOW = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)
HASH = make_context(b"k" * 32).code_hash
PLAN = {"commune": {"key": "x", "name": "Xã X"}, "village": [{"key": "v", "name": "Thôn V"}]}


@pytest.fixture
def village(store):
    schema.upgrade(store)
    with store.write() as connection:
        setup.apply(Tx(connection, NOW), PLAN, fold)
        return connection.scalar(select(units.c.id).where(units.c.key == "v"))


def test_a_code_is_unambiguous_and_kept_as_a_hash(store, village):
    with store.write() as connection:
        tx = Tx(connection, NOW)
        made = [invites.make(tx, HASH, village, "member") for _ in range(50)]
        assert len(set(made)) == 50
        for code in made:
            first, second = code.split("-")
            for half in (first, second):
                assert len(half) == 4
                assert set(half) & set(LETTERS)
                assert set(half) & set(DIGITS)
            assert not set(code) & set("01OIL")
            found = typed(f"mã {code.lower()} ạ")
            assert found is not None
            assert invites.find(tx, HASH(found.code)) is not None
        kept = " ".join(str(value) for row in tx.all(select(codes)) for value in row)
        assert not any(code in kept or code.replace("-", "") in kept for code in made)


def test_uses_and_days_are_as_the_role_has_them(store, village):
    with store.write() as connection:
        tx = Tx(connection, NOW)
        for role, uses in (("member", 10), ("leader", 1), ("officer", 1), ("viewer", 1)):
            invites.make(tx, HASH, village, role)
            row = tx.one(select(codes).order_by(codes.c.id.desc()))
            assert (row.uses_left, row.ends_at) == (uses, NOW + timedelta(days=14))
        invites.make(tx, HASH, village, "member", uses=3, days=2)
        row = tx.one(select(codes).order_by(codes.c.id.desc()))
        assert (row.uses_left, row.ends_at) == (3, NOW + timedelta(days=2))


def test_unknown_used_up_and_expired_are_alike(store, village):
    with store.write() as connection:
        tx = Tx(connection, NOW)
        code = invites.make(tx, HASH, village, "leader").replace("-", "")
        invite = invites.find(tx, HASH(code))
        assert invite is not None
        assert invites.use(tx, invite.id)
        assert not invites.use(tx, invite.id)
        assert invites.find(tx, HASH(code)) is None
        assert invites.still_good(tx, invite.id) is None
        assert invites.find(tx, HASH("K7MP2QXR")) is None
        later = Tx(connection, NOW)
        code = invites.make(later, HASH, village, "leader").replace("-", "")
        later.now = NOW + timedelta(days=14)
        assert invites.find(later, HASH(code)) is None


def test_a_second_personal_code_voids_the_first(store, village):
    from storage.people import add_person

    with store.write() as connection:
        tx = Tx(connection, NOW)
        person = add_person(tx, "Sen", "sen")
        first = invites.make(tx, HASH, village, "member", person_id=person).replace("-", "")
        second = invites.make(tx, HASH, village, "member", person_id=person).replace("-", "")
        assert invites.find(tx, HASH(first)) is None
        found = invites.find(tx, HASH(second))
        assert found is not None
        assert found.person_id == person


def test_the_last_use_is_taken_once_by_many_at_a_time(store, village):
    """Eight connections at once, as two processes would: exactly as many succeed as there are uses."""
    with store.write() as connection:
        tx = Tx(connection, NOW)
        code = invites.make(tx, HASH, village, "member", uses=3).replace("-", "")
        invite = invites.find(tx, HASH(code))
        assert invite is not None
    taken: list[bool] = []
    gate = threading.Barrier(8)

    def take() -> None:
        gate.wait(10)
        with store.write() as own:
            taken.append(invites.use(Tx(own, NOW), invite.id))

    threads = [threading.Thread(target=take) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(taken) == [False] * 5 + [True] * 3


def test_tries_are_counted_an_hour_each_and_all(store, village):
    from domain.messages import Address
    from storage.people import add_address

    with store.write() as connection:
        tx = Tx(connection, NOW)
        one = add_address(tx, Address("web", "", "a"))
        for _ in range(invites.TRIES_EACH):
            assert not invites.locked_out(tx, one)
            invites.wrong(tx, one)
        assert invites.locked_out(tx, one)
        assert not invites.locked_out(tx, one + 1)
        assert not invites.all_locked(tx)
        for number in range(invites.TRIES_ALL - invites.TRIES_EACH):
            invites.wrong(tx, 1000 + number)
        assert invites.all_locked(tx)
        tx.now = NOW + timedelta(hours=1, seconds=1)
        assert not invites.locked_out(tx, one)
        assert not invites.all_locked(tx)
        assert all("web" not in row.who for row in tx.all(select(tries)))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("K7MP-2QXR", "K7MP2QXR"),
        ("k7mp2qxr", "K7MP2QXR"),
        ("K7MP 2QXR", "K7MP2QXR"),
        ("k7mp – 2qxr.", "K7MP2QXR"),
        ("mã K7MP2QXR", "K7MP2QXR"),
        ("/start K7MP2QXR", "K7MP2QXR"),
        ("em nhập mã k7mp-2qxr ạ", "K7MP2QXR"),
        ("dạ em gửi mã mời là K7MP_2QXR nha", "K7MP2QXR"),
        ("Ｋ７ＭＰ-２ＱＸＲ", "K7MP2QXR"),
        ("K7MP\u200b-2QXR", "K7MP2QXR"),
        ("“K7MP-2QXR”", "K7MP2QXR"),
        ("K7M0-2QXR", ""),  # a zero: meant as a code, can be none
        ("/start K7MP2QX", ""),
        ("mã k7mp2qxr9", ""),
    ],
)
def test_a_code_is_found_however_it_is_typed(text, code):
    found = typed(text)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize(
    "text",
    [
        "hnay 12 hv, 5 vneid, 2 buổi",
        "12hv",
        "mã QR 12 hộ kinh doanh",
        "ma qr 12 ho",
        "xin chào",
        "tuần 17-23/11",
        "thôn 3",
        "nhanh chong",
        "0905 123 456",
        "",
        "mã mời",
        "x" * 4000,
        "20/11/2025",
    ],
)
def test_what_is_no_code(text):
    assert typed(text) is None


def test_a_report_may_look_like_a_code_but_is_not_called_one():
    assert typed("25hv 3vne") == Typed("25HV3VNE", called=False)
    assert typed("mã 25hv 3vne") == Typed("25HV3VNE", called=True)
