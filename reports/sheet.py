"""The workbook (.xlsx): totals with coverage, villages × indicators, every statement with who gave it."""

from collections.abc import Sequence
from datetime import date

from domain.periods import local
from reports import difficulties, naming
from reports.book import STATUS, Book, Row, caveats, copies, scope
from reports.cells import Sheet
from reports.rates import RATES
from reports.rollup import MISSING, NIL
from reports.workbook import Look, save
from storage.extract import Line
from vietnamese import words
from vietnamese.redact import redact

SHEETS = ("Tổng hợp", "Theo thôn", "Số liệu", "Khó khăn", "Theo bản đồ nay")
CHANNELS = {"telegram": "Telegram", "zalo_bot": "Zalo", "zalo_oa": "Zalo OA", "web": "Trang web", "console": "Máy tính",
            "import": "Tệp nhập vào"}  # fmt: skip
TOTALS = (56.0, 12.0, 12.0, 12.0, 12.0, 10.0, 12.0, 10.0, 14.0)  # widths of the first sheet's columns, in letters
INDICATOR = 16.0  # and of a column of figures
FIRST = 4  # the row below the head, from 0
WORDS = 500  # of one statement's words, as cells grow


LOOKS: tuple[tuple[str, Look], ...] = (
    ("title", Look(bold=True, size=14)),
    ("line", Look(wrap=True)),
    ("names", Look(wrap=True, indent=1)),
    ("head", Look(border=True, bold=True, wrap=True, align="center", fill="DCE6F1")),
    ("text", Look(border=True)),
    ("wrap", Look(border=True, wrap=True)),
    ("number", Look("#,##0", border=True)),
    ("sum", Look("#,##0", border=True, bold=True)),
    ("percent", Look("0.0%", border=True)),
    ("share", Look("0.00%", border=True)),
    ("day", Look("dd/mm/yyyy", border=True, align="center")),
    ("time", Look("dd/mm/yyyy hh:mm", border=True, align="center")),
    ("nil", Look(border=True, italic=True, align="center", colour="7F7F7F")),
    ("missing", Look(border=True, align="center", colour="9C0006", fill="FFC7CE")),
)


def make(book: Book, _template: bytes | None = None) -> bytes:
    """The workbook of a unit's period. Numbers are numbers, days are days; a text can never become a formula."""
    sheets = [_totals(book), _villages(book), _entries(book)]
    if any(chapter.notes for chapter in book.chapters):
        sheets.append(_notes(book))
    if any(chapter.mapped and chapter.mapped.differs for chapter in book.chapters):
        sheets.append(_mapped(book))
    return save(sheets, LOOKS, f"{book.unit.name}, {naming.heading(book.period)}", "Sổ Thôn", book.now)


def _begin(name: str, book: Book, heads: Sequence[str], widths: Sequence[float]) -> Sheet:
    """A sheet with its title, scope and column heads; the head is printed on every page, cells begin at FIRST."""
    page = Sheet(name, widths, (FIRST, 2 if len(heads) > 4 else 0), repeated=FIRST - 1)
    page.text(0, 0, f"{book.unit.name}, {naming.heading(book.period)}", "title")
    page.across(1, 0, scope(book), "line")
    for place, head in enumerate(heads):
        page.wrapped(FIRST - 1, place, head, "head")
    return page


def _totals(book: Book) -> Sheet:
    """A line an indicator: the period, the year so far, the villages that gave it, target and rate where stored."""
    heads = ["Chỉ số", "Đơn vị", "Trong kỳ", "Lũy kế năm", "Số thôn nêu số", "Có số ước", "Chỉ tiêu", "Đạt", "Của kỳ"]
    page, at = _begin(SHEETS[0], book, heads, TOTALS), FIRST
    totals, year, estimates = book.totals, book.so_far, book.estimates
    rows = book.rows
    aims = {aim.indicator: aim for chapter in book.chapters for aim in chapter.aims} if not book.is_above else {}
    for key in book.keys:
        indicator = book.commune.indicator(key)
        page.text(at, 0, indicator.label, "text")
        page.text(at, 1, indicator.unit, "text")
        _figure(page, at, 2, totals.get(key))
        _figure(page, at, 3, year.get(key))
        page.number(at, 4, sum(key in row.line.values for row in rows), "number")
        page.text(at, 5, "có" if key in estimates else "", "text")
        aim = aims.get(key)
        if aim:
            page.number(at, 6, aim.value, "number")
            page.number(at, 7, _rounded(aim.done, aim.value, 3), "percent")
            page.text(at, 8, aim.over.key, "text")
        else:
            for place in (6, 7, 8):
                page.blank(at, place, "text")
        at += 1
    at = _coverage(page, book, at + 1)
    at = _persons(page, book, at)
    for said in (*copies(book), *caveats(book)):
        page.across(at, 0, f"• {said}", "line")
        at += 1
    return page


