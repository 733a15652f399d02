"""Setting, showing and dropping the webhook of a Zalo Bot; an Official Account's is set in its console only."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

from bot.channels.public import WebhookError, address
from bot.channels.zalo_bot_client import Client, ZaloBotError, client, send_error
from bot.channels.zalo_http import NoAnswer, NotSent
from bot.settings import Settings
from domain.periods import local

BOT_PATH, OA_PATH = "/hooks/zalo-bot", "/hooks/zalo-oa"
CONSOLE = "developers.zalo.me → ứng dụng của xã → Official Account → Webhook"


async def bot_set(settings: Settings) -> str:
    """Register PUBLIC_URL; says whether Zalo could reach it. Raises WebhookError."""
    url = address(settings, BOT_PATH)
    secret = settings.zalo_bot_webhook_secret.get_secret_value()
    if not (8 <= len(secret) <= 256 and secret.isascii() and secret.isprintable()):
        what = "phải dài 8–256 ký tự không dấu" if secret else "chưa có"
        raise WebhookError(f"ZALO_BOT_WEBHOOK_SECRET {what}. Xin đặt một chuỗi 32–64 ký tự A-Z a-z 0-9 _ -")
    async with _bot(settings) as bot:
        result = await bot.call("setWebhook", {"url": url, "secret_token": secret})
    lines = [f"Đã đặt webhook Zalo Bot: {url}"]
    # The address is kept even where Zalo could not reach it.
    verified = result.get("verification") if isinstance(result, dict) else None
    if isinstance(verified, dict) and verified.get("ok") is not True:
        said = " ".join(str(verified.get(key) or "") for key in ("outcome", "hint")).strip()[:200]
        lines.append(f"Nhưng Zalo thử gọi tới chưa được ({said}). Xem lại tên miền, HTTPS, và sothon run có đang chạy.")
    if settings.zalo_bot_mode != "webhook":
        lines.append("Xin đặt thêm ZALO_BOT_MODE=webhook rồi chạy lại sothon run (còn webhook thì không polling được).")
    if len(secret) < 32:
        lines.append("Chuỗi bí mật hơi ngắn, nên dùng từ 32 ký tự.")
    return "\n".join(lines)


async def bot_show(settings: Settings) -> str:
    """What Zalo has registered. Raises WebhookError."""
    async with _bot(settings) as bot:
        info = await webhook_of(bot)
    if not info.get("url"):
        return "Zalo Bot chưa đặt webhook (đang dùng polling)."
    lines = [f"Webhook Zalo Bot: {info['url']}"]
    at = info.get("updated_at")
    if isinstance(at, int) and not isinstance(at, bool):
        lines.append(f"Đặt lúc {local(datetime.fromtimestamp(at / 1000, UTC)):%H:%M %d/%m/%Y}.")
    if settings.public_url and info["url"] != settings.public_url.strip().rstrip("/") + BOT_PATH:
        lines.append("Địa chỉ này khác PUBLIC_URL; nếu đã đổi, chạy lại: sothon webhook set zalo-bot")
    return "\n".join(lines)


async def bot_drop(settings: Settings) -> str:
    """Remove it; there being none is fine. Raises WebhookError."""
    async with _bot(settings) as bot:
        if (await webhook_of(bot)).get("url"):
            await bot.call("deleteWebhook")
    return "Đã gỡ webhook Zalo Bot. Muốn nhận tin: đặt ZALO_BOT_MODE=polling rồi chạy sothon run."


async def webhook_of(bot: Client, seconds: float = 30.0) -> dict[str, Any]:
    """getWebhookInfo; its 404 means that there is none. Raises what `Client.call` raises."""
    try:
        info = await bot.call("getWebhookInfo", seconds=seconds)
    except ZaloBotError as error:
        if error.code == 404:
            return {}
        raise
    return info if isinstance(info, dict) else {}


async def oa_set(settings: Settings) -> str:
    """What to type into the console: an OA's webhook cannot be set by API. Raises WebhookError."""
    return f"Webhook của Zalo OA chỉ đặt được ở trang quản lý: {CONSOLE}.\nĐịa chỉ: {address(settings, OA_PATH)}"


async def oa_show(settings: Settings) -> str:
    """The same: the console alone knows."""
    return f"Webhook của Zalo OA chỉ xem được ở trang quản lý: {CONSOLE}."


async def oa_drop(settings: Settings) -> str:
    """The same."""
    return f"Webhook của Zalo OA chỉ gỡ được ở trang quản lý: {CONSOLE}."


@asynccontextmanager
async def _bot(settings: Settings) -> AsyncIterator[Client]:
    """A client for one question, its errors put in words."""
    if not settings.zalo_bot_token.get_secret_value():
        raise WebhookError("Chưa có ZALO_BOT_TOKEN. Xin tạo bot ở Zalo Bot Creator rồi đặt vào .env")
    bot = client(settings)
    try:
        yield bot
    except (ZaloBotError, NotSent, NoAnswer) as error:
        raise WebhookError(f"Không làm được: {send_error(error).reason}.") from None
    finally:
        await bot.close()
