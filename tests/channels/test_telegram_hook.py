"""The webhook over real HTTP: who may knock, what is refused, and that 200 means durable."""

import asyncio
import io
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import aiohttp
import pytest

from bot.channels.telegram import WEBHOOK_PATH, TelegramChannel, build
from bot.settings import Settings
from tests.channels.rigging import SECRET
from tests.channels.taker import Taker, until
from tests.standins.server import serving
from tests.standins.telegram_api import BLOCKED, HANG, TelegramApi
from tests.standins.telegram_user import SECRET_HEADER, edit, message, press, push_update

GOOD = {SECRET_HEADER: SECRET}


class Door:
    """A running webhook, its channel and what it took."""

    def __init__(self, channel: TelegramChannel, taker: Taker, http: aiohttp.ClientSession, url: str) -> None:
        self.channel, self.taker, self.http, self.url = channel, taker, http, url

    async def post(self, body: Any, headers: dict[str, str] | None = None) -> int:
        async with self.http.post(self.url, data=body, headers=GOOD if headers is None else headers) as response:
            assert await response.read() == b""
            return response.status

    async def push(self, update: dict[str, Any]) -> list[int]:
        return await push_update(self.http, self.url, SECRET, update)


@pytest.fixture
async def door(settings: Callable[..., Settings]) -> AsyncIterator[Door]:
    taker = Taker()
    channel = build(settings(telegram_mode="webhook"), taker.doors())
    async with serving(channel.routes()) as url, aiohttp.ClientSession() as http:
        yield Door(channel, taker, http, url + WEBHOOK_PATH)
    await channel.close()


@pytest.mark.parametrize(
    "headers", [{}, {SECRET_HEADER: ""}, {SECRET_HEADER: SECRET + "x"}, {SECRET_HEADER: SECRET[:-1]}]
)
async def test_no_secret_no_entry(door: Door, headers: dict[str, str]) -> None:
    assert await door.post(json.dumps(message(1, 42, "12 hv")), headers) == 401
    assert await door.post(b"{", headers) == 401  # not even looked at
    assert door.taker.tried == []


async def test_the_secret_is_asked_before_a_byte_of_the_body_is_read(door: Door) -> None:
    host, port = door.url.removeprefix("http://").split("/")[0].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(f"POST {WEBHOOK_PATH} HTTP/1.1\r\nHost: x\r\nContent-Length: 900000\r\n\r\n".encode())
    assert (await asyncio.wait_for(reader.readline(), 5)).startswith(b"HTTP/1.1 401")
    writer.close()


async def test_only_post(door: Door) -> None:
    async with door.http.get(door.url, headers=GOOD) as response:
        assert response.status == 405


@pytest.mark.parametrize(
    "body", [b"", b"{", b"null", b"[]", b"12", b"{}", b"\xff\xfe", b'{"update_id":"1"}', b"[" * 9999]
)
async def test_what_is_no_update_is_refused(door: Door, body: bytes) -> None:
    assert await door.post(body) == 400
    assert door.taker.tried == []


async def test_a_huge_body_is_refused_announced_or_not(door: Door) -> None:
    huge = json.dumps(message(1, 42, "1" * (1 << 20))).encode()
    assert await door.post(io.BytesIO(huge)) == 413

    async def slices() -> AsyncIterator[bytes]:
        for start in range(0, len(huge), 65536):
            yield huge[start : start + 65536]

    assert await door.post(slices()) == 413
    assert door.taker.tried == []
    assert await door.push(message(2, 42, "12 hv")) == [200]


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1, "message_reaction": {"chat": {"id": 1}}},
        {"update_id": 1, "poll": {}},
        {"update_id": 1, "tomorrow": [1, 2, {"a": None}]},
        {"update_id": 1},
        {"update_id": 1, "message": "of a shape nobody knows"},
        {"update_id": 1, "message": {"message_id": 1, "chat": {"id": 1}, "date": 10**30}},
    ],
)
async def test_what_cannot_concern_us_is_accepted_and_ignored(door: Door, update: dict[str, Any]) -> None:
    """Refusing would bring it back for a day, and hold up its chat."""
    assert await door.push(update) == [200]
    assert door.taker.tried == []


async def test_200_is_said_only_when_the_update_is_durable(door: Door) -> None:
    door.taker.gate = asyncio.Event()
    answer = asyncio.create_task(door.push(message(1, 42, "12 hv")))
    await until(lambda: door.taker.tried)
    await asyncio.sleep(0.05)
    assert not answer.done()
    door.taker.gate.set()
    assert await answer == [200]
    assert door.taker.texts == ["12 hv"]


