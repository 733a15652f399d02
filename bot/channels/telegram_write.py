"""What Telegram can show: a text cut to its limit at line ends, and the choices as an inline keyboard. Pure."""

from collections.abc import Sequence
from typing import Any

from bot.logs import log
from domain.messages import Choice

# Bot API: 1–4096 characters a text, 0–1024 a caption, counted as its entities are, in UTF-16 units.
TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
KEY_BYTES = 64  # callback_data: 1–64 bytes
BUTTONS = 100  # in one keyboard, as clients accept it
# Labels up to these lengths stand three or two in a row on a 360-pixel phone; longer ones need the whole width.
ROW_OF_THREE, ROW_OF_TWO = 8, 16


def units(text: str) -> int:
    """The length of a text in UTF-16 units, as Telegram counts."""
    return len(text) + sum(char > "\uffff" for char in text)


def parts(text: str, limit: int = TEXT_LIMIT) -> list[str]:
    """The text as messages of at most `limit` UTF-16 units: cut at line ends, else at spaces, else anywhere.

    Blank parts are left out (Telegram refuses them), so a blank text gives no part at all.
    """
    found: list[str] = []
    rest = text
    while rest.strip():
        if len(rest) * 2 <= limit or units(rest) <= limit:
            found.append(rest)
            break
        head = rest[: _reach(rest, limit)]
        cut = head.rfind("\n")
        if cut <= 0 or not head[:cut].strip():
            cut = head.rfind(" ")
        if cut <= 0 or not head[:cut].strip():
            cut = len(head)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip(" \n")
    return [part for part in found if part]


def _reach(text: str, limit: int) -> int:
    """How many characters from the start fit in `limit` UTF-16 units."""
    used = 0
    for index, char in enumerate(text):
        used += 2 if char > "\uffff" else 1
        if used > limit:
            return index
    return len(text)


def _carried(choice: Choice) -> bool:
    return bool(choice.label) and not choice.label.isspace() and 0 < len(choice.key.encode()) <= KEY_BYTES


def keyboard(choices: Sequence[Choice]) -> dict[str, Any] | None:
    """The choices as InlineKeyboardMarkup in JSON form; None without any.

    The key goes out as callback_data, so a button pressed weeks later still says what it answers. A choice whose key
    Telegram cannot carry is left out and logged: the text and typed answers still offer it.
    """
    buttons = [{"text": one.label, "callback_data": one.key} for one in choices if _carried(one)][:BUTTONS]
    if len(buttons) < len(choices):
        left_out = len(choices) - len(buttons)
        log.warning("buttons left out", action="telegram.buttons", left_out=left_out, of=len(choices))
    if not buttons:
        return None
    longest = max([len(button["text"]) for button in buttons])
    width = 3 if longest <= ROW_OF_THREE else 2 if longest <= ROW_OF_TWO else 1
    if len(buttons) <= width:
        return {"inline_keyboard": [buttons]}
    return {"inline_keyboard": [buttons[i : i + width] for i in range(0, len(buttons), width)]}
