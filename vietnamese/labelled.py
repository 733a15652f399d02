"""Numbers that are names: a village, a lesson, a code, a class at school."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.labelrow import last_of_row, one_of_a_row, other_age
from vietnamese.shapes import CODES
from vietnamese.whereabouts import a_spot, at_that_village, last_number, of_the_quarter, village_name

_RANKED = word_set("nguoi ng ho vien")
_CAME = word_set("toi den du tham")
_PLACES = word_set("thon xom lang to nhom lop diem khu doi ap ca buoi dot khoa")


def shift(draft: Draft, item: Item, after: Item | None) -> bool:
    """ "ca 1 7 hv, ca 2 3 hv": which turn it was, right before the number of those who came to it."""
    turn = draft.fold(item.i - 1) == "ca" and draft.tokens[item.i - 1].lower == "ca" and item.value <= 6
    return turn and not item.words and after is not None and after.tag == "N" and after.i == item.j


def labelled(draft: Draft, item: Item, before: Item, after: Item | None) -> bool:
    """thôn 3, bài 7, Đề án 06, lớp 2, số 13, mật khẩu là 8888: the word before makes the number a name."""
    gap, ahead = item.i - before.j, draft.fold(item.i - 1)
    entry = before.entry
    noun = after is not None and after.i == item.j and after.tag in "IU"
    if (
        not noun
        and item.i > 1
        and draft.tokens[item.i - 1].capital
        and "ten" in draft.words[max(0, item.i - 6) : item.i]
    ):
        return draft.fold(item.j) in ("", ",", ".", ")", "\n") and set_aside(item)  # "shop tên Mắm Cô Mận 68"
    if ahead == "thu" and draft.fold(item.i - 2) in _RANKED:
        return set_aside(item)  # "người thứ 20 cài vneid của thôn"
    if _named_by_it(draft, item, after):
        return False  # "cái 15 là vneid"
    if entry.label and gap == 0 and before.tag in "LUMKCWD" and before.when is None:
        if draft.tokens[before.i].text.lower() == "bảo":
            return False  # "lại bảo 15", said; not "bão 15"
        if before.tag == "U" and noun and draft.fold(before.i) == "bai" and after is not None and after.tag == "U":
            return set_aside(item)  # "bài 3 lớp 2"
        if before.tag == "U" and noun:
            return False
        if noun and _counted(draft, before):
            return False  # "tuyên truyền 3 xóm 3 buổi"
        if noun and after is not None and after.tag == "I" and item.value > 30 and last_number(draft, item, after):
            return False  # "thôn 64 hv": no commune has so many villages
        if draft.fold(before.i) == "lang" and draft.fold(before.i - 1) in ("dau", "cuoi", "giua") and not item.words:
            return False  # "vneid đầu làng 9, cuối làng 11"
        if noun and after is not None and a_spot(draft, item, before, after):
            return False  # "lớp bên đình làng 26 học viên", "đầu làng 4 cụ"
        if noun and after is not None and after.tag == "U" and of_the_quarter(draft, item, before, after):
            return False  # "lớp tổ dân phố 17 người"
        if noun and draft.tokens[before.i].fold in ("mk", "to", "ma") and not before.entry.unit:
            return draft.tokens[before.i].fold == "to" and set_aside(item)
        item.tag, item.note = "X", "label"
        if ahead in ("tuoi", "tu") and "tuoi" in draft.folds:
            other_age(draft, item)
        else:
            last_of_row(draft, item)
        return True
    if (
        entry.label
        and gap <= 2
        and draft.tokens[before.i].fold in {c.split()[0] for c in CODES}
        and " ".join(t.fold for t in draft.tokens[before.i : before.j]) in CODES
        and not (noun and item.value < 1000)
        and not (draft.words[before.i] == "ma" and not draft.tokens[before.i].marked and "notbut" in draft.wishes)
    ):
        item.tag, item.note = "X", "code"
        return True
    if (
        before.tag == "X"
        and before.note == "label"
        and gap <= 1
        and draft.text[before.end : item.start].strip() in (",", "và", "-", "/", "&")
        and not noun
    ):
        item.tag, item.note = "X", "label"
        return True
    if before.note == "label" and gap == 0 and not noun and not item.words and draft.fold(before.i - 1) not in _PLACES:
        return draft.text[before.start : before.end] == str(item.value - 1) and set_aside(item)  # "ảnh 1 2 3"
    if before.entry.cue == "and" and gap == 0 and not noun and before.j - before.i == 1:
        named = draft.items[max(0, draft.items.index(before) - 1)]
        if named.note == "label" and draft.fold(named.i - 1) == "khoi":
            return set_aside(item)  # "khối 6 và 7 nghỉ học"
    if (
        before.tag == "S"
        and before.note in ("#", ",", "/", "-")
        and gap == 0
        and not noun
        and draft.items[draft.items.index(before) - 1].note == "label"
        and draft.fold(item.j) in ("", ",", ".")
    ):
        item.tag, item.note = "X", "label"
        return True
    if entry.unit == "class" and gap == 0 and _with_letter(draft, item):
        if after is not None and after.tag == "N" and after.i == item.j + 1 and draft.starts[after.i] == item.end + 1:
            set_aside(after)  # "lớp 9a1 12 em"
        return set_aside(item)  # "lớp 2a 15 hv"
    if entry.unit == "class" and noun and gap == 0 and after is not None and after.entry.unit == "class":
        return draft.fold(before.i) != "lop" and set_aside(item)  # "bài 9 khoá 3 lớp ở nhà rông"
    if ahead == "so" and draft.fold(item.i - 2) in ("bao", "nop", "chot") and len(draft.tokens) <= 8:
        return False  # "thôn 3 báo số 17"
    session = before.j - before.i > 1 and draft.fold(before.j - 1) == "thu"  # "buổi thứ 4 lớp kỹ năng số"
    if entry.cue == "ordinal" and gap == 0 and (not noun or (session and after is not None and after.tag == "U")):
        item.tag, item.note = "X", "ordinal"
        return True
    if entry.unit == "class" and gap == 0 and len(draft.tokens) <= 5 and len(draft.items) <= 3 and draft.whens:
        return False  # "hôm nay lớp 5 ạ"
    if ahead == "lop" and draft.fold(item.i - 2) == "tong" and not noun:
        return False  # "tổng lớp 12"
    came = before.entry.context == "teach" and draft.fold(before.i) in _CAME and draft.fold(before.i - 1) in _RANKED
    if came and gap == 0 and not noun:
        return False  # "người tới lớp 12"
    if entry.context == "teach" and gap == 0 and ahead == "lop" and not noun:
        return set_aside(item)  # "đang học lớp 12"
    if not noun and gap == 0 and before.tag == "I" and at_that_village(draft, item, before):
        return set_aside(item)  # "loa thôn 3 hư"
    if not noun and village_name(draft, item, before):
        return set_aside(item)
    if ahead in ("loc", "phuc", "phat", "tai") and "chuc" in draft.folds and not noun:
        return set_aside(item)
    if (
        entry.unit == "batch"
        and gap == 0
        and not noun
        and after is not None
        and after.entry.context
        and after.i == item.j
    ):
        return set_aside(item)  # "đợt 1 cấp 12 chứng nhận"
    if (
        entry.unit == "batch"
        and gap == 0
        and not noun
        and draft.fold(item.j) == "cho"
        and draft.fold(before.i) == "dot"
    ):
        return set_aside(item)  # "cấp chứng nhận đợt 2 cho 18 người"
    if entry.unit == "batch" and gap == 0 and after is not None and after.tag == "N" and after.i == item.j:
        return set_aside(item)  # "đợt 1 12 chứng nhận"
    if entry.unit == "class" and gap == 0 and after is not None and after.note == "+" and _last_sum(draft, after):
        return False  # "lớp 11+15"
    if entry.unit == "class" and gap == 0 and not noun and item.value > 12 and _counted(draft, before):
        return False  # "2 lớp 30"
    if entry.unit == "class" and gap == 0 and not noun and "notbut" in draft.wishes and item.value > 9:
        return False  # "lớp 17 chứ không phải 11"
    if entry.unit in ("class", "times", "thing") and gap == 0 and not noun:
        item.tag, item.note = "X", "label"
        return True
    if ahead in ("nam", "sn", "sinh") and 1900 <= item.value <= 2100:
        item.tag = "X"
        return True
    weekday = before.entry.date[:2] == "wd"  # "thứ năm 5"
    if ahead == "nam" and gap == 0 and item.value < 10 and before.tag in "NWD" and not noun and not weekday:
        item.tag = "X"  # sinh viên năm 3
        return True
    if before.key == "sessions" and gap == 0 and after is not None and after.note == ":" and after.i == item.j:
        k = draft.items.index(after)
        if k + 1 < len(draft.items) and draft.items[k + 1].tag == "N" and before.j - before.i == 1:
            return set_aside(item)  # "buổi 4: 13 hv"
    row = (before.key == "sessions" or entry.unit == "batch") and before.j - before.i == 1
    row = row and draft.fold(before.i)[:4] not in ("sess", "clas")  # "sessions 5, 3 learners"
    if row and gap == 0 and not noun and not _counted(draft, before) and one_of_a_row(draft, item, before):
        item.tag, item.note = "X", "ordinal"
        return True
    if (
        before.key == "sessions"
        and gap == 0
        and not noun
        and (
            draft.fold(item.j) in ("cua", "trong", "lop", "khoa")
            or (
                draft.fold(before.i - 1) in ("la", "xem", "coi", "sang", "toi", "den", "qua", "het", "vo")
                and not any(i.tag == "D" and i.j == before.i for i in draft.items)  # "tối qua buổi hỗ trợ 6"
            )
        )
    ):
        item.tag, item.note = "X", "ordinal"
        return True
    return False


def _named_by_it(draft: Draft, item: Item, after: Item | None) -> bool:
    """ "cái 15 là vneid, còn hv là 20": a number told before which one it is."""
    thing = draft.fold(item.i - 1) in ("cai", "so", "con")
    return thing and draft.fold(item.j) == "la" and after is not None and after.tag == "I" and after.i == item.j + 1


def _counted(draft: Draft, noun: Item) -> bool:
    """Whether a number stands before the word, which then wants none behind it."""
    k = draft.items.index(noun)
    return k > 0 and draft.items[k - 1].tag in "NX" and draft.items[k - 1].j == noun.i and draft.items[k - 1].value > 0


def _last_sum(draft: Draft, plus: Item) -> bool:
    """Whether one number follows the plus, and none after it."""
    return [i.tag for i in draft.items if i.i >= plus.j and i.tag in "NX"] == ["N"]


def _with_letter(draft: Draft, item: Item) -> bool:
    at = item.j
    if at >= len(draft.tokens) or draft.starts[at] != item.end:
        return False
    return draft.tokens[at].kind == 0 and draft.fold(at) in ("a", "b", "c", "d", "e") and at + 1 < len(draft.tokens)


def set_aside(item: Item) -> bool:
    item.tag, item.note = "X", "label"
    return True
