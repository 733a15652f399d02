"""The rules of data quality: what each asks about, what it leaves alone, and the published inconsistencies."""

import random

import pytest

from domain import checks
from domain.checks import Figure, Past

REGULAR = Past(adults=480, weeks={"learners": (24, 31, 18, 27)}, totals={"learners": 100})


def learners(value: int, **more: object) -> Figure:
    return Figure("learners", "học viên", value, per_person=True, **more)  # type: ignore[arg-type]


def odd(figure: Figure, past: Past = REGULAR) -> checks.Oddity | None:
    return checks.at_entry(figure, lambda: past)


def test_a_jump_names_the_adults_and_the_highest_week() -> None:
    found = odd(learners(120))
    assert found == checks.Oddity("DQ-STOCK", "Từ đầu năm thôn đã ghi tất cả 100, số này giống số cộng dồn.")
    more = Past(480, {"learners": (24, 31, 18, 27)}, {"learners": 300})
    assert odd(learners(120), more) == checks.Oddity("DQ-JUMP", "Thôn có 480 người lớn, tuần cao nhất là 31.")
    assert odd(learners(120), Past(None, more.weeks, more.totals)) == checks.Oddity("DQ-JUMP", "Tuần cao nhất là 31.")


@pytest.mark.parametrize("value", [0, 1, 12, 30, 31, 45, 75])
def test_ordinary_figures_pass(value: int) -> None:
    assert odd(learners(value), Past(480, {"learners": (24, 31, 18, 27)}, {"learners": 300})) is None


def test_small_figures_never_ask_for_the_past() -> None:
    def fail() -> Past:
        raise AssertionError("the past was read")

    for key, value in (("learners", 30), ("vneid", 20), ("sessions", 3), ("qr_households", 9)):
        assert checks.at_entry(Figure(key, key, value), fail) is None
    assert checks.at_entry(Figure("sessions", "buổi", 4), fail) == checks.Oddity(
        "DQ-UNIT", "Một ngày thường không quá 3."
    )


def test_more_than_the_adults() -> None:
    assert odd(learners(481), Past(480)) == checks.Oddity("DQ-UNIT", "Thôn chỉ có 480 người lớn.")
    assert odd(learners(481, days=30), Past(480)) is None, "visits of a month may be more than the adults"
    vneid = Figure("vneid", "VNeID", 481, days=30, people=True, per_person=True)
    assert odd(vneid, Past(480)) == checks.Oddity("DQ-UNIT", "Thôn chỉ có 480 người lớn.")


def test_a_running_total() -> None:
    past = Past(900, {"vneid": (5, 8, 6, 7, 5)}, {"vneid": 31})
    found = odd(Figure("vneid", "VNeID", 36, people=True, per_person=True), past)
    assert found is not None
    assert (found.rule, "31" in found.why, "cộng dồn" in found.why) == ("DQ-STOCK", True, True)
    assert odd(Figure("vneid", "VNeID", 15, people=True, per_person=True), past) is None


def test_certificates_within_learners() -> None:
    past = Past(480, {}, {"learners": 40, "certificates": 30})
    given = Figure("certificates", "chứng nhận", 11, people=True, per_person=True)
    found = odd(given, past)
    assert found == checks.Oddity("DQ-DENOM", "Cộng từ đầu năm thành 41, hơn 40 lượt học viên đã ghi.")
    assert odd(given, Past(480, {}, {"learners": 41, "certificates": 30})) is None
    assert odd(given, Past(480, {}, {})) is None, "learners were never counted here: nothing to compare with"


def test_visits_where_people_are_counted() -> None:
    vneid = Figure("vneid", "VNeID", 5, visits=True, people=True)
    found = odd(vneid)
    assert found is not None
    assert found.rule == "DQ-KIND"
    assert odd(learners(5, visits=True)) is None, "learners are counted in visits"


def test_a_whole_year_of_ordinary_villages_is_asked_about_hardly_ever() -> None:
    """Twenty villages, 52 weeks, a figure a week around the village's own level: false alarms stay under one in 200."""
    chance = random.Random(20251122)
    asked = said = 0
    for _ in range(20):
        level, weeks, total = chance.randint(5, 35), list[int](), 0
        for _ in range(52):
            value = max(0, round(chance.gauss(level, level / 3)))
            past = Past(480, {"learners": weeks}, {"learners": total})
            asked += checks.at_entry(learners(value), lambda past=past: past) is not None  # type: ignore[misc]
            said, total = said + 1, total + value
            weeks.append(value)
    assert asked / said < 0.005, f"{asked} of {said}"


