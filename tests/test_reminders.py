"""Reminders over simulated weeks: who is told what and when; nobody who reported, nothing twice, nothing late."""

import asyncio
import tomllib
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from bot.delivery import Delivery
from domain.messages import Outbound
from domain.periods import VIETNAM, local, parse_key
from reminders import clock, due, waves
from reminders.recheck import recheck
from storage import communes, setup
from storage.communes import Communes, load
from storage.messages import say_later
from storage.nudges import DAILY
from storage.people import join
from storage.rounds import of_period
from storage.tables import addresses, consents, outbox, people, units
from storage.tx import Tx
from tests.talking import TALKS, World, make_world
from tests.test_delivery import Scripted
from vietnamese.fold import fold


def at(text: str) -> datetime:
    """A moment in Vietnam: "2025-11-23 19:00"."""
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM).astimezone(UTC)


@pytest.fixture
def world(store):
    world = make_world(store, at("2025-11-18 18:00"))
    yield world
    world.close()


def knock(world: World) -> int:
    return world.turns.put_write(lambda c: clock.knock(Tx(c, world.now), Communes().get)).result(20)


def run_until(world: World, end: datetime, *, every: timedelta = timedelta(minutes=30)) -> list[tuple[str, str, str]]:
    """Let time pass with two knocks each step; returns (when, to whom, first words) of everything said first."""
    said = []
    while world.now < end:
        world.now += every
        knock(world)
        knock(world)
        said += [
            (f"{local(world.now):%d/%m %H:%M}", who, message.text.split(" (")[0].split(",")[0])
            for who, message in world.spoken()
        ]
    return said


def change(world: World, statement) -> None:
    world.turns.put_write(lambda connection: connection.execute(statement) and None).result(20)


def test_a_fortnight(world):
    assert run_until(world, at("2025-11-20 19:00")) == []
    world.hear("rom", "hôm nay 12 học viên, 5 vneid, 2 buổi")
    # Tân Long has reported; of Bắc Lân nobody ever did, so its leader is told; Thôn 3 has nobody.
    assert run_until(world, at("2025-11-26 20:00")) == [
        ("23/11 19:00", "lan", "Thôn Bắc Lân chưa có số liệu tuần 17–23/11"),
        ("24/11 06:30", "lan", "Thôn Bắc Lân chưa có số liệu tuần 17–23/11"),
        ("24/11 10:00", "hoa", "📊 Xã Ba Động"),
        (
            "25/11 08:00",
            "hoa",
            "Sau hạn tuần 17–23/11 vẫn còn 2 thôn chưa báo: Thôn Bắc Lân và Thôn 3. Nhắn “nhắc” để em nhắc",
        ),
    ]
    world.hear("but", "hôm nay 3 vneid")
    # Now it is Rôm, who reports for Tân Long, and neither Sen who leads it nor Đôi; Sen hears once, when it is due.
    assert run_until(world, at("2025-12-02 07:00")) == [
        ("30/11 19:00", "rom", "Thôn Tân Long chưa có số liệu tuần 24–30/11"),
        ("01/12 06:30", "rom", "Thôn Tân Long chưa có số liệu tuần 24–30/11"),
        ("01/12 10:00", "sen", "Đã đến hạn tuần 24–30/11 mà thôn Tân Long chưa có số ạ. Gửi bây giờ em vẫn ghi"),
        ("01/12 10:00", "hoa", "📊 Xã Ba Động"),
    ]


def test_the_words_and_the_example_from_the_villages_own_numbers(world):
    world.hear("rom", "hôm nay 14 học viên, 6 vneid")
    world.now = at("2025-11-30 19:00")
    knock(world)
    said = dict(world.spoken())
    assert said["rom"].text == (
        "Thôn Tân Long chưa có số liệu tuần 24–30/11 (hạn 10 giờ sáng thứ Hai 1/12). "
        "Anh/chị nhắn ví dụ: 14 học viên, 6 VNeID. Không có gì thì nhắn 0 ạ."
    )
    assert said["lan"].text.endswith("Anh/chị nhắn ví dụ: 12 học viên, 5 vneid, 2 buổi. Không có gì thì nhắn 0 ạ.")
    assert not any("?" in message.text for message in said.values())


def test_the_digest_is_the_ended_week_with_buttons_that_work(world):
    world.hear("rom", "hôm nay 14 học viên, 6 vneid")
    world.now = at("2025-11-24 10:00")
    knock(world)
    message = dict(world.spoken())["hoa"]
    assert "tuần 47 (17–23/11" in message.text
    assert "14 lượt" in message.text
    assert [choice.label for choice in message.choices][:2] == ["Theo thôn", "Ai chưa báo"]
    [(_, answer)] = world.press("hoa", "Ai chưa báo")
    assert "Bắc Lân" in answer.text


