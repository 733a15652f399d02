"""Is a number plain? Ranges, about and more than, fractions, negatives, estimates: whatever cannot be written
down as it is.
"""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.numbers import COUNT_WORDS, PLAIN_COUNT_WORDS
from vietnamese.ranges import ranged
from vietnamese.severals import forgotten, some_people, vague
from vietnamese.spelling import match_fold
from vietnamese.triggers import trigger

_BEFORE = {"about": "vague", "over": "vague", "under": "vague"}


# "xóm trên 4 vneid", "trường mầm non 9 vneid": a place
_END = frozenset(["", ",", ".", "a", "nha", "\n"])


_PLACED = word_set("xom thon cho lang ben phia lop dau nha ban cong app san mam mang")


def qualify(draft: Draft) -> None:
    """Give every number that is not exact its doubt, and make vague words ("vài người") numbers without a value."""
    items = draft.items
    k = 0
    while k < len(items):
        item = items[k]
        tag = item.tag
        if tag == "N":
            _shape(draft, item)
            ranged(draft, k)
            _around(draft, k)
        elif tag == "K":
            cue = item.entry.cue
            if cue == "vague" or cue == "several":
                vague(draft, k)
            elif cue == "missing":
                forgotten(draft, k)
        elif tag == "U" and item.entry.unit == "machine":
            some_people(draft, k)
        k += 1
    _halves(draft)


def _shape(draft: Draft, item: Item) -> None:
    numeral = item.numeral
    if numeral is None or item.doubt:
        return
    shape, parts = numeral.shape, numeral.parts
    if shape in ("dot", "comma"):
        item.doubt = "fraction"
    elif shape == "dash":
        item.doubt, item.value, item.upto = "range", parts[0], parts[1]
        if parts[0] >= parts[1]:
            item.doubt = "two_values"
    elif shape == "slash":
        item.value, item.upto, item.note = parts[0], parts[1], "of"
    elif shape in ("odd", "seq"):
        item.doubt = "two_values"
    elif item.value > 99_999:
        item.doubt = "too_big"


def _bound_of_a_class(draft: Draft, cue: Item, noun: Item | None) -> bool:
    """ "lớp dưới 10 người": how many at most, where no "lớp trên" stands beside it as another class."""
    if draft.fold(cue.i - 1) != "lop" or draft.fold(cue.i) not in ("tren", "duoi"):
        return False
    counted = noun is not None and (noun.entry.unit == "person" or noun.key == "learners")
    return counted and not {"tren", "duoi"} <= draft.folds and draft.words.count("lop") == 1


