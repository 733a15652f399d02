"""Inside the claim of the send: what a nudge says as of now, later if the hour is wrong, nothing if nobody needs it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row

from domain.calendar import decent, is_decent
from domain.messages import Choice, Outbound
from reminders import words
from reminders.due import Load, More
from reminders.rules import BY_NAME, Rule
from reminders.words import Owed
from storage import messages, nudges, obligations, reminding
from storage.communes import Commune
from storage.rounds import Round, find
from storage.tx import Tx

TALKING = timedelta(minutes=30)  # who was heard so recently with a report open is in the middle of it
Verdict = Outbound | datetime | None


def recheck(tx: Tx, rows: Sequence[Row[Any]], load: Load) -> Mapping[str, Verdict]:
    """By key, what messages of ours say now that they are about to be sent; when to look again; None where nobody
    needs one any more (reported meanwhile, left, “dừng”, on leave). Messages of no rule go as they are."""
    found: dict[str, Verdict] = {}
    ours: dict[str, list[Row[Any]]] = defaultdict(list)
    for row in rows:
        if row.rule in BY_NAME:
            ours[row.rule].append(row)
        else:
            found[row.key] = messages.as_ready(row).message
    today = nudges.sent_today(tx, [row.person_id for some in ours.values() for row in some])
    busy = reminding.open_reports(tx, [row.person_id for some in ours.values() for row in some])
    for name, some in ours.items():
        rule = BY_NAME[name]
        items = _personal(tx, rule, some, load) if rule.personal else _official(tx, rule, some, load)
        for row in some:
            found[row.key] = None
            owed = items.get(row.key)
            if owed and today.get(row.person_id, 0) < nudges.DAILY:
                found[row.key] = _say(tx, rule, owed, busy.get(row.person_id) if rule.personal else None)
                today[row.person_id] = today.get(row.person_id, 0) + 1
    return found


def _say(tx: Tx, rule: Rule, owed: list[Owed], report: reminding.OpenReport | None) -> Verdict:
    commune = owed[0].commune
    if not is_decent(tx.now, commune.day_off, rule.hours):
        return decent(tx.now, commune.day_off, rule.hours)
    if report is not None:
        if tx.now - report.heard_at < TALKING:
            return None
        choices = tuple(Choice(key, label) for key, label in report.choices)
        return Outbound(words.unfinished(report.text, report.left(len(commune.on)), report.asked_at, tx.now), choices)
    return rule.words(tx, owed)


def _personal(tx: Tx, rule: Rule, rows: Sequence[Row[Any]], load: Load) -> dict[str, list[Owed]]:
    """What each person still owes of the rounds that this moment's message is about; a round each, its units
    together."""
    told_of, merged = nudges.twins(tx, [row.key for row in rows])
    periods = {key: {one.period for one in some} for key, some in told_of.items()}
    persons = sorted({row.person_id for row in rows})
    places = nudges.communes_of(tx, persons)
    wanted: dict[Round, set[int]] = defaultdict(set)
    known: dict[int, Commune] = {}
    for row in rows:
        for commune_id in places.get(row.person_id, ()):
            commune = known.setdefault(commune_id, load(tx, commune_id))
            for key in sorted(periods.get(row.key, ())):
                for round_ in find(commune, key, tx.now):
                    wanted[round_].add(commune_id)
    told: dict[int, dict[tuple[int, Round], list[int]]] = defaultdict(lambda: defaultdict(list))
    for round_, communes in wanted.items():
        for one in obligations.told(tx, rule.audience, round_, sorted(communes), people_ids=persons):
            told[one.person_id][one.commune_id, round_].append(one.unit_id)
    return {
        row.key: [
            Owed(known[commune_id], round_, tuple(known[commune_id].unit(unit) for unit in units))
            for (commune_id, round_), units in told[row.person_id].items()
            if round_.key in periods.get(row.key, ())
        ]
        for row in rows
        if row.key not in merged
    }


def _official(tx: Tx, rule: Rule, rows: Sequence[Row[Any]], load: Load) -> dict[str, list[Owed]]:
    """What an officer is told of this moment's rounds and their communes, of each what there still is to tell."""
    told_of, merged = nudges.twins(tx, [row.key for row in rows])
    asked: dict[tuple[Round, More], list[tuple[Row[Any], Commune]]] = defaultdict(list)
    for row in rows:
        for one in told_of.get(row.key, ()) if row.key not in merged else ():
            commune = load(tx, one.commune_id)
            for round_ in find(commune, one.period, tx.now):
                wave = next((wave for wave in rule.waves(commune, round_) if str(wave.number) == one.wave), None)
                if wave is not None and round_.mark == one.mark:
                    more = tuple(sorted(rule.values(commune, round_, wave.start).items()))
                    asked[round_, more].append((row, commune))
    found: dict[str, list[Owed]] = defaultdict(list)
    for (round_, more), some in sorted(asked.items(), key=lambda item: item[0][0].due):
        ids = sorted({commune.id for _, commune in some})
        told = obligations.told(tx, rule.audience, round_, ids, dict(more), [row.person_id for row, _ in some])
        still = {(one.person_id, one.commune_id) for one in told}
        for row, commune in some:
            if (row.person_id, commune.id) in still:
                found[row.key].append(Owed(commune, round_, (), more))
    return found
