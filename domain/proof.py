"""A paragraph of a report looked over before it is signed: its rates, sums, reference figures, numbers and words.

The rules are those of the consolidated list that a text alone can break: DQ-PCT, DQ-ROUND, DQ-DENOM, DQ-SUM, DQ-REF,
DQ-FMT, DQ-TERM. What the text does not show (whose figures, of which days) is for the ledger to say.
"""

import re

from domain import checks
from domain.checks import Oddity

_N = r"\d{1,3}(?:\.\d{3})+|\d+"
_PERCENT = r"\d+(?:[.,]\d+)?"
_BROKEN = re.compile(rf"(?<![\d.,/])({_N})\s*/\s*({_N})\s*%")
_RATE = re.compile(rf"(?<![\d.,/])({_N})\s*/\s*({_N})(?![\d/])([^%\d\n;]{{0,40}}?)({_PERCENT})\s*%")
_RATE_FIRST = re.compile(rf"(?<![\d.,/])({_PERCENT})\s*%\s*\(\s*({_N})\s*/\s*({_N})\s*[^)\d]*\)")
_TERMS = rf"(?:{_N})(?:\s*\+\s*(?:{_N}))+"
_SUM = re.compile(rf"(?<![\d.,/+])({_N})\s*=\s*({_TERMS})(?![\d+])|(?<![\d.,/+])({_TERMS})\s*=\s*({_N})(?![\d.,]*\d)")
_PEOPLE = re.compile(rf"(?i)dân số[^\d%.;\n]{{0,40}}?({_N})(?!\s*(?:[/%,]|hộ))")
_LEARNERS = re.compile(
    rf"(?i)học viên[^\d%.;\n]{{0,60}}?(?<![\d.,/])({_N})(?!\s*[/%+=\d])|(?<![\d.,/])({_N})\s+(?:lượt )?học viên"
)
_CERTIFIED = re.compile(rf"(?i)chứng nhận[^\d;\n]{{0,60}}?(?<![\d.,/])({_N})\s*/\s*({_N})(?!\s*[/%])")
_PLAIN = re.compile(r"(?<![\d.,/-])(\d{4,})(?![\d/,-]|\.\d)")
_GROUPED = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d.,]*\d)")
# Words that are no longer used, and what is.
RETIRED: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (
        re.compile(r"(?i)mức độ\s*[34](?!\d)(?:\s*(?:,|và)\s*(?:mức độ\s*)?[34])?"),
        "mức độ 3, 4",
        "toàn trình, một phần",
    ),
    (re.compile(r"(?i)(?:sổ|đăng ký) hộ khẩu"), "hộ khẩu", "đăng ký thường trú"),
    (re.compile(r"VNEID|VneID|Vneid|VnEID|Vn EID"), "cách viết này", "VNeID"),
)
_TAIL = re.compile(r"[\w\s“”\"()-]{0,60}$")


def look(text: str) -> list[Oddity]:
    """What is odd in a paragraph, in the order of the text's rules; nothing where all of it agrees."""
    found: list[Oddity | None] = []
    broken = [match for match in _BROKEN.finditer(text) if int(_plain(match[2])) <= 100]
    for match in broken:
        shown = f"{match[1]}/{match[2]}%"
        found.append(
            Oddity(
                "DQ-PCT",
                f"“{shown}” không phải một tỷ lệ. Ghi tử số/mẫu số rồi phần trăm, ví dụ 1.181/1.226 đạt 96,33%.",
            )
        )
    for match in _RATE.finditer(text):
        found.append(checks.percent(_name(text, match.start()), f"{match[4]}%", _int(match[1]), _int(match[2])))
    for match in _RATE_FIRST.finditer(text):
        found.append(checks.percent(_name(text, match.start()), f"{match[1]}%", _int(match[2]), _int(match[3])))
    for match in _SUM.finditer(text):
        total, terms = (match[1], match[2]) if match[1] else (match[4], match[3])
        parts = {f"{place}": _int(term) for place, term in enumerate(terms.split("+"))}
        found.append(checks.parts(_name(text, match.start()), _int(total), parts))
    found += [_certified(text), _people(text), _numbers(text)]
    for pattern, old, new in RETIRED:
        match_ = pattern.search(text)
        if match_:
            found.append(Oddity("DQ-TERM", f"“{match_[0]}”: {old} không còn dùng, nay ghi là “{new}”."))
    return [one for one in found if one is not None]


def _plain(number: str) -> str:
    return number.replace(".", "").strip()


def _int(number: str) -> int:
    return int(_plain(number))


def _name(text: str, end: int) -> str:
    """What a figure is called: the words before it, back to the last stop."""
    words = re.split(r"[.;:\n]", text[max(0, end - 90) : end])[-1].strip(" ,(")
    tail = _TAIL.search(words)
    named = " ".join((tail[0] if tail else words).split()[-8:])
    return named[:1].upper() + named[1:] if named else "Chỗ này"


def _certified(text: str) -> Oddity | None:
    """Certificates measured against more people than took part (DQ-DENOM); a target may well be beyond them."""
    learners, rate = _LEARNERS.search(text), _CERTIFIED.search(text)
    if learners is None or rate is None or "chỉ tiêu" in re.split(r"[.;\n](?!\d)", text[rate.end() :])[0]:
        return None
    part, whole, took_part = _int(rate[1]), _int(rate[2]), _int(learners[1] or learners[2])
    return checks.base("Chứng nhận", part, whole, took_part) if part <= whole else None


def _people(text: str) -> Oddity | None:
    """Two populations in one text (DQ-REF)."""
    values = [_int(match[1]) for match in _PEOPLE.finditer(text)]
    return checks.reference("Dân số", {f"chỗ thứ {place}": value for place, value in enumerate(values, 1)})


def _numbers(text: str) -> Oddity | None:
    """Grouped and ungrouped numbers side by side (DQ-FMT); years are not numbers."""
    plain = [one for one in _PLAIN.findall(text) if not (len(one) == 4 and 1900 <= int(one) <= 2100)]
    grouped = _GROUPED.findall(text)
    if not plain or not grouped:
        return None
    return Oddity(
        "DQ-FMT", f"Số viết hai kiểu: {plain[0]} và {grouped[0]}. Viết thống nhất: {checks.number(int(plain[0]))}."
    )
