"""Where the name of a party begins and ends: "tổ 1", "chợ", "đầu làng", "chị Hoa", "Y Blim", "sáng hôm qua"."""

from vietnamese.clauses import FUNCTION
from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.named import BEFORE_PART, DAYPARTS, LINK, TEAMS, name_end
from vietnamese.tokens import NUMBER, WORD

TITLES = word_set("chi anh em co chu bac di ba ong thay cau mo gia bi")
SPEAKERS = word_set("em tui toi minh")
NUMERALS = word_set("hai ba tu nam sau bay tam chin muoi ut ca")
NUMBERED = word_set("xom to nhom lop diem khu cum doi ca kdc top ap")
HEADS = word_set("xom lang to nhom lop diem khu cum doi kdc noc top ap nha truong tram ben phia hoi chi")
_ALONE = (("uy", "ban"), ("ubnd",), ("truong",), ("cho",), ("tram",), ("nha", "rong"), ("nha", "van", "hoa"))
_WHERE = word_set("dau sau truoc tren duoi trong ngoai kia giua")
_DEEDS = word_set("kich cai cap mo lam nop dan dua tuyen phat ho day huong giup tao trao")
SPOTS = word_set("cho xom lang truong nha tram thon")
_ALONE_FIRST = frozenset([alone[0] for alone in _ALONE])
ENDS_OF = word_set("dau cuoi giua trong ngoai")
_VILLAGE = word_set("lang xom thon ban cho khu buoi gio")
NO_NAME = (
    FUNCTION
    | LINK
    | word_set(
        "oi a bao gui ghi nhan cam on xin ghe nhac hoi noi dem cua la nay kia moi may cac nao bai tiet muc phan so ky "
        "nang hoc chuc chung truong vien cong cnscd cns thon ban dan lam hop biet thich"
    )
)
_THAT = word_set("kia nay ni qua")
PARTS_OF_DAY = DAYPARTS | BEFORE_PART | TEAMS


class Seen:
    """Which tokens of a message are words of another thing, which belong to some item, and which open a deed."""

    __slots__ = ("behind", "bound", "covered", "does", "draft", "end", "weekdays")

    def __init__(self, draft: Draft) -> None:
        self.draft, self.end = draft, len(draft.tokens)
        bound: list[int] = []
        covered: list[int] = []
        does: list[int] = []
        self.weekdays: dict[int, int] = {}
        self.behind = {item.j for item in draft.items if item.tag == "N"}
        for item in draft.items:
            inside = [*range(item.i, item.j)]
            covered += inside
            more = item.entry.cue == "more"
            if more or item.tag in "NICDS" or item.entry.cue == "total":
                bound += inside
            if more or item.tag in "NCI":
                does += inside[:1]
            if item.entry.date[:3] == "wd:":
                self.weekdays[item.i] = item.j
        self.bound, self.covered, self.does = frozenset(bound), frozenset(covered), frozenset(does)


def named_at(seen: Seen, n: int) -> tuple[int, str] | None:
    """The token after the name of one that begins at a token, and its kind."""
    draft = seen.draft
    token = draft.tokens[n]
    if token.kind != WORD:
        return None
    word = token.fold
    if n in seen.weekdays:
        return (seen.weekdays[n], "day")
    if word == "cn" and seen.weekdays:
        return (n + 1, "day")
    if word in ENDS_OF and draft.around[n + 1] in _VILLAGE:
        return (n + 2, "time" if draft.around[n + 1] in ("gio", "buoi") else "place")
    if word == "buoi" and n in seen.behind:
        return None  # "1 buổi sáng 1 buổi tối": two of them
    named = name_end(draft, n) if word in PARTS_OF_DAY else None
    if named is not None and not DAYPARTS.isdisjoint(draft.words[n:named]):
        dated = draft.around[named] == "hom" and draft.around[named + 1] in ("qua", "nay", "kia")
        return (named + 2 * dated, "time")
    after = draft.tokens[n + 1] if n + 1 < seen.end else None
    if (
        word in NUMBERED
        and after is not None
        and after.kind == NUMBER
        and after.text.isdecimal()
        and len(after.text) < 3
    ):
        noun = any(i.i == n + 2 and i.tag in "IU" for i in draft.items) and draft.around[n + 2] not in _DEEDS
        return None if noun else (n + 2, "place")
    if (place := _place(seen, n, word)) is not None:
        return (place, "place")
    person = _person(seen, n, word)
    return (person, "person") if person is not None else None


