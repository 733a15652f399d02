"""How a number counts beside others of its indicator: a part, a total, one more, one of several places or times."""

import itertools

from vietnamese.clauses import PARTIAL, Claim, Clause
from vietnamese.draft import Draft, Item
from vietnamese.named import DAYPARTS, name_end


def _lettered(draft: Draft, at: int) -> bool:
    """lớp A, nhóm B: a class told from another by a letter."""
    return at < len(draft.tokens) and len(draft.tokens[at].text) == 1 and draft.tokens[at].text.isupper()


_WHICH = frozenset(["dau", "sau", "truoc", "cuoi", "kia", "nhat"])
_HOURS = ("h", "g", "gio")
_MORE = frozenset(["tang", "giam", "hon", "kem"])
_BUT = ("ma", "nhung", "nhma", "nma")
_THAN = ("hon", "kem", "thua")


def mark(draft: Draft, parts: list[Clause], c: int, k: int, claim: Claim) -> None:
    """How the number counts beside others of its indicator: a part, a total, one more, one of several places
    or times.
    """
    items = parts[c].items
    item = items[k]
    beyond = False
    for other in reversed(items[:k]):
        if other.tag == "N" or (other.tag == "X" and other.note == "measure"):
            beyond = True
        if beyond:  # past another number only places, days and parts still hold: "nhóm A 1 buổi 11 hv"
            if (other.entry.label or other.entry.context == "market") and other.tag in "LMC" and not claim.label:
                claim.label = " ".join(draft.fold(n) for n in range(other.i, other.j + 1))
            elif other.tag == "D" and other.when is not None and other.when.kind == "day" and not claim.label:
                claim.label = other.when.first.isoformat() + "D"
            elif draft.fold(other.j) in _HOURS and not claim.label and other.tag == "X":
                claim.label = f"h{draft.text[other.start : other.end]}"  # "7h-9h: 12 hv, 9h-11h: 8 hv"
            elif other.entry.cue == "part" and claim.unit in PARTIAL:
                claim.note = claim.note or "part"
            continue
        if other.entry.cue and _by_cue(draft, item, other, claim):
            continue
        if not claim.label and claim.key != "learners" and other.key == "sessions" and draft.fold(other.j) in _WHICH:
            claim.label = f"{draft.fold(other.i)} {draft.fold(other.j)}"  # "buổi đầu hỗ trợ 14 lượt, buổi sau 17 lượt"
        elif other.entry.unit == "class" and not claim.label and _lettered(draft, other.j):
            claim.label = f"lop {draft.fold(other.j)}"
        elif (other.entry.label or other.entry.context == "market") and other.tag in "LMC" and not claim.label:
            claim.label = " ".join(draft.fold(n) for n in range(other.i, other.j + 1))
        elif other.note == "label" and other.tag == "X" and not claim.label:
            claim.label = draft.text[other.start - 8 : other.end] if other.start > 8 else draft.text[: other.end]
        elif other.tag == "D" and draft.fold(other.i - 1) in _THAN and other is items[k - 1]:
            claim.note = "compared"
        elif other.tag == "D" and other.when is not None and other.when.kind == "day" and not claim.label:
            claim.label = other.when.first.isoformat()
            if other.note == "":
                claim.label += "D"
            word = next((w for n in range(other.i, other.j) if (w := draft.fold(n)) in DAYPARTS), "")
            claim.label = f"{word} {claim.label}".strip()
    for other in items[k + 1 : k + 4]:
        if other.tag == "N" or (other.tag == "D" and draft.fold(other.i - 1) in _BUT):
            break
        if (
            other.tag == "D"
            and other.when is not None
            and other.when.kind == "day"
            and other.note == ""
            and not claim.label
        ):
            word = next((w for n in range(other.i, other.j) if (w := draft.fold(n)) in DAYPARTS), "")
            claim.label = f"{word} {other.when.first.isoformat()}D".strip()  # "14 hv sáng 18/6, 9 hv tối 18/6"
        if other.entry.label and other.tag in "LM" and not claim.label and other.i - item.j <= 3:
            claim.label = f"{draft.fold(other.i)} {draft.fold(other.j)}"  # "6 hv thôn trên, 4 hv thôn dưới"
        if (
            other.entry.cue == "total"
            and other.tag == "K"
            and claim.note in ("", "more")
            and draft.fold(other.i) in ("tat", "ca", "het")
        ):
            claim.note = "total"
        if other.entry.cue == "more" and other.tag == "K" and not claim.note:
            claim.note = "more"
        if other.entry.cue == "daypart" and not claim.label and other.i == item.j and draft.fold(other.j) in _ENDING:
            claim.label = draft.fold(other.i)  # "vneid 5 sáng, vneid 3 chiều"
        of_day = other.entry.cue == "daypart" and items[k + 1] is not other and other.i == items[k + 1].j
        if of_day and claim.key == "sessions":
            claim.label = draft.fold(other.i)  # "1 buổi sáng 8 người, 1 buổi chiều 6 người"
        if other.entry.cue == "part" and claim.unit in PARTIAL and _described(draft, items, other):
            claim.note = "part"  # "4 người trong đó là giáo viên"
        if (
            other.entry.cue == "part"
            and claim.unit in PARTIAL
            and other is items[-1]
            and draft.fold(item.i - 1) == "voi"
        ):
            claim.note = "part"  # "mở 32 ví, với 22 người mới trong đó"

    at = items[0].i if items else item.i
    while at and draft.tokens[at - 1].kind < 2 and draft.fold(at - 1) not in ("va", "con", "voi", "roi"):
        at -= 1
    tonight = draft.fold(at) == "toi" and not draft.tokens[at].marked  # "toi": tối or tôi
    if not claim.label and at < item.i and not tonight and (end := name_end(draft, at)) is not None and end <= item.i:
        claim.label = " ".join(draft.fold(n) for n in range(at, end))  # "nhà rông hỗ trợ 10 lượt"
    if (
        k >= 3
        and items[k - 1].note == "="
        and items[k - 2].tag in "IU"
        and (items[k - 2].used or items[k - 3].tag == "N")
    ):
        claim.note = claim.note or "total"  # "2 tk vietcombank + 1 viettel money = 3"
    if k and items[k - 1].note == "=" and "+" in draft.text[: item.start] and c:
        claim.note = claim.note or "total"
    if (k >= 2 and items[k - 1].note in ("x", "×", "*")) or draft.fold(item.i - 1) == "x":
        claim.note = "each"
    nxt = parts[c + 1] if c + 1 < len(parts) else None
    if (
        nxt is not None
        and nxt.opened == "/"
        and nxt.items
        and nxt.items[0].tag in "IUM"
        and not any(i.tag == "N" for i in nxt.items[:4])
        and items[-1].i <= item.j + 1
        and nxt.items[0].i == items[-1].j + 1
        and not (draft.text[items[-1].end : items[-1].end + 3] == " / " and nxt.items[0].tag == "M")
    ):
        claim.note = "each"  # "10 người/lớp", but not "vneid 3 / thôn An Chuẩn"
    if not claim.note and _more_than_before(draft, item):
        claim.note = "compared"  # "hv tăng 3 người so với bữa trước"
    if not claim.note and _after_part(parts, c, claim):
        claim.note = "part"


