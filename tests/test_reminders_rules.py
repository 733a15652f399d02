"""The rules held to a slow reference: any roster and reports; knocks late, repeated, out of order, of two processes."""

import dataclasses
import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from domain.calendar import MONTHS, OFFICE, Cycle, is_decent
from domain.messages import Address, Outbound
from domain.periods import VIETNAM, at, local, parse_key
from reminders import due, waves
from reminders.clock import knock
from reminders.due import Agenda
from reminders.recheck import recheck
from storage import leave, obligations, people, schema, setup
from storage import outbox as claims
from storage.communes import Collection, Commune, Communes, all_ids, load
from storage.engine import Store
from storage.rounds import of_period
from storage.tables import entries, outbox
from storage.tables import people as people_table
from storage.tx import Tx
from vietnamese.fold import fold

WEEK = parse_key("2025-W47")  # 17–23 November; due Monday 24th, 10:00
START = datetime(2025, 11, 21, 8, tzinfo=VIETNAM).astimezone(UTC)
SET_UP = datetime(2025, 7, 1, tzinfo=UTC)


@dataclass
class Person:
    """What the reference knows of somebody."""

    villages: tuple[int, ...]
    leads: bool
    can: bool  # agreed, reachable, not silent
    before: bool  # reported in the weeks before
    away: bool
    id: int = 0
    address: int = 0


@dataclass
class Model:
    """The reference: the same commune in plain lists, its rules in plain loops."""

    people: list[Person]
    gone: frozenset[int]  # villages that ended inside the week
    excused: frozenset[int]
    reported: dict[int, datetime] = field(default_factory=dict)  # village → when it was said
    reporters: set[tuple[int, int]] = field(default_factory=set)  # (village, person)

    def owing(self, villages: int) -> list[int]:
        return [v for v in range(villages) if v not in self.gone | self.excused and v not in self.reported]

    def told(self, villages: int) -> set[tuple[int, int]]:
        """(village, person): who reported, else the leader, else all; of those who may be told."""
        found = set()
        for village in self.owing(villages):
            here = [n for n, p in enumerate(self.people) if village in p.villages and p.can and not p.away]
            usual = [n for n in here if self.people[n].before or (village, n) in self.reporters]
            leaders = [n for n in here if self.people[n].leads]
            found |= {(village, n) for n in usual or leaders or here}
        return found


villages_ = st.integers(1, 4)
people_ = st.builds(
    Person,
    st.sets(st.integers(0, 3), min_size=1, max_size=2).map(lambda some: tuple(sorted(some))),
    st.booleans(),
    st.integers(0, 4).map(bool),
    st.integers(0, 2).map(lambda n: n == 0),
    st.integers(0, 4).map(lambda n: n == 0),
)
# Minutes after Friday 8:00, in any order: a clock may jump. Most lie around the waves.
moments_ = st.one_of(
    st.integers(0, 5 * 1440),
    st.sampled_from(
        [2 * 1440 + 660, 2 * 1440 + 661, 2 * 1440 + 779, 2 * 1440 + 781, 2 * 1440 + 1350, 3 * 1440 + 120, 3 * 1440 - 90]
    ),
)
events_ = st.lists(
    st.tuples(moments_, st.sampled_from(["knock", "knock twice", "race", "report", "late send"]), st.integers(0, 9)),
    max_size=14,
)


