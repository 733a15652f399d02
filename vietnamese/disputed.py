"""Two people naming two numbers for one thing, nobody sure who is right: neither is written down."""

import re
from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_SAYING = word_set("noi dem ghi bao bieu keu")
_WRITTEN = word_set("so giay sach ds cho noi ben luc khi app may")  # what says a number, if nobody does
_WHO = word_set("so giay sach ds cho noi ben luc khi app may nguoi chi anh em e co chu bac ba ong thay tui toi minh")
_UNSURE = re.compile(
    r" (chua|khong|ko|k|hong|hk) (biet|ro|chac) |( ai (moi )?dung )| lay so nao |"
    r" de (em|e|tui|toi|minh|chi) (\w+ )?(coi|hoi|xem|dem|kiem tra|check) "
)


def disputed(draft: Draft) -> None:
    """ "chị Thơ nói 15, em đếm 17, chưa biết lấy số nào": both numbers get a doubt, so the indicator is asked about.

    Only where the message says that it is not known which holds, and at least one of the numbers is somebody's word.
    """
    if draft.folds & {"hay", "hoac"}:
        _one_or_other(draft)
        _or_not(draft)
    if draft.folds & {"hay", "hoac"}:
        _speakers(draft)
    if "thi" in draft.folds and draft.folds & _NOT:
        _else(draft)
    if not draft.folds & _SAYING:
        return
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    told = [i for i in numbers if _told(draft, i)]
    if not told or len(numbers) < 2:
        return
    last = told[-1]
    if not _against(draft, told) and _UNSURE.search(f" {' '.join(draft.words[:150])} ") is None:
        return
    others = [i for i in numbers if i is not last and i.end < last.start and i.value != last.value]
    if not others:
        return
    first = told[-2] if len(told) > 1 and told[-2] in others else _same_noun(draft, others, last)
    if first is None:
        return
    first.doubt = last.doubt = "two_values"
    first.upto = last.value
    for teller in draft.items:
        if teller.tag == "U" and teller.i == first.j and teller.entry.unit == "person" and last in told:
            teller.tag = "W"  # "chị Hoa nói 6 anh Beo nói 8": no six men
    if not _noun(draft, last):
        last.tag, last.note = "X", "other"
    elif not _noun(draft, first) and _noun(draft, first) != _noun(draft, last):
        first.tag, first.note, last.upto = "X", "other", first.value


_UNKNOWING = re.compile(
    r" (chua|khong|ko|k|hong|hk|chang) (biet|ro|chac|nho)( ro| chac)?( la| so| co| phai| duoc)* $|"
    r" quen( mat)?( la| so)* $"
)


_UNSURE_AFTER = re.compile(r"^ (gi do )?(em |e |tui |toi |chi )?(chua|khong|ko|k|hong|hk|chang) (biet|ro|chac|nho) ")


def _or_not(draft: Draft) -> None:
    """ "vneid 6 - lộn 7 - hay 6 không biết nữa": a number said again after hay, by somebody who does not know."""
    for again in draft.items:
        if again.tag != "N" or again.doubt or draft.fold(again.i - 1) not in ("hay", "hoac"):
            continue
        after = " ".join(draft.fold(n) for n in range(again.j, again.j + 5))
        if _UNSURE_AFTER.search(f" {after} ") is None:
            continue
        k = draft.items.index(again)
        for item in reversed(draft.items[:k]):
            if item.tag == "I":
                break
            if item.tag == "N":
                item.doubt, item.upto = "two_values", again.value
        again.tag, again.note = "X", "other"


_NOT = word_set("khong ko k kg hong hok hk")


_SPEAKING = word_set("cung khong ko k chua quen nho dem ghi bao thay chang hong")


def _speakers(draft: Draft) -> None:
    """ "tuyên truyền 2 hay 3 em cũng không biết": who tells it, no three children."""
    for k, item in enumerate(draft.items[:-1]):
        teller = draft.items[k + 1]
        ranged = item.tag == "N" and item.doubt == "range" and teller.tag == "U" and teller.i == item.j
        if ranged and draft.words[teller.i : teller.j] in (["em"], ["e"]) and draft.fold(teller.j) in _SPEAKING:
            teller.tag = "W"


