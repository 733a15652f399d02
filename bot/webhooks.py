"""Setting, showing and dropping a channel's webhook, for the command line. Never done at start-up."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import timedelta, timezone
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from bot.channels import zalo_webhooks
from bot.channels.public import WebhookError, address
from bot.settings import Settings, SettingsError
from domain.frozen import frozen

if TYPE_CHECKING:
    from aiogram import Bot

VIETNAM = timezone(timedelta(hours=7))
__all__ = ["ACTIONS", "WEBHOOKS", "Webhook", "WebhookError", "address", "manage"]
# The ports Telegram delivers to (Bot API, setWebhook).
TELEGRAM_PORTS = (None, 443, 80, 88, 8443)
TELEGRAM_CONNECTIONS = 64  # deliveries at once, 1–100: turns that wait together share one commit


@frozen
class Webhook:
    """How one channel's webhook is managed; each function returns what to print."""

    channel: str
    set: Callable[[Settings], Awaitable[str]]
    show: Callable[[Settings], Awaitable[str]]
    drop: Callable[[Settings], Awaitable[str]]


ACTIONS = ("set", "show", "drop")


async def manage(action: str, channel: str, settings: Settings) -> str:
    """`sothon webhook ACTION CHANNEL`: the Vietnamese text to print. Raises WebhookError."""
    channel = channel.replace("_", "-")
    webhook = next((w for w in WEBHOOKS if w.channel == channel), None)
    if webhook is None:
        known = ", ".join(w.channel for w in WEBHOOKS)
        raise WebhookError(f"Kênh “{channel}” không có webhook. Các kênh có webhook: {known}.")
    if action not in ACTIONS:
        raise WebhookError(f"Không có lệnh “{action}”. Dùng: sothon webhook {'|'.join(ACTIONS)} {channel}.")
    act = {"set": webhook.set, "show": webhook.show, "drop": webhook.drop}[action]
    try:
        return await act(settings)
    except SettingsError as error:
        raise WebhookError(str(error)) from None


async def _telegram_set(settings: Settings) -> str:
    from bot.channels.telegram import WEBHOOK_PATH
    from bot.channels.telegram_read import ALLOWED_UPDATES

    _telegram_token(settings)
    url = address(settings, WEBHOOK_PATH)
    try:
        port = urlsplit(url).port
    except ValueError:
        port = -1
    if port not in TELEGRAM_PORTS:
        raise WebhookError("Telegram chỉ gọi tới các cổng 443, 80, 88, 8443. Xin sửa PUBLIC_URL.")
    secret = settings.telegram_webhook_secret.get_secret_value()
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        what = "có ký tự không dùng được" if secret else "chưa có"
        raise WebhookError(f"TELEGRAM_WEBHOOK_SECRET {what}. Xin đặt một chuỗi 32–64 ký tự A-Z a-z 0-9 _ -")
    async with _telegram(settings) as bot:
        await bot.set_webhook(
            url,
            secret_token=secret,
            allowed_updates=list(ALLOWED_UPDATES),
            max_connections=TELEGRAM_CONNECTIONS,
        )
    lines = [f"Đã đặt webhook Telegram: {url}"]
    if settings.telegram_mode != "webhook":
        lines.append("Xin đặt thêm TELEGRAM_MODE=webhook rồi chạy lại sothon run (còn webhook thì không polling được).")
    if len(secret) < 32:
        lines.append("Chuỗi bí mật hơi ngắn, nên dùng từ 32 ký tự.")
    return "\n".join(lines)


async def _telegram_show(settings: Settings) -> str:
    from bot.channels.telegram import WEBHOOK_PATH

    async with _telegram(settings) as bot:
        info = await bot.get_webhook_info()
    if not info.url:
        return f"Telegram chưa đặt webhook (đang dùng polling). Số tin đang chờ: {info.pending_update_count}."
    lines = [f"Webhook Telegram: {info.url}", f"Số tin đang chờ: {info.pending_update_count}."]
    if info.last_error_date is not None:
        at = info.last_error_date.astimezone(VIETNAM)
        lines.append(f"Lỗi gần nhất lúc {at:%H:%M %d/%m/%Y}: {info.last_error_message or 'không rõ'}.")
    else:
        lines.append("Chưa thấy lỗi nào.")
    if settings.public_url and info.url != settings.public_url.strip().rstrip("/") + WEBHOOK_PATH:
        lines.append("Địa chỉ này khác PUBLIC_URL; nếu đã đổi, chạy lại: sothon webhook set telegram")
    return "\n".join(lines)


async def _telegram_drop(settings: Settings) -> str:
    async with _telegram(settings) as bot:
        await bot.delete_webhook(drop_pending_updates=False)
    return "Đã gỡ webhook Telegram; tin đang chờ vẫn còn. Muốn nhận tin: đặt TELEGRAM_MODE=polling rồi chạy sothon run."


def _telegram_token(settings: Settings) -> None:
    if not settings.telegram_bot_token.get_secret_value():
        raise WebhookError("Chưa có TELEGRAM_BOT_TOKEN. Xin lấy mã ở @BotFather rồi đặt vào .env")


@asynccontextmanager
async def _telegram(settings: Settings) -> "AsyncIterator[Bot]":
    """A client for one question, its errors put in words. aiogram is imported here: other commands must not pay."""
    _telegram_token(settings)
    from aiogram.exceptions import AiogramError

    from bot.channels.telegram_client import client, send_error

    bot = client(settings)
    try:
        yield bot
    except AiogramError as error:
        raise WebhookError(f"Không làm được: {send_error(error, bot.token).reason}.") from None
    finally:
        await bot.session.close()


WEBHOOKS: tuple[Webhook, ...] = (
    Webhook("telegram", _telegram_set, _telegram_show, _telegram_drop),
    Webhook("zalo-bot", zalo_webhooks.bot_set, zalo_webhooks.bot_show, zalo_webhooks.bot_drop),
    Webhook("zalo-oa", zalo_webhooks.oa_set, zalo_webhooks.oa_show, zalo_webhooks.oa_drop),
)
