"""What only dresses a line: "hv-12 vneid-4", "hv: *12*", "1) hv 12 2) vneid 4", a sheet's column of units."""

import re

from vietnamese.draft import Draft, Item

_BOLD = re.compile(r"\*[^*\n]{1,40}\*")
_MOST = 120
DRESS = frozenset("-*)\t")  # a message without any of these has none of it


def undressed(draft: Draft) -> None:
    """Read a hyphen glued between a noun and its number as a colon, and take stars and numbers of a row off."""
    if len(draft.items) > _MOST:
        return
    text = draft.text
    if "-" in text:
        _glued_hyphens(draft)
    if "(" in text:
        _said_again(draft)
    if text.count("*") > 1:
        _stars(draft)
    if text.count("\t") > 1:
        _column_of_units(draft)
    if ".." in text:
        _dots_that_lead(draft)
    if ")" in text and "(" not in text:
        _numbers_of_a_row(draft)


def _glued_hyphens(draft: Draft) -> None:
    """ "hv-12 vneid-4": at least two of them, so that "hv 12 - 5 vneid" and "-4" stay what they are."""
    items = draft.items
    found: list[Item] = []
    for noun, sign, number in zip(items, items[1:], items[2:], strict=False):
        hyphen = sign.tag == "K" and draft.text[sign.start : sign.end] == "-"
        if hyphen and _counted(noun) and number.tag == "N" and noun.end == sign.start and sign.end == number.start:
            found.append(sign)
    if len(found) < 2:
        return
    for sign in found:
        sign.tag, sign.note = "S", ":"


def _counted(item: Item) -> bool:
    return item.tag == "I" or item.entry.date == "cn"  # chứng nhận or chủ nhật: not told apart yet


def _said_again(draft: Draft) -> None:
    """ "4 (bốn) hộ", "bốn (4) hộ": the same number once more."""
    items = draft.items
    for k in range(len(items) - 4, -1, -1):
        if k + 4 > len(items):
            continue
        number, opened, again, closed = items[k : k + 4]
        same = number.tag == again.tag == "N" and number.value == again.value and number.words != again.words
        if same and (opened.note, closed.note) == ("(", ")") and opened.i == number.j:
            number.j, number.end, number.soft = closed.j, closed.end, False
            del items[k + 1 : k + 4]


def _stars(draft: Draft) -> None:
    """ "*hv*: 12", "hv: *12*": bold letters of a chat."""
    places = {at for m in _BOLD.finditer(draft.text) for at in (m.start(), m.end() - 1)}
    draft.items[:] = [i for i in draft.items if i.note != "*" or i.start not in places]


def _column_of_units(draft: Draft) -> None:
    """ "Ví điện tử⇥người⇥12": in a row of three cells or more the one before the number says only how it is counted."""
    items = draft.items
    spare: set[int] = set()
    for k, number in enumerate(items):
        if number.tag != "N" or k < 3 or items[k - 1].note != "\t" or items[k - 3].note != "\t":
            continue
        unit, ends = items[k - 2], k + 1 == len(items) or items[k + 1].note in ("\n", "\t")
        alone = unit.i == items[k - 3].j and unit.j == items[k - 1].i
        if ends and alone and unit.tag in "UIKMC" and _heads(items, k - 4):
            spare |= {id(items[k - 3]), id(unit)}
    if spare:
        items[:] = [i for i in items if id(i) not in spare]


def _dots_that_lead(draft: Draft) -> None:
    """ "VNeID.....5": a row of dots from a noun to its number is a colon."""
    items = draft.items
    kept: list[Item] = []
    k = 0
    while k < len(items):
        last = k
        while (
            last + 1 < len(items)
            and items[k].note == items[last + 1].note == "."
            and items[last + 1].i == items[last].j
        ):
            last += 1
        sign = items[k]
        leads = last > k and kept and kept[-1].tag in "IUC" and last + 1 < len(items) and items[last + 1].tag == "N"
        if leads and kept[-1].j == sign.i and items[last + 1].i == items[last].j:
            sign.note, sign.j, sign.end = ":", items[last].j, items[last].end
            kept.append(sign)
        else:
            kept += items[k : last + 1]
        k = last + 1
    items[:] = kept


def _heads(items: list[Item], k: int) -> bool:
    """Whether the cell that ends with item k has a word in it: what the row counts."""
    while k >= 0 and items[k].note not in ("\t", "\n"):
        if items[k].tag in "IUC":
            return True
        k -= 1
    return False


def _numbers_of_a_row(draft: Draft) -> None:
    """ "1) hv 12 2) vneid 4 3) qr 1": numbers that count up from 1, each before a bracket and a noun."""
    items = draft.items
    closed = [k for k, i in enumerate(items) if i.note == ")" and k and items[k - 1].end == i.start]
    rows = [k - 1 for k in closed if items[k - 1].tag == "N" and items[k - 1].words == 0]
    named = all(k + 2 < len(items) and (items[k + 2].tag in "UC" or _counted(items[k + 2])) for k in rows)
    if len(rows) < 2 or not named or [items[k].value for k in rows] != list(range(1, len(rows) + 1)):
        return
    for k in rows:
        items[k].tag, items[k].note = "X", "list"
        items[k + 1].note = "\n"
