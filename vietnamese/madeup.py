"""A whole and the parts that it is made of, in any order of number and name: "ví 19. Trong đó: zalopay 11; vtmoney 8",
"11 dvc, khai tử 6 bảo hiểm 5", "13 tk ngân hàng số, 10 momo còn 3 viettel money".
"""

from itertools import pairwise

from vietnamese.chained import anybody
from vietnamese.clauses import DEEDS
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.rows import KEYS
from vietnamese.tokens import NUMBER, WORD
from vietnamese.triggers import trigger

_OPENS = word_set("gom chia : ( = - / trong")
_SILENT = word_set(
    "va voi vs con la co do trong gom bao chia ra lam cho cai nguoi ng ho bo ca luot lan duoc dc thi so nay o ve"
)
_KINDS = word_set("shopee tiki tiktok postmart voso lazada facebook momo zalopay viettel vtmoney vnpay")
_LOUD = word_set("loa hop thanh roi phat")
_SOME_SAID = word_set("chiem thi co rieng tinh luon")
_SOME = _SOME_SAID | word_set("la ca nguoi trong do luot")
_SOME_BITS = trigger(_SOME_SAID | {"lai"})
_SEXES = frozenset(["nam", "nu"])
_FAR = 5  # words between two numbers of one list
_MOST = 8


def made_up(draft: Draft) -> None:
    """Set the parts of every whole aside; of men and women who do not make it up, nothing is sure."""
    items = draft.items
    numbers = [k for k, i in enumerate(items) if i.tag == "N" and not i.doubt and not i.note]
    if len(numbers) > 1 and draft.bits & _SOME_BITS:
        _some_of_them(draft, numbers)
        numbers = [k for k in numbers if items[k].tag == "N"]
    if len(numbers) < 3:
        return
    _men_and_women(draft)
    done = -1
    for at, k in enumerate(numbers[:-2]):
        if k <= done or not _adds_up(items[k].value, [items[n].value for n in numbers[at + 1 : at + 1 + _MOST]]):
            continue
        noun = _noun(draft, k) or _people(draft, k)
        if noun is None:
            continue
        parts = _parts(draft, k, noun, numbers[at + 1 : at + 1 + _MOST])
        if parts:
            done = items.index(parts[-1])
            for part in parts:
                part.tag, part.note = "X", "part"
            for item in items[items.index(noun) + 1 : done + 2]:
                if item.tag == "I" and item.key == noun.key and item.i > items[k].i and item is not noun:
                    item.used = True


def _some_of_them(draft: Draft, numbers: list[int]) -> None:
    """ "20 người mở ví, thanh niên chiếm 4", "15 tài khoản thì 4 cụ già", "13 ví, 2 momo còn lại là zalopay"."""
    items = draft.items
    for k, n in pairwise(numbers):
        whole, some = items[k], items[n]
        noun = _noun(draft, k)
        if noun is None or noun.key in ("sessions", "outreach") or some.value >= whole.value:
            continue
        start = max(whole.j, noun.j)
        if not 0 <= some.i - start < 2 * _FAR:
            continue
        before = [w for w in draft.words[start : some.i] if w != ","]
        after = items[n + 1] if n + 1 < len(items) and items[n + 1].i == some.j else None
        at = after.j if after is not None else some.j
        if draft.words[at : at + 2] == ["con", "lai"] and before == [] and after is not None and after.tag in "IU":
            rest = next((i for i in items[n + 2 :] if i.i - at < 5), None)
            if rest is not None and rest.tag == "I" and rest.key == noun.key:
                rest.used = True
        else:
            kind = (
                after
                if after is not None
                else next((i for i in items[k + 1 : n] if i.i >= start and i.tag == "U"), None)
            )
            if kind is None or kind.entry.unit not in ("person", "gender") or anybody(draft, kind):
                continue
            said = [w for w in before if w not in draft.words[kind.i : kind.j]]
            behind = next((i for i in items[n + 1 :] if i.i >= at), None)
            ended = behind is None or behind.tag in "SD" or behind.i > at or behind.entry.cue == "and"
            if not said or not {*said} <= _SOME or not {*said} & _SOME_SAID or not ended:
                continue
        some.tag, some.note = "X", "part"
        if after is not None and after.tag == "I":
            after.used = True


