"""Which of the numbers told of one indicator stand: not the older, the running, the mended and those told again."""

from itertools import pairwise

from vietnamese.clauses import Claim
from vietnamese.draft import Draft
from vietnamese.itemised import nameless
from vietnamese.lasting import self_corrected
from vietnamese.sums import apart, detailed


def _not_running(draft: Draft, group: list[Claim]) -> list[Claim]:
    """ "4 vneid, lũy kế 120": the figure of these days stands, the running total is not added."""
    now = [c for c in group if c.note != "running" and not c.item.doubt]
    if len(now) == len(group) or not now:
        return group
    running = [c for c in group if c.note == "running"]
    return now if running and all(c.value <= max(r.value for r in running) for c in now) else group


def _not_before(draft: Draft, group: list[Claim]) -> list[Claim]:
    """ "20 hv, tuần trước có 15 thôi": the older week or month is only recalled."""
    if len(group) != 2:
        return group
    for k, item in enumerate(draft.items):
        if item.tag == "D" and item.entry.date in ("week:-1", "month:-1", "year:-1") and group[0].item.end < item.start:
            number = draft.items[k + 1] if k + 1 < len(draft.items) else None
            said = {draft.fold(n) for n in range(item.j, group[1].item.j + 3)}
            only = any(t.lower in ("à", "hà") for t in draft.tokens[group[1].item.j : group[1].item.j + 3])
            more = _difference(draft, group)
            if (
                number is group[1].item
                and (only or more or said & {"thoi", "chi", "moi"})
                and item.i - 1 >= group[0].item.j
            ):
                item.note = "vague"
                return group[:1]
    return group


def _difference(draft: Draft, group: list[Claim]) -> bool:
    """ "31 lượt, tuần trước 25 lượt, tăng 6": how much more, told behind, is none of the figures."""
    for item in draft.items:
        more = item.tag == "N" and draft.fold(item.i - 1) in ("tang", "giam", "hon", "kem")
        if more and item.i > group[1].item.i and item.value == abs(group[0].value - group[1].value):
            item.tag, item.note = "X", "compared"
            return True
    return False


def _given_to(draft: Draft, whole: list[Claim]) -> bool:
    """ "dán 5 mã QR cho 5 sạp": the same number once more, of those who were given it."""
    first, last = whole[0], whole[-1]
    same = len(whole) == 2 and first.value == last.value and last.unit in ("household", "person")
    if same and draft.fold(last.item.i - 1) == "cho" and last.item.i - first.item.j <= 4:
        return True
    between = draft.text[first.item.end : last.item.start]
    things = (
        len(whole) == 2 and first.value == last.value and first.unit == "person" and last.unit in ("thing", "account")
    )
    return things and not set(",.;\n") & set(between)  # "6 tiểu thương mở tài khoản ngân hàng số 6 cái"


def _comes_to(draft: Draft, whole: list[Claim]) -> bool:
    """ "đang 12 hv thì có 2 người tới thêm, thành 14 hv": the last is the first with a number said between."""
    first, last = whole[0], whole[-1]
    if (
        draft.fold(last.item.i - 1) not in ("thanh", "la", "con", "tong", "chan", "dung")
        or last.item.doubt
        or first.item.doubt
    ):
        return False
    between = [
        i.value for i in draft.items if i.tag in "NX" and first.item.end <= i.start < last.item.start and i.value
    ]
    return bool(between) and abs(last.value - first.value) in between


_ARRIVED = {"vo", "vao", "toi", "den", "qua", "ghe", "co"}


def _one_more_came(draft: Draft, last: Claim) -> bool:
    """ "lớp mười sáu, à mười bảy học viên, mới vô thêm một bà": why the number grew, told after it grew."""
    item = last.item
    if last.note != "more" or draft.fold(item.i - 1) != "them" or draft.fold(item.i - 3) != "moi":
        return False
    before = [i for i in draft.items if i.tag in "NX" and i.value and i.end <= item.start]
    return draft.fold(item.i - 2) in _ARRIVED and any(
        b.value - a.value == item.value and b.i - a.j <= 4 for a, b in pairwise(before)
    )


