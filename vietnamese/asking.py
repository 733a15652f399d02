"""The three kinds of question: how to report (help), who has reported (status), how much there is (summary)."""

import re

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.plainly import asks_how, asks_how_far, asks_receipt
from vietnamese.tokens import WORD
from vietnamese.triggers import Phrases, Wording, trigger

_LONGEST = 60  # words of a message in which a question is looked for


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
_WHO_LACKS = Phrases(
    "who hasn|who has not|not reported|reported yet|received my|got my|get my|ai chua|thon nao chua|thon mo chua|"
    "con thieu ai|thieu ai|no bao cao|no bc|con ai|ai con|con thieu minh|con thieu tui|con thieu em"
)
_WHO_SENT = Phrases(
    "ai nop|ai gui|ai bao cao|thon nop tre|thon nao khong bao|thon nao ko bao|thon nao khong nop|cac thon chua|"
    "thon chua nop|thon chua bao|nop tre|chua thay ghi nhan|gui so chua|bao cao toi dau roi|bao cao den dau roi|"
    "nop toi dau roi|thon nop roi|thon nop r"
)
_WHICH_VILLAGES = Phrases("thon nao|thon mo|may thon|nhieu thon|nhung thon")
_ALL_SENT = Phrases("bao cao roi|bao roi|bao cao r|da bao cao|bao cao day du|bao du")
_SENT_ALREADY = Phrases(
    "nop roi|nop r|gui roi|gui r|bao roi|bao r|bc r|bc roi|bao cao roi|nop bc roi|gui bc roi|bao cao r"
)
_SENT_RIGHT = Phrases("r fk|roi phai|r phai|roi fai|r ph ko")
_RECEIVED_OR_NOT = Phrases(
    "nhan may|nhan duoc|nhan dc|co nhan|da nhan|thieu bc|thieu bao cao|tinh hinh nop|tien do nop|thieu minh|"
    "thieu tui|nhan tin|vo may"
)
_STILL_LACKING = Phrases("con thieu|da nop|da gui|da bao")
_HOW_IS_IT = Phrases("the nao|sao roi|ra sao|toi dau roi|den dau roi|sao r")
_SHORT_FIGURES = Phrases("so lieu|tong|sl|total|bao cao tuan|bao cao thang|bc tuan|bc thang")


def _how_to_count(draft: Draft, asked: str) -> bool:
    """ "1 người học 2 buổi thì ghi 1 hay 2?": how to count or write, whatever numbers the example has."""
    counting = _TO_COUNT.said(draft.bits, asked)
    return counting and _WHICH_WAY.said(draft.bits, asked)


