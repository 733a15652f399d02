"""What a person was shown last: the buttons under the newest message, which carry the period it was about."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, select

from storage.tables import outbox
from storage.tx import Tx

_LAST = (
    select(outbox.c.choices)
    .where(outbox.c.person_id == bindparam("person"), outbox.c.made_at >= bindparam("since"))
    .order_by(outbox.c.id.desc())
    .limit(30)
)


def last_key(tx: Tx, person_id: int, actions: Sequence[str], since: datetime) -> str:
    """The key ("thon:2025-W47") of the newest button of one of these actions shown since a moment; "" if none was."""
    for row in tx.all(_LAST, {"person": person_id, "since": since}):
        for key, _label in row.choices:
            if key.partition(":")[0] in actions:
                return str(key)
    return ""
