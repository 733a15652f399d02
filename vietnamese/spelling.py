"""How a word may be misspelt: tones out of place, hỏi for ngã, and what Telex or VNI leaves when the keyboard
is off.
"""

import re
import unicodedata
from functools import lru_cache

from vietnamese.fold import Y, fold

_TONES = {"\u0300": "2", "\u0301": "1", "\u0309": "3", "\u0303": "3", "\u0323": "5"}  # hỏi and ngã are one here

# What a Telex or VNI keyboard would have made: the mark that each leftover key stands for.
_TELEX_TONE = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_VNI_TONE = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VNI_SHAPE = {"6": "aeo", "7": "uo", "8": "a", "9": "d"}
_SHAPED = {"a6": "â", "e6": "ê", "o6": "ô", "u7": "ư", "o7": "ơ", "a8": "ă", "d9": "đ"}
_VOWEL = re.compile("[aeiouyăâêôơư]+")


def tone_key(word: str) -> str:
    """A lower-case word with its marks made comparable: the tone moved to the end, hỏi written as ngã, i for y."""
    if word.isascii():
        return Y.get(word, word)
    tone, letters = "", []
    for c in unicodedata.normalize("NFD", word):
        if c in _TONES:
            tone = _TONES[c]
        else:
            letters.append(c)
    plain = unicodedata.normalize("NFC", "".join(letters))
    return Y.get(plain, plain) + tone


_BARE = re.compile("(?<!q)uo[incmtp]|(?<!g)ie[ncmtpu]|ye[nt]")  # "buỏi", "nguòi", "tièn": the tone alone was typed
_STOPS = ("p", "t", "c", "ch")


def possible(word: str) -> bool:
    """Whether a lower-case word with marks can be a syllable: not "lươt" (a stop wants sắc or nặng), not "nguời"."""
    tone = ""
    letters = []
    for c in unicodedata.normalize("NFD", word):
        if c in _TONES:
            tone = c
        else:
            letters.append(c)
    base = unicodedata.normalize("NFC", "".join(letters))
    if base.endswith(_STOPS) and tone not in ("\u0301", "\u0323"):
        return False
    return "ưo" not in base and "uơ" not in base[:-1] and _BARE.search(base) is None


_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdghklmnprstvx])?"
    "(?:(?:oai|oay|uoi|uou|ieu|yeu|uya|uyu|oao|oeo|ai|ao|au|ay|eo|eu|ia|iu|oa|oe|oi|ua|ue|ui|uo|uu|uy|[aeiouy])"
    "|(?:oa|oe|uye|uy|ue|uo|ie|ye|ua|[aeiou])(?:ch|ng|nh|[cmnpt]))"
)


def syllable(word: str) -> bool:
    """Whether a folded word is built like a Vietnamese syllable: "nhanh", "phieu"; not "nahn", "vine", "hag"."""
    return _SYLLABLE.fullmatch(word) is not None


@lru_cache(maxsize=8192)
def match_fold(word: str) -> str:
    """fold(word), and the final i/y that people exchange written as i: "ký" and "kí" are both "ki"."""
    folded = fold(word)
    return Y.get(folded, folded)


def _with_tone(letters: str, tone: str) -> str:
    """The syllable with a combining tone on its main vowel (the place does not matter to tone_key)."""
    group = _VOWEL.search(letters)
    if group is None:
        return letters
    at = next((k for k in range(group.start(), group.end()) if letters[k] in "ăâêôơư"), group.end() - 1)
    return unicodedata.normalize("NFC", letters[: at + 1] + tone + letters[at + 1 :])


def telex(word: str) -> str | None:
    """ "buooir" → "buổi", "hocj" → "học", "ddinhj" → "định"; None where the word holds no such leftover."""
    tone, rest = "", word
    for k in range(len(word) - 1, 0, -1):
        if word[k] in _TELEX_TONE and _VOWEL.search(word[:k]):
            tone, rest = _TELEX_TONE[word[k]], word[:k] + word[k + 1 :]
            break
    shaped = rest
    for double, letter in (
        ("dd", "đ"),
        ("aa", "â"),
        ("ee", "ê"),
        ("oo", "ô"),
        ("uaw", "ưa"),
        ("uow", "ươ"),
        ("uwo", "ươ"),
        ("uw", "ư"),
        ("ow", "ơ"),
        ("aw", "ă"),
    ):
        shaped = shaped.replace(double, letter)
    if "w" in shaped:  # the w typed at the end of the syllable: "nguoiwf", "luotwj"
        bare = shaped.replace("w", "", 1)
        for plain, letter in (("uơ", "ươ"), ("ưo", "ươ"), ("uo", "ươ"), ("u", "ư"), ("o", "ơ"), ("a", "ă")):
            if plain in bare:
                shaped = bare.replace(plain, letter, 1)
                break
    shaped = shaped.replace("ươw", "ươ")
    if shaped.startswith("d") and shaped.endswith("d") and len(shaped) > 2:  # "dinhd" for "đinh"
        shaped = "đ" + shaped[1:-1]
    if not tone and shaped == word:
        return None
    return _with_tone(shaped, tone) if tone else shaped


def vni(word: str) -> str | None:
    """ "buo6i3" or "buo63i" → "buổi", "chu74" → "chữ"; None where the digits do not fit a syllable."""
    tone = ""
    letters: list[str] = []
    for c in word:
        if c in _VNI_TONE:
            if tone:
                return None
            tone = _VNI_TONE[c]
        elif c in _VNI_SHAPE:
            for k in range(len(letters) - 1, -1, -1):
                if letters[k] in _VNI_SHAPE[c]:
                    letters[k] = _SHAPED[letters[k] + c]
                    if c == "7" and k and letters[k] == "ơ" and letters[k - 1] == "u":
                        letters[k - 1] = "ư"
                    break
            else:
                return None
        elif c.isdecimal():
            return None
        else:
            letters.append(c)
    shaped = "".join(letters)
    if tone and any(c in _TONES for c in unicodedata.normalize("NFD", shaped)):
        return None  # "buổi2": its tone is there, the digit is a number
    return _with_tone(shaped, tone) if tone else shaped
