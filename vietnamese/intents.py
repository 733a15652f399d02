"""What the person wants: report, nil, correct, cancel, summary, status, help, or something else."""

import re

from vietnamese.draft import Draft, Item, _longest
from vietnamese.tokens import WORD

_TALK = {
    "report",
    "hieu",
    "hiu",
    "so",
    "bao",
    "gui",
    "goi",
    "ghi",
    "nhap",
    "nop",
    "sua",
    "xoa",
    "go",
    "nhan",
    "mau",
    "lenh",
    "lieu",
    "bot",
    "tinh",
    "cu",
    "viet",
    "dien",
    "bc",
    "tin",
    "cach",
    "huy",
    "menu",
    "help",
    "bam",
    "form",
    "muc",
    "han",
    "deadline",
}
_REPORT_OBJECTS = {
    "bao",
    "bc",
    "cai",
    "tin",
    "lieu",
    "vua",
    "nay",
    "gui",
    "goi",
    "roi",
    "hom",
    "tuan",
    "nhe",
    "nha",
    "nhom",
    "gr",
    "di",
    "luon",
    "dum",
    "gium",
    "giup",
    "nhap",
    "ban",
    "lai",
}
_QUESTION_WORDS = {
    "may", "nhu", "nao", "the", "ntn", "hoi", "ra", "chua", "khac", "ha", "vay", "zay", "z", "v", "rua", "he", "nhi", "hem", "sao", "hong", "hok",
    "ko", "khong", "dau", "mo", "nhieu", "bc", "dung",
}  # fmt: skip
_ASKING = {
    "khong",
    "ko",
    "hong",
    "hok",
    "hong",
    "ha",
    "ho",
    "vay",
    "zay",
    "z",
    "v",
    "rua",
    "he",
    "nhi",
    "hem",
    "k",
    "vai",
    "za",
    "chua",
    "sao",
    "phai",
    "ta",
    "hen",
}


def find_wishes(draft: Draft) -> None:
    """Every phrase that tells the intent, first place of each kind."""
    tokens = draft.tokens
    i = 0
    while i < len(tokens):
        token = tokens[i]
        if token.wish is not None and token.kind < 3:
            j, entry = _longest(draft, token.wish, i)
            if entry is not None:
                item = Item("W", i, j, draft.starts[i], draft.ends[j - 1], entry)
                for wish in entry.wish.split():
                    draft.wishes.setdefault(wish, item)
                if entry.wish in (
                    "question",
                    "change",
                    "ask",
                    "howmany",
                ):  # short words: what follows inside may matter more
                    i = j
                    continue
                i = j
                continue
        i += 1


def is_question(draft: Draft) -> bool:
    """A question mark, or a closing word that makes a question ("… chưa", "… hả anh", "… vậy")."""
    if draft.question is None:
        draft.question = _question(draft)
    return draft.question


def _question(draft: Draft) -> bool:
    if "?" in draft.text:
        return True
    if not draft.folds & _QUESTION_WORDS:
        return False
    tail3 = [t for t in draft.tokens if t.kind == WORD][-3:]
    if (
        any(t.key == "mây1" or (t.fold == "may" and not t.marked) for t in tail3)
        and any(t.fold in ("duoc", "dc", "dang", "tong", "co") for t in draft.tokens)
        and tail3[-1].fold not in ("thoi", "ha", "hoc")
    ):
        return True
    folded = " " + " ".join(t.fold for t in draft.tokens if t.kind == WORD) + " "
    if (
        any(t.key in ("mây1",) or (t.fold == "may" and draft.plain) for t in draft.tokens)
        and folded.rstrip().split()[-2:]
        and any(w in folded.split()[-2:] for w in ("roi", "r", "vay", "z", "v", "he"))
    ):
        return True
    if any(
        p in folded
        for p in (
            " khac gi ",
            " nhu the nao ",
            " the nao ",
            " ntn ",
            " cho hoi ",
            " cho em hoi ",
            " cho toi hoi ",
            " ra sao ",
            " bao cao chua ",
            " nop chua ",
            " gui chua ",
            " bc chua ",
            " bao chua ",
        )
    ):
        return True
    tail = [t.fold for t in draft.tokens if t.kind == WORD][-4:]
    while tail and tail[-1] in (
        "a",
        "em",
        "anh",
        "chi",
        "e",
        "c",
        "ad",
        "oi",
        "bot",
        "mn",
        "nhe",
        "nha",
        "voi",
        "bo",
        "can",
        "co",
        "chu",
        "bac",
    ):
        tail.pop()
    return bool(tail) and tail[-1] in (
        "chua",
        "ha",
        "vay",
        "zay",
        "z",
        "v",
        "rua",
        "he",
        "nhi",
        "hem",
        "sao",
        "hong",
        "hok",
        "hông",
        "ko",
        "khong",
        "dau",
        "the",
        "hè",
        "mo",
        "nhieu",
    )


