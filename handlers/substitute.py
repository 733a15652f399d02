"""“Báo thay”: a one-time code for a colleague, who then reports for the village for a week."""

import re
from collections.abc import Mapping
from typing import Any

from domain.periods import local
from handlers.dialogue import plain
from handlers.turn import Answer, Example, Handler, Notice, Question, Reply, Turn
from storage import audit, invites, people, substitutes
from storage.communes import Unit
from vietnamese import words

_ASK = re.compile(r"(?:/baothay|(?:nho |tim |can )?(?:nguoi )?bao (?:thay|giup|ho))")
_CODE = re.compile(r"(?:/baothay|(?:nhan )?bao thay)(?: ma)?:? (?P<code>\d{3} ?\d{3})")


def _recognise(turn: Turn) -> str | None:
    if len(turn.text) > 40:
        return None
    said = plain(turn.text)
    match = _CODE.fullmatch(said)
    if match is not None:
        return match["code"].replace(" ", "")
    return "" if _ASK.fullmatch(said) and turn.own_units else None


def _answer(turn: Turn, code: str) -> Reply:
    if code:
        return _take(turn, code)
    if len(turn.own_units) > 1:
        choices = tuple((unit.key, unit.name) for unit in turn.own_units)
        return Reply(ask=Question("substitute.unit", "Nhờ báo thay cho thôn nào ạ?", {}, choices))
    return _offer(turn, turn.own_units[0])


def _unit_chosen(turn: Turn, _data: Mapping[str, Any], answer: Answer) -> Reply | None:
    unit = next((one for one in turn.own_units if one.key == answer.key), None)
    return _offer(turn, unit) if unit is not None else None


def _offer(turn: Turn, unit: Unit) -> Reply:
    code = substitutes.make(turn.tx, turn.context.code_hash, unit.id, turn.person.id)
    place = words.village(unit.name)
    return Reply(
        f"Mã báo thay {place}: {code} (một người, một lần, dùng trong 3 ngày). Anh/chị gửi cho người báo giúp: "
        f"“Nhờ anh/chị nhắn cho Sổ Thôn: báo thay {code}”. Người ấy phải đã vào sổ; báo được cho {place} 7 ngày ạ."
    )


def _take(turn: Turn, code: str) -> Reply:
    if invites.locked_out(turn.tx, turn.caller.address_id) or invites.all_locked(turn.tx):
        return Reply("Anh/chị thử mã sai nhiều lần quá; một giờ nữa nhắn lại giúp em ạ.", outcome="refused")
    offer = substitutes.find(turn.tx, turn.context.code_hash, code)
    commune_ids = {m.commune_id for m in turn.memberships}
    if offer is None or offer.commune_id not in commune_ids:
        invites.wrong(turn.tx, turn.caller.address_id)
        return Reply(
            "Mã báo thay này không đúng hoặc đã dùng rồi ạ; anh/chị hỏi lại người đã gửi mã.", outcome="refused"
        )
    unit = turn.commune.unit(offer.unit_id)
    if unit in turn.own_units:
        return Reply(f"Anh/chị đã báo được cho {words.village(unit.name)} rồi, không cần mã ạ.")
    until = substitutes.take(turn.tx, offer, turn.person.id)
    if until is None:
        return Reply("Mã này vừa có người dùng rồi ạ.", outcome="refused")
    people.reload(turn.tx, turn.caller)
    about = {"unit": unit.id, "by": offer.made_by}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "substitute", about)
    place = words.village(unit.name)
    until_day = words.day(local(until).date(), turn.today)
    turn.tell(
        Notice(
            offer.made_by,
            f"substitute/{offer.id}",
            f"{turn.person.name} đã nhận báo thay {place}, đến hết {until_day} ạ.",
        )
    )
    return Reply(
        f"✅ Anh/chị báo thay được cho {place} đến hết {until_day}. Khi báo nhớ kèm tên thôn, ví dụ “{place} 12 hv” ạ."
    )


HANDLER = Handler(
    "substitute",
    (Example("báo thay", "lấy mã một lần để nhờ đồng nghiệp báo giúp"),),
    _recognise,
    _answer,
    steps={"substitute.unit": _unit_chosen},
)
