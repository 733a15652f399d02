"""Several figures told group by group, each group with a line or a clause of its own: "nhóm chị Xuân: 6 vneid, 2 qr;
nhóm anh Rê: 5 vneid, 1 qr"."""

from vietnamese.clauses import Claim
from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.named import TEAMS, name_end
from vietnamese.tokens import WORD

_TITLES = word_set("anh chi co chu bac ong ba thay em cau di")
_BULLETS = frozenset(["-", "•", "+", "*"])
_ENDS = frozenset([";", "."])
_MOST = 12  # groups


def label_blocks(draft: Draft, claims: list[Claim]) -> None:
    """Every claim of such a block bears the group's name, so that its figures add up with those of the others."""
    if ":" not in draft.folds or len(claims) < 3:
        return
    blocks = _blocks(draft)
    names = {name for _, name in blocks}
    if not 1 < len(blocks) == len(names) <= _MOST:
        return
    for claim in claims:
        within = [name for at, name in blocks if at <= claim.item.i]
        if within and not claim.label:
            claim.label = within[-1]


_FAR = 12  # words from the beginning of a name to what stands behind it


def _blocks(draft: Draft) -> list[tuple[int, str]]:
    """The token at which every block begins, and its group's name."""
    found: list[tuple[int, str]] = []
    fresh = True
    for n, token in enumerate(draft.tokens):
        if token.text in _ENDS or "\n" in token.text:
            fresh = True
        elif token.text not in _BULLETS:
            if fresh and ":" in draft.words[n : n + _FAR] and (end := _named(draft, n)) and draft.fold(end) == ":":
                found.append((n, " ".join(draft.words[n:end])))
            fresh = False
    return found


def _named(draft: Draft, at: int) -> int | None:
    """The token after the name of a group or of one who leads it, or after a time of the day."""
    word = draft.fold(at)
    end = name_end(draft, at)
    if end is not None or not (word in _TITLES or word in TEAMS):
        return end
    end = at + 1
    while end < len(draft.tokens) and end - at < 4 and draft.tokens[end].kind == WORD and draft.tokens[end].capital:
        end += 1
    return end if end > at + 1 else None
