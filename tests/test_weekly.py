"""What an officer reads: the week's text and its limits, the names of periods, and periods as they are typed."""

import tomllib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from domain.periods import parse_key
from handlers import HANDLERS
from reports import REPORTS, figures, naming, room, villages, weekly
from reports.rollup import of_commune
from storage import entries, schema, setup
from storage.communes import Commune, load
from storage.engine import Store
from storage.people import add_person, join
from storage.places import find_unit
from storage.tables import inbox, memberships, notes, people, units
from storage.tx import Tx
from tests.talking import TALKS, World, make_world
from vietnamese.fold import fold

MONDAY = datetime(2025, 11, 24, 3, 30, tzinfo=UTC)  # 10:30 in Vietnam: week 47 is over
W46, W47 = parse_key("2025-W46"), parse_key("2025-W47")


class Page:
    """A commune to write figures into."""

    def __init__(self, tx: Tx, plan: dict[str, Any]) -> None:
        self.tx = tx
        tx.now = datetime(2025, 1, 1, tzinfo=UTC)
        setup.apply(tx, plan, fold)
        tx.now = MONDAY
        self.commune: Commune = load(tx, find_unit(tx, plan["commune"]["key"]).id)

    def say(self, unit: str, day: str, *, last: str = "", nil: bool = False, held: bool = False, **values: int) -> None:
        place = self.commune.by_key(unit)
        assert place is not None
        first, end = date.fromisoformat(day), date.fromisoformat(last or day)
        said = entries.Statement(
            self.commune.id,
            place.id,
            first,
            end,
            None,
            "test",
            "test",
            datetime(2025, 11, 20, tzinfo=UTC),
            "lời",
            nil=nil,
        )
        entries.add(self.tx, said, {key: entries.Value(value, held=held) for key, value in values.items()})

    def text(self, key: str = "2025-W47", now: datetime = MONDAY) -> str:
        return weekly.text(self.tx, self.commune, parse_key(key), now)


def plan(villages: int = 10, **more: Any) -> dict[str, Any]:
    return {
        "commune": {"key": "ba-dong", "name": "Xã Ba Động", "indicators": ["learners", "vneid", "certificates"]},
        "village": [{"key": f"thon-{n}", "name": f"Thôn {n}"} for n in range(1, villages + 1)],
        **more,
    }


@pytest.fixture
def tx(sqlite_store: Store) -> Iterator[Tx]:
    schema.upgrade(sqlite_store)
    with sqlite_store.engine.connect() as connection:
        yield Tx(connection, MONDAY)
        connection.rollback()


def test_the_week_as_the_product_shows_it(tx: Tx) -> None:
    target = {"unit": "ba-dong", "indicator": "certificates", "period": "2025", "value": 1045}
    page = Page(tx, plan(target=[target]))
    page.say("thon-1", "2025-03-05", certificates=767, learners=800)
    page.say("thon-1", "2025-11-12", learners=120)
    for n in (1, 2, 4, 5, 6, 7):
        page.say(f"thon-{n}", "2025-11-18", learners=20, vneid=n)
    page.say("thon-1", "2025-11-19", learners=25, certificates=12)
    page.say("thon-10", "2025-11-17", last="2025-11-23", nil=True)
    assert page.text() == (
        "📊 Xã Ba Động, tuần 47 (17–23/11/2025)\n"
        "Đã báo 7/10 thôn (1 không có hoạt động); chưa báo: Thôn 3, Thôn 8, Thôn 9.\n"
        "• Học viên: 145 lượt người (tuần trước 120, +20,8%)\n"
        "• VNeID: 25 người\n"
        "• Chứng nhận: 12 người; năm 779/1.045 (74,5% chỉ tiêu), với tốc độ này đến hết kỳ được 869\n"
        "Nhắn: theo thôn · ai chưa báo · biểu đồ · excel · word"
    )
    assert [(choice.key, choice.label) for choice in weekly.buttons(W47)] == [
        ("thon:2025-W47", "Theo thôn"),
        ("thieu:2025-W47", "Ai chưa báo"),
        ("png:2025-W47", "Biểu đồ"),
        ("xlsx:2025-W47", "Excel"),
        ("docx:2025-W47", "Word"),
    ]


