"""How a file travels: named by the turn, kept in the outbox, made on the way, sent or fetched by a signed link."""

import http.client
import io
import time
import tomllib
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.routing import BaseRoute

from bot import files, links
from bot.channels import CHANNELS
from bot.channels.base import Pace, SendError
from bot.files import Files
from domain.messages import Address, Choice, File, Outbound, Wanted
from storage import messages, schema, setup
from storage.engine import Store
from storage.tables import memberships, outbox, people, units
from storage.tx import Tx
from tests.programs import running
from tests.talking import TALKS, make_world
from vietnamese.fold import fold

NOW = datetime(2025, 11, 24, 3, 30, tzinfo=UTC)
KEY = b"k" * 32


@dataclass
class Mouth:
    """A channel that keeps what it is given."""

    name: str = "mouth"
    account: str = ""
    pace: Pace = field(default_factory=Pace)
    said: list[Outbound] = field(default_factory=list)

    def routes(self) -> Sequence[BaseRoute]:
        return ()

    async def run(self) -> None:
        return

    async def send(self, to: Address, message: Outbound) -> str:
        self.said.append(message)
        return "1"

    def barred(self, tx: Tx, chats: Sequence[str], kind: str) -> Mapping[str, str]:
        return {}

    async def close(self) -> None:
        return


@dataclass
class Desk:
    """A commune with an officer, and a clock."""

    store: Store
    commune_id: int
    officer_id: int
    member_id: int
    now: datetime = NOW

    def files(self, public: str = "https://so.example") -> Files:
        return Files(self.store, KEY, lambda: self.now, public)

    def wants(self, report: str = "xlsx", **more: Any) -> Wanted:
        return Wanted(**{"report": report, "unit_id": self.commune_id, "period": "2025-W47",
                         "person_id": self.officer_id} | more)  # fmt: skip

    async def fetch(self, path: str) -> tuple[int, bytes, dict[str, str]]:
        """What a link answers."""
        app = Starlette(routes=list(self.files().routes()))
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
                 "headers": [], "root_path": "", "scheme": "http", "server": ("127.0.0.1", 1)}  # fmt: skip
        assert Request(scope).method == "GET"
        await app(scope, receive, send)
        headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
        return sent[0]["status"], b"".join(part.get("body", b"") for part in sent[1:]), headers


@pytest.fixture
def desk(sqlite_store: Store) -> Desk:
    schema.upgrade(sqlite_store)
    with sqlite_store.write() as connection:
        tx = Tx(connection, datetime(2025, 7, 1, tzinfo=UTC))
        setup.apply(tx, tomllib.loads((TALKS / "ba-dong.toml").read_text(encoding="utf-8")), fold)
        tx.flush()
        ids = {row.name: row.id for row in tx.all(select(people.c.id, people.c.name))}
        commune = tx.scalar(select(units.c.id).where(units.c.key == "ba-dong"))
    return Desk(sqlite_store, commune, ids["Nguyễn Thị Hoa"], ids["Đinh Thị Sen"])


def named(desk: Desk, report: str = "xlsx", **more: Any) -> Outbound:
    return Outbound("Bảng Excel", file=File("a.xlsx", wants=desk.wants(report, **more)))


TO = Address("mouth", "", "hoa")


@pytest.mark.parametrize("report", ["docx", "xlsx", "png", "csv", "json"])
async def test_a_channel_that_carries_files_is_given_the_whole_file(desk: Desk, report: str) -> None:
    mouth = Mouth()
    await desk.files().over(mouth, "send").send(TO, named(desk, report))
    [message] = mouth.said
    assert message.text == "Bảng Excel"
    assert message.file is not None
    assert message.file.wants is None
    assert message.file.link.startswith("https://so.example/files/")
    assert message.file.link.endswith(f"/{message.file.name}"), "for channels that cannot carry it after all"
    assert (await desk.fetch(message.file.link.removeprefix("https://so.example")))[0] == 200
    assert message.file.name.startswith("ba-dong-2025-W47")
    starts = {"docx": b"PK", "xlsx": b"PK", "png": b"\x89PNG", "csv": b"unit,", "json": b"{"}
    assert message.file.data.startswith(starts[report])


async def test_others_get_a_button_or_a_link(desk: Desk) -> None:
    mouth = Mouth()
    await desk.files().over(mouth, "button").send(TO, named(desk))
    await desk.files().over(mouth, "link").send(TO, named(desk))
    await desk.files("").over(mouth, "link").send(TO, named(desk))
    button, link, nothing = mouth.said
    assert [choice.label for choice in button.choices] == ["Tải Excel"]
    assert button.choices[0].key.startswith("/files/")
    assert link.text.startswith("Bảng Excel\nTải về (trong 3 ngày): https://so.example/files/")
    assert "PUBLIC_URL" in nothing.text
    assert [message.file for message in mouth.said] == [None] * 3


async def test_messages_without_a_file_pass_as_they_are(desk: Desk) -> None:
    mouth = Mouth()
    plain, whole = Outbound("Chào"), Outbound("Tệp", (Choice("a", "b"),), File("a.csv", b"1"))
    for message in (plain, whole):
        assert await desk.files().over(mouth, "send").send(TO, message) == "1"
    assert mouth.said == [plain, whole]


