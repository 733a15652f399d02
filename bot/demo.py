"""`sothon demo`: the sample commune in the web chat, a choice of people to be, and a clock that can be moved on."""

import asyncio
import ipaddress
import re
import socket
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot import logs, sample
from bot.app import Program, in_loop, lock, program, stop_event
from bot.clock import Clock
from bot.composition import make_context
from bot.keys import FILE as KEY_FILE
from bot.keys import secret_key
from bot.server import AddressError, listen, url_of
from bot.settings import Settings
from bot.web.asking import Refusal, as_json, body, guard, same_site
from domain.frozen import frozen
from domain.periods import local, week_of
from domain.roles import ROLE_NAMES
from reminders import waves
from storage import communes, demo_facts, invites, schema
from storage.engine import Store
from storage.rounds import of_period
from storage.tx import Tx
from vietnamese.words import WEEKDAYS, full_day, sentence

FOLDER = "demo"
STRANGER = re.compile(r"stranger-[1-9]")
STEP = timedelta(minutes=30)  # the clock knocks this often on its way
STEPS = {"evening": "Tới giờ nhắc", "deadline": "Tới hạn nộp", "day": "+1 ngày", "week": "+1 tuần"}


def demo(settings: Settings, reset: bool) -> int:
    """Run the demo until SIGINT or SIGTERM; with `reset` what was said before is thrown away. Returns the exit code."""
    logs.set_up("WARNING" if settings.log_level == "INFO" else settings.log_level, settings.log_format)
    own = _own(settings)
    try:
        sock = listen(own.host, own.port)
    except AddressError as error:
        print(error, file=sys.stderr)
        return 1
    if reset:
        with lock(own.data_dir):
            _throw_away(own.data_dir)
        print("Đã xoá bản dùng thử cũ.", flush=True)
    stage = _prepare(own)
    _warn(own.host)
    return in_loop(_run(own, sock, stage))


def _own(settings: Settings) -> Settings:
    """The settings of the demo: a folder of its own, SQLite, no channel but the web chat."""
    blank = SecretStr("")
    return settings.model_copy(
        update={
            "data_dir": settings.data_dir / FOLDER,
            "database_url": "",
            "public_url": "",
            "telegram_bot_token": blank,
            "zalo_bot_token": blank,
            "secret_key": blank,
        }
    )


def _throw_away(folder: Path) -> None:
    for name in ("sothon.db", "sothon.db-wal", "sothon.db-shm", KEY_FILE):
        (folder / name).unlink(missing_ok=True)


def _prepare(settings: Settings) -> "Stage":
    """The sample commune, made at the first start, and the clock as far ahead as it was left."""
    store = Store(settings.url)
    try:
        schema.ensure(store)
        with store.write() as connection:
            now = datetime.now(UTC)
            tx = Tx(connection, now)
            if communes.all_ids(tx):
                print("Mở lại bản dùng thử đang có (muốn làm lại từ đầu: sothon demo --reset).", flush=True)
            else:
                print("Đang dựng xã mẫu: 10 thôn, 53 người, 8 tuần số liệu …", flush=True)
                sample.build(Tx(connection, now - sample.BEFORE), now)
                unit = sample.find(tx).commune.villages()[0]
                context = make_context(secret_key(settings, store), demo=True)
                code = invites.make(tx, context.code_hash, unit.id, "member", uses=10_000, days=3650)
                demo_facts.keep_code(tx, code)
            return Stage(Clock(demo_facts.offset(tx)), sample.find(tx), demo_facts.code(tx))
    finally:
        store.close()


def _warn(host: str) -> None:
    try:
        inside = ipaddress.ip_address(host).is_loopback
    except ValueError:
        inside = host == "localhost"
    if not inside:
        print(
            f"CHÚ Ý: HOST={host} mở bản dùng thử cho cả mạng, và ở đây ai cũng đóng vai được bất kỳ ai. "
            "Xin đừng nhập số liệu thật.",
            file=sys.stderr,
            flush=True,
        )


async def _run(settings: Settings, sock: socket.socket, stage: "Stage") -> int:
    stop = stop_event()
    async with program(settings, sock, clock=stage.clock, people=stage.who, routes=stage.routes()) as running:
        stage.running = running
        print(f"Bản dùng thử Sổ Thôn đang chạy: {url_of(sock)}", flush=True)
        print(f"Mã mời để thử vai người lạ: {stage.code}. Nhấn Ctrl-C để dừng.", flush=True)
        await stop.wait()
        print("Đang dừng …", flush=True)
    print("Đã dừng; số liệu dùng thử còn giữ cho lần sau.", flush=True)
    return 0


@frozen
class Step:
    """POST /api/demo/clock."""

    step: str


