"""From claims to figures: what is only a part, what contradicts itself, what must be asked."""

from vietnamese.blocks import label_blocks
from vietnamese.clauses import DEEDS, Claim, other_thing
from vietnamese.denials import DENIED
from vietnamese.denied import NONE
from vietnamese.draft import Draft, Item
from vietnamese.everyone import everyone
from vietnamese.excepted import without_some
from vietnamese.fold import word_set
from vietnamese.leftovers import leftovers
from vietnamese.noted import note_doubts
from vietnamese.result import Figure
from vietnamese.shares import some_of_those
from vietnamese.standing import of_the_rows, said_last, standing, sum_of_all, the_total
from vietnamese.sums import adds, apart, detailed


def settle(draft: Draft, claims: list[Claim]) -> None:
    """One value an indicator, or a doubt; numbers that no rule explained become doubts too."""
    by_key: dict[str, list[Claim]] = {}
    if "total" in draft.entries and len(claims) > 2:
        of_the_rows(draft, claims)
    if "everyone" in draft.entries:
        without_some(draft, claims)
    label_blocks(draft, claims)
    if "sessions" in [c.key for c in claims]:
        _only_spoken(draft, claims)
    counted = {c.key for c in claims if c.value} if draft.bits & DENIED else ()
    for claim in claims:
        if claim.value or claim.item.note not in NONE or claim.key not in counted:
            by_key.setdefault(claim.key, []).append(claim)  # "không có vneid, à có 8": what there is, holds
    _fractions(draft, by_key)
    for key, group in by_key.items():
        _settle_one(draft, key, group)
    _again(draft)
    everyone(draft, by_key)
    leftovers(draft, claims)
    for doubt in draft.doubts:
        if doubt.kind == "unknown_unit" and len(doubt.indicators) == 1:
            _take_back(draft, doubt.indicators[0])
    only = claims[0] if len(claims) == 1 else None
    if only is None or only.item.note != "cn":
        return
    if "notbut" in draft.wishes or any(i.note == "old" for i in draft.items):
        return  # "13 cn chứ không phải 31": two numbers of certificates, no Sunday
    given = {draft.fold(only.item.i - n) for n in (1, 2, 3)} & {"cap", "nhan", "phat"}
    if len(draft.values) == 1 and not given:
        _take_back(draft, only.key)
        draft.doubt("two_readings", only.item, (only.key,), (only.value,))


def _only_spoken(draft: Draft, claims: list[Claim]) -> None:
    """ "loa hư 2 ngày nên tuần này phát được 3 buổi": sessions of the only work that the message names."""
    told = {i.key for i in draft.items if i.tag == "I"}
    number = claims[0].item
    if draft.fold(number.i - 1) == "quan":
        return  # "ra quân 5 buổi"
    spoken = "outreach" in told or ("loa" in draft.folds and "phat" in draft.words[max(0, number.i - 3) : number.i])
    if not spoken or told - {"outreach", "sessions"} or len(claims) > 1:
        return
    work = DEEDS - {"give"} if "loa" in draft.folds else DEEDS  # "phát loa"
    if any(i.entry.unit == "class" or i.entry.context in work for i in draft.items):
        return
    noun = next((i for i in draft.items if i.i == claims[0].item.j), None)
    if noun is not None and draft.words[noun.i : noun.j] == ["buoi"]:
        claims[0].key = "outreach"


def _men_and_women(draft: Draft, halves: list[Claim]) -> bool:
    words = {draft.fold(c.item.j) for c in halves} | {draft.fold(c.item.i - 1) for c in halves}
    return {"nam", "nu"} <= words


def _and_some_more(draft: Draft, claim: Claim) -> bool:
    """ "8 chị em với mấy ông nữa": how many in all is not known."""
    after = {draft.fold(n) for n in range(claim.item.j, claim.item.j + 4)}
    if claim.unit in ("person", "gender") and claim.note == "" and not claim.item.value:
        after.add("nua")  # "dạy 4 bác cựu chiến binh và mấy chị hàng xóm"
    return draft.fold(claim.item.i - 1) in ("voi", "va", "vs", "cung") and bool(after & {"nua", "nx"})


