"""What a reading is: figures, doubts, days, places and corrections, each with the characters it was read from."""

from dataclasses import field
from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.frozen import frozen

if TYPE_CHECKING:
    from vietnamese.draft import Draft

ROLES = {
    "N": "number",
    "I": "indicator",
    "U": "unit",
    "C": "context",
    "D": "date",
    "K": "cue",
    "X": "set aside",
    "M": "measure",
    "L": "label",
}

# Why the reader asks back. The dialogue has a question for each.
DOUBTS: tuple[str, ...] = (
    "range",  # 15-20 người, hai ba người
    "vague",  # hơn chục, mấy người, gần 20, cả lớp (without a number)
    "bare",  # hôm nay được 5: no indicator
    "unknown_unit",  # 5 cái, 10 hộ, 12 hs: a noun that fits several or none
    "two_values",  # hv 10 … hv 6: two numbers, nothing says which holds
    "two_readings",  # 8 vneid 3: a number that two nouns could take
    "sum_mismatch",  # sáng 5 chiều 7 tổng 13; 12 trong đó 15
    "multiply",  # 3 buổi, mỗi buổi 10
    "percent",  # 90 % hộ
    "future",  # a date after the message
    "impossible_date",  # 31/11, tuần 53 of a year with 52
    "date_unclear",  # hôm qua hay hôm kia; two days with figures
    "negative",  # -4
    "fraction",  # 12.5 người, buổi rưỡi
    "too_big",  # 0905123456 as a count
    "running_total",  # đến nay 65 vneid
    "addition",  # thêm 2 nữa, bớt 2: the base is not in the sentence
    "same_as_before",  # như tuần trước
    "uncertain_nil",  # hình như không có ai
    "uncertain",  # em không nhớ rõ; sai rồi, để em hỏi lại
)


@frozen
class When:
    """The days that the words name. kind: day week month quarter half nine_months year span since; both ends
    included.
    """

    kind: str
    first: date
    last: date
    start: int
    end: int

    def json(self) -> dict[str, str] | None:
        """The form of the labelled corpus: a day, an ISO week or a calendar month; None for other spans."""
        if self.kind == "day":
            return {"date": self.first.isoformat()}
        if self.kind == "week":
            year, week, _ = self.first.isocalendar()
            return {"week": f"{year}-W{week:02d}"}
        return {"month": f"{self.first:%Y-%m}"} if self.kind == "month" else None


@frozen
class Figure:
    """One indicator's value, and the words that gave it: text[start:end] runs from the number to its noun."""

    indicator: str
    value: int
    start: int
    end: int
    estimate: bool = False


@frozen
class Doubt:
    """One thing to ask: why (see DOUBTS), the words, the indicators it can be about, the numbers that the
    words offer.
    """

    kind: str
    start: int
    end: int
    indicators: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()


@frozen
class PlaceMatch:
    """A village or the commune named: its key, the words, how surely (0–100), and other keys that fit as well."""

    key: str
    start: int
    end: int
    score: float
    also: tuple[str, ...] = ()


@frozen
class Correction:
    """A change asked for: which indicator, from what to what; another indicator, a difference, or another day."""

    indicator: str | None = None
    old: int | None = None
    new: int | None = None
    to_indicator: str | None = None
    delta: int | None = None
    to_when: When | None = None


@frozen
class Reading:
    """What a careful officer would understand by the text. All offsets point into `text`, the NFC form of
    what was said.
    """

    text: str
    now: datetime
    intent: str
    intents: tuple[str, ...]
    figures: tuple[Figure, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    when: When | None = None
    places: tuple[PlaceMatch, ...] = ()
    unknown_place: str | None = None
    whole_commune: bool = False
    corrections: tuple[Correction, ...] = ()
    personal: tuple[tuple[int, int], ...] = ()
    unexplained: tuple[tuple[int, int], ...] = ()
    draft: "Draft | None" = field(
        default=None, repr=False, compare=False
    )  # what it was read from, for the two properties below

    @property
    def parts(self) -> tuple[tuple[int, int, str], ...]:
        """(start, end, role) of every piece that was understood, in reading order."""
        items = self.draft.items if self.draft else []
        return tuple((i.start, i.end, ROLES[i.tag]) for i in items if i.tag in ROLES)

    @property
    def unknown_words(self) -> tuple[str, ...]:
        """Words beside a number that the lexicon does not know, for the officer to teach: no names
        (capitals), no numbers.
        """
        if self.draft is None or self.intent not in ("report", "correct"):
            return ()
        tokens = self.draft.tokens
        found: list[str] = []
        for item in self.draft.items:
            if item.tag in "NX" and item.note not in ("label", "code", "list"):
                beside = [tokens[n] for n in (item.j, item.i - 1) if 0 <= n < len(tokens)]
                found.extend(
                    t.text for t in beside if t.kind == 0 and not t.known and not t.capital and 1 < len(t.text) <= 20
                )
        return tuple(dict.fromkeys(found))

    @property
    def values(self) -> dict[str, int]:
        """indicator → value, the certain ones only."""
        return {figure.indicator: figure.value for figure in self.figures}

    @property
    def ask(self) -> bool:
        return bool(self.doubts)

    def json(self) -> dict[str, object]:
        """The form of the labelled corpus, without id and text."""
        when = self.when.json() if self.when and self.intent not in ("other", "help") else None
        return {"intent": self.intent, "values": self.values, "when": when, "ask": self.ask}
