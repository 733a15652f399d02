"""Number words: mười hai, hăm lăm, chục rưỡi, trăm hai, một trăm linh năm, tá."""

from collections.abc import Sequence

from domain.frozen import frozen
from vietnamese.fold import fold, word_set
from vietnamese.spelling import tone_key
from vietnamese.tokens import NUMBER, Token

_WORDS = {
    "unit": (
        "một 1 | mốt 1 | hai 2 | ba 3 | bốn 4 | tư 4 | năm 5 | lăm 5 | nhăm 5 | sáu 6 | bảy 7 | bẩy 7 | tám 8 | "
        "chín 9 | mụt 1 | bốm 4 | hái 2 | mộc 1"
    ),
    "ten": "mười 10 | mừi 10 | muời 10 | mừơi 10",
    "tens": "mươi 10 | mơi 10 | mưới 10",
    "dozen": "chục 10 | tá 12",
    "prefix": "hăm 20 | băm 30",
    "hundred": "trăm 100",
    "thousand": "nghìn 1000 | ngàn 1000",
    "odd": "linh 0 | lẻ 0",
    "half": "rưỡi 0 | rưởi 0",
    "halved": "nửa 0",
}
# Without marks these are far more often something else, so a plain "tu", "le", "ta" is never a number.
_NOT_PLAIN = word_set("ta le linh nua moi ham tu bam moc mut")

COUNT_WORDS: dict[str, tuple[str, int]] = {
    tone_key(word.split()[0]): (kind, int(word.split()[1]))
    for kind, words in _WORDS.items()
    for word in words.split("|")
}
PLAIN_COUNT_WORDS: dict[str, tuple[str, int]] = {
    **{
        fold(w.split()[0]): (k, int(w.split()[1]))
        for k, ws in reversed(_WORDS.items())
        for w in reversed(ws.split("|"))
        if fold(w.split()[0]) not in _NOT_PLAIN
    },
    "muoi": ("ten", 10),
    "lam": ("unit", 5),
    "nham": ("unit", 5),
    "ham": ("prefix", 20),
    "tu": ("unit", 4),
    "linh": ("odd", 0),
    "le": ("odd", 0),
}
# Second words that can only close a number: "hai lăm" is 25, while "hai ba" is two or three.
_CLOSERS = {tone_key(w) for w in ("mốt", "lăm", "nhăm", "tư")} | {"lam", "nham"}
_WEAK = {"lam", "nham", "tu", "ham", "linh", "le"}  # plain words that only count inside a number


@frozen
class Phrase:
    """A number said in words (or digits and words): the tokens it takes, its value, and the other end of a
    range.
    """

    stop: int
    value: int
    upto: int = 0  # "hai ba người": 2 up to 3
    vague: bool = False  # "mươi người": about ten
    words: int = 1


