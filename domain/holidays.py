"""Vietnam's days off, read from holidays.toml: Tết and the fixed days, each with its source."""

import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from domain.frozen import frozen

FILE = Path(__file__).with_name("holidays.toml")


@frozen
class Holiday:
    """A day off (or, with kind “work”, a Saturday worked in exchange) and where it is known from."""

    day: date
    name: str
    kind: str
    source: str
    confirmed: bool


@cache
def holidays() -> tuple[Holiday, ...]:
    """Every day of the file, in order. Raises ValueError where a block is not complete."""
    found = []
    for block in tomllib.loads(FILE.read_text(encoding="utf-8"))["holiday"]:
        if not block.get("source"):
            raise ValueError(f"{block['name']}: a day off needs its source.")
        days = [date.fromisoformat(day) for day in block.get("days", ())]
        if "from" in block:
            first, last = date.fromisoformat(block["from"]), date.fromisoformat(block["to"])
            days += [first + timedelta(days=n) for n in range((last - first).days + 1)]
        kind, sure = block.get("kind", "off"), block.get("confirmed", True)
        found += [Holiday(day, block["name"], kind, block["source"], sure) for day in days]
    return tuple(sorted(found, key=lambda one: (one.day, one.name)))


@cache
def _by_day() -> dict[date, str]:
    return {one.day: one.name for one in holidays() if one.kind == "off"}


@cache
def years() -> frozenset[int]:
    """The years the file speaks for."""
    return frozenset(one.day.year for one in holidays())


def name_of(day: date) -> str:
    """The name of the holiday on a day, or nothing."""
    return _by_day().get(day, "")
