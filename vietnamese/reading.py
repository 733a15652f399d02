"""One message read: the steps in their order, from text to what a careful officer would understand by it."""

from bisect import bisect_left
from datetime import datetime

from vietnamese.amend import corrects
from vietnamese.amounts import qualify
from vietnamese.attach import attach
from vietnamese.brackets import added_up, bracketed, listed_parts
from vietnamese.breath import mend_in_breath
from vietnamese.clauses import Claim, other_thing
from vietnamese.crowds import crowded, thanked
from vietnamese.cut import cut
from vietnamese.dates import find_dates
from vietnamese.disputed import disputed
from vietnamese.draft import Draft, Item
from vietnamese.dressed import undressed
from vietnamese.estranged import estranged
from vietnamese.evidence import outspoken, overrule, weigh
from vietnamese.exacted import exacted
from vietnamese.excepted import excepted
from vietnamese.fold import word_set
from vietnamese.hedged import hedged
from vietnamese.intents import decide, find_wishes
from vietnamese.lexicon import Lexicon, Place, default
from vietnamese.mood import unreal
from vietnamese.nones import all_none, nobody, spoken, written_none
from vietnamese.places import find_places
from vietnamese.protect import protect
from vietnamese.questions import is_question
from vietnamese.replaced import describe, mark_old
from vietnamese.result import DOUBTS, Correction, Doubt, Figure, PlaceMatch, Reading, When
from vietnamese.rowed import rowed
from vietnamese.scan import scan
from vietnamese.stories import told_besides
from vietnamese.totals import settle
from vietnamese.triggers import Wording
from vietnamese.uncounted import uncounted
from vietnamese.unsettled import left_open, unsure_after
from vietnamese.whens import choose_when

__all__ = [
    "DOUBTS",
    "Correction",
    "Doubt",
    "Figure",
    "Lexicon",
    "Place",
    "PlaceMatch",
    "Reading",
    "When",
    "read",
]


def read(text: str, now: datetime, lexicon: Lexicon | None = None) -> Reading:
    """What the text says, as of `now` (aware, Asia/Ho_Chi_Minh). Never raises on any text; at most 4,000
    characters are read.
    """
    draft = Draft(text[:4000], now, default() if lexicon is None else lexicon)
    correcting, old, claims = gather(draft)
    _intent(draft, bool(claims), correcting, bool(old) or (correcting and "replaced" in draft.entries))
    choose_when(draft, claims)
    if draft.intents[0] == "correct":
        describe(draft, old)
    return _finish(draft)


def gather(draft: Draft) -> tuple[bool, list[Item], list[Claim]]:
    """Every step before the intent is decided: whether something is changed, the old numbers, who claims which."""
    cut(draft)
    scan(draft)
    if "-" in draft.folds or "*" in draft.folds or ")" in draft.folds:
        undressed(draft)
    find_wishes(draft)
    find_dates(draft)
    numbered = "N" in [i.tag for i in draft.items]
    if numbered:
        told_besides(draft)
        unreal(draft)
    protect(draft)
    qualify(draft)
    if numbered or "N" in [i.tag for i in draft.items]:  # "vài người" is a number now
        mend_in_breath(draft)
        disputed(draft)
        exacted(draft)
        hedged(draft)
        bracketed(draft)
        listed_parts(draft)
        added_up(draft)
        excepted(draft)
    correcting = corrects(draft)
    old = mark_old(draft) if correcting else []
    spoken(draft)
    nobody(draft)
    written_none(draft)
    all_none(draft)
    rows = rowed(draft)
    claims = [*rows, *attach(draft)]
    if correcting:
        _name_new(draft, claims)
    settle(draft, claims)
    find_places(draft)
    return correcting, old, claims


def _name_new(draft: Draft, claims: list[Claim]) -> None:
    """In a correction, a bare new number belongs to the one indicator that the message names: "14 chứ không
    phải 40 vneid".
    """
    keys = {i.key for i in draft.items if i.tag == "I"}
    denied = draft.wishes.get("notbut")
    if denied is not None and len(keys) == 2:
        keys -= {i.key for i in draft.items if i.tag == "I" and i.i == denied.j}
    taken = {id(c.item) for c in claims}
    bare = [i for i in draft.items if i.tag == "N" and id(i) not in taken]
    if len(bare) == 1 and not claims:
        people = {"learners"} if any(i.entry.context == "teach" for i in draft.items) else set()
        papers = {"public_services"} if any(i.entry.unit == "dossier" for i in draft.items) else set()
        before = {i.key for i in draft.items if i.tag == "I" and i.end <= bare[0].start}
        if len(keys) > 1 and len(before) == 1 and draft.fold(bare[0].i - 1) in ("con", "thanh"):
            keys = before  # "sửa học viên xuống còn 10 vì 2 người bỏ về giữa buổi"
        names = keys or people or papers
        if len(names) == 1:
            claims.append(Claim(names.pop(), bare[0], 0))


