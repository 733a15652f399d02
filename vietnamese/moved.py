"""A report moved to another day, or its day mended in the same breath."""

from vietnamese.draft import Draft, Item
from vietnamese.slips import SAYING
from vietnamese.told import behind_noun

_MOVED = ("day", "week", "month")


def moved_day(draft: Draft) -> Item | None:
    """The day a report is moved to: "cái em báo hôm qua thực ra là của ngày 12/11", "chuyển sang ngày chủ nhật"."""
    days = [
        i
        for i in draft.items
        if i.tag == "D" and i.when is not None and i.when.kind in _MOVED and i.note not in ("later", "plan", "vague")
    ]
    if not days:
        return None
    text = draft.text.lower()
    cue = any(
        p in text
        for p in (
            "thực ra",
            "thật ra",
            "thuc ra",
            "that ra",
            "chuyển ngày",
            "chuyen ngay",
            "lộn ngày",
            "lon ngay",
            "nhầm ngày",
            "nham ngay",
            "đổi ngày",
            "doi ngay",
            "sang ngày",
            "sang ngay",
            "qua ngày",
            "là của",
            "la cua",
            "là số của",
            "la so cua",
            "chuyển sang",
            "chuyen sang",
            "đổi sang",
            "đổi báo cáo",
            "ngày đúng",
            "ngay dung",
            "tính cho",
            "tinh cho",
            "thuộc ngày",
            "thuoc ngay",
            "là số ngày",
            "la so ngay",
        )
    )
    cue = cue or (draft.fold(days[-1].i - 1) in ("thuoc", "cho") and "so" in draft.folds)
    cue = cue or (
        bool(draft.folds & {"chuyen", "doi", "dich"})
        and draft.fold(days[-1].i - 1) in ("sang", "qua", "thanh", "ve", "cho", "ngay", "lai")
    )
    lead = draft.fold(days[-1].i - 1)
    if draft.tokens[days[-1].i].lower == "sang":
        lead = "sang"  # "chuyển sang hôm kia": no morning
    cue = cue or (lead == "sang" and bool(draft.folds & {"chuyen", "doi", "dich"}))
    cue = cue or (lead == "vao" and bool(draft.folds & {"ghi", "tinh", "de", "xep"}))
    if not cue and _set_right(draft, days):
        return days[1]
    if not cue and not another_day(draft):
        return None
    said = any(t.fold in ("bao", "gui", "goi", "bc", "nop", "ghi", "so", "cai") for t in draft.tokens)
    to = [
        d
        for d in days
        if any(draft.fold(d.i - n) in ("cua", "sang", "qua", "thanh", "la", "ra", "lop", "so", "ngay") for n in (1, 2))
        and "phai" not in [draft.fold(d.i - n) for n in (1, 2, 3)]
        and draft.fold(d.i - 1) not in ("bao", "gui")
        and not {"nham", "lon"} & {draft.fold(d.i - n) for n in (2, 3)}
    ]
    return (to or days)[-1] if said else None


def _set_right(draft: Draft, days: list[Item]) -> bool:
    """ "em ghi ngày 7/1, đúng phải là 6/1", "sửa ngày 7/1 thành 6/1": one day, and then the right one."""
    if len(days) != 2 or days[0].when == days[1].when:
        return False
    between = draft.words[days[0].j : days[1].i]
    if len(between) > 6:
        return False
    right = bool({"dung", "thuc", "that"} & set(between)) and between[-1:] in (["la"], ["ngay"], ["phai"])
    return "thanh" in between[-2:] or right


def whole_moved(draft: Draft, numbers: list[Item]) -> bool:
    """ "tin hồi sáng em ghi 8 vneid là của hôm qua": the number only says which report is meant."""
    if len(numbers) != 1 or draft.fold(numbers[0].i - 1) not in SAYING | {"cai", "so"}:
        return False
    if any(i.tag in "IC" and i.j == numbers[0].i for i in draft.items) or "do la so" in " ".join(draft.words):
        return False  # "chữ ký số 8 là của 1/10", "nộp 4 hồ sơ, đó là số của hôm qua"
    behind = behind_noun(draft, numbers[0])
    after = [draft.fold(n) for n in range(numbers[0].j, behind + 5)]
    moved = (
        "la" in after
        and bool({"cua", "so", "ngay"} & set(after))
        and bool(draft.folds & {"tin", "bc", "cai", "bao", "so"})
    )
    if moved:
        numbers[0].tag, numbers[0].note = "X", "old"
        draft.entries.add("moved")
    return moved


def another_day(draft: Draft) -> bool:
    """ "không phải hôm nay, số đó của hôm qua": only the day is changed."""
    wish = draft.wishes.get("notbut")
    if wish is None or len(draft.whens) < 2 or any(i.tag in "NI" for i in draft.items):
        return False
    if len(draft.whens) == 2 and draft.whens[0].j == wish.i and wish.j == draft.whens[1].i and "?" not in draft.text:
        return True  # "tuần 46 chứ không phải tuần 47 nha"
    return bool(draft.folds & {"so", "bc", "bao", "tin", "lieu", "cai", "gui"}) and "?" not in draft.text


def mended_day(draft: Draft) -> bool:
    """ "bc tháng 10, à nhầm tháng 11: 48 hv": the day or month mended within one report."""
    wish = draft.wishes.get("correct")
    if wish is None or len(draft.whens) < 2 or draft.fold(wish.i) not in ("nham", "lon") or wish.i < 2:
        return False
    first = next((d for d in reversed(draft.whens) if d.j <= wish.i), None)
    second = next((d for d in draft.whens if d.i >= wish.j), None)
    if first is None or second is None or wish.i - first.j > 2 or second.i - wish.j > 1:
        return False
    if draft.tokens[wish.i].text.lower() == "nhằm":
        return False  # "ngày 16 tháng 11 dương, nhằm 27 tháng 9 âm"
    if draft.fold(wish.i - 1) not in ("a", "i", "y", "ua", "o", ",") or not any(i.tag == "N" for i in draft.items):
        return False
    draft.whens.remove(first)
    first.note = "vague"
    return True
