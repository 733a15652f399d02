"""A heading of indicators and a row of as many numbers, and one number for several of them."""

import itertools
import re

from vietnamese.clauses import Claim, Clause
from vietnamese.draft import Draft, Item


def list_items(draft: Draft) -> None:
    """The mục of "hộ lên sàn 9 mục VNeID 20" names what follows, nine of it were not counted."""
    items = draft.items
    draft.items = [
        i
        for k, i in enumerate(items)
        if not (i.tag == "M" and draft.fold(i.i) == "muc" and k + 1 < len(items) and items[k + 1].tag == "I")
    ]


def rows(draft: Draft, parts: list[Clause], claims: list[Claim]) -> bool:
    """A heading of indicators and a row of as many numbers (a copied table, "0-0-5-1 (hv - chứng nhận - vneid
    - buổi)").
    """
    nouns = [
        i
        for i in draft.items
        if i.tag in "IU" and (i.tag == "I" or i.entry.unit == "dossier" or i.entry.unit == "visit")
    ]
    numbers = [i for i in draft.items if i.tag == "N"]
    for noun in nouns:
        noun.key = noun.key or {"dossier": "public_services", "visit": "people_helped"}[noun.entry.unit]
    if (
        len(numbers) == 1
        and len(nouns) >= 2
        and not numbers[0].doubt
        and nouns[-1].end <= numbers[0].start
        and any(i.entry.cue == "everyone" and nouns[-1].end <= i.start < numbers[0].start for i in draft.items)
        and len(nouns) == len({n.key for n in nouns})
    ):
        claims.extend(Claim(noun.key, numbers[0], 0) for noun in nouns)  # "hv vs cn đều là 22"
        return True
    if len(numbers) == 1 and not numbers[0].doubt and _together(draft, nouns, numbers[0]):
        draft.doubt("two_readings", numbers[0], tuple(n.key for n in nouns), (numbers[0].value,))
        numbers[0].tag, numbers[0].note = "X", "asked"
        return True
    if (
        len(numbers) == 1
        and numbers[0].numeral is not None
        and numbers[0].numeral.shape in ("seq", "dash", "slash", "comma", "dot", "date")
        and len(nouns) == len(numbers[0].numeral.parts) >= 2
    ):
        ends = [nouns[0].start > numbers[0].end, nouns[-1].end < numbers[0].start]
        if any(ends) and not (
            numbers[0].numeral.shape == "slash"
            and len(nouns) == 2
            and ends[0]
            and "/" not in draft.text[nouns[0].end : nouns[1].start]
        ):
            for noun, value in zip(
                nouns, [int(v) for v in re.findall(r"\d+", draft.text[numbers[0].start : numbers[0].end])], strict=True
            ):
                number = Item("N", numbers[0].i, numbers[0].j, numbers[0].start, numbers[0].end)
                number.value = value
                claims.append(Claim(noun.key, number, 0))
            numbers[0].tag = "X"
            return len({n.key for n in nouns}) == len(nouns)
    if len(numbers) < 2 or len(nouns) != len(numbers) or len({n.key for n in nouns}) != len(nouns):
        return False
    if any(n.doubt for n in numbers) or not (nouns[-1].end <= numbers[0].start or numbers[-1].end <= nouns[0].start):
        return False
    if any(draft.text[a.end : b.start].strip(" \t,;/|-–+\n") for a, b in itertools.pairwise(numbers)):
        return False
    claims.extend(Claim(noun.key, number, 0) for noun, number in zip(nouns, numbers, strict=True))
    return True


def _together(draft: Draft, nouns: list[Item], number: Item) -> bool:
    """ "hv với vneid tổng là 12": one number for two things, nobody can tell how many of each."""
    if len(nouns) != 2 or nouns[0].key == nouns[1].key or nouns[1].end > number.start:
        return False
    link = [draft.fold(n) for n in range(nouns[0].j, nouns[1].i)]
    between = [i for i in draft.items if nouns[1].end <= i.start < number.start]
    total = any(i.entry.cue == "total" for i in between) and not any(i.tag == "S" for i in between)
    return link in (["voi"], ["va"], ["vs"], ["cung"], ["+"], ["&"]) and total
