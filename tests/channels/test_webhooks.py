"""`sothon webhook set|show|drop telegram` against the stand-in: what is asked of Telegram, what is told to people."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from bot.settings import Settings
from bot.webhooks import ACTIONS, WEBHOOKS, WebhookError, manage
from tests.channels.rigging import SECRET
from tests.standins.telegram_api import TOKEN, UNAUTHORIZED, TelegramApi, refused
from tests.standins.telegram_user import message

URL = "https://so.badong.vn"
Make = Callable[..., Settings]


async def test_set_show_drop(settings: Make, api: TelegramApi) -> None:
    ready = settings(public_url=URL + "/", telegram_mode="webhook")
    assert "chưa đặt" in await manage("show", "telegram", ready)
    assert f"{URL}/hooks/telegram" in await manage("set", "telegram", ready)
    call = next(c for c in api.calls if c.method == "setWebhook")
    assert call.params == {
        "url": f"{URL}/hooks/telegram",
        "secret_token": SECRET,
        "allowed_updates": ["message", "edited_message", "callback_query", "my_chat_member"],
        "max_connections": 64,
    }
    api.push(message(1, 42, "12 hv"))
    api.webhook |= {"last_error_date": 1_763_640_137, "last_error_message": "Connection refused"}
    shown = await manage("show", "telegram", ready)
    assert f"{URL}/hooks/telegram" in shown
    assert "đang chờ: 1." in shown
    assert "19:02 20/11/2025: Connection refused" in shown
    await manage("drop", "telegram", ready)
    assert len(api.updates) == 1  # nothing pending is dropped
    assert "chưa đặt" in await manage("show", "telegram", ready)


async def test_what_else_is_to_be_set_is_said(settings: Make, api: TelegramApi) -> None:
    text = await manage("set", "telegram", settings(public_url=URL, telegram_webhook_secret="ngan_qua"))
    assert "TELEGRAM_MODE=webhook" in text
    assert "ngắn" in text
    assert "ngan_qua" not in text
    shown = await manage("show", "telegram", settings(public_url="https://khac.vn"))
    assert "khác PUBLIC_URL" in shown


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({}, "PUBLIC_URL"),
        ({"public_url": "http://so.badong.vn"}, "https://"),
        ({"public_url": "so.badong.vn"}, "https://"),
        ({"public_url": "https://so.badong.vn:8444"}, "8443"),
        ({"public_url": "https://so.badong.vn:cong"}, "8443"),
        ({"public_url": URL, "telegram_webhook_secret": ""}, "TELEGRAM_WEBHOOK_SECRET chưa có"),
        ({"public_url": URL, "telegram_webhook_secret": "bí mật"}, "TELEGRAM_WEBHOOK_SECRET có ký tự"),
        ({"public_url": URL, "telegram_bot_token": ""}, "TELEGRAM_BOT_TOKEN"),
        ({"public_url": URL, "telegram_bot_token": "khong-phai"}, "TELEGRAM_BOT_TOKEN"),
    ],
)
async def test_what_is_missing_is_named_and_nothing_is_called(
    settings: Make, api: TelegramApi, changes: dict[str, Any], says: str
) -> None:
    with pytest.raises(WebhookError, match=re.escape(says)):
        await manage("set", "telegram", settings(**changes))
    assert api.calls == []


@pytest.mark.parametrize("action", ACTIONS)
async def test_a_refused_token_and_an_unreachable_server_are_put_in_words(
    settings: Make, api: TelegramApi, action: str
) -> None:
    method = {"set": "setWebhook", "show": "getWebhookInfo", "drop": "deleteWebhook"}[action]
    for fault, says in (
        (UNAUTHORIZED, "TELEGRAM_BOT_TOKEN"),
        (refused(400, "Bad Request: bad webhook"), "bad webhook"),
    ):
        api.fail(fault, method=method)
        with pytest.raises(WebhookError, match=says) as caught:
            await manage(action, "telegram", settings(public_url=URL))
        assert TOKEN not in str(caught.value)
    with pytest.raises(WebhookError, match="không nối được"):
        await manage(action, "telegram", settings(public_url=URL, telegram_api_base="http://127.0.0.1:1"))


async def test_unknown_channels_and_actions_name_the_known(settings: Make) -> None:
    with pytest.raises(WebhookError, match="telegram"):
        await manage("set", "fax", settings())
    with pytest.raises(WebhookError, match=r"set\|show\|drop"):
        await manage("burn", WEBHOOKS[0].channel, settings())
