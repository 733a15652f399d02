"""The web server: health, metrics, the channels' routes, and errors as sentences."""

import asyncio
import contextlib
import os
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator
from typing import Any

import uvicorn
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

HOOKS = "/hooks/"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
SENTENCES = {
    404: "Không có trang này ạ. Trang trò chuyện ở địa chỉ /chat.",
    405: "Trang này không nhận cách gọi đó ạ.",
    413: "Nội dung gửi lên lớn quá ạ.",
}
FAILED = "Máy chủ đang gặp trục trặc, anh/chị thử lại sau ít phút ạ."
STARTING = "Kênh này đang khởi động, xin gửi lại sau ít giây."

# What is wrong, one Vietnamese sentence each; nothing when the program can do its work.
Check = Callable[[], Awaitable[list[str]]]


class AddressError(OSError):
    """The address cannot be listened on; the message says in Vietnamese what to do."""


class Front:
    """The ASGI application. Webhooks go straight to their endpoint: they are the hot path."""

    def __init__(self, ready: Check) -> None:
        """`ready` answers /readyz."""
        self._ready = ready
        self._hooks: dict[str, ASGIApp] = {}
        self._rest = Starlette(
            routes=[
                Route("/healthz", _alive),
                Route("/readyz", self._readiness),
                Route("/metrics", _metrics),
            ],
            exception_handlers={HTTPException: _refused, Exception: _broken},
        )
        trusted = os.environ.get("FORWARDED_ALLOW_IPS", "127.0.0.1")  # uvicorn's own name and default
        self._pages: Any = ProxyHeadersMiddleware(self._rest, trusted)  # type: ignore[arg-type]

    def add(self, routes: Iterable[BaseRoute]) -> None:
        """Serve more routes, now or while running."""
        for route in routes:
            if isinstance(route, Route) and route.path.startswith(HOOKS):
                self._hooks[route.path] = route.app
            else:
                self._rest.router.routes.append(route)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and scope["path"].startswith(HOOKS) and scope["method"] == "POST":
            hook = self._hooks.get(scope["path"])
            if hook is None:
                hook = PlainTextResponse(STARTING, 503, HEADERS | {"Retry-After": "5"})
            await hook(scope, receive, send)
            return
        await self._pages(scope, receive, send)

    async def _readiness(self, _request: Request) -> Response:
        reasons = await self._ready()
        return JSONResponse({"ready": not reasons, "reasons": reasons}, 503 if reasons else 200, HEADERS)


async def _alive(_request: Request) -> Response:
    return PlainTextResponse("ok\n", headers=HEADERS)


async def _metrics(_request: Request) -> Response:
    return Response(generate_latest(), headers=HEADERS, media_type=CONTENT_TYPE_LATEST)


async def _refused(_request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return PlainTextResponse(SENTENCES.get(status, FAILED) + "\n", status, HEADERS | headers)


async def _broken(_request: Request, _error: Exception) -> Response:
    return PlainTextResponse(FAILED + "\n", 500, HEADERS)


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens; taken before anything else starts. Raises AddressError."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        if isinstance(error, socket.gaierror):
            raise AddressError(f"Không có địa chỉ mạng “{host}”; xin sửa HOST, ví dụ HOST=127.0.0.1.") from None
        if isinstance(error, PermissionError):
            raise AddressError(f"Máy không cho nghe ở cổng {port}; xin đặt PORT từ 1024 trở lên.") from None
        raise AddressError(
            f"Cổng {port} ở {host} đang có chương trình khác dùng (hoặc HOST không phải của máy này). "
            f"Xin tắt chương trình kia, hoặc chọn cổng khác, ví dụ PORT={port + 1 if port else 8081}."
        ) from None


def url_of(sock: socket.socket) -> str:
    """The address a browser on this machine opens."""
    host, port = sock.getsockname()[:2]
    if host in ("0.0.0.0", "::"):  # noqa: S104
        host = "127.0.0.1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


class _Server(uvicorn.Server):
    """uvicorn without its signal handlers: it would re-raise SIGTERM and end the process before our own clean-up."""

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


@contextlib.asynccontextmanager
async def serving(app: ASGIApp, sock: socket.socket, before_stop: Callable[[], Awaitable[None]]) -> AsyncIterator[None]:
    """Serve until the block ends; `before_stop` ends what would never finish by itself (open event streams)."""
    config = uvicorn.Config(
        app,
        http=_protocol(),
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # only the pages ask who calls; Front sees to it
        timeout_keep_alive=75,
        timeout_graceful_shutdown=5,
    )
    server = _Server(config)
    task = asyncio.get_running_loop().create_task(server.serve(sockets=[sock]))
    while not server.started:
        if task.done():
            task.result()
        await asyncio.sleep(0.002)
    try:
        yield
    finally:
        await before_stop()
        server.should_exit = True
        await task


def _protocol() -> Any:
    try:
        import httptools  # noqa: F401
    except ImportError:
        return "h11"
    return "httptools"
