"""Help, made from the handlers' own examples: what is written here is what works."""

import re

from handlers import status
from handlers.dialogue import plain
from handlers.turn import Example, Handler, Reply, Turn

_PLEA = re.compile(r"(?:em oi |alo )?giup(?: (?:em|toi|tui|minh|chi|anh|co|chu|bac|voi|do|di))+")
FIRST = ("submit", "guided", "amend")  # what most people come to ask


def _recognise(turn: Turn) -> bool | None:
    said = plain(turn.text)
    if said in (
        "giup",
        "/giup",
        "help",
        "/help",
        "tro giup",
        "huong dan",
        "hdsd",
        "/start",
        "menu",
        "cach bao",
        "lenh",
    ):
        return True
    if _PLEA.fullmatch(said):
        return True
    return True if turn.reading.intent == "help" and not turn.reading.figures else None


def _answer(turn: Turn, _match: object) -> Reply:
    from handlers import HANDLERS

    lines = ["Anh/chị nhắn như nhắn tin thường, có dấu hay không dấu đều được:"]
    if turn.own_units:
        lines += _lines(HANDLERS, "member")
    if turn.may("see_below"):
        lines.append("Dành cho cán bộ:" if turn.own_units else "")
        lines += _lines(HANDLERS, "officer")
    lines += _lines(HANDLERS, "all")
    if turn.commune.contact:
        lines.append(f"Cần người giúp: {turn.commune.contact}.")
    return Reply("\n".join(line for line in lines if line))


_DUE = re.compile(r"\b(?:han|may gio|khi nao|bao gio|kip|khoa so)\b")


def beside(turn: Turn) -> Reply:
    """The answer to a question that came in one message with a report: by when, or where it is written how."""
    if _DUE.search(plain(turn.text)):
        return status.until(turn)
    return Reply("Cách nhắn, cách sửa, cách xem: anh/chị nhắn “giúp” ạ.")


def _rank(handler: Handler) -> int:
    return FIRST.index(handler.name) if handler.name in FIRST else len(FIRST)


def _lines(handlers: tuple[Handler, ...], audience: str) -> list[str]:
    return [
        f"• {example.text} — {example.means}"
        for handler in sorted(handlers, key=_rank)
        if handler.audience == audience
        for example in handler.examples
    ]


HANDLER = Handler("help", (Example("giúp", "xem lại bảng này"),), _recognise, _answer, interrupts=True, audience="all")
