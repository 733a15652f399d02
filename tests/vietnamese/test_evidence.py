"""The weights of words: the table is well formed, sums are those of its rows, and learning finds what it is shown."""

from datetime import datetime
from importlib.resources import files

import pytest

from tests.learn_evidence import features, learn, written
from vietnamese.draft import Draft
from vietnamese.evidence import INTENTS, SCALE, pack, weigh
from vietnamese.lexicon import default
from vietnamese.questions import is_question
from vietnamese.reading import gather, read

NOW = datetime.fromisoformat("2025-11-20T19:30:00+07:00")
ROWS = {
    name: [int(n) for n in numbers.split()]
    for name, _, numbers in (
        line.partition("\t")
        for line in files("vietnamese").joinpath("evidence.txt").read_text(encoding="utf-8").splitlines()
    )
}


def test_every_line_of_the_table_has_eight_small_weights() -> None:
    assert len(ROWS) > 800
    assert {len(row) for row in ROWS.values()} == {len(INTENTS)}
    assert max(abs(n) for row in ROWS.values() for n in row) < 200
    assert list(ROWS) == sorted(ROWS)


def test_packed_weights_do_not_run_into_each_other() -> None:
    low, high = [-200] * 8, [200, -200] * 4
    assert pack(low) + pack(high) == pack([0, -400] * 4) + pack([0] * 8)


@pytest.mark.parametrize(
    "text", ["coi giùm thôn tui gởi chưa hỉ", "12 hv, 5 vneid", "mai 8h họp nha, ai đi không?", "?!"]
)
def test_a_message_weighs_the_sum_of_its_rows(text: str) -> None:
    draft = Draft(text, NOW, default())
    gather(draft)
    rows = [ROWS[name] for name in features(text, NOW) if name in ROWS]
    found = weigh(draft, is_question(draft))
    assert [found[name] * SCALE for name in INTENTS] == [sum(column) for column in zip(*rows, strict=True)]


def test_learning_finds_the_words_that_tell_and_gives_the_same_file_twice() -> None:
    shown = [
        *((features(f"thôn {n} nộp chưa em", NOW), INTENTS.index("status")) for n in range(1, 9)),
        *((features(f"{n} học viên nha", NOW), INTENTS.index("report")) for n in range(1, 9)),
    ]
    weights = learn(list(shown))
    assert weights["chua"][INTENTS.index("status")] > 0 > weights["chua"][INTENTS.index("report")]
    assert written(weights) == written(learn(list(shown)))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("ước gì có 20 người chịu học", "other"),
        ("lớp mai chuyển qua 18h nghen, 25 học viên nhớ mang điện thoại", "other"),
        ("nhờ chị ngó coi thôn tui gởi chưa hỉ", "status"),
        ("tin hồi nãy con nít bấm bậy, gỡ giùm chị", "cancel"),
        ("hôm nay 25 học viên, trời mưa to quá nên bà con tới trễ", "report"),
    ],
)
def test_words_speak_where_the_rules_do_not(text: str, intent: str) -> None:
    assert read(text, NOW).intent == intent
