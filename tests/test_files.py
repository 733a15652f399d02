"""Files from the ledger: what they say, cell by cell and page by page; LibreOffice shows the pages."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from domain.periods import parse_key
from reports import BY_KEY, FILES, annex, book, chart, closed, fields, file_name, official, prose, rollup, skeleton
from reports.book import Book, ReportError
from storage import closing, entries, notes, schema, setup, templates
from storage.communes import Commune, load
from storage.engine import Store
from storage.people import add_person
from storage.places import find_unit
from storage.tx import Tx
from tests.conftest import missing
from vietnamese.fold import fold

NOW = datetime(2025, 11, 24, 3, 30, tzinfo=UTC)  # 10:30 on the Monday after week 47
PLAN: dict[str, Any] = {
    "commune": {
        "key": "ba-dong",
        "name": "Xã Ba Động",
        "indicators": ["learners", "vneid", "sessions", "certificates"],
    },
    "village": [{"key": f"thon-{n}", "name": f"Thôn {n}", "aliases": [f"T{n}"]} for n in range(1, 11)],
    "team": [{"key": "to-xa", "name": "Tổ CNSCĐ xã"}],
    "target": [{"unit": "ba-dong", "indicator": "certificates", "period": "2025", "value": 1045}],
    "count": [{"unit": "ba-dong", "indicator": "learners", "date": date(2025, 11, 22), "value": 809}],
    "denominator": [{"unit": "ba-dong", "name": "adults", "value": 4837}],
    "person": [{"name": "Đinh Thị Sen", "unit": "thon-1"}, {"name": "Phạm Văn Rôm", "unit": "thon-1"}],
}


class Desk:
    """A commune whose ledger a test writes."""

    def __init__(self, tx: Tx, plan: dict[str, Any]) -> None:
        self.tx = tx
        tx.now = datetime(2025, 1, 1, tzinfo=UTC)
        setup.apply(tx, plan, fold)
        tx.now = NOW
        self.commune: Commune = load(tx, find_unit(tx, plan["commune"]["key"]).id)

    def say(self, unit: str, day: str, *, last: str = "", nil: bool = False, held: bool = False, estimate: bool = False,
            words: str = "lời", **values: int) -> int:  # fmt: skip
        place = self.commune.by_key(unit)
        assert place is not None
        said = entries.Statement(
            self.commune.id, place.id, date.fromisoformat(day), date.fromisoformat(last or day), None, "web",
            f"web//{unit}", datetime(2025, 11, 20, 5, tzinfo=UTC), words, nil=nil,
        )  # fmt: skip
        return entries.add(self.tx, said, {key: entries.Value(value, estimate, held) for key, value in values.items()})

    def note(self, unit: str, text: str, day: str = "2025-11-18", kind: str = "difficulty") -> None:
        place = self.commune.by_key(unit)
        assert place is not None
        row = {"commune_id": self.commune.id, "unit_id": place.id, "kind": kind, "text": text}
        notes.add(self.tx, row | {"date": date.fromisoformat(day), "said_at": NOW})

    def book(self, period: str = "2025-W47", *, unit: str = "ba-dong", decree: bool = False) -> Book:
        return book.read(self.tx, find_unit(self.tx, unit), parse_key(period, decree=decree), NOW)


@pytest.fixture
def tx(sqlite_store: Store) -> Iterator[Tx]:
    schema.upgrade(sqlite_store)
    with sqlite_store.engine.connect() as connection:
        yield Tx(connection, NOW)
        connection.rollback()


@pytest.fixture
def week(tx: Tx) -> Desk:
    """Week 47: seven villages with figures, one without activity, two missing; published sums of the year."""
    desk = Desk(tx, PLAN)
    desk.say("thon-1", "2025-03-05", certificates=767)
    for n in (1, 2, 4, 5, 6):
        desk.say(f"thon-{n}", "2025-11-18", learners=20, sessions=1, vneid=n)
    desk.say("thon-7", "2025-11-19", learners=0, sessions=3, estimate=True)
    desk.say("thon-1", "2025-11-19", learners=25, certificates=12, words="=1+1 học viên")
    desk.say("thon-10", "2025-11-17", last="2025-11-23", nil=True)
    desk.say("to-xa", "2025-11-20", learners=30)
    desk.note("thon-1", "mạng yếu, nhiều cụ không có điện thoại")
    desk.note("thon-2", "Mạng yếu quá")
    desk.note("thon-4", "hội trường dột, gọi số 0905 123 456")
    desk.note("thon-2", "xin thêm 2 máy in", kind="proposal")
    return desk


def paragraphs(data: bytes) -> list[str]:
    from docx import Document

    return [p.text for p in Document(io.BytesIO(data)).paragraphs]


def grid(data: bytes) -> list[list[str]]:
    from docx import Document

    return [[cell.text for cell in row.cells] for row in Document(io.BytesIO(data)).tables[-1].rows]


def sheets(data: bytes) -> dict[str, list[list[Any]]]:
    import python_calamine

    found = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: found.get_sheet_by_name(name).to_python() for name in found.sheet_names}


def test_a_copy_as_reported_stands_in_every_file_beside_the_figure_now(week: Desk) -> None:
    found = rollup.of_commune(week.tx, week.commune, parse_key("2025-W47"))
    assert book.copies(week.book()) == []
    person = add_person(week.tx, "Hoa", "hoa")
    figures = closed.as_figures(found)
    closing.keep(week.tx, week.commune.id, "2025-W47", parse_key("2025-W47"), figures, person)
    commune = load(week.tx, week.commune.id)
    assert commune.version != week.commune.version
    assert book.copies(week.book()) == ["Số đã chốt lúc 10 giờ 30 ngày 24/11/2025; đến nay chưa đổi."]
    week.say("thon-3", "2025-11-20", learners=7)
    said = book.copies(week.book())
    assert said == [
        "Số đã chốt lúc 10 giờ 30 ngày 24/11/2025; sau đó có thay đổi:",
        "Học viên đã báo 155 → nay 162 (Thôn 3 nộp muộn).",
    ]
    read = week.book()
    assert (
        "Số đã chốt lúc 10 giờ 30 ngày 24/11/2025; sau đó có thay đổi: "
        "Học viên đã báo 155, nay là 162 (Thôn 3 nộp muộn)."
    ) in paragraphs(BY_KEY["docx"].make(read))
    totals = [str(cell) for row in sheets(BY_KEY["xlsx"].make(read))["Tổng hợp"] for cell in row]
    assert all(f"• {one}" in totals for one in said)
    assert json.loads(BY_KEY["json"].make(read))["as_reported"] == said
    with_copy, without = (len(chart.make(one)) for one in (read, week.book("2025-W46")))
    assert with_copy > without
    assert book.copies(week.book("2025-11")) == [], "another period was not kept"


def test_a_merger_stands_in_every_file(tx: Tx) -> None:
    villages = [*PLAN["village"][:2], PLAN["village"][2] | {"to": date(2025, 11, 22), "into": "thon-1"}]
    desk = Desk(tx, PLAN | {"village": villages, "target": [], "count": [], "denominator": []})
    for n, value in ((1, 20), (2, 5), (3, 7)):
        desk.say(f"thon-{n}", "2025-11-18", learners=value)
    read = desk.book("2025-11")
    rows = sheets(BY_KEY["xlsx"].make(read))["Theo bản đồ nay"]
    assert [row[1:4] for row in rows[4:]] == [
        ["Thôn 1", "Thôn 3", 27],
        ["Thôn 2", "", 5],
        ["Tổng cộng", "", 32],
    ]
    remarks = [row[-1] for row in sheets(BY_KEY["xlsx"].make(read))["Theo thôn"]]
    assert any("nay thuộc thôn 1" in str(one) for one in remarks)
    assert any("Nay thuộc thôn 1" in row[-1] for row in grid(BY_KEY["docx"].make(read)))
    lines = list(csv.DictReader(io.StringIO(BY_KEY["csv"].make(read).decode())))
    assert [(line["unit"], line["now_part_of"]) for line in lines] == [
        ("thon-1", ""), ("thon-2", ""), ("thon-3", "Thôn 1"),
    ]  # fmt: skip
    by_now = json.loads(BY_KEY["json"].make(read))["by_map_of_now"]
    assert by_now["thon-1"] == {"values": {"learners": 27}, "merged": ["Thôn 3"]}


# ── the published figures ─────────────────────────────────────────────────────────────────────────────────────────────


def test_the_published_rates_are_rounded_half_up(week: Desk) -> None:
    for period in ("2025", "2025-11", "2025-W47", "2025-07-01..2025-11-22"):
        [_, reached] = prose.training(week.book(period))
        assert "779/1.045 đạt 74,5% chỉ tiêu năm 2025" in reached, period
        assert "809/4.837 đạt 16,73%" in reached, period  # printed as 16,72% in the report itself


def test_no_rate_over_persons_without_a_count_or_a_denominator(tx: Tx) -> None:
    for part in ("count", "denominator"):
        tx.connection.rollback()
        desk = Desk(tx, PLAN | {part: [], "target": []})
        desk.say("thon-1", "2025-11-18", learners=4837)
        assert "%" not in " ".join(prose.training(desk.book()))


def test_a_count_above_its_denominator_is_told_and_gives_no_rate(tx: Tx) -> None:
    count = [{"unit": "ba-dong", "indicator": "learners", "date": date(2025, 11, 1), "value": 4838}]
    desk = Desk(tx, PLAN | {"count": count})
    assert "4.838" not in " ".join(prose.training(desk.book()))
    assert any("4.838" in line and "4.837" in line for line in book.caveats(desk.book()))


def test_the_denominator_of_the_day_is_taken(tx: Tx) -> None:
    dated = [{"unit": "ba-dong", "name": "adults", "value": value, "date": day} for value, day in (
        (1000, date(2025, 1, 1)), (2000, date(2025, 11, 1)), (3000, date(2025, 12, 1)))]  # fmt: skip
    desk = Desk(tx, PLAN | {"denominator": [*PLAN["denominator"], *dated]})
    assert desk.book("2025-W47").chapters[0].denominators["adults"].value == 2000
    assert desk.book("2025-10").chapters[0].denominators["adults"].value == 1000
    assert desk.book("2024-10").chapters[0].denominators["adults"].value == 4837


# ── the paragraphs ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_paragraphs_of_the_week(week: Desk) -> None:
    read = week.book()
    assert prose.training(read)[0] == (
        "Từ ngày 17/11/2025 đến ngày 23/11/2025, các Tổ công nghệ số cộng đồng thôn đã tổ chức 08 buổi "
        "hỗ trợ, hướng dẫn (có số ước) tại 06/10 thôn; tập huấn kỹ năng số cho 155 lượt người (có số ước); "
        "12 người được cấp chứng nhận “Hoàn thành khóa học”."
    )
    assert prose.society(read)[0].endswith(
        "hỗ trợ 18 người cài đặt, kích hoạt tài khoản định danh điện tử mức độ 2 (VNeID)."
    )
    assert prose.economy(read) == [prose.NOTHING]
    assert prose.team(read) == ["01 Tổ công nghệ số cộng đồng thôn với 02 thành viên."]
    said, asked = prose.difficulties(read)
    assert asked == "Các thôn kiến nghị: xin thêm 2 máy in (thôn 2)."
    assert said == (
        "Một số khó khăn các thôn phản ánh: mạng, sóng di động yếu hoặc chưa có (thôn 1, thôn 2); "
        "người dân chưa có điện thoại thông minh (thôn 1); hội trường dột, gọi số [số] (thôn 4)."
    )
    assert official.sources(read)[0].startswith(
        "Số liệu từ ngày 17/11/2025 đến ngày 23/11/2025; 8/10 thôn đã báo cáo (1 thôn không phát sinh; "
        "chưa báo cáo: Thôn 3, Thôn 8, Thôn 9)".replace("8/10", "7/10")
    )


def test_prose_pads_and_groups() -> None:
    assert [prose.pad(value) for value in (0, 3, 9, 10, 1045)] == ["00", "03", "09", "10", "1.045"]


def test_sessions_a_village_and_month_half_up(tx: Tx) -> None:
    desk = Desk(tx, PLAN)
    desk.say("thon-1", "2025-10-02", sessions=15)
    desk.say("thon-2", "2025-10-02", sessions=0)
    assert prose.sessions_a_month(desk.book("2025-10")) == "1,5"
    desk.say("thon-1", "2025-07-02", sessions=1)
    assert prose.sessions_a_month(desk.book("2025-07")) == "0,1"
    assert prose.sessions_a_month(desk.book("2025-Q3")) == "0,0"  # 1/30
    assert prose.sessions_a_month(desk.book("2025-W40")) == ""


def test_a_communes_own_indicator_is_said_under_its_label(tx: Tx) -> None:
    own = [{"key": "wifi", "label": "Điểm wifi công cộng", "unit": "điểm", "pillar": "Kinh tế số"}]
    desk = Desk(tx, PLAN | {"indicator": own})
    desk.say("thon-1", "2025-11-18", wifi=2)
    assert "điểm wifi công cộng: 02 điểm" in prose.economy(desk.book())[0]
    assert grid(official.make(desk.book()))[0][-2] == "Điểm wifi công cộng"


# ── the document ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_document_leaves_number_date_and_signature_blank(week: Desk) -> None:
    from docx import Document

    data = official.make(week.book("2025-11"))
    head = Document(io.BytesIO(data)).tables[0]
    said = [cell.text for row in head.rows for cell in row.cells]
    assert said[0].split("\n")[:2] == ["ỦY BAN NHÂN DÂN", "XÃ BA ĐỘNG"]
    assert said[1].split("\n")[:2] == ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"]
    assert re.fullmatch(r"Số:\s{5,}/BC-UBND", said[2])
    assert re.fullmatch(r"Ba Động, ngày\s{5,}tháng\s{5,}năm 2025", said[3])
    text = paragraphs(data)
    assert "BÁO CÁO" in text
    assert "Kết quả hoạt động của các Tổ công nghệ số cộng đồng tháng 11 năm 2025" in text
    assert text[-1].startswith("Ghi chú")
    assert any(line.endswith("./.") for line in text)
    assert not any("{{" in line or "}}" in line for line in text)
    assert any("Phụ lục kèm theo" in line for line in text), "the body points to its appendix"
    signature = Document(io.BytesIO(data)).tables[1]
    assert signature.rows[0].cells[1].text.split() == ["TM.", "ỦY", "BAN", "NHÂN", "DÂN", "CHỦ", "TỊCH"]
    assert signature.rows[0].cells[0].text.split("\n")[0] == "Nơi nhận:"


def test_the_appendix_tells_value_nil_and_missing_apart(week: Desk) -> None:
    rows = grid(official.make(week.book()))
    head, first, *_ = rows
    assert head[:4] == ["TT", "Thôn", "Số TV Tổ", "Số buổi hỗ trợ"]
    at = head.index("Học viên được tập huấn (trong kỳ)")
    certificates = head.index("Được cấp chứng nhận")
    assert first[:4] == ["1", "Thôn 1", "2", "1"]
    assert (first[at], first[at + 1], first[certificates]) == ("45", "45", "12")
    assert rows[7][at] == "0*", "a nought is a figure, and an estimate says so"
    assert (rows[3][at], rows[3][-1]) == ("…", "Chưa báo cáo")
    assert (rows[10][at], rows[10][-1]) == ("-", "Không phát sinh")
    assert rows[11][1] == "Tổ CNSCĐ xã"
    assert rows[-1] == ["", "Tổng cộng", "2", "8", "155", "155", "12", "18", "18", "7/10 thôn"]


def test_many_indicators_go_into_a_second_table(tx: Tx) -> None:
    from docx import Document

    desk = Desk(tx, PLAN)
    keys = [key for key, _ in annex.ORDER]
    desk.say("thon-1", "2025-11-18", **dict.fromkeys(keys, 1234))
    tables = Document(io.BytesIO(official.make(desk.book()))).tables
    heads = [cell.text for table in tables[2:] for cell in table.rows[0].cells]
    assert len(tables) == 4
    assert {head for _, head in annex.ORDER} <= {head.partition(" (")[0] for head in heads}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Xã Ba Động", "Ba Động"),
        ("Xã Đặng Thùy Trâm", "Xã Đặng Thùy Trâm"),
        ("Phường 5", "Phường 5"),
        ("Xã Sơn Tây Hạ", "Sơn Tây Hạ"),
    ],
)
def test_the_place_line_follows_the_decree(name: str, said: str) -> None:
    assert official.place(name) == said


def test_a_village_has_no_signed_report(week: Desk) -> None:
    with pytest.raises(ReportError, match="của xã"):
        official.make(week.book(unit="thon-1"))


def test_words_of_people_cannot_break_or_fill_the_document(tx: Tx) -> None:
    plan = PLAN | {"village": [{"key": "thon-1", "name": "Thôn A & <B>"}]}
    desk = Desk(tx, plan)
    desk.note("thon-1", "x\x01\x0b {{ubnd}} </w:t> & <b>y</b>")
    data = official.make(desk.book())
    assert any("{{ubnd}} </w:t> & <b>y</b>" in line for line in paragraphs(data)), "said, neither run nor filled"
    assert grid(data)[1][1] == "A & <B>"


# ── templates ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def template(*lines: str, row: tuple[str, ...] = ()) -> bytes:
    from docx import Document

    document = Document()
    for line in lines:
        document.add_paragraph(line)
    if row:
        table = document.add_table(2, len(row))
        for place, cell in enumerate(row):
            table.rows[0].cells[place].text = "head"
            table.rows[1].cells[place].text = cell
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_an_officers_template_chooses_sections_and_rows(week: Desk) -> None:
    own = template(
        "Xã: {{co_quan}}, {{ so_thon_bao }}/{{so_thon}} thôn", "{{doan_kho_khan}}",
        row=("{{thon.tt}}", "{{thon.ten}}", "{{thon.learners}}", "{{thon.ghi_chu}}"),
    )  # fmt: skip
    data = official.make(week.book(), own)
    text = paragraphs(data)
    assert text[0] == "Xã: XÃ BA ĐỘNG, 07/10 thôn"
    assert text[1].startswith("Một số khó khăn")
    rows = grid(data)
    assert len(rows) == 1 + 11
    assert rows[1] == ["1", "Thôn 1", "45", ""]
    assert rows[3] == ["3", "Thôn 3", "…", "Chưa báo cáo"]


def test_a_field_cut_into_runs_is_still_a_field(week: Desk) -> None:
    from docx import Document

    document = Document()
    paragraph = document.add_paragraph()
    for piece in ("A {", "{co_", "quan", "}} B {{", "learners}} C"):
        paragraph.add_run(piece).bold = piece == "{co_"
    fields.fill(document, {"co_quan": "XÃ", "learners": "155"}, {}, [])
    assert paragraph.text == "A XÃ B 155 C"


def test_unknown_fields_are_named_and_stay(week: Desk) -> None:
    own = template("{{khong_co}} {{learners}} {{__class__}} {{ 1+1 }}")
    assert official.check(own, week.commune) == ["1+1", "__class__", "khong_co"]
    assert paragraphs(official.make(week.book(), own)) == ["{{khong_co}} 155 {{__class__}} {{ 1+1 }}"]
    assert official.check(skeleton.default(), week.commune) == []


def spoiled(change: dict[str, bytes]) -> bytes:
    """The default skeleton with parts replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(skeleton.default())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, data in change.items():
            new.writestr(name, data)
    return out.getvalue()


