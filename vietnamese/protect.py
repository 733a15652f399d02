"""Numbers that are not figures: every number is held against the rules that set one aside."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.labelled import labelled, shift
from vietnamese.lessons import an_hour_each, evenings, not_held
from vietnamese.measured import aged, goods, looked_up, measured, of_the_village
from vietnamese.mere import just_a_word
from vietnamese.papers import at_another_station
from vietnamese.seen import online, trips
from vietnamese.shapes import by_shape, odd_number
from vietnamese.triggers import trigger

_NOT_ONE = word_set("minh chut luc phan xiu it ben hoi cach lan so cua khi nua chieu kieu doi")


def protect(draft: Draft) -> None:
    """Set aside every number that its neighbours show to be something else than a figure."""
    items, around = draft.items, draft.around
    for k, item in enumerate(items):
        if item.tag != "N":
            continue
        before = items[k - 1] if k else None
        after = items[k + 1] if k + 1 < len(items) else None
        if around[item.i] == "ham" and not draft.tokens[item.i].marked and _fond_of(draft, item):
            item.tag = "W"
            continue
        if not item.words and "x" in draft.folds and (_blotted(draft, item.i - 1) or _blotted(draft, item.j)):
            item.tag, item.note = "X", "code"  # "0935 xxx 118"
            continue
        if odd_number(draft, k, item, before, after):
            continue
        if item.numeral is not None and by_shape(draft, k, item, before, after):
            continue
        if after is not None and measured(draft, k, item, after):
            continue
        if after is not None and after.entry.unit in ("dossier", "thing") and goods(draft, item, after):
            item.tag, item.note = "X", "measure"
            continue
        if (
            "tra" in draft.folds
            and after is not None
            and (after.entry.unit == "dossier" or after.key == "public_services")
            and looked_up(draft, item, after)
        ):
            continue
        if after is not None and after.entry.unit == "dossier" and at_another_station(draft, item, after):
            continue
        if after is not None and after.entry.unit == "batch" and trips(draft, item, after):
            item.tag, item.note = "X", "measure"
            continue
        if after is not None and online(draft, item, after):
            item.tag, item.note, after.used = "X", "other", True
            continue
        if of_the_village(draft, k, item, after):
            continue
        if item.value == 1 and k and after is not None and an_hour_each(draft, item, before, after):
            item.tag, item.note, after.used = "X", "rate", True
            continue
        if 1930 <= item.value <= 2035 and not item.words and _year(item, before, after):
            item.tag, item.note = "X", "year"
            continue
        if (
            item.i
            and (before is None or around[item.i - 1] == "mung")
            and around[0] in ("cam", "thanks", "tks", "chuc")
            and around[item.i - 1] in _THANKED
            and not _congratulated(draft, item, after)
        ):
            item.tag, item.note = "X", "other"  # "cảm ơn 5 bạn đã hỗ trợ lớp"
            continue
        if shift(draft, item, after):
            item.tag, item.note = "X", "label"
            continue
        if before is not None and (labelled(draft, item, before, after) or aged(draft, k, item, after)):
            continue
        behind = around[item.j]
        if (
            behind == "m2"
            and draft.starts[item.j] == item.end
            and _ROOMS & set(draft.words[max(0, item.i - 4) : item.i])
        ):
            item.tag, item.note = "X", "measure"  # "phòng học 30m2"
            if after is not None and after.i == item.j:
                after.tag, after.key = "M", ""
            continue
        if behind == "qua" and draft.tokens[item.j].lower == "quả":
            item.tag, item.note = "X", "measure"  # "5 quả trứng vịt lộn"
            continue
        if behind == "bao" and around[item.j + 1] == "cao" and not item.words:
            item.tag, item.note = "X", "other"  # "duyệt giúp 2 báo cáo em gửi sáng nay"
            continue
        if behind == "so" and item.value < 17 and _digits(draft, item):
            item.tag, item.note = "X", "other"  # "em ghi đảo hai số: hv 8, vneid 11"
            continue
        if before is not None and behind in ("a", "b", "c", "d", "e") and _pupils(draft, item):
            item.tag, item.note = "X", "label"  # "học sinh 8A"
            continue
        if behind == "do" and draft.folds & _WEATHER and not draft.tokens[item.j].marked:
            item.tag, item.note = "X", "measure"  # "troi ret 14 do"
            continue
        if behind in _HERE and around[item.i - 1] in ("to", "thon", "xom", "lang") and not item.numeral:
            item.tag, item.note = "X", "label"  # "tôi tổ trưởng tổ bốn đây"
            continue
        if "xin" in draft.folds and _asked_for(draft, item):
            item.tag, item.note = "X", "plan"
            if after is not None and after.tag == "I" and after.i == item.j:
                after.used = True
            continue
        if after is not None and after.tag == "D" and _so_long(draft, item, before, after):
            item.tag, item.note, after.tag = "X", "measure", "W"
            draft.whens = [i for i in draft.whens if i is not after]
            continue
        if after is not None and after.entry.cue == "daypart" and evenings(draft, k, item, after):
            continue
        if after is not None and _called_off(draft, item, after):
            item.tag, item.note, after.used = "X", "other", True
            continue
        if after is not None and after.key == "sessions" and not_held(draft, k, item, after):
            item.tag, item.note = "X", "rate"
            continue
        if item.soft and just_a_word(draft, item, before, after):
            item.tag = "W"
            years = draft.fold(item.i) == "nam" and behind not in ("nay", "ngoai", "truoc", "roi", "qua", "hoc")
            if years and before is not None and before.tag == "N" and before.j == item.i and not before.words:
                before.tag, before.note = "X", "measure"  # "chữ ký số miễn phí 1 năm"
        elif (
            item.value == 1
            and behind in _NOT_ONE
            and not (behind == "luc" and not item.words)  # "số buổi: 1 lúc 20h"
            and not (before is not None and before.entry.cue == "daypart" and before.j == item.i)  # "sáng 1 chiều 1"
            and (after is None or after.i > item.j or after.tag not in "UI")
        ):
            item.tag = "X"
    if draft.plain and not draft.folds.isdisjoint(_PARTICLES):
        for k, item in enumerate(items):
            counted = k > 0 and items[k - 1].tag in "NX" and items[k - 1].j == item.i
            if item.tag == "M" and draft.fold(item.i) in _PARTICLES and item.j == item.i + 1 and not counted:
                item.tag = "W"  # no hectare without a number: "8 ng ha chi"


_ROOMS = frozenset({"phong", "nha", "san", "dat", "vuon", "rong", "tich", "truong", "lop", "ruong"})
_PARTICLES = ("ha", "mua", "dong")


_HERE = word_set("day ne na xin bao")


_WEATHER = word_set("ret nang lanh sot nong nhiet troi")


def _digits(draft: Draft, item: Item) -> bool:
    """ "em ghi đảo hai số: hv 8, vneid 11", "đọc 6 số trong tin nhắn": figures or digits, told by how many they are."""
    if draft.fold(item.j + 1) in _AFTER_FIGURES:
        return item.value < 10
    return draft.fold(item.j + 1) in ("trong", "cuoi", "otp", "gui", "ma", "dien", "xac", "la") and not item.words


_AFTER_FIGURES = ("", ",", ".", ":", "bi", "nay", "do", "cho", "voi", "lai")


_THANKED = ("on", "thanks", "tks", "mung", "cac")


def _fond_of(draft: Draft, item: Item) -> bool:
    """ "ai cung ham hoc": ham mê, no hăm."""
    return item.j == item.i + 1 and draft.fold(item.j) in ("hoc", "vui", "lam", "choi")


def _blotted(draft: Draft, at: int) -> bool:
    """Digits left out of a phone number: xxx."""
    word = draft.tokens[at].text if 0 <= at < len(draft.tokens) else ""
    return len(word) > 1 and set(word) <= {"x", "X"}


def _congratulated(draft: Draft, item: Item, after: Item | None) -> bool:
    """ "chúc mừng 31 bà con được cấp chứng nhận": who got what is told; "chúc mừng 12 học viên nhé" tells nothing."""
    if draft.fold(item.i - 1) != "mung" or after is None or after.i != item.j:
        return False
    if after.entry.unit not in ("person", "household") and after.key != "learners":
        return False
    got = next((i for i in draft.items if i.i >= after.j and i.tag == "I"), None)
    if got is None or got.i - after.j > 5:
        return False
    between = {draft.fold(n) for n in range(after.j, got.i + 1)}
    return bool(between & _GOT) and not between & _AHEAD


_GOT = word_set("duoc dc nhan vua da moi len lay xong")
_AHEAD = word_set("sap se chuan chua mai")


_BETWEEN = word_set("them cap ho tro muon lai cho thon em to tui minh moi khoang")


def _called_off(draft: Draft, item: Item, after: Item) -> bool:
    """ "huỷ 1 buổi họp", "hoãn 2 lớp", "3 lớp đều nghỉ vì bão", "lớp 12 bạn xin dời qua thứ 6": not held."""
    if after.i != item.j or not draft.bits & _OFF_BITS or "correct" in draft.wishes:
        return False
    held = after.key in ("sessions", "outreach") or after.entry.unit == "class"
    if not draft.folds.isdisjoint(_OFF_BEHIND):
        at = after.j
        while draft.fold(at) in _ALL_OFF:
            at += 1
        said = draft.tokens[at].text.lower() if at < len(draft.tokens) else ""
        moved = said in ("dời", "doi") and draft.fold(at + 1) in ("qua", "sang", "lai", "lich", "toi")
        if moved or (held and draft.fold(at) in _OFF_BEHIND and draft.fold(at) != "doi"):
            return True
    off = draft.fold(item.i - 1) in ("huy", "hoan", "nghi") or (draft.fold(item.i - 2), draft.fold(item.i - 1)) in _OFF
    another = draft.fold(item.i - 2) in ("buoi", "lop")  # "1 buổi nghỉ 1 buổi dạy"
    return off and held and not another


_OFF_BEHIND = word_set("nghi huy hoan doi")
_ALL_OFF = word_set("deu bi phai xin duoc cung tam het")
_OFF = (("phai", "bo"), ("bi", "huy"), ("doi", "lich"), ("tam", "hoan"), ("huy", "mat"), ("nghi", "mat"))
_OFF_BITS = trigger({*_OFF_BEHIND, "huy", "hoan", "nghi", *(last for _, last in _OFF)})


def _pupils(draft: Draft, item: Item) -> bool:
    letter = draft.tokens[item.j] if item.j < len(draft.tokens) and draft.starts[item.j] == item.end else None
    named = draft.fold(item.i - 1) in ("sinh", "hs", "lop", "khoi", ":", ",")
    return named and letter is not None and letter.text in ("A", "B", "C", "D", "E") and item.value <= 12


def _asked_for(draft: Draft, item: Item) -> bool:
    """ "cho em xin thêm 100 tờ rơi", "thôn em xin thêm 1 buổi": wanted, not done."""
    at = item.i - 1
    while draft.fold(at) in _BETWEEN:
        at -= 1
    return draft.fold(at) == "xin" and (
        at < item.i - 1
        or draft.fold(at - 1) in ("", ",", ".", "\n")
        or draft.fold(at - 1) in ("em", "thon", "to", "tui", "minh", "de")
    )


def _so_long(draft: Draft, item: Item, before: Item | None, after: Item) -> bool:
    """ "điện thoại tôi hư 3 hôm nay": for three days now."""
    if (
        after.i != item.j
        or after.entry.date != "day:0"
        or draft.fold(after.i) not in ("hom", "bua", "ngay")
        or item.value > 31
    ):
        return False
    if draft.fold(after.i) == "ngay" and draft.fold(after.j - 1) == "nay" and after.j == after.i + 2:
        return True  # "hư 12 ngày nay"
    return draft.fold(item.i - 1) in (
        "hu",
        "om",
        "benh",
        "nghi",
        "mat",
        "mua",
        "lut",
        "dien",
        "song",
        "mang",
        "hai",
        "dau",
        "sot",
    )


def _year(item: Item, before: Item | None, after: Item | None) -> bool:
    """A number like 2025 with no noun on either side."""
    noun = after is not None and after.tag in "IU" and after.i == item.j
    return not noun and (before is None or before.tag not in "IU" or before.j < item.i)
