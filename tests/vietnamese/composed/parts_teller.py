"""Groups of one report, and a teller who says their numbers and nouns in one of many ways."""

from dataclasses import dataclass

from tests.vietnamese.composed import parts_words as words
from tests.vietnamese.composed.parts_draw import Draw
from tests.vietnamese.variants_words import in_words

PEOPLE = ("learners", "vneid", "people_helped", "certificates", "e_wallets", "dvc_accounts", "digital_signatures")
FEW = ("sessions", "outreach", "ecommerce_households", "qr_households", "digital_signatures")
# Nouns that name one kind of people or things only, and so do not stand before two kinds.
_ONE_KIND = {"chị", "loa", "momo", "shopee", "postmart", "quán", "tiệm", "sạp", "phát"}
_NUMERAL_NAMES = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Út")
OF_A_DAY, ANY, NONE = "day", "any", "none"  # which days may be named beside the body


@dataclass
class Body:
    """What is told in parts: its text, its figures, and which day may be named beside it."""

    text: str
    values: dict[str, int]
    ask: bool = False
    days: str = ANY
    ago: int | None = None
    hours: tuple[int, int] = (7, 22)
    dictated: bool = False
    about: str = ""


@dataclass
class Group:
    """The groups of one sum, in order: their names before and behind a number, and what may name the day."""

    names: list[str]
    back: str
    days: str
    ago: int | None = None
    hours: tuple[int, int] = (7, 22)
    kind: str = ""
    spoken: bool = True


def _hours(names: list[str]) -> tuple[int, int]:
    """When a message that tells of these times of the day can have been sent."""
    said = " ".join(names)
    return (20, 23) if "tối" in said else (17, 22) if "chiều" in said or "cuối" in said else (12, 22)


def groups_of(draw: Draw, key: str) -> Group:
    """Two or three groups that can be told of an indicator."""
    kind = draw.rng.choices(("times", "dated", "places", "classes", "names", "weekdays"), (28, 10, 22, 12, 20, 8))[0]
    if kind == "classes" and key not in PEOPLE:
        kind = "places"
    if kind == "names":
        count = 3 if draw.often(0.2) else 2
        table = words.NAMES.split(" | ")
        names = draw.rng.sample(table if draw.half is None else table[draw.half :: 2], count)
        draw.used.append("groups: " + kind)
        spoken = not any(numeral in name for name in names for numeral in _NUMERAL_NAMES)
        return Group(names, "của {}", ANY, kind=kind, spoken=spoken)
    if kind == "weekdays":
        return Group(draw.of(words.WEEKDAYS, "groups").split(" | "), "hôm {}", "week", kind=kind, spoken=False)
    if kind == "dated":
        labels, back, ago = draw.row(words.DATED, "groups")
        names = labels.split(" | ")
        return Group(names, back, NONE, ago, _hours(names) if ago == 0 else (7, 22), kind)
    tables = {"times": words.TIMES, "places": words.PLACES, "classes": words.CLASSES}
    labels, back = draw.row(tables[kind], "groups")
    names = labels.split(" | ")
    if kind == "times" and key == "sessions" and "buổi" in labels + back:
        names, back = ["sáng", "chiều"], "lúc {}"
    days = OF_A_DAY if kind == "times" else ANY
    spoken = not any(name[-1].isdigit() for name in names)
    return Group(names, back, days, None, _hours(names) if kind == "times" else (7, 22), kind, spoken)


def number(draw: Draw, key: str, most: int = 20) -> int:
    return draw.rng.randint(1, 4) if key in FEW else draw.rng.randint(1, most)


class Teller:
    """Tells numbers of one message in digits or in words, and nouns before and behind them."""

    def __init__(self, draw: Draw, spoken: bool = True, mixed: bool = False) -> None:
        """Mixed: of men and women, so that no noun names one of them."""
        self.draw, self.mixed = draw, mixed
        self.dictated = spoken and draw.often(0.14)
        self.zeros = draw.often(0.05)

    def number(self, n: int) -> str:
        return in_words(n) if self.dictated and 0 < n < 100 else f"{n:02d}" if self.zeros else str(n)

    def after(self, key: str) -> str:
        return self.draw.of(
            [noun for noun in words.AFTER[key].split(" | ") if not self.mixed or not _ONE_KIND & set(noun.split())],
            "after",
        )

    def before(self, key: str) -> str:
        return self.draw.of(
            [noun for noun in words.BEFORE[key].split(" | ") if not self.mixed or not _ONE_KIND & set(noun.split())],
            "before",
        )

    def done(self, key: str, n: int, in_class: bool = False) -> str:
        told = self.draw.of(
            [told for told in words.DONE[key].split(" | ") if not self.mixed or not _ONE_KIND & set(told.split())],
            "done",
        )
        if in_class and told.startswith("lớp"):
            told = "dạy {n} người"
        return told.format(n=self.number(n))

    def whole(self, key: str, n: int) -> str:
        """A figure by itself, in one of its forms."""
        form = self.draw.rng.choice(("after", "before", "done"))
        if form == "after":
            return f"{self.number(n)} {self.after(key)}"
        before = self.before(key)
        sign = ":" if before[-1].isdigit() else ""  # "định danh mức 2: 5"
        return f"{before}{sign} {self.number(n)}" if form == "before" else self.done(key, n)


def rows_of(draw: Draw, told: Teller, key: str, groups: Group, numbers: list[int], shape: str, after: str) -> list[str]:
    in_class = groups.kind == "classes"
    if "{g} {n}" in shape and any(name[-1].isdigit() for name in groups.names):
        shape = shape.replace("{g} {n}", "{g}: {n}")  # two numbers do not stand side by side
    return [
        shape.format(
            g=name,
            n=told.number(n),
            after=after,
            back=(groups.back.format(name) if "{after}" in shape else groups.back.format(name).replace("buổi", "lúc")),
            done=told.done(key, n, in_class) if "{done}" in shape else "",
        )
        for name, n in zip(groups.names, numbers, strict=True)
    ]
