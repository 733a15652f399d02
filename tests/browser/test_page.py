"""The page in a real browser: one thumb, a small screen, a bad line, and no message lost or said twice."""

import json
import re
import time
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from bot.web import assets
from tests.browser.conftest import Open, home
from tests.browser.desk import CODE, Desk
from tests.browser.program import fits

pytestmark = pytest.mark.browser


def say(page: Page, text: str) -> None:
    page.get_by_label("Tin nhắn").fill(text)
    page.get_by_role("button", name="Gửi", exact=True).click()


def mine(page: Page) -> list[str]:
    """What the person is shown to have said."""
    return page.locator(".mine .text").all_text_contents()


def until(page: Page, check: Callable[[], bool], seconds: float = 10) -> None:
    """Wait for something on the server's side, while the browser's events are seen to."""
    end = time.monotonic() + seconds
    while not check() and time.monotonic() < end:
        page.wait_for_timeout(20)
    assert check()


# ── the small screen ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_every_screen_fits_a_phone_and_a_thumb(desk: Desk, device: Open) -> None:
    page = device().new_page()
    page.goto(home(desk))
    page.get_by_role("button", name="Vào sổ").wait_for()
    assert page.evaluate("window.isSecureContext") is False
    fits(page)
    page.get_by_label("Mã mời").fill(CODE)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Đồng ý").click()
    page.get_by_text("Đã nhận nút consent:1").wait_for()
    say(page, "x" * 300 + " https://so.example.vn/" + "y" * 200)
    page.get_by_text("Em nghe").wait_for()
    say(page, "hnay 12 hv, 5 vneid, 2 buổi")
    page.get_by_role("button", name="Sửa").wait_for()
    fits(page)
    page.get_by_role("button", name="Các việc").click()
    page.get_by_role("button", name="Xem số đã báo").wait_for()
    fits(page)
    assert [inbound.text for inbound in desk.taken][:2] == [CODE, "Đồng ý"]


def test_a_file_is_a_link_that_downloads_and_says_nothing(desk: Desk, device: Open) -> None:
    page = device().new_page()
    page.goto(home(desk))
    page.get_by_label("Mã mời").fill(CODE)
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Đồng ý").wait_for()
    chat = desk.taken[0].sender.id
    desk.say(chat, "Bảng Excel: xã Ba Động, tuần 47.", ("/files/abc.def", "Tải Excel"), ("thon:2025-W47", "Theo thôn"))
    link = page.get_by_role("link", name="Tải Excel")
    link.wait_for()
    assert link.get_attribute("href") == "/files/abc.def"
    assert link.get_attribute("download") is not None
    box = link.bounding_box()
    assert box is not None
    assert box["height"] >= 44, "as large as a button"
    assert page.get_by_role("button", name="Theo thôn").count() == 1
    fits(page)
    assert len(desk.taken) == 1


def test_the_demo_fits_a_phone(demo: Desk, device: Open) -> None:
    page = device().new_page()
    page.goto(home(demo))
    page.get_by_role("button", name="hnay 12 hv").click()
    page.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    page.get_by_role("button", name="+1 ngày").click()
    page.get_by_text("Đã gửi tổng hợp tuần").wait_for()
    fits(page)


def test_colours_can_be_read_in_light_and_dark() -> None:
    """WCAG 2.2, 1.4.3: text has a contrast of at least 4.5 to 1 with what is behind it."""
    style = (assets.HERE / "style.css").read_text()
    schemes = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.S)
    ]
    assert len(schemes) == 2
    for scheme in schemes:
        pairs = [(ink, ground) for ink in ("ink", "muted", "accent", "warn") for ground in ("paper", "ground")]
        pairs += [("ink", "accent-soft"), ("muted", "accent-soft"), ("accent", "accent-soft")]
        pairs += [("on-accent", "accent"), ("on-accent", "accent-deep")]
        for one, other in pairs:
            high, low = sorted((luminance(scheme[one]), luminance(scheme[other])), reverse=True)
            assert (high + 0.05) / (low + 0.05) >= 4.5, (one, other, scheme[one], scheme[other])


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_who_wants_no_motion_gets_none(desk: Desk, device: Open) -> None:
    for wish, name in (("reduce", "none"), ("no-preference", "rise")):
        page = device(reduced_motion=wish).new_page()
        page.goto(home(desk) + f"/#ma={CODE}")
        page.get_by_role("button", name="Vào sổ").click()
        line = page.locator(".line").first
        line.wait_for()
        assert line.evaluate("(node) => getComputedStyle(node).animationName") == name