_REMOTE = b"""<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="r9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"
 Target="http://example.invalid/a.dotm" TargetMode="External"/></Relationships>"""


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "không phải văn bản Word"),
        (b"PK\x03\x04 nonsense", "không phải văn bản Word"),
        (b"x" * (fields.SIZE + 1), "2 MB"),
        (spoiled({"word/vbaProject.bin": b"x"}), "macro"),
        (spoiled({"word/embeddings/a.bin": b"x"}), "nhúng"),
        (spoiled({"word/_rels/settings.xml.rels": _REMOTE}), "liên kết ra ngoài"),
        (spoiled({"customXml/a.xml": b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/passwd">]><x>&y;</x>'}), "DOCTYPE"),
    ],
)
def test_a_dangerous_or_damaged_template_is_refused(data: bytes, why: str) -> None:
    with pytest.raises(ReportError, match=why):
        fields.open_document(data)


def test_a_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(fields.UNPACKED + 1))
    with pytest.raises(ReportError, match="quá lớn"):
        fields.open_document(out.getvalue())


def test_a_communes_template_is_kept_replaced_and_dropped(week: Desk) -> None:
    assert templates.get(week.tx, week.commune.id) is None
    for data in (b"one", b"two"):
        templates.put(week.tx, week.commune.id, data)
        assert templates.get(week.tx, week.commune.id) == data
    assert templates.drop(week.tx, week.commune.id)
    assert not templates.drop(week.tx, week.commune.id)