def _comes_to(draft: Draft, cue: Item, item: Item) -> bool:
    """ "nữa là 3", "thêm bà Sáu thành 3": what it comes to with those added."""
    return (
        draft.fold(item.i - 1) in ("la", "thanh") and item.i - 1 >= cue.j and draft.fold(cue.j - 1) in ("nua", "them")
    )


def _whichever(draft: Draft, cue: Item, item: Item) -> bool:
    """ "lớp nào cũng 10 người", "xóm nào cũng cài 3 vneid": so many in each of them; not "ai cũng"."""
    if draft.fold(cue.j - 2) != "nao" or draft.fold(cue.j - 1) != "cung" or item.i - cue.j > 2:
        return False
    return draft.fold(cue.j - 3) not in _WHO


_WHO = frozenset(["nguoi", "ng", "ba", "chi", "bac", "cu", "ong", "anh", "em", "co", "chu"])


def _by_cue(draft: Draft, item: Item, other: Item, claim: Claim) -> bool:
    """Whether the cue of a piece before the number tells how it counts; noted with the claim."""
    cue = other.entry.cue
    if cue == "total" and other.tag == "K":
        claim.note = claim.note or "total"
    elif cue == "part":
        claim.note = "part"
    elif cue == "incl":
        claim.note = "incl"
    elif cue == "each" and draft.fold(other.i - 1) in ("co", "duoc", "dc", "con", "dang") and other.j == other.i + 1:
        return True  # "có mỗi 7 người": only
    elif cue == "each" and (draft.fold(other.j) == "van" or "do" in (draft.fold(item.j), draft.fold(item.j + 1))):
        return True  # "buổi nào cũng vẫn 11 người đó": the same people
    elif cue == "each" or (cue == "everyone" and _whichever(draft, other, item)):
        claim.note = "each"
    elif (
        cue == "less"
        and draft.fold(item.i - 1) not in ("xuong", "con", "thanh")
        and other.tag == "K"
        and item.i - other.j <= 2
    ):
        claim.note = "less"
    elif cue == "more" and other.tag == "K" and _comes_to(draft, other, item):
        claim.note = claim.note or "total"  # "cài cho 2 bà, thêm bà Sáu nữa là 3"
    elif cue == "more" and other.tag == "K":
        claim.note = claim.note or "more"
    elif cue == "inperiod":
        claim.note = "inperiod"
    elif cue == "cumulative" and not claim.note:
        claim.note = "running"
    elif cue == "daypart" and not claim.label:
        claim.label = draft.fold(other.i)
    else:
        return False
    return True


_IS = frozenset(["la", "deu", "thuoc"])


def _described(draft: Draft, items: list[Item], cue: Item) -> bool:
    """Whether "trong đó" only says of whom the number before it was, and no other number follows it."""
    return draft.fold(cue.j) in _IS and not any(i.tag == "N" for i in items[items.index(cue) :])


_ENDING = frozenset(["", ",", ".", "va", "voi", "\n"])


def _more_than_before(draft: Draft, item: Item) -> bool:
    if not draft.folds & _MORE:
        return False
    before = {draft.fold(n) for n in range(item.i - 3, item.i)}
    after = [draft.fold(n) for n in range(item.j, item.j + 4)]
    if {"khong", "ko", "k"} & before and "," in before:
        return False  # "2 hộ, không hơn không kém, 45 hv"
    return bool(before & {"tang", "giam", "hon", "kem"}) and any(
        pair == ("so", "voi") or pair[0] == "hon" for pair in itertools.pairwise(after)
    )


def _after_part(parts: list[Clause], c: int, claim: Claim) -> bool:
    """ "12 hv, trong đó 7 nữ, 5 nam": the parts go on to the end of the sentence; so do those in brackets."""
    for back in range(c, -1, -1):
        clause = parts[back]
        if back < c and any(i.entry.cue == "part" for i in clause.items):
            return claim.unit in PARTIAL
        if clause.opened == ":(":
            return claim.unit in PARTIAL
        if clause.opened == "(" and back <= c:
            return not any(p.closed for p in parts[back + 1 : c + 1]) and back > 0
        if clause.level == 2:
            break
    return False
