"""A message while it is being read: its tokens, and the items (nouns, numbers, dates, cues, signs) that the
rules work on.
"""

import re
from datetime import date, datetime

from vietnamese.fold import nfc
from vietnamese.lexicon import Lexicon
from vietnamese.result import Correction, Doubt, Figure, PlaceMatch, When
from vietnamese.tokens import Entry, Numeral, Token

NOTHING = Entry(())
OUTSIDE = [""] * 64  # words before and behind a message; no rule looks further
_LEVEL = re.compile(r"(\b(?:mức|muc|mức độ|muc do|cấp|cap|m|lv) ?2):(?=\d)", re.IGNORECASE)  # "mức 2:10" is no time
_BLANKS = re.compile(r" {2,}")  # a row of blanks says no more than one


class Item:
    """A piece of meaning with its tokens [i, j) and characters [start, end).

    tag: N number · I indicator · U unit · C verb or setting · D date · K cue · M measure · L label · S sign or line end
    · P place · X read and done with (not a figure). A number keeps `value`, and in `doubt` why it is not plain.
    """

    __slots__ = (
        "doubt",
        "end",
        "entry",
        "estimate",
        "i",
        "j",
        "key",
        "note",
        "numeral",
        "soft",
        "start",
        "tag",
        "upto",
        "used",
        "value",
        "when",
        "words",
    )

    def __init__(self, tag: str, i: int, j: int, start: int, end: int, entry: Entry = NOTHING) -> None:
        self.tag = tag
        self.i = i
        self.j = j
        self.start = start
        self.end = end
        self.entry = entry
        self.key = entry.indicator
        self.value = self.upto = self.words = 0  # words: a number in words, how many
        self.doubt = self.note = ""  # note: what a rule found out about it: part, label, ordinal, later …
        self.soft = self.estimate = self.used = False  # soft: one plain number word, which counts only beside a noun
        self.numeral: Numeral | None = None
        self.when: When | None = None

    def __repr__(self) -> str:
        role = self.entry.indicator or self.entry.unit or self.entry.cue or self.entry.date or self.entry.context
        return f"{self.tag}[{self.start}:{self.end}]{role or ''}{self.value if self.tag == 'N' else ''}{self.note}"


class Draft:
    """Everything found so far; the rules of vietnamese/reading.py add to it in order."""

    __slots__ = (
        "around",
        "bits",
        "corrections",
        "doubts",
        "ends",
        "entries",
        "figures",
        "folds",
        "intents",
        "items",
        "lexicon",
        "links",
        "now",
        "personal",
        "places",
        "plain",
        "plains",
        "question",
        "starts",
        "text",
        "today",
        "tokens",
        "unexplained",
        "unknown_place",
        "values",
        "when",
        "whens",
        "wholly",
        "wishes",
        "words",
        "zeros",
    )

    def __init__(self, text: str, now: datetime, lexicon: Lexicon) -> None:
        text = nfc(text)
        text = _LEVEL.sub(r"\1: ", text) if "2:" in text else text
        self.text = _BLANKS.sub(" ", text) if "  " in text or text[:1] == " " else text
        self.now = now
        self.today: date = now.date()
        self.lexicon = lexicon
        self.tokens: list[Token] = []
        self.starts: list[int] = []
        self.links: list[int] = []  # tokens that join a clause to the one before: linked.py
        self.ends: list[int] = []
        self.items: list[Item] = []
        self.plain = False  # typed without marks, all of it
        self.plains: list[bool] = []  # the same of every token
        self.question: bool | None = None
        self.wishes: dict[str, Item] = {}
        self.doubts: list[Doubt] = []
        self.figures: list[Figure] = []
        self.values: dict[str, int] = {}
        self.zeros: dict[str, Item] = {}
        self.whens: list[Item] = []
        self.when: When | None = None
        self.places: list[PlaceMatch] = []
        self.unknown_place: str | None = None
        self.wholly = False
        self.corrections: list[Correction] = []
        self.personal: list[tuple[int, int]] = []
        self.unexplained: list[tuple[int, int]] = []
        self.intents: list[str] = []
        self.words: list[str] = []  # every folded word in its place
        self.around: list[
            str
        ] = []  # the same with blanks behind, so that the last is also what stands before the first
        self.bits = 0  # of the tables that hold one of its words: see triggers.py
        self.folds: set[str] = set()  # every folded word of the message, so that rules can be passed over cheaply
        self.entries: set[str] = set()  # the cues and dates present, so that rules can be passed over cheaply

    def doubt(self, kind: str, item: Item, indicators: tuple[str, ...] = (), numbers: tuple[int, ...] = ()) -> None:
        """Note why a person must be asked, once for one place."""
        found = Doubt(kind, item.start, item.end, indicators, numbers)
        if not any(d.start == found.start and d.kind == kind for d in self.doubts):
            self.doubts.append(found)

    def fold(self, i: int) -> str:
        """The folded word at a token, "" outside the message."""
        try:
            return self.around[i]
        except IndexError:
            return ""

    def span(self, items: list[Item]) -> str:
        return self.text[items[0].start : items[-1].end] if items else ""
