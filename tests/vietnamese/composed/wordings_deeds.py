# ruff: noqa: E501  (tables of phrases)
"""What was done for each of the twelve figures, as volunteers and as offices write it; halves either side of ||."""

# What was done, with the place of its number; {p} people, {h} a shop or a trading household, {dc} được.
DONE: dict[str, str] = {
    "learners": (
        "dạy {n} {p} | dạy {dc} {n} {p} | {n} {p} đi học | {n} {p} tới học | lớp có {n} {p} | lớp {dc} {n} {p} | có {n} {p}"
        " đến lớp | tập huấn cho {n} {p} | tập huấn kỹ năng số cho {n} {p} | mở lớp dạy {n} {p} | lớp bình dân học vụ số"
        " có {n} {p} | {n} {p} theo học | bà con đi học {dc} {n} người | lớp học {n} {p} | điểm danh {dc} {n} học viên |"
        " dạy {n} {p} xài điện thoại | dạy cho {n} {p} cách gọi video || kèm {n} {p} học | {n} {p} vô lớp | lớp đông"
        " {dc} {n} {p} | {n} {p} ngồi học | {n} {p} dự lớp | {n} {p} tham gia lớp kỹ năng số | có {n} {p} học | đứng lớp"
        " dạy {n} {p} | truyền đạt kỹ năng số cho {n} {p} | tập huấn {n} {p} | mở lớp {dc} {n} {p} | dạy xài smartphone"
        " cho {n} {p} | mấy chị em đi học {dc} {n} người | lớp kỹ năng số {n} {p} tham gia | bồi dưỡng kỹ năng số {n} {p} |"
        " cô bác tới lớp {n} người | dạy {n} {p} nhắn tin zalo"
    ),
    "certificates": (
        "cấp {n} chứng nhận | phát {n} giấy chứng nhận | trao chứng nhận cho {n} {p} | {n} {p} được cấp giấy chứng nhận |"
        " {n} {p} nhận chứng nhận | cấp giấy chứng nhận cho {n} {p} | {n} {p} có giấy chứng nhận | chứng nhận phát {dc}"
        " {n} tờ || {n} {p} được chứng nhận hoàn thành | phát giấy chứng nhận {n} {p} | {n} {p} lãnh giấy chứng nhận |"
        " trao {n} giấy chứng nhận | có {n} {p} được phát giấy chứng nhận | giấy chứng nhận cấp {dc} {n} cái | cấp chứng"
        " nhận hoàn thành khoá cho {n} {p} | {n} {p} hoàn thành khoá được cấp chứng nhận"
    ),
    "vneid": (
        "cài vneid cho {n} {p} | cài {dc} {n} vneid | kích hoạt vneid cho {n} {p} | kích hoạt {dc} {n} {p} vneid | {n} {p}"
        " cài xong vneid | định danh mức 2 cho {n} {p} | làm vneid {dc} {n} {p} | {n} {p} lên mức 2 | hướng dẫn {n} {p} cài"
        " vneid | cài vneid {n} {p} | vneid {dc} {n} {p} | giúp {n} {p} kích hoạt vneid || {n} {p} có vneid mức 2 | lên"
        " vneid mức 2 cho {n} {p} | hỗ trợ cài vneid {n} {p} | kích hoạt định danh điện tử cho {n} {p} | cài app vneid cho"
        " {n} {p} | {n} {p} kích hoạt vneid | làm định danh điện tử {dc} {n} {p} | kích mức 2 cho {n} {p} | cài giùm vneid"
        " {n} {p} | có {n} {p} được cài vneid | cài thành công vneid cho {n} {p}"
    ),
    "sessions": (
        "mở {n} buổi | tổ chức {n} buổi | tổ chức {dc} {n} buổi hướng dẫn | làm {dc} {n} buổi | ra quân {n} buổi | dạy {n}"
        " buổi | hỗ trợ bà con {n} buổi | đi {n} buổi | mở {dc} {n} buổi hỗ trợ || đứng lớp {n} buổi | ra quân hỗ trợ {n}"
        " buổi | trực hỗ trợ {n} buổi | lên lớp {n} buổi | hướng dẫn bà con {dc} {n} buổi | có {n} buổi hỗ trợ | tổ chức {n}"
        " đợt hỗ trợ | đi cơ sở {n} buổi"
    ),
    "people_helped": (
        "hỗ trợ {n} {p} | hướng dẫn {n} {p} | giúp {dc} {n} {p} | hỗ trợ {dc} {n} lượt | chỉ cho {n} {p} | hướng dẫn {n} {p}"
        " xài điện thoại | hỗ trợ {n} lượt người | giúp {n} {p} cài zalo | bày cho {n} {p} || cầm tay chỉ việc cho {n}"
        " {p} | hướng dẫn cho {dc} {n} {p} | giúp đỡ {n} {p} | hỗ trợ trực tiếp {n} {p} | chỉ dẫn {n} {p} dùng điện thoại |"
        " bà con được hỗ trợ {n} lượt | phục vụ {n} lượt người | tư vấn cho {n} {p} | giúp {n} {p} gọi video cho con"
    ),
    "public_services": (
        "nộp {n} hồ sơ | nộp giúp {n} hồ sơ dvc | làm {n} hồ sơ trực tuyến | nộp {dc} {n} bộ hồ sơ qua mạng | nộp hồ sơ dvc"
        " {n} bộ | làm giùm {n} bộ hồ sơ online | hướng dẫn nộp {n} hồ sơ dịch vụ công | hồ sơ nộp trên cổng {dc} {n} bộ ||"
        " gửi {n} hồ sơ qua cổng dịch vụ công | giúp dân nộp {n} hồ sơ trên mạng | làm dịch vụ công {dc} {n} hồ sơ | nộp"
        " online {n} hồ sơ | hỗ trợ nộp {n} hồ sơ trực tuyến | hồ sơ dịch vụ công làm giúp {n} cái | nộp thay {n} bộ hồ sơ"
    ),
    "dvc_accounts": (
        "mở {n} tài khoản dvc | mở tk dvc cho {n} {p} | {n} {p} mở tk dvc | lập {n} tài khoản dịch vụ công | tạo tài khoản"
        " dvc cho {n} {p} | đăng ký tk dvc {dc} {n} {p} | mở {dc} {n} tk cổng dvc || {n} {p} đăng ký tài khoản cổng dịch"
        " vụ công | làm tk dvc cho {n} {p} | đăng ký {n} tài khoản dịch vụ công quốc gia | tạo {n} tk dvc | lập tài khoản"
        " cổng dvc {dc} {n} {p} | mở tài khoản dịch vụ công {n} {p} | {n} {p} có tài khoản dịch vụ công mới"
    ),
    "e_wallets": (
        "mở {n} ví | mở ví điện tử cho {n} {p} | {n} {p} mở ví điện tử | cài momo cho {n} {p} | mở {dc} {n} ví momo | mở tk"
        " ngân hàng số cho {n} {p} | làm ví điện tử {dc} {n} {p} || tạo ví điện tử cho {n} {p} | {n} {p} mở tài khoản ngân"
        " hàng online | cài ví zalopay cho {n} {p} | mở tài khoản ngân hàng số {dc} {n} {p} | đăng ký ví điện tử {n} {p} |"
        " lập {n} ví điện tử | {n} {p} cài ví momo"
    ),
    "qr_households": (
        "dán mã qr cho {n} {h} | {n} {h} dán mã qr | làm mã qr cho {n} {h} | {n} {h} dùng mã qr | {n} {h} có mã qr | mã qr"
        " {dc} {n} {h} | hướng dẫn {n} {h} dùng mã qr || in mã qr cho {n} {h} | {n} {h} bắt đầu nhận tiền qua mã qr | {n}"
        " {h} quét qr | tạo mã qr cho {n} {h} | {n} {h} chịu xài mã qr | treo mã qr ở {n} {h} | {n} {h} thanh toán không"
        " tiền mặt"
    ),
    "ecommerce_households": (
        "đưa {n} hộ lên sàn | {n} hộ lên sàn | giúp {n} hộ lên shopee | {n} hộ mở gian hàng trên sàn | đưa {dc} {n} hộ lên"
        " sàn tmđt | hướng dẫn {n} hộ bán trên postmart || {n} hộ đưa hàng lên sàn | mở gian hàng trên sàn cho {n} hộ | {n}"
        " hộ bán hàng trên tiktok shop | lên sàn {dc} {n} hộ | đưa nông sản lên sàn cho {n} hộ | hỗ trợ {n} hộ lên sàn"
    ),
    "digital_signatures": (
        "cấp chữ ký số cho {n} {p} | {n} {p} làm cks | làm {n} chữ ký số | cài chữ ký số cho {n} {p} | cấp {dc} {n} cks |"
        " chữ ký số {dc} {n} {p} || đăng ký chữ ký số cho {n} {p} | {n} {p} được cấp chữ ký số | làm chữ ký số cá nhân cho"
        " {n} {p} | cài {n} chữ ký số | {n} {p} có chữ ký số | cấp chữ ký số cá nhân {dc} {n} {p}"
    ),
    "outreach": (
        "tuyên truyền {n} buổi | phát loa {n} lần | tuyên truyền {dc} {n} đợt | mở loa {n} lần | phát loa tuyên truyền {n}"
        " lần | lồng ghép tuyên truyền {n} buổi | nói trên loa {n} lần || đọc loa {n} lượt | tuyên truyền ở họp thôn {n}"
        " buổi | loa thôn phát {n} lần | phát thanh {n} lần | đi tuyên truyền {n} buổi | tuyên truyền qua loa {n} lần | phát"
        " tờ rơi {n} đợt | làm {n} đợt tuyên truyền"
    ),
}

