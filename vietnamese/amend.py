"""Is this message a correction? Words of error, a number set against another, a day moved."""

import re

from vietnamese.changes import called_wrong
from vietnamese.chosen import dropped, struck
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.miscalled import MISCALLED, denied_noun
from vietnamese.miscount import explained_away, miscounted, others_number
from vietnamese.moved import another_day, mended_day, moved_day, whole_moved
from vietnamese.raised import grown_by, raised, set_to_none, swapped
from vietnamese.retold import said_before
from vietnamese.roles import asked_to_add, told_otherwise
from vietnamese.slips import DIGIT_LOST, DIGITS, MISS, SAYING, misput, misput_first, slipped_hand, typed_as
from vietnamese.stepped import stepped, taken_out
from vietnamese.told import drop_unsent, recalled_against, set_aside_recalled
from vietnamese.triggers import Wording
from vietnamese.unchanged import LEFT_OUT, meant_so, mended_inside, no_amendment, no_slip

_MOST = 60  # numbers: nobody corrects so many at once, a hostile text may hold them


def corrects(draft: Draft) -> bool:
    """Whether the message changes something already said (not a slip mended within one report: "12 à nhầm 13
    hv").
    """
    w = draft.wishes
    drop_unsent(draft)
    if ("correct" in w or "mistake" in w) and no_slip(draft):
        for denied in ("correct", "mistake", "notbut"):
            w.pop(denied, None)
        return False
    if "correct" in w and _another_phone(draft, w["correct"]):
        del w["correct"]
    if (
        draft.fold(0) == "*"
        and draft.text.count("*") % 2
        and "\n*" not in draft.text
        and any(i.tag == "N" for i in draft.items)
    ):
        return True
    if ("help" in w and ("?" in draft.text or _asks_how(draft, w["help"]))) or "inbreath" in draft.entries:
        return False
    numbers = [i for i in draft.items if i.tag == "N"]
    if len(numbers) > _MOST:
        return False
    if "cancel" in w and numbers and _whole_report(draft, w["cancel"]):
        return False
    wish = w.get("correct")
    if wish is not None and numbers and (several := _so_many_wrong(draft, numbers)) is not None:
        several.tag, several.note = "X", "slips"
        numbers.remove(several)
    told = bool(numbers) or any(i.tag == "X" for i in draft.items)  # without any number most rules have nothing to do
    if told and draft.bits & MISCALLED and denied_noun(draft) is not None:
        return True
    slipped = told and (draft.folds & MISS or "tay" in draft.folds)
    if slipped and misput_first(draft) is not None:
        return True
    if (slipped and misput(draft) is not None) or (len(numbers) > 1 and typed_as(draft)):
        return True
    if len(numbers) == 1 and (more := asked_to_add(draft)) is not None:
        more.doubt = "addition"
        return True
    if told and (
        miscounted(draft) is not None or others_number(draft) is not None or explained_away(draft) is not None
    ):
        return True
    if mended_day(draft):
        return False
    if told and (stepped(draft) is not None or dropped(draft) is not None or recalled_against(draft) is not None):
        return True
    if "cancel" in w and (noun := struck(draft)) is not None:
        draft.doubt("uncertain", noun, (noun.key,))
        draft.entries.update(("replaced", "struck"))
        return True
    less_by = taken_out(draft) if numbers else None
    if less_by is not None:
        less_by.doubt = "addition"
        draft.entries.add("replaced")
        return True
    if called_wrong(draft) is not None:
        return True
    if told:
        set_aside_recalled(draft)
    if numbers and _in_place_of(draft, numbers):
        draft.entries.add("replaced")
        return True
    if numbers and (draft.fold(0) == "update" or (draft.fold(0), draft.fold(1), draft.fold(2)) == ("cap", "nhat", ":")):
        return draft.fold(1) == ":" or draft.fold(2) == ":"  # "update: vneid 8"
    if numbers and (said_before(draft) is not None or slipped_hand(draft) is not None):
        return True
    if "thay" in draft.folds and swapped(draft) is not None:
        return True
    if numbers and "so" in draft.folds and draft.folds & DIGITS and DIGIT_LOST.search(" ".join(draft.words[:150])):
        return True
    if numbers and draft.folds & {"sai", "nham", "lon"} and _OLD_ONE.search(" ".join(draft.words[:150])):
        return True
    if numbers and told_otherwise(draft):
        draft.entries.add("replaced")
        return True
    if another_day(draft):
        draft.entries.add("replaced")
        return True
    if _named_wrong(draft, numbers):
        return True
    if "notbut" in w and numbers and (w["notbut"].j < len(draft.tokens)):
        after = next((i for i in draft.items if i.i >= w["notbut"].j and i.entry.cue != "ordinal"), None)
        if after is not None and (after.tag in "NI") and after.i - w["notbut"].j <= 2:
            return True
    wrong = w.get("mistake")
    if wrong is not None and draft.fold(wrong.i) == "nen" and any(n.i == wrong.j and n.value == 0 for n in numbers):
        del w["mistake"]  # "chưa có cái nào nên ghi 0"
        wrong = None
    if wrong is not None and any(0 <= wrong.i - n.j <= 3 or 0 <= n.i - wrong.j <= 2 for n in numbers):
        return True
    if ("→" in draft.text or "➔" in draft.text or ">" in draft.text) and any(
        n.tag == "N"
        and k + 2 < len(draft.items)
        and draft.items[k + 1].note in ("→", "➔")
        and draft.items[k + 2].tag == "N"
        for k, n in enumerate(draft.items)
    ):
        return True
    about = not numbers or (len(numbers) == 1 and draft.fold(numbers[0].i - 1) in SAYING | {"cai", "so"})
    if about and draft.whens and moved_day(draft) is not None and (not numbers or whole_moved(draft, numbers)):
        return True
    first = draft.items[0] if draft.items else None
    if len(numbers) == 1 and first is not None and first.entry.cue == "selffix" and first.i == 0 and "correct" not in w:
        return not any(i.tag == "I" for i in draft.items) or draft.fold(numbers[0].j) == "chu"
    if raised(draft) is not None or (len(numbers) == 1 and set_to_none(draft, numbers[0])):
        draft.entries.add("replaced")
        return True
    grown = next((n for n in numbers if grown_by(draft, n)), None) or asked_to_add(draft)
    if grown is not None and len({n.value for n in numbers}) == 1:
        grown.doubt = "addition"
        for again in numbers:
            if again is not grown:
                again.tag, again.note = "X", "step"  # "thêm 2 vneid nữa giúp em, hai bác vừa tới"
        return True
    if (
        "cancel" in w
        and len(numbers) == 1
        and any(i.tag == "I" for i in draft.items)
        and draft.fold(numbers[0].i - 1) in ("ghi", "la", "thanh", "de", "con")
    ):
        return True
    less = next((i for i in draft.items if i.entry.cue == "less"), None) if "less" in draft.entries else None
    if less is not None and any(
        0 <= n.i - less.j <= 3
        and (not {",", ";", "."} & set(draft.words[less.j : n.i]) or draft.fold(less.i - 1) in SAYING)
        for n in numbers
    ):
        return True
    added = (
        None
        if "more" not in draft.entries
        else next(
            (
                i
                for i in draft.items
                if i.entry.cue == "more"
                and len(i.entry.keys) > 1
                and i.entry.keys[0] in ("cộng", "bổ1", "bô3", "ghi", "cộng5", "công5")
            ),
            None,
        )
    )
    if added is not None and any(n.i >= added.j and n.i - added.j <= 2 for n in numbers) and len(numbers) == 1:
        return True
    if wish is None or ("y" in draft.folds and meant_so(draft, wish)):
        return False
    word = " ".join(t.fold for t in draft.tokens[wish.i : wish.j])
    if no_amendment(draft, wish, word):
        w["elsewhere"] = w.pop("correct")  # so that the word is not weighed as one of mending either
        return False
    if word in ("doi lai", "doi") and any(i.tag == "D" and i.i == wish.j for i in draft.items) and numbers:
        w["elsewhere"] = w.pop("correct")
        return False  # "cup dien nen doi lai hom nay, 17 hv": put off till today
    if (
        word == "moi dung"
        and not draft.tokens[wish.j - 1].marked
        and any(i.tag == "I" and i.i == wish.j for i in draft.items)
    ):
        w["elsewhere"] = w.pop("correct")
        return False  # "co 6 ho moi dung ma qr": new users
    if word in ("nham", "lon", "dinh chinh", "ghi nham", "go nham", "noi nham", "ghi lon") and mended_inside(
        draft, wish
    ):
        return False
    if word.split()[-1] in LEFT_OUT and any(
        i.entry.cue == "selffix" and numbers and numbers[0].end <= i.start and i.end <= numbers[-1].start
        for i in draft.items
    ):
        return False  # "14 hv, ủa đếm sót ông Tư, 15 hv nha"
    if (
        word in ("sua", "chinh", "chinh sua", "dieu chinh", "fix")
        and not numbers
        and not any(i.tag in "I" for i in draft.items)
        and not draft.whens
    ):
        return len(draft.tokens) <= 6
    if word == "thuc te":
        return len(numbers) > 1 and any(draft.fold(n.i - 1) in SAYING for n in numbers)
    if word in (
        "moi dung",
        "ms dung",
        "moi chinh xac",
        "doi bao cao",
        "chuyen ngay",
        "dung la",
        "chinh xac la",
        "phai la",
        "dem lai",
        "coi lai",
        "kiem tra lai",
        "ra lai",
        "thuc ra",
        "that ra",
        "thiet ra",
        "thiet ra la",
        "thuc ra la",
        "that ra la",
        "tang len",
        "giam xuong",
        "bao lai",
        "bao cao lai",
        "la",
        "cap nhat lai",
        "xem lai so",
        "y la",
    ):
        return bool(numbers) or (
            bool(draft.whens) and word.startswith(("thuc ra", "that ra", "thiet ra", "doi bao cao", "chuyen ngay"))
        )
    if word in ("sua", "nham", "lon") and not numbers:
        return bool(draft.whens or any(i.tag == "I" for i in draft.items) or len(draft.tokens) <= 8)
    return True


