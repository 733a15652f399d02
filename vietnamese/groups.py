"""Figures of one indicator told group by group: "lớp cô Hạnh 12 người, lớp thầy Tín 15 người" are 27."""

from itertools import pairwise

from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

_GROUPS = word_set("top canh lop nhom to thon xom lang chi hoi doan ca khoa truong ap doi ben phia ban kdc khu lien")
_SILENT = word_set("co duoc dc dang la thi gom moi cung duoc deu hoc day a nha nhe em anh chi hoi")
_CLAIMING = word_set("noi dem ghi bao nho bieu")
_CUTS = frozenset([",", ".", ";", "\n", "(", ")", ":", "+", "•", "!", "=", "|"])


def head(draft: Draft, item: Item) -> list[str]:
    """The folded words of the clause before a number."""
    at = item.i
    while at > 0 and draft.tokens[at - 1].text not in _CUTS and draft.fold(at - 1) not in ("va", "con", "voi", "vs"):
        at -= 1
    while at < item.i - 1 and draft.fold(at) in _LEADING_ON:
        at += 1
    return [draft.fold(n) for n in range(at, item.i)]


_LEADING_ON = word_set("roi ngoai ra them xong")


def _subject(draft: Draft, item: Item) -> list[str]:
    """The head of a number without the indicator or day it begins with: "vneid em cài 3, chị Nhi cài 2"."""
    words = head(draft, item)
    first = next((i for i in draft.items if i.i == item.i - len(words) and i.tag in "ID"), None)
    return words[first.j - first.i :] if first is not None and first.j < item.i else words


def _before_colon(draft: Draft, item: Item) -> list[str]:
    """The folded words that a colon sets before a number: "Lớp nhà cô Nhung: 9 cô bác"."""
    last = at = item.i - 1
    while at > 0 and draft.tokens[at - 1].text not in _CUTS:
        at -= 1
    return [draft.fold(n) for n in range(at, last)]


def told_by_group(draft: Draft, claims: list[Claim]) -> bool:
    """Whether every number is told of a group of its own: the same kind of word first, another name after it."""
    heads = [_subject(draft, c.item) for c in claims]
    if not any(heads) and all(draft.fold(c.item.i - 1) == ":" for c in claims):
        heads = [_before_colon(draft, c.item) for c in claims]
        return _our_own(heads) or _groups(heads)
    if _ways_behind(draft, claims):
        return True
    if any(not h for h in heads) or any(i.tag == "D" and _inside(i, claims) for i in draft.items):
        return False
    if (
        all(h[0] in _SPOTS for h in heads)
        and len({tuple(h) for h in heads}) == len(heads)
        and claims[0].unit == "visit"
    ):
        return True  # "nhà văn hóa 11 lượt, tại nhà 6 lượt"
    if all(set(h) & _LEADING for h in heads) and _owners(draft, claims, heads):
        return True  # "em Tuấn dạy 14 hv, em Nam dạy 9 hv"
    if claims[0].key in _OWNED and all(c.value <= _FEW for c in claims) and _owners(draft, claims, heads):
        return True  # "chị Hai 1 ví, chị Tư 1 ví", "tui 4 vneid, nó 6 vneid"
    if _our_own(heads):
        return True  # "lớp cô Nhung 9 người, lớp em 6 người"
    if _in_other_ways(heads):
        return True  # "hỗ trợ trực tiếp 9 người, qua điện thoại 4 người"
    if _same_deed(heads):
        return True  # "chi hội phụ nữ tuyên truyền 2 lần, mặt trận tuyên truyền 1 lần"
    if claims[0].key in _OWNED and all(c.value <= _FEW for c in claims) and _owners(draft, claims, heads):
        return True  # "chị Hai 1 ví, em 2 ví"
    names = {" ".join(w for w in h if w not in _SILENT) for h in heads}
    if len(names) < len(claims) or not all(names):
        return False
    if all(c.unit == "household" for c in claims):
        return ":" in draft.text[: claims[0].item.start]  # "dán mã QR: quán phở 1 hộ, tạp hoá 3 hộ"
    if "lop" in heads[0] and all(
        h[0] in _TITLES and _name_last(draft, c) for h, c in zip(heads[1:], claims[1:], strict=True)
    ):
        return not any(set(h) & _CLAIMING for h in heads)  # "lớp thầy Phước 11 học viên, cô Thảo 9 học viên"
    if _teams(heads):
        return True
    if any(set(h) & _CLAIMING for h in heads) or any(
        h[0] == "chi" and h[1:2] not in (["hoi"], ["doan"], ["bo"]) for h in heads
    ):
        return False  # "chị Hoa nói 12, chị Lan nói 15": nothing says who is right
    return _groups(heads)


