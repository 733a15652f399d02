"""What only the demo keeps: how far its clock is ahead, the code a stranger may try, what was said by itself."""

from datetime import timedelta

from sqlalchemy import delete, func, insert, select

from domain.frozen import frozen
from storage.tables import facts, outbox
from storage.tx import Tx

OFFSET, CODE = "demo_offset", "demo_code"


@frozen
class Told:
    """A message that was said first: by which rule, about which unit."""

    rule: str
    unit_id: int | None


def offset(tx: Tx) -> timedelta:
    """By how much the demo's clock is ahead."""
    return timedelta(seconds=float(_get(tx, OFFSET) or 0))


def keep_offset(tx: Tx, ahead: timedelta) -> None:
    """Keep it for the next start."""
    _put(tx, OFFSET, str(ahead.total_seconds()))


def code(tx: Tx) -> str:
    """The invite code shown to whoever plays a stranger."""
    return _get(tx, CODE)


def keep_code(tx: Tx, value: str) -> None:
    """Keep it; a real installation keeps only hashes of codes."""
    _put(tx, CODE, value)


def newest(tx: Tx) -> int:
    """The newest number in the outbox."""
    return int(tx.scalar(select(func.max(outbox.c.id))) or 0)


def told_since(tx: Tx, number: int) -> list[Told]:
    """What was said first and has arrived, of the messages after a number."""
    rows = tx.all(
        select(outbox.c.rule, outbox.c.unit_id)
        .where(outbox.c.id > number, outbox.c.kind != "reply", outbox.c.state == "sent")
        .order_by(outbox.c.id)
    )
    return [Told(row.rule, row.unit_id) for row in rows]


def _get(tx: Tx, name: str) -> str:
    return str(tx.scalar(select(facts.c.value).where(facts.c.name == name)) or "")


def _put(tx: Tx, name: str, value: str) -> None:
    tx.run(delete(facts).where(facts.c.name == name))
    tx.run(insert(facts), {"name": name, "value": value})
