"""A bare HTTP door for stand-in servers: httptools parses, one function answers, hanging up is an answer too."""

import asyncio
from collections.abc import Awaitable, Callable
from email.parser import BytesParser
from email.policy import HTTP
from urllib.parse import parse_qsl

import httptools

# (path, headers by lower-case name, body) → (status, body), or None to hang up without a word.
Answer = Callable[[str, dict[str, str], bytes], Awaitable[tuple[int, bytes] | None]]


class Door(asyncio.Protocol):
    """One connection, kept alive; `doors` holds those that are open."""

    def __init__(self, answer: Answer, doors: "set[Door]") -> None:
        self._answer = answer
        self._doors = doors
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._path, self._body = "", b""
        self._headers: dict[str, str] = {}

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport  # type: ignore[assignment]
        self._doors.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._doors.discard(self)
        for task in self._tasks:
            task.cancel()

    def hang_up(self) -> None:
        """Close at once, whatever is under way."""
        if self._transport is not None:
            self._transport.abort()

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def on_message_begin(self) -> None:
        self._path, self._headers, self._body = "", {}, b""

    def on_url(self, url: bytes) -> None:
        self._path += url.decode()

    def on_header(self, name: bytes, value: bytes) -> None:
        self._headers[name.decode().lower()] = value.decode()

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        task = asyncio.get_running_loop().create_task(self._reply())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _reply(self) -> None:
        answer = await self._answer(self._path, self._headers, self._body)
        assert self._transport is not None
        if answer is None:
            self._transport.abort()
            return
        status, body = answer
        kind = b"application/json" if body[:1] == b"{" else b"text/html"
        head = b"HTTP/1.1 %d -\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n" % (status, kind, len(body))
        self._transport.write(head + body)


def form(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, tuple[str, bytes]]]:
    """The fields of a form, and its files as (name, bytes) by the name of their part."""
    if not content_type.startswith("multipart/"):
        return dict(parse_qsl(body.decode(), keep_blank_values=True)), {}
    fields: dict[str, str] = {}
    files: dict[str, tuple[str, bytes]] = {}
    head = b"Content-Type: " + content_type.encode() + b"\r\n\r\n"
    for part in BytesParser(policy=HTTP).parsebytes(head + body).iter_parts():
        name = str(part.get_param("name", header="content-disposition"))
        data = part.get_payload(decode=True)
        filename = part.get_filename()
        if filename is None:
            fields[name] = data.decode()
        else:
            files[name] = (filename, data)
    return fields, files
