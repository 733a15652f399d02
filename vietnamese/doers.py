"""People in a message for whom nothing was done: those who taught, came along, helped the team or told a story."""

from vietnamese.clauses import aside, unknown
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.spelling import tone_key
from vietnamese.staff import CREWS, helps_us, of_the_staff, own_team

_TALK_KEYS = frozenset(tone_key(w) for w in ("hỏi", "gọi", "khoe", "kể", "kêu", "chửi", "góp", "than", "phàn", "nhắc"))


_TALK_FOLDS = word_set("hoi goi khoe ke keu chui gop than phan nhac")


_COMING = ("toi", "den", "ghe", "qua", "vo", "vao", "ra")
_NO_SERVICE = word_set("gio lich duong tham muon chuyen khi bao tin lop ngay chung xin may")


def _talks(draft: Draft, at: int) -> bool:
    """hỏi, kể, than …: what people said is told; not hội, khỏe or thân."""
    if draft.fold(at) not in _TALK_FOLDS:
        return False
    token = draft.tokens[at]
    return not token.marked or token.key in _TALK_KEYS


def set_apart(draft: Draft, items: list[Item], k: int, unit: Item) -> bool:
    """Whether a number of people counts those who worked, asked or shared: it is set aside, or asked about."""
    item = items[k]
    after = draft.fold(unit.j)
    if (
        0 < item.value <= 6
        and draft.fold(unit.i) in ("dua", "anh", "chi", "co", "bac", "ban")
        and after in ("em", "minh", "tui", "tụi", "di", "chay", "ngoi", "lam", "toi")
        and draft.fold(unit.j + 1) not in ("hoc", "hc", "du", "hop", "lop", "nghe")
        and not any(
            (i.tag == "I" or i.entry.unit in ("dossier", "account")) and i.i - unit.j < 3 for i in items[k + 2 :]
        )
        and not _served(draft, items, k)
        and not _with_others(draft, item)
    ):
        item.tag, item.note = "X", "subject"
        return True
    if (
        (after in ("tui", "minh", "bon", "nhom") and draft.fold(unit.j - 1) not in ("con", "dan"))  # "bà con mình"
        or (after == "to" and draft.fold(unit.j + 1) in ("em", "minh", "tui", "toi", "chung"))
        or (
            after == "trong" and draft.fold(unit.j + 1) in ("to", "nhom", "doi") and draft.fold(unit.j + 2) not in CREWS
        )
    ) and 0 < item.value <= (12 if after == "to" else 6):
        item.tag, item.note = "X", "subject"
        return True
    if 0 < item.value <= 5 and any(
        draft.fold(n) in ("dung", "kem", "phu")
        and draft.tokens[n].text.lower() != "kém"
        and (draft.fold(n) == "kem" or draft.fold(n + 1) in ("lop", "ba", "cac", ""))
        for n in range(unit.j, next((i.i for i in items[k + 2 :] if i.tag in "IN" and i.i < unit.j + 5), unit.j + 5))
        if _SIGNS.isdisjoint(draft.words[unit.j : n])
    ):
        item.tag, item.note = "X", "subject"  # "2 bạn sinh viên đứng lớp"
        return True
    if (
        item.value <= 6
        and draft.fold(item.i - 1) in ("voi", "vs", "cung")
        and draft.fold(item.i - 2) in ("em", "e", "tui", "toi", "minh", "chung")
        and draft.fold(item.i - 3) not in ("chi", "anh")
    ):
        item.tag, item.note = "X", "subject"  # "em với 2 bạn mở lớp"
        return True
    if _supporters(draft, items, k, unit):
        item.tag, item.note = "X", "subject"  # "6 bạn đoàn viên hỗ trợ, cài được 21 vneid"
        return True
    if _came_along(draft, items, k):
        item.tag, item.note = "X", "subject"  # "cô với 4 em học sinh cài xong vneid cho 9 bà"
        return True
    if 0 < item.value <= 15 and own_team(draft, item):
        item.tag, item.note = "X", "subject"  # "tụi em 3 đứa"
        return True
    if 0 < item.value <= 15 and of_the_staff(draft, unit, item.value <= 5):
        item.tag, item.note = "X", "subject"  # "3 anh công an về cùng"
        return True
    if item.value <= 10 and helps_us(draft, unit.j):
        item.tag, item.note = "X", "subject"  # "1 em học sinh giúp tui dạy 12 ông bà"
        return True
    if after == "chung" and draft.fold(unit.j + 1) in ("1", "mot", "may", "cai", "nhau"):
        item.tag, item.note = "X", "other"  # "2 người chung 1 máy"
        return True
    if "hoi cach" in " ".join(draft.fold(n) for n in range(unit.j, unit.j + 4)):
        if any(i.tag == "N" and i.value == item.value and i.start > item.start for i in draft.items):
            aside(item)
            return True  # "5 người tới hỏi cách quét mã …, ghi hỗ trợ 5"
        unknown(draft, item, unit, ("people_helped",))
        return True
    if after in _COMING and _talks(draft, unit.j + 1) and draft.fold(unit.j + 2) in _NO_SERVICE:
        item.tag, item.note = "X", "other"  # "3 người ghé hỏi giờ học"
        return True
    calls = draft.fold(item.i - 1) in (_HELPED if draft.fold(unit.j) == "goi" else _SERVED)  # "giúp 10 bà con gọi zalo"
    if not calls and _talks(draft, unit.j) and draft.fold(unit.j + 1) not in ("", "cach", "ca", "luon"):
        item.tag, item.note = "X", "other"  # "2 người hỏi em về thẻ"
        return True
    following = items[k + 2 : k + 6]
    if following and following[0].entry.unit == "person" and following[0].i - unit.j == 0 and len(following) > 1:
        following = items[k + 3 : k + 6]  # "5 bạn đoàn viên hướng dẫn 20 bà con"
    if _sharing(draft, unit, following):
        item.tag, item.note = "X", "subject"
        return True
    if {"ma", "nhung"} & {draft.fold(unit.j), draft.fold(unit.j + 1)}:
        following = []  # "lớp 13 người mà chỉ 9 người có vneid"
    done_to = draft.fold(item.i - 1) in ("duoc", "dc", "dang", "day", "giup", "cho")  # "dạy được 10 bà con"
    if item.value <= 10 and not done_to and _teachers(draft, following, unit):
        item.tag, item.note = "X", "subject"
        return True
    if (
        following
        and following[0].entry.context == "help"
        and following[0].i - unit.j <= 2
        and draft.fold(item.i - 1) != "cho"  # "mở tk dvc cho 8 người giúp được 22 người"
        and not {draft.fold(n) for n in range(unit.j, following[0].i)} & {"roi", "r", "xong", "ma", "nhung"}
        and any(i.tag == "N" and i.value >= item.value for i in following)
        and any(i.key == "people_helped" or i.entry.unit in ("person", "visit") for i in following)
    ):
        item.tag, item.note = "X", "subject"  # "4 bạn đoàn viên hỗ trợ 22 lượt bà con"
        return True
    return False


