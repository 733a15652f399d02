"""People and papers that were only put down for something, and those who were short of a class."""

from vietnamese.draft import Draft, Item


def said_of_the_last(items: list[Item], k: int) -> bool:
    """ "20 người đăng ký mà tới học 13": the word says it of the number before it, not of the next one."""
    if k < 2 or items[k - 1].tag != "U" or items[k - 2].tag not in "NX" or items[k].i - items[k - 1].j > 1:
        return False
    after = items[k + 1] if k + 1 < len(items) else None
    return not (after is not None and after.tag == "N" and after.i - items[k].j <= 1)


def registered(draft: Draft, items: list[Item], k: int) -> bool:
    """ "đăng ký 9 tài khoản cổng dvc", "đăng ký định danh cho 12 người": to register an account is to get it."""
    if not items[k].entry.keys[:1] or items[k].entry.keys[0] not in ("đăng", "đk"):
        return False
    named = next((i for i in items[k + 1 : k + 4] if i.tag == "I"), None)
    if named is not None and named.key == "vneid":
        number = next((i for i in items[k + 1 :] if i.tag == "N"), None)
        return number is not None and draft.fold(number.i - 1) in ("cho", "giup", "gium", "duoc", "dc", "xong")
    return named is not None and named.key in ("dvc_accounts", "digital_signatures", "e_wallets", "qr_households")


def procedure(draft: Draft, items: list[Item], k: int) -> bool:
    """ "3 hồ sơ đăng ký tạm trú": what the papers are for."""
    said = (draft.fold(items[k].i), draft.fold(items[k].j - 1))
    if said not in (("dang", "ki"), ("dang", "ky"), ("dk", "dk")) or k + 1 >= len(items):
        return False
    paper = items[k + 1]
    return paper.entry.unit == "dossier" and paper.i == items[k].j and draft.fold(paper.i) != "ho"


def not_got(draft: Draft, items: list[Item], k: int) -> bool:
    """Whether people who registered got nothing yet: not where a thing of ours is named without "nhưng mới …"."""
    if not any(i.tag == "I" for i in items[k + 1 : k + 6]):
        return True
    return bool({draft.fold(n) for n in range(items[k].j, items[-1].j)} & {"nhung", "moi"})


def short_of(draft: Draft, items: list[Item], k: int) -> bool:
    """ "lớp thiếu 1 người" beside other figures: one who did not come."""
    item = items[k]
    if item.entry.cue != "missing" or draft.fold(item.i) != "thieu" or item.j != item.i + 1:
        return False
    if draft.fold(item.i - 1) in ("bao", "ghi", "go", "nhap", "dem", "tinh", "con", "em", "gui"):
        return False
    number, unit = [*items[k + 1 : k + 3], item, item][:2]
    person = number.tag == "N" and number.i == item.j and unit.entry.unit in ("person", "gender")
    return person and sum(1 for i in draft.items if i.tag == "N") > 1