# ── talking ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_an_invite_link_fills_in_the_code_and_hides_it(desk: Desk, device: Open) -> None:
    page = device().new_page()
    page.goto(home(desk) + f"/chat#ma={CODE}")
    expect(page.get_by_label("Mã mời")).to_have_value(CODE)
    assert page.url == home(desk) + "/chat"


def test_too_many_codes_are_answered_kindly(desk: Desk, device: Open) -> None:
    page = device().new_page()
    page.goto(home(desk))
    for n in range(20):
        wrong = {"id": f"sign-in-{n}", "code": "WRONG"}
        httpx.post(desk.url + "/api/sign-in", json=wrong, headers={"X-Requested-With": "sothon"})
    page.get_by_label("Mã mời").fill("WRONG")
    page.get_by_role("button", name="Vào sổ").click()
    expect(page.get_by_role("alert")).to_contain_text("chờ 10 phút")
    expect(page.get_by_role("button", name="Vào sổ")).to_be_enabled()


def test_enter_sends_and_shift_enter_breaks_the_line(desk: Desk, page: Page) -> None:
    box = page.get_by_label("Tin nhắn")
    box.press_sequentially("12 hv")
    box.press("Shift+Enter")
    box.press_sequentially("5 vneid")
    box.press("Enter")
    page.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    assert desk.taken[-1].text == "12 hv\n5 vneid"
    expect(box).to_have_value("")
    expect(box).to_be_focused()


def test_old_buttons_still_say_what_they_answer(desk: Desk, page: Page) -> None:
    say(page, "12 hv")
    page.get_by_role("button", name="Sửa").wait_for()
    page.get_by_role("button", name="Đồng ý").click()
    page.get_by_text("Đã nhận nút consent:1").wait_for()
    assert desk.taken[-1].pressed == "consent:1"


def test_two_quick_taps_are_one_answer(desk: Desk, page: Page) -> None:
    page.get_by_role("button", name="Đồng ý").dblclick()
    page.get_by_text("Đã nhận nút consent:1").wait_for()
    page.wait_for_timeout(300)
    assert [inbound.pressed for inbound in desk.taken] == ["", "consent:1"]


def test_the_menu_opens_by_key_and_gives_the_focus_back(desk: Desk, page: Page) -> None:
    opener = page.get_by_role("button", name="Các việc")
    opener.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Báo số liệu từng bước")).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.click()
    page.get_by_role("button", name="Xem số đã báo").click()
    page.get_by_text("Em nghe: /xem").wait_for()
    assert desk.taken[-1].text == "/xem"


def test_text_is_text(desk: Desk, page: Page) -> None:
    words = "<img src=x onerror=alert(1)> <b>12</b> &amp; \u202e12 ✅ **hv**"
    page.on("dialog", lambda dialog: pytest.fail("a message ran as a script"))
    say(page, words)
    page.get_by_text("Em nghe: <img").wait_for()
    assert page.locator(".bubble img, .bubble b").count() == 0
    assert mine(page)[-1] == words
    assert page.locator(".line .text").last.text_content() == f"Em nghe: {words}"


