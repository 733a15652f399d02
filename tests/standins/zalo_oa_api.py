"""A stand-in for the Official Account API on loopback: OAuth that rotates, messages, uploads, templates, the window."""

import hashlib
import itertools
import json
import time
from typing import Any
from urllib.parse import parse_qsl

import msgspec

from domain.frozen import frozen
from tests.standins.door import form
from tests.standins.standin import BAD_GATEWAY, DROPPED, Fault, Reply, StandIn, says

__all__ = ["BAD_GATEWAY", "DROPPED", "Fault"]  # what goes wrong everywhere, beside what only Zalo says
APP_ID, OA_ID = "36084652489409", "38861328087880"
APP_SECRET, SECRET_KEY = "app-secret-abcdefgh", "oa-secret-key-12345"
FIRST_REFRESH = "refresh-0"
SENT = 1_763_640_000_000  # 2025-11-20 19:00 in Vietnam, epoch milliseconds


@frozen
class Call:
    """One request as it arrived, by its path."""

    path: str
    body: dict[str, Any]
    headers: dict[str, str]

    @property
    def token(self) -> str:
        return self.headers.get("access_token", "")


def refused(code: int, message: str = "no") -> Fault:
    """The API's own refusal: always HTTP 200."""
    return says(200, error=code, message=message)


# A failed refresh: either shape, with HTTP 200.
OAUTH_SHAPES = (
    Fault(200, b'{"error_name":"invalid_grant","error_reason":"Invalid refresh token","ref_doc":"x"}'),
    Fault(200, b'{"error":-14014,"message":"Invalid refresh token"}'),
    Fault(200, b'{"access_token":"half"}'),
    BAD_GATEWAY,
)


