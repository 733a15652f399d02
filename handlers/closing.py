"""Chốt, khoá, mở lại: a period kept as it was reported, closed to members, opened for one village and a day."""

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any, TypeVar

from domain.messages import Choice
from domain.periods import Period, PeriodError, day_of, local
from handlers import spoken
from handlers.dialogue import plain
from handlers.officers import officers, only_officers, tell_officers
from handlers.turn import Answer, Example, Handler, Notice, Question, Reply, Turn
from reports import closed, naming, rollup
from storage import audit, closing, people, shown
from storage.communes import Unit
from vietnamese import words

_COPY = re.compile(r"/?chot(?: lai)?(?: so(?: lieu)?)?(?: (?P<rest>.+))?")
_LOCK = re.compile(r"/?khoa(?: so(?: lieu)?)?(?: (?P<rest>.+))?")
_OPEN = re.compile(r"/?(?:mo lai|mo khoa|mo so)(?: (?:cho|so))?(?: (?P<rest>.+))?")
_FILLERS = re.compile(r"(?<!\S)(?:cho|cua|xa|so lieu|so|ky|giup|em|nha|thon|to|lai|ca)(?!\S)")


# ── held before anything changes, told after it has ───────────────────────────────────────────────────────────────────


class Closed(Exception):
    """A member's words would change a closed period; nothing was written yet."""

    def __init__(self, unit_id: int, day: date, why: str) -> None:
        super().__init__(f"The week of {day} is closed to members ({why}).")
        self.unit_id, self.day, self.why = unit_id, day, why


_F = TypeVar("_F", bound=Callable[..., Any])


def watch(handlers: tuple[Handler, ...]) -> tuple[Handler, ...]:
    """The handlers with every answer, step and action held to closed periods, and what they changed told to those who
    received a copy."""
    return tuple(
        replace(
            handler,
            answer=_watched(handler.answer),
            steps={name: _watched(step) for name, step in handler.steps.items()},
            actions={name: _watched(action) for name, action in handler.actions.items()},
        )
        for handler in handlers
    )


def _watched(act: _F) -> _F:
    def run(turn: Turn, *args: Any) -> Reply | None:
        tx = turn.tx
        tx.touched.clear()
        tx.guard = partial(_check, turn)
        try:
            reply: Reply | None = act(turn, *args)
        except Closed as refused:
            if tx.touched:  # half of it is written: the whole turn is rolled back and answered with an apology
                raise
            turn.notices.clear()
            return _refuse(turn, refused)
        finally:
            tx.guard = None
        if tx.touched:
            _announce(turn)
            tx.touched.clear()
        return reply

    return run  # type: ignore[return-value]


def _check(turn: Turn, unit_id: int, day: date) -> None:
    """Raises Closed where a day is closed to whoever speaks; officers may change it."""
    if (unit_id, day) in turn.open_days or day >= local(turn.now).date():  # only periods that have ended can be closed
        return
    lives_here = any(member.kind in ("village", "team") for member in turn.memberships)
    if not lives_here or turn.may("see_below"):
        return
    why = closing.why_closed(turn.tx, turn.commune, unit_id, day)
    if why:
        raise Closed(unit_id, day, why)
    turn.open_days.add((unit_id, day))


def _refuse(turn: Turn, refused: Closed) -> Reply:
    """Which reason, who can open it, and a way to ask for it in one tap."""
    unit, period = turn.commune.unit(refused.unit_id), turn.commune.cycle.period_of(refused.day)
    reason = "đã được cán bộ xã khoá" if refused.why == closing.LOCK else "đã tự khoá sau hạn 30 ngày"
    names = [officer.name for officer in officers(turn, turn.commune.id)]
    who = f" ({words.listing(names[:2])})" if names else ""
    return Reply(
        f"{words.sentence(words.period(period, turn.today))} {reason} nên em chưa ghi, chưa sửa được ạ. "
        f"Anh/chị bấm hoặc nhắn “xin mở lại” để nhờ cán bộ xã{who} mở.",
        choices=(Choice(f"xinmo:{unit.id}:{naming.code(period)}", "Xin mở lại"),),
        outcome="refused",
    )


def _announce(turn: Turn) -> None:
    """Tell whoever received a copied period what this turn changed in it; one state of it is told once."""
    if not turn.memberships:
        return
    days = {last for commune_id, _, _, last in turn.tx.touched if commune_id == turn.commune.id}
    copies = {copy.id: copy for day in days for copy in closing.copies_over(turn.tx, turn.commune, day)}
    for copy in copies.values():
        news = closed.news(turn.tx, turn.commune, copy)
        if not news:
            continue
        state = hashlib.sha256(news.encode()).hexdigest()[:16]
        looking = {member.person_id for member in people.members(turn.tx, [turn.commune.id])}
        for person_id in sorted(closing.receivers(turn.tx, copy) & looking - {turn.person.id}):
            turn.tell(Notice(person_id, f"chot/{copy.id}/{person_id}/{state}", news))


