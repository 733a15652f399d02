"""Days in longer messages: what was put off, compared, planned or headed, several days of a week, parts of one day."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

from tests.vietnamese.composed import days_words as words
from tests.vietnamese.composed.days_named import NAMES, Day, on, pick, week_of
from tests.vietnamese.composed.days_periods import named
from tests.vietnamese.variants_line import Line

_PEOPLE = ("learners", "vneid", "people_helped")
_COUNTED = ("learners", "vneid", "people_helped", "public_services", "certificates", "e_wallets", "dvc_accounts")

# A day in further words: {d} {m} {y} of the date, {w} its weekday, {n} its week.
_FURTHER = (
    "vào ngày {d}/{m} | lúc 19h ngày {d}/{m} | {w} ngày {d} | {d}/{m} lúc 7h tối | trong ngày "
    "{d}/{m}/{y} | bữa hôm {w} {d}/{m} | ngày {d:02}-{m:02}-{y} | buổi tối {w} {d}/{m} || đúng hôm {d}/{m} | "
    "ngay bữa {w} {d}/{m} | {w} tuần {n} | 7 giờ 30 tối {w} ngày {d}/{m} | khuya {d}/{m} | hôm bữa {d}/{m} | từ "
    "19h đến 21h ngày {d}/{m} | ca tối {d}/{m} | {d} tháng {m} năm {y} | trưa {w} {d}/{m}"
)
_YESTERDAY = "hoom qua | yesterday | khuya qua || toois qua | hoom qua | ngay hôm qua | khuya hôm qua"
_TODAY = "hoom nay | today || hom nây | hoom nay | ngay hôm nay"
_SPANS = (
    "ngày {a}, {b}/{m} | {a}-{b}/{m} | từ {a}-{b}/{m} | 2 ngày {a} và {b}/{m} || từ ngày {a} đến {b}/{m} | ngày "
    "{a} và ngày {b}/{m} | {a}/{m} - {b}/{m}/{y} | từ {a}/{m}/{y} đến {b}/{m}/{y}"
)
_PAIRS = (
    "{v} với {w} vừa rồi | {v} và {w} tuần rồi | cả {v} lẫn {w} tuần trước || {v}, {w} vừa rồi | hai bữa "
    "{v} và {w} tuần trước"
)
_MONTHS = (
    "T{m}/{y} | {m:02}/{y} | tháng {m} rồi | cả tháng {m}/{y} | trong tháng {m:02} năm {y} || tháng {m} vừa qua "
    "| {m}/{y} | Tháng {m}-{y}"
)
_WEEKS = (
    "nội tuần này | hồi tuần này | trong tuần này (tuần {n}) | tuần này ({a}-{b}) || trong vòng tuần này | tuần "
    "{n} này | tuần này, tuần {n} | this week"
)
_LAST_WEEKS = (
    "last week | tuần trước (tuần {n}) | hồi tuần rồi || tuần vừa rồi, tuần {n} | nội tuần trước | tuần trước ({a}-{b})"
)

_PUT_OFF = (
    "{old} định mở lớp mà mưa, {day} mới mở được, {v} | lớp hẹn {old} dời sang {day}, {n} | {old} cúp điện nên "
    "dời lại {day}, {n} || {old} bà con bận đám cưới nên lớp chuyển qua {day}, {n} | đáng lẽ dạy {old} nhưng mưa "
    "nên {day} mới dạy, {n} | lớp {old} hoãn, {day} học bù được {n}"
)
_COMPARED = (
    "{day} {v}, đông hơn {old} | {day} {n}, nhiều hơn {old} một chút | {n} {day}, vắng hơn {old} || {day} {v}, "
    "ít hơn {old} vì mưa | so với {old} thì {day} đông hơn: {n} | {day} {n}, {old} không đông bằng"
)
_PLANNED = (
    "mai em mở lớp {m} người nữa, còn {day} {v} | {day} {v}, tuần sau dự kiến mở lớp {m} người | {day} {v}. Thứ "
    "2 tuần sau mở thêm {m} buổi || kế hoạch tuần sau là {m} người, {day} thì {v} | {day} {v}, mai còn {m} người "
    "hẹn tới | {day} {v}, tháng sau phấn đấu {m} người"
)
_HEADED = (
    "Gò Da, ngày {d} tháng {m} năm {y}\nBÁO CÁO {P}\n{list} | Ngày lập: {d}/{m}/{y}\nKỳ báo cáo: {p}\n{list} | "
    "BÁO CÁO {P}\n(lập ngày {d}/{m}/{y})\n{list} || Thôn Gò Ổi, {d}/{m}/{y}\nKết quả {p}:\n{list} | Ngày gửi: "
    "{d}/{m}/{y}\nSố liệu {p}\n{list} | BÁO CÁO KẾT QUẢ {P}\n{list}\nGò Da, ngày {d} tháng {m} năm {y}"
)
_LESSON = (
    "buổi {l} {day}: {n} | bài {l}, {day} {n} | {day} học bài {l}, {n} | {day} là buổi thứ {l} của khoá, {n} | "
    "buổi thứ {l} {day} có {n} || buổi học thứ {l} {day}: {n} | {day} dạy tới bài {l}, {n} | {day} lớp buổi "
    "{l}/8, {n} | tiết {l} {day}: {n} | {n}, {day} học tới buổi {l}"
)
_PARTED = (
    "sáng {day} {a} {noun}, chiều {day} {b} {noun} | {day} sáng {a} {noun} chiều {b} {noun} | {day}: sáng {a}, "
    "tối {b} {noun} | {noun} {day} sáng {a} chiều {b} || {day} buổi sáng {a} {noun}, buổi tối {b} {noun} | {a} "
    "{noun} sáng {day}, {b} {noun} tối {day} | {day} được {a} {noun} sáng với {b} {noun} chiều | {noun} {day}: "
    "sáng {a}, chiều {b}, tổng {sum}"
)
_HELD = (
    "tuần này mở 3 buổi tối {p}, {q}, {r}, {n} | tuần này {n} (3 buổi: {p}, {q}, {r}) | tuần này tổ chức 3 buổi "
    "vào {p}, {q} và {r}, {n} || {p}, {q}, {r} tuần này mở 3 buổi, {n} | tuần này 3 buổi ({p}, {q}, {r}) {n} | "
    "trong tuần này ra quân 3 buổi {p} {q} {r}, {n}"
)
_STORIES = (
    "Năm nay được mùa nên bà con rảnh, {day} {v}. | Cụ Tư sinh năm 1950 cũng tới học. {Day} {v}. | Bão hôm kia "
    "làm hư cái loa. {Day} {v}. | Từ hôm lập tổ tới giờ chưa nghỉ bữa nào. {Day} {v}, mai đi tiếp. | {Day} trời "
    "mưa từ 5h sáng. Tụi em vẫn {v}. Mai em gửi ảnh. | Anh ơi tuần sau em bận, {day} em {v}. | Hạn thứ 6 mà em "
    "gửi sớm: {day} {v}. || Tháng sau nghỉ gặt nên giờ ráng làm, {day} {v}. | Cụ Sáu sinh ngày 2/9/1945 mà học "
    "nhanh lắm. {Day} {v}. | {Day} điện chập chờn từ chiều. Vậy mà {v}. Tuần tới em gửi danh sách. | App cập "
    "nhật bữa trước lỗi hoài. {Day} {v}. | Chào chị, mốt em về quê nên báo luôn: {day} {v}. | {Day} chị Hoa bệnh "
    "nên em dạy thay, {v}. | Đường sạt từ tuần trước. {Day} em đi bộ vô, {v}. | Mưa mấy bữa rày, {day} tạnh nên "
    "{v}."
)
_NO_DAY = (
    "Hạn thứ 6 nên em gửi sớm: {n} | cụ Tư sinh năm 1950 cũng học, {n} | mai lãnh lương hưu nên vắng, {n} | năm "
    "nay rảnh nên đông, {n} | {n}. Từ mai nghỉ gặt | {n}, hẹn gặp lại bà con tuần tới || {n}. Thứ 6 tuần sau thi "
    "cấp chứng nhận | tháng sau nghỉ gặt nên giờ ráng làm, {n} | {n}, cụ lớn tuổi nhất sinh 2/9/1945 | {n} (lớp "
    "này sang tháng mới xong) | {n}. Ngày mốt xã xuống coi lớp"
)
_IDEAS = (
    "kế hoạch tuần sau: mở {m} buổi, {n} người học | dự kiến thứ 7 tới mở lớp {n} người | tuần sau em tính mở "
    "lớp {n} người ở xóm Đèo || thứ 3 tuần sau mở lớp {n} người nha anh | tháng sau phấn đấu cài {n} vneid | mai "
    "mở lớp {n} người, anh cho mượn máy chiếu"
)


def _figures(rng: Random, keys: tuple[str, ...] = _COUNTED) -> dict[str, int]:
    return {key: rng.randint(2, 35) for key in rng.sample(keys, rng.choice((1, 1, 2)))}


def _said(rng: Random, values: dict[str, int], side: str) -> dict[str, str]:
    clauses = ", ".join(pick(rng, words.DONE[key], side).format(n=n) for key, n in values.items())
    nouns = ", ".join(f"{n} {pick(rng, words.NOUNS[key], side)}" for key, n in values.items())
    lines = "\n".join(f"- {pick(rng, words.FORMAL[key], side)}: {n}" for key, n in values.items())
    return {"v": clauses, "n": nouns, "list": lines}


def _other_day(rng: Random, now: datetime, side: str) -> tuple[str, Day]:
    """An earlier day that the figures are not of, and their own: the day before, or today after a weekday."""
    own = on(pick(rng, "hôm nay | bữa nay || hnay | tối nay", side) if now.hour > 19 else "hôm nay", now.date())
    back = rng.randint(1, 4)
    if back == 1:
        return pick(rng, "hôm qua | bữa qua || hum qua | tối qua", side), own
    old = now.date() - timedelta(days=back)
    return pick(rng, "hôm {w} | {w} || bữa {w} | {w} vừa rồi", side).format(w=_name(rng, old, side)), own


def _name(rng: Random, day: date, side: str) -> str:
    name = pick(rng, NAMES[day.weekday()], side)
    return "chủ nhật" if name.lower() == "cn" else name


def further(rng: Random, now: datetime, side: str) -> Line:
    """Figures, and their day, days, week or month in further words."""
    today, kind = now.date(), rng.randrange(8)
    monday = today - timedelta(days=today.weekday())
    if kind < 3:
        back = rng.choice((1, 2, 3, 5, 9, 16))
        own = today - timedelta(days=back)
        text = pick(rng, _FURTHER, side)
        text = text.format(d=own.day, m=own.month, y=own.year, w=_name(rng, own, side), n=own.isocalendar()[1])
        day = on(text, own)
    elif kind == 3:
        day = rng.choice(
            (on(pick(rng, _TODAY, side), today), on(pick(rng, _YESTERDAY, side), today - timedelta(days=1)))
        )
    elif kind == 4:
        start = monday - timedelta(weeks=rng.choice((1, 2)))
        a, b = sorted(rng.sample(range(7), 2))
        first, last = start + timedelta(days=a), start + timedelta(days=b)
        if first.month != last.month:
            first, last = start, start + timedelta(days=1)
        if first.month != last.month:
            return further(rng, now, side)
        text = pick(rng, _SPANS, side).format(a=first.day, b=last.day, m=last.month, y=last.year)
        day = week_of(text, last)
    elif kind == 5:
        a, b = sorted(rng.sample(range(7), 2))
        if b >= today.weekday() and today.weekday() > 1:
            a, b = 5, 6
        if today.weekday() > 3:
            return further(rng, now, side)
        a, b = (a, b) if a > today.weekday() else (5, 6)
        v, w = (pick(rng, NAMES[n], side) for n in (a, b))
        day = week_of(pick(rng, _PAIRS, side).format(v=v, w=w), monday - timedelta(days=1))
    elif kind == 6:
        own = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
        day = Day(pick(rng, _MONTHS, side).format(m=own.month, y=own.year), {"month": f"{own:%Y-%m}"}, "month")
        if own.month < 8 and day.words.startswith("T"):
            day = Day(re.sub("^T(háng )?", "tháng ", day.words), day.when, "month")
    else:
        last_week = rng.random() < 0.5
        start = monday - timedelta(days=7 if last_week else 0)
        a_day, b_day = (f"{d.day}/{d.month}" for d in (start, start + timedelta(days=6)))
        number = start.isocalendar()[1]
        text = pick(rng, _LAST_WEEKS if last_week else _WEEKS, side).format(n=number, a=a_day, b=b_day)
        day = week_of(text, start)
    values = _figures(rng)
    template = pick(
        rng, ("{day}: {n} | {v} {day} | {day} tụi em {v} || báo cáo {day}: {n} | {n} ({day}) | {day}, {v}"), side
    )
    return Line(template.format(day=day.words, **_said(rng, values, side)), now, "report", values, day.when, False)


def against(rng: Random, now: datetime, side: str) -> Line:
    """Today's figures, and an earlier day from which they were put off, or with which it is compared."""
    old, own = _other_day(rng, now, side)
    values = _figures(rng, _PEOPLE)
    text = pick(rng, rng.choice((_PUT_OFF, _COMPARED)), side)
    return Line(text.format(old=old, day=own.words, **_said(rng, values, side)), now, "report", values, own.when, False)


