"""Recorded updates, read: what becomes an Inbound, what is let pass, and that aiogram and python-telegram-bot agree."""

import json
import unicodedata
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiogram.types
import pytest
import telegram

from bot.channels.telegram_read import FILES, Reading, read, reading
from bot.channels.telegram_update import NotAnUpdate
from domain.messages import Address, Inbound

PAYLOADS = {p.stem.removeprefix("telegram_"): p for p in Path(__file__).parent.glob("payloads/telegram_*.json")}
ACCOUNT, USERNAME = "123456789", "so_thon_bot"
NOW = datetime(2025, 11, 21, 1, 2, 3, tzinfo=UTC)
SENT = datetime(2025, 11, 20, 12, 2, 17, tzinfo=UTC)
SEN = Address("telegram", ACCOUNT, "512345678")
ROM = Address("telegram", ACCOUNT, "5987654321")
GROUP = Address("telegram", ACCOUNT, "-4012345678")
SUPERGROUP = Address("telegram", ACCOUNT, "-1001987654321")
SEN_NAME = "Sen Đinh Thị"


def said(message: int, text: str, sender: Address = SEN, name: str = SEN_NAME, **more: Any) -> dict[str, Any]:
    return {"message": str(message), "text": text, "sender": sender, "name": name, "sent_at": SENT, **more}


def pressed(message: int, key: str, label: str, sender: Address = SEN, name: str = SEN_NAME) -> dict[str, Any]:
    return {"message": str(message), "text": label, "sender": sender, "name": name, "sent_at": NOW, "pressed": key}


# payload → the fields of its Inbound, or None where nobody spoke to the bot
EXPECTED: dict[str, dict[str, Any] | None] = {
    "text": said(432, "hnay 12 hv, 5 vneid, 2 buổi"),
    "text_no_last_name": said(12, "tuần này ko có gì", ROM, "Rôm"),
    "text_emoji_nfd": said(
        433, unicodedata.normalize("NFD", "hôm nay 21 học viên") + " 👩‍🏫🎉\n\u200b<b>&amp; *_[x](y)_*"
    ),
    "start": said(1, "/start", ROM, "Rôm"),
    "start_code": said(2, "/start TL7K-2Q9M", ROM, "Rôm"),
    "command_at_bot": said(434, "/tuan trước"),
    "photo_caption": said(435, "bảng điểm danh 12 hv", file="photo"),
    "photo": said(436, "", file="photo"),
    "voice": said(437, "", file="voice"),
    "sticker": said(438, "", file="sticker"),
    "document": said(439, "", file="file"),
    "location": said(440, "", file="location"),
    "venue": said(441, "", file="location"),
    "contact": said(442, "", file="contact"),
    "animation": said(443, "", file="other"),
    "video": said(444, "lớp tối nay", file="other"),
    "video_note": said(445, "", file="other"),
    "poll": said(446, "", file="other"),
    "edited_text": said(432, "hnay 21 hv, 5 vneid, 2 buổi", edits=True),
    "edited_caption": said(435, "bảng điểm danh 21 hv", edits=True, file="photo"),
    "edited_live_location": None,
    "press": pressed(431, "drop:e7c1", "Xoá"),
    "press_old": pressed(88, "amend:a0b1", ""),
    "press_group": pressed(431, "amend:e7c1", "Sửa", GROUP, "Rôm"),
    "blocked": {
        "message": "",
        "text": "",
        "sender": SEN,
        "name": SEN_NAME,
        "sent_at": datetime(2025, 11, 20, 12, 10, 37, tzinfo=UTC),
        "left": True,
    },
    "unblocked": None,
    "group_removed": None,
    "group_chatter": None,
    "group_mention": said(52, "hnay 12 hv", GROUP),
    "group_mention_photo": said(53, "12 hv", GROUP, file="photo"),
    "group_command": said(54, "/tuan", SUPERGROUP, "Rôm"),
    "group_command_bare": None,
    "group_command_other_bot": None,
    "group_reply": said(57, "21 hv", SUPERGROUP, "Rôm"),
    "group_other_bot": None,
    "group_joined": None,
    "private_pinned": None,
    "channel_post": None,
}


def test_every_payload_has_its_expectation() -> None:
    assert PAYLOADS.keys() == EXPECTED.keys()


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_reading(name: str) -> None:
    body = PAYLOADS[name].read_bytes()
    fields = EXPECTED[name]
    number = json.loads(body)["update_id"]
    wanted = None if fields is None else Inbound(id=f"u{number}", **fields)
    assert read(body, ACCOUNT, USERNAME, lambda: NOW) == wanted


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_both_libraries_read_the_same(name: str) -> None:
    """aiogram's and python-telegram-bot's full models against ours, in everything ours keeps."""
    body = PAYLOADS[name].read_bytes()
    ours = reading(body, ACCOUNT, USERNAME, lambda: NOW)
    theirs = (_by_aiogram(body), _by_ptb(body))
    assert theirs[0] == theirs[1]
    facts = theirs[0]
    assert ours.id == facts["update"]
    inbound = ours.inbound
    if inbound is None:
        return
    assert int(inbound.sender.id) == facts["chat"] == ours.chat
    assert inbound.name == facts["name"]
    if inbound.left:
        assert (inbound.sent_at, "kicked") == (facts["date"], facts["status"])
        return
    assert int(inbound.message) == facts["message"]
    assert inbound.edits == facts["edited"]
    if inbound.pressed:
        assert (inbound.pressed, ours.press) == (facts["data"], facts["query"])
        return
    assert inbound.sent_at == facts["date"]
    assert [kind for kind in FILES if inbound.file and kind in facts["kinds"]][:1] == facts["kinds"][:1]
    if facts["chat"] > 0 and not facts["text"].startswith("/"):
        assert inbound.text == facts["text"]  # in groups and commands the bot's name is taken out


