"""Collections: an officer asks villages for something beside the weeks; what they answer has its own totals."""

import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from domain.messages import Choice
from domain.periods import at, local
from handlers import moments, recording, status
from handlers.assent import assent
from handlers.dialogue import plain
from handlers.officers import only_officers
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from handlers.whom import place_in
from reports.room import ROOM, column
from storage import audit, collections, people
from storage.collections import Given
from storage.communes import Collection, Unit
from vietnamese import words
from vietnamese.fold import fold, nfc
from vietnamese.redact import redact

_OPEN = re.compile(
    r"^\s*(?:tạo |mở |lập )?(?:đợt|dot) (?:báo cáo|bao cao|thu thập|thu thap)\s*(?:[:：]|\s)\s*(?P<rest>.+)$",
    re.IGNORECASE | re.DOTALL,
)
_NUMBER = re.compile(
    r"^/?(?:tra loi |bao )?dot(?: bao cao)?(?: so)? ?(?P<number>\d+)\s*(?::\s*(?P<rest>.*))?$", re.DOTALL
)
_CLOSE = re.compile(r"/?(?:dong|ket thuc|huy|khep) dot(?: bao cao)?(?: so)? ?(?P<number>\d+)")
_WHO = re.compile(
    r"(?:con )?(?:ai|thon nao|may thon)(?: con)? chua (?:tra loi|bao|nop|gui)(?: cho)? dot(?: so)? (?P<number>\d+)"
    r"|dot(?: so)? (?P<other>\d+)(?: thi)? (?:con )?(?:ai|thon nao|may thon)(?: con)? chua (?:tra loi|bao|nop|gui)"
)
_LIST = ("cac dot", "dot bao cao", "cac dot bao cao", "xem dot bao cao", "danh sach dot")
NOTHING = ("0", "khong", "khong co", "khong co gi", "ko co", "ko", "ko co gi", "khong phat sinh")


# ── the officer opens one ─────────────────────────────────────────────────────────────────────────────────────────────


def _opens(turn: Turn) -> str | None:
    text = nfc(turn.text).strip()
    match = _OPEN.match(text)
    return match["rest"].strip() if match is not None and turn.memberships and len(text) < 600 else None


def _open(turn: Turn, rest: str) -> Reply:
    if not turn.may("see_below") or not turn.may("manage_words"):
        return only_officers(turn)
    name, due, indicators, units = _parts(turn, rest)
    if not name or due is None:
        return Reply(
            "Em cần tên và hạn ạ. Anh/chị nhắn ví dụ: đợt báo cáo: 9 tháng theo CV 1464, hạn 16h 20/9, "
            "chỉ tiêu học viên và vneid, gửi tất cả thôn."
        )
    if due <= turn.now:
        return Reply(f"Hạn {words.due(due, turn.today)} đã qua rồi ạ; anh/chị nhắn lại giúp em.")
    return _preview(turn, name, due, indicators, units)


def _parts(turn: Turn, rest: str) -> tuple[str, datetime | None, list[str], list[int]]:
    """Name, due time, indicators (those asked for by default where none is named), units (all where none is)."""
    name: list[str] = []
    due: datetime | None = None
    indicators: list[str] = []
    units: list[int] = []
    mode = ""
    for part in re.split(r"[,;\n]", rest):
        said = fold(part).strip()
        if re.match(r"(?:han|truoc)\b", said):
            mode = "due"
            clock, left = moments.take_clock(re.sub(r"^(?:han|truoc)(?: nop| bao)?(?: la)?:? ", "", said))
            day, _ = moments.take_day(left, turn.today)
            due = at(day, *(clock or (17, 0))) if day is not None else None
        elif re.match(r"(?:chi tieu|chi so|gom|hoi)\b", said):
            mode = "indicators"
            indicators += _indicators(turn, said)
        elif re.match(r"(?:gui|cho|toi)\b", said) and (
            "thon" in said or "tat ca" in said or place_in(turn.commune, said)[0]
        ):
            mode = "units"
            units += _units(turn, said)
        elif mode == "indicators" and _indicators(turn, said):
            indicators += _indicators(turn, said)
        elif mode == "units" and _units(turn, said):
            units += _units(turn, said)
        elif said:
            name.append(part.strip())
    return (
        ", ".join(name)[:150],
        due,
        list(dict.fromkeys(indicators)) or list(turn.commune.on),
        list(dict.fromkeys(units)),
    )


def _indicators(turn: Turn, said: str) -> list[str]:
    found: list[tuple[int, str]] = []
    for indicator in turn.commune.indicators:
        for name in {fold(one) for one in (indicator.short, indicator.label, indicator.key, *indicator.aliases)}:
            match = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said)
            if match:
                found.append((match.start(), indicator.key))
    return [key for _, key in sorted(found)]


