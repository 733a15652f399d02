"""Which number belongs to which indicator: clause by clause, from the noun beside it, else from the verbs around it."""

import re

from vietnamese.draft import Draft, Item

PEOPLE = frozenset({"learners", "certificates", "vneid", "people_helped", "digital_signatures", "e_wallets", "dvc_accounts", "public_services", "qr_households", "ecommerce_households"})
_FITS: dict[str, frozenset[str]] = {
    "household": frozenset({"qr_households", "ecommerce_households"}),
    "account": frozenset({"dvc_accounts", "e_wallets", "vneid"}),
    "dossier": frozenset({"public_services"}),
    "machine": frozenset({"vneid"}),
}
_TEACHING = ("lớp", "học", "dạy", "tập huấn", "lop", "hoc", "day", "tap huan")


_PARTIAL = ("person", "gender", "household", "thing", "dossier")


_ONLY = {"có", "co", "được", "duoc", "đc", "dc", "còn", "con", "đúng", "dung", "là", "la", "mới", "moi", "dạy", "day", "cài", "cai", "vỏn", "một", "hai", "ba"}


class Clause:
    """Items between two separators, and how strong the separator before it is: 2 a sentence or line, 1 a comma."""

    __slots__ = ("items", "level", "opened")

    def __init__(self, level: int, opened: str) -> None:
        self.items: list[Item] = []
        self.level = level
        self.opened = opened  # the sign that opened it: "(" "+" "," "and" …


class Claim:
    """A number that was given an indicator; `note` says how it counts: "" · part · total · more · each · label · daypart."""

    __slots__ = ("clause", "item", "key", "label", "note", "unit", "value")

    def __init__(self, key: str, item: Item, clause: int, unit: str = "") -> None:
        self.key = key
        self.item = item
        self.value = item.value
        self.clause = clause
        self.unit = unit
        self.note = ""
        self.label = ""


def clauses(draft: Draft) -> list[Clause]:
    """The items cut at commas, full stops, line ends and "và"; a colon or an equals sign keeps its sides together."""
    found = [Clause(2, "")]
    for k, item in enumerate(draft.items):
        note = item.note
        if item.tag == "S":
            if note in ("\n", ".", ";", "•", "!", "?", "|"):
                if note == "." and found[-1].items and item.end < len(draft.text) and draft.text[item.end : item.end + 1].isalnum() and item.start == found[-1].items[-1].end and found[-1].items[-1].tag in "ICUW":
                    continue  # "h.v", "t.truyền"
                found.append(Clause(2, note))
            elif note == "/" and found[-1].items and found[-1].items[-1].note == "label":
                continue  # "Chỉ thị 20/CT-TTg"
            elif note == ":" and len(found[-1].items) >= 2 and found[-1].items[-2].tag == "N" and found[-1].items[-1].entry.unit in _PARTIAL:
                found.append(Clause(1, ":("))  # "22 người: 13 cô, 9 chú"
            elif note in (",", "(", ")", "+", "/", "[", "]"):
                found.append(Clause(1, note))
            elif note in (":", "=", "\t", "→", "➔", "x", "×", "*"):
                found[-1].items.append(item)
        elif item.tag == "K" and item.entry.cue == "and":
            found.append(Clause(1, "and"))
        elif item.tag == "K" and item.entry.cue == "to" and draft.text[item.start] in "-–—~":
            following = draft.items[k + 1] if k + 1 < len(draft.items) else None
            last = found[-1].items
            if following is not None and following.tag == "N" and last and last[-1].tag == "I" and not (len(last) > 1 and last[-2].tag == "N") and not (k + 2 < len(draft.items) and draft.items[k + 2].tag in "IU"):
                item.tag, item.note = "S", ":"  # "hv - 12"
                last.append(item)
                continue
            glued = following is not None and following.start == item.end
            if item.i and draft.ends[item.i - 1] == item.start and draft.tokens[item.i - 1].kind == 0 and item.j < len(draft.tokens) and draft.starts[item.j] == item.end and draft.tokens[item.j].kind == 0:
                continue  # "CT-TTg"
            if not glued or item.start == 0 or (found[-1].items and found[-1].items[-1].tag in "NIU"):
                found.append(Clause(1, "-"))
        elif item.tag != "W" or item.entry.context or item.note:
            found[-1].items.append(item)
    return [c for c in found if c.items]


def context_of(item: Item, text: str) -> str:
    """The indicator that an item gives to a bare "người" beside it, "" for none."""
    if item.tag == "I":
        if item.key == "sessions":
            words = text[item.start : item.end].lower()
            if any(w in words for w in _TEACHING):
                return "learners"
            return "people_helped" if any(w in words for w in ("hỗ trợ", "ho tro", "hướng dẫn", "huong dan", " hd", " ht")) else ""
        return item.key if item.key in PEOPLE else ""
    kind = item.entry.context or ("teach" if item.entry.unit == "class" else "")
    if text[item.start : item.end].lower() in ("chỉ", "chi") and (text[item.end : item.end + 6].split() or [""])[0].lower() in _ONLY | {w for w in (text[item.end : item.end + 6].split() or [""]) if w[:1].isdigit()}:
        return ""  # "chỉ có 2 người": only
    if kind == "install" and any(w in text[item.end : item.end + 40].lower().split() for w in ("zalo", "vssid", "etax", "facebook", "messenger", "youtube", "lại", "lai")):
        kind = "help"
    return {"teach": "learners", "install": "vneid", "help": "people_helped"}.get(kind, "")


