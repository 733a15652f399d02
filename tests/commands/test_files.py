"""`sothon export`, `sothon template`, `sothon import`: what they write and refuse, and that twice adds nothing."""

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from storage import audit, oddities
from storage.tables import entries, entry_values, notes, units
from tests.commands.desk import Desk
from tests.commands.test_summary import enter

WEEK = "2025-W47"


def put(desk: Desk, text: str, name: str = "cu.csv", encoding: str = "utf-8") -> Path:
    path = desk.folder / name
    path.write_bytes(text.encode(encoding))
    return path


def stored(desk: Desk) -> list[tuple[str, date, date, dict[str, int]]]:
    """Live entries: unit, days, values."""
    with desk.tx() as tx:
        found: dict[int, tuple[str, date, date, dict[str, int]]] = {}
        for row in tx.all(
            select(
                entries.c.id,
                units.c.key,
                entries.c.first,
                entries.c.last,
                entry_values.c.indicator,
                entry_values.c.value,
            )
            .join_from(entries, units, units.c.id == entries.c.unit_id)
            .outerjoin(entry_values, entry_values.c.entry_id == entries.c.id)
            .where(entries.c.state == "live")
            .order_by(entries.c.id)
        ):
            one = found.setdefault(row.id, (row.key, row.first, row.last, {}))
            if row.indicator:
                one[3][row.indicator] = row.value
        return list(found.values())


def total(desk: Desk, period: str) -> dict[str, int]:
    words = ("summary", "--unit", "ba-dong", "--period", period, "--json")
    found: dict[str, int] = json.loads(desk.good(*words).out)["totals"]
    return found


# ── export ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", ["xlsx", "docx", "png", "csv", "json"])
def test_every_format_is_written_whole_and_says_its_coverage(desk: Desk, form: str) -> None:
    desk.commune()
    enter(desk, "tan-long", date(2025, 11, 20), {"learners": 12})
    path = desk.folder / f"out.{form}"
    result = desk.good("export", "--unit", "ba-dong", "--period", WEEK, "--format", form, "-o", path)
    starts = {"docx": b"PK", "xlsx": b"PK", "png": b"\x89PNG", "csv": b"unit,", "json": b"{"}
    assert path.read_bytes().startswith(starts[form])
    assert "1/3 thôn đã báo cáo" in result.out
    assert "Thôn Bắc Lân, Thôn 3" in result.out
    assert [other.name for other in desk.folder.glob("*part*")] == []


def test_a_village_a_province_and_the_decrees_days(desk: Desk) -> None:
    desk.commune()
    enter(desk, "tan-long", date(2025, 10, 20), {"learners": 12})
    words = ("export", "--period", "2025-11", "--format", "csv", "-o", "-", "--decree09", "--unit")
    for unit, key in (("tan-long", "tan-long"), ("quang-ngai", "ba-dong/tan-long")):
        [row] = [row for row in csv.DictReader(io.StringIO(desk.good(*words, unit).out)) if row["unit"] == key]
        assert (row["learners"], row["from"], row["to"]) == ("12", "2025-10-15", "2025-11-14")


def test_what_cannot_be_exported_is_said(desk: Desk) -> None:
    desk.commune()
    for words, said in (
        (("--unit", "tan-long", "--period", WEEK, "--format", "docx", "-o", "a.docx"), "của xã"),
        (("--unit", "tan-lon", "--period", WEEK, "--format", "csv", "-o", "a.csv"), "tan-long"),
        (("--unit", "ba-dong", "--period", "2025-W99", "--format", "csv", "-o", "a.csv"), "2025-W99"),
        (("--unit", "ba-dong", "--period", WEEK, "--format", "csv", "-o", "no/a.csv"), "không có tệp này"),
        (("--unit", "vn", "--period", WEEK, "--format", "docx", "-o", "a.docx"), "của xã"),
    ):
        result = desk.run("export", *words)
        assert (result.code, result.out) == (1, "")
        assert said in result.err
    assert desk.run("export", "--unit", "a", "--period", WEEK, "--format", "pdf", "-o", "x").code == 2


