"""How wholes are told with their parts: kinds, some of them, those present, all of a class, the same again."""

# The two or three kinds that one indicator is made of.
PEOPLE_KINDS = (
    "nam | nữ",
    "nữ | nam",
    "cụ già | thanh niên",
    "người già | người trẻ",
    "người Kinh | người Hrê",
    "cụ ông | cụ bà",
    "cô | chú",
    "học sinh | phụ huynh",
    "đoàn viên | cụ già",
    "người Hrê | người Ca Dong | người Kinh",
    "thanh niên | người lớn tuổi",
    "giáo viên | phụ huynh",
)
KINDS: dict[str, tuple[str, ...]] = {
    "public_services": (
        "đất đai | hộ tịch",
        "khai sinh | tạm trú",
        "đất | khai sinh",
        "hộ tịch | chứng thực",
        "khai tử | bảo hiểm",
        "đất đai | hộ tịch | bảo trợ",
        "lý lịch tư pháp | khai sinh",
        "kết hôn | hộ kinh doanh",
    ),
    "e_wallets": ("momo | viettel money", "momo | zalopay", "zalopay | vtmoney", "momo | vnpay"),
    "qr_households": (
        "quán ăn | tạp hoá",
        "quán cà phê | tiệm tóc",
        "sạp thịt | sạp cá",
        "quán nước | tiệm sửa xe",
    ),
    "ecommerce_households": ("shopee | postmart", "tiktok shop | voso", "postmart | voso", "shopee | lazada"),
    "outreach": ("loa | họp thôn", "phát loa | họp", "loa | đi từng nhà", "họp thôn | phát thanh"),
}
# The whole W, and the two kinds X and Y that it is made of.
SPLITS = (
    "{w}: {a} {x}, {b} {y}",
    "{w} ({a} {x}, {b} {y})",
    "{w}, {a} {x} {b} {y}",
    "{w} gồm {a} {x} và {b} {y}",
    "{w}, {x} {a} {y} {b}",
    "{w} = {a} {x} + {b} {y}",
    "{w} ({x} {a}, {y} {b})",
    "{w} trong đó {a} {x}, {b} {y}",
    "{w}: {x} {a}, {y} {b}",
    "{w} chia ra {a} {x} {b} {y}",
    "{w}, {a} {x} còn {b} {y}",
    "{w} ({a} {x} + {b} {y})",
    "{w}. Trong đó: {x} {a}; {y} {b}",
    "{w}\n- {x}: {a}\n- {y}: {b}",
    "{w}, bao gồm {x} {a}, {y} {b}",
    "{a} {x}, {b} {y}, tổng {w}",
    "{w} ({a} {x}, còn lại {y})",
    "{w}, {a} {x} còn lại là {y}",
    "{w}: {a} {x} với {b} {y}",
    "{w} ({x}: {a}; {y}: {b})",
    "{w} - {a} {x}, {b} {y}",
    "{w} / {a} {x} / {b} {y}",
)
# The whole W of people, and M of them that are S.
SOME = (
    "nữ | cụ già | người Hrê | đoàn viên | người hộ nghèo | phụ nữ | người trên 60 tuổi | học sinh | người dân tộc | "
    "hội viên phụ nữ | người khuyết tật | người cao tuổi | cụ trên 70 | thanh niên | người Ca Dong | chị em | em học "
    "sinh | người mới học lần đầu | cán bộ thôn | giáo viên"
)
PARTS = (
    "{w}, trong đó {m} {s}",
    "{w} trong đó có {m} {s}",
    "{w} ({m} {s})",
    "{w}, có {m} {s}",
    "{w} (nữ {m})",
    "{w}, nữ {m}",
    "{w}, riêng {s} {m}",
    "{w} thì {m} {s}",
    "{w}, {m} là {s}",
    "{w}, {m} người là {s}",
    "{w} mà {m} {s} rồi",
    "{w}, {s} chiếm {m}",
    "{w}, kể cả {m} {s}",
    "{w} (trong đó {s}: {m})",
    "{w}; trong số đó {s} là {m}",
    "{w}\n- trong đó {s}: {m}",
    "{w}, gồm cả {m} {s}",
    "{w}, tính luôn {m} {s}",
    "{w} trong đó {s} {m} người",
    "{w}, tr đó {m} {s}",
)
# W were listed, asked or planned, M came or were done (V did not): M is the figure.
PRESENT = (
    "danh sách {w}, thực học {m}",
    "sĩ số {w}, có mặt {m}",
    "ds {w} hv, đi học {m}",
    "đăng ký {w} người, đi học {m} người",
    "lớp {w} người vắng {v}, còn {m} học",
    "sĩ số {w}, vắng {v}, thực học {m}",
    "mời {w} người, tới học {m} người",
    "theo danh sách {w}, thực tế học {m}",
    "sĩ số lớp {w} có mặt {m} hv",
    "ds lớp {w} người, bữa học có {m} người tới",
    "hv có mặt {m}/{w}",
    "tổng số hv {w}, vắng {v}, có mặt {m}",
    "lớp đăng ký {w}, học {m} người",
    "đi học {m} người, danh sách {w}",
    "có mặt {m} học viên, sĩ số {w}",
    "thực học {m}, trong danh sách {w}",
    "lớp sĩ số {w}, vắng {v} phép, dự học {m}",
    "giấy mời phát {w}, người tới học {m}",
)
TARGETS: dict[str, str] = {
    "vneid": (
        "chỉ tiêu {w} vneid, đạt {m} | chỉ tiêu {w} vneid, làm được {m} | {w} người đăng ký cài vneid, cài xong {m} | "
        "xã giao {w} vneid, thôn làm được {m} vneid"
    ),
    "certificates": "đề nghị {w} chứng nhận, được cấp {m} | chỉ tiêu {w} chứng nhận, cấp được {m} chứng nhận",
    "e_wallets": "chỉ tiêu {w} ví, mở được {m} | xã giao {w} ví điện tử, tổ mở được {m}",
    "qr_households": "thôn có {w} hộ kinh doanh, {m} hộ dán qr | {w} quán trong thôn, dán mã qr được {m} quán",
    "digital_signatures": "kế hoạch {w} chữ ký số, cấp được {m} | chỉ tiêu {w} cks, làm được {m} cks",
}
# A class, all of whom did something.
CLASS = (
    "lớp {w} người",
    "dạy được {w} người",
    "{w} học viên",
    "hv {w}",
    "có {w} bà con đi học",
    "{w} hv",
    "lớp có {w} người học",
    "tập huấn {w} người",
    "lớp {w} hv",
    "dạy {w} bà con",
)
ALL = (
    "cả lớp đều {v}",
    "cả lớp {v} hết",
    "cả {w} người đều {v}",
    "cả {w} người {v} hết",
    "cả {w} đều {v}",
    "ai cũng {v}",
    "tất cả đều {v}",
    "người nào cũng {v}",
    "{w}/{w} người {v}",
    "hết thảy đều {v}",
    "cả {w} hv đều {v}",
    "mọi người đều {v}",
    "100% {v}",
    "cả lớp {v} luôn",
    "đều {v} hết",
    "{v} hết cả lớp",
)
DID: dict[str, str] = {
    "vneid": "cài vneid | kích hoạt vneid | cài được vneid | cài xong vneid",
    "certificates": "được cấp chứng nhận | nhận chứng nhận | được cấp giấy chứng nhận | được phát giấy chứng nhận",
    "e_wallets": "mở ví | mở ví điện tử | mở được ví momo | cài ví điện tử",
    "dvc_accounts": "mở tk dvc | mở tài khoản dvc | tạo tài khoản dvc | mở được tk cổng dvc",
    "digital_signatures": "được cấp chữ ký số | làm chữ ký số | làm xong chữ ký số | cấp cks",
}
# The same people come twice; the same figure is said twice.
AGAIN = (
    "sáng {n} bà học, chiều vẫn {n} bà đó học tiếp",
    "sáng {n} người học, chiều vẫn {n} người đó",
    "sáng {n} hv chiều vẫn {n} người đó học tiếp",
    "buổi sáng {n} học viên, buổi chiều vẫn mấy người đó",
    "sáng {n} chị đi học, chiều cũng {n} chị đó học tiếp",
    "sáng {n} hv, chiều vẫn {n} hv đó nha, đừng cộng",
)
TWICE = (
    "{n} {after} nha, đúng {n}",
    "{n} {after}, tổng cộng {n} {after}",
    "{n} ({words}) {after}",
    "{words} ({n}) {after}",
    "{before} {n}, nhắc lại {before} {n}",
    "{before}: {n} ({words})",
    "{n} {after}, em nhắc lại là {n} {after}",
    "{before} {n}. Tổng {before} {n}",
    "được {n} {after}, đúng {n} {after} nhé",
    "tổng cộng {n} {after} ({words})",
)
