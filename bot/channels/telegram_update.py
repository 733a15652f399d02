"""The part of Telegram's JSON that is used, and nothing else of it: structs for msgspec."""

from typing import Annotated

import msgspec

# Only what is needed is named: msgspec skips the rest unread, an order of magnitude cheaper than the full model.
Identifier = Annotated[int, msgspec.Meta(ge=-(2**63), le=2**63 - 1)]
Seconds = Annotated[int, msgspec.Meta(ge=0, le=253_402_300_799)]  # to the year 9999, all that datetime can hold


class Chat(msgspec.Struct, gc=False):
    id: Identifier
    type: str = "private"


class User(msgspec.Struct, gc=False):
    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str = ""


class Button(msgspec.Struct, gc=False):
    text: str = ""
    callback_data: str = ""


class Keyboard(msgspec.Struct):
    inline_keyboard: list[list[Button]] = []


class Quoted(msgspec.Struct):
    sender: User | None = msgspec.field(name="from", default=None)


class Message(msgspec.Struct):
    message_id: int
    chat: Chat
    date: Seconds = 0
    sender: User | None = msgspec.field(name="from", default=None)
    text: str = ""
    caption: str = ""
    reply_to_message: Quoted | None = None
    reply_markup: Keyboard | None = None


class Press(msgspec.Struct):
    id: str
    sender: User = msgspec.field(name="from")
    data: str = ""
    message: Message | None = None


class Member(msgspec.Struct, gc=False):
    status: str


class Membership(msgspec.Struct):
    chat: Chat
    date: Seconds
    new_chat_member: Member
    sender: User | None = msgspec.field(name="from", default=None)


class Update(msgspec.Struct):
    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: Press | None = None
    my_chat_member: Membership | None = None


class Head(msgspec.Struct, gc=False):
    update_id: int


class Contents(msgspec.Struct):
    message: dict[str, msgspec.Raw] = {}
    edited_message: dict[str, msgspec.Raw] = {}


_update = msgspec.json.Decoder(Update)
_head = msgspec.json.Decoder(Head)
_contents = msgspec.json.Decoder(Contents)


class NotAnUpdate(ValueError):
    """The bytes are no update that can be read. `update_id` is its number where at least that could be read."""

    def __init__(self, reason: str, update_id: int | None = None) -> None:
        super().__init__(reason)
        self.update_id = update_id


def decode(body: bytes | msgspec.Raw) -> Update:
    """The update in this JSON. Raises NotAnUpdate."""
    try:
        return _update.decode(body)
    except msgspec.ValidationError:
        raise NotAnUpdate("not an update of a known shape", _number(body)) from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise NotAnUpdate(f"no JSON: {type(error).__name__}") from None


def fields(body: bytes | msgspec.Raw) -> dict[str, msgspec.Raw]:
    """The (edited) message of an update by field, nothing of it read: for messages that carry no text."""
    contents = _contents.decode(body)
    return contents.message or contents.edited_message


def _number(body: bytes | msgspec.Raw) -> int | None:
    """The update's number where the JSON is sound and only its shape is strange."""
    try:
        return _head.decode(body).update_id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