def _teams(heads: list[list[str]]) -> bool:
    """ "chị Xuân nhóm 2 báo 6 vneid, anh Rê nhóm 1 báo 5 vneid": whoever says it, of a group of another number."""
    teams = {_team(h) for h in heads}
    return len(teams) == len(heads) and "" not in teams


def _team(words: list[str]) -> str:
    """The number of the group that the words name."""
    for name, number in pairwise(words):
        if name in _NUMBERED and number.isdigit():
            return f"{name} {number}"
    return ""


_NUMBERED = word_set("nhom to thon xom lop doi cum")


def _groups(heads: list[list[str]]) -> bool:
    """Whether each is a group of another name."""
    names = {" ".join(w for w in h if w not in _SILENT) for h in heads}
    named = all(h and h[0] in _GROUPS and len([w for w in h[1:] if w not in _SILENT]) for h in heads)
    return named and len(names) == len(heads) and not any(set(h) & _CLAIMING for h in heads)


def _our_own(heads: list[list[str]]) -> bool:
    """Whether one is the teller's own group ("lớp em", "nhóm mình") and the others are of the same kind, by name."""
    if any(not h or h[0] != heads[0][0] or set(h) & _CLAIMING for h in heads) or heads[0][0] not in _TAUGHT:
        return False
    names = [tuple(w for w in h[1:] if w not in _HOUSE) for h in heads]
    own = [n for n in names if len(n) == 1 and n[0] in _SPEAKER]
    return len(own) == 1 and len(set(names)) == len(names) and all(len(n) > 1 for n in names if n not in own)


_TAUGHT = word_set("lop nhom canh to ben phia")
_HOUSE = word_set("nha ben cua")


_ACTORS = _GROUPS | word_set(
    "co thay chi anh em e bac chu di ba ong tui toi minh can bo mat cong bi pho thanh phu doi giao gv ccb cuu bo"
)
_DEEDS = word_set("day dung mo phu cai lam nop dan kem giup truc tuyen phat tap huong bay dang ky")


_WAYS = word_set("qua tai o online truc onl")


_SPOTS = word_set("o tai nha truong cho tram dinh ubnd tru buu hoi")
_MANNERS = _WAYS | word_set("truc gian tu tan ben trong ngoai")


def _ways_behind(draft: Draft, claims: list[Claim]) -> bool:
    """ "hỗ trợ 11 lượt trực tiếp, 6 lượt qua điện thoại": visits, each number followed by another place or way."""
    told: set[tuple[str, ...]] = set()
    for claim in claims:
        at = claim.item.j + 1
        end = at
        while end < len(draft.tokens) and draft.tokens[end].text not in _CUTS and draft.fold(end) not in ("va", "voi"):
            end += 1
        words = tuple(w for w in draft.words[at:end] if w not in ("nguoi", "ho", "tro"))
        if draft.fold(claim.item.j) != "luot" or not words or words[0] not in _MANNERS or len(words) > 5:
            return False
        told.add(words)
    return len(told) == len(claims)


