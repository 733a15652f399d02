"""The bots under load as processes of their own: started on their core, waited for, stopped, their logs read."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from bench.botapi import TOKEN
from bench.driver import SECRET

ROOT = Path(__file__).parent.parent
START_SECONDS = 60.0


@dataclass(slots=True)
class Bot:
    """A running bot."""

    process: subprocess.Popen[bytes]
    port: int
    log: Path

    def wait(self, path: str) -> None:
        """Return when it answers 200 at `path` (empty: when it listens). Raises RuntimeError with its log's end."""
        end = time.monotonic() + START_SECONDS
        while time.monotonic() < end and self.process.poll() is None:
            try:
                if path:
                    with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=2):
                        return
                else:
                    socket.create_connection(("127.0.0.1", self.port), 2).close()
                    return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError(f"The bot did not start:\n{self.tail()}")

    def cpu(self) -> float:
        """Seconds of processor time it has used."""
        spent = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(spent[11]) + int(spent[12])) / os.sysconf("SC_CLK_TCK")

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it as its administrator would."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.kill()

    def tail(self) -> str:
        return self.log.read_text(errors="replace")[-3000:]


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def product(url: str, folder: Path, api: str, *, cores: set[int] | None = None, port: int = 0) -> Bot:
    """`sothon run` on a database, Telegram by webhook; not waited for."""
    port = port or free_port()
    settings = {
        "DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "PORT": str(port),
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_BASE": api,
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
    }
    return _start(["-m", "bot", "run"], settings, port, folder, cores)


def baseline(url: str, folder: Path, api: str, *, pool: int, cores: set[int] | None = None) -> Bot:
    """The plain bot on a database (a URL with an async driver); not waited for."""
    port = free_port()
    settings = {"DATABASE_URL": url, "POOL": str(pool), "PORT": str(port), "TOKEN": TOKEN, "API_BASE": api}
    return _start(["-m", "bench.baseline"], settings, port, folder, cores)


def _start(args: list[str], settings: dict[str, str], port: int, folder: Path, cores: set[int] | None) -> Bot:
    """Run Python with these arguments; its working folder is `folder`, so that no .env of ours is read."""
    log = folder / f"{port}.log"
    keep = {name: value for name, value in os.environ.items() if not name.startswith(("TELEGRAM_", "ZALO_", "LOG_"))}
    mine = os.sched_getaffinity(0) if cores else None
    if cores:  # inherited by every thread of the child
        os.sched_setaffinity(0, cores)
    try:
        with log.open("ab") as out:
            process = subprocess.Popen(
                [sys.executable, *args],
                env=keep | settings | {"PYTHONPATH": str(ROOT)},
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
            )
    finally:
        if mine:
            os.sched_setaffinity(0, mine)
    return Bot(process, port, log)