def phrase(tokens: Sequence[Token], at: int, plain: bool) -> Phrase | None:
    """The longest number phrase starting at a token. `plain`: the message has no marks, so plain words may be
    numbers.
    """
    first = _count(tokens, at, plain)
    if first is None:
        return None
    kind, _value = first
    if kind == "thousand" and (_count(tokens, at + 1, plain) or ("", 0))[0] in ("unit", "half"):
        j, rest = _tail(tokens, at + 1, plain, 1000)
        return Phrase(j, 1000 + rest, words=j - at)  # "nghìn hai"
    if kind in ("odd", "half", "thousand") or (kind == "unit" and tokens[at].key in _WEAK):
        return None
    if kind == "dozen" and at and tokens[at - 1].fold == "nua" and not tokens[at - 1].marked and plain:
        return Phrase(at + 1, _value // 2)  # "nua chuc"
    if kind == "halved":
        after = _count(tokens, at + 1, plain)
        return Phrase(at + 2, after[1] // 2, words=2) if after and after[0] == "dozen" else None
    j, total, vague, upto = _below_thousand(tokens, at, plain)
    after = _count(tokens, j, plain)
    if after and after[0] == "thousand":
        total, upto = total * 1000, 0
        j, rest = _tail(tokens, j + 1, plain, 1000)
        total += rest
    return Phrase(j, total, upto, vague, j - at)


def _count(tokens: Sequence[Token], at: int, plain: bool) -> tuple[str, int] | None:
    if at >= len(tokens):
        return None
    token = tokens[at]
    if token.kind == NUMBER:
        n = token.numeral
        return ("digit", n.parts[0]) if n and n.shape == "int" and n.parts[0] < 1000 else None
    if token.count is None:
        return None
    if not token.marked and not plain and token.key not in COUNT_WORDS:
        return None
    return token.count


def _below_thousand(tokens: Sequence[Token], at: int, plain: bool) -> tuple[int, int, bool, int]:
    """(next token, value, vague, upper end) of hundreds, tens and units."""
    kind, value = _count(tokens, at, plain) or ("unit", 0)
    if kind == "hundred":
        j, rest = _tail(tokens, at + 1, plain, 100)
        return j, 100 + rest, False, 0
    after = _count(tokens, at + 1, plain)
    if kind in ("unit", "digit") and after and after[0] == "hundred":
        j, rest = _tail(tokens, at + 2, plain, 100)
        return j, value * 100 + rest, False, 0
    return _below_hundred(tokens, at, plain)


def _tail(tokens: Sequence[Token], at: int, plain: bool, unit: int) -> tuple[int, int]:
    """What follows "trăm" or "nghìn": lẻ năm 5, rưỡi half of it, hai mươi 20, and a lone hai two tenths of it."""
    if (
        unit == 1000
        and at + 1 < len(tokens)
        and tokens[at].fold == "khong"
        and (_count(tokens, at + 1, plain) or ("", 0))[0] == "hundred"
    ):
        return _tail(tokens, at + 2, plain, 100)  # "hai nghìn không trăm linh năm"
    after = _count(tokens, at, plain)
    if after is None:
        return at, 0
    kind, value = after
    if kind == "half":
        return at + 1, unit // 2
    if kind == "odd":
        last = _count(tokens, at + 1, plain)
        return (at + 2, last[1]) if last and last[0] in ("unit", "digit") else (at, 0)
    if unit == 1000 and kind in ("unit", "digit"):
        inner = _count(tokens, at + 1, plain)
        if inner and inner[0] == "hundred":
            j, rest = _tail(tokens, at + 2, plain, 100)
            return j, value * 100 + rest
    if kind in ("unit", "ten", "prefix"):
        j, rest, _, upto = _below_hundred(tokens, at, plain)
        if j == at + 1 and kind == "unit":
            return j, rest * unit // 10
        return (j, rest) if not upto else (at + 1, value * unit // 10)
    return at, 0


def _below_hundred(tokens: Sequence[Token], at: int, plain: bool) -> tuple[int, int, bool, int]:
    kind, value = _count(tokens, at, plain) or ("unit", 0)
    after = _count(tokens, at + 1, plain)
    if kind in ("tens", "ten", "prefix"):  # mươi lăm, mười hai, hăm mốt
        if after and after[0] in ("unit", "digit") and after[1] < 10:
            return at + 2, value + after[1], False, 0
        return at + 1, value, kind == "tens" and tokens[at].key != "muoi", 0
    if kind == "dozen":
        return _chuc(tokens, at + 1, plain, value)
    if after and kind in ("unit", "digit") and value < 10:
        if after[0] == "tens" or (after[0] == "ten" and not tokens[at + 1].marked):
            last = _count(tokens, at + 2, plain)
            if last and last[0] == "unit":
                return at + 3, value * 10 + last[1], False, 0
            return at + 2, value * 10, False, 0
        if after[0] == "dozen":
            return _chuc(tokens, at + 2, plain, value * after[1])
        if after[0] == "unit" and kind == "unit":
            return _pair(tokens, at, plain, value, after[1])
    return at + 1, value, False, 0


def _chuc(tokens: Sequence[Token], at: int, plain: bool, tens: int) -> tuple[int, int, bool, int]:
    after = _count(tokens, at, plain)
    if after and after[0] == "half":
        return at + 1, tens + (6 if tens % 12 == 0 else 5), False, 0
    if after and after[0] == "unit" and tens % 10 == 0:
        return at + 1, tens + after[1], False, 0
    return at, tens, False, 0


def _pair(tokens: Sequence[Token], at: int, plain: bool, first: int, second: int) -> tuple[int, int, bool, int]:
    """Two units in a row: "hai lăm" 25, "ba bảy" 37, but "hai ba" 2–3, "năm bảy" 5–7, "hai ba chục" 20–30."""
    if tokens[at + 1].key in _CLOSERS and tokens[at + 1].key != "tu":
        return at + 2, first * 10 + second, False, 0
    tens = _count(tokens, at + 2, plain)
    scale = tens[1] if tens and tens[0] in ("dozen", "tens", "hundred") else 0
    if scale:
        return (at + 3, first * scale, False, second * scale) if second > first else (at + 1, first, False, 0)
    if second == first + 1 or (first, second) in ((5, 7), (2, 4), (1, 3), (3, 5)):
        return at + 2, first, False, second
    return at + 2, first * 10 + second, False, 0