def planned(rng: Random, now: datetime, side: str) -> Line:
    """Figures beside the numbers of a plan; or only the plan."""
    if rng.random() < 0.25:
        text = pick(rng, _IDEAS, side).format(m=rng.randint(2, 4), n=rng.randint(10, 40))
        return Line(text, now, "other", {}, None, False)
    day, values = named(rng, now, side), _figures(rng)
    text = pick(rng, _PLANNED, side).format(m=rng.randint(10, 40), day=day.words, **_said(rng, values, side))
    return Line(text, now, "report", values, day.when, False)


def headed(rng: Random, now: datetime, side: str) -> Line:
    """A form with the day on which it was written, and the week or month that it tells of."""
    day = named(rng, now, side)
    while day.kind == "day" or "/" in day.words or "này" in day.words or "ni" in day.words or "nay" in day.words:
        day = named(rng, now, side)
    values, today = _figures(rng), now.date()
    text = pick(rng, _HEADED, side).format(
        d=today.day, m=today.month, y=today.year, p=day.words, P=day.words.upper(), **_said(rng, values, side)
    )
    return Line(text, now, "report", values, day.when, False)


def lesson(rng: Random, now: datetime, side: str) -> Line:
    """Which lesson it was, beside its day and its figures."""
    day = named(rng, now, side)
    while day.kind != "day" or re.search(r"tháng|^buổi|(hôm|ngày|bữa) \d+( vừa rồi| tây)?$", day.words):
        day = named(rng, now, side)
    values = {"learners": rng.randint(3, 35)}
    told = f"hôm {day.words}" if day.words.lower().startswith(("thứ", "thu")) else day.words
    text = pick(rng, _LESSON, side).format(l=rng.randint(2, 7), day=told, **_said(rng, values, side))
    return Line(text, now, "report", values, day.when, False)