def wants_cancel(draft: Draft) -> bool:
    """Take back what was sent: a word for it, about a report, without a new figure in its place."""
    wish = draft.wishes.get("cancel")
    if wish is None or (is_question(draft) and ("help" in draft.wishes)):
        return False
    if draft.values and not any(
        draft.fold(n) in ("bao", "bc", "cai", "tin", "so", "nhe", "luon") for n in range(wish.i, wish.j + 2)
    ):
        return False
    before = draft.fold(wish.i - 1)
    word = draft.text[wish.start : wish.end].lower()
    if before in ("lop", "buoi", "bi", "khong", "ko", "dung", "chua", "cuoc", "phai", "hen") and word.split()[0] in (
        "huỷ",
        "hủy",
        "huy",
        "hũy",
        "xóa",
        "xoá",
        "xoa",
        "bỏ",
        "bo",
    ):
        return False
    if before == "de" and "help" in draft.wishes:
        return False
    folds = {t.fold for t in draft.tokens}
    count = sum(1 for t in draft.tokens if t.kind == WORD)
    if "mu" in folds and "xoa" in folds:  # xoá mù: to teach those who cannot read
        return False
    if draft.fold(wish.j) in (
        "app",
        "zalo",
        "ung",
        "mu",
        "tai",
        "so",
        "ngheo",
        "lop",
        "hop",
        "facebook",
        "virus",
        "doi",
        "goi",
    ):
        return draft.fold(wish.j) == "so"
    return count <= 7 or bool(
        folds & {"bao", "bc", "tin", "lieu", "gui", "goi", "nhap", "nay", "vua", "nhom", "ban", "so"}
    )


def decide(draft: Draft, claims: bool, correcting: bool) -> list[str]:
    """All intents found, the main one first. `claims`: a number was given to an indicator, or asked about."""
    found: list[str] = []
    question = is_question(draft)
    if draft.values and not question and not correcting and "cancel" not in draft.wishes and not _adding(draft):
        return ["report"] if not any(i.note == "future" for i in draft.whens) or any(draft.values) else ["other"]
    positive = any(v > 0 for v in draft.values.values())
    numbers = bool(draft.values) or claims
    folds = draft.folds
    words = [t.fold for t in draft.tokens if t.kind == WORD]
    if (
        wants_cancel(draft)
        and not (correcting and draft.values)
        and not _is_help(draft, question, folds, words, numbers)
    ):
        return ["cancel"]
    if _is_help(draft, question, folds, words, numbers):
        return ["help"]
    if correcting or _adding(draft):
        found.append("correct")
    elif (
        not draft.values
        and any(i.note == "future" for i in draft.whens)
        and not any(d.kind in ("range", "vague") for d in draft.doubts)
    ):
        pass
    elif numbers and not (question and _asks(draft, folds, words) and not positive):
        found.append("report")
    if not found and _is_nil(draft, question, words) and re.search(r"[:=]\s*\S+\W*$", draft.text):
        return ["nil"]
    status = _is_status(draft, question, folds, words)
    summary = _is_summary(draft, question, folds, words, numbers)
    if not found and _is_nil(draft, question, words) and not status:
        found.append("nil")
    if status:
        found.append("status")
    elif summary:
        found.append("summary")
    return found or ["other"]


