"""What a number of a message about an earlier report is there for: told before, or only why it was wrong.

The words are looked at with every number as # and every noun of ours as @, so that one wording holds for any figure.
"""

import re

from vietnamese.changes import named
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.triggers import Needs

_MOST = 8  # numbers: nobody tells of so many slips at once
_NOUN = "(@ |nguoi |ng |ba con |bo |cai |buoi |luot )?"
_I = r"(((tui |bon )?(em|e|tui|toi|minh|mk)|con|chi|anh|co|chu|bac|chau) )"
_THEN = r"(nay|(hoi|luc|khi|ban|vua|moi) nay|(hoi|luc) (sang|chieu|trua)|vua roi|bua truoc|lan truoc)"
_NAY = r"(nay|(hoi|luc|khi|ban|vua|moi) nay|vua roi|lan truoc)"  # no time of a day, which the report itself may have
_PUT = r"(bao|ghi|gui|go|nhan|nhap|nop|noi|viet|bam|danh|dien)"
_WRONGLY = r"(nham|lon|sai|nguoc|du|trung|dinh|uoc|bam|thieu|sot|qua tay|truot tay)"

# The number is told before; it is the last # of the match.
_OLD_BEFORE = re.compile(
    rf" so (lieu )?(da|moi|vua) (gui|bao|ghi|nop) (\( )?(la )?# |"
    rf" {_I}?lo {_PUT} (la |thanh |len |mat ){{0,2}}{_NOUN}# |"
    rf" nen {_NOUN}(no )?(moi |bi )?(ra|thanh|len|{_PUT}) (toi |thanh |la |ra )?{_NOUN}# |"
    rf" (ai(?! de )|sao|thay|may|bot|he thong|tren do|ben xa|xa|ma( em| e| tui| toi)?) "
    rf"(no |lai |cua xa |van |cung |em |e |thay )*(hien|ghi|hien thi|luu|de) (la |thanh |ra |lai )*{_NOUN}# |"
    rf" (dau co|lam gi co|lam gi toi|lam chi toi|lam gi duoc|dau ra|dau toi|dau den|lam gi ma|lam gi ra) "
    rf"(toi |duoc )?{_NOUN}# "
)
# The number is told before; it is the first # of the match.
_OLD_BEHIND = re.compile(
    rf" # {_NOUN}(do |nay |kia |hoi nay )?(thi )?la (?!cai |hien )((?!chu |dung |thanh )[a-z]+ ){{0,5}}{_WRONGLY} |"
    rf" # {_NOUN}(do |nay |kia )?(thi )?la (chua|chi|moi|khong|ko) (gom|tinh|ke|cong|dem|co|bao gom) |"
    rf" # {_NOUN}(do |nay |kia )?(thi )?la {_I}?(tinh|dem|gom|cong|ke|gop) (luon|ca|chung|them|gop|don) |"
    rf" {_I}(da |moi )?{_PUT} (la |co |duoc )*{_NOUN}# "
    rf"(?=(?:(?! {_PUT} thanh ).)* thanh (la )?{_NOUN}# )|"
    rf" {_I}(da |moi |co )?{_PUT} (?!sau |lai |them |du |thua |thieu |sot |trung )([a-z0-9~@]+ ){{0,4}}# "
    rf"(?=(?:(?! (?:nam|nu|trong|gom|ca|them) )[^#;])* "
    rf"(chi co|chi con|thuc ra|that ra|dung la|dung ra|dung phai la|moi dung|nen tinh|(?<!mai )con) "
    rf"{_NOUN}(la |co )?# (?!([a-z]+ )?nua ))|"
    rf" {_THEN} {_I}?{_PUT} ([a-z~@]+ ){{0,3}}# (?=(?:(?! (?:nam|nu|trong|gom|ca|them) )[^#;])* co # ([a-z@]+ )?thoi )|"
    rf" # ([a-z0-9~@]+ ){{0,8}}(cong|tinh|dem|ghi|go|nhap|bam) (nham|lon|sai|du|trung) "
    rf"(?=[^#;]* (con|la|thanh|dung|chi co|du|lai) {_NOUN}(la )?# )|"
    rf" # {_NOUN}(dau ma #|dau ra|sao duoc|o dau ra|lay dau ra) "
)
# The same, called wrong: "số 14 em báo hồi nãy sai rồi, vneid có 12".
_OLD_WRONG = re.compile(
    rf" # {_NOUN}(ma |do )?({_I}({_THEN} )?(da |moi |lo )?{_PUT} |{_THEN} ({_I}{_PUT} )?)"
    r"(?!them |du |thieu |sot )([a-z0-9~/]+ ){0,3}(sai|nham|lon|trat) "
)
# The number only tells what was counted wrongly; it is the last # of the match.
_CAUSE = re.compile(
    r" (tinh|dem|gom|cong|ke|gop|ghi) (luon|ca|nham|trung|lon|them|gop|chung|du|sot|thieu)( luon| ca| qua| sang| cua)*"
    r"( (?!@ |va |con |la |thanh |nen )[a-z]+){0,5} # "
)
# A step on the way to the number told behind it: "sau khi em gửi có thêm 2 người tới, vậy hv là 14".
_STEP = re.compile(
    rf" (sau khi|sau do|gio|bay gio|luc sau|xong) {_I}?({_PUT} )?(xong |thi |roi |lai |moi |co )*(co |them |toi |moi )"
    r"{1,3}# (?=.* (la|thanh|len|con|tong|vay|du) )"
)
# What was told before is called wrong, or how it was counted is told: no other number is needed.
_OWNED = re.compile(
    rf" {_NAY} (thi |do |la |bi )*{_I}?(bi |lo |la |thi )*(dem|tinh|cong|gom|ke|uoc|lay) "
    r"(luon|ca|chung|nham|trung|lon|them|gop|du|sot|thieu|chung chung|dai|dai|sai|dai|luon ca|ca nguoi|voi) |"
    rf" {_NAY} (thi |do |la )*{_I}?(chi )?(uoc chung|uoc luong|uoc|doan dai|doan mo) |"
    rf" {_NAY} (thi |do |la )*{_I}?(chua|quen|sot|thieu) (tinh|cong|gom|ke|dem) |"
    rf" (so|con so|so lieu|bao cao|bc|tin) (kia|cu|truoc|hoi nay|luc nay) (thi |do )*(la )?"
    rf"({_I}?(cua|lop|thon|ben|nham|lon|sai|uoc|tinh|dem))"
)
_SENT = re.compile(rf" ({_THEN} )?({_I}|thon )(\w+ )?{_PUT} (\w+ ){{0,3}}$")
_ORDERED = re.compile(
    r" (bam|gui|nhan|an) ((nham|nut|gui|luon|mat) )*(khi|luc|ma) (\w+ )?chua "
    r"(ghi|go|nhap|dien|viet|tinh) (\w+ )?(xong|het|du) |"
    r" (dao|doi cho|trao|hoan doi|dao cho) (lai(?! rai)|cho) ((giup|gium|dum|em|e|tui|hai|2|so|cho|voi) )*[:,]?|"
    r" lay (theo )?(so|con so|so lieu) (sau|nay|moi) (?!goi|lien|nhan)|"
    r" (de|ghi|dien|xep|viet) (bi )?(nguoc|dao|lon|tro) (?!thu)"
)
# So many are to be added to what was told, or were left out of it; how many there were is not said.
_ADDED = re.compile(
    r"^ (cho em |cho e |xin )?(cong )?them (gium |giup |dum |ho |cho |em |e |tui |toi |minh |con |vo |vao )+# |"
    r"^ (cho em |cho e |xin )?(cong )?them # ([a-z]+ )?(@ )?(nua )?(gium|giup|dum|vo|vao) |"
    r"(^ |[,.;!:] |(nho|xin|em|anh|chi|bac|co|chu|a|c|nhe|oi) )cong "
    r"((gium|giup|dum|cho|them|vo|vao|luon|em|e|tui|toi|"
    r"minh|con|anh|chi|ho) )*# |"
    rf" {_THEN} (thi |do |la )*{_I}?(con )?(chua|quen|sot|thieu) (tinh|cong|gom|ke|dem) "
    r"((vo|vao|luon|mat|them) )*# "
)
# Every pattern with the bits of the words that it cannot match without.
_ALL = tuple((p, Needs(p.pattern)) for p in (_OLD_BEFORE, _OLD_BEHIND, _CAUSE, _STEP, _OWNED, _ORDERED))
_WRONG = (_OLD_WRONG, Needs(_OLD_WRONG.pattern))
_ADDING = Needs(_ADDED.pattern)


