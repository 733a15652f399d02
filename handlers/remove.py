"""The officer takes somebody out of a village; the figures stay, and nothing is final."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from domain.roles import ROLE_NAMES, Role
from handlers.assent import assent
from handlers.dialogue import plain
from handlers.officers import only_officers
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from handlers.whom import people_in, place_in
from storage import accounts, audit, people, roster
from storage.roster import Place
from vietnamese import words
from vietnamese.fold import nfc

GONE = "Người này không còn ở đó nữa; xem lại thì nhắn “danh sách” ạ."
_OUT = re.compile(r"\b(?:ra khoi|khoi|to|ra)$")


def named(turn: Turn, said: str) -> list[Place]:
    """The places of the people that folded words name, in the place they name if they name one."""
    spot, rest = place_in(turn.commune, said)
    now = [place for place in roster.everyone(turn.tx, turn.commune.id) if place.ended_at is None]
    if spot is not None:
        now = [place for place in now if place.unit_id == spot.id]
    return people_in(now, _OUT.sub("", rest).strip())


def _key(place: Place) -> str:
    return f"{place.person_id}-{place.unit_id}"


def _label(place: Place) -> str:
    return f"{place.name} ({ROLE_NAMES[place.role]} {words.village(place.unit_name)})"


def which(step: str, text: str, found: Sequence[Place], data: Mapping[str, Any]) -> Question:
    return Question(step, text, data, tuple((_key(place), _label(place)) for place in found[:9]))


def there(turn: Turn, key: str) -> Place | None:
    """The place a key names, if it still stands in the officer's commune."""
    now = [place for place in roster.everyone(turn.tx, turn.commune.id) if place.ended_at is None]
    return next((place for place in now if _key(place) == key), None)


def _recognise(turn: Turn) -> str | None:
    """“gỡ …”; typed without marks it may as well be “gõ …”, and counts only with somebody's name."""
    said = plain(turn.text).removeprefix("/")
    if len(turn.text) > 120 or not said.startswith("go "):
        return None
    first, _, rest = nfc(turn.text).strip().lower().partition(" ")
    if first not in ("gỡ", "go", "/go") or not rest.strip():
        return None
    said = re.sub(r"^bo\s+", "", said.removeprefix("go").strip())
    if first == "go" and not (turn.may("manage_people") and named(turn, said)):
        return None
    return said


def _answer(turn: Turn, said: str) -> Reply:
    if not turn.may("manage_people"):
        return only_officers(turn)
    found = named(turn, said)
    if not found:
        return Reply("Em không thấy ai tên như vậy; xem ai đang có thì nhắn “danh sách” ạ.")
    if len(found) > 1:
        return Reply(ask=which("remove.who", "Gỡ ai ạ?", found, {}))
    return _confirm(turn, found[0])


def _who_chosen(turn: Turn, _data: Mapping[str, Any], answer: Answer) -> Reply | None:
    if not turn.may("manage_people"):
        return only_officers(turn)
    if not answer.key:
        return Reply("Dạ, em không gỡ ai ạ.") if assent(answer) is False else None
    place = there(turn, answer.key)
    return _confirm(turn, place) if place else Reply(GONE)


def _confirm(turn: Turn, place: Place) -> Reply:
    others = [p for p in roster.everyone(turn.tx, turn.commune.id) if p.ended_at is None and p.role is Role.OFFICER]
    if place.role is Role.OFFICER and len({p.person_id for p in others}) == 1:
        return Reply(
            f"{place.name} là công chức duy nhất của xã ở đây nên em chưa gỡ; anh/chị mời công chức khác vào trước ạ.",
            outcome="refused",
        )
    text = f"Gỡ {_label(place)} ạ? Số đã báo vẫn giữ."
    return Reply(ask=Question("remove.sure", text, {"place": _key(place)}, (("yes", "gỡ"), ("no", "thôi"))))


def _sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    said = True if plain(answer.text) in ("go", "go di", "go bo") else assent(answer)
    if said is None:
        return None
    if not said:
        return Reply("Dạ, em giữ nguyên ạ.")
    if not turn.may("manage_people"):
        return only_officers(turn)
    place = there(turn, data["place"])
    if place is None:
        return Reply(GONE)
    people.leave(turn.tx, place.person_id, place.unit_id)
    accounts.forget_talks(turn.tx, place.person_id)
    about = {"person": place.person_id, "unit": place.unit_id, "role": str(place.role)}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "remove", about)
    return Reply(f"✅ Đã gỡ {_label(place)}; số đã báo vẫn giữ. Muốn đưa vào lại thì nhắn “mời lại {place.name}” ạ.")


def _pressed(turn: Turn, key: str) -> Reply:
    """The button under “… vừa vào thôn …”, perhaps weeks old."""
    if not turn.may("manage_people"):
        return only_officers(turn)
    place = there(turn, key)
    return _confirm(turn, place) if place else Reply(GONE)


HANDLER = Handler(
    "remove",
    (Example("gỡ chị Sen", "đưa một người ra khỏi tổ"),),
    _recognise,
    _answer,
    steps={"remove.who": _who_chosen, "remove.sure": _sure},
    actions={"go": _pressed},
    audience="officer",
)
