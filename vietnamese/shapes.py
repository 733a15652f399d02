"""Numbers that are no figures by their very shape: times, phones, papers, codes, list numbers."""

from vietnamese.draft import Draft, Item

CODES = {
    "mat khau",
    "mk",
    "pass",
    "pin",
    "otp",
    "ma otp",
    "stk",
    "so tai khoan",
    "sdt",
    "so dien thoai",
    "so dt",
    "dt so",
    "hotline",
    "lh",
    "lien he",
    "goi",
    "ma",
}


MOST = 99_999  # no village counts more than this in one message


def odd_number(draft: Draft, k: int, item: Item, before: Item | None, after: Item | None) -> bool:
    """9 rưỡi tối · 100 nghìn · 115 · H48.12 · 50.000đ một hồ sơ."""
    token = draft.tokens[item.j] if item.j < len(draft.tokens) else None
    if token is not None and token.count is not None and token.count[0] == "half":
        if after is not None and after.tag in "IU" and after.i == item.j + 1:
            item.doubt = "fraction"
            return False
        item.tag = "X"
        return True
    last = draft.tokens[item.j - 1].count
    if (
        item.words
        and last is not None
        and last[0] == "thousand"
        and not (draft.fold(item.j) == "hang" and draft.fold(item.j - 1) == "ngan")  # "12 ngan hang so": a bank
        and (
            "tien" in {draft.fold(n) for n in range(max(0, item.i - 4), item.i)}  # "tiền điện 100 nghìn em ứng"
            or not (after is not None and after.tag in "IU" and after.i == item.j)
        )
    ):
        item.tag, item.note = "X", "measure"
        return True
    if (
        item.value in (113, 114, 115, 1022, 18001166)
        and draft.fold(item.i - 1) not in (":", "=", "la", "duoc", "dc", "-")
        and not (after is not None and after.tag in "IU" and after.i == item.j)
        and not (before is not None and before.tag == "I")
    ):
        item.tag = "X"
        return True
    if item.value == 84 and draft.text[item.start - 1 : item.start] == "+" and item.start:
        item.tag = "X"  # "số lạ +84 24"
        if after is not None and after.tag == "N" and after.i == item.j:
            after.tag = "X"
        return True
    if item.value in (1800, 1900) and after is not None and after.tag == "N" and after.i == item.j and after.value > 99:
        item.tag = after.tag = "X"  # "1900 0368"
        return True
    price = (
        k >= 2 and draft.items[k - 1].tag == "M" and draft.fold(draft.items[k - 1].i) in ("k", "dong", "nghin", "ngan")
    )
    if item.value == 1 and price and draft.items[k - 2].note == "measure" and after is not None and after.tag in "UM":
        item.tag = "X"  # "10k 1 cái"
        return True
    if (
        item.value == 1
        and item.words
        and k >= 2
        and draft.items[k - 1].tag in "MK"
        and draft.items[k - 1].j == item.i  # not "sáu xóm tổ chức một buổi"
        and draft.items[k - 2].tag == "X"
    ) or (
        item.value == 1
        and item.words
        and before is not None
        and before.tag == "M"
        and k >= 2
        and draft.items[k - 2].note == "measure"
    ):
        item.tag = "X"
        return True
    if (
        item.i
        and not item.words
        and draft.ends[item.i - 1] == item.start
        and draft.tokens[item.i - 1].kind == 0
        and draft.tokens[item.i - 1].capital
        and len(draft.tokens[item.i - 1].text) <= 3
        and (before is None or before.j < item.i or (before.tag not in "IUDL" and before.entry.context != "loud_tt"))
    ):
        item.tag, item.note = "X", "code"
        return True
    if (
        before is not None
        and before.note == "."
        and k >= 2
        and draft.items[k - 2].note == "code"
        and before.end == item.start
    ):
        item.tag, item.note = "X", "code"
        return True
    return False