def _adding(draft: Draft) -> bool:
    """ "cộng thêm 2 hv nữa", "còn sót 4 người", "thiếu mất 3 lượt": an addition to what was said before."""
    if any(d.kind == "addition" for d in draft.doubts):
        return True
    if "missing" not in draft.entries:
        return False
    numbers = [i for i in draft.items if i.tag == "N"]
    return (
        not draft.values
        and len(numbers) == 1
        and any(
            i.entry.cue == "missing" and 0 <= numbers[0].i - i.j <= 1 and draft.fold(i.j - 1) in ("sot", "thieu", "mat")
            for i in draft.items
        )
    )


def _asks(draft: Draft, folds: set[str], words: list[str]) -> bool:
    return bool({"howmany", "status", "summary", "help"} & draft.wishes.keys())


def _is_help(draft: Draft, question: bool, folds: set[str], words: list[str], numbers: bool) -> bool:
    if draft.values and "?" not in draft.text:
        return False
    wish = draft.wishes.get("help")
    asked = " " + " ".join(words) + " "
    if (
        folds & _TALK
        and not draft.values
        and any(
            p in asked
            for p in (
                " go cai gi ",
                " nhu nao ",
                " thi tinh ",
                " thi ghi ",
                " nop o dau ",
                " bao o dau ",
                " khi nao phai ",
                " khi nao nop ",
                " bao tre co sao ",
                " nop tre co sao ",
                " co can bao ",
                " co can nop ",
                " co can ghi ",
                " co phai bao ",
                " co phai nop ",
                " khong biet nhan ",
                " ko biet nhan ",
                " khong biet go ",
                " ko biet go ",
                " khong biet bao ",
                " ko biet bao ",
                " ko biet cach ",
                " khong biet cach ",
                " k biet cach ",
                " k biet bao ",
                " nhan tin bao cao voi ",
                " ghi nhu the nao ",
                " bao cach nao ",
                " duoc khong ",
                " dc ko ",
                " duoc ko ",
                " bot doc duoc ",
            )
        )
        and (question or len(words) <= 10)
    ):
        return True
    if (
        question
        and any(i.tag == "I" for i in draft.items)
        and any(
            p in asked
            for p in (
                " la gi ",
                " khac nhau ",
                " la sao ",
                " nghia la ",
                " gom nhung gi ",
                " tinh nhu the nao ",
                " tinh the nao ",
                " co tinh ",
            )
        )
        and not draft.values
    ):
        return True
    if words in (["giup"], ["giup", "em"], ["giup", "voi"], ["huong", "dan"], ["tro", "giup"]):
        return True
    joined = " " + " ".join(words) + " "
    if (
        wish is None
        and question
        and not draft.values
        and folds & {"go", "nhan", "nhap", "ghi", "bao", "gui", "viet", "sua", "xoa", "bc", "mun", "muon", "bot"}
    ):
        return any(
            p in joined
            for p in (
                " viet sao ",
                " go s ",
                " bc s ",
                " bao cao s ",
                " gui s ",
                " thi sao ",
                " hay phai ",
                " hieu khong ",
                " cung duoc ",
                " duoc khong ",
                " thu tu nao ",
                " bot hieu ",
                " bot hiu ",
                " nhu nao ",
                " ghi gi ",
                " go chu ",
                " nhan so ",
                " the nao ",
                " chi mk ",
                " co phai ",
                " phai khong ",
            )
        )
    if wish is None and any(
        p in joined for p in (" thi go s ", " bc s v ", " bao cao s v ", " viet sao ", " go the nao ", " nhan the nao ")
    ):
        return True
    if wish is None:
        return False
    word = draft.text[wish.start : wish.end].lower()
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
    if not (folds & _TALK or (strong and len(words) <= 6)):
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


