"""Backup and restore: the ledger, its signing key and a manifest that says what must be in it, in one zip."""

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
import zipfile
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import make_url

from bot.keys import FILE as KEY
from bot.settings import Settings
from domain.frozen import frozen
from domain.periods import VIETNAM
from storage import backup as copies
from storage import schema
from storage.engine import Store
from storage.tx import Tx

FORMAT = 1
LEDGER, MANIFEST = "sothon.db", "manifest.json"
SIDE = ("-wal", "-shm", "-journal")
FRESH = timedelta(hours=1)  # a copy younger than this is a move to another machine: what waits to be sent still goes


class UpkeepError(RuntimeError):
    """A backup or restore that cannot be done; the message says in Vietnamese why and what to do."""


@frozen
class Copy:
    """What a backup holds: when it was made, by which version, the schema, and rows by table."""

    made_at: datetime
    version: str
    schema: str
    rows: dict[str, int]
    key: str  # where the signing key is: file (in the backup), setting (in .env), none (never made)
    aside: Path | None = None  # restore: where what was there before lies now


def ledger_path(settings: Settings) -> Path:
    """The SQLite file. Raises UpkeepError where there is none to speak of."""
    name = make_url(settings.url).database
    if not name or name == ":memory:":
        raise UpkeepError("DATABASE_URL không chỉ tới một tệp SQLite.")
    return Path(name)


def backup(settings: Settings, target: Path, *, force: bool = False) -> Copy | None:
    """Write a backup; others may go on writing to the ledger meanwhile. Raises UpkeepError.

    SQLite: a zip of the ledger, the key and the manifest, readable by its owner only. PostgreSQL: what pg_dump makes
    of it (None is returned). The file appears whole under its name, or not at all.
    """
    if target.exists() and not force:
        raise UpkeepError(f"{target} đã có. Xin chọn tên khác, hoặc thêm --force để ghi đè.")
    if not target.parent.is_dir():
        raise UpkeepError(f"Không có thư mục {target.parent}.")
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        copy = None
        if settings.on_sqlite:
            copy = _zip(settings, part)
        else:
            _dump(settings, part)
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)
    store = Store(settings.url)
    try:
        with store.write() as connection:
            copies.remember(Tx(connection, datetime.now(UTC)))
    finally:
        store.close()
    return copy


def _zip(settings: Settings, part: Path) -> Copy:
    ledger, key = ledger_path(settings), settings.data_dir / KEY
    if not ledger.exists():
        raise UpkeepError(f"Chưa có sổ ở {ledger}; chưa có gì để sao lưu.")
    with tempfile.TemporaryDirectory(prefix=".sothon-", dir=part.parent) as folder:
        whole = Path(folder) / LEDGER
        copies.copy(ledger, whole)
        if found := copies.faults(whole):
            raise UpkeepError("Sổ đang hỏng nên không sao lưu đè lên bản tốt: " + "; ".join(found[:3]))
        at = copies.version(whole)
        if at is None:
            raise UpkeepError(f"{ledger} không phải sổ của Sổ Thôn.")
        files = [(LEDGER, whole)] + ([(KEY, key)] if key.exists() else [])
        manifest = {
            "format": FORMAT,
            "program": "sothon",
            "version": version("sothon"),
            "schema": at,
            "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "rows": copies.counts(whole),
            "key": "file" if key.exists() else "setting" if settings.secret_key.get_secret_value() else "none",
            "sha256": {name: _sha256(path) for name, path in files},
        }
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w+b") as out:
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
                archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
                for name, path in files:
                    archive.write(path, name)
            out.flush()
            os.fsync(out.fileno())
    return _copy(manifest)


def _copy(manifest: dict[str, Any], aside: Path | None = None) -> Copy:
    made = datetime.fromisoformat(manifest["made_at"])
    return Copy(made, manifest["version"], manifest["schema"], manifest["rows"], manifest["key"], aside)


def restore(settings: Settings, source: Path) -> Copy:
    """Put a backup in the ledger's place, after it was proved whole; what was there before is moved aside, never
    deleted. Raises UpkeepError, BackupError."""
    if not settings.on_sqlite:
        raise UpkeepError(
            "Với PostgreSQL, xin khôi phục vào một cơ sở dữ liệu trống bằng:\n"
            f"  pg_restore --no-owner --exit-on-error --dbname={_bare(settings)[0]} {source}\n"
            "rồi chạy “sothon migrate”."
        )
    ledger = ledger_path(settings)
    ledger.parent.mkdir(parents=True, exist_ok=True)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".restore-", dir=ledger.parent) as name:
        folder = Path(name)
        manifest = _unpack(source, folder)
        made = datetime.fromisoformat(manifest["made_at"])
        _bring_up(folder / LEDGER, stale=datetime.now(UTC) - made > FRESH)
        aside = _move_aside(settings, ledger, with_key=KEY in manifest["sha256"])
        os.replace(folder / LEDGER, ledger)
        if KEY in manifest["sha256"]:
            os.chmod(folder / KEY, 0o600)
            shutil.move(folder / KEY, settings.data_dir / KEY)
    return _copy(manifest, aside)


