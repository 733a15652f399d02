"""The report's skeleton as Decree 30/2020 (annex I) wants it: a Word document whose {{fields}} an officer may move.

Margins 20/20/30/20 mm, Times New Roman, number and date left blank, page numbers in the top margin from page 2, the
appendix with a numbering of its own.
"""

import io
from functools import lru_cache
from typing import Any

FONT = "Times New Roman"
BODY, SMALL = 14, 13


@lru_cache(maxsize=1)
def default() -> bytes:
    """The document with its fields; made once a process, since it never changes while one runs."""
    from docx import Document
    from docx.enum.section import WD_SECTION
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    document = Document()
    _styles(document)
    first = document.sections[0]
    _page(first)
    _numbered(first)
    _head(document)
    _line(document, "BÁO CÁO", size=BODY, bold=True, align=ALIGN.CENTER, before=12)
    _line(document, "{{trich_yeu}}", size=BODY, bold=True, align=ALIGN.CENTER)
    _rule(document, 58)
    _line(document, "Kính gửi: …………………………………………………", align=ALIGN.CENTER, before=6, after=6)
    _body(document, "Thực hiện ……………………………………………………… (ghi văn bản yêu cầu báo cáo), {{ubnd}} báo cáo "
          "{{noi_dung}} như sau:")  # fmt: skip
    for heading, parts in SECTIONS:
        _body(document, heading, bold=True)
        for title, block in parts:
            if title:
                _body(document, title, bold=True)
            _body(document, f"{{{{{block}}}}}")
    _body(document, "Trên đây là báo cáo {{noi_dung}} của {{ubnd}}./.")
    _signature(document)

    annex = document.add_section(WD_SECTION.NEW_PAGE)
    _page(annex)
    _numbered(annex)
    _line(document, "Phụ lục", size=BODY, bold=True, align=ALIGN.CENTER)
    _line(document, "SỐ LIỆU HOẠT ĐỘNG CỦA CÁC TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", size=BODY, bold=True, align=ALIGN.CENTER)
    _line(document, "(Kèm theo Báo cáo số          /BC-UBND ngày       tháng       năm {{nam}} của {{ubnd}})",
          size=BODY, italic=True, align=ALIGN.CENTER, after=4)  # fmt: skip
    _rule(document, 40)
    _line(document, "{{pham_vi}}", size=12, italic=True, align=ALIGN.JUSTIFY, after=6)
    _line(document, "{{bang_thon}}", size=11)
    _line(document, "Ghi chú: “-” không phát sinh; “…” chưa báo cáo hoặc không nêu số; “*” có số ước. "
          "Lũy kế tính từ đầu năm báo cáo.", size=11, italic=True, before=6)  # fmt: skip

    properties = document.core_properties
    properties.author, properties.title, properties.comments = "Sổ Thôn", "Báo cáo (dự thảo)", ""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


SECTIONS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        "I. KẾT QUẢ THỰC HIỆN",
        (
            ("1. Bình dân học vụ số", "doan_tap_huan"),
            ("2. Xã hội số", "doan_xa_hoi_so"),
            ("3. Kinh tế số", "doan_kinh_te_so"),
            ("4. Nhân lực, hoạt động của Tổ công nghệ số cộng đồng", "doan_nhan_luc"),
        ),
    ),
    ("II. KHÓ KHĂN, VƯỚNG MẮC", (("", "doan_kho_khan"),)),
    ("III. PHẠM VI SỐ LIỆU", (("", "doan_so_lieu"),)),
)


