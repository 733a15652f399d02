"""The machine and its settings: names, folder, database, clock skew, the web's address."""

import os
import shutil
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot import settings as settings_module
from bot.doctor.finding import BAD, FINE, NOTE, Finding, Ward
from bot.keys import FILE as KEY
from storage import backup, schema
from storage.engine import Store
from vietnamese.words import number

ROOM_LOW, ROOM_NONE = 500 << 20, 50 << 20  # bytes free: a commune's ledger grows by some tens of MB a year


def settings_names(ward: Ward) -> Iterator[Finding]:
    wrong = settings_module.misspelt()
    for name, meant in wrong:
        if meant:
            yield Finding(BAD, f"Cài đặt {name} viết sai nên bị bỏ qua.", f"Sửa thành {meant} trong .env.")
        else:
            yield Finding(NOTE, f"Không có cài đặt nào tên {name}.", "Xem .env.example; bỏ dòng này nếu thừa.")
    if not wrong:
        yield Finding(FINE, f"Cài đặt đọc được (Python {sys.version_info.major}.{sys.version_info.minor}).")


def folder(ward: Ward) -> Iterator[Finding]:
    place = ward.settings.data_dir
    probe = place / f".doctor.{os.getpid()}"
    try:
        place.mkdir(parents=True, exist_ok=True)
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        yield Finding(BAD, f"Không ghi được vào DATA_DIR ({place}): {error.strerror}.", "Cấp quyền ghi cho thư mục.")
        return
    free = shutil.disk_usage(place).free
    size = f"còn trống {number(free >> 20)} MB"
    if free < ROOM_NONE:
        yield Finding(BAD, f"Đĩa của DATA_DIR sắp hết ({size}).", "Dọn đĩa ngay: hết chỗ là bot ngừng ghi.")
    elif free < ROOM_LOW:
        yield Finding(NOTE, f"Đĩa của DATA_DIR còn ít ({size}).", "Dọn bớt, hoặc thêm đĩa.")
    else:
        yield Finding(FINE, f"DATA_DIR ghi được, {size}.")
    secret = [Path(".env"), place / KEY, place / "sothon.db"]
    for path in secret if os.name == "posix" else ():
        # A folder closed to others (0700) protects whatever lies in it.
        if path.exists() and path.stat().st_mode & 0o007 and path.absolute().parent.stat().st_mode & 0o001:
            yield Finding(NOTE, f"Mọi người dùng của máy đọc được {path}.", f"chmod o-rwx {path}")


def database(ward: Ward) -> Iterator[Finding]:
    kind = "SQLite" if ward.settings.on_sqlite else "PostgreSQL"
    path = Path(ward.settings.url.removeprefix("sqlite:///"))
    if ward.settings.on_sqlite and not path.exists():
        yield Finding(NOTE, f"Chưa có sổ ở {path}.", "Chạy “sothon setup TỆP” để tạo xã đầu tiên.")
        return
    if ward.settings.on_sqlite and (faults := backup.faults(path)):
        yield Finding(BAD, f"Sổ bị hỏng: {'; '.join(faults[:3])}.", "Khôi phục: sothon restore TỆP-SAO-LƯU.")
        return
    store = Store(ward.settings.url)
    try:
        schema.ensure(store)
        if not store.sqlite:
            yield from _skew(store, ward.now)
    except schema.SchemaError as error:
        store.close()
        yield Finding(BAD, str(error), "Chạy “sothon migrate”." if "migrate" not in str(error) else "")
        return
    except SQLAlchemyError:
        store.close()
        yield Finding(BAD, f"{kind} không trả lời.", "Kiểm tra DATABASE_URL, máy chủ cơ sở dữ liệu, mật khẩu.")
        return
    ward.store = store
    yield Finding(FINE, f"{kind} trả lời, lược đồ {schema.newest()}, dữ liệu nguyên vẹn." if store.sqlite
                  else f"{kind} trả lời, lược đồ {schema.newest()}.")  # fmt: skip


def _skew(store: Store, now: datetime) -> Iterator[Finding]:
    with store.read() as connection:
        theirs = connection.execute(text("SELECT now()")).scalar_one()
    if abs(theirs - now) > timedelta(seconds=30):
        yield Finding(BAD, "Đồng hồ máy này và máy PostgreSQL lệch nhau quá 30 giây.", "Bật NTP trên cả hai máy.")


def web(ward: Ward) -> Iterator[Finding]:
    settings = ward.settings
    at_home = settings.host in ("127.0.0.1", "::1", "localhost")
    if settings.public_url and not settings.public_url.startswith("https://"):
        yield Finding(
            BAD, "PUBLIC_URL phải bắt đầu bằng https://.", "Đặt Caddy hoặc nginx ở trước (docs/operations.md)."
        )
    elif not at_home and not settings.public_url:
        yield Finding(NOTE, f"HOST={settings.host} mở ra mạng mà chưa có PUBLIC_URL https.", "Để 127.0.0.1 sau Caddy.")
    else:
        yield Finding(FINE, f"Trang chat: {settings.public_url or f'http://{settings.host}:{settings.port}'}.")
