"""Days, weeks and months as people name them, turned into dates against the day the message was sent."""

from collections.abc import Callable
from datetime import timedelta

from vietnamese.daynumbers import read_evening, so_long
from vietnamese.days import (
    drop_date,
    half_days,
    is_figure,
    name_day,
    name_days,
    next_number,
    parts_of_days,
    take_words,
    word_after,
)
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.joined import join_dates
from vietnamese.lunar import read_lunar, read_mung, read_ram, read_tet, unmarked_moons
from vietnamese.monthdays import read_day, read_dayno
from vietnamese.periods import (
    read_month,
    read_month_n,
    read_monthno,
    read_week,
    read_weekend,
    read_weekno,
    weeks_of_months,
)
from vietnamese.sundays import read_cn
from vietnamese.tokens import Entry
from vietnamese.weekdays import read_weekday
from vietnamese.written import read_numeral
from vietnamese.years import (
    read_half,
    read_nine,
    read_quarter,
    read_since_merge,
    read_since_year,
    read_year,
    read_yearno,
)


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
    read_day(draft, k, "0")


_SLIPS = word_set("lon nham thieu dinh truot sai danh go bam")
_THIS_ONE = word_set("so bc cao tin vua ban hoi khi cai lop thon to con muc buoi nhom nguoi viec app xa ben may")


def _this_or_just_now(draft: Draft, item: Item, before: str) -> bool:
    """Without marks: này after a noun ("bc nay"), nãy before a slip of the hand ("nay e ghi lon")."""
    following = {draft.fold(n) for n in range(item.j, item.j + 5)}
    return not draft.tokens[item.i].marked and (before in _THIS_ONE or bool(following & _SLIPS))


def _evening(draft: Draft, k: int, rest: str) -> None:
    read_day(draft, k, "0" if draft.now.hour >= 18 else "-1")


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
        read_dayno(draft, k, rest)  # "hom 18: 4 buoi"
        if draft.items[k].when is not None:
            return
    name_days(draft, k, "day", draft.today, note="vague")


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
    "day": read_day,
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
    "dayno": read_dayno,
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