_SENT = {"nop", "gui", "goi", "bao", "bc", "submit", "luu", "nhan", "ghi", "vo", "vao", "len", "sent"}
_WHO = {
    "ai",
    "nao",
    "mo",
    "ds",
    "liet",
    "nhung",
    "thon",
    "lang",
    "to",
    "em",
    "e",
    "minh",
    "tui",
    "toi",
    "bot",
    "may",
    "cua",
    "check",
    "con",
    "he",
    "xa",
    "no",
}


def _is_status(draft: Draft, question: bool, folds: set[str], words: list[str]) -> bool:
    """Who has reported, or whether one's own report arrived: a word of sending with "chưa", "ai", "thôn nào", "rồi mà"."""
    joined = " " + " ".join(words) + " "
    if draft.values and not question:
        return False
    sending = bool(folds & _SENT) or "so lieu" in joined or " so " in joined
    unsent = bool({"chua", "ch", "yet"} & set(words))
    if "xin" in folds and "so lieu" in joined and "thon" not in folds:
        return False
    if "du" in folds and "thon" in folds and unsent:
        return True
    if any(
        p in joined
        for p in (
            " ai chua ",
            " thon nao chua ",
            " thon mo chua ",
            " con thieu ai ",
            " thieu ai ",
            " no bao cao ",
            " no bc ",
            " con ai ",
            " ai con ",
            " con thieu minh ",
            " con thieu tui ",
            " con thieu em ",
        )
    ):
        return True
    if any(
        p in joined
        for p in (
            " ai nop ",
            " ai gui ",
            " ai bao cao ",
            " thon nop tre ",
            " thon nao khong bao ",
            " thon nao ko bao ",
            " thon nao khong nop ",
            " cac thon chua ",
            " thon chua nop ",
            " thon chua bao ",
            " nop tre ",
        )
    ):
        return True
    if any(p in joined for p in (" thon nao ", " thon mo ", " may thon ", " nhieu thon ", " nhung thon ")) and (
        unsent
        or " con " in joined
        or " bo trong " in joined
        or " trang " in joined
        or folds & {"nop", "thieu", "tre", "no", "gui", "submit"}
    ):
        return not (" hoc vien " in joined and not unsent)
    if "danh sach" in joined and unsent or words[:1] == ["ds"] and unsent:
        return True
    if sending and unsent and (question or bool({"ch"} & set(words))) and words[-1:] != ["luon"]:
        return bool(folds & _WHO) or len(words) <= 8
    if any(
        p in joined
        for p in (
            " nop roi ",
            " nop r ",
            " gui roi ",
            " gui r ",
            " bao roi ",
            " bao r ",
            " bc r ",
            " bc roi ",
            " bao cao roi ",
            " nop bc roi ",
            " gui bc roi ",
            " bao cao r ",
        )
    ):
        return question or bool(folds & {"sao", "s", "chua", "ma", "fk", "phai", "ph", "hok", "hong", "ko", "thay"})
    if any(p in joined for p in (" r fk ", " roi phai ", " r phai ", " roi fai ", " r ph ko ")) and folds & _SENT:
        return True
    if question and any(
        p in joined
        for p in (
            " nhan may ",
            " nhan duoc ",
            " nhan dc ",
            " co nhan ",
            " da nhan ",
            " thieu bc ",
            " thieu bao cao ",
            " tinh hinh nop ",
            " tien do nop ",
            " thieu minh ",
            " thieu tui ",
            " nhan tin ",
            " vo may ",
        )
    ):
        return True
    if "nhan may" in joined or ("thieu bc" in joined and "hok" in folds):
        return True
    return (
        "status" in draft.wishes
        and question
        and any(p in joined for p in (" con thieu ", " da nop ", " da gui ", " da bao "))
    )


