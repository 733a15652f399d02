"""The totals in a chat: the commune's for those who look after it, a village's for its own people."""

import re
from dataclasses import replace

from domain.frozen import frozen
from domain.messages import Choice
from domain.periods import Period, PeriodError
from handlers import say, spoken
from handlers.dialogue import plain
from handlers.turn import Example, Handler, Reply, Turn
from reports import days, mapped, naming, villages, weekly
from reports.room import ROOM, clip
from storage import closing
from storage.communes import Unit
from vietnamese import words

BY_VILLAGE = re.compile(
    r"(?<!\S)(?:theo (?:tung )?thon|tung thon|cac thon|chi tiet(?: theo| tung)? thon|so thon)(?!\S)"
)
BY_DAY = re.compile(r"(?<!\S)(?:theo (?:tung )?ngay|tung ngay|(?:moi|cac) ngay)(?!\S)")
WHOLE = re.compile(r"(?<!\S)(?:ca|toan) xa(?!\S)")
OWN = re.compile(r"(?<!\S)(?:thon|to) (?:minh|em|toi|nha|ta|chung toi)(?!\S)")
_SMALL = "xem|coi|tong|hop|ket|so|lieu|qua|cua|trong|thong|ke|cong|ve|o|cho|em|toi|minh|va|thi|la"
FILLERS = re.compile(rf"(?<!\S)(?:{_SMALL})(?!\S)")
OFFICER_FILLERS = re.compile(rf"(?<!\S)(?:{_SMALL}|bao|cao|bc|tinh|hinh|xa|xin|gui|ky|thon|anh|chi)(?!\S)")


MOST_WORDS = 4  # of what is taken for a village's name, “thôn” included


@frozen
class Ask:
    """What was asked for: a period (None: the one just shown, else this week), and of which place."""

    period: Period | None = None
    unit: Unit | None = None
    by_village: bool = False
    whole: bool = False
    unknown: str = ""  # a village named that the commune does not have
    by_day: bool = False
    indicator: str = ""  # the only one asked for
    mapped: bool = False  # merged villages under the ones in their place today


def _recognise(turn: Turn) -> Ask | None:
    if not turn.memberships or turn.reading.figures or turn.reading.intent == "nil":
        return None
    looks_down = turn.may("see_below")
    by_now, said = spoken.take_map(plain(turn.text).removeprefix("/"))
    found = Ask(mapped=True) if by_now and not said else _menu(turn, said, looks_down)
    if found is not None:
        return replace(found, mapped=by_now)
    reading = turn.reading
    if reading.intent == "summary":
        period = spoken.named_period(turn, said)[0] if reading.when is None else None
        if reading.when is not None:
            period = spoken.of_when(reading.when, turn.today, turn.commune.cycle)
        places = [turn.commune.by_key(place.key) for place in reading.places]
        unit = next((place for place in places if place is not None), None)
        by_village = unit is None and bool(BY_VILLAGE.search(said))
        return Ask(period, unit, by_village, reading.whole_commune, reading.unknown_place or "", by_now)
    return _misspelt(turn, said) if looks_down else None


def _misspelt(turn: Turn, said: str) -> Ask | None:
    """“thôn …” and a name that is none of the commune's: the nearest one the reader finds, else none such."""
    period, rest = spoken.named_period(turn, said)
    if not rest.startswith("thon ") or len(rest.split()) > MOST_WORDS:
        return None
    near = [turn.commune.by_key(place.key) for place in turn.reading.places]
    unit = next((place for place in near if place is not None and place.kind == "village"), None)
    return Ask(period, unit, unknown=" ".join(turn.text.split()[1 : len(rest.split())]))


