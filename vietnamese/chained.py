"""Numbers counted one right after another, each under a name of its own: "12 cô, 3 chú và 2 bạn trẻ" are 17."""

from itertools import pairwise

from vietnamese.clauses import PEOPLE, Claim, Clause
from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.fold import word_set
from vietnamese.spelling import match_fold, tone_key
from vietnamese.tokens import NUMBER, WORD

# Nobody in particular: what follows such a word tells who they were, it adds nobody.
_ANYBODY = frozenset(
    ["nguoi", "ng", "nguoi dan", "ng dan", "ba con", "bcon", "dan", "ndan", "hoi vien", "nguoi lon"]
    + ["ho", "ho gia dinh", "gia dinh", "nha", "hkd", "ho kinh doanh", "ho kd"]
)
_WITH = word_set("va voi vs cung cong them")
# What is said of people who are no further part of the figure.
_DOING = word_set(
    "chưa không ko k kg bị ngồi đứng coi xem muốn thiếu hư nghỉ bận hẹn đòi quên phụ dạy giúp đi về bỏ thi trong là "
    "còn được dc đang vắng trễ kèm hỗ hướng nữa đó này nói hỏi học cài mở làm nộp dán lên mua xin đưa từ tra "
    "gọi nhắn đăng nhận trả tải đổi gửi chụp quay"
)
_OTHERWISE = frozenset(tone_key(word) for word in _DOING)
_OTHERWISE_PLAIN = frozenset(match_fold(word) for word in _DOING)


def chained(draft: Draft, parts: list[Clause], c: int, k: int, claims: list[Claim]) -> bool:
    """Whether the number at k goes on with the list that the last claim began: nothing but names between them, and
    nothing else said of these.
    """
    if not claims:
        return False
    last, item = claims[-1], parts[c].items[k]
    if last.unit not in _KINDS or last.item.doubt or item.doubt or not c - 1 <= last.clause <= c:
        return False
    if (last.clause < c and parts[c].level > 1) or last.key not in PEOPLE or last.note in ("total", "each", "running"):
        return False
    first, second = _noun(draft, last.item), _noun(draft, item)
    if first is None or second is None or second.i <= first.j - 1 or first.entry.unit not in _KINDS:
        return False
    if (first.entry.unit == "household") != (second.entry.unit == "household") and last.key not in _OF_HOUSEHOLDS:
        return False  # "giúp 18 cô bác với 6 sạp có mã QR"
    link = _link(draft, first, item)
    if link is None:
        return False
    tail = _tail(draft, second)
    if tail is None or len(tail) > (5 if link else 2) or otherwise(draft, second):
        return False
    same = draft.words[first.i : first.j] == draft.words[second.i : second.j]
    if link or (same and tail and len(tail) < 3):  # "4 sạp mắm, 2 sạp rau"
        own = [w for w in draft.words[first.j : item.i] if w not in _WITH and w != ","]
        return not same or (own != tail if link else bool(own) and own != tail)
    return not holds(draft, first, second)


def first_of(draft: Draft, parts: list[Clause], c: int, k: int) -> tuple[int, int] | None:
    """The clause and place of the next number, where the number at k begins a list that goes on with it: the verb may
    come at the end ("3 thầy 5 cô được cấp chữ ký số").
    """
    items = parts[c].items
    item = items[k]
    first = _noun(draft, item)
    places = [(c, n) for n in range(k + 1, len(items))]
    if c + 1 < len(parts) and parts[c + 1].level < 2:
        places += [(c + 1, n) for n in range(len(parts[c + 1].items))]
    place = next(((p, n) for p, n in places if parts[p].items[n].tag == "N"), None)
    if first is None or first.entry.unit not in _KINDS or place is None:
        return None
    number = parts[place[0]].items[place[1]]
    second = _noun(draft, number)
    link = _link(draft, first, number)
    mixed = second is not None and (first.entry.unit == "household") != (second.entry.unit == "household")
    if mixed and any(i.entry.context for i in items[:k]):
        return None
    if second is None or second.entry.unit not in _KINDS or link is None or number.doubt:
        return None
    return place if not holds(draft, first, second) else None


