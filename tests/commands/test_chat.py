"""`sothon chat`: who one is, one true reply a line, a transcript that the tests can replay, beside other writers."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from domain.messages import Address, Choice, Outbound
from storage import messages, people
from storage.tables import addresses, consents, inbox, outbox
from storage.tx import Tx
from tests.commands.desk import Desk
from tests.talking import _lines


def agree(desk: Desk, *who: str) -> None:
    """These people have agreed to the privacy notice."""
    with desk.tx() as tx:
        for person in tx.all(select(people.people)):
            if person.folded.split()[-1] in who:
                row = {"person_id": person.id, "version": "test", "channel": "console", "given_at": tx.now}
                tx.later(consents, row)


def say(tx: Tx, to: str, key: str, message: Outbound, **more: object) -> None:
    """Something for a person at the terminal waits in the outbox."""
    row = tx.one(select(addresses).where(addresses.c.channel == "console", addresses.c.chat == to))
    assert row is not None
    messages.say_later(tx, key, "notice", row.id, row.person_id, message, **more)  # type: ignore[arg-type]


def test_every_line_gets_one_reply_and_the_output_is_a_transcript(desk: Desk) -> None:
    desk.commune()
    agree(desk, "sen")
    said = ["hôm nay 12 học viên, 5 vneid", "xem", "một câu chẳng ai hiểu", "0"]
    result = desk.good("chat", "--as", "Đinh Thị Sen", stdin="\n".join(said) + "\n\n")
    lines = _lines(result.out)
    assert [(line.who, line.to) for line in lines] == [("sen", "bot"), ("bot", "sen")] * len(said)
    assert [line.text for line in lines[::2]] == said
    with desk.tx() as tx:
        assert tx.scalar(select(func.count()).select_from(inbox)) == len(said)
        assert {row.state for row in tx.all(select(outbox.c.state))} == {"sent"}


@pytest.mark.parametrize("name", ["sen", "SEN", "Thị Sen", "dinh thi sen", "Đinh Thị Sen", "sen/tan-long"])
def test_a_person_is_found_by_the_end_of_the_name(desk: Desk, name: str) -> None:
    desk.commune()
    desk.good("chat", "--as", name)
    with desk.tx() as tx:
        row = tx.one(select(addresses.c.chat, addresses.c.person_id, people.people.c.name).join(people.people))
    assert row is not None
    assert (row.chat, row.name) == ("sen", "Đinh Thị Sen")


def test_two_people_of_one_name_are_listed_and_told_apart_by_their_village(desk: Desk) -> None:
    desk.commune()
    desk.good("invite", "--unit", "thon-3", "--role", "member", "--person", "Hồ Văn Sen")
    result = desk.run("chat", "--as", "sen")
    assert (result.code, result.out) == (1, "")
    assert "Đinh Thị Sen (tan-long)" in result.err
    assert "Hồ Văn Sen (thon-3)" in result.err
    desk.good("chat", "--as", "sen/thon-3")
    desk.good("chat", "--as", "sen/tan-long")
    with desk.tx() as tx:
        chats = {row.name: row.chat for row in tx.all(select(people.people.c.name, addresses.c.chat).join(addresses))}
    assert chats == {"Hồ Văn Sen": "sen", "Đinh Thị Sen": "sen-2"}
    assert desk.run("chat", "--as", "sen/bac-lan").code == 1


def test_an_unknown_name_is_a_stranger_and_stays_the_same_one(desk: Desk) -> None:
    desk.commune()
    result = desk.good("chat", "--as", "Bạn Mới", stdin="hnay 12 hv\n")
    assert [line.who for line in _lines(result.out)] == ["ban-moi", "bot"]
    desk.good("chat", "--as", "bạn mới", stdin="xin chào\n")
    with desk.tx() as tx:
        rows = tx.all(select(addresses))
        assert [(row.chat, row.name, row.person_id) for row in rows] == [("ban-moi", "Bạn Mới", None)]


def test_what_others_turns_say_is_shown_and_what_is_stale_is_not(desk: Desk) -> None:
    desk.commune()
    desk.good("chat", "--as", "hoa")
    with desk.tx() as tx:
        say(tx, "hoa", "n1", Outbound("Có người vừa vào thôn Tân Long.", (Choice("go:1", "Gỡ"),)))
        say(tx, "hoa", "n2", Outbound("Nhắc từ hôm qua."), not_after=tx.now - timedelta(hours=1))
        say(tx, "hoa", "n3", Outbound("Việc ngày mai."), not_before=tx.now + timedelta(days=1))
    result = desk.good("chat", "--as", "hoa")
    assert result.lines == ["bot  > hoa : Có người vừa vào thôn Tân Long.  [Gỡ]"]
    with desk.tx() as tx:
        states = {row.key: row.state for row in tx.all(select(outbox))}
    assert states == {"n1": "sent", "n2": "expired", "n3": "due"}


def test_a_button_is_pressed_by_its_label_and_a_missing_one_is_told(desk: Desk) -> None:
    desk.commune()
    agree(desk, "hoa")
    desk.good("chat", "--as", "hoa")
    with desk.tx() as tx:
        say(tx, "hoa", "n1", Outbound("Chào chị.", (Choice("khong-co:1", "Gỡ Sen"),)))
    result = desk.run("chat", "--as", "hoa", stdin="[gỡ sen]\n[Không có]\n")
    assert "không thấy nút [Không có]" in result.err
    lines = _lines(result.out)
    assert [line.who for line in lines] == ["bot", "hoa", "bot", "hoa"]
    with desk.tx() as tx:
        assert tx.scalar(select(func.count()).select_from(inbox)) == 1


def test_whoever_is_reachable_elsewhere_is_not_written_to_at_the_terminal_afterwards(desk: Desk) -> None:
    desk.commune()
    agree(desk, "sen", "rom")
    with desk.tx() as tx:
        person_id = tx.scalar(select(people.people.c.id).where(people.people.c.folded == "dinh thi sen"))
        phone = people.add_address(tx, Address("telegram", "1", "77"), "Sen", person_id)
    desk.good("chat", "--as", "sen", stdin="xem\n")
    desk.good("chat", "--as", "rôm", stdin="xem\n")
    with desk.tx() as tx:
        assert people.best_address(tx, person_id) == phone
        rom = tx.scalar(select(people.people.c.id).where(people.people.c.folded == "pham van rom"))
        assert people.best_address(tx, rom) is not None  # nowhere else to be reached


def test_several_terminals_write_to_one_ledger_at_once(desk: Desk) -> None:
    desk.commune()
    agree(desk, "sen", "lan")
    said = "".join(f"hôm nay {number} học viên\n" for number in range(1, 7))
    talks = [
        subprocess.Popen(
            [sys.executable, "-m", "bot", "chat", "--as", who],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            cwd=desk.folder,
            env={"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONUTF8": "1"},
        )
        for who in ("sen", "lan")
    ]
    for talk in talks:
        assert talk.stdin is not None
        talk.stdin.write(said)
        talk.stdin.close()
        talk.stdin = None
    for talk in talks:
        out, err = talk.communicate(timeout=120)
        assert (talk.returncode, err) == (0, "")
        assert sum(line.startswith("bot ") for line in out.splitlines()) >= 6
    with desk.tx() as tx:
        counts = tx.all(select(inbox.c.person_id, func.count().label("times")).group_by(inbox.c.person_id))
        assert [row.times for row in counts] == [6, 6]
        assert tx.scalar(select(func.count()).where(inbox.c.outcome == "failed")) == 0
