"""The far end of the load: a very lean Bot API server that answers sendMessage and says at once who heard what."""

import asyncio
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl

import httptools
import msgspec

TOKEN = "123456789:AAbench-secret-abcdefghijklmnopqrstu"
ACCOUNT = TOKEN.partition(":")[0]

# Called with chat, text and the time (perf_counter) at which the answer had arrived.
Heard = Callable[[int, str, float], None]


class Said(msgspec.Struct):
    """What is wanted of a sendMessage."""

    chat_id: int
    text: str


_said = msgspec.json.Decoder(Said)


class BotApi:
    """Listens on 127.0.0.1; `base` is then the address for TELEGRAM_API_BASE."""

    def __init__(self, heard: Heard) -> None:
        self.heard = heard
        self.base = ""
        self.calls = 0
        self._doors: set[_Door] = set()
        self._server: asyncio.Server | None = None

    async def start(self) -> "BotApi":
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Door(self, self._doors), "127.0.0.1", 0)
        self.base = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def stop(self) -> None:
        assert self._server is not None
        self._server.close()
        for door in list(self._doors):
            door.hang_up()
        await self._server.wait_closed()

    async def __aenter__(self) -> "BotApi":
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def answer(self, path: bytes, form: bool, body: bytes, at: float) -> bytes:
        """The JSON of an answer as Telegram gives it; its shape is what clients validate."""
        method = path.rpartition(b"/")[2]
        if method == b"sendMessage":
            if form:
                fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
                chat, text = int(fields["chat_id"]), fields["text"]
            else:
                said = _said.decode(body)
                chat, text = said.chat_id, said.text
            self.calls += 1
            self.heard(chat, text, at)
            return (
                b'{"ok":true,"result":{"message_id":%d,"from":{"id":123456789,"is_bot":true,"first_name":"S"},'
                b'"chat":{"id":%d,"type":"private","first_name":"Sen"},"date":%d,"text":"."}}'
                % (self.calls, chat, int(time.time()))
            )
        if method == b"getMe":
            return b'{"ok":true,"result":{"id":123456789,"is_bot":true,"first_name":"S","username":"so_thon_bot"}}'
        return b'{"ok":true,"result":true}'


class _Door(asyncio.Protocol):
    """One kept-alive connection."""

    def __init__(self, api: BotApi, doors: "set[_Door]") -> None:
        self._api = api
        self._doors = doors
        self._parser = httptools.HttpRequestParser(self)
        self._transport: Any = None
        self._path = self._body = b""
        self._form = False
        self._at = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport
        self._doors.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self._doors.discard(self)

    def hang_up(self) -> None:
        self._transport.abort()

    def data_received(self, data: bytes) -> None:
        self._at = time.perf_counter()
        self._parser.feed_data(data)

    def on_message_begin(self) -> None:
        self._path = self._body = b""
        self._form = False

    def on_url(self, url: bytes) -> None:
        self._path = url

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() == b"content-type":
            self._form = value.startswith(b"application/x-www-form-urlencoded")

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        answer = self._api.answer(self._path, self._form, self._body, self._at)
        self._transport.write(
            b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%b" % (len(answer), answer)
        )
