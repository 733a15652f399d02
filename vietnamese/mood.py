"""Numbers that are wished for, urged, asked for, only heard of or true of another place: counted by nobody here.

A word of mood rules its clause, and a few of them ("nếu", "nghe nói") the rest of their sentence. What stands before
the word is told as it is: "tối qua dạy 13 bác, ráng tuần sau được 20" keeps its 13.
"""

from vietnamese.clauses import other_thing
from vietnamese.draft import Draft, Item
from vietnamese.fold import strip_marks, word_set
from vietnamese.notours import drop

_ENDS = frozenset(".;!?\n•")
_CLAUSE = _ENDS | {","}
_AIM_ENDS = _CLAUSE | {"nên", "nhưng", "mà"}

# Each with its marks; a message typed without marks is matched without them.
_UNREAL = (  # rules its whole sentence
    "giá như|giá mà|ước gì|ước chi|phải chi|mong sao|mong cho|mong là|hy vọng|hi vọng|nếu|nếu như|nghe nói|nghe kể|"
    "nghe đâu|nghe đồn|nghe bảo|đọc báo|"
    "trên tivi|trên báo|tỉnh mình|toàn tỉnh|cả tỉnh|cả nước|bên xã|xã bên|xã bạn|hồi xưa|"
    "ngày xưa|chừng nào|chừng mô|khi nào đủ|bao giờ đủ|bao giờ mới|khi nào mới|hồi năm ngoái|hồi nhỏ|kể chuyện"
)
_AIM = (  # rules its clause
    "mục tiêu|kế hoạch giao|xã giao|trên giao|giao chỉ tiêu|phấn đấu|quyết tâm|cố gắng|ráng|gắng|yêu cầu|"
    "đề nghị mỗi|dự trù|tính mở|định mở|muốn mở|sắp mở|chuẩn bị mở|cần có|cần thêm|phải thêm|phải có|còn phải|phải đạt"
)
_REACHED = word_set("dat du vuot hoan xong hon")
_GOT = word_set("duoc dc dang xong")
_ME = word_set("em e tui toi minh chau anh chi bac co chu")
_FAVOUR = word_set("giup gium dum ho cho")
_ONE = word_set("mot 1")
_IN_ONE = word_set("nao mo ha khong ko k a")
_HANDING = word_set("gui goi dua muon")
_HERE = word_set("em e tui minh")
_SUPPOSED = word_set("neu gia phai")
_ASKING_FOR = word_set("giup gium goi nhan bao ghi sua")  # "nếu có gì anh gọi em, hv 12"
_REMINDED = word_set("nho hay luu chu vui")
# What must follow for it to be a request: "12 bác vui lắm", "9 cụ nhớ được bài" ask for nothing.
_ASKED_TO = {
    "chu": ("y",),
    "luu": ("y",),
    "vui": ("long",),
    "nho": word_set(
        "dem mang toi den di cam nop gui goi bao chuan tham mac tap viet ghi doc xem coi nha nhe giup gium "
        "hoc mai tra ky nghe dung sac la"
    ),
}
_ELSE = ("nhỏ", "nhờ", "hày", "chú", "hay")  # "12 người hay 13 người" asks nobody for anything
_TELLING = word_set("noi ke khoe bao don dau")
_YET = word_set("chu cho nhung con")
_BEGINNING = 4  # later in a message "nghe" is mostly a word of politeness
_THANKS = word_set("cam cảm thanks tks camon")


def _table(*lists: str) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...], bool]]]:
    """Phrases by the first folded word: their folded words, their marked words, whether they rule the sentence."""
    found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], bool]]] = {}
    for whole, phrases in zip((True, False), lists, strict=True):
        for phrase in phrases.split("|"):
            marked = tuple(phrase.split())
            plain = tuple(strip_marks(w) for w in marked)
            found.setdefault(plain[0], []).append((plain, marked, whole))
    return found


_PHRASES = _table(_UNREAL, _AIM)
_FIRST = frozenset(_PHRASES)


def unreal(draft: Draft) -> None:
    """Set the numbers aside that only a wish, an aim, a request or a story names."""
    if draft.folds & _FIRST:
        for start, end, whole in _scopes(draft):
            _set_aside(draft, start, end, whole)
    if draft.folds & _ONE and draft.folds & _IN_ONE:
        _one(draft)
    if "nghe" in draft.folds and (at := _heard(draft)) is not None:
        _set_aside(draft, at, _sentence(draft, at), True)
    if draft.folds & (_REMINDED | _FAVOUR | _HANDING):
        _spoken_to(draft)
    if draft.fold(0) in _THANKS and "da" in draft.folds:
        _set_aside(draft, 0, _sentence(draft, 0), True)


