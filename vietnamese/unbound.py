"""Numbers that no noun of ours holds: a report in a bare number, one left loose beside figures, two told for one."""

from bisect import bisect_left

from vietnamese.clauses import other_thing
from vietnamese.crowds import thanked
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.questions import is_question
from vietnamese.triggers import Wording


def only_aside(draft: Draft) -> Item | None:
    """ "tuyên truyền cho 45 người", "sĩ số 20 vắng 3": numbers that are no figures, and none that is."""
    if is_question(draft) or any(i.note in ("later", "plan") for i in draft.whens) or len(draft.tokens) > 20:
        return None
    aside = [i for i in draft.items if i.tag == "X" and i.value and i.note in ("attended", "absent")]
    if not aside or any(i.tag == "N" for i in draft.items):
        return None
    heard = bool(loud(draft)) and aside[0].note == "attended"
    return aside[0] if heard or (len(aside) > 1 and draft.folds & {"si", "ss"}) else None


def loud(draft: Draft) -> tuple[str, ...]:
    """The indicator of a number of listeners, where loudspeakers or talks are spoken of."""
    return ("outreach",) if any(i.key == "outreach" for i in draft.items) else ()


def bare_report(draft: Draft) -> list[Item] | None:
    """Numbers without an indicator, or a crowd without a number, where the message is a report all the same."""
    if thanked(draft):
        return None
    if is_question(draft) or any(i.note in ("later", "plan") for i in draft.whens):
        return None
    words = [t for t in draft.tokens if t.kind == 0]
    numbers = [
        i
        for i in draft.items
        if i.tag == "N" and i.note not in ("several", "crowd") and (not i.soft or _got_people(draft, i))
    ]
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
    signal = signal or any(i.tag == "U" and i.entry.unit == "dossier" for i in draft.items)
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


def _got_people(draft: Draft, item: Item) -> bool:
    """ "được bảy người nghe anh": a number word that can only be one."""
    noun = next((i for i in draft.items if i.i == item.j), None)
    return draft.fold(item.i - 1) in ("duoc", "dc", "dang") and noun is not None and noun.entry.unit == "person"


def loose(draft: Draft, intents: list[str]) -> None:
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


def recheck(draft: Draft, intents: list[str]) -> None:
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