def attach(draft: Draft) -> list[Claim]:
    """A claim for every number that a rule explains; those that stay bare, doubtful or unknown become doubts later."""
    _short_words(draft)
    parts = clauses(draft)
    claims: list[Claim] = []
    if _rows(draft, parts, claims):
        return claims
    for c, clause in enumerate(parts):
        numbers = [k for k, i in enumerate(clause.items) if i.tag == "N"]
        if numbers:
            _exclude(draft, parts, c)
            key_first = _key_first(clause)
            for k in numbers:
                if clause.items[k].tag == "N":
                    _one(draft, parts, c, k, key_first, claims)
    return claims


def _short_words(draft: Draft) -> None:
    """tt right beside a number is tuyên truyền: "tt 1", "2 tt", "tt=3"."""
    if "tt" not in draft.folds:
        return
    items = draft.items
    for k, item in enumerate(items):
        if item.entry.context != "loud_tt" or item.tag != "C":
            continue
        after = items[k + 1] if k + 1 < len(items) else None
        if after is not None and after.note in (":", "=") and k + 2 < len(items):
            after = items[k + 2]
        before = items[k - 1] if k else None
        if (after is not None and after.tag == "N" and after.i - item.j <= 1) or (before is not None and before.tag == "N" and before.j == item.i):
            item.tag, item.key = "I", "outreach"


def _key_first(clause: Clause) -> bool:
    """hv 18 cn 10 vneid 7: nouns and numbers alternate, beginning with a noun and ending with a number."""
    shape = "".join(i.tag for i in clause.items if i.tag in "NI")
    while shape.startswith("II"):
        shape = shape[1:]
    return len(shape) >= 4 and shape.startswith("IN") and shape.endswith("N") and "NN" not in shape


def _rows(draft: Draft, parts: list[Clause], claims: list[Claim]) -> bool:
    """A heading of indicators and a row of as many numbers (a copied table, "0-0-5-1 (hv - chứng nhận - vneid - buổi)")."""
    nouns = [i for i in draft.items if i.tag == "I" or i.entry.unit in ("dossier", "visit") and i.tag == "U"]
    numbers = [i for i in draft.items if i.tag == "N"]
    for noun in nouns:
        noun.key = noun.key or {"dossier": "public_services", "visit": "people_helped"}[noun.entry.unit]
    if len(numbers) == 1 and len(nouns) >= 2 and not numbers[0].doubt and nouns[-1].end <= numbers[0].start and any(i.entry.cue == "everyone" and nouns[-1].end <= i.start < numbers[0].start for i in draft.items) and len(nouns) == len({n.key for n in nouns}):
        claims.extend(Claim(noun.key, numbers[0], 0) for noun in nouns)  # "hv vs cn đều là 22"
        return True
    if len(numbers) == 1 and numbers[0].numeral is not None and numbers[0].numeral.shape in ("seq", "dash", "slash", "comma", "dot", "date") and len(nouns) == len(numbers[0].numeral.parts) >= 2:
        ends = [nouns[0].start > numbers[0].end, nouns[-1].end < numbers[0].start]
        if any(ends) and not (numbers[0].numeral.shape == "slash" and len(nouns) == 2 and ends[0] and "/" not in draft.text[nouns[0].end : nouns[1].start]):
            for noun, value in zip(nouns, [int(v) for v in re.findall(r"\d+", draft.text[numbers[0].start : numbers[0].end])], strict=True):
                number = Item("N", numbers[0].i, numbers[0].j, numbers[0].start, numbers[0].end)
                number.value = value
                claims.append(Claim(noun.key, number, 0))
            numbers[0].tag = "X"
            return len({n.key for n in nouns}) == len(nouns)
    if len(numbers) < 2 or len(nouns) != len(numbers) or len({n.key for n in nouns}) != len(nouns):
        return False
    if any(n.doubt for n in numbers) or not (nouns[-1].end <= numbers[0].start or numbers[-1].end <= nouns[0].start):
        return False
    if any(draft.text[a.end : b.start].strip(" \t,;/|-–+\n") for a, b in zip(numbers, numbers[1:], strict=False)):
        return False
    claims.extend(Claim(noun.key, number, 0) for noun, number in zip(nouns, numbers, strict=True))
    return True


_EXCLUDING = {"absent", "failed", "later", "plan"}


