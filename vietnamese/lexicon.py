"""All words that the reader knows, for one commune: the indicators, the villages, the words the commune has
taught.
"""

import re
from collections.abc import Iterable
from dataclasses import field, fields, replace
from functools import lru_cache
from threading import Lock

from rapidfuzz import process
from rapidfuzz.distance import OSA
from rapidfuzz.fuzz import ratio

from domain.frozen import frozen
from domain.indicators import INDICATORS, Indicator
from vietnamese import variants, vocabulary
from vietnamese.alike import share
from vietnamese.numbers import COUNT_WORDS, PLAIN_COUNT_WORDS
from vietnamese.placenames import PlaceNames
from vietnamese.spelling import match_fold, possible, syllable, telex, tone_key, vni
from vietnamese.tokens import NUMBER, OTHER, SIGN, TOKEN, WORD, Entry, Node, Token, alone, pieces

_DRAWN = re.compile(r"(.)\1{1,}")  # "jìii", "lunnn", "thôiii"
_SIGNS = frozenset(",;.:=+-–—/()[]{}%~<>≥≤?!*→➔|&#x×@\t'\"`•…_^$")
_KEEP = 20_000  # distinct pieces remembered by all communes together; beyond that the memory begins anew
_KEEP_OWN = 2_000  # by a commune that has taught words of its own
_BUILDING = Lock()

_FOREIGN = Token("•", OTHER)


@frozen
class Place:
    """A village or the commune: its key, every name it goes by (aliases and names from before a merger too),
    its kind.
    """

    key: str
    names: tuple[str, ...]
    kind: str = "village"


