"""An indicator that was left out and is told now: "em quên chưa ghi ví, 13 nha", "báo cáo thiếu mục dvc: 4"."""

import re

from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item
from vietnamese.triggers import trigger

LEFT_OUT = trigger(("quen", "sot", "thieu"))
_I = r"(em|e|tui|toi|minh|mk|con|chi|anh|co|chu|chau|tui em|bon em|to) "
_PUT = r"(ghi|bao|bao cao|bc|nhap|gui|go|nhan|dien|ke|noi|dem|tinh)"
_LEFT = rf"(bo )?quen (mat |chua |khong |ko |chua kip )*({_PUT} (mat |thieu |sot )?)?"
_SHORT = r"(bo )?(thieu|sot) (mat )?"  # "báo thiếu vneid, là 6": too few were told, unless an item of a list is named
_OF = r"(muc |phan |so |cot |cai |chi tieu |chi |dong |o |chua ghi |chua bao )*"
_GOES = r"((nha|nhe|a|chi|anh|la|thi|do|co|duoc|dc|moi co|em|e|cua em|bua do) )*"
# The noun behind what was left out, or before it; then the number.
_BEHIND = re.compile(
    rf" ({_LEFT}{_OF}|{_SHORT}(muc|phan|cot|chi tieu|dong|o) (so )?)@ "
    rf"((cua|thi|la|{_I[:-1]}|ghi|chua|quen) )*([,.:] )?{_GOES}(so )?(@ )?# "
)
_BEFORE = re.compile(rf" (con |muc |phan |so )+@ (thi )?({_I})?(hoi nay |luc nay |nay )?{_LEFT}([,.:] )?{_GOES}# ")
# What was told grows, or is taken from another hand: no indicator is told for the first time.
_GROWS = frozenset(["cong", "tru", "bot", "nua", "phai", "fai", "thanh", "mat khau"])


def told_late(draft: Draft) -> None:
    """Note that nothing told before is changed: "toldlate" is then an entry. Asked where LEFT_OUT is a bit."""
    if _late(draft) is None:
        return
    draft.entries.add("toldlate")
    for name in ("correct", "mistake", "nil", "status"):
        draft.wishes.pop(name, None)


def claim_late(draft: Draft, claims: list[Claim]) -> None:
    """Give the number, where it has no other noun, to the indicator that was left out."""
    found = _late(draft)
    if found is None or any(c.item is found[1] for c in claims):
        return
    noun, number = found
    number.doubt = "" if number.doubt == "addition" else number.doubt
    number.note = ""
    claims.append(Claim(noun.key, number, 0))


def _late(draft: Draft) -> tuple[Item, Item] | None:
    numbers = [i for i in draft.items if i.tag == "N"]
    nouns = [i for i in draft.items if i.tag == "I" or i.entry.unit == "dossier"]
    if len(numbers) != 1 or not nouns or "?" in draft.text:
        return None
    number = numbers[0]
    if len({n.key or "public_services" for n in nouns}) != 1 or (number.numeral is None and not number.words):
        return None
    words = list(draft.words)
    for item in (*nouns, number):
        words[item.i : item.j] = ["#" if item is number else "@", *[""] * (item.j - item.i - 1)]
    said = f" {' '.join([w for w in words if w])} "
    if not _GROWS.isdisjoint(words):
        return None
    if _BEHIND.search(said) is None and _BEFORE.search(said) is None:
        return None
    noun = nouns[0]
    if noun.tag == "U":
        noun.tag, noun.key = "I", "public_services"
    return noun, number
