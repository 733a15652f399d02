"""A word of mending or of error about something that was never reported: a loudspeaker mended, a road mistaken."""

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.tokens import WORD

_MENDS = word_set("sua chinh chua fix")
_SLIPS = word_set("nham lon sai")

# What stands between the word and what it is about.
_BETWEEN = word_set(
    "giup gium dum zum ho cho lai em e anh a chi c toi tui minh bac co bot voi duoc dc xong cai xin nho luon nua het "
    "mot tat ca cac may dong chi chut ti xiu"
)
# What a report is made of: a word of mending about one of these is about the report.
_OURS = word_set(
    "so bc bao cao tin lieu thanh la tu muc dong cot o hang ngay tuan thang quy hom bua t2 t3 t4 t5 t6 t7 cn phan"
    " cho ket qua thon to lang xom nhom chi tieu gui ghi nhap nha nhe nghe nghen a ah di roi r sang con xuong len"
    " hen hoi luc vua nay kia truoc vay nhu theo dung bang ban dau thu sai nham ten do day lop"
    " tong dot buoi luot ho nguoi mot ha nhi"
)
_OTHERS = ("ba con", "cac cu", "cac ba", "cac ong", "cac co", "cac bac", "cac chi", "nguoi dan", "dan lang", "nguoi ta")
_MISTAKEN = word_set("duong xe phong link app mat mk nut pass pin otp hinh giay sim dia cccd hoai web")
_GOING = word_set("di chay re vao vo xuong len ve")
_BY_OTHERS = word_set("hay cu dan cac")


def elsewhere(draft: Draft, start: int, end: int) -> bool:
    """Whether the word of tokens start to end (not included) is about something else than what was reported."""
    said = {draft.fold(n) for n in range(start, end)}
    if said & _MENDS:
        return _mended(draft, start, end)
    if said & _SLIPS:
        return _mistaken(draft, start, end)
    if draft.fold(start) in ("xoa", "huy"):  # "em lỡ xoá tin, cho em xin lại số hôm qua"
        return "lo" in (draft.fold(start - 1), draft.fold(start - 2)) and draft.fold(start - 1) in ("lo", "tay")
    return draft.fold(start) == "nen" and draft.fold(end) == "0"  # "chưa có cái nào nên ghi 0"


def _mended(draft: Draft, start: int, end: int) -> bool:
    """ "sửa xong cái loa rồi, phát 2 lần", "sửa giúp bà con 2 cái sai tên": the object is none of ours."""
    at = end
    while draft.fold(at) in _BETWEEN and f"{draft.fold(at)} {draft.fold(at + 1)}" not in _OTHERS:
        at += 1
    if f"{draft.fold(at)} {draft.fold(at + 1)}" in _OTHERS:
        return True
    if at >= len(draft.tokens) or draft.tokens[at].kind != WORD or draft.tokens[at].capital or draft.fold(at) in _OURS:
        return False
    item = next((i for i in draft.items if i.i <= at < i.j), None)
    if item is not None and (item.tag in "NIDXW" or item.entry.date):
        return False
    return not any(i.tag in "N" for i in draft.items if at <= i.i < _clause(draft, at))


def _mistaken(draft: Draft, start: int, end: int) -> bool:
    """ "đi nhầm đường", "cụ Xá bấm nhầm hoài", "bà con hay nhầm vneid với app ngân hàng"."""
    if draft.fold(end) in _MISTAKEN or draft.fold(start - 1) in _GOING:
        return True
    if end < len(draft.tokens) and draft.tokens[end].text.lower() in ("ảnh", "mã", "máy"):
        return True
    before = {draft.fold(n) for n in range(max(0, start - 3), start)}
    return bool(before & _BY_OTHERS) and not any(i.tag == "N" and i.i - end in (0, 1) for i in draft.items)


def _clause(draft: Draft, at: int) -> int:
    while at < len(draft.tokens) and draft.tokens[at].text[0] not in ",.;:!?\n":
        at += 1
    return at
