"""The compact form of the phrase tables: `text | intent figures @when ?`."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

NOW = datetime(2025, 11, 20, 19, 30, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))  # a Thursday evening, week 47
KEYS = {
    "l": "learners",
    "c": "certificates",
    "v": "vneid",
    "s": "sessions",
    "h": "people_helped",
    "p": "public_services",
    "d": "dvc_accounts",
    "w": "e_wallets",
    "q": "qr_households",
    "e": "ecommerce_households",
    "g": "digital_signatures",
    "o": "outreach",
}
HERE = Path(__file__).parent / "phrases"
SAID = Path(__file__).parent / "said"


def parse(line: str) -> tuple[str, dict[str, object]]:
    """One line of a table as (text, the expected reading in the form of the corpus)."""
    text, _, expected = line.rpartition(" | ")
    intent, *rest = expected.split()
    values: dict[str, int] = {}
    when: dict[str, str] | None = None
    for item in rest:
        if item.startswith("@W"):
            when = {"week": f"2025-W{item[2:]}"}
        elif item.startswith("@M"):
            when = {"month": item[2:]}
        elif item.startswith("@"):
            when = {"date": item[1:]}
        elif found := re.fullmatch(r"([a-z])(\d+)", item):
            values[KEYS[found[1]]] = int(found[2])
    return text.replace("\\n", "\n").replace("\\t", "\t"), {
        "intent": intent,
        "values": values,
        "when": when,
        "ask": rest[-1:] == ["?"],
    }


def phrases() -> list[tuple[str, str, dict[str, object]]]:
    """(table, text, expected) of every phrase."""
    found = []
    for path in sorted(HERE.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line and not line.startswith("#"):
                found.append((path.stem, *parse(line)))
    return found


def said() -> list[tuple[str, str]]:
    """(text, intent) of every message of which only the intent is told: one file an intent."""
    return [
        (line, path.stem)
        for path in sorted(SAID.glob("*.txt"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
