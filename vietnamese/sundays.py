"""The "cn" that is Chủ nhật or chứng nhận, two names of the same letters."""

from vietnamese.days import word_after
from vietnamese.draft import Draft, Item
from vietnamese.weekdays import read_weekday


def _noun_last(items: list[Item], k: int) -> bool:
    """ "cn 2 buổi 17 hv": every number after it has its noun behind, so the first is none of its own."""
    last = next((n for n in range(k + 1, len(items)) if items[n].note in (",", ".", ";", "\n")), len(items))
    shape = "".join("I" if i.tag in "IU" else "N" for i in items[k + 1 : last] if i.tag in "NIU")
    return shape == "NI" * (len(shape) // 2)


_OPENING = ("", ",", ".", ":", "!", "\n", "a", "da", "hom", "em", "bc", "anh", "chi", "cao")
_NO_NUMBER = frozenset({"-", "–", "x", "_", "ko", "khong", "k", "kg", "chua"})  # "hv -, cn -, vneid 3"


def _in_a_row(draft: Draft, k: int) -> bool:
    """ "t5 12 hv, cn 15 hv", "t2: 5, cn: 3": another weekday before it begins its piece and has its number right so."""

    def told(at: int) -> int:
        """How the number follows item `at`: 1 right behind, 2 behind a sign, 3 behind a word; 0 for not at all."""
        ahead = draft.items[at + 1 : at + 3]
        if ahead and ahead[0].tag == "N":
            gap = ahead[0].i - draft.items[at].j
            return 1 if not gap else 3 if gap == 1 and draft.fold(ahead[0].i - 1) in ("duoc", "dc", "co") else 0
        signed = len(ahead) > 1 and ahead[0].note in (":", "=") and ahead[1].tag == "N"
        return 2 if signed and ahead[1].i - draft.items[at].j <= 1 else 0

    opening = k > 0 and draft.items[k - 1].note in (",", ";", ".", "\n", "-", "+", "(")
    shape = told(k) if opening else 0
    rows = [n for n in range(k) if draft.items[n].entry.date[:2] == "wd" and draft.items[n].tag == "D"]
    return bool(shape) and any(told(n) == shape for n in rows)


def read_cn(draft: Draft, k: int, rest: str) -> None:
    """Chủ nhật or chứng nhận: a day beside "vừa rồi", "tuần", another weekday, or before a figure that has
    its own noun.
    """
    items, item = draft.items, draft.items[k]
    after, before = word_after(draft, k), draft.fold(item.i - 1)
    previous = items[k - 1] if k else None
    following = items[k + 1] if k + 1 < len(items) else None
    day = after in ("vua", "roi", "qua", "tuan", "nay", "truoc", "ngay") or before in (
        "sang",
        "chieu",
        "toi",
        "trua",
        "ngay",
        "hom",
        "bua",
    )
    day = day or (
        k > 1
        and previous is not None
        and previous.entry.cue == "and"
        and items[k - 2].tag == "D"
        and items[k - 2].entry.date[:2] == "wd"
    )
    day = day or (
        previous is not None
        and (previous.tag == "D" or previous.note == "weekday")
        and item.i - previous.j <= 1
        and (
            before in ("voi", "vs", "va", "den", "toi")
            or draft.text[previous.end : item.start].strip() in ("", ",", "&", "+", "-")
        )
        and (previous.when is None or previous.entry.date[:2] == "wd")
    )
    day = day or _in_a_row(draft, k) or (after == "cua" and draft.fold(item.j + 1) == "tuan")
    told_day = previous.when if previous is not None and previous.tag == "D" and previous.j == item.i else None
    day = day or (told_day is not None and told_day.kind == "day" and told_day.first.weekday() == 6)  # "hôm nay CN"
    told = any(i.tag == "I" for i in items[:k]) and any(i.tag == "N" for i in items[:k])
    unit = items[k + 2] if k + 2 < len(items) else None
    listed = told and unit is not None and unit.entry.unit in ("person", "gender") and before in (",", ".", ";")
    if (
        not day
        and not listed
        and following is not None
        and following.tag == "N"
        and (previous is None or previous.tag not in "NI")
    ):
        noun = items[k + 2] if k + 2 < len(items) else None
        last = items[k + 3] if k + 3 < len(items) else None
        counted = any(i.tag == "N" for i in items[:k]) and any(i.tag == "D" for i in items[:k])
        day = (
            not counted
            and noun is not None
            and noun.tag in "IU"
            and (last is None or last.tag != "N" or _noun_last(items, k))
        )
        day = day or (following.numeral is not None and following.numeral.shape in ("slash", "date"))
    numbered = (
        following is not None
        and following.tag in "NSK"
        and following.i - item.j <= 1
        and (following.tag == "N" or following.note in (":", "=", "\t"))
    ) or (previous is not None and previous.tag == "N" and item.i - previous.j <= 1)
    undone = after == "chua" and draft.fold(item.j + 1) in ("phat", "cap", "co", "nhan", "trao")
    numbered = numbered or undone or (after in _NO_NUMBER and any(i.tag == "I" for i in items[:k]))
    given = previous is not None and (previous.entry.context == "give" or previous.tag in "IU")
    if (not day and not numbered and not given and not told and before in _OPENING) or (
        following is not None and following.tag == "D" and following.i == item.j and k == 0
    ):
        day = True
    if day:
        read_weekday(draft, k, "7")
    else:
        item.tag, item.key, item.note = "I", "certificates", "cn"
