"""From claims to figures: what adds up, what is only a part, what contradicts itself, what must be asked."""

from vietnamese.clauses import Claim, other_thing
from vietnamese.draft import Draft, Item
from vietnamese.result import Figure

_DOUBT_NOTES = {"each": "multiply", "running": "running_total", "less": "addition"}


def settle(draft: Draft, claims: list[Claim]) -> None:
    """One value an indicator, or a doubt; numbers that no rule explained become doubts too."""
    by_key: dict[str, list[Claim]] = {}
    for claim in claims:
        by_key.setdefault(claim.key, []).append(claim)
    _fractions(draft, by_key)
    for key, group in by_key.items():
        _settle_one(draft, key, group)
    _everyone(draft, by_key)
    _zeros(draft, by_key)
    _leftovers(draft, claims)
    for doubt in draft.doubts:
        if doubt.kind == "unknown_unit" and len(doubt.indicators) == 1:
            _take_back(draft, doubt.indicators[0])
    only = claims[0] if len(claims) == 1 else None
    if only is not None and only.item.note == "cn" and len(draft.values) == 1:
        _take_back(draft, only.key)
        draft.doubt("two_readings", only.item, (only.key,), (only.value,))


def _give(draft: Draft, key: str, value: int, first: Item, last: Item, estimate: bool = False) -> None:
    draft.figures.append(Figure(key, value, min(first.start, last.start), max(first.end, last.end), estimate))
    draft.values[key] = value


def _fractions(draft: Draft, by_key: dict[str, list[Claim]]) -> None:
    """ "16/20 hv được cấp chứng nhận": 20 learners, 16 certificates; "8/8 người" is 8."""
    for key, group in list(by_key.items()):
        for claim in group:
            item = claim.item
            if item.note != "of" or item.doubt:
                continue
            if (
                key in ("certificates", "learners")
                and any(i.key == "certificates" for i in draft.items)
                and any(i.key == "learners" and i.tag == "I" for i in draft.items)
            ):
                if key == "learners":
                    claim.value = item.upto
                    other = Claim("certificates", item, claim.clause)
                    other.value = item.value
                    if "certificates" not in by_key:
                        by_key["certificates"] = [other]
            if item.value > item.upto:
                item.doubt = "sum_mismatch"


def _settle_one(draft: Draft, key: str, group: list[Claim]) -> None:
    counted = [c for c in group if c.note != "incl"] or group
    if any(c.note == "inperiod" for c in counted):
        counted = [c for c in counted if c.note == "inperiod"]
    whole = [c for c in counted if c.note != "part"] or counted
    parts = [c for c in counted if c not in whole]
    for claim in whole:
        if (
            claim.note in _DOUBT_NOTES
            and not claim.item.doubt
            and not (claim.note == "running" and _month_named(draft))
        ):
            claim.item.doubt = _DOUBT_NOTES[claim.note]
    if len(whole) > 2 and not any(c.item.doubt for c in whole) and not _apart(draft, whole):
        biggest = max(whole, key=lambda c: c.value)
        if biggest.value * 2 == sum(c.value for c in whole) and biggest.note != "more":
            biggest.note = "total"
    fixed = _self_corrected(draft, whole)
    if fixed is not None:
        whole = fixed
    total = next((c for c in whole if c.note == "total"), None)
    doubtful = [c for c in whole if c.item.doubt]
    exact = [c for c in whole if not c.item.doubt]
    if total is not None and total in exact:
        _with_total(draft, key, total, [c for c in exact if c is not total])
    elif not exact:
        for claim in doubtful:
            _ask(draft, key, claim)
        return
    elif doubtful and not all(
        c.item.doubt in ("vague", "multiply") and (c.item.note in ("several", "crowd") or c.note == "each")
        for c in doubtful
    ):
        for claim in doubtful:
            _ask(draft, key, claim)
        return
    elif len(exact) == 1 or len({c.value for c in exact}) == 1 and not _apart(draft, exact):
        claim = exact[0]
        if len(group) == 1 and _adds(draft, claim):
            claim.item.doubt = "addition"
            _ask(draft, key, claim)
            return
        _give(draft, key, claim.value, claim.item, exact[-1].item, claim.item.estimate)
    elif _apart(draft, exact):
        _give(
            draft, key, sum(c.value for c in exact), exact[0].item, exact[-1].item, any(c.item.estimate for c in exact)
        )
    else:
        first, last = exact[0].item, exact[-1].item
        draft.doubt("two_values", _both(first, last), (key,), tuple(c.value for c in exact))
        return
    if parts and key in draft.values and any(c.value > draft.values[key] and not c.item.doubt for c in parts):
        bad = next(c for c in parts if c.value > draft.values[key])
        draft.doubt("sum_mismatch", bad.item, (key,), (draft.values[key], bad.value))
        _take_back(draft, key)


