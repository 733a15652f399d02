# ruff: noqa: E501  (tables of phrases)
"""What stands round the figures: who speaks, greetings, days, places, people, shops, signs; halves either side of ||."""

PEOPLE = (
    "người | ng | bà con | cô bác | chị | em | cụ | anh em | chị em | bác | người dân | ông bà | hội viên | cô chú | bà |"
    " anh || ngừi | đoàn viên | bà con mình | người già | thanh niên | chị phụ nữ | hội viên phụ nữ | đồng bào | dân làng |"
    " dì | mệ | bà con nông dân | cô | chú | anh chị | người lớn tuổi | anh em đoàn viên"
)
SHOPS = (
    "hộ | quán | tiệm | hộ kinh doanh | sạp | cửa hàng || hàng quán | quầy | tạp hoá | hkd | gian hàng | tiệm tạp hoá"
)
GOT = "được | đc | dc | được || được | đặng | đc | dc"

OPENERS = (
    "dạ | dạ em báo cáo | anh ơi | chị ơi cho em báo | báo cáo anh | em gửi số liệu ạ: | BC: | alo | bc | thôn Gò Da: |"
    " cán bộ ơi | Dạ chào chị, em báo | thôn 3 báo: | e báo nha | em chào anh chị, | báo cáo: | Báo cáo nhanh: || tui báo"
    " nghe | dạ thưa cán bộ | Thôn Nước Lang xin báo: | cho em báo số liệu | cả nhà ơi | số liệu thôn em đây ạ: | tổ 2 thôn"
    " Kon Tu: | gửi anh số liệu | thôn em báo ạ | chú ơi con báo | anh Tuấn ơi, | bot ơi ghi giùm | báo cáo với chị là |"
    " @bot | em là Hoa thôn Làng Rào, | hello cả nhà, | Kính gửi anh, | thôn tui nè: | báo số: | b/c:"
)
CLOSERS = (
    "ạ | nha anh | nhé | hết ạ | em cảm ơn | xin cảm ơn | nha | bà con vui lắm | vậy thôi ạ | 😊 | ạ, em cảm ơn chị | nghen |"
    " mưa quá nên ít || hỉ | 🥰 | Trân trọng. | mệt mà vui | thôi anh ơi | rứa thôi | nhen chị | bà con phấn khởi lắm | nhờ"
    " chị ghi giùm | luôn á | chị ghi giúp em | vậy nghe anh | đó ạ | nka"
)
PLACES = (
    "ở nhà văn hoá | tại nhà rông | ở sân đình | tại nhà văn hoá thôn | ở nhà chị Hoa | tại hội trường thôn || ở trụ sở thôn |"
    " tại trường tiểu học | ở nhà sinh hoạt cộng đồng | ngoài chợ | ở nhà trưởng thôn | tại nhà cộng đồng | dưới gốc đa đầu"
    " làng"
)
# Words of dictation that lead to the next figure.
LEADS = "và | còn | với | rồi || với lại | thêm | có | rồi"
SIGNS = (
    (", ", ", ", "; ", " và ", ". ", " + ", ", rồi ", " với "),
    (", ", " - ", " / ", ",", ", còn ", " | ", ", ngoài ra ", "; "),
)
BULLETS = (("", "", "- ", "+ ", "• ", "* "), ("", "", "– ", "✅ ", "👉 ", "· "))
EQUALS = ((": ", ": ", " ", " = ", ":", " là "), (": ", " - ", "=", ": ", " : ", " được "))
JOINTS = (
    (" thì {n}", " thì được {n}", " là {n}", " có {n}"),
    (" được {n}", " thì có {n}", " là được {n}", " cũng được {n}"),
)

# Headings of lists and tables; {w} the thôn, {d} the period as an office writes it.
HEADS = (
    "BÁO CÁO {d} | Thôn {w} báo cáo {d} | Thôn {w} | Tổ CNSCĐ thôn {w} báo cáo {d}: | Báo cáo kết quả {d} || KẾT QUẢ {d} –"
    " THÔN {w} | 📌 Thôn {w} {d} | Tổng kết {d} | TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG THÔN {w} | Số liệu {d} của thôn {w}:"
)
OFFICES = (
    "Tổ CNSCĐ thôn {w} xin báo cáo kết quả {d} như sau: | Kính gửi UBND xã, thôn {w} báo cáo kết quả hoạt động {d}: | Thực"
    " hiện kế hoạch của UBND xã, {d} Tổ công nghệ số cộng đồng thôn {w} đã: | Tổ công nghệ số thôn {w} báo cáo {d}: || Kính"
    " gửi Phòng VH-XH xã. Tổ CNSCĐ thôn {w} báo cáo kết quả {d} như sau: | {d}, Tổ công nghệ số cộng đồng thôn {w} đã triển"
    " khai: | Tôi thay mặt tổ công nghệ số thôn {w} xin báo cáo {d}: | Kết quả hoạt động {d} của Tổ CNSCĐ thôn {w}:"
)
VILLAGES = "Gò Da | Kon Tu | Nước Lang | Làng Rào || Vi Rin | Làng Mâm | Tu Rét | Nước Tía"

# Last words that cling to the figure before them without a comma.
PARTICLES = (
    "ạ",
    "nha anh",
    "nhé",
    "nha",
    "nghen",
    "hỉ",
    "nka",
    "đó ạ",
    "luôn á",
    "nhen chị",
    "😊",
    "🥰",
    "ạ, em cảm ơn chị",
)
# Deeds that somebody can be the subject of.
VERBS = frozenset(
    [
        "dạy",
        "mở",
        "tổ",
        "cài",
        "kích",
        "hướng",
        "hỗ",
        "giúp",
        "nộp",
        "làm",
        "cấp",
        "phát",
        "trao",
        "đưa",
        "dán",
        "tuyên",
        "tập",
        "chỉ",
        "bày",
        "ra",
        "đi",
        "lập",
        "tạo",
        "đăng",
        "in",
        "tư",
        "đứng",
        "lên",
        "kèm",
        "truyền",
        "bồi",
        "định",
        "trực",
        "cầm",
        "gửi",
        "treo",
        "đọc",
        "nói",
        "phục",
    ]
)

# Whole messages: o who speaks, d the day, b the figures, p a place, c the last words. Blanks close up of themselves.
SHAPES = (
    (
        "{b}",
        "{b}",
        "{d} {b}",
        "{o} {d} {b}",
        "{o} {b} {c}",
        "{b} {d}",
        "{d}: {b}",
        "{b} {c}",
        "{o} {d} em {b}",
        "{d} tụi em {b} {c}",
        "{d} {p} {b}",
        "{o} {d} tổ em {b} {c}",
        "{d} thôn em {b}",
        "{o} {b}",
        "bc {d}: {b}",
        "{d} {p}, {b} {c}",
        "{d} đi từ sớm tới trưa mới xong, {b}",
        "{d} bà con bận rẫy mà vẫn tới, {b} {c}",
    ),
    (
        "{b}",
        "{d} {b} {c}",
        "{o} {b}",
        "{o} {b} {d}",
        "{d}, {b}",
        "{o} {d}, {p}, {b}",
        "{d} bọn em {b}",
        "{d} nhóm em {b} {c}",
        "{b} ({d})",
        "{o} {d} tổ tui {b}",
        "em với anh Nam {d} {b}",
        "báo cáo {d}: {b} {c}",
        "{d} trời mưa mà {b}",
        "{p} {d} {b}",
        "số liệu {d}: {b}",
        "{o} {d} {b} {c}",
        "{d} bà con tới đông, {b}",
    ),
)