def _intent(draft: Draft, claims: bool, correcting: bool, changed: bool) -> None:
    if not correcting:
        estranged(draft)
    reported = bool(draft.values) or bool([d for d in draft.doubts if d.kind not in ("too_big",) or d.indicators])
    same = _cue(draft, "again_same")
    double = _cue(draft, "double")
    question = is_question(draft)
    weights = weigh(draft, question) if not changed and outspoken(draft, question) else {}
    intents = decide(draft, reported, correcting)
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
        intents[0] == "report"
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
    elif intents == ["other"] and (found := _bare_report(draft)) is not None:
        intents = ["report"]
        for item in found:
            draft.doubt(
                item.doubt or "bare",
                item,
                (),
                (item.value, item.upto) if item.upto else (item.value,) if item.value else (),
            )
    elif intents == ["other"] and (lone := _only_aside(draft)) is not None:
        intents = ["report"]
        draft.doubt("unknown_unit" if lone.note == "attended" else "bare", lone, _loud(draft), (lone.value,))
    elif intents[0] in ("report", "correct"):
        _recheck(draft, intents)
        _loose(draft, intents)
        if intents[0] == "correct" and any(d.kind in ("bare", "range") and not d.indicators for d in draft.doubts):
            draft.values.clear()
            draft.figures.clear()
    ruled, intents = intents, intents if not weights else overrule(draft, intents, weights)
    if intents != ruled and intents[0] in ("report", "correct"):
        _loose(draft, intents)
        if not draft.values and not draft.doubts:
            whole = Item("X", 0, len(draft.tokens), 0, len(draft.text))
            draft.doubt("vague" if intents[0] == "report" else "uncertain", whole)
    if intents[0] == "nil":
        unsure = draft.wishes.get("later_nil")
        nil = draft.wishes.get("nil")
        if nil is not None and "chac" in (draft.fold(nil.i - 1), draft.fold(nil.i - 2)):
            unsure = unsure or nil  # "chắc là không có ai đâu"
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
    r"thang truoc|thang roi|thang qua|lan truoc|dot truoc|ky truoc|nam ngoai|khoa truoc|buoi truoc) "
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


def _all_zero(draft: Draft) -> bool:
    named = {i.key for i in draft.items if i.tag == "I"}
    return len(draft.values) >= 2 or len(named) == 1 or "nil" in draft.wishes


def _only_aside(draft: Draft) -> Item | None:
    """ "tuyên truyền cho 45 người", "sĩ số 20 vắng 3": numbers that are no figures, and none that is."""
    if is_question(draft) or any(i.note in ("later", "plan") for i in draft.whens) or len(draft.tokens) > 20:
        return None
    aside = [i for i in draft.items if i.tag == "X" and i.value and i.note in ("attended", "absent")]
    if not aside or any(i.tag == "N" for i in draft.items):
        return None
    loud = bool(_loud(draft)) and aside[0].note == "attended"
    return aside[0] if loud or (len(aside) > 1 and draft.folds & {"si", "ss"}) else None


def _loud(draft: Draft) -> tuple[str, ...]:
    return ("outreach",) if any(i.key == "outreach" for i in draft.items) else ()


def _bare_report(draft: Draft) -> list[Item] | None:
    """Numbers without an indicator, or a crowd without a number, where the message is a report all the same."""
    if thanked(draft):
        return None
    if is_question(draft) or any(i.note in ("later", "plan") for i in draft.whens):
        return None
    words = [t for t in draft.tokens if t.kind == 0]
    numbers = [i for i in draft.items if i.tag == "N" and not i.soft and i.note not in ("several", "crowd")]
    crowd = [i for i in draft.items if i.tag == "N" and i.note in ("several", "crowd")]
    percent = [i for i in draft.items if i.note == "percent"]
    named = any(i.tag == "I" for i in draft.items)
    folds = {t.fold for t in words}
    signal = bool(
        folds & {"duoc", "dc", "dang", "xong", "hoc", "lop", "day", "nguoi", "ng", "bao", "bc", "tong"}
    ) or bool(draft.whens)
    signal = signal or any(
        i.doubt in ("range", "vague") and k + 1 < len(draft.items) and draft.items[k + 1].entry.unit == "person"
        for k, i in enumerate(draft.items)
        if i.tag == "N" and i.value
    )
    working = any(i.entry.context in ("teach", "install", "help") for i in draft.items)
    numbers = [i for i in numbers if working or not other_thing(draft, i.j)]
    if numbers and (len(words) <= 6 or (len(words) <= 14 and signal)):
        return numbers
    if crowd and (signal or named or len(words) <= 10) and len(words) <= 25:
        return crowd[:1]
    said = named or "dat" in folds or (draft.whens and folds & {"ho", "nguoi", "ng", "lop", "bc"})
    if percent and said and len(words) <= 25:
        percent[0].doubt = "percent"
        return percent[:1]
    return None


