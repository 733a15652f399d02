"""A number with no noun beside it: what it counts, if the words before or after it tell."""

import re

from vietnamese.chained import done_of
from vietnamese.clauses import Claim, Clause, context_of, other_thing
from vietnamese.draft import Draft, Item
from vietnamese.groups import head, taking_turns
from vietnamese.named import name_end
from vietnamese.nearby import items_before

_SLIPS = ("à", "í", "ý", "á", "ấy", "ủa", "ớ", "ờ", "ơ", "khoan", "không", "ko", "k", "hổng", "hông", "a", "i")


def _mends(draft: Draft, earlier: Item, item: Item) -> bool:
    """ "8 vneid... à 9", "12 hv, không, 11": a word of surprise between them, nothing else said."""
    if "selffix" in draft.entries and any(
        i.entry.cue == "selffix" and earlier.end <= i.start and i.end <= item.start for i in draft.items
    ):
        return item.i - earlier.j <= 8
    if item.i - earlier.j == 1 and draft.tokens[earlier.j].text.lower() in ("ủa", "ua", "í", "ý", "ớ", "à"):
        return True  # "vneid 5 ủa 6"
    before = [draft.tokens[n].text.lower() for n in (item.i - 1, item.i - 2, item.i - 3) if n >= 0]
    while before and before[0] in ",.…":
        before.pop(0)
    return len(before) > 1 and before[0] in _SLIPS and before[1] in ",.…" and item.i - earlier.j <= 8


def _taken_off(draft: Draft, whole: Claim, item: Item, k: int, items: list[Item]) -> bool:
    """ "nộp 15 hồ sơ, à mà 2 cái bị trả lại, thôi ghi 13": what is left once a number said between is taken off."""
    if draft.fold(item.i - 1) not in _LEFT:
        return False
    between = [i for i in draft.items if whole.item.end <= i.start < item.start and i.tag in "NX" and i.value]
    return any(whole.value - i.value == item.value for i in between)


def _end_of_sum(parts: list[Clause], c: int) -> Item | None:
    """The noun at the end of "12 + 15 + 9 hv"."""
    for part in parts[c + 1 :]:
        if part.opened != "+":
            return None
        noun = next((i for i in part.items if i.tag == "I"), None)
        if noun is not None:
            return noun
    return None


_UNKNOWN = re.compile(
    r" (chua|khong|ko|k|hong|hk|chang|cha) (biet|ro) (la |phai |nen )?(ghi|tinh|cua|dua|bo|xep|vo|vao|gi)"
)


def _of_what_unknown(draft: Draft, item: Item) -> bool:
    """ "vneid 3, còn 11 nữa em chưa biết ghi vô mục nào": no more of the thing said before."""
    return _UNKNOWN.search(" " + " ".join(draft.fold(n) for n in range(item.j, item.j + 8))) is not None


def _something_else(draft: Draft, items: list[Item], item: Item) -> bool:
    """ "chiều em đi chúc Tết 5 nhà": after the time of day other things are told of, not the figure before."""
    time = next((i for i in reversed(items) if i.i < item.i and (i.entry.cue == "daypart" or i.tag == "D")), None)
    if time is None or any(i.entry.cue in ("total", "more", "part") for i in items):
        return False
    return sum(other_thing(draft, n) for n in range(time.j, item.i)) > 1


def _another_name(draft: Draft, item: Item, last: Claim) -> bool:
    """Whether nothing but a name of the same kind as the last claim's stands before the number."""
    here, there = head(draft, item), head(draft, last.item)
    if (
        not here
        or not there
        or last.item.doubt
        or here == there
        or here[0] != there[0]
        or last.note not in ("", "listed")
    ):
        return False
    named = name_end(draft, item.i - len(here)) == item.i
    return named and name_end(draft, last.item.i - len(there)) is not None and last.label[-1:] != "D"


def _named_after(parts: list[Clause], c: int, items: list[Item]) -> Item | None:
    """The noun said alone after a comma, where the clause before it is a number and no noun."""
    after = parts[c + 1] if c + 1 < len(parts) else None
    if after is None or after.opened != "," or len(after.items) != 1 or after.items[0].tag != "I":
        return None
    bald = not any(i.tag == "I" or i.entry.context for i in items) and sum(i.tag == "N" for i in items) == 1
    return after.items[0] if bald and not after.items[0].used else None


