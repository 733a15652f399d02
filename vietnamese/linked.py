"""Where a clause begins without a sign: behind the "nên", "nhưng", "vì" or "mà" that joins it to the one before."""

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.tokens import NUMBER, WORD
from vietnamese.triggers import trigger

_LINKS = {"nen": "nên", "nhung": "nhưng", "vi": "vì", "ma": "mà", "tai": "tại"}
_BIT = trigger(_LINKS)
_DENYING = word_set("chua khong ko k kg hong hok chang")
_FINISHED = word_set("phat cap nhan xong duoc dc ky duyet thay in cai lam dat hoc toi den tra nop ai chiu vo gui")
_ONLY = word_set("moi chi chua")
_SIGNS = frozenset([",", ".", ";", "\n", "!", "?", "…"])


def links(draft: Draft) -> list[int]:
    """The tokens that join a clause of its own to what stands before, in their order."""
    if not draft.bits & _BIT:
        return []
    return [n for n, word in enumerate(draft.words) if word in _LINKS and _joins(draft, n, word)]


def _joins(draft: Draft, n: int, word: str) -> bool:
    tokens = draft.tokens
    token, after = tokens[n], tokens[n + 1] if n + 1 < len(tokens) else None
    if not n or token.kind != WORD or after is None or after.kind not in (WORD, NUMBER):
        return False
    if token.lower != _LINKS[word] and (token.marked or not draft.plains[n]):
        return False
    if word == "tai":
        return after.fold == "vi"  # elsewhere it is where something was
    if any(i.i <= n < i.j for i in draft.items):
        return False  # "vi dien tu", "ma qr"
    if word in ("ma", "nhung") and (word == "ma" or after.fold in _ONLY):
        # "12 giấy mà chưa phát" denies what was told; "20 người mà tới có 13" tells how many of them
        denied = after.fold in _DENYING and draft.fold(n + 2) in _FINISHED
        return not denied and not (_numbered(draft, n, -1) and _numbered(draft, n, 1))
    if word == "nen":
        return _numbered(draft, n, 1)  # "2 người chưa có sim nên hẹn tuần sau", "… nên cài luôn": said of the same
    return True


def _numbered(draft: Draft, at: int, step: int) -> bool:
    """Whether a number stands between the token and the next sign on that side."""
    while 0 <= (at := at + step) < len(draft.tokens) and (token := draft.tokens[at]).text not in _SIGNS:
        if token.kind == NUMBER or (token.count is not None and any(i.i <= at < i.j and i.value for i in draft.items)):
            return True
    return False
