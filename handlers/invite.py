"""The officer makes codes: for a village, for a role, or for one person who lost their account."""

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.frozen import frozen
from domain.roles import ROLE_NAMES, Role
from handlers import say
from handlers.dialogue import plain
from handlers.officers import only_officers
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from handlers.whom import Spot, people_in, place_in, role_in, spots
from storage import audit, invites, roster
from vietnamese import words
from vietnamese.fold import nfc

_AGAIN = re.compile(r"^(?:lai|ma moi lai|rieng)\b")
_BARE = re.compile(r"\b(?:vao|cho|o|nguoi|them|ma|moi|ba con)\b")


@frozen
class Wish:
    """What is asked for: a place, a role, a person's own code; `rest` are words that are none of these."""

    spot: Spot | None
    role: Role | None
    personal: bool
    rest: str


def _recognise(turn: Turn) -> Wish | None:
    """“mời …” or “/moi …”. Without marks the word may also be “mới” or “mỗi”: then all the rest must fit."""
    said = plain(turn.text).removeprefix("/")
    if len(turn.text) > 120 or not said.startswith("moi"):
        return None
    first, _, _ = nfc(turn.text).strip().lower().partition(" ")
    if first not in ("mời", "moi", "/moi"):
        return None
    said = said.removeprefix("moi").strip()
    personal = _AGAIN.search(said) is not None
    said = _AGAIN.sub("", said).strip()
    spot, said = place_in(turn.commune, said)
    role, said = role_in(said)
    rest = said.strip() if personal else " ".join(_BARE.sub(" ", said).split())
    named = spot is not None or role is not None
    if personal:  # “mời lại” with nobody's name is asked back; “moi lai” may be “mới lại”
        return None if first == "moi" and not rest else Wish(spot, role, personal, rest)
    if not rest:
        return Wish(spot, role, personal, rest) if named or first != "moi" else None
    if named or not turn.may("manage_people"):  # “mời bà con thôn 3 đi họp”, “mời 12 bà con học vneid”
        return None
    known = people_in(roster.everyone(turn.tx, turn.commune.id), rest)
    if not known and re.fullmatch(r"(thon|to) \S+( \S+)?", rest) is None:
        return None
    return Wish(spot, role, personal, rest)


def _answer(turn: Turn, wish: Wish) -> Reply:
    if not turn.may("manage_people"):
        return only_officers(turn)
    if wish.personal or (wish.rest and wish.spot is None and wish.role is None):
        return _again(turn, wish)
    role = wish.role or Role.MEMBER
    commune = next(spot for spot in spots(turn.commune) if spot.kind == "commune")
    if role in (Role.OFFICER, Role.VIEWER):
        return _code(turn, commune, role)
    if wish.spot is None or wish.spot.kind == "commune":
        return Reply(ask=_which(turn, role))
    return _code(turn, wish.spot, role)


def _which(turn: Turn, role: Role) -> Question:
    """For which village. Not numbered where villages are called by numbers: “3” must mean Thôn 3."""
    own = [spot for spot in spots(turn.commune) if spot.kind != "commune"]
    choices = tuple((str(spot.id), spot.name) for spot in own)
    numbered = not any(spot.name[-1].isdecimal() for spot in own)
    listed = "" if numbered else ": " + ", ".join(spot.name for spot in own)
    return Question("invite.unit", f"Mời {ROLE_NAMES[role]} cho thôn nào ạ{listed}?", {"role": role}, choices, numbered)


def _unit_chosen(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if not turn.may("manage_people"):
        return only_officers(turn)
    said = plain(answer.text)
    found = next((spot for spot in spots(turn.commune) if answer.key == str(spot.id)), None)
    if found is None:
        found, rest = place_in(turn.commune, f"thon {said}" if said.isdecimal() else said)
        if found is None or rest or found.kind == "commune":
            return None
    return _code(turn, found, Role(data["role"]))


def _code(turn: Turn, spot: Spot, role: Role) -> Reply:
    """A code for a place and a role, with a text to forward."""
    code = invites.make(turn.tx, turn.context.code_hash, spot.id, role, made_by=turn.person.id)
    about = {"unit": spot.id, "role": str(role)}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "invite", about)
    uses = f"{invites.MEMBER_USES} người" if role is Role.MEMBER else "1 người"
    place = words.village(spot.name)
    where = place if spot.kind == "commune" else f"{place}, {words.village(turn.commune.name)}"
    return Reply(
        f"Mã mời {ROLE_NAMES[role]} {place}: {code} ({uses}, dùng đến hết {_until(turn)}). Tin để chuyển tiếp:\n"
        f"“Kính mời anh/chị vào Sổ Thôn của {where}: mở bot, nhắn mã {code}, đọc rồi trả lời 1 để đồng ý ạ.”"
    )


