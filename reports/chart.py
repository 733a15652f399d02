"""The picture (.png by Pillow): bars of the villages and their table, wide as a phone, readable without zooming.

One byte a pixel: letters are drawn in greys below white and bars in tints above it, and the palette turns the one into
ink and the other into blue. That keeps smooth edges at a third of the work of a full-colour picture.
"""

import io
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

from reports import naming
from reports.book import STATUS, Book, Row, copies, covered, moment
from reports.rollup import MISSING, NIL, REPORTED
from vietnamese import words

WIDTH, EDGE = 720, 24
WHITE, INK, GREY, BLUE, TINT, PALE = 127, 0, 62, 255, 205, 142
SMALL, HEAD, BODY, TITLE = 19, 21, 24, 32
LINE = 40
MOST = 40  # villages in one picture; a taller one is no longer read on a phone
COLUMNS = 4  # indicators in the table
FONTS = {"regular": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}


@lru_cache(maxsize=16)
def _font(weight: str, size: int) -> Any:
    """A font that comes with the program: its letters hold every Vietnamese mark."""
    from PIL import ImageFont

    data = files("reports").joinpath("fonts", FONTS[weight]).read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=1)
def _palette() -> list[int]:
    """From ink through white (127) to blue."""
    ink, blue = (28, 32, 40), (22, 104, 196)
    colours: list[int] = []
    for level in range(256):
        to, share = (ink, 1 - level / WHITE) if level <= WHITE else (blue, (level - WHITE) / (255 - WHITE))
        colours += [round(255 + (part - 255) * share) for part in to]
    return colours


@lru_cache(maxsize=1024)
def _ink(said: str, weight: str, size: int) -> tuple[Any, int]:
    """A line of text drawn once, as a mask, and its width in pixels: names and figures come again in every picture."""
    from PIL import Image, ImageDraw

    font = _font(weight, size)
    width = max(round(font.getlength(said)), 1)
    mask = Image.new("L", (width + 4, round(size * 1.4)), 0)
    ImageDraw.Draw(mask).text((0, 0), said, font=font, fill=255)
    return mask, width


class _Canvas:
    """A picture that grows downwards."""

    def __init__(self, height: int) -> None:
        from PIL import Image

        self.image = Image.new("L", (WIDTH, height), WHITE)
        self.y = EDGE

    def text(
        self,
        x: int,
        said: str,
        size: int = BODY,
        *,
        weight: str = "regular",
        fill: int = INK,
        right: bool = False,
        room: int = WIDTH,
    ) -> None:
        """A line of text at the pen's height, cut to `room` pixels; `right`: x is where it ends."""
        mask, width = _ink(said, weight, size)
        while width > room and len(said) > 1:
            said = said[:-2].rstrip() + "…"
            mask, width = _ink(said, weight, size)
        self.image.paste(fill, (x - width if right else x, self.y), mask)

    def wrapped(self, said: str, size: int, **look: Any) -> None:
        """Text over as many lines as it needs."""
        for line in wrap(said, size, look.get("weight", "regular"), WIDTH - 2 * EDGE):
            self.text(EDGE, line, size, **look)
            self.y += round(size * 1.35)

    def box(self, x: int, top: int, width: int, height: int, fill: int) -> None:
        """A filled box, `top` pixels below the pen."""
        if width > 0:
            self.image.paste(fill, (x, self.y + top, x + width, self.y + top + height))


@lru_cache(maxsize=256)
def wrap(said: str, size: int, weight: str, room: int) -> tuple[str, ...]:
    """A text as lines of at most so many pixels."""
    font = _font(weight, size)
    lines: list[str] = []
    line = ""
    for word in said.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > room:
            lines.append(line)
            longer = word
        line = longer
    return (*lines, line)


def make(book: Book, _template: bytes | None = None) -> bytes:
    """A chart of the first indicator, a table of up to four, with the coverage and the time above them."""
    rows = book.rows[:MOST]
    keys = _keys(book)
    title = f"{book.unit.name}, {naming.heading(book.period)}"
    scope = (
        f"{words.sentence(covered(book))}. Số lấy lúc {moment(book.now)}"
        + " (kỳ chưa kết thúc)" * book.is_running
        + "."
        + "".join(f" {one}" for one in copies(book)[:2])
    )
    left = len(book.rows) - len(rows)
    lines = sum(
        len(wrap(said, size, weight, WIDTH - 2 * EDGE)) * round(size * 1.35)
        for said, size, weight in ((title, TITLE, "bold"), (scope, HEAD, "regular"))
    )
    height = EDGE * 4 + lines + (len(rows) + 1) * LINE + (len(rows) + 6) * LINE + LINE * bool(left) + 60
    canvas = _Canvas(height)
    canvas.wrapped(title, TITLE, weight="bold")
    canvas.y += 6
    canvas.wrapped(scope, HEAD, fill=GREY)
    canvas.y += EDGE
    if keys:
        _bars(canvas, book, rows, keys[0])
        canvas.y += EDGE
        _table(canvas, book, rows, keys)
    else:
        canvas.wrapped("Kỳ này chưa có số liệu nào.", BODY)
    if left:
        canvas.text(EDGE, f"… và {left} thôn nữa (đã tính trong tổng)", HEAD, fill=GREY)
        canvas.y += LINE
    image = canvas.image.crop((0, 0, WIDTH, min(canvas.y + EDGE, height)))
    image.putpalette(_palette())
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=3)
    return out.getvalue()


