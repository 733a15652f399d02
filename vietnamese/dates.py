"""Days, weeks and months as people name them, turned into dates against the day the message was sent."""

from collections.abc import Callable
from datetime import date, timedelta

from lunar_vn import convert_lunar_to_solar, convert_solar_to_lunar

from vietnamese.draft import Draft, Item
from vietnamese.result import When
from vietnamese.tokens import real_date

_LAST = {"truoc", "roi", "qua", "trc", "rui"}
_THIS = {"nay", "ni", "nai"}
_NEXT = {"toi", "sau"}
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
MERGER = date(2025, 7, 1)  # communes were merged on this day


def week_of(day: date, weeks: int = 0) -> tuple[date, date]:
    """Monday and Sunday of the ISO week of a day, or of one so many weeks later."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=weeks)
    return monday, monday + timedelta(days=6)


def month_of(year: int, month: int) -> tuple[date, date]:
    """First and last day of a calendar month."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), after - timedelta(days=1)


def find_dates(draft: Draft) -> None:
    """Every date item gets its `when`; a date word that names no day becomes what else it can be, or nothing."""
    items = draft.items
    k = 0
    while k < len(items):
        item = items[k]
        if item.tag == "D":
            code, _, rest = item.entry.date.partition(":")
            _READERS[code](draft, k, rest)
        elif item.tag == "N":
            _numeral(draft, k)
        k += 1
    if any(i.tag == "D" for i in items):
        _join(draft)
    draft.whens = [i for i in draft.items if i.tag == "D"]


def _set(draft: Draft, k: int, kind: str, first: date, last: date | None = None, upto: int = 0, note: str = "") -> None:
    """Item k names these days, together with the items after it up to `upto`, which are read with it."""
    item = draft.items[k]
    for other in draft.items[k + 1 : upto + 1]:
        item.j, item.end = other.j, other.end
    del draft.items[k + 1 : upto + 1]
    item.tag, item.note, item.value = "D", note, 0
    if note in ("later", "plan"):
        draft.entries.add(note)
    item.when = When(kind, first, last or first, item.start, item.end)
    if first > draft.today and not note:
        item.note = "future"


def _drop(draft: Draft, k: int) -> None:
    """A date word that names no day: what else it is, or a gap."""
    item = draft.items[k]
    entry = item.entry
    item.tag = (
        "U"
        if entry.unit
        else "K"
        if entry.cue
        else "M"
        if entry.measure
        else "L"
        if entry.label
        else "C"
        if entry.context
        else "W"
    )


def _next_number(draft: Draft, k: int, high: int) -> int:
    """The value of a whole number right after item k, 1…high, else 0."""
    items = draft.items
    if k + 1 < len(items):
        n = items[k + 1]
        gap = n.i - items[k].j
        if (
            n.tag == "N"
            and gap == 0
            and 1 <= n.value <= high
            and not n.upto
            and (n.numeral is None or n.numeral.shape == "int")
        ):
            return n.value
    return 0


def _follows(draft: Draft, k: int) -> str:
    """The folded word right after item k, when it is no item of its own or a cue."""
    return draft.fold(draft.items[k].j)


def _take_words(draft: Draft, k: int, words: int) -> None:
    """Let item k swallow so many tokens after it."""
    item = draft.items[k]
    j = item.j + words
    while k + 1 < len(draft.items) and draft.items[k + 1].i < j:
        del draft.items[k + 1]
    item.j = min(j, len(draft.tokens))
    item.end = draft.ends[item.j - 1]


def _day(draft: Draft, k: int, rest: str) -> None:
    _set(draft, k, "day", draft.today + timedelta(days=int(rest)))


def _nay(draft: Draft, k: int, rest: str) -> None:
    item = draft.items[k]
    before, after = draft.fold(item.i - 1), _follows(draft, k)
    if (
        item.entry.keys != ("nay",)
        or before
        in (
            "den",
            "toi",
            "lau",
            "xua",
            "thang",
            "tuan",
            "nam",
            "ngay",
            "luc",
            "doi",
            "hien",
            "truoc",
            "dot",
            "ky",
            "khoa",
            "lan",
        )
        or after in ("la", "mai")
    ):
        item.tag = "W"
        return
    _day(draft, k, "0")


def _evening(draft: Draft, k: int, rest: str) -> None:
    _day(draft, k, "0" if draft.now.hour >= 18 else "-1")