_TOTALS = (
    " tong hop ",
    " thong ke ",
    " luy ke ",
    " bieu do ",
    " xep hang ",
    " top ",
    " dan dau ",
    " nhieu nhat ",
    " cao nhat ",
    " thap nhat ",
    " it nhat ",
    " bang tong ",
    " bang so ",
    " so sanh ",
    " xuat ",
    " excel ",
    " summary ",
    " nhat xa ",
    " dung dau ",
)
_FIGURES = (
    " so lieu ",
    " tong ket ",
    " sl ",
    " so ",
    " tong ",
    " ket qua ",
    " bao cao tuan ",
    " bao cao thang ",
    " bc tuan ",
    " bc thang ",
    " total ",
    " bang ",
    " tong so ",
    " thong so ",
    " con so ",
    " bao cao quy ",
    " tong cong ",
    " tien do ",
    " stats ",
    " report ",
    " tinh hinh ",
)
_REQUESTS = {
    "xin",
    "cho",
    "can",
    "gium",
    "dum",
    "giup",
    "bot",
    "pls",
    "please",
    "xem",
    "coi",
    "gui",
    "goi",
    "voi",
    "di",
    "hoi",
    "lay",
    "in",
    "trich",
    "dum",
    "vs",
    "zum",
    "muon",
    "ad",
    "nhe",
    "show",
    "tra",
    "check",
    "biet",
}


def _is_summary(draft: Draft, question: bool, folds: set[str], words: list[str], numbers: bool) -> bool:
    """Totals asked for: how many, or a word for totals with a request, a question mark or little else."""
    if numbers and not question and not (folds & {"bao", "may"} and "nhieu" in folds):
        return False
    joined = " " + " ".join(words) + " "
    if not any(t.key in ("sô1", "so") for t in draft.tokens):
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
    if joined.startswith((" tong ", " luy ke ")) and not numbers and not draft.values:
        return True
    counted = any(
        i.tag == "I" or i.entry.unit in ("person", "household", "visit", "account", "dossier", "class", "batch")
        for i in draft.items
    )
    placed = bool(folds & {"thon", "xa", "to", "lang", "minh", "tui", "em", "e"}) and any(
        i.when is not None for i in draft.whens
    )
    many = (
        " bao nhieu " in joined
        or " bao nhiu " in joined
        or " bn " in joined
        or " bnhieu " in joined
        or " nhieu roi " in joined
        or " how many " in joined
        or " may nhieu " in joined
    )
    several = (
        any(t.key in ("mây1", "mây") or (t.fold == "may" and not t.marked) for t in draft.tokens)
        and " may gio " not in joined
        and " may bua " not in joined
    )
    if folds & {"tien", "gia"} and many or " may gio " in joined or " bao nhieu tuoi " in joined:
        return False
    if many and (counted or placed or "thon" in folds or any(i.when is not None for i in draft.whens)):
        return True
    if (
        several
        and (question or folds & {"roi", "r", "z", "v", "he", "vay"})
        and (counted or placed)
        and folds & {"duoc", "dc", "dang", "co", "tong", "mo", "dat", "cai", "roi", "r", "hoc", "tong", "lam", "len"}
    ):
        return True
    if numbers:
        return False
    if " chua tong hop " in joined or " chua tong ket " in joined:
        return False
    if (
        not numbers
        and (draft.whens or "xa" in folds)
        and any(
            p in joined for p in (" the nao ", " sao roi ", " ra sao ", " toi dau roi ", " den dau roi ", " sao r ")
        )
        and folds & {"xa", "thon", "hinh", "qua", "tuan", "thang", "minh"}
    ):
        return True
    if (
        not numbers
        and re.search(r"^ (so|con so) ", joined)
        and counted
        and (draft.whens or "thon" in folds)
        and not folds & {"sai", "nham"}
    ):
        return True
    if (
        not numbers
        and any(
            p in joined
            for p in (
                " xem bao cao ",
                " coi bao cao ",
                " dung thu may ",
                " xep thu ",
                " duoc nhieu ",
                " dc nhieu ",
                " dang nhieu ",
                " duoc may buoi",
                " duoc may ",
            )
        )
        and (counted or draft.whens or "thon" in folds)
    ):
        return True
    if re.search(r" nhieu (\w+ ){0,3}nhat ", joined) and not numbers:
        return True
    if any(p in joined for p in _TOTALS):
        return question or bool(folds & _REQUESTS) or counted or placed or len(words) <= 8 or bool(draft.whens)
    if any(p in joined for p in _FIGURES):
        request = question or bool(folds & _REQUESTS)
        about = counted or bool(draft.whens) or bool(folds & {"thon", "xa", "lieu", "sl"})
        if " so dien thoai " in joined or " tong dai " in joined or " sdt " in joined or " so may " in joined:
            return False
        if " so " in joined and not any(p in joined for p in _FIGURES if p != " so "):
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
            len(words) <= 6
            and any(
                p in joined
                for p in (
                    " so lieu ",
                    " tong ",
                    " sl ",
                    " total ",
                    " bao cao tuan ",
                    " bao cao thang ",
                    " bc tuan ",
                    " bc thang ",
                )
            )
            and not folds & {"day", "sau"}
        )
    return False


