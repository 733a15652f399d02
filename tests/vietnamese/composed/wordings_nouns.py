# ruff: noqa: E501  (tables of phrases)
"""The nouns, keys and units of the twelve figures; the two halves of an entry lie either side of ||."""

# Nouns as they stand after a number.
NOUNS: dict[str, str] = {
    "learners": (
        "hv | học viên | người học | hviên | bạn học viên | người đi học || ng học | bà con đi học | người tham gia lớp |"
        " người được tập huấn | h.viên | học viên lớp kỹ năng số"
    ),
    "certificates": (
        "chứng nhận | giấy chứng nhận | gcn | giấy cn | cái chứng nhận || tờ giấy chứng nhận | c/nhận | chứng nhận hoàn"
        " thành | giấy chứng nhận hoàn thành khoá học | người được cấp giấy"
    ),
    "vneid": (
        "vneid | VNeID | định danh | người cài vneid | vnid | định danh mức 2 | cái vneid || tài khoản vneid | định danh"
        " điện tử | vneid mức 2 | người lên mức 2 | vnied | người kích hoạt vneid | máy cài vneid"
    ),
    "sessions": (
        "buổi | buổi hỗ trợ | buổi hướng dẫn | buổi hd | đợt hỗ trợ || buổi ra quân | buổi dạy | buổi hỗ trợ bà con | buổi"
        " học | đợt hướng dẫn | buổi lên lớp"
    ),
    "people_helped": (
        "lượt | lượt người | lượt hỗ trợ | lượt ng | lượt bà con | người được hỗ trợ || lượt hướng dẫn | lượt người dân |"
        " lượt giúp | người được giúp | lượt người được hỗ trợ | bà con được hướng dẫn"
    ),
    "public_services": (
        "hồ sơ | hồ sơ dvc | hs dvc | bộ hồ sơ | hồ sơ dịch vụ công | hồ sơ trực tuyến || hsơ dvc | hồ sơ nộp mạng | hồ sơ"
        " online | bộ hồ sơ trực tuyến | hồ sơ dvctt | hồ sơ nộp qua cổng"
    ),
    "dvc_accounts": (
        "tk dvc | tài khoản dvc | tkdvc | tài khoản dịch vụ công | tk cổng dvc || acc dvc | tài khoản cổng quốc gia | tk"
        " dịch vụ công | tài khoản cổng dvc | tk dvcqg | người mở tk dvc"
    ),
    "e_wallets": (
        "ví điện tử | ví | ví momo | tk ngân hàng số | ví đt || tài khoản ngân hàng số | ví zalopay | người mở ví | tài"
        " khoản ngân hàng online | ví viettel money | cái ví điện tử"
    ),
    "qr_households": (
        "hộ qr | hộ dùng mã qr | quán qr | hộ quét mã | hộ kinh doanh dùng qr || tiệm có mã qr | hkd dùng qr | hộ không"
        " dùng tiền mặt | sạp dán mã qr | hộ kd quét qr | quán nhận chuyển khoản qr"
    ),
    "ecommerce_households": (
        "hộ lên sàn | hộ tmđt | hộ lên shopee | hộ bán trên sàn || hộ có gian hàng trên sàn | hộ lên sàn tmđt | hộ lên"
        " postmart | hộ lên tiktok shop | hộ bán hàng trên sàn"
    ),
    "digital_signatures": (
        "cks | chữ ký số | chữ ký số cá nhân | người làm cks | ck số || người có chữ ký số | chữ kí số | người được cấp"
        " chữ ký số | ký số cá nhân | người đăng ký chữ ký số"
    ),
    "outreach": (
        "buổi tuyên truyền | đợt tuyên truyền | lần phát loa | lần loa | đợt tt || lần tuyên truyền | buổi phát thanh |"
        " lượt phát loa | buổi họp thôn tuyên truyền | đợt phát tờ rơi | lần đọc loa"
    ),
}