def _later(draft: Draft, k: int, rest: str) -> None:
    _set(draft, k, "day", draft.today + timedelta(days=1), note="later")


def _plan(draft: Draft, k: int, rest: str) -> None:
    _set(draft, k, "day", draft.today, note="plan")


def _vague(draft: Draft, k: int, rest: str) -> None:
    if (
        k
        and draft.items[k - 1].tag == "N"
        and draft.items[k - 1].j == draft.items[k].i
        and draft.fold(draft.items[k].j - 1) == "truoc"
        and draft.items[k - 1].value <= 60
    ):
        _set(draft, k - 1, "day", draft.today - timedelta(days=draft.items[k - 1].value), upto=k)  # "2 hôm trước"
        return
    _set(draft, k, "day", draft.today, note="vague")


def _weekday(draft: Draft, k: int, rest: str) -> None:
    """thứ 4 · thứ 4 tuần trước · t7 vừa rồi · thứ 7 tới · thứ 4 ngày 19/11."""
    number = int(rest)
    items, today = draft.items, draft.today
    if (
        draft.fold(items[k].i - 1) in ("buoi", "lan", "bai", "dot", "tiet", "ki", "ky", "hang")
        and len(items[k].entry.keys) > 1
    ):
        items[k].tag, items[k].note = "X", "ordinal"  # "buổi thứ 5"
        return
    if (
        k + 1 < len(items)
        and items[k + 1].tag == "D"
        and items[k + 1].i - items[k].j <= 1
        and draft.text[items[k].end : items[k + 1].start].strip() in ("", "của", "cua", "trong", "ngày")
    ):
        follower = items[k + 1]
        code, _, shift = follower.entry.date.partition(":")
        if code == "week":
            day = week_of(today, int(shift))[0] + timedelta(days=number - 1)
            _set(draft, k, "day", day, upto=k + 1)
            return
        if code == "dayno":
            draft.items[k].note = "weekday"
    ahead = [draft.fold(draft.items[k].j + n) for n in range(2)]
    back = (today.isoweekday() - number) % 7
    if ahead[0] == "tuan" and ahead[1] in ("toi", "sau"):
        _take_words(draft, k, 2)
        _set(draft, k, "day", week_of(today, 1)[0] + timedelta(days=number - 1), note="later")
        return
    if ahead[0] in _NEXT and not _is_span(draft, k):
        _take_words(draft, k, 1)
        _set(draft, k, "day", today + timedelta(days=7 - back if back else 7), note="later")
        return
    if ahead[0] in _THIS:
        _take_words(draft, k, 1)
        day = week_of(today)[0] + timedelta(days=number - 1)
        _set(draft, k, "day", day)
        return
    if ahead[0] in ("vua", "moi") and ahead[1] in ("roi", "qua", "rui", "xong"):
        _take_words(draft, k, 2)
        back = back or 7
    elif ahead[0] in _LAST and draft.text[draft.items[k].end :].lstrip()[:1].isalpha():
        _take_words(draft, k, 1)
        back = back or (7 if ahead[0] != "roi" else 0)
    _set(draft, k, "day", today - timedelta(days=back))


def _is_span(draft: Draft, k: int) -> bool:
    """The "tới" after a weekday joins it to another day: "thứ 2 tới thứ 5"."""
    return (
        k + 2 < len(draft.items)
        and draft.items[k + 1].entry.cue == "to"
        and draft.items[k + 2].tag in "DN"
        and draft.items[k + 2].i == draft.items[k + 1].j
    )


