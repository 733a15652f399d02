"""Is it asked how to report: what to write, what counts for what, by when, what the bot can do?"""

import re

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.plainly import DONE, LONGEST, asks_how, asks_receipt, spoken
from vietnamese.triggers import Phrases, Wording, trigger

_TALK = word_set(
    "report hieu hiu so bao gui goi ghi nhap nop sua xoa go nhan mau lenh lieu bot tinh cu viet bc "
    "tin cach huy menu help bam form muc han deadline"
)
# What is looked for in the folded words below: each named for what it says.
_TO_COUNT = Phrases(
    "thi ghi|thi tinh|thi bao|thi nhap|ghi la|tinh la|co tinh|tinh sao|ghi sao|thi dem|ghi may|tinh may"
)
_WHICH_WAY = Phrases("hay|hay la|sao|may|khong|ko|the nao|nao|gi|ha|hay sao|vay|chua")
_OF_ONES_OWN = Phrases("cua toi|cua em|cua tui|cua minh|cua thon")
_ARRIVED_OR_NOT = Phrases(
    "nhan duoc khong|nhan duoc chua|nhan dc ko|nhan dc chua|co nhan duoc|nhan duoc ko|vo chua|toi chua|den chua"
)
_NOT_KNOWN = Phrases("khong biet|ko biet|k biet|hong biet")
_UNDERSTOOD_AS = Phrases("hieu la|bot hieu|nghia la|co hieu|tinh la")
_REFUSED = Phrases("bao loi|khong duoc|ko duoc|k duoc|la sao")
_RECEIVED = Phrases("nhan duoc|nhan dc")
_OBLIGED_TO = Phrases("phai bao|phai nop|phai gui|bat buoc")
_HOW_TO_SEND = Phrases(
    "go cai gi|nhu nao|thi tinh|thi ghi|nop o dau|bao o dau|khi nao phai|khi nao nop|bao tre co sao|"
    "nop tre co sao|co can bao|co can nop|co can ghi|co phai bao|co phai nop|khong biet nhan|ko biet nhan|"
    "khong biet go|ko biet go|khong biet bao|ko biet bao|ko biet cach|khong biet cach|k biet cach|k biet bao|"
    "nhan tin bao cao voi|ghi nhu the nao|bao cach nao|duoc khong|dc ko|duoc ko|bot doc duoc"
)
_WHAT_IS = Phrases("la gi|khac nhau|la sao|nghia la|gom nhung gi|tinh nhu the nao|tinh the nao|co tinh")
_WRITE_HOW = Phrases(
    "viet sao|go s|bc s|bao cao s|gui s|thi sao|hay phai|hieu khong|cung duoc|duoc khong|thu tu nao|bot hieu|"
    "bot hiu|nhu nao|ghi gi|go chu|nhan so|the nao|chi mk|co phai|phai khong"
)
_TYPE_HOW = Phrases("thi go s|bc s v|bao cao s v|viet sao|go the nao|nhan the nao")


def _how_to_count(draft: Draft, asked: str) -> bool:
    """ "1 người học 2 buổi thì ghi 1 hay 2?": how to count or write, whatever numbers the example has."""
    counting = _TO_COUNT.said(draft.bits, asked)
    return counting and _WHICH_WAY.said(draft.bits, asked)


