"""Wordings by which a clause gives its number to something else than a figure: whose it is, who came late, what broke.

In every pattern "#" is the number and "&" any other; the words are those of its clause, folded.
"""

from vietnamese.triggers import Wording

_W = "([a-z]+ )"  # a word
_ANY = r"([\w&]+ )"  # a word or a number
_WHO = "(nguoi|ng|cu|ba|bac|ong|co|chu|chi|anh|em|truong hop|ho)"
_NOT = "(khong|ko|k|hok|hong|chua)"
_DEED = (
    "(day|cai|mo|nop|dan|cap|phat|ho tro|huong dan|giup|kich hoat|lam|dua|tap huan|trao|tao|chi cho|tuyen truyen|"
    "to chuc)"
)
_PHONE = "(may|dien thoai|dt|laptop)"
_DONE = "(cai|lam|kich hoat|mo|dang nhap|vao|vo|len|nhan) (dat )?(duoc|dc|xong|noi)"
_PLACE = "(thon|to|xom|lang|ben)"
_AIM = "(chi tieu|ke hoach|muc tieu)"

# Another village's, or what is aimed at: "thôn bên được 44 vneid rồi", "thôn 8 người ta làm được 48 hộ qr", "bên Gò Da
# khoe 39 hv", "còn thiếu 39 vneid nữa mới đủ chỉ tiêu", "chỉ tiêu 20 ví thì còn xa".
ANOTHERS = Wording(
    rf"^ (ma |con |thi |nghe |thay |chi |anh |ben )*(thon|to|xom|lang) (ben( kia| canh)?|khac|ban) "
    rf"(?!nho |em |tui |minh ){_W}{{0,4}}# |"
    rf" {_PLACE} {_ANY}{{1,3}}(nguoi|ng) ta {_W}{{0,2}}(duoc|dc|dang|co) # |"
    rf" {_PLACE} {_ANY}{{1,3}}ho (moi |da )?(lam|mo|cai|dat|duoc|day) (duoc |dc )?# |"
    rf" {_PLACE} {_ANY}{{1,3}}(bao|noi|ke) (la )?(duoc |dc |co |toi )# {_W}{{1,3}}(lan|roi do|do) |"
    rf" {_PLACE} {_ANY}{{1,3}}khoe {_W}{{0,3}}# |"
    rf" # {_W}{{0,4}}nua (moi|la) (du|dat|toi|kip) |"
    rf" (dat|de) ra {_W}?# {_W}{{1,4}}(chua|khong|ko) | (theo )?(ke hoach|chi tieu) (la )?phai {_W}?# |"
    rf" thieu {_W}{{0,2}}# {_W}{{0,5}}{_AIM} |"
    rf" {_AIM} (la |duoc |xa |giao )*# {_W}{{0,3}}(con xa|chua toi|chua dat|con lau|chua du) "
)
# "mỗi thôn cử 3 người, gồm 1 bạn đoàn viên": who is to go, and the next clause goes on with it.
SENT = Wording(r" moi (thon|to|xom|xa|lop) cu # ")
# "đề nghị hỗ trợ 5 điện thoại cũ", "nhờ xã cử thêm 2 cán bộ": asked for.
WANTED = Wording(
    rf" (kinh mong|mong|de nghi|kien nghi|de xuat|xin|nho|mong muon|em can|thon can|dang can) "
    rf"({_W}?(xa|huyen|anh|chi|cap tren|ubnd|doan|cac anh) )?(cho|cap|ho tro|cu|muon|giup|bo sung|trang bi|them) "
    r"(thon |to |em |tui |them |cho |muon )*# "
)
# "có 7 người tới trễ", "3 chị xin về sớm", "8 người bận đi rẫy", "nghỉ 6 người".
LATE = Wording(
    rf" # {_W}{{1,3}}(toi|den|vo|vao) (tre|muon) |"
    rf" # {_W}{{1,2}}(xin |phai |tranh thu )?(ve|bo ve) (som|truoc|giua) |"
    rf" # {_W}{{1,2}}(bao|xin|dang|phai|cao) (nghi|vang|om|benh|kieu) (?!huu )|"
    rf" # {_W}{{0,6}}{_NOT} (toi|den|di|du|ra|tham gia|tham du)( duoc| dc| hoc)? $|"
    rf" (vang|thieu|nghi) # {_W}(do|vi|tai|ban|bi|di|om) |"
    rf" # {_W}{{1,2}}(dang |mac )?ban (di|viec|ray|con|giu|dam|gat|hai|cay|mua|lam|chuyen|trong) |"
    r" nghi # (nguoi|ng|ba|bac|chi|co|chu|em|ong|ban) $"
)
# "tổ em đi 3 người", "hai đứa em mở 1 buổi", "5 chị em tổ công nghệ …", "với 5 bạn phụ", "9 cô giáo phụ đứng lớp", "6
# anh công an xã xuống hỗ trợ tổ".
CREW = Wording(
    r" (to|nhom|doi|doan) (em|minh|tui|toi|e|chung em) (di|ra quan|tham gia|truc) (du )?# "
    r"(nguoi|ng|dong chi|anh em|chi em|anh|chi|dua|ban|$)|"
    rf"^ {_W}{{0,3}}# (dua (em|e|tui|minh)|vo chong (em|e|tui|toi|minh)) |"
    rf" # (chi em|c e|anh em|a e|ban|nguoi|ng|dong chi|dv|doan vien|thanh vien|chi|anh) {_W}?"
    r"(trong to|to cong nghe|to cnscd|to cns|to minh|to em|cong nghe so|cong nghe cong dong) "
    r"(?!di hoc|hoc|duoc cap|nhan)|"
    r"^ ([a-z]+ )?(to|nhom) (em|e|minh|tui|toi) (co |gom )?(# (nam|nu) & (nam|nu)|& (nam|nu) # (nam|nu)) $|"
    rf" # {_W}{{1,6}}(mot|1|&) tay | nhom (em|minh|tui|toi|e) co (ca thay |tat ca |deu )?# |"
    r" chia (lam |thanh |ra )+# (nhom|to|toan|doi|mui) |"
    r" (cu|cho muon|bo tri|tang cuong|phan cong|dieu) (them )?# "
    r"(can bo|cb|ban|nguoi|ng|dong chi|em|anh|chi|doan vien) |"
    r" # (em|e|tui|minh|co|chi|anh) (chan|ngan|can|kip|phat hien|nhac) |"
    r" # ([a-z0-9]+ ){1,4}phu (?!nu |huynh |lao |hop |cap |trach )|"
    rf" # {_W}{{1,5}}(xuong|ve|len|toi|qua|sang) (ho tro|giup|tiep|cung) (to|tui|em|e|minh|nhom|lop|chung) "
)
# "5 người máy cũ không cài được", "còn 4 hộ chưa chịu", "3 bà xài điện thoại cục gạch".
FAILED = Wording(
    rf" # {_W}{{1,3}}hen {_W}?(lan|bua|buoi|dot|khi|hom|tuan|thang|mai|mot) |"
    rf" # {_WHO} {_W}{{0,4}}{_NOT} {_W}?{_DONE} $| # {_WHO} {_W}{{0,4}}{_NOT} {_W}?{_DONE} (vi|do|tai|boi) |"
    rf" # {_W}{{1,2}}(chi )?(xai|dung|cam|co) (dien thoai |dt |may |con )*"
    r"(cuc gach|ban phim|den trang|doi cu|phim|nokia|cui bap) |"
    rf" # (may|tk|tai khoan|ho so|{_WHO}) {_W}?(loi|ket|bi treo|bi tra|bi tu choi) {_W}{{0,4}}"
    r"(lai|sau|sua|cho|xong|duoc|mat) |"
    rf" con # {_W}{{1,3}}{_NOT} (chiu|dong y|muon|xong|duoc|dc|lam|toi) |"
    rf" # {_W}{{1,2}}(sim|dien thoai|cccd|can cuoc|mat khau) (khong|ko|chua|het) |"
    rf" # {_W}{{1,2}}{_NOT} co (dien thoai|dt|may|smartphone|sim|mang|cccd|can cuoc) $"
)
# "máy chiếu có 5 cái", "loa hư 3 cái", "5 máy hết pin", "mất sóng 5 lần", "android 7 cài chậm", "lệ phí 3 nghìn một
# bộ".
THINGS = Wording(
    r" (may (chieu|tinh|in|anh|phat|quay)|loa|sac|ghe|quat|bo phat|laptop|o cam|micro|mic|man hinh|wifi|dien thoai|sim|"
    rf"may|dt|bang|ban ghe) {_ANY}{{0,3}}# (cai|chiec|bo|cuc|con) |"
    rf" (hu|be|hong|muon|mang|dem) (mat |theo |them |duoc |co |di )?# (cai |chiec |bo )?"
    rf"({_PHONE}|loa|ghe|micro|mic|o cam|sac|day dien) |"
    rf" # (cai |chiec )?{_PHONE} (dung|xai) chung |"
    rf" # (cai |chiec )?{_PHONE} {_W}{{0,2}}(het pin|hu|cu|loi|treo|sap nguon) |"
    rf" (mat|rot|cup|te|het|chet|hu|thung|no|treo|sap) (song|mang|dien|may|xe|lop|wifi|lo|app) {_W}?# "
    r"(lan|bua|bo|hoi|ban|phut|tieng) |"
    r" te # lan | (android|ios|iphone|win|windows|samsung|oppo|galaxy|redmi|nokia) # |"
    rf" (gui|kem|chup|dinh kem) {_W}?# (tam |buc |cai |kieu |tam hinh )?(anh|hinh) $|"
    rf" (nhap|go|bam|doc) sai {_W}{{1,2}}# (lan|ban|bua) |"
    r" (le phi|hoc phi|cuoc phi|tien (xang|nuoc|dien|xe|an)) # |"
    r" (size|co) (s|m|l|xl|xxl) # | # (noc|mai) nha | # qua (mit|trung|chuoi|xoai|dua|buoi|cam|oi|bi|bau|du|thom|na) |"
    rf" (samsung|oppo|galaxy|nokia|redmi|xiaomi|vivo) [a-z] # | (pho to|photo|in|copy) {_W}?# (ban|to|cuon|bo|tap) |"
    rf" (anh|hinh) (gui|kem|chup) {_W}?# (tam|cai|buc|kieu) | thieu # (met|m|cai|cuc|cay|ghe|ban|may|o|to) | # mam "
)
# "chuyên đề 6", "học phần 2", "mẫu 03": which one it was.
LABELS = Wording(r" (chuyen de|hoc phan|mau|mau so|chuong|module|mo dun|phong|phong lop|phong hoc) # ")
# "5 bạn đoàn viên dán qr cho 24 quán", "tổ em 4 người mở 3 buổi", "đi 20 nhà cài 6 vneid": who did it or how far they
# went, right before the verb of another number.
DOERS = Wording(
    r" # (ban |em |anh |chi |co |thay |chu )?(doan vien|dv|dvtn|thanh nien|sinh vien|sv|can bo|cb|cong an|giao vien|"
    rf"co giao|thay giao|tinh nguyen vien|bo doi|dong chi|anh em|dua) {_W}{{0,3}}{_DEED} |"
    r" (to|nhom|doi|tui|bon) (em |minh |tui |e |toi )?# (nguoi|ng|anh em|chi em|dua|dong chi|ban|anh|chi) "
    rf"(tui em |em |minh )?{_DEED} |"
    r" (di|ghe|go cua) (het |duoc |ca )?# (nha|ho|cho|noi|diem|quan|ngo) |"
    rf" (voi|vs|bang|nho|co) # (cai |chiec )?{_PHONE} (?!tinh |chieu )"
)
