"""What must hold for every message: reports read back exactly, distractors change nothing, no text breaks the
reader.
"""

import unicodedata
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.vietnamese.table import NOW
from vietnamese.fold import fold, nfc, strip_marks
from vietnamese.reading import read

NOUNS = {
    "learners": ("học viên", "hv"),
    "vneid": ("vneid", "VNeID"),
    "sessions": ("buổi", "buổi hỗ trợ"),
    "certificates": ("chứng nhận", "giấy chứng nhận"),
    "people_helped": ("lượt người", "lượt hỗ trợ"),
    "public_services": ("hồ sơ dvc", "hồ sơ dịch vụ công"),
    "dvc_accounts": ("tài khoản dvc", "tk dvc"),
    "e_wallets": ("ví điện tử",),
    "qr_households": ("hộ qr", "mã qr"),
    "ecommerce_households": ("hộ lên sàn",),
    "digital_signatures": ("chữ ký số", "cks"),
    "outreach": ("đợt tuyên truyền", "tuyên truyền"),
}
KEY_FIRST = ("{noun}: {value}", "{noun} {value}", "{noun} = {value}", "{noun} là {value}")
NUMBER_FIRST = ("{value} {noun}", "{value}  {noun}", "được {value} {noun}")
JOINS = (", ", "; ", "\n", " và ", "\n- ", " + ")
DISTRACTORS = (
    "lúc 19h30",
    "thôn 3",
    "sđt 0905123456",
    "cụ lớn nhất 79 tuổi",
    "bài 7",
    "đề án 06",
    "mạng 4G yếu",
    "từ 7h đến 9h",
    "phí 50.000đ",
    "QĐ 145",
    "24/7",
    "đi 14 cây số",
)

report = st.dictionaries(st.sampled_from(sorted(NOUNS)), st.integers(0, 999), min_size=1, max_size=6)


@st.composite
def rendered(draw: st.DrawFn) -> tuple[dict[str, int], str]:
    """A report of any values in any order, in one of many forms, with or without marks, in any case."""
    values = draw(report)
    order = draw(st.permutations(sorted(values)))
    templates = draw(st.sampled_from((KEY_FIRST, NUMBER_FIRST)))
    template, join = draw(st.sampled_from(templates)), draw(st.sampled_from(JOINS))
    if template == "{noun} là {value}" and join == " và ":
        join = ", "
    text = join.join(template.format(noun=draw(st.sampled_from(NOUNS[key])), value=values[key]) for key in order)
    text = draw(st.sampled_from((str, str.upper, str.lower, str.capitalize)))(text)
    if draw(st.booleans()):
        text = strip_marks(text)
    return values, unicodedata.normalize("NFD", text) if draw(st.booleans()) else text


@settings(max_examples=400, deadline=None)
@given(rendered())
def test_a_rendered_report_reads_back(case: tuple[dict[str, int], str]) -> None:
    values, text = case
    got = read(text, NOW)
    if any(values.values()):
        assert (got.intent, got.values, got.ask) == ("report", values, False), text
    else:
        assert got.values in ({}, values), text
        assert not got.ask, text


@settings(max_examples=300, deadline=None)
@given(rendered(), st.sampled_from(DISTRACTORS), st.booleans())
def test_a_distractor_changes_no_figure(case: tuple[dict[str, int], str], distractor: str, before: bool) -> None:
    values, text = case
    if not any(values.values()):
        return
    text = f"{distractor}. {text}" if before else f"{text}. {distractor}"
    assert read(text, NOW).values == values, text


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_no_text_raises(text: str) -> None:
    reading = read(text, NOW)
    for start, end, _ in reading.parts:
        assert 0 <= start <= end <= len(reading.text)
    for figure in reading.figures:
        assert 0 <= figure.start < figure.end <= len(reading.text)


WORDS = st.sampled_from(
    [
        *(
            "12",
            "5",
            "2.5",
            "31/11",
            "0905123456",
            "hv",
            "vneid",
            "buổi",
            "lớp",
            "người",
            "hộ",
            "tk",
            "và",
            ",",
            ".",
            "/",
            "-",
            "(",
            ")",
        ),
        *(
            "ngày",
            "hôm qua",
            "t7",
            "cn",
            "tuần",
            "60",
            "tháng",
            "13",
            "rằm",
            "mùng",
            "tết",
            "quý",
            "năm",
            "2025",
            "hay",
            "đến",
            "từ",
        ),
        *("nhầm", "sửa", "xoá", "không", "mười", "lăm", "chục", "rưỡi", ":", "=", "+", "~", "?", "\n"),
        *("thêm", "bớt", "mỗi", "trong đó", "tổng"),
    ]
)


MOMENTS = st.integers(0, 2000).map(lambda days: NOW + timedelta(days=days))


@settings(max_examples=600, deadline=None)
@given(st.lists(WORDS, max_size=40), MOMENTS)
def test_no_jumble_of_words_raises(words: list[str], now: datetime) -> None:
    reading = read(" ".join(words), now)
    assert all(value >= 0 for value in reading.values.values())
    assert reading.json()["intent"] in ("report", "nil", "correct", "cancel", "summary", "status", "help", "other")


@settings(max_examples=500, deadline=None)
@given(st.text(max_size=60))
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert nfc(nfc(text)) == nfc(text)


@given(st.integers(0, 700))
def test_a_past_day_is_never_in_the_future(days: int) -> None:
    day = NOW - timedelta(days=days % 300)
    reading = read(f"ngày {day:%d/%m/%Y} có 12 hv", NOW)
    assert reading.when is not None
    assert reading.when.first == day.date()
    assert not reading.ask