_SUPPORTING = word_set("doan thanh sinh giao cong can tinh bo dan")  # đoàn viên, thanh niên, sinh viên, công an …


def _supporters(draft: Draft, items: list[Item], k: int, unit: Item) -> bool:
    """Whether helpers by trade end their clause with a verb of helping, and more are counted behind it."""
    item, help_ = items[k], next((i for i in items[k + 2 :] if i.entry.context == "help"), None)
    if help_ is None or help_.i - unit.j > 2 or draft.fold(help_.j) not in (",", ".", "\n") or item.value > 15:
        return False
    named = set(draft.words[unit.i : help_.i]) & _SUPPORTING
    served = (k > 0 and items[k - 1].entry.context in _WORKS) or draft.fold(item.i - 1) in _SERVED
    more = any(i.tag == "N" and i.value > item.value and i.i > help_.j for i in draft.items)
    return bool(named) and not served and more


_TELLERS = word_set("co chu bac anh chi thay ong ba di cau")


def _came_along(draft: Draft, items: list[Item], k: int) -> bool:
    """Whether a clause begins with somebody "với" these, who then do work for others that are counted."""
    item = items[k]
    if item.value > 6 or draft.fold(item.i - 1) not in ("voi", "vs", "cung"):
        return False
    at = item.i - 2
    while at > 0 and draft.tokens[at].capital and draft.fold(at) not in _TELLERS:
        at -= 1  # "anh Sơn với 2 cháu"
    opens = at == 0 or any(i.j == at and i.tag in "DS" for i in draft.items)
    if draft.fold(at) not in _TELLERS or not opens:
        return False
    number = next((n for n, i in enumerate(items[k + 2 :], k + 2) if i.tag == "N"), None)
    if number is None and not item.doubt and draft.tokens[at + 1].capital and at + 2 == item.i - 1:
        item.doubt = "two_readings"  # "chị Hoa với 3 chị hàng xóm cài vneid": three or four?
    worked = number is not None and any(i.tag == "I" or i.entry.context in _WORKS for i in items[k + 2 : number])
    return worked and number is not None and items[number].value > 0


