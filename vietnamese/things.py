"""Numbers of things ("5 cái", "3 ca", "17 trường hợp"): what they are, by the nouns around them."""

from itertools import pairwise

from vietnamese.clauses import PEOPLE, Claim, Clause, aside, named, other_thing, unknown
from vietnamese.draft import Draft, Item
from vietnamese.groups import taking_turns
from vietnamese.questioned import begins


def counted_thing(
    draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]
) -> tuple[bool, Claim | None]:
    """Whether "N cái" is settled by the nouns around it, and the claim that it makes, None where it counts something
    else.
    """
    items = parts[c].items
    item = items[k]
    if draft.fold(unit.j - 1) == "may" and not any(i.entry.context == "install" for i in items):
        return True, aside(item)  # "hư 7 cái máy"
    if other_thing(draft, unit.j) and other_thing(draft, item.i - 1):
        return True, aside(item)  # "dựng 2 cái rạp"
    before = items[k - 1] if k else None
    owned = before is not None and before.entry.unit == "machine" and draft.words[before.j : item.i] in ([], ["co"])
    if owned and not any(i.entry.context == "install" for i in items):
        return True, aside(item)  # "điện thoại có 11 cái"
    loud_thing = items[k - 1] if k else None
    own = items[k + 2].tag == "I" and items[k + 2].i == unit.j if k + 2 < len(items) else False
    if loud_thing is not None and loud_thing.key == "outreach" and draft.fold(unit.i) in ("cai", "chiec") and not own:
        return True, aside(item)  # "loa thôn hư 2 cái": the loudspeakers themselves
    if draft.fold(unit.i) == "ca":
        doing = items[k + 2] if k + 2 < len(items) else None
        if doing is not None and doing.tag == "I" and doing.i - unit.j <= 1 and doing.key in PEOPLE:
            return True, Claim(doing.key, item, c, "thing")  # "2 ca nộp hồ sơ"
        if before is not None and before.tag == "I" and before.key in PEOPLE and before.j == item.i and not before.used:
            return True, Claim(before.key, item, c, "thing")  # "vneid 4 ca"
        return True, aside(item)
    if item.value == 1 and claims and draft.fold(item.i - 1) == "xong" and draft.folds & {"phut", "p", "tieng", "gio"}:
        return True, aside(item)  # "mạng lag mất 40p mới xong 1 cái"
    if any(i.tag == "M" and i.i == unit.j for i in items) or (
        draft.fold(unit.i) == "chiec" and (other_thing(draft, unit.j) or draft.fold(unit.j) in ("ghe", "xe", "cano"))
    ):
        return True, aside(item)  # "5 chiếc xe"
    near = named(items, k, frozenset(i.key for i in items if i.tag == "I"))
    if not near and parts[c].level < 2 and c and not any(i.tag == "N" for i in parts[c - 1].items):
        near = next((i.key for i in reversed(parts[c - 1].items) if i.tag == "I"), "")
    if not near and draft.fold(unit.i) == "truong" and any(draft.fold(i.i) == "kich" for i in items[:k]):
        near = "vneid"  # "kích hoạt cho 17 trường hợp"
    if near:
        return True, Claim(near, item, c, "thing")
    if claims and taking_turns(draft, item, claims[-1].item):
        return True, Claim(claims[-1].key, item, c, "thing")  # "anh Khôi làm 5 cái vneid, em làm 3 cái"
    last = claims[-1] if claims else None
    timed = any(i.entry.cue in ("daypart", "more") or i.tag == "D" for i in items[:k])
    if (
        last is not None
        and timed
        and last.clause >= c - 1
        and last.unit in ("", "thing", "dossier")
        and not _busy(items, k)
    ):
        return True, Claim(last.key, item, c, "thing")  # "sáng làm 6 cái vneid, chiều 9 cái nữa"
    return False, None


def _busy(items: list[Item], k: int) -> bool:
    """Whether the clause says what else was done."""
    return any(i.tag == "I" or i.entry.context for i in [*items[:k], *items[k + 2 :]])


def loose_thing(draft: Draft, items: list[Item], k: int, unit: Item, claims: list[Claim]) -> None:
    """ "N cái" that nothing explained: something else where an unknown noun or a machine says so, asked otherwise."""
    item = items[k]
    if (k and items[k - 1].entry.unit in ("machine", "app")) or any(i.entry.unit == "machine" for i in items[:k]):
        item.tag, item.note = "X", "other"
        return
    if other_thing(draft, unit.j) and (any(cl.item is not item for cl in claims) or not _worked(items, k)):
        item.tag, item.note = "X", "other"
        return
    told = any(a.tag + b.tag in ("NI", "IN") and item not in (a, b) and a.j == b.i for a, b in pairwise(draft.items))
    if told and _of_something_else(draft, items, item):
        item.tag, item.note = "X", "other"
        return
    unknown(draft, item, unit, ())


_HAS = frozenset({"co", "con", "chi", "moi", "thi", "duoc"})


def _of_something_else(draft: Draft, items: list[Item], item: Item) -> bool:
    """ "quạt nhà văn hoá có 2 cái": the clause opens with a word that we do not know, and names none of our things."""
    first = begins(draft, item.i)
    at = item.i
    while at > first and draft.fold(at - 1) in _HAS:
        at -= 1
    ours = any(i.tag == "I" or i.entry.context or i.entry.unit not in ("", "household") for i in items if i.i < item.i)
    return first < at < item.i and not ours and other_thing(draft, first)


def _worked(items: list[Item], k: int) -> bool:
    return any(i.entry.context in ("install", "teach", "help", "open", "submit") for i in items[:k])
