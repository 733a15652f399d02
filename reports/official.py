"""The report that gets signed: a draft in the form of Decree 30/2020, filled from the ledger (.docx by python-docx)."""

import io
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from reports import annex, naming, prose, skeleton
from reports.book import Book, ReportError, Row, copies, listed, moment, scope
from reports.fields import Blocks, fill, like, names, open_document
from reports.rollup import MISSING, NIL
from storage.communes import Commune
from vietnamese import words

UNKNOWN = "chưa có số"
# Surnames that begin the names of communes called after a person: those keep “Xã” in the place line (Decree 30).
_PEOPLE = ("Nguyễn", "Trần", "Lê", "Phạm", "Đặng", "Trương", "Huỳnh", "Phan", "Võ", "Bùi", "Ngô", "Hoàng", "Vũ", "Đinh")

PARAGRAPHS: dict[str, Callable[[Book], list[str]]] = {
    "doan_tap_huan": prose.training,
    "doan_xa_hoi_so": prose.society,
    "doan_kinh_te_so": prose.economy,
    "doan_nhan_luc": prose.team,
    "doan_kho_khan": prose.difficulties,
    "doan_so_lieu": lambda book: sources(book),
}


def make(book: Book, template: bytes | None = None) -> bytes:
    """The document for a commune's period, in the officer's own template where there is one.

    Number, date and signature stay blank. Raises ReportError for a unit that writes no report, or a template that
    cannot be used.
    """
    if book.unit.kind != "commune":
        raise ReportError("Báo cáo Word là của xã; với thôn hoặc tỉnh xin dùng excel, csv hay ảnh.")
    document = open_document(template or skeleton.default())
    fill(document, texts(book), blocks(book), [row_texts(book, place, row) for place, row in enumerate(book.rows, 1)])
    document.core_properties.created = document.core_properties.modified = book.now.replace(tzinfo=None)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def check(template: bytes, commune: Commune) -> list[str]:
    """The fields of a template that no report knows, to be told before it is kept. Raises ReportError."""
    return sorted(name for name in names(open_document(template)) if name not in known(commune))


def known(commune: Commune) -> dict[str, str]:
    """Every field a template may hold, and what it becomes."""
    fields = dict(MEANINGS)
    for indicator in commune.indicators:
        fields[indicator.key] = f"{indicator.label}, trong kỳ"
        fields[f"{indicator.key}.luy_ke"] = f"{indicator.label}, lũy kế từ đầu năm"
        fields[f"thon.{indicator.key}"] = f"{indicator.label} của thôn, trong kỳ"
        fields[f"thon.{indicator.key}.luy_ke"] = f"{indicator.label} của thôn, lũy kế"
    return fields


MEANINGS = {
    "co_quan": "tên xã, chữ hoa",
    "ubnd": "Ủy ban nhân dân xã …",
    "dia_danh": "địa danh ở dòng ngày tháng",
    "nam": "năm làm báo cáo",
    "ky": "tên kỳ",
    "trich_yeu": "trích yếu",
    "noi_dung": "trích yếu, dùng giữa câu",
    "tu_ngay": "ngày đầu của số liệu",
    "den_ngay": "ngày cuối của số liệu",
    "so_thon": "số thôn",
    "so_thon_bao": "số thôn đã báo",
    "thon_chua_bao": "các thôn chưa báo",
    "chot_luc": "lúc lấy số",
    "pham_vi": "dòng “Số liệu từ … đến …; n/m thôn đã báo cáo; chốt lúc …”",
    "thon.tt": "số thứ tự của thôn",
    "thon.ten": "tên thôn",
    "thon.thanh_vien": "số thành viên tổ",
    "thon.ghi_chu": "ghi chú của thôn",
    "doan_tap_huan": "đoạn Bình dân học vụ số",
    "doan_xa_hoi_so": "đoạn Xã hội số",
    "doan_kinh_te_so": "đoạn Kinh tế số",
    "doan_nhan_luc": "đoạn nhân lực, tổ công nghệ số",
    "doan_kho_khan": "đoạn khó khăn, vướng mắc",
    "doan_so_lieu": "đoạn phạm vi số liệu",
    "bang_thon": "bảng số liệu theo thôn",
}


