"""What a Zalo Bot receives, read: flat (webhook) or wrapped (getUpdates, the docs); the fields decide, not the name."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

import msgspec

from bot.channels.zalo_hook import NotAnEvent
from domain.frozen import frozen
from domain.messages import Address, Inbound
from storage.zalo import BOT

# What came, by the field that carries it. Photos come as photo_url in practice and as photo in the docs.
FIELDS = (("photo_url", "photo"), ("photo", "photo"), ("voice_url", "voice"), ("sticker", "sticker"))
UNSUPPORTED = (
    "message.unsupported.received"  # files, places, contacts, quoted answers: the platform hides what they are
)
_NAME = re.compile(r"[a-z0-9_.]{1,64}")


@frozen
class Event:
    """One event: its id, and what was said; without `inbound` it is kept by its id and otherwise ignored."""

    id: str
    name: str
    inbound: Inbound | None


def decode(body: bytes) -> Any:
    """The JSON of a body. Raises NotAnEvent."""
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise NotAnEvent from None


def events(result: Any) -> Iterator[dict[str, Any]]:
    """The events of a getUpdates result: one object as measured, a list in case it ever is one."""
    for one in result if isinstance(result, list) else [result]:
        if isinstance(one, dict) and one:
            yield one


def read(found: Any, account: str, now: Callable[[], datetime]) -> Event:
    """Read one event, flat or wrapped in {"ok", "result"}. Raises NotAnEvent."""
    if isinstance(found, dict) and "event_name" not in found and isinstance(found.get("result"), dict):
        found = found["result"]
    if not isinstance(found, dict):
        raise NotAnEvent
    name = found.get("event_name")
    name = name if isinstance(name, str) and _NAME.fullmatch(name) else ""
    message = found.get("message")
    if not isinstance(message, dict):
        raise NotAnEvent
    id, chat, sender = message.get("message_id"), message.get("chat"), message.get("from")
    if not (isinstance(id, str) and 0 < len(id) <= 128 and isinstance(chat, dict) and isinstance(sender, dict)):
        raise NotAnEvent
    to = chat.get("id")
    if not isinstance(to, str) or not 0 < len(to) <= 128:
        raise NotAnEvent
    if chat.get("chat_type", "PRIVATE") != "PRIVATE" or sender.get("is_bot") is True:
        return Event(id, name or "group", None)
    kind, text = _content(message, name)
    if not kind and not text:
        return Event(id, name, None)
    shown = sender.get("display_name")
    return Event(
        id,
        name,
        Inbound(
            id=id,
            sender=Address(BOT, account, to),
            text=text,
            sent_at=_time(message.get("date"), now),
            name=_storable(shown) if isinstance(shown, str) else "",
            message=id,
            file=kind,
        ),
    )


def _content(message: dict[str, Any], name: str) -> tuple[str, str]:
    """What came instead of text, and the text (a photo's caption)."""
    text = message.get("text")
    if isinstance(text, str) and text:
        return "", _storable(text)
    if text is not None and not isinstance(text, str):
        raise NotAnEvent
    for field, kind in FIELDS:
        if message.get(field):
            caption = message.get("caption")
            return kind, _storable(caption) if isinstance(caption, str) else ""
    return ("unsupported" if name == UNSUPPORTED else ""), ""


def _time(date: Any, now: Callable[[], datetime]) -> datetime:
    """Zalo's milliseconds; what cannot be a time is now."""
    if isinstance(date, int) and not isinstance(date, bool):
        try:
            return datetime.fromtimestamp(date / 1000, UTC)
        except (ValueError, OverflowError, OSError):
            pass
    return now()


def _storable(text: str) -> str:
    """Without NUL, which PostgreSQL cannot keep in a text."""
    return text.replace("\x00", "") if "\x00" in text else text