def _take_back(draft: Draft, key: str) -> None:
    draft.values.pop(key, None)
    draft.figures = [f for f in draft.figures if f.indicator != key]


def _both(first: Item, last: Item) -> Item:
    return Item("X", first.i, last.j, min(first.start, last.start), max(first.end, last.end))


def _month_named(draft: Draft) -> bool:
    return False


def _adds(draft: Draft, claim: Claim) -> bool:
    """ "thêm 3 hv nữa" with nothing to add to; "có thêm 1 hộ", "mở thêm 2 ví" are figures of their own."""
    if "more" not in draft.entries and "missing" not in draft.entries:
        return False
    item = claim.item
    near = [
        i
        for i in draft.items
        if i.tag in "KW"
        and i.entry.cue in ("more", "missing")
        and -6 <= item.i - i.j <= 3
        or i.entry.cue in ("more", "missing")
        and 0 <= i.i - item.j <= 4
    ]
    words = [draft.text[i.start : i.end].lower() for i in near]
    if any(
        w.startswith(("cộng", "cong", "ghi thêm", "ghi them", "báo thêm", "bao them", "bổ sung", "bo sung"))
        and i.i < item.i
        for w, i in zip(words, near, strict=True)
    ):
        return True
    lacking = next(
        (
            i
            for i in near
            if i.entry.cue == "missing"
            and i.i < item.i
            and draft.fold(i.j - 1) in ("thieu", "sot", "mat")
            and item.i - i.j <= 2
        ),
        None,
    )
    if lacking is not None and draft.fold(lacking.j) == "so":
        return False  # "bấm thiếu số": a digit, not people
    if lacking is not None:
        return not any(i.tag == "N" and i is not item for i in draft.items)
    plus = any(w in ("thêm", "them", "thêm đc", "thêm được", "thêm vào") for w in words)
    again = any(w in ("nữa", "nửa", "nua") for w in words)
    alone = sum(1 for i in draft.items if i.tag == "N") == 1 and len(draft.values) == 0
    verb = any(
        i.entry.context in ("install", "open", "help", "teach")
        for i in draft.items
        if i.end <= item.start and item.i - i.j <= 3
    )
    if alone and again and plus:
        return True
    return (
        alone
        and (again or (plus and draft.items and near[0].i <= 2))
        and not verb
        and not any(i.tag == "D" for i in draft.items)
    )


def _with_total(draft: Draft, key: str, total: Claim, rest: list[Claim]) -> None:
    """A total beside its parts must be their sum; alone, or beside itself, it is the figure."""
    summed = sum(c.value for c in rest)
    between = draft.text[rest[0].item.end : total.item.start].lower() if rest else ""
    if rest and summed < total.value and len(between) < 60 and any(w in between for w in ("thêm", "them ")):
        rest = []
    if rest and summed != total.value and not all(c.value == total.value for c in rest):
        draft.doubt("sum_mismatch", _both(rest[0].item, total.item), (key,), (summed, total.value))
        return
    _give(draft, key, total.value, rest[0].item if rest else total.item, total.item, total.item.estimate)


def _apart(draft: Draft, claims: list[Claim]) -> bool:
    """Whether figures of one indicator add up: other times of the day, other groups, "+", "thêm", nam and nữ."""
    if len(claims) < 2:
        return False
    labels = [c.label for c in claims]
    if any(i.entry.cue == "still" and 0 <= c.item.i - i.j <= 1 for i in draft.items for c in claims[1:]):
        return False
    if len(set(labels)) == len(labels) and all(labels):
        days = {label for label in labels if label.endswith("D")}
        return len(days) < 2 or any(i.when is not None and i.when.kind == "week" for i in draft.items)
    if all(c.unit == "gender" for c in claims):
        return True
    if claims[0].key == "public_services" and all(c.unit in ("dossier", "hs") for c in claims):
        return True
    if all(c.note == "more" for c in claims[1:]):
        return True
    joins = [draft.text[a.item.end : b.item.start] for a, b in zip(claims, claims[1:], strict=False)]
    if all(c.unit in ("person", "gender", "household", "dossier") for c in claims) and all(
        any(w in f" {j} " for w in (" với ", " và ", " vs ", " voi ", " va ")) for j in joins
    ):
        return True
    said = draft.text[claims[0].item.start : claims[-1].item.end + 16].lower()
    if len(claims) == 2 and " cũ" in said and " mới" in said:
        return True
    if all("+" in j or " cộng " in j or " cong " in j for j in joins):
        return True
    if claims[0].key in ("outreach", "e_wallets", "public_services") and all(
        _noun(draft, a) != _noun(draft, b) for a, b in zip(claims, claims[1:], strict=False)
    ):
        return True
    return (
        len({c.label for c in claims}) == len(claims)
        and any(labels)
        and all(label in ("sang", "chieu", "toi", "trua", "dem", "") for label in labels)
    )


