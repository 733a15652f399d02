"""How long a commune's week takes as a file, beside the bare libraries writing a table of the same kind."""

import io
import statistics
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import sample
from domain.periods import parse_key
from reports import FILES, book
from reports.book import Book
from storage import schema
from storage.engine import Store
from storage.places import find_unit
from storage.tx import Tx

NOW = datetime(2025, 11, 27, 3, 30, tzinfo=UTC)


def main(rounds: int = 15) -> list[str]:
    """The lines of the table: first call, median and worst of the rest, in milliseconds of processor time."""
    with TemporaryDirectory() as folder:
        store = Store(f"sqlite:///{Path(folder) / 'files.db'}")
        read = _week(store)
        store.close()
    rows: list[tuple[str, Callable[[], bytes]]] = [("xlsx, XlsxWriter alone, 12×20 cells", _bare_xlsx)]
    rows += [("docx, python-docx alone, 12×20 cells", _bare_docx), ("png, Pillow alone, 640×400, 12 bars", _bare_png)]
    for report in FILES:
        rows.append((f"{report.key}, a week of {len(read.rows)} units, {_lines(read)} statements",
                     lambda make=report.make: make(read)))  # type: ignore[misc]  # fmt: skip
    lines = [f"{'file':<50}{'first':>9}{'median':>9}{'worst':>9}{'KB':>7}"]
    for name, make in rows:
        first = _timed(make)
        rest = [_timed(make) for _ in range(rounds)]
        lines.append(
            f"{name:<50}{first:>9.1f}{statistics.median(rest):>9.1f}{max(rest):>9.1f}{len(make()) / 1024:>7.1f}"
        )
    return lines


def _week(store: Store) -> Book:
    schema.upgrade(store)
    with store.write() as connection:
        tx = Tx(connection, datetime(2025, 8, 1, tzinfo=UTC))
        sample.build(tx, NOW)
        tx.flush()
    with store.read() as connection:
        tx = Tx(connection, NOW)
        return book.read(tx, find_unit(tx, sample.KEY), parse_key("2025-W47"), NOW)


def _lines(read: Book) -> int:
    return sum(len(chapter.entries) for chapter in read.chapters)


def _timed(make: Callable[[], bytes]) -> float:
    """Processor time: the machine may have other work, the file's own cost is what is asked."""
    start = time.process_time()
    make()
    return (time.process_time() - start) * 1000


def _bare_xlsx() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, look = workbook.add_worksheet(), workbook.add_format({"border": 1, "num_format": "#,##0"})
    for row in range(12):
        for column in range(20):
            sheet.write_number(row, column, row * column, look)
    workbook.close()
    return out.getvalue()


def _bare_docx() -> bytes:
    from docx import Document

    document = Document()
    table = document.add_table(12, 20)
    for row in table.rows:
        for place, cell in enumerate(row.cells):
            cell.text = str(place)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _bare_png() -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (640, 400), "white")
    draw = ImageDraw.Draw(image)
    for row in range(12):
        draw.rectangle((100, row * 30, 100 + row * 40, row * 30 + 20), fill="blue")
        draw.text((5, row * 30), f"Village {row}", fill="black")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
