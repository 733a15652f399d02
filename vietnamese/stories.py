"""Numbers that a report tells besides its figures: an age, the team's own strength, what each household sells."""

import itertools

from vietnamese.bystanders import stood_by
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

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
_ALONE = word_set("san mat mon la dang du chi danh theo lop diem")


def told_besides(draft: Draft) -> None:
    """Set aside every number that a narrow wording shows to be no figure; the rest stays for the later rules."""
    numbers = [i for i in draft.items if i.tag == "N"]
    if len(numbers) > _MOST:
        return
    folds = draft.folds
    if len(numbers) > 1:
        if not folds.isdisjoint(_BUT):
            for first, second in itertools.pairwise(numbers):
                if _only_listed(draft, first, second):
                    first.tag, first.note = "X", "absent"
        stood_by(draft, numbers)
        earlier = not folds.isdisjoint(_EARLIER)
        reported = not folds.isdisjoint(_TOLD) and folds.isdisjoint(_SLIPS)
        more = not folds.isdisjoint(_MORE) and not folds.isdisjoint(("so", "hon", "kem"))
        aside = not folds.isdisjoint(_ASIDE)
        for item in numbers:
            if (
                (more and _set_against(draft, item))
                or (earlier and _as_before(draft, item))
                or (reported and _reported_before(draft, item, numbers))
            ):
                item.tag, item.note = "X", "compared"
                _by_how_much(draft, item, numbers)
            elif not aside:
                continue
            elif _age(draft, item) or _both_things(draft, item) or _left_early(draft, item) or _goods(draft, item):
                item.tag, item.note = "X", "other"
            elif _own_strength(draft, item) or _companions(draft, item):
                item.tag, item.note = "X", "subject"
    if len(numbers) < 2 and folds.isdisjoint(_ALONE):
        return
    for item in numbers:
        if item.tag == "N" and (draft.fold(item.j), draft.fold(item.j + 1)) in _GOODS:
            item.doubt = "unknown_unit"  # "đưa 4 sản phẩm lên sàn": of how many households
        if item.tag == "N" and _only_planned(draft, item):
            for other in numbers:
                if other.value == item.value:
                    other.tag, other.note = "X", "plan"
        elif item.tag == "N" and len(numbers) > 1 and _typed_mark(draft, item):
            item.tag, item.note = "X", "other"
        elif item.tag == "N" and (_grade(draft, item) or _marks(draft, item)):
            item.tag, item.note = "X", "label"


_MORE = word_set("tang giam hon kem nhieu it")


def _set_against(draft: Draft, item: Item) -> bool:
    """ "12 buổi, 150 lượt, so với tháng 9 tăng 20 lượt": how much more than at another time, said in a clause of its
    own."""
    if draft.fold(item.i - 1) not in _MORE and draft.fold(item.i - 2) not in _MORE:
        return False
    first = item.i
    while first and draft.fold(first - 1) not in (",", ".", ";", "\n", "("):
        first -= 1
    words = [draft.fold(n) for n in range(first, item.i)]
    against = any(pair == ("so", "voi") for pair in itertools.pairwise(words))
    return against and any(i.tag == "D" and first <= i.i < item.i for i in draft.items)


_EARLIER = word_set("truoc qua kia roi ngoai")
_TOLD = word_set("bao bc gui goi nop")
_SLIPS = word_set("nham lon sai thieu sot du thua sua quen ma thuc chu")


def _as_before(draft: Draft, item: Item) -> bool:
    """ "hv 10 (bữa trước 12)", "hv 10, lần trước 12": a bare number of an earlier time, behind this one's."""
    after, before = _neighbour(draft, item, 1), _neighbour(draft, item, -1)
    if (after.tag in "IUM" and after.i == item.j) or not any(i.tag == "N" and i.end < item.start for i in draft.items):
        return False
    at = item.i - 1
    while draft.fold(at) in ("la", "co", "duoc", "dc", "chi", "moi", "den", "toi"):
        at -= 1
    dated = before.tag == "D" and before.j == at + 1
    first = before.i if dated else at - 1
    earlier = draft.fold(at) in ("truoc", "kia") and draft.fold(at - 1) in ("lan", "dot", "khoa", "ky", "buoi", "tuan")
    if not (earlier or (dated and draft.fold(before.j - 1) in _EARLIER)):
        return False
    opened = draft.fold(first - 1)
    vague = earlier or before.note == "vague"
    return opened == "(" or (opened == "," and vague and draft.fold(item.j) in ("", ",", ".", "\n", "thoi", "nguoi"))


def _by_how_much(draft: Draft, item: Item, numbers: list[Item]) -> None:
    """ "lớp 16 hv, hôm trước 19, giảm 3": the difference, said right behind."""
    after = numbers[numbers.index(item) + 1 :][:1]
    if after and after[0].i - item.j <= 3 and draft.fold(after[0].i - 1) in ("giam", "tang", "hon", "kem", "it", "hut"):
        after[0].tag, after[0].note = "X", "compared"


