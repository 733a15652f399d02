"""Villages that a message names: by full name, alias, former name, or a near miss of one after the word "thôn"."""

from rapidfuzz import process
from rapidfuzz.fuzz import ratio

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.placenames import BEFORE
from vietnamese.result import PlaceMatch
from vietnamese.tokens import NUMBER, WORD

_HEADS = ("thon", "lang", "buon", "plei")
_NOT_NAMES = word_set(
    "em e minh tui toi nao mo nay co chua bao minh ta cua khac thi o duoc khong ko da van chi dan cong "
    "voi va con gui nop trong len tu cho vua moi ben ni day chung toan tren di den xin a nha dang tong "
    "minhh la thon ra hom tuan thang truong van bot lam hop hoc chieu sang toi"
)


def find_places(draft: Draft) -> None:
    """The places named, in order; a village named that is like none known is kept in `unknown_place`."""
    names = draft.lexicon.names
    firsts, bare = names.firsts, names.bare
    tokens = draft.tokens
    if draft.folds.isdisjoint(_HEADS) and draft.folds.isdisjoint(firsts):
        return
    words, behind = draft.words, 0
    named = not draft.folds.isdisjoint(firsts)
    candidates = {n + 1 for n, word in enumerate(words[:-1]) if word in _HEADS}
    candidates |= {n for n, word in enumerate(words) if word in firsts} if named else set()
    for i in sorted(candidates):
        if i < behind:
            continue
        token, before = tokens[i], words[i - 1] if i else ""
        hit = _exact(draft, i, firsts, before) if token.fold in firsts else None
        if hit is None and before in _HEADS and token.kind in (WORD, NUMBER):
            hit = _near(draft, i, bare)
        if hit is not None:
            draft.places.append(hit[0])
            behind = hit[1]


def _exact(
    draft: Draft, i: int, firsts: dict[str, list[tuple[tuple[str, ...], str]]], before: str
) -> tuple[PlaceMatch, int] | None:
    tokens = draft.tokens
    best: tuple[int, list[str]] | None = None
    for words, key in firsts[tokens[i].fold]:
        j = i + len(words)
        if j > len(tokens) or any(tokens[i + n].fold != w for n, w in enumerate(words)):
            continue
        bare_number = len(words) == 1 and words[0].isdecimal()
        short = len(words) == 1 and len(words[0]) <= 4
        if (
            (bare_number or short)
            and before not in BEFORE
            and not (tokens[i].text.isupper() and not bare_number and not draft.text.isupper() and len(words[0]) >= 2)
        ):
            continue
        if best is None or j == best[0]:
            best = (j, [*(best[1] if best else []), key])
    if best is None:
        return None
    keys = list(dict.fromkeys(best[1]))
    return PlaceMatch(keys[0], draft.starts[i], draft.ends[best[0] - 1], 100.0, tuple(keys[1:])), best[0]


def _near(draft: Draft, i: int, bare: dict[str, tuple[str, ...]]) -> tuple[PlaceMatch, int] | None:
    tokens = draft.tokens
    if (tokens[i].fold in _NOT_NAMES and not (tokens[i].capital and not draft.text.isupper())) or tokens[
        i
    ].kind == NUMBER:
        number = tokens[i].numeral
        if number is not None and bare and number.shape == "int":
            draft.unknown_place = draft.unknown_place or draft.text[draft.starts[i - 1] : draft.ends[i]]
        return None
    best: tuple[float, str, int] | None = None
    for width in (3, 2, 1):
        if i + width > len(tokens) or any(t.kind != WORD for t in tokens[i : i + width]):
            continue
        name = " ".join(t.fold for t in tokens[i : i + width])
        found = process.extractOne(name, bare.keys(), scorer=ratio, score_cutoff=82)
        if found and (best is None or found[1] > best[0]):
            best = (found[1], found[0], width)
    if best is None:
        if tokens[i].capital and bare:
            j = i + 1
            while (
                j < len(tokens)
                and j < i + 4
                and tokens[j].kind == WORD
                and tokens[j].capital
                and not draft.text.isupper()
            ):
                j += 1
            draft.unknown_place = draft.unknown_place or draft.text[draft.starts[i - 1] : draft.ends[j - 1]]
        return None
    name = " ".join(t.fold for t in tokens[i : i + best[2]])
    also = [
        key
        for other, score, _ in process.extract(name, bare.keys(), scorer=ratio, score_cutoff=best[0] - 4)
        for key in bare[other]
    ]
    keys = list(dict.fromkeys((*bare[best[1]], *also)))
    return PlaceMatch(
        keys[0], draft.starts[i], draft.ends[i + best[2] - 1], round(best[0], 1), tuple(keys[1:])
    ), i + best[2]
