"""A web chat on loopback over a real database, with a stand-in for the dialogue: it answers a few sentences."""

import asyncio
import contextlib
import functools
import secrets
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import uvicorn
from sqlalchemy import Connection
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from bot.channels.base import Doors
from bot.channels.web import WebChannel
from domain.messages import Address, Choice, Inbound, Outbound
from storage import schema
from storage.engine import Store

T = TypeVar("T")
CODE = "K7MP2QXR"
MENU = (("bao_cao", "Báo số liệu từng bước"), ("xem", "Xem số đã báo"), ("tuan", "Tổng hợp tuần"), ("giup", "Trợ giúp"))
NOTICE = (
    "Bot này của UBND xã Ba Động (mẫu) ghi: tên hiển thị, thôn, vai trò, mã tài khoản chat và số liệu anh/chị gửi, "
    "để tổng hợp báo cáo và nhắc hạn. Không gửi tên, số điện thoại, số CCCD hay ảnh giấy tờ của người dân. "
    "Anh/chị đồng ý không ạ?\n1. Đồng ý\n2. Không"
)
STORED = (
    "✅ Đã ghi cho thôn Tân Long, Chủ nhật 22/11:\n• Học viên: 12\n• VNeID: 5\n• Buổi hỗ trợ: 2\n"
    "Tuần này (16–22/11) cả thôn: 27 học viên · 11 VNeID · 3 buổi.\nSai chỗ nào nhắn “sửa”, bỏ hẳn nhắn “xoá”."
)
ASKED = "✅ Đã ghi VNeID: 3 (Chủ nhật 22/11).\nCòn học viên: 15 hay 20, hay số khác ạ? (gõ số)"
WEEK = (
    "📊 Xã Ba Động (mẫu), tuần 47 (16–22/11/2026)\nĐã báo 7/10 thôn (1 không có hoạt động); chưa báo: Thôn 3, Thôn 8, "
    "Thôn 9.\n• Học viên: 145 lượt (tuần trước 120, +20,8%)\n• VNeID: 64 người\n• Buổi hỗ trợ: 18\n"
    "Nhắn: thôn · biểu đồ · excel · word · nhắc"
)
PEOPLE = [
    {"id": f"p{10 + n}", "name": f"{name} (mẫu)", "role": role, "unit": f"{unit} (mẫu)", "group": f"{unit} (mẫu)"}
    for n, (name, role, unit) in enumerate(
        [
            ("Phạm Thị Hoa", "công chức phụ trách", "Xã Ba Động"),
            ("Đinh Thị Sen", "tổ trưởng", "Thôn Tân Long"),
            ("Phạm Văn Rôm", "thành viên", "Thôn Tân Long"),
            ("Đinh Văn Ghép", "tổ trưởng", "Thôn Bắc Lân"),
            ("Nguyễn Thị Diễm Hường", "thành viên", "Thôn Bắc Lân"),
        ]
    )
]


def who(request: Request) -> str | None:
    """The demo's way to say which chat a request is."""
    name = request.headers.get("x-as") or request.query_params.get("as", "")
    known = {person["id"] for person in PEOPLE} | {"stranger-1", "stranger-2"}
    return f"demo-{name}" if name in known else None


