"""A second, independent reading of the Bot API: every call against python-telegram-bot's signatures and limits."""

import inspect
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from telegram import Bot, BotCommand, InlineKeyboardMarkup, LinkPreviewOptions
from telegram.constants import (
    BotCommandLimit,
    CallbackQueryLimit,
    InlineKeyboardButtonLimit,
    InlineKeyboardMarkupLimit,
    MessageLimit,
    PollingLimit,
    UpdateType,
    WebhookLimit,
)

# Parameters of python-telegram-bot's methods that are its own and never travel.
OWN = {
    *("self", "api_kwargs", "filename", "allow_sending_without_reply", "reply_to_message_id"),
    *("disable_web_page_preview", "read_timeout", "write_timeout", "connect_timeout", "pool_timeout"),
}
NUMBERS = {"offset", "limit", "timeout", "max_connections"}


class Violation(Exception):
    """A call that breaks the Bot API's rules; the text is Telegram's description for its 400."""


@cache
def signature(method: str) -> tuple[frozenset[str], frozenset[str]] | None:
    """The parameters a Bot API method takes, and those it must have; None for a method there is not."""
    function = getattr(Bot, re.sub(r"(?<!^)(?=[A-Z])", "_", method).lower(), None)
    if function is None or method.startswith("_") or not inspect.isfunction(function):
        return None
    known = {name: p for name, p in inspect.signature(function).parameters.items() if name not in OWN}
    return frozenset(known), frozenset(name for name, p in known.items() if p.default is inspect.Parameter.empty)


def check(method: str, params: Mapping[str, Any], files: Mapping[str, bytes]) -> None:
    """Raise Violation where the call is not one that Telegram accepts."""
    known = signature(method)
    if known is None:
        raise Violation(f"no such method: {method}")
    takes, needs = known
    if strange := params.keys() - takes:
        raise Violation(f"{method} has no parameter {sorted(strange)}")
    if missing := needs - params.keys() - files.keys():
        raise Violation(f"{method} lacks {sorted(missing)}")
    for name in NUMBERS & params.keys():
        if not isinstance(params[name], int):
            raise Violation(f"{name} is not a number")
    if "text" in params and method == "sendMessage":
        _text(params["text"], MessageLimit.MIN_TEXT_LENGTH, MessageLimit.MAX_TEXT_LENGTH)
    if "caption" in params:
        _text(params["caption"], 0, MessageLimit.CAPTION_LENGTH)
    if "parse_mode" in params:
        raise Violation("this bot speaks plain text: no parse_mode")
    if params.get("reply_markup") is not None:
        keyboard(params["reply_markup"])
    if "link_preview_options" in params and LinkPreviewOptions.de_json(params["link_preview_options"], None) is None:
        raise Violation("link_preview_options are none")
    for rule in RULES.get(method, ()):
        rule(params)


def units(text: str) -> int:
    """Length in UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def _text(text: Any, least: int, most: int) -> None:
    if not isinstance(text, str) or (least and not text.strip()):
        raise Violation("Bad Request: message text is empty")
    if units(text) > most:
        raise Violation("Bad Request: message is too long")


def keyboard(markup: Any) -> InlineKeyboardMarkup:
    """The keyboard as python-telegram-bot reads it. Raises Violation."""
    read = InlineKeyboardMarkup.de_json(markup, None)
    if read.api_kwargs:
        raise Violation(f"reply_markup carries {sorted(read.api_kwargs)}")
    rows = read.inline_keyboard
    if not rows or sum(map(len, rows)) > InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER:
        raise Violation("Bad Request: reply markup is too long or empty")
    for row in rows:
        if not 0 < len(row) <= InlineKeyboardMarkupLimit.BUTTONS_PER_ROW:
            raise Violation("Bad Request: a row of no or too many buttons")
        for button in row:
            data = str(button.callback_data or "").encode()
            least = InlineKeyboardButtonLimit.MIN_CALLBACK_DATA
            if not least <= len(data) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA:
                raise Violation("Bad Request: BUTTON_DATA_INVALID")
            if not button.text.strip() or button.api_kwargs:
                raise Violation("Bad Request: a button without text")
    return read


def _commands(params: Mapping[str, Any]) -> None:
    commands = BotCommand.de_list(params["commands"], None)
    if len(commands) > BotCommandLimit.MAX_COMMAND_NUMBER:
        raise Violation("Bad Request: too many commands")
    for command in commands:
        if not re.fullmatch(rf"[a-z0-9_]{{1,{int(BotCommandLimit.MAX_COMMAND)}}}", command.command):
            raise Violation("Bad Request: BOT_COMMAND_INVALID")
        if not BotCommandLimit.MIN_DESCRIPTION <= len(command.description) <= BotCommandLimit.MAX_DESCRIPTION:
            raise Violation("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")


def _allowed(params: Mapping[str, Any]) -> None:
    if "allowed_updates" not in params:
        raise Violation("allowed_updates left out: Telegram would keep whatever was set before")
    if strange := set(params["allowed_updates"]) - {kind.value for kind in UpdateType}:
        raise Violation(f"allowed_updates names {sorted(strange)}")


def _polling(params: Mapping[str, Any]) -> None:
    if not PollingLimit.MIN_LIMIT <= params.get("limit", 100) <= PollingLimit.MAX_LIMIT:
        raise Violation("limit out of bounds")
    if not 0 <= params.get("timeout", 0) <= 50:
        raise Violation("timeout out of bounds")


def _webhook(params: Mapping[str, Any]) -> None:
    if not re.match(r"https://[^/:]+(:(443|80|88|8443))?(/|$)", params["url"]):
        raise Violation("Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    most = int(WebhookLimit.MAX_SECRET_TOKEN_LENGTH)
    if not re.fullmatch(rf"[A-Za-z0-9_-]{{1,{most}}}", params.get("secret_token", "")):
        raise Violation("Bad Request: secret token contains unallowed characters")
    least, most = WebhookLimit.MIN_CONNECTIONS_LIMIT, WebhookLimit.MAX_CONNECTIONS_LIMIT
    if not least <= params.get("max_connections", 40) <= most:
        raise Violation("max_connections out of bounds")


def _press(params: Mapping[str, Any]) -> None:
    if len(params.get("text", "")) > CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH:
        raise Violation("Bad Request: MESSAGE_TOO_LONG")


RULES = {
    "setMyCommands": (_commands,),
    "getUpdates": (_allowed, _polling),
    "setWebhook": (_allowed, _webhook),
    "answerCallbackQuery": (_press,),
}
