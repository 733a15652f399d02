"""One indicator told kind by kind with no sign behind its name: "vneid người Kinh 7 người Hrê 2", "hồ sơ dvc đất đai 3
hộ tịch 10" are sums.
"""

from vietnamese.chained import anybody
from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item

_KINDS = ("person", "gender", "dossier", "household")


def kinds(draft: Draft) -> list[Claim]:
    """Claims for the numbers of such rows; they are taken out of the later rules."""
    claims: list[Claim] = []
    items = draft.items
    for k, noun in enumerate(items[:-4]):
        if noun.tag != "I" or noun.used or items[k + 1].entry.unit not in _KINDS or items[k + 1].i != noun.j:
            continue
        if k and items[k - 1].tag == "N" and items[k - 1].j == noun.i:
            continue  # "12 hv nữ 5 nam 7"
        numbers = _rows(draft, k + 1)
        if len(numbers) < 2:
            continue
        noun.used = True
        for number in numbers:
            number.tag, number.note = "X", "listed"
            claim = Claim(noun.key, number, 0)
            claim.note = "listed"
            claims.append(claim)
    return claims


def _rows(draft: Draft, k: int) -> list[Item]:
    """The numbers of rows "kind number" from an item on, each kind another and none of them anybody."""
    items = draft.items
    numbers: list[Item] = []
    names: list[str] = []
    while k < len(items):
        first = k
        while k < len(items) and items[k].entry.unit in _KINDS and (k == first or items[k].i == items[k - 1].j):
            k += 1
        aged = k < len(items) and items[k].tag == "M" and draft.fold(items[k].i) == "tuoi"
        k += aged  # "người lớn tuổi"
        number = items[k] if k < len(items) else None
        if k == first or number is None or number.tag != "N" or number.doubt or number.i != items[k - 1].j:
            break
        if any(i.entry.unit == "person" and anybody(draft, i) for i in items[first:k]):
            return []
        names.append(" ".join(draft.words[items[first].i : number.i]))
        numbers.append(number)
        k += 1
        if k < len(items) and (items[k].note in (",", "+", ";") or items[k].entry.cue == "and"):
            k += 1
    return numbers if len(set(names)) == len(names) else []
