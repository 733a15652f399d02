"""Figures whose clause tells of something else than work that the team has done: others' work, plans, goods, chatter.

The rules before know which number goes with which noun; these look once more at the words right beside each figure,
and take it away where they say that nothing was done, or that it was not us.
"""

from vietnamese.bymarks import Phrase, stands, table
from vietnamese.clauses import DEEDS
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.questioned import ASKED_FIRST, ASKING, SUPPOSING, asked_from, asks, asks_first, begins, ends, supposes
from vietnamese.result import Figure
from vietnamese.triggers import Wording, trigger

_PERSON = ("person", "gender", "short_person")

# Before a figure, in its clause: the work is others', or nobody's yet.
_OTHERS = (
    "họ|người ta|thôn bên|xã bên|thôn bạn|xã bạn|huyện bên|thôn kia|tụi nó|chúng nó|hồi trước|trước đây|hồi xưa|"
    "dạo trước"
)
_NOT_YET = (
    "đang vận động|đang tuyển|cần tuyển|tuyển thêm|tuyển|chiêu sinh|đang rủ|định rủ|tính rủ|định dạy|định cài|đang dở|"
    "còn dở|dang dở|còn kẹt|đang kẹt|bị kẹt|đang chờ|đang đợi|chờ đủ|đợi đủ|hứa|dự kiến|dự định|đang xin|còn trống|"
    "còn dư|sinh nhật|chưa chốt|duyệt giúp|duyệt giùm|duyệt cho|bị lỗi|báo lỗi|mã lỗi|còn thiếu"
)
# Behind people: what they say, want or feel; they learnt nothing by it.
_SAY = (
    "hỏi|đòi|than|kêu|khóc|cãi|thắc mắc|xin nghỉ|xin chuyển|xin về|xin dời|xin đổi|xin thôi|phàn nàn|"
    "chê|khen|cười|giỡn|bị lừa|bị mất|bị khóa|bị khoá|nhà xa|ở xa|đang suy nghĩ|suy nghĩ|còn ngại|ngại|"
    "chưa chịu|chưa dám|giận|tên|lớn tuổi nhất|nhỏ tuổi nhất|trẻ nhất|già nhất|giỏi nhất"
)
_AFTER_SAY = word_set("hoc vien nguoi trong lop ngoai quan cho o hom qua nay toi sang chieu minh thon do kia cu")
# Papers and signs that are made or asked for, not handed out or put to use.
_MADE = (
    "in|in giúp|in giùm|in hộ|ký|ký giúp|ký giùm|duyệt|duyệt giúp|photo|phôi|đóng dấu|đặt|đặt giúp|cần|thiếu|hư|đòi|xin"
)
_SPOILT = "in dở|in hư|in hỏng|in sai|in lỗi|in thiếu|chưa in|bị hư|bị rách|bị ướt|thiếu tên|sai tên|in lại"
# Classes that are not ours.
_SUBJECTS = (
    "võ|hát|múa|may|nhảy|bơi|đàn|vẽ|thêu|dệt|yoga|zumba|dân vũ|aerobic|thể dục|tiếng anh|ngoại ngữ|"
    "toán|văn|nấu ăn|trồng trọt|chăn nuôi|khuyến nông|lái xe|cồng chiêng|giáo lý|mẫu giáo|mầm non|xóa mù chữ|xoá mù chữ"
)


_WORK = "lao động|dọn|đào|gặt|tuần tra|vệ sinh|trồng cây|văn nghệ|đá bóng|trực bão|trực trạm|làm đường|phụ hồ"
_TEAMWORK = word_set("day hoc lop cai huong ho giup mo chi vneid tuyen")

