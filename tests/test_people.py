"""People on a real database: consent before anything, accounts that move, and an erasure that leaves no trace."""

import asyncio
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, insert, select, update

from bot.retention import Upkeep
from domain.messages import Address, Inbound
from handlers import naming
from handlers.notice import LONGEST, VERSION
from handlers.whom import people_in, place_in, role_in
from storage import audit, communes, invites, people, roster
from storage.people import add_address, add_person, join
from storage.tables import (
    addresses,
    consents,
    entries,
    inbox,
    memberships,
    metadata,
    outbox,
    requests,
    units,
    web_lines,
)
from storage.tables import audit as audit_table
from storage.tables import people as people_table
from storage.tx import Tx
from tests.talking import World, make_world
from vietnamese.fold import fold

NOW = datetime(2025, 11, 20, 12, 30, tzinfo=UTC)
CODE = re.compile(r"[A-Z0-9]{4}-[A-Z0-9]{4}")


@pytest.fixture
def world(store):
    world = make_world(store, NOW)
    yield world
    world.close()


def code_for(world: World, words: str) -> str:
    """A code as the officer gets it."""
    [(who, message)] = world.hear("hoa", words)
    assert who == "hoa"
    return CODE.search(message.text)[0]


def ask(world: World, statement):
    with world.store.read() as connection:
        return connection.execute(statement).all()


def say(world: World, chat: str, text: str, **more) -> str:
    """Somebody writes in the web chat, whose message ids hold the chat's own id; returns the reply."""
    world.count += 1
    key = f"{chat}:{world.count}"
    inbound = Inbound(key, Address("web", "", chat), text, world.now, message=key, **more)
    world.turns.put(inbound).result(20)
    [reply] = [one for one in world.ready if one.to.id == chat]
    world.ready.clear()
    return reply.message.text


def test_nothing_is_kept_before_the_yes(world):
    code = code_for(world, "mời thôn 3")
    before = len(ask(world, select(people_table)))
    for text in ("hnay 12 hv", code, "12 hv", "mạng yếu", "👍👍", "???"):
        assert len(world.hear("khach", text)) == 1
    assert len(ask(world, select(people_table))) == before
    assert ask(world, select(entries)) == []
    heard = ask(world, select(inbox.c.text, inbox.c.person_id).where(inbox.c.channel == "console"))
    assert not any(row.text or row.person_id for row in heard if row.person_id is None)
    [address] = ask(world, select(addresses).where(addresses.c.chat == "khach"))
    assert (address.name, address.person_id) == ("", None)
    with world.store.read() as connection:
        assert invites.open_codes(Tx(connection, NOW), _unit(connection, "thon-3"))[0].uses_left == 10


def test_the_yes_is_kept_as_proof(world):
    code = code_for(world, "mời thôn 3")
    world.hear("khach", code)
    world.now += timedelta(minutes=3)
    replies = world.hear("khach", "đồng ý")
    assert [who for who, _ in replies] == ["khach", "hoa"]
    [person] = ask(world, select(people_table).where(people_table.c.name == "khach"))
    [proof] = ask(world, select(consents).where(consents.c.person_id == person.id))
    assert (proof.version, proof.channel, proof.given_at, proof.withdrawn_at) == (VERSION, "console", world.now, None)
    [place] = ask(world, select(memberships).where(memberships.c.person_id == person.id))
    assert place.role == "member"
    with world.store.read() as connection:
        assert invites.open_codes(Tx(connection, NOW), _unit(connection, "thon-3"))[0].uses_left == 9
        noted = audit.since(Tx(connection, NOW), _unit(connection, "ba-dong"), NOW)
    assert [row.action for row in noted] == ["join", "invite"]


def test_a_code_that_ends_before_the_yes_gives_nothing(world):
    code = code_for(world, "mời tổ trưởng thôn 3")
    world.hear("mot", code)
    world.hear("hai", code)
    assert "đã vào" in world.hear("mot", "1")[0][1].text
    assert "không đúng hoặc đã hết hạn" in world.hear("hai", "1")[0][1].text
    assert "xin mã mời" in world.hear("hai", "1")[0][1].text


