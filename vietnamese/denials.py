"""How a none is worded: "chưa nộp được cái nào", "không có ai", "chẳng có gì hết", and where such words end."""

from vietnamese.draft import Draft
from vietnamese.fold import word_set
from vietnamese.triggers import trigger

NOT = word_set("khong ko k kg kh khg khum hg hk hok hong hem chua chang cha no zero")
DENIED = trigger(NOT | {"0"})
GOT = word_set("co duoc dc dat thay phat sinh ps them ra")
_DOING = word_set(
    "lam mo cap phat trao nop cai tao dan len day ban dua nhan ky giup chiu di toi den vo theo du nho xin can cho in"
)
GOING = word_set("di toi den vo theo du nho xin can chiu ra")
_TO_DO = frozenset(
    {
        ("ho", "tro"),
        ("to", "chuc"),
        ("tham", "gia"),
        ("kich", "hoat"),
        ("dang", "ky"),
        ("dang", "ki"),
        ("trien", "khai"),
        ("huong", "dan"),
        ("tuyen", "truyen"),
        ("dua", "hang"),
        ("qua", "mang"),
    }
)
WHO = word_set("ai gi chi j")
PIECES = word_set(
    "cai nguoi ng ho bo buoi luot dot lan to cu quan nha tiem em chi ba bac co chu ong anh ca don tai khoan tk vi "
    "ma lop hv hoc vien con mong bong sap hs hang vneid qr cks"
)
WHICH = frozenset({"nao", "mo"})
BEHIND = word_set("het ca luon lun hit tron dau")
ENDS = word_set(
    "vi do tai boi nen nhung con ma chi chu cho va voi vs bu duoc a ah nha nhe nhen nghe nghen hen nhi em e anh chi "
    "c so chac tuy rieng tiec moi trong ngoai ghi de"
) | frozenset({"", ",", ".", ";", "!", "/", ")", "(", "-", "+", "•", "\n", "|", "…", "..."})
WHY = word_set("vi do tai boi nen con nhung ma chi chu a nha nhe nghe nghen hen hien voi va ghi") | frozenset(
    {"", ",", ".", ";", "!", "/", ")", "(", "-", "+", "•", "\n", "|"}
)


def said_of(draft: Draft, at: int) -> tuple[int | None, bool]:
    """Where the words of a none end that go on at a token, and whether they say what there is none of."""
    start, got = at, 0
    while True:
        of = which(draft, at)
        if of > at:
            at, sure = of, True
            while step := _doing_other(draft, at):
                at += step  # "chưa có ai làm"
            break
        step = _doing_other(draft, at)
        if not step or at - start > 4:
            sure = 0 < got == at - start
            if at > start and not sure and (draft.fold(start - 1) != "chua" or draft.fold(start) in GOING):
                return None, False  # "vneid không cài"; but "chứng nhận chưa cấp"
            break
        got += draft.fold(at) in GOT
        at += step
    while draft.fold(at) in BEHIND:
        at += 1
    return at, sure


def _doing_other(draft: Draft, at: int) -> int:
    """The same, where no indicator begins."""
    return 0 if any(i.tag == "I" and i.i == at for i in draft.items) else doing(draft, at)


def doing(draft: Draft, at: int) -> int:
    """How many words at a token are one of doing or getting."""
    if (draft.fold(at), draft.fold(at + 1)) in _TO_DO:
        return 2
    return int(draft.fold(at) in GOT or draft.fold(at) in _DOING)


def which(draft: Draft, at: int) -> int:
    """The token behind "ai", "gì", "cái nào", "một bác nào" at a token; the same one where nothing like it is there."""
    first = at + (draft.fold(at) in ("mot", "1"))
    for n in range(first + 1, first + 4):
        if draft.fold(n - 1) not in PIECES:
            break
        if draft.fold(n) in WHICH:
            return n + 1
    return at + (draft.fold(at) in WHO)


def over(draft: Draft, end: int, sure: bool) -> bool:
    """Whether the none ends there: at a sign, at what joins or explains, or where the next thing begins."""
    if draft.fold(end) in (ENDS if sure else WHY):
        return True
    return any(i.i == end and i.tag in "NIDSU" for i in draft.items)


def forget(draft: Draft, first: int, end: int) -> None:
    """Nothing is wished in the words of a none: "chưa có" asks nothing there."""
    draft.question = None
    for wish in [name for name, w in draft.wishes.items() if first <= w.i < end]:
        del draft.wishes[wish]
