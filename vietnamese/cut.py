"""From text to tokens: what stands between two blanks is looked up, kind words around the message are taken off."""

from vietnamese.courtesy import trim
from vietnamese.draft import OUTSIDE, Draft
from vietnamese.fold import word_set
from vietnamese.tokens import OTHER, WORD, Token
from vietnamese.triggers import bits


def cut(draft: Draft) -> None:
    """Text → tokens, and whether the whole message is typed without marks."""
    tokens, starts, ends = draft.tokens, draft.starts, draft.ends
    alone, seen, cut_chunk = draft.lexicon.base.alone.get, draft.lexicon.base.seen.get, draft.lexicon.base.chunk
    at = 0
    for chunk in draft.text.split(" "):
        token = alone(chunk)
        if token is not None:
            tokens.append(token)
            starts.append(at)
            at += len(chunk)
            ends.append(at)
        elif chunk:
            for token, first, last in seen(chunk) or cut_chunk(chunk):
                tokens.append(token)
                starts.append(at + first)
                ends.append(at + last)
            at += len(chunk)
        at += 1
    first, last = trim(tokens)
    if last - first < len(tokens):
        draft.tokens = tokens = tokens[first:last]
        draft.starts, draft.ends = starts[first:last], ends[first:last]
    draft.words = [t.fold for t in tokens]
    draft.around = draft.words + OUTSIDE
    draft.folds = set(draft.words)
    draft.bits = bits(draft.folds)
    draft.plain, draft.plains = _plain(draft, tokens)


_CUTS = frozenset([",", ".", ";", "!", "?", ":", "(", ")"])
# Marked out of habit in a message that is typed without marks: "muoi hai hoc vien ạ".
_HABIT = word_set("dạ ạ nhé ơi chị á đó ạh bác cô chú vâng")


def _plain(draft: Draft, tokens: list[Token]) -> tuple[bool, list[bool]]:
    """Whether the message is typed without marks, and for every token whether its part of the message is.

    A part between two signs counts as typed without marks where no word has any, or fewer than want them: "hoc vien" in
    "em gửi số ạ: muoi hai hoc vien".
    """
    count = len(tokens)
    if draft.text.isascii():
        return True, [True] * count
    dress = [t.dress for t in tokens]
    marked = dress.count(1)
    if marked == 0 or (count > 14 and marked * 14 <= count):
        return True, [True] * count
    if 2 not in dress:
        return False, [False] * count
    flags: list[bool] = []
    real = wanting = whole = 0
    for n, token in enumerate(tokens):
        if token.kind == WORD:
            if token.dress:
                real += token.marked and token.lower not in _HABIT
                wanting += token.wants
            if n + 1 < count:
                continue
        if token.text in _CUTS or token.kind >= OTHER or "\n" in token.text or n + 1 == count:
            plain = wanting > real
            whole += real
            flags += [plain] * (n + 1 - len(flags))
            real = wanting = 0
    return whole == 0, [True] * count if whole == 0 else flags
