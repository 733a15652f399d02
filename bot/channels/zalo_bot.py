"""The Zalo Bot channel: text in by webhook or polling, text and linked pictures out, every message counted."""

import asyncio
import hmac
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.routing import BaseRoute, Route

from bot import telling
from bot.channels import zalo_file
from bot.channels.base import Doors, Pace, SendError
from bot.channels.telegram_write import units
from bot.channels.zalo_bot_client import Client, ZaloBotError, client, send_error
from bot.channels.zalo_bot_poll import Poller
from bot.channels.zalo_bot_read import Event, decode, read
from bot.channels.zalo_hook import Forged, Hook
from bot.channels.zalo_http import NoAnswer, NotSent
from bot.channels.zalo_text import LIMIT, parts, with_choices
from bot.logs import log
from bot.settings import Settings
from domain.messages import Address, File, Outbound
from storage import reaching, zalo
from storage.tx import Tx

WEBHOOK_PATH = "/hooks/zalo-bot"
# Per-second limits are not published: about one message a second a bot, short bursts allowed; what is said first takes
# half of that, so that answers have room. The plan counts messages, so those waiting for one person go as one.
PACE = Pace(bulk_per_second=0.5, account_per_second=1, account_burst=10, merge=LIMIT)
PHOTO_SECONDS = 40.0  # Zalo fetches the picture before it answers; the delivery waits 45
WARN_AT = (80, 95, 100)  # per cent of the month's messages at which the officers are told
LOW = "tin tháng này của Zalo Bot sắp hết, phần còn lại để trả lời"
NO_FILES = "Zalo Bot không gửi được tệp"


def build(settings: Settings, doors: Doors) -> "ZaloBotChannel":
    """The channel by the settings. Raises SettingsError where token, base address or proxy cannot be used."""
    return ZaloBotChannel(client(settings), settings, doors)


