"""The pieces of composed messages: nouns, what was done, groups, parts, and things that are counted besides."""

# Nouns as they stand after a number.
NOUNS: dict[str, str] = {
    "learners": "hv | học viên | người học",
    "vneid": "vneid | VNeID | định danh",
    "certificates": "chứng nhận | giấy chứng nhận",
    "people_helped": "lượt | lượt người | lượt hỗ trợ",
    "public_services": "hồ sơ | hồ sơ dvc | dvc",
    "dvc_accounts": "tk dvc | tài khoản dvc",
    "e_wallets": "ví | ví điện tử",
    "qr_households": "hộ qr | mã qr",
    "digital_signatures": "cks | chữ ký số",
    "sessions": "buổi | buổi hỗ trợ",
    "outreach": "đợt tuyên truyền | lần phát loa",
    "ecommerce_households": "hộ lên sàn",
}

# What was done, with the place of its number.
DONE: dict[str, str] = {
    "learners": (
        "dạy {n} người | dạy được {n} bà con | lớp {n} người | lớp có {n} người học | tập huấn cho {n} người | "
        "{n} người học | {n} chị đi học | {n} bà con tới học"
    ),
    "vneid": (
        "cài vneid cho {n} người | kích hoạt vneid được {n} người | {n} người cài vneid | cài được {n} vneid | "
        "kích hoạt được {n} người | làm định danh cho {n} cụ"
    ),
    "people_helped": (
        "hỗ trợ {n} người | hướng dẫn {n} bà con | giúp được {n} người | hướng dẫn được {n} lượt | chỉ cho {n} "
        "bà con | hỗ trợ {n} lượt"
    ),
    "certificates": (
        "cấp {n} chứng nhận | {n} người được cấp giấy | cấp chứng nhận cho {n} người | {n} người nhận chứng "
        "nhận | trao {n} giấy chứng nhận"
    ),
    "public_services": "nộp {n} hồ sơ | nộp giúp {n} hồ sơ dvc | làm {n} hồ sơ trực tuyến | {n} hồ sơ dvc",
    "dvc_accounts": "mở {n} tài khoản dvc | mở tk dvc cho {n} người | {n} người mở tk dvc",
    "e_wallets": "mở {n} ví | mở ví cho {n} người | {n} người mở ví điện tử | cài được {n} ví momo",
    "qr_households": "dán mã qr cho {n} quán | {n} hộ dán mã qr | {n} quán có mã qr | dán được {n} mã qr",
    "ecommerce_households": "đưa {n} hộ lên sàn | {n} hộ lên sàn",
    "digital_signatures": "cấp chữ ký số cho {n} người | {n} người làm cks | làm {n} chữ ký số",
    "sessions": "mở {n} buổi | tổ chức {n} buổi | {n} buổi hỗ trợ",
    "outreach": "tuyên truyền {n} buổi | phát loa {n} lần | tuyên truyền {n} đợt",
}

# Two groups, places or times of the day of one report.
GROUPS = (
    ("sáng", "chiều"),
    ("sáng", "tối"),
    ("chiều", "tối"),
    ("buổi sáng", "buổi chiều"),
    ("ca sáng", "ca tối"),
    ("hồi sáng", "hồi chiều"),
    ("xóm trên", "xóm dưới"),
    ("thôn 3", "thôn 4"),
    ("nhóm 1", "nhóm 2"),
    ("lớp A", "lớp B"),
    ("xóm Gò", "xóm Đèo"),
    ("tổ 1", "tổ 2"),
    ("bên trường", "bên nhà rông"),
    ("làng Rí", "làng Tút"),
    ("điểm 1", "điểm 2"),
    ("lớp chị Hoa", "lớp anh Nam"),
    ("nhà văn hóa", "nhà rông"),
)
# What two groups of people make up a whole.
PAIRS = (
    ("nam", "nữ"),
    ("người già", "người trẻ"),
    ("cụ ông", "cụ bà"),
    ("người Kinh", "người Hrê"),
    ("phụ nữ", "thanh niên"),
    ("cô", "chú"),
)
# Some of the people just counted, and how that is said.
SOME = (
    "nữ | cụ già | người già | người Hrê | đoàn viên | người khuyết tật | phụ nữ | người hộ nghèo | người lớn "
    "tuổi | thanh niên | chị phụ nữ | bà con dân tộc | người trên 60 tuổi | học sinh | người mới | cán bộ thôn"
)
PARTS = (
    "trong đó {m} {s} | trong đó có {m} {s} | có {m} {s} | gồm {m} {s} | ({m} {s}) | (trong đó {m} {s}) | kể cả"
    " {m} {s} | bao gồm {m} {s} | trong số đó {m} {s}"
)
# Numbers of other things, told beside the figures.
BESIDES = (
    "mượn {n} cái ghế | kê {n} dãy bàn | hư {n} cái máy | {n} máy hết pin | mang theo {n} cái máy tính | đi {n}"
    " xe máy | ghé {n} nhà | tốn {n} trăm ngàn tiền xăng | uống hết {n} bình nước | in {n} tờ giấy | chụp {n} "
    "tấm ảnh | cúp điện {n} lần | đợi {n} tiếng | dạy tới bài {n} | học được {n} tiết | mấy đứa nhỏ {n} tuổi | "
    "mất sóng {n} lần | {n} bạn đoàn viên phụ | tổ đi {n} người | qua {n} con suối | máy chiếu hư {n} ngày nay "
    "| treo {n} băng rôn | cách nhà {n} cây số | có {n} con chó dữ | mua {n} gói bánh | thôn có {n} hộ | còn "
    "{n} người bận đi rẫy | {n} người về sớm | vắng {n} người | {n} người chưa làm được | {n} bác xin học lần "
    "sau | nhà có {n} đám cưới | hết {n} phút | xài {n} sim 4G | mỗi người {n} chai nước | gặp {n} con trâu | "
    "cây mít rụng {n} trái | dựng {n} cái rạp | xã cử {n} cán bộ xuống | {n} anh công an xuống phụ | có {n} câu"
    " hỏi khó | wifi có {n} vạch | thầy {n} lần nhắc | khoá học có {n} bài"
)