def _each_place(draft: Draft, cue: Item, number: Item) -> None:
    """ "3 xóm, mỗi xóm 1 buổi", "tuần này 4 tối, mỗi tối một lớp": as many sessions as places or days, where how many
    they were is not told besides ("3 buổi ở 3 xóm, mỗi xóm 1 buổi").
    """
    word = draft.words[cue.j - 1] if cue.j > cue.i + 1 else draft.fold(cue.j)
    places = [i for i in draft.items if i is not number and i.tag in "NX" and i.value > 1 and draft.fold(i.j) == word]
    if word not in _PLACES or len(places) != 1:
        return
    sessions = [i for i in draft.items if i.key in ("sessions", "outreach") or i.entry.unit == "class"]
    if any(i.tag == "N" and i.j == s.i and i is not number for i in draft.items for s in sessions):
        number.tag, number.note = "X", "other"
        return
    cue.tag, cue.entry, number.value = "W", NOTHING, places[0].value
    number.tag, number.note = "N", ""
    places[0].tag, places[0].note = "X", "other"


_PLACES = word_set("thon xom lang to nhom diem khu ngay toi bua hom truong ap")


_YOUNG = frozenset({"sinh", "chau", "em", "tre", "nhi", "nho"})
_FOLK = frozenset({"dan", "ndan", "con", "bcon"})
_OFFICE = frozenset({"bo", "chuc", "vien", "cb", "cbcc", "gv", "an", "doi"})


def holds(draft: Draft, first: Item, second: Item) -> bool:
    """Whether those named second may be some of the first: cụ of người, chị of chị em."""
    if set(draft.words[first.i : first.j]) & _FOLK and set(draft.words[second.i : second.j]) & _OFFICE:
        return False  # "hv: 15 dân, 5 cán bộ"
    if draft.fold(first.j - 1) == "lon" and set(draft.words[second.i : second.j]) & _YOUNG:
        return False  # "vneid 4 người lớn, 2 học sinh"
    return anybody(draft, first) or set(draft.words[second.i : second.j]) <= set(draft.words[first.i : first.j])


_ASKED = word_set("nho xin muon ky hen doi")


