"""Figures without a number: an explicit none is 0, "cả lớp" is the whole class."""

from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.result import Figure


def everyone(draft: Draft, by_key: dict[str, list[Claim]]) -> None:
    """ "lớp 18 người, cả lớp đều cài vneid": the whole class is 18."""
    if "everyone" not in draft.entries:
        return
    cues = [i for i in draft.items if i.entry.cue == "everyone"]
    for item in draft.items:
        if not cues:
            return
        cue = min(cues, key=lambda c: abs(c.i - item.i))
        if (
            item.tag != "I"
            or item.used
            or item.key in by_key
            or item.key in draft.values
            or item.key not in _OF_A_CLASS
        ):
            continue
        if draft.fold(cue.j) in _NONE_WORDS:
            continue  # "vneid, ví đều không có"
        if draft.fold(cue.i - 1) == "het" and draft.fold(cue.i - 2) == "hau":
            draft.doubt("vague", cue, (item.key,))
            continue
        if (
            draft.fold(item.i - 1) == "co"
            and draft.fold(item.j) in ("roi", "r", "san", "het")
            and not draft.folds & _GOT
        ):
            continue  # "ai cũng có vneid rồi nên không phải cài"
        if set(".;\n") & set(draft.text[min(item.end, cue.end) : max(item.start, cue.start)]):
            continue
        whole = next((f for f in draft.figures if f.indicator == "learners"), None) or next(
            (f for f in draft.figures if f.indicator in ("people_helped", "vneid")), None
        )
        if whole is not None:
            draft.figures.append(Figure(item.key, whole.value, min(cue.start, item.start), max(cue.end, item.end)))
            draft.values[item.key] = whole.value
        elif not draft.figures:
            draft.doubt("vague", cue, (item.key,))


def nobody(draft: Draft) -> None:
    """ "không có một bác nào cài vneid", "không có một mống nào tới": not one of them."""
    if "ai" in draft.folds:
        _nobody_did(draft)
    if "nao" not in draft.folds:
        return
    for k, item in enumerate(draft.items[:-1]):
        noun = draft.items[k + 1]
        at = item.i - 1 - (draft.fold(item.i - 1) == "co")
        if item.tag != "N" or item.value != 1 or draft.fold(at) not in _NONE_WORDS:
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


def _nobody_did(draft: Draft) -> None:
    """ "lớp 14 người không có ai làm chữ ký số": the noun is none's, not theirs who stand before."""
    for noun in draft.items:
        if noun.tag != "I" or noun.key not in _OF_A_CLASS:
            continue
        at = noun.i - 1
        while draft.fold(at) in _DOING and draft.fold(at) != "ai" and noun.i - at < 5:
            at -= 1
        if draft.fold(at) != "ai":
            continue
        at -= 1 + (draft.fold(at - 1) == "co")
        numbered = any(i.tag == "N" and (i.i == noun.j or i.j == noun.i) for i in draft.items)
        if draft.fold(at) in _NONE_WORDS and draft.fold(at) != "0" and not numbered:
            noun.tag, noun.used = "X", True
            draft.zeros[noun.key] = noun


_SPOKEN = frozenset(["không", "khong"])


def spoken(draft: Draft) -> None:
    """ "học viên mười ba ví điện tử không hồ sơ năm": dictated, the không between two nouns that are followed by their
    numbers is a number itself.
    """
    items = draft.items
    if "khong" not in draft.folds:
        return
    last = items[-1] if items else None
    if last is not None and last.tag == "I" and last.j + 1 == len(draft.tokens):
        last.note = "none" if draft.tokens[last.j].text.lower() in _SPOKEN else last.note
    k = len(items) - 1
    while k > 0:
        noun, following = items[k - 1], items[k]
        at = noun.j
        said = following.i == at + 1 and draft.tokens[at].text.lower() in _SPOKEN
        if said and noun.tag == "I" and _own_number(items, k) and _numbered_before(draft, items, k - 1):
            zero = Item("N", at, at + 1, draft.starts[at], draft.ends[at])
            zero.words, zero.note = 1, "spoken"
            items.insert(k, zero)
        k -= 1


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
        if k + 1 < len(items) and items[k + 1].tag in "IU" and items[k + 1].i == item.j:
            continue
        first = next((n for n in range(k - 1, -1, -1) if items[n].tag == "S"), -1)
        here = items[first + 1 : k]
        if first > 0 and items[first].note == "," and not any(i.tag == "I" for i in here):
            second = next((n for n in range(first - 1, -1, -1) if items[n].tag == "S"), -1)
            here = items[second + 1 : k]  # "vneid chưa ai cài, để 0 nha"
        nouns = [i for i in here if i.tag == "I"]
        if len(nouns) == 1 and not any(i.tag == "N" for i in here) and item.i - nouns[0].j > 1:
            item.tag, item.note = "X", "none"
            nouns[0].used = True
            draft.zeros[nouns[0].key] = nouns[0]