# "có cần nhắn tên thôn không", "báo theo tuần hay theo ngày thì đúng hả": whether or how one must.
_OBLIGED = Wording(
    r" (co duoc|co can|co phai|co nen|phai co|can phai|co bat buoc) .*(khong|ko|k|hong|hok|hem|ha|a) |"
    r" (ghi|go|nhan|bao|viet|tinh) .* (hay|hoac) (la )?(ghi|go|nhan|bao|viet|tinh) |"
    r" (ghi|go|nhan|bao|viet) .* hay .* truoc |"
    r" (may gio|khi nao|bao gio|chung nao|ngay nao) (\w+ ){0,2}(het|toi|den) han |"
    r" (hay|hoac) .* (thi|moi) (\w+ ){0,2}(dung|duoc|phai|hieu|nhan) |"
    r" (bn|may|bao nhieu|nhung) muc (\w+ ){0,2}(phai|can) | (vao|vo) (muc|cot|dong|o|cho) nao "
)
_WRITTEN = Wording(r"^ (\w+ ){0,3}(ghi|go|nhan|bao|viet) .* hay ((la )?(ghi|go|nhan|bao|viet)|\w+ (\w+ )?truoc) ")
_PAPERS = Wording(r" (ho so|giay|don|hs) (\w+ ){0,4}(nop|gui|lam) o dau ")
_MAY_COUNT = Wording(r" tinh (\w+ ){0,4}(duoc|dc|dk) (khong|ko|k|hong|hok|hem|chua|a) ")
_EITHER = Wording(r" la .* (hay|hoac) .* de (em|e|tui|toi|minh|chi|anh|con)? ?(ghi|bao|nhap|go|dien) ")
_TYPED = word_set("ghi nhan go bao viet nhap")
_SENT_IT = word_set("gui goi nop roi nay luc hoi")  # 'em gửi "5 hv" nãy có nhận không'
_QUOTED = re.compile(r"['\"‘“][^'\"’”]*\d[^'\"’”]*['\"’”]")
# "báo kiểu như 5hv 2b có được không": a report shown, not sent.
_EXAMPLE = Wording(
    r" (kieu|kieu nhu|vi du|vd|nhu la|ghi la|go la|nhan la|bao la|ghi vay|nhan vay) .* (duoc|dc|dung|hieu) "
    r"(khong|ko|k|hong|hok|hem|chua|ha) "
)
_BOT_ABLE = Wording(r" bot (co )?(nhan|doc|hieu|hiu|nghe|xem|biet) .*(khong|ko|k|hong|hok|duoc|dc) ")
# "so lieu thang 9 ca xa the nao roi em": how the figures stand.
_FIGURES_GOING = Wording(r" so lieu (\w+ ){1,6}(the nao|sao|ra sao|toi dau) (roi|r) ")
_FILES = trigger(["pdf", "excel", "xlsx", "file", "word"])


def _file_wanted(draft: Draft) -> bool:
    """ "cho anh report tuần rồi dạng pdf được không": a file of figures is asked for, not how to report."""
    return bool(draft.whens) and bool(draft.bits & _FILES)


def _arrival_asked(draft: Draft, asked: str) -> bool:
    """ "báo cáo của tôi gửi khi nãy có nhận được không": whether it arrived."""
    return _OF_ONES_OWN.said(draft.bits, asked) and _ARRIVED_OR_NOT.said(draft.bits, asked)


_ABOUT_TALK = trigger(_TALK)
_WHO_OR_NOT_YET = trigger(["ai", "chua"])
_WRITING = trigger(word_set("go nhan nhap ghi bao gui viet sua xoa bc mun muon bot"))


