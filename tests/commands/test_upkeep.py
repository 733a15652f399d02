"""`sothon backup` and `sothon restore`: whole while others write, proved before it replaces anything."""

import json
import os
import shutil
import subprocess
import threading
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot import settings, upkeep
from domain.messages import Address, Outbound
from storage import backup, messages, schema
from storage.engine import Store
from storage.people import add_address
from storage.tables import inbox, outbox
from storage.tx import Tx
from tests import postgres
from tests.commands.desk import Desk


def spoil(path: Path, change: object) -> Path:
    """A copy of a backup with one of its files changed: `change` takes name and bytes, and returns bytes."""
    spoilt = path.with_name("spoilt.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(spoilt, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))  # type: ignore[operator]
    return spoilt


def test_a_backup_restores_into_an_empty_folder_with_the_same_counts(desk: Desk) -> None:
    desk.commune()
    desk.good("chat", "--as", "người lạ", stdin="xin chào\n")
    made = desk.good("backup", "so.zip")
    assert "7 đơn vị" not in made.out.splitlines()[0]
    key = (desk.data / "secret.key").read_bytes()
    desk.set(DATA_DIR="mới/dữ liệu")
    result = desk.good("restore", "so.zip")
    assert made.lines[1].removeprefix("Bên trong: ") in result.lines[0]
    with zipfile.ZipFile("so.zip") as archive:
        rows = json.loads(archive.read("manifest.json"))["rows"]
    assert rows["people"] == 6
    assert backup.counts(Path("mới/dữ liệu/sothon.db")) == rows
    assert Path("mới/dữ liệu/secret.key").read_bytes() == key
    assert "không có đơn vị hay người nào mới" in desk.good("setup", "ba-dong.toml").out


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX's")
def test_backup_and_key_are_their_owners_alone(desk: Desk) -> None:
    desk.commune()
    desk.good("backup", "so.zip")
    shutil.rmtree(desk.data)
    desk.good("restore", "so.zip")
    for path in (Path("so.zip"), desk.data / "secret.key"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_a_backup_is_whole_while_a_writer_writes(desk: Desk) -> None:
    desk.commune()
    store = Store(settings.load().url)
    stop, written = threading.Event(), [0]

    def write() -> None:
        while not stop.is_set():
            with store.write() as connection:
                tx = Tx(connection, datetime.now(UTC))
                address_id = add_address(tx, Address("console", "", f"w{written[0]}"))
                for part in ("a", "b"):  # two rows a commit: a snapshot never holds one without the other
                    messages.say_later(tx, f"{written[0]}{part}", "notice", address_id, None, Outbound("x"))
            written[0] += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        while written[0] < 50:
            time.sleep(0.002)
        before = written[0]
        desk.good("backup", "so.zip")
        after = written[0]
    finally:
        stop.set()
        writer.join()
        store.close()
    assert after > before  # the writer was not made to wait for the whole of it
    desk.set(DATA_DIR="khác")
    desk.good("restore", "so.zip")
    counts = backup.counts(Path("khác/sothon.db"))
    assert before <= counts["addresses"] <= written[0]
    assert counts["outbox"] == 2 * counts["addresses"]
    assert backup.faults(Path("khác/sothon.db")) == []


def test_what_was_there_is_moved_aside_and_still_whole(desk: Desk) -> None:
    desk.commune()
    desk.good("backup", "so.zip")
    desk.good("chat", "--as", "người lạ", stdin="một\nhai\n")
    result = desk.good("restore", "so.zip")
    with desk.tx() as tx:
        assert tx.scalar(select(func.count()).select_from(inbox)) == 0
    [aside] = desk.data.glob("before-restore-*")
    assert aside.name in result.out
    assert backup.counts(aside / "sothon.db")["inbox"] == 2
    assert (aside / "secret.key").exists()
    assert sorted(path.name for path in desk.data.iterdir() if path.name.startswith("sothon")) == ["sothon.db"]


def test_nothing_is_overwritten_unasked_and_no_part_is_left(desk: Desk) -> None:
    assert "Chưa có sổ" in desk.run("backup", "so.zip").err
    desk.commune()
    Path("so.zip").write_text("thứ khác")
    result = desk.run("backup", "so.zip")
    assert (result.code, "--force" in result.err) == (1, True)
    assert Path("so.zip").read_text() == "thứ khác"
    desk.good("backup", "so.zip", "--force")
    assert "Không có thư mục" in desk.run("backup", "khong/co/so.zip").err
    assert [path.name for path in desk.folder.iterdir() if path.name.startswith(".")] == []


def test_a_ledger_in_use_is_not_replaced(desk: Desk) -> None:
    desk.commune()
    desk.good("backup", "so.zip")
    store = Store(settings.load().url)
    with store.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM people")
    try:
        result = desk.run("restore", "so.zip")
    finally:
        store.close()
    assert (result.code, "Xin dừng “sothon run”" in result.err) == (1, True)
    assert list(desk.data.glob("before-restore-*")) == []
    desk.good("restore", "so.zip")


def test_a_backup_that_cannot_be_trusted_touches_nothing(desk: Desk) -> None:
    desk.commune()
    desk.good("backup", "so.zip")
    ledger = (desk.data / "sothon.db").read_bytes()
    whole = Path("so.zip")

    def manifest(**change: object):
        return lambda name, data: json.dumps(json.loads(data) | change) if name == "manifest.json" else data

    def damaged(name: str, data: bytes) -> bytes:
        return data[:9000] + bytes([data[9000] ^ 255]) + data[9001:] if name == "sothon.db" else data

    with zipfile.ZipFile(whole) as archive:
        sums = json.loads(archive.read("manifest.json"))["sha256"]
    cases = [
        (damaged, "không đúng dấu kiểm"),
        (manifest(format=99), "cập nhật phần mềm"),
        (manifest(rows={}), "không khớp bản kê"),
        (manifest(sha256=sums | {"../../ngoai": "0"}), "tệp lạ"),
        (lambda name, data: b"{}", "không phải tệp sao lưu"),
    ]
    for change, said in cases:
        result = desk.run("restore", spoil(whole, change))
        assert (result.code, said in result.err) == (1, True), (said, result.err)
    short = Path("short.zip")
    short.write_bytes(whole.read_bytes()[:-4000])
    assert "cắt cụt" in desk.run("restore", short).err
    assert desk.run("restore", "khong-co.zip").code == 1
    assert (desk.data / "sothon.db").read_bytes() == ledger
    assert sorted(path.name for path in desk.data.iterdir()) == ["secret.key", "sothon.db"]


def test_an_old_copy_sends_nothing_any_more_but_a_fresh_one_does(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.commune()
    with desk.tx() as tx:
        address_id = add_address(tx, Address("telegram", "1", "7"))
        messages.say_later(tx, "n1", "notice", address_id, None, Outbound("Tin chờ gửi"))
    desk.good("backup", "so.zip")

    def state() -> str:
        with desk.tx() as tx:
            return str(tx.scalar(select(outbox.c.state)))

    desk.good("restore", "so.zip")
    assert state() == "due"
    monkeypatch.setattr(upkeep, "FRESH", timedelta(0))
    desk.good("restore", "so.zip")
    assert state() == "expired"


def test_a_key_in_the_settings_is_not_in_the_backup_and_said_so(desk: Desk) -> None:
    desk.set(SECRET_KEY="một khóa dài của người quản trị")
    desk.commune()
    assert "SECRET_KEY" in desk.good("backup", "so.zip").out
    with zipfile.ZipFile("so.zip") as archive:
        assert sorted(archive.namelist()) == ["manifest.json", "sothon.db"]
        assert b"qu\xe1\xba\xa3n" not in archive.read("manifest.json")
    assert "SECRET_KEY" not in desk.good("restore", "so.zip").out
    desk.monkeypatch.delenv("SECRET_KEY")
    assert "SECRET_KEY" in desk.good("restore", "so.zip").out


@pytest.mark.postgres
def test_postgresql_is_dumped_by_its_own_program(desk: Desk, fresh_postgres: str) -> None:
    desk.set(DATABASE_URL=fresh_postgres)
    refused = desk.run("setup", Path(__file__).parents[1] / "talks" / "ba-dong.toml")
    assert (refused.code, "sothon migrate" in refused.err) == (1, True)
    desk.good("migrate")
    desk.commune()
    desk.good("backup", "so.dump")
    place = postgres.programs()
    assert place is not None
    done = subprocess.run([place / "pg_restore", "--list", "so.dump"], capture_output=True, text=True, check=True)
    for table in ("units", "people", "entries", "outbox"):
        assert f"TABLE DATA public {table} " in done.stdout
    result = desk.run("restore", "so.dump")
    assert (result.code, "pg_restore" in result.err) == (1, True)
    store = Store(fresh_postgres)
    with store.write() as connection:
        assert backup.last(Tx(connection, datetime.now(UTC))) is not None
        assert schema.current(connection) == schema.newest()
    store.close()