# ── the page as LibreOffice shows it ──────────────────────────────────────────────────────────────────────────────────

MM = 72 / 25.4


def boxes(pdf: Path) -> list[list[tuple[str, float, float, float, float]]]:
    """Per page the words with x1, y1, x2, y2 in millimetres from the top left."""
    html = subprocess.run(["pdftotext", "-bbox", pdf, "-"], capture_output=True, text=True, check=True).stdout
    word = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
    return [
        [(text, *(float(part) / MM for part in parts)) for *parts, text in word.findall(page)]
        for page in html.split("<page ")[1:]
    ]


def test_the_pages_as_they_are_printed(week: Desk, tmp_path: Path) -> None:
    """Margins, fonts, sizes and page numbers of Decree 30/2020, read back from the pages LibreOffice made."""
    from docx import Document
    from docx.shared import Cm, Mm, Pt

    if shutil.which("soffice") is None:
        missing("LibreOffice")
    if shutil.which("pdftotext") is None:
        missing("poppler (pdftotext)")
    for n in range(40):  # a body of several pages
        week.note("thon-4", f"khó khăn thứ {n}: " + "đường vào thôn bị chia cắt nhiều ngày " * 3)
    path = tmp_path / "bao-cao.docx"
    path.write_bytes(official.make(week.book("2025-11")))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pdf = tmp_path / "bao-cao.pdf"

    info = subprocess.run(["pdfinfo", pdf], capture_output=True, text=True, check=True).stdout
    size = re.search(r"Page size:\s+([\d.]+) x ([\d.]+) pts", info)
    assert size is not None
    assert [round(float(part) / MM) for part in size.groups()] == [210, 297], "A4, upright"
    pages = boxes(pdf)
    assert len(pages) >= 4
    for page in pages:
        body = [word for word in page if word[2] > 18]
        assert min(word[1] for word in body) >= 29.5, "left 30 mm"
        assert max(word[3] for word in body) <= 190.6, "right 20 mm"
        assert max(word[4] for word in body) <= 277.5, "bottom 20 mm"
        assert min(word[2] for word in body) >= 19, "top 20 mm"
    # Page numbers: in the top margin, centred, none on the first page; the appendix counts by itself.
    numbers = [[word for word in page if word[4] < 20] for page in pages]
    assert [[word[0] for word in found] for found in numbers] == [[], *[[str(n)] for n in range(2, len(pages))], []]
    for [(_, left, _, right, _)] in numbers[1:-1]:
        assert abs((left + right) / 2 - 110) < 1, "in the middle of the text (30 … 190 mm)"
    assert pages[-1][0][0] == "Phụ"
    # The national title stays in one line, with the motto and its line under it.
    first = pages[0]
    title = [word for word in first if word[0] in ("CỘNG", "NAM")][:2]
    assert abs(title[0][2] - title[1][2]) < 0.5
    fonts = subprocess.run(["pdffonts", pdf], capture_output=True, text=True, check=True).stdout
    assert re.findall(r"[A-Z]{6}\+(\w+)", fonts), "fonts are embedded"
    assert all("Times" in name or "Liberation" in name for name in re.findall(r"[A-Z]{6}\+([\w-]+)", fonts)), fonts

    document = Document(str(path))
    for section in document.sections:
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin / Mm(1)) for margin in margins] == [20, 20, 30, 20]
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    body = next(p for p in document.paragraphs if p.text.startswith("Từ ngày"))
    assert body.paragraph_format.alignment is not None
    assert body.paragraph_format.alignment.name == "JUSTIFY"
    assert abs(body.paragraph_format.first_line_indent - Cm(1.27)) < Mm(0.1)
    assert body.paragraph_format.space_after >= Pt(6)
    assert 1 <= body.paragraph_format.line_spacing <= 1.5
    sizes = {run.text: run.font.size.pt for table in document.tables[:2] for row in table.rows for cell in row.cells
             for p in cell.paragraphs for run in p.runs if run.text}  # fmt: skip
    assert sizes["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"] in (12, 13)
    assert sizes["Độc lập - Tự do - Hạnh phúc"] in (13, 14)
    assert sizes["Nơi nhận:"] == 12
    assert sizes["- Lưu: VT, VHXH."] == 11


