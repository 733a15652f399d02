"""Numbers that are not figures: measured, labelled, or no numbers at all."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.shapes import CODES, by_shape, odd_number
from vietnamese.tokens import Entry

_NOT_ONE = word_set("minh chut luc phan xiu it ben hoi cach lan so cua khi nua chieu kieu doi")


_HOURS = {"h", "g", "gio", "tieng"}


_TITLES = word_set(
    "anh chi chu co bac ong ba thim di cau mo o bo me a c thang con ut thu nha xa lang nguyen dinh pham tran le vo ho y"
)


def protect(draft: Draft) -> None:
    """Set aside every number that its neighbours show to be something else than a figure."""
    items = draft.items
    for k, item in enumerate(items):
        if item.tag != "N":
            continue
        before = items[k - 1] if k else None
        after = items[k + 1] if k + 1 < len(items) else None
        if odd_number(draft, k, item, before, after):
            continue
        if item.numeral is not None and by_shape(draft, k, item, before, after):
            continue
        if after is not None and _measured(draft, k, item, after):
            continue
        if after is not None and after.entry.unit in ("dossier", "thing") and _goods(draft, item, after):
            item.tag, item.note = "X", "measure"
            continue
        if after is not None and after.entry.unit == "batch" and _trips(draft, item, after):
            item.tag, item.note = "X", "measure"
            continue
        if after is not None and _online(draft, item, after):
            item.tag, item.note, after.used = "X", "other", True
            continue
        if _of_the_village(draft, k, item, after):
            continue
        if 1930 <= item.value <= 2035 and not item.words and _year(item, before, after):
            item.tag, item.note = "X", "year"
            continue
        if (
            before is None
            and item.i
            and draft.fold(0) in ("cam", "thanks", "tks", "chuc")
            and draft.fold(item.i - 1) in _THANKED
        ):
            item.tag, item.note = "X", "other"  # "cảm ơn 5 bạn đã hỗ trợ lớp"
            continue
        if before is not None and (_labelled(draft, item, before, after) or _aged(draft, k, item, after)):
            continue
        if draft.fold(item.j) == "so" and item.value < 10 and draft.fold(item.j + 1) in _AFTER_FIGURES:
            item.tag, item.note = "X", "other"  # "em ghi đảo hai số: hv 8, vneid 11"
            continue
        if before is not None and _pupils(draft, item):
            item.tag, item.note = "X", "label"  # "học sinh 8A"
            continue
        if draft.fold(item.j) == "do" and draft.folds & _WEATHER and not draft.tokens[item.j].marked:
            item.tag, item.note = "X", "measure"  # "troi ret 14 do"
            continue
        if _asked_for(draft, item):
            item.tag, item.note = "X", "plan"
            if after is not None and after.tag == "I" and after.i == item.j:
                after.used = True
            continue
        if after is not None and after.tag == "D" and _so_long(draft, item, before, after):
            item.tag, item.note, after.tag = "X", "measure", "W"
            draft.whens = [i for i in draft.whens if i is not after]
            continue
        if after is not None and after.entry.cue == "daypart" and _evenings(draft, k, item, after):
            continue
        if after is not None and _called_off(draft, item, after):
            item.tag, item.note, after.used = "X", "plan", True
            continue
        if after is not None and after.key == "sessions" and _not_held(draft, k, item, after):
            item.tag, item.note = "X", "rate"
            continue
        if item.soft and _just_a_word(draft, item, before, after):
            item.tag = "W"
        elif (
            item.value == 1
            and draft.fold(item.j) in _NOT_ONE
            and (after is None or after.i > item.j or after.tag not in "UI")
        ):
            item.tag = "X"
    if draft.plain and not draft.folds.isdisjoint(_PARTICLES):
        for k, item in enumerate(items):
            counted = k > 0 and items[k - 1].tag in "NX" and items[k - 1].j == item.i
            if item.tag == "M" and draft.fold(item.i) in _PARTICLES and item.j == item.i + 1 and not counted:
                item.tag = "W"  # no hectare without a number: "8 ng ha chi"


_PARTICLES = ("ha", "mua", "dong")
_WEATHER = word_set("ret nang lanh sot nong nhiet troi")
_AFTER_FIGURES = ("", ",", ".", ":", "bi", "nay", "do", "cho", "voi", "lai")
_PERSON = Entry(("đồng", "chí"), unit="person")
_THANKED = ("on", "thanks", "tks", "mung", "cac")
_HELD = ("mo", "day", "lam", "truc", "duoc", "dc", "dang", "hoc", "quan", "to", "huan", "dan", "tro")


_BETWEEN = word_set("them cap ho tro muon lai cho thon em to tui minh moi khoang")


def _called_off(draft: Draft, item: Item, after: Item) -> bool:
    """ "huỷ 1 buổi họp", "hoãn 2 lớp": not held."""
    held = after.key in ("sessions", "outreach") or after.entry.unit == "class"
    off = draft.fold(item.i - 1) in ("huy", "hoan", "nghi") or (draft.fold(item.i - 2), draft.fold(item.i - 1)) in _OFF
    return off and held and after.i == item.j and "correct" not in draft.wishes


_OFF = (("phai", "bo"), ("bi", "huy"), ("doi", "lich"), ("tam", "hoan"), ("huy", "mat"), ("nghi", "mat"))


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


def _evenings(draft: Draft, k: int, item: Item, after: Item) -> bool:
    """ "lớp mở được 3 tối rồi": evenings are sessions where something was held, else only time gone by."""
    tail = draft.fold(after.j)
    if after.i != item.j or tail in ("nay", "qua", "ni", "hom", "kia") or (k and draft.items[k - 1].tag in "IK"):
        return False
    following = draft.items[k + 2] if k + 2 < len(draft.items) else None
    if following is not None and following.tag in "NI" and following.i == after.j:
        return False  # "hv 8 chiều 10"
    weekly = any((draft.fold(n), draft.fold(n + 1)) in _EVERY for n in range(item.i - 4, item.i - 1))
    if draft.fold(item.i - 1) in _HELD and not weekly and not any(i.key == "sessions" for i in draft.items):
        after.tag, after.key = "I", "sessions"
        return True
    if any((draft.fold(n), draft.fold(n + 1)) in _EVERY for n in range(item.i - 4, item.i - 1)):
        after.tag = "W"
    item.tag, item.note = "X", "measure"
    return True


def _year(item: Item, before: Item | None, after: Item | None) -> bool:
    """A number like 2025 with no noun on either side."""
    noun = after is not None and after.tag in "IU" and after.i == item.j
    return not noun and (before is None or before.tag not in "IU" or before.j < item.i)


def _measured(draft: Draft, k: int, item: Item, after: Item) -> bool:
    """8h30, 58 tuổi, 14 cây số, 150k, 3 triệu: a unit that no indicator has follows."""
    if after.i != item.j or after.tag not in "MKDL" or not (after.entry.measure or after.entry.cue == "percent"):
        return False
    if after.tag in "DK" and after.entry.cue != "percent" and not after.entry.measure:
        return False
    if after.tag == "D" and after.when is not None:
        return False
    fixing = draft.items[k + 2] if k + 2 < len(draft.items) else None
    if (
        fixing is not None
        and fixing.entry.cue == "selffix"
        and k + 3 < len(draft.items)
        and draft.items[k + 3].tag == "I"
    ):
        draft.items[k + 3].i = item.j
        del draft.items[k + 1 : k + 3]
        return False  # "31 đại biểu à quên học viên"
    noun = draft.items[k + 2] if k + 2 < len(draft.items) else None
    if (
        noun is not None
        and noun.tag == "I"
        and noun.i == after.j
        and draft.tokens[after.i].fold in ("tam", "ban", "quyen", "chu", "cuon", "to", "hang")
    ):
        after.tag = "W"  # "mười tám tấm giấy chứng nhận"
        return False
    word = draft.tokens[after.i].fold
    if (
        word == "con"
        and noun is not None
        and noun.tag in "IC"
        and noun.i == after.j
        and not draft.tokens[after.i].marked
    ):
        after.tag = "W"
        return False  # "hoc vien la hai muoi con giay chung nhan la muoi sau"
    if word == "k" and after.start > item.end:
        return False
    if word == "k" and k and draft.items[k - 1].tag == "I" and draft.items[k - 1].j == item.i:
        item.doubt, after.tag = "two_readings", "W"  # "hv 12k"
        return False
    if word == "k" and k + 2 < len(draft.items) and draft.items[k + 2].tag == "N":
        tail = draft.items[k + 2]
        if tail.start == after.end and tail.value < 10:  # "1k2 lượt"
            tail.value, tail.doubt, tail.start = item.value * 1000 + tail.value * 100, "two_readings", item.start
    if word == "h" or word in _HOURS:
        following = draft.items[k + 2] if k + 2 < len(draft.items) else None
        if (
            following is not None
            and following.tag == "N"
            and following.i == after.j
            and following.value < 60
            and (following.start == after.end or draft.fold(following.j) in ("phut", "p"))
        ):
            following.tag = "X"
        if word == "g" and after.start > item.end:
            return False
    elif word in ("kg", "m", "km"):
        following = draft.items[k + 2] if k + 2 < len(draft.items) else None
        if following is not None and following.tag == "N" and following.start == after.end:
            following.tag = "X"
    alone = sum(1 for i in draft.items if i.tag == "N") == 1 and not any(i.tag == "I" for i in draft.items)
    if word == "dong" and (_trained(draft, k) or (alone and draft.fold(item.i - 1) in ("duoc", "dc"))):
        after.tag, after.entry = "U", _PERSON
        return False  # "lớp bồi dưỡng, 11 đồng chí"
    named = draft.items[k - 1].key if k and draft.items[k - 1].j == item.i and draft.items[k - 1].tag == "I" else ""
    if word == "dong" and draft.fold(after.j - 1) == "chi" and named not in ("", "outreach"):
        after.tag, after.entry = "U", _PERSON
        return False  # "cấp chữ ký số 3 đồng chí"
    item.tag = "X"
    link, other = (draft.items[k - 1], draft.items[k - 2]) if k >= 2 else (item, item)
    if link.entry.cue in ("to", "or", "and") and other.tag == "N" and link.i == other.j and item.i == link.j:
        other.tag = "X"  # "từ 14 đến 71 tuổi"
    item.note = "percent" if after.entry.cue == "percent" or word == "%" else "measure"
    return True


def _trained(draft: Draft, k: int) -> bool:
    """Whether comrades were taught here: a class was named before them, and they are not the team's own."""
    before = draft.items[:k]
    own = {draft.fold(draft.items[k].i - n) for n in range(1, 5)} & {"to", "cu", "gom", "phan", "doi", "nhom", "du"}
    return not own and any(i.entry.context == "teach" or i.entry.unit == "class" for i in before)