_WRITTEN = frozenset({"ghi", "la", "de", "bang", "coi", "tinh", "dien", "so"})


def all_none(draft: Draft) -> None:
    """ "chỉ có 9 hv, vneid dvc ví đều không có": none of every noun in the row before the word."""
    if draft.folds.isdisjoint(("deu", "cung")) or draft.folds.isdisjoint(_NONE_WORDS):
        return
    for at, word in enumerate(draft.words):
        if word not in ("deu", "cung") or draft.fold(at + 1) not in _NONE_WORDS or draft.fold(at + 2) == "sao":
            continue
        end = at
        for noun in reversed([i for i in draft.items if i.j <= at]):
            if (noun.tag == "S" and noun.note == ",") or noun.entry.cue == "and":
                continue
            if noun.tag != "I" or end - noun.j > 2:
                break
            noun.used, end = True, noun.i
            draft.zeros[noun.key] = noun


def _own_number(items: list[Item], k: int) -> bool:
    """Whether the item at k is a noun followed by a number."""
    noun, number = items[k], items[k + 1] if k + 1 < len(items) else None
    return (noun.tag == "I" or noun.entry.unit == "dossier") and number is not None and number.tag == "N"


def _numbered_before(draft: Draft, items: list[Item], k: int) -> bool:
    """Whether the noun at k begins the message, or a noun with its number stands right before it."""
    if k and items[k - 1].tag == "I" and items[k].i == items[k - 1].j + 1:
        return draft.tokens[items[k].i - 1].text.lower() in _SPOKEN  # "chứng nhận không ví không"
    return k == 0 or (items[k - 1].tag == "N" and k > 1 and items[k - 2].tag in "IU")


def _nobody_came(draft: Draft, by_key: dict[str, list[Claim]]) -> None:
    """ "không có ai học, chỉ cài được 4 người": no learners."""
    if "learners" in by_key or "learners" in draft.zeros or not {"ai", "hoc"} <= draft.folds:
        return
    for i, token in enumerate(draft.tokens):
        if token.fold != "ai" or (
            draft.fold(i - 1) if draft.fold(i - 1) != "co" else draft.fold(i - 2)
        ) not in _NONE_WORDS | {"mo"}:
            continue
        at = i + 1
        while draft.fold(at) in ("di", "toi", "den", "vo", "theo", "tham", "gia", "du"):
            at += 1
        if draft.fold(at) in ("hoc", "hc"):
            draft.zeros["learners"] = Item("X", i, at + 1, draft.starts[i], draft.ends[at])
            return


_DOING = word_set("co mo cai lam cap nop dang ki ky kich hoat tao duoc dc phat day ban dua len ai nguoi cho them")
_NOT_ONE = frozenset({"nao", "het", "ca", "ai"})


def _none_done(draft: Draft, item: Item) -> bool:
    """ "chưa mở được ví nào", "k có ai làm cks": none before the doing, none of it or nobody said as well."""
    at = item.i - 1
    said = (
        draft.fold(item.j) in _NOT_ONE
        or draft.fold(item.j) in ("", ",", ".", "vi", "do", "tai")
        or (draft.fold(item.j), draft.fold(item.j + 1)) == ("cho", "ai")
    )
    while draft.fold(at) in _DOING and item.i - at < 6:
        said = said or draft.fold(at) == "ai"
        at -= 1
    if any(i.tag in "NX" and i.value and 0 <= at - i.j <= 2 and "," not in draft.words[i.j : at] for i in draft.items):
        return False  # "2 người không cài được vneid"
    return said and at < item.i - 1 and draft.fold(at) in _NONE_WORDS and draft.fold(at) != "0"