def by_shape(draft: Draft, k: int, item: Item, before: Item | None, after: Item | None) -> bool:
    numeral = item.numeral
    assert numeral is not None
    shape = numeral.shape
    if (
        shape == "dot"
        and numeral.parts[1] == 0
        and not (after is not None and after.tag in "IUM" and after.i == item.j)
    ):
        item.tag, item.note = "X", "label"  # "chợ 4.0"
        return True
    if len(numeral.parts) in (2, 3) and 1900 <= numeral.parts[-1] < 2000 and numeral.parts[0] <= 31:
        item.tag = "X"  # "sinh ngày 2/9/1945"
        return True
    hours = numeral.parts in ((24, 7), (24, 24)) and (before is None or before.tag != "I" or item.i > before.j)
    if shape == "time" or (shape == "slash" and hours):
        item.tag = "X"
        return True
    if shape == "long" or (shape == "odd" and sum(c.isdecimal() for c in draft.text[item.start : item.end]) >= 9):
        _personal(draft, item, before)
        return True
    if (
        shape == "int"
        and item.value > MOST
        and not (before is not None and before.tag == "I" and item.i - before.j <= 1)
        and not (after is not None and after.tag in "IUM" and after.i == item.j)
    ):
        item.tag = "X"
        return True
    if (
        shape == "int"
        and (before is None or before.note == "\n" or (item.value == 1 and "\n2" in draft.text))
        and after is not None
        and after.tag in "SK"
        and after.i == item.j
        and after.end == after.start + 1
        and (draft.text[after.start] in ".)/\t" or (draft.text[after.start] == "-" and _dashed_rows(draft, item)))
        and item.value < 30
    ) and (
        k + 2 < len(draft.items)
        and draft.items[k + 2].tag in "IUCKDLNW"
        and not (draft.items[k + 2].tag == "N" and draft.items[k + 2].start == after.end)
    ):
        item.tag, item.note = "X", "list"
        after.note = "\n"
        return True
    enclosed = draft.text[item.start - 1 : item.start] == "(" and draft.text[item.end : item.end + 1] == ")"
    named = k > 1 and draft.items[k - 2].tag in "IU"
    if enclosed and not named and "(1)" in draft.text and "(2)" in draft.text and item.value < 10:
        item.tag, item.note = "X", "list"  # "(1) lớp học 16 người, (2) phát loa"
        return True
    digits = draft.text[item.start : item.end]
    if (
        digits[0] == "0"
        and len(digits) >= 3
        and digits.isdecimal()
        and not (after is not None and after.tag in "IU" and after.i == item.j)
        and not (before is not None and before.tag in "IU" and before.j == item.i)
    ):
        item.tag, item.note = "X", "code"
        return True
    if shape == "odd" and sum(c.isdecimal() for c in draft.text[item.start : item.end]) > 6:
        item.tag = "X"
        return True
    if shape == "seq" and len(set(numeral.parts)) == 1 and numeral.parts[0] > 99:
        item.tag = "X"
        return True
    return False


def _dashed_rows(draft: Draft, item: Item) -> bool:
    """ "1- hv: 12 / 2- vneid: 5": rows numbered with a dash, one below the other."""
    other = item.value + 1 if item.value == 1 else item.value - 1
    return f"\n{other}-" in draft.text or draft.text.startswith(f"{other}-")


def _personal(draft: Draft, item: Item, before: Item | None) -> None:
    """A phone or identity number: its place is kept so that it can be removed, and it is asked about where a
    count should be.
    """
    digits = sum(c.isdecimal() for c in draft.text[item.start : item.end])
    if digits in (9, 10, 11, 12):
        draft.personal.append((item.start, item.end))
    item.tag = "X"
    after = next((i for i in draft.items if i.i == item.j and i.tag == "I"), None)
    if after is not None and before is None:
        draft.doubt("too_big", item, (after.key,), ())
    if before is not None and before.tag == "I" and item.i - before.j <= 1:
        draft.doubt("too_big", item, (before.key,), (item.value,) if digits < 9 else ())