class Roles:
    """The numbers that were told before, those that only tell why, and whether the message says so at all."""

    __slots__ = ("causes", "old", "owned")

    def __init__(self) -> None:
        self.old: list[Item] = []
        self.causes: list[Item] = []
        self.owned = False


def roles(draft: Draft) -> Roles:
    """What the numbers are there for; nothing where no number would be left to hold."""
    found = Roles()
    tried = [w for w in _ALL if w[1].there(draft.bits)]
    if "correct" in draft.wishes and _WRONG[1].there(draft.bits):
        tried.append(_WRONG)
    if not tried or draft.text.rstrip().endswith("?"):
        return found
    numbers = [i for i in draft.items if i.tag == "N" and (i.value or i.numeral is not None)]
    if not 1 <= len(numbers) <= _MOST:
        return found
    said = _skeleton(draft, numbers)
    for pattern, last in [(w[0], w[0] is _OLD_BEFORE) for w in tried if w[0] in (_OLD_BEFORE, _OLD_BEHIND, _OLD_WRONG)]:
        match = pattern.search(said)
        if match is not None:
            at = said[: match.end()].count("#") - 1 if last else said[: match.start()].count("#")
            found.old.append(numbers[at])
            if "dau ma #" in match[0]:
                found.old.append(numbers[at + 1])
    for pattern in [w[0] for w in tried if w[0] in (_CAUSE, _STEP)]:
        match = pattern.search(said)
        if match is not None:
            number = numbers[said[: match.end()].count("#") - 1]
            if number not in found.old:
                found.causes.append(number)
                found.owned = pattern is _STEP and any(f" {w} " in match[0] for w in ("gui", "bao", "nop"))
    left = [n for n in numbers if n not in found.old and n not in found.causes and not n.doubt]
    if not left:
        return Roles()
    own = [w[0] for w in tried if w[0] in (_OWNED, _ORDERED)]
    found.owned = found.owned or any(pattern.search(said) is not None for pattern in own)
    return found


