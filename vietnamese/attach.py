"""Which number belongs to which indicator: clause by clause, from the noun beside it, else from the verbs
around it.
"""

from vietnamese.bare import bare
from vietnamese.chained import one_each
from vietnamese.clauses import PEOPLE, Claim, Clause, other_thing
from vietnamese.cutting import clauses
from vietnamese.draft import Draft, Item
from vietnamese.excluded import exclude
from vietnamese.flanks import MARKS_OFF, a_class_of_it, done_for, handed_in, heads_its_own, noun_before, unit_of
from vietnamese.headings import rows
from vietnamese.keyfirst import dossier_first, key_first
from vietnamese.marks import mark
from vietnamese.named import LINK
from vietnamese.nouns import with_noun
from vietnamese.numberfirst import number_first
from vietnamese.subsets import had_before
from vietnamese.topics import for_them, kinds_of_accounts, short_words, topics
from vietnamese.units import with_unit


def attach(draft: Draft) -> list[Claim]:
    """A claim for every number that a rule explains; those that stay bare, doubtful or unknown become doubts
    later.
    """
    short_words(draft)
    for_them(draft)
    topics(draft)
    kinds_of_accounts(draft)
    one_each(draft)
    parts = clauses(draft) if "N" in [i.tag for i in draft.items] else []
    claims: list[Claim] = []
    if rows(draft, parts, claims):
        return claims
    for c, clause in enumerate(parts):
        numbers = [k for k, i in enumerate(clause.items) if i.tag == "N"]
        if numbers:
            exclude(draft, parts, c)
            first = key_first(clause)
            if (
                len(numbers) > 1
                and clause.items[0].tag in "NC"
                and not first
                and (nouns := number_first(draft, clause.items))
            ):
                for k, noun in zip(numbers, nouns, strict=True):
                    _its_noun(draft, parts, c, k, noun, claims)
                continue
            for k in numbers:
                if clause.items[k].tag == "N":
                    _one(draft, parts, c, k, first, claims)
    return claims


def _its_noun(draft: Draft, parts: list[Clause], c: int, k: int, noun: Item, claims: list[Claim]) -> None:
    """The claim of a number that is told with its noun behind it, as all others in its clause."""
    after = parts[c].items[k + 1]
    claim = Claim(noun.key, parts[c].items[k], c, after.entry.unit if after.tag == "U" else "")
    noun.used = True
    if noun.note == "cn":
        claim.item.note = claim.item.note or "cn"
    mark(draft, parts, c, k, claim)
    claims.append(claim)


