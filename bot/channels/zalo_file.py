"""A file as words, where the channel does not take it: its link, else its figures, row by row, and where to get it."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree  # only for files this program has made itself

from bot import links
from domain.messages import File

NO_LINK = "📎 {name}: {why}; anh/chị mở trang chat hoặc Telegram để nhận, hoặc nhờ quản trị đặt PUBLIC_URL ạ."
ROWS = 60  # a chat is no place for more
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def in_words(text: str, file: File, why: str) -> str:
    """A message with its file as words; `why` says, where there is no link either, what the channel cannot do."""
    if file.link:
        return f"{text}\n📎 {file.name} (mở được {links.LASTS}): {file.link}".strip()
    return "\n".join(filter(None, (text, figures(file), NO_LINK.format(name=file.name, why=why))))


def figures(file: File) -> str:
    """The rows of a .csv, .xlsx or .docx as lines “a · b · c”; empty where nothing can be read from it."""
    kind = file.name.rpartition(".")[2].lower()
    rows = {"csv": _csv, "xlsx": _xlsx, "docx": _docx}.get(kind)
    if rows is None:
        return ""
    lines: list[str] = []
    try:
        for row in rows(file.data):
            cells = [" ".join(cell.split()) for cell in row if cell.strip()]
            if cells:
                lines.append(" · ".join(cells))
            if len(lines) > ROWS:
                lines[-1] = "…"
                break
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, IndexError, csv.Error):
        return ""
    return "\n".join(lines)


def _csv(data: bytes) -> Iterator[list[str]]:
    yield from csv.reader(io.StringIO(data.decode("utf-8-sig")))


def _xlsx(data: bytes) -> Iterator[list[str]]:
    """The first sheet: shared and inline strings, numbers as they stand."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))  # noqa: S314
            shared = ["".join(part.text or "" for part in one.iter(SHEET + "t")) for one in root.iter(SHEET + "si")]
        name = min((n for n in book.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", n)), key=_number)
        for row in ElementTree.fromstring(book.read(name)).iter(SHEET + "row"):  # noqa: S314
            yield [_cell(cell, shared) for cell in row.iter(SHEET + "c")]


def _cell(cell: ElementTree.Element, shared: list[str]) -> str:
    if cell.get("t") == "inlineStr":
        return "".join(part.text or "" for part in cell.iter(SHEET + "t"))
    value = cell.findtext(SHEET + "v") or ""
    return shared[int(value)] if cell.get("t") == "s" and value else value


def _docx(data: bytes) -> Iterator[list[str]]:
    """Paragraphs and table rows in their order; a table's paragraphs are its rows' cells."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        body = ElementTree.fromstring(book.read("word/document.xml")).find(WORD + "body")  # noqa: S314
    for block in body if body is not None else ():
        if block.tag == WORD + "tbl":
            for row in block.iter(WORD + "tr"):
                yield [_text(cell) for cell in row.iter(WORD + "tc")]
        else:
            yield [_text(block)]


def _text(block: ElementTree.Element) -> str:
    return "".join(part.text or "" for part in block.iter(WORD + "t"))


def _number(name: str) -> int:
    return int(re.sub(r"\D", "", name))
