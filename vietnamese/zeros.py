"""Figures without a number: an explicit none is 0, "cả lớp" is the whole class."""

from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item
from vietnamese.excepted import left_out
from vietnamese.fold import word_set
from vietnamese.nones import NONE_WORDS, OF_A_CLASS
from vietnamese.result import Figure


def everyone(draft: Draft, by_key: dict[str, list[Claim]]) -> None:
    """ "lớp 18 người, cả lớp đều cài vneid": the whole class is 18."""
    if "everyone" not in draft.entries:
        return
    cues = [i for i in draft.items if i.entry.cue == "everyone"]
    for item in draft.items:
        if not cues:
            return
        cue = min(cues, key=lambda c: abs(c.i - item.i))
        if item.tag != "I" or item.used or item.key in by_key or item.key in draft.values or item.key not in OF_A_CLASS:
            continue
        if draft.fold(cue.j) in NONE_WORDS:
            continue  # "vneid, ví đều không có"
        if any(i.tag == "D" and i.note in ("later", "plan") and 0 <= i.i - item.j <= 1 for i in draft.items):
            continue  # "học viên 15, chứng nhận tuần sau mới phát"
        if draft.fold(item.i - 1) in _BY_WAY_OF:
            continue  # "tất cả đều nộp qua cổng dịch vụ công"
        if draft.fold(cue.i - 1) == "het" and draft.fold(cue.i - 2) == "hau":
            draft.doubt("vague", cue, (item.key,))
            continue
        if (
            draft.fold(item.i - 1) == "co"
            and draft.fold(item.j) in ("roi", "r", "san", "het")
            and not draft.folds & _GOT
        ):
            continue  # "ai cũng có vneid rồi nên không phải cài"
        if set(".;\n") & set(draft.text[min(item.end, cue.end) : max(item.start, cue.start)]):
            continue
        whole = next((f for f in draft.figures if f.indicator == "learners"), None) or next(
            (f for f in draft.figures if f.indicator in ("people_helped", "vneid")), None
        )
        if whole is not None:
            got = whole.value - left_out(draft)
            if got < 0:
                draft.doubt("sum_mismatch", cue, (item.key,))
                continue
            draft.figures.append(Figure(item.key, got, min(cue.start, item.start), max(cue.end, item.end)))
            draft.values[item.key] = got
        elif not draft.figures:
            draft.doubt("vague", cue, (item.key,))


_BY_WAY_OF = frozenset({"qua", "tren", "vao", "vo", "xai", "dung", "bang"})


def _no_papers(draft: Draft, by_key: dict[str, list[Claim]]) -> None:
    """ "còn hồ sơ thì không có cái nào", "hồ sơ chưa có bộ nào": no dossier, where other things were counted."""
    if not by_key or "public_services" in by_key or "public_services" in draft.values:
        return
    for item in draft.items:
        if item.tag != "U" or item.entry.unit != "dossier" or item.used:
            continue
        at = item.j + (draft.fold(item.j) == "thi")
        if draft.fold(at) not in NONE_WORDS or draft.fold(at + 1) != "co":
            continue
        if draft.fold(at + 2) in ("cai", "bo") and draft.fold(at + 3) == "nao":
            draft.zeros["public_services"] = item
            return


def _not_yet_done(draft: Draft, item: Item) -> bool:
    """ "chứng nhận chưa phát, hv 15"."""
    if draft.fold(item.j) != "chua" or item.used:
        return False
    at = item.j + 1
    while draft.fold(at) in ("co", "duoc", "dc", "phat", "cap", "trao", "mo", "lam"):
        at += 1
    return at > item.j + 1 and draft.fold(at) in (
        "",
        ",",
        ".",
        ";",
        "ai",
        "nao",
        "nha",
        "nhe",
        "a",
        "het",
        "con",
        "vi",
        "do",
        "nen",
    )


_GOT = word_set("cap nhan phat xong")


_NOBODY = frozenset({"chua ai", "khong ai", "ko ai", "chua co", "hong ai", "chua duoc", "k ai", "kg ai"})


