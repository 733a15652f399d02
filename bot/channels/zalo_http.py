"""HTTP to Zalo's servers: few connections, whether a request has left, and no address (they hold tokens) in errors."""

from collections.abc import Mapping
from typing import Any

import httpx
import msgspec

from bot.settings import SettingsError
from domain.frozen import frozen

CONNECTIONS = 10  # httpx is quadratic in open connections: 200 at once through ten is three times as fast
CONNECT_SECONDS, TOTAL_SECONDS = 10.0, 30.0
LARGEST = 1 << 20  # bytes of an answer
_NOT_SENT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError, httpx.UnsupportedProtocol)
# The gateway passed the request on and then gave up waiting: it may have been carried out.
GAVE_UP = (408, 504, 524)


class NotSent(Exception):
    """No connection was made: the request has not left."""


class NoAnswer(Exception):
    """The request left and no answer came: it may have been carried out."""


@frozen
class Answer:
    """An HTTP status and the JSON object that came with it; None where the body was none."""

    status: int
    body: dict[str, Any] | None


class Http:
    """A client for one platform."""

    def __init__(self, proxy: str = "") -> None:
        """Raises SettingsError where the proxy cannot be used."""
        try:
            self._client = httpx.AsyncClient(
                proxy=proxy.strip() or None,
                trust_env=False,
                follow_redirects=False,  # the address may carry the token, which must not be handed on
                limits=httpx.Limits(max_connections=CONNECTIONS, max_keepalive_connections=CONNECTIONS,
                                    keepalive_expiry=15),
                timeout=httpx.Timeout(TOTAL_SECONDS, connect=CONNECT_SECONDS, pool=CONNECT_SECONDS),
            )  # fmt: skip
        except (ValueError, ImportError, httpx.InvalidURL):
            self._client = None  # type: ignore[assignment]
        if self._client is None:  # outside the except: the error quotes the proxy's address with its password
            raise SettingsError("proxy phải có dạng http://tên:mật-khẩu@máy:cổng")

    async def post(self, url: str, *, seconds: float = TOTAL_SECONDS, **request: Any) -> Answer:
        """POST; `request` is httpx's: json, data, files, headers. Raises NotSent, NoAnswer."""
        return await self._ask("POST", url, seconds, request)

    async def get(self, url: str, *, seconds: float = TOTAL_SECONDS, **request: Any) -> Answer:
        """GET. Raises NotSent, NoAnswer."""
        return await self._ask("GET", url, seconds, request)

    async def close(self) -> None:
        """Hang up."""
        await self._client.aclose()

    async def _ask(self, method: str, url: str, seconds: float, request: Mapping[str, Any]) -> Answer:
        failure: Exception
        limits = httpx.Timeout(seconds, connect=min(CONNECT_SECONDS, seconds), pool=CONNECT_SECONDS)
        try:
            response = await self._client.request(method, url, timeout=limits, **request)
        except _NOT_SENT as error:
            failure = NotSent(type(error).__name__)
        except httpx.HTTPError as error:
            failure = NoAnswer(type(error).__name__)
        except httpx.InvalidURL:
            failure = NotSent("InvalidURL")
        else:
            return Answer(response.status_code, _object(response.content))
        raise failure  # outside the except: httpx's error holds the address, and must not be chained


def _object(content: bytes) -> dict[str, Any] | None:
    if len(content) > LARGEST:
        return None
    try:
        found = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return found if isinstance(found, dict) else None
