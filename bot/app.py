"""The program: settings → store → turns → channels → delivery → server → clock: started so, stopped in reverse."""

import asyncio
import gc
import os
import secrets
import signal
import socket
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from starlette.routing import BaseRoute

from bot import logs
from bot.channels import CHANNELS, Kind
from bot.channels.base import Channel, Doors
from bot.channels.web import People, WebChannel
from bot.clock import Clock
from bot.composition import closing, make_context
from bot.delivery import Delivery
from bot.files import Files
from bot.keys import secret_key
from bot.logs import log
from bot.readiness import Readiness
from bot.retention import Upkeep
from bot.server import AddressError, Front, listen, serving, url_of
from bot.settings import Settings, SettingsError
from bot.turns import Turns
from handlers import MENU, make_dialogue
from reminders import clock as reminders
from reminders.recheck import recheck
from storage import leases, schema
from storage.communes import Communes
from storage.engine import Store
from storage.tx import Tx
from vietnamese import lexicon

LEASE = timedelta(seconds=60)  # how long a process that polls a token holds it without renewing
RENEW = 20.0
STOP_SECONDS = 5.0  # for messages that are being sent


@dataclass(slots=True)
class Program:
    """What runs, for whoever needs to reach it: the demo and the tests."""

    settings: Settings
    clock: Clock
    store: Store
    turns: Turns
    delivery: Delivery
    knocks: reminders.Clock
    front: Front
    files: Files
    doors: Doors
    url: str
    alone: bool
    channels: list[Channel] = field(default_factory=list)
    troubles: dict[str, str] = field(default_factory=dict)  # channels that are not open, each with a sentence why
    runs: list[asyncio.Task[None]] = field(default_factory=list)


def run(settings: Settings) -> int:
    """`sothon run`: serve until SIGINT or SIGTERM; returns the exit code. Raises SettingsError, SchemaError."""
    logs.set_up(settings.log_level, settings.log_format)
    try:
        sock = listen(settings.host, settings.port)
    except AddressError as error:
        print(error, file=sys.stderr)
        return 1
    return in_loop(_run(settings, sock))


async def _run(settings: Settings, sock: socket.socket) -> int:
    stop = stop_event()
    async with program(settings, sock) as running:
        _greet(settings, running.url)
        await stop.wait()
        print("Đang dừng …", flush=True)
    print("Đã dừng.", flush=True)
    return 0


def _greet(settings: Settings, url: str) -> None:
    kinds = [kind for kind in CHANNELS if kind.needs]
    on = [kind.title for kind in kinds if kind.configured(settings)]
    print(f"Sổ Thôn đang chạy. Trò chuyện trên web: {settings.public_url or url}/chat", flush=True)
    if on:
        print(f"Các kênh: {', '.join(on)}. Nhấn Ctrl-C để dừng.", flush=True)
        return
    names = "\n".join(f"  - {kind.title}: đặt {kind.needs}" for kind in kinds)
    print(
        "Chưa có kênh chat nào được cài đặt. Muốn dùng thêm kênh, xin điền vào tệp .env rồi chạy lại:\n"
        f"{names}\nTrang trò chuyện trên web vẫn chạy ở địa chỉ trên. Nhấn Ctrl-C để dừng.",
        flush=True,
    )


@asynccontextmanager
async def program(
    settings: Settings,
    sock: socket.socket,
    *,
    clock: Clock | None = None,
    people: People | None = None,
    routes: Sequence[BaseRoute] = (),
) -> AsyncIterator[Program]:
    """Everything that runs together, served on `sock` until the block ends.

    `people` (the demo) says which chat a request of the web page is, instead of the signed cookie; other channels then
    stay off. `routes` are served beside those of the channels. Raises SettingsError, SchemaError.
    """
    clock = clock or Clock()
    loop = asyncio.get_running_loop()
    async with AsyncExitStack() as stack:
        store = Store(settings.url)
        stack.callback(store.close)
        alone = stack.enter_context(lock(settings.data_dir)) if store.sqlite else False
        schema.ensure(store)
        key = secret_key(settings, store)
        context = make_context(key, demo=people is not None, unreached=lambda tx, ids: delivery.unreached(tx, ids))
        communes = Communes()

        turns = Turns(store, make_dialogue(), context, clock.now, lambda ready: delivery.deliver(ready))
        delivery = Delivery(
            (), turns.write, clock.now, note=turns.note, recheck=lambda tx, rows: recheck(tx, rows, communes.get)
        )
        delivery.bind()
        knocks = reminders.Clock(store, turns.write, clock.now, delivery.poke, closing(settings))
        doors = Doors(turns.take, turns.write, store, key, clock.now, MENU)
        front = Front(Readiness(store, turns, delivery, lambda: list(part.troubles.values())).reasons)
        front.add(routes)
        files = Files(store, key, clock.now, settings.public_url)
        front.add(files.routes())
        part = Program(settings, clock, store, turns, delivery, knocks, front, files, doors, url_of(sock), alone)
        stack.push_async_callback(_close, part)

        turns.start()
        stack.push_async_callback(asyncio.to_thread, turns.stop)
        web = WebChannel(doors, public_url=settings.public_url, people=people)
        _open(part, web)
        if alone:
            await delivery.recover([kind.name for kind in CHANNELS])
        stack.push_async_callback(_finish, part)
        await stack.enter_async_context(serving(front, sock, web.close))

        part.runs += [loop.create_task(delivery.run()), loop.create_task(web.run())]
        part.runs += [loop.create_task(asyncio.to_thread(_learn_words))]
        part.runs += [loop.create_task(_introduce(part, kind)) for kind in _others(settings, people)]
        stack.push_async_callback(_cancel, part.runs)
        upkeep = Upkeep(turns.write, clock.now)

        async def minute() -> None:
            await _aloud("reminders", knocks.knock())
            await _aloud("upkeep", upkeep.minute())

        async def day() -> None:
            await _aloud("retention", upkeep.day())

        stack.push_async_callback(reminders.schedule(minute, day))
        log.info("started", action="start", channels=[channel.name for channel in part.channels])
        yield part
        log.info("stopping", action="stop")