def _styles(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    normal = document.styles["Normal"]
    normal.font.name, normal.font.size, normal.font.color.rgb = FONT, Pt(BODY), RGBColor(0, 0, 0)
    fonts = normal.element.rPr.rFonts
    for kind in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{kind}"), FONT)
    normal.element.rPr.append(_element("w:lang", **{"w:val": "vi-VN", "w:eastAsia": "vi-VN"}))
    form = normal.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0


def _page(section: Any) -> None:
    from docx.shared import Mm

    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.header_distance, section.footer_distance = Mm(10), Mm(10)


def _numbered(section: Any) -> None:
    """Arabic page numbers from 1, centred in the top margin, none on the first page."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Pt

    section.different_first_page_header_footer = True
    numbers = _element("w:pgNumType", **{"w:start": "1"})
    section._sectPr.insert_element_before(numbers, "w:cols", "w:titlePg", "w:docGrid")  # the schema's order
    section.first_page_header.is_linked_to_previous = False
    section.header.is_linked_to_previous = False
    paragraph = section.header.paragraphs[0]
    paragraph.alignment = ALIGN.CENTER
    for kind, text in (("begin", ""), ("", "PAGE"), ("separate", ""), ("", "2"), ("end", "")):
        run = paragraph.add_run()
        run.font.size, run.font.name = Pt(SMALL), FONT
        if kind:
            run._r.append(_element("w:fldChar", **{"w:fldCharType": kind}))
        elif text == "PAGE":
            instruction = _element("w:instrText", **{"xml:space": "preserve"})
            instruction.text = " PAGE "
            run._r.append(instruction)
        else:
            run.text = text


def _head(document: Any) -> None:
    """Who issues it and the national title side by side, then number and date, both blank."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    left, right = 62, 98  # millimetres; the title must not wrap
    table = _bare_table(document, (left, right), 2)
    cell = table.cell(0, 0)
    _say(cell.paragraphs[0], "ỦY BAN NHÂN DÂN", size=12, bold=True, align=ALIGN.CENTER)
    _say(cell.add_paragraph(), "{{co_quan}}", size=12, bold=True, align=ALIGN.CENTER)
    _rule(cell, left, 22)
    cell = table.cell(0, 1)
    _say(cell.paragraphs[0], "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", size=12, bold=True, align=ALIGN.CENTER)
    _say(cell.add_paragraph(), "Độc lập - Tự do - Hạnh phúc", size=SMALL, bold=True, align=ALIGN.CENTER)
    _rule(cell, right, 58)
    _say(table.cell(1, 0).paragraphs[0], "Số:          /BC-UBND", size=SMALL, align=ALIGN.CENTER)
    _say(table.cell(1, 1).paragraphs[0], "{{dia_danh}}, ngày       tháng       năm {{nam}}", size=SMALL, italic=True,
         align=ALIGN.CENTER)  # fmt: skip


def _signature(document: Any) -> None:
    """Nơi nhận beside the signature block, which stays empty."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN

    _line(document, "", size=6)
    table = _bare_table(document, (80, 80), 1)
    cell = table.cell(0, 0)
    _say(cell.paragraphs[0], "Nơi nhận:", size=12, bold=True, italic=True)
    for line in ("- Như trên;", "- Chủ tịch, các Phó Chủ tịch UBND xã;", "- Lưu: VT, VHXH."):
        _say(cell.add_paragraph(), line, size=11)
    cell = table.cell(0, 1)
    _say(cell.paragraphs[0], "TM. ỦY BAN NHÂN DÂN", size=BODY, bold=True, align=ALIGN.CENTER)
    _say(cell.add_paragraph(), "CHỦ TỊCH", size=BODY, bold=True, align=ALIGN.CENTER)
    for _ in range(5):
        _say(cell.add_paragraph(), "", size=BODY)


def _bare_table(document: Any, widths: tuple[int, ...], rows: int) -> Any:
    """A table without borders, of fixed columns without inner margins: what must stay in one line does."""
    from docx.shared import Mm

    table = document.add_table(rows, len(widths))
    table.autofit = False
    properties = table._tbl.tblPr
    margins = _element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(_element(f"w:{side}", **{"w:w": "0", "w:type": "dxa"}))
    properties.append(margins)
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(width)
        for cell in table.columns[place].cells:
            cell.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(_element("w:cantSplit"))
    return table


def _line(where: Any, text: str, **look: Any) -> Any:
    paragraph = where.add_paragraph()
    _say(paragraph, text, **look)
    return paragraph


def _body(document: Any, text: str, *, bold: bool = False) -> None:
    """A paragraph of the text: justified, first line in by 1,27 cm, 6 pt apart."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
    from docx.shared import Cm

    paragraph = _line(document, text, bold=bold, align=ALIGN.JUSTIFY, after=6)
    paragraph.paragraph_format.first_line_indent = Cm(1.27)
    paragraph.paragraph_format.line_spacing = 1.15
    paragraph.paragraph_format.keep_with_next = bold


def _say(
    paragraph: Any,
    text: str,
    *,
    size: float = BODY,
    bold: bool = False,
    italic: bool = False,
    align: Any = None,
    before: float = 0,
    after: float = 0,
) -> None:
    from docx.shared import Pt

    paragraph.alignment = align
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(before), Pt(after)
    run = paragraph.add_run(text)
    run.font.size, run.font.name, run.bold, run.italic = Pt(size), FONT, bold, italic


def _rule(where: Any, width: int, length: int = 0) -> None:
    """A line in the middle: of `length` in a cell of `width` millimetres, or of `width` across the page's text."""
    from docx.shared import Mm, Pt

    whole = width if length else 160
    side = (whole - (length or width)) / 2
    paragraph = where.add_paragraph()
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm(side)
    form.space_before, form.line_spacing = Pt(4), Pt(3)  # clear of the letters above
    borders = _element("w:pBdr")
    borders.append(_element("w:top", **{"w:val": "single", "w:sz": "6", "w:space": "1", "w:color": "000000"}))
    paragraph._p.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")


def _element(tag: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set("{http://www.w3.org/XML/1998/namespace}space" if name == "xml:space" else qn(name), value)
    return element
