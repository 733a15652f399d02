"""Data quality: what is odd about a figure, a set of reference figures or a rate, each with a sentence that says why.

Nothing here refuses: a figure that its person confirms is true. The rules are those that apply to villages' data, named
as in the consolidated list of the domain research (DQ-UNIT, DQ-JUMP, DQ-STOCK, DQ-KIND, DQ-DENOM, DQ-SUM, DQ-PCT,
DQ-REF, DQ-MISSING, DQ-FUTURE); how often one says “odd” without cause is held by a test.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from domain.frozen import frozen

PER_DAY = {"sessions": 3, "outreach": 5}  # more than this many a day is asked about, whatever was usual
SMALL = 20  # up to here no jump is worth a question …
SMALL_OF = {"learners": 30, "people_helped": 30}  # … nor up to here where a full class already makes that many
JUMP = 3  # times the usual week
ENOUGH = 2  # earlier weeks with a figure before “usual” means anything
ROUNDED = {"certificates"}  # people who must also have been learners


@frozen
class Figure:
    """One figure about to be stored. `days` is the length of its span; `visits` says that the words counted visits
    (“lượt”); `people` that the indicator counts persons, each once."""

    indicator: str
    label: str
    value: int
    days: int = 1
    visits: bool = False
    people: bool = False
    per_person: bool = False


@frozen
class Past:
    """What the place said before: its adults (None: unknown), the sums of earlier weeks with a figure (by indicator,
    oldest first), and everything since the year began; without the figure that is checked."""

    adults: int | None = None
    weeks: Mapping[str, Sequence[int]] | None = None
    totals: Mapping[str, int] | None = None

    def of(self, indicator: str) -> Sequence[int]:
        return (self.weeks or {}).get(indicator, ())

    def total(self, indicator: str) -> int:
        return (self.totals or {}).get(indicator, 0)


@frozen
class Oddity:
    """Something odd: the rule that saw it, and why in a sentence."""

    rule: str
    why: str


def number(value: int) -> str:
    """1045 → 1.045."""
    return f"{value:,}".replace(",", ".")


# ── a figure at entry ─────────────────────────────────────────────────────────────────────────────────────────────────


def needs_past(figure: Figure) -> bool:
    """Whether the place's history is worth reading: most figures are small and pass without it."""
    return figure.value > SMALL_OF.get(figure.indicator, SMALL) or (figure.indicator in ROUNDED and figure.value > 0)


def _kind(figure: Figure, _past: Past) -> Oddity | None:
    if not (figure.visits and figure.people):
        return None
    return Oddity("DQ-KIND", f"{figure.label} đếm theo người, mỗi người một lần; tin ghi theo lượt.")


def _per_day(figure: Figure, _past: Past) -> Oddity | None:
    most = PER_DAY.get(figure.indicator)
    if most is None or figure.value <= most * figure.days:
        return None
    when = "Một ngày" if figure.days == 1 else f"{figure.days} ngày"
    return Oddity("DQ-UNIT", f"{when} thường không quá {most * figure.days}.")


def _adults(figure: Figure, past: Past) -> Oddity | None:
    """More people than the village has adults; visits of a longer span may be."""
    if past.adults is None or not figure.per_person or figure.value <= past.adults:
        return None
    if figure.days > 7 and not figure.people:
        return None
    return Oddity("DQ-UNIT", f"Thôn chỉ có {number(past.adults)} người lớn.")


def _running_total(figure: Figure, past: Past) -> Oddity | None:
    """As large as all that was ever said, and far from any week: the running total typed for the day's figure."""
    weeks, total = past.of(figure.indicator), past.total(figure.indicator)
    if len(weeks) < ENOUGH or figure.value < total or figure.value > 2 * total or figure.value <= 2 * max(weeks):
        return None
    return Oddity("DQ-STOCK", f"Từ đầu năm thôn đã ghi tất cả {number(total)}, số này giống số cộng dồn.")


