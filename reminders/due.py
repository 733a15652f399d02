"""What is due and not yet said as of now: the rules held against the ledger, and the same again when it is sent."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from domain.messages import Outbound
from domain.periods import Period, local, parse_key, week_of
from reminders.rules import BY_NAME, RULES, About, Rule
from storage import communes, messages, reminding
from storage.communes import Commune
from storage.people import Member
from storage.tx import Tx

WEEKS = 3  # how many weeks back a due time can be moved to: Tết takes two

# The communes as the writer keeps them: (tx, id) → Commune.
Load = Callable[[Tx, int], Commune]


@dataclass(frozen=True, slots=True)
class Nudge:
    """One message to one person, due now. `until` is when it would be too late."""

    rule: Rule
    member: Member
    about: About
    until: datetime
    message: Outbound

    @property
    def key(self) -> str:
        """Unique: doing it twice is harmless."""
        return _key(self.rule, self.about, self.member.person_id)


def _key(rule: Rule, about: About, person_id: int) -> str:
    return f"{rule.name}/{about.commune.id}/{person_id}/{about.period.key}/{rule.wave}"


def due(tx: Tx, load: Load) -> list[Nudge]:
    """Every message that may be said at `tx.now` and has not been put into the outbox."""
    return [
        nudge
        for commune_id in communes.all_ids(tx)
        for rule, commune, period in moments(load(tx, commune_id), tx.now)
        for nudge in _of(tx, rule, commune, period)
    ]


def moments(commune: Commune, now: datetime) -> list[tuple[Rule, Commune, Period]]:
    """The rules whose window is open for one of the last weeks: arithmetic alone, so that most knocks cost nothing."""
    found = []
    week = week_of(local(now).date())
    for _ in range(WEEKS + 1):
        for rule in RULES:
            first, last = rule.window(commune, week)
            if first <= now < last:
                found.append((rule, commune, week))
        week = week_of(week.first - timedelta(days=1))
    return found


def _of(tx: Tx, rule: Rule, commune: Commune, period: Period) -> list[Nudge]:
    whom = rule.whom(tx, commune, period)
    told = {_key(rule, about, member.person_id): (member, about) for member, about in whom.values()}
    known = reminding.said(tx, list(told))
    until = rule.until(commune, period)
    return [
        Nudge(rule, member, about, until, rule.words(tx, about))
        for key, (member, about) in told.items()
        if key not in known
    ]


def put(tx: Tx, nudges: Iterable[Nudge]) -> int:
    """Put messages into the outbox; returns how many were not there yet."""
    count = 0
    for nudge in nudges:
        assert nudge.member.address_id is not None
        about: dict[str, Any] = {
            "rule": nudge.rule.name,
            "period": nudge.about.period.key,
            "unit_id": nudge.about.units[0].id if nudge.about.units else nudge.about.commune.id,
        }
        count += messages.say_later(
            tx,
            nudge.key,
            "nudge",
            nudge.member.address_id,
            nudge.member.person_id,
            nudge.message,
            not_after=nudge.until,
            about=about,
        )
    return count


def recheck(tx: Tx, rows: Sequence[Row[Any]], load: Load) -> dict[str, Outbound | None]:
    """By key, what messages of ours say now that they are about to be sent; None where nobody needs one any more (the
    village has reported meanwhile, the person has left or said “dừng”). Messages of no rule go as they are."""
    result: dict[str, Outbound | None] = {}
    now_told: dict[tuple[str, int, str], dict[int, tuple[Member, About]]] = {}
    for row in rows:
        rule = BY_NAME.get(row.rule)
        if rule is None:
            result[row.key] = messages.as_ready(row).message
            continue
        commune_id = int(row.key.split("/")[1])
        which = (rule.name, commune_id, row.period)
        if which not in now_told:
            now_told[which] = rule.whom(tx, load(tx, commune_id), parse_key(row.period))
        told = now_told[which].get(row.person_id)
        result[row.key] = rule.words(tx, told[1]) if told is not None else None
    return result
