"""The doors Zalo knocks at: one POST is one event, answered when it is durable."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.types import Receive, Scope, Send

from bot.logs import log

LARGEST = 1 << 20  # bytes; a real event is a few KiB


class Forged(Exception):
    """A knock that is not Zalo's. The text says what is wrong with it, without contents."""


class NotAnEvent(Exception):
    """Signed, and of no known shape."""


# Both may raise Forged; `accept` raises NotAnEvent too, and anything else where the event was not taken.
Check = Callable[[Mapping[bytes, bytes]], None]
Accept = Callable[[Mapping[bytes, bytes], bytes], Awaitable[None]]


class Hook:
    """An ASGI endpoint. `check` looks at the headers before a byte of the body is read, `accept` at both.

    200 once accept has returned, and for an empty probe · 400 no event · 401 forged · 413 too
    large · 500 where the event was not taken, so that it comes again · 503 where it is not durable yet after
    `patience` seconds: taking it goes on, and when it comes again it is known.
    """

    def __init__(
        self, name: str, check: Check, accept: Accept, *, probed: bool = False, patience: float | None = None
    ) -> None:
        """`probed`: a knock without any body is a probe, and answered."""
        self._name, self._check, self._accept, self._probed = name, check, accept, probed
        self._patience = patience
        self._late: set[asyncio.Task[None]] = set()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = await self._status(dict(scope["headers"]), receive)
        if status:
            await send({"type": "http.response.start", "status": status, "headers": [(b"content-length", b"0")]})
            await send({"type": "http.response.body", "body": b""})

    async def _status(self, headers: Mapping[bytes, bytes], receive: Receive) -> int:
        """The HTTP status to answer with; 0 where the caller hung up before the end of the body."""
        length = headers.get(b"content-length", b"")
        if self._probed and (length == b"0" or (not length and b"transfer-encoding" not in headers)):
            return 200  # nothing is in it, so nobody can forge anything with it
        if length.isdigit() and int(length) > LARGEST:
            return self._refused(413, "quá lớn")
        try:
            self._check(headers)
            body = b""
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return 0
                body += message.get("body", b"")
                if len(body) > LARGEST:
                    return self._refused(413, "quá lớn")
                if not message.get("more_body", False):
                    break
            if not await self._in_time(headers, body):
                log.warning("an event is not durable yet", action=f"{self._name}.hook.late", after=self._patience)
                return 503
        except Forged as error:
            return self._refused(401, str(error))
        except NotAnEvent:
            return self._refused(400, "không phải sự kiện của Zalo")
        except Exception as error:
            # Only the kind: the message of a database error may quote what the person wrote.
            log.error("an event was not taken, it will come again", action=f"{self._name}.hook.failed",
                      error=type(error).__name__)  # fmt: skip
            return 500
        return 200

    async def _in_time(self, headers: Mapping[bytes, bytes], body: bytes) -> bool:
        """Whether the event was taken within the patience. Raises what `accept` raises."""
        if self._patience is None:
            await self._accept(headers, body)
            return True
        task = asyncio.ensure_future(self._accept(headers, body))
        done, _ = await asyncio.wait({task}, timeout=self._patience)
        if done:
            task.result()
            return True
        self._late.add(task)
        task.add_done_callback(self._over)
        return False

    def _over(self, task: "asyncio.Task[None]") -> None:
        """An event that took too long was taken after all, or not: then it comes again."""
        self._late.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("an event was not taken", action=f"{self._name}.hook.failed", error=type(error).__name__)

    def _refused(self, status: int, why: str) -> int:
        log.warning("a knock was refused", action=f"{self._name}.hook.refused", status=status, why=why)
        return status
