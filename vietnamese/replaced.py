"""Corrections carried out: which numbers are the old ones, and are set aside for those that replace them."""

from itertools import pairwise

from vietnamese.changes import changed_pairs, put_right
from vietnamese.chosen import dropped
from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.fold import word_set
from vietnamese.longest import longest
from vietnamese.miscount import explained_away, miscounted, others_number
from vietnamese.named import DAYPARTS
from vietnamese.raised import raised, swapped
from vietnamese.retold import mended_to, said_before
from vietnamese.roles import leave_only_new
from vietnamese.slips import SAYING, WRONG, misput, misput_first, slipped_hand, typed_as
from vietnamese.stepped import stepped
from vietnamese.told import recalled_against, steps_between


def hear_denial(draft: Draft) -> None:
    """Without marks the chu of "3 chu dau phai 4" is no uncle, the dau no pain; "chứng nhận thành 3" is no nhắn."""
    wish = draft.wishes.get("mistake")
    if wish is not None and any(i.tag == "I" and i.i < wish.i < i.j for i in draft.items):
        del draft.wishes["mistake"]
    if "notbut" not in draft.wishes:
        return
    wish = draft.wishes["notbut"]
    kept = []
    for item in draft.items:
        behind = draft.words[item.i : item.i + 4]
        said = item.tag in "UK" and item.j <= item.i + 2 and behind[:1] in (["chu"], ["cho"], ["dau"])
        if item.tag in "IU" and wish.i <= item.i and item.j <= wish.j:
            continue  # the vi of "4 thay vi 5" is no ví
        if not (said and not {"phai", "fai"}.isdisjoint(behind[1:3]) and _DENIES.issuperset(behind[1:2])):
            kept.append(item)
    draft.items = kept


_DENIES = word_set("khong ko k kg kh hong hok hk dau phai fai chang")


def mark_old(draft: Draft) -> list[Item]:
    """Set the numbers that are being replaced aside, and return them: what is left are the new ones."""
    items, w = draft.items, draft.wishes
    if pairs := changed_pairs(draft):
        return pairs
    _only(draft)
    step = stepped(draft)
    told = miscounted(draft) or step
    _leave_out_denied_days(draft)
    _noun_told_wrong(draft)
    numbers = [i for i in items if i.tag == "N" and i is not told]
    slipped = typed_as(draft) if len(numbers) > 1 else []
    lone = slipped_hand(draft)
    if lone is not None:
        lone.doubt = "uncertain"  # "nãy em gõ hv 1 do trượt tay": which number is right is not said
    old: list[Item] = list(slipped)
    wish = w.get("notbut")
    while wish is not None:
        following = next((n for n in numbers if n.i >= wish.j and n.i - wish.j <= 3), None)
        if following is not None and following.doubt != "range":
            old.append(following)
        wish = _again(draft, wish, "notbut")
    wish = w.get("mistake")
    if (
        wish is not None
        and draft.fold(wish.i) == "lai"
        and {"sua", "chinh", "doi"} & {draft.fold(n) for n in range(wish.i - 8, wish.i)}
    ):
        wish = None  # "sửa dvc của em lại thành 22"
    if wish is not None:
        after = next((n for n in numbers if n.i >= wish.j and n.i - wish.j <= 3), None)
        text = draft.text[wish.start : wish.end].lower()
        said_so = text.startswith(("là ", "la "))
        before = next((n for n in reversed(numbers) if n.j <= wish.i and wish.i - n.j <= (14 if said_so else 3)), None)
        if said_so and before is not None and {",", ".", "\n"}.isdisjoint(draft.words[before.j : wish.i]):
            old.append(before)  # "12 hv em báo hôm qua là sai, 21 mới đúng"
        elif after is not None and _RIGHT.isdisjoint(draft.words[wish.j : after.i]) and not _holds(draft, after):
            old.append(after)
    for k, item in enumerate(items[:-1]):
        if item.tag != "N":
            continue
        between = draft.text[item.end : items[k + 1].start]
        later = next((n for n in items[k + 1 :] if n.tag == "N"), None)
        if later is None:
            break
        if later in old or item in slipped:
            continue
        if draft.fold(item.i - 1) in ("thanh", "xuong", "len") and any(
            i.tag in "IU" and item.end <= i.start and i.end <= later.start for i in items
        ):
            continue  # "sửa buổi thành 2, lượt thành 31"
        between = draft.text[item.end : later.start].lower().replace("hoàn thành", "").replace("hoan thanh", "")
        padded = f" {between} "
        if (
            any(
                s in padded
                for s in (" thành ", " thanh ", " xuống ", " xuong ", " sang ", "→", "->", "=>", " lên ", " còn ", "➔")
            )
            and not any(
                (i.tag == "I" or i.entry.unit == "dossier") and item.end <= i.start and i.end <= later.start
                for i in items[k + 1 :]
                if " thành " not in padded
            )
        ) or (
            draft.fold(item.i - 1) in SAYING
            and any(n is not item and n.start > item.end for n in numbers)
            and item not in old
            and w.get("correct") is not None
            and not old
            and draft.fold(item.i - 2) in ("em", "e", "tui", "toi", "minh", "nay")
        ):
            old.append(item)
    for k, item in enumerate(items):
        if item.tag == "N" and item not in old and len(numbers) > 1:
            word, verb = draft.fold(item.i - 1), draft.fold(item.i - 2)
            if word == "so" and verb in ("du", "dinh", "lo", "thieu") and item.value < 10:
                old.append(item)  # "dư số 1": the digit itself
            elif (word == "thanh" and verb in WRONG and not _of_noun(draft, item.i - 2)) or (
                k
                and items[k - 1].entry.cue == "missing"
                and item.i - items[k - 1].j <= 1
                and "," not in draft.text[items[k - 1].end : item.start]
            ):
                old.append(item)
    if not old and (wrong_one := put_right(draft)) is not None:
        old.append(wrong_one)
    theirs = others_number(draft) or explained_away(draft)
    if theirs is not None and theirs not in old:
        old.append(theirs)
    if mended_to(draft) is not None and not old:
        old.append(numbers[0])
    changed = swapped(draft) if "thay" in draft.folds else None
    if changed is not None and changed not in old:
        old.append(changed)
    wrong = misput(draft) or misput_first(draft)
    if wrong is not None and wrong not in old:
        old.append(wrong)
    stale = said_before(draft)
    if stale is not None and stale not in old and not (old and wish is not None):
        old.append(stale)
    told_before = recalled_against(draft)
    if told_before is not None:
        for step_up in steps_between(draft, told_before):
            step_up.tag, step_up.note = "X", "step"
    for left in (dropped(draft), told_before):
        if left is not None and left not in old:
            old.append(left)
    old.extend(leave_only_new(draft, old))
    new = raised(draft)
    if new is not None:
        one = sum(1 for i in items if i.tag == "I") <= 1
        into = draft.fold(new.i - 1)  # "sửa vneid thành 9 và hồ sơ thành 4"
        parts = draft.fold(new.i - 1) in DAYPARTS  # "đính chính lại là lớp sáng 8 người lớp chiều 9 người"
        others = [n for n in numbers if not (parts and draft.fold(n.i - 1) in DAYPARTS)]
        old.extend(n for n in others if one and n is not new and n not in old and draft.fold(n.i - 1) != into)
    if slipped and all(n in old for n in numbers):
        old = list(slipped)  # "vneid 17 mà em ghi thành 71": what came of the slip is wrong, the other holds
    for item in old:
        item.tag, item.note = "X", "old"
        _day_of_then(draft, item)
    if told is not None and told not in old:
        told.tag, told.note = "X", "other"
    if step is not None:
        step.note = "step"
    return old