# ── template ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_communes_own_template_is_used_from_then_on(desk: Desk) -> None:
    from docx import Document

    desk.commune()
    enter(desk, "tan-long", date(2025, 11, 20), {"learners": 12})
    mau = desk.folder / "mau.docx"
    shown = desk.good("template", "show", mau, "--unit", "ba-dong")
    assert "doan_tap_huan" in shown.out
    document = Document(str(mau))
    document.paragraphs[0].insert_paragraph_before("Mẫu riêng: {{learners}}")
    document.save(str(mau))
    desk.good("template", "set", mau, "--unit", "ba-dong")
    out = desk.folder / "a.docx"
    desk.good("export", "--unit", "ba-dong", "--period", WEEK, "--format", "docx", "-o", out)
    assert any(p.text == "Mẫu riêng: 12" for p in Document(str(out)).paragraphs)

    document.paragraphs[0].insert_paragraph_before("{{la_lung}}")
    document.save(str(mau))
    result = desk.run("template", "set", mau, "--unit", "ba-dong")
    assert result.code == 1
    assert "{{la_lung}}" in result.err
    desk.good("template", "drop", "--unit", "ba-dong")
    desk.good("export", "--unit", "ba-dong", "--period", WEEK, "--format", "docx", "-o", out)
    assert not any("Mẫu riêng" in p.text for p in Document(str(out)).paragraphs)
    assert desk.run("template", "set", put(desk, "chữ", "mau.txt"), "--unit", "ba-dong").code == 1
    assert desk.run("template", "set", "--unit", "ba-dong").code == 1
    assert desk.run("template", "drop", "--unit", "tan-long").code == 1


# ── import ────────────────────────────────────────────────────────────────────────────────────────────────────────────

GOOD = """unit,date,learners,Cài, kích hoạt VNeID,note
tan-long,2024-03-04,12,5,
Thôn Bắc Lân,05/03/2024,1.045,,mạng yếu
ba-dong/thon-3,2024-03,30,0,khó khăn: đường xa
to-xa,2024-W10,7,,
tan-long,2024-03-11,không,,
tan-long,2024-03-04,12,5,
""".replace("Cài, kích hoạt VNeID", '"Cài, kích hoạt VNeID"')


def test_old_figures_come_in_once_however_often_the_file_does(desk: Desk) -> None:
    desk.commune()
    path = put(desk, GOOD)
    tried = desk.good("import", path, "--dry-run")
    assert "sẽ ghi 6 dòng" in tried.out
    odd = "⚠️ dòng 3, thôn Bắc Lân: 1.045 học viên. Thôn chỉ có 510 người lớn."
    assert odd in tried.out, "before anything is written"
    assert stored(desk) == []
    told_odd = desk.good("import", path).out
    assert "đã ghi 6 dòng" in told_odd
    assert odd in told_odd
    assert "1 số lạ: cán bộ xã nhắn “số lạ”" in told_odd
    first = stored(desk)
    assert first == [
        ("tan-long", date(2024, 3, 4), date(2024, 3, 4), {"learners": 12, "vneid": 5}),
        ("bac-lan", date(2024, 3, 5), date(2024, 3, 5), {"learners": 1045}),
        ("thon-3", date(2024, 3, 1), date(2024, 3, 31), {"learners": 30, "vneid": 0}),
        ("to-xa", date(2024, 3, 4), date(2024, 3, 10), {"learners": 7}),
        ("tan-long", date(2024, 3, 11), date(2024, 3, 11), {}),
        ("tan-long", date(2024, 3, 4), date(2024, 3, 4), {"learners": 12, "vneid": 5}),  # a second class, same numbers
    ]
    assert total(desk, "2024-03") == {"learners": 1106, "vneid": 10}
    again = desk.good("import", path)
    assert "đã ghi 0 dòng; 6 dòng đã có từ trước" in again.out
    assert "số lạ" not in again.out
    with desk.tx() as tx:
        [(one, entry)] = oddities.pending(tx, tx.scalar(select(units.c.id).where(units.c.key == "ba-dong")))
    assert (one.rule, one.value, entry.source, one.person_id) == ("DQ-UNIT", 1045, one.source, None)
    moved = put(desk, GOOD.replace("unit,date", "unit;date").replace("\n", "\n"), "khac.csv")
    moved.write_text(GOOD, encoding="utf-8-sig")
    assert "6 dòng đã có từ trước" in desk.good("import", moved).out, "the same rows under another name"
    assert stored(desk) == first
    with desk.tx() as tx:
        found = {row.text: row.kind for row in tx.all(select(notes.c.text, notes.c.kind))}
        commune = tx.scalar(select(units.c.id).where(units.c.key == "ba-dong"))
        told = audit.since(tx, commune, datetime(2020, 1, 1, tzinfo=UTC))
    assert found == {"mạng yếu": "note", "khó khăn: đường xa": "difficulty"}
    assert [(row.action, row.about["rows"]) for row in told] == [("import", 6)]


