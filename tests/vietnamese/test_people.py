"""Any word for people, whatever is said of them behind it, keeps the figure that the words before or after give it."""

import random

from tests.vietnamese.table import NOW
from vietnamese.reading import read

PEOPLE = (
    "người|bà con|bác|cô|chị|cụ|ông bà|cô bác|chị em|anh em|em|bạn|đồng bào|người dân|cháu|phụ nữ|nông dân|hội viên|"
    "tiểu thương|cụ già|thanh niên|đoàn viên|học sinh|mệ|dì|người già|người lớn tuổi|bà mẹ|công nhân|thợ may|nhân dân"
)
SAID = (
    "|ở xóm trên|ở nhà văn hoá|của thôn|trong xóm|ở chợ|lớn tuổi|bán hàng ngoài chợ|mới đi rẫy về|bên kia suối|"
    "trong đội sản xuất|ngoài đồng|đi biển về|ở khu tái định cư|chưa rành máy|chưa biết chữ|không biết chữ|mắt kém|"
    "trên rẫy|sau giờ làm|ngồi dưới gốc cây|vui lắm|mừng lắm|đi làm rẫy xa|ngồi chật nhà"
)
BEFORE = ("", "hôm nay ", "tối qua ", "dạ ", "mưa vậy mà ", "hôm qua trời mưa, ", "chiều qua ở chợ ")
DONE = (
    ("dạy {n} {p} {t}", "learners"),
    ("lớp có {n} {p} {t}", "learners"),
    ("có {n} {p} {t} tới học", "learners"),
    ("tập huấn {n} {p} {t}", "learners"),
    ("cài vneid cho {n} {p} {t}", "vneid"),
    ("vneid {n} {p} {t}", "vneid"),
    ("hỗ trợ {n} {p} {t}", "people_helped"),
    ("hướng dẫn {n} {p} {t} gọi video", "people_helped"),
    ("trao chứng nhận cho {n} {p} {t}", "certificates"),
    ("mở ví cho {n} {p} {t}", "e_wallets"),
    ("làm chữ ký số cho {n} {p} {t}", "digital_signatures"),
    ("mở tài khoản dịch vụ công cho {n} {p} {t}", "dvc_accounts"),
)
MESSAGES = 600


def test_people_described_keep_their_figure() -> None:
    draw = random.Random(11)
    people, said = PEOPLE.split("|"), SAID.split("|")
    wrong: list[str] = []
    for _ in range(MESSAGES):
        told, key = draw.choice(DONE)
        number = draw.choice((2, 3, 4, 5, 6, 7, 9, 11, 12, 14, 17, 23))
        body = told.format(n=number, p=draw.choice(people), t=draw.choice(said))
        text = " ".join((draw.choice(BEFORE) + body).split())
        got = read(text, NOW).json()
        if got["intent"] != "report" or got["values"] != {key: number} or got["ask"]:
            wrong.append(f"{text!r}: {got}")
    assert len(wrong) <= MESSAGES * 0.01, "\n".join(wrong)
