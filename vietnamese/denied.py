"""None is a number: "ví chưa có ai", "không có hồ sơ nào", "chưa hộ nào dán qr" count 0 of the noun beside them."""

from itertools import pairwise

from vietnamese.denials import BEHIND, DENIED, ENDS, GOING, GOT, NOT, PIECES, WHICH, doing, forget, over, said_of, which
from vietnamese.denied_rows import none_too, numbered, ours, row_before, row_behind
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.unanswered import KNOWN, not_known

NONE = frozenset({"none", "none behind"})  # the notes of a number that stands for such words
_LINKS = frozenset({":", "=", "\t", "thi", "van", "con", "cung", "deu", "dang", "hien", "hoan", "toan"})
_NOT_A_NONE = frozenset({"phai", "chi", "he", "sao", "nho", "biet", "bit", "nam", "ro", "tinh", "ke", "dung"})


def denied(draft: Draft) -> None:
    """Put a 0 where words deny a noun. In a message without any other figure the nouns are only noted as none."""
    if not draft.bits & DENIED:
        return
    nones: list[None_] = []
    told = "correct" in draft.wishes or any(i.tag == "N" and i.value and _a_figure(draft, i) for i in draft.items)
    for zero in [i for i in draft.items if i.tag == "N" and not i.value and not i.doubt]:
        _all_of_them(draft, zero, told)
    for at, word in enumerate(draft.words):
        if word == "0" and draft.fold(at - 1) == "so" and not any(i.tag == "N" and i.i == at for i in draft.items):
            found = _behind(draft, at, at - 1)  # "VNeID: số 0"
            nones.extend([found] if found is not None else ())
        if word not in NOT or _glued(draft, at):
            continue
        if draft.fold(at + 1) in _NOT_A_NONE and word != "zero":
            if told and draft.fold(at + 1) in KNOWN:
                not_known(draft, at)
            continue
        found = _behind(draft, at, at) or _before(draft, at)
        if found is not None:
            nones.append(found)
    if told or _all_denied(draft, nones):
        for none in nones:
            _put(draft, none)
    else:
        for noun, first, _, last in nones:
            if noun.tag == "I":
                draft.zeros.setdefault(noun.key, noun)
            forget(draft, first, last)
    if told:
        _other_half(draft)
        if draft.folds & {"a", "ah", "quen", "nho"}:
            _after_all(draft)


def _a_figure(draft: Draft, number: Item) -> bool:
    """Whether a number is more than one plain number word far from any noun."""
    return not number.soft or any(
        (i.tag in "IU" and (i.i == number.j or i.j == number.i)) or (i.tag == "S" and i.j == number.i and i.note != ",")
        for i in draft.items
    )


None_ = tuple[Item, int, int, int]  # a noun, and the words [first, end) that deny it; all of it ends at `last`


def _all_denied(draft: Draft, nones: list[None_]) -> bool:
    """ "chưa có ví, không có hồ sơ nào": two nouns or more, and none of any."""
    denied = {id(noun) for noun, *_ in nones} | {id(noun) for noun in draft.zeros.values()}
    denied |= {id(i) for i in draft.items if any(first < i.i and i.j <= last for _, first, _, last in nones)}
    denied |= {id(a) for a, b in pairwise(draft.items) if b.tag == "N" and not b.value and b.i - a.j < 2}
    nouns = [i for i in draft.items if i.tag == "I"]
    return len(denied) > 1 and bool(nones) and "?" not in draft.text and all(id(i) in denied for i in nouns)


def _other_half(draft: Draft) -> None:
    """ "sáng 0, chiều tập huấn 3 người", "vneid sáng 2 chiều không": a time of the day on which there was none."""
    for time in [i for i in draft.items if i.entry.cue == "daypart"]:
        named = any(i.tag == "I" and i.j <= time.i for i in draft.items)
        zero = next((i for i in draft.items if i.i == time.j), None)
        if zero is not None and zero.tag == "N" and not zero.value and not named:
            zero.tag, zero.note = "X", "none"
        elif named and draft.fold(time.j) in NOT and over(draft, time.j + 1, False):
            _put(draft, (time, time.j, time.j + 1, time.j + 1))


