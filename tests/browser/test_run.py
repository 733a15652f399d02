"""`sothon run` in a real browser: two people join with their codes, one submits, the other reads the total."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.program import Sothon, answer, learners, say
from tests.programs import COMMUNE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-run")]

OFFICER = """
[[person]]
name = "Phạm Thị Hoa"
unit = "ba-dong"
role = "officer"
"""
CODE = re.compile(r"^ +(\w{4}-\w{4}) +(.+?) {2}", re.MULTILINE)


@pytest.fixture(scope="module")
def sothon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sothon]:
    """One program for all of these: what each test says is about a village of its own."""
    folder = tmp_path_factory.mktemp("run")
    sothon = Sothon(folder)
    (folder / "xa.toml").write_text(COMMUNE + OFFICER, "utf-8")
    sothon.codes = {whose: code for code, whose in CODE.findall(sothon.do("setup", "xa.toml"))}
    try:
        sothon.start("run")
        yield sothon
    finally:
        sothon.close()


def join(sothon: Sothon, device: Open, whose: str) -> Page:
    """Somebody opens the page on a phone, types the code that the set-up printed and agrees to the notice."""
    page = device().new_page()
    page.goto(sothon.url)
    page.get_by_label("Mã mời").fill(sothon.codes[whose].lower())
    page.get_by_role("button", name="Vào sổ").click()
    chat = page.locator(".chat")
    assert "?" in answer(chat, 0)
    say(chat, "1")
    return page


def test_two_people_join_submit_and_read(sothon: Sothon, device: Open) -> None:
    officer = join(sothon, device, "Phạm Thị Hoa (công chức phụ trách)").locator(".chat")
    page = join(sothon, device, "Thôn Tân Long, thành viên")
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
    assert "?" in say(chat, sothon.codes["Thôn Bắc Lân, thành viên"])


def test_ctrl_c_with_open_pages_stops_cleanly_and_messages_wait(sothon: Sothon, device: Open) -> None:
    page = join(sothon, device, "Thôn Bắc Lân, thành viên")
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
