"""Kind words around a message ("dạ anh ơi …", "… nha chị, em cảm ơn") say nothing of it: they are taken off first,
so that a rule that looks at the beginning, the end or the length sees the message itself.
"""

from collections.abc import Sequence

from vietnamese.fold import word_set
from vietnamese.tokens import BREAK, NUMBER, OTHER, Token

_YES = word_set("dạ vâng dzạ dợ da")
_CALLED = word_set("anh chị em a c e ad admin sếp bác cô chú chi bac co chu sep ae mn thầy cháu")
_HEY = word_set("ơi oi ới ưi")
_GREETING = word_set("chào chao hello hi alo helo xin kính kinh thưa thua")
_LETTER = word_set("gửi gui gởi goi thưa thua chào chao")
_CLOSING = word_set("ạ nhé nhe nhen nghen nha hen hén hihi hehe hi hì hí haha hic nè nà á ạh ah ợ nhá nhớ")
_THANKS = (("cảm", "ơn"), ("cám", "ơn"), ("cam", "on"))
_MUCH = word_set("nhiều nhieu ạ nha nhé lắm a xã trước")
_END = frozenset([",", ".", "!", ":", ";"])
_HELD = word_set("gi chi sao j dau nao the vay z ghi la khong ko k")  # "hay sao á", "gì á": said of what is before
_HEADING = word_set(
    "dạ da em e thôn thon tổ to tui tôi toi mình minh con cháu bác xin báo bao cáo cao bc gửi gui gởi số so liệu "
    "lieu sl kết quả ket qua nhanh nha nhé ạ a anh chị chi đây day của cua cho tụi"
)
_THANKS_ALONE = word_set("thanks tks thank thks")
_BEHIND_THANKS = _MUCH | _CALLED
_TRAILING = frozenset(".!^…~")  # signs that end a message and say nothing
# A message that begins or ends with none of these has nothing to be taken off.
_MENTION = "@"
_OPENS = {_MENTION, "bot"} | _YES | _CALLED | _GREETING | _HEADING
_CLOSES = _CLOSING | _CALLED | _MUCH | _THANKS_ALONE | _TRAILING | {")"} | {last for _, last in _THANKS}
# With one of these, the words before a comma are no mere call.
_TELLING = word_set(
    "nham lon sai sua chinh doi xoa huy bo rut quen thieu du tru ghi go bam hom bua hnay hqua tuan thang day cai nop "
    "mo chung tuyen dinh luot hoc so giay ho tai vi san buoi "
    "chieu sang trua dem qua nay ni hum khi thu cn"
)
_TIMES = frozenset(["tối", "sáng", "chiều", "trưa", "nay", "qua"])  # "dạ thưa chị tối qua: toàn 0"
_MOST = 9  # words of an opening up to its comma: "Kính gửi anh Thành ở Văn phòng xã,"


def trim(tokens: Sequence[Token]) -> tuple[int, int]:
    """(first, last) of the tokens that are the message itself; (0, n) where nothing but kind words would be left."""
    count = len(tokens)
    if not count:
        return 0, 0
    first = _opening(tokens) if tokens[0].lower in _OPENS else 0
    end = tokens[-1]
    last = _closing(tokens, first) if end.lower in _CLOSES or end.kind == OTHER else count
    if last - first == count:
        return 0, count
    if last - first < 2 and not any(t.kind == NUMBER for t in tokens[first:last]):
        return 0, count
    return first, last


def _word(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].lower if 0 <= at < len(tokens) else ""


def _opening(tokens: Sequence[Token]) -> int:
    at = 0
    while at < len(tokens):
        after = _one_opening(tokens, at)
        if after == at:
            break
        at = after
    return _heading(tokens, at)


def _one_opening(tokens: Sequence[Token], at: int) -> int:
    """The token after one opening word or call that starts at `at`, else `at`."""
    word = _word(tokens, at)
    if word == _MENTION and _word(tokens, at + 1) in ("bot", "ad", "all"):
        return _past_sign(tokens, at + 2)
    if word == "bot" and _word(tokens, at + 1) in _HEY:  # "bot ơi mày làm được gì" is asked of it
        told = any(t.kind == NUMBER or t.count is not None for t in tokens[at + 2 :])
        return _past_sign(tokens, at + 2) if told else at
    if word in _YES and len(tokens) > at + 1 and _word(tokens, at + 1) not in ("", "nang", "lat"):
        return _past_sign(tokens, at + 1)
    if word in _CALLED:
        j = at + 1
        while j < at + 3 and j < len(tokens) and tokens[j].capital and tokens[j].kind == 0:
            j += 1  # "anh Tài ơi"
        if _word(tokens, j) in _HEY:
            return _past_sign(tokens, j + 1)
        return at
    if word in _GREETING:
        said = 1 + (_word(tokens, at + 1) in _LETTER)
        j = at + said
        if _word(tokens, j) not in _CALLED and not (word in ("kính", "kinh") and said == 2):
            return at
        for n in range(j, min(j + _MOST, len(tokens))):
            if (
                tokens[n].kind == NUMBER
                or tokens[n].kind == OTHER
                or (n > j and tokens[n].kind == 0 and _tells(tokens[n]))
            ):
                return at
            if tokens[n].text in _END or tokens[n].kind == BREAK or "\n" in tokens[n].text:
                return n + 1
    return at


