"""What the person wants: report, nil, correct, cancel, summary, status, help, or something else."""

from vietnamese.draft import Draft, Item, _longest
from vietnamese.tokens import WORD

_TALK = {"bao", "gui", "goi", "ghi", "nhap", "nop", "sua", "xoa", "go", "nhan", "mau", "lenh", "lieu", "bot", "tinh", "cu", "viet", "dien", "bc", "tin", "cach", "huy", "menu", "help", "bam", "form", "muc", "han", "deadline"}
_REPORT_OBJECTS = {"bao", "bc", "cai", "tin", "lieu", "vua", "nay", "gui", "goi", "roi", "hom", "tuan", "nhe", "nha", "nhom", "gr", "di", "luon", "dum", "gium", "giup", "nhap", "ban", "lai"}
_ASKING = {"khong", "ko", "hong", "hok", "hong", "ha", "ho", "vay", "zay", "z", "v", "rua", "he", "nhi", "hem", "k", "vai", "za", "chua", "sao", "phai", "ta", "hen"}


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
                if entry.wish in ("question", "change", "ask", "howmany"):  # short words: what follows inside may matter more
                    i = j
                    continue
                i = j
                continue
        i += 1


def is_question(draft: Draft) -> bool:
    """A question mark, or a closing word that makes a question ("… chưa", "… hả anh", "… vậy")."""
    if "?" in draft.text:
        return True
    tail = [t.fold for t in draft.tokens if t.kind == WORD][-4:]
    while tail and tail[-1] in ("a", "em", "anh", "chi", "e", "c", "ad", "oi", "bot", "mn", "nhe", "nha", "voi", "bo", "can", "co", "chu", "bac"):
        tail.pop()
    return bool(tail) and tail[-1] in ("chua", "ha", "vay", "zay", "z", "v", "rua", "he", "nhi", "hem", "sao", "hong", "hok", "hông", "ko", "khong", "dau", "the", "hè", "mo", "may", "nhieu", "ta")


def wants_cancel(draft: Draft) -> bool:
    """Take back what was sent: a word for it, about a report, without a new figure in its place."""
    wish = draft.wishes.get("cancel")
    if wish is None or (is_question(draft) and ("help" in draft.wishes)):
        return False
    before = draft.fold(wish.i - 1)
    word = draft.text[wish.start : wish.end].lower()
    if before in ("lop", "buoi", "bi", "khong", "ko", "dung", "chua", "cuoc", "phai", "hen") and word.split()[0] in ("huỷ", "hủy", "huy", "hũy", "xóa", "xoá", "xoa", "bỏ", "bo"):
        return False
    if before == "de" and "help" in draft.wishes:
        return False
    folds = {t.fold for t in draft.tokens}
    count = sum(1 for t in draft.tokens if t.kind == WORD)
    if "mu" in folds and "xoa" in folds:  # xoá mù: to teach those who cannot read
        return False
    if draft.fold(wish.j) in ("app", "zalo", "ung", "mu", "tai", "so", "ngheo", "lop", "hop", "facebook", "virus", "doi", "goi"):
        return draft.fold(wish.j) == "so"
    return count <= 7 or bool(folds & {"bao", "bc", "tin", "lieu", "gui", "goi", "nhap", "nay", "vua", "nhom", "ban", "so"})


def decide(draft: Draft, claims: bool, correcting: bool) -> list[str]:
    """All intents found, the main one first. `claims`: a number was given to an indicator, or asked about."""
    w = draft.wishes
    found: list[str] = []
    question = is_question(draft)
    positive = any(v > 0 for v in draft.values.values())
    numbers = bool(draft.values) or claims
    folds = {t.fold for t in draft.tokens}
    words = [t.fold for t in draft.tokens if t.kind == WORD]
    if wants_cancel(draft) and not (correcting and draft.values) and not _is_help(draft, question, folds, words, numbers):
        return ["cancel"]
    if _is_help(draft, question, folds, words, numbers):
        return ["help"]
    if correcting:
        found.append("correct")
    elif numbers and not (question and _asks(draft, folds, words) and not positive):
        found.append("report")
    status = _is_status(draft, question, folds, words)
    summary = _is_summary(draft, question, folds, words, numbers)
    if not found and _is_nil(draft, question, words) and not status:
        found.append("nil")
    if status:
        found.append("status")
    elif summary:
        found.append("summary")
    del w
    return found or ["other"]


def _asks(draft: Draft, folds: set[str], words: list[str]) -> bool:
    return bool({"howmany", "status", "summary", "help"} & draft.wishes.keys())


