"""What Telegram sends, read: the JSON of one update becomes an Inbound, or nothing where nobody spoke to the bot."""

import re
from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from bot.channels.telegram_update import Membership, Message, Press, User, decode, fields
from domain.frozen import frozen
from domain.messages import Address, Inbound

# The updates asked for, always sent: left out, Telegram keeps whatever was set before (Bot API, setWebhook).
ALLOWED_UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")

# What came instead of text, by the field that carries it. Order matters: an animation also carries a document, a venue
# also a location.
FILES = {
    "animation": "other",
    "photo": "photo",
    "voice": "voice",
    "sticker": "sticker",
    "document": "file",
    "audio": "file",
    "location": "location",
    "venue": "location",
    "contact": "contact",
}
# Notices about the chat itself, which nobody said: not answered. Any other field without text is something sent.
# fmt: off
NOTICES = frozenset((
    "new_chat_members", "left_chat_member", "new_chat_title", "new_chat_photo", "delete_chat_photo",
    "group_chat_created", "supergroup_chat_created", "channel_chat_created", "message_auto_delete_timer_changed",
    "migrate_to_chat_id", "migrate_from_chat_id", "pinned_message", "successful_payment", "refunded_payment",
    "users_shared", "chat_shared", "connected_website", "write_access_allowed", "proximity_alert_triggered",
    "boost_added", "chat_background_set", "forum_topic_created", "forum_topic_edited", "forum_topic_closed",
    "forum_topic_reopened", "general_forum_topic_hidden", "general_forum_topic_unhidden", "video_chat_scheduled",
    "video_chat_started", "video_chat_ended", "video_chat_participants_invited", "gift", "unique_gift",
))
# fmt: on
_COMMAND = re.compile(r"/(\w+)@(\w+)")


Clock = Callable[[], datetime]


def _clock() -> datetime:
    return datetime.now(UTC)


@frozen
class Reading:
    """One update as read: its number, its chat (order holds within one), what was said, the press to acknowledge."""

    id: int
    chat: int
    inbound: Inbound | None
    press: str = ""


def read(body: bytes | msgspec.Raw, account: str, username: str = "", now: Clock = _clock) -> Inbound | None:
    """What somebody said to the bot in this update, or None. See `reading` for the arguments and errors."""
    return reading(body, account, username, now).inbound


def reading(body: bytes | msgspec.Raw, account: str, username: str = "", now: Clock = _clock) -> Reading:
    """Read the JSON of one update.

    `account` is the bot's id, `username` its name without @ (needed to be addressed by name in groups). A message and
    its edits bear the time the message was first *sent*: an edit corrects that day's report. Telegram gives a press no
    time of its own; it bears `now()`. Raises NotAnUpdate.
    """
    update = decode(body)
    if update.message is not None:
        return _message(update.update_id, update.message, body, account, username, edits=False)
    if update.edited_message is not None:
        return _message(update.update_id, update.edited_message, body, account, username, edits=True)
    if update.callback_query is not None:
        return _press(update.update_id, update.callback_query, account, now())
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member, account)
    return Reading(update.update_id, 0, None)


def _message(
    number: int, message: Message, body: bytes | msgspec.Raw, account: str, username: str, edits: bool
) -> Reading:
    chat = message.chat
    sender = message.sender
    if chat.type == "channel" or (sender is not None and sender.is_bot):
        return Reading(number, chat.id, None)
    text, kind = message.text or message.caption, ""
    if not message.text:
        kind = _kind(fields(body))
        if not kind and not text:
            return Reading(number, chat.id, None)
        if edits and not text:  # a live location moves by edits; nothing was said anew
            return Reading(number, chat.id, None)
    if chat.type != "private":
        addressed = _addressed(message, text, account, username)
        if addressed is None:
            return Reading(number, chat.id, None)
        text = addressed
    elif text.startswith("/"):
        text = _COMMAND.sub(r"/\1", text, count=1)
    return Reading(
        number,
        chat.id,
        Inbound(
            id=f"u{number}",
            sender=Address("telegram", account, str(chat.id)),
            text=_storable(text),
            sent_at=datetime.fromtimestamp(message.date, UTC),
            name=_name(sender),
            message=str(message.message_id),
            file=kind,
            edits=edits,
        ),
    )


def _press(number: int, press: Press, account: str, now: datetime) -> Reading:
    message = press.message
    chat = message.chat.id if message is not None else press.sender.id
    if not press.data or (message is not None and message.chat.type == "channel"):
        return Reading(number, chat, None, press.id)
    inbound = Inbound(
        id=f"u{number}",
        sender=Address("telegram", account, str(chat)),
        text=_label(message, press.data),
        sent_at=now,
        name=_name(press.sender),
        message=str(message.message_id) if message is not None else "",
        pressed=_storable(press.data),
    )
    return Reading(number, chat, inbound, press.id)


def _membership(number: int, change: Membership, account: str) -> Reading:
    """Blocking the bot arrives as being kicked from the private chat; coming back says itself by the next message."""
    chat = change.chat
    if chat.type != "private" or change.new_chat_member.status != "kicked":
        return Reading(number, chat.id, None)
    inbound = Inbound(
        id=f"u{number}",
        sender=Address("telegram", account, str(chat.id)),
        text="",
        sent_at=datetime.fromtimestamp(change.date, UTC),
        name=_name(change.sender),
        left=True,
    )
    return Reading(number, chat.id, inbound)


def _addressed(message: Message, text: str, account: str, username: str) -> str | None:
    """What a group message says to the bot, its name taken out; None where it was not meant for the bot."""
    quoted = message.reply_to_message
    replies = quoted is not None and quoted.sender is not None and str(quoted.sender.id) == account
    if not username:
        return text if replies else None
    command = _COMMAND.match(text)
    if command is not None:
        ours = command[2].lower() == username.lower()
        return f"/{command[1]}{text[command.end() :]}" if ours else None
    without, mentions = re.subn(rf"(?<![\w@])@{re.escape(username)}(?!\w)[,:]?", "", text, flags=re.IGNORECASE)
    return without.strip() if mentions else (text if replies else None)


def _kind(carried: dict[str, msgspec.Raw]) -> str:
    """What a message without text carries, from its field names alone: the content itself is never read."""
    for field, kind in FILES.items():
        if field in carried:
            return kind
    return "" if carried.keys() & NOTICES else "other"


def _label(message: Message | None, data: str) -> str:
    rows = message.reply_markup.inline_keyboard if message is not None and message.reply_markup is not None else []
    return next((_storable(button.text) for row in rows for button in row if button.callback_data == data), "")


def _name(user: User | None) -> str:
    return "" if user is None else _storable(f"{user.first_name} {user.last_name}".strip())


def _storable(text: str) -> str:
    """Without NUL, which PostgreSQL cannot keep in a text."""
    return text.replace("\x00", "") if "\x00" in text else text
