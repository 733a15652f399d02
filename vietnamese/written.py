"""Dates written in digits: 15/11, 15-11-2025, 10-16/11; and the fractions and sums that look like them."""

from vietnamese.days import month_of, name_day, name_days, name_span
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.tokens import real_date

_VERSIONS = ("ban", "version", "ver", "v", "android", "ios", "app")
_OURS = ("em", "e", "minh", "tui", "toi", "bon", "chung", "nao")
_LED = ("toi", "den", "tu", "hom", "bua", "sang", "chieu")
_TIMES = ("sang", "trua", "chieu", "toi", "dem", "khuya", "thu")


def read_numeral(draft: Draft, k: int) -> None:
    """A number that is a date by its shape: 15/11, 15-11-2025, 10-16/11."""
    item = draft.items[k]
    numeral = item.numeral
    if numeral is None:
        return
    if numeral.shape == "date" and draft.fold(item.i - 1) in _VERSIONS:
        item.tag, item.note = "X", "label"  # "bản 2.1.6 mới cài được"
        return
    pair = numeral.shape in ("dash", "dot")
    headed = pair and _headed(draft, k)
    if headed or numeral.shape in ("slash", "date", "days", "dates") or (pair and k == _first_word(draft, k)):
        read_written(draft, k, named=headed)


def _first_word(draft: Draft, k: int) -> int:
    """k where nothing but greetings or "bc" stands before it in its line, else -1."""
    items = draft.items
    if (
        k == 0
        or items[k - 1].tag == "W"
        or items[k - 1].note == "\n"
        or (items[k - 1].tag == "S" and items[k - 1].note in ("(", "[", "•"))
        or (items[k - 1].note in (":", ".", ",") and not any(i.tag in "NIU" for i in items[:k]))
    ):
        return k
    return -1


def _headed(draft: Draft, k: int) -> bool:
    """ "bc 3.12: hv 12", "báo cáo 3-12 hv 12 vneid 4": the day of a report, whose figures follow their nouns."""
    if k and draft.items[k - 1].entry.date[:2] in ("wd", "cn") and draft.items[k - 1].j == draft.items[k].i:
        return True  # "chủ nhật 12.4"
    if draft.fold(draft.items[k].i - 1) not in ("bc", "cao") or draft.items[k].i > 3:
        return False
    after, number = [*draft.items[k + 1 : k + 3], None, None][:2]
    if after is None or after.i != draft.items[k].j:
        return False
    return after.note in (":", "\n") or (after.tag == "I" and number is not None and number.tag == "N")


def read_written(draft: Draft, k: int, named: bool) -> bool:
    """Read item k as a written date. Unnamed, "16/20 hv" and "8/12 người" are fractions and "12.5 hv" is no
    date.
    """
    items = draft.items
    item = items[k]
    numeral = item.numeral
    assert numeral is not None
    parts, shape = numeral.parts, numeral.shape
    nouns = [i for i in items[:k] if i.tag == "I"] if shape == "date" else []
    if len(nouns) >= 3 and not any(i.tag == "N" and i.i > nouns[0].i for i in items[:k]):
        return False  # "hv/vneid/buổi: 12/5/2"
    if shape == "date":
        name_day(draft, k, parts[0], parts[1], parts[2], k)
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
    if (day, month) == (24, 7) and not named and draft.fold(item.i - 1) not in _LED:
        return False
    if shape == "slash" and not named and _in_turn(draft, k):
        return False
    if k and items[k - 1].entry.date[:2] == "wd" and items[k - 1].j == item.i:
        named = True  # "Thứ bảy 9/8"
    if 2000 < month <= 2100 and 1 <= day <= 12 and shape == "slash":  # 11/2025
        name_days(draft, k, "month", *month_of(month, day))
        return True
    if shape == "slash" and not named and draft.fold(item.i - 1) == "lop" and _of_a_school(draft, day):
        item.tag, item.note = "X", "label"  # "học sinh lớp 8/2 học 30 em"
        return True
    if shape == "slash" and not named and draft.fold(item.i - 1) in ("duong", "pho", "truong"):
        item.tag, item.note = "X", "label"  # "đường 3/2": a road
        return True
    if not (1 <= day <= 31 and 1 <= month <= 12):
        ended = k >= 2 and items[k - 1].tag == "I" and items[k - 2].tag == "N" and items[k - 2].j == items[k - 1].i
        if (named or ended) and day < 100 and month <= 31 and shape == "slash":
            name_days(draft, k, "day", draft.today, note="impossible")
            return True
        return False
    named = named or (
        shape == "slash" and day > 12 and k == _first_word(draft, k)
    )  # "25/12 nhà thờ đông": no part of twelve
    if not named and shape == "slash" and draft.fold(item.i - 1) in _TIMES and day > month:
        named = True  # "chiều 18/11 em ra chợ": no part of eleven
    if not named and shape == "slash" and day > month and k == _first_word(draft, k):
        ahead = items[k + 1] if k + 1 < len(items) else None
        named = (
            ahead is not None and (ahead.tag == "C" or ahead.key == "outreach") and ahead.i == item.j
        )  # "3/2 cấp chữ ký số", "7/1 họp thôn": three is no part of two
    if not named and shape == "slash" and k and items[k - 1].j == item.i and (told := items[k - 1].when) is not None:
        named = (told.first.day, told.first.month) == (day, month)  # "hôm qua 7/1 họp thôn"
    named = named or (shape == "slash" and _figure_of_that_day(draft, k))
    if not named and k > 1 and items[k - 1].entry.cue == "to" and items[k - 1].j == item.i:
        first = items[k - 2].when  # "04/11 - 07/11 dán mã qr cho 8 quán"
        named = first is not None and first.kind == "day" and items[k - 2].j == items[k - 1].i
    if not named:
        after = items[k + 1] if k + 1 < len(items) else None
        before = items[k - 1] if k else None
        named = draft.fold(item.i - 1) in ("tu", "den", "toi", "hom", "bua", "dot", "cao", "bc", "ban", "lop")
        doing = ("give", "teach", "install", "help", "attend", "submit", "open") if day == month else ("give",)
        close = (
            after is not None
            and after.i - item.j <= (1 if after.tag in "IC" and draft.fold(item.j) != "cua" else 0)
            and (after.tag in "IUM" or (after.tag == "C" and after.entry.context in doing))
        )
        own = (
            k + 2 < len(items) and items[k + 2].tag == "N" and items[k + 2].i - after.j <= 1
            if after is not None
            else False
        )
        gone = (month, day) <= (draft.today.month, draft.today.day)
        if close and gone and after is not None and after.tag == "M" and draft.fold(after.j) in _OURS:
            close = False  # "alo anh ơi 15/9 thôn em nộp 11 hồ sơ"
        if close and not own and not named and not (after is not None and after.entry.unit == "class"):
            return False
        if (
            before is not None
            and before.key == "outreach"
            and after is not None
            and after.tag == "N"
            and _own_times(items, k)
        ):
            named = True  # "phát loa 29/10 3 lần"
        if (
            before is not None
            and before.tag in "IUL"
            and item.i == before.j
            and not named
            and not (k >= 2 and items[k - 2].tag == "N" and items[k - 2].j == before.i)
            and before.entry.unit not in ("class", "person", "short_people")
            and draft.fold(before.j - 1) not in ("buoi", "bui", "boi")
        ):
            return False
        if (
            before is not None
            and (before.key == "sessions" or before.entry.unit == "class")
            and item.i - before.j <= 1
            and draft.fold(item.i - 1) in ("buoi", "bui", "boi", "thu", "bai")
            and (day < month or day <= 12)
        ):
            item.tag, item.note = "X", "ordinal"
            return True
        if shape == "dash" and day > month and after is not None and after.tag in "CD" and before is None:
            name_day(draft, k, day, month, 0, k)  # "15-11 dạy 12 người": no range goes down
            return True
        opening = shape == "dot" and k == _first_word(draft, k) and draft.fold(item.j)[:1].isalpha()
        if (
            shape != "slash"
            and not opening
            and not (
                after is not None
                and (after.note in (":", "\n") or after.tag == "N" or draft.fold(item.j) in ("vua", "roi"))
            )
        ):
            return False
        if before is None and after is None:
            return False
        if draft.fold(item.i - 1) in ("xong", "duoc", "dc", "dat", "du") and not own:
            return False
    name_day(draft, k, day, month, 0, k)
    return True


