"""Old numbers that a message tells again beside the new ones: "12 hv nha, nãy em ghi 21"."""

from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.groups import taking_turns
from vietnamese.slips import SAYING


def said_before(draft: Draft) -> Item | None:
    """The old number of "12 hv nha, nãy em ghi 21" and "nãy ghi 5 vneid, thực tế 6"."""
    if draft.folds.isdisjoint(SAYING):
        return None
    numbers = [i for i in draft.items if i.tag == "N" and i.doubt != "two_values"]
    if len(numbers) < 2:
        return None
    for k, number in enumerate(numbers):
        if k and taking_turns(draft, number, numbers[k - 1]):
            continue  # "chị Sương nộp 2 hồ sơ, em nộp 3 hồ sơ"
        if _told(draft, number) and _told_otherwise(draft, number, numbers, k):
            return number
    if "nay" not in draft.folds:
        return None
    for number in numbers:
        near = [draft.fold(number.i - n) for n in range(1, 5)]
        if near[0] in ("ghi", "bao", "go", "gui", "nhan", "la", "thanh", "lon") and "nay" in near and len(numbers) > 1:
            if near[0] == "nhan" and near[1] in ("chung", "xac"):
                continue  # "tuần này 39 chứng nhận 40"
            others = [n for n in numbers if n is not number]
            real = any(draft.fold(n.i - 1) in ("te", "la", "dung", "con", "ra") or n.end < number.start for n in others)
            if real and not any(i.entry.date == "day:0" and abs(i.j - number.i) <= 3 for i in draft.items):
                return number
    return None


_EARLIER = word_set("truoc hoi luc khi vua roi dau qua")


_REAL = word_set("dung thuc that thiet chinh phai moi te")


_PAPERS = word_set("ho hs bo dvc")


def _told(draft: Draft, number: Item) -> bool:
    """ "em ghi 1", "hồi chiều em báo 20", "tin trước tôi gõ 31": a number said before, told as such."""
    verb = number.i - 1
    if draft.fold(verb) == "nop" and draft.fold(number.j) in _PAPERS:
        return False  # "chỉ nộp 42 hồ sơ"
    k = draft.items.index(number)
    noun = draft.items[k - 1] if k else None
    if noun is not None and noun.tag == "I" and noun.j == number.i and len(draft.items) > k + 1:
        verb = noun.i - 1  # "hôm qua em ghi vneid 9"
    while draft.fold(verb) in ("la", "so", "co", "thanh", "dinh", "sai", "lon", "nham"):
        verb -= 1
    if draft.tokens[verb].lower == "nhận":
        return False  # "mấy chị nhận 12 giấy": got, not nhắn
    if draft.fold(verb) not in SAYING or draft.fold(verb - 1) in (":", ""):
        return False
    who = verb - 2 if draft.fold(verb - 1) in ("lo", "moi", "da", "co") else verb - 1
    speaker = draft.tokens[who].key != "tôi1" and draft.fold(who) in (
        "kia",
        "qua",
        "truoc",
        "em",
        "e",
        "tui",
        "toi",
        "minh",
        "mk",
        "chau",
        "chi",
        "anh",
    )
    earlier = {draft.fold(n) for n in range(max(0, verb - 6), verb) if not _of_today(draft, n)}
    return (speaker or "nay" in earlier) and (bool(earlier & _EARLIER) or "nay" in earlier or speaker)


_TIMES = word_set("hom bua sang trua chieu toi tuan thang ngay nam")


def _of_today(draft: Draft, at: int) -> bool:
    """The nay of "hôm nay", not that of "nãy"."""
    return draft.fold(at) == "nay" and draft.fold(at - 1) in _TIMES


_TOOLS = word_set("ma qr dien dt app zalo momo vneid vi")


def _used(draft: Draft, at: int) -> bool:
    """dùng, not đúng, and mã, not mà: "em báo 12 tiệm dùng mã qr và hướng dẫn 40 người"."""
    if draft.fold(at) == "ma":
        return draft.tokens[at].lower == "mã" or draft.fold(at + 1) == "qr"
    return draft.tokens[at].lower == "dùng" or (draft.tokens[at].lower == "dung" and draft.fold(at + 1) in _TOOLS)