def _exclude(draft: Draft, parts: list[Clause], c: int) -> None:
    """Numbers that were counted but are no result: absent, planned, targets, still to come, failed."""
    if not draft.entries & _EXCLUDING:
        return
    items = parts[c].items
    planned = parts[c].opened not in ("", "\n", ".", ";", "•", "!", "?") and any(i.note == "plan" for i in parts[c - 1].items) if c else False
    blocked = ""
    for k, item in enumerate(items):
        if item.tag == "D":
            if item.note in ("later", "plan"):
                blocked = "plan"
            elif item.note != "vague":
                past = item.when is not None and item.when.kind == "day" and item.when.first <= draft.today
                blocked = "" if blocked == "plan" and past else blocked
                planned = planned and not past
        elif item.tag == "K" and item.entry.cue == "absent":
            blocked = "absent"
        elif item.tag == "N":
            if blocked or planned:
                item.tag, item.note = "X", blocked or "plan"
                if blocked == "absent":
                    blocked = ""
                continue
            tail = items[k + 1 : k + 4]
            if tail and tail[0].tag == "U" and tail[0].entry.unit in ("person", "gender", "household", "thing") and len(tail) > 1:
                follower = tail[1]
                helped = any(i.entry.context == "help" for i in items[:k]) and draft.fold(follower.i) not in ("chua", "khong", "ko", "k")
                if helped:
                    continue
                if follower.tag == "K" and (follower.entry.cue == "failed" or draft.fold(follower.i) in ("vang", "nghi", "khong", "ko") or (draft.fold(follower.i) == "dang" and item.note != "of" and not (len(tail) > 2 and tail[2].tag == "I"))) and follower.i - tail[0].j <= 1:
                    item.tag, item.note = "X", "failed"
            elif len(tail) > 0 and tail[0].tag == "D" and tail[0].note in ("later", "plan") and len(tail) == 1:
                item.tag, item.note = "X", "plan"
    if any(i.note in ("later", "plan") and i.tag == "D" for i in items) and not any(i.tag == "D" and i.note in ("", "joined") for i in items):
        for item in items:
            if item.tag == "N" and not any(i.tag == "S" for i in ()):
                last = max((i.start for i in items if i.tag == "D" and i.note in ("later", "plan")), default=0)
                if last > item.start and _only_plan(items, item):
                    item.tag, item.note = "X", "plan"


def _only_plan(items: list[Item], number: Item) -> bool:
    """A number before "mai" belongs to the plan unless it already has its noun: "12 hv mai gửi ảnh" keeps its 12."""
    k = items.index(number)
    return not (k + 1 < len(items) and items[k + 1].tag == "I")


def _one(draft: Draft, parts: list[Clause], c: int, k: int, key_first: bool, claims: list[Claim]) -> None:
    items = parts[c].items
    item = items[k]
    right = items[k + 1] if k + 1 < len(items) and items[k + 1].tag in "IU" and items[k + 1].i - item.j <= 1 else None
    left = _left(draft, items, k)
    claim: Claim | None = None
    colon = left is not None and items[k - 1].tag == "S" and items[k - 1].note in (":", "=", "\t")
    beyond = items[k + 2] if k + 2 < len(items) else None
    if left is not None and right is not None and right.tag == "I" and beyond is not None and beyond.entry.cue in ("failed", "approxask"):
        key_first = True  # "hv 12 vneid chưa đếm"
    if left is not None and (key_first or colon) and (right is None or right.tag == "I" or _unit_of(right, left.key)):
        claim = Claim(left.key, item, c, right.entry.unit if right is not None and right.tag == "U" else "")
        if right is not None and right.tag == "I" and not key_first and right.key != left.key and not (k + 2 < len(items) and items[k + 2].tag == "N"):
            claim = _with_noun(draft, parts, c, k, right, left, claims)
    elif right is not None and right.tag == "I":
        claim = _with_noun(draft, parts, c, k, right, left, claims)
    elif right is not None:
        claim = _with_unit(draft, parts, c, k, right, claims)
    elif left is not None:
        claim = Claim(left.key, item, c)
        if left.note == "cn":
            item.note = "cn"
    elif k and items[k - 1].tag == "U" and item.i - items[k - 1].j <= (0 if items[k - 1].entry.unit == "person" else 1) and items[k - 1].entry.unit in ("dossier", "gender", "household", "person", "account", "visit"):
        claim = _with_unit(draft, parts, c, k, items[k - 1], claims)
    else:
        claim = _bare(draft, parts, c, k)
    if claim is None:
        return
    if right is not None and right.tag == "I" and (left is None or claim.key != left.key):
        right.used = True
    elif left is not None and claim.key == left.key:
        left.used = True
    _mark(draft, parts, c, k, claim)
    claims.append(claim)


def _left(draft: Draft, items: list[Item], k: int) -> Item | None:
    """The indicator before a number that the number may complete: not one that an earlier number already took."""
    j = k - 1
    words = 0
    if k >= 2 and items[k - 1].note in (":", "=", "\t") and items[k - 2].tag == "I":
        return items[k - 2]
    while j >= 0:
        item = items[j]
        if item.tag == "I":
            if item.used:
                return None
            return item if items[k].i - item.j - words <= 4 else None
        if item.tag == "N" or (item.tag == "X" and item.note not in ("label", "code", "ordinal")):
            return None
        if item.tag == "U" and item.entry.unit not in ("class", "person", "account", "dossier", "household", "hs"):
            return None
        words += item.j - item.i
        j -= 1
    return None


def _unit_of(unit: Item, key: str) -> bool:
    """Whether "7 người", "3 hồ sơ", "2 lần" can be how an indicator named before it was counted."""
    kind = unit.entry.unit
    if kind in ("person", "gender", "thing", "visit"):
        return True
    if kind in ("times", "batch"):
        return key in ("outreach", "sessions")
    fits = _FITS.get(kind)
    return key in fits if fits else kind not in ("leaflet", "post", "class")