_SET = word_set("thanh dung lay thay chu cho bang sua xuong len phai la")


def _whole_report(draft: Draft, wish: Item) -> bool:
    """ "huỷ báo cáo vừa nãy có 12 hv và 8 ví, chị nhắn nhầm thôn": the figures only say which report is meant."""
    named = {"bao", "bc"} & set(draft.words[wish.i : wish.j + 3])
    nouns = {n for i in draft.items if i.tag == "I" for n in range(i.i, i.j)}  # the chữ of "chữ ký số"
    return bool(named) and _SET.isdisjoint(w for n, w in enumerate(draft.words) if n >= wish.j and n not in nouns)


_PLACES = word_set("so muc o cot cho dong")
_MUDDLED = word_set("nham lon sai nguoc doi cho dao sua lech")


def _so_many_wrong(draft: Draft, numbers: list[Item]) -> Item | None:
    """The 2 of "em ghi lộn 2 mục, hv 5 ví 7"."""
    for number in numbers:
        few = 1 < number.value < 6 and draft.fold(number.j) in _PLACES
        if few and not _MUDDLED.isdisjoint(draft.words[max(0, number.i - 3) : number.i]):
            return number
    return None


def _asks_how(draft: Draft, wish: Item) -> bool:
    """ "muốn sửa vneid từ 5 thành 7 thì gõ sao": the question is the end of it."""
    return len(draft.tokens) - wish.j <= 2 and not {"muon", "lo", "neu", "can"}.isdisjoint(draft.words[: wish.i])


