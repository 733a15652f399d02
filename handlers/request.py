"""A short message that asks for something: what those who belong here typed anew, folded."""

import re

from handlers.dialogue import plain
from handlers.turn import Turn


def request(turn: Turn, longest: int) -> str:
    """The folded words of a message; empty for a stranger's, a longer one, and one that was only edited."""
    if not turn.memberships or len(turn.text) > longest or turn.inbound.edits:
        return ""
    return plain(turn.text).removeprefix("/")


def without(said: str, match: re.Match[str]) -> str:
    """The words around a part of them that has been understood."""
    return " ".join(f"{said[: match.start()]} {said[match.end() :]}".split())
