"""A rough number made exact in the same breath: "hv khoảng 20, đếm lại là 19", "gần 20 hv (chính xác là 18)"."""

from itertools import pairwise

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.subtracted import all_but_the_absent, counted_as, left_after, worked_out

_EXACT = word_set("dung chinh xac dem chot cu the ra thuc soat")
_ROUGH = ("vague", "range")


def exacted(draft: Draft) -> None:
    """Give a rough number the exact one that follows, where words say that it was counted."""
    if "in words" in draft.entries:
        _said_twice(draft)
    if not draft.folds.isdisjoint(("tinh", "ghi", "ke")):
        _left_uncounted(draft)
        counted_as(draft)
    if "selffix" in draft.entries:
        _slip_mended(draft)
    if not draft.folds.isdisjoint(("tru", "bot", "loi", "du")):
        worked_out(draft)
        left_after(draft)
    if "con" in draft.folds and "vang" in draft.folds:
        all_but_the_absent(draft)
    if "tuong" in draft.folds:
        _expected(draft)
    if "khong" in draft.folds or "thoi" in draft.folds:
        _taken_back(draft)
    if "nua" in draft.folds:
        _still_lacking(draft)
    if not draft.folds & _EXACT:
        return
    items = draft.items
    for k, rough in enumerate(items):
        if rough.tag != "N" or rough.doubt not in _ROUGH or not (rough.value or rough.note == "crowd"):
            continue
        exact = next((i for i in items[k + 1 :] if i.tag == "N"), None)
        if exact is None or exact.doubt or exact.i - rough.j > 10:
            continue
        if not _one_noun(items, k, exact) or not _counted(draft, rough, exact):
            continue
        named = any(i.i == exact.j and i.tag in "IU" for i in items[k + 1 :])
        if named and (rough.note == "crowd" or not any(i.tag in "IU" and rough.i in (i.j, i.i - 1) for i in items)):
            rough.tag, rough.note = "X", "mended"  # "lớp đông vui, đếm được 22 người, cài thêm 6 vneid"
        else:
            rough.value, rough.upto, rough.doubt, rough.soft, rough.note = exact.value, 0, "", False, ""
            exact.tag, exact.note = "X", "mended"
        draft.wishes.pop("correct", None)


def _still_lacking(draft: Draft) -> None:
    """ "1 hộ nữa là thôn đủ 5 hộ": what there will be then; whether the one is done is asked."""
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    for first, last in pairwise(numbers):
        between = draft.words[first.j : last.i]
        if len(between) < 7 and between[-1:] in (["du"], ["dat"], ["tron"]) and _MORE_THEN in pairwise(between):
            first.doubt, last.tag, last.note = "uncertain", "X", "running"


def _expected(draft: Draft) -> None:
    """ "tưởng chỉ vài người ai dè 12 hv", "tưởng 20 mà được 12 hv": what was thought before counts nowhere."""
    for thought, told in pairwise([i for i in draft.items if i.tag == "N"]):
        before = draft.words[max(0, thought.i - 5) : thought.i]
        between = draft.words[thought.j : told.i]
        if "tuong" in before and not _AGAINST.isdisjoint(pairwise(between)) and len(between) < 8:
            thought.tag, thought.note = "X", "mended"


_AGAINST = frozenset(
    {("ai", "de"), ("ai", "ngo"), ("hoa", "ra"), ("te", "ra"), ("ma", "duoc"), ("ma", "co"), ("nhung", "duoc")}
)
_MORE_THEN = ("nua", "la")


def _said_twice(draft: Draft) -> None:
    """ "16 (mười sáu) học viên", "mười sáu (16)": one number in digits and in words."""
    items = draft.items
    k = 0
    while k + 1 < len(items):
        first, second = items[k], items[k + 1]
        if first.tag == "N" and second.note == "(" and k + 2 < len(items):
            inside = items[k + 2]
            closed = k + 3 < len(items) and items[k + 3].note == ")"
            if closed and _same_number(first, inside):
                first.j, first.end = items[k + 3].j, items[k + 3].end
                del items[k + 1 : k + 4]
        elif first.tag == second.tag == "N" and second.i == first.j and _same_number(first, second):
            first.j, first.end = second.j, second.end
            del items[k + 1]
        k += 1


def _same_number(first: Item, second: Item) -> bool:
    said = bool(first.words) != bool(second.words)
    return second.tag == "N" and said and first.value == second.value and not first.doubt and not second.doubt


_NOT = word_set("khong ko k hong kg khoi hk")


