"""Workbooks as they are written: every element where XlsxWriter, whose files Excel opens, has it."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

import pytest

from reports.cells import MOST, Sheet, letters, place
from reports.workbook import Look, save

MADE = datetime(2025, 11, 24, 3, 30, tzinfo=UTC)
LOOKS = (
    ("title", Look(bold=True, size=14)),
    ("line", Look(wrap=True, indent=1)),
    ("head", Look(border=True, bold=True, wrap=True, align="center", fill="DCE6F1")),
    ("number", Look("#,##0", border=True)),
    ("day", Look("dd/mm/yyyy", border=True, align="center")),
    ("nil", Look(border=True, italic=True, colour="7F7F7F")),
)
PARTS = (
    "[Content_Types].xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "xl/worksheets/sheet1.xml",
    "xl/worksheets/sheet2.xml",
)


def ours() -> bytes:
    first = Sheet("Số liệu", (20.0, 12.0, 30.0), (4, 2), repeated=3, filtered=3)
    first.text(0, 0, "Xã", "title")
    first.across(1, 0, "x" * 100, "line")
    for column, head in enumerate(("A", "B", "C")):
        first.wrapped(3, column, head, "head")
    first.text(4, 2, "<r>&</r>", "nil")  # from right to left: the file has them from left to right
    first.blank(4, 1, "number")
    first.number(4, 0, 45982, "day")
    second = Sheet("Zo's", (20.0, 12.0), (4, 0), repeated=3)
    second.number(0, 0, 0.745, "number")
    second.number(4, 1, 7, "number")
    return save([first, second], LOOKS, "Tiêu đề", "Sổ Thôn", MADE)


def theirs() -> bytes:
    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    base = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
    looks = {
        "title": book.add_format(base | {"bold": True, "font_size": 14}),
        "line": book.add_format(base | {"text_wrap": True, "indent": 1}),
        "head": book.add_format(
            base | {"border": 1, "bold": True, "text_wrap": True, "align": "center", "bg_color": "#DCE6F1"}
        ),
        "number": book.add_format(base | {"border": 1, "num_format": "#,##0"}),
        "day": book.add_format(base | {"border": 1, "num_format": "dd/mm/yyyy", "align": "center"}),
        "nil": book.add_format(base | {"border": 1, "italic": True, "font_color": "#7F7F7F"}),
    }
    first, second = book.add_worksheet("Số liệu"), book.add_worksheet("Zo's")
    first.write_string(0, 0, "Xã", looks["title"])
    first.merge_range(1, 0, 1, 2, "x" * 100, looks["line"])
    for column, head in enumerate(("A", "B", "C")):
        first.write_string(3, column, head, looks["head"])
    first.write_number(4, 0, 45982, looks["day"])
    first.write_blank(4, 1, None, looks["number"])
    first.write_string(4, 2, "text", looks["nil"])
    first.autofilter(3, 0, 4, 2)
    second.write_number(0, 0, 0.745, looks["number"])
    second.write_number(4, 1, 7, looks["number"])
    for sheet, columns in ((first, 2), (second, 0)):
        sheet.freeze_panes(4, columns)
        sheet.repeat_rows(3)
        sheet.set_column(0, 0, 20)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.6, right=0.4, top=0.6, bottom=0.6)
        sheet.set_footer("&C&P/&N")
    book.close()
    return out.getvalue()


def parts(data: bytes) -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}


def names(element: Any) -> list[str]:
    return [child.tag.rpartition("}")[2] for child in element]


def every(root: Any, name: str) -> list[dict[str, str]]:
    return [element.attrib for element in root.iter() if element.tag.rpartition("}")[2] == name]


@pytest.mark.parametrize("part", PARTS[1:])
def test_elements_stand_in_the_order_that_spreadsheets_ask_for(part: str) -> None:
    mine, known = names(parts(ours())[part]), names(parts(theirs())[part])
    order = iter(known)
    assert all(name in order for name in mine), f"{mine} within {known}"


@pytest.mark.parametrize("part", PARTS[3:])
def test_a_sheet_is_set_up_as_by_the_library(part: str) -> None:
    mine, known = parts(ours())[part], parts(theirs())[part]
    for name in ("pageSetUpPr", "dimension", "pane", "autoFilter", "mergeCells", "mergeCell", "pageSetup"):
        assert every(mine, name) == every(known, name), name
    footer = [[one.text for one in root.iter() if one.tag.endswith("oddFooter")] for root in (mine, known)]
    assert footer[0] == footer[1] == ["&C&P/&N"]
    margins = [{side: one[side] for side in ("left", "right", "top", "bottom")} for root in (mine, known)
               for one in every(root, "pageMargins")]  # fmt: skip
    assert margins[0] == margins[1]


def test_the_names_of_a_workbook_are_those_of_the_library() -> None:
    found = [
        [(one.attrib, one.text) for one in parts(data)["xl/workbook.xml"].iter() if one.tag.endswith("definedName")]
        for data in (ours(), theirs())
    ]
    assert found[0] == found[1]
    sheets = [every(parts(data)["xl/workbook.xml"], "sheet") for data in (ours(), theirs())]
    assert sheets[0] == sheets[1]


def test_looks_are_those_of_the_library() -> None:
    """Cell by cell: number format, font, fill, border and place of the look that each cell names."""

    def looks(data: bytes) -> dict[str, Any]:
        every_part = parts(data)
        styles = every_part["xl/styles.xml"]
        tables = {name: list(next(e for e in styles if e.tag.endswith(f"}}{name}"))) for name in
                  ("fonts", "fills", "borders", "cellXfs")}  # fmt: skip
        formats = {one["numFmtId"]: one["formatCode"] for one in every(styles, "numFmt")} | {"3": "#,##0"}
        found = {}
        for cell in every(every_part["xl/worksheets/sheet1.xml"], "c"):
            xf = tables["cellXfs"][int(cell["s"])]
            font, fill, border = (
                tables[name][int(xf.attrib[key])]
                for name, key in (("fonts", "fontId"), ("fills", "fillId"), ("borders", "borderId"))
            )
            found[cell["r"]] = (
                formats.get(xf.attrib["numFmtId"], ""),
                [(n, one.attrib) for n, one in zip(names(font), font, strict=True) if n in ("b", "i", "sz", "name")],
                [one.attrib for one in font if "rgb" in one.attrib],  # ours take no colour from a theme
                [one.attrib for one in fill.iter()],
                [(name, one.attrib) for name, one in zip(names(border), border, strict=True)],
                [one.attrib for one in xf],
            )
        return found

    mine, known = looks(ours()), looks(theirs())
    assert set(mine) == {"A1", "A2", "A4", "B4", "C4", "A5", "B5", "C5"}
    for cell, look in mine.items():
        assert look == known[cell], cell


def test_every_part_is_listed_and_found() -> None:
    found = parts(ours())
    listed = {one["PartName"].lstrip("/") for one in every(found["[Content_Types].xml"], "Override")}
    assert listed == {name for name in found if not name.endswith(".rels") and not name.startswith("[")}
    targets = {one["Target"] for one in every(found["xl/_rels/workbook.xml.rels"], "Relationship")}
    assert targets == {"styles.xml", "worksheets/sheet1.xml", "worksheets/sheet2.xml"}
    kinds = [{one["PartName"]: one["ContentType"] for one in every(parts(data)["[Content_Types].xml"], "Override")}
             for data in (ours(), theirs())]  # fmt: skip
    assert kinds[0].items() <= kinds[1].items()


def test_cells_from_left_to_right_texts_as_they_are_and_rows_high_enough() -> None:
    sheet = parts(ours())["xl/worksheets/sheet1.xml"]
    assert [cell["r"] for cell in every(sheet, "c")][-3:] == ["A5", "B5", "C5"]
    assert [one.text for one in sheet.iter() if one.tag.endswith("}t")][-1] == "<r>&</r>"
    rows = {row["r"]: row.get("ht") for row in every(sheet, "row")}
    assert rows == {"1": None, "2": "31.5", "4": None, "5": None}
    tall = Sheet("a", (10.0,), (1, 0), repeated=0)
    tall.wrapped(0, 0, "dòng\n" * 500, "line")
    assert f'ht="{15.75 * MOST}"' in tall.xml({"line": 1}, first=True)
    assert 15.75 * MOST <= 409.5, "Excel's highest row"


def test_the_names_of_cells() -> None:
    assert [letters(column) for column in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]
    assert place(0, 27) == "AB1"
