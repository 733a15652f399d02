"""Figures that the teller does not stand by: "hình như hôm nay lớp 15 người", "hv 14 (tạm)", "12 hv chưa kể 2 em"."""

import re

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.memory import from_memory, said_so, something_more
from vietnamese.triggers import Wording

_HEDGES = word_set(
    "nhu le khi tam doan quang non xac chot thuc neu ke tinh gom chac doi duong khoan phat cap nhan trao duyet buoi nho"
    " quen gi chi j so uoc mat nhin dung phai dau"
)
_MOST = 60  # numbers: a table, or a hostile text
_ENDS = frozenset([",", ".", ";", "\n", "!", "?"])

# Words at the head of a clause that make a guess of what follows: "hình như hôm nay lớp 15 người".
_GUESS = re.compile(
    r" (hinh nhu|duong nhu|co le|co khi|doan|doan la|(em|e|tui|toi|minh) nghi la|"
    r"(khong|ko|k|hong|hok|hk|chua|chang) (biet|ro|chac|nho) (co )?(phai|dung)( la)?|"
    r"(neu )?(em |e |tui |toi |minh )?nho (khong|ko|k|hong) (nham|lam|lon)|neu (khong|ko|k) (nham|lam|lon)) "
)
_GUESSING = Wording(_GUESS.pattern).bit
_CAUSE = word_set("nen vi tai do ma nhung")  # "hình như tại mưa nên có 7 người": the guess is about the rain
# Words that call all the figures after them provisional: "số tạm: hv 13, vneid 5", "tạm báo 12 hv".
_FOR_NOW = re.compile(
    r" (so|con so|so lieu|sl) tam( thoi| tinh)? | tam (bao|ghi|gui|nop|chot|tinh|lay)( la| cho| so)? "
)
# Words after a figure that call it provisional.
_STILL_OPEN = re.compile(
    r"^(la )?(so |con so )?(nay |do |ay )?(tam( tinh| thoi| vay| thoi nha| the)?|(chua|khong|ko|k) "
    r"(chot|chinh xac|chinh thuc|doi chieu|kiem lai|kiem tra|dem ki|dem kx|chac chan))( so| lai| lam| duoc| dau| ha)? "
    r"(,|\.|\)|!|a|nha|nhe|ma|de|vi|\$|em|do|dau|chi|anh)"
)
# "12 hv chắc", "12 hv (ước)", "12 hv đúng ko ta": a guess said behind the figure, the last word of its clause.
_GUESSED = re.compile(
    r"^((em |e |chi )?(chac|chac la|chac vay)|"
    r"(la )?(em |e )?(uoc|uoc luong|uoc chung|uoc thoi|(nhin |dem )?so so|nhin so|"
    r"(dem |nhin )(bang mat|qua|so qua)|(dung|phai) (khong|ko|k|hong|hk)))"
    r"( thoi| vay| do| ta| nhi| ha| he| a| a nha| nha| nhe| qua| luon ma)* (,|\.|\)|!|\?|;|\n|\$)"
)
_NOT_GIVEN = re.compile(r"^(nhung |ma )?(chua|chua co) (phat|cap|nhan|trao|xong|duyet|ky|ki)\b")  # "cn 15 (chưa phát)"
_COUNTING_IN = re.compile(r"^(neu|gia nhu) (tinh|ke|cong|gop|them|dem) ")
_NOT_COUNTED = re.compile(r"(chua|chua co) (ke|tinh|gom|bao gom|cong) ")


def hedged(draft: Draft) -> None:
    """Give a doubt to every number that is told as a guess, for the time being, or with people it may lack."""
    if "?" in draft.text:
        _question_marked(draft)
        return
    if not draft.folds & _HEDGES:
        return
    numbers = [i for i in draft.items if i.tag == "N" and not i.doubt]
    if not numbers or len(numbers) > _MOST:
        return
    words = draft.words
    from_memory(draft, numbers)
    something_more(draft, numbers)
    for number in numbers:
        if number.value and (_guessed(draft, number) or _open_after(draft, number) or said_so(draft, number)):
            number.doubt = "uncertain"
    found = _FOR_NOW.search(f" {' '.join(words[:200])} ")
    if found is not None and not draft.folds & {"tru"} and draft.fold(0) != "":
        _provisional(draft, numbers, found[0].strip().split())
    _uncounted_people(draft)
    _attended(draft)
    if "lai" in draft.folds:
        _to_be_counted(draft, numbers)


def _attended(draft: Draft) -> None:
    """ "học 5 buổi rồi": lessons that a class or a person has had so far, not those of these days."""
    if "buoi" not in draft.folds or not draft.folds & {"roi", "r"}:
        return
    if any(i.when is not None and i.when.kind in ("week", "month") for i in draft.whens):
        return
    for number, noun in zip(draft.items, draft.items[1:], strict=False):
        if number.tag != "N" or noun.key != "sessions" or noun.i != number.j or draft.fold(noun.j) not in ("roi", "r"):
            continue
        before = draft.words[max(0, number.i - 3) : number.i]
        if "hoc" in before and "vien" not in before and "xong" not in before and "day" not in before:
            number.doubt = number.doubt or "running_total"


_LOOKING = re.compile(
    r" (khoan|tu tu|doi xiu|cho xiu|de) ((da|,|ma|de|cho|em|e|tui|toi|minh|chi) )*"
    r"(dem|coi|hoi|kiem|xem|tinh|do|ra) (\w+ )?lai "
)


