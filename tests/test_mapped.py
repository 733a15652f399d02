"""The map of now: merged villages under the ones in their place, across communes too; entries stay as they are."""

import json
import tomllib
from datetime import UTC, date, datetime
from typing import Any

import pytest

from domain.periods import parse_key
from reports import BY_KEY, book, mapped, rollup
from storage import entries, mergers, rollups, schema, setup
from storage.communes import load
from storage.engine import Store
from storage.places import find_unit
from storage.setup import SetupError
from storage.tx import Tx
from tests.talking import TALKS, World, make_world
from vietnamese.fold import fold

SET_UP = datetime(2025, 7, 1, tzinfo=UTC)
NOW = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
W47 = parse_key("2025-W47")


def say(tx: Tx, path: str, day: date, **values: int) -> int:
    unit = find_unit(tx, path)
    assert unit.commune_id is not None
    said = entries.Statement(unit.commune_id, unit.id, day, day, None, "test", f"test/{path}/{day}", NOW, "lời")
    return entries.add(tx, said, {key: entries.Value(value) for key, value in values.items()})


def plan() -> dict[str, Any]:
    """Ba Động with Thôn 3 merged into Tân Long at the end of 2025."""
    found = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
    found["village"][2] |= {"to": date(2025, 12, 31), "into": "tan-long"}
    return found


def neighbour() -> dict[str, Any]:
    """A commune whose only other village went over to Ba Động."""
    return {
        "commune": {"key": "ba-vinh", "name": "Xã Ba Vinh", "indicators": ["learners"]},
        "village": [
            {"key": "nuoc-y", "name": "Thôn Nước Y", "to": date(2026, 1, 31), "into": "ba-dong/bac-lan"},
            {"key": "goi-re", "name": "Thôn Gòi Rế"},
        ],
    }


def test_totals_by_both_maps(store: Store) -> None:
    schema.upgrade(store)
    with store.write() as connection:
        tx = Tx(connection, SET_UP)
        for one in (plan(), neighbour()):
            setup.apply(tx, one, fold)
        tx.now = NOW
        for path, value in (("tan-long", 12), ("thon-3", 8), ("nuoc-y", 5), ("goi-re", 3)):
            say(tx, path, date(2025, 11, 20), learners=value)
    with store.read() as connection:
        tx = Tx(connection, NOW)
        ours, theirs = (load(tx, find_unit(tx, key).id) for key in ("ba-dong", "ba-vinh"))
        then = rollup.of_commune(tx, ours, W47)
        assert {line.unit.key: line.values.get("learners") for line in then.lines} == {
            "tan-long": 12, "bac-lan": None, "thon-3": 8,
        }  # fmt: skip
        now = mapped.of_commune(tx, ours, W47, NOW.date())
        assert {place.unit.key: (place.line.status, place.line.values, place.merged) for place in now.places} == {
            "tan-long": ("reported", {"learners": 20}, ["Thôn 3"]),
            "bac-lan": ("reported", {"learners": 5}, ["Thôn Nước Y"]),
        }
        away = mapped.of_commune(tx, theirs, W47, NOW.date())
        assert away.totals == {"learners": 3}
        whole = rollups.of_country(tx, W47.first, W47.last)
        assert {"learners": now.totals["learners"] + away.totals["learners"]} == whole == {"learners": 28}
        assert rollups.of_commune(tx, ours.id, W47.first, W47.last) == {"learners": 20}, (
            "old entries stay where they were"
        )
        province = find_unit(tx, "quang-ngai")
        whole_json = mapped.summary(tx, province, W47, NOW.date())
        assert {key: (one["values"], one["merged"]) for key, one in whole_json["units"].items()} == {
            "ba-dong/tan-long": ({"learners": 20}, ["ba-dong/thon-3"]),
            "ba-dong/bac-lan": ({"learners": 5}, ["ba-vinh/nuoc-y"]),
            "ba-vinh/goi-re": ({"learners": 3}, []),
        }
        assert whole_json["totals"] == {"learners": 28}
        assert whole_json["coverage"]["missing"] == ["ba-dong/bac-lan"], "of then, when it was a village by itself"
        in_file = json.loads(BY_KEY["json"].make(book.read(tx, province, W47, NOW)))["by_map_of_now"]
        assert in_file.keys() == whole_json["units"].keys()
        moved = mapped.today(tx, find_unit(tx, "nuoc-y"), NOW.date())
        assert mapped.summary(tx, moved, W47, NOW.date())["units"] == {
            "bac-lan": {"status": "reported", "values": {"learners": 5}, "merged": ["ba-vinh/nuoc-y"]}
        }
        before = mapped.of_commune(tx, ours, W47, date(2025, 12, 31))
        assert (before.changed, before.totals) == (False, {"learners": 20}), "it still existed on that day"