@pytest.mark.parametrize(
    "spoil",
    [
        update(people).where(people.c.folded == "ho thi lan").values(silent_at=at("2025-11-18 08:00")),
        update(people).where(people.c.folded == "ho thi lan").values(left_at=at("2025-11-18 08:00")),
        update(addresses).where(addresses.c.chat == "lan").values(unreachable_at=at("2025-11-18 08:00")),
        update(consents)
        .where(consents.c.person_id == select(people.c.id).where(people.c.folded == "ho thi lan").scalar_subquery())
        .values(withdrawn_at=at("2025-11-18 08:00")),
    ],
    ids=["silent", "left", "unreachable", "no consent"],
)
def test_who_must_not_be_spoken_to_is_not_and_a_colleague_is(world, spoil):
    change(world, spoil)
    world.now = at("2025-11-23 19:00")
    knock(world)
    told = {who for who, _ in world.spoken()}
    assert told == {"sen", "but"}, "the leader of Tân Long; of Bắc Lân the only one left"


def test_late_it_is_still_said_once_and_too_late_never(world):
    world.now = at("2025-11-23 20:50")
    assert knock(world) == 2
    assert knock(world) == 0
    world.now = at("2025-11-30 21:01")
    assert knock(world) == 0, "not at night"
    world.now = at("2025-12-01 11:29")
    assert knock(world) == 3
    world.now = at("2025-12-08 13:31")
    assert knock(world) == 0, "three hours after the due time nobody waits for the digest"


def test_two_processes_say_it_once(world):
    world.now = at("2025-11-23 19:00")

    def both(connection):
        tx = Tx(connection, world.now)
        here = [Communes().get(tx, id_) for id_ in communes.all_ids(tx)]
        [mine], [theirs] = due.Agenda().open(here, tx.now), due.Agenda().open(here, tx.now)
        ids = [one.id for one in here]
        return due.put(tx, mine, ids), due.put(tx, theirs, ids)

    assert world.turns.put_write(both).result(20) == (2, 0)


def test_of_two_villages_a_person_hears_once_about_both(world):
    def second_place(connection):
        tx = Tx(connection, world.now)
        lan = tx.scalar(select(people.c.id).where(people.c.folded == "ho thi lan"))
        join(tx, lan, tx.scalar(select(units.c.id).where(units.c.key == "thon-3")), "leader")

    world.turns.put_write(second_place).result(20)
    world.now = at("2025-11-23 19:00")
    knock(world)
    said = [message.text for who, message in world.spoken() if who == "lan"]
    assert len(said) == 1
    assert said[0].startswith("Thôn Bắc Lân và thôn 3 chưa có số liệu tuần 17–23/11")
    assert "thôn Bắc Lân 12 học viên" in said[0]


async def test_what_was_reported_meanwhile_is_not_reminded_of(world):
    channel = Scripted("console", "")
    load_commune = Communes().get
    delivery = Delivery(
        (channel,), world.turns.write, lambda: world.now, recheck=lambda tx, rows: recheck(tx, rows, load_commune)
    )
    delivery.bind()
    world.now = at("2025-11-23 19:00")
    knock(world)
    world.turns.put(world_inbound(world, "but", "hôm nay 4 vneid")).result(20)
    await delivery.drain()
    assert [to for to, _ in channel.sent if "chưa có số liệu" in dict(channel.sent)[to]] == ["sen"]
    with world.store.read() as connection:
        rows = connection.execute(select(outbox).where(outbox.c.rule == "before")).all()
    assert sorted((row.state, row.not_after) for row in rows) == [
        ("moot", at("2025-11-23 21:00")),
        ("sent", at("2025-11-23 21:00")),
    ]


async def test_the_scheduler_knocks_at_once_never_twice_and_stopping_waits_for_it():
    knocks: list[str] = []

    async def minute() -> None:
        knocks.append("began")
        await asyncio.sleep(0.2)
        knocks.append("ended")

    async def day() -> None:
        knocks.append("day")

    stop = clock.schedule(minute, day)
    for _ in range(100):
        await asyncio.sleep(0.02)
        if knocks:
            break
    await stop()
    assert knocks == ["began", "ended"]


def world_inbound(world: World, who: str, text: str):
    from domain.messages import Inbound

    return Inbound(f"x-{who}", world.address(who), text, world.now, name=who, message=f"x-{who}")


