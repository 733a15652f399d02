"""Other words for the same thing: what a variant puts in place of a word, a day, a frame or an aside."""

# Nouns as they stand after a number ("12 hv"): the first three of each are everyday, all are unambiguous.
NOUNS: dict[str, str] = {
    "learners": (
        "hv | học viên | hviên | hvien | hoc vien | học vien | h.v | người học | ng học | bà con học | "
        "lượt học viên | hocj vieen"
    ),
    "certificates": "chứng nhận | giấy chứng nhận | gcn | c/nhận | chứng chỉ | giấy cn | chung nhan",
    "vneid": (
        "vneid | VNeID | vnid | vn id | VNEID | định danh | định danh điện tử | định danh mức 2 | đddt | "
        "vnied | vneld | tk vneid | tài khoản vneid | tài khoản định danh | vneid mức 2 | đd mức 2"
    ),
    "sessions": ("buổi | buổi hỗ trợ | buổi hướng dẫn | bủi | buoi | buổi ht | buổi hd | đợt hỗ trợ | buooir"),
    "people_helped": (
        "lượt | lượt người | lượt hỗ trợ | lượt ng | lượt hướng dẫn | luot | lượt ht | lượt bà con | "
        "người được hỗ trợ | ng được hướng dẫn | lượt dân"
    ),
    "public_services": (
        "hồ sơ | hồ sơ dvc | dvc | dịch vụ công | hồ sơ dịch vụ công | hs dvc | hồ sơ trực tuyến | hồ sơ "
        "online | dvctt | bộ hồ sơ dvc | hồ sơ dịch vụ công trực tuyến | ho so dvc"
    ),
    "dvc_accounts": (
        "tk dvc | tài khoản dvc | tk cổng dvc | tài khoản dịch vụ công | tài khoản cổng dịch vụ công | tk"
        " dvcqg | tài khoản cổng dvc quốc gia | tkdvc | tk dịch vụ công | acc dvc"
    ),
    "e_wallets": (
        "ví điện tử | ví đt | ví momo | ví | tk ngân hàng | tknh | tài khoản ngân hàng số | viettel money"
        " | momo | zalopay | tài khoản ngân hàng | vi dien tu"
    ),
    "qr_households": (
        "hộ qr | mã qr | qr | hộ dùng qr | hộ có mã qr | hộ dán mã qr | hộ kd dùng qr | hkd dùng qr | hộ "
        "quét mã | quán dán qr | hộ kinh doanh dùng mã qr"
    ),
    "ecommerce_households": (
        "hộ lên sàn | hộ tmđt | hộ lên shopee | hộ lên sàn tmđt | hộ bán trên sàn | gian hàng | hộ lên "
        "postmart | hộ đưa hàng lên sàn | ho len san"
    ),
    "digital_signatures": "chữ ký số | cks | ck số | chữ kí số | chử ký số | chữ ký số cá nhân | chu ky so",
    "outreach": (
        "tuyên truyền | đợt tuyên truyền | buổi tuyên truyền | lần phát loa | ttr | buổi tt | đợt tt | "
        "lần tuyên truyền | tuyên chuyền | buổi họp thôn | tuyen truyen"
    ),
}

# A word of the message and what other hands type for it.
TYPED: dict[str, str] = {
    "không": "ko | k | hok | hông | hổng | kg | khg | hong",
    "ko": "không | k | hok | hổng | kg",
    "được": "đc | dc | đươc | duoc",
    "đc": "được | dc",
    "dc": "được | đc",
    "người": "ng | nguoi | ngừi | nguời",
    "ng": "người | ngừi",
    "với": "vs | vơi | voi",
    "vs": "với",
    "gì": "j | chi",
    "rồi": "r | rùi | roi",
    "em": "e | tui | mình",
    "e": "em",
    "anh": "a",
    "chị": "c",
    "vậy": "z | v | rứa",
    "biết": "bít | bik",
    "học viên": "hv | hoc vien | học vien | hviên",
    "hv": "học viên | hviên | hvien",
    "buổi": "buoi | bủi | bổi",
    "vneid": "vnid | VNeID | vnied | VNEID",
    "hồ sơ": "hsơ | ho so",
    "hỗ trợ": "hổ trợ | htro | ho tro | h.trợ",
    "hướng dẫn": "hd | h.dẫn | huong dan | hướng dẩn",
    "tuyên truyền": "ttr | tuyên chuyền | tuyen truyen | t.truyền",
    "chứng nhận": "c/nhận | chung nhan | chứng nhân",
    "lượt": "luot | lươt",
    "kỹ năng số": "kỷ năng số | kns | ky nang so",
    "chữ ký số": "cks | chử ký số | chữ kí số",
    "tài khoản": "tk | tai khoan | tkhoản",
    "tk": "tài khoản",
    "báo cáo": "bc | bao cao",
    "bc": "báo cáo",
    "bà con": "pà con | ba con | bà con mình",
    "giúp": "giup | júp | giúp dùm",
    "cài": "cài đặt | cài xong",
    "tập huấn": "tap huan | t/huấn",
    "và": "với | &",
    "tụi em": "tụi e | bọn em | tụi tui",
    "nhé": "nha | nghen | nhen",
    "hôm nay": "hnay | bữa nay | bữa ni | hum nay | hom nay",
    "hôm qua": "hqua | bữa qua | hum qua | hum wa | hom qua",
    "tuần này": "tuần ni | tuan nay | trong tuần này",
    "tuần trước": "tuần rồi | tuần vừa rồi | tuan truoc | tuần trc",
    "tháng này": "tháng ni | thang nay | trong tháng này",
}

