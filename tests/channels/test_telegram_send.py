"""What goes out to Telegram, checked a second time by the stand-in's rules, and what every failure means."""

import asyncio
import socket
import traceback
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
import telegram
import uvloop
from hypothesis import given
from hypothesis import strategies as st

from bot.channels import telegram as telegram_channel
from bot.channels import telegram_client, telegram_write
from bot.channels.base import SendError
from bot.channels.telegram import PACE, TelegramChannel, build
from bot.channels.telegram_write import keyboard, parts, units
from bot.settings import Settings, SettingsError
from domain.messages import Address, Choice, File, Outbound
from tests.channels.taker import Taker
from tests.standins.proxy import Proxy
from tests.standins.telegram_api import (
    BAD_GATEWAY,
    BLOCKED,
    DROPPED,
    HANG,
    NOT_FOUND,
    TOKEN,
    UNAUTHORIZED,
    Fault,
    TelegramApi,
    flood,
    migrated,
    refused,
)

SECRET_PART = TOKEN.split(":")[1]
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452")


def to(chat: int = 42) -> Address:
    return Address("telegram", TOKEN.split(":")[0], str(chat))


@pytest.fixture(params=["direct", "http", "socks5"])
async def channel(
    request: pytest.FixtureRequest, settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[TelegramChannel]:
    """The channel over its own wire, and over aiogram's client through each kind of proxy."""
    monkeypatch.setattr(telegram_client, "TOTAL_SECONDS", 0.5)
    if request.param == "direct":
        channel = build(settings(), Taker().doors())
        yield channel
        await channel.close()
        return
    async with Proxy(request.param) as proxy:
        channel = build(settings(telegram_proxy=f"{request.param}://127.0.0.1:{proxy.port}"), Taker().doors())
        yield channel
        await channel.close()
        assert proxy.asked


@pytest.fixture
async def direct(settings: Callable[..., Settings]) -> AsyncIterator[TelegramChannel]:
    channel = build(settings(), Taker().doors())
    yield channel
    await channel.close()


async def test_a_message_with_buttons(channel: TelegramChannel, api: TelegramApi) -> None:
    choices = (Choice("amend:e7c1", "Sửa"), Choice("drop:e7c1", "Xoá"))
    id = await channel.send(to(), Outbound("✅ Đã ghi: <b> & *12* https://so.vn", choices))
    (call,) = api.calls
    assert call.method == "sendMessage"
    assert call.params == {
        "chat_id": 42,
        "text": "✅ Đã ghi: <b> & *12* https://so.vn",
        "link_preview_options": {"is_disabled": True},
        "reply_markup": {
            "inline_keyboard": [
                [{"text": "Sửa", "callback_data": "amend:e7c1"}, {"text": "Xoá", "callback_data": "drop:e7c1"}]
            ]
        },
    }
    assert id == "1001"


async def test_a_long_message_goes_in_parts_with_the_buttons_on_the_last(
    channel: TelegramChannel, api: TelegramApi
) -> None:
    text = "\n".join(f"{n}. thôn số {n} 👍" for n in range(600))
    id = await channel.send(to(), Outbound(text, (Choice("x", "Xem"),)))
    assert len(api.calls) == 3
    assert ["reply_markup" in c.params for c in api.calls] == [False, False, True]
    assert "\n".join(api.said()) == text
    assert id == "1003"


@pytest.mark.parametrize(
    ("name", "method"),
    [("báo cáo tuần 47.xlsx", "sendDocument"), ("dự thảo.docx", "sendDocument"), ("biểu đồ.png", "sendPhoto")],
)
async def test_files(channel: TelegramChannel, api: TelegramApi, name: str, method: str) -> None:
    await channel.send(to(), Outbound("Bảng tuần 47 ạ.", (Choice("w", "Word"),), File(name, PNG * 100)))
    (call,) = api.calls
    assert call.method == method
    assert list(call.files.values()) == [(name, PNG * 100)]
    assert call.params["caption"] == "Bảng tuần 47 ạ."
    assert call.params["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "w"


async def test_a_file_whose_text_is_too_long_for_a_caption(direct: TelegramChannel, api: TelegramApi) -> None:
    await direct.send(to(), Outbound("x" * 1025, (Choice("w", "Word"),), File("a.xlsx", b"1")))
    assert [c.method for c in api.calls] == ["sendMessage", "sendDocument"]
    assert "caption" not in api.calls[1].params
    assert "reply_markup" in api.calls[1].params
    assert "reply_markup" not in api.calls[0].params


async def test_files_too_large(direct: TelegramChannel, api: TelegramApi, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (telegram_channel.PHOTO_BYTES, telegram_channel.FILE_BYTES) == (10 * 1024**2, 50 * 1024**2)
    monkeypatch.setattr(telegram_channel, "PHOTO_BYTES", 10)
    monkeypatch.setattr(telegram_channel, "FILE_BYTES", 50)
    with pytest.raises(SendError) as caught:
        await direct.send(to(), Outbound("", (), File("a.xlsx", bytes(51))))
    assert caught.value.kind == "refused"
    await direct.send(to(), Outbound("", (), File("to.png", bytes(11))))
    assert [c.method for c in api.calls] == ["sendDocument"]


ERRORS: dict[str, tuple[Fault, str, float | None]] = {
    "flood": (flood(23), "retry", 23.0),
    "flood without saying how long": (refused(429, "Too Many Requests"), "retry", 1.0),
    "blocked": (BLOCKED, "gone", None),
    "never started": (refused(403, "Forbidden: bot can't initiate conversation with a user"), "gone", None),
    "deactivated": (refused(403, "Forbidden: user is deactivated"), "gone", None),
    "kicked": (refused(403, "Forbidden: bot was kicked from the group chat"), "gone", None),
    "chat not found": (NOT_FOUND, "gone", None),
    "peer": (refused(400, "Bad Request: PEER_ID_INVALID"), "gone", None),
    "bad request": (refused(400, "Bad Request: BUTTON_DATA_INVALID"), "refused", None),
    "too large": (refused(413, "Request Entity Too Large"), "refused", None),
    "token revoked": (UNAUTHORIZED, "park", None),
    "token unknown": (refused(404, "Not Found"), "park", None),
    "internal": (refused(500, "Internal Server Error"), "retry", None),
    "restart": (refused(500, "Internal Server Error: restart"), "retry", None),
    "bad gateway page": (BAD_GATEWAY, "retry", None),
    "gateway gave up": (Fault(504, b"<html>504 Gateway Time-out</html>"), "ambiguous", None),
    "a provider's page": (Fault(200, b"<html>blocked</html>"), "retry", None),
    "a relay's own words": (Fault(403, b'{"error":"relay is closed"}'), "retry", None),
    "redirect": (Fault(302, b"<html>moved</html>"), "retry", None),
    "no result": (Fault(200, b'{"ok":true,"result":true}'), "ambiguous", None),
    "dropped": (DROPPED, "ambiguous", None),
    "hung": (HANG, "ambiguous", None),
}


@pytest.mark.parametrize("name", ERRORS)
async def test_errors(channel: TelegramChannel, api: TelegramApi, name: str) -> None:
    fault, kind, after = ERRORS[name]
    api.fail(fault)
    with pytest.raises(SendError) as caught:
        await channel.send(to(), Outbound("mật khẩu của tôi"))
    assert (caught.value.kind, caught.value.after) == (kind, after)
    assert "mật khẩu" not in caught.value.reason
    assert len(api.calls) == 1  # never tried again by itself
    await channel.send(to(), Outbound("lại"))
    assert api.said()[-1] == "lại"


async def test_what_never_left_can_be_tried_again(settings: Callable[..., Settings]) -> None:
    with socket.socket() as plug:
        plug.bind(("127.0.0.1", 0))
        port = plug.getsockname()[1]  # bound, not listening: refuses
        for changes in (
            {"telegram_api_base": f"http://127.0.0.1:{port}"},
            {"telegram_proxy": f"socks5://127.0.0.1:{port}"},
        ):
            channel = build(settings(**changes), Taker().doors())
            with pytest.raises(SendError) as caught:
                await channel.send(to(), Outbound("12"))
            assert caught.value.kind == "retry"
            await channel.close()


@pytest.mark.parametrize("kind", ["http", "socks5"])
async def test_a_proxy_that_refuses(settings: Callable[..., Settings], kind: str) -> None:
    async with Proxy(kind) as proxy:
        proxy.refuses = True
        channel = build(settings(telegram_proxy=f"{kind}://ten:mat-khau@127.0.0.1:{proxy.port}"), Taker().doors())
        with pytest.raises(SendError) as caught:
            await channel.send(to(), Outbound("12"))
        assert caught.value.kind == "retry"
        assert "mat-khau" not in caught.value.reason
        assert proxy.login == ("Basic dGVuOm1hdC1raGF1" if kind == "http" else "")
        await channel.close()


async def test_a_name_that_does_not_resolve(settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch) -> None:
    async def nowhere(*_: Any, **__: Any) -> Any:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", nowhere)
    channel = build(settings(telegram_api_base="https://tram.invalid"), Taker().doors())
    with pytest.raises(SendError) as caught:
        await channel.send(to(), Outbound("12"))
    assert caught.value.kind == "retry"
    await channel.close()


async def test_a_group_that_moved_is_followed_once(direct: TelegramChannel, api: TelegramApi) -> None:
    api.fail(migrated(-100777))
    await direct.send(to(-5), Outbound("12"))
    assert [c.params["chat_id"] for c in api.calls] == [-5, -100777]
    api.fail(migrated(-100777), times=2)
    with pytest.raises(SendError) as caught:
        await direct.send(to(-5), Outbound("12"))
    assert caught.value.kind == "gone"


async def test_a_failure_after_the_first_part_is_never_called_unsent(direct: TelegramChannel, api: TelegramApi) -> None:
    long = Outbound("x" * 4000 + "\n" + "y" * 4000)
    await direct.send(to(), Outbound("trước"))
    sent = len(api.calls)
    original = api.on_call

    def once(call: Any) -> None:
        original(call)
        if call.params["text"].startswith("x"):
            api.fail(flood(9))

    api.on_call = once
    with pytest.raises(SendError) as caught:
        await direct.send(to(), long)
    assert (caught.value.kind, caught.value.after) == ("ambiguous", 9.0)
    assert len(api.calls) == sent + 2


async def test_the_token_is_nowhere_to_be_read(
    channel: TelegramChannel, api: TelegramApi, caplog: pytest.LogCaptureFixture, logs: list[Any]
) -> None:
    caplog.set_level(1)
    asyncio.get_running_loop().set_debug(True)
    seen = [repr(channel), str(channel), repr(channel._bot), repr(channel._bot.session)]
    for fault, _, _ in ERRORS.values():
        api.fail(fault)
        with pytest.raises(SendError) as caught:
            await channel.send(to(), Outbound("12"))
        error: BaseException | None = caught.value
        seen.append("".join(traceback.format_exception(caught.value)))
        while error is not None:
            seen += [repr(error), str(error), repr(error.args)]
            error = error.__cause__ or error.__context__
    echo = refused(400, f"Bad Request: bot{TOKEN}/sendMessage")
    api.fail(echo)
    with pytest.raises(SendError) as caught:
        await channel.send(to(), Outbound("12"))
    seen += [caught.value.reason, caplog.text, str(logs)]
    assert SECRET_PART not in "\n".join(seen)


async def test_the_token_is_not_in_an_error_of_a_wrong_base(settings: Callable[..., Settings]) -> None:
    for base in ("api.telegram.org", "ftp://x", "https://", "https://x/{token}", "https://x?y=1", "khong phai dia chi"):
        with pytest.raises(SettingsError) as caught:
            build(settings(telegram_api_base=base), Taker().doors())
        assert SECRET_PART not in "".join(traceback.format_exception(caught.value))
        assert "TELEGRAM_API_BASE" in str(caught.value)


@pytest.mark.parametrize("token", ["x", "123:", "a:b", "12 3:abc"])
async def test_a_token_of_another_form_is_named(settings: Callable[..., Settings], token: str) -> None:
    with pytest.raises(SettingsError) as caught:
        build(settings(telegram_bot_token=token), Taker().doors())
    assert "TELEGRAM_BOT_TOKEN" in str(caught.value)


@pytest.mark.parametrize("proxy", ["127.0.0.1:1080", "ftp://a:mat-khau@b:1", "socks5://a:mat-khau@b", "http://"])
async def test_a_proxy_of_another_form_is_named_without_password(settings: Callable[..., Settings], proxy: str) -> None:
    with pytest.raises(SettingsError) as caught:
        build(settings(telegram_proxy=proxy), Taker().doors())
    assert "TELEGRAM_PROXY" in str(caught.value)
    assert "mat-khau" not in "".join(traceback.format_exception(caught.value))


async def test_a_base_below_a_path_as_relays_have(settings: Callable[..., Settings], api: TelegramApi) -> None:
    paths: list[str] = []
    plain = api.answer

    async def answer(path: str, kind: str, body: bytes) -> Any:
        paths.append(path)
        return await plain(path.removeprefix("/tram"), kind, body)

    api.answer = answer  # type: ignore[method-assign]
    channel = build(settings(telegram_api_base=api.base + "/tram/"), Taker().doors())
    await channel.send(to(), Outbound("12"))
    await channel.close()
    assert paths == [f"/tram/bot{TOKEN}/sendMessage"]


async def test_one_connection_serves_one_after_another_and_at_most_so_many_serve_a_rush(
    direct: TelegramChannel, api: TelegramApi
) -> None:
    for n in range(20):
        await direct.send(to(), Outbound(str(n)))
    assert len(api.doors) == 1
    await asyncio.gather(*(direct.send(to(n + 1), Outbound("12")) for n in range(200)))
    assert len(api.doors) <= telegram_client.CONNECTIONS
    assert len(api.calls) == 220


async def test_a_connection_closed_while_idle_is_not_taken_up_again(direct: TelegramChannel, api: TelegramApi) -> None:
    await direct.send(to(), Outbound("một"))
    for door in list(api.doors):
        door.hang_up()
    await asyncio.sleep(0.02)
    await direct.send(to(), Outbound("hai"))
    assert api.said() == ["một", "hai"]


def test_the_wire_under_uvloop() -> None:
    async def main() -> list[str]:
        async with TelegramApi() as api:
            settings = Settings(_env_file=None, telegram_bot_token=TOKEN, telegram_api_base=api.base)
            channel = build(settings, Taker().doors())
            for n in range(3):
                await channel.send(to(), Outbound(str(n)))
            await channel.close()
            return api.said()

    assert uvloop.run(main()) == ["0", "1", "2"]


async def test_an_address_of_another_kind(direct: TelegramChannel) -> None:
    with pytest.raises(SendError) as caught:
        await direct.send(Address("telegram", "1", "sen"), Outbound("12"))
    assert caught.value.kind == "refused"


def test_groups_are_told_by_their_address() -> None:
    assert to(-100777).is_group
    assert not to(42).is_group
    assert (PACE.bulk_per_second, PACE.chat_per_second, PACE.group_per_minute) == (25, 1, 20)


async def test_answers_of_the_stand_in_are_such_as_the_library_reads(direct: TelegramChannel, api: TelegramApi) -> None:
    """The stand-in itself is held to python-telegram-bot's reading."""
    answers: list[Any] = []
    plain = api._result

    def result(call: Any) -> Any:
        answers.append(plain(call))
        return answers[-1]

    api._result = result  # type: ignore[method-assign]
    await direct.send(to(), Outbound("12", (Choice("a", "b"),)))
    await direct.send(to(-7), Outbound("", (), File("a.png", PNG)))
    await direct.send(to(), Outbound("c", (), File("a.xlsx", PNG)))
    read = [telegram.Message.de_json(a, None) for a in answers]
    assert [m.chat.id for m in read] == [42, -7, 42]
    assert (read[0].text, bool(read[1].photo), read[2].document.file_name) == ("12", True, "a.xlsx")
    assert all(not m.api_kwargs for m in read)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400), st.integers(1, 60))
def test_parts_lose_nothing_but_space_at_the_cuts(text: str, limit: int) -> None:
    found = parts(text, max(limit, 2))
    assert all(0 < units(part) <= max(limit, 2) for part in found)
    assert all(part.strip() for part in found)
    kept = "".join("".join(part.split()) for part in found)
    assert kept == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("một\nhai\nba", 8, ["một\nhai", "ba"]),
        ("một hai ba", 7, ["một", "hai ba"]),
        ("x" * 10, 4, ["xxxx", "xxxx", "xx"]),
        ("👍" * 3, 4, ["👍👍", "👍"]),
        ("👍" * 3, 5, ["👍👍", "👍"]),
        ("\n\n ", 5, []),
        ("a\n\n\nb", 3, ["a", "b"]),
        ("12345\n", 5, ["12345"]),
    ],
)
def test_cuts(text: str, limit: int, expected: list[str]) -> None:
    assert parts(text, limit) == expected


