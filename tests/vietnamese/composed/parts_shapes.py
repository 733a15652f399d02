"""The shapes of reports told in parts: where the groups, the kinds, their numbers, the noun and the total stand."""

# One group: G its name, BACK its name behind its number, N its number, AFTER the noun behind it.
NAMED = (
    "{g} {n} {after}",
    "{g}: {n} {after}",
    "{n} {after} {back}",
    "{g} có {n} {after}",
    "{g} được {n} {after}",
    "{g} {done}",
    "{g} thì {n} {after}",
)
BARE = ("{g} {n}", "{g}: {n}", "{g} được {n}", "{n} {back}", "{g} có {n}", "{n} ({g})", "{g} là {n}", "{g} - {n}")
MORE = (
    "{g} thêm {n} {after} nữa",
    "{g} thêm {n}",
    "{g} được thêm {n} {after}",
    "{g} {n}",
    "{g} thêm {n} nữa",
    "{g} được {n}",
)
# The groups P with the noun in each of them; S is their sum.
NAMED_FRAMES = (
    "{p}",
    "{p}",
    "{p}, tổng {s} {after}",
    "{p}, tổng cộng {s}",
    "{p}. Tổng {s} {after}",
    "{p}, vậy là {s} {after}",
    "{p}, cộng lại {s} {after}",
    "{p} là {s} {after}",
    "{p}. Vị chi {s} {after}",
    "{p} = {s}",
)
# The groups P without the noun.
BARE_FRAMES = (
    "{before} {p}",
    "{before}: {p}",
    "{p} {after}",
    "{before} thì {p}",
    "{s} {after} ({p})",
    "{before} {s} ({p})",
    "{before}: {s} ({p})",
    "{p}, tổng {s} {after}",
    "{s} {after}: {p}",
    "{s} {after}, {p}",
    "tổng {before} {s}: {p}",
    "{p} = {s} {after}",
    "{before} {p}, tổng {s}",
    "{before} {p} là {s}",
    "{p} tổng cộng {s} {after}",
    "tổng cộng {s} {after}, {p}",
    "{done}: {p}",
    "{done} ({p})",
    "{before} {p} cộng lại {s}",
    "{p} tất cả là {s} {after}",
    "{before}\n{lines}",
    "{before}:\n{lines}",
    "{before}:\n{lines}\nTổng: {s}",
    "{before} {s}\n{lines}",
    "{before} ({p})",
)
NAMED_JOINS = (", ", "; ", " và ", " + ", ". ", "\n", ", còn ", " rồi ", " ")
BARE_JOINS = (", ", " ", "; ", " + ", " còn ", " và ", ", ", " ")

# Several indicators, each with its own groups: P the groups, S the sum.
EACH_OF_MANY = (
    "{before} {p}",
    "{before}: {p}",
    "{before} {p} tổng {s}",
    "{s} {after} ({p})",
    "{before} {s} ({p})",
    "{p} {after}",
    "{before} thì {p}",
    "{before} ({p})",
)
# One group with all its indicators.
GROUP_OF_MANY = (
    "{g} {items}",
    "{g}: {items}",
    "{g} có {items}",
    "{g} được {items}",
    "{g} thì {items}",
    "{g} - {items}",
)
ITEMS = ("{n} {after}", "{before} {n}", "{done}", "{before}: {n}")
ITEM_JOINS = (", ", " ", " và ", " với ", " ", ", ")
GROUP_JOINS = (", ", "; ", "\n", ". ", ", còn ", ", ")
BULLETS = ("", "- ", "+ ", "• ")

# Two deeds of one indicator told as a story: A and B what was done, N and M how many, S the sum.
STORIES = (
    "sáng em vô xóm Gò {a}, chiều về nhà văn hoá {b}",
    "em {a}, chị Hoa {b}, hai chị em cộng lại {s} {after}",
    "tụi em chia 2 nhóm, nhóm em {a}, nhóm anh Beo {b}",
    "buổi sáng mưa nên chỉ {a}, chiều tạnh {b}",
    "sáng cúp điện, {a} thôi, chiều có điện lại {b}",
    "bên trường thì {a}, bên nhà rông thì {b}",
    "{a} ở chợ, thêm {m} {after} ở xóm",
    "anh Rin {a} còn tui {b}",
    "sáng {a}. Chiều {b}. Tổng cộng {s} {after}",
    "{a}, rồi qua xóm bên {b} nữa",
    "sáng có {n}, chiều thêm {m}, cả ngày {s} {after}",
    "lúc đầu {n} {after}, sau thêm {m} {after} nữa là {s}",
    "hai xóm cộng lại {s} {after}, xóm trên {n} xóm dưới {m}",
    "em với chị Thu mỗi người một xóm, em {a}, chị Thu {b}",
    "ở đầu làng {a}, xuống cuối làng {b}",
    "cả ngày {s} {after}, sáng {n} chiều {m}",
    "sáng {n} {after}, tới chiều đông hơn được {m} {after}",
    "lớp trên trường {n} {after}, lớp dưới nhà văn hoá {m} {after}, cộng {s}",
    "ghé nhà ông Tía {a}, ghé nhà bà Reo {b}",
    "{a} buổi sáng và {b} buổi chiều",
)
# One indicator told of two kinds, without the whole.
OF_KINDS: dict[str, str] = {
    "public_services": (
        "nộp {a} hồ sơ {x}, {b} hồ sơ {y} | nộp hồ sơ {x} {a}, hồ sơ {y} {b} | nộp {a} hs {x} với {b} hs {y} | dvc: {x}"
        " {a}, {y} {b} | dvc: {a} {x}, {b} {y} | nộp online {a} hồ sơ {x}, {b} hồ sơ {y} | hồ sơ dvc {x} {a} {y} {b}"
    ),
    "e_wallets": (
        "mở {a} ví {x}, {b} ví {y} | ví: {a} {x} + {b} {y} | {a} ví {x} với {b} ví {y} | ví {x} {a} cái, ví {y} {b} "
        "cái | ví điện tử: {x} {a}, {y} {b} | mở ví {x} cho {a} người, ví {y} cho {b} người"
    ),
    "qr_households": (
        "dán qr {a} {x}, {b} {y} | qr: {a} {x}, {b} {y} | dán mã qr cho {a} {x} với {b} {y} | mã qr: {x} {a}, {y} {b}"
    ),
    "ecommerce_households": (
        "đưa {a} hộ lên {x}, {b} hộ lên {y} | {a} hộ lên {x} + {b} hộ lên {y} | lên sàn: {x} {a}, {y} {b} | lên sàn: "
        "{a} {x}, {b} {y}"
    ),
    "outreach": (
        "tuyên truyền: {x} {a}, {y} {b} | tuyên truyền: {a} {x}, {b} {y} | tuyên truyền {a} lần {x}, {b} lần {y}"
    ),
    "learners": (
        "hv: {a} {x} + {b} {y} | hv {x} {a} {y} {b} | dạy được {a} {x} với {b} {y} | học viên có {a} {x}, {b} {y} | "
        "lớp có {a} {x}, {b} {y} | {a} {x}, {b} {y} đi học | học viên: {x} {a}, {y} {b} | {a} {x} {b} {y} học"
    ),
    "vneid": (
        "cài vneid cho {a} {x}, {b} {y} | vneid: {a} {x} + {b} {y} | vneid {x} {a} {y} {b} | vneid: {x} {a}, {y} {b} | "
        "kích hoạt vneid {a} {x} với {b} {y}"
    ),
}