def _units(turn: Turn, said: str) -> list[int]:
    found = []
    while "tat ca" not in said and "cac thon" not in said:
        spot, said = place_in(turn.commune, said)
        if spot is None:
            break
        if spot.kind != "commune":
            found.append(spot.id)
    return found


def _preview(turn: Turn, name: str, due: datetime, indicators: list[str], units: list[int]) -> Reply:
    chosen = units or [unit.id for unit in turn.commune.villages() if _exists(unit, turn)]
    if not chosen:
        return Reply("Xã chưa có thôn nào trong sổ nên em chưa gửi được ạ.")
    members = people.members(turn.tx, chosen)
    empty = [
        turn.commune.unit(unit).name for unit in chosen if not any(_reached(m) for m in members if m.unit_id == unit)
    ]
    asked = ", ".join(turn.commune.indicator(key).short for key in indicators)
    whom = f"{len(chosen)} thôn" if not units else words.listing(turn.commune.unit(unit).name for unit in units)
    lines = [f"Đợt “{name}”", f"• Hạn: {words.due(due, turn.today)}", f"• Chỉ số: {asked}", f"• Gửi: {whom}"]
    if empty:
        lines.append(f"• Chưa nhắn tới được: {words.listing(empty[:10])}")
    off = turn.commune.day_off(local(due).date())
    if off:
        lines.append(f"• Lưu ý: ngày hạn là ngày nghỉ ({off})")
    lines.append("Gửi đợt này nhé?")
    data = {"name": name, "due": due.isoformat(), "indicators": indicators, "units": chosen}
    return Reply(ask=Question("collect.sure", "\n".join(lines), data, (("yes", "gửi"), ("no", "thôi"))))


def _exists(unit: Unit, turn: Turn) -> bool:
    return unit.valid_to is None or unit.valid_to >= turn.today


def _reached(member: people.Member) -> bool:
    return member.address_id is not None and member.consented and not member.silent and not member.unreachable


def _sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    said = True if plain(answer.text) in ("gui", "gui di", "gui luon") else assent(answer)
    if said is None:
        return None
    if not said or not turn.may("manage_words"):
        return Reply("Dạ, em không gửi ạ.")
    due = datetime.fromisoformat(data["due"])
    made = collections.open_(
        turn.tx, turn.commune.id, data["name"], data["indicators"], due, data["units"], turn.person.id
    )
    audit.note(turn.tx, turn.person.id, turn.commune.id, "collection", {"collection": made.id})
    return Reply(
        f"✅ Đã mở đợt {made.id} “{made.name}” cho {len(data['units'])} thôn; em gửi và nhắc theo hạn. "
        f"Xem ai trả lời thì nhắn “đợt {made.id}”, đổi hạn thì nhắn “hạn đợt {made.id} …”, "
        f"xong thì nhắn “đóng đợt {made.id}” ạ."
    )


# ── answered by the villages, read by the officer ─────────────────────────────────────────────────────────────────────


def _named(turn: Turn) -> tuple[int, str | None] | None:
    if not turn.memberships or len(turn.text) > 400:
        return None
    match = _NUMBER.match(fold(turn.text).strip())
    if match is None:
        return None
    _, colon, words_ = turn.text.partition(":")
    return int(match["number"]), words_.strip() if colon else None


def _about(turn: Turn, match: tuple[int, str | None]) -> Reply:
    number, said = match
    found = _find(turn, number)
    if found is None:
        return Reply(f"Em không thấy đợt {number} đang mở ạ.")
    if turn.may("see_below") and said is None:
        return _status(turn, found)
    if said is None:
        return _ask(turn, found)
    return _store(turn, found, said) or _ask(turn, found, "Em chưa đọc được các số này ạ.")


def _find(turn: Turn, number: int) -> Collection | None:
    return next((one for one in turn.commune.collections if one.id == number), None)


def _own(turn: Turn, found: Collection) -> list[Unit]:
    sent = collections.units_of(turn.tx, found.id)
    return [unit for unit in turn.own_units if unit.id in sent]


def _pressed(turn: Turn, number: str) -> Reply:
    found = _find(turn, int(number)) if number.isdecimal() and turn.memberships else None
    return _ask(turn, found) if found is not None else Reply("Đợt này đã đóng rồi ạ.")


