"""The phrases of the vocabulary planted in a trie, word by word, and what can be asked of the trie as a whole."""

from collections.abc import Iterable
from dataclasses import fields

from domain.indicators import Indicator
from vietnamese import variants, vocabulary
from vietnamese.numbers import COUNT_WORDS
from vietnamese.spelling import match_fold, tone_key
from vietnamese.tokens import TOKEN, Entry, Node


def phrases(indicators: tuple[Indicator, ...]) -> Iterable[tuple[str, str, str]]:
    """Every phrase of the vocabulary as (role, phrase, value); what comes first wins where two give one role."""
    for indicator in indicators:
        for alias in (*indicator.aliases, indicator.label, indicator.short):
            yield "indicator", alias, indicator.key
            if (
                " " in alias
                and alias.count(" ") < 4
                and len(joined := alias.replace(" ", "")) >= 6
                and joined.isalpha()
            ):
                yield "indicator", f"^{joined}", indicator.key  # "họcviên", "tuyentruyen"
    for key, names in vocabulary.NAMES.items():
        for name in names.split("|"):
            yield "indicator", name.strip(), key
    tables = (
        ("unit", vocabulary.UNITS),
        ("context", vocabulary.CONTEXTS),
        ("date", vocabulary.DATES),
        ("cue", vocabulary.CUES),
        ("wish", vocabulary.INTENTS),
    )
    for role, table in tables:
        for value, phrases in table.items():
            for phrase in phrases.split("|"):
                yield role, phrase.strip(), value
    for role, table in variants.tables().items():
        for value, phrases in table.items():
            for phrase in phrases.split("|"):
                yield role, phrase, value
    for role, phrases in (
        ("measure", vocabulary.MEASURES),
        ("label", vocabulary.LABELS),
        ("filler", vocabulary.FILLERS),
    ):
        for phrase in phrases.split("|"):
            yield role, phrase.strip(), role


def plant(root: Node, phrase: str, role: str, value: str, taught: bool = False) -> None:
    bare = phrase.lstrip("!^")
    keys: list[str] = []
    node = root
    for match in TOKEN.finditer(bare.lower()):
        keys.append(tone_key(match.group()))
        node = node.next.setdefault(match_fold(match.group()), Node())
    strict = (
        0
        if phrase[0] == "^"
        else len(phrase) - len(bare) or (1 if len(keys) == 1 or role not in ("indicator", "unit", "context") else 0)
    )
    entry = next((e for e in node.ends if e.keys == tuple(keys)), None)
    if entry is None:
        entry = Entry(tuple(keys), strict)
        node.ends.append(entry)
    entry.strict = max(entry.strict, strict)
    if role in ("measure", "label", "filler"):
        setattr(entry, role, True)
    elif role == "wish":
        entry.wish = f"{entry.wish} {value}".strip()
    elif taught:
        entry.indicator, entry.unit, entry.cue, entry.context, entry.date, entry.filler = value, "", "", "", "", False
    elif not getattr(entry, role):
        setattr(entry, role, value)


def finish(root: Node) -> None:
    """At every end: what a word typed without marks can mean there, all roles of all spellings together."""
    stack = [root]
    while stack:
        node = stack.pop()
        stack.extend(node.next.values())
        summarise(node)


def summarise(node: Node) -> None:
    if not node.ends:
        return
    plain = Entry(node.ends[0].keys, min(e.strict for e in node.ends))
    filler = any(e.filler and not e.unit for e in node.ends)
    for entry in sorted(node.ends, key=lambda e: e.strict):
        if entry.strict == 3 or (filler and not entry.filler and _yields(entry)):
            continue  # "moi" is mới before it is mỗi, "ma" is mà before it is mã
        for name in _ROLES:
            if not getattr(plain, name):
                setattr(plain, name, getattr(entry, name))
    node.plain = plain


_ROLES = tuple(f.name for f in fields(Entry) if f.name not in ("keys", "strict", "tag", "signs"))


def _yields(entry: Entry) -> bool:
    """Whether a word without marks is read as a silent word rather than as this."""
    return (
        entry.label
        or entry.measure
        or bool(entry.context and entry.context != "attend")
        or bool(entry.cue and entry.cue not in ("to", "daypart", "and", "more"))
    )


def all_keys(root: Node) -> Iterable[str]:
    stack = [root]
    while stack:
        node = stack.pop()
        stack.extend(node.next.values())
        for entry in node.ends:
            yield from entry.keys


def wanting(roots: tuple[Node, Node]) -> frozenset[str]:
    """The words that stand with marks in most phrases that hold them, without those marks: "hoc", "muoi"."""
    told: dict[str, int] = {}
    for key in [*(k for root in roots for k in all_keys(root)), *COUNT_WORDS]:
        word = match_fold(key.rstrip("1235")) if not key.isascii() or key[-1:] in "1235" else match_fold(key)
        told[word] = told.get(word, 0) + (-3 if key == word else 1)
    whole = {w for root in roots for w, node in root.next.items() if any(e.keys == (w,) for e in node.ends)}
    named = {
        w for root in roots for w, node in root.next.items() if (e := node.plain) and e.strict == 2 and e.indicator
    }
    usual = {w for w, weight in told.items() if weight > 0 and len(w) > 1 and w.isalpha() and w not in whole}
    return frozenset(usual | named)


def all_words(root: Node) -> Iterable[str]:
    stack = [root]
    while stack:
        node = stack.pop()
        yield from (w for w in node.next if w[0].isalpha())
        stack.extend(node.next.values())