def _until(turn: Turn) -> str:
    return words.day(turn.today + timedelta(days=invites.DAYS), turn.today)


def _again(turn: Turn, wish: Wish) -> Reply:
    """A personal code: whoever types it gets this person's account, with all they have said."""
    everyone = roster.everyone(turn.tx, turn.commune.id)
    if wish.spot is not None:
        everyone = [place for place in everyone if place.unit_id == wish.spot.id]
    found = people_in(everyone, wish.rest)
    newest = {place.person_id: place for place in found}  # the last place of each person wins
    newest |= {place.person_id: place for place in found if place.ended_at is None}
    if not newest:
        return Reply(_nobody(turn, wish))
    if len(newest) > 1:
        choices = tuple(
            (f"{place.person_id}-{place.unit_id}", f"{place.name} ({words.village(place.unit_name)})")
            for place in list(newest.values())[:9]
        )
        return Reply(ask=Question("invite.person", "Mời lại ai ạ?", {}, choices))
    [place] = newest.values()
    return _personal(turn, place)


def _nobody(turn: Turn, wish: Wish) -> str:
    if not wish.rest:
        return "Anh/chị nhắn “mời lại” kèm tên người, ví dụ: mời lại chị Sen ạ."
    if wish.rest.startswith(("thon ", "to ")):
        have = say.names([spot.name for spot in spots(turn.commune) if spot.kind != "commune"])
        return f"{turn.commune.name} không có nơi tên như vậy; đang có: {have}."
    return (
        f"Em không thấy ai tên như vậy trong {words.village(turn.commune.name)}. "
        "Người mới thì nhắn “mời” kèm tên thôn; xem ai đang có thì nhắn “danh sách” ạ."
    )


def _person_chosen(turn: Turn, _data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if not turn.may("manage_people"):
        return only_officers(turn)
    everyone = roster.everyone(turn.tx, turn.commune.id)
    found = [place for place in everyone if f"{place.person_id}-{place.unit_id}" == answer.key]
    return _personal(turn, found[-1]) if found else None


def _personal(turn: Turn, place: roster.Place) -> Reply:
    code = invites.make(
        turn.tx, turn.context.code_hash, place.unit_id, place.role, person_id=place.person_id, made_by=turn.person.id
    )
    about = {"unit": place.unit_id, "role": str(place.role), "person": place.person_id}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "invite", about)
    where = words.village(place.unit_name)
    if roster.agreed(turn.tx, place.person_id):
        what, back = "tài khoản chuyển sang máy đó, số đã báo vẫn còn đủ", "vào lại"
    else:
        what, back = f"máy đó là của {place.name}", "vào"
    return Reply(
        f"Mã riêng của {place.name} ({ROLE_NAMES[place.role]} {where}): {code} (1 lần, dùng đến hết {_until(turn)}). "
        f"Máy nào nhắn mã này thì {what}; chỉ gửi cho đúng người ạ.\n"
        f"Tin để chuyển tiếp: “Anh/chị mở bot Sổ Thôn, nhắn mã {code} để {back} {where} ạ.”"
    )


HANDLER = Handler(
    "invite",
    (
        Example("mời thôn Tân Long", "lấy mã mời thành viên"),
        Example("mời tổ trưởng thôn Tân Long", "lấy mã mời tổ trưởng"),
        Example("mời lại chị Sen", "mã riêng khi đổi máy, mất tài khoản"),
    ),
    _recognise,
    _answer,
    steps={"invite.unit": _unit_chosen, "invite.person": _person_chosen},
    audience="officer",
)
