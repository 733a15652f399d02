"""A report's day named in every way and place, beside the days of other things."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tests.vietnamese.composed import days_more
from tests.vietnamese.composed import days_words as words
from tests.vietnamese.composed.days_named import Day, pick
from tests.vietnamese.composed.days_periods import SPOKEN as PARTS_OF_DAYS
from tests.vietnamese.composed.days_periods import faulty, named, with_days
from tests.vietnamese.variants_line import Line
from tests.vietnamese.variants_words import in_words
from vietnamese.fold import strip_marks

_FROM = datetime(2025, 9, 3, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))

# {day}; {c} figures of any form, {n} of nouns ("12 hv, 5 vneid"), {v} clauses with verbs, {one} the first of the
# figures and {rest} the others (with a comma before, or nothing), {list} lines of labels.
_REPORTS = (
    "{day} {v} | {day}: {n} | {day}, {c} | {n} {day} | báo cáo {day}: {n} | bc {day}: {n} | {c} ({day}) | {one} "
    "{day}{rest} | dạ em gửi số {day} ạ: {n} | thôn em {day} {v} | tụi em {v} {day} | {day} tổ em {v} | "
    "{day}\n{list} | {list}\n{day} | BÁO CÁO {DAY}\n{list} | {c}, đó là số của {day} nha anh | anh ơi {day} tụi "
    "em {v} | số liệu {day} của thôn em: {n} | {day} được {n} | {day} {n} | {n} là của {day} | {day} - {n} || "
    "gửi anh số {day}: {n} | {day}. {c} | báo bù {day}: {n} | {v} {day} nha | {n}, số {day} ạ | Tổ CNSCĐ thôn Gò "
    "Da báo cáo kết quả {day}: {n} | {day} em {v} ạ | Thôn: Gò Ổi\nThời gian: {day}\n{list} | {list}\n({day}) | "
    "{v}, {day} á anh | em Hoa thôn 3 báo số {day}: {n} | {one}{rest} {day} nghe anh | chị ơi, {day} bên em {v} "
    "| kết quả {day} như sau: {n} | {day} làm được {n} | {day} {n} | nộp trễ số {day}: {n} | {day} mình {v} thôi "
    "| tổng {day}: {n}"
)
_SPOKEN = (
    "dạ {day} tổ em {v} ạ | em báo cáo {day} {v} | alo anh ơi {day} thôn em {v} | {v} {day} nha anh || {day} bên "
    "em {v} đó chị | báo cáo chị {day} tụi em {v} | em ở thôn Gò Da {day} em {v} | {v} là của {day} ạ"
)
_BESIDE = (
    "{r}, {x} | {x}, {r} | {r}. {X} | {r} ({x}) | {x}. {R} || {r}\n{X} | {X}\n{R} | {r} nha, {x} | {r}; {x} | {r} - {x}"
)
_BEHIND = "{r}, {x} | {r}. {X} | {r} ({x}) || {r}\n{X} | {r} nha, {x} | {r}; {x}"
_AFTER_PLANS = "{r}, {x} | {x}. {R} | {r} ({x}) || {X}.\n{R} | {r}; {x} | {r}. {X}"
_COMMAS = ", | ; | và | + || . | , còn |  với | ,"


def _now(rng: Random) -> datetime:
    return _FROM + timedelta(days=rng.randrange(446), hours=rng.randint(6, 23), minutes=rng.randrange(60))


def _join(rng: Random, said: list[str], side: str) -> str:
    sign = pick(rng, _COMMAS, side).strip()
    glue = f"{sign} " if sign[:1] in ",;." else f" {sign} "
    return glue.join(said)


def _figures(rng: Random, side: str, few: bool = False) -> dict[str, int]:
    keys = rng.sample(sorted(words.NOUNS), rng.choice((1, 1, 2) if few else (1, 1, 2, 2, 3, 4)))
    few_of = ("sessions", "outreach", "ecommerce_households")
    return {key: rng.randint(1, 6 if key in few_of else rng.choice((9, 40))) for key in keys}


def _phrases(rng: Random, values: dict[str, int], side: str, spoken: bool = False) -> dict[str, str]:
    """The figures in every form that a template may want."""
    nouns = [f"{n} {pick(rng, words.NOUNS[key], side)}" for key, n in values.items()]
    mark = rng.choice((" ", ": ", " "))
    if rng.random() < 0.3:
        nouns = [f"{pick(rng, words.BEFORE[key], side)}{mark}{n}" for key, n in values.items()]
    clauses = [_clause(rng, key, side, spoken).format(n=in_words(n) if spoken else n) for key, n in values.items()]
    mixed = [rng.choice(both) for both in zip(nouns, clauses, strict=True)]
    lead = rng.choice(("- ", "", "", "+ "))
    lines = [f"{lead}{pick(rng, words.FORMAL[key], side)}: {n}" for key, n in values.items()]
    one = rng.choice((nouns[0], clauses[0]))
    return {
        "n": _join(rng, nouns, side),
        "v": " ".join(clauses) if spoken else _join(rng, clauses, side).replace(". ", ", "),
        "c": _join(rng, mixed, side),
        "one": one,
        "rest": "".join(f", {phrase}" for phrase in mixed[1:]),
        "list": "\n".join(lines),
    }


def _clause(rng: Random, key: str, side: str, spoken: bool) -> str:
    """What was done; spoken, "6 người có 5 hộ lên sàn" would be some of them."""
    while True:
        clause = pick(rng, words.DONE[key], side)
        if not (spoken and clause.startswith("có ")):
            return clause


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _told(rng: Random, day: Day, values: dict[str, int], side: str) -> str:
    """The figures of a day, in one of many orders."""
    while True:
        template, said = pick(rng, _REPORTS, side), _phrases(rng, values, side)
        inside = words.INSIDE.get(next(iter(values)))
        if inside and day.kind == "day" and rng.random() < 0.2:
            template = pick(rng, inside, side).replace("{n}", str(next(iter(values.values())))) + "{rest}"
        told = _worded(day, template)
        text = template.format(day=told, DAY=told if re.match("t[2-7]", told) else told.upper(), **said)
        if not ambiguous(text, day.words):
            return text


def _worded(day: Day, template: str) -> str:
    """The day in words that cannot be taken for another thing at this place."""
    if day.words == "nay" and not template.startswith("{day}"):  # without its marks, "này" is the same
        return "hôm nay"
    if re.match(r"T\d$", day.words) and re.search("(cáo|liệu|bc|số|quả|tổng|gian:) {day}", template, re.IGNORECASE):
        return day.words.lower()  # in a heading T7 may be July
    if re.match("(thứ|thu|Thứ) ", day.words) and re.search("(lớp|học|buổi) {day}", template):  # the fourth of them
        return f"hôm {day.words}"
    return day.words


def ambiguous(text: str, day: str) -> bool:
    """Whether the number of a day and that of a figure stand side by side, so that nobody could tell."""
    at = text.find(day)
    before, after = text[:at].rstrip(" "), text[at + len(day) :].lstrip(" ")
    told = re.search(r"(?:ngày|hôm|bữa|tháng|mùng|mồng|thg|T|tháng \w+)[ ]?\w+$", day) and "/" not in day.split()[-1]
    return bool(
        (re.fullmatch(r"\d+[/-]\d+", day) and after[:1].isalpha())  # 9/9 hồ sơ
        or (before[-1:].isdigit() and re.match(r"\d|tháng|thg|T\d|cn|CN", day))
        or (after[:1].isdigit() and (told and not re.search(r"nay|qua|ni|kia|wa|này|trước|rồi|thứ \w+$|[tT]\d$", day)))
    )


def dated(rng: Random, now: datetime, side: str) -> Line:
    """Figures, and the day, week or month that they are of."""
    day, values = named(rng, now, side), _figures(rng, side)
    return Line(_told(rng, day, values, side), now, "report", values, day.when, day.ask)


def dictated(rng: Random, now: datetime, side: str) -> Line:
    """The same spoken: number words and no signs."""
    day, values = named(rng, now, side), _figures(rng, side, few=True)
    template = pick(rng, _SPOKEN, side)
    text = template.format(day=_worded(day, template), **_phrases(rng, values, side, spoken=True))
    return Line(text, now, "report", values, day.when, day.ask)


def doubted(rng: Random, now: datetime, side: str) -> Line:
    """A day that is none, or not yet: the figures stand, and it is asked."""
    day, values = faulty(rng, now, side), _figures(rng, side)
    return Line(_told(rng, day, values, side), now, "report", values, day.when, True)


def _beside(rng: Random, report: str, aside: str, places: str, side: str) -> str:
    if "\n" in report:
        places = "{r}\n{X} | {r}\n{x}" if places is _BEHIND else "{r}\n{X} | {X}.\n{r}"
    return pick(rng, places, side if "||" in places else "").format(
        r=report, x=aside, R=_capital(report), X=_capital(aside)
    )


def beside(rng: Random, now: datetime, side: str) -> Line:
    """A report and a clause with the day of another thing; without a day of its own it names none."""
    kind = rng.choice((words.PLANS, words.PLANS, words.ONGOING, words.PAPERS, words.LESSONS, words.FEASTS))
    aside, values = pick(rng, kind, side), _figures(rng, side, few=True)
    places = _BESIDE
    if rng.random() < 0.6:
        day = named(rng, now, side)
        report, when = _told(rng, day, values, side), day.when
        if kind is words.PLANS:  # before them and a comma, the figures might still be those of the plan
            places = _AFTER_PLANS
    else:
        report, when = _phrases(rng, values, side)[rng.choice(("n", "v", "c"))], None
        if kind in (words.PLANS, words.ONGOING):  # before them, the figures would be those of the plan
            places = _BEHIND
    text = _beside(rng, report, aside, places, side)
    return Line(text, now, "report", values, when, False)


def late(rng: Random, now: datetime, side: str) -> Line:
    """A past day's figures, and the day on which they are written down."""
    day, values = named(rng, now, side), _figures(rng, side, few=True)
    while day.when == {"date": now.date().isoformat()}:
        day = named(rng, now, side)
    report, aside = _told(rng, day, values, side), pick(rng, words.LATE, side)
    text = _beside(rng, report, aside, _BESIDE, side)
    return Line(text, now, "report", values, day.when, False)