def _keys(book: Book) -> list[str]:
    """The indicators to show: those with figures first, in the catalogue's order."""
    given = [key for key in book.keys if key in book.totals]
    return given[:COLUMNS]


def _bars(canvas: _Canvas, book: Book, rows: Sequence[Row], key: str) -> None:
    indicator = book.commune.indicator(key)
    canvas.text(EDGE, f"{indicator.label} ({indicator.unit})", BODY, weight="bold", room=WIDTH - 2 * EDGE)
    canvas.y += LINE
    names, most = 230, max(max((row.line.values.get(key, 0) for row in rows), default=0), 1)
    room = WIDTH - EDGE * 2 - names - 90
    for row in rows:
        canvas.text(EDGE, _short(row), BODY, room=names - 12)
        value = row.line.values.get(key)
        if value is not None:
            width = max(round(room * value / most), 2 if value else 0)
            canvas.box(EDGE + names, 2, width, 26, BLUE)
            canvas.text(EDGE + names + width + 10, words.number(value), BODY)
        else:
            said = STATUS[row.line.status] if row.line.status != REPORTED else "không nêu số"
            canvas.text(EDGE + names, said, HEAD, fill=GREY)
        canvas.y += LINE


def _table(canvas: _Canvas, book: Book, rows: Sequence[Row], keys: Sequence[str]) -> None:
    """Villages × indicators: a figure, “-” for nothing, “chưa báo” for a missing village, “…” where none was named."""
    names = 236
    step = (WIDTH - 2 * EDGE - names) // len(keys)
    ends = [EDGE + names + step * (place + 1) - 8 for place in range(len(keys))]
    heads = [wrap(words.sentence(book.commune.indicator(key).short), SMALL, "bold", step - 10) for key in keys]
    deep = max(len(head) for head in heads)
    canvas.box(EDGE, -8, WIDTH - 2 * EDGE, LINE + (deep - 1) * SMALL * 5 // 4, TINT - 40)
    canvas.text(EDGE + 8, "Thôn", HEAD, weight="bold")
    for level in range(deep):
        for end, head in zip(ends, heads, strict=True):
            if level < len(head):
                canvas.text(end, head[level], SMALL, weight="bold", right=True, room=step - 4)
        canvas.y += SMALL * 5 // 4 if level < deep - 1 else LINE
    for place, row in enumerate(rows):
        if place % 2:
            canvas.box(EDGE, -7, WIDTH - 2 * EDGE, LINE, PALE)
        canvas.text(EDGE + 8, _short(row), BODY, room=names - 12)
        for at, (end, key) in enumerate(zip(ends, keys, strict=True)):
            value = row.line.values.get(key)
            if value is not None:
                canvas.text(end, words.number(value), BODY, right=True)
            elif row.line.status == MISSING:
                canvas.text(end, "chưa báo" if at == 0 else "…", HEAD, fill=GREY, right=True)
            else:
                canvas.text(end, "-" if row.line.status == NIL else "…", HEAD, fill=GREY, right=True)
        canvas.y += LINE
    canvas.box(EDGE, -6, WIDTH - 2 * EDGE, 2, INK)
    totals = book.totals
    canvas.text(EDGE + 8, "Cộng", BODY, weight="bold")
    for end, key in zip(ends, keys, strict=True):
        canvas.text(end, words.number(totals[key]), BODY, weight="bold", right=True)
    canvas.y += LINE
    marks = ["- không phát sinh"] if any(row.line.status == NIL for row in rows) else []
    marks += ["… chưa báo hoặc không nêu"] if any(key not in row.line.values and row.line.status != NIL
                                                  for row in rows for key in keys) else []  # fmt: skip
    if marks:
        canvas.text(EDGE + 8, " · ".join(marks), SMALL, fill=GREY)
        canvas.y += LINE


def _short(row: Row) -> str:
    """Tân Long in a column of villages; Thôn 3 and a team keep their whole name."""
    bare = row.name.removeprefix("Thôn ")
    return row.name if bare[:1].isdigit() else bare