def _cn(draft: Draft, k: int, rest: str) -> None:
    """Chủ nhật or chứng nhận: a day beside "vừa rồi", "tuần", another weekday, or before a figure that has its own noun."""
    items, item = draft.items, draft.items[k]
    after, before = _follows(draft, k), draft.fold(item.i - 1)
    previous = items[k - 1] if k else None
    following = items[k + 1] if k + 1 < len(items) else None
    day = after in ("vua", "roi", "qua", "tuan", "nay", "truoc", "ngay") or before in (
        "sang",
        "chieu",
        "toi",
        "trua",
        "ngay",
        "hom",
        "bua",
    )
    day = day or (
        previous is not None
        and (previous.tag == "D" or previous.note == "weekday")
        and item.i - previous.j <= 1
        and (
            before in ("voi", "vs", "va", "den", "toi")
            or draft.text[previous.end : item.start].strip() in ("", ",", "&", "+", "-")
        )
        and (previous.when is None or previous.entry.date[:2] == "wd")
    )
    if not day and following is not None and following.tag == "N" and (previous is None or previous.tag not in "NI"):
        noun = items[k + 2] if k + 2 < len(items) else None
        last = items[k + 3] if k + 3 < len(items) else None
        day = noun is not None and noun.tag in "IU" and (last is None or last.tag != "N")
    numbered = (
        following is not None
        and following.tag in "NSK"
        and following.i - item.j <= 1
        and (following.tag == "N" or following.note in (":", "=", "\t"))
    ) or (previous is not None and previous.tag == "N" and item.i - previous.j <= 1)
    given = previous is not None and (previous.entry.context == "give" or previous.tag in "IU")
    if (
        not day
        and not numbered
        and not given
        and k <= 1
        and before in ("", ",", "a", "da", "hom", "em", "bc")
        or (following is not None and following.tag == "D" and following.i == item.j and k == 0)
    ):
        day = True
    if day:
        _weekday(draft, k, "7")
    else:
        item.tag, item.key, item.note = "I", "certificates", "cn"


def _week(draft: Draft, k: int, rest: str) -> None:
    first, last = week_of(draft.today, int(rest))
    _set(draft, k, "week", first, last)


def _weekend(draft: Draft, k: int, rest: str) -> None:
    weeks = 0 if draft.today.weekday() >= 5 and not rest else -1
    _set(draft, k, "week", *week_of(draft.today, weeks))


def _weekno(draft: Draft, k: int, rest: str) -> None:
    number, items = _next_number(draft, k, 60), draft.items
    year, upto = 0, k + 1
    if number and _is_figure(items, k + 1):
        number = 0
    if (
        not number
        and k + 1 < len(items)
        and items[k + 1].tag == "N"
        and items[k + 1].i == items[k].j
        and (numeral := items[k + 1].numeral)
        and numeral.shape in ("slash", "dash")
        and numeral.parts[0] <= 60
        and numeral.parts[1] > 2000
    ):
        number, year = numeral.parts
    if not number:
        _drop(draft, k)
        if draft.text[items[k].start : items[k].end].lower().startswith("tr"):  # "trong tuần" alone is the running week
            _week(draft, k, "0")
        elif items[k].entry.measure:
            items[k].tag = "M"
        return
    this_year, this_week, _ = draft.today.isocalendar()
    named, more = _named_year(draft, upto)
    year, upto = (named, upto + more) if named else (year, upto)
    if not year:
        year = this_year if number <= this_week + 8 else this_year - 1
    try:
        monday = date.fromisocalendar(year, number, 1)
    except ValueError:
        _set(draft, k, "week", draft.today, upto=upto, note="impossible")
        return
    _set(draft, k, "week", monday, monday + timedelta(days=6), upto=upto)


def _is_figure(items: list[Item], k: int) -> bool:
    """Whether number k has its own noun ("trong tuần 12 hv") and is no number of a week: not "tuần 46 hv 12", "tuần 46: 12 hv"."""
    noun = items[k + 1] if k + 1 < len(items) else None
    if (
        noun is None
        or noun.tag not in "IU"
        or noun.i != items[k].j
        or (noun.entry.unit == "person" and noun.end - noun.start <= 3)
    ):
        return False
    following = items[k + 2] if k + 2 < len(items) else None
    return not (
        following is not None and (following.tag == "N" or following.note in (":", "=")) and following.i - noun.j <= 1
    )


def _named_year(draft: Draft, k: int) -> tuple[int, int]:
    """A year said after item k ("năm 2025", "năm ngoái"): the year and how many items it takes; (0, 0) if none."""
    items = draft.items
    if k + 1 < len(items) and items[k + 1].entry.date in ("year:0", "year:-1") and items[k + 1].i - items[k].j <= 1:
        return draft.today.year + int(items[k + 1].entry.date[5:]), 1
    if (
        k + 2 < len(items)
        and items[k + 1].entry.date == "yearno"
        and items[k + 2].tag == "N"
        and 2000 <= items[k + 2].value <= 2100
    ):
        return items[k + 2].value, 2
    return 0, 0


