"""Periods and places as an officer types them: “tuần trước”, “tháng 10”, “quý 4”, “9 tháng”, “từ 1/7 đến nay”."""

import re
from datetime import date, timedelta

from domain.calendar import Cycle
from domain.periods import Period, PeriodError, day_of, parse_key, span_of, week_of
from handlers.request import without
from handlers.turn import Turn
from reports import naming
from storage import shown
from storage.communes import Unit
from vietnamese.fold import fold
from vietnamese.result import When

RECENT = timedelta(minutes=30)  # how long “theo thôn” without a period means the one just shown

_WORDS = {
    "gieng": 1, "mot": 1, "hai": 2, "ba": 3, "tu": 4, "bon": 4, "nam": 5, "sau": 6, "bay": 7, "tam": 8, "chin": 9,
    "muoi": 10, "muoi mot": 11, "muoi hai": 12, "chap": 12, "i": 1, "ii": 2, "iii": 3, "iv": 4,
}  # fmt: skip
_NUMBER = r"(?P<n>\d{1,2}|" + "|".join(sorted(_WORDS, key=len, reverse=True)) + ")"
_YEAR = r"(?:\s*[/-]\s*(?P<y>\d{4})|\s+(?:nam\s+)?(?P<y2>\d{4})|\s+nam\s+(?P<rel>nay|ngoai|truoc))?"
_NO_MONTH = r"(?!\s+\d{1,2}(?!\S))"  # “6 tháng 12”: a six, and a month
_DAY = r"(?:ngay\s+)?{0}(\d{{1,2}})[/-](\d{{1,2}})(?:[/-](\d{{4}}))?"
_SO_FAR = r"(?: (?:tinh )?(?:den|toi) (?:nay|bay gio|hien nay|hom nay))?"
_SUMMED = re.compile(r"(?<!\S)(?:tinh )?(?:luy ke|cong don)(?: (?:tinh )?(?:den|toi)(?: het)?)?(?!\S)")
_DECREE = re.compile(r"\b(?:theo\s+)?(?:nghi dinh|nd)\s*-?\s*0?9(?:/2019)?\b|\bky\s+15\s*-\s*14\b")
_CALENDAR = re.compile(r"\b(?:theo\s+|tinh theo\s+)?duong lich\b")
WEEKS, BY_DECREE = Cycle(), Cycle(day=16, kind="decree09")  # months by the calendar, and from the 15th to the 14th
_SPAN = re.compile(
    r"\b(?:tu\s+)?"
    + _DAY.format("")
    + r"\s*(?:den|toi|-|–)\s*(?:het\s+)?(?:(?P<now>nay|bay gio|hom nay)|"
    + _DAY.format("")
    + r")(?!\S)"
)
_SINCE = re.compile(r"\b(?:tu|ke tu)\s+" + _DAY.format("") + r"(?!\S)")
_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(r"(?<!\S)" + form + r"(?!\S)"))
    for name, form in (
        ("since_year", rf"(?:luy ke |cong don )?(?:tinh |ke )?tu dau nam(?:\s+(?P<y>\d{{4}})| nay)?{_SO_FAR}"),
        ("today", r"(?:hom nay|bua nay|ngay nay)"),
        ("yesterday", r"(?:hom qua|bua qua)"),
        ("day", _DAY.format("")),
        ("week_before", r"tuan (?:truoc|roi|qua|vua roi|vua qua)"),
        ("week", r"tuan\s+(?P<n>\d{1,2})" + _YEAR),
        ("this_week", r"tuan(?: nay| ni)?"),
        ("nine", r"(?:9|chin) thang(?: dau)?(?: nam)?" + _YEAR + _NO_MONTH),
        ("second_half", r"(?:6|sau) thang cuoi(?: nam)?" + _YEAR),
        ("half", r"(?:6|sau) thang(?: dau)?(?: nam)?" + _YEAR + _NO_MONTH),
        ("month_before", r"thang (?:truoc|roi|vua roi|qua)"),
        ("month", r"thang\s+" + _NUMBER + _YEAR),
        ("this_month", r"thang(?: nay| ni)?"),
        ("quarter_before", r"quy (?:truoc|roi)"),
        ("quarter", r"quy\s+" + _NUMBER + _YEAR),
        ("this_quarter", r"quy(?: nay| ni)?"),
        ("year_before", r"nam (?:ngoai|truoc)"),
        ("year", r"nam\s+(?P<y>\d{4})"),
        ("this_year", r"(?:nam nay|ca nam)"),
        ("bare_year", r"nam"),
        ("so_far", rf"(?:luy ke|cong don){_SO_FAR}"),
    )
)


