"""Every line of the corpus has the agreed form: legal keys, real weeks and dates, values that can be counted."""

import json
import unicodedata
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
KEYS = {"id", "text", "now", "intent", "values", "when", "ask", "tags"}
INTENTS = {"report", "nil", "correct", "cancel", "summary", "status", "help", "other"}
INDICATORS = {
    "learners", "certificates", "vneid", "sessions", "people_helped", "public_services", "dvc_accounts", "e_wallets",
    "qr_households", "ecommerce_households", "digital_signatures", "outreach",
}  # fmt: skip


def lines_of(part: str) -> list[dict[str, Any]]:
    """All lines of `dev`, `held`, `fresh`, `exam` or `sib` in order of file and line."""
    files = sorted(HERE.glob(f"{part}-*.jsonl"))
    return [json.loads(line) for file in files for line in file.read_text(encoding="utf-8").splitlines()]


def fault(line: dict[str, Any]) -> str | None:
    """What is wrong with one line, in words; None if nothing is."""
    if line.keys() != KEYS:
        return f"keys {sorted(line.keys() ^ KEYS)}"
    now = datetime.fromisoformat(line["now"])
    if now.utcoffset() != timedelta(hours=7) or not datetime(2025, 7, 1) <= now.replace(tzinfo=None):  # noqa: DTZ001
        return "now is not a time in Viet Nam since the merger"
    if line["intent"] not in INTENTS or not isinstance(line["ask"], bool) or not line["text"].strip():
        return "intent, ask or text"
    for key, value in line["values"].items():
        if key not in INDICATORS or type(value) is not int or value < 0:
            return f"value {key}={value!r}"
    if line["values"] and line["intent"] not in ("report", "correct"):
        return "only a report or a correction has values"
    if line["intent"] == "report" and not line["values"] and not line["ask"]:
        return "a report without figures must be asked about"
    normal = unicodedata.is_normalized("NFC", line["text"])
    if not line["tags"] or not all(isinstance(tag, str) for tag in line["tags"]) or normal == ("nfd" in line["tags"]):
        return "tags, or a text that is not NFC without saying so"
    return fault_of_when(line, now.date())


def fault_of_when(line: dict[str, Any], today: date) -> str | None:
    """What is wrong with the period a line names; a day after today must be asked about."""
    when = line["when"]
    if when is None:
        return None
    if line["intent"] in ("other", "help") or len(when) != 1:
        return "when must be null here, or one period"
    [(kind, value)] = when.items()
    try:
        if kind == "date":
            first = date.fromisoformat(value)
        elif kind == "week":
            first = datetime.strptime(f"{value}-1", "%G-W%V-%u").date()  # noqa: DTZ007
        elif kind == "month":
            first = date.fromisoformat(f"{value}-01")
        else:
            return f"when {kind!r}"
    except ValueError as error:
        return str(error)
    return "a period to come is not asked about" if first > today and not line["ask"] else None


@pytest.mark.parametrize(
    ("part", "letter", "least"), [("dev", "D", 400), ("held", "H", 300), ("fresh", "F", 420), ("exam", "X", 320)]
)
def test_lines_have_the_agreed_form(part: str, letter: str, least: int) -> None:
    lines = lines_of(part)
    assert len(lines) >= least
    assert [(line.get("id"), why) for line in lines if (why := fault(line))] == []
    own = sorted(file.stem[-2:] for file in HERE.glob(f"{part}-*.jsonl") if not file.stem[-2:].isdecimal())
    for first in (letter, *(f"{letter}{name}" for name in own)):  # dev-4A counts its own lines: D4A001, …
        ids = [
            line["id"] for line in lines if line["id"][:-3] == first or (first == letter and line["id"][1:].isdecimal())
        ]
        assert ids == [f"{first}{number:03}" for number in range(1, len(ids) + 1)]


def test_lines_of_sib_have_the_agreed_form() -> None:
    """Their ids are the file's number and the line's: S0213 is the thirteenth line of sib-02."""
    files = sorted(HERE.glob("sib-*.jsonl"))
    assert len(lines_of("sib")) >= 1000
    assert [(line.get("id"), why) for line in lines_of("sib") if (why := fault(line))] == []
    for file in files:
        ids = [json.loads(line)["id"] for line in file.read_text(encoding="utf-8").splitlines()]
        assert ids == [f"S{file.stem[-2:]}{number:02}" for number in range(1, len(ids) + 1)], file.name


def test_no_message_is_written_twice_or_in_two_parts() -> None:
    texts = [line["text"].casefold() for part in ("dev", "held", "fresh", "exam", "sib") for line in lines_of(part)]
    assert len(texts) == len(set(texts))


def test_a_bad_line_is_seen() -> None:
    good = lines_of("dev")[0]
    assert fault(good) is None
    assert fault({**good, "when": {"date": "2025-02-30"}})
    assert fault({**good, "when": {"week": "2025-W53"}})
    assert fault({**good, "values": {"learners": -1}})
    assert fault({**good, "values": {"pupils": 1}})
    assert fault({**good, "now": "2025-11-20T19:30:00+00:00"})