def _reported_before(draft: Draft, item: Item, numbers: list[Item]) -> bool:
    """ "hôm 10/11 em có báo 9 hv, hôm nay thêm lớp mới 11 hv": what was sent before this message, nothing changed."""
    first = item.i
    while first and draft.fold(first - 1) not in (",", ".", ";", "\n"):
        first -= 1
    words = [draft.fold(n) for n in range(first, item.i)]
    told = next((n for n, w in enumerate(words) if w in _TOLD), None)
    day = next((i for i in draft.items if i.tag == "D" and first <= i.i < item.i), None)
    if told is None or day is None:
        return False
    earlier = day.i <= first + told and day.when is not None and day.when.first < draft.today
    if not earlier and day.note != "vague":
        return False
    done = words[told - 1] in ("co", "da") or "roi" in [draft.fold(n) for n in range(item.j, item.j + 4)]
    today = any(i.tag == "D" and i.entry.date in ("day:0", "nay") and i.i > item.j for i in draft.items)
    return done and today and any(n.start > item.start for n in numbers)


_BUT = word_set("ma nhung")
_ONLY = word_set("moi chi thuc co toi den")
_ENDS = frozenset(
    ["", ",", ".", "\n", "!", ";", "thoi", "nha", "nhe", "a", "ha", "cho", "roi", "ne", "do", "chi", "em"]
)
_OTHER_WORK = ("install", "open", "submit", "give", "loud")


def _only_listed(draft: Draft, first: Item, second: Item) -> bool:
    """ "danh sách lớp 22 người mà tối nay thực học 19 thôi", "in 30 cái mà mới phát được 22 cái": the second holds."""
    but = next((n for n in range(first.j, min(second.i, first.j + 4)) if draft.fold(n) in _BUT), 0)
    if not but or second.value >= first.value or second.i - but > 7 or first.doubt or second.doubt:
        return False
    between = [draft.fold(n) for n in range(but + 1, second.i)]
    if not set(between) & _ONLY or set(between) & {",", ".", ";", "\n"}:
        return False
    after, before = _neighbour(draft, second, 1), _neighbour(draft, first, 1)
    noun = after if after.i == second.j and after.tag in "IU" else None
    named = before if before.i == first.j and before.tag in "IU" else None
    if "thuc" in between or (between[:1] in (["toi"], ["den"]) and not noun):
        return noun is None or noun.tag == "U"
    if noun is None:
        listed = "sach" in draft.words[max(0, first.i - 3) : first.i]
        return draft.fold(second.j) in _ENDS and (listed or not _works_between(draft, first, second))
    same = named is not None and draft.fold(named.i) == draft.fold(noun.i) and noun.entry.unit != "gender"
    return same and draft.fold(noun.j) in _ENDS and not _works_between(draft, first, second)


def _works_between(draft: Draft, first: Item, second: Item) -> bool:
    """Whether something else was done with the second: "lớp 18 người mà mới cài được 7"."""
    named = {i.key for i in draft.items if i.tag == "I" and first.j <= i.i < second.i}
    done = {i.entry.context for i in draft.items if first.j <= i.i < second.i and i.entry.context in _OTHER_WORK}
    own = {i.entry.context for i in draft.items if i.i < first.i and i.entry.context}
    taught = any(i.entry.unit == "class" or i.entry.context == "teach" for i in draft.items if i.i < first.i)
    return bool(named) or (bool(done - own) and taught)


def _neighbour(draft: Draft, item: Item, step: int) -> Item:
    k = draft.items.index(item) + step
    return draft.items[k] if 0 <= k < len(draft.items) else item


def _age(draft: Draft, item: Item) -> bool:
    """ "cụ trẻ nhất cũng 62", "có ng 71t cũng làm được": how old, where no noun follows."""
    if not 5 <= item.value <= 110:
        return False
    after = _neighbour(draft, item, 1)
    glued = item.j < len(draft.tokens) and draft.starts[item.j] == item.end
    if glued and draft.fold(item.j) == "t" and not item.words:
        before = _neighbour(draft, item, -1)
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
    who, after = _neighbour(draft, item, -1), _neighbour(draft, item, 1)
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
    if draft.fold(item.j) == "thu" and not item.words and item.j + 1 < len(draft.tokens):
        sold = draft.tokens[item.j + 1].kind == 0 and draft.fold(item.i - 1) in ("ban", "co", "trong", "lam", "dang")
        goods = goods or (sold and item.value < 30)  # "hộ ông Tư bán 5 thứ rau"
    return goods and any(i.tag == "N" and i is not item for i in draft.items)


def _own_strength(draft: Draft, item: Item) -> bool:
    """ "tổ tôi có 5 người, đi 2 xóm": those who did the work, nothing more said of them."""
    after = _neighbour(draft, item, 1)
    if after.entry.unit != "person" or after.i != item.j or not 0 < item.value <= 15:
        return False
    has = draft.fold(item.i - 1) in ("co", "gom") and draft.fold(item.i - 2) in _OWN
    return has and draft.fold(item.i - 3) in _TEAMS and draft.fold(after.j) in (",", ".", "", "\n", "di", "chia")


def _companions(draft: Draft, item: Item) -> bool:
    """ "tôi lên xóm Đèo cùng 3 đoàn viên.": those who came along on the way."""
    after = _neighbour(draft, item, 1)
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
    return broken and "diem" in draft.folds and bool(draft.folds & {"thi", "kiem", "cham"}) and _no_indicator(draft)


def _no_indicator(draft: Draft) -> bool:
    return not any(i.tag == "I" for i in draft.items)