def _aged(draft: Draft, k: int, item: Item, after: Item | None) -> bool:
    """3 cụ trên 70, bà ngoài 60: an age, where no noun follows."""
    if item.value >= 50 and k and draft.items[k - 1].entry.cue in ("over", "under") and _ends_here(draft, item.j):
        said = {draft.fold(n) for n in range(item.i - 5, item.i - 1)}
        if ("nao" in said and "cung" in said) or said & {"toan", "deu"}:
            item.tag = "X"
            return True  # "cụ nào cũng trên 70"
    if k < 2 or item.value < 40 or item.value > 110 or (after is not None and after.tag in "IU" and after.i == item.j):
        return False
    cue, who = draft.items[k - 1], draft.items[k - 2]
    if cue.entry.cue in ("over", "under") and who.entry.unit == "person" and cue.i == who.j and item.i == cue.j:
        item.tag = cue.tag = "X"
        return True
    return False


_EVERY = (("moi", "tuan"), ("moi", "thang"), ("hang", "tuan"), ("hang", "thang"))


def _ends_here(draft: Draft, at: int) -> bool:
    return draft.fold(at) in ("", ",", ".", "\n", "!", "het", "ca", "ma", "nhung", "nha", "nhe", "a")


def _rate(draft: Draft, k: int, item: Item) -> bool:
    """ "lớp học 1 tuần 2 buổi", "2 buổi một tuần": how often, not how many."""
    noun = draft.items[k + 1]
    if draft.fold(noun.j) in ("mot", "1", "moi") and draft.fold(noun.j + 1) in ("tuan", "thang"):
        noun.used = True
        return True
    if any((draft.fold(n), draft.fold(n + 1)) in _EVERY for n in range(item.i - 4, item.i - 1)):
        noun.used = True
        return True  # "mỗi tuần học 2 buổi"
    before = [draft.fold(item.i - 1), draft.fold(item.i - 2)]
    return before[0] in ("tuan", "thang") and before[1] in ("1", "mot", "moi")


