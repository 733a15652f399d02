"""Numbers that a report tells besides its figures: an age, the team's own strength, what each household sells."""

import itertools

from vietnamese.bystanders import stood_by
from vietnamese.compared import (
    BUT,
    EARLIER,
    MORE,
    SLIPS,
    TOLD,
    as_before,
    attended,
    by_how_much,
    neighbour,
    only_listed,
    reported_before,
    set_against,
)
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.notours import of_others
from vietnamese.triggers import trigger

_PEOPLE = ("person", "gender")
_OLDEST = word_set("nhat")
_AGED = word_set("tre lon gia cao nho")
_SPARE = word_set("cung la moi da ngoai tren duoi toi")
_TEAMS = word_set("to doi nhom")
_OWN = word_set("em e toi tui minh")
_GOING = word_set("len xuong vo vao ra di ve toi den qua")
_PLANNED = (("dang", "ki"), ("du", "kien"), ("chi", "tieu"), ("danh", "sach"), ("theo", "danh"))
_MOST = 60  # numbers: no story has more, a hostile text may
_GOODS = (("san", "pham"), ("mat", "hang"), ("mon", "hang"))


# One of these stands in every message that one of the rules below speaks of.
_ASIDE = word_set("nhat t tuoi ca som truoc ve bo san mat mon thu to doi nhom cung")
_SOLD = trigger(first for first, _ in _GOODS)
_IS, _PLANNING = trigger(["la"]), trigger(first for first, _ in _PLANNED)
_AT_SCHOOL = trigger(["lop", "diem"])


def told_besides(draft: Draft) -> None:
    """Set aside every number that a narrow wording shows to be no figure; the rest stays for the later rules."""
    numbers = [i for i in draft.items if i.tag == "N"]
    if len(numbers) > _MOST:
        return
    folds = draft.folds
    of_others(draft, numbers)
    numbers = [i for i in numbers if i.tag == "N"]
    if len(numbers) > 1:
        if not folds.isdisjoint(BUT):
            for first, second in itertools.pairwise(numbers):
                if only_listed(draft, first, second):
                    first.tag, first.note = "X", "absent"
        elif not folds.isdisjoint(("mat", "thuc", "danh")):
            for first, second in itertools.pairwise(numbers):
                if attended(draft, first, second):
                    first.tag, first.note = "X", "absent"
        stood_by(draft, numbers)
        earlier = not folds.isdisjoint(EARLIER)
        reported = not folds.isdisjoint(TOLD) and folds.isdisjoint(SLIPS)
        more = not folds.isdisjoint(MORE) and not folds.isdisjoint(("so", "hon", "kem"))
        aside = not folds.isdisjoint(_ASIDE)
        for item in numbers:
            if (
                (more and set_against(draft, item))
                or (earlier and as_before(draft, item))
                or (reported and reported_before(draft, item, numbers))
            ):
                item.tag, item.note = "X", "compared"
                by_how_much(draft, item, numbers)
            elif not aside:
                continue
            elif _age(draft, item) or _both_things(draft, item) or _left_early(draft, item) or _goods(draft, item):
                item.tag, item.note = "X", "other"
            elif _own_strength(draft, item) or _companions(draft, item):
                item.tag, item.note = "X", "subject"
    bits = draft.bits
    planned = bits & _IS and bits & _PLANNING
    typed = len(numbers) > 1 and "a" in folds
    school = bits & _AT_SCHOOL
    if not (bits & _SOLD or planned or typed or school):
        return
    for item in numbers:
        if item.tag == "N" and (draft.fold(item.j), draft.fold(item.j + 1)) in _GOODS:
            item.doubt = "unknown_unit"  # "đưa 4 sản phẩm lên sàn": of how many households
        if planned and item.tag == "N" and _only_planned(draft, item):
            for other in numbers:
                if other.value == item.value:
                    other.tag, other.note = "X", "plan"
        elif typed and item.tag == "N" and _typed_mark(draft, item):
            item.tag, item.note = "X", "other"
        elif school and item.tag == "N" and (_grade(draft, item) or _marks(draft, item)):
            item.tag, item.note = "X", "label"


def _age(draft: Draft, item: Item) -> bool:
    """ "cụ trẻ nhất cũng 62", "có ng 71t cũng làm được": how old, where no noun follows."""
    if not 5 <= item.value <= 110:
        return False
    after = neighbour(draft, item, 1)
    glued = item.j < len(draft.tokens) and draft.starts[item.j] == item.end
    if glued and draft.fold(item.j) == "t" and not item.words:
        before = neighbour(draft, item, -1)
        return before.j == item.i and before.entry.unit in _PEOPLE
    if "tuoi" in draft.folds and _told_on(draft, item):
        return True
    at = item.i - 1
    while draft.fold(at) in _SPARE:
        at -= 1
    noun = after.tag in "IU" and after.i == item.j
    grown = draft.fold(at - 2) if draft.fold(at - 1) == "tuoi" else draft.fold(at - 1)
    return not noun and draft.fold(at) in _OLDEST and grown in _AGED


