"""Households, accounts and devices: the indicator named nearby that is counted so."""

from itertools import pairwise

from vietnamese.chained import chained, done_of
from vietnamese.clauses import FITS, Claim, Clause, aside, named, unknown
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.subsets import had_before


def countable(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> Claim | None:
    """hộ, tài khoản, máy: the indicator named nearby that is counted so."""
    items, kind = parts[c].items, unit.entry.unit
    item = items[k]
    fits = FITS[kind]
    if kind == "household" and (had_before(draft, unit) or then_more(draft, parts, c, unit)):
        return aside(item)  # "4 hộ có QR rồi, hôm nay làm thêm 2 hộ"
    if (
        kind == "household"
        and draft.fold(item.i - 1) == "co"
        and any(draft.fold(item.i - n) in ("thon", "lang", "xa", "xom") for n in (2, 3, 4))
        and not any(i.tag == "I" and i.key in fits for i in items[k + 2 :])
    ):
        return aside(item)  # "thôn tôi có 214 hộ"
    called = draft.fold(item.i - 1) in _CALLED_ON and draft.tokens[item.i - 1].lower != "của"
    if kind == "household" and called and _households_follow(parts, c, k):
        return aside(item)  # "ghé 6 nhà, 4 nhà chịu dán mã"
    if (
        kind == "household"
        and draft.fold(unit.i) == "nha"
        and _visited(draft, item)
        and not any(i.key in fits for i in items)
    ):
        return aside(item)  # "ghé 10 nhà"
    came = kind == "household" and draft.fold(unit.j) in _CAME and not any(i.key in fits for i in items)
    if came and any(i.tag == "N" for p in parts[c + 1 : c + 3] for i in p.items):
        return aside(item)  # "9 hộ tới hỏi, giải quyết được 7 hồ sơ"
    if kind == "machine" and item.value <= 2 and draft.fold(item.i - 1) == "chung":
        return aside(item)  # "12 cô học chung một máy"
    key = named(items, k, fits)
    if not key and kind == "household":
        key = _row_of_households(parts, c, k, fits)
        if key:
            listed = Claim(key, item, c, kind)
            listed.note = "listed"
            return listed
    if key and kind == "household" and claims and claims[-1].note == "listed" and claims[-1].key == key:
        listed = Claim(key, item, c, kind)
        listed.note = "listed"
        return listed
    if (
        not key
        and kind == "account"
        and c
        and any(i.tag == "I" and i.key == "public_services" for i in parts[c - 1].items)
    ):
        key = "dvc_accounts"  # "dịch vụ công 9 hs, tk mới 4"
    if not key and kind == "account" and any("dvc" in (i.key or "") or i.key == "public_services" for i in items):
        key = "dvc_accounts"
    if not key and kind == "machine":
        told = any(a.key == "vneid" and b.tag == "N" and b.i == a.j for a, b in pairwise(draft.items))
        if any(i.entry.context == "install" for i in items) and not told:
            return unknown(draft, item, unit, ("vneid",))
        return aside(item)  # "cài 9 máy mà 2 máy lỗi, vneid 7"
    if not key:
        for p in reversed(parts[max(0, c - 3) : c]):
            named_before = next((i for i in reversed(p.items) if i.tag == "I" and i.key in fits), None)
            key = named_before.key if named_before is not None else ""
            if named_before is not None and kind == "account" and named_before.used:
                return unknown(draft, item, unit, ("dvc_accounts", "e_wallets"))  # "vneid 4, 6 tk nữa": of which kind
            if key:
                break
    opened = next((n for n, i in enumerate(items[k + 2 :], k + 2) if i.entry.context == "open"), None)
    if not key and kind == "household" and opened is not None and opened + 1 < len(items):
        key = items[opened + 1].key if items[opened + 1].key == "e_wallets" else ""  # "10 sạp mở ví điện tử"
    wallets = [i for i in items[:k] if i.tag == "I" and i.key == "e_wallets" and not i.used]
    if not key and kind == "household" and wallets and draft.fold(item.i - 1) in ("cho", "giup", "gium", "dum"):
        key = "e_wallets"  # "mở tài khoản số cho 11 hộ"
    if not key and c + 1 < len(parts):
        key = next((i.key for i in parts[c + 1].items if i.tag == "I" and i.key in fits), "")
    if not key and kind == "household" and c + 2 < len(parts) and parts[c + 1].opened == "(":
        key = _after_names(parts, c, fits)
    if key and kind == "household" and done_of(draft, item, claims) and claims[-1].key == key:
        item.note = "mended"
        return Claim(key, item, c, kind)
    if key and kind == "household" and claims and claims[-1].key == key and chained(draft, parts, c, k, claims):
        listed = Claim(key, item, c, kind)  # "2 quán phở, 3 tiệm tóc và 1 sạp trái cây"
        listed.note = claims[-1].note = claims[-1].note or "listed"
        return listed
    if key:
        return Claim(key, item, c, kind)
    if kind == "machine":
        item.tag = "X"
        return None
    filed = any(i.entry.unit == "dossier" or i.key == "public_services" for i in items[k + 2 :])
    if kind == "household" and filed and any(i.entry.context == "submit" or i.tag == "I" for i in items[k + 1 :]):
        return Claim("public_services", item, c, kind)  # "giúp được 3 hộ nộp hồ sơ vay vốn qua mạng"
    if kind == "household" and draft.fold(unit.i) == "nha":
        helping = any(i.entry.context == "help" for i in items[:k]) and not any(i.tag == "I" for i in draft.items)
        return unknown(draft, item, unit, ("people_helped",)) if helping else aside(item)
    if (
        kind == "household"
        and draft.fold(item.i - 1) == "co"
        and any(draft.fold(item.i - n) in ("thon", "lang", "xa", "xom", "to") for n in (2, 3, 4))
    ):
        return aside(item)
    if kind == "household" and (
        any(i.entry.context == "attend" or i.key in ("outreach",) for i in items) or _visited(draft, item)
    ):
        item.tag, item.note = "X", "visited"
        return None
    if (
        kind == "household"
        and len({cl.key for cl in claims}) == 0
        and not any(i.entry.context or i.tag == "I" for i in items)
    ):
        return unknown(draft, item, unit, tuple(sorted(fits)))
    return unknown(draft, item, unit, tuple(sorted(fits)))


def then_more(draft: Draft, parts: list[Clause], c: int, unit: Item) -> bool:
    """Whether the households have it already, and the next clause counts those added."""
    said = [draft.fold(n) for n in range(unit.j, unit.j + 5)]
    has = said[0] in ("co", "da") or (unit.tag == "I" and said[0] == "roi")
    if not has or c + 1 >= len(parts):
        return False
    following = parts[c + 1].items
    if any(i.note in ("later", "plan") for i in following):
        return False  # "9 sạp có qr, tuần sau tính dán thêm 6 quán"
    if "roi" not in said and (not following or following[0].tag != "D"):
        return False  # "xóm em 5 nhà có mã QR, hôm nay thêm 1 nhà"
    number = next((n for n, i in enumerate(following) if i.tag == "N"), None)
    return number is not None and any(i.entry.cue == "more" for i in following[:number])


_CAME = word_set("toi den ra nho hoi du nghe ghe")


_CALLED_ON = word_set("ghe di tham qua toi den cua vong gap")


def _households_follow(parts: list[Clause], c: int, k: int) -> bool:
    """Whether other households are counted later in this clause or the next, and none of ours is named before them."""
    here = parts[c].items[k + 2 :]
    ahead = [*here, *(i for p in parts[c + 1 : c + 2] for i in p.items)]
    number = next((n for n, i in enumerate(ahead) if i.tag == "N"), None)
    if number is None or any(i.tag == "I" for i in ahead[:number]):
        return False
    return any(i.entry.unit == "household" for i in ahead[number + 1 : number + 2])


def _after_names(parts: list[Clause], c: int, fits: frozenset[str]) -> str:
    """ "2 hộ (bà Sáu bán bún, ông Năm sửa xe) treo mã QR": what is said once the names are told."""
    for part in parts[c + 1 : c + 6]:
        if any(i.tag == "N" for i in part.items) or part.level == 2:
            return ""
        if part.opened == ")":
            return next((i.key for i in part.items if i.tag == "I" and i.key in fits), "")
    return ""


def _row_of_households(parts: list[Clause], c: int, k: int, fits: frozenset[str]) -> str:
    """ "2 tiệm vàng 1 tiệm thuốc tây xài qr": the thing said of the last household in a row is said of all."""
    ahead = [*parts[c].items[k + 2 :], *(i for p in parts[c + 1 : c + 3] if p.opened in (",", "and") for i in p.items)]
    numbers = 0
    for n, item in enumerate(ahead):
        if item.tag == "N":
            numbers += 1
            unit = ahead[n + 1] if n + 1 < len(ahead) else None
            if unit is None or unit.entry.unit != "household":
                return ""
        elif item.tag == "I":
            return item.key if item.key in fits and numbers else ""
    return ""


def _visited(draft: Draft, item: Item) -> bool:
    """đi 10 hộ, gõ cửa 40 hộ, đến tận nhà 5 hộ: the households were only called on."""
    if draft.fold(item.i - 1) == "nha" and draft.fold(item.i - 2) in ("tan", "tung"):
        return True
    return any(
        draft.fold(item.i - n) in ("cua", "di", "tham", "ghe", "toi", "den", "vong", "qua", "khap", "hop")
        and draft.tokens[item.i - n].lower != "của"
        for n in (1, 2)
    )
