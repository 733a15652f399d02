"""What fits one message: the strictest channel (Zalo Bot) takes 2,000 characters, counted as UTF-16 units."""

from collections.abc import Sequence

ROOM = 2000


def size(text: str) -> int:
    """How many UTF-16 units a text takes, as chat platforms count."""
    return len(text.encode("utf-16-le")) // 2


def clip(text: str, room: int) -> str:
    """A text cut at a word to fit, with an ellipsis where something was cut."""
    text = " ".join(text.split())
    if size(text) <= room:
        return text
    while size(text) > room - 1:
        head, _, _ = text.rpartition(" ")
        text = head or text[: len(text) // 2]
    return text.rstrip(" ,;:.") + "…"


def row(items: Sequence[str], room: int, what: str = "thôn", joint: str = ", ") -> str:
    """As many items in a row as fit, the rest counted: Thôn 3, Thôn 8 và 12 thôn nữa."""
    whole = joint.join(items)
    if size(whole) <= room:
        return whole
    for count in range(len(items) - 1, 0, -1):
        short = f"{joint.join(items[:count])} và {len(items) - count} {what} nữa"
        if size(short) <= room:
            return short
    return f"{len(items)} {what}"


def column(lines: Sequence[str], room: int, what: str) -> list[str]:
    """As many lines as fit, the rest counted in a last one: … và 3 chỉ số nữa."""
    if size("\n".join(lines)) <= room:
        return list(lines)
    for count in range(len(lines) - 1, -1, -1):
        short = [*lines[:count], f"… và {len(lines) - count} {what} nữa"]
        if size("\n".join(short)) <= room:
            return short
    return []
