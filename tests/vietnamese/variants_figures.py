"""Variants in what is counted: other numbers, other names of the indicators, other indicators, another order."""

import re
from dataclasses import replace
from random import Random

from domain.frozen import frozen
from tests.vietnamese import variants_words as words
from tests.vietnamese.variants_line import Line, said
from vietnamese.draft import Item
from vietnamese.fold import strip_marks
from vietnamese.reading import Reading

# Words that tie numbers to each other, or a number to a person or a thing beside it: there no number is changed alone.
_TIED = re.compile(
    r"tổng|tong|trong đó|trong do|mỗi|moi|chia|còn|con|đều|deu|cả|ca\b|nam|nữ|nu\b|gồm|gom|kể|luỹ|lũy|luy|=|\+|x\d|"
    r"nữa|sai|nhầm|lộn|là\b|hay\b|quên|sót|thừa|dư|thiếu|bớt|trừ|tăng|giảm|%|/\d|thành|cộng|vừa|cùng",
    re.IGNORECASE,
)
# A verb that says what was counted: another indicator after it would be said with another verb.
_DOING = re.compile(
    r"dạy|day\b|giạy|học|hoc\b|hc\b|lớp|lop\b|tập huấn|tap huan|cài|cai\b|kích|kich|tải|cấp|cap\b|trao|phát|phat\b|"
    r"mở|mo\b|tạo|nộp|nop\b|giúp|giup|hỗ trợ|ho tro|htr|ht\b|hd\b|hướng|huong|dán|dan\b|treo|đưa|lên|len\b|họp|loa|"
    r"làm|lam\b|đăng|chỉ|bày|tuyên|tuyen|định danh|mức|tập|tap\b|đạt|nhận|thi\b|đậu|ký|kí",
    re.IGNORECASE,
)
_PART = re.compile(r"[,;\n]+")
_NOUN = r"(?P<noun>[^\W\d][^\W\d ./]*(?: [^\W\d][^\W\d ./]*){0,3})"
_NUMBER_FIRST = re.compile(rf"(?P<value>\d{{1,3}}) {_NOUN}")
_KEY_FIRST = re.compile(rf"{_NOUN}(?: ?[:=] ?| )(?P<value>\d{{1,3}})")
_ROW = re.compile(
    r"\d{1,3} [^\W\d][^\W\d ./]*(?: [^\W\d][^\W\d ./]*){0,3}"
    r"|[^\W\d][^\W\d ./]*(?: [^\W\d][^\W\d ./]*){0,2}(?: ?[:=] ?| )\d{1,3}"
)
_SIGNED = re.compile(
    r"sáng|chiều|trưa|tối|sang|chieu|toi\b|nam|nữ|nu\b|trong|mỗi|tổng|tong|nhầm|lộn|không|ko\b|thiếu|thêm|xóm|thôn|người|ng\b|bác|"
    r"chị|anh|bà|ông|\bcụ\b|còn|hộ|bộ|nhà|quán|lớp|\bt\d|th\d|tháng|thg|tuần|ngày|hôm|nay|qua|\(|\?|hai|ba\b|đều|cn",
    re.IGNORECASE,
)


@frozen
class _Place:
    key: str
    value: int
    start: int
    end: int


def renumbered(line: Line, reading: Reading, rng: Random) -> Line | None:
    """Every figure another number of the same size, where no two numbers of the message hang together."""
    if line.ask or line.intent != "report" or _TIED.search(line.text):
        return None
    found = _plain(line, reading)
    if found is None:
        return None
    text, values = line.text, dict(line.values)
    used = {int(n) for n in re.findall(r"\d+", text)}
    for figure in sorted(found, key=lambda f: -f.start):
        size = range(2, 10) if figure.value < 10 else range(11, 100) if figure.value < 100 else range(101, 2000)
        free = [n for n in size if n not in used]
        if not free:
            return None
        value = rng.choice(free)
        used.add(value)
        text = text[: figure.start] + str(value) + text[figure.end :]
        values[figure.key] = value
    return replace(line, text=text, values=values)


def spelt(line: Line, reading: Reading, rng: Random) -> Line | None:
    """Every figure up to 99 in words."""
    found = None if line.ask or line.intent != "report" else _plain(line, reading)
    if found is None or any(not 2 <= f.value < 100 for f in found):
        return None
    text = line.text
    for figure in sorted(found, key=lambda f: -f.start):
        if text[figure.end : figure.end + 1] != " " or re.match(r"\s*[\dMm]", text[figure.end : figure.end + 2]):
            return None
        spoken = words.in_words(figure.value)
        text = text[: figure.start] + (spoken if not text.isascii() else strip_marks(spoken)) + text[figure.end :]
    return said(line, text)


def renamed(line: Line, reading: Reading, rng: Random) -> Line | None:
    """Another spelling of one indicator right after its number."""
    found = _plain(line, reading) or []
    places = [
        (f, n) for f in found if (n := _noun(reading, f)) is not None and line.text[n.end : n.end + 1] in " ,.;\n"
    ]
    if line.ask or not places:
        return None
    figure, noun = rng.choice(places)
    name = rng.choice(words.ways(words.NOUNS[figure.key]))
    if strip_marks(line.text) == line.text:
        name = strip_marks(name)
    return said(line, line.text[: noun.start] + name + line.text[noun.end :])