def is_help(draft: Draft, question: bool, folds: set[str], words: list[str], numbers: bool) -> bool:
    asked = spoken(draft)
    if words[:1] == ["chuc"] and not question:
        return False  # "chuc mung chi em" shows nothing to anybody
    unsure = draft.values and _NOT_KNOWN.said(draft.bits, asked)  # "còn 8 không biết ghi sao"
    if (DONE.search(draft.bits, asked) and " bot lam " not in asked) or (
        draft.whens and _FIGURES_GOING.search(draft.bits, asked)
    ):
        return False
    if (unsure and "?" not in draft.text) or _file_wanted(draft) or _arrival_asked(draft, asked):
        return False
    if asks_receipt(draft.bits, asked) and not draft.values:
        return False
    if not numbers and not draft.values and len(words) <= 20:
        named = sum([i.tag == "I" for i in draft.items])
        if asks_how(draft.bits, asked, named):
            return True
    if draft.doubts and any(d.kind == "two_values" for d in draft.doubts) and "?" not in draft.text:
        return False  # "người nói 33 người nói 28, em chưa biết ghi mấy": a report in doubt
    if question and "khong" in folds and folds & _TYPED and not folds & _SENT_IT and _QUOTED.search(draft.text[:400]):
        return True  # "ghi '12 hv 3 vneid' vậy được không"
    if question and _UNDERSTOOD_AS.said(draft.bits, asked) and _QUOTED.search(draft.text[:400]):
        return True  # "gõ 'vneid 5' thì bot hiểu là …?"
    if question and _EXAMPLE.search(draft.bits, asked):
        return True
    done = draft.figures and folds & {"xong", "roi"} and draft.fold(0) != "neu"
    if question and not done and (_how_to_count(draft, asked) or _MAY_COUNT.search(draft.bits, asked)):
        return True
    talk = bool(draft.bits & _ABOUT_TALK)
    if talk and (
        _EITHER.search(draft.bits, asked) or (_REFUSED.said(draft.bits, asked) and _QUOTED.search(draft.text[:400]))
    ):
        return True
    how = talk and (
        _OBLIGED.search(draft.bits, asked)
        or (_BOT_ABLE.search(draft.bits, asked) and not _RECEIVED.said(draft.bits, asked))
    )
    if how and not draft.values and "chua" not in folds and (question or _WRITTEN.search(draft.bits, asked)):
        return True
    if _PAPERS.search(draft.bits, asked):
        return False
    if draft.values and "?" not in draft.text:
        return False
    wish = draft.wishes.get("help")
    if question and not draft.values and not draft.bits & _WHO_OR_NOT_YET and _OBLIGED_TO.said(draft.bits, asked):
        return True
    if talk and not draft.values and _HOW_TO_SEND.said(draft.bits, asked) and (question or len(words) <= 10):
        return True
    if question and not draft.values and _WHAT_IS.said(draft.bits, asked) and any(i.tag == "I" for i in draft.items):
        return True
    if words in (["giup"], ["giup", "em"], ["giup", "voi"], ["huong", "dan"], ["tro", "giup"]):
        return True
    joined = asked if len(words) <= LONGEST else " " + " ".join(words) + " "
    if wish is None and question and not draft.values and draft.bits & _WRITING:
        return _WRITE_HOW.said(draft.bits, joined)
    if wish is None and _TYPE_HOW.said(draft.bits, joined):
        return True
    if wish is None:
        return False
    word = draft.text[wish.start : wish.end].lower()
    own = draft.fold(wish.i - 1) in ("em", "e", "tui", "minh", "toi") and draft.fold(wish.i) in ("chi", "huong", "bay")
    if own and not question and any(i.tag in "NX" and i.value for i in draft.items):
        return False  # "3 mệ tới hỏi, em chỉ cách gọi video cho cả 3"
    if word in ("how to", "how do i"):
        return True
    if numbers and not question and any(i.tag == "N" or i.note == "other" for i in draft.items):
        return False  # "1 cụ tới hỏi cách dùng" tells of a person, it asks for nothing
    if "loi" in folds and any(i.key == "vneid" for i in draft.items):
        return False
    if (
        word in ("help", "hdsd", "trợ giúp", "giúp với", "menu", "tro giup", "giup voi")
        and len(words) <= 6
        and not numbers
    ):
        return True
    if draft.values and "?" not in draft.text:
        return False
    strong = word.split()[0] in (
        "cách",
        "cach",
        "hướng",
        "huong",
        "cú",
        "cu",
        "mẫu",
        "mau",
        "chỉ",
        "chi",
        "ghi",
        "tính",
        "tinh",
        "gõ",
        "go",
        "lệnh",
        "hạn",
        "han",
        "deadline",
        "nhắn",
        "nhan",
        "bot",
        "những",
        "gửi",
        "gui",
        "báo",
        "bao",
        "nhập",
        "nhap",
        "nộp",
        "nop",
        "form",
        "bấm",
        "đều",
    )
    if not (talk or (strong and len(words) <= 6)):
        return False
    if word in ("mẫu", "mau", "tính là", "tính vô", "có tính", "form", "răng") and not question:
        return False
    if word in ("được hả", "đều được hả") and not question:
        return False
    request = bool(folds & {"chi", "huong", "xin", "cho", "giup", "voi", "day", "muon", "hoi"})
    if word.split()[0] in ("cách", "cach") and not question and not request and len(words) > 7:
        return False
    return (
        question
        or request
        or len(words) <= 8
        or word
        in ("kiểu gì", "kieu gi", "thế nào", "the nao", "sao vậy", "làm sao", "lam sao", "ra sao", "như thế nào", "ntn")
    )
