"""Slips of the hand, the eye or the tongue that a message owns up to: which number came of one."""

import re

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.spelling import tone_key

SAYING = word_set("noi bao ghi nhan go gui viet nop nhap nham lon goi bam")


WRONG = word_set("nham lon sai dinh may nhan ghi go viet bam bao danh")


SETTING = word_set("tang giam nang ha sua doi chinh chuyen keo")
_SET_KEYS = frozenset(
    tone_key(w) for w in ("tăng", "giảm", "nâng", "hạ", "sửa", "sữa", "đổi", "chỉnh", "chuyển", "kéo")
)


def sets(draft: Draft, n: int) -> bool:
    """Whether token n is a verb of setting a figure anew: chỉnh, not the chính of "hành chính"; hạ, not hà."""
    if draft.fold(n) not in SETTING:
        return False
    token = draft.tokens[n]
    return not token.marked or token.key in _SET_KEYS


MISS = word_set("nham lon sai trat du thieu dinh lo")


def misput(draft: Draft) -> Item | None:
    """The old number of "12 học viên nhé, gõ nhầm 21": right after the slip, with no noun, the new one before it."""
    numbers = [i for i in draft.items if i.tag == "N"]
    for k, number in enumerate(numbers):
        at = number.i - 1
        if draft.fold(at) in ("thanh", "la", "ra", "so"):
            at -= 1
        enough = at >= 0 and draft.tokens[at].text.lower() == "đủ"  # "chứng nhận đủ 19"
        slip = draft.fold(at) in MISS and draft.fold(at - 1) in _TAKEN and not enough
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
    slip = draft.fold(old.i - 1) in MISS and draft.fold(old.i - 2) in _TAKEN
    noun = next((i for i in draft.items if i.i == new.j and i.tag in "IU"), None)
    bare = draft.fold(old.j) in (",", ".", "roi", "r", "ma", "a", "chu", "cho", "con", "thi")
    return old if slip and bare and noun is not None and old.value != new.value else None


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


_DONE = ("van", "hoan", "ngoai", "truyen")  # "vẫn ra 17", "hoàn thành 26 lượt", "ngoài ra 1 hộ"


def typed_as(draft: Draft) -> list[Item]:
    """The old numbers of "nãy đánh máy thành 44", "gõ dư số 0 thành 20", "nhìn nhầm thành một": what came of a slip."""
    found: list[Item] = []
    if not draft.folds & {"thanh", "ra"}:
        return found
    for number in draft.items:
        if number.tag != "N" or draft.fold(number.i - 1) not in ("thanh", "ra") or draft.fold(number.i - 2) in _DONE:
            continue
        words: list[str] = []
        nouns = {n for i in draft.items if i.tag == "I" for n in range(i.i, i.j)}  # "chứng nhận": no slip of the ear
        for n in range(number.i - 2, max(-1, number.i - 10), -1):
            if draft.tokens[n].text in ",.;\n":
                break
            if n not in nouns:
                words.append(draft.fold(n))
        if set(words) & _TYPED and not set(words) & SETTING:
            found.append(number)
    return found


_SLIP = re.compile(
    r" (nay|(luc|hoi|khi|ban|vua|moi) nay|vua roi|qua|truoc) (\w+ )?(go|ghi|bam|bao|nhan) (\w+ ){1,5}"
    r"(do|vi|tai|bi|la) (\w+ ){0,2}(truot tay|lo tay|nham tay|bam lon|bam nham|go lon|go nham|nham|lon) "
)


def slipped_hand(draft: Draft) -> Item | None:
    """The only number of "nãy em gõ hv 1 do trượt tay": wrong, and the right one is not told."""
    if draft.folds.isdisjoint(("tay", "nham", "lon")):
        return None
    numbers = [i for i in draft.items if i.tag == "N"]
    if len(numbers) != 1:
        return None
    found = _SLIP.search(f" {' '.join(w for w in draft.words[:60] if w.isalnum())} ")
    return numbers[0] if found is not None and draft.words[numbers[0].i] in found[0].split() else None


# "hv 20 nhé, nãy thiếu số 0"
DIGITS = word_set("thieu du thua dinh sot")


DIGIT_LOST = re.compile(
    r"\b(nay|em|e|tui|toi|minh|go|bam|danh|nhap|ghi) (\w+ ){0,2}(thieu|du|thua|dinh|sot) (mot |1 )?(con )?so \d"
)