def texts(book: Book) -> dict[str, str]:
    """The fields that become words or a figure, in prose (03, 1.045)."""
    name = words.village(book.commune.name)
    subject = f"kết quả hoạt động của các Tổ công nghệ số cộng đồng {_of(book)}"
    missing = [row.name for row in book.status(MISSING)]
    totals, year = book.totals, book.so_far
    figures = {
        **{i.key: prose.pad(totals[i.key]) if i.key in totals else UNKNOWN for i in book.commune.indicators},
        **{f"{i.key}.luy_ke": prose.pad(year[i.key]) if i.key in year else UNKNOWN for i in book.commune.indicators},
    }
    return figures | {
        "co_quan": book.commune.name.upper(),
        "ubnd": f"Ủy ban nhân dân {name}",
        "dia_danh": place(book.commune.name),
        "nam": str(book.today.year),
        "ky": naming.heading(book.period),
        "trich_yeu": words.sentence(subject),
        "noi_dung": subject,
        "tu_ngay": words.full_day(book.period.first),
        "den_ngay": words.full_day(book.until),
        "so_thon": prose.pad(len(book.villages)),
        "so_thon_bao": prose.pad(len(book.villages) - len(missing)),
        "thon_chua_bao": ", ".join(missing) or "không",
        "chot_luc": moment(book.now),
        "pham_vi": scope(book),
    }


def row_texts(book: Book, number: int, row: Row) -> dict[str, str]:
    """The fields of one village's row in a table of the officer's own."""
    members = next((c.members[row.unit.id] for c in book.chapters if row.unit.id in c.members), None)
    result = {
        "thon.tt": str(number),
        "thon.ten": row.name,
        "thon.thanh_vien": "…" if members is None else words.number(members),
        "thon.ghi_chu": annex.remark(row),
    }
    for indicator in book.commune.indicators:
        result[f"thon.{indicator.key}"] = annex.cell(row, row.line.values.get(indicator.key))
        year = row.so_far.get(indicator.key)
        result[f"thon.{indicator.key}.luy_ke"] = "…" if year is None else words.number(year)
    return result


def blocks(book: Book) -> Blocks:
    """The fields that become paragraphs or a table."""
    made: dict[str, Callable[[Any], Iterable[Any]]] = {
        name: partial(_paragraphs, book, make_them) for name, make_them in PARAGRAPHS.items()
    }
    made["bang_thon"] = lambda paragraph: annex.tables(book)
    return made


def _paragraphs(book: Book, make_them: Callable[[Book], list[str]], paragraph: Any) -> list[Any]:
    return [like(paragraph, said) for said in make_them(book)]


def sources(book: Book) -> list[str]:
    """Where the figures come from and what they lack; it points to the appendix, as the decree asks."""
    nil, missing = book.status(NIL), book.status(MISSING)
    said = [f"{scope(book)} Số liệu từng thôn tại Phụ lục kèm theo."]
    if missing:
        names_ = listed([row.name for row in missing], 30)
        said.append(f"Số liệu trên chưa bao gồm {prose.pad(len(missing))} thôn chưa báo cáo: {names_}.")
    if nil:
        said.append(f"Thôn báo cáo không phát sinh hoạt động: {listed([row.name for row in nil], 30)}.")
    kept = " ".join(copies(book)).replace(" → nay ", ", nay là ")  # an arrow is no word of a document
    return [*said, kept] if kept else said


def _of(book: Book) -> str:
    """The period in a title: tháng 11 năm 2025, 9 tháng đầu năm 2025, từ ngày 01/7/2025 đến ngày 22/11/2025."""
    period, year = book.period, book.period.last.year
    first, last = words.full_day(period.first), words.full_day(period.last)
    match period.kind:
        case "month":
            return f"tháng {period.last.month:02} năm {year}" if period.last.month < 3 else (
                f"tháng {period.last.month} năm {year}"
            )  # fmt: skip
        case "quarter":
            return f"quý {('I', 'II', 'III', 'IV')[int(period.key[-1]) - 1]} năm {year}"
        case "half":
            return f"6 tháng {'đầu' if period.key.endswith('H1') else 'cuối'} năm {year}"
        case "nine_months":
            return f"9 tháng đầu năm {year}"
        case "year":
            return f"năm {year}"
        case "day":
            return f"ngày {last}"
        case "week":
            return f"tuần từ ngày {first} đến ngày {last}"
        case _:
            return f"từ ngày {first} đến ngày {last}"


def place(name: str) -> str:
    """The place before the date: the commune's own name; with “Xã” where it is called after a person or a number."""
    bare = words.village(name)
    own = bare.split(" ", 1)[-1] if bare != name else name
    parts = own.split()
    person = len(parts) >= 3 and parts[0] in _PEOPLE
    return name if person or any(part.isdigit() for part in parts) else own
