"""Numbers that must not be kept are struck out, and those of identity papers are told from counts, dates and phones."""

import pytest

from vietnamese.redact import identity_number, redact


@pytest.mark.parametrize(
    "text",
    [
        "cccd 051090012345",
        "051 090 012 345",
        "0510-9001-2345",
        "số 051.090.012.345 nhé",
        "cmnd 212345678",
        "212 345 678",
    ],
)
def test_the_number_of_a_paper(text: str) -> None:
    assert identity_number(text)
    assert "[số]" in redact(text)


@pytest.mark.parametrize(
    "text",
    ["12 hv, 5 vneid", "0905123456", "0905 123 456", "84905123456", "+84 905 123 456", "12-11-2025 5 vneid",
     "12 5 2 8 3 10 6", "20/11/2025", "1.200.000", ""],
)  # fmt: skip
def test_what_is_none(text: str) -> None:
    assert not identity_number(text)


@pytest.mark.parametrize(
    "text",
    ["12-11-2025 5", "hv ngày 12-11-2025 15 người", "5.11.2025 12 5 3", "2025-11-12 14", "12 5 3 20-11-2025"],
)
def test_a_day_beside_a_count_is_kept(text: str) -> None:
    assert redact(text) == text


@pytest.mark.parametrize(
    "text", ["12-11-2025 0905123456", "0905123456 12-11-2025", "051-090-012-345", "12-13-2025 123"]
)
def test_a_day_hides_no_other_number(text: str) -> None:
    assert "[số]" in redact(text)
