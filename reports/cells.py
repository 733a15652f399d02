"""One sheet of a workbook and its typed cells, written as they are in the file (Office Open XML, ISO/IEC 29500)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import escape
from math import ceil

HIGH = 15.75  # points of a line of 12 points
MOST = 26  # lines of a row: Excel takes no higher one
_WRAP = 1.15  # words that do not fit go to the next line, so that a line is not quite full
LONGEST = 16_000  # letters of a cell's text: Excel takes 32,767 units of UTF-16, of which a letter has at most two
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no XML holds them
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # spreadsheets read “_x0041_” as “A”
_SPECIAL = re.compile(f"[&<>]|{_ILLEGAL.pattern}|{_ESCAPED.pattern}")

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@dataclass(slots=True)
class Sheet:
    """One sheet and the cells written to it, each where it stands (from 0), in any order.

    `widths` of its columns in letters; `frozen` rows and columns stay in view, `repeated` is the row printed on top of
    every page. A cell's `look` is the name of one of the workbook's.
    """

    name: str
    widths: Sequence[float]
    frozen: tuple[int, int]
    repeated: int
    filtered: int | None = None  # the row whose cells carry a filter for all below them
    _rows: dict[int, dict[int, tuple[str, str]]] = field(default_factory=dict)
    _lines: dict[int, int] = field(default_factory=dict)  # how many lines of text a row must hold, where more than one
    _merged: list[str] = field(default_factory=list)

    def text(self, row: int, column: int, value: str, look: str) -> None:
        """A text as it is: never a formula, a number or a link. An empty one leaves the cell blank."""
        said = f' t="inlineStr"><is>{_said(value)}</is></c>' if value else "/>"
        self._rows.setdefault(row, {})[column] = look, said

    def number(self, row: int, column: int, value: float, look: str) -> None:
        """A number (of a day or a time too: its serial)."""
        self._rows.setdefault(row, {})[column] = look, f"><v>{value}</v></c>"

    def blank(self, row: int, column: int, look: str) -> None:
        """A cell with its border and nothing in it."""
        self._rows.setdefault(row, {})[column] = look, "/>"

    def wrapped(self, row: int, column: int, value: str, look: str) -> None:
        """A text that goes on in further lines of its cell, in a row high enough for them."""
        self._wrap(row, column, value, look, self.widths[column])

    def across(self, row: int, column: int, value: str, look: str) -> None:
        """A wrapped text over a column and all those to its right."""
        self._merged.append(f"{place(row, column)}:{place(row, len(self.widths) - 1)}")
        self._wrap(row, column, value, look, sum(self.widths[column:]))

    def _wrap(self, row: int, column: int, value: str, look: str, width: float) -> None:
        self.text(row, column, value, look)
        lines = sum(max(1, ceil(len(part) * _WRAP / width)) for part in value.split("\n"))
        self._lines[row] = max(self._lines.get(row, 1), min(lines, MOST))

    def xml(self, looks: Mapping[str, int], *, first: bool) -> str:
        """The sheet's part of the file; its elements stand in the order the standard asks for."""
        rows, columns = self.frozen
        shown = ' tabSelected="1"' if first else ""
        right = max(max(cells) for cells in self._rows.values())
        pane = "bottomRight" if columns else "bottomLeft"
        across = f' xSplit="{columns}"' if columns else ""
        cols = (f'<col min="{n}" max="{n}" width="{w + 0.7}" customWidth="1"/>' for n, w in enumerate(self.widths, 1))
        merged = "".join(f'<mergeCell ref="{cells}"/>' for cells in self._merged)
        return (
            f'{HEAD}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
            f'<dimension ref="A1:{place(max(self._rows), right)}"/>'
            f'<sheetViews><sheetView{shown} workbookViewId="0"><pane{across} ySplit="{rows}" '
            f'topLeftCell="{place(rows, columns)}" activePane="{pane}" state="frozen"/><selection pane="{pane}"/>'
            f'</sheetView></sheetViews><sheetFormatPr defaultRowHeight="{HIGH}"/>'
            f"<cols>{''.join(cols)}</cols><sheetData>{''.join(self._parts(looks))}</sheetData>"
            + (f'<autoFilter ref="{":".join(self._filter())}"/>' if self.filtered is not None else "")
            + (f'<mergeCells count="{len(self._merged)}">{merged}</mergeCells>' if merged else "")
            + '<pageMargins left="0.6" right="0.4" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
            '<pageSetup paperSize="9" fitToHeight="0" orientation="landscape"/>'  # A4, as many pages as it takes
            "<headerFooter><oddFooter>&amp;C&amp;P/&amp;N</oddFooter></headerFooter></worksheet>"
        )

    def _parts(self, looks: Mapping[str, int]) -> Iterable[str]:
        """The rows from above, each from left to right."""
        for row, cells in sorted(self._rows.items()):
            number = str(row + 1)
            lines = self._lines.get(row, 1)
            high = f' ht="{HIGH * lines}" customHeight="1"' if lines > 1 else ""
            yield f'<row r="{number}"{high}>'
            for column in sorted(cells):
                look, rest = cells[column]
                yield f'<c r="{letters(column)}{number}" s="{looks[look]}"{rest}'
            yield "</row>"

    def _filter(self) -> tuple[str, str]:
        """The first and the last cell of what can be filtered."""
        assert self.filtered is not None
        return place(self.filtered, 0), place(max(self._rows), len(self.widths) - 1)

    def names(self, at: int) -> Iterable[str]:
        """The names by which a spreadsheet knows the filter and the row to repeat; `at` is the sheet's place."""
        quoted = escape("'" + self.name.replace("'", "''") + "'", quote=False)
        if self.filtered is not None:
            cells = ":".join(re.sub(r"([A-Z]+)", r"$\1$", cell) for cell in self._filter())
            kind = f'name="_xlnm._FilterDatabase" localSheetId="{at}" hidden="1"'
            yield f"<definedName {kind}>{quoted}!{cells}</definedName>"
        row = self.repeated + 1
        yield f'<definedName name="_xlnm.Print_Titles" localSheetId="{at}">{quoted}!${row}:${row}</definedName>'


def _said(value: str) -> str:
    """A text as an element; blanks at its ends are kept."""
    value = value[:LONGEST]
    if _SPECIAL.search(value):
        value = _ESCAPED.sub("_x005F_", escape(_ILLEGAL.sub(" ", value), quote=False))
    return f"<t>{value}</t>" if value == value.strip() else f'<t xml:space="preserve">{value}</t>'


@cache
def letters(column: int) -> str:
    """A column's name: A … Z, AA …"""
    return (letters(column // 26 - 1) if column > 25 else "") + chr(65 + column % 26)


def place(row: int, column: int) -> str:
    """A cell's name: A1."""
    return f"{letters(column)}{row + 1}"
