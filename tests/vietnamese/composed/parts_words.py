"""The words of reports told in parts: nouns, deeds, groups, days, and what stands around."""

# Nouns as they stand after a number.
AFTER: dict[str, str] = {
    "learners": (
        "hv | học viên | người học | bà con đi học | h.viên | người theo học | hviên | bà con tới lớp | ng học | "
        "chị em đi học"
    ),
    "vneid": (
        "vneid | VNeID | định danh | vnid | cái vneid | định danh mức 2 | người cài vneid | tài khoản VNeID | "
        "vneid mức 2 | người kích hoạt vneid"
    ),
    "certificates": "chứng nhận | giấy chứng nhận | gcn | giấy cn | cái chứng nhận | người được cấp chứng nhận",
    "people_helped": (
        "lượt | lượt người | lượt hỗ trợ | lượt ng | người được hỗ trợ | lượt hd | lượt bà con | người được hướng dẫn"
    ),
    "public_services": (
        "hồ sơ | hồ sơ dvc | dvc | hs dvc | hồ sơ trực tuyến | bộ hồ sơ dvc | hồ sơ online | hồ sơ dịch vụ công"
    ),
    "dvc_accounts": "tk dvc | tài khoản dvc | tài khoản dịch vụ công | tkdvc | tk cổng dvc | tài khoản cổng dvc",
    "e_wallets": "ví | ví điện tử | ví momo | tk ngân hàng số | cái ví điện tử | tài khoản ngân hàng số",
    "qr_households": (
        "hộ qr | mã qr | qr | quán có mã qr | hộ dùng qr | cái mã qr | tiệm dán qr | hộ kinh doanh dùng qr"
    ),
    "ecommerce_households": (
        "hộ lên sàn | hộ tmđt | hộ lên sàn tmđt | hộ bán trên sàn | hộ lên shopee | hộ lên postmart"
    ),
    "digital_signatures": "cks | chữ ký số | chữ kí số | người được cấp chữ ký số | cái chữ ký số | người làm cks",
    "sessions": "buổi | buổi hỗ trợ | buổi hd | buổi hướng dẫn",
    "outreach": "đợt tuyên truyền | lần phát loa | buổi tuyên truyền | lần tuyên truyền | lần loa",
}
# Nouns as they stand before a number.
BEFORE: dict[str, str] = {
    "learners": "hv | học viên | số học viên | người học | số người học | tập huấn",
    "vneid": "vneid | VNeID | cài vneid | định danh | số vneid | kích hoạt vneid | định danh mức 2 | vnid",
    "certificates": "chứng nhận | cấp chứng nhận | gcn | giấy chứng nhận | số chứng nhận | cấp giấy chứng nhận",
    "people_helped": "lượt hỗ trợ | lượt người | số lượt hỗ trợ | lượt hướng dẫn | lượt | lượt người được hỗ trợ",
    "public_services": "dvc | hồ sơ dvc | hồ sơ | dịch vụ công | nộp hồ sơ | hs dvc | số hồ sơ | hồ sơ trực tuyến",
    "dvc_accounts": "tk dvc | tài khoản dvc | mở tk dvc | tài khoản cổng dvc | tkdvc | mở tài khoản dvc",
    "e_wallets": "ví | ví điện tử | mở ví | tk ngân hàng số | ví momo | mở ví điện tử",
    "qr_households": "qr | mã qr | hộ qr | dán mã qr | hộ dùng mã qr | dán qr",
    "ecommerce_households": "lên sàn | hộ lên sàn | sàn tmđt | tmđt | sàn | đưa lên sàn",
    "digital_signatures": "cks | chữ ký số | cấp cks | ký số | cấp chữ ký số | chữ kí số",
    "sessions": "buổi hỗ trợ | buổi hd | buổi hướng dẫn | số buổi hỗ trợ",
    "outreach": "tuyên truyền | phát loa | loa | đợt tuyên truyền | loa tuyên truyền | tuyên truyền",
}
# What was done, with the place of its number.
DONE: dict[str, str] = {
    "learners": (
        "dạy được {n} người | dạy {n} bà con | có {n} người học | tập huấn cho {n} người | có {n} bà con tới học | dạy"
        " đặng {n} người | {n} chị tới học | lớp có {n} người | lớp được {n} người | dạy cho {n} cô bác"
    ),
    "vneid": (
        "cài được {n} vneid | cài vneid cho {n} người | kích hoạt được {n} vneid | làm được {n} cái vneid | cài đặng "
        "{n} cái vneid | làm định danh cho {n} người | kích hoạt vneid {n} người | cài xong vneid cho {n} bà con"
    ),
    "certificates": (
        "cấp {n} chứng nhận | trao {n} giấy chứng nhận | cấp chứng nhận cho {n} người | phát {n} giấy chứng nhận | {n}"
        " người nhận chứng nhận | {n} người được cấp giấy chứng nhận"
    ),
    "people_helped": (
        "hỗ trợ {n} người | giúp được {n} người | hướng dẫn {n} bà con | hỗ trợ được {n} lượt | chỉ cho {n} bà con | "
        "hỗ trợ {n} lượt người | bày cho {n} cô bác xài điện thoại | giúp {n} lượt"
    ),
    "public_services": (
        "nộp {n} hồ sơ | nộp giúp {n} hồ sơ dvc | làm {n} hồ sơ trực tuyến | nộp được {n} bộ hồ sơ | giúp nộp {n} hồ "
        "sơ online | làm được {n} hồ sơ dịch vụ công"
    ),
    "dvc_accounts": (
        "mở {n} tài khoản dvc | mở tk dvc cho {n} người | tạo {n} tk dvc | {n} người mở tk dvc | mở được {n} tk cổng "
        "dvc | tạo tài khoản dịch vụ công cho {n} người"
    ),
    "e_wallets": (
        "mở {n} ví | mở ví cho {n} người | mở được {n} ví điện tử | {n} người mở ví điện tử | cài được {n} ví momo | "
        "tạo {n} tài khoản ngân hàng số"
    ),
    "qr_households": (
        "dán mã qr cho {n} quán | {n} hộ dán mã qr | dán được {n} mã qr | làm qr cho {n} hộ | {n} quán có mã qr | dán "
        "qr cho {n} sạp"
    ),
    "ecommerce_households": "đưa {n} hộ lên sàn | {n} hộ lên sàn | đưa được {n} hộ lên shopee | {n} hộ lên postmart",
    "digital_signatures": (
        "cấp chữ ký số cho {n} người | làm {n} chữ ký số | cấp được {n} cks | {n} người làm chữ ký số"
    ),
    "sessions": "mở {n} buổi | tổ chức {n} buổi hướng dẫn | làm {n} buổi | ra quân {n} buổi",
    "outreach": "tuyên truyền {n} buổi | phát loa {n} lần | tuyên truyền {n} đợt | phát loa tuyên truyền {n} lần",
}

