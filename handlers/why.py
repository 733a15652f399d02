"""“Vì sao nhắc em”: the place, the period, its due time, what is missing, and what was received last."""

import re
from datetime import datetime, timedelta

from domain.periods import local, parse_key
from handlers import recording, say
from handlers.dialogue import plain
from handlers.turn import Example, Handler, Reply, Turn
from storage import entries, nudges, obligations, people
from storage.communes import Commune, Unit
from storage.rounds import Round, find, of_period
from vietnamese import words

_WHY = re.compile(
    r"(?:vi sao|tai sao|sao|sao lai|tai sao lai|vi sao lai) (?:cu )?(?:lai )?(?:nhac|nhan)"
    r"(?: (?:em|toi|minh|hoai|tin|lai|nua|mai|suot|vay|the|ta))*|/visao"
)
BECAUSE = {
    "again": "anh/chị hẹn em nhắc lại",
    "asked": "cán bộ xã nhờ em nhắc",
    "overdue": "anh/chị là tổ trưởng và đã đến hạn",
    "opened": "xã mở đợt báo cáo này",
}
OFFICIAL = {
    "digest": "bản tổng hợp gửi công chức phụ trách, mỗi kỳ một lần",
    "missing": "danh sách thôn chưa báo khi đến hạn, gửi công chức phụ trách",
    "still_missing": "danh sách thôn còn thiếu, gửi công chức phụ trách một lần sau hạn",
    "upward": "đến ngày xã phải báo cáo cấp trên",
    "unread": "có tin của bà con em chưa hiểu",
    "silent": "có người bốn kỳ liền không báo",
    "nils": "có thôn bốn kỳ liền báo không có hoạt động",
}


def _recognise(turn: Turn) -> bool | None:
    return True if len(turn.text) < 60 and _WHY.fullmatch(plain(turn.text)) else None


def _answer(turn: Turn, _match: object) -> Reply:
    last = nudges.last_told(turn.tx, turn.person.id)
    if last is None:
        return Reply("30 ngày qua em chưa nhắc anh/chị lần nào ạ.")
    sent_at = last.sent_at or last.made_at
    when = f"{words.clock(sent_at)} {words.near_day(local(sent_at).date(), turn.today)}"
    if last.rule in OFFICIAL:
        return Reply("\n".join(_official(turn, last.rule, last.unit_id, last.made_at, when)))
    lines = [f"Em nhắc lúc {when} vì {BECAUSE.get(last.rule) or _role(turn, last.unit_id)}:"]
    for key in nudges.periods_at(turn.tx, turn.person.id, last.rule, last.made_at):
        for unit in turn.own_units:
            lines += _owed(turn, unit, key)
    lines.append("Bận thì nhắn “nhắc lại sau 2 giờ” hoặc “nghỉ đến …”; không muốn nhận nữa thì nhắn “dừng” ạ.")
    return Reply("\n".join(lines))


def _official(turn: Turn, rule: str, commune_id: int, slot: datetime, when: str) -> list[str]:
    """To an officer: what the message was, of which commune and rounds, due when, who is missing, what came last."""
    commune = turn.commune if commune_id == turn.commune.id else turn.context.commune(turn.tx, commune_id, None)
    lines = [f"Tin lúc {when} là {OFFICIAL[rule]}:"]
    for key in nudges.periods_at(turn.tx, turn.person.id, rule, slot):
        for round_ in _rounds(commune, key, turn)[:1]:
            owing = obligations.owing(turn.tx, round_, [commune.id])
            lacks = f"còn thiếu {say.names(commune.unit(unit).name for unit in owing)}" if owing else "các thôn đã đủ"
            what = _about(commune, round_, turn)
            lines.append(f"• {commune.name}, {what}: hạn {words.due(round_.due, turn.today)}; {lacks}.")
    since = turn.now - timedelta(days=14)
    recent = [entry for unit in commune.units for entry in entries.of_unit(turn.tx, unit.id, since)[:1]]
    newest = max(recent, key=lambda entry: entry.said_at, default=None)
    if newest is not None:
        at_ = f"{words.clock(newest.said_at)} {words.near_day(local(newest.said_at).date(), turn.today)}"
        place = words.village(commune.unit(newest.unit_id).name)
        lines.append(f"Số nhận gần nhất: {place}, lúc {at_}.")
    return [*lines, "Không muốn nhận thì nhắn “dừng” ạ."]


def _about(commune: Commune, round_: Round, turn: Turn) -> str:
    if not round_.collection:
        return words.period(round_.period, turn.today)
    name = next((one.name for one in commune.collections if one.id == round_.collection), "")
    return f"đợt {round_.collection} “{name}”"


def _role(turn: Turn, unit_id: int) -> str:
    """Why this person of all: they usually report, or lead, or there is nobody else."""
    cycle = turn.commune.cycle
    since = of_period(turn.commune, cycle.before(cycle.period_of(turn.today)))[0].since
    near = entries.around(turn.tx, unit_id, since, turn.today)
    if any(entry.person_id == turn.person.id for entry in near):
        return "anh/chị hay báo số cho thôn"
    leads = any(m.unit_id == unit_id and m.role == "leader" for m in turn.memberships)
    return "anh/chị là tổ trưởng, bốn kỳ qua chưa ai trong thôn báo" if leads else "thôn chưa có người nào hay báo số"


def _owed(turn: Turn, unit: Unit, key: str) -> list[str]:
    """• Thôn Tân Long, tuần 17–23/11: hạn …; chưa có số. Số nhận gần nhất: …"""
    round_ = _round(turn.commune, unit, key, turn)
    if round_ is None:
        return []
    missing = unit.id in obligations.owing(turn.tx, round_, [turn.commune.id])
    standing = "đến giờ vẫn chưa có gì" if missing else "nay đã có rồi, em không nhắc nữa"
    what = _about(turn.commune, round_, turn)
    lacks = "câu trả lời" if round_.collection else "số liệu hoặc báo “không có gì”"
    return [
        f"• {unit.name}, {what}: hạn {words.due(round_.due, turn.today)}; cần {lacks}, {standing}.",
        f"  {_last(turn, unit)}",
    ]


def _round(commune: Commune, unit: Unit, key: str, turn: Turn) -> Round | None:
    for one in _rounds(commune, key, turn):
        if (one.only and unit.id in one.only) or (not one.only and unit.id not in one.without):
            return one
    return None


def _rounds(commune: Commune, key: str, turn: Turn) -> list[Round]:
    found = find(commune, key, turn.now)
    if not found and not key.startswith("C"):
        found = of_period(commune, parse_key(key, decree=commune.cycle.kind == "decree09"))
    return found


def _last(turn: Turn, unit: Unit) -> str:
    """What was received last of this village."""
    near = entries.around(turn.tx, unit.id, turn.today - timedelta(days=90), turn.today)
    newest = max(near, key=lambda entry: entry.said_at, default=None)
    if newest is None:
        return "Em chưa nhận được số nào của thôn trong 90 ngày qua."
    who = (
        recording.short_name(people.names(turn.tx, [newest.person_id]).get(newest.person_id, ""))
        if newest.person_id
        else ""
    )
    by = f" do {who} báo" if who else ""
    at_ = f"{words.clock(newest.said_at)} {words.near_day(local(newest.said_at).date(), turn.today)}"
    return f"Số nhận gần nhất: {say.of_entry(turn, newest)}{by} lúc {at_}."


HANDLER = Handler(
    "why",
    (Example("vì sao nhắc em", "em nói rõ vì sao có tin nhắc vừa rồi"),),
    _recognise,
    _answer,
    interrupts=True,
    audience="all",
)
