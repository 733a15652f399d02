"""What the person wants: report, nil, correct, cancel, summary, status, help, or something else."""

import re

from vietnamese.arrivals import is_status
from vietnamese.beside import asked_again, sent_before, told_first
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.howto import is_help
from vietnamese.longest import longest
from vietnamese.mending import elsewhere
from vietnamese.nil import NIL_WEAK, is_nil
from vietnamese.questions import is_question
from vietnamese.tokens import END, WORD
from vietnamese.triggers import Phrases
from vietnamese.wanted import is_summary
from vietnamese.withdrawn import wants_cancel

_OF_THE_REPORT = ("correct", "mistake", "cancel")


def find_wishes(draft: Draft) -> None:
    """Every phrase that tells the intent, first place of each kind."""
    tokens, plain, wishes = draft.tokens, draft.plain, draft.wishes
    i, after = -1, 0
    for token, following in zip(tokens, (*tokens[1:], END), strict=False):
        i += 1
        node = token.wish
        if node is None or i < after or token.kind > 2:
            continue
        if following.fold in node.next or (node.next and not following.known):
            j, entry = longest(draft, node, i)
        else:
            j, entry = i + 1, token.wish_alone[plain]
        if entry is not None and not (draft.words[j - 1] == "dung" and _of_use(draft, j)):
            after = j
            item = Item("W", i, j, draft.starts[i], draft.ends[j - 1], entry)
            for wish in entry.wish.split():
                named = "elsewhere" if wish in _OF_THE_REPORT and elsewhere(draft, i, j) else wish
                held = wishes.get(named)
                if held is None or (named == "nil" and _weak(draft, held)):
                    wishes[named] = item


_TOOLS = word_set("ma qr dien dt app zalo momo vneid vi tien smartphone internet mang")


def _of_use(draft: Draft, j: int) -> bool:
    """dùng, not đúng: "diem ban dung qr", "khong dung tien mat"."""
    return draft.tokens[j - 1].lower != "đúng" and draft.fold(j) in _TOOLS


def _weak(draft: Draft, wish: Item) -> bool:
    return " ".join(t.fold for t in draft.tokens[wish.i : wish.j]) in NIL_WEAK


_SET_TO = re.compile(r"[:=]\s*\S+\W*$")


def decide(draft: Draft, claims: bool, correcting: bool) -> list[str]:
    """All intents found, the main one first. `claims`: a number was given to an indicator, or asked about."""
    found: list[str] = []
    question = is_question(draft)
    if draft.figures and (question or "sao" in draft.folds) and not correcting and (asked := asked_again(draft)):
        return [asked]
    if draft.figures and not correcting and sent_before(draft) and is_status(draft, True, draft.folds, draft.words):
        return ["status"]
    if draft.values and not correcting and _coming(draft):
        return ["other"]
    if draft.values and not question and not correcting and "cancel" not in draft.wishes and not _adding(draft):
        return ["report"] if not any(i.note == "future" for i in draft.whens) or any(draft.values) else ["other"]
    positive = any(v > 0 for v in draft.values.values())
    numbers = bool(draft.values) or claims
    folds = draft.folds
    words = [t.fold for t in draft.tokens if t.kind == WORD]
    helping = is_help(draft, question, folds, words, numbers)
    if not helping and not (correcting and draft.values) and wants_cancel(draft):
        return ["cancel"]
    if helping:
        told = told_first(draft, correcting)
        return [told, "help"] if told else ["help"]
    if numbers and not draft.values and _counts_asked(draft):
        return ["summary"]
    if correcting or _adding(draft):
        found.append("correct")
    elif (
        not draft.values
        and any(i.note == "future" for i in draft.whens)
        and not any(d.kind in ("range", "vague") for d in draft.doubts)
    ):
        pass
    elif numbers and not (question and _asks(draft, folds, words) and not positive):
        found.append("report")
    nil = not found and is_nil(draft, question, words)
    if nil and _SET_TO.search(draft.text):
        return ["nil"]
    status = is_status(draft, question, folds, words)
    summary = is_summary(draft, question, folds, words, numbers)
    if nil and not status:
        found.append("nil")
    if status:
        found.append("status")
    elif summary:
        found.append("summary")
    return found or ["other"]


def _counts_asked(draft: Draft) -> bool:
    """ "quý 3 xã mình có mấy buổi tuyên truyền": mấy before a noun of ours, and no other number."""
    items = draft.items
    if any(i.tag == "N" and i.value for i in items) or not draft.folds & {"xa", "thon", "quy", "thang", "nam", "to"}:
        return False
    for k, item in enumerate(items[:-1]):
        if item.note == "several" and draft.fold(item.i - 1) in ("co", "duoc", "dc", "dang", "lam", "mo"):
            noun = items[k + 1]
            after = {draft.fold(n) for n in range(noun.j, noun.j + 3)}
            if noun.tag == "I" and not after & {"thoi", "gi", "a", "ha", "do"}:
                return True
    return False


_A_STORY = 8  # words; "thứ 7 này 12 hv" is a slip that is asked about


def _coming(draft: Draft) -> bool:
    """ "thứ 6 này xã tập huấn 30 người": the only days named are weekdays to come: a plan, no slip of the finger."""
    days = [i for i in draft.whens if i.when is not None]
    if (
        not days
        or len(draft.words) < _A_STORY
        or any(i.note != "future" or not i.entry.date.startswith("wd") for i in days)
    ):
        return False
    for day in days:
        day.note = "plan"
    return True


_HOW_MUCH_MORE = Phrases("con bao nhieu|thieu bao nhieu|bao nhieu nua")  # "còn bao nhiêu nữa mới đủ 100 vneid"


def _adding(draft: Draft) -> bool:
    """ "cộng thêm 2 hv nữa", "còn sót 4 người", "thiếu mất 3 lượt": an addition to what was said before."""
    if any(d.kind == "addition" for d in draft.doubts):
        return not ("bao" in draft.folds and _HOW_MUCH_MORE.said(draft.bits, f" {' '.join(draft.words[:60])} "))
    if "missing" not in draft.entries or "later" in draft.entries:
        return False
    numbers = [i for i in draft.items if i.tag == "N"]
    return (
        not draft.values
        and len(numbers) == 1
        and any(
            i.entry.cue == "missing" and 0 <= numbers[0].i - i.j <= 1 and draft.fold(i.j - 1) in ("sot", "thieu", "mat")
            for i in draft.items
        )
    )


def _asks(draft: Draft, folds: set[str], words: list[str]) -> bool:
    return bool({"howmany", "status", "summary", "help"} & draft.wishes.keys())