def _month(draft: Draft, k: int, rest: str) -> None:
    months = draft.today.year * 12 + draft.today.month - 1 + int(rest)
    _set(draft, k, "month", *month_of(months // 12, months % 12 + 1))


def _monthno(draft: Draft, k: int, rest: str) -> None:
    items = draft.items
    number, year, upto = _next_number(draft, k, 12), 0, k + 1
    if (
        k + 1 < len(items)
        and items[k + 1].tag == "N"
        and items[k + 1].i == items[k].j
        and (numeral := items[k + 1].numeral)
        and numeral.shape in ("slash", "dash", "dot")
        and 1 <= numeral.parts[0] <= 12
        and numeral.parts[1] > 2000
    ):
        number, year = numeral.parts
    elif number and _is_figure(items, k + 1) and not items[k + 1].words:
        number = 0
    elif (
        number
        and (after := items[k + 2] if k + 2 < len(items) else None) is not None
        and after.tag in "UI"
        and after.i == items[k + 1].j
        and (items[k].entry.label or items[k].entry.unit)
    ):
        number = 0
    if not number:
        _drop(draft, k)
        if draft.text[items[k].start : items[k].end].lower().startswith("tr"):
            _month(draft, k, "0")
        return
    named, more = _named_year(draft, upto)
    if named:
        year, upto = named, upto + more
    if (
        k
        and items[k - 1].tag == "N"
        and items[k - 1].j == items[k].i
        and 1 <= items[k - 1].value <= 31
        and not items[k - 1].upto
    ):  # "15 tháng 11"
        day = items[k - 1].value
        _set_day(draft, k - 1, day, number, year, upto)
        return
    _set_month(draft, k, number, year, upto)


def _month_n(draft: Draft, k: int, rest: str) -> None:
    """T11, th11: the number is part of the item."""
    year, more = _named_year(draft, k)
    _set_month(draft, k, int(rest), year, k + more)


def _set_month(draft: Draft, k: int, number: int, year: int, upto: int) -> None:
    """The month named: the running or last one of that number, but one or two months ahead is meant as the future."""
    today = draft.today
    if not year:
        year = today.year if number <= today.month + 1 else today.year - 1
    if draft.fold(draft.items[upto].j if upto < len(draft.items) else -1) in _THIS:
        _take_words(draft, upto, 1)
        upto = min(upto, len(draft.items) - 1)
        year = today.year
    _set(draft, k, "month", *month_of(year, number), upto=upto)


def _dayno(draft: Draft, k: int, rest: str) -> None:
    items = draft.items
    following = items[k + 1] if k + 1 < len(items) else None
    if (
        following is not None
        and following.tag == "D"
        and following.entry.date in ("mung", "ram", "day:0", "day:-1", "day:-2")
        and following.i == items[k].j
    ):
        _READERS[following.entry.date.partition(":")[0]](draft, k + 1, following.entry.date.partition(":")[2])
        if draft.items[k + 1].when:
            items[k].tag = "W"
            return
    if (
        following is not None
        and following.tag == "N"
        and following.i - items[k].j <= (1 if following.start - items[k].end <= 2 else 0)
        and following.numeral
        and following.numeral.shape in ("slash", "dot", "dash", "date", "days", "dates")
    ):
        items[k].note = ""
        if _written(draft, k + 1, named=True):
            first = items[k]
            items[k + 1].start, items[k + 1].i = first.start, first.i
            when = items[k + 1].when
            if when is not None:
                items[k + 1].when = When(when.kind, when.first, when.last, first.start, when.end)
            del items[k]
        return
    number = _next_number(draft, k, 31)
    counted = k > 0 and items[k - 1].tag == "N" and items[k].i == items[k - 1].j
    if not number or counted:
        _drop(draft, k)
        return
    upto = k + 1
    if k + 2 < len(items) and items[k + 2].entry.date == "monthno" and (month := _next_number(draft, k + 2, 12)):
        year, more = _named_year(draft, k + 3)
        _set_day(draft, k, number, month, year, k + 3 + more)
        return
    if k + 2 < len(items) and items[k + 2].entry.date in ("month:0", "month:-1") and items[k + 2].i == items[k + 1].j:
        months = draft.today.year * 12 + draft.today.month - 1 + int(items[k + 2].entry.date[6:])
        _set_day(draft, k, number, months % 12 + 1, months // 12, k + 2)
        return
    noun = items[k + 2] if k + 2 < len(items) else None
    if noun is not None and noun.tag in "IU" and noun.i == items[k + 1].j and items[k].entry.date != "dayno":
        _drop(draft, k)
        return
    today = draft.today
    for back in range(3):
        months = today.year * 12 + today.month - 1 - back
        day = real_date(months // 12, months % 12 + 1, number)
        if day is not None and day <= today:
            _set(draft, k, "day", day, upto=upto)
            return


def _set_day(draft: Draft, k: int, day: int, month: int, year: int, upto: int) -> None:
    """A day and month, perhaps a year: without one the most recent such day; a day no calendar has is marked."""
    today = draft.today
    if year:
        found = real_date(year, month, day)
    else:
        found = real_date(today.year, month, day)
        if found is not None and found > today + timedelta(days=14):
            found = real_date(today.year - 1, month, day) or found
        if found is None and (month, day) == (2, 29):
            found = next(
                (d for y in range(today.year, today.year - 8, -1) if (d := real_date(y, 2, 29)) and d <= today), None
            )
    if found is None:
        _set(draft, k, "day", today, upto=upto, note="impossible")
    else:
        _set(draft, k, "day", found, upto=upto)


def _numeral(draft: Draft, k: int) -> None:
    """A number that is a date by its shape: 15/11, 15-11-2025, 10-16/11."""
    item = draft.items[k]
    numeral = item.numeral
    if numeral is None:
        return
    if numeral.shape in ("slash", "date", "days", "dates"):
        _written(draft, k, named=False)
    elif numeral.shape in ("dash", "dot") and k == _first_word(draft, k):
        _written(draft, k, named=False)


def _first_word(draft: Draft, k: int) -> int:
    """k where nothing but greetings or "bc" stands before it in its line, else -1."""
    items = draft.items
    if (
        k == 0
        or items[k - 1].tag == "W"
        or items[k - 1].note == "\n"
        or (items[k - 1].tag == "S" and items[k - 1].note in ("(", "[", "•"))
    ):
        return k
    return -1


def _written(draft: Draft, k: int, named: bool) -> bool:
    """Read item k as a written date. Unnamed, "16/20 hv" and "8/12 người" are fractions and "12.5 hv" is no date."""
    items = draft.items
    item = items[k]
    numeral = item.numeral
    assert numeral is not None
    parts, shape = numeral.parts, numeral.shape
    if shape == "date" and sum(1 for i in items[:k] if i.tag == "I") >= 3 and not any(i.tag == "N" for i in items[:k]):
        return False  # "hv/vneid/buổi: 12/5/2"
    if shape == "date":
        _set_day(draft, k, parts[0], parts[1], parts[2], k)
        return True
    if shape == "days":
        return _days(
            draft,
            k,
            (parts[0], parts[2], parts[3] if len(parts) > 3 else 0),
            (parts[1], parts[2], parts[3] if len(parts) > 3 else 0),
        )
    if shape == "dates":
        return _days(draft, k, parts[:3], parts[3:])
    if shape not in ("slash", "dash", "dot"):
        return False
    day, month = parts
    if month > 2000 and 1 <= day <= 12 and shape == "slash":  # 11/2025
        _set(draft, k, "month", *month_of(month, day))
        return True
    if not (1 <= day <= 31 and 1 <= month <= 12):
        if named and day < 100 and month <= 31 and shape == "slash":
            _set(draft, k, "day", draft.today, note="impossible")
            return True
        return False
    if not named:
        after = items[k + 1] if k + 1 < len(items) else None
        before = items[k - 1] if k else None
        named = draft.fold(item.i - 1) in ("tu", "den", "toi", "hom", "bua", "dot", "cao", "bc", "ban", "lop")
        close = (
            after is not None
            and after.i - item.j <= (1 if after.tag in "IC" and draft.fold(item.j) != "cua" else 0)
            and (after.tag in "IUM" or (after.tag == "C" and (after.entry.context == "give" or day == month)))
        )
        own = (
            k + 2 < len(items) and items[k + 2].tag == "N" and items[k + 2].i - after.j <= 1
            if after is not None
            else False
        )
        if close and not own and not named and not (after is not None and after.entry.unit == "class"):
            return False
        if (
            before is not None
            and before.tag in "IUL"
            and item.i == before.j
            and not named
            and before.entry.unit not in ("class", "person", "short_people")
            and "buổi" not in draft.text[before.start : before.end].lower()
        ):
            return False
        if (
            before is not None
            and (before.key == "sessions" or before.entry.unit == "class")
            and item.i - before.j <= 1
            and draft.fold(item.i - 1) in ("buoi", "thu", "bai")
            and (day < month or day <= 12)
        ):
            item.tag, item.note = "X", "ordinal"
            return True
        if shape != "slash" and not (
            after is not None
            and (after.note in (":", "\n") or after.tag == "N" or draft.fold(item.j) in ("vua", "roi"))
        ):
            return False
        if before is None and after is None:
            return False
        if draft.fold(item.i - 1) in ("xong", "duoc", "dc", "dat", "du") and not own:
            return False
    _set_day(draft, k, day, month, 0, k)
    return True


def _days(draft: Draft, k: int, first: tuple[int, ...], last: tuple[int, ...]) -> bool:
    year = last[2] or draft.today.year
    begin, end = real_date(first[2] or year, first[1], first[0]), real_date(year, last[1], last[0])
    if begin is None or end is None or begin > end:
        _set(draft, k, "day", draft.today, note="impossible")
        return True
    if not last[2] and begin > draft.today:
        begin, end = begin.replace(year=begin.year - 1), end.replace(year=end.year - 1)
    _span(draft, k, begin, end, k)
    return True


def _span(draft: Draft, k: int, first: date, last: date, upto: int) -> None:
    """From one day to another: a week where it lies inside one, a month where it is one, else a span."""
    kind = "span"
    if first == last:
        kind = "day"
    elif week_of(first) == week_of(last):
        kind, (first, last) = "week", week_of(first)
    elif month_of(first.year, first.month) == (first, last):
        kind = "month"
    future = first > draft.today
    _set(draft, k, kind, first, last, upto=upto, note="future" if future else "joined")


def _mung(draft: Draft, k: int, rest: str) -> None:
    """mùng 5 · mùng 6 tết · mùng 1 tháng 11 (âm)."""
    items, number = draft.items, _next_number(draft, k, 31)
    if not number:
        _drop(draft, k)
        return
    after = items[k + 2] if k + 2 < len(items) else None
    if after is not None and after.entry.date == "tet":
        _lunar(draft, k, number, 12 if "chạp" in draft.text[after.start : after.end] else 1, k + 2)
        return
    if after is not None and after.entry.date == "lunar":
        _lunar(draft, k, number, 0, k + 2)
        return
    if after is not None and after.entry.date == "monthno" and (month := _next_number(draft, k + 2, 12)):
        if k + 4 < len(items) and items[k + 4].entry.date == "lunar":
            _lunar(draft, k, number, month, k + 4)
        else:
            _set_day(draft, k, number, month, 0, k + 3)
        return
    lunar = convert_solar_to_lunar(draft.today.day, draft.today.month, draft.today.year)
    if lunar.month == 1 and lunar.day < 16 and number <= 15:
        _lunar(draft, k, number, 1, k + 1)
        return
    draft.items[k].entry.date  # noqa: B018  (a plain day of the month from here on)
    today = draft.today
    for back in range(3):
        months = today.year * 12 + today.month - 1 - back
        day = real_date(months // 12, months % 12 + 1, number)
        if day is not None and day <= today:
            _set(draft, k, "day", day, upto=k + 1)
            return


def _tet(draft: Draft, k: int, rest: str) -> None:
    """27 Tết is a day of the last lunar month; Tết alone names no day."""
    items = draft.items
    before = items[k - 1] if k else None
    if before is not None and before.tag == "N" and before.j == items[k].i and 15 <= before.value <= 30:
        _lunar(draft, k - 1, before.value, 12, k)
    else:
        items[k].tag = "W"


def _ram(draft: Draft, k: int, rest: str) -> None:
    """rằm · rằm tháng 10 · rằm tháng giêng: the fifteenth of a lunar month."""
    items = draft.items
    after = items[k + 1] if k + 1 < len(items) else None
    if after is not None and after.entry.date == "monthno" and (month := _next_number(draft, k + 1, 12)):
        _lunar(draft, k, 15, month, k + 2)
    elif after is not None and after.entry.date == "tet":
        _lunar(draft, k, 15, 12 if "chạp" in draft.text[after.start : after.end].lower() else 1, k + 1)
    else:
        _lunar(draft, k, 15, 0, k)


def _lunar(draft: Draft, k: int, day: int, month: int, upto: int) -> None:
    """The most recent such lunar day; month 0 is any month."""
    today = draft.today
    if month:
        for year in range(today.year, today.year - 3, -1):
            try:
                found = convert_lunar_to_solar(day, month, year)
            except ValueError:
                continue
            if found and found <= today:
                _set(draft, k, "day", found, upto=upto)
                return
        return
    for back in range(62):
        past = today - timedelta(days=back)
        if convert_solar_to_lunar(past.day, past.month, past.year).day == day:
            _set(draft, k, "day", past, upto=upto)
            return


def _year(draft: Draft, k: int, rest: str) -> None:
    year = draft.today.year + int(rest)
    _set(draft, k, "year", date(year, 1, 1), date(year, 12, 31), note="joined")


def _yearno(draft: Draft, k: int, rest: str) -> None:
    items = draft.items
    number = (
        items[k + 1].value if k + 1 < len(items) and items[k + 1].tag == "N" and items[k + 1].i == items[k].j else 0
    )
    if 2000 <= number <= 2100:
        _set(draft, k, "year", date(number, 1, 1), date(number, 12, 31), upto=k + 1, note="joined")
    else:
        _drop(draft, k)


def _quarter(draft: Draft, k: int, rest: str) -> None:
    items = draft.items
    number, upto = _next_number(draft, k, 4), k + 1
    year = 0
    if (
        not number
        and k + 1 < len(items)
        and items[k + 1].tag == "N"
        and items[k + 1].i == items[k].j
        and (numeral := items[k + 1].numeral)
        and numeral.shape in ("slash", "dash")
        and numeral.parts[0] <= 4
        and numeral.parts[1] > 2000
    ):
        number, year = numeral.parts
    if not number:
        number, upto = _ROMAN.get(_follows(draft, k), 0), k
        if number:
            _take_words(draft, k, 1)
    if not number:
        _drop(draft, k)
        return
    said, more = _named_year(draft, upto)
    year = said or year
    if not year:
        year = draft.today.year if number * 3 - 2 <= draft.today.month else draft.today.year - 1
    del items
    _set(
        draft,
        k,
        "quarter",
        date(year, number * 3 - 2, 1),
        month_of(year, number * 3)[1],
        upto=upto + more,
        note="joined",
    )


def _half(draft: Draft, k: int, rest: str) -> None:
    year, more = _named_year(draft, k)
    _set(
        draft,
        k,
        "half",
        date(year or draft.today.year, 1, 1),
        date(year or draft.today.year, 6, 30),
        upto=k + more,
        note="joined",
    )


def _nine(draft: Draft, k: int, rest: str) -> None:
    year, more = _named_year(draft, k)
    _set(
        draft,
        k,
        "nine_months",
        date(year or draft.today.year, 1, 1),
        date(year or draft.today.year, 9, 30),
        upto=k + more,
        note="joined",
    )


def _since_year(draft: Draft, k: int, rest: str) -> None:
    _set(draft, k, "since", date(draft.today.year, 1, 1), draft.today, note="joined")


def _since_merge(draft: Draft, k: int, rest: str) -> None:
    _set(draft, k, "since", MERGER, draft.today, note="joined")


def _holiday(draft: Draft, k: int, rest: str) -> None:
    month, day = rest.split("-")
    _set_day(draft, k, int(day), int(month), 0, k)


def _ago(draft: Draft, k: int, rest: str) -> None:
    items = draft.items
    before = items[k - 1] if k else None
    if before is not None and before.tag == "N" and before.j == items[k].i and before.value <= 60:
        _set(draft, k - 1, "day", draft.today - timedelta(days=before.value), upto=k)
    else:
        _set(draft, k, "day", draft.today, note="vague")


def _join(draft: Draft) -> None:
    """Dates said together: "hôm nay thứ Năm 20/11" is one day, "từ 10/11 đến 16/11" one span, "từ 1/7 đến nay" since."""
    items = draft.items
    k = 0
    while k < len(items):
        item = items[k]
        if item.tag != "D" or item.when is None or item.note in ("later", "plan", "vague"):
            k += 1
            continue
        after = items[k + 1] if k + 1 < len(items) else None
        if (
            after is not None
            and after.entry.cue in ("to", "or")
            and after.entry.cue == "to"
            and k + 2 < len(items)
            and items[k + 2].tag == "D"
            and (end := items[k + 2].when) is not None
            and after.i - item.j <= 1
            and items[k + 2].i - after.j <= 1
            and items[k + 2].note not in ("later", "plan", "vague")
        ):
            if (
                end.last >= item.when.first
                and end.kind in ("day", "month", "week")
                and items[k + 2].note != "impossible"
            ):
                _span(draft, k, item.when.first, end.last, k + 2)
                continue
        if (
            after is not None
            and after.entry.cue == "cumulative"
            and after.i - item.j <= 1
            and draft.fold(item.i - 1) in ("tu", "ke tu")
        ):
            if item.when.first >= week_of(draft.today)[0]:
                _set(draft, k, "week", *week_of(draft.today), upto=k + 1)  # "từ thứ hai đến giờ"
            else:
                _set(draft, k, "since", item.when.first, draft.today, upto=k + 1, note="joined")
            continue
        if (
            after is not None
            and after.tag == "D"
            and after.when is not None
            and after.note not in ("later", "plan", "vague")
        ):
            between = draft.text[item.end : after.start].strip(" ,(:-–.")
            if between in ("", "tức", "tức là", "ngày", "của", "cua", "trong", "nhằm", "là"):
                if item.when == after.when or (
                    item.when.kind == after.when.kind
                    and item.when.first == after.when.first
                    and item.when.last == after.when.last
                ):
                    _merge(draft, k, k)
                    continue
                if (
                    item.when.kind == "day"
                    and after.when.kind == "day"
                    and (item.entry.date[:2] == "wd" or after.entry.date[:2] == "wd" or item.entry.date == "cn")
                ):
                    weekday, day = (item, after) if item.entry.date[:2] in ("wd", "cn") else (after, item)
                    if (
                        weekday.when is not None
                        and day.when is not None
                        and weekday.when.first.weekday() == day.when.first.weekday()
                    ):
                        _merge(draft, k, k + 1 if day is after else k)
                        continue
                if item.when.kind == "day" and after.when.kind == "week" and _within(item.when, after.when):
                    _merge(draft, k, k)
                    continue
                if {item.when.kind, after.when.kind} in (
                    {"week", "span"},
                    {"week", "month"},
                ) and item.when.kind == "week":
                    _merge(draft, k, k)
                    continue
        k += 1
    _from_number(draft)


def _within(one: When, other: When) -> bool:
    small, big = (one, other) if one.last - one.first < other.last - other.first else (other, one)
    return big.first <= small.first and small.last <= big.last


def _merge(draft: Draft, k: int, keep: int) -> None:
    items = draft.items
    when = items[keep].when
    assert when is not None
    first, last = items[k], items[k + 1]
    note = items[keep].note or items[k].note
    first.when = When(when.kind, when.first, when.last, first.start, last.end)
    first.end, first.j, first.note = last.end, last.j, note
    first.entry = items[keep].entry
    del items[k + 1]


def _from_number(draft: Draft) -> None:
    """ "từ 17 đến 23/11": the first day is only a number."""
    items = draft.items
    for k in range(len(items) - 2):
        number, to, day = items[k : k + 3]
        if (
            number.tag == "N"
            and to.entry.cue == "to"
            and day.tag == "D"
            and day.when is not None
            and day.when.kind == "day"
            and day.entry.date in ("", "dayno")
            and number.value < day.when.first.day
            and draft.fold(number.i - 1) in ("tu", "ngay")
            and to.i == number.j
            and day.i - to.j <= 1
        ):
            _span(draft, k, day.when.first.replace(day=number.value), day.when.first, k + 2)
            return


_READERS: dict[str, Callable[[Draft, int, str], None]] = {
    "day": _day, "nay": _nay, "evening": _evening, "later": _later, "plan": _plan, "vague": _vague, "wd": _weekday, "cn": _cn,
    "week": _week, "weekend": _weekend, "weekno": _weekno, "month": _month, "month_n": _month_n, "monthno": _monthno, "dayno": _dayno, "mung": _mung,
    "tet": _tet, "ram": _ram, "lunar": lambda d, k, r: _drop(d, k), "quarter": _quarter, "year": _year, "yearno": _yearno, "half": _half,
    "nine": _nine, "since_year": _since_year, "since_merge": _since_merge, "holiday": _holiday, "ago_day": _ago,
}  # fmt: skip
