"""What a request to the web chat may be, and how one that is not is answered: a status and a kind sentence."""

import functools
import ipaddress
from collections.abc import Awaitable, Callable
from datetime import datetime
from math import ceil
from typing import Annotated, TypeVar
from urllib.parse import urlsplit

import msgspec
from msgspec import Meta
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.logs import log
from bot.web.assets import HEADERS
from domain.frozen import frozen

MAX_BODY = 64 * 1024  # bytes
BUSY = "Máy chủ đang bận, anh/chị chờ một chút rồi thử lại ạ."

MessageId = Annotated[str, Meta(pattern=r"^[A-Za-z0-9_-]{8,64}$")]
Endpoint = Callable[[Request], Awaitable[Response]]
S = TypeVar("S")


@frozen
class SignIn:
    """POST /api/sign-in."""

    id: MessageId
    code: str


@frozen
class Said:
    """POST /api/messages: a text, or a press of a button with its label.

    `said_at` is when it was typed, where it has waited on a phone without signal.
    """

    id: MessageId
    text: str = ""
    pressed: Annotated[str, Meta(max_length=200)] = ""
    label: Annotated[str, Meta(max_length=200)] = ""
    said_at: Annotated[datetime, Meta(tz=True)] | None = None


class Refusal(Exception):
    """A request is answered with this status and this sentence; `wait` is after how many seconds to try again."""

    def __init__(self, status: int, sentence: str, wait: float = 0) -> None:
        super().__init__(sentence)
        self.status = status
        self.sentence = sentence
        self.wait = wait


def guard(endpoint: Endpoint) -> Endpoint:
    """Answers a refusal with its sentence, and a failure with one that promises nothing but another try."""

    @functools.wraps(endpoint)
    async def guarded(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Refusal as refusal:
            wait = {"Retry-After": str(ceil(refusal.wait))} if refusal.wait else {}
            return as_json({"error": refusal.sentence}, refusal.status, wait)
        except ClientDisconnect:
            return as_json({"error": BUSY}, 503)
        except Exception:
            log.exception("a request of the web chat failed", action="web.failed", path=request.url.path)
            return as_json({"error": BUSY}, 503, {"Retry-After": "2"})

    return guarded


def as_json(value: object, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """An answer of the API."""
    every = {**HEADERS, "Cache-Control": "no-store", **(headers or {})}
    return Response(msgspec.json.encode(value), status, every, "application/json")


async def body(request: Request, form: type[S]) -> S:
    """The request's JSON as `form`. Raises Refusal: 400 for anything else, 413 for too much."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refusal(400, "Yêu cầu phải là JSON ạ.")
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > MAX_BODY:
            raise Refusal(413, "Tin nhắn dài quá; anh/chị gửi làm nhiều tin ạ.")
    try:
        return msgspec.json.decode(data, type=form)
    except (msgspec.DecodeError, UnicodeDecodeError):
        raise Refusal(400, "Yêu cầu không đúng dạng ạ.") from None


def number(name: str, value: str, otherwise: int) -> int:
    """A number of a query or a header, `otherwise` where it is empty. Raises Refusal."""
    if not value:
        return otherwise
    if not value.isascii() or not value.isdecimal() or len(value) > 18:
        raise Refusal(400, f"“{name}” phải là một số ạ.")
    return int(value)


def clean(text: str) -> str:
    """A text that every database keeps: PostgreSQL has no NUL in one."""
    return text.replace("\0", "\ufffd")


def client(request: Request) -> str:
    """Whose tries are counted together: an IPv4 address, or the /64 that one subscriber of IPv6 has to himself."""
    host = request.client.host if request.client else ""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else host


def same_site(request: Request, public: str = "") -> None:
    """Refuse what another site's page made the browser send (the cookie is SameSite=Lax as well). `public` is the host
    that a proxy in front may stand for.

    Browsers say where a request comes from (Sec-Fetch-Site, or Origin); what says neither is no browser's form and
    must carry a header that a foreign page cannot set without our leave.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    elif origin is not None:
        ours = urlsplit(origin).netloc in {request.headers.get("host", ""), public} - {""}
    else:
        ours = request.headers.get("x-requested-with") == "sothon"
    if not ours:
        raise Refusal(403, "Yêu cầu đến từ một trang khác nên em không nhận ạ.")
