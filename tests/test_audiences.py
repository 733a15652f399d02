"""Who is told, by every rule: the predicates of the database held to plain loops over any roster, figures and nils."""

import shutil
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from domain.calendar import Cycle
from domain.messages import Address
from domain.periods import Period, at
from reminders.rules import RULES
from storage import collections, leave, obligations, people, setup
from storage.communes import Commune, load
from storage.engine import Store
from storage.messages import heard
from storage.rounds import Round, of_collection, of_period
from storage.tables import addresses, consents, entries
from storage.tables import people as people_table
from storage.tx import Tx
from vietnamese.fold import fold

SET_UP = datetime(2025, 3, 1, tzinfo=UTC)
DAY = date(2025, 11, 19)  # inside the round that is looked at
STATES = ("live", "replaced", "superseded", "void")
WEEKLY, MONTHLY = "monday 10:00", "decree09 16 10:00"


@dataclass
class Somebody:
    """A person: places as (village, leads); an officer of the commune; what keeps them from being told."""

    places: tuple[tuple[int, bool], ...]
    officer: bool
    spoilt: str  # "", left, silent, no consent, unreachable, away, snoozed
    id: int = 0

    def may_be_told(self, *, snooze_counts: bool) -> bool:
        return self.spoilt == "" or (self.spoilt == "snoozed" and not snooze_counts)


@dataclass
class Said:
    """An entry: of a village, by somebody (or an import), so many rounds back, figures or nothing, of which days."""

    village: int
    by: int | None
    back: int
    nil: bool
    days: str  # "day", "whole" round, "across" its first day
    state: str
    first: date = DAY
    last: date = DAY

    @property
    def speaks(self) -> bool:
        return self.state in ("live", "replaced")


@dataclass
class Case:
    """A commune about which everything is known."""

    cycle: str
    villages: int
    ended: frozenset[int]  # ended inside the round
    excused: frozenset[int]
    roster: list[Somebody]
    said: list[Said]
    unread: int | None  # hours before now that a sentence was not understood
    sent_to: frozenset[int]
    answered: frozenset[int]
    rounds: list[Period] = field(default_factory=list)  # the round, and those before it


somebody_ = st.builds(
    Somebody,
    st.dictionaries(st.integers(0, 2), st.booleans(), max_size=2).map(lambda found: tuple(sorted(found.items()))),
    st.integers(0, 3).map(lambda n: n == 0),
    st.sampled_from(["", "", "", "", "left", "silent", "no consent", "unreachable", "away", "snoozed"]),
)
said_ = st.builds(
    Said,
    st.integers(0, 2),
    st.one_of(st.none(), st.integers(0, 4)),
    st.integers(0, 5),
    st.booleans(),
    st.sampled_from(["day", "whole", "whole", "across"]),
    st.sampled_from(["live", "live", "live", *STATES]),
)
some_villages_ = st.frozensets(st.integers(0, 2), max_size=2)
cases_ = st.builds(
    Case,
    st.sampled_from([WEEKLY, MONTHLY]),
    st.integers(1, 3),
    st.frozensets(st.integers(0, 2), max_size=1),
    st.frozensets(st.integers(0, 2), max_size=1),
    st.lists(somebody_, min_size=1, max_size=5),
    st.lists(said_, max_size=14),
    st.one_of(st.none(), st.integers(0, 60)),
    some_villages_,
    some_villages_,
)


def leaning(case: Case, nothing: int, spoke: frozenset[int], unread: int) -> Case:
    """What hardly comes up by chance: a village with nothing in so many rounds, somebody heard of only in some rounds
    back, a sentence not understood since yesterday; and an officer to be told of it."""
    somebody = Somebody(((0, True), (1, False)), False, "")
    said = [Said(0, None, back, True, "whole", "live") for back in range(nothing)]
    said += [Said(1, 0, back, False, "day", "live") for back in spoke]
    roster = [somebody, Somebody((), True, ""), *case.roster]
    return replace(case, villages=3, roster=roster, said=[*case.said[:1], *said], unread=unread)


leaning_ = st.builds(
    leaning,
    cases_,
    st.sampled_from([4, 4, 4, 3, 5]),
    st.one_of(st.just(frozenset({4})), st.frozensets(st.integers(0, 5), max_size=2)),
    st.integers(1, 26),
)


# ── the reference ─────────────────────────────────────────────────────────────────────────────────────────────────────


def met(case: Case, village: int, period: Period) -> bool:
    """A figure whose last day lies in the period, or nothing said of all of it."""
    own = [one for one in case.said if one.village == village and one.speaks]
    figure = any(not one.nil and period.first <= one.last <= period.last for one in own)
    return figure or any(one.nil and one.first <= period.first and one.last >= period.last for one in own)