def test_twenty_codes_get_one_answer_each_and_five_looks(world):
    good = code_for(world, "mời thôn 3")
    answers = []
    for number in range(20):
        replies = world.hear("doan", f"A{number % 8 + 2}BC-D{number % 7 + 2}EF")
        assert len(replies) == 1
        answers.append(replies[0][1].text)
    assert len(set(answers[:5])) == 1
    assert len(set(answers[5:])) == 1
    assert answers[0] != answers[5]
    assert world.hear("doan", good)[0][1].text == answers[5]
    world.now += timedelta(minutes=61)
    assert "đồng ý" in world.hear("doan", good)[0][1].text


def test_a_person_of_the_setup_must_agree_too(world):
    """Somebody the officer entered, at an address that was given to them by the administrator."""
    with world.store.write() as connection:
        tx = Tx(connection, NOW)
        person = add_person(tx, "Lò Văn Tèo", fold("Lò Văn Tèo"))
        join(tx, person, _unit(connection, "thon-3"), "member")
        add_address(tx, Address("console", "", "teo"), "teo", person)
        assert people.best_address(tx, person) is None
        [member] = people.members(tx, [_unit(connection, "thon-3")])
        assert not member.consented
    assert "UBND xã Ba Động" in world.hear("teo", "hnay 12 hv")[0][1].text
    assert ask(world, select(entries)) == []
    assert "đã vào thôn 3" in world.hear("teo", "1")[0][1].text
    assert "12" in world.hear("teo", "hnay 12 hv")[0][1].text
    assert len(ask(world, select(entries))) == 1
    with world.store.read() as connection:
        assert people.best_address(Tx(connection, NOW), person) is not None


def test_nothing_is_said_first_to_whoever_said_stop(world):
    code = code_for(world, "mời thôn 3")
    world.hear("hoa", "dừng")
    world.hear("khach", code)
    assert [who for who, _ in world.hear("khach", "1")] == ["khach"]
    world.hear("hoa", "tiếp tục")
    world.hear("khach2", code)
    assert [who for who, _ in world.hear("khach2", "1")] == ["khach2", "hoa"]


def test_without_a_name_from_the_platform(world):
    code = code_for(world, "mời thôn 3")
    say(world, "w1", code)
    reply = say(world, "w1", "1")
    assert "Thành viên 7 thôn 3" in reply
    assert "tên tôi là" in reply
    assert "Trần Thị Mơ" in say(world, "w1", "Tên tôi là trần thị mơ ạ")
    assert len(ask(world, select(people_table).where(people_table.c.folded == "tran thi mo"))) == 1


def test_old_buttons_ask_again_who_may(world):
    code = code_for(world, "mời thôn 3")
    world.hear("khach", code)
    world.hear("khach", "1")
    [key] = [choice.key for choice in world.last["hoa"].choices]
    assert len(key.encode()) <= 64
    assert "công chức" in world.hear("sen", "Gỡ", pressed=key)[0][1].text  # somebody else's button
    world.hear("hoa", "Gỡ", pressed=key)
    world.press("hoa", "gỡ")
    assert "không còn ở đó" in world.hear("hoa", "Gỡ", pressed=key)[0][1].text
    stranger = world.hear("khach", "Gỡ", pressed=key)
    assert len(stranger) == 1
    assert "không còn dùng được" in stranger[0][1].text