def _skeleton(draft: Draft, numbers: list[Item]) -> str:
    words = list(draft.words)
    for item in draft.items:
        mark = "@" if item.tag == "I" or item.entry.unit in ("dossier", "visit", "household", "account") else ""
        if item in numbers:
            mark = "#"
        elif item.tag == "D" and draft.words[item.j - 1] in ("nay", "ni"):
            mark = "~"  # "sáng nay" is no nãy
        if mark:
            words[item.i : item.j] = [mark, *[""] * (item.j - item.i - 1)]
    for n, token in enumerate(draft.tokens[: len(words)] if "dau" in draft.folds else ()):
        if words[n] == "dau" and token.text.lower() == "đầu":
            words[n] = "dau2"  # "ban đầu có 30" is no "đâu có 30"
    for n, token in enumerate(draft.tokens[: len(words)] if "du" in draft.folds else ()):
        if words[n] == "du" and token.lower == "đủ":
            words[n] = "du2"  # "đếm đủ 33" is no "đếm dư 33"
    return f" {' '.join([w for w in words if w])} "


_RESULT = word_set("con la thanh tong tinh chot du thoi co duoc dc")
_TAKEN_OFF = word_set("tru bo tra bot loai rut trung loi hu hut nham du huy them sot thieu nua")


def worked_out(draft: Draft) -> list[Item]:
    """The first two of three numbers of one thing, the third of which is their difference or their sum and is said
    to be what holds: "báo 7 hồ sơ nhưng cổng trả về 1 nên tính 6 thôi".
    """
    numbers = [i for i in draft.items if i.tag == "N"]
    if len(numbers) != 3 or any(i.doubt or not i.value for i in numbers):
        return []
    first, step, result = numbers
    if result.value not in (first.value - step.value, first.value + step.value) or result.i - first.j > 25:
        return []
    near = {draft.fold(result.i - 1), draft.fold(result.i - 2), draft.fold(result.j)}
    kinds = {i.key for i in draft.items if i.tag == "I"}
    said = _TAKEN_OFF.isdisjoint(draft.words[first.j : result.i])
    return [] if said or len(kinds) > 1 or near.isdisjoint(_RESULT) else [first, step]


