"""A message cut into words, numbers and signs, each with its place; what each token is, is worked out once
and kept.
"""

import re
from dataclasses import dataclass, field
from datetime import date

from domain.frozen import frozen
from vietnamese.spelling import match_fold, tone_key

# A web address; a number with what binds its digits together; letters, with digits glued to them; a line end; a sign.
TOKEN = re.compile(
    r"https?://\S+|www\.\S+"
    r"|[^\x00-\u1eff–—→➔≥≤“”‘’…•]+"  # a row of emoji or of another script is one sign
    r"|\d+(?:[.,/:~–-]\d+)*"
    r"|[^\W\d_]+(?:\d+[^\W\d_]+)*\d*"
    r"|[ ]*[\n][ \n]*|[^\s]|\t"
)
_PIECES = re.compile(r"\d+|\D+")
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+")

WORD, NUMBER, SIGN, BREAK, OTHER = range(5)


@frozen
class Numeral:
    """What digits can be: shape int, dot, comma, slash, dash, seq, date, days, dates, time, long or odd, with
    parts.
    """

    shape: str
    parts: tuple[int, ...]


class Token:
    """One piece of a message, shared by all messages that hold it: `node` and `wish` are its places in the
    tries.
    """

    __slots__ = (
        "alone",
        "capital",
        "count",
        "dress",
        "fold",
        "key",
        "kind",
        "known",
        "lone",
        "lower",
        "marked",
        "node",
        "numeral",
        "said",
        "sense",
        "text",
        "wants",
        "wish",
        "wish_alone",
    )

    def __init__(self, text: str, kind: int, word: str = "") -> None:
        self.text = text
        self.lower = text.lower()
        self.kind = kind
        lower = word or self.lower
        self.key = tone_key(lower)
        self.fold = match_fold(lower)
        self.marked = not lower.isascii()
        self.dress = int(self.marked)  # 1 marked, 2 wanting marks, 0 neither
        self.capital = text[:1].isupper()
        self.numeral: Numeral | None = numeral(text) if kind == NUMBER else None
        self.count: tuple[str, int] | None = None  # a number word: its class and value
        self.known = True
        self.said = self.fold if kind == WORD else "," if text[:1] in (",", ".", ";", "!", "?", "\n") else ""
        self.sense = ""  # the name under which vietnamese/evidence.py weighs it
        self.wants = False  # typed without the marks that the word nearly always has
        self.node: Node | None = None
        self.wish: Node | None = None
        # What the word means by itself, in a message with marks and in one without: worked out once, read each time.
        self.alone: tuple[Entry | None, Entry | None] = (None, None)
        self.wish_alone: tuple[Entry | None, Entry | None] = (None, None)
        # What the scan makes of it where it is no part of a phrase, in a message with marks and in one without.
        self.lone: tuple[Lone | None, Lone | None] | None = None


END = Token("", OTHER)  # behind the last one of a message


class Node:
    """A place in a trie of folded words: where one more word leads, and what ends here."""

    __slots__ = ("ends", "near", "next", "plain")

    def __init__(self) -> None:
        self.next: dict[str, Node] = {}
        self.ends: list[Entry] = []
        self.plain: Entry | None = None  # all ends that a word without marks can mean, as one
        self.near: dict[str, Node | None] = {}  # misspelt words already looked up from here


@dataclass(slots=True)
class Entry:
    """A phrase of the lexicon with every role it can play; keys are its words with marks, strict says how
    much they count.
    """

    keys: tuple[str, ...]
    strict: int = 0
    indicator: str = ""
    unit: str = ""
    context: str = ""
    date: str = ""
    cue: str = ""
    wish: str = ""
    measure: bool = False
    label: bool = False
    filler: bool = False
    place: tuple[str, ...] = ()
    tag: str = field(default="", compare=False)  # of the items made of it; worked out by the first
    signs: tuple[str, ...] | None = field(default=None, compare=False)  # what it weighs as: see evidence.py


@frozen
class Lone:
    """A word whose item no neighbour changes: its tag ("" for none), its entry, the name under which it is kept."""

    tag: str
    entry: Entry
    name: str


_NAMES = ("times", "gender")  # units whose word without marks may be somebody's name


