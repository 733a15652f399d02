"""A few kept-alive HTTP connections to one host, for small POSTs at little cost; it knows whether a request has left.

A general client costs more here than the whole turn an answer belongs to. This one does only what sendMessage needs:
one host, a body out, a body back. Anything else (files, proxies, long polls) goes through aiogram's own client.
"""

import asyncio
import socket
import ssl
from typing import cast

import aiohappyeyeballs
import httptools

IDLE_SECONDS = 15.0  # below what servers keep an idle connection for, so that one is not lost while being picked up
LARGEST = 1 << 20  # bytes of an answer


class NotConnected(Exception):
    """No connection could be made or had in time: the request has not left."""


class Broken(Exception):
    """The connection broke, or no answer came, after the request left: it may have been carried out."""


class Wire:
    """The connections to one host: at most `limit`, made when needed, reused newest first."""

    def __init__(
        self,
        host: str,
        port: int,
        tls: ssl.SSLContext | None,
        limit: int,
        connect_seconds: float,
        total_seconds: float,
    ) -> None:
        self._host, self._port, self._tls = host, port, tls
        self._places = asyncio.Semaphore(limit)
        self._connect_seconds, self._total_seconds = connect_seconds, total_seconds
        self._idle: list[_Line] = []
        self._lines: set[_Line] = set()
        self._alarm: asyncio.TimerHandle | None = None  # one for all that wait: most answers come long before it
        shown = f"[{host}]" if ":" in host else host
        self._head = f"Host: {shown}:{port}\r\nContent-Type: application/json\r\nContent-Length: ".encode()

    async def post(self, path: bytes, body: bytes) -> tuple[int, bytes]:
        """The status and body of the answer. Raises NotConnected or Broken."""
        if self._places.locked():
            try:
                await asyncio.wait_for(self._places.acquire(), self._connect_seconds)
            except TimeoutError:
                raise NotConnected("no free connection") from None
        else:
            await self._places.acquire()  # does not wait
        try:
            line = self._reusable() or await self._connect()
            request = b"POST %b HTTP/1.1\r\n%b%d\r\n\r\n%b" % (path, self._head, len(body), body)
            loop = asyncio.get_running_loop()
            if self._alarm is None:
                self._alarm = loop.call_later(self._total_seconds, self._look)
            answer = await line.ask(request, loop.time() + self._total_seconds)
            if line.open:
                self._idle.append(line)
            return answer
        finally:
            self._places.release()

    async def close(self) -> None:
        """Hang up on all connections."""
        if self._alarm is not None:
            self._alarm.cancel()
        for line in list(self._lines):
            line.hang_up()
        self._idle.clear()
        await asyncio.sleep(0)  # lets the transports say goodbye

    def _look(self) -> None:
        """Give up on what has waited too long; come back for what waits still."""
        loop = asyncio.get_running_loop()
        now, self._alarm = loop.time(), None
        for line in list(self._lines):
            if line.waits and line.until <= now:
                line.fail("no answer in time")
        if ends := [line.until for line in self._lines if line.waits]:
            self._alarm = loop.call_later(min(ends) - now, self._look)

    def _reusable(self) -> "_Line | None":
        oldest = asyncio.get_running_loop().time() - IDLE_SECONDS
        while self._idle:
            line = self._idle.pop()
            if line.rested(oldest):
                return line
            line.hang_up()
        return None

    async def _connect(self) -> "_Line":
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(self._connect_seconds):
                places = await loop.getaddrinfo(self._host, self._port, type=socket.SOCK_STREAM)
                plug = await aiohappyeyeballs.start_connection(places, happy_eyeballs_delay=0.25, loop=loop)
                name = self._host if self._tls is not None else None
                _, line = await loop.create_connection(
                    lambda: _Line(self._lines), sock=plug, ssl=self._tls, server_hostname=name
                )
                return line
        except (OSError, TimeoutError) as error:
            raise NotConnected(type(error).__name__) from None


class _Line(asyncio.Protocol):
    """One connection: one request at a time."""

    def __init__(self, lines: "set[_Line]") -> None:
        self._lines = lines
        self._transport: asyncio.Transport | None = None
        self._waiter: asyncio.Future[tuple[int, bytes]] | None = None
        self._parser = httptools.HttpResponseParser(self)
        self._body = b""
        self.open = False  # whether it can carry another request
        self.since = 0.0  # when the last answer came
        self.until = 0.0  # when whoever waits gives up

    def rested(self, oldest: float) -> bool:
        """Whether it can be trusted to carry another request: open, and used since `oldest`."""
        return self.open and self.since >= oldest and self._transport is not None and not self._transport.is_closing()

    @property
    def waits(self) -> bool:
        """Whether an answer is expected."""
        return self._waiter is not None

    async def ask(self, request: bytes, until: float) -> tuple[int, bytes]:
        """Send the request and wait for the whole answer, by the loop's clock no longer than `until`. Raises
        NotConnected or Broken."""
        if self._transport is None or not self.open:
            raise NotConnected("closed before the request")
        waiter: asyncio.Future[tuple[int, bytes]] = asyncio.get_running_loop().create_future()
        self._waiter, self.until = waiter, until
        self._transport.write(request)
        try:
            return await waiter
        except asyncio.CancelledError:
            self.fail("cancelled")
            raise
        finally:
            self._waiter = None

    def hang_up(self) -> None:
        """Close; nothing more is expected of it."""
        self.open = False
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by inheritance
        self._lines.add(self)
        self.open = True

    def connection_lost(self, exc: Exception | None) -> None:
        self._lines.discard(self)
        self.fail("hung up")

    def data_received(self, data: bytes) -> None:
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self.fail("no HTTP")

    def on_message_begin(self) -> None:
        self._body = b""
        if self._waiter is None or self._waiter.done():  # a second answer must not pass for the next question's
            self.fail("unasked bytes")

    def on_body(self, body: bytes) -> None:
        self._body += body
        if len(self._body) > LARGEST:
            self.fail("too long an answer")

    def on_message_complete(self) -> None:
        if self._parser.get_status_code() < 200:  # an interim word; the answer follows
            return
        self.open = self.open and self._parser.should_keep_alive()
        self.since = asyncio.get_running_loop().time()
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result((self._parser.get_status_code(), self._body))
        if not self.open:
            self.hang_up()

    def fail(self, why: str) -> None:
        """Nothing that comes now can be trusted: whoever waits is told so."""
        self.open = False
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_exception(Broken(why))
        if self._transport is not None:
            self._transport.abort()
