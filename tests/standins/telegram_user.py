"""People of Telegram: updates as Telegram writes them, and Telegram itself knocking at a webhook until it is heard."""

import asyncio
from typing import Any

import aiohttp
import msgspec

SENT = 1_763_640_000  # 2025-11-20 19:00 in Vietnam, epoch seconds
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


def person(chat: int, name: str = "Sen") -> dict[str, Any]:
    """A user as Telegram shows one."""
    return {"id": chat, "is_bot": False, "first_name": name, "last_name": "Đinh Thị", "language_code": "vi"}


def message(number: int, chat: int, text: str, at: int = SENT, **more: Any) -> dict[str, Any]:
    """An update: this person's text message; `more` are further fields of the message."""
    return {"update_id": number, "message": _message(number, chat, text, at) | more}


def edit(number: int, chat: int, text: str, of: int, at: int = SENT) -> dict[str, Any]:
    """An update: message `of` now reads so."""
    changed = _message(of, chat, text, at) | {"edit_date": at + 60}
    return {"update_id": number, "edited_message": changed}


def press(number: int, chat: int, key: str, label: str = "Sửa", at: int = SENT) -> dict[str, Any]:
    """An update: a button of one of the bot's messages was pressed."""
    shown = _message(900, chat, "✅ Đã ghi", at) | {
        "from": {"id": 123456789, "is_bot": True, "first_name": "Sổ Thôn", "username": "so_thon_bot"},
        "reply_markup": {"inline_keyboard": [[{"text": label, "callback_data": key}]]},
    }
    query = {"id": f"c{number}", "from": person(chat), "message": shown, "chat_instance": "-77", "data": key}
    return {"update_id": number, "callback_query": query}


def _message(number: int, chat: int, text: str, at: int) -> dict[str, Any]:
    shown = {"id": chat, "first_name": "Sen", "last_name": "Đinh Thị", "type": "private"}
    return {"message_id": number, "from": person(chat), "chat": shown, "date": at, "text": text}


async def push_update(
    client: aiohttp.ClientSession,
    url: str,
    secret: str,
    update: dict[str, Any],
    tries: int = 5,
    first_wait: float = 0.02,
) -> list[int]:
    """Deliver an update to a webhook as Telegram does: again, with doubling waits, until 2xx. The statuses, in order;
    0 where no answer came."""
    statuses: list[int] = []
    headers = {SECRET_HEADER: secret, "Content-Type": "application/json"}
    for attempt in range(tries):
        if attempt:
            await asyncio.sleep(first_wait * 2 ** (attempt - 1))
        try:
            async with client.post(url, data=msgspec.json.encode(update), headers=headers) as response:
                statuses.append(response.status)
        except aiohttp.ClientError:
            statuses.append(0)
        if 200 <= statuses[-1] < 300:
            break
    return statuses