# ── chốt ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _period(turn: Turn, match: re.Match[str] | None) -> tuple[Period | None, Unit | None, str] | None:
    """The period and the village in the words after a command, and what is left; None where it is no command."""
    if match is None:
        return None
    unit, rest = spoken.take_unit(turn, match["rest"] or "")
    period, rest = spoken.named_period(turn, rest)
    return period, unit, _FILLERS.sub(" ", rest).strip()


def _command(pattern: re.Pattern[str]) -> Callable[[Turn], tuple[Period | None, Unit | None] | None]:
    def recognise(turn: Turn) -> tuple[Period | None, Unit | None] | None:
        if not turn.memberships or len(turn.text) > 60 or turn.inbound.edits:
            return None
        found = _period(turn, pattern.fullmatch(plain(turn.text)))
        return found[:2] if found is not None and not found[2] else None

    return recognise


def _last_round(turn: Turn) -> Period:
    """The week, or the month where those are owed, that ended last."""
    return turn.commune.cycle.before(turn.commune.cycle.period_of(turn.today))


def _copy(turn: Turn, match: tuple[Period | None, Unit | None]) -> Reply:
    if not turn.may("close"):
        return only_officers(turn)
    period = match[0] or _last_round(turn)
    if period.first > turn.today:
        return Reply("Kỳ đó chưa tới nên chưa có gì để chốt ạ.")
    found = rollup.of_commune(turn.tx, turn.commune, period)
    before = closing.copy_of(turn.tx, turn.commune, naming.code(period), period)
    changed = closed.changes(turn.commune, before.figures, found) if before else []
    kept = closing.keep(turn.tx, turn.commune.id, naming.code(period), period, closed.as_figures(found), turn.person.id)
    audit.note(turn.tx, turn.person.id, turn.commune.id, "period.copy", {"closing": kept, "period": period.key})
    villages = [line for line in found.lines if line.unit.kind == "village"]
    said = sum(line.status != rollup.MISSING for line in villages)
    again = f" Khác lần chốt trước: {'; '.join(changed[: closed.MOST])}." if changed else ""
    running = " Kỳ này chưa hết." if naming.is_running(period, turn.today) else ""
    return Reply(
        f"📌 Đã chốt {naming.heading(period)} như đã báo: {said}/{len(villages)} thôn.{running}{again} "
        "Thôn vẫn sửa được; số đổi sau lúc chốt em báo anh/chị và ghi cạnh số đã chốt ạ.",
        choices=(Choice(f"khoa:{naming.code(period)}", "Khoá kỳ này"),),
    )


# ── khoá ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _lock(turn: Turn, match: tuple[Period | None, Unit | None]) -> Reply:
    if not turn.may("close"):
        return only_officers(turn)
    return _sure(turn, match[0] or _last_round(turn))


def _sure(turn: Turn, period: Period) -> Reply:
    if naming.is_running(period, turn.today):
        return Reply("Kỳ này chưa hết nên em chưa khoá được ạ; cần giữ số lúc này thì anh/chị nhắn “chốt”.")
    text = (
        f"Khoá {naming.heading(period)}: thành viên không ghi, không sửa được nữa (anh/chị vẫn sửa được, và mở lại "
        "được cho từng thôn). Khoá không ạ?"
    )
    choices = (("yes", "khoá"), ("no", "thôi"))
    return Reply(ask=Question("closing.lock", text, {"period": naming.code(period)}, choices))


def _take_lock(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if answer.key == "no":
        return Reply("Vâng, em không khoá ạ.")
    if answer.key != "yes":
        return None
    if not turn.may("close"):
        return only_officers(turn)
    period = naming.decode(data["period"])
    closing.lock(turn.tx, turn.commune.id, data["period"], period, turn.person.id)
    audit.note(turn.tx, turn.person.id, turn.commune.id, "period.lock", {"period": period.key})
    return Reply(f"🔒 Đã khoá {naming.heading(period)}. Mở lại thì nhắn ví dụ “mở lại thôn Tân Long” kèm kỳ ạ.")


def _press_lock(turn: Turn, code: str) -> Reply:
    if not turn.memberships or not turn.may("close"):
        return only_officers(turn)
    try:
        return _sure(turn, naming.decode(code))
    except PeriodError:
        return Reply("Nút này không còn dùng được; anh/chị nhắn “khoá” kèm kỳ ạ.")


# ── mở lại ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _open(turn: Turn, match: tuple[Period | None, Unit | None]) -> Reply:
    if not turn.may("close"):
        return only_officers(turn)
    period, unit = match
    period = period or _last_round(turn)
    if unit is not None:
        return _open_unit(turn, unit, period)
    if closing.unlock(turn.tx, turn.commune.id, period):
        audit.note(turn.tx, turn.person.id, turn.commune.id, "period.unlock", {"period": period.key})
        return Reply(f"🔓 Đã bỏ khoá {naming.heading(period)} cho cả xã ạ.")
    return Reply(
        f"{words.sentence(naming.heading(period))} không có khoá chung; mở cho một thôn thì nhắn kèm tên thôn ạ."
    )


def _open_unit(turn: Turn, unit: Unit, period: Period) -> Reply:
    if not any(closing.why_closed(turn.tx, turn.commune, unit.id, day) for day in (period.first, period.last)):
        return Reply(f"{words.sentence(naming.heading(period))} đang mở với {words.village(unit.name)} ạ.")
    until = closing.open_for(turn.tx, turn.commune.id, unit.id, naming.code(period), period, turn.person.id)
    about = {"unit": unit.id, "period": period.key}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "period.open", about)
    moment = f"{words.clock(until)} {words.day(local(until).date(), turn.today)}"
    days = words.period(period, turn.today)
    told = (
        f"🔓 Cán bộ xã đã mở lại {days} cho {words.village(unit.name)} đến {moment}; anh/chị ghi hoặc sửa như thường ạ."
    )
    found = people.members(turn.tx, [unit.id])
    for member in found:
        if member.person_id != turn.person.id:
            key = f"mo/{unit.id}/{period.key}/{until.timestamp():.0f}/{member.person_id}"
            turn.tell(Notice(member.person_id, key, told))
    heard = "em đã báo người của thôn" if found else "thôn chưa có ai trong sổ để báo"
    return Reply(f"🔓 Đã mở {days} cho {words.village(unit.name)} đến {moment}; {heard} ạ.")


