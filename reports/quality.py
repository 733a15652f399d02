"""What is odd about a commune's totals and reference figures, a sentence each that an officer understands."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import pairwise

from domain import checks
from domain.checks import Oddity
from domain.periods import Period
from reports import naming, rates, rollup
from reports.rollup import Rollup
from storage import reference
from storage.communes import Commune
from storage.reference import Dated
from storage.tx import Tx
from vietnamese import words

PARTS = ("population", "adults", "aged14", "households")  # villages' figures can add up to the commune's


def of_period(tx: Tx, commune: Commune, found: Rollup, before: Mapping[str, int], today: date) -> list[Oddity]:
    """Of the totals of a period that has ended: jumps against the period before (a fall only where no village is
    missing, which would explain it), and certificates beyond learners since the year began."""
    if naming.is_running(found.period, today):
        return []
    totals, missing = found.totals, found.of(rollup.MISSING)
    odd = [
        checks.trend(words.sentence(commune.indicator(key).short), totals[key], before[key])
        for key in commune.in_order(set(totals) & set(before))
        if totals[key] > before[key] or not missing
    ]
    if "certificates" in totals:
        odd.append(certificates(rollup.totals(tx, commune, date(found.period.last.year, 1, 1), found.period.last)))
    return [one for one in odd if one is not None]


def certificates(year: Mapping[str, int]) -> Oddity | None:
    """Nobody is certified without having learnt (DQ-DENOM, cumulative)."""
    given, learners = year.get("certificates", 0), year.get("learners")
    if learners is None or given <= learners:
        return None
    return Oddity(
        "DQ-DENOM",
        f"Từ đầu năm, người được cấp chứng nhận ({words.number(given)}) nhiều hơn lượt học viên "
        f"({words.number(learners)}); xin xem lại.",
    )


def of_reference(tx: Tx, commune: Commune, until: date) -> list[Oddity]:
    """Of a commune's counts and denominators as of a day: parts beyond wholes, groups that do not add up, a group at a
    hundred that hides the rest, counts that went down, households of an impossible size."""
    ids = [commune.id, *(unit.id for unit in commune.units)]
    counts, wholes = reference.counts_of(tx, ids, until), reference.denominators_of(tx, ids, until)
    odd = _bases(commune, _of(counts, commune.id), _of(wholes, commune.id))
    for key in commune.in_order({key for _, key in counts}):
        odd += _groups(commune, key, counts, wholes)
        odd += _stocks(tx, commune, key, until)
    for name in PARTS:
        odd += _sums(commune, name, wholes)
    people, homes = wholes.get((commune.id, "population")), wholes.get((commune.id, "households"))
    if people and homes:
        odd.append(checks.household(people.value, homes.value))
    return [one for one in odd if one is not None]


def _of(found: Mapping[tuple[int, str], Dated], unit_id: int) -> dict[str, int]:
    return {name: one.value for (unit, name), one in found.items() if unit == unit_id}


def _label(commune: Commune, key: str) -> str:
    return words.sentence(commune.indicator(key).short)


def _bases(commune: Commune, counts: Mapping[str, int], wholes: Mapping[str, int]) -> list[Oddity | None]:
    """A count within its base; the base of the certificates within those who learnt."""
    return [
        checks.base(
            _label(commune, key), counts[key], wholes[name], counts.get("learners") if key == "certificates" else None
        )
        for key, name in rates.RATES
        if key in counts and name in wholes
    ]


def _groups(
    commune: Commune, key: str, counts: Mapping[tuple[int, str], Dated], wholes: Mapping[tuple[int, str], Dated]
) -> list[Oddity | None]:
    """The counts of units below against the commune's own, and those at a hundred against the rest."""
    whole = counts.get((commune.id, key))
    below = {unit: counts[unit.id, key].value for unit in commune.units if (unit.id, key) in counts}
    if whole is None or not below:
        return []
    odd: list[Oddity | None] = []
    given = {unit.name: value for unit, value in below.items()}
    if len(below) > 1 and (sum(given.values()) > whole.value or len(below) == len(commune.units)):
        odd.append(checks.parts(_label(commune, key), whole.value, given))
    base = next((name for one, name in rates.RATES if one == key), key)
    of_all = wholes.get((commune.id, base))
    for unit, value in below.items():
        of_group = wholes.get((unit.id, base))
        if of_all is not None and of_group is not None:
            odd.append(checks.hidden(_label(commune, key), whole.value, of_all.value, unit.name, value, of_group.value))
    return odd


def _stocks(tx: Tx, commune: Commune, key: str, until: date) -> list[Oddity | None]:
    """A cumulative count never goes down without a correction."""
    history = reference.history(tx, commune.id, key, until)
    return [checks.stock(_label(commune, key), before.value, after.value) for before, after in pairwise(history)]


def _sums(commune: Commune, name: str, wholes: Mapping[tuple[int, str], Dated]) -> list[Oddity | None]:
    """Villages that hold more than their commune."""
    whole = wholes.get((commune.id, name))
    parts = [wholes[unit.id, name].value for unit in commune.units if (unit.id, name) in wholes]
    if whole is None or sum(parts) <= whole.value:
        return []
    gap = words.number(sum(parts) - whole.value)
    over = f"các thôn cộng lại {words.number(sum(parts))}, nhiều hơn cả xã {words.number(whole.value)} (lệch {gap})."
    return [
        Oddity(
            "DQ-SUM", f"{words.sentence(rates.NAMES[name])}: {over} (lệch {words.number(sum(parts) - whole.value)})."
        )
    ]


def text(tx: Tx, commune: Commune, period: Period, today: date) -> str:
    """Everything odd about the totals of a period and about the reference figures, as one chat message; "" where
    nothing is."""
    found = rollup.of_commune(tx, commune, period)
    earlier = naming.before(period)
    before = rollup.totals(tx, commune, earlier.first, earlier.last) if earlier else {}
    odd: Sequence[Oddity] = [*of_period(tx, commune, found, before, today), *of_reference(tx, commune, today)]
    if not odd:
        return ""
    return "\n".join([f"Số tổng hợp cần xem ({naming.heading(period)}):", *(f"• {one.why}" for one in odd[:8])])
