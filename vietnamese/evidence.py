"""What the words of a message speak for: each word and each pair of neighbours weighs for or against every intent.

The rules of vietnamese/intents.py know the wordings they were made from; this table knows which words go with which
intent at all, so that a question worded in a new way is still seen for what it is. The weights are learnt from the
labelled corpus (`python -m tests.learn_evidence`) and lie in evidence.txt, one word or pair a line.
"""

from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files
from itertools import filterfalse, pairwise
from struct import Struct

from vietnamese.alone import reports_alone
from vietnamese.beside import told_first
from vietnamese.crowds import some_came
from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.fold import word_set
from vietnamese.nil import announced, only_looks_like_none
from vietnamese.plainly import asks_all, asks_how, asks_ready, asks_receipt, spoken
from vietnamese.questions import is_question
from vietnamese.tokens import NUMBER, SIGN, WORD, Entry, Token
from vietnamese.withdrawn import not_ours

INTENTS = ("report", "nil", "correct", "cancel", "summary", "status", "help", "other")
SCALE = 16  # a weight of 1.0 is written as 16
_LONGEST = 60  # words that are weighed
_FIELD = 32  # bits an intent has in a packed sum: eight weights are then added in one step
_FIELDS = Struct(f"<{len(INTENTS)}I")  # the eight sums taken out of it
_ZERO = 1 << 12  # added to each weight, so that no field is ever negative

# Words that say the same thing to whoever reads for the intent: one of them stands for all.
_SAME = {
    word: kind
    for kind, words in {
        "em": "tui toi e minh mk mik chau bon tut",
        "anh": "chi a c ad bac co chu sep thay admin o mem",
        "khong": "ko k kg kh hok hong hk hem khg hum",
        "nha": "nhe nghe nghen hen nhen nhee hi ah ak a",
        "roi": "r rui goi",
        "vay": "z v zay rua dzay za vai",
        "nao": "mo",
        "gui": "goi nhan",
        "nhi": "ta he ha",
        "nhieu": "bn nhiu bnhieu",
        "giup": "gium dum zum dzum jup ho",
        "bao": "bc",
        "duoc": "dc dk dang",
        "gi": "j",
        "xoa": "huy rut go",
        "voi": "vs",
        "xem": "coi check kiem",
        "nay": "ni",
    }.items()
    for word in words.split()
}
_POLITE = word_set("nha anh")  # what stands between two words that belong together
_FILLING = word_set("a nha nhe em chi anh da roi duoc dc co la thi voi va thon to hom")
_SHORT = (4, 8, 14, 25)


@lru_cache(maxsize=1)
def _weights() -> tuple[dict[str, int], dict[tuple[str, str], int]]:
    """Packed weights of single words and signs, and of pairs of words; none is zero."""
    alone: dict[str, int] = {}
    pairs: dict[tuple[str, str], int] = {}
    for line in files(__package__).joinpath("evidence.txt").read_text(encoding="utf-8").splitlines():
        name, _, numbers = line.partition("\t")
        packed = pack([int(n) for n in numbers.split()])
        first, blank, second = name.partition(" ")
        if blank:
            pairs[first, second] = packed
        else:
            alone[name] = packed
    return alone, pairs


def pack(weights: list[int]) -> int:
    """Eight weights in one number."""
    return sum((w + _ZERO) << (_FIELD * n) for n, w in enumerate(weights))


def weigh(draft: Draft, question: bool) -> dict[str, float]:
    """How much speaks for each intent; only differences mean anything. Natural logarithms: 1.0 is a factor of 2.7."""
    alone, pairs = _weights()
    words = senses(draft)
    single, paired = alone.get, pairs.get
    found = [*filter(None, map(single, {"*", *words, *signs(draft, question, len(words))}))]
    found += filter(None, map(paired, neighbours(words)))
    zero = _ZERO * len(found)
    sums = _FIELDS.unpack(sum(found).to_bytes(_FIELDS.size, "little"))
    return {name: (weight - zero) / SCALE for name, weight in zip(INTENTS, sums, strict=True)}


def outspoken(draft: Draft, question: bool) -> bool:
    """Whether the message has words enough, beside figures and their nouns, to speak for anything else."""
    if question or draft.doubts or not draft.values:
        return True
    spare = len(draft.tokens) - 1 - len(draft.folds & _FILLING)
    return spare > 0 and spare > sum([i.j - i.i for i in draft.items])


def senses(draft: Draft) -> list[str]:
    """The words in order; an indicator, a number, a day are only named as such."""
    covered: dict[int, tuple[int, str]] = {}
    for item in draft.items:
        tag = item.tag
        name = "<I>" if tag == "I" else _sense(item) if tag in "NXD" else ""
        if name and item.i not in covered:
            covered[item.i] = (item.j, name)
    words = [t.sense or _told_by(t) for t in draft.tokens[:_LONGEST]]
    if not covered:
        return ["^", *words, "$"]
    found, n = ["^"], 0
    for start in sorted(covered):
        if start >= n and start < len(words):
            found += words[n:start]
            after, name = covered[start]
            found.append(name)
            n = max(after, start + 1)
    return [*found, *words[n:], "$"]


