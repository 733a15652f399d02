"""A real browser: the machine's own Chromium, on a phone's screen, that may talk to nobody but the desk."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.browser.desk import Desk, open_desk

ARGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A name that is no "localhost": on plain http the page then lacks what browsers keep for secure pages, as it
    # would in a commune without https.
    "--host-resolver-rules=MAP so.test 127.0.0.1",
)
PHONE = {"width": 360, "height": 740}


def found() -> str | None:
    """Where this machine has Chromium or Chrome."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return next((place for name in names if (place := shutil.which(name))), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The browser; closed after each module, because Playwright's loop would be in the way of asynchronous tests."""
    place = found()
    if place is None:
        message = "Chromium is not on this machine (apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(message + ", and in CI nothing may be skipped")
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=place, args=list(ARGS))
        yield browser
        browser.close()


Open = Callable[..., BrowserContext]


@pytest.fixture
def device(chromium: Browser) -> Iterator[Open]:
    """Makes a device: a context with a phone's screen unless told otherwise. At the end: no page asked any other host
    for anything, no script failed, and the policy refused nothing."""
    contexts: list[BrowserContext] = []
    hosts: set[str] = set()
    faults: list[str] = []

    def open_(**options: object) -> BrowserContext:
        phone = {"viewport": PHONE, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
        context = chromium.new_context(**{"locale": "vi-VN", **phone, **options})  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname or urlsplit(request.url).scheme))
        context.on("weberror", lambda error: faults.append(str(error.error)))
        context.on(
            "console", lambda message: faults.append(message.text) if "Content Security" in message.text else None
        )
        contexts.append(context)
        return context

    yield open_
    for context in contexts:
        context.close()
    assert hosts <= {"so.test", "127.0.0.1", "data"}
    assert faults == []


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path) as desk:
        yield desk


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Desk]:
    with open_desk(tmp_path, demo=True) as desk:
        yield desk


def home(desk: Desk) -> str:
    """The desk's address as a browser in the village knows it: plain http, and no localhost."""
    return f"http://so.test:{desk.port}"


@pytest.fixture
def page(desk: Desk, device: Open) -> Page:
    """A phone on which somebody has signed in."""
    page = device().new_page()
    page.goto(home(desk))
    page.get_by_label("Mã mời").fill("K7MP2QXR")
    page.get_by_role("button", name="Vào sổ").click()
    page.get_by_text("Bot này của UBND xã").wait_for()
    return page
