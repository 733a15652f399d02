"""The words that are known, and what is made of a piece of a message: cut where it was glued together, mended where its
spelling is off, and remembered.
"""

import re
from collections.abc import Iterable
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from domain.indicators import Indicator
from vietnamese.numbers import COUNT_WORDS, PLAIN_COUNT_WORDS
from vietnamese.spelling import match_fold, possible, syllable, telex, tone_key, vni
from vietnamese.tokens import NUMBER, OTHER, SIGN, TOKEN, WORD, Node, Token, alone, pieces

_DRAWN = re.compile(r"(.)\1{1,}")  # "jìii", "lunnn", "thôiii"
_SIGNS = frozenset(",;.:=+-–—/()[]{}%~<>≥≤?!*→➔|&#x×@\t'\"`•…_^$")
_FOREIGN = Token("•", OTHER)


class Words:
    """The words themselves, planted in two tries, and the memory of pieces already cut. Everything but that
    memory is only read once it is built.
    """

    __slots__ = (
        "alone",
        "keep",
        "keys",
        "lock",
        "long_words",
        "root",
        "seconds",
        "seen",
        "unmarked",
        "wishes",
        "words",
    )

    def __init__(self, root: Node, wishes: Node, keep: int) -> None:
        self.root = root
        self.wishes = wishes
        self.keep = keep
        self.words: set[str] = set()
        self.unmarked: frozenset[str] = frozenset()  # words that are nearly always written with marks, without them
        self.keys: set[str] = set()  # the words with their very marks, for VNI leftovers
        self.seconds: dict[str, tuple[str, ...]] = {}
        self.long_words: tuple[str, ...] = ()
        self.seen: dict[str, tuple[tuple[Token, int, int], ...]] = {}
        self.alone: dict[str, Token] = {}  # those of them that are one token
        self.lock = Lock()

    def chunk(self, text: str) -> tuple[tuple[Token, int, int], ...]:
        """What stands between two blanks, as (token, from, to) with offsets inside it; people use few
        distinct chunks.
        """
        found: list[tuple[Token, int, int]] = []
        for match in TOKEN.finditer(text):
            at, piece = match.start(), match.group()
            known = self.seen.get(piece)
            if known is None:
                known = tuple(self._cut(piece))
                self._keep(piece, known)
            found.extend([(token, at + first, at + last) for token, first, last in known])
        pieces = tuple(found)
        self._keep(text, pieces)
        return pieces

    def _keep(self, text: str, pieces: tuple[tuple[Token, int, int], ...]) -> None:
        if len(text) <= 40:
            with self.lock:
                if len(self.seen) >= self.keep:
                    self.seen.clear()
                    self.alone.clear()
                self.seen[text] = pieces
                if len(pieces) == 1 and pieces[0][2] == len(text):
                    self.alone[text] = pieces[0][0]

    def tokens(self, text: str) -> list[Token]:
        """All tokens of a text, without their places."""
        chunks = [self.seen.get(chunk) or self.chunk(chunk) for chunk in text.split(" ") if chunk]
        return [token for chunk in chunks for token, _, _ in chunk]

    def _cut(self, text: str) -> Iterable[tuple[Token, int, int]]:
        first = text[0]
        if first > "\u1eff" and first not in _SIGNS:
            return ((_FOREIGN, 0, len(text)),)  # emoji and other scripts: one token stands for all of them
        if first.isdecimal():
            return ((self._make(text, NUMBER), 0, len(text)),)
        if not first.isalpha():
            return ((self._make(text, SIGN if first in _SIGNS or "\n" in text else OTHER), 0, len(text)),)
        if text[:4].lower() in ("http", "www.") or "@" in text:
            return ((Token(text, OTHER), 0, len(text)),)
        if text.isalpha():
            return ((self._make(text, WORD), 0, len(text)),)
        if match_fold(text.lower()) in self.words:  # "m2", "lv2"
            return ((self._make(text, WORD), 0, len(text)),)
        return self._glued(text)

    def _glued(self, text: str) -> list[tuple[Token, int, int]]:
        """Letters with digits among them: a word typed on a VNI keyboard, or figures glued to their nouns."""
        lower = text.lower()
        repaired = vni(lower) if lower.isascii() else ""  # "buổi7": its marks are typed already
        if (
            repaired
            and tone_key(repaired) in self.keys
            and not _VOWELS.isdisjoint(lower)  # "tkdvc5", "gcn2": no vowel bears a tone
            and not _reads_as_glued(lower, self.words)
        ):
            return [(self._make(text, WORD, repaired), 0, len(text))]
        found, at = [], 0
        for piece in pieces(text):
            found.append((self._make(piece, NUMBER if piece.isdecimal() else WORD), at, at + len(piece)))
            at += len(piece)
        return found

    def _make(self, text: str, kind: int, word: str = "") -> Token:
        token = Token(text, kind, word)
        if kind == WORD:
            if (
                token.marked
                and not word
                and token.key not in self.keys
                and token.key not in COUNT_WORDS
                and not possible(text.lower())
            ):
                token = Token(text, kind, token.fold)  # "lươt", "nguời": the marks are a slip
            if token.fold not in self.words and token.key not in COUNT_WORDS:
                token = self._repair(token, text)
            token.count = COUNT_WORDS.get(token.key) or (None if token.marked else PLAIN_COUNT_WORDS.get(token.fold))
            token.known = token.fold in self.words or token.count is not None
            token.wants = not token.marked and token.fold in self.unmarked and not token.capital
            token.dress = 1 if token.marked else 2 if token.wants else 0
        token.node = self.root.next.get(token.fold)
        token.wish = self.wishes.next.get(token.fold)
        if token.node is not None:
            token.alone = (alone(token, token.node, False), alone(token, token.node, True))
        if token.wish is not None:
            token.wish_alone = (alone(token, token.wish, False), alone(token, token.wish, True))
        return token

    def _repair(self, token: Token, text: str) -> Token:
        """An unknown word read as Telex leftovers, or as a long word with a slip of the finger; else left alone."""
        lower = text.lower()
        short = _DRAWN.sub(r"\1", lower)
        if short != lower and match_fold(short) in self.words:
            return Token(text, WORD, short)
        if lower.isascii() or any(c in lower for c in "wfjz"):
            typed = telex(match_fold(lower) if not lower.isascii() else lower)
            if typed and (match_fold(typed) in self.words or tone_key(typed) in COUNT_WORDS):
                return Token(text, WORD, typed)
        stem = token.fold[:-1]
        if len(lower) >= 5 and not (stem in self.words and stem not in self.long_words and syllable(stem)):
            # "viene" is "viên" and a letter too many, which the word before it tells; no slip in "vneid"
            near = process.extractOne(token.fold, self.long_words, scorer=ratio, score_cutoff=83)
            if near and near[0][0] == token.fold[0]:
                return Token(text, WORD, near[0])
            close = [
                w for w in self.long_words if w[0] == token.fold[0] and OSA.distance(w, token.fold, score_cutoff=1) <= 1
            ]
            if close:
                return Token(text, WORD, close[0])
        return token

    def near(self, node: Node, token: Token) -> Node | None:
        """Where an unknown word leads from here if one letter of it is wrong: "học vin" reaches "học viên". A word that
        is built like a syllable is no slip ("nhắn nhanh" is no "nhắn nhầm"), but at the end of an indicator's name.
        """
        if token.known or len(token.fold) < 3:
            return None
        found = node.near.get(token.fold, node)
        if found is node:
            real = syllable(token.fold) and token.fold not in _SAID
            fits = [
                w
                for w in node.next
                if len(w) >= 3
                and (not real or ((entry := node.next[w].plain) is not None and entry.indicator))
                and (w[0] == token.fold[0] or len(w) >= 5)
                and OSA.distance(w, token.fold, score_cutoff=1) <= 1
                and _SAID.get(token.fold, w) == w
            ]
            if len(fits) > 1:  # "nayh": a letter too many at the end is the likeliest slip
                fits = [w for w in fits if token.fold.startswith(w)] or fits
            same = len({(n.plain.indicator or n.plain.unit) if (n := node.next[w]).plain else "" for w in fits}) == 1
            found = node.next[fits[0]] if len(fits) == 1 or (fits and same and node.next[fits[0]].plain) else None
            if len(node.near) < 500:
                node.near[token.fold] = found
        return found

    def first_near(self, token: Token, following: Token) -> Node | None:
        """The same for the first word of a pair whose second word is right: "hcọ viên"."""
        firsts = self.seconds.get(following.fold)
        if not firsts or token.known or len(token.fold) < 3 or syllable(token.fold):
            return None
        fits = [w for w in firsts if len(w) >= 3 and OSA.distance(w, token.fold, score_cutoff=1) <= 1]
        return self.root.next.get(fits[0]) if len(fits) == 1 else None