def standing(draft: Draft, group: list[Claim]) -> list[Claim]:
    """The claims that are about these days and these people, not about some of them or an older time."""
    if all(c.note == "listed" for c in group):
        return group
    counted = [c for c in group if c.note != "incl"] or group
    people = [c for c in counted if c.unit != "gender"]
    if people and max(c.value for c in people) >= max(c.value for c in counted):
        counted = people  # "12 hv, có 6 người Hrê"
    if any(c.note == "inperiod" for c in counted):
        counted = [c for c in counted if c.note == "inperiod"]
    counted = [c for c in counted if c.note != "compared"] or counted
    if len(counted) == 2 and (_and_the_others(draft, counted) or _among_those(draft, *counted)):
        counted = counted[:1]
    return _not_running(draft, _not_of_the_year(draft, _not_before(draft, _not_talked_of(draft, counted))))


def _not_talked_of(draft: Draft, group: list[Claim]) -> list[Claim]:
    """ "lớp 16 học viên. Mấy người học rồi giờ chỉ lại cho người khác": a sentence on some of them counts nobody."""
    certain = [c for c in group if not c.item.doubt]
    idle = [c for c in group if c.item.note == "several" and draft.fold(c.item.i - 1) in (".", "\n", "!")]
    idle = [c for c in idle if not {"nua", "them"} & set(draft.words[c.item.j : c.item.j + 4])]
    return [c for c in group if c not in idle] if certain and certain[0].item.start < group[-1].item.start else group


def _not_of_the_year(draft: Draft, group: list[Claim]) -> list[Claim]:
    """ "1 hộ lên sàn mới, tổng từ đầu năm 4 hộ": what was done since the year began is not added."""
    year = next((i for i in draft.items if i.tag == "D" and i.when is not None and i.when.kind == "since"), None)
    if year is None or len(group) != 2:
        return group
    first, second = group
    if first.item.end <= year.start < second.item.start and second.value >= first.value:
        year.tag = "W"
        draft.entries.discard("since_year")
        return group[:1]
    return group


def _among_those(draft: Draft, whole: Claim, some: Claim) -> bool:
    """ "qr 3 hộ, có 1 hộ là quán của em", "14 hv, 3 hv lần đầu cầm điện thoại": who some of those counted are."""
    noun = next((i for i in draft.items if i.i == some.item.j and i.tag in "IU"), None)
    if some.value >= whole.value or some.item.doubt or whole.item.doubt or noun is None:
        return False
    if draft.fold(some.item.i - 1) == "co":
        return draft.fold(noun.j) in ("la", "cua", "thuoc")
    first = draft.fold(some.item.i - 1) == "," and some.value * 2 <= whole.value
    said = (draft.fold(noun.j), draft.fold(noun.j + 1))
    return first and (said in _NEWCOMERS or (said[0] in ("dang", "bi", "phai") and some.unit in ("person", "gender")))


_NEWCOMERS = (("lan", "dau"), ("moi", "biet"), ("chua", "biet"), ("khong", "biet"), ("con", "la"), ("la", "nguoi"))


def _and_the_others(draft: Draft, counted: list[Claim]) -> bool:
    """ "dạy được 8 người, có 3 người mới, 5 người học lại": the second with one set aside behind it are the first."""
    whole, some = counted
    if whole.item.doubt or some.item.doubt or some.unit not in ("person", "gender") or some.note not in ("", "part"):
        return False
    rest = [i for i in draft.items if i.tag == "X" and i.value and i.note in ("other", "failed", "subset", "subject")]
    return any(0 < i.i - some.item.j <= 8 and i.value + some.value == whole.value for i in rest)