_TELLS = word_set(
    "la thanh : tu phai con sua lai dung ra em e tui toi minh con chi anh co chu bao ghi bi go nhan ban nay hoi luc"
)


def _figure_of_that_day(draft: Draft, k: int) -> bool:
    """ "hs dvc 14/8 là 8, em ghi nhầm 7": between a noun and what it counts, no part of a whole."""
    items = draft.items
    if not k or items[k - 1].tag not in "IU" or items[k - 1].j != items[k].i:
        return False
    following = next((i for i in items[k + 1 :] if i.tag == "N"), None)
    if following is None or (following.numeral is not None and following.numeral.shape != "int"):
        return False
    between = draft.words[items[k].j : following.i]
    return 0 < len(between) <= 5 and _TELLS.issuperset(between) and draft.fold(following.j) not in ("%", "phan")


_IN_TURN = (",", "/", "-", "–", "+", "&")


def _in_turn(draft: Draft, k: int) -> bool:
    """ "hv/vneid: 12/5", "ví, qr lần lượt là 7/9": as many nouns with the same signs between them, no number of theirs
    before."""
    before = [i for i in draft.items[max(0, k - 8) : k] if i.note not in (":", "=") and i.tag not in "CK"]
    if len(before) < 3 or before[-1].tag not in "IU" or before[-2].note not in _IN_TURN or before[-3].tag not in "IU":
        return False
    bound = draft.items[k - 1].note in (":", "=") or draft.fold(draft.items[k].i - 1) in ("la", "luot", "luoc")
    another = any(i.numeral is not None for i in draft.items[k + 1 :])
    return bound and not another and not any(i.tag == "N" for i in before)


def _own_times(items: list[Item], k: int) -> bool:
    """Whether the number behind item k has its own "lần"."""
    number, noun = [*items[k + 1 : k + 3], None, None][:2]
    return number is not None and noun is not None and noun.i == number.j and noun.entry.unit in ("times", "batch")


def _of_a_school(draft: Draft, grade: int) -> bool:
    school = not draft.folds.isdisjoint(("sinh", "thcs", "truong", "khoi", "hs"))
    return school and 1 <= grade <= 12 and not any(i.tag == "D" and i.when is None for i in draft.items)


def _days(draft: Draft, k: int, first: tuple[int, ...], last: tuple[int, ...]) -> bool:
    year = last[2] or draft.today.year
    begin, end = real_date(first[2] or year, first[1], first[0]), real_date(year, last[1], last[0])
    if begin is None or end is None or begin > end:
        name_days(draft, k, "day", draft.today, note="impossible")
        return True
    if not last[2] and begin > draft.today:
        begin, end = begin.replace(year=begin.year - 1), end.replace(year=end.year - 1)
    name_span(draft, k, begin, end, k)
    return True