def parted(rng: Random, now: datetime, side: str) -> Line:
    """The figures of the parts of one day: their sum."""
    back = rng.choice((1, 1, 2, 3))
    own = now.date() - timedelta(days=back)
    names = ["hôm qua"] if back == 1 else []
    names += [f"ngày {own.day}/{own.month}", f"{own.day}/{own.month}", f"hôm {_name(rng, own, side)}"]
    key = rng.choice(_PEOPLE)
    a, b = rng.sample(range(2, 30), 2)
    text = pick(rng, _PARTED, side)
    if text.startswith(("{noun}", "{day} buổi")):  # "lượt hỗ trợ 2/8" might be two of eight
        names = [name for name in names if "ngày" in name or "/" not in name]
    text = text.format(day=rng.choice(names), a=a, b=b, sum=a + b, noun=pick(rng, words.NOUNS[key], side))
    return Line(text, now, "report", {key: a + b}, {"date": own.isoformat()}, False)


def held(rng: Random, now: datetime, side: str) -> Line:
    """The days of this week's sessions, beside the figures of the week."""
    if now.weekday() < 3:
        return lesson(rng, now, side)
    u, v, w = (pick(rng, NAMES[n], side) for n in sorted(rng.sample(range(now.weekday()), 3)))
    values = _figures(rng, _PEOPLE)
    text = pick(rng, _HELD, side).format(p=u, q=v, r=w, **_said(rng, values, side))
    year, week, _ = now.isocalendar()
    return Line(text, now, "report", {"sessions": 3, **values}, {"week": f"{year}-W{week:02d}"}, False)


def storied(rng: Random, now: datetime, side: str) -> Line:
    """A small story around the figures, with or without their day."""
    values = _figures(rng)
    if rng.random() < 0.3:
        text = pick(rng, _NO_DAY, side).format(**_said(rng, values, side))
        return Line(text, now, "report", values, None, False)
    day = named(rng, now, side)
    while day.kind != "day":
        day = named(rng, now, side)
    said = _said(rng, values, side)
    text = pick(rng, _STORIES, side).format(day=day.words, Day=day.words[:1].upper() + day.words[1:], **said)
    return Line(text, now, "report", values, day.when, False)


BUILDERS: tuple[tuple[Callable[[Random, datetime, str], Line], int], ...] = (
    (further, 12),
    (against, 6),
    (planned, 6),
    (headed, 5),
    (lesson, 5),
    (parted, 5),
    (held, 4),
    (storied, 8),
)
