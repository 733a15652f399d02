"""How volunteers say a figure of each indicator, and that there was none of it; every table has two halves."""

Halves = tuple[str, str]

NOUNS: dict[str, Halves] = {
    "learners": ("hv | học viên | người học", "học viên lớp kỹ năng số | hviên | người đi học"),
    "certificates": ("chứng nhận | giấy chứng nhận", "gcn | giấy chứng nhận hoàn thành"),
    "vneid": ("vneid | định danh điện tử | VNeID mức 2", "VNeID | định danh mức 2 | vnid"),
    "sessions": ("buổi hỗ trợ | buổi hd", "buổi hướng dẫn | buổi hỗ trợ lưu động"),
    "people_helped": ("lượt hỗ trợ | lượt người được hỗ trợ", "lượt hướng dẫn | lượt người được giúp"),
    "public_services": ("hồ sơ | hồ sơ dvc | dvc", "dịch vụ công | hồ sơ trực tuyến | hồ sơ nộp online"),
    "dvc_accounts": ("tk dvc | tài khoản dịch vụ công", "tài khoản cổng dvc | tk cổng dvc quốc gia"),
    "e_wallets": ("ví điện tử | tài khoản ngân hàng số", "ví momo | ví đt"),
    "qr_households": ("mã qr | hộ qr", "hộ dùng mã qr | qr"),
    "ecommerce_households": ("hộ lên sàn | hộ tmđt", "hộ lên sàn tmđt | hộ lên shopee"),
    "digital_signatures": ("cks | chữ ký số", "chữ ký số cá nhân | chữ kí số"),
    "outreach": ("tuyên truyền | đợt tuyên truyền", "buổi tuyên truyền | lần phát loa"),
}
# What is asked for by "which one": nobody, no piece, no household.
WHICH: dict[str, Halves] = {
    "learners": ("ai", "người nào"),
    "certificates": ("ai | cái nào", "tờ nào | người nào"),
    "vneid": ("ai | người nào", "cái nào | cụ nào"),
    "sessions": ("buổi nào", "buổi nào"),
    "people_helped": ("lượt nào", "ai"),
    "public_services": ("cái nào | hồ sơ nào", "bộ nào"),
    "dvc_accounts": ("cái nào", "ai | tài khoản nào"),
    "e_wallets": ("cái nào | ai", "người nào"),
    "qr_households": ("hộ nào", "quán nào | cái nào"),
    "ecommerce_households": ("hộ nào", "nhà nào"),
    "digital_signatures": ("ai | cái nào", "người nào"),
    "outreach": ("lần nào | buổi nào", "đợt nào"),
}
# What was done, with its number.
DONE: dict[str, Halves] = {
    "learners": (
        "dạy được {n} người | lớp có {n} người học | {n} bà con tới học | tập huấn {n} người",
        "dạy {n} cô bác | lớp {n} người | có {n} chị em đi học | {n} người dự lớp",
    ),
    "certificates": (
        "cấp {n} chứng nhận | {n} người được cấp giấy | trao {n} giấy chứng nhận",
        "cấp giấy chứng nhận cho {n} người | {n} bác nhận chứng nhận | phát {n} tờ chứng nhận",
    ),
    "vneid": (
        "cài vneid cho {n} người | cài được {n} vneid | kích hoạt định danh {n} người",
        "làm vneid được {n} cụ | {n} người cài vneid | kích hoạt {n} tài khoản định danh | kích hoạt được {n} vneid",
    ),
    "sessions": ("mở được {n} buổi | tổ chức {n} buổi hỗ trợ", "trực {n} buổi hướng dẫn | làm {n} buổi hỗ trợ"),
    "people_helped": (
        "hỗ trợ {n} lượt | giúp được {n} người | hướng dẫn {n} bà con",
        "hướng dẫn được {n} lượt người | hỗ trợ {n} cô bác | giúp {n} lượt bà con",
    ),
    "public_services": (
        "nộp {n} hồ sơ | nộp giúp {n} hồ sơ dvc | làm được {n} hồ sơ trực tuyến",
        "nộp qua mạng {n} bộ hồ sơ | giúp dân nộp {n} hồ sơ online | {n} hồ sơ nộp trực tuyến",
    ),
    "dvc_accounts": (
        "mở {n} tài khoản dvc | mở tk dvc cho {n} người",
        "tạo được {n} tài khoản cổng dvc | {n} người mở tk dịch vụ công",
    ),
    "e_wallets": ("mở {n} ví điện tử | {n} người mở ví điện tử", "mở ví điện tử cho {n} chị | cài được {n} ví momo"),
    "qr_households": ("dán mã qr cho {n} hộ | {n} quán có mã qr", "làm qr cho {n} tiệm | {n} hộ dán mã qr"),
    "ecommerce_households": (
        "đưa {n} hộ lên sàn | {n} hộ lên sàn",
        "{n} nhà lên sàn postmart | {n} hộ đưa hàng lên sàn",
    ),
    "digital_signatures": (
        "cấp chữ ký số cho {n} người | làm {n} chữ ký số",
        "{n} người làm chữ ký số | cài cks cho {n} thầy cô",
    ),
    "outreach": (
        "tuyên truyền {n} buổi | phát loa {n} lần",
        "phát loa tuyên truyền {n} lần | tuyên truyền được {n} đợt",
    ),
}
# None of it, told by what was not done.
UNDONE: dict[str, Halves] = {
    "learners": (
        "không ai tới học | không có ai học | không có người học nào | lớp không có ai | chưa có ai đến lớp",
        "không có ai đi học | lớp thì không ai học | chẳng ai tới lớp | hổng có ai học | không dạy được ai",
    ),
    "certificates": (
        (
            "chưa cấp chứng nhận nào | chưa ai được cấp giấy | chưa cấp được giấy chứng nhận cho ai | không có ai "
            "được chứng nhận"
        ),
        (
            "chưa phát được chứng nhận nào | chưa trao giấy cho ai | chứng nhận chưa cấp cho ai | giấy chứng nhận "
            "chưa cấp tờ nào | chưa ai có chứng nhận"
        ),
    ),
    "vneid": (
        "không ai cài vneid | chưa cài được vneid nào | vneid chưa cài được ai | chưa kích hoạt được cho ai",
        (
            "chưa ai kích hoạt vneid | không cài được vneid cho ai | vneid chưa làm được người nào | chưa làm được "
            "định danh cho cụ nào | chưa cài được cái vneid nào"
        ),
    ),
    "sessions": (
        "không mở được buổi nào | chưa tổ chức buổi hỗ trợ nào",
        "buổi hỗ trợ chưa mở được buổi nào | không làm được buổi hướng dẫn nào",
    ),
    "people_helped": (
        "không hỗ trợ được ai | không có ai tới nhờ hỗ trợ",
        "chưa hướng dẫn được ai | không có lượt hỗ trợ nào | chưa giúp được người nào",
    ),
    "public_services": (
        "không nộp hồ sơ nào | chưa nộp được hồ sơ nào | hồ sơ chưa nộp được cái nào",
        "không ai nộp hồ sơ | hồ sơ dvc không nộp được bộ nào | chưa làm được hồ sơ nào | không có ai nhờ nộp hồ sơ",
    ),
    "dvc_accounts": (
        "không ai mở tk dvc | chưa mở được tài khoản dvc nào",
        "tk dvc chưa mở được cái nào | tài khoản dịch vụ công chưa mở cho ai",
    ),
    "e_wallets": (
        "không ai mở ví điện tử | chưa mở được ví nào | ví điện tử chưa ai mở",
        "ví điện tử chưa mở được cái nào | chưa ai chịu mở ví điện tử | không mở ví cho ai",
    ),
    "qr_households": (
        "chưa hộ nào dán qr | không có hộ nào làm mã qr | mã qr chưa dán được hộ nào",
        "chưa quán nào chịu dán qr | không dán được mã qr nào | qr chưa làm được hộ nào",
    ),
    "ecommerce_households": (
        "chưa hộ nào lên sàn | không có hộ nào đưa hàng lên sàn",
        "chưa nhà nào lên sàn | chưa đưa được hộ nào lên sàn | không hộ nào lên sàn",
    ),
    "digital_signatures": (
        "không ai làm chữ ký số | chữ ký số chưa có ai làm",
        "chưa cấp chữ ký số cho ai | chữ ký số chưa làm được cái nào | chưa làm được chữ ký số nào",
    ),
    "outreach": (
        "không tuyên truyền được buổi nào | chưa phát loa lần nào",
        "tuyên truyền chưa làm được đợt nào | không phát loa được lần nào | chưa tuyên truyền buổi nào",
    ),
}
