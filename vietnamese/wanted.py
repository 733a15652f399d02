"""Are figures asked for: how many, a total, a table, who has most?"""

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.plainly import DONE, asks_all, asks_how_far, asks_ready, spoken
from vietnamese.spelling import tone_key
from vietnamese.triggers import Phrases, Wording, trigger

_HOW_IS_IT = Phrases("the nao|sao roi|ra sao|toi dau roi|den dau roi|sao r")
_SHORT_FIGURES = Phrases("so lieu|tong|sl|total|bao cao tuan|bao cao thang|bc tuan|bc thang")
_TOTALS = Phrases(
    "tong hop|thong ke|luy ke|bieu do|xep hang|top|dan dau|nhieu nhat|cao nhat|thap nhat|it nhat|"
    "bang tong|bang so|so sanh|xuat|excel|summary|nhat xa|dung dau"
)
_FIGURES = Phrases(
    "so lieu|tong ket|sl|so|tong|ket qua|bao cao tuan|bao cao thang|bc tuan|bc thang|total|bang|tong so|"
    "thong so|con so|bao cao quy|tong cong|tien do|stats|report|tinh hinh"
)
# "mấy chị", "mấy anh ơi" at the end calls people, it does not count them.
_CALLED_SO = Wording(r" may (chi|anh|em|bac|co|chu|di|ban|ma|ba|me|a|c|sep)( em| oi| a| nha| nhe| nghe| chi)* $")
# "để tối em gửi số nha": promised, not asked for.
_PROMISED = Wording(
    r" (de|mai|lat|toi|chieu|sang|trua|xiu|ti) (\w+ ){0,2}(em|e|tui|toi|minh|chi|chau) (se )?(gui|bao|nop|goi|bc) "
)
_PRINTED = Wording(r"^ (in|lay|coi|xem|keo|trich|load|mo) (\w+ ){0,3}(bao cao|bc|so) ")
_MUCH_DONE = Wording(r" (duoc|dc|dang) (nhieu|nhiu) (hoc vien|hv|vneid|buoi|luot|nguoi|roi|ho|vi) ")
_MACHINE = Wording(r" may (chieu|tinh|anh|lanh|in|giat|no|bay|say|quay|phat|loa) ")
_WILL_SEND = Wording(r" (toi|mai|lat|chieu|sang) (em|e|tui|minh|chi) (se )?(gui|bao|nop) ")
_IS_HOW_MANY = Wording(r" la (may|nhieu|bao nhieu) ")
_FIGURES_WHERE = Wording(r"^ (\w+ ){0,4}(so|so lieu) (\w+ ){0,8}dau ")
_WHO_MOST = Wording(r" (thon|ai|to|xa|lang) (nao|mo) (\w+ ){0,4}(nhat|hon) ")
_MOST_OF_ALL = Wording(r" nhieu (\w+ ){0,3}nhat ")
_TARGET = Wording(r" chi tieu | (xa|tren) giao ")
_BY = tone_key("bằng")
_REACHING = word_set("dat du thieu duoc dc hoan xong con lam cai roi r may phan so")
_REQUESTS = word_set(
    "xin cho can gium dum giup bot pls please xem coi gui goi voi di hoi lay in trich dum vs zum muon ad "
    "nhe show tra check biet"
)
_MANY = trigger(["nhieu", "nhiu", "bn", "bnhieu", "many"])
_PLACES = trigger(["thon", "xa", "to", "lang", "minh", "tui", "em", "e"])
_SHOW_ME = Phrases(
    "xem bao cao|coi bao cao|dung thu may|xep thu|duoc nhieu khong|dc nhieu khong|duoc nhieu ko|dc nhieu ko|"
    "dang nhieu ko|duoc may"
)


