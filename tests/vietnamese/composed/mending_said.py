"""How corrections, take-backs and afterthoughts are worded: templates by what they mean, in two halves.

N and P: the figure as it should be and as it was, of the indicator called L before a number and u after one.
Q and R: the same of a second indicator (M, v). S: a figure of a third (x). D and E: two days. k: a small number.
"""

Halves = tuple[str, str]

# One figure set right, with its indicator.
VALUE: Halves = (
    """{oops}, {N} {u} {neg} {P}
{L} {N} {neg} {P} {end}
{L} là {N}, {no} {P}
{oops} {L} {N} mới đúng
sửa {L} thành {N} {gium}
sửa {gium} {L} từ {P} thành {N}
{L} {N} mới đúng, {P} là {me} ghi lộn
{nay} {me} báo {P} {u}, đúng ra là {N}
{L} {me} ghi {P} là sai, {N} mới đúng
ý {me} là {N} {u}
*{N} {u}
Đính chính: {L} {N} (không phải {P})
sai rồi, {L} {N}
{L} {N} thôi, {P} là của thôn khác
{why} nên ghi {P}, {L} phải là {N}
{me} coi sổ lại rồi, {L} {N} {neg} {P}
{L} {nay} {me} ghi {P}, sửa lại {N} {gium}
{L} {P} → {N}
{me} nhìn sổ ghi {N} {u} mà nhắn thành {P}
{N} {u} {neg} {P}, {why}
{N} {neg} {P} {u} {end}
{me} gõ lộn số, {L} {N} {end}
{L} {no} {P} mà là {N} {end}
cho {me} sửa lại {L}: {N}
{oops} {L} có {N} thôi
{L} sửa lại còn {N} {end}, {why}
{P} {u} là {me} ghi sai, {N} mới đúng
{P} là ghi lộn, {L} đúng ra {N}
báo cáo {nay} sai chỗ {L}, đúng là {N}
{L} {N} {end}, {me} bấm nhầm số {P}
{me} ghi dư, {L} có {N} thôi {neg} {P}
chị sửa số {P} thành {N} ở mục {L} {gium}
{N} {u}, {nay} {me} báo {P} là nhầm
{no} {P} {u} đâu, {N} thôi
{oops}. {L}: {N}. Các số khác giữ nguyên
mấy số kia đúng rồi, chỉ có {L} là {N} {neg} {P}
{oops} chị ơi {L} là {N} {neg} {P}
{me} lấy lộn của thôn bên, {L} bên {me} {N} thôi
số {P} {me} báo {nay} sai rồi, {L} chỉ có {N}""",
    """{oops} {L} {N} {neg} {P}
{no} {P} {u} mà {N} {u}
{L} phải là {N} {end}, {me} gõ nhầm thành {P}
đổi {L} {P} thành {N} {gium}
chỉnh {L} lại còn {N}
chỉnh lại {gium} {L} từ {P} xuống {N}
{nay} {me} ghi {L} {P}, đúng là {N} {end}
{me} ghi lộn {P}, {L} đúng là {N}
{P} là số cũ, {L} giờ {N} {end}
tính lại {L} có {N} thôi, {nay} {me} ghi {P}
bỏ số {P} đi, {L} là {N}
{L} {P} là ghi dư, đúng là {N}
{L} {P} -> {N} {gium}
Sửa: {N} {u}
sửa lại {gium}: {L} {N}
{L} {N}, {me} đọc lộn thành {P}
trong sổ {me} ghi {N} {u} mà gõ thành {P}, sửa {gium}
{L} {N} đó chị, đâu phải {P}
{N} {u} mới đúng {end}, {why}
{L} {nay} {me} đếm lộn, {N} thôi
{oops} rồi, {N} {u}, {no} {P}
mục {L} ghi lại là {N} {gium}
{L} đếm lại được {N} {neg} {P} như {nay} {me} báo
{me} cộng sai, {L} đúng ra {N}
{L} {N} là đúng, {P} là {me} nhầm
sorry chị, {L} {N} {neg} {P}
{L} của {me} là {N}, hệ thống ghi {P} là sai
{why}, {L} {N} mới đúng
{me} báo lộn {L}, đúng {N}
ghi lại {L} {N} thay vì {P} {gium}
{L} {N} thay cho {P} {end}
thay {P} {u} bằng {N} {u} {gium}
{N} mới đúng {end}, {L} {P} là {me} ghi lộn
Xin đính chính {L}: {N}, số đã gửi ({P}) là do {why}
Kính gửi xã, {me} xin đính chính: {L} là {N}, {no} {P}. Trân trọng.
trời ơi {me} ghi ngược số, {L} {N} {neg} {P}
{me} xin lỗi, {L} là {N}, còn {P} là số tháng trước
sửa {L} {N} {gium}, mấy mục kia y vậy
{L} tăng lên {N} {end}
hạ {L} xuống {N} {gium}""",
)
# Two figures set right at once.
TWO: Halves = (
    """{L} {N} ({no} {P}), {M} {Q} ({no} {R})
sửa {L} {N}, {M} {Q} {gium}
{me} lộn 2 số: {L} {N}, {M} {Q} mới đúng
{L} {N} {neg} {P}, còn {M} {Q} {neg} {R}
{me} ghi ngược rồi, {L} {N}, {M} {Q}
{oops}, {N} {u} và {Q} {v} mới đúng
{me} báo nhầm của thôn khác, thôn {me} có {N} {u} {Q} {v} thôi
đổi lại {gium}: {L} {N}, {M} {Q}
nhầm {L} với {M}, {L} {N} còn {M} {Q} mới đúng
sửa {L} từ {P} thành {N}, {M} từ {R} thành {Q}""",
    """{me} ghi lộn 2 chỗ, {L} {N}, {M} {Q} mới đúng
sửa lại {gium} {L} thành {N}, {M} thành {Q}
{no} {P} {u} mà {N}, {no} {R} {v} mà {Q}
Đính chính:{nl}{L}: {N}{nl}{M}: {Q}
{L} là {N} và {M} là {Q} {end}, {nay} {me} ghi lộn
{me} ghi ngược 2 mục, {N} {u} với {Q} {v} mới đúng
{oops}: {L} {N} {M} {Q}
{L} {P} → {N}, {M} {R} → {Q}
hai số bị đổi chỗ, {L} {N}, {M} {Q} mới đúng {end}
{P} {u} sửa thành {N}, {R} {v} sửa thành {Q} {gium}""",
)
# One figure set right, another said to stay.
STAYS: Halves = (
    """{L} {N} {neg} {P}, {M} {Q} giữ nguyên
{Q} {v} là đúng nhưng {L} {N} thôi, {me} ghi nhầm
sửa {L} thành {N} {gium}, còn {M} {Q} đúng rồi
{M} thì đúng rồi, {L} {N} {neg} {P}
{oops}, {L} {N} mới đúng, {M} không đổi
{L} sửa thành {N}, {M} để nguyên""",
    """{M} {Q} thì đúng, chỉ {L} phải là {N} {neg} {P}
{M} {Q} giữ nguyên, {L} sửa lại {N}
{L} là {N}, {M} vẫn giữ nguyên {end}, {nay} {me} nhầm
{M} {Q} đúng rồi, {L} {P} mới sai, {N} mới đúng
chỉ sửa {L} thành {N}, còn {M} giữ nguyên
{oops} {L} {N} {neg} {P}, {M} đúng rồi không sửa""",
)
# A figure that was told of the wrong indicator.
KIND: Halves = (
    """{nay} {me} báo {N} là {L} {neg} {M}
{N} {nay} {me} ghi là {L}, {no} {M}
số {N} là {L} {neg} {M}
{N} {u} {neg} {N} {v}
{me} ghi lộn cột, {N} là {L} {neg} {M}
con số {N} {me} báo là của {L}, {no} {M}
{N} đó là {L} {end}, {me} ghi lộn qua {M}""",
    """số {N} {me} báo {nay} là {L} {neg} {M} {end}
nhầm, {N} là {L}, {no} {M}
{oops} {N} {u} {neg} {v}
{N} là {L} mới đúng, {me} ghi nhầm là {M}
cái {N} {nay} là {L} nha, {no} {M}
{me} lộn mục, {N} là {L} {neg} {M} {end}
{N} {u} {end}, {nay} {me} ghi lộn thành {v}""",
)
# The day of a report set right.
DAY: Halves = (
    """báo cáo {nay} là của {D}, {no} hôm nay
cái {me} gửi {nay} của {D} {neg} hôm nay
{me} ghi lộn ngày, số đó của {D}
{me} quên ghi ngày, báo cáo vừa rồi là của {D}
đổi ngày báo cáo vừa rồi thành {D} {gium}
nhầm ngày, báo cáo {nay} là của {D} {end}
số {nay} {me} báo là của {D} {neg} {E}
báo cáo {me} gửi {no} của {E} mà của {D}
sửa ngày báo cáo {nay} lại là {D} {gium}""",
    """chuyển báo cáo {nay} sang {D} {gium}
bc {nay} của {D}, {me} ghi nhầm ngày
{oops}, báo cáo vừa gửi là {D} {neg} {E}
ngày đúng là {D} {end}, báo cáo {nay} {me} ghi lộn, số giữ nguyên
báo cáo {nay} là của {D} {end}, mấy số đúng rồi
{me} bấm lộn ngày, báo cáo {nay} của {D} {neg} {E}
mấy số {nay} của {D} lận, {no} hôm nay
ghi báo cáo vừa rồi vào {D} {gium}, {me} quên ghi ngày
{me} gửi nhầm ngày, báo cáo đó là của {D}""",
)
# A figure of a named day set right.
DATED: Halves = (
    """{L} {D} là {N}, {me} ghi nhầm {P}
sửa {gium} {L} {D} thành {N}
{D} {me} báo {L} {P}, đúng ra là {N}
Đính chính {L} {D}: {N} {neg} {P}
{D} có {N} {u} {neg} {P} {end}
báo cáo {D} sửa {L} {N} {gium}
{L} {N} {neg} {P} {end}, báo cáo {D}
{D} {L} {N} mới đúng, {P} là {me} lộn
{D} {me} gửi báo cáo, do mắt kém nên ghi sai. Trong sổ là {N} {u}, {me} lại nhắn thành {P}. Các số khác đúng cả.""",
    """{oops} {L} {D} là {N} {neg} {P}
{L} {D} {me} ghi {P}, đếm lại là {N}
{D} {L} phải là {N} {end}
báo cáo {D} {me} ghi {P} {u} là sai, đúng là {N}
chỉnh {L} {D} từ {P} thành {N} {gium}
{D} có {N} {u} thôi, {me} ghi lộn {P}
{L} của {D} là {N}, {no} {P}
{me} sửa báo cáo {D}: {L} {N}
{P} {u} {me} báo {D} là sai, {N} mới đúng""",
)
# Something is wrong, but what the figure is cannot be told: asked, nothing sure.
UNSURE: Halves = (
    """{oops}, {N} {neg} {P}
sửa thành {N} {gium}
{no} {P} mà {N}
sai rồi, {N} mới đúng
số {L} {nay} sai rồi, để {me} hỏi lại
{L} {nay} {me} báo chưa đúng, mai {me} coi lại sổ
cộng thêm {k} {u} nữa {gium}
thêm {k} {u} vô báo cáo {nay} {gium}
bớt {k} {u} {gium}
{me} đếm sót {k} {u}, cộng vô {gium}
sửa {L} thành khoảng {N}
{L} {N} {neg} {N}
{oops}, {L} hình như {N} hay sao á
{L} sửa lại hơn {N} {gium}
sửa {L} thành {P} hoặc {N} gì đó""",
    """{N} mới đúng, {P} là {me} lộn
đổi lại {N} {gium}
{P} là sai, {N} {end}
báo cáo {nay} sai số rồi, để {me} coi lại
{L} {me} ghi sai rồi, lát {me} báo lại
trừ {k} {u} ra {gium}
cộng vô {k} {u} nữa, {nay} {me} đếm thiếu
báo cáo {nay} thêm {k} {u} nữa {gium}
{L} thiếu {k}, cộng thêm {gium}
bỏ bớt {k} {u} {gium}, của thôn bên
{L} {N} hay {P} {me} không chắc, sửa {gium}
sửa {L} thành tầm {N} {end}
sửa {L} {N}, à thôi để {P}, hay {N} nhỉ
đính chính {L} gần {N} {neg} {P}
{oops} {L} mấy chục {neg} {P}""",
)
# One figure set right, another told vaguely.
HALF: Halves = (
    "sửa {L} {N}, {M} khoảng {Q}\n{L} {N} {neg} {P}, còn {M} hình như {Q}",
    "{oops}, {L} {N} còn {M} tầm {Q} {gium}\nđính chính {L} {N}, {M} hơn {Q}",
)
# It was none.
NONE: Halves = (
    "sửa {L} thành 0 {gium}\n{L} 0 {neg} {P}\n{L} không có {end}, {P} là {me} ghi lộn\n{oops}, {L} là 0",
    """{L} ghi 0 {gium}, {nay} {me} ghi lộn
đính chính {L}: 0
{L} 0 mới đúng, {P} là của thôn khác
chưa có {u} nào, {P} là {me} ghi nhầm""",
)
# Set right in one breath: a report.
BREATH: Halves = (
    """{P} {u} à {N} {u}
{P} {u} à {N}
{P} {u} à quên {N} {u}
{L} {P} à nhầm {N}
{P} {u}, quên, {N} mới đúng
{P} á lộn {N} {u}
{L} {P}, à {N}
{P} à {N} {u}
{P} {u}, à không, {N} {u}
{L} {P} ý quên {N}
{P} {u}, à {N} {u} mới đúng
{P} {u} à {N} tại {me} đếm lộn""",
    """{P} {u} à lộn {N} {u}
{L} {P} à quên {N}
{P} {u}, ơ nhầm, {N} {u}
{P} {u} í quên {N}
{P} ủa lộn {N} {u}
{L} {P} à không {N}
{P} {u} à mà {N} mới đúng
{P} {u}, à đếm lại là {N}
{P} à nhầm {N} {u}
{L} {P} ý lộn {N}
{P} {u}, à {N} chứ, {me} đếm lại
{P} {u} à không phải, {N} {u}""",
)
# The indicator or the day set right in one breath: a report.
OTHERWISE: Halves = (
    "{N} {v} à quên {u}\n{N} {v} à nhầm {N} {u}\n{N} {v} ý quên {u}",
    "{N} {v} á lộn {N} {u}\n{N} {v}, à không, {u}\n{N} {v} à lộn {u}",
)
REDATED: Halves = (
    "{E} à quên {D} có {N} {u}, {Q} {v}\n{E} à nhầm {D} được {N} {u}\nbáo cáo {E} à lộn {D}: {L} {N}, {M} {Q}",
    "{E} ý quên {D} có {N} {u}\n{E} à lộn {D} {L} {N} {M} {Q}\nbc {E}, à nhầm, {D}: {N} {u}, {Q} {v}",
)
# An indicator that was forgotten, told later: a report.
FORGOT: Halves = (
    """{me} quên chưa ghi {L}, {N} {end}
{nay} {me} quên mục {L}: {N}
quên ghi {L}, có {N} {u}
báo cáo {nay} thiếu mục {L}, {N} {end}
bổ sung mục {L} {me} quên ghi: {N}
{D} {me} quên mục {L}: {N} {u}""",
    """{nay} {me} ghi thiếu mục {L}, {L} {N} {end}
còn {L} {me} quên chưa báo, {N} {end}
quên báo mục {L}, {N} {end}
{me} sót mục {L}: {N} {end}
{nay} quên chưa báo {L}, {L} {N}
{D} {me} có {N} {u} mà quên báo""",
)
# The last report taken back.
CANCEL: Halves = (
    """xoá báo cáo {nay} {gium}
huỷ {gium} cái báo cáo {nay}, {me} gửi nhầm nhóm
bỏ báo cáo {nay} đi, số đó của thôn khác
rút lại báo cáo vừa gửi {end}, {me} bấm lộn
huỷ báo cáo {N} {u} {nay} {end}, lớp hoãn rồi
đừng ghi {N} {u} đó nữa, xoá luôn báo cáo đi
xoá cái báo cáo {N} {u} {Q} {v} {nay} {gium}""",
    """thu hồi báo cáo {nay} {gium}
{me} gửi nhầm, xoá báo cáo đó {gium}
gỡ cái báo cáo {nay} xuống {gium}, {me} lấy nhầm số thôn bên
thôi bỏ báo cáo {nay} đi, {why}
báo cáo {N} {u} {nay} là của thôn bên, xoá {gium}
không tính cái báo cáo {nay} {end}, {me} bấm lộn
xin huỷ báo cáo {nay} có {N} {u} và {Q} {v}, {me} nhắn nhầm thôn""",
)
CANCEL_DATED: Halves = (
    "xoá báo cáo {D} {gium}\nhuỷ báo cáo {D} {gium}, {me} gửi nhầm\nbỏ báo cáo {D} đi {end}",
    "rút báo cáo {D} lại {gium}\nthu hồi báo cáo {D} {end}, số của thôn khác\ngỡ báo cáo {D} xuống {gium}",
)
# Reports that merely hold such words: beside the figures F.
ALIKE: Halves = (
    """{F}, có bà đi nhầm lớp
{F}, chị Hoa quên mang điện thoại
sửa máy giùm bà con xong, {F}
{F}, thiếu ghế ngồi mà vui
{F}, không sót nhà nào
{F}, bà con hay bấm nhầm nút lắm
có bác quên mật khẩu nên hơi lâu, {F}
{F}, {me} đếm lại rồi không nhầm đâu
{F}, không phải ghi lộn đâu {end}
đường đang sửa nên tới trễ, {F}
{F}, giờ mới nhớ ra nhắn
{F}. Đổi chỗ qua nhà rông vì nhà văn hoá dột
{F}, mấy bác không quên bài cũ
chỉ bà con cách xoá tin nhắn lừa đảo, {F}""",
    """{F}, có chú vô lộn phòng
{F} mà {me} quên báo
{F}, {me} ghi đúng rồi đó không lộn đâu
{F}, đủ hết không thiếu ai
bà con quên mang căn cước phải về lấy, {F}
{F}, sửa giùm bà Tư cái camera luôn
{F}, mấy bác bấm lộn hoài cười quá trời
{F}, quên chụp ảnh rồi
loa hư mới sửa xong, {F}
chỉ bà con sửa lại mật khẩu, {F}
{F}, tại bà con nhầm giờ nên bắt đầu trễ
{F}, bỏ sót ai mai {me} làm tiếp
mưa nên đổi giờ học, {F}
{F}, số liệu {me} kiểm kỹ, không cần sửa""",
)
# No report, no correction.
TALK: Halves = (
    """help|ghi nhầm số thì sửa sao vậy {bot}
help|muốn sửa {L} từ {P} thành {N} thì gõ sao {bot}
help|lỡ gửi nhầm thôn thì xoá kiểu gì {bot}
other|máy {me} hư, mai đem đi sửa""",
    """help|báo cáo sai thì làm sao sửa lại {bot}
help|quên ghi {L} thì báo thêm kiểu gì {bot}
help|hướng dẫn {me} cách huỷ báo cáo với {bot}
other|ai bỏ quên cái nón ở nhà văn hoá không""",
)
