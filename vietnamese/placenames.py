"""The names of a commune's places, laid out once so that a message's words find them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from vietnamese.fold import fold, word_set

if TYPE_CHECKING:
    from vietnamese.lexicon import Place

BEFORE = word_set("thon lang ban xom ap tdp to kdc buon plei")


class PlaceNames:
    """`firsts`: first folded word → (folded words, place's key) of the names that begin so, longest first. `bare`:
    folded name without the word for what it is → keys, for near misses."""

    __slots__ = ("bare", "firsts")

    def __init__(self, places: "Iterable[Place]") -> None:
        self.firsts: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.bare: dict[str, tuple[str, ...]] = {}
        for place in places:
            for name in place.names:
                if words := tuple(fold(name).split()):
                    self._add(place, words)
        for found in self.firsts.values():
            found.sort(key=lambda pair: -len(pair[0]))

    def _add(self, place: "Place", words: tuple[str, ...]) -> None:
        self.firsts.setdefault(words[0], []).append((words, place.key))
        core = words[1:] if len(words) > 1 and words[0] in (*BEFORE, "xa") else words
        if core != words and place.kind != "commune":
            self.firsts.setdefault(core[0], []).append((core, place.key))
        said = " ".join(core)
        if len(said) > 2:
            self.bare[said] = tuple(dict.fromkeys((*self.bare.get(said, ()), place.key)))