def done_of(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """ "3 chị nhờ tạo gian hàng shopee, mới xong cho 1 chị": how many of those who asked got it."""
    last = claims[-1] if claims else None
    if last is None or last.item.doubt or not 0 < item.value < last.value or not draft.folds & {*_ASKED, "ma", "nhung"}:
        return False
    told = draft.words[last.item.j : item.i]
    first, second = _noun(draft, last.item), _noun(draft, item)
    if first is not None and second is not None and draft.fold(second.j) in ("xong", "duoc", "dc") and len(told) < 17:
        same = draft.words[first.i : first.j] == draft.words[second.i : second.j]
        return same and bool(set(told) & _ASKED)  # "hướng dẫn 3 quán đăng ký mã QR, 2 quán xong"
    if len(told) > 16 or not set(told[-3:]) & {"xong", "moi", "chi"}:
        return False
    if set(told) & {"ma", "nhung"} and set(told[-2:]) & {"toi", "den", "co", "duoc", "hoc", "di"} and not last.note:
        return True  # "lớp mình 24 chị em mà hôm nay mới tới 16"
    return bool(set(told[:-3]) & _ASKED) and set(draft.text[last.item.end : item.start]).isdisjoint(".;\n")


def one_each(draft: Draft) -> None:
    """ "5 chị, mỗi chị 1 ví": one for each of those counted before are as many as they."""
    if "each" not in draft.entries and "absent" not in draft.entries:
        return
    for k, cue in enumerate(draft.items):
        if cue.entry.cue != "each" and (cue.entry.cue != "absent" or draft.fold(cue.i) != "moi"):
            continue
        near = (p for p in pairwise(draft.items[k + 1 : k + 4]) if p[0].tag == "N" or p[0].note == "label")
        number, noun = next(near, (cue, cue))
        if number.tag == "X" and number.value > 1 and noun.tag == "I" and noun.i == number.j:
            number.tag, number.note = "N", ""  # "mỗi xóm 2 buổi": no name of the hamlet
        if number.value != 1 or noun.i != number.j or number.i - cue.j > 2:
            continue
        if noun.tag != "I" and noun.entry.unit not in ("dossier", "account", "paper", "class"):
            continue
        if noun.key in ("sessions", "outreach") or noun.entry.unit == "class":
            _each_place(draft, cue, number)
            continue
        for counted in draft.items:
            if counted.end > cue.start or counted.tag != "N" or counted.doubt:
                continue
            unit = _noun(draft, counted)
            if unit is None or draft.words[unit.i : unit.j] != draft.words[cue.i + 1 : number.i]:
                continue
            cue.tag, cue.entry, number.value = "W", NOTHING, counted.value
            said = any(i.key == noun.key and counted.end <= i.start < cue.start for i in draft.items if i.tag == "I")
            if unit.entry.unit == "household" or said:
                counted.tag, counted.note = "X", "other"
            break


def anybody(draft: Draft, noun: Item) -> bool:
    """người, bà con, hộ: said of all of them, so that a name after it tells who some of them were."""
    return " ".join(draft.words[noun.i : noun.j]) in _ANYBODY


def otherwise(draft: Draft, noun: Item) -> bool:
    """Whether a verb follows the noun: these people did something else."""
    return not any(i.i == noun.j and i.tag == "U" for i in draft.items) and otherwise_at(draft, noun.j)


def otherwise_at(draft: Draft, at: int) -> bool:
    """Whether a verb of that kind stands at a token."""
    if at >= len(draft.tokens):
        return False
    token = draft.tokens[at]
    return token.key in _OTHERWISE if token.marked or not draft.plains[at] else token.fold in _OTHERWISE_PLAIN


_KINDS = ("person", "gender", "household")


def _noun(draft: Draft, item: Item) -> Item | None:
    """The unit right after a number."""
    return next((i for i in draft.items if i.i == item.j and i.tag == "U"), None)


def _link(draft: Draft, first: Item, item: Item) -> str | None:
    """What joins two counts: a word for "and", "" for a comma or nothing; None where more than a name stands between.

    The name may be of three words, of six before an "and".
    """
    if any(first.j <= i.i < item.i and i.tag in "NIXKDC" and not _quiet(i) for i in draft.items):
        return None
    if any(first.j <= i.i < item.i and i.tag == "U" and i.entry.unit in _OTHER_KINDS for i in draft.items):
        return None  # "vneid 12 người, hồ sơ cũng 12 người"
    if otherwise(draft, first):
        return None
    words = [n for n in range(first.j, item.i) if draft.tokens[n].kind in (WORD, NUMBER) and not _of_name(draft, n)]
    signs = [draft.tokens[n].text for n in range(first.j, item.i) if draft.tokens[n].kind not in (WORD, NUMBER)]
    joined = bool(words) and draft.fold(words[-1]) in _WITH
    if joined or signs[-1:] in (["+"], ["&"]):
        return "and" if set(signs) <= {",", "+", "&", "(", ")"} and len(words) < 8 else None
    if words and draft.fold(words[0]) in ("con", "rieng"):
        return None  # "hỗ trợ 18 chị, còn 5 sạp có mã QR"
    if signs not in ([","], []) or len(words) > (3 if signs else 0):
        return None
    return ""


_OF_HOUSEHOLDS = frozenset({"qr_households", "ecommerce_households", "e_wallets"})
_OTHER_KINDS = frozenset({"dossier", "account", "paper", "hs", "batch", "times", "leaflet"})


def _of_name(draft: Draft, at: int) -> bool:
    """Whether a token is part of a name that is no list's word: "chị Y Thu"."""
    return draft.tokens[at].capital or draft.tokens[at].text in ("chị", "anh", "cô", "ông", "bà", "con")


def _quiet(item: Item) -> bool:
    if item.note in ("label", "ordinal"):
        return True  # "3 người ở tổ 1, 4 người tổ 2"
    return item.entry.cue in ("and", "more") or item.entry.context == "market" or item.note == ","


def _tail(draft: Draft, noun: Item) -> list[str] | None:
    """The words said after the noun up to a sign or the next number; None where one of them is more than a name."""
    tail: list[str] = []
    for n in range(noun.j, len(draft.tokens)):
        token = draft.tokens[n]
        if (
            token.kind not in (WORD, NUMBER)
            or token.fold in _WITH
            or any(i.i == n and i.tag == "N" for i in draft.items)
        ):
            break
        if any(i.i <= n < i.j and i.tag in "NIKCD" and not _closing(i) for i in draft.items):
            return None if n == noun.j else tail
        tail.append(token.fold)
    return [w for w in tail if w not in _PARTICLES]


def _closing(item: Item) -> bool:
    return item.entry.cue in _ENDS or item.entry.context == "usevn"


_ENDS = ("more", "everyone", "total")
_PARTICLES = word_set("a nha nhe nghen luon thoi het roi anh chi em ne do nua hen ha hi")
