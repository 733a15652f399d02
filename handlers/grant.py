"""“Gia hạn cho thôn 3 đến 16h thứ Tư”: the officer gives a village more time without being asked."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from domain.periods import parse_key
from handlers.assent import assent
from handlers.deadline import later
from handlers.dialogue import plain
from handlers.officers import only_officers
from handlers.turn import Answer, Example, Handler, Notice, Question, Reply, Turn
from handlers.whom import place_in
from reports import rollup
from storage import audit, due_times, people
from storage.communes import Unit
from vietnamese import words

_MORE = re.compile(r"/?(?:cho )?(?:gia|lui|doi) han (?:them )?(?:cho )?(?P<rest>.*[a-z].*)")


def _recognise(turn: Turn) -> tuple[Unit, str] | None:
    """A village and the words about when; nothing where no village is named."""
    if len(turn.text) > 100 or not turn.memberships:
        return None
    match = _MORE.fullmatch(plain(turn.text))
    spot, rest = place_in(turn.commune, match["rest"]) if match is not None else (None, "")
    if spot is None or spot.kind == "commune" or not turn.may("see_below"):
        return None
    return turn.commune.unit(spot.id), rest


def _answer(turn: Turn, match: tuple[Unit, str]) -> Reply:
    if not turn.may("manage_words"):
        return only_officers(turn)
    unit, rest = match
    open_ = [one for one in rollup.owed(turn.tx, turn.commune, turn.now) if one[0].id == unit.id]
    place = words.village(unit.name)
    if not open_:
        return Reply(f"{words.sentence(place)} không còn nợ kỳ nào nên không cần gia hạn ạ.")
    _, period, due = open_[0]
    until = later(turn, rest, due)
    what = words.period(period, turn.today)
    if until is None:
        return Reply(
            f"Hạn {what} của {place} là {words.due(due, turn.today)}; anh/chị chọn một lúc sau đó, trong vòng 14 ngày, "
            f"ví dụ “gia hạn cho {place} đến 16h thứ Tư” ạ."
        )
    text = f"Hạn {what} của riêng {place} đổi sang {words.due(until, turn.today)}, đúng không ạ?"
    data = {"unit": unit.id, "period": period.key, "decree": period.decree, "until": until.isoformat()}
    return Reply(ask=Question("grant.sure", text, data, (("yes", "đúng"), ("no", "thôi"))))


def _sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    said = assent(answer)
    if said is None:
        return None
    if not said or not turn.may("manage_words"):
        return Reply("Dạ, hạn vẫn như cũ ạ.")
    unit, until = turn.commune.unit(data["unit"]), datetime.fromisoformat(data["until"])
    due_times.move(turn.tx, turn.commune.id, data["period"], until, turn.person.id, unit.id)
    about = {"unit": unit.id, "period": data["period"], "until": data["until"]}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "extend", about)
    what = words.period(parse_key(data["period"], decree=data["decree"]), turn.today)
    when, place = words.due(until, turn.today), words.village(unit.name)
    here = people.members(turn.tx, [unit.id])
    for member in here:
        key = f"granted/{unit.id}/{data['period']}/{until.timestamp():.0f}/{member.person_id}"
        turn.tell(Notice(member.person_id, key, f"Cán bộ xã gia hạn {what} cho {place} đến {when} ạ."))
    heard = "em đã báo người của thôn" if here else "thôn chưa có ai trong sổ để báo"
    return Reply(f"✅ Đã gia hạn {what} cho {place} đến {when}; {heard} ạ.")


HANDLER = Handler(
    "grant",
    (Example("gia hạn cho thôn 3 đến 16h thứ Tư", "thêm thời gian cho một thôn"),),
    _recognise,
    _answer,
    steps={"grant.sure": _sure},
    interrupts=True,
    audience="officer",
)
