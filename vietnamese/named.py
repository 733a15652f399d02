"""The name of a place, a group or a time of the day: "xóm Trên", "thôn 3", "nhà rông", "lớp cô Hoa", "buổi chiều"."""

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.spelling import match_fold, tone_key
from vietnamese.tokens import WORD

_HEAD_WORDS = word_set(
    "thôn xóm làng tổ nhóm lớp điểm khu cụm đội bên phía trường chợ trạm hội ấp bản kdc khoá khóa tốp cánh ủy uỷ"
)
_HEADS = frozenset(tone_key(word) for word in _HEAD_WORDS)
_PLAIN_HEADS = word_set("thon xom lang to nhom lop diem khu kdc truong ben")
_OPEN = word_set("thon xom lang ap kdc")  # any word may follow as a name
_WHERE = word_set(
    "tren duoi trong ngoai dau cuoi giua thuong ha dong tay nam bac cu moi lon nho rong van hoa hoc mam non mau giao "
    "tieu trung y te nhan dan phu nu nong dan thanh nien cuu chien binh nguoi lon ban xa"
)
_PUBLIC = ("truong", "tram", "cho", "diem")
_NO_NAMES = word_set("chuc di cu co em e toi tui minh chung ta nay kia do nao chi anh hoc day mo")
_HOUSES = (
    ("nha", "rong"),
    ("nha", "van"),
    ("nha", "vh"),
    ("nha", "sinh"),
    ("nha", "cong"),
    ("chi", "hoi"),
    ("chi", "doan"),
)
TEAMS = word_set("nhom top lop to doan khoa")
BEFORE_PART = word_set("buoi ca ban hoi khi luc")
_CALLED = word_set("thay co anh chi ong ba chu bac di")
DAYPARTS = word_set("sang trua chieu toi dem khuya")
_PART_KEYS = frozenset(tone_key(w) for w in ("sáng", "trưa", "chiều", "tối", "đêm", "khuya"))
# No other word begins a name.
BEGINNINGS = (
    DAYPARTS
    | BEFORE_PART
    | TEAMS
    | _PLAIN_HEADS
    | {match_fold(w) for w in _HEAD_WORDS}
    | {w for w, _ in _HOUSES}
    | {"nha"}
)
_ELDERS = word_set("co chi anh em bac chu di ong ba thay cau mo cu")
_NUMBERED = word_set("hai ba tu nam sau bay tam chin muoi ut ca")


def _family(draft: Draft, at: int) -> int | None:
    """The token after the name of a family that starts at a token: "A Khem", "cô Út", "ông Bảy"."""
    titled = draft.fold(at) in _ELDERS
    n = at + titled
    while n < len(draft.tokens) and n - at < 3 and draft.tokens[n].kind == WORD and draft.tokens[n].capital:
        n += 1
    if titled and n == at + 1 and draft.fold(n) in _NUMBERED:
        return n + 1
    return n if n > at + titled else None


LINK = word_set("duoc dc dang co la thi cung duoc")
# What may part two rows of such names.
SIGNS = frozenset(
    [",", ";", ".", "+", "\n", "và", "còn", "với", "vs", "va", "con", "voi", "-", "•", "&", "/", "rồi", "roi"]
)


def name_end(draft: Draft, at: int, before: int = 0) -> int | None:
    """The token after such a name that starts at a token, None if none does; a number at `before` is none of it."""
    word = draft.fold(at)
    if word not in BEGINNINGS:
        return None
    following = draft.fold(at + 1)
    if word in DAYPARTS and (draft.tokens[at].key in _PART_KEYS or (draft.plains[at] and not draft.tokens[at].marked)):
        return at + 1 + (following in ("nay", "qua", "ni"))
    if (
        word in BEFORE_PART
        and following in DAYPARTS
        and (draft.tokens[at + 1].key in _PART_KEYS or not draft.tokens[at + 1].marked)
    ):
        return at + 2 + (draft.fold(at + 2) in ("nay", "qua", "ni"))
    if word in TEAMS and following in DAYPARTS and draft.tokens[at + 1].key in _PART_KEYS:
        return at + 2  # "nhóm sáng 9 nhóm chiều 12"
    if word == "nha" and (house_of := _family(draft, at + 1)) is not None:
        return house_of  # "nhà A Khem 4 người, nhà cô Út 1"
    house = (word, following) in _HOUSES
    token = draft.tokens[at] if at < len(draft.tokens) else None
    if token is None or not (
        house or token.key in _HEADS or (word in _PLAIN_HEADS and not token.marked and draft.plains[at])
    ):
        return None
    if at and draft.fold(at - 1) in ("moi", "may", "cac", "ca", "nhung"):
        return None
    if word in ("ben", "phia", "lop") and (inner := name_end(draft, at + 1, before)) is not None:
        return inner  # "bên trường"
    n = at + 1 + house
    count = 0
    while n < (before or len(draft.tokens)) and count < 3:
        token = draft.tokens[n]
        if (token.fold, draft.fold(n + 1)) in _HOUSES:
            return n + 2  # "bên nhà rông"
        label = any(i.i == n and i.tag == "X" and i.note in ("label", "ordinal") for i in draft.items)
        named = token.kind == WORD and (
            (token.capital and token.text[1:].islower())
            or token.fold in _WHERE
            or token.fold in _CALLED
            or (len(token.text) == 1 and token.text.isupper())
        )
        free = (
            token.kind == WORD
            and (word in _OPEN or (word in _PUBLIC and not draft.plains[n]))
            and count < 2
            and token.fold not in LINK
        )
        free = free and token.fold not in _NO_NAMES and token.text.lower() not in SIGNS
        taken = any(i.i <= n < i.j and i.tag in "ICD" for i in draft.items)
        if not (label or ((named or free) and not taken)):
            break
        n += 1
        count += 1
        if label:
            break
    return n if count or house or word in ("cho", "truong", "tram", "thon") else None