def _around(draft: Draft, k: int) -> None:
    """Words beside the number: khoảng, hơn, gần before it; "gì đó", "mấy", "+" after it; ước; a minus sign."""
    items = draft.items
    item = items[k]
    before = items[k - 1] if k else None
    after = items[k + 1] if k + 1 < len(items) else None
    if before is not None and before.j == item.i:
        cue = before.entry.cue
        if cue == "double" and draft.fold(before.i) in ("nua", "phan") and before.tag == "K":
            item.doubt = item.doubt or "vague"  # "nửa lớp 14 người"
        if cue == "estimate":
            item.estimate = True
        elif (
            cue in _BEFORE
            and before.tag == "K"
            and draft.fold(before.i) in ("tren", "duoi", "ngoai", "non")
            and draft.fold(before.i - 1) in _PLACED
            and draft.tokens[before.i - 1].lower != "cho"  # "cấp cho trên 19 người", no "chợ trên"
            and not any(i.tag == "I" and i.j == before.i for i in items[max(0, k - 3) : k])  # "hộ lên sàn dưới 3"
            and not _bound_of_a_class(draft, before, after)
        ):
            pass
        elif draft.fold(before.i) == "ngoai" and "ra" in [draft.fold(n) for n in range(item.j + 1, item.j + 4)]:
            before.tag = "W"  # "ngoài 9 hv ra không có gì khác"
        elif before.start == item.start - 2 and draft.text[max(0, before.start - 1) : before.end] in (">", "\n>"):
            before.tag = "W"  # a line quoted
        elif cue in _BEFORE and before.tag == "K" and not item.doubt:
            item.doubt = "vague"
            item.start = before.start
        elif cue in ("vague", "several") and before.tag == "K":
            item.doubt = "vague"
            before.tag = "W"
        elif cue == "approx_after" and draft.fold(before.i) == "la" and before.tag == "K":
            item.doubt = item.doubt or "vague"  # "là nhiều nhất 24"
        elif before.note == "=" and k > 1 and items[k - 2].entry.cue in _BEFORE and items[k - 2].j == before.i:
            item.doubt = item.doubt or "vague"  # ">= 22"
        elif before.entry.date == "lunar" or draft.fold(before.i) == "am":
            item.doubt = "negative"
        elif (
            cue == "to"
            and draft.text[before.start] in "-–"
            and before.end == item.start
            and not item.doubt
            and _negative(draft, k)
        ):
            item.doubt = "negative"
            item.value, item.start = -item.value, before.start
    elif (
        before is not None
        and before.entry.cue in _BEFORE
        and item.i - before.j == 1
        and before.tag == "K"
        and draft.fold(before.j) in ("phai", "duoc", "dc", "cung", "co", "tren", "duoi", "dang")
        and draft.fold(before.i - 1) not in _BUSY  # "chiều đông hơn được 12"
        and draft.tokens[before.j].text.lower() != "cờ"
        and not item.doubt
        and before.entry.keys != ("trên",)
        and draft.fold(before.i) != "qua"  # "vắng quá có 12 hv"
    ):
        item.doubt = "vague"
    machines = item.value % 10 and not draft.tokens[after.i].marked if after is not None else False  # "hư 2 may"
    if after is not None and after.entry.cue == "several" and after.i == item.j and not machines:
        item.doubt, after.tag = item.doubt or "vague", "W"
    if after is not None and after.entry.cue == "about" and draft.fold(after.i - 1) == "la" and after.i - item.j == 1:
        after.tag = "W"  # "9 là chắc": sure
    if after is not None and not item.doubt:
        if after.tag == "K" and after.entry.cue == "approx_after" and after.i == item.j:
            if not (after.entry.keys[0] in ("hon",) and k + 2 < len(items) and items[k + 2].tag == "N"):
                item.doubt = "vague"
        elif (
            after.note == "+"
            and after.start == item.end
            and not (k + 2 < len(items) and items[k + 2].tag == "N" and items[k + 2].i - after.j == 0)
        ) or (
            after.tag in "IU"
            and after.i == item.j
            and k + 2 < len(items)
            and items[k + 2].entry.cue == "approx_after"
            and items[k + 2].i - after.j <= 1
            and (len(items[k + 2].entry.keys) > 1 or _and_more(draft, items[k + 2]))
        ):
            item.doubt = "vague"
        elif (
            after.tag in "IU" and after.i == item.j and draft.fold(after.j) == "hon" and draft.fold(after.j + 1) in _END
        ):
            item.doubt = "vague"  # "12 học viên hơn"
        elif (
            after.i - (after.tag in "IU") == item.j
            and item.j < len(draft.tokens)
            and draft.tokens[item.j].lower in _AND_SOME
            and any(i.tag in "IU" and i.i == item.j + 1 for i in items[k + 1 : k + 3])
        ):
            item.doubt = "vague"  # "22 hơn hv", "ba chục ngoài người"
        elif "approx_after" in draft.entries and _said_so_behind(draft, k):
            item.doubt = "vague"  # "3 người cài vneid gì đó"
    behind = draft.fold(item.j)
    if not item.words and (behind in _LETTERS or draft.fold(item.i - 1) in _LETTERS):
        for n, touching in (
            (item.j, item.j < len(draft.tokens) and draft.starts[item.j] == item.end),
            (item.i - 1, item.i > 0 and draft.ends[item.i - 1] == item.start),
        ):
            if touching and draft.tokens[n].text in ("o", "O", "l", "I"):
                item.doubt = item.doubt or "two_readings"  # "1O", "l2": a letter for a digit
    if (
        behind == "x"
        and draft.ends[item.i] == draft.starts[item.j]
        and item.value < 10
        and draft.fold(item.j + 1) not in ("",)
        and draft.tokens[item.j].kind == 0
        and (after is None or after.tag != "N" or after.i > item.j + 1)
    ):
        born = before is not None and before.entry.unit == "person" and before.j == item.i
        item.doubt, item.tag = ("", "X") if born else ("vague", item.tag)  # "1x người", but "bác 6x"


