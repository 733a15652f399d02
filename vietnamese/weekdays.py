"""Weekdays: thứ 4, t7 vừa rồi, thứ hai tuần trước, chủ nhật."""

from datetime import timedelta

from vietnamese.days import name_days, name_span, take_words, week_of
from vietnamese.draft import Draft, Item

_LAST = {"truoc", "roi", "qua", "trc", "rui"}


THIS_WORDS = {"nay", "ni", "nai"}


_NEXT = {"toi", "sau"}


_COUNTED_OFF = frozenset(
    [
        "buoi",
        "lan",
        "bai",
        "dot",
        "tiet",
        "ki",
        "ky",
        "hang",
        "nguoi",
        "cu",
        "ho",
        "cai",
        "be",
        "vong",
        "ca",
        "may",
        "quan",
        "nha",
    ]
)


_LESSON = ("buoi", "hoc")  # "buổi học thứ 4"


def read_weekday(draft: Draft, k: int, rest: str) -> None:
    """thứ 4 · thứ 4 tuần trước · t7 vừa rồi · thứ 7 tới · thứ 4 ngày 19/11."""
    number = int(rest)
    items, today = draft.items, draft.today
    if (
        draft.fold(items[k].i - 1) in ("lop", "nhom")
        and draft.fold(items[k].j) in ("cua", "trong", "khoa")
        and len(items[k].entry.keys) > 1
    ) or (
        (
            (draft.fold(items[k].i - 1) in _COUNTED_OFF and draft.tokens[items[k].i - 1].text.lower() != "cả")
            or (draft.fold(items[k].i - 2), draft.fold(items[k].i - 1)) == _LESSON
        )
        and len(items[k].entry.keys) > 1
        and not _counted(items, k)
        and (draft.fold(items[k].i - 2), draft.fold(items[k].i - 1)) != ("ra", "quan")  # "tổ ra quân thứ bảy"
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
            if draft.fold(items[k].i - 1) == "tu" and {"den", "toi"} & set(draft.words[follower.i : follower.j]):
                name_days(draft, k, "week", *week_of(day), upto=k + 1)  # "từ thứ 2 đầu tuần đến nay"
                return
            name_days(draft, k, "day", day, upto=k + 1)
            return
        if code == "dayno":
            draft.items[k].note = "weekday"
    ahead = [_after(draft, items[k].j), draft.fold(items[k].j + 1)]
    back = (today.isoweekday() - number) % 7
    if ahead[0] == "tuan" and ahead[1] in ("toi", "sau"):
        take_words(draft, k, 2)
        name_days(draft, k, "day", week_of(today, 1)[0] + timedelta(days=number - 1), note="later")
        return
    if ahead[0] in _NEXT and not _is_span(draft, k):
        take_words(draft, k, 1)
        name_days(draft, k, "day", today + timedelta(days=7 - back if back else 7), note="later")
        return
    if "moi" in ahead and draft.fold(items[k].i - 1) in ("toi", "den", "qua", "sang", "cho") and not _got(draft, k):
        name_days(draft, k, "day", today + timedelta(days=7 - back if back else 7), note="later")
        return  # "tới thứ 2 mới dạy lại"
    if ahead[0] in THIS_WORDS:
        take_words(draft, k, 1)
        day = week_of(today)[0] + timedelta(days=number - 1)
        name_days(draft, k, "day", day, note="later" if day > today and _intended(draft, k) else "")
        return
    if ahead[0] in ("vua", "moi") and ahead[1] in ("roi", "qua", "rui", "xong"):
        take_words(draft, k, 2)
        back = back or 7
    elif ahead[0] in _LAST and draft.text[draft.items[k].end :].lstrip()[:1].isalpha():
        take_words(draft, k, 1)
        back = back or (7 if ahead[0] != "roi" else 0)
    day = today - timedelta(days=back)
    until = items[k + 1] if k + 1 < len(items) else None
    if until is not None and until.entry.cue == "cumulative" and until.i == items[k].j and ahead[0] in ("toi", "den"):
        name_span(draft, k, day, today, k + 1)  # "thứ 2 tới hôm nay"
        return
    name_days(draft, k, "day", day)


_TO_DO = frozenset(["xa", "tap", "hop", "khai", "mo", "ra", "len", "to"])


def _intended(draft: Draft, k: int) -> bool:
    """ "thứ 6 này xã tập huấn 30 người", "thứ 5 này em dạy 15 người, ai rảnh phụ em", said before that day: what is
    going to be done; "thứ năm này dạy 12 hv" may be a slip of the day."""
    at = draft.items[k].j
    asked = not draft.folds.isdisjoint(("ai", "nho", "nha", "ranh", "moi"))
    return (asked or bool({draft.fold(n) for n in range(at, at + 4)} & _TO_DO)) and not _got(draft, k)


def _got(draft: Draft, k: int) -> bool:
    """ "chờ tới thứ 2 mới dạy được": what came then was done."""
    at = draft.items[k].j
    return bool({draft.fold(n) for n in range(at, at + 6)} & {"duoc", "dc", "xong", "roi"})


def _after(draft: Draft, at: int) -> str:
    """The folded word after the weekday, "" where its marks or its noun show it to be no "tới" and no "sau"."""
    word = draft.fold(at)
    if word not in _NEXT or draft.tokens[at].key in ("tơi1",):
        return word
    if draft.tokens[at].marked:
        return ""  # "t6 tôi đi", "t3 sáu người"
    number = any(i.tag in "NU" and i.i == at + (i.tag == "U") for i in draft.items)
    return "" if word == "sau" and number else word


def _counted(items: list[Item], k: int) -> bool:
    """ "dạy 17 người thứ bảy": the noun before has its number, so the weekday is a day."""
    noun, number = (items[k - 1], items[k - 2]) if k > 1 else (items[k], items[k])
    return noun.tag in "IU" and noun.j == items[k].i and number.tag == "N" and number.j == noun.i


def _is_span(draft: Draft, k: int) -> bool:
    """The "tới" after a weekday joins it to another day: "thứ 2 tới thứ 5"."""
    joint, last = [*draft.items[k + 1 : k + 3], None, None][:2]
    if joint is not None and joint.tag == "D" and joint.i == draft.items[k].j + 1 and draft.fold(joint.i - 1) == "toi":
        return draft.fold(draft.items[k].i - 1) == "tu"  # "tu t2 toi bua nay", without marks
    if joint is None or joint.entry.cue not in ("to", "cumulative"):
        return False
    return joint.entry.cue == "cumulative" or (last is not None and last.tag in "DN" and last.i == joint.j)
