"""The channels: what is switched on, whether the platform knows our token, and whether both sides agree on webhooks."""

import asyncio
from collections.abc import Callable, Iterator

from bot.channels import CHANNELS
from bot.doctor import zalo
from bot.doctor.finding import BAD, FINE, NOTE, Finding, Ward
from bot.settings import Settings, SettingsError
from bot.webhooks import WebhookError, address
from vietnamese.words import number

ASK_SECONDS = 5


def channels(ward: Ward) -> Iterator[Finding]:
    on = [kind for kind in CHANNELS if kind.configured(ward.settings)]
    if not any(kind.name in ONLINE for kind in on):
        needs = ", ".join(kind.needs for kind in CHANNELS if kind.needs)
        yield Finding(NOTE, "Chưa có kênh nhắn tin nào; chỉ dùng được trang chat.", f"Đặt {needs} trong .env.")
    for kind in on:
        if kind.name in ONLINE:
            yield from ONLINE[kind.name](ward)


def _telegram(ward: Ward) -> Iterator[Finding]:
    settings = ward.settings
    webhook = settings.telegram_mode == "webhook"
    if webhook:
        try:
            address(settings, "")
        except WebhookError as error:
            yield Finding(BAD, f"TELEGRAM_MODE=webhook nhưng: {error}")
        secret = settings.telegram_webhook_secret.get_secret_value()
        if not secret:
            yield Finding(BAD, "TELEGRAM_MODE=webhook nhưng thiếu TELEGRAM_WEBHOOK_SECRET.", "Đặt 32–64 ký tự.")
        elif len(secret) < 32:
            yield Finding(NOTE, "TELEGRAM_WEBHOOK_SECRET hơi ngắn.", "Nên dùng từ 32 ký tự.")
    if not ward.online:
        yield Finding(NOTE, "Telegram: có mã bot, chưa hỏi máy chủ (--offline).")
        return
    try:
        name, url, error_text, waiting = asyncio.run(_ask_telegram(settings))
    except _NoAnswerError as error:
        yield Finding(BAD if error.ours else NOTE, f"Telegram: {error}.", error.do)
        return
    yield Finding(FINE, f"Telegram: mã bot đúng (@{name}), {number(waiting)} tin đang chờ nhận.")
    if webhook and not url:
        yield Finding(BAD, "Telegram chưa biết webhook nên không gửi tin tới.", "sothon webhook set telegram")
    elif webhook and settings.public_url and not url.startswith(settings.public_url.rstrip("/") + "/"):
        yield Finding(BAD, "Webhook ở Telegram khác PUBLIC_URL.", "sothon webhook set telegram")
    elif url and not webhook:
        yield Finding(BAD, "Telegram còn webhook nên polling không nhận được tin.", "sothon webhook drop telegram")
    if webhook and error_text:
        yield Finding(NOTE, f"Telegram báo lỗi lần gọi gần nhất: {error_text}.", "sothon webhook show telegram")


class _NoAnswerError(Exception):
    """A platform that could not be asked (`ours`: because of our own settings)."""

    def __init__(self, words: str, do: str, *, ours: bool) -> None:
        super().__init__(words)
        self.do, self.ours = do, ours


async def _ask_telegram(settings: Settings) -> tuple[str, str, str, int]:
    """The bot's user name, the webhook's address and last error, and how many updates wait. Raises _NoAnswerError."""
    from aiogram.exceptions import AiogramError

    from bot.channels.telegram_client import client, send_error

    try:
        bot = client(settings)
    except SettingsError as error:
        raise _NoAnswerError(str(error).rstrip("."), "Sửa trong .env.", ours=True) from None
    try:
        me = await bot.get_me(request_timeout=ASK_SECONDS)
        info = await bot.get_webhook_info(request_timeout=ASK_SECONDS)
    except AiogramError as error:
        sent = send_error(error, bot.token)
        if sent.kind == "park":
            raise _NoAnswerError(
                "mã bot bị từ chối", "Lấy lại mã ở @BotFather, đặt TELEGRAM_BOT_TOKEN.", ours=True
            ) from None
        raise _NoAnswerError(
            "chưa hỏi được máy chủ", "Kiểm tra mạng, TELEGRAM_API_BASE, TELEGRAM_PROXY rồi thử lại.", ours=False
        ) from None
    finally:
        await bot.session.close()
    return me.username or me.first_name, info.url, info.last_error_message or "", info.pending_update_count


# How each platform is asked whether our settings are good.
ONLINE: dict[str, Callable[[Ward], Iterator[Finding]]] = {
    "telegram": _telegram,
    "zalo_bot": zalo.bot,
    "zalo_oa": zalo.oa,
}
