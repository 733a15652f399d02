"""Reports that their teller leaves open: "…, em không nhớ rõ", "…, để em đếm lại", "hồ sơ thì nhiều không nhớ"."""

from vietnamese.draft import Draft, Item
from vietnamese.result import Figure
from vietnamese.triggers import Wording


def unsure_after(draft: Draft, cue: Item | None) -> None:
    """ "hv 12, vneid 5, em không nhớ rõ": what was told before the cue is asked about, the one beside it alone."""
    if cue is None or draft.doubts or not any(f.start < cue.start for f in draft.figures):
        return
    if not _OTHER_THINGS.isdisjoint(draft.fold(n) for n in range(cue.j, cue.j + 4)):
        return  # "không nhớ nổi tên hết bà con", "em không nhớ mật khẩu wifi"
    ahead = next((i for i in draft.whens if i.note in ("later", "plan") and 0 <= i.i - cue.j <= 3), None)
    if ahead is not None and "," not in draft.text[cue.end : ahead.start]:
        return  # "em không chắc mai có mở lớp"
    k = draft.items.index(cue)
    k -= k > 1 and draft.items[k - 1].note in (":", "=")  # "Học viên: chưa đếm" on a line of its own
    about = draft.items[k - 1] if k and draft.items[k - 1].tag == "I" and not draft.items[k - 1].used else None
    if about is not None:
        draft.doubt("uncertain", cue, (about.key,))
        return
    doubted = _beside(draft, cue) or list(draft.figures)
    draft.doubt("uncertain", cue, tuple(f.indicator for f in doubted))
    for figure in doubted:
        draft.figures.remove(figure)
        draft.values.pop(figure.indicator, None)


_OTHER_THINGS = frozenset(["ten", "mat", "pass", "mk", "duong", "nha", "bai", "link", "cach", "ngay", "giac"])


def _beside(draft: Draft, cue: Item) -> list[Figure]:
    """The one figure that shares its clause with the cue, where there are others."""
    if len(draft.figures) < 2:
        return []
    told = [f for f in draft.figures if f.end <= cue.start]
    near = [f for f in told if not set(",.;\n") & set(draft.text[f.end : cue.start])]
    near = [f for f in near if _APART.isdisjoint(draft.text[f.end : cue.start].lower().split())]
    return near if len(near) == 1 and cue.start - near[0].end < 50 else []


_APART = frozenset(["còn", "riêng", "con", "rieng"])


# A promise to look again: the figures before it are no last word. What is looked at besides ("coi lại bài") is not.
_AGAIN = Wording(
    r" (de|mai|lat|chut|ti|xiu|toi|chieu|sang) ((nay|mai|nua|ve|em|e|tui|toi|minh|con|chi) )*"
    r"(dem|kiem|coi|hoi|ra|xem|tra|doi chieu)( tra| soat| coi| xem)? lai "
    r"((?!bai|may|app|link|mang|loa|hinh|video|wifi|duong|xe|mat|mk|clip|phim|phan|cach|cho ho)[a-z]+ ){0,6}[,.;!\n$]"
)
# "mai có số chính xác", "số chính thức em gửi sau": the number given now is not it.
_LATER = Wording(
    r" (mai|toi|lat|chieu|sang|sau|chut|ti) (\w+ ){0,4}(so|con so|so lieu|sl) (chinh xac|chinh thuc|chuan|dung)|"
    r" (so|con so|so lieu|sl) (chinh xac|chinh thuc|chuan) (thi |la )?((em|e|tui|toi|minh) )?(se |de )?"
    r"(mai|toi|lat|chieu|sau|chut|bao sau|gui sau|nop sau) "
)
_MORE = Wording(
    r" (con|voi|va|co|hinh nhu|them) ((may|vai|mot|1|2|hai|co|them|so) )*"
    r"(cai|thu|mon|khoan|muc|viec|phan|so|ai|nguoi) (gi |chi )?(nua|khac|do)( ma| thi| a| do| la)*"
    r"( em| e| tui| toi| minh| con| chi)? (quen|khong nho|ko nho|k nho|chua nho) "
)


# "hem bit mấy ng luôn, vneid 4": how many there were of something else is not known.
_UNTOLD = Wording(
    r" quen( mat)? (la |co |duoc )*(may|bao nhieu|bn) (?!gio)|"
    r" (khong|ko|k|hong|hem|hok|hk|chua|chang) (biet|bit|ro|nho|dem|thong ke)( duoc| dc| ro| het| ki)? "
    r"(la |co |duoc )*(may|bao nhieu|bn) (?!gio)"
)


def left_open(draft: Draft) -> None:
    """Doubt the figures that a promise to count again follows, or ask about something more that was forgotten."""
    if not draft.figures or draft.doubts:
        return
    words = f" {' '.join(draft.words[:200])} $ "
    found = _AGAIN.search(draft.bits, words) or _LATER.search(draft.bits, words)
    if found is not None:
        at = words[: found.start()].count(" ")
        told = [f for f in draft.figures if f.start < draft.starts[min(at, len(draft.starts) - 1)]]
        promise = draft.starts[min(at, len(draft.starts) - 1)]
        alone = [f for f in told if not set(",.;\n") & set(draft.text[f.end : promise])]
        told = alone or told  # "5 vneid. 12 hv để em đếm lại cho chắc"
        last = max((f.end for f in told), default=0)
        noun = next((i for i in draft.items if i.tag == "I" and not i.used and last < i.start and i.i < at), None)
        if noun is not None and told and "," in draft.text[last : noun.start]:
            draft.doubt("uncertain", noun, (noun.key,))  # "qr 3 hộ, còn ví thì để mai em hỏi lại"
        elif told:
            whole = Item("X", at, len(draft.tokens), told[0].start, told[-1].end)
            draft.doubt("uncertain", whole, tuple(f.indicator for f in told))
            for figure in told:
                draft.figures.remove(figure)
                draft.values.pop(figure.indicator, None)
        return
    if _MORE.search(draft.bits, words) is not None or _UNTOLD.search(draft.bits, words) is not None:
        draft.doubt("vague", Item("X", 0, len(draft.tokens), 0, len(draft.text)))
        return
    for k, cue in enumerate(draft.items):
        if cue.entry.cue == "approxask" and (noun := _unnumbered(draft, k)) is not None:
            draft.doubt("vague", noun)
            return


def _unnumbered(draft: Draft, k: int) -> Item | None:
    """ "hồ sơ thì nhiều không nhớ": a noun of its clause that no number goes with."""
    noun = None
    for item in reversed(draft.items[:k]):
        if item.tag in "NS" and item.note != "crowd":
            return noun
        if item.tag == "U" and item.entry.unit in ("dossier", "household", "account", "class", "visit"):
            noun = item
    return noun
