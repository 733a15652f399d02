"""Does the message say that nothing was done? Phrases of the lexicon, and a negation before the team's own work."""

import re

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.tokens import WORD
from vietnamese.triggers import Wording, trigger

NIL_WEAK = {
    "nghi",
    "hoan",
    "none",
    "trong",
    "tam nghi",
    "khong",
    "zero",
    "khong ai",
    "ko ai",
    "k ai",
    "khong day",
    "ko day",
    "khong mo",
    "ko mo",
    "khong hoc",
    "hue",
    "khong thoi",
    "bang khong",
}

_SET_TO_NONE = re.compile(r"[:=]\s*(không|ko|k|khong|0|kg|hông|hok)[\s.!ạa]*$")

_SAYING_NOTHING = word_set("a da nha nhe em anh chi . ! hn tuan nay hom hnay ni thoi luon het e oi ca")


def is_nil(draft: Draft, question: bool, words: list[str]) -> bool:
    wish = draft.wishes.get("nil")
    numbered = [i for i in draft.items if i.tag == "N"]
    if (
        len(numbered) == 1
        and numbered[0].value == 0
        and not numbered[0].doubt
        and not any(i.tag == "I" for i in draft.items)
        and len(words) <= 8
    ):
        return True
    if (
        not draft.values
        and (":" in draft.text or "=" in draft.text)
        and _SET_TO_NONE.search(draft.text.lower()) is not None
    ):
        return True
    if "dung" in words[:2] and wish is not None and "nghi" in words:
        return False
    if draft.values and any(v > 0 for v in draft.values.values()):
        return False
    if wish is not None and only_looks_like_none(draft, wish):
        wish = None
    if wish is None and _undone(draft, question, words):
        return True
    if wish is None:
        real = [w for w in draft.words if w not in _SAYING_NOTHING]
        return len(real) == 1 and real[0] in ("0", "zero")
    if question and draft.fold(wish.i - 1) == "co":
        return False  # "mai lễ có nghỉ không chị"
    if question and not draft.text.rstrip().endswith("nhé"):
        return "?" not in draft.text or ("nil" in draft.wishes and "hỏi" not in draft.text and len(words) > 40)
    word = " ".join(t.fold for t in draft.tokens[wish.i : wish.j])
    if question and {"can", "phai", "nen", "neu"} & set(words):
        return False
    if words[:3] == ["nha", "truong", "thong"] or (words[:2] == ["thong", "bao"] and word == "nghi"):
        return False  # "nhà trường thông báo: học sinh nghỉ học ngày 19/11"
    if {"cam", "on"} <= set(words) and not draft.whens and len(words) <= 10:
        return False  # "không có gì đâu chị, em cảm ơn"
    if announced(words):
        return False
    later = next((i for i in draft.whens if i.note == "later"), None)
    if later is not None and not any(i.note == "" for i in draft.whens if i.when is not None):
        told_first = any(i.tag == "S" and wish.j <= i.i < later.i for i in draft.items)
        return told_first and word not in NIL_WEAK and not question  # "không có hoạt động nào, mai mới có lớp"
    wished = any(w == "chuc" and words[n - 1 : n] != ["to"] for n, w in enumerate(words))
    if wished or (word == "nghi" and draft.fold(wish.j) in ("hop", "le", "phep", "huu", "he", "trua")):
        return False
    if word in NIL_WEAK:
        before = draft.fold(wish.i - 1)
        if before == "xin" and word == "nghi":
            return False
        dated = any(i.when is not None and i.note not in ("later", "plan") for i in draft.whens)
        group = bool({"lop", "to", "thon", "ai", "moi"} & set(words))
        certain = len(words) <= 4 or ((dated or group) and not {"xin", "phep"} <= set(words))
        return certain or _undone(draft, question, words)
    return True


def announced(words: list[str]) -> bool:
    """ "tối nay không học nha mọi người": said to those who would have come."""
    called = " ".join(words[-4:-1] if words[-1:] in (["oi"], ["a"]) else words[-3:])
    everybody = called.endswith(("moi nguoi", "ba con", "ca nha", " mn", "anh em", "may em", "cac em", "ca lop"))
    return everybody and bool({"nha", "nhe", "nghe"} & set(words[-4:]))


