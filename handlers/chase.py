"""“Nhắc”: the officer has those nudged who still owe, after seeing whom, and who cannot be reached and why."""

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain.calendar import decent
from domain.messages import Outbound
from domain.periods import PeriodError, local
from domain.roles import Role
from handlers import recording, spoken
from handlers.assent import assent
from handlers.dialogue import plain
from handlers.officers import only_officers
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from handlers.whom import place_in
from reports import naming
from storage import audit, leave, messages, nudges, obligations, people
from storage.people import Member
from storage.rounds import Round, ended, find, rounds
from vietnamese import words

_NUDGE = re.compile(
    r"/?(?:gui )?nhac(?: nho)?(?: giup)?(?: het| tat ca)?(?: cho)?"
    r"(?: (?:ca )?(?:cac |nhung |may |\d+ )?(?:thon|to|noi|ai|nguoi))?"
    r"(?: (?:nao )?(?:con |ma )?(?:thieu|chua (?:bao|nop|gui)(?: cao)?))?"
)
_COLLECTION = re.compile(r"\bdot (?:so )?(\d+)\b")
SHOWN = 12


def _recognise(turn: Turn) -> tuple[str, int | None] | None:
    """(round key or nothing, village or None)."""
    said = plain(turn.text).removeprefix("/")
    if (
        len(turn.text) > 60
        or not said.startswith(("nhac", "gui nhac"))
        or not turn.memberships
        or not turn.may("see_below")
    ):
        return None
    number = _COLLECTION.search(said)
    key = f"C{number[1]}" if number else ""
    said = _COLLECTION.sub("", said).strip()
    period, said = spoken.named_period(turn, said, whole_words=False)
    if period is not None and not key:
        key = naming.code(period).removesuffix("~d")
    spot, rest = place_in(turn.commune, said)
    if spot is not None and spot.kind != "commune":
        return (key, spot.id) if _NUDGE.fullmatch(" ".join(rest.split())) else None
    return (key, None) if _NUDGE.fullmatch(" ".join(said.split())) else None


def _answer(turn: Turn, match: tuple[str, int | None]) -> Reply:
    key, unit_id = match
    return _preview(turn, key, unit_id)


def _pressed(turn: Turn, key: str) -> Reply:
    if not turn.memberships or not turn.may("see_below"):
        return only_officers(turn)
    return _preview(turn, key, None)


def _rounds(turn: Turn, key: str) -> list[Round]:
    """What is meant: a key, else the newest ended period that somebody still owes, else the running one."""
    if key:
        return find(turn.commune, key, turn.now)
    for one in ended(turn.commune, turn.now):
        if turn.now < one.due + timedelta(days=7) and obligations.owing(turn.tx, one, [turn.commune.id]):
            return find(turn.commune, one.key, turn.now)
    running = [one for one in rounds(turn.commune, turn.now) if not one.collection]
    return [one for one in running if one.key == running[-1].key]


def _preview(turn: Turn, key: str, unit_id: int | None) -> Reply:
    if not turn.may("manage_words"):
        return only_officers(turn)
    try:
        found = _rounds(turn, key)
    except PeriodError:
        found = []
    if not found:
        return Reply("Kỳ này đã qua lâu hoặc không còn phải báo nên em không nhắc nữa ạ.")
    what = _what(turn, found[0])
    owing = [unit for one in found for unit in obligations.owing(turn.tx, one, [turn.commune.id])]
    if unit_id is not None:
        owing = [unit for unit in owing if unit == unit_id]
    if not owing:
        return Reply(f"{words.sentence(what)} {'thôn này' if unit_id else 'các thôn'} đã báo đủ, không phải nhắc ai ạ.")
    told, unreached = _whom(turn, found, owing)
    lines = [f"{words.sentence(what)} còn {len(owing)} thôn chưa báo."]
    reached = [unit for unit in owing if told.get(unit)]
    for unit in reached[:SHOWN]:
        names = words.listing(recording.short_name(name) for name in told[unit].values())
        lines.append(f"• {turn.commune.unit(unit).name}: em nhắc {names}")
    if len(reached) > SHOWN:
        lines.append(f"• và {len(reached) - SHOWN} thôn nữa")
    lines += [f"Không nhắc được: {one}." for one in unreached[:SHOWN]]
    if not reached:
        return Reply("\n".join([*lines, "Anh/chị gọi giúp ạ."]))
    count = len({person for unit in reached for person in told[unit]})
    at_ = decent(turn.now, turn.commune.day_off)
    day = words.near_day(local(at_).date(), turn.today)
    later = f" lúc {words.clock(at_)} {day} (giờ này không nhắc)" if at_ > turn.now else ""
    lines.append(f"Em nhắc {count} người{later} nhé?")
    data = {"key": found[0].key, "unit": unit_id}
    return Reply(ask=Question("chase.sure", "\n".join(lines), data, (("yes", "nhắc"), ("no", "thôi"))))


