"""`sothon demo` as a process: the sample, the people to be, the clock that reminds, a second start, starting over."""

import secrets
import time
from datetime import UTC, datetime

import pytest

from bot import sample
from domain.periods import local, parse_key, week_of
from reports.rollup import of_commune, owed
from storage import schema
from storage.tx import Tx
from tests.programs import Sothon, running

NOW = datetime(2025, 11, 21, 3, 0, tzinfo=UTC)  # Friday, 10:00 in Vietnam


def who(demo: Sothon) -> dict[str, str]:
    """Ids by the names of the people one can be, without the mark."""
    return {one["name"].removesuffix(" (mẫu)"): one["id"] for one in demo.json("/api/demo")["people"]}


def lines(demo: Sothon, person: str) -> list[str]:
    """What the bot has said to somebody."""
    return [line["text"] for line in demo.json("/api/lines?limit=200", who=person)["lines"] if not line["mine"]]


def say(demo: Sothon, person: str, text: str) -> str:
    """The answer: not a reminder, which comes by itself while the demo starts on a Sunday evening."""
    before = len(answers(demo, person))
    demo.json("/api/messages", {"id": secrets.token_hex(8), "text": text}, person)
    end = time.monotonic() + 20
    while len(answers(demo, person)) == before:
        assert time.monotonic() < end
        time.sleep(0.05)
    return answers(demo, person)[-1]


def answers(demo: Sothon, person: str) -> list[str]:
    return [text for text in lines(demo, person) if "chưa có số liệu tuần" not in text]


def test_the_demo_from_first_start_to_starting_over(tmp_path):
    with running(tmp_path, "demo") as demo:
        end = time.monotonic() + 60
        while "commune" not in (state := demo.json("/api/demo")) and time.monotonic() < end:
            time.sleep(0.2)
        assert state["commune"] == "Xã Ba Động (mẫu)"
        assert len(state["people"]) == 53
        assert all(one["name"].endswith("(mẫu)") and one["group"].endswith("(mẫu)") for one in state["people"])
        people = who(demo)
        assert "Học viên: 12" in say(demo, people["Đinh Thị Sen"], "hnay 12 hv, 5 vneid")
        assert "Đã báo" in say(demo, people["Nguyễn Thị Hoa"], "tuần trước")

        assert "mã" in say(demo, "stranger-1", "xin chào")
        assert "đồng ý" in say(demo, "stranger-1", state["code"])
        assert "Tân Long" in say(demo, "stranger-1", "1")
        assert demo.ask("GET", "/api/lines", None, {"X-As": "p9999"})[0] == 401
        assert demo.ask("GET", "/api/lines")[0] == 401

        before = settled(demo, people)  # on a Sunday evening the first reminders come as the demo starts
        moved = demo.json("/api/demo/clock", {"step": "week"})
        assert moved["now"] > state["now"]
        assert moved["sent"] == len(remembered(demo, people)) - before
        assert "nhắc" in moved["happened"]
        assert "tổng hợp" in moved["happened"]
        digests = [text for text in lines(demo, people["Nguyễn Thị Hoa"]) if text.startswith("📊")]
        assert len(digests) >= 2, "the one asked for, and the one that came by itself"
        assert demo.ask("POST", "/api/demo/clock", {"step": "year"})[0] == 422
        assert demo.ask("POST", "/api/demo/clock", {"step": "day"}, {"Sec-Fetch-Site": "cross-site"})[0] == 403
        heard = {person: lines(demo, person) for person in (people["Đinh Thị Sen"], "stranger-1")}
        status, out, err = demo.stop()
        assert (status, err) == (0, "")
        assert f"http://127.0.0.1:{demo.port}\n" in out
        assert state["code"] in out
        assert "Ctrl-C" in out

    assert (tmp_path / "demo" / "sothon.db").exists()
    assert not (tmp_path / "sothon.db").exists(), "apart from real data"
    with running(tmp_path, "demo", HOST="0.0.0.0") as demo:
        _, _, err = Sothon(tmp_path, "demo", port=demo.port).ended()
        assert "đang có chương trình khác dùng" in err
        again = demo.json("/api/demo")
        assert again["code"] == state["code"]
        assert again["now"] > moved["now"], "the clock goes on from where it stood"
        assert {person: lines(demo, person) for person in heard} == heard
        assert demo.json("/api/demo/clock", {"step": "day"})["now"] > again["now"]
        status, _, err = demo.stop()
        assert status == 0
        assert "CHÚ Ý: HOST=0.0.0.0" in err

    with running(tmp_path, "demo", "--reset") as demo:
        fresh = demo.json("/api/demo")
        assert fresh["now"] < moved["now"]
        assert lines(demo, who(demo)["Đinh Thị Sen"]) == []
        status, _, err = Sothon(tmp_path, "demo", "--reset").ended()
        assert status == 1
        assert "đang được một Sổ Thôn khác mở" in err
        assert demo.json("/api/demo")["code"] == fresh["code"], "a running demo is not pulled from under its people"