_NIL_WEAK = {
    "nghi",
    "hoan",
    "none",
    "trong",
    "tam nghi",
    "khong",
    "zero",
    "khong ai",
    "ko ai",
    "k ai",
    "khong day",
    "ko day",
    "khong mo",
    "ko mo",
    "khong hoc",
    "hue",
    "khong thoi",
    "bang khong",
}


def _is_nil(draft: Draft, question: bool, words: list[str]) -> bool:
    wish = draft.wishes.get("nil")
    numbered = [i for i in draft.items if i.tag == "N"]
    if (
        len(numbered) == 1
        and numbered[0].value == 0
        and not numbered[0].doubt
        and not any(i.tag == "I" for i in draft.items)
        and len(words) <= 8
    ):
        return True
    if re.search(r"[:=]\s*(không|ko|k|khong|0|kg|hông|hok)[\s.!ạa]*$", draft.text.lower()) and not draft.values:
        return True
    if "dung" in words[:2] and wish is not None and "nghi" in words:
        return False
    if any(v > 0 for v in draft.values.values()):
        return False
    if wish is None:
        none = {"0", "o", "k", "ko", "khong", "zero"}
        real = [
            t
            for t in draft.tokens
            if t.fold
            not in (
                "a",
                "da",
                "nha",
                "nhe",
                "em",
                "anh",
                "chi",
                ".",
                "!",
                "hn",
                "tuan",
                "nay",
                "hom",
                "hnay",
                "ni",
                "thoi",
                "luon",
                "het",
                "e",
                "oi",
                "ca",
            )
        ]
        return len(real) == 1 and real[0].fold in none and real[0].fold not in ("k", "ko", "khong", "o")
    if question and not draft.text.rstrip().endswith("nhé"):
        return "?" not in draft.text or "nil" in draft.wishes and "hỏi" not in draft.text and len(words) > 40
    word = " ".join(t.fold for t in draft.tokens[wish.i : wish.j])
    if question and {"can", "phai", "nen", "neu"} & set(words):
        return False
    if word in _NIL_WEAK:
        before = draft.fold(wish.i - 1)
        if before == "xin" and word == "nghi":
            return False
        dated = any(i.when is not None and i.note not in ("later", "plan") for i in draft.whens)
        group = bool({"lop", "to", "thon", "ai", "moi"} & set(words))
        return len(words) <= 4 or ((dated or group) and not {"xin", "phep"} <= set(words))
    return True