def _heard(draft: Draft) -> int | None:
    """Where "nghe anh Tư kể", "nghe thôn 2 khoe" begins."""
    for n, word in enumerate(draft.words):
        if (
            word == "nghe"
            and n < _BEGINNING
            and draft.fold(n + 1) not in _CLAUSE
            and {draft.fold(m) for m in range(n + 1, n + 5)} & _TELLING
        ):
            return n
    return None


def _scopes(draft: Draft) -> list[tuple[int, int, bool]]:
    found: list[tuple[int, int, bool]] = []
    for n, word in enumerate(draft.words):
        if word not in _FIRST:
            continue
        for plain, marked, whole in _PHRASES[word]:
            if not _stands(draft, n, plain, marked) or (word == "neu" and _supposed(draft, n)):
                continue
            if whole and found and found[-1][2] and n < found[-1][1]:
                continue  # ruled already
            if whole or not _reached(draft, n, plain):
                found.append((n, _sentence(draft, n) if whole else _until(draft, n, _AIM_ENDS), whole))
    return found


_RECALLED = word_set("nham lam lon tinh ke")


def _supposed(draft: Draft, n: int) -> bool:
    """ "nếu em nhớ không lầm thì vneid 7", "nếu tính cả chị Sáu là 14": done, though not counted for certain; "nếu được
    thì sửa giúp em" only asks kindly.
    """
    kindly = draft.fold(n + 1) in ("duoc", "dc", "tien", "ranh") and not _FAVOUR.isdisjoint(draft.words[n : n + 8])
    return kindly or bool({draft.fold(m) for m in range(n + 1, n + 6)} & _RECALLED)


def _stands(draft: Draft, n: int, plain: tuple[str, ...], marked: tuple[str, ...]) -> bool:
    if tuple(draft.words[n : n + len(plain)]) != plain:
        return False
    said = [t.text.lower() if t.marked else "" for t in draft.tokens[n : n + len(plain)]]
    return all(not s or s == m for s, m in zip(said, marked, strict=True)) and (any(said) or draft.plain)


def _reached(draft: Draft, n: int, plain: tuple[str, ...]) -> bool:
    """ "vượt chỉ tiêu 12 hv", "sáng nay ráng cài được 12 vneid": what was aimed at was done."""
    if draft.fold(n - 1) in _REACHED or draft.fold(n - 2) in _REACHED:
        return True
    if plain[0] not in ("rang", "gang", "co", "quyet"):
        return False
    dated = any(i.when is not None and i.note in ("", "joined") and i.j <= n for i in draft.whens)
    number = next((i for i in draft.items if i.tag == "N" and i.i > n), None)
    got = number is not None and draft.fold(number.i - 1) in _GOT and draft.fold(number.i - 2) != "cho"
    return dated or got or "van" in (draft.fold(n - 1), draft.fold(n - 2))


def _sentence(draft: Draft, n: int) -> int:
    """The end of what a word that can rule a sentence rules: its clause, and what goes on from a number in it ("nghe
    nói bên kia dạy 20 người, cài 15 vneid") or from a supposition ("nếu không mưa, lớp được 20 người").
    """
    end, last = _until(draft, n, _AIM_ENDS), _until(draft, n, _ENDS)
    supposed = draft.words[n] in _SUPPOSED and _ASKING_FOR.isdisjoint(draft.words[n:end])
    while end < last:
        following = _until(draft, end + 1, _AIM_ENDS)
        numbered = any(i.tag == "N" and n <= i.i < end for i in draft.items)
        dated = any(i.when is not None and i.note == "" and end < i.i < following for i in draft.whens)
        if not (numbered or supposed) or dated or draft.fold(end + 1) in _HERE:
            return end
        end = following
    return last


def _until(draft: Draft, n: int, ends: frozenset[str]) -> int:
    """The token that ends the scope of the one at n."""
    for at in range(n, len(draft.tokens)):
        if draft.tokens[at].text in ends or (
            draft.tokens[at].text[0] in ends and not draft.tokens[at].text[0].isdecimal()
        ):
            return at
        if draft.words[at] in _YET and draft.fold(at - 1) == "," and at > n:
            return at  # "nếu trời không mưa thì đông, chứ hôm nay có 7 người học"
    return len(draft.tokens)


