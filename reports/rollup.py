"""The roll-up: what the entries of a unit add up to in a period, and who has reported, said nil, or is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta
from typing import Any

from domain.frozen import frozen
from domain.periods import Period, local, parse_key
from storage import ledger, rollups
from storage.communes import Commune, Unit, load
from storage.coverage import NOTHING, Span, Told, meets, told
from storage.places import find_unit
from storage.tx import Tx

REPORTED, NIL, MISSING = "reported", "nil", "missing"
GRACE = timedelta(days=2)  # how long after its due time a week may still be asked about


@frozen
class Line:
    """A unit in a roll-up. `first_at` is when it first said something for the period (None: it has not); `late` only
    for periods that are owed (weeks, or the commune's months); `gaps` are those, ended, of a longer period without a
    figure or nil, only where it reported; `owing` leaves out those before the commune was set up, which nobody owed."""

    unit: Unit
    status: str
    values: dict[str, int] = field(default_factory=dict)
    estimates: frozenset[str] = frozenset()
    first_at: datetime | None = None
    late: bool = False
    gaps: tuple[Period, ...] = ()
    owing: tuple[Period, ...] = ()
    straddles: tuple[Span, ...] = ()  # spans counted here whose first day lies before the period

    @property
    def lack(self) -> str:
        """How much is missing in it: 2 tuần, 1 tháng; empty where nothing is."""
        return f"{len(self.owing)} {'tuần' if self.owing[0].kind == 'week' else 'tháng'}" if self.owing else ""


@frozen
class Rollup:
    """Every unit expected to report in a period (or that did anyway), villages first, in the commune's order."""

    period: Period
    lines: tuple[Line, ...]

    @property
    def totals(self) -> dict[str, int]:
        """Sums by indicator; an indicator nobody gave is absent, a given 0 is there."""
        result: dict[str, int] = {}
        for line in self.lines:
            for key, value in line.values.items():
                result[key] = result.get(key, 0) + value
        return result

    @property
    def estimates(self) -> frozenset[str]:
        """Indicators whose total holds at least one estimate."""
        return frozenset().union(*(line.estimates for line in self.lines))

    def of(self, status: str) -> tuple[Line, ...]:
        """The lines with a status: reported, nil, missing."""
        return tuple(line for line in self.lines if line.status == status)

    def only(self, units: Iterable[Unit]) -> "Rollup":
        """The same for some of its units."""
        ids = {unit.id for unit in units}
        return Rollup(self.period, tuple(line for line in self.lines if line.unit.id in ids))


def of_commune(tx: Tx, commune: Commune, period: Period) -> Rollup:
    """The roll-up of a commune's villages and teams in any period: three queries, whatever its size.

    An entry counts where its last day falls and is never split. A village is expected if it existed through the
    period, or reported anyway; the commune's own team only if it reported.
    """
    parts = commune.cycle.parts(period)
    first = min([period.first, *(part.first for part in parts[:1])])
    said = told(tx, commune.id, first, period)
    sums = {(one.unit_id, one.indicator): one for one in ledger.sums(tx, commune.id, period.first, period.last)}
    order = commune.in_order({indicator for _, indicator in sums})
    due = commune.due(period) if commune.cycle.owns(period) else None
    today, since = local(tx.now).date(), local(commune.created_at).date()
    starts: dict[str, date] = {}  # of the part each day lies in: a year's villages share its days
    lines = []
    for unit in commune.units:
        own_words = said.get(unit.id, NOTHING)
        meeting = [span for span in own_words.spans if meets(span, period)]
        status = _status(unit, own_words, meeting, parts)
        if status == MISSING and not (unit.kind == "village" and commune.owes(unit, period)):
            continue
        own = [one for indicator in order if (one := sums.get((unit.id, indicator)))]
        times = [span.said_at for span in meeting] + ([own_words.first_at] if own_words.first_at else [])
        first_at = min(times, default=None)
        late = due is not None and first_at is not None and first_at > max(due, commune.due(period, unit.id))
        gaps: tuple[Period, ...] = ()
        if parts and status == REPORTED:
            gaps = _gaps(commune, unit, own_words, _owed(commune, unit, parts), today, starts)
        lines.append(
            Line(
                unit,
                status,
                {one.indicator: one.value for one in own},
                frozenset(one.indicator for one in own if one.estimates),
                first_at,
                late,
                gaps,
                tuple(part for part in gaps if part.last >= since),
                tuple(span for span in meeting if not span.nil and span.first < period.first),
            )
        )
    return Rollup(period, tuple(lines))


def _status(unit: Unit, own: Told, meeting: Sequence[Span], parts: Sequence[Period]) -> str:
    """reported: a figure in the period. nil: one nil over all of it, or every part that is owed in it was met and none
    of its figures falls in it (a week that straddles the period's start may have been met before it)."""
    if own.first_at is not None:
        return REPORTED
    if meeting:
        return NIL if all(span.nil for span in meeting) else REPORTED
    met = [list(own.nils(part)) for part in parts if unit.owes(part)]
    return NIL if met and all(met) and any(any(nils) for nils in met) else MISSING


def _owed(commune: Commune, unit: Unit, parts: Sequence[Period]) -> Sequence[Period]:
    """The parts that a unit owes: all of them, for nearly every village."""
    if unit.valid_from is None and unit.valid_to is None and all(one.unit_id != unit.id for one in commune.excuses):
        return parts
    return [part for part in parts if commune.owes(unit, part)]


def _gaps(
    commune: Commune,
    unit: Unit,
    own: Told,
    parts: Sequence[Period],
    today: date,
    starts: dict[str, date],
) -> tuple[Period, ...]:
    """Ended parts (weeks, or the commune's months) of a longer period that the unit existed through and said nothing
    for; a week inside the span of a figure (a month's total) is no gap in that figure."""
    wide = [span for span in own.spans if span.first != span.last]
    days = {*own.days, *(span.last.isoformat() for span in wide if not span.nil)}
    for day in days - starts.keys():
        starts[day] = commune.cycle.period_of(date.fromisoformat(day)).first
    met = {starts[day] for day in days}
    return tuple(
        part
        for part in parts
        if part.first not in met
        and part.last < today
        and unit.owes(part)
        and not any(span.first <= part.first and span.last >= part.last for span in wide)
    )


def totals(tx: Tx, commune: Commune, first: date, last: date) -> dict[str, int]:
    """Only the totals of a commune's units between two days (both included), from the roll-up that is kept."""
    return rollups.of_commune(tx, commune.id, first, last)


def owed(tx: Tx, commune: Commune, now: datetime) -> list[tuple[Unit, Period, datetime]]:
    """Every (village, period of the commune's cycle, due time there in UTC) still open at `now`: nothing said for it,
    and its due time not more than two days past. The oldest first; the running one comes last, its due time still ahead
    (who only wants those that have ended keeps those with `period.last` before today)."""
    cycle = commune.cycle
    periods = [cycle.period_of(local(now).date())]
    while now <= commune.due(before := cycle.before(periods[0])) + GRACE:
        periods.insert(0, before)
    whole = Period("range", "", periods[0].first, periods[-1].last)
    said = told(tx, commune.id, whole.first, whole)
    return [
        (unit, period, commune.due(period, unit.id))
        for period in periods
        for unit in commune.expected(period)
        if not any(True for _ in said.get(unit.id, NOTHING).nils(period))
    ]


def summary(tx: Tx, unit_key: str, period: Period | str, decree: bool = False) -> dict[str, Any]:
    """The roll-up of any unit as the JSON of the outside contract (`sothon summary --json`).

    A commune counts its villages and teams; a province those of its communes, whose keys then carry the commune's
    (`ba-dong/tan-long`). `period` may be a key, with `decree` for the cut-offs of Decree 09/2019. Raises PeriodError
    for a key that names no period, and what `find_unit` raises for an unknown unit.
    """
    if isinstance(period, str):
        period = parse_key(period, decree=decree)
    unit = find_unit(tx, unit_key)
    if unit.kind in ("village", "team"):
        assert unit.commune_id is not None
        rollup = of_commune(tx, load(tx, unit.commune_id), period).only([unit])
        return as_json(unit.key, period, [("", rollup)])
    communes = [load(tx, commune_id) for commune_id in ledger.communes_below(tx, unit.id)]
    if unit.kind == "commune":
        return as_json(unit.key, period, [("", of_commune(tx, commune, period)) for commune in communes])
    return as_json(unit.key, period, [(f"{commune.key}/", of_commune(tx, commune, period)) for commune in communes])


def as_json(unit_key: str, period: Period, rollups: Iterable[tuple[str, Rollup]]) -> dict[str, Any]:
    """Roll-ups, each with what to put before its units' keys, as one answer in the contract's form."""
    return form(unit_key, period, [(head + line.unit.key, line) for head, rollup in rollups for line in rollup.lines])


def form(unit_key: str, period: Period, lines: Sequence[tuple[str, Line]]) -> dict[str, Any]:
    """Lines, each with its unit's key, in the contract's form."""
    totals: dict[str, int] = {}
    for _, line in lines:
        for key, value in line.values.items():
            totals[key] = totals.get(key, 0) + value
    return {
        "unit": unit_key,
        "period": {"key": period.key, "from": period.first.isoformat(), "to": period.last.isoformat()},
        "coverage": {
            "expected": len(lines),
            "reported": sum(line.status == REPORTED for _, line in lines),
            "nil": sum(line.status == NIL for _, line in lines),
            "missing": [key for key, line in lines if line.status == MISSING],
            "gaps": [key for key, line in lines if line.gaps],
        },
        "totals": totals,
        "units": {key: {"status": line.status, "values": line.values} for key, line in lines},
    }