_TABLES = tuple(table(p) for p in (_OTHERS, _NOT_YET, _SAY, _MADE, _SUBJECTS, _WORK, _SPOILT))
_IS_OTHERS, _IS_NOT_YET, _IS_SAID, _IS_MADE, _IS_SUBJECT, _IS_WORK, _IS_SPOILT = _TABLES
_OTHERS_BIT, _NOT_YET_BIT, _SAID_BIT = trigger(_IS_OTHERS), trigger(_IS_NOT_YET), trigger(_IS_SAID)
_MADE_BIT, _SUBJECT_BIT, _WORK_BIT = trigger({*_IS_MADE, *_IS_SPOILT, "phoi"}), trigger(_IS_SUBJECT), trigger(_IS_WORK)
_CONCERNED = trigger(
    {word for phrases in _TABLES for word in phrases}
    | word_set("huyen tinh duong tien phoi so nhieu ai nhan luu doi chuyen gio nao nha")
    | ASKING
)


def estranged(draft: Draft) -> list[Figure]:
    """Take away every figure whose own clause says that it is none; returns those taken."""
    if not draft.figures or not draft.bits & (_CONCERNED | SUPPOSING | ASKED_FIRST):
        return []
    asking = bool(draft.folds & ASKING)
    asked = asked_from(draft) if asking else len(draft.tokens)
    taken = [
        f
        for f in draft.figures
        if (item := _number(draft, f)) is not None
        and (
            item.i >= asked
            or (asking and asks(draft, item))
            or _in_question(draft, f, item)
            or _strange(draft, f, item)
        )
    ]
    for figure in taken:
        draft.figures.remove(figure)
        draft.values.pop(figure.indicator, None)
        item = _number(draft, figure)
        if item is not None and not any(f.start == figure.start for f in draft.figures):
            item.tag, item.note = "X", "other"
    return taken


def _in_question(draft: Draft, figure: Figure, item: Item) -> bool:
    return supposes(draft, item) or (figure.indicator == "learners" and asks_first(draft, item))


def _number(draft: Draft, figure: Figure) -> Item | None:
    for item in draft.items:
        if item.start == figure.start and item.tag == "N" and item.value == figure.value:
            return item
    return None


def _strange(draft: Draft, figure: Figure, item: Item) -> bool:
    first, behind = begins(draft, item.i), _behind(draft, item)
    if draft.fold(item.j) == "so" and draft.tokens[item.j].marked and not item.words and not _counts(draft, item.j):
        return True  # "đọc 6 số trong tin nhắn"
    bits = draft.bits
    if draft.words[first] == "ai" and draft.words[first + 1] in _VOLUNTEERS:
        return True  # "ai rảnh thứ 7 xuống phụ thôn em dạy 30 cô bác với"
    if figure.indicator != "certificates" and bits & _GOT_BIT and stands_before(draft, item, _GOT):
        return True  # "đã ghi nhận 12 hv của thôn Làng Teng, cảm ơn em"
    return bool(
        (bits & _OTHERS_BIT and _by_others(draft, first, item))
        or (bits & _NOT_YET_BIT and _nothing_yet(draft, first, item))
        or (bits & _SAID_BIT and _said(draft, item, behind))
        or (
            figure.indicator == "learners"
            and (
                (bits & _WENT.bit and _taught_ourselves(draft, item))
                or (bits & _PUT_OFF.bit and _put_off(draft))
                or (bits & _SUBJECT_BIT and _other_class(draft, first, item))
            )
        )
        or (
            figure.indicator == "sessions"
            and (
                "tien" in draft.words[max(first, item.i - 4) : item.i]
                or (item.value == 1 and _paid(draft, item))
                or (bits & _WORK_BIT and _other_work(draft, first, item))
            )
        )
        or (figure.indicator == "certificates" and _longed_for(draft))
        or (bits & _MADE_BIT and figure.indicator in ("certificates", "qr_households") and _made(draft, first, item))
    )


def _counts(draft: Draft, at: int) -> bool:
    """Whether the số at a token begins the name of what is counted: "vneid = 40 số học viên = 44"."""
    return any(at <= i.i <= at + 1 and i.tag in "IU" for i in draft.items)