def _set_aside(draft: Draft, start: int, end: int, whole: bool) -> None:
    """`whole`: with their nouns. Of an aim the noun waits for what was reached, if that has no noun of its own."""
    numbers = [i for i in draft.items if i.tag == "N"]
    inside = [i for i in numbers if start <= i.i < end]
    waiting = not whole and any(i not in inside and _bare(draft, i) for i in numbers)
    for item in inside:
        if not whole and _thing(draft, item):
            item.tag, item.note = "X", "other"  # "cần thêm 50 tờ rơi, 3 ví": nothing of it goes on
        elif waiting:
            item.tag, item.note = "X", "plan"
        else:
            _drop(draft, item)


def _noun(draft: Draft, item: Item) -> bool:
    k = draft.items.index(item)
    after = draft.items[k + 1] if k + 1 < len(draft.items) else item
    before = draft.items[k - 1] if k else item
    if before.note in (":", "=") and k > 1:
        before = draft.items[k - 2]
    return (after.tag in "IU" and after.i == item.j) or (before.tag == "I" and item.i - before.j <= 1)


def _bare(draft: Draft, item: Item) -> bool:
    """Whether nothing says what the number counts, so that it may be what was reached of an aim."""
    return draft.fold(item.j) in _ENDING and not _noun(draft, item)


_ENDING = word_set("thoi roi r a nha nhe nghen hen da duoc anh chi em ma la thi va con") | {"", *_CLAUSE, ")"}


def _thing(draft: Draft, item: Item) -> bool:
    """Whether leaflets, chairs or telephones are counted: no indicator, and no people."""
    noun = next((i for i in draft.items if i.i == item.j), None)
    return (noun is not None and noun.entry.unit in ("leaflet", "thing", "machine")) or (
        noun is None and other_thing(draft, item.j)
    )


def _drop(draft: Draft, item: Item) -> None:
    drop(draft, item, "plan")


def _handed(draft: Draft, item: Item) -> bool:
    """ "chị gửi em 5 bản hướng dẫn cài vneid với"."""
    handed = draft.fold(item.i - 1) in _HERE and draft.fold(item.i - 2) in _HANDING
    return handed and item.value < 1000  # a telephone is no such thing


def _one(draft: Draft) -> None:
    """ "thế nào là một lượt", "hai cái là một hả": a one that counts nothing."""
    for item in draft.items:
        if item.tag != "N" or item.value != 1 or item.doubt:
            continue
        before = (draft.fold(item.i - 2), draft.fold(item.i - 1))
        after = {draft.fold(n) for n in range(item.j, item.j + 4)}
        same = before[1] == "la" and (before[0] == "nao" or bool({"khong", "ko", "k", "ha", "a"} & after))
        if same:
            _drop(draft, item)


def _spoken_to(draft: Draft) -> None:
    """ "22 học viên nhớ đem giấy bút", "duyệt giúp em 3 bạn": somebody is asked to do something."""
    for k, item in enumerate(draft.items):
        if item.tag != "N":
            continue
        noun = draft.items[k + 1] if k + 1 < len(draft.items) else None
        if (noun is None or noun.i != item.j or noun.tag != "I") and _handed(draft, item):
            item.tag, item.note = "X", "plan"
            continue
        if noun is None or noun.i != item.j:
            continue
        after = draft.tokens[noun.j] if noun.j < len(draft.tokens) else None
        people = noun.tag == "I" or noun.entry.unit == "person"
        if people and after is not None and after.fold in _REMINDED and after.text.lower() not in _ELSE:
            if draft.fold(noun.j + 1) in _ASKED_TO.get(after.fold, (draft.fold(noun.j + 1),)):
                _drop(draft, item)
        elif (
            noun.tag == "U"
            and noun.entry.unit in ("person", "leaflet", "thing", "machine")
            and draft.fold(item.i - 1) in _ME
            and draft.fold(item.i - 2) in _FAVOUR
            and draft.tokens[item.i - 1].text.lower() not in ("có", "chủ", "bả", "chỉ")  # "ở chợ có 9 bà tới học"
            and draft.tokens[item.i - 2].text.lower() not in ("chợ", "họ", "hồ", "hố")
            and "correct" not in draft.wishes
            and not _stood_in(draft, item)
        ):
            _drop(draft, item)


_DEEDS = word_set("day kem chi cai mo nop lam")


def _stood_in(draft: Draft, item: Item) -> bool:
    """ "cô Lụa dạy dùm em 8 người, em bận đi đám": somebody of a name did it, nobody is asked to."""
    verb = item.i - 3
    return draft.fold(verb) in _DEEDS and verb > 1 and draft.tokens[verb - 1].capital