class Stage:
    """The demo's own part of the web page: who may be played, and the clock."""

    def __init__(self, clock: Clock, there: sample.Sample, code: str) -> None:
        """`there` is the sample as it stands, `code` what a stranger may type to join."""
        self.clock = clock
        self.code = code
        self.running: Program | None = None
        self._sample = there
        self._ids = frozenset(f"p{member.person_id}" for member in there.people)
        self._moving = asyncio.Lock()

    def routes(self) -> list[BaseRoute]:
        """The demo's own API."""
        return [
            Route("/api/demo", guard(self._about)),
            Route("/api/demo/clock", guard(self._step), methods=["POST"]),
        ]

    def who(self, request: Request) -> str | None:
        """The chat a request speaks for: whoever the page says it is; None for nobody there is."""
        name = request.headers.get("x-as") or request.query_params.get("as", "")
        return f"demo-{name}" if name in self._ids or STRANGER.fullmatch(name) else None

    # ── the page's questions ──────────────────────────────────────────────────────────────────────────────────────────

    async def _about(self, _request: Request) -> Response:
        return as_json(self._state())

    async def _step(self, request: Request) -> Response:
        same_site(request)
        form = await body(request, Step)
        if form.step not in STEPS:
            raise Refusal(422, "Đồng hồ không có bước này ạ.")
        if self.running is None:
            raise Refusal(503, "Bản dùng thử đang khởi động, anh/chị thử lại ngay sau đây ạ.", 1)
        if self._moving.locked():
            raise Refusal(409, "Đồng hồ đang chạy, anh/chị chờ một chút ạ.")
        async with self._moving:
            sent, happened = await self._move_to(self.running, self._target(form.step))
        return as_json({**self._state(), "sent": sent, "happened": happened})

    def _state(self) -> dict[str, Any]:
        commune = self._sample.commune
        places = {unit.id: unit.name for unit in commune.units} | {commune.id: commune.name}
        now = self.clock.now()
        here = local(now)
        return {
            "now": now.isoformat(),
            "now_text": f"{sentence(WEEKDAYS[here.weekday()])} {full_day(here.date())}, {here.hour}:{here.minute:02}",
            "commune": commune.name,
            "people": [
                {
                    "id": f"p{member.person_id}",
                    "name": member.name,
                    "role": ROLE_NAMES[member.role],
                    "unit": places[member.unit_id],
                    "group": places[member.unit_id],
                }
                for member in self._sample.people
            ],
            "code": self.code,
            "steps": [{"key": key, "label": label} for key, label in STEPS.items()],
        }

    # ── the clock ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _target(self, step: str) -> datetime:
        """The moment a step leads to; the next reminder and the next due time come with a minute to spare."""
        now, commune = self.clock.now(), self._sample.commune
        if step == "day":
            return now + timedelta(days=1)
        if step == "week":
            return now + timedelta(weeks=1)
        week = week_of(local(now).date() - timedelta(weeks=2))
        while True:
            [round_, *_] = of_period(commune, week)
            first = next((wave.start for wave in waves.before(commune, round_)), round_.due)
            found = first if step == "evening" else round_.due
            if found > now:
                return found + timedelta(minutes=1)
            week = week_of(week.last + timedelta(days=1))

    async def _move_to(self, running: Program, target: datetime) -> tuple[int, str]:
        """Let the time pass, knocking on the way; what is said by itself appears as it would have."""
        before = await running.turns.write(lambda connection: demo_facts.newest(Tx(connection, self.clock.now())))
        moment = self.clock.now()
        while moment < target:
            moment = min(_next_half_hour(moment), target)
            self.clock.offset = moment - datetime.now(UTC)
            if await running.knocks.knock():
                await running.delivery.drain()
        await running.delivery.drain()

        def finish(connection: Any) -> list[demo_facts.Told]:
            tx = Tx(connection, self.clock.now())
            demo_facts.keep_offset(tx, self.clock.offset)
            return demo_facts.told_since(tx, before)

        told = await running.turns.write(finish)
        return len(told), _happened(told)


def _next_half_hour(moment: datetime) -> datetime:
    return moment - timedelta(seconds=moment.timestamp() % STEP.total_seconds()) + STEP


def _happened(told: list[demo_facts.Told]) -> str:
    """One sentence about what was said by itself."""
    reminded = [one for one in told if one.rule == "before"]
    parts = []
    if reminded:
        villages = len({one.unit_id for one in reminded})
        parts.append(f"nhắc {len(reminded)} người của {villages} thôn chưa báo")
    if any(one.rule == "digest" for one in told):
        parts.append("gửi tổng hợp tuần cho công chức phụ trách")
    others = len(told) - len(reminded) - sum(one.rule == "digest" for one in told)
    if others:
        parts.append(f"gửi {others} tin khác")
    return f"Sổ Thôn đã {', '.join(parts)}." if parts else "Không có tin nào phải tự gửi trong lúc ấy."