def _place(seen: Seen, n: int, word: str) -> int | None:
    draft = seen.draft
    for alone in _ALONE if word in _ALONE_FIRST else ():
        said = word == alone[0] and tuple(draft.words[n : n + len(alone)]) == alone
        if said and (len(alone) > 1 or (draft.tokens[n].marked and draft.tokens[n].lower not in ("cho", "trưởng"))):
            return n + len(alone)
    if n and draft.around[n - 1] in ("o", "tai", "ngoai", "trong") and word in SPOTS and not _names(seen, n + 1):
        return n + 1  # "ở chợ 3, ở xóm 2"
    if word == "ben" and draft.around[n + 1] in _THAT:
        return n + 2 + (n + 2 < seen.end and _names(seen, n + 2))
    if (
        word not in HEADS
        or (word == "to" and draft.around[n + 1] in ("di", "ra", "den"))
        or (draft.tokens[n].marked and draft.tokens[n].lower in ("tới", "tối", "chỉ", "tò"))
    ):
        return None
    if (
        word == "nha"
        and draft.tokens[n].lower in ("nhé", "nhà", "nha")
        and draft.around[n + 1] not in TITLES | SPEAKERS
    ):
        return None
    if word in ("chi", "hoi"):
        return None
    end = n + 1
    if (
        draft.around[end] in SPEAKERS
        and draft.tokens[end].lower not in ("tới", "tối", "tời")
        and (not _names(seen, end + 1) or draft.tokens[end + 1].capital or draft.around[end + 1] in TITLES)
    ):
        return end + 1
    if draft.around[end] in TITLES and (person := _person(seen, end, draft.around[end])) is not None:
        return person
    if draft.around[end] == "thu" and end + 1 < seen.end:
        return end + 2
    if draft.around[end] in _WHERE:
        end += 1
    while end < seen.end and end - n < 4 and draft.around[end] not in HEADS and _names(seen, end):
        end += 1
    return end if end > n + 1 else None


def _names(seen: Seen, n: int) -> bool:
    """Whether a word can be part of a name: none that links, counts or does."""
    if n >= seen.end or n in seen.bound:
        return False
    token = seen.draft.tokens[n]
    return token.kind == WORD and (token.fold not in NO_NAME or token.text == "A")


def _person(seen: Seen, n: int, word: str) -> int | None:
    """ "chị Hoa", "chị Hai", "Y Blim", "Lan", "em": who is followed by what he did."""
    draft = seen.draft
    token = draft.tokens[n]
    after = draft.tokens[n + 1] if n + 1 < seen.end else None
    if word in TITLES and after is not None and after.kind == WORD:
        end = n + 1
        while end < seen.end and end - n < 4 and _proper(seen, end):
            end += 1
        if end > n + 1:
            return end
        if after.fold in NUMERALS and _does(seen, n + 2):
            return n + 2
        if not after.capital and _names(seen, n + 1) and n + 1 not in seen.covered and _does(seen, n + 2):
            return n + 2
    if token.text in ("A", "Y") and after is not None and after.capital:
        return n + 2 + _proper(seen, n + 2)
    if word in SPEAKERS and token.lower not in ("tới", "tối", "minh") and _does(seen, n + 1):
        return n + 1
    if _proper(seen, n) and n not in seen.covered and word not in NO_NAME and _does(seen, n + 1):
        return n + 1
    return None


def _proper(seen: Seen, n: int) -> bool:
    if n >= seen.end or not seen.draft.tokens[n].capital:
        return False
    text = seen.draft.tokens[n].text
    return text[1:].islower() or text == text[:1]


def _does(seen: Seen, n: int) -> bool:
    """Whether a number, a verb or what links them stands at a token: "chị Hoa 5", "chị Hoa mở", "chị Hoa: 5"."""
    draft = seen.draft
    if n >= seen.end:
        return False
    word = draft.words[n]
    return n in seen.does or word in LINK or word == "them" or draft.tokens[n].text in (":", "=", "-", "(", "\t")
