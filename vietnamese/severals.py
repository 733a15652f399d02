"""Words that are numbers without a value: "vài người", "mấy bà", "hơn chục"; and those that only look like one."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.tokens import Entry


def vague(draft: Draft, k: int) -> None:
    """ "vài người", "mấy bà", "hơn chục": a number without a value, where a noun follows or the words say a
    crowd.
    """
    items = draft.items
    item = items[k]
    after = items[k + 1] if k + 1 < len(items) else None
    if item.entry.cue == "several" and after is not None and after.tag == "W" and after.entry.unit == "person":
        after.tag = "U" if after.i == item.j and len(after.entry.keys) == 1 else "W"  # "may ba toi hoc"
    if item.entry.cue == "several" and (after is None or after.tag not in "IU" or after.i > item.j):
        return
    if (
        item.entry.cue == "several"
        and item.i == 0
        and after is not None
        and after.entry.unit == "person"
        and draft.fold(after.j) in ("oi", "a")
    ):
        return
    if item.entry.cue == "several" and after is not None and (_called(draft, item, after) or _counted_behind(draft, k)):
        return
    if after is not None and _talked_of(draft, k):
        item.tag = "W"
        return
    if after is not None and after.tag == "N" and after.i == item.j:
        after.doubt = "vague"
        item.tag = "W"
        return
    of_words = (draft.fold(item.j), draft.fold(item.j + 1))
    if item.j == item.i + 1 and (of_words[0] in _TIMES or of_words[0] in _TOLD or of_words == ("con", "so")):
        item.tag = "W"  # "vài hôm nữa em gửi ảnh"
        return
    if draft.fold(item.i) == "nhieu" and item.i and draft.tokens[item.i - 1].text.lower() == "bao":
        item.tag = "W"  # "co bao nhieu nguoi lam": bao nhiêu, typed without marks
        return
    item.tag, item.doubt, item.note = "N", "vague", "several" if item.entry.cue == "several" else "crowd"


_TIMES = word_set("hom bua ngay tuan thang phut gio tieng giay nam giay")
_TOLD = word_set("so dong loi viec chuyen dieu thong hang tin")  # "em gửi vài số liệu"
_CALLED = {"", ",", ".", "!", "oi", "a", "nha", "nhe", "nghe", "\n"}


_COUNTING = {"duoc", "dc", "co", "cho", "day", "cai", "voi", "vs", "dang", "them", "moi", "giup", "chi", "bay", "ho"}


def _called(draft: Draft, item: Item, noun: Item) -> bool:
    """ "khoá sổ đó mấy đứa, gửi lẹ đi": people spoken to, not people counted."""
    spoken = noun.tag == "U" and noun.entry.unit == "person" and noun.i == item.j
    if spoken and not item.i and draft.fold(noun.j) == "cho" and draft.fold(noun.j + 1) in ("em", "e", "tui", "hoi"):
        return True  # "mấy cô cho em xin vài tấm ảnh"
    if item.i and draft.tokens[item.i - 1].count is not None:
        return False  # "lớp có hai mấy người"
    return spoken and draft.fold(noun.j) in _CALLED and draft.fold(item.i - 1) not in _COUNTING


_OPENS = frozenset(["", ",", ".", ";", "\n", "!", "con", "ma", "nhung", "da", "thua", "chao", "do"])
_COMES = word_set("hoc toi den du cai kich dang mo lam nop lap biet mua ban dung xai nhan ghe tham duoc dc nho vo vao")
_HOW = word_set("cham nhanh gioi do kha le mau lau ham sieng vui say met kem tot yeu hang")


def _talked_of(draft: Draft, k: int) -> bool:
    """ "5 vneid, mấy cháu phụ nhiệt tình", "vài cụ mắt kém phải kèm riêng", "mấy bà học chậm mà vui": people of whom
    the clause tells how they are, beside figures; not "mấy bà tới học", where they are what was done.
    """
    item, after = draft.items[k], draft.items[k + 1]
    if after.tag != "U" or after.entry.unit not in ("person", "gender", "household") or after.i > item.j:
        return False
    if (
        not _SOME.isdisjoint(draft.words[item.i : item.j])
        or draft.fold(item.i - 1) not in _OPENS
        or not any(i.tag == "N" and i.value for i in draft.items)
    ):
        return False
    end = after.j
    while end < len(draft.tokens) and draft.tokens[end].text not in _SIGNS and end not in draft.links:
        end += 1
    words = draft.words[after.j : end]
    if words[:2] in (["hoc", "tro"], ["hoc", "sinh"]):
        words = words[2:]  # "vài đứa học trò ngồi ké coi"
    if not words or any(i.tag == "N" and i.value and after.j <= i.i < end for i in draft.items):
        return False
    if words[0] == "hoc" and words[1:2] and words[1] in _HOW:
        return True
    if words[:2] in (["tu", "choi"], ["dong", "cua"], ["di", "vang"]):
        return True
    if "phai" in words[:4] or _DENIED & set(words[:3]):
        return True
    named = any(i.tag in "IC" and after.j <= i.i < end for i in draft.items)
    return not named and _COMES.isdisjoint(words) and len(words) > 1


_SOME = word_set("muoi chuc tram hai hon gan")  # "mười mấy người gì đó" was counted, if roughly
_DENIED = word_set("chua khong ko")
_GOT = frozenset({"duoc", "dc", "dang"})


def _counted_behind(draft: Draft, k: int) -> bool:
    """ "chỉ mấy bà xài zalo đc 8 ng": the clause goes on to say how many."""
    for n, item in enumerate(draft.items[k + 2 : k + 8], k + 2):
        if item.tag == "S" or item.entry.cue in ("and", "part"):
            return False
        if item.tag == "N":
            noun = draft.items[n + 1] if n + 1 < len(draft.items) else None
            people = noun is not None and noun.i == item.j and noun.entry.unit in ("person", "short_person")
            return bool(item.value) and people and draft.fold(item.i - 1) in _GOT
    return False


_SLIP = Entry(("quên",), cue="selffix")


_SEVERAL = Entry(("mấy",), cue="several")


def forgotten(draft: Draft, k: int) -> None:
    """ "9 vneid, quên, 10": a word of surprise between two signs, nothing was left out."""
    item = draft.items[k]
    if draft.fold(item.i) != "quen" or item.j > item.i + 1:
        return
    if draft.fold(item.i - 1) in _SIGNS and draft.fold(item.j) in _SIGNS:
        item.entry = _SLIP
        draft.entries.add("selffix")


_SIGNS = frozenset([",", ".", "…", "!", "-", "...", ";", "\n", "(", ")", ":"])


def some_people(draft: Draft, k: int) -> None:
    """ "may chi em toi hoc" without marks: mấy, not máy, before people."""
    item, after = draft.items[k], draft.items[k + 1] if k + 1 < len(draft.items) else None
    people = after is not None and after.entry.unit in ("person", "gender") and after.i == item.j
    if people and draft.text[item.start : item.end].lower() == "may" and not draft.tokens[item.i].marked:
        machine = item.entry
        item.tag, item.entry = "K", _SEVERAL
        vague(draft, k)
        if item.tag == "W":
            item.tag, item.entry = "U", machine  # "do may chu bao loi"