def idle(rng: Random, now: datetime, side: str) -> Line:
    """Nothing on one day, and the figures of another."""
    values = _figures(rng, side, few=True)
    said = _phrases(rng, values, side)
    if rng.random() < 0.6:
        off, own, when = (
            words.OFF_DAY,
            "hôm nay | bữa nay | hnay || nay | hôm nay thì | bữa ni",
            {"date": now.date().isoformat()},
        )
    else:
        year, week, _ = now.isocalendar()
        off, own, when = (
            words.OFF_WEEK,
            "tuần này | tuần ni || trong tuần này | tuần này thì",
            {"week": f"{year}-W{week:02d}"},
        )
    text = pick(
        rng,
        "{off}, {own} {v} | {own} {v}, {off} | {off} nên {own} mới {v} || {off}. {Own} {v} | {off}, còn {own} {v}",
        side,
    )
    own = pick(rng, own, side)
    return Line(
        text.format(off=pick(rng, off, side), own=own, Own=_capital(own), **said), now, "report", values, when, False
    )


def twice(rng: Random, now: datetime, side: str) -> Line:
    """Two clauses, each with the same day told another way."""
    values = dict(list(_figures(rng, side).items())[:2])
    if len(values) < 2:
        return dated(rng, now, side)
    naming = rng.choice(PARTS_OF_DAYS)
    day, again = naming(rng, now, side), naming(rng, now, side)
    while again.when != day.when:
        again = naming(rng, now, side)
    first, second = (pick(rng, words.DONE[key], side).format(n=n) for key, n in values.items())
    text = pick(rng, "{d} {a}, {e} {b} | {a} {d}, {b} {e} || {d} {a}. {E} {b} | {d} {a} rồi {e} {b}", side)
    text = text.format(d=day.words, e=again.words, E=_capital(again.words), a=first, b=second)
    return Line(text, now, "report", values, day.when, False)


