"""Spelling made comparable: what the eye cannot see is removed, and words are stripped to what can be matched."""

import re
import unicodedata
from functools import lru_cache

_BLANK = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u000b\u000c"
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff\u20e3"
)


def _odd_table() -> dict[int, str | None]:
    """Single characters that stand for plain ones: digits of every dress, odd blanks, invisible controls."""
    table: dict[int, str | None] = {ord(c): " " for c in _BLANK}
    table.update({ord(c): None for c in _HIDDEN})
    table.update(dict.fromkeys((*range(9), *range(14, 32), *range(127, 133), *range(134, 160))))
    table.update({0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"})
    table.update({0xFF01 + n: chr(0x21 + n) for n in range(94)})  # full-width forms of ASCII
    table.update({0x1D7CE + n: str(n % 10) for n in range(50)})  # mathematical digits, five alphabets
    table.update({0x2460 + n: f"{n + 1}" for n in range(20)})  # ① … ⑳
    table.update({0x2776 + n: f"{n + 1}" for n in range(10)})  # ❶ … ❿
    table.update({0x24EA: "0", 0x24FF: "0", 0x1F51F: "10"})  # ⓪ ⓿ 🔟
    return table


_TABLE = _odd_table()
# What nearly every message is made of; looking for this is quicker than looking for everything else.
_PLAIN = re.compile("[ -~\n\t\u00c0-\u024f\u1e00-\u1eff]*")
_MARKS = re.compile("[\u0300-\u036f]+")  # the marks of Latin letters; whoever writes others is met below
_ODD = re.compile("[" + "".join(re.escape(chr(c)) for c in sorted(_TABLE)) + "]")


def nfc(text: str) -> str:
    """The text as it is kept and shown: composed, without invisible controls, every digit an ASCII one.

    All offsets of a reading point into this text. Carriage returns become line feeds; odd blanks become spaces.
    """
    if _PLAIN.fullmatch(text):
        return text
    if _ODD.search(text):
        text = text.replace("\r\n", "\n").translate(_TABLE)
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        if _ODD.search(text):
            text = text.translate(_TABLE)
    return text


def strip_marks(text: str) -> str:
    """Letters without their marks, đ as d, case kept: "Đăk Lành" → "Dak Lanh"."""
    if text.isascii():
        return text
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text)).replace("đ", "d").replace("Đ", "D")
    if plain.isascii():
        return plain
    return unicodedata.normalize("NFC", "".join(c for c in plain if unicodedata.category(c) != "Mn"))


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """The text for matching: nfc, lower case, no marks, đ as d. Folding twice changes nothing. Kept, because everybody
    who looks at a message asks for it."""
    if text.isascii() and text.isprintable():
        return text.lower()
    for _ in range(4):
        folded = strip_marks(nfc(text).lower())
        if folded == text or (folded.isascii() and folded.isprintable()):
            return folded
        text = folded
    return text


# Words that fold to one: kỹ and kĩ, quý and quí.
Y = {"ky": "ki", "ly": "li", "my": "mi", "hy": "hi", "ty": "ti", "sy": "si", "quy": "qui", "khg": "kg"}


def word_set(words: str) -> frozenset[str]:
    """The words of a line as a set: how this package writes its short word lists."""
    return frozenset(w for word in words.split() for w in (word, Y.get(word, word)))