class ZaloBotChannel:
    """One Zalo Bot, as `base.Channel` wants it."""

    name = zalo.BOT
    pace = PACE

    def __init__(self, bot: Client, settings: Settings, doors: Doors) -> None:
        self.account = bot.account
        self._bot, self._doors = bot, doors
        self._by_webhook = settings.zalo_bot_mode == "webhook"
        self._secret = settings.zalo_bot_webhook_secret.get_secret_value().encode()

    def routes(self) -> Sequence[BaseRoute]:
        """The webhook in webhook mode, and only where it has a secret."""
        if not self._by_webhook:
            return ()
        if not self._secret:
            log.error("chưa có ZALO_BOT_WEBHOOK_SECRET nên không mở webhook Zalo, bot sẽ không nhận được tin. "
                      "Xin đặt một chuỗi 32–64 ký tự A-Z a-z 0-9 _ - rồi chạy “sothon webhook set zalo-bot”.",
                      action="zalo_bot.no-secret")  # fmt: skip
            return ()
        hook = Hook(self.name, self._check, self._receive, probed=True)
        return (Route(WEBHOOK_PATH, hook, methods=["POST"]),)

    async def run(self) -> None:
        """Poll until cancelled; in webhook mode there is nothing to do until then."""
        if self._by_webhook:
            await asyncio.Event().wait()
        await Poller(self._bot, self._doors.now, self.accept).run()

    async def send(self, to: Address, message: Outbound) -> str:
        """Say something; returns the id of the last Zalo message it took. Raises SendError."""
        calls = _calls(message)
        if not calls:
            raise SendError("refused", "tin không có chữ nào")
        last = ""
        for sent, (method, params) in enumerate(calls):
            try:
                last = await self._call(method, {"chat_id": to.id} | params)
            except SendError as failure:
                if sent and failure.kind == "retry":  # "retry" promises that nothing was sent
                    failure = SendError("ambiguous", f"mới gửi được {sent} phần: {failure.reason}")
                raise failure from None
        return last

    def barred(self, tx: Tx, chats: Sequence[str], kind: str) -> Mapping[str, str]:
        """Everybody for nudges and bulk, when what is left of the month is wanted for answers."""
        if kind == "notice" or not zalo.usage(tx, self.account).low:
            return {}
        return dict.fromkeys(chats, LOW)

    async def close(self) -> None:
        """Hang up."""
        await self._bot.close()

    # ── receiving ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _check(self, headers: Mapping[bytes, bytes]) -> None:
        if not hmac.compare_digest(headers.get(b"x-bot-api-secret-token", b""), self._secret):
            raise Forged("không có chuỗi bí mật của webhook")

    async def _receive(self, _headers: Mapping[bytes, bytes], body: bytes) -> None:
        if not body.strip():  # the probe, announced with a length
            return
        await self.accept(read(decode(body), self.account, self._doors.now))

    async def accept(self, event: Event) -> None:
        """Take one event durably; what says nothing to us is kept by its id and ignored."""
        if event.inbound is not None:
            await self._doors.take(event.inbound)
            return
        log.info("an event was ignored", action="zalo_bot.ignored", named=event.name)
        await self._doors.write(
            lambda c: reaching.keep_ignored(Tx(c, self._doors.now()), self.name, self.account, event.id, event.name)
        )

    # ── sending ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _call(self, method: str, params: dict[str, Any]) -> str:
        """One counted call; returns the message's id. Counted before it leaves: a crash must not make us forget it."""
        await self._doors.write(lambda c: self._count(Tx(c, self._doors.now())))
        failure: ZaloBotError | NotSent | NoAnswer
        try:
            seconds = PHOTO_SECONDS if method == "sendPhoto" else 30.0
            result = await self._bot.call(method, params, seconds=seconds)
        except (ZaloBotError, NotSent, NoAnswer) as error:
            failure = error
        else:
            id = result.get("message_id") if isinstance(result, dict) else None
            return str(id or "")
        outcome = send_error(failure)
        if outcome.kind != "ambiguous":  # it certainly did not go out
            await self._doors.write(lambda c: zalo.count(Tx(c, self._doors.now()), self.account, -1))
        raise outcome

    def _count(self, tx: Tx) -> None:
        """In the writer: one more, and a word to the officers when it passes a mark."""
        sent = zalo.count(tx, self.account)
        for mark in WARN_AT:
            if sent * 100 >= zalo.MESSAGES * mark > (sent - 1) * 100:
                usage = zalo.usage(tx, self.account)
                more = "Em thôi nhắc trước để dành tin trả lời" if usage.low else "Tháng này còn gửi được bình thường"
                text = (
                    f"Zalo Bot đã gửi {sent}/{zalo.MESSAGES} tin của gói tháng này ({mark}%). {more}; "
                    "xem chi tiết thì nhắn “zalo” ạ."
                )
                telling.tell_officers_on(
                    tx, self.name, self.account, f"quota/{self.account}/{tx.now:%Y-%m}/{mark}", text
                )


def _calls(message: Outbound) -> list[tuple[str, dict[str, Any]]]:
    """The calls a message takes. A picture goes by its link, any other file as words."""
    text, file = with_choices(message), message.file
    if file is not None:
        log.info("a file was linked or named, not sent", action="zalo_bot.degrade", bytes=len(file.data))
    if file is not None and file.link and _is_picture(file):
        if units(text) <= LIMIT:
            return [("sendPhoto", {"photo": file.link} | ({"caption": text} if text.strip() else {}))]
        return [*(("sendMessage", {"text": part}) for part in parts(text)), ("sendPhoto", {"photo": file.link})]
    whole = text if file is None else zalo_file.in_words(text, file, NO_FILES)
    return [("sendMessage", {"text": part}) for part in parts(whole)]


def _is_picture(file: File) -> bool:
    return file.name.lower().endswith((".png", ".jpg", ".jpeg"))