# Put before or after a message of any intent; none says a thing.
BEFORE = (
    "dạ  | Dạ anh ơi  | anh ơi  | a ơi  | chị ơi,  | Chào chị,  | dạ chào anh ạ.  | Kính gửi UBND xã.  | "
    "ad ơi  | Dạ,  | sếp ơi "
)
AFTER = (
    " ạ |  nha |  nhé |  nha anh |  ạ. |  nghen |  hihi |  😊 |  ạh |  nhé chị |  nha chị! |  👍🙏 |  hen |"
    "  hí hí |  ạ ạ |  =)) |  ^^ |  nè | . Cảm ơn anh ạ | , em cảm ơn | . Tks anh |  á |  đó anh |  ad "
    "nha | ..."
)
# The same, said of a report only.
REPORTING = (
    "em báo cáo:  | em gửi số ạ:  | báo cáo anh  | BC:  | Em xin báo cáo:  | em gửi báo cáo nha.  | dạ em"
    " báo ạ,  | Tổ em báo cáo:  | bc nhanh:  | thôn em:  | Thôn 3 báo cáo:  | thôn em báo  | kết quả:  | "
    "số liệu đây ạ: "
)
# Told beside a report; nothing here is a figure or the report's day.
ASIDES = (
    "trời mưa to quá | đường sình lầy đi 5km | học từ 19h tới 21h | lúc 7h tối | ở nhà văn hóa thôn | tại"
    " nhà rông | mạng 4G yếu lắm | cúp điện 30 phút | bà con vui lắm | mai em gửi ảnh sau | điểm ở thôn 3"
    " | có gì gọi em 0905123456 | nhà văn hoá mới sơn lại đẹp lắm | nắng nóng quá trời | cụ lớn tuổi nhất"
    " 78 tuổi | wifi nhà anh Tư | bắt đầu lúc 18h30 | xong lúc 9 giờ tối | theo Đề án 06 | gió bấc lạnh "
    "ghê | tới 10h mới về tới nhà | em đi xe máy 12 cây số"
)

# Days, weeks and months that lie so many back, in the words people use.
DAYS_AGO: dict[int, str] = {
    0: "hôm nay | hnay | bữa nay | bữa ni | hum nay | hom nay | ngày hôm nay | hôm ni | h.nay",
    1: ("hôm qua | hqua | bữa qua | hum qua | hum wa | ngày hôm qua | hom qua | tối qua | tối hôm qua | chiều hôm qua"),
    2: "hôm kia | bữa kia | hum kia | ngày hôm kia | tối hôm kia",
}
WEEKDAYS = (
    "thứ hai | thứ 2 | t2 | T2",
    "thứ ba | thứ 3 | t3",
    "thứ tư | thứ 4 | t4",
    "thứ năm | thứ 5 | t5",
    "thứ sáu | thứ 6 | t6",
    "thứ bảy | thứ 7 | t7 | T7",
    "chủ nhật | chủ nhựt | chúa nhật",
)
WRITTEN = "{d}/{m} | ngày {d}/{m} | {d}/{m}/{y} | {d:02}/{m:02}/{y} | ngày {d} tháng {m} | hôm {d}/{m} | bữa {d}/{m}"
WEEKS_AGO: dict[int, str] = {
    0: "tuần này | tuần ni | trong tuần này | tuan nay | tuần nay",
    1: "tuần trước | tuần rồi | tuần vừa rồi | tuần vừa qua | tuan truoc | tuần trc",
}
MONTHS_AGO: dict[int, str] = {
    0: "tháng này | tháng ni | trong tháng này | thang nay",
    1: "tháng trước | tháng rồi | tháng vừa rồi | tháng vừa qua | thang truoc",
}
NUMBERED_MONTH = "tháng {m} | thg {m} | th{m} | tháng {m}/{y} | tháng {m:02}"

_ONES = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")


def ways(phrases: str) -> tuple[str, ...]:
    """The phrases of one entry."""
    return tuple(phrases.split(" | "))


def in_words(number: int) -> str:
    """1…99 as it is said: mười lăm, hai mươi mốt, bốn mươi tư."""
    tens, ones = divmod(number, 10)
    if not tens:
        return _ONES[ones]
    head = "mười" if tens == 1 else f"{_ONES[tens]} mươi"
    if not ones:
        return head
    last = "mốt" if ones == 1 and tens > 1 else "lăm" if ones == 5 else _ONES[ones]
    return f"{head} {last}"
