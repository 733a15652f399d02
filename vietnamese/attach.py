"""Which number belongs to which indicator: clause by clause, from the noun beside it, else from the verbs
around it.
"""

import itertools
import re

from vietnamese.bare import bare
from vietnamese.chained import one_each
from vietnamese.clauses import FITS, PEOPLE, Claim, Clause, clauses, other_thing
from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.excluded import exclude
from vietnamese.fold import word_set
from vietnamese.marks import mark
from vietnamese.nouns import with_noun, with_unit


def attach(draft: Draft) -> list[Claim]:
    """A claim for every number that a rule explains; those that stay bare, doubtful or unknown become doubts
    later.
    """
    _short_words(draft)
    _for_them(draft)
    _topics(draft)
    one_each(draft)
    parts = clauses(draft) if any(i.tag == "N" for i in draft.items) else []
    claims: list[Claim] = []
    if _rows(draft, parts, claims):
        return claims
    for c, clause in enumerate(parts):
        numbers = [k for k, i in enumerate(clause.items) if i.tag == "N"]
        if numbers:
            exclude(draft, parts, c)
            key_first = _key_first(clause)
            for k in numbers:
                if clause.items[k].tag == "N":
                    _one(draft, parts, c, k, key_first, claims)
    return claims


_FOR = word_set("giup gium dum zum")


def _for_them(draft: Draft) -> None:
    """ "cài định danh giúp 2 vợ chồng": done for them, no help of its own."""
    if not draft.folds & _FOR:
        return
    for done, word, number in zip(draft.items, draft.items[1:], draft.items[2:], strict=False):
        if word.entry.context != "help" or draft.fold(word.i) not in _FOR or word.j != number.i or number.tag != "N":
            continue
        got = (done.tag == "I" and done.key in PEOPLE) or done.entry.context in ("install", "open", "submit")
        if got and done.j == word.i and word.j == word.i + 1:
            word.tag, word.entry = "W", NOTHING


def _topics(draft: Draft) -> None:
    """ "tập huấn ký số 01 buổi cho 35 cán bộ": what was taught; the number after it counts the sessions."""
    if "teach" not in draft.entries and "help" not in draft.entries:
        return
    if "usevn" in draft.entries or draft.folds & {"quet", "cach"}:
        _used_things(draft)
    regained = [(a, b) for a, b in itertools.pairwise(draft.items) if a.entry.context == "help" and a.j == b.i]
    for doing, topic in regained if draft.folds & _REGAINING else ():
        if draft.fold(doing.i) in _REGAINING and topic.key:
            topic.tag, topic.key, topic.used = "C", "", True  # "lấy lại mật khẩu dvc 2 người"
    for doing, topic, number, noun in zip(draft.items, draft.items[1:], draft.items[2:], draft.items[3:], strict=False):
        adjacent = doing.j == topic.i and topic.j == number.i and number.j == noun.i
        if (
            adjacent
            and doing.entry.context in ("teach", "help")
            and topic.tag == "I"
            and number.tag == "N"
            and noun.key == "sessions"
            and topic.key not in ("learners", "sessions", "outreach")
        ):
            topic.tag, topic.key, topic.used = "C", "", True


_REGAINING = word_set("khoi lay quen doi")


def _used_things(draft: Draft) -> None:
    """ "dạy bà con xài vneid, được 12 người": what people were shown how to use was not given to them."""
    shown = False
    for using, topic in itertools.pairwise(draft.items):
        if using.entry.context in ("teach", "help"):
            shown = True
        elif using.tag in "NS":
            shown = False
        if (
            shown
            and topic.tag == "I"
            and (
                (using.entry.context == "usevn" and using.j == topic.i)
                or "cach" in (draft.fold(topic.i - 1), draft.fold(topic.i - 2))  # "dạy cách mở ví cho 10 chị"
                or (topic.key == "qr_households" and "quet" in (draft.fold(topic.i), draft.fold(topic.i - 1)))
            )
        ):
            topic.tag, topic.key, topic.used = "C", "", True


def _short_words(draft: Draft) -> None:
    """tt right beside a number is tuyên truyền: "tt 1", "2 tt", "tt=3"; b glued before one is buổi: "hv12 b2"."""
    for k, item in enumerate(draft.items[:-1]):
        after = draft.items[k + 1]
        glued = after.tag == "N" and after.start == item.end and (not k or draft.items[k - 1].end < item.start)
        if item.entry.unit == "short_session" and item.tag == "U" and glued:
            item.tag, item.key = "I", "sessions"
        daypart = after.entry.cue == "daypart" and after.i == item.j
        if item.key == "sessions" and daypart and not (k and draft.items[k - 1].tag in "NX"):
            item.tag = "W"  # "buổi sáng 8 người": a time of the day
    if "tt" not in draft.folds:
        return
    items = draft.items
    for k, item in enumerate(items):
        if item.entry.context != "loud_tt" or item.tag != "C":
            continue
        if draft.fold(item.j) in ("chong", "phong", "ve", "canh", "lua"):
            item.tag, item.key = "I", "outreach"  # "tt chống lừa đảo 1 buổi"
            continue
        follower = items[k + 1] if k + 1 < len(items) else None
        if follower is not None and follower.note in (":", "=") and k + 2 < len(items):
            follower = items[k + 2]
        before = items[k - 1] if k else None
        if (follower is not None and follower.tag == "N" and follower.i - item.j <= 1) or (
            before is not None and before.tag == "N" and before.j == item.i
        ):
            item.tag, item.key = "I", "outreach"