def _else(draft: Draft) -> None:
    """ "không 14 thì 16 hồ sơ": one of the two."""
    items = draft.items
    numbers = [i for i in items if i.tag == "N"]
    for first, second in pairwise(numbers):
        if not first.i or draft.words[first.i - 1] not in _NOT or second.i - first.j > 4 or second.doubt or first.doubt:
            continue
        between = draft.words[first.j : second.i]
        noun = [n for n in between if n != "thi"]
        nouns = {draft.fold(n) for i in items if i.tag in "IU" and first.j <= i.i < second.i for n in range(i.i, i.j)}
        if "thi" in between and set(noun) <= nouns | {"cung", "la"} and first.value != second.value:
            second.doubt, second.value, second.upto = "range", first.value, second.value
            first.tag, first.note = "X", "other"


def _one_or_other(draft: Draft) -> None:
    """ "vneid 7, à 8, mà không biết 7 hay 8 nữa": the two numbers said before are the two that it may be."""
    for pair in draft.items:
        if pair.tag != "N" or pair.doubt != "range" or not pair.upto:
            continue
        before = " ".join(draft.fold(n) for n in range(max(0, pair.i - 8), pair.i))
        said = [i for i in draft.items if i.tag == "N" and i.end <= pair.start and i.value in (pair.value, pair.upto)]
        if said and _UNKNOWING.search(f" {before} "):
            for item in said:
                item.doubt, item.value, item.upto = "range", pair.value, pair.upto
            pair.tag, pair.note = "X", "other"


_OTHERS = word_set("chi anh co chu bac ba ong thay nguoi dua ban")


def _against(draft: Draft, told: list[Item]) -> bool:
    """Whether others said two numbers of one thing: "chị Thơ ghi 5 mà anh Đức ghi 7", "cô Thu báo 14, lại bảo 15"."""
    if len(told) < 2:
        return False
    first, last = told[-2:]
    between = [i for i in draft.items if first.end <= i.start < last.start]
    if first.value == last.value or last.i - first.j > 9:
        return False
    heads = [{draft.fold(n) for n in range(max(0, i.i - 5), i.i)} for i in (first, last)]
    if _written(draft, first) and _written(draft, last) and _noun(draft, last) in ("", _noun(draft, first)):
        for wish in ("mistake", "correct"):
            if wish in draft.wishes and first.i < draft.wishes[wish].i < last.i:
                del draft.wishes[wish]
        return True  # "giấy ghi 12, sổ lại ghi 14"
    if any(i.tag == "I" for i in between):
        return False
    if first.i > 1 and draft.fold(first.i - 1) == draft.fold(last.i - 1) in _SAYING and heads[1] & _OTHERS:
        return bool(heads[0] & _WHO)  # "em đếm 26, chị Hoa đếm 29"
    again = "lai" in heads[1] and heads[1] & _SAYING and not heads[1] & {"thanh", "nham", "lon"}
    return bool(heads[0] & _OTHERS) and (bool(heads[1] & _OTHERS) or bool(again))


def _written(draft: Draft, item: Item) -> bool:
    """Whether a paper, a place or a time told the number, and no one."""
    at = item.i - 1
    said = draft.fold(at) in _SAYING
    return said and not _WRITTEN.isdisjoint((draft.fold(at - 1), draft.fold(at - 2)))


def _told(draft: Draft, item: Item) -> bool:
    """Whether the number is what someone says: "em đếm 17", "chị kia ghi học viên 13"."""
    for at in range(item.i - 1, max(-1, item.i - 5), -1):
        if draft.tokens[at].text in ",.;:\n" or at in draft.links:
            return False
        if draft.fold(at) in _SAYING:
            near = (at - 1, at - 2) if draft.fold(at - 1) != "thi" else (at - 2, at - 3)  # "anh Tư thì đếm 14"
            return any(draft.fold(n) in _WHO or draft.fold(n) == "lai" for n in near)
    return False


def _noun(draft: Draft, item: Item) -> str:
    k = draft.items.index(item)
    for other in (*draft.items[k + 1 : k + 2], *draft.items[max(0, k - 1) : k]):
        if other.tag == "I" and (other.i == item.j or other.j == item.i):
            return other.key
    return ""


def _same_noun(draft: Draft, others: list[Item], last: Item) -> Item | None:
    noun = _noun(draft, last)
    return next((i for i in reversed(others) if noun and _noun(draft, i) == noun), None)