def _after_all(draft: Draft) -> None:
    """ "không có vneid, à có 8", "hồ sơ không có, à quên, có 2": the number that comes to mind is of that noun."""
    for k, zero in enumerate(draft.items):
        if zero.note not in NONE or zero.tag != "N":
            continue
        number = next((i for i in draft.items[k + 1 :] if i.tag == "N"), None)
        if number is None or not number.value or number.i - zero.j > 10:
            continue
        between = [w for w in draft.words[zero.j : number.i] if w not in (",", ".", "…")]
        noun = next((i for i in draft.items if zero.j <= i.i < number.i and i.tag == "I"), None)
        said = between[noun.j - noun.i :] if noun is not None and zero.note == "none" else between
        unnamed = not any(i.tag in "IU" and i.i == number.j for i in draft.items)
        polite = draft.tokens[zero.j].text.lower() == "ạ" if zero.j < number.i else False
        recanted = polite or draft.fold(number.j) == "la"  # "ví không có ạ, 2 là em ghi lộn"
        if said and said[0] in ("a", "ah", "ua", "quen") and set(said) <= _CAME_TO_MIND and unnamed and not recanted:
            zero.value, number.tag, number.note = number.value, "X", "mended"


_CAME_TO_MIND = word_set("a ah ua quen nho ma co duoc dc con em e them roi ra")


def _all_of_them(draft: Draft, zero: Item, told: bool) -> None:
    """ "vneid, ví 0 hết", "hv với dvc đều 0", "các mục đều 0": a 0 in digits that holds for all before it."""
    first = zero.i
    while first and draft.fold(first - 1) in _LINKS:
        first -= 1
    if first < zero.i and draft.fold(first) not in (":", "="):
        draft.items[:] = [i for i in draft.items if not first <= i.i < zero.i]
        zero.i, zero.start = first, draft.starts[first]  # "hồ sơ vẫn 0"
    marked = bool({"deu", "cung", "thi"} & set(draft.words[first : zero.j])) or draft.fold(zero.j) in ("het", "ca")
    noun = next((i for i in draft.items if i.j == first and i.tag in "IU" and ours(i)), None)
    if noun is None:
        if marked and not told and (draft.fold(first - 1) in _ITEMS or "everyone" in draft.entries):
            zero.tag, zero.note = "X", "none"
            draft.wishes["nil"] = Item("W", first, zero.j, draft.starts[first], zero.end)
        return
    if numbered(draft, noun):
        return
    for other in row_before(draft, noun, marked):
        none_too(draft, other)
    if noun.tag == "U":
        noun.tag, noun.key = "I", "public_services"


_ITEMS = word_set("muc tieu so cot dong o cai lieu thu khoan phan")


def _glued(draft: Draft, at: int) -> bool:
    """ "10k": thousands."""
    return at > 0 and draft.tokens[at - 1].kind == 1 and draft.ends[at - 1] == draft.starts[at]


def _behind(draft: Draft, at: int, first: int) -> None_ | None:
    """ "ví điện tử thì chưa có ai", "hồ sơ chưa nộp được cái nào": what the noun before the word has none of."""
    while first and draft.fold(first - 1) in _LINKS and at - first < 4:
        first -= 1
    noun = next((i for i in draft.items if i.j == first and i.tag in "IU"), None)
    if noun is None or not ours(noun) or numbered(draft, noun):
        return None
    end, sure = said_of(draft, at + 1)
    if end is None or not over(draft, end, sure):
        return None
    if not sure and _asked(draft, noun):
        return None
    if not sure and draft.fold(at) == "chua" and end == at + 1:
        return None  # "vneid chưa": not yet, or not yet counted
    marked = bool({"deu", "cung", "thi"} & set(draft.words[first:at])) or draft.fold(end - 1) in ("het", "ca")
    for other in row_before(draft, noun, marked):
        none_too(draft, other)
    return noun, at, end, end


