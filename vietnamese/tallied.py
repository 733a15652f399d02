"""A number as an item: in words, in digits, with the groups that a blank separates."""

from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.fold import word_set
from vietnamese.longest import longest
from vietnamese.numbers import phrase
from vietnamese.tokens import NUMBER, Entry, Numeral

_OF_A_DAY = ("ngay", "hom", "bua", "mung", "mong")  # before a number of a day: "ngày 6 tháng 3" is no half of a year
_WHO = word_set("to em e thon tui toi minh nhom lop doi chi anh bon")


def a_day_of_month(draft: Draft, i: int, j: int) -> bool:
    """ "ngày 6 tháng 3", "ngày chín tháng mười", "9 tháng 12 tổ em …": the first number is a day's."""
    if draft.fold(i - 1) in _OF_A_DAY:
        return True
    month = draft.tokens[j] if j < len(draft.tokens) else None
    if month is not None and month.text.isdecimal() and draft.fold(j + 1) == "nam" and draft.fold(j + 2)[:2] == "20":
        return True  # "9 tháng 12 năm 2025"
    return j == i + 2 and month is not None and month.text.isdecimal() and draft.fold(j + 1) in _WHO


def tag_of(entry: Entry) -> str:
    """The tag of an entry's items; asked for each word of each message, so it is kept with the entry."""
    if not entry.tag:
        entry.tag = _worked_out(entry)
    return entry.tag


def _worked_out(entry: Entry) -> str:
    if entry.indicator:
        return "I"
    if entry.date:
        return "D"
    if entry.unit:
        return "U"
    if entry.cue:
        return "K"
    if entry.context:
        return "C"
    return "M" if entry.measure else "L" if entry.label else "W"


def in_words(draft: Draft, i: int, entry: Entry | None) -> Item | None:
    """A number in words at token i, keeping the other roles a single word may have ("năm": five, or a year)."""
    token = draft.tokens[i]
    last = draft.items[-1] if draft.items else None
    if (
        entry is not None
        and entry.unit == "person"
        and token.fold == "ba"
        and last is not None
        and last.j == i
        and last.numeral is not None
    ):
        return None  # "7 ba": bà
    if (
        entry is not None
        and (entry.unit or entry.cue)
        and token.marked
        and not (token.count and token.count[0] == "halved")
    ):
        return None
    said = phrase(draft.tokens, i, draft.plains[i])
    if said is None:
        return None
    if entry is not None and entry.date == "later" and token.marked and said.words == 1:
        return None  # "mốt xã xuống kiểm tra": the day after tomorrow
    if (
        entry is not None
        and said.words == 1
        and entry.unit
        and not token.marked
        and not draft.plains[i]
        and token.count is None
    ):
        return None
    item = Item(
        "N", i, said.stop, draft.starts[i], draft.ends[said.stop - 1], entry or NOTHING if said.words == 1 else NOTHING
    )
    item.value, item.upto, item.words = said.value, said.upto, said.words
    draft.entries.add("in words")
    item.soft = said.words == 1 and token.count is not None and token.count[0] in ("unit", "hundred", "ten")
    item.key = ""
    item.doubt = "range" if said.upto else "vague" if said.vague else ""
    draft.items.append(item)
    return item


def in_digits(draft: Draft, i: int) -> int:
    """A number in digits at token i, with the groups that a blank separates ("1 250", "0986 112 233"); the
    next token.
    """
    tokens, starts, ends = draft.tokens, draft.starts, draft.ends
    token = tokens[i]
    after = tokens[i + 1].count if i + 1 < len(tokens) else None
    tens = after is not None and after[0] in ("tens", "dozen", "hundred", "thousand", "ten")
    said = phrase(tokens, i, draft.plains[i]) if tens else None
    if said is not None and said.words > 1:
        item = Item("N", i, said.stop, starts[i], ends[said.stop - 1])
        item.value, item.upto, item.words, item.doubt = said.value, said.upto, said.words, "range" if said.upto else ""
        draft.entries.add("in words")
        draft.items.append(item)
        return said.stop
    # A number that begins a phrase of its own: "2 ngày cuối tuần", "12 thôn", "0 hết".
    j, entry = longest(draft, token.node, i)
    if entry is not None and entry.date in ("half", "nine") and a_day_of_month(draft, i, j):
        entry = None  # "ngày 6 tháng 3"
    if entry is not None and draft.fold(i - 1) == "so" and draft.fold(i - 2) == "tuan":
        j, entry = i, None  # "tuần số 1 mình làm"
    if entry is not None and j > i + 1:
        draft.items.append(Item(tag_of(entry), i, j, starts[i], ends[j - 1], entry))
        draft.entries.add(entry.cue or entry.date or entry.unit or entry.context)
        return j
    numeral = token.numeral
    assert numeral is not None
    j = i + 1
    if numeral.shape in ("int", "long", "dot"):
        digits = token.text
        while (
            j < len(tokens)
            and tokens[j].kind == NUMBER
            and starts[j] == ends[j - 1] + 1
            and draft.text[ends[j - 1]] in " ."
            and tokens[j].text.isdecimal()
            and len(tokens[j].text) >= 3
        ):
            digits += tokens[j].text
            j += 1
        if j > i + 1:
            plain = "".join(c for c in digits if c.isdecimal())
            if (
                (plain[0] == "0" and 9 <= len(plain) <= 11)
                or len(plain) == 12
                or (len(token.text) > 3 and len(plain) > 8)
            ):
                numeral = Numeral("long", (int(plain),))
            elif (
                plain[0] != "0"
                and len(token.text) <= 3
                and token.text.isdecimal()
                and all(len(t.text) == 3 for t in tokens[i + 1 : j])
            ):
                numeral = Numeral("int", (int(plain),))
            else:
                j = i + 1
    item = Item("N", i, j, starts[i], ends[j - 1])
    item.numeral = numeral
    item.value = numeral.parts[0]
    draft.items.append(item)
    return j