def exchanged(line: Line, reading: Reading, rng: Random) -> Line | None:
    """Another indicator in its place, where the clause says nothing but a number and its noun."""
    found = None if line.ask or line.intent != "report" else _plain(line, reading)
    items = reading.draft.items if reading.draft else []
    nouns = [i.key for i in items if i.tag == "I"]
    places = [
        (f, n)
        for f in found or ()
        if (n := _noun(reading, f)) is not None and nouns.count(f.key) == 1 and _bare_clause(line.text, f, n)
    ]
    named = {i.key for i in items if i.key}
    free = [k for k in words.NOUNS if k not in named and k not in line.values]
    if not places or not free:
        return None
    figure, noun = rng.choice(places)
    key = rng.choice(free)
    name = words.ways(words.NOUNS[key])[rng.randrange(3)]
    if strip_marks(line.text) == line.text:
        name = strip_marks(name)
    values = {key if k == figure.key else k: v for k, v in line.values.items()}
    return replace(line, text=line.text[: noun.start] + name + line.text[noun.end :], values=values)


def listed(line: Line, reading: Reading, rng: Random) -> Line | None:
    """The parts of a list in another order and with other signs between them."""
    parts = [p.strip() for p in _PART.split(line.text)]
    rows = [n for n, p in enumerate(parts) if _ROW.fullmatch(p)]
    if line.ask or line.intent != "report" or len(rows) < 2 or rows != list(range(rows[0], rows[0] + len(rows))):
        return None
    if _SIGNED.search(line.text):
        return None
    shuffled = [parts[n] for n in rows]
    rng.shuffle(shuffled)
    join = rng.choice(
        (", ", "; ", "\n", "\n- ", " + ", ",", " / ")
        if len(rows) > 2
        else (", ", "; ", "\n", " và ", " + ", " với ", " & ")
    )
    head = ", ".join(parts[: rows[0]])
    tail = ", ".join(parts[rows[-1] + 1 :])
    body = join.join(shuffled)
    start = f"{head}{', ' if head[-1:] not in ':' else ' '}" if head else ""
    return said(line, start + body + (f"{', ' if chr(10) not in join else chr(10)}{tail}" if tail else ""))


def keyed(line: Line, reading: Reading, rng: Random) -> Line | None:
    """12 hv, 5 vneid → hv: 12, vneid: 5, or the other way round."""
    parts = [p.strip() for p in _PART.split(line.text)]
    if line.ask or line.intent != "report" or _SIGNED.search(line.text):
        return None
    first = [_NUMBER_FIRST.fullmatch(p) for p in parts]
    last = [_KEY_FIRST.fullmatch(p) for p in parts]
    form = rng.choice(("{n}: {v}", "{n} {v}", "{n} = {v}", "{n} là {v}", "{n} được {v}", "{n} - {v}"))
    turned = [m for m in (first if all(first) else last if all(last) else []) if m is not None]
    if not turned:
        return None
    if not all(first):
        form = rng.choice(("{v} {n}", "được {v} {n}", "có {v} {n}"))
    return said(line, ", ".join(form.format(n=m["noun"], v=m["value"]) for m in turned))


def _plain(line: Line, reading: Reading) -> list[_Place] | None:
    """Where each figure stands in digits, once, in the very text of the label; None unless all do."""
    if reading.text != line.text or reading.values != line.values or not line.values:
        return None
    places = [_Place(f.indicator, f.value, f.start, f.end) for f in reading.figures]
    texts = [line.text[p.start : p.end] for p in places]
    if any(
        t != str(p.value) or len(re.findall(rf"(?<!\d){t}(?!\d)", line.text)) > 1
        for t, p in zip(texts, places, strict=True)
    ):
        return None
    return None if _tied([int(n) for n in re.findall(r"\d+", line.text)]) else places


def _tied(numbers: list[int]) -> bool:
    """Whether one number is the sum or the difference of two others, so that none can be changed alone."""
    several = sorted(numbers)
    return any(a + b == c for k, a in enumerate(several) for b in several[k + 1 :] for c in several if a and b)


def _noun(reading: Reading, figure: _Place) -> Item | None:
    """The noun of the indicator right behind the number."""
    items = reading.draft.items if reading.draft else []
    return next(
        (
            i
            for i in items
            if i.tag == "I"
            and i.key == figure.key
            and i.start >= figure.end
            and reading.text[figure.end : i.start] in (" ", "")
        ),
        None,
    )


def _bare_clause(text: str, figure: _Place, noun: Item) -> bool:
    before = re.split(r"[,;.\n+:]", text[: figure.start])[-1]
    after = re.split(r"[,;.\n+:]", text[noun.end :])[0]
    return (
        not _DOING.search(before + " " + after) and not _TIED.search(before + " " + after) and len(after.split()) <= 2
    )
