"""A stand-in Bot API server on loopback: answers as Telegram does, breaks as Telegram does, remembers every call.

Also the far end of the benchmark: with lean=True a call is only counted in and answered, not checked a second time.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import field
from typing import Any

import msgspec

from domain.frozen import frozen
from tests.standins.door import form
from tests.standins.standin import BAD_GATEWAY, DROPPED, HANG, Fault, Reply, StandIn, says

__all__ = ["BAD_GATEWAY", "DROPPED", "HANG", "Fault"]  # what goes wrong everywhere, beside what only Telegram says
TOKEN = "123456789:AAstand-in-secret-abcdefghijklmnopq"
STRINGS = {"text", "caption", "url", "secret_token", "callback_query_id", "document", "photo", "parse_mode"}
MISSED = ("chat_member", "message_reaction", "message_reaction_count")  # not delivered unless asked for


@frozen
class Call:
    """One request as it arrived."""

    method: str
    params: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    at: float = 0.0


def refused(status: int, description: str, **parameters: int) -> Fault:
    """Telegram's own refusal."""
    more = {"parameters": parameters} if parameters else {}
    return says(status, ok=False, error_code=status, description=description, **more)


def flood(seconds: int) -> Fault:
    return refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def migrated(to: int) -> Fault:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return refused(400, text, migrate_to_chat_id=to)


BLOCKED = refused(403, "Forbidden: bot was blocked by the user")
NOT_FOUND = refused(400, "Bad Request: chat not found")
UNAUTHORIZED = refused(401, "Unauthorized")


class TelegramApi(StandIn):
    """The server. `calls` holds every accepted call, `violations` what broke a rule of the Bot API."""

    def __init__(self, token: str = TOKEN, username: str = "so_thon_bot", lean: bool = False) -> None:
        super().__init__()
        self.token = token
        self.me = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Sổ Thôn", "username": username}
        self.lean = lean
        self.calls: list[Call] = []
        self.updates: deque[dict[str, Any]] = deque()
        self.webhook: dict[str, Any] = {"url": ""}
        self.on_call: Callable[[Call], None] = self.calls.append
        self._next_message = 1000
        self._news = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None

    def said(self, chat: int | None = None) -> list[str]:
        """The texts of the messages sent (to one chat)."""
        wanted = [c for c in self.calls if c.method == "sendMessage"]
        return [c.params["text"] for c in wanted if chat is None or c.params["chat_id"] == chat]

    def push(self, *updates: dict[str, Any]) -> None:
        """Something happens in Telegram: it waits to be fetched, if its kind is asked for."""
        asked = self.webhook.get("allowed_updates")
        for update in updates:
            kind = next(key for key in update if key != "update_id")
            if kind in asked if asked else kind not in MISSED:
                self.updates.append(update)
        self._news.set()

    async def answer(self, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
        owner, _, method = path.strip("/").partition("/")
        if owner != f"bot{self.token}":
            return 401, UNAUTHORIZED.body
        call = Call(method, *_parsed(headers.get("content-type", ""), body), time.monotonic())
        return await self.unless_struck(method, call)

    def missed(self, call: Call) -> None:
        self.on_call(call)

    async def carry_out(self, call: Call) -> Reply:
        if not self.lean:
            from tests.standins.telegram_rules import Violation, check

            try:
                check(call.method, call.params, {name: data for name, (_, data) in call.files.items()})
            except Violation as wrong:
                self.violations.append(str(wrong))
                return 400, refused(400, str(wrong)).body
        self.on_call(call)
        if call.method == "getUpdates":
            return await self._get_updates(call.params)
        result = self._result(call)
        return 200, msgspec.json.encode({"ok": True, "result": result})

    def _result(self, call: Call) -> Any:
        params = call.params
        match call.method:
            case "sendMessage":
                return self._message(params["chat_id"], {"text": params["text"]}, params.get("reply_markup"))
            case "sendDocument" | "sendPhoto":
                kind = "document" if call.method == "sendDocument" else "photo"
                (name, data), size = next(iter(call.files.values())), {"file_id": "F", "file_unique_id": "U"}
                shown: Any = size | {"file_name": name, "file_size": len(data)}
                if kind == "photo":
                    shown = [size | {"width": 90, "height": 60, "file_size": len(data)}]
                caption = {"caption": params["caption"]} if "caption" in params else {}
                return self._message(params["chat_id"], {kind: shown, **caption}, params.get("reply_markup"))
            case "getMe":
                more = ("can_join_groups", "can_read_all_group_messages", "supports_inline_queries")
                return self.me | dict.fromkeys(more, False)
            case "setWebhook":
                self.webhook = dict(params)
                return True
            case "deleteWebhook":
                self.webhook = {"url": "", "allowed_updates": self.webhook.get("allowed_updates")}
                if params.get("drop_pending_updates"):
                    self.updates.clear()
                return True
            case "getWebhookInfo":
                shown = {k: v for k, v in self.webhook.items() if k != "secret_token" and v is not None}
                return shown | {"has_custom_certificate": False, "pending_update_count": len(self.updates)}
            case _:
                return True

    def _message(self, chat: int, content: dict[str, Any], markup: Any) -> dict[str, Any]:
        self._next_message += 1
        shown = {"id": chat, "type": "private", "first_name": "Người"} if chat > 0 else {"id": chat, "type": "group"}
        title = {} if chat > 0 else {"title": "Nhóm"}
        sent = {"message_id": self._next_message, "from": self.me, "chat": shown | title, "date": int(time.time())}
        return sent | content | ({"reply_markup": markup} if markup else {})

    async def _get_updates(self, params: dict[str, Any]) -> tuple[int, bytes]:
        """Real offsets: asking from a number on confirms (forgets) all before it. One poller at a time."""
        if self.webhook["url"]:
            return 409, refused(409, "Conflict: can't use getUpdates method while webhook is active").body
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)
        mine = self._poll = asyncio.get_running_loop().create_future()
        if "allowed_updates" in params:
            self.webhook["allowed_updates"] = params["allowed_updates"]
        offset, limit = params.get("offset", 0), params.get("limit", 100)
        while self.updates and offset > self.updates[0]["update_id"]:
            self.updates.popleft()
        end = time.monotonic() + params.get("timeout", 0)
        while not self.updates and (left := end - time.monotonic()) > 0:
            self._news.clear()
            news = asyncio.ensure_future(self._news.wait())
            await asyncio.wait({news, mine}, timeout=left, return_when=asyncio.FIRST_COMPLETED)
            news.cancel()
            if mine.done():
                return 409, refused(409, "Conflict: terminated by other getUpdates request").body
        batch = list(self.updates)[:limit]
        return 200, msgspec.json.encode({"ok": True, "result": batch})


def _parsed(content_type: str, body: bytes) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
    """The parameters and files of a request, whichever of the three ways it came."""
    if content_type.startswith("application/json"):
        return msgspec.json.decode(body), {}
    fields, files = form(content_type, body)
    # A file is named by its part or, as attach://part, by a parameter.
    for name, value in list(fields.items()):
        if value.startswith("attach://"):
            files[name] = files.pop(fields.pop(name).removeprefix("attach://"))
    # In a form every value that is no plain string travels as JSON.
    return {name: value if name in STRINGS else json.loads(value) for name, value in fields.items()}, files