def _told_on(draft: Draft, item: Item) -> bool:
    """ "em 27 tuổi, vợ em 25", "cụ 81 tuổi với cụ 79": one more age right behind whose it is."""
    who, after = neighbour(draft, item, -1), neighbour(draft, item, 1)
    if who.entry.unit != "person" or item.i - who.j > 1 or item.value <= 4:
        return False
    ends = draft.fold(item.j) in ("", ",", ".", "\n", "nhung", "ma", "van", "cung") and not (
        after.tag in "IU" and after.i == item.j
    )
    return ends and any(draft.fold(i.j) == "tuoi" and i.tag in "NX" and i.end < item.start for i in draft.items)


def _both_things(draft: Draft, item: Item) -> bool:
    """ "1 người làm cả 2 thứ": the things just named, counted."""
    return draft.fold(item.i - 1) == "ca" and draft.fold(item.j) in ("thu", "mon", "loai", "muc") and item.value < 10


def _left_early(draft: Draft, item: Item) -> bool:
    """ "học viên 18, về sớm 3": some of those counted before."""
    early = (draft.fold(item.i - 2), draft.fold(item.i - 1)) in (("ve", "som"), ("ve", "truoc"), ("bo", "ve"))
    return early and any(i.tag == "N" and i.end < item.start and i.value > item.value for i in draft.items)


def _goods(draft: Draft, item: Item) -> bool:
    """ "3 hộ lên sàn, mỗi hộ 2 sản phẩm": what households sell."""
    goods = (draft.fold(item.j), draft.fold(item.j + 1)) in _GOODS
    if (
        draft.fold(item.j) == "thu"
        and draft.tokens[item.j].lower != "thủ"
        and draft.fold(item.j + 1) != "tuc"
        and not item.words
        and item.j + 1 < len(draft.tokens)
    ):
        sold = draft.tokens[item.j + 1].kind == 0 and draft.fold(item.i - 1) in ("ban", "co", "trong", "lam", "dang")
        goods = goods or (sold and item.value < 30)  # "hộ ông Tư bán 5 thứ rau"
    return goods and any(i.tag == "N" and i is not item for i in draft.items)


def _own_strength(draft: Draft, item: Item) -> bool:
    """ "tổ tôi có 5 người, đi 2 xóm": those who did the work, nothing more said of them."""
    after = neighbour(draft, item, 1)
    if after.entry.unit != "person" or after.i != item.j or not 0 < item.value <= 15:
        return False
    has = draft.fold(item.i - 1) in ("co", "gom") and draft.fold(item.i - 2) in _OWN
    return has and draft.fold(item.i - 3) in _TEAMS and draft.fold(after.j) in (",", ".", "", "\n", "di", "chia")


def _companions(draft: Draft, item: Item) -> bool:
    """ "tôi lên xóm Đèo cùng 3 đoàn viên.": those who came along on the way."""
    after = neighbour(draft, item, 1)
    if after.entry.unit != "person" or after.i != item.j or not 0 < item.value <= 6:
        return False
    if draft.fold(item.i - 1) != "cung" or draft.fold(after.j) not in (",", ".", "\n", ""):
        return False
    return any(draft.fold(n) in _GOING for n in range(item.i - 6, item.i - 1))


def _only_planned(draft: Draft, item: Item) -> bool:
    """ "lớp 30 bạn, mà 30 là đăng ký": the number said before was only those on the list."""
    at = item.j + (draft.fold(item.j) == "la")
    return at > item.j and (draft.fold(at), draft.fold(at + 1)) in _PLANNED


def _typed_mark(draft: Draft, item: Item) -> bool:
    """ "8 ho5c vie6n a5": the 5 that makes "ạ" where marks are typed as digits."""
    last = item.j == len(draft.tokens) or draft.fold(item.j) in (".", ",", "!")
    return (
        item.value == 5
        and last
        and item.i > 0
        and draft.fold(item.i - 1) == "a"
        and draft.ends[item.i - 1] == item.start
    )


def _grade(draft: Draft, item: Item) -> bool:
    """ "lớp phụ huynh 5B": the name of a class at school."""
    letter = draft.tokens[item.j] if item.j < len(draft.tokens) and draft.starts[item.j] == item.end else None
    if letter is None or letter.text not in ("A", "B", "C", "D", "E") or item.value > 12:
        return False
    return draft.fold(item.i - 3) == "lop" and (draft.fold(item.i - 2), draft.fold(item.i - 1)) in (
        ("phu", "huynh"),
        ("hoc", "sinh"),
    )


def _marks(draft: Draft, item: Item) -> bool:
    """ "điểm thi: Na 8.5, Krêu 7.25": marks at school."""
    broken = item.numeral is not None and item.numeral.shape in ("dot", "comma")
    if broken and "diem" in draft.words[max(0, item.i - 4) : item.i]:
        return True  # "điểm trung bình 8,5"
    return broken and "diem" in draft.folds and bool(draft.folds & {"thi", "kiem", "cham"}) and _no_indicator(draft)


def _no_indicator(draft: Draft) -> bool:
    return not any(i.tag == "I" for i in draft.items)