def _adds_up(whole: int, values: list[int]) -> bool:
    """Whether the first two or more of some numbers make up a whole."""
    total = values[0]
    for value in values[1:]:
        total += value
        if total >= whole:
            return total == whole > 1
    return False


def _men_and_women(draft: Draft) -> None:
    """ "10 hv: nam 2, nữ 6": told behind a whole that they do not make up, nothing is sure of it."""
    if not draft.folds >= _SEXES:
        return
    items = draft.items
    told: list[Item] = []
    behind = False
    for k, item in enumerate(items):
        if item.entry.unit != "gender" or draft.fold(item.i) not in _SEXES:
            continue
        after = k > 0 and items[k - 1].tag == "N" and items[k - 1].j == item.i and (behind or not told)
        number = items[k - 1] if after else items[k + 1] if k + 1 < len(items) else None
        if number is None or number.tag != "N" or number.doubt or not (after or number.i == item.j):
            return
        behind = after
        told.append(number)
    if len(told) != 2 or told[1].i - told[0].j > 3:
        return
    k = items.index(told[0])
    at = next((n for n in range(k - 1, -1, -1) if items[n].tag in "NX" and items[n].value), None)
    if at is None or items[at].tag != "N" or items[at].doubt or told[0].i - items[at].j > 8:
        return
    whole, noun = items[at], _noun(draft, at) or _people(draft, at)
    between = {i.note for i in items[at + 1 : k] if i.tag == "S"}
    lacking = whole.value - told[0].value - told[1].value
    rest = [i for i in items if i.tag in "NX" and i.i > told[1].i and i.value == lacking]
    if noun is None or not lacking or rest or between & {"\n", ";"}:
        return
    both = Item("X", whole.i, told[1].j, whole.start, told[1].end)
    draft.doubt("sum_mismatch", both, (noun.key,) if noun.key else (), (whole.value,))
    noun.used = True
    for number in (whole, *told):
        number.tag, number.note = "X", "part"


def _people(draft: Draft, k: int) -> Item | None:
    """The people that a number counts, whatever they did."""
    after = draft.items[k + 1] if k + 1 < len(draft.items) else None
    return after if after is not None and after.i == draft.items[k].j and after.entry.unit == "person" else None


def _noun(draft: Draft, k: int) -> Item | None:
    """The indicator, or the papers or visits, that a number counts: right behind it or right before it."""
    items = draft.items
    loud = items[k - 1] if k and items[k - 1].key == "outreach" and items[k].i - items[k - 1].j <= 1 else None
    if loud is not None:
        return loud  # "tuyên truyền 6 buổi"
    for item in items[k + 1 : k + 3]:
        if item.tag not in "IU" or item.i - items[k].j > 3:
            break
        if item.tag == "I" or item.entry.unit in KEYS:
            item.key = item.key or KEYS[item.entry.unit]
            return item
    before = items[k - 1] if k else None
    if before is not None and before.note in (":", "=") and k > 1:
        before = items[k - 2]
    if before is not None and (before.tag == "I" or before.entry.unit in KEYS) and items[k].i - before.j <= 2:
        before.key = before.key or KEYS[before.entry.unit]
        return before
    return None