_SAID = {"thui": "thoi", "bit": "biet", "mun": "muon"}  # syllables that are typed for another: thôi, biết, muốn


def _reads_as_glued(text: str, words: set[str]) -> bool:
    """ "hv5", "buoi2", "thon5" are a noun and a figure, not VNI: the letters alone are a known noun."""
    parts = pieces(text)
    if len(parts) == 2 and parts[0] not in _GLUED_NOUNS and set(parts[1]) & set("6789") and len(parts[1]) < 3:
        return len(parts[1]) == 2 and not set(parts[1]) & set("12345")  # "so7" is sơ, "ho62" is hồ
    return (
        len(parts) == 2
        and parts[1].isdecimal()
        and parts[0] in words
        and (len(parts[0]) <= 2 or int(parts[1]) > 9 or parts[0] in _GLUED_NOUNS)
    )


_VOWELS = frozenset("aeiouyăâêôơư")
_GLUED_NOUNS = frozenset(
    [
        "hv",
        "vneid",
        "buoi",
        "dvc",
        "cn",
        "qr",
        "vi",
        "cks",
        "san",
        "thon",
        "to",
        "lop",
        "tuan",
        "thang",
        "ngay",
        "tt",
        "loa",
        "tk",
        "luot",
        "sessions",
    ]
)


def index(found: Words, indicators: tuple[Indicator, ...]) -> None:
    """What mends misspelt words: pairs by their second word, and the long words."""
    firsts: dict[str, set[str]] = {}
    for indicator in indicators:
        for alias in indicator.aliases:
            words = alias.split()
            if len(words) == 2:
                firsts.setdefault(match_fold(words[1]), set()).add(match_fold(words[0]))
    merged = {second: tuple(sorted(first | set(found.seconds.get(second, ())))) for second, first in firsts.items()}
    found.seconds = {**found.seconds, **merged}
    long_words = {match_fold(a) for i in indicators for a in i.aliases if " " not in a and len(a) >= 5}
    found.long_words = tuple(sorted({*found.long_words, *(w for w in long_words if w.isalpha())}))
