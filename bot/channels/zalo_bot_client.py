"""The documented methods of the Zalo Bot Platform, and what each of its errors means for us."""

import re
from typing import Any

from bot.channels.base import SendError
from bot.channels.zalo_http import GAVE_UP, TOTAL_SECONDS, Answer, Http, NoAnswer, NotSent
from bot.settings import Settings, SettingsError

TOKEN = re.compile(r"[^\s:/?#]{1,64}:[^\s:/?#]{8,}")


class ZaloBotError(Exception):
    """The platform's own refusal. `code` is its error_code (else the HTTP status), `said` its words without the
    token; `code` 0 stands for an answer that is none (a gateway's page)."""

    def __init__(self, code: int, said: str, status: int) -> None:
        super().__init__(f"{code}: {said}")
        self.code, self.said, self.status = code, said, status


class Client:
    """One bot's methods. The token stands in every address, so nothing here lets an address out."""

    def __init__(self, token: str, base: str, proxy: str = "") -> None:
        """Raises SettingsError, in Vietnamese, without secrets."""
        token, base = token.strip(), base.strip().rstrip("/")
        if not TOKEN.fullmatch(token):
            raise SettingsError(
                "ZALO_BOT_TOKEN chưa đúng dạng: chép nguyên dòng mã mà Zalo Bot Creator gửi, như 123:AbC…"
            )
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", base):
            raise SettingsError("ZALO_BOT_API_BASE phải là địa chỉ như https://bot-api.zaloplatforms.com")
        self.account = token.split(":")[0]
        self._token = token
        self._url = f"{base}/bot{token}/"
        try:
            self._http = Http(proxy)
        except SettingsError as error:
            raise SettingsError(f"ZALO_BOT_PROXY: {error}") from None

    async def call(self, method: str, params: dict[str, Any] | None = None, seconds: float = TOTAL_SECONDS) -> Any:
        """The `result` of a method. `ok` decides, never the status alone; an error_code beside ok is none.

        Raises ZaloBotError, NotSent, NoAnswer.
        """
        answer: Answer = await self._http.post(self._url + method, json=params or {}, seconds=seconds)
        body = answer.body
        if body is None or not isinstance(body.get("ok"), bool):
            if 200 <= answer.status < 300:
                raise NoAnswer(f"HTTP {answer.status}: no answer of the Zalo Bot API")
            raise ZaloBotError(0, f"HTTP {answer.status}", answer.status)
        if body["ok"]:
            return body.get("result")
        code = body.get("error_code")
        said = str(body.get("description") or "").replace(self._token, "…")[:200]
        raise ZaloBotError(code if isinstance(code, int) and code else answer.status, said, answer.status)

    async def close(self) -> None:
        """Hang up."""
        await self._http.close()


def client(settings: Settings) -> Client:
    """The client by the settings. Raises SettingsError."""
    return Client(
        settings.zalo_bot_token.get_secret_value(),
        settings.zalo_bot_api_base,
        settings.zalo_bot_proxy.get_secret_value(),
    )


def send_error(error: ZaloBotError | NotSent | NoAnswer) -> SendError:
    """What an error of a send means for the outbox.

    401 and 429 stop the whole bot (the latter is the month's quota on the free plan); 403 is the platform's own
    “internal server error”; 408, 504 and an answer that is none leave open whether the message went out.
    """
    if isinstance(error, NotSent):
        return SendError("retry", f"không nối được tới Zalo: {error}")
    if isinstance(error, NoAnswer):
        return SendError("ambiguous", f"đã gửi đi nhưng không thấy Zalo trả lời: {error}")
    said = f"{error.code} {error.said}".strip()
    if error.code == 401:
        return SendError("park", "Zalo không nhận mã bot (ZALO_BOT_TOKEN)")
    if error.code == 429:
        return SendError("park", "Zalo báo đã hết hạn mức tin của gói")
    if error.code in GAVE_UP or (error.code == 0 and error.status in GAVE_UP):
        return SendError("ambiguous", f"đã gửi đi nhưng Zalo trả lời quá giờ: {said}")
    if error.code in (400, 404):
        return SendError("refused", f"Zalo từ chối: {said}")
    return SendError("retry", f"máy chủ Zalo trục trặc: {said}")
