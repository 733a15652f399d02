"""Messages in and out: what was heard (each once), what waits to be said, and the state of each talk."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update
from sqlalchemy.dialects.postgresql import insert as pg_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from domain.frozen import frozen
from domain.messages import Address, Choice, File, Outbound, Wanted
from storage import shown
from storage.tables import IS_UNREAD, inbox, outbox, talks
from storage.tx import Tx

LEASE = timedelta(seconds=60)  # how long a claimed message belongs to its sender
FILE = "file/"  # begins the `rule` of a message that carries a file

_REPLY = insert(outbox)  # of a plain one, without the columns of a file: rows that are inserted together have the same

_SEEN = select(inbox.c.message).where(
    inbox.c.channel == bindparam("channel"),
    inbox.c.account == bindparam("account"),
    inbox.c.message.in_(bindparam("messages", expanding=True)),
)


def _save_talk(make: Any) -> Any:
    """Insert a talk or bring it up to date, as each of the two databases says it."""
    statement = make(talks)
    return statement.on_conflict_do_update(
        index_elements=["address_id"],
        set_={"state": statement.excluded.state, "changed_at": statement.excluded.changed_at},
    )


_SAVE_TALK = {"sqlite": _save_talk(sqlite_insert), "postgresql": _save_talk(pg_insert)}


def seen(tx: Tx, channel: str, account: str, messages: Sequence[str]) -> set[str]:
    """Which of these message ids were taken before."""
    return {row.message for row in tx.all(_SEEN, {"channel": channel, "account": account, "messages": list(messages)})}


def heard(tx: Tx, row: dict[str, Any]) -> None:
    """Keep a message that was taken."""
    tx.later(inbox, row)


def save_talk(tx: Tx, address_id: int, state: dict[str, Any]) -> None:
    """Keep the state of a talk."""
    tx.later(_SAVE_TALK[tx.connection.dialect.name], {"address_id": address_id, "state": state, "changed_at": tx.now})


@frozen
class Ready:
    """A message that may go out now, claimed by this process."""

    key: str
    kind: str
    address_id: int
    to: Address
    message: Outbound
    attempts: int = 0
    not_after: datetime | None = None


def say_now(tx: Tx, key: str, address_id: int, to: Address, message: Outbound, person_id: int | None) -> Ready:
    """Put a reply into the outbox, already claimed: it is sent right after the commit, and if the process dies before,
    by whoever finds the lease run out."""
    row = _row(tx, key, "reply", address_id, person_id, message)
    row["state"], row["lease_until"] = "sending", tx.now + LEASE
    about = _file(message)
    if not about and shown.says_when(message.choices):
        about = {"rule": shown.MARK, "unit_id": None, "period": ""}
    if about:
        tx.later(outbox, row | about)
    else:
        tx.later(_REPLY, row)
    return Ready(key, "reply", address_id, to, message, not_after=None)


def say_later(
    tx: Tx,
    key: str,
    kind: str,
    address_id: int,
    person_id: int | None,
    message: Outbound,
    *,
    not_before: datetime | None = None,
    not_after: datetime | None = None,
    about: dict[str, Any] | None = None,
) -> bool:
    """Put a message into the outbox unless its key is there already; returns whether it was put."""
    row = _row(tx, key, kind, address_id, person_id, message) | _file(message) | (about or {})
    row |= {"not_before": not_before or tx.now, "not_after": not_after}
    make = sqlite_insert if tx.connection.dialect.name == "sqlite" else pg_insert
    # By RETURNING: the row count of such an insert is unknown on PostgreSQL (-1).
    put = make(outbox).on_conflict_do_nothing(index_elements=["key"]).returning(outbox.c.id)
    return tx.scalar(put, row) is not None


def _row(tx: Tx, key: str, kind: str, address_id: int, person_id: int | None, message: Outbound) -> dict[str, Any]:
    return {
        "key": key,
        "kind": kind,
        "address_id": address_id,
        "person_id": person_id,
        "text": message.text,
        "choices": [[choice.key, choice.label] for choice in message.choices],
        "made_at": tx.now,
        "not_before": tx.now,
        "state": "due",
    }


def _file(message: Outbound) -> dict[str, Any]:
    """Which file goes with a message."""
    wants = message.file.wants if message.file else None
    if wants is None:
        return {}
    return {"rule": f"{FILE}{wants.report}", "unit_id": wants.unit_id, "period": wants.period}


def as_ready(row: Row[Any]) -> Ready:
    """A claimed row as something to send."""
    choices = tuple(Choice(key, label) for key, label in row.choices)
    file = None
    if row.rule.startswith(FILE):
        report = row.rule.removeprefix(FILE)
        file = File(report, wants=Wanted(report, row.unit_id, row.period, row.person_id))
    return Ready(
        row.key,
        row.kind,
        row.address_id,
        Address(row.channel, row.account, row.chat),
        Outbound(row.text, choices, file),
        row.attempts + 1,
        row.not_after,
    )


_SETTLE = (
    update(outbox)
    .where(outbox.c.key == bindparam("of"))
    .values(
        state=bindparam("to"),
        reason=bindparam("why"),
        sent_at=bindparam("when"),
        sent_id=bindparam("as_id"),
        lease_until=None,
        not_before=bindparam("again"),
    )
)


def settle(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Mark what became of messages. Each row: of (key), to (state), why, when, as_id, again (next try)."""
    tx.run_many(_SETTLE, rows)


def unread(tx: Tx, commune_id: int, since: datetime, limit: int = 10) -> list[Row[Any]]:
    """Sentences nobody understood (or that failed), newest first."""
    return list(
        tx.all(
            select(inbox.c.text, inbox.c.taken_at, inbox.c.person_id, inbox.c.outcome)
            .where(
                inbox.c.commune_id == commune_id,
                IS_UNREAD,
                inbox.c.taken_at >= since,
            )
            .order_by(inbox.c.taken_at.desc())
            .limit(limit)
        )
    )