def test_a_target_counts_to_the_end_of_the_period_shown(tx: Tx) -> None:
    aims = [
        {"unit": "ba-dong", "indicator": "certificates", "period": "2025-Q4", "value": 100},
        {"unit": "ba-dong", "indicator": "vneid", "period": "2024", "value": 100},
        {"unit": "thon-1", "indicator": "learners", "period": "2025", "value": 100},
    ]
    page = Page(tx, plan(target=aims))
    page.say("thon-1", "2025-09-30", certificates=1000)
    page.say("thon-1", "2025-10-01", certificates=30)
    page.say("thon-1", "2025-11-18", certificates=5, learners=3, vneid=1)
    page.say("thon-1", "2025-11-24", certificates=50)
    today = date(2025, 11, 20)
    slow = "quý 4 35/100 (35,0% chỉ tiêu), với tốc độ này đến hết kỳ được 63"
    assert figures.aims(tx, page.commune, W47, today) == {"certificates": slow}
    assert figures.aims(tx, page.commune, parse_key("2025"), today) == {}
    page.say("thon-1", "2025-11-19", certificates=33)
    good = "quý 4 68/100 (68,0% chỉ tiêu), với tốc độ này đạt ngày 14/12"  # 51 days for 68: 75 days for 100
    assert figures.aims(tx, page.commune, W47, today) == {"certificates": good}
    page.say("thon-1", "2025-11-19", certificates=32)
    assert figures.aims(tx, page.commune, W47, today) == {"certificates": "quý 4 100/100 (100,0% chỉ tiêu), đã đạt"}
    early = {"certificates": "quý 4 30/100 (30,0% chỉ tiêu)"}
    assert figures.aims(tx, page.commune, parse_key("2025-W41"), today) == early, "a week says nothing of a pace"


def test_what_waits_and_what_straddles_is_said(tx: Tx) -> None:
    page = Page(tx, plan())
    page.say("thon-1", "2025-11-18", learners=12)
    page.say("thon-1", "2025-11-18", learners=12, held=True)
    page.say("thon-2", "2025-11-10", last="2025-11-20", learners=30)
    text = page.text()
    assert "Chưa tính, chờ rõ có trùng không: thôn 1 12 học viên." in text
    assert "Số ghi cho nhiều ngày, tính trọn vào kỳ này: thôn 2 10–20/11." in text
    assert "• Học viên: 42 lượt người\n" in text


def test_sentences_nobody_understood_are_shown_without_numbers_of_papers(tx: Tx) -> None:
    page = Page(tx, plan())
    person = add_person(tx, "Đinh Thị Sen", "dinh thi sen")
    join(tx, person, page.commune.units[0].id, "member")
    for n, outcome in enumerate(["unread", "unread", "failed", "unread", "done"]):
        row = {
            "channel": "web", "account": "", "message": str(n), "person_id": person, "commune_id": page.commune.id,
            "text": f"câu {n}: 012345678901", "sent_at": MONDAY, "outcome": outcome,
            "taken_at": datetime(2025, 11, 18 + n, tzinfo=UTC),
        }  # fmt: skip
        tx.run(insert(inbox), row)
    text = page.text()
    assert "Em chưa hiểu 4 tin (3 tin mới nhất):\n- Đinh Thị Sen: “câu 3: [số]”" in text
    assert "câu 0" not in text
    assert "0123" not in text
    assert "Em chưa hiểu" not in page.text("2025-W46")
    assert "Em chưa hiểu" not in page.text("2025-11")