def _key_first(clause: Clause) -> bool:
    """hv 18 cn 10 vneid 7: nouns and numbers alternate, beginning with a noun and ending with a number."""
    items = clause.items
    shape = "".join(
        "I" if i.tag == "U" else i.tag
        for k, i in enumerate(items)
        if (i.tag in "NI" or _dossier_first(items, k))
        and not (k > 1 and i.key in ("sessions", "people_helped") and _counts(items, k))
    )
    while shape.startswith("II"):
        shape = shape[1:]
    ends = items[-1].tag == "I" and items[-1].used is False and items[-1].note == "none"
    if shape.endswith("NI") and ((items[-1].entry.cue == "failed" and items[-2].tag == "I") or ends):
        shape = shape[:-1]  # "… chứng nhận mười chín ví không có", "… ví 0 qr không"
    return len(shape) >= 4 and shape.startswith("IN") and shape.endswith("N") and "NN" not in shape


def _dossier_first(items: list[Item], k: int) -> bool:
    """The hồ sơ of "hồ sơ 5" after another number: a noun before its number."""
    if items[k].entry.unit != "dossier" or items[k].tag != "U" or not k or k + 1 >= len(items):
        return False
    return items[k + 1].tag == "N" and items[k + 1].i == items[k].j and items[k - 1].tag == "N"


def _counts(items: list[Item], k: int) -> bool:
    """ "tuyên truyền 1 buổi 60 người dự": the buổi says how the thing before the number was counted."""
    number, before, after = items[k - 1], items[k - 2], items[k + 1] if k + 1 < len(items) else None
    counted = number.tag == "N" and number.j == items[k].i and before.tag == "I" and before.key == "outreach"
    return counted and not (after is not None and after.note in (":", "="))


def _rows(draft: Draft, parts: list[Clause], claims: list[Claim]) -> bool:
    """A heading of indicators and a row of as many numbers (a copied table, "0-0-5-1 (hv - chứng nhận - vneid
    - buổi)").
    """
    nouns = [i for i in draft.items if i.tag == "I" or (i.entry.unit in ("dossier", "visit") and i.tag == "U")]
    numbers = [i for i in draft.items if i.tag == "N"]
    for noun in nouns:
        noun.key = noun.key or {"dossier": "public_services", "visit": "people_helped"}[noun.entry.unit]
    if (
        len(numbers) == 1
        and len(nouns) >= 2
        and not numbers[0].doubt
        and nouns[-1].end <= numbers[0].start
        and any(i.entry.cue == "everyone" and nouns[-1].end <= i.start < numbers[0].start for i in draft.items)
        and len(nouns) == len({n.key for n in nouns})
    ):
        claims.extend(Claim(noun.key, numbers[0], 0) for noun in nouns)  # "hv vs cn đều là 22"
        return True
    if len(numbers) == 1 and not numbers[0].doubt and _together(draft, nouns, numbers[0]):
        draft.doubt("two_readings", numbers[0], tuple(n.key for n in nouns), (numbers[0].value,))
        numbers[0].tag, numbers[0].note = "X", "asked"
        return True
    if (
        len(numbers) == 1
        and numbers[0].numeral is not None
        and numbers[0].numeral.shape in ("seq", "dash", "slash", "comma", "dot", "date")
        and len(nouns) == len(numbers[0].numeral.parts) >= 2
    ):
        ends = [nouns[0].start > numbers[0].end, nouns[-1].end < numbers[0].start]
        if any(ends) and not (
            numbers[0].numeral.shape == "slash"
            and len(nouns) == 2
            and ends[0]
            and "/" not in draft.text[nouns[0].end : nouns[1].start]
        ):
            for noun, value in zip(
                nouns, [int(v) for v in re.findall(r"\d+", draft.text[numbers[0].start : numbers[0].end])], strict=True
            ):
                number = Item("N", numbers[0].i, numbers[0].j, numbers[0].start, numbers[0].end)
                number.value = value
                claims.append(Claim(noun.key, number, 0))
            numbers[0].tag = "X"
            return len({n.key for n in nouns}) == len(nouns)
    if len(numbers) < 2 or len(nouns) != len(numbers) or len({n.key for n in nouns}) != len(nouns):
        return False
    if any(n.doubt for n in numbers) or not (nouns[-1].end <= numbers[0].start or numbers[-1].end <= nouns[0].start):
        return False
    if any(draft.text[a.end : b.start].strip(" \t,;/|-–+\n") for a, b in itertools.pairwise(numbers)):
        return False
    claims.extend(Claim(noun.key, number, 0) for noun, number in zip(nouns, numbers, strict=True))
    return True