def test_what_waited_for_the_old_phone_reaches_the_new_one(world):
    code = code_for(world, "mời lại Hoa")
    with world.store.write() as connection:
        [old] = connection.execute(select(addresses).where(addresses.c.chat == "hoa"))
        row = {"key": "x", "kind": "notice", "address_id": old.id, "person_id": old.person_id, "text": "chờ"}
        times = {"made_at": NOW, "not_before": NOW + timedelta(hours=1), "state": "due", "choices": []}
        connection.execute(insert(outbox), row | times)
    world.hear("hoa-moi", code)
    world.hear("hoa-moi", "1")
    world.now += timedelta(hours=2)
    assert [(who, message.text) for who, message in world.spoken()] == [("hoa-moi", "chờ")]


def test_an_erasure_leaves_no_trace_but_the_figures(world):
    code = code_for(world, "mời thôn 3")
    chat = "CHAT5up3r53cr37"
    with world.store.write() as connection:
        for mine, key in ((True, f"{chat}:1"), (False, f"r/web//{chat}:1")):
            row = {"chat": chat, "mine": mine, "key": key, "text": "Zúp", "choices": [], "at": NOW}
            connection.execute(insert(web_lines), row)
    say(world, chat, code, name="Zơ Râm Zúp")
    say(world, chat, "1", name="Zơ Râm Zúp")
    say(world, chat, "hnay 12 hv, lớp của Zúp", name="Zơ Râm Zúp")
    say(world, chat, "qwerty Zúp", name="Zơ Râm Zúp")
    say(world, chat, "tên tôi là Zơ Râm Zúp Em", name="Zơ Râm Zúp")
    assert "Zơ Râm Zúp" in say(world, chat, "dữ liệu của tôi")
    with world.store.write() as connection:
        [person] = connection.scalars(select(people_table.c.id).where(people_table.c.name.like("Z%")))
        words = update(entries).where(entries.c.person_id == person).values(words="12 hv")
        connection.execute(words)  # the words that gave the figure stay, and hold no name
    say(world, chat, "xoá dữ liệu của tôi")
    world.now += timedelta(minutes=1)
    assert "Đã xoá" in say(world, chat, "có")
    world.spoken()
    with world.store.write() as connection:
        connection.execute(update(outbox).values(state="sent"))

    async def write(work):
        return await asyncio.wrap_future(world.turns.put_write(work))

    asyncio.run(Upkeep(write, lambda: world.now + timedelta(days=2)).day())
    found = [
        (table.name, row)
        for table in metadata.sorted_tables
        for row in ask(world, select(table))
        if any(word in str(row) for word in ("Zúp", "zup", chat))
    ]
    assert found == []
    [entry] = ask(world, select(entries).where(entries.c.person_id == person))
    assert (entry.words, entry.message, entry.state) == ("12 hv", "", "live")
    [who] = ask(world, select(people_table).where(people_table.c.id == person))
    assert who.name == "Người đã rời tổ (thôn 3)"
    [request] = ask(world, select(requests))
    assert request.done_at == world.now
    assert request.due_at - request.asked_at == timedelta(days=20)
    assert ask(
        world, select(func.count()).where(consents.c.person_id == person, consents.c.withdrawn_at.is_(None))
    ) == [(0,)]
    noted = [str(row.about) for row in ask(world, select(audit_table))]
    assert noted


def test_after_an_erasure_the_same_chat_is_a_stranger_and_may_come_back(world):
    code = code_for(world, "mời thôn 3")
    for text in (code, "1", "xoá dữ liệu của tôi", "1"):
        say(world, "abc", text, name="Lê Lụa")
    assert "xin mã mời" in say(world, "abc", "12 hv", name="Lê Lụa")
    assert "đồng ý" in say(world, "abc", code, name="Lê Lụa")
    assert "đã vào" in say(world, "abc", "1", name="Lê Lụa")
    assert len(ask(world, select(people_table).where(people_table.c.name == "Lê Lụa"))) == 1


