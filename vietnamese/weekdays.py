"""Weekdays: thứ 4, t7 vừa rồi, thứ hai tuần trước, chủ nhật (and chứng nhận, which shares its letters)."""

from datetime import timedelta

from vietnamese.days import name_days, name_span, take_words, week_of, word_after
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


def _noun_last(items: list[Item], k: int) -> bool:
    """ "cn 2 buổi 17 hv": every number after it has its noun behind, so the first is none of its own."""
    last = next((n for n in range(k + 1, len(items)) if items[n].note in (",", ".", ";", "\n")), len(items))
    shape = "".join("I" if i.tag in "IU" else "N" for i in items[k + 1 : last] if i.tag in "NIU")
    return shape == "NI" * (len(shape) // 2)


_OPENING = ("", ",", ".", ":", "!", "\n", "a", "da", "hom", "em", "bc", "anh", "chi", "cao")


_NO_NUMBER = frozenset({"-", "–", "x", "_", "ko", "khong", "k", "kg", "chua"})  # "hv -, cn -, vneid 3"


def _in_a_row(draft: Draft, k: int) -> bool:
    """ "t5 12 hv, cn 15 hv", "t2: 5, cn: 3": another weekday before it begins its piece and has its number right so."""

    def told(at: int) -> int:
        """How the number follows item `at`: 1 right behind, 2 behind a sign, 3 behind a word; 0 for not at all."""
        ahead = draft.items[at + 1 : at + 3]
        if ahead and ahead[0].tag == "N":
            gap = ahead[0].i - draft.items[at].j
            return 1 if not gap else 3 if gap == 1 and draft.fold(ahead[0].i - 1) in ("duoc", "dc", "co") else 0
        signed = len(ahead) > 1 and ahead[0].note in (":", "=") and ahead[1].tag == "N"
        return 2 if signed and ahead[1].i - draft.items[at].j <= 1 else 0

    opening = k > 0 and draft.items[k - 1].note in (",", ";", ".", "\n", "-", "+", "(")
    shape = told(k) if opening else 0
    rows = [n for n in range(k) if draft.items[n].entry.date[:2] == "wd" and draft.items[n].tag == "D"]
    return bool(shape) and any(told(n) == shape for n in rows)


def read_cn(draft: Draft, k: int, rest: str) -> None:
    """Chủ nhật or chứng nhận: a day beside "vừa rồi", "tuần", another weekday, or before a figure that has
    its own noun.
    """
    items, item = draft.items, draft.items[k]
    after, before = word_after(draft, k), draft.fold(item.i - 1)
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
        k > 1
        and previous is not None
        and previous.entry.cue == "and"
        and items[k - 2].tag == "D"
        and items[k - 2].entry.date[:2] == "wd"
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
    day = day or _in_a_row(draft, k) or (after == "cua" and draft.fold(item.j + 1) == "tuan")
    told_day = previous.when if previous is not None and previous.tag == "D" and previous.j == item.i else None
    day = day or (told_day is not None and told_day.kind == "day" and told_day.first.weekday() == 6)  # "hôm nay CN"
    told = any(i.tag == "I" for i in items[:k]) and any(i.tag == "N" for i in items[:k])
    unit = items[k + 2] if k + 2 < len(items) else None
    listed = told and unit is not None and unit.entry.unit in ("person", "gender") and before in (",", ".", ";")
    if (
        not day
        and not listed
        and following is not None
        and following.tag == "N"
        and (previous is None or previous.tag not in "NI")
    ):
        noun = items[k + 2] if k + 2 < len(items) else None
        last = items[k + 3] if k + 3 < len(items) else None
        counted = any(i.tag == "N" for i in items[:k]) and any(i.tag == "D" for i in items[:k])
        day = (
            not counted
            and noun is not None
            and noun.tag in "IU"
            and (last is None or last.tag != "N" or _noun_last(items, k))
        )
        day = day or (following.numeral is not None and following.numeral.shape in ("slash", "date"))
    numbered = (
        following is not None
        and following.tag in "NSK"
        and following.i - item.j <= 1
        and (following.tag == "N" or following.note in (":", "=", "\t"))
    ) or (previous is not None and previous.tag == "N" and item.i - previous.j <= 1)
    undone = after == "chua" and draft.fold(item.j + 1) in ("phat", "cap", "co", "nhan", "trao")
    numbered = numbered or undone or (after in _NO_NUMBER and any(i.tag == "I" for i in items[:k]))
    given = previous is not None and (previous.entry.context == "give" or previous.tag in "IU")
    if (not day and not numbered and not given and not told and before in _OPENING) or (
        following is not None and following.tag == "D" and following.i == item.j and k == 0
    ):
        day = True
    if day:
        read_weekday(draft, k, "7")
    else:
        item.tag, item.key, item.note = "I", "certificates", "cn"
