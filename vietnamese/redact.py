"""Numbers that must not be kept: identity papers and phones, found by their length alone so that nothing slips by."""

import re

# Nine digits or more, blanks, dots and hyphens between them allowed: no count of a village is that long.
_LONG = re.compile(r"(?<![\d])\+?\d(?:[ .\-]?\d){8,}(?!\d)")


def redact(text: str) -> str:
    """The text with every run of nine or more digits replaced by “[số]”."""
    return _LONG.sub("[số]", text)


def identity_number(text: str) -> bool:
    """Whether the text holds what looks like a citizen's identity number (12 digits, or 9 that are no phone)."""
    for match in _LONG.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if (len(digits) == 12 and not digits.startswith("84")) or len(digits) == 9:
            return True
    return False
