"""What a reading comes to: the intent, and which figures and doubts stand with it."""

from vietnamese.beside import told_first
from vietnamese.crowds import crowded
from vietnamese.draft import Draft, Item
from vietnamese.estranged import estranged
from vietnamese.evidence import outspoken, overrule, weigh
from vietnamese.intents import decide
from vietnamese.nil import NIL_WEAK
from vietnamese.questions import is_question
from vietnamese.result import Figure
from vietnamese.triggers import Wording
from vietnamese.unbound import bare_report, loose, loud, only_aside, recheck
from vietnamese.uncounted import NUMBERLESS, as_before, uncounted
from vietnamese.unsettled import left_open, unsure_after


def outcome(draft: Draft, claims: bool, correcting: bool, changed: bool) -> None:
    """Decide the intents of a draft whose figures are found, and take away what does not stand with them.

    `changed`: a number told before is named, or replaced, so that the words need not be weighed.
    """
    if not correcting:
        estranged(draft)
    reported = bool(draft.values) or bool([d for d in draft.doubts if d.kind not in ("too_big",) or d.indicators])
    same = _cue(draft, "again_same")
    double = _cue(draft, "double")
    question = is_question(draft)
    weights = weigh(draft, question) if not changed and outspoken(draft, question) else {}
    intents = decide(draft, reported, correcting)
    if intents == ["report"] and told_first(draft, False) == "report":
        intents.append("help")  # "em làm 5 ví rồi, hạn nộp mấy giờ vậy"
    if same is None and not draft.values and intents[0] in ("other", "nil", "summary", "correct"):
        same = _compared(draft)
    if (
        intents == ["other"]
        and draft.zeros
        and not is_question(draft)
        and not any(i.note in ("failed", "absent") for i in draft.items)
    ):
        intents = ["nil"]
    elif (
        intents[0] in ("report", "nil")
        and not any(draft.values.values())
        and draft.values
        and not draft.doubts
        and _all_zero(draft)
    ):
        intents[0] = "nil"
        draft.values.clear()
        draft.figures.clear()
    if (
        (intents[0] in ("other", "nil", "help", "summary") or (intents[0] == "correct" and not draft.values))
        and same is not None
        and "?" not in draft.text
        and not correcting
    ):
        intents = ["report"]
        draft.doubts = [d for d in draft.doubts if d.kind != "addition"]
        draft.doubt("same_as_before", same)
    elif (
        intents[0] == "other"
        and double is not None
        and (any(i.tag == "I" or i.entry.unit == "class" for i in draft.items) or len(draft.tokens) <= 10)
        and not is_question(draft)
    ):
        intents = ["report"]
        draft.doubt("vague", double)
    elif intents[0] in ("other", "nil") and (crowd := crowded(draft)) is not None:
        intents = ["report"]
        draft.doubt("vague", crowd, tuple(dict.fromkeys(i.key for i in draft.items if i.tag == "I")))
    elif intents == ["other"] and (found := bare_report(draft)) is not None:
        intents = ["report"]
        for item in found:
            draft.doubt(
                item.doubt or "bare",
                item,
                (),
                (item.value, item.upto) if item.upto else (item.value,) if item.value else (),
            )
    elif intents == ["other"] and (lone := only_aside(draft)) is not None:
        intents = ["report"]
        draft.doubt("unknown_unit" if lone.note == "attended" else "bare", lone, loud(draft), (lone.value,))
    elif intents[0] in ("report", "correct"):
        recheck(draft, intents)
        loose(draft, intents)
        if intents[0] == "correct" and any(d.kind in ("bare", "range") and not d.indicators for d in draft.doubts):
            draft.values.clear()
            draft.figures.clear()
    ruled, intents = (
        intents,
        intents if not weights or _denied_of_a_day(draft, intents) else overrule(draft, intents, weights),
    )
    if intents != ruled and intents[0] in ("report", "correct"):
        loose(draft, intents)
        if not draft.values and not draft.doubts:
            whole = Item("X", 0, len(draft.tokens), 0, len(draft.text))
            draft.doubt("vague" if intents[0] == "report" else "uncertain", whole)
    if intents[0] == "nil":
        unsure = draft.wishes.get("later_nil")
        nil = draft.wishes.get("nil")
        opens = draft.fold(0) == "chac" and draft.fold(1) not in ("chan", "la") and not draft.folds & {"roi", "r"}
        if nil is not None and (opens or "chac" in (draft.fold(nil.i - 1), draft.fold(nil.i - 2))):
            unsure = unsure or nil  # "chắc là không có ai đâu", "chắc tuần này không có số đâu"
        if unsure is not None:
            draft.doubt("uncertain_nil", unsure)
        draft.doubts = [
            d for d in draft.doubts if d.kind in ("uncertain_nil", "impossible_date", "future", "date_unclear")
        ]
    if intents[0] == "report":
        for key, item in draft.zeros.items():
            if key not in draft.values:
                draft.values[key] = 0
                draft.figures.append(Figure(key, 0, item.start, item.end))
        if draft.bits & NUMBERLESS:
            as_before(draft)
        uncounted(draft)
        unsure_after(draft, _cue(draft, "approxask"))
        left_open(draft)
    if intents[0] in ("cancel", "summary", "status", "help", "other"):
        draft.values.clear()
        draft.figures.clear()
        draft.doubts.clear()
        draft.unexplained.clear()
    draft.intents = intents


