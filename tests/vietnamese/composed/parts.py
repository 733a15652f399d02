"""Reports told in parts: sums of groups and kinds, wholes with some of them, and sums that do not come out."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from zoneinfo import ZoneInfo

from tests.vietnamese.composed import parts_shapes as shapes
from tests.vietnamese.composed import parts_words as words
from tests.vietnamese.composed.parts_builders import (
    again,
    all_of,
    of_kinds,
    present,
    some_of,
    some_over,
    split,
    wrong_split,
)
from tests.vietnamese.composed.parts_draw import Draw
from tests.vietnamese.composed.parts_teller import (
    ANY,
    NONE,
    OF_A_DAY,
    PEOPLE,
    Body,
    Group,
    Teller,
    groups_of,
    number,
    rows_of,
)
from tests.vietnamese.variants_line import Line
from vietnamese.fold import strip_marks


def summed(draw: Draw, off: int = 0) -> Body:
    """One indicator told of two or three groups; with a total that is off by some, nothing is sure."""
    key = draw.rng.choice(sorted(words.AFTER))
    groups = groups_of(draw, key)
    told = Teller(draw, groups.spoken)
    numbers = [number(draw, key) for _ in groups.names]
    if not told.dictated and draw.often(0.05):
        numbers[-1] = 0
    after, before = told.after(key), told.before(key)
    style = draw.rng.choice(("named", "bare", "bare", "more"))
    frames = shapes.BARE_FRAMES if style == "bare" else shapes.NAMED_FRAMES
    frame = draw.of(tuple(f for f in frames if not off or "{s}" in f), "frame")
    total = told.number(sum(numbers) + off)
    if style == "bare":
        each = draw.of(shapes.BARE, "each")
        parts = rows_of(draw, told, key, groups, numbers, each, after)
        if "{back}" in each and "{p} {after}" in frame:
            frame = "{before} {p}"
    elif style == "named":
        parts = rows_of(draw, told, key, groups, numbers, draw.of(shapes.NAMED, "each"), after)
    else:
        first = rows_of(draw, told, key, groups, numbers, draw.rng.choice(("{g} {n} {after}", "{g} {done}")), after)
        parts = first[:1] + rows_of(draw, told, key, groups, numbers, draw.of(shapes.MORE, "each"), after)[1:]
    if groups.kind == "weekdays":
        frame = frame.replace("{before} {p}", "{before}: {p}")
    join = draw.of(shapes.BARE_JOINS if style == "bare" else shapes.NAMED_JOINS, "join")
    if join == " " and " - " in "".join(parts):
        join = ", "  # "chiều - 13 tối - 20" could be "13 tối"
    if join == " " and any(part[0].isdigit() or (part[-1].isdigit() and ":" in part) for part in parts):
        join = ", "
    bullet = draw.of(shapes.BULLETS)
    text = frame.format(
        p=(" " if told.dictated and join == ", " else join).join(parts),
        lines="\n".join(bullet + part for part in parts),
        s=total,
        after=after,
        before=before,
        done=told.done(key, sum(numbers) + off) if "{done}" in frame else "",
    )
    values = {} if off else {key: sum(numbers)}
    return Body(text, values, bool(off), groups.days, groups.ago, groups.hours, told.dictated, key)


def wrong_sum(draw: Draw) -> Body:
    """Groups whose total does not come out."""
    return summed(draw, draw.rng.choice((1, 2, 3, 10)))


def several(draw: Draw) -> Body:
    """Two or three indicators, each told of the same groups."""
    keys = draw.rng.sample(sorted(words.AFTER), 3 if draw.often(0.2) else 2)
    groups = groups_of(draw, "sessions" if "sessions" in keys else keys[0])
    if groups.kind == "classes" and not all(key in PEOPLE for key in keys):
        groups = Group(["chị Hoa", "anh Beo"], "của {}", ANY, kind="names")
    told = Teller(draw, groups.spoken)
    table = {key: [number(draw, key) for _ in groups.names] for key in keys}
    values = {key: sum(numbers) for key, numbers in table.items()}
    if draw.often(0.5):
        text = _by_indicator(draw, told, groups, table)
    elif draw.often(0.12):
        rows = ["\t".join((told.before(key), *map(str, numbers))) for key, numbers in table.items()]
        text = "\n".join(("\t".join(("", *groups.names)), *rows))
        draw.used.append("each: table")
    else:
        text = _by_group(draw, told, groups, table)
    return Body(text, values, False, groups.days, groups.ago, groups.hours, told.dictated)


def _by_indicator(draw: Draw, told: Teller, groups: Group, table: dict[str, list[int]]) -> str:
    """vneid sáng 2 chiều 6, dvc sáng 1 chiều 1."""
    frame = draw.of(shapes.EACH_OF_MANY, "frame")
    each = draw.of(("{g} {n}", "{g}: {n}", "{g} được {n}", "{g} có {n}"), "each")
    join = draw.of((" ", ", ", " ", ", "), "join")
    if groups.kind == "weekdays":
        frame = frame.replace("{before} {p}", "{before}: {p}")
    if any(name[-1].isdigit() for name in groups.names):
        join = ", "
    said = []
    for key, numbers in table.items():
        parts = rows_of(draw, told, key, groups, numbers, each, "")
        after, before, total = told.after(key), told.before(key), told.number(sum(numbers))
        said.append(frame.format(p=join.join(parts), s=total, after=after, before=before))
    return draw.of((", ", "; ", "\n", ". ", "; ", ", còn "), "join2").join(said)


def _by_group(draw: Draw, told: Teller, groups: Group, table: dict[str, list[int]]) -> str:
    """Sáng 5 hv 2 vneid, chiều 7 hv 3 vneid."""
    frame, item = draw.of(shapes.GROUP_OF_MANY, "frame"), draw.of(shapes.ITEMS, "each")
    join = draw.of(shapes.ITEM_JOINS, "join")
    if "{done}" in item and join == " ":
        join = ", "
    nouns = {key: (told.after(key), told.before(key)) for key in table}
    if any(name[-1].isdigit() for name in groups.names):
        frame = frame.replace("{g} {items}", "{g}: {items}")
    said = []
    for at, name in enumerate(groups.names):
        items = [
            item.format(
                n=told.number(numbers[at]),
                after=nouns[key][0],
                before=nouns[key][1],
                done=told.done(key, numbers[at], groups.kind == "classes") if "{done}" in item else "",
            )
            for key, numbers in table.items()
        ]
        if draw.often(0.08):
            bullet = draw.of(shapes.BULLETS)
            said.append(f"{name}:\n" + "\n".join(bullet + one for one in items))
        else:
            said.append(frame.format(g=name, items=join.join(items)))
    text = draw.of(shapes.GROUP_JOINS, "join2").join(said)
    if draw.often(0.15):
        totals = ", ".join(f"{told.number(sum(numbers))} {nouns[key][0]}" for key, numbers in table.items())
        text += draw.of((". Tổng ", ", tổng cộng ", "\nTổng: ", ". Tổng cộng "), "total") + totals
    return text


def story(draw: Draw) -> Body:
    """Two deeds of one indicator, told one after the other."""
    key = draw.rng.choice([key for key in sorted(words.AFTER) if key not in ("sessions", "outreach")])
    told = Teller(draw)
    n, m = number(draw, key), number(draw, key)
    shape = draw.of(shapes.STORIES, "story")
    a, b = told.done(key, n, "lớp" in shape or "nhóm" in shape), told.done(key, m, True)
    text = shape.format(a=a, b=b, n=told.number(n), m=told.number(m), s=told.number(n + m), after=told.after(key))
    timed = any(time in shape for time in ("sáng", "chiều", "cả ngày"))
    return Body(text, {key: n + m}, False, OF_A_DAY if timed else ANY, None, (18, 22) if timed else (8, 22))


BUILDERS: tuple[tuple[Callable[[Draw], Body], int], ...] = (
    (summed, 26),
    (several, 24),
    (story, 8),
    (of_kinds, 8),
    (split, 11),
    (some_of, 10),
    (present, 7),
    (all_of, 7),
    (again, 4),
    (wrong_sum, 4),
    (wrong_split, 2),
    (some_over, 1),
)
_BESIDE_JOINS = (", ", ". ", "; ", ", ", " và ", "\n")


def _beside(draw: Draw, body: Body) -> None:
    """One or two more figures before or behind the body."""
    taken = {*body.values, body.about}
    if "learners" in taken:
        taken.add("people_helped")
    keys = [key for key in sorted(words.AFTER) if key not in taken]
    told = Teller(draw, spoken=False)
    for key in draw.rng.sample(keys, 2 if draw.often(0.3) else 1):
        n = number(draw, key)
        figure, join = told.whole(key, n), draw.of(_BESIDE_JOINS, "beside")
        join = "\n" if "\n" in body.text else join
        if draw.often(0.6):
            body.text += join + figure
        else:
            body.text = figure + (", " if join == " và " else join) + body.text
        body.values[key] = n


def _dated(draw: Draw, body: Body, now: datetime) -> dict[str, str] | None:
    """A day, week or month named before or behind the body."""
    if body.days == NONE:
        return {"date": (now - timedelta(days=body.ago or 0)).date().isoformat()}
    if body.days != "week" and not draw.often(0.4):
        return None
    back = now - timedelta(days=draw.rng.randint(1, 20))
    table = words.DAYS.split(" | ")[:10] if body.days == OF_A_DAY else words.DAYS.split(" | ")
    table = ["tuần này", "tuần rồi", "tuần này", "tuần trước"] if body.days == "week" else table
    day = draw.of(table, "day")
    week = (now - timedelta(days=7)).isocalendar()
    said = day.format(dm=f"{back.day}/{back.month}", w=week.week)
    lead = draw.of((" ", ": ", " ", ", ")) if "{" not in day else ": "
    body.text = (
        f"{body.text} {said}"
        if draw.often(0.2) and "{" not in day and not body.text[-1].isdigit()
        else said + lead + body.text
    )
    if "{dm}" in day:
        return {"date": back.date().isoformat()}
    for sign, ago in (("nay", 0), ("ni", 0), ("qua", 1), ("kia", 2)):
        if day.endswith(sign):
            return {"date": (now - timedelta(days=ago)).date().isoformat()}
    if day == "tháng này":
        return {"month": f"{now:%Y-%m}"}
    if day == "tháng trước":
        return {"month": f"{now.replace(day=1) - timedelta(days=1):%Y-%m}"}
    week = now.isocalendar() if day == "tuần này" else week
    return {"week": f"{week.year}-W{week.week:02d}"}


def _now(draw: Draw, body: Body) -> datetime:
    first, last = body.hours
    day = datetime(2025, 7, 1, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh")) + timedelta(days=draw.rng.randrange(515))
    if body.days == "week":
        day += timedelta(days=6 - day.weekday())  # a Sunday, when the week is told
        first = 18
    return day.replace(hour=draw.rng.randint(first, max(first, last - 1)), minute=draw.rng.randrange(60))


def drawn(draw: Draw) -> Line:
    """A message, its pieces noted."""
    builders, weights = zip(*BUILDERS, strict=True)
    build = draw.rng.choices(builders, weights)[0]
    draw.used.append(f"builder: {build.__name__}")
    body = build(draw)
    if body.dictated:
        body.text = body.text.replace(",", "").replace(";", "")
    elif draw.often(0.4):
        _beside(draw, body)
    now = _now(draw, body)
    when = _dated(draw, body, now)
    text = body.text if "\t" in body.text else draw.of(words.OPENERS).lstrip(" ") + body.text
    text += draw.of(words.CLOSERS).rstrip(" ") if not text.endswith((":", ")")) or draw.often(0.3) else ""
    if not body.dictated and draw.often(0.25):
        text = strip_marks(text)
        draw.used.append("marks: none")
    elif draw.often(0.03):
        text = text.upper()
        draw.used.append("marks: upper")
    return Line(" ".join(text.split(" ")).strip(), now, "report", body.values, when, body.ask)


def compose(rng: Random) -> Line:
    """A composed message."""
    return drawn(Draw(rng))