def _told_otherwise(draft: Draft, number: Item, numbers: list[Item], k: int) -> bool:
    """Whether another number stands against the one told: "em ghi 11, đúng ra 17", "10 bộ nha, em ghi 1"."""
    items = draft.items
    at = items.index(number)
    noun = items[at + 1] if at + 1 < len(items) and items[at + 1].i == number.j else None
    if k + 1 < len(numbers):
        later = numbers[k + 1]
        between = {draft.fold(n) for n in range(number.j, later.i) if not _used(draft, n)}
        words = ["" if _used(draft, n) else draft.fold(n) for n in range(number.j, later.i)]
        only = draft.fold(later.i - 1) in ("co", "chi", "duoc", "dc", "con", "moi", "thoi")
        if only and not later.doubt and ("ma" in words[-3:] or "nhung" in words[-3:]):
            return True  # "hồi hôm tui nói 15 người mà có 13 à"
        enough = any(t.lower == "đủ" for t in draft.tokens[number.j : later.i])
        missed = between & ({"thieu", "sai", "nham", "lon"} if enough else {"thieu", "du", "sai", "nham", "lon"})
        if missed and "," in between and "da" not in between:
            return True  # "hôm qua báo 3 mà thiếu, 5 vneid lận"
        looked = "lai" in between and draft.fold(later.i - 1) in ("con", "la", "ra", "duoc", "dc", "co", "chi")
        looked = looked and ("voi", "lai") not in pairwise(words)
        return looked or (bool(between & _REAL) and bool(between & {"dung", "thuc", "that", "thiet", "chinh"}))
    first = numbers[k - 1]
    end = draft.fold(number.j) in ("", ".", ",", "!", "do", "vi", "tai", "la", "nham", "lon", "thieu", "roi", "r", "a")
    if not end and not (
        noun is not None and noun.tag == "U" and noun.entry.unit not in ("post", "leaflet", "times", "thing")
    ):
        return False
    if first.value == number.value or number.value == 0 or _of_another_kind(draft, first, number):
        return False
    return len(numbers) == 2 or _same_thing(draft, first, number)


def _of_another_kind(draft: Draft, first: Item, number: Item) -> bool:
    """ "nộp 3 hồ sơ, … chị báo 1 hộ nha": each has a noun right behind it, of two kinds that no indicator shares."""
    nouns = [next((i for i in draft.items if i.tag in "IU" and i.i == n.j), None) for n in (first, number)]
    kinds = [(i.key, i.entry.unit) for i in nouns if i is not None]
    if len(kinds) < 2 or kinds[0] == kinds[1]:
        return False
    return not any(u in ("thing", "times", "batch") for _, u in kinds)


def _same_thing(draft: Draft, first: Item, number: Item) -> bool:
    """Whether the second number counts what the first does: no noun of another kind between them or behind it."""
    items = draft.items
    a, b = items.index(first), items.index(number)
    behind = items[a + 1]
    mine = [behind] if behind.tag == "I" and behind.i == first.j else [i for i in items[:a] if i.tag == "I"][-1:]
    near = [i for i in items[a + 1 : b + 2] if i.tag == "I" and (i.i < number.i or i.i == number.j)]
    return bool(mine) and all(i.key == m.key for i in near for m in mine)


def mended_to(draft: Draft) -> Item | None:
    """The new number of "báo cáo hồi sáng qr ghi 45, sửa 18 giùm": right after the verb of mending."""
    numbers = [i for i in draft.items if i.tag == "N"]
    verb = numbers[-1].i - 1 if numbers else 0
    verb -= draft.fold(verb) == "lai"  # "nãy em ghi 13, sửa lại 11 giùm"
    if len(numbers) != 2 or draft.fold(verb) not in ("sua", "chinh"):
        return None
    before = draft.items[draft.items.index(numbers[0]) - 1]
    if before.tag == "I" and before.j == numbers[0].i and numbers[1].i - numbers[0].j == 1:
        return numbers[1]  # "hv 61 sửa 16"
    between = draft.items[draft.items.index(numbers[0]) + 1 : draft.items.index(numbers[1])]
    return numbers[1] if draft.fold(numbers[0].i - 1) in SAYING and not any(i.tag == "I" for i in between) else None