def _tells(token: Token) -> bool:
    """Whether the word says something of a report, so that no more than a call can have come before it: "alo chị em gõ
    lộn số, vneid 7".
    """
    entry = token.alone[0]
    said = token.fold in _TELLING or token.lower in _TIMES or token.count is not None
    return (said and not token.capital) or (entry is not None and bool(entry.indicator))


def _heading(tokens: Sequence[Token], at: int) -> int:
    """The token after "thôn em báo ạ:", "kết quả:", "em gửi số nha." where figures follow it, else `at`."""
    for n in range(at, min(at + _MOST, len(tokens))):
        if tokens[n].text in (":", ".", ",") and n > at:
            told = tokens[n].text == ":" or {"bao", "bc", "gui", "goi"} & {t.fold for t in tokens[at:n]}
            figures = n + 1 < len(tokens) and any(t.kind == NUMBER or t.count is not None for t in tokens[n + 1 :])
            return n + 1 if told and figures else at
        if _word(tokens, n) not in _HEADING or (_word(tokens, n) == "toi" and _word(tokens, n + 1) == "qua"):
            return at  # "bc toi qua: …" names a day
    return at


def _past_sign(tokens: Sequence[Token], at: int) -> int:
    while at < len(tokens) and tokens[at].text in (",", ".", "!"):
        at += 1
    return at


def _closing(tokens: Sequence[Token], first: int) -> int:
    """Where the message ends before its particles, calls and thanks."""
    last = len(tokens)
    if any(t.text == "?" for t in tokens[-3:]):
        return last
    while last > first + 1:
        before = _thanks(tokens, first, _particles(tokens, first, last))
        if before == last:
            break
        last = before
    return last


def _particles(tokens: Sequence[Token], first: int, last: int) -> int:
    """Before "nha anh 😊", "ạ.", "=))": faces and signs, then a particle with whom it is said to."""
    at = _faces(tokens, first, last)
    j = at - 1
    if j > first and _word(tokens, j) in _CALLED and _word(tokens, j - 1) in _CLOSING:
        j -= 1
    if j <= first or _word(tokens, j) not in _CLOSING or tokens[j - 1].fold in _HELD or _counts(tokens, j):
        return at if at < last and not _needed(tokens, at, last) else last
    return _faces(tokens, first, j)


def _counts(tokens: Sequence[Token], at: int) -> bool:
    """ "4 nha", "5 h": after a number the word may be what was counted."""
    return tokens[at - 1].kind == NUMBER and _word(tokens, at) in ("nha", "h", "ha", "a")


def _faces(tokens: Sequence[Token], first: int, last: int) -> int:
    """Before a row of emoji, full stops, "=))" and "^^" at the end."""
    at = last
    while at > first + 1 and (tokens[at - 1].kind == OTHER or tokens[at - 1].text in _TRAILING):
        at -= 1
    n = at
    while n > first + 1 and tokens[n - 1].text == ")":
        n -= 1
    if n < at and n > first + 1 and tokens[n - 1].text in ("=", ":", ";"):
        return _faces(tokens, first, n - 1)
    return at


def _needed(tokens: Sequence[Token], at: int, last: int) -> bool:
    """Whether the signs at the end belong to the message: dots that trail off, a bracket closed."""
    return any(t.text not in (".", "!") and t.kind != OTHER and t.text not in "=:;)^" for t in tokens[at:last])


def _thanks(tokens: Sequence[Token], first: int, last: int) -> int:
    """Before ", em cảm ơn anh nhiều ạ"."""
    at = last
    while at > first + 1 and _word(tokens, at - 1) in _BEHIND_THANKS:
        at -= 1
    if at - 2 > first and (_word(tokens, at - 2), _word(tokens, at - 1)) in _THANKS:
        at -= 2
    elif at - 1 > first and _word(tokens, at - 1) in _THANKS_ALONE:
        at -= 1
    else:
        return last
    said = at
    while at > first and _word(tokens, at - 1) in ("em", "e", "xin", "con", "cháu", "tui", "tôi"):
        at -= 1
    if at < said and at > first + 1 and tokens[at - 1].kind != NUMBER and tokens[at - 1].count is None:
        return at  # dictated: "… sáu ví momo em cảm ơn"
    if at <= first or (tokens[at - 1].text not in _END and tokens[at - 1].kind not in (BREAK, OTHER)):
        return last
    return at - 1 if at - 1 > first else last