def _together(draft: Draft, nouns: list[Item], number: Item) -> bool:
    """ "hv với vneid tổng là 12": one number for two things, nobody can tell how many of each."""
    if len(nouns) != 2 or nouns[0].key == nouns[1].key or nouns[1].end > number.start:
        return False
    link = [draft.fold(n) for n in range(nouns[0].j, nouns[1].i)]
    between = [i for i in draft.items if nouns[1].end <= i.start < number.start]
    total = any(i.entry.cue == "total" for i in between) and not any(i.tag == "S" for i in between)
    return link in (["voi"], ["va"], ["vs"], ["cung"], ["+"], ["&"]) and total


def _one(draft: Draft, parts: list[Clause], c: int, k: int, key_first: bool, claims: list[Claim]) -> None:
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
    if item.note == "spoken":
        right = None  # "ví không hồ sơ năm": the không belongs to the noun before it
    if key_first and right is not None and _dossier_first(items, k + 1):
        right = None  # "ví hai hồ sơ ba"
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
    left = _left(draft, items, k)
    claim: Claim | None = None
    colon = left is not None and items[k - 1].tag == "S" and items[k - 1].note in (":", "=", "\t")
    beyond = items[k + 2] if k + 2 < len(items) else None
    if (
        left is not None
        and right is not None
        and right.tag == "I"
        and beyond is not None
        and beyond.entry.cue in ("failed", "approxask")
    ):
        key_first = True  # "hv 12 vneid chưa đếm"
    if left is not None and (key_first or colon) and (right is None or right.tag == "I" or _unit_of(right, left.key)):
        claim = Claim(left.key, item, c, right.entry.unit if right is not None and right.tag == "U" else "")
        if (
            right is not None
            and right.tag == "I"
            and not key_first
            and right.key != left.key
            and not (k + 2 < len(items) and items[k + 2].tag == "N")
        ):
            claim = with_noun(draft, parts, c, k, right, left, claims)
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
    elif left is not None:
        claim = Claim(left.key, item, c)
        if left.note == "cn":
            item.note = "cn"
    elif (
        k
        and items[k - 1].tag == "U"
        and item.i - items[k - 1].j <= (0 if items[k - 1].entry.unit == "person" else 1)
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
    if right is not None and right.tag == "I" and (left is None or claim.key != left.key):
        right.used = True
    elif left is not None and claim.key == left.key:
        left.used = True
    mark(draft, parts, c, k, claim)
    claims.append(claim)
    if draft.folds & {"vua", "lan"}:
        _also(draft, items, k, claim, claims)


def _also(draft: Draft, items: list[Item], k: int, claim: Claim, claims: list[Claim]) -> None:
    """ "ba nhà vừa lên sàn vừa có mã QR", "4 chị làm cả chữ ký số lẫn ví": one number for both."""
    for other in items[k + 1 :]:
        if other.tag == "N":
            return
        if other.tag != "I" or other.key == claim.key or other.key not in PEOPLE or other.used:
            continue
        if draft.fold(other.i - 1) == "lan" or "vua" in (draft.fold(other.i - 1), draft.fold(other.i - 2)):
            other.used = True
            second = Claim(other.key, claim.item, claim.clause, claim.unit)
            if not any(cl.key == other.key and cl.item is claim.item for cl in claims):
                claims.append(second)


def _left(draft: Draft, items: list[Item], k: int) -> Item | None:
    """The indicator before a number that the number may complete: not one that an earlier number already took."""
    j = k - 1
    words = 0
    if k >= 2 and items[k - 1].note in (":", "=", "\t") and items[k - 2].tag == "I":
        return items[k - 2]
    while j >= 0:
        item = items[j]
        if item.tag == "I":
            if item.used:
                return None
            return item if items[k].i - item.j - words <= 4 else None
        if item.tag == "N" or (item.tag == "X" and item.note not in ("label", "code", "ordinal")):
            return None
        if item.tag == "U" and item.entry.unit not in ("class", "person", "account", "dossier", "household", "hs"):
            return None
        words += item.j - item.i
        j -= 1
    return None


def _unit_of(unit: Item, key: str) -> bool:
    """Whether "7 người", "3 hồ sơ", "2 lần" can be how an indicator named before it was counted."""
    kind = unit.entry.unit
    if kind in ("person", "gender"):
        return key not in ("sessions", "outreach")  # "lớp học ở nhà chị Bé: 11 chị em"
    if kind in ("thing", "visit"):
        return True
    if kind in ("times", "batch"):
        return key in ("outreach", "sessions")
    fits = FITS.get(kind)
    return key in fits if fits else kind not in ("leaflet", "post", "class")
