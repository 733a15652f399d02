"""The signing key: SECRET_KEY if it is set, else made once and kept where every later start finds it."""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from bot.settings import Settings, SettingsError
from storage.engine import Store
from storage.tables import facts

FILE = "secret.key"  # in DATA_DIR
FACT = "secret_key"
LENGTH = 32  # bytes


def secret_key(settings: Settings, store: Store) -> bytes:
    """The 32 bytes that sign cookies and hash codes. On PostgreSQL the schema must be there.

    Raises SettingsError if the kept key cannot be read: a new one would silently void every code and sign-in.
    """
    given = settings.secret_key.get_secret_value()
    if given:
        return hashlib.sha256(b"sothon:" + given.encode()).digest()
    if store.sqlite:
        return _of_file(settings.data_dir / FILE)
    return _of_database(store)


def _of_file(path: Path) -> bytes:
    """The key in a file only its owner may read; of two processes that make it at once, one wins and both use it."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        own = path.with_name(f".{FILE}.{os.getpid()}.{secrets.token_hex(4)}")
        descriptor = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(LENGTH) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            with suppress(FileExistsError):
                os.link(own, path)  # whole or not at all, and never over another's
        finally:
            own.unlink()
    return _read(path.read_text(encoding="ascii", errors="replace"), str(path))


def _of_database(store: Store) -> bytes:
    """The key in the `facts` table; the first row to be committed is everybody's."""
    fresh = {"name": FACT, "value": secrets.token_hex(LENGTH)}
    with store.write() as connection:
        value = connection.scalar(select(facts.c.value).where(facts.c.name == FACT))
        if value is None:
            connection.execute(insert(facts).on_conflict_do_nothing(index_elements=["name"]), fresh)
            value = connection.scalar(select(facts.c.value).where(facts.c.name == FACT))
    return _read(value or "", "bảng facts")


def _read(text: str, where: str) -> bytes:
    with suppress(ValueError):
        key = bytes.fromhex(text.strip())
        if len(key) == LENGTH:
            return key
    raise SettingsError(f"Khóa ký trong {where} bị hỏng; xin khôi phục từ bản sao lưu, hoặc đặt SECRET_KEY.")
