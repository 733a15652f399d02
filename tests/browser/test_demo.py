"""The whole way of one message in a real browser: a member submits, the officer reads the total, the clock moves on."""

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser

WIDE = {"viewport": {"width": 1280, "height": 800}, "is_mobile": False, "has_touch": False}
OFFICER = re.compile("công chức|cán bộ|phụ trách")


class Demo:
    """`sothon demo` as a process of its own, as somebody who tries it starts it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def start(self, *options: str) -> None:
        """Start it and wait until it is ready."""
        ours = ("TELEGRAM_", "ZALO_", "DATABASE_URL", "PUBLIC_URL", "SECRET_KEY")
        environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        environment |= {"DATA_DIR": str(self.folder / "data"), "HOST": "127.0.0.1", "PORT": str(self.port)}
        self.log = (self.folder / "demo.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", *options],
            env=environment,
            cwd=self.folder,
            stdout=self.log,
            stderr=subprocess.STDOUT,
        )
        end = time.monotonic() + 60
        while time.monotonic() < end and self.process.poll() is None:
            with contextlib.suppress(httpx.TransportError):
                if httpx.get(self.url + "/readyz").status_code == 200:
                    return
            time.sleep(0.05)
        pytest.fail("sothon demo did not become ready:\n" + self.printed())

    def interrupt(self) -> int:
        """Ctrl-C; the exit code."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(15)

    def printed(self) -> str:
        return (self.folder / "demo.log").read_text("utf-8", "replace")

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self.log.close()


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Demo]:
    demo = Demo(tmp_path)
    demo.start()
    yield demo
    demo.close()


@pytest.fixture
def page(demo: Demo, device: Open) -> Page:
    page = device(**WIDE).new_page()
    page.goto(demo.url)
    page.locator(".phone").last.locator(".say").wait_for()
    return page


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


def learners(answer: str) -> int:
    """The week's learners in an officer's summary; 0 while nobody has submitted any."""
    found = re.search(r"Học viên[^:]*: ([\d.]+)", answer)
    return int(found[1].replace(".", "")) if found else 0


def test_a_member_submits_and_the_officer_reads_the_total(demo: Demo, page: Page) -> None:
    member, officer = page.locator(".phone").first, page.locator(".phone").last
    assert OFFICER.search(officer.locator("select option:checked").text_content() or "")
    before = learners(say(officer, "tuần"))
    reply = say(member, "hnay 12 hv, 5 vneid, 2 buổi")
    assert "Đã ghi" in reply
    assert "Học viên: 12" in reply
    assert "?" not in reply
    assert learners(say(officer, "tuần")) == before + 12
    assert "12" in say(member, "xem")


def test_a_button_s_answer_is_understood(demo: Demo, page: Page) -> None:
    member = page.locator(".phone").first
    asked = say(member, "hnay 15-20 người học, 3 vneid")
    assert "?" in asked
    heard = member.locator(".line:not(.mine)").count()
    member.locator(".newest").get_by_role("button", name="15", exact=True).click()
    assert "Học viên: 15" in answer(member, heard)


def test_the_clock_moves_and_the_program_speaks_first(demo: Demo, page: Page) -> None:
    officer = page.locator(".phone").last
    heard = officer.locator(".line:not(.mine)").count()
    before = page.locator(".now").text_content()
    steps = page.locator(".step")
    steps.first.click()
    expect(steps.first).to_be_enabled(timeout=20_000)
    expect(page.locator(".now")).not_to_have_text(before or "")
    expect(page.locator(".happened")).not_to_be_empty()
    page.get_by_role("button", name="+1 ngày").click()
    expect(steps.first).to_be_enabled(timeout=20_000)
    assert "thôn" in answer(officer, heard)  # the Monday digest


def test_a_stranger_joins_with_the_code_that_is_shown(demo: Demo, page: Page) -> None:
    phone = page.locator(".phone").first
    phone.locator("select").select_option("stranger-1")
    code = phone.locator(".note strong").text_content() or ""
    assert "?" in say(phone, code)
    say(phone, "1")
    assert "Học viên: 7" in say(phone, "hnay 7 hv")


def test_ctrl_c_stops_at_once_and_a_second_start_keeps_the_data(demo: Demo, page: Page) -> None:
    member = page.locator(".phone").first
    say(member, "hnay 12 hv")
    began = time.monotonic()
    assert demo.interrupt() == 0, demo.printed()
    assert time.monotonic() - began < 5  # two pages were listening
    assert "Traceback" not in demo.printed()
    demo.start()
    page.reload()
    expect(member.get_by_text("hnay 12 hv", exact=True)).to_be_visible()
    demo.interrupt()
    demo.start("--reset")
    page.reload()
    member.get_by_role("button", name="hnay 12 hv").wait_for()  # nothing was said yet: sentences to try are offered
    assert member.locator(".line").count() == 0
