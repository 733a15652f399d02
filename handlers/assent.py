"""Yes and no, as people write them in a chat."""

from handlers.dialogue import plain
from handlers.turn import Answer
from handlers.yes_no import meant


def assent(answer: Answer) -> bool | None:
    """What an answer to a yes-or-no question says: the choice it picked (keys “yes” and “no”), or its words.

    None where it says neither; then nothing may be taken for a yes.
    """
    if answer.key in ("yes", "no"):
        return answer.key == "yes"
    return meant(plain(answer.text), answer.text)