@pytest.mark.parametrize("count", [12, 30, 80])
def test_every_report_fits_one_message(tx: Tx, count: int) -> None:
    everything = [
        "learners", "vneid", "sessions", "certificates", "people_helped", "public_services", "dvc_accounts",
        "e_wallets", "qr_households", "ecommerce_households", "digital_signatures", "outreach",
    ]  # fmt: skip
    targets = [{"unit": "ba-dong", "indicator": key, "period": "2025", "value": 1_000_000} for key in everything]
    wide = plan(count, target=targets)
    wide["commune"]["indicators"] = everything
    for village in wide["village"]:
        village["name"] = f"Thôn Nguyễn Thị Minh Khai Hợp Nhất Số {village['key'][5:]}"
    page = Page(tx, wide)
    for n in range(1, count // 2):
        for day in ("2025-11-04", "2025-11-12", "2025-11-18"):
            page.say(f"thon-{n}", day, **dict.fromkeys(everything, 987_654))
        page.say(f"thon-{n}", "2025-11-10", last="2025-11-18", learners=7)
        page.say(f"thon-{n}", "2025-11-18", learners=7, held=True)
        place = page.commune.units[n - 1]
        row = {"commune_id": page.commune.id, "unit_id": place.id, "kind": "difficulty", "date": date(2025, 11, 18)}
        tx.run(insert(notes), {**row, "text": "mạng yếu, không có sóng ở xóm trên " * 9, "said_at": MONDAY})
    for key in ("2025-W47", "2025-11", "2025-Q4", "2025"):
        for report in REPORTS:
            text = report.make(tx, page.commune, parse_key(key), MONDAY)
            assert room.size(text) <= room.ROOM, (report.key, key)
            assert "?" not in text
            assert text.splitlines()[-1].startswith("Nhắn: ")
        single = villages.one_village(tx, page.commune, page.commune.units[0], parse_key(key), MONDAY)
        assert room.size(single) <= room.ROOM
    by_village = villages.by_village(tx, page.commune, W47, MONDAY)
    assert "Thôn Nguyễn Thị Minh Khai Hợp Nhất Số 1: 987.661 học viên" in by_village
    if count == 30:
        assert "Số 14:" in by_village
        assert len([line for line in page.text().splitlines() if line.startswith("• ")]) == len(everything)


def test_own_indicators_and_estimates_stand_in_the_text(tx: Tx) -> None:
    page = Page(tx, plan(indicator=[{"key": "camera", "label": "Camera an ninh", "unit": "cái"}]))
    place = page.commune.units[0]
    said = entries.Statement(
        page.commune.id, place.id, date(2025, 11, 18), date(2025, 11, 18), None, "test", "test", MONDAY, "ước 17 hv"
    )
    entries.add(tx, said, {"learners": entries.Value(17, estimate=True), "camera": entries.Value(0)})
    text = page.text()
    assert "• Học viên: 17 lượt người (có số ước)" in text
    assert "• Camera an ninh: 0 cái" in text
    assert "• VNeID: chưa có số" in text


def test_running_periods_show_no_percentage(tx: Tx) -> None:
    page = Page(tx, plan())
    page.say("thon-1", "2025-11-12", learners=120)
    page.say("thon-1", "2025-11-18", learners=30)
    assert "Học viên: 30 lượt người (cả tuần trước 120)" in page.text(now=MONDAY - timedelta(days=4))
    assert "Học viên: 30 lượt người (tuần trước 120, -75,0%)" in page.text()


@pytest.mark.parametrize(
    ("key", "decree", "heading", "before"),
    [
        ("2025-W01", False, "tuần 1 (30/12/2024–5/1/2025)", "2024-W52"),
        ("2025-11", False, "tháng 11 (1–30/11/2025)", "2025-10"),
        ("2026-01", False, "tháng 1 (1–31/1/2026)", "2025-12"),
        ("2025-11", True, "tháng 11 theo Nghị định 09/2019 (15/10–14/11/2025)", "2025-10"),
        ("2025-Q1", False, "quý 1 (1/1–31/3/2025)", "2024-Q4"),
        ("2025-Q4", True, "quý 4 theo Nghị định 09/2019 (15/9–14/12/2025)", "2025-Q3"),
        ("2025-H1", False, "6 tháng đầu năm (1/1–30/6/2025)", "2024-H2"),
        ("2025-H2", False, "6 tháng cuối năm (1/7–31/12/2025)", "2025-H1"),
        ("2025-9M", False, "9 tháng (1/1–30/9/2025)", "2024-9M"),
        ("2025", False, "năm 2025 (1/1–31/12/2025)", "2024"),
        ("2025-11-20", False, "thứ Năm 20/11/2025", None),
        ("2025-07-01..2025-11-22", False, "từ 1/7 đến 22/11/2025", None),
        ("2025-12-15..2026-01-04", False, "15/12/2025–4/1/2026", None),
    ],
)
def test_periods_are_named_with_their_days(key: str, decree: bool, heading: str, before: str | None) -> None:
    period = parse_key(key, decree=decree)
    assert naming.heading(period) == heading
    earlier = naming.before(period)
    assert (earlier.key if earlier else None) == before
    assert earlier is None or (earlier.last < period.first and earlier.decree == decree) or key.endswith("9M")
    assert naming.decode(naming.code(period)) == period


def test_lists_are_cut_and_counted() -> None:
    names = [f"Thôn {n}" for n in range(1, 31)]
    assert room.row(names[:3], 40) == "Thôn 1, Thôn 2, Thôn 3"
    assert room.row(names, 40) == "Thôn 1, Thôn 2, Thôn 3 và 27 thôn nữa"
    assert room.row(names, 5) == "30 thôn"
    assert room.column(["a" * 50, "b" * 50], 80, "ý") == ["a" * 50, "… và 1 ý nữa"]
    assert room.clip("một hai ba bốn", 9) == "một hai…"
    assert room.size("📊") == 2


# ── the province ──────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def world(store: Store) -> Iterator[World]:
    blocks = tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8"))
    blocks["person"].append({"name": "Trần Văn Tỉnh", "unit": "ba-dong", "role": "viewer"})
    world = make_world(store, datetime(2025, 11, 20, 12, 30, tzinfo=UTC), blocks)

    def move(connection: Any) -> None:
        tx = Tx(connection, world.now)
        other = plan(2)
        other["commune"] |= {"key": "ba-to", "name": "Xã Ba Tô"}
        setup.apply(tx, other, fold)
        province = tx.scalar(select(units.c.id).where(units.c.kind == "province"))
        viewer = tx.scalar(select(people.c.id).where(people.c.name == "Trần Văn Tỉnh"))
        tx.run(update(memberships).where(memberships.c.person_id == viewer).values(unit_id=province))
        tx.flush()

    world.turns.put_write(move).result(20)
    yield world
    world.close()


def test_the_province_sees_its_communes(world: World) -> None:
    world.hear("sen", "hnay 12 hv, 5 vneid, 2 buổi")
    [(_, said)] = world.hear("tinh", "tuần")
    assert said.text == (
        "📊 Tỉnh Quảng Ngãi, tuần 47 (17–23/11/2025)\n"
        "2 xã; đến nay đã báo 1/5 thôn.\n"
        "Xã Ba Động: 1/3 thôn; 12 học viên · 5 VNeID · 2 buổi hỗ trợ\n"
        "Xã Ba Tô: 0/2 thôn; chưa có số\n"
        "Cộng: 12 học viên · 5 VNeID · 2 buổi hỗ trợ\n"
        "Nhắn: tuần trước · tháng này · quý này · năm nay"
    )
    assert "tháng 10 (1–31/10/2025)" in world.hear("tinh", "tháng 10")[0][1].text
    assert "Anh/chị xem được số của các xã" in world.hear("tinh", "12 hv")[0][1].text
    assert "chưa tới" in world.hear("tinh", "năm 2031")[0][1].text


def test_nothing_that_can_be_said_fails_whoever_looks_after_a_province(world: World) -> None:
    said = [example.text for handler in HANDLERS for example in handler.examples]
    for text in (*said, "đợt 1", "đóng đợt 1", "ai chưa trả lời đợt 1", "kênh", "xoá", "12 hv", "hôm nay không có gì"):
        assert "trục trặc" not in world.hear("tinh", text)[0][1].text, text


def test_old_buttons_check_rights_again(world: World) -> None:
    [(_, said)] = world.hear("hoa", "tuần")
    key = said.choices[0].key
    [(_, answer)] = world.hear("sen", "Theo thôn", pressed=key)
    assert "cán bộ xã" in answer.text
    for bad in ("thon:2025-W99", "thieu:x", "tuan:", "lan:2025-W47:999999", "lan::"):
        [(_, answer)] = world.hear("hoa", "nút cũ", pressed=bad)
        assert "Nút này không còn dùng được" in answer.text
    lan = of_village(world, "bac-lan")
    [(_, answer)] = world.hear("sen", "Từng lần báo", pressed=f"lan:2025-W47:{lan}")
    assert "chỉ người của thôn đó" in answer.text


def of_village(world: World, key: str) -> int:
    with world.store.read() as connection:
        tx = Tx(connection, world.now)
        commune = load(tx, find_unit(tx, "ba-dong").id)
        unit = commune.by_key(key)
        assert unit is not None
        assert all(line.unit.id != unit.id or line.status == "missing" for line in of_commune(tx, commune, W47).lines)
        return unit.id


def test_long_answers_fit_one_message(sqlite_store: Store) -> None:
    wide = plan(60)
    for village in wide["village"]:
        village["name"] = f"Thôn Nguyễn Thị Minh Khai Hợp Nhất Số {village['key'][5:]}"
        village["aliases"] = [f"Thôn {village['key'][5:]}"]
    wide["person"] = [{"name": "Nguyễn Thị Hoa", "unit": "ba-dong", "role": "officer"}]
    wide["person"] += [{"name": f"Trần Đại Nghĩa {n}", "unit": f"thon-{n}", "role": "leader"} for n in range(1, 61)]
    world = make_world(sqlite_store, datetime(2025, 11, 20, 12, 30, tzinfo=UTC), wide)

    def fill(connection: Any) -> None:
        tx = Tx(connection, world.now)
        commune = load(tx, find_unit(tx, "ba-dong").id)
        for unit in commune.units[:30]:
            for n in range(4):
                said = entries.Statement(
                    commune.id, unit.id, date(2025, 11, 18), date(2025, 11, 18), None, "t", f"{unit.id}/{n}", world.now,
                    "hôm nay bà con đi học đông lắm, được " + "rất " * 30 + f"nhiều, {n} hv",
                )  # fmt: skip
                entries.add(tx, said, {"learners": entries.Value(10 + n)})
        tx.flush()

    world.turns.put_write(fill).result(20)
    try:
        for text in (
            "tuần",
            "theo thôn",
            "ai chưa báo",
            "vì sao 1380",
            "từng lần báo thôn 1",
            "vì sao 46",
            "thôn 1",
            "tháng 11",
        ):
            [(_, said)] = world.hear("hoa", text)
            assert room.size(said.text) <= room.ROOM, text
            assert "Em chưa hiểu" not in said.text
            assert "không thấy" not in said.text, said.text
        [(_, said)] = world.hear("hoa", "vì sao 1380 tuần này")
        assert said.text.startswith("1.380 học viên, xã Ba Động, tuần 47 (17–23/11/2025): 120 lần báo.\n")
        assert "thôn nữa" in said.text
        assert "Từng lần báo: nhắn" in said.text
    finally:
        world.close()


def test_difficulties_of_a_longer_period_are_grouped(tx: Tx) -> None:
    page = Page(tx, plan())
    for unit, said in (
        ("thon-1", "mạng yếu"),
        ("thon-2", "nhiều cụ không có điện thoại, mạng chập chờn"),
        ("thon-1", "mạng lúc có lúc không"),
        ("thon-3", "thiếu người phiên dịch"),
    ):
        place = page.commune.by_key(unit)
        assert place is not None
        row = {"commune_id": page.commune.id, "unit_id": place.id, "kind": "difficulty", "date": date(2025, 11, 18)}
        tx.run(insert(notes), row | {"text": said, "said_at": tx.now})
    month = weekly.text(tx, page.commune, parse_key("2025-11"), tx.now)
    assert "Khó khăn:\n- mạng, sóng di động yếu hoặc chưa có: Thôn 1, Thôn 2\n" in month
    assert "- “thiếu người phiên dịch”: Thôn 3" in month
    assert "- Thôn 1: mạng yếu" in weekly.text(tx, page.commune, W47, tx.now)
