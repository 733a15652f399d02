"""Numbers of an earlier report that a message speaks of: "số 12 hồi nãy", "7 vneid em báo lúc chiều"."""

import re

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_SENT = word_set("bao ghi gui go nhap nop nhan goi noi viet nay truoc cu kia")
_WHO = r"(em|e|tui em|tui minh|bon em|tui|toi|minh|con|chi|anh|co|chu|bac|chau)"
_TIME = (
    r"(luc nay|hoi nay|khi nay|ban nay|vua nay|moi nay|nay|hom qua|qua|hom kia|bua qua|bua truoc|hom truoc|lan truoc|"
    r"tuan truoc|hoi sang|hoi chieu|hoi trua|hoi toi|luc sang|luc chieu|luc trua|sang nay|chieu nay|trua nay|toi qua|"
    r"o tren|tren)"
)
_VERB = r"(bao( cao)?|bc|ghi|gui|go|nhap|nop|nhan|goi|noi|viet)"
_SAID = r"(bao( cao)?|bc|ghi|go|nhap)"
# "… (mà) em báo lúc chiều", "… em mới gửi", "… hồi nãy em ghi"
_BY_ME = re.compile(
    rf"^(ma |do |ay |trong tin )?({_TIME} {_WHO} ((moi|vua|da|lo|co) )?{_VERB}|{_WHO} (moi|vua|da|lo) {_VERB}|"
    rf"{_WHO} {_TIME} {_VERB}|{_WHO} {_VERB} {_TIME}|{_WHO} {_SAID}) "
)
_THEN = re.compile(rf"^(ma |do |ay )?({_TIME}|cu|truoc) ")
_OF_THEN = re.compile(
    r"^la (so |con so |bao cao |so lieu |cua |lop )*(cu|bua truoc|hom truoc|lan truoc|tuan truoc|hom qua|bua qua|"
    r"hom kia|thang truoc|thang roi|tuan roi|khoa truoc|lop truoc) "
)
_SHARED = re.compile(r"^la (so )?cua (ca|chung|hai|2|ben|thon|lop|nhom|to|xom|chi|anh|khoa) ")
_NAMED = word_set("so cai tin muc")
# What those patterns begin with; no other word behind a number is worth trying them.
_OPENING = frozenset(
    w.split()[0] for words in (_TIME, _WHO, "(ma|do|ay|trong|la|cu|truoc)") for w in words.strip("()").split("|")
)
_ALREADY = word_set("roi r xong")


def recalled(draft: Draft, already: bool = False) -> Item | None:
    """The first number that is called one told before, by what stands behind it or before and behind.

    `already`: "8 hồ sơ hôm qua em nộp rồi" as well.
    """
    if (draft.folds.isdisjoint(_SENT) and "cua" not in draft.folds) or "?" in draft.text:
        return None
    for number in draft.items:
        if number.tag not in "NX":
            continue
        told = number.tag == "N" or (number.note == "ordinal" and draft.fold(number.i - 1) == "so")
        if told and number.value and not number.doubt and _recalled(draft, number, already):
            return number
    return None


def _recalled(draft: Draft, number: Item, already: bool) -> bool:
    if draft.fold(number.i - 1) == "cu" and draft.fold(number.i - 2) in ("so", "lieu"):
        return True  # "số cũ 61 bỏ nha"
    if "nay" in draft.words[max(0, number.i - 4) : number.i] and _told_just_now(draft, number):
        return True
    at = behind_noun(draft, number)
    if draft.fold(at) not in _OPENING:
        return False
    after = " ".join(draft.words[at : at + 9]) + " "
    if _OF_THEN.match(after) or _SHARED.match(after):
        return True
    found = _BY_ME.match(after)
    if found is not None:
        return already or draft.fold(at + len(found[0].split())) not in _ALREADY
    named = draft.fold(number.i - 1) in _NAMED and draft.fold(number.i - 2) not in ("chu", "ky", "ki")  # chữ ký số 3
    first = at == number.j and number.i == 0
    return (named or first) and _THEN.match(after) is not None


_TOLD_JUST_NOW = re.compile(r"(^| )((luc|hoi|khi|ban|vua|moi) nay) ((moi )?(co|duoc|dc|la|bao) )?$")
_TOTAL = word_set("la thanh tong")


def _told_just_now(draft: Draft, number: Item) -> bool:
    """ "lúc nãy có 25 hv, … một bác tới thêm, tổng là 26 hv": a step and what it leads to follow."""
    before = " ".join(draft.words[max(0, number.i - 4) : number.i]) + " "
    if _TOLD_JUST_NOW.search(before) is None or not _not_today(draft, number):
        return False
    following = draft.items[draft.items.index(number) + 1 :]
    total = next((i for i in following if i.tag == "N" and draft.fold(i.i - 1) in _TOTAL), None)
    return total is not None and any(i.tag == "N" for i in following if i.i < total.i)


def _not_today(draft: Draft, number: Item) -> bool:
    """nãy, not nay."""
    return not any(t.text.lower() == "nay" and not draft.plain for t in draft.tokens[max(0, number.i - 4) : number.i])


def behind_noun(draft: Draft, number: Item) -> int:
    """The token behind the number and the nouns that touch it."""
    k, at = draft.items.index(number) + 1, number.j
    while k < len(draft.items) and draft.items[k].tag in "IUC" and draft.items[k].i == at:
        if at > number.j and draft.fold(at) in _TELLERS:
            break  # "7 vneid em báo lúc chiều"
        at = draft.items[k].j
        k += 1
    return at