_WHOSE_VILLAGE = word_set("em minh toi tui ta nay thon xom lang co")
_LESSONS = word_set("khoa khoá lop trinh hoc sach lieu")
_LIKED = word_set("thich like share follow")
_SHOWN = word_set("livestream video clip trang fanpage kenh bai zalo facebook")


def _trips(draft: Draft, item: Item, after: Item) -> bool:
    """ "chạy 3 chuyến", "chở 2 chuyến xe": how often somebody drove."""
    drove = draft.fold(item.i - 1) in ("chay", "di", "cho", "ve", "xuong", "len", "dap", "xe")
    return after.i == item.j and draft.fold(after.i) == "chuyen" and (drove or "xe" in draft.folds)


def _online(draft: Draft, item: Item, after: Item) -> bool:
    """ "bài đăng được 35 lượt thích", "livestream 120 người xem"."""
    verb = draft.fold(after.j)
    if after.i != item.j or draft.fold(after.i) not in ("nguoi", "luot", "ng"):
        return False
    seen = verb == "xem" or (verb, draft.fold(after.j + 1)) in (("theo", "doi"), ("tuong", "tac"), ("truy", "cap"))
    return verb in _LIKED or (seen and bool(draft.folds & _SHOWN))


def _of_the_village(draft: Draft, k: int, item: Item, after: Item | None) -> bool:
    """ "412 hộ, 1.530 khẩu", "đủ 20 thì cấp", "bài 5 trong 12 bài": how big the village is, what is waited for, how
    many there are of what is named by its number."""
    noun = draft.fold(after.i) if after is not None and after.i == item.j else ""
    if noun in ("ho", "nha") and "khau" in draft.folds:
        tail = draft.items[k + 2 : k + 5]
        if any(i.tag == "M" and draft.fold(i.i) == "khau" for i in tail):
            item.tag, item.note = "X", "measure"
            return True
    if (draft.fold(item.j), draft.fold(item.j + 1)) == ("vo", "chong") and sum(i.tag == "N" for i in draft.items) > 1:
        working = any(i.entry.context in ("install", "help", "open") for i in draft.items if 0 <= i.i - item.j <= 6)
        if not working and not any(i.entry.context for i in draft.items[max(0, k - 2) : k]):
            item.tag, item.note = "X", "other"
            return True  # "có 2 vợ chồng mới cưới"
    ends = after is not None and draft.fold(after.j) in ("", ",", ".", "\n", "dan", "nha", "nhe", "thoi", "a", "nen")
    named = any(draft.fold(n) in ("thon", "xom", "lang", "to", "xa") for n in (item.i - 1, item.i - 2, item.i - 3))
    if (
        noun == "ho"
        and after is not None
        and after.tag == "U"
        and item.value >= 20
        and ends
        and named
        and draft.fold(item.i - 1) in _WHOSE_VILLAGE
    ):
        item.tag, item.note = "X", "measure"
        return True  # "thôn em 215 hộ"
    if draft.fold(item.i - 1) == "du" and "thi" in (draft.fold(item.j), draft.fold(item.j + 1), draft.fold(item.j + 2)):
        item.tag, item.note = "X", "plan"
        return True
    lessons = noun in ("bai", "tiet", "chuong", "phan") and draft.fold(item.i - 1) in ("co", "gom")
    if lessons and {draft.fold(n) for n in range(item.i - 4, item.i - 1)} & _LESSONS:
        item.tag, item.note = "X", "label"
        return True  # "khoá học có 7 bài"
    if noun in ("bai", "buoi", "tiet", "khoa", "chuong") and draft.fold(item.i - 1) in ("trong", "tren", "tong", "cua"):
        named = any(i.note in ("label", "ordinal") and draft.fold(i.i - 1) == noun for i in draft.items[:k])
        if named:
            item.tag, item.note = "X", "label"
        return named
    return False


