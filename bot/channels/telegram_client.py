"""Telegram's Bot API through aiogram, with a lean session: one connection pool, JSON out, light answers back."""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, ClassVar, cast

import msgspec
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramAPIError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.utils.token import TokenValidationError, validate_token
from aiohttp import ClientConnectorError, ClientError, ClientTimeout, ConnectionTimeoutError, InvalidURL
from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError
from yarl import URL

from bot.channels.base import SendError
from bot.channels.telegram_wire import Broken, NotConnected, Wire
from bot.settings import Settings, SettingsError

CONNECTIONS = 32
CONNECT_SECONDS, TOTAL_SECONDS = 10.0, 30.0
# 504 and Cloudflare's 524: the gateway passed the request on and then gave up waiting, so it may have been carried out.
GATEWAY_GAVE_UP = (504, 524)
# Descriptions of 400 that mean the person or group is not there (tdlib telegram-bot-api, Client.cpp).
ABSENT = re.compile(r"chat not found|user not found|deactivated|PEER_ID_INVALID|USER_IS_BLOCKED|kicked", re.IGNORECASE)


class Sent(msgspec.Struct):
    """The one thing wanted of a message that went out."""

    message_id: int


class Parameters(msgspec.Struct):
    retry_after: int | None = None
    migrate_to_chat_id: int | None = None


class Answer(msgspec.Struct):
    ok: bool
    result: msgspec.Raw = msgspec.Raw()
    description: str = ""
    error_code: int = 0
    parameters: Parameters | None = None


class Say(msgspec.Struct, omit_defaults=True):
    """sendMessage with the fields used here, as aiogram's session takes a method: it is on the way of every answer, and
    there is nothing to validate."""

    __returning__: ClassVar[type] = Sent
    __api_method__: ClassVar[str] = "sendMessage"

    chat_id: int
    text: str
    link_preview_options: dict[str, Any]
    reply_markup: dict[str, Any] | None = None


class NotSent(TelegramNetworkError):
    """No connection was made: the request never left."""


_answer = msgspec.json.Decoder(Answer)
_sent = msgspec.json.Decoder(Sent)
# The answers read without aiogram's full models, which cost more than a whole turn. Updates stay JSON: they go through
# the same reading as a webhook's, and one strange update cannot spoil its batch.
LIGHT: dict[str, Callable[[msgspec.Raw], Any]] = {
    "sendMessage": _sent.decode,
    "sendDocument": _sent.decode,
    "sendPhoto": _sent.decode,
    "getUpdates": msgspec.json.Decoder(list[msgspec.Raw]).decode,
}
ERRORS: dict[int, type[TelegramAPIError]] = {
    400: TelegramBadRequest,
    401: TelegramUnauthorizedError,
    403: TelegramForbiddenError,
    404: TelegramNotFound,
    409: TelegramConflictError,
    413: TelegramEntityTooLarge,
}


class LeanSession(AiohttpSession):
    """aiogram's session with sendMessage over a lean wire and light answers. Its errors never carry the token."""

    def __init__(self, base: str, proxy: str) -> None:
        super().__init__(proxy=proxy or None, limit=CONNECTIONS, api=TelegramAPIServer.from_base(base))
        self._connector_init["limit"] = CONNECTIONS  # a proxy's connector starts without one
        self._base = URL(base)
        self._urls: dict[str, URL] = {}
        self._wire: Wire | None = None
        if not proxy:
            tls = self._connector_init["ssl"] if self._base.scheme == "https" else None
            host, port = self._base.host or "", self._base.port or 443
            self._wire = Wire(host, port, tls, CONNECTIONS, CONNECT_SECONDS, TOTAL_SECONDS)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  (aiogram's signature)
    ) -> TelegramType:
        """One call. Raises aiogram's errors: NotSent, TelegramNetworkError (ambiguous), ClientDecodeError, the rest."""
        name = method.__api_method__
        url = self._urls.get(name)
        if url is None:
            url = self._urls[name] = URL(self.api.api_url(bot.token, name))
        failure: TelegramNetworkError
        try:
            if isinstance(method, Say) and self._wire is not None:
                status, content = await self._wire.post(url.raw_path.encode(), msgspec.json.encode(method))
            else:
                status, content = await self._post(bot, method, url, float(timeout or TOTAL_SECONDS))
        except (NotConnected, ClientConnectorError, ConnectionTimeoutError, ProxyError, ProxyConnectionError,
                ProxyTimeoutError, InvalidURL) as error:  # fmt: skip
            failure = NotSent(method=method, message=type(error).__name__)
        except (Broken, ClientError, TimeoutError) as error:
            failure = TelegramNetworkError(method=method, message=type(error).__name__)
        except (OSError, EOFError) as error:  # while connecting through a proxy
            failure = NotSent(method=method, message=type(error).__name__)
        else:
            return cast(TelegramType, self._result(bot, method, status, content))
        raise failure  # outside the except: aiohttp's error, which may quote the address, is not chained

    async def _post(self, bot: Bot, method: TelegramMethod[Any], url: URL, seconds: float) -> tuple[int, bytes]:
        """The same by aiogram's own client: files, long polls, proxies."""
        client = self._session or await self.create_session()
        body: Any = msgspec.json.encode(method) if isinstance(method, Say) else self.build_form_data(bot, method)
        headers = {"Content-Type": "application/json"} if isinstance(method, Say) else None
        limits = ClientTimeout(total=seconds, connect=CONNECT_SECONDS, sock_connect=CONNECT_SECONDS)
        # No redirects: the address carries the token, which must not be handed on.
        async with client.post(url, data=body, headers=headers, timeout=limits, allow_redirects=False) as response:
            return response.status, await response.read()

    def _result(self, bot: Bot, method: TelegramMethod[Any], status: int, content: bytes) -> Any:
        if status in GATEWAY_GAVE_UP:
            raise TelegramNetworkError(method=method, message=f"HTTP {status}")
        try:
            answer = _answer.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise ClientDecodeError(f"HTTP {status}: not an answer of the Bot API", error, None) from None
        if not answer.ok:
            raise refusal(method, status, answer)
        light = LIGHT.get(method.__api_method__)
        if light is None:
            return self.check_response(bot, method, status, content.decode()).result
        try:
            return light(answer.result)
        except (msgspec.DecodeError, UnicodeDecodeError):
            # Accepted, but by something that does not speak as Telegram does: nobody knows what became of it.
            raise TelegramNetworkError(method=method, message="unreadable result") from None

    async def close(self) -> None:
        """Close the connections; over TLS they need a moment (aiogram waits always, which tests would feel)."""
        if self._wire is not None:
            await self._wire.close()
        if self._base.scheme == "https":
            await super().close()
        elif self._session is not None and not self._session.closed:
            await self._session.close()


