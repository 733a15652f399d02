"""A message in clauses, and a claim: a number that was given an indicator."""

import re

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

# What the team does: the contexts of verbs that a figure may be told of.
DEEDS = frozenset({"teach", "install", "help", "open", "submit", "give"})

PEOPLE = frozenset(
    {
        "learners",
        "certificates",
        "vneid",
        "people_helped",
        "digital_signatures",
        "e_wallets",
        "dvc_accounts",
        "public_services",
        "qr_households",
        "ecommerce_households",
    }
)


FITS: dict[str, frozenset[str]] = {
    "household": frozenset({"qr_households", "ecommerce_households"}),
    "account": frozenset({"dvc_accounts", "e_wallets", "vneid"}),
    "dossier": frozenset({"public_services"}),
    "machine": frozenset({"vneid"}),
}


_TEACHING = ("lớp", "học", "dạy", "tập huấn", "lop", "hoc", "day", "tap huan")


PARTIAL = ("person", "gender", "household", "thing", "dossier")


_INSTALLED = re.compile(r"\w+")  # what was installed: "giúp 63 bác cài zalo, 5 hv"
_SHOWN = word_set(
    "cho bà bác cô chú dì cậu mợ thím ông cụ mệ chị anh em tụi đứa mấy các từng người ng dân mọi hội cháu con ổng bả "
    "ảnh hàng nhau lớp cách dẫn bày xài dùng sử tận lại bằng nội giùm dùm thêm kỹ kĩ vẽ "
    "ba bac co chu di cau ong cu me anh tui dua may cac tung nguoi dan moi hoi chau hang lop cach day xai dung "
    "tan lai gium dum"
)


def _shows(after: str) -> bool:
    """Whether "chỉ" is to show: those who were shown, or what, stand behind it; anything else makes it "only"."""
    word = (after.split() or [""])[0].lower().strip(",.;:!")
    return word in _SHOWN


class Clause:
    """Items between two separators, and how strong the separator before it is: 2 a sentence or line, 1 a comma."""

    __slots__ = ("closed", "items", "level", "opened")

    def __init__(self, level: int, opened: str, closed: bool = False) -> None:
        self.items: list[Item] = []
        self.closed = closed or opened == ")"  # whether a bracket was closed just before it
        self.level = level
        self.opened = opened  # the sign that opened it: "(" "+" "," "and" …


class Claim:
    """A number that was given an indicator; `note` says how it counts: "" · part · total · more · each ·
    label · daypart.
    """

    __slots__ = ("clause", "item", "key", "label", "note", "unit", "value")

    def __init__(self, key: str, item: Item, clause: int, unit: str = "") -> None:
        self.key = key
        self.item = item
        self.value = item.value
        self.clause = clause
        self.unit = unit
        self.note = ""
        self.label = ""


def context_of(item: Item, text: str) -> str:
    """The indicator that an item gives to a bare "người" beside it, "" for none."""
    if item.tag == "I":
        if item.key == "sessions":
            words = text[item.start : item.end].lower()
            if any(w in words for w in _TEACHING):
                return "learners"
            return (
                "people_helped"
                if any(w in words for w in ("hỗ trợ", "ho tro", "hướng dẫn", "huong dan", " hd", " ht"))
                else ""
            )
        return item.key if item.key in PEOPLE else ""
    kind = item.entry.context or ("teach" if item.entry.unit == "class" else "")
    if text[item.start : item.end].lower() in ("chỉ", "chi") and not _shows(text[item.end : item.end + 12]):
        return ""  # "chỉ có 2 người", "4 người chỉ ngồi coi": only
    if kind == "install" and any(
        w in _INSTALLED.findall(text[item.end : item.end + 40].lower())
        for w in (
            "zalo",
            "vssid",
            "sổ",
            "ssk",
            "sskđt",
            "telegram",
            "viber",
            "tiktok",
            "etax",
            "facebook",
            "messenger",
            "youtube",
            "lại",
            "lai",
        )
    ):
        kind = "help"
    return {"teach": "learners", "install": "vneid", "help": "people_helped"}.get(kind, "")


def aside(item: Item) -> Claim | None:
    """A number that counts some other thing: it makes no claim."""
    item.tag, item.note = "X", "other"
    return None


def others(draft: Draft, item: Item) -> bool:
    return (
        any(i.tag == "I" for i in draft.items)
        or any(i.entry.context for i in draft.items)
        or any(i.entry.unit in ("visit", "person") for i in draft.items)
    )


def unknown(draft: Draft, item: Item, unit: Item, keys: tuple[str, ...]) -> Claim | None:
    """A number whose noun fits several indicators or none: it makes no claim, it is asked about."""
    draft.doubt("unknown_unit", _joined(item, unit), keys, (item.value,))
    item.tag, item.note = "X", "asked"
    return None


def _joined(first: Item, last: Item) -> Item:
    both = Item("X", first.i, last.j, min(first.start, last.start), max(first.end, last.end))
    both.value = first.value
    return both


def named(items: list[Item], k: int, keys: frozenset[str]) -> str:
    """The indicator of a set that is named in the clause and has no number of its own: after the number, else
    before it.
    """
    for j in range(k + 2, len(items)):
        if items[j].tag == "N":
            break
        if items[j].tag == "I" and items[j].key in keys:
            return (
                items[j].key
                if not (
                    j + 1 < len(items)
                    and items[j + 1].tag == "N"
                    and items[j + 1].i - items[j].j <= 1
                    and not (j + 2 < len(items) and items[j + 2].tag in "IU")
                )
                else ""
            )
    for j in range(k - 1, -1, -1):
        if items[j].tag == "N":
            break
        if items[j].tag == "I" and items[j].key in keys:
            return items[j].key
    return ""


FUNCTION = word_set(
    "nua thoi nha nhe nghen a roi do day luon het chi anh em e ne ha la ma voi cho duoc dc va con hihi nhen hen "
    "thi nay ni de vay hong ko khong nao gi xong dang tu o tai trong len xuong vo ra them ca may nhieu hay hoac "
    "cung deu cu nghe lun z v r ah nhee tong cong hom bua sang chieu toi trua ngay tuan thang gio luc khi vi nen "
    "sau truoc lam qua ghe troi nhung"
)


_OF = ("của", "cua")  # "8 hv của tổ 1, 7 của tổ 2 nha anh": of those before; "cửa" is a door
_BEGINS = ("", ",", ".", ";", "va", "voi", "con")  # what such a number may stand behind; "đợt 3 của xã" is another's


def other_thing(draft: Draft, j: int) -> bool:
    """Whether the word at a token is a noun that the lexicon does not know: 5 trái, 200 gốc bưởi, 6 thẻ căn
    cước.
    """
    token = draft.tokens[j] if j < len(draft.tokens) else None
    return (
        token is not None
        and token.kind == 0
        and token.fold not in FUNCTION
        and not (token.text.lower() in _OF and draft.fold(j - 2) in _BEGINS)
        and any(c in "aeiouy" for c in token.fold)
        and not any(i.i <= j < i.j and i.tag in "IUNKDC" for i in draft.items)
    )


def items_unit(items: list[Item], k: int) -> str:
    """The unit word right beside the number at k: after it, else before it."""
    for n in (k + 1, k - 1):
        if 0 <= n < len(items) and items[n].tag == "U":
            return items[n].entry.unit
    return ""
