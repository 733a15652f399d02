"""Bodies of reports in which a whole is told with its parts, its people, its kinds, or twice."""

from tests.vietnamese.composed import parts_shapes as shapes
from tests.vietnamese.composed import parts_wholes as wholes
from tests.vietnamese.composed import parts_words as words
from tests.vietnamese.composed.parts_draw import Draw
from tests.vietnamese.composed.parts_teller import OF_A_DAY, PEOPLE, Body, Teller, number
from tests.vietnamese.variants_words import in_words


def of_kinds(draw: Draw) -> Body:
    """One indicator told of two kinds of people, dossiers, shops: the sum."""
    key = draw.rng.choice(sorted(shapes.OF_KINDS))
    told = Teller(draw, spoken=False)
    kinds = draw.of(wholes.KINDS.get(key, wholes.PEOPLE_KINDS), "kinds").split(" | ")
    a, b = number(draw, key, 12), number(draw, key, 12)
    shape = draw.of(shapes.OF_KINDS[key], "of kinds")
    return Body(shape.format(a=told.number(a), b=told.number(b), x=kinds[0], y=kinds[1]), {key: a + b})


def split(draw: Draw, off: int = 0) -> Body:
    """A whole and the two kinds that it is made of: the whole; nothing where they do not come out."""
    key = draw.rng.choice((*PEOPLE, *wholes.KINDS))
    told = Teller(draw, spoken=False, mixed=True)
    kinds = draw.of(wholes.KINDS.get(key, wholes.PEOPLE_KINDS), "kinds").split(" | ")
    if off:
        key, kinds = draw.rng.choice(("learners", "vneid", "certificates")), ["nam", "nữ"]
    if len(kinds) > 2:
        kinds = kinds[:2]
    a, b = number(draw, key, 12), number(draw, key, 12)
    shape = draw.of(tuple(s for s in wholes.SPLITS if not off or "còn lại" not in s), "split")
    whole = told.whole(key, a + b + off)
    text = shape.format(w=whole, a=told.number(a), b=told.number(b), x=kinds[0], y=kinds[1])
    return Body(text, {} if off else {key: a + b}, bool(off), about=key)


def wrong_split(draw: Draw) -> Body:
    """Men and women who are together fewer or more than the whole."""
    return split(draw, draw.rng.choice((1, 2, -1)) if draw.often(0.9) else 5)


def some_of(draw: Draw, over: bool = False) -> Body:
    """A number of people and some of them: the whole; nothing where some are more than all."""
    key = draw.rng.choice(PEOPLE)
    told = Teller(draw, spoken=False, mixed=True)
    whole = draw.rng.randint(4, 30)
    some = whole + draw.rng.randint(1, 5) if over else draw.rng.randint(1, whole - 1)
    shape = draw.of(tuple(p for p in wholes.PARTS if not over or "trong" in p), "part")
    text = shape.format(w=told.whole(key, whole), m=told.number(some), s=draw.of(wholes.SOME, "some"))
    return Body(text, {} if over else {key: whole}, over, about=key)


def some_over(draw: Draw) -> Body:
    """More of them than there are."""
    return some_of(draw, over=True)


def present(draw: Draw) -> Body:
    """How many were listed, asked or planned, and how many came or were done: the latter."""
    told = Teller(draw, spoken=False)
    whole = draw.rng.randint(13, 35)  # "có mặt 5/10" could be a day
    came = draw.rng.randint(max(1, whole - 8), whole - 1)
    key = "learners" if draw.often(0.7) else draw.rng.choice(sorted(wholes.TARGETS))
    shape = draw.of(wholes.PRESENT if key == "learners" else wholes.TARGETS[key], "present")
    text = shape.format(w=told.number(whole), m=told.number(came), v=told.number(whole - came))
    return Body(text, {key: came})


def all_of(draw: Draw) -> Body:
    """A class, all of whom did something: as many of that."""
    told = Teller(draw, spoken=False)
    key, whole = draw.rng.choice(sorted(wholes.DID)), draw.rng.randint(4, 30)
    head, all_did = draw.of(wholes.CLASS, "class"), draw.of(wholes.ALL, "all")
    did = draw.of(wholes.DID[key], "did")
    join = draw.of((", ", " ", ". ", ", "), "join")
    return Body((head + join + all_did).format(w=told.number(whole), v=did), {"learners": whole, key: whole})


def again(draw: Draw) -> Body:
    """The same people again, or the same figure again: once."""
    told = Teller(draw, spoken=False)
    n = draw.rng.randint(3, 30)
    if draw.often(0.3):
        return Body(
            draw.of(wholes.AGAIN, "again").format(n=told.number(n)), {"learners": n}, False, OF_A_DAY, None, (18, 22)
        )
    key = draw.rng.choice(sorted(words.AFTER))
    n = number(draw, key)
    shape = draw.of(wholes.TWICE, "twice")
    text = shape.format(n=told.number(n), words=in_words(n), after=told.after(key), before=told.before(key))
    return Body(text, {key: n})