def sum_of_all(draft: Draft, whole: list[Claim]) -> list[Claim]:
    """Where one of three or more is the sum of the others, it is marked as their total, or stands alone."""
    if all(c.note == "listed" for c in whole):
        return whole
    if len(whole) > 1 and not any(c.item.doubt or c.note for c in whole) and detailed(draft, whole):
        lacking = whole[0].value - sum(c.value for c in whole[1:])
        if lacking > 0 and nameless(draft, whole[-1].item.j, lacking):
            return whole[:1]
    if len(whole) < 3 or any(c.item.doubt for c in whole):
        return whole
    if _parts_by_label(whole):
        return whole
    if not apart(draft, whole):
        biggest = max(whole, key=lambda c: c.value)
        at_an_end = biggest in (whole[0], whole[-1])  # a total stands before its parts or after them
        if at_an_end and biggest.value * 2 == sum(c.value for c in whole) and biggest.note != "more":
            biggest.note = "total"
    if whole[0].value == sum(c.value for c in whole[1:]) and detailed(draft, whole):
        return whole[:1]  # "mở 6 ví, 4 cái momo 2 cái viettel money"
    if whole[0].value == sum(c.value for c in whole[1:]):
        opening = draft.text[whole[0].item.end : whole[1].item.start].lower()
        if any(sign in opening for sign in (":", "(", "gồm", "gom", "trong đó", "trong do")):
            return whole[:1]  # "5 ví: 3 momo, 2 viettel money"
    return whole


def _parts_by_label(whole: list[Claim]) -> bool:
    """ "loa thôn đọc bài 3 lần, sáng 1 lần chiều 2 lần": the one that is no part of the day or place is their sum."""
    for total in (whole[0], whole[-1]):
        rest = [c for c in whole if c is not total]
        labels = {c.label for c in rest if c.label and not c.label.endswith("D")}
        told = len(labels) == len(rest) and (not total.label or total.label.endswith("D"))
        if told and total.note in ("", "total") and total.value == sum(c.value for c in rest):
            total.note, total.label = "total", ""
            return True
    return False


def of_the_rows(draft: Draft, claims: list[Claim]) -> None:
    """ "qr lớp A 3 hộ, lớp B 5 hộ tổng 8": a total without a noun of its own that the figures before it make up."""
    for last in claims[2:]:
        alone = not any(c.key == last.key and c is not last for c in claims)
        said = any(i.entry.cue == "total" and 0 <= last.item.i - i.j <= 1 for i in draft.items)
        if not alone or not said or last.unit not in ("", "person", "gender", "thing") or last.item.doubt:
            continue
        if any(i.tag == "I" and i.key == last.key and i.i == last.item.j for i in draft.items):
            _theirs(claims[: claims.index(last)], last)  # "… sáng 6 chiều 5 tối 4, tổng 15 học viên"
            continue
        before = [c for c in claims if c.item.end <= last.item.start]
        for key in dict.fromkeys(c.key for c in before):
            rows = [c for c in before if c.key == key]
            if len(rows) > 1 and sum(c.value for c in rows) == last.value:
                last.key, last.note = key, "total"
                break


def _theirs(before: list[Claim], total: Claim) -> None:
    """Rows without a noun, told right before a total with one that they make up, are that noun's and no other's."""
    rows: list[Claim] = []
    for claim in reversed(before):
        if claim.unit or not claim.label or claim.key == total.key or sum(c.value for c in rows) >= total.value:
            break
        rows.append(claim)
    if len(rows) > 1 and sum(c.value for c in rows) == total.value:
        for row in rows:
            row.key = total.key


def said_last(draft: Draft, whole: list[Claim]) -> list[Claim]:
    """What holds where a later number mends or completes an earlier one."""
    if all(c.note == "listed" for c in whole):
        return whole
    if len(whole) > 1 and _one_more_came(draft, whole[-1]):
        whole = whole[:-1]
    fixed = self_corrected(draft, whole)
    if fixed is not None:
        whole = fixed
    if len(whole) > 1 and _given_to(draft, whole):
        return whole[:1]
    if len(whole) > 1 and _comes_to(draft, whole):
        return whole[-1:]
    if len(whole) > 1 and whole[0].note == "more" and draft.fold(whole[-1].item.i - 1) in ("la", "thanh", "tong"):
        whole[-1].note = "total"  # "thêm 1 hộ qr nữa là 6 hộ"
    return whole


def the_total(draft: Draft, whole: list[Claim]) -> Claim | None:
    total = next((c for c in whole if c.note == "total"), None)
    labels = {c.label for c in whole}
    if total is not None and total is whole[0] and len(whole) > 1 and len(labels) == len(whole) and all(labels):
        total.note = ""
        return None  # "cộng lại giùm: tối t2 7 hv, tối t4 9 hv"
    return total
