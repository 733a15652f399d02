"""When two figures of one indicator add up, when the second mends the first, when one is an addition to an
older one.
"""

import itertools

from vietnamese.clauses import FUNCTION, Claim
from vietnamese.draft import Draft
from vietnamese.groups import one_by_one, said_by_others, told_by_group
from vietnamese.tokens import WORD

_VILLAGE = frozenset({"thon", "xom", "lang", "to", "nhom", "hom", "nay", "toi", "sang", "chieu", "tuan"})


def adds(draft: Draft, claim: Claim) -> bool:
    """ "thêm 3 hv nữa" with nothing to add to; "có thêm 1 hộ", "mở thêm 2 ví" are figures of their own."""
    if "more" not in draft.entries and "missing" not in draft.entries:
        return False
    item = claim.item
    if any(i.note == "step" for i in draft.items):
        return False  # "cộng thêm 2 người thành 14 hv"
    near = [
        i
        for i in draft.items
        if (i.tag in "KW" and i.entry.cue in ("more", "missing") and -6 <= item.i - i.j <= 3)
        or (i.entry.cue in ("more", "missing") and 0 <= i.i - item.j <= 4)
    ]
    words = [draft.text[i.start : i.end].lower() for i in near]
    if any(
        w.startswith(
            (
                "tăng thêm",
                "tang them",
                "cộng",
                "cong",
                "ghi thêm",
                "ghi them",
                "báo thêm",
                "bao them",
                "bổ sung",
                "bo sung",
            )
        )
        and i.i < item.i
        for w, i in zip(words, near, strict=True)
    ):
        return True
    lacking = next(
        (
            i
            for i in near
            if i.entry.cue == "missing"
            and i.i < item.i
            and draft.fold(i.j - 1) in ("thieu", "sot", "mat")
            and item.i - i.j <= 2
            and "," not in draft.text[i.end : item.start]
        ),
        None,
    )
    if lacking is not None and draft.fold(lacking.j) == "so":
        return False  # "bấm thiếu số": a digit, not people
    if lacking is not None:
        return not any(i.tag == "N" and i is not item for i in draft.items)
    plus = any(w in ("thêm", "them", "thêm đc", "thêm được", "thêm vào") for w in words)
    again = any(w in ("nữa", "nửa", "nua") for w in words)
    others = [i for i in draft.items if i.tag == "N" or i.note == "asked"]
    others = [i for i in others if i.value or i.i <= item.i]  # "thêm 3 chị nữa, mấy chị tới trễ": the same again
    if plus and draft.fold(0) in _VILLAGE and near[0].i < 4 and not again:
        return False  # "xóm em thêm 2 hộ kinh doanh xài qr"
    alone = len(others) == 1 and len(draft.values) == 0
    verb = any(
        i.entry.context in ("install", "open", "help", "teach")
        for i in draft.items
        if i.end <= item.start and item.i - i.j <= 3
    )
    if alone and again and plus:
        return True
    if alone and plus and draft.fold(near[0].i - 1) in ("co", "moi", "vua"):
        return False  # "có thêm 2 quán dán mã qr"
    return alone and (again or (plus and near[0].i <= 2)) and not verb and not any(i.tag == "D" for i in draft.items)


def apart(draft: Draft, claims: list[Claim]) -> bool:
    """Whether figures of one indicator add up: other times of the day, other groups, "+", "thêm", nam and nữ."""
    if len(claims) < 2:
        return False
    labels = [c.label for c in claims]
    if all(c.note == "listed" for c in claims):
        return True
    if len(claims) == 2 and (_rest_failed(draft, claims) or said_by_others(draft, claims)):
        return False
    if any(i.entry.cue == "still" and 0 <= c.item.i - i.j <= 1 for i in draft.items for c in claims[1:]):
        return False
    if len({label.endswith("D") for label in labels if label}) > 1:
        labels = [
            "" if label.endswith("D") else label for label in labels
        ]  # a day is no group: "hôm nay 12, nhóm zalo 150"
    if len(set(labels)) == len(labels) and all(labels):
        days = {label for label in labels if label.endswith("D")}
        return len({day[-11:] for day in days}) < 2 or any(
            i.when is not None and i.when.kind == "week" for i in draft.items
        )
    if all(c.unit == "gender" for c in claims):
        return True
    if claims[0].key == "public_services" and all(c.unit in ("dossier", "hs") for c in claims):
        return True
    if all(c.note == "more" for c in claims[1:]):
        return True
    joins = [draft.text[a.item.end : b.item.start] for a, b in itertools.pairwise(claims)]
    if all(c.unit in ("person", "gender", "household", "dossier") for c in claims) and all(
        any(w in f" {j} " for w in (" với ", " và ", " vs ", " voi ", " va ")) for j in joins
    ):
        return True
    said = draft.text[max(0, claims[0].item.start - 8) : claims[-1].item.end + 16].lower()
    if len(claims) == 2 and " cũ" in said and " mới" in said:
        return True
    if all("+" in j or " cộng " in j or " cong " in j for j in joins):
        return True
    if _side_by_side(draft, claims):
        return True
    if "ngoai" in draft.folds and all(" ngoài ra " in j or " ngoai ra " in j for j in joins):
        return True  # "21 chị em học, ngoài ra còn có 3 anh ngồi học cùng"
    if claims[0].key == "ecommerce_households":
        nouns = {_noun(draft, c) for c in claims}
        if len(nouns) == len(claims) and all(any(p in noun for p in _PLATFORMS) for noun in nouns):
            return True
        if _on_platforms(draft, claims):
            return True
    if claims[0].key in ("outreach", "e_wallets", "public_services") and all(
        _noun(draft, a) != _noun(draft, b)
        and a.value + b.value > 0
        and ("person" not in (a.unit, b.unit) or a.key == "e_wallets")
        for a, b in itertools.pairwise(claims)
    ):
        return True
    if told_by_group(draft, claims) or one_by_one(draft, claims):
        return True
    if len(claims) > 2 and "" in labels and len(set(labels)) == len(labels):
        return False  # "hv 20 sáng 8 chiều 10": the parts are no 20
    return (
        len({c.label for c in claims}) == len(claims)
        and any(labels)
        and all(label in ("sang", "chieu", "toi", "trua", "dem", "") for label in labels)
    )


