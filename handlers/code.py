"""An invite code inside what somebody typed."""

import re
from dataclasses import dataclass

from storage.invites import DIGITS, HALF, LETTERS
from vietnamese.fold import fold, nfc

_HALF = rf"(?=[a-z]{{0,{HALF - 1}}}[0-9])(?=[0-9]{{0,{HALF - 1}}}[a-z])[0-9a-z]{{{HALF}}}"
_GAP = r"[\s\-–—‐_.]{0,3}"
_CODE = re.compile(rf"(?<!\w)({_HALF}){_GAP}({_HALF})(?!\w)", re.IGNORECASE)
_LIKE = r"(?:[0-9a-z]{7,9}|[0-9a-z]{3,5}[\-–—‐_.][0-9a-z]{3,5})(?![0-9a-z])"
# “mã …”, “/start …”: what follows is meant as a code, even where it can be none.
_CALL = r"(?:^/start|\b(?:ma|code)\b)(?:\s+(?:moi|so|la))*[\s:“\"]+"
_CALLS = re.compile(_CALL + "$")
_CALLED = re.compile(f"{_CALL}(?P<code>{_LIKE})")
_ALONE = re.compile(_LIKE)
SIGNS = frozenset(LETTERS + DIGITS)


@dataclass(frozen=True, slots=True)
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
    text = nfc(text)
    found = _CODE.search(text)
    if found:
        code = (found[1] + found[2]).upper()
        return Typed(code if set(code) <= SIGNS else "", _CALLS.search(fold(text[: found.start()])) is not None)
    said = fold(text).strip(" .,;:!\n")
    called = _CALLED.search(said)
    if called and _has_digit(called["code"]):
        return Typed("", called=True)
    return Typed("", called=False) if _ALONE.fullmatch(said) and _has_digit(said) else None


def _has_digit(text: str) -> bool:
    return any(sign.isdecimal() for sign in text)