def test_imported_weeks_are_neither_late_nor_said_by_somebody(desk: Desk) -> None:
    desk.commune()
    desk.good("import", put(desk, GOOD))
    found = json.loads(
        desk.good("export", "--unit", "ba-dong", "--period", "2024-03", "--format", "json", "-o", "-").out
    )
    assert {(one["channel"], one["by"]) for one in found["entries"]} == {("import", None)}
    assert found["entries"][0]["words"].startswith("tệp cu.csv, dòng ")


BAD = """Đơn vị;Ngày;learners;sessions
tan-long;2024-03-04;12;1
tan-lon;2024-03-04;12;1
tan-long;2030-01-01;12;1
tan-long;2024-02-30;12;1
tan-long;2024-03-05;12.5;1
tan-long;2024-03-06;-3;1
tan-long;2024-03-07;mười;1
tan-long;2024-03-08;;
ba-dong;2024-03-09;12;1
tan-long;;12;1
;2024-03-10;12;1
tan-long;2020-01-01..2024-01-01;5;
tan-long;2024-03-12;99999999999;1
"""


def test_every_bad_row_is_named_and_nothing_is_written(desk: Desk) -> None:
    desk.commune()
    path = put(desk, BAD)
    result = desk.run("import", path)
    assert result.code == 1
    assert "12 dòng chưa dùng được nên chưa ghi gì" in result.err
    told = dict(line.removeprefix("dòng ").split(": ", 1) for line in result.lines)
    assert list(told) == [str(line) for line in range(3, 15)]
    for line, said in (("3", "tan-long"), ("4", "01/01/2030"), ("5", "2024-02-30"), ("6", "số nguyên"), ("7", "-3"),
                       ("8", "mười"), ("9", "không có số nào"), ("10", "không cộng vào"), ("11", "thiếu ngày"),
                       ("12", "thiếu đơn vị"), ("13", "một năm"), ("14", "10.000.000")):  # fmt: skip
        assert said in told[line], (line, told[line])
    assert stored(desk) == []
    assert "đã ghi 1 dòng; bỏ qua 12 dòng" in desk.good("import", path, "--skip-bad").out
    assert [row[3] for row in stored(desk)] == [{"learners": 12, "sessions": 1}]


def test_what_people_reported_is_not_counted_a_second_time(desk: Desk) -> None:
    desk.commune()
    enter(desk, "tan-long", date(2025, 11, 20), {"learners": 12})
    path = put(desk, "unit,date,learners,vneid\ntan-long,2025-11-20,12,\nbac-lan,2025-11-20,3,\ntan-long,2025-11,64,\n")
    result = desk.run("import", path)
    assert result.code == 1
    assert "dòng 2: sổ đã có 12 học viên của thôn Tân Long ngày 20/11/2025" in result.out
    assert "dòng 4: " in result.out
    other = put(desk, "unit,date,vneid\ntan-long,2025-11-20,5\n")
    desk.good("import", other)  # another indicator of the same day adds
    changed = put(desk, "unit,date,vneid\ntan-long,2025-11-20,6\n")
    result = desk.run("import", changed)
    assert result.code == 1
    assert "từ một tệp nhập trước" in result.out
    assert total(desk, "2025-11") == {"learners": 12, "vneid": 5}


