"""What `sothon doctor` and `sothon webhook` say about Zalo."""

import asyncio
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from storage import zalo
from storage.tables import zalo_tokens
from tests.commands.desk import Desk
from tests.standins.zalo_bot_api import TOKEN, ZaloBotApi
from tests.standins.zalo_oa_api import APP_ID, APP_SECRET, FIRST_REFRESH


@pytest.fixture
def bot() -> Iterator[ZaloBotApi]:
    """A stand-in in a loop of its own, since commands run loops of theirs."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    api = ZaloBotApi()
    asyncio.run_coroutine_threadsafe(api.__aenter__(), loop).result(10)
    yield api
    asyncio.run_coroutine_threadsafe(api.__aexit__(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


def test_the_bot_is_asked_and_its_month_is_shown(desk: Desk, bot: ZaloBotApi) -> None:
    desk.set(ZALO_BOT_TOKEN=TOKEN, ZALO_BOT_API_BASE=bot.base)
    desk.commune()
    with desk.tx() as tx:
        zalo.count(tx, TOKEN.split(":")[0], 7)
    out = desk.good("doctor").out
    assert "✓ Zalo Bot: mã bot đúng (Bot Sổ Thôn)." in out
    assert "✓ Zalo Bot tháng này: gửi 7/3.000 tin" in out
    with desk.tx() as tx:
        zalo.count(tx, TOKEN.split(":")[0], 2990)
    assert "! Zalo Bot tháng này: gửi 2.997/3.000 tin" in desk.good("doctor").out
    desk.set(ZALO_BOT_MODE="webhook", PUBLIC_URL="https://so.vi-du.vn", ZALO_BOT_WEBHOOK_SECRET="s" * 40)
    assert "Zalo chưa biết webhook này" in desk.run("doctor").out
    assert "/hooks/zalo-bot" in desk.good("webhook", "set", "zalo-bot").out
    desk.good("doctor")
    desk.set(ZALO_BOT_MODE="polling")
    result = desk.run("doctor")
    assert (result.code, "Zalo Bot còn webhook" in result.out) == (1, True)
    assert TOKEN.split(":")[1] not in result.out


def test_a_refused_token_is_a_fault_and_no_answer_a_note(desk: Desk, bot: ZaloBotApi) -> None:
    desk.set(ZALO_BOT_TOKEN="999:somebody-elses-secret", ZALO_BOT_API_BASE=bot.base)
    assert "✗ Zalo Bot: mã bot bị từ chối." in desk.run("doctor").out
    desk.set(ZALO_BOT_API_BASE="http://127.0.0.1:9")
    assert "! Zalo Bot: chưa hỏi được máy chủ." in desk.good("doctor").out
    desk.set(ZALO_BOT_TOKEN="không giống mã")
    assert "✗ ZALO_BOT_TOKEN" in desk.run("doctor").out


def test_the_official_accounts_tokens_are_judged_by_age(desk: Desk) -> None:
    desk.commune()
    desk.set(ZALO_OA_APP_ID=APP_ID)
    assert "✗ Thiếu ZALO_OA_APP_SECRET" in desk.run("doctor").out
    desk.set(ZALO_OA_APP_SECRET=APP_SECRET, PUBLIC_URL="https://so.vi-du.vn", ZALO_OA_SECRET_KEY="k" * 20)
    assert "✗ Zalo OA chưa có token nào." in desk.run("doctor").out
    desk.set(ZALO_OA_REFRESH_TOKEN=FIRST_REFRESH)
    assert "chưa đổi token lần nào" in desk.good("doctor").out
    now = datetime.now(UTC)
    with desk.tx(now - timedelta(days=1)) as tx:
        zalo.begin(tx, APP_ID, FIRST_REFRESH, "x")
        zalo.rotate(tx, APP_ID, "a", "r", "x", timedelta(hours=25))
    assert "✓ Zalo OA: token gia hạn lúc" in desk.good("doctor").out
    with desk.tx() as tx:
        tx.run(update(zalo_tokens).values(got_at=now - timedelta(days=80)))
    assert "✗ Mã gia hạn của Zalo OA hết hạn ngày" in desk.run("doctor").out
    with desk.tx() as tx:
        zalo.failed(tx, APP_ID, "mã -14014")
    result = desk.run("doctor")
    assert "✗ Zalo OA không gia hạn được token (mã -14014)" in result.out
    assert APP_SECRET not in result.out