# ── the workbook ──────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_workbook_has_typed_cells_and_three_states(week: Desk) -> None:
    found = sheets(BY_KEY["xlsx"].make(week.book()))
    assert list(found) == ["Tổng hợp", "Theo thôn", "Số liệu", "Khó khăn"]
    villages = found["Theo thôn"]
    head, first, third, seventh, tenth = (villages[n] for n in (3, 4, 6, 10, 13))
    at = next(n for n, cell in enumerate(head) if str(cell).startswith("Học viên"))
    assert first[1:3] == ["Thôn 1", "đã báo"]
    assert (first[at], type(first[at])) == (45.0, float)
    assert third[at] == "chưa báo"
    assert seventh[at] == 0.0
    assert seventh[at + 1] == "", "VNeID was not named: an empty cell, neither nought nor missing"
    assert tenth[at] == "không phát sinh"
    total = villages[-1]
    assert total[1] == "Tổng cộng"
    assert total[at] == 155
    summary = found["Tổng hợp"]
    row = next(line for line in summary if str(line[0]).startswith("Được cấp"))
    assert row[2:9] == [12, 779, 1, "", 1045, 0.745, "2025"]
    coverage = {line[0]: line[1:3] for line in summary if line[0]}
    assert coverage["Chưa báo"] == [3, "Thôn 3, Thôn 8, Thôn 9"]
    assert coverage["Báo không phát sinh"] == [1, "Thôn 10"]
    persons = next(line for line in summary if str(line[0]).startswith("Số người lũy kế"))
    assert (persons[1], persons[4], persons[5]) == (809, 4837, 0.1673)


