"""What is due as of now: the open waves of all communes, as few statements; nothing is said that was said before."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from domain.calendar import closing, is_decent
from domain.frozen import frozen
from domain.periods import at, local
from reminders import waves
from reminders.rules import AGAIN, RULES, Rule
from reminders.waves import Wave
from storage import leave, nudges, obligations, people, reminding
from storage.communes import Commune
from storage.rounds import Round, rounds
from storage.tx import Tx

CHUNK = 1_000  # places of people in one statement: it holds the writer for some tens of milliseconds, not longer
GRACE = timedelta(days=2)  # how long after its due time a round is still said again to whoever asked for it

# The communes as the writer keeps them: (tx, id) → Commune.
Load = Callable[[Tx, int], Commune]
More = tuple[tuple[str, object], ...]
Waves = list[tuple[Rule, Round, Wave, More]]


@dataclass(slots=True)
class Group:
    """One wave of one round, due now in many communes alike."""

    rule: Rule
    round: Round
    wave: Wave
    more: More
    commune_ids: list[int] = field(default_factory=list)


@frozen
class Planned:
    """Somebody who would be told now, for people to read."""

    person: str
    unit: str
    rule: Rule
    wave: int
    channel: str
    round: Round
    commune: Commune
    person_id: int
    unit_ids: tuple[int, ...]
    slot: datetime  # rows of one person, rule and slot are one message


class Agenda:
    """The waves of the day of each commune, worked out once a day and rhythm: most knocks then only compare times."""

    def __init__(self) -> None:
        self._day: dict[int, tuple[date, int, Waves]] = {}
        self._shared: tuple[date, dict[Hashable, Waves]] = (date.min, {})

    def open(self, communes: Iterable[Commune], now: datetime) -> list[Group]:
        """What may be put into the outbox at `now`, equal waves of many communes together."""
        groups: dict[tuple[str, Round, Wave, More], Group] = {}
        for commune in communes:
            for rule, round_, wave, more in self._of(commune, now):
                if wave.start <= now < wave.latest and is_decent(now, commune.day_off, rule.hours):
                    group = groups.setdefault((rule.name, round_, wave, more), Group(rule, round_, wave, more))
                    group.commune_ids.append(commune.id)
        return list(groups.values())

    def _of(self, commune: Commune, now: datetime) -> Waves:
        today = local(now).date()
        known = self._day.get(commune.id)
        if known is None or known[:2] != (today, commune.version):
            if self._shared[0] != today:
                self._shared = (today, {})
            rhythm, shared = commune.rhythm, self._shared[1]
            if rhythm not in shared:
                shared[rhythm] = list(touching(commune, today, now))
            known = self._day[commune.id] = (today, commune.version, shared[rhythm])
        return known[2]


def touching(commune: Commune, today: date, now: datetime) -> Iterator[tuple[Rule, Round, Wave, More]]:
    """Every wave of a commune that touches a day, with its rule, its round and what the predicate takes beside it.

    Nothing of the commune may decide about them but its rhythm.
    """
    start, end = at(today, 0), at(today + timedelta(days=1), 0)
    for round_ in rounds(commune, now):
        for rule in RULES:
            for wave in rule.waves(commune, round_):
                if wave.start < end and wave.latest > start:
                    yield rule, round_, wave, tuple(sorted(rule.values(commune, round_, wave.start).items()))


def chunks(group: Group, done: set[int], sizes: Mapping[int, int]) -> Iterator[list[int]]:
    """The communes whose wave is not yet in the outbox, so many at a time that one statement stays short."""
    chunk: list[int] = []
    places = 0
    for commune_id in group.commune_ids:
        if commune_id in done:
            continue
        size = sizes.get(commune_id, 1)
        if chunk and places + size > CHUNK:
            yield chunk
            chunk, places = [], 0
        chunk.append(commune_id)
        places += size
    if chunk:
        yield chunk


def said(tx: Tx, group: Group) -> set[int]:
    """The communes whose wave is in the outbox already."""
    return nudges.knocked(tx, group.rule.name, group.wave.number, group.round.mark)


def put(tx: Tx, group: Group, commune_ids: Sequence[int]) -> int:
    """Put a wave of some communes into the outbox, those that nobody else has; returns how many messages."""
    ours = nudges.mark(tx, group.rule.name, group.wave.number, group.round.mark, commune_ids)
    if not ours:
        return 0
    return nudges.put(
        tx,
        group.rule.name,
        group.wave.number,
        group.rule.audience,
        group.round,
        ours,
        group.wave.start,
        group.wave.until,
        dict(group.more),
        personal=group.rule.personal,
    )


def put_again(tx: Tx, load: Load) -> int:
    """Say again what those still owe who asked for it and whose time has come; returns how many messages."""
    asked = leave.wake(tx, waves.LATEST)
    count = 0
    for round_, (commune_ids, person_ids, until) in _again(tx, load, asked).items():
        for person_id in person_ids:
            count += nudges.put(
                tx,
                AGAIN.name,
                int(tx.now.timestamp()) // 60 - 29_000_000,  # the minute: each “nhắc lại” is a wave of its own
                AGAIN.audience,
                round_,
                commune_ids,
                tx.now,
                until,
                {},
                personal=True,
                limit=False,  # they asked for it; it counts, so that the waves that follow stop sooner
                person_id=person_id,
            )
    return count


def _again(tx: Tx, load: Load, person_ids: Sequence[int]) -> dict[Round, tuple[list[int], list[int], datetime]]:
    """For people who are to be told again: the open rounds, each with communes, people and until when."""
    found: dict[Round, tuple[list[int], list[int], datetime]] = {}
    places = nudges.communes_of(tx, person_ids)
    for person_id in person_ids:
        for commune_id in sorted(places.get(person_id, ())):
            commune = load(tx, commune_id)
            if not is_decent(tx.now, commune.day_off, AGAIN.hours):
                continue
            for round_ in rounds(commune, tx.now):
                if spoken_of(commune, round_, tx.now):
                    communes, persons, _ = found.setdefault(round_, ([], [], closing(tx.now)))
                    communes += [commune_id] if commune_id not in communes else []
                    persons += [person_id] if person_id not in persons else []
    return found


def spoken_of(commune: Commune, round_: Round, now: datetime) -> bool:
    """Whether a round's reminders have begun and it is not long over."""
    first = min((one.start for one in waves.before(commune, round_)), default=round_.due)
    return min(first, round_.made_at or first) <= now < round_.due + GRACE


