"""`sothon summary`: the contract's JSON, and the same for people."""

import json
from datetime import UTC, date, datetime

from sqlalchemy import insert, select

from bot.commands.summary import as_text
from storage import mergers
from storage.tables import communes, entries, entry_values, units
from tests.commands.desk import Desk

WEEK = "2025-W47"


def enter(desk: Desk, unit: str, day: date, values: dict[str, int]) -> None:
    """An entry of a village; no values: nothing happened in that day's week."""
    with desk.tx(datetime(2025, 11, 20, 12, tzinfo=UTC)) as tx:
        ids = {row.key: row.id for row in tx.all(select(units))}
        tx.run(communes.update().values(created_at=datetime(2025, 7, 1, tzinfo=UTC)))
        first, last = (day, day) if values else (date(2025, 11, 17), date(2025, 11, 23))
        row = {
            "commune_id": ids["ba-dong"], "unit_id": ids[unit], "first": first, "last": last, "nil": not values,
            "state": "live", "channel": "web", "source": f"web//{unit}", "said_at": tx.now, "stored_at": tx.now,
            "words": "",
        }  # fmt: skip
        entry_id = tx.insert(entries, row)
        for key, value in values.items():
            tx.run(insert(entry_values), {"entry_id": entry_id, "indicator": key, "value": value})


def test_json_is_the_contracts(desk: Desk) -> None:
    desk.commune()
    enter(desk, "tan-long", date(2025, 11, 20), {"learners": 12, "vneid": 0})
    enter(desk, "bac-lan", date(2025, 11, 20), {})
    found = json.loads(desk.good("summary", "--unit", "ba-dong", "--period", WEEK, "--json").out)
    assert found == {
        "unit": "ba-dong",
        "period": {"key": WEEK, "from": "2025-11-17", "to": "2025-11-23"},
        "coverage": {"expected": 3, "reported": 1, "nil": 1, "missing": ["thon-3"], "gaps": []},
        "totals": {"learners": 12, "vneid": 0},
        "units": {
            "tan-long": {"status": "reported", "values": {"learners": 12, "vneid": 0}},
            "bac-lan": {"status": "nil", "values": {}},
            "thon-3": {"status": "missing", "values": {}},
        },
    }


def test_people_read_value_nil_and_missing_apart(desk: Desk) -> None:
    desk.commune()
    enter(desk, "tan-long", date(2025, 11, 20), {"learners": 1012, "vneid": 0})
    enter(desk, "bac-lan", date(2025, 11, 20), {})
    lines = desk.good("summary", "--unit", "ba-dong", "--period", WEEK).lines
    assert lines[0] == "Xã Ba Động, kỳ 2025-W47 (17/11/2025–23/11/2025)"
    assert lines[1] == "Đã báo 2/3 (66,7%), trong đó 1 không có hoạt động; chưa báo: Thôn 3."
    assert "• Học viên được tập huấn: 1.012 lượt người" in lines
    assert "• Cài, kích hoạt VNeID: 0 người" in lines
    assert lines[-3:] == [
        "Thôn Tân Long: Học viên 1.012, VNeID 0",
        "Thôn Bắc Lân: không có hoạt động",
        "Thôn 3: chưa báo",
    ]


def test_periods_of_every_kind_and_the_decrees_cut_offs(desk: Desk) -> None:
    desk.commune()
    for period, days in (
        ("2025-11", ("2025-11-01", "2025-11-30")),
        ("2025-Q4", ("2025-10-01", "2025-12-31")),
        ("2025-H2", ("2025-07-01", "2025-12-31")),
        ("2025-9M", ("2025-01-01", "2025-09-30")),
        ("2025", ("2025-01-01", "2025-12-31")),
        ("2025-07-01..2025-11-22", ("2025-07-01", "2025-11-22")),
    ):
        found = json.loads(desk.good("summary", "--unit", "ba-dong", "--period", period, "--json").out)
        assert (found["period"]["from"], found["period"]["to"]) == days
    words = ("summary", "--unit", "ba-dong", "--period", "2025-11", "--json", "--decree09")
    found = json.loads(desk.good(*words).out)
    assert found["period"] == {"key": "2025-11", "from": "2025-10-15", "to": "2025-11-14"}


def test_a_village_and_a_province_have_theirs(desk: Desk) -> None:
    desk.commune()
    enter(desk, "tan-long", date(2025, 11, 20), {"learners": 12})
    village = json.loads(desk.good("summary", "--unit", "tan-long", "--period", WEEK, "--json").out)
    assert village["totals"] == {"learners": 12}
    assert list(village["units"]) == ["tan-long"]
    province = json.loads(desk.good("summary", "--unit", "quang-ngai", "--period", WEEK, "--json").out)
    assert province["totals"] == {"learners": 12}
    text = desk.good("summary", "--unit", "quang-ngai", "--period", WEEK).out
    assert "Thôn Tân Long, Xã Ba Động: Học viên 12" in text


def test_nobody_expected_and_weeks_left_out_are_said() -> None:
    period = {"key": "2025-11", "from": "2025-11-01", "to": "2025-11-30"}
    nobody = {"expected": 0, "reported": 0, "nil": 0, "missing": [], "gaps": []}
    text = as_text({"unit": "x", "period": period, "coverage": nobody, "totals": {}, "units": {}}, "Xã X", {})
    assert "Không có đơn vị nào phải báo" in text
    assert "Chưa có số liệu nào trong kỳ." in text
    gaps = {"expected": 1, "reported": 1, "nil": 0, "missing": [], "gaps": ["a"]}
    found = {"unit": "x", "period": period, "coverage": gaps, "totals": {"lạ": 3}, "units": {}}
    text = as_text(found, "Xã X", {"a": "Thôn A"})
    assert "Chưa báo đủ trong kỳ: Thôn A" in text
    assert "• lạ: 3" in text


def test_the_map_of_now_is_asked_for_and_changes_nothing_else(desk: Desk) -> None:
    desk.commune()
    enter(desk, "tan-long", date(2025, 11, 20), {"learners": 12, "vneid": 0})
    enter(desk, "thon-3", date(2025, 11, 20), {"learners": 8})
    ask = ("summary", "--unit", "ba-dong", "--period", WEEK)
    then = json.loads(desk.good(*ask, "--json").out)
    with desk.tx(datetime(2026, 1, 5, tzinfo=UTC)) as tx:
        ids = {row.key: row.id for row in tx.all(select(units))}
        tx.run(units.update().where(units.c.key == "thon-3").values(valid_to=date(2025, 11, 23)))
        mergers.put(tx, ids["thon-3"], ids["tan-long"])
    assert json.loads(desk.good(*ask, "--json").out) == then, "the map of then, unless asked"
    now = json.loads(desk.good(*ask, "--json", "--map", "now").out)
    assert now["map"] == "now"
    assert (now["coverage"], now["totals"]) == (then["coverage"], then["totals"])
    assert now["units"] == {
        "tan-long": {"status": "reported", "values": {"learners": 20, "vneid": 0}, "merged": ["thon-3"]},
        "bac-lan": {"status": "missing", "values": {}, "merged": []},
    }
    alone = json.loads(desk.good("summary", "--unit", "thon-3", "--period", WEEK, "--json", "--map", "now").out)
    assert (alone["unit"], alone["totals"]) == ("tan-long", {"learners": 20, "vneid": 0})
    lines = desk.good(*ask, "--map", "now").lines
    assert lines[0].startswith("Xã Ba Động theo bản đồ hiện nay, kỳ 2025-W47")
    assert "Thôn Tân Long: Học viên 20, VNeID 0 (gồm Thôn 3 cũ)" in lines
