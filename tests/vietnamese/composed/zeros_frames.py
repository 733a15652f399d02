"""How volunteers say that there was none of a thing, that there was nothing at all, and what only sounds so.

Every table has two halves; `{f}` and `{g}` are figures, `{z}` and `{n}` nones, `{m}` a number of another thing."""

from tests.vietnamese.composed.zeros_words import Halves

# None, behind the noun; before it; in a cell of a list; of several at once.
BEHIND: Halves = (
    (
        "{noun} không | {noun} thì không | {noun} không có | {noun} chưa có | {noun} không có {which} | {noun} "
        "chưa có {which} | {noun} 0 | {noun} thì không có | {noun} thì chưa có {which} | {noun} không có {which} "
        "hết | {noun} vẫn chưa có | {noun} = 0 | {noun} hổng có | {noun} là 0 | {noun} không có gì | {noun} không "
        "được {which}"
    ),
    (
        "{noun}: không | {noun} không {which} | {noun} chưa {which} | {noun} không có {which} cả | {noun} thì 0 | "
        "{noun} bằng 0 | {noun} thì hổng có {which} | {noun} chẳng có {which} | {noun} không phát sinh | {noun} "
        "vẫn 0 | {noun} chưa được {which} | {noun} chưa có luôn | {noun} zero | {noun} không có {which} luôn | "
        "{noun} không có chi"
    ),
)
BEFORE: Halves = (
    "không có {noun} | không có {noun} nào | 0 {noun} | chưa có {noun} nào | không {noun} nào | chẳng có {noun} nào",
    (
        "không {noun} | chưa có {noun} | hổng có {noun} nào | chưa được {noun} nào | không có {noun} nào hết | "
        "không có được {noun} nào"
    ),
)
CELL: Halves = (
    "0 | không | không có | 00 | chưa có | không có ai",
    "không phát sinh | 0 | ko ps | chưa có ai | số 0 | không có {which}",
)
SEVERAL: Halves = (
    (
        "{a} với {b} đều không có | {a}, {b} đều chưa có | {a} và {b} thì không | {a}, {b} 0 hết | không có {a} "
        "với {b} | {a}, {b}, {c} đều 0"
    ),
    (
        "cả {a} lẫn {b} đều không có | {a} với {b} chưa có {which} | {a}, {b} thì chưa có | không có {a} lẫn {b} | "
        "{a} + {b} đều không | {a}, {b}, {c} không có hết | {a} hay {b} đều chưa có | {a}, {b} cũng không"
    ),
)
# Why there was none of it: nothing in it counts.
WHY: Halves = (
    "vì mạng yếu | tại máy chủ bảo trì | vì bà con đi rẫy | vì sóng yếu quá | vì cúp điện | do hư {m} cái máy",
    "vì máy hết pin | tại hệ thống báo lỗi | do bà con còn ngại | tại mưa {m} ngày | vì kẹt đám cưới | do bận gặt",
)
WHY_OF: dict[str, Halves] = {
    "certificates": ("do chưa thi | do mới học tới bài {m}", "vì lớp chưa xong | tại còn {m} buổi nữa mới thi"),
    "vneid": ("tại bà con chưa có căn cước | vì cài hết từ trước rồi", "do ai cũng có rồi | vì chưa đủ giấy tờ"),
}
# How figures {f} and nones {z} follow each other; only a none that begins with its noun may be {n}.
FLOW: Halves = (
    (
        "{f}, {z} | {z}, {f} | {f} nhưng {z} | {f}, còn {n} | {f}. {z} | {f}; {z} | {z}, chỉ {f} | {f}, {z} {why} "
        "| {f}\n{z} | {f} thôi, {z} | {z} nhưng {f} | {f}, {z} nên em ghi 0 | {f} mà {z} | {f}, riêng {n} | {f}, "
        "{z}, {g} | {z} {why}, {f} | {f} còn {n} | {f} và {z}"
    ),
    (
        "{z}; {f} | {z}. {f} | {f} chứ {z} | tuy {z} nhưng {f} | {z}, bù lại {f} | {f} thôi chứ {z} | {f}, {z}. "
        "{g} | {f} còn {n} nha | {z} mà {f} | {f} ({z}) | {z}, được cái {f} | {f}, {n} {why} nên ghi 0 | {f}, "
        "{z}, còn {g} | {z}\n{f} | {f}; {z}; {g} | {f}, tiếc là {z} | {f}, {z} {why}, {g} | {f} - {z}"
    ),
)
# Nothing at all.
NOTHING: Halves = (
    (
        "không phát sinh | không có gì | không có số liệu | không có hoạt động nào | không làm được gì | không có "
        "ai tới | 0 hết | trống trơn | không mở lớp | không tổ chức được buổi nào | không phát sinh gì hết | không "
        "có gì để báo | chưa có gì | không hoạt động | không có số | không có ai đến học | coi như 0 | hổng có chi "
        "hết | các mục đều 0"
    ),
    (
        "không có phát sinh | chẳng làm được gì | không có số liệu gì | không tổ chức được gì | hổng có ai tới hết "
        "| nil | toàn 0 | chưa làm được gì | không có kết quả gì | không triển khai được gì | không ai học | không "
        "có gì để báo cáo | không có hoạt động | bằng 0 hết | không có ma nào | không mở được lớp nào | không phát "
        "sinh số liệu | tất cả đều 0"
    ),
)
REASONS: Halves = (
    (
        "mưa to quá | bà con đi rẫy hết | cúp điện {m} ngày | bão số {m} vô | ai cũng bận gặt | nhà văn hóa đang "
        "sửa | thầy bị bệnh | mất sóng | xóm có {m} đám cưới | đường sạt lở"
    ),
    (
        "lũ về | cả làng đi dự đám tang | tổ có {m} người thì đi vắng hết | mưa {m} ngày liền | bà con mắc thu "
        "hoạch keo | máy tính hư {m} cái | mất mạng | người dạy đi tập huấn tỉnh | trời rét quá | lúa chín rộ"
    ),
)
NIL_FLOW: Halves = (
    (
        "{day} {no} | {day} thôn em {no} | {day} {why} nên {no} | {no} | {why}, {day} {no} | {day} {no}, {why} | "
        "thôn em {day} {no} vì {why} | {day} {no} ạ, {why} | dạ {no}"
    ),
    (
        "{day}: {no} | {day} {no} do {why} | tổ em {day} {no} | {day} tại {why} nên {no} | {no} {day} | {day} "
        "{no}. {why} | vì {why} nên {day} tổ em {no} | {day} bên em {no} nha, tại {why} | thôn tui {no}"
    ),
)
PLAN: Halves = (
    ", tuần sau em mở lại | , mai tổ đi lại từng nhà | . Tháng sau mở lớp {m} người",
    ", để tuần tới làm bù | , mai mới có lớp | . Thứ 5 tới em mở lớp {m} người",
)
# A figure, and a "no" of something that is not counted.
LOOKS: Halves = (
    (
        "{f}, không có khó khăn gì | {f}, không ai vắng | không có máy chiếu nhưng {f} | {f}, không có nữ | {f}. "
        "Không vướng mắc gì | không chỉ {f} mà còn {g} | không có điện nhưng vẫn {f} | {f}, {m} người không có "
        "điện thoại | {f}, ảnh chưa có | {f}, chưa kịp gửi ảnh | không ngờ {f} | {f}, {m} bác chưa đủ giấy tờ hẹn "
        "bữa sau | {f}, không ai bỏ về | bà con đi rẫy hết, chỉ {f} | {f}, vậy được không anh | {f}. Hết | không "
        "nhiều, {f} thôi | {f}, kinh phí thì chưa có | {f}, còn lại không có gì | chưa ăn cơm tối mà vui, {f} | "
        "thôn bên không có ai học, thôn em {f} | {f}, {m} cụ không biết chữ | tổ không có xe, đi bộ, {f} | {f}, "
        "không lỗi cái nào"
    ),
    (
        "{f}, không thiếu ai | {f}, danh sách chưa có, mai em gửi | không có mạng, phải ra đầu dốc, {f} | {f}, "
        "trong đó không có cụ nào | {f}. Không có kiến nghị gì | không những {f} mà {g} | trời không mưa nên đông, "
        "{f} | {f}, {m} cụ chưa có căn cước nên hẹn lại | {f}, không phải ai cũng rành | {f}, không ai phụ hết, em "
        "làm một mình | chưa đủ ghế ngồi luôn, {f} | {f}, hết rồi ạ | {f}, không thu tiền ai | {f}, anh nhận được "
        "chưa | không đông lắm, {f} | {f}, ngoài ra không có gì | {f}, không có ai trên 60 tuổi | tổ trưởng không "
        "có nhà, em báo thay: {f} | {f}, không có sự cố | không có gì đặc biệt, {f} | {f}, chưa có tiền nước | em "
        "không biết ghi sao, ghi vầy: {f} | không có ai phụ nhưng {f} | {f}, giấy mời thì không có"
    ),
)
# A figure, and one that the writer does not have at hand.
UNKNOWN: Halves = (
    (
        "{f}, {noun} em không nhớ | {f}, {noun} chưa tới {m} | {f}, {noun} chưa đếm | {f}, còn {noun} thì không rõ "
        "| {noun} quên rồi, {f} | {f}, {noun} em không biết"
    ),
    (
        "{f}, {noun} chưa rõ bao nhiêu | {f}, không tới {m} {noun} | {noun} thì em không nắm, {f} | {f}, {noun} "
        "không nhớ mấy | {f}, {noun} chưa biết được mấy | {f}, không nhớ {noun} bao nhiêu"
    ),
)
# Two parts of one sum, one of them none.
PARTS: Halves = (
    (
        "sáng không ai, chiều {f} | sáng 0, chiều {f} | {f} buổi sáng, chiều không có ai | xóm trên không có ai, "
        "xóm dưới {f} | {noun}: sáng {n}, chiều 0 | {noun}: sáng 0, chiều {n} | {noun} sáng {n} chiều không"
    ),
    (
        "buổi sáng không có ai tới, tối {f} | lớp sáng không ai tới, lớp tối {f} | sáng {f}, chiều không có ai tới "
        "| {noun} sáng không, chiều {n} | {noun} xóm trên 0, xóm dưới {n} | {noun}\nsáng {n}\nchiều 0 | nhóm 1 "
        "không có ai, nhóm 2 {f}"
    ),
)
# Taken back in one breath: what is said last holds.
BREATH: Halves = (
    "không có gì, à mà có {n} {noun} | {noun} không có, à quên, có {n} | không có {noun}, à có {n}",
    "không phát sinh, à quên có {n} {noun} | {noun} 0 à không, {n} | 0 hết, à không, có {n} {noun}",
)
MENDED: Halves = (
    (
        "sửa {noun} thành 0 | {noun} 0 chứ không phải {n} | nhầm, {noun} không có {which} | em ghi lộn, {noun} là "
        "0 nha | {noun} không phải {n} mà là {o}"
    ),
    (
        "sửa lại {noun} về 0 giùm em | {noun} không có chứ không phải {n} | nhầm rồi, {noun} 0 mới đúng | đính "
        "chính: {noun} 0, không phải {n} | không phải {n} {noun} mà là {o}"
    ),
)
# Nothing is reported.
TALK: Halves = (
    (
        "không sao đâu anh | mai không họp hả anh | không có máy chiếu, xã cho mượn {m} cái nha | chưa có lịch tập "
        "huấn hả chị | em không đi được, nhờ chị đi thay | ai không có điện thoại thì qua nhà em | hôm nay xã "
        "không có mạng hả anh | nhà văn hóa chưa có wifi anh ơi | vậy là không phải đi họp nữa hả chị"
    ),
    (
        "giấy mời em chưa có anh ơi | không ai được cho người lạ mượn điện thoại nha | xã có phát áo không anh | "
        "máy em không lên nguồn | {m} giờ chiều không có xe về đâu chị | em chưa có tên trong nhóm | tối nay không "
        "cúp điện đâu chị | sao không ai trả lời hết vậy | chưa có lương tháng này hả anh"
    ),
)
GREET: Halves = (
    "dạ | chị ơi | em báo | thôn Gò Da báo: | anh ơi em báo | Thôn 3: | dạ em gửi số:",
    "alo | dạ thưa chị | Tổ CNSCĐ thôn Làng Rào báo cáo: | em chào anh, | báo cáo: | e gửi a: | thôn Kon Tu:",
)
CLOSE: Halves = (
    " ạ | nha anh | nhé | . Em cảm ơn | , anh ghi giúp em",
    " nha chị | ạ. Xin hết | 🙏 | nghen | . Trân trọng",
)
