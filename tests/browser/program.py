"""The program as a process of its own, as whoever tries it starts it, and how a test talks and looks at its pages."""

import contextlib
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page

from tests import programs

SMALL = """() => [...document.querySelectorAll('button, a, input, select, textarea')]
  .filter((node) => node.offsetParent && node.getClientRects().length)
  .map((node) => ({ what: node.className + ' ' + node.textContent.slice(0, 30), box: node.getBoundingClientRect() }))
  .filter(({ box }) => box.width < 44 || box.height < 44)
  .map(({ what, box }) => `${what}: ${box.width}×${box.height}`)"""
WIDE = """() => [...document.querySelectorAll('body *')]
  .filter((node) => node.offsetParent && node.scrollWidth > node.clientWidth + 1 &&
    getComputedStyle(node).overflowX !== 'visible' && !node.classList.contains('hidden') && node.tagName !== 'SELECT')
  .map((node) => node.className)"""
TINY = """() => [...document.querySelectorAll('body *')]
  .filter((node) => node.offsetParent && [...node.childNodes].some((c) => c.nodeType === 3 && c.data.trim()))
  .filter((node) => parseFloat(getComputedStyle(node).fontSize) < 14).map((node) => node.className)"""


class Sothon:
    """`sothon` with a data folder, a port and an environment of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = programs.free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        where = {"DATA_DIR": str(folder / "data"), "HOST": "127.0.0.1", "PORT": str(self.port)}
        self.environment = programs.environment(**where)
        self.process: subprocess.Popen[bytes] | None = None
        self.codes: dict[str, str] = {}  # the invite codes made, by whose they are

    def do(self, *words: str) -> str:
        """Run a command to its end; what it printed."""
        return programs.do(self.folder, self.environment, *words)

    def start(self, *words: str) -> None:
        """Start a command that serves and wait until it is ready."""
        with (self.folder / "sothon.log").open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "bot", *words],
                env=self.environment | {"PYTHONPATH": str(programs.ROOT)},
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(self.url + "/readyz").status_code == 200:
                    return
            time.sleep(0.05)
        pytest.fail("sothon did not become ready:\n" + self.printed())

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(15)

    def printed(self) -> str:
        """What it printed since the first start."""
        return (self.folder / "sothon.log").read_text("utf-8", "replace")

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def say(phone: Locator, text: str) -> str:
    """Type something on a phone; returns what is answered to it."""
    heard = phone.locator(".line:not(.mine)").count()
    phone.locator("textarea").fill(text)
    phone.locator(".send").click()
    return answer(phone, heard)


def answer(phone: Locator, heard: int) -> str:
    """The line after those heard before."""
    line = phone.locator(".line:not(.mine) .text").nth(heard)
    line.wait_for()
    return line.text_content() or ""


def loaded(phone: Locator) -> Locator:
    """A phone that shows what was said on it before, or what it offers where nothing was."""
    phone.locator(".line, .hint:visible").first.wait_for()
    return phone


def learners(answer: str) -> int:
    """The week's learners in an officer's summary; 0 while nobody has submitted any."""
    found = re.search(r"Học viên[^:]*: ([\d.]+)", answer)
    return int(found[1].replace(".", "")) if found else 0


def fits(page: Page) -> None:
    """Nothing is wider than the screen, everything can be hit with a thumb, nothing is tiny."""
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
    assert page.evaluate(WIDE) == []
    assert page.evaluate(SMALL) == []
    assert page.evaluate(TINY) == []
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 17
