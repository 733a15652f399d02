"""The officer's week in a chat: a commune's totals with their coverage, in one message."""

from datetime import date, datetime, timedelta

from domain.messages import Choice
from domain.periods import Period, at, local, parse_key
from reports import closed, difficulties, figures, naming, quality, ranking, rollup
from reports.rollup import MISSING, NIL, REPORTED, Rollup
from reports.room import ROOM, clip, column, row, size
from storage import ledger, messages, people
from storage.communes import Commune
from storage.tx import Tx
from vietnamese import words
from vietnamese.redact import redact

ODD = 2  # odd totals that are said; “số lạ” shows the rest
SHOWN = 3  # sentences nobody understood that are quoted; the rest are counted


def text(tx: Tx, commune: Commune, period: Period, now: datetime) -> str:
    """The summary of a commune for any period, at most ROOM UTF-16 units, as seen at `now`. It asks nothing."""
    today = local(now).date()
    found = rollup.of_commune(tx, commune, period)
    before = figures.previous(tx, commune, period)
    aims = figures.aims(tx, commune, period, today)
    end = ask_next(period, today)
    for names, compared in ((420, before), (200, {})):
        body = [f"📊 {commune.name}, {naming.heading(period)}", *coverage(commune, found, today, names)]
        body += figures.lines(commune, found, today, compared, aims)
        body += closed.line(tx, commune, found)
        body += _held(tx, commune, period)
        if size("\n".join(body)) + size(end) + 1 <= ROOM:
            break
    body = column(body, ROOM - size(end) - 1, "dòng")
    odd = quality.of_period(tx, commune, found, before, today)
    more: list[str] = [f"⚠️ {one.why}" for one in odd[:ODD]]
    more += (
        *ranking.line(tx, commune, found),
        *difficulties.beside(tx, commune, period),
        *_unread(tx, commune, period),
    )
    for line in more:
        if size("\n".join([*body, line, end])) <= ROOM:
            body.append(line)
    return "\n".join([*body, end])


def buttons(period: Period) -> tuple[Choice, ...]:
    """What stands under a summary; each button carries the period it was printed with."""
    code = naming.code(period)
    return (Choice(f"thon:{code}", "Theo thôn"), Choice(f"thieu:{code}", "Ai chưa báo"), *files(period))


def files(period: Period) -> tuple[Choice, ...]:
    """The period as a picture, a workbook, the draft of the report."""
    code = naming.code(period)
    return (Choice(f"png:{code}", "Biểu đồ"), Choice(f"xlsx:{code}", "Excel"), Choice(f"docx:{code}", "Word"))


def ask_next(period: Period, today: date) -> str:
    """What can be asked next, only what is answered; beside a calendar period its twin with the decree's cut-offs."""
    more = ["theo thôn", "ai chưa báo", "biểu đồ", "excel", "word"]
    if period.kind == "week" and naming.is_running(period, today):
        more.append("tuần trước")
    if period.kind in naming.CUT_OFFS and not period.decree:
        official = parse_key(period.key, decree=True)
        days = words.span(official.first, official.last)
        more.append(f"{naming.heading(period).partition(' (')[0]} nđ09 ({days})")
    return "Nhắn: " + " · ".join(more)


def coverage(commune: Commune, found: Rollup, today: date, room: int = 420) -> list[str]:
    """Who the totals are of: Đã báo 7/10 thôn (1 không có hoạt động); chưa báo: Thôn 3, Thôn 8, Thôn 9."""
    villages = [line for line in found.lines if line.unit.kind == "village"]
    missing = [line.unit.name for line in villages if line.status == MISSING]
    nil = sum(line.status == NIL for line in villages)
    said = len(villages) - len(missing)
    so_far = "Đến nay đã báo" if naming.is_running(found.period, today) else "Đã báo"
    if not villages:
        head = "Kỳ này không có thôn nào phải báo"
    elif not said:
        head = f"Chưa thôn nào trong {len(villages)} thôn {'có số' if found.period.kind == 'day' else 'báo'}"
        missing = []
    elif found.period.kind == "day":  # no village owes a day: who is not in it is not missing
        head, missing = f"Có số của {said}/{len(villages)} thôn", []
    else:
        enough = "" if missing or said < len(villages) else "đủ "
        head = f"{so_far} {enough}{said}/{len(villages)} thôn"
        head += f" ({nil} không có hoạt động)" if nil else ""
    result = [f"{head}; chưa báo: {row(missing, room)}." if missing else f"{head}."]
    late = [line.unit.name for line in villages if line.late]
    if late:
        result.append(f"Báo sau hạn: {row(late, room // 2)}.")
    team = [line.unit.name for line in found.lines if line.unit.kind != "village" and line.status == REPORTED]
    if team:
        result.append(f"Tính cả số của {row(team, room // 2, 'tổ')}.")
    return [*result, *_gaps(commune, found, room // 2), *_straddles(found, room // 2)]


def _gaps(commune: Commune, found: Rollup, room: int) -> list[str]:
    """Villages that reported but have weeks (or months, where these are owed) without a word."""
    short = [f"{line.unit.name} ({line.lack})" for line in found.lines if line.lack]
    return [f"Còn {'tuần' if commune.cycle.kind == 'week' else 'tháng'} chưa báo: {row(short, room)}."] if short else []


def _straddles(found: Rollup, room: int) -> list[str]:
    """Spans that begin before the period and are counted in it whole."""
    spans = [
        f"{words.village(line.unit.name)} {words.span(span.first, span.last)}"
        for line in found.lines
        for span in line.straddles
    ]
    return [f"Số ghi cho nhiều ngày, tính trọn vào kỳ này: {row(spans, room, 'số')}."] if spans else []


def _held(tx: Tx, commune: Commune, period: Period) -> list[str]:
    """Figures that wait for somebody to say whether they are counted twice."""
    names = {unit.id: words.village(unit.name) for unit in commune.units}
    waiting = [
        f"{names[row.unit_id]} {words.number(row.value)} {commune.indicator(row.indicator).short}"
        for row in ledger.held(tx, commune.id, period.first, period.last)
        if row.unit_id in names
    ]
    return [f"Chưa tính, chờ rõ có trùng không: {row(waiting, 200, 'số')}."] if waiting else []


def _unread(tx: Tx, commune: Commune, period: Period) -> list[str]:
    """Sentences nobody understood in a period of at most a week, the newest quoted."""
    if period.days > 7:
        return []
    end = at(period.last + timedelta(days=1), 0)
    rows = [one for one in messages.unread(tx, commune.id, at(period.first, 0), 50) if one.taken_at < end]
    if not rows:
        return []
    who = people.names(tx, [one.person_id for one in rows[:SHOWN] if one.person_id])
    quoted = [f"- {who.get(one.person_id, 'một người')}: “{clip(redact(one.text), 70)}”" for one in rows[:SHOWN]]
    more = f" ({SHOWN} tin mới nhất)" if len(rows) > SHOWN else ""
    return [f"Em chưa hiểu {len(rows)} tin{more}:\n" + "\n".join(quoted)]
