"""The desk every test of a command works at."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot import settings
from tests.commands.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    """A folder with nothing in it; the environment holds no setting of ours."""
    monkeypatch.chdir(tmp_path)
    for name in settings.NAMES:
        monkeypatch.delenv(name, raising=False)
    # Logs keep the stream they first wrote to, and this one is closed after the test.
    monkeypatch.setattr("bot.commands.ledger.set_up", lambda level, form: None)
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory(), cache_logger_on_first_use=False)
    yield Desk(tmp_path, monkeypatch, capsys)
    structlog.reset_defaults()
