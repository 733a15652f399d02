"""The ways in which one to five figures are put into words: deeds, nouns, keys, lines, tables, in turn, dictated."""

from collections.abc import Callable
from random import Random

from tests.vietnamese.composed import wordings_deeds as deeds
from tests.vietnamese.composed import wordings_frames as frames
from tests.vietnamese.composed import wordings_nouns as nouns
from tests.vietnamese.variants_words import in_words

Half = int | None  # 0, 1, or both halves of the pieces
Values = dict[str, int]
Body = Callable[[Random, Half, Values], str]

COLLOQUIAL = {10: "một chục", 15: "chục rưỡi", 20: "hai chục", 30: "ba chục", 40: "bốn chục", 12: "chục hai"}
_FIFTHS = {
    25: ("hăm lăm", "hai lăm", "hai nhăm"),
    35: ("ba lăm", "băm lăm"),
    21: ("hăm mốt", "hai mốt"),
    45: ("bốn lăm",),
}


def half_of(rng: Random, pieces: str, half: Half) -> str:
    """A piece out of one half of an entry, or of both."""
    halves = pieces.split(" || ")
    return rng.choice((" | ".join(halves) if half is None else halves[half]).split(" | "))


def one_of(rng: Random, halves: tuple[tuple[str, ...], tuple[str, ...]], half: Half) -> str:
    """The same for a pair of tuples."""
    return rng.choice(halves[0] + halves[1] if half is None else halves[half])


def spoken(rng: Random, value: int) -> str:
    """A number as it is said."""
    if value > 99:
        return str(value)
    if value in _FIFTHS and rng.random() < 0.4:
        return rng.choice(_FIFTHS[value])
    return COLLOQUIAL[value] if value in COLLOQUIAL and rng.random() < 0.4 else in_words(value)


def _written(rng: Random, value: int, half: Half) -> str:
    """A number as it is typed: digits nearly always, sometimes two of them, sometimes words."""
    dice = rng.random()
    if value >= 1000:
        return f"{value:,}".replace(",", rng.choice((".", ",", "")))
    return f"{value:02d}" if dice < 0.06 else spoken(rng, value) if dice < 0.2 else str(value)


def _deed(rng: Random, half: Half, key: str, number: str) -> str:
    text = half_of(rng, deeds.DONE[key], half)
    people, shops, got = (half_of(rng, p, half) for p in (frames.PEOPLE, frames.SHOPS, frames.GOT))
    return text.format(n=number, p=people, h=shops, dc=got)


def _noun(rng: Random, half: Half, key: str, number: str) -> str:
    lead = rng.choice(("có ", "được ", "đúng ", "đủ ")) if rng.random() < 0.12 else ""
    return f"{lead}{number} {half_of(rng, nouns.NOUNS[key], half)}"


def _keyed(rng: Random, half: Half, key: str, number: str, equals: str) -> str:
    unit = " " + half_of(rng, nouns.UNITS[key], half) if rng.random() < 0.3 else ""
    return half_of(rng, nouns.KEYS[key], half) + equals + number + unit


def _deeds(rng: Random, half: Half, values: Values) -> str:
    said = [_deed(rng, half, k, _written(rng, v, half)) for k, v in values.items()]
    sign = one_of(rng, frames.SIGNS, half)
    return (", " if sign in (" và ", " với ") else sign).join(said)  # "bày 5 chị và 7 bác mở ví" has two readings


def _nouns(rng: Random, half: Half, values: Values) -> str:
    sign = rng.choice((one_of(rng, frames.SIGNS, half), " ", ", "))
    return sign.join(_noun(rng, half, k, _written(rng, v, half)) for k, v in values.items())


def _keys(rng: Random, half: Half, values: Values) -> str:
    equals = one_of(rng, frames.EQUALS, half)
    if equals == " " and len(values) < 3 and ("sessions" in values or "outreach" in values):
        equals = ": "  # buổi 2 alone may be the second one
    said = [_keyed(rng, half, k, str(v), equals) for k, v in values.items()]
    sign = rng.choice((", ", "; ", ", ", " "))
    if sign == " " and any(t.startswith(("người", "số")) for t in said):
        sign = "; "  # "5 người học: 12", "8 ho so nguoi hoc 12" have two readings
    if sign == equals == " " and not any(nouns.KEYS[k].startswith("người") for k in values):
        said = [half_of(rng, nouns.KEYS[k], half) + f" {v}" for k, v in values.items()]
    return sign.join(said)


def _mixed(rng: Random, half: Half, values: Values) -> str:
    """Each figure in the way of its own, commas between."""
    said = []
    for key, value in values.items():
        number, dice = _written(rng, value, half), rng.random()
        if dice < 0.4:
            said.append(_deed(rng, half, key, number))
        elif dice < 0.7:
            said.append(_noun(rng, half, key, number))
        else:
            said.append(_keyed(rng, half, key, number, one_of(rng, frames.JOINTS, half).replace("{n}", "")))
    return rng.choice((", ", ", ", "; ", ". ")).join(said)


