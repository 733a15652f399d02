"""When to speak first: who is told, about which week, at what moment, and what makes it needless."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.messages import Outbound
from domain.periods import Period, at, local
from domain.roles import Role
from reports import rollup, weekly
from storage import reminding
from storage.communes import Commune, Unit
from storage.people import Member
from storage.tx import Tx
from vietnamese.words import due as due_words
from vietnamese.words import listing, sentence, span, village
from vietnamese.words import number as number_words

EVENING, MORNING, NIGHT = 19, 7, 21  # hours in Vietnam; after NIGHT nobody is spoken to first
LATEST = timedelta(hours=3)  # how long after its moment something may still be said for the first time
RECENT = timedelta(days=28)  # who reported since then is who reports for the village
SAMPLE = "12 học viên, 5 vneid, 2 buổi"


@dataclass(frozen=True, slots=True)
class About:
    """What a message is about: a week, and the villages of this person that still owe it (none for a digest)."""

    commune: Commune
    period: Period
    units: tuple[Unit, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason to speak first.

    `moment` is when a week's message is due, `until` when it would be too late to say it at all. `whom` gives the
    people by id, with what each is to be told about as of now: asked when it is planned and again when it is sent, so
    that who is no longer in it hears nothing. `words` is what to say.
    """

    name: str
    wave: int
    moment: Callable[[Commune, Period], datetime]
    until: Callable[[Commune, Period], datetime]
    whom: Callable[[Tx, Commune, Period], dict[int, tuple[Member, About]]]
    words: Callable[[Tx, About], Outbound]

    def window(self, commune: Commune, period: Period) -> tuple[datetime, datetime]:
        """From when until when it may be said for the first time."""
        moment = self.moment(commune, period)
        return moment, min(moment + LATEST, self.until(commune, period))


# ── the evening before the week is due: those who still owe ───────────────────────────────────────────────────────────


def evening_before(commune: Commune, period: Period) -> datetime:
    """19:00 of the last evening before the due day that is no day off; if all since the week's end are, 7:00 of the due
    day itself."""
    due = local(commune.due(period)).date()
    day = due - timedelta(days=1)
    while day >= period.last:
        if not commune.day_off(day):
            return at(day, EVENING)
        day -= timedelta(days=1)
    return at(due, MORNING)


def _evening_until(commune: Commune, period: Period) -> datetime:
    moment = evening_before(commune, period)
    return min(commune.due(period), at(local(moment).date(), NIGHT))


def who_owes(tx: Tx, commune: Commune, period: Period) -> dict[int, tuple[Member, About]]:
    """For each village that owes the week: who reported in the last four weeks, else its leader, else every member;
    only those who agreed, can be reached and want to be spoken to. Somebody of two villages is told once about both."""
    owing = [unit for unit, week, _ in rollup.owed(tx, commune, tx.now) if week == period]
    told: dict[int, tuple[Member, About]] = {}
    if not owing:
        return told
    members = reminding.willing(tx, [unit.id for unit in owing])
    reported = reminding.reporters(tx, [unit.id for unit in owing], local(tx.now).date() - RECENT)
    for unit in owing:
        here = [member for member in members if member.unit_id == unit.id]
        usual = [member for member in here if (unit.id, member.person_id) in reported]
        leaders = [member for member in here if member.role == Role.LEADER]
        for member in usual or leaders or here:
            _, about = told.get(member.person_id, (member, About(commune, period)))
            if unit not in about.units:
                told[member.person_id] = (member, About(commune, period, (*about.units, unit)))
    return told


def _evening_words(tx: Tx, about: About) -> Outbound:
    today = local(tx.now).date()
    names = listing(village(unit.name) for unit in about.units)
    due = due_words(about.commune.due(about.period), today)
    return Outbound(
        f"{sentence(names)} chưa có số liệu tuần {span(about.period.first, about.period.last, today)} (hạn {due}). "
        f"Anh/chị nhắn ví dụ: {example(tx, about.commune, about.units)}. Không có gì thì nhắn 0 ạ."
    )


def example(tx: Tx, commune: Commune, units: Sequence[Unit]) -> str:
    """A sentence they could send, in the village's own numbers where it has sent some; with two villages it names one,
    as they will have to."""
    head = f"{village(units[0].name)} " if len(units) > 1 else ""
    values = reminding.last_values(tx, units[0].id)
    if not values:
        return head + SAMPLE
    keys = commune.in_order(values)[:3]
    return head + ", ".join(f"{number_words(values[key])} {commune.indicator(key).short}" for key in keys)


# ── the digest: the ended week, to the officers, when it is due ───────────────────────────────────────────────────────


def _due(commune: Commune, period: Period) -> datetime:
    return commune.due(period)


def _digest_until(commune: Commune, period: Period) -> datetime:
    return at(local(commune.due(period)).date(), NIGHT)


def officers(tx: Tx, commune: Commune, period: Period) -> dict[int, tuple[Member, About]]:
    """The commune's officers who agreed and can be reached; nobody for weeks that ended before it was set up."""
    if not commune.expected(period):
        return {}
    found = reminding.willing(tx, [commune.id])
    return {m.person_id: (m, About(commune, period)) for m in found if m.role == Role.OFFICER}


def _digest_words(tx: Tx, about: About) -> Outbound:
    return Outbound(weekly.text(tx, about.commune, about.period, tx.now), weekly.buttons(about.period))


RULES: tuple[Rule, ...] = (
    Rule("evening", 1, evening_before, _evening_until, who_owes, _evening_words),
    Rule("digest", 1, _due, _digest_until, officers, _digest_words),
)
BY_NAME: dict[str, Rule] = {rule.name: rule for rule in RULES}
