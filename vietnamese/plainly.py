"""Questions whose wording alone tells what they want: how to report, how far the village is."""

from vietnamese.draft import Draft
from vietnamese.triggers import Wording

LONGEST = 60  # words of a message in which a question is looked for

_NO = "(khong|ko|k|hong|hok|hem|kh)"
_HOW = "(sao|lam sao|the nao|kieu gi|lam gi|nhan gi|go gi|bam gi|ra sao|ntn)"
_SEND = "(gui|bao|nop|ghi|nhap|nhan)"

_HELP = Wording(
    rf" (can|phai) {_SEND} (nhung )?(gi|muc nao|cai gi) |"  # "em cần gửi những gì"
    rf" {_SEND} (bang )?(hinh|anh|thoai|tin thoai|ghi am|voice|giong noi) (\w+ ){{0,5}}(duoc|dc) {_NO} |"
    rf" thi (sua|xoa|huy|rut|chinh) (lai )?{_HOW} |"  # "lỡ gửi nhầm thì sửa sao"
    rf" (muon|can) (sua|xoa|huy|xem|coi|rut) (\w+ ){{0,5}}(thi )?{_HOW} |"
    rf" (gui|bao|nop|ghi|nhap) (\w+ ){{0,4}}co sao {_NO} |"  # "một ngày gửi 2 lần có sao không"
    r" may gio (\w+ )?(chot|khoa|dong) (so|bao cao|bc) |"
    r" (xin|gui|cho) (\w+ ){0,3}mau( bao cao| bc| tin| nhan| tin nhan)?( voi| di| a| nha| anh| chi| em)* $|"
    r" (huong dan|chi) lai (\w+ ){0,2}(em|e|tui|minh|voi) |"
    r" bot (\w+ )?(giup|lam) (\w+ )?(duoc|dc) (nhung )?(gi|chi|viec gi) |"
    r" (cac|nhung|may|het) (cau )?lenh |"
    r" bot biet (lam |giup )?(duoc |dc )?(nhung )?(gi|chi) (a |vay |the )?$|"
    r" lenh (\w+ ){1,4}la (gi|sao) |"
    r" (go|bam|nhan|vao|vo|chon|lam) (\w+ ){0,2}(gi|dau|nao|sao) (\w+ ){0,4}(xem|coi|lay|tra) |"
    rf" {_SEND} (\w+ ){{0,2}}(truoc|sau|tre|muon) (\w+ ){{0,6}}(phai|dung|duoc|dc) ({_NO}|ha) |"
    rf" {_SEND} (\w+ ){{0,2}}(han|truoc) (\w+ ){{0,4}}(thu|ngay|bua|hom) (may|nao) "
)
_DIFFERENT = Wording(
    r"^ (\w+ ){1,3}la cai gi | khac (\w+ ){1,5}(cho nao|o dau|sao|the nao|gi|o cho nao) | khac gi |"
    r" phan biet (\w+ ){0,4}(sao|the nao|kieu gi|cach nao) "
)
_REACHED = Wording(
    r" (du|dat) (\w+ )?(chi tieu|ke hoach) (\w+ ){0,3}chua | (xa|thon|to|lang) (\w+ ){0,3}dat chua |"
    r"^ (\w+ ){1,4}(toi|den) dau (roi|r) "
)
_RECEIVED = Wording(
    rf" (bao cao|bc|tin|so|so lieu) (\w+ ){{0,6}}(thanh cong|toi noi|den noi|bi loi gi|co loi gi) (\w+ )?({_NO}|chua) |"
    r" (bot|may|he thong|ad) (\w+ )?nhan (duoc |dc )?(so|bao cao|bc|tin|cai) (\w+ ){0,4}chua |"
    rf" (em|e|tui|toi|minh|chi|anh) (\w+ )?(gui|nop|bao) (\w+ ){{0,3}}(bot|may|xa|ad|he thong) (\w+ )?"
    rf"(nhan|thay|luu|ghi) (duoc |dc )?({_NO}|chua) |"
    r" (bot|may|he thong|ad|xa|ben \w+) (da |co )?(nhan|luu|ghi|thay|ghi nhan) (duoc |dc )?(ban )?"
    rf"(so|bao cao|bc|tin|cai) (\w+ ){{0,4}}(cua|luc|hoi|hom|vua|thon|to|em|tui|toi|tuan) (\w+ ){{0,6}}({_NO}|chua) "
)


def asks_how(bits: int, words: str, named: int) -> bool:
    """Whether the folded words (a blank at both ends) ask how to report; `named`: how many indicators they name."""
    return _HELP.search(bits, words) is not None or (named > 0 and _DIFFERENT.search(bits, words) is not None)


def asks_how_far(bits: int, words: str) -> bool:
    """ "đủ chỉ tiêu vneid chưa", "vneid tới đâu rồi": figures are wanted."""
    return _REACHED.search(bits, words) is not None


def asks_receipt(bits: int, words: str) -> bool:
    """ "bot nhận số của em chưa": whether the report arrived."""
    return _RECEIVED.search(bits, words) is not None


_BROADCAST = Wording(
    r" (cac|may|moi|tung|nhung) (thon|to|xom|lang|anh chi|dong chi|ban) (\w+ ){0,8}(gui|bao|nop|bao cao) (\w+ ){0,6}"
    r"truoc | (de nghi|yeu cau) (cac|moi|tung) (\w+ ){0,4}(gui|nop|bao) "
)


def asks_all(bits: int, words: str) -> bool:
    """ "đề nghị các tổ gửi số liệu tuần 47 trước 16h": said to all who are to report, no question of one of them."""
    return _BROADCAST.search(bits, words) is not None


_READY = Wording(r" (bang|so lieu|tong hop|thong ke|so tong|ket qua) (\w+ ){0,7}(co|xong|ra|len) chua ")


def asks_ready(bits: int, words: str) -> bool:
    """ "bảng tổng hợp 6 tháng đầu năm có chưa em": figures are wanted, as soon as there are any."""
    return _READY.search(bits, words) is not None


# What was done in all: "xã mình làm được những gì rồi".
DONE = Wording(r" (xa|thon|to|minh|tuan|thang) (\w+ ){0,5}(lam|dat) (duoc|dc|dang) (nhung gi|gi|toi dau|den dau) ")


def spoken(draft: Draft) -> str:
    """The folded words with a comma between two clauses, so that no wording is found across them."""
    return f" {' '.join([t.said for t in draft.tokens[:LONGEST] if t.said])} "
