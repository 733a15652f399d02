"""The signing key: given, or made once and found again by every start, and by two at once."""

import multiprocessing
import stat
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from pydantic import SecretStr

from bot.keys import secret_key
from bot.settings import Settings, SettingsError
from storage import schema
from storage.engine import Store


def _settings(folder: Path, secret: str = "") -> Settings:
    return Settings(_env_file=None, data_dir=folder, secret_key=SecretStr(secret))


def _make(folder: Path, url: str) -> bytes:
    store = Store(url)
    try:
        return secret_key(_settings(folder), store)
    finally:
        store.close()


def test_a_given_key_is_used_and_nothing_is_written(tmp_path, sqlite_store):
    key = secret_key(_settings(tmp_path / "data", "một khoá"), sqlite_store)
    assert len(key) == 32
    assert key != secret_key(_settings(tmp_path / "data", "khoá khác"), sqlite_store)
    assert not (tmp_path / "data").exists()


def test_a_made_key_is_kept_for_its_owner_alone(tmp_path, sqlite_store):
    key = secret_key(_settings(tmp_path / "data"), sqlite_store)
    kept = tmp_path / "data" / "secret.key"
    assert len(key) == 32
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert [path.name for path in kept.parent.iterdir()] == ["secret.key"]
    assert secret_key(_settings(tmp_path / "data"), sqlite_store) == key


def test_a_broken_key_is_said_and_not_replaced(tmp_path, sqlite_store):
    (tmp_path / "secret.key").write_text("abc")
    with pytest.raises(SettingsError, match="bị hỏng"):
        secret_key(_settings(tmp_path), sqlite_store)
    assert (tmp_path / "secret.key").read_text() == "abc"


def test_processes_that_start_at_once_agree(tmp_path, store):
    """The first start of all, four times at the same moment."""
    schema.upgrade(store)
    url = store.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("spawn")) as pool:
        keys = list(pool.map(_make, [tmp_path / "data"] * 4, [url] * 4))
    assert len(set(keys)) == 1
    assert len(keys[0]) == 32
    assert (tmp_path / "data" / "secret.key").exists() == store.sqlite
