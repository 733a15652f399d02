"""Variants in the day, week or month that is named: the label's `when` follows."""

import re
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from tests.vietnamese import variants_words as words
from tests.vietnamese.variants_line import Line
from vietnamese.fold import strip_marks
from vietnamese.reading import Reading


def redated(line: Line, reading: Reading, rng: Random) -> Line | None:
    """Another day, week or month in the place of the only one named, and the label's with it."""
    when = reading.when
    days = [i for i in reading.draft.items if i.tag == "D"] if reading.draft else []
    if when is None or line.when is None or len(days) != 1 or when.json() != line.when or line.intent == "correct":
        return None
    said = reading.text[when.start : when.end]
    if (reading.text, len(said.split()) > 4, days[0].note) != (line.text, False, ""):
        return None
    phrase, label = _another(when.kind, line.now.date(), rng)
    if not phrase or (when.kind == "month" and re.match(r"\s*/", line.text[when.end :])):
        return None
    if strip_marks(line.text) == line.text:
        phrase = strip_marks(phrase)
    if said[:1].isupper() and said[1:2].islower():
        phrase = phrase[:1].upper() + phrase[1:]
    return replace(line, text=line.text[: when.start] + phrase + line.text[when.end :], when=label)


def _another(kind: str, today: date, rng: Random) -> tuple[str, dict[str, str]]:
    if kind == "day":
        back = rng.choice((0, 0, 1, 1, 2, *range(1, 7)))
        day = today - timedelta(days=back)
        label = {"date": day.isoformat()}
        written = rng.choice(words.ways(words.WRITTEN)).format(d=day.day, m=day.month, y=day.year)
        ways: tuple[str, ...] = (written, rng.choice(words.ways(words.WEEKDAYS[day.weekday()])))
        if back in words.DAYS_AGO:
            ways += (rng.choice(words.ways(words.DAYS_AGO[back])),) * 3
        return rng.choice(ways), label
    if kind == "week":
        back = rng.randrange(2)
        year, week, _ = (today - timedelta(weeks=back)).isocalendar()
        return rng.choice((*words.ways(words.WEEKS_AGO[back]), f"tuần {week}")), {"week": f"{year}-W{week:02d}"}
    if kind != "month":
        return "", {}
    back = rng.randrange(5)
    months = today.year * 12 + today.month - 1 - back
    year, month = months // 12, months % 12 + 1
    ways = (words.ways(words.MONTHS_AGO[back]) if back in words.MONTHS_AGO else ()) + (
        rng.choice(words.ways(words.NUMBERED_MONTH)).format(m=month, y=year),
    )
    return rng.choice(ways), {"month": f"{year}-{month:02d}"}
