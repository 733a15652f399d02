"""A stand-in for the Zalo Bot Platform on loopback: answers, forgets, repeats and breaks as the platform does."""

import asyncio
import itertools
import json
import time
from collections import deque
from typing import Any

import msgspec

from domain.frozen import frozen
from tests.standins.door import form
from tests.standins.standin import BAD_GATEWAY, DROPPED, HANG, Fault, Reply, StandIn, says

__all__ = ["BAD_GATEWAY", "DROPPED", "HANG", "Fault"]  # what goes wrong everywhere, beside what only Zalo says
TOKEN = "1234567890123456789:stand-in-secret-abcdefghij"
SENT = 1_763_640_000_000  # 2025-11-20 19:00 in Vietnam, epoch milliseconds
SECRET_HEADER = "X-Bot-Api-Secret-Token"
METHODS = {
    *("getMe", "getUpdates", "setWebhook", "deleteWebhook", "getWebhookInfo"),
    *("sendMessage", "sendPhoto", "sendSticker", "sendVoice", "sendChatAction"),
}


@frozen
class Call:
    """One request as it arrived."""

    method: str
    params: dict[str, Any]
    at: float


def refused(code: int, description: str, status: int | None = None) -> Fault:
    """The platform's own refusal; it may come with HTTP 200."""
    return says(code if status is None else status, ok=False, description=description, error_code=code)


QUOTA = refused(429, "Quota exceeded")
UNAUTHORIZED = refused(401, "Unauthorized")


