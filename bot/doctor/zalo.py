"""Zalo: tokens, webhooks and the month's counter of a bot; keys, tokens and their age of an Official Account."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

from bot.channels.public import WebhookError, address
from bot.channels.zalo_bot_client import ZaloBotError, client
from bot.channels.zalo_http import NoAnswer, NotSent
from bot.channels.zalo_oa_client import check
from bot.channels.zalo_webhooks import BOT_PATH, webhook_of
from bot.doctor.finding import BAD, FINE, NOTE, Finding, Ward
from bot.settings import Settings, SettingsError
from domain.periods import local
from storage import zalo
from storage.tx import Tx
from vietnamese.words import number

ASK_SECONDS = 5.0
REFRESH_LIVES, SOON = timedelta(days=90), timedelta(days=14)


def bot(ward: Ward) -> Iterator[Finding]:
    """The Zalo Bot."""
    settings = ward.settings
    if settings.zalo_bot_mode == "webhook":
        secret = settings.zalo_bot_webhook_secret.get_secret_value()
        if not secret:
            yield Finding(BAD, "ZALO_BOT_MODE=webhook nhưng thiếu ZALO_BOT_WEBHOOK_SECRET.", "Đặt 32–64 ký tự.")
        try:
            address(settings, "")
        except WebhookError as error:
            yield Finding(BAD, f"ZALO_BOT_MODE=webhook nhưng: {error}")
    if ward.online:
        yield from _asked(settings)
    else:
        yield Finding(NOTE, "Zalo Bot: có mã bot, chưa hỏi máy chủ (--offline).")
    if ward.store is not None:
        yield from ward.read(usage)


def usage(tx: Tx) -> list[Finding]:
    """The month's counter of every bot, with its forecast."""
    found = []
    for account in zalo.bots(tx):
        used = zalo.usage(tx, account)
        words = (
            f"Zalo Bot tháng này: gửi {number(used.sent)}/{number(zalo.MESSAGES)} tin, nhận {number(used.received)}; "
            f"{number(used.people)}/{zalo.PEOPLE} người; dự báo gửi {number(used.forecast(used.sent))}."
        )
        tight = used.low or used.runs_out is not None or used.people > zalo.PEOPLE
        do = "Cho bà con dùng thêm kênh khác (nhắn “thêm kênh”), hoặc thêm Zalo OA." if tight else ""
        found.append(Finding(NOTE if tight else FINE, words, do))
    return found


def _asked(settings: Settings) -> Iterator[Finding]:
    try:
        name, url = asyncio.run(_ask(settings))
    except SettingsError as error:
        yield Finding(BAD, str(error), "Sửa trong .env.")
        return
    except ZaloBotError as error:
        if error.code == 401:
            yield Finding(BAD, "Zalo Bot: mã bot bị từ chối.", "Lấy lại mã ở Zalo Bot Creator, đặt ZALO_BOT_TOKEN.")
        else:
            yield Finding(NOTE, f"Zalo Bot: máy chủ trục trặc (mã {error.code}).", "Thử lại sau ít phút.")
        return
    except (NotSent, NoAnswer):
        yield Finding(NOTE, "Zalo Bot: chưa hỏi được máy chủ.", "Kiểm tra mạng, ZALO_BOT_API_BASE, ZALO_BOT_PROXY.")
        return
    yield Finding(FINE, f"Zalo Bot: mã bot đúng ({name}).")
    webhook = settings.zalo_bot_mode == "webhook"
    if webhook and url != settings.public_url.strip().rstrip("/") + BOT_PATH:
        yield Finding(BAD, "Zalo chưa biết webhook này nên không gửi tin tới.", "sothon webhook set zalo-bot")
    elif url and not webhook:
        yield Finding(BAD, "Zalo Bot còn webhook nên polling không nhận được tin.", "sothon webhook drop zalo-bot")


async def _ask(settings: Settings) -> tuple[str, str]:
    """The bot's name and its webhook's address. Raises SettingsError and what `Client.call` raises."""
    asked = client(settings)
    try:
        me = await asked.call("getMe", seconds=ASK_SECONDS)
        info = await webhook_of(asked, ASK_SECONDS)
    finally:
        await asked.close()
    name = (me.get("display_name") or me.get("account_name")) if isinstance(me, dict) else ""
    return str(name or "không tên"), str(info.get("url") or "")


def oa(ward: Ward) -> Iterator[Finding]:
    """The Official Account. Its API is not asked: that would use up the refresh token beside a running program."""
    settings = ward.settings
    try:
        check(settings)
    except SettingsError as error:
        yield Finding(BAD, str(error), "Sửa trong .env.")
        return
    try:
        address(settings, "")
    except WebhookError as error:
        yield Finding(BAD, f"Zalo OA chỉ nhận tin qua webhook: {error}")
    if not settings.zalo_oa_secret_key.get_secret_value():
        yield Finding(
            NOTE, "Chưa có ZALO_OA_SECRET_KEY; đang thử khóa ứng dụng.", "Chép OA Secret Key ở trang Webhook."
        )
    if ward.store is None:
        return
    yield from ward.read(lambda tx: tokens(tx, settings))


def tokens(tx: Tx, settings: Settings) -> list[Finding]:
    """The pair in use: how old, and whether its last renewal went well."""
    pair = zalo.tokens(tx, settings.zalo_oa_app_id.strip())
    where = "Lấy refresh token mới ở API Explorer, đặt ZALO_OA_REFRESH_TOKEN rồi chạy lại."
    if pair is None or not pair.access:
        if not settings.zalo_oa_refresh_token.get_secret_value():
            return [Finding(BAD, "Zalo OA chưa có token nào.", where)]
        if pair is not None and pair.failed_at is not None:
            return [Finding(BAD, f"Zalo OA không lấy được token: {pair.failure}.", where)]
        return [Finding(NOTE, "Zalo OA chưa đổi token lần nào.", "Chạy “sothon run”, rồi xem lại.")]
    ends = local(pair.got_at + REFRESH_LIVES)
    if pair.failed_at is not None:
        until = f"{local(pair.expires_at):%H:%M %d/%m/%Y}"
        return [Finding(BAD, f"Zalo OA không gia hạn được token ({pair.failure}); còn dùng được đến {until}.", where)]
    if tx.now > pair.got_at + REFRESH_LIVES - SOON:
        return [Finding(BAD, f"Mã gia hạn của Zalo OA hết hạn ngày {ends:%d/%m/%Y}.", where)]
    if pair.tried_at is not None and tx.now - pair.tried_at > timedelta(minutes=5):
        return [Finding(NOTE, "Lần gia hạn token Zalo OA gần nhất bị ngắt giữa chừng.", where)]
    return [Finding(FINE, f"Zalo OA: token gia hạn lúc {local(pair.got_at):%H:%M %d/%m/%Y}, tự xoay vòng.")]
