"""The twelve indicators as doubtful messages name them: after a number, before one, and as a clause with its number.

Each entry holds two halves, so that a cure found on the one can be checked on the other.
"""

Halves = tuple[str, str]

# After a number, before a number, and as a clause of its own.
NOUN: dict[str, Halves] = {
    "learners": (
        "hv | học viên | người học",
        "hviên | ng học | học viên kỹ năng số",
    ),
    "certificates": (
        "chứng nhận | giấy chứng nhận",
        "gcn | người được cấp chứng nhận",
    ),
    "vneid": (
        "vneid | VNeID | người cài vneid",
        "vnid | định danh mức 2 | người kích hoạt vneid",
    ),
    "sessions": (
        "buổi | buổi hướng dẫn",
        "buổi hỗ trợ",
    ),
    "people_helped": (
        "lượt | lượt người",
        "lượt hỗ trợ | lượt bà con",
    ),
    "public_services": (
        "hồ sơ | hồ sơ dvc",
        "dvc | bộ hồ sơ trực tuyến",
    ),
    "dvc_accounts": (
        "tk dvc | tài khoản dvc",
        "tài khoản cổng dịch vụ công | tkdvc",
    ),
    "e_wallets": (
        "ví điện tử | ví",
        "ví momo | tài khoản ngân hàng số",
    ),
    "qr_households": (
        "hộ qr | mã qr",
        "hộ dùng mã qr | quán dán qr",
    ),
    "ecommerce_households": (
        "hộ lên sàn",
        "hộ bán trên sàn",
    ),
    "digital_signatures": (
        "chữ ký số",
        "cks",
    ),
    "outreach": (
        "đợt tuyên truyền",
        "lần phát loa",
    ),
}
HEAD: dict[str, Halves] = {
    "learners": (
        "hv | học viên | số học viên",
        "hviên | số người học",
    ),
    "certificates": (
        "chứng nhận | cấp chứng nhận",
        "gcn | giấy chứng nhận",
    ),
    "vneid": (
        "vneid | cài vneid",
        "định danh | vnid | kích hoạt vneid",
    ),
    "sessions": (
        "buổi hỗ trợ",
        "số buổi",
    ),
    "people_helped": (
        "lượt hỗ trợ",
        "lượt người được giúp | số lượt hỗ trợ",
    ),
    "public_services": (
        "dvc | hồ sơ",
        "hồ sơ dvc | dịch vụ công",
    ),
    "dvc_accounts": (
        "tk dvc",
        "tài khoản dvc",
    ),
    "e_wallets": (
        "ví điện tử",
        "ví",
    ),
    "qr_households": (
        "qr",
        "hộ qr | mã qr",
    ),
    "ecommerce_households": (
        "hộ lên sàn",
        "sàn tmđt",
    ),
    "digital_signatures": (
        "cks",
        "chữ ký số",
    ),
    "outreach": (
        "tuyên truyền",
        "số đợt tuyên truyền",
    ),
}
DONE: dict[str, Halves] = {
    "learners": (
        "lớp có {n} người | dạy được {n} bà con | {n} người tới học | tập huấn cho {n} người",
        ("lớp kỹ năng số được {n} cô bác | dạy {n} chị em xài điện thoại | {n} bà con tới lớp học | dạy cho {n} người"),
    ),
    "certificates": (
        "cấp {n} chứng nhận | {n} người nhận giấy chứng nhận",
        "trao {n} giấy chứng nhận | cấp chứng nhận cho {n} chị",
    ),
    "vneid": (
        "cài vneid cho {n} người | kích hoạt được {n} vneid | {n} bà con cài vneid",
        "làm định danh điện tử cho {n} cụ | {n} người kích hoạt được vneid | cài được {n} cái vneid",
    ),
    "sessions": (
        "tổ chức {n} buổi hướng dẫn | ra quân {n} buổi",
        "mở được {n} buổi | làm được {n} buổi hỗ trợ",
    ),
    "people_helped": (
        "hỗ trợ {n} lượt người | giúp được {n} người | hướng dẫn bà con được {n} lượt",
        "hướng dẫn {n} lượt | hỗ trợ được {n} bà con | giúp {n} lượt bà con",
    ),
    "public_services": (
        "nộp giúp {n} hồ sơ | làm {n} hồ sơ trực tuyến",
        "nộp online {n} bộ hồ sơ | hướng dẫn nộp {n} hồ sơ dvc",
    ),
    "dvc_accounts": (
        "mở {n} tài khoản dvc | tạo tk dvc cho {n} người",
        "mở tk cổng dvc cho {n} người",
    ),
    "e_wallets": (
        "mở ví điện tử cho {n} người | mở {n} ví",
        "{n} chị mở ví điện tử | cài {n} ví momo",
    ),
    "qr_households": (
        "dán mã qr cho {n} quán | {n} hộ dán mã qr",
        "{n} hộ kinh doanh dùng mã qr | làm qr cho {n} sạp",
    ),
    "ecommerce_households": (
        "đưa {n} hộ lên sàn",
        "{n} hộ đưa hàng lên sàn",
    ),
    "digital_signatures": (
        "cấp chữ ký số cho {n} người",
        "{n} người làm chữ ký số",
    ),
    "outreach": (
        "phát loa {n} lần | tuyên truyền {n} buổi",
        "tuyên truyền được {n} đợt | phát loa tuyên truyền {n} lần",
    ),
}
# The plain word for one of what is counted.
ONE = {
    "learners": "người",
    "certificates": "người",
    "vneid": "người",
    "sessions": "buổi",
    "people_helped": "lượt",
    "public_services": "hồ sơ",
    "dvc_accounts": "cái",
    "e_wallets": "cái",
    "qr_households": "hộ",
    "ecommerce_households": "hộ",
    "digital_signatures": "cái",
    "outreach": "đợt",
}