def planned(tx: Tx, communes: Sequence[Commune], groups: Iterable[Group]) -> list[Planned]:
    """Everybody who would be told by these waves and has not been, as rows to read."""
    found: list[Planned] = []
    by_id = {commune.id: commune for commune in communes}
    for group in groups:
        done = said(tx, group)
        ids = [one for one in group.commune_ids if one not in done]
        told = obligations.told(tx, group.rule.audience, group.round, ids, dict(group.more))
        found += rows(tx, by_id, group, told)
    return found


def rows(
    tx: Tx, by_id: Mapping[int, Commune], group: Group, told: Sequence[obligations.Told], *, limit: bool = True
) -> Iterator[Planned]:
    """A wave's messages to these people as rows to read: those not yet in the outbox, within the round's cap."""
    names = people.names(tx, [one.person_id for one in told])
    channels = nudges.channels(tx, [one.address_id for one in told])
    keys = {(one.person_id, 0 if group.rule.personal else one.commune_id): one for one in told}
    wave = group.wave.number
    known = reminding.said(tx, [f"n/{group.rule.name}/{group.round.mark}/{s}/{p}/{wave}" for p, s in keys])
    limited = limit and group.rule.personal
    times = nudges.times(tx, [one.person_id for one in told], group.round.key) if limited else {}
    for (person_id, scope), one in keys.items():
        if f"n/{group.rule.name}/{group.round.mark}/{scope}/{person_id}/{wave}" in known:
            continue
        if times.get(person_id, 0) >= group.round.cap:
            continue
        commune = by_id[one.commune_id]
        units = tuple(t.unit_id for t in told if t.person_id == person_id)
        place = commune.key if one.unit_id == commune.id else commune.unit(min(units)).key
        yield Planned(
            names[person_id],
            place,
            group.rule,
            wave,
            channels.get(one.address_id, ""),
            group.round,
            commune,
            person_id,
            units,
            group.wave.start,
        )


def planned_again(tx: Tx, load: Load) -> list[Planned]:
    """Everybody who would be told again because they asked for it and still owe, as rows to read."""
    found: list[Planned] = []
    asked = leave.asked(tx, waves.LATEST)
    for round_, (commune_ids, person_ids, until) in _again(tx, load, asked).items():
        told = obligations.told(tx, AGAIN.audience, round_, commune_ids, {}, person_ids)
        group = Group(AGAIN, round_, Wave(1, tx.now, tx.now, until), (), commune_ids)
        found += rows(tx, {id_: load(tx, id_) for id_ in commune_ids}, group, told, limit=False)
    return found