# As an office writes it.
OFFICIAL: dict[str, str] = {
    "learners": (
        "tập huấn kỹ năng số cho {n} học viên | số học viên tham gia lớp kỹ năng số là {n} người || mở lớp bình dân học vụ"
        " số với {n} học viên tham gia | bồi dưỡng kỹ năng số cho {n} người"
    ),
    "certificates": (
        "cấp giấy chứng nhận hoàn thành khoá học cho {n} người | số người được cấp chứng nhận: {n} || có {n} học viên được"
        " cấp chứng nhận hoàn thành khoá học | cấp {n} giấy chứng nhận hoàn thành"
    ),
    "vneid": (
        "hỗ trợ cài đặt, kích hoạt VNeID mức độ 2 cho {n} người dân | kích hoạt tài khoản định danh điện tử mức 2: {n}"
        " trường hợp || hướng dẫn kích hoạt định danh điện tử mức độ 2 cho {n} công dân | số người được cài đặt VNeID là {n}"
        " người"
    ),
    "sessions": (
        "tổ chức {n} buổi hướng dẫn kỹ năng số | số buổi hỗ trợ đã tổ chức: {n} buổi || tổ chức được {n} đợt ra quân hỗ trợ"
        " người dân | thực hiện {n} buổi hỗ trợ tại nhà văn hoá"
    ),
    "people_helped": (
        "hỗ trợ {n} lượt người dân | số lượt người được hướng dẫn: {n} lượt || hướng dẫn trực tiếp cho {n} lượt bà con nhân"
        " dân | tổng số lượt người dân được hỗ trợ là {n}"
    ),
    "public_services": (
        "hướng dẫn nộp {n} hồ sơ dịch vụ công trực tuyến | số hồ sơ dịch vụ công trực tuyến: {n} hồ sơ || hỗ trợ người dân"
        " nộp trực tuyến {n} hồ sơ | tiếp nhận hướng dẫn {n} hồ sơ dịch vụ công trực tuyến"
    ),
    "dvc_accounts": (
        "đăng ký mới {n} tài khoản Cổng Dịch vụ công quốc gia | số tài khoản Cổng DVC mở mới: {n} || hướng dẫn {n} công dân"
        " đăng ký tài khoản Cổng Dịch vụ công quốc gia | tạo mới {n} tài khoản dịch vụ công"
    ),
    "e_wallets": (
        "hướng dẫn mở {n} ví điện tử | số ví điện tử, tài khoản ngân hàng số mở mới: {n} || mở tài khoản thanh toán điện tử"
        " (ví điện tử) cho {n} người | mở mới ví điện tử cho {n} người dân"
    ),
    "qr_households": (
        "hỗ trợ {n} hộ kinh doanh sử dụng mã QR | số hộ kinh doanh dùng mã QR: {n} hộ || có {n} hộ kinh doanh thanh toán"
        " không dùng tiền mặt | hướng dẫn {n} hộ kinh doanh tạo mã QR thanh toán"
    ),
    "ecommerce_households": (
        "đưa {n} hộ lên sàn thương mại điện tử | số hộ đưa sản phẩm lên sàn: {n} hộ || hỗ trợ {n} hộ sản xuất kinh doanh"
        " lên sàn TMĐT | hướng dẫn {n} hộ mở gian hàng trên sàn thương mại điện tử"
    ),
    "digital_signatures": (
        "cấp chữ ký số cá nhân cho {n} người | số người được cấp chữ ký số: {n} || hướng dẫn {n} người dân đăng ký chữ ký số"
        " cá nhân | có {n} trường hợp được cấp chữ ký số"
    ),
    "outreach": (
        "tuyên truyền trên loa truyền thanh {n} lần | tổ chức {n} buổi tuyên truyền || phát thanh tuyên truyền {n} lượt |"
        " lồng ghép tuyên truyền tại {n} cuộc họp thôn"
    ),
}
