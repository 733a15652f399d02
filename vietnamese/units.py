"""Numbers with a unit right after them that says what kind of thing was counted, without saying which indicator."""

from itertools import pairwise

from vietnamese.bare import bare
from vietnamese.clauses import PEOPLE, Claim, Clause, aside, context_of, named, other_thing, others, unknown
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.households import countable
from vietnamese.named import name_end
from vietnamese.nouns import loud_before
from vietnamese.people import person

_PRINTED = word_set("in photo photocopy to xin het mua can phat")


def with_unit(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> Claim | None:
    items = parts[c].items
    item = items[k]
    kind = unit.entry.unit
    if kind in ("person", "gender", "household") and _receivers(draft, items, k, c, claims):
        return aside(item)  # "nộp 5 hồ sơ cho 3 người", "4 bộ của 2 nhà"
    if kind == "paper" and draft.fold(item.i - 1) == "phat" and draft.fold(unit.j) in ("cho", "", ",", "."):
        return unknown(draft, item, unit, ("certificates",))  # "phát 12 giấy cho 12 người"
    if kind == "paper" and draft.fold(item.i - 1) == "con" and any(cl.key == "certificates" for cl in claims):
        return aside(item)  # "trao 18 giấy chứng nhận, còn 2 giấy ghi sai tên"
    if kind == "paper" and draft.fold(item.i - 1) in _PRINTED:
        return aside(item)  # "in 8 tờ giấy"
    if kind == "paper":
        if any(i.entry.context == "give" or i.key == "certificates" for i in items):
            return Claim("certificates", item, c, kind)
        return unknown(draft, item, unit, ("certificates", "public_services"))
    if kind in ("visit",):
        return Claim("people_helped", item, c, kind)
    if kind == "class" and name_end(draft, unit.i) is not None and k and items[k - 1].entry.cue == "daypart":
        return bare(draft, parts, c, k, claims)  # "lớp sáng 11 lớp tối 15"
    if kind == "class" and item.value == 1 and _of_sessions(items[k + 2 : k + 4], unit):
        return aside(item)  # "tổ chức 1 lớp 5 buổi"
    if kind == "class":
        return Claim("sessions", item, c, kind)
    if (
        kind == "dossier"
        and draft.fold(unit.i) == "bo"
        and unit.j == unit.i + 1
        and not any(
            i is not unit
            and (i.key == "public_services" or i.entry.unit in ("dossier", "hs") or i.entry.context == "submit")
            for i in draft.items
        )
    ):
        return unknown(draft, item, unit, ("public_services",)) if not other_thing(draft, unit.j) else aside(item)
    if kind == "dossier" and _looked_at(draft, items, k):
        return unknown(draft, item, unit, ("public_services", "people_helped"))  # "tra cứu giúp 7 hồ sơ"
    if kind == "dossier":
        return Claim(named(items, k, frozenset({"public_services"})) or "public_services", item, c, kind)
    if kind in ("household", "account", "machine"):
        return countable(draft, parts, c, k, unit, claims)
    if kind in ("times", "batch"):
        key = named(items, k, frozenset({"outreach", "sessions"})) or (
            "outreach" if any(i.entry.context in ("loud", "loud_tt") for i in items) else ""
        )
        if not key and any(i.entry.unit == "leaflet" for i in items):
            key = "outreach"
        other = kind == "times" and (other_thing(draft, item.i - 1) or other_thing(draft, unit.j))
        other = other or (kind == "times" and k > 0 and items[k - 1].entry.cue == "failed" and items[k - 1].j == item.i)
        if not key and not other and loud_before(parts, c):
            key = "outreach"
        if not key and claims and claims[-1].unit == kind and any(i.entry.cue == "daypart" for i in items[:k]):
            key = claims[-1].key  # "phát loa sáng 1 lần chiều 1 lần"
        led = draft.words[items[0].i : item.i] if items else []
        if not key and claims and claims[-1].unit == kind and claims[-1].clause == c - 1 and set(led) <= _AGAIN:
            key = claims[-1].key  # "tuyên truyền 3 lần trên loa, 1 lần ở chợ, 2 lần ở nhà rông"
        if not key and kind == "batch":
            key = "sessions"
        if not key:
            item.tag, item.note = "X", "times"
            return None
        return Claim(key, item, c, kind)
    if kind == "short_session" and k + 2 < len(items) and items[k + 2].i - unit.j <= 1:
        doing = items[k + 2]
        if doing.entry.context in ("teach", "install") or (doing.tag == "I" and doing.key in PEOPLE):
            return person(draft, parts, c, k, unit, claims)  # "5 b cài vneid"
    if kind == "short_session" and k and items[k - 1].key == "outreach" and items[k - 1].j == item.i:
        return Claim("outreach", item, c, kind)  # "tt 1b tối qua"
    if kind == "short_session" and k + 2 < len(items) and items[k + 2].i == unit.j:
        told = items[k + 2].entry.context
        if told == "loud" or (told == "loud_tt" and not (k + 3 < len(items) and items[k + 3].tag == "N")):
            return Claim("outreach", item, c, kind)  # "1b tt bằng loa", not "2b tt 1"
    if kind == "short_session":
        glued = unit.start == item.end or any(i.tag == "I" for p in parts for i in p.items)
        return (
            Claim("sessions", item, c, kind)
            if glued and others(draft, item)
            else unknown(draft, item, unit, ("sessions",))
        )
    if kind == "hs":
        around = [i for p in parts[max(0, c - 1) : c + 2] for i in p.items]
        for p in parts[c + 2 : c + 5]:  # "2 hs cấp đổi gplx + 3 hs xác nhận cư trú, nộp xong hết trên cổng"
            if p.level == 2:
                break
            around.extend(p.items)
        if any(
            i.key in ("public_services", "dvc_accounts") or i.entry.context == "submit" or i.entry.unit == "dossier"
            for i in around
        ):
            return Claim("public_services", item, c, kind)
        if any(context_of(i, draft.text) == "learners" for i in around):
            return Claim("learners", item, c, kind)
        return unknown(draft, item, unit, ("public_services", "learners"))
    if kind == "leaflet" and _rounds_after(items, k):
        return aside(item)  # "phát 300 tờ rơi trong 2 đợt": the rounds are the figure
    if kind == "post" and not _posted(draft):
        return aside(item)  # "khoá học có 8 bài"
    if kind in ("leaflet", "post"):
        if kind == "leaflet" and (
            any(i.key == "outreach" for p in parts for i in p.items) or any(cl.key == "outreach" for cl in claims)
        ):
            item.tag = "X"
            return None
        return unknown(draft, item, unit, ("outreach",))
    if kind == "app":
        return (
            unknown(draft, item, unit, ("vneid",))
            if not named(items, k, frozenset({"vneid"}))
            else Claim("vneid", item, c, kind)
        )
    return person(draft, parts, c, k, unit, claims)


_RECEIVED = frozenset({"public_services", "dvc_accounts", "e_wallets", "digital_signatures"})


def _receivers(draft: Draft, items: list[Item], k: int, c: int, claims: list[Claim]) -> bool:
    """Whether these only got or brought what was counted right before them."""
    last = claims[-1] if claims else None
    if (
        last is None
        or last.clause != c
        or last.key not in _RECEIVED
        or draft.fold(items[k].i - 1) not in ("cho", "cua")
    ):
        return False
    if last.unit in ("person", "gender"):
        return False
    between = [i for i in items[:k] if i.i >= last.item.j]
    if any(i.tag == "I" and i.key != last.key for i in between):
        return False  # "mở 6 ví momo cài vneid cho 5 người"
    return len(between) <= 2 and all(i.tag in "IU" and i.i - last.item.j <= 3 for i in between)


_AGAIN = word_set("co duoc dc them va con voi roi")
_BY_THE_WAY = word_set("giup gium dum cho duoc dc ho them ca xong luon")
_LOOKING = frozenset(
    ["tra cuu", "kiem tra", "theo doi", "tra", "scan", "photo", "in", "in an", "chup", "soan", "ra soat", "sao", "luu"]
)


def _looked_at(draft: Draft, items: list[Item], k: int) -> bool:
    """Whether the dossiers were only looked up, printed or handed back, and the clause says nothing of filing."""
    at = items[k].i - 1
    while at > 0 and draft.fold(at) in _BY_THE_WAY:
        at -= 1
    if draft.fold(at) not in _LOOKING and f"{draft.fold(at - 1)} {draft.fold(at)}" not in _LOOKING:
        return False
    return not any(i.entry.context == "submit" or i.tag == "I" for i in items[k + 2 :])


_POSTED = word_set("dang viet share zalo fb facebook fanpage tuyen ttr tt loa video clip tiktok quay bao page")


def _posted(draft: Draft) -> bool:
    """Whether anything says that the bài were posted, not taught."""
    return bool(draft.folds & _POSTED)


def _rounds_after(items: list[Item], k: int) -> bool:
    later = items[k + 2 :]
    return any(a.tag == "N" and b.entry.unit in ("batch", "times") and b.i == a.j for a, b in pairwise(later))


def _of_sessions(ahead: list[Item], unit: Item) -> bool:
    """Whether the sessions of the class are counted right behind it."""
    number, noun = [*ahead, unit, unit][:2]
    return number.tag == "N" and number.i == unit.j and noun.key == "sessions" and noun.i == number.j