_BUSY = ("dong", "kha", "vui", "nhanh", "tot")


def _said_so_behind(draft: Draft, k: int) -> bool:
    """ "3 người cài vneid gì đó", "42 quán dán qr hay sao á": behind all the words of what was counted."""
    items = draft.items
    end, n = items[k].j, k + 1
    while n < len(items) and items[n].tag in "IUC" and items[n].i - end <= (n > k + 1) and n < k + 5:
        end, n = items[n].j, n + 1
    cue = items[n] if n < len(items) else None
    return (
        cue is not None and cue.entry.cue == "approx_after" and cue.i == end and len(cue.entry.keys) > 1 and n > k + 1
    )


_AND_SOME = frozenset(["hơn", "ngoài", "dư", "hon", "ngoai"])
_LETTERS = ("o", "l", "i")  # O and I in small letters


def _and_more(draft: Draft, cue: Item) -> bool:
    """ "20 người hơn cài vneid", but not "12 người hơn tuần trước"."""
    return cue.entry.keys == ("hơn",) and draft.fold(cue.j) not in (
        "tuan",
        "hom",
        "bua",
        "thang",
        "so",
        "lan",
        "dot",
        "moi",
    )


def _negative(draft: Draft, k: int) -> bool:
    items = draft.items
    if k < 2:  # "-4 hv", alone on its line
        return k == 1 and "\n" not in draft.text and draft.text[: items[0].start].strip() == ""
    before = items[k - 2]
    return (
        (before.note in (":", "=", ",") or before.tag == "I" or before.entry.cue == "change")
        and draft.text[items[k - 1].start - 1] in " :="
        and before.tag != "N"
    )


_HALF = trigger(
    match_fold(key.rstrip("1235"))
    for key, (kind, _) in (*COUNT_WORDS.items(), *PLAIN_COUNT_WORDS.items())
    if kind == "half"
)


def _halves(draft: Draft) -> None:
    """buổi rưỡi, 2 buổi rưỡi, bảy người rưỡi: half of one cannot be counted; nor can mười hai phẩy năm."""
    if not draft.bits & _HALF and draft.folds.isdisjoint(_POINT):
        return
    for i, token in enumerate(draft.tokens):
        if token.fold in _POINT and i + 1 < len(draft.tokens) and draft.tokens[i + 1].count is not None:
            for told in draft.items:
                if told.tag == "N" and told.j == i:
                    told.doubt = "fraction"
        if token.count is None or token.count[0] != "half":
            continue
        for k, item in enumerate(draft.items):
            counted = (
                item.tag == "U" and k and draft.items[k - 1].tag == "N" and item.entry.unit in ("person", "gender")
            )
            if (item.tag == "I" or counted) and item.j == i:
                number = (
                    draft.items[k - 1]
                    if k and draft.items[k - 1].tag == "N" and draft.items[k - 1].j == item.i
                    else None
                )
                if number is not None:
                    number.doubt = "fraction"
                elif item.tag == "I":
                    draft.doubt("fraction", item, (item.key,))


_POINT = frozenset(["phay", "phet"])