def build(store: Store, model: Model, villages: int) -> Commune:
    plan = {
        "commune": {"key": "x", "name": "Xã X", "province": "P"},
        "village": [
            {"key": f"v{n}", "name": f"Thôn Số {chr(65 + n)}"} | ({"to": date(2025, 11, 20)} if n in model.gone else {})
            for n in range(villages)
        ],
    }
    with store.write() as connection:
        tx = Tx(connection, SET_UP)
        commune_id = setup.apply(tx, plan, fold).commune_id
        units = {unit.key: unit.id for unit in load(tx, commune_id).units}
        for n, person in enumerate(model.people):
            person.id = people.add_person(tx, f"Người {n}", f"nguoi {n}")
            person.address = people.add_address(tx, Address("console", "", f"p{n}"), "", person.id)
            people.consent(tx, person.id, "test", "console")
            for village in person.villages:
                people.join(tx, person.id, units[f"v{village}"], "leader" if person.leads else "member")
                if person.before:
                    say(tx, commune_id, units[f"v{village}"], person.id, date(2025, 11, 5), SET_UP)
            if not person.can:
                tx.run(people_table.update().where(people_table.c.id == person.id).values(silent_at=SET_UP))
            if person.away:
                leave.away(tx, person.id, START + timedelta(days=30))
        for village in model.excused & set(range(villages)):
            leave.excuse(tx, commune_id, [units[f"v{village}"]], date(2025, 11, 19), date(2025, 11, 19), "bão", None)
        tx.flush()
        return load(tx, commune_id)


def say(tx: Tx, commune_id: int, unit_id: int, person_id: int, day: date, when: datetime) -> None:
    tx.insert(
        entries,
        {
            "commune_id": commune_id,
            "unit_id": unit_id,
            "first": day,
            "last": day,
            "nil": False,
            "state": "live",
            "person_id": person_id,
            "channel": "console",
            "source": f"x/{unit_id}/{person_id}/{when}",
            "said_at": when,
            "stored_at": when,
            "words": "1 hv",
        },
    )


def deliver(store: Store, now: datetime) -> list[tuple[str, int, int, str]]:
    """One round of the sender: (rule, person, wave, text) of what went out."""
    sent = []
    with store.write() as connection:
        tx = Tx(connection, now)
        rows = claims.claim(tx, ["console"], 1000)
        verdicts = recheck(tx, rows, load)
        for row in rows:
            said = verdicts[row.key]
            late = row.not_after is not None and row.not_after <= now
            state = "expired" if late else "sent" if isinstance(said, Outbound) else "moot" if said is None else "due"
            values = {"state": state, "sent_at": now if state == "sent" else None}
            connection.execute(outbox.update().where(outbox.c.key == row.key).values(**values))
            if state == "sent":
                sent.append((row.rule, row.person_id, row.wave, said.text))
    return sent


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    villages_,
    st.lists(people_, min_size=1, max_size=7),
    st.frozensets(st.integers(0, 3), max_size=1),
    st.frozensets(st.integers(0, 3), max_size=1),
    events_,
)
def test_whoever_owes_is_told_once_a_wave_and_nobody_else(template, villages, roster, gone, excused, events):
    for person in roster:
        person.villages = tuple(sorted({village % villages for village in person.villages}))
    model = Model(roster, gone, excused)
    path = template.with_name("run.db")
    shutil.copy(template, path)
    store = Store(f"sqlite:///{path}")
    event.listen(store.engine, "connect", _unsafe)
    try:
        _run(store, model, villages, events)
    finally:
        store.close()
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)


def _unsafe(connection, _record):
    """No example outlives its process: nothing need reach the disk."""
    connection.execute("PRAGMA synchronous=OFF")


@dataclass
class Process:
    """What one running program remembers between two knocks."""

    agenda: Agenda = field(default_factory=Agenda)
    communes: Communes = field(default_factory=Communes)

    def knock(self, store, now):
        with store.write() as connection:
            tx = Tx(connection, now)
            knock(tx, self.communes.get, self.agenda)
            tx.flush()

    def see(self, store, now):
        """What is due, as its reading connection sees it."""
        with store.read() as connection:
            tx = Tx(connection, now)
            known = [self.communes.get(tx, id_) for id_ in all_ids(tx)]
            return [(g, list(due.chunks(g, due.said(tx, g), {}))) for g in self.agenda.open(known, now)]

    @staticmethod
    def put(store, now, seen):
        """Put in what was seen, though another may have been faster."""
        for group, chunks in seen:
            for ids in chunks:
                with store.write() as connection:
                    due.put(Tx(connection, now), group, ids)