@frozen
class Lexicon:
    """What one commune's people may say; built once, then only read (its memory of tokens seen is invisible
    outside).
    """

    indicators: tuple[Indicator, ...] = INDICATORS
    places: tuple[Place, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    base: "_Words" = field(init=False, repr=False, compare=False)
    names: PlaceNames = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        shared = _shared()
        own = tuple(i for i in self.indicators if i not in INDICATORS)
        plain = not own and not self.aliases
        object.__setattr__(self, "base", shared if plain else _overlaid(shared, own, self.aliases))
        object.__setattr__(self, "names", PlaceNames(self.places))

    @property
    def seen(self) -> dict[str, tuple[tuple[Token, int, int], ...]]:
        """The pieces of messages already cut, shared by all communes that have no words of their own."""
        return self.base.seen

    def chunk(self, text: str) -> tuple[tuple[Token, int, int], ...]:
        """What stands between two blanks, as (token, from, to) with offsets inside it."""
        return self.base.chunk(text)

    def tokens(self, text: str) -> list[Token]:
        """All tokens of a text, without their places."""
        return self.base.tokens(text)

    def near(self, node: Node, token: Token) -> Node | None:
        """Where an unknown word leads from here if one letter of it is wrong."""
        return self.base.near(node, token)

    def first_near(self, token: Token, following: Token) -> Node | None:
        """The same for the first word of a pair whose second word is right."""
        return self.base.first_near(token, following)


class _Words:
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
        repaired = vni(lower)
        if repaired and tone_key(repaired) in self.keys and not _reads_as_glued(lower, self.words):
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


_SAID = frozenset({"thui", "bit", "mun"})  # syllables that are typed for another: thôi, biết, muốn


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


def _phrases(indicators: tuple[Indicator, ...]) -> Iterable[tuple[str, str, str]]:
    """Every phrase of the vocabulary as (role, phrase, value); what comes first wins where two give one role."""
    for indicator in indicators:
        for alias in (*indicator.aliases, indicator.label, indicator.short):
            yield "indicator", alias, indicator.key
            if (
                " " in alias
                and alias.count(" ") < 4
                and len(joined := alias.replace(" ", "")) >= 6
                and joined.isalpha()
            ):
                yield "indicator", f"^{joined}", indicator.key  # "họcviên", "tuyentruyen"
    for key, names in vocabulary.NAMES.items():
        for name in names.split("|"):
            yield "indicator", name.strip(), key
    tables = (
        ("unit", vocabulary.UNITS),
        ("context", vocabulary.CONTEXTS),
        ("date", vocabulary.DATES),
        ("cue", vocabulary.CUES),
        ("wish", vocabulary.INTENTS),
    )
    for role, table in tables:
        for value, phrases in table.items():
            for phrase in phrases.split("|"):
                yield role, phrase.strip(), value
    for role, table in variants.tables().items():
        for value, phrases in table.items():
            for phrase in phrases.split("|"):
                yield role, phrase, value
    for role, phrases in (
        ("measure", vocabulary.MEASURES),
        ("label", vocabulary.LABELS),
        ("filler", vocabulary.FILLERS),
    ):
        for phrase in phrases.split("|"):
            yield role, phrase.strip(), role


def _plant(root: Node, phrase: str, role: str, value: str, taught: bool = False) -> None:
    bare = phrase.lstrip("!^")
    keys: list[str] = []
    node = root
    for match in TOKEN.finditer(bare.lower()):
        keys.append(tone_key(match.group()))
        node = node.next.setdefault(match_fold(match.group()), Node())
    strict = (
        0
        if phrase[0] == "^"
        else len(phrase) - len(bare) or (1 if len(keys) == 1 or role not in ("indicator", "unit", "context") else 0)
    )
    entry = next((e for e in node.ends if e.keys == tuple(keys)), None)
    if entry is None:
        entry = Entry(tuple(keys), strict)
        node.ends.append(entry)
    entry.strict = max(entry.strict, strict)
    if role in ("measure", "label", "filler"):
        setattr(entry, role, True)
    elif role == "wish":
        entry.wish = f"{entry.wish} {value}".strip()
    elif taught:
        entry.indicator, entry.unit, entry.cue, entry.context, entry.date, entry.filler = value, "", "", "", "", False
    elif not getattr(entry, role):
        setattr(entry, role, value)


def _finish(root: Node) -> None:
    """At every end: what a word typed without marks can mean there, all roles of all spellings together."""
    stack = [root]
    while stack:
        node = stack.pop()
        stack.extend(node.next.values())
        _summarise(node)


def _summarise(node: Node) -> None:
    if not node.ends:
        return
    plain = Entry(node.ends[0].keys, min(e.strict for e in node.ends))
    filler = any(e.filler and not e.unit for e in node.ends)
    for entry in sorted(node.ends, key=lambda e: e.strict):
        if entry.strict == 3 or (filler and not entry.filler and _yields(entry)):
            continue  # "moi" is mới before it is mỗi, "ma" is mà before it is mã
        for name in _ROLES:
            if not getattr(plain, name):
                setattr(plain, name, getattr(entry, name))
    node.plain = plain


_ROLES = tuple(f.name for f in fields(Entry) if f.name not in ("keys", "strict", "tag", "signs"))


def _yields(entry: Entry) -> bool:
    """Whether a word without marks is read as a silent word rather than as this."""
    return (
        entry.label
        or entry.measure
        or bool(entry.context and entry.context != "attend")
        or bool(entry.cue and entry.cue not in ("to", "daypart", "and", "more"))
    )


def _all_keys(root: Node) -> Iterable[str]:
    stack = [root]
    while stack:
        node = stack.pop()
        stack.extend(node.next.values())
        for entry in node.ends:
            yield from entry.keys


def _wanting(roots: tuple[Node, Node]) -> frozenset[str]:
    """The words that stand with marks in most phrases that hold them, without those marks: "hoc", "muoi"."""
    told: dict[str, int] = {}
    for key in [*(k for root in roots for k in _all_keys(root)), *COUNT_WORDS]:
        word = match_fold(key.rstrip("1235")) if not key.isascii() or key[-1:] in "1235" else match_fold(key)
        told[word] = told.get(word, 0) + (-3 if key == word else 1)
    whole = {w for root in roots for w, node in root.next.items() if any(e.keys == (w,) for e in node.ends)}
    named = {
        w for root in roots for w, node in root.next.items() if (e := node.plain) and e.strict == 2 and e.indicator
    }
    usual = {w for w, weight in told.items() if weight > 0 and len(w) > 1 and w.isalpha() and w not in whole}
    return frozenset(usual | named)


def _all_words(root: Node) -> Iterable[str]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield from (w for w in node.next if w[0].isalpha())
        stack.extend(node.next.values())


def _shared() -> _Words:
    """What every commune says: built once, by whoever is first; the others wait."""
    with _BUILDING:
        return _built()


@lru_cache(maxsize=1)
def _built() -> _Words:
    found = _Words(Node(), Node(), _KEEP)
    for role, phrase, value in _phrases(INDICATORS):
        _plant(found.wishes if role == "wish" else found.root, phrase, role, value)
    for root in (found.root, found.wishes):
        share(root)
        _finish(root)
        found.words.update(_all_words(root))
        found.keys.update(_all_keys(root))
    found.unmarked = _wanting((found.root, found.wishes))
    _index(found, INDICATORS)
    return found


def _overlaid(shared: _Words, own: tuple[Indicator, ...], aliases: tuple[tuple[str, str], ...]) -> _Words:
    """The shared words with a commune's own planted over them: only the nodes on their paths are copied."""
    found = _Words(_copy(shared.root), shared.wishes, _KEEP_OWN)
    taught = [(alias, i.key) for i in own for alias in (*i.aliases, i.label, i.short)] + list(aliases)
    words: set[str] = set()
    for phrase, key in taught:
        node = found.root
        copied = [node]
        for match in TOKEN.finditer(phrase.lstrip("!").lower()):
            word = match_fold(match.group())
            node.next[word] = _copy(node.next[word]) if word in node.next else Node()
            node = node.next[word]
            copied.append(node)
            words.add(word)
            found.keys.add(tone_key(match.group()))
        _plant(found.root, phrase, "indicator", key, taught=True)
        for node in copied:
            _summarise(node)
    found.words = shared.words | words
    found.unmarked = shared.unmarked
    found.keys |= shared.keys
    found.seconds, found.long_words = shared.seconds, shared.long_words
    if own:
        _index(found, own)
    return found


def _copy(node: Node) -> Node:
    """A node of its own with the same children; its entries are copied as well, for teaching changes them."""
    made = Node()
    made.next = dict(node.next)
    made.ends = [replace(entry, tag="", signs=None) for entry in node.ends]
    made.plain = node.plain
    return made


def _index(found: _Words, indicators: tuple[Indicator, ...]) -> None:
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


@lru_cache(maxsize=1)
def default() -> Lexicon:
    """The lexicon of a commune with no words of its own. The first call builds the words, which takes some tenths of a
    second: a program that wants to be up at once asks for it in the background."""
    return Lexicon()