_NOT = "(khong|ko|k|kg|kh|hok|hong|hk|hem|chang|cha|chua|no|nỏ)"
_WORK = (
    "(lam|mo|day|hoc|ra quan|to chuc|trien khai|di ho tro|ho tro|huong dan|di|hoat dong|sinh hoat|tap huan|truc|hop|"
    "mo lop|day hoc|len lop|di lam|di duoc|lam lop)"
)
_PARTICLES = "duoc|dc|noi|lop|gi|chi|nao|ai|het|luon|dau|buoi|hoc|tron|roi|a|nha|nhe|em|anh|chi|c|e|ad|bot|nghe|oi|hen"
_END = f"(?: ({_PARTICLES}))* *$"
_UNDONE = (
    Wording(f" {_NOT} {_WORK}{_END}"),  # "bận gặt nên không làm", "không đi hỗ trợ được"
    Wording(
        f" {_NOT} (?:mot |1 |co )?(?:ma|mong|bong|ai|nguoi|ba con|con ma)(?: nao)?(?: (?:den|toi|hoc|di|vo))+{_END}"
    ),
    Wording(f" {_NOT} (?:co |thay )?(?:mot |1 )?bong (?:ai|ma|nguoi|dang nguoi)(?: nao)?{_END}"),  # "không có bóng ai"
    Wording(r" (lop|buoi|buoi hoc|buoi day) (phai|bi|danh|danh phai) (huy|hoan|nghi|bo)( |$)"),
    Wording(  # "chưa có kết quả gì báo xã"
        f" {_NOT} co (?:so lieu|ket qua|hoat dong|viec|so|ca|buoi|lop)(?: gi| nao)?(?: de)?(?: bao| gui| nop)"
        f"(?: xa| cao)*{_END}"
    ),
    Wording(f" {_NOT} co (?:\\w+ ){{1,2}}nao{_END}"),  # "k có ca nào"
    Wording(r" (lam|co|duoc|mo) (chi|gi) (mo|dau|ra hon)( |$)"),  # "làm chi mô"
    Wording(r" co (bao|lam|mo|day) (gi|chi|ai|lop nao) dau( |$)"),
    Wording(r" (ve khong|ve tay khong|ra ve|dep ve|nghi het|nghi ca|nghi luon|tam nghi|hoan lai|bo lop)( |$)"),
    Wording(r" (ngoi (khong|choi)|nam (im|nha|khong))( |$)"),
)
_ENDS = re.compile(r"[,.;!\n]")
_BARE_NONE = Wording(
    r" (trang|trang so lieu|trang so|bo trong|k co|ko co|khong co|kg co|hong co)"
    r"( (a|nha|nhe|anh|chi|em|e|c|luon|het|tron|roi|gi))* *$"
)
_WORKERS = word_set("to thon lop em tui nhom doi tuan thang hom bua toi nay nen dien mua")
_AT_WORK = trigger(_WORKERS)
_NEGATED = sum(wording.bit for wording in (*_UNDONE, _BARE_NONE))  # each has bits of its own


def _undone(draft: Draft, question: bool, words: list[str]) -> bool:
    """ "tuần này bận gặt nên không làm", "không ma nào tới": a negation before the work itself, nothing after it."""
    if question or not draft.bits & _NEGATED or len(words) > 30 or any(i.tag in "NI" for i in draft.items):
        return False
    if any(i.note in ("later", "plan") for i in draft.whens):
        return False
    dated = any(i.when is not None for i in draft.whens)
    working = dated or bool(draft.bits & _AT_WORK and _WORKERS & set(words))
    bits = draft.bits
    for clause in _ENDS.split(_folded(draft)):
        said = f" {clause.strip()} "
        if dated and _BARE_NONE.search(bits, said):
            return True
        if working and any(p.search(bits, said) for p in _UNDONE):
            return not set(words) & {"biet", "hieu", "nho", "vao", "gui", "nop", "dang", "app", "mang", "may"}
    return False


def _folded(draft: Draft) -> str:
    return " ".join(draft.words)


_COMING = word_set(
    "den toi hoc cai mo du vo vao nho hoi tham dang lam co ghe qua di lo can nop xai dung chiu ra ranh tap xuong len "
    "theo muon them het ca luon lun dau do day nua roi r khac tron a nha nhe em anh chi e oi trong o thi nen vi do mang"
)
_REST = word_set("ngoi mat viec tay chan ti xiu")
_OF_WORK = word_set("thon to tuan lop bao bc so thang hom nay")
_IDLE = ("cảm ơn", "cám ơn", "cam on", "hỏi chơi", "hỏi thôi", "hỏi vậy")
_DRUMS = word_set("chieng dong ken cong")


def _kind(draft: Draft) -> bool:
    """Whether "không có gì đâu" answers thanks or a worry, with no word of the work."""
    return not draft.folds & _OF_WORK and any(words in draft.text.lower() for words in _IDLE)


def only_looks_like_none(draft: Draft, wish: Item) -> bool:
    """Whether a phrase only looks like none: "500k ai chi vậy", "nhớ không hết", "không ai tắt máy", "nghỉ ngơi"."""
    glued = wish.i > 0 and draft.tokens[wish.i - 1].kind == 1 and draft.ends[wish.i - 1] == draft.starts[wish.i]
    if glued and draft.fold(wish.i) == "k":
        return True
    said = " ".join(draft.fold(n) for n in range(wish.i, wish.j))
    after = draft.fold(wish.j)
    if (
        said.endswith(" ai")
        and wish.j < len(draft.tokens)
        and draft.tokens[wish.j].kind == WORD
        and after not in _COMING
    ):
        return True
    if (said == "nghi" and after in _REST) or (said == "trong" and after in _DRUMS):
        return True
    if (after == "dau" or said.endswith("dau")) and "co gi" in said and not draft.whens and _kind(draft):
        return True  # "không có gì đâu chị, em cảm ơn"
    if said == "hoan" and draft.fold(wish.i - 1) in ("lien", "han", "cai"):
        return True  # "liên hoan 9 người"
    if said == "trong" and (after.isdigit() or after in ("cho", "may", "ghe", "ban")):
        return True  # "còn trống 4 chỗ"
    return said == "khong het" and draft.fold(wish.i - 1) not in ("", ":", ",", "nay", "ni", "deu", "cung", "van")
