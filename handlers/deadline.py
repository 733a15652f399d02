"""Due times in chat: the officer's “hạn …”, a village's “xin gia hạn”, answered with one tap."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.calendar import Cycle, next_working_day
from domain.messages import Choice
from domain.periods import Period, at, local, parse_key
from handlers import moments
from handlers.assent import assent
from handlers.dialogue import plain
from handlers.officers import only_officers, tell_officers
from handlers.turn import Answer, Example, Handler, Notice, Question, Reply, Turn
from reports import rollup
from storage import audit, collections, due_times, obligations
from storage.communes import Unit
from storage.rounds import find
from vietnamese import words

_SET = re.compile(
    r"/?(?:dat |doi |sua |lui |keo )?han(?: nop| bao| bao cao)?(?: la| thanh| moi| sang| den| toi)?:? (?P<rest>.*\d.*)"
)
_EVERY = re.compile(r"\b(?:hang tuan|moi tuan|cac tuan|tu nay|tu tuan nay)\b")
_EVERY_MONTH = re.compile(r"\b(?:hang thang|moi thang|cac thang)\b")
_DAY_OF_MONTH = re.compile(r"\bngay (?:mung )?(\d{1,2})(?!\s*[/-]|\d)")
_BY_DECREE = re.compile(r"\b(?:nghi dinh|nd|ky 15)\b")
_UPWARD = re.compile(r"\b(?:cap tren|len tren|bao cao tren|len tinh|nop tinh|len so)\b")
_COLLECTION = re.compile(r"\bdot (?:so )?(\d+)\b")
_MORE = re.compile(
    r"(?:em |thon em |cho em |cho thon em )?xin (?:duoc )?gia han(?: (?:den|toi|sang))?(?: (?P<rest>.+))?"
)
LATEST = timedelta(days=14)
_UPWARD_AS = {True: "hạn lên cấp trên 15h thứ Hai", False: "hạn lên cấp trên 15h ngày 18"}  # by weeks, by months
_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def _recognise(turn: Turn) -> str | None:
    if len(turn.text) > 100 or not turn.memberships:
        return None
    match = _SET.fullmatch(plain(turn.text))
    return match["rest"] if match is not None else None


def _answer(turn: Turn, rest: str) -> Reply:
    if not turn.may("see_below") or not turn.may("manage_words"):
        return only_officers(turn)
    clock, said = moments.take_clock(rest)
    if _UPWARD.search(said):
        return _upward(turn, clock, said)
    if clock is None:
        return Reply("Anh/chị nhắn kèm giờ giúp em, ví dụ “hạn 16h thứ Sáu 28/11” hoặc “hạn 9h thứ Hai hằng tuần” ạ.")
    if _EVERY_MONTH.search(said):
        return _every_month(turn, clock, said)
    number = _COLLECTION.search(said)
    weekday, _ = moments.take_weekday(said)
    day, _ = moments.take_day(_COLLECTION.sub("", said), turn.today)
    if number is not None:
        return _collection(turn, int(number[1]), day, clock)
    if _EVERY.search(said) and weekday is not None:
        cycle = Cycle(weekday, *clock)
        text = f"Từ nay tuần nào cũng hạn {_clock(clock)} {_NAMES[weekday]} sau khi hết tuần, đúng không ạ?"
        return Reply(ask=Question("deadline.cycle", text, {"cycle": str(cycle)}, (("yes", "đúng"), ("no", "thôi"))))
    if day is None:
        return Reply("Anh/chị nhắn kèm ngày giúp em, ví dụ “hạn 16h 28/11” hoặc “hạn 9h thứ Hai hằng tuần” ạ.")
    return _one_week(turn, at(day, *clock))


def _every_month(turn: Turn, clock: tuple[int, int], said: str) -> Reply:
    """Villages report by months from now on: calendar ones, or those of the decree where it is named (or was set)."""
    match = _DAY_OF_MONTH.search(said)
    day = int(match[1]) if match is not None else 0
    if not 1 <= day <= 28:
        return Reply(
            "Anh/chị nhắn kèm ngày từ 1 đến 28 giúp em, ví dụ “hạn 10h ngày 16 hằng tháng theo nghị định 09” ạ."
        )
    decree = bool(_BY_DECREE.search(said)) or turn.commune.cycle.kind == "decree09"
    cycle = Cycle(day, *clock, "decree09" if decree else "month")
    which = "tháng theo Nghị định 09 (ngày 15 đến 14)" if decree else "tháng dương lịch"
    text = f"Từ nay các thôn báo theo {which}, hạn {_clock(clock)} ngày {day} sau khi hết tháng, đúng không ạ?"
    return Reply(ask=Question("deadline.cycle", text, {"cycle": str(cycle)}, (("yes", "đúng"), ("no", "thôi"))))


def _clock(clock: tuple[int, int]) -> str:
    return f"{clock[0]} giờ" + (f" {clock[1]:02}" if clock[1] else "")


def _one_week(turn: Turn, due: datetime) -> Reply:
    """The due time of one period: the one that is open on that day and due next."""
    if due <= turn.now:
        return Reply("Giờ ấy đã qua rồi ạ; anh/chị nhắn lại giúp em.")
    commune = turn.commune
    period = commune.cycle.period_of(local(due).date())
    before = commune.cycle.before(period)
    if before.last < local(due).date() and due <= commune.due(before) + LATEST and _is_open(turn, before):
        period = before
    what = words.period(period, turn.today)
    off = commune.day_off(local(due).date())
    note = f" ({off}, em không nhắc trong ngày nghỉ)" if off else ""
    old, new = words.due(commune.due(period), turn.today), words.due(due, turn.today)
    text = f"Hạn {what} đổi từ {old} sang {new}{note}, đúng không ạ?"
    data = {"period": period.key, "decree": period.decree, "due": due.isoformat()}
    return Reply(ask=Question("deadline.week", text, data, (("yes", "đúng"), ("no", "thôi"))))


def _is_open(turn: Turn, period: Period) -> bool:
    """Whether a period that has ended is still spoken of: it is not yet due, or somebody owes it since a little."""
    due = turn.commune.due(period)
    if turn.now < due:
        return True
    rounds = find(turn.commune, period.key, turn.now) if turn.now < due + rollup.GRACE else []
    return any(obligations.owing(turn.tx, one, [turn.commune.id]) for one in rounds)


def _week_confirmed(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    said = assent(answer)
    if said is None:
        return None
    if not said or not turn.may("manage_words"):
        return Reply("Dạ, hạn vẫn như cũ ạ.")
    due = datetime.fromisoformat(data["due"])
    period = parse_key(data["period"], decree=data["decree"])
    due_times.move(turn.tx, turn.commune.id, period.key, due, turn.person.id)
    audit.note(turn.tx, turn.person.id, turn.commune.id, "due", {"period": period.key, "due": data["due"]})
    return Reply(f"✅ Hạn {words.period(period, turn.today)} là {words.due(due, turn.today)}; em nhắc theo hạn mới ạ.")


def _cycle_confirmed(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    said = assent(answer)
    if said is None:
        return None
    if not said or not turn.may("manage_words"):
        return Reply("Dạ, hạn vẫn như cũ ạ.")
    due_times.set_cycle(turn.tx, turn.commune.id, data["cycle"])
    audit.note(turn.tx, turn.person.id, turn.commune.id, "cycle", {"cycle": data["cycle"]})
    cycle = Cycle.parse(data["cycle"])
    commune = replace(turn.commune, cycle=cycle)
    period = cycle.period_of(turn.today)
    what, all_ = words.sentence(words.period(period, turn.today)), "tuần" if cycle.kind == "week" else "tháng"
    lines = [f"✅ {what} hạn {words.due(commune.due(period), turn.today)}, các {all_} sau cũng vậy ạ."]
    if commune.upward and (Cycle.parse(commune.upward).kind == "week") != (cycle.kind == "week"):
        lines.append(
            f"Giờ xã báo cáo cấp trên chưa theo {all_}, anh/chị nhắn lại, ví dụ “{_UPWARD_AS[cycle.kind == 'week']}” ạ."
        )
    return Reply("\n".join(lines))


def _upward(turn: Turn, clock: tuple[int, int] | None, said: str) -> Reply:
    """When the commune itself reports upward, after each of its weeks or months."""
    own = turn.commune.cycle.kind
    weekday, _ = moments.take_weekday(said)
    match = _DAY_OF_MONTH.search(said)
    day = weekday if own == "week" else int(match[1]) if match is not None else None
    if clock is None or day is None or (own != "week" and not 1 <= day <= 28):
        return Reply(f"Anh/chị nhắn ví dụ “{_UPWARD_AS[own == 'week']}” ạ.")
    cycle = Cycle(day, *clock, own)
    due_times.set_upward(turn.tx, turn.commune.id, str(cycle))
    audit.note(turn.tx, turn.person.id, turn.commune.id, "upward", {"cycle": str(cycle)})
    when = f"{_NAMES[day]} sau mỗi tuần" if own == "week" else f"ngày {day} sau mỗi tháng"
    return Reply(
        f"✅ Em ghi: xã báo cáo cấp trên {_clock(clock)} {when}; "
        "buổi sáng hôm ấy em nhắc anh/chị kèm danh sách còn thiếu ạ."
    )


def _collection(turn: Turn, number: int, day: Any, clock: tuple[int, int]) -> Reply:
    found = next((one for one in turn.commune.collections if one.id == number), None)
    if found is None or day is None:
        return Reply(f"Em không thấy đợt {number} đang mở, hoặc tin thiếu ngày ạ; ví dụ “hạn đợt 3 16h 20/9”.")
    due = at(day, *clock)
    if due <= turn.now:
        return Reply("Giờ ấy đã qua rồi ạ; anh/chị nhắn lại giúp em.")
    collections.move(turn.tx, turn.commune.id, number, due)
    audit.note(turn.tx, turn.person.id, turn.commune.id, "due", {"collection": number, "due": due.isoformat()})
    return Reply(f"✅ Hạn đợt {number} là {words.due(due, turn.today)} ạ.")


# ── more time for one village ─────────────────────────────────────────────────────────────────────────────────────────


def later(turn: Turn, rest: str, due: datetime) -> datetime | None:
    """The new due time that words name, where none is 10:00 of the next working day; None where it is not to come, not
    after the old one or too long after it."""
    clock, said = moments.take_clock(rest)
    day, _ = moments.take_day(said, turn.today)
    after = max(local(due).date(), turn.today)
    if day is None and clock is None:
        until = at(next_working_day(after, turn.commune.day_off), 10)
    else:
        until = at(day or after, *(clock or (17, 0)))
    return until if max(turn.now, due) < until <= due + LATEST else None


def _asks(turn: Turn) -> re.Match[str] | None:
    return _MORE.fullmatch(plain(turn.text)) if len(turn.text) < 80 and turn.own_units else None


def _ask(turn: Turn, match: re.Match[str]) -> Reply:
    rest = match["rest"] or ""
    owed = [
        (unit, week, due) for unit, week, due in rollup.owed(turn.tx, turn.commune, turn.now) if unit in turn.own_units
    ]
    if not owed:
        return Reply("Thôn anh/chị không còn nợ kỳ nào nên không cần gia hạn ạ.")
    unit, week, _ = owed[0]
    unit_due = turn.commune.due(week, unit.id)
    until = later(turn, rest, unit_due)
    if until is None:
        return Reply(
            f"Hạn của thôn là {words.due(unit_due, turn.today)}; anh/chị xin đến một lúc sau đó, trong vòng 14 ngày, "
            "ví dụ “xin gia hạn đến 16h thứ Ba” ạ."
        )
    number = due_times.ask(turn.tx, turn.commune.id, unit.id, week.key, until, turn.person.id)
    place = words.village(unit.name)
    if number is None:
        return Reply(f"{words.sentence(place)} đã xin gia hạn rồi, đang chờ cán bộ xã trả lời ạ.")
    what = words.period(week, turn.today)
    tell_officers(
        turn,
        turn.commune.id,
        f"extend/{number}",
        f"{turn.person.name} ({place}) xin gia hạn {what} từ {words.due(unit_due, turn.today)} "
        f"đến {words.due(until, turn.today)}. "
        f"Anh/chị bấm một nút, hoặc nhắn “cho gia hạn {number}” / “không gia hạn {number}” ạ.",
        (Choice(f"giahan:{number}:1", "Đồng ý"), Choice(f"giahan:{number}:0", "Không")),
    )
    return Reply(f"✅ Em đã chuyển cán bộ xã: {place} xin gia hạn {what} đến {words.due(until, turn.today)} ạ.")


_TYPED = re.compile(r"(?P<no>khong |ko )?(?:cho |dong y )?gia han (?P<number>\d+)")


def _typed(turn: Turn) -> str | None:
    match = _TYPED.fullmatch(plain(turn.text))
    return f"{match['number']}:{0 if match['no'] else 1}" if match is not None else None


def _decide(turn: Turn, key: str) -> Reply:
    number, _, yes = key.partition(":")
    asked = due_times.asked(turn.tx, int(number)) if number.isdecimal() else None
    if not turn.memberships or not turn.may("manage_words"):
        return only_officers(turn)
    if asked is None or asked.commune_id != turn.commune.id:
        return Reply("Em không thấy yêu cầu gia hạn này ạ.")
    granted = yes == "1"
    if not due_times.answer(turn.tx, asked.id, turn.person.id, granted=granted):
        return Reply("Yêu cầu này đã được trả lời rồi ạ.")
    unit = turn.commune.unit(asked.unit_id)
    about = {"unit": unit.id, "period": asked.period, "granted": granted, "until": asked.until.isoformat()}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "extend", about)
    return _told(turn, unit, asked, granted)


def _told(turn: Turn, unit: Unit, asked: due_times.Asked, granted: bool) -> Reply:
    place, until = words.village(unit.name), words.due(asked.until, turn.today)
    if granted:
        due_times.move(turn.tx, turn.commune.id, asked.period, asked.until, turn.person.id, unit.id)
        said = f"Cán bộ xã đồng ý gia hạn cho {place} đến {until} ạ."
        reply = f"✅ Đã gia hạn cho {place} đến {until}; em đã báo lại thôn ạ."
    else:
        said = f"Cán bộ xã chưa đồng ý gia hạn cho {place}; anh/chị gửi số sớm giúp ạ."
        reply = f"Dạ, em đã báo lại {place} là chưa gia hạn ạ."
    turn.tell(Notice(asked.person_id, f"extended/{asked.id}", said))
    return Reply(reply)


HANDLERS = (
    Handler(
        "deadline",
        (
            Example("hạn 16h thứ Ba 25/11", "đổi hạn một tuần"),
            Example("hạn 9h thứ Hai hằng tuần", "đổi hạn mọi tuần"),
            Example("hạn 10h ngày 16 hằng tháng theo nghị định 09", "các thôn báo theo tháng"),
            Example("hạn lên cấp trên 15h thứ Hai", "em nhắc anh/chị trước giờ ấy"),
        ),
        _recognise,
        _answer,
        steps={"deadline.week": _week_confirmed, "deadline.cycle": _cycle_confirmed},
        interrupts=True,
        audience="officer",
    ),
    Handler(
        "deadline.more",
        (Example("xin gia hạn đến 16h thứ Ba", "xin cán bộ xã thêm thời gian"),),
        _asks,
        _ask,
        interrupts=True,
    ),
    Handler("deadline.decide", (), _typed, _decide, actions={"giahan": _decide}, interrupts=True, audience="officer"),
)
