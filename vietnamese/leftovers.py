"""Numbers that no rule took: explained by the figures beside them, or asked about."""

from vietnamese.clauses import PEOPLE, Claim, other_thing
from vietnamese.draft import Draft, Item
from vietnamese.shares import described, made_of, makes_up, on_the_list, some_of_them, the_same_people
from vietnamese.subsets import at_a_place

_TENS = frozenset(["hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin"])  # "hai mấy người"
_TEN = ("chuc", "muoi")  # "gần chục người tới, cài 3 vneid": counted, if roughly; "mấy người" is often mere talk


def leftovers(draft: Draft, claims: list[Claim]) -> None:
    """Numbers that no claim took: asked about, never dropped."""
    taken = {id(c.item) for c in claims}
    for item in draft.items:
        if item.tag != "N" or id(item) in taken:
            continue
        near_ten = item.note == "crowd" and not {draft.fold(n) for n in range(item.i, item.j)}.isdisjoint(_TEN)
        near_ten = near_ten or (
            item.note == "crowd" and draft.fold(item.i) in _TENS and draft.fold(item.j - 1) == "may"
        )
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
    if item.doubt and any(i.entry.unit in ("dossier", "account") and 0 <= item.i - i.j <= 1 for i in draft.items):
        return False  # "sửa sàn 3 còn hồ sơ tầm 21 giùm"
    people = any(i.i == item.j and i.entry.unit in ("person", "gender") for i in draft.items)
    if people and (draft.fold(item.i - 1) in ("x", "*") or draft.fold(item.j + 1) == "/"):
        return _shared_out(draft, item, claims)  # "6 buổi x 29 người", "23 người/buổi"
    if (
        people
        and "each" in draft.entries
        and any(i.entry.cue == "each" and 0 <= item.i - i.j <= 1 for i in draft.items)
    ):
        return _shared_out(draft, item, claims)  # "6 buổi mỗi buổi 34 người, ví 34"
    if people and at_a_place(draft, item):
        return False  # "vneid: ở chợ 11 người, ở trường 4 người"
    if people and any(i.entry.unit in ("dossier", "account") and 0 <= item.i - i.j <= 1 for i in draft.items):
        return False  # "vneid 12 người, hồ sơ cũng 12 người"
    if (
        not item.doubt
        and (
            draft.fold(item.i - 1) in _ALL_OF
            or (draft.fold(item.i - 2), draft.fold(item.i - 1)) == ("dung", "roi")
            or _answer(draft, item)
            or (draft.fold(item.j) in ("thoi", "do") and draft.fold(item.i - 1) in (",", "."))
            or draft.fold(item.j + 1) in ("do", "nay", "ay", "noi", "tren")
        )
        and any(c.value == item.value and not c.item.doubt for c in claims)
    ):
        return True
    if item.note == "bare" and not item.doubt and (_told_again(item, claims) or _of_the_class(draft, item, claims)):
        return True
    if some_of_them(draft, item, claims) or the_same_people(draft, item, claims):
        return True
    if draft.fold(item.i - 1) in ("la", "thanh", "tong") and draft.fold(item.j) in ("", ".", ",") and not item.doubt:
        same = [c for c in claims if c.item.end <= item.start and c.key == claims[-1].key and not c.item.doubt]
        if len(same) > 1 and sum(c.value for c in same) == item.value:
            claims[-1].note = "more" if claims[-1].note == "" else claims[-1].note
            return True  # "5 hồ sơ, à thêm 1 hồ sơ nữa mới xong là 6"
    if makes_up(draft, item, claims) or made_of(draft, item, claims) or on_the_list(draft, item, claims):
        return True
    if item.value == 0 and not item.doubt and draft.folds & {"lai", "khac", "deu", "het"}:
        return True  # "chỉ có hv 8, còn lại bằng 0"
    if draft.fold(item.j) == "ban" and draft.tokens[item.j].text.lower() == "bận" and draft.fold(item.i - 1) == "lai":
        return True  # "hỏi đi hỏi lại ba bốn bận"
    if _shared_out(draft, item, claims) or _compared(draft, item) or _more_than_then(draft, item):
        return True
    dated = {i.i for i in draft.items if i.note in ("later", "label", "ordinal")}  # "2 buổi sau"
    bare = [i.value for i in draft.items if i.tag == "N" and i.note == "bare" and not i.doubt and i.j not in dated]
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
        if whole and said >= 2 and described(draft, item, after):
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


def _told_again(item: Item, claims: list[Claim]) -> bool:
    """ "em ghi sổ 8 vneid mà trên app thấy 8 luôn": the only figure, said once more further on."""
    only = claims[0]
    return len(claims) == 1 and not only.item.doubt and only.value == item.value and item.i - only.item.j > 3


_PASSED = frozenset({"dat", "dau", "rot", "truot"})
_AWAY = frozenset({"nghi", "vang", "rot", "truot"})


def _of_the_class(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """ "25 hv, chấm xong 22 đạt", "có mặt 22, nghỉ 3", "31 người tới nhờ, giúp xong 28, 3 người hẹn lại"."""
    people = [c for c in claims if c.key in PEOPLE and not c.item.doubt]
    k = draft.items.index(item)
    if people and k and draft.items[k - 1].entry.cue == "failed" and draft.items[k - 1].j == item.i:
        return True  # "vneid: xong 11, chưa xong 6"
    said = draft.fold(item.j) in _PASSED or draft.fold(item.i - 1) in _AWAY
    if said and any(c.key == "learners" and c.value >= item.value and c.item.start < item.start for c in people):
        return True
    rest = [i.value for i in draft.items if i.tag == "X" and i.note in ("failed", "later", "plan") and i.i > item.i]
    return any(c.value + value == item.value for c in people for value in rest if c.item.start > item.start)


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
    for other in draft.items[k + 1 : k + 5]:
        if other.tag in "NSD" or other.entry.cue:
            break
        if other.entry.context in ("teach", "install", "open") or (other.tag == "I" and not other.used):
            return True  # "9 khất sĩ được cài vneid"
    for other in reversed(draft.items[:k]):
        if other.tag == "N" or other.note in (".", "\n", ",", ";"):
            return False
        if other.entry.context in ("teach", "install", "help") or other.entry.unit == "class":
            return True
        if other.tag == "I" and not other.used:
            return True
    return False
