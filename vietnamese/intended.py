"""Numbers near a word of what is to be: whether they are planned, or were come to already."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set


def planned_on(before: list[Item]) -> bool:
    """Whether the clause before was a plan that may go on: "mai mở lớp 20 người, …"; not "3 người hẹn mai, …", where
    the word comes behind those it is said of."""
    plan = next((n for n, i in enumerate(before) if i.note == "plan" and i.tag != "X"), None)
    if plan is None:
        plan = next((n for n, i in enumerate(before) if i.entry.cue in ("plan", "later")), None)
    if plan is None:
        return any(i.note == "plan" for i in before)
    if (
        before[plan].entry.keys[:1] == ("hen5",)
        and not any(i.tag == "M" for i in before[plan:])
        and any(i.tag in "NX" or i.entry.unit == "person" for i in before)
    ):
        return False  # "hẹn vài người nữa mai làm tiếp, 39 chứng nhận": who is to come was told
    if any(i.tag == "N" and i.value and i.i > before[plan].i for i in before):
        return False  # "dự kiến khoảng 20 mà được 12 hv, 5 hồ sơ": what was done is told already
    if any(i.entry.date in ("day:0", "day:-1", "nay") and i.tag == "D" for i in before[plan + 1 :]):
        return False  # "lớp hẹn hôm thứ ba dời sang hôm nay, 19 hv"
    return not any(i.tag in "NX" and i.value and i.note in ("plan", "failed", "") for i in before[:plan])


_SO_FAR = word_set("mới đã hiện vừa moi da hien vua")


def reached(draft: Draft, item: Item) -> bool:
    """ "xã giao 40 hv, hiện mới được 22", "tuần sau mở 2 lớp, giờ đã có 5 vneid": a word of what is done."""
    got = draft.fold(item.i - 1) in _COME_TO and not _AHEAD & set(draft.words[max(0, item.i - 4) : item.i])
    return (
        got or in_fact(draft, item) or any(t.text.lower() in _SO_FAR for t in draft.tokens[max(0, item.i - 3) : item.i])
    )


_COME_TO = frozenset({"duoc", "dc", "dang"})


_AHEAD = word_set("se cho de rang co gang phan dau muc tieu moi")


def in_fact(draft: Draft, item: Item) -> bool:
    """ "lớp dự kiến 20 người, thực tế 14", "dự kiến 20 mà đi có 14"."""
    before = draft.words[max(0, item.i - 4) : item.i]
    return before[-2:] == ["thuc", "te"] or ("ma" in before[:-1] and before[-1] in ("co", "duoc", "dc", "den", "toi"))


CLAUSE_ENDS = frozenset(["", ",", ".", ";", "\n", ")", "!", "?"])


_GOT = frozenset({"duoc", "dc", "dang", "xong"})


_TELLER = word_set("em e tui toi minh con chau chi anh")
_NEXT = word_set("gui goi nop bao bo chup dua se len xuong tong viet")


def only_plan(draft: Draft, items: list[Item], number: Item) -> bool:
    """A number before "mai" belongs to the plan unless it already has its noun ("12 hv mai gửi ảnh", "hv 12 mai gửi
    ảnh") or was come to ("cài được 5 người mai làm tiếp"): what is to be follows then.
    """
    k = items.index(number)
    if k + 1 < len(items) and items[k + 1].tag == "I":
        return False
    day = next(i for i in items[k + 1 :] if i.tag == "D" and i.note in ("later", "plan"))
    if draft.fold(day.j) in _TELLER and draft.fold(day.j + 1) in _NEXT and any(i.tag == "C" for i in items[:k]):
        return False  # "tập huấn cho 27 người mai em gửi ảnh sau"
    if draft.fold(day.j) in CLAUSE_ENDS or not (under_its_noun(items, k) or draft.fold(number.i - 1) in _GOT):
        return True
    return any(i.tag != "U" for i in items[k + 1 : items.index(day)])


def has_own(items: list[Item], k: int) -> bool:
    """Whether a noun of ours touches the number, or the papers or people that it counts follow a verb of ours."""
    noun = items[k + 1] if k + 1 < len(items) else None
    return (noun is not None and noun.tag == "I" and noun.i == items[k].j) or under_its_noun(items, k)


def under_its_noun(items: list[Item], k: int) -> bool:
    """Whether the noun that the number completes stands right before it: "vneid 5", "học viên: 12"."""
    at = k - 2 if k > 1 and items[k - 1].note in (":", "=") else k - 1
    return at >= 0 and items[at].tag == "I" and not items[at].used and items[k].i - items[at].j <= 1
