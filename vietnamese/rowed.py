"""One indicator told place by place or by the times of a day: "vneid: thôn 5 cái, trường 6 cái", "VNeID / Xóm Trên 4 /
Xóm Dưới 7", "8 hv sáng, 5 chiều" are sums; after a whole that they make up they are only its parts.
"""

from itertools import pairwise

from vietnamese.clauses import PEOPLE, Claim
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.itemised import itemised
from vietnamese.named import BEFORE_PART, LINK, SIGNS, TEAMS, name_end
from vietnamese.rows import KEYS, SEXES, Row, beside, name_first, name_last
from vietnamese.tokens import WORD

_NAMING = word_set(
    "thon xom lang to nhom lop ca diem khu cum doi ben phia truong cho tram hoi ap ban kdc khoa top canh uy nha chi "
    "sang trua chieu toi dem khuya"
)
_MOST = 12  # rows: no list of a village is longer, a hostile text may be


def rowed(draft: Draft) -> list[Claim]:
    """Claims for the numbers of such rows; they are taken out of the later rules."""
    numbers = [i for i in draft.items if i.tag in "NX" and _counts(i)]
    if len(numbers) < 2 or len(numbers) > 40:
        return []
    claims: list[Claim] = [*_by_session(draft, numbers), *itemised(draft)]
    if not draft.folds & _NAMING and not draft.folds >= set(SEXES):
        return claims  # most messages name no place and no time of the day
    for parse in (name_first, name_last):
        run: list[Row] = []
        for number in numbers:
            row = parse(draft, number)
            if (
                row is not None
                and number.tag == "X"
                and not (
                    (row.noun is not None and row.noun.entry.unit == "thing")
                    or (number.note == "measure" and name_end(draft, number.j) is not None)
                    if parse is name_first
                    else run and number.note == "measure"
                )
            ):
                continue  # the number in a name, or of something else
            if row is None and number.tag == "X":
                continue
            if row is not None and run and _joined(draft, run[-1], row) and len(run) < _MOST:
                run.append(row)
                continue
            claims += _told(draft, run)
            run = [row] if row is not None else []
        claims += _told(draft, run)
    return claims


_SESSIONS = word_set("buoi lop diem xom nhom thon to toi ngay hom bua ca khoa nha lan cho truong")
_JOINED = frozenset([",", "và", "va", "+", ";", "-", "với", "vs", "voi", "rồi", ", rồi", ", và"])


def _by_session(draft: Draft, numbers: list[Item]) -> list[Claim]:
    """ "3 buổi: 12, 14, 15 hv", "dạy 2 điểm, được 6 với 7 người": as many numbers as sessions, the noun once."""
    for n, counted in enumerate(numbers[:-2]):
        row = numbers[n + 1 : n + 1 + counted.value]
        if not 1 < counted.value == len(row) <= _MOST or draft.fold(counted.j) not in _SESSIONS:
            continue
        noun = beside(draft, row[-1])
        signs = all(draft.text[a.end : b.start].strip() in _JOINED for a, b in pairwise(row))
        if not signs or noun is None or any(i.tag != "N" for i in row):
            continue
        key = noun.key or ("learners" if noun.entry.unit == "person" and draft.folds & _TAUGHT else "")
        between = [i for i in draft.items if counted.end <= i.start < row[0].start]
        if (
            not key
            or key == _key_of(draft, counted)
            or any(i.tag == "I" and i.key not in ("sessions", key) for i in between)
        ):
            continue
        for number in row:
            number.tag, number.note = "X", "listed"
        return [_listed(key, number) for number in row]
    return []


_TAUGHT = word_set("day hoc lop tap hv kns buoi")


def _key_of(draft: Draft, number: Item) -> str:
    """The indicator named right after a number."""
    noun = beside(draft, number)
    return noun.key if noun is not None else ""


def _listed(key: str, number: Item) -> Claim:
    claim = Claim(key, number, 0)
    claim.note = "listed"
    return claim


def _counts(item: Item) -> bool:
    """A plain number, or one that was taken for a measure of the word after it ("35 điểm 2")."""
    plain = item.numeral is None or item.numeral.shape == "int"
    return plain and not item.doubt and (item.tag == "N" or (item.tag == "X" and item.note in ("measure", "label")))