def test_every_line_of_the_ledger_is_in_the_workbook_with_its_days(week: Desk) -> None:
    week.say("thon-2", "2025-11-21", learners=20, held=True)
    read = week.book()
    lines = sheets(BY_KEY["xlsx"].make(read))["Số liệu"]
    entered = [line for line in lines[4:] if line[0]]
    stored = week.tx.connection.exec_driver_sql(
        "SELECT count(*) FROM entries e LEFT JOIN entry_values v ON v.entry_id = e.id "
        "WHERE e.state = 'live' AND e.last BETWEEN '2025-11-17' AND '2025-11-23'"
    ).scalar()
    assert len(entered) == stored
    assert f"Số dòng: {stored}, bằng số dòng trong sổ." in str(lines[2][0])
    assert entered[0][1] == date(2025, 11, 18)
    assert [line[4] for line in entered if line[5]] == [20.0], "the one that waits is marked, the others count"
    assert [line[4] for line in entered if line[3] == "Không phát sinh"] == ["không"]
    assert {str(line[9]) for line in entered} == {"2025-11-20 12:00:00"}


def test_no_text_becomes_a_formula_or_a_link(tx: Tx) -> None:
    plan = PLAN | {"village": [{"key": "thon-1", "name": '=HYPERLINK("http://x","y")'}]}
    desk = Desk(tx, plan)
    desk.say("thon-1", "2025-11-18", learners=3, words="@SUM(1+1)*cmd|' /C calc'!A0")
    desk.note("thon-1", "+1+1")
    data = BY_KEY["xlsx"].make(desk.book())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                xml = archive.read(name)
                assert b"<f>" not in xml
                assert b"<hyperlink" not in xml
                assert b"<pane " in xml, "heads are frozen"
                assert b'paperSize="9"' in xml
    rows = list(csv.reader(io.StringIO(BY_KEY["csv"].make(desk.book()).decode())))
    assert rows[1][1] == '\'=HYPERLINK("http://x","y")'


