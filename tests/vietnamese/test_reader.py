"""The parts of a reading that the dialogue relies on: spans, doubts with their numbers, places, corrections,
taught words.
"""

import io
import json
import time

import pytest

from bot.understand import for_people, read_lines
from domain.indicators import INDICATORS, Indicator
from tests.vietnamese.table import NOW
from vietnamese.lonecount import read_count
from vietnamese.reading import DOUBTS, Correction, Lexicon, Place, read
from vietnamese.spelling import telex, vni

COUNTS = {
    "15": 15,
    "1.045": 1045,
    "1,045": 1045,
    "mười lăm": 15,
    "hai chuc": 20,
    "15 người": 15,
    "dạ 15 ạ": 15,
    "0": 0,
    "ko có": 0,
    "không": 0,
    "không có": 0,
    "hai mươi mốt": 21,
    "trăm hai": 120,
    "một trăm linh năm": 105,
    "chục rưỡi": 15,
    "12 hv": 12,
    "dạ 7 buổi ạ": 7,
    "05": 5,
    "nửa tá": 6,
}
NO_COUNTS = (
    "15-20",
    "hơn chục",
    "mấy người",
    "hai ba người",
    "khoảng 20",
    "12.5",
    "-5",
    "xin chào",
    "",
    "12 5",
    "em không nhớ",
    "12 vneid 5",
    "thôn 3",
    "mươi người",
)
PLACES = (
    Place("tan-long", ("Thôn Tân Long", "TL", "Long Sơn cũ")),
    Place("bac-lan", ("Thôn Bắc Lân",)),
    Place("thon-3", ("Thôn 3",)),
    Place("ba-dong", ("Xã Ba Động",), "commune"),
)
LEXICON = Lexicon(places=PLACES)


@pytest.mark.parametrize(("text", "count"), COUNTS.items())
def test_one_exact_count(text: str, count: int) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize("text", NO_COUNTS)
def test_no_exact_count(text: str) -> None:
    assert read_count(text) is None


def test_a_figure_shows_the_words_that_gave_it() -> None:
    reading = read("hnay 12 hv, mười lăm vneid", NOW)
    spans = {f.indicator: reading.text[f.start : f.end] for f in reading.figures}
    assert spans["learners"].startswith("12")
    assert spans["vneid"].startswith("mười lăm")
    assert reading.when is not None
    assert reading.text[reading.when.start : reading.when.end] == "hnay"


@pytest.mark.parametrize(
    ("text", "kind", "indicators", "numbers"),
    [
        ("15-20 hv", "range", ("learners",), (15, 20)),
        ("hơn 20 hv", "vague", ("learners",), (20,)),
        ("hôm nay được 5", "bare", (), (5,)),
        ("hv 10, hv 12", "two_values", ("learners",), (10, 12)),
        ("đến nay 65 vneid", "running_total", ("vneid",), (65,)),
        ("12.5 hv", "fraction", ("learners",), (12,)),
        ("mở 4 tài khoản", "unknown_unit", ("dvc_accounts", "e_wallets", "vneid"), (4,)),
        ("3 buổi, mỗi buổi 10 hv", "multiply", ("learners",), (10,)),
    ],
)
def test_a_doubt_says_what_it_is_about(
    text: str, kind: str, indicators: tuple[str, ...], numbers: tuple[int, ...]
) -> None:
    reading = read(text, NOW)
    doubt = next(d for d in reading.doubts if d.kind == kind)
    assert doubt.kind in DOUBTS
    assert doubt.indicators == indicators
    assert doubt.numbers == numbers


def test_estimates_are_marked_and_not_asked() -> None:
    reading = read("ước 17 hv", NOW)
    assert reading.figures[0].estimate
    assert not reading.ask


def test_corrections_carry_old_and_new() -> None:
    first = read("nhầm, 21 hv chứ ko phải 12", NOW).corrections[0]
    assert (first.indicator, first.old, first.new) == ("learners", 12, 21)
    moved = read("cái em báo hôm qua là của ngày 12/11", NOW).corrections[0]
    assert moved.to_when is not None
    assert moved.to_when.first.isoformat() == "2025-11-12"


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("thôn Tân Long 12 hv", ["tan-long"]),
        ("Tân Long 12 hv; Bắc Lân 5 vneid", ["tan-long", "bac-lan"]),
        ("thon tan long 12 hv", ["tan-long"]),
        ("thôn Tân Log 12 hv", ["tan-long"]),
        ("thôn TL 12 hv", ["tan-long"]),
        ("Long Sơn cũ 12 hv", ["tan-long"]),
        ("thôn 3 nộp chưa", ["thon-3"]),
        ("xã Ba Động tuần này", ["ba-dong"]),
        ("12 hv", []),
    ],
)
def test_places(text: str, keys: list[str]) -> None:
    assert [p.key for p in read(text, NOW, LEXICON).places] == keys


def test_a_village_that_nobody_knows() -> None:
    reading = read("thôn Mang Krá 12 hv", NOW, LEXICON)
    assert reading.unknown_place == "thôn Mang Krá"
    assert reading.values == {"learners": 12}


def test_the_whole_commune() -> None:
    assert read("cả xã tuần này được bao nhiêu", NOW).whole_commune
    assert not read("thôn em 12 hv", NOW).whole_commune


