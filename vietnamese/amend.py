"""Is this message a correction? Words of error, a number set against another, a day moved."""

import re
from itertools import pairwise

from vietnamese.changes import called_wrong
from vietnamese.chosen import dropped, struck
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.groups import taking_turns
from vietnamese.miscount import explained_away, miscounted, others_number
from vietnamese.stepped import stepped, taken_out
from vietnamese.told import behind_noun, drop_unsent, recalled_against, set_aside_recalled

SAYING = word_set("noi bao ghi nhan go gui viet nop nhap nham lon goi bam")


def corrects(draft: Draft) -> bool:
    """Whether the message changes something already said (not a slip mended within one report: "12 à nhầm 13
    hv").
    """
    w = draft.wishes
    drop_unsent(draft)
    if draft.fold(0) == "*" and any(i.tag == "N" for i in draft.items):
        return True
    if "help" in w and "?" in draft.text:
        return False
    numbers = [i for i in draft.items if i.tag == "N"]
    wish = w.get("correct")
    slipped = draft.folds & _MISS or "tay" in draft.folds
    if slipped and misput_first(draft) is not None:
        return True
    if (slipped and misput(draft) is not None) or (len(numbers) > 1 and typed_as(draft)):
        return True
    if miscounted(draft) is not None or others_number(draft) is not None or explained_away(draft) is not None:
        return True
    if _mended_day(draft):
        return False
    if stepped(draft) is not None or dropped(draft) is not None or recalled_against(draft) is not None:
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
    if numbers and "so" in draft.folds and draft.folds & _DIGITS and _DIGIT_LOST.search(" ".join(draft.words[:150])):
        return True
    if numbers and draft.folds & {"sai", "nham", "lon"} and _OLD_ONE.search(" ".join(draft.words[:150])):
        return True
    if _another_day(draft) or _named_wrong(draft, numbers):
        return True
    if "notbut" in w and numbers and (w["notbut"].j < len(draft.tokens)):
        after = next((i for i in draft.items if i.i >= w["notbut"].j), None)
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
    if about and draft.whens and moved_day(draft) is not None and (not numbers or _whole_moved(draft, numbers)):
        return True
    first = draft.items[0] if draft.items else None
    if len(numbers) == 1 and first is not None and first.entry.cue == "selffix" and first.i == 0 and "correct" not in w:
        return not any(i.tag == "I" for i in draft.items) or draft.fold(numbers[0].j) == "chu"
    if raised(draft) is not None or (len(numbers) == 1 and _set_to_none(draft, numbers[0])):
        draft.entries.add("replaced")
        return True
    grown = next((n for n in numbers if _grown_by(draft, n)), None)
    if grown is not None and len(numbers) == 1:
        grown.doubt = "addition"
        return True
    if (
        "cancel" in w
        and len(numbers) == 1
        and any(i.tag == "I" for i in draft.items)
        and draft.fold(numbers[0].i - 1) in ("ghi", "la", "thanh", "de", "con")
    ):
        return True
    less = next((i for i in draft.items if i.entry.cue == "less"), None) if "less" in draft.entries else None
    if less is not None and any(n.i >= less.j and n.i - less.j <= 3 for n in numbers):
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
    if wish is None or ("y" in draft.folds and _meant(draft, wish)):
        return False
    word = " ".join(t.fold for t in draft.tokens[wish.i : wish.j])
    before = draft.fold(wish.i - 1)
    if _no_amendment(draft, wish, word):
        return False
    if word == "sua" and before in ("tra", "ban", "uong", "hop", "bo", "ca", "lon", "chai"):
        return False
    if before in ("ko", "khong", "de", "tranh", "so", "k", "kip") and word in ("nham", "lon", "sua", "nhap sai"):
        return False
    if word in ("nham", "lon", "dinh chinh", "ghi nham", "go nham", "noi nham", "ghi lon") and _mended_inside(
        draft, wish
    ):
        return False
    if word.split()[-1] in _LEFT_OUT and any(
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


def _mended_day(draft: Draft) -> bool:
    """ "bc tháng 10, à nhầm tháng 11: 48 hv": the day or month mended within one report."""
    wish = draft.wishes.get("correct")
    if wish is None or len(draft.whens) < 2 or draft.fold(wish.i) not in ("nham", "lon") or wish.i < 2:
        return False
    first = next((d for d in reversed(draft.whens) if d.j <= wish.i), None)
    second = next((d for d in draft.whens if d.i >= wish.j), None)
    if first is None or second is None or wish.i - first.j > 2 or second.i - wish.j > 1:
        return False
    if draft.tokens[wish.i].text.lower() == "nhằm":
        return False  # "ngày 16 tháng 11 dương, nhằm 27 tháng 9 âm"
    if draft.fold(wish.i - 1) not in ("a", "i", "y", "ua", "o", ",") or not any(i.tag == "N" for i in draft.items):
        return False
    draft.whens.remove(first)
    first.note = "vague"
    return True


def _set_to_none(draft: Draft, number: Item) -> bool:
    """ "ghi 0", "để vneid là 0 giùm em"."""
    if number.value or draft.fold(number.i - 1) not in ("ghi", "la", "de", "bang", "ve", "thanh"):
        return False
    said = {draft.fold(n) for n in range(number.i - 6, number.i)}
    return draft.fold(number.i - 1) == "ghi" or bool(said & {"de", "sua", "tra", "dua", "ghi", "cho"})


def _grown_by(draft: Draft, number: Item) -> bool:
    """ "hv tăng 2": by how much, not to how many."""
    if draft.fold(number.i - 1) not in ("tang", "giam") or not draft.folds.isdisjoint({"so", "hon", "%", "moi"}):
        return False
    before = draft.items[draft.items.index(number) - 1] if draft.items[0] is not number else number
    return (before.tag == "I" and number.i - before.j <= 2) or before.entry.cue == "less"


def _meant(draft: Draft, wish: Item) -> bool:
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


_REST_HOLDS = re.compile(
    r" ((may|cac|nhung) ((so|cai|muc|chi tieu|phan|con so|so lieu) )*((kia|khac|con lai|do|nay) )?|(phan )?con lai |"
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


_REPAIRED = word_set("xe duong mang may dien loa cau wifi dt nha quan tivi tv ong nuoc chua mai cong phong ti bep ten")


def _no_amendment(draft: Draft, wish: Item, word: str) -> bool:
    """ "để em coi lại sổ", "thợ sửa xe", "đề nghị sửa giúp đường truyền": nothing that was reported is changed."""
    if word.endswith("lai") and {"chua", "kip"} & {draft.fold(wish.i - 1), draft.fold(wish.i - 2)}:
        return True  # "cô chưa kịp đếm lại"
    if word.endswith("lai") and {"mai", "lat", "se"} & {draft.fold(wish.i - n) for n in (1, 2)}:
        return True  # "mai em coi lại máy"
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
    if "otp" in draft.folds or "pass" in draft.folds:
        return True
    if word in ("moi dung", "ms dung", "moi chinh xac", "dung la", "chinh xac la", "dem lai", "coi lai"):
        numbers = [i for i in draft.items if i.tag == "N"]
        return any(
            i.entry.cue == "selffix" and numbers[0].end <= i.start and i.end <= numbers[-1].start
            for i in draft.items
            if numbers
        )
    return False


def said_before(draft: Draft) -> Item | None:
    """The old number of "12 hv nha, nãy em ghi 21" and "nãy ghi 5 vneid, thực tế 6"."""
    numbers = [i for i in draft.items if i.tag == "N" and i.doubt != "two_values"]
    if len(numbers) < 2 or not draft.folds & SAYING:
        return None
    for k, number in enumerate(numbers):
        if k and taking_turns(draft, number, numbers[k - 1]):
            continue  # "chị Sương nộp 2 hồ sơ, em nộp 3 hồ sơ"
        if _told(draft, number) and _told_otherwise(draft, number, numbers, k):
            return number
    if "nay" not in draft.folds:
        return None
    for number in numbers:
        near = [draft.fold(number.i - n) for n in range(1, 5)]
        if near[0] in ("ghi", "bao", "go", "gui", "nhan", "la", "thanh", "lon") and "nay" in near and len(numbers) > 1:
            others = [n for n in numbers if n is not number]
            real = any(draft.fold(n.i - 1) in ("te", "la", "dung", "con", "ra") or n.end < number.start for n in others)
            if real and not any(i.entry.date == "day:0" and abs(i.j - number.i) <= 3 for i in draft.items):
                return number
    return None


_MISS = word_set("nham lon sai trat du thieu dinh lo")


def misput(draft: Draft) -> Item | None:
    """The old number of "12 học viên nhé, gõ nhầm 21": right after the slip, with no noun, the new one before it."""
    numbers = [i for i in draft.items if i.tag == "N"]
    for k, number in enumerate(numbers):
        at = number.i - 1
        if draft.fold(at) in ("thanh", "la", "ra", "so"):
            at -= 1
        slip = draft.fold(at) in _MISS and draft.fold(at - 1) in _TAKEN
        slip = slip or (draft.fold(at) in SAYING and (draft.fold(at - 2), draft.fold(at - 1)) == ("lo", "tay"))
        if not k or not slip:
            continue
        if draft.fold(_past_noun(draft, number, numbers[k - 1])) in _OVER and number.value != 0:
            return number
    return None


def misput_first(draft: Draft) -> Item | None:
    """The old number of "em ghi lộn 91, 19 hv mới đúng": right after the slip, the new one with its noun."""
    numbers = [i for i in draft.items if i.tag == "N"]
    if len(numbers) != 2:
        return None
    old, new = numbers
    slip = draft.fold(old.i - 1) in _MISS and draft.fold(old.i - 2) in _TAKEN
    noun = next((i for i in draft.items if i.i == new.j and i.tag in "IU"), None)
    bare = draft.fold(old.j) in (",", ".", "roi", "r", "ma", "a", "chu", "cho", "con", "thi")
    return old if slip and bare and noun is not None and old.value != new.value else None


_LEFT_OUT = word_set("sot thieu du thua dinh")
_TAKEN = SAYING | word_set("dem nhin doc nghe tinh nho")
_OVER = ("", ".", ",", "!", ")", "nen", "do", "vi", "a", "nha", "nhe")


def _past_noun(draft: Draft, number: Item, earlier: Item) -> int:
    """The token after "3 lần" in "là 2 lần, tôi nói lộn 3 lần": the number's noun counted where it is said of both."""
    items = draft.items
    nouns = [next((i for i in items if i.i == n.j and i.tag in "IU"), None) for n in (earlier, number)]
    if nouns[0] is None or nouns[1] is None:
        return number.j
    same = (nouns[0].key, nouns[0].entry.unit) == (nouns[1].key, nouns[1].entry.unit)
    return nouns[1].j if same else number.j


_TYPED = word_set("nham lon dinh du thieu may go bam ghi nhan nhin nghe bao viet danh nhap")


def typed_as(draft: Draft) -> list[Item]:
    """The old numbers of "nãy đánh máy thành 44", "gõ dư số 0 thành 20", "nhìn nhầm thành một": what came of a slip."""
    found: list[Item] = []
    if not draft.folds & {"thanh", "ra"}:
        return found
    for number in draft.items:
        if number.tag != "N" or draft.fold(number.i - 1) not in ("thanh", "ra") or draft.fold(number.i - 2) == "van":
            continue
        words: list[str] = []
        for n in range(number.i - 2, max(-1, number.i - 10), -1):
            if draft.tokens[n].text in ",.;\n":
                break
            words.append(draft.fold(n))
        if set(words) & _TYPED and not set(words) & _SET:
            found.append(number)
    return found


_SLIP = re.compile(
    r" (nay|luc nay|hoi nay|khi nay|vua roi|qua|truoc) (\w+ )?(go|ghi|bam|bao|nhan) (\w+ ){1,5}"
    r"(do|vi|tai|bi|la) (\w+ ){0,2}(truot tay|lo tay|nham tay|bam lon|bam nham|go lon|go nham|nham|lon) "
)


def slipped_hand(draft: Draft) -> Item | None:
    """The only number of "nãy em gõ hv 1 do trượt tay": wrong, and the right one is not told."""
    numbers = [i for i in draft.items if i.tag == "N"]
    if len(numbers) != 1 or not draft.folds & {"tay", "nham", "lon"}:
        return None
    found = _SLIP.search(f" {' '.join(w for w in draft.words[:60] if w.isalnum())} ")
    return numbers[0] if found is not None and draft.words[numbers[0].i] in found[0].split() else None


_EARLIER = word_set("truoc hoi luc khi vua roi dau qua")
_REAL = word_set("dung thuc that thiet chinh phai moi te")


def _told(draft: Draft, number: Item) -> bool:
    """ "em ghi 1", "hồi chiều em báo 20", "tin trước tôi gõ 31": a number said before, told as such."""
    verb = number.i - 1
    k = draft.items.index(number)
    noun = draft.items[k - 1] if k else None
    if noun is not None and noun.tag == "I" and noun.j == number.i and len(draft.items) > k + 1:
        verb = noun.i - 1  # "hôm qua em ghi vneid 9"
    while draft.fold(verb) in ("la", "so", "co", "thanh", "dinh", "sai", "lon", "nham"):
        verb -= 1
    if draft.fold(verb) not in SAYING or draft.fold(verb - 1) in (":", ""):
        return False
    who = verb - 2 if draft.fold(verb - 1) in ("lo", "moi", "da", "co") else verb - 1
    speaker = draft.tokens[who].key != "tôi1" and draft.fold(who) in (
        "kia",
        "qua",
        "truoc",
        "em",
        "e",
        "tui",
        "toi",
        "minh",
        "mk",
        "chau",
        "chi",
        "anh",
    )
    earlier = {draft.fold(n) for n in range(max(0, verb - 6), verb) if not _of_today(draft, n)}
    return (speaker or "nay" in earlier) and (bool(earlier & _EARLIER) or "nay" in earlier or speaker)


_TIMES = word_set("hom bua sang trua chieu toi tuan thang ngay nam")


def _of_today(draft: Draft, at: int) -> bool:
    """The nay of "hôm nay", not that of "nãy"."""
    return draft.fold(at) == "nay" and draft.fold(at - 1) in _TIMES


def _told_otherwise(draft: Draft, number: Item, numbers: list[Item], k: int) -> bool:
    """Whether another number stands against the one told: "em ghi 11, đúng ra 17", "10 bộ nha, em ghi 1"."""
    items = draft.items
    at = items.index(number)
    noun = items[at + 1] if at + 1 < len(items) and items[at + 1].i == number.j else None
    if k + 1 < len(numbers):
        later = numbers[k + 1]
        between = {draft.fold(n) for n in range(number.j, later.i)}
        words = draft.words[number.j : later.i]
        only = draft.fold(later.i - 1) in ("co", "chi", "duoc", "dc", "con", "moi", "thoi")
        if only and not later.doubt and ("ma" in words[-3:] or "nhung" in words[-3:]):
            return True  # "hồi hôm tui nói 15 người mà có 13 à"
        if between & {"thieu", "du", "sai", "nham", "lon"} and "," in between and "da" not in between:
            return True  # "hôm qua báo 3 mà thiếu, 5 vneid lận"
        looked = "lai" in between and draft.fold(later.i - 1) in ("con", "la", "ra", "duoc", "dc", "co", "chi")
        return looked or (bool(between & _REAL) and bool(between & {"dung", "thuc", "that", "thiet", "chinh"}))
    first = numbers[k - 1]
    end = draft.fold(number.j) in ("", ".", ",", "!", "do", "vi", "tai", "la", "nham", "lon", "thieu", "roi", "r", "a")
    if not end and not (
        noun is not None and noun.tag == "U" and noun.entry.unit not in ("post", "leaflet", "times", "thing")
    ):
        return False
    if first.value == number.value or number.value == 0:
        return False
    return len(numbers) == 2 or _same_thing(draft, first, number)


def _same_thing(draft: Draft, first: Item, number: Item) -> bool:
    """Whether the second number counts what the first does: no noun of another kind between them or behind it."""
    items = draft.items
    a, b = items.index(first), items.index(number)
    behind = items[a + 1]
    mine = [behind] if behind.tag == "I" and behind.i == first.j else [i for i in items[:a] if i.tag == "I"][-1:]
    near = [i for i in items[a + 1 : b + 2] if i.tag == "I" and (i.i < number.i or i.i == number.j)]
    return bool(mine) and all(i.key == m.key for i in near for m in mine)


WRONG = word_set("nham lon sai dinh may nhan ghi go viet bam bao danh")


_CHANGES = {"phai", "thanh", "xuong", "len", "con", "sang", "ve"}


_SET = word_set("tang giam nang ha sua doi chinh chuyen keo")


def raised(draft: Draft) -> Item | None:
    """The new number of "tăng ví điện tử lên 8", "giảm hv xuống 12", "đổi vneid thành 9"."""
    if not draft.folds & _CHANGES:
        return None
    for item in draft.items:
        if item.tag != "N":
            continue
        if (
            item.tag == "N"
            and draft.fold(item.i - 1) == "phai"
            and draft.fold(item.i - 2)
            not in ("khong", "ko", "k", "hong", "kg", "hok", "chang", "kh", "dau", "hk", "hem", "chu")
            and any(n.tag == "N" and n.end < item.start for n in draft.items)
        ):
            return item
        if draft.fold(item.i - 1) not in _CHANGES:
            continue
        before = [n for n in draft.items if n.tag == "N" and 0 <= item.i - n.j <= 3 and n is not item]
        if item.tag == "N" and draft.fold(item.i - 1) == "thanh" and draft.fold(item.i - 2) in WRONG:
            continue
        if item.tag == "N" and draft.fold(item.i - 1) in ("thanh", "xuong", "len") and before:
            return item
        if (
            item.tag == "N"
            and draft.fold(item.i - 1) in ("len", "xuong", "thanh", "con", "sang", "ve")
            and "tong" not in {draft.fold(n) for n in range(item.i - 4, item.i)}  # "nâng tổng số lên 120"
            and any(
                draft.fold(n) in _SET
                or (n == 0 and draft.fold(n) == "cho" and draft.items[0].tag == "I")
                or (draft.fold(n) in ("cho", "dua", "tra") and draft.fold(item.i - 1) == "ve")
                for n in range(max(0, item.i - 8), item.i - 1)
            )
        ):
            return item
    return None


_MOVED = ("day", "week", "month")


def moved_day(draft: Draft) -> Item | None:
    """The day a report is moved to: "cái em báo hôm qua thực ra là của ngày 12/11", "chuyển sang ngày chủ nhật"."""
    days = [
        i
        for i in draft.items
        if i.tag == "D" and i.when is not None and i.when.kind in _MOVED and i.note not in ("later", "plan", "vague")
    ]
    if not days:
        return None
    text = draft.text.lower()
    cue = any(
        p in text
        for p in (
            "thực ra",
            "thật ra",
            "thuc ra",
            "that ra",
            "chuyển ngày",
            "chuyen ngay",
            "lộn ngày",
            "lon ngay",
            "nhầm ngày",
            "nham ngay",
            "đổi ngày",
            "doi ngay",
            "sang ngày",
            "sang ngay",
            "qua ngày",
            "là của",
            "la cua",
            "là số của",
            "la so cua",
            "chuyển sang",
            "chuyen sang",
            "đổi sang",
            "đổi báo cáo",
            "tính cho",
            "tinh cho",
            "thuộc ngày",
            "thuoc ngay",
            "là số ngày",
            "la so ngay",
        )
    )
    cue = cue or (draft.fold(days[-1].i - 1) in ("thuoc", "cho") and "so" in draft.folds)
    cue = cue or (
        bool(draft.folds & {"chuyen", "doi", "dich"})
        and draft.fold(days[-1].i - 1) in ("sang", "qua", "thanh", "ve", "cho", "ngay", "lai")
    )
    if not cue and not _another_day(draft):
        return None
    said = any(t.fold in ("bao", "gui", "goi", "bc", "nop", "ghi", "so", "cai") for t in draft.tokens)
    to = [
        d
        for d in days
        if any(draft.fold(d.i - n) in ("cua", "sang", "qua", "thanh", "la", "ra", "lop", "so", "ngay") for n in (1, 2))
        and "phai" not in [draft.fold(d.i - n) for n in (1, 2, 3)]
        and draft.fold(d.i - 1) not in ("bao", "gui")
        and not {"nham", "lon"} & {draft.fold(d.i - n) for n in (2, 3)}
    ]
    return (to or days)[-1] if said else None


def swapped(draft: Draft) -> Item | None:
    """The old number of "thay 17 bằng 11 học viên"."""
    numbers = [i for i in draft.items if i.tag == "N"]
    for old, new in pairwise(numbers):
        before = {draft.fold(n) for n in range(old.i - 3, old.i)}
        if "thay" in before and draft.fold(new.i - 1) == "bang" and new.i - old.j <= 3:
            return old
    return None


def _whole_moved(draft: Draft, numbers: list[Item]) -> bool:
    """ "tin hồi sáng em ghi 8 vneid là của hôm qua": the number only says which report is meant."""
    if len(numbers) != 1 or draft.fold(numbers[0].i - 1) not in SAYING | {"cai", "so"}:
        return False
    behind = behind_noun(draft, numbers[0])
    after = [draft.fold(n) for n in range(numbers[0].j, behind + 5)]
    moved = (
        "la" in after
        and bool({"cua", "so", "ngay"} & set(after))
        and bool(draft.folds & {"tin", "bc", "cai", "bao", "so"})
    )
    if moved:
        numbers[0].tag, numbers[0].note = "X", "old"
        draft.entries.add("moved")
    return moved


# "chốt lại: vneid 13, bản lúc nãy sai ạ": the report before this one was wrong.
_OLD_ONE = re.compile(
    r"\b(ban|so|tin|bao cao|bc|cai) (\w+ )?"
    r"(luc nay|hoi nay|khi nay|truoc|hoi sang|hoi chieu|vua gui|vua roi|dau) (\w+ ){0,3}(sai|nham|lon)\b"
)


# "hv 20 nhé, nãy thiếu số 0"
_DIGITS = word_set("thieu du thua dinh sot")
_DIGIT_LOST = re.compile(
    r"\b(nay|em|e|tui|toi|minh|go|bam|danh|nhap|ghi) (\w+ ){0,2}(thieu|du|thua|dinh|sot) (mot |1 )?(con )?so \d"
)


_SEEMS_WRONG = re.compile(
    r"^ ((cua|thon|em|e|tui|minh|hom qua|to) )*(hinh nhu|co ve|chac|bi|coi bo|sao) (la |bi )?sai "
)


def _named_wrong(draft: Draft, numbers: list[Item]) -> bool:
    """ "chữ ký số sai, để em kiểm tra lại": an indicator is called wrong, no number yet."""
    if numbers or "sai" not in draft.folds or "?" in draft.text:
        return False
    ends = ("", ",", ".", "!", "roi", "het", "bet", "nha", "a")
    last = next((i for i in reversed(draft.items) if i.tag == "I"), None)
    if last is not None and _SEEMS_WRONG.search(f" {' '.join(draft.words[last.j : last.j + 8])} "):
        return True  # "số vneid của em hình như sai"
    return any(i.tag == "I" and draft.fold(i.j) == "sai" and draft.fold(i.j + 1) in ends for i in draft.items)


def mended_to(draft: Draft) -> Item | None:
    """The new number of "báo cáo hồi sáng qr ghi 45, sửa 18 giùm": right after the verb of mending."""
    numbers = [i for i in draft.items if i.tag == "N"]
    if len(numbers) != 2 or draft.fold(numbers[1].i - 1) not in ("sua", "chinh"):
        return None
    before = draft.items[draft.items.index(numbers[0]) - 1]
    if before.tag == "I" and before.j == numbers[0].i and numbers[1].i - numbers[0].j == 1:
        return numbers[1]  # "hv 61 sửa 16"
    between = draft.items[draft.items.index(numbers[0]) + 1 : draft.items.index(numbers[1])]
    return numbers[1] if draft.fold(numbers[0].i - 1) in SAYING and not any(i.tag == "I" for i in between) else None


def _another_day(draft: Draft) -> bool:
    """ "không phải hôm nay, số đó của hôm qua": only the day is changed."""
    wish = draft.wishes.get("notbut")
    if wish is None or len(draft.whens) < 2 or any(i.tag in "NI" for i in draft.items):
        return False
    if len(draft.whens) == 2 and draft.whens[0].j == wish.i and wish.j == draft.whens[1].i and "?" not in draft.text:
        return True  # "tuần 46 chứ không phải tuần 47 nha"
    return bool(draft.folds & {"so", "bc", "bao", "tin", "lieu"}) and "?" not in draft.text


def _mended_inside(draft: Draft, wish: Item) -> bool:
    """A slip mended in the same breath: a figure stands before the word, another of the same noun after it."""
    before = [i for i in draft.items if i.tag == "N" and i.end <= wish.start]
    after = [i for i in draft.items if i.tag == "N" and i.start >= wish.end]
    cue = any(i.entry.cue == "selffix" and i.start <= wish.start <= i.end for i in draft.items)
    return (
        bool(before and after) and cue and wish.i > 2 and draft.fold(wish.i - 1) in ("a", "i", "y", "ua", ",", "", "o")
    )
