"""Corrections, take-backs and afterthoughts: old and new in every order, and words that mend nothing."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from domain.frozen import frozen
from tests.vietnamese.composed import mending_said as said
from tests.vietnamese.composed import mending_words as words
from tests.vietnamese.variants_line import Line
from tests.vietnamese.variants_words import ways
from vietnamese.fold import strip_marks

When = dict[str, str] | None
_DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_DAYS = ("hai", "ba", "tư", "năm", "sáu", "bảy")


@frozen
class Made:
    """A composed line, with the kind, the template and the pieces that it was made of."""

    line: Line
    kind: str
    template: str
    pieces: tuple[str, ...]


def spoken(n: int) -> str:
    """A number from 0 to 99 in words."""
    ten, one = divmod(n, 10)
    if not ten:
        return _DIGITS[one]
    last = {0: "", 5: " lăm", 1: " mốt" if ten > 1 else " một"}.get(one, " " + _DIGITS[one])
    return ("mười" if ten == 1 else f"{_DIGITS[ten]} mươi") + last


def moment(rng: Random) -> datetime:
    """When a message is sent: any day of the time that the corpus covers, from 6 to 23 o'clock."""
    day = datetime(2025, 7, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")) + timedelta(days=rng.randrange(510))
    return day.replace(hour=rng.randint(6, 22), minute=rng.randrange(60))


def _on(day: date) -> When:
    return {"date": day.isoformat()}


def past(rng: Random, now: datetime, half: int) -> tuple[str, When, str]:
    """A day, week or month before this one, its meaning, and the present one of its kind."""
    today = now.date()
    back = rng.randint(3, 40)
    other = today - timedelta(days=back)
    week = today - timedelta(days=today.weekday() + 7)
    month = today.replace(day=1) - timedelta(days=1)
    weekday = rng.choice([n for n in range(6) if n != today.weekday()])
    latest = today - timedelta(days=(today.weekday() - weekday) % 7)
    yesterday, before = today - timedelta(days=1), today - timedelta(days=2)
    lastly: When = {"week": "{}-W{:02}".format(*week.isocalendar()[:2])}
    gone: When = {"month": month.isoformat()[:7]}
    choices: tuple[tuple[str, When, str], ...] = (
        (
            ("hôm qua", _on(yesterday), "hôm nay"),
            ("bữa qua", _on(yesterday), "bữa nay"),
            ("tối qua", _on(yesterday), "hôm nay"),
            (f"thứ {_DAYS[weekday]}", _on(latest), "hôm nay"),
            (f"thứ {weekday + 2}", _on(latest), "hôm nay"),
            (f"ngày {other.day}/{other.month}", _on(other), "hôm nay"),
            ("tuần trước", lastly, "tuần này"),
            (f"tháng {month.month}", gone, "tháng này"),
        ),
        (
            ("hqua", _on(yesterday), "hnay"),
            ("hôm kia", _on(before), "hôm nay"),
            ("chiều qua", _on(yesterday), "hôm nay"),
            (f"t{weekday + 2}", _on(latest), "hôm nay"),
            (f"thứ {_DAYS[weekday]} tuần trước", _on(week + timedelta(days=weekday)), "hôm nay"),
            (f"{other.day}/{other.month}", _on(other), "hôm nay"),
            (f"tuần {week.isocalendar()[1]}", lastly, "tuần này"),
            ("tháng trước", gone, "tháng này"),
        ),
    )[half]
    return rng.choice(choices)


def _old(rng: Random, new: int) -> int:
    """What a volunteer types instead of a number: its digits turned round, one lost, one too many, the neighbour."""
    near = {int(str(new)[::-1]), new // 10, new + 10, new + 1, new - 1, new + rng.randint(2, 9), new % 10}
    return rng.choice(sorted(n for n in near if 0 < n < 99 and n != new))


# Kind: (templates, how often, intent, which of the first two indicators are told, what day, whether it is asked).
_KINDS: dict[str, tuple[said.Halves, int, str, int, str, bool]] = {
    "value": (said.VALUE, 22, "correct", 1, "", False),
    "two": (said.TWO, 7, "correct", 2, "", False),
    "stays": (said.STAYS, 6, "correct", 1, "", False),
    "kind": (said.KIND, 6, "correct", 1, "", False),
    "day": (said.DAY, 6, "correct", 0, "D", False),
    "dated": (said.DATED, 10, "correct", 1, "D", False),
    "unsure": (said.UNSURE, 9, "correct", 0, "", True),
    "half": (said.HALF, 3, "correct", 1, "", True),
    "none": (said.NONE, 3, "correct", 1, "", False),
    "breath": (said.BREATH, 10, "report", 1, "", False),
    "otherwise": (said.OTHERWISE, 3, "report", 1, "", False),
    "redated": (said.REDATED, 3, "report", 2, "D", False),
    "forgot": (said.FORGOT, 6, "report", 1, "D", False),
    "cancel": (said.CANCEL, 5, "cancel", 0, "", False),
    "cancel_dated": (said.CANCEL_DATED, 3, "cancel", 0, "D", False),
    "alike": (said.ALIKE, 9, "report", 0, "", False),
    "talk": (said.TALK, 3, "", 0, "", False),
}


def made(rng: Random, half: int) -> Made:
    """A message of one half of the templates and pieces."""
    kind = rng.choices(list(_KINDS), [often for _, often, *_ in _KINDS.values()])[0]
    halves, _, intent, told, dated, ask = _KINDS[kind]
    template = rng.choice(halves[half].splitlines())
    now, speaking = moment(rng), rng.random() < 0.2
    number: Callable[[int], str] = spoken if speaking else str
    keys = rng.sample(sorted(words.NOUNS), 3)
    pick = {name: rng.choice(ways(getattr(words, name.upper())[half])) for name in _PICKED}
    day, when, present = past(rng, now, half)
    figures: dict[str, int] = {}
    for key, new, old in zip(keys, "NQS", "PRT", strict=True):
        most = (
            min(words.NOUNS[key][2], words.NOUNS[keys[1]][2]) if kind in ("kind", "otherwise") else words.NOUNS[key][2]
        )
        figures[new] = rng.randint(2, most)
        figures[old] = _old(rng, figures[new])
    nouns = {name: rng.choice(ways(words.NOUNS[key][0][half])) for name, key in zip("LMX", keys, strict=True)}
    nouns |= {name: rng.choice(ways(words.NOUNS[key][1][half])) for name, key in zip("uvx", keys, strict=True)}
    values = dict(zip(keys[:told], (figures["N"], figures["Q"])[:told], strict=True))
    body = template
    if kind == "none":
        values = {keys[0]: 0}
    if kind in ("breath", "otherwise"):
        body, values, dated = _beside(rng, body, keys, figures, values)
        present = rng.choice(("hôm nay", "bữa nay")) if half == 0 else rng.choice(("hnay", "bữa ni"))
        when = {"date": now.date().isoformat()}
    if kind == "redated":
        values = {key: figures[n] for key, n in zip(keys, "NQ", strict=False) if f"{{{n}}}" in body}
    if kind == "alike":
        values = {}
        told_now = [_told(rng, key, figures[n], half, number) for key, n in zip(keys, "NQ", strict=False)]
        count = rng.choice((1, 2))
        values = dict(zip(keys[:count], (figures["N"], figures["Q"])[:count], strict=True))
        body = body.replace("{F}", rng.choice((", ", " ", " và ")).join(told_now[:count]))
    if kind == "talk":
        intent, body = body.split("|", 1)
    if "{D}" not in body and "{E}" not in body:
        when = None
    if rng.random() < (0.5 if speaking else 0.12):
        body = _run_on(body)
    texts = {name: number(value) for name, value in figures.items()} | nouns | pick
    text = pick["head"] * (body[0] != "*") + body.format(
        **texts, D=day, E=present, nl="\n", k=number(rng.randint(1, 4))
    )
    if rng.random() < 0.22:
        text = strip_marks(text)
    line = Line(text.strip(), now, intent, values, when if dated or intent == "other" else None, ask)
    return Made(line, kind, template, (*keys, *nouns.values(), *pick.values(), day, "words" if speaking else "digits"))


_PICKED = ("oops", "neg", "no", "nay", "gium", "me", "end", "why", "bot", "head")


def _run_on(body: str) -> str:
    """A template without the commas after which no number follows: typed in haste, or spoken."""
    return "".join(
        part if i == 0 else ("," if part.startswith((" {N}", " {P}", " {Q}", " {R}", " {S}", " {k}")) else "") + part
        for i, part in enumerate(body.split(","))
    )


def _beside(
    rng: Random, body: str, keys: list[str], figures: dict[str, int], values: dict[str, int]
) -> tuple[str, dict[str, int], str]:
    """A figure mended in one breath among other figures, perhaps of today."""
    if rng.random() < 0.5:
        body = rng.choice((f"{body}, {{S}} {{x}}", f"{{X}} {{S}}, {body}", f"{{S}} {{x}}, {body}"))
        values = values | {keys[2]: figures["S"]}
    if rng.random() < 0.6:
        return "{E} " + body, values, "D"
    return body, values, ""


def _told(rng: Random, key: str, value: int, half: int, number: Callable[[int], str]) -> str:
    """A figure of a report by what was done or by its noun."""
    if key in words.DONE and rng.random() < 0.5:
        return rng.choice(ways(words.DONE[key][half])).format(n=number(value))
    return f"{number(value)} {rng.choice(ways(words.NOUNS[key][1][half]))}"


def compose(rng: Random) -> Line:
    """A message of either half."""
    return made(rng, rng.randrange(2)).line
