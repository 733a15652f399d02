"""Old figures read from a CSV or XLSX file: its columns recognised, every row checked, each mistake with its line."""

import csv
import hashlib
import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from domain.frozen import frozen
from domain.periods import Period, PeriodError, day_of, parse_key
from storage.communes import Commune, Unit
from storage.importing import Figures
from vietnamese.fold import fold
from vietnamese.redact import redact
from vietnamese.words import full_day

MOST_BYTES, MOST_ROWS = 50 << 20, 200_000
LONGEST = 366  # days one row may speak for
HIGHEST = 10_000_000  # above any count of a commune
UNIT, DATE, NOTE = ("unit", "don vi", "thon", "ten thon"), ("date", "ngay", "ky", "thoi gian"), ("note", "ghi chu")
NIL = ("nil", "khong", "khong co", "khong phat sinh", "khong co hoat dong", "kps")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_MONTH = re.compile(r"(?:thang )?(\d{1,2})[/.-](\d{4})")
_GROUPED = re.compile(r"\d{1,3}(?:[.,  ]\d{3})+|\d+")


class FileError(ValueError):
    """A file that cannot be read as figures at all; the message says in Vietnamese why and what to do."""


@frozen
class Bad:
    """A row that cannot be taken, by its line in the file, and why."""

    line: int
    why: str


@frozen
class Sheet:
    """A file's rows: good ones as figures, bad ones with their reason."""

    good: tuple[Figures, ...]
    bad: tuple[Bad, ...]


Find = Callable[[str], tuple[Commune, Unit]]  # a unit by key or name; raises FileError


def read(path: Path, find: Find, catalogue: Iterable[tuple[str, str]], today: date) -> Sheet:
    """Read a file against the ledger's units and the catalogue's (spelling, key) pairs. Raises FileError."""
    rows = cells(path)
    head_line, head = next(((line, row) for line, row in rows if any(str(cell).strip() for cell in row)), (0, ()))
    if not head:
        raise FileError(f"{path.name} không có dòng nào.")
    columns = _columns(path.name, head, catalogue)
    good: list[Figures] = []
    bad: list[Bad] = []
    seen: dict[str, int] = {}
    for line, row in rows:
        if line <= head_line or not any(str(cell).strip() for cell in row if cell is not None):
            continue
        try:
            good.append(_row(path.name, line, row, columns, find, today, seen))
        except (FileError, PeriodError) as error:
            bad.append(Bad(line, str(error)))
    if not good and not bad:
        raise FileError(f"{path.name} chỉ có dòng tiêu đề, chưa có số liệu.")
    return Sheet(tuple(good), tuple(bad))


# ── the file's cells ──────────────────────────────────────────────────────────────────────────────────────────────────


def cells(path: Path) -> list[tuple[int, Sequence[Any]]]:
    """The rows of a file with their line numbers, from 1. Raises FileError, OSError."""
    if path.stat().st_size > MOST_BYTES:
        raise FileError(f"{path.name} lớn quá 50 MB; xin tách thành nhiều tệp.")
    data = path.read_bytes()
    rows = _workbook(path.name, data) if data[:2] == b"PK" or path.suffix.lower() == ".xlsx" else _csv(path.name, data)
    if len(rows) > MOST_ROWS:
        raise FileError(f"{path.name} có hơn {MOST_ROWS:,} dòng; xin tách thành nhiều tệp.".replace(",", "."))
    return list(enumerate(rows, 1))


def _workbook(name: str, data: bytes) -> list[Sequence[Any]]:
    """The first sheet that holds anything."""
    import python_calamine

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet_name in book.sheet_names:
            sheet = book.get_sheet_by_name(sheet_name)
            rows = sheet.to_python(skip_empty_area=False)
            if rows:
                return list(rows)
    except python_calamine.CalamineError:
        raise FileError(f"{name} không phải tệp Excel (.xlsx), hoặc đã hỏng.") from None
    return []


def _csv(name: str, data: bytes) -> list[Sequence[Any]]:
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise FileError(f"{name} không phải chữ UTF-8; trong Excel xin lưu lại với kiểu “CSV UTF-8”.") from None
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise FileError(f"{name} viết chưa đúng dạng CSV: {error}.") from None


# ── what the cells say ────────────────────────────────────────────────────────────────────────────────────────────────


