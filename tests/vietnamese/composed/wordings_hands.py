"""The same message by another hand: without marks, in haste, in capitals, decomposed."""

import re
from random import Random
from unicodedata import normalize

from vietnamese.fold import strip_marks

_TEEN = (
    ("được", "dc"),
    ("người", "ng"),
    ("không", "k"),
    ("với", "vs"),
    ("hôm nay", "hnay"),
    ("hôm qua", "hqua"),
    ("nha", "nhaa"),
    ("rồi", "r"),
    ("điện thoại", "đt"),
    ("luôn", "lun"),
    ("hỗ trợ", "htro"),
    ("hướng dẫn", "hd"),
    ("bà con", "bà kon"),
    ("chứng nhận", "cn"),
    ("buổi", "bủi"),
    ("tuyên truyền", "ttruyền"),
)


def typed(rng: Random, text: str, worded: bool) -> str:
    """The same by another hand: without marks, in haste, in capitals, decomposed, or as it is."""
    dice = rng.random()
    if dice < 0.22:
        return text if worded else strip_marks(text)
    if dice < 0.36:
        mine = rng.sample(_TEEN, 8)
        for plain, short in mine:
            text = re.sub(rf"\b{plain}\b", short, text) if short != "cn" or "giấy chứng nhận" in text else text
        return text.lower()
    if dice < 0.41:
        return text.upper()
    if dice < 0.46:
        return text.replace(", ", ",") if rng.random() < 0.5 else text.replace(", ", " , ")
    if dice < 0.52:
        for right, other in (("hỗ", "hổ"), ("kỹ", "kỷ"), ("chữ", "chử"), ("mở", "mỡ"), ("sẽ", "sẻ")):
            text = text.replace(right, other)
        return text
    if dice < 0.54:
        return normalize("NFD", text)
    return text.lower() if dice < 0.7 else text
