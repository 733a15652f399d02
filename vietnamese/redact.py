"""Numbers that must not be kept: identity papers and phones, found by their length alone so that nothing slips by."""

import re

# Nine digits or more, blanks, dots and hyphens between them allowed: no count of a village is that long.
_LONG = re.compile(r"(?<![\d])\+?\d(?:[ .\-]?\d){8,}(?!\d)")
# A row of counts or a date before a count may be as long; they are not written in even groups.
_PAPERS = re.compile(
    r"(?<![\d+])(?<!84[ .-])(?!84)(?:\d{12}|\d{9}|\d{3}([ .-])\d{3}(?:\1\d{3}){1,2}|\d{4}([ .-])\d{4}\2\d{4})(?!\d)"
)


def redact(text: str) -> str:
    """The text with every run of nine or more digits replaced by “[số]”."""
    return _LONG.sub("[số]", text)


def identity_number(text: str) -> bool:
    """Whether the text holds what looks like a citizen's identity number: 12 digits (9 on old papers), together or in
    threes or fours."""
    return _PAPERS.search(text) is not None
