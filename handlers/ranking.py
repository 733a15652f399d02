"""“bật xếp hạng”, “tắt xếp hạng”, “xếp hạng tháng 11”: villages beside each other, only where the officer wants it."""

import re

from domain.frozen import frozen
from domain.periods import Period
from handlers import spoken
from handlers.officers import only_officers
from handlers.request import request, without
from handlers.turn import Example, Handler, Reply, Turn
from reports import ranking
from storage import audit, switches

_WORD = re.compile(r"(?<!\S)(?:bang )?(?:xep hang|thi dua|xep loai)(?: (?:cac )?thon| thi dua)?(?!\S)")
_SWITCH = re.compile(r"(?<!\S)(?P<on>bat|mo)(?!\S)|(?<!\S)(?:tat|dong|bo|ngung)(?!\S)")
_FILLERS = re.compile(r"(?<!\S)(?:xem|theo|cac|thon|giup|cho|em|toi|ve|so|bang|cua|xa|ca)(?!\S)")
OFF = (
    "Xếp hạng thôn đang tắt ạ: số nhiều ít còn tuỳ thôn đông hay vắng. Anh/chị muốn dùng thì nhắn “bật xếp hạng” "
    "(chỉ cán bộ xã thấy)."
)


@frozen
class Wish:
    """Turn it on or off (None: show it), of which period, by which indicator ("": the commune's first)."""

    on: bool | None
    period: Period | None = None
    indicator: str = ""


def _recognise(turn: Turn) -> Wish | None:
    said = request(turn, 60)
    word = _WORD.search(said)
    if word is None:
        return None
    rest = without(said, word)
    switch = _SWITCH.search(rest)
    if switch is not None:
        return None if _FILLERS.sub("", without(rest, switch)).strip() else Wish(switch["on"] is not None)
    period, rest = spoken.named_period(turn, rest)
    indicator, rest = spoken.take_indicator(turn, rest)
    return None if _FILLERS.sub("", rest).strip() else Wish(None, period, indicator)


def _answer(turn: Turn, wish: Wish) -> Reply:
    if not turn.may("see_below"):
        return only_officers(turn)
    if wish.on is not None:
        return _switch(turn, on=wish.on)
    if not switches.is_on(turn.tx, turn.commune.id, switches.RANKING):
        return Reply(OFF)
    period = wish.period or spoken.last_shown(turn)[0] or turn.commune.cycle.period_of(turn.today)
    if period.first > turn.today:
        return Reply("Kỳ đó chưa tới nên chưa có số ạ.")
    key = wish.indicator or turn.commune.in_order(turn.commune.on)[0]
    return Reply(ranking.text(turn.tx, turn.commune, period, key))


def _switch(turn: Turn, *, on: bool) -> Reply:
    if not turn.may("close"):  # a viewer looks, the officer decides
        return only_officers(turn)
    if switches.turn(turn.tx, turn.commune.id, switches.RANKING, on=on):
        audit.note(turn.tx, turn.person.id, turn.commune.id, "ranking", {"on": on})
    if on:
        return Reply(
            "✅ Đã bật xếp hạng thôn, chỉ cán bộ xã thấy. Anh/chị nhắn “xếp hạng tháng 11” hoặc “xếp hạng VNeID” ạ."
        )
    return Reply("✅ Đã tắt xếp hạng thôn ạ.")


HANDLER = Handler(
    "ranking",
    (Example("bật xếp hạng", "xếp hạng các thôn (đang tắt); tắt lại: “tắt xếp hạng”"),),
    _recognise,
    _answer,
    audience="officer",
)
