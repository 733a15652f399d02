"""Being left in peace for a while: “nhắc lại sau 2 giờ”, “mai nhắc”, “nghỉ đến 30/11”, and back again."""

import re
from datetime import date, timedelta

from domain.calendar import decent
from domain.periods import at, local
from domain.roles import Role
from handlers import moments
from handlers.dialogue import plain
from handlers.officers import tell_officers
from handlers.turn import Example, Handler, Reply, Turn
from storage import leave, people
from storage.communes import Unit
from vietnamese import words
from vietnamese.fold import nfc

_SNOOZE = re.compile(
    r"(?:nhac (?:em |toi |minh )?(?:lai )?(?:vao )?(?P<a>.+)"
    r"|(?P<b>.+?) (?:hay |hang |roi )?nhac(?: lai)?(?: em| toi| minh)?)"
)
_AWAY = re.compile(
    r"(?:(?:em|toi|minh) )?(?:xin |duoc |phai )?"
    r"(?:nghi(?: phep)?(?: om)?|di (?:cong tac|vang|hoc|vien)|ve que|ban(?: viec)?)"
    r" (?:den|toi|het|den het)(?: het)? (?P<day>.+)"
)
_BACK = ("het nghi", "di lam lai", "het nghi phep", "em di lam lai", "em het nghi", "di lam lai roi", "toi het nghi")
LONGEST = timedelta(days=120)
SOONEST = timedelta(minutes=5)


def _snoozes(turn: Turn) -> str | None:
    said = plain(turn.text).removeprefix("/")
    if len(turn.text) > 60 or "nhac" not in said or not turn.own_units or turn.reading.figures:
        return None
    match = _SNOOZE.fullmatch(said)
    when = (match["a"] or match["b"]) if match else ""
    return when if when and moments.take_later(when, turn.said_at) is not None else None


def _snooze(turn: Turn, when: str) -> Reply:
    asked = moments.take_later(when, turn.said_at)
    assert asked is not None
    if asked > turn.now + timedelta(days=7):
        return Reply("Em hẹn nhắc lại trong vòng 7 ngày thôi ạ; nghỉ lâu hơn thì anh/chị nhắn ví dụ “nghỉ đến 30/11”.")
    until = decent(max(asked, turn.now + SOONEST), turn.commune.day_off)
    leave.snooze(turn.tx, turn.person.id, until)
    moved = " (lúc ấy không phải giờ nhắc nên em dời lại)" if until > asked + SOONEST else ""
    day = words.near_day(local(until).date(), turn.today)
    return Reply(
        f"✅ Em sẽ nhắc lại lúc {words.clock(until)} {day}{moved}, nếu khi ấy thôn vẫn chưa báo. "
        "Trước lúc đó em không nhắc ạ."
    )


def _leaves(turn: Turn) -> tuple[date, None] | None:
    said = plain(turn.text).removeprefix("/")
    if len(turn.text) > 60 or not turn.memberships:
        return None
    match = _AWAY.fullmatch(said)
    if match is None:
        return None
    day, rest = moments.take_day(match["day"], turn.today)
    return None if day is None or rest else (day, None)


def _leave(turn: Turn, match: tuple[date, None]) -> Reply:
    day = match[0]
    if day < turn.today:
        return Reply(f"Ngày {words.short_day(day)} đã qua rồi ạ; anh/chị nhắn lại giúp em, ví dụ “nghỉ đến 30/11”.")
    if day > turn.today + LONGEST:
        return Reply("Nghỉ lâu vậy thì anh/chị nhắn “dừng”, khi nào làm lại nhắn “tiếp tục nhận tin” ạ.")
    leave.away(turn.tx, turn.person.id, at(day + timedelta(days=1), 0))
    lines = [f"✅ Em ghi anh/chị nghỉ đến hết {words.day(day, turn.today)}; trong lúc đó em không nhắc ạ."]
    lines += [_instead(turn, unit, day) for unit in turn.own_units]
    lines.append("Làm lại sớm hơn thì nhắn “hết nghỉ”.")
    return Reply("\n".join(lines))


def _instead(turn: Turn, unit: Unit, day: date) -> str:
    """Who is reminded meanwhile; where nobody is left, the officer is told."""
    others = [
        member
        for member in people.members(turn.tx, [unit.id])
        if member.person_id != turn.person.id
        and member.role in (Role.MEMBER, Role.LEADER)
        and member.address_id is not None
        and member.consented
        and not member.silent
        and not member.unreachable
    ]
    away = leave.away_until(turn.tx, [member.person_id for member in others])
    here = [member.name for member in others if member.person_id not in away]
    place = words.village(unit.name)
    if here:
        return f"Việc báo của {place} em nhắc {words.listing(list(dict.fromkeys(here))[:3])}."
    tell_officers(
        turn,
        turn.commune.id,
        f"away/{unit.id}/{turn.person.id}/{day.isoformat()}",
        f"{turn.person.name} ({place}) nghỉ đến hết {words.day(day, turn.today)}; thôn không còn ai để em nhắc. "
        f"Anh/chị cử người báo thay, hoặc nhắn “{place} nghỉ đến {words.short_day(day)}” nếu thôn được nghỉ báo ạ.",
    )
    return (
        f"{words.sentence(place)} không còn ai khác để nhắc nên em đã báo cán bộ xã; nhờ người báo thì nhắn “báo thay”."
    )


def _returns(turn: Turn) -> bool | None:
    return True if plain(turn.text) in _BACK and nfc(turn.text).strip() else None


def _return(turn: Turn, _match: object) -> Reply:
    if turn.person.id not in leave.away_until(turn.tx, [turn.person.id]):
        return Reply("Em không thấy anh/chị đang ghi nghỉ; em vẫn nhắc như thường ạ.")
    leave.away(turn.tx, turn.person.id, turn.now)
    return Reply("✅ Mừng anh/chị làm lại; từ giờ em nhắc như thường ạ.")


HANDLERS = (
    Handler(
        "later.snooze",
        (Example("nhắc lại sau 2 giờ", "em im đến lúc đó rồi nhắc lại (hoặc: mai nhắc)"),),
        _snoozes,
        _snooze,
        interrupts=True,
    ),
    Handler(
        "later.leave", (Example("nghỉ đến 30/11", "trong lúc nghỉ em không nhắc"),), _leaves, _leave, interrupts=True
    ),
    Handler("later.back", (), _returns, _return, interrupts=True),
)