def _is_help(draft: Draft, question: bool, folds: set[str], words: list[str], numbers: bool) -> bool:
    wish = draft.wishes.get("help")
    if wish is None:
        return False
    word = draft.text[wish.start : wish.end].lower()
    if word in ("help", "hdsd", "trợ giúp", "giúp với", "menu", "tro giup", "giup voi") and len(words) <= 6 and not numbers:
        return True
    if numbers and not question and draft.values:
        return False
    strong = word.split()[0] in ("cách", "cach", "hướng", "huong", "cú", "cu", "mẫu", "mau", "chỉ", "chi", "ghi", "tính", "tinh", "gõ", "go", "lệnh", "hạn", "han", "deadline", "nhắn", "nhan", "bot", "những", "gửi", "gui", "báo", "bao", "nhập", "nhap", "nộp", "nop", "form", "bấm", "đều")
    if not (folds & _TALK or (strong and len(words) <= 6)):
        return False
    if word in ("mẫu", "mau", "tính là", "tính vô", "có tính", "form", "răng") and not question:
        return False
    if word in ("được hả", "đều được hả") and not question:
        return False
    request = bool(folds & {"chi", "huong", "xin", "cho", "giup", "voi", "day", "muon", "hoi"})
    if word.split()[0] in ("cách", "cach") and not question and not request and len(words) > 7:
        return False
    return question or request or len(words) <= 8


def _is_status(draft: Draft, question: bool, folds: set[str], words: list[str]) -> bool:
    wish = draft.wishes.get("status")
    joined = " ".join(words)
    if wish is None:
        if "du" in folds and "thon" in folds and "chua" in folds:
            return True
        return ("ai" in folds or "thon" in folds) and "chua" in folds and bool(folds & {"nop", "gui", "bao", "bc"})
    word = draft.text[wish.start : wish.end].lower()
    said = word.split()
    if said[-1] in ("chưa", "chua") or "chưa" in said or "chua" in said:
        if said[0] in ("có", "co") and not (folds & {"bao", "bc", "nop", "gui"}):
            return False
        if said[0] in ("chưa", "chua") and not question and not (folds & {"ai", "nao", "mo", "ds", "danh", "nhung", "cac", "con", "tong", "liet"}):
            return False
        if draft.values and not question:
            return False
        return True
    if said[0] in ("đã", "da", "nộp", "nop", "gửi", "gui", "báo", "bao", "có", "co", "nhận", "nhan", "lên", "vào", "vô", "tới", "ghi", "missing", "submitted"):
        return question or (bool(folds & {"chua", "ko", "hok", "khong", "may"}) and ("thay" in folds or "nhan" in folds)) or "sao" in folds
    if "con thieu" in joined and not question and not folds & {"ai", "nao", "mo"}:
        return False
    return question or bool(folds & {"ai", "nao", "mo", "ds", "danh", "liet", "cho", "xem", "bao", "nop", "tinh", "tien"})


def _is_summary(draft: Draft, question: bool, folds: set[str], words: list[str], numbers: bool) -> bool:
    w = draft.wishes
    if numbers and not question:
        return False
    howmany = w.get("howmany")
    if howmany is not None and (question or True):
        noun = any(i.tag == "I" or i.entry.unit in ("person", "household", "visit", "account", "dossier") for i in draft.items if i.start >= howmany.start - 30)
        near = folds & {"thon", "xa", "to", "minh", "tui", "em"} and draft.whens
        got = bool(folds & {"roi", "duoc", "dc", "dang", "tong", "dat", "cai", "co", "mo"})
        if (noun and (got or question)) or (near and got):
            return not (folds & {"gio"} and not noun) and not folds & {"tien", "gia", "mua", "ban"}
    wish = w.get("summary")
    if wish is None:
        return False
    word = draft.text[wish.start : wish.end].lower()
    request = question or "ask" in w or bool(folds & {"gium", "dum", "giup", "bot", "xin", "can", "cho", "di", "pls", "xem", "voi"})
    if word in ("kết quả", "ket qua", "tình hình", "tinh hinh", "bảng", "bang", "total", "tổng số", "tong so", "mẫu", "phụ lục") and not request:
        return False
    if word in ("bao nhiêu", "bn", "bao nhiu", "nhiêu"):
        return False
    if numbers:
        return question
    return request or len(words) <= 9


_NIL_WEAK = {"nghi", "hoan", "none", "trong", "tam nghi", "khong", "zero", "khong ai", "ko ai", "k ai", "khong day", "ko day", "khong mo", "ko mo", "khong hoc", "hue", "khong thoi", "bang khong"}


def _is_nil(draft: Draft, question: bool, words: list[str]) -> bool:
    wish = draft.wishes.get("nil")
    if any(v > 0 for v in draft.values.values()):
        return False
    if wish is None:
        none = {"0", "o", "k", "ko", "khong", "zero"}
        real = [t for t in draft.tokens if t.fold not in ("a", "da", "nha", "nhe", "em", "anh", "chi", ".", "!", "hn", "tuan", "nay", "hom", "hnay", "ni", "thoi", "luon", "het", "e", "oi", "ca")]
        return len(real) == 1 and real[0].fold in none and real[0].fold not in ("k", "ko", "khong", "o")
    if question and not draft.text.rstrip().endswith("nhé"):
        return "?" not in draft.text or "nil" in draft.wishes and "hỏi" not in draft.text and len(words) > 40
    word = " ".join(t.fold for t in draft.tokens[wish.i : wish.j])
    if word in _NIL_WEAK:
        before = draft.fold(wish.i - 1)
        if before == "xin" and word == "nghi":
            return False
        dated = any(i.when is not None and i.note not in ("later", "plan") for i in draft.whens)
        group = bool({"lop", "to", "thon", "ai", "moi"} & set(words))
        return len(words) <= 4 or ((dated or group) and not {"xin", "phep"} <= set(words))
    return True