# Groups of one report; how each is named behind its number; which day they name, if any (0 today, 1 yesterday).
TIMES = (
    ("sáng | chiều", "buổi {}"),
    ("sáng | tối", "buổi {}"),
    ("chiều | tối", "buổi {}"),
    ("buổi sáng | buổi chiều", "{}"),
    ("sáng | chiều | tối", "buổi {}"),
    ("buổi chiều | buổi tối", "{}"),
    ("ca sáng | ca tối", "{}"),
    ("lớp sáng | lớp chiều", "của {}"),
    ("ca sáng | ca chiều | ca tối", "{}"),
    ("sáng | trưa", "buổi {}"),
    ("đầu giờ | cuối giờ", "lúc {}"),
    ("sáng | trưa | chiều", "buổi {}"),
)
DATED = (
    ("sáng nay | chiều nay", "{}", 0),
    ("hồi sáng | hồi chiều", "{}", 0),
    ("sáng nay | chiều", "{}", 0),
    ("sáng ni | chiều ni", "{}", 0),
    ("sáng hôm qua | chiều hôm qua", "{}", 1),
    ("chiều nay | tối nay", "{}", 0),
    ("sáng qua | tối qua", "{}", 1),
    ("chiều qua | tối qua", "{}", 1),
)
PLACES = (
    ("xóm trên | xóm dưới", "ở {}"),
    ("xóm Gò | xóm Đèo", "ở {}"),
    ("tổ 1 | tổ 2", "của {}"),
    ("tổ 1 | tổ 2 | tổ 3", "của {}"),
    ("nhà rông | nhà văn hoá", "ở {}"),
    ("nhà văn hoá | điểm trường", "tại {}"),
    ("ở chợ | ở trường", "{}"),
    ("bên này suối | bên kia suối", "{}"),
    ("đầu làng | cuối làng", "ở {}"),
    ("điểm 1 | điểm 2", "tại {}"),
    ("khu A | khu B | khu C", "ở {}"),
    ("cụm 1 | cụm 2 | cụm 3", "ở {}"),
    ("KDC 1 | KDC 2", "ở {}"),
    ("xóm 3 | xóm 5", "bên {}"),
    ("đội 4 | đội 7", "của {}"),
    ("nóc ông Tía | nóc ông Reo", "ở {}"),
    ("nhà em | nhà chị Sương", "ở {}"),
    ("trường | uỷ ban", "ở {}"),
    ("xóm Đồng | xóm Núi | xóm Suối", "ở {}"),
    ("ngoài chợ | trong làng", "{}"),
)
CLASSES = (
    ("nhóm 1 | nhóm 2", "{}"),
    ("lớp A | lớp B", "{}"),
    ("lớp 1 | lớp 2", "{}"),
    ("nhóm 1 | nhóm 2 | nhóm 3", "của {}"),
    ("lớp chị Hoa | lớp anh Beo", "của {}"),
    ("lớp cơ bản | lớp nâng cao", "{}"),
    ("nhóm đầu | nhóm sau", "{}"),
    ("tốp đầu | tốp sau", "{}"),
    ("lớp thứ nhất | lớp thứ hai", "{}"),
    ("ca 1 | ca 2", "{}"),
    ("lớp người lớn | lớp thanh niên", "{}"),
    ("tổ em | tổ chị Thu", "của {}"),
)
NAMES = (
    "chị Hai | chị Tư | anh Ba | cô Năm | chú Sáu | dì Bảy | chị Hoa | anh Beo | cô Sương | thầy Rin | em Nhung | "
    "bác Tám | Y Blim | A Thút | Lan | Hường | chị Út | anh Chín | chị Lý | anh Tuấn"
)
WEEKDAYS = (
    "t2 | t4",
    "t2 | t4 | t6",
    "thứ 2 | thứ 4 | thứ 6",
    "thứ 3 | thứ 5",
    "thứ hai | thứ năm",
    "t3 | t5 | t7",
    "t7 | cn",
    "thứ ba | thứ sáu",
)

# What stands before and behind.
OPENERS = (
    " | dạ  | em báo  | báo cáo anh  | chị ơi  | bc:  | Báo cáo:  | thôn em báo  | dạ em báo cáo ạ:  | a ơi  | "
    "tổ em báo  | thôn Kon Tu:  | Tổ CNSCĐ thôn 3 báo cáo:  | em gửi số liệu:  | nhờ chị ghi giúp:  | alo anh ơi,  |  "
    "|  "
)
CLOSERS = (
    " |  ạ |  nha |  nhé anh |  nha chị | , hết ạ | . Hết | . Em cảm ơn |  👍 |  nghen | . Mưa nên hơi ít | . Bà con "
    "vui lắm |  ạ, em cảm ơn chị |  đó anh |  | "
)
DAYS = (
    "hnay | hôm nay | bữa nay | bữa ni | hôm qua | hqua | hôm kia | hôm {dm} | ngày {dm} | {dm} | tuần này | tuần rồi"
    " | tuần trước | tháng này | tháng trước | tuần {w}"
)