def _ask(turn: Turn, found: Collection, first: str = "") -> Reply:
    own = _own(turn, found)
    if not own:
        return Reply(f"Đợt {found.id} không gửi cho thôn của anh/chị ạ.", outcome="refused")
    place = words.village(own[0].name) if len(own) == 1 else "thôn (nhớ kèm tên thôn)"
    asked = ", ".join(turn.commune.indicator(key).short for key in found.indicators)
    example = ", ".join(
        f"{n} {turn.commune.indicator(key).short}" for key, n in zip(found.indicators[:3], (12, 5, 2), strict=False)
    )
    text = (
        f"Đợt {found.id} “{found.name}”, {place}: {asked} bao nhiêu ạ? (một tin, ví dụ: {example}; không có gì thì 0)"
    )
    return Reply(first, ask=Question("collect.figures", text, {"collection": found.id}, numbered=False))


def _figures(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    found = _find(turn, data["collection"])
    if found is None:
        return Reply("Đợt này đã đóng rồi ạ.")
    return _store(turn, found, answer.text)


def _store(turn: Turn, found: Collection, said: str) -> Reply | None:
    """Keep an answer; None where no figures of the collection can be read without a doubt."""
    reading = turn.read(said)
    own = _own(turn, found)
    keys = [place.key for place in reading.places]
    named = [unit for unit in own if unit.key in keys]
    if keys and not named and turn.may("see_below"):
        named = [unit for key in keys if (unit := turn.commune.by_key(key)) is not None]
        named = [unit for unit in named if unit.id in collections.units_of(turn.tx, found.id)]
    if len(named) != 1 and (keys or len(own) != 1):
        if not own and not turn.may("see_below"):
            return Reply(f"Đợt {found.id} không gửi cho thôn của anh/chị ạ.", outcome="refused")
        return None if not reading.figures else Reply("Anh/chị nhắn lại kèm tên một thôn trong đợt này giúp em ạ.")
    unit = named[0] if named else own[0]
    figures = {key: value for key, value in reading.values.items() if key in found.indicators}
    nothing = plain(said) in NOTHING or reading.intent == "nil"
    if len(found.indicators) == 1 and plain(said).isdecimal():
        figures, nothing = {found.indicators[0]: int(plain(said))}, False
    if not (figures or nothing):
        return None
    left = [key for key in found.indicators if key not in figures]
    before = collections.given(turn.tx, found.id).get(unit.id)
    if before is not None and not nothing:
        figures = {**before.figures, **figures}
        left = [key for key in found.indicators if key not in figures]
    by = turn.person.id if unit not in turn.own_units else None
    collections.answer(turn.tx, found.id, unit.id, figures, redact(said[:300]), turn.said_at, turn.person.id, by)
    return _read_back(turn, found, unit, figures, left)


def _read_back(turn: Turn, found: Collection, unit: Unit, figures: Mapping[str, int], left: Sequence[str]) -> Reply:
    place = words.village(unit.name)
    late = " (sau hạn)" if turn.said_at > found.due else ""
    if not figures:
        return Reply(f"✅ Đã ghi đợt {found.id}: {place} không có gì{late}. Sai thì nhắn lại “đợt {found.id}: …” ạ.")
    shown = [
        f"• {turn.commune.indicator(key).label}: {words.number(figures[key])}"
        for key in found.indicators
        if key in figures
    ]
    missing = [turn.commune.indicator(key).short for key in left]
    rest = (
        f"Chưa có: {', '.join(missing)}; có thì nhắn “đợt {found.id}: …” ạ."
        if missing
        else f"Sai thì nhắn lại “đợt {found.id}: …” ạ."
    )
    return Reply("\n".join([f"✅ Đã ghi đợt {found.id} “{found.name}” cho {place}{late}:", *shown, rest]))


def _status(turn: Turn, found: Collection) -> Reply:
    """Who has answered, and the totals with their coverage."""
    sent = collections.units_of(turn.tx, found.id)
    given = collections.given(turn.tx, found.id)
    missing = [turn.commune.unit(unit).name for unit in sent if unit not in given]
    nil = sum(not one.figures for one in given.values())
    head = f"Đợt {found.id} “{found.name}” (hạn {words.due(found.due, turn.today)}): "
    head += f"đã trả lời {len(given)}/{len(sent)} thôn"
    head += f" ({nil} không có gì)" if nil else ""
    lines = [f"{head}; còn {', '.join(missing[:12])}." if missing else f"{head}."]
    for key in found.indicators:
        said = [one.figures[key] for one in given.values() if key in one.figures]
        if said:
            indicator = turn.commune.indicator(key)
            lines.append(
                f"• {indicator.label}: {words.number(sum(said))} {indicator.unit} ({len(said)}/{len(sent)} thôn)"
            )
    lines += _late(turn, found, given)
    if missing:
        lines.append(f"Nhắn “nhắc đợt {found.id}” để em nhắc ạ.")
    button = (Choice(f"nhac:{found.key}", f"Nhắc {len(missing)} thôn"),) if missing else ()
    return Reply("\n".join(lines), choices=button)


def _late(turn: Turn, found: Collection, given: Mapping[int, Given]) -> list[str]:
    late = [turn.commune.unit(one.unit_id).name for one in given.values() if one.said_at > found.due]
    lines = [f"Trả lời sau hạn: {', '.join(late)}."] if late else []
    names = people.names(turn.tx, [one.person_id for one in given.values() if one.person_id])
    for one in given.values():
        who = recording.short_name(names.get(one.person_id or 0, ""))
        shown = ", ".join(
            f"{words.number(one.figures[key])} {turn.commune.indicator(key).short}"
            for key in found.indicators
            if key in one.figures
        )
        lines.append(f"- {turn.commune.unit(one.unit_id).name}: {shown or 'không có gì'}{f' ({who})' if who else ''}")
    return lines


def _asks_who(turn: Turn) -> int | None:
    match = _WHO.fullmatch(plain(turn.text)) if turn.memberships else None
    if match is None or not turn.may("see_below"):
        return None
    return int(match["number"] or match["other"])


def _who(turn: Turn, number: int) -> Reply:
    """The villages that have not answered, with whom to call."""
    found = _find(turn, number)
    if found is None:
        return Reply(f"Em không thấy đợt {number} đang mở ạ.")
    sent, given = collections.units_of(turn.tx, found.id), collections.given(turn.tx, found.id)
    missing = [unit for unit in sent if unit not in given]
    head = f"Đợt {found.id} “{found.name}”: {len(given)}/{len(sent)} thôn đã trả lời"
    if not missing:
        return Reply(f"{head}.")
    members = people.members(turn.tx, missing)
    lines = [
        f"• {turn.commune.unit(unit).name}: {status.contact([m for m in members if m.unit_id == unit])}"
        for unit in missing
    ]
    due = words.due(found.due, turn.today)
    button = (Choice(f"nhac:{found.key}", f"Nhắc {len(missing)} thôn"),)
    return Reply("\n".join([f"{head}, hạn {due}. Chưa trả lời:", *column(lines, ROOM - 200, "thôn")]), choices=button)


def _closes(turn: Turn) -> int | None:
    match = _CLOSE.fullmatch(plain(turn.text))
    return int(match["number"]) if match is not None and turn.memberships else None


def _close(turn: Turn, number: int) -> Reply:
    if not turn.may("manage_words"):
        return only_officers(turn)
    found = _find(turn, number)
    if found is None:
        return Reply(f"Em không thấy đợt {number} đang mở ạ.")
    status = _status(turn, found)
    collections.close(turn.tx, turn.commune.id, number)
    audit.note(turn.tx, turn.person.id, turn.commune.id, "collection closed", {"collection": number})
    return Reply(f"✅ Đã đóng đợt {number}, em không nhắc nữa. {status.text.split('Nhắn “nhắc đợt')[0].strip()}")


def _lists(turn: Turn) -> bool | None:
    return True if plain(turn.text).removeprefix("/") in _LIST and turn.memberships else None


def _list(turn: Turn, _match: object) -> Reply:
    if not turn.commune.collections:
        how = (
            " Mở đợt mới thì nhắn ví dụ: đợt báo cáo: 9 tháng theo CV 1464, hạn 16h 20/9, gửi tất cả thôn."
            if turn.may("see_below")
            else ""
        )
        return Reply(f"Đang không có đợt báo cáo nào ạ.{how}")
    lines = ["Các đợt báo cáo đang mở:"]
    for one in turn.commune.collections:
        done, sent = len(collections.given(turn.tx, one.id)), len(collections.units_of(turn.tx, one.id))
        lines.append(f"• Đợt {one.id} “{one.name}”: {done}/{sent} thôn, hạn {words.due(one.due, turn.today)}")
    return Reply("\n".join([*lines, "Nhắn “đợt” kèm số để xem hoặc trả lời ạ."]))


HANDLERS = (
    Handler(
        "collect",
        (
            Example(
                "đợt báo cáo: 9 tháng theo CV 1464, hạn 16h 20/9, gửi tất cả thôn", "hỏi các thôn một lần, có hạn riêng"
            ),
        ),
        _opens,
        _open,
        steps={"collect.sure": _sure},
        interrupts=True,
        audience="officer",
    ),
    Handler("collect.who", (), _asks_who, _who, interrupts=True, audience="officer"),
    Handler("collect.close", (), _closes, _close, interrupts=True, audience="officer"),
    Handler("collect.list", (), _lists, _list, interrupts=True, audience="officer"),
    Handler(
        "collect.answer",
        (Example("đợt 3: 12 hv, 5 vneid", "trả lời một đợt báo cáo của xã"),),
        _named,
        _about,
        steps={"collect.figures": _figures},
        actions={"dot": _pressed},
        interrupts=True,
    ),
)