def _coverage(page: Sheet, book: Book, at: int) -> int:
    """Who is in the totals: how many expected, reported, nil, missing; by name where there is something to do."""
    nil, missing = book.status(NIL), book.status(MISSING)
    late = [row.name for row in book.villages if row.line.late]
    total = len(book.villages)
    lines: list[tuple[str, int, list[str]]] = [
        ("Số thôn phải báo", total, []),
        ("Đã báo có số liệu", total - len(nil) - len(missing), []),
        ("Báo không phát sinh", len(nil), [row.name for row in nil]),
        ("Chưa báo", len(missing), [row.name for row in missing]),
        ("Báo sau hạn", len(late), late),
    ]
    for label, value, names in lines:
        page.text(at, 0, label, "text")
        page.number(at, 1, value, "number")
        if names:
            page.across(at, 2, ", ".join(names[:200]), "names")
        at += 1
    return at + 1


def _persons(page: Sheet, book: Book, at: int) -> int:
    """Counts of persons with their dates and denominators: the only rates over people."""
    for chapter in book.chapters:
        for key, name in RATES:
            count, whole = chapter.counts.get(key), chapter.denominators.get(name)
            if count is None:
                continue
            label = f"Số người lũy kế: {chapter.commune.indicator(key).label}"
            page.text(at, 0, label + (f" ({chapter.commune.name})" if book.is_above else ""), "text")
            page.number(at, 1, count.value, "number")
            if count.date:
                page.number(at, 2, _serial(count.date), "day")
            if whole and count.value <= whole.value:
                page.text(at, 3, "trên", "text")
                page.number(at, 4, whole.value, "number")
                page.number(at, 5, _rounded(count.value, whole.value, 4), "share")
            at += 1
    return at