def test_buttons_stand_as_their_labels_allow(logs: list[Any]) -> None:
    def rows(*labels: str) -> list[int]:
        markup = keyboard([Choice(f"k{n}", label) for n, label in enumerate(labels)])
        return [] if markup is None else [len(row) for row in markup["inline_keyboard"]]

    assert rows("Sửa", "Xoá") == [2]
    assert rows("1", "2", "3", "4") == [3, 1]
    assert rows("Theo thôn", "Biểu đồ", "Excel", "Word", "Nhắc 3 thôn") == [2, 2, 1]
    assert rows("cùng lớp đó (không ghi thêm)", "lớp khác") == [1, 1]
    assert rows() == []
    assert logs == []


def test_a_button_telegram_cannot_carry_is_left_out_and_logged(logs: list[Any]) -> None:
    choices = [Choice("ă" * 32, "vừa"), Choice("ă" * 32 + "x", "dài"), Choice("", "rỗng"), Choice("k", " ")]
    markup = keyboard(choices)
    assert markup is not None
    assert [b["text"] for row in markup["inline_keyboard"] for b in row] == ["vừa"]
    assert logs[0]["left_out"] == 3
    assert keyboard(choices[1:]) is None
    many = keyboard([Choice(f"k{n}", str(n)) for n in range(150)])
    assert many is not None
    assert sum(map(len, many["inline_keyboard"])) == telegram_write.BUTTONS