def refusal(method: TelegramMethod[Any], status: int, answer: Answer) -> TelegramAPIError:
    """aiogram's error for an answer that is not ok."""
    code, more, said = answer.error_code or status, answer.parameters or Parameters(), answer.description
    if more.migrate_to_chat_id is not None:
        return TelegramMigrateToChat(method=method, message=said, migrate_to_chat_id=more.migrate_to_chat_id)
    if code == 429 or more.retry_after is not None:
        return TelegramRetryAfter(method=method, message=said, retry_after=more.retry_after or 1)
    if code >= 500:
        return TelegramServerError(method=method, message=said)
    return ERRORS.get(code, TelegramAPIError)(method=method, message=said)


def client(settings: Settings) -> Bot:
    """aiogram's Bot on the lean session, by the settings. Raises SettingsError (in Vietnamese, without secrets)."""
    token = settings.telegram_bot_token.get_secret_value().strip()
    try:
        validate_token(token)
    except TokenValidationError:
        raise SettingsError(
            "TELEGRAM_BOT_TOKEN chưa đúng dạng: phải như 123456789:AA…, chép nguyên từ @BotFather."
        ) from None
    base = settings.telegram_api_base.strip().rstrip("/")
    if not re.fullmatch(r"https?://[^\s/?#{}]+(/[^\s?#{}]*)?", base):
        raise SettingsError("TELEGRAM_API_BASE phải là địa chỉ bắt đầu bằng https://, ví dụ https://api.telegram.org")
    proxy = settings.telegram_proxy.get_secret_value().strip()
    proxy = re.sub(r"^socks5h://", "socks5://", proxy)  # names are always resolved by the proxy
    with suppress(ValueError):  # its message may quote the proxy's address with the password
        return Bot(token, LeanSession(base, proxy))
    raise SettingsError("TELEGRAM_PROXY phải có dạng socks5://máy:cổng hoặc http://tên:mật-khẩu@máy:cổng")


def send_error(error: AiogramError, token: str) -> SendError:
    """What an aiogram error means for the outbox. The reason carries Telegram's words without the token."""
    said = str(getattr(error, "message", "")).replace(token, "…")[:200]
    match error:
        case TelegramRetryAfter():
            return SendError("retry", f"Telegram bảo chờ {error.retry_after} giây", float(error.retry_after))
        case TelegramForbiddenError():
            return SendError("gone", f"không nhắn được cho người này: {said}")
        case TelegramMigrateToChat():
            return SendError("gone", "nhóm đã đổi mã")
        case TelegramBadRequest() if ABSENT.search(said):
            return SendError("gone", f"không thấy người này: {said}")
        case TelegramBadRequest() | TelegramEntityTooLarge():  # the latter is a TelegramNetworkError to aiogram
            return SendError("refused", f"Telegram từ chối: {said}")
        case TelegramUnauthorizedError() | TelegramNotFound():
            return SendError("park", f"Telegram không nhận mã bot (TELEGRAM_BOT_TOKEN): {said}")
        case NotSent():
            return SendError("retry", f"không nối được tới Telegram: {said}")
        case TelegramNetworkError():
            return SendError("ambiguous", f"đã gửi đi nhưng không thấy trả lời: {said}")
        case _:
            return SendError("retry", f"máy chủ Telegram trục trặc: {said}")
