"""Days, weeks and months as people name them, turned into dates against the day the message was sent."""

from collections.abc import Callable
from datetime import timedelta

from vietnamese.daynumbers import read_days, read_evening, so_long
from vietnamese.days import (
    drop_date,
    half_days,
    is_figure,
    name_day,
    name_days,
    named_year,
    next_number,
    parts_of_days,
    take_words,
    word_after,
)
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.joined import join_dates
from vietnamese.lunar import read_lunar, read_moon, read_mung, read_ram, read_tet, unmarked_moons
from vietnamese.periods import (
    read_half,
    read_month,
    read_month_n,
    read_monthno,
    read_nine,
    read_quarter,
    read_since_merge,
    read_since_year,
    read_week,
    read_weekend,
    read_weekno,
    read_year,
    read_yearno,
    weeks_of_months,
)
from vietnamese.result import When
from vietnamese.tokens import Entry, real_date
from vietnamese.weekdays import read_cn, read_weekday
from vietnamese.written import read_numeral, read_written


def find_dates(draft: Draft) -> None:
    """Every date item gets its `when`; a date word that names no day becomes what else it can be, or nothing."""
    items = draft.items
    if "qua" in draft.words[:4]:
        _first_word(draft)
    k = 0
    while k < len(items):
        item = items[k]
        tag, cue = item.tag, item.entry.cue
        if tag == "D" and item.when is None and not so_long(draft, k):
            code, _, rest = item.entry.date.partition(":")
            _READERS[code](draft, k, rest)
            if k >= len(items) or items[k] is not item:
                continue  # it was read with the item before it: "24 tháng 7"; what now stands here comes next
        elif tag == "N":
            if item.numeral is not None:
                read_numeral(draft, k)
        elif not cue:
            pass
        elif cue == "daypart":
            read_evening(draft, k)
        elif cue == "cumulative" and draft.fold(item.j) == "moi" and draft.fold(item.j - 2) in ("hom", "bua"):
            name_days(draft, k, "day", draft.today)  # "tới hôm nay mới gom được 9 hv"
        k += 1
    if "tuan" in draft.folds and not draft.folds.isdisjoint(("dau", "cuoi")):
        weeks_of_months(draft)
    if "am" in draft.folds:
        unmarked_moons(draft)
    dated = [i for i in items if i.tag == "D"]
    if dated:
        if "buoi" in draft.folds:
            half_days(draft)
        join_dates(draft)
        if "daypart" in draft.entries:
            parts_of_days(draft)
        dated = [i for i in items if i.tag == "D"]
    draft.whens = dated


_BEFORE = word_set("da anh chi a c ad oi e em bot , vang thua")
_AFTER = word_set("em e tui toi minh thon to lop mua co chi anh bac day lam duoc dc cup")
_YESTERDAY = Entry(("qua",), date="day:-1")


def _first_word(draft: Draft) -> None:
    """ "qua em giúp 1 hộ", "dạ qua mưa nên nghỉ": a message that begins so tells of yesterday."""
    n = draft.words.index("qua")
    if set(draft.words[:n]) - _BEFORE or draft.fold(n + 1) not in _AFTER or draft.tokens[n].marked:
        return
    if any(i.i <= n < i.j for i in draft.items):
        return
    at = next((k for k, i in enumerate(draft.items) if i.i > n), len(draft.items))
    draft.items.insert(at, Item("D", n, n + 1, draft.starts[n], draft.ends[n], _YESTERDAY))


def _day(draft: Draft, k: int, rest: str) -> None:
    after = draft.items[k + 1] if k + 1 < len(draft.items) else None
    numeral = after.numeral if after is not None and after.i == draft.items[k].j else None
    dated = numeral is not None and numeral.shape in ("slash", "date", "dash", "dot")
    if dated and draft.fold(draft.items[k].j - 1) == "ngay":
        _dayno(draft, k, rest)  # "trong ngày 6/4/2026"
        return
    name_days(draft, k, "day", draft.today + timedelta(days=int(rest)))


def _nay(draft: Draft, k: int, rest: str) -> None:
    item = draft.items[k]
    before, after = draft.fold(item.i - 1), word_after(draft, k)
    if (
        (item.entry.keys != ("nay",) and item.i > 0)
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
            "tu",
            "hien",
            "truoc",
            "dot",
            "ky",
            "khoa",
            "lan",
        )
        or (after == "la" and item.i > 0)
        or after == "mai"
        or (draft.plain and _this_or_just_now(draft, item, before))
    ):
        item.tag = "W"
        return
    _day(draft, k, "0")