def test_words_that_look_like_mark_up_stay_words(week: Desk) -> None:
    """Whatever a person types, the workbook opens, says it and keeps its other cells."""
    odd = ["<r>1 & 2 < 3</r>", "<r><t>chữ</t></r>", "a\x0bb\x00c\uffff", "_x0041_", "  hai  đầu  ", "x" * 700]
    for n, said in enumerate(odd):
        week.note("thon-1", said, f"2025-11-{18 + n % 5}")
    week.say("thon-2", "2025-11-21", learners=3, words="<r>1 & 2</r>")
    data = BY_KEY["xlsx"].make(week.book())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        pages = [ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]
    texts = {element.text for page in pages for element in page.iter() if element.tag.endswith("}t")}
    assert texts >= {"<r>1 & 2 < 3</r>", "<r><t>chữ</t></r>", "a b c ", "_x005F_x0041_", "  hai  đầu  ", "x" * 700}
    found = sheets(data)
    assert "<r>1 & 2</r>" in {line[11] for line in found["Số liệu"]}
    assert found["Theo thôn"][-1][1] == "Tổng cộng"


def test_the_workbook_as_libreoffice_shows_and_prints_it(week: Desk, tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None or not Path(office).resolve().with_name("libsclo.so").exists():
        missing("LibreOffice Calc")
    if shutil.which("pdftotext") is None:
        missing("poppler (pdftotext)")
    read = week.book()
    path = tmp_path / "tuan.xlsx"
    path.write_bytes(BY_KEY["xlsx"].make(read))
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    command = ["pdftotext", "-layout", str(tmp_path / "tuan.pdf"), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = text.split("\f")[:-1]
    assert [page.split("\n")[0].strip() for page in pages] == ["Xã Ba Động, tuần 47 (17–23/11/2025)"] * 4
    shown = [" ".join(page.split()) for page in pages]
    assert book.scope(read) in shown[0], "whole, on further lines where one is too short"
    assert re.search(r"Số người lũy kế: Học viên được tập huấn 809 22/11/2025 trên 4[.,]837 16[.,]73%", shown[0])
    assert re.search(r"1 Thôn 1 đã báo 45 1 1 12 ", shown[1])
    assert "3 Thôn 3 chưa báo chưa báo chưa báo chưa báo chưa báo" in shown[1]
    entered = re.findall(r"^\s*(?:Thôn \d+|Tổ CNSCĐ xã)  .*$", pages[2], re.MULTILINE)
    assert len(entered) == sum(len(chapter.entries) for chapter in read.chapters)
    assert "18/11/2025" in entered[0]
    assert "20/11/2025 12:00" in entered[0], "days and times are shown as such"
    inside = [word for page in boxes(tmp_path / "tuan.pdf") for word in page]
    assert min(word[1] for word in inside) >= 14, "nothing hangs over the margins"
    assert max(word[3] for word in inside) <= 297 - 9


def test_a_file_that_would_be_cut_short_is_refused(week: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.extract.count", lambda *_: 999)
    with pytest.raises(ReportError, match="999"):
        week.book()


# ── for machines, and the picture ─────────────────────────────────────────────────────────────────────────────────────


def test_csv_and_json_say_what_the_ledger_says(week: Desk) -> None:
    from reports.rollup import summary

    read = week.book()
    rows = list(csv.DictReader(io.StringIO(BY_KEY["csv"].make(read).decode())))
    by_unit = {row["unit"]: row for row in rows}
    assert by_unit["thon-1"]["learners"] == "45"
    assert by_unit["thon-1"]["status"] == "reported"
    assert by_unit["thon-3"]["learners"] == "missing"
    assert by_unit["thon-10"]["learners"] == "nil"
    assert by_unit["thon-7"]["vneid"] == ""
    assert by_unit["thon-7"]["estimates"] == "learners sessions"
    found = json.loads(BY_KEY["json"].make(read))
    for key, value in summary(week.tx, "ba-dong", "2025-W47").items():
        assert found[key] == value
    counted: dict[str, int] = {}
    for line in found["entries"]:
        if line["counted"]:
            counted[line["indicator"]] = counted.get(line["indicator"], 0) + line["value"]
    assert counted == found["totals"]


def test_the_picture_is_as_wide_as_a_phone_and_draws_every_mark(week: Desk) -> None:
    from PIL import Image

    image = Image.open(io.BytesIO(BY_KEY["png"].make(week.book())))
    assert image.size[0] == chart.WIDTH
    assert 600 < image.size[1] < 2000
    assert len(image.convert("RGB").getcolors(1 << 20) or ()) > 20, "edges are smooth"
    font = chart._font("regular", 40)
    nothing = font.getmask("\U0001f600").getbbox()  # the box of a letter the font does not have
    marks = "ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    drawn = {letter: bytes(font.getmask(letter)) for letter in marks + marks.upper()}
    assert len(set(drawn.values())) == len(drawn), "no two letters look alike, so none is missing"
    assert all(font.getmask(letter).getbbox() != nothing for letter in drawn)


def test_a_picture_of_an_empty_period_and_of_many_villages(tx: Tx) -> None:
    from PIL import Image

    many = [{"key": f"t{n}", "name": f"Thôn Nước Trong Thượng {n}"} for n in range(60)]
    desk = Desk(tx, PLAN | {"village": many, "count": [], "person": []})
    empty = Image.open(io.BytesIO(BY_KEY["png"].make(desk.book())))
    desk.say("t1", "2025-11-18", learners=1_234_567)
    full = Image.open(io.BytesIO(BY_KEY["png"].make(desk.book())))
    assert empty.size[1] < 500
    assert full.size[1] < 3800


def test_a_province_has_workbook_csv_and_json_with_its_communes(week: Desk) -> None:
    other = {
        "commune": {"key": "ba-to", "name": "Xã Ba Tơ"},
        "village": [{"key": "thon-1", "name": "Thôn 1"}],
    }
    setup.apply(week.tx, other, fold)
    read = week.book(unit="quang-ngai")
    keys = {row["unit"] for row in csv.DictReader(io.StringIO(BY_KEY["csv"].make(read).decode()))}
    assert {"ba-dong/thon-1", "ba-to/thon-1"} <= keys
    assert json.loads(BY_KEY["json"].make(read))["totals"]["learners"] == 155
    assert any(
        "Thôn 1, Xã Ba Tơ" in str(cell) for row in sheets(BY_KEY["xlsx"].make(read))["Theo thôn"] for cell in row
    )
    assert BY_KEY["png"].make(read)[:4] == b"\x89PNG"


def test_what_to_look_at_before_signing(week: Desk) -> None:
    week.say("thon-2", "2025-11-21", learners=20, held=True)
    week.say("thon-4", "2025-11-10", last="2025-11-17", learners=1)
    caveats = " ".join(book.caveats(week.book()))
    for part in (
        "Chưa có số của 3 thôn: Thôn 3, Thôn 8, Thôn 9",
        "trùng",
        "bắt đầu trước kỳ",
        "Có số ước trong: học viên",
    ):
        assert part in caveats, part
    assert any(line.startswith("Kỳ đến 31/12/2025") for line in book.caveats(week.book("2025-12")))
    assert any("chứng nhận (779) nhiều hơn lượt học viên" in line for line in book.caveats(week.book()))


def test_reference_figures_that_cannot_be_are_told(tx: Tx) -> None:
    people = [{"unit": "ba-dong", "name": name, "value": value} for name, value in (
        ("population", 7539), ("households", 2215))]  # fmt: skip
    assert book.caveats(Desk(tx, PLAN | {"denominator": people}).book("2025-W46"))[1:] == []
    tx.connection.rollback()
    people[1]["value"] = 221
    assert any("người một hộ" in line for line in book.caveats(Desk(tx, PLAN | {"denominator": people}).book()))


def test_names_of_files_and_words_for_them() -> None:
    assert (
        file_name("ba-dong", parse_key("2025-11", decree=True), BY_KEY["docx"]) == "ba-dong-2025-11-nd09-du-thao.docx"
    )
    assert re.fullmatch(r"[a-z0-9-]+\.png", file_name("ba-dong", parse_key("2025-07-01..2025-11-22"), BY_KEY["png"]))
    words = [name for report in FILES for name in report.names]
    assert len(words) == len(set(words))


def test_libraries_are_imported_only_when_used() -> None:
    code = (
        "import sys, handlers, bot.app, reports.book, reports.official, reports.sheet, reports.chart; "
        "import bot.commands.export; "
        "print([m for m in ('docx', 'lxml', 'xlsxwriter', 'PIL', 'python_calamine') if m in sys.modules])"
    )
    import sys

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_book_says_when_and_of_what(week: Desk) -> None:
    assert book.scope(week.book()) == (
        "Số liệu từ ngày 17/11/2025 đến ngày 23/11/2025; 7/10 thôn đã báo cáo (1 thôn không phát sinh; "
        "chưa báo cáo: Thôn 3, Thôn 8, Thôn 9); chốt lúc 10 giờ 30 ngày 24/11/2025."
    )
    running = week.book("2025-11")
    assert "đến ngày 24/11/2025 (kỳ chưa kết thúc)" in book.scope(running)
    assert replace(running, now=NOW).until == date(2025, 11, 24)


def test_files_and_imports_are_the_same_on_every_database(store: Store) -> None:
    from storage import importing

    schema.upgrade(store)
    with store.write() as connection:
        desk = Desk(Tx(connection, NOW), PLAN)
        desk.say("thon-1", "2025-11-18", learners=20, words="mười\u00a0hai")
        desk.say("thon-2", "2025-11-17", last="2025-11-23", nil=True)
        village = desk.commune.by_key("thon-4")
        assert village is not None
        day = date(2025, 11, 19)
        row = importing.Figures(
            2,
            desk.commune.id,
            village.id,
            day,
            day,
            {"learners": 5},
            nil=False,
            note="ghi chú",
            words="tệp a.csv, dòng 2",
            source="import//x.1",
        )
        assert importing.clashes(desk.tx, [row]) == []
        assert importing.store(desk.tx, [row]) == (1, 0)
        assert importing.store(desk.tx, [row]) == (0, 1)
        other = replace(row, source="import//y.1", values={"learners": 6})
        assert [(clash.value, clash.imported) for clash in importing.clashes(desk.tx, [other])] == [(5, True)]
        templates.put(desk.tx, desk.commune.id, skeleton.default())
        assert templates.get(desk.tx, desk.commune.id) == skeleton.default()
        read = desk.book()
        assert read.totals == {"learners": 25}
        for report in FILES:
            assert report.make(read)
