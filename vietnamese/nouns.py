"""Numbers with a noun right after them: an indicator itself, or a unit that says what kind of thing was counted."""

from itertools import pairwise

from vietnamese.clauses import Claim, Clause, aside
from vietnamese.draft import Draft, Item
from vietnamese.households import then_more


def with_noun(
    draft: Draft, parts: list[Clause], c: int, k: int, right: Item, left: Item | None, claims: list[Claim]
) -> Claim | None:
    """N I: the noun after it, unless the noun only says how a thing named before was counted ("tuyên truyền 2
    buổi").
    """
    items = parts[c].items
    item = items[k]
    key = right.key
    words = draft.text[right.start : right.end].lower()
    nouns = [i for i in items[k + 2 :] if i.tag == "I"]
    following = items[k + 2 : k + 5]
    numbers_after = any(i.tag == "N" for i in items[k + 2 :])
    if "có" in words and then_more(draft, parts, c, right):
        return aside(item)  # "4 hộ có QR rồi, hôm nay làm thêm 2 hộ"
    again = key == "learners" and draft.fold(right.j) == "lai"
    if again and any(cl.key == key and cl.value > item.value and cl.clause < c for cl in claims):
        return aside(item)  # "hv 11, 2 người học lại lần 2"
    if words in ("gian hàng", "gian hang") and any(i.key == "qr_households" for i in items):
        key = "qr_households"  # "dán mã qr cho 6 gian hàng": shops
    if key == "sessions":
        spread = any(i.key == "outreach" for i in nouns[:1]) and not numbers_after
        if (
            (left is not None and left.key == "outreach")
            or (words == "buổi" and loud_before(parts, c) and not any(cl.key == "outreach" for cl in claims))
            or spread
            or (words == "buổi" and _loud_here(items, k) and not any(i.entry.context == "teach" for i in items))
            or any(i.entry.context in ("loud",) for i in following)
            or (words == "buổi" and _by_mouth(items[:k]))
            or (words == "buổi" and any(i.entry.unit == "leaflet" for i in items[:k]))
        ):
            key = "outreach"
    elif key == "people_helped" and words in ("lượt", "luot", "lượt phát") and _loud_here(items, k):
        key = "outreach"  # "loa thôn phát 2 lượt"
    elif key == "people_helped" and left is not None and left.key in ("learners",) and len(words) <= 5:
        key = left.key
    elif (
        key == "learners" and draft.fold(item.i - 1) == "cho" and item.note != "of" and _papers_given(items[:k], right)
    ):
        key = "certificates"  # "lễ trao giấy cho 18 học viên"
    elif key == "learners" and not numbers_after:  # "20 hv được cấp chứng nhận", "5 hv cài vneid"
        later = next(
            (i for i in nouns if i.key in ("certificates", "vneid", "digital_signatures", "e_wallets", "dvc_accounts")),
            None,
        )
        shared = (
            {t.fold for t in draft.tokens[right.j : later.i]} & {"deu", "cung", "ai", "ca"}
            if later is not None
            else set()
        )
        if later is not None and not shared and item.note != "of" and not (left is not None and left.key == later.key):
            between = draft.text[right.end : later.start].lower()
            if shared_by_both(between) and any(cl.key == key and cl.value > item.value for cl in claims):
                key = later.key  # "lớp 13 người, 4 người học xong được cấp giấy"
                later.used = True
            elif shared_by_both(between):
                claims.append(Claim(later.key, item, c))
                later.used = True
            elif (
                len(between) < 24
                and not set(between.split()) & _NOT
                and not any(w in between for w in ("phải", "phai", "fai", "phỉa", "not"))
                and not any(i.tag == "N" for i in items[items.index(right) + 1 : items.index(later)])
            ):
                key = later.key
                later.used = True
    elif key == "public_services" and any(i.key == "dvc_accounts" for i in nouns[:1]) and not numbers_after:
        key = "dvc_accounts"
    elif (
        key in ("vneid", "certificates", "digital_signatures")
        and left is not None
        and left.key not in ("sessions", "learners", key)
        and items[k - 1] is left
        and left.i + 1 <= item.i
        and not _dangling(items, k)
    ) or (
        left is not None
        and left.key not in (key, "sessions", "outreach")
        and items[k - 1] is left
        and item.i == left.j
        and not _taken(items, k)
    ):
        item.doubt = item.doubt or "two_readings"
    if (
        left is not None
        and items[k - 1] is left
        and item.i == left.j
        and left.key not in (right.key, "sessions", "outreach", "learners")
        and key != "outreach"
        and len(items) <= k + 2
        and not _taken(items, k)
    ):
        item.doubt = item.doubt or "two_readings"  # "vneid 8 hv"
    return Claim(key, item, c, "")


_NOT = frozenset(["không", "khong", "ko", "k", "kg", "kh", "hok", "hông", "hổng", "hong", "chưa", "chua", "hk"])


def _by_mouth(before: list[Item]) -> bool:
    """ "tuyên truyền miệng 2 buổi", "vận động 3 buổi": nothing else was done before the number."""
    doing = [i for i in before if i.tag in "NCI"]
    return bool(doing) and doing[-1].entry.context == "loud"


def _loud_here(items: list[Item], k: int) -> bool:
    """Whether the number's clause is about outreach that has no number yet, and about no people."""
    before = items[:k]
    loud = any(i.key == "outreach" and not i.used for i in before)
    return loud and not any(i.tag == "N" for i in before) and not any(i.entry.context == "help" for i in items)


def shared_by_both(between: str) -> bool:
    """ "bà con học xong cài vneid luôn": first the one, then the other."""
    return len(between) < 24 and bool({"xong", "rồi", "roi", "vừa", "vua"} & set(between.split()))


def _dangling(items: list[Item], k: int) -> bool:
    return k >= 2 and items[k - 2].tag in "NDC"


def _taken(items: list[Item], k: int) -> bool:
    return k >= 2 and items[k - 2].tag == "N"


def loud_before(parts: list[Clause], c: int) -> bool:
    """Whether the nearest thing named in the sentence before this clause is outreach, sessions in between end it."""
    while c and parts[c].level < 2:
        c -= 1
        for item in reversed(parts[c].items):
            if item.key in ("outreach", "sessions"):
                return item.key == "outreach"
            if item.tag == "N" and item.note not in ("old",):
                return any(i.key == "outreach" for i in parts[c].items)
    return False


def _papers_given(before: list[Item], people: Item) -> bool:
    """ "lễ trao giấy cho 18 học viên", "cấp chứng nhận cho 14 người học đủ 5 buổi"."""
    if before and before[-1].key == "certificates" and not before[-1].used and people.i - before[-1].j <= 2:
        before[-1].used = True
        return True
    return any(a.entry.context == "give" and b.entry.unit == "paper" for a, b in pairwise(before))