def _noun(draft: Draft, claim: Claim) -> str:
    """The words of the noun that a number was given, so that two loa and one họp thôn are seen to be different things."""
    k = draft.items.index(claim.item) if claim.item in draft.items else -1
    after = draft.items[k + 1] if 0 <= k < len(draft.items) - 1 else None
    before = draft.items[k - 1] if k > 0 else None
    chosen = after if after is not None and after.tag == "I" else before
    return draft.text[chosen.start : chosen.end].lower() if chosen is not None else ""


def _self_corrected(draft: Draft, claims: list[Claim]) -> list[Claim] | None:
    """ "12 hv à quên 13 hv": what is said after the slip holds."""
    if len(claims) < 2:
        return None
    for cue in draft.items:
        if cue.entry.cue == "selffix" or (cue.entry.cue == "missing" and draft.fold(cue.i) == "quen"):
            before = [c for c in claims if c.item.start < cue.start]
            after = [c for c in claims if c.item.start > cue.end]
            if before and after:
                return after
    return None


def _ask(draft: Draft, key: str, claim: Claim) -> None:
    item = claim.item
    numbers = (
        (item.value, item.upto)
        if item.doubt in ("range", "two_values") and item.upto
        else ()
        if item.doubt == "vague" and not item.value
        else (item.value,)
    )
    draft.doubt(item.doubt, item, (key,), numbers)


def _everyone(draft: Draft, by_key: dict[str, list[Claim]]) -> None:
    """ "lớp 18 người, cả lớp đều cài vneid": the whole class is 18."""
    cue = next((i for i in draft.items if i.entry.cue == "everyone"), None) if "everyone" in draft.entries else None
    if cue is None:
        return
    for item in draft.items:
        if (
            item.tag != "I"
            or item.used
            or item.key in by_key
            or item.key in draft.values
            or item.key not in _OF_A_CLASS
        ):
            continue
        if draft.fold(cue.i - 1) == "het" and draft.fold(cue.i - 2) == "hau":
            draft.doubt("vague", cue, (item.key,))
            continue
        if set(".;\n") & set(draft.text[min(item.end, cue.end) : max(item.start, cue.start)]):
            continue
        whole = next((f for f in draft.figures if f.indicator == "learners"), None) or next(
            (f for f in draft.figures if f.indicator in ("people_helped", "vneid")), None
        )
        if whole is not None:
            draft.figures.append(Figure(item.key, whole.value, min(cue.start, item.start), max(cue.end, item.end)))
            draft.values[item.key] = whole.value
        elif not draft.figures:
            draft.doubt("vague", cue, (item.key,))


_OF_A_CLASS = frozenset({"vneid", "certificates", "digital_signatures", "e_wallets", "dvc_accounts"})
_NOBODY = frozenset({"chua ai", "khong ai", "ko ai", "chua co", "hong ai", "chua duoc", "k ai", "kg ai"})
_NONE_WORDS = frozenset({"ko", "k", "khong", "kg", "hok", "hong", "kh", "chua", "chang", "hem", "hk", "0"})
_NONE_BEFORE = ("ko", "k", "khong", "kg", "hok", "hong", "kh", "hong", "chua", "chang", "hem", "hk", "0")


