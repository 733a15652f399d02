"""The rules over a month, a week that is due on a holiday, and a collection: any roster, reports and knocks."""

import shutil
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from domain.calendar import is_decent
from domain.messages import Address
from domain.periods import VIETNAM
from reminders.rules import BY_NAME
from storage import collections, leave, obligations, people, setup
from storage.communes import Commune, load
from storage.engine import Store
from storage.rounds import Round, of_collection, of_period
from storage.tables import outbox
from storage.tables import people as people_table
from storage.tx import Tx
from tests.test_reminders_rules import SET_UP, Model, Process, _unsafe, deliver, people_, say
from vietnamese.fold import fold


def local(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM).astimezone(SET_UP.tzinfo)


@dataclass(frozen=True)
class Scene:
    """A round and the days around it; `moments` lie where it is spoken of."""

    start: datetime
    cycle: str
    day: date  # a day of the round (for a collection: of the week, that is met in it)
    ended: date  # when a village ends that does not owe the round
    excused: date
    before: date  # when those who usually report did
    days_off: tuple[date, ...]
    due: datetime
    moments: tuple[str, ...]
    collection: bool = False


MONTH = Scene(
    local("2025-11-12 08:00"), "decree09 16 10:00", date(2025, 11, 10), date(2025, 11, 11), date(2025, 11, 16),
    date(2025, 10, 5), (), local("2025-11-16 10:00"),
    ("2025-11-13 19:00", "2025-11-13 20:59", "2025-11-13 21:00", "2025-11-15 19:00", "2025-11-15 21:10",
     "2025-11-16 06:30", "2025-11-16 09:29", "2025-11-16 10:00", "2025-11-16 11:31", "2025-11-16 12:59",
     "2025-11-17 07:00", "2025-11-17 08:00"),
)  # fmt: skip
# Due on Monday the 24th, a day off, as is the Sunday before it: due on Tuesday at ten, and nobody is told on either.
HOLIDAY = Scene(
    local("2025-11-21 08:00"), "monday 10:00", date(2025, 11, 20), date(2025, 11, 20), date(2025, 11, 19),
    date(2025, 11, 5), (date(2025, 11, 23), date(2025, 11, 24)), local("2025-11-25 10:00"),
    ("2025-11-22 19:00", "2025-11-23 19:00", "2025-11-24 06:30", "2025-11-24 10:00", "2025-11-25 06:30",
     "2025-11-25 09:31", "2025-11-25 10:00", "2025-11-25 11:30", "2025-11-25 13:00", "2025-11-26 08:00"),
)  # fmt: skip
COLLECTION = Scene(
    local("2025-11-22 08:00"), "monday 10:00", date(2025, 11, 20), date(2025, 11, 20), date(2025, 11, 26),
    date(2025, 11, 5), (), local("2025-11-26 16:00"),
    ("2025-11-22 08:00", "2025-11-22 11:29", "2025-11-22 12:00", "2025-11-23 19:00", "2025-11-23 22:00",
     "2025-11-25 19:30", "2025-11-26 06:30", "2025-11-26 16:00", "2025-11-26 20:59", "2025-11-27 08:00"),
    collection=True,
)  # fmt: skip
SCENES = {"month": MONTH, "holiday": HOLIDAY, "collection": COLLECTION}
events_ = st.lists(
    st.tuples(
        st.sampled_from([*range(-12, 0), *range(-12, 0), 400, 2000, 4000, 6500]),  # one of the moments, or minutes
        st.sampled_from(["knock", "knock", "knock", "knock twice", "race", "report", "late send"]),
        st.integers(0, 9),
    ),
    min_size=5,
    max_size=16,
)


