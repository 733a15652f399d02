"""Numbers that must not be kept: identity papers and phones, found by their length alone so that nothing slips by."""

import re

# Nine digits or more, blanks, dots and hyphens between them allowed: no count of a village is that long.
_LONG = re.compile(r"(?<![\d])\+?\d(?:[ .\-]?\d){8,}(?!\d)")
# A row of counts or a date before a count may be as long; they are not written in even groups.
_PAPERS = re.compile(
    r"(?<![\d+])(?<!84[ .-])(?!84)(?:\d{12}|\d{9}|\d{3}([ .-])\d{3}(?:\1\d{3}){1,2}|\d{4}([ .-])\d{4}\2\d{4})(?!\d)"
)

# A day written out at either end of such a run: "12-11-2025 5" is a day and a count.
_DAY = re.compile(
    r"(?<!\d)(?:(?:0?[1-9]|[12]\d|3[01])([.\-])(?:0?[1-9]|1[0-2])\1(?:20)\d\d|20\d\d-(?:0[1-9]|1[0-2])-\d\d)(?!\d)"
)


def redact(text: str) -> str:
    """The text with every run of nine or more digits replaced by “[số]”; a day written out counts for none of them."""
    return _LONG.sub(lambda run: run[0] if _short_but_for_days(run[0]) else "[số]", text)


def _short_but_for_days(run: str) -> bool:
    days = list(_DAY.finditer(run))
    if not days or not (days[0].start() == 0 or days[-1].end() == len(run)):
        return False
    return sum(c.isdecimal() for c in _DAY.sub("", run)) < 9


def identity_number(text: str) -> bool:
    """Whether the text holds what looks like a citizen's identity number: 12 digits (9 on old papers), together or in
    threes or fours."""
    return _PAPERS.search(text) is not None
