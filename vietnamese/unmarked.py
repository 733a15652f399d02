"""Short words typed without marks whose neighbours tell what they are: "vi" is ví or vì, "tam" tám or tầm, "ca" a case
or cả, "nam" five or men.
"""

from collections.abc import Callable

from vietnamese.draft import NOTHING, Draft
from vietnamese.fold import word_set
from vietnamese.tokens import NUMBER, WORD, Entry

_ABOUT = Entry(("tầm",), cue="about")
_MEN = Entry(("nam",), unit="gender")
_ALL_OF = word_set("cum lop thon xa to nha nhom lang xom hai ba bon nam sau bay tam chin muoi")
_OPENED = word_set("mo tao cai lap dung ky lam hoat")
_FORTY = word_set("muoi chuc ta")


def meant(draft: Draft, i: int) -> Entry | None:
    """What the word at token i is by its neighbours: an entry, NOTHING if silent, None if not told."""
    token = draft.tokens[i]
    if token.marked or not draft.plains[i]:
        return None
    judge = _WORDS.get(token.fold)
    return judge(draft, i) if judge is not None else None


def _number(draft: Draft, i: int) -> bool:
    if not 0 <= i < len(draft.tokens):
        return False
    token = draft.tokens[i]
    return token.kind == NUMBER or (token.count is not None and token.count[0] in ("unit", "ten", "prefix"))


def _sign(draft: Draft, i: int) -> bool:
    return not 0 <= i < len(draft.tokens) or draft.tokens[i].kind != WORD


def _vi(draft: Draft, i: int) -> Entry | None:
    """ví beside its number or in a list of its own; vì before who or what was the cause."""
    if _number(draft, i - 1):
        return None
    following = draft.tokens[i + 1] if i + 1 < len(draft.tokens) else None
    if following is None or following.text in (":", "=") or draft.fold(i - 1) in _OPENED:
        return None
    if _number(draft, i + 1):
        people = draft.fold(i + 2) in ("nguoi", "ng", "ba", "cu", "chi", "bac", "co", "ho", "nha", "may", "hom", "ngay")
        return NOTHING if people and not _sign(draft, i - 1) else None
    return NOTHING if not _sign(draft, i - 1) and not _sign(draft, i + 1) else None


def _tam(draft: Draft, i: int) -> Entry | None:
    """tầm before a number, and before tens or dozens: "tam 30 ng", "tam chuc vneid"."""
    after = draft.tokens[i + 1] if i + 1 < len(draft.tokens) else None
    if after is None:
        return None
    tens = draft.fold(i + 2) in _FORTY and after.count is not None and after.count[0] == "unit"
    about = after.kind == NUMBER or tens or after.fold in ("chuc", "ham")
    return _ABOUT if about and not _number(draft, i - 1) else None


def _ca(draft: Draft, i: int) -> Entry | None:
    """cả before a number or a place: "ca 22 nhan chung nhan", "thang 12 ca cum"."""
    return NOTHING if _number(draft, i + 1) or draft.fold(i + 1) in _ALL_OF else None


def _nam(draft: Draft, i: int) -> Entry | None:
    """nam beside a number where nữ are told as well: "12 nam 12 nu"."""
    digits = any(0 <= n < len(draft.tokens) and draft.tokens[n].kind == NUMBER for n in (i - 1, i + 1))
    return _MEN if digits and "nu" in draft.folds else None


def _chi(draft: Draft, i: int) -> Entry | None:
    """chị at the end of what is said, or called: "22 ng do chi", "8 ng ha chi oi"."""
    last = i + 1 >= len(draft.tokens) or draft.tokens[i + 1].kind != WORD or draft.fold(i + 1) in ("oi", "ui", "nha")
    return NOTHING if last and not _number(draft, i - 1) else None


_WORDS: dict[str, Callable[[Draft, int], Entry | None]] = {"vi": _vi, "tam": _tam, "ca": _ca, "nam": _nam, "chi": _chi}
AMBIGUOUS = frozenset(_WORDS)  # the words that meant() can tell anything of
