"""Which rules can concern a message at all: every table of words has a bit, and a message the bits of all its words.

A rule that can do nothing without one of some words asks for their bit first, which costs a thirtieth of a microsecond,
and mostly goes no further. The words are always those of the rule's own table: a set, phrases, or a regular expression
over folded words, from which the words that it cannot match without are derived here.
"""

import re
from collections.abc import Callable, Iterable

from vietnamese.fold import word_set

_bits: dict[str, int] = {}  # word → the bits of all tables that hold it
_given = iter(range(10_000))
_waiting: list[int] = []  # the bits of patterns and phrases, of which only some words are asked for


def trigger(words: Iterable[str]) -> int:
    """A bit of its own for a table of folded words, to be asked for once, where the table is defined: it is among those
    of a message where one of the words is."""
    bit = 1 << next(_given)
    for word in words:
        _bits[word] = _bits.get(word, 0) | bit
    return bit


def bits(words: Iterable[str]) -> int:
    """The bits of all tables that hold one of the words."""
    found = 0
    for bit in filter(None, map(_bits.get, words)):
        found |= bit
    return found


def every(words: Iterable[str]) -> int:
    """The same as if every pattern and phrase had its words there: none is passed over. What the tests compare with."""
    return bits(words) | sum(_waiting)


def _wait(words: Iterable[str]) -> int:
    bit = trigger(words)
    _waiting.append(bit)
    return bit


class Wording:
    """A regular expression over folded words (a blank at both ends) that is tried only where its words are there."""

    __slots__ = ("_branches", "bit")

    def __init__(self, pattern: str) -> None:
        branches: list[tuple[int, tuple[int, ...], Callable[[str], re.Match[str] | None]]] = []
        self.bit = 0
        for branch in split(pattern):
            bit, *others = [_wait(words) for words in needed(branch)]
            branches.append((bit, tuple(others), re.compile(branch).search))
            self.bit |= bit
        self._branches = tuple(branches)

    def there(self, bits: int) -> bool:
        """Whether a branch can match a message of these bits, to be asked before its words are put together."""
        for bit, others, _ in self._branches:
            if bits & bit:
                for other in others:
                    if not bits & other:
                        break
                else:
                    return True
        return False

    def search(self, bits: int, words: str) -> re.Match[str] | None:
        """The first branch that matches; `bits` are those of the message that the words are of."""
        if bits & self.bit:
            for bit, others, search in self._branches:
                if bits & bit:
                    for other in others:
                        if not bits & other:
                            break
                    else:
                        if (match := search(words)) is not None:
                            return match
        return None


class Needs:
    """What a pattern cannot match without, for one that is tried by itself because where it matches counts: in one of
    its branches, a word of each of some sets."""

    __slots__ = ("_branches", "bit")

    def __init__(self, pattern: str) -> None:
        branches: list[tuple[int, ...]] = []
        self.bit = 0
        for branch in split(pattern):
            branches.append(tuple(_wait(words) for words in needed(branch)))
            self.bit |= branches[-1][0]
        self._branches = tuple(branches)

    def there(self, bits: int) -> bool:
        """Whether a message of these bits can match."""
        if bits & self.bit:
            for branch in self._branches:
                for bit in branch:
                    if not bits & bit:
                        break
                else:
                    return True
        return False


class Phrases:
    """Phrases of folded words ("a b|c d"), looked for only where a word of one of them is there."""

    __slots__ = ("_all", "bit")

    def __init__(self, phrases: str) -> None:
        said = phrases.split("|")
        self._all = tuple(f" {phrase} " for phrase in said)
        self.bit = _wait(_rarest(phrase.split()) for phrase in said)

    def said(self, bits: int, words: str, but: str = "") -> bool:
        """Whether one of the phrases (but that one) stands in the words, which begin and end with a blank."""
        if bits & self.bit:
            for phrase in self._all:
                if phrase in words and phrase != but:
                    return True
        return False


# Words that stand in so many messages that to wait for them saves nothing. Only a preference: any word of a phrase will
# do as its trigger, and a better choice makes reading faster, never different.
_COMMON = word_set(
    "em e anh chi a tui toi minh co duoc dc khong ko k la thi cho so bao gui ghi nay hom thon to xa hoc hv vneid "
    "nguoi da roi r o va lai con cai lam moi may tuan thang nhan nop bc cao lieu luc nao gi the sao hay chua bot mo di"
)