# Keys as they stand before a number.
KEYS: dict[str, str] = {
    "learners": (
        "hv | học viên | số học viên | người học | số bạn học || số người học | tổng học viên | người đi học | số người"
        " tham gia lớp học | học viên lớp bdhvs"
    ),
    "certificates": (
        "chứng nhận | gcn | số giấy chứng nhận | giấy cn || cấp chứng nhận | giấy chứng nhận | số người được cấp chứng"
        " nhận | chứng nhận hoàn thành"
    ),
    "vneid": (
        "vneid | VNeID | định danh | cài vneid | định danh mức 2 || kích hoạt vneid | số người cài vneid | định danh điện"
        " tử | vneid mức 2 | vnid"
    ),
    "sessions": ("buổi | số buổi | buổi hỗ trợ | số buổi hướng dẫn || buổi hd | số buổi tổ chức | tổng số buổi hỗ trợ"),
    "people_helped": (
        "lượt | lượt hỗ trợ | người được hỗ trợ | số lượt người được hỗ trợ || lượt hướng dẫn | số lượt hỗ trợ | người được giúp |"
        " hướng dẫn người dân | lượt người"
    ),
    "public_services": (
        "hồ sơ dvc | dvc | hồ sơ | hồ sơ trực tuyến || số hồ sơ nộp online | nộp hồ sơ | dvctt | hồ sơ dịch vụ công | hs"
        " dvc"
    ),
    "dvc_accounts": (
        "tk dvc | tài khoản dvc | mở tk dvc | tài khoản cổng dvc || tk cổng | tài khoản dịch vụ công quốc gia | tkdvc |"
        " số tài khoản dvc mở mới | đăng ký tk dvc"
    ),
    "e_wallets": (
        "ví | ví điện tử | mở ví | tk ngân hàng số || số ví điện tử mở mới | tài khoản ngân hàng số | ví momo | mở ví điện"
        " tử"
    ),
    "qr_households": (
        "qr | mã qr | hộ qr | hộ dùng mã qr || dán mã qr | hộ kinh doanh dùng qr | hộ không dùng tiền mặt | số hộ dùng qr"
    ),
    "ecommerce_households": (
        "sàn | lên sàn | hộ lên sàn | sàn tmđt || tmđt | hộ lên sàn thương mại điện tử | số hộ bán trên sàn | sàn thương"
        " mại điện tử"
    ),
    "digital_signatures": (
        "cks | chữ ký số | làm cks | số người có chữ ký số || cấp chữ ký số | chữ ký số cá nhân | ck số | đăng ký chữ ký số"
    ),
    "outreach": (
        "tuyên truyền | phát loa | loa | số buổi tuyên truyền || ttr | đợt tuyên truyền | số lần phát loa | tuyên truyền"
        " trên loa | phát thanh"
    ),
}

# The unit that may stand behind the number of a key.
UNITS: dict[str, str] = {
    "learners": "người | ng || bà con | học viên",
    "certificates": "người | giấy || cái | tờ",
    "vneid": "người | ng || bà con | trường hợp",
    "sessions": "buổi | buổi || buổi | đợt",
    "people_helped": "lượt | người || lượt người | lượt",
    "public_services": "hồ sơ | bộ || hs | bộ hồ sơ",
    "dvc_accounts": "tài khoản | người || tk | cái",
    "e_wallets": "cái | người || cái | người",
    "qr_households": "hộ | quán || hộ | tiệm",
    "ecommerce_households": "hộ | hộ || hộ | gian hàng",
    "digital_signatures": "người | cái || người | chữ ký",
    "outreach": "lần | buổi || đợt | lần",
}

# As a telephone writes what it hears.
HEARD: dict[str, str] = {
    "learners": "học viên | người học || bà con đi học | học viên đi học",
    "certificates": "giấy chứng nhận | cái chứng nhận || người được cấp chứng nhận | chứng nhận",
    "vneid": "người cài vi en ai đi | vê nờ i đê | người cài định danh || người kích hoạt vê nê ai đi | vi nê i đi | định danh",
    "sessions": "buổi hướng dẫn | buổi || buổi hỗ trợ | buổi dạy",
    "people_helped": "lượt hỗ trợ | lượt người || lượt bà con được hỗ trợ | lượt hướng dẫn",
    "public_services": "hồ sơ dịch vụ công | hồ sơ || hồ sơ trực tuyến | bộ hồ sơ nộp mạng",
    "dvc_accounts": "tài khoản dịch vụ công | người mở tài khoản dịch vụ công || tài khoản cổng dịch vụ công | tài khoản dịch vụ công quốc gia",
    "e_wallets": "ví điện tử | người mở ví điện tử || ví mô mô | tài khoản ngân hàng số",
    "qr_households": "hộ dán mã quy rờ | hộ dùng mã cu rờ || quán có mã qr | hộ dùng mã quy a",
    "ecommerce_households": "hộ lên sàn | hộ bán hàng trên sàn || hộ lên sàn thương mại điện tử | hộ có gian hàng trên sàn",
    "digital_signatures": "chữ ký số | người làm chữ ký số || người có chữ ký số | chữ ký số cá nhân",
    "outreach": "lần phát loa | buổi tuyên truyền || đợt tuyên truyền | lần tuyên truyền",
}
