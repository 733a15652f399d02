"""Is this message a correction? Words of error, a number set against another, a day moved."""

from vietnamese.changes import called_wrong
from vietnamese.chosen import dropped, struck
from vietnamese.disowned import OLD_ONE, in_place_of, named_wrong
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.mendword import mends
from vietnamese.miscalled import MISCALLED, denied_noun
from vietnamese.miscount import explained_away, miscounted, others_number
from vietnamese.moved import another_day, mended_day, moved_day, whole_moved
from vietnamese.raised import grown_by, raised, set_to_none, swapped
from vietnamese.retold import said_before
from vietnamese.roles import asked_to_add, told_otherwise
from vietnamese.slips import DIGIT_LOST, DIGITS, MISS, SAYING, misput, misput_first, slipped_hand, typed_as
from vietnamese.stepped import stepped, taken_out
from vietnamese.told import drop_unsent, recalled_against, set_aside_recalled
from vietnamese.unchanged import no_slip

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
    if numbers and in_place_of(draft, numbers):
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
    if numbers and draft.folds & {"sai", "nham", "lon"} and OLD_ONE.search(" ".join(draft.words[:150])):
        return True
    if numbers and told_otherwise(draft):
        draft.entries.add("replaced")
        return True
    if another_day(draft):
        draft.entries.add("replaced")
        return True
    if named_wrong(draft, numbers):
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
    return wish is not None and mends(draft, wish, numbers)


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
