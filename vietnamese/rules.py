"""The rules of the reader in the order they act, each with its examples; the tests run every example.

An example is a text and what it is read as on Thursday 20 November 2025, in the short form of the phrase tables:
intent, then one letter and a value for each figure, `@` and the day, week or month, and `?` where the reader asks.
"""

from collections.abc import Callable
from typing import Any

from domain.frozen import frozen
from vietnamese import (
    amend,
    amounts,
    attach,
    bare,
    bystanders,
    chained,
    chosen,
    compared,
    courtesy,
    dates,
    daynumbers,
    denied,
    dressed,
    elsewhere,
    everyone,
    exacted,
    excluded,
    forgotten,
    hedged,
    itemised,
    joined,
    leftovers,
    lessons,
    longest,
    lunar,
    marks,
    miscalled,
    miscount,
    nouns,
    people,
    periods,
    protect,
    renamed,
    replaced,
    retold,
    rowed,
    scan,
    shapes,
    stepped,
    sums,
    sundays,
    told,
    totals,
    uncounted,
    units,
    unmarked,
    weekdays,
    whens,
    written,
)


@frozen
class Rule:
    """One rule: what it is called, the function that does it, and examples that would be read wrongly without it."""

    name: str
    function: Callable[..., Any]
    examples: tuple[tuple[str, str], ...]


