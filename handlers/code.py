"""An invite code inside what somebody typed."""

import re

from domain.frozen import frozen
from handlers.dialogue import plain
from storage.invites import DIGITS, HALF, LETTERS

_HALF = rf"[0-9a-z]{{{HALF}}}"
_CODE = re.compile(rf"(?<![0-9a-z])({_HALF})[\s\-–—‐_.]{{0,3}}({_HALF})(?![0-9a-z])")
_LIKE = r"(?:[0-9a-z]{7,9}|[0-9a-z]{3,5}[\-–—‐_.][0-9a-z]{3,5})(?![0-9a-z])"
# “mã …”, “/start …”: what follows is meant as a code, even where it can be none.
_CALL = r"(?:^/start|\b(?:ma|code)\b)(?:\s+(?:moi|so|la))*[\s:“\"]+"
_CALLS = re.compile(_CALL + "$")
_CALLED = re.compile(f"{_CALL}(?P<code>{_LIKE})")
_ALONE = re.compile(_LIKE)
SIGNS = frozenset(LETTERS + DIGITS)


@frozen
class Typed:
    """What may be a code: its eight signs (empty where it can be none), and whether it was called one (“mã …”)."""

    code: str
    called: bool


def typed(text: str) -> Typed | None:
    """The code in a text, in any case, with or without a hyphen or blank in the middle; None if nothing looks like one.

    A report such as “25hv 3vne” looks like one too: unless it was `called` a code, only the look-up can tell.
    """
    if not 6 <= len(text) <= 400:
        return None
    said = plain(text)
    for found in _CODE.finditer(said):
        if _mixed(found[1]) and _mixed(found[2]):
            code = (found[1] + found[2]).upper()
            return Typed(code if set(code) <= SIGNS else "", _CALLS.search(said[: found.start()]) is not None)
    if "ma" not in said and "code" not in said and said[:1] != "/" and (len(said) > 11 or " " in said):
        return None
    called = _CALLED.search(said)
    if called and _has_digit(called["code"]):
        return Typed("", called=True)
    return Typed("", called=False) if _ALONE.fullmatch(said) and _has_digit(said) else None


def _mixed(half: str) -> bool:
    """Letters and digits both, as each half of a code has them and no word or number does."""
    return not half.isalpha() and not half.isdigit()


def _has_digit(text: str) -> bool:
    return any(sign.isdecimal() for sign in text)
