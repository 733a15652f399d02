"""Indicators that a report names without a number: "hv 17, vneid thì hơn nửa lớp" must not lose its VNeID silently."""

import re

from vietnamese.crowds import many_of
from vietnamese.draft import Draft, Item
from vietnamese.elsewhere import between
from vietnamese.fold import word_set
from vietnamese.triggers import Wording, trigger

_COUNTED = frozenset(
    {
        "learners",
        "certificates",
        "vneid",
        "e_wallets",
        "dvc_accounts",
        "digital_signatures",
        "qr_households",
        "ecommerce_households",
    }
)
# Before a noun these make it the topic, the tool or the place of something: "tuyên truyền về VNeID", "qua VNeID".
_TOPIC = word_set(
    "ve qua vao phai len quet bai cua tren bang app hoc dung xai quoc sau nho link trang la moi link the vi"
)
# After it these tell of the application itself: "VNeID mới lên bản 2.2.0", "VNeID lỗi suốt".
_SAID_OF = word_set("tu loi cham lag do sap len cap doi update") | {"?", ":"}
_WHEN = word_set("nao gio neu khi")
_YET_TO_COME = word_set("se sap doi hen chuan")
_TELLING = word_set("bao gui goi bc noi ghi tinh dem")
_SOMEDAY = frozenset({("bao", "gio"), ("khi", "nao"), ("chung", "nao"), ("luc", "nao"), ("hoi", "nao")})
_ALIKE = word_set("y cung tuong giong bang nhu")  # "hv 10, cn y chang"
_LONGEST = 60  # words; longer messages tell stories, in which things are named without being counted


def uncounted(draft: Draft) -> None:
    """Raise a doubt for every indicator that stands in a clause of its own without a figure, beside others' figures."""
    if not draft.figures or draft.doubts or len(draft.tokens) > _LONGEST:
        return
    figured = {f.indicator for f in draft.figures} | draft.zeros.keys()
    for k, item in enumerate(draft.items):
        if item.tag != "I" or item.used or item.key not in _COUNTED or item.key in figured:
            continue
        if item.note == "cn" and draft.fold(item.j) not in _ALIKE:
            continue
        if draft.fold(item.i - 2) in _WHEN and draft.fold(item.i - 1) == "co":
            continue  # "khi nào có chứng nhận báo em"
        if _digits_alone(draft, k):
            draft.doubt("too_big", item, (item.key,))
            return
        around = {(draft.fold(n), draft.fold(n + 1)) for n in (item.i - 2, item.j)}
        if around & _SOMEDAY:
            continue  # "bao giờ có chứng nhận", "giấy chứng nhận khi nào có ạ"
        if _topic(draft, k, item) or _numbered(draft, item) or _aimed_at(draft, k):
            continue
        draft.doubt("vague", item, (item.key,))
        return


# "dvc gấp đôi bữa trước", "hv vẫn như cũ": right behind its noun, instead of a number.
_AS_BEFORE = Wording(
    r" ((thi|cung|van|la|so|=|:|duoc|dc) )*"
    r"((gap|bang|tang gap|nhan) (doi|ruoi|ba|hai|2|3|nua)|"
    r"((van )?(y|y chang|y nhu|y het|nhu|giong|giong nhu|giong het|bang|bang voi|tuong tu|tuong tu nhu) "
    r"(so )?(cua )?((hom|bua|tuan|thang|lan|dot|ki|buoi|khoa) (truoc|qua|roi|kia|no|hom)|cu))|"
    r"y cu|y chang|y vay|y rua) "
)
_LAID_DOWN = word_set("dung lich gio cho diem link mau bai an cach mo")  # "nội dung tuyên truyền như cũ"


_ALIKE_WORDS = trigger(["gap", "giong", "tuong", "y", "nhu", "bang", "doi"])
_FORGOT_WORDS = trigger(("quen", "nho", "dem", "ke", "kha", "rai", "dong", "nhieu", "it", "dac", "may"))
# "hồ sơ quên rồi, hv 2", "vneid thì em chưa đếm": there were some.
_FORGOTTEN = re.compile(
    r"^ ((thi|cung|van|chi) )*(co|duoc|dc|vai|dau) may |"
    r"^ ((thi|:|em|e|tui|minh|toi|cung|van) )*"
    r"(quen|(khong|ko|k|hong|hok|chua) (nho|dem|kip dem|thong ke)|"
    r"nhieu|it|dong|kha kha|lai rai|lac dac|lua thua|khong it|bon bon)"
    r"(( mat| ghi| dem| nho| roi| r| ki| lai| ro| noi| het| duoc| dc| bao nhieu| lam| qua| thoi| a| luon| do|"
    r" chinh xac| khong dem xue)*"
    r" [,.;\n!$]| mat (bao nhieu|may))"
)
NUMBERLESS = (
    _ALIKE_WORDS | _FORGOT_WORDS | trigger(("nhieu", "it", "pt", "%", "phan", "percent"))
)  # what as_before looks for
_WORDS = {"dossier": "public_services", "times": "outreach"}


