"""The Zalo Official Account channel: signed events in, consultation messages with buttons and files out, templates
for whoever may not be written to any more."""

import asyncio
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from starlette.routing import BaseRoute, Route

from bot import telling
from bot.channels import zalo_file, zalo_oa_write
from bot.channels.base import Doors, Pace, SendError
from bot.channels.zalo_hook import Forged, Hook
from bot.channels.zalo_http import Http
from bot.channels.zalo_oa_client import MESSAGE, TEMPLATE_BY_USER, UPLOAD_FILE, UPLOAD_IMAGE, Client, check
from bot.channels.zalo_oa_errors import OaError
from bot.channels.zalo_oa_read import CONSOLE_CHECK, SIGNATURE, Event, read, signed
from bot.channels.zalo_oa_tokens import Keeper
from bot.channels.zalo_text import with_choices
from bot.logs import log
from bot.settings import Settings, SettingsError
from domain.messages import Address, File, Outbound
from domain.periods import local
from storage import messages, phones, reaching, zalo
from storage.phones import PHONE
from storage.tx import Tx

WEBHOOK_PATH = "/hooks/zalo-oa"
# 4,000 requests a minute an app; what is said first takes a fifth, so that answers have room.
PACE = Pace(bulk_per_second=13, account_per_second=50, account_burst=100)
ANSWER_SECONDS = 1.8  # Zalo waits two for the answer to an event
FRESHEN = 600.0  # seconds between two looks at the token's age
SWEEP = 24 * 6  # looks at the token between two at the phone numbers nobody needs any more
CLOSED = "đã quá 7 ngày chưa nhắn với Zalo OA nên Zalo không cho nhắn trước"
LEFT = "đã chặn hoặc thôi quan tâm Zalo OA"
KEPT = (
    "Em giữ số điện thoại anh/chị vừa gửi, chỉ để nhắc hạn bằng mẫu tin khi quá 7 ngày anh/chị chưa nhắn. "
    "Muốn bỏ thì nhắn “xoá số điện thoại” ạ."
)
NOT_KEPT = "Số điện thoại anh/chị vừa gửi em không cần nên không giữ lại ạ."
NO_SUCH_FILES = "Zalo OA không nhận loại tệp này"


def build(settings: Settings, doors: Doors) -> "ZaloOaChannel":
    """The channel by the settings. Raises SettingsError where they cannot work."""
    check(settings)
    return ZaloOaChannel(settings, doors)


