"""The pieces of corrections: indicators before and behind a number, who speaks, what went wrong, in two halves."""

Halves = tuple[str, str]

# Key: (before a number), (behind a number), the greatest figure told.
NOUNS: dict[str, tuple[Halves, Halves, int]] = {
    "learners": (
        ("hv | học viên | số học viên | số người học", "số hv | người học | số người đi học | hviên"),
        ("hv | học viên | người học | bà con học", "hviên | người đi học | bà con đi học | người tới học"),
        45,
    ),
    "vneid": (
        ("vneid | VNeID | định danh | số vneid", "vnid | định danh điện tử | định danh mức 2 | mục VNeID | VNEID"),
        ("vneid | VNeID | người cài vneid", "cái vneid | định danh | người kích hoạt vneid | vnid"),
        35,
    ),
    "certificates": (
        ("chứng nhận | số chứng nhận | giấy chứng nhận", "gcn | giấy cn | số giấy chứng nhận | chứng chỉ"),
        ("chứng nhận | giấy chứng nhận", "gcn | cái chứng nhận | người được cấp giấy | giấy cn"),
        40,
    ),
    "sessions": (
        ("số buổi | buổi hỗ trợ", "số buổi hỗ trợ | buổi hd | buổi hướng dẫn"),
        ("buổi | buổi hỗ trợ", "buổi hướng dẫn | buổi hd | buổi ra quân"),
        9,
    ),
    "people_helped": (
        ("lượt | lượt người | số lượt | lượt hỗ trợ", "lượt người được hỗ trợ | số lượt hỗ trợ | lượt hd"),
        ("lượt | lượt người | lượt hỗ trợ", "lượt người được giúp | lượt bà con | lượt hd | người được hướng dẫn"),
        95,
    ),
    "public_services": (
        ("dvc | hồ sơ dvc | hồ sơ", "số hồ sơ | dịch vụ công | hồ sơ trực tuyến | hs dvc"),
        ("hồ sơ dvc | hồ sơ | dvc", "bộ hồ sơ | hồ sơ trực tuyến | hs dvc | hồ sơ nộp online"),
        30,
    ),
    "dvc_accounts": (
        ("tk dvc | tài khoản dvc", "tài khoản dịch vụ công | tkdvc | tài khoản cổng dvc | tk dvcqg"),
        ("tk dvc | tài khoản dvc", "tài khoản dịch vụ công | tkdvc | tk cổng dvc"),
        20,
    ),
    "e_wallets": (
        ("ví | ví điện tử", "số ví | ví momo | tài khoản ngân hàng số"),
        ("ví | ví điện tử", "cái ví | ví momo | tài khoản ngân hàng số"),
        20,
    ),
    "qr_households": (
        ("qr | hộ qr", "mã qr | số hộ qr | hộ dùng qr"),
        ("hộ qr | qr", "hộ dán qr | hộ dùng mã qr | quán dán mã"),
        20,
    ),
    "ecommerce_households": (
        ("hộ lên sàn | sàn", "sàn tmđt | số hộ lên sàn"),
        ("hộ lên sàn", "hộ bán trên sàn | hộ lên shopee"),
        9,
    ),
    "digital_signatures": (
        ("cks | chữ ký số", "số chữ ký số | chữ kí số"),
        ("cks | chữ ký số", "chữ kí số | người làm chữ ký số"),
        15,
    ),
    "outreach": (
        ("tuyên truyền | số đợt tuyên truyền", "đợt tuyên truyền | buổi tuyên truyền"),
        ("đợt tuyên truyền | buổi tuyên truyền", "lần phát loa | lần tuyên truyền"),
        9,
    ),
}
# Figures told by what was done, in reports only.
DONE: dict[str, Halves] = {
    "learners": ("dạy {n} người | lớp {n} người | {n} bà con tới học", "tập huấn {n} bà con | lớp có {n} chị đi học"),
    "vneid": ("cài vneid cho {n} người", "kích hoạt được {n} vneid"),
    "people_helped": ("hỗ trợ {n} lượt", "giúp được {n} người"),
    "public_services": ("nộp {n} hồ sơ dvc", "nộp giùm {n} hồ sơ"),
    "e_wallets": ("mở {n} ví điện tử", "mở ví cho {n} người"),
    "qr_households": ("dán mã qr cho {n} quán", "{n} hộ dán mã qr"),
}
OOPS: Halves = (
    "nhầm | à nhầm | nhầm rồi | lộn rồi | à lộn | sai rồi | ghi nhầm rồi | em nhầm",
    "lộn | ghi lộn rồi | ủa lộn | trật rồi | xin lỗi em nhầm | nhầm xíu | nham roi | chết nhầm rồi | lon r",
)
NEG: Halves = (
    "chứ không phải | chứ ko phải | không phải | chứ hổng phải | chớ không phải",
    "chứ k phải | k fai | chứ hông phải | chứ đâu phải | chớ hổng phải | không phải là | ko phải",
)
NO: Halves = ("không phải | ko phải | hổng phải", "k phải | hông phải | đâu phải | không phải là")
NAY: Halves = ("hồi nãy | lúc nãy", "khi nãy | vừa nãy | ban nãy | mới nãy")
GIUM: Halves = ("giùm em | giúp em | giùm", "dùm em | giùm tui | giúp mình | dùm | giúp")
ME: Halves = ("em | tui | mình", "e | con | tụi em | chị | cô")
END: Halves = ("nha | nhé | ạ | nha anh", "nghen | nhé em | hen | nka | đó | chị ơi")
WHY: Halves = (
    "em nhìn không rõ | con bé nó bấm lộn | em đếm trùng 1 nhà | em đọc lộn dòng | em lấy nhầm danh sách",
    "mắt em kém | máy tự sửa chữ | em cộng sót 1 tờ | gõ nhanh quá | em coi nhầm sổ cũ | thằng nhỏ ghi ẩu",
)
BOT: Halves = ("bot | em ơi | ạ", "anh | vậy em | hả bot")
HEAD: Halves = (
    " |  |  | anh ơi  | chị ơi  | dạ  | alo chị  | Dạ thưa anh, ",
    " |  |  | a ơi  | bot ơi  | chị Thảo ơi  | em Hoa thôn 3 đây,  | @bot ",
)
