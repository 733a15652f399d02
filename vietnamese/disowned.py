"""What a message calls wrong, or drops for what it tells now: an old report, a number before, an indicator."""

import re

from vietnamese.draft import Draft, Item
from vietnamese.triggers import Wording

_REST_HOLDS = re.compile(
    r" ((may|cac|nhung) ((so|cai|muc|chi tieu|phan|con so|so lieu) )*(so|cai|muc|lieu|tieu|kia|khac|con lai|do|nay) |"
    r"(phan )?con lai |"
    r"(so|cai|muc) (kia|khac) )"
    r"((thi|van|deu|la) )*(dung|giu nguyen|y nguyen|chuan|khong doi|ko doi|khoi sua|ok) "
)
_OLD_DROPPED = re.compile(
    r" (so (lieu )?cu (thi )?bo|bo (cai |may )?so (lieu )?cu|"
    r"(thay|doi) (cho )?(cai )?(so|so lieu|bao cao|bc|tin|ban) (cu|truoc|hoi nay|luc nay)) "
)


def in_place_of(draft: Draft, numbers: list[Item]) -> bool:
    """ "thay số cũ bằng 13 hv", "mấy số kia đúng hết, riêng vneid là 8": told in place of what was told before."""
    if not draft.folds & {"thay", "cu", "kia", "khac", "lai"}:
        return False
    if "thay" in draft.folds and any(draft.fold(n.i - 1) == "bang" for n in numbers):
        return True
    words = f" {' '.join(w for w in draft.words[:150] if w.isalnum())} "
    return _OLD_DROPPED.search(words) is not None or _REST_HOLDS.search(words) is not None


# "chốt lại: vneid 13, bản lúc nãy sai ạ": the report before this one was wrong.
OLD_ONE = re.compile(
    r"\b(ban|so|tin|bao cao|bc|cai) (\w+ )?"
    r"((luc|hoi|khi|ban|vua|moi) nay|truoc|hoi sang|hoi chieu|vua gui|vua roi|dau) (\w+ ){0,3}(sai|nham|lon)\b"
)


_NOT_RIGHT = Wording(r" (bao|ghi|gui|nop|nhap|go|nhan) (chua|khong|ko) (dung|chinh xac|khop|chuan) ")
_SEEMS_WRONG = re.compile(
    r"^ ((cua|thon|em|e|tui|minh|hom qua|to) )*(hinh nhu|co ve|chac|bi|coi bo|sao) (la |bi )?sai "
)


def named_wrong(draft: Draft, numbers: list[Item]) -> bool:
    """ "chữ ký số sai, để em kiểm tra lại": an indicator is called wrong, no number yet."""
    if numbers or "?" in draft.text:
        return False
    if "status" in draft.wishes and _NOT_RIGHT.search(draft.bits, f" {' '.join(draft.words[:60])} "):
        del draft.wishes["status"]  # "số vneid em báo chưa đúng"
        return True
    if "sai" not in draft.folds:
        return False
    ends = ("", ",", ".", "!", "roi", "het", "bet", "nha", "a")
    last = next((i for i in reversed(draft.items) if i.tag == "I"), None)
    if last is not None and _SEEMS_WRONG.search(f" {' '.join(draft.words[last.j : last.j + 8])} "):
        return True  # "số vneid của em hình như sai"
    return any(i.tag == "I" and draft.fold(i.j) == "sai" and draft.fold(i.j + 1) in ends for i in draft.items)