def _initials(draft: Draft, at: int) -> bool:
    """Whether letters that no syllable can be stand for a noun here, which the lexicon does not know: "2 tgv"."""
    token = draft.tokens[at] if at < len(draft.tokens) else None
    if token is None or token.kind != 0 or len(token.fold) < 3 or not token.fold.isalpha():
        return False
    return not set(token.fold) & set("aeiouy") and len(set(token.fold)) == len(token.fold)


def _asked(item: Item) -> bool:
    return item.key == "public_services" and not item.used


_LEFT = ("xong", "moi", "ghi", "con", "la", "tinh", "chot", "duoc", "dc", "bao", "thoi", "lai")


def bare(draft: Draft, parts: list[Clause], c: int, k: int, claims: list[Claim]) -> Claim | None:
    """A number with no noun beside it: the verb before it ("dạy 21"), else the thing named just before
    ("vneid / sáng 3").
    """
    items = parts[c].items
    item = items[k]
    if (
        "inperiod" in draft.entries
        and any(i.entry.cue == "inperiod" and 0 <= item.i - i.j <= 2 for i in items[:k])
        and (counted := next((i for i in draft.items if i.tag == "I"), None))
    ):
        return Claim(counted.key, item, c)
    if claims and len(items) > k > 1 and items[k - 1].tag == "D" and items[k - 2].entry.cue == "incl":
        item.tag, item.note = "X", "part"
        return None  # "cả tuần được 30 hv tính luôn hôm nay 8"
    if claims and draft.fold(item.i - 1) == "len" and "tong" in {draft.fold(n) for n in range(item.i - 7, item.i)}:
        claim = Claim(claims[-1].key, item, c)
        claim.note = "running"  # "4 vneid nâng tổng số lên 120"
        return claim
    if claims and any(i.entry.cue == "cumulative" and 0 <= item.i - i.j <= 2 for i in items[:k]):
        papers = any(i.entry.unit == "dossier" for i in items[max(0, k - 3) : k])  # "5 hộ lên sàn, hồ sơ đến nay 145"
        claim = Claim("public_services" if papers else claims[-1].key, item, c)
        claim.note = "running"  # "4 vneid, lũy kế 120"
        return claim
    if claims and _taken_off(draft, claims[0], item, k, items):
        item.note = "mended"
        return Claim(claims[0].key, item, c)
    if done_of(draft, item, claims):
        item.note = "mended"
        return Claim(claims[-1].key, item, c)
    if claims and _mends(draft, claims[-1].item, item):
        item.note = "mended"
        return Claim(claims[-1].key, item, c)
    in_class = k > 0 and items[k - 1].entry.unit == "class" and items[k - 1].j == item.i
    if in_class and (item.note == "crowd" or "notbut" in draft.wishes):
        return Claim("learners", item, c)  # "lớp đông kín phòng", "lớp 17 chứ không phải 11"
    ahead = items[k + 1] if k + 1 < len(items) else None
    taught = ahead is not None and ahead.entry.context == "teach" and 0 < ahead.i - item.j < 4
    if taught and ahead is not None and all(other_thing(draft, n) for n in range(item.j, ahead.i)):
        return Claim("learners", item, c)  # "17 mạng học zalo", "22 phật tử học"
    if other_thing(draft, item.j) and not (
        k + 1 < len(items) and items[k + 1].tag == "I" and items[k + 1].i - item.j <= 2
    ):
        item.note = item.note or "bare"
        return None
    if item.doubt == "vague" and item.note == "several":
        item.tag = "X"
        return None
    for other in items_before(items, k):
        if (
            other.tag == "C"
            and (found := context_of(other, draft.text))
            and item.i - other.j <= 3
            and other.entry.context != "usevn"
        ):
            if draft.fold(other.i) in ("kh", "ht", "hd", "th") and other.j == other.i + 1:
                break  # two letters that stand for several words: "hd 5"
            return Claim(found, item, c)
        if other.tag == "C" and other.entry.context == "give" and item.i - other.j <= 2:
            break
        if other.tag in "IUX":
            break
    ahead = items[k + 1] if k + 1 < len(items) else None
    if (
        ahead is not None
        and ahead.tag == "C"
        and ahead.i - item.j <= 1
        and ahead.entry.context in ("teach", "install", "help")
        and k + 2 < len(items)
        and items[k + 2].tag == "I"
    ):
        return Claim(items[k + 2].key, item, c)
    for other in items[k + 1 : k + 4]:
        if other.tag in "NUX":
            break
        if other.tag == "I" and not other.used and other.i - item.j <= 6:
            other.used = True
            return Claim(other.key, item, c)
    if any(i.entry.cue == "daypart" or i.note == "label" for i in items[:k]):  # "sáng 5 chiều 7 học viên"
        ahead_noun = next((i for i in items[k + 1 :] if i.tag == "I"), None) or next(
            (i for i in reversed(items[:k]) if i.tag == "I"), None
        )
        if ahead_noun is not None:
            return Claim(ahead_noun.key, item, c)
    if (
        c
        and any(i.note in ("absent", "plan") for i in parts[c - 1].items)
        and (target := next((i for i in parts[c - 1].items if i.tag == "I"), None))
    ):
        return Claim(target.key, item, c)  # "chỉ tiêu 10 vneid, làm được 8"
    if c and draft.fold(item.i - 1) in ("te", "chi", "duoc") and any(i.note == "plan" for i in parts[c - 1].items):
        target = next((i for i in parts[c - 1].items if context_of(i, draft.text) == "learners"), None)
        if target is not None:
            return Claim("learners", item, c)  # "lớp dự kiến 20 người, thực tế 14"
    filed = next((i for i in reversed(items[:k]) if i.entry.context == "submit" and item.i - i.j <= 2), None)
    if filed is not None and c and any(i.entry.unit == "dossier" or _asked(i) for i in parts[c - 1].items):
        return Claim("public_services", item, c)  # "trả kết quả 8 hồ sơ, nộp mới 5"
    enrolled = next((n for n, i in enumerate(items[:k]) if i.tag == "X" and i.note == "absent"), None)
    if enrolled is not None and any(context_of(i, draft.text) == "learners" for i in items[:enrolled]):
        return Claim("learners", item, c)  # "lớp mình 24 chị em mà hôm nay mới tới 16"
    if c + 1 < len(parts) and parts[c + 1].opened == "+" and (summed := _end_of_sum(parts, c)):
        return Claim(summed.key, item, c)  # "12 + 5 hv"
    if c and draft.fold(item.i - 1) in ("tinh", "nhu", "la") and parts[c].level < 2:
        named = [i for i in parts[c - 1].items if i.tag == "I" and not i.used]
        if len(named) == 1 and not any(i.tag == "N" for i in parts[c - 1].items):
            named[0].used = True
            return Claim(named[0].key, item, c)  # "quán cà phê mới dán qr, tính 1 nha"
    if (noun := _named_after(parts, c, items)) is not None:
        noun.used = True
        return Claim(noun.key, item, c)  # "em báo 13 nhé, học viên ạ"
    if claims and _another_name(draft, item, claims[-1]):
        claim = Claim(claims[-1].key, item, c)  # "nhà anh Tâm cài 2 vneid, nhà cô Út 1"
        claim.note = claims[-1].note = claims[-1].note or "listed"
        return claim
    if claims and not claims[-1].item.doubt and taking_turns(draft, item, claims[-1].item):
        return Claim(claims[-1].key, item, c)  # "anh Khôi làm 5 cái vneid, em làm 3"
    lettered = any(i.entry.unit == "class" and len(draft.fold(i.j)) == 1 for i in items[:k])
    marked = lettered or any(
        i.entry.cue in ("total", "daypart", "more", "part") or i.note in ("label", "list") for i in items
    )
    dated = any(i.tag == "D" for i in items)
    if _of_what_unknown(draft, item):
        item.note = "bare"
        return None
    if _initials(draft, item.j):
        item.note = "bare"
        return None  # "18 hv + 2 tgv"
    if (marked or dated) and _something_else(draft, items, item):
        item.note = item.note or "bare"
        return None
    if marked or dated or item.note == "of" or parts[c].opened == "+":
        taken = {id(claim.item) for claim in claims}
        for back in range(c - 1, max(-1, c - 5), -1):
            for other in reversed(parts[back].items):
                if other.tag in "NX" and other.value and id(other) not in taken and other.note in ("bare", "attended"):
                    item.note = "bare"
                    return None  # "5 tk dvc, đầu giờ có 9 người, sau đến thêm 5": more of those 9
                if other.tag == "I":
                    return Claim(other.key, item, c)
                if other.tag == "U" and other.entry.unit not in ("person", "class") and back == c - 1:
                    break
        keys = [p.key for p in items[k + 1 :] if p.tag == "I"]
        del keys
        for back in range(c - 1, max(-1, c - 3), -1):
            for other in reversed(parts[back].items):
                if found := context_of(other, draft.text):
                    return Claim(found, item, c)
        for ahead_clause in parts[c + 1 : c + 4] if marked else ():
            for other in ahead_clause.items:
                if other.tag == "I":
                    return Claim(other.key, item, c)
    item.note = item.note or "bare"
    return None
