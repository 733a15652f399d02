"""Phrases that people build from the same few pieces in every dialect: negation, days, slips of the hand."""

from itertools import product

NOT = "không|khong|ko|k|kg|kh|hk|hok|hong|hông|hổng|hỏng|hem|nỏ|chẳng|chả|kô|hôg|khôg|khg"
_PHAI = "phải|phai|fải|fai|phãi|fãi|phỉa|phỉ"
_SELF = "em|e|tui|tôi|mình|mk|chị|anh|cô|chú|bác|cháu|con|tớ|tụi em|tụi e|tụi tui|tụi mình|bọn em|bọn mình"
_SAY = "ghi|gõ|nhắn|báo|bấm|đếm|viết|nhập|đánh|tính|nhớ|nghe|nhìn|cộng|gửi|gởi|nói|điền|chép"
_SLIP = "nhầm|lộn|trật|sai|lầm|ngược|lệch|đảo|nham|lon"
_PART = "sáng|trưa|chiều|tối|túi|tói|đêm|khuya"
_THIS = "này|nay|ni|nì|nè|nầy|nài|nai"
_PAST = "trước|trc|rồi|r|rùi|ròi|òi|gòi|qua|vừa rồi|vừa rùi|vừa r|vừa qua|mới rồi|dồi|rầu"
_TODAY = "nay|ni|nì|nè|nai|hôm nay|hôm ni|hum nay|hum ni|hum nì|bữa nay|bữa ni|bửa nay|hnay|h.nay|hn|hôm này"
_YESTERDAY = "qua|wa|qa|quá qua|hôm qua|hum qua|hum wa|hôm wa|bữa qua|bữa wa|hqua|hq"
_NOTHING = (
    "có gì|có j|có chi|có ji|có jì|có ai|có ng nào|có người nào|có bà con nào|có ma nào|có mống nào|có số|có số liệu|"
    "có hoạt động|có hoạt động nào|có hđ|có buổi nào|có lớp|có lớp nào|có báo cáo|có bc|có phát sinh|có ps|có cái nào|"
    "phát sinh|ps|hoạt động|làm gì|làm chi|làm j|làm được gì|làm đc gì|làm dc gì|làm đc j|làm dc j|làm được chi|"
    "làm chi được|làm gì được|làm chi hết|làm gì hết|làm ăn gì|làm ăn chi|mần chi|mần gì|mần được chi|mở lớp|"
    "mở được lớp|mở đc lớp|"
    "tổ chức|tổ chức được|ra quân|triển khai|triển khai được|1 ai|một ai|ai đến|ai tới|ai học|ai đi học|"
    "ai hc|ai vô học|bóng người|một mống|được gì|đc gì|được chi|đc j|dc j"
)


def _join(*parts: str) -> str:
    return "|".join(" ".join(words) for words in product(*(p.split("|") for p in parts)))


def nothing() -> str:
    """không có gì, hổng mần chi, ko ai đến …: "nothing was done" in every negation."""
    undone = (
        "làm được gì|làm đc gì|làm dc gì|làm được chi|"
        "làm đc chi|làm dc chi|làm đc j|làm dc j|mần chi|làm chi|mần được chi"
    )
    return "|".join((_join(NOT, _NOTHING), _join("chưa|ch|chua", undone)))


def not_but() -> str:
    """không phải, k fải, chứ hổng phải …: the word between the new number and the old."""
    return "|".join((_join(NOT, _PHAI), _join("chứ|chớ|chu|mà", NOT, _PHAI), _join("chứ|chớ", "có", _PHAI)))


def slips() -> str:
    """là em ghi nhầm, là tui đếm trật …: said of the old number."""
    slip = f"{_SLIP}|dư|thiếu|dính|lố|thừa"
    return "|".join(
        (_join("là", _SELF, _SAY, slip), _join("là", _SAY, slip), _join("là", _SELF, _SLIP), _join("là", _SLIP))
    )


def slipped() -> str:
    """đếm trật, gõ lầm …: a slip owned up to."""
    short = _join("ghi|gõ|nhắn|bấm|nhập|đánh|tính|cộng|đếm|chép|điền|viết", "sót|thiếu|dư|thừa|dính")
    slips = _join(_SAY, _SLIP).split("|")
    return "|".join((*(p if not p.endswith("lầm") else f"!!!{p}" for p in slips), short))


def meant() -> str:
    """ý em là, ý của tụi em là …: what was meant is told now."""
    return "|".join((_join("ý", _SELF, "là"), _join("ý", "của", _SELF, "là")))


def today() -> str:
    """sáng nay, tối ni, túi hum nay …"""
    alone = "hôm nì|hum nì|bữa nì|hôm nè|hum nè|bữa nè|hôm ny|hnai|hnayh|hum nây|hôm nây"
    return "|".join((_join(_PART, _TODAY), alone))


def yesterday() -> str:
    """tối qua, túi wa, chiều hum qua …"""
    return "|".join((_join(_PART, _YESTERDAY), "bữa wa|hôm qá|hum qá|hômwa|humqua|ngày hum qua|ngày bữa qua"))


def before_yesterday() -> str:
    """sáng hôm kia, túi bữa kia …"""
    return _join(_PART, "kia|hôm kia|hum kia|bữa kia|bữa tê")


def this(unit: str) -> str:
    """tuần này, thág nì …"""
    return _join(unit, _THIS)


def last(unit: str) -> str:
    """tuần rùi, tháng vừa qua …"""
    return _join(unit, _PAST)


WEEKS = "tuần|tuan|tuâng|tùan|tuầng"
MONTHS = "tháng|thg|thág|thang|thág|thán"


def scanned() -> str:
    """mã quy rờ, hộ dán mã cu a rờ …: a code as a telephone hears it."""
    heard = "quy rờ|cu rờ|ku rờ|quy a rờ|cu a rờ|ku a rờ|kiu a rờ|kiu rờ|quy a|kiu a|cu a"
    put = "mã|dán mã|treo mã|gắn mã|làm mã|quét mã|hộ dán mã|hộ dùng mã|hộ có mã|hộ quét mã|quán có mã|quán dán mã"
    return _join(put, heard)


def tables() -> dict[str, dict[str, str]]:
    """role → value → phrases, to be planted with the tables of vietnamese/vocabulary.py."""
    return {
        "indicator": {"qr_households": scanned()},
        "date": {
            "day:0": today(),
            "day:-1": yesterday(),
            "day:-2": before_yesterday(),
            "week:0": this(WEEKS),
            "week:-1": last(WEEKS),
            "month:0": this(MONTHS),
            "month:-1": last(MONTHS),
        },
        "wish": {"nil": nothing(), "notbut": not_but(), "mistake": slips(), "correct": f"{slipped()}|{meant()}"},
    }
