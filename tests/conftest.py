"""What tests stand on: a real database each, SQLite always and PostgreSQL wherever the machine has it."""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
from sqlalchemy import create_engine, text

from storage import schema
from storage.engine import Store
from tests import postgres

_numbers = itertools.count()


def missing(what: str) -> None:
    """Skip, saying what this machine lacks; in CI nothing may be lacking."""
    message = f"{what} is not on this machine"
    if os.environ.get("CI"):
        pytest.fail(message + ", and in CI nothing may be skipped")
    pytest.skip(message)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """The URL of a PostgreSQL server started for this run."""
    if postgres.programs() is None:
        missing("PostgreSQL (initdb, postgres)")
    with postgres.server() as url:
        yield url


@pytest.fixture
def fresh_postgres(postgres_url: str) -> Iterator[str]:
    """The URL of an empty PostgreSQL database."""
    name = f"t{os.getpid()}_{next(_numbers)}"
    engine = create_engine(postgres_url.replace("postgresql:", "postgresql+psycopg:"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    yield postgres_url.replace("/postgres?", f"/{name}?")
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    engine.dispose()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def store(request: pytest.FixtureRequest, tmp_path) -> Iterator[Store]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        store = Store(f"sqlite:///{tmp_path / 'sothon.db'}")
    else:
        store = Store(request.getfixturevalue("fresh_postgres"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger with its schema, for tests that copy it a hundred times."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    store = Store(f"sqlite:///{path}")
    schema.upgrade(store)
    store.close()
    return path


@pytest.fixture
def sqlite_store(tmp_path) -> Iterator[Store]:
    """An empty SQLite database, for what does not depend on the kind."""
    store = Store(f"sqlite:///{tmp_path / 'sothon.db'}")
    yield store
    store.close()


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """The score of each corpus at the end of every run, however quiet and on however many processes: a test's
    properties come back from its worker with its report.
    """
    reports = [r for outcome in ("passed", "failed") for r in terminalreporter.stats.get(outcome, ())]
    scores = [str(value) for r in reports for name, value in r.user_properties if name == "score"]
    if scores:
        terminalreporter.section("how well messages are understood")
        for line in sorted(scores, key=lambda score: not score.startswith("the shared")):
            terminalreporter.write_line(line)