def _parts(draft: Draft, k: int, noun: Item, following: list[int]) -> list[Item]:
    """The numbers behind a whole that make it up, where each has a name of its own kind and none another indicator."""
    items = draft.items
    whole = items[k]
    start = max(whole.j, noun.j)
    counted = next((i for i in items if i.i == start and (i.tag == "C" or i.key == "sessions")), None)
    if counted is not None:
        start = counted.j  # "tuyên truyền 4 buổi", "19 bà con tới học"
    total, parts, names = 0, list[Item](), list[tuple[str, ...]]()
    for n in following:
        part = items[n]
        last = parts[-1] if parts else noun if noun.i > whole.i else whole
        between = [i for i in items[items.index(last) + 1 : n] if i is not counted]
        if not _alike(draft, noun, between) or part.i - (parts[-1].j if parts else start) > (
            _FAR + 2 if parts else 2 * _FAR
        ):
            return []
        total += part.value
        parts.append(part)
        if total > whole.value:
            return []
        if total == whole.value and len(parts) > 1:
            break
    else:
        return []
    end = _end(draft, parts[-1])
    if not _alike(draft, noun, [i for i in items if parts[-1].j <= i.i < end and i.tag != "D"]):
        return []
    first = [draft.fold(n) for n in range(parts[0].j, parts[1].i)]
    before = [draft.fold(n) for n in range(start, parts[0].i)]
    behind = [draft.fold(n) for n in range(parts[-1].j, end)]
    opened = bool(_OPENS & set(before)) or "," in before or "." in before
    names = [_name(before), _name(first), _name(behind)]
    kind = _KINDS & {*draft.words[noun.i : noun.j], draft.fold(whole.i - 1)}  # "lên sàn: Shopee 2 hộ, Tiki 1 hộ, …"
    signed = bool(_OPENS & {*before})
    return parts if opened and _told(names) and (signed or (not kind and _whole(draft, whole, noun))) else []


def _whole(draft: Draft, whole: Item, noun: Item) -> bool:
    """Whether a number counts all of a thing, not one of its kinds: not "2 khai sinh, 1 khai tử, 1 kết hôn"."""
    after = next((i for i in draft.items if i.i == whole.j and i.tag == "U" and i is not noun), None)
    for unit in (noun, after):
        if unit is None or unit.tag != "U":
            continue
        if unit.entry.unit in ("person", "gender") and not anybody(draft, unit):
            return False
        if unit.entry.unit == "dossier" and draft.fold(unit.i) not in ("ho", "hs", "bo"):
            return False
    words = {*draft.words[noun.i : noun.j]}
    return not words & _LOUD or "tuyen" in words


def _told(names: list[tuple[str, ...]]) -> bool:
    """Whether both parts have names, all before or all behind their numbers, and not the same."""
    before, between, behind = names
    return bool(between) and (bool(before) or bool(behind)) and between not in (before, behind)


def _name(words: list[str]) -> tuple[str, ...]:
    return tuple(w for w in words if w.isalpha() and w not in _SILENT)


def _end(draft: Draft, last: Item) -> int:
    """The token after the name behind the last part."""
    n = last.j
    while (
        n < len(draft.tokens)
        and draft.tokens[n].kind == WORD
        and n - last.j < 4
        and draft.fold(n) not in ("va", "voi", "nha")
    ):
        n += 1
    return n


def _alike(draft: Draft, noun: Item, between: list[Item]) -> bool:
    """Whether what stands between two numbers of a list names nothing but kinds of the whole's own thing."""
    for item in between:
        if item.tag == "I" and item.key != noun.key:
            return False
        if item.tag == "C" and item.entry.context in DEEDS:
            return False  # "10 gv học, cấp được 8 cks, còn 2 thầy …"
        if item.tag == "D" or item.entry.cue in ("daypart", "more", "total", "plan", "failed", "less"):
            return False
        if item.tag == "X" and item.value and item.note not in ("label", "ordinal"):
            return False
        if item.tag == "S" and "\n" in item.note and not _bullet(draft, item.j):
            return False
        if item.entry.unit in KEYS and KEYS[item.entry.unit] != noun.key:
            return False
    return True


def _bullet(draft: Draft, n: int) -> bool:
    return n < len(draft.tokens) and (draft.tokens[n].text in "-+•*" or draft.tokens[n].kind != NUMBER)
