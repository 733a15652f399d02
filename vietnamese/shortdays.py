"""t7, T10, th11: a letter and a number glued together that name a weekday or a month."""

from vietnamese.draft import Draft, Item
from vietnamese.tokens import NUMBER, Entry

SHORT_DATES = frozenset({"t", "th"})


_SHORT = {
    **{("t", n): Entry((), date=f"wd:{n - 1}") for n in range(2, 8)},
    **{("t", n): Entry((), date=f"month_n:{n}") for n in (1, 8, 9, 10, 11, 12)},
    **{("th", n): Entry((), date=f"month_n:{n}") for n in range(1, 13)},
}


def short_date(draft: Draft, i: int) -> Item | None:
    """t7 is Saturday and t10 October; after "tổng kết", "số liệu" or "cả xã" a T7 is July."""
    if i + 1 >= len(draft.tokens) or draft.tokens[i + 1].kind != NUMBER or draft.starts[i + 1] != draft.ends[i]:
        return None
    numeral = draft.tokens[i + 1].numeral
    if numeral is None or numeral.shape != "int":
        return None
    number, letter = numeral.parts[0], draft.tokens[i].fold
    if letter == "t" and draft.tokens[i].text == "T" and draft.fold(i - 1) in ("ket", "hop", "lieu", "xa", "bc", "cao"):
        months_ago = (draft.today.month - number) % 12
        letter = "th" if months_ago <= 2 or number > 7 or draft.fold(i - 1) not in ("bc", "cao") else letter
    entry = _SHORT.get((letter, number))
    return Item("D", i, i + 2, draft.starts[i], draft.ends[i + 1], entry) if entry else None
