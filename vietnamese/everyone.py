"""Figures without a number: "cả lớp" is the whole class."""

from vietnamese.clauses import Claim
from vietnamese.draft import Draft
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


_GOT = word_set("cap nhan phat xong")
