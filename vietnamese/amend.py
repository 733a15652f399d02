"""Corrections: which number replaces which, another indicator, another day, a difference."""

from vietnamese.draft import Draft, Item
from vietnamese.result import Correction

_VERBS = {"bao", "ghi", "nhan", "go", "gui", "viet", "nop", "nhap", "nham", "lon", "goi", "bam"}


def corrects(draft: Draft) -> bool:
    """Whether the message changes something already said (not a slip mended within one report: "12 à nhầm 13 hv")."""
    w = draft.wishes
    if draft.text.lstrip()[:1] == "*" and any(i.tag == "N" for i in draft.items):
        return True
    if "help" in w and "?" in draft.text:
        return False
    numbers = [i for i in draft.items if i.tag == "N"]
    wish = w.get("correct")
    if said_before(draft) is not None:
        return True
    if "notbut" in w and numbers and (w["notbut"].j < len(draft.tokens)):
        after = next((i for i in draft.items if i.i >= w["notbut"].j), None)
        if after is not None and (after.tag in "NI") and after.i - w["notbut"].j <= 2:
            return True
    wrong = w.get("mistake")
    if wrong is not None and any(0 <= wrong.i - n.j <= 3 or 0 <= n.i - wrong.j <= 2 for n in numbers):
        return True
    if ("→" in draft.text or "➔" in draft.text) and any(
        n.tag == "N"
        and k + 2 < len(draft.items)
        and draft.items[k + 1].note in ("→", "➔")
        and draft.items[k + 2].tag == "N"
        for k, n in enumerate(draft.items)
    ):
        return True
    if not numbers and moved_day(draft) is not None:
        return True
    if raised(draft) is not None or any(
        n.value == 0 and draft.fold(n.i - 1) == "ghi" and len(numbers) == 1 for n in numbers
    ):
        return True
    if (
        "cancel" in w
        and len(numbers) == 1
        and any(i.tag == "I" for i in draft.items)
        and draft.fold(numbers[0].i - 1) in ("ghi", "la", "thanh", "de", "con")
    ):
        return True
    less = next((i for i in draft.items if i.entry.cue == "less"), None) if "less" in draft.entries else None
    if less is not None and any(n.i >= less.j and n.i - less.j <= 3 for n in numbers):
        return True
    added = (
        None
        if "more" not in draft.entries
        else next(
            (
                i
                for i in draft.items
                if i.entry.cue == "more"
                and len(i.entry.keys) > 1
                and i.entry.keys[0] in ("cộng", "bổ1", "bô3", "ghi", "cộng5", "công5")
            ),
            None,
        )
    )
    if added is not None and any(n.i >= added.j and n.i - added.j <= 2 for n in numbers) and len(numbers) == 1:
        return True
    if wish is None:
        return False
    word = " ".join(t.fold for t in draft.tokens[wish.i : wish.j])
    before = draft.fold(wish.i - 1)
    if word == "sua" and before in ("tra", "ban", "uong", "hop", "bo", "ca", "lon", "chai"):
        return False
    if before in ("ko", "khong", "de", "tranh", "so", "k", "kip") and word in ("nham", "lon", "sua", "nhap sai"):
        return False
    if word in ("nham", "lon", "dinh chinh", "ghi nham", "go nham", "noi nham", "ghi lon") and _mended_inside(
        draft, wish
    ):
        return False
    if (
        word in ("sua", "chinh", "chinh sua", "dieu chinh", "fix")
        and not numbers
        and not any(i.tag in "I" for i in draft.items)
        and not draft.whens
    ):
        return len(draft.tokens) <= 6
    if word == "thuc te":
        return len(numbers) > 1 and any(draft.fold(n.i - 1) in _VERBS for n in numbers)
    if word in (
        "moi dung",
        "ms dung",
        "moi chinh xac",
        "doi bao cao",
        "chuyen ngay",
        "dung la",
        "chinh xac la",
        "phai la",
        "dem lai",
        "coi lai",
        "kiem tra lai",
        "ra lai",
        "thuc ra",
        "that ra",
        "tang len",
        "giam xuong",
        "bao lai",
        "bao cao lai",
        "la",
        "cap nhat lai",
        "xem lai so",
        "y la",
    ):
        return bool(numbers) or (bool(draft.whens) and word in ("thuc ra", "that ra", "doi bao cao", "chuyen ngay"))
    if word in ("sua", "nham", "lon") and not numbers:
        return bool(draft.whens or any(i.tag == "I" for i in draft.items) or len(draft.tokens) <= 8)
    return True