def is_summary(draft: Draft, question: bool, folds: set[str], words: list[str], numbers: bool) -> bool:
    """Totals asked for: how many, or a word for totals with a request, a question mark or little else."""
    if numbers and not question and not (folds & {"bao", "may"} and "nhieu" in folds):
        return False
    if not question and any(
        i.tag == "N" and not i.soft and draft.fold(i.i - 1) in ("la", "duoc", "dc", ":") for i in draft.items
    ):
        return False
    if draft.whens and all(i.note in ("future", "later", "plan") for i in draft.whens):
        return False
    joined = spoken(draft)
    if not question and asks_all(draft.bits, joined):
        return False
    if _TARGET.search(draft.bits, joined) and not folds & _REACHING:
        return False  # "chỉ tiêu của xã năm nay là bao nhiêu vậy": what is asked of them, not what they did
    if "bang" in folds and all(t.key == _BY for t in draft.tokens if t.fold == "bang"):
        joined = joined.replace(" bang ", " ")  # "cục to bằng ngón tay"
    if "so" in folds and not any(t.key in ("sô1", "so") for t in draft.tokens):
        joined = joined.replace(" so ", " ")
    if "xuat" in folds and not folds & {
        "file",
        "excel",
        "word",
        "bao",
        "bc",
        "lieu",
        "gium",
        "giup",
        "anh",
        "cho",
        "bang",
    }:
        joined = joined.replace(" xuat ", " ")
    if (
        not numbers
        and draft.whens
        and _PRINTED.search(draft.bits, joined)
        and (folds & _REQUESTS or folds & {"xa", "cac"})
        and not folds & {"em", "tui"} & set(words[:1])
    ):
        return True
    if (
        joined.startswith((" tong ", " luy ke "))
        and not joined.startswith(" tong dai ")
        and not numbers
        and not draft.values
    ):
        return True
    counted = any(
        i.tag == "I" or i.entry.unit in ("person", "household", "visit", "account", "dossier", "class", "batch")
        for i in draft.items
    )
    if not numbers and asks_how_far(draft.bits, joined) and (counted or draft.whens or folds & {"xa", "thon"}):
        return True
    if question and "tang" in folds and " tang hay giam " in joined:
        return True
    if not numbers and asks_ready(draft.bits, joined):
        return True
    placed = bool(draft.whens) and bool(draft.bits & _PLACES) and any(i.when is not None for i in draft.whens)
    many = bool(draft.bits & _MANY) and (
        " bao nhieu " in joined
        or " bao nhiu " in joined
        or " bn " in joined
        or " bnhieu " in joined
        or " nhieu roi " in joined
        or " how many " in joined
        or " may nhieu " in joined
        or _MUCH_DONE.search(draft.bits, joined) is not None
    )
    several = (
        "may" in folds
        and any(t.key in ("mây1", "mây") or (t.fold == "may" and not t.marked) for t in draft.tokens)
        and " may gio " not in joined
        and " may bua " not in joined
        and not _CALLED_SO.search(draft.bits, joined)
        and not _MACHINE.search(draft.bits, joined)
    )
    if (folds & {"tien", "gia"} and many) or " may gio " in joined or " bao nhieu tuoi " in joined:
        return False
    if many and (counted or placed or "thon" in folds or any(i.when is not None for i in draft.whens)):
        return True
    if (
        several
        and (question or folds & {"roi", "r", "z", "v", "he", "vay"})
        and (counted or placed)
        and folds & {"duoc", "dc", "dang", "co", "tong", "mo", "dat", "cai", "roi", "r", "hoc", "lam", "len"}
    ):
        return True
    if numbers:
        return False
    if " chua tong hop " in joined or " chua tong ket " in joined:
        return False
    if (
        not numbers
        and (draft.whens or "xa" in folds)
        and _HOW_IS_IT.said(draft.bits, joined)
        and folds & {"xa", "thon", "hinh", "qua", "tuan", "thang", "minh"}
    ):
        return True
    if (
        not numbers
        and joined.startswith((" so ", " con so "))
        and counted
        and (draft.whens or "thon" in folds)
        and not folds & {"sai", "nham"}
    ):
        return True
    if not numbers and _SHOW_ME.said(draft.bits, joined) and (counted or draft.whens or "thon" in folds):
        return True
    if (_PROMISED.search(draft.bits, joined) or _WILL_SEND.search(draft.bits, joined)) and (
        "?" not in draft.text and not several
    ):
        return False
    if not numbers and (DONE.search(draft.bits, joined) or (counted and _IS_HOW_MANY.search(draft.bits, joined))):
        return True
    if not numbers and placed and _FIGURES_WHERE.search(draft.bits, joined):
        return True
    if not numbers and _WHO_MOST.search(draft.bits, joined):
        return True
    if not numbers and _MOST_OF_ALL.search(draft.bits, joined):
        return True
    if _TOTALS.said(draft.bits, joined):
        return question or bool(folds & _REQUESTS) or counted or placed or len(words) <= 8 or bool(draft.whens)
    if _FIGURES.said(draft.bits, joined):
        request = question or bool(folds & _REQUESTS)
        about = counted or bool(draft.whens) or bool(folds & {"thon", "xa", "lieu", "sl"})
        if " so dien thoai " in joined or " tong dai " in joined or " sdt " in joined or " so may " in joined:
            return False
        if " so " in joined and not _FIGURES.said(draft.bits, joined, " so "):
            about = bool(draft.whens) or bool(folds & {"thon", "xa"}) or counted
            numbered = any(i.tag in "NX" and draft.fold(i.i - 1) == "so" for i in draft.items)
            return (
                request
                and about
                and not numbered
                and bool(folds & {"xin", "can", "cho", "gui", "goi", "lay", "xem", "coi"})
                and not folds & {"mai", "can"} - {"can"}
            )
        return (request and about) or (
            len(words) <= 6 and _SHORT_FIGURES.said(draft.bits, joined) and not folds & {"day", "sau"}
        )
    return False
