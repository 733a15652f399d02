"""A report that says many or few and no number: "lớp kín chỗ luôn", "hv nhiều, em đếm sau"."""

from vietnamese.clauses import DEEDS
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.questions import is_question
from vietnamese.triggers import Wording

_CROWD = Wording(
    r" (kin (san|hoi|sanh|cho|lop|mit|luon|nha|phong|het|ca)|chat (kin|nha|cho|lop|cung)|"
    r"dong (nhu|hon|nghet|vui|dao|lam|qua|xiu|kin|du|ghe|het)|du (het|nguoi|mat|ca)|nhieu (lam|hon|qua|nguoi|ghe)|"
    r"it (lam|hon|nguoi|qua)|khong dem xue|dem sau|nho (khong|ko|k) het|ke (khong|ko|k) het|"
    r"nhieu (ho|nha|quan|tiem|sap|nguoi|ba con|chi em|ong ba)|"
    r"dong hon moi bua|nhu moi bua|mot it|mot so|may chuc|vai chuc|kha kha|may tram|it thoi|it a|"
    r"(chung|tam|co|khoang|phan|mot|duoc|dc) nua|nua thoi) "
)
_NAMED = Wording(
    r" (hv|hoc vien|nguoi hoc|vneid|vi|qr|buoi|luot) (thi )?(cung )?"
    r"(nhieu|it|dong|kha kha|du|day du|lua thua|lac dac|thua thot) "
)
_OTHER = frozenset(
    ["mong", "moi", "chuc", "mung", "loi", "viec", "nguoi ta", "mang", "gio", "song", "tien", "muon", "xin"]
)


def some_came(draft: Draft) -> bool:
    """Whether a few are told to have come."""
    return any(i.tag == "N" and i.note in ("several", "crowd") and _came(draft, i) for i in draft.items)


def _came(draft: Draft, some: Item) -> bool:
    """ "lớp vắng hoe, lèo tèo vài người", "mấy chị em tới học, mưa quá nghỉ sớm": who came, if few."""
    noun = next((i for i in draft.items if i.i in (some.j, some.j - 1) and i.tag == "U"), some)
    before = draft.fold(some.i - 1) in ("teo", "dac", "co", "duoc", "dc", "rai")
    return before or draft.fold(max(noun.j, some.j)) in ("toi", "den", "hoc", "du")


_MUCH = word_set("nhieu it")
_BETWEEN = word_set(
    "ba con online onl mang qua rat kha cung qua duoc dc dang cho xong giup gium dum them khong ko luon"
)
_DOING = (("ra", "quan"), ("to", "chuc"))


def many_of(draft: Draft, noun: Item) -> bool:
    """ "ra quân rất nhiều buổi", "nộp giúp ít hồ sơ": how many were done is told as much or little."""
    at = noun.i - 1
    if draft.fold(at) not in _MUCH or draft.tokens[at].text.lower() in ("ịt", "nhiễu") or draft.fold(at - 1) == "bao":
        return False
    at -= 1
    while at > 0 and draft.fold(at) in _BETWEEN:
        at -= 1
    if (draft.fold(at - 1), draft.fold(at)) in _DOING:
        return True
    verb = next((i for i in draft.items if i.i <= at < i.j), None)
    return verb is not None and (verb.entry.context in DEEDS or verb.key == "outreach")


def thanked(draft: Draft) -> bool:
    """ "cam on chi nhieu lam": thanks, and nothing that is counted."""
    return draft.text[:6].lower() in ("cam on", "cảm ơn", "cám ơn", "thanks", "chúc m") and all(
        i.tag != "I" for i in draft.items
    )


def crowded(draft: Draft) -> Item | None:
    """The whole message, where it tells of work done for many without a number, else None."""
    if is_question(draft) or draft.values or len(draft.tokens) > 25 or draft.folds & _OTHER - {"chuc"}:
        return None
    if "chuc" in draft.folds and "to" not in draft.folds:  # "chúc", not "tổ chức"
        return None
    if any(i.note in ("later", "plan") for i in draft.whens) and not any(i.note == "" for i in draft.whens):
        return None
    words = f" {' '.join(t.fold for t in draft.tokens if t.kind < 2)} "
    if thanked(draft):
        return None
    worked = any(
        (i.tag == "I" and i.key != "people_helped")
        or i.entry.context in ("teach", "install", "help", "give")
        or i.entry.unit in ("class", "leaflet", "dossier")
        for i in draft.items
    )
    some = some_came(draft)
    much = some or (
        not draft.folds.isdisjoint(_MUCH)
        and any(many_of(draft, i) for i in draft.items if i.tag == "I" or i.entry.unit in ("dossier", "account"))
    )
    if not (much or _NAMED.search(draft.bits, words) or (worked and _CROWD.search(draft.bits, words))) or any(
        i.tag == "N" and i.note not in ("several", "crowd") for i in draft.items
    ):
        return None
    return Item("X", 0, len(draft.tokens), 0, len(draft.text))
