"""Phrases told by their marks: họ is not hộ, tuyển not tuyên; a word without its marks is none of them."""

from vietnamese.draft import Draft
from vietnamese.spelling import match_fold, tone_key
from vietnamese.tokens import WORD

Phrase = tuple[tuple[str, str], ...]


def table(phrases: str) -> dict[str, list[Phrase]]:
    """Phrases by their first folded word, each word with the marks it is told by."""
    found: dict[str, list[Phrase]] = {}
    for phrase in phrases.split("|"):
        words = tuple((match_fold(w), "" if w.isascii() else tone_key(w)) for w in phrase.split())
        found.setdefault(words[0][0], []).append(words)
    return found


def stands(draft: Draft, n: int, phrases: dict[str, list[Phrase]]) -> int:
    """How many tokens a phrase of the table takes at n, 0 where none stands there."""
    best = 0
    word = draft.fold(n)
    if word not in phrases:
        return best
    for phrase in phrases[word]:
        if len(phrase) > best and all(_is(draft, n + m, word) for m, word in enumerate(phrase)):
            best = len(phrase)
    return best


def _is(draft: Draft, n: int, word: tuple[str, str]) -> bool:
    if draft.fold(n) != word[0] or draft.tokens[n].kind != WORD:
        return False
    token = draft.tokens[n]
    return token.key == (word[1] or token.key) if token.marked == bool(word[1]) else False
