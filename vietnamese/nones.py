"""None said in so many words: "không có một bác nào cài vneid", "ví không hồ sơ năm", "vneid, ví đều không có"."""

from itertools import pairwise

from vietnamese.denials import DENIED, GOT, NOT, over, which
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.tokens import Entry


def nobody(draft: Draft) -> None:
    """ "không có một bác nào cài vneid", "không có một mống nào tới": not one of them."""
    if "nao" not in draft.folds:
        return
    for k, item in enumerate(draft.items[:-1]):
        noun = draft.items[k + 1]
        at = item.i - 1 - (draft.fold(item.i - 1) == "co")
        if item.tag != "N" or item.value != 1 or draft.fold(at) not in NONE_WORDS:
            continue
        if noun.tag not in "IU" or noun.i != item.j or draft.fold(noun.j) != "nao" or draft.fold(noun.j + 1) == "do":
            continue
        item.tag, item.note = "X", "none"
        end = next((i.i for i in draft.items[k + 1 :] if i.tag == "S"), len(draft.tokens))
        about = next((i for i in draft.items[k + 1 :] if i.tag == "I" and i.i < end), None)
        if about is not None:
            about.used = True
            draft.zeros[about.key] = about
        elif not any(i.tag == "N" for i in draft.items):
            draft.wishes["nil"] = Item("W", at, noun.j + 1, draft.starts[at], draft.ends[noun.j])


def no_people(draft: Draft) -> None:
    """ "không hỗ trợ được ai", "chưa có ai đến lớp", "lớp không có ai": none of those whom the words of doing name."""
    if not draft.bits & DENIED or draft.folds.isdisjoint(("ai", "nao")):
        return
    if not any(i.tag == "N" and i.value for i in draft.items):
        return
    counted = {n for i in draft.items if i.tag == "N" for n in range(i.i, i.j)}
    for at, word in enumerate(draft.words):
        if word not in NOT or at in counted or _of_others(draft, at):
            continue
        key = _not_done(draft, at) or _did_not_come(draft, at)
        if key and key not in draft.zeros:
            draft.zeros[key] = Item("X", at, at + 1, draft.starts[at], draft.ends[at])


_INSTALL = Entry((), context="install")
_WORK = {"teach": "learners", "install": "vneid", "help": "people_helped"}


def _not_done(draft: Draft, at: int) -> str:
    """ "không hỗ trợ được ai", "chưa kích hoạt được cho ai": a word of doing and whom it was done for."""
    given = next((n for n in (at + 1, at + 2) if draft.fold(n) in ("cap", "trao", "phat")), 0)
    paper = given + 1 + (draft.fold(given + 1) in GOT)
    if given and draft.fold(paper) == "giay" and draft.fold(paper + 1) == "cho":
        behind = which(draft, paper + 2)
        return "certificates" if behind > paper + 2 and over(draft, behind, True) else ""  # "chưa trao giấy cho ai"
    if (draft.fold(at + 1), draft.fold(at + 2)) == ("kich", "hoat"):
        verb: Item | None = Item("C", at + 1, at + 3, 0, 0, _INSTALL)  # no word of ours without what is activated
    else:
        verb = next((i for i in draft.items if i.i - at in (1, 2) and i.tag in "CI" and i.i > at), None)
    if verb is None or (verb.i == at + 2 and draft.fold(at + 1) not in GOT):
        return ""
    end = verb.j
    while draft.fold(end) in GOT or draft.fold(end) == "cho":
        end += 1
    behind = which(draft, end)
    return _WORK.get(verb.entry.context, "") if behind > end and over(draft, behind, True) else ""


_COMING = word_set("di toi den vo vao theo tham gia du nho can xin hoi")
_LESSON = word_set("hoc hc lop")


def _did_not_come(draft: Draft, at: int) -> str:
    """ "chưa có ai đến lớp", "không có ai tới nhờ hỗ trợ", "lớp không có ai"."""
    first = at + 1 + (draft.fold(at + 1) in GOT)
    end = which(draft, first)
    if end == first:
        return ""
    came = end
    while draft.fold(end) in _COMING:
        end += 1
    if draft.fold(end) in _LESSON and over(draft, end + 1 + (draft.fold(end + 1) in _LESSON), True):
        return "learners"
    helped = next((i for i in draft.items if i.i == end and i.entry.context == "help"), None)
    if helped is not None and end > came and over(draft, helped.j, True):
        return "people_helped"
    before = at - 1 - (draft.fold(at - 1) == "thi")
    school = any(i.entry.unit == "class" and i.j == before + 1 for i in draft.items)
    return "learners" if school and end == came and over(draft, end, True) else ""


_ELSEWHERE = word_set("ben kia khac ban")
_UNITS = word_set("thon xom lang to xa lop nhom ban")


def _of_others(draft: Draft, at: int) -> bool:
    """ "thôn bên không có ai học": others' none."""
    first = at
    while first > 0 and draft.words[first - 1] not in CUTS:
        first -= 1
    said = draft.words[first:at]
    return any(a in _UNITS and b in _ELSEWHERE for a, b in pairwise(said))


def written_none(draft: Draft) -> None:
    """ "chứng nhận chưa có cái nào nên ghi 0": a 0 that stands alone belongs to the one noun of its clause."""
    items = draft.items
    if draft.folds.isdisjoint(_WRITTEN) or len(items) > 80:
        return
    if not any(i.tag == "N" and i.value == 0 for i in items):
        return
    for k, item in enumerate(items):
        if item.tag != "N" or item.value or item.doubt or draft.fold(item.i - 1) not in _WRITTEN:
            continue
        if any(i.tag in "IU" and (i.i == item.j or i.j == item.i) for i in items[max(0, k - 1) : k + 2]):
            continue
        first = next((n for n in range(k - 1, -1, -1) if items[n].tag == "S"), -1)
        here = items[first + 1 : k]
        if first > 0 and items[first].note == "," and not any(i.tag == "I" for i in here):
            second = next((n for n in range(first - 1, -1, -1) if items[n].tag == "S"), -1)
            here = items[second + 1 : k]  # "vneid chưa ai cài, để 0 nha"
        nouns = [i for i in here if i.tag == "I"]
        if any(i.tag == "N" and not i.value for i in here) or any(0 <= item.i - z.j < 8 for z in draft.zeros.values()):
            item.tag, item.note = "X", "none"  # "không có ví với qr nên em ghi 0"
        elif len(nouns) == 1 and not any(i.tag == "N" for i in here) and item.i - nouns[0].j > 1:
            item.tag, item.note = "X", "none"
            nouns[0].used = True
            draft.zeros[nouns[0].key] = nouns[0]


_WRITTEN = frozenset({"ghi", "la", "de", "bang", "coi", "tinh", "dien", "so"})


CUTS = frozenset({",", ".", ";", "\n", "!", "•"})
OF_A_CLASS = frozenset({"vneid", "certificates", "digital_signatures", "e_wallets", "dvc_accounts"})


NONE_WORDS = frozenset({"ko", "k", "khong", "kg", "hok", "hong", "kh", "chua", "chang", "hem", "hk", "0"})
