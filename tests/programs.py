"""`sothon` as people start it: a process of its own, on a free port, over a folder of its own."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.seed import far_due

ROOT = Path(__file__).parents[1]
COMMUNE = f"""
[commune]
key = "ba-dong"
name = "Xã Ba Động"
indicators = ["learners", "vneid", "sessions"]

[cycle]
week_due = "{far_due(datetime.now(UTC))}"

[[village]]
key = "tan-long"
name = "Thôn Tân Long"

[[village]]
key = "bac-lan"
name = "Thôn Bắc Lân"
"""
THEIRS = ("TELEGRAM_", "ZALO_", "DATABASE_URL", "PUBLIC_URL", "SECRET_KEY")  # settings of whoever runs the tests
PATIENCE = 60.0  # seconds; a loaded machine may take long over the first start


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


def environment(**settings: str) -> dict[str, str]:
    """The environment with no settings but these."""
    return {name: value for name, value in os.environ.items() if not name.startswith(THEIRS)} | settings


def do(folder: Path, settings: dict[str, str], *words: str) -> str:
    """Run a command to its end in a folder; what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", "bot", *words], cwd=folder, env=settings | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


class Sothon:
    """A running `sothon run` or `sothon demo`."""

    def __init__(self, folder: Path, *words: str, port: int = 0, **env: str) -> None:
        self.port = port or free_port()
        where = {"DATA_DIR": str(folder), "PORT": str(self.port), "HOST": "127.0.0.1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", *words],
            cwd=ROOT,
            env=environment(**where | env),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_ready(self) -> "Sothon":
        """Return when /healthz answers; fails if the process ends first."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if self.get("/healthz")[0] == 200:
                    return self
            except OSError:
                assert self.process.poll() is None, self.ended()
                time.sleep(0.02)
        raise AssertionError("The program did not answer /healthz.")

    def ask(
        self, method: str, path: str, body: Any = None, headers: dict[str, str] | None = None
    ) -> tuple[int, str, dict[str, str]]:
        """One request: status, text, headers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            sent = {"X-Requested-With": "sothon", "Content-Type": "application/json"} | (headers or {})
            connection.request(method, path, None if body is None else json.dumps(body), sent)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(), {k.lower(): v for k, v in answer.getheaders()}
        finally:
            connection.close()

    def get(self, path: str, **headers: str) -> tuple[int, str, dict[str, str]]:
        """A page."""
        return self.ask("GET", path, None, {name.replace("_", "-"): value for name, value in headers.items()})

    def json(self, path: str, body: Any = None, who: str = "") -> Any:
        """A question to the API, as somebody of the demo; fails on anything but 200."""
        status, text, _ = self.ask("GET" if body is None else "POST", path, body, {"X-As": who} if who else {})
        assert status == 200, text
        return json.loads(text)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
        """Ask it to stop; returns the exit code, what it printed and what it logged."""
        self.process.send_signal(how)
        return self.ended()

    def ended(self) -> tuple[int, str, str]:
        """Wait for the end: exit code, standard output, standard error."""
        out, err = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, out, err


@contextmanager
def running(folder: Path, *words: str, **more: Any) -> Iterator[Sothon]:
    """A program that answers; killed at the end if it has not been stopped."""
    program = Sothon(folder, *words, **more)
    try:
        yield program.wait_ready()
    finally:
        if program.process.poll() is None:
            program.process.kill()
            program.process.communicate()
