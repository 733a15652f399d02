"""Numbers with a noun right after them: an indicator itself, or a unit that says what kind of thing was counted."""

from itertools import pairwise

from vietnamese.bare import bare
from vietnamese.chained import chained, done_of
from vietnamese.clauses import FITS, PEOPLE, Claim, Clause, aside, context_of, named, other_thing, others, unknown
from vietnamese.draft import Draft, Item
from vietnamese.fold import word_set
from vietnamese.named import name_end
from vietnamese.people import person
from vietnamese.subsets import had_before


def with_noun(
    draft: Draft, parts: list[Clause], c: int, k: int, right: Item, left: Item | None, claims: list[Claim]
) -> Claim | None:
    """N I: the noun after it, unless the noun only says how a thing named before was counted ("tuyên truyền 2
    buổi").
    """
    items = parts[c].items
    item = items[k]
    key = right.key
    words = draft.text[right.start : right.end].lower()
    nouns = [i for i in items[k + 2 :] if i.tag == "I"]
    following = items[k + 2 : k + 5]
    numbers_after = any(i.tag == "N" for i in items[k + 2 :])
    if "có" in words and _then_more(draft, parts, c, right):
        return aside(item)  # "4 hộ có QR rồi, hôm nay làm thêm 2 hộ"
    again = key == "learners" and draft.fold(right.j) == "lai"
    if again and any(cl.key == key and cl.value > item.value and cl.clause < c for cl in claims):
        return aside(item)  # "hv 11, 2 người học lại lần 2"
    if key == "sessions":
        spread = any(i.key == "outreach" for i in nouns[:1]) and not numbers_after
        if (
            (left is not None and left.key == "outreach")
            or (words == "buổi" and _loud_before(parts, c) and not any(cl.key == "outreach" for cl in claims))
            or spread
            or any(i.entry.context in ("loud",) for i in following)
            or (words == "buổi" and any(i.entry.unit == "leaflet" for i in items[:k]))
        ):
            key = "outreach"
    elif key == "people_helped" and words in ("lượt", "luot", "lượt phát") and _loud_here(items, k):
        key = "outreach"  # "loa thôn phát 2 lượt"
    elif key == "people_helped" and left is not None and left.key in ("learners",) and len(words) <= 5:
        key = left.key
    elif key == "learners" and draft.fold(item.i - 1) == "cho" and _papers_given(items[:k]):
        key = "certificates"  # "lễ trao giấy cho 18 học viên"
    elif key == "learners" and not numbers_after:  # "20 hv được cấp chứng nhận", "5 hv cài vneid"
        later = next(
            (i for i in nouns if i.key in ("certificates", "vneid", "digital_signatures", "e_wallets", "dvc_accounts")),
            None,
        )
        shared = (
            {t.fold for t in draft.tokens[right.j : later.i]} & {"deu", "cung", "ai", "ca"}
            if later is not None
            else set()
        )
        if later is not None and not shared and item.note != "of" and not (left is not None and left.key == later.key):
            between = draft.text[right.end : later.start].lower()
            if shared_by_both(between) and any(cl.key == key and cl.value > item.value for cl in claims):
                key = later.key  # "lớp 13 người, 4 người học xong được cấp giấy"
                later.used = True
            elif shared_by_both(between):
                claims.append(Claim(later.key, item, c))
                later.used = True
            elif (
                len(between) < 24
                and not set(between.split()) & _NOT
                and not any(w in between for w in ("phải", "phai", "fai", "phỉa", "not"))
                and not any(i.tag == "N" for i in items[items.index(right) + 1 : items.index(later)])
            ):
                key = later.key
                later.used = True
    elif key == "public_services" and any(i.key == "dvc_accounts" for i in nouns[:1]) and not numbers_after:
        key = "dvc_accounts"
    elif (
        key in ("vneid", "certificates", "digital_signatures")
        and left is not None
        and left.key not in ("sessions", "learners", key)
        and items[k - 1] is left
        and left.i + 1 <= item.i
        and not _dangling(items, k)
    ) or (
        left is not None
        and left.key not in (key, "sessions", "outreach")
        and items[k - 1] is left
        and item.i == left.j
        and not _taken(items, k)
    ):
        item.doubt = item.doubt or "two_readings"
    if (
        left is not None
        and items[k - 1] is left
        and item.i == left.j
        and left.key not in (right.key, "sessions", "outreach", "learners")
        and key != "outreach"
        and len(items) <= k + 2
        and not _taken(items, k)
    ):
        item.doubt = item.doubt or "two_readings"  # "vneid 8 hv"
    return Claim(key, item, c, "")


