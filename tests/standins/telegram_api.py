"""A stand-in Bot API server on loopback: answers as Telegram does, breaks as Telegram does, remembers every call.

Also the far end of the benchmark: with lean=True a call is only counted in and answered, not checked a second time.
"""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from tests.standins.door import Door, form

TOKEN = "123456789:AAstand-in-secret-abcdefghijklmnopq"
STRINGS = {"text", "caption", "url", "secret_token", "callback_query_id", "document", "photo", "parse_mode"}
MISSED = ("chat_member", "message_reaction", "message_reaction_count")  # not delivered unless asked for


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it arrived."""

    method: str
    params: dict[str, Any]
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    at: float = 0.0


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong: an answer in place of the usual one, or none. The request has been read (and carried out where
    `done` says so) when it strikes."""

    status: int = 200
    body: bytes = b""
    drop: bool = False
    wait: float = 0.0
    done: bool = False


def refused(status: int, description: str, **parameters: int) -> Fault:
    """Telegram's own refusal."""
    body: dict[str, Any] = {"ok": False, "error_code": status, "description": description}
    return Fault(status, msgspec.json.encode(body | ({"parameters": parameters} if parameters else {})))


def flood(seconds: int) -> Fault:
    return refused(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)


def migrated(to: int) -> Fault:
    text = "Bad Request: group chat was upgraded to a supergroup chat"
    return refused(400, text, migrate_to_chat_id=to)


BLOCKED = refused(403, "Forbidden: bot was blocked by the user")
NOT_FOUND = refused(400, "Bad Request: chat not found")
UNAUTHORIZED = refused(401, "Unauthorized")
BAD_GATEWAY = Fault(502, b"<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>")
DROPPED = Fault(drop=True, done=True)  # carried out, and the answer lost
HANG = Fault(wait=3600.0, done=True)


class TelegramApi:
    """The server. `calls` holds every accepted call, `violations` what broke a rule of the Bot API."""

    def __init__(self, token: str = TOKEN, username: str = "so_thon_bot", lean: bool = False) -> None:
        self.token = token
        self.me = {"id": int(token.split(":")[0]), "is_bot": True, "first_name": "Sổ Thôn", "username": username}
        self.lean = lean
        self.calls: list[Call] = []
        self.violations: list[str] = []
        self.updates: deque[dict[str, Any]] = deque()
        self.webhook: dict[str, Any] = {"url": ""}
        self.on_call: Callable[[Call], None] = self.calls.append
        self.base = ""
        self._faults: list[tuple[str, Fault]] = []
        self._next_message = 1000
        self._news = asyncio.Event()
        self._poll: asyncio.Future[None] | None = None
        self._server: asyncio.Server | None = None
        self.doors: set[Door] = set()

    async def start(self, port: int = 0) -> "TelegramApi":
        """Listen on 127.0.0.1; `base` is then the address for TELEGRAM_API_BASE."""
        self._server = await asyncio.get_running_loop().create_server(
            lambda: Door(self.answer, self.doors), "127.0.0.1", port
        )
        self.base = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"
        return self

    async def stop(self) -> None:
        """Hang up on everyone and stop listening."""
        assert self._server is not None
        self._server.close()
        for door in list(self.doors):
            door.hang_up()
        await self._server.wait_closed()

    async def __aenter__(self) -> "TelegramApi":
        return await self.start()

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    def fail(self, fault: Fault, times: int = 1, method: str = "sendMessage") -> None:
        """Let the next calls of a method go wrong."""
        self._faults += [(method, fault)] * times

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

    async def answer(self, path: str, content_type: str, body: bytes) -> tuple[int, bytes] | None:
        """The answer to one request: status and body; None for hanging up without one."""
        owner, _, method = path.strip("/").partition("/")
        if owner != f"bot{self.token}":
            return 401, UNAUTHORIZED.body
        call = Call(method, *_parsed(content_type, body), time.monotonic())
        fault = self._struck(method)
        if fault is None or fault.done:
            result = await self._carry_out(call)
        if fault is None:
            return result
        if not fault.done:
            self.on_call(call)
        await asyncio.sleep(fault.wait)
        return None if fault.drop else (fault.status, fault.body) if fault.body else result

    def _struck(self, method: str) -> Fault | None:
        for index, (struck, fault) in enumerate(self._faults):
            if struck == method:
                del self._faults[index]
                return fault
        return None

    async def _carry_out(self, call: Call) -> tuple[int, bytes]:
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
