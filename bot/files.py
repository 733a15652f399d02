"""How a file travels: made when its message is sent, on a reading connection, or fetched by a signed link."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot import links
from bot.channels.base import Channel, Pace, SendError
from bot.logs import log
from domain.messages import Address, Choice, File, Outbound, Wanted
from domain.periods import PeriodError
from domain.roles import may
from reports import BY_KEY, book, file_name, naming
from reports.book import ReportError
from storage import people, places, templates
from storage.communes import Unit
from storage.engine import Store
from storage.tx import Tx

AT_ONCE = 2  # files made at the same time: each takes a processor for as long as it lasts
SORRY = "Em xin lỗi, em chưa làm được tệp này; anh/chị nhắn lại sau ít phút ạ."
NO_WAY = (
    "Kênh này chưa gửi được tệp ạ. Anh/chị mở trang trò chuyện của Sổ Thôn trên máy tính rồi nhắn lại câu vừa rồi, "
    "hoặc nhờ quản trị đặt PUBLIC_URL."
)
BAD, OVER, FORBIDDEN = (
    "Liên kết này không đúng. Xin nhắn lại cho bot để lấy liên kết mới.\n",
    "Liên kết này đã hết hạn. Xin nhắn lại cho bot, ví dụ “xuất excel tháng 11”, để lấy liên kết mới.\n",
    "Người xin tệp này không còn xem được số của nơi đó.\n",
)
TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Content-Security-Policy": "default-src 'none'; sandbox",
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
}


class NotTheirsError(ReportError):
    """Who asked for a file may no longer see what it shows."""


def render(tx: Tx, wants: Wanted, now: datetime) -> File:
    """Make a file as of now. Raises ReportError, PeriodError, NotTheirsError."""
    report = BY_KEY.get(wants.report)
    unit = places.unit_by_id(tx, wants.unit_id)
    if report is None or unit is None:
        raise ReportError("Tệp này không còn làm được; anh/chị nhắn lại giúp em ạ.")
    if not allowed(tx, wants.person_id, unit):
        raise NotTheirsError("Anh/chị không còn xem được số của nơi đó ạ.")
    period = naming.decode(wants.period)
    read = book.read(tx, unit, period, now)
    template = templates.get(tx, unit.id) if report.key == "docx" else None
    return File(file_name(unit.key, period, report), report.make(read, template))


def allowed(tx: Tx, person_id: int, unit: Unit) -> bool:
    """Whether a person may still see the totals of a unit."""
    return may(people.memberships_of(tx, person_id), "see_below", unit.id, places.above(tx, unit))


class Files:
    """Makes files for the delivery and for links, a few at a time, each in a thread of its own."""

    def __init__(self, store: Store, key: bytes, now: Callable[[], datetime], public_url: str) -> None:
        self._store = store
        self._key = key
        self._now = now
        self._public = public_url.rstrip("/")
        self._free = asyncio.Semaphore(AT_ONCE)

    def over(self, channel: Channel, how: str) -> Channel:
        """A channel whose messages bring their files: by `send`, a `button` on its page, or a `link`."""
        return _Bringing(channel, self, how)

    def routes(self) -> Sequence[BaseRoute]:
        """Where links lead."""
        return (Route(links.PATH + "{token}", self._fetch), Route(links.PATH + "{token}/{name}", self._fetch))

    async def make(self, wants: Wanted) -> File:
        """The file. Raises what `render` raises, and the database's own errors."""

        def work() -> File:
            with self._store.read() as connection:
                return render(_as_of(connection, self._now()), wants, self._now())

        async with self._free:
            return await asyncio.to_thread(work)

    def path(self, wants: Wanted) -> str:
        """The path by which a file can be fetched for some days."""
        return links.make(self._key, wants, self._now())

    def url(self, wants: Wanted, name: str = "") -> str:
        """The whole address, or nothing where the program has no public one. A name at its end says to machines what
        kind of file it is, and nothing more."""
        return self._public + self.path(wants) + (f"/{name}" if name else "") if self._public else ""

    async def _fetch(self, request: Request) -> Response:
        """A link: proves itself, so no cookie is needed; the rights of who asked are looked at again."""
        found = links.read(self._key, request.path_params["token"], self._now())
        if found is None:
            return PlainTextResponse(BAD, 404, HEADERS)
        wants, lasts = found
        if not lasts:
            return PlainTextResponse(OVER, 410, HEADERS)
        try:
            file = await self.make(wants)
        except NotTheirsError:
            return PlainTextResponse(FORBIDDEN, 403, HEADERS)
        except (ReportError, PeriodError) as error:
            return PlainTextResponse(f"{error}\n", 422, HEADERS)
        log.info("file fetched", action="files.fetch", report=wants.report, bytes=len(file.data))
        disposition = f'attachment; filename="{file.name}"'  # names are made of keys: plain letters, digits, hyphens
        return Response(file.data, 200, HEADERS | {"Content-Disposition": disposition}, TYPES[wants.report])


def _as_of(connection: Connection, now: datetime) -> Tx:
    return Tx(connection, now)


class _Bringing:
    """A channel that is handed whole files only: what a message merely names is made, or linked, on the way."""

    def __init__(self, channel: Channel, files: Files, how: str) -> None:
        self._channel = channel
        self._files = files
        self._how = how
        self.name: str = channel.name
        self.account: str = channel.account
        self.pace: Pace = channel.pace

    def routes(self) -> Sequence[BaseRoute]:
        return self._channel.routes()

    async def run(self) -> None:
        await self._channel.run()

    async def send(self, to: Address, message: Outbound) -> str:
        """As the channel does. Raises SendError."""
        if message.file is not None and message.file.wants is not None:
            message = await self._brought(message, message.file.wants)
        return await self._channel.send(to, message)

    def barred(self, tx: Tx, chats: Sequence[str], kind: str) -> Mapping[str, str]:
        return self._channel.barred(tx, chats, kind)

    async def close(self) -> None:
        await self._channel.close()

    async def _brought(self, message: Outbound, wants: Wanted) -> Outbound:
        if self._how == "button":
            choice = Choice(self._files.path(wants), f"Tải {BY_KEY[wants.report].button}")
            return replace(message, file=None, choices=(choice, *message.choices))
        if self._how == "link":
            url = self._files.url(wants)
            said = f"Tải về ({links.LASTS}): {url}" if url else NO_WAY
            return replace(message, file=None, text=f"{message.text}\n{said}")
        try:
            file = await self._files.make(wants)
            return replace(message, file=replace(file, link=self._files.url(wants, file.name)))
        except (ReportError, PeriodError) as error:
            return Outbound(str(error))
        except OperationalError as error:
            raise SendError("retry", f"chưa đọc được sổ để làm tệp: {type(error).__name__}") from None
        except Exception as error:
            log.error("a file could not be made", action="files.make", report=wants.report, error=type(error).__name__)
            return Outbound(SORRY)