def build(store: Store, scene: Scene, model: Model, villages: int) -> Commune:
    plan = {
        "commune": {"key": "x", "name": "Xã X", "province": "P"},
        "cycle": {"week_due": scene.cycle},
        "village": [
            {"key": f"v{n}", "name": f"Thôn Số {chr(65 + n)}"} | ({"to": scene.ended} if n in model.gone else {})
            for n in range(villages)
        ],
        "day_off": [{"date": day, "name": "nghỉ"} for day in scene.days_off],
    }
    with store.write() as connection:
        tx = Tx(connection, SET_UP)
        commune_id = setup.apply(tx, plan, fold).commune_id
        units = {unit.key: unit.id for unit in load(tx, commune_id).units}
        for n, person in enumerate([*model.people, None]):
            id_ = people.add_person(tx, f"Người {n}", f"nguoi {n}")
            people.add_address(tx, Address("console", "", f"p{n}"), "", id_)
            people.consent(tx, id_, "test", "console")
            if person is None:
                people.join(tx, id_, commune_id, "officer")
                continue
            person.id = id_
            for village in person.villages:
                people.join(tx, id_, units[f"v{village}"], "leader" if person.leads else "member")
                if person.before:
                    say(tx, commune_id, units[f"v{village}"], id_, scene.before, SET_UP)
            if not person.can:
                tx.run(people_table.update().where(people_table.c.id == id_).values(silent_at=SET_UP))
            if person.away:
                leave.away(tx, id_, scene.start + timedelta(days=30))
        for village in model.excused & set(range(villages)):
            leave.excuse(tx, commune_id, [units[f"v{village}"]], scene.excused, scene.excused, "bão", None)
        tx.flush()
        return load(tx, commune_id)


@dataclass
class Run:
    """One example under way: what is known of it, and what was said to whom."""

    store: Store
    scene: Scene
    model: Model
    villages: int
    commune: Commune
    round: Round
    processes: tuple[Process, Process] = field(default_factory=lambda: (Process(), Process()))
    ever: Counter[tuple[str, int, int]] = field(default_factory=Counter)
    found: dict[tuple[str, int], set[int]] = field(default_factory=dict)  # wave → whom its first knock found

    def leaders(self) -> set[tuple[int, int]]:
        owe = self.model.owing(self.villages)
        return {
            (v, n)
            for n, p in enumerate(self.model.people)
            for v in p.villages
            if v in owe and p.leads and p.can and not p.away
        }

    def told(self, rule: str) -> set[int]:
        """Whom a rule for members or leaders would tell now, by the reference."""
        some = self.leaders() if BY_NAME[rule].audience == "leaders" else self.model.told(self.villages)
        return {n for _, n in some}

    def open(self, now: datetime) -> list[tuple[str, int]]:
        """The waves of this round that may be put in now."""
        return [
            (rule.name, wave.number)
            for rule in BY_NAME.values()
            if rule.personal
            for wave in rule.waves(self.commune, self.round)
            if wave.start <= now < wave.latest and is_decent(now, self.commune.day_off, rule.hours)
        ]

    def report(self, now: datetime, number: int) -> None:
        n = number % len(self.model.people)
        village = self.model.people[n].villages[0]
        unit = self.commune.units[village].id
        with self.store.write() as connection:
            tx = Tx(connection, now)
            if self.scene.collection:
                collections.answer(tx, self.round.collection, unit, {"learners": 1}, "1 hv", now, None, None)
            else:
                say(tx, self.commune.id, unit, self.model.people[n].id, self.scene.day, now)
        self.model.reported.setdefault(village, now)
        self.model.reporters.add((village, n))

    def knock(self, what: str, number: int, now: datetime) -> None:
        if what == "race":
            seen = [process.see(self.store, now) for process in self.processes]
            for process, mine in zip(self.processes, seen, strict=True):
                process.put(self.store, now, mine)
        elif what != "late send":
            for n in range(2 if what == "knock twice" else 1):
                self.processes[(number + n) % 2].knock(self.store, now)

    def sent(self, now: datetime) -> None:
        """One round of the sender, held to what may be said now."""
        by_id = {person.id: n for n, person in enumerate(self.model.people)}
        for name, person_id, wave, text in deliver(self.store, now):
            self.ever[name, person_id, wave] += 0 if self._other(name, text) else 1
            rule = BY_NAME[name]
            assert is_decent(now, self.commune.day_off, rule.hours), "nothing outside hours, on days off, at night"
            if self._other(name, text):
                continue
            if rule.personal:
                assert by_id[person_id] in self.told(name), "nobody who reported, is away, silent, or owes nothing"
                names = {self.commune.units[v].name for v, n in self._places(name) if n == by_id[person_id]}
                assert all(one.removeprefix("Thôn ") in text for one in names), "all they owe, in one message"
            if name in ("missing", "still_missing"):
                left = {self.commune.units[v].name for v in self.model.owing(self.villages)}
                assert all(one in text for one in left)
            window = [one for one in rule.waves(self.commune, self.round) if one.number == wave]
            assert not window or window[0].start <= now < window[0].until, "nothing after not-after"

    def _places(self, name: str) -> set[tuple[int, int]]:
        return self.leaders() if BY_NAME[name].audience == "leaders" else self.model.told(self.villages)

    def _other(self, name: str, text: str) -> bool:
        """Whether a message is about another round: the commune's weeks go on beside a collection."""
        if self.round.collection:
            return f"đợt {self.round.collection}" not in text
        last = f"{self.round.last.day}/{self.round.last.month}"
        return last not in text

    def done(self, now: datetime) -> None:
        """Whoever a wave's first knock found, and who is still to be told, has its message: exactly one."""
        for wave in self.open(now):
            now_told = self.told(wave[0])
            for n in self.found.setdefault(wave, now_told) & now_told:
                person_id = self.model.people[n].id
                had = sum(
                    count
                    for (rule, who, _), count in self.ever.items()
                    if who == person_id and rule in ("before", "overdue")
                )
                capped = wave[0] != "opened" and had >= self.round.cap
                assert self.ever[*wave[:1], person_id, wave[1]] == 1 or capped, (wave, n)


