"""The hand that writes a message of nones: which half of the pieces, when, in digits or in words."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from tests.vietnamese.composed import zeros_frames as frames
from tests.vietnamese.composed import zeros_words as words
from tests.vietnamese.composed.zeros_words import Halves
from tests.vietnamese.table import NOW
from tests.vietnamese.variants_words import in_words, ways

When = dict[str, str] | None

# What cannot be none beside what: a class of twelve and no session.
_DAYS: Halves = (
    "hôm nay | hnay | tuần này | hôm qua | sáng nay | tuần trước | tháng này | ngày {d} | thôn em",
    "bữa nay | tối nay | chiều nay | tuần rồi | hôm kia | tháng trước | tối qua | tuần {w} | hôm {d} | nay",
)


@dataclass(slots=True)
class Hand:
    """Who writes: with which half of the pieces, when, in digits or in words; and the pieces taken so far."""

    rng: Random
    half: str  # "a", "b", or "" for both
    now: datetime = NOW
    words: bool = False
    taken: list[str] = field(default_factory=list)

    def pick(self, table: Halves) -> str:
        """One piece of a table, as it stands there."""
        half = self.half or self.rng.choice("ab")
        piece = self.rng.choice(ways(table["ab".index(half)]))
        self.taken.append(piece)
        return piece

    def one(self, halves: tuple[tuple[str, ...], tuple[str, ...]]) -> str:
        """One of some signs."""
        return self.rng.choice(halves["ab".index(self.half or self.rng.choice("ab"))])

    def number(self) -> int:
        """A number from 1 to 45, small ones more often."""
        return self.rng.randint(1, self.rng.choice((9, 45)))

    def written(self, number: int) -> str:
        """A number as this hand writes it."""
        return in_words(number) if self.words and number else str(number)

    def noun(self, key: str) -> str:
        return self.pick(words.NOUNS[key])

    def figure(self, key: str, number: int, style: str = "") -> str:
        """A number of one indicator: before its noun, behind it, or told by what was done."""
        style = style or self.rng.choice(("before", "before", "behind", "done"))
        said = self.written(number)
        if style == "done":
            return self.pick(words.DONE[key]).format(n=said)
        noun = self.noun(key)
        return f"{said} {noun}" if style == "before" else f"{noun} {said}"

    def none(self, key: str, style: str = "") -> str:
        """None of one indicator: behind its noun, before it, or told by what was not done."""
        style = style or self.rng.choice(("before", "behind", "undone"))
        table = {"before": frames.BEFORE, "behind": frames.BEHIND, "undone": words.UNDONE[key]}[style]
        return self.pick(table).format(noun=self.noun(key), which=self.which(key))

    def which(self, key: str) -> str:
        return self.rng.choice(ways(words.WHICH[key][self.half == "b"]))

    def several(self, keys: list[str]) -> str:
        """None of two or three indicators at once."""
        a, b, c = (self.noun(key) for key in keys)
        return self.pick(frames.SEVERAL).format(a=a, b=b, c=c, which=self.which(keys[0]))

    def day(self) -> tuple[str, When]:
        """A day, week or month that has been, and what it means."""
        today, hour = self.now, self.now.hour
        while True:
            said = self.pick(_DAYS)
            back = today - timedelta(days=self.rng.randint(0, 20))
            week = today.isocalendar().week
            month = today.replace(day=1) - timedelta(days=1)
            if (said == "tối nay" and hour < 19) or (said == "chiều nay" and hour < 15) or ("{w}" in said and week < 2):
                continue
            days = {"hôm qua": 1, "tối qua": 1, "hôm kia": 2}
            weeks = {"tuần này": today, "tuần {w}": today, "tuần trước": 0, "tuần rồi": 0}
            if "{d}" in said:
                return said.format(d=f"{back.day}/{back.month}"), {"date": back.date().isoformat()}
            if said == "thôn em":
                return said, None
            if said in weeks:
                of = weeks[said] or today - timedelta(days=7)
                assert isinstance(of, datetime)
                year, number, _ = of.isocalendar()
                return said.format(w=number), {"week": f"{year}-W{number:02}"}
            if said.startswith("tháng"):
                return said, {"month": (today if said.endswith("này") else month).strftime("%Y-%m")}
            return said, {"date": (today - timedelta(days=days.get(said, 0))).date().isoformat()}
