"""`sothon doctor` and `sothon webhook`: what an administrator gets wrong is found, and no secret is printed."""

import asyncio
import os
import threading
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from domain.messages import Address, Outbound
from domain.periods import local
from storage import folds, messages
from storage.engine import Store
from storage.people import add_address
from storage.tables import entries, entry_values, inbox, people, units
from tests.commands.desk import Desk
from tests.standins.telegram_api import TOKEN, TelegramApi

SECRET = "s" * 40


@pytest.fixture
def telegram() -> Iterator[TelegramApi]:
    """A stand-in for Telegram in a loop of its own, since commands run loops of theirs."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    api = TelegramApi()
    asyncio.run_coroutine_threadsafe(api.start(), loop).result(10)
    yield api
    asyncio.run_coroutine_threadsafe(api.stop(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_a_new_folder_is_in_order_and_told_what_comes_next(desk: Desk) -> None:
    result = desk.good("doctor")
    assert "sothon setup" in result.out
    assert not (desk.data / "sothon.db").exists()


def test_a_set_up_commune_is_described(desk: Desk) -> None:
    desk.commune()
    result = desk.good("doctor")
    assert "✓ Xã Ba Động: 3 thôn, 0/6 người đã vào." in result.lines
    assert "chưa có công chức nào vào" in result.out
    assert "chưa ai vào ở Thôn Tân Long, Thôn Bắc Lân, Thôn 3" in result.out
    assert "chưa được sao lưu" in result.out
    desk.good("backup", "so.zip")
    assert "✓ Sao lưu gần nhất" in desk.good("doctor").out


def test_a_misspelt_setting_is_a_fault(desk: Desk) -> None:
    desk.set(TELEGRAM_BOT_TOKN=TOKEN)
    (desk.folder / ".env").write_text("DATA_DIRR=x\nZALO_BAY=1\n", encoding="utf-8")
    result = desk.run("doctor")
    assert result.code == 1
    assert "✗ Cài đặt TELEGRAM_BOT_TOKN viết sai" in result.out
    assert "Sửa thành TELEGRAM_BOT_TOKEN" in result.out
    assert "✗ Cài đặt DATA_DIRR viết sai" in result.out
    assert "! Không có cài đặt nào tên ZALO_BAY." in result.lines
    assert TOKEN not in result.out


def test_a_broken_ledger_is_a_fault(desk: Desk) -> None:
    desk.commune()
    path = desk.data / "sothon.db"
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + os.urandom(8192) + whole[16384:])
    result = desk.run("doctor")
    assert (result.code, "✗ Sổ bị hỏng" in result.out) == (1, True)
    assert "sothon restore" in result.out


def test_a_folder_that_cannot_be_written_is_a_fault(desk: Desk) -> None:
    (desk.folder / "tep").write_text("không phải thư mục", encoding="utf-8")
    desk.set(DATA_DIR="tep/so")
    result = desk.run("doctor")
    assert (result.code, "✗ Không ghi được vào DATA_DIR" in result.out) == (1, True)


def test_readable_secrets_are_noted(desk: Desk) -> None:
    (desk.folder / ".env").write_text("LOG_LEVEL=INFO\n", encoding="utf-8")
    desk.folder.chmod(0o755)
    (desk.folder / ".env").chmod(0o644)
    assert "chmod o-rwx .env" in desk.good("doctor").out
    (desk.folder / ".env").chmod(0o600)
    assert "chmod o-rwx .env" not in desk.good("doctor").out


def test_what_waits_failed_and_was_not_understood_is_counted(desk: Desk) -> None:
    desk.commune()
    now = datetime.now(UTC)
    with desk.tx(now - timedelta(minutes=40)) as tx:
        address_id = add_address(tx, Address("telegram", "1", "7"))
        console_id = add_address(tx, Address("console", "", "x"))
        messages.say_later(tx, "n1", "notice", address_id, None, Outbound("chờ"))
        messages.say_later(tx, "n2", "notice", console_id, None, Outbound("của dòng lệnh, không tính"))
        messages.say_later(tx, "n3", "notice", address_id, None, Outbound("hỏng"))
        messages.settle(tx, [{"of": "n3", "to": "failed", "why": "x", "when": now, "as_id": "", "again": now}])
        for number, outcome in enumerate(("unread", "unread", "failed", "done")):
            row = {"channel": "telegram", "account": "1", "message": str(number), "text": "", "outcome": outcome}
            tx.run(insert(inbox), row | {"sent_at": tx.now, "taken_at": tx.now})
    out = desk.good("doctor").out
    assert "1 tin chờ gửi, lâu nhất 40 phút" in out
    assert "1 tin gửi không được" in out
    assert "2 câu bot không hiểu" in out
    assert "1 tin gặp lỗi" in out


def test_a_clock_behind_the_ledger_is_a_fault(desk: Desk) -> None:
    desk.commune()
    with desk.tx(datetime.now(UTC) + timedelta(days=2)) as tx:
        row = {"channel": "web", "account": "", "message": "1", "text": "", "outcome": "done"}
        tx.run(insert(inbox), row | {"sent_at": tx.now, "taken_at": tx.now})
    result = desk.run("doctor")
    assert (result.code, "✗ Đồng hồ máy" in result.out) == (1, True)


def test_entries_that_cannot_be_right_are_a_fault(desk: Desk) -> None:
    desk.commune()
    assert "✓ Tổng hợp 8 tuần" in desk.good("doctor").out
    with desk.tx() as tx:
        ids = {row.key: row.id for row in tx.all(select(units))}
        person_id = tx.scalar(select(people.c.id))
        day = local(tx.now).date()
        row = {
            "commune_id": ids["ba-dong"], "unit_id": ids["tan-long"], "first": day, "last": day,
            "nil": True, "state": "live", "person_id": person_id, "channel": "web", "source": "web//1",
            "said_at": tx.now, "stored_at": tx.now, "words": "0",
        }  # fmt: skip
        entry_id = tx.insert(entries, row)
        tx.run(insert(entry_values), {"entry_id": entry_id, "indicator": "vneid", "value": 5})
    result = desk.run("doctor")
    assert (result.code, "nằm trong báo cáo “không có hoạt động”" in result.out) == (1, True)


def test_telegram_is_asked_and_both_sides_must_agree(desk: Desk, telegram: TelegramApi) -> None:
    desk.set(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE=telegram.base)
    result = desk.good("doctor")
    assert "✓ Telegram: mã bot đúng (@so_thon_bot), 0 tin đang chờ nhận." in result.lines
    assert "chưa hỏi máy chủ" in desk.good("doctor", "--offline").out

    desk.set(TELEGRAM_MODE="webhook", PUBLIC_URL="https://so.vi-du.vn", TELEGRAM_WEBHOOK_SECRET=SECRET)
    assert "Telegram chưa biết webhook" in desk.run("doctor").out
    assert "https://so.vi-du.vn/hooks/telegram" in desk.good("webhook", "set", "telegram").out
    assert telegram.webhook["url"] == "https://so.vi-du.vn/hooks/telegram"
    desk.good("doctor")
    assert "Chưa thấy lỗi nào" in desk.good("webhook", "show", "telegram").out
    desk.set(PUBLIC_URL="https://so-moi.vi-du.vn")
    assert "Webhook ở Telegram khác PUBLIC_URL" in desk.run("doctor").out

    desk.set(TELEGRAM_MODE="polling")
    assert "Telegram còn webhook" in desk.run("doctor").out
    desk.good("webhook", "drop", "telegram")
    assert telegram.webhook["url"] == ""
    result = desk.good("doctor")
    assert telegram.violations == []
    assert TOKEN not in result.out


def test_telegram_out_of_reach_is_a_note_and_a_refused_token_a_fault(desk: Desk, telegram: TelegramApi) -> None:
    wrong = "123456789:AAsomebody-elses-token-abcdefghijklm"
    desk.set(TELEGRAM_BOT_TOKEN=wrong, TELEGRAM_API_BASE=telegram.base)
    result = desk.run("doctor")
    assert (result.code, "✗ Telegram: mã bot bị từ chối." in result.lines) == (1, True)
    assert wrong not in result.out
    desk.set(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_API_BASE="http://127.0.0.1:9")
    assert "! Telegram: chưa hỏi được máy chủ." in desk.good("doctor").lines
    desk.set(TELEGRAM_BOT_TOKEN="không giống mã")
    assert desk.run("doctor").code == 1


def test_webhook_settings_that_cannot_work_are_faults(desk: Desk) -> None:
    desk.set(TELEGRAM_BOT_TOKEN=TOKEN, TELEGRAM_MODE="webhook", PUBLIC_URL="http://so.vi-du.vn")
    out = desk.run("doctor", "--offline").out
    assert "PUBLIC_URL phải bắt đầu bằng https://" in out
    assert "thiếu TELEGRAM_WEBHOOK_SECRET" in out
    desk.set(HOST="0.0.0.0", PUBLIC_URL="", TELEGRAM_MODE="polling")
    assert "mở ra mạng mà chưa có PUBLIC_URL" in desk.good("doctor", "--offline").out


def test_roll_ups_gone_wrong_are_found_and_made_anew(desk: Desk) -> None:
    desk.commune()
    assert "Trước đó vẫn khớp" in desk.good("doctor", "--rebuild").out
    store = Store(f"sqlite:///{desk.data / 'sothon.db'}")
    with store.write() as connection:
        home = connection.scalar(select(units.c.id).where(units.c.key == "ba-dong"))
        row = {"commune_id": home, "day": date(2025, 11, 20), "indicator": "learners", "value": 9}
        connection.execute(insert(folds.daily), row | {"times": 1, "estimates": 0})
    store.close()
    result = desk.run("doctor", "--offline")
    assert result.code == 1
    assert "bảng tổng hợp lệch (Xã Ba Động: 1 ngày lệch)" in result.out
    assert "doctor --rebuild" in result.out
    assert "Đã sửa: Xã Ba Động: 1 ngày lệch" in desk.good("doctor", "--rebuild").out
    assert "bảng tổng hợp lệch" not in desk.run("doctor", "--offline").out
