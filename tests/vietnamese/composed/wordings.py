"""Plain reports of one to five figures in the widest wording: deeds, nouns, keys, lists, tables, office style."""

import re
from datetime import datetime, timedelta
from random import Random

from tests.vietnamese.composed import wordings_deeds as deeds
from tests.vietnamese.composed import wordings_frames as frames
from tests.vietnamese.composed.wordings_bodies import (
    COLLOQUIAL,
    LOOSE,
    WEIGHTS,
    Half,
    Values,
    half_of,
    heard,
    heard_deeds,
    lines,
    one_of,
    table,
)
from tests.vietnamese.composed.wordings_hands import typed
from tests.vietnamese.table import NOW
from tests.vietnamese.variants_line import Line
from tests.vietnamese.variants_words import in_words

_MOST = {
    "learners": 45,
    "certificates": 40,
    "vneid": 40,
    "sessions": 7,
    "people_helped": 70,
    "public_services": 25,
    "dvc_accounts": 25,
    "e_wallets": 20,
    "qr_households": 15,
    "ecommerce_households": 6,
    "digital_signatures": 20,
    "outreach": 8,
}


def _day(rng: Random, half: Half, now: datetime) -> tuple[str, dict[str, str] | None]:
    """A day or a week as a volunteer names it, or none."""
    today, dice = now.date(), rng.random()
    if dice < 0.35:
        return "", None
    if dice < 0.6:
        said = ["hôm nay", "hnay", "h.nay"] if half != 1 else ["bữa nay", "hôm nay", "bữa ni", "ngày hôm nay"]
        said += ["tối nay"] * (now.hour >= 19) + ["sáng nay"] * (now.hour >= 10) + ["chiều nay"] * (now.hour >= 16)
        return rng.choice(said), {"date": today.isoformat()}
    if dice < 0.75:
        said = ["hôm qua", "hqua", "tối qua"] if half != 1 else ["bữa qua", "chiều qua", "hôm qua", "tối hôm qua"]
        return rng.choice(said), {"date": (today - timedelta(1)).isoformat()}
    if dice < 0.85:
        day = today - timedelta(rng.randint(1, 15))
        form = rng.choice(("ngày {d}/{m}", "{d}/{m}", "ngày {d}/{m}/{y}", "ngày {d} tháng {m}"))
        return form.format(d=day.day, m=day.month, y=day.year), {"date": day.isoformat()}
    return _period(rng, now)


def _period(rng: Random, now: datetime) -> tuple[str, dict[str, str]]:
    """A week or a month."""
    day = now.date() - timedelta(rng.choice((0, 7)))
    year, number, _ = day.isocalendar()
    if rng.random() < 0.3:
        month = now.date() if now.day > 20 else now.date().replace(day=1) - timedelta(1)
        return rng.choice(("tháng {m}", "tháng {m}", "tháng {m}/{y}")).format(m=month.month, y=month.year), {
            "month": month.isoformat()[:7]
        }
    name = "tuần này" if day == now.date() else rng.choice(("tuần trước", "tuần rồi"))
    return rng.choice((name, name, f"tuần {number}")), {"week": f"{year}-W{number:02d}"}


def _close(text: str) -> str:
    """Blanks once, and none before a sign."""
    for before, after in (("  ", " "), (" ,", ","), (",,", ","), (":,", ":"), (" :", ":"), ("::", ":"), (": :", ":")):
        while before in text:
            text = text.replace(before, after)
    return text.strip(" ,")


def _loose(rng: Random, half: Half, values: Values, day: str) -> str:
    """One sentence of a volunteer."""
    body = rng.choices(LOOSE, WEIGHTS)[0](rng, half, values)
    shape = one_of(rng, frames.SHAPES, half)
    while (day and "{d}" not in shape) or (
        ("em {b}" in shape or "tui {b}" in shape or "Nam" in shape) and body.split()[0] not in frames.VERBS
    ):
        shape = one_of(rng, frames.SHAPES, half)
    numeral = not body.split()[-1].isalpha() or rng.random() < 0.3 or body.split()[-1] in ("buổi", "lần", "đợt")
    worded = any(body.endswith(in_words(n)) for n in range(1, 10)) or body.endswith(tuple(COLLOQUIAL.values()))
    shape = shape.replace("{b} {d}", "{b}, {d}") if numeral or worded else shape
    if day[-1:].isdigit():
        shape = shape.replace("{d} {b}", "{d}: {b}")
        shape = shape if day[0] in "tT" else shape.replace("{d} bà", "{d}, bà")  # 5/10 bà con may be a share of them
    if day[:1].isdigit():
        shape = shape.replace("{b} {d}", "{b}, {d}")
    last = half_of(rng, frames.CLOSERS, half)
    if last not in frames.PARTICLES:
        shape = shape.replace("{b} {c}", rng.choice(("{b}, {c}", "{b}. {c}")))
    if not day:
        shape = shape.replace("({d})", "").replace("{d}: ", "").replace("{d}, ", "")
    place = half_of(rng, frames.PLACES, half)
    place += "," if place.endswith("thôn") else ""  # its number is no figure
    opener = half_of(rng, frames.OPENERS, half)
    return _close(shape.format(b=body, d=day, c=last, o=opener, p=place))


