"""Files behind a link that expires, for channels that take no files, or not of that kind."""

import hashlib
import secrets
from datetime import timedelta
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.base import Doors
from domain.messages import File
from storage import shared_files
from storage.tx import Tx

LIVES = timedelta(hours=48)
GONE = "Liên kết này đã hết hạn hoặc không đúng; anh/chị nhắn bot xin tệp mới ạ.\n"
HEADERS = {"Cache-Control": "private, no-store", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
           "X-Robots-Tag": "noindex", "Content-Security-Policy": "default-src 'none'; sandbox"}  # fmt: skip
KINDS = {"png": "image/png", "pdf": "application/pdf", "csv": "text/csv; charset=utf-8"}


class Links:
    """The links of one channel, under a path of its own."""

    def __init__(self, name: str, public_url: str, doors: Doors) -> None:
        self._base = public_url.strip().rstrip("/")
        self._path = f"/tep/{name}"
        self._doors = doors

    def __bool__(self) -> bool:
        """Whether there is a public address to link to."""
        return self._base.startswith("https://")

    def routes(self) -> tuple[BaseRoute, ...]:
        """The route that hands files out."""
        return (Route(self._path + "/{token}/{name}", self._give),) if self else ()

    async def put(self, file: File) -> str:
        """Keep a file; returns its address, good for 48 hours to whoever has it."""
        token, ends = secrets.token_urlsafe(24), self._doors.now() + LIVES
        await self._doors.write(
            lambda c: shared_files.put(Tx(c, self._doors.now()), _hash(token), file.name, file.data, ends)
        )
        return f"{self._base}{self._path}/{token}/{quote(file.name)}"

    async def _give(self, request: Request) -> Response:
        now, token = self._doors.now(), request.path_params["token"]
        found = await self._doors.write(lambda c: shared_files.get(Tx(c, now), _hash(token)))
        if found is None:
            return PlainTextResponse(GONE, 404, HEADERS)
        name, data = found
        kind = KINDS.get(name.rpartition(".")[2].lower(), "application/octet-stream")
        shown = "inline" if kind == "image/png" else "attachment"
        headers = HEADERS | {"Content-Disposition": f"{shown}; filename*=UTF-8''{quote(name)}"}
        return Response(data, headers=headers, media_type=kind)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