def test_a_commune_adds_an_indicator_and_teaches_a_word() -> None:
    own = Indicator(
        "smartphones",
        "Điện thoại thông minh tặng dân",
        "điện thoại tặng",
        "máy",
        "Xã hội số",
        ("điện thoại tặng", "máy tặng"),
    )
    lexicon = Lexicon((*INDICATORS, own), aliases=(("trò", "learners"),))
    reading = read("12 trò, 3 máy tặng", NOW, lexicon)
    assert reading.values == {"learners": 12, "smartphones": 3}
    assert read("12 trò", NOW).values == {}


def test_identity_numbers_and_phones_are_pointed_out() -> None:
    reading = read("12 hv, sđt 0905123456, cccd 051090012345", NOW)
    assert [reading.text[a:b] for a, b in reading.personal] == ["0905123456", "051090012345"]
    assert reading.values == {"learners": 12}


def test_unknown_words_near_figures_hold_no_names() -> None:
    assert "Blưi" not in read("12 hv, 3 Blưi", NOW).unknown_words


def test_a_report_and_a_request_together() -> None:
    assert read("12 hv, thôn nào chưa nộp?", NOW).intents == ("report", "status")
    assert read("em làm 5 ví rồi, hạn nộp mấy giờ vậy chị", NOW).intents == ("report", "help")
    assert read("hnay 12 hv, sửa số thì nhắn sao?", NOW).intents == ("report", "help")
    assert read("12 hv, ghi vậy được không?", NOW).intents == ("help",)


@pytest.mark.parametrize(("typed", "word"), [("buooir", "buổi"), ("hocj", "học"), ("ddinhj", "định"), ("chuwx", "chữ")])
def test_telex_leftovers(typed: str, word: str) -> None:
    assert telex(typed) == word


@pytest.mark.parametrize(("typed", "word"), [("buo63i", "buổi"), ("vie6n", "viên"), ("d9inh5", "định")])
def test_vni_leftovers(typed: str, word: str) -> None:
    assert vni(typed) == word


def test_understand_reads_lines_and_shows_people_what_it_read() -> None:
    out = io.StringIO()
    read_lines(io.StringIO(json.dumps({"id": "X1", "text": "12 hv", "now": "2025-11-20T19:30:00+07:00"}) + "\n"), out)
    assert json.loads(out.getvalue()) == {
        "id": "X1",
        "intent": "report",
        "values": {"learners": 12},
        "when": None,
        "ask": False,
    }
    shown = for_people(read("hnay 15-20 hv, 3 vneid", NOW))
    assert "VNeID: 3" in shown
    assert "range" in shown


def test_a_commune_costs_little() -> None:
    """The words that all communes share are held once; one that has taught nothing shares even the memory of pieces."""
    plain, taught = Lexicon(places=PLACES), Lexicon(places=PLACES, aliases=(("trò", "learners"),))
    assert plain.base is Lexicon().base
    assert taught.base.wishes is plain.base.wishes
    assert read("12 trò", NOW, taught).values == {"learners": 12}
    assert read("12 trò", NOW, plain).values == {}
    started = time.perf_counter()
    for number in range(20):
        Lexicon(places=PLACES, aliases=((f"trò {number}", "learners"), ("bộ đội", "people_helped")))
    assert (time.perf_counter() - started) / 20 < 0.05  # a few milliseconds on a quiet machine


def test_corrections_for_the_talk() -> None:
    """What the sentence leaves open goes to the dialogue beside its doubt."""
    found = {
        "ko phải 7 mà là 8": Correction(old=7, new=8),
        "sửa lại thành 7": Correction(new=7),
        "thêm 3 hv nữa": Correction("learners", delta=3),
        "bớt 2 hv": Correction("learners", delta=-2),
        "đổi 7 vneid thành 7 học viên": Correction("vneid", 7, 7, "learners"),
    }
    for text, correction in found.items():
        reading = read(text, NOW)
        assert reading.intent == "correct", text
        assert reading.corrections == (correction,), text
    moved = read("cái em báo hôm qua là của hôm kia", NOW)
    assert moved.intent == "correct"
    assert not moved.ask
    assert [c.to_when.first.isoformat() for c in moved.corrections if c.to_when] == ["2025-11-18"]


def test_village_numbers_and_figures() -> None:
    assert read("cả thôn 64 hv", NOW).values == {"learners": 64}
    assert read("thôn 64 hv", NOW).values == {"learners": 64}
    assert read("thôn 3 12 hv", NOW).values == {"learners": 12}
    assert read("thôn Hóc Cao hnay 12 hv", NOW, LEXICON).unknown_place == "thôn Hóc Cao"
    assert read("thôn Hóc Cao hnay 12 hv", NOW).unknown_place is None
    assert [d.kind for d in read("-4 hv", NOW).doubts] == ["negative"]


@pytest.mark.parametrize(
    "text",
    [
        "hnay 12 hv, 5 zxq",
        "lớp được 8 kwz, vneid được 2",
        "hv 17, vneid thì hơn nửa lớp",
        "12 hv, vneid nhiều lắm",
        "12hv 3xqz",
    ],
)
def test_nothing_is_lost_silently(text: str) -> None:
    assert read(text, NOW).ask