RULES: tuple[Rule, ...] = (
    Rule(
        "short words without marks, by their neighbours",
        unmarked.meant,
        (
            ("cai vneid duoc 10 thoi vi 4 nguoi chua lam can cuoc", "report v10"),
            ("tam chuc vneid, 2 ho so dvc", "report p2 ?"),
        ),
    ),
    Rule(
        "one indicator told place by place",
        rowed.rowed,
        (
            ("VNeID\nXóm Trên 4\nXóm Dưới 7\nXóm Đình 2", "report v13"),
            ("7 lượt hỗ trợ sáng, 5 lượt chiều", "report h12"),
            ("27 chữ ký số tổ 1, 30 tổ 2", "report g57"),
            ("66 hồ sơ dvc: xóm trên 39, xóm dưới 27", "report p66"),
        ),
    ),
    Rule(
        "kind words around the message are taken off",
        courtesy.trim,
        (("anh ơi *21 hv ạ", "correct l21"), ("sếp ơi vneid 8 hen", "report v8")),
    ),
    Rule(
        "longest phrase, marks before no marks",
        longest.longest,
        (("5 định danh mức 2", "report v5"), ("12 bà con học", "report l12")),
    ),
    Rule("one wrong letter", scan.scan, (("12 hoc vin", "report l12"), ("12 hcọ viên", "report l12"))),
    Rule("weekdays", weekdays.read_weekday, (("thứ 4 tuần trước 12 hv", "report l12 @2025-11-12"),)),
    Rule(
        "chủ nhật or chứng nhận",
        sundays.read_cn,
        (("hv 20 cn 15", "report l20 c15"), ("cn vừa rồi 12 hv", "report l12 @2025-11-16")),
    ),
    Rule(
        "weeks by number",
        periods.read_weekno,
        (("tuần 46: 12 hv", "report l12 @W46"), ("trong tuần 12 hv", "report l12 @W47")),
    ),
    Rule("months by number", periods.read_monthno, (("tháng 10 12 hv", "report l12 @M2025-10"),)),
    Rule(
        "dates in digits",
        written.read_written,
        (("15/11 12 hv", "report l12 @2025-11-15"), ("16/20 hv có chứng nhận", "report l20 c16")),
    ),
    Rule("lunar days", lunar.read_ram, (("rằm tháng 9 12 hv", "report l12 @2025-11-04"),)),
    Rule("days said together", joined.join_dates, (("từ 10/11 đến 16/11: 12 hv", "report l12 @W46"),)),
    Rule("days that do not exist", dates.find_dates, (("31/11: 12 hv", "report l12 ?"),)),
    Rule(
        "numbers with a measure or a label",
        protect.protect,
        (("đi 14 cây số, 12 hv", "report l12"), ("thôn 3: 12 hv", "report l12")),
    ),
    Rule(
        "numbers that are none by shape",
        shapes.by_shape,
        (("12 hv lúc 19:30", "report l12"), ("1. hv: 12\n2. vneid: 5", "report l12 v5")),
    ),
    Rule(
        "ranges and vague amounts",
        amounts.qualify,
        (("15-20 hv", "report ?"), ("hơn chục hv", "report ?"), ("hai ba người học", "report ?")),
    ),
    Rule("signs that only dress a line", dressed.undressed, (("hv-12 vneid-4 qr-2", "report l12 v4 q2"),)),
    Rule("a rough number made exact", exacted.exacted, (("gần 20 hv, đúng 18", "report l18"),)),
    Rule(
        "guesses and provisional figures",
        hedged.hedged,
        (("hình như hôm nay lớp 15 người", "report @2025-11-20 ?"), ("hv 14 (tạm)", "report ?")),
    ),
    Rule(
        "numbers told before",
        told.recalled_against,
        (("20 hv là số tuần trước, tuần này có 14 hv", "report l14 @W47"),),
    ),
    Rule("one number taken, one dropped", chosen.dropped, (("hv lấy 15 đừng lấy 12", "correct l15"),)),
    Rule("by how much it changed", stepped.stepped, (("nãy thiếu mất 2 người, tổng là 14 hv", "correct l14"),)),
    Rule("corrections", amend.corrects, (("sửa vneid 7", "correct v7"), ("12 hv à quên 13 hv", "report l13"))),
    Rule(
        "numbers that only tell of a slip",
        miscount.miscounted,
        (("QR còn 8 hộ thôi, hồi nãy chị đếm trùng 1 quán", "correct q8"),),
    ),
    Rule(
        "old numbers set aside",
        replaced.mark_old,
        (("21 hv chứ không phải 12", "correct l21"), ("dvc 5 thôi, 6 là em gõ lộn", "correct p5")),
    ),
    Rule(
        "absent, planned, targets",
        excluded.exclude,
        (("sĩ số 20, vắng 3, thực học 17", "report l17"), ("mai em mở lớp 20 người", "other")),
    ),
    Rule(
        "none is a number",
        denied.denied,
        (
            ("học viên mười ba ví điện tử không hồ sơ năm", "report l13 w0 p5"),
            ("ko hv, 3 vneid", "report l0 v3"),
            ("hồ sơ chưa nộp được cái nào, 5 hv", "report p0 l5"),
            ("5 hv, vneid với ví thì không", "report l5 v0 w0"),
            ("5 hv mà chẳng có hồ sơ nào", "report l5 p0"),
            ("5 hv, 2 hộ kia chưa dán mã", "report l5"),
        ),
    ),
    Rule("headings and rows", attach.attach, (("Học viên\tVNeID\n12\t5", "report l12 v5"),)),
    Rule(
        "nouns after the number",
        nouns.with_noun,
        (("tuyên truyền 2 buổi", "report o2"), ("2 buổi hỗ trợ", "report s2")),
    ),
    Rule("units", units.with_unit, (("mở 4 tài khoản", "report ?"), ("2 quán dán mã qr", "report q2"))),
    Rule(
        "people by their context",
        people.person,
        (("dạy 12 bà con", "report l12"), ("6 người cài vneid", "report v6"), ("10 người", "report ?")),
    ),
    Rule(
        "people counted one right after another",
        chained.chained,
        (
            ("lớp 12 cô, 3 chú và 2 bạn trẻ", "report l17"),
            ("lớp 20 người, 3 cụ già", "report l20"),
            ("3 thầy 5 cô được cấp chữ ký số", "report g8"),
        ),
    ),
    Rule(
        "one indicator told kind by kind",
        itemised.itemised,
        (
            ("hs dvc: đất đai 2, hộ tịch 3, bảo trợ 1", "report p6"),
            ("vneid: người già 5, thanh niên 8", "report v13"),
            ("hv: có mặt 12, vắng 3", "report l12"),
        ),
    ),
    Rule("one for each", chained.one_each, (("hướng dẫn 6 chị, mỗi chị 1 hồ sơ", "report p6 h6"),)),
    Rule(
        "numbers with no noun", bare.bare, (("vneid\nsáng 3\nchiều 4", "report v7"), ("dạy 12, cài 3", "report l12 v3"))
    ),
    Rule(
        "parts, totals, one more",
        marks.mark,
        (("12 hv trong đó 7 nữ", "report l12"), ("3 buổi, mỗi buổi 10 hv", "report s3 ?")),
    ),
    Rule("figures that add up", sums.apart, (("sáng 5 hv, chiều 7 hv", "report l12"), ("hv 10, hv 12", "report ?"))),
    Rule("totals must agree", totals.settle, (("sáng 5 chiều 7 tổng 13 hv", "report ?"),)),
    Rule(
        "the whole class",
        everyone.everyone,
        (("lớp 18 người, cả lớp cài vneid", "report l18 v18"),),
    ),
    Rule("no number is dropped", leftovers.leftovers, (("12 hv, 5", "report l12 ?"),)),
    Rule(
        "no indicator is dropped",
        uncounted.uncounted,
        (
            ("hv 17, vneid thì hơn nửa lớp", "report l17 ?"),
            ("QR 3 hộ, vneid nhiều", "report q3 ?"),
            ("tuyên truyền 1 đợt về VNeID", "report o1"),
        ),
    ),
    Rule(
        "slips mended in the same breath",
        bare.bare,
        (("hôm nay 8 vneid... à 9", "report v9 @2025-11-20"), ("11 hv, khoan, 12 hv mới đúng", "report l12")),
    ),
    Rule(
        "a noun or a day mended in the same breath",
        renamed.rename,
        (
            ("9 hồ sơ dvc à nhầm 9 vneid, 2 buổi", "report v9 s2"),
            ("hôm nay à quên hôm qua 12 hv", "report l12 @2025-11-19"),
        ),
    ),
    Rule(
        "a number told of the wrong thing",
        miscalled.denied_noun,
        (
            ("số 15 là hồ sơ chứ không phải vneid", "correct p15"),
            ("7 đó là buổi nha, em ghi lộn qua lượt", "correct s7"),
        ),
    ),
    Rule(
        "an indicator told late",
        forgotten.told_late,
        (("em quên chưa ghi ví, 13 nha", "report w13"), ("báo cáo hồi nãy thiếu mục dvc, 4 ạ", "report p4")),
    ),
    Rule(
        "numbers told as said before",
        retold.said_before,
        (("Chứng nhận là 22, em báo 20", "correct c22"), ("hồ sơ dvc 10 bộ nha chị, em ghi 1", "correct p10")),
    ),
    Rule(
        "days told by their numbers",
        daynumbers.read_days,
        (
            ("ngày 17 và 18 tháng 11: 5 vneid", "report v5 @W47"),
            ("dạ em gửi số 3 ngày 17 18 19: 22 hv", "report l22 @W47"),
        ),
    ),
    Rule(
        "time gone by",
        daynumbers.so_long,
        (("2 tuần nay mưa suốt, lớp 9 hv", "report l9"),),
    ),
    Rule(
        "guests, helpers and shares",
        bystanders.stood_by,
        (("hôm nay 12 hv, 4 vneid, nấu cơm 3 chị", "report l12 v4 @2025-11-20"),),
    ),
    Rule(
        "numbers of another time or list",
        compared.only_listed,
        (
            ("lớp 30 người mà tới học chỉ 18 thôi", "report l18"),
            ("lớp 16 hv, hôm trước 19, giảm 3", "report l16"),
        ),
    ),
    Rule(
        "sessions not held",
        lessons.not_held,
        (("tuần này 4 buổi, còn 2 buổi nữa là xong khoá", "report s4 @W47"),),
    ),
    Rule(
        "days of something else",
        elsewhere.of_another_thing,
        (("em nộp giùm 4 hồ sơ, hẹn trả kết quả ngày 28/11", "report p4"),),
    ),
    Rule(
        "the day of the report",
        whens.choose_when,
        (("tối qua dạy 12 hv, sáng nay em mới gửi được", "report l12 @2025-11-19"),),
    ),
)
