"""Numbers that no rule took: explained by the figures beside them, or asked about."""

from vietnamese.clauses import PEOPLE, Claim, other_thing
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.groups import head
from vietnamese.subsets import at_a_place

_TEN = ("chuc", "muoi")  # "gần chục người tới, cài 3 vneid": counted, if roughly; "mấy người" is often mere talk


def leftovers(draft: Draft, claims: list[Claim]) -> None:
    """Numbers that no claim took: asked about, never dropped."""
    taken = {id(c.item) for c in claims}
    for item in draft.items:
        if item.tag != "N" or id(item) in taken:
            continue
        near_ten = item.note == "crowd" and not {draft.fold(n) for n in range(item.i, item.j)}.isdisjoint(_TEN)
        if item.doubt == "vague" and item.note in ("several", "crowd") and not near_ten:
            if taken and any(i.entry.cue == "each" and 0 <= item.i - i.j <= 1 for i in draft.items):
                draft.unexplained.append((item.start, item.end))  # "3 buổi, buổi nào cũng mười mấy người"
            elif _some_came(draft, item):
                draft.unexplained.append((item.start, item.end))
            continue
        less = draft.fold(item.i - 1) in ("tru", "bot")  # "hai mươi học viên trừ hai"
        if item.soft and not less and item.note in ("bare", "") and (taken or len(draft.tokens) > 6):
            continue
        if _explained(draft, item, claims):
            item.tag = "X"
            continue
        draft.unexplained.append((item.start, item.end))


_COMING = frozenset({"toi", "den", "hoc", "du", "ghe"})
_FOUND = frozenset({"co", "duoc", "dc", "dang", "chi", "moi"})


def _some_came(draft: Draft, item: Item) -> bool:
    """ "hôm nay có lẻ tẻ vài người tới thôi, cài được 2 vneid": how many came is not told."""
    at = item.j
    while draft.fold(at) in ("nguoi", "ng", "ba", "chi", "bac", "cu", "em", "bà", "con", "co", "ong"):
        at += 1
    came = at > item.j or draft.fold(item.j - 1) in ("nguoi", "ng", "ba")
    if draft.fold(at + 1) in ("xem", "coi", "choi", "hoi", "dung", "ngo"):
        return False
    return came and draft.fold(at) in _COMING and bool({draft.fold(item.i - n) for n in (1, 2, 3)} & _FOUND)


