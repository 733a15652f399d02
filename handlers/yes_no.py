"""Which words are a yes and which a no, where one of the two was asked for."""

import re

from vietnamese.fold import nfc

_YES = {
    *("co", "vang", "uh", "u", "uk", "um", "ok", "oke", "okie", "oki", "okay", "yes", "dong y", "nhat tri"),
    *(
        "duoc",
        "dc",
        "chac",
        "chac roi",
        "tat nhien",
        "co dong y",
        "ok dong y",
        "phai",
        "phai roi",
        "chuan",
        "chuan roi",
    ),
}
_NO = {
    *("khong", "ko", "k", "kh", "hong", "hok", "no", "khong dong y", "ko dong y", "k dong y", "chua dong y", "chua"),
    *("thoi", "thoi khong", "khong can", "khong nhe", "khong dau", "tu choi", "huy", "bo qua"),
}
_WHO = re.compile(r"^(em|toi|anh|chi|minh|chau|chu|bac|co|e|t|c|a)\s+(?=\S)")
# Folded, “dừng” looks the same: these are read with their marks.
_RIGHT = re.compile(r"((dạ|ừ|vâng|ok)[ ,]+)*(đúng|chính xác)( rồi| r)?( đó| vậy)?( ạ| em| nha| nhé)*[ .!]*|👍")


def meant(said: str, text: str) -> bool | None:
    """Whether a short answer is a yes or a no; None where it is neither, and then nothing may be taken for a yes.

    `said` is the text as `dialogue.plain` leaves it, `text` as it was typed. “dạ” alone only says that one listens.
    """
    if _RIGHT.fullmatch(nfc(text).strip().lower()):
        return True
    for words in (said, _WHO.sub("", said)):
        if words in _YES:
            return True
        if words in _NO:
            return False
    return None


def nods(said: str, text: str) -> bool:
    """Whether a message is a yes or a “dạ” and nothing else; to a question that it does not answer, it says nothing."""
    return said == "da" or meant(said, text) is True
