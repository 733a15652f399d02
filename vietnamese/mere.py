"""Number words that are mere words: a name, a rank in the family, the end of a year."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_TITLES = word_set(
    "anh chi chu co bac ong ba thim di cau mo o bo me a c thang con ut thu nha xa lang nguyen dinh pham tran le vo ho y"
)


_SAME_LETTERS = ("còn", "có", "là")  # of con, cô and la, which stand before a name
_HAS = ("co", "con")


def _has(draft: Draft, item: Item, before: Item | None) -> bool:
    """ "dvc có hai", "dvc co hai, cks co ba": how many there are of the thing named right before."""
    word = draft.tokens[item.i - 1].text.lower()
    thing = before is not None and before.tag == "I" and before.j == item.i - 1
    return word in _SAME_LETTERS or (word in _HAS and thing and not draft.tokens[item.i].capital)


_LATER = word_set("gui goi bao bc nop sung hen noi")


def just_a_word(draft: Draft, item: Item, before: Item | None, after: Item | None) -> bool:
    """One number word that is a name ("chị Hai", "Ba Tơ", "anh Tư") or no number at all ("năm nay", "bảy" in
    a name).
    """
    token = draft.tokens[item.i]
    if after is not None and after.tag == "N" and after.i == item.j and not after.words:
        return True  # "cuối năm 20 hv"
    if after is not None and after.entry.cue in ("to", "or") and after.i == item.j and token.marked:
        k = draft.items.index(after)
        if k + 1 < len(draft.items) and draft.items[k + 1].tag == "N" and draft.items[k + 1].i == after.j:
            return False  # "năm đến bảy hồ sơ"
    if (
        not token.marked
        and token.fold == "sau"
        and draft.fold(item.j)
        in ("buoi", "khi", "do", "khoa", "lop", "bua", "gio", "tet", "dot", "bao", "mua", "hon", "thoi")
    ):
        return True
    previous = draft.fold(item.i - 1)
    if token.fold == "sau" and not token.marked and previous in _LATER and not (after and after.i == item.j):
        return True  # "anh em gui sau nha"
    if token.fold == "nam" and previous in ("cuoi", "dau", "giua") and item.j == item.i + 1:
        return True  # "chứng nhận đợt cuối năm là 37"
    if token.fold == "ba" and not token.marked and draft.plain:
        verb = after is not None and after.tag == "C" and after.i == item.j
        if verb or previous in ("may", "cac"):
            return True  # "giup ba nop ho so", "may ba ban rau"
    if (
        before is not None
        and before.entry.cue in ("about", "over", "under")
        and before.j == item.i
        and not token.capital
    ):
        return False  # "ví tầm ba"
    if set_against(draft, item):
        return False
    noun = after is not None and after.tag in "IUM" and after.i == item.j
    changed = draft.tokens[item.i - 1].text.lower() in ("từ", "xuống", "lên", "sang", "thành") if item.i else False
    if changed and "change" in draft.wishes and "correct" in draft.wishes and not token.capital:
        return False  # "sửa vneid từ tám xuống sáu"
    row = before is not None and before.note == ","
    if row and after is not None and after.entry.cue == "approx_after" and after.i == item.j and not token.capital:
        return False  # "vneid một, hai gì đó"
    if before is not None and before.note in (":", "=") and before.j == item.i and not token.capital:
        return False  # "vneid: sáu; hv: bảy"
    if token.capital and token.text[1:].islower() and item.i > 0 and draft.tokens[item.i - 1].kind == 0:
        return True  # a name; in a message all in capitals it has no small letters
    if previous in _TITLES and not noun and not _has(draft, item, before):
        return True
    if noun or (after is not None and after.tag in "N" and after.i == item.j):
        return False
    if before is not None and before.tag in "IUC" and item.i - before.j <= 2:
        return False
    if after is not None and after.tag in "IU" and after.i - item.j <= 1:
        return False
    key_like = previous in (
        "duoc",
        "dc",
        "dang",
        "la",
        "co",
        "con",
        "thanh",
        "chi",
        "tong",
        "thoi",
        "phai",
    ) or draft.fold(item.i - 1) in (":", "=")
    return not (
        key_like
        and not draft.plain
        and draft.fold(item.j)
        in (
            "",
            ".",
            ",",
            ";",
            "thoi",
            "nha",
            "nhe",
            "a",
            "em",
            "e",
            "tui",
            "toi",
            "minh",
            "con",
            "chi",
            "co",
            "chu",
            "cho",
            "hong",
            "ko",
            "khong",
        )
    )


_ARROWS = frozenset({"→", "➔", ">", "->", "=>", "-"})
_DENYING = ("notbut", "change")
_MENDING = ("correct", "mistake", "notbut", "change")
_CRIES = frozenset(["à", "á", "í", "ý", "ủa", "ơ", "ờ", "ớ"])
# "chứ hổng phải bốn", "à nhầm sáu", "thành tám": right before a number that stands against another.
_AGAINST = word_set("phai nham lon quen thanh ghi bao go hoac lai sua")
# "chín là tui ghi lộn", "bảy mới đúng", "mười chứ không phải chín": right behind it.
_HOLDS = word_set("chu cho moi thoi la do khong ko k hong hoi luc khi ban vua")
_UNSURE_BARE = word_set("ba nam tu sau bay tam")  # bà, nam, từ, sau, bày, tạm


def set_against(draft: Draft, item: Item) -> bool:
    """Whether the word stands where a message that mends something has its numbers: "bảy mới đúng", "à nhầm sáu"."""
    token = draft.tokens[item.i]
    if token.capital:
        return False
    late = draft.fold(item.i - 1) in (",", ":", "co") and not draft.folds.isdisjoint(("quen", "sot", "thieu"))
    if late and draft.fold(item.j) in ("", ",", ".", "nha", "nhe", "a", "nghen", "do", "chi"):
        return True  # "quên mục ví, ba nha"
    others = any(i.tag == "N" and i is not item for i in draft.items)
    if not others and (draft.wishes.keys().isdisjoint(_DENYING) or not any(i.tag == "I" for i in draft.items)):
        return False
    if draft.wishes.keys().isdisjoint(_MENDING) and "selffix" not in draft.entries and not _cry(draft, item.i - 1):
        return False
    previous, following = draft.fold(item.i - 1), draft.fold(item.j)
    sure = token.marked or token.fold not in _UNSURE_BARE or not draft.plains[item.i]
    if previous in _ARROWS or following in _ARROWS or (previous in ("vi", "cho") and draft.fold(item.i - 2) == "thay"):
        return True  # "bốn -> ba", "năm thay vì bốn"
    if previous in _AGAINST or _cry(draft, item.i - 1):
        return sure or previous in ("phai", "thanh")
    ends = following in ("", ",", ".") or following in _HOLDS or _cry(draft, item.j)
    return sure and ends and previous not in _TITLES


def _cry(draft: Draft, at: int) -> bool:
    return 0 < at < len(draft.tokens) and draft.tokens[at].text.lower() in _CRIES
