"""A clause in which every number has its noun right behind it: "2 đợt tuyên truyền 1 cái chữ ký số 2 qr"."""

import re

from vietnamese.draft import Draft, Item
from vietnamese.named import LINK

_EACH = re.compile(r"(?:C*N[UC]*I)+")


def number_first(draft: Draft, items: list[Item]) -> list[Item]:
    """The nouns of the numbers among some items in their order, where nothing but numbers, their nouns and verbs is
    there and no noun comes before the first number; none otherwise.
    """
    told = [i for i in items if i.tag != "W" and i.entry.cue != "more"]
    if _EACH.fullmatch("".join([i.tag for i in told])) is None:
        return []
    nouns = [i for i in told if i.tag == "I"]
    numbers = [i for i in told if i.tag == "N"]
    if len({n.key for n in nouns}) < len(nouns) or any(n.doubt or n.note for n in numbers):
        return []
    for number, noun in zip(numbers, nouns, strict=True):
        loose = [n for n in range(number.j, noun.i) if not _silent(draft, told, n)]
        if noun.i - number.j > 4 or len(loose) > 1:
            return []  # but "3 tiệm dán qr"
    return nouns


def _silent(draft: Draft, told: list[Item], n: int) -> bool:
    return draft.fold(n) in LINK or any(i.i <= n < i.j and i.tag in "UC" for i in told)