def _unpack(source: Path, folder: Path) -> dict[str, Any]:
    """Unpack a backup and prove it: form, checksums, integrity, rows. Raises UpkeepError."""
    if not source.is_file():
        raise UpkeepError(f"Không có tệp {source}.")
    try:
        with zipfile.ZipFile(source) as archive:
            manifest: dict[str, Any] = json.loads(archive.read(MANIFEST))
            if manifest["program"] != "sothon" or manifest["format"] > FORMAT:
                raise UpkeepError(f"{source.name} do phiên bản mới hơn tạo ra; xin cập nhật phần mềm rồi khôi phục.")
            for name, wanted in manifest["sha256"].items():
                if name not in (LEDGER, KEY):
                    raise UpkeepError(f"{source.name} có tệp lạ “{name}”; không khôi phục.")
                with archive.open(name) as packed, (folder / name).open("wb") as out:
                    shutil.copyfileobj(packed, out)
                if _sha256(folder / name) != wanted:
                    raise UpkeepError(f"{source.name} bị hỏng: {name} không đúng dấu kiểm. Xin dùng bản sao lưu khác.")
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        raise UpkeepError(f"{source.name} không phải tệp sao lưu của Sổ Thôn, hoặc bị cắt cụt.") from error
    ledger = folder / LEDGER
    if found := copies.faults(ledger):
        raise UpkeepError(f"{source.name}: sổ bên trong bị hỏng: " + "; ".join(found[:3]))
    if copies.counts(ledger) != manifest["rows"]:
        raise UpkeepError(f"{source.name}: số dòng trong sổ không khớp bản kê; không khôi phục.")
    if (copies.version(ledger) or "") > schema.newest():
        raise UpkeepError(f"{source.name} do phiên bản mới hơn tạo ra; xin cập nhật phần mềm rồi khôi phục.")
    return manifest


def _bring_up(ledger: Path, *, stale: bool) -> None:
    """The copy brought to this program's schema; what an old one still wanted to send is given up."""
    store = Store(f"sqlite:///{ledger}")
    try:
        schema.upgrade(store)
        if stale:
            with store.write() as connection:
                copies.silence(Tx(connection, datetime.now(UTC)))
    finally:
        store.close()
    copies.make_single(ledger)


def _move_aside(settings: Settings, ledger: Path, *, with_key: bool) -> Path | None:
    """Move what is there into a folder of its own beside it; None if nothing was."""
    key = settings.data_dir / KEY
    there = [path for path in (ledger, *(ledger.with_name(ledger.name + end) for end in SIDE)) if path.exists()]
    if ledger.exists():
        copies.make_single(ledger)
        there = [path for path in there if path.exists()]
    if with_key and key.exists():
        there.append(key)
    if not there:
        return None
    stamp = f"{datetime.now(VIETNAM):%Y%m%d-%H%M%S}"
    aside = ledger.parent / f"before-restore-{stamp}"
    number = 1
    while aside.exists():
        number += 1
        aside = ledger.parent / f"before-restore-{stamp}-{number}"
    aside.mkdir(mode=0o700)
    for path in there:
        shutil.move(path, aside / path.name)
    return aside


def _dump(settings: Settings, part: Path) -> None:
    """What pg_dump makes of a PostgreSQL ledger. The password goes by environment: arguments are seen by everybody."""
    address, password = _bare(settings)
    program = _program("pg_dump")
    if program is None:
        raise UpkeepError(
            "Máy này không có pg_dump. Xin cài postgresql-client, hoặc chạy ở máy có nó:\n"
            f"  pg_dump --format=custom --file={part.name.strip('.').rsplit('.', 2)[0]} {address}"
        )
    environment = os.environ | ({"PGPASSWORD": password} if password else {})
    os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    command = [program, "--format=custom", f"--file={part}", address]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise UpkeepError("pg_dump không làm được: " + " ".join(done.stderr.split())[:300])


def _bare(settings: Settings) -> tuple[str, str]:
    """A PostgreSQL address without its password, and the password."""
    url = make_url(settings.url).set(drivername="postgresql")
    return url._replace(password=None).render_as_string(hide_password=False), str(url.password or "")


def _program(name: str) -> str | None:
    """A program of PostgreSQL's: the newest of Debian's versions (an old pg_dump refuses a new server), else PATH's."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), key=_number, reverse=True)
    return str(places[0]) if places else shutil.which(name)


def _number(path: Path) -> int:
    return int(path.parent.parent.name) if path.parent.parent.name.isdigit() else 0


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