_CLASSIFIERS = ("bo", "cai", "chiec", "suat")
_HANDED = word_set("nhan xin muon tang mua sam trao moi")


def _goods(draft: Draft, item: Item, unit: Item) -> bool:
    """ "nhận 10 bộ tài liệu", "xã tặng 4 cái quạt": things handed over, not papers and not accounts."""
    if unit.i != item.j or unit.j != unit.i + 1 or draft.fold(unit.i) not in _CLASSIFIERS:
        return False
    k = draft.items.index(unit)
    noun = draft.items[k + 1] if k + 1 < len(draft.items) else None
    if noun is not None and noun.i == unit.j and noun.tag != "S":
        return noun.tag == "M"
    if draft.fold(item.i - 1) == "het" and not any(i.tag == "I" and item.i - i.j in (1, 2) for i in draft.items[:k]):
        return True  # "sim khuyến mãi phát hết 50 cái"
    said = unit.j < len(draft.tokens) and draft.tokens[unit.j].kind == 0
    return said and draft.fold(item.i - 1) in _HANDED and draft.fold(item.i - 2) != "tiep"


_COURSE = word_set("lop khoa khoá trinh huan")
_STAGES = (("buoi", "thu"), ("toi", "buoi"), ("den", "buoi"), ("la", "buoi"), ("sang", "buoi"), ("qua", "buoi"))


