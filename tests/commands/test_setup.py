"""`sothon setup` and `sothon invite`: what they write, what they print, and what they refuse."""

import re

import pytest
from sqlalchemy import func, select

from bot.composition import make_context
from bot.keys import secret_key
from bot.settings import load
from domain.roles import Role
from storage import invites, tables
from storage.engine import Store
from tests.commands.desk import COMMUNE, Desk

CODE = re.compile(r"[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}")
SMALL = """
[commune]
key = "ba-dong"
name = "Xã Ba Động"

[[village]]
key = "tan-long"
name = "Thôn Tân Long"

[[person]]
name = "Đinh Thị Sen"
unit = "tan-long"
role = "leader"
"""


def code_hash(code: str) -> str:
    settings = load()
    store = Store(settings.url)
    try:
        return make_context(secret_key(settings, store)).code_hash(code.replace("-", ""))
    finally:
        store.close()


def rows(desk: Desk) -> dict[str, int]:
    with desk.tx() as tx:
        return {
            table.name: tx.scalar(select(func.count()).select_from(table)) for table in tables.metadata.sorted_tables
        }


def test_setup_makes_the_commune_and_a_code_for_every_village_and_person(desk: Desk) -> None:
    result = desk.good("setup", COMMUNE)
    codes = [line.split()[0] for line in result.lines if CODE.match(line.strip())]
    assert len(codes) == len(set(codes)) == 4 + 6  # three villages and the commune's team; six people
    assert any("Thôn 3, thành viên" in line and "10 lần" in line for line in result.lines)
    assert any("Nguyễn Thị Hoa (công chức phụ trách)" in line and "1 lần" in line for line in result.lines)
    for line in result.lines:
        if "Đinh Thị Sen (" in line:
            with desk.tx() as tx:
                found = invites.find(tx, code_hash(line.split()[0]))
            assert found is not None
            assert (found.role, found.person_name, found.unit_name) == (Role.LEADER, "Đinh Thị Sen", "Thôn Tân Long")


def test_a_second_time_changes_nothing_and_prints_no_code(desk: Desk) -> None:
    desk.good("setup", COMMUNE)
    before = rows(desk)
    result = desk.good("setup", COMMUNE)
    assert rows(desk) == before
    assert not CODE.search(result.out)
    assert "không có đơn vị hay người nào mới" in result.out


