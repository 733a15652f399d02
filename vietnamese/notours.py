"""Numbers that the wording of their clause gives to something else: another village's, who came late, what broke."""

from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.elsewhere import between
from vietnamese.fold import word_set
from vietnamese.triggers import Wording

# In every pattern "#" is the number; the words are those of its clause, folded, other numbers as they are typed.
_OTHERS = Wording(
    # "thôn bên được 44 vneid rồi", "thôn 8 người ta làm được 48 hộ qr", "bên Gò Da khoe 39 hv"
    r"^ (ma |con |thi |nghe |thay |chi |anh |ben )*(thon|to|xom|lang) (ben( kia| canh)?|khac|ban) "
    r"(?!nho |em |tui |minh )([a-z]+ ){0,4}# |"
    r" (thon|to|xom|lang|ben) ([\w&]+ ){1,3}(nguoi|ng) ta ([a-z]+ ){0,2}(duoc|dc|dang|co) # |"
    r" (thon|to|xom|lang|ben) ([\w&]+ ){1,3}khoe ([a-z]+ ){0,3}# |"
    # "còn thiếu 39 vneid nữa mới đủ chỉ tiêu", "chỉ tiêu 20 ví thì còn xa"
    r" # ([a-z]+ ){0,4}nua (moi|la) (du|dat|toi|kip) |"
    r" thieu ([a-z]+ ){0,2}# ([a-z]+ ){0,5}(chi tieu|ke hoach|muc tieu) |"
    r" (chi tieu|ke hoach|muc tieu) (la |duoc |xa |giao )*# ([a-z]+ ){0,3}(con xa|chua toi|chua dat|con lau|chua du) "
)
_LATE = Wording(
    r" # ([a-z]+ ){1,3}(toi|den|vo|vao) (tre|muon) |"
    r" # ([a-z]+ ){1,2}(xin |phai |tranh thu )?(ve|bo ve) (som|truoc|giua) |"
    r" # ([a-z]+ ){1,2}(dang |mac )?ban (di|viec|ray|con|giu|dam|gat|hai|cay|mua|lam|chuyen|trong) |"
    r" nghi # (nguoi|ng|ba|bac|chi|co|chu|em|ong|ban) $"
)
_CREW = Wording(
    # "tổ em đi 3 người", "hai đứa em mở 1 buổi", "5 chị em tổ công nghệ …"
    r" (to|nhom|doi|doan) (em|minh|tui|toi|e|chung em) (di|ra quan|tham gia|truc) (du )?# "
    r"(nguoi|ng|dong chi|anh em|chi em|anh|chi|dua|ban|$)|"
    r"^ ([a-z]+ ){0,3}# (dua (em|e|tui|minh)|vo chong (em|e|tui|toi|minh)) |"
    r" # (chi em|c e|anh em|a e|ban|nguoi|ng|dong chi|dv|doan vien|thanh vien|chi|anh) ([a-z]+ )?"
    r"(trong to|to cong nghe|to cnscd|to cns|to minh|to em|cong nghe so|cong nghe cong dong) "
    r"(?!di hoc|hoc|duoc cap|nhan)|"
    # "với 5 bạn phụ", "có 9 cô giáo phụ đứng lớp", "6 anh công an xã xuống hỗ trợ tổ"
    r" # (em|e|tui|minh|co|chi|anh) (chan|ngan|can|kip|phat hien|nhac) |"
    r" # ([a-z0-9]+ ){1,4}phu (?!nu |huynh |lao |hop |cap |trach )|"
    r" # ([a-z]+ ){1,5}(xuong|ve|len|toi|qua|sang) (ho tro|giup|tiep|cung) (to|tui|em|e|minh|nhom|lop|chung) "
)
_BROKEN = Wording(
    # "máy chiếu có 5 cái", "loa hư 3 cái", "5 máy hết pin", "mất sóng 5 lần", "android 7 cài chậm"
    r" (may (chieu|tinh|in|anh|phat|quay)|loa|sac|ghe|quat|bo phat|laptop|o cam|micro|mic|man hinh|wifi|dien thoai) "
    r"([a-z]+ ){0,2}# (cai|chiec|bo|cuc|con) |"
    r" # (cai |chiec )?(may|dien thoai|dt) ([a-z]+ ){0,2}(het pin|hu|cu|loi|treo|sap nguon) |"
    r" (mat|rot|cup|te|het|chet|hu|thung|no|treo|sap) (song|mang|dien|may|xe|lop|wifi|lo|app) ([a-z]+ )?# "
    r"(lan|bua|bo|hoi|ban|phut|tieng) |"
    r" te # lan | (android|ios|iphone|win|windows|samsung|oppo|galaxy|redmi|nokia) # |"
    r" (gui|kem|chup|dinh kem) ([a-z]+ )?# (tam |buc |cai |kieu |tam hinh )?(anh|hinh) $|"
    r" (le phi|hoc phi|cuoc phi|tien (xang|nuoc|dien|xe|an)) # |"
    r" (size|co) (s|m|l|xl|xxl) # | # (noc|mai) nha "
)
_FAILED = Wording(
    r" # (nguoi|ng|cu|ba|bac|ong|co|chu|chi|anh|em|truong hop) ([a-z]+ ){0,4}(khong|ko|k|hok|chua) ([a-z]+ )?"
    r"(cai|lam|kich hoat|mo|dang nhap|vao|vo|len|nhan) (dat )?(duoc|dc|xong|noi) $|"
    r" # ([a-z]+ ){1,2}(khong|ko|k|hok|chua) co (dien thoai|dt|may|smartphone|sim|mang|cccd|can cuoc) $"
)
# "5 bạn đoàn viên dán qr cho 24 quán", "tổ em 4 người mở 3 buổi": who did it, right before the verb of another number.
_DOERS = Wording(
    r" # (ban |em |anh |chi |co |thay |chu )?(doan vien|dv|dvtn|thanh nien|sinh vien|sv|can bo|cb|cong an|giao vien|"
    r"co giao|thay giao|tinh nguyen vien|bo doi|dong chi|anh em|dua) ([a-z]+ ){0,3}(day|cai|mo|nop|dan|cap|phat|ho tro|"
    r"huong dan|giup|kich hoat|lam|dua|tap huan|trao|tao|chi cho|tuyen truyen|to chuc) |"
    r" (to|nhom|doi|tui|bon) (em |minh |tui |e |toi )?# (nguoi|ng|anh em|chi em|dua|dong chi|ban|anh|chi) "
    r"(tui em |em |minh )?(day|cai|mo|nop|dan|cap|phat|ho tro|huong dan|giup|kich hoat|lam|dua|tap huan|trao|tao|"
    r"chi cho|tuyen truyen|to chuc) |"
    r" (voi|vs|bang|nho|co) # (cai |chiec )?(may|dien thoai|dt|laptop) (?!tinh |chieu )"
)
# "mỗi thôn cử 3 người, gồm 1 bạn đoàn viên": who is to go, and the next clause goes on with it
_SENT = Wording(r" moi (thon|to|xom|xa|lop) cu # ")
_TABLES = (
    (_OTHERS, "compared"),
    (_SENT, "plan"),
    (_LATE, "absent"),
    (_CREW, "subject"),
    (_FAILED, "failed"),
    (_BROKEN, "other"),
)
_ALL = _OTHERS.bit | _SENT.bit | _LATE.bit | _CREW.bit | _FAILED.bit | _BROKEN.bit | _DOERS.bit
_SIGNS = frozenset([",", ".", ";", "\n", "!", "?", "(", ")", "•", ":"])
_JOINTS = word_set("roi nhung ma nen")
_SERVED = word_set("cho giup day dan duoc dc dang gium dum")