def _what(turn: Turn, one: Round) -> str:
    if one.collection:
        name = next((c.name for c in turn.commune.collections if c.id == one.collection), "")
        return f"đợt {one.collection} “{name}”"
    return words.period(one.period, turn.today)


def _whom(turn: Turn, found: list[Round], owing: list[int]) -> tuple[dict[int, dict[int, str]], list[str]]:
    """By village, whom a nudge would reach (id → name); and the others, each with the reason."""
    told: dict[int, dict[int, str]] = defaultdict(dict)
    members = people.members(turn.tx, owing)
    names = {member.person_id: member.name for member in members}
    for one in found:
        for person in obligations.told(turn.tx, "members", one, [turn.commune.id]):
            if person.unit_id in owing:
                told[person.unit_id][person.person_id] = names.get(person.person_id, "")
    barred = turn.context.unreached(turn.tx, [person for unit in told.values() for person in unit])
    unreached = []
    away = leave.away_until(turn.tx, list(names))
    for unit in owing:
        place = turn.commune.unit(unit).name
        for barred_id in [one for one in told.get(unit, {}) if one in barred]:
            unreached.append(f"{told[unit].pop(barred_id)} ({place}): {barred[barred_id]}")
        if not told.get(unit):
            here = [
                member for member in members if member.unit_id == unit and member.role in (Role.MEMBER, Role.LEADER)
            ]
            reasons = list(dict.fromkeys(_reason(member, away.keys()) for member in here))
            unreached.append(f"{place} ({words.listing(reasons[:3]) or 'chưa có ai vào tổ'})")
    return told, unreached


def _reason(member: Member, away: Any) -> str:
    name = recording.short_name(member.name)
    if member.address_id is None or not member.consented:
        return f"{name} chưa vào sổ"
    if member.silent:
        return f"{name} đã dừng nhận tin"
    if member.unreachable:
        return f"{name} đã chặn hoặc rời cuộc trò chuyện"
    return f"{name} đang nghỉ" if member.person_id in away else f"{name} đã hẹn nhắc lại sau"


def _sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    said = assent(answer)
    if said is None and plain(answer.text) in ("nhac", "gui", "nhac di", "nhac luon"):
        said = True
    if said is None:
        return None
    if not said or not turn.may("manage_words"):
        return Reply("Dạ, em không nhắc ạ.")
    found = _rounds(turn, data["key"])
    owing = [unit for one in found for unit in obligations.owing(turn.tx, one, [turn.commune.id])]
    owing = [unit for unit in owing if data["unit"] in (None, unit)]
    told, _ = _whom(turn, found, owing)
    persons: dict[int, int] = {}
    for unit, some in told.items():
        for person in some:
            persons.setdefault(person, unit)
    at_ = decent(turn.now, turn.commune.day_off)
    count = 0
    for person, unit in persons.items():
        address = people.best_address(turn.tx, person)
        if address is not None:
            about = {"rule": "asked", "period": data["key"], "unit_id": unit, "wave": 1}
            # Once a person and day, however often it is asked for.
            number = f"n/asked/{data['key']}/0/{person}/{turn.today.isoformat()}"
            count += messages.say_later(
                turn.tx,
                number,
                "nudge",
                address,
                person,
                Outbound(""),
                not_before=at_,
                not_after=at_ + timedelta(hours=12),
                about=about,
            )
    noted = {"period": data["key"], "people": count}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "nudge", noted)
    if not count:
        return Reply("Những người này hôm nay đã được nhắc theo lời anh/chị rồi; em không nhắc lần nữa ạ.")
    times = nudges.times(turn.tx, list(persons), data["key"])
    often = sum(number > 2 for number in times.values())
    more = f" {often} người đã được nhắc từ 3 lần, anh/chị gọi thì hơn ạ." if often else ""
    return Reply(f"✅ Em nhắc {count} người; ai báo trước khi tin đi thì em không nhắc nữa ạ.{more}")


HANDLER = Handler(
    "chase",
    (Example("nhắc", "xem trước rồi nhắc các thôn chưa báo (hoặc: nhắc thôn 3)"),),
    _recognise,
    _answer,
    steps={"chase.sure": _sure},
    actions={"nhac": _pressed},
    interrupts=True,
    audience="officer",
)
