"""Numbers of some of the people that a figure counts already: told apart by sex, age or by what they got."""

from vietnamese.clauses import PEOPLE, Claim
from vietnamese.draft import Draft, Item
from vietnamese.elsewhere import between
from vietnamese.fold import word_set
from vietnamese.groups import head


def makes_up(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """ "12 người học, 10 người hiểu bài, 2 người chưa quen": with others of them told apart they are all of them."""
    noun = next((i for i in draft.items if i.i == item.j), None)
    if item.doubt or noun is None or noun.entry.unit not in ("person", "gender"):
        return False
    rest = [i for i in draft.items if i.tag == "X" and i.note in ("failed", "absent", "subset") and i.value]
    return any(
        c.key in PEOPLE and c.item.end < item.start and not c.item.doubt and item.value + i.value == c.value
        for c in claims
        for i in rest
        if abs(i.i - item.i) <= 10
    )


def on_the_list(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """ "danh sách 30 người, đã cài VNeID cho 26": how many were on the list of those who then got it."""
    at = item.i - (draft.fold(item.i - 1) in ("co", "la", "gom", "du"))
    listed = draft.fold(at - 1) == "ds" or (draft.fold(at - 2), draft.fold(at - 1)) == ("danh", "sach")
    if not listed or item.doubt:
        return False
    noun = next((i for i in draft.items if i.i == item.j), None)
    if noun is None or noun.entry.unit != "person":
        return False
    return all(c.item.start > item.end and c.key in PEOPLE and c.value <= item.value for c in claims)


_JUST_GOT = word_set(
    "duoc dc dang lam xong co tong ca em e tui to minh hom bua nay ni qua ngay tuan sang chieu toi trua thon het la"
)


def made_of(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """ "làm xong cho 3 chị, 2 chị vneid 1 chị ví": people of whom each is told again, by what they got."""
    if item.doubt or item.note != "bare":
        return False
    noun = next((i for i in draft.items if i.i == item.j), None)
    people = noun is not None and noun.entry.unit in ("person", "gender")
    if not (people or set(head(draft, item)) <= _JUST_GOT):
        return False
    stop = next((i.start for i in draft.items if i.start > item.end and i.note in (".", "\n", ";")), len(draft.text))
    after = [c for c in claims if item.end <= c.item.start < stop]
    apart = len(after) > 1 and len({c.key for c in after}) == len(after) and all(c.key in PEOPLE for c in after)
    return apart and not any(c.item.doubt for c in after) and sum(c.value for c in after) == item.value


def some_of_them(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """ "12 hv, 5 vneid, 7 nữ 5 nam", "VNeID 9 người, dưới 18 tuổi 2 người": some of the people counted already."""
    k = draft.items.index(item)
    if k and draft.fold(item.i - 1) == "tuoi" and draft.items[k - 1].tag == "M" and not item.doubt:
        return any(c.key in PEOPLE and c.value >= item.value and c.item.end < item.start for c in claims)
    noun = draft.items[k + 1] if k + 1 < len(draft.items) else None
    before = draft.items[k - 1] if k else None
    gender = (noun is not None and noun.entry.unit == "gender" and noun.i - item.j <= 1) or (
        before is not None and before.entry.unit == "gender" and before.j == item.i
    )
    parted = "part" in draft.entries and any(i.entry.cue == "part" and 0 <= item.i - i.j <= 3 for i in draft.items)
    people = noun is not None and noun.entry.unit in ("person", "gender")
    if not (gender or (parted and people)) or item.doubt or (gender and not claims):
        return False
    if gender and not _halves_fit(draft, claims):
        return False
    return any(c.key in PEOPLE and c.value >= item.value and not c.item.doubt for c in claims)


def described(draft: Draft, item: Item, noun: Item) -> bool:
    """ "có 1 bác khiếm thị, lớp tối nay 12 người", "4 bà cháu dắt nhau tới, …": a clause on some of those who came,
    which names no work done."""
    first, last = between(draft, item.i, noun.j, _CUTS)
    opens = all(draft.fold(n) in ("co", "rieng", "them", "ca") for n in range(first, item.i))
    inside = [i for i in draft.items if first <= i.i < last and i is not item]
    return opens and not any(i.entry.context or i.tag in "IN" or i.entry.unit == "class" for i in inside)


def some_of_those(draft: Draft, item: Item) -> bool:
    """ "có 3 người ở xa tới học, …": a clause that opens with them and says what was special about them."""
    noun = next((i for i in draft.items if i.i == item.j), None)
    if noun is None or noun.entry.unit not in ("person", "gender"):
        return False
    first, last = between(draft, item.i, noun.j, _CUTS)
    opens = set(draft.words[first : item.i]) <= {"co", "rieng"} and first < item.i
    return opens and last - noun.j > 2 and not any(noun.j <= i.i < last and i.tag in "IN" for i in draft.items)


_CUTS = frozenset([",", ".", ";", "\n", "!", "(", ")", "nên"])


def the_same_people(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """ "chở 2 cụ ra xã làm căn cước, về cài luôn vneid cho 2 cụ": the same number of the same people, told again."""
    if item.doubt:
        return False
    noun = draft.fold(item.j)
    after = next((i for i in draft.items if i.i == item.j), None)
    if after is None or after.entry.unit != "person":
        return False
    return any(
        c.value == item.value and not c.item.doubt and (draft.fold(c.item.j) == noun or c.key in PEOPLE) for c in claims
    )


def _halves_fit(draft: Draft, claims: list[Claim]) -> bool:
    """Whether men and women, where both are told once, make up one of the figures: not "20 hv: nam 9, nữ 12"."""
    told: dict[str, int] = {}
    sexes = [k for k, i in enumerate(draft.items) if i.entry.unit == "gender"]
    first = sexes[0] if sexes else 0
    behind = not (first and draft.items[first - 1].tag in "NX" and draft.items[first - 1].j == draft.items[first].i)
    for k, item in enumerate(draft.items):
        for noun in draft.items[max(0, k - 1) : k] if behind else draft.items[k + 1 : k + 2]:
            near = (noun.j == item.i or item.j == noun.i) and noun.entry.unit == "gender"
            if item.tag in "NX" and item.value and near:
                word = draft.fold(noun.i)
                told[word] = -1 if word in told and told[word] != item.value else item.value
    men, women = told.get("nam", 0), told.get("nu", 0)
    return not men or not women or min(men, women) < 0 or any(c.value == men + women for c in claims)
