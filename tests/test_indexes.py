"""What is asked of the outbox by person finds an index, though plain replies stand in none of them."""

import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.dialects import sqlite

from storage import dead_letters, nudges, obligations, oddities, schema, shown
from storage.engine import Store

ASKED: dict[str, Any] = {
    "twins": nudges._TWINS,
    "today": nudges._TODAY,
    "last nudge": nudges._LAST,
    "periods at": nudges._PERIODS_AT,
    "times": nudges._TIMES,
    "wave": nudges._put(next(iter(obligations.TOLD))[0], False, True, "sqlite", False),
    "last told": oddities._LAST_TOLD,
    "last shown": shown._LAST,
    "given up": dead_letters._DEAD,
}


@pytest.mark.parametrize("name", ASKED)
def test_the_outbox_is_never_read_from_end_to_end_for_a_person(name: str, tmp_path: Path) -> None:
    store = Store(f"sqlite:///{tmp_path}/ledger.db")
    schema.upgrade(store)
    store.close()
    sql = re.sub(r"__\[POSTCOMPILE_\w+\]", "?", str(ASKED[name].compile(dialect=sqlite.dialect())))
    ledger = sqlite3.connect(tmp_path / "ledger.db")
    plan = [row[3] for row in ledger.execute(f"EXPLAIN QUERY PLAN {sql}", [1] * sql.count("?"))]
    ledger.close()
    steps = [step for step in plan if re.match(r"(SEARCH|SCAN) (outbox|twins?|earlier)\b", step)]
    assert steps, plan
    assert all("ix_outbox_told" in step or "ix_outbox_dead" in step or "(key=?)" in step for step in steps), steps
