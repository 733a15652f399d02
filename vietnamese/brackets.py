"""Numbers in brackets that only say how the number before them came about: "8 vneid (5+3)", "6 (4 đất, 2 hộ tịch)"."""

from vietnamese.draft import Draft, Item


def bracketed(draft: Draft) -> None:
    """Set the numbers of a bracket aside where there are several and they add up to the number before it."""
    items = draft.items
    if "(" not in draft.text:
        return
    for k, item in enumerate(items):
        if item.note != "(" or item.tag != "S":
            continue
        last = next((n for n in range(k + 1, len(items)) if items[n].note == ")"), len(items))
        _set_aside(items, k, last)


def listed_parts(draft: Draft) -> None:
    """ "tổng 50 hv: kinh 22, xơ đăng 19, hrê 9": after a colon, no noun of ours, and they add up."""
    items = draft.items
    if ":" not in draft.text:
        return
    for k, item in enumerate(items):
        if item.note != ":" or item.tag != "S":
            continue
        last = next((n for n in range(k + 1, len(items)) if items[n].note in (".", "\n", ";")), len(items))
        if any(i.tag == "I" or i.entry.unit in ("dossier", "account", "household") for i in items[k + 1 : last]):
            continue
        _set_aside(items, k, last)


def _set_aside(items: list[Item], k: int, last: int) -> None:
    """Take the numbers between the sign at k and `last` for parts, where they add up to the number before the sign."""
    inside = [i for i in items[k + 1 : last] if i.tag == "N"]
    whole = _before(items, k)
    if whole is None or len(inside) < 2 or any(i.doubt for i in (*inside, whole)):
        return
    if sum(i.value for i in inside) == whole.value:
        for number in inside:
            number.tag, number.note = "X", "part"


def _before(items: list[Item], k: int) -> Item | None:
    """The number that the bracket at k stands behind, with its noun between them or not."""
    for item in reversed(items[max(0, k - 3) : k]):
        if item.tag == "N":
            return item
        if item.tag == "S":
            return None
    return None