def _told_by(token: Token) -> str:
    """The name under which a token is weighed; kept with it."""
    token.sense = _SAME.get(token.fold, token.fold) if token.kind == WORD else _mark(token.text, token.kind)
    return token.sense


def _mark(text: str, kind: int) -> str:
    if kind == NUMBER:
        return "<n>"
    if text[0] == "?":
        return "?"
    return "<line>" if "\n" in text else "<s>" if kind == SIGN else "<o>"


def _sense(item: Item) -> str:
    if item.tag == "N":
        return "" if item.soft else "<N>"
    if item.tag == "X":
        return "<N>" if item.note == "listed" else "<X>" if item.value else ""
    if item.tag != "D":
        return ""
    return f"<{item.note}>" if item.note not in ("", "joined") else f"<{item.when.kind}>" if item.when else "<D>"


def neighbours(words: list[str]) -> Iterable[tuple[str, str]]:
    """Every word with the next one; words of politeness stand between none."""
    return pairwise(filterfalse(_POLITE.__contains__, words))


def signs(draft: Draft, question: bool, length: int) -> list[str]:
    """What the rules found in the message: whether it asks, numbers beside nouns, contexts, cues, wishes."""
    found = [f"+long{sum([length - 2 >= n for n in _SHORT])}"]
    if "?" in draft.text:
        found.append("+?")
    if question:
        found.append("+asks")
    before, behind = "", -1  # the tag of the item before, and the token behind it
    for item in draft.items:
        entry, tag = item.entry, item.tag
        if tag == "N":
            found.append("+number")
            if before == "I" and behind == item.i:
                found.append("+I_N")
        elif tag == "X":
            found.append(f"+x:{item.note}")
        elif before == "N" and behind == item.i and tag in "IU":
            found.append(f"+N_{tag}")
        if entry is not NOTHING:
            found += _signs_of(entry) if entry.signs is None else entry.signs
        if tag == "U":
            found.append(f"+u:{entry.unit}")
        before, behind = tag, item.j
    found += [f"+w:{wish}" for wish in draft.wishes]
    found += [f"+d:{doubt.kind}" for doubt in draft.doubts]
    if draft.values:
        found.append("+values")
    return found


def _signs_of(entry: Entry) -> tuple[str, ...]:
    """What an entry's context and cue are weighed as; kept with it."""
    named = (("c", entry.context), ("k", entry.cue))
    entry.signs = tuple([f"+{kind}:{name}" for kind, name in named if name])
    return entry.signs


_TRUST = 1.0  # how much more must speak for another intent than for that of the rules
_LIGHT = 0.4  # the same where a question was taken for chatter: an answer too many does no harm
_HARMLESS = frozenset({"help", "summary", "status"})
_CLEAR = 1.9  # the same where the rules have found something to ask about
_SURE = 2.0  # the same where nothing could be written down
_FIRM = 2.6  # the same where the rules had a reason of their own: a crowd without a number, a day moved
_BRIEF = 4  # words of a command or a name: the handlers know them
_REASONS = frozenset({"same_as_before", "percent", "two_values", "sum_mismatch", "running_total"})


def overrule(draft: Draft, intents: list[str], weights: dict[str, float]) -> list[str]:
    """The intents of the rules, or the one that the words speak for clearly and that the figures found allow."""
    ruled = intents[0]
    best = max(weights, key=weights.__getitem__)
    lead = weights[best] - weights[ruled]
    trust = _LIGHT if ruled == "other" and best in _HARMLESS else _TRUST
    if len(intents) > 1 or best == ruled or lead < trust:
        if ruled == "report" and len(intents) == 1:
            _hesitate(draft, weights)
        return intents
    if ruled == "report" and best == "help" and told_first(draft, False):
        return [ruled, best]  # "báo chị 5 ví điện tử, hạn nộp mấy giờ vậy chị"
    if ruled == "nil" and best in ("status", "summary") and not is_question(draft):
        return intents
    if ruled in ("status", "summary") and any(draft.values.values()):
        return intents  # "12 hv em gửi sáng nay nhận được chưa": figures told before
    if ruled == "summary" and best == "status" and asks_ready(draft.bits, spoken(draft)):
        return intents
    if ruled in ("help", "status"):
        words = f" {' '.join([t.fold for t in draft.tokens[:_LONGEST] if t.kind == WORD])} "
        if asks_how(draft.bits, words, 0) if ruled == "help" else asks_receipt(draft.bits, words):
            return intents  # "gõ gì để xem số của thôn" has all the words of a question for figures
    if any(d.kind in _REASONS for d in draft.doubts) or not _allowed(draft, best):
        return intents
    if ruled == "report" and best == "other" and reports_alone(draft, weigh):
        return intents
    counted = bool(draft.values) or bool(draft.doubts)
    if len(draft.tokens) <= _BRIEF:
        sure = lead >= _SURE
    elif ruled == "report" and draft.doubts:
        whole = any(d.start == 0 and d.end == len(draft.text) for d in draft.doubts)
        sure = lead >= (_FIRM if whole or best == "correct" else _CLEAR)
    elif ruled == "report" and draft.values and best in _HARMLESS and "?" not in draft.text:
        sure = lead >= (_FIRM if best == "summary" and not is_question(draft) else _SURE)
    elif best == "report":
        sure = counted or (lead >= _SURE and ruled != "nil")
        if ruled == "help" and is_question(draft):
            sure = sure and lead >= _FIRM  # "1 ông học 2 lớp thì tính 1 hv hay 2 hv"
    elif best == "correct":
        sure = (len(draft.values) == 1 and ruled != "report") or lead >= (_FIRM if ruled == "report" else _SURE)
    else:
        sure = (ruled, best) != ("correct", "nil") or lead >= _FIRM
    return [best] if sure else intents


