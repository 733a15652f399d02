"""Stand-in proxies on loopback: HTTP (CONNECT, and plain requests handed on) and SOCKS5, each remembering where it was
asked to go."""

import asyncio
import struct
from contextlib import suppress


class Proxy:
    """Listens on a port of its own; `asked` is every destination; `login` what a client signed in with."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.asked: list[tuple[str, int]] = []
        self.login = ""
        self.refuses = False
        self.port = 0
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> "Proxy":
        self._server = await asyncio.start_server(self._client, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _client(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        try:
            with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
                where = await (self._http if self.kind == "http" else self._socks)(reader, writer)
                if where is not None:
                    await self._join(where, reader, writer)
        finally:
            writer.close()
            self._tasks.discard(task)

    async def _http(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int] | None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        method, target, _ = head.split("\r\n")[0].split(" ")
        fields = _fields(head)
        self.login = fields.get("proxy-authorization", "")
        if method != "CONNECT":
            await self._hand_on(head, reader, writer)
            return None
        host, _, port = target.rpartition(":")
        self.asked.append((host, int(port)))
        writer.write(b"HTTP/1.1 403 No\r\n\r\n" if self.refuses else b"HTTP/1.1 200 Connection established\r\n\r\n")
        return None if self.refuses else (host, int(port))

    async def _hand_on(self, head: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A plain request, as the server would get it; then the next on this connection, until it ends."""
        while True:
            method, target, version = head.split("\r\n")[0].split(" ")
            host, _, path = target.removeprefix("http://").partition("/")
            self.asked.append((host.partition(":")[0], int(host.partition(":")[2])))
            body = await reader.readexactly(int(_fields(head).get("content-length", 0)))
            there, out = await asyncio.open_connection("127.0.0.1", self.asked[-1][1])
            out.write(f"{method} /{path} {version}\r\n{head.partition(chr(10))[2]}".encode() + body)
            answer = await there.readuntil(b"\r\n\r\n")
            writer.write(answer + await there.readexactly(int(_fields(answer.decode()).get("content-length", 0))))
            out.close()
            head = (await reader.readuntil(b"\r\n\r\n")).decode()

    async def _socks(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> tuple[str, int] | None:
        _, count = await reader.readexactly(2)
        await reader.readexactly(count)
        writer.write(b"\x05\x00")
        _, _, _, kind = await reader.readexactly(4)
        if kind == 3:
            host = (await reader.readexactly((await reader.readexactly(1))[0])).decode()
        else:
            host = ".".join(map(str, await reader.readexactly(4)))
        (port,) = struct.unpack(">H", await reader.readexactly(2))
        self.asked.append((host, port))
        writer.write(b"\x05" + (b"\x02" if self.refuses else b"\x00") + b"\x00\x01\x00\x00\x00\x00\x00\x00")
        return None if self.refuses else (host, port)

    async def _join(self, where: tuple[str, int], reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, out = await asyncio.open_connection("127.0.0.1", where[1])
        try:
            await asyncio.gather(_pump(reader, out), _pump(there, writer))
        finally:
            out.close()


async def _pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
    while data := await source.read(65536):
        sink.write(data)
        await sink.drain()
    sink.close()


def _fields(head: str) -> dict[str, str]:
    """The header lines, by lower-case name."""
    return {name.lower(): value for name, _, value in (line.partition(": ") for line in head.split("\r\n")[1:])}
