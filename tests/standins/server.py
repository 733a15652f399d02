"""Our own web server on loopback, as the program runs it (uvicorn, httptools)."""

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.routing import BaseRoute


@asynccontextmanager
async def serving(routes: Sequence[BaseRoute]) -> AsyncIterator[str]:
    """Serve the routes; yields the address."""
    plug = socket.socket()
    plug.bind(("127.0.0.1", 0))
    config = uvicorn.Config(Starlette(routes=list(routes)), http="httptools", lifespan="off", log_config=None)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[plug]))
    while not server.started:
        await asyncio.sleep(0.005)
    try:
        yield f"http://127.0.0.1:{plug.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task
        plug.close()
