"""Indicators whose number the writer does not have: "vneid 5, hồ sơ em không biết", "không nhớ ví bao nhiêu"."""

from vietnamese.denials import WHY, forget
from vietnamese.denied_rows import numbered, ours
from vietnamese.draft import Draft
from vietnamese.fold import word_set

KNOWN = word_set("biet bit nho ro nam")


def not_known(draft: Draft, at: int) -> None:
    """ "vneid 5, hồ sơ em không biết": an indicator whose number the writer does not have is asked about."""
    behind = next((i for i in draft.items if i.i == at + 2 and i.tag in "IU" and ours(i)), None)
    if behind is not None and draft.fold(behind.j) in _HOW_MANY:
        draft.doubt("uncertain", behind, (behind.key or "public_services",))
        behind.used = True  # "không nhớ ví bao nhiêu"
        draft.items[:] = [i for i in draft.items if not (at <= i.i < behind.i or behind.j <= i.i < behind.j + 2)]
        forget(draft, at, behind.j + 2)
        return
    first = at - (draft.fold(at - 1) in _SELF)
    first -= draft.fold(first - 1) == "thi"
    noun = next((i for i in draft.items if i.j == first and i.tag in "IU" and ours(i)), None)
    if noun is not None and draft.fold(at + 2) in WHY and not numbered(draft, noun):
        draft.doubt("uncertain", noun, (noun.key or "public_services",))
        noun.used = True
        draft.items[:] = [i for i in draft.items if not noun.j <= i.i < at + 2]
        forget(draft, first, at + 2)


_HOW_MANY = word_set("bao may nhieu bn")
_SELF = word_set("em e toi tui minh con chau")
