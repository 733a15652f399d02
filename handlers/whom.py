"""Whom and which village an officer means: places and people of the commune, found in folded words."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from domain.frozen import frozen
from domain.roles import Role
from storage.communes import Commune
from storage.roster import Place
from vietnamese.fold import fold

CLOSE = 0.75  # of a name's letters; below that two people of one village may be meant
_TITLE = re.compile(r"^(?:anh|chi|chu|co|bac|ong|ba|em|cau|di|thim|mo|d/c|dong chi|nguoi ten)\s+(?=\S)")
_JOINT = re.compile(r"(?:\s+|^)(?:khoi|o|cua|vao|cho|tai|trong|ra khoi|xa)$")
ROLES = (
    ("to truong", Role.LEADER),
    ("truong nhom", Role.LEADER),
    ("cong chuc phu trach", Role.OFFICER),
    ("cong chuc", Role.OFFICER),
    ("can bo xa", Role.OFFICER),
    ("can bo", Role.OFFICER),
    ("nguoi xem", Role.VIEWER),
    ("thanh vien", Role.MEMBER),
)


@frozen
class Spot:
    """A unit as an officer names it: a village, a team, or the commune itself."""

    id: int
    name: str
    kind: str


def spots(commune: Commune) -> list[Spot]:
    """The villages and teams in their order, then the commune."""
    own = [Spot(unit.id, unit.name, unit.kind) for unit in commune.units]
    return [*own, Spot(commune.id, commune.name, "commune")]


def place_in(commune: Commune, words: str) -> tuple[Spot | None, str]:
    """The place that folded words name, the longest name first, and the words without it."""
    found: list[tuple[str, Spot]] = []
    for spot, names in _names(commune):
        for name in names:
            if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words):
                found.append((name, spot))
    if not found:
        return None, words
    name, spot = max(found, key=lambda one: len(one[0]))
    rest = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", " ", words, count=1)
    return spot, _JOINT.sub("", " ".join(rest.split())).strip()


def _names(commune: Commune) -> Iterable[tuple[Spot, list[str]]]:
    """Every way to name a place; a bare number is none (“3” may be anything)."""
    for spot in spots(commune):
        if spot.kind == "commune":
            yield spot, [fold(spot.name), "ca xa", "toan xa", "xa"]
            continue
        unit = commune.unit(spot.id)
        names = {fold(name) for name in (unit.name, *unit.names)}
        for name in list(names):
            head, _, tail = name.partition(" ")
            if head == "thon" and tail and not tail.isdecimal():
                names.add(tail)
            elif head == "thon" and tail:
                names |= {f"thon{tail}", f"thon so {tail}", f"t{tail}"}
        yield spot, sorted(names)


def role_in(words: str) -> tuple[Role | None, str]:
    """The role that folded words name, and the words without it."""
    for name, role in ROLES:
        if re.search(rf"(?<!\w){name}(?!\w)", words):
            return role, " ".join(re.sub(rf"(?<!\w){name}(?!\w)", " ", words, count=1).split())
    return None, words


def people_in(places: Sequence[Place], words: str) -> list[Place]:
    """Whose name folded words give: all of it, else its last words, else some of its words, else nearly one of these.

    Every place such a person has is returned; none where nobody is meant.
    """
    said = _TITLE.sub("", words.strip(' .,“”"'))
    if not said or not any(c.isalpha() for c in said):
        return []
    for fits in (
        lambda name: name == said,
        lambda name: name.endswith(" " + said),
        lambda name: set(said.split()) <= set(name.split()),
    ):
        found = [place for place in places if fits(place.folded)]
        if found:
            return found
    if len(said) < 3:
        return []
    shapes = {place.folded: place.folded for place in places}
    shapes |= {place.folded.split()[-1]: place.folded for place in places}
    near = process.extractOne(said, list(shapes), scorer=OSA.normalized_similarity, score_cutoff=CLOSE)
    return [place for place in places if near and (place.folded == near[0] or place.folded.endswith(" " + near[0]))]