def owing(case: Case, round_: Round) -> set[int]:
    """The villages that owe."""
    if round_.collection:
        return {v for v in case.sent_to - case.answered - case.ended - case.excused if v < case.villages}
    found = set()
    for village in range(case.villages):
        if village not in case.ended | case.excused and not met(case, village, case.rounds[0]):
            found.add(village)
    return found


def members(case: Case, round_: Round) -> set[tuple[int, int]]:
    """(person, village): who reported since four rounds, else the leaders, else all of those who may be told."""
    found = set()
    for village in owing(case, round_):
        here = [
            (n, leads)
            for n, one in enumerate(case.roster)
            for place, leads in one.places
            if place == village and one.may_be_told(snooze_counts=True)
        ]
        usual = [
            n
            for n, _ in here
            if any(s.village == village and s.by == n and s.speaks and s.last >= round_.since for s in case.said)
        ]
        leaders = [n for n, leads in here if leads]
        found |= {(n, village) for n in usual or leaders or [n for n, _ in here]}
    return found


def leaders(case: Case, round_: Round) -> set[tuple[int, int]]:
    owe = owing(case, round_)
    return {
        (n, village)
        for n, one in enumerate(case.roster)
        for village, leads in one.places
        if village in owe and leads and one.may_be_told(snooze_counts=False)
    }


def officers(case: Case, *, wanted: bool = True) -> set[tuple[int, int]]:
    """(person, -1 for the commune)."""
    all_ = enumerate(case.roster)
    return {(n, -1) for n, one in all_ if wanted and one.officer and one.may_be_told(snooze_counts=False)}


def only_nil(case: Case, village: int, period: Period) -> bool:
    own = [one for one in case.said if one.village == village and one.speaks]
    if any(not one.nil and period.first <= one.last <= period.last for one in own):
        return False
    return any(one.nil and one.first <= period.first and one.last >= period.last for one in own)


def nils(case: Case) -> set[int]:
    """Villages with nothing in the last four rounds, and not in the one before."""
    found = set()
    for village in range(case.villages):
        nothing = [only_nil(case, village, period) for period in case.rounds[:5]]
        if all(nothing[:4]) and not nothing[4]:
            found.add(village)
    return found


def silent(case: Case) -> set[tuple[int, int]]:
    """(person, village): heard of it in the fifth round back and in none since."""
    found = set()
    for n, one in enumerate(case.roster):
        for village, _ in one.places:
            days = [s.last for s in case.said if s.by == n and s.village == village and s.speaks]
            before = any(day in case.rounds[4] for day in days)
            since = any(case.rounds[3].first <= day <= case.rounds[0].last for day in days)
            if one.spoilt != "left" and before and not since:
                found.add((n, village))
    return found


def told(case: Case, audience: str, round_: Round, now: datetime, since: datetime | None) -> set[tuple[int, int]]:
    match audience:
        case "members":
            return members(case, round_)
        case "leaders":
            return leaders(case, round_)
        case "officers":
            return officers(case)
        case "officers of the missing":
            return officers(case, wanted=bool(owing(case, round_)))
        case "officers of the unread":
            assert since is not None
            said = None if case.unread is None else now - timedelta(hours=case.unread)
            return officers(case, wanted=said is not None and since <= said < now)
        case "officers of the silent":
            return officers(case, wanted=bool(silent(case)))
        case _:
            assert audience == "officers of the nils"
            return officers(case, wanted=bool(nils(case)))


# ── the same in a database ────────────────────────────────────────────────────────────────────────────────────────────


def build(tx: Tx, case: Case, now: datetime) -> Commune:
    cycle = Cycle.parse(case.cycle)
    period = cycle.period_of(DAY)
    case.rounds = [period]
    for _ in range(6):
        case.rounds.append(cycle.before(case.rounds[-1]))
    plan = {
        "commune": {"key": "x", "name": "Xã X", "province": "P"},
        "cycle": {"week_due": case.cycle},
        "village": [
            {"key": f"v{n}", "name": f"Thôn {chr(65 + n)}"} | ({"to": DAY} if n in case.ended else {})
            for n in range(case.villages)
        ],
    }
    commune_id = setup.apply(tx, plan, fold).commune_id
    units = {unit.key: unit.id for unit in load(tx, commune_id).units}
    for n, one in enumerate(case.roster):
        one.places = tuple((village, leads) for village, leads in one.places if village < case.villages)
        one.id = people.add_person(tx, f"Người {n}", f"nguoi {n}")
        address = people.add_address(tx, Address("console", "", f"p{n}"), "", one.id)
        people.consent(tx, one.id, "test", "console")
        for village, leads in one.places:
            people.join(tx, one.id, units[f"v{village}"], "leader" if leads else "member")
        if one.officer:
            people.join(tx, one.id, commune_id, "officer")
        spoil(tx, one, address, now)
    excused_on = load(tx, commune_id).touched(period)[0]
    for village in case.excused:
        if village < case.villages:
            leave.excuse(tx, commune_id, [units[f"v{village}"]], excused_on, excused_on, "bão", None)
    case.said = [one for one in case.said if one.village < case.villages]
    for number, one in enumerate(case.said):
        one.by = one.by if one.by is not None and one.by < len(case.roster) else None
        say(tx, case, commune_id, units[f"v{one.village}"], number, one)
    if case.unread is not None:
        said_at = now - timedelta(hours=case.unread)
        heard(tx, {"channel": "web", "account": "", "message": "m", "address_id": None, "person_id": None,
                   "commune_id": commune_id, "text": "?", "sent_at": said_at, "taken_at": said_at,
                   "outcome": "unread", "handler": "unread"})  # fmt: skip
    tx.flush()
    return load(tx, commune_id)


