"""Ways to say one thing: every spelling of an indicator, every word for a day, every number that is no figure."""

from pathlib import Path

import pytest

from tests.vietnamese.table import KEYS, NOW
from vietnamese.fold import strip_marks
from vietnamese.reading import Reading, read

HERE = Path(__file__).parent
FRAMES = ("{}", "hôm nay {}", "dạ em báo {} ạ", "thôn 3: {}, trời mưa")
DAY_FRAMES = (
    "{} dạy 12 người, 5 vneid",
    "báo cáo {}: hv 12, vneid 5",
    "thôn em {} có 12 học viên với 5 vneid nha anh",
)
BESIDE: tuple[tuple[str, dict[str, int]], ...] = (
    ("12 hv, 5 vneid, {}", {"learners": 12, "vneid": 5}),
    ("{}, hôm nay 12 hv 5 vneid", {"learners": 12, "vneid": 5}),
    ("hôm nay dạy được 12 người, {}", {"learners": 12}),
    ("{}. cài vneid cho 7 người", {"vneid": 7}),
)


def lines(name: str) -> list[str]:
    found = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in found if line and not line.startswith("#")]


def named(reading: Reading) -> str:
    when = reading.json()["when"]
    if not isinstance(when, dict):
        return "-"
    kind, value = next((str(k), str(v)) for k, v in when.items())
    return {"date": value, "week": f"W{value[-2:]}", "month": f"M{value}"}[kind]


@pytest.mark.parametrize("line", lines("spellings.txt"), ids=lambda line: KEYS[line[0]])
def test_spellings(line: str) -> None:
    key, _, ways = line.partition(" | ")
    wrong = []
    for way in ways.split(" ; "):
        for frame in FRAMES:
            said = frame.format(way.format(n=9))
            for text in (said, strip_marks(said), said.upper()):
                got = read(text, NOW)
                if got.values != {KEYS[key]: 9} or got.ask or got.intent != "report":
                    wrong.append(f"{text!r}: {got.json()}")
    assert not wrong, "\n".join(wrong)


def test_days() -> None:
    wrong = []
    for line in lines("days.txt"):
        words, _, expected = line.partition(" | ")
        for frame in DAY_FRAMES:
            got = read(frame.format(words), NOW)
            if named(got) != expected or got.ask or got.values != {"learners": 12, "vneid": 5}:
                wrong.append(f"{frame.format(words)!r}: {got.json()}")
    assert not wrong, "\n".join(wrong)


def test_distractors_change_nothing() -> None:
    wrong = []
    for words in lines("distractors.txt"):
        for frame, values in BESIDE:
            got = read(frame.format(words), NOW)
            if got.values != values or got.ask or got.intent != "report":
                wrong.append(f"{frame.format(words)!r}: {got.json()}")
    assert not wrong, "\n".join(wrong)