def _run(store, model, villages, events):
    commune = build(store, model, villages)
    unit_ids = [unit.id for unit in commune.units]
    [round_] = of_period(commune, WEEK)
    times = {wave.number: wave for wave in waves.before(commune, round_)}
    by_id = {person.id: n for n, person in enumerate(model.people)}
    processes = (Process(), Process())
    ever: Counter[tuple[str, int, int]] = Counter()
    due_to: dict[int, set[int]] = {}  # wave → whom the first knock in its window found
    for minutes, what, number in events:
        now = START + timedelta(minutes=minutes)
        if what == "report":
            person = model.people[number % len(model.people)]
            village = person.villages[0]
            with store.write() as connection:
                tx = Tx(connection, now)
                say(tx, commune.id, unit_ids[village], person.id, WEEK.last, now)
            model.reported.setdefault(village, now)
            model.reporters.add((village, by_id[person.id]))
            continue
        with store.read() as connection:
            tx = Tx(connection, now)
            assert obligations.owing(tx, round_, [commune.id]) == [unit_ids[v] for v in model.owing(villages)]
            found = obligations.told(tx, "members", round_, [commune.id])
        told = model.told(villages)
        assert {(one.unit_id, one.person_id) for one in found} == {(unit_ids[v], model.people[n].id) for v, n in told}
        for wave, its in times.items():
            if its.start <= now < its.latest and wave not in due_to and what != "late send":
                due_to[wave] = {n for _, n in told}
        if what != "late send":
            if what == "race":
                seen = [process.see(store, now) for process in processes]
                for process, mine in zip(processes, seen, strict=True):
                    process.put(store, now, mine)
            else:
                for n in range(2 if what == "knock twice" else 1):
                    processes[(number + n) % 2].knock(store, now)
        said = deliver(store, now)
        for rule, person_id, wave, text in said:
            ever[rule, person_id, wave] += 1
            if rule == "before" and "17–23/11" in text:
                n = by_id[person_id]
                assert n in {one for _, one in told}, "nobody who reported, is away, silent or of no village that owes"
                assert is_decent(now, commune.day_off)
                assert times[wave].start <= now < times[wave].until <= round_.due
                names = {commune.units[v].name.removeprefix("Thôn ") for v, one in told if one == n}
                assert all(name in text for name in names), "one message lists everything they owe"
            assert is_decent(now, commune.day_off)
        if what != "late send":
            for wave, its in times.items():
                if its.start <= now < its.latest:
                    still = due_to[wave] & {n for _, n in told}
                    for person_id in (model.people[n].id for n in still):
                        had = sum(n for (rule, who, _), n in ever.items() if who == person_id and rule != "digest")
                        # A clock that jumped back may find that the round's two nudges are used up.
                        assert ever["before", person_id, wave] == 1 or had == 2, "exactly one a wave"
    assert all(count == 1 for count in ever.values()), "nothing twice"
    per_round = Counter()
    with store.read() as connection:
        for row in connection.execute(
            outbox.select().where(outbox.c.rule.in_(("before", "overdue")), outbox.c.state == "sent")
        ):
            per_round[row.person_id, row.period] += 1
    assert all(count <= 2 for count in per_round.values()), "two nudges a person and weekly round at most"


# ── when officers hear of a round that is due, in weeks and in months ─────────────────────────────────────────────────

cycles_ = st.one_of(
    st.builds(Cycle, st.integers(0, 6), st.integers(0, 23), st.sampled_from([0, 30])),
    st.builds(Cycle, st.integers(1, 28), st.integers(0, 23), st.sampled_from([0, 30]), st.sampled_from(MONTHS)),
)
QUARTER = [date(2025, 10, 1) + timedelta(days=n) for n in range(92)]