async def test_what_the_store_refused_is_delivered_again(door: Door, logs: list[Any]) -> None:
    door.taker.broken = lambda _: len(door.taker.tried) < 3
    assert await door.push(message(1, 42, "12 hv")) == [500, 500, 200]
    assert door.taker.texts == ["12 hv"]
    assert [(line["action"], line["error"]) for line in logs] == [("telegram.hook.failed", "OSError")] * 2
    assert "12 hv" not in str(logs)  # the exception quoted it


async def test_the_same_update_twice_and_out_of_order(door: Door) -> None:
    for update in (message(5, 42, "sau"), message(5, 42, "sau"), message(4, 42, "trước"), edit(6, 42, "sửa", of=5)):
        assert await door.push(update) == [200]
    assert [(i.id, i.text, i.edits) for i in door.taker.got] == [
        ("u5", "sau", False),
        ("u5", "sau", False),
        ("u4", "trước", False),
        ("u6", "sửa", True),
    ]


async def test_many_at_once(door: Door) -> None:
    statuses = await asyncio.gather(*(door.push(message(n, 42 + n, f"{n} hv")) for n in range(100)))
    assert statuses == [[200]] * 100
    assert {i.text for i in door.taker.got} == {f"{n} hv" for n in range(100)}


async def test_a_press_is_acknowledged_after_it_is_durable(door: Door, api: TelegramApi) -> None:
    door.taker.gate = asyncio.Event()
    answer = asyncio.create_task(door.push(press(7, 42, "drop:1", "Xoá")))
    await until(lambda: door.taker.tried)
    assert api.calls == []
    door.taker.gate.set()
    assert await answer == [200]
    await until(lambda: api.calls)
    assert [(c.method, c.params) for c in api.calls] == [("answerCallbackQuery", {"callback_query_id": "c7"})]
    (inbound,) = door.taker.got
    assert (inbound.pressed, inbound.text) == ("drop:1", "Xoá")


@pytest.mark.parametrize("fault", [HANG, BLOCKED])
async def test_an_acknowledgement_that_fails_hurts_nobody(door: Door, api: TelegramApi, fault: Any) -> None:
    api.fail(fault, method="answerCallbackQuery")
    assert await door.push(press(7, 42, "drop:1")) == [200]
    assert await door.push(message(8, 42, "12 hv")) == [200]
    assert len(door.taker.got) == 2


async def test_a_press_that_could_not_be_taken_is_not_acknowledged(door: Door, api: TelegramApi) -> None:
    door.taker.broken = lambda _: True
    assert await door.push(press(7, 42, "drop:1")) == [500] * 5
    await asyncio.sleep(0.05)
    assert api.calls == []


async def test_without_a_secret_there_is_no_webhook(settings: Callable[..., Settings], logs: list[Any]) -> None:
    channel = build(settings(telegram_mode="webhook", telegram_webhook_secret=""), Taker().doors())
    assert channel.routes() == ()
    assert "TELEGRAM_WEBHOOK_SECRET" in logs[0]["event"]
    await channel.close()


async def test_polling_has_no_door(settings: Callable[..., Settings]) -> None:
    channel = build(settings(), Taker().doors())
    assert channel.routes() == ()
    await channel.close()


async def test_in_webhook_mode_run_returns_at_once_and_the_bot_learns_its_name(
    settings: Callable[..., Settings], api: TelegramApi
) -> None:
    taker = Taker()
    menu = (("baocao", "Báo số liệu tuần này"), ("Sai Tên", "không hợp lệ"), ("giup", "Xem cách dùng"))
    channel = build(settings(telegram_mode="webhook"), taker.doors(menu))
    await asyncio.wait_for(channel.run(), 1)
    await until(lambda: any(c.method == "setMyCommands" for c in api.calls))
    assert [c.method for c in api.calls] == ["getMe", "setMyCommands"]
    assert [c["command"] for c in api.calls[1].params["commands"]] == ["baocao", "giup"]
    update = message(1, 42, "@so_thon_bot 12 hv")
    update["message"]["chat"] = {"id": -100, "type": "group", "title": "Tổ"}
    await channel.receive(json.dumps(update).encode())
    assert taker.texts == ["12 hv"]
    await channel.close()
