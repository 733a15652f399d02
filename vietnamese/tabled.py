"""A table pasted from a sheet, a row for each indicator and a column for each place or time, or the other way round."""

from vietnamese.clauses import Claim
from vietnamese.draft import Draft, Item

_TOTALS = ("tong", "cong", "tong cong")


def tabled(draft: Draft) -> list[Claim]:
    """Claims for the numbers of such a table: what stands in one row or column of an indicator is added, but for its
    total.
    """
    if "\t" not in draft.text:
        return []
    rows = _rows(draft)
    at = next(
        (n for n, row in enumerate(rows) if len(row) > 1 and _heads(row) and _figures(rows[n + 1 :], len(row))), None
    )
    if at is None:
        return []
    head = rows[at]
    body = _figures(rows[at + 1 :], len(head))
    total = {n for n, cell in enumerate(head) if " ".join(draft.words[i] for i in cell.tokens) in _TOTALS}
    keys = [_key(cell) for cell in head]
    claims: list[Claim] = []
    for cells in body:
        key = _key(cells[0])
        for n, cell in enumerate(cells[1:], len(head) - len(cells) + 1):
            own = key or keys[n]
            number = next((i for i in cell.items if i.tag in "NX"), None)
            if number is None or not own or n in total:
                if number is not None:
                    number.tag, number.note = "X", "part"
                continue
            number.tag, number.note, number.doubt = "X", "listed", ""
            claim = Claim(own, number, 0)
            claim.note = "listed"
            claims.append(claim)
        for item in cells[0].items:
            item.used = item.used or item.tag == "I"
    for cell in head:
        for item in cell.items:
            if item.tag == "N":
                item.tag, item.note = "X", "label"  # "tổ 1"
            item.used = item.used or item.tag == "I"
    return claims


class _Cell:
    """What stands between two tabs: its tokens, and the items in it."""

    __slots__ = ("items", "tokens")

    def __init__(self) -> None:
        self.tokens: list[int] = []
        self.items: list[Item] = []


def _rows(draft: Draft) -> list[list[_Cell]]:
    rows = [[_Cell()]]
    begins = {i.i: i for i in draft.items}
    for n, token in enumerate(draft.tokens):
        if token.text == "\t":
            rows[-1].append(_Cell())
        elif "\n" in token.text:
            rows.append([_Cell()])
        else:
            rows[-1][-1].tokens.append(n)
            if n in begins:
                rows[-1][-1].items.append(begins[n])
    return rows


def _heads(row: list[_Cell]) -> bool:
    """Whether a row names columns: words in every cell but perhaps the first, and none a mere number."""
    return all(len(c.tokens) > 1 or not any(i.tag in "NX" for i in c.items) for c in row) and all(
        c.tokens for c in row[1:]
    )


def _figures(rows: list[list[_Cell]], wide: int) -> list[list[_Cell]]:
    """The rows of figures right under the names of columns: a name, then numbers, as many as there are columns."""
    found: list[list[_Cell]] = []
    for row in rows:
        plain = all(len(c.items) == 1 and c.items[0].tag in "NX" and len(c.tokens) == 1 for c in row[1:-1])
        last = bool(row[-1].items) and row[-1].items[0].tag in "NX"
        named = bool(row[0].tokens) and not (len(row[0].tokens) == 1 and any(i.tag in "NX" for i in row[0].items))
        if not named or len(row) not in (wide, wide + 1) or len(row) < 3 or not plain or not last:
            break
        found.append(row)
    return found


def _key(cell: _Cell) -> str:
    return next((i.key for i in cell.items if i.tag == "I"), "") or next(
        ("public_services" for i in cell.items if i.entry.unit == "dossier"),
        "learners" if any(i.entry.context == "teach" for i in cell.items) else "",
    )