def test_half_a_character_does_not_stop_the_rest(desk: Desk, page: Page) -> None:
    page.get_by_label("Tin nhắn").evaluate(
        "(box) => { box.value = '12 hv \\ud83d'; box.dispatchEvent(new Event('input')); }"
    )
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    assert desk.taken[-1].text == "12 hv \ufffd"


def test_a_long_message_is_cut_off_by_the_box_not_by_the_server(page: Page) -> None:
    assert page.get_by_label("Tin nhắn").get_attribute("maxlength") == "4000"


def test_days_are_named_and_times_are_vietnam_s(desk: Desk, device: Open) -> None:
    desk.moved = timedelta(days=-3)
    page = device(timezone_id="America/New_York").new_page()
    page.goto(home(desk) + f"/#ma={CODE}")
    page.get_by_role("button", name="Vào sổ").click()
    page.get_by_text("Bot này").wait_for()
    local = desk.now() + timedelta(hours=7)
    assert page.locator("time").first.text_content() in {f"{local:%H:%M}", f"{local - timedelta(minutes=1):%H:%M}"}
    desk.moved = timedelta()
    page.reload()
    page.get_by_text("Bot này").wait_for()
    days = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"]
    assert page.locator(".day:visible").all_text_contents() == [f"{days[local.weekday()]} {local.day}/{local.month}"]
    say(page, "12 hv")
    page.get_by_text("Đã ghi").wait_for()
    assert page.locator(".day:visible").last.text_content() == "Hôm nay"


def test_reading_old_lines_is_not_disturbed(desk: Desk, page: Page) -> None:
    chat = desk.taken[0].sender.id
    for n in range(120):
        desk.say(chat, f"tin số {n}.")
    page.reload()
    page.get_by_text("tin số 119.").wait_for()
    assert page.locator(".line").count() == 50
    lines = page.get_by_role("log")
    lines.evaluate("(node) => node.scrollTo(0, 0)")
    page.get_by_role("button", name="Xem tin cũ hơn").click()
    page.get_by_text("tin số 20.").wait_for()
    expect(page.get_by_text("tin số 70.")).to_be_in_viewport()  # the first line of before stays in sight
    at = lines.evaluate("(node) => node.scrollTop")
    desk.say(chat, "tin mới đây.")
    jump = page.get_by_role("button", name="Tin mới")
    jump.wait_for()
    assert lines.evaluate("(node) => node.scrollTop") == at
    jump.click()
    expect(page.get_by_text("tin mới đây.")).to_be_in_viewport()
    expect(jump).to_be_hidden()
    lines.evaluate("(node) => node.scrollTo(0, 0)")
    page.get_by_role("button", name="Xem tin cũ hơn").click()
    page.get_by_text("Mã mời: ••••").wait_for()
    expect(page.get_by_role("button", name="Xem tin cũ hơn")).to_be_hidden()


# ── a bad line ────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_reload_keeps_conversation_and_draft(desk: Desk, page: Page) -> None:
    say(page, "12 hv")
    page.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    page.get_by_label("Tin nhắn").fill("đang gõ dở")
    before = page.locator(".text").all_text_contents()
    page.reload()
    page.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    assert page.locator(".text").all_text_contents() == before
    expect(page.get_by_label("Tin nhắn")).to_have_value("đang gõ dở")


def test_without_signal_a_message_waits_and_is_sent_once(desk: Desk, page: Page) -> None:
    page.context.set_offline(True)
    say(page, "12 hv")
    waiting = page.locator(".mine.waiting")
    expect(waiting).to_contain_text("đang chờ gửi")
    page.wait_for_timeout(1500)
    assert len(desk.taken) == 1
    page.context.set_offline(False)
    page.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    expect(waiting).to_have_count(0)
    assert [inbound.text for inbound in desk.taken] == [CODE, "12 hv"]
    assert mine(page) == ["Mã mời: ••••", "12 hv"]