def _menu(turn: Turn, said: str, looks_down: bool) -> Ask | None:
    """Nothing but a period, a place and words around them: “tuần trước”, “thôn Tân Long tháng 10”, “theo thôn”."""
    unit, rest = spoken.take_unit(turn, said)
    period, rest = spoken.named_period(turn, rest, whole_words=looks_down)
    flags = {}
    for name, form in (("by_village", BY_VILLAGE), ("by_day", BY_DAY), ("whole", WHOLE), ("own", OWN)):
        flags[name] = bool(form.search(rest))
        rest = form.sub(" ", rest)
    indicator = ""
    if looks_down and unit is None:
        indicator, rest = spoken.take_indicator(turn, rest)
    if looks_down and rest.split() == ["thon"] and unit is None:
        flags["by_village"], rest = True, ""
    if (OFFICER_FILLERS if looks_down else FILLERS).sub("", rest).strip():
        return None
    if period is None and unit is None and not indicator and not any(flags.values()):
        return None
    if flags["own"] and turn.own_units and unit is None:
        unit = turn.own_units[0]
    return Ask(period, unit, flags["by_village"], flags["whole"], by_day=flags["by_day"], indicator=indicator)


def _answer(turn: Turn, ask: Ask) -> Reply:
    if ask.unknown and ask.unit is None:
        listed = say.names([unit.name for unit in turn.commune.units if unit.kind == "village"])
        return Reply(
            f"Em không thấy thôn “{clip(ask.unknown, 40)}” trong {words.village(turn.commune.name)} ({listed}) ạ."
        )
    looks_down = turn.may("see_below")
    if not looks_down:
        refusal = _not_theirs(turn, ask)
        if refusal is not None:
            return refusal
    follows = ask.by_village or ask.by_day or ask.indicator or ask.unit or ask.mapped
    period = ask.period or (spoken.last_shown(turn)[0] if follows else None)
    period = period or turn.commune.cycle.period_of(turn.today)
    if period.first > turn.today:
        return Reply(f"Kỳ đó ({words.span(period.first, period.last, turn.today)}) chưa tới nên chưa có số ạ.")
    return _show(turn, ask, period)


def beside(turn: Turn) -> Reply:
    """The answer to a question that came in one message with a report: those of the running round."""
    return _show(turn, Ask(), turn.commune.cycle.period_of(turn.today))


def _show(turn: Turn, ask: Ask, period: Period) -> Reply:
    if ask.mapped and turn.may("see_below"):
        text = mapped.text(turn.tx, turn.commune, period, turn.now, ask.unit)
        return Reply(text, choices=(Choice(f"tuan:{naming.code(period)}", "Bản đồ lúc đó"),))
    if ask.indicator and turn.may("see_below"):
        text = villages.by_indicator(turn.tx, turn.commune, period, turn.now, ask.indicator)
        return Reply(text, choices=(Choice(f"tuan:{naming.code(period)}", "Mọi chỉ số"),))
    if ask.by_day:
        return _by_day(turn, ask.unit, period)
    if ask.unit is not None:
        return _village(turn, (ask.unit,), period)
    if not turn.may("see_below"):
        return _village(turn, turn.own_units, period)
    return by_village(turn, period) if ask.by_village else commune(turn, period)


def _not_theirs(turn: Turn, ask: Ask) -> Reply | None:
    """A member sees the own village: the rest is the officer's."""
    own = words.listing(words.village(unit.name) for unit in turn.own_units)
    mine = f" Anh/chị xem được số của {own}: nhắn “tuần” hoặc “xem” ạ." if own else ""
    if ask.unit is not None and not turn.may("see", ask.unit):
        text = f"Số của {words.village(ask.unit.name)} chỉ người của thôn đó và cán bộ xã xem được ạ.{mine}"
        return Reply(text, outcome="refused")
    if ask.unit is None and (ask.whole or ask.by_village or not turn.own_units):
        return Reply(f"Số của cả xã do cán bộ xã xem ạ.{mine}", outcome="refused")
    return None


