"""What the numbers say: the roll-up, and REPORTS, the ways in which a commune can have it."""

from collections.abc import Callable
from datetime import datetime
from importlib import import_module

from domain.frozen import frozen
from domain.periods import Period
from reports import villages, weekly
from reports.book import Book
from storage.communes import Commune
from storage.tx import Tx


@frozen
class Report:
    """One way to see a commune's period. `key` names it in buttons and commands; `make` takes the transaction, the
    commune, the period and now, and returns a text that fits one chat message."""

    key: str
    title: str
    make: Callable[[Tx, Commune, Period, datetime], str]


REPORTS: tuple[Report, ...] = (
    Report("tuan", "Tổng hợp của xã", weekly.text),
    Report("thon", "Theo thôn", villages.by_village),
)


@frozen
class FileReport:
    """One way to have a period as a file. `key` is its extension and what `sothon export --format` takes; `names` are
    the words by which a chat asks for it, folded; its `module` (imported only when used: the libraries behind it take
    long to load) has `function(book, template) -> bytes`."""

    key: str
    title: str
    button: str
    names: tuple[str, ...]
    module: str
    function: str

    def make(self, book: Book, template: bytes | None = None) -> bytes:
        """The file's bytes. Raises ReportError where this unit or period has no such file."""
        maker: Callable[[Book, bytes | None], bytes] = getattr(import_module(self.module), self.function)
        return maker(book, template)


FILES: tuple[FileReport, ...] = (
    FileReport("png", "Biểu đồ", "Biểu đồ", ("bieu do", "anh", "hinh", "png"), "reports.chart", "make"),
    FileReport("xlsx", "Bảng Excel", "Excel", ("excel", "exel", "xlsx", "xls"), "reports.sheet", "make"),
    FileReport("docx", "Báo cáo Word (bản nháp)", "Word", ("word", "docx", "doc"), "reports.official", "make"),
    FileReport("csv", "Bảng CSV", "CSV", ("csv",), "reports.plain", "as_csv"),
    FileReport("json", "Tệp JSON", "JSON", ("json",), "reports.plain", "to_json"),
)
BY_KEY = {report.key: report for report in FILES}


def file_name(unit_key: str, period: Period, report: FileReport) -> str:
    """How a file is called: ba-dong-2025-11.xlsx; a draft to be signed says so."""
    span = period.key.replace("..", "-den-")
    draft = "-du-thao" if report.key == "docx" else ""
    return f"{unit_key}-{span}{'-nd09' if period.decree else ''}{draft}.{report.key}"
