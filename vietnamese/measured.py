"""Numbers with a unit that no indicator has, and of things that were given, sold, liked or only are there."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.tokens import SIGN, Entry

_HOURS = {"h", "g", "gio", "tieng"}


_MINUTES = ("phut", "p", "sang", "trua", "chieu", "toi", "dem", "khuya")
_PERSON = Entry(("đồng", "chí"), unit="person")


def measured(draft: Draft, k: int, item: Item, after: Item) -> bool:
    """8h30, 58 tuổi, 14 cây số, 150k, 3 triệu: a unit that no indicator has follows."""
    if after.i != item.j or after.tag not in "MKDL" or not (after.entry.measure or after.entry.cue == "percent"):
        return False
    if after.tag in "DK" and after.entry.cue != "percent" and not after.entry.measure:
        return False
    if after.tag == "D" and after.when is not None:
        return False
    if k and _complete(draft, item, draft.items[k - 1], after):
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
    if word == "con" and noun is not None and noun.entry.cue == "ordinal" and k + 3 < len(draft.items):
        noun = draft.items[k + 3]  # "qr co 9 con so giay chung nhan …", "17 con so nguoi co cks"
        after.j = noun.i if noun.i == after.j + 1 else after.j
        noun = draft.items[k + 4] if noun.entry.unit == "person" and k + 4 < len(draft.items) else noun
        after.j = noun.i if noun.tag == "I" else after.j
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
    papers = word == "to" and not draft.tokens[after.i].marked
    if papers and any(i.key == "certificates" for i in draft.items[max(0, k - 3) : k]):
        after.tag = "W"  # "chung nhan phat duoc 8 to": tờ
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
            and (following.start == after.end or draft.fold(following.j) in _MINUTES)
        ):
            following.tag = "X"
        if word == "g" and after.start > item.end:
            return False
    elif word in ("kg", "m", "km"):
        following = draft.items[k + 2] if k + 2 < len(draft.items) else None
        if following is not None and following.tag == "N" and following.start == after.end:
            following.tag = "X"
    tags = [i.tag for i in draft.items] if word == "dong" else []
    alone = tags.count("N") == 1 and "I" not in tags
    if (
        word == "dong"
        and item.value < 200
        and (_trained(draft, k) or (alone and draft.fold(item.i - 1) in ("duoc", "dc")))
    ):
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


_SPOTS = word_set("thon lang xom xa to nhom huyen tinh khach tre con dong thanh cong trang loai")
_SHEETS = {"certificates": ("tam",), "qr_households": ("diem", "cho", "ban")}
_OF_EACH = word_set("moi tung")


def _complete(draft: Draft, item: Item, noun: Item, after: Item) -> bool:
    """ "hv 15 thôn Gò Da", "vneid 7 xóm trên": the number has its noun before it, the word behind begins what is told
    of it; "tuyên truyền 3 thôn", "hv 3 nhóm, …" count the word behind.
    """
    if noun.tag != "I" or noun.used or noun.j != item.i:
        return False
    word, said = draft.fold(after.i), draft.tokens[after.j] if after.j < len(draft.tokens) else None
    if word in _SHEETS.get(noun.key, ()):
        return True
    if word not in _SPOTS or said is None or said.kind == SIGN or said.fold in _OF_EACH:
        return False
    if noun.key in ("outreach", "sessions"):
        return said.capital and not draft.tokens[after.i].capital
    return True


def _trained(draft: Draft, k: int) -> bool:
    """Whether comrades were taught here: a class was named before them, and they are not the team's own."""
    before = draft.items[:k]
    own = {draft.fold(draft.items[k].i - n) for n in range(1, 5)} & {"to", "cu", "gom", "phan", "doi", "nhom", "du"}
    return not own and any(i.entry.context == "teach" or i.entry.unit == "class" for i in before)


def aged(draft: Draft, k: int, item: Item, after: Item | None) -> bool:
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


def _ends_here(draft: Draft, at: int) -> bool:
    return draft.fold(at) in ("", ",", ".", "\n", "!", "het", "ca", "ma", "nhung", "nha", "nhe", "a")


_WHOSE_VILLAGE = word_set("em minh toi tui ta nay thon xom lang co")


_LESSONS = word_set("khoa khoá lop trinh hoc sach lieu")


_ENDS = ("", ",", ".", "\n", "dan", "nha", "nhe", "thoi", "a", "nen")


def _households(draft: Draft, item: Item, after: Item) -> bool:
    """ "thôn em 215 hộ": how many there are, nothing more said of them."""
    if after.tag != "U" or draft.fold(item.i - 1) not in _WHOSE_VILLAGE or draft.fold(after.j) not in _ENDS:
        return False
    return any(draft.fold(n) in ("thon", "xom", "lang", "to", "xa") for n in (item.i - 1, item.i - 2, item.i - 3))


_WORTH = word_set("khau vo ho thi bai tiet chuong phan buoi khoa")


_WORK = ("install", "help", "open", "teach")


def of_the_village(draft: Draft, k: int, item: Item, after: Item | None) -> bool:
    """ "412 hộ, 1.530 khẩu", "đủ 20 thì cấp", "bài 5 trong 12 bài": how big the village is, what is waited for, how
    many there are of what is named by its number."""
    if draft.folds.isdisjoint(_WORTH):
        return False
    noun = draft.fold(after.i) if after is not None and after.i == item.j else ""
    if noun in ("ho", "nha") and "khau" in draft.folds:
        tail = draft.items[k + 2 : k + 5]
        if any(i.tag == "M" and draft.fold(i.i) == "khau" for i in tail):
            item.tag, item.note = "X", "measure"
            return True
    if (draft.fold(item.j), draft.fold(item.j + 1)) == ("vo", "chong"):
        working = any(i.entry.context in _WORK for i in draft.items if 0 <= i.i - item.j <= 6)
        seen = draft.fold(item.i - 1) == "co" and not any(i.entry.context for i in draft.items[max(0, k - 2) : k])
        if (seen and not working) or not any(i.tag == "I" or i.entry.context in _WORK for i in draft.items):
            item.tag, item.note = "X", "other"
            return True  # "có 2 vợ chồng mới cưới", "2 vợ chồng chú Năm lên xã làm giấy tờ"
    if noun == "ho" and item.value >= 20 and after is not None and _households(draft, item, after):
        item.tag, item.note = "X", "measure"
        return True
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


_FOR_THEM = word_set("giup gium dum ho duoc dc xong cuu cho")


def looked_up(draft: Draft, item: Item, unit: Item) -> bool:
    """ "giúp 3 người tra 5 hồ sơ": papers looked up are not handed in; asked about where nothing else was counted."""
    at = item.i - 1
    while draft.fold(at) in _FOR_THEM:
        at -= 1
    if unit.i != item.j or draft.fold(at) != "tra" or draft.fold(at + 1) == "ho":
        return False
    if any(i.tag == "N" and i is not item for i in draft.items):
        item.tag, item.note, unit.used = "X", "other", True
        return True
    item.doubt = "two_readings"
    return False


_CLASSIFIERS = ("bo", "cai", "chiec", "suat")


_HANDED = word_set("nhan xin muon tang mua sam trao moi")


def goods(draft: Draft, item: Item, unit: Item) -> bool:
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
