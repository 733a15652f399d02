"""What a file shows of a unit's period, read once: totals with coverage, the year so far, statements, references."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from domain.frozen import frozen
from domain.periods import Period, local, parse_key
from reports import aims, closed, mapped, naming, quality, rollup
from reports.aims import Aim
from reports.mapped import Mapped
from reports.rollup import MISSING, NIL, REPORTED, Line, Rollup
from storage import extract, ledger, reference
from storage.communes import Commune, Unit, load
from storage.extract import Said
from storage.reference import Dated
from storage.tx import Tx
from vietnamese import words

LOWER, ABOVE = ("village", "team"), ("province", "country")


class ReportError(ValueError):
    """A file that cannot be made; the message says in Vietnamese why and what to ask for instead."""


@frozen
class Chapter:
    """One commune's part of a book."""

    commune: Commune
    found: Rollup  # of the period
    so_far: Rollup  # from the year's first day to the period's last
    entries: tuple[extract.Line, ...]
    notes: tuple[Said, ...]
    aims: tuple[Aim, ...]
    counts: dict[str, Dated]  # of the commune, by indicator
    denominators: dict[str, Dated]  # of the commune, by name
    members: dict[int, int]  # by unit id
    odd: tuple[str, ...]  # what is odd about its counts and denominators, a sentence each
    copy: tuple[str, ...]  # what was kept as reported of exactly this period, and what became of it, a sentence each
    mapped: Mapped | None  # by the map of now; None for one village's book


@frozen
class Row:
    """A village or team in a table: its key as in `sothon summary`, its name, its line, its year so far."""

    key: str
    name: str
    unit: Unit
    line: Line
    so_far: dict[str, int]
    heir: str = ""  # the unit in its place today, where it has merged


@frozen
class Book:
    """A unit's period, for one file or another. `chapters` holds one commune, or every commune of a province.

    `rows`: every unit expected, or that reported anyway, with the commune's name where there are several. `totals` of
    the period and `so_far` of the year, by indicator; `estimates`: totals that hold at least one. `keys`: the
    indicators to show, those asked for and those that anybody gave, in the catalogue's order.
    """

    unit: Unit
    period: Period
    now: datetime
    chapters: tuple[Chapter, ...]
    rows: tuple[Row, ...]
    totals: dict[str, int]
    so_far: dict[str, int]
    estimates: frozenset[str]
    keys: tuple[str, ...]

    @property
    def today(self) -> date:
        return local(self.now).date()

    @property
    def is_running(self) -> bool:
        return naming.is_running(self.period, self.today)

    @property
    def until(self) -> date:
        """The last day that figures can be of: the period's, or today while it runs."""
        return min(self.period.last, self.today)

    @property
    def is_above(self) -> bool:
        """Whether the unit holds communes: a province, the country."""
        return self.unit.kind in ABOVE

    @property
    def commune(self) -> Commune:
        """The commune of a book that has one; of a province's, any (for the catalogue's labels)."""
        return self.chapters[0].commune

    @property
    def villages(self) -> list[Row]:
        """The villages among the rows; in a village's or team's own book, that unit."""
        return [row for row in self.rows if row.unit.kind == "village" or self.unit.kind in LOWER]

    def status(self, status: str) -> list[Row]:
        """The villages with a status."""
        return [row for row in self.villages if row.line.status == status]


