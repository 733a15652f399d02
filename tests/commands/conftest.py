"""The desk every test of a command works at."""

from pathlib import Path

import pytest

from bot import settings
from tests.commands.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Desk:
    """A folder with nothing in it; the environment holds no setting of ours."""
    monkeypatch.chdir(tmp_path)
    for name in settings.NAMES:
        monkeypatch.delenv(name, raising=False)
    # Logs keep the stream they first wrote to, and this one is closed after the test.
    monkeypatch.setattr("bot.commands.ledger.set_up", lambda level, form: None)
    return Desk(tmp_path, monkeypatch, capsys)