def _in_other_ways(heads: list[list[str]]) -> bool:
    """Whether every number follows where or by what means, each time another."""
    ways: list[tuple[str, ...]] = []
    for n, words in enumerate(heads):
        at = next((k for k in range(len(words) - 1, -1, -1) if words[k] in _WAYS), -1)
        if at < 0 or (n and at) or len(words) - at > 4:
            return False
        ways.append(tuple(words[at:]))
    return len(set(ways)) == len(ways) and not any(set(w) & {"qua", "nay"} == {"nay"} for w in ways)


def _same_deed(heads: list[list[str]]) -> bool:
    """Whether each clause begins with somebody else and goes on with the same verb."""
    shared = set.intersection(*(set(h[1:]) for h in heads)) & _DEEDS
    if not shared or not all(h[0] in _ACTORS for h in heads) or any(set(h) & _CLAIMING for h in heads):
        return False
    who = [tuple(h[: next(n for n in range(1, len(h)) if h[n] in shared)]) for h in heads]
    return len(set(who)) == len(heads)


_SPEAKER = word_set("em e tui toi minh")
_SPEAKER_OR_HIM = _SPEAKER | {"no"}
_TITLES = word_set("co thay chi anh em bac chu di ba ong")


_LEADING = word_set("day dung mo phu cai lam nop dan")

# What one person can get a few of, and how many that is.
_OWNED = frozenset(
    [
        "e_wallets",
        "qr_households",
        "ecommerce_households",
        "vneid",
        "dvc_accounts",
        "digital_signatures",
        "public_services",
    ]
)
_FEW = 9


def _owners(draft: Draft, claims: list[Claim], heads: list[list[str]]) -> bool:
    """Whether each clause begins with somebody of another name: chị Hai, bà Sáu, anh Y Thắng."""
    starts = [c.item.i - len(h) for c, h in zip(claims, heads, strict=True)]
    named = all(
        draft.fold(s) in _SPEAKER_OR_HIM
        or (draft.fold(s) in _TITLES and draft.fold(s + 1) not in _SILENT)
        or (draft.tokens[s].text in ("A", "Y") and draft.tokens[s + 1].capital)  # "Y Thảo", names of the highlands
        for s in starts
    )
    names = {tuple(h[:2]) for h in heads}
    return named and len(names) == len(claims) and not any(set(h) & _CLAIMING for h in heads)


def _name_last(draft: Draft, claim: Claim) -> bool:
    return claim.item.i > 0 and draft.tokens[claim.item.i - 1].capital


def _inside(item: Item, claims: list[Claim]) -> bool:
    return claims[0].item.start < item.start < claims[-1].item.start


def one_by_one(draft: Draft, claims: list[Claim]) -> bool:
    """ "1 lớp 12 người 1 lớp 15 người": one of several, and another one."""
    return all(
        draft.fold(c.item.i - 2) in ("1", "mot") and draft.fold(c.item.i - 1) in ("lop", "nhom", "buoi", "diem", "to")
        for c in claims
    )


def said_by_others(draft: Draft, claims: list[Claim]) -> bool:
    """ "em đếm 12 hv mà thầy Vinh nói 14 hv": each number is what somebody says, not another part."""
    if not draft.folds & _CLAIMING:
        return False
    heads = [head(draft, c.item) for c in claims]
    return all(set(h[-3:]) & _CLAIMING for h in heads) and not _teams(heads)


_DONE = ("duoc", "dc", "dang", "them")


def taking_turns(draft: Draft, item: Item, last: Item) -> bool:
    """ "anh Khôi làm 5 cái vneid, em làm 3 cái": another person, the same verb."""
    at = item.i - 1
    while draft.fold(at) in _DONE:
        at -= 1
    if draft.fold(at) not in _LEADING:
        return False
    here, there = _subject(draft, item), _subject(draft, last)
    verbs = [[w for w in h if w not in _DONE][-1:] for h in (here, there)]
    people = all(h and h[0] in _TITLES | _SPEAKER for h in (here, there))
    return people and here != there and verbs[0] == verbs[1] and set(verbs[0]) <= _LEADING and bool(verbs[0])
