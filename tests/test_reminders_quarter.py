"""A quarter: Tết, a holiday on a due day, a storm, a merger, late reports; who was told what, as a table."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta

import pytest

from domain.calendar import is_decent
from domain.periods import VIETNAM, local
from reminders.rules import BY_NAME
from storage import leave
from storage.communes import load
from storage.nudges import MERGED
from storage.tables import outbox
from storage.tx import Tx
from tests.talking import World, make_world


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM).astimezone(UTC)


PLAN = {
    "commune": {"key": "ba-dong", "name": "Xã Ba Động", "province": "Quảng Ngãi", "indicators": ["learners"]},
    "village": [
        {"key": "tan-long", "name": "Thôn Tân Long"},
        {"key": "bac-lan", "name": "Thôn Bắc Lân", "to": date(2026, 1, 31)},
        {"key": "nam-lan", "name": "Thôn Nam Lân", "from": date(2026, 2, 1), "aliases": ["Bắc Lân"]},
    ],
    "person": [
        {"name": "Đinh Thị Sen", "unit": "tan-long", "role": "leader"},
        {"name": "Hồ Thị Lan", "unit": "bac-lan", "role": "leader"},
        {"name": "Phạm Văn Chiến", "unit": "nam-lan", "role": "leader"},
        {"name": "Nguyễn Thị Hoa", "unit": "ba-dong", "role": "officer"},
    ],
    "day_off": [{"date": date(2026, 3, 9), "name": "hội làng"}],
}
# When → who says what. Bắc Lân is late once; Tân Long reports every week but the one of the storm and two more.
SAID = {
    "2026-01-07 20:00": [("sen", "5 hv"), ("lan", "4 hv")],
    "2026-01-14 20:00": [("sen", "5 hv")],
    "2026-01-20 09:00": [("lan", "tuần trước 4 hv")],
    "2026-01-28 20:00": [("lan", "4 hv")],
    "2026-02-05 20:00": [("chien", "9 hv")],
    "2026-03-04 20:00": [("sen", "5 hv"), ("chien", "2 hv")],
}
# Storm: nobody of Tân Long is told about W04. Merger: Bắc Lân ended inside W05 and Nam Lân began in it, neither owes
# it. W07 falls due in Tết and moves to 23 February 10:00, where W08 is due too: one message lists both. Nothing is said
# from 14 to 22 February. W10 would be due on the commune's own holiday, 9 March, and is due on the 10th.
TABLE = """
06/01 08:00 Hoa   2026-W01 still_missing 1
12/01 10:00 Hoa   2026-W02 digest 1
18/01 19:00 Lan   2026-W03 before 1
19/01 06:30 Lan   2026-W03 before 2
19/01 10:00 Hoa   2026-W03 digest 1
20/01 08:00 Hoa   2026-W03 still_missing 1
25/01 19:00 Lan   2026-W04 before 1
26/01 06:30 Lan   2026-W04 before 2
26/01 10:00 Hoa   2026-W04 digest 1
27/01 08:00 Hoa   2026-W04 still_missing 1
01/02 19:00 Sen   2026-W05 before 1
02/02 06:30 Sen   2026-W05 before 2
02/02 10:00 Hoa   2026-W05 digest 1
03/02 08:00 Hoa   2026-W05 still_missing 1
08/02 19:00 Sen   2026-W06 before 1
09/02 06:30 Sen   2026-W06 before 2
09/02 10:00 Hoa   2026-W06 digest 1
10/02 08:00 Hoa   2026-W06 still_missing 1
23/02 06:30 Sen   2026-W07+W08 before 2
23/02 06:30 Chiến 2026-W07+W08 before 2
23/02 10:00 Sen   2026-W07+W08 overdue 1
23/02 10:00 Chiến 2026-W07+W08 overdue 1
23/02 10:00 Hoa   2026-W07+W08 digest 1
24/02 08:00 Hoa   2026-W07+W08 still_missing 1
24/02 14:00 Hoa   2026-W07 silent 1
01/03 19:00 Sen   2026-W09 before 1
01/03 19:00 Chiến 2026-W09 before 1
02/03 06:30 Sen   2026-W09 before 2
02/03 06:30 Chiến 2026-W09 before 2
02/03 10:00 Hoa   2026-W09 digest 1
03/03 08:00 Hoa   2026-W09 still_missing 1
03/03 14:00 Hoa   2026-W09 silent 1
10/03 10:00 Hoa   2026-W10 digest 1
"""


@pytest.fixture
def world(sqlite_store):
    world = make_world(sqlite_store, at("2026-01-05 12:00"), PLAN)
    yield world
    world.close()


def rows_of(world: World) -> list[str]:
    with world.store.read() as connection:
        commune = load(Tx(connection, world.now), 3)
        found = connection.execute(
            outbox.select()
            .where(outbox.c.kind == "nudge", outbox.c.state == "sent")
            .order_by(outbox.c.sent_at, outbox.c.id)
        ).all()
    names = {}
    with world.store.read() as connection:
        for row in connection.exec_driver_sql("SELECT id, name FROM people"):
            names[row.id] = row.name.split()[-1]
    with world.store.read() as connection:
        merged = connection.execute(outbox.select().where(outbox.c.reason == MERGED)).all()
    with_it: dict[tuple[int, str, datetime], list[str]] = defaultdict(list)
    for row in merged:
        with_it[row.person_id, row.rule, row.made_at].append(row.period.removeprefix("2026-"))
    for row in found:
        hours = BY_NAME[row.rule].hours
        assert is_decent(row.sent_at, commune.day_off, hours), "never at night, at lunch, on holidays, Tết, days off"
        assert row.not_after is None or row.sent_at < row.not_after
    return [
        f"{local(row.sent_at):%d/%m %H:%M} {names[row.person_id]:<6}"
        f"{'+'.join([row.period, *with_it[row.person_id, row.rule, row.made_at]])} {row.rule} {row.wave}"
        for row in found
    ]


def test_a_quarter(world):
    moment = world.now
    while moment < at("2026-03-10 12:00"):
        # Every hour, and every half hour of the morning.
        moment += timedelta(minutes=30 if local(moment).hour in (6, 7) else 60)
        world.now = moment
        key = f"{local(moment):%Y-%m-%d %H:%M}"
        if key == "2026-01-21 14:00":  # a storm in Tân Long on two days of the week 19–25 January

            def storm(connection, moment=moment):
                tx = Tx(connection, moment)
                unit = load(tx, 3).by_key("tan-long")
                leave.excuse(tx, 3, [unit.id], date(2026, 1, 20), date(2026, 1, 21), "bão", None)

            world.turns.put_write(storm).result(20)
        for who, words in SAID.get(key, ()):
            world.hear(who, words)
        world.spoken(knocking=True)
    assert "\n".join(rows_of(world)) == TABLE.strip()
