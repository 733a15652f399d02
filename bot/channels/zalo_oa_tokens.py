"""An Official Account's tokens: the refresh token serves once and rotates, so it is renewed under a durable lock, the
new pair is committed before anybody uses it, and a failed answer never replaces a working pair."""

import asyncio
import hashlib
import secrets
from datetime import timedelta
from typing import Any

from bot import telling
from bot.channels.base import Doors
from bot.channels.zalo_http import Http, NoAnswer, NotSent
from bot.logs import log
from bot.settings import Settings
from domain.periods import local
from storage import leases, zalo
from storage.tx import Tx
from storage.zalo import OA, Tokens

RENEW_AT = timedelta(hours=20)  # of the access token's 25
REFRESH_LIVES = timedelta(days=90)
WARN_BEFORE = timedelta(days=14)
HTTP_SECONDS = 20.0
LOCK = timedelta(seconds=60)  # longer than the HTTP time-out: the lock must not run out under a request
AGAIN_AFTER = timedelta(minutes=30)  # after a failure, while the old token still lives: tried again, never in a loop
DEFAULT_SECONDS = 90_000


class NoToken(Exception):
    """There is no access token, and why, in Vietnamese."""


class BusyElsewhere(Exception):
    """Another process is renewing the pair just now."""


class Keeper:
    """The pair of one app. One process renews at a time, whichever; all read the same row."""

    def __init__(self, settings: Settings, doors: Doors, http: Http, account: str) -> None:
        self.settings, self.doors, self.http, self.account = settings, doors, http, account
        self._app = self.settings.zalo_oa_app_id.strip()
        self._first = self.settings.zalo_oa_refresh_token.get_secret_value().strip()
        # The database's pair beats the setting unless the setting has changed.
        self._seed = hashlib.sha256(self._first.encode()).hexdigest()
        self._pair: Tokens | None = None
        self._here = asyncio.Lock()

    async def access(self) -> str:
        """A good access token, renewed if it is old. Raises NoToken."""
        pair = self._pair
        if pair is None or self._age(pair) >= RENEW_AT:
            pair = await self._renewed("")
        return pair.access

    async def refused(self, access: str) -> str:
        """The API refused an access token: a newer one, renewed unless another process has done so. Raises NoToken."""
        return (await self._renewed(access)).access

    async def keep_fresh(self) -> None:
        """Renew before it is needed; says so long before the refresh token itself would end. For a loop."""
        pair = await self._row()
        try:
            await self.access()
        except NoToken as error:
            log.error("no access token for the official account", action="zalo_oa.token", why=str(error))
        if pair is not None and self.doors.now() - pair.got_at > REFRESH_LIVES - WARN_BEFORE:
            ends = local(pair.got_at + REFRESH_LIVES)
            await self._tell(f"Mã gia hạn của Zalo OA sẽ hết hạn ngày {ends:%d/%m/%Y}", f"old/{ends:%Y-%m-%d}")

    async def _row(self) -> Tokens | None:
        """What the database holds; None where a chain must begin (none yet, or the setting was changed)."""
        found: Tokens | None = await self.doors.write(lambda c: zalo.tokens(Tx(c, self.doors.now()), self._app))
        return found if found is not None and (found.seed == self._seed or not self._first) else None

    def _age(self, pair: Tokens) -> timedelta:
        return self.doors.now() - pair.got_at

    async def _renewed(self, refused: str) -> Tokens:
        """The pair after a renewal, by us or by whoever was faster; while the old one lives, a failure is no harm."""
        async with self._here:
            now, row = self.doors.now(), await self._row()
            known = row if row is not None and row.access and row.access != refused else None
            if known is not None and self._age(known) < RENEW_AT:
                self._pair = known
                return known
            alive = known if known is not None and known.expires_at > now else None
            if row is not None and row.failed_at is not None and now - row.failed_at < AGAIN_AFTER:
                if alive is not None:
                    return alive
                raise NoToken(row.failure)
            self._pair = None
            try:
                self._pair = await self._renew()
                return self._pair
            except BusyElsewhere:
                if alive is None:
                    raise NoToken("đang được tiến trình khác gia hạn") from None
            except NoToken as error:
                await self._alarm(str(error), alive)
                if alive is None:
                    raise
            return alive

    async def _renew(self) -> Tokens:
        """One renewal under the lock. Raises NoToken, BusyElsewhere."""
        name, holder = f"token/{OA}/{self._app}", secrets.token_hex(8)
        doors = self.doors

        def begin(connection: Any) -> Tokens | None:
            tx = Tx(connection, doors.now())
            if not leases.take(tx, name, holder, LOCK):
                return None
            known = zalo.tokens(tx, self._app)
            seed = self._seed if self._first or known is None else known.seed
            return zalo.begin(tx, self._app, self._first, seed)

        if not self._first and await doors.write(lambda c: zalo.tokens(Tx(c, doors.now()), self._app)) is None:
            raise NoToken("chưa có ZALO_OA_REFRESH_TOKEN")
        start = await doors.write(begin)
        if start is None:
            raise BusyElsewhere
        try:
            access, refresh, lives = await self._ask(start.refresh)
            # Committed before anybody uses it: the old pair is dead from now on.
            return await doors.write(
                lambda c: zalo.rotate(Tx(c, doors.now()), self._app, access, refresh, start.seed, lives)
            )
        except NoToken as error:
            why = str(error)
            await doors.write(lambda c: zalo.failed(Tx(c, doors.now()), self._app, why))
            raise
        finally:
            await doors.write(lambda c: leases.drop(Tx(c, doors.now()), name, holder))

    async def _ask(self, refresh: str) -> tuple[str, str, timedelta]:
        """The new pair from the OAuth server. Success is both tokens present, whatever else the answer looks like."""
        url = self.settings.zalo_oa_oauth_base.strip().rstrip("/") + "/v4/oa/access_token"
        try:
            answer = await self.http.post(
                url,
                data={"grant_type": "refresh_token", "app_id": self._app, "refresh_token": refresh},
                headers={"secret_key": self.settings.zalo_oa_app_secret.get_secret_value()},
                seconds=HTTP_SECONDS,
            )
        except NotSent as error:
            raise NoToken(f"không nối được máy chủ cấp token của Zalo ({error})") from None
        except NoAnswer as error:
            raise NoToken(f"máy chủ cấp token không trả lời ({error}); mã cũ có thể đã bị thay") from None
        body = answer.body or {}
        access, new = body.get("access_token"), body.get("refresh_token")
        if not (isinstance(access, str) and access and isinstance(new, str) and new):
            code = next((body[key] for key in ("error", "error_name", "error_reason") if body.get(key)), answer.status)
            raise NoToken(f"Zalo không gia hạn token (mã {str(code)[:60]})")
        try:
            seconds = int(body.get("expires_in") or DEFAULT_SECONDS)
        except (TypeError, ValueError):
            seconds = DEFAULT_SECONDS
        return access, new, timedelta(seconds=seconds)

    async def _alarm(self, why: str, alive: Tokens | None) -> None:
        until = f"; còn gửi được đến {local(alive.expires_at):%H:%M %d/%m}" if alive else "; đang không gửi được"
        log.error("the official account's token was not renewed", action="zalo_oa.token", why=why)
        await self._tell(
            f"Zalo OA không gia hạn được token ({why}){until}", f"failed/{local(self.doors.now()):%Y-%m-%d}"
        )

    async def _tell(self, text: str, key: str) -> None:
        """Tell the officers, once a key."""
        more = ". Nhờ quản trị lấy mã gia hạn mới ở API Explorer, đặt ZALO_OA_REFRESH_TOKEN rồi chạy lại giúp em ạ."
        await self.doors.write(
            lambda c: telling.tell_officers_on(
                Tx(c, self.doors.now()), OA, self.account, f"oa/{self._app}/{key}", text + more
            )
        )
