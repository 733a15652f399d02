"""Sums told group by group, wholes with their parts, and figures among numbers of other things."""

from collections.abc import Callable
from random import Random

from tests.vietnamese.composed import pieces
from tests.vietnamese.table import NOW
from tests.vietnamese.variants_line import Line
from tests.vietnamese.variants_words import ways
from vietnamese.fold import strip_marks

Built = tuple[str, dict[str, int]]

_SUMS = (
    "{g} {a} {noun}{sep}{h} {b} {noun}",
    "{g} {a}{sep}{h} {b} {noun}",
    "{noun}: {g} {a}, {h} {b}",
    "{noun} {g} {a}, {h} {b}",
    "{a} {noun} {g}, {b} {noun} {h}",
    "{noun}\n{g} {a}\n{h} {b}",
    "{noun}:\n{g}: {a}\n{h}: {b}",
    "{g} {a} {noun}, {h} {b} {noun}, tổng {sum} {noun}",
    "{sum} {noun} ({g} {a}, {h} {b})",
    "{sum} {noun}: {g} {a}, {h} {b}",
    "{g} {a} {noun}, {h} {b}, tổng cộng {sum}",
    "{g} {done_a}{sep}{h} {done_b}",
)
_SIGNS = (", ", "; ", " và ", " + ", ". ", "\n")
_PEOPLE = ("learners", "vneid", "people_helped", "certificates", "e_wallets", "dvc_accounts", "digital_signatures")


def summed(rng: Random) -> Built:
    """One indicator told of two groups, in one of many orders: the sum."""
    key = rng.choice(sorted(pieces.NOUNS))
    done = rng.choice(ways(pieces.DONE[key]))
    a, b = rng.sample(range(2, 41), 2)
    g, h = rng.choice(pieces.GROUPS)
    text = rng.choice(_SUMS).format(
        g=g,
        h=h,
        a=a,
        b=b,
        sum=a + b,
        sep=rng.choice(_SIGNS),
        noun=rng.choice(ways(pieces.NOUNS[key])),
        done_a=done.format(n=a),
        done_b=done.format(n=b),
    )
    return text, {key: a + b}


def parted(rng: Random) -> Built:
    """A number of people and some of them, or the two kinds that they are: only the whole counts."""
    key = rng.choice(_PEOPLE)
    some, more = rng.sample(range(2, 30), 2)
    whole = some + more
    head = rng.choice((*ways(pieces.DONE[key]), *("{n} " + n for n in ways(pieces.NOUNS[key])))).format(n=whole)
    first, second = rng.choice(pieces.PAIRS)
    tails = (
        rng.choice((", ", " ")) + rng.choice(ways(pieces.PARTS)).format(m=some, s=rng.choice(ways(pieces.SOME))),
        f": {some} {first}, {more} {second}",
        f", {first} {some}, {second} {more}",
        f" ({some} {first}, {more} {second})",
        f", trong đó {some} {first} {more} {second}",
        f", {some} {first} {more} {second}",
    )
    return head + rng.choice(tails), {key: whole}


def besides(rng: Random) -> Built:
    """One to three figures, and a number of another thing somewhere among them."""
    keys = rng.sample(sorted(pieces.NOUNS), rng.choice((1, 2, 2, 3)))
    values = {key: rng.randint(2, 40) for key in keys}
    said = [
        rng.choice((*ways(pieces.DONE[key]), *("{n} " + n for n in ways(pieces.NOUNS[key])))).format(n=value)
        for key, value in values.items()
    ]
    said.insert(rng.randint(0, len(said)), rng.choice(ways(pieces.BESIDES)).format(n=rng.randint(2, 12)))
    return rng.choice((", ", ". ", ", ", " rồi ", ", rồi ")).join(said), values


BUILDERS: tuple[Callable[[Random], Built], ...] = (summed, parted, besides)


def compose(rng: Random) -> Line:
    """A composed message, one in four typed without marks."""
    text, values = rng.choice(BUILDERS)(rng)
    today = {"date": NOW.date().isoformat()} if "hồi sáng" in text else None  # which is this day's morning
    return Line(strip_marks(text) if rng.random() < 0.25 else text, NOW, "report", values, today, False)
