"""Who belongs to a village: the list an officer or a leader asks for."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from domain.periods import local
from domain.roles import ROLE_NAMES, Role
from handlers.dialogue import plain
from handlers.officers import only_officers
from handlers.rights import CHANNELS
from handlers.turn import Example, Handler, Reply, Turn
from handlers.whom import Spot, place_in, spots
from storage import invites, people
from storage.people import Member
from vietnamese import words

_LIST = re.compile(r"^(?:/?danh ?sach|/ds)\b")
_ABOUT = re.compile(r"\b(?:nguoi dung|thanh vien|nguoi|cac|to vien|to|xem|cua|nhom)\b")
ORDER = (Role.ADMIN, Role.OFFICER, Role.LEADER, Role.MEMBER, Role.VIEWER)


def _recognise(turn: Turn) -> tuple[Spot | None] | None:
    """“danh sách” with a place or nothing after it; “danh sách chưa báo” is another's."""
    said = plain(turn.text)
    if len(turn.text) > 100 or not _LIST.search(said):
        return None
    rest = _LIST.sub("", said).strip()
    spot, rest = place_in(turn.commune, rest)
    return None if _ABOUT.sub("", rest).strip() else (spot,)


def _answer(turn: Turn, match: tuple[Spot | None]) -> Reply:
    [spot] = match
    if turn.may("manage_people"):
        return _village(turn, spot) if spot else _commune(turn)
    led = [unit for unit in turn.own_units if turn.may("see_people", unit)]
    asked = [unit for unit in led if spot is None or spot.id == unit.id]
    if len(asked) == 1:
        return _village(turn, Spot(asked[0].id, asked[0].name, asked[0].kind))
    return only_officers(turn)


def _village(turn: Turn, spot: Spot) -> Reply:
    """Everybody of one place: role, channel, when last heard from, and what stands in the way."""
    members = _sorted(people.members(turn.tx, [spot.id]))
    place = words.sentence(words.village(spot.name))
    officer = turn.may("manage_people")
    if not members:
        how = f" Mời người vào thì nhắn “mời {words.village(spot.name)}” ạ." if officer else ""
        return Reply(f"{place} chưa có ai.{how}")
    lines = [f"{place}: {_summary(members)}."]
    lines += [f"• {m.name} ({ROLE_NAMES[m.role]}): {_state(turn, m)}" for m in members]
    for code in invites.open_codes(turn.tx, spot.id) if officer else ():
        whose = "mã riêng" if code.personal else f"mã {ROLE_NAMES[code.role]}"
        lines.append(
            f"Còn {whose} dùng được {code.uses_left} lần, đến hết {words.day(_day(code.ends_at), turn.today)}."
        )
    if officer:
        last = members[-1].name
        lines.append(f"Ai đổi máy thì nhắn “mời lại {last}”, không còn trong tổ thì nhắn “gỡ {last}” ạ.")
    return Reply("\n".join(lines))


def _commune(turn: Turn) -> Reply:
    """One line a place; the officers by name."""
    everywhere = spots(turn.commune)
    members = people.members(turn.tx, [spot.id for spot in everywhere])
    lines = [f"{turn.commune.name}: {len({m.person_id for m in members})} người."]
    for spot in everywhere:
        here = _sorted([m for m in members if m.unit_id == spot.id])
        if spot.kind == "commune":
            lines += [f"• {m.name} ({ROLE_NAMES[m.role]}): {_state(turn, m)}" for m in here]
        elif here:
            lines.append(f"• {spot.name}: {_summary(here)}")
        else:
            lines.append(f"• {spot.name}: chưa có ai")
    lines.append(f"Xem từng người thì nhắn “danh sách {words.village(everywhere[0].name)}” ạ.")
    return Reply("\n".join(lines))


def _summary(here: Sequence[Member]) -> str:
    """5 người, 1 chưa vào, 1 không tới được."""
    parts = [f"{len(here)} người"]
    for number, what in (
        (sum(not _joined(m) for m in here), "chưa có tài khoản"),
        (sum(_joined(m) and m.unreachable for m in here), "không tới được"),
        (sum(_joined(m) and m.silent for m in here), "đã dừng nhận"),
    ):
        if number:
            parts.append(f"{number} {what}")
    return ", ".join(parts)


def _sorted(members: Sequence[Member]) -> list[Member]:
    return sorted(members, key=lambda m: ORDER.index(m.role))


def _joined(member: Member) -> bool:
    return member.address_id is not None and member.consented


def _state(turn: Turn, member: Member) -> str:
    if member.address_id is None:
        return "hiện không còn tài khoản" if member.consented else "chưa vào"
    channel = CHANNELS.get(member.channel, member.channel)
    if not member.consented:
        return f"{channel}, chưa trả lời đồng ý"
    heard = _when(turn, member.last_at) if member.last_at else "chưa rõ"
    state = f"{channel}, nhắn lần cuối {heard}"
    if member.unreachable:
        state += ", hiện không tới được (đã chặn hoặc rời bot)"
    if member.silent:
        state += ", đã dừng nhận tin"
    return state


def _when(turn: Turn, moment: datetime) -> str:
    """hôm nay 19:30, hôm qua, 12/11."""
    day = _day(moment)
    if day == turn.today:
        return f"hôm nay {words.clock(moment)}"
    return "hôm qua" if day == turn.today - timedelta(days=1) else words.span(day, day, turn.today)


def _day(moment: datetime) -> date:
    return local(moment).date()


HANDLER = Handler(
    "roster",
    (
        Example("danh sách", "ai trong xã đã vào"),
        Example("danh sách thôn Tân Long", "từng người của một thôn"),
    ),
    _recognise,
    _answer,
    audience="officer",
)