def test_when_the_server_is_away_messages_wait_in_order(desk: Desk, page: Page) -> None:
    desk.stop()
    strip = page.get_by_text("Đang kết nối lại")
    strip.wait_for()
    for text in ("một", "hai", "ba"):
        say(page, text)
    expect(page.locator(".mine.waiting")).to_have_count(3)
    desk.start()
    page.get_by_text("Em nghe: ba").wait_for(timeout=40_000)
    expect(strip).to_be_hidden(timeout=20_000)
    assert [inbound.text for inbound in desk.taken] == [CODE, "một", "hai", "ba"]
    assert mine(page) == ["Mã mời: ••••", "một", "hai", "ba"]


def test_what_was_said_meanwhile_is_there_after_the_break(desk: Desk, page: Page) -> None:
    chat = desk.taken[0].sender.id
    page.context.set_offline(True)
    desk.call(desk.channel.close())  # cuts the stream; the browser alone would keep it
    desk.stop()
    desk.start()
    desk.say(chat, "Thôn Tân Long chưa có số liệu tuần 16–22/11.")
    page.context.set_offline(False)
    page.get_by_text("chưa có số liệu").wait_for(timeout=20_000)
    assert page.locator(".line .text").all_text_contents().count("Thôn Tân Long chưa có số liệu tuần 16–22/11.") == 1


def test_a_message_outlives_the_page(desk: Desk, page: Page) -> None:
    page.context.route("**/api/messages", lambda route: route.abort())
    say(page, "12 hv")
    page.locator(".mine.waiting").wait_for()
    page.close()
    again = page.context.new_page()
    again.goto(home(desk))
    expect(again.locator(".mine.waiting")).to_contain_text("12 hv")
    page.context.unroute("**/api/messages")
    again.get_by_text("Đã ghi cho thôn Tân Long").wait_for(timeout=20_000)
    assert [inbound.text for inbound in desk.taken] == [CODE, "12 hv"]
    assert mine(again) == ["Mã mời: ••••", "12 hv"]


def test_a_lost_answer_makes_no_second_message(desk: Desk, page: Page) -> None:
    lost: list[httpx.Response] = []

    def lose(route: Route) -> None:
        if lost:
            route.continue_()
            return
        headers = route.request.all_headers()
        ours = {"Cookie": headers["cookie"], "X-Requested-With": "sothon"}
        lost.append(httpx.post(desk.url + "/api/messages", json=route.request.post_data_json, headers=ours))
        assert lost[0].status_code == 200  # the server has it …
        route.abort()  # … and the page never learns

    page.context.route("**/api/messages", lose)
    say(page, "12 hv")
    until(page, lambda: len(desk.times) == 3)
    assert desk.times[1] == desk.times[2]
    assert [inbound.text for inbound in desk.taken] == [CODE, "12 hv"]
    expect(page.locator(".mine.waiting")).to_have_count(0)
    assert mine(page) == ["Mã mời: ••••", "12 hv"]


def test_a_message_that_waited_for_hours_says_when_it_was_typed(desk: Desk, page: Page) -> None:
    typed = desk.now() - timedelta(hours=5)
    item = {"id": "a" * 24, "text": "12 hv", "at": typed.timestamp() * 1000, "state": "waiting"}
    page.evaluate("(item) => localStorage.setItem('sothon.wait.me.' + item.id, JSON.stringify(item))", item)
    page.reload()
    page.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    assert abs(desk.taken[-1].sent_at - typed) < timedelta(seconds=1)
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('sothon.wait'))") == []


def test_a_refused_message_is_kept_and_can_be_sent_again(desk: Desk, page: Page) -> None:
    refusal = json.dumps({"error": "Tin nhắn này trống ạ."})
    page.context.route(
        "**/api/messages", lambda route: route.fulfill(status=422, body=refusal, content_type="application/json")
    )
    say(page, "12 hv")
    say(page, "13 hv")
    failed = page.locator(".mine.failed")
    expect(failed).to_have_count(2)
    expect(failed.first).to_contain_text("Tin nhắn này trống ạ.")
    page.context.unroute("**/api/messages")
    failed.filter(has_text="13 hv").get_by_role("button", name="Bỏ").click()
    page.get_by_role("button", name="Gửi lại").click()
    page.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    assert mine(page) == ["Mã mời: ••••", "12 hv"]
    assert [inbound.text for inbound in desk.taken] == [CODE, "12 hv"]


