"""The day on which a report was told, checked or written, where another day is the one that it tells of."""

import re

from vietnamese.draft import Draft, Item

_TOLD = re.compile(
    r"^ (anh |chi |em |e |tui |toi |minh |chau |co |bac |con )?moi (\w+ )?"
    r"(nho|bao|bc|gui|goi|nop|ghi|ranh|kip|nhan|coi lai|tong hop|tong ket|gom (so|bao|du)|thong ke|"
    r"co (song|mang|wifi))( |$)"
)
_FILED = re.compile(r" nop (\w+ )?(\d|ho so|dvc)")
_CHECKS = re.compile(
    r"^ (anh |chi |em |e |tui |toi |minh |chau )?(moi )?(doi chieu|kiem|ra|soat|coi|xem|dem|do|tinh|cong|mo) "
    r"(\w+ )?(so|lai|soat|chieu|tra|danh|bien) "
)


def only_checked(draft: Draft, item: Item) -> bool:
    """ "tuần 5 tôi báo 84, sáng nay đối chiếu sổ chỉ có 48": when the slip was found."""
    behind = " " + " ".join(draft.fold(n) for n in range(item.j, item.j + 6)) + " "
    return item.entry.date in ("day:0", "nay") and _CHECKS.search(behind) is not None


_TELLS_OF = re.compile(
    r"^((anh|chi|em|e|tui|toi|minh|chau|co|bac|con) )?(bao|bc|gui|goi|nop)( (luon|bu|lai|cho|them|giup))*( cua)?$"
)
_TELLS = re.compile(
    r"^ (anh |chi |em |e |tui |toi |minh |chau |co |bac |con )?(xin )?(bao|bc|gui|goi|nop|nhan) (\w+ )?"
    r"(so|bao cao|bc|ket qua|kq|cua|lop|bu|hom|ngay|tuan|thang) "
)


def only_told(draft: Draft, item: Item) -> bool:
    """ "bữa hổm mở 9 ví, nay chị mới nhớ báo": today is when it is told, not when it was."""
    if item.entry.date not in ("day:0", "nay"):
        return False
    behind = " " + " ".join(draft.fold(n) for n in range(item.j, item.j + 7)) + " "
    told = _TOLD.search(behind)
    if told is not None and told[3] == "nop" and "public_services" in draft.values and _FILED.search(behind):
        return False  # "nên hôm nay mới nộp 21 hồ sơ"
    following = next((i for i in draft.whens if i.i >= item.j and i.note not in ("later", "plan")), None)
    if following is not None and _TELLS_OF.search(" ".join(draft.words[item.j : following.i])):
        return True  # "nay em báo luôn tuần rồi: 12 hv"
    return told is not None or (draft.whens[-1].i > item.i and _TELLS.search(behind) is not None)


def _ends_line(draft: Draft, item: Item) -> bool:
    """Whether a written date ends a line that holds no figure, in a message of several."""
    begin, end = draft.text.rfind("\n", 0, item.start) + 1, draft.text.find("\n", item.end)
    rest = draft.text[item.end : end if end >= 0 else None].strip(" .)")
    written = item.when is not None and item.when.kind == "day" and item.entry.date in ("", "dayno")
    return written and not rest and "\n" in draft.text and not any(begin <= f.start < item.end for f in draft.figures)


_SIGNED = re.compile(r"(^| )(ngay (lap|gui|viet|ky|in|nop|bao cao|bc)|lap ngay|ky ngay|viet ngay) ?:? ?(ngay)?$")


def signed(draft: Draft, item: Item) -> bool:
    """ "Ngày lập: 2/11/2026" above "Kỳ báo cáo: tháng 10": when it was written."""
    first = item.i
    while first > 0 and "\n" not in draft.tokens[first - 1].text and item.i - first < 5:
        first -= 1
    if first < item.i and draft.tokens[item.i - 1].text == "," and _ends_line(draft, item):
        return True  # "Gò Da, ngày 25 tháng 11 năm 2025" above or below a report
    own = draft.words[item.i] if draft.fold(item.i) == "ngay" else ""
    return _SIGNED.search(" ".join([*draft.words[first : item.i], own]).strip()) is not None
