"""Told early: people whose platform will not let them be spoken to first any more when their reminder is due.

An Official Account may write to somebody for seven days after their last word. Whose days end before the first
reminder of a round hears it in the last hour in which that is still allowed, in decent hours, once: under the key of
the wave that would have come, so that this wave finds it said.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from domain.calendar import closing as hours_end
from domain.calendar import decent, is_decent
from domain.frozen import frozen
from domain.periods import at
from reminders import due
from reminders.due import Group, Planned
from reminders.rules import BY_NAME
from storage import nudges, obligations
from storage.communes import Commune
from storage.obligations import Told
from storage.rounds import Round, rounds
from storage.tx import Tx

LEAD = timedelta(hours=1)  # before the door closes; the clock knocks every minute
BEGUN = timedelta(days=1)  # on a round's first day there is nothing yet to ask for
EARLY = BY_NAME["before"]  # the one rule that asks members for figures before they are due

# Who can be spoken to first as of `tx.now` and could not at a later moment, unless they write.
Closing = Callable[[Tx, datetime], Sequence[int]]


@frozen
class Early:
    """One wave of one round, brought forward for some people; `told` as the predicate of its rule gives them."""

    group: Group
    told: tuple[Told, ...]


def early(tx: Tx, communes: Iterable[Commune], closing: Closing) -> list[Early]:
    """Whom to tell at `tx.now` what they could not be told when it is due: those who owe a round that has begun, have
    not been told of it, and cannot be spoken to at its next wave, nor at any decent moment an hour from now."""
    found: list[Early] = []
    for until, some in _by_next_moment(communes, tx.now).items():
        homes = nudges.communes_of(tx, closing(tx, until))
        waves: dict[tuple[Round, int], Group] = {}
        for commune in some:
            if any(commune.id in own for own in homes.values()):
                for group in _next_waves(commune, tx.now):
                    waves.setdefault((group.round, group.wave.number), group).commune_ids.append(commune.id)
        for group in waves.values():
            found += _untold(tx, group, closing(tx, min(until, group.wave.start)))
    return found


def planned(tx: Tx, communes: Iterable[Commune], found: Iterable[Early]) -> list[Planned]:
    """Everybody who would be told early, as rows to read."""
    by_id = {commune.id: commune for commune in communes}
    return [row for one in found for row in due.rows(tx, by_id, one.group, one.told)]


def put(tx: Tx, one: Early) -> int:
    """Put a wave brought forward into the outbox; returns how many messages."""
    slot = tx.now.replace(second=0, microsecond=0)  # what one person owes of several rounds goes as one message
    persons = sorted({told.person_id for told in one.told})
    return sum(
        nudges.put(
            tx,
            EARLY.name,
            one.group.wave.number,
            EARLY.audience,
            one.group.round,
            one.group.commune_ids,
            slot,
            hours_end(tx.now),
            {},
            personal=True,
            person_id=person_id,
        )
        for person_id in persons
    )


def _by_next_moment(communes: Iterable[Commune], now: datetime) -> dict[datetime, list[Commune]]:
    """The communes in which people may be spoken to now, by the first moment from an hour on at which they may again:
    an hour from now, after lunch, or tomorrow, or after the holidays."""
    found: dict[datetime, list[Commune]] = defaultdict(list)
    for commune in communes:
        if is_decent(now, commune.day_off, EARLY.hours):
            found[decent(now + LEAD, commune.day_off, EARLY.hours)].append(commune)
    return found


def _next_waves(commune: Commune, now: datetime) -> Iterator[Group]:
    """The next wave of every round that has begun, unless one is being said just now."""
    for round_ in rounds(commune, now):
        begun = (round_.made_at or at(round_.first, 0)) + BEGUN
        ahead = sorted((wave for wave in EARLY.waves(commune, round_) if wave.until > now), key=lambda wave: wave.start)
        if begun <= now and ahead and ahead[0].start > now:
            yield Group(EARLY, round_, ahead[0], ())


def _untold(tx: Tx, group: Group, person_ids: Sequence[int]) -> Iterator[Early]:
    """The wave for those of these people who owe its round and have not been told of it."""
    before = nudges.times(tx, person_ids, group.round.key)
    fresh = [person for person in person_ids if not before.get(person)]
    if fresh:
        told = obligations.told(tx, EARLY.audience, group.round, group.commune_ids, people_ids=fresh)
        if told:
            yield Early(group, tuple(told))