# ── channels ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _others(settings: Settings, people: People | None) -> list[Kind]:
    """The channels beside the web chat that have their settings; the demo has none."""
    return [kind for kind in CHANNELS if kind.name != "web" and people is None and kind.configured(settings)]


def _open(part: Program, channel: Channel) -> None:
    part.channels.append(channel)
    part.front.add(channel.routes())
    how = next((kind.files for kind in CHANNELS if kind.name == channel.name), "link")
    part.delivery.add(part.files.over(channel, how))


async def _introduce(part: Program, kind: Kind) -> None:
    """Load a channel in a thread while the server already answers, then receive from it."""
    part.troubles[kind.name] = f"Kênh {kind.title} đang khởi động."
    try:
        await asyncio.to_thread(kind.load)
        channel = kind.build(part.settings, part.doors)
    except Exception as error:
        why = str(error) if isinstance(error, SettingsError) else f"lỗi {type(error).__name__}"
        part.troubles[kind.name] = f"Kênh {kind.title} chưa mở được: {why}"
        print(part.troubles[kind.name], file=sys.stderr, flush=True)
        log.error("channel not opened", action="channel.failed", channel=kind.name, error=type(error).__name__)
        return
    _open(part, channel)
    _settle_memory()
    del part.troubles[kind.name]
    part.delivery.poke()
    log.info("channel open", action="channel.open", channel=kind.name)
    await _receive(part, channel)


def _settle_memory() -> None:
    """Keep the collector off what a channel's library has loaded: walking it all stops every turn for a tenth of a
    second, and a turn leaves no cycles to find."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


async def _receive(part: Program, channel: Channel) -> None:
    """Poll while this process holds the token's lease; others leave it alone and take webhooks only."""
    name, holder = (
        f"poll/{channel.name}/{channel.account}",
        f"{socket.gethostname()}/{os.getpid()}/{secrets.token_hex(4)}",
    )
    force, polling = part.alone, None
    try:
        while True:
            held = await _hold(part, name, holder, force=force)
            force = False
            if held and (polling is None or polling.done()):
                polling = asyncio.get_running_loop().create_task(_aloud(f"{channel.name}.run", channel.run()))
            elif not held and polling is not None:
                log.warning("lease lost, polling stops", action="channel.lease", channel=channel.name)
                await _cancel([polling])
                polling = None
            await asyncio.sleep(RENEW)
    finally:
        if polling is not None:
            await _cancel([polling])
            with suppress(Exception):
                await part.turns.write(lambda connection: leases.drop(Tx(connection, part.clock.now()), name, holder))


async def _hold(part: Program, name: str, holder: str, *, force: bool) -> bool:
    try:
        return await part.turns.write(
            lambda connection: leases.take(Tx(connection, part.clock.now()), name, holder, LEASE, force=force)
        )
    except Exception as error:
        log.error("lease could not be renewed", action="channel.lease", error=type(error).__name__)
        return False


# ── starting and stopping ─────────────────────────────────────────────────────────────────────────────────────────────


def in_loop(main: Coroutine[Any, Any, int]) -> int:
    """Run a program in an event loop of its own (uvloop where there is one)."""
    factory: Callable[[], asyncio.AbstractEventLoop] | None = None
    with suppress(ImportError):
        import uvloop

        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        return runner.run(main)


def stop_event() -> asyncio.Event:
    """Set by the first SIGINT or SIGTERM; the second ends the process at once (what is committed is safe)."""
    stop = asyncio.Event()

    def asked() -> None:
        if stop.is_set():
            print("Dừng ngay.", flush=True)
            os._exit(1)
        stop.set()

    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(number, asked)
        except NotImplementedError:  # Windows
            signal.signal(number, lambda *_: loop.call_soon_threadsafe(asked))
    return stop


@contextmanager
def lock(folder: Path) -> Iterator[bool]:
    """Hold a SQLite ledger's folder for this process; the system lets go of it however the process ends. Raises
    SettingsError where another has it. False on systems without such locks."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "running.lock").open("w") as file:
        try:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            yield False
            return
        except OSError:
            raise SettingsError(
                f"Sổ ở thư mục “{folder}” đang được một Sổ Thôn khác mở. Xin dừng chương trình kia trước, "
                "hoặc đặt DATA_DIR là thư mục khác."
            ) from None
        yield True


def _learn_words() -> None:
    """What the reader knows takes a while to build: before the first message has to wait for it."""
    lexicon.default()


async def _finish(part: Program) -> None:
    """What was taken is answered, and what is being sent arrives, before the writer stops."""
    await part.turns.write(lambda _connection: None)
    await part.delivery.stop(STOP_SECONDS)


async def _close(part: Program) -> None:
    for channel in reversed(part.channels):
        await _aloud(f"{channel.name}.close", channel.close())


async def _cancel(tasks: Sequence[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    for task in tasks:
        with suppress(asyncio.CancelledError):
            await task


async def _aloud(what: str, job: Awaitable[object]) -> None:
    """Do something whose failure must not end the program, and say so in the log."""
    try:
        await job
    except Exception as error:
        log.error("failed", action=what, error=type(error).__name__, exc_info=error)
