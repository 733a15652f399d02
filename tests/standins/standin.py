"""What every stand-in platform is: a server on loopback that answers, remembers what broke its rules, and breaks itself
when it is told to."""

import asyncio
from typing import Any, Self

import msgspec

from domain.frozen import frozen
from tests.standins.door import Door

Reply = tuple[int, bytes]  # HTTP status and body
PAGE = b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>"


@frozen
class Fault:
    """What goes wrong: an answer in place of the usual one, or none. The request has been read (and carried out where
    `done` says so) when it strikes."""

    status: int = 200
    body: bytes = b""
    drop: bool = False
    wait: float = 0.0
    done: bool = False


BAD_GATEWAY = Fault(502, PAGE)
DROPPED = Fault(drop=True, done=True)  # carried out, and the answer lost
HANG = Fault(wait=3600.0, done=True)


def says(status: int, **body: Any) -> Fault:
    """A refusal in the platform's own JSON."""
    return Fault(status, msgspec.json.encode(body))


class StandIn:
    """The server. A platform says how it reads a request (`answer`) and what a call does (`carry_out`)."""

    usual = "sendMessage"  # what a fault strikes unless it is said

    def __init__(self) -> None:
        self.base = ""  # the address it listens at
        self.violations: list[str] = []  # what broke a rule of the platform
        self.doors: set[Door] = set()
        self._faults: list[tuple[str, Fault]] = []
        self._server: asyncio.Server | None = None

    async def start(self, port: int = 0) -> Self:
        """Listen on 127.0.0.1."""
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: Door(self.answer, self.doors), "127.0.0.1", port)
        self.base = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def stop(self) -> None:
        """Hang up on everyone and stop listening."""
        assert self._server is not None
        self._server.close()
        for door in list(self.doors):
            door.hang_up()
        await self._server.wait_closed()

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def fail(self, fault: Fault, times: int = 1, method: str = "") -> None:
        """Let the next calls of a method go wrong."""
        self._faults += [(method or self.usual, fault)] * times

    async def answer(self, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
        """The answer to one request; None for hanging up without one."""
        raise NotImplementedError

    def missed(self, call: Any) -> None:
        """A call was struck before it was carried out."""

    async def carry_out(self, call: Any) -> Reply:
        """What a call does where nothing goes wrong."""
        raise NotImplementedError

    async def unless_struck(self, method: str, call: Any) -> Reply | None:
        """What a call comes to, or what goes wrong instead."""
        fault = self._struck(method)
        if fault is None:
            return await self.carry_out(call)
        result: Reply = (200, b"")
        if fault.done:
            result = await self.carry_out(call)
        else:
            self.missed(call)
        await asyncio.sleep(fault.wait)
        return None if fault.drop else (fault.status, fault.body) if fault.body else result

    def _struck(self, method: str) -> Fault | None:
        for index, (struck, fault) in enumerate(self._faults):
            if struck == method:
                del self._faults[index]
                return fault
        return None
