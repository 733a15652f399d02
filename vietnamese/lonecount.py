"""The text that is one count and no more: an answer to "bao nhiêu ạ?"."""

from collections.abc import Sequence

from vietnamese.fold import fold, nfc
from vietnamese.lexicon import default
from vietnamese.numbers import Phrase, phrase
from vietnamese.tokens import NUMBER, Token

_AROUND = {
    fold(w)
    for w in [
        "dạ",
        "ạ",
        "nha",
        "nhé",
        "nhe",
        "có",
        "được",
        "là",
        "thôi",
        "em",
        "e",
        "anh",
        "chị",
        "cả",
        "thảy",
        "tổng",
        "người",
        "ng",
        "bà",
        "con",
        "hv",
        "học",
        "viên",
        "buổi",
        "lượt",
        "hộ",
        "hồ",
        "sơ",
        "cái",
        "thì",
        "đúng",
        "số",
        "vâng",
        "ok",
        "nè",
        "á",
        "hà",
        "nghen",
    ]
}
_ZERO = {
    fold(w)
    for w in (
        "ko có",
        "không có",
        "k có",
        "không",
        "ko",
        "hổng có",
        "chưa có",
        "không có gì",
        "ko có gì",
        "0",
        "kg có",
        "kh có",
        "hông có",
        "không có ai",
        "ko có ai",
    )
}


def read_count(text: str) -> int | None:
    """The count that the whole text is ("15", "1.045", "mười lăm", "15 người", "dạ 15 ạ", "ko có" → 0), else
    None.
    """
    clean = nfc(text).strip(" .!,;\n\t")
    if not clean or len(clean) > 60:
        return None
    plain = clean.isascii()
    tokens = default().tokens(clean)
    if (
        " ".join(t.fold for t in tokens if t.fold not in ("da", "a", "em", "nha", "nhe", "e") or len(tokens) == 1)
        in _ZERO
    ):
        return 0
    value: int | None = None
    at = 0
    while at < len(tokens):
        token = tokens[at]
        found = phrase(tokens, at, plain)
        if token.fold in ("nam", "hai") and not token.marked and value is not None:
            found = None
        if token.kind == NUMBER and (token.numeral is None or token.numeral.shape != "int"):
            return None
        if found is None and token.kind == NUMBER and token.numeral:
            found = _spaced(tokens, at)
        if found is not None:
            if value is not None or found.upto or found.vague:
                return None
            value, at = found.value, found.stop
            continue
        if token.fold not in _AROUND and token.text not in ".,!":
            return None
        at += 1
    return value if value is not None and value < 100_000 else None


def _spaced(tokens: Sequence[Token], at: int) -> Phrase:
    numeral = tokens[at].numeral
    return Phrase(at + 1, numeral.parts[0] if numeral else 0)
