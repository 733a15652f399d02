"""Whose Official Account window closes before their reminder is due is told in its last hour: once, or not at all."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Executable, insert, select, update

from domain.periods import local
from reminders import clock, window
from reminders.recheck import recheck
from storage import leave, zalo
from storage import outbox as waiting
from storage.communes import Communes, all_ids, load
from storage.engine import Store
from storage.tables import addresses, communes, outbox, people
from storage.tx import Tx
from tests.talking import World, make_world
from tests.test_reminders import at

LAN = select(people.c.id).where(people.c.folded == "ho thi lan").scalar_subquery()


@pytest.fixture
def world(store: Store) -> Iterator[World]:
    """A new commune; Lan talks through an Official Account."""
    world = make_world(store, at("2025-11-17 00:30"))
    do(world, update(communes).values(created_at=at("2025-11-17 08:00")))
    do(world, update(addresses).where(addresses.c.person_id == LAN).values(channel=zalo.OA))
    yield world
    world.close()


def do(world: World, *statements: Executable) -> None:
    with world.store.write() as connection:
        for statement in statements:
            connection.execute(statement)


def heard(world: World, moment: str) -> None:
    """Lan's last word."""
    do(world, update(addresses).where(addresses.c.person_id == LAN).values(last_at=at(moment)))


def pass_until(world: World, end: str) -> list[tuple[str, int, str]]:
    """Let time pass, with two knocks every half hour and everything sent at once: when Lan is reminded, and of which
    wave, in which words."""
    told = []
    while world.now < at(end):
        world.now += timedelta(minutes=30)
        with world.store.write() as connection:
            tx = Tx(connection, world.now)
            for _ in range(2):
                clock.knock(tx, Communes().get, closing=zalo.closing)
            rows = waiting.claim(tx, [zalo.OA], 1000)
            barred = zalo.closed(tx, zalo.OA, "", [row.chat for row in rows])
            said = recheck(tx, rows, load)
            for row in rows:
                message = said[row.key] if row.chat not in barred else None
                sent = {"state": "sent", "sent_at": tx.now} if message is not None else {"state": "failed"}
                tx.run(update(outbox).where(outbox.c.key == row.key).values(**sent))
                if row.rule == "before" and message is not None and not isinstance(message, datetime):
                    told.append((f"{local(tx.now):%d/%m %H:%M}", row.wave, message.text))
    return told


@pytest.mark.parametrize(
    ("last_word", "told"),
    [
        ("2025-11-13 10:00", [("20/11 08:00", 1)]),
        ("2025-11-13 13:00", [("20/11 10:30", 1)]),  # noon is no time to speak
        ("2025-11-13 23:00", [("20/11 20:00", 1)]),  # nor is the night
        ("2025-11-14 05:00", [("20/11 20:00", 1)]),
        ("2025-11-16 20:00", [("23/11 18:00", 1)]),  # an hour before the wave itself
        ("2025-11-16 20:30", [("23/11 19:00", 1)]),  # the window is open when the wave comes
        ("2025-11-17 05:00", [("23/11 19:00", 1)]),  # told in the evening: not again an hour later
        ("2025-11-17 09:00", [("23/11 19:00", 1), ("24/11 06:30", 2)]),
        ("2025-11-11 10:00", [("18/11 08:00", 1)]),
        ("2025-11-11 05:00", []),  # the week's first day is too early to ask
        ("2025-11-09 10:00", []),  # closed before the week began: nothing is said that makes no sense
    ],
)
def test_the_next_wave_comes_forward_into_the_window(world: World, last_word: str, told: list[tuple[str, int]]) -> None:
    heard(world, last_word)
    assert [(when, wave) for when, wave, _ in pass_until(world, "2025-11-24 09:30")] == told


def test_it_says_why_it_comes_early_and_asks_for_no_nil_yet(world: World) -> None:
    heard(world, "2025-11-13 10:00")
    [(_, _, text)] = pass_until(world, "2025-11-21 00:00")
    assert text == (
        "Em nhắc sớm vì quá 7 ngày anh/chị chưa nhắn thì Zalo không cho em nhắn trước nữa ạ.\n"
        "Thôn Bắc Lân chưa có số liệu tuần 17–23/11 (hạn 10 giờ sáng thứ Hai 24/11). Anh/chị nhắn ví dụ: "
        "12 học viên, 5 vneid, 2 buổi. Chưa có gì thì nhắn “ok” để gần hạn em nhắc lại được ạ."
    )


def test_who_answers_the_early_word_is_reminded_again_in_the_morning(world: World) -> None:
    heard(world, "2025-11-13 10:00")
    assert len(pass_until(world, "2025-11-20 12:00")) == 1
    heard(world, "2025-11-20 12:00")
    [(when, wave, text)] = pass_until(world, "2025-11-24 09:30")
    assert (when, wave) == ("24/11 06:30", 2)
    assert text.endswith("Không có gì thì nhắn 0 ạ.")


def test_a_day_off_is_kept(world: World) -> None:
    heard(world, "2025-11-14 10:00")  # closes on the 21st at 9:00
    with world.store.write() as connection:
        tx = Tx(connection, world.now)
        [commune_id] = all_ids(tx)
        leave.day_off(tx, commune_id, date(2025, 11, 21), date(2025, 11, 21), "hội làng")
    assert [(when, wave) for when, wave, _ in pass_until(world, "2025-11-22 00:00")] == [("20/11 20:00", 1)]


def test_who_owes_nothing_or_has_another_way_hears_nothing_early(world: World) -> None:
    heard(world, "2025-11-13 10:00")
    telegram = {"channel": "telegram", "account": "7", "chat": "1", "person_id": LAN}
    do(world, insert(addresses).values(**telegram, first_at=world.now, last_at=at("2025-11-01 08:00")))
    assert pass_until(world, "2025-11-21 00:00") == []
    do(world, update(addresses).where(addresses.c.channel == "telegram").values(unreachable_at=world.now))
    heard(world, "2025-11-14 10:00")
    world.hear("but", "hôm nay 3 vneid")  # the other one of Bắc Lân has reported
    assert pass_until(world, "2025-11-22 00:00") == []


def test_without_such_an_account_or_with_a_template_nothing_comes_early() -> None:
    from bot.composition import closing
    from bot.settings import Settings

    account = {"zalo_oa_app_id": "1"}
    assert closing(Settings(_env_file=None, **account)) is zalo.closing
    assert closing(Settings(_env_file=None)) is None
    assert closing(Settings(_env_file=None, **account, zalo_oa_reminder_template="777")) is None


async def test_the_running_clock_tells_early_once_and_so_does_the_command(world: World) -> None:
    heard(world, "2025-11-13 10:00")
    world.now = at("2025-11-20 08:00")
    said: list[datetime] = []

    async def write(job: Any, /) -> Any:
        with world.store.write() as connection:
            return job(connection)

    running = clock.Clock(world.store, write, lambda: world.now, lambda: said.append(world.now), zalo.closing)
    with world.store.read() as connection:
        tx = Tx(connection, world.now)
        known = [load(tx, id_) for id_ in all_ids(tx)]
        [row] = window.planned(tx, known, window.early(tx, known, zalo.closing))
    assert (row.person, row.wave, row.channel) == ("Hồ Thị Lan", 1, zalo.OA)
    assert [await running.knock(), await running.knock()] == [1, 0]
    assert said == [world.now]
    with world.store.read() as connection:
        tx = Tx(connection, world.now)
        assert window.planned(tx, known, window.early(tx, known, zalo.closing)) == []