_COURSES = word_set("khoa khoá trinh")
_WHOSE = word_set("nay do em minh hoc co gom keo dai ban con moi toan")


def _not_held(draft: Draft, k: int, item: Item, after: Item) -> bool:
    """How often, how long or how much is left: "2 buổi một tuần", "khoá kéo dài 10 buổi", "còn 2 buổi nữa là xong"."""
    if _rate(draft, k, item) or _course(draft, item, after):
        return True
    if after.i != item.j:
        return False
    at = item.i - 1
    left = draft.fold(item.i - 1) == "con" and (
        draft.fold(after.j) == "nua" or {draft.fold(after.j), draft.fold(after.j + 1)} & {"xong", "het", "be"}
    )
    while draft.fold(at) in _WHOSE:
        at -= 1
    long = draft.fold(at) in _COURSES and draft.fold(item.i - 1) == "dai"
    if left or long:
        after.used = True
        return True
    return False


def _course(draft: Draft, item: Item, after: Item) -> bool:
    """ "lớp 10 buổi, nay dạy tới buổi 6", "khoá 5 buổi học được 3": how long the course is."""
    if after.i != item.j or draft.fold(item.i - 1) not in _COURSE:
        return False
    rest = range(after.j, min(len(draft.words), after.j + 12))
    stage = any((draft.fold(n), draft.fold(n + 1)) in _STAGES for n in rest)
    if stage:
        after.used = True
    return stage


_PLACES = word_set("thon xom lang to nhom lop diem khu doi ap")


