"""Where one thing ends and the next begins in a message without commas, as it is dictated: "lớp mười người | cài vneid
ba người | mở ví hai người"."""

from vietnamese.clauses import FITS
from vietnamese.draft import Draft, Item
from vietnamese.numberfirst import number_first

_DOING = ("teach", "install", "help", "open", "submit", "give")
_ENDING = frozenset([",", ".", ";", "\n", "!", "?", "(", ")", "+", "/", "|", ":", "=", "-", "•"])


def voiced(draft: Draft) -> set[int]:
    """The first tokens of what is told next, where every thing is named before its number: the numbers of a stretch
    without signs must all be, the last one included, or it is left as it is.
    """
    found: set[int] = set()
    if [i.tag for i in draft.items].count("N") < 2:
        return found
    stretch: list[Item] = []
    for item in (*draft.items, None):
        if item is None or (item.tag == "S" and item.note in _ENDING) or item.entry.cue in ("and", "part"):
            several = sum(i.tag == "N" for i in stretch) > 1
            if several and not (stretch[0].tag in "NC" and number_first(draft, stretch)):
                found.update(_starts(draft, stretch))
            stretch = []
        else:
            stretch.append(item)
    return found


def _starts(draft: Draft, items: list[Item]) -> list[int]:
    numbers = [k for k, i in enumerate(items) if i.tag == "N"]
    if any(items[k].note in ("several", "crowd") or draft.fold(items[k].i - 1) == "cho" for k in numbers) or any(
        _names(i) for i in items[_behind(items, numbers[-1]) :]
    ):
        return []
    first = _behind(items, numbers[0])
    if not any(_names(i) for i in items[: numbers[0]]) and not _own(items, numbers[0]):
        return []
    starts: list[int] = []
    for k, number in enumerate(numbers[1:], 1):
        group = [i for i in items[first:number] if _names(i)]
        if any(i.tag == "D" or i.entry.cue == "daypart" for i in items[first:number]):
            return []  # "t2 dạy 10 hv t4 dạy 12 hv"
        follow = items[number + 1 : number + 3]
        first = _behind(items, number)
        if not group:
            continue
        if not _one(group) or items[number].i - group[-1].j > 2 or not _fits(group, items[number], follow):
            return []
        if items[numbers[k - 1]].doubt in ("range", "two_values"):
            return []
        starts.append(group[0].i)
    return starts


def _names(item: Item) -> bool:
    return item.tag == "I" or (item.tag == "C" and item.entry.context in _DOING) or item.entry.unit == "class"


def _own(items: list[Item], k: int) -> bool:
    return k + 1 < len(items) and items[k + 1].tag == "I" and items[k + 1].i == items[k].j


def _behind(items: list[Item], k: int) -> int:
    """The place after the number and the nouns right behind it, and the học of "12 người học"."""
    at, j = k + 1, items[k].j
    while at < len(items) and items[at].i == j and (items[at].tag in "IU" or items[at].entry.context == "teach"):
        if items[at].tag == "I" and items[at - 1].entry.unit in ("person", "gender"):
            break
        j = items[at].j
        at += 1
    return at


def _one(group: list[Item]) -> bool:
    """A verb, a noun, or a verb and its noun: "cài vneid"."""
    return len(group) == 1 or (len(group) == 2 and group[0].tag != "I" and group[1].i - group[0].j <= 1)


def _fits(group: list[Item], number: Item, follow: list[Item]) -> bool:
    """Whether the number can be that of the group before it: it has no noun of another thing."""
    noun = follow[0] if follow and follow[0].i == number.j and follow[0].tag in "IU" else None
    if noun is not None and noun.entry.unit == "thing" and len(follow) > 1 and follow[1].i == noun.j:
        noun = follow[1] if follow[1].tag == "I" else noun  # "5 cái chứng nhận"
    named = next((i.key for i in group if i.tag == "I"), "")
    if noun is None:
        return True
    if noun.tag == "I":
        return not named
    unit = noun.entry.unit
    if unit in ("times", "batch"):
        return named in ("", "outreach", "sessions")
    return unit in ("person", "thing", "gender") or not named or named in FITS.get(unit, ())