def _zeros(draft: Draft, by_key: dict[str, list[Claim]]) -> None:
    """An explicit none beside other figures is 0: "ko hv, 3 vneid", "vneid: không", "chưa có chứng nhận"."""
    if not draft.folds & _NONE_WORDS:
        return
    items = draft.items
    for k, item in enumerate(items):
        if item.tag != "I" or item.key in by_key or item.key in draft.values or item.key in draft.zeros:
            continue
        before = items[k - 1] if k else None
        after = items[k + 1] if k + 1 < len(items) else None
        word = draft.fold(item.i - 1)
        none = word in _NONE_BEFORE and (item.i < 2 or draft.fold(item.i - 2) not in ("", "co") or True)
        none = none or (
            before is not None
            and before.entry.cue == "failed"
            and item.i - before.j == 0
            and draft.fold(before.i) in ("khong", "ko", "k", "chua", "kg", "hong")
            and draft.fold(before.j - 1) in ("co", "duoc", "dc")
        )
        if not none and after is not None:
            tail = draft.fold(item.j) if draft.fold(item.j) not in (":", "thi", "=") else draft.fold(item.j + 1)
            ends = draft.fold(item.j + (2 if draft.fold(item.j) in (":", "thi", "=") else 1))
            none = (
                tail in ("ko", "khong", "k", "kg")
                and ends in ("", ",", ".", ";", "\n", "co", "a", "nha", "nhe")
                or (
                    after.entry.cue == "failed"
                    and after.i - item.j <= 1
                    and draft.fold(after.j) in ("", ",", ".", ";", "a", "nha")
                    and draft.fold(after.j - 1) == "co"
                )
            )
        elif not none:
            none = draft.fold(item.j) in ("ko", "khong", "k", "kg") and draft.fold(item.j + 1) == ""
        if (
            not none
            and not item.used
            and item.key in _OF_A_CLASS | {"qr_households", "ecommerce_households", "learners"}
        ):
            none = (
                f"{draft.fold(item.j)} {draft.fold(item.j + 1)}" in _NOBODY
                and (
                    draft.fold(item.j + 1) == "ai"
                    or draft.fold(item.j + 2) in ("", ",", ".", ";", "ai", "a", "nao", "het", "nguoi", "nha")
                )
                or any(
                    f"{draft.fold(n)} {draft.fold(n + 1)}" in _NOBODY and "ai" in (draft.fold(n + 1), draft.fold(n + 2))
                    for n in range(max(0, item.i - 5), item.i)
                )
            )
        if none and not any(d.indicators == (item.key,) for d in draft.doubts):
            draft.zeros[item.key] = item


def _leftovers(draft: Draft, claims: list[Claim]) -> None:
    """Numbers that no claim took: asked about, never dropped."""
    taken = {id(c.item) for c in claims}
    for item in draft.items:
        if item.tag != "N" or id(item) in taken:
            continue
        if item.doubt == "vague" and item.note in ("several", "crowd"):
            continue
        if item.soft and item.note in ("bare", "") and (taken or len(draft.tokens) > 6):
            continue
        if _explained(draft, item, claims):
            item.tag = "X"
            continue
        draft.unexplained.append((item.start, item.end))


def _explained(draft: Draft, item: Item, claims: list[Claim]) -> bool:
    """A number beside figures that is no figure itself: it adds up to one, was taken back at once, or counts another thing."""
    if not claims:
        return False
    bare = [i.value for i in draft.items if i.tag == "N" and i.note == "bare" and not i.doubt]
    if not item.doubt and any(c.value == item.value and not c.item.doubt for c in claims):
        return True
    if any(c.value == sum(bare) for c in claims) and len(bare) > 1:
        for other in draft.items:
            if other.tag == "N" and other.note == "bare":
                other.tag = "X"
        return True
    k = draft.items.index(item)
    following = draft.items[k + 1 : k + 6]
    if any(i.entry.cue in ("selffix", "missing") and i.i - item.j <= 4 for i in following) and any(
        c.item.start > item.start for c in claims
    ):
        return True
    after = draft.items[k + 1] if k + 1 < len(draft.items) else None
    if after is not None and after.entry.unit in ("person", "gender") and after.i - item.j <= 1 and not item.doubt:
        said = sum(1 for n in range(after.j, min(after.j + 3, len(draft.tokens))) if draft.tokens[n].kind == 0)
        if said >= 2 and (item.value < 10 or said >= 3):
            return True
        if (
            draft.fold(item.i - 1) in ("to", "em", "minh", "tui", "nhom")
            and draft.fold(item.i - 2) in ("to", "nhom", "doi", "tui", "bon", "minh", "")
            or draft.fold(item.i - 1) == "to"
        ):
            return True
    return not item.doubt and item.note != "cn" and other_thing(draft, item.j) and any(not c.item.doubt for c in claims)