def _with_noun(draft: Draft, parts: list[Clause], c: int, k: int, right: Item, left: Item | None, claims: list[Claim]) -> Claim:
    """N I: the noun after it, unless the noun only says how a thing named before was counted ("tuyên truyền 2 buổi")."""
    items = parts[c].items
    item = items[k]
    key = right.key
    words = draft.text[right.start : right.end].lower()
    nouns = [i for i in items[k + 2 :] if i.tag == "I"]
    following = items[k + 2 : k + 5]
    numbers_after = any(i.tag == "N" for i in items[k + 2 :])
    if key == "sessions":
        spread = any(i.key == "outreach" for i in nouns[:1]) and not numbers_after
        if (left is not None and left.key == "outreach") or spread or any(i.entry.context in ("loud",) for i in following):
            key = "outreach"
    elif key == "people_helped" and left is not None and left.key in ("learners",) and len(words) <= 5:
        key = left.key
    elif key == "learners" and not numbers_after:  # "20 hv được cấp chứng nhận", "5 hv cài vneid"
        later = next((i for i in nouns if i.key in ("certificates", "vneid", "digital_signatures", "e_wallets", "dvc_accounts")), None)
        shared = {t.fold for t in draft.tokens[right.j : later.i]} & {"deu", "cung", "ai", "ca"} if later is not None else set()
        if later is not None and not shared and item.note != "of" and not (left is not None and left.key == later.key):
            between = draft.text[right.end : later.start].lower()
            if len(between) < 24 and not any(w in between for w in ("phải", "phai", "fai", "phỉa", "not")) and not any(i.tag == "N" for i in items[items.index(right) + 1 : items.index(later)]):
                key = later.key
                later.used = True
    elif key == "public_services" and any(i.key == "dvc_accounts" for i in nouns[:1]) and not numbers_after:
        key = "dvc_accounts"
    elif key in ("vneid", "certificates", "digital_signatures") and left is not None and left.key not in ("sessions", "learners", key) and items[k - 1] is left and left.i + 1 <= item.i and not _dangling(items, k):
        item.doubt = item.doubt or "two_readings"
    elif left is not None and left.key not in (key, "sessions", "outreach") and items[k - 1] is left and item.i == left.j and not _taken(items, k):
        item.doubt = item.doubt or "two_readings"
    return Claim(key, item, c, "")


def _dangling(items: list[Item], k: int) -> bool:
    return k >= 2 and items[k - 2].tag in "NDC"


def _taken(items: list[Item], k: int) -> bool:
    return k >= 2 and items[k - 2].tag == "N"


