"""One heading and many places: "vneid: thôn 5 cái, trường mẫu giáo 6 cái" is eleven."""

import re

from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item

_PLACE = (
    r"(?:thôn|trường|trạm|chợ|nhà|quán|xóm|làng|xã|tổ|ủy ban|uỷ ban|ubnd|chi|hội|lớp|đội|nhóm|khu|thon|truong|tram|"
    r"cho|xom|lang|xa|to|hoi|lop|doi|nhom)"
)
_ROW = re.compile(
    rf"\s*{_PLACE}(?: [^\W\d]+){{0,4}}(?: \d+ (?=được|đc|dc|có|duoc|co))?"
    r"(?: (?:được|đc|dc|có|duoc|co))? (?P<count>\d{1,4})"
    r"(?P<unit> (?:cái|cai|người|nguoi|ng|tk|bà con|ba con|hộ|ho))?\s*",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.;\n]")
_MOST = 8  # headings looked at: a hostile text may have hundreds
_LABELS = re.compile(r"\s*(?:thôn|xóm|làng|tổ|lớp|đội|nhóm|khu|thon|xom|lang|to|lop|doi|nhom) \d+\s*", re.IGNORECASE)


def headed(draft: Draft) -> list[Claim]:
    """Claims for the numbers of a list of places under one indicator; they are taken out of the later rules.

    Every part up to the end of the sentence must be a place and a number (a last part without digits may close the
    list), at least two; "thôn 5, thôn 6" are names of villages and no row.
    """
    tried = 0
    for k, item in enumerate(draft.items):
        if item.note != ":" or not k:
            continue
        before = draft.items[k - 1]
        noun = draft.items[k - 2] if before.tag == "D" and k > 1 else before
        if noun.tag != "I":
            continue
        tried += 1
        if tried > _MOST:
            break
        stop = _STOP.search(draft.text, item.end)
        end = stop.start() if stop is not None else len(draft.text)
        spans = _rows(draft.text, item.end, end)
        numbers = [i for s in spans for i in draft.items if i.tag == "N" and i.start == s and not i.doubt]
        if len(spans) >= 2 and len(numbers) == len(spans):
            return [_claim(noun, number) for number in numbers]
    return []


def _rows(text: str, start: int, end: int) -> list[int]:
    """Where the counts stand, nothing if any part is not of the form."""
    spans: list[int] = []
    parts = text[start:end].split(",")
    at = start
    for n, part in enumerate(parts):
        row = _ROW.fullmatch(part)
        if row is not None and not (_LABELS.fullmatch(part) and not row["unit"]):
            spans.append(at + row.start("count"))
        elif n + 1 < len(parts) or any(c.isdigit() for c in part):
            return []
        at += len(part) + 1
    return spans


def _claim(noun: Item, number: Item) -> Claim:
    claim = Claim(noun.key, number, 0)
    claim.note = "listed"
    noun.used = True
    number.tag, number.note = "X", "listed"
    return claim