def _another_phone(draft: Draft, wish: Item) -> bool:
    """ "số nhà văn hoá đổi thành 0255 3 812 456": a number to call is changed, no figure."""
    token = draft.tokens[wish.j].text if wish.j < len(draft.tokens) else ""
    return len(token) > 3 and token[0] == "0" and token.isdigit()


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


def _in_place_of(draft: Draft, numbers: list[Item]) -> bool:
    """ "thay số cũ bằng 13 hv", "mấy số kia đúng hết, riêng vneid là 8": told in place of what was told before."""
    if not draft.folds & {"thay", "cu", "kia", "khac", "lai"}:
        return False
    if "thay" in draft.folds and any(draft.fold(n.i - 1) == "bang" for n in numbers):
        return True
    words = f" {' '.join(w for w in draft.words[:150] if w.isalnum())} "
    return _OLD_DROPPED.search(words) is not None or _REST_HOLDS.search(words) is not None


# "chốt lại: vneid 13, bản lúc nãy sai ạ": the report before this one was wrong.
_OLD_ONE = re.compile(
    r"\b(ban|so|tin|bao cao|bc|cai) (\w+ )?"
    r"((luc|hoi|khi|ban|vua|moi) nay|truoc|hoi sang|hoi chieu|vua gui|vua roi|dau) (\w+ ){0,3}(sai|nham|lon)\b"
)


_NOT_RIGHT = Wording(r" (bao|ghi|gui|nop|nhap|go|nhan) (chua|khong|ko) (dung|chinh xac|khop|chuan) ")
_SEEMS_WRONG = re.compile(
    r"^ ((cua|thon|em|e|tui|minh|hom qua|to) )*(hinh nhu|co ve|chac|bi|coi bo|sao) (la |bi )?sai "
)


def _named_wrong(draft: Draft, numbers: list[Item]) -> bool:
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
