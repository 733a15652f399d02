"""The workbook (.xlsx by XlsxWriter): totals with coverage, villages × indicators, every statement with who gave it."""

import io
from datetime import date
from itertools import groupby
from typing import Any

from domain.periods import local
from reports import naming
from reports.book import STATUS, Book, Row, caveats, copies, scope
from reports.rates import RATES
from reports.rollup import MISSING, NIL
from storage.extract import Line
from vietnamese import words
from vietnamese.redact import redact

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
SHEETS = ("Tổng hợp", "Theo thôn", "Số liệu", "Khó khăn", "Theo bản đồ nay")
CHANNELS = {"telegram": "Telegram", "zalo_bot": "Zalo", "zalo_oa": "Zalo OA", "web": "Trang web", "console": "Máy tính",
            "import": "Tệp nhập vào"}  # fmt: skip
WORDS = 500  # of one statement's words, as cells grow


def make(book: Book, _template: bytes | None = None) -> bytes:
    """The workbook of a unit's period. Numbers are numbers, days are days; a text can never become a formula."""
    import xlsxwriter

    out = io.BytesIO()
    workbook = xlsxwriter.Workbook(out, OPTIONS)
    workbook.set_properties({"title": f"{book.unit.name}, {naming.heading(book.period)}", "author": "Sổ Thôn",
                             "created": book.now.replace(tzinfo=None)})  # fmt: skip
    looks = _looks(workbook)
    _totals(workbook.add_worksheet(SHEETS[0]), looks, book)
    _villages(workbook.add_worksheet(SHEETS[1]), looks, book)
    _entries(workbook.add_worksheet(SHEETS[2]), looks, book)
    if any(chapter.notes for chapter in book.chapters):
        _notes(workbook.add_worksheet(SHEETS[3]), looks, book)
    if any(chapter.mapped and chapter.mapped.differs for chapter in book.chapters):
        _mapped(workbook.add_worksheet(SHEETS[4]), looks, book)
    workbook.close()
    return out.getvalue()