# ── the published figures of Ba Động ──────────────────────────────────────────────────────────────────────────────────


def test_b3_two_populations() -> None:
    found = checks.reference("Dân số", {"mục A.I": 7758, "mục A.IV": 7539})
    assert found is not None
    assert found.why == "Dân số có hai số: mục A.I ghi 7.758; mục A.IV ghi 7.539 (lệch 219). Chọn một số, kèm ngày."
    assert checks.reference("Dân số", {"mục A.I": 7758, "mục A.IV": 7758}) is None


def test_b5_a_percentage_that_is_none() -> None:
    found = checks.percent("Hồ sơ đã giải quyết", "98/85%", 1181, 1226)
    assert found == checks.Oddity(
        "DQ-PCT", "Hồ sơ đã giải quyết: “98/85%” không phải một tỷ lệ; 1.181/1.226 là 96,33%."
    )
    for part, whole in ((1181, 1226), (1181, 1218), (1175, 1181), (1175, 1226)):
        assert checks.percent("x", "98,85%", part, whole) is not None, "no ratio of that paragraph gives 98,85"


def test_b6_the_consistent_one_raises_nothing() -> None:
    assert checks.parts("Hồ sơ", 1226, {"đã giải quyết": 1181, "rút": 8, "đang giải quyết": 37}) is None
    assert checks.parts("Đã giải quyết", 1181, {"trước hạn": 1175, "quá hạn": 6}) is None
    assert checks.parts("Đang giải quyết", 37, {"trong hạn": 35, "quá hạn": 2}) is None


def test_b7_a_base_larger_than_those_who_took_part() -> None:
    found = checks.base("Được cấp chứng nhận", 779, 1045, learners=981)
    assert found is not None
    assert found.why == "Được cấp chứng nhận: mẫu số 1.045 lớn hơn 981 người tham gia (lệch 64)."
    groups = checks.parts("Học viên", 981, {"CBCCVC": 236, "người dân": 809})
    assert groups is not None
    assert groups.why == "Học viên: 236 + 809 = 1.045, không bằng 981 (thừa 64)."
    assert checks.base("Được cấp chứng nhận", 779, 1045, learners=1045) is None
    assert checks.base("Được cấp chứng nhận", 1050, 1045) is not None


def test_b8_a_group_at_a_hundred_hides_the_rest() -> None:
    found = checks.hidden("Được cấp chứng nhận", 779, 1045, "CBCCVC", 236, 236)
    assert found is not None
    assert found.why == (
        "Được cấp chứng nhận: CBCCVC đạt 236/236 (100%) che phần còn lại, 543/809 chỉ 67,12%. Nên ghi riêng từng nhóm."
    )
    assert checks.hidden("Được cấp chứng nhận", 1040, 1045, "CBCCVC", 236, 236) is None


def test_b10_cut_off_instead_of_rounded() -> None:
    found = checks.percent("Người trưởng thành", "16,72%", 809, 4837)
    assert found == checks.Oddity(
        "DQ-ROUND", "Người trưởng thành: 809/4.837 là 16,73%, ghi 16,72% là bị cắt, chưa làm tròn."
    )
    assert checks.percent("Người trưởng thành", "16,73%", 809, 4837) is None
    assert checks.percent("Chứng nhận", "74,5%", 779, 1045) is None
    assert checks.percent("Tổng", "103%", 103, 100) is not None


def test_other_reference_figures() -> None:
    assert checks.household(7758, 2215) is None
    assert checks.household(7758, 1000) is not None
    assert checks.stock("Chứng nhận", 779, 770) is not None
    assert checks.stock("Chứng nhận", 779, 779) is None
    assert checks.trend("Học viên", 700, 145) is not None
    assert checks.trend("Học viên", 20, 145) is not None
    assert checks.trend("Học viên", 174, 145) is None
    assert checks.trend("Học viên", 40, 2) is None
