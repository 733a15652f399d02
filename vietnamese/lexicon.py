"""All words that the reader knows, for one commune: the indicators, the villages, the words the commune has
taught.
"""

from dataclasses import field, replace
from functools import lru_cache
from threading import Lock

from domain.frozen import frozen
from domain.indicators import INDICATORS, Indicator
from vietnamese.alike import share
from vietnamese.known import Words, index
from vietnamese.placenames import PlaceNames
from vietnamese.planting import all_keys, all_words, finish, phrases, plant, summarise, wanting
from vietnamese.spelling import match_fold, tone_key
from vietnamese.tokens import TOKEN, Node, Token

_KEEP = 20_000  # distinct pieces remembered by all communes together; beyond that the memory begins anew
_KEEP_OWN = 2_000  # by a commune that has taught words of its own
_BUILDING = Lock()


@frozen
class Place:
    """A village or the commune: its key, every name it goes by (aliases and names from before a merger too),
    its kind.
    """

    key: str
    names: tuple[str, ...]
    kind: str = "village"


@frozen
class Lexicon:
    """What one commune's people may say; built once, then only read (its memory of tokens seen is invisible
    outside).
    """

    indicators: tuple[Indicator, ...] = INDICATORS
    places: tuple[Place, ...] = ()
    aliases: tuple[tuple[str, str], ...] = ()
    base: Words = field(init=False, repr=False, compare=False)
    names: PlaceNames = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        shared = _shared()
        own = tuple(i for i in self.indicators if i not in INDICATORS)
        plain = not own and not self.aliases
        object.__setattr__(self, "base", shared if plain else _overlaid(shared, own, self.aliases))
        object.__setattr__(self, "names", PlaceNames(self.places))

    @property
    def seen(self) -> dict[str, tuple[tuple[Token, int, int], ...]]:
        """The pieces of messages already cut, shared by all communes that have no words of their own."""
        return self.base.seen

    def chunk(self, text: str) -> tuple[tuple[Token, int, int], ...]:
        """What stands between two blanks, as (token, from, to) with offsets inside it."""
        return self.base.chunk(text)

    def tokens(self, text: str) -> list[Token]:
        """All tokens of a text, without their places."""
        return self.base.tokens(text)

    def near(self, node: Node, token: Token) -> Node | None:
        """Where an unknown word leads from here if one letter of it is wrong."""
        return self.base.near(node, token)

    def first_near(self, token: Token, following: Token) -> Node | None:
        """The same for the first word of a pair whose second word is right."""
        return self.base.first_near(token, following)


def _shared() -> Words:
    """What every commune says: built once, by whoever is first; the others wait."""
    with _BUILDING:
        return _built()


@lru_cache(maxsize=1)
def _built() -> Words:
    found = Words(Node(), Node(), _KEEP)
    for role, phrase, value in phrases(INDICATORS):
        plant(found.wishes if role == "wish" else found.root, phrase, role, value)
    for root in (found.root, found.wishes):
        share(root)
        finish(root)
        found.words.update(all_words(root))
        found.keys.update(all_keys(root))
    found.unmarked = wanting((found.root, found.wishes))
    index(found, INDICATORS)
    return found


def _overlaid(shared: Words, own: tuple[Indicator, ...], aliases: tuple[tuple[str, str], ...]) -> Words:
    """The shared words with a commune's own planted over them: only the nodes on their paths are copied."""
    found = Words(_copy(shared.root), shared.wishes, _KEEP_OWN)
    taught = [(alias, i.key) for i in own for alias in (*i.aliases, i.label, i.short)] + list(aliases)
    words: set[str] = set()
    for phrase, key in taught:
        node = found.root
        copied = [node]
        for match in TOKEN.finditer(phrase.lstrip("!").lower()):
            word = match_fold(match.group())
            node.next[word] = _copy(node.next[word]) if word in node.next else Node()
            node = node.next[word]
            copied.append(node)
            words.add(word)
            found.keys.add(tone_key(match.group()))
        plant(found.root, phrase, "indicator", key, taught=True)
        for node in copied:
            summarise(node)
    found.words = shared.words | words
    found.unmarked = shared.unmarked
    found.keys |= shared.keys
    found.seconds, found.long_words = shared.seconds, shared.long_words
    if own:
        index(found, own)
    return found


def _copy(node: Node) -> Node:
    """A node of its own with the same children; its entries are copied as well, for teaching changes them."""
    made = Node()
    made.next = dict(node.next)
    made.ends = [replace(entry, tag="", signs=None) for entry in node.ends]
    made.plain = node.plain
    return made


@lru_cache(maxsize=1)
def default() -> Lexicon:
    """The lexicon of a commune with no words of its own. The first call builds the words, which takes some tenths of a
    second: a program that wants to be up at once asks for it in the background."""
    return Lexicon()