def _to_be_counted(draft: Draft, numbers: list[Item]) -> None:
    """ "hv 15, mà khoan, để em đếm lại": the last number before it, where none follows."""
    if not numbers or len(draft.words) > 60 or ("correct" in draft.wishes and not {"khoan", "tu"} & draft.folds):
        return
    last = numbers[-1]
    after = f" {' '.join(draft.words[last.j : last.j + 14])} "
    found = _LOOKING.search(after)
    if found is not None and "khoan" in after and not any(i.tag == "I" and i.i > last.j + 1 for i in draft.items):
        last.doubt = last.doubt or "uncertain"


def _question_marked(draft: Draft) -> None:
    """ "hv 12, vneid 5 (?)", "vneid: 5?, hv 12": a question mark behind one figure of a report."""
    for number in draft.items:
        if number.tag != "N" or number.doubt or not number.value:
            continue
        at = _after_noun(draft, number)
        inside = (draft.fold(at), draft.fold(at + 1)) == ("(", "?")
        beside = draft.fold(at) == "?" and draft.fold(at + 1) in (",", ";", "\n", ")")
        if inside or beside:
            number.doubt = "uncertain"


def _clause_start(draft: Draft, at: int) -> int:
    while at and draft.tokens[at - 1].text not in _ENDS:
        at -= 1
    return at


def _guessed(draft: Draft, number: Item) -> bool:
    """Whether a guess opens the clause of the number, no other number and no cause between."""
    if not draft.bits & _GUESSING:
        return False
    first = _clause_start(draft, number.i)
    before = f" {' '.join(draft.words[first : number.i])} "
    found = None
    for found in _GUESS.finditer(before):  # noqa: B007
        pass
    if found is None:
        if number.i == first and first > 1 and draft.tokens[first - 1].text == ",":
            start = _clause_start(draft, first - 1)
            alone = f" {' '.join(draft.words[start : first - 1])} "
            return _GUESS.fullmatch(alone) is not None  # "hình như, 12 hv"
        return False
    between = before[found.end() - 1 :].split()
    if (
        "doan" in found[0]
        and "đoán" not in draft.text.lower()
        and not (before[: found.start() + 1].split()[-1:] in _BY_ME and set(between) <= _IN_GUESS)
    ):
        return False  # chi đoàn
    if set(between) & _CAUSE or len(between) > 7:
        return False
    return not any(i.tag in "NX" and i.value and number.i - len(between) <= i.i < number.i for i in draft.items)


_BY_ME = (["em"], ["e"], ["tui"], ["toi"], ["minh"])  # "em doan 17 hv": đoán, no đoàn
_IN_GUESS = word_set("la cung co duoc dc chac khoang tam dau lop")


def _after_noun(draft: Draft, number: Item) -> int:
    """The token after the number and the nouns that stand right behind it."""
    k, at = draft.items.index(number) + 1, number.j
    while k < len(draft.items) and draft.items[k].tag in "IUC" and draft.items[k].i == at:
        at = draft.items[k].j
        k += 1
    return at


def _open_after(draft: Draft, number: Item) -> bool:
    """ "hv 14 (tạm)", "vneid 6 tạm vậy", "hv 12 chưa chốt", "hv 14 nếu tính cả chị Sáu"."""
    at = _after_noun(draft, number)
    while draft.fold(at) in ("(", ",", "nhung", "ma", "con", "-") and at < number.j + 8:
        at += 1
    after = " ".join(draft.words[at : at + 7])
    if _NOT_GIVEN.match(after):
        papers = any(i.key == "certificates" and 0 <= at - i.j <= 1 for i in draft.items)
        if papers or draft.fold(at - 1) == "(":
            return True
    if _COUNTING_IN.match(after):
        return True
    if _GUESSED.match(after + " $"):
        return True
    return _STILL_OPEN.match(after + " $") is not None


def _provisional(draft: Draft, numbers: list[Item], said: list[str]) -> None:
    width = len(said)
    for at in range(len(draft.words) - width + 1):
        if draft.words[at : at + width] != said or _called_tam(draft, at, width):
            continue
        for number in numbers:
            if (
                number.i >= at + width
                and "chinh" not in draft.words[at : number.i]
                and "\n" not in draft.text[draft.starts[at] : number.start]
            ):
                number.doubt = number.doubt or "uncertain"
        return


def _called_tam(draft: Draft, at: int, width: int) -> bool:
    """ "bà Tám nộp": a name or the number eight."""
    return any(t.fold == "tam" and t.marked and t.text.lower() != "tạm" for t in draft.tokens[at : at + width])


_SMALL = word_set("be nho nhoc chau nit nhi theo ngoai coi xem")


def _uncounted_people(draft: Draft) -> None:
    """ "hv 12 chưa kể 2 em học sinh": 12 or 14; but children brought along ("chưa kể 2 cháu nhỏ") count nowhere."""
    if not draft.folds & {"ke", "tinh", "gom", "cong"} or "chua" not in draft.folds:
        return
    items = draft.items
    for k, number in enumerate(items):
        if number.tag not in "NX" or not number.value or k < 1:
            continue
        before = " ".join(draft.words[max(0, number.i - 3) : number.i]) + " "
        found = _NOT_COUNTED.search(before)
        if found is None or found.end() != len(before):
            continue
        told = {draft.fold(n) for n in range(number.i - 6, number.i)}
        if told & {"do", "vi", "tai", "quen"}:
            number.tag, number.note = "X", "other"
            continue  # "hồi chiều em báo 20 do chưa tính 2 người nhận bù"
        whole = next((i for i in reversed(items[:k]) if i.tag == "N"), None)
        if whole is None or whole.doubt:
            continue
        after = {draft.fold(n) for n in range(number.j, number.j + 3)}
        number.tag, number.note = "X", "other"
        if not after & _SMALL:
            whole.doubt, whole.upto = "two_values", whole.value + number.value