async def test_what_cannot_be_made_is_said(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    mouth = Mouth()
    bringing = desk.files().over(mouth, "send")
    village = desk.wants().unit_id + 1
    for message in (
        named(desk, "docx", unit_id=village),  # a village signs no report
        named(desk, unit_id=999_999),
        named(desk, person_id=desk.member_id),  # no right
        named(desk, period="2025-W99"),
        named(desk, "exe"),
    ):
        await bringing.send(TO, message)
    assert all(message.file is None and message.text for message in mouth.said)
    assert "không còn xem được" in mouth.said[2].text

    def broken(*_: object) -> File:
        raise ZeroDivisionError

    monkeypatch.setattr(files, "render", broken)
    await bringing.send(TO, named(desk))
    assert mouth.said[-1] == Outbound(files.SORRY)

    def locked(*_: object) -> File:
        raise OperationalError("select", {}, Exception("locked"))

    monkeypatch.setattr(files, "render", locked)
    with pytest.raises(SendError) as failure:
        await bringing.send(TO, named(desk))
    assert failure.value.kind == "retry"


async def test_a_link_brings_the_file_until_it_expires(desk: Desk) -> None:
    path = desk.files().path(desk.wants())
    status, data, headers = await desk.fetch(path)
    assert status == 200
    assert zipfile.ZipFile(io.BytesIO(data)).testzip() is None
    assert headers["content-disposition"] == 'attachment; filename="ba-dong-2025-W47.xlsx"'
    assert headers["cache-control"] == "private, no-store"
    assert headers["x-content-type-options"] == "nosniff"
    desk.now = NOW + links.LIFE - timedelta(seconds=1)
    assert (await desk.fetch(path))[0] == 200
    desk.now = NOW + links.LIFE
    status, data, _ = await desk.fetch(path)
    assert status == 410
    assert "hết hạn" in data.decode()


async def test_a_link_that_was_changed_or_made_up_opens_nothing(desk: Desk) -> None:
    path = desk.files().path(desk.wants())
    token = path.removeprefix(links.PATH)
    payload, _, signature = token.partition(".")
    other = links.make(b"o" * 32, desk.wants(), NOW).removeprefix(links.PATH)
    signed_for_another = links.make(KEY, desk.wants("png"), NOW).removeprefix(links.PATH).partition(".")[0]
    last = "A" if token[-1] != "A" else "B"
    forged = [token[:-1] + last, payload, f"{payload}.", f"A{token[1:]}", other, f".{signature}", "x" * 4000, "é.é"]
    forged.append(f"{signed_for_another}.{signature}")
    for one in forged:
        status, _, _ = await desk.fetch(links.PATH + one)
        assert status == 404, one


async def test_a_link_of_somebody_who_lost_the_right_opens_nothing(desk: Desk) -> None:
    path = desk.files().path(desk.wants())
    with desk.store.write() as connection:
        connection.execute(update(memberships).where(memberships.c.person_id == desk.officer_id).values(ended_at=NOW))
    status, data, _ = await desk.fetch(path)
    assert status == 403
    assert b"PK" not in data


def test_the_outbox_remembers_which_file(store: Store) -> None:
    """A process that dies with the message in hand leaves enough to make the file again."""
    world = make_world(store, NOW)
    try:
        [(_, message)] = world.hear("hoa", "xuất word tháng 11 nđ09")
        with store.read() as connection:
            [row] = Tx(connection, NOW).all(
                select(outbox, outbox.c.key.label("channel"), outbox.c.key.label("account"), outbox.c.key.label("chat"))
            )
        again = messages.as_ready(row).message
    finally:
        world.turns.stop()
    assert message.file is not None
    assert again.file is not None
    assert again.file.wants == message.file.wants
    assert again.file.wants is not None
    assert (again.file.wants.report, again.file.wants.period) == ("docx", "2025-11~d")
    assert again.text == message.text


def test_every_channel_says_how_it_carries_files() -> None:
    assert {kind.files for kind in CHANNELS} <= {"send", "button", "link"}
    assert {kind.name: kind.files for kind in CHANNELS}["telegram"] == "send"


def test_on_the_page_an_officer_downloads_the_workbook(tmp_path: Any) -> None:
    """The whole way in the program itself: asked for in the chat, a button in the line, the bytes behind it."""
    with running(tmp_path, "demo") as sothon:
        everybody = sothon.json("/api/demo")
        found = [one for one in _people(everybody) if "Hoa" in str(one)]
        who = str(found[0]["id"])
        sothon.json("/api/messages", {"id": "message-0000000001", "text": "xuất excel tuần trước"}, who=who)
        end = time.monotonic() + 30
        key = ""
        while not key and time.monotonic() < end:
            status, text, _ = sothon.ask("GET", "/api/lines", headers={"X-As": who})
            assert status == 200
            start = text.find("/files/")
            key = text[start : text.index('"', start)] if start >= 0 else ""
            time.sleep(0.05)
        assert key
        connection = http.client.HTTPConnection("127.0.0.1", sothon.port, timeout=30)
        connection.request("GET", key)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        assert answer.status == 200, data
        assert "xl/workbook.xml" in zipfile.ZipFile(io.BytesIO(data)).namelist()


def _people(found: Any) -> list[dict[str, Any]]:
    """The people of the demo, wherever its answer holds them."""
    if isinstance(found, list):
        return [one for part in found for one in _people(part)]
    if isinstance(found, dict):
        own = [found] if "id" in found and "name" in found else []
        return own + [one for part in found.values() for one in _people(part)]
    return []
