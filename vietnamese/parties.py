"""Whom or what a message tells its figures of, one after the other: times, weekdays, places, classes, people."""

from domain.frozen import frozen
from vietnamese.clauses import FUNCTION
from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.named import DAYPARTS, LINK, name_end
from vietnamese.tokens import NUMBER, WORD
from vietnamese.triggers import trigger

_MOST = 40  # labels looked at in one message


@frozen
class Party:
    """One of them: tokens [i, j), and from `start` on with the preposition before it."""

    start: int
    i: int
    j: int
    kind: str
    name: str


_BEFORE = word_set("o tai ben cua ghe qua xuong vo ve hoi luc hom len sang ca")
_TITLES = word_set("chi anh em co chu bac di ba ong thay cau mo gia bi")
_SPEAKERS = word_set("em tui toi minh")
_NUMERALS = word_set("hai ba tu nam sau bay tam chin muoi ut ca")
_NUMBERED = word_set("xom to nhom lop diem khu cum doi ca kdc top ap")
_HEADS = word_set("xom lang to nhom lop diem khu cum doi kdc noc top ap nha truong tram ben phia hoi chi")
_ALONE = (("uy", "ban"), ("ubnd",), ("truong",), ("cho",), ("tram",), ("nha", "rong"), ("nha", "van", "hoa"))
_WHERE = word_set("dau sau truoc tren duoi trong ngoai kia giua")
_DEEDS = word_set("kich cai cap mo lam nop dan dua tuyen phat ho day huong giup tao trao")
_SPOTS = word_set("cho xom lang truong nha tram thon")
_ENDS_OF = word_set("dau cuoi giua trong ngoai")
_VILLAGE = word_set("lang xom thon ban cho khu buoi gio")
_NO_NAME = (
    FUNCTION
    | LINK
    | word_set(
        "oi a bao gui ghi nhan cam on xin ghe nhac hoi noi dem cua la nay kia moi may cac nao bai tiet muc phan so ky "
        "nang hoc chuc chung truong vien cong cnscd cns thon ban dan"
    )
)
_THAT = word_set("kia nay ni qua")
_WEEKDAYS = word_set("thu t2 t3 t4 t5 t6 t7")
BITS = trigger(_TITLES | _HEADS | _ENDS_OF | DAYPARTS | _WEEKDAYS | {"y"})


def parties(draft: Draft) -> list[Party]:
    """All that can be one, of the kind that most of them are of, in their order; none where no two are of one kind."""
    found: list[Party] = []
    n = 0
    begins = {i.i: i for i in draft.items if i.tag in "DICK"}
    while n < len(draft.tokens) and len(found) < _MOST:
        party = _at(draft, n, begins.get(n) is not None and begins[n].entry.date.startswith("wd:"))
        if party is None:
            n += 1
            continue
        end, kind = party
        start = n
        while start > 0 and draft.fold(start - 1) in _BEFORE and (not found or found[-1].j < start):
            start -= 1
        found.append(Party(start, n, end, kind, " ".join(draft.words[n:end])))
        n = end
    kinds = [p.kind for p in found]
    best = max(dict.fromkeys(kinds), key=kinds.count, default="")
    chosen = [p for p in found if p.kind == best]
    numbers = [i.i for i in draft.items if i.tag in "NX"]
    chosen = [
        p
        for p, q in zip(chosen, [*chosen[1:], None], strict=False)
        if q is None or any(p.j <= n < q.start for n in numbers)  # "tổ em ở xóm trên 5, xuống xóm dưới 4"
    ]
    return chosen if len({p.name for p in chosen}) > 1 else []


def _at(draft: Draft, n: int, weekday: bool) -> tuple[int, str] | None:
    """The token after the name of one that begins at a token, and its kind."""
    token = draft.tokens[n]
    if token.kind != WORD:
        return None
    word = token.fold
    if weekday:
        end = next(i.j for i in draft.items if i.i == n and i.tag == "D")
        return (end, "day")
    if word == "cn" and _weekday_before(draft, n):
        return (n + 1, "day")
    if word in _ENDS_OF and draft.fold(n + 1) in _VILLAGE:
        return (n + 2, "time" if draft.fold(n + 1) in ("gio", "buoi") else "place")
    named = name_end(draft, n)
    if named is not None and any(draft.fold(k) in DAYPARTS for k in range(n, named)):
        dated = draft.fold(named) == "hom" and draft.fold(named + 1) in ("qua", "nay", "kia")
        return (named + 2 * dated, "time")
    after = draft.tokens[n + 1] if n + 1 < len(draft.tokens) else None
    if (
        word in _NUMBERED
        and after is not None
        and after.kind == NUMBER
        and after.text.isdecimal()
        and len(after.text) < 3
    ):
        noun = any(i.i == n + 2 and i.tag in "IU" for i in draft.items) and draft.fold(n + 2) not in _DEEDS
        return None if noun else (n + 2, "place")
    if (place := _place(draft, n, word)) is not None:
        return (place, "place")
    person = _person(draft, n, word)
    return (person, "person") if person is not None else None


