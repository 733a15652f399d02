"""The door Telegram knocks at: one POST is one update, answered when it is durable. Plain ASGI: a hot path."""

import hmac
from collections.abc import Awaitable, Callable

from starlette.types import Receive, Scope, Send

from bot.channels.telegram_update import NotAnUpdate
from bot.logs import log

LARGEST = 1 << 20  # bytes; a real update is a few KiB
_SECRET_HEADER = b"x-telegram-bot-api-secret-token"


class Hook:
    """An ASGI endpoint: checks the secret before it reads anything, then hands the body to `accept`.

    200 once accept has returned (the update is durable or of no interest) · 400 no update · 401 without the secret ·
    413 too large · 500 where accept failed, so that Telegram delivers again (for 24 hours, tdlib WebhookActor.cpp).
    """

    def __init__(self, secret: str, accept: Callable[[bytes], Awaitable[None]]) -> None:
        assert secret, "a webhook without a secret is open to everyone"
        self._secret = secret.encode()
        self._accept = accept

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = await self._status(scope, receive)
        if status:
            await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})

    async def _status(self, scope: Scope, receive: Receive) -> int:
        """The HTTP status to answer with; 0 where the caller hung up before the end of the body."""
        given = length = b""
        for name, value in scope["headers"]:
            if name == _SECRET_HEADER:
                given = value
            elif name == b"content-length":
                length = value
        if not hmac.compare_digest(given, self._secret):
            log.warning("a knock at the webhook without its secret", action="telegram.hook.secret")
            return 401
        if length.isdigit() and int(length) > LARGEST:
            return 413
        body = b""
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                return 0
            body += message.get("body", b"")
            if len(body) > LARGEST:
                return 413
            if not message.get("more_body", False):
                break
        try:
            await self._accept(body)
        except NotAnUpdate:
            return 400
        except Exception as error:
            # Only the kind: the message of a database error may quote what the person wrote.
            log.error("an update was not taken, it will come again", action="telegram.hook.failed",
                      error=type(error).__name__)  # fmt: skip
            return 500
        return 200
