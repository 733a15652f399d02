"""What is told beside a day: figures in many wordings, days of other things, and what is asked of a day."""

# Nouns as they stand after a number, and before one.
NOUNS: dict[str, str] = {
    "learners": ("hv | học viên | người học | bà con đi học || hviên | bà con học | người dự lớp"),
    "vneid": (
        "vneid | VNeID | định danh mức 2 | vnid || người cài vneid | tài khoản VNeID | định danh điện tử | vneid mức 2"
    ),
    "certificates": "chứng nhận | giấy chứng nhận || gcn | chứng chỉ | giấy cn",
    "people_helped": "lượt người | lượt hỗ trợ | lượt || lượt hướng dẫn | lượt bà con | người được hỗ trợ",
    "public_services": "hồ sơ dvc | hồ sơ | dvc || hồ sơ dịch vụ công | hồ sơ trực tuyến | dịch vụ công",
    "dvc_accounts": "tk dvc | tài khoản dvc || tài khoản dịch vụ công | tk cổng dvc",
    "e_wallets": "ví điện tử | ví || ví momo | tk ngân hàng số | tài khoản ngân hàng",
    "qr_households": "hộ qr | hộ dùng mã qr || hộ dán qr | quán có mã qr",
    "ecommerce_households": "hộ lên sàn | hộ tmđt || hộ bán trên sàn | hộ lên postmart",
    "digital_signatures": "chữ ký số | cks || chữ ký số cá nhân | ck số",
    "sessions": "buổi | buổi hỗ trợ || buổi hướng dẫn | buổi ht",
    "outreach": "đợt tuyên truyền | lần phát loa || buổi tuyên truyền | lần tuyên truyền",
}
BEFORE: dict[str, str] = {
    "learners": "hv | học viên || số học viên | hviên",
    "vneid": "vneid | VNeID || định danh | vnid",
    "certificates": "chứng nhận | gcn || giấy chứng nhận | số chứng nhận",
    "people_helped": "lượt hỗ trợ | lượt người || số lượt hướng dẫn | lượt",
    "public_services": "dvc | hồ sơ dvc || hồ sơ dịch vụ công | hồ sơ",
    "dvc_accounts": "tk dvc || tài khoản dvc",
    "e_wallets": "ví | ví điện tử || ví điện tử/TK số | tk ngân hàng",
    "qr_households": "qr | hộ qr || mã qr | hộ dùng QR",
    "ecommerce_households": "hộ lên sàn | tmđt || lên sàn | hộ tmđt",
    "digital_signatures": "cks | chữ ký số || ck số | số chữ ký số",
    "sessions": "số buổi || buổi hỗ trợ | số buổi hướng dẫn",
    "outreach": "tuyên truyền || phát loa | đợt tuyên truyền",
}
# A day inside the clause of its figure.
INSIDE: dict[str, str] = {
    "learners": (
        "lớp {day} {n} người | lớp {day} có {n} hv | {n} người học {day} | dạy {day} được {n} bà con | buổi học "
        "{day} có {n} người học || {day} lớp {n} ng | học viên lớp {day}: {n} | lớp học {day} được {n} người | "
        "{n} bà con tới học {day}"
    ),
    "vneid": (
        "cài vneid {day} được {n} người | vneid {day}: {n} | {day} vneid {n} || vneid {day} được {n} | vneid "
        "{day} là {n}"
    ),
    "people_helped": (
        "hỗ trợ {day} được {n} lượt | {day} giúp {n} người || lượt hỗ trợ {day}: {n} | hướng dẫn {day} {n} lượt người"
    ),
    "public_services": "hồ sơ dvc {day}: {n} | {day} nộp dvc {n} hồ sơ || dvc {day} {n} hồ sơ | hồ sơ nộp {day}: {n}",
    "certificates": "chứng nhận cấp {day}: {n} | {day} cấp {n} giấy chứng nhận || số chứng nhận {day} là {n}",
    "e_wallets": "ví điện tử {day}: {n} || ví mở {day}: {n} ví | {n} ví điện tử mở {day}",
    "outreach": "phát loa {day} {n} lần || tuyên truyền {day} được {n} buổi",
}
# Two days of one week, and the week: the sum.
DAY_BY_DAY = (
    "{week}: {v} {a} {noun}, {w} {b} {noun} | {noun} {week}: {v} {a}, {w} {b} | {week} {v} được {a} {noun}, {w} "
    "được {b} {noun} || {week} {v} {a} {noun} còn {w} {b} {noun} | {week}\n{v}: {a} {noun}\n{w}: {b} {noun} | "
    "{week}: {v} {a}, {w} {b} {noun}, tổng {sum} {noun} | {week} {sum} {noun} ({v} {a}, {w} {b})"
)
DAY_BY_DAY_NOW = "{v} {a} {noun}, {w} {b} {noun} {week} || {v} {a} {noun}, {w} {b} {noun}, {week} nha anh"
# What was done: clauses that begin with a verb (or with who), the number inside.
DONE: dict[str, str] = {
    "learners": (
        "dạy {n} người | lớp có {n} người | dạy được {n} bà con | tập huấn {n} người | có {n} người tới học | "
        "lớp được {n} hv || mở lớp {n} học viên | lớp học đông {n} người | tập huấn cho {n} bà con | có {n} cô "
        "bác đi học | lớp {n} người dự | dạy cho {n} chị"
    ),
    "vneid": (
        "cài vneid cho {n} người | kích hoạt {n} vneid | cài được {n} vneid | làm định danh cho {n} cụ || giúp "
        "{n} người cài vneid | kích hoạt vneid cho {n} bà con | có {n} người cài vneid | cài xong VNeID cho {n} "
        "ông bà"
    ),
    "certificates": (
        "cấp {n} chứng nhận | cấp giấy chứng nhận cho {n} người | có {n} người nhận chứng nhận || phát {n} giấy "
        "chứng nhận | trao chứng nhận cho {n} bà con"
    ),
    "people_helped": (
        "hỗ trợ {n} lượt người | hướng dẫn {n} bà con | giúp được {n} người | hỗ trợ được {n} người || hướng dẫn "
        "{n} lượt | chỉ cho {n} người | hỗ trợ {n} lượt bà con"
    ),
    "public_services": (
        "nộp {n} hồ sơ dvc | nộp giúp {n} hồ sơ | làm {n} hồ sơ trực tuyến || giúp nộp {n} hồ sơ dịch vụ công | "
        "nộp online {n} hồ sơ"
    ),
    "dvc_accounts": "mở {n} tk dvc | mở tài khoản dvc cho {n} người || tạo {n} tài khoản dịch vụ công | lập {n} tk dvc",
    "e_wallets": (
        "mở {n} ví điện tử | mở ví cho {n} người | cài {n} ví momo || mở {n} tài khoản ngân hàng | tạo {n} ví điện tử"
    ),
    "qr_households": (
        "dán mã qr cho {n} quán | dán {n} mã qr || làm mã qr cho {n} hộ kinh doanh | có {n} hộ mới dùng mã qr"
    ),
    "ecommerce_households": (
        "đưa {n} hộ lên sàn | có {n} hộ lên sàn || giúp {n} hộ lên sàn postmart | đưa {n} hộ lên shopee"
    ),
    "digital_signatures": (
        "cấp {n} chữ ký số | làm cks cho {n} người || cài chữ ký số cho {n} người | cấp cks cho {n} người"
    ),
    "sessions": "mở {n} buổi | tổ chức {n} buổi hướng dẫn || làm được {n} buổi hỗ trợ | tổ chức {n} buổi hỗ trợ",
    "outreach": (
        "phát loa {n} lần | tuyên truyền {n} buổi || phát thanh {n} lần | tuyên truyền {n} đợt | họp thôn tuyên "
        "truyền {n} lần"
    ),
}
FORMAL: dict[str, str] = {
    "learners": "Học viên || Số học viên",
    "vneid": "VNeID || Kích hoạt VNeID",
    "certificates": "Chứng nhận || Giấy chứng nhận",
    "people_helped": "Lượt hỗ trợ || Lượt người được hỗ trợ",
    "public_services": "Hồ sơ DVC || Hồ sơ dịch vụ công",
    "dvc_accounts": "TK DVC || Tài khoản DVC",
    "e_wallets": "Ví điện tử || Ví điện tử mở mới",
    "qr_households": "Hộ QR || Hộ dùng mã QR",
    "ecommerce_households": "Hộ lên sàn || Hộ lên sàn TMĐT",
    "digital_signatures": "Chữ ký số || Chữ ký số cá nhân",
    "sessions": "Buổi hỗ trợ || Số buổi",
    "outreach": "Tuyên truyền || Số đợt tuyên truyền",
}
# Clauses with a day that is not the report's: plans, what goes on, papers, feasts, lessons.
PLANS = (
    "mai em gửi ảnh | mai em đi tiếp | thứ 2 tuần sau mở lớp mới | tuần sau học tiếp | mốt xã xuống kiểm tra | "
    "hẹn bà con thứ 7 tuần tới | sáng mai 8h họp | ngày mai em bổ sung danh sách | lớp mở lại mùng 9 tháng sau | "
    "chiều mai lớp học tiếp | tháng sau mới mở lớp nữa | tối mai dạy tiếp bài 4 | cuối tuần này em gửi hình || "
    "mai mốt em gửi danh sách | tuần tới nghỉ gặt | thứ 4 tuần sau lớp bế giảng | sang tuần em nộp danh sách | "
    "chủ nhật tới tổ đi xóm trên | mai tụi em qua thôn 5 | thứ 6 tuần sau cán bộ xuống dự | ngày mốt mở lớp ở "
    "xóm Đèo | đầu tháng sau khai giảng khoá 2 | tối mai lại học từ 19h | hẹn tuần tới cấp giấy | kỳ sau em báo "
    "sớm hơn"
)
ONGOING = (
    "mưa từ hôm kia tới giờ | máy chiếu hư từ hôm qua | cúp điện từ sáng qua | wifi hư từ tuần trước | lớp này "
    "khai giảng từ đầu tháng | tổ em lập từ tháng 8 | máy in hư từ thứ 2 | bà con gặt từ tuần trước tới giờ || "
    "sóng yếu từ hôm bão tới nay | lớp mở từ đầu tháng trước | loa hư từ thứ 3 tới nay chưa sửa | điện chập chờn "
    "từ tối qua | con em sốt từ hôm kia | em vô tổ từ tháng trước | nhà văn hoá sửa từ tuần rồi"
)
PAPERS = (
    "theo kế hoạch ngày 10/9 của xã | theo công văn 123 ngày 5/10 | theo kế hoạch 15/KH-UBND ngày 2/6/2025 || "
    "theo công văn số 45 ngày 12/5/2025 | theo giấy mời ngày 3/6 của xã | theo kế hoạch tháng của xã"
)
LESSONS = (
    "buổi thứ 4 của khoá | buổi 3/8 | học tới bài 5 | lớp khoá 2 | buổi học thứ 3 | tuần thứ 3 của khoá học || "
    "buổi thứ 6 rồi | tiết thứ 2 của bài 4 | đang học bài 7 | buổi số 5 của lớp | tuần thứ 2 của khoá | ngày thứ "
    "3 của lớp | học được bài thứ 6"
)
FEASTS = (
    "bà con đang lo đám cưới mùng 10 | chuẩn bị 20/11 nên ít người | sắp lễ 2/9 nên bà con bận | gần tết ai cũng "
    "lo dọn nhà || đang lo trung thu cho mấy đứa nhỏ | tuần sau giỗ ông nội em | mai rằm nên các bà về sớm | "
    "ngày mai chợ phiên nên vắng"
)
# Why the report comes late: a day on which it was written, not what it tells of.
LATE = (
    "nay em mới gửi được | giờ mới có sóng | hôm nay em mới tổng hợp xong | sáng nay mới nhớ báo | bữa nay em "
    "mới rảnh || nay mới có mạng để gửi | giờ em mới ngồi ghi được | hôm nay mới có sóng để gửi | nay em mới báo "
    "trễ | tới nay mới gửi, anh thông cảm"
)
# Nothing was done then, while the figures are of today or of this week.
OFF_DAY = (
    "hôm qua mưa nghỉ | hôm qua lớp nghỉ | bữa qua cúp điện không học | hôm kia nghỉ || tối qua mưa to không ai "
    "tới | hôm qua bận đám giỗ nghỉ | hôm qua bão lớp nghỉ | hôm qua không dạy"
)
OFF_WEEK = "tuần trước nghỉ bão | tuần rồi nghỉ gặt || tuần trước không mở lớp | tuần vừa rồi nghỉ mưa"
NOTHING = (
    "{day} không có ai tới | {day} nghỉ không dạy | {day} lớp nghỉ, không có số | thôn em {day} không phát sinh "
    "| {day} không có gì để báo | {day} bà con đi rẫy hết, không mở lớp được | không phát sinh gì {day} || {day} "
    "mưa bão nên không làm được gì | {day} không có gì hết anh | dạ {day} tổ em không hoạt động | {day} chẳng có "
    "ai đến học | {day} không tổ chức gì | {day} tụi em nghỉ, không có số liệu | {day}: không phát sinh"
)
ASKED = (
    "cho xin số liệu {day} | {day} thôn mình được bao nhiêu học viên rồi | tổng hợp giúp số liệu {day} | tổng "
    "{day} bao nhiêu vneid | xem kết quả {day} | {day} cả xã mở được mấy buổi vậy || {day} được bao nhiêu hv vậy "
    "anh | tổng kết {day} giúp tôi | thống kê {day} của thôn em | cho em xem số {day} | số liệu {day} cả xã thế "
    "nào | {day} toàn xã cài được mấy vneid"
)
STANDING = (
    "{day} thôn nào chưa nộp vậy | {day} còn thôn nào chưa báo cáo | thôn em {day} nộp chưa nhỉ | danh sách thôn "
    "chưa nộp {day} || {day} em gửi rồi mà sao chưa thấy | ds thôn chưa báo {day} | {day} ai chưa gửi báo cáo "
    "vậy | em đã báo {day} chưa anh"
)
TAKEN_BACK = (
    "xoá báo cáo {day} giúp em | huỷ báo cáo {day} đi anh | xoá số {day} của thôn em nha || bỏ giúp em báo cáo "
    "{day} | rút lại báo cáo {day} | báo cáo {day} gửi nhầm, xoá giùm em"
)
MENDED = (
    "sửa {k} {day} thành {n} | {day} {n} {noun} chứ không phải {o} | số {k} {day} là {n}, em ghi nhầm {o} | "
    "nhầm, {day} {n} {noun} mới đúng || đính chính: {k} {day} là {n} (không phải {o}) | sửa giúp em {day} {k} "
    "{n} | báo cáo {day} em ghi lộn, {n} {noun} mới đúng | {day} em ghi sai, {k} là {n} chứ ko phải {o}"
)
MOVED = (
    "báo cáo em vừa gửi là của {day} nha, em ghi nhầm ngày | số em gửi hồi nãy là của {day}, không phải hôm nay "
    "| sửa ngày báo cáo thành {day} giúp em || cái báo cáo lúc nãy thực ra là của {day}, số giữ nguyên | số vừa "
    "rồi là của {day} chứ không phải hôm nay nha"
)
CHATTER = (
    "mai 8h họp tổ nhé | thứ 7 này 14h tập huấn ở xã, mỗi tổ cử 2 người | thứ 2 em xin nghỉ 2 bữa | ngày mai xã "
    "phát 20 cái áo | tuần sau mượn 3 máy chiếu được không anh | chúc mừng 20/11 các thầy cô | 25 này họp chi bộ "
    "lúc 7h30 || sáng mai 7h tập trung ở nhà văn hoá nha | tối thứ 6 này họp lúc 19h, ai đi thì báo | mốt đám "
    "cưới em, mời cả tổ 18h | thứ 5 tới cán bộ xuống, nhớ mang 2 cuốn sổ | tháng sau em nghỉ sinh 6 tháng | từ "
    "mai tới mùng 5 em về quê"
)
