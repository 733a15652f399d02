"""“chỉ tiêu”, “tiến độ chỉ tiêu năm 2025”: how far the commune has come with every target."""

import re

from domain.periods import Period, day_of
from handlers import spoken
from handlers.request import request, without
from handlers.turn import Example, Handler, Reply, Turn
from reports import aims

_WORD = re.compile(r"(?<!\S)chi tieu(?!\S)")
_FILLERS = re.compile(
    r"(?<!\S)(?:xem|cac|nhung|tien do|tinh hinh|ket qua|thuc hien|den dau|dat|duoc|bao nhieu|cua|xa|ca|giup|cho|em|toi|"
    r"so voi|so|voi|the nao|roi|den|nay)(?!\S)"
)


def _recognise(turn: Turn) -> Period | None:
    said = request(turn, 60)
    match = _WORD.search(said)
    if match is None or not turn.may("see_below"):
        return None
    period, rest = spoken.named_period(turn, without(said, match))
    return None if _FILLERS.sub("", rest).strip() else period or day_of(turn.today)


def _answer(turn: Turn, period: Period) -> Reply:
    if period.first > turn.today:
        return Reply("Kỳ đó chưa tới nên chưa có số ạ.")
    return Reply(aims.text(turn.tx, turn.commune, period, turn.today))


HANDLER = Handler(
    "progress",
    (Example("tiến độ chỉ tiêu", "từng chỉ tiêu đã đạt bao nhiêu, với tốc độ này bao giờ đạt"),),
    _recognise,
    _answer,
    audience="officer",
)
