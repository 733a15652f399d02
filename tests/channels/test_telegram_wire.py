"""The lean HTTP wire against servers that behave in every way servers do."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from bot.channels.telegram_wire import Broken, NotConnected, Wire

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class Counter:
    connections = 0


@asynccontextmanager
async def wired(serve: Serve, total: float = 1.0, limit: int = 2) -> AsyncIterator[tuple[Wire, Counter]]:
    count, tasks = Counter(), set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        count.connections += 1
        tasks.add(asyncio.current_task())
        try:
            await serve(reader, writer)
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    wire = Wire("127.0.0.1", server.sockets[0].getsockname()[1], None, limit, 0.3, total)
    yield wire, count
    await wire.close()
    server.close()
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def request(reader: asyncio.StreamReader) -> bytes:
    head = (await reader.readuntil(b"\r\n\r\n")).decode()
    length = int(head.lower().split("content-length: ")[1].split("\r\n")[0])
    return await reader.readexactly(length)


def answering(*chunks: bytes, close: bool = False, wait: float = 0.0) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            await request(reader)
            for chunk in chunks:
                writer.write(chunk)
                await writer.drain()
                await asyncio.sleep(wait)
            if close:
                return

    return serve


OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


async def test_kept_alive_and_echoed() -> None:
    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            body = await request(reader)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body))

    async with wired(echo) as (wire, count):
        for n in range(5):
            assert await wire.post(b"/x", b"%d" % n) == (200, b"%d" % n)
        assert count.connections == 1
        assert await wire.post(b"/x", b"z" * 100_000) == (200, b"z" * 100_000)


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        ((b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n",), (200, b"ok")),
        ((b"HTTP/1.1 2", b"02 Yes\r\nContent-Le", b"ngth: 2\r\n\r\no", b"k"), (202, b"ok")),
        ((b"HTTP/1.1 502 Bad\r\nContent-Length: 6\r\nContent-Type: text/html\r\n\r\n<html>",), (502, b"<html>")),
        ((b"HTTP/1.1 204 None\r\n\r\n",), (204, b"")),
    ],
)
async def test_shapes_of_answers(chunks: tuple[bytes, ...], expected: tuple[int, bytes]) -> None:
    async with wired(answering(*chunks, wait=0.005)) as (wire, count):
        assert await wire.post(b"/x", b"1") == expected
        assert await wire.post(b"/x", b"1") == expected
        assert count.connections == 1


async def test_a_server_that_closes_is_connected_to_anew() -> None:
    saying = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"
    for answer in (saying, OK):
        async with wired(answering(answer, close=True)) as (wire, count):
            for _ in range(3):
                assert await wire.post(b"/x", b"1") == (200, b"ok")
                await asyncio.sleep(0.02)
            assert count.connections == 3


@pytest.mark.parametrize(
    "chunks",
    [
        (),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok",),
        (b"SSH-2.0-OpenSSH\r\n",),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n" + b"x" * 2_000_000,),
    ],
    ids=["hangs up", "half an answer", "no HTTP", "too long"],
)
async def test_after_the_request_has_left_nobody_knows(chunks: tuple[bytes, ...]) -> None:
    async with wired(answering(*chunks, close=True)) as (wire, _):
        with pytest.raises(Broken):
            await wire.post(b"/x", b"1")


async def test_no_answer_in_time() -> None:
    async with wired(answering(OK, wait=0), total=0.1) as (wire, count):
        assert await wire.post(b"/x", b"1") == (200, b"ok")

        async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            await asyncio.sleep(5)

        async with wired(silent, total=0.1) as (other, _):
            with pytest.raises(Broken):
                await other.post(b"/x", b"1")
        assert count.connections == 1


async def test_bytes_nobody_asked_for_end_the_connection_not_the_next_request() -> None:
    """An answer that comes after its question was given up must not pass for the next one's."""
    async with wired(answering(OK + OK)) as (wire, count):
        assert await wire.post(b"/x", b"1") == (200, b"ok")
        await asyncio.sleep(0.02)
        assert await wire.post(b"/x", b"1") == (200, b"ok")
        assert count.connections == 2


async def test_a_cancelled_request_leaves_no_answer_behind() -> None:
    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while True:
            body = await request(reader)
            await asyncio.sleep(0.1 if body == b"1" else 0)
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n" + body)

    async with wired(slow) as (wire, _):
        task = asyncio.create_task(wire.post(b"/x", b"1"))
        await asyncio.sleep(0.02)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert await wire.post(b"/x", b"2") == (200, b"2")


async def test_too_many_at_once_wait_their_turn_and_not_for_ever() -> None:
    async with wired(answering(OK, wait=0.05), limit=2) as (wire, count):
        answers = await asyncio.gather(*(wire.post(b"/x", b"1") for _ in range(8)))
        assert answers == [(200, b"ok")] * 8
        assert count.connections == 2

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    async with wired(silent, limit=1) as (wire, _):
        results = await asyncio.gather(*(wire.post(b"/x", b"1") for _ in range(2)), return_exceptions=True)
        assert {type(r) for r in results} == {Broken, NotConnected}  # the second never left


async def test_each_request_has_its_own_time() -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(5)

    async with wired(silent, total=0.3, limit=4) as (wire, _):
        loop = asyncio.get_running_loop()
        waited = []

        async def ask(after: float) -> None:
            await asyncio.sleep(after)
            started = loop.time()
            with pytest.raises(Broken):
                await wire.post(b"/x", b"1")
            waited.append(loop.time() - started)

        await asyncio.gather(*(ask(after) for after in (0.0, 0.1, 0.2, 0.5)))
        assert len(waited) == 4
        assert all(0.29 <= seconds < 3 for seconds in waited), waited


async def test_an_idle_connection_is_not_trusted_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram_wire.IDLE_SECONDS", 0.05)
    async with wired(answering(OK)) as (wire, count):
        await wire.post(b"/x", b"1")
        await asyncio.sleep(0.08)
        await wire.post(b"/x", b"1")
        assert count.connections == 2