def _jump(figure: Figure, past: Past) -> Oddity | None:
    weeks = past.of(figure.indicator)
    has = f"Thôn có {number(past.adults)} người lớn, tuần" if past.adults is not None else "Tuần"
    spans = max(1, -(-figure.days // 7))
    if len(weeks) >= ENOUGH:
        usual, highest = sorted(weeks)[len(weeks) // 2], max(weeks)
        if figure.value > max(JUMP * usual, highest) * spans:
            return Oddity("DQ-JUMP", f"{has} cao nhất là {number(highest)}.")
        return None
    crowd = past.adults is not None and figure.per_person and 2 * figure.value > past.adults
    return Oddity("DQ-JUMP", f"Thôn có {number(past.adults or 0)} người lớn.") if crowd and figure.days <= 7 else None


def _certificates(figure: Figure, past: Past) -> Oddity | None:
    learners = past.total("learners")
    reached = past.total(figure.indicator) + figure.value
    if figure.indicator not in ROUNDED or not learners or reached <= learners:
        return None
    return Oddity("DQ-DENOM", f"Cộng từ đầu năm thành {number(reached)}, hơn {number(learners)} lượt học viên đã ghi.")


ALONE: tuple[Callable[[Figure, Past], Oddity | None], ...] = (_kind, _per_day)  # without a look at the past
ENTRY_RULES = (
    *ALONE,
    _adults,
    _running_total,
    _jump,
    _certificates,
)
_NO_PAST = Past()


def at_entry(figure: Figure, past: Callable[[], Past]) -> Oddity | None:
    """The first thing odd about a figure, or None. `past` is only called where the figure is large enough for it."""
    if figure.value == 0:
        return None
    known = past() if needs_past(figure) else None
    for rule in ENTRY_RULES if known else ALONE:
        found = rule(figure, known or _NO_PAST)
        if found is not None:
            return found
    return None


# ── what was added up, and reference figures ──────────────────────────────────────────────────────────────────────────


def parts(name: str, total: int, given: Mapping[str, int]) -> Oddity | None:
    """The parts of a total must add up to it (DQ-SUM). `given` names each part."""
    found = sum(given.values())
    if found == total:
        return None
    terms = " + ".join(number(value) for value in given.values())
    gap = f"{'thừa' if found > total else 'thiếu'} {number(abs(found - total))}"
    return Oddity("DQ-SUM", f"{name}: {terms} = {number(found)}, không bằng {number(total)} ({gap}).")


def rate(part: int, whole: int, decimals: int) -> str:
    """A percentage rounded half up from its parts: rate(809, 4837, 2) → "16,73". `whole` must be positive."""
    step = Decimal(1).scaleb(-decimals)
    return str((Decimal(part) * 100 / Decimal(whole)).quantize(step, ROUND_HALF_UP)).replace(".", ",")


def percent(name: str, shown: str, part: int, whole: int) -> Oddity | None:
    """A typed percentage against the one its parts give (DQ-PCT; DQ-ROUND where it is only cut off). `shown` is what
    was typed, “16,72%”; with “98/85%” nothing can be compared."""
    text = shown.strip().removesuffix("%").strip()
    of = f"{number(part)}/{number(whole)}"
    if whole <= 0:
        return Oddity("DQ-DENOM", f"{name}: mẫu số phải lớn hơn 0.")
    try:
        typed = Decimal(text.replace(",", "."))
    except InvalidOperation:
        return Oddity("DQ-PCT", f"{name}: “{shown}” không phải một tỷ lệ; {of} là {rate(part, whole, 2)}%.")
    decimals = len(text.partition(",")[2] or text.partition(".")[2])
    right = rate(part, whole, decimals)
    if typed == Decimal(right.replace(",", ".")):
        return Oddity("DQ-DENOM", f"{name}: {of} là {right}%, quá 100%.") if typed > 100 else None
    exact = Decimal(part) * 100 / Decimal(whole)
    cut = abs(exact - typed) < Decimal(1).scaleb(-decimals)
    why = "bị cắt, chưa làm tròn" if cut else "không đúng"
    return Oddity("DQ-ROUND" if cut else "DQ-PCT", f"{name}: {of} là {right}%, ghi {shown} là {why}.")


def reference(name: str, values: Mapping[str, int], day: date | None = None) -> Oddity | None:
    """One reference figure must have one value on one day (DQ-REF). `values` by where each was found."""
    if len(set(values.values())) < 2:
        return None
    low, high = min(values.values()), max(values.values())
    found = "; ".join(f"{where} ghi {number(value)}" for where, value in values.items())
    when = f" ngày {day.day}/{day.month}/{day.year}" if day else ""
    return Oddity("DQ-REF", f"{name}{when} có hai số: {found} (lệch {number(high - low)}). Chọn một số, kèm ngày.")


def household(people: int, households: int) -> Oddity | None:
    """3,0 to 4,5 people a household are plausible (DQ-REF)."""
    if households <= 0 or 30 * households <= 10 * people <= 45 * households:
        return None
    ratio = rate(people, households * 100, 1)
    return Oddity(
        "DQ-REF", f"{number(people)} người/{number(households)} hộ = {ratio} người một hộ; thường từ 3 đến 4,5."
    )


def base(name: str, part: int, whole: int, learners: int | None = None) -> Oddity | None:
    """A numerator within its base, and the base within those who took part (DQ-DENOM)."""
    if part > whole:
        return Oddity("DQ-DENOM", f"{name}: tử số {number(part)} lớn hơn mẫu số {number(whole)}.")
    if learners is not None and whole > learners:
        gap = f"lệch {number(whole - learners)}"
        return Oddity("DQ-DENOM", f"{name}: mẫu số {number(whole)} lớn hơn {number(learners)} người tham gia ({gap}).")
    return None


def hidden(name: str, part: int, whole: int, group: str, group_part: int, group_whole: int) -> Oddity | None:
    """A sub-group at 100% that hides how the rest stand (DQ-SUM over groups): said where it moves the rate by five
    points or more."""
    rest_part, rest_whole = part - group_part, whole - group_whole
    if group_whole <= 0 or rest_whole <= 0 or group_part != group_whole:
        return None
    if 100 * (part * rest_whole - rest_part * whole) < 5 * whole * rest_whole:
        return None
    return Oddity(
        "DQ-SUM",
        f"{name}: {group} đạt {number(group_part)}/{number(group_whole)} (100%) che phần còn lại, "
        f"{number(rest_part)}/{number(rest_whole)} chỉ {rate(rest_part, rest_whole, 2)}%. Nên ghi riêng từng nhóm.",
    )


def stock(name: str, before: int, now: int) -> Oddity | None:
    """A cumulative count never goes down without a correction (DQ-STOCK)."""
    if now >= before:
        return None
    return Oddity("DQ-STOCK", f"{name}: lũy kế giảm từ {number(before)} xuống {number(now)}.")


def trend(name: str, now: int, before: int) -> Oddity | None:
    """A commune's total that moved by more than three times against the period before (DQ-JUMP, roll-up)."""
    if before <= 0 or max(now, before) <= 5 * SMALL or (before < JUMP * now and now < JUMP * before):
        return None
    return Oddity("DQ-JUMP", f"{name}: {number(before)} → {number(now)}, đổi hơn {JUMP} lần so với kỳ trước.")
