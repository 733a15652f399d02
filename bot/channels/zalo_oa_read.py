"""What an Official Account receives: the signature, and the JSON of one event as Inbound."""

import hashlib
import hmac
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from bot.channels.zalo_bot_read import decode
from bot.channels.zalo_hook import Forged, NotAnEvent
from domain.frozen import frozen
from domain.messages import Address, Inbound
from storage.zalo import OA

CONSOLE_CHECK = b"{}"  # unsigned, sent when the address is saved in the console; nothing else may come unsigned
SIGNATURE, TIMESTAMP = b"x-zevent-signature", b"x-zevent-timestamp"
# What came instead of text, by the event's name.
FILES = {
    "user_send_image": "photo",
    "user_send_gif": "photo",
    "user_send_audio": "voice",
    "user_send_video": "video",
    "user_send_sticker": "sticker",
    "user_send_location": "location",
    "user_send_file": "file",
    "user_send_business_card": "contact",
    "user_send_link": "other",
}
# Known and of no interest: echoes of what we or the account's admins send, receipts, anonymous visitors, groups.
QUIET = re.compile(r"oa_send_\w*|user_received_message|user_seen_message|anonymous_\w+|user_send_group_\w*"
                   r"|change_\w+|add_user_to_tag|user_reacted_message|oa_reacted_message")  # fmt: skip
OPENS = ("user_click_chatnow",)  # an interaction without a word
_NAME = re.compile(r"[a-z0-9_.]{1,64}")
# A pressed button arrives as a text message: its payload, “#” + the choice's key + its label.
_PRESS = re.compile(r"#([a-z]\w{0,20}:\S{0,63}) ?(.*)", re.DOTALL)


@frozen
class Event:
    """One event. `chat` is who did something; `phone` what they submitted in a form of the account's."""

    id: str
    name: str
    account: str
    chat: str
    inbound: Inbound | None
    opens: bool = False
    quiet: bool = False
    phone: str = ""


def payload(key: str, label: str) -> str:
    """What a button says when it is pressed: readable back as the press it is (see _PRESS)."""
    return f"#{key} {label}"


def is_press(text: str) -> bool:
    """Whether a text reads as a press."""
    return _PRESS.fullmatch(text) is not None


def signed(body: bytes, headers: Mapping[bytes, bytes], app_id: str, keys: tuple[str, ...]) -> str:
    """Which reading of the signature's formula matched: mac = sha256(appId + rawBody + timestamp + key), plain.

    The timestamp is the header's if there is one, else the body's; the key is the account's secret key, which some
    say is the app's; the first term is the app id, with the account's own id as a fallback. Raises Forged.
    """
    shown = headers.get(SIGNATURE, b"").decode("latin-1").strip()
    given = shown.removeprefix("mac=").lower().encode("latin-1")
    if not re.fullmatch(rb"[0-9a-f]{64}", given):
        raise Forged("không có chữ ký")
    try:
        found = decode(body)
    except NotAnEvent:
        raise Forged("chữ ký của một nội dung không đọc được") from None
    if not isinstance(found, dict):
        raise Forged("chữ ký của một nội dung không đọc được")
    said = str(found.get("timestamp") or "").encode("utf-8", "replace")
    stamps: dict[str, bytes] = {"header": headers.get(TIMESTAMP, b""), "body": said}
    recipient = found.get("recipient")
    account = found.get("oa_id") or (recipient.get("id") if isinstance(recipient, dict) else "")
    firsts: dict[str, bytes] = {"app_id": app_id.encode(), "oa_id": str(account or "").encode("utf-8", "replace")}
    matched = ""
    for first_name, first in firsts.items():
        for stamp_name, stamp in stamps.items():
            for number, key in enumerate(keys):
                mac = hashlib.sha256(first + body + stamp + key.encode()).hexdigest().encode()
                if first and stamp and key and hmac.compare_digest(mac, given) and not matched:
                    matched = f"{first_name}/{stamp_name}/{('key', 'app')[number]}"
    if not matched:
        raise Forged("chữ ký không khớp")
    if str(found.get("app_id") or "") != app_id:
        raise Forged("của một ứng dụng khác")
    return matched


def read(body: bytes, now: Callable[[], datetime]) -> Event:
    """Read one event whose signature was found good. Raises NotAnEvent."""
    found = decode(body)
    if not isinstance(found, dict):
        raise NotAnEvent
    name = found.get("event_name")
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        raise NotAnEvent
    at = _time(found.get("timestamp"), now)
    if QUIET.fullmatch(name):
        return Event("", name, "", "", None, quiet=True)
    account, chat = _who(found)
    message = found.get("message")
    message = message if isinstance(message, dict) else {}
    id = message.get("msg_id")
    if id is not None and not (isinstance(id, str) and 0 < len(id) <= 128):
        raise NotAnEvent
    # Without an id of its own: the same event repeated is the same in all of these.
    whole = id or f"{name}/{account}/{chat}/{found.get('timestamp')}"[:128]
    text, pressed, kind, left = "", "", "", False
    if name == "user_send_text":
        text, pressed = _words(message)
    elif name in FILES:
        kind = FILES[name]
        text = message.get("text") or "" if isinstance(message.get("text", ""), str) else ""
    elif name == "follow":
        text = "/start"
    elif name == "unfollow":
        left = True
    elif name in OPENS:
        return Event(whole, name, account, chat, None, opens=True)
    elif name == "user_submit_info":
        return Event(whole, name, account, chat, None, opens=True, phone=_phone(found.get("info")))
    else:
        return Event(whole, name, account, chat, None)
    inbound = Inbound(
        id=whole,
        sender=Address(OA, account, chat),
        text=text.replace("\x00", ""),
        sent_at=at,
        message=whole,
        pressed=pressed.replace("\x00", ""),
        file=kind,
        left=left,
    )
    return Event(whole, name, account, chat, inbound)


def _words(message: dict[str, Any]) -> tuple[str, str]:
    """The text, and the key of the button where the text is a button's payload."""
    text = message.get("text")
    if not isinstance(text, str) or not text:
        raise NotAnEvent
    press = _PRESS.fullmatch(text)
    return (press[2], press[1]) if press is not None else (text, "")


def _who(found: dict[str, Any]) -> tuple[str, str]:
    """The account and the person. Follow and unfollow name them in fields of their own."""
    sender, recipient, follower = (found.get(name) for name in ("sender", "recipient", "follower"))
    person = follower if isinstance(follower, dict) else sender
    chat = person.get("id") if isinstance(person, dict) else None
    account = found.get("oa_id") or (recipient.get("id") if isinstance(recipient, dict) else None)
    if not all(isinstance(one, str) and re.fullmatch(r"[0-9A-Za-z_-]{1,64}", one) for one in (chat, account)):
        raise NotAnEvent
    return str(account), str(chat)


def _phone(info: Any) -> str:
    """The phone of a submitted form as 84…; it was a number once."""
    given = info.get("phone") if isinstance(info, dict) else None
    digits = re.sub(r"\D", "", str(given)) if isinstance(given, str | int) and not isinstance(given, bool) else ""
    digits = "84" + digits[1:] if digits.startswith("0") else digits
    return digits if re.fullmatch(r"84\d{8,10}", digits) else ""


def _time(stamp: Any, now: Callable[[], datetime]) -> datetime:
    """Zalo's milliseconds, as a string."""
    try:
        return datetime.fromtimestamp(int(stamp) / 1000, UTC) if isinstance(stamp, str | int) else now()
    except (ValueError, OverflowError, OSError):
        return now()
