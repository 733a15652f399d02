"""`sothon remind` and `sothon dayoff`: what would be said to whom, and the days on which nothing is."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update

from domain.messages import Address
from storage import leave, people
from storage.tables import communes, outbox
from storage.tables import people as people_table
from storage.tx import Tx
from tests.commands.desk import Desk

SUNDAY = "2025-11-23T19:00"
TOLD = "before (chưa báo, sắp đến hạn) | 1 | telegram | tuần 17–23/11, hạn 10 giờ sáng thứ Hai 24/11"


@pytest.fixture
def desk_of_people(desk: Desk) -> Desk:
    """The transcripts' commune, where Lan, Sen and Hoa have joined by Telegram."""
    desk.commune()
    with desk.tx(datetime(2025, 7, 1, tzinfo=UTC)) as tx:
        tx.run(update(communes).values(created_at=tx.now))
        for name in ("ho thi lan", "dinh thi sen", "nguyen thi hoa"):
            person_id = person(tx, name)
            people.add_address(tx, Address("telegram", "1", name.split()[-1]), name, person_id)
            people.consent(tx, person_id, "1", "telegram")
    return desk


def person(tx: Tx, folded: str) -> int:
    return int(tx.scalar(select(people_table.c.id).where(people_table.c.folded == folded)))


def rows(desk: Desk) -> list[str]:
    with desk.tx() as tx:
        return sorted(row.rule for row in tx.all(select(outbox)))


def test_a_dry_run_says_it_and_stores_nothing(desk_of_people: Desk) -> None:
    desk = desk_of_people
    found = desk.good("remind", "--now", SUNDAY, "--dry-run").lines
    assert found == [f"Đinh Thị Sen | tan-long | {TOLD}", f"Hồ Thị Lan | bac-lan | {TOLD}"]
    assert rows(desk) == []
    assert desk.good("remind", "--now", SUNDAY).lines == found
    assert rows(desk) == ["before", "before"]
    assert desk.good("remind", "--now", SUNDAY).lines == ["Lúc này không có ai phải nhắc."]
    assert desk.good("remind", "--now", "2025-11-24T12:00").lines == ["Lúc này không có ai phải nhắc."], "at lunch"


def test_who_asked_to_be_told_again_is_among_them(desk_of_people: Desk) -> None:
    desk = desk_of_people
    with desk.tx(datetime(2025, 11, 23, 12, 5, tzinfo=UTC)) as tx:
        leave.snooze(tx, person(tx, "ho thi lan"), datetime(2025, 11, 23, 13, 0, tzinfo=UTC))
    found = desk.good("remind", "--now", SUNDAY, "--dry-run").lines
    assert [line.split(" | ")[0] for line in found] == ["Đinh Thị Sen"], "not before eight"
    desk.good("remind", "--now", SUNDAY)
    again = desk.good("remind", "--now", "2025-11-23T20:00", "--dry-run").lines
    assert [line.split(" | ")[:3] for line in again if "again" in line] == [
        ["Hồ Thị Lan", "bac-lan", "again (hẹn nhắc lại)"]
    ]


def test_one_line_a_message_whatever_it_lists(desk_of_people: Desk) -> None:
    desk = desk_of_people
    desk.good("dayoff", "2025-11-24..2025-11-28", "--unit", "ba-dong", "--name", "lụt")
    found = desk.good("remind", "--now", "2025-12-01T10:00", "--dry-run").lines
    [digest] = [line for line in found if line.startswith("Nguyễn Thị Hoa") and "digest" in line]
    assert "tuần 17–23/11" in digest
    assert "tuần 24–30/11" in digest


def test_a_month_s_digest_is_named_for_its_month(desk_of_people: Desk) -> None:
    desk = desk_of_people
    with desk.tx(datetime(2025, 7, 1, tzinfo=UTC)) as tx:
        tx.run(update(communes).values(week_due="decree09 16 10:00"))
    found = desk.good("remind", "--now", "2025-12-16T10:00", "--dry-run").lines
    [digest] = [line for line in found if "digest" in line]
    assert digest.split(" | ")[2:] == [
        "digest (tổng hợp kỳ vừa hết)", "1", "telegram", "tháng 12 (15/11–14/12), hạn 10 giờ sáng thứ Ba 16/12",
    ]  # fmt: skip


def test_a_day_off_is_added_and_taken_back(desk_of_people: Desk) -> None:
    desk = desk_of_people
    said = desk.good("dayoff", "2025-11-23", "--unit", "ba-dong", "--name", "hội làng").out
    assert said == "Xã Ba Động nghỉ 23/11/2025 (hội làng): không nhắc ai, hạn rơi vào đó thì dời.\n"
    assert desk.good("remind", "--now", SUNDAY, "--dry-run").lines == ["Lúc này không có ai phải nhắc."]
    assert (
        desk.good("dayoff", "2025-11-23", "--unit", "ba-dong").out == "Không có gì thay đổi: Xã Ba Động, 23/11/2025.\n"
    )
    assert "Đã bỏ ngày nghỉ" in desk.good("dayoff", "2025-11-23", "--unit", "ba-dong", "--drop").out
    assert len(desk.good("remind", "--now", SUNDAY, "--dry-run").lines) == 2


def test_storm_days_of_one_village(desk_of_people: Desk) -> None:
    desk = desk_of_people
    said = desk.good("dayoff", "2025-11-19..2025-11-20", "--unit", "bac-lan", "--name", "bão").out
    assert "Thôn Bắc Lân nghỉ 19/11/2025–20/11/2025 (bão)" in said
    found = desk.good("remind", "--now", SUNDAY, "--dry-run").lines
    assert [line.split(" | ")[1] for line in found] == ["tan-long"]
    desk.good("dayoff", "2025-11-19", "--unit", "bac-lan", "--drop")


def test_wrong_days_and_places_are_sentences(desk_of_people: Desk) -> None:
    desk = desk_of_people
    for words in (("mai", "--unit", "ba-dong"), ("2025", "--unit", "ba-dong"), ("2025-11-19", "--unit", "vn")):
        result = desk.run("dayoff", *words)
        assert result.code == 1
        assert result.err
