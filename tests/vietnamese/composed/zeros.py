"""None of one thing beside figures of others, nothing at all, and the words that only sound like none."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from tests.vietnamese.composed import zeros_frames as frames
from tests.vietnamese.composed import zeros_words as words
from tests.vietnamese.composed.zeros_hand import Hand, When
from tests.vietnamese.composed.zeros_words import Halves
from tests.vietnamese.table import NOW
from tests.vietnamese.variants_line import Line
from vietnamese.fold import strip_marks

_PEOPLE = ("learners", "vneid", "people_helped", "e_wallets")
_UNLIKELY = {
    "sessions": ("learners", "people_helped", "certificates"),
    "people_helped": ("vneid", "sessions", "dvc_accounts", "public_services"),
    "learners": ("certificates", "sessions"),
}
_NO: Halves = ("không | ko | k | hông | kg", "không | hok | hong | khg | hổng | ko")
_SEPARATORS = ((", ", "; ", " và "), (", ", " / ", " với "))
_ROWS = (("\n", ", ", "\n- ", "\n"), ("\n", "; ", "\n+ ", " - "))
_COLONS = ((": ", " ", " = "), (": ", "\t", ":"))
_OPEN: Halves = ("không", "thì không")  # behind a noun, where nouns come first
_LAST: Halves = ("không có | thì không", "không | thì không có")
_SHUT: Halves = ("không có {which} | chưa có {which}", "không có {which} hết | chưa được {which}")


Meant = tuple[str, str, dict[str, int], When, bool]  # text, intent, figures, day, question


def _keys(hand: Hand, figures: int, zeros: int) -> tuple[list[str], list[str]]:
    """Indicators for some figures and some nones that may stand beside them."""
    while True:
        keys = hand.rng.sample(sorted(words.NOUNS), figures + zeros)
        told, none = keys[:figures], keys[figures:]
        if not any(key in _UNLIKELY.get(zero, ()) for zero in none for key in told):
            return told, none


def _told(hand: Hand, keys: list[str], style: str = "") -> tuple[str, dict[str, int]]:
    values = {key: hand.number() for key in keys}
    return hand.one(_SEPARATORS).join(hand.figure(key, n, style) for key, n in values.items()), values


def _dated(hand: Hand, text: str, often: float = 0.4) -> tuple[str, When]:
    """The text with a day before or behind it, or none."""
    if hand.rng.random() > often:
        return text, None
    day, when = hand.day()
    if day == "thôn em" or hand.rng.random() < 0.8:
        return day + (": " if day[-1].isdigit() or hand.rng.random() < 0.15 else " ") + text, when
    return f"{text}, số của {day}", when


def mixed(hand: Hand) -> Meant:
    """Figures and none of others, one behind the other in every order."""
    rng, flow = hand.rng, hand.pick(frames.FLOW)
    figures, zeros = rng.choice((1, 1, 2, 3)), rng.choice((1, 1, 1, 2, 3))
    told, none = _keys(hand, figures + ("{g}" in flow), zeros)
    rest = told[figures:]
    number_first = any(word in flow for word in ("chỉ", "được cái", "thôi"))
    text, values = _told(hand, told[:figures], rng.choice(("before", "done")) if number_first else "")
    more, others = _told(hand, rest) if rest else ("", {})
    style = "behind" if "{n}" in flow else ""
    if zeros == 3 and "{n}" not in flow:
        said = hand.several(none)
        none = none if "{c}" in hand.taken[-1] else none[:2]
    else:
        said = ", ".join(hand.none(key, style) for key in none)
    why = frames.WHY_OF.get(none[0]) if zeros == 1 and rng.random() < 0.7 else None
    reason = hand.pick(why or frames.WHY).format(m=rng.randint(2, 9)) if "{why}" in flow else ""
    text = flow.format(f=text, z=said, n=said, g=more, why=reason)
    text, when = _dated(hand, text)
    return text, "report", {**values, **others, **dict.fromkeys(none, 0)}, when, False


def listed(hand: Hand) -> Meant:
    """A list, one indicator a row; some are none, some cells are blank; sometimes all are none."""
    rng = hand.rng
    values: dict[str, int] = {}
    row, colon = hand.one(_ROWS), hand.one(_COLONS)
    keys = rng.sample(sorted(words.NOUNS), rng.randint(2, 6))
    empty, blanks = rng.random() < 0.25, rng.random() < 0.3 and "\n" in row and ":" in colon
    rows = []
    for key in keys:
        noun, kind = hand.noun(key), rng.random()
        noun = noun[0].upper() + noun[1:] if "\n" in row else noun
        if not empty and (kind < 0.5 or (key == keys[-1] and not any(values.values()))):
            values[key] = hand.number()
            cell = hand.written(values[key])
        elif blanks and kind < 0.75 and not empty:
            cell = ""
        else:
            values[key] = 0
            cell = hand.pick(frames.CELL).format(which=hand.which(key))
        rows.append((noun + (colon if colon.strip() or noun[-1].isalpha() else ": ") + cell).rstrip(" "))
    row = "\n" if "\t" in colon else row
    text = (row[1:] if row[-2:] in ("- ", "+ ") and row[0] == "\n" else "") + row.join(rows)
    day, when = hand.day() if rng.random() < 0.4 else ("", None)
    if day and day != "thôn em":
        text = day + (":\n" if "\n" in row else ": ") + text
    else:
        when = None
    return text, "nil" if not any(values.values()) else "report", values if any(values.values()) else {}, when, False


def dictated(hand: Hand) -> Meant:
    """Without punctuation: every noun before its number or its none."""
    rng = hand.rng
    hand.words = rng.random() < 0.7
    told, none = _keys(hand, rng.choice((2, 3)), 1)
    before = rng.random() < 0.5
    values = {key: hand.number() for key in told}
    said = [hand.figure(key, number, "before" if before else "behind") for key, number in values.items()]
    place = rng.randint(1, len(said))
    shut = hand.pick(_SHUT if before or rng.random() < 0.4 else _LAST if place == len(said) else _OPEN)
    said.insert(place, f"{hand.noun(none[0])} {shut.format(which=hand.which(none[0]))}")
    text, when = _dated(hand, (" còn " if rng.random() < 0.2 else " ").join(said), 0.3)
    return text, "report", {**values, none[0]: 0}, when, False


def nil(hand: Hand) -> Meant:
    """Nothing at all, with or without its day, its reason, what comes next."""
    rng, flow = hand.rng, hand.pick(frames.NIL_FLOW)
    day, when = hand.day()
    while day == "thôn em":
        day, when = hand.day()
    why = hand.pick(frames.REASONS).format(m=rng.randint(2, 9))
    text = flow.format(day=day, no=hand.pick(frames.NOTHING), why=why)
    if rng.random() < 0.15:
        text += hand.pick(frames.PLAN).format(m=rng.randint(10, 30))
    return text, "nil", {}, when if "{day}" in flow else None, False


def all_none(hand: Hand) -> Meant:
    """None of each of two or three: frames."""
    rng = hand.rng
    keys = rng.sample(sorted(words.NOUNS), 3)
    style = rng.choice(("before", "behind", "undone", "several"))
    text = hand.several(keys) if style == "several" else ", ".join(hand.none(key, style) for key in keys)
    text, when = _dated(hand, text)
    return text, "nil", {}, when, False


def looks(hand: Hand) -> Meant:
    """A "no" of something that is not counted."""
    look = hand.pick(frames.LOOKS)
    keys = hand.rng.sample(_PEOPLE, 2)
    text, values = _told(hand, keys[:1], hand.rng.choice(("before", "done")))
    more, others = _told(hand, keys[1:], hand.rng.choice(("before", "done")))
    said = look.format(f=text, g=more, m=hand.rng.randint(2, 5))
    said, when = _dated(hand, said, 0.25)
    return said, "report", values | others if "{g}" in look else values, when, False


def unknown(hand: Hand) -> Meant:
    """A figure beside one that is not at hand: the first stands, the second is asked for."""
    told, other = _keys(hand, hand.rng.choice((1, 2)), 1)
    text, values = _told(hand, told)
    said, when = _dated(
        hand, hand.pick(frames.UNKNOWN).format(f=text, noun=hand.noun(other[0]), m=hand.rng.choice((10, 20)))
    )
    return said, "report", values, when, True


def parts(hand: Hand) -> Meant:
    """Two parts of a sum, one of them none."""
    key, number = hand.rng.choice(_PEOPLE), hand.number()
    said = hand.figure(key, number, hand.rng.choice(("before", "done")))
    text = hand.pick(frames.PARTS).format(f=said, n=number, noun=hand.noun(key))
    return text, "report", {key: number}, None, False


def breath(hand: Hand) -> Meant:
    """None, and then a figure after all."""
    key, number = hand.rng.choice(_PEOPLE), hand.number()
    text, when = _dated(hand, hand.pick(frames.BREATH).format(n=number, noun=hand.noun(key)))
    return text, "report", {key: number}, when, False


def mended(hand: Hand) -> Meant:
    """A figure that becomes none, or another."""
    key, (old, new) = hand.rng.choice(sorted(words.NOUNS)), hand.rng.sample(range(2, 30), 2)
    said = hand.pick(frames.MENDED)
    text = said.format(noun=hand.noun(key), n=old, o=new, which=hand.which(key))
    return text, "correct", {key: new if "{o}" in said else 0}, None, False


def talk(hand: Hand) -> Meant:
    """Chatter with a "no" in it."""
    return hand.pick(frames.TALK).format(m=hand.rng.randint(2, 5)), "other", {}, None, False


KINDS: tuple[tuple[Callable[[Hand], Meant], int], ...] = (
    (mixed, 30),
    (listed, 12),
    (dictated, 9),
    (nil, 14),
    (all_none, 6),
    (looks, 14),
    (unknown, 5),
    (parts, 5),
    (breath, 2),
    (mended, 4),
    (talk, 3),
)


def _typed(hand: Hand, text: str) -> str:
    """The text as this hand types it: short forms, marks left out, capitals."""
    rng = hand.rng
    text = re.sub(r"(mức 2)(?= (\d|$|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười))", r"\1:", text)
    if hand.words:
        return text
    if rng.random() < 0.5:
        no = hand.pick(_NO)
        before = "" if no in ("ko", "không", "kg", "khg") else "(?= (có|ai|được|mở|làm))"
        text = re.sub(rf"\bkhông\b{before}", no, text)
    for long, short in (("được", "đc"), ("người", "ng")):
        text = re.sub(rf"\b{long}\b", short, text) if rng.random() < 0.2 else text
    if rng.random() < 0.22 and not re.search(r"\b[Vv]í(?! điện tử| momo)", text):
        text = strip_marks(text)
    if rng.random() < 0.3:
        text = text[0].upper() + text[1:]
    return text.upper() if rng.random() < 0.03 else text


def compose(rng: Random) -> Line:
    """A composed message, from both halves."""
    return said(Hand(rng, ""))[0]


def said(hand: Hand) -> tuple[Line, str]:
    """What this hand writes, and of which kind it is."""
    rng = hand.rng
    hand.now = datetime(2025, 7, 1, tzinfo=NOW.tzinfo) + timedelta(
        days=rng.randint(0, 500), hours=rng.randint(6, 23), minutes=rng.randint(0, 59)
    )
    hand.words = rng.random() < 0.12
    kind = rng.choices([kind for kind, _ in KINDS], [weight for _, weight in KINDS])[0]
    text, intent, values, when, ask = kind(hand)
    if kind is not talk and rng.random() < 0.25 and "\n" not in text:
        text = f"{hand.pick(frames.GREET)} {text}"
    if kind is not talk and rng.random() < 0.25 and text[-1].isalnum():
        close = hand.pick(frames.CLOSE).strip()
        text += close if close[0] in ".," else " " + close
    return Line(_typed(hand, text), hand.now, intent, values, when, ask), kind.__name__
