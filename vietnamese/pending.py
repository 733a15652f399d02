"""Figures of what is only on its way: certificates being printed, shops waiting for approval, an exam still to come."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import strip_marks
from vietnamese.triggers import Wording, trigger

_PENDING = Wording(
    r" dang (cho|doi|xin|duyet) | (cho|doi|dang) (duyet|xu ly|xac minh|xet duyet|phe duyet) "
    r"| dang in | dang (lam|chay|bo sung|hoan thien) (thu tuc|ho so|giay to) | du dieu kien (thi|cap|de thi) "
    r"| chuan bi (duoc )?(len san|cap|phat|trao|kich hoat|cai|mo vi|mo tai|nhan giay|nhan chung) "
)
_WAITING = frozenset(["chờ", "đợi", "sắp"])  # "chờ cấp 12 chứng nhận"; without marks it is "cho cấp", "sạp"
_WAITED = trigger(strip_marks(word) for word in _WAITING)
_GIVEN = ("cap", "phat", "trao", "in", "ky", "kich", "len", "nhan")
_OPENING = ("dang", "cho", "doi", "con", "chuan", "sap")
_SIGNS = frozenset([",", ".", ";", "\n", "!", "?", "(", ")", "•"])
_COUNTED = frozenset(
    ["certificates", "vneid", "e_wallets", "dvc_accounts", "digital_signatures", "qr_households"]
    + ["ecommerce_households"]
)


def pending(draft: Draft) -> None:
    """Set aside a number of what is still to be given out where others were done already, else put it in doubt."""
    if not draft.bits & (_PENDING.bit | _WAITED):
        return
    waiting = not draft.plain and any(t.lower in _WAITING for t in draft.tokens)
    if not waiting and _PENDING.search(draft.bits, f" {' '.join(draft.words)} ") is None:
        return
    counted = [i for i in draft.items if i.tag == "N" and not i.soft]
    first, before = 0, None
    for last in range(len(draft.tokens) + 1):
        if last < len(draft.tokens) and draft.tokens[last].text not in _SIGNS and last not in draft.links:
            continue
        numbers = [i for i in counted if first <= i.i < last and i.tag == "N"]
        if _waits(draft, first, last):
            number = numbers[-1] if numbers else before if _of_those_before(draft, first, last) else None
            if number is not None and (key := _of_what(draft, number)):
                _not_yet(draft, number, key)
        before = numbers[-1] if numbers else None
        first = last + 1


def _waits(draft: Draft, first: int, last: int) -> bool:
    if _PENDING.search(draft.bits, f" {' '.join(draft.words[first:last])} ") is not None:
        return True
    return any(draft.tokens[n].lower in _WAITING and draft.fold(n + 1) in _GIVEN for n in range(first, last - 1))


def _of_those_before(draft: Draft, first: int, last: int) -> bool:
    """Whether a clause without a number says what those counted before wait for: "…, đang chờ duyệt"; not "…, đang đợi
    xã trả lời", "…, đang chờ xã cấp máy".
    """
    if draft.fold(first) not in _OPENING:
        return False
    given = next((n for n in range(first, last) if draft.fold(n) in _AWAITED), None)
    return last - first < 3 or (given is not None and draft.fold(given + 1) not in _THINGS)


_AWAITED = (*_GIVEN, "duyet", "xu", "xet", "phe", "xac", "lam", "chay", "thi", "bo", "hoan")
_THINGS = frozenset(["may", "dien", "song", "mang", "wifi", "loa", "ghe", "ban", "tien", "kinh"])


def _of_what(draft: Draft, number: Item) -> str:
    """The indicator named beside the number, "" where it is none that is given out."""
    k = draft.items.index(number)
    near = [i for i in draft.items[max(0, k - 3) : k + 6] if i.tag == "I" and i.key in _COUNTED]
    return near[0].key if near else ""


def _not_yet(draft: Draft, number: Item, key: str) -> None:
    if not draft.wishes.keys().isdisjoint(("correct", "mistake", "notbut")):
        return  # "sửa vneid 5 -> 6, đang chờ in giấy": which number is old is told otherwise
    others = [i for i in draft.items if i.tag == "N" and i is not number and _of_what(draft, i) == key]
    done = any(_beside(draft, i) in ("", key) for i in others)
    if not done:
        number.doubt = number.doubt or "uncertain"
        return
    number.tag, number.note = "X", "failed"
    for noun in draft.items:
        noun.used = noun.used or (noun.tag == "I" and noun.i == number.j)


def _beside(draft: Draft, number: Item) -> str:
    """The indicator whose noun touches the number, "" for none."""
    touching = (i for i in draft.items if i.tag == "I" and (i.i == number.j or i.j == number.i))
    return next((i.key for i in touching), "")
