"""What a person was shown last: the buttons under the newest message, which carry the period it was about."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from domain.messages import Choice
from storage.tables import is_told, outbox
from storage.tx import Tx

MARK = "shown"  # the `rule` of a reply with such buttons
SUMMARIES = ("thon", "thieu", "tuan", "lan")  # the actions of the buttons under a summary
_ACTIONS = frozenset((*SUMMARIES, "xinmo"))

_LAST = (
    select(outbox.c.choices)
    .where(outbox.c.person_id == bindparam("person"), outbox.c.made_at >= bindparam("since"), is_told())
    .order_by(outbox.c.id.desc())
    .limit(30)
)


def says_when(choices: Iterable[Choice]) -> bool:
    """Whether one of these buttons carries the period that its message is about."""
    return any(choice.key.partition(":")[0] in _ACTIONS for choice in choices)


def last_key(tx: Tx, person_id: int, actions: Sequence[str], since: datetime) -> str:
    """The key ("thon:2025-W47") of the newest button of one of these actions shown since a moment; "" if none was."""
    assert _ACTIONS.issuperset(actions), "no other buttons are looked for"
    for row in tx.all(_LAST, {"person": person_id, "since": since}):
        for key, _label in row.choices:
            if key.partition(":")[0] in actions:
                return str(key)
    return ""