def test_two_pages_of_one_chat_show_the_same(desk: Desk, page: Page) -> None:
    other = page.context.new_page()
    other.goto(home(desk))
    other.get_by_text("Bot này").wait_for()
    say(page, "12 hv")
    other.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    page.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    assert mine(other) == mine(page) == ["Mã mời: ••••", "12 hv"]


def test_who_was_signed_out_comes_to_the_door_and_nothing_goes_out_in_another_name(desk: Desk, page: Page) -> None:
    page.context.route("**/api/messages", lambda route: route.abort())
    say(page, "1")
    page.locator(".mine.waiting").wait_for()
    page.context.clear_cookies()
    page.context.unroute("**/api/messages")
    page.reload()
    page.get_by_label("Mã mời").fill(CODE)
    page.get_by_role("button", name="Vào sổ").click()
    page.get_by_text("Bot này").wait_for()
    expect(page.locator(".mine.failed")).to_contain_text("Tin này chưa gửi.")
    page.wait_for_timeout(500)
    assert [inbound.text for inbound in desk.taken] == [CODE, CODE]


def test_leaving_by_the_menu_leads_to_the_door(desk: Desk, page: Page) -> None:
    page.get_by_role("button", name="Các việc").click()
    page.get_by_role("button", name="Thoát, vào bằng mã khác").click()
    page.get_by_label("Mã mời").wait_for()
    page.reload()
    page.get_by_label("Mã mời").wait_for()


# ── the demo's page ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_two_people_side_by_side_and_a_clock(demo: Desk, device: Open) -> None:
    page = device(viewport={"width": 1280, "height": 800}, is_mobile=False, has_touch=False).new_page()
    page.goto(home(demo))
    left, right = page.locator(".phone").first, page.locator(".phone").last
    left.get_by_role("button", name="hnay 12 hv").click()
    left.get_by_text("Đã ghi cho thôn Tân Long").wait_for()
    right.get_by_role("button", name="tuần", exact=True).click()
    right.get_by_text("Đã báo 7/10 thôn").wait_for()
    assert [inbound.sender.id for inbound in demo.taken] == ["demo-p11", "demo-p10"]
    before = page.locator(".now").text_content()
    page.get_by_role("button", name="+1 tuần").click()
    expect(page.locator(".happened")).to_contain_text("nhắc 3 thôn chưa báo")
    expect(page.locator(".now")).not_to_have_text(before or "")
    expect(right.get_by_text("Đã báo 7/10 thôn")).to_have_count(2)
    assert right.locator(".day:visible").last.text_content() == "Hôm nay"
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    page.get_by_role("button", name="Xem một máy").click()
    expect(right).to_be_hidden()


def test_a_stranger_is_shown_the_code_and_choices_are_remembered(demo: Desk, device: Open) -> None:
    page = device().new_page()
    page.goto(home(demo))
    page.get_by_label("Đang là").locator("visible=true").select_option("stranger-1")
    expect(page.locator(".note:visible")).to_contain_text(CODE)
    page.get_by_role("button", name=CODE).click()
    page.get_by_text("Bot này của UBND xã").wait_for()
    page.get_by_role("button", name="Phạm Thị Hoa").click()
    page.get_by_role("button", name="ai chưa báo").wait_for()
    page.reload()
    page.get_by_role("button", name="ai chưa báo").wait_for()
    page.get_by_role("button", name="Người lạ 1").click()
    page.get_by_text("Bot này của UBND xã").wait_for()
    assert {inbound.sender.id for inbound in demo.taken} == {"demo-stranger-1"}
