"""Variants in how a message is written and what is put around it: the label stays as it is."""

import re
import unicodedata
from random import Random

from tests.vietnamese import variants_words as words
from tests.vietnamese.variants_line import Line, said
from vietnamese.fold import strip_marks
from vietnamese.reading import Reading


def unmarked(line: Line, reading: Reading, rng: Random) -> Line | None:
    """Typed without marks: only whole messages, and only where no word becomes another one of ours by it."""
    return said(line, strip_marks(line.text))


def shouted(line: Line, reading: Reading, rng: Random) -> Line | None:
    """All in capitals, all small, or a capital at the head of it."""
    return said(line, rng.choice((str.upper, str.lower, lambda t: t[:1].upper() + t[1:]))(line.text))


def spaced(line: Line, reading: Reading, rng: Random) -> Line | None:
    """Blanks doubled, put before commas, or left out after them."""
    if re.search(r"\d\s*,\s*\d", line.text):
        return None
    ways = (
        lambda t: t.replace(" ", "  "),
        lambda t: re.sub(r",\s+", " , ", t),
        lambda t: re.sub(r",\s+(?=\D)", ",", t),
        lambda t: f"  {t} \n",
    )
    return said(line, rng.choice(ways)(line.text))


def decomposed(line: Line, reading: Reading, rng: Random) -> Line | None:
    """The same letters in NFD."""
    return said(line, unicodedata.normalize("NFD", line.text))


def glued(line: Line, reading: Reading, rng: Random) -> Line | None:
    """12 hv → 12hv."""
    return said(
        line,
        re.sub(
            r"(?<![\d/.,:])(\d{1,3}) (?=(?:hv|vneid|buổi|buoi|dvc|hồ sơ|lượt|hộ|ví|cks|qr|người|ng)\b)",
            r"\1",
            line.text,
        ),
    )


def retyped(line: Line, reading: Reading, rng: Random) -> Line | None:
    """One to three words as other hands type them."""
    text = line.text
    if not unicodedata.is_normalized("NFC", text):
        return None
    found = {w: re.compile(rf"(?<!\w)(?<!\d )(?<!đứa ){re.escape(w)}(?!\w)") for w in words.TYPED}
    known = [w for w, form in found.items() if form.search(text)]
    for word in rng.sample(known, min(len(known), rng.randint(1, 3))):
        text = found[word].sub(rng.choice(words.ways(words.TYPED[word])), text, count=1)
    return said(line, text)


def framed(line: Line, reading: Reading, rng: Random) -> Line | None:
    """Kind words before it, after it, or both."""
    before = rng.choice((*words.ways(words.BEFORE), "", ""))
    after = rng.choice(words.ways(words.AFTER))
    text = line.text.rstrip()
    if text[-1:] == "?" and after[:1] in ",.":
        after = ""
    elif after[:1] == " " and text[-1:] in ".!":
        text = text.rstrip(".!")
    return said(line, f"{before}{text}{after}")


def reported(line: Line, reading: Reading, rng: Random) -> Line | None:
    """The same under the heading of a report."""
    if line.intent != "report" or reading.intents != ("report",) or re.match(r"\s*(sáng|chiều|trưa|tối|\W)", line.text):
        return None
    return said(line, rng.choice(words.ways(words.REPORTING)) + line.text.lstrip())


def distracted(line: Line, reading: Reading, rng: Random) -> Line | None:
    """A remark beside the report that says nothing of its figures."""
    if line.intent != "report" or reading.intents != ("report",):
        return None
    aside = rng.choice(words.ways(words.ASIDES))
    text = line.text.rstrip().rstrip(".!,")
    way = rng.randrange(4)
    if way == 0:
        return said(line, f"{aside[:1].upper()}{aside[1:]}. {line.text}")
    if way == 1:
        return said(line, f"{text}. {aside}")
    return said(line, f"{text}, {aside}" if way == 2 else f"{text}\n{aside}")