# "có cần nhắn tên thôn không", "báo theo tuần hay theo ngày thì đúng hả": whether or how one must.
_OBLIGED = Wording(
    r" (co duoc|co can|co phai|co nen|phai co|can phai|co bat buoc) .*(khong|ko|k|hong|hok|hem|ha|a) |"
    r" (ghi|go|nhan|bao|viet) .* (hay|hoac) (la )?(ghi|go|nhan|bao|viet) |"
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
_QUOTED = re.compile(r"['\"‘“][^'\"’”]*\d[^'\"’”]*['\"’”]")
# "báo kiểu như 5hv 2b có được không": a report shown, not sent.
_EXAMPLE = Wording(
    r" (kieu|kieu nhu|vi du|vd|nhu la|ghi la|go la|nhan la|bao la|ghi vay|nhan vay) .* (duoc|dc|dung|hieu) "
    r"(khong|ko|k|hong|hok|hem|chua|ha) "
)
_BOT_ABLE = Wording(r" bot (co )?(nhan|doc|hieu|hiu|nghe|xem|biet) .*(khong|ko|k|hong|hok|duoc|dc) ")


_DONE = Wording(r" (xa|thon|to|minh|tuan|thang) (\w+ ){0,5}(lam|dat) (duoc|dc|dang) (nhung gi|gi|toi dau|den dau) ")


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


def _told(draft: Draft) -> str:
    """The folded words with a comma between two clauses, so that no wording is found across them."""
    return (
        " "
        + " ".join(
            [
                t.fold if t.kind == WORD else ","
                for t in draft.tokens[:_LONGEST]
                if t.kind == WORD or t.text[0] in ",.;!?\n"
            ]
        )
        + " "
    )


def is_help(draft: Draft, question: bool, folds: set[str], words: list[str], numbers: bool) -> bool:
    asked = _told(draft)
    unsure = draft.values and _NOT_KNOWN.said(draft.bits, asked)  # "còn 8 không biết ghi sao"
    if (_DONE.search(draft.bits, asked) and " bot lam " not in asked) or (
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
    if question and "khong" in folds and folds & _TYPED and _QUOTED.search(draft.text[:400]):
        return True  # "ghi '12 hv 3 vneid' vậy được không"
    if question and _UNDERSTOOD_AS.said(draft.bits, asked) and _QUOTED.search(draft.text[:400]):
        return True  # "gõ 'vneid 5' thì bot hiểu là …?"
    if question and _EXAMPLE.search(draft.bits, asked):
        return True
    if question and (_how_to_count(draft, asked) or _MAY_COUNT.search(draft.bits, asked)):
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
    joined = asked if len(words) <= _LONGEST else " " + " ".join(words) + " "
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


_SENT = word_set("nop gui goi bao bc submit luu nhan ghi vo vao len sent")


# "ai trong xã chưa gửi số", "em gửi lúc sáng có lưu không", "sao thôn em vẫn ghi là chưa nộp"
_ARRIVED = Wording(
    r" (ai|thon nao|to nao|lang nao|thon mo) (\w+ ){0,5}chua (gui|nop|bao|bc|goi) |"
    r" (gui|nop|bao cao|goi) (\w+ ){0,8}co (luu|nhan|vo|toi|den|thay|ghi|len)( \w+){0,2} (khong|ko|k|chua|hong|hok) |"
    r" (con|co) (thieu|no) (bao cao|bc|so lieu|so|gi) (\w+ ){0,4}(khong|ko|k|hong|hok) |"
    r" (nop|gui|bao|bc|goi) (so |bao cao )?(\w+ ){0,3}(roi|r) (ha|phai|ph|h) |"
    r" (nop|gui|bao|bc|bao cao) (so )?(roi|r) (dung|phai|ph|fai) (khong|ko|k|hong|hok) |"
    r" co (nop|gui) (\w+ ){0,2}(khong|ko|k|chua|hong) | trong (ds|danh sach) chua (nop|gui|bao|bc) |"
    r" (da|co) nhan (\w+ ){0,3}(hay chua|chua) |"
    r" sao (\w+ ){0,8}chua (nop|gui|bao|co ten|nhan|thay) |"
    r" (bao|gui|nop) (\w+ ){0,4}(roi|lan|r) (\w+ ){0,2}ma (\w+ ){0,5}(khong|ko|chua|k) |"
    r" (bao|gui|nop|goi|bc) (\w+ ){0,4}(roi|r) (, )?((nha|do|nghe|chi|anh|bot|mo|may|giup|gium|xa|ad|oi|a) ){0,4}"
    r"(coi|kiem tra|xem|check|ra) lai "
)
_AWAKE = Wording(r" con ai (thuc|ranh|o|online|onl|day|biet|nho|can|muon|di|an|cuu) ")  # "còn ai thức hông"
_WHO = word_set("ai nao mo ds liet nhung thon lang to em e minh tui toi bot may cua check con he xa no")

_SENDING = trigger(_SENT)
_NOT_YET = trigger(["chua", "ch", "yet"])


def is_status(draft: Draft, question: bool, folds: set[str], words: list[str]) -> bool:
    """Who has reported, or whether one's own report arrived: a word of sending with "chưa", "ai", "thôn nào",
    "rồi mà".
    """
    if draft.values and not question:
        return False
    joined = _told(draft)
    sending = bool(draft.bits & _SENDING) or "so lieu" in joined
    unsent = bool(draft.bits & _NOT_YET) and bool({"chua", "ch", "yet"} & set(words))
    if "xin" in folds and "so lieu" in joined and "thon" not in folds:
        return False
    if "du" in folds and "thon" in folds and unsent:
        return True
    if "con" in folds and "ai" in folds and not draft.plain and "còn" not in draft.text.lower():
        joined = joined.replace(" con ai ", " ").replace(" ai con ", " ")  # "mất 3 con, ai thấy"
    if _AWAKE.search(draft.bits, joined):
        return False
    if asks_receipt(draft.bits, joined) and not draft.values:
        return True
    if _WHO_LACKS.said(draft.bits, joined):
        return True
    if _WHO_SENT.said(draft.bits, joined):
        return True
    if _WHICH_VILLAGES.said(draft.bits, joined) and (
        unsent
        or " con " in joined
        or " bo trong " in joined
        or " trang " in joined
        or folds & {"nop", "thieu", "tre", "no", "gui", "submit"}
        or _ALL_SENT.said(draft.bits, joined)
    ):
        return not (" hoc vien " in joined and not unsent)
    if _ARRIVED.search(draft.bits, joined):
        return True
    if ("danh sach" in joined and unsent) or (words[:1] == ["ds"] and unsent):
        return True
    if sending and unsent and (question or bool({"ch"} & set(words))) and words[-1:] != ["luon"]:
        return bool(folds & _WHO) or len(words) <= 8
    if _SENT_ALREADY.said(draft.bits, joined):
        return question or bool(folds & {"sao", "s", "chua", "ma", "fk", "phai", "ph", "hok", "hong", "ko", "thay"})
    if _SENT_RIGHT.said(draft.bits, joined) and folds & _SENT:
        return True
    if question and _RECEIVED_OR_NOT.said(draft.bits, joined):
        return True
    if "nhan may" in joined or ("thieu bc" in joined and "hok" in folds):
        return True
    return "status" in draft.wishes and question and _STILL_LACKING.said(draft.bits, joined)


_TOTALS = Phrases(
    "tong hop|thong ke|luy ke|bieu do|xep hang|top|dan dau|nhieu nhat|cao nhat|thap nhat|it nhat|"
    "bang tong|bang so|so sanh|xuat|excel|summary|nhat xa|dung dau"
)


_FIGURES = Phrases(
    "so lieu|tong ket|sl|so|tong|ket qua|bao cao tuan|bao cao thang|bc tuan|bc thang|total|bang|tong so|"
    "thong so|con so|bao cao quy|tong cong|tien do|stats|report|tinh hinh"
)


# "mấy chị", "mấy anh ơi" at the end calls people, it does not count them.
_CALLED_SO = Wording(r" may (chi|anh|em|bac|co|chu|di|ban|ma|ba|me|a|c|sep)( em| oi| a| nha| nhe| nghe| chi)* $")


# "để tối em gửi số nha": promised, not asked for.
_PROMISED = Wording(
    r" (de|mai|lat|toi|chieu|sang|trua|xiu|ti) (\w+ ){0,2}(em|e|tui|toi|minh|chi|chau) (se )?(gui|bao|nop|goi|bc) "
)
_PRINTED = Wording(r"^ (in|lay|coi|xem|keo|trich|load|mo) (\w+ ){0,3}(bao cao|bc|so) ")

_MUCH_DONE = Wording(r" (duoc|dc|dang) (nhieu|nhiu) (hoc vien|hv|vneid|buoi|luot|nguoi|roi|ho|vi) ")
_MACHINE = Wording(r" may (chieu|tinh|anh|lanh|in|giat|no|bay|say|quay|phat|loa) ")
_WILL_SEND = Wording(r" (toi|mai|lat|chieu|sang) (em|e|tui|minh|chi) (se )?(gui|bao|nop) ")
_IS_HOW_MANY = Wording(r" la (may|nhieu|bao nhieu) ")
_FIGURES_WHERE = Wording(r"^ (\w+ ){0,4}(so|so lieu) (\w+ ){0,8}dau ")
_WHO_MOST = Wording(r" (thon|ai|to|xa|lang) (nao|mo) (\w+ ){0,4}(nhat|hon) ")
_MOST_OF_ALL = Wording(r" nhieu (\w+ ){0,3}nhat ")


_TARGET = Wording(r" chi tieu | (xa|tren) giao ")
_REACHING = word_set("dat du thieu duoc dc hoan xong con lam cai roi r may phan so")

_REQUESTS = word_set(
    "xin cho can gium dum giup bot pls please xem coi gui goi voi di hoi lay in trich dum vs zum muon ad "
    "nhe show tra check biet"
)


_MANY = trigger(["nhieu", "nhiu", "bn", "bnhieu", "many"])
_PLACES = trigger(["thon", "xa", "to", "lang", "minh", "tui", "em", "e"])
_SHOW_ME = Phrases(
    "xem bao cao|coi bao cao|dung thu may|xep thu|duoc nhieu khong|dc nhieu khong|duoc nhieu ko|dc nhieu ko|"
    "dang nhieu ko|duoc may"
)


def is_summary(draft: Draft, question: bool, folds: set[str], words: list[str], numbers: bool) -> bool:
    """Totals asked for: how many, or a word for totals with a request, a question mark or little else."""
    if numbers and not question and not (folds & {"bao", "may"} and "nhieu" in folds):
        return False
    if not question and any(
        i.tag == "N" and not i.soft and draft.fold(i.i - 1) in ("la", "duoc", "dc", ":") for i in draft.items
    ):
        return False
    if draft.whens and all(i.note in ("future", "later", "plan") for i in draft.whens):
        return False
    joined = _told(draft)
    if _TARGET.search(draft.bits, joined) and not folds & _REACHING:
        return False  # "chỉ tiêu của xã năm nay là bao nhiêu vậy": what is asked of them, not what they did
    if "so" in folds and not any(t.key in ("sô1", "so") for t in draft.tokens):
        joined = joined.replace(" so ", " ")
    if "xuat" in folds and not folds & {
        "file",
        "excel",
        "word",
        "bao",
        "bc",
        "lieu",
        "gium",
        "giup",
        "anh",
        "cho",
        "bang",
    }:
        joined = joined.replace(" xuat ", " ")
    if (
        not numbers
        and draft.whens
        and _PRINTED.search(draft.bits, joined)
        and (folds & _REQUESTS or folds & {"xa", "cac"})
        and not folds & {"em", "tui"} & set(words[:1])
    ):
        return True
    if joined.startswith((" tong ", " luy ke ")) and not numbers and not draft.values:
        return True
    counted = any(
        i.tag == "I" or i.entry.unit in ("person", "household", "visit", "account", "dossier", "class", "batch")
        for i in draft.items
    )
    if not numbers and asks_how_far(draft.bits, joined) and (counted or draft.whens or folds & {"xa", "thon"}):
        return True
    placed = bool(draft.whens) and bool(draft.bits & _PLACES) and any(i.when is not None for i in draft.whens)
    many = bool(draft.bits & _MANY) and (
        " bao nhieu " in joined
        or " bao nhiu " in joined
        or " bn " in joined
        or " bnhieu " in joined
        or " nhieu roi " in joined
        or " how many " in joined
        or " may nhieu " in joined
        or _MUCH_DONE.search(draft.bits, joined) is not None
    )
    several = (
        "may" in folds
        and any(t.key in ("mây1", "mây") or (t.fold == "may" and not t.marked) for t in draft.tokens)
        and " may gio " not in joined
        and " may bua " not in joined
        and not _CALLED_SO.search(draft.bits, joined)
        and not _MACHINE.search(draft.bits, joined)
    )
    if (folds & {"tien", "gia"} and many) or " may gio " in joined or " bao nhieu tuoi " in joined:
        return False
    if many and (counted or placed or "thon" in folds or any(i.when is not None for i in draft.whens)):
        return True
    if (
        several
        and (question or folds & {"roi", "r", "z", "v", "he", "vay"})
        and (counted or placed)
        and folds & {"duoc", "dc", "dang", "co", "tong", "mo", "dat", "cai", "roi", "r", "hoc", "lam", "len"}
    ):
        return True
    if numbers:
        return False
    if " chua tong hop " in joined or " chua tong ket " in joined:
        return False
    if (
        not numbers
        and (draft.whens or "xa" in folds)
        and _HOW_IS_IT.said(draft.bits, joined)
        and folds & {"xa", "thon", "hinh", "qua", "tuan", "thang", "minh"}
    ):
        return True
    if (
        not numbers
        and joined.startswith((" so ", " con so "))
        and counted
        and (draft.whens or "thon" in folds)
        and not folds & {"sai", "nham"}
    ):
        return True
    if not numbers and _SHOW_ME.said(draft.bits, joined) and (counted or draft.whens or "thon" in folds):
        return True
    if (_PROMISED.search(draft.bits, joined) or _WILL_SEND.search(draft.bits, joined)) and (
        "?" not in draft.text and not several
    ):
        return False
    if not numbers and (_DONE.search(draft.bits, joined) or (counted and _IS_HOW_MANY.search(draft.bits, joined))):
        return True
    if not numbers and placed and _FIGURES_WHERE.search(draft.bits, joined):
        return True
    if not numbers and _WHO_MOST.search(draft.bits, joined):
        return True
    if not numbers and _MOST_OF_ALL.search(draft.bits, joined):
        return True
    if _TOTALS.said(draft.bits, joined):
        return question or bool(folds & _REQUESTS) or counted or placed or len(words) <= 8 or bool(draft.whens)
    if _FIGURES.said(draft.bits, joined):
        request = question or bool(folds & _REQUESTS)
        about = counted or bool(draft.whens) or bool(folds & {"thon", "xa", "lieu", "sl"})
        if " so dien thoai " in joined or " tong dai " in joined or " sdt " in joined or " so may " in joined:
            return False
        if " so " in joined and not _FIGURES.said(draft.bits, joined, " so "):
            about = bool(draft.whens) or bool(folds & {"thon", "xa"}) or counted
            numbered = any(i.tag in "NX" and draft.fold(i.i - 1) == "so" for i in draft.items)
            return (
                request
                and about
                and not numbered
                and bool(folds & {"xin", "can", "cho", "gui", "goi", "lay", "xem", "coi"})
                and not folds & {"mai", "can"} - {"can"}
            )
        return (request and about) or (
            len(words) <= 6 and _SHORT_FIGURES.said(draft.bits, joined) and not folds & {"day", "sau"}
        )
    return False