def _told(draft: Draft, run: list[Row]) -> list[Claim]:
    if len(run) < 2 or any(r.number.note in ("listed", "part") for r in run) or len({r.name for r in run}) < len(run):
        return []
    if run[0].name in SEXES and (all_of := next((i for i in draft.items if i.tag == "N" and i.j == run[0].i), None)):
        for row in run if all_of.value == sum(r.number.value for r in run) else ():
            row.number.tag, row.number.note = "X", "part"  # "hv 18 nam 7 nữ 11"
        return []
    noun = _noun(draft, run)
    if noun is None:
        return []
    whole = _whole(draft, run, noun)
    if whole is not None:
        if whole.value == sum(r.number.value for r in run):
            for row in run:
                row.number.tag, row.number.note = "X", "part"
        return []
    key = noun.key
    if key == "sessions" and draft.fold(noun.i) == "lop":
        if not any(i.entry.unit in ("person", "gender") for i in draft.items for r in run if i.i == r.number.j):
            return []
        key = "learners"  # "lớp học sáng 7 bác, chiều 6 bác"
    found: list[Claim] = []
    for row in run:
        claim = Claim(key, row.number, 0)
        claim.note = "listed"
        row.number.tag, row.number.note = "X", "listed"
        if row.noun is not None:
            row.noun.used = True
        found.append(claim)
    noun.used = True
    return found


def _noun(draft: Draft, run: list[Row]) -> Item | None:
    """The one indicator that all rows are about: named in them, or right before the first."""
    for row in run:
        if row.noun is not None and row.noun.entry.unit in KEYS:
            row.noun.key = KEYS[row.noun.entry.unit]
    named = [r.noun for r in run if r.noun is not None and r.noun.key] or _said_last(draft, run)
    if named:
        return named[0] if len({n.key for n in named}) == 1 else None
    before = [i for i in draft.items if i.j <= run[0].i]
    while before and (
        before[-1].tag in "DXW" or before[-1].note in (":", "\n", "=", "(") or before[-1].entry.cue == "every"
    ):
        before.pop()
    head = next((i for i in reversed(before) if i.entry.unit == "class"), None)
    if head is not None and all(r.name.split()[0] in TEAMS for r in run) and not any(i.tag == "I" for i in before):
        for counted in before:
            if counted.tag == "N" and counted.value == len(run) and draft.fold(counted.j) in TEAMS:
                counted.tag, counted.note = "X", "other"
        taught = Item("I", head.i, head.j, head.start, head.end)
        taught.key = "learners"
        return taught  # "lớp có 2 tốp, tốp sáng 8 tốp chiều 6"
    head = before[-1] if before else None
    if head is not None and head.tag == "U" and head.entry.unit in KEYS:
        head.key = KEYS[head.entry.unit]
    if head is None or not head.key or head.tag not in "IU":
        return None
    loose = [n for n in range(head.j, run[0].i) if draft.tokens[n].kind == WORD and not _covered(draft, n)]
    return head if not loose else None


def _said_last(draft: Draft, run: list[Row]) -> list[Item]:
    """ "nhóm sáng 9 nhóm chiều 12, học viên hết nhé": the noun alone after the rows."""
    after = [i for i in draft.items if i.i >= run[-1].j and i.entry.cue != "everyone"]
    while after and after[0].entry.context == "install" and after[0].i - run[-1].j < 2:
        del after[0]
    if (
        after
        and after[0].tag == "I"
        and after[0].key in PEOPLE
        and after[0].i - run[-1].j < 3
        and all(r.noun is not None and r.noun.entry.unit == "person" for r in run)
        and not any(i.tag == "N" for i in after)
    ):
        return after[:1]  # "nhà bác Tư 4 người nhà chú Bảy 3 người cài vneid xong hết"
    alone = len(after) > 1 and after[0].note == "," and after[1].tag == "I" and after[1].i - after[0].j < 2
    bald = all(r.noun is None for r in run) and not any(i.tag == "N" for i in after)
    return [after[1]] if alone and bald and len(after) < 4 else []


_AT = word_set("cho o tai cua ben ca")


def _covered(draft: Draft, at: int) -> bool:
    return any(i.i <= at < i.j for i in draft.items) or draft.fold(at) in LINK or draft.fold(at) in _AT


def _whole(draft: Draft, run: list[Row], noun: Item) -> Item | None:
    """The number told before the rows, where they come after a colon or stand in a bracket."""
    opening = [draft.tokens[n].text for n in range(max(0, run[0].i - 1), run[0].i)]
    if not opening or (opening[0] not in (":", "(", ",") and run[0].name not in SEXES):
        return None
    before = [i for i in draft.items if i.tag == "N" and i.j <= run[0].i]
    if not before or before[-1].j < run[0].i - 6:
        return None
    own = any(i.tag in "IU" and i.key == noun.key and abs(i.i - before[-1].j) <= 1 for i in draft.items)
    return before[-1] if own else None


def _joined(draft: Draft, first: Row, second: Row) -> bool:
    """Whether nothing but a sign or an "and" stands between two rows; a second row without a noun is named alike."""
    between = range(first.j, second.i)
    bare = second.i == second.number.i and second.noun is None and beside(draft, second.number) is not None
    alike = first.name.split()[:1] == second.name.split()[:1] or draft.fold(second.number.j) in BEFORE_PART
    if bare and not alike:
        return False
    return len(between) <= 3 and all(
        draft.tokens[n].text.lower().strip(" ") in SIGNS or "\n" in draft.tokens[n].text for n in between
    )
