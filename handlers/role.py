"""The officer gives somebody another role in their village."""

import re
from collections.abc import Mapping
from typing import Any

from domain.roles import ROLE_NAMES, Role
from handlers.assent import assent
from handlers.dialogue import plain
from handlers.officers import only_officers
from handlers.remove import GONE, named, there, which
from handlers.turn import Answer, Example, Handler, Reply, Turn
from handlers.whom import role_in
from storage import audit, people
from storage.roster import Place
from vietnamese import words


def _recognise(turn: Turn) -> tuple[str, Role] | None:
    """“cho Rôm làm tổ trưởng”, “đổi Rôm thành thành viên”."""
    said = plain(turn.text)
    match = re.fullmatch(r"(?:cho|doi|chuyen|de)\s+(?P<who>.+?)\s+(?:lam|thanh|sang)\s+(?P<role>.+)", said)
    if match is None or len(turn.text) > 120:
        return None
    role, rest = role_in(match["role"])
    if role not in (Role.MEMBER, Role.LEADER):
        return None
    return f"{match['who']} {rest}".strip(), role


def _change(turn: Turn, match: tuple[str, Role]) -> Reply:
    if not turn.may("manage_people"):
        return only_officers(turn)
    said, role = match
    found = [place for place in named(turn, said) if place.kind in ("village", "team")]
    if not found:
        return Reply("Em không thấy ai tên như vậy; xem ai đang có thì nhắn “danh sách” ạ.")
    if len(found) > 1:
        text = f"Ai làm {ROLE_NAMES[role]} ạ?"
        return Reply(ask=which("role.who", text, found, {"role": role}))
    return _changed(turn, found[0], role)


def _role_chosen(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if not turn.may("manage_people"):
        return only_officers(turn)
    if not answer.key:
        return Reply("Dạ, em giữ nguyên ạ.") if assent(answer) is False else None
    place = there(turn, answer.key)
    return _changed(turn, place, Role(data["role"])) if place else Reply(GONE)


def _changed(turn: Turn, place: Place, role: Role) -> Reply:
    where = words.village(place.unit_name)
    if place.role is role:
        return Reply(f"{place.name} đang là {ROLE_NAMES[role]} {where} rồi ạ.")
    people.leave(turn.tx, place.person_id, place.unit_id)
    people.join(turn.tx, place.person_id, place.unit_id, role)
    about = {"person": place.person_id, "unit": place.unit_id, "role": str(role), "was": str(place.role)}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "role", about)
    return Reply(f"✅ {place.name} nay là {ROLE_NAMES[role]} {where} (trước là {ROLE_NAMES[place.role]}).")


HANDLER = Handler(
    "role",
    (Example("cho Rôm làm tổ trưởng", "đổi vai trò"),),
    _recognise,
    _change,
    steps={"role.who": _role_chosen},
    audience="officer",
)
