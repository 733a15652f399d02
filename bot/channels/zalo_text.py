"""A text as Zalo can show it: parts of at most 2,000 UTF-16 units, and choices as words where there are no buttons."""

import re
from collections.abc import Sequence

from bot.channels.telegram_write import parts as cut
from bot.channels.telegram_write import units
from domain.messages import Choice, Outbound
from vietnamese.fold import fold

LIMIT = 2000  # which unit Zalo counts is not published: by UTF-16 a text is short enough under every reading
MORE = " …"  # ends a part that was cut inside a line


def parts(text: str, limit: int = LIMIT) -> list[str]:
    """The text as messages: cut at line ends; a part cut inside a line says so."""
    if units(text) <= limit:
        return [text] if text.strip() else []
    pieces = cut(text, limit - len(MORE))
    found, place = [], 0
    for piece, after in zip(pieces, [*pieces[1:], ""], strict=True):
        place = text.index(piece, place) + len(piece)
        between = text[place : text.index(after, place)] if after else "\n"
        found.append(piece if "\n" in between else piece + MORE)
    return found


def with_choices(message: Outbound) -> str:
    """The text with the answers it offers, for people without buttons.

    Numbered choices stand in the text already. A question whose answer is a number gets no numbers of its own: its
    answers are named, unless the text names them. Buttons that act by themselves are words in the text by the house's
    rule (whatever a button does, a typed word does too).
    """
    offered = [choice for choice in message.choices if _answers(choice)]
    if not offered or message.numbered or _said(message.text, offered):
        return message.text
    *first, last = [choice.label for choice in offered]
    return f"{message.text} (gõ {', '.join(first)} hoặc {last})" if first else f"{message.text} (gõ {last})"


def _answers(choice: Choice) -> bool:
    """Whether a choice answers a question (q12:yes), as opposed to a button that acts by itself (xoa:12)."""
    number, sign, _ = choice.key.partition(":")
    return bool(sign) and number[:1] == "q" and number[1:].isdecimal()


def _said(text: str, offered: Sequence[Choice]) -> bool:
    folded = fold(text)
    return all(re.search(rf"(?<!\w){re.escape(fold(choice.label).strip())}(?!\w)", folded) for choice in offered)