def _again(draft: Draft) -> None:
    """ "cài lại vneid cho 3 người đổi máy": an old account put back is no new one, or is it? That is asked."""
    if "vneid" not in draft.values or "lai" not in draft.folds or "correct" in draft.wishes:
        return
    for n, token in enumerate(draft.tokens):
        if token.fold == "lai" and (draft.fold(n - 1) in ("cai", "hoat") or draft.fold(n - 2) == "cai"):
            figure = next(f for f in draft.figures if f.indicator == "vneid")
            between = draft.text[min(figure.end, draft.ends[n]) : max(figure.start, draft.starts[n])]
            if not set(".;\n(") & set(between):
                _take_back(draft, "vneid")
                whole = Item("X", n, n + 1, min(figure.start, draft.starts[n]), max(figure.end, draft.ends[n]))
                draft.doubt("two_readings", whole, ("vneid",), (figure.value,))
            return


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
            ) and key == "learners":
                claim.value = item.upto
                other = Claim("certificates", item, claim.clause)
                other.value = item.value
                if "certificates" not in by_key:
                    by_key["certificates"] = [other]
            if item.value > item.upto:
                item.doubt = "sum_mismatch"


def _halves_disagree(draft: Draft, key: str, group: list[Claim]) -> bool:
    """ "20 hv, nữ 11, nam 10": men and women of people already counted who do not make up their number."""
    halves = [c for c in group if c.unit == "gender"]
    people = next((c for c in group if c.unit != "gender"), None)
    if people is None or len(halves) != 2 or not _men_and_women(draft, halves):
        return False
    if people.value < max(c.value for c in halves) or sum(c.value for c in halves) == people.value:
        return False
    draft.doubt("sum_mismatch", _both(halves[0].item, halves[1].item), (key,), (people.value,))
    return True


def _settle_one(draft: Draft, key: str, group: list[Claim]) -> None:
    parts: list[Claim] = []
    whole = group
    total = group[0] if group[0].note == "total" else None
    if len(group) > 1:
        if _halves_disagree(draft, key, group):
            return
        whole = standing(draft, group)
        parts = [c for c in whole if c.note == "part"]
        whole = [c for c in whole if c.note != "part"] or whole
    note_doubts(draft, whole)
    if len(whole) > 1:
        whole = said_last(draft, sum_of_all(draft, whole))
        total = the_total(draft, whole)
    elif len(group) > 1:
        total = whole[0] if whole[0].note == "total" else None
    doubtful = [c for c in whole if c.item.doubt]
    exact = [c for c in whole if not c.item.doubt]
    if total is not None and total in exact:
        _with_total(draft, key, total, [c for c in exact if c is not total])
    elif not exact or (
        doubtful
        and not all(
            c.item.doubt in ("vague", "multiply")
            and (c.item.note in ("several", "crowd") or c.note == "each")
            and not _and_some_more(draft, c)
            for c in doubtful
        )
    ):
        for claim in doubtful:
            _ask(draft, key, claim)
        return
    elif len(exact) == 1 or (len({c.value for c in exact}) == 1 and not apart(draft, exact)):
        claim = exact[0]
        if not any(c.item.value for c in group if c is not claim) and adds(draft, claim):
            claim.item.doubt = "addition"
            _ask(draft, key, claim)
            return
        _give(draft, key, claim.value, claim.item, exact[-1].item, claim.item.estimate)
    elif len(exact) > 1 and _some_of_the_kind(draft, exact):
        draft.doubt("sum_mismatch", _both(exact[0].item, exact[-1].item), (key,), tuple(c.value for c in exact))
        return
    elif len(exact) == 2 and _around_one_noun(draft, exact[0].item, exact[1].item):
        draft.doubt("two_readings", _both(exact[0].item, exact[1].item), (key,), tuple(c.value for c in exact))
        return
    elif apart(draft, exact):
        _give(
            draft, key, sum(c.value for c in exact), exact[0].item, exact[-1].item, any(c.item.estimate for c in exact)
        )
    else:
        first, last = exact[0].item, exact[-1].item
        draft.doubt("two_values", _both(first, last), (key,), tuple(c.value for c in exact))
        return
    halves = [c for c in parts if c.unit == "gender"]
    if len(halves) == 2 and key in draft.values and not any(c.item.doubt for c in halves):
        both = {draft.fold(c.item.j) for c in halves} | {draft.fold(c.item.i - 1) for c in halves}
        if {"nam", "nu"} <= both and sum(c.value for c in halves) != draft.values[key]:
            draft.doubt("sum_mismatch", _both(halves[0].item, halves[1].item), (key,), (draft.values[key],))
            _take_back(draft, key)
            return
    if parts and key in draft.values and any(c.value > draft.values[key] and not c.item.doubt for c in parts):
        bad = next(c for c in parts if c.value > draft.values[key])
        draft.doubt("sum_mismatch", bad.item, (key,), (draft.values[key], bad.value))
        _take_back(draft, key)