def _not_yet_done(draft: Draft, item: Item) -> bool:
    """ "chứng nhận chưa phát, hv 15"."""
    if draft.fold(item.j) != "chua" or item.used:
        return False
    at = item.j + 1
    while draft.fold(at) in ("co", "duoc", "dc", "phat", "cap", "trao", "mo", "lam"):
        at += 1
    return at > item.j + 1 and draft.fold(at) in (
        "",
        ",",
        ".",
        ";",
        "ai",
        "nao",
        "nha",
        "nhe",
        "a",
        "het",
        "con",
        "vi",
        "do",
        "nen",
    )


_GOT = word_set("cap nhan phat xong")
_OF_A_CLASS = frozenset({"vneid", "certificates", "digital_signatures", "e_wallets", "dvc_accounts"})


_NOBODY = frozenset({"chua ai", "khong ai", "ko ai", "chua co", "hong ai", "chua duoc", "k ai", "kg ai"})


_NONE_WORDS = frozenset({"ko", "k", "khong", "kg", "hok", "hong", "kh", "chua", "chang", "hem", "hk", "0"})


_NONE_BEFORE = ("ko", "k", "khong", "kg", "hok", "hong", "kh", "hong", "chua", "chang", "hem", "hk", "0")


def zeros(draft: Draft, by_key: dict[str, list[Claim]]) -> None:
    """An explicit none beside other figures is 0: "ko hv, 3 vneid", "vneid: không", "chưa có chứng nhận"."""
    if not draft.folds & _NONE_WORDS:
        return
    items = draft.items
    _nobody_came(draft, by_key)
    for k, item in enumerate(items):
        if item.tag != "I" or item.key in by_key or item.key in draft.values or item.key in draft.zeros:
            continue
        before = items[k - 1] if k else None
        after = items[k + 1] if k + 1 < len(items) else None
        word = draft.fold(item.i - 1)
        glued = (
            word == "k"
            and item.i > 1
            and draft.tokens[item.i - 2].kind == 1
            and draft.ends[item.i - 2] == draft.starts[item.i - 1]
        )
        none = word in _NONE_BEFORE and not glued and (item.i < 2 or draft.fold(item.i - 2) not in ("", "co") or True)
        none = none or (draft.fold(item.i - 2) == "chua" and word in ("co", "cap", "phat", "nhan", "trao"))
        none = none or (
            before is not None
            and before.entry.cue == "failed"
            and item.i - before.j == 0
            and draft.fold(before.i) in ("khong", "ko", "k", "chua", "kg", "hong")
            and draft.fold(before.j - 1) in ("co", "duoc", "dc")
            and before.j - before.i == 2  # not không vào được vneid
        )
        if not none and after is not None:
            tail = draft.fold(item.j) if draft.fold(item.j) not in (":", "thi", "=") else draft.fold(item.j + 1)
            ends = draft.fold(item.j + (2 if draft.fold(item.j) in (":", "thi", "=") else 1))
            none = (
                tail in ("ko", "khong", "k", "kg") and ends in ("", ",", ".", ";", "\n", "co", "a", "nha", "nhe")
            ) or (
                after.entry.cue == "failed"
                and after.i - item.j <= 1
                and draft.fold(after.j) in ("", ",", ".", ";", "a", "nha")
                and draft.fold(after.j - 1) == "co"
            )
        elif not none:
            none = draft.fold(item.j) in ("ko", "khong", "k", "kg") and draft.fold(item.j + 1) == ""
        if (
            not none
            and not item.used
            and item.key in _OF_A_CLASS | {"qr_households", "ecommerce_households", "learners", "public_services"}
        ):
            none = (
                f"{draft.fold(item.j)} {draft.fold(item.j + 1)}" in _NOBODY
                and (
                    draft.fold(item.j + 1) == "ai"
                    or draft.fold(item.j + 2) in ("", ",", ".", ";", "ai", "a", "nao", "het", "nguoi", "nha")
                )
            ) or any(
                f"{draft.fold(n)} {draft.fold(n + 1)}" in _NOBODY and "ai" in (draft.fold(n + 1), draft.fold(n + 2))
                for n in range(max(0, item.i - 5), item.i)
            )
        none = none or _none_done(draft, item) or _not_yet_done(draft, item)
        if none and not any(d.indicators == (item.key,) for d in draft.doubts):
            draft.zeros[item.key] = item
            other = (
                items[k - 2] if k > 1 and items[k - 1].entry.cue == "and" and items[k - 2].j == items[k - 1].i else item
            )
            if other.tag == "I" and not other.used and other.key not in by_key and other.key not in draft.values:
                draft.zeros.setdefault(other.key, other)  # "còn ví với qr thì không có"