class ZaloBotApi(StandIn):
    """The server. With `replays` every update comes back with every poll; without, it is gone once returned."""

    def __init__(self, *, replays: bool = False, token: str = TOKEN) -> None:
        super().__init__()
        self.token, self.replays = token, replays
        self.calls: list[Call] = []
        self.waiting: deque[dict[str, Any]] = deque()
        self.webhook: dict[str, Any] = {}
        self.polls = 0
        self.idle = 0.05  # seconds an idle poll takes here, whatever was asked for
        self._seen: list[dict[str, Any]] = []
        self._again = itertools.count()
        self._number = 0
        self._news = asyncio.Event()

    def push(self, *events: dict[str, Any]) -> None:
        """Something happens: it waits for a poll."""
        self.waiting.extend(events)
        self._news.set()

    def said(self, chat: str | None = None) -> list[str]:
        """The texts sent (to one chat), pictures by their caption."""
        sent = [call for call in self.calls if call.method in ("sendMessage", "sendPhoto")]
        return [
            call.params.get("text", call.params.get("caption", ""))
            for call in sent
            if chat is None or call.params["chat_id"] == chat
        ]

    async def answer(self, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
        owner, _, method = path.strip("/").partition("/")
        if owner != f"bot{self.token}":
            return 401, UNAUTHORIZED.body
        kind = headers.get("content-type", "")
        params = json.loads(body or b"{}") if kind.startswith("application/json") else form(kind, body)[0]
        return await self.unless_struck(method, Call(method, params, time.monotonic()))

    async def carry_out(self, call: Call) -> Reply:
        params = call.params
        if call.method not in METHODS:
            self.violations.append(f"there is no {call.method}")
            return 404, refused(404, "Not Found").body
        if call.method == "getUpdates":
            return await self._get_updates()
        wrong = self._wrong(call.method, params)
        if wrong:
            self.violations.append(f"{call.method}: {wrong}")
            return 400, refused(400, wrong).body
        self.calls.append(call)
        match call.method:
            case "getMe":
                me = {"id": self.token.split(":")[0], "account_name": "bot.SoThon", "account_type": "BASIC",
                      "can_join_groups": False, "display_name": "Bot Sổ Thôn"}  # fmt: skip
                return _ok(me)
            case "setWebhook":
                self.webhook = dict(params)
                verified = {"ok": True, "status_code": 200, "outcome": "webhook.ok"}
                return _ok({"url": params["url"], "updated_at": SENT, "verification": verified})
            case "deleteWebhook":
                if not self.webhook:
                    return 400, refused(400, "Bad Request").body
                self.webhook = {}
                return _ok({"url": "", "updated_at": SENT})
            case "getWebhookInfo":
                if not self.webhook:
                    return 404, refused(404, "Not Found").body
                return _ok({"url": self.webhook["url"], "updated_at": SENT}, error_code=0)
            case "sendChatAction":
                return 200, b'{"ok":true}'
        self._number += 1
        return _ok({"message_id": f"{self._number:020x}", "date": SENT + self._number})

    def _wrong(self, method: str, params: dict[str, Any]) -> str:
        """What breaks the documented rules; empty where nothing does."""
        allowed = {
            "sendMessage": {"chat_id", "text"},
            "sendPhoto": {"chat_id", "photo", "caption"},
            "setWebhook": {"url", "secret_token"},
        }.get(method)
        if allowed is not None and (strange := set(params) - allowed):
            return f"unknown parameters {sorted(strange)}"
        if method.startswith("send") and not (isinstance(params.get("chat_id"), str) and params["chat_id"]):
            return "chat_id must be a string"
        if method == "sendMessage" and not _fits(params.get("text")):
            return "text must be of 1 to 2000 characters"
        if method == "sendPhoto":
            if not str(params.get("photo", "")).startswith("https://"):
                return "photo must be a public URL"
            if "caption" in params and not _fits(params["caption"]):
                return "caption must be of 1 to 2000 characters"
        if method == "setWebhook":
            if not str(params.get("url", "")).startswith("https://"):
                return "url must be HTTPS"
            if not 8 <= len(str(params.get("secret_token", ""))) <= 256:
                return "secret_token must be of 8 to 256 characters"
        return ""

    async def _get_updates(self) -> tuple[int, bytes]:
        """ONE wrapped update; 408 after an idle poll. There is no offset: what is returned cannot be confirmed."""
        self.polls += 1
        if self.webhook:
            said = "You cannot use this API while a webhook is set. Please remove the webhook first"
            return 400, refused(400, said).body
        if not self.waiting and not (self.replays and self._seen):
            self._news.clear()
            try:
                await asyncio.wait_for(self._news.wait(), self.idle)
            except TimeoutError:
                return 408, refused(408, "Request timeout").body
        if self.waiting:
            event = self.waiting.popleft()
            if self.replays:
                self._seen.append(event)
        else:
            event = self._seen[next(self._again) % len(self._seen)]
        return _ok(event, error_code=0)


def _fits(text: Any) -> bool:
    return isinstance(text, str) and bool(text.strip()) and len(text.encode("utf-16-le")) // 2 <= 2000


def _ok(result: Any, **more: Any) -> tuple[int, bytes]:
    return 200, msgspec.json.encode({"ok": True, "result": result} | more)


# ── people ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def chat_of(person: int) -> str:
    """A person's id: twenty hexadecimal digits, a string."""
    return f"a1b2c3d4e5f6{person:08x}"


def message(number: int, person: int, at: int = SENT, name: str = "Đinh Thị Sen", **fields: Any) -> dict[str, Any]:
    """An event as the platform writes it, flat; `fields` are what the message carries beside ids and date."""
    kind = next((kind for kind in ("photo_url", "photo", "sticker", "voice_url", "text") if kind in fields), "")
    names = {"photo_url": "image", "photo": "image", "sticker": "sticker", "voice_url": "voice", "text": "text"}
    chat = chat_of(person)
    return {
        "event_name": f"message.{names.get(kind, 'unsupported')}.received",
        "message": {
            "message_id": f"94691c36aef8{number:08x}",
            "date": at,
            "chat": {"id": chat, "chat_type": "PRIVATE"},
            "from": {"id": chat, "display_name": name, "is_bot": False},
            **fields,
        },
    }


def wrapped(event: dict[str, Any]) -> dict[str, Any]:
    """The same as the docs show it, and as getUpdates gives it."""
    return {"ok": True, "error_code": 0, "result": event}