@pytest.mark.parametrize("name", SCENES)
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.integers(1, 3),
    st.lists(people_, min_size=2, max_size=6),
    st.frozensets(st.integers(0, 2), max_size=1),
    st.frozensets(st.integers(0, 2), max_size=1),
    events_,
    st.integers(0, 3),
)
def test_whatever_the_round_whoever_owes_is_told_once_a_wave(
    template, name, villages, roster, gone, excused, events, jumps
):
    for person in roster:
        person.villages = tuple(sorted({village % villages for village in person.villages}))
    path = template.with_name(f"{name}.db")
    shutil.copy(template, path)
    store = Store(f"sqlite:///{path}")
    event.listen(store.engine, "connect", _unsafe)
    try:
        _run(store, SCENES[name], Model(roster, gone, excused), villages, events, in_order=jumps > 0)
    finally:
        store.close()
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)


def _run(store, scene, model, villages, events, *, in_order):
    commune = build(store, scene, model, villages)
    if scene.collection:
        with store.write() as connection:
            tx = Tx(connection, scene.start - timedelta(hours=12))
            sent = [unit.id for unit in commune.units]
            round_ = of_collection(collections.open_(tx, commune.id, "9 tháng", ["learners"], scene.due, sent, None))
            tx.flush()
            commune = load(tx, commune.id)
    else:
        [round_] = of_period(commune, commune.cycle.period_of(scene.day))
    assert round_.due == scene.due
    run = Run(store, scene, model, villages, commune, round_)
    moments = [local(moment) for moment in scene.moments]
    when = [
        (scene.start + timedelta(minutes=n) if n >= 0 else moments[n % len(moments)], what, number)
        for n, what, number in events
    ]
    for now, what, number in sorted(when) if in_order else when:  # else the clock jumps to and fro
        if what == "report":
            run.report(now, number)
            continue
        with store.read() as connection:
            owing = obligations.owing(Tx(connection, now), round_, [commune.id])
        assert owing == [commune.units[v].id for v in model.owing(villages)]
        waves = {wave: run.told(wave[0]) for wave in run.open(now)} if what != "late send" else {}
        for wave, some in waves.items():
            run.found.setdefault(wave, some)
        run.knock(what, number, now)
        run.sent(now)
        if what != "late send":
            run.done(now)
    assert all(count == 1 for count in run.ever.values() if count), "nothing twice"
    per_person: dict[int, int] = defaultdict(int)
    with store.read() as connection:
        rows = connection.execute(
            outbox.select().where(outbox.c.rule.in_(("before", "overdue")), outbox.c.state == "sent")
        ).all()
    for row in rows:
        if row.period == round_.key:
            per_person[row.person_id] += 1
    assert all(count <= round_.cap for count in per_person.values()), "two of a week, three of what is longer"
