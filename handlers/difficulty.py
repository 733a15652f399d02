"""“khó khăn tháng 11”: what villages said is difficult, for those who look after them."""

import re

from domain.periods import Period
from handlers import spoken
from handlers.request import request, without
from handlers.turn import Example, Handler, Reply, Turn
from reports import difficulties

_WORD = re.compile(r"(?<!\S)(?:kho khan(?:,? ?(?:va )?vuong mac)?|vuong mac)(?!\S)")
_FILLERS = re.compile(
    r"(?<!\S)(?:xem|tong hop|cac|nhung|thon|cua|trong|co|gi|nao|neu|bao|ve|ca|toan|xa|giup|cho|em|toi|phan anh)(?!\S)"
)


def _recognise(turn: Turn) -> Period | None:
    said = request(turn, 60)
    match = _WORD.search(said)
    if match is None or ":" in said or not turn.may("see_below"):
        return None
    period, rest = spoken.named_period(turn, without(said, match))
    if _FILLERS.sub("", rest).strip():
        return None
    return period or spoken.last_shown(turn)[0] or turn.commune.cycle.period_of(turn.today)


def _answer(turn: Turn, period: Period) -> Reply:
    if period.first > turn.today:
        return Reply("Kỳ đó chưa tới nên chưa có gì ạ.")
    return Reply(difficulties.text(turn.tx, turn.commune, period))


HANDLER = Handler(
    "difficulty",
    (Example("khó khăn tháng 11", "khó khăn các thôn nêu, gom theo loại, kèm lời"),),
    _recognise,
    _answer,
    audience="officer",
)
