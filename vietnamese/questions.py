"""Is the message a question? A mark, a closing word, or a wording that only asks."""

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.tokens import WORD
from vietnamese.triggers import Phrases, Wording, trigger

_CLOSING = word_set(
    "chua ha vay zay z v rua he nhi hem sao hong hok ko khong dau the mo"
)  # ask at the end of a message
_DENYING = word_set("khong ko k kg kh hok hong hk hem chua chang cha")


def is_question(draft: Draft) -> bool:
    """A question mark, or a closing word that makes a question ("… chưa", "… hả anh", "… vậy")."""
    if draft.question is None:
        draft.question = _question(draft)
    return draft.question


_MAY_ASK = trigger(_CLOSING | word_set("gi gio may nhu nao ntn hoi ra khac nhieu bc hay dung"))


def _question(draft: Draft) -> bool:
    if "?" in draft.text:
        return True
    if not draft.bits & _MAY_ASK:
        return False
    said_words = [t.fold for t in draft.tokens if t.kind == WORD]
    may = "may" in draft.folds
    tail3 = [t for t in draft.tokens if t.kind == WORD][-3:] if may else []
    if (
        may
        and any(t.key == "mây1" or (t.fold == "may" and not t.marked) for t in tail3)
        and any(t.fold in ("duoc", "dc", "dang", "tong", "co", "ghi", "cai", "mo", "cap") for t in draft.tokens)
        and tail3[-1].fold not in ("thoi", "ha", "hoc")
    ):
        return True
    folded = " " + " ".join(said_words) + " "
    if (
        may
        and any(t.key in ("mây1",) or (t.fold == "may" and draft.plain) for t in draft.tokens)
        and folded.rstrip().split()[-2:]
        and any(w in folded.split()[-2:] for w in ("roi", "r", "vay", "z", "v", "he"))
        and not any(i.tag == "N" and i.value and not i.soft for i in draft.items)
    ):
        return True
    if _ASKED.said(draft.bits, folded) or _HOW_MANY.said(draft.bits, folded):
        return True
    if not draft.values and _WHEN.said(draft.bits, folded):
        return True
    if _NOT_YET.search(draft.bits, folded) and folds_sending(draft):
        return True  # "tui báo hôm nay chưa hè, quên mất tiêu"
    if " hay " in folded and _THEN_WRITE.said(draft.bits, folded):
        return True  # "1 người học 2 buổi thì ghi 1 hay 2"
    if draft.items and draft.items[-1].note == "none behind":
        return False  # "12 hv, còn vneid với ví thì không"
    tail = said_words[-8:]
    while tail and tail[-1] in (
        "a",
        "em",
        "anh",
        "chi",
        "e",
        "c",
        "ad",
        "oi",
        "bot",
        "mn",
        "nhe",
        "nha",
        "voi",
        "bo",
        "can",
        "co",
        "chu",
        "bac",
    ):
        tail.pop()
    if tail and tail[-1] == "dau" and draft.folds & {"chua", "khong", "ko", "k", "co", "hong", "chang"}:
        return False  # "chưa có gì đâu"
    if tail[-2:] == ["la", "gi"]:
        return True
    if tail[-2:] == ["thi", "chua"]:
        return False  # "hv thì 9 còn hồ sơ thì chưa"
    if "sao" in draft.folds and _wonders(said_words):
        return True
    if tail[-2:] in (["ve", "khong"], ["ngoi", "khong"], ["tay", "khong"]):
        return False
    if tail and tail[-1] == "nhieu":
        return tail[-2:-1] == ["bao"]  # "cảm ơn chị nhiều" asks nothing
    if tail and tail[-1] == "nao":
        return not set(said_words) & _DENYING  # "ghi vào mục nào ạ", but "không có người nào"
    return bool(tail) and tail[-1] in _CLOSING


_ASKED = Phrases(
    "khac gi|nhu the nao|the nao|ntn|cho hoi|cho em hoi|cho toi hoi|ra sao|bao cao chua|nop chua|gui chua|"
    "bc chua|bao chua"
)
_HOW_MANY = Phrases("tinh may|ghi may|bao may|nhap may")
_WHEN = Phrases("may gio|khi nao|bao gio|chung nao|khi mo")
_THEN_WRITE = Phrases("thi ghi|thi tinh|thi bao")
_CALLS = word_set("da anh chi em e a c oi ad bot ua co chu bac cho hoi ma nhung roi")
_NO_WHY = word_set("cung ke y luu chep em anh chi cho thi")


def _wonders(words: list[str]) -> bool:
    """ "chị ơi sao hôm nay không ai bật loa": why, said first."""
    first = next((n for n, word in enumerate(words) if word not in _CALLS), 0)
    return words[first : first + 1] == ["sao"] and not {*words[first + 1 : first + 2]} & _NO_WHY


_NOT_YET = Wording(r" chua (he|ta|nhi|vay|ha|z|v|rua|bot|ad)( |$)")


def folds_sending(draft: Draft) -> bool:
    """Whether a word of sending or reporting is there."""
    return bool(draft.folds & {"bao", "nop", "gui", "goi", "bc"})
