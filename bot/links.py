"""Links to files: which file, for whom and until when, signed, so that nobody can ask for another's."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime, timedelta

import msgspec

from domain.messages import Wanted

PATH = "/files/"
LIFE = timedelta(days=3)  # an officer who gets a link on the phone opens it on the office's computer, after a weekend
LASTS = f"trong {LIFE.days} ngày"
SIGNATURE = 22  # base64 letters of 16 bytes


def make(key: bytes, wants: Wanted, now: datetime) -> str:
    """The path of a file: /files/…; it works until LIFE has passed."""
    until = int((now + LIFE).timestamp())
    payload = _encode(msgspec.json.encode([wants.report, wants.unit_id, wants.period, wants.person_id, until]))
    return f"{PATH}{payload}.{_sign(key, payload)}"


def read(key: bytes, token: str, now: datetime) -> tuple[Wanted, bool] | None:
    """Which file a token names, and whether it still may be fetched; None where nobody here signed it."""
    payload, dot, signature = token.partition(".")
    if not dot or not token.isascii() or not hmac.compare_digest(signature, _sign(key, payload)):
        return None
    report, unit_id, period, person_id, until = msgspec.json.decode(
        urlsafe_b64decode(payload + "=" * (-len(payload) % 4)), type=tuple[str, int, str, int, int]
    )
    return Wanted(report, unit_id, period, person_id), now.timestamp() < until


def _encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def _sign(key: bytes, payload: str) -> str:
    # The leading words keep this use of the key apart from any other.
    return _encode(hmac.digest(key, b"sothon file\0" + payload.encode(), "sha256"))[:SIGNATURE]
