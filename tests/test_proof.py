"""A paragraph looked over: the published inconsistencies are found in their own words, the consistent ones pass."""

import pytest

from domain import proof


def whys(text: str) -> list[tuple[str, str]]:
    return [(one.rule, one.why) for one in proof.look(text)]


def test_b5_a_percentage_that_is_none() -> None:
    [(rule, why)] = whys("Đã giải quyết 1.181 hồ sơ, đạt 98/85%.")
    assert rule == "DQ-PCT"
    assert why.startswith("“98/85%” không phải một tỷ lệ.")


def test_b10_cut_off_instead_of_rounded() -> None:
    text = "Số người trưởng thành được bồi dưỡng, tập huấn 809/4.837 người, đạt tỷ lệ 16,72%"
    [(rule, why)] = whys(text)
    assert rule == "DQ-ROUND"
    assert "809/4.837 là 16,73%, ghi 16,72% là bị cắt, chưa làm tròn." in why
    assert whys(text.replace("16,72", "16,73")) == []


def test_b7_groups_that_do_not_add_up() -> None:
    [(rule, why)] = whys("Tổng số học viên tham gia 981 = 236 + 809.")
    assert rule == "DQ-SUM"
    assert why == "Tổng số học viên tham gia: 236 + 809 = 1.045, không bằng 981 (thừa 64)."


def test_b7_certificates_against_more_than_took_part() -> None:
    text = "Tổng số học viên tham gia: 981; được cấp chứng nhận “Hoàn thành khóa học”: 779/1.045 người, đạt 74,5%."
    [(rule, why)] = whys(text)
    assert rule == "DQ-DENOM"
    assert "1.045" in why
    assert "981" in why
    assert whys(text.replace("981", "1.045")) == []
    assert whys("Tập huấn 981 học viên; cấp chứng nhận 779/1.045, đạt 74,5% chỉ tiêu năm 2025.") == []
    assert whys("Có 1.100 học viên, 779/1.045 người được cấp chứng nhận, đạt 74,5%") == []


def test_b3_two_populations() -> None:
    [(rule, why)] = whys("Xã có dân số là 7.758 khẩu, 2.215 hộ. Kết quả: tổng dân số: 7.539 người.")
    assert rule == "DQ-REF"
    assert "7.758" in why
    assert "7.539" in why


@pytest.mark.parametrize(
    "text",
    [
        "1.181 + 8 + 37 = 1.226 hồ sơ; 1.226 = 1.181 + 8 + 37; 35 + 2 = 37",  # B6
        "Người được cấp chứng nhận: 779/1.045 đạt 74,5%",
        "779/1.045 (74,55%); số hóa 1.226/1.226 = 100%",
        "đạt 74,5% (779/1.045 người)",
        "Từ ngày 01/11/2025 đến ngày 22/11/2025 tổ chức 03 buổi; ngày 22/11/2025 đạt 95%",
        "Quyết định 145/QĐ-UBND năm 2025, trên 95% văn bản; 12 thôn, 10 thôn",
        "hỗ trợ 5 người cài đặt, kích hoạt VNeID mức độ 2; dân số 7.539 người, dân số 7.539",
        "",
    ],
)
def test_what_agrees_raises_nothing(text: str) -> None:
    assert whys(text) == []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("809/4.837 người đạt 18%", "DQ-PCT"),
        ("đạt 75,5% (779/1.045)", "DQ-PCT"),
        ("đạt 103,0% với 103/100 hộ, đạt 103%", "DQ-DENOM"),
        ("dịch vụ công mức độ 3, 4", "DQ-TERM"),
        ("đăng ký hộ khẩu cho dân", "DQ-TERM"),
        ("cài VNEID cho 5 người", "DQ-TERM"),
        ("tiếp nhận 1181 hồ sơ, trong đó 1.226 trực tuyến", "DQ-FMT"),
    ],
)
def test_other_rules(text: str, rule: str) -> None:
    assert [one for one, _ in whys(text)] == [rule]