_MEASURED_BY = Wording(
    r" (hon|kem|bang|giong|nhu|tang|giam|so voi|nua|gap doi)( la| voi| so| cua| so voi)?"
    r" (hom qua|hom kia|hom truoc|hom roi|bua qua|bua truoc|bua roi|bua hom|bua kia|tuan truoc|tuan roi|tuan qua|"
    r"thang truoc|thang roi|thang qua|lan truoc|dot truoc|ki truoc|nam ngoai|khoa truoc|buoi truoc) "
)


def _compared(draft: Draft) -> Item | None:
    """ "vẫn bằng bữa trước", "giống số tháng rồi", "hơn tháng trước 10 học viên": only set against an older figure."""
    if not draft.folds & {"truoc", "roi", "qua", "kia", "ngoai", "hom"} or is_question(draft):
        return None
    words = f" {' '.join(t.fold for t in draft.tokens if t.kind == 0)} "
    if _MEASURED_BY.search(draft.bits, words) is None:
        return None
    about = any(i.tag == "I" or i.entry.context == "teach" for i in draft.items) or bool(draft.folds & {"so", "hv"})
    return Item("X", 0, len(draft.tokens), 0, len(draft.text)) if about or len(draft.tokens) <= 9 else None


def _cue(draft: Draft, name: str) -> Item | None:
    return next((i for i in draft.items if i.entry.cue == name), None) if name in draft.entries else None


def _denied_of_a_day(draft: Draft, intents: list[str]) -> bool:
    """ "hôm nay không tổ chức được buổi nào vì bão": a day that has been, and plainly nothing done: no chatter."""
    wish = draft.wishes.get("nil")
    strong = wish is not None and " ".join(draft.words[wish.i : wish.j]) not in NIL_WEAK
    if intents != ["nil"] or not (draft.zeros or strong) or is_question(draft):
        return False
    if wish is not None and any(i.note in ("later", "plan") and i.i < wish.i for i in draft.whens):
        return False  # "từ mai tới thứ 7, lớp nghỉ"
    return any(i.when is not None and i.note not in ("later", "plan") for i in draft.whens)


def _all_zero(draft: Draft) -> bool:
    named = {i.key for i in draft.items if i.tag == "I"}
    return len(draft.values.keys() | draft.zeros.keys()) >= 2 or len(named) == 1 or "nil" in draft.wishes