def _behind(draft: Draft, item: Item) -> int:
    """The token behind the number and its noun, -1 where no person is counted."""
    k = draft.items.index(item)
    noun = draft.items[k + 1] if k + 1 < len(draft.items) else None
    if noun is None or noun.i != item.j:
        return -1
    if noun.entry.unit in (*_PERSON, "household") or noun.key == "learners":
        return noun.j
    return -1


_OURS = word_set("em e tui toi minh to")
_GOT = table("đã nhận|đã ghi nhận|ghi nhận được|nhận được|đã nhận được|đã lưu")
_GOT_BIT = trigger(_GOT)
_VOLUNTEERS = word_set("ranh phu di muon can xuong giup")
_ONCE = word_set("hoi truoc dao")


def _by_others(draft: Draft, first: int, item: Item) -> bool:
    """ "thôn bên kia họ cài được 45 vneid rồi": others did it; "thôn bên qua học ké, lớp mình 20" stays."""
    for n in range(first, item.i):
        length = stands(draft, n, _IS_OTHERS) if draft.words[n] in _IS_OTHERS else 0
        if length and (draft.words[n] in _ONCE or not any(draft.words[m] in _OURS for m in range(first, item.i))):
            elsewhere = not {"thon", "xa", "ben", "huyen", "lang"}.isdisjoint(draft.words[first : n + 1])
            return elsewhere or draft.words[n] in _ONCE  # "vận động mãi họ mới cài 6 vneid": the villagers
    return False


_LINKS = word_set("duoc them cho la co khoang tam de giup dc 1 may")


def stands_before(draft: Draft, item: Item, phrases: dict[str, list[Phrase]]) -> bool:
    """Whether one of the phrases ends right before the number."""
    return any(
        n >= 0
        and stands(draft, n, phrases) == item.i - n
        and not any(i.tag == "I" and i.i < n < i.j for i in draft.items)  # not the nhận of "chứng nhận được 54 lượt"
        for n in range(item.i - 3, item.i)
    )


def _nothing_yet(draft: Draft, first: int, item: Item) -> bool:
    """ "đang vận động 3 hộ lên sàn", "còn kẹt 1 hồ sơ", "tuyển 25 học viên": right before the number."""
    if item.value == 1 and (draft.fold(item.i - 2), draft.fold(item.i - 1)) in (("o", "nha"), ("ghe", "nha")):
        return True  # "em đang ở nhà 1 học viên"
    return any(
        draft.words[n] in _IS_NOT_YET
        and (length := stands(draft, n, _IS_NOT_YET))
        and all(draft.words[m] in _LINKS for m in range(n + length, item.i))
        for n in range(max(first, item.i - 5), item.i)
    )


def _helping(draft: Draft, item: Item) -> bool:
    """What was done about it, unless it was not."""
    done = item.entry.context in ("help", "open", "teach", "install")
    return done and not {"chua", "khong", "ko", "cach"} & set(draft.words[max(0, item.i - 3) : item.i])


def _said(draft: Draft, item: Item, behind: int) -> bool:
    """ "3 bà ngoài quán hỏi em cách mở ví", "2 học viên hôm qua hỏi bao giờ có chứng nhận"."""
    if behind < 0 or _done_to(draft, item):
        return False
    if any(i.i > behind + 2 and _helping(draft, i) for i in draft.items):
        return False  # "8 người bị khóa zalo, em giúp mở lại hết"
    at = behind
    while at < behind + 3 and draft.fold(at) in _AFTER_SAY:
        at += 1
    return stands(draft, at, _IS_SAID) > 0


def _done_to(draft: Draft, item: Item) -> bool:
    """ "lớp 11 cô cười cả buổi", "giúp 6 bác than máy chậm": a verb of the team or its class stands right before."""
    k = draft.items.index(item)
    before = draft.items[k - 1] if k else None
    if draft.fold(item.i - 1) in ("cho", "giup", "gium"):
        return True
    if before is None or not 0 <= item.i - before.j <= 1 or (item.i > before.j and draft.fold(before.j) not in _GIVEN):
        return False
    return before.tag == "I" or before.entry.unit == "class" or before.entry.context in DEEDS


