"""Long polling against a server with real offsets: nothing is confirmed before it is durable, no trouble ends it."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest

from bot.channels import telegram_poll
from bot.channels.telegram import TelegramChannel, build
from bot.settings import Settings
from tests.channels.taker import Taker, until
from tests.standins.telegram_api import (
    BAD_GATEWAY,
    DROPPED,
    TOKEN,
    UNAUTHORIZED,
    TelegramApi,
    flood,
    refused,
)
from tests.standins.telegram_user import message, press


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(telegram_poll, "FIRST_WAIT", 0.002)
    monkeypatch.setattr(telegram_poll, "LONGEST_WAIT", 0.01)


@asynccontextmanager
async def polling(settings: Settings, taker: Taker) -> AsyncIterator[tuple[TelegramChannel, asyncio.Task[None]]]:
    channel = build(settings, taker.doors())
    task = asyncio.create_task(channel.run())
    try:
        yield channel, task
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
        await channel.close()


def polls(api: TelegramApi) -> list[dict[str, Any]]:
    return [call.params for call in api.calls if call.method == "getUpdates"]


async def test_updates_are_taken_then_confirmed(settings: Callable[..., Settings], api: TelegramApi) -> None:
    taker = Taker()
    api.push(message(100, 1, "một"), message(101, 2, "hai"), press(102, 1, "drop:1"))
    async with polling(settings(), taker):
        await until(lambda: len(polls(api)) >= 2)
        assert len(taker.got) == 3
        first, second = polls(api)[:2]
        assert "offset" not in first
        assert second["offset"] == 103
        assert set(first["allowed_updates"]) == {"message", "edited_message", "callback_query", "my_chat_member"}
        await until(lambda: any(c.method == "answerCallbackQuery" for c in api.calls))
        api.push(message(103, 1, "ba"))
        await taker.wait(4)
    assert api.calls[0].method == "getMe"


async def test_a_crash_between_taking_and_confirming_loses_nothing(
    settings: Callable[..., Settings], api: TelegramApi
) -> None:
    """The process dies right after the batch is taken, before it could ask for the next."""
    first, second = Taker(), Taker()
    api.push(*(message(n, n, f"{n} hv") for n in range(1, 6)))
    async with polling(settings(), first) as (_, task):
        first.gate = asyncio.Event()
        await until(lambda: len(first.tried) == 5)
        first.gate.set()
        await first.wait(5)
        task.cancel()
    assert len(polls(api)) == 1
    assert len(api.updates) == 5
    async with polling(settings(), second):
        await second.wait(5)
        await until(lambda: not api.updates)
    assert [i.id for i in second.got] == [i.id for i in first.got]


async def test_a_crash_in_the_middle_of_a_batch_loses_nothing(
    settings: Callable[..., Settings], api: TelegramApi
) -> None:
    first, second = Taker(), Taker()
    api.push(*(message(n, 42, f"{n} hv") for n in range(1, 6)))
    first.broken = lambda inbound: inbound.text == "3 hv"
    async with polling(settings(), first):
        await first.wait(2)
    async with polling(settings(), second):
        await until(lambda: not api.updates)
    assert {i.text for i in first.got + second.got} == {f"{n} hv" for n in range(1, 6)}


async def test_people_do_not_wait_for_each_other_and_one_person_keeps_their_order(
    settings: Callable[..., Settings], api: TelegramApi
) -> None:
    taker = Taker()
    taker.gate = asyncio.Event()
    api.push(*(message(10 * turn + who, who, f"{who}-{turn}") for turn in range(1, 4) for who in range(1, 6)))
    async with polling(settings(), taker):
        await until(lambda: len(taker.tried) == 5)  # the first of each, side by side: they can share one commit
        await asyncio.sleep(0.02)
        assert len(taker.tried) == 5
        taker.gate.set()
        await taker.wait(15)
    for who in range(1, 6):
        assert [t for t in taker.texts if t.startswith(f"{who}-")] == [f"{who}-{turn}" for turn in range(1, 4)]


async def test_one_failing_update_waits_with_its_chat_and_holds_back_the_offset(
    settings: Callable[..., Settings], api: TelegramApi
) -> None:
    taker = Taker()
    fails = {"left": 3}

    def broken(inbound: Any) -> bool:
        fails["left"] -= inbound.text == "hai"
        return inbound.text == "hai" and fails["left"] >= 0

    taker.broken = broken
    api.push(message(1, 42, "một"), message(2, 42, "hai"), message(3, 42, "ba"), message(4, 7, "người khác"))
    async with polling(settings(), taker):
        await until(lambda: not api.updates)
    in_order = list(dict.fromkeys(t for t in taker.texts if t != "người khác"))
    assert in_order == ["một", "hai", "ba"]
    assert "người khác" in taker.texts
    assert [p.get("offset") for p in polls(api)][:4] == [None, 2, 2, 2]


async def test_an_update_that_is_broken_by_itself_does_not_hold_up_everyone(
    settings: Callable[..., Settings], api: TelegramApi, logs: list[Any]
) -> None:
    taker = Taker()
    taker.broken = lambda inbound: inbound.text == "hỏng"
    api.push(message(1, 42, "hỏng"), message(2, 42, "sau đó"), message(3, 7, "người khác"))
    async with polling(settings(), taker):
        await until(lambda: not api.updates)
    assert "sau đó" in taker.texts
    assert sum(i.text == "hỏng" for i in taker.tried) == telegram_poll.TRIES
    assert [line["update"] for line in logs if line["action"] == "telegram.given-up"][:1] == [1]
    assert "hỏng" not in str(logs)


async def test_while_the_store_is_down_nothing_is_given_up(settings: Callable[..., Settings], api: TelegramApi) -> None:
    taker = Taker()
    taker.broken = lambda _: len(taker.tried) < 40
    api.push(message(1, 42, "một"), message(2, 7, "hai"))
    async with polling(settings(), taker):
        await taker.wait(2)
        await until(lambda: not api.updates)
    assert set(taker.texts) == {"một", "hai"}


async def test_an_update_of_a_strange_shape_is_passed_over(settings: Callable[..., Settings], api: TelegramApi) -> None:
    taker = Taker()
    api.push({"update_id": 1, "message": {"chat": "?"}}, message(2, 42, "12 hv"), {"update_id": 3, "message": []})
    async with polling(settings(), taker):
        await taker.wait(1)
        await until(lambda: not api.updates)
    assert taker.texts == ["12 hv"]


async def test_numbers_that_start_anew_after_a_quiet_week(
    settings: Callable[..., Settings], api: TelegramApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_poll, "LONG_POLL", 0)  # empty answers at once
    taker = Taker()
    api.push(message(900_000, 42, "trước"))
    async with polling(settings(), taker):
        await until(lambda: len(polls(api)) > 2 and "offset" not in polls(api)[-1])
        api.push(message(5, 42, "sau một tuần"))
        await taker.wait(2)
    assert taker.texts == ["trước", "sau một tuần"]


@pytest.mark.parametrize("fault", [BAD_GATEWAY, DROPPED, refused(500, "Internal Server Error")])
async def test_trouble_passes(settings: Callable[..., Settings], api: TelegramApi, fault: Any) -> None:
    taker = Taker()
    api.fail(fault, times=2, method="getMe")
    api.fail(fault, times=3, method="getUpdates")
    api.push(message(1, 42, "12 hv"))
    async with polling(settings(), taker):
        await taker.wait(1)


async def test_waits_grow_to_a_minute_and_start_anew(
    settings: Callable[..., Settings], api: TelegramApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telegram_poll, "FIRST_WAIT", 1.0)
    monkeypatch.setattr(telegram_poll, "LONGEST_WAIT", 60.0)
    waits: list[float] = []
    real = asyncio.sleep

    async def sleep(seconds: float) -> None:
        if seconds >= 1:
            waits.append(seconds)
            seconds = 0
        await real(seconds)

    monkeypatch.setattr("bot.channels.telegram_poll.asyncio.sleep", sleep)
    taker = Taker()
    api.fail(BAD_GATEWAY, times=8, method="getUpdates")
    api.push(message(1, 42, "12 hv"))
    async with polling(settings(), taker):
        await taker.wait(1)
        api.fail(flood(17), method="getUpdates")
        api.push(message(2, 42, "13 hv"))
        await taker.wait(2)
        await until(lambda: len(waits) == 9)
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 17]


async def test_another_holder_is_named_and_outlasted(
    settings: Callable[..., Settings], api: TelegramApi, logs: list[Any]
) -> None:
    taker = Taker()
    api.webhook = {"url": "https://so.badong.vn/hooks/telegram"}
    async with polling(settings(), taker):
        await until(lambda: "sothon webhook drop telegram" in str(logs))
        api.webhook = {"url": ""}
        api.push(message(1, 42, "12 hv"))
        await taker.wait(1)


@pytest.mark.parametrize("fault", [UNAUTHORIZED, refused(404, "Not Found")])
async def test_a_refused_token_is_said_once_and_polling_ends(
    settings: Callable[..., Settings], api: TelegramApi, logs: list[Any], fault: Any
) -> None:
    api.fail(fault, times=9, method="getMe")
    async with polling(settings(), Taker()) as (_, task):
        await asyncio.wait_for(task, 5)
    (said,) = [line["event"] for line in logs if line["log_level"] == "critical"]
    assert "TELEGRAM_BOT_TOKEN" in said
    assert TOKEN not in str(logs)


async def test_an_unreachable_server_is_waited_for(settings: Callable[..., Settings], api: TelegramApi) -> None:
    port = int(api.base.rsplit(":", 1)[1])
    taker = Taker()
    other = TelegramApi()
    await api.stop()
    try:
        async with polling(settings(), taker) as (_, task):
            await asyncio.sleep(0.05)
            assert not task.done()
            await other.start(port)
            other.push(json.loads(json.dumps(message(1, 42, "12 hv"))))
            await taker.wait(1)
    finally:
        await other.stop()
        await api.start()  # for the fixture to stop
