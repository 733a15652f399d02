"""Two things said in one message: figures with a question beside them, or a question about figures sent before."""

from itertools import pairwise

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.questioned import CUTS, begins
from vietnamese.triggers import Wording

_TOLD = word_set("bao gui goi nop nhap bc")
_TELLER = word_set("em e tui toi minh chau da thon to moi")
_ARRIVES = word_set("nhap nhan ghi vo co thay bot xa da luu")
_STOPS = frozenset(",.;!\n:")


def asked_again(draft: Draft) -> str:
    """ "12 hv em gửi sáng nay nhận được chưa": status; "thôn em báo 40 hv phải không bot": summary. Figures that were
    told before, and in the same breath a question of what became of them."""
    if not draft.folds & _TOLD or "?" in draft.text[:-1]:
        return ""
    first, last = min(f.start for f in draft.figures), max(f.end for f in draft.figures)
    words = [(t.fold, draft.starts[n]) for n, t in enumerate(draft.tokens)]
    ahead = [w for w, at in words if at < first][-3:]
    last = max([last, *(i.end for i in draft.items if i.tag in "IU" and 0 <= i.start - last <= 1)])
    behind = [w for w, at in words if at >= last]
    told = next((n for n, w in enumerate(ahead) if w in _TOLD and n and ahead[n - 1] in _TELLER), None) is not None
    told = told or (len(behind) > 1 and behind[0] in _TELLER and behind[1] in _TOLD)
    if not told or ":" in ahead:
        return ""
    stop = next((n for n, w in enumerate(behind) if w in _STOPS), len(behind))
    breath = behind if behind[stop + 1 : stop + 2] == ["sao"] else behind[:stop]
    if stop == 0 and len(behind) < 8 and behind[1:2] and behind[1] in _ARRIVES and "chua" in behind[2:]:
        return "status"  # "tối qua em gửi 18 hv, nhập chưa vậy"
    if "chua" in breath[2:] and (stop == len(behind) or "sao" in behind):
        return "status"
    if any(pair in (("phai", "khong"), ("dung", "khong"), ("phai", "ko"), ("dung", "ko")) for pair in pairwise(breath)):
        return "summary"
    return ""


_SENT = Wording(
    r" (em|e|tui|toi|minh|thon|to|chi|anh) (\w+ )?(da |moi |vua )?(gui|bao|bc|nop) "
    r"(\w+ ){0,2}(<n>) (\w+ ){1,3}(roi|r) | (em|e|tui|toi|minh) (moi|vua|da) (gui|bao) (<n>) "
)


def sent_before(draft: Draft) -> bool:
    """ "em gửi 12 hv rồi mà bot báo lỗi": the figures are those of a report that was sent already."""
    if len(draft.figures) != 1 or not draft.bits & _SENT.bit:
        return False
    at = next((i for i in draft.items if i.tag == "N" and i.start == draft.figures[0].start), None)
    if at is None or at.j != at.i + 1:
        return False
    words = list(draft.words)
    words[at.i] = "<n>"
    return _SENT.search(draft.bits, f" {' '.join(words)} ") is not None


# What is asked beside a report and is no question of how to write that report.
_ASIDE = Wording(
    r" (han|may gio|khi nao|bao gio|chung nao) | dung (mau|cach|chua) | (co can|can) (gui|nop|bao|ghi|mau|anh) |"
    r" (co )?(kip|bi tru|tre) (\w+ ){0,4}(khong|ko|k|hong|chua) | khoa so | (gui|day|bao|hoc|nop) (lai|bu|tiep) "
    r"(\w+ ){0,2}(duoc|dc) (khong|ko|k|hong) "
)
# "sửa số thì nhắn sao": how to put something right that is not this report.
_MENDING = Wording(r" (sua|xoa|rut|doi|nham|lon|sai) (\w+ ){0,4}thi (\w+ ){0,4}(sao|the nao|nhu nao|cach nao|kieu gi) ")
_SUPPOSED = word_set("neu lo vd vidu go viet nhan muon")


def told_first(draft: Draft, correcting: bool) -> str:
    """ "báo chị 5 ví điện tử, hạn nộp mấy giờ vậy": what the words before a question say, "" for nothing."""
    last = len(draft.tokens)
    while last and draft.tokens[last - 1].text[0] in CUTS:
        last -= 1
    first = begins(draft, last)
    asked = f" {' '.join(draft.words[first:last])} "
    mending = _MENDING.search(draft.bits, asked) is not None
    if not first or _SUPPOSED.intersection(draft.words[:first] if mending else draft.words):
        return ""
    if not mending and _ASIDE.search(draft.bits, asked) is None:
        return ""
    if draft.figures:
        before = all(f.end <= draft.starts[first] for f in draft.figures)
        return ("correct" if correcting else "report") if before else ""
    wish = next((draft.wishes[w] for w in ("cancel", "nil") if w in draft.wishes), None)
    if wish is None or wish.j > first or any(i.tag == "N" for i in draft.items):
        return ""
    return "cancel" if draft.wishes.get("cancel") is wish else "nil"
