"""Rules are passed over where their words are not there: no reading may differ from one where every rule is asked."""

from datetime import datetime
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vietnamese.composed.families import FAMILIES
from tests.vietnamese.table import NOW, phrases
from tests.vietnamese.test_corpus import OWN, UNSEEN, load
from vietnamese import cut, triggers
from vietnamese.reading import Reading, read
from vietnamese.triggers import Phrases, Wording, every, needed, split


def both(text: str, now: datetime) -> tuple[Reading, Reading]:
    """The reading as it is, and with every pattern and phrase looked for."""
    usual = read(text, now)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cut, "bits", every)
        return usual, read(text, now)


def test_labelled_messages_and_phrases_read_the_same() -> None:
    rows = load(*(p for p in sorted(OWN.glob("*.jsonl")) if p.stem not in UNSEEN))
    lines = [(str(row["text"]), datetime.fromisoformat(str(row["now"]))) for row in rows]
    rng = Random(20251122)
    lines += [(text, NOW) for _, text, _ in phrases()]
    for _, compose, *_ in FAMILIES:
        lines += [(line.text, line.now) for line in (compose(rng) for _ in range(200))]
    for text, now in lines:
        usual, asked = both(text, now)
        assert usual == asked, text


_WORDS = sorted(triggers._bits)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(_WORDS), st.sampled_from(["12", "5", "hv", "vneid", ",", "?"])), max_size=30))
def test_any_row_of_words_reads_the_same(words: list[str]) -> None:
    usual, asked = both(" ".join(words), NOW)
    assert usual == asked


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        (" con ai (thuc|ranh) ", {"ai"}),
        (" bot (co )?(nhan|doc) .*(khong|ko) ", {"bot"}),
        (" (muon|can) (sua|xoa) (\\w+ ){0,5}(thi )?(sao|lam sao) ", {"muon", "can"}),
        ("^ (in|lay) (\\w+ ){0,3}(bao cao|bc|so) ", {"in", "lay"}),
        (" may (chi|anh)( em| oi)* $", {"may"}),
        (" tuan\\w+ ha ", {"ha"}),
        (" x(bo)?y ha ", {"ha"}),
        (" (a|b)c ha ", {"ha"}),
    ],
)
def test_words_that_a_pattern_needs(pattern: str, words: set[str]) -> None:
    assert needed(pattern)[0] == words


def test_a_pattern_without_a_word_is_refused() -> None:
    with pytest.raises(ValueError, match="No word is needed"):
        Wording(" (\\w+ ){2} ")


def test_every_branch_is_tried() -> None:
    wording = Wording(" mot (hai|ba) | bon ")
    assert split(" mot (hai|ba) | bon ") == [" mot (hai|ba) ", " bon "]
    assert wording.search(triggers.bits(["bon"]), " nam bon ") is not None
    assert wording.search(triggers.bits(["mot", "ba"]), " mot ba ") is not None
    assert wording.search(triggers.bits(["nam"]), " bon ") is None


def test_phrases_wait_for_a_word_of_each() -> None:
    said = Phrases("con thieu|ai nop")
    assert said.said(triggers.bits(["con", "thieu"]), " con thieu ")
    assert said.said(triggers.bits(["ai", "nop"]), " ai nop ")
    assert not said.said(triggers.bits(["ai", "nop"]), " ai nop ", " ai nop ")