def spoil(tx: Tx, one: Somebody, address: int, now: datetime) -> None:
    mine = people_table.update().where(people_table.c.id == one.id)
    match one.spoilt:
        case "left":
            tx.run(mine.values(left_at=SET_UP))
        case "silent":
            tx.run(mine.values(silent_at=SET_UP))
        case "no consent":
            tx.flush()
            tx.run(consents.update().where(consents.c.person_id == one.id).values(withdrawn_at=SET_UP))
        case "unreachable":
            tx.run(addresses.update().where(addresses.c.id == address).values(unreachable_at=SET_UP))
        case "away":
            leave.away(tx, one.id, now + timedelta(days=3))
        case "snoozed":
            leave.snooze(tx, one.id, now + timedelta(hours=2))


def say(tx: Tx, case: Case, commune_id: int, unit_id: int, number: int, one: Said) -> None:
    period = case.rounds[one.back]
    day = period.first + timedelta(days=number % period.days)
    one.first, one.last = {
        "day": (day, day),
        "whole": (period.first, period.last),
        "across": (period.first - timedelta(days=2), day),
    }[one.days]
    row = {
        "commune_id": commune_id, "unit_id": unit_id, "first": one.first, "last": one.last, "nil": one.nil,
        "state": one.state, "person_id": None if one.by is None else case.roster[one.by].id, "channel": "console",
        "source": f"x/{number}", "said_at": SET_UP, "stored_at": SET_UP, "words": "1 hv",
    }  # fmt: skip
    tx.insert(entries, row)


@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.one_of(cases_, leaning_))
def test_every_rule_tells_whom_the_reference_tells(template, case):
    path = template.with_name("run.db")
    shutil.copy(template, path)
    store = Store(f"sqlite:///{path}")
    event.listen(store.engine, "connect", lambda connection, _: connection.execute("PRAGMA synchronous=OFF"))
    try:
        with store.write() as connection:
            _hold(Tx(connection, SET_UP), case)
    finally:
        store.close()
        for end in ("", "-wal", "-shm"):
            path.with_name(path.name + end).unlink(missing_ok=True)


def _hold(tx: Tx, case: Case) -> None:
    now = at(Cycle.parse(case.cycle).period_of(DAY).last + timedelta(days=3), 16)
    commune = build(tx, case, now)
    [round_] = of_period(commune, case.rounds[0])
    tx.now = now - timedelta(days=4)
    units = {n: commune.by_key(f"v{n}").id for n in range(case.villages)}
    asked = [units[n] for n in sorted(case.sent_to) if n in units]
    case_of = {round_: case}
    if asked:
        made = collections.open_(tx, commune.id, "đợt", ["learners"], round_.due, asked, None)
        for village in case.answered & case.sent_to & units.keys():
            collections.answer(tx, made.id, units[village], {"learners": 1}, "1 hv", tx.now, None, None)
        # A week is excused on any of its days, a month and a collection on the day they are due.
        excused = frozenset() if case.cycle == WEEKLY else case.excused
        case_of[of_collection(made)] = replace(case, excused=excused)
    tx.flush()
    tx.now = now
    commune = load(tx, commune.id)
    numbers = {one.id: n for n, one in enumerate(case.roster)}
    places = {unit: n for n, unit in units.items()} | {commune.id: -1}
    for one, known in case_of.items():
        assert {places[unit] for unit in obligations.owing(tx, one, [commune.id])} == owing(known, one)
        for rule in RULES:
            if one.collection and (rule.audience, True) not in obligations.TOLD:
                continue
            more = rule.values(commune, round_, now)
            found = obligations.told(tx, rule.audience, one, [commune.id], more)
            got = {(numbers[row.person_id], places[row.unit_id]) for row in found}
            since = more.get("unread_since")
            assert got == told(known, rule.audience, one, now, since), (rule.name, one.key)
            assert len(found) == len(got), "each once for a place"
            assert all(row.address_id is not None for row in found)
            if rule.name == "nils":
                assert {places[unit] for unit in obligations.nils(tx, commune.id, more)} == nils(case)
            if rule.name == "silent":
                gone = obligations.silent(tx, commune.id, more)
                assert {(numbers[person], places[unit]) for person, unit in gone} == silent(case)