def settled(demo: Sothon, people: dict[str, str]) -> int:
    """How many reminders there are when for a second no more have come, nor the notice of who joined is missing."""
    end, known = time.monotonic() + 60, -1
    while True:
        assert time.monotonic() < end
        if any("vừa vào" in text for text in lines(demo, people["Nguyễn Thị Hoa"])):
            now = len(remembered(demo, people))
            if now == known:
                return now
            known = now
        time.sleep(1)


def remembered(demo: Sothon, people: dict[str, str]) -> list[str]:
    """Everything said first: reminders and the digest."""
    said = [text for person in (*people.values(), "stranger-1") for text in lines(demo, person)]
    digest = [text for text in lines(demo, people["Nguyễn Thị Hoa"]) if text.startswith("📊")][1:]
    joined = [text for text in lines(demo, people["Nguyễn Thị Hoa"]) if "vừa vào" in text]
    assert len(joined) == 1
    first = ("chưa có số liệu tuần", "Đã đến hạn", "Sau hạn")
    return [text for text in said if any(words in text for words in first) and text not in digest] + digest


@pytest.fixture
def built(sqlite_store):
    schema.upgrade(sqlite_store)
    with sqlite_store.write() as connection:
        sample.build(Tx(connection, NOW - sample.BEFORE), NOW)
    with sqlite_store.read() as connection:
        yield Tx(connection, NOW)


def test_the_sample_is_the_published_commune(built):
    found = sample.find(built)
    villages = found.commune.villages()
    assert len(villages) == 10
    assert sum(found.commune.adults[unit.id] for unit in villages) == found.commune.adults[found.commune.id] == 4837
    for unit in villages:
        assert [member.role for member in found.people if member.unit_id == unit.id] == ["leader"] + ["member"] * 4
    assert [member.role for member in found.people][:1] == ["officer"]


def test_the_sample_has_eight_varied_weeks_and_somebody_to_remind(built):
    commune = sample.find(built).commune
    week = week_of(local(NOW).date())
    weeks = [of_commune(built, commune, parse_key(f"{week.first.year}-W{number}")) for number in range(39, 48)]
    for past in weeks[:-1]:
        assert len(past.of("reported")) >= 6
        assert 60 <= past.totals["learners"] <= 400
    assert any(past.of("nil") for past in weeks)
    assert any(line.late for past in weeks for line in past.lines)
    assert weeks[-2].of("missing"), "last week is partly missing"
    assert 1 <= len(weeks[-1].of("reported")) < 10, "this week is partly said"
    assert len(owed(built, commune, NOW)) >= 3
    assert sum(len([line for line in past.lines if line.unit.key == sample.WEAK and line.values]) for past in weeks) < 7


def test_the_sample_is_the_same_for_the_same_moment(built, tmp_path):
    from sqlalchemy import select

    from storage.engine import Store
    from storage.tables import entries, entry_values

    other = Store(f"sqlite:///{tmp_path / 'other.db'}")
    schema.upgrade(other)
    with other.write() as connection:
        sample.build(Tx(connection, NOW - sample.BEFORE), NOW)
    rows = select(entries, entry_values).outerjoin(entry_values, entry_values.c.entry_id == entries.c.id)
    with other.read() as connection:
        assert Tx(connection, NOW).all(rows) == built.all(rows)
    assert all(row.said_at < NOW and row.sample for row in built.all(rows))
    other.close()