_RIGHT = frozenset({"dung", "phai", "chinh"})


def _holds(draft: Draft, number: Item) -> bool:
    """ "hv 21 mới sai, 12 mới đúng": the word of error before the second number is about the first."""
    return draft.fold(number.j) == "moi" and draft.fold(number.j + 1) in ("dung", "phai", "chinh", "chuan")


def _of_noun(draft: Draft, at: int) -> bool:
    """The nhận of "chứng nhận thành 22" is no nhắn."""
    return any(i.tag == "I" and i.i <= at < i.j for i in draft.items)


def _day_of_then(draft: Draft, old: Item) -> None:
    """ "chữ ký số 15, còn 14 là số tháng trước": the day behind the old number is that number's."""
    for day in draft.whens:
        between = draft.words[old.j : day.i]
        if between[:1] == ["la"] and len(between) <= 3 and {"so", "cua"} & set(between) and len(draft.items) > 3:
            draft.whens.remove(day)
            day.note = "vague"
            return


def _only(draft: Draft) -> None:
    """ "sửa mỗi vneid thành 7": only VNeID, not so many each."""
    for item, noun in pairwise(draft.items):
        if item.entry.cue == "each" and noun.tag == "I" and noun.i == item.j and draft.fold(item.i) == "moi":
            item.tag, item.entry = "W", NOTHING


def _noun_told_wrong(draft: Draft) -> None:
    """ "hồi nãy nói học viên là lộn, 6 vneid mới phải": the noun called wrong counts nothing."""
    nouns = [i for i in draft.items if i.tag == "I"]
    if len(nouns) < 2 or not draft.folds & {"lon", "nham", "sai"}:
        return
    for noun in nouns:
        at = noun.j + (draft.fold(noun.j) == "la")
        at += draft.fold(at) in ("em", "e", "bi")
        wrong = draft.fold(at) in ("lon", "nham", "sai") and at > noun.j
        if (
            wrong
            and draft.fold(at + 1) in (",", ".", "roi", "r")
            and draft.items[draft.items.index(noun) - 1].tag != "N"
        ):
            noun.tag, noun.used = "X", True
            draft.wishes.pop("mistake", None)


def _leave_out_denied_days(draft: Draft) -> None:
    """ "18/11 chứ không phải 19/11": the day denied is not the report's."""
    if "notbut" not in draft.wishes or len(draft.whens) < 2:
        return
    denied = [d for d in draft.whens if draft.fold(d.i - 1) == "phai" or draft.fold(d.i - 2) == "phai"]
    if len(denied) == 1 and not any(d.note in ("later", "plan") for d in draft.whens):
        draft.whens.remove(denied[0])
        denied[0].note = "vague"


def _again(draft: Draft, wish: Item, name: str) -> Item | None:
    """The next place where the same wish is said."""
    for i in range(wish.j, len(draft.tokens)):
        node = draft.tokens[i].wish
        if node is not None:
            j, entry = longest(draft, node, i)
            if entry is not None and name in entry.wish:
                return Item("W", i, j, draft.starts[i], draft.ends[j - 1], entry)
    return None
