"""What every channel owes: nothing lost, nothing changed, ids that tell a redelivery, errors that say what next."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from bot.channels.base import SendError
from domain.messages import Choice, Outbound
from tests.channels.contract import RIGS, Make, Rig

AWKWARD = {
    "four thousand characters": "12 hv " * 666,
    "binary-looking": "\x01\x02\x7f\ufffd PK\x03\x04",
    "emoji only": "👍🏽👩‍🏫🇻🇳",
    "right to left": "\u202e12 hv\u202c שלום ١٢",
    "zero width": "1\u200b2\u200d h\u2060v\ufeff",
    "decomposed": "hôm nay 21 học viên",
    "markup": "<b>12</b> &amp; *hv* _[x](https://x.vn)_ `5` ~!{}.|#",
    "forty digits": "1234567890" * 4 + " hv",
    "signs": "-5 hv, 2,5 buổi, 1e9 vneid",
    "lines": "thôn 3:\n12 hv\n\n5 vneid",
    "unknown command": "/khong_co gi ca",
}


@pytest.fixture(params=[make for _, make in RIGS], ids=[name for name, _ in RIGS])
async def rig(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Rig]:
    make: Make = request.param
    async with make(monkeypatch) as rig:
        yield rig


async def test_a_message_arrives_whole_and_says_whence_and_when(rig: Rig) -> None:
    await rig.deliver(rig.event(1, 42, "hnay 12 hv"))
    (inbound,) = await rig.taker.wait(1)
    assert (inbound.text, inbound.sender) == ("hnay 12 hv", rig.address(42))
    assert (rig.channel.name, rig.channel.account) == (inbound.sender.channel, inbound.sender.account)
    assert inbound.sent_at.utcoffset() == timedelta(0)
    assert (inbound.edits, inbound.left, inbound.pressed, inbound.file) == (False, False, "", "")
    await rig.confirmed()


@pytest.mark.parametrize("text", AWKWARD.values(), ids=AWKWARD.keys())
async def test_awkward_texts_arrive_and_leave_as_they_are(rig: Rig, text: str) -> None:
    await rig.deliver(rig.event(1, 42, text))
    (inbound,) = await rig.taker.wait(1)
    assert inbound.text == text
    await rig.channel.send(rig.address(42), Outbound(text))
    assert rig.shown(42) == [text]


async def test_a_redelivery_bears_the_same_id_and_another_message_another(rig: Rig) -> None:
    one, two = rig.event(1, 42, "12 hv"), rig.event(2, 42, "12 hv")
    await rig.deliver(one)
    await rig.taker.wait(1)
    await rig.confirmed()
    await rig.deliver(one, two)
    got = await rig.taker.wait(3)
    assert got[0].id == got[1].id != got[2].id


async def test_events_out_of_order_all_arrive(rig: Rig) -> None:
    await rig.deliver(rig.event(9, 42, "sau"))
    await rig.taker.wait(1)
    await rig.confirmed()
    await rig.deliver(rig.event(3, 42, "trước"))
    assert [i.text for i in await rig.taker.wait(2)] == ["sau", "trước"]


async def test_what_could_not_be_taken_comes_again(rig: Rig) -> None:
    rig.taker.broken = lambda _: len(rig.taker.tried) < 3
    await rig.deliver(rig.event(1, 42, "12 hv"))
    assert [i.text for i in await rig.taker.wait(1)] == ["12 hv"]
    assert len({i.id for i in rig.taker.tried}) == 1
    assert len(rig.taker.tried) == 3
    await rig.confirmed()


async def test_sending_says_the_text_and_offers_the_choices(rig: Rig) -> None:
    id = await rig.channel.send(rig.address(42), Outbound("12 hay 15 ạ?", (Choice("k:12", "12"), Choice("k:15", "15"))))
    assert id
    assert rig.shown(42) == ["12 hay 15 ạ?"]
    if rig.buttons:
        assert rig.offered(42) == [("k:12", "12"), ("k:15", "15")]


async def test_a_text_beyond_the_limit_arrives_in_parts_with_nothing_missing(rig: Rig) -> None:
    lines = [f"{n}. Thôn Tân Long 👍 {'mười hai học viên ' * (n % 7)}".rstrip() for n in range(3 * rig.limit // 60)]
    await rig.channel.send(rig.address(42), Outbound("\n".join(lines)))
    shown = rig.shown(42)
    assert len(shown) > 2
    assert all(len(part.encode("utf-16-le")) // 2 <= rig.limit for part in shown)
    assert "\n".join(shown).split("\n") == lines


@pytest.mark.parametrize("kind", ["retry", "ambiguous", "gone", "refused", "park"])
async def test_an_error_says_what_next_and_the_next_message_goes_out(rig: Rig, kind: str) -> None:
    if not rig.fail(kind):
        assert kind in ("retry", "gone"), "what else can happen to a message happens on every channel"
        return
    with pytest.raises(SendError) as caught:
        await rig.channel.send(rig.address(42), Outbound("chào chị Sen"))
    assert caught.value.kind == kind
    assert "chào" not in caught.value.reason
    assert caught.value.after == (7 if kind == "retry" else None)
    assert await rig.channel.send(rig.address(42), Outbound("chào lại"))
    assert rig.shown(42)[-1] == "chào lại"


@pytest.mark.parametrize("text", ["", " \n "])
async def test_nothing_to_say_is_refused(rig: Rig, text: str) -> None:
    with pytest.raises(SendError) as caught:
        await rig.channel.send(rig.address(42), Outbound(text))
    assert caught.value.kind == "refused"
    assert rig.shown(42) == []