def drop_unsent(draft: Draft) -> None:
    """Set the 71 of "17 hv (em gõ 71 mà kịp sửa)" aside, never sent, and the 15 of "12 hv thay vì 15 như dự kiến"."""
    wish = draft.wishes.get("notbut")
    if (
        wish is not None
        and draft.fold(wish.i) == "thay"
        and (
            not draft.folds.isdisjoint(("kien", "hoach", "tieu"))
            or ("dang" in draft.folds and not draft.folds.isdisjoint(("ki", "ky")))
        )
    ):
        for number in draft.items:
            if number.tag == "N" and 0 <= number.i - wish.j <= 1:
                number.tag, number.note = "X", "plan"
                del draft.wishes["notbut"]
                break
    if not {"kip", "sua"} <= draft.folds:
        return
    for number in draft.items[1:]:
        after = [draft.fold(n) for n in range(number.j, number.j + 5)]
        if number.tag == "N" and draft.fold(number.i - 1) in _SENT and "kip" in after and "sua" in after:
            number.tag, number.note = "X", "old"


_AFTER_NEW = frozenset(
    [
        "do",
        "nka",
        "nghen",
        "hen",
        "chi",
        "anh",
        "em",
        "gium",
        "giup",
        "dum",
        "con",
        "thoi",
        "moi",
        "ha",
        "a",
        "nha",
        "nhe",
        "",
        ",",
        ".",
    ]
)
_TELLERS = word_set("em e tui toi minh con chi anh co chu bac chau")
_INSTEAD = word_set("la con co chi dung thanh duoc dc moi phai te ra")


def recalled_against(draft: Draft) -> Item | None:
    """The old number of "7 vneid em báo lúc chiều là tính cả người cài hụt, cài được 5 thôi": another stands for it.

    A number of another day ("12 là số bữa trước, bữa nay 9 hv") is no correction: see `set_aside_recalled`.
    """
    old = recalled(draft)
    if old is None:
        return None
    new = _other(draft, old)
    if new is None or _another_day(draft, old, new):
        return None
    return old


def steps_between(draft: Draft, old: Item) -> list[Item]:
    """The numbers that only lead from the one told before to the one that holds."""
    new = _other(draft, old)
    return [] if new is None else [i for i in draft.items if i.tag == "N" and old.j <= i.i < new.i]


def set_aside_recalled(draft: Draft) -> None:
    """Set a number aside that only recalls an earlier day's, where this day's stands beside it."""
    if not draft.whens:
        return
    old = recalled(draft, already=True)
    new = _other(draft, old, said=False) if old is not None else None
    if old is None or new is None or not _another_day(draft, old, new):
        return
    old.tag, old.note = "X", "old"
    end = next((i.i for i in draft.items if i.i >= old.j and i.tag == "S"), old.j)
    for day in [d for d in draft.whens if old.j <= d.i < end]:
        draft.whens.remove(day)
        day.note = "vague"


def _other(draft: Draft, old: Item, said: bool = True) -> Item | None:
    """The number that follows, of the same noun or of none; `said`: only where a word says that it holds."""
    items = draft.items
    k = items.index(old)
    grown = bool({draft.fold(i.i - 1) for i in items[k + 1 :] if i.tag == "N"} & {"them", "bot", "mot"})
    totals = [
        i
        for i in items[k + 1 :]
        if i.tag == "N" and draft.fold(i.i - 1) in ("la", "thanh") and (grown or draft.fold(i.i - 2) == "tong")
    ]
    new = totals[0] if totals else next((i for i in items[k + 1 :] if i.tag == "N"), None)
    new = new or next((i for i in items[:k] if i.tag == "N"), None)
    if new is None or new.doubt or new.value == old.value:
        return None
    mine = next((i for i in items[k + 1 :] if i.tag == "I" and i.i < new.i), None)
    if new.i < old.i:
        if _under_other_nouns(draft, old, new):
            return None  # "70 hv, 31 vneid em gửi hồi nãy mà chưa được"
        return new if draft.fold(behind_noun(draft, new)) in _AFTER_NEW else None
    theirs = next((i for i in items[items.index(new) + 1 :][:1] if i.tag == "I" and i.i == new.j), None)
    if mine is not None and theirs is not None and mine.key != theirs.key:
        return None
    near = {draft.fold(new.i - 1), draft.fold(new.i - 2)}
    holds = near & _INSTEAD or draft.fold(behind_noun(draft, new)) in _AFTER_NEW
    return new if holds or not said else None


def _under_other_nouns(draft: Draft, first: Item, second: Item) -> bool:
    """Whether each has a noun of its own right beside it, not the same."""
    keys = [
        {
            i.key or draft.fold(i.i)
            for i in draft.items
            if (i.tag == "I" or i.entry.unit == "gender") and (i.i == number.j or i.j == number.i)
        }
        for number in (first, second)
    ]
    return all(keys) and keys[0].isdisjoint(keys[1])


def _another_day(draft: Draft, old: Item, new: Item) -> bool:
    """Whether a day of its own stands with the later number."""
    return any(
        i.tag == "D" and i.when is not None and i.entry.date in ("day:0", "week:0", "month:0") and old.end <= i.start
        for i in draft.items
        if i.end <= new.start or i.start >= new.end
    )