def _rounded(part: int, whole: int, decimals: int) -> float:
    """A share rounded half up from its integers, as the prose says it."""
    scale = 10**decimals
    return float(((part * scale * 2 + whole) // (whole * 2)) / scale)


def _figure(page: Sheet, at: int, place: int, value: int | None, look: str = "number") -> None:
    if value is None:
        page.blank(at, place, "text")
    else:
        page.number(at, place, value, look)


def _villages(book: Book) -> Sheet:
    """Villages × indicators. A figure is a number; a nil says so; a missing village says so; blank: not given."""
    keys = book.keys
    labels = [f"{book.commune.indicator(key).label} ({book.commune.indicator(key).unit})" for key in keys]
    heads = ["TT", "Thôn", "Tình trạng", *labels, "Ghi chú"]
    page, at = _begin(SHEETS[1], book, heads, [5.0, 26.0, 15.0, *([INDICATOR] * len(keys)), 24.0]), FIRST
    for number, row in enumerate(book.rows, 1):
        page.number(at, 0, number, "number")
        page.text(at, 1, row.name, "text")
        look = {NIL: "nil", MISSING: "missing"}.get(row.line.status, "text")
        page.text(at, 2, STATUS[row.line.status], look)
        for place, key in enumerate(keys, 3):
            if key in row.line.values:
                page.number(at, place, row.line.values[key], "number")
            elif look == "text":
                page.blank(at, place, "text")
            else:
                page.text(at, place, STATUS[row.line.status], look)
        page.wrapped(at, 3 + len(keys), _remark(row), "wrap")
        at += 1
    totals = book.totals
    page.blank(at, 0, "sum")
    page.text(at, 1, "Tổng cộng", "sum")
    page.text(at, 2, f"{len(book.villages) - len(book.status(MISSING))}/{len(book.villages)}", "sum")
    for place, key in enumerate(keys, 3):
        _figure(page, at, place, totals.get(key), "sum")
    page.blank(at, 3 + len(keys), "sum")
    return page


def _remark(row: Row) -> str:
    parts = [f"thiếu {row.line.lack}"] if row.line.lack else []
    parts += ["báo sau hạn"] if row.line.late else []
    parts += ["có số ước"] if row.line.estimates else []
    parts += [f"nay thuộc {words.village(row.heir)}"] if row.heir else []
    return "; ".join(parts)


def _entries(book: Book) -> Sheet:
    """Every line of the ledger in the period; the count of lines stands above and was checked against the store's."""
    heads = ["Thôn", "Từ ngày", "Đến ngày", "Chỉ số", "Số", "Chưa tính", "Ghi chú", "Người báo", "Người nhập thay",
             "Lúc báo", "Qua", "Lời báo", "Số phiếu"]  # fmt: skip
    widths = (22.0, 11.0, 11.0, 44.0, 8.0, 9.0, 14.0, 20.0, 16.0, 16.0, 10.0, 40.0, 8.0)
    page, at = _begin(SHEETS[2], book, heads, widths), FIRST
    lines = [(chapter, line) for chapter in book.chapters for line in chapter.entries]
    page.across(2, 0, f"Số dòng: {words.number(len(lines))}, bằng số dòng trong sổ.", "line")
    above = {chapter.commune.id: f", {chapter.commune.name}" if book.is_above else "" for chapter in book.chapters}
    names = {unit.id: unit.name + above[c.commune.id] for c in book.chapters for unit in c.commune.units}
    names |= {chapter.commune.id: chapter.commune.name for chapter in book.chapters}
    labels = {(c.commune.id, i.key): f"{i.label} ({i.unit})" for c in book.chapters for i in c.commune.indicators}
    for chapter, line in lines:
        page.text(at, 0, names.get(line.unit_id, "?"), "text")
        page.number(at, 1, _serial(line.first), "day")
        page.number(at, 2, _serial(line.last), "day")
        if line.indicator:
            page.text(at, 3, labels.get((chapter.commune.id, line.indicator), line.indicator), "text")
            page.number(at, 4, line.value, "number")
        else:
            page.text(at, 3, "Không phát sinh", "nil")
            page.text(at, 4, "không", "nil")
        page.text(at, 5, "chờ rõ" if line.held else "", "text")
        page.text(at, 6, _marks(line), "text")
        page.text(at, 7, line.name, "text")
        page.text(at, 8, line.typist, "text")
        said = local(line.said_at)
        page.number(at, 9, _serial(said.date()) + round((said.hour * 60 + said.minute) / 1440, 6), "time")
        page.text(at, 10, CHANNELS.get(line.channel, line.channel), "text")
        page.text(at, 11, redact(line.words)[:WORDS], "text")
        page.number(at, 12, line.entry_id, "number")
        at += 1
    if lines:
        page.filtered = FIRST - 1
    return page


def _serial(day: date) -> int:
    """A day as spreadsheets count it."""
    return day.toordinal() - _EPOCH


_EPOCH = date(1899, 12, 30).toordinal()


def _marks(line: Line) -> str:
    parts = ["ước"] if line.estimate else []
    parts += ["có thể trùng"] if line.held else []
    parts += [f"sửa từ {words.number(line.was)}"] if line.was is not None else []
    return "; ".join(parts)


def _notes(book: Book) -> Sheet:
    """What villages wrote beside their figures."""
    page, at = _begin(SHEETS[3], book, ["Ngày", "Thôn", "Loại", "Nội dung"], [12.0, 26.0, 12.0, 90.0]), FIRST
    names = {unit.id: unit.name for chapter in book.chapters for unit in chapter.commune.units}
    for chapter in book.chapters:
        for note in chapter.notes:
            page.number(at, 0, _serial(note.date), "day")
            page.text(at, 1, names.get(note.unit_id, chapter.commune.name), "text")
            page.text(at, 2, difficulties.NAMES[note.kind].lower(), "text")
            page.wrapped(at, 3, redact(note.text), "wrap")
            at += 1
    return page


def _mapped(book: Book) -> Sheet:
    """The same totals under the villages of today: what merged stands with the one in its place."""
    keys = book.keys
    labels = [f"{book.commune.indicator(key).label} ({book.commune.indicator(key).unit})" for key in keys]
    heads = ["TT", "Thôn hiện nay", "Gồm thôn cũ", *labels]
    page, at = _begin(SHEETS[4], book, heads, [5.0, 26.0, 34.0, *([INDICATOR] * len(keys))]), FIRST
    totals: dict[str, int] = {}
    number = 0
    for chapter in book.chapters:
        by_now = chapter.mapped
        if by_now is None:
            continue
        above = f", {chapter.commune.name}" if book.is_above else ""
        for place in by_now.places:
            number += 1
            page.number(at, 0, number, "number")
            page.text(at, 1, place.unit.name + above, "text")
            page.wrapped(at, 2, ", ".join(place.merged), "wrap")
            for column, key in enumerate(keys, 3):
                _figure(page, at, column, place.line.values.get(key))
            at += 1
        for key, value in by_now.totals.items():
            totals[key] = totals.get(key, 0) + value
    page.blank(at, 0, "sum")
    page.text(at, 1, "Tổng cộng", "sum")
    page.blank(at, 2, "sum")
    for column, key in enumerate(keys, 3):
        _figure(page, at, column, totals.get(key), "sum")
    return page
