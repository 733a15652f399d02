"""The web chat's cookie: a chat's id and its time of issue, signed, so that no table of sessions is needed."""

import hmac
import re
from base64 import urlsafe_b64encode
from datetime import datetime, timedelta

NAME = "sothon"
LIFE = timedelta(days=400)  # browsers keep no cookie longer (RFC 6265bis, 5.5)
RENEW = timedelta(days=30)  # older than this: issued anew at the next visit, so that who comes regularly stays in
SKEW = timedelta(minutes=10)  # a server clock that was set back must not sign everybody out
FORM = re.compile(r"([A-Za-z0-9_-]{16,64})\.([0-9]{1,12})\.([A-Za-z0-9_-]{43})")


def make(key: bytes, chat: str, now: datetime) -> str:
    """The cookie's value for a chat, issued `now`."""
    issued = int(now.timestamp())
    return f"{chat}.{issued}.{_signature(key, chat, issued)}"


def read(key: bytes, value: str, now: datetime) -> tuple[str, datetime] | None:
    """The chat and time of issue that a cookie proves; None if it is malformed, forged, expired or from the future."""
    match = FORM.fullmatch(value)
    if match is None:
        return None
    chat, issued = match[1], int(match[2])
    if not hmac.compare_digest(match[3], _signature(key, chat, issued)):
        return None
    at = datetime.fromtimestamp(issued, now.tzinfo)
    if at - now > SKEW or now - at > LIFE:
        return None
    return chat, at


def _signature(key: bytes, chat: str, issued: int) -> str:
    # The leading words keep this use of the key apart from any other.
    digest = hmac.digest(key, f"sothon web chat\0{chat}\0{issued}".encode(), "sha256")
    return urlsafe_b64encode(digest).rstrip(b"=").decode()
