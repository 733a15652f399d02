"""One indicator told kind by kind after a colon: "hs dvc: đất đai 2, hộ tịch 3, bảo trợ 1", "vneid: người già 5, thanh
niên 8", "mở ví: Nguyệt 3, Hạnh 4" are sums.
"""

from vietnamese.chained import anybody, otherwise_at
from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item
from vietnamese.tokens import WORD

_KINDS = ("person", "gender", "household", "dossier", "account", "class")
_AFTER = ("person", "household", "dossier", "account", "thing", "hs")
_SPLITS = frozenset([",", ";", "và", "va", "còn", "với", "vs", "+", "-", "•"])
_DEEDS = ("install", "open", "submit", "teach", "help")
_MOST = 12


def itemised(draft: Draft) -> list[Claim]:
    """Claims for the numbers of such a list; they are taken out of the later rules."""
    claims: list[Claim] = []
    if ":" not in draft.folds:
        return claims
    for k, item in enumerate(draft.items):
        noun = draft.items[k - 1] if k else None
        if item.note != ":" or noun is None or noun.j != item.i:
            continue
        if noun.entry.unit == "dossier":
            noun.key = "public_services"
        if not noun.key or noun.used:
            continue
        rows = _rows(draft, noun, item.j)
        if len(rows) < 2:
            rows = _numbers_first(draft, noun, item.j)
        if len(rows) < 2 or len({name for name, _ in rows}) < len(rows):
            continue
        whole = draft.items[k - 2] if k > 1 else noun
        named = sum(n.value for _, n in rows)
        if whole.tag == "N" and whole.j == noun.i and nameless(draft, noun.j, whole.value - named):
            for _, number in rows:
                number.tag, number.note = "X", "part"  # "7 hồ sơ: 3 đất đai, 2 hộ tịch, 2 bảo hiểm"
            continue
        noun.used = True
        for _, number in rows:
            number.tag, number.note = "X", "listed"
            claim = Claim(noun.key, number, 0)
            claim.note = "listed"
            claims.append(claim)
    return claims


def nameless(draft: Draft, at: int, lacking: int) -> bool:
    """Whether parts told behind a token make up a whole that they lack so much of: nothing, or a number told with them
    of a kind that has no name here, as the 2 of "7 hồ sơ: 3 đất đai, 2 hộ tịch, 2 bảo hiểm".
    """
    nouns = [i for i in draft.items if i.tag == "I"]
    for item in draft.items:
        if item.note in (".", "\n") and item.i >= at:
            break
        named = any(n.i == item.j or n.j == item.i for n in nouns)
        if item.tag in "NX" and item.value == lacking and 0 < item.i - at < 20 and not named:
            return True
    return not lacking


def _rows(draft: Draft, noun: Item, at: int) -> list[tuple[str, Item]]:
    """Name and number of every row from a token on, none where one of them is something else than a kind."""
    rows: list[tuple[str, Item]] = []
    while len(rows) < _MOST:
        number = next((i for i in draft.items if i.i >= at and i.tag == "N"), None)
        if number is None or number.doubt or not 0 < number.i - at < 5:
            return rows
        told = [i for i in draft.items if at <= i.i < number.i]
        person = bool(told) and told[0].entry.unit == "person"  # "hồ sơ: em nộp 2, anh Quý nộp 1"
        told = [i for i in told if not (person and i.entry.context in _DEEDS)]
        if any(i.key != noun.key if i.tag == "I" else i.tag not in "ULMW" or not _kind(i) for i in told):
            return rows
        loose = [n for n in range(at, number.i) if not any(i.i <= n < i.j for i in told if i.tag in "IU")]
        if any(draft.tokens[n].kind != WORD or (otherwise_at(draft, n) and not person) for n in loose):
            return rows
        rows.append((" ".join(draft.words[at : number.i]), number))
        after = next((i for i in draft.items if i.i == number.j and i.tag in "IU"), None)
        at = number.j
        if after is not None and (after.key == noun.key if after.tag == "I" else after.entry.unit in _AFTER):
            at = after.j
        if at >= len(draft.tokens) or "\n" in draft.tokens[at].text or draft.tokens[at].text in (".", "!"):
            return rows
        if draft.tokens[at].text.lower() not in _SPLITS:
            return rows[:-1]
        at += 1
    return []


def _numbers_first(draft: Draft, noun: Item, at: int) -> list[tuple[str, Item]]:
    """The rows of "hồ sơ: 3 nộp thẳng, 2 nộp hộ", "hv: 12 cũ, 3 mới"."""
    rows: list[tuple[str, Item]] = []
    while at < len(draft.tokens) and len(rows) < _MOST:
        number = next((i for i in draft.items if i.i == at and i.tag == "N"), None)
        if number is None or number.doubt:
            return rows
        end = number.j
        while (
            end < len(draft.tokens) and draft.tokens[end].kind == WORD and draft.tokens[end].text.lower() not in _SPLITS
        ):
            end += 1
        told = [i for i in draft.items if number.j <= i.i < end]
        place = any(i.tag in "ML" for i in told)
        told = [i for i in told if not (place and i.entry.cue in ("over", "under"))]  # "3 ở xóm trên"
        alike = all(i.key == noun.key if i.tag == "I" else i.tag in "UMWL" or i.entry.context in _DEEDS for i in told)
        if not 0 < end - number.j < 5 or not alike or (told and told[0].tag == "U" and anybody(draft, told[0])):
            return rows
        rows.append((" ".join(draft.words[number.j : end]), number))
        if end >= len(draft.tokens) or draft.tokens[end].text.lower() not in _SPLITS:
            return rows
        at = end + 1
    return rows


def _kind(item: Item) -> bool:
    return item.tag != "U" or item.entry.unit in _KINDS
