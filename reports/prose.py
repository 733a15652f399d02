"""The paragraphs of the official report, in the wording of administrative documents, from the ledger alone."""

from collections.abc import Sequence
from fractions import Fraction

from reports import rates
from reports.aims import Aim
from reports.book import Book, Chapter
from reports.rates import Rate
from reports.room import clip
from vietnamese import words
from vietnamese.fold import fold
from vietnamese.redact import redact

NOTHING = "Trong kỳ chưa có số liệu báo cáo về nội dung này."
# What a figure says in a sentence; {} is the figure.
DEEDS = {
    "sessions": "tổ chức {} buổi hỗ trợ, hướng dẫn",
    "outreach": "tổ chức {} đợt tuyên truyền",
    "learners": "tập huấn kỹ năng số cho {} lượt người",
    "certificates": "{} người được cấp chứng nhận “Hoàn thành khóa học”",
    "people_helped": "hỗ trợ, hướng dẫn {} lượt người dân",
    "vneid": "hỗ trợ {} người cài đặt, kích hoạt tài khoản định danh điện tử mức độ 2 (VNeID)",
    "dvc_accounts": "mở mới {} tài khoản Cổng Dịch vụ công quốc gia",
    "public_services": "hướng dẫn nộp {} hồ sơ dịch vụ công trực tuyến",
    "digital_signatures": "{} người được cấp chữ ký số cá nhân",
    "e_wallets": "mở mới {} ví điện tử, tài khoản ngân hàng số",
    "qr_households": "{} hộ kinh doanh bắt đầu dùng mã QR để thanh toán",
    "ecommerce_households": "{} hộ đưa hàng lên sàn thương mại điện tử",
}
TRAINING = ("sessions", "outreach", "learners", "certificates")
SOCIETY = ("people_helped", "vneid", "dvc_accounts", "public_services", "digital_signatures")
ECONOMY = ("e_wallets", "qr_households", "ecommerce_households")
PERSONS = {  # how a count of persons reads before its rate
    "learners": "người trong độ tuổi trưởng thành được bồi dưỡng, tập huấn",
    "vneid": "người từ 14 tuổi trở lên được cấp, kích hoạt tài khoản định danh điện tử",
    "digital_signatures": "người trong độ tuổi trưởng thành được cấp chữ ký số cá nhân",
    "certificates": "người được cấp chứng nhận “Hoàn thành khóa học”",
}
AIMED = {  # how a figure reads before its target
    "certificates": "người được cấp chứng nhận “Hoàn thành khóa học”",
    "vneid": "người được hỗ trợ cài đặt, kích hoạt VNeID",
    "learners": "lượt người được tập huấn kỹ năng số",
}
# Difficulties by what they are about, found by folded words; what fits none is quoted.
KINDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("mạng, sóng di động yếu hoặc chưa có", ("mang", "song", "wifi", "4g", "3g", "internet")),
    ("người dân chưa có điện thoại thông minh", ("dien thoai", "smartphone", "may cu", "thiet bi")),
    ("quên mật khẩu, vướng khi đăng nhập", ("mat khau", "dang nhap", "otp", "sim")),
    ("ngại lộ thông tin, sợ bị lừa đảo", ("lo thong tin", "lua dao", "so mat", "ngai lo")),
    (
        "người cao tuổi, đồng bào chưa quen dùng công nghệ",
        ("nguoi gia", "cu gia", "cao tuoi", "khong biet chu", "mu chu"),
    ),
    ("người dân bận mùa vụ, đi làm xa", ("mua vu", "di ray", "gat", "lam xa", "ban ray", "len nuong")),
    ("mưa bão, đường đi lại khó khăn", ("mua bao", "lu", "sat lo", "duong xau")),
)


def pad(value: int) -> str:
    """A figure in official prose: 03 buổi, 12, 1.045."""
    return f"{value:02}" if 0 <= value < 10 else words.number(value)


def training(book: Book) -> list[str]:
    """Bình dân học vụ số: sessions and learners of the period, then what has been reached by its last day."""
    said = _deeds(book, TRAINING)
    with_sessions = [row for row in book.villages if row.line.values.get("sessions")]
    if said and "sessions" in book.totals:
        said[0] += f" tại {pad(len(with_sessions))}/{pad(len(book.villages))} thôn"
    reached = _reached(book, TRAINING)
    return _paragraph(book, said, "các Tổ công nghệ số cộng đồng thôn đã") + reached


def society(book: Book) -> list[str]:
    """Xã hội số: VNeID, accounts, dossiers, and a commune's own indicators of no other pillar."""
    said = _deeds(book, SOCIETY) + _own(book, economy=False)
    return _paragraph(book, said, "các Tổ công nghệ số cộng đồng đã") + _reached(book, SOCIETY)


def economy(book: Book) -> list[str]:
    """Kinh tế số: wallets, QR codes, shops on line."""
    said = _deeds(book, ECONOMY) + _own(book, economy=True)
    return _paragraph(book, said, "qua hướng dẫn của các Tổ công nghệ số cộng đồng, đã") + _reached(book, ECONOMY)


