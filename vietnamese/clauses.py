"""A message in clauses, and a claim: a number that was given an indicator."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

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


_ONLY = word_set(
    "có co được duoc đc dc còn con đúng dung là la mới moi dạy day cài cai vỏn một hai ba đi di tới toi đến den"
)


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


def clauses(draft: Draft) -> list[Clause]:
    """The items cut at commas, full stops, line ends and "và"; a colon or an equals sign keeps its sides
    together.
    """
    found = [Clause(2, "")]
    told = {"roi"} & draft.folds
    for k, item in enumerate(draft.items):
        note = item.note
        if told and _then(draft, k, found[-1].items):
            found.append(Clause(1, "and"))
        if item.tag == "S":
            if (note in ("|", ".") and _leader(draft, k)) or (note in (",", ";") and _cell(draft, k)):
                continue  # "hv | 12", "hv....12", "Học viên;12" alone on its line
            if note in ("\n", ".", ";", "•", "!", "?", "|"):
                if (
                    note == "."
                    and found[-1].items
                    and item.end < len(draft.text)
                    and draft.text[item.end : item.end + 1].isalnum()
                    and item.start == found[-1].items[-1].end
                    and found[-1].items[-1].tag in "ICUW"
                ):
                    continue  # "h.v", "t.truyền"
                found.append(Clause(2, note))
            elif note == "/" and found[-1].items and found[-1].items[-1].note == "label":
                continue  # "Chỉ thị 20/CT-TTg"
            elif (
                note == ":"
                and len(found[-1].items) >= 2
                and found[-1].items[-2].tag == "N"
                and found[-1].items[-1].entry.unit in PARTIAL
            ):
                found.append(Clause(1, ":("))  # "22 người: 13 cô, 9 chú"
            elif note in ("(", ")") and _in_brackets(draft.items, k):
                continue  # "học viên (12)", "12 (hv)"
            elif note in (",", "(", ")", "+", "/", "[", "]"):
                found.append(Clause(1, note, found[-1].opened == ")" and not found[-1].items))
            elif note in (":", "=", "\t", "→", "➔", "x", "×", "*"):
                found[-1].items.append(item)
        elif item.tag == "K" and item.entry.cue == "and" and _remaining(draft, found[-1].items, k):
            continue
        elif item.tag == "K" and item.entry.cue == "and":
            found.append(Clause(1, "and"))
        elif item.tag == "K" and item.entry.cue == "to" and draft.text[item.start] in "-–—~":
            following = draft.items[k + 1] if k + 1 < len(draft.items) else None
            last = found[-1].items
            if (
                following is not None
                and following.tag == "N"
                and last
                and last[-1].tag == "I"
                and not (len(last) > 1 and last[-2].tag == "N")
                and not (k + 2 < len(draft.items) and draft.items[k + 2].tag in "IU")
            ):
                item.tag, item.note = "S", ":"  # "hv - 12"
                last.append(item)
                continue
            glued = following is not None and following.start == item.end
            if (
                item.i
                and draft.ends[item.i - 1] == item.start
                and draft.tokens[item.i - 1].kind == 0
                and item.j < len(draft.tokens)
                and draft.starts[item.j] == item.end
                and draft.tokens[item.j].kind == 0
            ):
                continue  # "CT-TTg"
            if not glued or item.start == 0 or (found[-1].items and found[-1].items[-1].tag in "NIU"):
                found.append(Clause(1, "-"))
        elif item.tag != "W" or item.entry.context or item.note:
            found[-1].items.append(item)
    return [c for c in found if c.items]


def _then(draft: Draft, k: int, before: list[Item]) -> bool:
    """ "dạy 12 người rồi cài 5 vneid": what is done next has a number of its own."""
    item = draft.items[k]
    if not before or not any(i.tag in "NX" and i.value for i in before) or before[-1].j >= item.i:
        return False
    if not any(draft.fold(n) == "roi" for n in range(before[-1].j, item.i)) or item.tag not in "NCUIK":
        return False
    for other in draft.items[k:]:
        if other.tag == "N":
            return True
        if other.tag == "S":
            return False
    return False


def _cell(draft: Draft, k: int) -> bool:
    """Whether this sign parts the two cells of a line that has nothing else."""
    items = draft.items
    if not 0 < k < len(items) - 1 or items[k - 1].tag != "I" or items[k + 1].tag != "N" or items[k + 1].i != items[k].j:
        return False
    first = k == 1 or items[k - 2].note == "\n"
    last = k + 2 == len(items) or items[k + 2].note == "\n"
    return first and last and "\n" in draft.text


def _leader(draft: Draft, k: int) -> bool:
    """Whether this bar or row of dots only leads from a noun to its number, as in a table."""
    items, note = draft.items, draft.items[k].note
    first, last = k, k
    while first and items[first - 1].note == note:
        first -= 1
    while last + 1 < len(items) and items[last + 1].note == note:
        last += 1
    if not first or last + 1 >= len(items) or (note == "." and last == first):
        return False
    return items[first - 1].tag == "I" and items[last + 1].tag == "N" and items[last + 1].i == items[last].j


def _in_brackets(items: list[Item], k: int) -> bool:
    """Whether this bracket only encloses the number of the noun before it, or the noun of the number before it."""
    at = k if items[k].note == "(" else k - 2
    if at < 1 or at + 2 >= len(items) or items[at].note != "(" or items[at + 2].note != ")":
        return False
    return {items[at - 1].tag, items[at + 1].tag} == {"N", "I"} and items[at].i == items[at - 1].j


def _remaining(draft: Draft, items: list[Item], k: int) -> bool:
    """ "tuyên truyền còn 2 đợt": the còn of a change, where a noun still waits for its number."""
    item = draft.items[k]
    after = draft.items[k + 1] if k + 1 < len(draft.items) else None
    if draft.fold(item.i) != "con" or item.j != item.i + 1 or after is None or after.tag != "N" or after.i != item.j:
        return False
    return bool(items) and items[-1].tag == "I" and items[-1].j == item.i and not any(i.tag == "N" for i in items)


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
    if text[item.start : item.end].lower() in ("chỉ", "chi") and (text[item.end : item.end + 6].split() or [""])[
        0
    ].lower() in _ONLY | {w for w in (text[item.end : item.end + 6].split() or [""]) if w[:1].isdecimal()}:
        return ""  # "chỉ có 2 người": only
    if kind == "install" and any(
        w in text[item.end : item.end + 40].lower().split()
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


_FUNCTION = frozenset(
    [
        "nua",
        "thoi",
        "nha",
        "nhe",
        "nghen",
        "a",
        "roi",
        "do",
        "day",
        "luon",
        "het",
        "chi",
        "anh",
        "em",
        "e",
        "ne",
        "ha",
        "la",
        "ma",
        "voi",
        "cho",
        "duoc",
        "dc",
        "va",
        "con",
        "hihi",
        "nhen",
        "hen",
        "thi",
        "nay",
        "ni",
        "de",
        "vay",
        "hong",
        "ko",
        "khong",
        "nao",
        "gi",
        "xong",
        "dang",
        "tu",
        "o",
        "tai",
        "trong",
        "len",
        "xuong",
        "vo",
        "ra",
        "them",
        "ca",
        "may",
        "nhieu",
        "hay",
        "hoac",
        "cung",
        "deu",
        "cu",
        "deu",
        "nghe",
        "lun",
        "z",
        "v",
        "r",
        "ah",
        "nhee",
        "tong",
        "cong",
        "hom",
        "bua",
        "sang",
        "chieu",
        "toi",
        "trua",
        "ngay",
        "tuan",
        "thang",
        "gio",
        "luc",
        "khi",
        "vi",
        "nen",
        "do",
        "sau",
        "truoc",
        "lam",
        "qua",
        "ghe",
    ]
)


def other_thing(draft: Draft, j: int) -> bool:
    """Whether the word at a token is a noun that the lexicon does not know: 5 trái, 200 gốc bưởi, 6 thẻ căn
    cước.
    """
    token = draft.tokens[j] if j < len(draft.tokens) else None
    return (
        token is not None
        and token.kind == 0
        and token.fold not in _FUNCTION
        and any(c in "aeiouy" for c in token.fold)
        and not any(i.i <= j < i.j and i.tag in "IUNKDC" for i in draft.items)
    )


def items_unit(items: list[Item], k: int) -> str:
    """The unit word right beside the number at k: after it, else before it."""
    for n in (k + 1, k - 1):
        if 0 <= n < len(items) and items[n].tag == "U":
            return items[n].entry.unit
    return ""
