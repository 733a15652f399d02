"""`sothon run` in a real browser: two people join with their codes, one submits, the other reads the total."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.program import Sothon, answer, learners, say
from tests.programs import COMMUNE

pytestmark = pytest.mark.browser


@pytest.fixture
def sothon(tmp_path: Path) -> Iterator[Sothon]:
    sothon = Sothon(tmp_path)
    (tmp_path / "xa.toml").write_text(COMMUNE, "utf-8")
    sothon.do("setup", "xa.toml")
    try:
        sothon.start("run")
        yield sothon
    finally:
        sothon.close()


def join(sothon: Sothon, device: Open, unit: str, role: str) -> Page:
    """Somebody opens the page on a phone, types the code they were given and agrees to the notice."""
    code = sothon.do("invite", "--unit", unit, "--role", role).split()[-1]
    page = device().new_page()
    page.goto(sothon.url)
    page.get_by_label("Mã mời").fill(code.lower())
    page.get_by_role("button", name="Vào sổ").click()
    chat = page.locator(".chat")
    assert "?" in answer(chat, 0)
    say(chat, "1")
    return page


def test_two_people_join_submit_and_read(sothon: Sothon, device: Open) -> None:
    officer = join(sothon, device, "ba-dong", "officer").locator(".chat")
    page = join(sothon, device, "tan-long", "member")
    member = page.locator(".chat")
    reply = say(member, "hnay 12 hv, 5 vneid, 2 buổi")
    assert "Học viên: 12" in reply
    assert "?" not in reply
    expect(officer.locator(".line:not(.mine)")).not_to_have_count(2)  # the officer is told who joined
    assert learners(say(officer, "tuần")) == 12
    page.reload()
    expect(member.get_by_text("Học viên: 12")).to_be_visible()


def test_a_wrong_code_is_answered_kindly_and_another_may_follow(sothon: Sothon, device: Open) -> None:
    page = device().new_page()
    page.goto(sothon.url)
    page.get_by_label("Mã mời").fill("SAIMAROI")
    page.get_by_role("button", name="Vào sổ").click()
    chat = page.locator(".chat")
    refusal = answer(chat, 0)
    assert "ạ" in refusal
    code = sothon.do("invite", "--unit", "tan-long", "--role", "member").split()[-1]
    assert "?" in say(chat, code)


def test_ctrl_c_with_open_pages_stops_cleanly_and_messages_wait(sothon: Sothon, device: Open) -> None:
    page = join(sothon, device, "tan-long", "member")
    chat = page.locator(".chat")
    assert sothon.interrupt() == 0, sothon.printed()
    assert "Traceback" not in sothon.printed()
    chat.locator("textarea").fill("hnay 12 hv")
    chat.locator(".send").click()
    expect(chat.locator(".mine.waiting")).to_have_count(1)
    heard = chat.locator(".line:not(.mine)").count()
    sothon.start("run")
    assert "Học viên: 12" in answer(chat, heard)
    expect(chat.locator(".mine.waiting")).to_have_count(0)
    assert "12 hv" not in sothon.printed()  # nobody's words are in the logs