def _some_of_the_kind(draft: Draft, exact: list[Claim]) -> bool:
    """ "nộp 7 hồ sơ, 3 đất đai": seven with three of them, or ten?"""
    if any(c.note or c.label for c in exact) or not detailed(draft, exact):
        return False
    between = set(draft.words[exact[0].item.j : exact[-1].item.i])
    return exact[0].value > sum(c.value for c in exact[1:]) and "," in between and between.isdisjoint(_JOINING)


_JOINING = word_set("va voi vs cong them nua con roi + \n")


def _around_one_noun(draft: Draft, first: Item, last: Item) -> bool:
    """ "hôm qua 15 hồ sơ 16": one noun, a number on either side of it, and nothing else."""
    noun = next((i for i in draft.items if i.tag in "IU" and i.i == first.j and i.j == last.i), None)
    if not last.value or noun is None or noun.entry.unit in ("person", "gender"):
        return False
    return not any(i.tag in "IU" and i.i == last.j for i in draft.items) and not other_thing(draft, last.j)


def _take_back(draft: Draft, key: str) -> None:
    draft.values.pop(key, None)
    draft.figures = [f for f in draft.figures if f.indicator != key]


def _both(first: Item, last: Item) -> Item:
    return Item("X", first.i, last.j, min(first.start, last.start), max(first.end, last.end))


def _with_total(draft: Draft, key: str, total: Claim, rest: list[Claim]) -> None:
    """A total beside its parts must be their sum; alone, or beside itself, it is the figure."""
    summed = sum(c.value for c in rest)
    between = draft.text[rest[0].item.end : total.item.start].lower() if rest else ""
    if rest and summed < total.value and len(between) < 60 and any(w in between for w in ("thêm", "them ")):
        rest = []
    loose = [i for i in draft.items if i.tag == "N" and i.note == "bare" and not i.doubt and i.end <= total.item.start]
    if rest and loose and summed + sum(i.value for i in loose) == total.value:
        for item in loose:
            item.tag = "X"  # "1 khai tử, 2 đổi bằng lái, tổng 4 hồ sơ"
        summed = total.value
    if len(rest) == 1 and summed < total.value and some_of_those(draft, rest[0].item):
        rest = []  # "có 3 người ở xa tới học, tổng 12 hv"
    if len(rest) == 1 and summed + 1 == total.value and draft.fold(rest[0].item.i - 1) in ("voi", "vs", "va"):
        summed = total.value  # "chỉ nội với 3 bà hàng xóm, tổng 4 người"
    if rest and summed != total.value and not all(c.value == total.value for c in rest):
        draft.doubt("sum_mismatch", _both(rest[0].item, total.item), (key,), (summed, total.value))
        return
    _give(draft, key, total.value, rest[0].item if rest else total.item, total.item, total.item.estimate)


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