def test_what_was_added_since_gets_codes_and_what_changed_is_named(desk: Desk) -> None:
    desk.good("setup", desk.toml(SMALL))
    more = (
        SMALL.replace("Thôn Tân Long", "Thôn Tân Long Thượng")
        + """
[[village]]
key = "bac-lan"
name = "Thôn Bắc Lân"
"""
    )
    result = desk.good("setup", desk.toml(more))
    assert "Thêm đơn vị (1): Thôn Bắc Lân" in result.lines
    assert "Sửa đơn vị (1): Thôn Tân Long Thượng" in result.lines
    assert len(CODE.findall(result.out)) == 1


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('name = "Xã Ba Động"', 'name = "Xã Ba Động', "dòng 4: "),
        ('name = "Xã Ba Động"', "name = Xã Ba Động", "dòng 4: giá trị viết chưa đúng"),
        ('name = "Thôn Tân Long"', 'name = "A"\nname = "B"', "dòng 9: mục này đã ghi ở trên rồi"),
        ('unit = "tan-long"', 'unit = "tan-lng"', "- dòng 10, [[person]] thứ 1: không có đơn vị “tan-lng”"),
        ('role = "leader"', 'role = "boss"', "- dòng 10, [[person]] thứ 1: role “boss”"),
        ("[[village]]", "[village]", "- dòng 6, [village] phải viết hai ngoặc: [[village]]."),
        ("[commune]", "[[commune]]", "- dòng 2, [[commune]] phải viết một ngoặc: [commune]."),
        ('key = "tan-long"', 'key = "Tân Long"', "- dòng 6, [[village]] thứ 1: key “Tân Long”"),
        ('role = "leader"', 'role = "leader"\n[cycle]\nweek_due = "thứ hai 10h"', "- dòng 14, [cycle]: week_due"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_nothing_is_written(desk: Desk, old: str, new: str, said: str) -> None:
    assert old in SMALL
    result = desk.run("setup", desk.toml(SMALL.replace(old, new, 1)))
    assert (result.code, result.out) == (1, "")
    assert said in result.err
    desk.good("migrate")
    assert rows(desk)["units"] == 0


def test_files_that_are_no_set_up(desk: Desk) -> None:
    (desk.folder / "xa.xlsx").write_bytes(b"PK")
    assert "tệp Excel" in desk.run("setup", "xa.xlsx").err
    (desk.folder / "cu.toml").write_bytes("[commune]\nname = 'Xã Ba Động'".encode("utf-16"))
    assert "UTF-8" in desk.run("setup", "cu.toml").err
    (desk.folder / "to.toml").write_bytes(b"#" * (2 << 20))
    assert "1 MB" in desk.run("setup", "to.toml").err
    assert desk.run("setup", desk.folder).code == 1


def test_a_byte_order_mark_does_no_harm(desk: Desk) -> None:
    (desk.folder / "xa.toml").write_text(SMALL, encoding="utf-8-sig")
    desk.good("setup", "xa.toml")


def test_an_invite_is_alone_on_the_last_line_and_good(desk: Desk) -> None:
    desk.commune()
    result = desk.good("invite", "--unit", "tan-long", "--role", "member", "--days", "3", "--uses", "7")
    assert CODE.fullmatch(result.last)
    assert "7 lần, trong 3 ngày" in result.out
    with desk.tx() as tx:
        found = invites.find(tx, code_hash(result.last))
        assert found is not None
        row = tx.one(select(tables.invites).where(tables.invites.c.id == found.id))
    assert row is not None
    assert (found.role, found.unit_name, found.person_id) == (Role.MEMBER, "Thôn Tân Long", None)
    assert (row.uses_left, (row.ends_at - row.made_at).days) == (7, 3)


@pytest.mark.parametrize(("role", "uses"), [("member", 10), ("leader", 1), ("officer", 1), ("viewer", 1)])
def test_invites_serve_as_often_as_their_role_says(desk: Desk, role: str, uses: int) -> None:
    desk.commune()
    assert f"Dùng được {uses} lần, trong 14 ngày" in desk.good("invite", "--unit", "ba-dong", "--role", role).out


def test_a_personal_invite_finds_the_person_by_the_last_word_without_marks(desk: Desk) -> None:
    desk.commune()
    result = desk.good("invite", "--unit", "tan-long", "--role", "member", "--person", "rom")
    assert "Mã riêng cho Phạm Văn Rôm" in result.out
    assert "1 lần" in result.out
    with desk.tx() as tx:
        found = invites.find(tx, code_hash(result.last))
    assert found is not None
    assert found.person_name == "Phạm Văn Rôm"


def test_a_leader_with_a_new_phone_stays_leader(desk: Desk) -> None:
    desk.commune()
    before = rows(desk)["memberships"]
    result = desk.good("invite", "--unit", "tan-long", "--role", "member", "--person", "Sen")
    assert result.lines[0] == "Mã mời tổ trưởng, Thôn Tân Long (thôn)."
    assert rows(desk)["memberships"] == before


def test_a_new_person_is_added_but_a_slip_of_the_name_is_not(desk: Desk) -> None:
    desk.commune()
    before = rows(desk)["people"]
    result = desk.run("invite", "--unit", "tan-long", "--role", "leader", "--person", "Đinh Thị Xen")
    assert (result.code, "Có phải Đinh Thị Sen?" in result.err) == (1, True)
    assert desk.run("invite", "--unit", "tan-long", "--role", "leader", "--person", "Mai").code == 1
    assert rows(desk)["people"] == before
    result = desk.good("invite", "--unit", "tan-long", "--role", "leader", "--person", "Phan Xuân Tuấn")
    assert "người mới" in result.out
    assert rows(desk)["people"] == before + 1


def test_a_key_of_two_communes_must_be_written_with_its_commune(desk: Desk) -> None:
    desk.good("setup", desk.toml(SMALL))
    desk.good("setup", desk.toml(SMALL.replace("ba-dong", "ba-vinh").replace("Xã Ba Động", "Xã Ba Vinh")))
    result = desk.run("invite", "--unit", "tan-long", "--role", "member")
    assert result.code == 1
    assert "ba-dong/tan-long, ba-vinh/tan-long" in result.err
    assert CODE.fullmatch(desk.good("invite", "--unit", "ba-vinh/tan-long", "--role", "member").last)
    assert "Thôn" in desk.good("summary", "--unit", "ba-dong/tan-long", "--period", "2025-W47").out
    near = desk.run("invite", "--unit", "ba-don", "--role", "officer")
    assert "Có phải: ba-dong" in near.err
    assert desk.run("invite", "--unit", "quang-ngai", "--role", "member").code == 1