def test_a_chain_ends_at_the_last_and_a_ring_is_no_merger(sqlite_store: Store) -> None:
    schema.upgrade(sqlite_store)
    with sqlite_store.write() as connection:
        tx = Tx(connection, SET_UP)
        setup.apply(tx, plan(), fold)
        long, lan, third = (find_unit(tx, key).id for key in ("tan-long", "bac-lan", "thon-3"))
        mergers.put(tx, long, lan)
        assert mergers.heirs(tx, NOW.date()) == {third: lan, long: lan}
        mergers.put(tx, lan, long)
        assert mergers.heirs(tx, NOW.date()) == {third: lan}
        connection.rollback()


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ({"into": "tan-long"}, "có into thì cần to"),
        ({"to": date(2025, 12, 31), "into": "thon-3"}, "không thể nhập vào chính nó"),
        ({"to": date(2025, 12, 31), "into": "xa-lac"}, "không phải key"),
        ({"to": date(2025, 12, 31), "into": "ba-vi/xa-lac"}, "xin thiết lập xã ấy trước"),
    ],
)
def test_a_merger_that_cannot_be_is_refused(sqlite_store: Store, block: dict[str, Any], why: str) -> None:
    schema.upgrade(sqlite_store)
    wrong = plan()
    wrong["village"][2] = {"key": "thon-3", "name": "Thôn 3", **block}
    with sqlite_store.write() as connection:
        with pytest.raises(SetupError, match=why):
            setup.apply(Tx(connection, SET_UP), wrong, fold)
        connection.rollback()


@pytest.fixture
def world(store: Store) -> Any:
    made = make_world(store, NOW, plan())
    with store.write() as connection:
        tx = Tx(connection, NOW)
        say(tx, "tan-long", date(2025, 11, 20), learners=12, sessions=1)
        say(tx, "thon-3", date(2025, 11, 21), learners=8)
    yield made
    made.close()


def said(world: World, who: str, text: str) -> str:
    [(_, message)] = world.hear(who, text)
    return message.text


def test_asked_for_in_a_chat(world: World) -> None:
    whole = (
        "📊 Xã Ba Động theo bản đồ hiện nay, tháng 11 (1–30/11/2025)\n"
        "Thôn Tân Long (gồm Thôn 3 cũ): 20 học viên · 1 buổi hỗ trợ\n"
        "Thôn Bắc Lân: chưa báo\n"
        "Cộng: 20 học viên · 1 buổi hỗ trợ\n"
        "2/3 thôn lúc đó đã báo; chưa báo: Thôn Bắc Lân."
    )
    for words in ("tháng 11/2025 theo bản đồ nay", "thang 11/2025 theo thon hien nay", "bản đồ hiện nay"):
        assert said(world, "hoa", words) == whole, words
    assert [choice.label for choice in world.last["hoa"].choices] == ["Bản đồ lúc đó"]
    world.press("hoa", "Bản đồ lúc đó")
    assert "• Học viên: 20 lượt người" in world.last["hoa"].text
    by_then = said(world, "hoa", "tháng 11/2025 theo thôn")
    assert "Thôn Tân Long: 12 học viên" in by_then
    assert "Thôn 3: 8 học viên" in by_then
    one = said(world, "hoa", "thôn Tân Long tháng 11/2025 theo bản đồ nay")
    assert "- Thôn Tân Long: 12 học viên" in one
    assert "- Thôn 3 cũ: 8 học viên" in one
    assert "Cộng: 20 học viên" in one
    same = said(world, "hoa", "tuần này theo thôn hiện nay")
    assert "Thôn 3" not in same


def test_a_member_sees_the_own_village_only(world: World) -> None:
    text = said(world, "sen", "tháng 11/2025 theo bản đồ nay")
    assert "Bắc Lân" not in text