@pytest.mark.parametrize(
    ("days_off", "due_at", "told_at"),
    [
        ([], "2025-11-24 10:00", ["2025-11-23 19:00", "2025-11-24 06:30"]),
        (["2025-11-24"], "2025-11-25 10:00", ["2025-11-23 19:00", "2025-11-25 06:30"]),
        (["2025-11-23", "2025-11-24"], "2025-11-25 10:00", ["2025-11-25 06:30"]),
        (["2025-11-23"], "2025-11-24 10:00", ["2025-11-24 06:30"]),
        (["2025-11-24", "2025-11-25", "2025-11-26"], "2025-11-27 10:00", ["2025-11-23 19:00", "2025-11-27 06:30"]),
    ],
)
def test_days_off_move_the_evening(sqlite_store, days_off, due_at, told_at):
    from datetime import date

    from storage import schema

    schema.upgrade(sqlite_store)
    plan = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
    plan["day_off"] = [{"date": date.fromisoformat(day), "name": "nghỉ"} for day in days_off]
    with sqlite_store.write() as connection:
        tx = Tx(connection, at("2025-07-01 08:00"))
        commune = load(tx, setup.apply(tx, plan, fold).commune_id)
    week = parse_key("2025-W47")
    assert commune.due(week) == at(due_at)
    assert [one.start for one in waves.before(commune, of_period(commune, week)[0])] == [at(one) for one in told_at]


def test_weeks_before_the_commune_was_set_up_are_nobodys_debt(sqlite_store):
    world = make_world(sqlite_store, at("2025-07-06 19:00"))  # set up on Tuesday, 1 July
    assert knock(world) == 2
    world.close()
    from storage.tables import communes as table

    with sqlite_store.write() as connection:
        connection.execute(update(table).values(created_at=at("2025-07-07 08:00")))
    world = World(sqlite_store, at("2025-07-07 10:00"))
    try:
        assert knock(world) == 0, "no digest of a week that ended before"
    finally:
        world.close()


def test_what_did_not_arrive_is_listed_with_its_reason_and_sent_again_only_where_still_needed(world):
    world.now = at("2025-11-23 19:00")
    knock(world)
    change(world, update(outbox).where(outbox.c.rule == "before").values(state="failed", reason="mạng lỗi 8 lần"))
    world.hear("but", "hôm nay 4 vneid")
    [(_, listed)] = world.hear("hoa", "tin chưa gửi được")
    assert "Có 2 tin chưa gửi được" in listed.text
    assert listed.text.count("nhắc báo số: mạng lỗi 8 lần") == 2
    said = world.press("hoa", "Gửi lại")
    assert [who for who, _ in said] == ["hoa", "sen"], "Bắc Lân has reported meanwhile: its leader gets none"
    assert "Em gửi lại 2 tin" in said[0][1].text
    assert "Thôn Tân Long chưa có số liệu" in said[1][1].text


def test_six_messages_a_day_are_the_most_whatever_goes_wrong(world):
    """The cap is the last line of defence: here six went out already, as if the rest of the rules had failed."""

    def flood(connection):
        tx = Tx(connection, world.now)
        lan = tx.scalar(select(people.c.id).where(people.c.folded == "ho thi lan"))
        home = tx.scalar(select(addresses.c.id).where(addresses.c.person_id == lan))
        for n in range(DAILY):
            sent = {"state": "sent", "sent_at": at("2025-11-23 08:00"), "rule": "asked", "period": f"x{n}"}
            say_later(tx, f"flood/{n}", "nudge", home, lan, Outbound("nhắc"), about=sent)
        tx.flush()

    world.now = at("2025-11-23 18:59")
    world.turns.put_write(flood).result(20)
    world.now = at("2025-11-23 19:00")
    knock(world)
    assert {who for who, _ in world.spoken()} == {"sen"}
    world.now = at("2025-11-24 06:30")
    knock(world)
    assert {who for who, _ in world.spoken()} == {"sen", "lan"}, "the next day counts anew"


def test_nobody_is_reminded_while_reporting_and_who_left_off_is_asked_to_go_on(world):
    world.now = at("2025-11-22 18:50")
    world.hear("lan", "báo cáo")
    world.hear("lan", "3")
    world.now = at("2025-11-23 19:00")
    knock(world)
    said = {who: message.text for who, message in world.spoken()}
    assert "tiếp tục: còn 3 chỉ số" in said["lan"]
    assert said["lan"].endswith("(gõ số)")
    world.hear("lan", "báo cáo")
    world.now = at("2025-11-24 06:30")
    world.hear("lan", "báo cáo")
    knock(world)
    assert "lan" not in dict(world.spoken()), "heard a moment ago, with a report open"
