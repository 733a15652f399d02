"""Words of mending and of error that change no report: "thợ sửa xe", "mai em coi lại", "14 hv, ủa 15 hv"."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.questioned import begins, ends
from vietnamese.triggers import Wording

_REPORTED = word_set("so bc bao cao lieu tin bai thanh hv vneid nham lon")


def _elsewhere(draft: Draft, wish: Item) -> bool:
    """The sentence of the word has no figure and no report in it, another sentence has: "... em phải sửa lại giùm"."""
    first, last = wish.i, wish.j
    while first and draft.tokens[first - 1].text not in (".", "\n", "!", ";"):
        first -= 1
    while last < len(draft.tokens) and draft.tokens[last].text not in (".", "\n", "!", ";"):
        last += 1
    if first == 0 or {draft.fold(n) for n in range(first, last)} & _REPORTED:
        return False
    inside = any(i.tag in "NID" and first <= i.i < last for i in draft.items)
    return not inside and any(i.tag == "I" for i in draft.items)


_IF = (("co", "gi"), ("co", "sai"), ("gi", "sai"), ("co", "nham"), ("co", "sot"), ("gi", "khong"), ("gi", "ko"))
_IF_THEN = word_set("nếu neu đâu")
_WHEREVER = word_set("cho dau gi nao muc o so cai")
_TOLD_ME = word_set("bao nhan noi goi chi sua nhac")


def _if_wrong(draft: Draft, wish: Item) -> bool:
    """Whether mending is only promised or asked for in case that something is wrong: "có gì sai mai em sửa", "nhầm chỗ
    nào anh báo em".
    """
    first, last = begins(draft, wish.i), ends(draft, wish.j)
    if any(i.tag == "N" and wish.i <= i.i < last for i in draft.items):
        return False
    near = range(max(first, wish.i - 7), wish.i + 1)
    if any((draft.fold(n), draft.fold(n + 1)) in _IF or draft.tokens[n].lower in _IF_THEN for n in near):
        return True
    words = draft.words[wish.j : last]
    whatever = "gi" in words[:2] or ("nao" in words[:3] and words[0] in _WHEREVER)  # "nhầm lẫn gì anh nhắn em"
    return whatever and not _TOLD_ME.isdisjoint(words)


_OFTEN = word_set("may hai ba 2 3 4 vai nhieu")


def _counted_well(draft: Draft, wish: Item) -> bool:
    """ "12 hv, em đếm lại mấy lần rồi", "… kiểm tra lại kỹ rồi": the teller is sure of what is told."""
    at = wish.j
    if draft.fold(at) in ("ki", "ky") or (draft.fold(at) in _OFTEN and draft.fold(at + 1) == "lan"):
        return not any(draft.fold(n) in ("thi", "la", "con", "chi") for n in range(at, ends(draft, at)))
    before = any(i.tag == "N" and i.i < wish.i for i in draft.items)
    sure = draft.fold(at) in ("roi", "r", "het") and ends(draft, at) - at <= 3
    return before and sure and not any(i.tag == "N" and i.i > wish.j for i in draft.items)


def _left_a_thing_out(draft: Draft, wish: Item) -> bool:
    """ "em báo thiếu mục ví điện tử, có 3 người": an indicator told late, where no number stands before it."""
    named = draft.fold(wish.j) in ("muc", "phan", "cai", "chi", "cot", "dong")
    noun = next((i for i in draft.items if i.i >= wish.j and i.tag in "IN"), None)
    numbers = [i for i in draft.items if i.tag == "N"]
    told = noun is not None and noun.tag == "I" and noun.i - wish.j <= 2
    return named and told and len(numbers) == 1 and numbers[0].i > wish.j


_REPAIRED = word_set("xe duong mang may dien loa cau wifi dt nha quan tivi tv ong nuoc chua mai cong phong ti bep ten")


_BUILT = word_set("hoa nha duong cau may dien truong cho san")
_STILL = word_set("tu chua mai hoai xong suot")
_MILK = word_set("tra ban uong hop bo ca lon chai")
_NOT_DONE = word_set("ko khong de tranh so k kip chua")
# "ba cái bằng nhau hết chứ k phải em ghi lộn đâu"
_NO_SLIP = Wording(
    r" (k|ko|khong|hong|hok|kg|chang|cha) phai (\w+ ){0,3}(nham|lon|sai|du|thieu|sot)( \w+)? (dau|nha|nhe|nghe|a|do) |"
    r" (k|ko|khong|hong|hok|kg|chang|cha) (co )?(bi )?(nham|lon|sai|sot) (dau|gi dau) "
)


def no_slip(draft: Draft) -> bool:
    """Whether it is denied that anything was written wrong."""
    return bool(draft.bits & _NO_SLIP.bit) and _NO_SLIP.search(draft.bits, f" {' '.join(draft.words)} ") is not None


_NEED_NOT = frozenset((no, "can") for no in ("khong", "ko", "k", "khoi", "hong", "dau"))


def no_amendment(draft: Draft, wish: Item, word: str) -> bool:
    """ "để em coi lại sổ", "thợ sửa xe", "đề nghị sửa giúp đường truyền": nothing that was reported is changed."""
    if _if_wrong(draft, wish):
        return True  # "có gì sai mai em sửa"
    if word == "sua" and (draft.fold(wish.i - 1) in _MILK or draft.fold(wish.i - 1) == "dang"):
        return True  # "đường đang sửa nên tới trễ"
    if word == "sua" and draft.fold(wish.i - 1) in _BUILT and draft.fold(wish.j) in _STILL:
        return True  # "nhà văn hoá sửa từ tuần rồi"
    if draft.fold(wish.i - 1) in _NOT_DONE and word in ("nham", "lon", "sua", "nhap sai"):
        return word == "sua" or draft.tokens[wish.i - 1].lower != "để"  # "dễ nhầm", but "để nhầm ô học viên"
    if word == "sua" and (draft.fold(wish.i - 2), draft.fold(wish.i - 1)) in _NEED_NOT:
        return True
    if (
        word == "sua"
        and draft.fold(wish.j) == "xong"
        and not any(i.tag in "IN" and i.i == wish.j + 1 for i in draft.items)
    ):
        return True  # "loa hư mới sửa xong"
    if word.endswith("lai") and {"chua", "kip"} & {draft.fold(wish.i - 1), draft.fold(wish.i - 2)}:
        return True  # "cô chưa kịp đếm lại"
    if word.endswith("lai") and {"mai", "lat", "se"} & {draft.fold(wish.i - n) for n in (1, 2)}:
        return True  # "mai em coi lại máy"
    if word.endswith("thieu") and "notbut" not in draft.wishes and _left_a_thing_out(draft, wish):
        return True
    if word.endswith("bao lai"):
        ahead = {draft.fold(wish.i - n) for n in (1, 2, 3, 4)}
        if ahead & {"gi", "thi", "roi"} or "sau" in (draft.fold(wish.j), draft.fold(wish.j + 1)):
            return True  # "có gì em báo lại", "em báo lại sau"
    if (
        word.endswith("lai")
        and word.startswith(("dem", "kiem", "coi", "xem", "ra ", "do "))
        and _counted_well(draft, wish)
    ):
        return True
    if word.endswith("lai") and draft.fold(wish.i - 1) == "di":
        return True  # "đếm đi đếm lại 3 lần"
    if "de" in (draft.fold(wish.i - 1), draft.fold(wish.i - 2)) and word.endswith("lai"):
        return True
    if word.startswith(("sua", "chinh", "fix")) and _elsewhere(draft, wish):
        return True
    if word.startswith(("sua", "fix")):
        at = wish.j
        while draft.fold(at) in ("giup", "gium", "dum", "cho", "cai", "em", "lai"):
            at += 1
        if draft.fold(at) in _REPAIRED:
            return True
        asked = draft.wishes.get("note")
        if asked is not None and asked.j <= wish.i and not any(i.tag == "N" and i.i > wish.j for i in draft.items):
            return True
    if "sai" in word and (
        draft.fold(wish.i - 1) == "dang" or "mat khau" in draft.text.lower() or "khau" in draft.folds
    ):
        return True
    if not {"otp", "pass"}.isdisjoint(draft.words[begins(draft, wish.i) : ends(draft, wish.j)]):
        return True
    if word in ("moi dung", "ms dung", "moi chinh xac", "dung la", "chinh xac la", "dem lai", "coi lai"):
        numbers = [i for i in draft.items if i.tag == "N"]
        return any(
            i.entry.cue == "selffix" and numbers[0].end <= i.start and i.end <= numbers[-1].start
            for i in draft.items
            if numbers
        )
    return False


def meant_so(draft: Draft, wish: Item) -> bool:
    """ "12 hv, ý em là 12 chứng nhận": the same number again with what it counts, within one report."""
    if draft.fold(wish.i) != "y" or wish.i < 2:
        return False
    before = [i for i in draft.items if i.tag == "N" and i.end <= wish.start]
    after = next((i for i in draft.items if i.tag == "N" and i.start >= wish.end), None)
    if after is None or not before or before[-1].value != after.value or after.i - wish.j > 1:
        return False
    noun = draft.items[draft.items.index(before[-1]) + 1]
    before[-1].tag, before[-1].note = "X", "mended"
    noun.used = noun.used or noun.tag == "I"
    return True


def mended_inside(draft: Draft, wish: Item) -> bool:
    """A slip mended in the same breath: a figure stands before the word, another of the same noun after it."""
    before = [i for i in draft.items if i.tag == "N" and i.end <= wish.start]
    after = [i for i in draft.items if i.tag == "N" and i.start >= wish.end]
    cue = any(i.entry.cue == "selffix" and i.start <= wish.start <= i.end for i in draft.items)
    return (
        bool(before and after) and cue and wish.i > 2 and draft.fold(wish.i - 1) in ("a", "i", "y", "ua", ",", "", "o")
    )


LEFT_OUT = word_set("sot thieu du thua dinh")
