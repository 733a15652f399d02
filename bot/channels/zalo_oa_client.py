"""The few calls of the Official Account API that are used, each with the token renewed once where it is refused."""

import json
import re
from typing import Any

from bot.channels.base import SendError
from bot.channels.zalo_http import GAVE_UP, Answer, Http, NoAnswer, NotSent
from bot.channels.zalo_oa_errors import OaError
from bot.channels.zalo_oa_tokens import Keeper, NoToken
from bot.settings import Settings, SettingsError

BASES = ("zalo_oa_api_base", "zalo_oa_oauth_base", "zalo_oa_template_base")
MESSAGE, TEMPLATE_BY_USER = "/v3.0/oa/message/cs", "/v3.0/oa/message/template"
TEMPLATE_BY_PHONE = "/message/template"  # of the business host
UPLOAD_IMAGE, UPLOAD_FILE = "/v2.0/oa/upload/image", "/v2.0/oa/upload/file"
PROFILE = "/v2.0/oa/getoa"


def check(settings: Settings) -> None:
    """Raises SettingsError where the settings cannot work."""
    if not re.fullmatch(r"\d{1,20}", settings.zalo_oa_app_id.strip()):
        raise SettingsError("ZALO_OA_APP_ID phải là mã số của ứng dụng ở developers.zalo.me")
    if not settings.zalo_oa_app_secret.get_secret_value().strip():
        raise SettingsError("Thiếu ZALO_OA_APP_SECRET: khóa bí mật của ứng dụng ở developers.zalo.me")
    for name in BASES:
        if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", getattr(settings, name).strip()):
            raise SettingsError(f"{name.upper()} phải là địa chỉ bắt đầu bằng https://")


class Client:
    """Every answer is HTTP 200; `error` other than 0 is the failure."""

    def __init__(self, settings: Settings, http: Http, keeper: Keeper) -> None:
        self._http, self._keeper = http, keeper
        self._api = settings.zalo_oa_api_base.strip().rstrip("/")
        self._business = settings.zalo_oa_template_base.strip().rstrip("/")

    async def say(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """POST JSON to the API; the answer's `data`. Raises OaError, SendError."""
        return await self._call(self._api + path, json=body)

    async def by_phone(self, body: dict[str, Any]) -> dict[str, Any]:
        """A template to a phone number. Raises OaError, SendError."""
        return await self._call(self._business + TEMPLATE_BY_PHONE, json=body)

    async def upload(self, path: str, name: str, data: bytes) -> dict[str, Any]:
        """A file; the answer's `data` (attachment_id or token), good for seven days. Raises OaError, SendError."""
        return await self._call(self._api + path, files={"file": (name, data)})

    async def profile(self, seconds: float = 30.0) -> dict[str, Any]:
        """The account itself: oaid (or oa_id), name, package_name. Raises OaError, SendError."""
        return await self._call(self._api + PROFILE, get=True, seconds=seconds, params={"data": json.dumps({})})

    async def _call(self, url: str, *, get: bool = False, **request: Any) -> dict[str, Any]:
        access = await self._token(None)
        try:
            return _data(await self._ask(url, get, access, request))
        except OaError as error:
            if error.kind != "refresh":
                raise
        return _data(await self._ask(url, get, await self._token(access), request))

    async def _token(self, refused: str | None) -> str:
        try:
            return await (self._keeper.access() if refused is None else self._keeper.refused(refused))
        except NoToken as error:
            raise SendError("park", f"Zalo OA chưa có token: {error}") from None

    async def _ask(self, url: str, get: bool, access: str, request: dict[str, Any]) -> Answer:
        headers = {"access_token": access}  # not Authorization: Bearer
        try:
            if get:
                return await self._http.get(url, headers=headers, **request)
            return await self._http.post(url, headers=headers, **request)
        except NotSent as error:
            raise SendError("retry", f"không nối được tới Zalo OA: {error}") from None
        except NoAnswer as error:
            raise SendError("ambiguous", f"đã gửi đi nhưng không thấy Zalo OA trả lời: {error}") from None


def _data(answer: Answer) -> dict[str, Any]:
    body = answer.body
    code = body.get("error") if body is not None else None
    if body is None or not isinstance(code, int):
        if answer.status in GAVE_UP or 200 <= answer.status < 300:
            raise SendError("ambiguous", f"Zalo OA trả lời không rõ: HTTP {answer.status}")
        raise SendError("retry", f"máy chủ Zalo OA trục trặc: HTTP {answer.status}")
    if code != 0:
        raise OaError(code, str(body.get("message") or ""))
    data = body.get("data")
    return data if isinstance(data, dict) else {}
