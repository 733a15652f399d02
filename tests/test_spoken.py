"""Periods as an officer types them, with and without marks, and what is none."""

from datetime import date

import pytest

from handlers.spoken import take_period
from vietnamese.fold import fold

TODAY = date(2025, 11, 20)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("tuần", "2025-W47"), ("tuần này", "2025-W47"), ("tuan ni", "2025-W47"), ("tuần trước", "2025-W46"),
        ("tuần rồi", "2025-W46"), ("tuần 46", "2025-W46"), ("tuần 52", "2024-W52"), ("tuần 3 năm 2025", "2025-W03"),
        ("tháng", "2025-11"), ("tháng này", "2025-11"), ("tháng trước", "2025-10"), ("tháng 10", "2025-10"),
        ("thang 12", "2024-12"), ("tháng mười một", "2025-11"), ("tháng chạp", "2024-12"), ("tháng 3/2024", "2024-03"),
        ("tháng 10 năm ngoái", "2024-10"), ("quý 4", "2025-Q4"), ("quý iv", "2025-Q4"), ("quý này", "2025-Q4"),
        ("quý trước", "2025-Q3"), ("quý 4 năm 2024", "2024-Q4"), ("9 tháng", "2025-9M"),
        ("9 tháng đầu năm", "2025-9M"), ("chín tháng", "2025-9M"), ("6 tháng đầu năm", "2025-H1"),
        ("6 tháng", "2025-H1"), ("6 tháng cuối năm", "2025-H2"), ("năm 2024", "2024"), ("năm nay", "2025"),
        ("năm", "2025"), ("năm ngoái", "2024"), ("cả năm", "2025"), ("hôm nay", "2025-11-20"),
        ("hôm qua", "2025-11-19"), ("ngày 5/11", "2025-11-05"), ("5/12", "2024-12-05"),
        ("từ 1/7 đến nay", "2025-07-01..2025-11-20"), ("kể từ 1/7", "2025-07-01..2025-11-20"),
        ("từ 01/07/2025 đến 15/8/2025", "2025-07-01..2025-08-15"),
        ("từ ngày 1/7 tới hết ngày 15/8", "2025-07-01..2025-08-15"),
        ("từ 1/11 đến 30/11/2025", "2025-11"),
    ],
)  # fmt: skip
def test_a_period_is_all_that_was_said(said: str, key: str) -> None:
    period, rest = take_period(fold(said), TODAY)
    assert (period.key if period else None, rest) == (key, "")


@pytest.mark.parametrize("said", ["tháng 11 nđ09", "tháng 11 theo Nghị định 09/2019", "tháng 11 nd 09"])
def test_the_decree_is_asked_for_by_name(said: str) -> None:
    period, rest = take_period(fold(said), TODAY)
    assert period is not None
    assert (period.first, period.last, period.decree, rest) == (date(2025, 10, 15), date(2025, 11, 14), True, "")


@pytest.mark.parametrize("said", ["12 hv", "thôn Tân Long", "30/2", "từ 15/8/2025 đến 1/7/2025", "quyết", ""])
def test_no_period(said: str) -> None:
    assert take_period(fold(said), TODAY)[1].split() == fold(said).split()


def test_what_stands_around_a_period_is_left_over() -> None:
    period, rest = take_period("thon tan long thang 10 nhe", TODAY)
    assert period is not None
    assert (period.key, rest) == ("2025-10", "thon tan long nhe")
    assert take_period("nam", TODAY, whole_words=False) == (None, "nam")
