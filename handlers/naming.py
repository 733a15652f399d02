"""Names of people as they are kept: what a platform shows or a person says, made fit to be read in a sentence."""

import re
import unicodedata

from vietnamese.fold import nfc

LONGEST = 60
_NUMBERS = re.compile(r"\d(?:[\s.\-]?\d){7,}")  # phone and ID-card numbers are nobody's name and are not kept
_TAIL = re.compile(r"(?:\s+(?:ạ|nha|nhé|nhen|nghen|a|đó ạ))+$", re.IGNORECASE)


def clean(name: str) -> str:
    """A display name without what does not belong into one; empty where no letter is left."""
    name = _NUMBERS.sub(" ", nfc(name))
    kept = "".join(c if unicodedata.category(c)[0] in "LMN" or c in "'’.-()" else " " for c in name)
    kept = " ".join(kept.split())[:LONGEST].strip(" .-'’")
    return kept if any(c.isalpha() for c in kept) else ""


def said(words: str) -> str:
    """A name that somebody typed in a sentence, politeness taken off, capitals given; empty where it is none."""
    name = clean(_TAIL.sub("", nfc(words).strip(" .,!“”\"'")))
    if len(name) < 2 or len(name.split()) > 8 or any(c.isdecimal() for c in name):
        return ""
    return " ".join(word[:1].upper() + word[1:] for word in name.split()) if name == name.lower() else name