class ZaloOaApi(StandIn):
    """The server: OAuth, API and business host at one address. `closed` are the people beyond their seven days."""

    usual = "/v3.0/oa/message/cs"

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []
        self.refresh = FIRST_REFRESH  # the only one that is good; each serves once
        self.access = ""  # the only one that is good
        self.refreshes = 0
        self.closed: set[str] = set()
        self.uploads: set[str] = set()  # what may be attached; whoever clears it plays the seven days' end
        self._numbers = itertools.count(1)

    def said(self, user: str | None = None) -> list[str]:
        """The texts sent (to one person)."""
        sent = [call.body for call in self.calls if call.path == "/v3.0/oa/message/cs"]
        return [
            body["message"].get("text", "") for body in sent if user is None or body["recipient"]["user_id"] == user
        ]

    async def answer(self, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
        path, _, query = path.partition("?")
        kind = headers.get("content-type", "")
        if kind.startswith("application/json"):
            said = json.loads(body)
        elif kind:
            fields, files = form(kind, body)
            said = fields | {name: {"name": file, "bytes": len(data)} for name, (file, data) in files.items()}
        else:
            said = dict(parse_qsl(query))
        return await self.unless_struck(path, Call(path, said, headers))

    async def carry_out(self, call: Call) -> Reply:
        if call.path == "/v4/oa/access_token":
            return self._oauth(call)
        if "authorization" in call.headers:
            self.violations.append("Authorization: Bearer is not how a token is given")
        if not self.access or call.token != self.access:
            return _error(-216 if call.token else -220)
        match call.path:
            case "/v3.0/oa/message/cs":
                return self._message(call)
            case "/v3.0/oa/message/template" | "/message/template":
                return self._template(call)
            case "/v2.0/oa/upload/image" | "/v2.0/oa/upload/file":
                return self._upload(call)
            case "/v2.0/oa/getoa":
                self.calls.append(call)
                return _ok({"oaid": OA_ID, "name": "UBND xã Ba Động", "package_name": "Growth", "is_verified": True})
        self.violations.append(f"there is no {call.path}")
        return 404, b"<html>404</html>"

    def _oauth(self, call: Call) -> tuple[int, bytes]:
        """The refresh token serves once; the old access token dies with it."""
        wanted = {"grant_type": "refresh_token", "app_id": APP_ID, "refresh_token": self.refresh}
        if call.headers.get("secret_key") != APP_SECRET or call.body != wanted:
            return OAUTH_SHAPES[self.refreshes % 2].status, OAUTH_SHAPES[self.refreshes % 2].body
        self.refreshes += 1
        self.access, self.refresh = f"access-{self.refreshes}", f"refresh-{self.refreshes}"
        pair = {"access_token": self.access, "refresh_token": self.refresh, "expires_in": "90000"}
        return 200, msgspec.json.encode(pair)

    def _message(self, call: Call) -> tuple[int, bytes]:
        message, user = call.body.get("message", {}), call.body.get("recipient", {}).get("user_id")
        wrong = self._wrong(message, user)
        if wrong:
            self.violations.append(wrong)
            return _error(-201)
        if user in self.closed:
            return _error(-230)
        if not _attached(message) <= self.uploads:
            return _error(-100)
        self.calls.append(call)
        quota = {"quota_type": "reply", "remain": 7, "total": 8}
        number = next(self._numbers)
        return _ok({"message_id": f"oa{number:08x}", "user_id": user, "sent_time": str(SENT + number), "quota": quota})

    @staticmethod
    def _wrong(message: dict[str, Any], user: Any) -> str:
        """What breaks the documented rules; empty where nothing does."""
        if not isinstance(user, str) or not user:
            return "user_id must be a string"
        text = message.get("text", "")
        if len(text.encode("utf-16-le")) // 2 > 2000 or not (text.strip() or "attachment" in message):
            return "text must be of 1 to 2000 characters"
        attachment = message.get("attachment")
        if attachment is None:
            return ""
        content = attachment.get("payload", {})
        buttons = content.get("buttons", [])
        if len(buttons) > 5:
            return "at most five buttons"
        for button in buttons:
            if not 0 < len(button["title"]) <= 100 or not 0 < len(button["payload"]) <= 1000:
                return "a button's title or payload is too long or empty"
            if button["type"] not in ("oa.query.show", "oa.query.hide"):
                return "a strange button"
        if attachment["type"] == "file" and not content.get("token"):
            return "a file without its token"
        if content.get("template_type") == "media" and not content["elements"][0].get("attachment_id"):
            return "a picture without its id"
        return ""

    def _template(self, call: Call) -> tuple[int, bytes]:
        by_phone = call.path == "/message/template"
        good = "phone" in call.body and "tracking_id" in call.body if by_phone else "user_id" in call.body
        if not good or (by_phone and not str(call.body["phone"]).startswith("84")):
            self.violations.append(f"a template without its recipient: {sorted(call.body)}")
            return _error(-108 if by_phone else -201)
        if len(call.body["template_data"].get("noi_dung", "")) > 200:
            return _error(-1121)
        self.calls.append(call)
        return _ok({"msg_id" if by_phone else "message_id": f"zbs{next(self._numbers)}", "sent_time": str(SENT)})

    def _upload(self, call: Call) -> tuple[int, bytes]:
        file = call.body.get("file", {})
        kinds = ("png", "jpg", "jpeg") if call.path.endswith("image") else ("pdf", "doc", "docx", "csv")
        most = (1 if call.path.endswith("image") else 5) << 20
        if file.get("name", "").rpartition(".")[2] not in kinds or file.get("bytes", 0) > most:
            self.violations.append(f"not a file for {call.path}: {file}")
            return _error(-210)
        self.calls.append(call)
        id = f"up{next(self._numbers)}"
        self.uploads.add(id)
        return _ok({"attachment_id": id} if call.path.endswith("image") else {"token": id})


def _attached(message: dict[str, Any]) -> set[str]:
    """The ids of uploads that a message refers to."""
    content = message.get("attachment", {}).get("payload", {})
    ids = {content.get("token"), *(element.get("attachment_id") for element in content.get("elements", ()))}
    return {str(id) for id in ids if id}


def _ok(data: dict[str, Any]) -> tuple[int, bytes]:
    return 200, msgspec.json.encode({"error": 0, "message": "Success", "data": data})


def _error(code: int) -> tuple[int, bytes]:
    return 200, msgspec.json.encode({"error": code, "message": "refused"})


# ── people, and Zalo knocking ─────────────────────────────────────────────────────────────────────────────────────────


def user_of(person: int) -> str:
    """A person's id within this account: a decimal string beyond what a float holds."""
    return str(24_684_588_352_919_000_000 + person)


def event(number: int, person: int, name: str = "user_send_text", at: int = SENT, **message: Any) -> dict[str, Any]:
    """An event of a person, as Zalo writes it."""
    found: dict[str, Any] = {
        "app_id": APP_ID,
        "sender": {"id": user_of(person)},
        "recipient": {"id": OA_ID},
        "user_id_by_app": "55217727971758",
        "event_name": name,
        "timestamp": str(at),
    }
    if name in ("follow", "unfollow"):
        del found["sender"], found["recipient"]
        return found | {"oa_id": OA_ID, "follower": {"id": user_of(person)}, "source": "oa_profile"}
    if name.startswith("user_send"):
        found["message"] = {"msg_id": f"96d3cdf3af{number:08x}", **message}
    return found | ({} if "message" in found else message)


def signed(
    body: bytes, at: str = str(SENT), *, first: str = APP_ID, key: str = SECRET_KEY, header: str = ""
) -> dict[str, str]:
    """The headers of a knock by Zalo; `header` is the timestamp some readings put there."""
    mac = hashlib.sha256(first.encode() + body + (header or at).encode() + key.encode()).hexdigest()
    headers = {"X-ZEvent-Signature": f"mac={mac}", "Content-Type": "application/json"}
    return headers | ({"X-ZEvent-Timestamp": header} if header else {})


async def push(http: Any, url: str, what: dict[str, Any], tries: int = 5) -> list[int]:
    """Deliver an event as Zalo does: the retry ladder (30 s … 1 h, here at once) with num_retry; the statuses."""
    body, statuses = msgspec.json.encode(what), []
    headers = signed(body, str(what["timestamp"]))
    for attempt in range(tries):
        started = time.monotonic()
        async with http.post(url, data=body, headers=headers | {"num_retry": str(attempt)}) as response:
            statuses.append(response.status if time.monotonic() - started < 2 else 0)
        if statuses[-1] == 200:
            break
    return statuses