_NONE_BEFORE = ("ko", "k", "khong", "kg", "hok", "hong", "kh", "chua", "chang", "hem", "hk", "0")


def _some_without(draft: Draft, k: int) -> bool:
    """ "2 hộ chưa lên sàn", "5 người không có vneid": some without it say nothing about the others."""
    at = k - 1
    while at > 1 and draft.items[at].entry.cue in ("failed", "everyone"):
        at -= 1
    if at < 1:
        return False
    unit, number = draft.items[at], draft.items[at - 1]
    said = unit.tag == "U" and number.tag in "NX" and number.value > 0 and number.j == unit.i
    return said and 0 < draft.items[k].i - unit.j <= 3


def zeros(draft: Draft, by_key: dict[str, list[Claim]]) -> None:
    """An explicit none beside other figures is 0: "ko hv, 3 vneid", "vneid: không", "chưa có chứng nhận"."""
    if not draft.folds & NONE_WORDS:
        return
    items = draft.items
    _no_papers(draft, by_key)
    for k, item in enumerate(items):
        if item.tag != "I" or item.key in by_key or item.key in draft.values or item.key in draft.zeros:
            continue
        before = items[k - 1] if k else None
        after = items[k + 1] if k + 1 < len(items) else None
        word = draft.fold(item.i - 1)
        glued = (
            word == "k"
            and item.i > 1
            and draft.tokens[item.i - 2].kind == 1
            and draft.ends[item.i - 2] == draft.starts[item.i - 1]
        )
        none = word in _NONE_BEFORE and not glued
        none = none or (draft.fold(item.i - 2) == "chua" and word in ("co", "cap", "phat", "nhan", "trao"))
        none = none or (
            before is not None
            and before.entry.cue == "failed"
            and item.i - before.j == 0
            and draft.fold(before.i) in ("khong", "ko", "k", "chua", "kg", "hong")
            and draft.fold(before.j - 1) in ("co", "duoc", "dc")
            and before.j - before.i == 2  # not không vào được vneid
        )
        if not none and after is not None:
            tail = draft.fold(item.j) if draft.fold(item.j) not in (":", "thi", "=") else draft.fold(item.j + 1)
            ends = draft.fold(item.j + (2 if draft.fold(item.j) in (":", "thi", "=") else 1))
            none = (
                tail in ("ko", "khong", "k", "kg") and ends in ("", ",", ".", ";", "\n", "co", "a", "nha", "nhe")
            ) or (
                after.entry.cue == "failed"
                and after.i - item.j <= 1
                and draft.fold(after.j) in ("", ",", ".", ";", "a", "nha")
                and draft.fold(after.j - 1) == "co"
            )
        elif not none:
            none = draft.fold(item.j) in ("ko", "khong", "k", "kg") and draft.fold(item.j + 1) == ""
        if (
            not none
            and not item.used
            and item.key in OF_A_CLASS | {"qr_households", "ecommerce_households", "learners", "public_services"}
        ):
            none = (
                f"{draft.fold(item.j)} {draft.fold(item.j + 1)}" in _NOBODY
                and (
                    draft.fold(item.j + 1) == "ai"
                    or draft.fold(item.j + 2) in ("", ",", ".", ";", "ai", "a", "nao", "het", "nguoi", "nha")
                )
            ) or any(
                f"{draft.fold(n)} {draft.fold(n + 1)}" in _NOBODY and "ai" in (draft.fold(n + 1), draft.fold(n + 2))
                for n in range(max(0, item.i - 5), item.i)
            )
        none = none or _not_yet_done(draft, item)
        if none and _some_without(draft, k):
            continue
        if none and not any(d.indicators == (item.key,) for d in draft.doubts):
            draft.zeros[item.key] = item
            other = (
                items[k - 2] if k > 1 and items[k - 1].entry.cue == "and" and items[k - 2].j == items[k - 1].i else item
            )
            if other.tag == "I" and not other.used and other.key not in by_key and other.key not in draft.values:
                draft.zeros.setdefault(other.key, other)  # "còn ví với qr thì không có"
