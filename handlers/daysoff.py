"""Days off in chat: the commune's own, and storm days or leave of some villages, which then owe nothing for them."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from domain.frozen import frozen
from handlers import moments
from handlers.assent import assent
from handlers.dialogue import plain
from handlers.officers import only_officers
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from handlers.whom import place_in
from storage import audit, leave
from vietnamese import words

_OFF = re.compile(r"/?(?:them )?(?:ngay nghi|nghi le|xa nghi|ca xa nghi|nghi bao ca xa)\b(?P<rest>.*)")
_WHY = (
    ("bao", "bão"),
    ("lut", "lụt"),
    ("lu", "lũ"),
    ("mua", "mưa lớn"),
    ("gat", "mùa gặt"),
    ("le hoi", "lễ hội"),
    ("nghi phep", "nghỉ phép"),
)
_UNTIL = re.compile(r"^(?P<a>.*?)(?:\s(?:den|toi|-)\s|(?<=\d)-(?=\d))(?P<b>.+)$")
_TAIL = re.compile(
    r"\b(?:nghi|duoc|mien|bao cao|vi|do|tu|ngay|cac|cho|het|va|le|phep|bao|lut|lu|mua|lon|gat|hoi)\b|[,.;:]"
)
_BACK = re.compile(r"/?(?:bo|huy|xoa) (?:ngay )?nghi(?: bao)?(?P<rest>.*)")
LONGEST = 60  # days


@frozen
class Wish:
    """Days off: of some villages, or of the whole commune (none named); `back`: they are taken back."""

    units: tuple[int, ...]
    first: date
    last: date
    why: str
    back: bool


def _recognise(turn: Turn) -> Wish | None:
    said = plain(turn.text)
    if len(turn.text) > 150 or not turn.memberships or "nghi" not in said:
        return None
    if not turn.may("see_below") and not _OFF.fullmatch(said):
        return None
    back = _BACK.fullmatch(said)
    rest = back["rest"] if back is not None else said.removeprefix("/")
    units = []
    while True:
        spot, without = place_in(turn.commune, rest)
        if spot is None:
            break
        rest = without
        if spot.kind != "commune":
            units.append(spot.id)
    if back is None and not units and _OFF.fullmatch(rest.strip() or said) is None and _OFF.fullmatch(said) is None:
        return None
    days = _days(turn, rest.replace("ngay nghi", " ").strip())
    if days is None:
        return None
    why = next((shown for word, shown in _WHY if re.search(rf"\b{word}\b", said)), "nghỉ")
    return Wish(tuple(units), *days, why, back is not None)


def _days(turn: Turn, said: str) -> tuple[date, date] | None:
    """“25/11”, “25/11 đến 27/11”, “25-27/11”, “đến 30/11” (from today), “mai”."""
    said = re.sub(r"(?<![/\d])(\d{1,2})\s*(?:-|den)\s*(\d{1,2})/(\d{1,2})\b", r"\1/\3 den \2/\3", said)
    until = _UNTIL.match(f" {said}")
    if until is not None:
        last, _ = moments.take_day(until["b"], turn.today)
        first, _ = moments.take_day(until["a"], turn.today)
        if last is None or (first is None and _TAIL.sub("", until["a"]).strip()):
            return None
        return (first or turn.today, last)
    day, rest = moments.take_day(said, turn.today)
    return None if day is None or _TAIL.sub("", rest).strip() else (day, day)


def _answer(turn: Turn, wish: Wish) -> Reply:
    if not turn.may("manage_words"):
        return only_officers(turn)
    days = words.span(wish.first, wish.last, turn.today)
    if wish.last < wish.first or (wish.last - wish.first).days >= LONGEST:
        return Reply(f"Em đọc ra ngày {days}, chưa đúng lắm ạ; ví dụ “thôn 3 nghỉ bão 25/11 đến 27/11”.")
    if wish.back:
        return _take_back(turn, wish)
    whom = _whom(turn, wish.units)
    effect = _effect(turn) if wish.units else "em không nhắc ai, hạn rơi vào đó thì dời"
    data = {"units": list(wish.units), "first": wish.first.isoformat(), "last": wish.last.isoformat(), "why": wish.why}
    why = f" ({wish.why})" if wish.why != "nghỉ" else ""
    text = f"{words.sentence(whom)} nghỉ {days}{why}: {effect}. Đúng không ạ?"
    return Reply(ask=Question("daysoff.sure", text, data, (("yes", "đúng"), ("no", "thôi"))))


def _effect(turn: Turn) -> str:
    """What days off do to what a village owes: they excuse a week that they touch, and a month due on one of them."""
    if turn.commune.cycle.kind == "week":
        return "các tuần có ngày ấy thôn không phải báo, em không nhắc"
    return "tháng nào có hạn rơi vào ngày ấy thì thôn không phải báo, em không nhắc"


def _whom(turn: Turn, units: tuple[int, ...]) -> str:
    return words.listing(words.village(turn.commune.unit(unit).name) for unit in units) if units else "cả xã"


def _sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    said = assent(answer)
    if said is None:
        return None
    if not said or not turn.may("manage_words"):
        return Reply("Dạ, em không ghi ạ.")
    first, last = date.fromisoformat(data["first"]), date.fromisoformat(data["last"])
    units = tuple(data["units"])
    if units:
        leave.excuse(turn.tx, turn.commune.id, units, first, last, data["why"], turn.person.id)
    else:
        leave.day_off(turn.tx, turn.commune.id, first, last, data["why"])
    audit.note(turn.tx, turn.person.id, turn.commune.id, "day off", dict(data))
    days = words.span(first, last, turn.today)
    return Reply(
        f"✅ Đã ghi {_whom(turn, units)} nghỉ {days}. Đổi ý thì nhắn “bỏ ngày nghỉ {words.short_day(first)}” ạ."
    )


def _take_back(turn: Turn, wish: Wish) -> Reply:
    units = wish.units or tuple(
        {one.unit_id for one in turn.commune.excuses if one.first <= wish.last and one.last >= wish.first}
    )
    count = leave.recall(turn.tx, turn.commune.id, units, wish.first) if units else 0
    if not wish.units:
        count += leave.work_after_all(turn.tx, turn.commune.id, wish.first, wish.last)
    if not count:
        return Reply("Em không thấy ngày nghỉ nào như vậy do xã thêm ạ.")
    about = {"units": list(units), "first": wish.first.isoformat(), "last": wish.last.isoformat()}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "day off back", about)
    return Reply("✅ Đã bỏ ngày nghỉ; em nhắc và tính hạn như thường ạ.")


# ── which days are off ────────────────────────────────────────────────────────────────────────────────────────────────


def _lists(turn: Turn) -> bool | None:
    said = plain(turn.text).removeprefix("/")
    return True if said in ("ngay nghi", "cac ngay nghi", "lich nghi", "xem ngay nghi") and turn.memberships else None


def _list(turn: Turn, _match: object) -> Reply:
    spans: list[tuple[date, date, str]] = []
    for day in (turn.today + timedelta(days=n) for n in range(90)):
        name = turn.commune.day_off(day)
        if name and spans and spans[-1][2] == name and spans[-1][1] == day - timedelta(days=1):
            spans[-1] = (spans[-1][0], day, name)
        elif name:
            spans.append((day, day, name))
    lines = [
        f"• {words.day(first, turn.today) if first == last else words.span(first, last, turn.today)}: {name}"
        for first, last, name in spans
    ]
    for one in turn.commune.excuses:
        if one.last >= turn.today:
            place = turn.commune.unit(one.unit_id).name
            lines.append(f"• {place} nghỉ {words.span(one.first, one.last, turn.today)} ({one.why})")
    if not lines:
        return Reply("90 ngày tới không có ngày nghỉ nào ạ.")
    return Reply("Ngày nghỉ 90 ngày tới:\n" + "\n".join(lines[:25]))


HANDLERS = (
    Handler(
        "daysoff.list", (Example("ngày nghỉ", "các ngày nghỉ sắp tới"),), _lists, _list, interrupts=True, audience="all"
    ),
    Handler(
        "daysoff",
        (
            Example("thôn 3 nghỉ bão 25/11 đến 27/11", "thôn không phải báo các tuần có ngày ấy"),
            Example("ngày nghỉ 24/11", "cả xã nghỉ: em không nhắc, hạn dời"),
        ),
        _recognise,
        _answer,
        steps={"daysoff.sure": _sure},
        interrupts=True,
        audience="officer",
    ),
)
