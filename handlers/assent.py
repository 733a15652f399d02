"""Yes and no, as people write them in a chat."""

import re

from handlers.dialogue import plain
from handlers.turn import Answer
from vietnamese.fold import nfc

_YES = {
    *("co", "vang", "uh", "u", "uk", "um", "ok", "oke", "okie", "oki", "okay", "yes", "dong y", "nhat tri"),
    *("duoc", "dc", "chac", "chac roi", "tat nhien", "co dong y", "ok dong y"),
}
_NO = {
    *("khong", "ko", "k", "kh", "hong", "hok", "no", "khong dong y", "ko dong y", "k dong y", "chua dong y", "chua"),
    *("thoi", "thoi khong", "khong can", "khong nhe", "khong dau", "tu choi", "huy", "bo qua"),
}
_WHO = re.compile(r"^(em|toi|anh|chi|minh|chau|chu|bac|co|e|t|c|a)\s+(?=\S)")


def assent(answer: Answer) -> bool | None:
    """What an answer to a yes-or-no question says: the choice it picked (keys “yes” and “no”), or its words.

    None where it says neither; then nothing may be taken for a yes. “dạ” alone only says that somebody listens.
    """
    if answer.key in ("yes", "no"):
        return answer.key == "yes"
    shown = nfc(answer.text).strip().lower()
    if shown.rstrip(" .!ạ") in ("đúng", "dạ đúng", "đúng rồi", "dạ đúng rồi", "👍"):  # folded, “dừng” looks the same
        return True
    said = plain(answer.text)
    for words in (said, _WHO.sub("", said)):
        if words in _YES:
            return True
        if words in _NO:
            return False
    return None