def _by_aiogram(body: bytes) -> dict[str, Any]:
    return _facts(aiogram.types.Update.model_validate_json(body))


def _by_ptb(body: bytes) -> dict[str, Any]:
    update = telegram.Update.de_json(json.loads(body), None)
    assert update is not None
    return _facts(update)


def _facts(update: Any) -> dict[str, Any]:
    """What a library's Update says; the two have the same names for it."""
    facts: dict[str, Any] = {"update": update.update_id, "edited": update.edited_message is not None}
    query, change = update.callback_query, update.my_chat_member
    message = update.message or update.edited_message or update.channel_post or (query and query.message)
    sender = (query or change or message).from_user
    facts["name"] = "" if sender is None else f"{sender.first_name} {sender.last_name or ''}".strip()
    facts["chat"] = (change or message).chat.id
    if query is not None:
        facts |= {"data": query.data, "query": query.id}
    if change is not None:
        status = change.new_chat_member.status
        return facts | {"date": change.date, "status": str(getattr(status, "value", status))}
    text = getattr(message, "text", None) or getattr(message, "caption", None)
    facts |= {"message": message.message_id, "text": text or ""}
    facts["kinds"] = [kind for kind in FILES if getattr(message, kind, None)]
    # A message no longer accessible has date 0, which the libraries show differently; a press needs none.
    return facts if query is not None else facts | {"date": message.date}


def test_a_group_addresses_the_bot_by_reply_alone_until_its_name_is_known() -> None:
    for name in ("group_mention", "group_command"):
        assert read(PAYLOADS[name].read_bytes(), ACCOUNT, "", lambda: NOW) is None
    assert read(PAYLOADS["group_reply"].read_bytes(), ACCOUNT, "", lambda: NOW) is not None


def test_another_bot_s_reply_does_not_count_as_ours() -> None:
    assert read(PAYLOADS["group_reply"].read_bytes(), "987", USERNAME, lambda: NOW) is None


def test_a_longer_name_is_not_a_mention() -> None:
    update = json.loads(PAYLOADS["group_mention"].read_bytes())
    update["message"]["text"] = "@so_thon_bot2 hnay 12 hv"
    assert read(json.dumps(update).encode(), ACCOUNT, USERNAME, lambda: NOW) is None


def test_nul_is_left_out_since_no_database_keeps_it() -> None:
    update = json.loads(PAYLOADS["text"].read_bytes())
    update["message"] |= {"text": "12\x00 hv"}
    update["message"]["from"]["first_name"] = "S\x00en"
    inbound = read(json.dumps(update).encode(), ACCOUNT)
    assert inbound is not None
    assert (inbound.text, inbound.name) == ("12 hv", SEN_NAME)


def test_content_telegram_invents_later_is_answered_and_a_notice_is_not() -> None:
    update = json.loads(PAYLOADS["text"].read_bytes())
    del update["message"]["text"]
    update["message"]["hologram"] = {"file_id": "x"}
    inbound = read(json.dumps(update).encode(), ACCOUNT)
    assert inbound is not None
    assert (inbound.text, inbound.file) == ("", "other")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b"{}",
        b'"text"',
        b'{"update_id":"12"}',
        b'{"update_id":1,',
        b"\xff\xfe\x00",
        b'{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":1},"text":"\xff"}}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
    ],
)
def test_no_update_at_all(body: bytes) -> None:
    with pytest.raises(NotAnUpdate) as caught:
        reading(body, ACCOUNT)
    assert caught.value.update_id is None


@pytest.mark.parametrize(
    "message",
    [
        [],
        {"message_id": 1},
        {"message_id": "1", "date": 1, "chat": {"id": 5, "type": "private"}},
        {"message_id": 1, "date": 1e30, "chat": {"id": 5, "type": "private"}, "text": "12 hv"},
        {"message_id": 1, "date": 10**15, "chat": {"id": 5, "type": "private"}, "text": "12 hv"},
        {"message_id": 1, "date": -5, "chat": {"id": 5, "type": "private"}, "text": "12 hv"},
        {"message_id": 1, "date": 1, "chat": {"id": 5, "type": "private"}, "text": 12},
        {"message_id": 1, "date": 1, "chat": {"id": 10**40, "type": "private"}, "text": "12"},
    ],
)
def test_an_update_of_a_strange_shape_keeps_its_number(message: Any) -> None:
    with pytest.raises(NotAnUpdate) as caught:
        reading(json.dumps({"update_id": 77, "message": message}).encode(), ACCOUNT)
    assert caught.value.update_id == 77


def test_unknown_kinds_and_fields_are_let_pass() -> None:
    body = json.dumps({"update_id": 5, "message_reaction": {"chat": {"id": 1}}, "from_the_future": [1, {"a": None}]})
    assert reading(body.encode(), ACCOUNT) == Reading(5, 0, None)
