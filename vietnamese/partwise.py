"""Several figures told of several, one after the other, each part read by itself: "chị Hai 1 ví 1 qr, chị Tư 1 ví"."""

from collections.abc import Callable

from vietnamese.atoms import Atom
from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.parties import Party
from vietnamese.result import Reading
from vietnamese.tokens import WORD

Read = Callable[[str], Reading]
_OF_SEVERAL = frozenset(["sessions"])  # "tuyên truyền 2 buổi"
_OPENING = word_set("thi la duoc dc co dang them nua va voi con roi")
_CLOSING = word_set("va con voi vs roi thi o nua")
_SIGNS = frozenset([",", ";", ".", "+", "-", "•", ":", "(", "\n", "/", "–"])


def partwise(draft: Draft, atoms: list[Atom], told: list[Party], read: Read) -> list[Claim]:
    """The claims of several figures each, told of one after the other: every part is read by itself."""
    if len({p.name for p in told}) < len(told):
        return []
    ends = [*(p.start for p in told[1:]), len(draft.tokens)]
    total = next((a for a in atoms if a.letter == "T" and a.at >= told[-1].j), None)
    if total is not None:
        ends[-1] = total.at
    if _counted_before(atoms) or not _comparable(draft, told, ends):
        return []
    claims: list[Claim] = []
    sums: dict[str, int] = {}
    none = 0
    of_parts: dict[str, int] = {}
    for party, end in zip(told, ends, strict=True):
        part = _plain(atoms, party.j, end)
        if part is None:
            part = _read_part(draft, party.j, end, read, claims[0].key if len(sums) == 1 else "")
        if part is None:
            return []
        claims += part
        none += not part
        for claim in part:
            sums[claim.key] = sums.get(claim.key, 0) + claim.value
        for key in {c.key for c in part}:
            of_parts[key] = of_parts.get(key, 0) + 1
    if max(of_parts.values(), default=0) + none < 2:
        return []
    spent = [(told[0].j, ends[-1])]
    if total is not None:
        one = next(iter(sums)) if len(sums) == 1 else ""
        totals = _read_part(draft, total.end, len(draft.tokens), read, one)
        if totals is None:
            return []
        spent.append((total.end, len(draft.tokens)))
        for claim in totals:
            if claim.key not in of_parts:
                claims.append(claim)
            elif claim.value != sums[claim.key]:
                draft.doubt("sum_mismatch", claim.item, (claim.key,), (sums[claim.key], claim.value))
                claims = [c for c in claims if c.key != claim.key]
    for item in draft.items:
        if any(first <= item.i < last for first, last in spent):
            item.used = item.used or item.tag == "I"
            if item.tag == "N":
                item.tag, item.note = "X", "listed"
    return claims


def _counted_before(atoms: list[Atom]) -> bool:
    """Whether the first of them stands behind its number: "8 hộ ở chợ đã dán QR, thêm 3 hộ bên kia cầu"."""
    letters = "".join([a.letter for a in atoms])
    first = letters.find("L")
    return first > 0 and not atoms[first].sign and letters[:first].endswith(("N", "NK", "Nu"))


def _comparable(draft: Draft, told: list[Party], ends: list[int]) -> bool:
    """Whether every part has a number, and two parts that follow each other tell of something in the same words."""
    before: set[str] = set()
    alike = False
    for party, end in zip(told, ends, strict=True):
        inside = [i for i in draft.items if party.j <= i.i < end]
        if "N" not in [i.tag for i in inside]:
            return False
        about = {i.key or i.entry.context or i.entry.unit for i in inside if i.tag in "ICU"} or {"more"}
        alike = alike or bool(before & about) or (bool(before) and about == {"more"})
        before = about
    return alike


def _plain(atoms: list[Atom], first: int, last: int) -> list[Claim] | None:
    """The claims of a part that only has numbers and their nouns, all before or all behind them; None of any other."""
    inside = [a for a in atoms if first <= a.at < last]
    letters = "".join([a.letter for a in inside])
    numbers, nouns = inside[0::2], inside[1::2]
    if letters != "NK" * len(nouns):
        if letters != "KN" * len(nouns):
            return None
        numbers, nouns = nouns, numbers
    keys = {noun.key for noun in nouns}
    if not nouns or len(keys) < len(nouns) or "" in keys or keys & _OF_SEVERAL:
        return None
    return [listed(k.key, n.item, n.item.value) for n, k in zip(numbers, nouns, strict=True) if n.item is not None]


def _read_part(draft: Draft, first: int, last: int, read: Read, key: str) -> list[Claim] | None:
    """The claims of the words from one token to another, None where they leave a question; of a number without a noun,
    that of the indicator that was told before it.
    """
    while first < last and (
        draft.fold(first) in _OPENING or (draft.tokens[first].kind != WORD and not draft.tokens[first].numeral)
    ):
        first += 1
    while last > first and (draft.fold(last - 1) in _CLOSING or draft.tokens[last - 1].text in _SIGNS):
        last -= 1
    if first >= last:
        return None
    start, end = draft.starts[first], draft.ends[last - 1]
    inside = [i for i in draft.items if first <= i.i < last]
    numbers = [i for i in inside if i.tag == "N"]
    if key and len(numbers) == 1 and not numbers[0].doubt and not any(i.tag in "IC" for i in inside):
        return [listed(key, numbers[0], numbers[0].value)]
    number = numbers[0] if key and numbers and numbers[0].i == first and not numbers[0].doubt else None
    if number is not None and not any(i.i == number.j and i.tag in "IU" for i in draft.items):
        rest = _read_part(draft, number.j, last, read, "")  # "thêm 6 nữa và chứng nhận 6"
        return None if rest is None else [listed(key, number, number.value), *rest]
    reading = read(draft.text[start:end])
    if reading.ask or reading.intent not in ("report", "nil") or (reading.intent == "nil" and not numbers):
        return None
    claims: list[Claim] = []
    for figure in reading.figures if reading.intent == "report" else ():
        within = [
            i
            for i in inside
            if i.tag in "NX"
            and (i.value or i.numeral)
            and start + figure.start <= i.start
            and i.end <= start + figure.end
        ]
        if not within:
            return None
        claims.append(listed(figure.indicator, within[0], figure.value))
    return claims


def listed(key: str, item: Item, value: int) -> Claim:
    claim = Claim(key, item, 0)
    claim.value, claim.note = value, "listed"
    return claim
