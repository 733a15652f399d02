""" "12 người", "5 cụ": which indicator a number of people belongs to, by the words around it."""

from vietnamese.chained import chained, done_of, first_of
from vietnamese.clauses import PARTIAL, PEOPLE, Claim, Clause, aside, unknown
from vietnamese.doers import set_apart
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.gathered import and_more, at_once, got_at_the_end, in_a_row, listed, next_row
from vietnamese.groups import head
from vietnamese.households import then_more
from vietnamese.nearby import carried, items_before, near_context
from vietnamese.nones import OF_A_CLASS
from vietnamese.subsets import among, among_them, at_a_place, had_before, rest_of, some_of, words_in
from vietnamese.things import counted_thing, loose_thing


def person(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> Claim | None:
    """N người: by the nearest named thing or verb, this clause first, then the sentence before, then what
    follows.
    """
    items = parts[c].items
    item = items[k]
    kind = unit.entry.unit
    after = draft.fold(unit.j)
    if kind == "person" and set_apart(draft, items, k, unit):
        return None
    if after == "phai" and draft.fold(unit.j + 1) in ("hoc", "thi") and draft.fold(unit.j + 2) == "lai" and claims:
        return aside(item)  # "18 người được chứng nhận, 2 người phải học lại"
    attending = any(i.entry.context == "attend" for i in items[k + 1 :])
    if attending and kind in ("person", "gender") and _at_a_talk(items, k):
        item.tag, item.note = "X", "attended"  # "40 em lớp 8 dự buổi tuyên truyền"
        return None
    loud = any(i.key == "outreach" for p in parts[max(0, c - 3) : c + 1] for i in p.items)
    if kind == "thing":
        settled, claim = counted_thing(draft, parts, c, k, unit, claims)
        if settled:
            return claim
    if (draft.fold(item.i - 2), draft.fold(item.i - 1)) in _NOT_IN:
        item.note = "bare"
        return None  # "hv 12 chưa kể 2 em học sinh": 12 or 14, is asked
    if (
        kind == "person"
        and draft.fold(item.i - 1) == "tiep"
        and not draft.tokens[item.i - 1].text.istitle()  # "nhà bà Tiếp 2 người"
        and draft.fold(item.i - 2) not in ("hoc", "day", "cai", "lam", "mo")
    ):
        return Claim("people_helped", item, c, kind)  # "trực ở trụ sở tiếp 12 người"
    if kind in ("person", "gender") and (had_before(draft, unit) or _have_it(draft, parts, c, unit)):
        for other in items[k + 2 : k + 4]:
            other.used = True
        return aside(item)
    told = kind in ("person", "gender") and rest_of(draft, item, claims)
    if told or (kind == "person" and some_of(draft, parts, c, k, unit, claims)):
        item.tag, item.note = "X", "subset"
        return None
    if draft.fold(item.j) == "cap" and draft.fold(unit.i) == "vo" and unit.i > item.j:
        item.value *= 2  # "3 cặp vợ chồng"
    near = near_context(draft, items, k) if kind != "thing" else ""
    if near in ("", "learners") and kind in ("person", "gender") and (row := next_row(draft, items, k, claims)):
        near = row
    if near == "" and kind == "gender" and _other_half(draft, item, unit, claims):
        return Claim(claims[-1].key, item, c, kind)  # "lớp kỹ năng số: nữ 10 nam 4"
    if near in ("people_helped", "learners") and _of_two_kinds(draft, item):
        return unknown(draft, item, unit, ("learners", "people_helped"))
    if near == "vneid" and _some_app(draft, items, k):
        return unknown(draft, item, unit, ("vneid", "people_helped"))
    if near == "vneid" and _only_used(draft, items, k, unit):
        return unknown(draft, item, unit, ("people_helped", "vneid"))  # "10 người xài vneid đi khám bệnh"
    if near == "ecommerce_households" and kind == "person" and _taught(items, k):
        return unknown(draft, item, unit, ("people_helped", "learners", "ecommerce_households"))
    if near == "people_helped" and _account_opened(items, k):
        return unknown(draft, item, unit, ("dvc_accounts", "e_wallets"))
    if near == "people_helped" and not any(i.tag == "I" for i in items[:k]):
        near = got_at_the_end(draft, parts, c, k) or near
    if near == "people_helped" and claims and and_more(draft, items, k, claims[-1], c):
        near = claims[-1].key
    if near and after != "vua" and near != "people_helped":
        at_once(draft, items, k, c, near, claims)
    if near in OF_A_CLASS and _whole_class(draft, items, k):
        claims.append(Claim("learners", item, c, kind))
    if near and after == "vua":  # "5 người vừa kích hoạt VNeID vừa mở tài khoản Cổng DVC"
        for other in items[k + 2 :]:
            if other.tag == "N":
                break
            if other.tag == "I" and other.key != near and other.key in PEOPLE:
                claims.append(Claim(other.key, item, c, kind))
    if near == "" and attending and loud:
        item.tag, item.note = "X", "attended"
        return None
    each = "each" in draft.entries and any(i.entry.cue == "each" and item.i - i.j <= 1 for i in items[:k])
    each = each or draft.fold(item.i - 1) in ("x", "*") or draft.fold(unit.j) == "/"  # "3 buổi x 20 người"
    each = each and bool(claims) and claims[-1].key == "sessions"  # "phát loa 4 lần, 6 buổi mỗi buổi 17 người"
    if near == "outreach" and not each:
        item.tag, item.note = "X", "attended"
        return None
    if claims and near == "" and (any(i.entry.cue == "part" for i in items[:k]) or among(parts, c)):
        return Claim(claims[-1].key, item, c, kind)
    if near == "" and c + 1 < len(parts) and parts[c + 1].opened == "+":
        near = next((i.key for i in parts[c + 1].items if i.tag == "I" and i.key in PEOPLE), "")
    if near == "" and kind != "thing" and chained(draft, parts, c, k, claims):
        claim = Claim(claims[-1].key, item, c, kind)  # "lớp 13 bà 2 ông", "12 cô, 3 chú và 2 bạn trẻ"
        claim.note = claims[-1].note = claims[-1].note or "listed"
        return claim
    if near == "" and item.value and done_of(draft, item, claims):
        item.note = "mended"
        return Claim(claims[-1].key, item, c, kind)
    if near == "" and kind in ("person", "gender"):
        place, rest = (c, k), 0
        while near == "" and rest < 6 and (place_after := first_of(draft, parts, *place)) is not None:
            place, rest = place_after, rest + 1
            near = near_context(draft, parts[place[0]].items, place[1])
        if near:
            claim = Claim(near, item, c, kind)
            claim.note = "listed"
            return claim
        if near == "" and among_them(draft, parts, c, unit, claims):
            item.tag, item.note = "X", "subset"
            return None
    if near == "" and kind == "person" and " ".join(head(draft, item)[:2]) in _CHATS:
        return aside(item)  # "nhóm zalo 150 người"
    if near == "" and kind in ("person", "gender"):
        near = listed(draft, parts, c, k) or in_a_row(draft, parts, c, claims)
        if near and parts[c].items[k] is item and in_a_row(draft, parts, c, claims):
            claim = Claim(near, item, c, kind)
            claim.note = "listed"
            return claim
    if near and claims and claims[-1].note == "listed" and claims[-1].key == near and claims[-1].clause >= c - 1:
        claim = Claim(near, item, c, kind)
        claim.note = "listed"
        return claim
    if near == "" and kind == "person" and draft.fold(item.i - 1) in ("gium", "dum", "giup"):
        near = "people_helped"  # "sửa điện thoại giùm 3 người"
    if near == "" and any(draft.fold(i.i) in ("can", "cccd", "cmnd") for i in items[:k]):
        return aside(item)  # "làm căn cước cho 40 người"
    listed_before = not claims and any(i.note == "listed" and i.i < item.i for i in draft.items)
    if near == "" and listed_before and any(i.entry.cue == "part" for i in items[:k]):
        return aside(item)  # "vneid lớp cô Hạnh 3, lớp thầy Tín 5, trong đó 2 cụ già"
    if near == "" and kind != "thing":
        near = carried(draft, parts, c, k, claims)
    if near:
        return Claim(near, item, c, kind)
    if (
        loud
        and not each
        and any(p.items for p in parts if any(i.key == "outreach" for i in p.items))
        and (attending or any(cl.key == "outreach" and cl.clause >= c - 1 for cl in claims))
    ):
        item.tag, item.note = "X", "attended"
        return None
    if (
        kind in PARTIAL
        and claims
        and (parts[c].opened in ("(", ":(") or any(p.opened == ":(" for p in parts[max(0, c - 3) : c]))
    ):
        claim = Claim(claims[-1].key, item, c, kind)
        claim.note = "part"
        return claim
    if kind == "thing":
        loose_thing(draft, items, k, unit, claims)
        return None
    if kind == "short_people":
        return unknown(draft, item, unit, ("learners", "people_helped"))
    counted = [cl for cl in claims if cl.key in PEOPLE and (cl.value >= item.value or cl.item.doubt)]
    if counted and at_a_place(draft, item):
        counted = []
    if counted and words_in(draft, items, unit) >= (2 if item.value < 10 else 3):
        item.tag, item.note = "X", "subset"
        return None
    special = kind == "person" and draft.fold(unit.i) not in _ANYBODY
    led = draft.fold(item.i - 1) in ("co", "gom", "rieng", "ca") or unit.j == item.i
    special = special or (draft.fold(item.i - 2), draft.fold(item.i - 1)) in (("ke", "ca"), ("tinh", "ca"))
    if counted and special and led and counted[-1].clause >= c - 1 and not counted[-1].item.doubt:
        item.tag, item.note = "X", "subset"  # "39 chứng nhận, có 14 cụ già"
        return None
    item.note = item.note or "bare"
    return None


def _have_it(draft: Draft, parts: list[Clause], c: int, unit: Item) -> bool:
    """ "5 người có ví rồi, hôm nay mở thêm 3": what they have is told, then what was done."""
    has = draft.fold(unit.j + (draft.fold(unit.j) == "da")) == "co"
    return has and then_more(draft, parts, c, unit)


_ANYBODY = word_set(
    "nguoi ng ngui ba dan ndan bc bcon nguoi nha cong"
)  # "người", "bà con", "dân": nobody in particular


_NOT_IN = frozenset((no, verb) for no in ("chua", "khong", "ko", "k") for verb in ("ke", "tinh", "dem"))


def _of_two_kinds(draft: Draft, item: Item) -> bool:
    """ "tổng cộng lớp và hỗ trợ tại nhà là 22 người": a class and those helped, in one number."""
    if "total" not in draft.entries:
        return False
    before: list[Item] = []
    for other in reversed(draft.items[: draft.items.index(item)]):
        if other.tag in "NXS":
            break
        before.append(other)
    taught = next((i for i in before if i.entry.unit == "class" or i.entry.context == "teach"), None)
    helped = next((i for i in before if i.entry.context == "help"), None)
    if taught is None or helped is None or not any(i.entry.cue == "total" for i in before):
        return False
    return bool(set(draft.words[min(taught.j, helped.j) : max(taught.i, helped.i)]) & _JOINING)


_JOINING = word_set("va voi lan cong vs")
_SEXES = frozenset({"nam", "nu"})


def _other_half(draft: Draft, item: Item, unit: Item, claims: list[Claim]) -> bool:
    """Whether the claim right before counted the women where these are the men, or the other way round."""
    last = claims[-1] if claims else None
    if last is None or last.unit != "gender" or last.item.doubt or last.key not in PEOPLE:
        return False
    before, after = draft.fold(last.item.i - 1), draft.fold(last.item.j)
    said = before if before in _SEXES else after
    between = draft.words[last.item.j : item.i]
    return said in _SEXES and draft.fold(unit.i) in _SEXES - {said} and len(between) < 4


def _whole_class(draft: Draft, items: list[Item], k: int) -> bool:
    """ "cả lớp 14 người ai cũng cài được vneid": those of the class, and all of them."""
    noun = items[k + 1].j if k + 1 < len(items) else items[k].j
    full = "du" in (draft.fold(noun), draft.fold(noun + 1))  # "lớp 15 người nhận đủ chứng nhận"
    everyone = full or any(i.entry.cue == "everyone" for i in items[k + 1 :])
    taught = any(i.entry.context == "teach" for i in items[max(0, k - 2) : k])  # "dạy 10 người cả lớp mở ví"
    return everyone and (taught or "lop" in (draft.fold(items[k].i - 1), draft.fold(items[k].i - 2)))


def _only_used(draft: Draft, items: list[Item], k: int, unit: Item) -> bool:
    """Whether the people are said to use the application, and nobody to have installed it or shown how."""
    used = draft.fold(unit.j) in ("xai", "dung") and any(i.key == "vneid" and i.i - unit.j <= 2 for i in items[k + 2 :])
    return used and not any(i.entry.context in ("install", "help", "teach") for i in items)


def _some_app(draft: Draft, items: list[Item], k: int) -> bool:
    """ "cài app cho 6 người": which app, is asked."""
    app = any(
        i.tag == "C" and draft.fold(i.j - 1) in ("app", "dung") and i.entry.context == "install"
        for i in items_before(items, k)
    )
    return app and not any(i.key == "vneid" for i in draft.items)


def _taught(items: list[Item], k: int) -> bool:
    """ "dạy 6 người bán hàng trên Shopee": taught, or put on it? That is asked."""
    before = items[k - 1] if k else None
    return before is not None and before.entry.context in ("teach", "help") and before.j >= items[k].i - 1


def _at_a_talk(items: list[Item], k: int) -> bool:
    """Whether the first indicator after "dự" is outreach."""
    after = items[k + 2 :]
    at = next((n for n, i in enumerate(after) if i.entry.context == "attend"), len(after))
    about = next((i for i in after[at:] if i.tag in "IN"), None)
    return about is not None and about.key == "outreach"


_CHATS = frozenset(["nhom zalo", "nhom nay", "nhom chat", "nhom minh", "nhom fb", "nhom facebook"])


def _account_opened(items: list[Item], k: int) -> bool:
    """ "hỗ trợ mở tài khoản cho 5 người": an account of which kind, is asked."""
    before = items_before(items, k)
    return any(i.entry.unit == "account" for i in before) and any(i.entry.context == "open" for i in before)