def test_who_was_removed_still_has_rights_over_their_data(world):
    world.hear("hoa", "gỡ Bút")
    world.hear("hoa", "1")
    assert "không có tên trong tổ" in world.hear("but", "12 hv")[0][1].text
    assert "Phạm Văn Bút" in world.hear("but", "dữ liệu của tôi")[0][1].text
    assert "chắc" in world.hear("but", "xoá dữ liệu của tôi")[0][1].text
    assert "chắc" in world.hear("but", "hả")[0][1].text
    assert "Đã xoá" in world.hear("but", "1")[0][1].text
    assert ask(world, select(people_table).where(people_table.c.folded.like("%but"))) == []


def test_a_removed_person_comes_back_with_what_they_said(world):
    world.hear("but", "hnay 12 hv")
    world.hear("hoa", "gỡ Bút")
    world.hear("hoa", "1")
    code = code_for(world, "mời lại Bút")
    assert "vào lại thôn Bắc Lân" in world.hear("but", code)[0][1].text
    world.hear("but", "1")
    assert "1 lần" in world.hear("but", "dữ liệu của tôi")[0][1].text


def test_the_notice_fits_one_message_on_every_channel(world):
    code = code_for(world, "mời thôn 3")
    [(_, message)] = world.hear("khach", code)
    assert len(message.text) <= LONGEST
    for word in ("UBND", "tên hiển thị", "tổng hợp báo cáo", "90 ngày", "dữ liệu của tôi", "dừng", "chị Hoa"):
        assert word in message.text


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("  Đinh   Thị\nSen ", "Đinh Thị Sen"),
        ("Sen 0905123456", "Sen"),
        ("Sen 🌸🌸", "Sen"),
        ("Sen?", "Sen"),
        ("<b>Sen</b>", "b Sen b"),
        ("🌸", ""),
        ("001099012345", ""),
        ("S" * 300, "S" * 60),
        ("", ""),
    ],
)
def test_names_are_made_fit_for_a_sentence(shown, kept):
    assert naming.clean(shown) == kept


@pytest.mark.parametrize(
    ("said", "unit", "rest"),
    [
        ("thon tan long", "tan-long", ""),
        ("sen thon tan long", "tan-long", "sen"),
        ("sen khoi tan long", "tan-long", "sen"),
        ("thon 3", "thon-3", ""),
        ("3", None, "3"),
        ("to xa", "to-xa", ""),
        ("xa", "ba-dong", ""),
        ("thon 30", None, "thon 30"),
        ("tl", "tan-long", ""),
    ],
)
def test_a_place_is_found_in_words(sqlite_store, said, unit, rest):
    world = make_world(sqlite_store, NOW)
    try:
        with sqlite_store.read() as connection:
            commune = communes.load(Tx(connection, NOW), _unit(connection, "ba-dong"))
            spot, left = place_in(commune, said)
            assert (spot.id if spot else None, left) == (_unit(connection, unit) if unit else None, rest)
    finally:
        world.close()


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("sen", {"Đinh Thị Sen"}),
        ("chi sen", {"Đinh Thị Sen"}),
        ("dinh thi sen", {"Đinh Thị Sen"}),
        ("dinh", {"Đinh Thị Sen", "Đinh Văn Đôi"}),
        ("van", {"Phạm Văn Rôm", "Phạm Văn Bút", "Đinh Văn Đôi"}),
        ("roms", {"Phạm Văn Rôm"}),
        ("x", set()),
        ("", set()),
        ("nguyen van khong ai", set()),
        ("12", set()),
    ],
)
def test_people_are_found_by_name(sqlite_store, said, names):
    world = make_world(sqlite_store, NOW)
    try:
        with sqlite_store.read() as connection:
            everyone = roster.everyone(Tx(connection, NOW), _unit(connection, "ba-dong"))
        assert {place.name for place in people_in(everyone, said)} == names
    finally:
        world.close()


def test_roles_are_found_in_words():
    assert role_in("to truong thon 3") == ("leader", "thon 3")
    assert role_in("cong chuc") == ("officer", "")
    assert role_in("thon 3") == (None, "thon 3")


def _unit(connection, key: str) -> int:
    return connection.scalar(select(units.c.id).where(units.c.key == key))