def _left_uncounted(draft: Draft) -> None:
    """ "vneid 6 (có 1 người cài lại không tính)": told, and told not to count."""
    for k, item in enumerate(draft.items):
        if item.tag != "N" or not k:
            continue
        following = draft.items[k + 1 : k + 2]
        if draft.fold(item.i - 1) in ("tinh", "ke") and draft.fold(item.i - 2) in _NOT:
            if following and following[0].i == item.j and following[0].entry.unit in ("person", "gender"):
                item.tag, item.note = "X", "failed"  # "12 hv không tính 2 cháu nhỏ"
            continue
        ender = next((i for i in draft.items[k + 1 :] if i.tag in "NS"), None)
        end = len(draft.words) if ender is None else ender.i - 2 * (ender.tag == "N")
        for at in range(item.j + 1, end - 1):
            if (
                draft.words[at] in _NOT
                and draft.words[at + 1] == "tinh"
                and (at + 2 >= end or draft.fold(at + 2) in _STOP)
            ):
                noun = following[0] if following and following[0].tag == "I" and following[0].i == item.j else None
                again = noun is not None and any(
                    i.key == noun.key and i is not noun for i in draft.items if i.tag == "I"
                )
                if noun is None or again:
                    item.tag, item.note = "X", "failed"
                if noun is not None and again:
                    noun.used = True
                break


_STOP = frozenset(["", "vao", "nha", "nhe", "a", "vo", "dau", "nua", ")", ",", "."])


_OH = word_set("a y i ua o u ay chet khoan thoi")


def _slip_mended(draft: Draft) -> None:
    """ "học viên mười hai à lộn mười ba vneid năm": the second number stands for the first, beside the first's noun."""
    items = draft.items
    for k in range(2, len(items)):
        fix = items[k - 1]
        last = items[k]
        at = k - 3 if items[k - 2].tag == "U" and k > 3 else k - 2
        first, noun = items[at], items[at - 1]
        if fix.entry.cue != "selffix" or last.tag != "N" or first.tag != "N" or first.doubt or last.doubt:
            continue
        if draft.fold(fix.i) not in _OH or draft.fold(fix.j) == "phai":
            continue  # "hv 24 chứ không phải 42", "hv 12, nhầm 21"
        if last.i - fix.j > 1 or noun.tag != "I" or noun.j != first.i or at < 1:
            continue
        after = items[k + 1] if k + 1 < len(items) else None
        own = after is not None and after.tag == "I" and after.i == last.j
        if after is not None and after.i == last.j and after.tag == "U":
            same = items[k - 2].tag == "U" and items[k - 2].entry.unit == after.entry.unit
            if not same:
                continue  # "buổi 1, à quên 12 người học": another thing
        if own and not (k + 2 < len(items) and items[k + 2].tag == "N"):
            continue
        first.value = last.value
        last.tag, last.note = "X", "mended"
        draft.wishes.pop("correct", None)


def _taken_back(draft: Draft) -> None:
    """ "mười hai, không, mười một học viên"; "8 vneid, à trừ bà Sáu làm lại, 7 thôi": the last one holds."""
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    for first, last in pairwise(numbers):
        between = draft.words[first.j : last.i]
        if between[-3:] != [",", "khong", ","] and (between[-1:] != [","] or draft.fold(last.j) != "thoi"):
            continue
        nouns = [i for i in draft.items if i.tag == "I" and (first.j <= i.i < last.i or i.i == last.j)]
        if len({i.key for i in nouns}) > 1 or first.value == last.value:
            continue
        if between[-3:] == [",", "khong", ","] and len(between) <= 6:
            first.tag, first.note = "X", "mended"
            for noun in nouns[:-1]:
                noun.used = True
        elif (
            draft.fold(last.j) == "thoi"
            and between[-1:] == [","]
            and any(between[n : n + 2] == [",", "a"] for n in range(len(between)))
            and nouns
            and nouns[0].i == first.j
        ):
            first.value = last.value
            last.tag, last.note = "X", "mended"


def _one_noun(items: list[Item], k: int, exact: Item) -> bool:
    """Whether no other noun stands between the two or with the second."""
    at = items.index(exact)
    nouns = [i for i in items[k + 1 : at + 2] if i.tag == "I" and (i.i < exact.i or i.i == exact.j)]
    before = [i for i in items[:k] if i.tag == "I" and i.j >= items[k].i - 3][-1:]
    between = [i for i in items[k + 1 : at] if items[k].j < i.i < exact.i and i.entry.unit not in ("person", "gender")]
    if any(i.tag == "U" or (i.tag == "I" and not before) for i in between):
        return False  # "khoảng hai mươi người tới học còn chứng nhận thì cấp đúng 18"
    return len({i.key for i in (*nouns, *before)}) <= 1 and not any(i.tag == "D" for i in items[k + 1 : at])


def _counted(draft: Draft, rough: Item, exact: Item) -> bool:
    before = {draft.fold(n) for n in range(max(rough.j, exact.i - 4), exact.i)}
    after = [draft.fold(n) for n in range(exact.j, exact.j + 3)]
    return bool(before & _EXACT) and "?" not in after and not {"chua", "khong", "ko"} & before