def _unit_and_period(turn: Turn, key: str) -> tuple[Unit, Period] | None:
    number, _, code = key.partition(":")
    try:
        return turn.commune.unit(int(number)), naming.decode(code)
    except (KeyError, ValueError, PeriodError):
        return None


def _press_open(turn: Turn, key: str) -> Reply:
    if not turn.memberships or not turn.may("close"):
        return only_officers(turn)
    found = _unit_and_period(turn, key)
    return _open_unit(turn, *found) if found else Reply("Nút này không còn dùng được ạ.")


def _press_ask(turn: Turn, key: str) -> Reply:
    """A member asks: one notice a village and period to each officer, with the button that opens it."""
    found = _unit_and_period(turn, key) if turn.memberships else None
    if found is None or found[0] not in turn.own_units:
        return Reply("Nút này không còn dùng được ạ.")
    return _ask(turn, *found)


def _ask(turn: Turn, unit: Unit, period: Period) -> Reply:
    days = words.period(period, turn.today)
    if not closing.why_closed(turn.tx, turn.commune, unit.id, period.last):
        return Reply(f"{words.sentence(days)} đang mở với {words.village(unit.name)}; anh/chị nhắn số luôn ạ.")
    text = f"{turn.person.name} xin mở lại {days} cho {words.village(unit.name)} để ghi hoặc sửa số ạ."
    code = naming.code(period)
    day = turn.today.isoformat()
    opens = (Choice(f"momo:{unit.id}:{code}", "Mở 24 giờ"),)
    about = {"unit": unit.id, "period": period.key}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "period.asked", about)
    tell_officers(turn, turn.commune.id, f"xinmo/{unit.id}/{code}/{turn.person.id}/{day}", text, opens)
    return Reply("✅ Em đã chuyển lời xin mở lại tới cán bộ xã; được mở em báo anh/chị ngay ạ.")


def _recognise_ask(turn: Turn) -> Period | None:
    if not turn.own_units or len(turn.text) > 60:
        return None
    match = re.fullmatch(r"xin mo(?: lai| khoa)?(?: (?P<rest>.+))?", plain(turn.text))
    found = _period(turn, match)
    return (found[0] or day_of(turn.today)) if found is not None and not found[2] else None


def _answer_ask(turn: Turn, period: Period) -> Reply:
    _, _, key = shown.last_key(turn.tx, turn.person.id, ("xinmo",), turn.now - timedelta(hours=24)).partition(":")
    found = _unit_and_period(turn, key) if key and period.last >= turn.today else None
    if found is not None and found[0] in turn.own_units:  # the refusal just shown
        return _ask(turn, *found)
    unit = turn.own_units[0]
    return _ask(turn, unit, _last_round(turn) if period.last >= turn.today else period)


HANDLERS = (
    Handler(
        "closing",
        (Example("chốt tuần trước", "giữ bản số như đã báo; đổi sau đó em nói rõ từ bao nhiêu sang bao nhiêu"),),
        _command(_COPY),
        _copy,
        steps={"closing.lock": _take_lock},
        actions={"khoa": _press_lock},
        audience="officer",
    ),
    Handler(
        "closing.lock",
        (Example("khoá tháng 10", "thành viên không ghi, không sửa kỳ đó nữa"),),
        _command(_LOCK),
        _lock,
        audience="officer",
    ),
    Handler(
        "closing.open",
        (Example("mở lại thôn Tân Long tuần trước", "cho một thôn sửa kỳ đã khoá trong 24 giờ"),),
        _command(_OPEN),
        _open,
        actions={"momo": _press_open},
        audience="officer",
    ),
    Handler("closing.ask", (), _recognise_ask, _answer_ask, actions={"xinmo": _press_ask}, audience="none"),
)