def _sum(parts: Iterable[dict[str, int]]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for part in parts:
        for key, value in part.items():
            totals[key] = totals.get(key, 0) + value
    return totals


def read(tx: Tx, unit: Unit, period: Period, now: datetime) -> Book:
    """The book of a unit for a period as seen at `now`: a handful of queries a commune.

    Raises ReportError where the unit holds no commune.
    """
    if unit.kind in LOWER:
        assert unit.commune_id is not None
        communes = [load(tx, unit.commune_id)]
    else:
        communes = [load(tx, commune_id) for commune_id in ledger.communes_below(tx, unit.id)]
    if not communes:
        raise ReportError(f"{unit.name} chưa có xã nào trong sổ.")
    only = [unit] if unit.kind in LOWER else None
    today = local(now).date()
    chapters = tuple(_chapter(tx, commune, period, only, today) for commune in communes)
    shown = {key for chapter in chapters for key in (*chapter.commune.on, *chapter.found.totals)}
    return Book(
        unit,
        period,
        now,
        chapters,
        tuple(row for chapter in chapters for row in _rows(chapter, unit.kind in ABOVE)),
        _sum(chapter.found.totals for chapter in chapters),
        _sum(chapter.so_far.totals for chapter in chapters),
        frozenset().union(*(chapter.found.estimates for chapter in chapters)),
        tuple(communes[0].in_order(shown)),
    )


def _rows(chapter: Chapter, above: bool) -> list[Row]:
    commune = chapter.commune
    year = {line.unit.id: line.values for line in chapter.so_far.lines}
    heirs = chapter.mapped.heirs if chapter.mapped else {}
    return [
        Row(
            f"{commune.key}/{line.unit.key}" if above else line.unit.key,
            f"{line.unit.name}, {commune.name}" if above else line.unit.name,
            line.unit,
            line,
            year.get(line.unit.id, {}),
            heirs.get(line.unit.id, ""),
        )
        for line in chapter.found.lines
    ]


def year_to(period: Period) -> Period:
    """From the first day of the year (the decree's, where the period has its cut-offs) to the period's last."""
    year = parse_key(str(period.last.year), decree=period.decree)
    return Period("range", f"{year.first}..{period.last}", min(year.first, period.last), period.last)


def _chapter(tx: Tx, commune: Commune, period: Period, only: Sequence[Unit] | None, today: date) -> Chapter:
    units = list(only or commune.units)
    ids = [unit.id for unit in units] + ([] if only else [commune.id])
    found, so_far = (rollup.of_commune(tx, commune, span) for span in (period, year_to(period)))
    by_now = None if only else mapped.of_commune(tx, commune, period, today, found)
    copied = () if only else tuple(closed.sentences(tx, commune, found))
    if only:
        found, so_far = found.only(only), so_far.only(only)
    lines = extract.lines(tx, ids, period.first, period.last)
    held = extract.count(tx, ids, period.first, period.last)
    if held != len(lines):  # a file must never be cut short in silence
        raise ReportError(f"Tệp có {len(lines)} dòng mà sổ có {held}; xin làm lại sau ít phút.")
    notes = [one for one in extract.notes_of(tx, commune.id, period.first, period.last) if one.unit_id in ids]
    denominators = reference.denominators_of(tx, [*ids, commune.id], period.last)
    members = {unit: one.value for (unit, name), one in denominators.items() if name == "members"}
    home = units[0].id if only else commune.id
    return Chapter(
        commune,
        found,
        so_far,
        tuple(lines),
        tuple(notes),
        () if only else tuple(aims.of_commune(tx, commune, period)),
        {key: one for (_, key), one in reference.counts_of(tx, [home], period.last).items()},
        {name: one for (unit, name), one in denominators.items() if unit == home},
        reference.members_of(tx, ids) | members,
        () if only else tuple(one.why for one in quality.of_reference(tx, commune, period.last)),
        copied,
        by_now,
    )


# ── sentences every file carries ──────────────────────────────────────────────────────────────────────────────────────


def scope(book: Book) -> str:
    """What a file's figures are of: Số liệu từ ngày 01/11/2025 đến ngày 30/11/2025; 9/10 thôn …; chốt lúc …"""
    first, last = words.full_day(book.period.first), words.full_day(book.until)
    days = f"từ ngày {first} đến ngày {last}" if first != last else f"ngày {first}"
    return f"Số liệu {days}{' (kỳ chưa kết thúc)' * book.is_running}; {covered(book)}; chốt lúc {moment(book.now)}."


def covered(book: Book) -> str:
    """9/10 thôn đã báo cáo (1 thôn không phát sinh; chưa báo cáo: Thôn 3)."""
    rows, nil = book.villages, book.status(NIL)
    missing = [row.name for row in book.status(MISSING)]
    what = "tổ" if rows and rows[0].unit.kind == "team" else "thôn"
    more = ([f"{len(nil)} {what} không phát sinh"] if nil else []) + (
        [f"chưa báo cáo: {listed(missing)}"] if missing else []
    )
    return f"{len(rows) - len(missing)}/{len(rows)} {what} đã báo cáo" + (f" ({'; '.join(more)})" if more else "")


def listed(names: Sequence[str], most: int = 15) -> str:
    """Names in a row, at most so many; the rest counted."""
    shown = ", ".join(names[:most])
    return f"{shown} và {len(names) - most} thôn nữa" if len(names) > most else shown


def moment(now: datetime) -> str:
    """10 giờ 30 ngày 24/11/2025, on a clock in Vietnam."""
    here = local(now)
    return f"{here.hour:02} giờ {here.minute:02} ngày {words.full_day(here.date())}"


def copies(book: Book) -> list[str]:
    """What was kept as reported (chốt) of this period, and what changed since: Đã chốt lúc …; từ đó …"""
    several = len(book.chapters) > 1
    return [f"{chapter.commune.name}: {one}" if several else one for chapter in book.chapters for one in chapter.copy]


def caveats(book: Book) -> list[str]:
    """What to look at before signing, a sentence each; none where everything is in order."""
    found = []
    missing = [row.name for row in book.status(MISSING)]
    if missing:
        found.append(f"Chưa có số của {len(missing)} thôn: {listed(missing)}; tổng chưa gồm các thôn này.")
    if book.is_running:
        found.append(f"Kỳ đến {words.full_day(book.period.last)} mới kết thúc; số có thể còn thay đổi.")
    gaps = [f"{row.name} ({row.line.lack})" for row in book.rows if row.line.lack]
    if gaps:
        found.append(f"Chưa báo đủ trong kỳ: {listed(gaps)}.")
    for chapter in book.chapters:
        found += _of_chapter(chapter)
    spans = [f"{row.name} {words.span(span.first, span.last)}" for row in book.rows for span in row.line.straddles]
    if spans:
        found.append(f"Số ghi cho nhiều ngày bắt đầu trước kỳ, tính trọn vào kỳ này: {listed(spans)}.")
    estimates = [book.commune.indicator(key).short for key in book.commune.in_order(book.estimates)]
    if estimates:
        found.append(f"Có số ước trong: {', '.join(estimates)}.")
    return found


def _of_chapter(chapter: Chapter) -> list[str]:
    commune, found = chapter.commune, []
    held = [line for line in chapter.entries if line.held]
    if held:
        sums = ", ".join(f"{words.number(one.value)} {commune.indicator(one.indicator).short}" for one in held[:5])
        found.append(f"Chưa tính {len(held)} số đang chờ rõ có trùng không: {sums}.")
    odd = quality.certificates(chapter.so_far.totals)
    return [*found, *([odd.why] if odd else []), *chapter.odd]


STATUS = {REPORTED: "đã báo", NIL: "không phát sinh", MISSING: "chưa báo"}