_WORKS = ("install", "teach", "help", "open", "submit")
_HELPED = word_set("giup day cho kem dan duoc dc dang chi bay tro")


def _with_others(draft: Draft, item: Item) -> bool:
    """ "mở ví cho 5 chị bán cá với 2 anh chạy xe ôm": more of those for whom it was done."""
    if draft.fold(item.i - 1) not in ("voi", "va", "vs"):
        return False
    first = next((i for i in draft.items if i.tag == "N" and 2 <= item.i - i.j <= 6), None)
    return first is not None and draft.fold(first.i - 1) in ("cho", "giup", "duoc", "dc", "gium")


def _served(draft: Draft, items: list[Item], k: int) -> bool:
    """ "hỗ trợ 5 chị em ngồi dưới gốc cây", "4 bác ngồi chờ được cấp giấy": done to them, nobody else is counted."""
    before = items[k - 1] if k else None
    near = before is not None and before.j + (draft.fold(items[k].i - 1) == "co") == items[k].i
    if before is not None and near and (before.entry.context or before.entry.unit == "class"):
        return True
    if draft.fold(items[k].i - 1) in ("cho", "duoc", "dc", "dang"):
        return True
    rest = items[k + 2 :]
    got = any(i.tag == "I" or i.entry.context in ("give", "teach") for i in rest)
    return got and not any(i.tag == "N" for i in rest) and draft.fold(items[k + 1].j) in ("di", "ngoi", "toi")


_SIGNS = frozenset([",", ".", ";", "\n", "!", "(", ")"])
_SERVED = word_set("giup day kem tro")


_BY_TURNS = ("chia nhau", "thay nhau", "thay phien", "luan phien", "phan cong", "cung nhau", "chia ra", "toa ra")


def _sharing(draft: Draft, unit: Item, following: list[Item]) -> bool:
    """ "5 bạn đoàn viên chia nhau hướng dẫn 31 bà con": how many shared the work on those counted after."""
    if "nhau" not in draft.folds and not draft.folds & {"phien", "cong", "ra"}:
        return False
    said = f" {' '.join(draft.words[unit.j : unit.j + 5])} "
    return any(f" {w} " in said for w in _BY_TURNS) and any(i.tag == "N" for i in following)


_TEACH = word_set("day kem truyen giang")


_BROUGHT = frozenset(tone_key(w) for w in ("dẫn", "đưa", "chở", "kéo", "rủ"))  # with their marks: not cho, dán or dân


def _key(draft: Draft, at: int) -> str:
    return draft.tokens[at].key if at < len(draft.tokens) else ""


def _teachers(draft: Draft, following: list[Item], unit: Item) -> bool:
    """ "2 cô giáo dạy 15 em": those who teach, where those taught are counted right after."""
    verb = next((n for n in range(unit.j, unit.j + 3) if draft.fold(n) in _TEACH or _key(draft, n) in _BROUGHT), None)
    number = next((i for i in following if i.tag == "N"), None)
    if verb is None or number is None or not 0 < number.i - verb <= 3:
        return False
    k = following.index(number)
    return any(i.key == "learners" or i.entry.unit in ("person", "gender") for i in following[k + 1 : k + 2])
