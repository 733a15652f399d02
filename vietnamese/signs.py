"""What is no word and no number as an item: a sign, a line end, an emoji, a web address."""

from vietnamese.draft import NOTHING, Draft, Item
from vietnamese.longest import longest
from vietnamese.tokens import OTHER, SIGN, Entry

PORTAL = Entry(("dichvucong.gov.vn",), indicator="public_services")


def sign(draft: Draft, i: int) -> int:
    """A sign, a line end, an emoji or a web address at token i: the token behind it."""
    tokens, items, starts, ends = draft.tokens, draft.items, draft.starts, draft.ends
    token = tokens[i]
    kind, text = token.kind, token.text
    if kind == OTHER and len(text) > 3:  # a web address: only the portal's says anything
        if "dichvucong" in text:
            items.append(Item("I", i, i + 1, starts[i], ends[i], PORTAL))
        return i + 1
    if kind == OTHER and items and items[-1].note == "•" and items[-1].j == i:
        items[-1].j, items[-1].end = i + 1, ends[i]  # one break for a row of emoji
        return i + 1
    if kind == SIGN and text in "-=" and i + 1 < len(tokens) and tokens[i + 1].text == ">" and starts[i + 1] == ends[i]:
        arrow = Item("S", i, i + 2, starts[i], ends[i + 1])
        arrow.note = "→"
        items.append(arrow)
        return i + 2
    entry = longest(draft, token.node, i)[1] if token.node is not None else None
    if entry is not None and entry.cue:
        item = Item("K", i, i + 1, starts[i], ends[i], entry)
        draft.entries.add(entry.cue)
    else:
        item = Item("S", i, i + 1, starts[i], ends[i], entry or NOTHING)
    item.note = "\n" if "\n" in text else text if kind == SIGN else "•"
    items.append(item)
    return i + 1
