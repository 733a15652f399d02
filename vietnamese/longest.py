"""The longest phrase of the lexicon at a place, where the marks of its words agree as far as they must."""

from vietnamese.alike import ALIKE
from vietnamese.draft import Draft
from vietnamese.spelling import match_fold
from vietnamese.tokens import WORD, Entry, Node, Token, alone


def longest(draft: Draft, node: Node | None, i: int) -> tuple[int, Entry | None]:
    """The longest phrase from token i: (token after it, entry); a phrase that its marks contradict does not
    count.
    """
    if node is None:
        return i, None
    tokens = draft.tokens
    j = i + 1
    best, stop = None, i
    if node.ends and (entry := agrees(draft, node, i, j)):
        best, stop = entry, j
    count = len(tokens)
    while j < count:
        token = tokens[j]
        after = node.next.get(token.fold)
        if after is None:
            if token.known or token.kind != WORD:
                break
            after = draft.lexicon.near(node, token)
            if after is None:
                break
        node = after
        j += 1
        if node.ends and (entry := agrees(draft, node, i, j)):
            best, stop = entry, j
    return stop, best


def agrees(draft: Draft, node: Node, i: int, j: int) -> Entry | None:
    """The entry at a node whose marks fit tokens [i, j) best: exactly, else as far as its strictness allows."""
    tokens = draft.tokens
    if j == i + 1:
        return alone(tokens[i], node, draft.plains[i])
    ends = node.ends
    if len(ends) == 1 and ends[0].strict == 0:
        return ends[0]
    keys = tuple([t.key for t in tokens[i:j]])
    for entry in ends:
        if entry.keys == keys:
            return entry
    for entry in ends:
        if entry.strict == 0 or (len(entry.keys) == j - i and _loosely(draft, entry, i, j)):
            return entry
    return None


def _loosely(draft: Draft, entry: Entry, i: int, j: int) -> bool:
    """Whether every word of tokens [i, j) is the entry's without its marks, as far as its strictness allows, or stands
    for it."""
    lax = entry.strict < 2 or (entry.strict == 2 and draft.plains[i])
    for token, key in zip(draft.tokens[i:j], entry.keys, strict=True):
        if token.key != key and (token.marked or not lax) and not _stands_for(token, key):
            return False
    return True


def _stands_for(token: Token, key: str) -> bool:
    """Whether a token is another word written for the one of the phrase: "đc" for được."""
    return token.fold in ALIKE and token.fold != match_fold(key.rstrip("1235"))
