"""“soát: …”: a paragraph of a report looked over for rates, sums and words that do not hold, before it is signed."""

import re

from domain import proof
from handlers.officers import only_officers
from handlers.turn import Example, Handler, Reply, Turn
from reports.room import ROOM, column
from vietnamese.fold import fold, nfc

_WHAT = r"(?:(?:giup |ho )?(?:em |toi |anh |chi )?(?:doan|bao cao|van ban)(?: nay)?)"
_CUE = re.compile(rf"\s*/?(?:soat(?: lai)?|ra soat|kiem tra)(?: {_WHAT})?\s*[:\n]")
LONGEST = 6000  # characters of one paragraph


def _recognise(turn: Turn) -> str | None:
    """The paragraph after the word and a colon or a line end; a figure to be looked at is asked for otherwise."""
    if len(turn.text) < 12 or (":" not in turn.text[:60] and "\n" not in turn.text[:60]):
        return None
    if not turn.memberships or turn.inbound.edits:
        return None
    head = nfc(turn.text[:60])
    match = _CUE.match(fold(head))
    if match is None:
        return None
    mark = min((place for place in (head.find(":"), head.find("\n")) if place >= 0), default=-1)
    rest = nfc(turn.text)[mark + 1 :].strip() if mark >= 0 else ""
    return rest[:LONGEST] or None


def _answer(turn: Turn, text: str) -> Reply:
    if not turn.may("see_below"):
        return only_officers(turn)
    found = proof.look(text)
    if not found:
        return Reply("✅ Em soát xong: tỷ lệ, phép cộng và cách viết số trong đoạn này đều khớp ạ.")
    lines = [f"• {one.why}" for one in found]
    return Reply("\n".join([f"Em thấy {len(found)} chỗ cần xem lại:", *column(lines, ROOM - 60, "chỗ")]))


HANDLER = Handler(
    "proof",
    (Example("soát: 809/4.837 người, đạt 16,72%", "soát tỷ lệ, phép cộng, cách viết trong một đoạn báo cáo"),),
    _recognise,
    _answer,
    interrupts=True,
    audience="officer",
)