def told_otherwise(draft: Draft) -> bool:
    """Whether the message changes what was told before: an old number stands beside a new one, or it says so."""
    found = roles(draft)
    amended = "tong" not in draft.folds or not draft.folds.isdisjoint(("sua", "nhat", "chinh"))
    if amended and (worked := worked_out(draft)) and _SENT.search(f" {' '.join(draft.words[: worked[0].i])} "):
        return True
    if found.old:
        kinds = {i.key for i in draft.items if i.tag == "I"}
        kinds |= {"public_services" for i in draft.items if kinds and i.tag == "U" and i.entry.unit == "dossier"}
        return len(kinds) == 1 or (not kinds and len(found.old) == 1)
    return found.owned and any(i.tag == "I" for i in draft.items)


def leave_only_new(draft: Draft, known: list[Item]) -> list[Item]:
    """The numbers told before; those that only tell why are set aside."""
    if worked := worked_out(draft):
        step, result = worked[1], next(i for i in draft.items if i.tag == "N" and i.i > worked[1].i)
        step.tag, step.note = "X", "step"
        if named(draft, worked[0]) and not named(draft, result):
            worked[0].value, result.value = result.value, worked[0].value
            return [result]
        return worked[:1]
    found = roles(draft)
    if any(i in known for i in found.old):
        return []
    for item in found.causes:
        item.tag, item.note = "X", "other"
    left = [i for i in draft.items if i.tag == "N" and i not in found.old and not i.doubt]
    if len(found.old) == len(left) == 1 and named(draft, found.old[0]) and not named(draft, left[0]):
        old, new = found.old[0], left[0]
        old.value, new.value = new.value, old.value
        return [new]  # "làm gì tới 51 hv, 15 thôi": the right number takes the place beside the noun
    return found.old


def asked_to_add(draft: Draft) -> Item | None:
    """The only number of "cộng giùm em 2 vneid", "lúc nãy chưa tính 2 bác tới trễ"."""
    if "+" not in draft.text and not _ADDING.there(draft.bits):
        return None
    numbers = [i for i in draft.items if i.tag == "N" and i.value]
    if len(numbers) == 2 and numbers[0].value == numbers[1].value:
        del numbers[1]  # "thêm 2 vneid nữa giúp em, hai bác vừa tới"
    if len(numbers) != 1 or numbers[0].doubt or draft.text.rstrip().endswith("?"):
        return None
    if _plus(draft, numbers[0]):
        return numbers[0]
    if any(t.fold == "cong" and t.marked and t.text.lower() != "cộng" for t in draft.tokens[: numbers[0].i]):
        return None
    return numbers[0] if _ADDED.search(_skeleton(draft, numbers)) is not None else None


def _plus(draft: Draft, number: Item) -> bool:
    """ "cho em +2 hv": so many more; but "+ 12 hv" begins a line of a list, and "12+" is vague."""
    return draft.text[max(0, number.start - 1) : number.start] == "+" and "\n" not in draft.text