_SLIPS = word_set("lon nham thieu dinh truot sai danh go bam")
_THIS_ONE = word_set("so bc cao tin vua ban hoi khi cai lop thon to con muc buoi nhom nguoi viec app xa ben may")


def _this_or_just_now(draft: Draft, item: Item, before: str) -> bool:
    """Without marks: này after a noun ("bc nay"), nãy before a slip of the hand ("nay e ghi lon")."""
    following = {draft.fold(n) for n in range(item.j, item.j + 5)}
    return not draft.tokens[item.i].marked and (before in _THIS_ONE or bool(following & _SLIPS))


def _evening(draft: Draft, k: int, rest: str) -> None:
    _day(draft, k, "0" if draft.now.hour >= 18 else "-1")


def _later(draft: Draft, k: int, rest: str) -> None:
    item = draft.items[k]
    if draft.fold(item.j - 1) == "sau" and draft.fold(item.i) in ("buoi", "lan", "dot", "khoa"):
        earlier = [(draft.fold(n), draft.fold(n + 1)) for n in range(item.i)]
        if any(a == draft.fold(item.i) and b in ("dau", "truoc", "1", "nhat") for a, b in earlier):
            item.tag, item.note = "X", "label"  # "buổi đầu 10 người, buổi sau 14 người"
            return
    name_days(draft, k, "day", draft.today + timedelta(days=1), note="later")


def _plan(draft: Draft, k: int, rest: str) -> None:
    name_days(draft, k, "day", draft.today, note="plan")


def _vague(draft: Draft, k: int, rest: str) -> None:
    if (
        k
        and draft.items[k - 1].tag == "N"
        and draft.items[k - 1].j == draft.items[k].i
        and draft.fold(draft.items[k].j - 1) == "truoc"
        and draft.items[k - 1].value <= 60
    ):
        name_days(draft, k - 1, "day", draft.today - timedelta(days=draft.items[k - 1].value), upto=k)  # "2 hôm trước"
        return
    if draft.words[draft.items[k].i : draft.items[k].j] == ["hom"] and not is_figure(draft, k + 1):
        _dayno(draft, k, rest)  # "hom 18: 4 buoi"
        if draft.items[k].when is not None:
            return
    name_days(draft, k, "day", draft.today, note="vague")