def commune(turn: Turn, period: Period) -> Reply:
    """The commune's totals with their coverage; who is shown a period kept as reported hears when it changes."""
    copy = closing.copy_of(turn.tx, turn.commune, naming.code(period), period)
    if copy is not None:
        closing.received(turn.tx, copy.id, turn.person.id)
    return Reply(weekly.text(turn.tx, turn.commune, period, turn.now), choices=weekly.buttons(period))


def by_village(turn: Turn, period: Period) -> Reply:
    """Every village in a line."""
    code = naming.code(period)
    return Reply(
        villages.by_village(turn.tx, turn.commune, period, turn.now),
        choices=(Choice(f"tuan:{code}", "Cả xã"), Choice(f"thieu:{code}", "Ai chưa báo")),
    )


def _by_day(turn: Turn, unit: Unit | None, period: Period) -> Reply:
    """Every day in a line: of the commune for those who look after it, of the own villages for their people."""
    units = (unit,) if unit is not None else turn.commune.units if turn.may("see_below") else turn.own_units
    text, code = days.text(turn.tx, turn.commune, period, turn.now, units), naming.code(period)
    if len(units) == 1:
        return Reply(text, choices=(Choice(f"lan:{code}:{units[0].id}", "Từng lần báo"),))
    return Reply(text, choices=(Choice(f"tuan:{code}", "Cả xã"), Choice(f"thon:{code}", "Theo thôn")))


def _village(turn: Turn, units: tuple[Unit, ...], period: Period) -> Reply:
    texts = [villages.one_village(turn.tx, turn.commune, unit, period, turn.now) for unit in units]
    room = ROOM // max(len(texts), 1) - 2
    code = naming.code(period)
    choices = tuple(
        Choice(f"lan:{code}:{unit.id}", "Từng lần báo" if len(units) == 1 else f"Từng lần: {unit.name}")
        for unit, text in zip(units, texts, strict=True)
        if "•" in text
    )
    return Reply("\n".join(text if len(texts) == 1 else _cut(text, room) for text in texts), choices=choices)


def _cut(text: str, room: int) -> str:
    """A village's text beside others: whole lines only."""
    lines = text.split("\n")
    while len("\n".join(lines)) > room and len(lines) > 2:
        lines.pop()
    return "\n".join(lines)


def _pressed_commune(turn: Turn, key: str) -> Reply:
    return _press(turn, key, by_village=False)


def _pressed_villages(turn: Turn, key: str) -> Reply:
    return _press(turn, key, by_village=True)


def _press(turn: Turn, key: str, *, by_village: bool) -> Reply:
    """A button of an earlier summary: for the period it was printed with, if the person may still see it."""
    if not turn.memberships or not turn.may("see_below"):
        return Reply("Số của cả xã do cán bộ xã xem ạ.", outcome="refused")
    try:
        period = naming.decode(key)
    except PeriodError:
        return Reply("Nút này không còn dùng được; anh/chị nhắn “tuần” để xem số ạ.")
    return _show(turn, Ask(period, by_village=by_village), period)


HANDLERS = (
    Handler(
        "summary",
        (
            Example("tuần", "số của cả xã tuần này, ai chưa báo"),
            Example(
                "tuần trước", "tuần vừa hết; cũng được: tháng 10, quý 4, 9 tháng, năm 2025, từ 1/7 đến nay, lũy kế"
            ),
            Example("tháng 11 nđ09", "tháng theo Nghị định 09 (từ ngày 15 tháng trước đến ngày 14)"),
            Example("theo thôn", "từng thôn một dòng; nhắn tên thôn để xem một thôn"),
            Example("học viên tháng 10", "một chỉ số: của cả xã và từng thôn"),
            Example("tuần trước theo ngày", "từng ngày một dòng; cũng được: thôn Tân Long tháng 10 theo ngày"),
            Example("quý 4 theo bản đồ nay", "thôn đã sáp nhập tính vào thôn hiện nay"),
        ),
        _recognise,
        _answer,
        actions={"tuan": _pressed_commune, "thon": _pressed_villages},
        audience="officer",
    ),
)
