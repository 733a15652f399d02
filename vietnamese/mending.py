"""A word of mending or of error about something that was never reported: a loudspeaker mended, a road mistaken."""

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.tokens import WORD

_MENDS = word_set("sua chinh chua fix kiem doi")
_SLIPS = word_set("nham lon sai")

# What stands between the word and what it is about.
_BETWEEN = word_set(
    "giup gium dum zum ho cho lai em e anh a chi c toi tui minh bac co bot voi duoc dc xong cai xin nho luon nua het "
    "mot tat ca cac dong chi chut ti xiu"
)
# What a report is made of: a word of mending about one of these is about the report.
_OURS = word_set(
    "lenh moi nhat lam my mi last report please the so bc bao cao tin lieu thanh la tu muc dong cot o hang ngay tuan"
    " thang quy hom bua t2 t3 t4 t5 t6 t7 cn phan"
    " cho ket qua thon to lang xom nhom chi tieu gui ghi nhap nha nhe nghe nghen a ah di roi r sang con xuong len"
    " hen hoi luc vua nay kia truoc vay nhu theo dung bang ban dau thu sai nham ten do day lop"
    " tong dot buoi luot ho nguoi mot ha nhi"
)
_OTHERS = ("ba con", "cac cu", "cac ba", "cac ong", "cac co", "cac bac", "cac chi", "nguoi dan", "dan lang", "nguoi ta")
_MISTAKEN = word_set(
    "gio phong xon tung duong xe phong link app mat mk nut pass pin otp hinh giay sim dia cccd hoai web"
)
_GOING = word_set("di chay re vao vo xuong len ve")
_BY_OTHERS = word_set("hay cu dan cac")
_TAKES = word_set("xoa huy bo rut go thu dep cancel del delete hoan")
_NEVER = word_set("dung bi khong ko k chua khoi da moi vua")
_TAUGHT = word_set("dan")
_THINGS = word_set("may xe loa app wifi mang dien cau den ghe quat tivi thong loi dt")
_HELD = word_set("buoi lop dot")
_EVENTS = word_set("cuoc hop hen lich ve chuyen app sim keo")
_SENT = word_set("bc bao cao tin lieu gui goi nham lon nhap")


def elsewhere(draft: Draft, start: int, end: int) -> bool:
    """Whether the word of tokens start to end (not included) is about something else than what was reported."""
    said = {draft.fold(n) for n in range(start, end)}
    if said & _MENDS:
        return _foreign(draft, end) or _under_repair(draft, start, end)
    if said & _SLIPS:
        return _mistaken(draft, start, end)
    if draft.fold(start) in _TAKES:
        return _kept(draft, start, end)
    return draft.fold(start) == "nen" and draft.fold(end) == "0"  # "chưa có cái nào nên ghi 0"


def _kept(draft: Draft, start: int, end: int) -> bool:
    """ "xã huỷ cuộc họp", "em lỡ xoá tin", "chỉ 5 người xoá tin rác", "đừng xoá": nothing is to be taken back."""
    before, earlier = draft.fold(start - 1), draft.fold(start - 2)
    slipped = before == "lo" or (earlier, before) == ("lo", "tay")
    if slipped or before in _NEVER or (before == "can" and earlier in _NEVER):
        return draft.tokens[start - 1].text.lower() != "đúng"
    if before in ("nguoi", "dan", "cu", "vien") or (earlier, before) == ("ba", "con"):
        return True
    if {draft.fold(n) for n in range(max(0, start - 6), start)} & _TAUGHT and "cach" not in draft.folds:
        return True
    ours = not _SENT.isdisjoint(draft.words[start:end])  # "huỷ báo cáo 4 buổi"
    held = draft.fold(start) in ("huy", "hoan") and not ours and {draft.fold(end), draft.fold(end + 1)} & _HELD
    if held or _object(draft, end) in _EVENTS:
        return True
    return _foreign(draft, end) and not draft.folds & _SENT


def _object(draft: Draft, at: int) -> str:
    while draft.fold(at) in _BETWEEN:
        at += 1
    return draft.fold(at)


def _under_repair(draft: Draft, start: int, end: int) -> bool:
    """ "nhà văn hoá đang sửa": a house, or a road, that is being mended."""
    return draft.fold(start - 1) == "dang" and draft.fold(start - 2) not in _SELF and draft.fold(end) in _NO_OBJECT


_SELF = word_set("em e toi tui minh anh chi c a con chau") | {"", ","}
_NO_OBJECT = word_set("nen ma a nha nhe roi") | {"", ",", ".", ";"}


def _foreign(draft: Draft, at: int) -> bool:
    """Whether the object at the token is none of ours: "sửa xong cái loa rồi, phát 2 lần", "sửa giúp bà con 2 cái"."""
    while draft.fold(at) in _BETWEEN and f"{draft.fold(at)} {draft.fold(at + 1)}" not in _OTHERS:
        at += 1
    if at < len(draft.tokens) and draft.tokens[at].lower == "chữ" and draft.fold(at + 1) not in ("ky", "ki", "so"):
        return True  # "chỉnh chữ to cho các cụ"
    if f"{draft.fold(at)} {draft.fold(at + 1)}" in _OTHERS:
        return True
    if at >= len(draft.tokens) or draft.tokens[at].kind != WORD or draft.tokens[at].capital or draft.fold(at) in _OURS:
        return False
    if draft.fold(at) in _THINGS:
        return True
    item = next((i for i in draft.items if i.i <= at < i.j), None)
    if item is not None and (item.tag in "NIDXW" or item.entry.date):
        return False
    return not any(i.tag in "N" for i in draft.items if at <= i.i < _clause(draft, at))


def _mistaken(draft: Draft, start: int, end: int) -> bool:
    """ "đi nhầm đường", "cụ Xá bấm nhầm hoài", "bà con hay nhầm vneid với app ngân hàng"."""
    ours = any(i.tag == "I" and i.i == end for i in draft.items)  # "ghi lộn giấy chứng nhận"
    if (draft.fold(end) in _MISTAKEN and not ours) or draft.fold(start - 1) in _GOING or draft.fold(start - 1) == "vit":
        return True
    if end < len(draft.tokens) and draft.tokens[end].text.lower() in ("ảnh", "mã", "máy"):
        return True
    at = start - 1 - (draft.fold(start - 1) == "bi")
    if draft.fold(at) in ("giay", "to", "the", "phieu") and draft.fold(at - 1).isdigit():
        return True  # "còn 2 giấy ghi sai tên"
    before = {draft.fold(n) for n in range(max(0, start - 3), start)}
    return bool(before & _BY_OTHERS) and not any(i.tag == "N" and i.i - end in (0, 1) for i in draft.items)


def _clause(draft: Draft, at: int) -> int:
    while at < len(draft.tokens) and draft.tokens[at].text[0] not in ",.;:!?\n":
        at += 1
    return at