@functools.cache
def _fresh() -> bytes:
    """A database with the schema and nothing in it: the migrations run once for all tests of a process."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "web.db"
        store = Store(f"sqlite:///{file}")
        schema.ensure(store)
        with store.engine.connect() as connection:
            connection.connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        store.close()
        return file.read_bytes()


class Desk:
    """The server in a thread of its own, on a port of its own, over an open database. It can stop and come back at the
    same address with everything it kept. `taken` holds each message once, as the inbox would."""

    def __init__(
        self,
        store: Store,
        *,
        key: bytes = b"",
        demo: bool = False,
        public_url: str = "",
        heartbeat: float = 15.0,
    ) -> None:
        self.store = store
        self.key = key or secrets.token_bytes(32)
        self.taken: list[Inbound] = []
        self.times: list[str] = []  # the id of every delivery, repeats included
        self.moved = timedelta()
        self.broken = False
        self.silent = False
        self.port = 0
        self._demo = demo
        self._options: dict[str, Any] = {"public_url": public_url, "heartbeat": heartbeat}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def now(self) -> datetime:
        return datetime.now(UTC) + self.moved

    async def write(self, job: Callable[[Connection], T], /) -> T:
        def run() -> T:
            with self.store.write() as connection:
                return job(connection)

        return await asyncio.to_thread(run)

    async def take(self, inbound: Inbound) -> None:
        if self.broken:
            raise RuntimeError("The desk is out of order.")
        self.times.append(inbound.id)
        if inbound.id in {earlier.id for earlier in self.taken}:
            return
        self.taken.append(inbound)
        if not self.silent:
            await self.channel.send(inbound.sender, answer(inbound))

    def say(self, chat: str, text: str, *choices: tuple[str, str]) -> None:
        """The program speaks first."""
        message = Outbound(text, tuple(Choice(*choice) for choice in choices))
        self.call(self.channel.send(Address("web", "", chat), message))

    def call(self, job: Any) -> Any:
        """Run a coroutine in the server's loop and return its result."""
        return asyncio.run_coroutine_threadsafe(job, self._loop).result(10)

    def start(self) -> None:
        """Serve; returns when connections are accepted."""
        doors = Doors(take=self.take, write=self.write, store=self.store, key=self.key, now=self.now, menu=MENU)
        self.channel = WebChannel(doors, people=who if self._demo else None, **self._options)
        extra = [Route("/api/demo", self._about), Route("/api/demo/clock", self._clock, methods=["POST"])]
        app = Starlette(routes=[*self.channel.routes(), *(extra if self._demo else [])])
        config = uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="error", lifespan="off")
        config.timeout_graceful_shutdown = 10
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), name="desk")
        self._thread.start()
        for _ in range(500):
            if self._server.started:
                break
            time.sleep(0.01)
        assert self._server.started
        self.port = self._server.servers[0].sockets[0].getsockname()[1]

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._running = asyncio.create_task(self.channel.run())
        await self._server.serve()
        self._running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._running

    def cancel_run(self) -> None:
        """Cancel the channel's `run`, as a program that stops does."""
        self._loop.call_soon_threadsafe(self._running.cancel)

    def stop(self) -> None:
        """Stop as the program does: the channel lets go of its streams, then the server finishes its answers."""
        if not self._thread.is_alive():
            return
        self.call(self.channel.close())
        self._server.should_exit = True
        self._thread.join(15)
        assert not self._thread.is_alive()

    async def _about(self, request: Request) -> JSONResponse:
        return JSONResponse(self._state())

    async def _clock(self, request: Request) -> JSONResponse:
        step = (await request.json())["step"]
        self.moved += {
            "remind": timedelta(hours=8),
            "deadline": timedelta(hours=15),
            "day": timedelta(days=1),
            "week": timedelta(days=7),
        }[step]
        await self.channel.send(Address("web", "", "demo-p10"), Outbound(WEEK, (Choice("nhac", "Nhắc 3 thôn"),)))
        happened = "Đã gửi tổng hợp tuần cho công chức phụ trách; nhắc 3 thôn chưa báo."
        return JSONResponse({**self._state(), "sent": 4, "happened": happened})

    def _state(self) -> dict[str, Any]:
        local = self.now() + timedelta(hours=7)
        day = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"][local.weekday()]
        steps = [("remind", "Tới giờ nhắc"), ("deadline", "Tới hạn nộp"), ("day", "+1 ngày"), ("week", "+1 tuần")]
        return {
            "now": self.now().isoformat(),
            "now_text": f"{day} {local:%d/%m/%Y, %H:%M}",
            "commune": "Xã Ba Động (mẫu)",
            "people": PEOPLE,
            "code": CODE,
            "steps": [{"key": key, "label": label} for key, label in steps],
        }


def answer(inbound: Inbound) -> Outbound:
    """A few replies in the product's words; anything else is said back."""
    text = inbound.text.lower()
    if text == CODE.lower():
        return Outbound(NOTICE, (Choice("consent:1", "Đồng ý"), Choice("consent:0", "Không")))
    if inbound.pressed:
        return Outbound(f"Đã nhận nút {inbound.pressed} ạ.")
    if "12 hv" in text:
        return Outbound(STORED, (Choice("fix:1", "Sửa"), Choice("drop:1", "Xoá")))
    if "15-20" in text:
        return Outbound(ASKED, (Choice("15", "15"), Choice("20", "20")))
    if text == "tuần":
        choices = ("Theo thôn", "Biểu đồ", "Excel", "Word", "Nhắc 3 thôn")
        return Outbound(WEEK, tuple(Choice(f"week:{n}", label) for n, label in enumerate(choices)))
    return Outbound(f"Em nghe: {inbound.text}")


@contextlib.contextmanager
def serving(desk: Desk) -> Iterator[Desk]:
    """A desk that is served until the block ends."""
    desk.start()
    try:
        yield desk
    finally:
        desk.stop()


@contextlib.contextmanager
def open_desk(folder: Path, **options: Any) -> Iterator[Desk]:
    """A desk over a SQLite database in a folder, served until the block ends."""
    file = folder / "web.db"
    file.write_bytes(_fresh())
    store = Store(f"sqlite:///{file}")
    try:
        with serving(Desk(store, **options)) as desk:
            yield desk
    finally:
        store.close()
