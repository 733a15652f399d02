"""Whom or what a message tells its figures of, one after the other: times, weekdays, places, classes, people."""

from domain.frozen import frozen
from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.named import BEFORE_PART, DAYPARTS, LINK, TEAMS
from vietnamese.partynames import (
    ENDS_OF,
    HEADS,
    NO_NAME,
    NUMBERED,
    NUMERALS,
    SPEAKERS,
    SPOTS,
    TITLES,
    Seen,
    named_at,
)
from vietnamese.triggers import trigger

_MOST = 40  # labels looked at in one message


@frozen
class Party:
    """One of them: tokens [i, j), and from `start` on with the preposition before it."""

    start: int
    i: int
    j: int
    kind: str
    name: str


_BEFORE = word_set("o tai ben cua ghe qua xuong vo ve hoi luc hom len sang ca")
_PEOPLE = TITLES | {"y", "a"}
_OTHERS = (
    DAYPARTS | {"gio"},
    HEADS | ENDS_OF | SPOTS | {"uy", "ubnd", "ca"},
    word_set("thu t2 t3 t4 t5 t6 t7 cn t"),
)
_FIRST = _PEOPLE | SPEAKERS | DAYPARTS | BEFORE_PART | TEAMS | HEADS | NUMBERED | ENDS_OF | SPOTS | {"cn", "uy", "ubnd"}
_WEEKDAYS = word_set("thu t2 t3 t4 t5 t6 t7")
_NAMING = _PEOPLE.union(*_OTHERS)
BITS = trigger(TITLES | HEADS | ENDS_OF | DAYPARTS | _WEEKDAYS | {"y"})


def parties(draft: Draft) -> list[Party]:
    """All that can be one, of the kind that most of them are of, in their order; none where no two are of one kind."""
    words, around, tokens = draft.words, draft.around, draft.tokens
    naming = [n for n, word in enumerate(words) if word in _NAMING]
    if len(naming) < 2:
        return []
    said = [words[n] for n in naming]
    people = [
        n
        for n, word in zip(naming, said, strict=True)
        if word in _PEOPLE
        if n + 1 < len(words) and ((then := words[n + 1]) not in NO_NAME or then in NUMERALS)
    ]
    if len(people) < 2 and all(len([w for w in said if w in kind]) < 2 for kind in _OTHERS):
        return []
    near: set[int] = set()
    begins = _FIRST
    for item in draft.items:
        if item.tag == "N":
            near.update(range(max(item.i - 10, 0), min(item.i + 6, len(words))))
        elif item.entry.date[:3] == "wd:":
            begins = begins | {words[item.i]}
    places = [n for n in sorted(near) if words[n] in begins or (people and tokens[n].capital)]
    if len(places) < 2:
        return []
    seen = Seen(draft)
    found: list[Party] = []
    last = 0
    does = seen.does
    for n in places:
        if n < last:
            continue
        word = words[n]
        if word in _PEOPLE and word not in HEADS:
            then = around[n + 1]
            if (
                then in NO_NAME
                and then not in NUMERALS
                and (word not in SPEAKERS or not (n + 1 in does or then in LINK))
            ):
                continue  # "chị ơi", "em gửi", "nha anh"
        elif (
            word not in _FIRST
            and n not in seen.weekdays
            and (
                not people or not tokens[n].capital or n in seen.covered or not (n + 1 in does or around[n + 1] in LINK)
            )
        ):
            continue
        named = named_at(seen, n)
        if named is None:
            continue
        end, kind = named
        start = n
        while start > last and words[start - 1] in _BEFORE:
            start -= 1
        found.append(Party(start, n, end, kind, " ".join(words[n:end])))
        last = end
    kinds = [p.kind for p in found[:_MOST]]
    if len(kinds) < 2:
        return []
    best = max(dict.fromkeys(kinds), key=kinds.count)
    chosen = [p for p in found[:_MOST] if p.kind == best]
    numbers = [i.i for i in draft.items if i.tag in "NX"]
    told: list[Party] = []
    for party, after in zip(chosen, [*chosen[1:], None], strict=True):
        if after is None or [n for n in numbers if party.j <= n < after.start]:
            told.append(party)  # not the first of "tổ em ở xóm trên 5, xuống xóm dưới 4"
    return told if len({p.name for p in told}) > 1 else []