def _labelled(draft: Draft, item: Item, before: Item, after: Item | None) -> bool:
    """thôn 3, bài 7, Đề án 06, lớp 2, số 13, mật khẩu là 8888: the word before makes the number a name."""
    gap = item.i - before.j
    entry = before.entry
    noun = after is not None and after.i == item.j and after.tag in "IU"
    if entry.label and gap == 0 and before.tag in "LUMKCWD" and before.when is None:
        if draft.tokens[before.i].text.lower() == "bảo":
            return False  # "lại bảo 15", said; not "bão 15"
        if before.tag == "U" and noun and draft.fold(before.i) == "bai" and after is not None and after.tag == "U":
            return _set_aside(item)  # "bài 3 lớp 2"
        if before.tag == "U" and noun:
            return False
        if noun and after is not None and after.tag == "I" and item.value > 30 and _last_number(draft, item, after):
            return False  # "thôn 64 hv": no commune has so many villages
        if noun and after is not None and after.tag == "U" and _of_the_quarter(draft, item, before, after):
            return False  # "lớp tổ dân phố 17 người"
        if noun and draft.tokens[before.i].fold in ("mk", "to", "ma") and not before.entry.unit:
            return draft.tokens[before.i].fold == "to" and _set_aside(item)
        item.tag, item.note = "X", "label"
        if draft.fold(item.i - 1) in ("tuoi", "tu") and "tuoi" in draft.folds:
            _other_age(draft, item)
        else:
            _last_of_row(draft, item)
        return True
    if (
        entry.label
        and gap <= 2
        and draft.tokens[before.i].fold in {c.split()[0] for c in CODES}
        and " ".join(t.fold for t in draft.tokens[before.i : before.j]) in CODES
        and not (noun and item.value < 1000)
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
        return draft.text[before.start : before.end] == str(item.value - 1) and _set_aside(item)  # "ảnh 1 2 3"
    if before.entry.cue == "and" and gap == 0 and not noun and before.j - before.i == 1:
        named = draft.items[max(0, draft.items.index(before) - 1)]
        if named.note == "label" and draft.fold(named.i - 1) == "khoi":
            return _set_aside(item)  # "khối 6 và 7 nghỉ học"
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
        return _set_aside(item)  # "lớp 2a 15 hv"
    if entry.unit == "class" and noun and gap == 0 and after is not None and after.entry.unit == "class":
        return draft.fold(before.i) != "lop" and _set_aside(item)  # "bài 9 khoá 3 lớp ở nhà rông"
    if draft.fold(item.i - 1) == "so" and draft.fold(item.i - 2) in ("bao", "nop", "chot") and len(draft.tokens) <= 8:
        return False  # "thôn 3 báo số 17"
    session = before.j - before.i > 1 and draft.fold(before.j - 1) == "thu"  # "buổi thứ 4 lớp kỹ năng số"
    if entry.cue == "ordinal" and gap == 0 and (not noun or (session and after is not None and after.tag == "U")):
        item.tag, item.note = "X", "ordinal"
        return True
    if entry.unit == "class" and gap == 0 and len(draft.tokens) <= 5 and len(draft.items) <= 3 and draft.whens:
        return False  # "hôm nay lớp 5 ạ"
    if draft.fold(item.i - 1) == "lop" and draft.fold(item.i - 2) == "tong" and not noun:
        return False  # "tổng lớp 12"
    if entry.context == "teach" and gap == 0 and draft.fold(item.i - 1) == "lop" and not noun:
        return _set_aside(item)  # "đang học lớp 12"
    if not noun and gap == 0 and before.tag == "I" and _at_that_village(draft, item, before):
        return _set_aside(item)  # "loa thôn 3 hư"
    if not noun and _village_name(draft, item, before):
        return _set_aside(item)
    if draft.fold(item.i - 1) in ("loc", "phuc", "phat", "tai") and "chuc" in draft.folds and not noun:
        return _set_aside(item)
    if (
        entry.unit == "batch"
        and gap == 0
        and not noun
        and after is not None
        and after.entry.context
        and after.i == item.j
    ):
        return _set_aside(item)  # "đợt 1 cấp 12 chứng nhận"
    if (
        entry.unit == "batch"
        and gap == 0
        and not noun
        and draft.fold(item.j) == "cho"
        and draft.fold(before.i) == "dot"
    ):
        return _set_aside(item)  # "cấp chứng nhận đợt 2 cho 18 người"
    if entry.unit == "batch" and gap == 0 and after is not None and after.tag == "N" and after.i == item.j:
        return _set_aside(item)  # "đợt 1 12 chứng nhận"
    if entry.unit in ("class", "times", "thing") and gap == 0 and not noun:
        item.tag, item.note = "X", "label"
        return True
    if draft.fold(item.i - 1) in ("nam", "sn", "sinh") and 1900 <= item.value <= 2100:
        item.tag = "X"
        return True
    if draft.fold(item.i - 1) == "nam" and gap == 0 and item.value < 10 and before.tag in "NWD" and not noun:
        item.tag = "X"  # sinh viên năm 3
        return True
    if before.key == "sessions" and gap == 0 and after is not None and after.note == ":" and after.i == item.j:
        k = draft.items.index(after)
        if k + 1 < len(draft.items) and draft.items[k + 1].tag == "N" and before.j - before.i == 1:
            return _set_aside(item)  # "buổi 4: 13 hv"
    if (
        before.key == "sessions"
        and gap == 0
        and not noun
        and (
            draft.fold(item.j) in ("cua", "trong", "lop", "khoa")
            or draft.fold(before.i - 1) in ("la", "xem", "coi", "sang", "toi", "den", "qua", "het", "vo")
        )
    ):
        item.tag, item.note = "X", "ordinal"
        return True
    return False


_COUNTED_SO = word_set("nha nhe a roi thoi lan buoi dot cuoc hen nghen va con nua luon moi cho duoc")


def _at_that_village(draft: Draft, item: Item, before: Item) -> bool:
    """ "loa thôn 3 phát 2 lần": the name of the indicator ends in a word that wants a number, and a word follows it."""
    if draft.fold(before.j - 1) not in ("thon", "xom", "lang") or item.value > 30 or item.words:
        return False
    after = draft.tokens[item.j] if item.j < len(draft.tokens) else None
    return after is not None and after.kind == 0 and after.fold not in _COUNTED_SO


def _village_name(draft: Draft, item: Item, before: Item) -> bool:
    """ "em ở thôn Thạch By 2, lớp …", "tổ dân phố Tân Phú 3: 12 hv": a name that ends in a number."""
    if not before.entry.label or not 1 <= item.i - before.j <= 3 or item.value > 9 or item.words:
        return False
    if not all(draft.tokens[n].capital for n in range(before.j, item.i)):
        return False
    return draft.fold(item.j) == ":" or (draft.fold(before.i - 1) in ("o", "tai", "ben") and draft.fold(item.j) in ",.")


def _of_the_quarter(draft: Draft, item: Item, before: Item, unit: Item) -> bool:
    """Whether people of a quarter named without its number are counted: a class before them, nothing after them."""
    place = draft.fold(before.i) + draft.fold(before.j - 1) in ("topho", "tdptdp", "khucu", "kdckdc")
    taught = any(i.entry.unit == "class" or i.entry.context == "teach" for i in draft.items if i.end <= before.start)
    ends = draft.fold(unit.j) in ("", ",", ".", ";", "\n", "va", "con", "a", "nha", "nhe")
    return place and taught and ends and unit.entry.unit in ("person", "gender")


def _with_letter(draft: Draft, item: Item) -> bool:
    at = item.j
    if at >= len(draft.tokens) or draft.starts[at] != item.end:
        return False
    return draft.tokens[at].kind == 0 and draft.fold(at) in ("a", "b", "c", "d", "e") and at + 1 < len(draft.tokens)


def _other_age(draft: Draft, item: Item) -> None:
    """ "tuổi từ 18 đến 75": the upper end as well."""
    at = draft.items.index(item)
    link, upper = [*draft.items[at + 1 : at + 3], item, item][:2]
    if link.entry.cue == "to" and upper.tag == "N":
        upper.tag, upper.note = "X", "label"


_IDS = ("id", "pass", "pin", "otp", "sdt", "stk", "ma", "khau")


def _last_of_row(draft: Draft, item: Item) -> None:
    """ "từ số nhà 12 đến 96", "bài 3 đến 5": where a row of names ends, nothing counted after it; and the rest of a
    code, "biển số 81B1-123.45"."""
    at = draft.items.index(item)
    if draft.fold(item.i - 1) in _IDS:
        for other in draft.items[at + 1 : at + 4]:
            if other.tag != "N" or other.i != draft.items[draft.items.index(other) - 1].j:
                break
            other.tag, other.note = "X", "code"  # "zoom, id 987 654 3210"
    if item.j < len(draft.tokens) and draft.starts[item.j] == item.end and draft.tokens[item.j].kind == 0:
        end = draft.text.find(" ", item.end) % (len(draft.text) + 1)
        for other in draft.items[at + 1 : at + 5]:
            if other.tag == "N" and other.start < end:
                other.tag, other.note = "X", "code"
    link, last, noun = [*draft.items[at + 1 : at + 4], item, item, item][:3]
    joined = link.entry.cue == "to" and link.i == item.j and last.i == link.j and draft.text[link.start].isalpha()
    if joined and last.tag == "N" and last.value > item.value and not (noun.tag in "IU" and noun.i == last.j):
        last.tag, last.note = "X", "label"


def _set_aside(item: Item) -> bool:
    item.tag, item.note = "X", "label"
    return True


def _last_number(draft: Draft, item: Item, noun: Item) -> bool:
    following = next((i for i in draft.items if i.i >= noun.j and i.tag in "NS"), None)
    return following is None or not (following.tag == "N" or following.note in (":", "=")) or following.i - noun.j > 1


def _just_a_word(draft: Draft, item: Item, before: Item | None, after: Item | None) -> bool:
    """One number word that is a name ("chị Hai", "Ba Tơ", "anh Tư") or no number at all ("năm nay", "bảy" in
    a name).
    """
    token = draft.tokens[item.i]
    if after is not None and after.tag == "N" and after.i == item.j and not after.words:
        return True  # "cuối năm 20 hv"
    if after is not None and after.entry.cue in ("to", "or") and after.i == item.j and token.marked:
        k = draft.items.index(after)
        if k + 1 < len(draft.items) and draft.items[k + 1].tag == "N" and draft.items[k + 1].i == after.j:
            return False  # "năm đến bảy hồ sơ"
    if (
        not token.marked
        and token.fold == "sau"
        and draft.fold(item.j)
        in ("buoi", "khi", "do", "khoa", "lop", "bua", "gio", "tet", "dot", "bao", "mua", "hon", "thoi")
    ):
        return True
    previous = draft.fold(item.i - 1)
    if token.fold == "ba" and not token.marked and draft.plain:
        verb = after is not None and after.tag == "C" and after.i == item.j
        if verb or previous in ("may", "cac"):
            return True  # "giup ba nop ho so", "may ba ban rau"
    noun = after is not None and after.tag in "IUM" and after.i == item.j
    changed = draft.tokens[item.i - 1].text.lower() in ("từ", "xuống", "lên", "sang", "thành") if item.i else False
    if changed and "change" in draft.wishes and "correct" in draft.wishes and not token.capital:
        return False  # "sửa vneid từ tám xuống sáu"
    if before is not None and before.note in (":", "=") and before.j == item.i and not token.capital:
        return False  # "vneid: sáu; hv: bảy"
    if token.capital and token.text[1:].islower() and item.i > 0 and draft.tokens[item.i - 1].kind == 0:
        return True  # a name; in a message all in capitals it has no small letters
    if previous in _TITLES and not noun:
        return True
    if noun or (after is not None and after.tag in "N" and after.i == item.j):
        return False
    if before is not None and before.tag in "IUC" and item.i - before.j <= 2:
        return False
    if after is not None and after.tag in "IU" and after.i - item.j <= 1:
        return False
    key_like = previous in (
        "duoc",
        "dc",
        "dang",
        "la",
        "co",
        "con",
        "thanh",
        "chi",
        "tong",
        "thoi",
        "phai",
    ) or draft.fold(item.i - 1) in (":", "=")
    return not (
        key_like
        and not draft.plain
        and draft.fold(item.j) in ("", ".", ",", "thoi", "nha", "nhe", "a", "em", "chu", "cho", "hong", "ko", "khong")
    )