def _explained(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """A number beside figures that is no figure itself: it adds up to one, was taken back at once, or counts
    another thing.
    """
    if not claims:
        return False
    people = any(i.i == item.j and i.entry.unit in ("person", "gender") for i in draft.items)
    if people and at_a_place(draft, item):
        return False  # "vneid: ở chợ 11 người, ở trường 4 người"
    if people and any(i.entry.unit in ("dossier", "account") and 0 <= item.i - i.j <= 1 for i in draft.items):
        return False  # "vneid 12 người, hồ sơ cũng 12 người"
    if (
        not item.doubt
        and any(c.value == item.value and not c.item.doubt for c in claims)
        and (
            draft.fold(item.i - 1) in _ALL_OF
            or (draft.fold(item.i - 2), draft.fold(item.i - 1)) == ("dung", "roi")
            or _answer(draft, item)
            or (draft.fold(item.j) == "thoi" and draft.fold(item.i - 1) in (",", "."))
            or draft.fold(item.j + 1) in ("do", "nay", "ay", "noi", "tren")
        )
    ):
        return True
    if _some_of_them(draft, item, claims) or _the_same_people(draft, item, claims):
        return True
    if draft.fold(item.i - 1) in ("la", "thanh", "tong") and draft.fold(item.j) in ("", ".", ",") and not item.doubt:
        same = [c for c in claims if c.item.end <= item.start and c.key == claims[-1].key and not c.item.doubt]
        if len(same) > 1 and sum(c.value for c in same) == item.value:
            claims[-1].note = "more" if claims[-1].note == "" else claims[-1].note
            return True  # "5 hồ sơ, à thêm 1 hồ sơ nữa mới xong là 6"
    if _makes_up(draft, item, claims) or _made_of(draft, item, claims) or _on_the_list(draft, item, claims):
        return True
    if item.value == 0 and not item.doubt and draft.folds & {"lai", "khac", "deu", "het"}:
        return True  # "chỉ có hv 8, còn lại bằng 0"
    if draft.fold(item.j) == "ban" and draft.tokens[item.j].text.lower() == "bận" and draft.fold(item.i - 1) == "lai":
        return True  # "hỏi đi hỏi lại ba bốn bận"
    if _shared_out(draft, item, claims) or _compared(draft, item) or _more_than_then(draft, item):
        return True
    bare = [i.value for i in draft.items if i.tag == "N" and i.note == "bare" and not i.doubt]
    if len(bare) > 1 and any(c.value == sum(bare) for c in claims):
        for other in draft.items:
            if other.tag == "N" and other.note == "bare":
                other.tag = "X"
        return True
    k = draft.items.index(item)
    following = draft.items[k + 1 : k + 6]
    if any(i.entry.cue in ("selffix", "missing") and i.i - item.j <= 4 for i in following) and any(
        c.item.start > item.start for c in claims
    ):
        return True
    after = draft.items[k + 1] if k + 1 < len(draft.items) else None
    if after is not None and after.entry.unit in ("person", "gender") and after.i - item.j <= 1 and not item.doubt:
        said = sum(1 for n in range(after.j, min(after.j + 3, len(draft.tokens))) if draft.tokens[n].kind == 0)
        among = any(c.key in PEOPLE and c.value >= item.value and c.item.start < item.start for c in claims)
        if among and said >= 2 and (item.value < 10 or said >= 3):
            return True
        whole = any(c.key in PEOPLE and c.value >= 2 * item.value and c.item.start > item.start for c in claims)
        if whole and said >= 2 and _described(draft, item, after):
            return True
        if (
            draft.fold(item.i - 1) in ("to", "em", "minh", "tui", "nhom")
            and draft.fold(item.i - 2) in ("to", "nhom", "doi", "tui", "bon", "minh", "")
        ) or draft.fold(item.i - 1) == "to":
            return True
    if item.note == "cn" or item.doubt not in ("", "vague") or not any(not c.item.doubt for c in claims):
        return False
    if any(draft.fold(c.item.j) == draft.fold(item.j) for c in claims if c.unit == ""):
        return False  # "hôm nay phát 12 tờ, hôm qua phát 8 tờ"
    return other_thing(draft, item.j) and not _unclear(draft, item, k)


def _makes_up(draft: Draft, item: Item, claims: list[Claim]) -> bool:
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


def _on_the_list(draft: Draft, item: Item, claims: list[Claim]) -> bool:
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


def _made_of(draft: Draft, item: Item, claims: list[Claim]) -> bool:
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


_ALL_OF = (
    "ca",
    "du",
    "het",
    "chan",
    "dung",
    "la",
    "vay",
    "tinh",
    "tong",
    "cung",
    "deu",
    "van",
    "chi",
    "thanh",
    "con",
    "chot",
)


def _some_of_them(draft: Draft, item: Item, claims: list[Claim]) -> bool:
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


def _described(draft: Draft, item: Item, noun: Item) -> bool:
    """ "có 1 bác khiếm thị, lớp tối nay 12 người", "4 bà cháu dắt nhau tới, …": a clause on some of those who came,
    which names no work done."""
    first, last = item.i, noun.j
    while first and draft.tokens[first - 1].text not in _CUTS:
        first -= 1
    while last < len(draft.tokens) and draft.tokens[last].text not in _CUTS:
        last += 1
    opens = all(draft.fold(n) in ("co", "rieng", "them", "ca") for n in range(first, item.i))
    inside = [i for i in draft.items if first <= i.i < last and i is not item]
    return opens and not any(i.entry.context or i.tag in "IN" or i.entry.unit == "class" for i in inside)


_CUTS = frozenset([",", ".", ";", "\n", "!", "(", ")", "nên"])


def _the_same_people(draft: Draft, item: Item, claims: list[Claim]) -> bool:
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


def _answer(draft: Draft, item: Item) -> bool:
    """ "dạ 1 ạ. 1 người học thôi": the number said first, alone, and then told again."""
    return item.i <= 2 and draft.fold(item.j) in ("a", ".", ",", "nha", "nhe", "thoi")


def _shared_out(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """ "25 hv chia 5 nhóm, mỗi nhóm 5 người": so many each make the whole."""
    if "each" not in draft.entries or not any(i.entry.cue == "each" and 0 <= item.i - i.j <= 2 for i in draft.items):
        return False
    counts = [i.value for i in draft.items if i.tag in "NX" and i is not item and i.value]
    return any(n * item.value == c.value and c.item is not item for n in counts for c in claims)


def _more_than_then(draft: Draft, item: Item) -> bool:
    """ "nhiều hơn hôm qua 2 người", "so với bữa trước tăng 4": set against an older day of the same clause."""
    if draft.folds.isdisjoint(("hon", "kem", "tang", "giam")):
        return False
    first = item.i
    while first and draft.tokens[first - 1].text not in (",", ".", "\n", ";"):
        first -= 1
    words = [draft.fold(n) for n in range(first, item.i)]
    older = [i for i in draft.items if first <= i.i < item.i and i.tag == "D" and i.entry.date != "day:0"]
    than = any(draft.fold(i.i - 1) in ("hon", "kem", "voi") for i in older)
    return than and bool({"hon", "kem", "tang", "giam"} & set(words))


def _compared(draft: Draft, item: Item) -> bool:
    """ "hv 20 (tăng 5 so với tuần trước)": how much more than before."""
    return draft.fold(item.i - 1) in ("tang", "giam", "hon", "kem") and "so voi" in " ".join(
        draft.fold(n) for n in range(item.j, item.j + 4)
    )


def _unclear(draft: Draft, item: Item, k: int) -> bool:
    """Whether an unknown noun may be a word for people: glued to its number, or after a verb that has no figure yet."""
    token = draft.tokens[item.j]
    if token.marked and token.node is not None and token.node.plain is not None:
        meant = token.node.plain
        if meant.indicator or meant.unit == "person":
            return True  # "2 bưởi" may be 2 buổi
    if not token.known and draft.starts[item.j] == item.end and not item.words:
        return True
    for other in reversed(draft.items[:k]):
        if other.tag == "N" or other.note in (".", "\n", ",", ";"):
            return False
        if other.entry.context in ("teach", "install", "help") or other.entry.unit == "class":
            return True
        if other.tag == "I" and not other.used:
            return True
    return False
