"""The appendix: a table of the villages, written as WordprocessingML in one piece (cell by cell it took 45 ms)."""

from collections.abc import Sequence
from typing import Any
from xml.sax.saxutils import escape

from reports.book import Book, Row
from reports.fields import clean
from reports.rollup import MISSING, NIL
from vietnamese import words

MOST = 7  # columns of figures beside each other on an upright page; more go into a second table
WIDTH = 160  # millimetres of text
_TWIPS = 56.7  # in a millimetre
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
# The columns in the order officers know them from their own reports, with short heads.
ORDER: tuple[tuple[str, str], ...] = (
    ("sessions", "Số buổi hỗ trợ"),
    ("people_helped", "Lượt người được hỗ trợ"),
    ("learners", "Học viên được tập huấn"),
    ("certificates", "Được cấp chứng nhận"),
    ("vneid", "Cài, kích hoạt VNeID"),
    ("public_services", "Hồ sơ DVCTT hướng dẫn"),
    ("dvc_accounts", "Tài khoản Cổng DVC"),
    ("e_wallets", "Ví, tài khoản số"),
    ("qr_households", "Hộ KD dùng QR"),
    ("ecommerce_households", "Hộ lên sàn TMĐT"),
    ("digital_signatures", "Chữ ký số cá nhân"),
    ("outreach", "Đợt tuyên truyền"),
)
CUMULATIVE = ("learners", "vneid")  # shown in the period and since the year's first day


def cell(row: Row, value: int | None) -> str:
    """A figure; “-” where there was nothing, “…” where nobody said (the marks of statistical tables)."""
    if value is not None:
        return words.number(value)
    return "-" if row.line.status == NIL else "…"


def remark(row: Row) -> str:
    """What stands beside a village's figures."""
    parts = {MISSING: ["Chưa báo cáo"], NIL: ["Không phát sinh"]}.get(row.line.status, [])
    if row.line.lack:
        parts = [*parts, f"Thiếu {row.line.lack}"]
    if row.heir:
        parts = [*parts, f"Nay thuộc {words.village(row.heir)}"]
    return "; ".join(parts)


def tables(book: Book) -> list[Any]:
    """The table, or several where the figures need more columns than a page has; each as an element."""
    from docx.oxml import parse_xml

    columns = _columns(book)
    groups = [columns[at : at + MOST] for at in range(0, len(columns), MOST)] or [[]]
    found = []
    for place, group in enumerate(groups):
        if place:
            found.append(parse_xml(f"<w:p {_NS}><w:pPr><w:spacing w:before='120' w:after='0'/></w:pPr></w:p>"))
        found.append(parse_xml(_table(book, group, first=place == 0)))
    return found


def _columns(book: Book) -> list[tuple[str, str, bool]]:
    """(indicator, head, cumulative) of every column of figures."""
    keys = book.keys
    heads = dict(ORDER)
    order = [key for key, _ in ORDER if key in keys] + [key for key in keys if key not in heads]
    columns = []
    for key in order:
        head = heads.get(key) or book.commune.indicator(key).label
        if key in CUMULATIVE:
            columns += [(key, f"{head} (trong kỳ)", False), (key, f"{head} (lũy kế)", True)]
        else:
            columns.append((key, head, False))
    return columns


def _table(book: Book, columns: Sequence[tuple[str, str, bool]], *, first: bool) -> str:
    members = {unit: value for chapter in book.chapters for unit, value in chapter.members.items()}
    widths = [8.0, 26.0] + ([12.0] if first else []) + [0.0] * len(columns) + [24.0]
    left = WIDTH - sum(widths)
    widths = [width or left / max(len(columns), 1) for width in widths]
    heads = ["TT", "Thôn", *(["Số TV Tổ"] if first else []), *(head for _, head, _ in columns), "Ghi chú"]
    lines = [_row(heads, widths, bold=True, head=True)]
    for number, row in enumerate(book.rows, 1):
        cells = [str(number), _bare(row.name)]
        cells += [words.number(members[row.unit.id]) if row.unit.id in members else "…"] if first else []
        for key, _, cumulative in columns:
            if cumulative:
                so_far = row.so_far.get(key)
                cells.append("…" if so_far is None else words.number(so_far))
            else:
                cells.append(cell(row, row.line.values.get(key)) + "*" * (key in row.line.estimates))
        lines.append(_row([*cells, remark(row)], widths))
    totals, year = book.totals, book.so_far
    cells = ["", "Tổng cộng"]
    cells += [words.number(sum(members.get(row.unit.id, 0) for row in book.rows))] if first else []
    for key, _, cumulative in columns:
        value = (year if cumulative else totals).get(key)
        cells.append("…" if value is None else words.number(value))
    said = sum(row.line.status != MISSING for row in book.villages)
    lines.append(_row([*cells, f"{said}/{len(book.villages)} thôn"], widths, bold=True))
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tbl {_NS}><w:tblPr><w:tblW w:w="{_twips(WIDTH)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="40" w:type="dxa"/><w:right w:w="40" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
    )


def _bare(name: str) -> str:
    """Tân Long under a column “Thôn”; a team keeps its whole name."""
    return name.removeprefix("Thôn ") if not name.removeprefix("Thôn ")[:1].isdigit() else name


def _row(cells: Sequence[str], widths: Sequence[float], *, bold: bool = False, head: bool = False) -> str:
    marks = "<w:cantSplit/><w:tblHeader/>" if head else "<w:cantSplit/>"
    out = [f"<w:tr><w:trPr>{marks}</w:trPr>"]
    for place, (text, width) in enumerate(zip(cells, widths, strict=True)):
        align = "left" if place in (1, len(cells) - 1) and not head else "center"
        small = head or place == len(cells) - 1
        look = f'{"<w:b/>" * bold}<w:sz w:val="{20 if small else 22}"/>'
        out.append(
            f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr><w:p><w:pPr>'
            f'<w:spacing w:before="20" w:after="20"/><w:jc w:val="{align}"/><w:rPr>{look}</w:rPr></w:pPr>'
            f"<w:r><w:rPr>{look}</w:rPr>"
            f'<w:t xml:space="preserve">{escape(clean(text))}</w:t></w:r></w:p></w:tc>'
        )
    out.append("</w:tr>")
    return "".join(out)


def _twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS)