def _with_unit(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> Claim | None:
    items = parts[c].items
    item = items[k]
    kind = unit.entry.unit
    if kind in ("visit",):
        return Claim("people_helped", item, c, kind)
    if kind == "class":
        return Claim("sessions", item, c, kind)
    if kind == "dossier" and draft.fold(unit.i) == "bo" and unit.j == unit.i + 1:
        if not any(i is not unit and (i.key == "public_services" or i.entry.unit in ("dossier", "hs") or i.entry.context == "submit") for i in draft.items):
            return _unknown(draft, item, unit, ("public_services",)) if not other_thing(draft, unit.j) else _aside(item)
    if kind == "dossier":
        return Claim(_named(items, k, frozenset({"public_services"})) or "public_services", item, c, kind)
    if kind in ("household", "account", "machine"):
        return _countable(draft, parts, c, k, unit, claims)
    if kind in ("times", "batch"):
        key = _named(items, k, frozenset({"outreach", "sessions"})) or ("outreach" if any(i.entry.context in ("loud", "loud_tt") for i in items) else "")
        if not key and any(i.entry.unit == "leaflet" for i in items):
            key = "outreach"
        if not key and kind == "batch":
            key = "sessions"
        if not key and parts[c].level < 2 and c and any(i.key == "outreach" for i in parts[c - 1].items):
            key = "outreach"
        if not key:
            item.tag, item.note = "X", "times"
            return None
        return Claim(key, item, c, kind)
    if kind == "short_session":
        glued = unit.start == item.end or any(i.tag == "I" for p in parts for i in p.items)
        return Claim("sessions", item, c, kind) if glued and _others(draft, item) else _unknown(draft, item, unit, ("sessions",))
    if kind == "hs":
        around = [i for p in parts[max(0, c - 1) : c + 2] for i in p.items]
        if any(i.key in ("public_services", "dvc_accounts") or i.entry.context == "submit" or i.entry.unit == "dossier" for i in around):
            return Claim("public_services", item, c, kind)
        if any(context_of(i, draft.text) == "learners" for i in around):
            return Claim("learners", item, c, kind)
        return _unknown(draft, item, unit, ("public_services", "learners"))
    if kind in ("leaflet", "post"):
        if kind == "leaflet" and (any(i.key == "outreach" for p in parts for i in p.items) or any(cl.key == "outreach" for cl in claims)):
            item.tag = "X"
            return None
        return _unknown(draft, item, unit, ("outreach",))
    if kind == "app":
        return _unknown(draft, item, unit, ("vneid",)) if not _named(items, k, frozenset({"vneid"})) else Claim("vneid", item, c, kind)
    return _person(draft, parts, c, k, unit, claims)


def _aside(item: Item) -> None:
    """A number that counts some other thing."""
    item.tag, item.note = "X", "other"


def _others(draft: Draft, item: Item) -> bool:
    return any(i.tag == "I" for i in draft.items) or any(i.entry.context for i in draft.items) or any(i.entry.unit in ("visit", "person") for i in draft.items)


def _unknown(draft: Draft, item: Item, unit: Item, keys: tuple[str, ...]) -> None:
    draft.doubt("unknown_unit", _joined(item, unit), keys, (item.value,))
    item.tag, item.note = "X", "asked"


def _joined(first: Item, last: Item) -> Item:
    both = Item("X", first.i, last.j, min(first.start, last.start), max(first.end, last.end))
    both.value = first.value
    return both


def _named(items: list[Item], k: int, keys: frozenset[str]) -> str:
    """The indicator of a set that is named in the clause and has no number of its own: after the number, else before it."""
    for j in range(k + 2, len(items)):
        if items[j].tag == "N":
            break
        if items[j].tag == "I" and items[j].key in keys:
            return items[j].key if not (j + 1 < len(items) and items[j + 1].tag == "N" and items[j + 1].i - items[j].j <= 1 and not (j + 2 < len(items) and items[j + 2].tag in "IU")) else ""
    for j in range(k - 1, -1, -1):
        if items[j].tag == "N":
            break
        if items[j].tag == "I" and items[j].key in keys:
            return items[j].key
    return ""


def _countable(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> Claim | None:
    """hộ, tài khoản, máy: the indicator named nearby that is counted so."""
    items, kind = parts[c].items, unit.entry.unit
    item = items[k]
    fits = _FITS[kind]
    key = _named(items, k, fits)
    if not key and kind == "account" and any("dvc" in (i.key or "") or i.key == "public_services" for i in items):
        key = "dvc_accounts"
    if not key and kind == "machine":
        return _aside(item)
    if not key:
        for p in reversed(parts[max(0, c - 3) : c]):
            key = next((i.key for i in reversed(p.items) if i.tag == "I" and i.key in fits), "")
            if key:
                break
    if not key and c + 1 < len(parts):
        key = next((i.key for i in parts[c + 1].items if i.tag == "I" and i.key in fits), "")
    if key:
        return Claim(key, item, c, kind)
    if kind == "machine":
        item.tag = "X"
        return None
    if kind == "household" and draft.fold(unit.i) == "nha":
        return _aside(item)
    if kind == "household" and draft.fold(item.i - 1) == "co" and any(draft.fold(item.i - n) in ("thon", "lang", "xa", "xom", "to") for n in (2, 3, 4)):
        return _aside(item)
    if kind == "household" and (any(i.entry.context == "attend" or i.key in ("outreach",) for i in items) or _visited(draft, item)):
        item.tag, item.note = "X", "visited"
        return None
    if kind == "household" and len({cl.key for cl in claims}) == 0 and not any(i.entry.context or i.tag == "I" for i in items):
        return _unknown(draft, item, unit, tuple(sorted(fits)))
    return _unknown(draft, item, unit, tuple(sorted(fits)))


def _visited(draft: Draft, item: Item) -> bool:
    """đi 10 hộ, gõ cửa 40 hộ: the households were only called on."""
    return any(draft.fold(item.i - n) in ("cua", "di", "tham", "ghe", "toi", "den", "vong", "qua", "khap") for n in (1, 2))


def _person(draft: Draft, parts: list[Clause], c: int, k: int, unit: Item, claims: list[Claim]) -> Claim | None:
    """N người: by the nearest named thing or verb, this clause first, then the sentence before, then what follows."""
    items = parts[c].items
    item = items[k]
    kind = unit.entry.unit
    after = draft.fold(unit.j)
    if kind == "person" and item.value <= 6 and draft.fold(unit.i) in ("dua", "anh", "chi") and after in ("em", "minh", "tui", "tụi", "di", "chay", "ngoi", "lam", "toi"):
        item.tag, item.note = "X", "subject"
        return None
    if kind == "person" and (after in ("tui", "minh", "bon", "nhom") or (after == "trong" and draft.fold(unit.j + 1) in ("to", "nhom", "doi"))) and item.value <= 6:
        item.tag, item.note = "X", "subject"
        return None
    if kind == "person" and item.value <= 5 and any(draft.fold(n) in ("dung", "kem", "phu") and draft.fold(n + 1) in ("lop", "ba", "cac", "") or draft.fold(n) == "kem" for n in range(unit.j, unit.j + 5)):
        item.tag, item.note = "X", "subject"  # "2 bạn sinh viên đứng lớp"
        return None
    attending = any(i.entry.context == "attend" for i in items[k + 1 :])
    loud = any(i.key == "outreach" for p in parts[max(0, c - 3) : c + 1] for i in p.items)
    if kind == "thing":
        if draft.fold(unit.i) == "ca":
            return _aside(item)
        near = _named(items, k, frozenset(i.key for i in items if i.tag == "I"))
        if not near and parts[c].level < 2 and c and not any(i.tag == "N" for i in parts[c - 1].items):
            near = next((i.key for i in reversed(parts[c - 1].items) if i.tag == "I"), "")
        if near:
            return Claim(near, item, c, kind)
    near = _near_context(draft, items, k) if kind != "thing" else ""
    if near and after == "vua":  # "5 người vừa kích hoạt VNeID vừa mở tài khoản Cổng DVC"
        for other in items[k + 2 :]:
            if other.tag == "N":
                break
            if other.tag == "I" and other.key != near and other.key in PEOPLE:
                claims.append(Claim(other.key, item, c, kind))
    if near == "" and attending and loud:
        item.tag, item.note = "X", "attended"
        return None
    if near == "outreach":
        item.tag, item.note = "X", "attended"
        return None
    if claims and near == "" and any(i.entry.cue == "part" for i in items[:k]):
        claim = Claim(claims[-1].key, item, c, kind)
        return claim
    if near == "" and c + 1 < len(parts) and parts[c + 1].opened == "+":
        near = next((i.key for i in parts[c + 1].items if i.tag == "I" and i.key in PEOPLE), "")
    if near == "" and kind != "thing":
        near = _carried(draft, parts, c, k, claims)
    if near:
        claim = Claim(near, item, c, kind)
        return claim
    if loud and any(p.items for p in parts if any(i.key == "outreach" for i in p.items)) and (attending or any(cl.key == "outreach" and cl.clause >= c - 1 for cl in claims)):
        item.tag, item.note = "X", "attended"
        return None
    if kind in _PARTIAL and claims and (parts[c].opened in ("(", ":(") or any(p.opened == ":(" for p in parts[max(0, c - 3) : c])):
        claim = Claim(claims[-1].key, item, c, kind)
        claim.note = "part"
        return claim
    if kind == "thing":
        if k and items[k - 1].entry.unit in ("machine", "app") or any(i.entry.unit == "machine" for i in items[:k]):
            item.tag, item.note = "X", "other"
            return None
        if other_thing(draft, unit.j) and any(cl.item is not item for cl in claims):
            item.tag, item.note = "X", "other"
            return None
        return _unknown(draft, item, unit, ())
    if kind == "short_people":
        return _unknown(draft, item, unit, ("learners", "people_helped"))
    counted = [cl for cl in claims if cl.key in PEOPLE and (cl.value >= item.value or cl.item.doubt)]
    if counted and _words_in(draft, items, unit) >= (2 if item.value < 10 else 3):
        item.tag, item.note = "X", "subset"
        return None
    item.note = item.note or "bare"
    return None


def _words_in(draft: Draft, items: list[Item], unit: Item) -> int:
    """How many words the clause says about the people after it counted them: "3 bạn kèm cặp các cụ" says more than "3 người"."""
    j = unit.j
    count = 0
    while j < len(draft.tokens) and draft.tokens[j].kind in (0, 1):
        count += 1
        j += 1
    return count


_FUNCTION = frozenset("nua thoi nha nhe nghen a roi do day luon het chi anh em e ne ha la ma voi cho duoc dc va con hihi nhen hen thi nay ni de vay hong ko khong nao gi xong dang tu o tai trong len xuong vo ra them ca may nhieu hay hoac cung deu cu deu nghe lun z v r ah nhee tong cong hom bua sang chieu toi trua ngay tuan thang gio luc khi vi nen do sau truoc".split())


def other_thing(draft: Draft, j: int) -> bool:
    """Whether the word at a token is a noun that the lexicon does not know: 5 trái, 200 gốc bưởi, 6 thẻ căn cước."""
    token = draft.tokens[j] if j < len(draft.tokens) else None
    return token is not None and token.kind == 0 and token.fold not in _FUNCTION and any(c in "aeiouy" for c in token.fold) and not any(i.i <= j < i.j and i.tag in "IUNKDC" for i in draft.items)


def _near_context(draft: Draft, items: list[Item], k: int) -> str:
    """The indicator that the clause gives to "N người": named after it, named before it, then the verbs."""
    text = draft.text
    for j in range(k + 2, len(items)):
        other = items[j]
        if other.tag == "N" or other.entry.cue == "part":
            break
        if other.tag == "I" and other.key in PEOPLE:
            following = items[j + 1] if j + 1 < len(items) else None
            if following is not None and following.tag in "SN":
                number = following if following.tag == "N" else items[j + 2] if j + 2 < len(items) else None
                if number is not None and number.tag == "N" and not (following.tag == "N" and _has_noun(items, number)):
                    break
            if other.key == "public_services" and any(i.entry.unit == "account" for i in items[k + 2 :]):
                return "dvc_accounts"
            other.used = True
            return other.key
        if other.tag == "I" and other.key == "qr_households" and text[other.start : other.end].lower().startswith(("quét", "quet")):
            return "people_helped"
        if other.entry.unit == "account" and any(i.key in ("public_services", "dvc_accounts") for i in items):
            return "dvc_accounts"
    before = _back(items, k)
    for other in before:
        if other.tag == "I" and other.key in PEOPLE and not other.used:
            topic = items[items.index(other) - 1] if items.index(other) else None
            if other.key == "qr_households" and text[other.start : other.end].lower().startswith(("quét", "quet")):
                return "people_helped"  # they were shown how to scan
            if topic is not None and topic.entry.context == "teach" and other.i - topic.j <= 1 and other.key not in ("learners",):
                return "learners"  # "tập huấn chữ ký số cho 21 giáo viên": what they were taught
            other.used = True
            return other.key
    for j in range(k + 2, len(items)):
        if items[j].tag == "N" or items[j].entry.cue == "part":
            break
        if items[j].tag in "CU" and (found := context_of(items[j], text)):
            return found
    for other in before:
        if other.tag == "I" and (found := context_of(other, text)):
            return found
        if other.tag in "CU" and (found := context_of(other, text)):
            return found
        if other.tag == "I" and other.key == "outreach":
            return "outreach"
    return ""


def _has_noun(items: list[Item], number: Item) -> bool:
    k = items.index(number)
    return k + 1 < len(items) and items[k + 1].tag in "IU" and items[k + 1].i - number.j <= 1


def _back(items: list[Item], k: int) -> list[Item]:
    """The items before a number, nearest first, as far as the number before; nouns that number took are left out."""
    found: list[Item] = []
    for j in range(k - 1, -1, -1):
        if items[j].tag == "N" and j + 1 < len(items) and (items[j + 1].key in ("sessions", "outreach") or items[j + 1].entry.unit in ("class", "batch", "times")):
            if found and found[-1] is items[j + 1]:
                found.pop()
            continue  # "dạy 1 buổi được 11 bà": the teaching goes on
        if items[j].tag == "N":
            if found and found[-1].tag in "IU" and found[-1].i - items[j].j <= 1 and (found[-1].key or "") != "sessions":
                found.pop()
            break
        found.append(items[j])
    return found


def _carried(draft: Draft, parts: list[Clause], c: int, k: int, claims: list[Claim]) -> str:
    """The context said just before (or, with no number of its own, just after) the clause."""
    for back in range(c - 1, max(-1, c - 5), -1):
        items = parts[back].items
        numbered = any(i.tag == "N" for i in items)
        for other in reversed(items):
            if other.tag in "CU" and (found := context_of(other, draft.text)):
                return found
            if other.tag == "I":
                if numbered and other.key != "sessions":
                    if parts[c].opened in ("+", "(") or items_unit(parts[c].items, k) == "gender" or _continues(draft, parts[c].items, k):
                        return other.key if other.key in PEOPLE else ""
                    return ""
                found = context_of(other, draft.text)
                if found:
                    return found
        if parts[back].level == 2 and back < c - 1 and numbered:
            break
    if c + 1 < len(parts) and parts[c + 1].opened == "and":  # "6 bà già với 2 ông già học gọi video"
        following = parts[c + 1].items
        for n, other in enumerate(following):
            if other.tag == "N" and items_unit(following, n) in ("person", "gender") and (found := _near_context(draft, following, n)):
                return found
    for items in (p.items for p in parts[c + 1 : c + 3]):
        if any(i.tag == "N" for i in items):
            break
        for other in items:
            if found := context_of(other, draft.text):
                return found
    return ""


def items_unit(items: list[Item], k: int) -> str:
    """The unit word right beside the number at k: after it, else before it."""
    for n in (k + 1, k - 1):
        if 0 <= n < len(items) and items[n].tag == "U":
            return items[n].entry.unit
    return ""


def _continues(draft: Draft, items: list[Item], k: int) -> bool:
    """Words that carry the last figure on: thêm 3 người nữa, tổng 4 người, chiều 5 người."""
    return any(i.entry.cue in ("total", "more", "daypart", "part") for i in items)


def _bare(draft: Draft, parts: list[Clause], c: int, k: int) -> Claim | None:
    """A number with no noun beside it: the verb before it ("dạy 21"), else the thing named just before ("vneid / sáng 3")."""
    items = parts[c].items
    item = items[k]
    if any(i.entry.cue == "inperiod" and 0 <= item.i - i.j <= 2 for i in items[:k]) and (counted := next((i for i in draft.items if i.tag == "I"), None)):
        return Claim(counted.key, item, c)
    ahead = items[k + 1] if k + 1 < len(items) else None
    if other_thing(draft, item.j) and ahead is not None and ahead.entry.context == "teach" and ahead.i == item.j + 1:
        return Claim("learners", item, c)  # "17 mạng học zalo"
    if other_thing(draft, item.j) and not (k + 1 < len(items) and items[k + 1].tag == "I" and items[k + 1].i - item.j <= 2):
        item.note = item.note or "bare"
        return None
    if item.doubt == "vague" and item.note == "several":
        item.tag = "X"
        return None
    for other in _back(items, k):
        if other.tag == "C" and (found := context_of(other, draft.text)) and item.i - other.j <= 3 and other.entry.context != "usevn":
            return Claim(found, item, c)
        if other.tag == "C" and other.entry.context == "give" and item.i - other.j <= 2:
            break
        if other.tag in "IUX":
            break
    ahead = items[k + 1] if k + 1 < len(items) else None
    if ahead is not None and ahead.tag == "C" and ahead.i - item.j <= 1 and ahead.entry.context in ("teach", "install", "help") and k + 2 < len(items) and items[k + 2].tag == "I":
        return Claim(items[k + 2].key, item, c)
    for other in items[k + 1 : k + 4]:
        if other.tag in "NUX":
            break
        if other.tag == "I" and not other.used and other.i - item.j <= 6:
            other.used = True
            return Claim(other.key, item, c)
    if any(i.entry.cue == "daypart" or i.note == "label" for i in items[:k]):  # "sáng 5 chiều 7 học viên"
        ahead_noun = next((i for i in items[k + 1 :] if i.tag == "I"), None) or next((i for i in reversed(items[:k]) if i.tag == "I"), None)
        if ahead_noun is not None:
            return Claim(ahead_noun.key, item, c)
    if c and any(i.note == "absent" for i in parts[c - 1].items) and (target := next((i for i in parts[c - 1].items if i.tag == "I"), None)):
        return Claim(target.key, item, c)  # "chỉ tiêu 10 vneid, làm được 8"
    if c + 1 < len(parts) and parts[c + 1].opened == "+" and (summed := next((i for i in parts[c + 1].items if i.tag == "I"), None)):
        return Claim(summed.key, item, c)  # "12 + 5 hv"
    marked = any(i.entry.cue in ("total", "daypart", "more", "part") or i.note in ("label", "list") for i in items)
    dated = any(i.tag == "D" for i in items)
    if marked or dated or item.note == "of" or any(i.entry.cue == "every" or draft.fold(item.i - 1) == "ca" for i in items) or parts[c].opened == "+":
        for back in range(c - 1, max(-1, c - 5), -1):
            for other in reversed(parts[back].items):
                if other.tag == "I":
                    return Claim(other.key, item, c)
                if other.tag == "U" and other.entry.unit not in ("person", "class") and back == c - 1:
                    break
        keys = [p.key for p in items[k + 1 :] if p.tag == "I"]
        del keys
        for back in range(c - 1, max(-1, c - 3), -1):
            for other in reversed(parts[back].items):
                if found := context_of(other, draft.text):
                    return Claim(found, item, c)
        for ahead_clause in parts[c + 1 : c + 4] if marked else ():
            for other in ahead_clause.items:
                if other.tag == "I":
                    return Claim(other.key, item, c)
    item.note = item.note or "bare"
    return None


def _mark(draft: Draft, parts: list[Clause], c: int, k: int, claim: Claim) -> None:
    """How the number counts beside others of its indicator: a part, a total, one more, one of several places or times."""
    items = parts[c].items
    item = items[k]
    beyond = False
    for other in reversed(items[:k]):
        if other.tag == "N":
            beyond = True
        if beyond:  # past another number only places, days and parts still hold: "nhóm A 1 buổi 11 hv"
            if (other.entry.label or other.entry.context == "market") and other.tag in "LMC" and not claim.label:
                claim.label = " ".join(draft.fold(n) for n in range(other.i, other.j + 1))
            elif other.tag == "D" and other.when is not None and other.when.kind == "day" and not claim.label:
                claim.label = other.when.first.isoformat() + "D"
            elif other.entry.cue == "part" and claim.unit in _PARTIAL:
                claim.note = claim.note or "part"
            continue
        cue = other.entry.cue
        if cue == "total" and other.tag == "K":
            claim.note = claim.note or "total"
        elif cue == "part":
            claim.note = "part"
        elif cue == "incl":
            claim.note = "incl"
        elif cue == "each":
            claim.note = "each"
        elif cue == "less" and draft.fold(item.i - 1) not in ("xuong", "con", "thanh") and other.tag == "K" and item.i - other.j <= 2:
            claim.note = "less"
        elif cue == "more" and other.tag == "K":
            claim.note = claim.note or "more"
        elif cue == "inperiod":
            claim.note = "inperiod"
        elif cue == "cumulative" and not claim.note:
            claim.note = "running"
        elif cue == "daypart" and not claim.label:
            claim.label = draft.fold(other.i)
        elif (other.entry.label or other.entry.context == "market") and other.tag in "LMC" and not claim.label:
            claim.label = " ".join(draft.fold(n) for n in range(other.i, other.j + 1))
        elif other.note == "label" and other.tag == "X" and not claim.label:
            claim.label = draft.text[other.start - 8 : other.end] if other.start > 8 else draft.text[: other.end]
        elif other.tag == "D" and other.when is not None and other.when.kind == "day" and not claim.label:
            claim.label = other.when.first.isoformat()
            if other.note == "":
                claim.label += "D"
    for other in items[k + 1 : k + 4]:
        if other.tag == "N":
            break
        if other.tag == "D" and other.when is not None and other.when.kind == "day" and other.note == "" and not claim.label:
            claim.label = other.when.first.isoformat() + "D"
        if other.entry.cue == "total" and other.tag == "K" and claim.note in ("", "more") and draft.fold(other.i) in ("tat", "ca", "het") :
            claim.note = "total"
        if other.entry.cue == "more" and other.tag == "K" and not claim.note:
            claim.note = "more"

    if k >= 3 and items[k - 1].note == "=" and items[k - 2].tag in "IU" and (items[k - 2].used or items[k - 3].tag == "N"):
        claim.note = claim.note or "total"  # "2 tk vietcombank + 1 viettel money = 3"
    if (k >= 2 and items[k - 1].note in ("x", "×", "*")) or draft.fold(item.i - 1) == "x":
        claim.note = "each"
    nxt = parts[c + 1] if c + 1 < len(parts) else None
    if nxt is not None and nxt.opened == "/" and nxt.items and nxt.items[0].tag in "IUM" and not any(i.tag == "N" for i in nxt.items[:4]) and items[-1].i <= item.j + 1 and nxt.items[0].i == items[-1].j + 1:
        claim.note = "each"
    if not claim.note and _after_part(parts, c, claim):
        claim.note = "part"


def _after_part(parts: list[Clause], c: int, claim: Claim) -> bool:
    """"12 hv, trong đó 7 nữ, 5 nam": the parts go on to the end of the sentence; so do those in brackets."""
    for back in range(c, -1, -1):
        clause = parts[back]
        if back < c and any(i.entry.cue == "part" for i in clause.items):
            return claim.unit in _PARTIAL
        if clause.opened == ":(":
            return claim.unit in _PARTIAL
        if clause.opened == "(" and back <= c:
            return not any(p.opened == ")" for p in parts[back + 1 : c + 1]) and back > 0
        if clause.level == 2:
            break
    return False