def _columns(name: str, head: Sequence[Any], catalogue: Iterable[tuple[str, str]]) -> dict[int, str]:
    """What each column holds: unit, date, note, or an indicator's key."""
    known = {_plain(spelling): key for spelling, key in catalogue}
    known |= dict.fromkeys(UNIT, "unit") | dict.fromkeys(DATE, "date") | dict.fromkeys(NOTE, "note")
    found: dict[int, str] = {}
    for place, cell in enumerate(head):
        title = _plain(str(cell or ""))
        if not title:
            continue
        key = known.get(title) or known.get(title.partition("(")[0].strip())
        if key is None:
            raise FileError(
                f"{name}: không hiểu cột “{cell}”. Các cột cần có: unit, date, rồi khóa hoặc tên chỉ số "
                "(learners, vneid, sessions, …), cuối cùng note nếu có."
            )
        if key in found.values():
            raise FileError(f"{name}: hai cột cùng là “{key}”.")
        found[place] = key
    for wanted, named in (("unit", "unit (đơn vị)"), ("date", "date (ngày)")):
        if wanted not in found.values():
            raise FileError(f"{name}: thiếu cột {named}.")
    if not set(found.values()) - {"unit", "date", "note"}:
        raise FileError(f"{name}: không có cột chỉ số nào (learners, vneid, sessions, …).")
    return found


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("_", " ").split())


def _row(
    name: str, line: int, row: Sequence[Any], columns: Mapping[int, str], find: Find, today: date, seen: dict[str, int]
) -> Figures:
    said = {key: row[place] for place, key in columns.items() if place < len(row)}
    commune, unit = find(_text(said.pop("unit", "")))
    period = days(said.pop("date", ""))
    if period.last > today:
        raise FileError(f"ngày {full_day(period.last)} chưa tới.")
    if period.days > LONGEST:
        raise FileError(f"kỳ {period.key} dài quá một năm.")
    if (unit.valid_from and period.last < unit.valid_from) or (unit.valid_to and period.first > unit.valid_to):
        raise FileError(f"{unit.name} chưa có hoặc không còn vào ngày {full_day(period.last)}.")
    note = redact(_text(said.pop("note", "")))
    values: dict[str, int] = {}
    nil = False
    for key, cell in said.items():
        if fold(_text(cell)).strip() in NIL:
            nil = True
        elif (value := figure(cell, commune.indicator(key).label)) is not None:
            values[key] = value
    if not values and not nil:
        raise FileError("không có số nào (để trống là chưa báo; không có gì thì ghi “không”).")
    parts = [str(unit.id), str(period.first), str(period.last), note, *(f"{k}={values[k]}" for k in sorted(values))]
    digest = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    seen[digest] = seen.get(digest, 0) + 1  # two equal rows of one file are two classes; the same file again is not
    words = f"tệp {name}, dòng {line}"
    return Figures(
        line, commune.id, unit.id, period.first, period.last, values, not values, note, words,
        f"import//{digest}.{seen[digest]}",
    )  # fmt: skip


def _text(cell: object) -> str:
    return "" if cell is None else str(cell).strip()


def days(cell: object) -> Period:
    """The day (or week, month, span) of a row. Raises FileError, PeriodError."""
    if isinstance(cell, datetime):
        return day_of(cell.date())
    if isinstance(cell, date):
        return day_of(cell)
    text = fold(_text(cell)).strip()
    if not text:
        raise FileError("thiếu ngày.")
    try:
        if match := _DAY.fullmatch(text):
            return day_of(date(int(match[3]), int(match[2]), int(match[1])))
        if match := _MONTH.fullmatch(text):
            return parse_key(f"{match[2]}-{int(match[1]):02}")
    except ValueError as error:
        if isinstance(error, PeriodError):
            raise
        raise FileError(f"không có ngày “{cell}”.") from None
    return parse_key(text.upper() if not text[:1].isalpha() else _text(cell))


def figure(cell: object, label: str) -> int | None:
    """A cell's whole number, 0 included; None where it is blank. Raises FileError."""
    if isinstance(cell, bool):
        raise FileError(f"“{cell}” ở cột {label} không phải số.")
    if isinstance(cell, float):
        if not cell.is_integer():
            raise FileError(f"“{cell}” ở cột {label} là số lẻ; người và buổi phải là số nguyên.")
        cell = int(cell)
    if not isinstance(cell, int):
        text = _text(cell)
        if not text:
            return None
        if not _GROUPED.fullmatch(text):
            raise FileError(f"“{text[:40]}” ở cột {label} không phải số nguyên từ 0 trở lên.")
        cell = int(re.sub(r"\D", "", text))
    if not 0 <= cell <= HIGHEST:
        raise FileError(f"“{cell}” ở cột {label} không phải số từ 0 đến {HIGHEST:,}.".replace(",", "."))
    return cell