_LONGEST = 40  # words: no clause that tells of one thing has more


def of_others(draft: Draft, numbers: list[Item]) -> None:
    """Set aside the numbers of something else, with the indicator that they count there."""
    if not draft.bits & _ALL:
        return
    for item in numbers:
        if item.tag != "N":
            continue
        first, last = _around(draft, item)
        if last - first > _LONGEST:
            continue
        said = draft.words[first:last]
        for other in numbers:
            if first <= other.i < last:
                said[other.i - first : other.j - first] = [
                    "#" if other is item else "&",
                    *[""] * (other.j - other.i - 1),
                ]
        words = f" {' '.join(filter(None, said))} "
        for wording, note in _TABLES:
            if wording.search(draft.bits, words) is not None and not (note == "other" and _of_ours(draft, item)):
                drop(draft, item, note)
                for word in draft.items if "nua" in draft.folds else ():
                    if item.j <= word.i < last and draft.fold(word.i) == "nua":
                        word.tag, word.entry = "W", NOTHING  # this "nữa" adds nothing
                break
        else:
            if (
                draft.fold(item.i - 1) not in _SERVED
                and any(n.tag == "N" and item.j < n.i < last for n in numbers)
                and _DOERS.search(draft.bits, words) is not None
            ):
                item.tag, item.note = "X", "subject"


def _around(draft: Draft, item: Item) -> tuple[int, int]:
    """The tokens of the clause of a number, which a joint parts as well as a sign."""
    first, last = between(draft, item.i, item.j, _SIGNS)
    if not draft.folds.isdisjoint(_JOINTS):
        joints = [n for n in range(first, last) if n in draft.links or draft.tokens[n].text.lower() in ("rồi", "roi")]
        first = max([n + 1 for n in joints if n < item.i], default=first)
        last = min([n for n in joints if n >= item.j], default=last)
    return first, last


def drop(draft: Draft, item: Item, note: str) -> None:
    """Set a number aside with the nouns that touch it: what it counts is named, but not reported."""
    item.tag, item.note = "X", note
    at = item.j
    for noun in draft.items[draft.items.index(item) + 1 :]:
        if noun.i != at or noun.tag not in "IU":
            return
        noun.used = noun.used or noun.tag == "I"
        at = noun.j


def _of_ours(draft: Draft, item: Item) -> bool:
    """ "bấm điện thoại cài được bốn cái vneid": an indicator behind the classifier."""
    return any(i.tag == "I" and item.j <= i.i <= item.j + 1 for i in draft.items)
