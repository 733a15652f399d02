"""Files asked for in a chat: “xuất word tháng 11”, “excel”, “biểu đồ”. The turn names the file; it is made later."""

import re

from domain.frozen import frozen
from domain.messages import File, Wanted
from domain.periods import Period, PeriodError
from handlers import spoken
from handlers.dialogue import plain
from handlers.turn import Action, Example, Handler, Reply, Turn
from reports import BY_KEY, FILES, FileReport, file_name, naming, rollup, weekly
from storage.communes import Unit
from vietnamese import words

_ALL = sorted(((name, report.key) for report in FILES for name in report.names), key=lambda one: -len(one[0]))
_NAMES = re.compile(r"(?<!\S)(?:" + "|".join(name for name, _ in _ALL) + r")(?!\S)")
_VERB = re.compile(r"(?<!\S)(?:xuat|in|tai|export|ket xuat)(?!\S)")
_FILLERS = re.compile(
    r"(?<!\S)(?:xuat|in|tai|export|ket|ra|ve|file|tep|bang|ban|bao|cao|bc|so|lieu|cho|em|toi|minh|xin|gui|lam|giup|cua|"
    r"ca|toan|xa|tinh|ky|theo|thon|phu|luc|tong|hop|duoi|dang|va|mot|cai|lay|xem|ve|anh|chi|nhap|nhe|voi|di|kieu)(?!\S)"
)
REFUSED = "Tệp báo cáo do cán bộ xã xuất ạ. Anh/chị nhắn “xem” để xem số của thôn mình."


@frozen
class Ask:
    """What was asked for: a file (None: none named), of which period and place (None: the commune)."""

    report: str | None
    period: Period | None
    unit: Unit | None


def _recognise(turn: Turn) -> Ask | None:
    if not turn.memberships or (not _above(turn) and turn.reading.figures):
        return None
    said = plain(turn.text).removeprefix("/")
    named, verb = _NAMES.search(said), _VERB.search(said)
    if named is None and verb is None:
        return None
    # “anh” is both a picture and a way to speak to somebody: alone it is the picture, elsewhere only beside “xuất”.
    report = dict(_ALL)[named[0]] if named else None
    if named and named[0] in ("anh", "hinh", "doc") and said != named[0] and verb is None:
        return None
    rest = f"{said[: named.start()]} {said[named.end() :]}" if named else said
    unit = None
    if not _above(turn):
        unit, rest = spoken.take_unit(turn, rest)
    period, rest = spoken.named_period(turn, rest)
    if _FILLERS.sub("", rest).strip():
        return None
    if report is None and verb and verb[0] in ("in", "tai"):  # both are small words of other sentences
        return None
    return Ask(report, period, unit)


def _above(turn: Turn) -> bool:
    """Whether the person looks after communes, and belongs to none."""
    return all(m.commune_id is None for m in turn.memberships)


def _province(turn: Turn) -> Ask | None:
    return _recognise(turn) if turn.memberships and _above(turn) else None


def _answer(turn: Turn, ask: Ask) -> Reply:
    above = _above(turn)
    if not above and not turn.may("see_below"):
        return Reply(REFUSED, outcome="refused")
    shown = None if above else spoken.last_shown(turn)[0]
    period = ask.period or shown or spoken.cycle_of(turn).period_of(turn.today)
    if ask.report is None:
        where = f"{_named(turn, ask.unit)}, {naming.heading(period)}"
        text = f"Số của {where}: anh/chị nhắn “xuất word”, “xuất excel” hoặc “biểu đồ” để lấy tệp ạ."
        return Reply(text, choices=() if above or ask.unit else weekly.files(period))
    return give(turn, BY_KEY[ask.report], period, ask.unit)


def give(turn: Turn, report: FileReport, period: Period, unit: Unit | None = None) -> Reply:
    """The reply that brings a file: what it is, of which days, and what is left to do with it."""
    if period.first > turn.today:
        days = words.span(period.first, period.last, turn.today)
        return Reply(f"Kỳ đó ({days}) chưa tới nên chưa có số ạ.")
    if report.key == "docx" and (unit is not None or _above(turn)):
        return Reply("Báo cáo Word là của cả xã. Với thôn hoặc tỉnh, anh/chị nhắn “xuất excel” ạ.")
    place, key = _place(turn, unit)
    text = f"{report.title}: {_named(turn, unit)}, {naming.heading(period)}."
    if report.key == "docx":
        text += " Số, ngày và chữ ký để trống; anh/chị xem lại trước khi trình ký ạ."
    if naming.is_running(period, turn.today):
        text += " Kỳ chưa hết nên số còn thay đổi."
    if unit is None and not _above(turn):  # what stands in the file, and what does not, is said beside it too
        found = rollup.of_commune(turn.tx, turn.commune, period)
        text += "\n" + weekly.coverage(turn.commune, found, turn.today)[0]
    wants = Wanted(report.key, place, naming.code(period), turn.person.id)
    return Reply(text, file=File(file_name(key, period, report), wants=wants))


def _place(turn: Turn, unit: Unit | None) -> tuple[int, str]:
    if unit is not None:
        return unit.id, unit.key
    if _above(turn):
        return turn.memberships[0].unit_id, turn.memberships[0].unit_key
    return turn.commune.id, turn.commune.key


def _named(turn: Turn, unit: Unit | None) -> str:
    name = turn.memberships[0].unit_name if _above(turn) else turn.commune.name
    return words.village(unit.name if unit is not None else name)


def _pressed(report: FileReport) -> Action:
    """What a button under a summary does, whenever it is pressed."""

    def action(turn: Turn, key: str) -> Reply:
        if not turn.memberships or _above(turn) or not turn.may("see_below"):
            return Reply(REFUSED, outcome="refused")
        try:
            period = naming.decode(key)
        except PeriodError:
            return Reply("Nút này không còn dùng được; anh/chị nhắn “xuất excel” ạ.")
        return give(turn, report, period)

    return action


HANDLER = Handler(
    "export",
    (
        Example("xuất word tháng 11", "bản nháp báo cáo theo Nghị định 30; cũng được: quý 4, 9 tháng, từ 1/7 đến nay"),
        Example("xuất excel", "bảng tính: tổng hợp, từng thôn, từng lần báo"),
        Example("biểu đồ", "ảnh biểu đồ và bảng, xem được trên điện thoại"),
    ),
    _recognise,
    _answer,
    actions={report.key: _pressed(report) for report in FILES},
    audience="officer",
)
ABOVE = Handler(
    "export-above",
    (Example("xuất excel", "bảng tính của các xã; cũng được: biểu đồ, csv"),),
    _province,
    _answer,
    interrupts=True,
    audience="province",
)