_NEAR = -0.85  # a report for which so much less speaks than for chatter or a question is asked about


def _hesitate(draft: Draft, weights: dict[str, float]) -> None:
    """A report whose words speak as much for chatter: its figures are kept, but not without a question."""
    if draft.doubts or not draft.figures:
        return
    if weights["report"] - max(weights["other"], weights["help"]) < _NEAR and not reports_alone(draft, weigh):
        first = draft.figures[0]
        draft.doubt("uncertain", Item("X", 0, 0, first.start, first.end), (first.indicator,), (first.value,))


_DENYING = word_set(
    "khong ko k kg kh hok hong hk hem chang cha no nghi hoan ngung dung 0 trong trang vang zero nil off none "
    "bo het o nothing"
)
_AT_ALL = word_set("gi j chi nao duoc dc lam")
_MENDING = frozenset({"correct", "mistake", "notbut"})
_MENDED = word_set(
    "sua nham lon sai lai chinh dung chu cho thay doi moi bot them thieu sot quen thanh con ra thuc that thiet te phai "
    "dinh nay truoc cu kia hoi luc ghi go bao gui nhap dem update fix tang giam len xuong hoa"
)
_SENT = word_set("bao bc tin so lieu gui goi nhap cai vua nay nham lon bay nhan ghi")
_REPORTING = word_set(
    "bao bc gui goi ghi nhap nop go nhan mau lenh bot tinh dem tin cach huong phap viet sua xoa muc han chot form help "
    "tat bam"
)
_ARRIVING = word_set(
    "bao bc gui goi nop nhap luu nhan ghi thieu no tre so lieu tin danh sach ds vo thay nhac sent submit report "
    "reported got chot received cham bo sot xong ten file im chua ch cuoi check nua"
)
_TAKING_BACK = word_set("huy xoa bo rut thu go undo cancel delete del dep thoi")


def _allowed(draft: Draft, intent: str) -> bool:
    """Whether an intent that changes the ledger, or tells how to, has a word of its own in the message."""
    if intent == "nil":
        said = draft.wishes.get("nil")
        if (said is not None and only_looks_like_none(draft, said)) or announced(
            [w for w in draft.words if w.isalnum()]
        ):
            return False
        none = draft.folds & _DENYING or ("chua" in draft.folds and draft.folds & _AT_ALL)
        return (
            not any(draft.values.values()) and bool(none) and not some_came(draft)
        )  # "hôm nay chưa có số" may still come
    if intent == "correct" and not any(draft.values.values()) and not draft.wishes.keys() & _MENDING:
        zeros = sum(1 for i in draft.items if i.tag == "N" and not i.value)
        return zeros < 2  # "chứng nhận là 0, ví điện tử là 0" is a list of nothing
    if intent == "correct" and len(draft.values) > 1 and not draft.wishes.keys() & _MENDING:
        return not draft.folds.isdisjoint(_MENDED)  # "số buổi là 4, sàn là 3": a list
    if intent in ("status", "summary") and asks_all(draft.bits, spoken(draft)):
        return False  # "đề nghị các tổ gửi số liệu tuần 47 trước 16h"
    if intent == "status" and not draft.folds & _ARRIVING:
        return False  # "thôn nào còn dư tờ rơi cho em xin 30 tờ"
    if intent == "summary" and "csv" in draft.folds:
        return False  # a command of its own
    if intent == "help":
        own = draft.folds & _REPORTING - ({"viet"} if "nam" in draft.folds else set())  # "phu nu viet nam"
        return bool(own) and "loi" not in draft.folds  # "VNeID báo lỗi, làm sao": not ours
    if "elsewhere" in draft.wishes and intent == "cancel" and "cancel" not in draft.wishes:
        return False  # "đừng xoá số của em": the one word of taking back takes nothing back
    if intent == "cancel" and not_ours(draft):
        return False
    return intent != "cancel" or bool(draft.folds & (_SENT | _TAKING_BACK))