def _before(draft: Draft, at: int) -> None_ | None:
    """ "không có vneid", "chưa mở được ví nào", "không ai làm cks": none of the noun behind the word."""
    items = draft.items
    noun = next((i for i in items if i.i > at and i.tag in "IU" and ours(i)), None)
    if noun is None or noun.i - at > 7:
        return None
    between = draft.words[at + 1 : noun.i]
    if not _BUT.isdisjoint(between):
        return None  # "không tới được mà mở ví cho 28 bà con"
    who = "ai" in between or bool(WHICH & set(between))
    n = at + 1
    while n < noun.i:
        step = doing(draft, n) or int(draft.fold(n) in PIECES or draft.fold(n) in WHICH or draft.fold(n) == "ai")
        if not step:
            return None
        n += step
    if any(i.tag == "N" and i.i == noun.j for i in items):
        return None
    end = noun.j
    beyond = next((n for n in range(end, end + 4) if draft.fold(n) in WHICH), None)
    while draft.fold(end) in GOT or draft.fold(end) == "cho":
        end += 1
    if which(draft, end) > end:
        end, who = which(draft, end), True  # "chưa phát loa được lần nào", "chưa kích hoạt cho ai"
    elif beyond is not None and not any(draft.fold(n) in ENDS for n in range(noun.j, beyond)):
        end, who = beyond + 1, True  # "chẳng có hồ sơ nộp qua mạng nào"
    else:
        end = noun.j
    while draft.fold(end) in BEHIND:
        end += 1
    if _some_without(draft, at, who):
        return None
    simple = (draft.fold(at) == "chua" and GOING.isdisjoint(between)) or set(between) <= GOT | PIECES
    more = row_behind(draft, noun) if not who else []
    if (more and over(draft, more[-1].j, False)) or ((who or simple) and over(draft, end, who)):
        for other in more:
            none_too(draft, other)
        return noun, at, noun.i, end
    return None


def _asked(draft: Draft, noun: Item) -> bool:
    """ "hôm nay có vneid không", "có ai xài ví không anh": a question."""
    at = noun.i - 1
    counted = {i.j - 1 for i in draft.items if i.tag in "NI"}
    while at >= 0 and noun.i - at < 6 and draft.fold(at) not in _STOPS and at not in counted:
        if draft.fold(at) in ("co", "can", "phai", "duoc"):
            return True
        at -= 1
    return draft.text.rstrip().endswith("?")


_BUT = word_set("ma nhung chu")
_STOPS = frozenset({",", ".", ";", ":", "\n", "•", "con", "rieng", "-", "+"})


def _some_without(draft: Draft, at: int, who: bool) -> bool:
    """ "5 người không có vneid", "2 hộ kia chưa dán mã": some without it say nothing about the others."""
    counted: list[Item] = []
    for item in draft.items:
        if item.i >= at:
            break
        if item.tag == "S" or item.entry.cue == "and" or (item.tag == "I" and not any(c.j == item.i for c in counted)):
            counted = []
        elif item.tag in "NX" and item.value:
            counted.append(item)
    if any(c.j == at for c in counted):
        return True
    counted = [c for c in counted if not _BUT & set(draft.words[c.j : at])]
    units = [i for i in draft.items if i.tag == "U" and any(c.j == i.i and at - c.j < 8 for c in counted)]
    return bool(units) and not who


def _put(draft: Draft, none: None_) -> None:
    """A 0 in place of the words that deny."""
    noun, first, end, last = none
    if noun.tag == "U":
        noun.tag, noun.key = "I", "public_services"
    zero = Item("N", first, end, draft.starts[first], draft.ends[end - 1])
    zero.words, zero.note = 1, "none behind" if noun.j <= first else "none"
    kept = [i for i in draft.items if i is noun or i.j <= first or i.i >= last]
    place = sum(i.i < first for i in kept)
    draft.items[:] = [*kept[:place], zero, *kept[place:]]
    forget(draft, first, last)