def named_period(turn: Turn, said: str, *, whole_words: bool = True) -> tuple[Period | None, str]:
    """`take_period` as the speaker's commune counts months."""
    return take_period(said, turn.today, cycle_of(turn), whole_words=whole_words)


def cycle_of(turn: Turn) -> Cycle:
    """The cycle of the speaker's commune; weeks for strangers and for whoever looks after several communes."""
    inside = bool(turn.memberships) and turn.memberships[0].commune_id is not None
    return turn.commune.cycle if inside else WEEKS


def take_period(said: str, today: date, cycle: Cycle = WEEKS, *, whole_words: bool = True) -> tuple[Period | None, str]:
    """The period named in folded words, and the words without it; (None, said) where none is.

    Months, quarters and years have the days that a commune of this cycle gives them; “theo nđ09” and “dương lịch” say
    otherwise, as do the first and last day. A month, quarter or week without a year is the latest that has begun.
    `whole_words` False leaves a bare “năm” alone: it is a five as well as a year.
    """
    for named, counts in ((_DECREE, BY_DECREE), (_CALENDAR, WEEKS)):
        match = named.search(said)
        if match:
            said, cycle = without(said, match), counts
    period, rest = _take_span(said, today)
    if period is None and not _SPAN.search(said):  # one that was no span goes from a day to an earlier one
        period, rest = _take_form(said, today, cycle, whole_words)
    if period is None:
        return None, said
    summed = _SUMMED.search(rest)
    if summed:
        if period.kind not in ("year", "range"):  # “lũy kế tháng 10”: from the year's first day to the month's last
            first = parse_key(str(period.last.year), decree=cut(cycle, period).decree).first
            period = span_of(min(first, period.first), max(period.first, min(period.last, today)))
        rest = f"{rest[: summed.start()]} {rest[summed.end() :]}"
    return period, " ".join(rest.split())


def _take_span(said: str, today: date) -> tuple[Period | None, str]:
    match = _SPAN.search(said) or _SINCE.search(said)
    if match is None:
        return None, said
    parts = match.groups()
    first = _date(parts[:3], today)
    open_end = match.re is _SINCE or match["now"]
    last = today if open_end else _date(parts[4:7], today)
    if first is None or last is None:
        return None, said
    if last < first and not open_end and not parts[6]:  # “từ 1/11 đến 30/11”, said before the month is over
        ahead = _date((*parts[4:6], str(first.year)), today)
        last = ahead if ahead is not None and ahead - today <= timedelta(days=31) else last
    if last < first:
        return None, said
    return span_of(first, last), said[: match.start()] + " " + said[match.end() :]


def _date(parts: tuple[str | None, ...], today: date) -> date | None:
    day, month, year = parts
    try:
        found = date(int(year or today.year), int(month or 0), int(day or 0))
        return found.replace(year=found.year - 1) if not year and found > today else found
    except ValueError:
        return None


def _take_form(said: str, today: date, cycle: Cycle, whole_words: bool) -> tuple[Period | None, str]:
    for name, form in _FORMS:
        match = form.search(said)
        if match is None or (name == "bare_year" and not whole_words):
            continue
        period = _period(name, match, today, cycle)
        if period is not None:
            return cut(cycle, period), said[: match.start()] + " " + said[match.end() :]
    return None, said


def cut(cycle: Cycle, period: Period) -> Period:
    """A month, quarter or year with the decree's cut-offs where a commune reports by them."""
    if cycle.kind != "decree09" or period.kind not in naming.CUT_OFFS or period.decree:
        return period
    return parse_key(period.key, decree=True)