def _rest_failed(draft: Draft, claims: list[Claim]) -> bool:
    """ "3 hồ sơ thì 1 hồ sơ bị trả về, 2 hồ sơ xong": the second is what is left of the first."""
    first, last = claims
    between = [i for i in draft.items if i.note == "failed" and first.item.end <= i.start < last.item.start]
    return any(i.value + last.value == first.value for i in between)


_PLATFORMS = (
    "shopee",
    "tiki",
    "facebook",
    "tiktok",
    "postmart",
    "voso",
    "lazada",
    "vỏ sò",
    "buudien",
    "sendo",
    "nongsan",
)


def _on_platforms(draft: Draft, claims: list[Claim]) -> bool:
    """ "2 hộ lên voso, 1 hộ lên tiktok": each number is followed by a place of its own."""
    ends = [c.item.start for c in claims[1:]] + [len(draft.text)]
    told = [draft.text[c.item.end : min(end, c.item.end + 40)].lower() for c, end in zip(claims, ends, strict=True)]
    found = [next((p for p in _PLATFORMS if p in words), "") for words in told]
    return all(found) and len(set(found)) == len(found)


_GENERIC = frozenset(
    ["ví", "vi", "ví điện tử", "vi dien tu", "hồ sơ", "ho so", "bộ hồ sơ", "hồ sơ dvc", "ho so dvc", "hs", "lên sàn"]
    + ["hộ lên sàn", "bộ", "bo", "dvc", "thủ tục", "thu tuc", "tuyên truyền", "tuyen truyen", "tt", "ttr"]
)


def detailed(draft: Draft, claims: list[Claim]) -> bool:
    """Whether the first names only the kind, and all that follow say more: "ví", then "momo" and "viettel money"."""
    if len({c.label for c in claims}) > 1:
        return False  # "sáng 2 hồ sơ, chiều 1 khai sinh 1 kết hôn"
    first, *rest = [_noun(draft, c) for c in claims]
    return first in _GENERIC and not any(noun in _GENERIC for noun in rest)


def _side_by_side(draft: Draft, claims: list[Claim]) -> bool:
    """ "lớp 13 bà 2 ông": counted one after the other, each under its own name."""
    nouns = [draft.fold(c.item.j) for c in claims]
    close = all(
        b.item.i - a.item.j == 1 or (b.item.i - a.item.j == 2 and draft.fold(b.item.i - 1) == "," and _each_sex(nouns))
        for a, b in itertools.pairwise(claims)
    )
    return close and len(set(nouns)) == len(nouns) and all(c.unit in ("person", "gender") for c in claims)


_WOMEN, _MEN = frozenset(["ba", "co", "chi", "di", "me"]), frozenset(["ong", "chu", "anh", "cau"])


def _each_sex(nouns: list[str]) -> bool:
    """bà and ông, chị and anh: nobody is counted twice."""
    return len(nouns) == 2 and any(set(nouns) & s for s in (_WOMEN,)) and bool(set(nouns) & _MEN)


def _noun(draft: Draft, claim: Claim) -> str:
    """The words of the noun that a number was given, so that two loa and one họp thôn are seen to be
    different things.
    """
    k = draft.items.index(claim.item) if claim.item in draft.items else -1
    after = draft.items[k + 1] if 0 <= k < len(draft.items) - 1 else None
    about = draft.items[k + 2] if 0 <= k < len(draft.items) - 2 else None
    if after is not None and after.key == "sessions" and about is not None and about.key == claim.key == "outreach":
        after = about  # "1 buổi loa, 1 buổi họp tổ dân phố"
    at = k - 1 - (k > 1 and draft.items[k - 1].note in (":", "=", "\t"))  # "Ví điện tử: 4"
    before = draft.items[at] if at >= 0 else None
    if (
        after is not None
        and about is not None
        and after.entry.unit == about.entry.unit == "dossier"
        and about.i == after.j
    ):
        after = about  # "3 bộ đất đai"
    chosen = after if after is not None and (after.tag == "I" or after.entry.unit in ("dossier", "hs")) else before
    if chosen is None:
        return ""
    end = chosen.end
    if chosen is after and chosen.j < len(draft.tokens):
        following = draft.tokens[chosen.j]  # "3 bộ đất", "3 hồ sơ đăng ký tạm trú"
        if following.kind == WORD and (following.fold not in FUNCTION or following.lower == "đăng"):
            end = draft.ends[chosen.j]
    return draft.text[chosen.start : end].lower()
