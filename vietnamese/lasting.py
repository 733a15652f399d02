"""Which of two figures of one indicator holds: what is said after a slip, how many of those asked it was done for."""

from vietnamese.clauses import Claim
from vietnamese.draft import Draft


def _agreed(draft: Draft, claim: Claim) -> bool:
    after = [draft.fold(n) for n in range(claim.item.j + 1, claim.item.j + 4)]
    asked = draft.folds & {"van", "dong", "moi", "thuyet", "phuc", "goi", "ru"}
    return bool(asked) and (after[:2] == ["dong", "y"] or after[0] in ("chiu", "ung") or after[1:2] == ["chiu"])


_ASKED = frozenset({"dong", "moi", "ru", "phuc", "gap", "hen", "ki"})


def _talked_round(draft: Draft, first: Claim, last: Claim) -> bool:
    """Whether the first are those who were asked, and the second how many of them it was done for so far."""
    asked = {draft.fold(n) for n in range(first.item.i - 3, first.item.i)} & _ASKED
    between = {draft.fold(n) for n in range(first.item.j, last.item.i)}
    return bool(asked) and "moi" in between and bool(between & {"duoc", "dc", "dang", "xong"})


def _rest_of_them(draft: Draft, whole: Claim, rest: Claim) -> bool:
    """Whether a figure of something else and the rest make up all of them."""
    told = [i for i in draft.items if whole.item.end <= i.start < rest.item.start]
    other = any(i.tag == "I" and i.key != whole.key for i in told)
    numbers = [i.value for i in told if i.tag == "N" and i.value] if other else []
    return any(v + rest.value == whole.value for v in (*numbers, *draft.values.values()))


def self_corrected(draft: Draft, claims: list[Claim]) -> list[Claim] | None:
    """ "12 hv à quên 13 hv": what is said after the slip holds."""
    if len(claims) < 2:
        return None
    between = {draft.fold(n) for n in range(claims[0].item.j, claims[-1].item.i)}
    done = between & {"moi", "duoc", "xong", "dc"}
    got = len(claims) == 2 and claims[1].value < claims[0].value and draft.fold(claims[1].item.i - 1) in done
    if "dang" in between and between & {"ky", "ki"} and done and (between & {"nhung", "ma"} or got):
        return [claims[-1]]  # "8 hộ đăng ký lên sàn nhưng mới làm xong cho 3 hộ"
    if len(claims) == 2 and claims[1].value < claims[0].value and _talked_round(draft, *claims):
        return [claims[1]]  # "vận động 10 hộ làm qr, mới dán được 4 hộ thôi"
    if len(claims) == 2 and claims[1].unit and claims[1].value < claims[0].value and _agreed(draft, claims[1]):
        return [claims[1]]  # "vận động 8 hộ kinh doanh treo mã QR, 5 hộ đồng ý"
    mended = [c for c in claims if c.item.note == "mended"]
    if mended:
        return mended[-1:]
    last = claims[-1]
    if draft.fold(last.item.i - 1) == "con" and last.value < claims[0].value and len(claims) == 2:
        between = {draft.fold(n) for n in range(claims[0].item.j, last.item.i)}
        if between & {"tru", "bot", "bo", "loai", "rut", "chi"}:
            return [last]  # "7 hồ sơ, trừ bộ bị trả lại còn 6 hồ sơ"
        if _rest_of_them(draft, claims[0], last):
            return [claims[0]]  # "25 học viên, cấp chứng nhận 20 người, còn 5 người học bù"
    for cue in draft.items:
        if cue.entry.cue == "selffix" or (cue.entry.cue == "missing" and draft.fold(cue.i) == "quen"):
            before = [c for c in claims if c.item.start < cue.start]
            after = [c for c in claims if c.item.start > cue.end]
            if before and after:
                return after
    return None