def _loose(draft: Draft, intents: list[str]) -> None:
    """Numbers that nothing explained, beside figures that were understood: each is asked about."""
    for start, end in draft.unexplained:
        item = next((i for i in draft.items if i.start == start and i.end == end), None)
        if item is None or any(d.start <= start < d.end for d in draft.doubts):
            continue
        draft.doubt(item.doubt or "bare", item, (), (item.value, item.upto) if item.upto else (item.value,))
        _disturbs(draft, item)
    del intents


_WAVER = word_set("a hay luc noi nho dem chac quen hoac con thi")


_TO_CHECK = Wording(
    r" (de|mai|lat|toi|khoan|cho) (\w+ ){0,3}(hoi|dem|coi|soi|kiem tra|xem|tinh|do|ra|xac minh|kiem|check) "
    r"(\w+ )?(lai|da|cho chac) "
)


def _recheck(draft: Draft, intents: list[str]) -> None:
    """ "sổ ghi 12 mà ảnh đếm ra 14, mai em hỏi lại": two numbers and a promise to look again: none is written down."""
    if "lai" not in draft.folds and "da" not in draft.folds and "chac" not in draft.folds:
        return
    words = f" {' '.join(t.fold for t in draft.tokens[:150] if t.kind < 2)} "
    numbers = [i for i in draft.items if i.tag in "NX" and (i.tag == "N" or i.note in ("old", "mended"))]
    if len(draft.figures) == 1:
        apart = [d for d in draft.doubts if d.indicators and draft.figures[0].indicator not in d.indicators]
        numbers = [i for i in numbers if i.value and not any(d.start <= i.start < d.end for d in apart)]
    check = _TO_CHECK.search(draft.bits, words)
    if len(numbers) < 2 or len(draft.figures) != 1 or check is None:
        return
    if check[1] == "toi" and "tôi" in draft.text.lower() and "tối" not in draft.text.lower():
        return  # "tôi xem lại danh sách thì …": looked again already
    if check[1] == "khoan" and any(i.note == "mended" for i in numbers):
        return  # "12 học viên, khoan, đếm lại 13"
    figure = draft.figures[0]
    if intents[0] == "correct" and "correct" not in draft.wishes:
        intents[0] = "report"
    draft.values.clear()
    draft.figures.clear()
    whole = Item("X", 0, len(draft.tokens), figure.start, figure.end)
    draft.doubt("uncertain", whole, (figure.indicator,), tuple(dict.fromkeys(i.value for i in numbers)))


def _disturbs(draft: Draft, item: Item) -> None:
    """A bare number in the clause of a figure ("8 vneid 3", "vneid lúc thì 5 lúc thì 6") puts that figure in
    doubt as well.
    """
    before = [f for f in draft.figures if f.end <= item.start]
    if not before:
        return
    figure = max(before, key=lambda f: f.end)
    k = draft.items.index(item)
    if k + 1 < len(draft.items) and draft.items[k + 1].tag == "U" and draft.items[k + 1].i - item.j <= 1:
        return  # "1 buổi 20 người": the people are asked about, the session stands
    between = draft.text[figure.end : item.start]
    if len(between) > 40:
        return
    folds = set(draft.words[bisect_left(draft.starts, figure.end) : bisect_left(draft.starts, item.start)])
    if (
        set(".;\n") & set(between)
        or (("," in between or " và " in between) and not folds & _WAVER)
        or len(between) > 40
    ):
        return
    if folds - _WAVER and "," in between and not folds & {"hay", "hoac", "a", "quen"}:
        return
    draft.values.pop(figure.indicator, None)
    draft.figures.remove(figure)
    draft.doubt("two_readings", item, (figure.indicator,), (figure.value, item.value))


def _finish(draft: Draft) -> Reading:
    doubts = draft.doubts
    if len(doubts) > 1:
        doubts.sort(key=lambda d: d.start)
    return Reading(
        draft.text,
        draft.now,
        draft.intents[0],
        tuple(dict.fromkeys(draft.intents)) if len(draft.intents) > 1 else (draft.intents[0],),
        tuple(draft.figures),
        tuple(doubts),
        draft.when,
        tuple(draft.places),
        draft.unknown_place,
        "wholly" in draft.entries,
        tuple(draft.corrections),
        tuple(draft.personal),
        tuple(draft.unexplained),
        draft,
    )