def _dayno(draft: Draft, k: int, rest: str) -> None:
    items = draft.items
    if read_days(draft, k):
        return
    following = items[k + 1] if k + 1 < len(items) else None
    if following is not None and following.entry.date[:2] == "wd" and following.i == items[k].j:
        of = draft.words[following.j : following.j + 2]
        if of[:1] in (["cua"], ["trong"]) and of[1:] in (["lop"], ["khoa"], ["dot"], ["ky"], ["chien"]):
            items[k].tag, following.tag, following.note = "W", "X", "ordinal"
            return  # "ngày thứ 3 của lớp"
    if (
        following is not None
        and following.tag == "D"
        and (following.entry.date in ("mung", "ram", "day:0", "day:-1", "day:-2") or following.entry.date[:2] == "wd")
        and following.i == items[k].j
    ):
        _READERS[following.entry.date.partition(":")[0]](draft, k + 1, following.entry.date.partition(":")[2])
        if draft.items[k + 1].when:
            items[k].tag = "W"
            if k and items[k - 1].tag == "N" and items[k - 1].j == items[k].i and items[k - 1].value == 2:
                items[k - 1].tag, items[k - 1].note = "X", "measure"  # "hai bữa thứ 5 với thứ 7"
            return
    if (
        following is not None
        and following.tag == "N"
        and following.i - items[k].j <= (1 if following.start - items[k].end <= 2 else 0)
        and following.numeral
        and following.numeral.shape in ("slash", "dot", "dash", "date", "days", "dates")
    ):
        items[k].note = ""
        if read_written(draft, k + 1, named=True):
            first = items[k]
            items[k + 1].start, items[k + 1].i = first.start, first.i
            when = items[k + 1].when
            if when is not None:
                items[k + 1].when = When(when.kind, when.first, when.last, first.start, when.end)
            del items[k]
        return
    number = next_number(draft, k, 31)
    counted = k > 0 and items[k - 1].tag == "N" and items[k].i == items[k - 1].j
    if counted and k > 1 and (items[k - 2].note in (":", "=") or items[k - 2].tag == "I"):
        after = items[k + 2] if number and k + 2 < len(items) else None
        named = after is None or after.entry.date == "monthno" or after.tag == "S"
        counted = not (number and named)  # "hv: 32 ngày 6 tháng 3", "hv: 8 ngày 25"
    if not number or counted:
        drop_date(draft, k)
        return
    upto = k + 1
    if k + 2 < len(items) and items[k + 2].entry.date == "monthno" and (month := next_number(draft, k + 2, 12)):
        year, more = named_year(draft, k + 3)
        name_day(draft, k, number, month, year, k + 3 + more)
        return
    if k + 2 < len(items) and items[k + 2].entry.date == "later" and draft.fold(items[k + 2].i) == "thang":
        name_days(draft, k, "day", draft.today + timedelta(days=number), upto=k + 2, note="later")
        return  # "ngày 9 tháng sau"
    if k + 2 < len(items) and items[k + 2].entry.date in ("month:0", "month:-1") and items[k + 2].i == items[k + 1].j:
        months = draft.today.year * 12 + draft.today.month - 1 + int(items[k + 2].entry.date[6:])
        name_day(draft, k, number, months % 12 + 1, months // 12, k + 2)
        return
    noun = items[k + 2] if k + 2 < len(items) else None
    if noun is not None and noun.entry.date == "tet" and noun.i == items[k + 1].j and number <= 30:
        read_moon(draft, k, number, k + 2)  # "hôm 27 tết", "ngày 20 tháng chạp"
        return
    rounds = noun is not None and noun.i == items[k + 1].j and noun.entry.unit in ("times", "visit")
    if rounds and number <= 4 and draft.fold(items[k].i) == "ngay":
        items[k + 1].doubt = "multiply"  # "phát loa ngày 2 lần": on how many days
        drop_date(draft, k)
        return
    if noun is not None and noun.tag in "IU" and noun.i == items[k + 1].j and items[k].entry.date != "dayno":
        drop_date(draft, k)
        return
    today = draft.today
    if draft.fold(items[k + 1].j) in ("nay", "toi") and number > today.day:
        ahead = real_date(today.year, today.month, number)
        if ahead is not None:
            name_days(draft, k, "day", ahead, upto=upto, note="later")  # "ngày 28 này em đi viện"
            return
    for back in range(3):
        months = today.year * 12 + today.month - 1 - back
        day = real_date(months // 12, months % 12 + 1, number)
        if day is not None and day <= today:
            name_days(draft, k, "day", day, upto=upto)
            return


def _holiday(draft: Draft, k: int, rest: str) -> None:
    month, day = rest.split("-")
    name_day(draft, k, int(day), int(month), 0, k)


def _ago(draft: Draft, k: int, rest: str) -> None:
    items = draft.items
    before = items[k - 1] if k else None
    if before is not None and before.tag == "N" and before.j == items[k].i and before.value <= 60:
        name_days(draft, k - 1, "day", draft.today - timedelta(days=before.value), upto=k)
    else:
        name_days(draft, k, "day", draft.today, note="vague")


def _since_ago(draft: Draft, k: int, rest: str) -> None:
    """cách đây 2 hôm: so many days before the message."""
    number = next_number(draft, k, 60)
    word = draft.fold(draft.items[k + 1].j) if number else ""
    if word in ("hom", "ngay", "bua"):
        take_words(draft, k + 1, 1)
        name_days(draft, k, "day", draft.today - timedelta(days=number), upto=k + 1)
    else:
        drop_date(draft, k)


_READERS: dict[str, Callable[[Draft, int, str], None]] = {
    "day": _day,
    "nay": _nay,
    "evening": _evening,
    "later": _later,
    "plan": _plan,
    "vague": _vague,
    "wd": read_weekday,
    "cn": read_cn,
    "week": read_week,
    "weekend": read_weekend,
    "weekno": read_weekno,
    "month": read_month,
    "month_n": read_month_n,
    "monthno": read_monthno,
    "dayno": _dayno,
    "mung": read_mung,
    "tet": read_tet,
    "ram": read_ram,
    "lunar": read_lunar,
    "quarter": read_quarter,
    "year": read_year,
    "yearno": read_yearno,
    "half": read_half,
    "nine": read_nine,
    "since_year": read_since_year,
    "since_merge": read_since_merge,
    "holiday": _holiday,
    "ago_day": _ago,
    "since_ago": _since_ago,
}