def _sheet(rng: Random, half: Half, values: Values, day: str) -> str:
    """A list or a table under its heading."""
    body = rng.choice((lines, lines, table))(rng, half, values)
    village = half_of(rng, frames.VILLAGES, half)
    if rng.random() < 0.6 or day:
        head = half_of(rng, frames.HEADS, half).format(w=village, d=day)
        if day and day not in head:
            head += "\n" + day[0].upper() + day[1:]
    else:
        head = rng.choice(("", half_of(rng, frames.OPENERS, half)))
    last = "\n" + half_of(rng, frames.CLOSERS, half) if rng.random() < 0.15 else ""
    return _close(head) + body + last if head else body.strip("\n") + last


def _office(rng: Random, half: Half, values: Values, day: str) -> str:
    """An official report, in one paragraph or in points."""
    head = half_of(rng, frames.OFFICES, half).format(w=half_of(rng, frames.VILLAGES, half), d=day)
    head = _close(head)
    numbers = [f"{v:02d}" if rng.random() < 0.5 else str(v) for v in values.values()]
    said = [half_of(rng, deeds.OFFICIAL[k], half).format(n=n) for k, n in zip(values, numbers, strict=True)]
    way = rng.randrange(4)
    if way == 0:
        return head + "\n- " + ";\n- ".join(said) + "."
    if way == 1:
        return head + "".join(f"\n{i}. {s[0].upper() + s[1:]}." for i, s in enumerate(said, 1))
    last = rng.choice((".", ". Trân trọng.", ". Xin báo cáo.", ". Kính báo cáo đồng chí."))
    return head[0].upper() + head[1:] + " " + ("; " if way == 2 else ", ").join(said) + last


def _dictated(rng: Random, half: Half, values: Values, day: str) -> str:
    """What was spoken, without a sign."""
    body = (heard if rng.random() < 0.6 else heard_deeds)(rng, half, values)
    day = (
        day.replace("/2", " năm 2").replace("/", " tháng ")
        if day.count("/") == 2 or "tháng" in day
        else day.replace("/", " tháng ")
    )
    opener = rng.choice(("", "dạ em báo cáo", "alo anh ơi", "cho em báo", "anh ơi"))
    place = half_of(rng, frames.PLACES, half) if rng.random() < 0.3 else ""
    last = rng.choice(("", "ạ", "nha anh", "em cảm ơn"))
    who = rng.choice(("", "", "tổ em", "thôn em", "lớp em")) if rng.random() < 0.6 and not place else ""
    if day[-1:].isdigit():
        who = who or "thôn em"
    if body.split()[0] not in frames.VERBS and who == "lớp em":
        who = "thôn em"
    if not (who or day) and place.endswith("thôn"):
        who = "tổ em"
    if who == "tổ em" and body.split()[0] not in frames.VERBS:
        who = "tổ em được"  # "tổ em năm người" may be the team
    return " ".join(f"{opener} {place} {day} {who} {body} {last}".split())


FORMS = (_loose, _loose, _loose, _loose, _loose, _sheet, _sheet, _office, _dictated)


def compose_of(rng: Random, half: Half) -> Line:
    """A report out of one half of the pieces, or of both where half is None."""
    now = NOW.replace(year=2025, month=7, day=1, hour=rng.randint(6, 23), minute=rng.randint(0, 59))
    now += timedelta(rng.randint(0, 505))
    keys = rng.sample(sorted(_MOST), rng.choice((1, 1, 2, 2, 3, 3, 4, 5)))
    values = {key: rng.randint(1 if _MOST[key] < 9 else 2, _MOST[key]) for key in keys}
    if {"learners", "certificates"} <= values.keys():
        values["certificates"] = min(values["certificates"], values["learners"])
    form = rng.choice(FORMS)
    day, when = _period(rng, now) if form is _office else _day(rng, half, now)
    if form is _office and "month" in (when or {}) and "people_helped" in values:
        values["people_helped"] += rng.choice((0, 0, 1000))
    text = form(rng, half, values, day)
    digits = set(re.findall(r"\d+", text))
    worded = form is _dictated or not all(digits & {str(v), f"{v:02d}", f"{v:,}"[-3:]} for v in values.values())
    return Line(typed(rng, text, worded), now, "report", values, when, False)


def compose(rng: Random) -> Line:
    """A report out of all the pieces."""
    return compose_of(rng, None)
