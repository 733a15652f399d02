"""“lũy kế học viên 809 đến 22/11”, “chỉ tiêu chứng nhận 1045 năm 2025”, “người lớn 4837”: reference figures of a unit.

Counts of persons, denominators and targets are an officer's words: shown with what is odd about them, kept once they
are confirmed, and written into the audit.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from domain import checks
from domain.frozen import frozen
from domain.periods import Period, PeriodError, parse_key
from handlers import spoken
from handlers.assent import assent
from handlers.officers import only_officers
from handlers.rates import take_whole
from handlers.request import request
from handlers.turn import Answer, Example, Handler, Question, Reply, Turn
from reports import naming, rates
from storage import audit, communes, reference
from vietnamese import words

COUNT, WHOLE, TARGET = "count", "whole", "target"
_PERSONS = r"(?:dem theo nguoi|dem nguoi)"
_COUNT = re.compile(rf"(?:ghi |nhap )?(?:so )?(?:luy ke|{_PERSONS})(?: {_PERSONS})?(?!\S)")
_TARGET = re.compile(r"(?:giao |dat |nhap |ghi )?chi tieu(?!\S)")
_DUE = re.compile(r"(?:ghi |nhap )?(?:mau so|so nguoi thuoc dien|nguoi thuoc dien|thuoc dien)(?!\S)")
# Without such a cue only what begins with a denominator's own name: “10 hộ” in a report is none.
_WHOLE = re.compile(
    r"(?:ghi |nhap )?(?:tong )?(?:so )?(?=(?:dan so|nhan khau|so ho|ho dan|nguoi lon|nguoi truong thanh|"
    r"(?:nguoi |dan so )?tu 14 tuoi)(?!\S))"
)
_AS_OF = re.compile(r"(?<!\S)(?:(?:tinh|den|toi|vao|ngay)\s+)*(?<!\S)(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}))?(?!\S)")
_VALUE = re.compile(r"(?<!\S)(\d{1,3}(?:\.\d{3})+|\d{1,9})(?!\S)")
_FILLERS = re.compile(
    r"(?<!\S)(?:nguoi|luot|ho|la|co|so|cua|xa|ca|toan|hien nay|hien co|tong|cho|den|nay|giup|em|voi|khoi|nhan)(?!\S)"
)
HIGHEST = 100_000_000


@frozen
class Said:
    """A reference figure: of which kind, for which indicator or denominator, of which unit, as of when, how much."""

    kind: str
    name: str
    unit_id: int
    when: str  # a day, or the key of a target's period
    value: int


def _recognise(turn: Turn) -> Said | None:
    said = " ".join(re.sub(r"[():;,]", " ", request(turn, 120)).split())
    if not said or not turn.may("see_below"):
        return None
    for kind, cue in ((TARGET, _TARGET), (COUNT, _COUNT), (WHOLE, _DUE), (WHOLE, _WHOLE)):
        match = cue.match(said)
        if match is not None:
            rest = said[match.end() :]
            return _target(turn, rest) if kind == TARGET else _figure(turn, kind, rest, cued=cue is _DUE)
    return None


def _target(turn: Turn, rest: str) -> Said | None:
    period, rest = spoken.named_period(turn, rest.replace("luy ke", " "))  # a target is met by sums anyway
    indicator, rest = spoken.take_indicator(turn, rest)
    value, rest = _value(rest)
    if not indicator or value is None or _FILLERS.sub("", rest).strip():
        return None
    return Said(TARGET, indicator, turn.commune.id, (period or parse_key(str(turn.today.year))).key, value)


def _figure(turn: Turn, kind: str, rest: str, *, cued: bool) -> Said | None:
    """A count of persons, or a denominator: “người lớn 4837” says by its name what it is."""
    day, rest = _day(rest, turn.today)
    if day is None:
        return None
    unit, rest = spoken.take_unit(turn, rest)
    home = unit.id if unit is not None else turn.commune.id
    if kind == COUNT:
        name, rest = spoken.take_indicator(turn, rest)
    else:
        name, rest = take_whole(rest)
        if not name and cued:
            name, rest = spoken.take_indicator(turn, rest)
    value, rest = _value(rest)
    if not name or value is None or _FILLERS.sub("", rest).strip():
        return None
    return Said(kind, name, home, day.isoformat(), value)


def _day(said: str, today: date) -> tuple[date | None, str]:
    """The day a figure is of, today where none is named; None for one that is none or has not come."""
    match = _AS_OF.search(said)
    if match is None:
        return today, said
    try:
        day = date(int(match[3] or today.year), int(match[2]), int(match[1]))
    except ValueError:
        return None, said
    if day > today and not match[3]:
        day = day.replace(year=day.year - 1)
    return (day if day <= today else None), f"{said[: match.start()]} {said[match.end() :]}"


def _value(said: str) -> tuple[int | None, str]:
    match = _VALUE.search(said)
    if match is None:
        return None, said
    value = int(match[1].replace(".", ""))
    return (value if value <= HIGHEST else None), f"{said[: match.start()]} {said[match.end() :]}"


def _answer(turn: Turn, said: Said) -> Reply:
    """Shown before it is kept, with whatever is odd about it."""
    if not turn.may("close"):
        return only_officers(turn)
    odd = _odd(turn, said)
    text = f"Ghi {_named(turn, said)}: {words.number(said.value)}{_unit(turn, said)}."
    text += "".join(f" {one}" for one in odd)
    data = {"kind": said.kind, "name": said.name, "unit": said.unit_id, "when": said.when, "value": said.value}
    return Reply(ask=Question("reference.sure", f"{text} Đúng không ạ?", data, (("yes", "ghi"), ("no", "thôi"))))


def _odd(turn: Turn, said: Said) -> list[str]:
    """Against what stands: another value of the same day, a count that goes down, a part beyond its whole."""
    if said.kind == TARGET:
        before = reference.target(turn.tx, said.unit_id, said.name, said.when)
        return [f"Đang ghi {words.number(before)}."] if before and before != said.value else []
    day = date.fromisoformat(said.when)
    counts = reference.counts_of(turn.tx, [said.unit_id], day)
    wholes = reference.denominators_of(turn.tx, [said.unit_id], day)
    known = (counts if said.kind == COUNT else wholes).get((said.unit_id, said.name))
    label = words.sentence(_label(turn, said))
    found = []
    same_day = known is not None and known.date in ((day, None) if said.kind == WHOLE else (day,))
    if known is not None and same_day:
        standing = "sổ đang" if known.date else "sổ đang (không kèm ngày)"
        found.append(checks.reference(label, {standing: known.value, "nay": said.value}, day))
    elif known is not None and said.kind == COUNT:
        found.append(checks.stock(label, known.value, said.value))
    now = {name: one.value for (_, name), one in counts.items()}
    whole = {name: one.value for (_, name), one in wholes.items()}
    (now if said.kind == COUNT else whole)[said.name] = said.value
    for key, name in rates.RATES:
        if said.name in (key, name) and key in now and name in whole:
            learners = now.get("learners") if key == "certificates" else None
            found.append(
                checks.base(words.sentence(turn.commune.indicator(key).short), now[key], whole[name], learners)
            )
    if said.kind == WHOLE and "population" in whole and "households" in whole:
        found.append(checks.household(whole["population"], whole["households"]))
    return [one.why for one in found if one is not None]


def _named(turn: Turn, said: Said) -> str:
    if said.kind == TARGET:
        return f"chỉ tiêu {_label(turn, said)} {naming.heading(parse_key(said.when)).partition(' (')[0]}"
    place = turn.commune.name if said.unit_id == turn.commune.id else turn.commune.unit(said.unit_id).name
    what = "số lũy kế đếm theo người: " if said.kind == COUNT else ""
    day = words.full_day(date.fromisoformat(said.when))
    return f"{what}{_label(turn, said)}, {words.village(place)}, đến ngày {day}"


def _label(turn: Turn, said: Said) -> str:
    if said.kind != WHOLE:
        return turn.commune.indicator(said.name).short
    return {"population": "dân số", "households": "số hộ"}.get(
        said.name
    ) or f"số {rates.against(said.name, turn.commune)}"


def _unit(turn: Turn, said: Said) -> str:
    if said.kind == TARGET:
        return f" {turn.commune.indicator(said.name).unit}"
    return "" if said.name == "households" else " người"


def _take_sure(turn: Turn, data: Mapping[str, Any], answer: Answer) -> Reply | None:
    agreed = assent(answer)
    if agreed is None:
        return None
    if not agreed:
        return Reply("Vâng, em không ghi ạ.")
    if not turn.may("close"):
        return only_officers(turn)
    said = Said(data["kind"], data["name"], data["unit"], data["when"], data["value"])
    period = _keep(turn, said)
    about = {"kind": said.kind, "name": said.name, "unit": said.unit_id, "when": said.when, "value": said.value}
    audit.note(turn.tx, turn.person.id, turn.commune.id, "reference", about)
    ask = f"“tỷ lệ {turn.commune.indicator(said.name).short}”" if said.kind == COUNT else ""
    more = f" Xem tỷ lệ: nhắn {ask} ạ." if ask else " Em sẽ tính tiến độ theo chỉ tiêu này ạ." if period else ""
    return Reply(f"✅ Đã ghi {_named(turn, said)}: {words.number(said.value)}{_unit(turn, said)}.{more}")


def _keep(turn: Turn, said: Said) -> Period | None:
    """Store it; the period of a target, None for the rest. The commune's copies (adults) are read anew."""
    if said.kind == TARGET:
        reference.put_target(turn.tx, said.unit_id, said.name, said.when, said.value)
        try:
            return parse_key(said.when)
        except PeriodError:  # pragma: no cover - the key came from a period
            return None
    day = date.fromisoformat(said.when)
    if said.kind == COUNT:
        reference.put_count(turn.tx, said.unit_id, said.name, day, said.value, turn.person.id)
    else:
        reference.put_denominator(turn.tx, said.unit_id, said.name, day, said.value)
        communes.touch(turn.tx, turn.commune.id)
    return None


HANDLER = Handler(
    "reference",
    (
        Example("lũy kế học viên 809 đến 22/11", "ghi số người lũy kế (đếm theo người) để tính tỷ lệ"),
        Example("chỉ tiêu chứng nhận 1045 năm 2025", "ghi chỉ tiêu; mẫu số: “người lớn 4837”, “dân số 7539”"),
    ),
    _recognise,
    _answer,
    steps={"reference.sure": _take_sure},
    audience="officer",
)