def _rarest(words: Iterable[str]) -> str:
    return min(words, key=lambda w: (w in _COMMON, -len(w)))


_PIECE = re.compile(r"\\.|\[[^\]]*\]|\((?:\?:)?|\)|\||[?*+]|\{[^}]*\}|[^\\\[()|?*+{]")


def split(pattern: str) -> list[str]:
    """The branches of a pattern at its top level."""
    found, depth = [""], 0
    for piece in _PIECE.findall(pattern):
        depth += (piece[0] == "(") - (piece == ")")
        if piece == "|" and not depth:
            found.append("")
        else:
            found[-1] += piece
    return found


def needed(branch: str) -> list[frozenset[str]]:
    """Sets of words, up to three, the rarest first: every match of the branch holds a word of each, whole. A pattern
    without any is an error of its maker.

    What a branch only looks ahead for is left out: it makes a match rarer, never more frequent.
    """
    found = _sets(_without_looking(branch), False, False)
    if not found:
        raise ValueError(f"No word is needed by {branch!r}: such a pattern has no trigger.")
    return sorted(found, key=lambda words: (len(words & _COMMON), len(words)))[:3]


def _without_looking(branch: str) -> str:
    """The branch without its (?=…) and (?!…)."""
    found, depth, cut = "", 0, 0
    for piece in re.split(r"(\\.|\(\?[=!]|\(|\))", branch):
        if piece in ("(?=", "(?!") and not cut:
            cut = depth + 1
        depth += piece.startswith("(") - (piece == ")")
        if not cut:
            found += piece
        elif depth < cut:
            cut = 0
    return found


def _sets(branch: str, left: bool, right: bool) -> list[frozenset[str]]:
    """Each set: words of which one stands in every match. left, right: whether a blank is known to stand before and
    behind the branch."""
    parts = _parts(branch)
    found: list[frozenset[str]] = []
    for k, (text, optional) in enumerate(parts):
        if optional:
            continue
        before = _bounded(parts[:k][::-1], -1, left)
        behind = _bounded(parts[k + 1 :], 0, right)
        if text[0] == "(":
            inner = [_sets(b, before, behind) for b in split(_inside(text))]
            if all(inner):
                best = [min(sets, key=lambda words: (len(words & _COMMON), len(words))) for sets in inner]
                found.append(frozenset().union(*best))
        elif text[0] not in "\\[.^$":
            padded = (" " if before else "#") + text + (" " if behind else "#")
            found.extend(frozenset((w,)) for w in padded.split(" ") if w.isalnum())
    return found


def _inside(group: str) -> str:
    return group[3:-1] if group.startswith("(?:") else group[1:-1]


def _bounded(parts: list[tuple[str, bool]], end: int, outer: bool) -> bool:
    """Whether a blank or an end of the text surely stands beside (end 0: behind, -1: before)."""
    for text, optional in parts:
        if text[0] == "(":
            sure = all(b and b[end] in " ^$" for b in split(_inside(text)))
        else:
            sure = text[end] in " ^$"
        if not sure or not optional:
            return sure
    return outer


def _parts(branch: str) -> list[tuple[str, bool]]:
    """The branch in groups, runs of letters and other pieces, each with whether it may be left out."""
    found: list[tuple[str, bool]] = []
    depth, group = 0, ""
    for piece in _PIECE.findall(branch):
        if depth or piece[0] == "(":
            group += piece
            depth += (piece[0] == "(") - (piece == ")")
            if not depth:
                found.append((group, False))
                group = ""
        elif piece[0] in "?*+{":
            text, _ = found.pop()
            if text[0] not in "(\\[." and len(text) > 1:
                found.append((text[:-1], False))  # only its last letter is meant
                text = text[-1]
            found.append((text, piece in "?*" or piece.startswith(("{0", "{,"))))
        elif found and _letters(piece) and _letters(found[-1][0]) and not found[-1][1]:
            found[-1] = (found[-1][0] + piece, False)
        else:
            found.append((piece, False))
    return found


def _letters(text: str) -> bool:
    return text[0] not in "(\\[.^$"
