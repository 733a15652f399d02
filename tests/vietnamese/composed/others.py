"""Figures among numbers of other things, in short and long messages, and chatter full of numbers that reports none."""

import re
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

from tests.vietnamese.table import NOW
from tests.vietnamese.variants_line import Line
from tests.vietnamese.variants_words import TYPED, in_words, ways
from vietnamese.fold import strip_marks

Table = dict[str, tuple[str, ...]]


def _tables() -> tuple[Table, Table]:
    """The pieces of both halves by their names, out of others.txt."""
    found: tuple[Table, Table] = ({}, {})
    for line in Path(__file__).with_suffix(".txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, _, said = line.partition(" = ")
            found["AB".index(name[-1])][name[:-2]] = ways(said)
    return found


_PIECES = _tables()
_KEYS = sorted(name.partition("/")[2] for name in _PIECES[0] if name.startswith("figure/"))
_KINDS = sorted(name.partition("/")[2] for name in _PIECES[0] if name.startswith("aside/"))
_AHEAD = ("plans", "targets")  # what is to be, which the next clause may go on with
_HARD = ("absent", "failed", "roads", "weather", "devices", "versions")  # stand well behind "nhưng", "mà", "tại"

# F, G, H are figures, T one with what holds of its place or hour, V one with who did it; D, E, I are asides, R one of
# hardship.
_TEMPLATES: tuple[tuple[str, ...], tuple[str, ...]] = (
    (
        "{F}, {D}",
        "{D}, {F}",
        "{F}. {D}",
        "{F}, {D}, {G}",
        "{D}, {E}, {F}",
        "{F} ({D}), {G}",
        "{F}, {G}. {D}, {E}",
        "{D}. {F}, {G}",
        "{T}, {G}",
        "{F}, {T}",
        "{F}\n{G}\n{D}",
        "{D}\n{F}\n{G}",
        "{hello} {bc}: {F}, {G}, {D}",
        "{hello}, {D}, {F}, {G}. {bye}",
        "{hello}. {D}. {E}. {F}. {I}. {bye}",
        "{bc}: {F}; {G}; {H}; {D}",
        "{R} nhưng {F}",
        "{F} mà {R}",
        "{R} nên {F} thôi",
        "- {F}\n- {G}\n- {H}\nGhi chú: {D}",
        "{hello} {R} rồi {F}, {E}, {G}",
        "{F}, {D}, {E}",
        "{T}. {D}, {G}, {E}, {H}",
        "{hello} {bc} {F}, {D}",
        "{V}",
        "{V}, {D}",
        "{hello} {V}, {G}",
        "{D}, {E}. {V}. {I}",
        "{hello}. {D}. {E}, {I}. {V}, {T}. {bye}",
    ),
    (
        "{F}, {D} nha",
        "{R} mà vẫn {F}",
        "{F} rồi {R}",
        "{F}; {D}; {G}",
        "{D}; {E}; {F}; {G}",
        "{F} - {D} - {G}",
        "{F}, {G} ({D})",
        "{F}, {G}, {H}. {D}",
        "{D}, {T}",
        "{T}; {G}; {H}",
        "{F}\n{D}\n{G}",
        "{F}\n{G}\n({D})",
        "{bc}: {D}, {F}, {G}",
        "{hello}. {F}. {D}. {G}. {E}. {bye}",
        "{hello}. {D}, {E}. {I}. {F}, {G}. {bye}",
        "{bc}\n1. {F}\n2. {G}\n3. {H}\n{D}",
        "tuy {R} nhưng {F}, {G}",
        "{F}, tại {R}",
        "{D}, {F}, {E}, {G}",
        "+ {F}\n+ {G}\nLưu ý: {D}, {E}",
        "{hello} {F} nha, {D}",
        "{R}, còn {F}",
        "{hello} {bc}: {T}. {E}",
        "{F}, {D}, còn {G}, {bye}",
        "{V} ạ",
        "{D}, {V}",
        "{V}; {G}; {D}",
        "{hello} {V}. {D}, {E}",
        "{hello}. {V}, {D}. {E}. {I}, {G}. {bye}",
    ),
)
_DICTATED: tuple[tuple[str, ...], tuple[str, ...]] = (
    ("{hello} {F} rồi {G} {bye}", "{F} mà {R} rồi {G}", "{R} rồi {F} với {G}", "{hello} {V} xong rồi {G}"),
    ("{hello} {R} mà {F} rồi {G}", "{bc} {F} với {G} rồi {R}", "{F} còn {G} mà {R} {bye}", "{V} rồi {G}"),
)
_BOUNDS = {"sessions": (1, 5), "outreach": (1, 6), "people_helped": (4, 70), "learners": (3, 45)}
_SPOKEN = {"hv": "học viên", "dvc": "dịch vụ công", "tk": "tài khoản", "cks": "chữ ký số", "gcn": "giấy chứng nhận"}
_VERB = re.compile(
    r"dạy|cài|mở|nộp|dán|cấp|phát|hỗ trợ|hướng dẫn|giúp|kích hoạt|làm|đưa|tập huấn|trao|tạo|chỉ cho|"
    r"tuyên truyền (?:được )?\{|tổ chức"
)
_SAYABLE = re.compile(r"[^0-9{}:;=/(]|\{(?:n|m|age)\}")


def _number(rng: Random, low: int, high: int, spoken: bool) -> str:
    number = rng.randint(low, high)
    return in_words(number) if spoken else str(number)


def _fill(text: str, rng: Random, spoken: bool = False) -> str:
    """The piece with numbers of its own in place of its names."""
    hour = rng.randint(6, 9)
    names = {
        "n": _number(rng, 2, 9, spoken),
        "m": _number(rng, 10, 60, spoken),
        "age": _number(rng, 55, 92, spoken),
        "phone": rng.choice(("09", "03", "08")) + f"{rng.randint(0, 99999999):08}",
        "h": hour,
        "g": hour + rng.randint(2, 3),
        "e": rng.randint(18, 20),
        "min": rng.choice((15, 30, 45)),
        "k": rng.choice((15, 20, 50, 80, 100, 150, 200)),
        "year": rng.randint(1938, 1975),
        "otp": rng.randint(100000, 999999),
        "v": rng.randint(1, 9),
        "c": rng.randint(6, 12),
        "doc": rng.randint(12, 2345),
        "big": rng.randint(100, 450),
        "heat": rng.randint(35, 40),
    }
    return text.format(**names)


def _day(now: datetime, rng: Random, spoken: bool) -> tuple[str, dict[str, str] | None]:
    """Words for the report's day, week or month, and what they name; mostly none."""
    if rng.random() < 0.55:
        return "", None
    back = rng.choice((0, 0, 0, 1, 1, 2, 5, 7, 30))
    then = now - timedelta(days=back)
    if back == 5 and (then.day, then.month) != (24, 7):  # 24/7 is day and night
        words = (f"ngày {then.day}/{then.month}:", f"{then.day}/{then.month}:")
        return ("", None) if spoken else (rng.choice(words), {"date": f"{then:%Y-%m-%d}"})
    if back in (5, 7):
        then = now - timedelta(days=rng.choice((0, 7)))
        weeks = "tuần này | tuần ni | trong tuần này" if then == now else "tuần trước | tuần rồi | tuần vừa rồi"
        year, week, _ = then.isocalendar()
        return rng.choice(ways(weeks)), {"week": f"{year}-W{week:02}"}
    if back == 30:
        return rng.choice(("tháng này", "trong tháng này")), {"month": f"{now:%Y-%m}"}
    today = ["hôm nay", "hnay", "bữa nay", "bữa ni"]
    today += ["sáng nay"] * (now.hour > 10) + ["chiều nay"] * (now.hour > 15) + ["tối nay"] * (now.hour > 19)
    words_of = (today, ["hôm qua", "hqua", "bữa qua", "tối qua", "chiều qua"], ["hôm kia", "bữa kia"])[back]
    return rng.choice(words_of), {"date": f"{then:%Y-%m-%d}"}


def _figure(piece: str, value: int, spoken: bool) -> str:
    if not spoken:
        return piece.format(n=value)
    words = piece.replace("mức 2", "mức hai").split()
    return " ".join(_SPOKEN.get(word, word) for word in words).format(n=in_words(value))


def _told(slots: list[str], rng: Random, half: int, spoken: bool) -> tuple[dict[str, str], dict[str, int], list[str]]:
    """A figure for every slot as it is told, what they mean, and the pieces they are made of."""
    keys = rng.sample(_KEYS, len(slots))
    values = {key: rng.randint(*_BOUNDS.get(key, (1, 30))) for key in keys}
    told, used = {}, []
    for slot, key in zip(slots, keys, strict=True):
        fit = [p for p in _PIECES[half][f"figure/{key}"] if not spoken or not set(p) & set(":=")]
        doing = [p for p in fit if _VERB.match(p)] if slot == "V" else []
        piece = rng.choice(doing or fit)
        told[slot] = _figure(piece, values[key], spoken)
        used.append(piece)
        if doing:
            doers = [p for p in _PIECES[half]["doer"] if not spoken or not _SAYABLE.sub("", p)]
            used.append(rng.choice(doers))
            told[slot] = f"{_fill(used[-1], rng, spoken)} {told[slot]}"
        elif slot == "T":
            lesson = key == "learners" and not piece.startswith("lớp")
            used.append(rng.choice([p for p in _PIECES[half]["tight"] if lesson or not re.search("vắng|nghỉ|bài", p)]))
            at = _fill(used[-1], rng)
            behind = at.startswith("(") or rng.random() < 0.5
            told[slot] = f"{told[slot]} {at}" if behind else f"{at}, {told[slot]}"
    return told, values, used


def _asides(template: str, rng: Random, half: int, spoken: bool, but: set[str]) -> tuple[dict[str, str], list[str]]:
    """A clause about another thing for every slot, each of another kind, and their pieces."""
    said, used = {}, []
    kinds = [k for k in _KINDS if k not in but]
    rng.shuffle(kinds)
    for slot in re.findall(r"\{([DEIR])\}", template):
        fit = [k for k in kinds if slot != "R" or k in _HARD]
        if template.partition(f"{{{slot}}}")[2][:1] not in ("", ".", "\n", ")"):
            fit = [k for k in fit if k not in _AHEAD]
        found = [(k, p) for k in fit for p in _PIECES[half][f"aside/{k}"] if not spoken or not _SAYABLE.sub("", p)]
        kind = rng.choice(sorted({k for k, _ in found}))
        kinds.remove(kind)
        used.append(rng.choice([p for k, p in found if k == kind]))
        said[slot] = _fill(used[-1], rng, spoken)
    return said, used


def _written(text: str, rng: Random, spoken: bool) -> str:
    """The message as one hand would type it: as it is, by sentences, in teencode, without marks."""
    style = rng.random()
    if spoken:
        return text.lower()
    if style < 0.3:
        return text
    if style < 0.6:
        return re.sub(r"(^|[.\n] ?)(\w)", lambda m: m[1] + m[2].upper(), text)
    if style < 0.8:
        return strip_marks(text)
    short = {word: ways(ways_typed)[0] for word, ways_typed in TYPED.items() if " " not in word}
    return re.sub(r"\w+", lambda m: short.get(m[0], m[0]), text.lower())


def _chatter(now: datetime, rng: Random, half: int) -> tuple[Line, list[str]]:
    used = rng.sample(_PIECES[half]["chatter"], rng.choice((1, 1, 2, 3)))
    text = rng.choice((". ", ", ", " nha, ", "\n")).join(_fill(piece, rng) for piece in used)
    text = rng.choice(("", "", rng.choice(_PIECES[half]["hello"]) + ", ")) + text
    return Line(_written(text, rng, False), now, "other", {}, None, False), [f"chatter {len(used)}", *used]


def built(rng: Random, half: int) -> tuple[Line, list[str]]:
    """A message of one half of the pieces, and the template and pieces it is made of."""
    now = NOW.replace(year=2025, month=7, day=1, hour=rng.randint(6, 23), minute=rng.randint(0, 59))
    now += timedelta(days=rng.randint(0, 515))
    if rng.random() < 0.2:
        return _chatter(now, rng, half)
    spoken = rng.random() < 0.1
    template = rng.choice((_DICTATED if spoken else _TEMPLATES)[half])
    slots = re.findall(r"\{([FGHTV])\}", template)
    told, values, used = _told(slots, rng, half, spoken)
    late = {"absent"} if any(piece.startswith("lớp") for piece in used) else set()
    asides, more = _asides(template, rng, half, spoken, late)
    day, when = _day(now, rng, spoken)
    if day and re.match(r"(?:tuy )?\{R\}", template):
        template = f"{day.removesuffix(':')} {template}"
    elif day:
        first = slots[0]
        behind = rng.random() < 0.3 and not day.endswith(":") and not told[first][-1].isdigit()
        told[first] = f"{told[first]} {day}" if behind else f"{day} {told[first]}"
    hello = rng.choice(_PIECES[half]["hello"])
    report = rng.choice([r for r in _PIECES[half]["report"] if not spoken or "{" not in r])
    # "chứng nhận năm bà con phấn khởi": dictated, that is five of them
    bye = rng.choice([b for b in _PIECES[half]["bye"] if not spoken or not b.startswith("bà")])
    text = template.format(**told, **asides, hello=hello, bc=_fill(report, rng, spoken), bye=bye)
    pieced = [template.removeprefix(day.removesuffix(":") + " "), *used, *more, *([day] if day else [])]
    return Line(_written(text, rng, spoken), now, "report", values, when, False), pieced


def compose(rng: Random) -> Line:
    """A message of either half."""
    return built(rng, rng.randint(0, 1))[0]
