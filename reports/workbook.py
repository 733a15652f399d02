"""The workbook around its sheets: looks, parts and how they hang together (Office Open XML, ISO/IEC 29500).

A general library takes every value through a dozen calls and works the same looks out anew for every file, which was
two thirds of a week's workbook; it also takes a text like “<r>…</r>” for mark-up of its own. What Excel reads here is
held in tests against what such a library writes.
"""

import io
from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from html import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from domain.frozen import frozen
from reports.cells import HEAD, MAIN, Sheet

FONT, SIZE = "Times New Roman", 12.0
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@frozen
class Look:
    """How cells look; colours as RRGGBB, "" for the usual."""

    number: str = ""  # the format of numbers, as in the spreadsheet's own dialog
    bold: bool = False
    italic: bool = False
    size: float = SIZE
    colour: str = ""
    fill: str = ""
    border: bool = False
    wrap: bool = False
    align: str = ""
    indent: int = 0


def save(
    sheets: Sequence[Sheet], looks: tuple[tuple[str, Look], ...], title: str, author: str, made: datetime
) -> bytes:
    """The file's bytes; the same sheets make the same file."""
    places = {name: n for n, (name, _) in enumerate(looks, 1)}
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, text in _package(sheets, looks, title, author, made):
            _put(archive, name, text)
        for n, sheet in enumerate(sheets, 1):
            _put(archive, f"xl/worksheets/sheet{n}.xml", sheet.xml(places, first=n == 1))
    return out.getvalue()


def _put(archive: ZipFile, name: str, text: str) -> None:
    part = ZipInfo(name)
    part.compress_type = ZIP_DEFLATED
    archive.writestr(part, text.encode())


def _package(
    sheets: Sequence[Sheet], looks: tuple[tuple[str, Look], ...], title: str, author: str, made: datetime
) -> Iterable[tuple[str, str]]:
    """What holds the sheets together: which parts there are, of what kind, and what each is for."""
    count = range(1, len(sheets) + 1)
    kinds = [("/xl/workbook.xml", f"{_KIND}.sheet.main+xml"), ("/xl/styles.xml", f"{_KIND}.styles+xml")]
    kinds += [(f"/xl/worksheets/sheet{n}.xml", f"{_KIND}.worksheet+xml") for n in count]
    kinds += [("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml")]
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds)
    yield (
        "[Content_Types].xml",
        (
            f'{HEAD}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
        ),
    )
    core = f"{_PACKAGE}/relationships/metadata/core-properties"
    yield "_rels/.rels", _relations((f"{_OFFICE}/officeDocument", "xl/workbook.xml"), (core, "docProps/core.xml"))
    parts = [(f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n in count]
    yield "xl/_rels/workbook.xml.rels", _relations(*parts, (f"{_OFFICE}/styles", "styles.xml"))
    listed = "".join(f'<sheet name="{escape(s.name)}" sheetId="{n}" r:id="rId{n}"/>' for n, s in enumerate(sheets, 1))
    names = "".join(
        sorted((name for at, sheet in enumerate(sheets) for name in sheet.names(at)), key=lambda n: "Print_" in n)
    )
    yield (
        "xl/workbook.xml",
        (
            f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><bookViews><workbookView/></bookViews>'
            f"<sheets>{listed}</sheets><definedNames>{names}</definedNames></workbook>"
        ),
    )
    yield "xl/styles.xml", _styles(looks)
    yield (
        "docProps/core.xml",
        (
            f'{HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
            'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<dc:title>{escape(title)}</dc:title><dc:creator>{escape(author)}</dc:creator>"
            f'<dcterms:created xsi:type="dcterms:W3CDTF">{made:%Y-%m-%dT%H:%M:%SZ}</dcterms:created>'
            "</cp:coreProperties>"
        ),
    )


def _relations(*parts: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{name}"/>' for n, (kind, name) in enumerate(parts, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


@cache
def _styles(looks: tuple[tuple[str, Look], ...]) -> str:
    """The part with every look, after the plain one that all workbooks begin with."""
    every = [Look(), *(look for _, look in looks)]
    numbers, fonts = _distinct(look.number for look in every), _distinct(_font(look) for look in every)
    fills = _distinct(["", "gray125", *(look.fill for look in every)])  # the first two are the standard's
    side = "".join(f'<{name} style="thin"><color auto="1"/></{name}>' for name in ("left", "right", "top", "bottom"))
    formats = "".join(
        f'<numFmt numFmtId="{163 + n}" formatCode="{escape(code)}"/>' for n, code in enumerate(numbers) if n
    )
    xfs = "".join(
        f'<xf numFmtId="{163 + n if (n := numbers.index(look.number)) else 0}" fontId="{fonts.index(_font(look))}" '
        f'fillId="{fills.index(look.fill)}" borderId="{int(look.border)}" xfId="0" applyNumberFormat="1" applyFont="1" '
        f'applyFill="1" applyBorder="1" applyAlignment="1">{_alignment(look)}</xf>'
        for look in every
    )
    return (
        f'{HEAD}<styleSheet xmlns="{MAIN}"><numFmts count="{len(numbers) - 1}">{formats}</numFmts>'
        f'<fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
        f'<fills count="{len(fills)}">{"".join(_fill(fill) for fill in fills)}</fills>'
        '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
        f"<border>{side}<diagonal/></border></borders>"
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(every)}">{xfs}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _distinct(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(values))


def _font(look: Look) -> str:
    colour = f'<color rgb="FF{look.colour}"/>' if look.colour else ""
    marks = "<b/>" * look.bold + "<i/>" * look.italic
    return f'<font>{marks}<sz val="{look.size:g}"/>{colour}<name val="{FONT}"/><family val="1"/></font>'


def _fill(colour: str) -> str:
    if colour in ("", "gray125"):
        return f'<fill><patternFill patternType="{colour or "none"}"/></fill>'
    colours = f'<fgColor rgb="FF{colour}"/><bgColor indexed="64"/>'
    return f'<fill><patternFill patternType="solid">{colours}</patternFill></fill>'


def _alignment(look: Look) -> str:
    said = f' horizontal="{look.align or "left"}"' if look.align or look.indent else ""
    said += ' vertical="center"' + ' wrapText="1"' * look.wrap + (f' indent="{look.indent}"' if look.indent else "")
    return f"<alignment{said}/>"