def said_before(draft: Draft) -> Item | None:
    """The old number of "12 hv nha, nãy em ghi 21" and "nãy ghi 5 vneid, thực tế 6"."""
    if "nay" not in draft.folds:
        return None
    numbers = [i for i in draft.items if i.tag == "N"]
    for number in numbers:
        near = [draft.fold(number.i - n) for n in range(1, 5)]
        if near[0] in ("ghi", "bao", "go", "gui", "nhan", "la", "thanh", "lon") and "nay" in near and len(numbers) > 1:
            others = [n for n in numbers if n is not number]
            real = any(draft.fold(n.i - 1) in ("te", "la", "dung", "con", "ra") or n.end < number.start for n in others)
            if real and not any(i.entry.date == "day:0" and abs(i.j - number.i) <= 3 for i in draft.items):
                return number
    return None


_WRONG = {"nham", "lon", "sai", "dinh", "may", "nhan", "ghi", "go", "viet", "bam", "bao", "danh"}
_CHANGES = {"phai", "thanh", "xuong", "len", "con", "sang", "ve"}
_SET = {"tang", "giam", "nang", "ha", "sua", "doi", "chinh", "chuyen", "keo"}


def raised(draft: Draft) -> Item | None:
    """The new number of "tăng ví điện tử lên 8", "giảm hv xuống 12", "đổi vneid thành 9"."""
    if not draft.folds & _CHANGES:
        return None
    for item in draft.items:
        if item.tag != "N":
            continue
        if (
            item.tag == "N"
            and draft.fold(item.i - 1) == "phai"
            and draft.fold(item.i - 2)
            not in ("khong", "ko", "k", "hong", "kg", "hok", "chang", "kh", "dau", "hk", "hem", "chu")
            and any(n.tag == "N" and n.end < item.start for n in draft.items)
        ):
            return item
        before = [n for n in draft.items if n.tag == "N" and 0 <= item.i - n.j <= 3 and n is not item]
        if item.tag == "N" and draft.fold(item.i - 1) == "thanh" and draft.fold(item.i - 2) in _WRONG:
            continue
        if item.tag == "N" and draft.fold(item.i - 1) in ("thanh", "xuong", "len") and before:
            return item
        if (
            item.tag == "N"
            and draft.fold(item.i - 1) in ("len", "xuong", "thanh", "con", "sang", "ve")
            and any(draft.fold(n) in _SET for n in range(max(0, item.i - 8), item.i - 1))
        ):
            return item
    return None


def moved_day(draft: Draft) -> Item | None:
    """The day a report is moved to: "cái em báo hôm qua thực ra là của ngày 12/11", "chuyển sang ngày chủ nhật"."""
    days = [
        i
        for i in draft.items
        if i.tag == "D" and i.when is not None and i.when.kind == "day" and i.note not in ("later", "plan", "vague")
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
        )
    )
    if not cue:
        return None
    said = any(t.fold in ("bao", "gui", "goi", "bc", "nop", "ghi", "so") for t in draft.tokens)
    to = [
        d
        for d in days
        if any(draft.fold(d.i - n) in ("cua", "sang", "qua", "thanh", "la", "ra", "lop") for n in (1, 2))
        and draft.fold(d.i - 1) not in ("phai", "bao", "gui")
    ]
    return (to or days)[-1] if said else None


def _mended_inside(draft: Draft, wish: Item) -> bool:
    """A slip mended in the same breath: a figure stands before the word, another of the same noun after it."""
    before = [i for i in draft.items if i.tag == "N" and i.end <= wish.start]
    after = [i for i in draft.items if i.tag == "N" and i.start >= wish.end]
    cue = any(i.entry.cue == "selffix" and i.start <= wish.start <= i.end for i in draft.items)
    return (
        bool(before and after) and cue and wish.i > 2 and draft.fold(wish.i - 1) in ("a", "i", "y", "ua", ",", "", "o")
    )