def _weekday_before(draft: Draft, n: int) -> bool:
    return any(i.tag == "D" and i.entry.date.startswith("wd:") and i.i < n for i in draft.items)


def _place(draft: Draft, n: int, word: str) -> int | None:
    for alone in _ALONE:
        said = word == alone[0] and tuple(draft.words[n : n + len(alone)]) == alone
        if said and (len(alone) > 1 or (draft.tokens[n].marked and draft.tokens[n].lower not in ("cho", "trưởng"))):
            return n + len(alone)
    if n and draft.fold(n - 1) in ("o", "tai", "ngoai", "trong") and word in _SPOTS and not _names(draft, n + 1):
        return n + 1  # "ở chợ 3, ở xóm 2"
    if word == "ben" and draft.fold(n + 1) in _THAT:
        return n + 2 + (n + 2 < len(draft.tokens) and _names(draft, n + 2))
    if word not in _HEADS or (draft.tokens[n].marked and draft.tokens[n].lower in ("tới", "tối", "chỉ", "tò")):
        return None
    if (
        word == "nha"
        and draft.tokens[n].lower in ("nhé", "nhà", "nha")
        and draft.fold(n + 1) not in _TITLES | _SPEAKERS
    ):
        return None
    if word in ("chi", "hoi"):
        return None
    end = n + 1
    if (
        draft.fold(end) in _SPEAKERS
        and draft.tokens[end].lower not in ("tới", "tối", "tời")
        and (not _names(draft, end + 1) or draft.tokens[end + 1].capital or draft.fold(end + 1) in _TITLES)
    ):
        return end + 1
    if draft.fold(end) in _TITLES and (person := _person(draft, end, draft.fold(end))) is not None:
        return person
    if draft.fold(end) == "thu" and end + 1 < len(draft.tokens):
        return end + 2
    if draft.fold(end) in _WHERE:
        end += 1
    while end < len(draft.tokens) and end - n < 4 and draft.fold(end) not in _HEADS and _names(draft, end):
        end += 1
    return end if end > n + 1 else None


def _names(draft: Draft, n: int) -> bool:
    """Whether a word can be part of a name: none that links, counts or does."""
    if n >= len(draft.tokens):
        return False
    token = draft.tokens[n]
    if token.kind != WORD or (token.fold in _NO_NAME and token.text != "A"):
        return False
    return not any(i.i <= n < i.j and (i.tag in "NICDS" or i.entry.cue in ("total", "more")) for i in draft.items)


def _person(draft: Draft, n: int, word: str) -> int | None:
    """ "chị Hoa", "chị Hai", "Y Blim", "Lan", "em": who is followed by what he did."""
    token = draft.tokens[n]
    after = draft.tokens[n + 1] if n + 1 < len(draft.tokens) else None
    if word in _TITLES and after is not None and after.kind == WORD:
        end = n + 1
        while end < len(draft.tokens) and end - n < 4 and _proper(draft, end):
            end += 1
        if end > n + 1:
            return end
        if after.fold in _NUMERALS and _does(draft, n + 2):
            return n + 2
        if not after.capital and _names(draft, n + 1) and not _covered(draft, n + 1) and _does(draft, n + 2):
            return n + 2
    if token.text in ("A", "Y") and after is not None and after.capital:
        return n + 2 + _proper(draft, n + 2)
    if word in _SPEAKERS and token.lower not in ("tới", "tối", "minh") and _does(draft, n + 1):
        return n + 1
    if _proper(draft, n) and not _covered(draft, n) and word not in _NO_NAME and _does(draft, n + 1):
        return n + 1
    return None


def _proper(draft: Draft, n: int) -> bool:
    if n >= len(draft.tokens):
        return False
    token = draft.tokens[n]
    return token.kind == WORD and token.capital and (len(token.text) == 1 or token.text[1:].islower())


def _covered(draft: Draft, n: int) -> bool:
    return any(i.i <= n < i.j for i in draft.items)


def _does(draft: Draft, n: int) -> bool:
    """Whether a number, a verb or what links them stands at a token: "chị Hoa 5", "chị Hoa mở", "chị Hoa: 5"."""
    if n >= len(draft.tokens) or draft.fold(n) in LINK or draft.tokens[n].text in (":", "=", "-", "(", "\t"):
        return n < len(draft.tokens)
    return any(i.i == n and (i.tag in "NCI" or i.entry.cue == "more") for i in draft.items) or draft.fold(n) == "them"