_NOT = frozenset(["không", "khong", "ko", "k", "kg", "kh", "hok", "hông", "hổng", "hong", "chưa", "chua", "hk"])


def _loud_here(items: list[Item], k: int) -> bool:
    """Whether the number's clause is about outreach that has no number yet, and about no people."""
    before = items[:k]
    loud = any(i.key == "outreach" and not i.used for i in before)
    return loud and not any(i.tag == "N" for i in before) and not any(i.entry.context == "help" for i in items)


def shared_by_both(between: str) -> bool:
    """ "bà con học xong cài vneid luôn": first the one, then the other."""
    return len(between) < 24 and bool({"xong", "rồi", "roi", "vừa", "vua"} & set(between.split()))


def _dangling(items: list[Item], k: int) -> bool:
    return k >= 2 and items[k - 2].tag in "NDC"


def _taken(items: list[Item], k: int) -> bool:
    return k >= 2 and items[k - 2].tag == "N"


_PRINTED = word_set("in photo photocopy to xin het mua can phat")


def with_unit(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> Claim | None:
    items = parts[c].items
    item = items[k]
    kind = unit.entry.unit
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
    if kind == "dossier":
        return Claim(named(items, k, frozenset({"public_services"})) or "public_services", item, c, kind)
    if kind in ("household", "account", "machine"):
        return _countable(draft, parts, c, k, unit, claims)
    if kind in ("times", "batch"):
        key = named(items, k, frozenset({"outreach", "sessions"})) or (
            "outreach" if any(i.entry.context in ("loud", "loud_tt") for i in items) else ""
        )
        if not key and any(i.entry.unit == "leaflet" for i in items):
            key = "outreach"
        other = kind == "times" and (other_thing(draft, item.i - 1) or other_thing(draft, unit.j))
        if not key and not other and _loud_before(parts, c):
            key = "outreach"
        if not key and claims and claims[-1].unit == kind and any(i.entry.cue == "daypart" for i in items[:k]):
            key = claims[-1].key  # "phát loa sáng 1 lần chiều 1 lần"
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


_POSTED = word_set("dang viet share zalo fb facebook fanpage tuyen ttr tt loa video clip tiktok quay bao page")


def _posted(draft: Draft) -> bool:
    """Whether anything says that the bài were posted, not taught."""
    return bool(draft.folds & _POSTED)


def _rounds_after(items: list[Item], k: int) -> bool:
    later = items[k + 2 :]
    return any(a.tag == "N" and b.entry.unit in ("batch", "times") and b.i == a.j for a, b in pairwise(later))


def _loud_before(parts: list[Clause], c: int) -> bool:
    """Whether the nearest thing named in the sentence before this clause is outreach, sessions in between end it."""
    while c and parts[c].level < 2:
        c -= 1
        for item in reversed(parts[c].items):
            if item.key in ("outreach", "sessions"):
                return item.key == "outreach"
            if item.tag == "N" and item.note not in ("old",):
                return any(i.key == "outreach" for i in parts[c].items)
    return False


def _countable(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> Claim | None:
    """hộ, tài khoản, máy: the indicator named nearby that is counted so."""
    items, kind = parts[c].items, unit.entry.unit
    item = items[k]
    fits = FITS[kind]
    if kind == "household" and (had_before(draft, unit) or _then_more(draft, parts, c, unit)):
        return aside(item)  # "4 hộ có QR rồi, hôm nay làm thêm 2 hộ"
    if (
        kind == "household"
        and draft.fold(item.i - 1) == "co"
        and any(draft.fold(item.i - n) in ("thon", "lang", "xa", "xom") for n in (2, 3, 4))
        and not any(i.tag == "I" and i.key in fits for i in items[k + 2 :])
    ):
        return aside(item)  # "thôn tôi có 214 hộ"
    if kind == "household" and draft.fold(item.i - 1) in _CALLED_ON and _households_follow(parts, c, k):
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


def _papers_given(before: list[Item]) -> bool:
    return any(a.entry.context == "give" and b.entry.unit == "paper" for a, b in pairwise(before))


def _then_more(draft: Draft, parts: list[Clause], c: int, unit: Item) -> bool:
    """Whether the households have it already, and the next clause counts those added."""
    said = [draft.fold(n) for n in range(unit.j, unit.j + 5)]
    has = said[0] in ("co", "da") or (unit.tag == "I" and said[0] == "roi")
    if "roi" not in said or not has or c + 1 >= len(parts):
        return False
    following = parts[c + 1].items
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
    """đi 10 hộ, gõ cửa 40 hộ: the households were only called on."""
    return any(
        draft.fold(item.i - n) in ("cua", "di", "tham", "ghe", "toi", "den", "vong", "qua", "khap", "hop")
        for n in (1, 2)
    )