def lines(rng: Random, half: Half, values: Values) -> str:
    """A figure a line under a heading or none."""
    bullet, equals = one_of(rng, frames.BULLETS, half), one_of(rng, frames.EQUALS, half)
    way = rng.randrange(4) if len(values) > 1 else 2
    bullet = bullet if len(values) > 1 or "*" not in bullet else "- "  # *7 vneid mends
    rows = []
    for i, (key, value) in enumerate(values.items(), 1):
        head = f"{i}. " if way == 0 else f"{i}) " if way == 1 and half != 0 else bullet
        rows.append(
            head + (_noun(rng, half, key, str(value)) if way == 3 else _keyed(rng, half, key, str(value), equals))
        )
    return "\n" + "\n".join(rows)


def table(rng: Random, half: Half, values: Values) -> str:
    """Cells out of a sheet: a row a figure, or the heads above their numbers."""
    heads = [half_of(rng, nouns.KEYS[k], half) for k in values]
    heads = [h[0].upper() + h[1:] for h in heads]
    numbers = [str(v) for v in values.values()]
    way = rng.randrange(4)
    if way == 0 and len(heads) > 1:
        return "\n" + "\t".join(heads) + "\n" + "\t".join(numbers)
    if way == 1:
        rows = [f"{i}\t{h}\t{n}" for i, (h, n) in enumerate(zip(heads, numbers, strict=True), 1)]
        return "\n" + "\n".join([rng.choice(("STT\tChỉ tiêu\tKết quả", "TT\tNội dung\tSố lượng")), *rows])
    if way == 2:
        units = [half_of(rng, nouns.UNITS[k], half) for k in values]
        return "\n" + "\n".join(f"{h}\t{u}\t{n}" for h, u, n in zip(heads, units, numbers, strict=True))
    return "\n" + "\n".join(f"{h}\t{n}" for h, n in zip(heads, numbers, strict=True))


def _glued(rng: Random, half: Half, values: Values) -> str:
    short = {
        "learners": "hv",
        "vneid": "vneid",
        "sessions": "buổi",
        "public_services": "dvc",
        "dvc_accounts": "tkdvc",
        "digital_signatures": "cks",
        "qr_households": "qr",
        "people_helped": "lượt",
        "e_wallets": "ví",
        "outreach": "loa",
        "certificates": "gcn",
        "ecommerce_households": "sàn",
    }
    behind = rng.random() < 0.5
    if values.keys() <= {"sessions", "ecommerce_households", "people_helped"}:
        return _nouns(rng, half, values)
    sign = rng.choice((" ", ", ", "," if behind else "; ", "/"))
    return sign.join(f"{short[k]}{v}" if behind else f"{v}{short[k]}" for k, v in values.items())


_ENGLISH = {
    "learners": "learners | students || people trained | students in class",
    "certificates": "certificates | certificates issued || certs | certificates",
    "vneid": "vneid | vneid activated || new vneid | vneid accounts",
    "sessions": "sessions | support sessions || sessions | training sessions",
    "people_helped": "people helped | people supported || people assisted | people helped",
    "e_wallets": "e-wallets | ewallets || new e-wallets | e-wallet",
    "digital_signatures": "digital signatures | digital signature || digital signatures | e-signatures",
}


def _english(rng: Random, half: Half, values: Values) -> str:
    """12 learners, certificates 5."""
    if values.keys() - _ENGLISH.keys():
        return _keys(rng, half, values)
    words = {k: half_of(rng, _ENGLISH[k], half) for k in values}
    way = rng.randrange(3)
    return ", ".join(
        f"{words[k]}: {v}" if way == 0 else f"{words[k]} {v}" if way == 1 else f"{v} {words[k]}"
        for k, v in values.items()
    )


def _in_turn(rng: Random, half: Half, values: Values) -> str:
    """hv/vneid/buổi: 12/5/2."""
    if len(values) < 2:
        return _topics(rng, half, values)
    sign = rng.choice(("/", "-", " / ", ", "))
    keys = sign.join(half_of(rng, nouns.KEYS[k], half) for k in values)
    return keys + rng.choice((": ", " lần lượt là ", " lần lượt ", " = ")) + sign.join(str(v) for v in values.values())


def _topics(rng: Random, half: Half, values: Values) -> str:
    """học viên thì 12 người, còn vneid thì được 5."""
    said = [_keyed(rng, half, k, "{n}", " ").replace(" {n}", one_of(rng, frames.JOINTS, half)) for k in values]
    said = [t.format(n=_written(rng, v, half)) for t, v in zip(said, values.values(), strict=True)]
    return rng.choice((", ", ", còn ", " còn ", "; ")).join(said)


def heard(rng: Random, half: Half, values: Values) -> str:
    """Dictated: number words, no signs, before their nouns."""
    lead = rng.choice(("", "có ", "được "))
    said = [f"{spoken(rng, v)} {half_of(rng, nouns.HEARD[k], half)}" for k, v in values.items()]
    between = rng.choice((" ", f" {half_of(rng, frames.LEADS, half)} ", f" {half_of(rng, frames.LEADS, half)} "))
    return lead + between.join(said)


def heard_deeds(rng: Random, half: Half, values: Values) -> str:
    """Dictated deeds, words between them that lead on."""
    said = [_deed(rng, half, k, spoken(rng, v)) for k, v in values.items()]
    return f" {rng.choice(('rồi', 'với lại', 'rồi còn', 'ngoài ra'))} ".join(said)


LOOSE: tuple[Body, ...] = (_deeds, _nouns, _keys, _mixed, _glued, _in_turn, _topics, _english)
WEIGHTS = (9, 6, 6, 7, 2, 1, 3, 1)
