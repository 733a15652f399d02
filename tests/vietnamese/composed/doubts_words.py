"""What doubtful messages are made of: doubts of many kinds, and words that only look like doubt.

Each entry holds two halves, of which one checks the other. {n} is the number of a sure
figure, {x} < {y} are numbers of a doubt, {w} is a sum that does not come out, {m} is a number of another thing.
"""

from tests.vietnamese.composed.doubts_nouns import Halves

# An amount that is none, in a number's place before or after its noun.
AMOUNTS: Halves = (
    (
        "khoảng {x} | tầm {x} | gần {x} | hơn {x} | trên {x} | hơn chục | gần hai chục | {x}-{y} | {x} đến {y} "
        "| từ {x} đến {y} | mười mấy | hai mấy | {x} hay {y} | {x} hoặc {y} | ~{x} | {x}+ | chừng {x} | cỡ {x} "
        "| ngót {x} | chưa tới {x} | dưới {x} | ít nhất {x} | mấy chục | vài chục | hai ba | dăm bảy | đôi ba | "
        "ước chừng {x} | độ {x} | đâu chừng {x} | hơn 1 chục | hơn hai chục | <{x} | tối đa {x} | ba bốn"
    ),
    (
        "khoảng chừng {x} | tầm cỡ {x} | suýt {x} | ngoài {x} | trên chục | gần chục | xấp xỉ {x} | {x} tới {y} "
        "| {x} - {y} | {x}~{y} | chục mấy | năm bảy | năm sáu | bảy tám | một hai | trên dưới {x} | áng chừng "
        "{x} | quãng {x} | chắc khoảng {x} | đâu khoảng {x} | không tới {x} | tối thiểu {x} | không dưới {x} | "
        "ngoài hai chục | lối {x} | cỡ chừng {x} | hăm mấy | vài ba | dăm ba | >{x} | 1x | 2x | từ {x} tới {y} "
        "| trên 2 chục | ước khoảng {x} | gần cả chục | nhiều nhất {x}"
    ),
)
# An amount before its noun, in a clause.
LOOSE: Halves = (
    "vài | một số | nhiều | dăm | mấy chục | ít | thêm vài | đâu vài | rất nhiều",
    "lai rai vài | lác đác vài | kha khá | 1 số | 1 vài | một ít | mấy mươi | không ít | đâu mấy | quá trời",
)
# What stands behind a noun instead of its number.
BEHIND: Halves = (
    (
        "nhiều lắm | vài {one} | chưa đếm | không nhớ bao nhiêu | khoảng đâu {x} | {x} gì đó | hình như {x} | "
        "không rõ {x} hay {y} | thì cũng được vài {one} | thì vài {one} thôi | em quên mất mấy {one} rồi | chắc "
        "cỡ {x} | {x} không chắc"
    ),
    (
        "vài ba {one} | chưa đếm kỹ | quên mất bao nhiêu rồi | kha khá | đâu như {x} | {x} hay sao đó | {x} thì "
        "phải | {x} hay {y} không chắc | {x} gì á | có mấy {one} thôi | cũng được mấy {one} | thì em không nhớ "
        "rõ mấy {one} | thì đông không đếm xuể | thì lai rai | hổng nhớ chính xác | thì cũng nhiều"
    ),
)
# Doubt said before and behind a figure.
BEFORE: Halves = (
    "hình như {c} | em đoán {c} | nhớ không lầm thì {c} | chắc cỡ {c}",
    (
        "đâu như {c} | nhớ mang máng {c} | có lẽ {c} | hổng biết có phải {c} không nữa | em nhớ "
        "là {c} mà không dám chắc | chắc tầm {c} | hình như là {c} á"
    ),
)
AFTER: Halves = (
    "{c} thì phải | {c} gì đó | {c} mà em không chắc lắm | {c} gì đó em không nhớ rõ | {c} chưa chắc",
    (
        "{c} hay sao á | {c} em nhớ vậy chớ không chắc | {c} nhưng chưa chắc đúng | {c} gì á em quên rồi | {c} "
        "gì đấy | {c} không biết đúng không | {c} để em đếm lại cho chắc | {c} em đếm chưa kỹ"
    ),
)
# Two numbers for one thing, and sums that do not come out.
CONFLICTS: Halves = (
    (
        "{head} sổ ghi {x} mà danh sách có {y} | người nói {x} {noun} người nói {y} {noun} | {head} em đếm {x}, "
        "chị Hoa đếm {y} | không {x} thì {y} {noun} | {head} sáng {x} chiều {y} tổng {w} | {head} chị Hoa nói "
        "{x} anh Beo nói {y}"
    ),
    (
        "{head} tổ trưởng ghi {x} mà thư ký ghi {y} | {head} {x} hay {y} em cũng không biết | {head} xóm trên "
        "{x} xóm dưới {y} tổng cộng {w} | chỗ ghi {x} {noun} chỗ lại ghi {y} {noun} | {head} em thì đếm {x} còn "
        "anh Tư thì đếm {y} | {head} sáng {x} tối {y} cộng lại {w} | {head} giấy ghi {x}, sổ lại ghi {y}"
    ),
)
RUNNING: Halves = (
    (
        "{head} đến nay {x} | luỹ kế {x} {noun} | từ đầu năm tới giờ được {x} {noun} | {head} cộng dồn {x} | "
        "tính đến nay {x} {noun}"
    ),
    (
        "tính tới giờ được {x} {noun} | {head} lũy kế từ hồi lập tổ {x} | {head} tổng tới nay {x} | từ trước "
        "tới giờ {x} {noun} | {head} lk {x}"
    ),
)
# A number of buổi is sure, and how many came each time is no total.
EACH: Halves = (
    "{n} buổi mỗi buổi {x} người | {n} buổi, mỗi buổi {x} hv | {n} buổi hỗ trợ mỗi buổi {x} người",
    "{n} buổi, {x} người/buổi | {n} buổi hướng dẫn, trung bình mỗi buổi {x} người | {n} buổi x {x} người",
)
SHARES: Halves = (
    "vneid={x}% bà con cài vneid | qr_households={head} được {x}% | vneid={head} xong {x}%",
    (
        "qr_households=được {x} phần trăm hộ dùng qr | qr_households={x}% hộ kinh doanh có mã qr | vneid=hơn "
        "{x}% dân cài vneid | vneid={head} đạt {x}%"
    ),
)
# Numbers of which nobody can tell what they count.
UNITS: Halves = (
    "mở {x} tài khoản | hỗ trợ {x} hộ | {x} cái gì đó",
    "tạo {x} tk | giúp {x} hộ | được {x} cái gì em quên tên | làm {x} tài khoản",
)
IMPOSSIBLE: Halves = (
    "{head} -{x} | {head} {x}.5 | {head}: -{x}",
    "{head} âm {x} | {head} {phone} | {x},5 {noun}",
)
RELATIVE: Halves = (
    "{head} gấp đôi bữa trước | {head} như cũ | {head} vẫn như lần trước | {head} y chang bữa trước",
    "{head} y như lần trước | {head} gấp rưỡi kỳ trước | {head} bằng lần trước | {head} giống lần trước",
)
# Whole reports of a crowd, and of a number alone.
CROWDS: Halves = (
    (
        "bà con tới học đông lắm | lớp đông nghẹt luôn | mấy bà tới học chật nhà | lớp có mấy người thôi | được "
        "{x} | được {x} người | mấy chị em tới học, mưa quá nghỉ sớm | {x} người nha chị | được {x} nha anh | "
        "{x} | phát {x} tờ rơi | làm được {x} cái | {x} hs | đăng {x} bài lên nhóm"
    ),
    (
        "bà con kéo tới học kín sân | lớp đông vui quá trời | lớp vắng hoe, lèo tèo vài người | bà con đi học "
        "nhiều lắm | làm được {x} | cũng được {x} | {x} người thôi anh | phát hết {x} tờ rơi | đăng {x} bài lên "
        "nhóm zalo | làm xong {x} cái | mấy cô bác tới học vui lắm | lớp cũng kha khá người"
    ),
)
# A doubtful correction, nothing to report for all that is known, and questions.
CORRECTIONS: Halves = (
    ("sửa {head} thành {q} | sửa lại giúp em: {s}, {head} {q} | nhầm, {head} {q} mới đúng | sửa {head} lại {q} nha"),
    "đính chính: {s}, {head} {q} | em ghi lộn, {head} {q} | sửa giùm {head} là {q} | chỉnh lại {head} {q}, {s}",
)
NILS: Halves = (
    (
        "hình như {day} không có ai học để em hỏi lại | chắc {day} không có gì, em hỏi lại đã | {day} hình như "
        "không có gì"
    ),
    (
        "{day} hình như không phát sinh gì, em chưa chắc | {day} hình như không ai tới học, để em hỏi lại | có "
        "lẽ {day} không phát sinh gì, em không chắc"
    ),
)
QUESTIONS: Halves = (
    "{day} được mấy {noun} rồi bot | {day} thôn em được bao nhiêu {noun} | {day} cả xã mấy {noun} rồi anh",
    "{day} mấy {noun} rồi bot ơi | {day} toàn xã được bao nhiêu {noun} vậy anh | cho em hỏi {day} có mấy {noun}",
)
CHATTER: Halves = (
    (
        "mấy chị ơi mai họp lúc mấy giờ | vài hôm nữa em gửi ảnh sau nha | nhiều việc quá em chưa ghé được anh "
        "thông cảm nha | hơn 9h rồi mà em còn ngồi gõ đây | cảm ơn mấy anh mấy chị nhiều nha"
    ),
    (
        "mấy bác ơi ai còn dư vài cái ghế cho em mượn | khoảng {x} phút nữa em tới nha | mấy cô cho em xin vài "
        "tấm ảnh | mai tầm 7h mình đi nha mấy chị | chừng vài bữa nữa em xuống xã lấy máy | {x}-{y} phút nữa em "
        "gọi lại anh nha"
    ),
)
# Words of address and excuses at the head; remarks that may stand anywhere: no doubt is in them.
ADDRESS: Halves = (
    (
        "mấy chị ơi, | mấy anh ơi | dạ mấy anh chị | em xin có vài lời báo cáo: | nhiều việc quá giờ mới báo, | "
        "mấy bữa nay mưa hoài, | mấy hôm rày lu bu, | dạ thưa các bác, mấy hôm nay em bận, | mấy ngày nay mạng "
        "yếu, | hơn 9h mới về tới nhà, | em quên báo sớm,"
    ),
    (
        "mấy bác ơi cho em báo | mấy cô chú ơi, | em có vài dòng gửi anh: | em gửi vài số liệu: | bận nhiều thứ "
        "quá nay mới nhắn, | mấy bữa rày mất sóng, | gần 10h mới dọn xong, | hình như hôm trước em gửi thiếu "
        "ảnh, | em xin lỗi chậm mấy tiếng, | mấy tuần nay bận gặt, | không nhiều nhưng cũng có,"
    ),
)
REMARKS: Halves = (
    (
        "mấy bà học chậm mà vui | một số bà con còn ngại chưa tới | vài cụ mắt kém phải kèm riêng | mấy cháu "
        "phụ nhiệt tình | đợi {x}-{y} phút mới vô được mạng | mất khoảng {x} phút mỗi người | đi gần chục cây "
        "số | hơn 9h tối mới về | hẹn vài người nữa mai làm tiếp | bà con hỏi nhiều lắm | mượn thêm mấy cái ghế "
        "| hình như mai mưa | chắc mai em nghỉ một bữa | em quên chụp ảnh | máy chiếu lại hư mấy lần | vui quá "
        "trời | mấy chị khen hay | vài chỗ mất sóng | tầm 7h mới bắt đầu | mấy đứa nhỏ chạy giỡn ồn | khoảng "
        "chục đứa nhỏ đứng coi | không nhớ nổi tên hết bà con | mấy anh công an xuống phụ | bà con ai cũng thích"
    ),
    (
        "mấy ông thì đi rẫy hết | còn vài cụ chưa có điện thoại | một số máy đời cũ không cài được | mấy em "
        "đoàn viên phụ | mất điện {x}-{y} phút | đi bộ cỡ {m} cây số | cỡ 8h mới tan | còn mấy bà hẹn tuần sau "
        "| bà con đòi học thêm nhiều thứ | mượn được vài cái quạt | hình như loa bị hư | chắc bữa sau phải mượn "
        "máy chiếu | em quên mang sổ | mạng rớt mấy lần | vui lắm luôn | mấy chú khen hoài | trời mưa hơn tiếng "
        "đồng hồ | gần 10h đêm mới xong | nhiều người già không thấy chữ | vài đứa học trò ngồi ké coi | em "
        "không nhớ mật khẩu wifi | mấy cái ghế gãy chân | uống hết gần chục bình nước | thầy dạy cũng mệt"
    ),
)
# A figure said with force, said twice, or set right at once.
FORCE: Halves = (
    (
        "đúng {c} | vừa tròn {c} | những {c} | chỉ {c} thôi | {c}, không hơn không kém | chắc chắn {c} | {c} "
        "chứ ít gì | có mỗi {c} | {c} lận | {n} ({words}) {noun} | {c}, em đếm kỹ rồi | tưởng mười mấy ai dè "
        "đúng {c} | thôi cứ ghi {c} cho em | {head} {n}, đúng {n} luôn | chốt lại {c}"
    ),
    (
        "đủ {c} | tròn {c} | được tới {c} lận | được có {c} | {c}, không sai | chắc ăn {c} | {c} rõ ràng | được "
        "hẳn {c} | {c} chẵn | {words} ({n}) {noun} | {c}, em đếm 2 lần rồi | tưởng chỉ vài người ai dè {c} | "
        "tính ra đúng {c} | {head} {n}, em nhắc lại là {n} | cả thảy {c} | lúc đầu tưởng khoảng {x} nhưng đếm "
        "lại đúng {c}"
    ),
)
# Messages around the pieces. D a doubt, S T U sure figures, R a remark, F a figure with force, A an address.
FIRST: Halves = (
    "{D}, {S} | {D}, còn {S} thì chắc chắn | {D}. {S} | {D}\n{S} | {D}, {S}, {T} | {D} nhưng {S} thì rõ",
    "{D}; {S} | {D}, còn {S} | {D}\n{S}\n{T} | - {D}\n- {S} | {D}, {S} {day} | {D}, {R}, {S}",
)
FIRST_DAY: Halves = (
    "{day} {D}, {S} | {day} {D}, còn {S} | {hi} {day} {D}, {S}",
    "{day}: {D}, {S} | {hi} {day} {D}; {S} {end} | {day} {D}\n{S}",
)
MIDDLE: Halves = (
    "{S}, {D}, {T} | {day} {S}, {D}, {T} | {S}\n{D}\n{T} | {day}: {S}; {D}; {T} | {S}, {D}, {T}, {U}",
    (
        "{hi} {day} {S}, {D}, {T} {end} | - {S}\n- {D}\n- {T} | bc {day}: {S}, {D}, {T} | {S}, {T}, {D}, {U} | "
        "{S}; {D}; {T}"
    ),
)
LAST: Halves = (
    "{S}, {D} | {day} {S}, {D} | {S}, {T}, {D} | {day} {S} với {D} | {S} {day}, {D} | {hi} {day} {S}, {D} {end}",
    "{S}; {D} | {day} {S}, {T}, {D} | {S}, {R}, {D} | {S}, {T} và {D} | {hi} em báo {day}: {S}, {D} | {S} + {D}",
)
BROKEN: Halves = (
    "{S}. {D} | {S}\n{D} | {day} {S} còn {D} | {S}, còn {D} | {hi} {day} {S}. Còn {D} {end}",
    "{S}, riêng {D} | {day} {S}, {T}. Còn {D} | - {S}\n- {D} | {day} {S}, {T}, còn {D} | {S} {day}, riêng {D}",
)
ALONE: Halves = (
    "{D} | {hi} {D} | {D} {end}",
    "{hi} {D} {end} | {D}, {R} | {D}",
)
ALONE_DAY: Halves = (
    "{day} {D} | {hi} {day} {D} | {day} {D} {end}",
    "{day}: {D} | {hi} {day} {D} {end} | {day} {D}, {R}",
)
PLAIN: Halves = (
    (
        "{A} {day} {S} | {A} {day} {S}, {T} | {day} {S}, {R} | {day} {S}, {R}, {T} | {R}, {day} {S} | {F} | "
        "{day} {F} | {day} {F}, {T} | {S}, {F} | {S}. {R} | {S}\n{T}\n{R} | {A} {day} {F}, {R} | {day} {S}, "
        "{T}, {R} | {hi} {day} {F}, {T}, {R}"
    ),
    (
        "{A} {day} {S}, {T}, {U} | {S} {day}, {R} | {S}; {T}; {R} | {A} {F} | {F}. {S} | {R}. {day} {S} | {hi} "
        "{S}, {R}, {F} | {day} {S} với {F} | {day} {F}, {R} {end} | {A} {day} {S}, {R}, {T} | {S}, {T}, {F} | "
        "{R}, {S}, {R} | {day}: {S}, {F}"
    ),
)
GREETINGS: Halves = (
    "dạ | anh ơi | chị ơi, | em chào anh, | báo cáo anh,",
    "dạ em báo | alo anh | e gửi số liệu: | thưa anh",
)
ENDINGS: Halves = (
    "ạ | nha anh | nhé | nha",
    "nghen | nhe chị | hihi | anh nhé | . Em cảm ơn ạ",
)
# The same thing told twice with two numbers, and one noun between two numbers.
TWICE: Halves = (
    "{head} {x}, {S}, {head} {y} | {day} {x} {noun} {y}",
    "{x} {noun}, {S}, {T}, {y} {noun} | {day} được {x} {noun} {y}",
)
DAYS: Halves = (
    "0 hôm nay | 0 hnay | 0 bữa nay | 1 hôm qua | 1 hqua | 1 tối qua | w0 tuần này | w1 tuần trước",
    "0 bữa ni | 0 sáng nay | 0 hum nay | 1 bữa qua | 1 chiều qua | 2 hôm kia | w0 tuần ni | w1 tuần rồi",
)
# Words that say another thing, or nothing, once their marks are off.
MARKED = ("tới", "cỡ", "độ", "dăm", "tầm", "đủ", "mươi", "lối", "quãng", "những", "chẵn", "năm", "bốn", "bảy", "hăm")
TYPED: Halves = (
    "không=ko | được=đc | người=ng | rồi=r | em=e",
    "không=hông | được=dc | người=nguoi | với=vs | anh=a",
)