def _period(name: str, match: re.Match[str], today: date, cycle: Cycle) -> Period | None:
    groups = match.groupdict()
    written = groups.get("y") or groups.get("y2")
    year = int(written) if written else today.year - (groups.get("rel") in ("ngoai", "truoc"))
    n = _WORDS.get(groups.get("n") or "") or int(groups.get("n") or 0)
    fixed = bool(written or groups.get("rel"))
    try:
        match name:
            case "since_year" | "so_far":
                whole = cut(cycle, parse_key(str(year)))
                if not fixed and today > whole.last:  # the decree's year ends on 14 December
                    whole = cut(cycle, parse_key(str(year + 1)))
                return span_of(whole.first, today) if whole.first <= today else None
            case "today":
                return day_of(today)
            case "yesterday":
                return day_of(today - timedelta(days=1))
            case "day":
                day = _date(match.groups()[:3], today)
                return day_of(day) if day else None
            case "this_week":
                return week_of(today)
            case "week_before":
                return week_of(week_of(today).first - timedelta(days=1))
            case "week":
                return _latest(f"{{}}-W{n:02}", year if fixed else today.isocalendar().year, fixed, today)
            case "this_month":
                return cycle.month_at(today)
            case "month_before":
                return cycle.month_at(cycle.month_at(today).first - timedelta(days=1))
            case "month":
                return cycle.month_named(n, year if fixed else None, today)
            case "this_quarter":
                return parse_key(f"{today.year}-Q{(today.month + 2) // 3}")
            case "quarter_before":
                return naming.before(parse_key(f"{today.year}-Q{(today.month + 2) // 3}"))
            case "quarter":
                return _latest(f"{{}}-Q{n}", year, fixed, today)
            case "half":
                return parse_key(f"{year}-H1")
            case "second_half":
                return _latest("{}-H2", year, fixed, today)
            case "nine":
                return parse_key(f"{year}-9M")
            case "year_before":
                return parse_key(str(today.year - 1))
            case _:
                return parse_key(str(year))
    except PeriodError:
        return None


def _latest(form: str, year: int, fixed: bool, today: date) -> Period:
    period = parse_key(form.format(year))
    return period if fixed or period.first <= today else parse_key(form.format(year - 1))


def of_when(when: When, today: date, cycle: Cycle = WEEKS) -> Period:
    """The days of a reading (in which months are the commune's already) as a period with its proper kind and key."""
    return cut(cycle, _of_when(when, today, cycle))


def _of_when(when: When, today: date, cycle: Cycle) -> Period:
    year, last = when.first.year, min(when.last, today)
    match when.kind:
        case "week":
            return week_of(when.first)
        case "month":
            return cycle.month_at(when.last)
        case "quarter":
            return parse_key(f"{year}-Q{(when.first.month + 2) // 3}")
        case "half":
            return parse_key(f"{year}-H{1 if when.first.month <= 6 else 2}")
        case "nine_months":
            return parse_key(f"{year}-9M")
        case "year":
            return parse_key(str(year))
        case "since":
            return span_of(when.first, max(when.first, last))
        case _:
            return span_of(when.first, when.last)


def take_unit(turn: Turn, said: str) -> tuple[Unit | None, str]:
    """A village or team of the commune named in folded words (the longest name first), and the words without it."""
    names = [(fold(name), unit) for unit in turn.commune.units for name in (unit.name, *unit.names)]
    padded = f" {' '.join(said.split())} "
    for name, unit in sorted(names, key=lambda item: -len(item[0])):
        for form in (f" thon {name} ", f" {name} "):
            if name and form in padded:
                return unit, padded.replace(form, " ", 1).strip()
    return None, said


def take_indicator(turn: Turn, said: str) -> tuple[str, str]:
    """An indicator named in folded words, by its longest spelling, and the words without it; ("", said) where none."""
    names = [(fold(name), one.key) for one in turn.commune.indicators for name in (one.short, one.label, *one.aliases)]
    padded = f" {' '.join(said.split())} "
    for name, key in sorted(names, key=lambda item: -len(item[0])):
        if name and f" {name} " in padded:
            return key, padded.replace(f" {name} ", " ", 1).strip()
    return "", said


_NOW = r"(?:hien nay|bay gio|hien tai|hom nay|moi)"
_MAP = re.compile(
    rf"(?<!\S)(?:(?:tinh )?theo (?:thon|xa|don vi) {_NOW}|(?:(?:tinh )?theo )?(?:ban do|dia gioi) (?:{_NOW}|nay)|"
    r"sau (?:khi )?(?:sap nhap|nhap thon))(?!\S)"
)


def take_map(said: str) -> tuple[bool, str]:
    """Whether folded words ask for the map of now (“theo bản đồ nay”, “theo thôn hiện nay”), and the words without."""
    match = _MAP.search(said)
    return (False, said) if match is None else (True, without(said, match))


def last_shown(turn: Turn, within: timedelta = RECENT) -> tuple[Period | None, Unit | None]:
    """The period (and the village, where it was one's) of the last summary this person was shown."""
    action, _, rest = shown.last_key(turn.tx, turn.person.id, shown.SUMMARIES, turn.now - within).partition(":")
    if not action:
        return None, None
    code, _, unit_id = rest.partition(":")
    try:
        unit = turn.commune.unit(int(unit_id)) if unit_id else None
        return naming.decode(code), unit
    except (PeriodError, KeyError, ValueError):
        return None, None