def _one(draft: Draft, parts: list[Clause], c: int, k: int, noun_first: bool, claims: list[Claim]) -> None:
    items = parts[c].items
    item = items[k]
    right = items[k + 1] if k + 1 < len(items) and items[k + 1].tag in "IU" and items[k + 1].i - item.j <= 1 else None
    if (
        right is not None
        and right.tag == "U"
        and right.i > item.j
        and draft.fold(item.j) in ("gium", "dum", "giup", "zum")
    ):
        right = None  # "59 giùm em"
    if item.note == "none behind":
        right = None  # "ví không hồ sơ năm": the không belongs to the noun before it
    if noun_first and right is not None and (dossier_first(items, k + 1) or (k == 1 and dossier_first(items, 0))):
        right = None  # "ví hai hồ sơ ba", "hồ sơ ba ví hai"
    lettered = right is not None and right.entry.unit == "short_session" and right.j < len(draft.tokens)
    if lettered and right is not None and draft.tokens[right.j].text == ")":
        right = None  # "a) học viên 12 b) vneid 5"
    beyond = items[k + 2] if k + 2 < len(items) else None
    if (
        right is not None
        and right.entry.unit == "short_session"
        and beyond is not None
        and beyond.tag == "I"
        and (beyond.i == right.j or (draft.fold(right.j) == "co" and beyond.key in PEOPLE))
    ):
        right = beyond  # "8 b học viên", "3 b có vneid"
    signed = beyond is not None and (beyond.tag == "N" or beyond.note in MARKS_OFF)
    if signed and right is not None and heads_its_own(draft, items, k):
        right = None  # "chữ ký số: 13 tuyên truyền: 1"
    left = noun_before(items, k)
    claim: Claim | None = None
    colon = left is not None and items[k - 1].tag == "S" and items[k - 1].note in (":", "=", "\t")
    beyond = items[k + 2] if k + 2 < len(items) else None
    if (
        left is not None
        and right is not None
        and right.tag == "I"
        and beyond is not None
        and (beyond.entry.cue in ("failed", "approxask") or beyond.note == "none behind")
    ):
        noun_first = True  # "hv 12 vneid chưa đếm"
    if left is not None and right is not None and a_class_of_it(draft, items, k, left, right):
        right = None  # "hv 13 lớp 2"
    if left is not None and (noun_first or colon) and (right is None or right.tag == "I" or unit_of(right, left.key)):
        claim = Claim(left.key, item, c, right.entry.unit if right is not None and right.tag == "U" else "")
        if (
            right is not None
            and right.tag == "I"
            and not noun_first
            and right.key != left.key
            and not (k + 2 < len(items) and items[k + 2].tag == "N")
        ):
            claim = with_noun(draft, parts, c, k, right, left, claims)
    elif noun_first and k and items[k - 1].entry.unit == "dossier" and items[k - 1].j == item.i:
        right = None
        claim = with_unit(draft, parts, c, k, items[k - 1], claims)  # "vneid 8 hồ sơ 36 cks 3"
    elif right is not None and right.tag == "I":
        claim = with_noun(draft, parts, c, k, right, left, claims)
    elif right is not None:
        claim = with_unit(draft, parts, c, k, right, claims)
    elif (
        k >= 2
        and items[k - 1].note in (":", "=", "\t")
        and items[k - 2].tag == "U"
        and items[k - 2].entry.unit in ("dossier", "visit", "account", "household", "hs", "person")
    ):
        claim = with_unit(draft, parts, c, k, items[k - 2], claims)  # "hồ sơ: 4"
    elif (paper := handed_in(items, k)) is not None:
        claim = with_unit(draft, parts, c, k, paper, claims)
    elif left is not None:
        claim = Claim(left.key, item, c)
        if left.note == "cn":
            item.note = "cn"
    elif (
        k
        and items[k - 1].tag == "U"
        and (
            item.i - items[k - 1].j <= (items[k - 1].entry.unit != "person")
            or (done_for(items, k) and _LINKING.issuperset(draft.words[items[k - 1].j : item.i]))
            or (items[k - 1].entry.unit == "dossier" and set(draft.words[items[k - 1].j : item.i]) <= LINK)
        )
        and items[k - 1].entry.unit in ("dossier", "gender", "household", "person", "account", "visit")
        and not (items[k - 1].entry.unit == "household" and other_thing(draft, item.j))
    ):
        claim = with_unit(draft, parts, c, k, items[k - 1], claims)
    else:
        claim = bare(draft, parts, c, k, claims)
    if claim is not None and claim.key == "certificates" and item.note == "":
        noun = left if left is not None and left.key == "certificates" else right
        if noun is not None and noun.note == "cn":
            item.note = "cn"
    if claim is None:
        return
    if right is None and "roi" in draft.folds and had_before(draft, item):
        item.tag, item.note = "X", "other"
        for named in items[k + 1 :]:
            named.used = named.used or named.tag == "I"
        return  # "cả 15 đều có vneid rồi nên không cài"
    if claim.unit == "" and k and items[k - 1].entry.unit == "gender" and items[k - 1].j == item.i:
        before = [i.entry.unit if i.tag == "U" else i.tag for i in items[max(0, k - 3) : k - 1]]
        if before[-1:] != ["N"] or before == ["gender", "N"]:
            claim.unit = "gender"  # "nam 3 nữ 5 cài vneid", but not "12 nữ 5 vneid"
    if right is not None and right.tag == "I" and (left is None or claim.key != left.key):
        right.used = True
    elif left is not None and claim.key == left.key:
        left.used = True
    if not noun_first and right is not None and right.tag == "U":
        _named_behind(items, k, claim.key)
    mark(draft, parts, c, k, claim)
    claims.append(claim)
    if draft.folds & {"vua", "lan"}:
        _also(draft, items, k, claim, claims)


def _named_behind(items: list[Item], k: int, key: str) -> None:
    """The noun of "6 hộ bán hàng trên sàn 2 hồ sơ", "12 cái chứng nhận 1 lần phát loa" has its number before it and is
    there for no other."""
    for named in items[k + 1 :]:
        if named.tag == "N":
            return
        named.used = named.used or (named.tag == "I" and named.key == key)


_LINKING = frozenset(["duoc", "dc", "la", "cung", "thi", "co", "dang"])


def _also(draft: Draft, items: list[Item], k: int, claim: Claim, claims: list[Claim]) -> None:
    """ "ba nhà vừa lên sàn vừa có mã QR", "4 chị làm cả chữ ký số lẫn ví": one number for both."""
    for other in items[k + 1 :]:
        if other.tag == "N":
            return
        if other.tag != "I" or other.key == claim.key or other.key not in PEOPLE or other.used:
            continue
        both = draft.fold(other.i - 1) == "lan" and not any(i.j == other.i and i.entry.unit == "times" for i in items)
        if both or "vua" in (draft.fold(other.i - 1), draft.fold(other.i - 2)):
            other.used = True
            second = Claim(other.key, claim.item, claim.clause, claim.unit)
            if not any(cl.key == other.key and cl.item is claim.item for cl in claims):
                claims.append(second)