_GIVEN = frozenset({"duoc", "dc", "cho", "dang", "co"})


def _made(draft: Draft, first: int, item: Item) -> bool:
    """ "in giúp em 18 giấy chứng nhận": papers asked for."""
    if "phôi" in draft.text.lower():
        return True
    end = ends(draft, item.j)
    if any(stands(draft, n, _IS_SPOILT) for n in range(item.j, min(item.j + 8, end))):
        return True
    for n in range(max(first, item.i - 4), item.i):
        if length := stands(draft, n, _IS_MADE):
            return all(
                draft.fold(m) in ("giup", "gium", "ho", "em", "e", "tui", "cho", "them", "moi", "con")
                for m in range(n + length, item.i)
            )
    return False


_SOMEDAY = (("bao", "gio"), ("khi", "nao"), ("chung", "nao"), ("luc", "nao"))


def _longed_for(draft: Draft) -> bool:
    """ "2 cô hỏi bao giờ có chứng nhận": none was handed out."""
    papers = [i for i in draft.items if i.key == "certificates"]
    return bool(papers) and all((draft.fold(i.i - 3), draft.fold(i.i - 2)) in _SOMEDAY for i in papers)


def _other_class(draft: Draft, first: int, item: Item) -> bool:
    """ "lớp võ tối thứ 2 có 20 em"."""
    for n in range(first, item.i) if "lop" in draft.folds else ():
        if draft.words[n] == "lop":
            after = n + 1 + (draft.fold(n + 1) in ("hoc", "day"))
            if stands(draft, after, _IS_SUBJECT):
                return True
    return False


_WENT = Wording(
    r" di (tap huan|hoc) (\w+ ){0,2}ve (\w+ ){0,3}, |"
    r" (di|du|cu di|duoc cu) (hoc |du )?(tap huan|lop|hoi nghi|khoa) (\w+ ){0,6}(huyen|tinh|trung uong|thanh pho) "
)


def _taught_ourselves(draft: Draft, item: Item) -> bool:
    """ "em mới đi tập huấn trên huyện về, lớp 80 người": where the teller was taught."""
    words = f" {' '.join(draft.words[: item.i])} "
    return _WENT.search(draft.bits, words) is not None


def _other_work(draft: Draft, first: int, item: Item) -> bool:
    """ "tổ mình đi lao động 2 buổi đào mương": work, but not for people who learn."""
    if draft.folds & _TEAMWORK:
        return False
    return any(
        stands(draft, n, _IS_WORK) and draft.fold(n + 1) != "tao"  # "tập huấn 5 buổi, đào tạo 19 người"
        for n in range(first, min(item.j + 5, len(draft.tokens)))
    )


_PUT_OFF = Wording(
    r" lop (\w+ ){0,6}(doi|chuyen) (lich |ngay |lai )?(qua|sang|toi|den|vao) (toi|sang|chieu|thu|t|cn|chu|mai|tuan) "
)


def _put_off(draft: Draft) -> bool:
    """ "lớp tuần sau chuyển qua thứ 6, 12 học viên cũ vẫn giữ": when a class is to be, with no word of one that was."""
    later = any(i.note in ("later", "plan") for i in draft.whens)
    return later and _PUT_OFF.search(draft.bits, f" {' '.join(draft.words[:40])} ") is not None


_WAGES = word_set("duong tien tra cap cong xang k")


def _paid(draft: Draft, item: Item) -> bool:
    """ "một buổi dạy được bồi dưỡng 100k": what a session is paid."""
    end = ends(draft, item.j)
    after = set(draft.words[item.j : min(end, item.j + 8)])
    return bool(after & _WAGES) and bool(draft.folds & {"k", "ngan", "nghin", "dong"})
