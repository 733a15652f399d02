"""A message as the rules for figures told alike of several see it: whom they are told of, numbers, nouns, totals."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.named import LINK
from vietnamese.parties import Party
from vietnamese.rows import KEYS
from vietnamese.tokens import WORD

_JOINS = word_set("va con voi vs roi")
_SILENT = LINK | word_set("cai nua a nha nhe ma chi hang them tiep")
_BEFORE, _BEHIND = 16, 48  # so many words around those told of are looked at
_COUNTED = ("person", "thing", "household", "account", "gender")


class Atom:
    """A piece of the message: L one of those told of, N number, K indicator, T total, C verb, u unit, x anything else;
    with the sign before it.
    """

    __slots__ = ("at", "end", "item", "key", "letter", "party", "sign", "unit")

    def __init__(self, letter: str, at: int, end: int, sign: str, item: Item | None = None) -> None:
        self.letter, self.at, self.end, self.sign, self.item = letter, at, end, sign, item
        self.key = self.unit = ""
        self.party: Party | None = None


def atoms_of(draft: Draft, told: list[Party]) -> list[Atom]:
    starts = {p.start: p for p in told}
    begins: dict[int, Item] = {}
    for each in draft.items:
        if each.i not in begins:
            begins[each.i] = each
    atoms: list[Atom] = []
    n, sign = max(0, told[0].start - _BEFORE), "^"
    words, tokens, last = draft.words, draft.tokens, min(len(draft.tokens), told[-1].j + _BEHIND)
    while n < last:
        party = starts.get(n)
        if party is not None:
            atoms.append(Atom("L", n, party.j, sign))
            atoms[-1].party, sign, n = party, "", party.j
            continue
        item = begins.get(n)
        if item is None:
            text, word = tokens[n].text, words[n]
            if word in _JOINS:
                sign = sign or ","
            elif tokens[n].kind != WORD:
                sign = text.strip(" ") or ","
            elif word == "la" and atoms and (atoms[-1].letter in "NKu" or _named_last(atoms)):
                atoms.append(Atom("T", n, n + 1, sign))
                sign = ""
            elif word not in _SILENT:
                atoms.append(Atom("x", n, n + 1, sign))
                sign = ""
            n += 1
            continue
        bullet = sign in ("\n", "^") and item.entry.cue == "to" and tokens[n].kind != WORD
        letter = "" if bullet else _letter(draft, item, atoms)
        if letter == ",":
            sign = "\n" if "\n" in item.note or sign == "\n" else item.note or sign or ","
        elif letter:
            taught = letter == "C" and words[n] == "tap"  # "tập huấn chị Hai 5, chị Tư 6"
            atoms.append(Atom("K" if taught else letter, item.i, item.j, sign, item))
            atoms[-1].key = "learners" if taught else item.key or KEYS.get(item.entry.unit, "")
            sign = ""
        n = item.j if item.j > n else n + 1
    return atoms


def _letter(draft: Draft, item: Item, atoms: list[Atom]) -> str:
    """What an item is to these rules; "" where it says nothing to them."""
    last = atoms[-1] if atoms else None
    if item.tag == "N":
        plain = item.numeral is None or item.numeral.shape == "int"
        return "N" if plain and not item.doubt else "x"
    if item.tag == "W" and item.words and item.value and last is not None and last.letter == "L":
        return "N"  # "chợ được hai, xóm được ba"
    if item.tag == "X":
        return "x"
    if item.tag == "I":
        return "K"
    if item.tag == "U":
        if item.entry.unit in KEYS and not (last is not None and last.letter == "K" and last.end == item.i):
            return "K"
        if last is not None and last.letter == "N" and item.entry.unit in _COUNTED:
            last.unit = item.entry.unit
            return ""
        return "u"
    if item.tag == "S":
        return "T" if item.note == "=" and last is not None and (last.letter in "NK" or _named_last(atoms)) else ","
    if item.entry.cue == "and":
        return ","
    if item.entry.cue == "to" and last is not None and last.letter == "L" and draft.tokens[item.i].kind != WORD:
        return ""  # "tổ 1 - 7"
    if item.entry.cue == "total":
        return "T"
    if item.tag == "C":
        return "C"
    return "" if item.entry.cue == "more" or item.tag in "DW" or draft.fold(item.i) in _SILENT else "x"


def _named_last(atoms: list[Atom]) -> bool:
    """Whether the names stand behind their numbers, and one just did: "3 của lớp sáng, 8 của lớp chiều = 11"."""
    letters = "".join([a.letter for a in atoms])
    first = letters.find("L")
    return letters[-1:] == "L" and letters[:first].endswith(("N", "NK")) and first > 0 and not atoms[first].sign


def without_verbs(atoms: list[Atom]) -> list[Atom]:
    """The atoms but those of verbs, whose sign goes to the next."""
    line: list[Atom] = []
    sign = ""
    for atom in atoms:
        if atom.letter == "C":
            sign = sign or atom.sign
            continue
        atom.sign = atom.sign or sign
        sign = ""
        line.append(atom)
    return line
