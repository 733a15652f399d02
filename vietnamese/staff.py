"""People in a message who belong to the team or came to help it: who they were, not for whom something was done."""

from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set

CREWS = word_set("san bao dan tau ghe tho keo co van cong")  # đội sản xuất, tổ bảo vệ: those who were served


_US = word_set("tui em e minh toi to lop nhom")


def helps_us(draft: Draft, at: int) -> bool:
    """Whether those counted helped the teller: "giúp tui dạy", "phụ em đứng lớp"."""
    while (more := next((i for i in draft.items if i.i == at and i.tag == "U"), None)) is not None:
        at = more.j
    words = [draft.fold(n) for n in range(at, at + 4)]
    if words[0] in ("ve", "xuong", "len", "qua", "sang") and words[1] in ("phu", "giup", "ho", "cung", "chi", "day"):
        words = words[1:]
        done = [i for i in draft.items if i.i > at and i.tag in "NS"]
        after = 2 if words[:2] == ["ho", "tro"] else 1
        ends = at + 1 + after >= len(draft.tokens) or draft.tokens[at + 1 + after].kind == 2
        if ends and any(i.tag == "N" for i in done):
            return True  # "mấy anh chị công chức 6 người về hỗ trợ, mình dạy được 28 bà con"
    verb = 2 if words[:2] == ["ho", "tro"] else 1 if words[0] in ("giup", "phu") else 0
    return bool(verb) and words[verb] in _US


def own_team(draft: Draft, item: Item) -> bool:
    before = draft.fold(item.i - 1)
    if (
        before in ("co", "gom")
        and draft.fold(item.i - 2) in ("doan", "doi")
        and draft.fold(item.i - 3) not in ("chi", "lien")
    ):
        return True  # "đoàn kiểm tra có 4 người"
    if before in ("di", "cu") and draft.fold(item.i - 2) in ("to", "doi", "nhom", "doan"):
        return True  # "tổ đi 3 người"
    teams = any(i.j == item.i - 1 and i.tag in "NX" and i.value for i in draft.items)  # "lớp ghép 2 tổ 14 người"
    return (before == "to" and not teams) or (
        before in ("em", "minh", "tui", "toi", "chung")
        and draft.fold(item.i - 2) in ("to", "tui", "bon", "doi", "chung", "tu")
    )


_STAFF = word_set("viettel vnpt mobifone vinaphone agribank doi")


def _crew(words: list[str]) -> bool:
    """Whether the "đội" is one of those served: đội sản xuất, đội tàu."""
    return words[words.index("doi") + 1] in CREWS


_EXCHANGED = frozenset(["mat", "may", "sim", "so", "pass", "ten", "mk", "the"])


def _exchanged(draft: Draft, at: int) -> bool:
    """đổi, not đội: "giúp 4 người đổi mật khẩu"."""
    if draft.fold(at) != "doi":
        return False
    return draft.tokens[at].lower == "đổi" or draft.fold(at + 1) in _EXCHANGED


def of_the_staff(draft: Draft, unit: Item, few: bool) -> bool:
    """Helpers from elsewhere: công an, người bên Viettel, tình nguyện viên phụ lớp."""
    words = [draft.fold(n) if not _exchanged(draft, n) else "" for n in range(unit.j, unit.j + 6)]
    for stop in (",", ".", "\n", ";", "ma", "nhung"):
        words = words[: words.index(stop)] if stop in words else words
    words = words[: next((n for n, w in enumerate(words) if w.isdigit()), len(words))]  # "dạy 9 người rồi 9 bạn …"
    said = f" {' '.join([draft.fold(unit.j - 2), draft.fold(unit.j - 1), *words])} "
    said = said.replace(" phu nu ", " phunu ")  # "9 hội viên phụ nữ": nobody's helpers
    crew = "doi" in words[:-1] and _crew(words)
    return (few and not crew and bool(set(words[:3]) & _STAFF)) or any(
        f" {w} " in said
        for w in (
            "cong an",
            "tinh nguyen phu",
            "ve cung",
            "di cung",
            "di chung",
            "xuong du",
            "xuong phu",
            "can bo xuong",
            "vien phu",
            "sinh phu",
            "xuong cung",
            "ky thuat",
            "nhan vien",
        )
    )