def alone(token: Token, node: Node, plain: bool) -> Entry | None:
    """What one word means at a node: the entry with its very marks, else what its strictness lets it be."""
    for entry in node.ends:
        if entry.keys[0] == token.key:
            if token.marked or not plain or len(node.ends) == 1:
                return entry
            break
    if token.marked:
        return next((e for e in node.ends if e.strict == 0), None)
    if (
        not plain
        and token.capital
        and token.text[1:].islower()
        and all((e.cue or e.unit in _NAMES) and not e.keys[0].isascii() for e in node.ends)
    ):
        return None  # "Y Vang" among words with marks is a name, not vắng, and "chị Lan" no lần
    if node.plain is not None and node.plain.strict == 3:
        return next((e for e in node.ends if e.keys[0] == token.key), None)
    if not plain and node.plain is not None and not node.plain.indicator and not node.plain.keys[0].isascii():
        return None  # among words with marks "1 ram" is no rằm and "gom được 9" no gồm
    return node.plain if node.plain is not None and (node.plain.strict < 2 or plain) else None


def numeral(text: str) -> Numeral:
    """The shape of a run of digits and the signs between them: "15/11" → slash (15, 11), "1.045" → int (1045)."""
    if text.isdecimal():
        return Numeral("long" if len(text) >= 9 else "int", (int(text[:18]),))
    parts = tuple(int(p[:9]) for p in re.split(r"\D", text))
    signs = {c for c in text if not c.isdecimal()}
    if len(signs) > 1:
        return _mixed(text, parts)
    sign = signs.pop()
    if sum(c.isdecimal() for c in text) >= 9 and sign in ".-" and text[0] == "0":
        return Numeral("long", (int(re.sub(r"\D", "", text)[:18]),))
    if sign in ".," and _GROUPED.fullmatch(text):
        return Numeral("int", (int(re.sub(r"\D", "", text)[:18]),))
    if sign == ":":
        return Numeral("time" if len(parts) in (2, 3) and parts[0] < 25 and parts[1] < 60 else "odd", parts)
    if len(parts) == 2:
        return Numeral({".": "dot", ",": "comma", "/": "slash"}.get(sign, "dash"), parts)
    if len(parts) == 3 and sign in "./-" and (full := full_date(parts)):
        return Numeral("date", full)
    return Numeral("seq" if sign != "." else "odd", parts)


def _mixed(text: str, parts: tuple[int, ...]) -> Numeral:
    """Digits with two kinds of sign: days of a month "10-16/11", two dates "10/11-16/11", else odd."""
    if re.fullmatch(r"\d{1,2}[-–~]\d{1,2}[/.]\d{1,2}(?:[/.]\d{4})?", text):
        return Numeral("days", parts)
    if re.fullmatch(r"\d{1,2}(?:[-,+&]\d{1,2})+/\d{1,2}", text) and list(parts[:-1]) == sorted(set(parts[:-1])):
        return Numeral("days", (parts[0], parts[-2], parts[-1]))  # "17-18-19/11", "17,18/11"
    if re.fullmatch(r"\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?[-–~]\d{1,2}[/.]\d{1,2}(?:[/.]\d{2,4})?", text):
        first, second = re.split(r"[-–~]", text)
        return Numeral("dates", _padded(first) + _padded(second))
    return Numeral("odd", parts)


def _padded(text: str) -> tuple[int, int, int]:
    parts = [int(p) for p in re.split(r"[/.]", text)]
    return parts[0], parts[1], _year(parts[2]) if len(parts) == 3 else 0


def _year(number: int) -> int:
    return number + 2000 if number < 100 else number


def full_date(parts: tuple[int, ...]) -> tuple[int, ...]:
    """(day, month, year) of a written date, day first or year first; () where it can be none (31/11 keeps its
    parts).
    """
    day, month, year = parts if parts[0] < 1000 else parts[::-1]
    year = _year(year)
    return (day, month, year) if 1 <= day <= 31 and 1 <= month <= 12 and 2000 <= year <= 2100 else ()


def real_date(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def pieces(text: str) -> list[str]:
    """A glued token cut where letters meet digits: "hv5vneid2b" → hv, 5, vneid, 2, b."""
    return _PIECES.findall(text)