class ZaloOaChannel:
    """One app and the account that has given it consent, as `base.Channel` wants it.

    Its account in addresses is the app's id: the account's own is in every event, but is not known before the first.
    """

    name = zalo.OA
    pace = PACE

    def __init__(self, settings: Settings, doors: Doors) -> None:
        self.account = settings.zalo_oa_app_id.strip()
        self._doors = doors
        secret = settings.zalo_oa_app_secret.get_secret_value().strip()
        # The key's source is told differently: its own page, or the app's secret. Both are tried.
        self._keys = (settings.zalo_oa_secret_key.get_secret_value().strip(), secret)
        self._template = settings.zalo_oa_reminder_template.strip()
        self._keeps = bool(self._template)  # phone numbers: they serve templates and nothing else
        try:
            self._http = Http(settings.zalo_oa_proxy.get_secret_value())
        except SettingsError as error:
            raise SettingsError(f"ZALO_OA_PROXY: {error}") from None
        self._keeper = Keeper(settings, doors, self._http, self.account)
        self._api = Client(settings, self._http, self._keeper)
        self._matched = ""

    def routes(self) -> Sequence[BaseRoute]:
        """The webhook."""
        hook = Hook(self.name, self._check, self._receive, patience=ANSWER_SECONDS)
        return (Route(WEBHOOK_PATH, hook, methods=["POST"]),)

    async def run(self) -> None:
        """Keep the token fresh until cancelled, and no phone number that nobody needs; messages come by webhook."""
        for look in itertools.count():
            try:
                await self._keeper.keep_fresh()
                if look % SWEEP == 0:
                    await self._doors.write(lambda c: phones.sweep(Tx(c, self._doors.now()), self.account, self._keeps))
            except Exception as error:
                log.error("the token could not be looked after", action="zalo_oa.token", error=type(error).__name__)
            await asyncio.sleep(FRESHEN)

    async def send(self, to: Address, message: Outbound) -> str:
        """Say something; returns the id of the last message it took. Raises SendError."""
        bodies = await self._bodies(message)
        if not bodies:
            raise SendError("refused", "tin không có chữ nào")
        last = ""
        for sent, body in enumerate(bodies):
            try:
                if to.id.startswith(PHONE):
                    return await self._by_template(to, message.text)
                last = await self._say(to, body, message)
            except OaError as error:
                failure = error.as_send_error()
            except SendError as error:
                failure = error
            else:
                continue
            if sent and failure.kind == "retry":  # "retry" promises that nothing was sent
                failure = SendError("ambiguous", f"mới gửi được {sent} phần: {failure.reason}")
            raise failure from None
        return last

    def barred(self, tx: Tx, chats: Sequence[str], kind: str) -> Mapping[str, str]:
        """Whoever was not heard from for seven days, unless an approved template may be used (nudges only). A phone
        number takes nothing but templates, and none once its owner has left the account: they meant both."""
        numbers = [chat for chat in chats if chat.startswith(PHONE)]
        if kind == "nudge" and self._template:
            return dict.fromkeys(phones.of_who_left(tx, self.account, numbers), LEFT)
        return dict.fromkeys({*numbers, *zalo.closed(tx, self.name, self.account, list(chats))}, CLOSED)

    async def close(self) -> None:
        """Hang up."""
        await self._http.close()

    # ── receiving ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _check(self, headers: Mapping[bytes, bytes]) -> None:
        """Before the body is read: unsigned, it may only be as long as the console's check."""
        if SIGNATURE not in headers and headers.get(b"content-length") not in (b"2", None):
            raise Forged("không có chữ ký")

    async def _receive(self, headers: Mapping[bytes, bytes], body: bytes) -> None:
        """Take one event; returns when it is durable. Raises Forged, NotAnEvent."""
        if SIGNATURE not in headers and body == CONSOLE_CHECK:
            return
        matched = signed(body, headers, self.account, self._keys)
        if matched != self._matched:
            log.info("signatures match", action="zalo_oa.signature", reading=matched)
            self._matched = matched
        await self.accept(read(body, self._doors.now))

    async def accept(self, event: Event) -> None:
        """Take one event durably."""
        if event.quiet:
            return
        if event.inbound is not None:
            inbound = event.inbound
            await self._doors.take(
                type(inbound)(
                    inbound.id, Address(self.name, self.account, event.chat), inbound.text, inbound.sent_at,
                    message=inbound.message, pressed=inbound.pressed, file=inbound.file, left=inbound.left,
                )
            )  # fmt: skip
            return
        log.info("an event without words", action="zalo_oa.event", named=event.name)
        await self._doors.write(lambda c: self._keep(Tx(c, self._doors.now()), event))

    def _keep(self, tx: Tx, event: Event) -> None:
        if reaching.known(tx, self.name, self.account, event.id):
            return
        reaching.keep_ignored(tx, self.name, self.account, event.id, event.name)
        if event.opens:
            zalo.interacted(tx, self.name, self.account, event.chat)
        owner = phones.owner(tx, self.account, event.chat) if event.phone else None
        if owner is None:  # of strangers nothing is kept
            return
        if self._keeps:
            phones.put(tx, self.account, owner, event.phone)
        key, text = f"phone/{owner.address_id}/{tx.now:%Y-%m-%d}", KEPT if self._keeps else NOT_KEPT
        messages.say_later(tx, key, "notice", owner.address_id, owner.person_id, Outbound(text))

    # ── sending ───────────────────────────────────────────────────────────────────────────────────────────────────────

    async def _say(self, to: Address, body: dict[str, Any], message: Outbound) -> str:
        """One message. A file whose upload has expired meanwhile is uploaded once more; whoever may not be written to
        any more gets the template. Raises OaError, SendError."""
        try:
            return await self._post(to, body)
        except OaError as error:
            if error.kind == "upload" and message.file is not None:
                again = await self._attached(message.file)
                if again is not None:
                    return await self._post(to, again)
            if error.kind == "closed" and self._template:
                return await self._by_template(to, message.text)
            raise

    async def _post(self, to: Address, body: dict[str, Any]) -> str:
        data = await self._api.say(MESSAGE, {"recipient": {"user_id": to.id}, "message": body})
        return str(data.get("message_id") or "")

    async def _by_template(self, to: Address, text: str) -> str:
        """The reminder as an approved, paid template with one parameter. Raises SendError."""
        if not self._template:
            raise SendError("closed", CLOSED)
        body = zalo_oa_write.template(self._template, text)
        try:
            if to.id.startswith(PHONE):
                phone = to.id.removeprefix(PHONE)
                tracking = f"nhac-{phone[-4:]}-{self._doors.now():%Y%m%d%H%M%S}"
                data = await self._api.by_phone({"phone": phone, **body, "tracking_id": tracking})
            else:
                data = await self._api.say(TEMPLATE_BY_USER, {"user_id": to.id, **body})
        except OaError as error:
            failure = error.as_send_error()
            if error.kind == "park":
                await self._doors.write(lambda c: self._template_stopped(Tx(c, self._doors.now()), failure.reason))
            # Not “closed”: that the account may not speak first is known, and the person's phone may still take it. Nor
            # “park”: templates have a purse and limits of their own, answers go on.
            kind = "refused" if error.kind in ("closed", "park") else failure.kind
            raise SendError(kind, failure.reason, failure.after) from None
        return str(data.get("message_id") or data.get("msg_id") or "")

    def _template_stopped(self, tx: Tx, why: str) -> None:
        """In the writer: the officers hear that no template goes out, once a day."""
        text = f"Mẫu tin nhắc qua Zalo OA đang không gửi được ({why}). Nhờ quản trị xem giúp; tin trả lời vẫn gửi ạ."
        telling.tell_officers_on(tx, self.name, self.account, f"template/{self.account}/{local(tx.now):%Y-%m-%d}", text)

    async def _bodies(self, message: Outbound) -> list[dict[str, Any]]:
        """The messages it takes: the text in parts, buttons on the last of them, then the file."""
        buttons = zalo_oa_write.buttons(message.choices)
        text = message.text if buttons else with_choices(message)
        if message.file is None:
            return zalo_oa_write.texts(text, buttons)
        uploaded = await self._attached(message.file)
        if uploaded is not None:
            return [*zalo_oa_write.texts(text, buttons), uploaded]
        log.info("a file was linked or named, not sent", action="zalo_oa.degrade", bytes=len(message.file.data))
        return zalo_oa_write.texts(zalo_file.in_words(text, message.file, NO_SUCH_FILES), buttons)

    async def _attached(self, file: File) -> dict[str, Any] | None:
        """The file uploaded, as a message; None where the account takes none of its kind or size. Raises SendError:
        never an ambiguous one, since nobody has been told anything by an upload."""
        try:
            if zalo_oa_write.is_picture(file):
                data = await self._api.upload(UPLOAD_IMAGE, file.name, file.data)
                return zalo_oa_write.picture(file.name, data.get("attachment_id"))
            if zalo_oa_write.is_document(file):
                data = await self._api.upload(UPLOAD_FILE, file.name, file.data)
                return zalo_oa_write.document(data.get("token"))
        except OaError as error:
            raise error.as_send_error() from None
        except SendError as error:
            raise SendError("retry" if error.kind == "ambiguous" else error.kind, error.reason) from None
        return None