def mark_old(draft: Draft) -> list[Item]:
    """Set the numbers that are being replaced aside, and return them: what is left are the new ones."""
    items, w = draft.items, draft.wishes
    numbers = [i for i in items if i.tag == "N"]
    old: list[Item] = []
    wish = w.get("notbut")
    while wish is not None:
        following = next((n for n in numbers if n.i >= wish.j and n.i - wish.j <= 3), None)
        if following is not None and following.doubt != "range":
            old.append(following)
        wish = _again(draft, wish, "notbut")
    wish = w.get("mistake")
    if wish is not None:
        after = next((n for n in numbers if n.i >= wish.j and n.i - wish.j <= 3), None)
        before = next((n for n in reversed(numbers) if n.j <= wish.i and wish.i - n.j <= 3), None)
        text = draft.text[wish.start : wish.end].lower()
        if text.startswith(("là ", "la ")) and before is not None:
            old.append(before)
        elif after is not None:
            old.append(after)
    for k, item in enumerate(items[:-1]):
        if item.tag != "N":
            continue
        between = draft.text[item.end : items[k + 1].start]
        later = next((n for n in items[k + 1 :] if n.tag == "N"), None)
        if later is None:
            break
        if later in old:
            continue
        between = draft.text[item.end : later.start].lower()
        padded = f" {between} "
        if any(
            s in padded
            for s in (" thành ", " thanh ", " xuống ", " xuong ", " sang ", "→", "->", "=>", " lên ", " còn ", "➔")
        ) and not any(
            i.tag == "I" and item.end <= i.start and i.end <= later.start
            for i in items[k + 1 :]
            if " thành " not in padded
        ):
            old.append(item)
        elif (
            draft.fold(item.i - 1) in _VERBS
            and any(n is not item and n.start > item.end for n in numbers)
            and item not in old
            and w.get("correct") is not None
            and not old
            and draft.fold(item.i - 2) in ("em", "e", "tui", "toi", "minh", "nay")
        ):
            old.append(item)
    for k, item in enumerate(items):
        if item.tag == "N" and item not in old and len(numbers) > 1:
            word, verb = draft.fold(item.i - 1), draft.fold(item.i - 2)
            if (
                word == "thanh"
                and verb in _WRONG
                or (k and items[k - 1].entry.cue == "missing" and item.i - items[k - 1].j <= 1)
            ):
                old.append(item)
    stale = said_before(draft)
    if stale is not None and stale not in old:
        old.append(stale)
    new = raised(draft)
    if new is not None:
        old.extend(n for n in numbers if n is not new and n not in old and sum(1 for i in items if i.tag == "I") <= 1)
    for item in old:
        item.tag, item.note = "X", "old"
    return old


def _again(draft: Draft, wish: Item, name: str) -> Item | None:
    """The next place where the same wish is said."""
    from vietnamese.draft import _longest

    for i in range(wish.j, len(draft.tokens)):
        node = draft.tokens[i].wish
        if node is not None:
            j, entry = _longest(draft, node, i)
            if entry is not None and name in entry.wish:
                return Item("W", i, j, draft.starts[i], draft.ends[j - 1], entry)
    return None


def describe(draft: Draft, old: list[Item]) -> None:
    """The corrections for the dialogue, and the doubts of a correction that cannot be carried out as it stands."""
    values = [o.value for o in old]
    for figure in list(draft.figures):
        previous = values[0] if len(values) == 1 and len(draft.figures) == 1 else _paired(draft, figure.start, old)
        if previous is not None and previous == figure.value:
            draft.values.pop(figure.indicator, None)
            draft.figures.remove(figure)
            draft.doubt("two_readings", old[0], (figure.indicator,), (figure.value,))
            continue
        draft.corrections.append(Correction(figure.indicator, previous, figure.value, _moved(draft, figure.indicator)))
    if draft.corrections or draft.doubts:
        return
    if draft.when is not None and not any(i.tag == "I" for i in draft.items):
        draft.corrections.append(Correction(to_when=draft.when))
        return
    whole = Item("X", 0, len(draft.tokens), 0, len(draft.text))
    named = tuple(dict.fromkeys(i.key for i in draft.items if i.tag == "I"))
    draft.doubt("uncertain", whole, named, tuple(values))


def _paired(draft: Draft, start: int, old: list[Item]) -> int | None:
    near = [o for o in old if o.start > start]
    return near[0].value if near and len(old) > 1 else None


def _moved(draft: Draft, key: str) -> str | None:
    """ "15 là học viên chứ ko phải vneid": the figure moves from VNeID; the result names where it goes."""
    wish = draft.wishes.get("notbut")
    if wish is None:
        return None
    after = next((i for i in draft.items if i.i >= wish.j), None)
    return key if after is not None and after.tag == "I" and after.key != key and after.i - wish.j <= 2 else None