def weekly(rng: Random, now: datetime, side: str) -> Line:
    """Figures of two days of one week, which is named: their sum."""
    key = rng.choice(("learners", "learners", "vneid", "people_helped", "public_services", "sessions", "outreach"))
    a, b = rng.sample(range(1, 4 if key in ("sessions", "outreach") else 30), 2)
    week, first, last = with_days(rng, now, side)
    this_week = week.when == {"week": now.strftime("%G-W%V")}
    phrases = words.DAY_BY_DAY_NOW if this_week and rng.random() < 0.3 else words.DAY_BY_DAY
    text = pick(rng, phrases, side).format(
        week=week.words, v=first, w=last, a=a, b=b, sum=a + b, noun=pick(rng, words.NOUNS[key], side)
    )
    return Line(text, now, "report", {key: a + b}, week.when, False)


def other(rng: Random, now: datetime, side: str) -> Line:
    """No report: nothing done, a question, a mistake put right or taken back, chatter; and its day."""
    day, kind = named(rng, now, side), rng.randrange(12)
    while "hồi" in day.words or "khi hôm" in day.words:  # "báo cáo hồi sáng": when it was sent
        day = named(rng, now, side)
    day = replace(day, words="hôm nay") if day.words == "nay" else day
    if kind < 3:
        text = pick(rng, words.NOTHING, side).format(day=day.words)
        text += ", " + pick(rng, words.PLANS, side) if kind == 2 else ""
        return Line(text, now, "nil", {}, day.when, False)
    if kind < 7:
        intent, phrases = (("summary", words.ASKED), ("status", words.STANDING), ("cancel", words.TAKEN_BACK))[kind % 3]
        return Line(pick(rng, phrases, side).format(day=day.words), now, intent, {}, day.when, False)
    if kind < 9:
        while "date" not in (day.when or {}):
            day = named(rng, now, side)
        if day.when == {"date": now.date().isoformat()}:
            return dated(rng, now, side)
        return Line(pick(rng, words.MOVED, side).format(day=day.words), now, "correct", {}, day.when, False)
    if kind < 11:
        key = rng.choice(sorted(words.NOUNS))
        new, old = rng.sample(range(2, 40), 2)
        noun, before = pick(rng, words.NOUNS[key], side), pick(rng, words.BEFORE[key], side)
        told = f"hôm {day.words}" if day.words.lower().startswith("thứ ") else day.words  # buổi thứ tư
        text = pick(rng, words.MENDED, side).format(day=told, n=new, o=old, noun=noun, k=before)
        if ambiguous(text, day.words):
            return other(rng, now, side)
        return Line(text, now, "correct", {key: new}, day.when, False)
    return Line(pick(rng, words.CHATTER, side), now, "other", {}, None, False)


Builder = Callable[[Random, datetime, str], Line]
BUILDERS: tuple[tuple[Builder, int], ...] = (
    *days_more.BUILDERS,
    (dated, 34),
    (dictated, 10),
    (beside, 20),
    (late, 6),
    (idle, 6),
    (twice, 4),
    (weekly, 4),
    (doubted, 6),
    (other, 14),
)


def composed(rng: Random, side: str) -> tuple[str, Line]:
    """A message and the name of what made it; side "A" or "B" takes only that half of the pieces, "" all."""
    build = rng.choices([b for b, _ in BUILDERS], [weight for _, weight in BUILDERS])[0]
    line = build(rng, _now(rng), side)
    text = line.text
    spoken = build is dictated or "tháng sáu" in text or "tháng tư" in text  # a machine types it with marks
    if rng.random() < 0.25 and not spoken:
        text = strip_marks(text)
    elif rng.random() < 0.1:
        text = _capital(text)
    return build.__name__, Line(text, line.now, line.intent, line.values, line.when, line.ask)


def compose(rng: Random) -> Line:
    """A composed message that names a day."""
    return composed(rng, "")[1]