def _looks(workbook: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
    kinds: dict[str, dict[str, Any]] = {
        "text": {"border": 1},
        "wrap": {"border": 1, "text_wrap": True},
        "number": {"border": 1, "num_format": "#,##0"},
        "percent": {"border": 1, "num_format": "0.0%"},
        "share": {"border": 1, "num_format": "0.00%"},
        "day": {"border": 1, "num_format": "dd/mm/yyyy", "align": "center"},
        "head": {"border": 1, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1"},
        "sum": {"border": 1, "bold": True, "num_format": "#,##0"},
        "nil": {"border": 1, "font_color": "#7F7F7F", "italic": True, "align": "center"},
        "missing": {"border": 1, "font_color": "#9C0006", "bg_color": "#FFC7CE", "align": "center"},
        "plain": {},
        "numbers": {"num_format": "#,##0"},
        "days": {"num_format": "dd/mm/yyyy", "align": "center"},
        "times": {"num_format": "dd/mm/yyyy hh:mm", "align": "center"},
        "nils": {"font_color": "#7F7F7F", "italic": True},
        "title": {"bold": True, "font_size": 14},
        "note": {"italic": True, "text_wrap": True, "valign": "top"},
    }
    return {name: workbook.add_format(base | look) for name, look in kinds.items()}


def _begin(sheet: Any, looks: dict[str, Any], book: Book, heads: list[str], widths: list[float], *, wide: bool) -> int:
    """Title, scope and column heads, printed on every page; returns the first free row."""
    sheet.write_string(0, 0, f"{book.unit.name}, {naming.heading(book.period)}", looks["title"])
    sheet.write_string(1, 0, scope(book), looks["plain"])
    for width, columns in groupby(enumerate(widths), key=lambda one: one[1]):
        places = [place for place, _ in columns]
        sheet.set_column(places[0], places[-1], width)
    for place, head in enumerate(heads):
        sheet.write_string(3, place, head, looks["head"])
    sheet.freeze_panes(4, 2 if len(heads) > 4 else 0)
    sheet.repeat_rows(3)
    sheet.set_paper(9)  # A4
    if wide:
        sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
    sheet.set_footer("&C&P/&N")
    return 4


def _totals(sheet: Any, looks: dict[str, Any], book: Book) -> None:
    """A line an indicator: the period, the year so far, the villages that gave it, target and rate where stored."""
    heads = ["Chỉ số", "Đơn vị", "Trong kỳ", "Lũy kế năm", "Số thôn nêu số", "Có số ước", "Chỉ tiêu", "Đạt", "Của kỳ"]
    at = _begin(sheet, looks, book, heads, [44, 12, 12, 12, 12, 10, 12, 10, 14], wide=True)
    totals, year, estimates = book.totals, book.so_far, book.estimates
    rows = book.rows
    aims = {aim.indicator: aim for chapter in book.chapters for aim in chapter.aims} if not book.is_above else {}
    for key in book.keys:
        indicator = book.commune.indicator(key)
        sheet.write_string(at, 0, indicator.label, looks["text"])
        sheet.write_string(at, 1, indicator.unit, looks["text"])
        _figure(sheet, at, 2, looks, totals.get(key))
        _figure(sheet, at, 3, looks, year.get(key))
        sheet.write_number(at, 4, sum(key in row.line.values for row in rows), looks["number"])
        sheet.write_string(at, 5, "có" if key in estimates else "", looks["text"])
        aim = aims.get(key)
        if aim:
            sheet.write_number(at, 6, aim.value, looks["number"])
            sheet.write_number(at, 7, _rounded(aim.done, aim.value, 3), looks["percent"])
            sheet.write_string(at, 8, aim.over.key, looks["text"])
        else:
            for place in (6, 7, 8):
                sheet.write_blank(at, place, None, looks["text"])
        at += 1
    at = _coverage(sheet, looks, book, at + 1)
    at = _persons(sheet, looks, book, at)
    for said in (*copies(book), *caveats(book)):
        sheet.write_string(at, 0, f"• {said}", looks["plain"])
        at += 1


def _coverage(sheet: Any, looks: dict[str, Any], book: Book, at: int) -> int:
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
        sheet.write_string(at, 0, label, looks["text"])
        sheet.write_number(at, 1, value, looks["number"])
        if names:
            sheet.write_string(at, 2, ", ".join(names[:200]), looks["plain"])
        at += 1
    return at + 1


def _persons(sheet: Any, looks: dict[str, Any], book: Book, at: int) -> int:
    """Counts of persons with their dates and denominators: the only rates over people."""
    for chapter in book.chapters:
        for key, name in RATES:
            count, whole = chapter.counts.get(key), chapter.denominators.get(name)
            if count is None:
                continue
            label = f"Số người lũy kế: {chapter.commune.indicator(key).label}"
            sheet.write_string(at, 0, label + (f" ({chapter.commune.name})" if book.is_above else ""), looks["text"])
            sheet.write_number(at, 1, count.value, looks["number"])
            if count.date:
                sheet.write_datetime(at, 2, count.date, looks["day"])
            if whole and count.value <= whole.value:
                sheet.write_string(at, 3, "trên", looks["plain"])
                sheet.write_number(at, 4, whole.value, looks["number"])
                sheet.write_number(at, 5, _rounded(count.value, whole.value, 4), looks["share"])
            at += 1
    return at


def _rounded(part: int, whole: int, decimals: int) -> float:
    """A share rounded half up from its integers, as the prose says it."""
    scale = 10**decimals
    return float(((part * scale * 2 + whole) // (whole * 2)) / scale)


def _figure(sheet: Any, at: int, place: int, looks: dict[str, Any], value: int | None, look: str = "number") -> None:
    if value is None:
        sheet.write_blank(at, place, None, looks["text"])
    else:
        sheet.write_number(at, place, value, looks[look])


def _villages(sheet: Any, looks: dict[str, Any], book: Book) -> None:
    """Villages × indicators. A figure is a number; a nil says so; a missing village says so; blank: not given."""
    keys = book.keys
    labels = [f"{book.commune.indicator(key).label} ({book.commune.indicator(key).unit})" for key in keys]
    heads = ["TT", "Thôn", "Tình trạng", *labels, "Ghi chú"]
    at = _begin(sheet, looks, book, heads, [5, 26, 15, *([13.0] * len(keys)), 24], wide=True)
    for number, row in enumerate(book.rows, 1):
        sheet.write_number(at, 0, number, looks["number"])
        sheet.write_string(at, 1, row.name, looks["text"])
        look = {NIL: "nil", MISSING: "missing"}.get(row.line.status, "text")
        sheet.write_string(at, 2, STATUS[row.line.status], looks[look])
        for place, key in enumerate(keys, 3):
            if key in row.line.values:
                sheet.write_number(at, place, row.line.values[key], looks["number"])
            elif look == "text":
                sheet.write_blank(at, place, None, looks["text"])
            else:
                sheet.write_string(at, place, STATUS[row.line.status], looks[look])
        sheet.write_string(at, 3 + len(keys), _remark(row), looks["wrap"])
        at += 1
    totals = book.totals
    sheet.write_blank(at, 0, None, looks["sum"])
    sheet.write_string(at, 1, "Tổng cộng", looks["sum"])
    sheet.write_string(at, 2, f"{sum(r.line.status != MISSING for r in book.rows)}/{len(book.rows)}", looks["sum"])
    for place, key in enumerate(keys, 3):
        _figure(sheet, at, place, looks, totals.get(key), "sum")
    sheet.write_blank(at, 3 + len(keys), None, looks["sum"])


def _remark(row: Row) -> str:
    parts = [f"thiếu {row.line.lack}"] if row.line.gaps else []
    parts += ["báo sau hạn"] if row.line.late else []
    parts += ["có số ước"] if row.line.estimates else []
    parts += [f"nay thuộc {words.village(row.heir)}"] if row.heir else []
    return "; ".join(parts)


def _entries(sheet: Any, looks: dict[str, Any], book: Book) -> None:
    """Every line of the ledger in the period; the count of lines stands above and was checked against the store's."""
    heads = ["Thôn", "Từ ngày", "Đến ngày", "Chỉ số", "Số", "Chưa tính", "Ghi chú", "Người báo", "Người nhập thay",
             "Lúc báo", "Qua", "Lời báo", "Số phiếu"]  # fmt: skip
    widths: list[float] = [24, 12, 12, 44, 12, 10, 20, 22, 20, 17, 12, 50, 9]
    at = _begin(sheet, looks, book, heads, widths, wide=True)
    lines = [(chapter, line) for chapter in book.chapters for line in chapter.entries]
    sheet.write_string(2, 0, f"Số dòng: {words.number(len(lines))}, bằng số dòng trong sổ.", looks["plain"])
    sheet.hide_gridlines(0)  # printed too: borders of every cell would cost a third of the time
    above = {chapter.commune.id: f", {chapter.commune.name}" if book.is_above else "" for chapter in book.chapters}
    names = {unit.id: unit.name + above[c.commune.id] for c in book.chapters for unit in c.commune.units}
    names |= {chapter.commune.id: chapter.commune.name for chapter in book.chapters}
    labels = {(c.commune.id, i.key): f"{i.label} ({i.unit})" for c in book.chapters for i in c.commune.indicators}
    day, time, number, plain, nil = (looks[name] for name in ("days", "times", "numbers", "plain", "nils"))
    string, figure = sheet.write_string, sheet.write_number
    for chapter, line in lines:
        string(at, 0, names.get(line.unit_id, "?"), plain)
        figure(at, 1, _serial(line.first), day)
        figure(at, 2, _serial(line.last), day)
        if line.indicator:
            string(at, 3, labels.get((chapter.commune.id, line.indicator), line.indicator), plain)
            figure(at, 4, line.value, number)
        else:
            string(at, 3, "Không phát sinh", nil)
            string(at, 4, "không", nil)
        texts = ("chờ rõ" if line.held else "", _marks(line), line.name, line.typist, redact(line.words)[:WORDS])
        for column, text in zip((5, 6, 7, 8, 11), texts, strict=True):
            if text:
                string(at, column, text, plain)
        said = local(line.said_at)
        figure(at, 9, _serial(said.date()) + round((said.hour * 60 + said.minute) / 1440, 6), time)
        string(at, 10, CHANNELS.get(line.channel, line.channel), plain)
        figure(at, 12, line.entry_id, number)
        at += 1
    if lines:
        sheet.autofilter(3, 0, at - 1, len(heads) - 1)


def _serial(day: date) -> int:
    """A day as spreadsheets count it."""
    return day.toordinal() - _EPOCH


_EPOCH = date(1899, 12, 30).toordinal()


def _marks(line: Line) -> str:
    parts = ["ước"] if line.estimate else []
    parts += ["có thể trùng"] if line.held else []
    parts += [f"sửa từ {words.number(line.was)}"] if line.was is not None else []
    return "; ".join(parts)


def _notes(sheet: Any, looks: dict[str, Any], book: Book) -> None:
    """What villages wrote beside their figures."""
    at = _begin(sheet, looks, book, ["Ngày", "Thôn", "Loại", "Nội dung"], [12, 26, 12, 90], wide=True)
    names = {unit.id: unit.name for chapter in book.chapters for unit in chapter.commune.units}
    for chapter in book.chapters:
        for note in chapter.notes:
            sheet.write_datetime(at, 0, note.date, looks["day"])
            sheet.write_string(at, 1, names.get(note.unit_id, chapter.commune.name), looks["text"])
            sheet.write_string(at, 2, "khó khăn" if note.kind == "difficulty" else "ghi chú", looks["text"])
            sheet.write_string(at, 3, redact(note.text), looks["wrap"])
            at += 1


def _mapped(sheet: Any, looks: dict[str, Any], book: Book) -> None:
    """The same totals under the villages of today: what merged stands with the one in its place."""
    keys = book.keys
    labels = [f"{book.commune.indicator(key).label} ({book.commune.indicator(key).unit})" for key in keys]
    heads = ["TT", "Thôn hiện nay", "Gồm thôn cũ", *labels]
    at = _begin(sheet, looks, book, heads, [5, 26, 34, *([13.0] * len(keys))], wide=True)
    totals: dict[str, int] = {}
    number = 0
    for chapter in book.chapters:
        by_now = chapter.mapped
        if by_now is None:
            continue
        above = f", {chapter.commune.name}" if book.is_above else ""
        for place in by_now.places:
            number += 1
            sheet.write_number(at, 0, number, looks["number"])
            sheet.write_string(at, 1, place.unit.name + above, looks["text"])
            sheet.write_string(at, 2, ", ".join(place.merged), looks["wrap"])
            for column, key in enumerate(keys, 3):
                _figure(sheet, at, column, looks, place.line.values.get(key))
            at += 1
        for key, value in by_now.totals.items():
            totals[key] = totals.get(key, 0) + value
    sheet.write_blank(at, 0, None, looks["sum"])
    sheet.write_string(at, 1, "Tổng cộng", looks["sum"])
    sheet.write_blank(at, 2, None, looks["sum"])
    for column, key in enumerate(keys, 3):
        _figure(sheet, at, column, looks, totals.get(key), "sum")