def _commune(cycle: Cycle, off: frozenset[date]) -> Commune:
    return Commune(1, "x", "Xã X", 1, (), (), (), (), (), cycle, SET_UP, "", 400, dict.fromkeys(off, "nghỉ"), {})


def _office_from(moment: datetime, off: frozenset[date]) -> datetime:
    """The reference: minute by minute until officers may be spoken to. October's rounds are due before 2025 ends, so
    no holiday but `off` matters."""
    while True:
        here = local(moment)
        minute = here.hour * 60 + here.minute
        open_ = 7 * 60 <= minute < 11 * 60 + 30 or 13 * 60 + 30 <= minute < 17 * 60
        if open_ and here.weekday() < 5 and here.date() not in off:
            return moment
        moment += timedelta(minutes=1)


@settings(max_examples=100, deadline=None)
@given(cycles_, st.sampled_from(QUARTER[:31]), st.frozensets(st.sampled_from(QUARTER), max_size=6), st.booleans())
def test_officers_hear_once_of_a_due_round_the_digest_of_a_month_when_it_is_due(cycle, day, off, moved):
    commune = _commune(cycle, off)
    period = cycle.period_of(day)
    if moved:  # the officer set another due time, and gave one village more time than the others
        due_at = commune.due(period) + timedelta(days=1, hours=3)
        commune.moved.update({(None, period.key): due_at, (7, period.key): due_at + timedelta(days=2)})
    common, *own = of_period(commune, period)
    [digest] = waves.digest(commune, common)
    told = _office_from(common.due, off)
    if cycle.kind == "week":
        first = period.last + timedelta(days=1)
        while first.weekday() > 4 or first in off:
            first += timedelta(days=1)
        in_office = _office_from(common.due, off) == common.due
        expected = common.due if local(common.due).date() == first and in_office else at(first, 10)
    else:
        expected = told
    assert digest.start == expected
    assert is_decent(digest.start, commune.day_off, OFFICE)
    assert digest.start < digest.until <= at(local(digest.start).date(), 17)
    missing = [one.start for one in waves.missing(commune, common)]
    assert missing == ([] if told == expected else [told]), "the list only where the digest does not say it already"
    assert len(own) == (1 if moved else 0)
    for round_ in own:
        assert waves.digest(commune, round_) == (), "the whole commune is told of once"
        if cycle.kind != "week":
            assert [one.start for one in waves.missing(commune, round_)] == [_office_from(round_.due, off)]


# ── what the waves of communes alike may depend on ────────────────────────────────────────────────────────────────────


def test_nothing_of_a_commune_but_its_rhythm_decides_about_its_waves(store):
    schema.upgrade(store)
    looked: set[str] = set()

    class Watched(Commune):
        def __getattribute__(self, name: str) -> object:
            looked.add(name)
            return super().__getattribute__(name)

    with store.write() as connection:
        tx = Tx(connection, START)
        setup.apply(tx, {"commune": {"key": "mau", "name": "Xã Mẫu", "province": "Tỉnh Mẫu"}}, fold)
        [id_] = all_ids(tx)
        commune = load(tx, id_)
    fields = {one.name: getattr(commune, one.name) for one in dataclasses.fields(commune)}
    asked = Collection(1, "đợt thử", (), START + timedelta(days=5), START - timedelta(days=1))
    for upward in ("", "friday 14:00", "month 5 10:00"):
        for cycle in (Cycle(), Cycle(5, kind="month"), Cycle(16, kind="decree09")):
            more = {"upward": upward, "cycle": cycle, "collections": (asked,), "moved": {(7, "2025-W46"): START}}
            watched = Watched(**fields | more)
            for day in range(40):
                now = START + timedelta(days=day)
                list(due.touching(watched, local(now).date(), now))
    within = looked & set(fields)
    looked.clear()
    hash(watched.rhythm)
    assert within == looked & set(fields)