def team(book: Book) -> list[str]:
    """Nhân lực: the teams, their members, who was active, sessions a village and month."""
    chapter = book.chapters[0]
    units = chapter.commune.units
    villages = [unit for unit in units if unit.kind == "village" and chapter.members.get(unit.id)]
    own = sum(chapter.members.get(unit.id, 0) for unit in units if unit.kind == "team")
    parts = []
    if own:
        parts.append(f"Tổ công nghệ số cộng đồng xã có {pad(own)} thành viên")
    if villages:
        members = sum(chapter.members[unit.id] for unit in villages)
        parts.append(f"{pad(len(villages))} Tổ công nghệ số cộng đồng thôn với {pad(members)} thành viên")
    if not parts:
        return [NOTHING]
    active = {line.person_id for line in chapter.entries if line.person_id is not None and not line.nil}
    more = [f"trong kỳ có {pad(len(active))} thành viên báo cáo số liệu"] if active else []
    average = sessions_a_month(book)
    if average:
        more.append(f"bình quân {average} buổi hỗ trợ/thôn/tháng")
    return [words.sentence("; ".join([*parts, *more])) + "."]


def sessions_a_month(book: Book) -> str:
    """The villages' sessions, a village and month, one decimal half up; nothing for periods under four weeks."""
    days = (book.until - book.period.first).days + 1
    held = [row.line.values["sessions"] for row in book.villages if "sessions" in row.line.values]
    if days < 28 or not held:
        return ""
    months = Fraction(_MONTHS.get(book.period.kind, 0)) if not book.is_running else Fraction(0)
    months = months or Fraction(days * 12 * 4, 1461)
    tenths = int(Fraction(sum(held) * 10) / (len(book.villages) * months) + Fraction(1, 2))
    return f"{tenths // 10},{tenths % 10}"


_MONTHS = {"month": 1, "quarter": 3, "half": 6, "nine_months": 9, "year": 12}


def difficulties(book: Book) -> list[str]:
    """What the villages said is difficult, grouped, with the villages that said it; then what they asked for."""
    chapter = book.chapters[0]
    groups: dict[str, list[str]] = {name: [] for name, _ in KINDS}
    others: list[str] = []
    names = {unit.id: words.village(unit.name) for unit in chapter.commune.units}
    for note in chapter.notes:
        if note.kind != "difficulty" or note.unit_id not in names:
            continue
        said = f" {fold(note.text)} "
        kinds = [name for name, cues in KINDS if any(f" {cue} " in said or f" {cue}," in said for cue in cues)]
        for name in kinds:
            if names[note.unit_id] not in groups[name]:
                groups[name].append(names[note.unit_id])
        if not kinds:
            others.append(_quoted(note.text, names[note.unit_id]))
    found = [f"{name} ({', '.join(places)})" for name, places in groups.items() if places] + others
    asked = [
        _quoted(note.text, names[note.unit_id])
        for note in chapter.notes
        if note.kind == "proposal" and note.unit_id in names
    ]
    return [
        f"Một số khó khăn các thôn phản ánh: {'; '.join(found)}."
        if found
        else "Trong kỳ các thôn chưa phản ánh khó khăn, vướng mắc.",
        *([f"Các thôn kiến nghị: {'; '.join(asked)}."] if asked else []),
    ]


def _quoted(said: str, village: str) -> str:
    return f"{clip(redact(said), 140).rstrip('.;, ')} ({village})"


def _paragraph(book: Book, said: Sequence[str], who: str) -> list[str]:
    if not said:
        return [NOTHING]
    first, last = words.full_day(book.period.first), words.full_day(book.until)
    return [f"Từ ngày {first} đến ngày {last}, {who} {'; '.join(said)}."]


def _deeds(book: Book, keys: Sequence[str]) -> list[str]:
    totals, estimates = book.totals, book.estimates
    return [
        DEEDS[key].format(pad(totals[key])) + (" (có số ước)" if key in estimates else "")
        for key in keys
        if key in totals
    ]


def _own(book: Book, *, economy: bool) -> list[str]:
    """A commune's own indicators, each under its own label."""
    totals = book.totals
    return [
        f"{words.village(own.label[:1].lower() + own.label[1:])}: {pad(totals[own.key])} {own.unit}"
        for own in book.commune.own
        if own.key in totals and ("kinh te" in fold(own.pillar)) == economy
    ]


def _reached(book: Book, keys: Sequence[str]) -> list[str]:
    """Lũy kế: figures against their targets, counts of persons against their dated denominators; never one without the
    other, and never summed visits over persons. Targets with one decimal, shares of a population with two."""
    parts = []
    for chapter in book.chapters:
        parts += [_aim(chapter, aim) for aim in chapter.aims if aim.indicator in keys]
        parts += [
            _rate(book, rate) for rate in rates.found(chapter.counts, chapter.denominators) if rate.indicator in keys
        ]
    return [f"Lũy kế đến ngày {words.full_day(book.until)}: {'; '.join(parts)}."] if parts else []


def _aim(chapter: Chapter, aim: Aim) -> str:
    indicator = chapter.commune.indicator(aim.indicator)
    what = AIMED.get(aim.indicator, f"{indicator.label[:1].lower()}{indicator.label[1:]} ({indicator.unit})")
    share = words.percent(aim.done, aim.value)
    return f"{what} {words.number(aim.done)}/{words.number(aim.value)} đạt {share} chỉ tiêu {aim.name}"


def _rate(book: Book, rate: Rate) -> str:
    day = rate.count.date
    as_of = f" (số ngày {words.full_day(day)})" if day and day != book.until else ""
    return f"{PERSONS[rate.indicator]} {rate.said}{as_of}"
