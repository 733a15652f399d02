"""Fields in a Word document: {{names}} replaced by text, paragraphs or a table; nothing in a document is ever run."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import Any

from reports.book import ReportError

FIELD = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udfff]")  # no XML document may hold these
SIZE, UNPACKED, PARTS = 2 << 20, 30 << 20, 500  # a template's bytes, packed and unpacked, and files inside
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
ROW = "thon."  # fields of a table row that stands for every village

Text = Mapping[str, str]
Blocks = Mapping[str, Callable[[Any], Iterable[Any]]]  # of the paragraph they stand in: what takes its place


def open_document(data: bytes) -> Any:
    """A python-docx Document from the bytes of a template. Raises ReportError where it is none, or one that could
    fetch, run or unpack more than a report needs."""
    from docx import Document

    if len(data) > SIZE:
        raise ReportError("Tệp mẫu lớn hơn 2 MB; xin bỏ bớt ảnh trong mẫu.")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos = archive.infolist()
            if sum(info.file_size for info in infos) > UNPACKED or len(infos) > PARTS:
                raise ReportError("Tệp mẫu bung ra quá lớn, không giống một văn bản Word.")
            names = {info.filename for info in infos}
            if any("vbaproject" in name.lower() or "/embeddings/" in name or "/activeX/" in name for name in names):
                raise ReportError("Tệp mẫu có macro hoặc đối tượng nhúng; xin lưu lại thành .docx thường.")
            for name in names:
                if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in archive.read(name)[:4096]:
                    raise ReportError("Tệp mẫu có khai báo lạ (DOCTYPE); xin lưu lại bằng Word.")
                if name.endswith(".rels") and _reaches_out(archive.read(name)):
                    raise ReportError("Tệp mẫu có liên kết ra ngoài (mẫu gốc, ảnh trên mạng); xin bỏ liên kết.")
        return Document(io.BytesIO(data))
    except ReportError:
        raise
    except Exception:  # whatever a damaged file makes zipfile, lxml or python-docx say
        raise ReportError("Tệp mẫu không phải văn bản Word (.docx), hoặc đã hỏng.") from None


def _reaches_out(rels: bytes) -> bool:
    """Whether a part of the document points outside, beyond plain hyperlinks."""
    for one in re.findall(rb"<Relationship\b[^>]*>", rels):
        if re.search(rb"TargetMode\s*=\s*[\"']External", one) and b'/hyperlink"' not in one.replace(b"'", b'"'):
            return True
    return False


def names(document: Any) -> set[str]:
    """Every field a document holds, in its body, tables, headers and footers."""
    return {name for root in _roots(document) for p in root.iter(f"{_W}p") for name in FIELD.findall(_text(p))}


def fill(document: Any, text: Text, blocks: Blocks, rows: Iterable[Text]) -> None:
    """Replace every field in place.

    A paragraph that is nothing but a block's field gives way to what the block makes; a table row with {{thon.…}}
    fields is repeated for every village; any other known field becomes its text, in the letters of the place where it
    begins. Unknown fields stay, to be seen. What is put in is never read for fields again.
    """
    rows = list(rows)
    for root in _roots(document):
        for row in [row for row in root.iter(f"{_W}tr") if _is_repeated(row)]:
            for values in rows:
                fresh = deepcopy(row)
                row.addprevious(fresh)
                for paragraph in fresh.iter(f"{_W}p"):
                    _replace(paragraph, {**text, **values})
            row.getparent().remove(row)
        for paragraph in list(root.iter(f"{_W}p")):
            said = _text(paragraph)
            if "{{" not in said:
                continue
            alone = FIELD.fullmatch(said.strip())
            if alone and alone[1] in blocks:
                for element in blocks[alone[1]](paragraph):
                    paragraph.addprevious(element)
                if _may_go(paragraph):
                    paragraph.getparent().remove(paragraph)
                else:
                    _put(paragraph, "")
            else:
                _replace(paragraph, text)


def like(paragraph: Any, said: str) -> Any:
    """A paragraph that looks like another and says something else."""
    fresh = deepcopy(paragraph)
    _put(fresh, said)
    return fresh


def clean(text: str) -> str:
    """A text that a document can hold: whatever XML forbids is left out."""
    return _CONTROL.sub("", text)


def _roots(document: Any) -> list[Any]:
    roots = [document.element.body]
    for section in document.sections:
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer):
            if not part.is_linked_to_previous:
                roots.append(part._element)
    return roots


def _is_repeated(row: Any) -> bool:
    return any(name.startswith(ROW) for p in row.iter(f"{_W}p") for name in FIELD.findall(_text(p)))


def _texts(paragraph: Any) -> list[Any]:
    """The pieces of a paragraph's text; those of a text box inside it belong to its own paragraphs."""
    return [t for t in paragraph.iter(f"{_W}t") if next(t.iterancestors(f"{_W}p")) is paragraph]


def _text(paragraph: Any) -> str:
    return "".join(t.text or "" for t in _texts(paragraph))


def _replace(paragraph: Any, values: Text) -> None:
    """Word cuts a field into any number of runs: the text goes where it begins, the rest of it goes away."""
    pieces = _texts(paragraph)
    said = "".join(t.text or "" for t in pieces)
    for match in reversed(list(FIELD.finditer(said))):
        if match[1] not in values:
            continue
        begin, end, at = match.start(), match.end(), 0
        new: str | None = clean(values[match[1]])
        for piece in pieces:
            old = piece.text or ""
            head, tail = old[: max(begin - at, 0)], old[max(end - at, 0) :]
            if at < end and at + len(old) > begin:
                piece.text = f"{head}{new or ''}{tail}"
                piece.set(_SPACE, "preserve")
                new = None
            at += len(old)


def _put(paragraph: Any, said: str) -> None:
    """Let the first piece of a paragraph say everything."""
    first, *rest = _texts(paragraph)
    first.text = clean(said)
    first.set(_SPACE, "preserve")
    for piece in rest:
        piece.text = ""


def _may_go(paragraph: Any) -> bool:
    """A paragraph that ends a section carries the page's set-up, and a table's cell must keep one."""
    if paragraph.find(f"{_W}pPr/{_W}sectPr") is not None:
        return False
    parent = paragraph.getparent()
    return bool(parent.tag != f"{_W}tc") or sum(child.tag == f"{_W}p" for child in parent) > 1
