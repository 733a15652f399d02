"""People who are only some of those counted before, or who had it already."""

import re

from vietnamese.chained import anybody, holds, otherwise
from vietnamese.clauses import PEOPLE, Claim, Clause
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.groups import head
from vietnamese.named import name_end


def among_them(draft: Draft, parts: list[Clause], c: int, unit: Item, claims: list[Claim]) -> bool:
    """ "lớp 20 người, 3 cụ già": after people nobody in particular, who some of them were."""
    last = claims[-1] if claims else None
    if last is None or parts[c].opened != "," or last.clause != c - 1 or last.item.doubt or last.note:
        return False
    noun = next((i for i in draft.items if i.i == last.item.j and i.tag == "U"), None)
    trade = set(draft.words[unit.i : unit.j]) & _TRADES and not draft.folds & {"trong", "gom", "co", "do"}
    if trade and noun is not None and draft.fold(noun.j) not in (",", "") and not otherwise(draft, noun):
        return False  # "ví điện tử: 6 người mua bán, 2 học sinh"
    told = noun is not None and noun.entry.unit in ("person", "gender") and holds(draft, noun, unit)
    mine = next(i for i in parts[c].items if i.tag == "N")
    if at_a_place(draft, mine):
        return False  # "lớp học ở chợ 12 cô, ở trường 5 cô"
    alone = not any(i.entry.cue in ("daypart", "total", "more") or i.tag == "D" for i in parts[c].items)
    others = not anybody(draft, unit) or otherwise(draft, unit)  # "lớp 12 người, 4 người đi rẫy về trễ"
    return told and alone and others and mine.value < last.value


def at_a_place(draft: Draft, item: Item) -> bool:
    """Whether nothing but a place stands before the number in its clause: it tells of others than the clause before."""
    words = head(draft, item)
    first = item.i - len(words)
    while words and words[-1] in ("co", "duoc", "dc"):
        words = words[:-1]
    if not words or words[0] in ("co", "trong", "to"):
        return False
    if words[0] in _OWNERS and len(words) == 2 and draft.tokens[first + 1].capital:
        return True  # "chị Hoa 8 bà con, anh Tư 6 bà con"
    if set(words) <= _PLACE_WORDS:
        return True
    return (words[0] in ("o", "tai") and len(words) < 5) or name_end(draft, first) in (first + len(words), item.i)


_PLACE_WORDS = word_set("dau cuoi giua tren duoi ben lang thon xom cho truong nha rong van hoa dinh chua tram")
_OWNERS = word_set("anh chi co chu bac ong ba thay")
_TRADES = word_set("sinh bo chuc vien nhan thuong sv hs gv cb")


_HAD = re.compile(
    r"^ (nay |do )?(da |deu |cung )*co (san )?(\w+ ){1,4}?"
    r"(roi nen|roi khoi|roi khong can|roi khong phai|roi ko can|roi ko phai|het roi nen|"
    r"tu truoc|tu dot|tu khoa|tu lau|tu hoi|tu nam|tu thang|tu tuan|truoc do|truoc roi|san roi|san) "
)


def had_before(draft: Draft, unit: Item) -> bool:
    """ "9 người đã có vneid từ trước", "4 hộ có QR sẵn": nothing that was done now."""
    if not draft.folds & {"truoc", "lau", "san", "hoi", "nen", "khoi", "can", "phai"}:
        return False
    said = [draft.fold(n) if not _the_market(draft, n) else "" for n in range(unit.j, unit.j + 9)]
    return _HAD.search(" " + " ".join(said) + " ") is not None


def _the_market(draft: Draft, at: int) -> bool:
    """sàn, not sẵn: "12 hộ có hàng trên sàn"."""
    word = draft.tokens[at].lower if at < len(draft.tokens) else ""
    return word == "sàn" or (word == "san" and draft.fold(at - 1) in ("tren", "len", "qua"))


_OWNING = word_set("co biet xai dem mang quen hieu dung")
_ON = word_set("them nua cung moi hoc day cai")


def some_of(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> bool:
    """ "lớp 24 bà con, có 6 người đứng ngoài hiên", "thi thử được 3 bác": some of those just counted."""
    items = parts[c].items
    item = items[k]
    last = claims[-1] if claims else None
    if last is None or last.key != "learners" or last.value <= item.value or last.item.doubt or parts[c].level > 1:
        return False
    if any(i.tag == "I" for i in items) or any(i.entry.cue in ("daypart", "total", "more") for i in items[:k]):
        return False
    if "thi" in head(draft, item)[:2]:
        return True
    if at_a_place(draft, item):
        return False  # "đầu làng có 11 chị em học, cuối làng có 7 chị em"
    after = [draft.fold(n) for n in range(unit.j, unit.j + 3)]
    if draft.fold(item.i - 1) in ("chi", "moi") and after[0] in _OWNING and words_in(draft, items, unit) > 1:
        return True  # "lớp 13 người mà chỉ 9 người có smartphone"
    return draft.fold(item.i - 1) == "co" and not set(after) & _ON and words_in(draft, items, unit) > 1


def rest_of(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """ "hướng dẫn 5 cụ, cài vneid 3 cụ, còn 2 cụ chỉ học gọi video": they and some told just before are all of them."""
    if item.doubt or "con" not in (draft.fold(item.i - 1), draft.fold(item.i - 2)):
        return False
    told = [c for c in claims if c.key in PEOPLE and not c.item.doubt and c.item is not item]
    return any(
        w.key != s.key and w.item.start < s.item.start and s.value + item.value == w.value for w in told for s in told
    )


def among(parts: list[Clause], c: int) -> bool:
    """Whether "trong đó" was said earlier in the sentence: "34 hv, trong đó 21 nữ, 5 người cao tuổi"."""
    while c and parts[c].level < 2:
        c -= 1
        if any(i.entry.cue == "part" for i in parts[c].items):
            return True
    return False


def words_in(draft: Draft, items: list[Item], unit: Item) -> int:
    """How many words the clause says about the people after it counted them: "3 bạn kèm cặp các cụ" says more
    than "3 người".
    """
    j = unit.j
    count = 0
    while j < len(draft.tokens) and draft.tokens[j].kind in (0, 1):
        count += 1
        j += 1
    return count