def test_a_workbook_as_excel_keeps_it(desk: Desk) -> None:
    import xlsxwriter

    desk.commune()
    path = desk.folder / "cu.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("2024")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for place, head in enumerate(("Thôn", "Ngày", "Học viên được tập huấn (lượt người)", "hv mới nhất", "Ghi chú")):
        sheet.write_string(0, place, head if place != 3 else "VNeID")
    sheet.write_string(2, 0, "Tân Long")  # a blank line between
    sheet.write_datetime(2, 1, date(2024, 5, 6), day)
    sheet.write_number(2, 2, 1045)
    sheet.write_string(2, 3, "1.045")
    sheet.write_string(2, 4, "gọi 0905123456")
    sheet.write_string(3, 0, "Bắc Lân")
    sheet.write_datetime(3, 1, date(2024, 5, 6), day)
    sheet.write_number(3, 2, 12.5)
    book.close()
    result = desk.run("import", path)
    assert result.code == 1
    assert result.out == "dòng 4: “12.5” ở cột Học viên được tập huấn là số lẻ; người và buổi phải là số nguyên.\n"
    desk.good("import", path, "--skip-bad")
    assert stored(desk) == [("tan-long", date(2024, 5, 6), date(2024, 5, 6), {"learners": 1045, "vneid": 1045})]
    with desk.tx() as tx:
        assert tx.scalar(select(notes.c.text)) == "gọi [số]", "a phone number is not kept"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("unit,learners\n", "thiếu cột date"),
        ("date,learners\n", "thiếu cột unit"),
        ("unit,date,note\n", "không có cột chỉ số"),
        ("unit,date,abc\n", "không hiểu cột “abc”"),
        ("unit,date,learners,hv\n", "hai cột cùng là “learners”"),
        ("unit,date,learners\n", "chưa có số liệu"),
        ("", "không có dòng nào"),
    ],
)
def test_a_file_of_another_kind_is_refused(desk: Desk, text: str, said: str) -> None:
    desk.commune()
    result = desk.run("import", put(desk, text))
    assert (result.code, result.out) == (1, "")
    assert said in result.err


def test_letters_of_another_code_page_and_damaged_workbooks_are_refused(desk: Desk) -> None:
    desk.commune()
    assert "CSV UTF-8" in desk.run("import", put(desk, "unit,ngày,learners\n", encoding="latin-1")).err
    assert "Excel" in desk.run("import", put(desk, "PK nonsense", "a.xlsx")).err
    assert desk.good("import", put(desk, GOOD, encoding="utf-16")).code == 0
    with desk.tx() as tx:
        assert tx.scalar(select(func.count()).select_from(entries)) == 6
    assert "không có tệp này" in desk.run("import", "khong-co.csv").err


def test_at_the_terminal_the_file_is_written_where_one_works(desk: Desk) -> None:
    desk.commune()
    result = desk.run("chat", "--as", "Nguyễn Thị Hoa", stdin="chào\n1\nxuất csv tuần này\n")
    [path] = desk.folder.glob("ba-dong-*.csv")
    assert path.read_bytes().startswith(b"unit,name,status")
    assert f"📎 {path.name}" in result.out
    assert f"đã ghi tệp {path.name}" in result.err


def test_the_published_figures_from_the_file_to_the_report(desk: Desk) -> None:
    """Entries that amount to the published 779 certificates, a count of 809 adults: the paragraph a commune printed."""
    from docx import Document

    setup_file = (
        """
[commune]
key = "ba-dong"
name = "Xã Ba Động"
adults = 4837
indicators = ["learners", "certificates"]
"""
        + "".join(f'[[village]]\nkey = "thon-{n}"\nname = "Thôn {n}"\n' for n in range(1, 11))
        + """
[[target]]
unit = "ba-dong"
indicator = "certificates"
period = "2025"
value = 1045
[[count]]
unit = "ba-dong"
indicator = "learners"
date = 2025-11-22
value = 809
"""
    )
    desk.good("setup", desk.toml(setup_file))
    rows = [f"thon-{n},2025-{n:02}-15,{98 + (n == 1)},{77 + 9 * (n == 10)}" for n in range(1, 11)]
    desk.good("import", put(desk, "unit,date,learners,certificates\n" + "\n".join(rows) + "\n"))
    assert total(desk, "2025") == {"learners": 981, "certificates": 779}
    out = desk.folder / "bao-cao.docx"
    for period in ("2025", "2025-11", "2025-07-01..2025-11-22"):
        desk.good("export", "--unit", "ba-dong", "--period", period, "--format", "docx", "-o", out)
        text = "\n".join(p.text for p in Document(str(out)).paragraphs)
        assert "779/1.045 đạt 74,5% chỉ tiêu năm 2025" in text
        assert "809/4.837 đạt 16,73%" in text
        assert "16,72" not in text
