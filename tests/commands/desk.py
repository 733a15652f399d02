"""Commands as an administrator runs them, in a folder of their own and with no settings but the test's."""

import io
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot import settings
from bot.__main__ import main
from storage.engine import Store
from storage.tx import Tx
from tests.talking import TALKS

COMMUNE = TALKS / "ba-dong.toml"


@dataclass
class Result:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def last(self) -> str:
        return self.lines[-1]


@dataclass
class Desk:
    """A folder to work in."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    capsys: pytest.CaptureFixture[str]
    data: Path = field(init=False)

    def __post_init__(self) -> None:
        self.data = self.folder / "data"

    def run(self, *words: object, stdin: str = "") -> Result:
        """Run `sothon …`; whatever it prints is kept, whatever it raises is a failure of the test."""
        self.monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        self.capsys.readouterr()
        try:
            code = main([str(word) for word in words])
        except SystemExit as stop:
            code = int(stop.code or 0)
        out, err = self.capsys.readouterr()
        assert "Traceback" not in out + err
        return Result(code, out, err)

    def good(self, *words: object, stdin: str = "") -> Result:
        """Run a command that must succeed, and complain of nothing."""
        result = self.run(*words, stdin=stdin)
        assert (result.code, result.err) == (0, ""), result
        return result

    def set(self, **settings_: str) -> None:
        """Settings, as the environment gives them."""
        for name, value in settings_.items():
            self.monkeypatch.setenv(name, value)

    def toml(self, text: str) -> Path:
        path = self.folder / "xa.toml"
        path.write_text(text, encoding="utf-8")
        return path

    def commune(self) -> None:
        """Set up the transcripts' commune."""
        self.good("setup", shutil.copy(COMMUNE, self.folder))

    @contextmanager
    def tx(self, now: datetime | None = None) -> Iterator[Tx]:
        """Look into, or write to, the ledger."""
        store = Store(settings.load().url)
        try:
            with store.write() as connection:
                tx = Tx(connection, now or datetime.now(UTC))
                yield tx
                tx.flush()
        finally:
            store.close()