def as_before(draft: Draft) -> None:
    """Raise a doubt for an indicator that is only set against an older figure, told as much or little, as a share or
    as forgotten, beside others' figures.
    """
    much = "nhieu" in draft.folds or "it" in draft.folds
    alike = draft.bits & _ALIKE_WORDS and draft.bits & _AS_BEFORE.bit
    forgot = draft.bits & _FORGOT_WORDS
    if not draft.figures or not (much or alike or forgot or "percent" in draft.entries):
        return
    share = next((i for i in draft.items if i.note == "percent"), None)
    known = {f.indicator for f in draft.figures} | {key for d in draft.doubts for key in d.indicators}
    for item in draft.items:
        key = item.key if item.tag == "I" else _WORDS.get(item.entry.unit, "")
        key = "" if draft.words[item.i : item.j] == ["bo"] else key
        if not key or key in known or draft.fold(item.i - 1) in _LAID_DOWN:
            continue
        found = alike and _AS_BEFORE.search(draft.bits, f" {' '.join(draft.words[item.j : item.j + 9])} ")
        if found and found.start() == 0:
            draft.doubt("same_as_before", item, (key,))
            return
        if much and many_of(draft, item):
            draft.doubt("vague", item, (key,))
            return
        if forgot and _FORGOTTEN.search(f" {' '.join(draft.words[item.j : item.j + 7])} $ ") is not None:
            draft.doubt("vague", item, (key,))
            return
        if share is not None and _of_a_share(draft, item, share):
            draft.doubt("percent", share, (key,))
            return


def _of_a_share(draft: Draft, noun: Item, share: Item) -> bool:
    """ "vneid xong 17%", "34% bà con cài vneid": the share told is that of this noun."""
    if share.i > noun.i:
        return share.i - noun.j <= 2
    between = draft.items[draft.items.index(share) + 1 : draft.items.index(noun)]
    return noun.i - share.j <= 6 and not any(i.tag in "NIS" or i.entry.cue == "and" for i in between)


def _aimed_at(draft: Draft, k: int) -> bool:
    """ "xã giao thôn em 34 tài khoản dvc": so many are told of it, only no figure."""
    at = k - 1
    while at >= 0 and draft.items[at].tag == "U" and draft.items[at].j == draft.items[at + 1].i:
        at -= 1
    number = draft.items[at] if at >= 0 else None
    return number is not None and number.note == "plan" and number.tag == "X" and number.j == draft.items[at + 1].i


def _digits_alone(draft: Draft, k: int) -> bool:
    """ "hv: 0977123000": a telephone number where the count should stand."""
    beyond = draft.items[k + 1 : k + 3]
    if len(beyond) < 2 or beyond[0].note not in (":", "="):
        return False
    told = draft.text[beyond[1].start : beyond[1].end]
    return beyond[1].tag == "X" and len(told) >= 6 and told.isdigit() and beyond[1].i == beyond[0].j


def _topic(draft: Draft, k: int, item: Item) -> bool:
    words = draft.text[item.start : item.end].lower()
    if words.startswith(("quét", "quet", "http")) or words in ("vi", "san", "vn"):
        return True
    before = draft.items[k - 1] if k else None
    if before is not None and before.tag == "I" and item.i - before.j <= 2:
        return True
    blank = draft.fold(item.j) in ("-", "–", "x", "_", "/") and draft.fold(item.j + 1) in ("", ",", ".", ";", "\n")
    return blank or draft.fold(item.i - 1) in _TOPIC or draft.fold(item.j) in _SAID_OF


def _numbered(draft: Draft, item: Item) -> bool:
    """Whether a figure stands in the same clause: the noun only says more about it."""
    first, last = between(draft, item.i, item.j, _CUTS)
    start, end = draft.starts[first], draft.ends[last - 1]
    ahead = any(i.note in ("later", "plan", "future") and start <= i.start < end for i in draft.whens)
    exam = not draft.plain and any(t.text.lower() == "thi" for t in draft.tokens[first:last])
    told_later = not _TELLING.isdisjoint(draft.words[first:last])  # "vneid mai em báo": there is a number
    if not told_later and (ahead or exam or not _YET_TO_COME.isdisjoint(draft.words[first:last])):
        return True  # "chứng nhận thì chờ thi xong tháng sau mới cấp", "thứ 7 thi cấp chứng nhận": to be given out
    if any(i.note == "failed" and start <= i.start < item.start for i in draft.items):
        return True  # "hv 9, có 2 người không cài được vneid"
    return any(start <= f.start < end or f.start <= start < f.end for f in draft.figures)


_CUTS = frozenset([",", ".", ";", "\n", "!", "…", "•", "và", "còn", "-"])
