"""The web chat: a page of its own, a signed cookie for who speaks, lines kept in a table and pushed to open pages."""

import asyncio
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from math import ceil
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.channels.base import Doors, Pace, SendError
from bot.logs import log
from bot.settings import Settings
from bot.web import assets, cookie
from bot.web.asking import BUSY, Refusal, Said, SignIn, as_json, body, clean, client, guard, number, same_site
from bot.web.limits import Window
from bot.web.streams import Streams, line_json
from domain.messages import Address, Inbound, Outbound
from storage import web_lines
from storage.tx import Tx
from storage.web_lines import WebLine

MAX_TEXT = 4000  # characters
MAX_TABS = 8  # open streams of one chat
WAITED = timedelta(hours=48)  # how long a message may have waited on a phone without signal and keep its own time
HEARTBEAT = 15.0  # seconds; proxies drop a silent stream after 30 to 60

People = Callable[[Request], str | None]


def build(settings: Settings, doors: Doors) -> "WebChannel":
    """The web chat of `sothon run`: people sign in with an invite code."""
    return WebChannel(doors, public_url=settings.public_url)


class WebChannel:
    """The web chat as a channel: account "", a chat's id is random and lives in a signed cookie.

    `people` (the demo) says instead which chat a request is; None from it means nobody.
    """

    name = "web"
    account = ""
    pace = Pace()

    def __init__(
        self, doors: Doors, *, public_url: str = "", people: People | None = None, heartbeat: float = HEARTBEAT
    ) -> None:
        self._doors = doors
        self._public = urlsplit(public_url)
        self._people = people
        self._streams = Streams(doors.store, heartbeat)
        self._assets = assets.load()
        self._sign_ins = Window(20, 600)  # by client: a training room joins through one router
        self._all_sign_ins = Window(120, 600)
        self._messages = Window(1200, 600)  # by chat: far above any person, far below what would fill a disk

    def routes(self) -> Sequence[BaseRoute]:
        """The page, its files and its API."""
        return (
            Route("/", self._page),
            Route("/chat", self._page),
            Route("/static/{name}", self._static),
            Route("/api/page", guard(self._about)),
            Route("/api/sign-in", guard(self._sign_in), methods=["POST"]),
            Route("/api/sign-out", guard(self._sign_out), methods=["POST"]),
            Route("/api/messages", guard(self._message), methods=["POST"]),
            Route("/api/lines", guard(self._lines)),
            Route("/api/events", guard(self._events)),
        )

    async def run(self) -> None:
        """Watch what other processes write until cancelled or closed; then every open stream ends at once."""
        try:
            while not self._streams.stopped:
                try:
                    await self._streams.watch()
                except Exception:
                    log.exception("the table of web lines could not be read", action="web.watch")
                    await asyncio.sleep(5)
        finally:
            self._streams.stop()

    async def send(self, to: Address, message: Outbound) -> str:
        """Keep a line for the chat and wake its pages; returns the line's seq. Raises SendError to try again."""
        text = message.text
        if message.file is not None:
            # The place for files: until the page can fetch them, the line names the file and says so.
            log.warning("a file was named, not sent", action="web.degrade", bytes=len(message.file.data))
            text = f"{text}\n📎 {message.file.name}: trang web chưa tải được tệp ạ.".strip()
        choices = [(choice.key, choice.label) for choice in message.choices]
        key, at = secrets.token_urlsafe(12), self._doors.now()
        try:
            seq = await self._doors.write(
                lambda c: web_lines.add(c, to.id, mine=False, key=key, text=text, at=at, choices=choices)
            )
        except Exception as error:
            raise SendError("retry", f"the line could not be stored: {type(error).__name__}") from error
        self._streams.wake(to.id)
        return str(seq)

    def barred(self, tx: Tx, chats: Sequence[str], kind: str) -> Mapping[str, str]:
        """Nobody: whoever has written can be written to."""
        return {}

    async def close(self) -> None:
        """End every open stream; call it before waiting for the server to finish its answers."""
        self._streams.stop()

    # ── the page ──────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _page(self, request: Request) -> Response:
        return assets.answer(self._assets[assets.PAGE], request)

    async def _static(self, request: Request) -> Response:
        asset = self._assets.get(request.path_params["name"])
        if asset is None:
            return as_json({"error": "Không có trang này ạ."}, 404)
        return assets.answer(asset, request)

    async def _about(self, request: Request) -> Response:
        menu = [[command, label] for command, label in self._doors.menu]
        return as_json({"demo": self._people is not None, "menu": menu, "now": self._now()})

    # ── coming and going ──────────────────────────────────────────────────────────────────────────────────────────────

    async def _sign_in(self, request: Request) -> Response:
        """A code makes a new chat. The dialogue judges it (in constant time) and answers there, kindly either way."""
        same_site(request, self._public.netloc)
        if self._people is not None:
            raise Refusal(404, "Bản dùng thử không cần đăng nhập ạ.")
        form = await body(request, SignIn)
        code = clean(form.code).strip()
        if not code or len(code) > 64:
            raise Refusal(422, "Anh/chị gõ mã mời (8 chữ và số) do cán bộ xã gửi ạ.")
        who = client(request)
        wait = max(self._sign_ins.wait(who), self._all_sign_ins.wait(""))
        if wait:
            log.warning("too many sign-ins", action="web.limit")
            raise Refusal(429, f"Thử mã nhiều lần quá rồi; anh/chị chờ {ceil(wait / 60)} phút rồi thử lại ạ.", wait)
        self._sign_ins.count(who)
        self._all_sign_ins.count("")
        chat = secrets.token_urlsafe(16)
        now = self._doors.now()
        await self._take(chat, form.id, shown="Mã mời: ••••", text=code, at=now)  # a code is not kept in plain sight
        answer = as_json({"ok": True})
        self._give_cookie(answer, chat, now)
        return answer

    async def _sign_out(self, request: Request) -> Response:
        same_site(request, self._public.netloc)
        answer = as_json({"ok": True})
        answer.delete_cookie(cookie.NAME, path="/", httponly=True, samesite="lax", secure=self._secure)
        return answer

    # ── talking ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _message(self, request: Request) -> Response:
        same_site(request, self._public.netloc)
        chat, _ = self._chat(request)
        said = await body(request, Said)
        text = clean(said.label if said.pressed else said.text)
        if not text.strip():
            raise Refusal(422, "Tin nhắn này trống ạ.")
        if len(text) > MAX_TEXT:
            raise Refusal(422, "Tin nhắn dài quá 4.000 ký tự; anh/chị gửi làm nhiều tin ạ.")
        if wait := self._messages.wait(chat):
            raise Refusal(429, "Anh/chị nhắn nhanh quá, chờ một chút rồi gửi tiếp ạ.", wait)
        self._messages.count(chat)
        now = self._doors.now()
        at = said.said_at.astimezone(UTC) if said.said_at else now
        if not now - WAITED <= at <= now:
            at = now
        seq = await self._take(chat, said.id, shown=text, text=text, at=at, pressed=clean(said.pressed))
        return as_json({"seq": seq})

    async def _take(self, chat: str, key: str, *, shown: str, text: str, at: datetime, pressed: str = "") -> int:
        """Keep the person's own line, then the turn. Either may be done twice: the id makes it count once."""
        seq = await self._doors.write(lambda c: web_lines.add(c, chat, mine=True, key=key, text=shown, at=at))
        self._streams.wake(chat)
        whole = f"{chat}:{key}"
        sender = Address(self.name, self.account, chat)
        await self._doors.take(Inbound(id=whole, sender=sender, text=text, sent_at=at, message=whole, pressed=pressed))
        return seq

    async def _lines(self, request: Request) -> Response:
        """The newest lines, those after a seq, or those before one; `more` says whether there are others that way."""
        chat, issued = self._chat(request)
        limit = max(1, min(number("limit", request.query_params.get("limit", ""), 50), 200))
        after = number("after", request.query_params.get("after", ""), -1)
        before = number("before", request.query_params.get("before", ""), -1)

        def read() -> list[WebLine]:
            with self._doors.store.read() as connection:
                if after >= 0:
                    return web_lines.after(connection, chat, after, limit + 1)
                return web_lines.newest(connection, chat, limit + 1, before if before >= 0 else None)

        lines = await asyncio.to_thread(read)
        more = len(lines) > limit
        lines = lines[:limit] if after >= 0 else lines[-limit:]
        answer = as_json({"lines": [line_json(line) for line in lines], "more": more, "now": self._now()})
        if issued is not None and self._doors.now() - issued > cookie.RENEW:
            self._give_cookie(answer, chat, self._doors.now())
        return answer

    async def _events(self, request: Request) -> Response:
        chat, _ = self._chat(request)
        # What the browser says it saw last is newer than the address it first opened.
        seen = request.headers.get("last-event-id") or request.query_params.get("after", "")
        after = number("after", seen, 0)
        if self._streams.stopped:
            raise Refusal(503, BUSY, 2)
        if self._streams.count(chat) >= MAX_TABS:
            raise Refusal(429, "Anh/chị đang mở quá nhiều trang; đóng bớt một trang ạ.", 10)
        # Neither a proxy's buffer nor its compression may hold a line back.
        headers = {**assets.HEADERS, "Cache-Control": "no-store, no-transform", "X-Accel-Buffering": "no"}
        return StreamingResponse(self._streams.follow(chat, after), media_type="text/event-stream", headers=headers)

    # ── who, from where ───────────────────────────────────────────────────────────────────────────────────────────────

    def _chat(self, request: Request) -> tuple[str, datetime | None]:
        """Which chat a request speaks for, and when its cookie was issued (None in the demo)."""
        if self._people is not None:
            chat = self._people(request)
            if chat is not None:
                return chat, None
        else:
            known = cookie.read(self._doors.key, request.cookies.get(cookie.NAME, ""), self._doors.now())
            if known is not None:
                return known
        raise Refusal(401, "Anh/chị nhập mã mời để vào trò chuyện ạ.")

    def _give_cookie(self, answer: Response, chat: str, now: datetime) -> None:
        answer.set_cookie(
            cookie.NAME,
            cookie.make(self._doors.key, chat, now),
            max_age=int(cookie.LIFE.total_seconds()),
            path="/",
            httponly=True,
            samesite="lax",
            secure=self._secure,
        )

    @property
    def _secure(self) -> bool:
        return self._public.scheme == "https"

    def _now(self) -> str:
        return self._doors.now().isoformat()
